//! What narrows the lists, each with its ×, and how many rows that hides; at the right the search in all.

use super::rows::{columns, within};
use super::wording;
use crate::app::fonts;
use crate::app::lists::List;
use crate::app::panel::Scene;
use crate::app::theme::ROW;
use crate::app::view::{InvestigateView, Selection, Tab};
use crate::app::widgets::icons::Icon;
use crate::app::widgets::line_of_text::{line, width_of};
use crate::app::widgets::marks::cross;
use crate::app::widgets::parts;
use crate::model::text::Symbol;
use crate::words::Phrase;
use eframe::egui::{
    Align, Key, Layout, Margin, Rect, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, TextEdit, Ui,
    WidgetInfo, pos2, vec2,
};

const SEARCH: f32 = 190.0;

/// Draws the row of chips.
pub fn chips_ui(ui: &mut Ui, area: Rect, scene: &Scene<'_>, view: &mut InvestigateView) {
    let (left, right) = area.split_left_right_at_x((area.right() - SEARCH).max(area.left()));
    within(ui, right, "search", Layout::right_to_left(Align::Center), |ui| search_ui(ui, scene, view));
    within(ui, left, "chips", Layout::left_to_right(Align::Center), |ui| {
        ScrollArea::horizontal().show(ui, |ui| {
            let quiet = |text: String| RichText::new(text).font(fonts::text(ROW)).color(scene.theme.quiet);
            buttons(ui, scene, view);
            if let Some((_, rows)) = view.authentications.rows.answer() {
                let n = rows.rows.len();
                let hidden = Phrase::new("investigate-hidden").number("n", n).number("hidden", rows.hidden);
                ui.label(quiet(scene.words.say(&hidden)));
            }
            if !view.notice.is_empty() {
                ui.label(RichText::new(&view.notice).font(fonts::text(ROW)).color(scene.theme.warning));
            }
            picked(ui, scene, view);
            filters(ui, scene, view);
            noise(ui, scene, view);
        });
    });
}

/// The lists on screen.
fn lists(view: &InvestigateView) -> Vec<List> {
    let right = match view.tab {
        Tab::Queues => Some(List::Queues),
        Tab::Messages => Some(List::Messages),
        Tab::Sessions => Some(List::Sessions),
        Tab::Suspects => None,
    };
    [Some(List::Authentications), right].into_iter().flatten().collect()
}

/// The row of filters and the starred rows, on and off.
fn buttons(ui: &mut Ui, scene: &Scene<'_>, view: &mut InvestigateView) {
    let on = lists(view).into_iter().any(|l| view.listed(l).state.filter_row);
    let text = scene.words.word("tables-filter-row");
    if parts::icon_only(ui, scene.theme, Icon::Search, &text).clicked() {
        lists(view).into_iter().for_each(|l| view.listed(l).state.filter_row = !on);
    }
    if parts::choice(ui, scene.theme, &scene.words.word("tables-only-starred"), view.only_starred) {
        view.only_starred = !view.only_starred;
    }
}

fn search_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut InvestigateView) {
    let field = TextEdit::singleline(&mut view.search.text)
        .hint_text(scene.words.word("tables-search-hint"))
        .font(fonts::text(ROW))
        .margin(Margin::symmetric(8, 3))
        .desired_width(SEARCH - 24.0);
    let field = ui.add(field);
    field.widget_info(|| WidgetInfo::labeled(Role::SearchInput, true, scene.words.word("tables-search")));
    if std::mem::take(&mut view.search.take_focus) {
        field.request_focus();
    }
    let escaped = (field.has_focus() || field.lost_focus()) && ui.input(|i| i.key_pressed(Key::Escape));
    if escaped {
        view.search.text.clear();
    }
    if escaped || field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter)) {
        let list = view.last_list;
        view.listed(list).state.take_focus = true;
    }
}

/// What is picked, chip by chip.
fn picked(ui: &mut Ui, scene: &Scene<'_>, view: &mut InvestigateView) {
    let InvestigateView { selection, resting, .. } = view;
    let words = scene.words;
    let named =
        |id: &'static str, name: &'static str, text: &str| words.say(&Phrase::new(id).text(name, text));
    let shown = |s: Symbol| wording::shown(scene, s);
    let Selection { span, account, address, session, message, source, .. } = selection;
    part(ui, scene, span, &mut resting.span, |s| {
        format!("{} – {}", wording::clock(scene, s.first), wording::clock(scene, s.last))
    });
    part(ui, scene, account, &mut resting.account, |s| {
        let directory = &scene.case.analysis.directory;
        let name = directory.of(s).map_or_else(|| shown(s), |id| directory.name(id).into());
        named("investigate-account-is", "account", &name)
    });
    part(ui, scene, address, &mut resting.address, |s| named("investigate-address-is", "address", &shown(s)));
    part(ui, scene, session, &mut resting.session, |s| named("tables-session-is", "name", &shown(s)));
    part(ui, scene, message, &mut resting.message, |s| named("tables-message-is", "name", &shown(s)));
    part(ui, scene, source, &mut resting.source, |id| {
        let name = scene.case.source(id).map_or("", |s| s.name.as_str());
        named("tables-source-is", "name", name.rsplit(['/', '\\']).next().unwrap_or(name))
    });
}

