//! Values separated by commas or semicolons (RFC 4180), which no spreadsheet takes for a formula.
//!
//! A text that a spreadsheet would compute gets an apostrophe before its first character. A text is computed when
//! its first character, spaces and quotation marks aside, is one of `= + - @` or their full-width forms. The same
//! holds right after a comma, semicolon, tab or bar within a text, for a program that separates by another
//! character than we do cuts there. Our own numbers stay as they are.
//!
//! Source: OWASP, "CSV Injection".

use super::column::Cell;
use super::{ExportError, Rows};
use std::borrow::Cow;
use std::io::Write;

/// How values are set apart.
pub struct Style {
    separator: u8,
    decimal: char,
    /// Excel takes a file for UTF-8 by its byte order mark alone.
    mark: bool,
}

/// As programs like it.
pub const PLAIN: Style = Style { separator: b',', decimal: '.', mark: false };
/// As a French Excel opens it.
pub const FRENCH_EXCEL: Style = Style { separator: b';', decimal: ',', mark: true };

/// Writes the rows below a line of names.
pub fn write(rows: &Rows<'_>, style: &Style, out: &mut (dyn Write + Send)) -> Result<u64, ExportError> {
    if style.mark {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let ending = csv::Terminator::CRLF;
    let mut to = csv::WriterBuilder::new().delimiter(style.separator).terminator(ending).from_writer(out);
    to.write_record(rows.table.columns.iter().map(|c| c.name)).map_err(failed)?;
    let mut text = String::new();
    for stretch in rows.stretches() {
        for row in stretch? {
            for column in &rows.table.columns {
                text.clear();
                put(&rows.cell(column, row), style, &mut text);
                to.write_field(&text).map_err(failed)?;
            }
            to.write_record(None::<&[u8]>).map_err(failed)?;
        }
    }
    to.flush()?;
    Ok(rows.len() as u64)
}

fn failed(error: csv::Error) -> ExportError {
    ExportError::Io(error.into())
}

fn put(cell: &Cell<'_>, style: &Style, out: &mut String) {
    match cell {
        Cell::Text(text) => out.push_str(&harmless(text)),
        Cell::Texts(list) => {
            for (i, text) in list.iter().enumerate() {
                out.push_str(if i == 0 { "" } else { "; " });
                out.push_str(&harmless(text));
            }
        }
        Cell::Real(n) => out.push_str(&n.to_string().replace('.', style.decimal.encode_utf8(&mut [0; 4]))),
        // A year beyond 9999 begins with a plus.
        Cell::Time(time) => out.push_str(&harmless(&time.rfc3339())),
        Cell::Nothing | Cell::Integer(_) | Cell::Boolean(_) => cell.say(out),
    }
}

/// Where in a text a spreadsheet might begin to compute.
#[derive(Clone, Copy, PartialEq)]
enum At {
    Start,
    Cut,
    Within,
}

/// The text, with an apostrophe wherever a spreadsheet would begin to compute.
fn harmless(text: &str) -> Cow<'_, str> {
    let mut at = At::Start;
    let mut found: Vec<usize> = Vec::new();
    let mut begin = 0;
    for (i, c) in text.char_indices() {
        if at != At::Within && computes(c) {
            found.push(begin);
        }
        let stays = match at {
            At::Start => c.is_whitespace() || is_quote(c),
            At::Cut => is_quote(c),
            At::Within => false,
        };
        if matches!(c, ',' | ';' | '|' | '\t') {
            (at, begin) = (At::Cut, i + c.len_utf8());
        } else if !stays {
            at = At::Within;
        }
    }
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + found.len());
    let mut from = 0;
    for cut in found {
        out.push_str(text.get(from..cut).unwrap_or_default());
        out.push('\'');
        from = cut;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(out)
}

/// `= + - @`, also full-width and small, the minus sign; tab and line ends are marks before they come here.
fn computes(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n')
        || matches!(c, '＝' | '＋' | '－' | '＠' | '﹢' | '﹣' | '﹦' | '﹫' | '−')
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '´' | '«' | '»' | '‹' | '›' | '＂' | '＇')
        || matches!(c, '\u{2018}'..='\u{201F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_computed_gets_an_apostrophe_and_all_else_stays() {
        for text in
            ["=cmd|' /C calc'!A0", "+1", "-2+3", "@SUM(1)", "  =1", "\"=1", "\u{a0}=1", "＝1+1", "'=1"]
        {
            assert_eq!(harmless(text), format!("'{text}"));
        }
        for text in
            ["CONTOSO\\scanner", "a=b", "2026-11-24T10:00:00Z", "Hello, -20 %", "<>", "", "a@contoso.test"]
        {
            assert_eq!(harmless(text), text);
        }
    }

    #[test]
    fn a_program_that_cuts_at_another_character_computes_nothing_either() {
        assert_eq!(harmless("a;=1"), "a;'=1");
        assert_eq!(harmless("a,\"@SUM(1)|=2"), "a,'\"@SUM(1)|'=2");
        assert_eq!(harmless(";-1"), ";'-1");
    }

    #[test]
    fn our_own_numbers_stay_numbers() {
        let said = |cell: &Cell<'_>, style| {
            let mut out = String::new();
            put(cell, style, &mut out);
            out
        };
        assert_eq!(said(&Cell::Integer(-1), &PLAIN), "-1");
        assert_eq!(said(&Cell::Real(-0.5), &PLAIN), "-0.5");
        assert_eq!(said(&Cell::Real(1.25), &FRENCH_EXCEL), "1,25");
    }
}
