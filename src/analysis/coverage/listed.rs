//! Does our address stand on a blocklist? What other servers said when they refused us.
//!
//! Only refusals of mail that we sent on count. What we refused ourselves, by a list or not, says nothing
//! of our own address.

use crate::analysis::scene::Scene;
use crate::knowledge::blocklists::named_in;
use crate::model::rows::MailStep;
use crate::model::text::Symbol;
use crate::words::Phrase;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Rows whose refusal names a blocklist, and the lists named.
#[derive(Debug, Default)]
struct Named {
    rows: u64,
    lists: BTreeSet<&'static str>,
}

/// The sentence that counts refusals for a list's sake; `None` without any.
#[must_use]
pub fn why(scene: &Scene<'_>) -> Option<Phrase> {
    let named = look(scene);
    let lists: Vec<&str> = named.lists.iter().copied().filter(|l| !l.is_empty()).collect();
    let id = if lists.is_empty() { "why-listed-partly-unnamed" } else { "why-listed-partly" };
    let phrase = Phrase::new(id).number("n", named.rows);
    (named.rows > 0).then(|| if lists.is_empty() { phrase } else { phrase.list("lists", lists) })
}

fn look(scene: &Scene<'_>) -> Named {
    let store = scene.ground.store;
    let tables = &store.tables;
    let refused = |step: &MailStep| matches!(step, MailStep::Defer | MailStep::Fail | MailStep::Dsn);
    let mail = tables.mail.status.iter().zip(tables.mail.step.iter().zip(&tables.mail.via));
    // An agent of our own server refused those.
    let ours = |via: Symbol| store.raw(via).eq_ignore_ascii_case("AGENT");
    let mail = mail.filter(|(_, (step, via))| refused(step) && !ours(**via)).map(|(status, _)| *status);
    let waiting = tables.queues.last_error.iter().chain(&tables.held.last_error).copied();
    let mut known: FxHashMap<Symbol, Option<&'static str>> = FxHashMap::default();
    let mut named = Named::default();
    for text in mail.chain(waiting).filter(|text| text.is_some()) {
        if let Some(list) = *known.entry(text).or_insert_with(|| named_in(store.raw(text))) {
            named.rows += 1;
            named.lists.insert(list);
        }
    }
    named
}
