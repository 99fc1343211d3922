//! What the window remembers between starts: language, theme, zone, place, size of text, recent cases.
//!
//! Of a case only its name and where its file is; never anything that stands in it.

use super::panel::{PlaceInApp, ThemeChoice};
use crate::case::Case;
use crate::model::time::UtcTime;
use crate::words::Language;
use chrono_tz::Tz;
use eframe::egui::ThemePreference;
use std::path::{Path, PathBuf};

/// Key in eframe's storage.
const KEY: &str = "settings";
/// Recent cases remembered.
const MAX_RECENT: usize = 10;
/// Unnamed cases remembered as taken off the list.
const MAX_FORGOTTEN: usize = 200;
/// Sizes of text, in percent.
pub const SCALES: [u16; 6] = [100, 110, 125, 150, 175, 200];
/// The usual size of text, in percent.
pub const USUAL_SCALE: u16 = 100;

/// A case that was open before.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Recent {
    /// Its file.
    pub path: PathBuf,
    /// Did the user name it?
    pub named: bool,
    /// Was it the demo?
    #[serde(default)]
    pub is_demo: bool,
    /// When it was opened last, in ticks of [`UtcTime`].
    pub opened: i64,
}

/// Choices of the user.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Language of the window.
    pub language: Language,
    /// Light, dark, or the system's.
    pub theme: ThemeChoice,
    /// IANA name of the zone last chosen; UTC where none was.
    pub zone: Option<String>,
    /// The place shown last.
    pub place: PlaceInApp,
    /// Size of text in percent, one of [`SCALES`].
    pub scale: u16,
    /// Cases opened before, the latest first.
    pub recent: Vec<Recent>,
    /// Unnamed cases taken off the list: their files are still there.
    pub forgotten: Vec<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: Language::default(),
            theme: ThemeChoice::default(),
            zone: None,
            place: PlaceInApp::default(),
            scale: USUAL_SCALE,
            recent: Vec::new(),
            forgotten: Vec::new(),
        }
    }
}

impl Settings {
    /// What was kept, or the defaults: a file that cannot be read costs the settings, nothing else.
    #[must_use]
    pub fn load(storage: Option<&dyn eframe::Storage>) -> Self {
        storage.and_then(|s| eframe::get_value(s, KEY)).unwrap_or_default()
    }

    /// Keeps them.
    pub fn save(&self, storage: &mut dyn eframe::Storage) {
        eframe::set_value(storage, KEY, self);
    }

    /// The zone last chosen, where it is still known.
    #[must_use]
    pub fn zone(&self) -> Option<Tz> {
        self.zone.as_deref().and_then(|name| name.parse().ok())
    }

    /// The theme in egui's terms.
    #[must_use]
    pub fn theme(&self) -> ThemePreference {
        match self.theme {
            ThemeChoice::System => ThemePreference::System,
            ThemeChoice::Light => ThemePreference::Light,
            ThemeChoice::Dark => ThemePreference::Dark,
        }
    }

    /// The size of text in egui's terms.
    #[must_use]
    pub fn zoom(&self) -> f32 {
        let first = SCALES.first().copied().unwrap_or(USUAL_SCALE);
        let last = SCALES.last().copied().unwrap_or(USUAL_SCALE);
        f32::from(self.scale.clamp(first, last)) / 100.0
    }

    /// The next larger size of text.
    #[must_use]
    pub fn larger(&self) -> u16 {
        SCALES.iter().copied().find(|s| *s > self.scale).unwrap_or(self.scale)
    }

    /// The next smaller size of text.
    #[must_use]
    pub fn smaller(&self) -> u16 {
        SCALES.iter().rev().copied().find(|s| *s < self.scale).unwrap_or(self.scale)
    }

    /// Puts the open case at the head of the recent ones.
    pub fn remember(&mut self, case: &Case, now: UtcTime) {
        let Some(path) = case.home.path.clone() else { return };
        self.recent.retain(|r| r.path != path);
        self.forgotten.retain(|p| *p != path);
        let (named, is_demo) = (case.home.named, case.is_demo);
        self.recent.insert(0, Recent { path, named, is_demo, opened: now.0 });
        self.recent.truncate(MAX_RECENT);
    }

    /// Takes a case off the list; its file stays.
    pub fn forget(&mut self, path: &Path) {
        self.recent.retain(|r| r.path != path);
        self.forgotten.insert(0, path.to_owned());
        self.forgotten.truncate(MAX_FORGOTTEN);
    }

    /// Adds cases that were found and are not on the list yet.
    pub fn add_found(&mut self, found: Vec<Recent>) {
        let known =
            |r: &Recent| self.forgotten.contains(&r.path) || self.recent.iter().any(|k| k.path == r.path);
        let new: Vec<Recent> = found.into_iter().filter(|r| !known(r)).collect();
        self.recent.extend(new);
        self.recent.sort_by_key(|r| std::cmp::Reverse(r.opened));
        self.recent.truncate(MAX_RECENT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(name: String) -> Case {
        let mut case = Case::default();
        case.home.path = Some(name.into());
        case.home.named = true;
        case
    }

    #[test]
    fn the_latest_case_stands_first_and_each_once_and_ten_at_most() {
        let mut settings = Settings::default();
        for i in 0..12 {
            settings.remember(&case(format!("{i}.relaycase")), UtcTime(i));
        }
        settings.remember(&case("5.relaycase".into()), UtcTime(99));
        let names: Vec<&str> = settings.recent.iter().filter_map(|r| r.path.to_str()).collect();
        assert_eq!(names[..3], ["5.relaycase", "11.relaycase", "10.relaycase"]);
        assert_eq!((names.len(), settings.recent[0].opened), (10, 99));
        settings.forget(Path::new("11.relaycase"));
        assert_eq!(settings.recent.len(), 9);
        let found = |name: &str| Recent { path: name.into(), named: false, is_demo: false, opened: 500 };
        settings.add_found(vec![found("left.relaycase")]);
        settings.add_found(vec![found("left.relaycase")]);
        assert_eq!((settings.recent.len(), settings.recent[0].opened), (10, 500));
        settings.forget(Path::new("left.relaycase"));
        settings.add_found(vec![found("left.relaycase")]);
        assert_eq!(settings.recent.len(), 9, "what was taken off stays off");
    }

    #[test]
    fn text_grows_and_shrinks_within_its_bounds() {
        let mut settings = Settings::default();
        assert_eq!((settings.smaller(), settings.larger()), (100, 110));
        settings.scale = 200;
        assert_eq!((settings.smaller(), settings.larger()), (175, 200));
        settings.scale = 9_000;
        assert!((settings.zoom() - 2.0).abs() < 0.001);
    }
}
