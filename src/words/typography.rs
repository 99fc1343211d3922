//! How each language writes numbers, times, lists and punctuation. No sentence is made here.

use super::Language;
use crate::model::safe_text::SafeText;
use crate::model::time::UtcTime;
use chrono::{Datelike, Timelike};
use chrono_tz::Tz;
use fluent::FluentValue;

const NARROW_NO_BREAK: char = '\u{202f}';
const NO_BREAK: char = '\u{a0}';

const WEEKDAYS: [[&str; 7]; 2] = [
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."],
];
const MONTHS: [[&str; 12]; 2] = [
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
];

/// Digits in groups of three; four digits are grouped too, so that columns stay aligned.
pub fn number(n: u64, language: Language) -> String {
    let separator = if language == Language::French { NARROW_NO_BREAK } else { ',' };
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + 6);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// The formatter Fluent asks for each value; only numbers are ours.
pub fn format_value(value: &FluentValue<'_>, language: Language) -> Option<String> {
    let FluentValue::Number(n) = value else {
        return None;
    };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "phrases hold counts")]
    Some(number(n.value.max(0.0) as u64, language))
}

/// `Mon 3 Nov 2025 02:14:54`, `lun. 3 nov. 2025 02:14:54`; `?` for an unknown time.
pub fn time(time: UtcTime, zone: Tz, language: Language) -> String {
    match time.to_utc().filter(|_| time != UtcTime::UNKNOWN) {
        Some(utc) => {
            let t = utc.with_timezone(&zone);
            format!("{} {:02}:{:02}:{:02}", date(time, zone, language), t.hour(), t.minute(), t.second())
        }
        None => "?".to_owned(),
    }
}

/// `Mon 3 Nov 2025`, `lun. 3 nov. 2025`; `?` for an unknown time.
pub fn date(time: UtcTime, zone: Tz, language: Language) -> String {
    let Some(utc) = time.to_utc().filter(|_| time != UtcTime::UNKNOWN) else {
        return "?".to_owned();
    };
    let t = utc.with_timezone(&zone);
    let l = usize::from(language == Language::French);
    let weekday = WEEKDAYS[l][t.weekday().num_days_from_monday() as usize % 7];
    let month = MONTHS[l][t.month0() as usize % 12];
    let day = if language == Language::French && t.day() == 1 { "1er".into() } else { t.day().to_string() };
    format!("{weekday} {day} {month} {}", t.year())
}

/// Three digits at most: `655 MiB`, `1.2 GiB`; French says octets.
pub fn bytes(n: u64, language: Language) -> String {
    let french = language == Language::French;
    let units = if french { ["o", "Kio", "Mio", "Gio", "Tio"] } else { ["B", "KiB", "MiB", "GiB", "TiB"] };
    let step = (0..4).take_while(|i| n >> (10 * (i + 1)) > 0).count();
    let (whole, tenth) = (n >> (10 * step), ((n >> (10 * step.saturating_sub(1))) & 1023) * 10 / 1024);
    let point = if french { ',' } else { '.' };
    let figure =
        if step > 0 && whole < 10 { format!("{whole}{point}{tenth}") } else { number(whole, language) };
    format!("{figure}{NO_BREAK}{}", units[step])
}

/// `a, b and c`, `a, b et c`.
pub fn list(items: &[SafeText], language: Language) -> String {
    let and = if language == Language::French { " et " } else { " and " };
    match items {
        [] => String::new(),
        [only] => only.to_string(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(SafeText::as_str).collect();
            format!("{}{and}{last}", first.join(", "))
        }
    }
}

/// French sets a thin no-break space before `;` `!` `?`, a no-break space before `:` and inside « ».
/// Only spaces that the sentence already has are changed, so nothing in quoted evidence moves.
pub fn finish(text: String, language: Language) -> String {
    if language == Language::English || !text.contains(' ') {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let kept = match (c, chars.peek()) {
            (' ', Some(';' | '!' | '?')) => NARROW_NO_BREAK,
            (' ', Some(':' | '»' | '%')) => NO_BREAK,
            _ if c == ' ' && out.ends_with('«') => NO_BREAK,
            _ => c,
        };
        out.push(kept);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_and_dates_as_each_language_writes_them() {
        assert_eq!(number(1_482, Language::English), "1,482");
        assert_eq!(number(41_322, Language::French), "41\u{202f}322");
        assert_eq!(bytes(655 << 20, Language::English), "655\u{a0}MiB");
        assert_eq!(bytes(1_288_490_188, Language::French), "1,1\u{a0}Gio");
        let t = UtcTime::from_unix(1_762_136_094, 0);
        assert_eq!(time(t, Tz::Europe__Paris, Language::English), "Mon 3 Nov 2025 03:14:54");
        assert_eq!(time(t, Tz::UTC, Language::French), "lun. 3 nov. 2025 02:14:54");
        assert_eq!(
            finish("Sûr ? « oui » : non".into(), Language::French),
            "Sûr\u{202f}? «\u{a0}oui\u{a0}»\u{a0}: non"
        );
    }
}
