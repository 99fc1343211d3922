//! The values of a case with their aliases, and where they stand in a text.
//!
//! Names are looked for with one automaton over all of them; addresses, mailboxes and SIDs are recognised by their
//! looks and then looked up, so that however many there are, a text is read once.

use super::plain::{self, is_word};
use super::scan;
use aho_corasick::AhoCorasick;
use std::collections::BTreeMap;
use std::ops::Range;

/// Names that the automaton looks for, and bytes of all of them together.
const MOST_NAMES: usize = 200_000;
const MOST_BYTES: usize = 8 << 20;
/// Values that are recognised by their looks; further ones get an alias when they are met.
const MOST_VALUES: usize = 500_000;
/// Bytes of a name that the automaton looks for; the rest is compared where it is found.
const LONGEST: usize = 256;
/// Bytes of a beginning that give away what was cut.
const SHORTEST_CUT: usize = 4;
/// Characters before a cut that are looked at.
const LOOK_BACK: usize = 600;

/// Where a value is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// Wherever it stands as a word.
    Word,
    /// In records as a word; in sentences only where it fills a field. For names that are words of ours too.
    Record,
    /// Only where it fills a field: a whole cell, in quotes, between separators.
    Field,
}

/// An alias and what it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// Beginning: `account`.
    pub kind: &'static str,
    /// `account-1`.
    pub name: String,
    /// The value as first written.
    pub value: String,
}

/// A value.
#[derive(Clone, Debug)]
struct Value {
    /// In plain form.
    text: String,
    /// Which alias; none for what stays as it is.
    alias: Option<usize>,
    spot: Spot,
}

/// A value in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Where in the plain text.
    pub range: Range<usize>,
    /// Which alias; none for what stays as it is.
    pub alias: Option<usize>,
}

/// All values of a case.
#[derive(Debug, Default)]
pub struct Known {
    /// The aliases, in the order in which they were given.
    pub aliases: Vec<Alias>,
    /// Names that were too many to be looked for.
    pub left_out: usize,
    /// Sorted by text.
    values: Vec<Value>,
    /// The value of each pattern.
    patterns: Vec<usize>,
    automaton: Option<AhoCorasick>,
}

/// Gathers values and gives them aliases.
#[derive(Debug, Default)]
pub struct Gathering {
    aliases: Vec<Alias>,
    counts: BTreeMap<&'static str, usize>,
    values: BTreeMap<String, (Option<usize>, Spot, bool)>,
    names: usize,
    bytes: usize,
    left_out: usize,
}

impl Gathering {
    /// A new alias of a kind; it counts only once a value has it.
    pub fn alias(&mut self, kind: &'static str, value: &str) -> usize {
        let n = self.counts.entry(kind).or_default();
        *n += 1;
        self.aliases.push(Alias { kind, name: format!("{kind}-{n}"), value: value.to_owned() });
        self.aliases.len() - 1
    }

    /// The alias of a value, where it has one.
    pub fn known(&self, text: &str) -> Option<usize> {
        self.values.get(text).and_then(|(alias, ..)| *alias)
    }

    /// Is it there already, or to be left alone?
    pub fn has(&self, text: &str) -> bool {
        self.values.contains_key(text)
    }

    /// The kind of an alias.
    pub fn kind(&self, alias: usize) -> &'static str {
        self.aliases.get(alias).map_or("", |a| a.kind)
    }

    /// Adds a value in plain form; the first alias stays. No alias: it is left as it is.
    pub fn put(&mut self, text: &str, alias: Option<usize>, spot: Spot) {
        if text.is_empty() || self.values.contains_key(text) {
            return;
        }
        let by_looks =
            scan::is_mailbox(text) || scan::is_sid(text) || text.parse::<std::net::IpAddr>().is_ok();
        let full = self.names >= MOST_NAMES || self.bytes >= MOST_BYTES;
        match by_looks {
            true if self.values.len() >= MOST_VALUES + MOST_NAMES => return,
            true => {}
            false if full => self.left_out += 1,
            false => {
                self.names += 1;
                self.bytes += text.len().min(LONGEST);
            }
        }
        self.values.insert(text.to_owned(), (alias, spot, !by_looks && !full));
    }

    /// Ready to be looked for.
    pub fn done(self) -> Known {
        let mut values = Vec::with_capacity(self.values.len());
        let mut patterns = Vec::new();
        for (text, (alias, spot, is_name)) in self.values {
            if is_name {
                patterns.push(values.len());
            }
            values.push(Value { text, alias, spot });
        }
        let beginnings = patterns.iter().filter_map(|i| values.get(*i)).map(|v: &Value| beginning(&v.text));
        let automaton = AhoCorasick::builder().build(beginnings).ok();
        // Names that cannot be looked for are told, never passed over.
        let unseen = if automaton.is_some() { 0 } else { patterns.len() };
        Known { aliases: self.aliases, left_out: self.left_out + unseen, values, patterns, automaton }
    }
}

