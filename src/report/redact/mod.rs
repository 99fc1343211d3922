//! Aliases for names and addresses: the same value has the same alias everywhere, in the figure and annexes too.
//!
//! Aliases are the same in both languages (`account-1`, `address-3`, `host-2`), so that an English report and a
//! French one can be read side by side. They are numbered by kind: accounts by verdict, then by suspicion, then by
//! name; addresses by verdict, suspicion, then by number; own servers and domains before others; the rest by text.
//! One person has one alias, whichever spelling or SID a log writes.
//!
//! What looks like an address, mailbox, account or SID and stands in no log gets an alias made from a hash with a
//! salt of the case: `address-x3fa2b1`. What every Windows has (`Administrator`, `NT AUTHORITY\SYSTEM`), private
//! ranges as a whole, versions, hashes, times and names of event channels stay. The consultant's own names stay
//! too, for the consultant signs; those of the client and its people do not.
//!
//! A name that is a word of our own sentences (an account called `mail`) stays in sentences, where it tells
//! nothing; it goes where it fills a field, and accounts of a verdict go everywhere. Texts come out safe
//! ([`SafeText`]); a text is read once, however many values there are.

mod collect;
mod known;
mod own;
mod plain;
mod scan;

use super::document::{Block, Document};
use crate::case::Case;
use crate::model::safe_text::SafeText;
use crate::words::{Phrase, Words};
use known::{Hit, Known};
use own::OWN;
use plain::Plain;
use sha2::{Digest, Sha256};
use std::ops::Range;

/// Knows the alias of each name and address of a case.
#[derive(Debug)]
pub struct Redactor {
    known: Known,
    salt: [u8; 32],
}

/// A stretch of a plain text and what stands in its place; nothing where it stays.
struct Change {
    range: Range<usize>,
    alias: Option<String>,
}

impl Redactor {
    /// The aliases of a case.
    #[must_use]
    pub fn of(case: &Case) -> Self {
        let known = collect::gather(case, &OWN);
        let mut sum = Sha256::new();
        for (value, _) in known.values() {
            sum.update(value.as_bytes());
            sum.update(b"\n");
        }
        Self { known, salt: sum.finalize().into() }
    }

    /// A text with aliases in place of names.
    #[must_use]
    pub fn text(&self, text: &str) -> String {
        self.by_line(text, false)
    }

    /// A record or dialogue as it stands in a log: there, names that are words of our sentences go too.
    #[must_use]
    pub fn record(&self, text: &str) -> String {
        self.by_line(text, true)
    }

    /// A whole report.
    pub fn document(&self, document: &mut Document) {
        let mut records = Vec::new();
        each_record(document, &mut |lines| records.push(std::mem::take(lines)));
        document.for_each_text(&mut |text| *text = self.text(text));
        let mut records = records.into_iter();
        each_record(document, &mut |lines| {
            *lines = records.next().unwrap_or_default().iter().map(|line| self.record(line)).collect();
        });
        if let Some(limit) = self.limit() {
            let words = Words::new(document.language, chrono_tz::Tz::UTC);
            document.cover.notices.push(words.say(&limit));
        }
    }

    /// What each alias stands for, in order of the aliases: for the consultant's own use.
    #[must_use]
    pub fn key(&self) -> Vec<(String, String)> {
        self.known.aliases.iter().map(|a| (a.name.clone(), a.value.clone())).collect()
    }

    /// What could not be done: more names than can be looked for.
    #[must_use]
    pub fn limit(&self) -> Option<Phrase> {
        let n = self.known.left_out;
        (n > 0).then(|| Phrase::new("annex-redact-limit").number("n", n))
    }

    /// Values of the case that still stand in a text as they would be replaced; none after [`Redactor::text`].
    #[must_use]
    pub fn remains(&self, text: &str) -> Vec<String> {
        let plain = Plain::of(SafeText::new(text).as_str());
        let hits = self.hits(&plain.text, false).into_iter().filter(|h| h.alias.is_some());
        hits.filter_map(|h| plain.text.get(h.range).map(str::to_owned)).collect()
    }

    fn by_line(&self, text: &str, in_record: bool) -> String {
        let mut out = String::with_capacity(text.len());
        for line in text.split_inclusive('\n') {
            let body = line.trim_end_matches(['\r', '\n']);
            let ending = line.get(body.len()..).unwrap_or_default();
            out.push_str(&self.line(SafeText::new(body).as_str(), in_record));
            out.push_str(ending);
        }
        out
    }

    fn line(&self, text: &str, in_record: bool) -> String {
        let plain = Plain::of(text);
        let changes = self.changes(&plain.text, in_record);
        let (mut out, mut from) = (String::with_capacity(text.len()), 0);
        for change in changes {
            let Some(alias) = change.alias else { continue };
            let (start, end) = (plain.place(change.range.start), plain.place(change.range.end));
            out.push_str(text.get(from..start).unwrap_or_default());
            out.push_str(&alias);
            from = end;
        }
        out.push_str(text.get(from..).unwrap_or_default());
        out
    }

