//! One row: its fields in words, where it stands, which findings cite it, and its raw text.

use super::rows::{card, empty_ui, within};
use super::wording;
use crate::app::fonts;
use crate::app::panel::{Scene, Wish};
use crate::app::theme::{BODY, ROW};
use crate::app::view::InvestigateView;
use crate::model::rows::{RowRef, Table};
use crate::model::text::Symbol;
use crate::words::Phrase;
use eframe::egui::{Align, Label, Layout, Rect, RichText, ScrollArea, TextWrapMode, Ui, pos2};

/// Draws the inspector.
pub fn inspector_ui(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    view: &mut InvestigateView,
    _: &mut Vec<Wish>,
) {
    card(ui, area, scene.theme);
    let Some((_, at)) = view.selection.row.filter(|(g, _)| *g == scene.case.generation) else {
        empty_ui(ui, area.translate(eframe::egui::vec2(0.0, -10.0)), scene, "investigate-pick-a-row");
        return;
    };
    let middle = area.left() + area.width() * 0.48;
    let left = Rect::from_min_max(area.min, pos2(middle, area.bottom())).shrink(12.0);
    let right = Rect::from_min_max(pos2(middle, area.top()), area.max).shrink(10.0);
    within(ui, left, "fields", Layout::top_down(Align::Min), |ui| {
        scrolled(ui, "fields", |ui| fields_ui(ui, scene, at))
    });
    ui.painter().rect_filled(right, 5, scene.theme.control);
    within(ui, right.shrink(8.0), "raw", Layout::top_down(Align::Min), |ui| {
        scrolled(ui, "raw", |ui| raw_ui(ui, scene, at))
    });
}

fn scrolled(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical().id_salt(name).auto_shrink(false).show(ui, add);
}

fn fields_ui(ui: &mut Ui, scene: &Scene<'_>, at: RowRef) {
    let time = scene.case.store.time_of(at);
    ui.label(RichText::new(scene.words.time(time)).font(fonts::bold(BODY)).color(scene.theme.text));
    let parts: Vec<String> = fields(scene, at).into_iter().filter(|s| !s.is_empty()).collect();
    ui.label(RichText::new(parts.join(" · ")).font(fonts::text(ROW)).color(scene.theme.quiet));
    let cited: Vec<&str> =
        scene.case.analysis.findings.iter().filter(|f| f.rows.contains(&at)).map(|f| f.id.as_str()).collect();
    if !cited.is_empty() {
        let text = scene.words.say(&Phrase::new("investigate-cited").list("findings", cited));
        ui.label(RichText::new(text).font(fonts::text(ROW)).color(scene.theme.text));
    }
}

fn fields(scene: &Scene<'_>, at: RowRef) -> Vec<String> {
    let (t, i) = (&scene.case.store.tables, at.row as usize);
    let shown = |s: Symbol| wording::shown(scene, s);
    match at.table {
        Table::Authentication => {
            let a = t.authentications.row(i);
            let event = if a.event_id == 0 { String::new() } else { a.event_id.to_string() };
            vec![
                wording::result(scene, &a),
                shown(a.account),
                shown(a.sid),
                shown(a.address),
                shown(a.workstation),
                wording::how(scene, &a),
                shown(a.process),
                shown(a.server),
                shown(a.connector),
                shown(a.session),
                event,
            ]
        }
        Table::Session => {
            let s = t.sessions.row(i);
            vec![
                shown(s.account),
                shown(s.proxied_address.or(s.address)),
                shown(s.helo),
                shown(s.mechanism),
                shown(s.reverse_path),
                shown(s.connector),
                shown(s.session),
            ]
        }
        Table::MailEvent => {
            let m = t.mail.row(i);
            vec![
                shown(m.event),
                shown(m.via),
                shown(m.sender),
                shown(m.reverse_path),
                shown(m.subject),
                shown(m.original_address.or(m.address)),
                shown(m.connector),
                shown(m.message_id),
                shown(m.status),
                shown(m.server),
            ]
        }
        Table::QueueSample => {
            let q = t.queues.row(i);
            vec![
                shown(q.queue),
                shown(q.next_hop),
                shown(q.delivery_type),
                shown(q.status),
                scene.words.number(u64::from(q.n_messages)),
                shown(q.last_error),
            ]
        }
        Table::HeldMessage => {
            let h = t.held.row(i);
            vec![
                shown(h.reverse_path),
                shown(h.header_from),
                shown(h.subject),
                shown(h.address),
                shown(h.account),
                shown(h.queue),
                shown(h.status),
                shown(h.last_error),
                shown(h.message_id),
            ]
        }
        Table::Action => {
            let a = t.actions.row(i);
            vec![shown(a.target), shown(a.actor), shown(a.detail), shown(a.server)]
        }
    }
}

fn raw_ui(ui: &mut Ui, scene: &Scene<'_>, at: RowRef) {
    let provenance = scene.case.store.tables.provenance(at);
    ui.label(
        RichText::new(wording::place(scene, provenance))
            .font(fonts::mono(ROW - 1.0))
            .color(scene.theme.quiet),
    );
    let text = match scene.case.raw.as_ref().filter(|raw| raw.at == provenance) {
        None => scene.words.word("investigate-reading"),
        Some(raw) => match &raw.record {
            Ok(record) => record.text.as_str().to_owned(),
            Err(why) => scene.words.say(why),
        },
    };
    ui.add(
        Label::new(RichText::new(text).font(fonts::mono(ROW - 1.0)).color(scene.theme.text))
            .wrap_mode(TextWrapMode::Wrap),
    );
}
