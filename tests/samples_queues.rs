//! Real transport logs and configuration dumps against what was counted in them by other means.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use relayscope::cli::json;
use relayscope::words::{Language, Words};
use serde_json::Value;

/// File below `queues`, format, records, of them read.
const EXPECTED: &[(&str, &str, u64, u64)] = &[
    ("exchange-smtp-receive/ipban_smtp_auth_successful.log", "smtp-receive", 22, 22),
    ("exchange-smtp-receive/crowdsec_exchange-smtp-bf.log", "smtp-receive", 9, 9),
    ("exchange-clixml/GetAcceptedDomain.xml", "site-dump", 3, 3),
    ("exchange-clixml/GetReceiveConnector.xml", "site-dump", 5, 5),
];

fn analysed(file: &str) -> Option<Value> {
    let path = support::shared()?.join("queues").join(file);
    let bench = support::analysed(&[&path]);
    Some(json::document(bench.case(), &Words::new(Language::English, chrono_tz::Tz::UTC)))
}

#[test]
fn every_sample_is_known_and_counted() {
    for (file, format, total, read) in EXPECTED {
        let Some(json) = analysed(file) else { return };
        let source = &json["sources"][0];
        assert_eq!(source["format"], *format, "{file}");
        assert_eq!(
            (source["total"].as_u64(), source["read"].as_u64()),
            (Some(*total), Some(*read)),
            "{file}"
        );
    }
}

#[test]
fn the_session_that_signed_in_is_found() {
    let Some(json) = analysed(EXPECTED[0].0) else { return };
    assert_eq!(json["totals"]["sessions"], 1);
    assert_eq!(json["totals"]["authentications"]["success"], 1);
}

#[test]
fn nine_copies_of_one_row_are_one_refusal() {
    let Some(json) = analysed(EXPECTED[1].0) else { return };
    assert_eq!(json["totals"]["authentications"]["failure"], 1);
}

#[test]
fn accepted_domains_are_taken_from_the_configuration_but_no_wildcard() {
    let Some(json) = analysed("exchange-clixml/GetAcceptedDomain.xml") else { return };
    let domains = json["site"]["local_domains"].as_array().unwrap();
    let named: Vec<&str> = domains.iter().map(|d| d["value"].as_str().unwrap()).collect();
    assert!(named.contains(&"solo.com"), "{named:?}");
    assert!(named.iter().all(|d| *d != "*.com"), "{named:?}");
}

#[test]
fn nobody_is_accused_in_samples_without_an_incident() {
    let Some(samples) = support::shared() else { return };
    for folder in ["events", "queues"] {
        let bench = support::analysed(&[&samples.join(folder)]);
        let accused = bench.case().analysis.verdicts.iter().find(|v| !v.accounts.is_empty());
        assert!(accused.is_none(), "{folder}: {accused:?}");
    }
}