/// One part of what is picked; it rests while `resting` is the same.
fn part<T: Copy + PartialEq>(
    ui: &mut Ui,
    scene: &Scene<'_>,
    picked: &mut Option<T>,
    resting: &mut Option<T>,
    text: impl Fn(T) -> String,
) {
    let Some(value) = *picked else { return };
    let rests = *resting == Some(value);
    match chip(ui, scene, &text(value), Some(rests)) {
        Some(Press::Remove) => (*picked, *resting) = (None, None),
        Some(Press::Suspend) => *resting = (!rests).then_some(value),
        None => {}
    }
}

/// Filters under the heads, of the lists on screen.
fn filters(ui: &mut Ui, scene: &Scene<'_>, view: &mut InvestigateView) {
    for list in lists(view) {
        let heads = columns(scene, list);
        let mut gone = None;
        for (i, filter) in view.listed(list).state.filters.iter_mut().enumerate() {
            let title = heads.iter().find(|c| c.column == filter.column).map_or("", |c| c.title.as_str());
            let text = Phrase::new("tables-filter-is").text("column", title).text("text", &filter.text);
            match chip(ui, scene, &scene.words.say(&text), Some(filter.suspended)) {
                Some(Press::Remove) => gone = Some(i),
                Some(Press::Suspend) => filter.suspended = !filter.suspended,
                None => {}
            }
        }
        if let Some(i) = gone {
            view.listed(list).state.filters.remove(i);
        }
    }
}

fn noise(ui: &mut Ui, scene: &Scene<'_>, view: &mut InvestigateView) {
    let words = scene.words;
    let noise: u64 = scene.case.analysis.noise.iter().map(|n| n.count).sum();
    if noise > 0
        && !view.with_noise
        && chip(ui, scene, &words.say(&Phrase::new("investigate-noise-hidden").number("n", noise)), None)
            .is_some()
    {
        view.with_noise = true;
    } else if view.with_noise && ui.button(words.word("investigate-hide-noise")).clicked() {
        view.with_noise = false;
    }
}

/// What was pressed on a chip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Press {
    Suspend,
    Remove,
}

/// A chip; `rests` is `None` where it can only be taken away.
fn chip(ui: &mut Ui, scene: &Scene<'_>, text: &str, rests: Option<bool>) -> Option<Press> {
    let theme = scene.theme;
    let width = width_of(ui.painter(), text, fonts::text(ROW)).min(280.0) + 36.0;
    let (rect, response) = ui.allocate_exact_size(vec2(width, 22.0), Sense::hover());
    let (body, end) = rect.split_left_right_at_x(rect.right() - 24.0);
    let resting = rests == Some(true);
    let fill = if resting {
        theme.card
    } else if response.hovered() {
        theme.selected
    } else {
        theme.control
    };
    ui.painter().rect(rect, 11, fill, Stroke::new(1.0, theme.line), StrokeKind::Inside);
    let say = |id: &'static str| scene.words.say(&Phrase::new(id).text("what", text));
    let button = |ui: &Ui, area: Rect, part: &str, name: String| {
        let response = ui.interact(area, response.id.with(part), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        if response.has_focus() {
            ui.painter().rect_stroke(area, 11, Stroke::new(2.0, theme.accent), StrokeKind::Inside);
        }
        let response = response.on_hover_text(name);
        response.clicked()
    };
    let suspend = rests.is_some_and(|rests| {
        button(ui, body, "rest", say(if rests { "tables-resume" } else { "tables-suspend" }))
    });
    let remove = button(ui, end, "remove", say("investigate-remove"));
    let inner =
        Rect::from_min_max(pos2(rect.left() + 10.0, rect.top()), pos2(end.left() + 2.0, rect.bottom()));
    let color = if resting { theme.quiet } else { theme.text };
    line(ui.painter(), inner, false, text, fonts::text(ROW), color);
    if resting {
        ui.painter().hline(inner.x_range().shrink(2.0), inner.center().y, Stroke::new(1.0, theme.quiet));
    }
    cross(ui.painter(), pos2(rect.right() - 13.0, rect.center().y), theme.quiet);
    match (remove, suspend) {
        (true, _) => Some(Press::Remove),
        (_, true) => Some(Press::Suspend),
        _ => None,
    }
}
