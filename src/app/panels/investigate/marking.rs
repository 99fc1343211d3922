//! The field for tags and notes: Enter keeps, Escape drops, and the table has the keyboard again.

use crate::app::panel::{Scene, Wish};
use crate::app::view::InvestigateView;
use crate::app::widgets::parts;
use crate::workbench::command::Command;
use eframe::egui::{Align2, Key, TextEdit, Ui, Window};

/// Longest note or list of tags, in characters.
const LONGEST: usize = 2_000;

/// Draws the field while something is written.
pub fn marking_ui(ui: &Ui, scene: &Scene<'_>, view: &mut InvestigateView, wishes: &mut Vec<Wish>) {
    let Some(mut editing) = view.editing.take() else { return };
    let words = scene.words;
    let title = words.word(if editing.is_note { "tables-note-edit" } else { "tables-tags-edit" });
    let mut closed = None;
    Window::new(&title).collapsible(false).resizable(false).anchor(Align2::CENTER_CENTER, [0.0, 0.0]).show(
        ui.ctx(),
        |ui| {
            let name = ui.label(parts::quiet(words.word("tables-edit-keys"), scene.theme));
            let field = TextEdit::singleline(&mut editing.text).char_limit(LONGEST).desired_width(360.0);
            let field = ui.add(field).labelled_by(name.id);
            if !field.has_focus() && !field.lost_focus() {
                field.request_focus();
            }
            closed = ui.input(|i| match () {
                () if i.key_pressed(Key::Enter) => Some(true),
                () if i.key_pressed(Key::Escape) => Some(false),
                () => None,
            });
        },
    );
    match closed {
        None => return view.editing = Some(editing),
        Some(false) => {}
        Some(true) => {
            let mut mark = scene.case.marks.get(&editing.at).cloned().unwrap_or_default();
            if editing.is_note {
                mark.note = editing.text.trim().to_owned();
            } else {
                mark.tags = tags(&editing.text);
            }
            wishes.push(Wish::Do(Command::Mark(editing.at, mark)));
        }
    }
    let list = view.last_list;
    view.listed(list).state.take_focus = true;
}

/// Sorted, each once.
fn tags(text: &str) -> Vec<String> {
    let mut tags: Vec<String> =
        text.split([',', ';']).map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned).collect();
    tags.sort();
    tags.dedup();
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_sorted_and_each_there_once() {
        assert_eq!(tags("relay, admin ,relay,,"), ["admin", "relay"]);
        assert!(tags(" , ").is_empty());
    }
}
