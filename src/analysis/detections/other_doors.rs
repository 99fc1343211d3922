//! The password of an abused account opens more than SMTP.
//!
//! **What it sees:** accepted sign-ins of an abused account over another door (remote desktop, web mail, a share,
//! a gateway) from outside, from a day before the abuse on, by clients that the account had not used before.
//! **Why it matters:** closing SMTP is then not enough; files and mailboxes may have been read.
//! **What else looks like it:** the owner, who works from home and has just got a new address.

use crate::analysis::accounts::AccountId;
use crate::analysis::clients::is_transport_process;
use crate::analysis::finding::Finding;
use crate::analysis::scene::Scene;
use crate::analysis::site::Origin;
use crate::analysis::smtp_sign_ins::MAX_ROWS;
use crate::knowledge::detections::Figures;
use crate::model::rows::{Authentication, Outcome, RowRef, Table, Witness};
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime};
use crate::words::Phrase;
use std::collections::{BTreeMap, BTreeSet};

/// A way in other than SMTP; `door-<key>` words it.
type Door = &'static str;

/// When, its row, and the client.
type Entry = (UtcTime, u32, Symbol);

pub(super) fn look(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
    let since = since(scene, limits.seconds("before_hours"));
    let mut owners: BTreeSet<(AccountId, Symbol)> = BTreeSet::new();
    let mut found: BTreeMap<(AccountId, Door), Vec<Entry>> = BTreeMap::new();
    let table = &scene.ground.store.tables.authentications;
    let outcomes = table.outcome.iter().zip(scene.ground.noise_of).enumerate();
    for (i, _) in outcomes.filter(|(_, (o, noise))| **o == Outcome::Success && **noise == 0) {
        let row = table.row(i);
        let account = scene.ground.directory.of(row.account);
        let Some((id, since)) = account.and_then(|id| Some((id, *since.get(&id)?))) else {
            continue;
        };
        let Some(door) = door(scene, i, &row) else { continue };
        if row.time < since {
            owners.insert((id, row.address));
        } else if !owners.contains(&(id, row.address)) {
            let number = u32::try_from(i).unwrap_or(u32::MAX);
            found.entry((id, door)).or_default().push((row.time, number, row.address));
        }
    }
    found.into_iter().filter_map(|((id, door), list)| tell(scene, id, door, &list)).collect()
}

/// When to look from, for each abused account.
fn since(scene: &Scene<'_>, before: i64) -> BTreeMap<AccountId, UtcTime> {
    let first = |a: &crate::analysis::uses::Abuser| {
        let spans = a.uses.iter().filter_map(|&i| scene.uses.get(i)?.span);
        spans.map(|s| s.first).min()
    };
    let abusers = scene.abusers.iter();
    abusers.filter_map(|a| Some((a.account?, first(a)?.plus_seconds(-before)))).collect()
}

/// The door of a sign-in from outside; `None` for SMTP, for clients inside and for unstated ones.
fn door(scene: &Scene<'_>, i: usize, row: &Authentication) -> Option<Door> {
    let joined = scene.mail.address_of.get(i).is_some_and(|a| a.is_some());
    let smtp = joined || row.witness != Witness::Logon || row.event_id == 4648 || row.event_id == 552;
    let process = scene.ground.store.raw(row.process);
    if smtp || is_transport_process(process) || scene.ground.site.origin(row.address) != Origin::Outside {
        return None;
    }
    let program = process.rsplit(['\\', '/']).next().unwrap_or(process).to_ascii_lowercase();
    Some(match (program.as_str(), row.logon_type) {
        ("w3wp.exe" | "w3wp", _) => "door-web",
        (_, 10 | 12) => "door-desktop",
        (_, 3 | 8) => "door-network",
        _ => "door-other",
    })
}

fn tell(scene: &Scene<'_>, id: AccountId, door: Door, list: &[Entry]) -> Option<Finding> {
    let (first, last) = (list.first()?, list.last()?);
    let addresses: BTreeSet<Symbol> = list.iter().map(|(_, _, address)| *address).collect();
    let rows = list.iter().take(MAX_ROWS).map(|&(_, row, _)| RowRef { table: Table::Authentication, row });
    Some(Finding {
        account: Some(id),
        sentence: Phrase::new("finding-password-in-use-elsewhere")
            .text("account", scene.ground.directory.name(id).as_str())
            .word("door", door)
            .number("n", list.len())
            .number("addresses", addresses.len())
            .text("address", scene.ground.store.raw(first.2))
            .time("first", first.0),
        span: Some(Span::between(first.0, last.0)),
        rows: rows.collect(),
        ..Finding::default()
    })
}

#[cfg(test)]
mod tests {
    use crate::analysis::tests_sign_ins::*;
    use crate::analysis::tests_support::{Scene, at};

    const KEY: &str = "password-in-use-elsewhere";
    const W3WP: &str = "C:\\Windows\\System32\\inetsrv\\w3wp.exe";
    const THIEF: &str = "203.0.113.9";

    /// Spam through the scanner's account on the third day.
    fn spam() -> Scene {
        let mut s = covered(5);
        s.guesses(3 * DAY - 500, "CONTOSO\\scanner", THIEF, 50);
        smtp(&mut s, 3 * DAY, "CONTOSO\\scanner", THIEF);
        s.queued("news@shop.example", &["v1@example.net", "v2@example.org"], 40);
        s
    }

    #[test]
    fn remote_desktop_and_web_mail_by_the_thief_are_told_each() {
        let mut s = spam();
        door(&mut s, 3 * DAY + 3000, "CONTOSO\\scanner", THIEF, 10, "");
        door(&mut s, 3 * DAY + 4000, "CONTOSO\\scanner", THIEF, 8, W3WP);
        door(&mut s, 3 * DAY + 4100, "CONTOSO\\scanner", "198.51.100.7", 8, W3WP);
        let (store, a, found) = found(s, KEY);
        assert_eq!(found.len(), 2);
        assert!(found.iter().all(|f| name(&a, f) == "CONTOSO\\scanner"));
        assert_eq!((found[0].rows.len(), store.time_of(found[0].rows[0])), (1, at(3 * DAY + 3000)));
        let said: Vec<String> = found.iter().map(said).collect();
        assert!(said[0].contains("remote desktop") && said[0].contains(THIEF), "{said:?}");
        assert!(said[1].contains("web mail") && said[1].contains("2 times"), "{said:?}");
    }

    #[test]
    fn the_owners_usual_client_a_client_inside_and_other_accounts_are_silent() {
        let mut s = spam();
        door(&mut s, DAY, "CONTOSO\\scanner", "198.51.100.20", 10, "");
        door(&mut s, 3 * DAY + 900, "CONTOSO\\scanner", "198.51.100.20", 10, "");
        door(&mut s, 3 * DAY + 900, "CONTOSO\\scanner", "10.0.0.31", 10, "");
        door(&mut s, 3 * DAY + 900, "CONTOSO\\m.durand", "198.51.100.21", 10, "");
        assert!(silent(s, KEY));
    }
}
