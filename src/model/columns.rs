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

    fn put(self, to: &mut Vec<u8>) {
        self.start.put(to);
        self.len.put(to);
    }

    fn take(bytes: &[u8], pool: usize) -> Option<Self> {
        let (start, len) = bytes.split_at_checked(4)?;
        let known = Known::default();
        let run = Self { start: u32::take(start, &known)?, len: u32::take(len, &known)? };
        (run.start as usize).checked_add(run.len as usize).filter(|end| *end <= pool).map(|_| run)
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

/// How large the pools of a store are: what a cell read back from a file may point at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known {
    /// Strings of the interner.
    pub symbols: usize,
    /// Entries of the pool behind [`Texts`].
    pub texts: usize,
    /// Entries of the pool behind [`Numbers`].
    pub numbers: usize,
}

/// How the cells of a stretch of a column are written down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// All are the default; no byte is written.
    #[default]
    Nothing = 0,
    /// All are the same; it is written once.
    Constant = 1,
    /// One behind the other, little-endian.
    Plain = 2,
}

impl Layout {
    /// The layout of this number.
    #[must_use]
    pub fn of(number: i64) -> Option<Self> {
        [Self::Nothing, Self::Constant, Self::Plain].into_iter().find(|l| *l as i64 == number)
    }
}

/// Writes cells down.
#[must_use]
pub fn pack<T: Cell>(cells: &[T]) -> (Layout, Vec<u8>) {
    let mut bytes = Vec::with_capacity(cells.len().saturating_mul(T::WIDTH));
    cells.iter().for_each(|cell| cell.put(&mut bytes));
    let first = bytes.get(..T::WIDTH).unwrap_or_default();
    if !bytes.chunks_exact(T::WIDTH).all(|cell| cell == first) {
        return (Layout::Plain, bytes);
    }
    let mut default = Vec::new();
    T::default().put(&mut default);
    if first.is_empty() || first == default {
        return (Layout::Nothing, Vec::new());
    }
    bytes.truncate(T::WIDTH);
    (Layout::Constant, bytes)
}

/// Appends `n` cells that [`pack`] has written; `None`, and nothing of use appended, where the bytes do not fit.
pub fn unpack<T: Cell>(
    cells: &mut Vec<T>,
    n: usize,
    layout: Layout,
    bytes: &[u8],
    known: &Known,
) -> Option<()> {
    let stated = match layout {
        Layout::Nothing => 0,
        Layout::Constant => T::WIDTH,
        Layout::Plain => n.checked_mul(T::WIDTH)?,
    };
    if bytes.len() != stated {
        return None;
    }
    let after = cells.len().checked_add(n)?;
    match layout {
        Layout::Nothing => cells.resize(after, T::default()),
        Layout::Constant => cells.resize(after, T::take(bytes, known)?),
        Layout::Plain => {
            cells.reserve(n);
            for cell in bytes.chunks_exact(T::WIDTH) {
                cells.push(T::take(cell, known)?);
            }
        }
    }
    Some(())
}

/// A value in a column.
pub trait Cell: Copy + Default {
    /// Bytes of a cell in a file.
    const WIDTH: usize;

    /// Appends its bytes, [`Cell::WIDTH`] of them.
    fn put(self, to: &mut Vec<u8>);

    /// The cell of these bytes; `None` where no store of these pools can hold it.
    fn take(bytes: &[u8], known: &Known) -> Option<Self>;

