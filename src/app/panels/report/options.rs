//! The options at the left: language, paper, standing, sections, names, logo, free texts.
//!
//! A text goes into the case when its field is left or Enter is pressed, everything else at once.

use super::edits::{self, Edit, Edits};
use super::entries::{Entry, What, Who};
use crate::app::panel::{Scene, Wish};
use crate::app::panels::checks::fields;
use crate::app::theme::ROW;
use crate::app::widgets::{parts, typed};
use crate::case::Case;
use crate::case::report_settings::{FIELDS, Paper};
use crate::case::work::{Item, ItemKey};
use crate::model::safe_text::SafeText;
use crate::report::sections;
use crate::words::{Language, Phrase};
use crate::workbench::command::Command;
use eframe::egui::{Label, RichText, ScrollArea, Ui, vec2};

/// Room for the names of choices.
const NAMES: f32 = 64.0;
/// Lines of a free text.
const LINES: usize = 3;
/// The beginning of keys of texts that belong to the personal data sheet.
const DATA: &str = "data-";

/// What is being changed, and which groups are open.
#[derive(Debug, Default)]
pub struct OptionsForm {
    edits: Edits,
    sections: bool,
    remarks: bool,
    data: bool,
}

impl OptionsForm {
    /// Keeps up with the case; once a frame.
    pub fn follow(&mut self, scene: &Scene<'_>) {
        self.edits.follow(scene.case);
    }

    /// What was typed goes into the case before anything else is done.
    pub fn flush(&mut self, wishes: &mut Vec<Wish>) {
        self.edits.commit_all();
        edits::first(&mut self.edits, wishes);
    }
}

/// Is the report of this case said to be final?
pub fn is_final(case: &Case) -> bool {
    matches!(case.work.item(&ItemKey::Report), Some(Item::Report(settings)) if settings.finished)
}

/// Draws the options.
pub fn options_ui(ui: &mut Ui, scene: &Scene<'_>, form: &mut OptionsForm, wishes: &mut Vec<Wish>) {
    let locked = edits::read_only(scene);
    ScrollArea::vertical().id_salt("options").auto_shrink(false).show(ui, |ui| {
        // The scroll bar lies beside the fields, not over their edge.
        ui.set_max_width(ui.available_width() - 8.0);
        if let Some(why) = &locked {
            let said = Phrase::new("report-app-read-only").text("why", why);
            fields::warn(ui, scene, &scene.words.say(&said));
            ui.add_space(6.0);
        }
        ui.add_enabled_ui(locked.is_none(), |ui| groups(ui, scene, form, wishes));
        ui.add_space(8.0);
    });
    edits::first(&mut form.edits, wishes);
}

fn groups(ui: &mut Ui, scene: &Scene<'_>, form: &mut OptionsForm, wishes: &mut Vec<Wish>) {
    fields::head(ui, scene, "report-app-options");
    choices_ui(ui, scene, &mut form.edits);
    ui.add_space(6.0);
    sections_ui(ui, scene, form);
    for who in [Who::Client, Who::Consultant] {
        party_ui(ui, scene, &mut form.edits, who);
    }
    let reference = scene.words.word("report-app-reference");
    line_ui(ui, scene, &mut form.edits, Entry::Reference, (&reference, &reference));
    logo_ui(ui, scene, &form.edits, wishes);
    ui.add_space(8.0);
    texts_ui(ui, scene, form);
}

/// Language, paper, draft or final, redaction.
fn choices_ui(ui: &mut Ui, scene: &Scene<'_>, edits: &mut Edits) {
    let known = edits.known();
    let (language, paper, finished) = (known.language, known.paper, known.finished);
    let mut redact = known.redact;
    let languages = [
        ("report-app-language-window", None),
        ("report-app-language-english", Some(Language::English)),
        ("report-app-language-french", Some(Language::French)),
    ];
    if let Some(language) = choice_ui(ui, scene, "report-app-language", &languages, language) {
        edits.edit(Edit::Language(language));
    }
    let papers = [("report-app-paper-a4", Paper::A4), ("report-app-paper-letter", Paper::Letter)];
    if let Some(paper) = choice_ui(ui, scene, "report-app-paper", &papers, paper) {
        edits.edit(Edit::Paper(paper));
    }
    let standings = [("report-app-draft", false), ("report-app-final", true)];
    if let Some(finished) = choice_ui(ui, scene, "report-app-standing", &standings, finished) {
        edits.edit(Edit::Finished(finished));
    }
    fields::why(ui, scene, if finished { "report-app-final-why" } else { "report-app-draft-why" });
    ui.add_space(2.0);
    if fields::tick(ui, true, &mut redact, &scene.words.word("report-app-redact")) {
        edits.edit(Edit::Redact(redact));
    }
    fields::why(ui, scene, "report-app-redact-why");
}

/// A name and its choices in a row; what was chosen anew.
fn choice_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    scene: &Scene<'_>,
    id: &str,
    choices: &[(&str, T)],
    now: T,
) -> Option<T> {
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.allocate_ui(vec2(NAMES, 26.0), |ui| {
            ui.set_min_width(NAMES);
            ui.add(Label::new(parts::quiet(scene.words.word(id), scene.theme)).truncate());
        });
        for (word, value) in choices {
            if parts::choice(ui, scene.theme, &scene.words.word(word), *value == now) && *value != now {
                chosen = Some(*value);
            }
        }
    });
    chosen
}

