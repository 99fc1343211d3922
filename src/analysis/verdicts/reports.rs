//! Delivery reports: those our server makes for strangers, and those that come in about mail nobody here sent.
//!
//! Spam through an account makes reports too: to the forged senders outside, and back from outside to people
//! of the house whose names were forged. Such reports are explained by the relay and are no verdict of their
//! own. Only what is left counts: reports about mail that came in for people who do not exist (a reverse NDR
//! attack), and bounces that come in though nothing of ours explains them (backscatter; nobody is accused).
//!
//! Source: queue-exports.md section 6.

use super::{blank, busiest_hour, doubts_about_domains, seal, some_rows};
use crate::analysis::finding::{Confidence, Flow, Reason, Verdict, VerdictKind};
use crate::analysis::scene::Scene;
use crate::analysis::site::{Origin, Side};
use crate::model::rows::{MailEvent, MailStep, Table};
use crate::model::text::Symbol;
use crate::model::time::Span;
use crate::words::Phrase;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Rows of tracking, in order of time.
#[derive(Debug, Default)]
pub struct Reports {
    /// Made by our server for strangers, about mail that was relayed.
    relayed: Vec<u32>,
    /// Made for strangers, about mail for people of ours who do not exist.
    refused: Vec<u32>,
    /// Made for strangers, about what these sources do not tell.
    unknown: Vec<u32>,
    /// Come in to senders that the relayed mail had forged.
    bounced: Vec<u32>,
    /// Come in though nothing of ours explains them.
    stray: Vec<u32>,
}

/// What a failed message was.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cause {
    Relayed,
    Refused,
    Ordinary,
}

impl Reports {
    /// Sorts the reports of a store by their cause. Linear.
    #[must_use]
    pub fn of(scene: &Scene<'_>) -> Self {
        let originals = Originals::of(scene);
        let mut all = Self::default();
        let mut seen: FxHashSet<(Symbol, u64)> = FxHashSet::default();
        let table = &scene.ground.store.tables.mail;
        for (i, row) in (0u32..).zip(table.rows()) {
            let made = is_made_here(scene, &row);
            let id = (row.message_id, if row.message_id.is_some() { 0 } else { row.internal_id });
            if made && reaches(scene, &row, Side::Foreign) && seen.insert(id) {
                match originals.cause(scene, &row) {
                    Some(Cause::Relayed) => all.relayed.push(i),
                    Some(Cause::Refused) => all.refused.push(i),
                    Some(Cause::Ordinary) => {}
                    None => all.unknown.push(i),
                }
            } else if !made && is_bounce(scene, i, &row) {
                let forged = row.recipients.0.of(&scene.ground.store.tables.texts);
                let explained = forged.iter().any(|r| originals.forged_locals.contains(&lower(scene, *r)));
                if explained { all.bounced.push(i) } else { all.stray.push(i) }
            }
        }
        all
    }

    /// Reports for strangers that no relay explains.
    #[must_use]
    pub fn unexplained(&self) -> Vec<u32> {
        let mut rows: Vec<u32> = self.refused.iter().chain(&self.unknown).copied().collect();
        rows.sort_unstable();
        rows
    }

    /// Tells the first verdict which reports it explains.
    pub fn explain(&self, verdicts: &mut [Verdict]) {
        let relays = |v: &&mut Verdict| {
            matches!(
                v.kind,
                VerdictKind::AuthenticatedRelay | VerdictKind::OpenRelay | VerdictKind::InternalRelay
            )
        };
        let Some(first) = verdicts.iter_mut().find(relays) else { return };
        let told = [("reason-explains-reports", &self.relayed), ("reason-explains-bounces", &self.bounced)];
        for (id, rows) in told.into_iter().filter(|(_, rows)| !rows.is_empty()) {
            let phrase = Phrase::new(id).number("n", rows.len());
            first.reasons_for.push(Reason::new(phrase, some_rows(Table::MailEvent, rows.iter().copied())));
        }
    }

    /// The verdict of an attack that lets our server write reports to its victims.
    #[must_use]
    pub fn reverse_ndr(&self, scene: &Scene<'_>) -> Option<Verdict> {
        let span = self.bulk(scene, &self.refused)?;
        let mail = &scene.ground.store.tables.mail;
        let failed: Vec<u32> = (0u32..)
            .zip(mail.rows())
            .filter(|(_, r)| r.step == MailStep::Fail && only_local(scene, r))
            .map(|(i, _)| i)
            .collect();
        // Without failures of mail that came in, these are reports of another kind.
        if failed.len() * 2 < self.refused.len() {
            return None;
        }
        let clients = clients(scene, &failed_messages(scene, &failed));
        let logged = !clients.sessions.is_empty();
        let n = self.refused.len();
        let mut v = Verdict {
            kind: VerdictKind::ReverseNdr,
            confidence: if logged { Confidence::Established } else { Confidence::Likely },
            headline: Phrase::new("verdict-reverse-ndr"),
            kinds: 1 + u8::from(logged),
            addresses: clients.addresses,
            recipients: self.recipients(scene, &self.refused),
            sessions: clients.sessions.len() as u64,
            ..self.verdict(scene, span, &self.refused)
        };
        let phrase = Phrase::new("reason-reports-refused").number("n", n);
        v.reasons_for.push(Reason::new(phrase, some_rows(Table::MailEvent, self.refused.iter().copied())));
        let phrase = Phrase::new("reason-unknown-recipients").number("n", failed.len());
        v.reasons_for.push(Reason::new(phrase, some_rows(Table::MailEvent, failed)));
        let phrase = Phrase::new("against-reverse-ndr");
        v.reasons_against.push(Reason::plain(phrase));
        seal(&mut v);
        Some(v)
    }

