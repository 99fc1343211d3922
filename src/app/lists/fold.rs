//! Which groups are open, and so which line of the table is which row. Exact for any number of groups.

use super::question::Group;

/// Open and closed groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fold {
    /// Are groups open unless said otherwise?
    pub all_open: bool,
    /// Those for which it is otherwise, in order.
    except: Vec<u32>,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineAt {
    /// Row at this place of the list.
    Row(u64),
    /// Head of this group.
    Group(usize),
}

impl Fold {
    /// Opens or closes all.
    pub fn set_all(&mut self, open: bool) {
        *self = Self { all_open: open, except: Vec::new() };
    }

    /// Is a group open?
    #[must_use]
    pub fn is_open(&self, group: usize) -> bool {
        self.all_open != u32::try_from(group).is_ok_and(|g| self.except.binary_search(&g).is_ok())
    }

    /// Opens or closes a group.
    pub fn set(&mut self, group: usize, open: bool) {
        let Ok(g) = u32::try_from(group) else { return };
        match self.except.binary_search(&g) {
            Ok(i) if open == self.all_open => drop(self.except.remove(i)),
            Err(i) if open != self.all_open => self.except.insert(i, g),
            _ => {}
        }
    }

    /// Lines of these groups.
    #[must_use]
    pub fn lines(&self, groups: &[Group]) -> u64 {
        self.start(groups, groups.len())
    }

    /// Line of a group's head.
    #[must_use]
    pub fn start(&self, groups: &[Group], group: usize) -> u64 {
        let rows = |g: Option<&Group>| g.map_or(0, |g| u64::from(g.start) + u64::from(g.count));
        let before = if self.all_open { rows(group.checked_sub(1).and_then(|i| groups.get(i))) } else { 0 };
        let odd = self.except.iter().take_while(|&&g| (g as usize) < group);
        let odd: u64 = odd.filter_map(|&g| groups.get(g as usize)).map(|g| u64::from(g.count)).sum();
        let open = if self.all_open { before.saturating_sub(odd) } else { odd };
        group as u64 + open
    }

    /// Ranges of places between two lines; heads of groups and rows out of sight stand for nothing.
    #[must_use]
    pub fn between(&self, groups: &[Group], first: u64, last: u64) -> Vec<(u32, u32)> {
        let short = |place: u64| u32::try_from(place).unwrap_or(u32::MAX);
        if groups.is_empty() {
            return vec![(short(first), short(last))];
        }
        let from = self.first_place(groups, first);
        // The last place before what begins on the line after.
        let Some(to) = self.first_place(groups, last.saturating_add(1)).checked_sub(1) else {
            return Vec::new();
        };
        let odd = self.except.iter().filter_map(|&g| groups.get(g as usize));
        let odd =
            odd.filter_map(|g| Some((u64::from(g.start), u64::from(g.start + g.count.checked_sub(1)?))));
        if !self.all_open {
            let within = odd.map(|(a, b)| (short(a.max(from)), short(b.min(to))));
            return within.filter(|(a, b)| a <= b).collect();
        }
        let (mut out, mut at) = (Vec::new(), from);
        for (a, b) in odd.filter(|(a, b)| *b >= from && *a <= to) {
            out.push((at, a.saturating_sub(1), a > at));
            at = at.max(b + 1);
        }
        out.push((at, to, at <= to));
        out.into_iter().filter(|r| r.2).map(|(a, b, _)| (short(a), short(b))).collect()
    }

    /// The place of a line; of a head, the one its rows begin with.
    fn first_place(&self, groups: &[Group], line: u64) -> u64 {
        if line >= self.lines(groups) {
            return groups.last().map_or(0, |g| u64::from(g.start) + u64::from(g.count));
        }
        match self.at(groups, line) {
            LineAt::Row(place) => place,
            LineAt::Group(g) => groups.get(g).map_or(0, |g| u64::from(g.start)),
        }
    }

    /// What stands in a line.
    #[must_use]
    pub fn at(&self, groups: &[Group], line: u64) -> LineAt {
        if groups.is_empty() {
            return LineAt::Row(line);
        }
        let (mut low, mut high) = (0, groups.len());
        while low + 1 < high {
            let middle = usize::midpoint(low, high);
            if self.start(groups, middle) <= line { low = middle } else { high = middle }
        }
        match line.saturating_sub(self.start(groups, low)).checked_sub(1) {
            None => LineAt::Group(low),
            Some(n) => LineAt::Row(groups.get(low).map_or(0, |g| u64::from(g.start)) + n),
        }
    }

    /// Line of the row at a place of the list; that of its group's head where the group is closed.
    #[must_use]
    pub fn line_of(&self, groups: &[Group], place: u64) -> u64 {
        let after = groups.partition_point(|g| u64::from(g.start) <= place);
        let Some(g) = after.checked_sub(1) else { return place };
        let within = groups.get(g).map_or(0, |g| place - u64::from(g.start));
        self.start(groups, g) + if self.is_open(g) { within + 1 } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::super::values::Value;
    use super::*;

    #[test]
    fn every_line_is_a_head_or_a_row_and_finds_its_way_back() {
        let mut start = 0;
        let groups: Vec<Group> = [3, 2, 1]
            .into_iter()
            .map(|count| {
                let group = Group { value: Value::Nothing, start, count, span: None };
                start += count;
                group
            })
            .collect();
        let mut fold = Fold::default();
        assert_eq!(fold.lines(&groups), 3);
        fold.set(1, true);
        use LineAt::{Group as G, Row as R};
        let lines = |f: &Fold| (0..f.lines(&groups)).map(|i| f.at(&groups, i)).collect::<Vec<_>>();
        assert_eq!(lines(&fold), [G(0), G(1), R(3), R(4), G(2)]);
        assert_eq!((fold.line_of(&groups, 4), fold.line_of(&groups, 1)), (3, 0));
        fold.set_all(true);
        fold.set(0, false);
        assert_eq!(lines(&fold), [G(0), G(1), R(3), R(4), G(2), R(5)]);
        assert!(!fold.is_open(0) && fold.is_open(2));
        // Group 0 is closed: its three rows are out of sight.
        assert_eq!(fold.between(&groups, 0, 5), [(3, 5)]);
        assert_eq!(fold.between(&groups, 3, 3), [(4, 4)]);
        fold.set_all(false);
        fold.set(1, true);
        assert_eq!(fold.between(&groups, 0, 4), [(3, 4)]);
        assert_eq!(fold.between(&[], 2, 7), [(2, 7)]);
    }
}
