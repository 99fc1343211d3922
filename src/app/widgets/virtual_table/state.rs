//! What the window remembers of a table: its columns by name, order, filters; and where it stands just now.

use super::Column;
use crate::app::lists::Sort;
use crate::app::lists::columns::Col;
use crate::app::lists::filter::Filter;
use crate::app::widgets::row_position::Position;
use eframe::egui::Pos2;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the window remembers of a table. What is not skipped is kept with the case.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct TableState {
    /// Columns shown, in order; empty: the usual ones.
    pub order: Vec<Col>,
    /// Widths as dragged.
    pub widths: BTreeMap<Col, f32>,
    /// Order of the rows; `None`: the usual one.
    pub sort: Option<Sort>,
    /// Rows together by this column.
    pub group: Option<Col>,
    /// Filters, each of another column or made by "not this".
    pub filters: Vec<Filter>,
    /// Is the row of filters shown?
    pub filter_row: bool,
    /// Where the list stands.
    #[serde(skip)]
    pub position: Position,
    /// Points that are scrolled out at the left.
    #[serde(skip)]
    pub across: f32,
    /// Line with the focus.
    #[serde(skip)]
    pub at: Option<u64>,
    /// Where a range of lines began.
    #[serde(skip)]
    pub anchor: Option<u64>,
    /// Cell whose menu is open, and where on the screen; `None` for the column: of the whole row.
    #[serde(skip)]
    pub menu: Option<(u64, Option<Col>, Pos2)>,
    /// Head whose menu is open, and where.
    #[serde(skip)]
    pub head_menu: Option<(Col, Pos2)>,
    /// Asks for the keyboard in the next frame.
    #[serde(skip)]
    pub take_focus: bool,
    /// Asks for the keyboard in the first filter field.
    #[serde(skip)]
    pub take_filter: bool,
}

impl TableState {
    /// The columns on screen, in order. Names that the list does not have are passed over.
    #[must_use]
    pub fn shown<'a>(&self, all: &'a [Column]) -> Vec<&'a Column> {
        let by_name = |c: &Col| all.iter().find(|x| x.column == *c);
        let chosen: Vec<&Column> = self.order.iter().filter_map(by_name).collect();
        if chosen.is_empty() { all.iter().filter(|c| c.shown).collect() } else { chosen }
    }

    /// The next order when a head is pressed: up, down, the usual one.
    pub fn press(&mut self, column: Col) {
        self.sort = match self.sort {
            Some(Sort { column: c, down: false }) if c == column => Some(Sort { column, down: true }),
            Some(Sort { column: c, down: true }) if c == column => None,
            _ => Some(Sort { column, down: false }),
        };
    }

    /// Shows a column at the end, or hides it; one always stays.
    pub fn toggle(&mut self, all: &[Column], column: Col) {
        let mut order: Vec<Col> = self.shown(all).iter().map(|c| c.column).collect();
        match order.iter().position(|c| *c == column) {
            Some(_) if order.len() == 1 => {}
            Some(i) => drop(order.remove(i)),
            None => order.push(column),
        }
        self.order = order;
    }

    /// Moves a column to where another one is.
    pub fn move_to(&mut self, all: &[Column], column: Col, target: Col) {
        let mut order: Vec<Col> = self.shown(all).iter().map(|c| c.column).collect();
        let place = |c: Col, order: &[Col]| order.iter().position(|x| *x == c);
        if let (Some(from), Some(to)) = (place(column, &order), place(target, &order)) {
            let moved = order.remove(from);
            order.insert(to, moved);
            self.order = order;
        }
    }

    /// The filter typed under a head.
    #[must_use]
    pub fn typed(&self, column: Col) -> Option<&Filter> {
        self.filters.iter().find(|f| f.column == column && !f.text.starts_with("!="))
    }

    /// Sets the filter typed under a head; an empty one goes.
    pub fn type_in(&mut self, column: Col, text: String) {
        let here = |f: &Filter| f.column == column && !f.text.starts_with("!=");
        let place = self.filters.iter().position(here);
        match (place.and_then(|i| self.filters.get_mut(i)), text.is_empty()) {
            (Some(_), true) => self.filters.retain(|f| !here(f)),
            (Some(filter), false) => *filter = Filter { column, text, suspended: false },
            (None, true) => {}
            (None, false) => self.filters.push(Filter { column, text, suspended: false }),
        }
    }

    /// Adds a filter, once.
    pub fn add(&mut self, filter: Filter) {
        self.filters.retain(|f| (f.column, &f.text) != (filter.column, &filter.text));
        self.filters.push(filter);
    }
}
