//! Commands and what becomes of the case, without a window.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

#[path = "support/bench.rs"]
mod bench;
mod support;

use bench::finish;
use relayscope::case::State;
use relayscope::demo::{self, Options};
use relayscope::model::provenance::SourceId;
use relayscope::model::rows::{RowRef, Table};
use relayscope::workbench::Workbench;
use relayscope::workbench::command::Command;
use std::path::Path;
use std::time::Duration;

const RECEIVED: &str = "#Software: Microsoft Exchange Server\r\n#Log-type: SMTP Receive Protocol Log\r\n\
    #Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context\r\n\
    2025-11-03T02:14:54.100Z,EX1\\Default Frontend EX1,08DE1A0000000042,1,10.0.0.5:25,203.0.113.9:40120,<,AUTH LOGIN c2Nhbm5lcg==,\r\n\
    2025-11-03T02:14:54.700Z,EX1\\Default Frontend EX1,08DE1A0000000042,2,10.0.0.5:25,203.0.113.9:40120,*,CONTOSO\\scanner,authenticated\r\n";
const QUEUES: &str = "\"Identity\",\"DeliveryType\",\"NextHopDomain\",\"Status\",\"MessageCount\"\r\n\
    \"EX1\\901\",\"DnsConnectorDelivery\",\"example.net\",\"Retry\",\"1482\"\r\n";

fn two_files() -> (tempfile::TempDir, Workbench) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("RECV.LOG"), RECEIVED).unwrap();
    std::fs::write(folder.path().join("queues_20251103T021454Z.csv"), QUEUES).unwrap();
    let bench = support::analysed(&[folder.path()]);
    (folder, bench)
}

#[test]
fn removing_a_source_takes_its_rows_along_and_leaves_the_file() {
    let (folder, mut bench) = two_files();
    assert_eq!(bench.case().store.tables.authentications.len(), 1);
    let id = bench.case().sources[0].id;
    bench.submit(Command::Remove(id));
    finish(&mut bench);
    assert_eq!(bench.case().sources.len(), 1);
    assert_eq!(bench.case().store.tables.authentications.len(), 0);
    assert_eq!(bench.case().store.tables.queues.len(), 1);
    assert!(folder.path().join("RECV.LOG").exists());
}

#[test]
fn reading_again_counts_nothing_twice() {
    let (_folder, mut bench) = two_files();
    bench.submit(Command::Retry(bench.case().sources[0].id));
    finish(&mut bench);
    assert_eq!(bench.case().sources.len(), 2);
    assert_eq!(bench.case().store.tables.authentications.len(), 1);
}

#[test]
fn a_row_leads_to_its_raw_line_without_the_credential() {
    let (_folder, mut bench) = two_files();
    let at = bench.case().store.tables.provenance(RowRef { table: Table::Session, row: 0 });
    bench.submit(Command::ShowRaw(at));
    while bench.case().raw.is_none() {
        bench.wait(Duration::from_millis(20));
    }
    let raw = bench.case().raw.clone().unwrap();
    let line = raw.record.unwrap().text;
    assert!(line.as_str().contains("AUTH LOGIN"), "{line}");
    assert!(!line.as_str().contains("c2Nhbm5lcg"), "{line}");
}

#[test]
fn a_file_that_is_gone_when_its_row_is_looked_at_is_told() {
    let (folder, mut bench) = two_files();
    let at = bench.case().store.tables.provenance(RowRef { table: Table::Session, row: 0 });
    std::fs::remove_file(folder.path().join("RECV.LOG")).unwrap();
    bench.submit(Command::ShowRaw(at));
    while bench.case().raw.is_none() {
        bench.wait(Duration::from_millis(20));
    }
    assert!(bench.case().raw.clone().unwrap().record.is_err());
}

