//! Who: account names as written, and when two of them are one.
//!
//! Nothing is joined on the envelope sender: that is what the sender claimed, not who signed in.

/// The parts of an account name as some log wrote it. Compared without case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountName {
    /// `CONTOSO` of `CONTOSO\scanner`, `contoso.test` of `scanner@contoso.test`; lower case.
    pub domain: Option<String>,
    /// `scanner`; lower case.
    pub name: String,
    /// Written as `name@domain`?
    pub is_upn: bool,
}

impl AccountName {
    /// Reads `DOMAIN\name`, `name@domain` or a bare name; `None` for empty text and lone dashes.
    #[must_use]
    pub fn parse(raw: &str) -> Option<Self> {
        let text = raw.trim().to_lowercase();
        let (domain, name, is_upn) = match (text.split_once('\\'), text.rsplit_once('@')) {
            (Some((domain, name)), _) => (domain, name, false),
            (None, Some((name, domain))) => (domain, name, true),
            (None, None) => ("", text.as_str(), false),
        };
        let stated = |part: &str| !part.is_empty() && part != "-";
        let domain = stated(domain).then(|| domain.to_owned());
        stated(name).then(|| Self { domain, name: name.to_owned(), is_upn })
    }

    /// A computer's own account (`EX1$`)?
    #[must_use]
    pub fn is_computer(&self) -> bool {
        self.name.ends_with('$')
    }

    /// Can both be the same person? The names agree, and the domains do not disagree: `CONTOSO\x`,
    /// `x@contoso.test` and a bare `x` can; `CONTOSO\x` and `OTHER\x` cannot.
    #[must_use]
    pub fn may_be(&self, other: &Self) -> bool {
        self.name == other.name
            && match (&self.domain, &other.domain) {
                (Some(a), Some(b)) => a == b || first_label(a) == first_label(b),
                _ => true,
            }
    }
}

/// `contoso` of `contoso.test`: what Windows takes as the short name of a domain by default.
fn first_label(domain: &str) -> &str {
    domain.split('.').next().unwrap_or(domain)
}

/// Puts domain and name together as Windows writes them; either may be missing.
#[must_use]
pub fn join_name(domain: &str, name: &str) -> String {
    match (domain.trim(), name.trim()) {
        ("" | "-", name) => name.to_owned(),
        (domain, name) if name.contains('\\') || name.contains('@') || domain == name => {
            if name.contains(['\\', '@']) { name.to_owned() } else { format!("{domain}\\{name}") }
        }
        (domain, name) => format!("{domain}\\{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        AccountName::parse(a).unwrap().may_be(&AccountName::parse(b).unwrap())
    }

    #[test]
    fn one_person_under_three_spellings() {
        assert!(same("CONTOSO\\Scanner", "scanner@contoso.test"));
        assert!(same("scanner", "CONTOSO\\scanner"));
        assert!(!same("CONTOSO\\scanner", "FABRIKAM\\scanner"));
        assert!(!same("CONTOSO\\scanner", "scanner2@contoso.test"));
        assert_eq!(AccountName::parse("-\\-"), None);
        assert!(AccountName::parse("CONTOSO\\EX1$").unwrap().is_computer());
    }

    #[test]
    fn domain_and_name_are_joined_once() {
        assert_eq!(join_name("CONTOSO", "scanner"), "CONTOSO\\scanner");
        assert_eq!(join_name("-", "scanner"), "scanner");
        assert_eq!(join_name("", "scanner@contoso.test"), "scanner@contoso.test");
    }
}
