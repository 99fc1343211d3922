//! What people say about the report: names, mark, free texts, what goes in. Plain data, kept in the case.

use crate::words::Language;
use std::collections::{BTreeMap, BTreeSet};

/// Size of the pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Paper {
    /// 210 by 297 millimetres.
    #[default]
    A4,
    /// 8.5 by 11 inches.
    Letter,
}

/// Somebody on one side of the engagement. All raw: shown as safe text.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Party {
    /// Company.
    pub company: String,
    /// Person.
    pub person: String,
    /// Position.
    pub position: String,
}

/// A picture for the cover.
#[derive(Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Logo {
    /// Name of the file it was taken from. Raw.
    pub name: String,
    /// What it is.
    pub kind: LogoKind,
    /// Its bytes.
    #[serde(with = "in_hex")]
    pub data: Vec<u8>,
}

/// Pictures that the report takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum LogoKind {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
}

/// Bytes of a logo at most.
pub const MAX_LOGO: usize = 512 << 10;

impl Logo {
    /// A picture, where it is one that the report takes and not too big.
    #[must_use]
    pub fn new(name: &str, data: Vec<u8>) -> Option<Self> {
        let kind = match &data {
            d if d.starts_with(b"\x89PNG\r\n\x1a\n") => LogoKind::Png,
            d if d.starts_with(b"\xff\xd8\xff") => LogoKind::Jpeg,
            _ => return None,
        };
        (data.len() <= MAX_LOGO).then(|| Self { name: name.to_owned(), kind, data })
    }
}

impl std::fmt::Debug for Logo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Logo({:?}, {:?}, {} bytes)", self.name, self.kind, self.data.len())
    }
}

/// Names of the free texts, in the order of the form; `report-field-<key>` words each.
pub const FIELDS: [&str; 11] = [
    "context",
    "how",
    "impact",
    "recommendations",
    "remarks",
    "data-categories",
    "data-people",
    "data-records",
    "data-consequences",
    "data-measures",
    "data-contact",
];

/// What people say about the report.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct ReportSettings {
    /// Language; `None`: that of the screen or command line.
    pub language: Option<Language>,
    /// Size of the pages.
    pub paper: Paper,
    /// Names and addresses give way to aliases?
    pub redact: bool,
    /// Is it final? Else every page says "draft".
    pub finished: bool,
    /// Keys of sections left out.
    pub without: BTreeSet<String>,
    /// Number or name of the engagement. Raw.
    pub reference: String,
    /// The client.
    pub client: Party,
    /// Who writes it.
    pub consultant: Party,
    /// Mark of the consultant.
    pub logo: Option<Logo>,
    /// Free texts by their key. Raw.
    pub texts: BTreeMap<String, String>,
}

impl ReportSettings {
    /// A free text; empty where nobody wrote one.
    #[must_use]
    pub fn text(&self, key: &str) -> &str {
        self.texts.get(key).map_or("", |t| t.trim())
    }
}

/// Bytes as hex digits, so that JSON holds them.
mod in_hex {
    use serde::{Deserialize, Deserializer, Serializer};
    use std::fmt::Write;

    pub fn serialize<S: Serializer>(data: &[u8], to: S) -> Result<S::Ok, S::Error> {
        let mut hex = String::with_capacity(data.len() * 2);
        for byte in data {
            // Writing to a String cannot fail.
            let _ = write!(hex, "{byte:02x}");
        }
        to.serialize_str(&hex)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        let hex = String::deserialize(from)?;
        let pair = |pair: &[u8]| {
            let text = std::str::from_utf8(pair).ok()?;
            u8::from_str_radix(text, 16).ok()
        };
        let bytes: Option<Vec<u8>> = hex.as_bytes().chunks(2).map(pair).collect();
        bytes.ok_or_else(|| serde::de::Error::custom("no hex digits"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_logo_is_a_picture_of_a_bearable_size_and_survives_the_file() {
        let png = b"\x89PNG\r\n\x1a\nrest".to_vec();
        let logo = Logo::new("logo.png", png.clone()).unwrap();
        let kept: Logo = serde_json::from_str(&serde_json::to_string(&logo).unwrap()).unwrap();
        assert_eq!(kept, logo);
        assert!(Logo::new("x.svg", b"<svg onload='x'/>".to_vec()).is_none());
        let big = [png, vec![0; MAX_LOGO]].concat();
        assert!(Logo::new("big.png", big).is_none());
    }
}