    /// Adjusts the value to its new store; plain numbers stay.
    fn shift(&mut self, _: &Move<'_>) {}

    /// The value as written in the evidence, unsafe to show; empty where it is not stated.
    fn written(self, pools: &Pools<'_>) -> String;
}

impl Cell for Symbol {
    const WIDTH: usize = 4;

    fn put(self, to: &mut Vec<u8>) {
        self.0.put(to);
    }

    fn take(bytes: &[u8], known: &Known) -> Option<Self> {
        u32::take(bytes, known).filter(|n| *n as usize <= known.symbols).map(Self)
    }

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
    const WIDTH: usize = 8;

    fn put(self, to: &mut Vec<u8>) {
        self.0.put(to);
    }

    fn take(bytes: &[u8], known: &Known) -> Option<Self> {
        Run::take(bytes, known.texts).map(Self)
    }

    fn shift(&mut self, to: &Move<'_>) {
        self.0.start = self.0.start.saturating_add(to.texts);
    }

    fn written(self, pools: &Pools<'_>) -> String {
        let texts = self.0.of(pools.texts).iter().map(|s| pools.text.get(*s));
        texts.collect::<Vec<_>>().join("; ")
    }
}

impl Cell for Numbers {
    const WIDTH: usize = 8;

    fn put(self, to: &mut Vec<u8>) {
        self.0.put(to);
    }

    fn take(bytes: &[u8], known: &Known) -> Option<Self> {
        Run::take(bytes, known.numbers).map(Self)
    }

    fn shift(&mut self, to: &Move<'_>) {
        self.0.start = self.0.start.saturating_add(to.numbers);
    }

    fn written(self, pools: &Pools<'_>) -> String {
        let numbers = self.0.of(pools.numbers).iter().map(u64::to_string);
        numbers.collect::<Vec<_>>().join("; ")
    }
}

impl Cell for UtcTime {
    const WIDTH: usize = 8;

    fn put(self, to: &mut Vec<u8>) {
        self.0.put(to);
    }

    fn take(bytes: &[u8], known: &Known) -> Option<Self> {
        i64::take(bytes, known).map(Self)
    }

    fn written(self, _: &Pools<'_>) -> String {
        if self == Self::UNKNOWN { String::new() } else { self.rfc3339() }
    }
}

impl Cell for f32 {
    const WIDTH: usize = 4;

    fn put(self, to: &mut Vec<u8>) {
        self.to_bits().put(to);
    }

    fn take(bytes: &[u8], known: &Known) -> Option<Self> {
        u32::take(bytes, known).map(Self::from_bits)
    }

    fn written(self, _: &Pools<'_>) -> String {
        if self.is_nan() { String::new() } else { self.to_string() }
    }
}

impl Cell for Place {
    const WIDTH: usize = 17;

    fn put(self, to: &mut Vec<u8>) {
        self.unit.put(to);
        self.number.put(to);
        self.byte.put(to);
    }

    fn take(bytes: &[u8], known: &Known) -> Option<Self> {
        let (unit, rest) = bytes.split_at_checked(1)?;
        let (number, byte) = rest.split_at_checked(8)?;
        let (number, byte) = (u64::take(number, known)?, u64::take(byte, known)?);
        Some(Self { unit: Unit::take(unit, known)?, number, byte })
    }

    fn written(self, _: &Pools<'_>) -> String {
        self.to_string()
    }
}

impl Cell for SourceId {
    const WIDTH: usize = 2;

    fn put(self, to: &mut Vec<u8>) {
        self.0.put(to);
    }

    fn take(bytes: &[u8], known: &Known) -> Option<Self> {
        u16::take(bytes, known).map(Self)
    }

    fn written(self, _: &Pools<'_>) -> String {
        format!("{self:?}")
    }
}

impl Cell for bool {
    const WIDTH: usize = 1;

    fn put(self, to: &mut Vec<u8>) {
        to.push(u8::from(self));
    }

    fn take(bytes: &[u8], _: &Known) -> Option<Self> {
        match bytes {
            [0] => Some(false),
            [1] => Some(true),
            _ => None,
        }
    }

    fn written(self, _: &Pools<'_>) -> String {
        if self { self.to_string() } else { String::new() }
    }
}

/// Numbers of which zero is "not stated".
macro_rules! number_cells {
    ($($ty:ty),+ $(,)?) => { $(impl Cell for $ty {
        const WIDTH: usize = size_of::<$ty>();

        fn put(self, to: &mut Vec<u8>) { to.extend_from_slice(&self.to_le_bytes()); }

        fn take(bytes: &[u8], _: &Known) -> Option<Self> { Some(Self::from_le_bytes(bytes.try_into().ok()?)) }

        fn written(self, _: &Pools<'_>) -> String {
            if self == Self::default() { String::new() } else { self.to_string() }
        }
    })+ };
}

number_cells!(u8, u16, u32, u64, i64);

/// Kinds: they never change when a table moves, and are written by their name. In a case file they are their
/// number, so the order of their variants stays; new ones come last.
macro_rules! kind_cells {
    ($($ty:ident { $($variant:ident),+ $(,)? })+) => { $(impl Cell for $ty {
        const WIDTH: usize = 1;

        fn put(self, to: &mut Vec<u8>) {
            // A variant that is missing in the list below does not compile.
            match self { $(Self::$variant)|+ => to.push(self as u8) }
        }

        fn take(bytes: &[u8], _: &Known) -> Option<Self> {
            let &[number] = bytes else { return None };
            [$(Self::$variant),+].into_iter().find(|kind| *kind as u8 == number)
        }

        fn written(self, _: &Pools<'_>) -> String { format!("{self:?}") }
    })+ };
}
pub(crate) use kind_cells;

kind_cells! { Unit { File, Record, Line, Item } }

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
            /// Names of the columns.
            pub const COLUMNS: &'static [&'static str] = &[$(stringify!($field)),+];
            /// Bytes of a row in memory.
            pub const ROW: usize = 0 $(+ size_of::<$ty>())+;

            /// Writes a stretch of a column down; nothing of a column that is not there.
            #[must_use]
            pub fn pack(&self, column: &str, rows: std::ops::Range<usize>) -> (Layout, Vec<u8>) {
                match column {
                    $(stringify!($field) => pack(self.$field.get(rows).unwrap_or_default()),)+
                    _ => Default::default(),
                }
            }

            /// Appends `n` cells to a column as [`pack`] wrote them; `None` where they do not fit.
            pub fn unpack(&mut self, column: &str, n: usize, written: (Layout, &[u8]), known: &Known) -> Option<()> {
                match column {
                    $(stringify!($field) => unpack(&mut self.$field, n, written.0, written.1, known),)+
                    _ => None,
                }
            }

            /// Is each column as long as the others?
            #[must_use]
            pub fn is_even(&self) -> bool { $(self.$field.len() == self.len())&&+ }

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
