//! One frame of the window: rail, top bar, bottom bar, the place between them, and what lies over it.
//!
//! Apart from the window, so that a test or a picture draws the very same. Keeps window state only.

use super::acts::Around;
use super::dialogs::is_case;
use super::kept_view::Kept;
use super::lists::List;
use super::palette::{Palette, palette_ui};
use super::panel::{Back, Pick, PlaceInApp, Scene, Switch, Wish};
use super::panels::checks::{ChecksView, checks_ui};
use super::panels::empty::{EmptyView, drop_ui, empty_ui};
use super::panels::evidence::{EvidenceView, evidence_ui};
use super::panels::investigate::investigate_ui;
use super::panels::journal::{Journal, journal_ui};
use super::panels::remediate::{RemediateView, remediate_ui};
use super::panels::report::{ReportView, report_ui};
use super::panels::{bottom_bar, notice, rail, shortcuts_page, top_bar};
use super::settings::Settings;
use super::shortcuts;
use super::theme::Theme;
use super::view::InvestigateView;
use super::words;
use crate::case::Case;
use crate::model::time::UtcTime;
use crate::words::Words;
use crate::workbench::command::Command;
use eframe::egui::{CentralPanel, Context, Frame, Margin, ScrollArea, Sense, Ui, UiBuilder, Vec2, vec2};
use std::path::PathBuf;
use std::time::Duration;

/// Seconds a view must have stood still before it goes into the case.
const STILL: f64 = 1.0;

/// What lies over the window; one thing at most.
#[derive(Debug, Default)]
pub enum Over {
    /// Nothing.
    #[default]
    Nothing,
    /// The command palette.
    Palette(Palette),
    /// The page of shortcuts.
    Shortcuts,
    /// The journal of the case.
    Journal(Journal),
}

/// The view as the case has it, and since when it is another.
#[derive(Debug, Default)]
struct KeptView {
    number: Option<u64>,
    kept: Kept,
    seen: Kept,
    since: f64,
}

/// State of the window that is not of the case.
#[derive(Debug)]
pub struct Shell {
    /// What is kept between starts.
    pub settings: Settings,
    /// The words spoken now.
    pub words: Words,
    /// Sizes and choices of the Investigate place; the sizes are kept too.
    pub investigate: InvestigateView,
    /// What lies over the window.
    pub over: Over,
    /// What the Remediate place shows.
    pub remediate: RemediateView,
    /// What the Checks place shows.
    pub checks: ChecksView,
    /// What the Report place shows.
    pub report: ReportView,
    /// The time of the next frame, for what is due.
    pub now: UtcTime,
    light: Theme,
    dark: Theme,
    evidence: EvidenceView,
    empty: EmptyView,
    view: KeptView,
}

