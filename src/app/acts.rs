//! What the operator can do from anywhere: its words, what may stand in its way, and the wish it becomes.
//!
//! Menus, keys and the palette all read it here, so that none can offer what another refuses.

use super::lists::columns::Col;
use super::panel::{Back, PlaceInApp, Scene, Switch, ThemeChoice, Wish};
use super::panels::report;
use super::settings::{Settings, USUAL_SCALE};
use super::view::InvestigateView;
use crate::case::saved::Saved;
use crate::report::forms::Form;
use crate::words::{Language, Phrase};
use crate::workbench::command::{Command, Product};

/// Something to do, independent of where one is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Begin a new case.
    NewCase,
    /// Open a case file.
    OpenCase,
    /// Save.
    Save,
    /// Put the case into another file.
    SaveAs,
    /// Open the journal.
    Journal,
    /// Open files.
    OpenFiles,
    /// Open a folder.
    OpenFolder,
    /// Open the demo incident.
    Demo,
    /// Stop reading.
    StopReading,
    /// Take the last action back.
    Undo,
    /// Do it again.
    Redo,
    /// To the selection before.
    Back,
    /// To the selection after.
    Forward,
    /// To the search field.
    Search,
    /// The palette.
    Palette,
    /// The page of shortcuts.
    Shortcuts,
    /// To Evidence.
    Evidence,
    /// To Investigate.
    Investigate,
    /// To Remediate.
    Remediate,
    /// To Checks.
    Checks,
    /// To Report.
    Report,
    /// Write the report as PDF.
    ExportReport,
    /// Write it and open it with the system's viewer.
    PrintReport,
    /// To the sources that have problems.
    Problems,
    /// Show or hide noise.
    Noise,
    /// A lane for each of the busiest accounts, or two for all.
    Swim,
    /// Fields to filter by, under the heads.
    FilterRow,
    /// Only rows with a star, or all.
    OnlyStarred,
    /// Authentications by account.
    ByAccount,
    /// Authentications by address.
    ByAddress,
    /// Authentications each on its own.
    Ungroup,
    /// Speak English.
    English,
    /// Speak French.
    French,
    /// Follow the system's theme.
    ThemeSystem,
    /// Light theme.
    ThemeLight,
    /// Dark theme.
    ThemeDark,
    /// Larger text.
    Larger,
    /// Smaller text.
    Smaller,
    /// Text at its usual size.
    UsualSize,
}

/// All, in the order in which an empty palette lists them.
pub const ALL: [Act; 39] = [
    Act::Evidence,
    Act::Investigate,
    Act::Remediate,
    Act::Checks,
    Act::Report,
    Act::OpenFiles,
    Act::OpenFolder,
    Act::Search,
    Act::Undo,
    Act::Redo,
    Act::Noise,
    Act::Swim,
    Act::FilterRow,
    Act::OnlyStarred,
    Act::ByAccount,
    Act::ByAddress,
    Act::Ungroup,
    Act::Problems,
    Act::ExportReport,
    Act::PrintReport,
    Act::OpenCase,
    Act::SaveAs,
    Act::Journal,
    Act::NewCase,
    Act::Save,
    Act::Back,
    Act::Forward,
    Act::Shortcuts,
    Act::Demo,
    Act::StopReading,
    Act::English,
    Act::French,
    Act::ThemeSystem,
    Act::ThemeLight,
    Act::ThemeDark,
    Act::Larger,
    Act::Smaller,
    Act::UsualSize,
    Act::Palette,
];

/// What an act looks at.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The case and its words.
    pub scene: Scene<'a>,
    /// Choices of the user.
    pub settings: &'a Settings,
    /// The Investigate place.
    pub view: &'a InvestigateView,
}

