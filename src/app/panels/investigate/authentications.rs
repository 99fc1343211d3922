//! The left table: every attempt to authenticate, whichever log saw it.

use super::rows::{card, list_ui};
use super::wording;
use crate::app::fonts;
use crate::app::lists::{List, address_of};
use crate::app::panel::{Scene, Wish};
use crate::app::theme::{BODY, ROW};
use crate::app::view::InvestigateView;
use crate::app::widgets::line_of_text::{line, width_of};
use crate::app::widgets::marks::Mark;
use crate::app::widgets::virtual_table::{Cell, Column};
use crate::model::rows::{Outcome, Witness};
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
        let count = words.say(&Phrase::new("investigate-rows").number("n", rows.rows.len()));
        line(
            ui.painter(),
            Rect::from_min_max(pos2(left, text.top()), text.max),
            false,
            &count,
            fonts::text(ROW),
            theme.quiet,
        );
    }
    let titles = ["time", "result", "account", "from", "how", "seen-by"];
    let time = wording::clock_width(scene);
    let widths = [time, 160.0, 210.0, 120.0, 90.0, 150.0];
    let least = [time, 130.0, 132.0, 102.0, 50.0, 56.0];
    let columns: Vec<Column> = titles
        .iter()
        .zip(widths)
        .zip(least)
        .map(|((t, width), least)| Column {
            title: words.word(&format!("investigate-col-{t}")),
            width,
            least,
            right: false,
        })
        .collect();
    let cells = |row: u32| cells(scene, row);
    list_ui(
        ui,
        body.shrink2(vec2(1.0, 1.0)),
        scene,
        view,
        List::Authentications,
        "investigate-no-authentications",
        &columns,
        &cells,
        wishes,
    );
}

fn cells(scene: &Scene<'_>, row: u32) -> Vec<Cell> {
    let (theme, a) = (scene.theme, scene.case.store.tables.authentications.row(row as usize));
    let mark = match a.outcome {
        Outcome::Success => (Mark::Accepted, theme.accepted),
        Outcome::Failure => (Mark::Refused, theme.failed),
        Outcome::RightPasswordRefused => (Mark::Half, theme.failed),
    };
    let address = address_of(&scene.case.store, &scene.case.analysis, row);
    let log = scene.words.word(match a.witness {
        Witness::Smtp => "investigate-log-smtp",
        Witness::Transport => "investigate-log-application",
        Witness::Logon | Witness::Credential | Witness::Kerberos => "investigate-log-security",
    });
    let seen = if a.server.is_some() { format!("{log} · {}", wording::host(scene, a.server)) } else { log };
    vec![
        wording::clock(scene, a.time).into(),
        Cell { text: wording::result(scene, &a), mark: Some(mark) },
        wording::shown(scene, a.account).into(),
        wording::shown(scene, address).into(),
        wording::how(scene, &a).into(),
        seen.into(),
    ]
}
