//! What all lists of the place have in common: cards, empty states, and what a click on a row means.

use super::deeds::{self, Asked};
use super::linked::Lit;
use super::{cells, wording};
use crate::app::fonts;
use crate::app::lists::columns::plans;
use crate::app::lists::picked::Picked;
use crate::app::lists::search::Hits;
use crate::app::lists::values::{Book, Voice};
use crate::app::lists::{List, Question, Rows, answer};
use crate::app::panel::{Scene, Wish};
use crate::app::theme::{BODY, CARD_RADIUS, HEADLINE, Theme};
use crate::app::view::{InvestigateView, Listed, Spoken, Wanted};
use crate::app::widgets::row_position::Position;
use crate::app::widgets::virtual_table::{Column, Dress, Filling, table_ui};
use crate::case::Case;
use crate::model::provenance::Provenance;
use crate::model::rows::{RowRef, Table};
use crate::words::{Phrase, Words};
use crate::workbench::command::Command;
use eframe::egui::{Align, Layout, Rect, RichText, Stroke, StrokeKind, Ui, UiBuilder};
use std::collections::BTreeSet;
use std::sync::Arc;

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

/// Sees to what all lists rest on, and asks those on screen (all, while something is searched for).
pub fn refresh_ui(ui: &Ui, scene: &Scene<'_>, view: &mut InvestigateView, shown: Option<List>) {
    speak(scene, view);
    let starred = scene.case.marks.iter().filter(|(_, mark)| mark.star).map(|(at, _)| *at);
    if !starred.clone().eq(view.starred.iter().copied()) {
        view.starred = Arc::new(starred.collect());
    }
    joined(ui, scene, view);
    let hits = search(ui, scene, view);
    for list in List::ALL {
        if hits.is_some() || list == List::Authentications || shown == Some(list) {
            refresh(ui, scene, view, list, hits.as_ref());
        }
    }
}

/// Words and file names that threads may share.
fn speak(scene: &Scene<'_>, view: &mut InvestigateView) {
    let same = |w: &Words| w.language() == scene.words.language() && w.zone() == scene.words.zone();
    let words = view.spoken.as_ref().map(|s| Arc::clone(&s.words)).filter(|w| same(w));
    let files = view.spoken.as_ref().map(|s| s.files.clone()).filter(|f| f.0 == scene.case.generation);
    if words.is_none() || files.is_none() {
        let words = words.unwrap_or_else(|| Arc::new(Words::new(scene.words.language(), scene.words.zone())));
        let files = files.unwrap_or_else(|| (scene.case.generation, Arc::new(files_of(scene.case))));
        view.spoken = Some(Spoken { words, files });
    }
}

fn files_of(case: &Case) -> Vec<String> {
    let mut names = Vec::new();
    for source in &case.sources {
        let i = usize::from(source.id.0);
        if names.len() <= i {
            names.resize(i + 1, String::new());
        }
        let file = source.name.rsplit(['/', '\\']).next().unwrap_or(&source.name);
        if let Some(name) = names.get_mut(i) {
            *name = crate::model::safe_text::SafeText::new(file).into();
        }
    }
    names
}

/// The texts that hold what is searched for, and that text; `None` where nothing is.
fn search(ui: &Ui, scene: &Scene<'_>, view: &mut InvestigateView) -> Option<(String, Arc<Hits>)> {
    let small = view.search.text.trim().to_lowercase();
    if small.is_empty() {
        return None;
    }
    let (store, analysis) = (scene.case.store.clone(), scene.case.analysis.clone());
    let question = (scene.case.generation, small.clone());
    let work = move || Arc::new(Hits::of(Book { store: &store, analysis: &analysis }, &small));
    view.search.hits.ask(&question, scene.case.store.text.len() * DEAR, ui.ctx(), work);
    let ((generation, text), hits) = view.search.hits.answer()?;
    (*generation == scene.case.generation).then(|| (text.clone(), Arc::clone(hits)))
}

