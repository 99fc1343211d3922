//! No relay was seen: does that mean there was none?
//!
//! Only where a source that would show it covers the time. Mail that leaves in bulk another way (out of
//! mailboxes, as reports, from hosts inside) is named and not judged: it is neither of the two relays.

use super::coverage;
use super::finding::{Confidence, Flow, Reason, Verdict, VerdictKind};
use super::scene::Scene;
use super::verdict::{blank, doubts_about_domains, seal};
use crate::knowledge::formats::{Shows, shows};
use crate::model::rows::{MailEvent, RowRef, Table};
use crate::model::time::Span;
use crate::words::Phrase;

/// No relay was seen: does that mean there was none?
#[must_use]
pub fn judge(scene: &Scene<'_>) -> Verdict {
    let reach = coverage::reach(scene);
    let odd = other_ways(scene);
    let least = i64::from(scene.limits.coverage.least_minutes) * 60;
    let logs =
        scene.sources.iter().filter(|s| shows(s.format, Shows::Client) || shows(s.format, Shows::Tracking));
    let span = logs.filter_map(|s| s.span).reduce(Span::join);
    let is_long = span.is_some_and(|s| s.last.seconds_since(s.first) >= least);
    let covered = is_long && (reach.receive || reach.tracking);
    let mut v = blank();
    v.reasons_against.extend(doubts_about_domains(scene));
    if covered && odd.is_empty() {
        v.kind = VerdictKind::NoRelaySeen;
        v.confidence = match (reach.receive, reach.tracking) {
            (true, true) => Confidence::Established,
            (_, true) => Confidence::Likely,
            _ => Confidence::Possible,
        };
        v.kinds = u8::from(reach.receive) + u8::from(reach.tracking);
        v.headline = Phrase::new("verdict-no-relay-seen");
        let id = match (reach.receive, reach.tracking) {
            (true, true) => "reason-covered-both",
            (true, false) => "reason-covered-receive",
            _ => "reason-covered-tracking",
        };
        v.reasons_for.push(Reason { phrase: Phrase::new(id), rows: Vec::new() });
        v.reasons_against.push(Reason { phrase: Phrase::new("against-silence"), rows: Vec::new() });
    } else {
        v.headline = Phrase::new("verdict-undetermined");
        if odd.is_empty() {
            v.reasons_for.push(Reason { phrase: Phrase::new("reason-not-covered"), rows: Vec::new() });
        }
        v.reasons_for.extend(odd);
        v.reasons_against.push(Reason { phrase: Phrase::new("against-undetermined"), rows: Vec::new() });
    }
    seal(&mut v);
    v
}

/// Mail that leaves in bulk, though not as a relay by an account or by anybody.
fn other_ways(scene: &Scene<'_>) -> Vec<Reason> {
    let mail = &scene.ground.store.tables.mail;
    let (mut reports, mut mailboxes, mut inside) = (Vec::new(), Vec::new(), Vec::new());
    let outbound = |f: &Flow| matches!(f, Flow::Outbound | Flow::Relayed);
    for (i, flow) in (0u32..).zip(&scene.mail.flow_of).filter(|(_, f)| outbound(f)) {
        let row = mail.row(i as usize);
        match () {
            () if is_via(scene, &row, "DSN") => reports.push(i),
            // 3 and 4: handed over by the store itself.
            () if is_via(scene, &row, "STOREDRIVER") || matches!(row.mechanism, 3 | 4) => mailboxes.push(i),
            () if *flow == Flow::Relayed => inside.push(i),
            () => {}
        }
    }
    let limits = &scene.limits.relay;
    let many = limits.outbound_messages_in_1_hour as usize;
    let kinds = [
        ("reason-other-reports", reports, many),
        ("reason-other-mailbox", mailboxes, many),
        ("reason-other-inside", inside, limits.forged_messages_in_1_hour as usize),
    ];
    let bulk = kinds.into_iter().filter(|(_, rows, least)| in_busiest_hour(scene, rows) >= *least);
    let reason = |(id, rows, _): (&'static str, Vec<u32>, usize)| Reason {
        phrase: Phrase::new(id).number("n", rows.len()),
        rows: rows.iter().take(20).map(|&row| RowRef { table: Table::MailEvent, row }).collect(),
    };
    bulk.map(reason).collect()
}

fn is_via(scene: &Scene<'_>, row: &MailEvent, via: &str) -> bool {
    scene.ground.store.raw(row.via).eq_ignore_ascii_case(via)
}

/// Most of these rows within an hour; they are in order of time.
fn in_busiest_hour(scene: &Scene<'_>, rows: &[u32]) -> usize {
    let mail = &scene.ground.store.tables.mail;
    let time = |i: &u32| mail.row(*i as usize).time;
    let (mut from, mut best) = (0, 0);
    for (k, i) in rows.iter().enumerate() {
        while rows.get(from).is_some_and(|f| time(i).seconds_since(time(f)) > 3600) {
            from += 1;
        }
        best = best.max(k + 1 - from);
    }
    best
}
