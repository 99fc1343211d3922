//! How text exports print Windows events: labels, headings, column titles and providers, in two languages.
//!
//! Read from `assets/knowledge/event_messages.toml`. Printed words lose accents and change apostrophes on
//! their way, so they are compared by their [`skeleton`]. Which event becomes what is not told here.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Whose account stands under a heading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Section {
    /// Who asked.
    Subject,
    /// Who joined a group.
    Member,
    /// Whom the event is about.
    #[default]
    Target,
}

/// A printed label.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Label {
    texts: Vec<String>,
    #[serde(default)]
    target: Vec<String>,
    #[serde(default)]
    subject: Vec<String>,
    #[serde(default)]
    member: Vec<String>,
    /// Part of the text, no string of the event.
    #[serde(default)]
    pub literal: bool,
    source: String,
    sure: String,
}

impl Label {
    /// Names of EventData that its value goes by; empty if nobody asks for it there.
    #[must_use]
    pub fn names(&self, section: Section) -> &[String] {
        match section {
            Section::Subject => &self.subject,
            Section::Member => &self.member,
            Section::Target => &self.target,
        }
    }
}

/// What a printed word before a colon is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Meaning {
    /// It may begin a section.
    pub section: Option<Section>,
    /// It may name a value.
    pub label: Option<&'static Label>,
}

/// A column of the Event Viewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Column {
    /// Date and time in one.
    DateTime,
    /// Audit words.
    Keywords,
    /// Level, or type.
    Level,
    /// Provider.
    Source,
    /// Event id.
    EventId,
    /// Category.
    Category,
    /// Date alone.
    Date,
    /// Time alone.
    Time,
    /// User.
    User,
    /// Computer.
    Computer,
}

