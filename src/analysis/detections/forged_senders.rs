//! Envelope senders that are not the account's: strangers, and people of the house whose names are used.
//!
//! **What it sees:** in mail of an abused account, senders that are foreign or another person's address.
//! **Why it matters:** it clears those people: the server lets a signed-in client write as anybody.
//! **What else looks like it:** a shared mailbox, a newsletter tool, a user with a second address.

use crate::analysis::finding::{Finding, Flow};
use crate::analysis::scene::Scene;
use crate::knowledge::detections::Figures;
use crate::model::rows::{RowRef, Table};
use crate::model::text::Symbol;
use crate::model::time::Span;
use crate::words::Phrase;
use std::collections::BTreeMap;

pub(super) fn look(scene: &Scene<'_>, _: &Figures) -> Vec<Finding> {
    let g = scene.ground;
    let found = scene.abusers.iter().filter_map(|abuser| {
        let account = abuser.account?;
        let mut senders: BTreeMap<Symbol, u64> = BTreeMap::new();
        let (mut rows, mut span, mut relayed) = (Vec::new(), None, 0u64);
        for u in abuser.uses.iter().filter_map(|&i| scene.uses.get(i)) {
            u.items.iter().for_each(|i| *senders.entry(i.sender).or_default() += i.messages);
            relayed += u.forged();
            let forged = |i: &&u32| scene.mail.flow_of.get(**i as usize) == Some(&Flow::Relayed);
            let room = 50usize.saturating_sub(rows.len());
            rows.extend(
                u.mail.iter().filter(forged).take(room).map(|&row| RowRef { table: Table::MailEvent, row }),
            );
            u.items.iter().for_each(|i| Span::grow(&mut span, i.time));
        }
        rows.sort();
        senders.remove(&Symbol::NONE);
        Some(Finding {
            account: Some(account),
            sentence: Phrase::new("finding-forged-senders")
                .text("account", g.directory.name(account).as_str())
                .number("n", relayed)
                .number("senders", senders.len()),
            span,
            rows,
            ..Finding::default()
        })
    });
    found.collect()
}
