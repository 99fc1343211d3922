//! The contract of every panel: it sees a [`Scene`], keeps window state only, and asks by [`Wish`].
//!
//! Nothing here changes a case. Wishes are carried out after the frame, so all panels of one frame agree.

use crate::app::lists::columns::Col;
use crate::app::theme::Theme;
use crate::case::Case;
use crate::model::provenance::SourceId;
use crate::model::rows::RowRef;
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use crate::words::{Language, Words};
use crate::workbench::command::{Command, Product};
use std::path::PathBuf;

/// What a panel may look at while it draws one frame.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The case as it stands.
    pub case: &'a Case,
    /// Words in the chosen language; times in the site's zone.
    pub words: &'a Words,
    /// Colours and sizes by meaning.
    pub theme: &'a Theme,
    /// The time of this frame, for what is due.
    pub now: UtcTime,
}

/// The places of the rail that work.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum PlaceInApp {
    /// Sources and their state.
    #[default]
    Evidence,
    /// Verdict, timeline, tables.
    Investigate,
    /// Steps of the clean-up.
    Remediate,
    /// Consent, checks, mail-flow tests.
    Checks,
    /// The report and all else that can be written.
    Report,
}

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum ThemeChoice {
    /// As the system has it; dark where it does not say.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// Through the selections made: back or forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Back {
    /// To the one before.
    Back,
    /// To the one after.
    Forward,
}

/// A thing to narrow the Investigate place to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// An account, by any of its spellings.
    Account(Symbol),
    /// A client address.
    Address(Symbol),
    /// A file.
    Source(SourceId),
    /// A row of the store of this generation.
    Row(u64, RowRef),
}

/// What the Investigate place shows, on or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// A lane for each of the busiest accounts.
    Swim,
    /// Fields to filter by, under the heads.
    FilterRow,
    /// Only rows with a star.
    OnlyStarred,
    /// Authentications together by this column; `None` for each on its own.
    Group(Option<Col>),
}

/// What a panel may ask for.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// Change the case.
    Do(Command),
    /// Go to another place.
    Go(PlaceInApp),
    /// Go to the sources that have problems.
    ShowProblems,
    /// Speak another language.
    Speak(Language),
    /// Another theme.
    Wear(ThemeChoice),
    /// Ask the system for files to open.
    ChooseFiles,
    /// Ask the system for a folder to open.
    ChooseFolder,
    /// Ask the system for a case file to open.
    ChooseCase,
    /// Ask the system where to save the case.
    ChooseSaveAs,
    /// Ask the system for a file that proves a step; its bytes go into the case where they fit.
    ChooseProof {
        /// The step's id.
        step: String,
    },
    /// Ask the system where to write the bytes of a proof.
    ChooseTakeOut {
        /// SHA-256 in hex.
        sha256: String,
        /// A name to begin with.
        name: String,
    },
    /// Ask the system where to write something, and write it there.
    ChooseOutput {
        /// What.
        product: Product,
        /// Open it with the system's viewer then?
        open: bool,
    },
    /// Ask the system for a picture, the mark of the report.
    ChooseLogo,
    /// Go to a step of the clean-up, by its id.
    GoToStep(String),
    /// To the selection before or after.
    Step(Back),
    /// Open the command palette.
    OpenPalette,
    /// Open the page of shortcuts.
    OpenShortcuts,
    /// Put the cursor in the search field.
    Search,
    /// Put text on the clipboard.
    Copy(String),
    /// Go to Investigate and narrow it to this.
    Pick(Pick),
    /// Go to Investigate and show it otherwise.
    Switch(Switch),
    /// Show noise too, or hide it.
    ShowNoise(bool),
    /// Open the journal of the case.
    OpenJournal,
    /// Save: says where the case is, or asks for a place while it has no name.
    Save,
    /// Take a case off the list of recent ones; its file stays.
    ForgetRecent(PathBuf),
    /// All text at this many percent.
    Scale(u16),
}
