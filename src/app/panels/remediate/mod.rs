//! The Remediate place: the steps of the clean-up, each with its way, its warnings and its proofs.
//!
//! Nothing here changes the case; a step is ticked by a command and shows as ticked once it is kept.

use crate::app::panel::{Scene, Wish};
use eframe::egui::Ui;

/// What the place shows.
#[derive(Debug, Default)]
pub struct RemediateView {
    /// The step that is open, by its id.
    pub open: String,
}

impl RemediateView {
    /// Opens a step.
    pub fn show(&mut self, id: &str) {
        id.clone_into(&mut self.open);
    }
}

/// A few words for the rail.
#[must_use]
pub fn rail_state(scene: &Scene<'_>) -> String {
    scene.words.word("state-nothing-yet")
}

/// Draws the place.
pub fn remediate_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut RemediateView, wishes: &mut Vec<Wish>) {
    let _ = (ui, scene, view, wishes);
}
