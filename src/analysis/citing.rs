//! Which rows bear a claim: an attempt with the row that states its client, mail with the sign-in that gives it
//! to an account.
//!
//! A claim may join two logs; then a row of each is cited, so that whoever looks it up finds every part of it.

use super::attempts::Attempt;
use super::scene::Scene;
use super::uses::Use;
use crate::model::rows::{Outcome, RowRef, Table, Witness};
use crate::model::time::Span;

/// Conversations that may be open at once.
const MAX_OPEN: usize = 4_096;

/// The row of an attempt, and where its client is known by a join, the row that states it.
#[must_use]
pub fn attempt(scene: &Scene<'_>, a: &Attempt) -> Vec<RowRef> {
    let own = RowRef { table: Table::Authentication, row: a.row };
    let table = &scene.ground.store.tables.authentications;
    let stated = table.address.get(a.row as usize) == Some(&a.address);
    let client = if stated || a.address.is_none() { None } else { client(scene, a) };
    std::iter::once(own).chain(client).collect()
}

/// The nearest row that states an attempt's client: an attempt of the other log, or the conversation.
fn client(scene: &Scene<'_>, a: &Attempt) -> Option<RowRef> {
    let (g, joins) = (scene.ground, scene.ground.joins);
    let table = &g.store.tables.authentications;
    let success = table.row(a.row as usize).outcome == Outcome::Success;
    let before = i64::from(if success { joins.same_attempt_seconds } else { joins.throttle_seconds });
    let near = Span::between(
        a.time.plus_seconds(-before),
        a.time.plus_seconds(i64::from(joins.same_attempt_seconds)),
    );
    let states = |i: &usize| {
        let row = table.row(*i);
        let over_smtp = matches!(row.witness, Witness::Smtp | Witness::Transport);
        over_smtp && row.address == a.address && (row.outcome == Outcome::Success) == success
    };
    let distance = |i: &usize| table.row(*i).time.0.abs_diff(a.time.0);
    let row = table.within(near).filter(states).min_by_key(distance);
    let row = row.and_then(|i| u32::try_from(i).ok()).map(|row| RowRef { table: Table::Authentication, row });
    row.or_else(|| conversation(scene, a))
}

/// The conversation of an attempt's client that was open at its time.
fn conversation(scene: &Scene<'_>, a: &Attempt) -> Option<RowRef> {
    let list = &scene.ground.conversations.list;
    let moment = i64::from(scene.ground.joins.same_attempt_seconds);
    let open = |s: Span| s.first.plus_seconds(-moment) <= a.time && a.time <= s.last.plus_seconds(moment);
    // In order of time; looks at so many before the attempt at most.
    let end = list.partition_point(|c| c.span.is_none_or(|s| s.first.plus_seconds(-moment) <= a.time));
    let recent = list.iter().take(end).rev().take(MAX_OPEN);
    let c = recent.into_iter().find(|c| c.address == a.address && c.span.is_some_and(open))?;
    c.parts.first().map(|&row| RowRef { table: Table::Session, row })
}

/// Sign-ins of some uses, `n` at most: attempts by the log of SMTP first, then its conversations; where only the
/// time of a logon gives the mail to the account, those logons.
#[must_use]
pub fn sign_ins<'a>(scene: &Scene<'_>, uses: impl IntoIterator<Item = &'a Use>, n: usize) -> Vec<RowRef> {
    let table = &scene.ground.store.tables.authentications;
    let (mut rows, mut parts) = (Vec::new(), Vec::new());
    for u in uses {
        if u.accepted.is_empty() && u.conversations.is_empty() {
            rows.extend(logons(scene, u, n).into_iter().map(|i| (true, i)));
        }
        rows.extend(u.accepted.iter().map(|&i| (table.row(i as usize).witness != Witness::Smtp, i)));
        let of = u.conversations.iter().filter_map(|&c| scene.ground.conversations.list.get(c as usize));
        parts.extend(of.filter(|c| c.account.is_some()).filter_map(|c| c.parts.first().copied()));
    }
    rows.sort_unstable();
    parts.sort_unstable();
    let rows = rows.into_iter().map(|(_, row)| RowRef { table: Table::Authentication, row });
    rows.chain(parts.into_iter().map(|row| RowRef { table: Table::Session, row })).take(n).collect()
}

/// Logons of a use's account shortly before its mail.
fn logons(scene: &Scene<'_>, u: &Use, n: usize) -> Vec<u32> {
    let (g, table) = (scene.ground, &scene.ground.store.tables.authentications);
    let before = i64::from(g.joins.logon_to_mail_seconds);
    let own = |i: &usize| {
        let row = table.row(*i);
        let of_account = u.account.is_some() && g.directory.of(row.account) == u.account;
        of_account && row.witness == Witness::Logon && row.outcome == Outcome::Success
    };
    let times = u.mail.iter().filter_map(|&i| g.store.tables.mail.time.get(i as usize));
    let spans = times.map(|t| Span::between(t.plus_seconds(-before), t.plus_seconds(2)));
    let mut found: Vec<u32> = spans
        .take(200)
        .flat_map(|s| table.within(s).filter(own))
        .filter_map(|i| u32::try_from(i).ok())
        .collect();
    found.dedup();
    found.sort_unstable();
    found.dedup();
    found.truncate(n);
    found
}