    /// Values of the case in a plain text, the leftmost and longest, in order.
    fn hits(&self, text: &str, in_record: bool) -> Vec<Hit> {
        let mut hits = self.known.names(text, in_record);
        hits.extend(scan::look(text).iter().filter_map(|seen| {
            let alias = self.known_as(seen)?;
            Some(Hit { range: seen.range.clone(), alias })
        }));
        hits.sort_by_key(|h| (h.range.start, std::cmp::Reverse(h.range.end)));
        let mut end = 0;
        hits.retain(|h| {
            let free = h.range.start >= end && !h.range.is_empty();
            end = if free { h.range.end } else { end };
            free
        });
        hits
    }

    fn known_as(&self, seen: &scan::Seen) -> Option<Option<usize>> {
        self.known.exact(&seen.value).or_else(|| self.known.exact(seen.backwards.as_deref()?))
    }

    /// What is put in place of what, in order; stretches do not overlap.
    fn changes(&self, text: &str, in_record: bool) -> Vec<Change> {
        let hits = self.hits(text, in_record);
        let mut strangers: Vec<(Range<usize>, String)> = Vec::new();
        for seen in scan::look(text).into_iter().filter(|s| !s.doubtful && self.known_as(s).is_none()) {
            strangers.push((seen.range, self.stranger(seen.kind, &seen.value)));
        }
        strangers.extend(self.strange_accounts(text, &hits));
        for (range, alias) in self.known.cut(text) {
            let written = text.get(range.clone()).unwrap_or_default();
            let name = alias.map_or_else(|| self.stranger("text", written), |a| self.name(a));
            strangers.push((range, name));
        }
        let mut changes: Vec<Change> = hits
            .into_iter()
            .map(|h| Change { range: h.range, alias: h.alias.map(|a| self.name(a)) })
            .collect();
        strangers.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        strangers.into_iter().for_each(|(range, alias)| cover(&mut changes, range, alias));
        changes
    }

    fn name(&self, alias: usize) -> String {
        self.known.aliases.get(alias).map_or_else(String::new, |a| a.name.clone())
    }

    /// The alias of a value that no log states.
    fn stranger(&self, kind: &str, value: &str) -> String {
        let mut sum = Sha256::new();
        sum.update(self.salt);
        sum.update(value.as_bytes());
        let digits: String = sum.finalize().iter().take(3).map(|b| format!("{b:02x}")).collect();
        format!("{kind}-x{digits}")
    }

    /// `DOMAIN\name` that no log states as an account.
    fn strange_accounts(&self, text: &str, hits: &[Hit]) -> Vec<(Range<usize>, String)> {
        let mut found = Vec::new();
        for (domain, name) in scan::accounts(text) {
            let part = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
            let over = |range: &Range<usize>| {
                let at = hits.partition_point(|h| h.range.end < range.end);
                hits.get(at).filter(|h| h.range.start <= range.start)
            };
            let (of_domain, done) = (over(&domain), over(&name).is_some());
            let kind =
                of_domain.and_then(|h| h.alias).and_then(|a| self.known.aliases.get(a)).map(|a| a.kind);
            let is_ours = own::is_built_in(part(&domain)) || (kind.is_none() && OWN.says(part(&domain)));
            let is_thing = own::is_nobody(part(&name)) || part(&name).ends_with('$') || OWN.says(part(&name));
            let is_number = part(&name).bytes().all(|b| b.is_ascii_digit());
            let range = match kind {
                _ if done || is_ours || is_number => continue,
                Some("host") if is_thing => continue,
                Some("host") => name.clone(),
                Some(_) if own::is_nobody(part(&name)) || part(&name).ends_with('$') => continue,
                _ => domain.start..name.end,
            };
            let alias = self.stranger("account", part(&range));
            found.push((range, alias));
        }
        found
    }
}

/// Lines that stand as in a log.
fn each_record(document: &mut Document, f: &mut dyn FnMut(&mut Vec<String>)) {
    for block in document.sections.iter_mut().flat_map(|s| &mut s.blocks) {
        if let Block::Lines(lines) = block {
            f(lines);
        }
    }
}

/// Puts a stretch over those it holds; where it lies within one, that one has said it.
fn cover(changes: &mut Vec<Change>, range: Range<usize>, alias: String) {
    let first = changes.partition_point(|c| c.range.end <= range.start);
    let last = changes.partition_point(|c| c.range.start < range.end);
    let within = changes.get(first..last).unwrap_or_default();
    if within.iter().any(|c| c.range.start <= range.start && range.end <= c.range.end) {
        return;
    }
    let start = within.first().map_or(range.start, |c| c.range.start.min(range.start));
    let end = within.last().map_or(range.end, |c| c.range.end.max(range.end));
    changes.splice(first..last, [Change { range: start..end, alias: Some(alias) }]);
}
