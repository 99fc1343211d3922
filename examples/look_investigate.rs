//! For developers: the Investigate place on a made-up incident, in a window of its own.
//!
//! `cargo run --example look_investigate -- [dark] [fr]`

#[path = "../tests/support/incident.rs"]
mod incident;

use eframe::egui;
use relayscope::app::panel::Scene;
use relayscope::app::panels::investigate::{InvestigateView, investigate_ui};
use relayscope::app::style;
use relayscope::app::theme::Theme;
use relayscope::case::Case;
use relayscope::words::{Language, Words};

struct Look {
    case: Case,
    words: Words,
    theme: Theme,
    view: InvestigateView,
}

impl eframe::App for Look {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        let frame = egui::Frame::new().fill(self.theme.ground).inner_margin(12);
        egui::CentralPanel::default().frame(frame).show(ui, |ui| {
            let scene = Scene {
                case: &self.case,
                words: &self.words,
                theme: &self.theme,
                now: relayscope::model::time::UtcTime::default(),
            };
            investigate_ui(ui, &scene, &mut self.view, &mut Vec::new());
        });
    }
}

fn main() -> eframe::Result {
    let asked = |what: &str| std::env::args().any(|a| a == what);
    let (dark, language) = (asked("dark"), if asked("fr") { Language::French } else { Language::English });
    let options = eframe::NativeOptions { renderer: eframe::Renderer::Glow, ..Default::default() };
    let look = move |cc: &eframe::CreationContext<'_>| {
        style::install(&cc.egui_ctx);
        cc.egui_ctx.set_theme(if dark { egui::Theme::Dark } else { egui::Theme::Light });
        let theme = if dark { Theme::dark() } else { Theme::light() };
        let words = Words::new(language, chrono_tz::Europe::Paris);
        let look = Look { case: incident::incident(), words, theme, view: InvestigateView::default() };
        Ok(Box::new(look) as Box<dyn eframe::App>)
    };
    eframe::run_native("relayscope: look", options, Box::new(look))
}
