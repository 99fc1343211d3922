//! What a consent may cover, each with what it means for whom.

use super::fields;
use crate::app::panel::Scene;
use crate::app::widgets::parts;
use crate::checks::consent::Scope;
use eframe::egui::Ui;

/// Boxes to tick, each with a sentence.
pub fn scopes_ui(ui: &mut Ui, scene: &Scene<'_>, ticked: &mut Vec<Scope>) {
    ui.scope(|ui| boxes(ui, scene, ticked));
}

fn boxes(ui: &mut Ui, scene: &Scene<'_>, ticked: &mut Vec<Scope>) {
    ui.spacing_mut().item_spacing.y = 1.0;
    ui.spacing_mut().interact_size.y = 20.0;
    for scope in Scope::ALL {
        let mut on = ticked.contains(&scope);
        let name = scene.words.word(&format!("scope-{}", scope.key()));
        ui.horizontal_wrapped(|ui| {
            if fields::tick(ui, true, &mut on, &name) {
                ticked.retain(|s| *s != scope);
                ticked.extend(on.then_some(scope));
            }
            ui.label(parts::quiet(scene.words.word(why(scope)), scene.theme));
        });
        ui.add_space(4.0);
    }
}

fn why(scope: Scope) -> &'static str {
    match scope {
        Scope::Blocklists => "chk-scope-blocklists-why",
        Scope::Dns => "chk-scope-dns-why",
        Scope::Smtp => "chk-scope-smtp-why",
        Scope::Relay => "chk-scope-relay-why",
        Scope::HiddenAuth => "chk-scope-hidden-auth-why",
    }
}
