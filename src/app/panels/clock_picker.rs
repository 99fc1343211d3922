//! Sets by how many seconds a source's clock is ahead, or leaves that to the comparison with the others.

use crate::analysis::finding::Clock;
use crate::app::panel::{Scene, Wish};
use crate::app::widgets::parts;
use crate::case::CaseSource;
use crate::workbench::command::Command;
use eframe::egui::{Button, DragValue, Id, Popup, PopupCloseBehavior, Ui};

/// The furthest that a clock can be set off, in seconds: two days.
const FURTHEST: i64 = 172_800;

/// Draws the button and, once pressed, the field beneath it.
pub fn clock_picker(ui: &mut Ui, scene: &Scene<'_>, source: &CaseSource, wishes: &mut Vec<Wish>) {
    let button = ui
        .button(scene.words.word("source-set-clock"))
        .on_hover_text(scene.words.word("source-set-clock-why"));
    Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        fields(ui, scene, source, wishes);
    });
}

fn fields(ui: &mut Ui, scene: &Scene<'_>, source: &CaseSource, wishes: &mut Vec<Wish>) {
    let words = scene.words;
    let id = Id::unique(("clock", source.id));
    let known = scene.case.analysis.clocks.iter().find(|c| c.source == source.id);
    let now = known.map_or(0, Clock::seconds_ahead);
    let mut seconds = ui.data(|d| d.get_temp::<i64>(id)).unwrap_or(now);
    let label = ui.label(parts::quiet(words.word("source-clock-ahead"), scene.theme));
    let field = DragValue::new(&mut seconds).range(-FURTHEST..=FURTHEST).suffix(" s");
    ui.add(field).labelled_by(label.id);
    ui.data_mut(|d| d.insert_temp(id, seconds));
    ui.horizontal(|ui| {
        let framed = |word: &str| Button::new(words.word(word)).frame(true);
        if ui.add(framed("source-clock-set")).clicked() {
            wishes.push(Wish::Do(Command::SetSourceClock(source.id, Some(seconds))));
            ui.close();
        }
        if ui.add(framed("source-clock-compare")).clicked() {
            ui.data_mut(|d| d.remove::<i64>(id));
            wishes.push(Wish::Do(Command::SetSourceClock(source.id, None)));
            ui.close();
        }
    });
}
