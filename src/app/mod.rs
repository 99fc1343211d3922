//! The window: the roster of its places, and the loop that polls, draws and carries out wishes.
//!
//! [`shell`] draws one frame from a [`Scene`](panel::Scene) and collects wishes; [`Window`] carries them
//! out after the frame. A new place is a variant of [`panel::PlaceInApp`], a file in `panels/` and an arm in
//! [`shell`].

pub mod dialogs;
pub mod fonts;
pub mod icon;
pub mod lists;
pub mod panel;
pub mod panels;
pub mod run;
pub mod series;
pub mod settings;
pub mod shell;
pub mod style;
pub mod theme;
pub mod timeline_state;
pub mod view;
pub mod widgets;

use crate::words::{Language, Words};
use crate::workbench::Workbench;
use crate::workbench::command::Command;
use chrono_tz::Tz;
use dialogs::Dialogs;
use eframe::{CreationContext, Frame, Storage, egui};
use panel::Wish;
use run::Start;
use shell::Shell;
use std::time::Duration;

/// Key of the Investigate place's sizes in eframe's storage.
const INVESTIGATE: &str = "investigate";

/// The program in its window.
#[derive(Debug)]
pub struct Window {
    workbench: Workbench,
    shell: Shell,
    dialogs: Dialogs,
}

impl Window {
    /// A window that begins as `start` says, with the settings kept from last time.
    #[must_use]
    pub fn new(cc: &CreationContext<'_>, start: Start) -> Self {
        style::install(&cc.egui_ctx);
        let ctx = cc.egui_ctx.clone();
        let mut window = Self {
            workbench: Workbench::new(move || ctx.request_repaint()),
            shell: Shell::new(settings::Settings::load(cc.storage)),
            dialogs: Dialogs::default(),
        };
        if let Some(kept) = cc.storage.and_then(|s| eframe::get_value(s, INVESTIGATE)) {
            window.shell.investigate = kept;
        }
        cc.egui_ctx.set_theme(window.shell.settings.theme());
        if let Some(zone) = window.shell.settings.zone() {
            window.workbench.submit(Command::SetSiteZone(zone));
        }
        if !start.paths.is_empty() {
            window.workbench.submit(Command::AddPaths(start.paths));
        }
        if start.demo {
            let wish = Wish::Do(Command::OpenDemo);
            window.shell.take_in(&cc.egui_ctx, &wish);
            window.carry_out(&cc.egui_ctx, wish);
        }
        window
    }

    fn carry_out(&mut self, ctx: &egui::Context, wish: Wish) {
        match wish {
            Wish::Do(command) => self.workbench.submit(command),
            Wish::ChooseFiles => {
                let (title, wake) = (self.shell.words.word("top-open-files"), ctx.clone());
                self.dialogs.ask_files(title, move || wake.request_repaint());
            }
            Wish::ChooseFolder => {
                let (title, wake) = (self.shell.words.word("top-open-folder"), ctx.clone());
                self.dialogs.ask_folder(title, move || wake.request_repaint());
            }
            _ => {}
        }
    }
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut Frame) {
        let chosen = self.dialogs.take();
        if !chosen.is_empty() {
            self.workbench.submit(Command::AddPaths(chosen));
        }
        self.workbench.poll();
        let case = self.workbench.case();
        if case.is_loading() || case.analysing {
            // Progress moves even where no job reports for a while.
            ctx.request_repaint_after(Duration::from_millis(200));
        }
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut Frame) {
        let mut wishes = Vec::new();
        self.shell.ui(ui, self.workbench.case(), &mut wishes);
        let ctx = ui.ctx().clone();
        for wish in wishes {
            self.shell.take_in(&ctx, &wish);
            self.carry_out(&ctx, wish);
        }
    }

    fn save(&mut self, storage: &mut dyn Storage) {
        self.shell.settings.save(storage);
        eframe::set_value(storage, INVESTIGATE, &self.shell.investigate);
    }
}

/// Words in a language and zone.
fn words(language: Language, zone: Option<Tz>) -> Words {
    Words::new(language, zone.unwrap_or(Tz::UTC))
}
