//! The fields of the options that are typed into: where each text stands in the settings, and its words.

use crate::case::report_settings::{Party, ReportSettings};

/// One side of the engagement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// The client.
    Client,
    /// Who writes the report.
    Consultant,
}

/// What is known of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Company.
    Company,
    /// Person.
    Person,
    /// Position.
    Position,
}

impl What {
    /// All, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Company, Self::Person, Self::Position];

    fn key(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Person => "person",
            Self::Position => "position",
        }
    }

    /// Id of its name.
    pub fn word(self) -> String {
        format!("report-app-{}", self.key())
    }
}

impl Who {
    /// Id of its name.
    pub fn word(self) -> &'static str {
        match self {
            Self::Client => "report-app-client",
            Self::Consultant => "report-app-consultant",
        }
    }
}

/// A field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    /// Number or name of the engagement.
    Reference,
    /// Something of a party.
    Party(Who, What),
    /// A free text, by its key.
    Text(&'static str),
}

impl Entry {
    /// Id of an example or of what belongs there.
    pub fn hint(self) -> String {
        match self {
            Self::Reference => "report-app-hint-reference".to_owned(),
            Self::Party(Who::Client, what) => format!("report-app-hint-{}-client", what.key()),
            Self::Party(Who::Consultant, what) => format!("report-app-hint-{}-consultant", what.key()),
            Self::Text(key) => format!("report-app-hint-{key}"),
        }
    }

    /// As it stands.
    pub fn get(self, settings: &ReportSettings) -> &str {
        match self {
            Self::Reference => &settings.reference,
            Self::Party(Who::Client, what) => of(&settings.client, what),
            Self::Party(Who::Consultant, what) => of(&settings.consultant, what),
            Self::Text(key) => settings.texts.get(key).map_or("", String::as_str),
        }
    }

    /// Puts a text there, without blanks around it; an empty one takes the entry away.
    pub fn set(self, settings: &mut ReportSettings, text: &str) {
        let text = text.trim().to_owned();
        match self {
            Self::Reference => settings.reference = text,
            Self::Party(Who::Client, what) => *of_mut(&mut settings.client, what) = text,
            Self::Party(Who::Consultant, what) => *of_mut(&mut settings.consultant, what) = text,
            Self::Text(key) if text.is_empty() => drop(settings.texts.remove(key)),
            Self::Text(key) => drop(settings.texts.insert(key.to_owned(), text)),
        }
    }
}

fn of(party: &Party, what: What) -> &str {
    match what {
        What::Company => &party.company,
        What::Person => &party.person,
        What::Position => &party.position,
    }
}

fn of_mut(party: &mut Party, what: What) -> &mut String {
    match what {
        What::Company => &mut party.company,
        What::Person => &mut party.person,
        What::Position => &mut party.position,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::report_settings::FIELDS;
    use crate::words::{Language, Words};

    #[test]
    fn every_field_is_worded_and_keeps_its_own_text() {
        let parties = [Who::Client, Who::Consultant].into_iter();
        let parties = parties.flat_map(|who| What::ALL.map(|what| Entry::Party(who, what)));
        let all: Vec<Entry> = parties.chain(FIELDS.map(Entry::Text)).chain([Entry::Reference]).collect();
        let mut settings = ReportSettings::default();
        for (i, entry) in all.iter().enumerate() {
            entry.set(&mut settings, &format!(" text {i}\n"));
        }
        for language in [Language::English, Language::French] {
            let words = Words::new(language, chrono_tz::UTC);
            for (i, entry) in all.iter().enumerate() {
                assert!(words.knows(&entry.hint()), "{}", entry.hint());
                assert_eq!(entry.get(&settings), format!("text {i}"));
            }
        }
        all.iter().for_each(|entry| entry.set(&mut settings, "  "));
        assert_eq!(settings, ReportSettings::default(), "nothing is left of an empty text");
    }
}