/// How the strings of a legacy event are printed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Layout {
    ids: Vec<u32>,
    /// How many strings there may be.
    pub counts: Vec<usize>,
    /// Which string, from 1, is the first, second … printed one; as printed if empty.
    #[serde(default)]
    pub order: Vec<usize>,
    source: String,
    sure: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct File {
    provider: Vec<Provider>,
    audit: Vec<Audit>,
    column: Vec<ColumnWords>,
    heading: Vec<Heading>,
    label: Vec<Label>,
    layout: Vec<Layout>,
    names: Vec<Names>,
    template: Vec<Template>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Provider {
    texts: Vec<String>,
    is: String,
    first: u32,
    last: u32,
    source: String,
    sure: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Audit {
    success: bool,
    texts: Vec<String>,
    source: String,
    sure: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ColumnWords {
    is: Column,
    texts: Vec<String>,
    source: String,
    sure: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Heading {
    section: Section,
    texts: Vec<String>,
    source: String,
    sure: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    ids: Vec<u32>,
    names: Vec<String>,
    source: String,
    sure: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Template {
    ids: Vec<u32>,
    text: String,
    source: String,
    sure: String,
}

/// The tables, by skeleton.
#[derive(Debug, Default)]
struct Tables {
    file: File,
    sections: BTreeMap<String, Section>,
    labels: BTreeMap<String, usize>,
    audits: BTreeMap<String, bool>,
    columns: BTreeMap<String, Column>,
}

// A faulty table is empty here; a test refuses it.
static TABLES: LazyLock<Tables> = LazyLock::new(|| load().unwrap_or_default());

fn load() -> Result<Tables, String> {
    let text = include_str!("../../assets/knowledge/event_messages.toml");
    let file: File = toml::from_str(text).map_err(|e| e.to_string())?;
    check(&file)?;
    let mut tables = Tables::default();
    for heading in &file.heading {
        index(&mut tables.sections, &heading.texts, heading.section);
    }
    for (n, label) in file.label.iter().enumerate() {
        index(&mut tables.labels, &label.texts, n);
    }
    for audit in &file.audit {
        index(&mut tables.audits, &audit.texts, audit.success);
    }
    for column in &file.column {
        index(&mut tables.columns, &column.texts, column.is);
    }
    tables.file = file;
    Ok(tables)
}

fn check(file: &File) -> Result<(), String> {
    let stated = (file.provider.iter().map(|e| (&e.source, &e.sure)))
        .chain(file.audit.iter().map(|e| (&e.source, &e.sure)))
        .chain(file.column.iter().map(|e| (&e.source, &e.sure)))
        .chain(file.heading.iter().map(|e| (&e.source, &e.sure)))
        .chain(file.label.iter().map(|e| (&e.source, &e.sure)))
        .chain(file.layout.iter().map(|e| (&e.source, &e.sure)))
        .chain(file.names.iter().map(|e| (&e.source, &e.sure)))
        .chain(file.template.iter().map(|e| (&e.source, &e.sure)));
    for (source, sure) in stated {
        if source.is_empty() || !["sample", "vendor", "weak"].contains(&sure.as_str()) {
            return Err(format!("{source}: sure = {sure}"));
        }
    }
    Ok(())
}

/// Indexes texts as they are and without their accents; the first meaning of a text stays.
fn index<T: Copy>(map: &mut BTreeMap<String, T>, texts: &[String], meaning: T) {
    for text in texts {
        map.entry(skeleton(text)).or_insert(meaning);
        map.entry(skeleton(&without_accents(text))).or_insert(meaning);
    }
}

/// A printed text with all that gets lost on the way made one: lower case, single blanks, and `*` for each
/// run of apostrophes, question marks and characters beyond ASCII.
#[must_use]
pub fn skeleton(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        let plain = match c {
            c if c.is_whitespace() => ' ',
            '?' | '\'' | '`' => '*',
            c if c.is_ascii() => c.to_ascii_lowercase(),
            _ => '*',
        };
        if !(matches!(plain, ' ' | '*') && out.ends_with(plain)) {
            out.push(plain);
        }
    }
    out.truncate(out.trim_end_matches([' ', '*']).len());
    out
}

fn without_accents(text: &str) -> String {
    let plain = |c| match c {
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'É' | 'È' | 'Ê' => 'E',
        'à' | 'â' => 'a',
        'î' | 'ï' => 'i',
        'ô' => 'o',
        'û' | 'ù' => 'u',
        'ç' => 'c',
        c => c,
    };
    text.chars().map(plain).collect()
}

/// What the word before a colon is; nothing for words of no table.
#[must_use]
pub fn meaning(text: &str) -> Meaning {
    let key = skeleton(text);
    let label = TABLES.labels.get(&key).and_then(|n| TABLES.file.label.get(*n));
    Meaning { section: TABLES.sections.get(&key).copied(), label }
}

/// The provider that a printed source stands for.
#[must_use]
pub fn provider(source: &str, id: u32) -> &str {
    let source = source.trim();
    let fits = |p: &&Provider| (p.first..=p.last).contains(&id) && p.texts.iter().any(|t| t == source);
    TABLES.file.provider.iter().find(fits).map_or(source, |p| p.is.as_str())
}

/// Do a provider's rules go by the names of EventData?
#[must_use]
pub fn is_named(provider: &str) -> bool {
    TABLES.file.provider.iter().any(|p| p.is == provider)
}

/// Was an audit a success, by its printed keyword or type?
#[must_use]
pub fn audit(text: &str) -> Option<bool> {
    TABLES.audits.get(&skeleton(text)).copied()
}

/// The column of the Event Viewer with this title.
#[must_use]
pub fn column(title: &str) -> Option<Column> {
    TABLES.columns.get(&skeleton(title)).copied()
}

/// How a legacy event prints its strings, where that is known.
#[must_use]
pub fn layout(id: u32) -> Option<&'static Layout> {
    TABLES.file.layout.iter().find(|l| l.ids.contains(&id))
}

/// Names of a modern event's strings in their order.
#[must_use]
pub fn names(id: u32) -> Option<&'static [String]> {
    TABLES.file.names.iter().find(|n| n.ids.contains(&id)).map(|n| n.names.as_slice())
}

/// Texts with `%1`, `%2` … in place of the strings, the surest first.
pub fn templates(id: u32) -> impl Iterator<Item = &'static str> {
    TABLES.file.template.iter().filter(move |t| t.ids.contains(&id)).map(|t| t.text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_load_whole() {
        let tables = load().unwrap();
        assert!(tables.labels.len() > 100 && tables.columns.len() > 15);
    }

    #[test]
    fn lost_accents_and_any_apostrophe_give_the_same_meaning() {
        for text in [
            "Compte pour lequel l’ouverture de session a échoué",
            "Compte pour lequel l'ouverture de session a échoué ",
            "Compte pour lequel l?ouverture de session a ?chou?",
            "Compte pour lequel l'ouverture de session a echoue",
            "compte pour lequel lâ€™ouverture de session a Ã©chouÃ©",
        ] {
            assert_eq!(meaning(text).section, Some(Section::Target), "{text}");
        }
        assert_eq!(meaning("Sous-?tat").label, meaning("Sub Status").label);
        assert_eq!(audit("?chec de l?audit"), Some(false));
        assert_eq!(audit("Succès de l'audit"), Some(true));
        assert_eq!(column("ID de l??v?nement"), Some(Column::EventId));
        assert_eq!(meaning("Nobody").label, None);
    }

    #[test]
    fn a_short_source_is_its_provider_from_an_id_on() {
        assert_eq!(provider("Security", 4625), "Microsoft-Windows-Security-Auditing");
        assert_eq!(provider("Security", 529), "Security");
        assert_eq!(provider("MsiInstaller", 4625), "MsiInstaller");
    }
}
