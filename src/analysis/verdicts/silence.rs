//! No relay was seen: does that mean there was none?
//!
//! Only where a source that would show it covers the time. Mail that leaves in bulk another way (out of
//! mailboxes, as reports, from hosts inside) is named and not judged: it is neither of the two relays.

use super::reports::Reports;
use super::{blank, busiest_hour, doubts_about_domains, seal, some_rows};
use crate::analysis::coverage;
use crate::analysis::finding::{Confidence, Flow, Reason, Verdict, VerdictKind};
use crate::analysis::scene::Scene;
use crate::knowledge::formats::{Shows, shows};
use crate::model::rows::{MailEvent, Table};
use crate::model::time::Span;
use crate::words::Phrase;

/// No relay was seen: does that mean there was none?
#[must_use]
pub fn judge(scene: &Scene<'_>, reports: &Reports) -> Verdict {
    let reach = coverage::reach(scene);
    let odd = other_ways(scene, reports);
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
        v.reasons_for.push(Reason::plain(Phrase::new(id)));
        v.reasons_against.push(Reason::plain(Phrase::new("against-silence")));
    } else {
        v.headline = Phrase::new("verdict-undetermined");
        if odd.is_empty() {
            v.reasons_for.push(Reason::plain(Phrase::new("reason-not-covered")));
        }
        v.reasons_for.extend(odd);
        v.reasons_against.push(Reason::plain(Phrase::new("against-undetermined")));
    }
    seal(&mut v);
    v
}

/// Mail that moves in bulk in ways that these sources cannot tell apart from honest ones.
fn other_ways(scene: &Scene<'_>, reports: &Reports) -> Vec<Reason> {
    let mail = &scene.ground.store.tables.mail;
    let (mut mailboxes, mut inside) = (Vec::new(), Vec::new());
    let outbound = |f: &Flow| matches!(f, Flow::Outbound | Flow::Relayed);
    for (i, flow) in (0u32..).zip(&scene.mail.flow_of).filter(|(_, f)| outbound(f)) {
        match () {
            () if is_out_of_mailbox(scene, &mail.row(i as usize)) => mailboxes.push(i),
            () if *flow == Flow::Relayed => inside.push(i),
            () => {}
        }
    }
    let limits = &scene.limits.relay;
    let many = u64::from(limits.outbound_messages_in_1_hour);
    let few = u64::from(limits.forged_messages_in_1_hour);
    let kinds = [
        ("reason-other-reports", reports.unexplained(), many),
        ("reason-other-mailbox", mailboxes, many),
        ("reason-other-inside", inside, few),
    ];
    let time = |i: &u32| mail.row(*i as usize).time;
    let bulk = kinds
        .into_iter()
        .filter(|(_, rows, least)| busiest_hour(rows.iter().map(|i| (time(i), 1))) >= *least);
    let reason = |(id, rows, _): (&'static str, Vec<u32>, u64)| {
        Reason::new(Phrase::new(id).number("n", rows.len()), some_rows(Table::MailEvent, rows))
    };
    bulk.map(reason).collect()
}

/// Handed over by the store itself (Outlook, OWA, phones), not over SMTP; mechanisms 3 and 4 are MAPI.
#[must_use]
pub fn is_out_of_mailbox(scene: &Scene<'_>, row: &MailEvent) -> bool {
    let via = scene.ground.store.raw(row.via);
    via.eq_ignore_ascii_case("STOREDRIVER") || matches!(row.mechanism, 3 | 4)
}
