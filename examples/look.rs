//! Shows the window with a made-up case: `look [empty|loading|normal|damaged] [en|fr] [light|dark]`.
//!
//! For those who work on the window. Wishes that would change a case are only printed.
#![expect(clippy::print_stdout, reason = "a developer's tool")]

#[path = "../tests/support/cases.rs"]
mod cases;

use eframe::egui;
use relayscope::app::panel::ThemeChoice;
use relayscope::app::settings::Settings;
use relayscope::app::shell::Shell;
use relayscope::app::style;
use relayscope::case::Case;
use relayscope::words::Language;

struct Look {
    shell: Shell,
    case: Case,
}

impl eframe::App for Look {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let mut wishes = Vec::new();
        self.shell.ui(ui, &self.case, &mut wishes);
        for wish in wishes {
            println!("{wish:?}");
            self.shell.take_in(ui.ctx(), &wish);
        }
    }
}

fn main() -> eframe::Result {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let has = |word: &str| asked.iter().any(|a| a == word);
    let case = match () {
        () if has("loading") => cases::loading(),
        () if has("normal") => cases::normal(),
        () if has("damaged") => cases::damaged(),
        () => cases::empty(),
    };
    let settings = Settings {
        language: if has("fr") { Language::French } else { Language::English },
        theme: if has("light") { ThemeChoice::Light } else { ThemeChoice::Dark },
        zone: Some("Europe/Paris".to_owned()),
        ..Settings::default()
    };
    let size = if has("big") { [1920.0, 1080.0] } else { [1280.0, 800.0] };
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_inner_size(size).with_decorations(false),
        renderer: eframe::Renderer::Glow,
        ..Default::default()
    };
    eframe::run_native(
        "relayscope-look",
        options,
        Box::new(move |cc| {
            style::install(&cc.egui_ctx);
            cc.egui_ctx.set_theme(settings.theme());
            Ok(Box::new(Look { shell: Shell::new(settings), case }))
        }),
    )
}
