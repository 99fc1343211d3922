//! The inventory of machines: why each stands there, and what is to become of it.

use crate::case::remedy;
use crate::playbook::machines::{Machine, ProposedMachine};
use crate::report::desk::Desk;
use crate::report::document::{Align, Block, Text};
use crate::report::record_support as record;

/// The table; nothing where no machine is named.
pub fn machines(desk: &Desk<'_>) -> Vec<Block> {
    let proposed = remedy::machines(desk.case);
    let kept = |key: &str| desk.case.work.machines().find(|(k, _)| *k == key).map(|(_, m)| m);
    let mut rows: Vec<Vec<Text>> =
        proposed.iter().map(|p| row(desk, &p.key, kept(&p.key), Some(p))).collect();
    let others = desk.case.work.machines().filter(|(key, _)| proposed.iter().all(|p| p.key != *key));
    rows.extend(others.map(|(key, machine)| row(desk, key, Some(machine), None)));
    let heads = [
        ("report-record-col-machine", Align::Left, 24),
        ("rem-machine-why", Align::Left, 34),
        ("rem-machine-fate", Align::Left, 20),
        ("report-record-col-owner", Align::Left, 22),
    ];
    let table = record::table(desk, "", &heads, rows);
    table.map(|table| vec![record::heading(desk, "rem-machines"), table]).unwrap_or_default()
}

fn row(desk: &Desk<'_>, key: &str, kept: Option<&Machine>, proposed: Option<&ProposedMachine>) -> Vec<Text> {
    let (name, addresses) = match (kept, proposed) {
        (Some(m), _) if !m.name.is_empty() || !m.addresses.is_empty() => (&m.name, &m.addresses),
        (_, Some(p)) => (&p.name, &p.addresses),
        (Some(m), None) => (&m.name, &m.addresses),
        (None, None) => return Vec::new(),
    };
    let name = if name.is_empty() && addresses.is_empty() { key } else { name };
    let named: Vec<String> =
        std::iter::once(name).chain(addresses.iter().map(String::as_str)).map(safe).collect();
    let why: Vec<String> = proposed.iter().flat_map(|p| &p.why).map(|w| desk.say(w)).collect();
    let about = kept.map(about).unwrap_or_default();
    vec![
        record::cell(record::joined(&named, ", ")),
        record::cell(record::joined(&[record::joined(&why, " "), about], " · ")),
        record::cell(fate(desk, kept)),
        record::cell(kept.map(|m| owner(desk, m)).unwrap_or_default()),
    ]
}

fn safe(raw: &str) -> String {
    crate::model::safe_text::SafeText::new(raw.trim()).into()
}

/// What people noted of it.
fn about(machine: &Machine) -> String {
    record::joined(&[safe(&machine.role), safe(&machine.system), safe(&machine.signs)], " · ")
}

fn fate(desk: &Desk<'_>, kept: Option<&Machine>) -> String {
    match kept {
        Some(machine) if machine.dismissed => desk.word("rem-machines-aside"),
        Some(machine) => desk.word(&format!("fate-{}", machine.fate.key())),
        None => desk.word("fate-open"),
    }
}

fn owner(desk: &Desk<'_>, machine: &Machine) -> String {
    record::joined(&[safe(&machine.owner), record::due_day(desk, &machine.due)], " · ")
}
