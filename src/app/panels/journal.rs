//! The journal: what was done in this case, by whom and when, the newest first. Nothing in it can be changed.

use crate::app::fonts;
use crate::app::panel::{Scene, Wish};
use crate::app::theme::{ROW, ROW_HEIGHT, SMALL};
use crate::app::widgets::parts;
use crate::case::custody::{Chain, Entry};
use crate::model::safe_text::SafeText;
use crate::words::Phrase;
use eframe::egui::{Align, Id, Label, Layout, Modal, RichText, ScrollArea, Ui, vec2};

/// Entries whose hashes are checked in one frame.
const AT_ONCE: usize = 5_000;

/// How far the log has been checked, and of which case.
#[derive(Debug, Default)]
pub struct Journal {
    number: u64,
    chain: Chain,
}

/// Draws the page; false when it was closed.
pub fn journal_ui(ui: &Ui, scene: &Scene<'_>, journal: &mut Journal, wishes: &mut Vec<Wish>) -> bool {
    if journal.number != scene.case.number {
        *journal = Journal { number: scene.case.number, chain: Chain::default() };
    }
    let log = &scene.case.custody;
    journal.chain.follow(log, AT_ONCE);
    if !journal.chain.is_done(log) {
        ui.ctx().request_repaint();
    }
    let room = ui.ctx().content_rect().size();
    let shown = Modal::new(Id::unique("journal")).show(ui.ctx(), |ui| {
        ui.set_width(860.0_f32.min(room.x - 60.0));
        let words = scene.words;
        let closed = parts::page_head(ui, scene.theme, &words.word("act-journal"), &words.word("page-close"));
        ui.horizontal(|ui| {
            chain_ui(ui, scene, journal.chain);
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

/// Whether the log is whole, as its hashes show.
fn chain_ui(ui: &mut Ui, scene: &Scene<'_>, chain: Chain) {
    let text = scene.words.say(&chain_words(&scene.case.custody, chain));
    let text = if chain.broken.is_some() {
        RichText::new(text).font(fonts::medium(ROW)).color(scene.theme.warning)
    } else {
        parts::quiet(text, scene.theme)
    };
    ui.label(text);
}

fn chain_words(log: &[Entry], chain: Chain) -> Phrase {
    match (log.last(), chain.broken) {
        (None, _) => Phrase::new("journal-empty"),
        (Some(_), Some(at)) => Phrase::new("journal-broken").number("at", at + 1).number("n", log.len()),
        (Some(_), None) if !chain.is_done(log) => {
            Phrase::new("journal-checking").number("done", chain.sound).number("n", log.len())
        }
        (Some(last), None) => Phrase::new("journal-chain").number("n", log.len()).text("hash", &short(last)),
    }
}

fn short(entry: &Entry) -> String {
    entry.hash.iter().take(4).map(|b| format!("{b:02x}")).collect()
}

fn rows(ui: &mut Ui, scene: &Scene<'_>, height: f32) {
    let log = &scene.case.custody;
    let height = height.max(120.0);
    let scroll = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
    scroll.auto_shrink([false, true]).show_rows(ui, ROW_HEIGHT - 4.0, log.len(), |ui, shown| {
        for entry in log.iter().rev().skip(shown.start).take(shown.len()) {
            row(ui, scene, entry);
        }
    });
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