/// What a list is asked now.
fn question(scene: &Scene<'_>, view: &InvestigateView, list: List, listed: &Listed) -> Question {
    let mut q = view.question(list, scene.case.generation);
    q.sort = listed.state.sort;
    q.group = listed.state.group;
    q.filters = listed.state.filters.iter().filter(|f| !f.suspended).cloned().collect();
    q.starred = view.only_starred.then(|| Arc::clone(&view.starred));
    q.at = view.cursor.filter(|_| list == List::Queues);
    let by_words = q.sort.is_some() || q.group.is_some() || !q.filters.is_empty();
    let (language, zone) = (scene.words.language(), scene.words.zone());
    q.spoken = by_words.then(|| (language, zone, wording::clock_form(scene).0));
    q
}

fn refresh(
    ui: &Ui,
    scene: &Scene<'_>,
    view: &mut InvestigateView,
    list: List,
    hits: Option<&(String, Arc<Hits>)>,
) {
    let Some(Spoken { words, files }) = view.spoken.clone() else { return };
    let mut listed = std::mem::take(view.listed(list));
    let mut q = question(scene, view, list, &listed);
    q.search = hits.map(|h| h.0.clone()).unwrap_or_default();
    let (store, analysis, clock) =
        (scene.case.store.clone(), scene.case.analysis.clone(), wording::clock_form(scene).0);
    let (hits, asked) = (hits.map(|h| Arc::clone(&h.1)), q.clone());
    let t = &scene.case.store.tables;
    let n = match list {
        List::Authentications => t.authentications.len(),
        List::Queues => t.queues.len(),
        List::Messages => t.mail.len() + t.held.len(),
        List::Sessions => scene.case.analysis.conversations.len(),
    };
    let dear = if q.spoken.is_some() || !q.search.is_empty() { DEAR } else { 1 };
    let before = listed.rows.version;
    listed.rows.ask(&q, n * dear, ui.ctx(), move || {
        let book = Book { store: &store, analysis: &analysis };
        let voice = Voice { book, words: &words, files: &files.1, clock };
        Arc::new(answer(voice, hits.as_deref(), &asked))
    });
    if listed.rows.version != before {
        settle(scene, &mut listed);
    }
    let starred = Arc::clone(&view.starred);
    if listed.rows.answer().is_some_and(|(q, _)| q.generation == scene.case.generation) {
        marked(ui, scene, starred, list, &mut listed);
        sought(ui, scene, list, &mut listed);
    }
    *view.listed(list) = listed;
}

/// Times the rows that work with words counts as, so that less of it is done within a frame.
const DEAR: usize = 10;

/// After a new answer the row with the focus stays where it is on screen, if it is still there.
fn settle(scene: &Scene<'_>, listed: &mut Listed) {
    let Listed { state, rows, picked, fold, focus, .. } = listed;
    let before = rows.before();
    let Some((_, rows)) = rows.answer() else { return };
    fold.set_all(fold.all_open);
    let same_store = picked.0 == scene.case.generation;
    let kept = before.filter(|_| same_store).map(|before| moved(&picked.1, before, rows));
    *picked = (scene.case.generation, kept.unwrap_or_default());
    let row = focus.filter(|f| f.0 == scene.case.generation).map(|f| f.1);
    let line = row.and_then(|row| rows.place(row)).map(|p| fold.line_of(&rows.groups, p.into()));
    let offset = state.at.map_or(0, |at| at.saturating_sub(state.position.first));
    state.position = line.map_or_else(Position::default, |line| Position {
        first: line.saturating_sub(offset),
        hidden: if line >= offset { state.position.hidden } else { 0.0 },
    });
    (state.at, state.anchor) = (line, line);
}

/// Rows that stay picked when their list changes, at most; of more, none stays.
const MAX_KEPT: u64 = 1_000;

