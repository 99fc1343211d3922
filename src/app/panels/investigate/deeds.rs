//! What is done to a table: choosing, narrowing, counting, copying, marking. Each deed by pointer and by keys.

use super::cells::{Lines, copied};
use super::linked;
use super::rows::{choose, columns, voice};
use crate::app::lists::columns::Col;
use crate::app::lists::filter::exactly;
use crate::app::lists::fold::LineAt;
use crate::app::lists::values::{Book, Value};
use crate::app::lists::{List, row_ref};
use crate::app::panel::{Scene, Wish};
use crate::app::view::{Editing, InvestigateView, Listed, Spoken, Tab, Wanted};
use crate::app::widgets::row_position::Position;
use crate::app::widgets::virtual_table::{Column, Done, Pick};
use crate::model::address::Network;
use crate::model::provenance::{Provenance, SourceId};
use crate::model::text::Symbol;
use crate::model::time::Span;
use crate::words::Phrase;
use crate::workbench::command::Command;
use eframe::egui::Ui;
use std::sync::Arc;

/// Rows that are copied at once, at most.
const MAX_COPIED: usize = 100_000;
/// Rows that are put in words within a frame, at most.
const MAX_AT_ONCE: usize = 500;
/// Seconds shown on either side of a row.
const AROUND: i64 = 300;

/// What was asked for on a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Asked {
    /// By pointer or key.
    Done(Done),
    /// Hide rows with this value.
    Not(u64, Col),
    /// Group by the column.
    Count(Col),
    /// A cell to the clipboard.
    CopyCell(u64, Col),
    /// A row to the clipboard.
    CopyRow(u64),
    /// Five minutes around, all sources.
    Around(u64),
    /// An account or address is known and in order, or no longer.
    Vouch(u64, Col, bool),
    /// Write a note.
    Note(u64),
}

/// The menu of a cell.
pub fn menu_ui(ui: &mut Ui, lines: &Lines<'_>, line: u64, column: Option<Col>, picked: u64) -> Option<Asked> {
    let words = lines.scene.words;
    let row = lines.row(line)?;
    let mut done = None;
    let mut item = |ui: &mut Ui, text: String, asked: Asked| {
        if ui.button(text).clicked() {
            done = Some(asked);
            ui.close();
        }
    };
    if let Some(column) = column {
        item(ui, words.word("investigate-only"), Asked::Done(Done::Only(line, column)));
        item(ui, words.word("tables-not"), Asked::Not(line, column));
        item(ui, words.word("tables-count-by"), Asked::Count(column));
        item(ui, words.word("investigate-copy"), Asked::CopyCell(line, column));
    }
    item(ui, words.word("tables-copy-row"), Asked::CopyRow(line));
    if picked > 1 {
        let text = words.say(&Phrase::new("tables-copy-rows").number("n", picked));
        item(ui, text, Asked::Done(Done::Copy));
    }
    ui.separator();
    item(ui, words.word("tables-around"), Asked::Around(line));
    item(ui, words.word("tables-related"), Asked::Done(Done::Related));
    if let Some((column, vouched)) = column.and_then(|c| vouched(lines, c, row).map(|v| (c, v))) {
        let id = if vouched { "tables-doubt" } else { "tables-good" };
        item(ui, words.word(id), Asked::Vouch(line, column, !vouched));
    }
    ui.separator();
    let at = lines.voice.book.provenance(lines.list, row);
    let starred = at.and_then(|at| lines.scene.case.marks.get(&at)).is_some_and(|m| m.star);
    let id = if starred { "tables-unstar" } else { "tables-star" };
    item(ui, words.word(id), Asked::Done(Done::Star(line)));
    item(ui, words.word("tables-tag"), Asked::Done(Done::Tag(line)));
    item(ui, words.word("tables-note"), Asked::Note(line));
    done
}

/// Is the account or address of a cell known and in order? `None` where it is neither.
fn vouched(lines: &Lines<'_>, column: Col, row: u32) -> Option<bool> {
    let Value::Text(symbol) = lines.voice.book.value(lines.list, column, row) else { return None };
    let settings = &lines.scene.case.settings;
    match column {
        Col::Account => {
            let name = account(lines.scene, symbol);
            Some(settings.known_accounts.iter().any(|known| known.eq_ignore_ascii_case(&name)))
        }
        Col::From | Col::Client => {
            let network = Network::parse(lines.scene.case.store.raw(symbol))?;
            Some(settings.known_clients.contains(&network))
        }
        _ => None,
    }
}

