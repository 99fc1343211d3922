//! What the headers of a few messages say: message files first, then those that wait in queues for most people.
//!
//! Holds no body. A recipient's address is nobody's business here: they are counted.

use crate::model::provenance::Provenance;
use crate::model::rows::{Held, HeldMessage};
use crate::model::text::Symbol;
use crate::report::desk::Desk;
use crate::report::document::{Block, Text};
use crate::words::Phrase;

/// Messages shown.
const MOST: usize = 5;
/// Characters of a value.
const VALUE: usize = 200;

/// The section; nothing where no message is at hand.
pub fn write(desk: &mut Desk<'_>) -> Vec<Block> {
    let held = &desk.case.store.tables.held;
    let mut all: Vec<usize> = (0..held.len()).collect();
    let key = |row: &usize| {
        let file = held.held.get(*row) == Some(&Held::File);
        std::cmp::Reverse((file, held.n_recipients.get(*row).copied().unwrap_or_default()))
    };
    all.sort_by_key(key);
    let messages: Vec<HeldMessage> = all.iter().take(MOST).map(|row| held.row(*row)).collect();
    let blocks: Vec<Block> = messages.iter().enumerate().flat_map(|(n, m)| message(desk, n + 1, m)).collect();
    if blocks.is_empty() {
        return blocks;
    }
    std::iter::once(desk.paragraph(&Phrase::new("report-record-headers"))).chain(blocks).collect()
}

fn message(desk: &Desk<'_>, n: usize, m: &HeldMessage) -> Vec<Block> {
    let at = Provenance { source: m.source, place: m.place };
    let from = Phrase::new("report-record-sample")
        .number("n", n)
        .text("exhibit", &desk.exhibit_name(m.source))
        .text("place", &desk.place(at));
    let stated = [
        ("investigate-col-time", desk.time(m.time)),
        ("investigate-col-subject", cut(desk, m.subject)),
        ("investigate-col-reverse-path", cut(desk, m.reverse_path)),
        ("report-record-header-from", cut(desk, m.header_from)),
        ("investigate-recipients", desk.number_of(m.n_recipients)),
        ("investigate-col-message-id", cut(desk, m.message_id)),
        ("investigate-col-client", cut(desk, m.address)),
        ("investigate-col-helo", helo(desk, m.message_id)),
        ("investigate-col-account", cut(desk, m.account)),
        ("investigate-col-via", cut(desk, m.via)),
        ("investigate-col-server", cut(desk, m.server)),
        ("investigate-col-queue", cut(desk, m.queue)),
        ("investigate-col-last-error", cut(desk, m.last_error)),
    ];
    let stated = stated.into_iter().filter(|(_, value)| value != "–");
    let pairs: Vec<(String, Text)> = stated.map(|(id, value)| (desk.word(id), value.into())).collect();
    vec![Block::Heading(desk.say(&from)), Block::Pairs(pairs)]
}

fn cut(desk: &Desk<'_>, symbol: Symbol) -> String {
    if symbol.is_none() { "–".to_owned() } else { desk.case.store.show(symbol).cut(VALUE).into() }
}

/// The name that the client gave in the session that brought the message, where logs lead there. What our own front
/// end said when it handed the session on is not it.
fn helo(desk: &Desk<'_>, message: Symbol) -> String {
    let t = &desk.case.store.tables;
    let tracked = t.mail.message_id.iter().zip(&t.mail.session);
    let mut session =
        tracked.filter(|(id, s)| message.is_some() && **id == message && s.is_some()).map(|(_, s)| *s);
    let row = |session: Symbol| {
        t.sessions.session.iter().position(|s| *s == session).map(|row| t.sessions.row(row))
    };
    let first = session.next().and_then(row);
    let outer = match first {
        Some(hub) if hub.proxied_session.is_some() => row(hub.proxied_session),
        Some(hub) if hub.proxied_address.is_some() => None,
        other => other,
    };
    outer.map_or_else(|| "–".to_owned(), |session| cut(desk, session.helo))
}
