//! Envelope senders that are not the account's: strangers, and people of the house whose names are used.
//!
//! **What it sees:** in mail of an abused account, senders that are foreign or another person's address.
//! **Why it matters:** it clears those people: the server lets a signed-in client write as anybody.
//! **What else looks like it:** a shared mailbox, a newsletter tool, a user with a second address.

use crate::analysis::citing;
use crate::analysis::finding::{Finding, Flow};
use crate::analysis::scene::{SHOWN, Scene};
use crate::analysis::uses::{Abuser, Use};
use crate::knowledge::detections::Figures;
use crate::model::rows::{RowRef, Table};
use crate::model::text::Symbol;
use crate::model::time::Span;
use crate::words::Phrase;
use std::collections::BTreeMap;

/// Sign-ins shown beside the mail that they give to the account.
const SIGN_INS: usize = 3;

pub(super) fn look(scene: &Scene<'_>, _: &Figures) -> Vec<Finding> {
    let g = scene.ground;
    let found = scene.abusers.iter().filter_map(|abuser| {
        let account = abuser.account?;
        let mut senders: BTreeMap<Symbol, u64> = BTreeMap::new();
        let uses = || abuser.uses.iter().filter_map(|&i| scene.uses.get(i));
        let (mut span, mut relayed) = (None, 0u64);
        let mut rows = citing::sign_ins(scene, uses(), SIGN_INS);
        for u in uses() {
            u.items.iter().for_each(|i| *senders.entry(i.sender).or_default() += i.messages);
            relayed += u.forged();
            let forged = |i: &&u32| scene.mail.flow_of.get(**i as usize) == Some(&Flow::Relayed);
            let room = SHOWN.saturating_sub(rows.len());
            rows.extend(
                u.mail.iter().filter(forged).take(room).map(|&row| RowRef { table: Table::MailEvent, row }),
            );
            u.items.iter().for_each(|i| Span::grow(&mut span, i.time));
        }
        if rows.iter().all(|r| r.table != Table::MailEvent) {
            rows.extend(conversations(scene, abuser));
            rows.truncate(SHOWN);
        }
        rows.sort();
        rows.dedup();
        senders.remove(&Symbol::NONE);
        // An abuse under our own addresses only is told by whose addresses they are.
        (relayed > 0).then(|| Finding {
            account: Some(account),
            sentence: sentence(uses().all(tells_senders), senders.len())
                .text("account", g.directory.name(account).as_str())
                .number("n", relayed),
            span,
            rows,
            ..Finding::default()
        })
    });
    found.collect()
}

/// Does tracking give the sender of each message? Of a conversation alone only the first is known.
fn tells_senders(u: &Use) -> bool {
    u.forged() == 0 || u.tracked > 0
}

fn sentence(counted: bool, senders: usize) -> Phrase {
    if counted {
        Phrase::new("finding-forged-senders").number("senders", senders)
    } else {
        Phrase::new("finding-forged-senders-logged")
    }
}

/// Where nothing is tracked: the conversations that queued the mail.
fn conversations(scene: &Scene<'_>, abuser: &Abuser) -> Vec<RowRef> {
    let uses = abuser.uses.iter().filter_map(|&i| scene.uses.get(i));
    let list = &scene.ground.conversations.list;
    let sessions = &scene.ground.store.tables.sessions;
    let parts =
        uses.flat_map(|u| &u.conversations).filter_map(|&c| list.get(c as usize)).flat_map(|c| &c.parts);
    let queued = parts.filter(|&&i| sessions.n_queued.get(i as usize).is_some_and(|n| *n > 0));
    queued.take(SHOWN).map(|&row| RowRef { table: Table::Session, row }).collect()
}

#[cfg(test)]
mod tests {
    use crate::analysis::tests_support::{Scene, found};
    use crate::model::rows::Table;

    const STRANGERS: &[&str] = &["v1@example.net", "v2@example.org"];

    fn talks(sender: &str) -> Scene {
        let mut s = Scene::site();
        s.guesses(0, "CONTOSO\\scanner", "203.0.113.9", 30);
        s.dialogue(1_000, "CONTOSO\\scanner", "203.0.113.9", "FE1", true);
        s.front(1_000, "FE1", "203.0.113.9", "CONTOSO\\scanner");
        s.queued(sender, STRANGERS, 400);
        s
    }

    #[test]
    fn without_tracking_the_conversations_show_it() {
        let (_, a) = talks("news@shop.example").analyse();
        let (f, said) = found(&a, "forged-senders").remove(0);
        assert_eq!(said, "Through CONTOSO\\scanner, 400 messages from strangers to strangers were sent");
        assert!(f.rows.iter().any(|r| r.table == Table::Session));
    }

    #[test]
    fn an_abuse_under_our_own_address_forges_no_stranger() {
        let (_, a) = talks("scanner@contoso.test").analyse();
        assert!(!a.verdicts.is_empty() && found(&a, "forged-senders").is_empty());
    }
}
