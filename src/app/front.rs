//! The window without its frame: a workbench and a shell, and the loop that polls, draws and carries out wishes.
//!
//! Apart from the window, so that a test goes through the very same. Reads no clock and waits only in
//! [`Front::close`].

use super::dialogs::{Chosen, Dialogs};
use super::panel::Wish;
use super::panels::case_words;
use super::panels::report::names;
use super::shell::{Shell, brought};
use crate::model::time::UtcTime;
use crate::words::Phrase;
use crate::workbench::Workbench;
use crate::workbench::command::{Command, Output, Product};
use eframe::egui::{Context, Ui};
use std::path::PathBuf;
use std::time::Duration;

/// Workbench, shell, and what goes between them.
#[derive(Debug)]
pub struct Front {
    /// Owns the case.
    pub workbench: Workbench,
    /// Draws it.
    pub shell: Shell,
    dialogs: Dialogs,
    /// File and standing of the case noted last among the recent ones.
    noted: (Option<PathBuf>, bool),
}

impl Front {
    /// Begins with an empty case, or with what the workbench has.
    #[must_use]
    pub fn new(workbench: Workbench, shell: Shell) -> Self {
        let mut front = Self { workbench, shell, dialogs: Dialogs::default(), noted: (None, false) };
        if let Some(zone) = front.shell.settings.zone() {
            front.workbench.submit(Command::SetSiteZone(zone));
        }
        front
    }

    /// Takes in files, folders or a case, whichever way they were named.
    pub fn bring(&mut self, paths: Vec<PathBuf>) {
        brought(paths).into_iter().for_each(|command| self.workbench.submit(command));
    }

    /// Takes in what jobs and dialogs have brought; before each frame.
    pub fn poll(&mut self, now: UtcTime) {
        match self.dialogs.take() {
            Some(Chosen::Evidence(paths)) => self.bring(paths),
            Some(Chosen::Case(path)) => self.workbench.submit(Command::OpenCase(path)),
            Some(Chosen::SaveAs(path)) => self.workbench.submit(Command::SaveAs(path)),
            Some(Chosen::Proof(step, path)) => {
                self.workbench.submit(Command::ProveByFile { step, path, embed: true });
            }
            Some(Chosen::TakeOut(sha256, path)) => self.workbench.submit(Command::TakeOutProof(sha256, path)),
            Some(Chosen::Output(product, open, path)) => {
                let language = self.shell.words.language();
                let output = Output { product, path, language, open, settings: None, at: None };
                self.workbench.submit(Command::Produce(Box::new(output)));
            }
            Some(Chosen::Logo(path)) => self.workbench.submit(Command::TakeLogo(Some(path))),
            None => {}
        }
        self.workbench.poll();
        self.shell.now = now;
        self.note_recent(now);
    }

    /// One frame, and what was wished for in it.
    pub fn ui(&mut self, ui: &mut Ui) {
        let mut wishes = Vec::new();
        self.shell.ui(ui, self.workbench.case(), &mut wishes);
        let ctx = ui.ctx().clone();
        wishes.into_iter().for_each(|wish| self.wish(&ctx, wish));
    }

    /// Carries out a wish: the window's own here, the others by the workbench.
    pub fn wish(&mut self, ctx: &Context, wish: Wish) {
        self.shell.take_in(ctx, &wish);
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
            Wish::ChooseProof { step } => self.dialogs.ask_proof(words.word("proof-choose"), step, wake),
            Wish::ChooseTakeOut { sha256, name } => {
                self.dialogs.ask_take_out(words.word("proof-take-out"), (sha256, name), wake);
            }
            Wish::ChooseOutput { product, open } => self.ask_output(product, open, wake),
            Wish::ChooseLogo => {
                let (title, kind) = ("report-app-logo-choose", "report-app-logo-pictures");
                self.dialogs.ask_logo(words.word(title), words.word(kind), wake);
            }
            Wish::Save if !self.workbench.case().home.named => self.ask_save(wake),
            _ => {}
        }
    }

    fn ask_save(&mut self, wake: impl Fn() + Send + 'static) {
        let words = &self.shell.words;
        let name = case_words::suggested_name(self.workbench.case(), words);
        self.dialogs.ask_save(words.word("act-save-as"), words.word("case-file"), name, wake);
    }

    fn ask_output(&mut self, product: Product, open: bool, wake: impl Fn() + Send + 'static) {
        let words = &self.shell.words;
        let kind = names::kind(product, words);
        let title = words.say(&Phrase::new("report-app-write").text("what", &kind));
        let name = names::suggested(self.workbench.case(), words, product, self.shell.now);
        self.dialogs.ask_output(title, (kind, name), (product, open), wake);
    }

    /// Notes the open case among the recent ones, once there is something in it.
    fn note_recent(&mut self, now: UtcTime) {
        let case = self.workbench.case();
        let home = (case.home.path.clone(), case.home.named);
        if home.0.is_some() && !case.sources.is_empty() && self.noted != home {
            self.shell.settings.remember(case, now);
            self.noted = home;
        }
    }

    /// Gives the view to the case where it does not have it yet.
    pub fn keep_view(&mut self) {
        if let Some(view) = self.shell.unkept_view() {
            self.workbench.submit(Command::KeepView(view));
        }
    }

    /// The end of the window: the view goes into the case, and the last of the case into its file.
    pub fn close(&mut self, timeout: Duration) {
        self.keep_view();
        self.workbench.close(timeout);
    }
}
