//! One row: its fields in words, where it stands, which findings cite it, and its raw text.

use super::rows::{card, empty_ui, within};
use super::{cells, deeds, wording};
use crate::app::fonts;
use crate::app::lists::address_of;
use crate::app::panel::{Scene, Wish};
use crate::app::theme::{BODY, CARD_RADIUS, ROW};
use crate::app::view::{InvestigateView, Tab};
use crate::model::rows::{RowRef, Table};
use crate::model::text::Symbol;
use crate::model::time::{LocalReading, ZoneBasis, from_local};
use crate::words::Phrase;
use chrono_tz::Tz;
use eframe::egui::text::{LayoutJob, TextFormat};
use eframe::egui::{
    Align, Color32, CursorIcon, EventFilter, Id, Key, Label, Layout, Rect, RichText, Role, ScrollArea, Sense,
    Stroke, StrokeKind, TextWrapMode, Ui, WidgetInfo, pos2, vec2,
};

/// Characters of a value that are shown here; the raw record beside it has all.
const MAX_VALUE: usize = 90;

/// Draws the inspector.
pub fn inspector_ui(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    view: &mut InvestigateView,
    wishes: &mut Vec<Wish>,
) {
    card(ui, area, scene.theme);
    let Some((_, at)) = view.selection.row.filter(|(g, _)| *g == scene.case.generation) else {
        empty_ui(ui, area.translate(vec2(0.0, -10.0)), scene, "investigate-pick-a-row");
        view.focus_inspector = false;
        return;
    };
    focus_ui(ui, area, scene, view);
    let middle = area.left() + area.width() * 0.5;
    let left = Rect::from_min_max(area.min, pos2(middle, area.bottom())).shrink(12.0);
    let right = Rect::from_min_max(pos2(middle, area.top()), area.max).shrink(10.0);
    within(ui, left, "fields", Layout::top_down(Align::Min), |ui| {
        scrolled(ui, "fields", |ui| fields_ui(ui, scene, view, at, wishes))
    });
    ui.painter().rect_filled(right, 5, scene.theme.control);
    within(ui, right.shrink(8.0), "raw", Layout::top_down(Align::Min), |ui| {
        scrolled(ui, "raw", |ui| raw_ui(ui, scene, at))
    });
}

/// The inspector takes the keyboard when a table gives it, and Escape gives it back.
fn focus_ui(ui: &Ui, area: Rect, scene: &Scene<'_>, view: &mut InvestigateView) {
    let id = Id::unique("inspector");
    let response = ui.interact(area, id, Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::Group, true, scene.words.word("tables-inspector")));
    if std::mem::take(&mut view.focus_inspector) {
        response.request_focus();
    }
    if !response.has_focus() {
        return;
    }
    let filter = EventFilter { escape: true, ..EventFilter::default() };
    ui.memory_mut(|m| m.set_focus_lock_filter(id, filter));
    ui.painter().rect_stroke(area, CARD_RADIUS, Stroke::new(1.5, scene.theme.accent), StrokeKind::Inside);
    if ui.input(|i| i.key_pressed(Key::Escape)) {
        let list = view.last_list;
        view.listed(list).state.take_focus = true;
    }
}

fn scrolled(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical().id_salt(name).auto_shrink(false).show(ui, add);
}

fn fields_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut InvestigateView, at: RowRef, wishes: &mut Vec<Wish>) {
    let time = scene.case.store.time_of(at);
    ui.spacing_mut().item_spacing = vec2(14.0, 2.0);
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(scene.words.time(time)).font(fonts::bold(BODY)).color(scene.theme.text));
        marks_ui(ui, scene, view, at, wishes);
    });
    ui.spacing_mut().interact_size.y = 0.0;
    why_ui(ui, scene, view, at);
    ui.horizontal_wrapped(|ui| {
        for (name, value, code) in fields(scene, at).into_iter().filter(|f| !f.1.is_empty()) {
            let name = scene.words.word(&format!("investigate-col-{name}"));
            let value: String = value.chars().take(MAX_VALUE).collect();
            let label = Label::new(field(scene, &name, &value)).wrap_mode(TextWrapMode::Extend);
            let response = ui.add(label);
            if !code.is_empty() {
                response.on_hover_text(code);
            }
        }
    });
}

