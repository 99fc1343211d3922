//! All that a job can bring back.

use super::keeper::Kept;
use super::reporting::Written;
use super::working::Hashed;
use crate::analysis::finding::Analysis;
use crate::case::RawView;
use crate::case::preview::PageImage;
use crate::case::report_settings::Logo;
use crate::checks::answer::{CheckAnswer, CheckResult};
use crate::evidence::intake::{Candidate, Loaded};
use crate::evidence::problem::ReadError;
use crate::model::provenance::SourceId;
use crate::model::rows::Tables;
use crate::model::store::EventStore;
use crate::model::text::Interner;
use crate::report::forms::pdf::Typeset;
use crate::words::{Language, Phrase};
use std::path::PathBuf;
use std::sync::Arc;

/// What came of a job.
#[derive(Debug)]
pub enum Outcome {
    /// The files behind the paths the user gave; those that cannot be opened with the reason.
    Found(Vec<Result<Candidate, (String, ReadError)>>),
    /// The file behind a source of an opened case.
    FoundAgain(SourceId, Result<Candidate, ReadError>),
    /// A source was read, or could not be.
    Loaded(SourceId, Box<Loaded>),
    /// A new store with all rows that had arrived, and its analysis unless that was called off.
    Analysed {
        /// The store.
        store: Box<EventStore>,
        /// Its analysis.
        analysis: Option<Box<Analysis>>,
    },
    /// Rows of a source that is still being read.
    Glimpse(SourceId, Box<(Tables, Interner)>),
    /// The rows that have arrived so far, while other files are still being read.
    Assembled(Box<EventStore>),
    /// The case file's answer, and the number of the case that asked.
    Kept(u64, Box<Kept>),
    /// A record read again.
    Raw(Box<RawView>),
    /// A check that runs tells a result.
    Told(u64, Box<CheckResult>),
    /// A check has ended.
    Checked(u64, Vec<CheckAnswer>),
    /// A file was hashed to prove a step, or why not.
    Hashed(Result<Box<Hashed>, Phrase>),
    /// The pages of the report are set.
    PagesSet(Language, Result<Box<Typeset>, Phrase>),
    /// Pages are drawn.
    PagesDrawn {
        /// Of which report.
        number: u64,
        /// Hundredths of a pixel a point.
        scale: u32,
        /// Pages from 0.
        images: Vec<(usize, Arc<PageImage>)>,
    },
    /// A picture for the report was read.
    Logo(Result<Logo, Phrase>),
    /// A report, table or annex was written; to be opened?
    Produced(Result<Box<Written>, Phrase>, bool),
    /// The viewer was called.
    Opened(Result<(), Phrase>),
    /// The demo incident was written to a folder.
    DemoWritten(Result<PathBuf, String>),
    /// A job broke down; what it was for.
    Failed(Errand),
}

/// What a job is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Errand {
    /// Finding the files behind paths.
    Find,
    /// Writing the demo incident.
    Demo,
    /// Reading a source.
    Read(SourceId),
    /// Putting rows together and analysing them.
    Analyse,
    /// Putting the rows together that have arrived so far.
    Assemble,
    /// Reading one record again.
    Raw,
    /// Hashing a file that proves a step.
    Prove,
    /// Asking the network.
    Check,
    /// Making a report.
    Report,
}

impl Errand {
    /// Name of its thread.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Find => "find",
            Self::Demo => "demo",
            Self::Read(_) => "load",
            Self::Analyse => "analyse",
            Self::Assemble => "assemble",
            Self::Raw => "raw",
            Self::Prove => "prove",
            Self::Check => "check",
            Self::Report => "report",
        }
    }
}
