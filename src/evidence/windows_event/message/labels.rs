//! `Label: value` lines of a message, be they lines or flattened into one.
//!
//! A label is a known one, or whatever stands before a colon at the beginning of a line or behind a tab.
//! What a value means is told by the label and by the heading above it.

use crate::knowledge::event_messages::{Meaning, Section, layout, meaning};

/// Labels of one message that are kept.
const MAX_LABELS: usize = 200;
/// Longest label, in bytes and in words.
const MAX_LABEL: usize = 80;
const MAX_WORDS: usize = 8;
/// Lines from which on a message has kept its own.
const MIN_LINES: usize = 4;
/// How far before a colon a known label may begin, in bytes.
const MAX_BACK: usize = 160;

/// A label and what follows it.
#[derive(Clone, Debug)]
pub(super) struct Labelled<'a> {
    pub value: &'a str,
    pub meaning: Meaning,
    /// Blanks before it, of the line it begins.
    indent: usize,
}

/// All labels of a message in their order.
pub(super) fn read(message: &str) -> Vec<Labelled<'_>> {
    let mut all = Vec::new();
    // Where lines are kept, only their beginnings are labels: a client chooses what its name holds.
    let is_flat = message.lines().filter(|line| !line.trim().is_empty()).count() < MIN_LINES;
    for line in message.lines() {
        if all.len() >= MAX_LABELS {
            break;
        }
        let known = if is_flat { by_words(line) } else { Vec::new() };
        if known.len() >= 2 {
            all.extend(known);
        } else {
            by_tabs(line, is_flat, &mut all);
        }
    }
    all.truncate(MAX_LABELS);
    all
}

/// Known labels of a line that several were flattened into; the blanks around them tell nothing.
fn by_words(line: &str) -> Vec<Labelled<'_>> {
    let mut found: Vec<(usize, usize, Meaning)> = Vec::new();
    let mut floor = 0;
    for (at, _) in line.match_indices(':').take(2 * MAX_LABELS) {
        if let Some((from, meaning)) = known_before(line, floor, at) {
            found.push((from, at, meaning));
            floor = at + 1;
        }
    }
    let ends = found.iter().skip(1).map(|(from, _, _)| *from).chain([line.len()]).collect::<Vec<_>>();
    let labels = found.iter().zip(ends).map(|((_, at, meaning), end)| Labelled {
        value: line.get(at + 1..end).unwrap_or("").trim(),
        meaning: *meaning,
        indent: 0,
    });
    labels.collect()
}

/// The longest known label that ends at a colon, and where it begins.
fn known_before(line: &str, floor: usize, colon: usize) -> Option<(usize, Meaning)> {
    let mut floor = floor.max(colon.saturating_sub(MAX_BACK));
    while !line.is_char_boundary(floor) {
        floor += 1;
    }
    let text = line.get(floor..colon)?.trim_end();
    let starts = text.char_indices().rev().filter(|(at, c)| {
        !c.is_whitespace() && text.get(..*at).is_none_or(|t| t.is_empty() || t.ends_with(char::is_whitespace))
    });
    let mut best = None;
    for (at, _) in starts.take(MAX_WORDS + 2) {
        let known = meaning(text.get(at..)?);
        if known.label.is_some() || known.section.is_some() {
            best = Some((floor + at, known));
        }
    }
    best
}

/// The label at the beginning of a line; in a flat one also behind its tabs.
fn by_tabs<'a>(line: &'a str, is_flat: bool, all: &mut Vec<Labelled<'a>>) {
    let indent = line.chars().take_while(|c| c.is_whitespace()).count();
    let before = all.len();
    for cell in line.split('\t').map(str::trim).filter(|cell| !cell.is_empty()) {
        let is_first = all.len() == before;
        let taken = !is_first && all.last().is_some_and(|l| l.value.is_empty());
        match split(cell) {
            Some((label, value)) if is_first || (is_flat && (!taken || cell.ends_with(':'))) => {
                all.push(Labelled { value, meaning: meaning(label), indent });
            }
            _ => {
                if let Some(last) = all.last_mut().filter(|last| taken && last.value.is_empty()) {
                    last.value = cell;
                }
            }
        }
    }
}

