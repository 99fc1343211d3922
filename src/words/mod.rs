//! Sentences for people, in English and French.
//!
//! Below the heads nothing is worded: findings, damage and hints carry a [`Phrase`] (an id and its facts),
//! and [`Words`] speaks it. The texts are in `assets/words/<language>/<area>.ftl` (Fluent syntax), the
//! same ids and facts in both languages; `tests` holds them to that. Evidence enters a phrase as
//! [`SafeText`] only.

mod typography;

use crate::model::safe_text::SafeText;
use crate::model::time::UtcTime;
use chrono_tz::Tz;
use fluent::concurrent::FluentBundle;
use fluent::{FluentArgs, FluentResource, FluentValue};
use std::borrow::Cow;

/// A language of screen, terminal and paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Language {
    /// British English.
    #[default]
    English,
    /// French, with French typography.
    French,
}

/// One fact of a sentence, as the evidence has it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Fact {
    /// Text from evidence, or a name of ours.
    Text(SafeText),
    /// A count; chooses the plural form and is written with the language's separators.
    Number(u64),
    /// A point in time, spoken in the site's zone.
    Time(UtcTime),
    /// Another sentence or word, by its id.
    Word(Cow<'static, str>),
    /// Several texts, joined as the language does it.
    List(Vec<SafeText>),
    /// Another sentence with facts of its own.
    Sentence(Box<Phrase>),
}

/// A sentence waiting for a language: its id and its facts.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Phrase {
    /// Id in the word files.
    pub id: Cow<'static, str>,
    /// Named facts, in any order.
    pub facts: Vec<(Cow<'static, str>, Fact)>,
}

impl Phrase {
    /// A sentence without facts yet.
    #[must_use]
    pub fn new(id: impl Into<Cow<'static, str>>) -> Self {
        Self { id: id.into(), facts: Vec::new() }
    }

    /// Adds text from evidence.
    #[must_use]
    pub fn text(self, name: &'static str, raw: &str) -> Self {
        self.fact(name, Fact::Text(SafeText::new(raw)))
    }

    /// Adds a count.
    #[must_use]
    pub fn number(self, name: &'static str, n: impl TryInto<u64>) -> Self {
        self.fact(name, Fact::Number(n.try_into().unwrap_or(u64::MAX)))
    }

    /// Adds a point in time.
    #[must_use]
    pub fn time(self, name: &'static str, time: UtcTime) -> Self {
        self.fact(name, Fact::Time(time))
    }

    /// Adds a word or sentence by its id.
    #[must_use]
    pub fn word(self, name: &'static str, id: impl Into<Cow<'static, str>>) -> Self {
        self.fact(name, Fact::Word(id.into()))
    }

    /// Adds several texts.
    #[must_use]
    pub fn list<'a>(self, name: &'static str, raw: impl IntoIterator<Item = &'a str>) -> Self {
        self.fact(name, Fact::List(raw.into_iter().map(SafeText::new).collect()))
    }

    /// Adds a sentence with facts of its own.
    #[must_use]
    pub fn sentence(self, name: &'static str, phrase: Phrase) -> Self {
        self.fact(name, Fact::Sentence(Box::new(phrase)))
    }

    fn fact(mut self, name: &'static str, fact: Fact) -> Self {
        self.facts.push((name.into(), fact));
        self
    }
}

/// The word files: area, English, French.
macro_rules! areas {
    ($($area:literal),+ $(,)?) => {
        &[$(($area,
             include_str!(concat!("../../assets/words/en/", $area, ".ftl")),
             include_str!(concat!("../../assets/words/fr/", $area, ".ftl")))),+]
    };
}

/// Every word file: `(area, English, French)`.
pub const AREAS: &[(&str, &str, &str)] = areas![
    "evidence",
    "analysis",
    "coverage",
    "findings",
    "aftermath",
    "playbook",
    "checks",
    "checks-smtp",
    "checks-dns",
    "case",
    "cli",
    "app",
    "remediate",
    "report",
    "report-story",
    "report-record",
    "report-figure",
    "report-app",
    "export",
    "annex",
];

/// A language and a zone to speak in. Cheap to share, costly to build: keep one.
pub struct Words {
    language: Language,
    zone: Tz,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({:?}, {})", self.language, self.zone)
    }
}

