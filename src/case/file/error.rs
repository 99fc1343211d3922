//! Why a case file cannot be opened, read or written, as one sentence each.

use crate::model::time::UtcTime;
use crate::words::Phrase;
use rusqlite::ErrorCode;
use std::io;

/// What went wrong with a case file. The texts are for the sentence; nothing is decided by them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseFileError {
    /// It is no case file at all.
    NotCase,
    /// It is one, and part of it is damaged.
    Damaged {
        /// Id of the word for the part.
        part: &'static str,
        /// Where in that part.
        place: String,
    },
    /// Made by a newer program.
    Newer,
    /// Another window writes to it.
    Held {
        /// User and machine as they name themselves. Raw.
        holder: String,
        /// Since when.
        since: Option<UtcTime>,
    },
    /// There is a file of this name already.
    Exists,
    /// The disk is full.
    Full,
    /// It cannot be written, as the system says.
    CannotWrite(String),
    /// It cannot be read, as the system says.
    CannotRead(String),
    /// Reading it takes more steps or memory than any case of ours: it was made to.
    TooMuch,
    /// The user stopped it.
    Cancelled,
}

impl CaseFileError {
    /// The sentence.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::NotCase => Phrase::new("case-file-not-one"),
            Self::Damaged { part, place } => {
                Phrase::new("case-file-damaged").word("part", *part).text("place", place)
            }
            Self::Newer => Phrase::new("case-file-newer"),
            Self::Held { holder, since: Some(since) } => {
                Phrase::new("case-file-held-since").text("who", holder).time("since", *since)
            }
            Self::Held { holder, since: None } => Phrase::new("case-file-held").text("who", holder),
            Self::Exists => Phrase::new("case-file-exists"),
            Self::Full => Phrase::new("case-file-disk-full"),
            Self::CannotWrite(why) => Phrase::new("case-file-cannot-write").text("why", why),
            Self::CannotRead(why) => Phrase::new("case-file-cannot-read").text("why", why),
            Self::TooMuch => Phrase::new("case-file-too-much"),
            Self::Cancelled => Phrase::new("case-file-cancelled"),
        }
    }

    pub(super) fn damaged(part: &'static str, place: impl ToString) -> Self {
        Self::Damaged { part, place: place.to_string() }
    }

    /// What an error of the system means while writing.
    pub(super) fn writing(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                Self::Full
            }
            io::ErrorKind::AlreadyExists => Self::Exists,
            _ => Self::CannotWrite(error.to_string()),
        }
    }

    /// What an error of the system means while reading.
    pub(super) fn reading(error: &io::Error) -> Self {
        Self::CannotRead(error.to_string())
    }
}

impl From<rusqlite::Error> for CaseFileError {
    fn from(error: rusqlite::Error) -> Self {
        let Some(code) = error.sqlite_error_code() else {
            return Self::damaged("case-part-rows", error);
        };
        match code {
            ErrorCode::DiskFull => Self::Full,
            ErrorCode::OperationInterrupted => Self::TooMuch,
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Self::CannotWrite(error.to_string()),
            ErrorCode::CannotOpen | ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => {
                Self::CannotRead(error.to_string())
            }
            ErrorCode::SystemIoFailure => Self::CannotWrite(error.to_string()),
            ErrorCode::NotADatabase => Self::NotCase,
            _ => Self::damaged("case-part-file", error),
        }
    }
}
