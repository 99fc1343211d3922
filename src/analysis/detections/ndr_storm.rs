//! Delivery reports and failures of our own in bulk.
//!
//! **What it sees:** far more failed deliveries and reports in an hour than in the server's other hours.
//! **Why it matters:** lists of spam are full of dead addresses: such a storm often begins with the abuse, and
//! its reports go to people whose names were used.
//! **What else looks like it:** a newsletter with an old list, an outage of a large provider. What an
//! administrator removes from a queue by hand is left out.

use crate::analysis::finding::Finding;
use crate::analysis::scene::{Scene, shown};
use crate::knowledge::detections::Figures;
use crate::model::rows::{MailEvent, MailStep, Table};
use crate::model::text::Symbol;
use crate::model::time::{Span, TICKS_PER_SECOND, UtcTime};
use crate::words::Phrase;

/// What a clock hour holds.
#[derive(Clone, Copy, Default)]
struct Hour {
    number: i64,
    reports: u64,
    failed: u64,
    done: u64,
}

fn hour_of(time: UtcTime) -> i64 {
    time.0.div_euclid(3_600 * TICKS_PER_SECOND)
}

pub(super) fn look(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
    let hours = hours(scene);
    let least = u64::from(limits.get("reports_in_1_hour"))
        .max(usual(&hours).saturating_mul(u64::from(limits.get("times_usual"))));
    let stormy: Vec<&Hour> = hours.iter().filter(|h| h.reports >= least).collect();
    let mut storms: Vec<Vec<&Hour>> = Vec::new();
    for hour in stormy {
        let pause = i64::from(limits.get("pause_hours"));
        match storms.last_mut().filter(|s| s.last().is_some_and(|l| hour.number - l.number <= pause)) {
            Some(storm) => storm.push(hour),
            None => storms.push(vec![hour]),
        }
    }
    storms.iter().filter_map(|storm| say(scene, storm)).collect()
}

/// What an administrator removes from a queue is tracked as failed, with this source.
fn by_hand(scene: &Scene<'_>) -> Option<Symbol> {
    scene.ground.store.text.find("ADMIN")
}

fn hours(scene: &Scene<'_>) -> Vec<Hour> {
    let mut hours: Vec<Hour> = Vec::new();
    let admin = by_hand(scene);
    let counted = |r: &MailEvent| r.time.is_plausible() && Some(r.via) != admin;
    for row in scene.ground.store.tables.mail.rows().filter(counted) {
        let number = hour_of(row.time);
        if hours.last().is_none_or(|h| h.number != number) {
            hours.push(Hour { number, ..Hour::default() });
        }
        let (Some(hour), n) = (hours.last_mut(), u64::from(row.n_recipients.max(1))) else { continue };
        match row.step {
            MailStep::Fail => (hour.reports, hour.failed) = (hour.reports + 1, hour.failed + n),
            MailStep::Dsn => hour.reports += 1,
            MailStep::Send | MailStep::Deliver => hour.done += n,
            _ => {}
        }
    }
    hours
}

/// Reports in an ordinary hour: the middle one of all but the worst, silent hours counted too.
fn usual(hours: &[Hour]) -> u64 {
    let (Some(first), Some(last)) = (hours.first(), hours.last()) else {
        return 0;
    };
    let others = usize::try_from(last.number - first.number).unwrap_or(usize::MAX);
    let mut reports: Vec<u64> = hours.iter().map(|h| h.reports).collect();
    reports.sort_unstable_by(|a, b| b.cmp(a));
    reports.get(1 + others / 2).copied().unwrap_or(0)
}

fn say(scene: &Scene<'_>, storm: &[&Hour]) -> Option<Finding> {
    let sum = |of: fn(&Hour) -> u64| storm.iter().map(|h| of(h)).sum::<u64>();
    let (failed, done) = (sum(|h| h.failed), sum(|h| h.done));
    let (first, last) = (storm.first()?.number, storm.last()?.number);
    let (mail, admin) = (&scene.ground.store.tables.mail, by_hand(scene));
    let within = |i: &u32| {
        let i = *i as usize;
        let step = matches!(mail.step.get(i), Some(MailStep::Fail | MailStep::Dsn));
        let by_hand = admin.is_some() && mail.via.get(i).copied() == admin;
        step && !by_hand && mail.time.get(i).is_some_and(|t| (first..=last).contains(&hour_of(*t)))
    };
    let rows: Vec<u32> = (0..u32::try_from(mail.len()).unwrap_or(u32::MAX)).filter(within).collect();
    let time = |i: Option<&u32>| mail.time.get(*i? as usize).copied();
    let span = Span::between(time(rows.first())?, time(rows.last())?);
    Some(Finding {
        sentence: Phrase::new("finding-ndr-storm")
            .number("n", rows.len())
            .number("failed", failed)
            .number("percent", failed * 100 / (failed + done).max(1))
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
    use crate::model::rows::MailStep;

    #[test]
    fn many_failures_in_an_hour_are_told_with_their_share() {
        let mut s = Scene::site();
        for i in 0..80u64 {
            let step = if i % 4 == 0 { MailStep::Send } else { MailStep::Fail };
            s.step(36_000 + i64::try_from(i).unwrap(), step, 100 + i, &["v@example.net"], "", "");
        }
        let (_, a) = s.analyse();
        let (f, said) = found(&a, "ndr-storm").remove(0);
        assert!(said.starts_with("60 failed deliveries and reports"), "{said}");
        assert!(said.contains("75"), "{said}");
        assert_eq!(f.rows.len(), 50);
    }

    #[test]
    fn a_server_that_always_has_them_has_no_storm() {
        let mut s = Scene::site();
        for hour in 0..20 {
            for i in 0..60 {
                s.step(hour * 3_600 + i, MailStep::Fail, 1, &["v@example.net"], "", "");
            }
        }
        assert!(found(&s.analyse().1, "ndr-storm").is_empty());
    }
}
