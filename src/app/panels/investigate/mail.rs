//! The right card: queues, messages and conversations of the mail, and who is suspect.

use super::rows::{card, list_ui, within};
use super::{suspects, wording};
use crate::app::fonts;
use crate::app::lists::List;
use crate::app::panel::{Scene, Wish};
use crate::app::theme::ROW;
use crate::app::view::{InvestigateView, Tab};
use crate::app::widgets::line_of_text::width_of;
use crate::words::Phrase;
use eframe::egui::{Align, Button, Layout, Rect, RichText, Ui, vec2};

/// Draws the card with its tabs.
pub fn mail_ui(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    view: &mut InvestigateView,
    wishes: &mut Vec<Wish>,
) {
    card(ui, area, scene.theme);
    let (head, body) = area.split_top_bottom_at_y(area.top() + 34.0);
    within(ui, head.shrink2(vec2(8.0, 0.0)), "tabs", Layout::left_to_right(Align::Center), |ui| {
        tabs_ui(ui, scene, view)
    });
    let body = body.shrink(1.0);
    let (list, empty) = match view.tab {
        Tab::Suspects => return suspects::suspects_ui(ui, body, scene, view, wishes),
        Tab::Queues if scene.case.store.tables.queues.is_empty() => (List::Queues, "investigate-no-queues"),
        Tab::Queues => (List::Queues, "investigate-no-queues-yet"),
        Tab::Messages => (List::Messages, "investigate-no-messages"),
        Tab::Sessions => (List::Sessions, "investigate-no-sessions"),
    };
    list_ui(ui, body, scene, view, list, empty, wishes);
}

/// The list of a tab; `None` for the suspects.
pub fn list(tab: Tab) -> Option<List> {
    match tab {
        Tab::Queues => Some(List::Queues),
        Tab::Messages => Some(List::Messages),
        Tab::Sessions => Some(List::Sessions),
        Tab::Suspects => None,
    }
}

/// A tab's name; with the number of rows found while something is searched for.
fn with_hits(scene: &Scene<'_>, view: &mut InvestigateView, list: List, name: String) -> String {
    if view.search.text.trim().is_empty() {
        return name;
    }
    let found = view.listed(list).rows.answer().map_or(0, |(_, rows)| rows.rows.len());
    scene.words.say(&Phrase::new("tables-hits").text("name", &name).number("n", found))
}

fn tabs_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut InvestigateView) {
    // The reading's own time, which may lie well before the end of the span.
    let first = view.queues.rows.answer().and_then(|(_, rows)| rows.rows.first());
    let queues = match first.and_then(|&row| scene.case.store.tables.queues.time.get(row as usize)) {
        Some(time) => {
            let time = wording::clock(scene, *time);
            scene.words.say(&Phrase::new("investigate-queues-at").text("time", &time))
        }
        None => scene.words.word("investigate-queues"),
    };
    // Four names with their figures stand in a card of a small window.
    ui.spacing_mut().item_spacing.x = 2.0;
    ui.spacing_mut().button_padding.x = 8.0;
    let word = |id| scene.words.word(id);
    let mut all = [
        (Tab::Queues, with_hits(scene, view, List::Queues, queues)),
        (Tab::Messages, with_hits(scene, view, List::Messages, word("investigate-messages"))),
        (Tab::Sessions, with_hits(scene, view, List::Sessions, word("investigate-sessions"))),
        (Tab::Suspects, word("investigate-suspects")),
    ];
    let width = |text: &str| width_of(ui.painter(), text, fonts::medium(ROW)) + 18.0;
    // Where there is no room for all, the time of the queues gives way; it stands in the hint.
    let whole = all[0].1.clone();
    if all.iter().map(|(_, text)| width(text)).sum::<f32>() > ui.available_width() {
        all[0].1 = word("investigate-queues");
    }
    for (tab, text) in all {
        let chosen = view.tab == tab;
        let hint = (tab == Tab::Queues && text != whole).then_some(whole.as_str());
        let text = RichText::new(text).font(fonts::medium(ROW)).color(if chosen {
            scene.theme.text
        } else {
            scene.theme.quiet
        });
        let fill = if chosen { scene.theme.selected } else { scene.theme.card };
        let button = ui.add(Button::new(text).fill(fill).stroke(eframe::egui::Stroke::NONE));
        if button.clicked() {
            view.tab = tab;
        }
        hint.map(|hint| button.on_hover_text(hint));
    }
}
