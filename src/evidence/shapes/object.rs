//! What every dump is made of, whatever its serialisation: objects with named values.
//!
//! CSV, CLIXML, JSON and printed lists all yield [`Item`]s, so a format reads one thing. Values are text as
//! written; lists are joined by `;`. Knows no cmdlet.

use crate::model::harvest::Fault;
use crate::model::provenance::Place;

/// One object of a dump.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Object {
    /// Where it stands.
    pub place: Place,
    /// Names and values in their order; a missing value is empty.
    pub fields: Vec<(String, String)>,
}

impl Object {
    /// The value of the first of `names` that is there and not empty. Case, blanks, `-` and `_` in names do
    /// not count: `client-ip`, `ClientIp` and `Client IP` are one.
    #[must_use]
    pub fn get(&self, names: &[&str]) -> &str {
        let find = |name: &&str| self.fields.iter().find(|(n, v)| !v.is_empty() && same_name(n, name));
        names.iter().find_map(find).map_or("", |(_, value)| value.as_str())
    }

    /// Does it have a field of this name, be it empty?
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(n, _)| same_name(n, name))
    }
}

/// Are two names one, apart from case, blanks, `-` and `_`?
#[must_use]
pub fn same_name(a: &str, b: &str) -> bool {
    a == b || plain(a).eq(plain(b))
}

fn plain(name: &str) -> impl Iterator<Item = char> + '_ {
    name.chars().filter(|c| !matches!(c, '-' | '_' | ' ')).flat_map(char::to_lowercase)
}

/// What a shape meets on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A whole object.
    Object(Object),
    /// A record that cannot be read.
    Damaged(Place, Fault),
    /// Something to tell that costs no record.
    Warned(Place, Fault),
}
