//! One letter in many coats: messages whose subjects or bodies are nearly the same.
//!
//! **What it sees:** among mail of an abuse and mail of strangers to strangers, clusters of subjects that are
//! equal up to case, digits, accents, reply marks and one word, and of bodies that differ in few words.
//! **Why it matters:** it shows what was sent, and which messages in the queues belong to it.
//! **What else looks like it:** a newsletter. Where our own people send it from one address, it stays silent.

use crate::analysis::accounts::AccountId;
use crate::analysis::citing;
use crate::analysis::finding::{Finding, Flow};
use crate::analysis::scene::{SHOWN, Scene};
use crate::analysis::site::Side;
use crate::knowledge::detections::Figures;
use crate::model::rows::{RowRef, Table};
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime};
use crate::words::Phrase;
use rustc_hash::{FxHashMap, FxHasher};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};

/// Words of a subject that count; more say nothing new.
const WORDS: usize = 12;
/// Fewer words must all be the same.
const FEW_WORDS: usize = 4;

/// One message, tracked or at rest.
struct Letter {
    at: RowRef,
    id: Symbol,
    time: UtcTime,
    subject: Symbol,
    body: u64,
    sender: Symbol,
    account: Option<AccountId>,
}

/// Sign-ins shown beside the mail that they give to an account.
const SIGN_INS: usize = 3;

pub(super) fn look(scene: &Scene<'_>, limits: &Figures) -> Vec<Finding> {
    let letters = letters(scene);
    let mut groups = Groups::default();
    let of: Vec<Option<usize>> = letters.iter().map(|l| groups.of(scene, l, limits)).collect();
    let mut clusters: BTreeMap<usize, Vec<&Letter>> = BTreeMap::new();
    for (letter, group) in letters.iter().zip(of) {
        if let Some(group) = group {
            clusters.entry(groups.root(group)).or_default().push(letter);
        }
    }
    let mut clusters: Vec<Vec<&Letter>> =
        clusters.into_values().filter(|c| count(c) >= limits.count("messages")).collect();
    clusters.sort_by_key(|c| (Reverse(count(c)), c.first().map(|l| l.at)));
    clusters.iter().take(limits.count("clusters")).filter_map(|c| say(scene, c)).collect()
}

/// Messages of an abuse, or of strangers to strangers; tracked ones first.
fn letters(scene: &Scene<'_>) -> Vec<Letter> {
    let tables = &scene.ground.store.tables;
    let relayed = (0u32..).zip(&scene.mail.flow_of).filter(|(_, f)| **f == Flow::Relayed);
    let tracked = relayed.map(|(row, _)| {
        let m = tables.mail.row(row as usize);
        let account = scene.mail.account_of.get(row as usize).copied().flatten();
        let at = RowRef { table: Table::MailEvent, row };
        let (id, sender) = (m.message_id, m.reverse_path.or(m.sender));
        Letter { at, id, time: m.time, subject: m.subject, body: 0, sender, account }
    });
    let known: BTreeSet<Symbol> = relayed_ids(scene);
    let held = (0u32..).zip(tables.held.rows()).filter(|(_, h)| !h.is_report);
    let held = held.filter(|(_, h)| known.contains(&h.message_id) || is_strangers(scene, h));
    let held = held.map(|(row, h)| {
        let account = scene.ground.directory.of(h.account);
        let at = RowRef { table: Table::HeldMessage, row };
        let sender = h.reverse_path.or(h.header_from);
        Letter { at, id: h.message_id, time: h.time, subject: h.subject, body: h.body, sender, account }
    });
    tracked.chain(held).collect()
}

fn relayed_ids(scene: &Scene<'_>) -> BTreeSet<Symbol> {
    let ids = scene.ground.store.tables.mail.message_id.iter().zip(&scene.mail.flow_of);
    ids.filter(|(id, f)| id.is_some() && **f == Flow::Relayed).map(|(id, _)| *id).collect()
}

/// From a stranger, to strangers only.
fn is_strangers(scene: &Scene<'_>, h: &crate::model::rows::HeldMessage) -> bool {
    let (site, to) = (scene.ground.site, h.recipients.0.of(&scene.ground.store.tables.texts));
    let foreign = |r: &Symbol| site.side(*r) == Side::Foreign;
    site.knows_domains() && foreign(&h.reverse_path) && !to.is_empty() && to.iter().all(foreign)
}