    /// The verdict that others forged our addresses and we get the bounces.
    #[must_use]
    pub fn backscatter(&self, scene: &Scene<'_>) -> Option<Verdict> {
        let span = self.bulk(scene, &self.stray)?;
        let sessions = clients(scene, &self.stray).sessions;
        let logged = !sessions.is_empty();
        let quiet = scene.abusers.is_empty();
        let n = self.stray.len();
        let mut v = Verdict {
            kind: VerdictKind::Backscatter,
            confidence: if logged && quiet { Confidence::Established } else { Confidence::Likely },
            headline: Phrase::new("verdict-backscatter"),
            kinds: 1 + u8::from(logged),
            recipients: self.recipients(scene, &self.stray),
            sessions: sessions.len() as u64,
            ..self.verdict(scene, span, &self.stray)
        };
        let phrase = Phrase::new("reason-stray-bounces").number("n", n);
        v.reasons_for.push(Reason::new(phrase, some_rows(Table::MailEvent, self.stray.iter().copied())));
        let phrase = Phrase::new("against-backscatter");
        v.reasons_against.push(Reason::plain(phrase));
        seal(&mut v);
        Some(v)
    }

    fn verdict(&self, scene: &Scene<'_>, span: Span, rows: &[u32]) -> Verdict {
        Verdict {
            subline: Phrase::new("subline-open-relay").time("first", span.first).time("last", span.last),
            span: Some(span),
            messages: rows.len() as u64,
            reasons_against: doubts_about_domains(scene),
            ..blank()
        }
    }

    /// First to last of these rows, if there are enough of them within an hour.
    fn bulk(&self, scene: &Scene<'_>, rows: &[u32]) -> Option<Span> {
        let mail = &scene.ground.store.tables.mail;
        let time = |i: &u32| mail.row(*i as usize).time;
        let densest = busiest_hour(rows.iter().map(|i| (time(i), 1)));
        let enough =
            densest >= u64::from(scene.limits.reports.reports_in_1_hour) && scene.ground.site.knows_domains();
        let (first, last) = rows.first().zip(rows.last()).filter(|_| enough)?;
        Some(Span::between(time(first), time(last)))
    }

    fn recipients(&self, scene: &Scene<'_>, rows: &[u32]) -> u64 {
        let mail = &scene.ground.store.tables.mail;
        rows.iter().map(|&i| u64::from(mail.row(i as usize).n_recipients)).sum()
    }
}

fn lower(scene: &Scene<'_>, address: Symbol) -> String {
    scene.ground.store.raw(address).trim_matches(['<', '>']).to_lowercase()
}

fn is_made_here(scene: &Scene<'_>, row: &MailEvent) -> bool {
    let via = scene.ground.store.raw(row.via);
    row.step == MailStep::Dsn || (row.step == MailStep::Receive && via.eq_ignore_ascii_case("DSN"))
}

fn is_bounce(scene: &Scene<'_>, i: u32, row: &MailEvent) -> bool {
    let inbound = scene.mail.flow_of.get(i as usize) == Some(&Flow::Inbound);
    let client = scene.mail.client_of.get(i as usize).copied().unwrap_or_default();
    let outside = matches!(scene.ground.site.origin(client), Origin::Outside | Origin::Unstated);
    inbound && outside && scene.ground.site.side(row.reverse_path.or(row.sender)) == Side::Null
}

fn reaches(scene: &Scene<'_>, row: &MailEvent, side: Side) -> bool {
    let recipients = row.recipients.0.of(&scene.ground.store.tables.texts);
    recipients.iter().any(|&r| scene.ground.site.side(r) == side)
}

fn only_local(scene: &Scene<'_>, row: &MailEvent) -> bool {
    reaches(scene, row, Side::Local) && !reaches(scene, row, Side::Foreign)
}