/// Star, tags and note, each with its button.
fn marks_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut InvestigateView, at: RowRef, wishes: &mut Vec<Wish>) {
    let (words, provenance) = (scene.words, scene.case.store.tables.provenance(at));
    let mark = scene.case.marks.get(&provenance);
    let id = if mark.is_some_and(|m| m.star) { "inspector-unstar" } else { "inspector-star" };
    ui.spacing_mut().item_spacing.x = 8.0;
    if ui.small_button(words.word(id)).clicked() {
        wishes.push(deeds::star(scene, provenance));
    }
    if ui.small_button(words.word("inspector-tag")).clicked() {
        deeds::edit(scene, view, Some(provenance), false);
    }
    if ui.small_button(words.word("inspector-note")).clicked() {
        deeds::edit(scene, view, Some(provenance), true);
    }
    if ui.small_button(words.word("inspector-related")).clicked() {
        let list = view.last_list;
        deeds::related(scene, view, list);
    }
    let remarks = mark.map(|m| cells::remarks(scene, m)).unwrap_or_default();
    for line in remarks.lines() {
        ui.label(RichText::new(line).font(fonts::text(ROW)).color(scene.theme.accent));
    }
}

/// The findings that cite the row; a click leads to the finding.
fn why_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut InvestigateView, at: RowRef) {
    let cited = scene.case.analysis.findings.iter().filter(|f| f.rows.contains(&at));
    let cited: Vec<_> = cited.collect();
    if cited.is_empty() {
        return;
    }
    let head = scene.words.word("tables-why");
    for finding in cited {
        let text = format!("{} · {}", finding.id, scene.words.say(&finding.sentence));
        let text = field(scene, &head, &text);
        let response = ui.add(Label::new(text).sense(Sense::click()).wrap_mode(TextWrapMode::Truncate));
        if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
            view.tab = Tab::Suspects;
            view.finding = Some(finding.id.clone());
        }
    }
}

/// A field as one piece, so that a line never breaks between name and value.
fn field(scene: &Scene<'_>, name: &str, value: &str) -> LayoutJob {
    let format = |color| TextFormat::simple(fonts::text(ROW), color);
    let mut job = LayoutJob::default();
    job.append(name, 0.0, format(scene.theme.quiet));
    job.append(value, 5.0, format(scene.theme.text));
    job
}

/// Name, value in words, and the code behind it for the pointer.
fn fields(scene: &Scene<'_>, at: RowRef) -> Vec<(&'static str, String, String)> {
    let code = match at.table {
        Table::Authentication => {
            let a = scene.case.store.tables.authentications.row(at.row as usize);
            [("result", wording::code(scene, &a)), ("how", logon_code(scene, a.logon_type))]
        }
        _ => Default::default(),
    };
    let hint = |name: &str| code.iter().find(|c| c.0 == name).map(|c| c.1.clone()).unwrap_or_default();
    plain_fields(scene, at).into_iter().map(|(name, value)| (name, value, hint(name))).collect()
}

fn logon_code(scene: &Scene<'_>, logon_type: u8) -> String {
    if logon_type == 0 {
        return String::new();
    }
    scene.words.say(&Phrase::new("investigate-logon-type").text("n", &logon_type.to_string()))
}

