//! A consent as it is being written: client, who authorised it, targets one by one, what may be done.
//!
//! Nothing is accepted beforehand: every target and every box takes a click of its own.

use super::{fields, read, scopes, targets};
use crate::app::panel::{Scene, Wish};
use crate::app::theme::ROW;
use crate::app::widgets::icons::Icon;
use crate::app::widgets::{parts, typed};
use crate::checks::consent::{Consent, Scope};
use crate::model::safe_text::SafeText;
use crate::model::time::UtcTime;
use crate::words::Phrase;
use crate::workbench::command::Command;
use eframe::egui::{RichText, Ui};

/// What was typed and ticked so far.
#[derive(Debug, Default)]
pub struct Draft {
    client: String,
    by: String,
    targets: Vec<String>,
    typed: String,
    scopes: Vec<Scope>,
}

impl Draft {
    /// To begin with what is recorded.
    pub fn of(consent: &Consent) -> Self {
        Self {
            client: consent.client.clone(),
            by: consent.authorised_by.clone(),
            targets: consent.targets.clone(),
            typed: String::new(),
            scopes: consent.scopes.clone(),
        }
    }

    /// Was nothing typed or ticked yet?
    pub fn is_empty(&self) -> bool {
        self.client.is_empty() && self.by.is_empty() && self.targets.is_empty() && self.scopes.is_empty()
    }

    /// What is still missing.
    fn lacks(&self) -> Option<Phrase> {
        let targets = self.targets.iter().cloned();
        Consent::new(&self.client, &self.by, targets, &self.scopes, UtcTime::default()).lacks()
    }

    fn add(&mut self, target: &str) {
        if !self.targets.iter().any(|known| known == target) {
            self.targets.push(target.to_owned());
        }
    }

    fn command(&self) -> Command {
        Command::GiveConsent {
            client: self.client.trim().to_owned(),
            authorised_by: self.by.trim().to_owned(),
            targets: self.targets.clone(),
            scopes: self.scopes.clone(),
        }
    }
}

/// Draws the form; true when the consent was recorded.
pub fn draft_ui(ui: &mut Ui, scene: &Scene<'_>, draft: &mut Draft, wishes: &mut Vec<Wish>) -> bool {
    let width = ui.available_width();
    let half = ((width - 8.0) * 0.5).max(120.0);
    let mut entered = false;
    ui.horizontal_top(|ui| {
        for (id, hint, text) in [
            ("chk-client", "Contoso SA", &mut draft.client),
            ("chk-authorised-by", "A. Martin", &mut draft.by),
        ] {
            let field = fields::field(ui, scene, (id, hint), text, half);
            entered |= typed::entered(ui, &field);
        }
    });
    targets_ui(ui, scene, draft);
    fields::section(ui, scene, "chk-scopes");
    ui.scope(|ui| scopes::scopes_ui(ui, scene, &mut draft.scopes));
    ui.add_space(8.0);
    let lacks = draft.lacks();
    let pressed = fields::primary(ui, scene, lacks.is_none(), &scene.words.word("chk-record"));
    if let Some(why) = &lacks {
        fields::quiet(ui, scene, &scene.words.say(why));
    }
    let record = (pressed || entered) && lacks.is_none();
    if record {
        wishes.push(Wish::Do(draft.command()));
    }
    record
}

fn targets_ui(ui: &mut Ui, scene: &Scene<'_>, draft: &mut Draft) {
    fields::section(ui, scene, "chk-targets");
    fields::why(ui, scene, "chk-targets-why");
    chosen_ui(ui, scene, draft);
    add_ui(ui, scene, draft);
    proposals_ui(ui, scene, draft);
}

/// What was accepted so far, each to be struck out again.
fn chosen_ui(ui: &mut Ui, scene: &Scene<'_>, draft: &mut Draft) {
    if draft.targets.is_empty() {
        return;
    }
    let mut struck = None;
    ui.horizontal_wrapped(|ui| {
        for (n, target) in draft.targets.iter().enumerate() {
            let shown = SafeText::new(target);
            ui.label(RichText::new(shown.as_str()).font(crate::app::fonts::medium(ROW)));
            let name = scene.words.say(&Phrase::new("chk-strike").text("target", target));
            if fields::seen(parts::icon_bare(ui, scene.theme, Icon::Cross, &name)).clicked() {
                struck = Some(n);
            }
        }
    });
    if let Some(n) = struck {
        draft.targets.remove(n);
    }
}

fn add_ui(ui: &mut Ui, scene: &Scene<'_>, draft: &mut Draft) {
    let read = read::targets(&draft.typed);
    ui.horizontal(|ui| {
        let name = scene.words.word("chk-add-target");
        let width = (ui.available_width() - 100.0).max(120.0);
        let hint = "mail.contoso.test, 203.0.113.25";
        let field = fields::seen(typed::line(ui, &name, hint, &mut draft.typed, width));
        let sound = read.as_ref().is_ok_and(|new| !new.is_empty());
        let pressed = fields::button(ui, sound, &scene.words.word("site-add"));
        if let (true, Ok(new)) = (pressed || typed::entered(ui, &field), &read)
            && !new.is_empty()
        {
            new.iter().for_each(|target| draft.add(target));
            draft.typed.clear();
            field.request_focus();
        }
    });
    fields::slip(ui, scene, &read);
}

fn proposals_ui(ui: &mut Ui, scene: &Scene<'_>, draft: &mut Draft) {
    let mut open = targets::proposals(scene.case);
    open.retain(|p| !draft.targets.contains(&p.target));
    if open.is_empty() {
        return;
    }
    fields::why(ui, scene, "chk-proposed");
    ui.horizontal_wrapped(|ui| {
        for proposal in open {
            let basis = scene.words.word(&format!("chk-from-{}", proposal.basis));
            let name = scene
                .words
                .say(&Phrase::new("chk-accept").text("target", &proposal.target).text("why", &basis));
            if fields::button(ui, true, &name) {
                draft.add(&proposal.target);
            }
        }
    });
}
