//! Places to sign, and what is signed. Names stand where they are known; all else is for the pen.

use crate::case::report_settings::Party;
use crate::model::safe_text::SafeText;
use crate::report::compose::fingerprint;
use crate::report::desk::Desk;
use crate::report::document::{Block, Signature, Text};
use crate::words::Phrase;

/// The section.
pub fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let settings = desk.settings;
    let what = Phrase::new("report-record-signed").text("fingerprint", &fingerprint(desk.case));
    let accepts = [
        "report-record-accepts-outstanding",
        "report-record-accepts-decisions",
        "report-record-accepts-data",
    ];
    let accepts: Vec<Text> = accepts.iter().map(|id| Text::from(desk.word(id))).collect();
    let places = [
        ("report-record-for-client", &settings.client),
        ("report-record-for-consultant", &settings.consultant),
        ("report-record-witness", &Party::default()),
    ];
    vec![
        desk.paragraph(&what),
        Block::Paragraph(desk.word("report-record-accepts").into()),
        Block::Boxes(accepts),
        Block::Signatures(places.iter().map(|(role, party)| place(desk, role, party)).collect()),
    ]
}

fn place(desk: &Desk<'_>, role: &str, party: &Party) -> Signature {
    let line = |id: &str, value: &str| (desk.word(id), String::from(SafeText::new(value.trim())));
    let lines = vec![
        line("report-record-sign-company", &party.company),
        line("report-record-sign-name", &party.person),
        line("report-record-sign-position", &party.position),
        line("report-record-sign-place-date", ""),
        line("report-record-sign-signature", ""),
    ];
    Signature { role: desk.word(role), lines }
}