/// The one name of an account in whatever spelling.
fn account(scene: &Scene<'_>, symbol: Symbol) -> String {
    let directory = &scene.case.analysis.directory;
    directory.of(symbol).map_or_else(|| scene.case.store.show(symbol), |id| directory.name(id)).into()
}

/// Carries out what was asked for.
pub fn carry_out(
    scene: &Scene<'_>,
    view: &mut InvestigateView,
    list: List,
    listed: &mut Listed,
    spoken: &Spoken,
    asked: Asked,
    wishes: &mut Vec<Wish>,
) {
    view.last_list = list;
    view.notice.clear();
    let book = Book { store: &scene.case.store, analysis: &scene.case.analysis };
    let row = |listed: &Listed, line| row_at(listed, line);
    match asked {
        Asked::Done(done) => carry_out_done(scene, view, list, listed, spoken, done, wishes),
        Asked::Not(line, column) => {
            if let Some(row) = row(listed, line) {
                let text = voice(scene, spoken).say(column, book.value(list, column, row));
                listed.state.add(exactly(column, &text, false));
            }
        }
        Asked::Count(column) => listed.state.group = Some(column),
        Asked::CopyCell(line, column) => {
            let text =
                row(listed, line).map(|r| voice(scene, spoken).say(column, book.value(list, column, r)));
            wishes.extend(text.map(Wish::Copy));
        }
        Asked::CopyRow(line) => {
            let rows: Vec<u32> = row(listed, line).into_iter().collect();
            wishes.push(Wish::Copy(copied(voice(scene, spoken), list, &shown(scene, list, listed), &rows)));
        }
        Asked::Around(line) => {
            if let Some(row) = row(listed, line) {
                around(view, listed, book.time(list, row));
            }
        }
        Asked::Vouch(line, column, good) => {
            let value = row(listed, line).map(|r| book.value(list, column, r));
            wishes.extend(value.and_then(|v| vouch(scene, column, v, good)).map(Wish::Do));
        }
        Asked::Note(line) => {
            edit(scene, view, row(listed, line).and_then(|r| book.provenance(list, r)), true)
        }
    }
}

fn vouch(scene: &Scene<'_>, column: Col, value: Value, good: bool) -> Option<Command> {
    let Value::Text(symbol) = value else { return None };
    match column {
        Col::Account => Some(Command::MarkAccount(account(scene, symbol), good)),
        _ => Network::parse(scene.case.store.raw(symbol)).map(|n| Command::MarkClient(n, good)),
    }
}

fn carry_out_done(
    scene: &Scene<'_>,
    view: &mut InvestigateView,
    list: List,
    listed: &mut Listed,
    spoken: &Spoken,
    done: Done,
    wishes: &mut Vec<Wish>,
) {
    let book = Book { store: &scene.case.store, analysis: &scene.case.analysis };
    let provenance = |line| row_at(listed, line).and_then(|r| book.provenance(list, r));
    match done {
        Done::Changed => {}
        Done::Chosen(line, pick) => chosen(scene, view, list, listed, (line, pick), wishes),
        Done::Only(line, column) => {
            if let Some(row) = row_at(listed, line) {
                only(scene, view, list, listed, spoken, column, row);
            }
        }
        Done::All => {
            if let Some((_, rows)) = listed.rows.answer() {
                let last = u32::try_from(rows.rows.len()).unwrap_or(u32::MAX).checked_sub(1);
                last.into_iter().for_each(|last| listed.picked.1.add(0, last));
            }
        }
        Done::Copy => copy_picked(scene, view, list, listed, spoken, wishes),
        Done::Star(line) => wishes.extend(provenance(line).map(|at| star(scene, at))),
        Done::Tag(line) => edit(scene, view, provenance(line), false),
        Done::Next(on) => {
            if let Some(line) = next(listed, on) {
                go(listed, line);
                chosen(scene, view, list, listed, (line, Pick::Alone), wishes);
            }
        }
        Done::Inspect => view.focus_inspector = true,
        Done::Related => related(scene, view, list),
        Done::Fold(line, open) => fold(listed, line, open),
        Done::FoldAll(open) => listed.fold.set_all(open),
    }
}