/// Groups of subjects and bodies, joined as letters show them to be one.
#[derive(Default)]
struct Groups {
    parent: Vec<usize>,
    by_subject: FxHashMap<Symbol, Option<usize>>,
    by_hash: FxHashMap<u64, usize>,
    /// Bodies by one quarter of their bits: those that differ in three bits share one, those in a few more mostly.
    by_quarter: FxHashMap<(usize, u64), Vec<(u64, usize)>>,
    by_body: FxHashMap<u64, usize>,
}

impl Groups {
    fn of(&mut self, scene: &Scene<'_>, letter: &Letter, limits: &Figures) -> Option<usize> {
        let subject = self.subject(scene, letter.subject);
        let body = (letter.body != 0).then(|| self.body(letter.body, limits));
        if let (Some(a), Some(b)) = (subject, body) {
            self.join(a, b);
        }
        subject.or(body)
    }

    fn subject(&mut self, scene: &Scene<'_>, subject: Symbol) -> Option<usize> {
        if let Some(known) = self.by_subject.get(&subject) {
            return *known;
        }
        let words = words(scene.ground.store.raw(subject));
        let group = (!words.is_empty()).then_some(self.parent.len());
        if let Some(group) = group {
            self.parent.push(group);
            for hash in signs(&words) {
                let other = *self.by_hash.entry(hash).or_insert(group);
                self.join(group, other);
            }
        }
        self.by_subject.insert(subject, group);
        group
    }

    fn body(&mut self, body: u64, limits: &Figures) -> usize {
        if let Some(known) = self.by_body.get(&body) {
            return *known;
        }
        let group = self.parent.len();
        self.parent.push(group);
        for quarter in 0..4usize {
            let bits = (body >> (16 * quarter)) & 0xFFFF;
            let near = self.by_quarter.entry((quarter, bits)).or_default();
            let like = |(b, _): &&(u64, usize)| (*b ^ body).count_ones() <= limits.get("bits_of_bodies");
            let others: Vec<usize> = near.iter().rev().take(32).filter(like).map(|(_, g)| *g).collect();
            near.push((body, group));
            others.into_iter().for_each(|g| self.join(group, g));
        }
        self.by_body.insert(body, group);
        group
    }

    fn root(&mut self, mut group: usize) -> usize {
        while let Some(&up) = self.parent.get(group).filter(|up| **up != group) {
            let above = self.parent.get(up).copied().unwrap_or(up);
            if let Some(slot) = self.parent.get_mut(group) {
                *slot = above;
            }
            group = up;
        }
        group
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(slot) = self.parent.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }
}

/// The words of a subject without case, digits, accents, marks, and `Re:` or `Fwd:` before it.
fn words(subject: &str) -> Vec<String> {
    let plain: String = subject.chars().flat_map(char::to_lowercase).map(without_accent).collect();
    let is_word = |c: char| c.is_alphabetic() && !c.is_numeric();
    let mut words: Vec<String> =
        plain.split(|c| !is_word(c)).filter(|w| !w.is_empty()).map(str::to_owned).collect();
    let is_mark = |w: &String| matches!(w.as_str(), "re" | "fw" | "fwd" | "tr" | "aw" | "wg" | "ref");
    let marks = words.iter().take_while(|w| is_mark(w)).count();
    words.drain(..marks.min(words.len().saturating_sub(1)));
    words.truncate(WORDS);
    words
}

fn without_accent(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ý' | 'ÿ' => 'y',
        c => c,
    }
}

/// Two subjects share a sign if they are equal, or differ in one word.
fn signs(words: &[String]) -> Vec<u64> {
    let hash = |skip: Option<usize>| {
        let mut hasher = FxHasher::default();
        for (_, word) in words.iter().enumerate().filter(|(i, _)| Some(*i) != skip) {
            word.hash(&mut hasher);
        }
        hasher.finish()
    };
    let mut signs = vec![hash(None)];
    if words.len() >= FEW_WORDS {
        signs.extend((0..words.len()).map(|i| hash(Some(i))));
    }
    signs
}

/// Letters that are in several dumps, or tracked and at rest, count once.
fn count(cluster: &[&Letter]) -> usize {
    let ids: BTreeSet<Symbol> = cluster.iter().map(|l| l.id).filter(|id| id.is_some()).collect();
    ids.len() + cluster.iter().filter(|l| l.id.is_none()).count()
}

