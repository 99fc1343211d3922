//! The row of fields under the heads: type to narrow, with a sign whether it is understood.

use super::{Done, Table, TableState};
use crate::app::fonts;
use crate::app::lists::filter::is_valid;
use crate::app::theme::ROW;
use crate::app::widgets::icons::{self, Icon};
use crate::words::Phrase;
use eframe::egui::{Frame, Key, Margin, Rect, Role, Stroke, TextEdit, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// Draws the fields.
pub fn filters_ui(ui: &mut Ui, table: &Table<'_>, row: Rect, state: &mut TableState) -> Option<Done> {
    let theme = table.dress.theme;
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, theme.line));
    let mut done = None;
    for i in 0..table.columns.len() {
        let cell = table.column_rect(row, i).intersect(Table::lane(row)).shrink2(vec2(3.0, 2.0));
        if cell.width() > 20.0 {
            done = field(ui, table, cell, i, state).or(done);
        }
    }
    state.take_filter = false;
    done
}

fn field(ui: &mut Ui, table: &Table<'_>, cell: Rect, i: usize, state: &mut TableState) -> Option<Done> {
    let (column, words, theme) = (table.columns.get(i)?, table.dress.words, table.dress.theme);
    let mut text = state.typed(column.column).map(|f| f.text.clone()).unwrap_or_default();
    let valid = text.is_empty() || is_valid(column.column, &text, words.zone());
    let mut child = ui.new_child(UiBuilder::new().id_salt(("filter", table.id, i)).max_rect(cell));
    child.shrink_clip_rect(cell.expand(1.0));
    let frame = Frame::new()
        .inner_margin(Margin::symmetric(5, 1))
        .corner_radius(4)
        .fill(if valid { theme.control } else { theme.warning_ground })
        .stroke(Stroke::new(1.0, if valid { theme.outline } else { theme.warning }));
    let edit = TextEdit::singleline(&mut text)
        .id(table.id.with(("filter", column.column)))
        .font(fonts::text(ROW))
        .text_color(if valid { theme.text } else { theme.warning })
        .frame(frame)
        .desired_width(cell.width() - 14.0);
    let response = child.add_sized(cell.size(), edit);
    let name = words.say(&Phrase::new("tables-filter").text("column", &column.title));
    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &name));
    if !text.is_empty() {
        let (icon, color) = if valid { (Icon::Check, theme.good) } else { (Icon::Warning, theme.warning) };
        icons::paint(ui.painter(), icon, pos2(cell.right() - 9.0, cell.center().y), 10.0, color);
    }
    if state.take_filter && i == 0 {
        response.request_focus();
    }
    if response.has_focus() && ui.input(|i| i.key_pressed(Key::Enter) || i.key_pressed(Key::ArrowDown))
        || response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter) || i.key_pressed(Key::Escape))
    {
        state.take_focus = true;
    }
    let changed = response.changed();
    let id = if valid { "tables-filter-help" } else { "tables-filter-bad" };
    response.on_hover_text(words.word(id));
    changed.then(|| {
        state.type_in(column.column, text);
        Done::Changed
    })
}