fn split(cell: &str) -> Option<(&str, &str)> {
    let (label, value) = cell.split_once(':')?;
    let label = label.trim();
    let sound = !label.is_empty() && label.len() <= MAX_LABEL && !label.contains("http");
    let starts_so = label.starts_with(|c: char| c.is_alphabetic() || c == '?');
    let few = label.split_whitespace().count() <= MAX_WORDS + 2;
    (sound && starts_so && few).then_some((label, value.trim()))
}

/// Values by the names of EventData; empty if no label is known. The first of a name is the one.
pub(super) fn named<'a>(labelled: &[Labelled<'a>]) -> Vec<(&'static str, &'a str)> {
    let mut values: Vec<(&'static str, &'a str)> = Vec::new();
    let has_subject = labelled.iter().any(|l| l.meaning.section == Some(Section::Subject));
    let mut section = first_section(labelled, has_subject);
    for entry in labelled {
        let Meaning { section: heading, label } = entry.meaning;
        if entry.value.is_empty() {
            // A heading in words of no table is about the target, unless it may be the subject's own.
            let unknown = (label.is_none() && has_subject).then_some(Section::Target);
            section = heading.or(unknown).unwrap_or(section);
            continue;
        }
        if section == Section::Subject && !has_subject && is_taken(entry, section, &values) {
            section = Section::Target;
        }
        for name in label.map_or(&[][..], |label| label.names(section)) {
            if !values.iter().any(|(n, _)| n == name) {
                values.push((name.as_str(), entry.value));
            }
        }
    }
    values
}

/// Without a heading for it, the first of two accounts is the subject.
fn first_section(labelled: &[Labelled<'_>], has_subject: bool) -> Section {
    let is_account = |l: &&Labelled<'_>| {
        let label = l.meaning.label.filter(|_| !l.value.is_empty());
        label.is_some_and(|label| label.names(Section::Subject).iter().any(|n| n == "SubjectUserName"))
    };
    let twice = labelled.iter().filter(is_account).count() >= 2;
    if twice && !has_subject { Section::Subject } else { Section::Target }
}

fn is_taken(entry: &Labelled<'_>, section: Section, values: &[(&str, &str)]) -> bool {
    let names = entry.meaning.label.map_or(&[][..], |label| label.names(section));
    names.iter().any(|name| values.iter().any(|(n, _)| n == name))
}

/// The printed values of a legacy event: all but headings and words that are no string.
pub(super) fn strings<'l, 'a>(labelled: &'l [Labelled<'a>]) -> Vec<&'l Labelled<'a>> {
    let is_heading = |n: usize, entry: &Labelled<'_>| {
        let deeper = labelled.get(n + 1).is_some_and(|next| next.indent > entry.indent);
        entry.value.is_empty() && (deeper || entry.meaning.section.is_some())
    };
    let is_literal = |entry: &Labelled<'_>| entry.meaning.label.is_some_and(|label| label.literal);
    let kept = labelled.iter().enumerate().filter(|(n, entry)| !is_heading(*n, entry) && !is_literal(entry));
    kept.map(|(_, entry)| entry).collect()
}

/// The values as the event has them: in their own order, without the printed reason in an unknown language.
/// As printed for ids whose order is not known.
pub(super) fn ordered(id: u32, values: &[&Labelled<'_>]) -> Vec<String> {
    let known = layout(id);
    let counts = known.map_or(&[][..], |layout| layout.counts.as_slice());
    let excess = values.len().checked_sub(1).is_some_and(|n| counts.contains(&n));
    let first = usize::from(excess && !counts.contains(&values.len()));
    let values: Vec<&str> = values.iter().skip(first).map(|entry| entry.value).collect();
    let order = known.map_or(&[][..], |layout| layout.order.as_slice());
    let printed_at = |string: usize| match order.is_empty() {
        true => Some(string),
        false => order.iter().position(|at| *at == string + 1),
    };
    let string = |n: usize| printed_at(n).and_then(|at| values.get(at)).map_or("", |v| *v).to_owned();
    (0..values.len()).map(string).collect()
}