/// Place and number of the row in a line.
fn place_at(listed: &Listed, line: u64) -> Option<(u32, u32)> {
    let (_, rows) = listed.rows.answer()?;
    let LineAt::Row(place) = listed.fold.at(&rows.groups, line) else { return None };
    let place = u32::try_from(place).ok()?;
    Some((place, *rows.rows.get(place as usize)?))
}

fn row_at(listed: &Listed, line: u64) -> Option<u32> {
    place_at(listed, line).map(|(_, row)| row)
}

fn chosen(
    scene: &Scene<'_>,
    view: &mut InvestigateView,
    list: List,
    listed: &mut Listed,
    (line, pick): (u64, Pick),
    wishes: &mut Vec<Wish>,
) {
    let Some((place, row)) = place_at(listed, line) else { return };
    match pick {
        Pick::Alone => listed.picked.1.only(place),
        Pick::Toggle => listed.picked.1.toggle(place),
        Pick::Range => {
            let from = listed.state.anchor.unwrap_or(line);
            let groups = listed.rows.answer().map_or(&[][..], |(_, rows)| rows.groups.as_slice());
            let ranges = listed.fold.between(groups, from.min(line), from.max(line));
            listed.picked.1 = Default::default();
            ranges.into_iter().for_each(|(first, last)| listed.picked.1.add(first, last));
        }
    }
    listed.picked.0 = scene.case.generation;
    listed.focus = Some((scene.case.generation, row));
    choose(scene, view, row_ref(&scene.case.store, &scene.case.analysis, list, row), wishes);
}

fn only(
    scene: &Scene<'_>,
    view: &mut InvestigateView,
    list: List,
    listed: &mut Listed,
    spoken: &Spoken,
    column: Col,
    row: u32,
) {
    let book = Book { store: &scene.case.store, analysis: &scene.case.analysis };
    let value = book.value(list, column, row);
    let picked = &mut view.selection;
    let (place, rest) = match column {
        Col::Account => (&mut picked.account, &mut view.resting.account),
        Col::From | Col::Client => (&mut picked.address, &mut view.resting.address),
        Col::Session => (&mut picked.session, &mut view.resting.session),
        Col::MessageId => (&mut picked.message, &mut view.resting.message),
        Col::File => {
            let at = book.provenance(list, row);
            (picked.source, view.resting.source) = (at.map(|p: Provenance| -> SourceId { p.source }), None);
            return;
        }
        _ => {
            let text = voice(scene, spoken).say(column, value);
            return listed.state.add(exactly(column, &text, true));
        }
    };
    if let Value::Text(symbol) = value {
        (*place, *rest) = (Some(symbol), None);
    }
}

/// Five minutes on either side, all sources: filters and picks rest, none is lost.
fn around(view: &mut InvestigateView, listed: &mut Listed, time: crate::model::time::UtcTime) {
    if !time.is_plausible() {
        return;
    }
    let span = Span { first: time.plus_seconds(-AROUND), last: time.plus_seconds(AROUND) };
    view.selection.span = Some(span);
    view.resting = crate::app::view::Selection { span: None, row: None, ..view.selection.clone() };
    listed.state.filters.iter_mut().for_each(|f| f.suspended = true);
    for list in List::ALL {
        view.listed(list).state.filters.iter_mut().for_each(|f| f.suspended = true);
    }
    view.only_starred = false;
    view.search.text.clear();
}

/// The picked rows to the clipboard: few at once, many by a thread.
fn copy_picked(
    scene: &Scene<'_>,
    view: &mut InvestigateView,
    list: List,
    listed: &Listed,
    spoken: &Spoken,
    wishes: &mut Vec<Wish>,
) {
    let Some((_, rows)) = listed.rows.answer() else { return };
    let picked = listed.picked.1.iter().filter_map(|place| rows.rows.get(place as usize).copied());
    let some: Vec<u32> = picked.take(MAX_COPIED).collect();
    if listed.picked.1.len() > MAX_COPIED as u64 {
        view.notice = scene.words.say(&Phrase::new("tables-copied-part").number("n", some.len()));
    }
    let columns = shown(scene, list, listed);
    if some.len() > MAX_AT_ONCE {
        view.copying.count += 1;
        let (number, rows) = (view.copying.count, Arc::new(some));
        view.copying.wanted = Some(Wanted { number, list, columns, rows });
    } else if !some.is_empty() {
        wishes.push(Wish::Copy(copied(voice(scene, spoken), list, &columns, &some)));
    }
}

