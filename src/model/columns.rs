//! Tables as columns: one vector a field, rows read back as small copies.
//!
//! Ten million rows must fit a laptop, so a row is numbers only: texts are symbols, lists are ranges in a
//! pool. This file knows no field; the tables are in [`rows`](super::rows).

use super::provenance::{Place, SourceId, Unit};
use super::text::{Interner, Symbol};
use super::time::UtcTime;

/// A run of entries in one of the store's pools; empty by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// First entry.
    pub start: u32,
    /// Number of entries.
    pub len: u32,
}

impl Run {
    /// The entries of this run in its pool; empty where the run does not fit.
    #[must_use]
    pub fn of<T>(self, pool: &[T]) -> &[T] {
        let start = self.start as usize;
        pool.get(start..start.saturating_add(self.len as usize)).unwrap_or(&[])
    }

    /// Appends `items` to `pool` and says where they went; empty when the pool is full.
    pub fn push<T>(pool: &mut Vec<T>, items: impl IntoIterator<Item = T>) -> Self {
        let start = pool.len();
        pool.extend(items);
        match (u32::try_from(start), u32::try_from(pool.len() - start)) {
            (Ok(start), Ok(len)) => Self { start, len },
            _ => Self::default(),
        }
    }
}

/// What changes in a cell when its table moves into a bigger store.
#[derive(Debug)]
pub struct Move<'a> {
    /// New symbol for each old one.
    pub symbols: &'a [Symbol],
    /// How many entries the store's text pool held before.
    pub texts: u32,
    /// How many entries the store's number pool held before.
    pub numbers: u32,
}

/// What turns the numbers of a row back into words.
#[derive(Clone, Copy, Debug)]
pub struct Pools<'a> {
    /// Texts behind the symbols.
    pub text: &'a Interner,
    /// Pool behind [`Texts`].
    pub texts: &'a [Symbol],
    /// Pool behind [`Numbers`].
    pub numbers: &'a [u64],
}