fn sections_ui(ui: &mut Ui, scene: &Scene<'_>, form: &mut OptionsForm) {
    let words = scene.words;
    let optional = || sections::ALL.iter().filter(|section| section.may_be_left_out);
    let out = optional().filter(|section| form.edits.known().without.contains(section.key)).count();
    let text = match out {
        0 => words.word("report-app-sections-all"),
        n => words.say(&Phrase::new("report-app-sections").number("n", n)),
    };
    if !fields::fold(ui, scene.theme, &text, &mut form.sections) {
        return;
    }
    fields::why(ui, scene, "report-app-sections-why");
    for section in optional() {
        let mut wanted = !form.edits.known().without.contains(section.key);
        let title = words.word(&format!("report-section-{}", section.key));
        if fields::tick(ui, true, &mut wanted, &title) {
            form.edits.edit(Edit::Section(section.key, wanted));
        }
    }
    if out > 0 && fields::button(ui, true, &words.word("report-app-sections-put-all")) {
        form.edits.edit(Edit::AllSections);
    }
}

fn party_ui(ui: &mut Ui, scene: &Scene<'_>, edits: &mut Edits, who: Who) {
    let words = scene.words;
    fields::section(ui, scene, who.word());
    for what in What::ALL {
        let shown = words.word(&what.word());
        let named = Phrase::new("report-app-field").word("who", who.word()).text("what", &shown);
        line_ui(ui, scene, edits, Entry::Party(who, what), (&shown, &words.say(&named)));
    }
}

/// A field of one line, what stands above it, and its name for those who cannot see what stands around it.
fn line_ui(ui: &mut Ui, scene: &Scene<'_>, edits: &mut Edits, entry: Entry, (shown, name): (&str, &str)) {
    ui.add_space(2.0);
    ui.add(Label::new(parts::quiet(shown, scene.theme)).truncate());
    // The field takes its own margins off the width.
    let (hint, width) = (scene.words.word(&entry.hint()), ui.available_width() + 16.0);
    let field = fields::seen(typed::line(ui, name, &hint, &mut edits.draft(entry).text, width));
    if field.lost_focus() || typed::entered(ui, &field) {
        edits.commit(entry);
    }
}

fn logo_ui(ui: &mut Ui, scene: &Scene<'_>, edits: &Edits, wishes: &mut Vec<Wish>) {
    let words = scene.words;
    let logo = edits.known().logo.as_ref();
    let name = logo.map_or_else(|| words.word("report-app-logo-none"), |l| SafeText::new(&l.name).into());
    ui.add(Label::new(parts::quiet(words.word("report-app-logo"), scene.theme)));
    ui.add(Label::new(RichText::new(&name).size(ROW)).truncate()).on_hover_text(&name);
    ui.horizontal_wrapped(|ui| {
        if fields::button(ui, true, &words.word("report-app-logo-choose")) {
            wishes.push(Wish::ChooseLogo);
        }
        if logo.is_some() && fields::button(ui, true, &words.word("report-app-logo-remove")) {
            wishes.push(Wish::Do(Command::TakeLogo(None)));
        }
    });
    fields::why(ui, scene, "report-app-logo-why");
}

/// Remarks, and the sheet for the decision about a breach of personal data.
fn texts_ui(ui: &mut Ui, scene: &Scene<'_>, form: &mut OptionsForm) {
    let OptionsForm { edits, remarks, data, .. } = form;
    let mut keep_how = true;
    for (id, of_data, open) in
        [("report-app-remarks", false, remarks), ("report-app-personal-data", true, data)]
    {
        let keys: Vec<&'static str> =
            FIELDS.into_iter().filter(|key| key.starts_with(DATA) == of_data).collect();
        let written = keys.iter().filter(|key| !edits.known().text(key).is_empty()).count();
        let text = Phrase::new(id).number("n", written).number("all", keys.len());
        if !fields::fold(ui, scene.theme, &scene.words.say(&text), open) {
            continue;
        }
        if of_data {
            fields::why(ui, scene, "report-app-personal-data-why");
        }
        if std::mem::take(&mut keep_how) {
            fields::why(ui, scene, "report-app-keep-how");
        }
        keys.into_iter().for_each(|key| text_ui(ui, scene, edits, key));
        ui.add_space(4.0);
    }
}

fn text_ui(ui: &mut Ui, scene: &Scene<'_>, edits: &mut Edits, key: &'static str) {
    let entry = Entry::Text(key);
    let name = scene.words.word(&format!("report-field-{key}"));
    let hint = scene.words.word(&entry.hint());
    ui.add_space(4.0);
    ui.add(Label::new(parts::quiet(&name, scene.theme)).wrap());
    let field = fields::seen(typed::lines(ui, &name, &hint, &mut edits.draft(entry).text, LINES));
    if field.lost_focus() || typed::entered(ui, &field) {
        edits.commit(entry);
    }
}
