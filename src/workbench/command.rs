//! All that an operator can ask for, one variant each.

use crate::analysis::finding::WorkingHours;
use crate::case::marks::Mark;
use crate::model::address::Network;
use crate::model::provenance::{Provenance, SourceId};
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
    /// Take the last mark or site setting back.
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
