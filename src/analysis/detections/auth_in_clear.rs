//! Passwords that crossed the Internet in the clear.
//!
//! **What it sees:** accepted AUTH LOGIN or PLAIN from outside in conversations without TLS.
//! **Why it matters:** whoever listens on the way has the password; it need not have been guessed.
//! **What else looks like it:** an old device that knows no encryption, or a log that does not write it down.
//!
//! One finding in all: it is the connector that should refuse, not the account.

use crate::analysis::accounts::AccountId;
use crate::analysis::finding::{Conversation, Finding};
use crate::analysis::scene::Scene;
use crate::analysis::site::Origin;
use crate::analysis::smtp_sign_ins::MAX_ROWS;
use crate::knowledge::detections::Figures;
use crate::model::provenance::SourceId;
use crate::model::rows::{Outcome, RowRef, Session, Table, Witness};
use crate::model::text::Symbol;
use crate::model::time::Span;
use crate::words::Phrase;
use std::collections::{BTreeMap, BTreeSet};

/// The port that is encrypted from its first byte.
const ENCRYPTED_PORT: u16 = 465;

/// The format that has every command, STARTTLS among them.
const ALWAYS_TELLS: &str = "smtp-receive";

pub(super) fn look(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
    let telling = sources_with_tls(scene);
    let list = &scene.ground.conversations.list;
    let clear: Vec<(AccountId, &Conversation, u32)> =
        list.iter().filter_map(|c| Some((c.account?, c, in_clear(scene, &telling, c)?))).collect();
    if clear.len() < limits.count("sign_ins") {
        return Vec::new();
    }
    tell(scene, &clear).into_iter().collect()
}

/// Sources that write encryption down: without that, its absence means nothing. The receive log of Exchange has
/// every command; another log shows by one encrypted session that it tells.
fn sources_with_tls(scene: &Scene<'_>) -> BTreeSet<SourceId> {
    let table = &scene.ground.store.tables.sessions;
    let shown = table.source.iter().zip(&table.tls).filter(|(_, tls)| **tls).map(|(source, _)| *source);
    let always = scene.sources.iter().filter(|s| s.format == ALWAYS_TELLS).map(|s| s.source);
    shown.chain(always).collect()
}

/// The row of the session that was signed in without encryption from outside.
fn in_clear(scene: &Scene<'_>, telling: &BTreeSet<SourceId>, c: &Conversation) -> Option<u32> {
    if scene.ground.site.origin(c.address) != Origin::Outside {
        return None;
    }
    let store = scene.ground.store;
    let parts: Vec<(u32, Session)> =
        c.parts.iter().map(|&i| (i, store.tables.sessions.row(i as usize))).collect();
    let plain = |s: &Session| {
        let mechanism = store.raw(s.mechanism);
        mechanism.eq_ignore_ascii_case("LOGIN") || mechanism.eq_ignore_ascii_case("PLAIN")
    };
    // A hub takes its own front end on that port too; that says nothing of the client.
    let is_hub = |s: &Session| s.proxied_session.is_some() || s.proxied_address.is_some();
    let encrypted = parts.iter().any(|(_, s)| s.tls || (s.local_port == ENCRYPTED_PORT && !is_hub(s)));
    let open = parts.iter().find(|(_, s)| plain(s) && telling.contains(&s.source));
    open.filter(|_| !encrypted).map(|(i, _)| *i)
}

fn tell(scene: &Scene<'_>, clear: &[(AccountId, &Conversation, u32)]) -> Option<Finding> {
    let g = scene.ground;
    let mut by_account: BTreeMap<AccountId, u64> = BTreeMap::new();
    let mut connectors: BTreeSet<Symbol> = BTreeSet::new();
    let mut span = None;
    for (id, c, row) in clear {
        *by_account.entry(*id).or_default() += 1;
        connectors.insert(g.store.tables.sessions.row(*row as usize).connector);
        c.span.into_iter().for_each(|s| Span::grow(&mut span, s.first));
    }
    let only = by_account.keys().next().copied().filter(|_| by_account.len() == 1);
    let names: Vec<String> =
        connectors.iter().filter(|c| c.is_some()).map(|&c| g.store.raw(c).to_owned()).collect();
    let sentence = match (only, names.first()) {
        (Some(id), _) => {
            Phrase::new("finding-auth-in-clear-account").text("account", g.directory.name(id).as_str())
        }
        (None, Some(_)) => Phrase::new("finding-auth-in-clear-connectors")
            .list("connectors", names.iter().take(3).map(String::as_str))
            .number("accounts", by_account.len()),
        (None, None) => Phrase::new("finding-auth-in-clear").number("accounts", by_account.len()),
    };
    Some(Finding {
        account: only,
        sentence: sentence.number("n", clear.len()).time("first", span?.first).time("last", span?.last),
        span,
        rows: rows(scene, clear),
        ..Finding::default()
    })
}