fn plain_fields(scene: &Scene<'_>, at: RowRef) -> Vec<(&'static str, String)> {
    let (t, i) = (&scene.case.store.tables, at.row as usize);
    let shown = |s: Symbol| wording::shown(scene, s);
    match at.table {
        Table::Authentication => {
            let a = t.authentications.row(i);
            let event = if a.event_id == 0 { String::new() } else { a.event_id.to_string() };
            vec![
                ("result", wording::result(scene, &a)),
                ("account", shown(a.account)),
                ("from", shown(address_of(&scene.case.store, &scene.case.analysis, at.row))),
                ("workstation", shown(a.workstation)),
                ("how", wording::how(scene, &a)),
                ("server", shown(a.server)),
                ("connector", shown(a.connector)),
                ("session", shown(a.session)),
                ("process", shown(a.process)),
                ("sid", shown(a.sid)),
                ("event-id", event),
            ]
        }
        Table::Session => {
            let s = t.sessions.row(i);
            vec![
                ("account", shown(s.account)),
                ("client", shown(s.proxied_address.or(s.address))),
                ("helo", shown(s.helo)),
                ("how", shown(s.mechanism)),
                ("reverse-path", shown(s.reverse_path)),
                ("connector", shown(s.connector)),
                ("session", shown(s.session)),
            ]
        }
        Table::MailEvent => {
            let m = t.mail.row(i);
            vec![
                ("event", shown(m.event)),
                ("via", shown(m.via)),
                ("sender", shown(m.sender)),
                ("reverse-path", shown(m.reverse_path)),
                ("recipients", scene.words.number(u64::from(m.n_recipients))),
                ("subject", shown(m.subject)),
                ("client", shown(m.original_address.or(m.address))),
                ("connector", shown(m.connector)),
                ("message-id", shown(m.message_id)),
                ("state", shown(m.status)),
                ("server", shown(m.server)),
            ]
        }
        Table::QueueSample => {
            let q = t.queues.row(i);
            vec![
                ("queue", shown(q.queue)),
                ("next-hop", shown(q.next_hop)),
                ("delivery", shown(q.delivery_type)),
                ("state", shown(q.status)),
                ("waiting", scene.words.number(u64::from(q.n_messages))),
                ("last-error", shown(q.last_error)),
            ]
        }
        Table::HeldMessage => {
            let h = t.held.row(i);
            vec![
                ("reverse-path", shown(h.reverse_path)),
                ("sender", shown(h.header_from)),
                ("subject", shown(h.subject)),
                ("client", shown(h.address)),
                ("account", shown(h.account)),
                ("queue", shown(h.queue)),
                ("state", shown(h.status)),
                ("last-error", shown(h.last_error)),
                ("message-id", shown(h.message_id)),
            ]
        }
        Table::Action => {
            let a = t.actions.row(i);
            vec![
                ("deed", scene.words.word(wording::deed_id(a.deed))),
                ("account", shown(a.target)),
                ("actor", shown(a.actor)),
                ("detail", shown(a.detail)),
                ("server", shown(a.server)),
                ("event-id", a.event_id.to_string()),
            ]
        }
    }
}

/// Was the time read from a wall clock in the hour that autumn repeats?
fn is_ambiguous(scene: &Scene<'_>, at: RowRef) -> bool {
    let provenance = scene.case.store.tables.provenance(at);
    let source = scene.case.source(provenance.source).filter(|s| s.zone_basis != ZoneBasis::Stated);
    let zone = source.and_then(|s| s.zone.as_deref()).and_then(|name| name.parse::<Tz>().ok());
    let utc = scene.case.store.time_of(at).to_utc();
    let local = zone.zip(utc).map(|(zone, utc)| from_local(utc.with_timezone(&zone).naive_local(), zone));
    matches!(local, Some(LocalReading::Ambiguous(_)))
}

fn raw_ui(ui: &mut Ui, scene: &Scene<'_>, at: RowRef) {
    let provenance = scene.case.store.tables.provenance(at);
    if is_ambiguous(scene, at) {
        let text = scene.words.word("investigate-ambiguous-hour");
        ui.label(RichText::new(text).font(fonts::text(ROW)).color(scene.theme.warning));
    }
    ui.label(
        RichText::new(wording::place(scene, provenance))
            .font(fonts::mono(ROW - 1.0))
            .color(scene.theme.quiet),
    );
    let raw = scene.case.raw.as_ref().filter(|raw| raw.at == provenance);
    let text = match raw {
        None => scene.words.word("investigate-reading"),
        Some(raw) => match &raw.record {
            Ok(record) => record.text.as_str().to_owned(),
            Err(why) => scene.words.say(why),
        },
    };
    raw_line(ui, text, scene.theme.text);
    let after = raw.and_then(|raw| raw.record.as_ref().ok()).map_or(&[][..], |r| &r.after);
    if !after.is_empty() {
        ui.add_space(4.0);
        ui.label(
            RichText::new(scene.words.word("investigate-after"))
                .font(fonts::text(ROW))
                .color(scene.theme.quiet),
        );
    }
    after.iter().for_each(|line| raw_line(ui, line.as_str().to_owned(), scene.theme.quiet));
}

fn raw_line(ui: &mut Ui, text: String, color: Color32) {
    let text = RichText::new(text).font(fonts::mono(ROW - 1.0)).color(color);
    ui.add(Label::new(text).wrap_mode(TextWrapMode::Wrap));
}
