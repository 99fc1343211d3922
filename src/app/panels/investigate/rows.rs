//! What all lists of the place have in common: cards, empty states, and what a click on a row means.

use crate::app::fonts;
use crate::app::lists::{List, answer, row_ref};
use crate::app::panel::{Scene, Wish};
use crate::app::theme::{BODY, CARD_RADIUS, HEADLINE, Theme};
use crate::app::view::{InvestigateView, Listed};
use crate::app::widgets::virtual_table::{Cell, Column, Done, Dress, table_ui};
use crate::model::rows::RowRef;
use crate::words::Phrase;
use crate::workbench::command::Command;
use eframe::egui::{Align, Layout, Rect, RichText, Stroke, StrokeKind, Ui, UiBuilder};

/// Paints a card.
pub fn card(ui: &Ui, rect: Rect, theme: &Theme) {
    ui.painter().rect(rect, CARD_RADIUS, theme.card, Stroke::new(1.0, theme.line), StrokeKind::Inside);
}

/// A piece of the window of its own, clipped to `rect`.
pub fn within<R>(ui: &mut Ui, rect: Rect, name: &str, layout: Layout, add: impl FnOnce(&mut Ui) -> R) -> R {
    let builder = UiBuilder::new().id_salt(name).max_rect(rect).layout(layout);
    let mut child = ui.new_child(builder);
    child.shrink_clip_rect(rect);
    add(&mut child)
}

/// Is there any row to show?
pub fn any(scene: &Scene<'_>) -> bool {
    let t = &scene.case.store.tables;
    !(t.authentications.is_empty()
        && t.mail.is_empty()
        && t.queues.is_empty()
        && t.sessions.is_empty()
        && t.held.is_empty())
}

/// Says why there are no rows, and what to do.
pub fn nothing_ui(ui: &mut Ui, area: Rect, scene: &Scene<'_>) {
    let case = scene.case;
    let id = if case.sources.is_empty() {
        "investigate-no-sources"
    } else if case.is_loading() || case.analysing {
        "investigate-loading"
    } else {
        "investigate-no-rows"
    };
    card(ui, area, scene.theme);
    let (head, hint) = (scene.words.word(id), scene.words.word(&format!("{id}-hint")));
    within(ui, area.shrink(24.0), "nothing", Layout::top_down(Align::Center), |ui| {
        ui.add_space((area.height() * 0.3).min(160.0));
        ui.label(RichText::new(head).font(fonts::bold(HEADLINE)).color(scene.theme.text));
        ui.label(RichText::new(hint).font(fonts::text(BODY)).color(scene.theme.quiet));
    });
}

/// Draws one list as a table and carries out what was done to it.
#[expect(clippy::too_many_arguments, reason = "a list is all of these")]
pub fn list_ui(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    view: &mut InvestigateView,
    list: List,
    empty: &str,
    columns: &[Column],
    cells: &dyn Fn(u32) -> Vec<Cell>,
    wishes: &mut Vec<Wish>,
) {
    let mut listed = std::mem::take(of(view, list));
    refresh(ui, scene, view, list, &mut listed);
    if let Some((question, rows)) =
        listed.rows.answer().filter(|(q, _)| q.generation == scene.case.generation)
    {
        let total = rows.rows.len() as u64;
        let at = |i: u64| usize::try_from(i).ok().and_then(|i| rows.rows.get(i)).copied();
        let name = scene.words.word(name_id(question.list));
        let (only, copy) = (scene.words.word("investigate-only"), scene.words.word("investigate-copy"));
        let row =
            |n: u64| scene.words.say(&Phrase::new("investigate-row").number("n", n).number("total", total));
        let dress = Dress { theme: scene.theme, name: &name, only: &only, copy: &copy, row: &row };
        let mut draw = |i: u64| at(i).map(cells).unwrap_or_default();
        let done = table_ui(ui, area, columns, total, &mut listed.state, dress, &mut draw);
        if total == 0 {
            empty_ui(ui, area, scene, empty);
        }
        match done {
            Some(Done::Chosen(i)) => choose(
                scene,
                view,
                at(i).and_then(|r| row_ref(&scene.case.store, &scene.case.analysis, list, r)),
                wishes,
            ),
            Some(Done::Only(i, column)) => only_this(scene, view, list, at(i), column),
            Some(Done::Copy(i, column)) => {
                let text = at(i).and_then(|r| cells(r).into_iter().nth(column)).map(|c| c.text);
                wishes.extend(text.map(Wish::Copy));
            }
            Some(Done::Sorted) | None => {}
        }
    } else {
        empty_ui(ui, area, scene, "investigate-working");
    }
    *of(view, list) = listed;
}

