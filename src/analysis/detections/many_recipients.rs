//! Messages to very many people at once, or to very many domains within an hour.
//!
//! **What it sees:** single messages with a long list of strangers, and hours in which one account or client
//! reaches many different domains.
//! **Why it matters:** a person writes to a handful of firms an hour; lists of spam are as broad as the world.
//! **What else looks like it:** a newsletter, an invitation, a shop that confirms orders.

use crate::analysis::finding::Finding;
use crate::analysis::scene::{Scene, Who, shown};
use crate::analysis::site::Side;
use crate::knowledge::detections::Figures;
use crate::model::rows::Table;
use crate::model::time::{Span, TICKS_PER_SECOND};
use crate::words::Phrase;
use std::collections::{BTreeMap, BTreeSet};

/// What one hand sent.
#[derive(Default)]
struct Sent {
    /// Messages with a long list.
    long: Vec<u32>,
    most: u32,
    hour: i64,
    domains: BTreeSet<u32>,
    rows: Vec<u32>,
    /// The broadest hour so far.
    broadest: (usize, Vec<u32>),
}

impl Sent {
    fn close_hour(&mut self) {
        if self.domains.len() > self.broadest.0 {
            self.broadest = (self.domains.len(), std::mem::take(&mut self.rows));
        }
        self.rows.clear();
        self.domains.clear();
    }
}

pub(super) fn look(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
    let tables = &scene.ground.store.tables;
    let mut by_whom: BTreeMap<Who, Sent> = BTreeMap::new();
    for i in scene.leaving() {
        let (Some(who), row) = (scene.who(i as usize), tables.mail.row(i as usize)) else { continue };
        let sent = by_whom.entry(who).or_default();
        let hour = row.time.0.div_euclid(3_600 * TICKS_PER_SECOND);
        if hour != sent.hour {
            sent.close_hour();
            sent.hour = hour;
        }
        let foreign = row
            .recipients
            .0
            .of(&tables.texts)
            .iter()
            .filter(|r| scene.ground.site.side(**r) == Side::Foreign);
        sent.domains.extend(foreign.map(|r| scene.ground.site.domain_number(*r)));
        sent.rows.push(i);
        if row.n_recipients >= limits.get("recipients_of_one_message") {
            sent.long.push(i);
            sent.most = sent.most.max(row.n_recipients);
        }
    }
    by_whom.into_iter().filter_map(|(who, sent)| say(scene, limits, who, sent)).collect()
}

fn say(scene: &Scene<'_>, limits: &Figures, who: Who, mut sent: Sent) -> Option<Finding> {
    sent.close_hour();
    let (domains, broad) = sent.broadest;
    let long = sent.long.len() >= limits.count("long_messages");
    let is_broad = domains >= limits.count("domains_in_1_hour");
    let rows = match (long, is_broad) {
        (true, _) => sent.long.clone(),
        (false, true) => broad,
        (false, false) => return None,
    };
    let times = || rows.iter().filter_map(|&i| scene.ground.store.tables.mail.time.get(i as usize).copied());
    let span = Span::between(times().next()?, times().next_back()?);
    Some(Finding {
        account: who.account(),
        sentence: Phrase::new(if long {
            "finding-many-recipients"
        } else {
            "finding-many-recipients-domains"
        })
        .text("who", &scene.name_of(who))
        .number("n", rows.len())
        .number("most", sent.most)
        .number("domains", domains)
        .time("first", span.first)
        .time("last", span.last),
        span: Some(span),
        rows: shown(Table::MailEvent, rows),
        ..Finding::default()
    })
}

#[cfg(test)]
mod tests {
    use crate::analysis::tests_support::{Scene, found};

    #[test]
    fn long_lists_are_told_by_whom() {
        let mut s = Scene::site();
        for i in 0..3 {
            s.mail(i * 60, "", "10.0.0.77", "scan@contoso.test", &["a@example.net"], "10I");
            s.with_recipients(400);
        }
        let (_, a) = s.analyse();
        let (f, said) = found(&a, "many-recipients").remove(0);
        assert!(said.starts_with("10.0.0.77 sent 3 messages with very many recipients, up to 400"), "{said}");
        assert_eq!(f.rows.len(), 3);
    }

    #[test]
    fn many_domains_within_an_hour_are_told_too() {
        let mut s = Scene::site();
        for i in 0..120 {
            let to = format!("a@d{i}.example");
            s.mail(i * 10, "", "10.0.0.77", "scan@contoso.test", &[&to], "10I");
        }
        let (_, a) = s.analyse();
        let (_, said) = found(&a, "many-recipients").remove(0);
        assert!(said.starts_with("10.0.0.77 wrote to 120 different domains within an hour"), "{said}");
    }

    #[test]
    fn a_busy_office_and_a_list_of_our_own_are_not() {
        let mut s = Scene::site();
        for i in 0..120 {
            s.mail(i * 10, "", "10.0.0.77", "scan@contoso.test", &["a@example.net", "b@example.org"], "10I");
        }
        s.mail(2_000, "", "10.0.0.77", "scan@contoso.test", &["all@contoso.test"], "10I");
        s.with_recipients(900);
        assert!(found(&s.analyse().1, "many-recipients").is_empty());
    }
}