/// The first bytes, cut at a character.
fn beginning(text: &str) -> &str {
    let end = (0..=LONGEST.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

impl Known {
    /// All values, in plain form, sorted; those that stay are not among them.
    pub fn values(&self) -> impl Iterator<Item = (&str, Spot)> {
        self.values.iter().filter(|v| v.alias.is_some()).map(|v| (v.text.as_str(), v.spot))
    }

    /// The alias of a value that is recognised by its looks: none where it is not known.
    pub fn exact(&self, text: &str) -> Option<Option<usize>> {
        let at = self.values.binary_search_by(|v| v.text.as_str().cmp(text)).ok()?;
        self.values.get(at).map(|v| v.alias)
    }

    /// Names in a plain text, those that overlap too.
    pub fn names(&self, text: &str, in_record: bool) -> Vec<Hit> {
        let Some(found) = self.automaton.as_ref().and_then(|a| a.try_find_overlapping_iter(text).ok()) else {
            return Vec::new();
        };
        // Where a value that is compared to its end has been found, it need not be compared again.
        let mut compared = 0;
        let hit = |m: aho_corasick::Match| {
            let value = self.values.get(*self.patterns.get(m.pattern().as_usize())?)?;
            let is_long = value.text.len() > m.len();
            if is_long && (m.start() < compared || goes_on_from(text, m.start())) {
                return None;
            }
            let end = m.start() + same(text.get(m.start()..)?, &value.text);
            let whole = end - m.start() == value.text.len();
            let range = m.start()..end;
            if is_long {
                compared = end;
            }
            fits(text, &range, whole, value.spot, in_record).then_some(Hit { range, alias: value.alias })
        };
        found.filter_map(hit).collect()
    }

    /// Beginnings of values that were cut: `CONTOSO\ann…`. No alias where several begin like that.
    pub fn cut(&self, text: &str) -> Vec<(Range<usize>, Option<usize>)> {
        text.match_indices('…').filter_map(|(end, _)| self.cut_before(text, end)).collect()
    }

    fn cut_before(&self, text: &str, end: usize) -> Option<(Range<usize>, Option<usize>)> {
        let before = text.get(..end)?;
        let near = before.char_indices().rev().take(LOOK_BACK).map(|(at, _)| at);
        let begins = |at: &usize| {
            let previous = text.get(..*at).and_then(|t| t.chars().next_back());
            !previous.is_some_and(is_word)
        };
        // The farthest back wins: it is the longest.
        let starts: Vec<usize> = near.filter(begins).collect();
        starts.iter().rev().find_map(|&start| {
            let written = before.get(start..).filter(|w| w.len() >= SHORTEST_CUT)?;
            let first = self.values.partition_point(|v| v.text.as_str() < written);
            let alike = self.values.iter().skip(first).take_while(|v| v.text.starts_with(written));
            let mut aliases: Vec<usize> = alike.take(50).filter_map(|v| v.alias).collect();
            aliases.dedup();
            let first = *aliases.first()?;
            let only = aliases.iter().all(|a| *a == first);
            Some((start..end, only.then_some(first)))
        })
    }
}

/// Bytes that two texts begin with alike.
fn same(text: &str, value: &str) -> usize {
    let pairs = text.chars().zip(value.chars());
    pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
}

/// Does a word go on across this place?
fn goes_on_from(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|t| t.chars().next_back());
    let after = text.get(at..).and_then(|t| t.chars().next());
    before.is_some_and(is_word) && after.is_some_and(is_word)
}

fn fits(text: &str, range: &Range<usize>, whole: bool, spot: Spot, in_record: bool) -> bool {
    let before = text.get(..range.start).unwrap_or_default();
    let rest = text.get(range.end..).unwrap_or_default();
    let value = text.get(range.clone()).unwrap_or_default();
    match spot {
        Spot::Word => {}
        Spot::Record if in_record => {}
        Spot::Record | Spot::Field => return fills_a_field(before, rest) || is_domain(before, rest),
    }
    let first = value.chars().next().is_some_and(is_word);
    let last = value.chars().next_back().is_some_and(is_word);
    // Exchange writes `Session forCONTOSO\name`.
    let glued = value.contains('\\');
    let begins = !first || glued || !before.chars().next_back().is_some_and(is_word);
    let ends = !whole || !last || !rest.chars().next().is_some_and(is_word);
    begins && ends
}

/// `NAME\` before an account: there even a word of ours is a name.
fn is_domain(before: &str, rest: &str) -> bool {
    rest.starts_with('\\') && !before.chars().next_back().is_some_and(is_word)
}

/// Nothing but quotes and separators on both sides, or the whole text; names of fields and tags are none.
fn fills_a_field(before: &str, rest: &str) -> bool {
    let left = before.chars().next_back().is_none_or(|c| "\"'=>,;|\\/@()[]{}«‹\t".contains(c));
    let right = rest.chars().next().is_none_or(|c| "\"'<,;|\\/@()[]{}»›\t".contains(c));
    let is_key = rest.starts_with("\":") || rest.starts_with("':") || rest.starts_with("\" :");
    (left || before.ends_with("« ")) && (right || rest.starts_with(" »")) && !is_key
}

/// A value in plain form; nothing where it is too short to be one.
pub fn value(raw: &str) -> Option<String> {
    let text = plain::key(raw);
    text.chars().any(is_word).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(values: &[(&str, Spot)]) -> Known {
        let mut gathering = Gathering::default();
        for (text, spot) in values {
            let alias = gathering.alias("account", text);
            gathering.put(text, Some(alias), *spot);
        }
        gathering.done()
    }

    fn found(known: &Known, text: &str, in_record: bool) -> Vec<String> {
        known.names(text, in_record).into_iter().map(|h| text[h.range].to_owned()).collect()
    }

    #[test]
    fn a_name_is_found_as_a_word_and_a_word_of_ours_only_where_it_fills_a_field() {
        let known = known(&[
            ("anna", Spot::Word),
            ("mail", Spot::Field),
            ("fax", Spot::Record),
            ("x\\anna", Spot::Word),
        ]);
        assert_eq!(
            found(&known, "anna's x\\anna, annabel, hanna, anna2", false),
            ["anna", "x\\anna", "anna"]
        );
        assert!(found(&known, "the mail to the fax, mail", false).is_empty());
        assert_eq!(found(&known, "a,mail,b 'fax'", false), ["mail", "fax"]);
        assert_eq!(found(&known, "the mail to the fax", true), ["fax"]);
        assert_eq!(found(&known, "mail", false), ["mail"]);
    }

    #[test]
    fn a_very_long_value_is_found_whole_and_where_it_was_cut() {
        let long = format!("facture {}", "a\u{e9}".repeat(3_000));
        let known =
            known(&[(&long, Spot::Word), ("contoso\\anna", Spot::Word), ("contoso\\annette", Spot::Word)]);
        assert_eq!(found(&known, &format!("« {long} »"), false), std::slice::from_ref(&long));
        let text = format!("subject {}… and", &long[..600]);
        assert_eq!(known.cut(&text)[0], (8..608, Some(0)));
        assert_eq!(known.cut("by contoso\\ann… and")[0], (3..14, None), "two begin like that");
        assert_eq!(known.cut("by contoso\\anna… and")[0].1, Some(1));
        assert!(known.cut("nothing…").is_empty());
    }
}