/// The places at which the picked rows stand now.
fn moved(picked: &Picked, before: &Rows, now: &Rows) -> Picked {
    let mut kept = Picked::default();
    if picked.len() <= MAX_KEPT {
        let rows = picked.iter().filter_map(|place| before.rows.get(place as usize));
        rows.filter_map(|row| now.place(*row)).for_each(|place| kept.add(place, place));
    }
    kept
}

/// Keeps the places of the rows that a finding cites or that have a star.
fn marked(ui: &Ui, scene: &Scene<'_>, starred: Arc<BTreeSet<Provenance>>, list: List, listed: &mut Listed) {
    let Some((_, rows)) = listed.rows.answer() else { return };
    let question = (listed.rows.version, starred);
    let (store, analysis) = (scene.case.store.clone(), scene.case.analysis.clone());
    let (rows, starred) = (Arc::clone(rows), Arc::clone(&question.1));
    let n = rows.rows.len().max(analysis.conversations.len());
    listed.cited.ask(&question, n * DEAR, ui.ctx(), move || {
        super::linked::marked(Book { store: &store, analysis: &analysis }, list, &starred, &rows)
    });
}

/// Looks for the related row that was asked for, and brings it into sight.
fn sought(ui: &Ui, scene: &Scene<'_>, list: List, listed: &mut Listed) {
    let (Some(lit), Some((_, rows))) = (listed.seeking, listed.rows.answer()) else { return };
    let question = (listed.rows.version, lit);
    let (store, analysis) = (scene.case.store.clone(), scene.case.analysis.clone());
    let rows = Arc::clone(rows);
    listed.sought.ask(&question, rows.rows.len() * DEAR, ui.ctx(), move || {
        super::linked::nearest(Book { store: &store, analysis: &analysis }, list, &rows, &lit)
    });
    let Some((_, place)) = listed.sought.answer().filter(|(q, _)| *q == question) else { return };
    let place = *place;
    listed.seeking = None;
    place.into_iter().for_each(|place| deeds::reveal(listed, place));
}

/// Which conversation each row of a session belongs to, once a session is looked at.
fn joined(ui: &Ui, scene: &Scene<'_>, view: &mut InvestigateView) {
    if view.selection.row.is_none_or(|(_, at)| at.table != Table::Session) {
        return;
    }
    let (store, analysis) = (scene.case.store.clone(), scene.case.analysis.clone());
    let n = store.tables.sessions.len();
    view.joined.ask(&scene.case.generation, n * DEAR, ui.ctx(), move || {
        Arc::new(super::linked::joined(Book { store: &store, analysis: &analysis }))
    });
}

/// Puts many rows in words for the clipboard, on a thread.
pub fn copying_ui(ui: &Ui, scene: &Scene<'_>, view: &mut InvestigateView, wishes: &mut Vec<Wish>) {
    let (Some(spoken), Some(wanted)) = (view.spoken.clone(), view.copying.wanted.as_ref()) else { return };
    let Wanted { number, list, columns, rows } = wanted.clone();
    let (store, analysis, clock) =
        (scene.case.store.clone(), scene.case.analysis.clone(), wording::clock_form(scene).0);
    view.copying.text.ask(&number, usize::MAX, ui.ctx(), move || {
        let book = Book { store: &store, analysis: &analysis };
        let voice = Voice { book, words: &spoken.words, files: &spoken.files.1, clock };
        cells::copied(voice, list, &columns, &rows)
    });
    if let Some((_, text)) = view.copying.text.answer().filter(|(n, _)| *n == number) {
        wishes.push(Wish::Copy(text.clone()));
        view.copying = crate::app::view::Copying { count: number, ..Default::default() };
    }
}