#[test]
fn cancelling_ends_every_file_and_keeps_what_was_read() {
    let folder = tempfile::tempdir().unwrap();
    demo::write(folder.path(), &Options { scale: 4, seed: 1, ..Options::default() }).unwrap();
    let mut bench = Workbench::new(|| {});
    bench.submit(Command::AddPaths(vec![folder.path().to_owned()]));
    while bench.case().sources.is_empty() {
        bench.wait(Duration::from_millis(1));
    }
    bench.submit(Command::CancelLoading);
    finish(&mut bench);
    let cancelled = bench.case().sources.iter().filter(|s| matches!(s.state, State::Cancelled)).count();
    assert!(cancelled > 0, "nothing was cancelled");
    for source in &bench.case().sources {
        assert!(!matches!(source.state, State::Waiting | State::Reading(_)), "{} goes on", source.name);
        assert!(source.balance.holds(), "{}", source.name);
    }
}

#[test]
fn two_folders_one_after_the_other_are_one_case() {
    let (_folder, mut bench) = two_files();
    let more = tempfile::tempdir().unwrap();
    std::fs::write(more.path().join("late.log"), RECEIVED.replace("scanner", "printer")).unwrap();
    let before = bench.case().generation;
    bench.submit(Command::AddPaths(vec![more.path().to_owned()]));
    finish(&mut bench);
    assert!(bench.case().generation > before);
    assert_eq!(bench.case().sources.iter().map(|s| s.id).collect::<Vec<_>>(), [0, 1, 2].map(SourceId));
    assert_eq!(bench.case().store.tables.authentications.len(), 2);
}

#[test]
fn nothing_given_and_nothing_found_end_at_once() {
    let mut bench = support::analysed(&[Path::new("no-such-folder")]);
    finish(&mut bench);
    assert_eq!(bench.case().sources.len(), 1);
    assert!(matches!(bench.case().sources[0].state, State::Failed(_)));
}

const EITHER_WAY: &str = "\"Date\",\"Sender\",\"Recipient\",\"Subject\"\r\n\
    \"03/04/2025 02:14:54\",\"a@shop.example.com\",\"v@example.net\",\"Win big\"\r\n";

/// The day of the only mail row.
fn day(bench: &Workbench) -> String {
    bench.case().store.tables.mail.row(0).time.rfc3339()[..10].to_owned()
}

#[test]
fn a_date_that_reads_two_ways_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("mail.csv"), EITHER_WAY).unwrap();
    let mut bench = support::analysed(&[folder.path()]);
    assert!(bench.case().sources[0].date_order.assumed);
    assert_eq!(day(&bench), "2025-04-03");
    bench.submit(Command::SetSourceDayFirst(bench.case().sources[0].id, false));
    finish(&mut bench);
    assert_eq!(day(&bench), "2025-03-04");
    assert!(!bench.case().sources[0].date_order.assumed);
}

#[test]
fn the_whole_file_decides_between_day_and_month_even_for_its_first_line() {
    let folder = tempfile::tempdir().unwrap();
    let late = EITHER_WAY.lines().nth(1).unwrap().replace("03/04", "03/14");
    std::fs::write(folder.path().join("mail.csv"), format!("{EITHER_WAY}{late}\r\n")).unwrap();
    let bench = support::analysed(&[folder.path()]);
    assert_eq!(day(&bench), "2025-03-04");
    assert!(!bench.case().sources[0].date_order.assumed);
}

#[test]
fn an_archive_and_the_live_log_count_once_and_it_is_told() {
    let (folder, _) = two_files();
    std::fs::create_dir(folder.path().join("copy")).unwrap();
    std::fs::copy(folder.path().join("RECV.LOG"), folder.path().join("copy/RECV.LOG")).unwrap();
    let mut bench = support::analysed(&[folder.path()]);
    let authentications = |bench: &Workbench| bench.case().store.tables.authentications.len();
    assert_eq!(authentications(&bench), 1);
    let told: Vec<_> = bench.case().sources.iter().map(|s| s.repeats.len()).collect();
    assert_eq!(told, [0, 1, 0], "{:?}", bench.case().sources.iter().map(|s| &s.name).collect::<Vec<_>>());
    let first = bench.case().sources[0].id;
    bench.submit(Command::Remove(first));
    finish(&mut bench);
    assert_eq!(authentications(&bench), 1);
}

