//! Codes of Windows logons: NTSTATUS, Kerberos, logon types. Says whether a refused password was right.
//!
//! Read from `assets/knowledge/logon.toml`; what the codes mean to people is in `words`, by the id given
//! here. Nothing is guessed for codes that are not listed.

use serde::Deserialize;
use std::sync::LazyLock;

/// A code and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Code {
    /// The code, as a number.
    pub code: u32,
    /// Id of its meaning in `words`.
    pub word: String,
    /// The password was right although the logon was refused.
    #[serde(default)]
    pub password_was_right: bool,
    /// An ordinary step, not an attempt worth a row.
    #[serde(default)]
    pub ordinary: bool,
    /// Who says so.
    pub source: String,
    /// How sure: `sample`, `vendor`, `weak`.
    pub sure: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Codes {
    nt_status: Vec<Code>,
    kerberos: Vec<Code>,
    logon_type: Vec<Code>,
}

// A faulty table is empty here; a test refuses it.
static CODES: LazyLock<Codes> =
    LazyLock::new(|| toml::from_str(include_str!("../../assets/knowledge/logon.toml")).unwrap_or_default());

/// What an NTSTATUS (`0xC000006A`) says of a logon.
#[must_use]
pub fn nt_status(code: u32) -> Option<&'static Code> {
    find(&CODES.nt_status, code)
}

/// What a Kerberos error (`0x18`) says of a logon.
#[must_use]
pub fn kerberos(code: u32) -> Option<&'static Code> {
    find(&CODES.kerberos, code)
}

/// A Windows logon type (`8` is network cleartext).
#[must_use]
pub fn logon_type(code: u8) -> Option<&'static Code> {
    find(&CODES.logon_type, u32::from(code))
}

/// The meaning of a status wherever it stands: NTSTATUS above 255, else Kerberos.
#[must_use]
pub fn status(code: u32) -> Option<&'static Code> {
    if code > 0xFF { nt_status(code) } else { kerberos(code) }
}

fn find(codes: &'static [Code], code: u32) -> Option<&'static Code> {
    codes.iter().find(|c| c.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, Words};

    #[test]
    fn every_code_is_listed_once_and_spoken_in_both_languages() {
        let codes: Codes = toml::from_str(include_str!("../../assets/knowledge/logon.toml")).unwrap();
        let spoken = [Language::English, Language::French].map(|l| Words::new(l, chrono_tz::Tz::UTC));
        for list in [&codes.nt_status, &codes.kerberos, &codes.logon_type] {
            let mut numbers: Vec<u32> = list.iter().map(|c| c.code).collect();
            numbers.sort_unstable();
            numbers.dedup();
            assert_eq!(numbers.len(), list.len());
            for code in list {
                assert!(spoken.iter().all(|w| w.knows(&code.word)), "{}", code.word);
                assert!(["sample", "vendor", "weak"].contains(&code.sure.as_str()));
            }
        }
    }

    #[test]
    fn the_decimal_codes_of_windows_2000_are_all_known_and_say_whether_the_password_was_right() {
        let right = [3_221_225_583, 3_221_225_584, 3_221_225_585, 3_221_225_819, 3_221_226_020];
        let wrong = [
            3_221_225_566,
            3_221_225_572,
            3_221_225_578,
            3_221_225_581,
            3_221_225_582,
            3_221_225_586,
            3_221_225_692,
            3_221_225_779,
            3_221_225_868,
            3_221_225_874,
            3_221_225_875,
            3_221_226_021,
            3_221_226_036,
            3_221_226_515,
        ];
        assert!(right.iter().all(|code| nt_status(*code).unwrap().password_was_right));
        assert!(wrong.iter().all(|code| !nt_status(*code).unwrap().password_was_right));
    }

    #[test]
    fn an_expired_password_was_right_and_a_wrong_one_was_not() {
        assert!(status(0xC000_0071).unwrap().password_was_right);
        assert!(status(0x17).unwrap().password_was_right);
        assert!(!status(0xC000_006A).unwrap().password_was_right);
        assert!(kerberos(0x19).unwrap().ordinary);
        assert_eq!(status(0xDEAD_BEEF), None);
        assert_eq!(logon_type(8).unwrap().word, "logon-type-8");
    }
}
