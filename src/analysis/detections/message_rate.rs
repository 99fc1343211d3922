//! An account or client that suddenly sends far faster than it ever did.
//!
//! **What it sees:** messages to strangers within a minute, many times the fastest minute of its own past.
//! **Why it matters:** programs send like that, people do not; a device has a pace of its own.
//! **What else looks like it:** a first newsletter, a printer that comes back with a full memory. Who has no
//! past of a day stays silent, since there is nothing to compare with.

use crate::analysis::finding::Finding;
use crate::analysis::scene::{Scene, Who, shown};
use crate::knowledge::detections::Figures;
use crate::model::rows::Table;
use crate::model::time::{Span, TICKS_PER_SECOND, UtcTime};
use crate::words::Phrase;
use std::collections::BTreeMap;

/// Rows of one clock minute.
struct Minute {
    first: UtcTime,
    rows: Vec<u32>,
}

pub(super) fn look(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
    let times = &scene.ground.store.tables.mail.time;
    let mut by_whom: BTreeMap<Who, Vec<Minute>> = BTreeMap::new();
    for i in scene.leaving() {
        let (Some(who), Some(&time)) = (scene.who(i as usize), times.get(i as usize)) else { continue };
        let minutes = by_whom.entry(who).or_default();
        let minute = |t: UtcTime| t.0.div_euclid(60 * TICKS_PER_SECOND);
        match minutes.last_mut().filter(|m| minute(m.first) == minute(time)) {
            Some(m) => m.rows.push(i),
            None => minutes.push(Minute { first: time, rows: vec![i] }),
        }
    }
    by_whom.into_iter().filter_map(|(who, minutes)| burst(scene, limits, who, &minutes)).collect()
}

/// The fastest minute from the first one on that leaves the past far behind.
fn burst(scene: &Scene<'_>, limits: &Figures, who: Who, minutes: &[Minute]) -> Option<Finding> {
    let begun = minutes.first()?.first;
    let (mut fastest, mut past, mut broken) = (0usize, 0usize, None);
    for (k, minute) in minutes.iter().enumerate() {
        let old = minute.first.seconds_since(begun) >= limits.seconds("past_hours");
        let least = limits.count("messages_in_1_minute").max(fastest * limits.count("times_the_past"));
        if old && past >= limits.count("messages_of_past") && minute.rows.len() >= least {
            broken = Some(k);
            break;
        }
        fastest = fastest.max(minute.rows.len());
        past += minute.rows.len();
    }
    let later = minutes.get(broken?..)?;
    let top = later.iter().rev().max_by_key(|m| m.rows.len())?;
    let first = later.first()?.first;
    Some(Finding {
        account: who.account(),
        sentence: Phrase::new("finding-message-rate")
            .text("who", &scene.name_of(who))
            .number("n", top.rows.len())
            .number("before", fastest)
            .time("at", top.first)
            .time("first", first),
        span: Some(Span::between(first, top.first)),
        rows: shown(Table::MailEvent, top.rows.iter().copied()),
        ..Finding::default()
    })
}

#[cfg(test)]
mod tests {
    use crate::analysis::tests_support::{Scene, found};

    /// A message an hour for two days, then `n` within a minute.
    fn after_two_days(n: i64, past: i64) -> Scene {
        let mut s = Scene::site();
        for hour in 48 - past..48 {
            s.mail(hour * 3_600, "", "10.0.0.77", "scan@contoso.test", &["a@example.net"], "10I");
        }
        for i in 0..n {
            s.mail(48 * 3_600 + i / 2, "", "10.0.0.77", "scan@contoso.test", &["a@example.net"], "10I");
        }
        s
    }

    #[test]
    fn a_pace_never_seen_before_is_told_with_the_old_one() {
        let (_, a) = after_two_days(60, 48).analyse();
        let (f, said) = found(&a, "message-rate").remove(0);
        assert!(said.starts_with("10.0.0.77 sent 60 messages within a minute"), "{said}");
        assert_eq!(f.rows.len(), 50);
    }

    #[test]
    fn a_few_at_once_and_a_client_without_a_past_are_not() {
        assert!(found(&after_two_days(9, 48).analyse().1, "message-rate").is_empty());
        assert!(found(&after_two_days(60, 5).analyse().1, "message-rate").is_empty());
    }
}
