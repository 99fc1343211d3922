//! When people work at the site, as their accepted sign-ins show.
//!
//! An account counts once an hour, so that a device which signs in every minute weighs no more than a
//! person. Without a clear pattern nothing is said: a guess here would make night work look like an attack.

use super::finding::{SiteBasis, SiteSettings, WorkingHours};
use super::noise;
use super::site::{Origin, Site};
use crate::knowledge::thresholds::{Hours, Thresholds};
use crate::model::rows::{Outcome, Witness};
use crate::model::store::EventStore;
use crate::model::text::Symbol;
use crate::model::time::TICKS_PER_SECOND;
use rustc_hash::{FxHashMap, FxHashSet};

/// Sign-ins by day of the week (0 is Monday) and hour.
type Week = [[u64; 24]; 7];

/// The hours of work: the user's word, else what the sign-ins show.
#[must_use]
pub fn working_hours(
    store: &EventStore,
    site: &Site,
    settings: &SiteSettings,
) -> Option<(WorkingHours, SiteBasis)> {
    if let Some(stated) = settings.working_hours {
        return Some((stated, SiteBasis::User));
    }
    let limits = Thresholds::with(&settings.figures).working_hours;
    let zone = settings.zone.unwrap_or(chrono_tz::UTC);
    let (week, days) = count(store, site, zone);
    let (from, to, days) = pattern(&week, days, &limits)?;
    Some((WorkingHours { from, to, days, zone }, SiteBasis::Evidence))
}

/// Sign-ins of people from inside, and how many days have any.
fn count(store: &EventStore, site: &Site, zone: chrono_tz::Tz) -> (Week, usize) {
    let mut week = Week::default();
    let (mut seen, mut days) = (FxHashSet::default(), FxHashSet::default());
    let mut people: FxHashMap<Symbol, bool> = FxHashMap::default();
    for row in store.tables.authentications.rows() {
        // Types 4 and 5 are tasks and services.
        let by_person = row.outcome == Outcome::Success
            && row.witness != Witness::Credential
            && !matches!(row.logon_type, 4 | 5)
            && site.origin(row.address) != Origin::Outside
            && row.time.is_plausible();
        let mut named = || {
            let is_person = || row.account.is_some() && noise::by_name(store.raw(row.account)).is_none();
            *people.entry(row.account).or_insert_with(is_person)
        };
        let hour = row.time.0.div_euclid(3600 * TICKS_PER_SECOND);
        if !by_person || !named() || !seen.insert((row.account, hour)) {
            continue;
        }
        if let Some((day, of_day)) = row.time.day_and_hour(zone) {
            days.insert(hour.div_euclid(24));
            if let Some(n) = week.get_mut(usize::from(day)).and_then(|d| d.get_mut(usize::from(of_day))) {
                *n += 1;
            }
        }
    }
    (week, days.len())
}

/// The shortest hours that hold most sign-ins, and the days with their share of them.
fn pattern(week: &Week, days: usize, limits: &Hours) -> Option<(u8, u8, u8)> {
    let of_hour = |h: usize| week.iter().filter_map(|d| d.get(h)).sum::<u64>();
    let hours: Vec<u64> = (0..24).map(of_hour).collect();
    let total: u64 = hours.iter().sum();
    if total < u64::from(limits.least_sign_ins) || days < limits.least_days as usize {
        return None;
    }
    let holds = |from: usize, length: usize| {
        let held: u64 = hours.iter().skip(from).take(length).sum();
        held * 100 >= total * u64::from(limits.holding_percent)
    };
    let longest = (limits.longest_hours as usize).min(24);
    let (from, length) = (1..=longest)
        .find_map(|length| (0..=24 - length).find(|f| holds(*f, length)).map(|f| (f, length)))?;
    let busy: Vec<u64> = week.iter().map(|d| d.iter().sum()).collect();
    let top = busy.iter().max().copied().unwrap_or(0);
    let worked = (0u8..).zip(&busy).filter(|(_, n)| **n * 5 >= top.max(1)).map(|(day, _)| 1u8 << day);
    let days = worked.fold(0, |all, day| all | day);
    Some((u8::try_from(from).ok()?, u8::try_from(from + length).ok()?, days))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tests_support::Scene;

    /// Three people, `days` days from Monday the 3rd of November, from 8 to 17 o'clock UTC.
    fn worked(days: i64, round_the_clock: bool) -> Option<(WorkingHours, SiteBasis)> {
        let mut s = Scene::site();
        for day in (0..days).filter(|d| d % 7 < 5) {
            let hours = if round_the_clock { 0..24 } else { 8..18 };
            for hour in hours {
                for who in ["CONTOSO\\m.durand", "CONTOSO\\n.leroy", "CONTOSO\\p.dubois"] {
                    s.logon(day * 86_400 + hour * 3600 + 60, who, true);
                    s.logon(day * 86_400 + hour * 3600 + 120, who, true);
                }
            }
        }
        s.analyse().1.site.working_hours
    }

    #[test]
    fn office_hours_are_learned_from_a_fortnight_of_sign_ins() {
        let (hours, basis) = worked(14, false).unwrap();
        assert_eq!((hours.from, hours.to, hours.days, basis), (8, 17, 0b1_1111, SiteBasis::Evidence));
        let at = crate::analysis::tests_support::at;
        assert!(hours.contain(at(9 * 3600)) && !hours.contain(at(3 * 3600)));
        assert!(!hours.contain(at(5 * 86_400 + 9 * 3600)), "nobody works on Saturday");
    }

    #[test]
    fn a_day_alone_or_work_round_the_clock_shows_no_pattern() {
        assert!(worked(2, false).is_none());
        assert!(worked(14, true).is_none());
    }
}