/// The sign-ins themselves, which name the account; where the log has none apart, the conversations.
fn rows(scene: &Scene<'_>, clear: &[(AccountId, &Conversation, u32)]) -> Vec<RowRef> {
    let store = scene.ground.store;
    let authentications = &store.tables.authentications;
    let row = |(id, c, part): &(AccountId, &Conversation, u32)| {
        let session = store.tables.sessions.row(*part as usize);
        let is_sign_in = |i: &usize| {
            let row = authentications.row(*i);
            row.witness == Witness::Smtp
                && row.outcome == Outcome::Success
                && row.session == session.session
                && scene.ground.directory.of(row.account) == Some(*id)
        };
        let found = c.span.and_then(|span| authentications.within(span).find(is_sign_in));
        let found = found.and_then(|i| u32::try_from(i).ok());
        found.map_or(RowRef { table: Table::Session, row: *part }, |row| RowRef {
            table: Table::Authentication,
            row,
        })
    };
    clear.iter().take(MAX_ROWS).map(row).collect()
}

#[cfg(test)]
mod tests {
    use crate::analysis::tests_sign_ins::*;
    use crate::analysis::tests_support::Scene;
    use crate::model::rows::Table;

    const KEY: &str = "auth-in-clear";

    fn signed_in(s: &mut Scene, t: i64, account: &str, address: &str, mechanism: &str, tls: bool) {
        smtp(s, t, account, address);
        let mechanism = s.harvest.intern(mechanism);
        let table = &mut s.harvest.tables.sessions;
        let i = table.len() - 1;
        (table.mechanism[i], table.tls[i]) = (mechanism, tls);
    }

    #[test]
    fn plain_sign_ins_from_outside_without_encryption_are_told_once_with_the_connector() {
        let mut s = covered(1);
        signed_in(&mut s, 100, "CONTOSO\\scanner", "203.0.113.9", "LOGIN", false);
        signed_in(&mut s, 200, "CONTOSO\\m.durand", "203.0.113.20", "PLAIN", false);
        signed_in(&mut s, 250, "CONTOSO\\m.durand", "203.0.113.20", "LOGIN", false);
        signed_in(&mut s, 300, "CONTOSO\\m.durand", "203.0.113.20", "LOGIN", true);
        let (_, _, f) = only(s, KEY);
        assert_eq!((f.account, f.rows.len(), f.rows[0].table), (None, 3, Table::Authentication));
        let said = said(&f);
        assert!(
            said.starts_with("2 accounts signed in to SMTP from outside without encryption, 3 times"),
            "{said}"
        );
        assert!(said.contains("EX1\\Client Frontend EX1"), "{said}");
    }

    #[test]
    fn one_account_alone_is_named() {
        let mut s = covered(1);
        (0..3).for_each(|i| signed_in(&mut s, 100 + i, "CONTOSO\\scanner", "203.0.113.9", "LOGIN", false));
        let (_, a, f) = only(s, KEY);
        assert_eq!(name(&a, &f), "CONTOSO\\scanner");
        assert!(said(&f).starts_with("CONTOSO\\scanner signed in"), "{}", said(&f));
    }

    #[test]
    fn a_log_that_shows_no_encryption_anywhere_cannot_tell_its_absence() {
        let postfix = |one_encrypted: bool| {
            let mut s = Scene::site();
            s.covers("postfix-log", 0, DAY);
            (0..4)
                .for_each(|i| signed_in(&mut s, 100 + i, "CONTOSO\\scanner", "203.0.113.9", "LOGIN", false));
            signed_in(&mut s, 200, "CONTOSO\\m.durand", "203.0.113.20", "LOGIN", one_encrypted);
            s
        };
        assert!(silent(postfix(false), KEY));
        let (_, a, f) = only(postfix(true), KEY);
        assert_eq!((name(&a, &f).as_str(), f.rows.len()), ("CONTOSO\\scanner", 4));
    }

    #[test]
    fn encrypted_inside_or_without_a_password_on_the_wire_is_silent() {
        let mut s = covered(1);
        (0..4).for_each(|i| signed_in(&mut s, 100 + i, "CONTOSO\\scanner", "203.0.113.9", "LOGIN", true));
        (0..4).for_each(|i| signed_in(&mut s, 200 + i, "CONTOSO\\copier", "10.0.0.60", "LOGIN", false));
        (0..4).for_each(|i| signed_in(&mut s, 300 + i, "CONTOSO\\m.durand", "203.0.113.20", "NTLM", false));
        signed_in(&mut s, 400, "CONTOSO\\m.durand", "203.0.113.20", "LOGIN", false);
        let i = s.harvest.tables.sessions.len() - 1;
        s.harvest.tables.sessions.local_port[i] = 465;
        (0..2).for_each(|i| signed_in(&mut s, 500 + i, "CONTOSO\\m.durand", "203.0.113.20", "LOGIN", false));
        assert!(silent(s, KEY), "two are too few");
    }
}
