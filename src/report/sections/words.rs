//! What the technical words of the report mean, for readers who run no mail server.

use crate::report::desk::Desk;
use crate::report::document::{Align, Block};
use crate::report::record_support as record;

/// Terms; `report-record-term-<key>` names each, with `-is` behind it what it means.
const TERMS: [&str; 27] = [
    "account",
    "auth",
    "backscatter",
    "blocklist",
    "brute-force",
    "connector",
    "custody",
    "dkim",
    "envelope",
    "exhibit",
    "helo",
    "indicator",
    "mx",
    "ndr",
    "open-relay",
    "personal-data",
    "ptr",
    "queue",
    "relay",
    "reset",
    "session",
    "sha256",
    "smtp",
    "spam",
    "spf",
    "tls",
    "tracking",
];

/// The section.
pub fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let mut terms: Vec<(String, String)> = TERMS
        .iter()
        .map(|key| {
            let id = format!("report-record-term-{key}");
            (desk.word(&id), desk.word(&format!("{id}-is")))
        })
        .collect();
    terms.sort_by_key(|(term, _)| plain(term));
    let rows = terms.into_iter().map(|(term, is)| vec![record::cell(term), record::cell(is)]).collect();
    let heads = [("report-record-col-term", Align::Left, 26), ("report-record-col-meaning", Align::Left, 74)];
    record::table(desk, "", &heads, rows).into_iter().collect()
}

/// For sorting: no accents, no case, as readers of both languages look words up.
fn plain(term: &str) -> String {
    let letter = |c: char| match c {
        'à' | 'â' => 'a',
        'é' | 'è' | 'ê' => 'e',
        'î' | 'ï' => 'i',
        'ô' => 'o',
        'û' => 'u',
        'ç' => 'c',
        c => c,
    };
    term.to_lowercase().chars().map(letter).collect()
}