impl Shell {
    /// A window with these settings.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self {
            words: words(settings.language, settings.zone()),
            settings,
            investigate: InvestigateView::default(),
            remediate: RemediateView::default(),
            checks: ChecksView::default(),
            report: ReportView::default(),
            now: UtcTime::default(),
            over: Over::Nothing,
            light: Theme::light(),
            dark: Theme::dark(),
            evidence: EvidenceView::default(),
            empty: EmptyView::default(),
            view: KeptView::default(),
        }
    }

    /// Draws a frame; what the user asks for ends in `wishes`.
    pub fn ui(&mut self, ui: &mut Ui, case: &Case, wishes: &mut Vec<Wish>) {
        self.follow(case);
        let theme = if ui.visuals().dark_mode { &self.dark } else { &self.light };
        let scene = Scene { case, words: &self.words, theme, now: self.now };
        let around = Around { scene, settings: &self.settings, view: &self.investigate };
        if matches!(self.over, Over::Nothing) {
            shortcuts::obey(ui, &around, wishes);
        }
        // A tooltip that is open would stay over the page that opens over everything.
        let tips = (!matches!(self.over, Over::Nothing)).then(|| without_tips(ui.ctx()));
        self.remediate.follow(&scene);
        rail::rail_ui(ui, &scene, &self.remediate, self.settings.place, wishes);
        top_bar::top_bar_ui(ui, &around, wishes);
        bottom_bar::bottom_bar_ui(ui, &scene, wishes);
        notice::notice_ui(ui, &scene, wishes);
        if let Some(delay) = tips {
            set_tips(ui.ctx(), delay);
        }
        over_ui(ui, &around, &mut self.over, wishes);
        if tips.is_some() {
            without_tips(ui.ctx());
        }
        let ground = Frame::new().fill(theme.ground).inner_margin(Margin::same(12));
        CentralPanel::no_frame().frame(ground).show(ui, |ui| match self.settings.place {
            PlaceInApp::Remediate => {
                roomy(ui, |ui| remediate_ui(ui, &scene, &mut self.remediate, wishes));
            }
            PlaceInApp::Checks => roomy(ui, |ui| checks_ui(ui, &scene, &mut self.checks, wishes)),
            PlaceInApp::Report => roomy(ui, |ui| report_ui(ui, &scene, &mut self.report, wishes)),
            _ if case.sources.is_empty() => {
                empty_ui(ui, &scene, &self.settings.recent, &mut self.empty, wishes);
            }
            PlaceInApp::Evidence => {
                roomy(ui, |ui| evidence_ui(ui, &scene, &mut self.evidence, wishes));
            }
            PlaceInApp::Investigate => {
                roomy(ui, |ui| investigate_ui(ui, &scene, &mut self.investigate, wishes));
            }
        });
        if let Some(delay) = tips {
            set_tips(ui.ctx(), delay);
        }
        drop_ui(ui, &scene, wishes);
        let settled = !ui.input(|i| i.pointer.any_down());
        self.investigate.history.follow(&self.investigate.selection, settled);
        self.keep_view(ui, case, settled, wishes);
    }

    /// Takes in a wish that concerns the window itself; the others are for the workbench.
    pub fn take_in(&mut self, ctx: &Context, wish: &Wish) {
        match wish {
            Wish::Go(place) => self.settings.place = *place,
            Wish::Search => {
                self.settings.place = PlaceInApp::Investigate;
                self.investigate.search.take_focus = true;
            }
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
            Wish::Scale(percent) => {
                self.settings.scale = *percent;
                ctx.set_zoom_factor(self.settings.zoom());
            }
            Wish::Copy(text) => ctx.copy_text(text.clone()),
            Wish::Do(Command::SetSiteZone(zone)) => {
                self.settings.zone = Some(zone.name().to_owned());
                self.words = words(self.settings.language, Some(*zone));
            }
            // The demo is there to show the answer.
            Wish::Do(Command::OpenDemo) => self.settings.place = PlaceInApp::Investigate,
            Wish::GoToStep(id) => {
                self.settings.place = PlaceInApp::Remediate;
                self.remediate.show(id);
            }
            Wish::Step(to) => self.step(*to),
            Wish::Pick(pick) => self.pick(*pick),
            Wish::Switch(switch) => self.switch(*switch),
            Wish::ShowNoise(shown) => self.investigate.with_noise = *shown,
            Wish::ForgetRecent(path) => self.settings.forget(path),
            Wish::OpenPalette => self.over = Over::Palette(Palette::default()),
            Wish::OpenShortcuts => self.over = Over::Shortcuts,
            Wish::OpenJournal => self.over = Over::Journal(Journal::default()),
            Wish::Do(_)
            | Wish::ChooseFiles
            | Wish::ChooseFolder
            | Wish::ChooseCase
            | Wish::ChooseSaveAs
            | Wish::ChooseProof { .. }
            | Wish::ChooseTakeOut { .. }
            | Wish::ChooseOutput { .. }
            | Wish::ChooseLogo
            | Wish::Save => {}
        }
    }

    fn step(&mut self, to: Back) {
        let history = &mut self.investigate.history;
        let found = if to == Back::Back { history.back() } else { history.forward() };
        if let Some(selection) = found {
            self.investigate.selection = selection;
        }
    }

    fn pick(&mut self, pick: Pick) {
        self.settings.place = PlaceInApp::Investigate;
        let selection = &mut self.investigate.selection;
        match pick {
            Pick::Account(account) => selection.account = Some(account),
            Pick::Address(address) => selection.address = Some(address),
            Pick::Source(source) => selection.source = Some(source),
            Pick::Row(generation, row) => selection.row = Some((generation, row)),
        }
    }

    fn switch(&mut self, switch: Switch) {
        self.settings.place = PlaceInApp::Investigate;
        let view = &mut self.investigate;
        match switch {
            Switch::Swim => view.time.swim = !view.time.swim,
            Switch::OnlyStarred => view.only_starred = !view.only_starred,
            Switch::Group(column) => view.authentications.state.group = column,
            Switch::FilterRow => {
                let on = !view.authentications.state.filter_row;
                List::ALL.into_iter().for_each(|list| view.listed(list).state.filter_row = on);
                view.authentications.state.take_filter = on;
            }
        }
    }

    /// The case may name its own zone, as the demo does; another case brings its own view.
    fn follow(&mut self, case: &Case) {
        if let Some(zone) = case.settings.zone.filter(|z| *z != self.words.zone()) {
            self.words = words(self.settings.language, Some(zone));
        }
        if self.view.number != Some(case.number) {
            self.begin_anew(case);
        }
    }

    fn begin_anew(&mut self, case: &Case) {
        let was = &self.investigate;
        let (timeline, inspector, split) = (was.timeline, was.inspector, was.split);
        if self.view.number.is_some() {
            self.investigate = InvestigateView { timeline, inspector, split, ..InvestigateView::default() };
        }
        if self.view.number.is_some() {
            (self.remediate, self.checks, self.report) = Default::default();
        }
        if let Some(kept) = Kept::parse(&case.view) {
            kept.restore(&mut self.investigate);
            self.settings.place = kept.place();
        }
        let kept = Kept::of(&self.investigate, self.settings.place);
        self.view = KeptView { number: Some(case.number), seen: kept.clone(), kept, since: 0.0 };
    }

    /// Gives the view to the case once it has stood still for a while.
    fn keep_view(&mut self, ui: &Ui, case: &Case, settled: bool, wishes: &mut Vec<Wish>) {
        let now = ui.input(|i| i.time);
        let view = Kept::of(&self.investigate, self.settings.place);
        if view != self.view.seen {
            self.view.since = now;
            self.view.seen = view;
        }
        if self.view.seen == self.view.kept || case.sources.is_empty() {
            return;
        }
        if settled && now - self.view.since >= STILL {
            wishes.push(Wish::Do(Command::KeepView(self.view.seen.json())));
            self.view.kept = self.view.seen.clone();
        } else {
            ui.ctx().request_repaint_after(Duration::from_secs_f64(STILL));
        }
    }

    /// The view where the case does not have it yet, for the moment the window closes.
    #[must_use]
    pub fn unkept_view(&self) -> Option<String> {
        (self.view.seen != self.view.kept).then(|| self.view.seen.json())
    }
}

