//! The left table: every attempt to authenticate, whichever log saw it.

use super::rows::{card, list_ui};
use crate::app::fonts;
use crate::app::lists::List;
use crate::app::panel::{Scene, Wish};
use crate::app::theme::{BODY, ROW};
use crate::app::view::InvestigateView;
use crate::app::widgets::line_of_text::{line, width_of};
use crate::words::Phrase;
use eframe::egui::{Rect, Ui, pos2, vec2};

/// Draws the card with the table.
pub fn authentications_ui(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    view: &mut InvestigateView,
    wishes: &mut Vec<Wish>,
) {
    let (theme, words) = (scene.theme, scene.words);
    card(ui, area, theme);
    let (head, body) = area.split_top_bottom_at_y(area.top() + 34.0);
    let title = words.word("investigate-authentications");
    let text = head.shrink2(vec2(12.0, 0.0));
    line(ui.painter(), text, false, &title, fonts::bold(BODY), theme.text);
    if let Some((_, rows)) = view.authentications.rows.answer() {
        let left = text.left() + width_of(ui.painter(), &title, fonts::bold(BODY)) + 14.0;
        let mut count = words.say(&Phrase::new("investigate-rows").number("n", rows.rows.len()));
        let picked = view.authentications.picked.1.len();
        if picked > 1 {
            count = format!("{count} · {}", words.say(&Phrase::new("tables-selected").number("n", picked)));
        }
        let rest = Rect::from_min_max(pos2(left, text.top()), text.max);
        line(ui.painter(), rest, false, &count, fonts::text(ROW), theme.quiet);
    }
    let body = body.shrink2(vec2(1.0, 1.0));
    list_ui(ui, body, scene, view, List::Authentications, "investigate-no-authentications", wishes);
}