impl Words {
    /// The words of `language`; times are spoken in `zone`.
    #[must_use]
    pub fn new(language: Language, zone: Tz) -> Self {
        let (tag, format): (_, fn(&FluentValue<'_>, &_) -> _) = match language {
            Language::English => ("en-GB", |v, _| typography::format_value(v, Language::English)),
            Language::French => ("fr-FR", |v, _| typography::format_value(v, Language::French)),
        };
        let mut bundle = FluentBundle::new_concurrent(tag.parse().into_iter().collect());
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(format));
        for (_, english, french) in AREAS {
            let text = if language == Language::French { french } else { english };
            // A faulty file keeps its sound entries here; a test refuses it.
            let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(sound, _)| sound);
            bundle.add_resource_overriding(resource);
        }
        Self { language, zone, bundle }
    }

    /// The language spoken.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The zone times are spoken in.
    #[must_use]
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// Speaks a phrase; an unknown id is shown as itself, in brackets.
    #[must_use]
    pub fn say(&self, phrase: &Phrase) -> String {
        let mut args = FluentArgs::new();
        for (name, fact) in &phrase.facts {
            args.set(name.as_ref(), self.value(fact));
        }
        self.pattern(&phrase.id, &args)
    }

    /// A word or sentence without facts.
    #[must_use]
    pub fn word(&self, id: &str) -> String {
        self.pattern(id, &FluentArgs::new())
    }

    /// Does the language have this id?
    #[must_use]
    pub fn knows(&self, id: &str) -> bool {
        self.bundle.get_message(id).is_some_and(|m| m.value().is_some())
    }

    /// A count with the language's separators: 1,482 or 1 482 (narrow no-break space).
    #[must_use]
    pub fn number(&self, n: u64) -> String {
        typography::number(n, self.language)
    }

    /// Date and time to the second in the site's zone: `Mon 3 Nov 2025 02:14:54`.
    #[must_use]
    pub fn time(&self, time: UtcTime) -> String {
        typography::time(time, self.zone, self.language)
    }

    /// Date alone, in the site's zone.
    #[must_use]
    pub fn date(&self, time: UtcTime) -> String {
        typography::date(time, self.zone, self.language)
    }

    /// A size in bytes in the units people say: `655 MiB`.
    #[must_use]
    pub fn bytes(&self, n: u64) -> String {
        typography::bytes(n, self.language)
    }

    fn value(&self, fact: &Fact) -> FluentValue<'static> {
        match fact {
            Fact::Text(text) => FluentValue::from(text.as_str().to_owned()),
            #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
            Fact::Number(n) => FluentValue::from(*n as f64),
            Fact::Time(time) => FluentValue::from(self.time(*time)),
            Fact::Word(id) => FluentValue::from(self.word(id)),
            Fact::List(items) => FluentValue::from(typography::list(items, self.language)),
            Fact::Sentence(phrase) => FluentValue::from(self.say(phrase)),
        }
    }

    fn pattern(&self, id: &str, args: &FluentArgs<'_>) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|m| m.value()) else {
            return format!("[{id}]");
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
        typography::finish(text, self.language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// Ids of a file with the facts each names, e.g. `{ $n ->` and `{ $account }`.
    fn ids(text: &str) -> BTreeMap<String, Vec<String>> {
        let mut found = BTreeMap::new();
        let mut current = String::new();
        for line in text.lines().filter(|l| !l.starts_with('#')) {
            if let (false, Some((id, _))) = (line.starts_with(' '), line.split_once('=')) {
                current = id.trim().to_owned();
                assert!(found.insert(current.clone(), Vec::new()).is_none(), "{current} twice");
            }
            let facts = line.split('$').skip(1);
            let names =
                facts.map(|f| f.chars().take_while(|c| c.is_alphanumeric() || "-_".contains(*c)).collect());
            if let Some(list) = found.get_mut(&current) {
                list.extend(names.collect::<Vec<String>>());
                list.sort();
                list.dedup();
            }
        }
        found
    }

    #[test]
    fn both_languages_say_the_same_things_from_the_same_facts() {
        for (area, english, french) in AREAS {
            for text in [english, french] {
                if let Err((_, errors)) = FluentResource::try_new((*text).to_owned()) {
                    panic!("{area}: {errors:?}");
                }
            }
            assert_eq!(ids(english), ids(french), "area {area}");
        }
    }

    #[test]
    fn a_sentence_within_a_sentence_is_spoken_in_the_same_language_and_survives_a_file() {
        let inner = Phrase::new("change-vouched").text("who", "CONTOSO\\scanner");
        let outer = Phrase::new("change-taken-back").sentence("what", inner);
        let kept: Phrase = serde_json::from_str(&serde_json::to_string(&outer).unwrap()).unwrap();
        let say = |language| Words::new(language, Tz::UTC).say(&kept);
        assert_eq!(say(Language::English), "Taken back: CONTOSO\\scanner is known and in order");
        assert!(
            say(Language::French).starts_with("Repris\u{202f}:")
                || say(Language::French).starts_with("Repris\u{a0}:")
        );
        assert!(say(Language::French).ends_with("CONTOSO\\scanner est connu et en règle"));
    }

    #[test]
    fn no_id_is_used_by_two_areas() {
        let mut seen = BTreeMap::new();
        for (area, english, _) in AREAS {
            for id in ids(english).into_keys() {
                assert_eq!(seen.insert(id.clone(), area), None, "{id} is in two areas");
            }
        }
    }
}
