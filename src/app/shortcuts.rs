//! All keys in one table: what the window obeys everywhere, and what tables and timeline obey in their place.
//!
//! The page of shortcuts shows this table, and the window's own keys are carried out from it. Keys of tables
//! and timeline are carried out there. No key acts while a text is being typed, unless it goes with Ctrl.

use super::acts::{Act, Around};
use super::panel::Wish;
use crate::words::Words;
use eframe::egui::{Key, Modifiers, Ui};

/// Where a key works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Where {
    /// In the whole window.
    Everywhere,
    /// In a table that has the focus.
    Tables,
    /// In the timeline that has the focus.
    Timeline,
    /// In the list of steps that has the focus.
    Steps,
    /// In the matrix of mail-flow tests that has the focus.
    Matrix,
    /// In the pages of the report that have the focus.
    Pages,
}

impl Where {
    /// All, as the page lists them.
    pub const ALL: [Self; 6] =
        [Self::Everywhere, Self::Tables, Self::Timeline, Self::Steps, Self::Matrix, Self::Pages];

    /// Id of its heading.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Everywhere => "keys-everywhere",
            Self::Tables => "keys-tables",
            Self::Timeline => "keys-timeline",
            Self::Steps => "rem-keys",
            Self::Matrix => "chk-keys",
            Self::Pages => "report-app-keys",
        }
    }
}

/// A key with those held down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Combo {
    /// Held down.
    pub held: Modifiers,
    /// Pressed.
    pub key: Key,
}

/// A line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Shortcut {
    /// Keys that do it, the first one shown in menus.
    pub keys: &'static [Combo],
    /// Id of what it does.
    pub word: &'static str,
    /// Where.
    pub place: Where,
    /// What the window does; `None` where the place itself obeys.
    pub act: Option<Act>,
}

const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;
const BOTH: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };

const fn with(held: Modifiers, key: Key) -> Combo {
    Combo { held, key }
}

const fn plain(key: Key) -> Combo {
    with(Modifiers::NONE, key)
}

const fn global(act: Act, word: &'static str, keys: &'static [Combo]) -> Shortcut {
    Shortcut { keys, word, place: Where::Everywhere, act: Some(act) }
}

const fn local(place: Where, word: &'static str, keys: &'static [Combo]) -> Shortcut {
    Shortcut { keys, word, place, act: None }
}

