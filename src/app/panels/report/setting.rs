//! When the pages are set anew: once something they show has changed and stood still for a moment.
//!
//! Never while evidence is on its way, and never twice for the same state of the case.

use super::is_busy;
use crate::analysis::finding::SiteSettings;
use crate::app::panel::{Scene, Wish};
use crate::case::marks::Marks;
use crate::case::work::Work;
use crate::words::Language;
use crate::workbench::command::Command;
use eframe::egui::Ui;
use std::time::Duration;

/// Seconds for which nothing must have changed.
const STILL: f64 = 0.6;

/// All that the pages are made of.
#[derive(Debug, PartialEq)]
struct Stamp {
    number: u64,
    generation: u64,
    custody: usize,
    language: Language,
    site: SiteSettings,
    marks: Marks,
    work: Work,
}

impl Stamp {
    fn of(scene: &Scene<'_>) -> Self {
        let case = scene.case;
        Self {
            number: case.number,
            generation: case.generation,
            custody: case.custody.len(),
            language: scene.words.language(),
            site: case.settings.clone(),
            marks: case.marks.clone(),
            work: case.work.clone(),
        }
    }

    /// Is nothing other than it was? Compares without copying.
    fn holds(&self, scene: &Scene<'_>) -> bool {
        let case = scene.case;
        let numbers = (case.number, case.generation, case.custody.len(), scene.words.language());
        numbers == (self.number, self.generation, self.custody, self.language)
            && case.settings == self.site
            && case.marks == self.marks
            && case.work == self.work
    }
}

/// How the pages on screen stand to the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// They are of the case as it is.
    Current,
    /// They are being set.
    Working,
    /// Something has changed since.
    Stale,
}

/// What was asked for last, and what has been seen since.
#[derive(Debug, Default)]
pub struct Setting {
    asked: Option<Stamp>,
    seen: Option<Stamp>,
    since: f64,
}

impl Setting {
    /// Asks for pages where it is time to; call once a frame while the place is shown.
    pub fn follow(&mut self, ui: &Ui, scene: &Scene<'_>, wishes: &mut Vec<Wish>) {
        if is_busy(scene.case) || self.asked.as_ref().is_some_and(|asked| asked.holds(scene)) {
            self.seen = None;
            return;
        }
        let now = ui.input(|i| i.time);
        if !self.seen.as_ref().is_some_and(|seen| seen.holds(scene)) {
            (self.seen, self.since) = (Some(Stamp::of(scene)), now);
        }
        let wait = self.since + STILL - now;
        if self.asked.is_some() && wait > 0.0 {
            return ui.ctx().request_repaint_after(Duration::from_secs_f64(wait));
        }
        self.asked = self.seen.take();
        wishes.push(Wish::Do(Command::SetPages(scene.words.language())));
    }

    /// Asks once more, whatever came of it last time.
    pub fn again(&mut self) {
        self.asked = None;
    }

    /// How the pages stand.
    pub fn standing(&self, scene: &Scene<'_>) -> Standing {
        let current = self.asked.as_ref().is_some_and(|asked| asked.holds(scene));
        match () {
            () if !current => Standing::Stale,
            () if scene.case.preview.working => Standing::Working,
            () => Standing::Current,
        }
    }
}
