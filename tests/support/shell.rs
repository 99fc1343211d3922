//! The whole window around a made-up case, without a screen; wishes are kept, and those of the window taken in.
#![allow(dead_code, clippy::allow_attributes, reason = "each test uses its own part of this")]

use eframe::egui;
use egui_kittest::Harness;
use relayscope::app::panel::Wish;
use relayscope::app::settings::Settings;
use relayscope::app::shell::Shell;
use relayscope::app::style;
use relayscope::case::Case;

/// Window, case, and what was asked for.
pub struct Story {
    pub shell: Shell,
    pub case: Case,
    pub wishes: Vec<Wish>,
}

/// A window of 1280 by 800 points with these settings.
pub fn window_with(case: Case, settings: Settings) -> Harness<'static, Story> {
    let story = Story { shell: Shell::new(settings), case, wishes: Vec::new() };
    Harness::builder().with_size([1280.0, 800.0]).with_context_setup(style::install).build_ui_state(
        |ui, story: &mut Story| {
            let mut wishes = Vec::new();
            story.shell.ui(ui, &story.case, &mut wishes);
            for wish in wishes {
                story.shell.take_in(ui.ctx(), &wish);
                story.wishes.push(wish);
            }
        },
        story,
    )
}

/// With the usual settings.
pub fn window(case: Case) -> Harness<'static, Story> {
    window_with(case, Settings::default())
}

/// Types into whatever has the focus.
pub fn type_text(window: &mut Harness<'_, Story>, text: &str) {
    window.event(egui::Event::Text(text.to_owned()));
    window.run();
}

/// Presses a key.
pub fn press(window: &mut Harness<'_, Story>, held: egui::Modifiers, key: egui::Key) {
    window.key_press_modifiers(held, key);
    window.run();
}
