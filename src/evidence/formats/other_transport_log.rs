//! Exchange logs that lie beside the ones we read: known by name, and declined with what to bring instead.

use crate::evidence::format::{Format, Head, Recognised};
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::csv::Row;
use crate::evidence::shapes::csv::headed;
use crate::evidence::shapes::lines::decode;
use crate::evidence::source::Source;
use crate::model::harvest::Harvest;
use crate::task::Task;

const POP_IMAP: &str = "declined-pop-imap";
const OTHER: &str = "declined-exchange-log";

/// The format.
#[derive(Debug)]
pub struct OtherTransportLog;

impl Format for OtherTransportLog {
    fn key(&self) -> &'static str {
        "other-exchange-log"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let (certainty, _) = kind(head.text)?;
        Some(Recognised { certainty, why: "why-other-exchange-log" })
    }

    fn read(&self, source: &mut Source, _: &mut Harvest, _: &Task) -> Result<(), ReadError> {
        let (text, _) = decode(source.head()?);
        Err(ReadError::Declined(kind(&text).map_or(OTHER, |k| k.1)))
    }
}

/// How sure, and the sentence that declines it.
fn kind(head: &str) -> Option<(u8, &'static str)> {
    match headed::stated(head, "Log-type") {
        Some(stated) => by_log_type(&stated.to_ascii_lowercase()),
        None => by_columns(head).map(|declined| (65, declined)),
    }
}

/// Any Exchange log names its type; the ones we read claim themselves with more certainty.
fn by_log_type(stated: &str) -> Option<(u8, &'static str)> {
    let known = [("imap4", POP_IMAP), ("pop3", POP_IMAP)];
    let found = known.iter().find(|(name, _)| stated.contains(name));
    Some(found.map_or((45, OTHER), |(_, declined)| (90, *declined)))
}

fn by_columns(head: &str) -> Option<&'static str> {
    let rows = headed::first_rows(head, 20);
    let most = |test: &dyn Fn(&Row) -> bool| {
        !rows.is_empty() && rows.iter().filter(|r| test(r)).count() * 2 > rows.len()
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let hex = |text: &str| text.len() == 16 && text.bytes().all(|b| b.is_ascii_hexdigit());
    let pop_imap =
        |r: &Row| (12..=14).contains(&r.len()) && hex(r.get(1)) && r.get(3).contains(':') && digits(r.get(6));
    most(&pop_imap).then_some(POP_IMAP)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn declined(text: &str) -> Option<&'static str> {
        kind(text).map(|k| k.1)
    }

    #[test]
    fn neighbours_are_named_with_and_without_header() {
        assert_eq!(declined("#Log-type: Something New\n"), Some(OTHER));
        let imap = "2025-11-03T02:15:02.000Z,000000000000000E,2,10.0.0.5:143,192.0.2.4:35070,u,168,31,31,authenticate,PLAIN,\"R=\"\"no\"\"\",\n";
        assert_eq!(declined(imap), Some(POP_IMAP));
        assert_eq!(declined("hello\n"), None);
    }
}
