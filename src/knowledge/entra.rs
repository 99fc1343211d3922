//! Codes of Microsoft Entra sign-ins: whether a refused password was right, and which app is SMTP.
//!
//! Read from `assets/knowledge/entra_errors.toml`. Nothing is guessed for codes that are not listed.

use serde::Deserialize;
use std::sync::LazyLock;

/// A code and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Code {
    /// The code, as Microsoft numbers it.
    pub code: u32,
    /// The first factor was accepted although the sign-in was refused.
    #[serde(default)]
    pub password_was_right: bool,
    /// What it means, for whoever reads the table.
    pub says: String,
    /// Who says so.
    pub source: String,
    /// How sure: `vendor`, `weak`.
    pub sure: String,
}

/// The name of SMTP AUTH among the client apps, in one language.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct App {
    /// As the portal shows it.
    pub name: String,
    /// How sure: `vendor`, `weak`.
    pub sure: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Table {
    error: Vec<Code>,
    smtp: Vec<App>,
}

// A faulty table is empty here; a test refuses it.
static TABLE: LazyLock<Table> = LazyLock::new(|| {
    toml::from_str(include_str!("../../assets/knowledge/entra_errors.toml")).unwrap_or_default()
});

/// Was the password right although the sign-in was refused?
#[must_use]
pub fn password_was_right(code: u32) -> bool {
    TABLE.error.iter().any(|c| c.code == code && c.password_was_right)
}

/// Is this client app SMTP with a password?
#[must_use]
pub fn is_smtp(app: &str) -> bool {
    TABLE.smtp.iter().any(|a| a.name.eq_ignore_ascii_case(app.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_listed_once_with_how_sure_it_is() {
        let table: Table = toml::from_str(include_str!("../../assets/knowledge/entra_errors.toml")).unwrap();
        let mut codes: Vec<u32> = table.error.iter().map(|c| c.code).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), table.error.len());
        let sure = table.error.iter().map(|c| &c.sure).chain(table.smtp.iter().map(|a| &a.sure));
        assert!(sure.into_iter().all(|s| ["vendor", "weak"].contains(&s.as_str())));
    }

    #[test]
    fn a_wrong_password_is_wrong_and_a_missing_second_factor_means_that_it_was_right() {
        assert!(!password_was_right(50126) && !password_was_right(50053) && !password_was_right(1));
        assert!(password_was_right(50055) && password_was_right(50076));
        assert!(is_smtp("Authenticated SMTP") && !is_smtp("Browser"));
    }
}
