//! The contract every format keeps, and the one way bytes reach it.
//!
//! A format is chosen by what the file holds, never by its name. It reads forward only, once, and puts all
//! it finds into a [`Harvest`]; memory must not grow with the file beyond the rows kept. Formats never
//! import each other or the roster.

use super::hints::Hints;
use super::problem::ReadError;
use super::source::Source;
use crate::model::harvest::Harvest;
use crate::model::provenance::Place;
use crate::model::safe_text::SafeText;
use crate::task::Task;

/// Bytes that recognition may look at.
pub const HEAD: usize = 64 * 1024;

/// The beginning of a source.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// First bytes, up to [`HEAD`].
    pub bytes: &'a [u8],
    /// The same as text, decoded by byte order mark or by its looks; empty when it is no text.
    pub text: &'a str,
    /// Does the source end within these bytes?
    pub whole: bool,
}

/// Why a source is taken for a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recognised {
    /// 0 to 100; the highest wins, the roster's order breaks ties. Signatures 100, named headers 90,
    /// typical columns 70, looks 50, fall-backs below 20.
    pub certainty: u8,
    /// Id of the sentence that tells the user why.
    pub why: &'static str,
}

/// A record as a person reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RawRecord {
    /// The record or line, masked and safe; several lines for XML.
    pub text: SafeText,
    /// Its fields by the names of the format, in their order; may be empty.
    pub fields: Vec<(SafeText, SafeText)>,
    /// Lines after it that belong to the same conversation, masked and safe; none for most formats.
    pub after: Vec<SafeText>,
}

/// A kind of evidence file that we can read.
pub trait Format: Sync {
    /// Short stable name, as in JSON (`evtx`); `format-<key>` is its name in words.
    fn key(&self) -> &'static str;

    /// Is it ours, how sure, and why.
    fn recognise(&self, head: &Head<'_>) -> Option<Recognised>;

    /// Reads all records in file order. One bad record costs one record. Stops soon after the task is
    /// cancelled. `Err` only when nothing of the file can be read.
    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError>;

    /// The record at `place`, read again from a freshly opened source that stands at `place.byte`
    /// or earlier (see [`Source::position`]).
    fn raw(&self, source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
        super::raw_line(source, place, &Hints::default())
    }
}
