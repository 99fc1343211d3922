//! The right card: queues, messages and conversations of the mail, and who is suspect.

use super::rows::{card, list_ui, within};
use super::{suspects, wording};
use crate::app::fonts;
use crate::app::lists::List;
use crate::app::panel::{Scene, Wish};
use crate::app::theme::ROW;
use crate::app::view::{InvestigateView, Tab};
use crate::app::widgets::virtual_table::{Cell, Column};
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
    match view.tab {
        Tab::Queues => {
            let columns = columns(
                scene,
                &[
                    ("next-hop", 190.0, false),
                    ("state", 62.0, false),
                    ("waiting", 84.0, true),
                    ("deferred", 74.0, true),
                    ("last-error", 190.0, false),
                ],
            );
            list_ui(
                ui,
                body,
                scene,
                view,
                List::Queues,
                match scene.case.store.tables.queues.is_empty() {
                    true => "investigate-no-queues",
                    false => "investigate-no-queues-yet",
                },
                &columns,
                &|r| queue(scene, r),
                wishes,
            );
        }
        Tab::Messages => {
            let columns = columns(
                scene,
                &[
                    ("time", wording::clock_width(scene), false),
                    ("event", 74.0, false),
                    ("sender", 160.0, false),
                    ("to", 38.0, true),
                    ("subject", 120.0, false),
                    ("client", 104.0, false),
                ],
            );
            list_ui(
                ui,
                body,
                scene,
                view,
                List::Messages,
                "investigate-no-messages",
                &columns,
                &|r| message(scene, r),
                wishes,
            );
        }
        Tab::Sessions => {
            let columns = columns(
                scene,
                &[
                    ("time", wording::clock_width(scene), false),
                    ("client", 152.0, false),
                    ("account", 170.0, false),
                    ("messages", 96.0, true),
                    ("to", 38.0, true),
                    ("refused", 62.0, true),
                ],
            );
            list_ui(
                ui,
                body,
                scene,
                view,
                List::Sessions,
                "investigate-no-sessions",
                &columns,
                &|r| session(scene, r),
                wishes,
            );
        }
        Tab::Suspects => suspects::suspects_ui(ui, body, scene, view, wishes),
    }
}

fn tabs_ui(ui: &mut Ui, scene: &Scene<'_>, view: &mut InvestigateView) {
    // The reading's own time, which may lie well before the end of the span.
    let first = view.queues.rows.answer().and_then(|(_, rows)| rows.rows.first());
    let queues = match first.and_then(|&row| scene.case.store.tables.queues.time.get(row as usize)) {
        Some(time) => {
            let time = wording::clock(scene, *time);
            scene.words.say(&crate::words::Phrase::new("investigate-queues-at").text("time", &time))
        }
        None => scene.words.word("investigate-queues"),
    };
    let word = |id| scene.words.word(id);
    let all = [
        (Tab::Queues, queues),
        (Tab::Messages, word("investigate-messages")),
        (Tab::Sessions, word("investigate-sessions")),
        (Tab::Suspects, word("investigate-suspects")),
    ];
    for (tab, text) in all {
        let chosen = view.tab == tab;
        let text = RichText::new(text).font(fonts::medium(ROW)).color(if chosen {
            scene.theme.text
        } else {
            scene.theme.quiet
        });
        let fill = if chosen { scene.theme.selected } else { scene.theme.card };
        if ui.add(Button::new(text).fill(fill).stroke(eframe::egui::Stroke::NONE)).clicked() {
            view.tab = tab;
        }
    }
}

fn columns(scene: &Scene<'_>, all: &[(&str, f32, bool)]) -> Vec<Column> {
    all.iter()
        .map(|&(t, width, right)| Column {
            title: scene.words.word(&format!("investigate-col-{t}")),
            width,
            // Times, addresses and figures are read whole, texts may be cut.
            least: match t {
                "time" => width,
                "client" => 98.0,
                _ if width < 90.0 => width,
                _ => width * 0.5,
            },
            right,
        })
        .collect()
}

fn queue(scene: &Scene<'_>, row: u32) -> Vec<Cell> {
    let q = scene.case.store.tables.queues.row(row as usize);
    let n = |n: u32| scene.words.number(u64::from(n));
    vec![
        wording::shown(scene, q.next_hop.or(q.queue)).into(),
        wording::shown(scene, q.status).into(),
        n(q.n_messages).into(),
        n(q.n_deferred).into(),
        wording::shown(scene, q.last_error).into(),
    ]
}

fn message(scene: &Scene<'_>, row: u32) -> Vec<Cell> {
    let t = &scene.case.store.tables;
    let (time, event, sender, recipients, subject, client) = match (row as usize).checked_sub(t.mail.len()) {
        None => {
            let m = t.mail.row(row as usize);
            (
                m.time,
                m.event,
                m.sender.or(m.reverse_path),
                m.n_recipients,
                m.subject,
                m.original_address.or(m.address),
            )
        }
        Some(i) => {
            let m = t.held.row(i);
            (m.time, m.status, m.reverse_path.or(m.header_from), m.n_recipients, m.subject, m.address)
        }
    };
    let shown = |s| Cell::from(wording::shown(scene, s));
    let n = scene.words.number(u64::from(recipients));
    vec![
        wording::clock(scene, time).into(),
        shown(event),
        shown(sender),
        n.into(),
        shown(subject),
        shown(client),
    ]
}

fn session(scene: &Scene<'_>, row: u32) -> Vec<Cell> {
    let Some(c) = scene.case.analysis.conversations.get(row as usize) else {
        return Vec::new();
    };
    let account: String = c.account.map(|a| scene.case.analysis.directory.name(a)).unwrap_or_default().into();
    let n = |n: u64| Cell::from(scene.words.number(n));
    let time = c.span.map(|s| wording::clock(scene, s.first)).unwrap_or_default();
    vec![
        time.into(),
        wording::shown(scene, c.address).into(),
        account.into(),
        n(c.messages),
        n(c.recipients),
        n(c.refused),
    ]
}
