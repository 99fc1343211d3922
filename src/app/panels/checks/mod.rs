//! The Checks place: consent first, then blocklists, SMTP, DNS; mail-flow tests and the plan of re-tests.
//!
//! Nothing here contacts anybody: questions go as commands, and the workbench asks for the consent.

use crate::app::panel::{Scene, Wish};
use eframe::egui::Ui;

/// What the place shows.
#[derive(Debug, Default)]
pub struct ChecksView {}

/// A few words for the rail.
#[must_use]
pub fn rail_state(scene: &Scene<'_>) -> String {
    scene.words.word("state-nothing-yet")
}

/// Draws the place.
pub fn checks_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut ChecksView, wishes: &mut Vec<Wish>) {
    let _ = (ui, scene, view, wishes);
}
