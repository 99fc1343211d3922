//! The same events through every way they may come: each way gives the same authentications, up to what it
//! states.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use relayscope::evidence::format_by_key;
use relayscope::evidence::hints::Hints;
use relayscope::evidence::intake::load_source;
use relayscope::evidence::source::Source;
use relayscope::model::harvest::Harvest;
use relayscope::model::time::ZoneBasis;
use relayscope::task::Task;
use std::fs;
use std::path::Path;

/// Ways by which the story is told, each as its files.
const WAYS: &[&[&str]] = &[
    &["event-xml/story-viewer-french.xml"],
    &["event-xml/story-evtx-dump.xml"],
    &["event-viewer-csv/security-english.csv", "event-viewer-csv/application-english.csv"],
    &["event-viewer-csv/security-french-resaved.csv", "event-viewer-csv/application-french.txt"],
    &["event-objects/get-winevent.csv"],
    &["event-objects/get-winevent-french-ascii.csv"],
    &["event-objects/get-winevent-list.txt"],
    &["event-objects/get-winevent-selected.csv"],
    &["event-objects/get-winevent.json"],
    &["event-objects/get-winevent-french.clixml"],
    &["event-objects/get-eventlog-french-ascii.csv"],
    &["event-objects/get-eventlog-strings.json"],
    &["event-objects/get-eventlog.clixml"],
    &["wevtutil-text/local-times.txt"],
    &["wevtutil-text/local-times-utf16.txt"],
    &["wevtutil-text/utc-times.txt"],
    &["evtxecmd/security.csv"],
    &["log-parser/security.csv"],
    &["evtx-dump/lines.jsonl"],
    &["evtx-dump/records.json"],
    &["evtx-dump/array.json"],
];

fn harvest(file: &str) -> Harvest {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(file);
    read(file, fs::read(path).unwrap())
}

fn read(file: &str, bytes: Vec<u8>) -> Harvest {
    let mut source = Source::of_bytes(file, bytes);
    source.hints =
        Hints { zone: Some(chrono_tz::Europe::Paris), zone_basis: ZoneBasis::Assumed, ..Hints::default() };
    let loaded = load_source(source, false, &Task::detached());
    assert_eq!(loaded.format, file.split('/').next(), "{file}");
    assert!(loaded.result.is_ok(), "{file}");
    loaded.harvest
}

/// An authentication as text, and what an export may leave out of it.
type Told = (String, [String; 2]);

fn told(files: &[&str]) -> Vec<Told> {
    let harvests: Vec<Harvest> = files.iter().map(|file| harvest(file)).collect();
    told_by(&harvests)
}

fn told_by(harvests: &[Harvest]) -> Vec<Told> {
    let mut all = Vec::new();
    for out in harvests {
        let text = |symbol| out.text.get(symbol).to_owned();
        all.extend(out.tables.authentications.rows().map(|row| {
            let fields =
                [row.account, row.address, row.workstation, row.mechanism, row.process, row.connector];
            let fields = fields.map(text).join(" | ");
            let codes = format!("{} type {} {:08X}", row.event_id, row.logon_type, row.status);
            let outcome = format!("{:?} {:?} {}", row.witness, row.outcome, text(row.status_text));
            let stated = format!("{} {codes} {outcome}: {fields}", row.time.rfc3339());
            (stated, [text(row.sid), text(row.server)])
        }));
    }
    all.sort();
    all
}

#[test]
fn every_way_gives_the_same_authentications() {
    let expected = told(&["event-xml/story-wevtutil.xml"]);
    assert_eq!(expected.len(), 4);
    for way in WAYS {
        let found = told(way);
        assert_eq!(found.len(), expected.len(), "{way:?}");
        for ((row, left_out), (expected, all)) in found.iter().zip(&expected) {
            assert_eq!(row, expected, "{way:?}");
            for (found, expected) in left_out.iter().zip(all) {
                assert!(found.is_empty() || found == expected, "{way:?}: {found} for {expected}");
            }
        }
    }
}

#[test]
fn the_same_id_of_another_provider_is_counted_and_no_more() {
    for way in WAYS {
        let counted: u64 = way.iter().map(|file| harvest(file).event_ids.values().sum::<u64>()).sum();
        assert_eq!(counted, 5, "{way:?}");
    }
}

#[test]
fn an_alert_is_never_an_authentication() {
    let out = harvest("hayabusa/timeline.csv");
    assert!(out.tables.authentications.is_empty() && out.event_ids.is_empty());
    assert_eq!(out.tables.actions.len(), 2);
}

#[test]
fn a_secret_in_the_details_of_an_alert_is_shown_nowhere() {
    for name in ["timeline.csv", "timeline.jsonl", "timeline.json"] {
        let out = harvest(&format!("hayabusa/{name}"));
        let bytes =
            fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/hayabusa").join(name))
                .unwrap();
        assert!(String::from_utf8_lossy(&bytes).contains("hunter2"));
        assert!(out.text.symbols().all(|s| !out.text.get(s).contains("hunter2")), "{name}");
        let place = out.tables.actions.row(1).place;
        let mut source = Source::of_bytes(name, bytes);
        let raw = format_by_key("hayabusa").unwrap().raw(&mut source, place).unwrap();
        assert!(raw.text.as_str().contains("203.0.113.9"), "{name}: {}", raw.text);
        let fields = raw.fields.iter().map(|(_, value)| value.as_str()).chain([raw.text.as_str()]);
        assert!(fields.into_iter().all(|shown| !shown.contains("hunter2")), "{name}");
    }
}

#[test]
fn the_whole_record_is_read_again_at_its_place() {
    for file in WAYS.iter().flat_map(|way| way.iter()) {
        let (key, _) = file.split_once('/').unwrap();
        let bytes =
            fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(file)).unwrap();
        let out = harvest(file);
        for row in out.tables.authentications.rows() {
            let account = out.text.get(row.account);
            let wanted = account.rsplit('\\').next().filter(|name| !name.is_empty()).unwrap_or("203.0.113.9");
            let mut source = Source::of_bytes(file, bytes.clone());
            let raw = format_by_key(key).unwrap().raw(&mut source, row.place).unwrap();
            let id = row.event_id.to_string();
            let shown = raw.text.as_str();
            assert!(shown.contains(wanted) && shown.contains(&id), "{file} {}: {shown}", row.place);
        }
    }
}

/// Real logs, as their own records and as `evtx_dump` writes them.
#[test]
fn a_log_and_its_json_give_the_same_rows() {
    let Some(folder) = support::shared() else { return };
    for name in [
        "attack-4624-4625-advapi-chrome.evtx",
        "mitre-openssh-bruteforce-nonexisting-users.evtx",
        "mitre-4771-bruteforce-valid-user.evtx",
        "deepblue-password-spray-4648.evtx",
        "evtxrs-msexchange-management-forwarded.evtx",
    ] {
        let path = folder.join("events").join(name);
        let settings = evtx::ParserSettings::new().separate_json_attributes(false).indent(false);
        let mut parser = evtx::EvtxParser::from_path(&path).unwrap().with_configuration(settings);
        let lines: Vec<String> = parser.records_json().map(|record| record.unwrap().data + "\n").collect();
        let json = read("evtx-dump/x", lines.concat().into_bytes());
        let log = read("evtx/x", fs::read(&path).unwrap());
        assert_eq!(json.event_ids, log.event_ids, "{name}");
        assert_eq!(json.tables.actions.len(), log.tables.actions.len(), "{name}");
        assert_eq!(told_by(&[json]), told_by(&[log]), "{name}");
    }
}