/// Rows by which the failed messages came in.
fn failed_messages(scene: &Scene<'_>, failed: &[u32]) -> Vec<u32> {
    let mail = &scene.ground.store.tables.mail;
    let ids: FxHashSet<Symbol> = failed.iter().map(|&i| mail.row(i as usize).message_id).collect();
    let came = (0u32..).zip(mail.rows()).filter(|(_, r)| r.step == MailStep::Receive);
    came.filter(|(_, r)| r.message_id.is_some() && ids.contains(&r.message_id)).map(|(i, _)| i).collect()
}

/// Clients outside that brought messages, the busiest first, and the conversations they were brought in.
struct Clients {
    addresses: Vec<Symbol>,
    sessions: BTreeSet<u32>,
}

fn clients(scene: &Scene<'_>, rows: &[u32]) -> Clients {
    let mut busy: BTreeMap<Symbol, u64> = BTreeMap::new();
    let mut sessions = BTreeSet::new();
    for &i in rows {
        let client = scene.mail.client_of.get(i as usize).copied().unwrap_or_default();
        if scene.ground.site.origin(client) == Origin::Outside {
            *busy.entry(client).or_default() += 1;
        }
        sessions.extend(scene.mail.conversation_of.get(i as usize).copied().flatten());
    }
    let mut busy: Vec<(Symbol, u64)> = busy.into_iter().collect();
    busy.sort_by_key(|(a, n)| (Reverse(*n), scene.ground.store.raw(*a)));
    Clients { addresses: busy.into_iter().map(|(a, _)| a).collect(), sessions }
}

/// Messages that came in, as far as reports refer to them: of a million, few do.
struct Originals<'a> {
    by_id: FxHashMap<&'a str, Cause>,
    /// Senders in lower case: a report without a reference goes to one of them.
    by_sender: FxHashMap<String, Cause>,
    forged_locals: FxHashSet<String>,
}

/// What reports speak of: message ids, and people in lower case.
#[derive(Default)]
struct Wanted<'a> {
    ids: FxHashSet<&'a str>,
    people: FxHashSet<String>,
}

impl<'a> Wanted<'a> {
    fn of(scene: &Scene<'a>) -> Self {
        let store = scene.ground.store;
        let mut wanted = Self::default();
        for (i, row) in (0u32..).zip(store.tables.mail.rows()) {
            if is_made_here(scene, &row) || is_bounce(scene, i, &row) {
                wanted.ids.extend(store.raw(row.reference).split(';').map(id));
                wanted
                    .people
                    .extend(row.recipients.0.of(&store.tables.texts).iter().map(|r| lower(scene, *r)));
            }
        }
        wanted.ids.remove("");
        wanted
    }
}

impl<'a> Originals<'a> {
    fn of(scene: &Scene<'a>) -> Self {
        let g = scene.ground;
        let wanted = Wanted::of(scene);
        let mut all = Self {
            by_id: FxHashMap::default(),
            by_sender: FxHashMap::default(),
            forged_locals: FxHashSet::default(),
        };
        let mut people: FxHashMap<Symbol, Option<String>> = FxHashMap::default();
        for (i, row) in g.store.tables.mail.rows().enumerate() {
            let sender = row.reverse_path.or(row.sender);
            let side = g.site.side(sender);
            let cause = match scene.mail.flow_of.get(i) {
                Some(Flow::Relayed) => Cause::Relayed,
                Some(Flow::Inbound) if side == Side::Foreign => Cause::Refused,
                Some(Flow::Outbound | Flow::Internal) => Cause::Ordinary,
                _ => continue,
            };
            let message = id(g.store.raw(row.message_id));
            if wanted.ids.contains(message) {
                all.by_id.insert(message, cause);
            }
            let known = |s: &Symbol| Some(lower(scene, *s)).filter(|name| wanted.people.contains(name));
            if let Some(name) = people.entry(sender).or_insert_with_key(known) {
                all.note(name, cause, side);
            }
        }
        all
    }

    fn note(&mut self, name: &str, cause: Cause, side: Side) {
        if cause == Cause::Relayed && side == Side::Local {
            self.forged_locals.insert(name.to_owned());
        }
        // A relay explains more than an ordinary letter from the same address.
        match self.by_sender.get_mut(name) {
            Some(known) if cause == Cause::Relayed => *known = cause,
            Some(_) => {}
            None => drop(self.by_sender.insert(name.to_owned(), cause)),
        }
    }

    fn cause(&self, scene: &Scene<'_>, report: &MailEvent) -> Option<Cause> {
        let reference = scene.ground.store.raw(report.reference);
        let named = reference.split(';').find_map(|part| self.by_id.get(id(part)));
        let victim = || report.recipients.0.of(&scene.ground.store.tables.texts).first().copied();
        named.copied().or_else(|| self.by_sender.get(&lower(scene, victim()?)).copied())
    }
}

/// A message id without its brackets.
fn id(text: &str) -> &str {
    text.trim().trim_matches(['<', '>', '{', '}', '[', ']'])
}
