//! The evidence annex: cited raw records, dialogues, a list of hashes, and how to verify it without our program.
//!
//! All of it is made first and then put in its place, as a ZIP or a folder; what was begun and could not be ended
//! goes again. Names of its files are ours, never those of evidence. Reads evidence, one record after the other;
//! changes nothing but the place it is written to.
//!
//! | module | what it makes |
//! |---|---|
//! | `bundle` | the files, their hashes, the ZIP or folder |
//! | `readme` | what it is and how to verify it |
//! | `records` | one file a cited record, and their index |
//! | `papers` | hashes of the exhibits, dialogues of checks, the custody log |
//! | `proofs` | files that prove steps |

mod bundle;
mod papers;
mod proofs;
mod readme;
mod records;

use super::compose::Composed;
use super::desk::{Circumstances, Desk};
use super::redact::Redactor;
use crate::case::Case;
use crate::model::safe_text::SafeText;
use crate::task::Task;
use crate::words::{Phrase, Words};
use bundle::Bundle;
use std::path::Path;

/// Writes the annex: a ZIP where the name ends in `.zip`, else a folder, which must be new or empty.
/// Answers how many records it holds; those that can no longer be read are in it with the reason, and do not count.
///
/// # Errors
/// It cannot be written, or was called off; says why.
pub fn write(
    case: &Case,
    words: &Words,
    report: &Composed,
    around: &Circumstances,
    to: &Path,
    task: &Task,
) -> Result<u64, Phrase> {
    bundle::check(to)?;
    let settings = case.work.report();
    let redactor = settings.redact.then(|| Redactor::of(case));
    let desk = Desk::new(case, words, &settings, around);
    let pen = Pen { case, words, desk: &desk, redactor: redactor.as_ref(), task };
    let (records, read) = records::all(&pen, &report.cited)?;
    let mut files = Bundle::default();
    files.text("evidence.sha256", &papers::evidence(&pen));
    files.append(records);
    files.append(papers::transcripts(&pen));
    files.append(papers::custody(&pen));
    files.append(proofs::all(&pen)?);
    let readme = readme::write(&pen, &files, report.cited.len(), read);
    let files = files.headed(&readme);
    bundle::save(&files, to, task)?;
    Ok(read)
}

/// What the parts of the annex write with: everything passes it, so that nothing stands there unredacted or raw.
struct Pen<'a> {
    case: &'a Case,
    words: &'a Words,
    desk: &'a Desk<'a>,
    redactor: Option<&'a Redactor>,
    task: &'a Task,
}

impl Pen<'_> {
    /// A sentence.
    fn say(&self, phrase: &Phrase) -> String {
        self.safe(&self.words.say(phrase))
    }

    /// A word without facts; ours, so nothing in it is replaced.
    fn word(&self, id: &str) -> String {
        self.words.word(id)
    }

    /// A text of people, evidence or servers.
    fn safe(&self, raw: &str) -> String {
        let safe = SafeText::new(raw);
        self.redactor.map_or_else(|| safe.as_str().to_owned(), |r| r.text(safe.as_str()))
    }

    /// Lines of a record or dialogue, safe already.
    fn record(&self, lines: &str) -> String {
        self.redactor.map_or_else(|| lines.to_owned(), |r| r.record(lines))
    }

    /// Has somebody called it off?
    fn go_on(&self) -> Result<(), Phrase> {
        if self.task.is_cancelled() { Err(Phrase::new("annex-cancelled")) } else { Ok(()) }
    }

    /// A label and its value on one line, the values below each other.
    fn pair(&self, id: &str, value: &str) -> String {
        let label = self.word(id);
        let blanks = 22_usize.saturating_sub(label.chars().count()).max(1);
        format!("{label}{}{value}\n", " ".repeat(blanks))
    }
}

/// A cell of a CSV file: in quotes, and no formula for a spreadsheet.
fn cell(text: &str) -> String {
    let formula =
        text.trim_start().starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']);
    let apostrophe = if formula { "'" } else { "" };
    format!("\"{apostrophe}{}\"", text.replace('"', "\"\""))
}

/// A line of a CSV file.
fn csv_line(cells: &[&str]) -> String {
    let mut line = cells.iter().map(|c| cell(c)).collect::<Vec<_>>().join(",");
    line.push_str("\r\n");
    line
}

#[cfg(test)]
mod tests {
    use super::csv_line;

    #[test]
    fn no_cell_is_a_formula_or_ends_early() {
        assert_eq!(csv_line(&["=1+1", "a\"b,c"]), "\"'=1+1\",\"a\"\"b,c\"\r\n");
    }
}
