//! Later lines of the conversation that a line of a log belongs to, for the eye.
//!
//! What belongs together the format says. Reads a little on and never the whole file, and shows few lines.

use super::format::RawRecord;
use super::problem::ReadError;
use super::shapes::lines::Lines;
use super::source::Source;
use crate::model::provenance::Place;
use crate::model::safe_text::SafeText;
use std::io;

/// Bytes read on behind the line.
pub const BYTES_AFTER: u64 = 256 * 1024;
/// Lines shown.
pub const SHOWN_AFTER: usize = 12;

/// Says of one line after the other whether it belongs to the conversation.
pub type Belongs = Box<dyn FnMut(&str) -> bool>;

/// The line at `place` and later ones of its conversation, all of them through `masked`.
///
/// # Errors
/// What the system says up to the line; nothing readable where the source ends before it.
pub fn raw(
    source: &mut Source,
    place: Place,
    masked: impl Fn(&str) -> SafeText,
    conversation: impl Fn(&str) -> Option<Belongs>,
) -> Result<RawRecord, ReadError> {
    let ahead = place.byte.saturating_sub(source.position());
    io::copy(&mut io::Read::take(&mut *source, ahead), &mut io::sink())?;
    let mut lines = Lines::new(source)?;
    let line = lines.next_line()?.ok_or(ReadError::NothingReadable)?;
    let limit = line.place.byte.saturating_add(BYTES_AFTER);
    let mut after = Vec::new();
    if let Some(mut belongs) = conversation(&line.text) {
        // What cannot be read here is told where the file is read whole.
        while let (true, Ok(Some(next))) = (after.len() < SHOWN_AFTER, lines.next_line()) {
            if next.place.byte > limit {
                break;
            }
            if belongs(&next.text) {
                after.push(masked(&next.text));
            }
        }
    }
    Ok(RawRecord { text: masked(&line.text), fields: Vec::new(), after })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let mut source = Source::of_bytes("x", text.as_bytes().to_vec());
        let same = |_: &str| -> Option<Belongs> { Some(Box::new(|line| line.starts_with("a"))) };
        let record = raw(&mut source, Place::line(1, 0), SafeText::new, same).unwrap();
        record.after.iter().map(|line| line.as_str().to_owned()).collect()
    }

    #[test]
    fn only_what_belongs_is_shown_and_never_much() {
        assert_eq!(shown("a1\nb\na2\n"), ["a2"]);
        assert_eq!(shown("a1\n"), [""; 0]);
        assert_eq!(shown(&"a\n".repeat(100)).len(), SHOWN_AFTER);
    }

    #[test]
    fn what_stands_far_behind_is_not_looked_for() {
        let far = "b\n".repeat(usize::try_from(BYTES_AFTER).unwrap_or(0) / 2);
        assert_eq!(shown(&format!("a\n{far}a2\n")), [""; 0]);
    }
}
