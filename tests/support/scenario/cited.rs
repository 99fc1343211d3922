//! What verdicts, suspects and findings cite, read again from the files, and held against what they say.
//!
//! Nothing here trusts a row: the raw text must show it. A row leads to its record, and the record must name the
//! account, the client, the session, the sender or the subject by itself.

use super::Run;
use relayscope::analysis::finding::{Analysis, Finding, Reason};
use relayscope::case::Case;
use relayscope::model::account::AccountName;
use relayscope::model::provenance::{Provenance, Unit};
use relayscope::model::rows::{RowRef, Table};
use relayscope::model::text::Symbol;
use relayscope::words::{Fact, Phrase};
use relayscope::workbench::Workbench;
use relayscope::workbench::command::Command;
use std::collections::BTreeMap;
use std::time::Duration;

/// Source, unit, number and byte of a record.
pub type Key = (u16, u8, u64, u64);

fn key(at: Provenance) -> Key {
    let unit = match at.place.unit {
        Unit::File => 0,
        Unit::Record => 1,
        Unit::Line => 2,
        Unit::Item => 3,
    };
    (at.source.0, unit, at.place.number, at.place.byte)
}

/// Every reason of verdicts and suspects, with what it belongs to.
fn reasons(analysis: &Analysis) -> Vec<(&'static str, &Reason)> {
    let verdicts = analysis.verdicts.iter().flat_map(|v| v.reasons_for.iter().chain(&v.reasons_against));
    let suspects = analysis.suspects.iter().flat_map(|s| s.reasons.iter().chain(&s.against));
    verdicts.map(|r| ("verdict", r)).chain(suspects.map(|r| ("suspect", r))).collect()
}

fn rows(analysis: &Analysis) -> Vec<RowRef> {
    let verdicts = analysis.verdicts.iter().flat_map(|v| v.rows.iter().copied());
    let findings = analysis.findings.iter().flat_map(|f| f.rows.iter().copied());
    let by_reason = reasons(analysis).into_iter().flat_map(|(_, r)| r.rows.clone());
    let mut all: Vec<RowRef> = verdicts.chain(findings).chain(by_reason).collect();
    all.sort();
    all.dedup();
    all
}

/// Reads again all that is cited, as the inspector does it.
pub fn read_again(bench: &mut Workbench) -> BTreeMap<Key, Result<String, String>> {
    let (store, analysis) = (bench.case().store.clone(), bench.case().analysis.clone());
    let mut found = BTreeMap::new();
    for row in rows(&analysis) {
        let at = store.tables.provenance(row);
        if found.contains_key(&key(at)) {
            continue;
        }
        bench.submit(Command::ShowRaw(at));
        while bench.case().raw.as_ref().is_none_or(|raw| raw.at != at) {
            bench.wait(Duration::from_millis(20));
        }
        let record = bench.case().raw.clone().unwrap().record;
        let text = record.map(|r| {
            let fields = r.fields.iter().map(|(name, value)| format!("{name}={value}"));
            let fields = fields.collect::<Vec<_>>().join("\n");
            let after = r.after.iter().map(|line| line.as_str()).collect::<Vec<_>>().join("\n");
            format!("{}\n{fields}\n{after}", r.text).to_lowercase()
        });
        found.insert(key(at), text.map_err(|phrase| phrase.id.to_string()));
    }
    found
}

/// All that is cited and not there.
pub fn faults(run: &Run) -> Vec<String> {
    let (case, analysis) = (&run.case, &run.case.analysis);
    let mut faults: Vec<String> =
        rows(analysis).into_iter().filter_map(|row| fault_of_row(run, row)).collect();
    for finding in &analysis.findings {
        faults.extend(fault_of_finding(run, finding));
    }
    for (of, reason) in reasons(analysis).into_iter().filter(|(_, r)| !r.rows.is_empty()) {
        let what = format!("{of}'s {}", reason.phrase.id);
        faults.extend(fault_of_phrase(run, &what, &reason.phrase, &reason.rows));
    }
    faults.iter().map(|f| format!("{}: {f}", run.name())).map(|f| short(&f, case)).collect()
}

/// Names of sources without the scratch folder.
fn short(text: &str, case: &Case) -> String {
    let folder = case.sources.first().and_then(|s| s.name.rsplit_once('/')).map_or("", |(folder, _)| folder);
    text.replace(folder, "")
}

fn raw(run: &Run, row: RowRef) -> Result<&str, String> {
    let at = run.case.store.tables.provenance(row);
    let raw = run.raw.get(&key(at)).ok_or("was not read")?;
    raw.as_deref().map_err(|id| format!("cannot be read: {id}"))
}

fn place(run: &Run, row: RowRef) -> String {
    let at = run.case.store.tables.provenance(row);
    let name = run.case.source(at.source).map_or("", |s| s.name.as_str());
    format!("{name} {} ({:?})", at.place, row.table)
}

