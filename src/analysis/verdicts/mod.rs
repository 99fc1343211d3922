//! What happened, how sure, why, and why perhaps not: one file for each kind of verdict.
//!
//! Each kind looks for itself and gives a verdict or none. Nobody is accused on one leg, and where nothing
//! is seen, [`silence`] asks whether the sources would have shown it.
//!
//! Source: product.md section 3; queue-exports.md section 6 (deciding facts).

pub mod by_account;
pub mod inside;
pub mod mailbox;
pub mod open_relay;
pub mod reasons;
pub mod reports;
pub mod silence;

use super::finding::{Confidence, Reason, Verdict, VerdictKind};
use super::scene::Scene;
use crate::model::rows::{RowRef, Table};
use crate::model::time::UtcTime;
use crate::words::Phrase;
use reports::Reports;
use std::cmp::Reverse;

/// All verdicts; the one that explains most of the mail first, one at least.
#[must_use]
pub fn decide(scene: &Scene<'_>) -> Vec<Verdict> {
    let reports = Reports::of(scene);
    let relays = [by_account::judge(scene), open_relay::judge(scene), inside::judge(scene)];
    let others = [mailbox::judge(scene), reports.reverse_ndr(scene), reports.backscatter(scene)];
    let mut verdicts: Vec<Verdict> = relays.into_iter().chain(others).flatten().collect();
    verdicts.sort_by_key(|v| (Reverse(v.messages), v.kind));
    if verdicts.is_empty() {
        verdicts.push(silence::judge(scene, &reports));
    } else {
        reports.explain(&mut verdicts);
        verdicts.iter_mut().for_each(|v| v.reasons_against.extend(doubt_about_clocks(scene)));
    }
    verdicts
}

/// A verdict with nothing in it yet.
#[must_use]
pub fn blank() -> Verdict {
    Verdict {
        kind: VerdictKind::Undetermined,
        confidence: Confidence::Possible,
        headline: Phrase::default(),
        subline: Phrase::default(),
        pill: Phrase::default(),
        kinds: 0,
        account: None,
        accounts: Vec::new(),
        addresses: Vec::new(),
        span: None,
        messages: 0,
        recipients: 0,
        sessions: 0,
        reasons_for: Vec::new(),
        reasons_against: Vec::new(),
        rows: Vec::new(),
    }
}

/// Gathers the rows of the reasons, and words the label.
pub fn seal(verdict: &mut Verdict) {
    // A share of each reason, so that a long one does not crowd the others out.
    let mut rows: Vec<RowRef> =
        verdict.reasons_for.iter().flat_map(|r| r.rows.iter().copied().take(20)).take(100).collect();
    rows.sort();
    rows.dedup();
    verdict.rows = rows;
    verdict.pill = Phrase::new("confidence-pill")
        .word("confidence", format!("confidence-{}", verdict.confidence.key()))
        .number("kinds", verdict.kinds);
}

/// What is uncertain about "ours" and "foreign".
#[must_use]
pub fn doubts_about_domains(scene: &Scene<'_>) -> Vec<Reason> {
    let view = &scene.ground.site.view;
    let mut doubts = Vec::new();
    if !scene.ground.site.has_list() {
        let names = view.local_domains.iter().take(5).map(|(d, _)| d.as_str());
        let id =
            if view.local_domains.is_empty() { "against-no-domains" } else { "against-domains-concluded" };
        let phrase = Phrase::new(id);
        let phrase = if view.local_domains.is_empty() { phrase } else { phrase.list("domains", names) };
        doubts.push(Reason::plain(phrase));
    }
    if !view.ignored_domains.is_empty() {
        let names = view.ignored_domains.iter().map(String::as_str);
        let phrase = Phrase::new("against-ignored-domain").list("domains", names);
        doubts.push(Reason::plain(phrase));
    }
    doubts
}

/// Clocks that were put right: the joins in time rest on it.
fn doubt_about_clocks(scene: &Scene<'_>) -> Option<Reason> {
    let wrong = scene.clocks.iter().filter(|c| c.ahead != 0);
    let worst = wrong.clone().max_by_key(|c| (c.ahead.abs(), c.source))?;
    let phrase = Phrase::new("against-clocks").number("n", wrong.count()).number("seconds", worst.seconds());
    Some(Reason::plain(phrase))
}

/// Rows of a table as references, 20 at most.
#[must_use]
pub fn some_rows(table: Table, rows: impl IntoIterator<Item = u32>) -> Vec<RowRef> {
    rows.into_iter().take(20).map(|row| RowRef { table, row }).collect()
}

/// Most of the summed `amount` within an hour. The items must be in order of time.
#[must_use]
pub fn busiest_hour(items: impl IntoIterator<Item = (UtcTime, u64)>) -> u64 {
    let items: Vec<(UtcTime, u64)> = items.into_iter().collect();
    let (mut from, mut sum, mut best) = (0, 0u64, 0);
    for (time, amount) in &items {
        sum = sum.saturating_add(*amount);
        while let Some((_, old)) = items.get(from).filter(|(t, _)| time.seconds_since(*t) > 3600) {
            sum = sum.saturating_sub(*old);
            from += 1;
        }
        best = best.max(sum);
    }
    best
}
