//! Actions as diamonds, crowded ones as one with a number, steps that were ticked as check marks, starred rows as
//! stars; what they are in words.

use super::Picture;
use super::lanes::Row;
use crate::app::fonts;
use crate::app::panel::{Scene, Wish};
use crate::app::panels::investigate::rows::choose;
use crate::app::panels::investigate::wording;
use crate::app::series::columns::{Crowd, stars};
use crate::app::theme::SMALL;
use crate::app::view::InvestigateView;
use crate::app::widgets::icons::{Icon, paint};
use crate::app::widgets::line_of_text::{line, width_of};
use crate::app::widgets::marks::Mark;
use crate::case::work::{Item, ItemKey};
use crate::model::rows::{Action, RowRef, Table};
use crate::model::time::{Span, UtcTime};
use crate::playbook::progress::StepState;
use crate::words::Phrase;
use eframe::egui::{Painter, Rect, Response, Ui, pos2, vec2};

/// What is said of one crowd at most.
const SAID: usize = 8;

pub(super) fn actions_ui(painter: &Painter, rect: Rect, picture: &Picture<'_>, view: &InvestigateView) {
    let (theme, y, axis) = (picture.scene.theme, rect.center().y, picture.axis);
    let found = &view.time.columns.1.actions;
    for (k, crowd) in found.iter().enumerate() {
        let x = axis.x(crowd.time);
        Mark::Action.paint(painter, pos2(x, y), theme.action);
        let next = found.get(k + 1).map_or(rect.right(), |c| axis.x(c.time) - 6.0);
        let place =
            Rect::from_min_max(pos2(x + 7.0, rect.top()), pos2(next.min(rect.right()), rect.bottom()));
        let text = match crowd.n {
            1 => deed(picture.scene, crowd.first),
            n => picture.scene.words.number(n as u64),
        };
        // Half of a number would be another number.
        if width_of(painter, &text, fonts::text(SMALL)) <= place.width() {
            line(painter, place, false, &text, fonts::text(SMALL), theme.quiet);
        }
    }
    let shown = Span::between(axis.time(rect.left()), axis.time(rect.right()));
    for (at, _) in ticks(picture.scene).filter(|(at, _)| shown.contains(*at)) {
        paint(painter, Icon::Check, pos2(axis.x(at), y), 12.0, theme.accent);
    }
    if let Some((_, times)) = view.time.stars.answer() {
        for crowd in stars(times, axis) {
            Mark::Star.paint(painter, pos2(axis.x(crowd.time), y), theme.accent);
        }
    }
}

/// Steps of the clean-up that are done: when they were ticked, and which.
fn ticks<'a>(scene: &Scene<'a>) -> impl Iterator<Item = (UtcTime, &'a str)> {
    scene.case.work.items().iter().filter_map(|(key, item)| match (key, item) {
        (ItemKey::Step(id), Item::Step(step)) if step.state == StepState::Done => {
            Some((step.since, id.as_str()))
        }
        _ => None,
    })
}

/// The deed alone, in words.
fn deed(scene: &Scene<'_>, row: usize) -> String {
    scene.words.word(wording::deed_id(scene.case.store.tables.actions.row(row).deed))
}

/// When, deed, target, and by whom.
pub(super) fn sentence(scene: &Scene<'_>, action: &Action) -> String {
    let shown = |symbol| String::from(scene.case.store.show(symbol));
    let what = match (shown(action.target), shown(action.detail)) {
        (target, detail) if target.is_empty() => detail.chars().take(120).collect(),
        (target, _) => target,
    };
    let mut text =
        format!("{} · {}", scene.words.time(action.time), scene.words.word(wording::deed_id(action.deed)));
    if !what.is_empty() {
        text = format!("{text} · {what}");
    }
    match shown(action.actor) {
        actor if actor.is_empty() => text,
        actor => format!("{text} · {}", scene.words.say(&Phrase::new("timeline-by").text("actor", &actor))),
    }
}

/// Says what stands under the pointer; a click takes it to the inspector. True if something does.
pub(super) fn hover_ui(
    ui: &Ui,
    picture: &Picture<'_>,
    view: &mut InvestigateView,
    rows: &[(Row, Rect)],
    response: &Response,
    wishes: &mut Vec<Wish>,
) -> bool {
    let Some((_, rect)) = rows.iter().find(|(row, _)| *row == Row::Actions) else {
        return false;
    };
    let Some(crowd) = response.hover_pos().and_then(|p| under(picture, view, *rect, p)) else {
        return ticked_ui(ui, picture, *rect, response, wishes);
    };
    ui.set_cursor_icon(eframe::egui::CursorIcon::PointingHand);
    let table = &picture.scene.case.store.tables.actions;
    let mut lines: Vec<String> = (crowd.first..crowd.first + crowd.n.min(SAID))
        .map(|row| sentence(picture.scene, &table.row(row)))
        .collect();
    if crowd.n > SAID {
        let more = Phrase::new("timeline-more").number("n", crowd.n - SAID);
        lines.push(picture.scene.words.say(&more));
    }
    let x = picture.axis.x(crowd.time);
    let lines: Vec<_> = lines.into_iter().map(|text| (None, text)).collect();
    super::readout::panel(ui, picture, x, &lines);
    if response.clicked() {
        let row = u32::try_from(crowd.first).unwrap_or(u32::MAX);
        choose(picture.scene, view, Some(RowRef { table: Table::Action, row }), wishes);
    }
    true
}

/// Says which steps were ticked under the pointer; a click goes to the first of them.
fn ticked_ui(
    ui: &Ui,
    picture: &Picture<'_>,
    rect: Rect,
    response: &Response,
    wishes: &mut Vec<Wish>,
) -> bool {
    let Some(at) = response.hover_pos().filter(|p| rect.contains(*p)) else { return false };
    let near: Vec<(UtcTime, &str)> =
        ticks(picture.scene).filter(|(time, _)| (picture.axis.x(*time) - at.x).abs() < 7.0).collect();
    let Some((time, first)) = near.first() else { return false };
    let words = picture.scene.words;
    let said = |(time, id): &(UtcTime, &str)| {
        let what = Phrase::new("change-step-state").text("step", id).word("state", "state-done");
        (None, format!("{} · {}", words.time(*time), words.say(&what)))
    };
    let lines: Vec<_> = near.iter().take(SAID).map(said).collect();
    super::readout::panel(ui, picture, picture.axis.x(*time), &lines);
    if response.clicked() {
        wishes.push(Wish::GoToStep((*first).to_owned()));
    }
    true
}

fn under(picture: &Picture<'_>, view: &InvestigateView, rect: Rect, p: eframe::egui::Pos2) -> Option<Crowd> {
    let near = |c: &&Crowd| {
        let at = pos2(picture.axis.x(c.time), rect.center().y);
        Rect::from_center_size(at, vec2(13.0, rect.height() + 2.0)).contains(p)
    };
    view.time.columns.1.actions.iter().find(near).copied()
}