/// Every key. A combination with Shift stands before the same one without.
pub const TABLE: &[Shortcut] = &[
    global(Act::Palette, "act-palette", &[with(CTRL, Key::K)]),
    global(Act::Search, "act-search", &[with(CTRL, Key::F)]),
    global(Act::Evidence, "act-evidence", &[with(CTRL, Key::Num1)]),
    global(Act::Investigate, "act-investigate", &[with(CTRL, Key::Num2)]),
    global(Act::Remediate, "act-remediate", &[with(CTRL, Key::Num3)]),
    global(Act::Checks, "act-checks", &[with(CTRL, Key::Num4)]),
    global(Act::Report, "report-app-act-go", &[with(CTRL, Key::Num5)]),
    global(Act::ExportReport, "report-app-act-export", &[with(CTRL, Key::E)]),
    global(Act::PrintReport, "report-app-act-print", &[with(CTRL, Key::P)]),
    global(Act::Back, "act-back", &[with(Modifiers::ALT, Key::ArrowLeft)]),
    global(Act::Forward, "act-forward", &[with(Modifiers::ALT, Key::ArrowRight)]),
    global(Act::Redo, "act-redo", &[with(CTRL, Key::Y), with(BOTH, Key::Z)]),
    global(Act::Undo, "act-undo", &[with(CTRL, Key::Z)]),
    global(Act::OpenCase, "act-open-case", &[with(BOTH, Key::O)]),
    global(Act::OpenFiles, "top-open-files", &[with(CTRL, Key::O)]),
    global(Act::SaveAs, "act-save-as", &[with(BOTH, Key::S)]),
    global(Act::Save, "act-save", &[with(CTRL, Key::S)]),
    global(Act::Larger, "act-larger", &[with(CTRL, Key::Plus), with(CTRL, Key::Equals)]),
    global(Act::Smaller, "act-smaller", &[with(CTRL, Key::Minus)]),
    global(Act::UsualSize, "act-usual-size", &[with(CTRL, Key::Num0)]),
    global(Act::Shortcuts, "act-shortcuts", &[plain(Key::F1), plain(Key::Questionmark)]),
    local(Where::Tables, "keys-rows", &[plain(Key::ArrowUp), plain(Key::ArrowDown)]),
    local(Where::Tables, "keys-pages", &[plain(Key::PageUp), plain(Key::PageDown)]),
    local(Where::Tables, "keys-ends", &[plain(Key::Home), plain(Key::End)]),
    local(Where::Tables, "keys-range", &[with(SHIFT, Key::ArrowUp), with(SHIFT, Key::ArrowDown)]),
    local(Where::Tables, "keys-all-rows", &[with(CTRL, Key::A)]),
    local(Where::Tables, "keys-copy", &[with(CTRL, Key::C)]),
    local(Where::Tables, "keys-filter", &[plain(Key::Slash)]),
    local(Where::Tables, "keys-next-cited", &[plain(Key::N)]),
    local(Where::Tables, "keys-previous-cited", &[with(SHIFT, Key::N)]),
    local(Where::Tables, "keys-star", &[plain(Key::S)]),
    local(Where::Tables, "keys-tag", &[plain(Key::T)]),
    local(Where::Tables, "keys-inspect", &[plain(Key::Enter)]),
    local(Where::Tables, "keys-related", &[plain(Key::R)]),
    local(Where::Tables, "keys-fold", &[plain(Key::ArrowLeft), plain(Key::ArrowRight)]),
    local(Where::Tables, "keys-menu", &[with(SHIFT, Key::F10)]),
    local(Where::Tables, "keys-leave", &[plain(Key::Escape)]),
    local(Where::Timeline, "keys-pan", &[plain(Key::ArrowLeft), plain(Key::ArrowRight)]),
    local(Where::Timeline, "keys-zoom", &[plain(Key::Plus), plain(Key::Minus)]),
    local(Where::Timeline, "keys-whole", &[plain(Key::Num0)]),
    local(Where::Timeline, "keys-first-last", &[plain(Key::Home), plain(Key::End)]),
    local(Where::Timeline, "keys-span-end", &[with(SHIFT, Key::ArrowLeft), with(SHIFT, Key::ArrowRight)]),
    local(Where::Timeline, "keys-span-start", &[with(BOTH, Key::ArrowLeft), with(BOTH, Key::ArrowRight)]),
    local(Where::Timeline, "keys-span-visible", &[plain(Key::Enter)]),
    local(Where::Timeline, "keys-lanes", &[plain(Key::W)]),
    local(Where::Timeline, "keys-no-span", &[plain(Key::Escape)]),
    local(Where::Steps, "rem-keys-rows", &[plain(Key::ArrowUp), plain(Key::ArrowDown)]),
    local(Where::Steps, "rem-keys-into", &[plain(Key::Enter)]),
    local(Where::Steps, "rem-keys-back", &[plain(Key::Escape)]),
    local(Where::Steps, "rem-keys-begin", &[plain(Key::Space)]),
    local(Where::Steps, "rem-keys-done", &[plain(Key::D)]),
    local(Where::Steps, "rem-keys-proof", &[plain(Key::P)]),
    local(Where::Steps, "rem-keys-accept", &[plain(Key::A)]),
    local(Where::Steps, "rem-keys-skip", &[plain(Key::K)]),
    local(Where::Steps, "rem-keys-reopen", &[plain(Key::O)]),
    local(Where::Steps, "rem-keys-copy", &[plain(Key::C)]),
    local(
        Where::Matrix,
        "chk-keys-move",
        &[plain(Key::ArrowUp), plain(Key::ArrowDown), plain(Key::ArrowLeft), plain(Key::ArrowRight)],
    ),
    local(Where::Matrix, "chk-keys-into", &[plain(Key::Enter)]),
    local(Where::Matrix, "chk-keys-back", &[plain(Key::Escape)]),
    local(Where::Matrix, "chk-keys-passed", &[plain(Key::P)]),
    local(Where::Matrix, "chk-keys-failed", &[plain(Key::F)]),
    local(Where::Matrix, "chk-keys-na", &[plain(Key::N)]),
    local(Where::Matrix, "chk-keys-open", &[plain(Key::O)]),
    local(Where::Pages, "report-app-keys-scroll", &[plain(Key::ArrowUp), plain(Key::ArrowDown)]),
    local(Where::Pages, "report-app-keys-screen", &[plain(Key::PageUp), plain(Key::PageDown)]),
    local(Where::Pages, "report-app-keys-page", &[plain(Key::ArrowLeft), plain(Key::ArrowRight)]),
    local(Where::Pages, "report-app-keys-ends", &[plain(Key::Home), plain(Key::End)]),
    local(Where::Pages, "report-app-keys-zoom", &[plain(Key::Plus), plain(Key::Minus)]),
    local(Where::Pages, "report-app-keys-fit", &[plain(Key::Num0)]),
    local(Where::Pages, "report-app-keys-back", &[plain(Key::Escape)]),
];