/// A value in a column.
pub trait Cell: Copy + Default {
    /// Adjusts the value to its new store; plain numbers stay.
    fn shift(&mut self, _: &Move<'_>) {}

    /// The value as written in the evidence, unsafe to show; empty where it is not stated.
    fn written(self, pools: &Pools<'_>) -> String;
}

impl Cell for Symbol {
    fn shift(&mut self, to: &Move<'_>) {
        *self = to.symbols.get(self.0 as usize).copied().unwrap_or(Self::NONE);
    }

    fn written(self, pools: &Pools<'_>) -> String {
        pools.text.get(self).to_owned()
    }
}

/// A run in the pool of texts (recipients).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Texts(pub Run);

/// A run in the pool of numbers (internal message ids).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbers(pub Run);

impl Cell for Texts {
    fn shift(&mut self, to: &Move<'_>) {
        self.0.start = self.0.start.saturating_add(to.texts);
    }

    fn written(self, pools: &Pools<'_>) -> String {
        let texts = self.0.of(pools.texts).iter().map(|s| pools.text.get(*s));
        texts.collect::<Vec<_>>().join("; ")
    }
}

impl Cell for Numbers {
    fn shift(&mut self, to: &Move<'_>) {
        self.0.start = self.0.start.saturating_add(to.numbers);
    }

    fn written(self, pools: &Pools<'_>) -> String {
        let numbers = self.0.of(pools.numbers).iter().map(u64::to_string);
        numbers.collect::<Vec<_>>().join("; ")
    }
}

impl Cell for UtcTime {
    fn written(self, _: &Pools<'_>) -> String {
        if self == Self::UNKNOWN { String::new() } else { self.rfc3339() }
    }
}

impl Cell for f32 {
    fn written(self, _: &Pools<'_>) -> String {
        if self.is_nan() { String::new() } else { self.to_string() }
    }
}

impl Cell for Place {
    fn written(self, _: &Pools<'_>) -> String {
        self.to_string()
    }
}

/// Numbers of which zero, or `false`, is "not stated".
macro_rules! number_cells {
    ($($ty:ty),+ $(,)?) => { $(impl Cell for $ty {
        fn written(self, _: &Pools<'_>) -> String {
            if self == Self::default() { String::new() } else { self.to_string() }
        }
    })+ };
}

number_cells!(bool, u8, u16, u32, u64, i64);

/// Types that never change when a table moves, and are written by their name.
macro_rules! plain_cells {
    ($($ty:ty),+ $(,)?) => { $(impl Cell for $ty {
        fn written(self, _: &Pools<'_>) -> String { format!("{self:?}") }
    })+ };
}
pub(crate) use plain_cells;

plain_cells!(SourceId, Unit);

/// Declares a row and its table of columns.
macro_rules! table {
    ($(#[$row_doc:meta])* $row:ident, $(#[$table_doc:meta])* $table:ident { $($(#[$doc:meta])* $field:ident: $ty:ty),+ $(,)? }) => {
        $(#[$row_doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq)]
        pub struct $row { $($(#[$doc])* pub $field: $ty),+ }

        impl $row {
            /// All fields by name, as written; empty where not stated. Unsafe to show.
            #[must_use]
            pub fn fields(&self, pools: &Pools<'_>) -> Vec<(&'static str, String)> {
                vec![$((stringify!($field), Cell::written(self.$field, pools))),+]
            }
        }

        $(#[$table_doc])*
        #[derive(Clone, Debug, Default)]
        pub struct $table { $($(#[$doc])* pub $field: Vec<$ty>),+ }

        impl $table {
            /// Number of rows.
            #[must_use]
            pub fn len(&self) -> usize { self.time.len() }

            /// No row?
            #[must_use]
            pub fn is_empty(&self) -> bool { self.time.is_empty() }

            /// Appends a row.
            pub fn push(&mut self, row: $row) { $(self.$field.push(row.$field);)+ }

            /// The row at `index`; an empty row where there is none.
            #[must_use]
            pub fn row(&self, index: usize) -> $row {
                $row { $($field: self.$field.get(index).copied().unwrap_or_default()),+ }
            }

            /// All rows in order.
            pub fn rows(&self) -> impl Iterator<Item = $row> + '_ { (0..self.len()).map(|i| self.row(i)) }

            /// Takes the rows of `other`, adjusted to this store.
            pub fn absorb(&mut self, mut other: Self, to: &Move<'_>) {
                $(other.$field.iter_mut().for_each(|cell| cell.shift(to));)+
                if self.is_empty() {
                    *self = other;
                } else {
                    $(self.$field.append(&mut other.$field);)+
                }
            }

            /// Sorts by time, then source, then place: the order of every list and of every output.
            pub fn sort(&mut self) {
                let key = |i: u32| {
                    let i = i as usize;
                    (self.time[i], self.source[i], self.place[i].byte, self.place[i].number)
                };
                let n = u32::try_from(self.len()).unwrap_or(u32::MAX);
                if (1..n).all(|i| key(i - 1) <= key(i)) {
                    return;
                }
                let mut order: Vec<u32> = (0..n).collect();
                order.sort_by_key(|&i| key(i));
                $(self.$field = order.iter().map(|&i| self.$field[i as usize]).collect();)+
            }

            /// Keeps the rows whose source passes.
            pub fn keep_sources(&mut self, keep: impl Fn(SourceId) -> bool) {
                let wanted: Vec<bool> = self.source.iter().map(|&s| keep(s)).collect();
                $({
                    let mut it = wanted.iter();
                    self.$field.retain(|_| it.next().copied().unwrap_or(false));
                })+
            }

            /// Appends rows that share this table's pools.
            pub fn append(&mut self, mut other: Self) {
                $(self.$field.append(&mut other.$field);)+
            }

            /// Moves the marked rows out, their order kept; they still share this table's pools.
            pub fn take_rows(&mut self, marked: &[bool]) -> Self {
                let is_marked = |i: usize| marked.get(i).copied().unwrap_or(false);
                let taken = Self {
                    $($field: self.$field.iter().enumerate().filter(|(i, _)| is_marked(*i)).map(|(_, cell)| *cell).collect()),+
                };
                $({
                    let mut i = 0..self.$field.len();
                    self.$field.retain(|_| !i.next().is_some_and(is_marked));
                })+
                taken
            }

            /// Row numbers of a stretch of time; the table must be sorted.
            #[must_use]
            pub fn within(&self, span: $crate::model::time::Span) -> std::ops::Range<usize> {
                let first = self.time.partition_point(|&t| t < span.first);
                let last = self.time.partition_point(|&t| t <= span.last);
                first..last
            }
        }
    };
}
pub(crate) use table;
