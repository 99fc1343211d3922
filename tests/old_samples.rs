//! Files of the old servers: what was counted in a real one by other means, and folders read together.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use relayscope::cli::json;
use relayscope::words::{Language, Words};
use serde_json::Value;
use std::path::Path;

fn document(paths: &[&Path]) -> Value {
    let bench = support::analysed(paths);
    json::document(bench.case(), &Words::new(Language::English, chrono_tz::Tz::UTC))
}

#[test]
fn the_real_log_of_exchange_2000_gives_ten_sessions_and_no_account() {
    let Some(samples) = support::shared() else { return };
    let bench = support::analysed(&[&samples.join("queues/exchange2000-smtpsvc/ossec_exchange2000_w3c.log")]);
    let store = &bench.case().store;
    let document = json::document(bench.case(), &Words::new(Language::English, chrono_tz::Tz::UTC));
    let source = &document["sources"][0];
    assert_eq!(source["format"], "smtpsvc");
    assert_eq!((source["total"].as_u64(), source["read"].as_u64()), (Some(37), Some(37)));
    let sessions: Vec<_> = store.tables.sessions.rows().collect();
    let mut clients: Vec<_> = sessions.iter().map(|s| s.address).collect();
    clients.sort();
    clients.dedup();
    assert_eq!((sessions.len(), clients.len()), (10, 10));
    assert_eq!(sessions.iter().map(|s| s.n_mail).sum::<u32>(), 6);
    assert_eq!(sessions.iter().map(|s| s.n_recipients).sum::<u32>(), 6);
    assert_eq!(sessions.iter().map(|s| s.n_rows).sum::<u32>(), 37);
    assert!(sessions.iter().all(|s| s.account.is_none()));
    assert_eq!(sessions[0].time.rfc3339(), "2006-10-09T05:00:15Z");
}

#[test]
fn a_folder_of_an_old_server_gives_rows_and_a_peak() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let tracking = fixtures.join("tracking-2003/20091103.log");
    let smtp = fixtures.join("smtpsvc/ex091103.log");
    let document = document(&[&tracking, &smtp]);
    assert_eq!(document["sources"].as_array().unwrap().len(), 2);
    assert_eq!(document["totals"]["sessions"], 2);
    assert_eq!(document["queue"]["peak"], 3);
}
