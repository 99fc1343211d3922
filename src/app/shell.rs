//! One frame of the window: rail, top bar, bottom bar and the place between them.
//!
//! Apart from the window, so that a test or a picture draws the very same. Keeps window state only.

use super::panel::{Back, PlaceInApp, Scene, Wish};
use super::panels::empty::{EmptyView, drop_ui, empty_ui};
use super::panels::evidence::{EvidenceView, evidence_ui};
use super::panels::investigate::investigate_ui;
use super::panels::{bottom_bar, rail, top_bar};
use super::settings::Settings;
use super::theme::Theme;
use super::view::InvestigateView;
use super::words;
use crate::case::Case;
use crate::words::Words;
use crate::workbench::command::Command;
use eframe::egui::{CentralPanel, Context, Frame, Key, Margin, Modifiers, Ui};

/// State of the window that is not of the case.
#[derive(Debug)]
pub struct Shell {
    /// What is kept between starts.
    pub settings: Settings,
    /// The words spoken now.
    pub words: Words,
    /// Sizes and choices of the Investigate place; the sizes are kept too.
    pub investigate: InvestigateView,
    light: Theme,
    dark: Theme,
    evidence: EvidenceView,
    empty: EmptyView,
}

impl Shell {
    /// A window with these settings.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self {
            words: words(settings.language, settings.zone()),
            settings,
            investigate: InvestigateView::default(),
            light: Theme::light(),
            dark: Theme::dark(),
            evidence: EvidenceView::default(),
            empty: EmptyView::default(),
        }
    }

    /// Draws a frame; what the user asks for ends in `wishes`.
    pub fn ui(&mut self, ui: &mut Ui, case: &Case, wishes: &mut Vec<Wish>) {
        self.follow(case);
        let theme = if ui.visuals().dark_mode { &self.dark } else { &self.light };
        let scene = Scene { case, words: &self.words, theme };
        keys(ui, wishes);
        rail::rail_ui(ui, &scene, self.settings.place, wishes);
        top_bar::top_bar_ui(ui, &scene, &self.settings, wishes);
        bottom_bar::bottom_bar_ui(ui, &scene, wishes);
        let ground = Frame::new().fill(theme.ground).inner_margin(Margin::same(12));
        CentralPanel::no_frame().frame(ground).show(ui, |ui| match self.settings.place {
            _ if case.sources.is_empty() => empty_ui(ui, &scene, &mut self.empty, wishes),
            PlaceInApp::Evidence => evidence_ui(ui, &scene, &mut self.evidence, wishes),
            PlaceInApp::Investigate => investigate_ui(ui, &scene, &mut self.investigate, wishes),
        });
        drop_ui(ui, &scene, wishes);
        let settled = !ui.input(|i| i.pointer.any_down());
        self.investigate.history.follow(&self.investigate.selection, settled);
    }

    /// Takes in a wish that concerns the window itself; the others are for the workbench.
    pub fn take_in(&mut self, ctx: &Context, wish: &Wish) {
        match wish {
            Wish::Go(place) => self.settings.place = *place,
            Wish::ShowProblems => {
                self.settings.place = PlaceInApp::Evidence;
                self.evidence.only_problems = true;
            }
            Wish::Speak(language) => {
                self.settings.language = *language;
                self.words = words(*language, Some(self.words.zone()));
            }
            Wish::Wear(choice) => {
                self.settings.theme = *choice;
                ctx.set_theme(self.settings.theme());
            }
            Wish::Copy(text) => ctx.copy_text(text.clone()),
            Wish::Do(Command::SetSiteZone(zone)) => {
                self.settings.zone = Some(zone.name().to_owned());
                self.words = words(self.settings.language, Some(*zone));
            }
            // The demo is there to show the answer.
            Wish::Do(Command::OpenDemo) => self.settings.place = PlaceInApp::Investigate,
            Wish::Step(to) => {
                let history = &mut self.investigate.history;
                let found = if *to == Back::Back { history.back() } else { history.forward() };
                if let Some(selection) = found {
                    self.investigate.selection = selection;
                }
            }
            Wish::Do(_)
            | Wish::ChooseFiles
            | Wish::ChooseFolder
            | Wish::ChooseCase
            | Wish::ChooseSaveAs
            | Wish::OpenPalette
            | Wish::OpenShortcuts => {}
            Wish::Search => {
                self.settings.place = PlaceInApp::Investigate;
                self.investigate.search.take_focus = true;
            }
        }
    }

    /// The case may name its own zone, as the demo does.
    fn follow(&mut self, case: &Case) {
        if let Some(zone) = case.settings.zone.filter(|z| *z != self.words.zone()) {
            self.words = words(self.settings.language, Some(zone));
        }
    }
}

/// Ctrl+1 and Ctrl+2 go to the places.
fn keys(ui: &Ui, wishes: &mut Vec<Wish>) {
    for (key, place) in [(Key::Num1, PlaceInApp::Evidence), (Key::Num2, PlaceInApp::Investigate)] {
        if ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, key)) {
            wishes.push(Wish::Go(place));
        }
    }
}
