//! What the evidence shows of the clean-up, as plain data. Worded only by `words`; nothing is decided here.

use crate::analysis::accounts::AccountId;
use crate::model::provenance::Provenance;
use crate::model::rows::RowRef;
use crate::model::text::{Name, name_of, read_name};
use crate::model::time::UtcTime;
use crate::words::Phrase;

/// What the evidence shows of the clean-up.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Aftermath {
    /// What was done, in order of time.
    pub signs: Vec<Sign>,
    /// What speaks against it, in order of time.
    pub contradictions: Vec<Contradiction>,
    /// Last use in the abuse of any account.
    pub last_abuse: Option<UtcTime>,
    /// Last time that the sources which would show an authentication cover.
    pub covered_until: Option<UtcTime>,
}

/// How far a sign carries.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub enum Strength {
    /// It shows a part, or shows it weakly; its limits say why.
    #[default]
    Partly,
    /// It shows the whole.
    Whole,
}

impl Strength {
    /// Name as in JSON; `aftermath-strength-<key>` words it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Partly => "partly",
            Self::Whole => "whole",
        }
    }
}

/// Something the records show of the clean-up.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Sign {
    /// Kind, e.g. `password-reset`; a key of `assets/knowledge/signs.toml`;
    /// `aftermath-kind-<kind>` names it.
    #[serde(deserialize_with = "read_name")]
    pub kind: Name,
    /// The account it is about, if one.
    pub account: Option<AccountId>,
    /// When it happened; for what lasts, when it began.
    pub at: UtcTime,
    /// What the records show, and who did it.
    pub say: Phrase,
    /// Rows that show it, 50 at most.
    #[serde(skip)]
    pub rows: Vec<RowRef>,
    /// Where those rows stand, in the same order.
    pub place: Vec<Provenance>,
    /// How far it carries.
    pub strength: Strength,
    /// Why no further.
    pub but: Vec<Phrase>,
}

/// Something the records show that a sign cannot be true with, or no longer is.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Contradiction {
    /// Kind, e.g. `used-after-reset`; `aftermath-kind-<kind>` names it.
    #[serde(deserialize_with = "read_name")]
    pub kind: Name,
    /// Kinds of sign it speaks against.
    #[serde(deserialize_with = "read_names")]
    pub against: Vec<Name>,
    /// The account it is about, if one.
    pub account: Option<AccountId>,
    /// When.
    pub at: UtcTime,
    /// What the records show.
    pub say: Phrase,
    /// Rows that show it, 50 at most.
    #[serde(skip)]
    pub rows: Vec<RowRef>,
    /// Where those rows stand, in the same order.
    pub place: Vec<Provenance>,
}

fn read_names<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Vec<Name>, D::Error> {
    let texts: Vec<String> = serde::Deserialize::deserialize(from)?;
    Ok(texts.iter().map(|t| name_of(t)).collect())
}

impl Aftermath {
    /// Signs of these kinds, in order of time.
    pub fn of_kinds<'a>(&'a self, kinds: &'a [&str]) -> impl Iterator<Item = &'a Sign> + 'a {
        self.signs.iter().filter(move |s| kinds.contains(&s.kind))
    }

    /// What speaks against a kind of sign, in order of time.
    pub fn against<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Contradiction> + 'a {
        self.contradictions.iter().filter(move |c| c.against.contains(&kind))
    }
}

impl Sign {
    /// It shows a part only, and why.
    pub fn limit(&mut self, why: Phrase) {
        self.strength = Strength::Partly;
        self.but.push(why);
    }
}
