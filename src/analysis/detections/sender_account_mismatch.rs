//! A signed-in account that writes under addresses of other people of the house.
//!
//! **What it sees:** several of our own sender addresses on the mail of one account, none of them its own
//! (in an abuse one is enough); and the mail service's refusals of a sender address, which name the account.
//! **Why it matters:** those people did not write: the account did. Their names say nothing about them.
//! **What else looks like it:** a scanner or a business program that writes in its user's name, a shared mailbox.

use crate::analysis::accounts::AccountId;
use crate::analysis::citing;
use crate::analysis::finding::Finding;
use crate::analysis::scene::{SHOWN, Scene};
use crate::analysis::site::Side;
use crate::knowledge::detections::Figures;
use crate::model::account::AccountName;
use crate::model::rows::{RowRef, Table, Witness};
use crate::model::text::Symbol;
use crate::model::time::Span;
use crate::words::Phrase;
use std::collections::BTreeMap;

/// Sign-ins shown beside the mail that they give to the account.
const SIGN_INS: usize = 3;

/// Other people's addresses that one account used.
#[derive(Default)]
struct Used {
    senders: BTreeMap<Symbol, u64>,
    rows: Vec<RowRef>,
    span: Option<Span>,
}

impl Used {
    fn take(&mut self, scene: &Scene<'_>, at: RowRef, sender: Symbol) {
        *self.senders.entry(sender).or_default() += 1;
        Span::grow(&mut self.span, scene.ground.store.time_of(at));
        if self.rows.len() < SHOWN {
            self.rows.push(at);
        }
    }
}

pub(super) fn look(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
    let abused = |id: &AccountId| scene.abusers.iter().any(|a| a.account == Some(*id));
    let least = |id: &AccountId| limits.count(if abused(id) { "senders_in_an_abuse" } else { "senders" });
    let sent = sent(scene).into_iter().filter(|(id, u)| u.senders.len() >= least(id));
    let sent = sent.filter_map(|(id, mut used)| {
        let of = scene.uses.iter().filter(|u| u.account == Some(id));
        used.rows.splice(0..0, citing::sign_ins(scene, of, SIGN_INS));
        used.rows.truncate(SHOWN);
        say(scene, "finding-sender-account-mismatch", id, used)
    });
    let refused = refused(scene).into_iter();
    let refused =
        refused.filter_map(|(id, used)| say(scene, "finding-sender-account-mismatch-refused", id, used));
    sent.chain(refused).collect()
}

fn sent(scene: &Scene<'_>) -> BTreeMap<AccountId, Used> {
    let tables = &scene.ground.store.tables;
    let mut used: BTreeMap<AccountId, Used> = BTreeMap::new();
    for (row, account) in (0u32..).zip(&scene.mail.account_of) {
        let (Some(account), i) = (*account, row as usize) else { continue };
        let column = |c: &Vec<Symbol>| c.get(i).copied().unwrap_or_default();
        let sender = column(&tables.mail.reverse_path).or(column(&tables.mail.sender));
        if scene.ground.site.side(sender) == Side::Local && !is_own(scene, account, sender) {
            used.entry(account).or_default().take(scene, RowRef { table: Table::MailEvent, row }, sender);
        }
    }
    used
}

/// Refusals of a sender address, by the account that tried.
fn refused(scene: &Scene<'_>) -> BTreeMap<AccountId, Used> {
    let mut used: BTreeMap<AccountId, Used> = BTreeMap::new();
    for (row, a) in (0u32..).zip(scene.ground.store.tables.authentications.rows()) {
        let denied = a.witness == Witness::Transport && matches!(a.event_id, 1_024..=1_026 | 1_029);
        if let (true, Some(account)) = (denied, scene.ground.directory.of(a.account)) {
            used.entry(account).or_default().take(
                scene,
                RowRef { table: Table::Authentication, row },
                a.status_text,
            );
        }
    }
    used
}

/// Is this address the account's own, by its spelling?
fn is_own(scene: &Scene<'_>, account: AccountId, sender: Symbol) -> bool {
    let (store, directory) = (scene.ground.store, scene.ground.directory);
    let name = |text: &str| AccountName::parse(text).map(|n| n.name);
    let own = || directory.get(account).into_iter().flat_map(|a| &a.as_written);
    directory.of(sender) == Some(account)
        || name(store.raw(sender)).is_some_and(|s| own().any(|o| name(store.raw(*o)).as_ref() == Some(&s)))
}

fn say(scene: &Scene<'_>, id: &'static str, account: AccountId, used: Used) -> Option<Finding> {
    let span = used.span?;
    let most = used.senders.iter().max_by_key(|(s, n)| (**n, std::cmp::Reverse(**s)))?;
    Some(Finding {
        account: Some(account),
        sentence: Phrase::new(id)
            .text("account", scene.ground.directory.name(account).as_str())
            .text("sender", scene.ground.store.raw(*most.0))
            .number("senders", used.senders.len())
            .number("n", used.senders.values().sum::<u64>())
            .time("first", span.first)
            .time("last", span.last),
        span: used.span,
        rows: used.rows,
        ..Finding::default()
    })
}

#[cfg(test)]
mod tests {
    use crate::analysis::tests_support::{Scene, found};
    use crate::model::rows::Table;

    fn writes_as(senders: &[&str]) -> Scene {
        let mut s = Scene::site();
        s.dialogue(0, "CONTOSO\\scanner", "10.0.0.77", "FE1", true);
        s.front(0, "FE1", "10.0.0.77", "CONTOSO\\scanner");
        for (t, sender) in (0..).zip(senders) {
            s.mail(t, "FE1", "10.0.0.77", sender, &["a@example.net"], "06I");
        }
        s
    }

    #[test]
    fn an_account_that_writes_as_several_people_is_told_once() {
        let people =
            ["a.blanc@contoso.test", "b.noir@contoso.test", "c.roux@contoso.test", "d.brun@contoso.test"];
        let (_, a) = writes_as(&people).analyse();
        let (f, said) = found(&a, "sender-account-mismatch").remove(0);
        assert!(said.starts_with("CONTOSO\\scanner wrote 4 messages under 4 addresses"), "{said}");
        let mail = f.rows.iter().filter(|r| r.table == Table::MailEvent).count();
        assert_eq!(
            (mail, f.rows.len()),
            (4, 6),
            "the sign-in and its conversation are shown beside the mail"
        );
    }

    #[test]
    fn an_account_under_its_own_name_and_one_shared_mailbox_are_not() {
        let own = ["scanner@contoso.test", "Scanner@contoso.test", "info@contoso.test"];
        assert!(found(&writes_as(&own).analyse().1, "sender-account-mismatch").is_empty());
    }

    #[test]
    fn a_refused_sender_address_names_the_account() {
        let mut s = Scene::site();
        s.send_as_denied(0, "CONTOSO\\scanner", "boss@contoso.test");
        let (_, a) = s.analyse();
        let (_, said) = found(&a, "sender-account-mismatch").remove(0);
        assert!(said.starts_with("CONTOSO\\scanner tried to write as boss@contoso.test"), "{said}");
    }
}