fn fault_of_row(run: &Run, row: RowRef) -> Option<String> {
    let raw = match raw(run, row) {
        Ok(raw) => raw,
        Err(fault) => return Some(format!("{} {fault}", place(run, row))),
    };
    let stated = stated(run, row);
    let bears = |text: &String| raw.contains(text.as_str());
    let missing = stated.must.iter().find(|text| !bears(text));
    let idle = !stated.any.is_empty() && !stated.any.iter().any(bears);
    let fault = missing.map(|text| format!("does not name {text}"));
    let fault = fault.or_else(|| idle.then(|| format!("names none of {:?}", stated.any)))?;
    Some(format!("{} {fault}: {}", place(run, row), raw.lines().next().unwrap_or("")))
}

/// What a record must name, and of what it must name something.
struct Stated {
    must: Vec<String>,
    any: Vec<String>,
}

fn stated(run: &Run, row: RowRef) -> Stated {
    let (store, i) = (&run.case.store, row.row as usize);
    let tables = &store.tables;
    let texts = |symbols: &[Symbol]| -> Vec<String> {
        let known = symbols.iter().filter(|s| s.is_some());
        known
            .map(|s| store.raw(*s).trim_matches(['<', '>']).to_lowercase())
            .filter(|t| !t.is_empty())
            .collect()
    };
    let person = |symbol: Symbol| bare(store.raw(symbol));
    match row.table {
        Table::Authentication => {
            let r = tables.authentications.row(i);
            let mut must: Vec<String> = person(r.account).into_iter().collect();
            must.extend(texts(&[r.address]));
            let any = texts(&[r.address, r.session]).into_iter().chain(person(r.account)).collect();
            Stated { must, any }
        }
        Table::Session => {
            let r = tables.sessions.row(i);
            Stated { must: texts(&[r.address]), any: texts(&[r.session, r.address]) }
        }
        Table::MailEvent => {
            let r = tables.mail.row(i);
            let mut must = texts(&[r.reverse_path.or(r.sender)]);
            must.truncate(1);
            Stated { must, any: texts(&[r.subject, r.sender, r.reverse_path, r.message_id, r.reference]) }
        }
        Table::QueueSample => {
            let r = tables.queues.row(i);
            Stated { must: texts(&[r.next_hop]), any: texts(&[r.queue, r.next_hop]) }
        }
        Table::HeldMessage => {
            let r = tables.held.row(i);
            Stated { must: texts(&[r.reverse_path]), any: texts(&[r.subject, r.reverse_path, r.address]) }
        }
        Table::Action => {
            let r = tables.actions.row(i);
            let must = person(r.target).into_iter().collect();
            Stated { must, any: person(r.target).into_iter().chain(person(r.actor)).collect() }
        }
    }
}

/// `scanner` of every spelling.
fn bare(account: &str) -> Option<String> {
    let name = account.rsplit('/').next().unwrap_or(account);
    AccountName::parse(name).map(|a| a.name)
}

/// Findings that are about times or queues and need not name the account.
const OF_TIMES: [&str; 1] = ["queue-growth"];

fn fault_of_finding(run: &Run, finding: &Finding) -> Vec<String> {
    let what = format!("{} {}", finding.id, finding.kind);
    let mut faults = Vec::new();
    if OF_TIMES.contains(&finding.kind) {
        return faults;
    }
    faults.extend(fault_of_phrase(run, &what, &finding.sentence, &finding.rows));
    let name = finding.account.map(|id| run.case.analysis.directory.name(id).to_string());
    if let Some(name) = name.and_then(|n| bare(&n)).filter(|n| !names_any(run, &finding.rows, n)) {
        faults.push(format!("{what} is about {name}, whom no cited record names"));
    }
    faults
}

/// Accounts and addresses that a sentence states must stand in a record it cites; of a list, one of them.
fn fault_of_phrase(run: &Run, what: &str, phrase: &Phrase, rows: &[RowRef]) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, fact) in &phrase.facts {
        let wanted: Vec<String> = match (name.as_ref(), fact) {
            ("account", Fact::Text(text)) => bare(text.as_str()).into_iter().collect(),
            ("address", Fact::Text(text)) => vec![text.as_str().to_lowercase()],
            ("addresses" | "accounts", Fact::List(list)) => {
                list.iter().filter_map(|t| of_list(name, t.as_str())).collect()
            }
            _ => continue,
        };
        let wanted: Vec<String> = wanted.into_iter().filter(|w| !w.is_empty()).collect();
        if !wanted.is_empty() && !wanted.iter().any(|w| names_any(run, rows, w)) {
            faults.push(format!("{what} says {wanted:?}, which no cited record does"));
        }
    }
    faults
}

fn of_list(name: &str, text: &str) -> Option<String> {
    if name == "accounts" { bare(text) } else { Some(text.to_lowercase()) }
}

fn names_any(run: &Run, rows: &[RowRef], text: &str) -> bool {
    rows.iter().any(|&row| raw(run, row).is_ok_and(|raw| raw.contains(text)))
}
