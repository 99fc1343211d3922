//! Names stored once: an account that occurs a million times costs one string and a million numbers.
//!
//! Text is kept exactly as decoded. It is shown only through [`SafeText`](super::safe_text::SafeText).

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;
use std::collections::BTreeSet;
use std::hash::BuildHasher;
use std::sync::{Mutex, PoisonError};

/// A name of ours (a kind of finding, the id of a sentence): part of the program, not of the evidence.
pub type Name = &'static str;

/// Names read back from a case file at most; ours are a few hundred.
const MAX_NAMES: usize = 4_096;
/// Bytes of a name at most.
const MAX_NAME: usize = 80;

/// A name read back from a case file. Each is kept once, for as long as the program runs; what is no name of
/// ours, or comes after far too many, is the empty name.
#[must_use]
pub fn name_of(text: &str) -> Name {
    static NAMES: Mutex<BTreeSet<Name>> = Mutex::new(BTreeSet::new());
    let is_name = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_' || b == b'.' || b == b' ';
    if text.is_empty() || text.len() > MAX_NAME || !text.bytes().all(is_name) {
        return "";
    }
    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = names.get(text) {
        return known;
    }
    if names.len() >= MAX_NAMES {
        return "";
    }
    let kept: Name = Box::leak(text.to_owned().into_boxed_str());
    names.insert(kept);
    kept
}

/// For serde: a [`Name`].
///
/// # Errors
/// It is no text.
pub fn read_name<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Name, D::Error> {
    let text: String = serde::Deserialize::deserialize(from)?;
    Ok(name_of(&text))
}

/// A string in an [`Interner`]; zero is "not stated". Grows in order of first use.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct Symbol(pub u32);

impl Symbol {
    /// The evidence does not state it.
    pub const NONE: Self = Self(0);

    /// Is it stated?
    #[must_use]
    pub fn is_some(self) -> bool {
        self.0 != 0
    }

    /// Is it missing?
    #[must_use]
    pub fn is_none(self) -> bool {
        self.0 == 0
    }

    /// This one, or `other` where this is missing.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        if self.is_some() { self } else { other }
    }
}

/// A growing set of strings, each with a number.
#[derive(Clone, Debug, Default)]
pub struct Interner {
    heap: String,
    /// End of each string in `heap`; string `n` (from 1) ends at `ends[n - 1]`.
    ends: Vec<usize>,
    table: HashTable<Symbol>,
}

impl Interner {
    /// The number of `text`, new or known. Empty text and a lone `-` mean "not stated".
    pub fn intern(&mut self, text: &str) -> Symbol {
        if text.is_empty() || text == "-" {
            return Symbol::NONE;
        }
        let hash = FxBuildHasher.hash_one(text);
        let Self { heap, ends, table } = self;
        if let Some(found) = table.find(hash, |s| slice(heap, ends, *s) == text) {
            return *found;
        }
        let Ok(number) = u32::try_from(ends.len() + 1) else {
            return Symbol::NONE;
        };
        heap.push_str(text);
        ends.push(heap.len());
        let symbol = Symbol(number);
        table.insert_unique(hash, symbol, |s| FxBuildHasher.hash_one(slice(heap, ends, *s)));
        symbol
    }

    /// The number of `text` if it occurs.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Symbol> {
        let hash = FxBuildHasher.hash_one(text);
        self.table.find(hash, |s| slice(&self.heap, &self.ends, *s) == text).copied()
    }

    /// The text of a symbol; empty for `NONE` and for numbers of another interner.
    #[must_use]
    pub fn get(&self, symbol: Symbol) -> &str {
        slice(&self.heap, &self.ends, symbol)
    }

    /// How many different strings.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// No string yet?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// All symbols in the order of first use.
    pub fn symbols(&self) -> impl Iterator<Item = Symbol> + use<> {
        (1..=u32::try_from(self.ends.len()).unwrap_or(u32::MAX)).map(Symbol)
    }

    /// Takes all strings of `other`; the result maps its numbers to ours, by position.
    pub fn absorb(&mut self, other: &Self) -> Vec<Symbol> {
        std::iter::once(Symbol::NONE).chain(other.symbols().map(|s| self.intern(other.get(s)))).collect()
    }

    /// All strings behind each other, and where each ends: what [`Interner::restored`] takes.
    #[must_use]
    pub fn parts(&self) -> (&str, &[usize]) {
        (&self.heap, &self.ends)
    }

    /// The interner of these strings, numbered in this order; `None` where the ends do not fit the heap.
    #[must_use]
    pub fn restored(heap: String, ends: Vec<usize>) -> Option<Self> {
        let count = u32::try_from(ends.len()).ok()?;
        let in_order = ends.iter().zip(ends.iter().skip(1)).all(|(a, b)| a <= b);
        let whole = ends.last().copied().unwrap_or(0) == heap.len();
        if !in_order || !whole || !ends.iter().all(|&end| heap.is_char_boundary(end)) {
            return None;
        }
        let mut table = HashTable::with_capacity(ends.len());
        for symbol in (1..=count).map(Symbol) {
            let hash = FxBuildHasher.hash_one(slice(&heap, &ends, symbol));
            table.insert_unique(hash, symbol, |s| FxBuildHasher.hash_one(slice(&heap, &ends, *s)));
        }
        Some(Self { heap, ends, table })
    }

    /// Bytes held, roughly.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.heap.capacity() + self.ends.capacity() * 8 + self.table.capacity() * 5
    }
}

fn slice<'a>(heap: &'a str, ends: &[usize], symbol: Symbol) -> &'a str {
    let Some(index) = (symbol.0 as usize).checked_sub(1) else {
        return "";
    };
    let Some(&end) = ends.get(index) else { return "" };
    let start = index.checked_sub(1).and_then(|i| ends.get(i)).copied().unwrap_or(0);
    heap.get(start..end).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_number_and_keeps_it_through_a_merge() {
        let mut a = Interner::default();
        let scanner = a.intern("CONTOSO\\scanner");
        assert_eq!(a.intern("CONTOSO\\scanner"), scanner);
        assert_eq!(a.intern("-"), Symbol::NONE);
        let mut b = Interner::default();
        b.intern("x");
        let map = b.absorb(&a);
        assert_eq!(b.get(map[scanner.0 as usize]), "CONTOSO\\scanner");
        assert_eq!(b.get(Symbol(99)), "");
    }
}
