//! One step of the clean-up as the asset states it. Read from `assets/playbook`; decides nothing.

use crate::words::Language;
use serde::Deserialize;
use std::sync::LazyLock;

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Both {
    /// English.
    pub en: String,
    /// French.
    pub fr: String,
}

impl Both {
    /// In this language.
    #[must_use]
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::English => &self.en,
            Language::French => &self.fr,
        }
    }
}

/// Phases in their order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Phase {
    /// Stop the abuse, keep the proof.
    #[default]
    Contain,
    /// Close the hole.
    Eradicate,
    /// Back to work.
    Recover,
    /// Show that it holds.
    Verify,
    /// What to learn.
    Lessons,
}

impl Phase {
    /// All, in order.
    pub const ALL: [Self; 5] = [Self::Contain, Self::Eradicate, Self::Recover, Self::Verify, Self::Lessons];

    /// `phase-<key>` words it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Contain => "contain",
            Self::Eradicate => "eradicate",
            Self::Recover => "recover",
            Self::Verify => "verify",
            Self::Lessons => "lessons",
        }
    }
}

/// Must it be done?
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Priority {
    /// The case is not closed without it or a justification.
    Must,
    /// Recommended.
    Should,
    /// Only under its condition.
    If,
}

/// What a way of doing a step is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, serde::Serialize)]
pub enum Platform {
    /// Exchange 2000.
    #[serde(rename = "ex2000")]
    Exchange2000,
    /// Exchange 2003.
    #[serde(rename = "ex2003")]
    Exchange2003,
    /// Exchange 2007 and 2010.
    #[serde(rename = "ex2007_2010")]
    Exchange2010,
    /// Exchange 2013 to Subscription Edition.
    #[serde(rename = "ex2013plus")]
    Exchange2013,
    /// Exchange Online, also the cloud half of a hybrid.
    #[serde(rename = "exo")]
    ExchangeOnline,
    /// The SMTP service of Windows without Exchange.
    #[serde(rename = "winsmtp")]
    WindowsSmtp,
    /// The directory, any version.
    #[serde(rename = "ad")]
    Directory,
    /// Firewall, DNS, provider.
    #[serde(rename = "net")]
    Network,
    /// Paper work.
    #[serde(rename = "org")]
    Organisation,
    /// Every platform of the step.
    #[serde(rename = "all")]
    All,
}

impl Platform {
    /// Those a site can be; the others belong to every site.
    pub const SITES: [Self; 6] = [
        Self::Exchange2000,
        Self::Exchange2003,
        Self::Exchange2010,
        Self::Exchange2013,
        Self::ExchangeOnline,
        Self::WindowsSmtp,
    ];

    /// As in the asset; `platform-<key>` words it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Exchange2000 => "ex2000",
            Self::Exchange2003 => "ex2003",
            Self::Exchange2010 => "ex2007_2010",
            Self::Exchange2013 => "ex2013plus",
            Self::ExchangeOnline => "exo",
            Self::WindowsSmtp => "winsmtp",
            Self::Directory => "ad",
            Self::Network => "net",
            Self::Organisation => "org",
            Self::All => "all",
        }
    }

    /// Does it belong to every site?
    #[must_use]
    pub fn is_common(self) -> bool {
        matches!(self, Self::Directory | Self::Network | Self::Organisation | Self::All)
    }
}

/// One line of how to do a step: a command, a way through menus, or a sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Line {
    /// A way through menus.
    pub menu: Option<String>,
    /// For cmd.exe.
    pub cmd: Option<String>,
    /// For PowerShell.
    pub ps: Option<String>,
    /// For another device.
    pub raw: Option<String>,
    /// A note, or the whole line.
    pub en: String,
    /// The same in French.
    pub fr: String,
}

/// How to do a step on one platform.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct How {
    /// Platform.
    pub platform: Platform,
    /// As on this one.
    pub like: Option<Platform>,
    /// Lines.
    #[serde(default)]
    pub lines: Vec<Line>,
}

/// May a step be left out?
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Skip {
    /// May it?
    pub allowed: bool,
    /// A model justification.
    pub en: String,
    /// The same in French.
    pub fr: String,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// `CON-05`.
    pub id: String,
    /// Machine name, used in saved cases.
    pub key: String,
    /// Phase, from the file it stands in.
    #[serde(skip)]
    pub phase: Phase,
    /// Must it be done?
    pub priority: Priority,
    /// Platforms.
    pub applies: Vec<Platform>,
    /// Items of the first article on this attack that it covers.
    pub seed: Vec<String>,
    /// Steps that should be done before.
    pub needs: Vec<String>,
    /// Does it need a change window?
    pub window: bool,
    /// Labels of sources.
    pub sources: Vec<String>,
    /// Title.
    pub title: Both,
    /// What to do.
    pub action: Both,
    /// Why.
    pub why: Both,
    /// What can go wrong.
    pub risk: Both,
    /// Under which condition, for [`Priority::If`].
    pub when: Option<Both>,
    /// How to check independently that it is done.
    pub verify: Both,
    /// How to undo it.
    pub rollback: Both,
    /// May it be left out?
    pub skip: Skip,
    /// What shows that it is done.
    pub proof: Vec<Both>,
    /// How.
    pub how: Vec<How>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    step: Vec<Step>,
}

/// The asset files, in the order of the phases.
const FILES: [(Phase, &str); 5] = [
    (Phase::Contain, include_str!("../../assets/playbook/contain.toml")),
    (Phase::Eradicate, include_str!("../../assets/playbook/eradicate.toml")),
    (Phase::Recover, include_str!("../../assets/playbook/recover.toml")),
    (Phase::Verify, include_str!("../../assets/playbook/verify.toml")),
    (Phase::Lessons, include_str!("../../assets/playbook/lessons.toml")),
];

// A faulty file is empty here; a test refuses it.
static STEPS: LazyLock<Vec<Step>> = LazyLock::new(|| {
    let of_file = |(phase, text): (Phase, &str)| {
        let file: File = toml::from_str(text).unwrap_or(File { step: Vec::new() });
        file.step.into_iter().map(move |step| Step { phase, ..step })
    };
    FILES.into_iter().flat_map(of_file).collect()
});

/// All steps, by phase and number.
#[must_use]
pub fn steps() -> &'static [Step] {
    &STEPS
}

/// The step with this id (`CON-05`).
#[must_use]
pub fn step(id: &str) -> Option<&'static Step> {
    steps().iter().find(|s| s.id == id)
}

impl Step {
    /// Is there something to do on this platform?
    #[must_use]
    pub fn applies_to(&self, platform: Platform) -> bool {
        self.applies.iter().any(|p| *p == platform || p.is_common())
    }

    /// The lines for a platform: its own, those for all, and those of directory, network and paper.
    #[must_use]
    pub fn lines(&self, platform: Platform) -> Vec<(Platform, &Line)> {
        let ways = self.how.iter().filter(|h| h.platform == platform || h.platform.is_common());
        ways.flat_map(|how| self.way(how).iter().map(|line| (how.platform, line))).collect()
    }

    fn way<'a>(&'a self, how: &'a How) -> &'a [Line] {
        let like = how.like.and_then(|like| self.how.iter().find(|h| h.platform == like));
        like.map_or(&how.lines, |other| &other.lines)
    }
}
