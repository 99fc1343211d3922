//! An account that had never signed in to SMTP, though the logs go back for days, and now does from outside.
//!
//! **What it sees:** the first accepted SMTP AUTH of an account, from outside, days after the logs begin.
//! **Why it matters:** most people never sign in to SMTP by themselves; whoever has the password does.
//! **What else looks like it:** a new phone, a new device that sends its reports, a new colleague. Where many
//! accounts begin at once the site has changed, and only those speak that are abused or were opened by guessing.

use crate::analysis::accounts::AccountId;
use crate::analysis::attempts::{Attempt, Tally};
use crate::analysis::citing;
use crate::analysis::finding::Finding;
use crate::analysis::scene::Scene;
use crate::analysis::site::Origin;
use crate::analysis::smtp_sign_ins::{SignIn, over_smtp, unless_usual};
use crate::knowledge::detections::Figures;
use crate::model::provenance::SourceId;
use crate::model::rows::{RowRef, Table, Witness};
use crate::model::time::{Span, UtcTime};
use crate::words::Phrase;

/// An account's first use.
struct First {
    account: AccountId,
    sign_in: SignIn,
    /// When logs of this kind begin.
    begin: UtcTime,
    /// Its first accepted sign-in over any door before, with its row.
    elsewhere: Option<(UtcTime, u32)>,
}

pub(super) fn look(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
    let begun = over_smtp(scene).into_iter().filter_map(|(account, list)| {
        let sign_in = *list.first().filter(|s| s.origin == Origin::Outside)?;
        let begin = begin(scene, &sign_in)?;
        let late = sign_in.time.seconds_since(begin) >= limits.seconds("quiet_days");
        let elsewhere = elsewhere(scene.attempts.get(&account)?, &sign_in);
        late.then_some(First { account, sign_in, begin, elsewhere })
    });
    unless_usual(scene, limits, begun.map(|f| tell(scene, limits, &f)).collect())
}

/// When logs that would have shown an earlier sign-in of this kind begin.
fn begin(scene: &Scene<'_>, first: &SignIn) -> Option<UtcTime> {
    let row = scene.ground.store.tables.authentications.row(first.row as usize);
    let of = |source: SourceId| scene.sources.iter().find(move |s| s.source == source);
    let own = of(row.source)?;
    // Event logs of other machines, or of another kind, say nothing of this service.
    let alike = |s: &&crate::analysis::finding::SourceFact| {
        let same = s.format == own.format && s.server == own.server && row.witness == Witness::Smtp;
        same || s.source == own.source
    };
    scene.sources.iter().filter(alike).filter_map(|s| s.span).map(|s| s.first).min()
}

fn elsewhere(tally: &Tally, first: &SignIn) -> Option<(UtcTime, u32)> {
    // The logon behind this very sign-in is no earlier life.
    let before = |t: UtcTime| first.time.seconds_since(t) > 60;
    tally.accepted.first().filter(|a| before(a.time)).map(|a| (a.time, a.row))
}

fn tell(scene: &Scene<'_>, limits: &Figures, f: &First) -> Finding {
    let g = scene.ground;
    let sentence = match f.elsewhere {
        Some((since, _)) => Phrase::new("finding-first-smtp-use").time("since", since),
        None => Phrase::new("finding-first-smtp-use-new").time("begin", f.begin),
    };
    let SignIn { time, row, address, .. } = f.sign_in;
    let before = f.elsewhere.map(|(_, row)| RowRef { table: Table::Authentication, row });
    let now = citing::attempt(scene, &Attempt { time, row, address });
    Finding {
        weight: limits.get(if f.elsewhere.is_some() { "weight" } else { "weight_of_new" }),
        account: Some(f.account),
        sentence: sentence
            .text("account", g.directory.name(f.account).as_str())
            .text("address", g.store.raw(f.sign_in.address))
            .time("at", f.sign_in.time),
        span: Some(Span::between(f.sign_in.time, f.sign_in.time)),
        rows: before.into_iter().chain(now).collect(),
        ..Finding::default()
    }
}

#[cfg(test)]
mod tests {
    use crate::analysis::tests_sign_ins::*;
    use crate::analysis::tests_support::at;

    const KEY: &str = "first-smtp-use";

    #[test]
    fn an_account_with_a_life_elsewhere_that_opens_smtp_from_outside_is_told() {
        let mut s = covered(10);
        door(&mut s, 5000, "CONTOSO\\m.durand", "10.0.0.31", 10, "");
        smtp(&mut s, 8 * DAY, "CONTOSO\\m.durand", "203.0.113.9");
        smtp(&mut s, 9 * DAY, "CONTOSO\\m.durand", "203.0.113.9");
        let (store, a, f) = only(s, KEY);
        assert_eq!(name(&a, &f), "CONTOSO\\m.durand");
        let times: Vec<_> = f.rows.iter().map(|r| store.time_of(*r)).collect();
        assert_eq!(times, [at(5000), at(8 * DAY)]);
        let said = said(&f);
        assert!(said.starts_with("CONTOSO\\m.durand signed in to SMTP for the first time"), "{said}");
        assert!(said.contains("203.0.113.9"), "{said}");
    }

    #[test]
    fn an_account_that_only_now_appears_is_told_as_such() {
        let mut s = covered(10);
        smtp(&mut s, 8 * DAY, "CONTOSO\\test1", "203.0.113.9");
        let (_, _, f) = only(s, KEY);
        assert!(said(&f).contains("appears for the first time"), "{}", said(&f));
    }

    #[test]
    fn the_first_days_of_the_logs_an_older_use_and_a_client_inside_are_silent() {
        let mut s = covered(10);
        smtp(&mut s, DAY, "CONTOSO\\m.durand", "203.0.113.9");
        smtp(&mut s, 2 * DAY, "CONTOSO\\scanner", "10.0.0.60");
        smtp(&mut s, 8 * DAY, "CONTOSO\\scanner", "203.0.113.9");
        smtp(&mut s, 8 * DAY, "CONTOSO\\copier", "10.0.0.61");
        assert!(silent(s, KEY));
    }

    #[test]
    fn where_many_begin_at_once_the_site_has_changed() {
        let mut s = covered(10);
        for i in 0..9 {
            smtp(&mut s, 8 * DAY + i, &format!("CONTOSO\\user{i}"), "203.0.113.9");
        }
        assert!(silent(s, KEY));
    }
}
