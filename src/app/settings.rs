//! What the window remembers between starts: language, theme, zone, place. Never anything of a case.

use super::panel::{PlaceInApp, ThemeChoice};
use crate::words::Language;
use chrono_tz::Tz;
use eframe::egui::ThemePreference;

/// Key in eframe's storage.
const KEY: &str = "settings";

/// Choices of the user.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
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
}
