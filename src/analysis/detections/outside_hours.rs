//! SMTP from outside at night and on days off, by an account that worked by day.
//!
//! **What it sees:** accepted sign-ins from outside, outside the site's working hours, of an account whose earlier
//! use over SMTP was mostly within them.
//! **Why it matters:** an intruder keeps other hours than the owner.
//! **What else looks like it:** a device that sends its report at night, or a colleague on a journey.
//!
//! Silent where nobody says when people work here, and the logs do not tell.

use crate::analysis::accounts::AccountId;
use crate::analysis::finding::{Finding, WorkingHours};
use crate::analysis::scene::Scene;
use crate::analysis::site::Origin;
use crate::analysis::smtp_sign_ins::{SignIn, over_smtp, refs, unless_usual};
use crate::knowledge::detections::Figures;
use crate::model::time::{Span, UtcTime};
use crate::words::Phrase;

pub(super) fn look(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
    let Some((hours, _)) = scene.ground.site.view.working_hours else {
        return Vec::new();
    };
    let all = over_smtp(scene).into_iter();
    let found = all.filter_map(|(id, list)| {
        let odd = odd(hours, limits, &list)?;
        tell(scene, limits, id, hours, &odd)
    });
    unless_usual(scene, limits, found.collect())
}

/// Sign-ins from outside at odd hours, where what came before was mostly within working hours.
fn odd(hours: WorkingHours, limits: &Figures, list: &[SignIn]) -> Option<Vec<SignIn>> {
    let is_odd = |s: &SignIn| s.origin == Origin::Outside && !hours.contain(s.time);
    let (before, from) = list.split_at(list.iter().position(is_odd)?);
    let within = before.iter().filter(|s| hours.contain(s.time)).count();
    let usual = within * 100 >= limits.count("earlier_percent") * before.len();
    let known = before.len() >= limits.count("earlier_sign_ins");
    (usual && known).then(|| from.iter().copied().filter(is_odd).collect())
}

fn tell(
    scene: &Scene<'_>,
    limits: &Figures,
    id: AccountId,
    hours: WorkingHours,
    odd: &[SignIn],
) -> Option<Finding> {
    let (first, last) = (odd.first()?, odd.last()?);
    let messages = messages(scene, id, hours, first.time);
    let much = odd.len() >= limits.count("sign_ins") || messages >= u64::from(limits.get("messages"));
    much.then(|| Finding {
        account: Some(id),
        sentence: Phrase::new("finding-outside-working-hours")
            .text("account", scene.ground.directory.name(id).as_str())
            .number("n", odd.len())
            .number("messages", messages)
            .time("first", first.time)
            .time("last", last.time),
        span: Some(Span::between(first.time, last.time)),
        rows: refs(odd),
        ..Finding::default()
    })
}

/// Messages from outside at odd hours since then.
fn messages(scene: &Scene<'_>, id: AccountId, hours: WorkingHours, since: UtcTime) -> u64 {
    let uses = scene.uses.iter().filter(|u| u.account == Some(id) && u.origin == Origin::Outside);
    let items = uses.flat_map(|u| &u.items).filter(|i| i.time >= since && !hours.contain(i.time));
    items.map(|i| i.messages).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::tests_sign_ins::*;
    use crate::knowledge::detections::built_in;

    /// Monday to Friday, eight to six.
    const HOURS: WorkingHours = WorkingHours { from: 8, to: 18, days: 0b1_1111, zone: chrono_tz::UTC };

    const KEY: &str = "outside-working-hours";

    /// Ten sign-ins at `before` o'clock over a week, then twelve from outside at `later`.
    fn week(before: i64, later: i64) -> crate::analysis::tests_support::Scene {
        let mut s = covered(12);
        s.settings.working_hours = Some(HOURS);
        (0..10).for_each(|i| {
            smtp(&mut s, DAY * (i % 5) + before * 3600 + i, "CONTOSO\\m.durand", "203.0.113.20");
        });
        (0..12)
            .for_each(|i| smtp(&mut s, 7 * DAY + later * 3600 + i * 60, "CONTOSO\\m.durand", "203.0.113.9"));
        s
    }

    #[test]
    fn nights_after_a_life_by_day_are_told() {
        let (store, a, f) = only(week(10, 2), KEY);
        assert_eq!((name(&a, &f).as_str(), f.rows.len()), ("CONTOSO\\m.durand", 12));
        assert!(f.rows.iter().all(|r| !HOURS.contain(store.time_of(*r))));
        assert!(said(&f).starts_with("CONTOSO\\m.durand, used in working hours until then,"), "{}", said(&f));
    }

    #[test]
    fn days_after_days_and_nights_after_nights_are_silent() {
        assert!(silent(week(10, 11), KEY));
        assert!(silent(week(3, 2), KEY));
    }

    #[test]
    fn without_working_hours_nobody_is_told_when_to_work() {
        let mut s = week(10, 2);
        s.settings.working_hours = None;
        let (_, a, found) = found(s, KEY);
        assert!(found.is_empty() || a.site.working_hours.is_some());
        assert!(odd(HOURS, built_in().get(KEY).unwrap(), &[]).is_none());
    }
}