fn say(scene: &Scene<'_>, cluster: &[&Letter]) -> Option<Finding> {
    let subjects: BTreeSet<Symbol> = cluster.iter().map(|l| l.subject).filter(|s| s.is_some()).collect();
    let store = scene.ground.store;
    let senders: BTreeSet<Symbol> = cluster.iter().map(|l| l.sender).filter(|s| s.is_some()).collect();
    let accounts: BTreeSet<AccountId> = cluster.iter().filter_map(|l| l.account).collect();
    let mut span = None;
    cluster.iter().for_each(|l| Span::grow(&mut span, l.time));
    let around = span?;
    let of_ours = |s: &Symbol| scene.ground.site.side(*s) == Side::Local;
    if senders.len() == 1 && senders.iter().all(of_ours) && !accounts.iter().any(|a| is_abused(scene, *a)) {
        return None;
    }
    let sample = cluster.iter().map(|l| l.subject).find(|s| s.is_some()).unwrap_or_default();
    let account = accounts.first().copied().filter(|_| accounts.len() == 1);
    Some(Finding {
        account,
        sentence: Phrase::new("finding-subject-campaign")
            .text("subject", store.raw(sample))
            .text("titled", if sample.is_some() { "yes" } else { "no" })
            .number("n", count(cluster))
            .number("subjects", subjects.len())
            .number("senders", senders.len())
            .number("accounts", accounts.len())
            .text("account", account.map(|a| scene.ground.directory.name(a)).unwrap_or_default().as_str())
            .time("first", around.first)
            .time("last", around.last),
        span,
        rows: rows(scene, cluster, account),
        ..Finding::default()
    })
}

/// The letters, and where one account brought them all, a few of its sign-ins.
fn rows(scene: &Scene<'_>, cluster: &[&Letter], account: Option<AccountId>) -> Vec<RowRef> {
    let of = scene.uses.iter().filter(|u| account.is_some() && u.account == account);
    let sign_ins = citing::sign_ins(scene, of, SIGN_INS);
    sign_ins.into_iter().chain(cluster.iter().map(|l| l.at)).take(SHOWN).collect()
}

fn is_abused(scene: &Scene<'_>, account: AccountId) -> bool {
    scene.abusers.iter().any(|a| a.account == Some(account))
}

#[cfg(test)]
mod tests {
    use super::{signs, words};
    use crate::analysis::tests_support::{Scene, found};

    fn alike(a: &str, b: &str) -> bool {
        let (a, b) = (signs(&words(a)), signs(&words(b)));
        a.iter().any(|s| b.contains(s))
    }

    #[test]
    fn subjects_are_alike_up_to_numbers_accents_marks_and_one_word() {
        assert!(alike("Re: Gagnez 500 € dès aujourd’hui", "GAGNEZ 900€ des aujourd'hui"));
        assert!(alike("Your parcel is waiting for Anna", "Your parcel is waiting for Bert"));
        assert!(!alike("Minutes of Monday", "Minutes of Tuesday"));
        assert!(words("12345").is_empty());
    }

    #[test]
    fn a_wave_of_one_letter_is_one_finding_whatever_its_numbers() {
        let mut s = Scene::site();
        for i in 0..60 {
            let to = format!("v@d{}.example", i % 9);
            s.mail(i * 60, "", "10.0.0.66", &format!("n{}@shop.example", i % 5), &[&to], "00A");
            s.about(&format!("Win {i} coins today"));
        }
        s.message_file(9_000, "x@shop.example", &["v@example.net"], "Win 7 coins today", 0xABCD);
        s.message_file(9_001, "x@shop.example", &["v@example.net"], "Quite another", 0xABCF);
        let (_, a) = s.analyse();
        let all = found(&a, "subject-campaign");
        assert_eq!(all.len(), 1, "{all:?}");
        assert!(all[0].1.starts_with("62 messages like “Win 0 coins today”"), "{all:?}");
        assert!(all[0].1.contains("61 subjects") && all[0].1.contains("6 senders"), "{all:?}");
    }

    #[test]
    fn a_newsletter_of_our_own_is_not() {
        let mut s = Scene::site();
        for i in 0..60 {
            let to = format!("v@d{}.example", i % 9);
            s.mail(i * 60, "", "10.0.0.66", "news@contoso.test", &[&to], "00A");
            s.about("Our offers of the month");
        }
        assert!(found(&s.analyse().1, "subject-campaign").is_empty());
    }
}
