//! What is being changed in the options: drafts of texts, and the settings as they will be once they are kept.
//!
//! All edits of a frame become one command, built upon what was asked for before: an edit whose predecessor is
//! still on its way into the case file does not take it back.

use super::entries::Entry;
use crate::app::panel::{Scene, Wish};
use crate::app::panels::checks::fields::Prefilled;
use crate::case::Case;
use crate::case::report_settings::{Paper, ReportSettings};
use crate::case::saved::Saved;
use crate::case::work::{Item, ItemKey};
use crate::words::Language;
use crate::workbench::command::Command;
use std::collections::BTreeMap;

/// A change of the settings.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Language of the report.
    Language(Option<Language>),
    /// Size of the pages.
    Paper(Paper),
    /// Final, or a draft.
    Finished(bool),
    /// Aliases for names.
    Redact(bool),
    /// This section is in, or out.
    Section(&'static str, bool),
    /// No section is out.
    AllSections,
    /// A text.
    Text(Entry, String),
}

impl Edit {
    fn apply(self, settings: &mut ReportSettings) {
        match self {
            Self::Language(language) => settings.language = language,
            Self::Paper(paper) => settings.paper = paper,
            Self::Finished(finished) => settings.finished = finished,
            Self::Redact(redact) => settings.redact = redact,
            Self::Section(key, true) => drop(settings.without.remove(key)),
            Self::Section(key, false) => drop(settings.without.insert(key.to_owned())),
            Self::AllSections => settings.without.clear(),
            Self::Text(entry, text) => entry.set(settings, &text),
        }
    }
}

/// Settings of the case, drafts, and what was asked for.
#[derive(Debug, Default)]
pub struct Edits {
    kept: ReportSettings,
    /// What was asked for, until the case has it.
    asked: Option<ReportSettings>,
    drafts: BTreeMap<Entry, Prefilled>,
    fresh: Vec<Edit>,
}

impl Edits {
    /// Keeps up with the case; once a frame.
    pub fn follow(&mut self, case: &Case) {
        if !holds(case, &self.kept) {
            self.kept = case.work.report();
        }
        let there = self.asked.as_ref().is_some_and(|asked| *asked == self.kept);
        let waiting = case.home.saved == Saved::Saving;
        if self.asked.is_some() && (there || !waiting) {
            self.asked = None;
            // What could not be kept still stands in its field, to be tried again.
            self.drafts.iter_mut().for_each(|(entry, draft)| draft.refused(entry.get(&self.kept)));
        }
        let known = self.asked.as_ref().unwrap_or(&self.kept);
        self.drafts.iter_mut().for_each(|(entry, draft)| draft.follow(entry.get(known)));
    }

    /// The settings as they will be.
    pub fn known(&self) -> &ReportSettings {
        self.asked.as_ref().unwrap_or(&self.kept)
    }

    /// What is typed in a field.
    pub fn draft(&mut self, entry: Entry) -> &mut Prefilled {
        let known = self.asked.as_ref().unwrap_or(&self.kept);
        self.drafts.entry(entry).or_insert_with(|| {
            let mut draft = Prefilled::default();
            draft.follow(entry.get(known));
            draft
        })
    }

    /// Changes something.
    pub fn edit(&mut self, edit: Edit) {
        self.fresh.push(edit);
    }

    /// What was typed in a field is to be kept.
    pub fn commit(&mut self, entry: Entry) {
        let draft = self.draft(entry);
        if draft.is_edited() {
            // What the case keeps has no blanks around it.
            draft.text = draft.text.trim().to_owned();
            let text = draft.text.clone();
            self.edit(Edit::Text(entry, text));
        }
    }

    /// All that was typed is to be kept.
    pub fn commit_all(&mut self) {
        let entries: Vec<Entry> = self.drafts.keys().copied().collect();
        entries.into_iter().for_each(|entry| self.commit(entry));
    }