fn refresh(ui: &Ui, scene: &Scene<'_>, view: &InvestigateView, list: List, listed: &mut Listed) {
    let question = view.question(list, scene.case.generation, listed.state.sort);
    let t = &scene.case.store.tables;
    let n = t.authentications.len().max(t.mail.len());
    let (store, analysis, q) = (scene.case.store.clone(), scene.case.analysis.clone(), question.clone());
    let before = listed.rows.version;
    listed.rows.ask(&question, n, ui.ctx(), move || answer(&store, &analysis, &q));
    if listed.rows.version != before {
        listed.state.at = None;
        listed.state.position = Default::default();
    }
}

fn of(view: &mut InvestigateView, list: List) -> &mut Listed {
    match list {
        List::Authentications => &mut view.authentications,
        List::Queues => &mut view.queues,
        List::Messages => &mut view.messages,
        List::Sessions => &mut view.sessions,
    }
}

/// Id of a list's name.
pub fn name_id(list: List) -> &'static str {
    match list {
        List::Authentications => "investigate-authentications",
        List::Queues => "investigate-queues",
        List::Messages => "investigate-messages",
        List::Sessions => "investigate-sessions",
    }
}

/// Words in the middle of an empty list.
pub fn empty_ui(ui: &mut Ui, area: Rect, scene: &Scene<'_>, id: &str) {
    let text = RichText::new(scene.words.word(id)).font(fonts::text(BODY)).color(scene.theme.quiet);
    within(ui, area.shrink2(eframe::egui::vec2(24.0, 40.0)), id, Layout::top_down(Align::Center), |ui| {
        ui.label(text)
    });
}

/// A row goes to the inspector, and its raw record is asked for.
pub fn choose(scene: &Scene<'_>, view: &mut InvestigateView, at: Option<RowRef>, wishes: &mut Vec<Wish>) {
    let Some(at) = at else { return };
    view.selection.row = Some((scene.case.generation, at));
    let provenance = scene.case.store.tables.provenance(at);
    view.asked = Some(provenance);
    wishes.push(Wish::Do(Command::ShowRaw(provenance)));
}

fn only_this(scene: &Scene<'_>, view: &mut InvestigateView, list: List, row: Option<u32>, column: usize) {
    let Some(row) = row else { return };
    let (store, analysis) = (&scene.case.store, &scene.case.analysis);
    let i = row as usize;
    let (account, address) = match list {
        List::Authentications => {
            (store.tables.authentications.row(i).account, crate::app::lists::address_of(store, analysis, row))
        }
        List::Sessions => match analysis.conversations.get(i) {
            Some(c) => {
                let account = c.account.and_then(|a| analysis.directory.get(a));
                (account.and_then(|a| a.as_written.first()).copied().unwrap_or_default(), c.address)
            }
            None => return,
        },
        List::Messages | List::Queues => return,
    };
    let wanted = match (list, column) {
        (List::Authentications, 2) | (List::Sessions, 2) => &mut view.selection.account,
        (List::Authentications, 3) | (List::Sessions, 1) => &mut view.selection.address,
        _ => return,
    };
    let value = if matches!((list, column), (_, 2)) { account } else { address };
    *wanted = value.is_some().then_some(value);
}
