//! All that an operator can ask for, one variant each.

use crate::analysis::finding::WorkingHours;
use crate::case::marks::Mark;
use crate::case::report_settings::ReportSettings;
use crate::case::work::Brief;
use crate::checks::answer::CheckAnswer;
use crate::checks::consent::Scope;
use crate::checks::question::Question;
use crate::model::address::Network;
use crate::model::provenance::{Provenance, SourceId};
use crate::model::time::UtcTime;
use crate::playbook::flow::FlowCell;
use crate::playbook::machines::Machine;
use crate::playbook::progress::ProofKind;
use crate::report::forms::Form;
use crate::report::tables::{Format, Which};
use crate::words::{Language, Phrase};
use chrono_tz::Tz;
use std::path::PathBuf;

/// A wish of the operator.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Read these files, folders and archives too.
    AddPaths(Vec<PathBuf>),
    /// Write the demo incident to a folder of its own and read it.
    OpenDemo,
    /// Stop all reading; what was read stays.
    CancelLoading,
    /// Take a source and its rows out of the case; the file stays as it is.
    Remove(SourceId),
    /// Read a source again.
    Retry(SourceId),
    /// Read a source again, its wall clock being that of a zone.
    SetSourceZone(SourceId, Tz),
    /// Read a source again, its numeric dates having the day first (or the month).
    SetSourceDayFirst(SourceId, bool),
    /// The site's zone: screen, report, and sources that say nothing.
    SetSiteZone(Tz),
    /// Domains that are ours; analysis runs again.
    SetLocalDomains(Vec<String>),
    /// The clock of a source is so many seconds ahead (negative: behind); `None`: compare it with the others.
    SetSourceClock(SourceId, Option<i64>),
    /// An account is known and in order, or is no longer; in any spelling.
    MarkAccount(String, bool),
    /// A client's address or network is known and in order, or is no longer.
    MarkClient(Network, bool),
    /// When people work; `None`: as the sign-ins show.
    SetWorkingHours(Option<WorkingHours>),
    /// Exchange generation (`2013-SE`); empty: as the logs show.
    SetGeneration(String),
    /// Networks that are ours; analysis runs again.
    SetInternal(Vec<Network>),
    /// Servers that are ours; analysis runs again.
    SetOwnServers(Vec<String>),
    /// What stands on a row from now on; an empty mark takes it off.
    Mark(Provenance, Mark),
    /// Something about a step of the clean-up, by its id.
    Step(String, StepDeed),
    /// Hash a file and attach it to a step as a proof; put its bytes into the case file where they fit.
    ProveByFile {
        /// The step's id.
        step: String,
        /// The file.
        path: PathBuf,
        /// Its bytes too?
        embed: bool,
    },
    /// Write the bytes of a proof, by its SHA-256 in hex, to a file.
    TakeOutProof(String, PathBuf),
    /// A machine as it stands from now on, by its key; `None` takes it off the list.
    Machine(String, Option<Box<Machine>>),
    /// A mail-flow test as it stands from now on, by its key.
    Flow(String, Box<FlowCell>),
    /// What only people know, from now on.
    Brief(Box<Brief>),
    /// The client allows these targets to be contacted.
    GiveConsent {
        /// Whose servers.
        client: String,
        /// Who authorised it.
        authorised_by: String,
        /// Hosts, domains, addresses.
        targets: Vec<String>,
        /// What may be done.
        scopes: Vec<Scope>,
    },
    /// Nothing may be contacted any more.
    WithdrawConsent,
    /// Check again after so many days, counted from now; an empty list takes the plan away.
    PlanRetests(Vec<u32>),
    /// The re-test of that day was done, or was not.
    RetestDone(u32, bool),
    /// Ask the network; refused where the consent does not cover it. One check runs at a time.
    Check(Box<Question>),
    /// Stop the checks that run or wait.
    CancelChecks,
    /// An answer that somebody got elsewhere.
    EnterAnswer(Box<CheckAnswer>),
    /// What people say about the report, from now on.
    Report(Box<ReportSettings>),
    /// This picture is the mark of the report; `None` takes it off.
    TakeLogo(Option<PathBuf>),
    /// Set the report in pages for the preview; in this language unless the case says another.
    SetPages(Language),
    /// Draw these pages, from 0, at so many hundredths of a pixel a point.
    ShowPages {
        /// Pages.
        pages: Vec<usize>,
        /// Hundredths of a pixel a point.
        scale: u32,
    },
    /// Write a report, a table or an annex.
    Produce(Box<Output>),
    /// Open the file that was written last with the system's own viewer.
    OpenWritten,
    /// Take the last action back.
    Undo,
    /// Do again what was taken back last.
    Redo,
    /// Begin a new, unnamed case.
    NewCase,
    /// Open a case file; the present case stays in its own file.
    OpenCase(PathBuf),
    /// Put the case in this file and go on there.
    SaveAs(PathBuf),
    /// The notice was read.
    Dismiss,
    /// Keep this view state (JSON) with the case; no action, not in the custody log.
    KeepView(String),
    /// Read this record again for the inspector.
    ShowRaw(Provenance),
}

/// What can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Product {
    /// The report.
    Report(Form),
    /// A table.
    Table(Which, Format),
    /// Cited raw records, with hashes: a ZIP where the name ends so, else a folder.
    Annex,
}

impl Product {
    /// Id of its name.
    #[must_use]
    pub fn word(self) -> String {
        match self {
            Self::Report(_) => "product-report".to_owned(),
            Self::Table(which, _) => format!("export-table-{}", which.key()),
            Self::Annex => "product-annex".to_owned(),
        }
    }
}

/// A file to write.
#[derive(Clone, Debug, PartialEq)]
pub struct Output {
    /// What.
    pub product: Product,
    /// Where; what is there already is replaced.
    pub path: PathBuf,
    /// In this language unless the case says another for its report.
    pub language: Language,
    /// Open it with the system's viewer then?
    pub open: bool,
    /// What people say about the report, in place of what the case has.
    pub settings: Option<Box<ReportSettings>>,
    /// The time to print as that of the report; `None`: now.
    pub at: Option<UtcTime>,
}

/// What can be done about a step.
#[derive(Clone, Debug, PartialEq)]
pub enum StepDeed {
    /// It is being done.
    Begin,
    /// It is done. Needs a proof: one that is there already, or this one.
    Done {
        /// A proof that comes with it.
        proof: Option<ProofKind>,
        /// Warnings that stood, as they were said.
        overridden: Vec<Phrase>,
        /// Why it was done all the same; empty where no loud warning stood.
        reason: String,
    },
    /// It is left out, and why.
    Skip(String),
    /// It does not concern this site, and why.
    NotApplicable(String),
    /// Back to "todo"; proofs stay.
    Reopen,
    /// Another proof.
    Prove(ProofKind),
    /// Take a proof off, by its place in the list.
    Unprove(usize),
    /// What the client says, and who; `None`: nothing any more.
    Decide(Option<(bool, String)>),
    /// Who is to do it, and by when (`2026-11-30`).
    Assign {
        /// Who.
        owner: String,
        /// By when.
        due: String,
    },
    /// A note.
    Note(String),
}
