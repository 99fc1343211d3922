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
    let both = document(&[&tracking, &smtp]);
    assert_eq!(both["sources"].as_array().unwrap().len(), 2);
    assert_eq!(both["totals"]["sessions"], 2);
    assert_eq!(both["queue"]["peak"], 3);
    let list = fixtures.join("export-list/esm-2003.txt");
    let all = document(&[&tracking, &smtp, &list]);
    assert_eq!(all["queue"]["peak"], 1494);
}

#[test]
fn a_queued_and_a_dead_message_are_read_as_message_files() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Received: from User ([203.0.113.9]) by ex1.contoso.test with Microsoft SMTPSVC(6.0.3790.3959);\r\n\
        \t Tue, 3 Nov 2009 03:14:55 +0100\r\nFrom: <news@shop.example>\r\nTo: <v1@example.net>\r\n\
        Subject: Win big\r\n\r\nClick.\r\n";
    for name in ["NTFS_3b1c0a2201ca5c2d00001f3e.EML", "3b1c0a2201ca5c2d00001f3e.BAD"] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let document = document(&[folder.path()]);
    let formats: Vec<_> = document["sources"].as_array().unwrap().iter().map(|s| &s["format"]).collect();
    assert_eq!(formats, ["message-file", "message-file"]);
}
