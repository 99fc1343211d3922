//! The window: the roster of its places, and the loop that polls, draws and carries out wishes.
//!
//! [`shell`] draws one frame from a [`Scene`](panel::Scene) and collects wishes; [`Window`] carries them
//! out after the frame. A new place is a variant of [`panel::PlaceInApp`], a file in `panels/` and an arm in
//! [`shell`].

pub mod acts;
pub mod dialogs;
pub mod fonts;
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

use crate::model::time::UtcTime;
use crate::words::{Language, Words};
use crate::workbench::Workbench;
use crate::workbench::command::Command;
use chrono_tz::Tz;
use dialogs::{Chosen, Dialogs};
use eframe::{CreationContext, Frame, Storage, egui};
use panel::Wish;
use panels::case_words;
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
    workbench: Workbench,
    shell: Shell,
    dialogs: Dialogs,
    /// File and standing of the case noted last among the recent ones.
    noted: (Option<PathBuf>, bool),
    /// Unnamed cases found in their folder, on their way.
    unfinished: Option<Receiver<Vec<Recent>>>,
}

impl Window {
    /// A window that begins as `start` says, with the settings kept from last time.
    #[must_use]
    pub fn new(cc: &CreationContext<'_>, start: Start) -> Self {
        style::install(&cc.egui_ctx);
        let ctx = cc.egui_ctx.clone();
        let mut window = Self {
            workbench: Workbench::new(move || ctx.request_repaint()).kept(cases_folder()).with_preview(),
            shell: Shell::new(settings::Settings::load(cc.storage)),
            dialogs: Dialogs::default(),
            noted: (None, false),
            unfinished: None,
        };
        window.unfinished = cases_folder().map(|folder| {
            let wake = cc.egui_ctx.clone();
            unfinished::look(folder, move || wake.request_repaint())
        });
        if let Some(kept) = cc.storage.and_then(|s| eframe::get_value(s, INVESTIGATE)) {
            window.shell.investigate = kept;
        }
        cc.egui_ctx.set_theme(window.shell.settings.theme());
        cc.egui_ctx.set_zoom_factor(window.shell.settings.zoom());
        // Ctrl with plus, minus and zero are ours, within bounds that fit the window.
        cc.egui_ctx.options_mut(|o| o.zoom_with_keyboard = false);
        if let Some(zone) = window.shell.settings.zone() {
            window.workbench.submit(Command::SetSiteZone(zone));
        }
        shell::brought(start.paths).into_iter().for_each(|command| window.workbench.submit(command));
        if start.demo {
            let wish = Wish::Do(Command::OpenDemo);
            window.shell.take_in(&cc.egui_ctx, &wish);
            window.carry_out(&cc.egui_ctx, wish);
        }
        window
    }

    fn carry_out(&mut self, ctx: &egui::Context, wish: Wish) {
        let (words, wake) = (&self.shell.words, ctx.clone());
        let wake = move || wake.request_repaint();
        match wish {
            Wish::Do(command) => self.workbench.submit(command),
            Wish::ChooseFiles => self.dialogs.ask_files(words.word("top-open-files"), wake),
            Wish::ChooseFolder => self.dialogs.ask_folder(words.word("top-open-folder"), wake),
            Wish::ChooseCase => {
                self.dialogs.ask_case(words.word("act-open-case"), words.word("case-file"), wake);
            }
            Wish::ChooseSaveAs => self.ask_save(wake),
            Wish::Save if !self.workbench.case().home.named => self.ask_save(wake),
            _ => {}
        }
    }

    fn ask_save(&mut self, wake: impl Fn() + Send + 'static) {
        let words = &self.shell.words;
        let name = case_words::suggested_name(self.workbench.case(), words);
        self.dialogs.ask_save(words.word("act-save-as"), words.word("case-file"), name, wake);
    }

    fn take_chosen(&mut self) {
        match self.dialogs.take() {
            Some(Chosen::Evidence(paths)) => {
                shell::brought(paths).into_iter().for_each(|command| self.workbench.submit(command));
            }
            Some(Chosen::Case(path)) => self.workbench.submit(Command::OpenCase(path)),
            Some(Chosen::SaveAs(path)) => self.workbench.submit(Command::SaveAs(path)),
            None => {}
        }
    }

    /// Notes the open case among the recent ones, once there is something in it.
    fn note_recent(&mut self) {
        let case = self.workbench.case();
        let home = (case.home.path.clone(), case.home.named);
        if home.0.is_some() && !case.sources.is_empty() && self.noted != home {
            self.shell.settings.remember(case, now());
            self.noted = home;
        }
    }
}

/// Where unnamed cases are kept: beside the settings.
fn cases_folder() -> Option<PathBuf> {
    eframe::storage_dir(run::APP_ID).map(|folder| folder.join("cases"))
}

/// The head alone reads the clock.
fn now() -> UtcTime {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let seconds = since.map_or(0, |d| i64::try_from(d.as_secs()).unwrap_or(0));
    UtcTime::from_unix(seconds, 0)
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut Frame) {
        self.take_chosen();
        self.workbench.poll();
        self.note_recent();
        if let Some(found) = self.unfinished.as_ref().and_then(|r| r.try_recv().ok()) {
            self.shell.settings.add_found(found);
        }
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

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        self.workbench.close(TO_CLOSE);
    }

    fn save(&mut self, storage: &mut dyn Storage) {
        if let Some(view) = self.shell.unkept_view() {
            self.workbench.submit(Command::KeepView(view));
        }
        self.shell.settings.save(storage);
        eframe::set_value(storage, INVESTIGATE, &self.shell.investigate);
    }
}

/// Words in a language and zone.
fn words(language: Language, zone: Option<Tz>) -> Words {
    Words::new(language, zone.unwrap_or(Tz::UTC))
}
