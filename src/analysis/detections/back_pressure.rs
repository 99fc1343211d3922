//! Times at which the server ran short of disk or memory and held mail back.
//!
//! **What it sees:** its own reports that pressure rose, until the report that it fell again.
//! **Why it matters:** mail that is late or refused in these hours is explained, and queues grew for a reason.
//! **What else looks like it:** a full disk without any abuse, a backup, a database that grew.

use crate::analysis::finding::Finding;
use crate::analysis::scene::{Scene, shown};
use crate::knowledge::detections::Figures;
use crate::model::rows::{Action, Deed, Table};
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime};
use crate::words::Phrase;
use std::collections::BTreeMap;

/// Pressure of one server until it fell.
#[derive(Default)]
struct Spell {
    rows: Vec<u32>,
    span: Option<Span>,
    high: bool,
    over: bool,
}

pub(super) fn look(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
    let store = scene.ground.store;
    let mut by_server: BTreeMap<Symbol, Vec<Spell>> = BTreeMap::new();
    for (i, row) in scene.deeds(&[Deed::BackPressure]) {
        let pause = limits.seconds("one_spell_hours");
        take(by_server.entry(row.server).or_default(), i, &row, store.raw(row.detail), pause);
    }
    let spells =
        by_server.into_iter().flat_map(|(server, spells)| spells.into_iter().map(move |s| (server, s)));
    let found = spells.filter_map(|(server, spell)| {
        let around = spell.span?;
        Some(Finding {
            weight: if spell.high { limits.get("weight_of_high") } else { 0 },
            sentence: Phrase::new("finding-back-pressure")
                .text("server", store.raw(server))
                .text("level", if spell.high { "high" } else { "raised" })
                .text("over", if spell.over { "yes" } else { "no" })
                .time("first", around.first)
                .time("last", around.last),
            span: spell.span,
            rows: shown(Table::Action, spell.rows),
            ..Finding::default()
        })
    });
    found.collect()
}

/// A fall ends a spell; a rise begins one, unless the last ended only lately.
fn take(spells: &mut Vec<Spell>, i: u32, row: &Action, detail: &str, pause: i64) {
    let falls = row.event_id == 15_005;
    let lately = |s: &&mut Spell| s.span.is_some_and(|x| row.time.seconds_since(x.last) <= pause);
    if falls && spells.last().is_none_or(|s| s.over) {
        return;
    }
    if !falls && spells.last_mut().filter(lately).is_none() {
        spells.push(Spell::default());
    }
    if let Some(spell) = spells.last_mut() {
        spell.rows.push(i);
        Span::grow(&mut spell.span, row.time);
        let names_high = detail.split('→').nth(1).is_some_and(|to| to.to_lowercase().contains("high"));
        spell.high |= !falls && (names_high || matches!(row.event_id, 15_006 | 15_007));
        spell.over = falls && row.time > UtcTime::UNKNOWN;
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::tests_support::{Scene, at, found};
    use crate::model::rows::Deed;

    #[test]
    fn pressure_lasts_from_the_rise_to_the_fall() {
        let mut s = Scene::site();
        s.act(100, (15_004, Deed::BackPressure), "", "", "Normal → Medium");
        s.act(700, (15_004, Deed::BackPressure), "", "", "Medium → High");
        s.act(4_000, (15_005, Deed::BackPressure), "", "", "High → Normal");
        let (_, a) = s.analyse();
        let all = found(&a, "back-pressure");
        assert_eq!(all.len(), 1);
        let (f, said) = &all[0];
        assert_eq!((f.span.unwrap().last, f.rows.len(), f.weight), (at(4_000), 3, 45));
        assert!(said.starts_with("EX1 was very short of disk or memory"), "{said}");
    }

    #[test]
    fn a_fall_alone_is_no_pressure() {
        let mut s = Scene::site();
        s.act(100, (15_005, Deed::BackPressure), "", "", "Medium → Normal");
        assert!(found(&s.analyse().1, "back-pressure").is_empty());
    }
}
