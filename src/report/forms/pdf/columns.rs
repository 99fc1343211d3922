//! How wide the columns of a table stand: as its author wants, unless a long text would leave another no room.

use crate::report::document::{Align, Column, Table, Text};

/// Points a character takes, about: small sans, small fixed-width.
const SANS: f32 = 4.5;
const MONO: f32 = 4.7;
/// Points of a character in a word of wide ones.
const WIDEST_LETTER: f32 = 5.4;
/// Points between columns.
const GAP: f32 = 9.0;
/// Points that a share needs at least.
const SHARE: f32 = 52.0;
/// Points of a text's width on the narrower paper.
const WIDTH: f32 = 476.0;
/// Widest column that is as wide as its content.
const WIDEST: f32 = 190.0;

/// A share for each column; 0 as wide as its content.
#[must_use]
pub fn shares(table: &Table) -> Vec<u16> {
    let needs: Vec<f32> = (0..table.columns.len()).map(|at| need(table, at)).collect();
    let mut shares: Vec<u16> = table.columns.iter().map(|c| c.share.min(1000)).collect();
    loop {
        let narrow = |at: &usize| shares.get(*at) == Some(&0);
        let fixed: f32 =
            needs.iter().enumerate().filter(|(at, _)| narrow(at)).map(|(_, need)| need + GAP).sum();
        let shared = shares.iter().filter(|s| **s > 0).count();
        let widest =
            (0..needs.len()).filter(narrow).max_by(|a, b| width(&needs, *a).total_cmp(&width(&needs, *b)));
        let Some(widest) = widest else { return shares };
        let fits = fixed + SHARE * shared as f32 <= WIDTH && width(&needs, widest) <= WIDEST;
        if fits {
            return if shared == 0 { stretched(shares, &table.columns) } else { shares };
        }
        let share = share_for(width(&needs, widest), &shares);
        if let Some(slot) = shares.get_mut(widest) {
            *slot = share;
        }
    }
}

/// Characters that a line of each column takes, about; wide columns, and those as wide as their content, take any.
#[must_use]
pub fn rooms(table: &Table, shares: &[u16]) -> Vec<usize> {
    let fixed = |(at, share): (usize, &u16)| if *share == 0 { need(table, at) + GAP } else { GAP };
    let left = (WIDTH - shares.iter().enumerate().map(fixed).sum::<f32>()).max(0.0);
    let all: f32 = shares.iter().map(|share| f32::from(*share)).sum();
    let room = |share: &u16| {
        if *share == 0 { usize::MAX } else { (left * f32::from(*share) / all / WIDEST_LETTER) as usize }
    };
    shares.iter().map(room).collect()
}

fn width(needs: &[f32], at: usize) -> f32 {
    needs.get(at).copied().unwrap_or_default()
}

/// A share of the size of the others; alone, any will do.
fn share_for(need: f32, shares: &[u16]) -> u16 {
    let others = shares.iter().filter(|s| **s > 0).count() as u16;
    let mean = shares.iter().sum::<u16>().checked_div(others).unwrap_or(4);
    if need > WIDEST { mean.max(1) } else { (mean / 2).max(1) }
}

/// A table reaches across the page: its last column that is no figure takes what is left.
fn stretched(mut shares: Vec<u16>, columns: &[Column]) -> Vec<u16> {
    let last = columns.iter().rposition(|c| c.align != Align::Right).or(columns.len().checked_sub(1));
    if let Some(slot) = last.and_then(|at| shares.get_mut(at)) {
        *slot = 1;
    }
    shares
}

fn need(table: &Table, at: usize) -> f32 {
    let Some(column) = table.columns.get(at) else { return 0.0 };
    let each = if column.align == Align::Mono { MONO } else { SANS };
    let cells = table.rows.iter().filter_map(|row| row.get(at)).map(length).max().unwrap_or(0);
    (cells as f32 * each).max(column.title.chars().count() as f32 * (SANS + 0.5))
}

/// Characters of a text as it is set, references included.
#[must_use]
pub fn length(text: &Text) -> usize {
    text.words.chars().count() + 5 * text.cites.len() + text.more.chars().count()
}

#[cfg(test)]
mod tests {
    use super::{rooms, shares};
    use crate::report::document::{Align, Column, Table, Text};

    fn table(columns: &[(u16, Align)], cells: &[usize]) -> Table {
        let column =
            |(share, align): &(u16, Align)| Column { title: "T".into(), align: *align, share: *share };
        let cell = |n: &usize| Text::from("x".repeat(*n));
        let (columns, rows) = (columns.iter().map(column).collect(), vec![cells.iter().map(cell).collect()]);
        Table { columns, rows, ..Table::default() }
    }

    #[test]
    fn a_long_text_never_takes_the_room_of_its_neighbours() {
        assert_eq!(shares(&table(&[(0, Align::Left), (3, Align::Left)], &[8, 90])), [0, 3]);
        let wide = shares(&table(&[(0, Align::Mono), (3, Align::Left)], &[32_000, 10]));
        assert!(wide.iter().all(|s| *s > 0), "{wide:?}");
        let many = shares(&table(&[(0, Align::Left); 12], &[30; 12]));
        assert!(many.iter().any(|s| *s > 0), "{many:?}");
        assert_eq!(shares(&table(&[(0, Align::Left), (0, Align::Right)], &[4, 4])), [1, 0]);
        assert_eq!(rooms(&table(&[(1, Align::Left); 10], &[4; 10]), &[1; 10]), [7; 10]);
        assert!(shares(&Table::default()).is_empty());
    }
}