/// Room that a place needs, in points.
const LEAST: Vec2 = vec2(720.0, 540.0);

/// A place with the room it needs; in a small window, or with large text, it is scrolled.
fn roomy(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let room = ui.available_size();
    if room.x >= LEAST.x && room.y >= LEAST.y {
        return add(ui);
    }
    ScrollArea::both().auto_shrink(false).show(ui, |ui| {
        let (rect, _) = ui.allocate_exact_size(room.max(LEAST), Sense::hover());
        add(&mut ui.new_child(UiBuilder::new().max_rect(rect)));
    });
}

/// Longer than anybody waits for a tooltip, in seconds.
const NEVER: f32 = 1.0e6;

/// No tooltips until they are set again; the result is how long they wait.
fn without_tips(ctx: &Context) -> f32 {
    let delay = ctx.global_style().interaction.tooltip_delay;
    set_tips(ctx, NEVER);
    delay
}

fn set_tips(ctx: &Context, delay: f32) {
    ctx.global_style_mut(|style| style.interaction.tooltip_delay = delay);
}

fn over_ui(ui: &Ui, around: &Around<'_>, over: &mut Over, wishes: &mut Vec<Wish>) {
    let stays = match over {
        Over::Nothing => return,
        Over::Palette(palette) => palette_ui(ui, around, palette, wishes),
        Over::Shortcuts => shortcuts_page::shortcuts_ui(ui, &around.scene),
        Over::Journal(journal) => journal_ui(ui, &around.scene, journal, wishes),
    };
    if !stays {
        *over = Over::Nothing;
    }
}

/// What files that were dropped, chosen or named at the start ask for: a case is opened, all else is evidence.
#[must_use]
pub fn brought(paths: Vec<PathBuf>) -> Vec<Command> {
    let (mut cases, evidence): (Vec<PathBuf>, Vec<PathBuf>) = paths.into_iter().partition(|p| is_case(p));
    cases.truncate(1);
    let mut commands: Vec<Command> = cases.into_iter().map(Command::OpenCase).collect();
    if !evidence.is_empty() {
        commands.push(Command::AddPaths(evidence));
    }
    commands
}