/// The window's own keys pressed in this frame; what cannot be done now is left alone.
pub fn obey(ui: &Ui, around: &Around<'_>, wishes: &mut Vec<Wish>) {
    // A table that has the keyboard is no text: undo and redo are for it above all.
    let typing = ui.ctx().text_edit_focused();
    for shortcut in TABLE {
        let Some(act) = shortcut.act else { continue };
        let pressed = shortcut.keys.iter().any(|combo| {
            let single = !combo.held.command && !combo.held.alt && combo.key != Key::F1;
            let yields = typing && (single || act.yields_to_typing());
            !yields && ui.input_mut(|i| i.consume_key(combo.held, combo.key))
        });
        if pressed && act.hindrance(around).is_none() {
            wishes.push(act.wish(around));
        }
    }
}

/// The keys of an act, as menus and tooltips show them.
#[must_use]
pub fn keys_of(act: Act, words: &Words) -> Option<String> {
    let shortcut = TABLE.iter().find(|s| s.act == Some(act))?;
    shortcut.keys.first().map(|combo| spell(*combo, words))
}

/// A combination in words: `Ctrl+Shift+S`, `Ctrl+Maj+S`.
#[must_use]
pub fn spell(combo: Combo, words: &Words) -> String {
    let held = [
        (combo.held.command || combo.held.ctrl, "key-ctrl"),
        (combo.held.alt, "key-alt"),
        (combo.held.shift, "key-shift"),
    ];
    let mut parts: Vec<String> =
        held.iter().filter(|(down, _)| *down).map(|(_, id)| words.word(id)).collect();
    parts.push(key(combo.key, words));
    parts.join("+")
}

fn key(key: Key, words: &Words) -> String {
    let id = match key {
        Key::ArrowLeft => "key-left",
        Key::ArrowRight => "key-right",
        Key::ArrowUp => "key-up",
        Key::ArrowDown => "key-down",
        Key::Plus => return "+".into(),
        Key::Equals => return "=".into(),
        Key::Minus => return "-".into(),
        Key::Slash => return "/".into(),
        Key::Questionmark => return "?".into(),
        Key::Home => "key-home",
        Key::End => "key-end",
        Key::PageUp => "key-page-up",
        Key::PageDown => "key-page-down",
        Key::Enter => "key-enter",
        Key::Escape => "key-escape",
        Key::Space => "rem-key-space",
        other => return other.name().to_owned(),
    };
    words.word(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn no_two_lines_of_a_place_share_a_key() {
        for place in Where::ALL {
            let all: Vec<Combo> =
                TABLE.iter().filter(|s| s.place == place).flat_map(|s| s.keys).copied().collect();
            for (i, combo) in all.iter().enumerate() {
                assert!(!all[..i].contains(combo), "{place:?} {combo:?} stands twice");
            }
        }
    }

    #[test]
    fn a_key_with_shift_is_looked_for_before_the_same_without() {
        let all: Vec<Combo> =
            TABLE.iter().filter(|s| s.act.is_some()).flat_map(|s| s.keys).copied().collect();
        for (i, combo) in all.iter().enumerate().filter(|(_, c)| c.held.shift) {
            let bare = all.iter().position(|c| c.key == combo.key && !c.held.shift);
            assert!(bare.is_none_or(|at| at > i), "{combo:?} would never be reached");
        }
    }

    #[test]
    fn every_line_is_worded_and_keys_are_spelled_in_both_languages() {
        for (language, wanted) in [(Language::English, "Ctrl+Shift+S"), (Language::French, "Ctrl+Maj+S")] {
            let words = Words::new(language, chrono_tz::UTC);
            assert!(TABLE.iter().all(|s| words.knows(s.word)));
            assert_eq!(keys_of(Act::SaveAs, &words).as_deref(), Some(wanted));
        }
    }
}
