//! Real exports of Exchange 2007 and later, against what was counted in them by other means.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use relayscope::evidence::intake::{Loaded, load_source};
use relayscope::evidence::problem::ReadError;
use relayscope::evidence::source::Source;
use relayscope::model::rows::Outcome;
use relayscope::task::Task;

fn loaded(file: &str) -> Option<Loaded> {
    let path = support::shared()?.join("queues").join(file);
    let source = Source::of_bytes(file, std::fs::read(path).unwrap());
    Some(load_source(source, false, &Task::detached()))
}

#[test]
fn an_imap_log_beside_the_others_is_declined_by_its_name() {
    let Some(loaded) = loaded("exchange-popimap/crowdsec_exchange-imap-bf.log") else { return };
    assert_eq!(loaded.format, Some("other-exchange-log"));
    assert!(matches!(loaded.result, Err(ReadError::Declined("declined-pop-imap"))));
}

#[test]
fn the_connectors_of_a_real_server_come_with_their_levels() {
    let Some(loaded) = loaded("exchange-clixml/GetReceiveConnector.xml") else { return };
    let out = loaded.harvest;
    let levels: Vec<&str> = out.tables.site.rows().map(|r| out.text.get(r.extra)).collect();
    assert_eq!(levels, ["None", "None", "Verbose", "Verbose", "None"]);
}

#[test]
fn the_one_sign_in_of_a_real_receive_log_is_found() {
    let Some(loaded) = loaded("exchange-smtp-receive/ipban_smtp_auth_successful.log") else { return };
    let out = loaded.harvest;
    let row = out.tables.authentications.row(0);
    assert_eq!((out.tables.authentications.len(), row.outcome), (1, Outcome::Success));
    assert_eq!(out.text.get(row.account), "user@example.com");
}
