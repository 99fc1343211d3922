//! No relay was seen: does that mean there was none?
//!
//! Only where a source that would show it covers the time. Mail that leaves in bulk another way (out of
//! mailboxes, as reports, from hosts inside) is named and not judged: it is neither of the two relays.

use super::reports::Reports;
use super::{blank, busiest_hour, doubts_about_domains, seal, some_rows};
use crate::analysis::attempts::opened;
use crate::analysis::citing;
use crate::analysis::coverage;
use crate::analysis::finding::{Confidence, Conversation, Flow, Reason, Verdict, VerdictKind};
use crate::analysis::scene::Scene;
use crate::analysis::site::Origin;
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
    let blind = is_blind(scene);
    let receive = reach.receive && !blind;
    let covered = is_long && (receive || reach.tracking);
    let mut v = blank();
    v.reasons_against.extend(doubts_about_domains(scene));
    if (0u32..).zip(&scene.mail.flow_of).any(|(i, f)| *f == Flow::Relayed && is_vouched(scene, i)) {
        v.reasons_against.push(Reason::plain(Phrase::new("against-vouched")));
    }
    if covered && odd.is_empty() {
        v.kind = VerdictKind::NoRelaySeen;
        v.confidence = match (receive, reach.tracking) {
            (true, true) => Confidence::Established,
            (_, true) => Confidence::Likely,
            _ => Confidence::Possible,
        };
        v.kinds = u8::from(receive) + u8::from(reach.tracking);
        v.headline = Phrase::new("verdict-no-relay-seen");
        let id = match (receive, reach.tracking) {
            (true, true) => "reason-covered-both",
            (true, false) => "reason-covered-receive",
            _ if blind => "reason-covered-tracking-blind",
            _ => "reason-covered-tracking",
        };
        v.reasons_for.push(Reason::plain(Phrase::new(id)));
        v.reasons_against.push(Reason::plain(Phrase::new("against-silence")));
    } else {
        v.headline = Phrase::new("verdict-undetermined");
        if odd.is_empty() {
            let id = if blind { "reason-front-end-alone" } else { "reason-not-covered" };
            v.reasons_for.push(Reason::plain(Phrase::new(id)));
        }
        v.reasons_for.extend(odd);
        let id = match (receive, reach.tracking) {
            (true, true) => "against-undetermined-covered",
            _ => "against-undetermined",
        };
        v.reasons_against.push(Reason::plain(Phrase::new(id)));
    }
    seal(&mut v);
    v
}

/// Front ends of 2013 and later log no mail of clients that signed in; without the hub's log such a session
/// shows nothing of what it brought.
fn is_blind(scene: &Scene<'_>) -> bool {
    let g = scene.ground;
    let sessions = &g.store.tables.sessions;
    let hubs = sessions.rows().any(|r| r.proxied_session.is_some() || r.proxied_address.is_some());
    let silent = |c: &Conversation| c.account.is_some() && c.messages == 0;
    g.site.view.generation == "2013-SE" && !hubs && g.conversations.list.iter().any(silent)
}

/// Mail that moves in bulk in ways that these sources cannot tell apart from honest ones.
fn other_ways(scene: &Scene<'_>, reports: &Reports) -> Vec<Reason> {
    let mail = &scene.ground.store.tables.mail;
    let (mut mailboxes, mut inside) = (Vec::new(), Vec::new());
    let outbound = |f: &Flow| matches!(f, Flow::Outbound | Flow::Relayed);
    for (i, flow) in (0u32..).zip(&scene.mail.flow_of).filter(|(i, f)| outbound(f) && !is_vouched(scene, *i))
    {
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
    opened_accounts(scene).into_iter().chain(bulk.map(reason)).collect()
}

/// Did somebody bring it for whom the user vouches?
fn is_vouched(scene: &Scene<'_>, mail: u32) -> bool {
    let (i, known) = (mail as usize, scene.ground.known);
    let account = scene.mail.account_of.get(i).copied().flatten();
    let client = scene.mail.client_of.get(i).copied().unwrap_or_default();
    known.has_account(account) || known.has_client(scene.ground.store, client)
}

/// Accounts that were opened after guessing and then sent mail outside in their own names: only their owners
/// can say whose mail that was.
fn opened_accounts(scene: &Scene<'_>) -> Vec<Reason> {
    let g = scene.ground;
    let told = scene.attempts.iter().filter(|(a, _)| !g.known.has_account(Some(**a)));
    let told = told.filter_map(|(&account, tally)| {
        let (success, before) = opened(g, &scene.limits.guessing, tally)?;
        let own = scene.uses.iter().filter(|u| u.account == Some(account) && u.origin == Origin::Outside);
        let items = own.flat_map(|u| &u.items).filter(|i| i.outbound && i.time >= success.time);
        let messages: u64 = items.map(|i| i.messages).sum();
        let phrase = Phrase::new("reason-other-opened")
            .text("account", g.directory.name(account).as_str())
            .number("n", before)
            .time("at", success.time)
            .number("messages", messages);
        (messages > 0).then(|| Reason::new(phrase, citing::attempt(scene, success)))
    });
    told.collect()
}

/// Handed over by the store itself (Outlook, OWA, phones), not over SMTP; mechanisms 3 and 4 are MAPI.
#[must_use]
pub fn is_out_of_mailbox(scene: &Scene<'_>, row: &MailEvent) -> bool {
    let via = scene.ground.store.raw(row.via);
    via.eq_ignore_ascii_case("STOREDRIVER") || matches!(row.mechanism, 3 | 4)
}
