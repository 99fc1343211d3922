//! A clock that somebody set by more than a correction.
//!
//! **What it sees:** changes of the system time by a person, larger than a time service makes.
//! **Why it matters:** times around it cannot be compared with other logs without care, and order may mislead.
//! **What else looks like it:** a clock put right after a repair, or a virtual machine moved. Changes whose
//! two times cannot be read stay silent.

use crate::analysis::finding::Finding;
use crate::analysis::scene::{Scene, shown};
use crate::knowledge::acts::is_person;
use crate::knowledge::detections::Figures;
use crate::model::rows::{Deed, Table};
use crate::model::time::Span;
use crate::words::Phrase;

/// Changes shown; each is a finding of its own.
const MOST: usize = 20;
const DAY: i64 = 86_400;

pub(super) fn look(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
    let store = scene.ground.store;
    let deeds = scene.deeds(&[Deed::ClockChanged]);
    let by_people = deeds.into_iter().filter(|(_, row)| is_person(store.raw(row.actor)));
    let found = by_people.filter_map(|(i, row)| {
        let step = step(store.raw(row.detail))?;
        (step >= limits.seconds("least_seconds")).then(|| Finding {
            sentence: Phrase::new("finding-clock-changed")
                .text("actor", store.raw(row.actor))
                .text("server", store.raw(row.server))
                .text("detail", store.raw(row.detail))
                .time("at", row.time),
            span: Some(Span::between(row.time, row.time)),
            rows: shown(Table::Action, [i]),
            ..Finding::default()
        })
    });
    found.take(MOST).collect()
}

/// Seconds between the two times of a record; half a day at least where only the dates tell.
fn step(detail: &str) -> Option<i64> {
    // Windows writes marks of direction between the parts of a date.
    let plain: String = detail.chars().filter(|c| !matches!(c, '\u{200E}' | '\u{200F}')).collect();
    let times = times_of_day(&plain);
    let [before, after] = times.as_slice() else {
        return None;
    };
    let apart = (after - before).abs();
    match dates(&plain).as_slice() {
        [a, b] if a != b && apart < DAY / 2 => Some(DAY / 2),
        [a, b] if a != b => Some(DAY - apart),
        _ => Some(apart),
    }
}

/// Every `h:mm:ss` in the text, as seconds of its day.
fn times_of_day(text: &str) -> Vec<i64> {
    let pieces = text.split(|c: char| !(c.is_ascii_digit() || c == ':'));
    let read = |piece: &str| {
        let parts: Vec<i64> = piece.split(':').map(|p| p.parse().ok()).collect::<Option<_>>()?;
        let [h, m, s] = parts.as_slice() else { return None };
        (*h < 24 && *m < 60 && *s < 61).then_some(h * 3600 + m * 60 + s)
    };
    pieces.filter_map(read).collect()
}

/// Every date in the text, as written.
fn dates(text: &str) -> Vec<&str> {
    let pieces = text.split(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '/' | '.')));
    pieces.filter(|p| p.split(['-', '/', '.']).filter(|n| !n.is_empty()).count() == 3).collect()
}

#[cfg(test)]
mod tests {
    use super::step;
    use crate::analysis::tests_support::{Scene, found};
    use crate::model::rows::Deed;

    #[test]
    fn a_clock_set_back_by_hand_is_told() {
        let mut s = Scene::site();
        let detail = "2025-11-03T02:14:54.1234567Z → 2025-11-03T00:14:54.0000000Z";
        s.act(100, (4616, Deed::ClockChanged), "", "CONTOSO\\admin", detail);
        let (_, a) = s.analyse();
        let (_, said) = found(&a, "clock-changed").remove(0);
        assert!(said.starts_with("CONTOSO\\admin set the clock of EX1"), "{said}");
    }

    #[test]
    fn the_time_services_steps_and_small_corrections_are_not() {
        let mut s = Scene::site();
        let large = "2025-11-03T02:14:54Z → 2025-11-03T00:14:54Z";
        s.act(1, (4616, Deed::ClockChanged), "", "NT AUTHORITY\\LOCAL SERVICE", large);
        let small = "2025-11-03T02:14:54Z → 2025-11-03T02:14:57Z";
        s.act(2, (4616, Deed::ClockChanged), "", "CONTOSO\\admin", small);
        assert!(found(&s.analyse().1, "clock-changed").is_empty());
    }

    #[test]
    fn a_step_is_read_however_the_log_writes_its_times() {
        assert_eq!(step("02:14:54 03/11/2025 02:24:54 03/11/2025"), Some(600));
        assert_eq!(step("23:59:59 03/11/2025 00:00:01 04/11/2025"), Some(2));
        assert_eq!(step("02:14:54 03/11/2025 02:14:54 04/11/2025"), Some(43_200));
        assert_eq!(
            step("\u{200E}2025\u{200E}-\u{200E}11\u{200E}-\u{200E}03T02:14:54.1Z 2025-11-03T02:15:54.1Z"),
            Some(60)
        );
        assert_eq!(step("yesterday"), None);
    }
}
