//! The journal: what was done in this case, by whom and when, the newest first. Nothing in it can be changed.

use crate::app::fonts;
use crate::app::panel::{Scene, Wish};
use crate::app::theme::{ROW, ROW_HEIGHT, SMALL};
use crate::app::widgets::parts;
use crate::case::custody::Entry;
use crate::model::safe_text::SafeText;
use crate::words::Phrase;
use eframe::egui::{Align, Id, Label, Layout, Modal, RichText, ScrollArea, Ui, vec2};

/// Draws the page; false when it was closed.
pub fn journal_ui(ui: &Ui, scene: &Scene<'_>, wishes: &mut Vec<Wish>) -> bool {
    let room = ui.ctx().content_rect().size();
    let shown = Modal::new(Id::unique("journal")).show(ui.ctx(), |ui| {
        ui.set_width(860.0_f32.min(room.x - 60.0));
        let words = scene.words;
        let closed = parts::page_head(ui, scene.theme, &words.word("act-journal"), &words.word("page-close"));
        ui.horizontal(|ui| {
            ui.label(parts::quiet(words.say(&chain(&scene.case.custody)), scene.theme));
            let copy = ui.button(words.word("journal-copy"));
            if copy.clicked() {
                wishes.push(Wish::Copy(as_text(scene)));
            }
        });
        ui.add_space(4.0);
        rows(ui, scene, room.y - 200.0);
        closed
    });
    !shown.inner && !shown.should_close()
}

/// Is each number one more than the one before?
fn chain(log: &[Entry]) -> Phrase {
    let steady = log.windows(2).all(|w| matches!(w, [a, b] if b.number == a.number + 1));
    match log.last() {
        None => Phrase::new("journal-empty"),
        Some(last) if steady => {
            Phrase::new("journal-chain").number("n", log.len()).text("hash", &short(last))
        }
        Some(_) => Phrase::new("journal-gap").number("n", log.len()),
    }
}

fn short(entry: &Entry) -> String {
    entry.hash.iter().take(4).map(|b| format!("{b:02x}")).collect()
}

fn rows(ui: &mut Ui, scene: &Scene<'_>, height: f32) {
    let log = &scene.case.custody;
    ScrollArea::vertical().max_height(height.max(120.0)).auto_shrink([false, true]).show_rows(
        ui,
        ROW_HEIGHT - 4.0,
        log.len(),
        |ui, shown| {
            for entry in log.iter().rev().skip(shown.start).take(shown.len()) {
                row(ui, scene, entry);
            }
        },
    );
}

fn row(ui: &mut Ui, scene: &Scene<'_>, entry: &Entry) {
    let size = vec2(ui.available_width(), ROW_HEIGHT - 4.0);
    let who = SafeText::new(&entry.who);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        cell(ui, 44.0, parts::quiet(scene.words.number(entry.number), scene.theme));
        cell(ui, 170.0, RichText::new(scene.words.time(entry.at)).size(ROW));
        cell(ui, 130.0, parts::quiet(who.as_str(), scene.theme));
        let rest = (ui.available_width() - 78.0).max(60.0);
        cell(ui, rest, RichText::new(scene.words.say(&entry.what)).font(fonts::medium(ROW)));
        cell(ui, 70.0, RichText::new(short(entry)).font(fonts::mono(SMALL)).color(scene.theme.quiet));
    });
}

fn cell(ui: &mut Ui, width: f32, text: RichText) {
    let (rect, _) = ui.allocate_exact_size(vec2(width, ROW_HEIGHT - 4.0), eframe::egui::Sense::hover());
    let builder = eframe::egui::UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center));
    ui.new_child(builder).add(Label::new(text).truncate());
}

/// The whole journal as lines of text, the oldest first, with whole hashes.
fn as_text(scene: &Scene<'_>) -> String {
    let line = |e: &Entry| {
        let hash: String = e.hash.iter().map(|b| format!("{b:02x}")).collect();
        let (who, what) = (SafeText::new(&e.who), scene.words.say(&e.what));
        format!("{}\t{}\t{who}\t{what}\t{hash}", e.number, e.at.rfc3339())
    };
    scene.case.custody.iter().map(line).collect::<Vec<_>>().join("\n")
}
