//! What ends a whole file. Damage that costs a record is [`Fault`] instead.

use crate::model::harvest::Fault;
use crate::model::provenance::{Place, Unit};
use crate::words::Phrase;
use std::fmt;
use std::io;

/// Why a source could not be read at all.
#[derive(Debug)]
pub enum ReadError {
    /// The system would not open or read it.
    Io(io::Error),
    /// No format claims it.
    Unrecognised,
    /// Nothing in it: no byte.
    Empty,
    /// A format that is known and not read; the text is a key of `words` that says what to do instead.
    Declined(&'static str),
    /// It says what it is, yet not one record can be read.
    NothingReadable,
    /// Bigger than this format can be read.
    TooBig {
        /// Limit in bytes.
        limit: u64,
    },
    /// The user stopped it; what was read stays.
    Cancelled,
}

impl ReadError {
    /// The sentence for people: what, and what to do.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        match self {
            Self::Io(error) => Phrase::new("error-io").text("detail", &error.to_string()),
            Self::Unrecognised => Phrase::new("error-unrecognised"),
            Self::Empty => Phrase::new("error-empty"),
            Self::Declined(key) => Phrase::new(*key),
            Self::NothingReadable => Phrase::new("error-nothing-readable"),
            Self::TooBig { limit } => Phrase::new("error-too-big").number("limit", limit >> 20),
            Self::Cancelled => Phrase::new("error-cancelled"),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => write!(f, "cannot read: {error}"),
            Self::Unrecognised => f.write_str("not a format we know"),
            Self::Empty => f.write_str("empty"),
            Self::Declined(key) => write!(f, "known and not read: {key}"),
            Self::NothingReadable => f.write_str("no record can be read"),
            Self::TooBig { limit } => write!(f, "bigger than {limit} bytes"),
            Self::Cancelled => f.write_str("cancelled"),
        }
    }
}

impl std::error::Error for ReadError {}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// The sentence for a fault: what is wrong with a record, a chunk or a file.
#[must_use]
pub fn fault_phrase(fault: &Fault) -> Phrase {
    match fault {
        Fault::Checksum { expected, found } => Phrase::new("fault-checksum")
            .text("expected", &format!("{expected:08x}"))
            .text("found", &format!("{found:08x}")),
        Fault::CutShort => Phrase::new("fault-cut-short"),
        Fault::NotClosed => Phrase::new("fault-not-closed"),
        Fault::Header(field) => Phrase::new("fault-header").text("field", field),
        Fault::Chunk(what) => Phrase::new("fault-chunk").text("what", what),
        Fault::Record(what) => Phrase::new("fault-record").text("what", what),
        Fault::Time(text) => Phrase::new("fault-time").text("text", text),
        Fault::Fields { expected, found } => {
            Phrase::new("fault-fields").number("expected", *expected).number("found", *found)
        }
        Fault::Quote => Phrase::new("fault-quote"),
        Fault::TooLong { limit } => Phrase::new("fault-too-long").number("limit", *limit),
        Fault::Encoding => Phrase::new("fault-encoding"),
        Fault::Zeros { bytes } => Phrase::new("fault-zeros").number("bytes", *bytes),
        Fault::Repeated => Phrase::new("fault-repeated"),
        Fault::Note(key) | Fault::Member(key) => Phrase::new(*key),
    }
}

/// Where in a file: the whole of it, a record, a line or an object.
#[must_use]
pub fn place_phrase(place: Place) -> Phrase {
    let id = match place.unit {
        Unit::File => "at-file",
        Unit::Record => "at-record",
        Unit::Line => "at-line",
        Unit::Item => "at-item",
    };
    Phrase::new(id).number("n", place.number)
}
