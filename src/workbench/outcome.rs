//! All that a job can bring back.

use crate::analysis::finding::Analysis;
use crate::case::RawView;
use crate::evidence::intake::{Candidate, Loaded};
use crate::evidence::problem::ReadError;
use crate::model::provenance::SourceId;
use crate::model::store::EventStore;
use std::path::PathBuf;

/// What came of a job.
#[derive(Debug)]
pub enum Outcome {
    /// The files behind the paths the user gave; those that cannot be opened with the reason.
    Found(Vec<Result<Candidate, (String, ReadError)>>),
    /// A source was read, or could not be.
    Loaded(SourceId, Box<Loaded>),
    /// A new store with all rows that had arrived, and its analysis unless that was called off.
    Analysed {
        /// The store.
        store: Box<EventStore>,
        /// Its analysis.
        analysis: Option<Box<Analysis>>,
    },
    /// A record read again.
    Raw(Box<RawView>),
    /// The demo incident was written to a folder.
    DemoWritten(Result<PathBuf, String>),
    /// A job broke down; its name.
    Failed {
        /// Name of its thread.
        job: String,
    },
}
