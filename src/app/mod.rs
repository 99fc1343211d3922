//! The window: the roster of its places, and the loop that polls, draws and carries out wishes.
//!
//! [`shell`] draws one frame from a [`Scene`](panel::Scene) and collects wishes; [`front::Front`] carries them
//! out after the frame, and [`Window`] is its frame on the system. A new place is a variant of [`panel::PlaceInApp`], a file in `panels/` and an arm in
//! [`shell`].

pub mod acts;
pub mod dialogs;
pub mod fonts;
pub mod front;
pub mod icon;
pub mod kept_view;
pub mod lists;
pub mod palette;
pub mod panel;
pub mod panels;
pub mod run;
pub mod series;
pub mod settings;
pub mod shell;
pub mod shortcuts;
pub mod style;
pub mod theme;
pub mod timeline_state;
pub mod unfinished;
pub mod view;
pub mod widgets;

use crate::words::{Language, Words};
use crate::workbench::Workbench;
use crate::workbench::command::Command;
use crate::workbench::keeping::system_clock;
use chrono_tz::Tz;
use eframe::{CreationContext, Frame, Storage, egui};
use front::Front;
use panel::Wish;
use run::Start;
use settings::Recent;
use shell::Shell;
use std::path::PathBuf;
use std::sync::mpsc::Receiver;
use std::time::Duration;

/// Key of the Investigate place's sizes in eframe's storage.
const INVESTIGATE: &str = "investigate";

/// How long the end of the program waits for the last of a case to reach its file.
const TO_CLOSE: Duration = Duration::from_secs(30);

/// The program in its window.
#[derive(Debug)]
pub struct Window {
    front: Front,
    /// Unnamed cases found in their folder, on their way.
    unfinished: Option<Receiver<Vec<Recent>>>,
}

impl Window {
    /// A window that begins as `start` says, with the settings kept from last time.
    #[must_use]
    pub fn new(cc: &CreationContext<'_>, start: Start) -> Self {
        style::install(&cc.egui_ctx);
        let ctx = cc.egui_ctx.clone();
        let workbench = Workbench::new(move || ctx.request_repaint()).kept(cases_folder()).with_preview();
        let mut shell = Shell::new(settings::Settings::load(cc.storage));
        if let Some(kept) = cc.storage.and_then(|s| eframe::get_value(s, INVESTIGATE)) {
            shell.investigate = kept;
        }
        cc.egui_ctx.set_theme(shell.settings.theme());
        cc.egui_ctx.set_zoom_factor(shell.settings.zoom());
        // Ctrl with plus, minus and zero are ours, within bounds that fit the window.
        cc.egui_ctx.options_mut(|o| o.zoom_with_keyboard = false);
        let mut front = Front::new(workbench, shell);
        front.bring(start.paths);
        if start.demo {
            front.wish(&cc.egui_ctx, Wish::Do(Command::OpenDemo));
        }
        let wake = cc.egui_ctx.clone();
        let unfinished = cases_folder().map(|f| unfinished::look(f, move || wake.request_repaint()));
        Self { front, unfinished }
    }
}

/// Where unnamed cases are kept: beside the settings.
fn cases_folder() -> Option<PathBuf> {
    eframe::storage_dir(run::APP_ID).map(|folder| folder.join("cases"))
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut Frame) {
        self.front.poll(system_clock());
        if let Some(found) = self.unfinished.as_ref().and_then(|r| r.try_recv().ok()) {
            self.front.shell.settings.add_found(found);
        }
        let case = self.front.workbench.case();
        if case.is_loading() || case.analysing {
            // Progress moves even where no job reports for a while.
            ctx.request_repaint_after(Duration::from_millis(200));
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut Frame) {
        self.front.ui(ui);
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        self.front.close(TO_CLOSE);
    }

    fn save(&mut self, storage: &mut dyn Storage) {
        self.front.keep_view();
        self.front.shell.settings.save(storage);
        eframe::set_value(storage, INVESTIGATE, &self.front.shell.investigate);
    }
}

/// Words in a language and zone.
fn words(language: Language, zone: Option<Tz>) -> Words {
    Words::new(language, zone.unwrap_or(Tz::UTC))
}
