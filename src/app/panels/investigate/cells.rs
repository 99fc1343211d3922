//! What stands in the lines of the tables: cells in words, stars, tags, and what belongs to the row looked at.

use super::linked::Lit;
use crate::app::lists::columns::Col;
use crate::app::lists::fold::{Fold, LineAt};
use crate::app::lists::picked::Picked;
use crate::app::lists::values::{Value, Voice};
use crate::app::lists::{List, Rows};
use crate::app::panel::Scene;
use crate::app::widgets::marks::Mark;
use crate::app::widgets::virtual_table::{Cell, Column, GroupLine, Line, RowLine};
use crate::case::marks;
use crate::model::rows::Outcome;
use crate::words::Phrase;

/// All that the lines of one table are made of.
#[derive(Debug)]
pub struct Lines<'a> {
    /// The case, words and colours.
    pub scene: &'a Scene<'a>,
    /// Puts values in words.
    pub voice: Voice<'a>,
    /// Which list.
    pub list: List,
    /// Its rows.
    pub rows: &'a Rows,
    /// Column by which they are together.
    pub group: Option<Col>,
    /// Open and closed groups.
    pub fold: &'a Fold,
    /// Places picked together.
    pub picked: &'a Picked,
    /// What belongs to the row looked at.
    pub lit: Option<&'a Lit>,
}

impl Lines<'_> {
    /// Row of the store in a line; `None` for the head of a group.
    #[must_use]
    pub fn row(&self, line: u64) -> Option<u32> {
        match self.fold.at(&self.rows.groups, line) {
            LineAt::Row(place) => self.rows.rows.get(usize::try_from(place).ok()?).copied(),
            LineAt::Group(_) => None,
        }
    }

    /// A line.
    #[must_use]
    pub fn line(&self, line: u64, columns: &[&Column]) -> Option<Line> {
        match self.fold.at(&self.rows.groups, line) {
            LineAt::Row(place) => {
                let row = self.rows.rows.get(usize::try_from(place).ok()?).copied()?;
                Some(Line::Row(self.row_line(place, row, columns)))
            }
            LineAt::Group(group) => self.group_line(group),
        }
    }

    fn row_line(&self, place: u64, row: u32, columns: &[&Column]) -> RowLine {
        let at = self.voice.book.provenance(self.list, row);
        let mark = at.and_then(|at| self.scene.case.marks.get(&at));
        RowLine {
            number: (place + 1, self.rows.rows.len() as u64),
            cells: columns.iter().map(|c| self.cell(c.column, row)).collect(),
            star: mark.is_some_and(|m| m.star),
            remarks: mark.map(|m| remarks(self.scene, m)).unwrap_or_default(),
            lit: self.lit.is_some_and(|lit| lit.has(self.voice.book, self.list, row)),
            picked: u32::try_from(place).is_ok_and(|p| self.picked.has(p)),
        }
    }

    /// A cell in words.
    #[must_use]
    pub fn cell(&self, column: Col, row: u32) -> Cell {
        let value = self.voice.book.value(self.list, column, row);
        let text = self.voice.say(column, value);
        let mark = (column == Col::Result).then(|| self.mark(row)).flatten();
        Cell { text, mark }
    }

    fn mark(&self, row: u32) -> Option<(Mark, eframe::egui::Color32)> {
        let theme = self.scene.theme;
        let outcome = self.voice.book.store.tables.authentications.outcome.get(row as usize)?;
        Some(match outcome {
            Outcome::Success => (Mark::Accepted, theme.accepted),
            Outcome::Failure => (Mark::Refused, theme.failed),
            Outcome::RightPasswordRefused => (Mark::Half, theme.failed),
        })
    }

    /// The code behind a word, the whole time behind a short one.
    #[must_use]
    pub fn hint(&self, line: u64, column: Col) -> String {
        let Some(row) = self.row(line) else { return String::new() };
        match (column, self.voice.book.value(self.list, column, row)) {
            (Col::Time, Value::Time(time)) => self.scene.words.time(time),
            (Col::Result, _) => {
                let code = self.voice.book.value(self.list, Col::Code, row);
                self.voice.say(Col::Code, code)
            }
            (Col::How | Col::LogonType, Value::Code(n)) => {
                let phrase = Phrase::new("investigate-logon-type").text("n", &n.to_string());
                self.scene.words.say(&phrase)
            }
            _ => String::new(),
        }
    }

    fn group_line(&self, group: usize) -> Option<Line> {
        let (words, g) = (self.scene.words, self.rows.groups.get(group)?);
        let column = self.group?;
        let said = self.voice.say(column, g.value);
        let value = if said.is_empty() { words.word("tables-nothing-stated") } else { said };
        let title = words.word(&format!("investigate-col-{}", column.key()));
        let value = words.say(&Phrase::new("tables-filter-is").text("column", &title).text("text", &value));
        #[expect(clippy::cast_precision_loss, reason = "a share in per cent")]
        let share = f64::from(g.count) * 100.0 / (self.rows.rows.len().max(1) as f64);
        let clock = |time| self.voice.say(Col::Time, Value::Time(time));
        let (first, last) = g.span.map(|s| (clock(s.first), clock(s.last))).unwrap_or_default();
        let text = Phrase::new("tables-group-line")
            .text("value", &value)
            .number("count", g.count)
            .text("share", &format!("{share:.1}"))
            .text("first", &first)
            .text("last", &last);
        let total = self.rows.groups.len();
        let name = Phrase::new("tables-group-row").number("n", group + 1).number("total", total);
        let open = self.fold.is_open(group);
        Some(Line::Group(GroupLine { name: words.say(&name), text: words.say(&text), open }))
    }
}

/// Rows as lines of text with tabs, heads first.
#[must_use]
pub fn copied(voice: Voice<'_>, list: List, columns: &[Column], rows: &[u32]) -> String {
    let plain = |text: &str| text.replace(['\t', '\n', '\r'], " ");
    let heads: Vec<String> = columns.iter().map(|c| plain(&c.title)).collect();
    let mut out = heads.join("\t");
    for &row in rows {
        let cells =
            columns.iter().map(|c| plain(&voice.say(c.column, voice.book.value(list, c.column, row))));
        out.push('\n');
        out.push_str(&cells.collect::<Vec<_>>().join("\t"));
    }
    out
}

/// Tags and note in words; empty where there are none.
#[must_use]
pub fn remarks(scene: &Scene<'_>, mark: &marks::Mark) -> String {
    let mut lines = Vec::new();
    if !mark.tags.is_empty() {
        let tags = mark.tags.iter().map(String::as_str);
        lines.push(scene.words.say(&Phrase::new("tables-tagged").list("tags", tags)));
    }
    if !mark.note.is_empty() {
        lines.push(scene.words.say(&Phrase::new("tables-noted").text("text", &mark.note)));
    }
    lines.join("\n")
}
