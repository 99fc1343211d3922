//! W3C extended logs as IIS and its relatives write them: `#` lines, then fields between blanks.
//!
//! `#Fields` may come again and in another order; blanks inside values are `+`. Knows no field's meaning.

/// The columns in force, and the day where rows have no date of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// Names of `#Fields`.
    pub names: Vec<String>,
    /// Day of `#Date`.
    pub date: String,
}

impl Header {
    /// Takes a `#` line.
    pub fn take(&mut self, line: &str) {
        let Some((key, value)) = line.trim_start_matches('\u{feff}').trim_start_matches('#').split_once(':')
        else {
            return;
        };
        match key.trim().to_ascii_lowercase().as_str() {
            "fields" => self.names = value.split_whitespace().map(str::to_owned).collect(),
            "date" => self.date = value.split_whitespace().next().unwrap_or("").to_owned(),
            _ => {}
        }
    }

    /// Where a column stands.
    #[must_use]
    pub fn at(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|n| n.eq_ignore_ascii_case(name))
    }

    /// The value of a column in a row; empty where there is none, or only `-`.
    #[must_use]
    pub fn get<'r>(&self, row: &[&'r str], name: &str) -> &'r str {
        let value = self.at(name).and_then(|i| row.get(i)).copied();
        value.filter(|v| *v != "-").unwrap_or("")
    }

    /// Day and time of a row, in UTC as the format has it: the row's day, else that of `#Date`.
    #[must_use]
    pub fn stamp(&self, row: &[&str]) -> String {
        let day = Some(self.get(row, "date")).filter(|d| !d.is_empty()).unwrap_or(&self.date);
        format!("{day} {}Z", self.get(row, "time"))
    }
}

/// The header of a text, as far as its first lines state it.
#[must_use]
pub fn header(head: &str) -> Header {
    let mut header = Header::default();
    let comments = head.lines().filter(|l| l.trim_start_matches('\u{feff}').starts_with('#'));
    comments.take(20).for_each(|l| header.take(l));
    header
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_comes_from_the_row_or_from_the_header() {
        let mut h = header("#Software: x\n#Date: 2009-11-03 00:00:04\n#Fields: time c-ip \n");
        assert_eq!(h.stamp(&["02:14:55", "192.0.2.1"]), "2009-11-03 02:14:55Z");
        assert_eq!(h.get(&["02:14:55", "-"], "c-ip"), "");
        h.take("#Fields: date time");
        assert_eq!(h.stamp(&["2009-11-04", "02:14:55"]), "2009-11-04 02:14:55Z");
    }
}
