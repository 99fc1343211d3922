//! Mail from strangers to strangers that the server accepted, by the client that brought it.
//!
//! **What it sees:** messages whose sender and recipients are all of other domains, tracked or in an SMTP
//! conversation, as far as they are not the work of an account whose forged senders are told already.
//! **Why it matters:** a mail server has no business with such mail: it is relaying, whoever brought it.
//! **What else looks like it:** a domain of ours that is not on the list, a forwarding, a list server.

use crate::analysis::finding::{Finding, Flow};
use crate::analysis::scene::{SHOWN, Scene};
use crate::analysis::site::{Origin, Side};
use crate::knowledge::detections::Figures;
use crate::model::rows::{RowRef, Table};
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime};
use crate::words::Phrase;
use std::collections::{BTreeMap, BTreeSet};

/// Rows among which conversations are shown beside their mail.
const FEW: usize = 6;

/// What one client brought.
#[derive(Default)]
struct Brought {
    messages: u64,
    senders: BTreeSet<Symbol>,
    domains: BTreeSet<u32>,
    span: Option<Span>,
    rows: Vec<RowRef>,
}

impl Brought {
    fn take(&mut self, scene: &Scene<'_>, time: UtcTime, at: RowRef, n: u64, sender: Symbol, to: &[Symbol]) {
        self.messages += n;
        self.senders.insert(sender);
        self.domains.extend(to.iter().map(|r| scene.ground.site.domain_number(*r)));
        Span::grow(&mut self.span, time);
        if self.rows.len() < SHOWN {
            self.rows.push(at);
        }
    }
}

impl Brought {
    /// The conversation that brought a message: in some logs only it names the client. The first few do.
    fn met(&mut self, scene: &Scene<'_>, mail: u32) {
        let conversation = scene.mail.conversation_of.get(mail as usize).copied().flatten();
        let list = &scene.ground.conversations.list;
        let part = conversation.and_then(|c| list.get(c as usize)?.parts.first().copied());
        if let (Some(row), true) = (part, self.rows.len() < FEW) {
            self.rows.push(RowRef { table: Table::Session, row });
        }
    }
}

pub(super) fn look(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
    if !scene.ground.site.knows_domains() {
        return Vec::new();
    }
    let mut by_client = tracked(scene);
    for (client, brought) in talked(scene) {
        by_client.entry(client).or_insert(brought);
    }
    let enough = |(_, b): &(Symbol, Brought)| {
        b.messages >= u64::from(limits.get("messages"))
            && b.domains.len() >= limits.count("recipient_domains")
    };
    by_client.into_iter().filter(enough).filter_map(|(client, b)| say(scene, client, b)).collect()
}

fn tracked(scene: &Scene<'_>) -> BTreeMap<Symbol, Brought> {
    let tables = &scene.ground.store.tables;
    let told = scene.abusers.iter().filter(|a| a.account.is_some()).flat_map(|a| &a.uses);
    let told = told.filter_map(|&i| scene.uses.get(i)).flat_map(|u| &u.mail);
    let told: BTreeSet<u32> = told.copied().collect();
    let mut by_client: BTreeMap<Symbol, Brought> = BTreeMap::new();
    let relayed =
        (0u32..).zip(&scene.mail.flow_of).filter(|(i, f)| **f == Flow::Relayed && !told.contains(i));
    for (i, _) in relayed {
        let row = tables.mail.row(i as usize);
        let client = scene.mail.client_of.get(i as usize).copied().unwrap_or_default();
        let (at, sender) = (RowRef { table: Table::MailEvent, row: i }, row.reverse_path.or(row.sender));
        let to = row.recipients.0.of(&tables.texts);
        let brought = by_client.entry(client).or_default();
        brought.take(scene, row.time, at, 1, sender, to);
        brought.met(scene, i);
    }
    by_client
}

/// Conversations of clients, where no tracking tells of their mail and no account signed in.
fn talked(scene: &Scene<'_>) -> BTreeMap<Symbol, Brought> {
    let (site, tables) = (scene.ground.site, &scene.ground.store.tables);
    let mut by_client: BTreeMap<Symbol, Brought> = BTreeMap::new();
    for c in scene.ground.conversations.list.iter().filter(|c| c.account.is_none() && c.messages > 0) {
        for &i in c.parts.iter().filter(|_| site.origin(c.address) != Origin::Own) {
            let row = tables.sessions.row(i as usize);
            let to = row.recipients.0.of(&tables.texts);
            let strangers = !to.is_empty() && to.iter().all(|r| site.side(*r) == Side::Foreign);
            if row.n_queued > 0 && strangers && site.side(row.reverse_path) == Side::Foreign {
                let at = RowRef { table: Table::Session, row: i };
                let brought = by_client.entry(c.address).or_default();
                brought.take(scene, row.time, at, row.n_queued.into(), row.reverse_path, to);
            }
        }
    }
    by_client
}

fn say(scene: &Scene<'_>, client: Symbol, b: Brought) -> Option<Finding> {
    let span = b.span?;
    Some(Finding {
        sentence: Phrase::new("finding-foreign-senders-and-recipients")
            .text("address", scene.ground.store.raw(client))
            .text("named", if client.is_some() { "yes" } else { "no" })
            .number("n", b.messages)
            .number("senders", b.senders.len())
            .number("domains", b.domains.len())
            .time("first", span.first)
            .time("last", span.last),
        span: b.span,
        rows: {
            let mut rows = b.rows;
            rows.sort();
            rows.dedup();
            rows
        },
        ..Finding::default()
    })
}

#[cfg(test)]
mod tests {
    use crate::analysis::tests_support::{Scene, found};

    #[test]
    fn a_host_inside_that_brings_strangers_mail_is_told() {
        let mut s = Scene::site();
        for i in 0..30 {
            let to = format!("v@d{}.example", i % 9);
            s.mail(i * 60, "", "10.0.0.66", "news@shop.example", &[&to], "00A");
        }
        let (_, a) = s.analyse();
        let (f, said) = found(&a, "foreign-senders-and-recipients").remove(0);
        assert!(said.starts_with("10.0.0.66 had 30 messages from strangers to strangers accepted"), "{said}");
        assert_eq!(f.rows.len(), 30);
    }

    #[test]
    fn ordinary_mail_and_an_account_that_is_told_already_are_not() {
        let mut s = Scene::site();
        for i in 0..30 {
            s.mail(i * 60, "", "198.51.100.7", "news@shop.example", &["m.durand@contoso.test"], "00A");
        }
        s.dialogue(9_000, "CONTOSO\\scanner", "203.0.113.9", "FE1", true);
        s.front(9_000, "FE1", "203.0.113.9", "CONTOSO\\scanner");
        for i in 0..40 {
            let to = format!("v@d{}.example", i % 9);
            s.mail(9_000 + i, "FE1", "203.0.113.9", "news@shop.example", &[&to], "06I");
        }
        let (_, a) = s.analyse();
        assert!(found(&a, "foreign-senders-and-recipients").is_empty());
        assert_eq!(found(&a, "forged-senders").len(), 1);
    }
}
