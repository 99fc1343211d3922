//! Search in all: which texts of the evidence hold what was typed, found once, then looked up for each row.

use super::question::List;
use super::values::Book;
use crate::model::text::Symbol;

/// The texts that hold what was searched for, a bit each.
#[derive(Debug, Default)]
pub struct Hits(Vec<u64>);

impl Hits {
    /// Goes through all texts of the store once; `small` is in small letters.
    #[must_use]
    pub fn of(book: Book<'_>, small: &str) -> Self {
        let text = &book.store.text;
        let mut bits = vec![0u64; text.len() / 64 + 1];
        for symbol in text.symbols() {
            if holds(text.get(symbol), small)
                && let Some(word) = bits.get_mut(symbol.0 as usize / 64)
            {
                *word |= 1 << (symbol.0 % 64);
            }
        }
        Self(bits)
    }

    fn has(&self, symbol: Symbol) -> bool {
        self.0.get(symbol.0 as usize / 64).is_some_and(|word| word >> (symbol.0 % 64) & 1 == 1)
    }

    /// Does any text of a row hold it?
    #[must_use]
    pub fn row(&self, book: Book<'_>, list: List, row: u32) -> bool {
        let (t, i) = (&book.store.tables, row as usize);
        let any = |columns: &[&Vec<Symbol>], i: usize| {
            columns.iter().any(|c| c.get(i).is_some_and(|s| self.has(*s)))
        };
        let pool = |run: crate::model::columns::Texts| run.0.of(&t.texts).iter().any(|s| self.has(*s));
        match list {
            List::Authentications => {
                let a = &t.authentications;
                any(&[&a.account, &a.sid, &a.address, &a.workstation, &a.mechanism, &a.process], i)
                    || any(&[&a.status_text, &a.server, &a.session, &a.connector], i)
                    || any(&[&book.analysis.address_of], i)
            }
            List::Queues => {
                let q = &t.queues;
                any(&[&q.server, &q.queue, &q.next_hop, &q.delivery_type, &q.status, &q.last_error], i)
            }
            List::Messages => match i.checked_sub(t.mail.len()) {
                None => {
                    let m = &t.mail;
                    any(&[&m.event, &m.via, &m.server, &m.address, &m.original_address, &m.connector], i)
                        || any(&[&m.session, &m.message_id, &m.network_id, &m.status, &m.related], i)
                        || any(&[&m.reference, &m.subject, &m.sender, &m.reverse_path, &m.account], i)
                        || m.recipients.get(i).is_some_and(|r| pool(*r))
                }
                Some(i) => {
                    let h = &t.held;
                    any(&[&h.server, &h.queue, &h.reverse_path, &h.header_from, &h.subject], i)
                        || any(&[&h.message_id, &h.address, &h.via, &h.account, &h.status, &h.last_error], i)
                        || h.recipients.get(i).is_some_and(|r| pool(*r))
                }
            },
            List::Sessions => book.analysis.conversations.get(i).is_some_and(|c| {
                let account = c.account.and_then(|a| book.analysis.directory.get(a));
                self.has(c.address)
                    || account.is_some_and(|a| a.as_written.iter().any(|s| self.has(*s)))
                    || c.parts.iter().any(|&p| self.part(book, p as usize))
            }),
        }
    }

    fn part(&self, book: Book<'_>, i: usize) -> bool {
        let s = &book.store.tables.sessions;
        let columns = [
            &s.session,
            &s.server,
            &s.connector,
            &s.address,
            &s.helo,
            &s.account,
            &s.mechanism,
            &s.proxied_address,
            &s.proxied_session,
            &s.reverse_path,
        ];
        columns.iter().any(|c| c.get(i).is_some_and(|x| self.has(*x)))
            || s.recipients
                .get(i)
                .is_some_and(|r| r.0.of(&book.store.tables.texts).iter().any(|x| self.has(*x)))
    }
}

/// Does `text` hold `small`, whatever the case of its letters?
fn holds(text: &str, small: &str) -> bool {
    if text.is_ascii() && small.is_ascii() {
        let (text, small) = (text.as_bytes(), small.as_bytes());
        return small.is_empty() || text.windows(small.len()).any(|w| w.eq_ignore_ascii_case(small));
    }
    text.to_lowercase().contains(small)
}