    /// The one command for all that was changed since; none where nothing is other than before.
    pub fn command(&mut self) -> Option<Command> {
        let edits = std::mem::take(&mut self.fresh);
        if edits.is_empty() {
            return None;
        }
        let mut wanted = self.known().clone();
        edits.into_iter().for_each(|edit| edit.apply(&mut wanted));
        if wanted == *self.known() {
            return None;
        }
        self.asked = Some(wanted.clone());
        self.drafts.iter_mut().for_each(|(entry, draft)| draft.follow(entry.get(&wanted)));
        Some(Command::Report(Box::new(wanted)))
    }
}

/// Are these the settings of the case? Compares without copying a logo.
fn holds(case: &Case, settings: &ReportSettings) -> bool {
    match case.work.item(&ItemKey::Report) {
        Some(Item::Report(known)) => known == settings,
        _ => *settings == ReportSettings::default(),
    }
}

/// Pushes the command before all other wishes of the frame.
pub fn first(edits: &mut Edits, wishes: &mut Vec<Wish>) {
    if let Some(command) = edits.command() {
        wishes.insert(0, Wish::Do(command));
    }
}

/// Is this case the one that others write, or damaged? Why, in words.
pub fn read_only(scene: &Scene<'_>) -> Option<String> {
    let locked = matches!(scene.case.home.saved, Saved::ReadOnly { .. });
    let standing = crate::app::panels::case_words::standing(scene.case, scene.words);
    standing.filter(|_| locked).map(|standing| standing.whole)
}

#[cfg(test)]
mod tests {
    use super::super::entries::{What, Who};
    use super::*;

    const COMPANY: Entry = Entry::Party(Who::Client, What::Company);

    fn asked(edits: &mut Edits) -> ReportSettings {
        match edits.command() {
            Some(Command::Report(settings)) => *settings,
            other => panic!("{other:?}"),
        }
    }

    fn keep(case: &mut Case, settings: &ReportSettings) {
        case.work.put(ItemKey::Report, Some(Item::Report(settings.clone())));
    }

    #[test]
    fn an_edit_does_not_take_back_the_one_that_is_still_on_its_way() {
        let mut case = Case::default();
        let mut edits = Edits::default();
        edits.follow(&case);
        edits.draft(COMPANY).text = " Contoso SA ".into();
        edits.commit(COMPANY);
        edits.edit(Edit::Redact(true));
        let first = asked(&mut edits);
        assert_eq!((first.client.company.as_str(), first.redact), ("Contoso SA", true));
        case.home.saved = Saved::Saving;
        edits.follow(&case);
        edits.edit(Edit::Section("how", false));
        let second = asked(&mut edits);
        assert_eq!((second.client.company.as_str(), second.redact), ("Contoso SA", true));
        keep(&mut case, &first);
        edits.follow(&case);
        assert_eq!(edits.known(), &second, "the first has come, the second is still on its way");
        keep(&mut case, &second);
        edits.follow(&case);
        assert_eq!((edits.asked.clone(), edits.command()), (None, None));
    }

    #[test]
    fn what_could_not_be_kept_still_stands_in_its_field() {
        let mut case = Case::default();
        let mut edits = Edits::default();
        edits.follow(&case);
        edits.draft(COMPANY).text = "Contoso SA".into();
        edits.commit(COMPANY);
        asked(&mut edits);
        case.home.saved = Saved::Failed(crate::words::Phrase::new("case-not-kept"));
        edits.follow(&case);
        assert_eq!(edits.known(), &ReportSettings::default());
        assert_eq!(edits.draft(COMPANY).text, "Contoso SA");
        edits.commit(COMPANY);
        assert_eq!(asked(&mut edits).client.company, "Contoso SA");
    }

    #[test]
    fn what_undo_takes_back_leaves_the_field() {
        let mut case = Case::default();
        let mut edits = Edits::default();
        edits.draft(COMPANY).text = "Contoso SA".into();
        edits.commit(COMPANY);
        let settings = asked(&mut edits);
        keep(&mut case, &settings);
        edits.follow(&case);
        case.work.put(ItemKey::Report, None);
        edits.follow(&case);
        assert_eq!(edits.draft(COMPANY).text, "");
    }
}
