//! The codes of the results: how bad each is and which document says so. Its words are `dns-<code>` in lower case,
//! its advice `dns-<code>-advice` where something is to be mended.

use crate::checks::answer::{CheckResult, Severity};
use crate::model::time::UtcTime;
use crate::words::Phrase;

use Severity::{Critical, Good, High, Medium, Note, Unclear};

/// Code, how bad, document.
pub(super) const RULES: &[(&str, Severity, &str)] = &[
    ("NO-ANSWER", Unclear, "RFC 1035"),
    ("NO-SUCH-DOMAIN", High, "RFC 1035"),
    ("MX-OK", Good, "RFC 5321 5.1"),
    ("MX-NONE", Medium, "RFC 5321 5.1"),
    ("MX-NULL", Medium, "RFC 7505"),
    ("MX-ADDRESS", High, "RFC 5321 5.1"),
    ("MX-ALIAS", Medium, "RFC 2181 10.3"),
    ("MX-DEAD", High, "RFC 5321 5.1"),
    ("MX-INTERNAL", Medium, "RFC 1918 5"),
    ("PTR-OK", Good, "RFC 1912 2.1"),
    ("PTR-NONE", High, "RFC 1912 2.1"),
    ("PTR-SEVERAL", Note, "RFC 1912 2.1"),
    ("PTR-GENERIC", Medium, "RFC 1912 2.1"),
    ("PTR-MISMATCH", High, "RFC 1912 2.1"),
    ("PTR-INTERNAL", Note, "RFC 1918 5"),
    ("HELO-OK", Good, "RFC 5321 4.1.1.1"),
    ("HELO-NO-NAME", Medium, "RFC 5321 4.1.1.1"),
    ("HELO-UNRESOLVED", Medium, "RFC 5321 4.1.1.1"),
    ("HELO-OTHER", Medium, "RFC 5321 4.1.1.1"),
    ("SPF-NONE", High, "RFC 7208 3"),
    ("SPF-SEVERAL", High, "RFC 7208 3.2"),
    ("SPF-LOOKUPS", High, "RFC 7208 4.6.4"),
    ("SPF-ALL-OPEN", Critical, "RFC 7208 5.1"),
    ("SPF-ALL-NEUTRAL", Medium, "RFC 7208 5.1"),
    ("SPF-NO-ALL", Medium, "RFC 7208 5.1"),
    ("SPF-PTR", Medium, "RFC 7208 5.5"),
    ("SPF-RECORD-OK", Good, "RFC 7208 3"),
    ("SPF-PASS", Good, "RFC 7208 2.6.3"),
    ("SPF-FAIL", High, "RFC 7208 2.6.4"),
    ("SPF-SOFTFAIL", High, "RFC 7208 2.6.5"),
    ("SPF-NEUTRAL", Medium, "RFC 7208 2.6.2"),
    ("SPF-RESULT-NONE", Medium, "RFC 7208 2.6.1"),
    ("SPF-TEMPERROR", Unclear, "RFC 7208 2.6.6"),
    ("SPF-PERMERROR", High, "RFC 7208 2.6.7"),
    ("DKIM-OK", Good, "RFC 6376 3.6"),
    ("DKIM-NO-SELECTOR", Note, "RFC 6376 3.1"),
    ("DKIM-NONE", High, "RFC 6376 3.6.2"),
    ("DKIM-REVOKED", Medium, "RFC 6376 3.6.1"),
    ("DKIM-TEST", Medium, "RFC 6376 3.6.1"),
    ("DKIM-WEAK", High, "RFC 8301 3.2"),
    ("DKIM-SHORT", Note, "RFC 8301 3.2"),
    ("DKIM-BROKEN", High, "RFC 6376 3.6.1"),
    ("DMARC-OK", Good, "RFC 9989"),
    ("DMARC-NONE", Medium, "RFC 9989"),
    ("DMARC-WATCH", Medium, "RFC 9989"),
    ("DMARC-SEVERAL", High, "RFC 9989"),
    ("DMARC-BROKEN", High, "RFC 9989"),
    ("DMARC-PARENT", Note, "RFC 9989"),
    ("DMARC-NO-REPORTS", Note, "RFC 9990"),
    ("DMARC-REPORTS-REFUSED", Medium, "RFC 9990"),
    ("DMARC-OLD-TAGS", Note, "RFC 9989"),
    ("MTA-STS-FOUND", Note, "RFC 8461 3.1"),
    ("MTA-STS-NONE", Note, "RFC 8461 3.1"),
    ("TLS-RPT-FOUND", Note, "RFC 8460 3"),
    ("TLS-RPT-NONE", Note, "RFC 8460 3"),
];

/// The result of a code.
pub(super) fn result(code: &'static str, name: &str, value: &str) -> CheckResult {
    let rule = RULES.iter().find(|(c, _, _)| *c == code);
    let (severity, reference) = rule.map_or((Unclear, ""), |(_, severity, text)| (*severity, *text));
    let id = format!("dns-{}", code.to_lowercase());
    let advice = if severity >= Unclear { Phrase::new(format!("{id}-advice")) } else { Phrase::default() };
    CheckResult {
        subject: name.to_owned(),
        code: code.to_owned(),
        severity,
        say: Phrase::new(id).text("name", name).text("value", value),
        advice,
        raw: String::new(),
        reference: reference.to_owned(),
        at: UtcTime::UNKNOWN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Language, Words};

    #[test]
    fn every_code_has_its_words_and_what_is_to_be_mended_its_advice() {
        for language in [Language::English, Language::French] {
            let words = Words::new(language, chrono_tz::UTC);
            for (code, _, reference) in RULES {
                let result = result(code, "contoso.test", "value");
                assert!(words.knows(&result.say.id), "{}", result.say.id);
                assert!(
                    result.advice.id.is_empty() || words.knows(&result.advice.id),
                    "{}",
                    result.advice.id
                );
                assert!(reference.starts_with("RFC "));
            }
        }
    }
}