/// The columns on screen.
fn shown(scene: &Scene<'_>, list: List, listed: &Listed) -> Vec<Column> {
    listed.state.shown(&columns(scene, list)).into_iter().cloned().collect()
}

/// Puts the star on, or takes it off.
pub fn star(scene: &Scene<'_>, at: Provenance) -> Wish {
    let mut mark = scene.case.marks.get(&at).cloned().unwrap_or_default();
    mark.star = !mark.star;
    Wish::Do(Command::Mark(at, mark))
}

/// Opens the field for tags or the note of a row.
pub fn edit(scene: &Scene<'_>, view: &mut InvestigateView, at: Option<Provenance>, is_note: bool) {
    let Some(at) = at else { return };
    let mark = scene.case.marks.get(&at).cloned().unwrap_or_default();
    let text = if is_note { mark.note } else { mark.tags.join(", ") };
    view.editing = Some(Editing { at, is_note, text });
}

/// Line of the next row that is cited or has a star, from the one with the focus on.
fn next(listed: &Listed, on: bool) -> Option<u64> {
    let (_, rows) = listed.rows.answer()?;
    // Places of another answer lead nowhere.
    let (_, cited) = listed.cited.answer().filter(|(q, _)| q.0 == listed.rows.version)?;
    let here = listed.state.at.and_then(|line| match listed.fold.at(&rows.groups, line) {
        LineAt::Row(place) => u32::try_from(place).ok(),
        LineAt::Group(group) => rows.groups.get(group).map(|g| g.start),
    });
    let place = if on {
        cited.get(here.map_or(0, |here| cited.partition_point(|p| *p <= here)))
    } else {
        let before = here.map_or(cited.len(), |here| cited.partition_point(|p| *p < here));
        before.checked_sub(1).and_then(|i| cited.get(i))
    };
    Some(listed.fold.line_of(&rows.groups, (*place?).into()))
}

/// The focus on a line, which comes into sight.
fn go(listed: &mut Listed, line: u64) {
    (listed.state.at, listed.state.anchor) = (Some(line), Some(line));
    listed.state.position = Position { first: line.saturating_sub(4), hidden: 0.0 };
}

fn fold(listed: &mut Listed, line: u64, open: bool) {
    let Some((_, rows)) = listed.rows.answer() else { return };
    match listed.fold.at(&rows.groups, line) {
        LineAt::Group(group) => listed.fold.set(group, open),
        // From a row the way left leads to the head of its group.
        LineAt::Row(place) if !open && !rows.groups.is_empty() => {
            let after = rows.groups.partition_point(|g| u64::from(g.start) <= place);
            let line = listed.fold.start(&rows.groups, after.saturating_sub(1));
            go(listed, line);
        }
        LineAt::Row(_) => {}
    }
}

/// Has the other tables scroll to the nearest row that belongs to the one looked at.
pub fn related(scene: &Scene<'_>, view: &mut InvestigateView, from: List) {
    let tab = match view.tab {
        Tab::Messages => List::Messages,
        Tab::Sessions => List::Sessions,
        Tab::Queues | Tab::Suspects if from == List::Authentications => {
            view.tab = Tab::Sessions;
            List::Sessions
        }
        Tab::Queues | Tab::Suspects => List::Queues,
    };
    for list in [List::Authentications, tab].into_iter().filter(|l| *l != from) {
        view.listed(list).seeking = linked::Lit::of(scene, view, list);
    }
}

/// Brings a place of the list into sight; the focus stays.
pub fn reveal(listed: &mut Listed, place: u32) {
    let Some((_, rows)) = listed.rows.answer() else { return };
    let line = listed.fold.line_of(&rows.groups, place.into());
    listed.state.position = Position { first: line.saturating_sub(4), hidden: 0.0 };
}
