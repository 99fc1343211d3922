//! What people type: fields with a name, days and times read as they are written.

use crate::app::theme::Theme;
use crate::app::widgets::parts;
use crate::model::time::{UtcTime, from_local};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;
use eframe::egui::{Key, KeyboardShortcut, Margin, Modifiers, Response, TextEdit, Ui, WidgetInfo};

/// Longest text of one line, in characters.
const LINE: usize = 300;
/// Longest text of several.
const TEXT: usize = 20_000;

/// A field of one line with its name above.
pub fn field(
    ui: &mut Ui,
    theme: &Theme,
    (name, hint): (&str, &str),
    text: &mut String,
    width: f32,
) -> Response {
    ui.vertical(|ui| {
        ui.set_width(width);
        ui.label(parts::quiet(name, theme));
        line(ui, name, hint, text, width)
    })
    .inner
}

/// A field of one line; `name` is for those who cannot see what stands around it.
pub fn line(ui: &mut Ui, name: &str, hint: &str, text: &mut String, width: f32) -> Response {
    let edit = TextEdit::singleline(text)
        .margin(Margin::symmetric(8, 4))
        .char_limit(LINE)
        .desired_width(width - 16.0)
        .hint_text(hint.to_owned());
    named(ui.add(edit), name, text)
}

/// A field of several lines; Shift+Enter begins a new one, since Enter keeps what was typed.
pub fn lines(ui: &mut Ui, name: &str, hint: &str, text: &mut String, rows: usize) -> Response {
    let edit = TextEdit::multiline(text)
        .margin(Margin::symmetric(8, 4))
        .char_limit(TEXT)
        .desired_rows(rows)
        .return_key(KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter))
        .desired_width(f32::INFINITY)
        .hint_text(hint.to_owned());
    named(ui.add(edit), name, text)
}

/// Was Enter pressed in this field?
pub fn entered(ui: &Ui, field: &Response) -> bool {
    (field.has_focus() || field.lost_focus()) && ui.input(|i| i.key_pressed(Key::Enter) && !i.modifiers.shift)
}

fn named(edit: Response, name: &str, text: &str) -> Response {
    edit.widget_info(|| {
        let mut info = WidgetInfo::text_edit(true, "", text, "");
        info.label = Some(name.to_owned());
        info
    });
    edit
}

/// A day as it is typed, `2026-11-30`; nothing is no mistake.
pub fn is_day(typed: &str) -> bool {
    typed.trim().is_empty() || day(typed).is_some()
}

/// The day that was typed.
pub fn day(typed: &str) -> Option<NaiveDate> {
    let typed = typed.trim();
    NaiveDate::parse_from_str(typed, "%Y-%m-%d").ok().filter(|_| typed.len() == 10)
}

/// Is a day, as it was typed, over at this time?
pub fn is_over(typed: &str, now: UtcTime, zone: Tz) -> bool {
    let today = now.in_zone(zone, "%Y-%m-%d");
    day(typed).zip(day(&today)).is_some_and(|(due, today)| due < today)
}

/// A time as it is typed, `2026-11-30 10:05`, on the site's clocks.
pub fn time(typed: &str, zone: Tz) -> Option<UtcTime> {
    let (day_typed, clock) = typed.trim().split_once([' ', 'T'])?;
    let clock = NaiveTime::parse_from_str(clock.trim(), "%H:%M").ok()?;
    let read = from_local(NaiveDateTime::new(day(day_typed)?, clock), zone).time();
    read.is_plausible().then_some(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_taken_as_written_and_a_slip_is_refused() {
        assert!(is_day("") && is_day(" 2026-11-30 ") && is_day("2028-02-29"));
        assert!(!is_day("2026-02-29") && !is_day("30/11/2026") && !is_day("2026-1-3") && !is_day("tomorrow"));
    }

    #[test]
    fn a_time_is_that_of_the_site() {
        let at = time("2025-11-03 10:05", Tz::Europe__Paris);
        assert_eq!(at.map(UtcTime::rfc3339).as_deref(), Some("2025-11-03T09:05:00Z"));
        assert_eq!(time("2025-11-03", Tz::UTC), None);
        assert_eq!(time("2025-11-03 25:00", Tz::UTC), None);
    }

    #[test]
    fn a_day_is_over_at_midnight_on_the_spot() {
        let at = time("2025-11-03 00:30", Tz::Europe__Paris).unwrap_or_default();
        assert!(is_over("2025-11-02", at, Tz::Europe__Paris) && !is_over("2025-11-02", at, Tz::UTC));
        assert!(!is_over("", at, Tz::UTC) && !is_over("2025-11-03", at, Tz::Europe__Paris));
    }
}