impl Act {
    /// Id of its name.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NewCase => "act-new-case",
            Self::OpenCase => "act-open-case",
            Self::Save => "act-save",
            Self::SaveAs => "act-save-as",
            Self::Journal => "act-journal",
            Self::OpenFiles => "top-open-files",
            Self::OpenFolder => "top-open-folder",
            Self::Demo => "empty-demo",
            Self::StopReading => "act-stop-reading",
            Self::Undo => "act-undo",
            Self::Redo => "act-redo",
            Self::Back => "act-back",
            Self::Forward => "act-forward",
            Self::Search => "act-search",
            Self::Palette => "act-palette",
            Self::Shortcuts => "act-shortcuts",
            Self::Evidence => "act-evidence",
            Self::Investigate => "act-investigate",
            Self::Remediate => "act-remediate",
            Self::Checks => "act-checks",
            Self::Report => "report-app-act-go",
            Self::ExportReport => "report-app-act-export",
            Self::PrintReport => "report-app-act-print",
            Self::Problems => "act-problems",
            Self::Noise => "act-noise",
            Self::Swim => "act-swim",
            Self::FilterRow => "act-filter-row",
            Self::OnlyStarred => "act-only-starred",
            Self::ByAccount => "act-by-account",
            Self::ByAddress => "act-by-address",
            Self::Ungroup => "act-ungroup",
            Self::English => "act-english",
            Self::French => "act-french",
            Self::ThemeSystem => "act-theme-system",
            Self::ThemeLight => "act-theme-light",
            Self::ThemeDark => "act-theme-dark",
            Self::Larger => "act-larger",
            Self::Smaller => "act-smaller",
            Self::UsualSize => "act-usual-size",
        }
    }

    /// Its name with what it would do now: `Undo: Starred record 12 of Security.evtx`.
    #[must_use]
    pub fn name(self, around: &Around<'_>) -> String {
        let words = around.scene.words;
        let name = words.word(self.word());
        match self.object(around) {
            Some(object) => {
                words.say(&Phrase::new("act-of").text("act", &name).text("what", &words.say(object)))
            }
            None => name,
        }
    }

    fn object<'a>(self, around: &Around<'a>) -> Option<&'a Phrase> {
        match self {
            Self::Undo => around.scene.case.can_undo.as_ref(),
            Self::Redo => around.scene.case.can_redo.as_ref(),
            _ => None,
        }
    }

    /// Id of the sentence that says why it cannot be done now; `None` where it can.
    #[must_use]
    pub fn hindrance(self, around: &Around<'_>) -> Option<&'static str> {
        let case = around.scene.case;
        if matches!(self, Self::ExportReport | Self::PrintReport) {
            return report::hindrance(case);
        }
        let (back, forward) = around.view.history.reach();
        let hindered = match self {
            Self::Undo => case.can_undo.is_none(),
            Self::Redo => case.can_redo.is_none(),
            Self::Back => !back,
            Self::Forward => !forward,
            Self::StopReading => !case.is_loading(),
            Self::Search | Self::Noise | Self::Problems => case.sources.is_empty(),
            Self::Swim | Self::FilterRow | Self::OnlyStarred => case.sources.is_empty(),
            Self::ByAccount | Self::ByAddress => case.sources.is_empty(),
            Self::Ungroup => around.view.authentications.state.group.is_none(),
            Self::Save | Self::SaveAs => case.sources.is_empty() && case.home.saved == Saved::Nothing,
            _ => false,
        };
        hindered.then_some(self.why_not())
    }

    fn why_not(self) -> &'static str {
        match self {
            Self::Undo => "why-not-undo",
            Self::Redo => "why-not-redo",
            Self::Back => "why-not-back",
            Self::Forward => "why-not-forward",
            Self::StopReading => "why-not-stop",
            Self::Ungroup => "why-not-ungroup",
            _ => "why-not-empty",
        }
    }

    /// The wish it becomes.
    #[must_use]
    pub fn wish(self, around: &Around<'_>) -> Wish {
        match self {
            Self::NewCase => Wish::Do(Command::NewCase),
            Self::OpenCase => Wish::ChooseCase,
            Self::Save => Wish::Save,
            Self::SaveAs => Wish::ChooseSaveAs,
            Self::Journal => Wish::OpenJournal,
            Self::OpenFiles => Wish::ChooseFiles,
            Self::OpenFolder => Wish::ChooseFolder,
            Self::Demo => Wish::Do(Command::OpenDemo),
            Self::StopReading => Wish::Do(Command::CancelLoading),
            Self::Undo => Wish::Do(Command::Undo),
            Self::Redo => Wish::Do(Command::Redo),
            Self::Back => Wish::Step(Back::Back),
            Self::Forward => Wish::Step(Back::Forward),
            Self::Search => Wish::Search,
            Self::Palette => Wish::OpenPalette,
            Self::Shortcuts => Wish::OpenShortcuts,
            Self::Evidence => Wish::Go(PlaceInApp::Evidence),
            Self::Investigate => Wish::Go(PlaceInApp::Investigate),
            Self::Remediate => Wish::Go(PlaceInApp::Remediate),
            Self::Checks => Wish::Go(PlaceInApp::Checks),
            Self::Report => Wish::Go(PlaceInApp::Report),
            Self::ExportReport => Wish::ChooseOutput { product: Product::Report(Form::Pdf), open: false },
            Self::PrintReport => Wish::ChooseOutput { product: Product::Report(Form::Pdf), open: true },
            Self::Problems => Wish::ShowProblems,
            Self::Noise => Wish::ShowNoise(!around.view.with_noise),
            Self::Swim => Wish::Switch(Switch::Swim),
            Self::FilterRow => Wish::Switch(Switch::FilterRow),
            Self::OnlyStarred => Wish::Switch(Switch::OnlyStarred),
            Self::ByAccount => Wish::Switch(Switch::Group(Some(Col::Account))),
            Self::ByAddress => Wish::Switch(Switch::Group(Some(Col::From))),
            Self::Ungroup => Wish::Switch(Switch::Group(None)),
            Self::English => Wish::Speak(Language::English),
            Self::French => Wish::Speak(Language::French),
            Self::ThemeSystem => Wish::Wear(ThemeChoice::System),
            Self::ThemeLight => Wish::Wear(ThemeChoice::Light),
            Self::ThemeDark => Wish::Wear(ThemeChoice::Dark),
            Self::Larger => Wish::Scale(around.settings.larger()),
            Self::Smaller => Wish::Scale(around.settings.smaller()),
            Self::UsualSize => Wish::Scale(USUAL_SCALE),
        }
    }

    /// Would it disturb the text that is being typed?
    #[must_use]
    pub fn yields_to_typing(self) -> bool {
        matches!(self, Self::Undo | Self::Redo | Self::Back | Self::Forward)
    }
}
