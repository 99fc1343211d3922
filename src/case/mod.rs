//! All that one investigation knows. Plain data; only the workbench changes it.

pub mod change;
pub mod custody;
pub mod file;
pub mod marks;
pub mod preview;
pub mod remedy;
pub mod report_settings;
pub mod saved;
pub mod work;

use crate::analysis::finding::{Analysis, SiteSettings};
use crate::checks::answer::{CheckKind, CheckResult};
use crate::evidence::format::RawRecord;
use crate::model::harvest::{Balance, Damage, DateOrder, RecordGap};
use crate::model::provenance::{Provenance, SourceId};
use crate::model::store::EventStore;
use crate::model::time::{Span, UtcTime, ZoneBasis};
use crate::task::Task;
use crate::words::Phrase;
use custody::Entry;
use marks::Marks;
use saved::Home;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How far a source is.
#[derive(Clone, Debug)]
pub enum State {
    /// In line.
    Waiting,
    /// Being read; the task tells bytes and records.
    Reading(Task),
    /// Read to the end.
    Done,
    /// Stopped by the user; what was read stays.
    Cancelled,
    /// Nothing could be read, and why.
    Failed(Phrase),
}

/// A file of the case.
#[derive(Clone, Debug)]
pub struct CaseSource {
    /// Number in the case.
    pub id: SourceId,
    /// Path as shown, with `!/` before the member of an archive. Raw: show it as safe text.
    pub name: String,
    /// How far.
    pub state: State,
    /// Format key, once recognised; `format-<key>` words it.
    pub format: Option<&'static str>,
    /// Id of the sentence why.
    pub why: Option<&'static str>,
    /// SHA-256 in hex, once read whole.
    pub sha256: Option<String>,
    /// Size in bytes.
    pub bytes: u64,
    /// Time of change of the file.
    pub modified: Option<UtcTime>,
    /// What became of the records.
    pub balance: Balance,
    /// Damage and warnings in order of place, the first thousand.
    pub damages: Vec<Damage>,
    /// Damage and warnings beyond.
    pub more_damages: u64,
    /// Event logs: records by (provider, event id).
    pub event_ids: BTreeMap<(String, u32), u64>,
    /// First to last time.
    pub span: Option<Span>,
    /// Stretches its records cover.
    pub covered: Vec<Span>,
    /// Event logs: record numbers that are skipped.
    pub record_gaps: Vec<RecordGap>,
    /// Server that wrote it; empty if unknown. Raw: show it as safe text.
    pub server: String,
    /// Zone its times were read with; `None` if the format is UTC.
    pub zone: Option<String>,
    /// How the zone is known.
    pub zone_basis: ZoneBasis,
    /// Order of day and month in its numeric dates.
    pub date_order: DateOrder,
    /// Sources that hold some of its rows too, and how many; those rows count once, there.
    pub repeats: Vec<(SourceId, u64)>,
}

impl CaseSource {
    /// A source in line, of which no more than the name is known.
    #[must_use]
    pub fn named(id: SourceId, name: &str) -> Self {
        Self {
            id,
            name: name.to_owned(),
            state: State::Waiting,
            format: None,
            why: None,
            sha256: None,
            bytes: 0,
            modified: None,
            balance: Balance::default(),
            damages: Vec::new(),
            more_damages: 0,
            event_ids: BTreeMap::new(),
            span: None,
            covered: Vec::new(),
            record_gaps: Vec::new(),
            server: String::new(),
            zone: None,
            zone_basis: ZoneBasis::Stated,
            repeats: Vec::new(),
            date_order: DateOrder::default(),
        }
    }

    /// Did anything get lost: not readable, stopped, a damaged record, or a warning that is more than a remark?
    #[must_use]
    pub fn is_troubled(&self) -> bool {
        let faulty = self.damages.iter().any(|d| !d.fault.is_remark()) || self.more_damages > 0;
        matches!(self.state, State::Failed(_) | State::Cancelled) || self.balance.damaged > 0 || faulty
    }
}

/// A record read again for the inspector.
#[derive(Clone, Debug)]
pub struct RawView {
    /// Which record.
    pub at: Provenance,
    /// What it says, or why it cannot be read.
    pub record: Result<RawRecord, Phrase>,
}

/// A check that waits or runs.
#[derive(Clone, Debug)]
pub struct Checking {
    /// Number, to tell it from others.
    pub number: u64,
    /// What is looked into.
    pub kind: CheckKind,
    /// Whom it is about. Raw: show it as safe text.
    pub target: String,
    /// Its handle; the first in line runs.
    pub task: Task,
    /// What has come back so far.
    pub results: Vec<CheckResult>,
}

/// One investigation.
#[derive(Clone, Debug, Default)]
pub struct Case {
    /// Files, by [`SourceId`]; removed ones leave a gap.
    pub sources: Vec<CaseSource>,
    /// All rows.
    pub store: Arc<EventStore>,
    /// What they mean; of this very store.
    pub analysis: Arc<Analysis>,
    /// What the user said about the site.
    pub settings: SiteSettings,
    /// Grows with every new store or analysis; views keep it to notice.
    pub generation: u64,
    /// Is an analysis under way?
    pub analysing: bool,
    /// The record last asked for.
    pub raw: Option<RawView>,
    /// Are these invented incidents (the demo)?
    pub is_demo: bool,
    /// Stars, tags and notes.
    pub marks: Marks,
    /// Steps, machines, tests, consent, answers of checks.
    pub work: work::Work,
    /// Checks that run or wait, the running one first.
    pub checking: Vec<Checking>,
    /// Pages of the report.
    pub preview: preview::Preview,
    /// What was done in this case, in order.
    pub custody: Vec<Entry>,
    /// Where it is saved.
    pub home: Home,
    /// Are its rows still on their way from the case file?
    pub opening: bool,
    /// Something the user should know now: a file that is no case, an action that could not be kept.
    pub notice: Option<Phrase>,
    /// Grows when another case takes this one's place; views then begin anew.
    pub number: u64,
    /// What the window wants kept with the case (selection, columns, sizes), as JSON; read when `number` grows.
    pub view: String,
    /// What undo would take back, in words.
    pub can_undo: Option<Phrase>,
    /// What redo would do again, in words.
    pub can_redo: Option<Phrase>,
}

impl Case {
    /// The source with this number.
    #[must_use]
    pub fn source(&self, id: SourceId) -> Option<&CaseSource> {
        self.sources.iter().find(|s| s.id == id)
    }

    /// Which of a source's rows count in another one, in sentences.
    pub fn repeats_of<'a>(&'a self, source: &'a CaseSource) -> impl Iterator<Item = Phrase> + 'a {
        source.repeats.iter().map(|(of, rows)| {
            let name = self.source(*of).map_or("", |s| s.name.as_str());
            let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
            Phrase::new("source-repeats").number("n", *rows).text("file", file)
        })
    }

    /// Is any file still being read or in line?
    #[must_use]
    pub fn is_loading(&self) -> bool {
        self.opening || self.sources.iter().any(|s| matches!(s.state, State::Waiting | State::Reading(_)))
    }
}