#[test]
fn the_folder_a_log_collector_leaves_is_read_whole() {
    let folder = tempfile::tempdir().unwrap();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let put = |from: &str, to: &str| {
        let to = folder.path().join(to);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::copy(fixtures.join(from), to).unwrap();
    };
    put("smtp-receive/failure-then-success.log", "EX1/FE_Receive_Protocol_Logs/RECV2025110302-1.LOG");
    put("transport-queue/two-minutes.log", "EX1/Queue_V15_Data/Logs/TRANSPORTQUEUE2025110302-1.LOG");
    put("site-dump/domains.xml", "EX1/Exchange_Server_Data/AcceptedDomain.xml");
    put("evtx/management.evtx", "EX1/Windows_Event_Logs/MSExchange Management.evtx");
    put("performance-csv/exchange-2013.tsv", "EX1/Daily_Performance_Logs/day.tsv");
    let packed = std::fs::File::create(folder.path().join("EX2-11032025.zip")).unwrap();
    let mut zip = zip::ZipWriter::new(packed);
    zip.start_file(
        "EX2\\Message_Tracking_Logs\\MSGTRK2025110302-1.LOG",
        zip::write::SimpleFileOptions::default(),
    )
    .unwrap();
    let tracking = std::fs::read_dir(fixtures.join("message-tracking")).unwrap().map(|e| e.unwrap().path());
    let tracking = tracking.filter(|p| p.extension().is_some_and(|e| e == "log")).min().unwrap();
    std::io::Write::write_all(&mut zip, &std::fs::read(tracking).unwrap()).unwrap();
    zip.finish().unwrap();
    let bench = support::analysed(&[folder.path()]);
    let mut formats: Vec<_> = bench.case().sources.iter().map(|s| s.format.unwrap_or("?")).collect();
    formats.sort_unstable();
    assert_eq!(
        formats,
        ["evtx", "message-tracking", "performance-csv", "site-dump", "smtp-receive", "transport-queue"]
    );
    assert!(bench.case().sources.iter().all(|s| s.balance.read > 0 && s.balance.holds()));
}

#[test]
fn a_clock_set_by_hand_moves_the_rows_and_taking_it_back_restores_them() {
    let (_folder, mut bench) = two_files();
    let written = bench.case().store.tables.authentications.time[0];
    let id = bench.case().sources.iter().find(|s| s.name.ends_with("RECV.LOG")).unwrap().id;
    bench.submit(Command::SetSourceClock(id, Some(420)));
    finish(&mut bench);
    assert_eq!(bench.case().store.tables.authentications.time[0], written.plus_seconds(-420));
    assert_eq!(bench.case().store.tables.sessions.accepted_at[0], written.plus_seconds(-420));
    bench.submit(Command::SetSourceClock(id, Some(-30)));
    finish(&mut bench);
    assert_eq!(bench.case().store.tables.authentications.time[0], written.plus_seconds(30));
    bench.submit(Command::SetSourceClock(id, None));
    finish(&mut bench);
    assert_eq!(bench.case().store.tables.authentications.time[0], written);
}

#[test]
fn an_account_marked_as_in_order_is_no_longer_accused_until_that_is_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let story = demo::write(folder.path(), &Options::default()).unwrap();
    let mut bench = support::analysed(&[folder.path()]);
    let accused = |bench: &Workbench| bench.case().analysis.verdicts[0].account.is_some();
    assert!(accused(&bench));
    bench.submit(Command::MarkAccount(story.account.to_lowercase(), true));
    finish(&mut bench);
    assert!(!accused(&bench));
    let last = bench.case().analysis.suspects.last().unwrap();
    assert_eq!(last.against[0].phrase.id, "suspect-known-good");
    bench.submit(Command::MarkAccount(story.account, false));
    finish(&mut bench);
    assert!(accused(&bench));
}
