//! What the evidence shows of the clean-up: what was done, whether it held, and what speaks against it.
//!
//! A sign is a record, or a silence with the time it is known for. Nothing is ticked here, and nobody is believed
//! who has no record.
//!
//! | module | what it looks at |
//! |---|---|
//! | [`sign`] | what is said, as data |
//! | `incident` | which accounts were abused, from when to when, and every use of them |
//! | `accounts` | passwords set anew, accounts switched off and on, and who still got in |
//! | `settings` | cmdlets of Exchange, audit and lockout policy |
//! | `doors` | who came through a door that a setting had closed |
//! | `silence` | what no longer happens, and how long that is known |
//! | `queues` | queues that are back to normal, a transport that was started |

mod accounts;
mod doors;
mod incident;
mod queues;
mod settings;
pub mod sign;
mod silence;
#[cfg(test)]
mod tests;

pub use sign::{Aftermath, Contradiction, Sign, Strength};

use super::finding::Verdict;
use super::scene::{SHOWN, Scene};
use crate::model::rows::RowRef;
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use crate::words::Phrase;
use incident::Incident;

/// Signs that are kept, and as many contradictions.
const MAX_SIGNS: usize = 300;

/// What the evidence shows of the clean-up after what the verdicts tell.
#[must_use]
pub fn look(scene: &Scene<'_>, verdicts: &[Verdict]) -> Aftermath {
    let incident = Incident::of(scene, verdicts);
    let mut found = Aftermath {
        last_abuse: incident.last,
        covered_until: silence::covered(scene).last().map(|s| s.last),
        ..Aftermath::default()
    };
    accounts::look(scene, &incident, &mut found);
    settings::look(scene, &incident, &mut found);
    doors::look(scene, &incident, &mut found);
    queues::look(scene, &incident, &mut found);
    silence::look(scene, &incident, &mut found);
    finish(scene, &incident, found)
}

/// In order, with places, and weaker where no abuse is known that it could be the answer to.
fn finish(scene: &Scene<'_>, incident: &Incident, mut found: Aftermath) -> Aftermath {
    found.signs.sort_by_key(|s| (s.at, s.kind, s.account));
    found.contradictions.sort_by_key(|c| (c.at, c.kind, c.account));
    found.signs.truncate(MAX_SIGNS);
    found.contradictions.truncate(MAX_SIGNS);
    for sign in &mut found.signs {
        sign.rows.truncate(SHOWN);
        sign.place = places(scene, &sign.rows);
        if incident.first.is_none() {
            sign.limit(Phrase::new("aftermath-but-no-abuse"));
        }
    }
    for against in &mut found.contradictions {
        against.rows.truncate(SHOWN);
        against.place = places(scene, &against.rows);
    }
    found
}

fn places(scene: &Scene<'_>, rows: &[RowRef]) -> Vec<crate::model::provenance::Provenance> {
    rows.iter().map(|r| scene.ground.store.tables.provenance(*r)).collect()
}

/// A sentence with who did it and when.
fn done_by(
    scene: &Scene<'_>,
    id: impl Into<std::borrow::Cow<'static, str>>,
    actor: Symbol,
    at: UtcTime,
) -> Phrase {
    Phrase::new(id)
        .text("actor", scene.ground.store.raw(actor))
        .text("named", if actor.is_some() { "yes" } else { "no" })
        .time("at", at)
}

/// An address to say, or that none is stated.
fn from(scene: &Scene<'_>, address: Symbol) -> Phrase {
    match address.is_some() {
        true => Phrase::new("aftermath-from").text("address", scene.ground.store.raw(address)),
        false => Phrase::new("aftermath-from-unstated"),
    }
}