/// Draws one list as a table and carries out what was done to it.
pub fn list_ui(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    view: &mut InvestigateView,
    list: List,
    empty: &str,
    wishes: &mut Vec<Wish>,
) {
    let mut listed = std::mem::take(view.listed(list));
    let spoken = view.spoken.clone();
    let answered = listed.rows.answer().filter(|(q, _)| q.generation == scene.case.generation);
    if let (Some((q, rows)), Some(spoken)) = (answered, spoken) {
        let voice = voice(scene, &spoken);
        let lit = Lit::of(scene, view, list);
        let lines = cells::Lines {
            scene,
            voice,
            list,
            rows,
            group: q.group,
            fold: &listed.fold,
            picked: &listed.picked.1,
            lit: lit.as_ref(),
        };
        let columns = columns(scene, list);
        let name = scene.words.word(name_id(list));
        let dress = Dress { theme: scene.theme, words: scene.words, name: &name };
        let mut asked = Vec::new();
        let shown = listed.picked.1.len();
        let grouped = q.group.is_some();
        let mut menu = |ui: &mut Ui, line: u64, column| {
            asked.extend(deeds::menu_ui(ui, &lines, line, column, shown));
        };
        let total = if grouped { lines.fold.lines(&rows.groups) } else { rows.rows.len() as u64 };
        let line = |n: u64, shown: &[&Column]| lines.line(n, shown);
        let hint = |n: u64, column| lines.hint(n, column);
        let mut filling = Filling { columns: &columns, total, line: &line, hint: &hint, menu: &mut menu };
        let done = table_ui(ui, area, &mut listed.state, dress, &mut filling);
        if total == 0 {
            // What the filters hide is not missing.
            let text = match rows.hidden {
                0 => scene.words.word(empty),
                n => scene.words.say(&Phrase::new("tables-all-hidden").number("hidden", n)),
            };
            said_ui(ui, area.translate(eframe::egui::vec2(0.0, 24.0)), scene, &text);
        }
        let all = done.map(Asked::Done).into_iter().chain(asked);
        let all: Vec<Asked> = all.collect();
        if !all.is_empty() {
            // What follows from it shows in the next frame.
            ui.ctx().request_repaint();
        }
        all.into_iter().for_each(|a| deeds::carry_out(scene, view, list, &mut listed, &spoken, a, wishes));
    } else {
        empty_ui(ui, area, scene, "investigate-working");
    }
    *view.listed(list) = listed;
}

/// What puts values of this case in words.
pub fn voice<'a>(scene: &Scene<'a>, spoken: &'a Spoken) -> Voice<'a> {
    let book = Book { store: &scene.case.store, analysis: &scene.case.analysis };
    Voice { book, words: scene.words, files: &spoken.files.1, clock: wording::clock_form(scene).0 }
}

/// All columns of a list, with their heads.
pub fn columns(scene: &Scene<'_>, list: List) -> Vec<Column> {
    let time = wording::clock_width(scene);
    let column = |p: &crate::app::lists::columns::Plan| Column {
        column: p.column,
        title: scene.words.word(&format!("investigate-col-{}", p.column.key())),
        width: if p.width == 0.0 { time } else { p.width },
        least: if p.width == 0.0 { time } else { p.least },
        right: p.right,
        shown: p.shown,
    };
    plans(list).iter().map(column).collect()
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
    said_ui(ui, area, scene, &scene.words.word(id));
}

fn said_ui(ui: &mut Ui, area: Rect, scene: &Scene<'_>, text: &str) {
    let text = RichText::new(text).font(fonts::text(BODY)).color(scene.theme.quiet);
    within(
        ui,
        area.shrink2(eframe::egui::vec2(24.0, 40.0)),
        "empty",
        Layout::top_down(Align::Center),
        |ui| ui.label(text),
    );
}

/// A row goes to the inspector, and its raw record is asked for.
pub fn choose(scene: &Scene<'_>, view: &mut InvestigateView, at: Option<RowRef>, wishes: &mut Vec<Wish>) {
    let Some(at) = at else { return };
    view.selection.row = Some((scene.case.generation, at));
    let provenance = scene.case.store.tables.provenance(at);
    view.asked = Some(provenance);
    view.cursor = Some(scene.case.store.time_of(at)).filter(|t| t.is_plausible());
    wishes.push(Wish::Do(Command::ShowRaw(provenance)));
}
