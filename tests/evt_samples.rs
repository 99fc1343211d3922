//! Legacy event logs: a real one against what an independent reader found, and rings of our own making.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

#[path = "support/evt.rs"]
mod evt;
mod support;

use evt::{Event, Log};
use relayscope::evidence::detect;
use relayscope::evidence::source::Source;
use relayscope::model::harvest::{Fault, Harvest};
use relayscope::model::rows::Outcome;
use relayscope::task::Task;
use serde_json::Value;
use std::collections::BTreeMap;

const LOGIN: &str = "MICROSOFT_AUTHENTICATION_PACKAGE_V1_0";
/// 3 Nov 2008, 02:00 UTC.
const NIGHT: u32 = 1_225_677_600;

fn read(name: &str, bytes: Vec<u8>) -> Harvest {
    let mut source = Source::of_bytes(name, bytes);
    let mut out = Harvest::default();
    let (format, _) = detect(&mut source).unwrap().unwrap();
    assert_eq!(format.key(), "evt");
    format.read(&mut source, &mut out, &Task::detached()).unwrap();
    assert!(out.balance.holds());
    out
}

#[test]
fn a_real_wrapped_log_that_was_in_use_gives_what_an_independent_reader_found() {
    let Some(folder) = support::shared() else { return };
    let path = folder.join("events/plaso-SysEvent-wrapped-dirty.evt");
    let truth = std::fs::read(folder.join("events/plaso-SysEvent-wrapped-dirty.evt.truth.json")).unwrap();
    let truth: Value = serde_json::from_slice(&truth).unwrap();
    let out = read("sample", std::fs::read(path).unwrap());
    assert_eq!(Some(out.balance.read), truth["records"].as_u64());
    // One of them is a stale copy of a record whose end was written over.
    assert_eq!(Some(out.balance.recovered), truth["recovered_records_libevt"].as_u64());
    assert_eq!((out.balance.damaged, out.balance.skipped), (0, 0));
    // The header knows of numbers up to 7429 only.
    assert_eq!(out.balance.read, 7_430 - 1_392 + 25);
    let counts = |key: &str| -> BTreeMap<String, u64> {
        truth[key].as_object().unwrap().iter().map(|(k, n)| (k.clone(), n.as_u64().unwrap())).collect()
    };
    let ids: BTreeMap<String, u64> =
        out.event_ids.iter().map(|((p, id), n)| (format!("{p}/{id}"), *n)).collect();
    assert_eq!(ids, counts("source_slash_eventid_counts"));
    assert_eq!(out.computers, counts("computers"));
    let span = out.span.unwrap();
    assert_eq!(Some(span.first.rfc3339().as_str()), truth["time_first_utc"].as_str());
    assert_eq!(Some(span.last.rfc3339().as_str()), truth["time_last_utc"].as_str());
    let faults: Vec<&Fault> = out.damages.iter().map(|d| &d.fault).collect();
    assert_eq!(faults, [&Fault::NotClosed, &Fault::Note("note-evt-recovered")]);
}

fn refused(i: u32, account: &str) -> Event {
    let strings =
        [account, "", "3", "Advapi  ", LOGIN, "EX1", "EX1$", "CONTOSO", "(0x0,0x3E7)", "1544", "-", "-", "-"];
    let mut event = Event::new("Security", 529, 16, NIGHT + i, &strings);
    event.sid = vec![1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0];
    event
}

fn accepted(time: u32, client: &str) -> Event {
    Event::new("MSExchangeTransport", 0x4004_06AC, 4, time, &[client, "LOGIN", "CONTOSO\\scanner"])
}

#[test]
fn a_ring_of_any_length_is_read_from_its_oldest_record_to_its_newest() {
    for (n, is_dirty) in (1..120).flat_map(|n| [(n, false), (n, true)]) {
        let mut log = Log::new(48 + 4 * 1024 + 4 * (n as usize % 29), 1);
        for i in 0..n {
            log.write(&refused(i, &format!("user{}", "x".repeat(i as usize % 13))));
        }
        let out = read("ring", log.file(is_dirty));
        let rows = &out.tables.authentications;
        let mut numbers: Vec<u64> = rows.rows().map(|r| r.place.number).collect();
        numbers.sort_unstable();
        let newest = u64::from(n);
        let oldest = numbers[0];
        assert_eq!(numbers, (oldest..=newest).collect::<Vec<_>>(), "{n} written");
        assert!(n < 8 || numbers.len() >= 8, "{n} written, {} read", numbers.len());
        assert_eq!(out.balance.damaged, 0, "{n} written");
        let not_closed = out.damages.iter().any(|d| d.fault == Fault::NotClosed);
        assert_eq!(not_closed, is_dirty);
        assert!(
            out.damages.iter().all(|d| d.fault.is_remark() || d.fault == Fault::NotClosed),
            "{n}: {:?}",
            out.damages
        );
    }
}

#[test]
fn a_row_leads_back_to_its_record_even_across_the_end_of_the_file() {
    let mut log = Log::new(48 + 4096, 1);
    (0..40).for_each(|i| {
        log.write(&refused(i, "scanner"));
    });
    let file = log.file(false);
    let out = read("ring", file.clone());
    let format = relayscope::evidence::format_by_key("evt").unwrap();
    for row in out.tables.authentications.rows() {
        let raw = format.raw(&mut Source::of_bytes("ring", file.clone()), row.place).unwrap();
        assert_eq!(raw.fields[0].1.as_str(), row.place.number.to_string());
        assert!(raw.text.as_str().contains("String 1: scanner"));
        assert!(raw.text.as_str().contains("User: S-1-5-18"));
    }
}

#[test]
fn a_secret_in_a_refused_command_is_in_no_row_and_not_shown() {
    let strings = ["1", "7", "198.51.100.7", "auth", "535 5.7.3 no", "AUTH PLAIN AHNjYW5uZXIASHVudGVyMg=="];
    let mut log = Log::new(48 + 4096, 1);
    log.write(&Event::new("MSExchangeTransport", 7010, 1, NIGHT, &strings));
    let file = log.file(false);
    let out = read("app", file.clone());
    let row = out.tables.actions.row(0);
    assert!(out.text.get(row.detail).contains("AUTH PLAIN •••"));
    assert!(out.text.symbols().all(|s| !out.text.get(s).contains("AHNj")));
    let format = relayscope::evidence::format_by_key("evt").unwrap();
    let raw = format.raw(&mut Source::of_bytes("app", file), row.place).unwrap();
    assert!(!raw.text.as_str().contains("AHNj"));
}

#[test]
fn the_form_of_an_event_is_told_by_its_strings() {
    let sid = "%{S-1-5-21-1-2-3-1105}";
    let cases: &[(u32, u16, &[&str], &str)] = &[
        (537, 16, &["a", "D", "3", "p", "NTLM", "WS"], "D\\a 0x0"),
        (
            537,
            16,
            &[
                "a",
                "D",
                "3",
                "p",
                "NTLM",
                "WS",
                "0xC000006D",
                "0xC0000071",
                "",
                "",
                "",
                "",
                "",
                "203.0.113.9",
                "0",
            ],
            "D\\a 0xc0000071 203.0.113.9",
        ),
        (680, 8, &[LOGIN, "a", "\\\\EX1"], "a 0x0"),
        (680, 16, &[LOGIN, "a", "EX1", "0xC000006A"], "a 0xc000006a"),
        (681, 16, &[LOGIN, "a", "EX1", "3221225578"], "a 0xc000006a"),
        (642, 8, &["a", "D", sid, "boss", "D", "(0x0,0x1)", "-"], "642 D\\a S-1-5-21-1-2-3-1105 D\\boss"),
        (
            642,
            8,
            &["-", "a", "D", sid, "boss", "D", "(0x0,0x1)", "-"],
            "642 D\\a S-1-5-21-1-2-3-1105 D\\boss",
        ),
        (644, 8, &["a", "WS", sid, "EX1$", "D", "(0x0,0x3E7)"], "644 a S-1-5-21-1-2-3-1105 D\\EX1$ WS"),
        (644, 8, &["a", sid, "WS", "EX1$", "D", "(0x0,0x3E7)"], "644 a S-1-5-21-1-2-3-1105 D\\EX1$ WS"),
    ];
    for (id, kind, strings, expected) in cases {
        let mut log = Log::new(48 + 4096, 1);
        let out = read("form", log.write(&Event::new("Security", *id, *kind, NIGHT, strings)).file(false));
        let text = |s| out.text.get(s);
        let logons = out.tables.authentications.rows();
        let logons = logons.map(|r| format!("{} {:#x} {}", text(r.account), r.status, text(r.address)));
        let actions = out.tables.actions.rows();
        let actions = actions.map(|r| [text(r.target), text(r.sid), text(r.actor), text(r.detail)].join(" "));
        let actions = actions.map(|told| format!("{id} {told}"));
        let told: Vec<String> = logons.chain(actions).map(|t| t.trim().to_owned()).collect();
        assert_eq!(told, [*expected], "{id} {strings:?}");
    }
}

#[test]
fn the_type_of_an_audit_is_believed_before_its_code_and_the_contradiction_told() {
    let mut log = Log::new(48 + 4096, 1);
    log.write(&Event::new("Security", 680, 16, NIGHT, &[LOGIN, "a", "EX1", "0x0"]));
    log.write(&Event::new("Security", 680, 8, NIGHT, &[LOGIN, "b", "EX1", "0x0"]));
    let out = read("audit", log.file(false));
    let outcomes: Vec<Outcome> = out.tables.authentications.rows().map(|r| r.outcome).collect();
    assert_eq!(outcomes, [Outcome::Failure, Outcome::Success]);
    assert_eq!(out.damages.len(), 1);
    assert_eq!(out.damages[0].fault, Fault::Note("note-event-type-and-code"));
}

#[test]
fn a_client_is_an_address_a_name_or_both() {
    let mut log = Log::new(48 + 4096, 1);
    for client in ["203.0.113.9", "laptop", "laptop [203.0.113.9]"] {
        log.write(&accepted(NIGHT, client));
    }
    let out = read("client", log.file(false));
    let rows = out.tables.authentications.rows();
    let clients: Vec<_> = rows.map(|r| (out.text.get(r.address), out.text.get(r.workstation))).collect();
    assert_eq!(clients, [("203.0.113.9", ""), ("", "laptop"), ("203.0.113.9", "laptop")]);
}

#[test]
fn a_record_that_loses_a_part_keeps_the_rest() {
    let mut log = Log::new(48 + 4096, 1);
    (0..5).for_each(|i| {
        log.write(&refused(i, "scanner"));
    });
    let sound = log.file(false);
    let len = refused(0, "scanner").bytes(1).len();
    let hurt = |at: usize, bytes: &[u8]| {
        let mut file = sound.clone();
        file[48 + 2 * len + at..][..bytes.len()].copy_from_slice(bytes);
        let out = read("hurt", file);
        (out.balance.read, out.tables.authentications.len(), out.damages.len())
    };
    assert_eq!(hurt(0, &[0; 4]), (5, 5, 1));
    assert_eq!(hurt(0, &[0xFF; 4]), (5, 5, 1));
    assert_eq!(hurt(4, b"XXXX"), (5, 5, 1));
    assert_eq!(hurt(36, &[0xFF; 4]), (5, 5, 1));
    assert_eq!(hurt(40, &[0xFF; 4]).0, 5);
    assert_eq!(hurt(len - 4, &[0; 4]), (5, 5, 1));
    assert_eq!(hurt(0, &vec![0; 2 * len]), (3, 3, 1));
}

#[test]
fn the_names_of_logs_do_not_matter() {
    let mut log = Log::new(48 + 4096, 1);
    let out = read("Security.evtx", log.write(&refused(0, "scanner")).file(false));
    assert_eq!(out.balance.read, 1);
    let mut newer = Source::of_bytes("SecEvent.Evt", b"ElfFile\0and so on".to_vec());
    assert_eq!(detect(&mut newer).unwrap().unwrap().0.key(), "evtx");
}

/// Writes the fixtures; run by hand: `RELAYSCOPE_WRITE=1 cargo test --test evt_samples fixtures`.
#[test]
fn the_fixtures_are_what_the_writer_makes() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/evt");
    for (name, bytes) in fixtures() {
        if std::env::var_os("RELAYSCOPE_WRITE").is_some() {
            std::fs::write(folder.join(name), &bytes).unwrap();
        }
        assert!(std::fs::read(folder.join(name)).unwrap() == bytes, "{name}");
    }
}

fn fixtures() -> Vec<(&'static str, Vec<u8>)> {
    let security = |id, kind, i, strings: &[&str]| Event::new("Security", id, kind, NIGHT + i, strings);
    let mut of_2000 = Log::new(48 + 4096, 101);
    for (id, kind, strings) in [
        (681, 16, &[LOGIN, "scanner", "EX1", "3221225578"][..]),
        (681, 16, &[LOGIN, "nobody", "EX1", "3221225572"]),
        (680, 8, &[LOGIN, "scanner", "\\\\EX1"]),
        (529, 16, &["scanner", "CONTOSO", "3", "Advapi", LOGIN, "EX1"]),
        (535, 16, &["j.durand", "CONTOSO", "3", "Advapi", LOGIN, "EX1"]),
        (540, 8, &["scanner", "CONTOSO", "(0x0,0x1A2B3C)", "3", "Advapi", LOGIN, "EX1"]),
        (644, 8, &["j.durand", "EX1", "S-1-5-21-1-2-3-1104", "EX1$", "CONTOSO", "(0x0,0x3E7)"]),
    ] {
        let i = 10 * id % 7 + kind as u32;
        of_2000.write(&security(id, kind, i, strings));
    }
    let caller = ["EX1$", "CONTOSO", "(0x0,0x3E7)", "1544", "-"];
    let mut of_2003 = Log::new(48 + 8192, 4_001);
    let lead = |account| [account, "", "3", "Advapi  ", LOGIN, "EX1"];
    for (i, account) in ["admin", "scanner", "scanner"].into_iter().enumerate() {
        let strings = [&lead(account)[..], &caller, &["-", "-"]].concat();
        of_2003.write(&security(529, 16, i as u32, &strings));
        of_2003.write(&security(680, 16, i as u32, &[LOGIN, account, "EX1", "0xC000006A"]));
    }
    let codes = ["0xC000006D", "0xC000015B"];
    of_2003.write(&security(
        537,
        16,
        9,
        &[&lead("scanner")[..], &codes, &caller, &["203.0.113.9", "0"]].concat(),
    ));
    let mut success = security(
        540,
        8,
        12,
        &[
            &["scanner", "CONTOSO", "(0x0,0x1A2B3C)", "3", "Advapi  ", LOGIN, "EX1", "-"][..],
            &caller,
            &["203.0.113.9", "0"],
        ]
        .concat(),
    );
    success.sid =
        [&[1, 5, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0][..], &[1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 81, 4, 0, 0]]
            .concat();
    of_2003.write(&success);
    of_2003.write(&security(680, 8, 12, &[LOGIN, "scanner", "EX1", "0x0"]));
    of_2003.write(&security(
        628,
        8,
        900,
        &["scanner", "CONTOSO", "%{S-1-5-21-1-2-3-1105}", "a.martin", "CONTOSO", "(0x0,0x99)"],
    ));
    of_2003.write(&security(
        517,
        8,
        950,
        &["SYSTEM", "NT AUTHORITY", "(0x0,0x3E7)", "a.martin", "CONTOSO", "(0x0,0x99)"],
    ));
    let exchange =
        |id, kind, i, strings: &[&str]| Event::new("MSExchangeTransport", id, kind, NIGHT + i, strings);
    let mut app = Log::new(48 + 4096, 1);
    app.write(&accepted(NIGHT + 12, "203.0.113.9"));
    app.write(&accepted(NIGHT + 40, "laptop [198.51.100.7]"));
    app.write(&exchange(
        0x8004_06AA,
        2,
        50,
        &["ex2.contoso.test", "CSession::Reply", "Decrypt", "0x80090308", "exps.cpp", "1203"],
    ));
    app.write(&exchange(
        0xC004_1B5C,
        1,
        60,
        &["1", "15", "mx.example.net", "RCPT", "550 5.1.1 unknown", "RCPT TO:<a@example.net>"],
    ));
    let relay = ["1", "16", "198.51.100.9", "rcpt", "550 5.7.1 Unable to relay", "rcpt to:<b@example.org>"];
    app.write(&exchange(0xC004_1B62, 1, 61, &relay));
    app.write(&Event::new("SMTPSVC", 0x8000_0FA0, 2, NIGHT + 62, &["example.net", "connection dropped"]));
    let mut wrapped = Log::new(48 + 2048, 1);
    let names = ["a", "bb", "ccc", "dddd", "e", "ff", "ggg", "hhhh", "i", "jj", "kkk"];
    for (i, name) in names.into_iter().enumerate() {
        wrapped.write(&security(680, 16, i as u32, &[LOGIN, name, "EX1", "0xC0000064"]));
    }
    wrapped.write(&security(529, 16, 20, &[&lead("scanner")[..], &caller, &["-", "-"]].concat()));
    let wrapped = wrapped.forget(3).file(true);
    let sound = of_2000.file(false);
    let mut damaged = sound.clone();
    let starts: Vec<usize> = memchr::memmem::find_iter(&sound[48..], b"LfLe").map(|at| at + 44).collect();
    damaged[starts[1]..starts[2]].fill(0);
    damaged[starts[3]..][..4].fill(0xFF);
    vec![
        ("secevent-2000.evt", sound),
        ("secevent-2003.evt", of_2003.file(false)),
        ("appevent-exchange-2003.evt", app.file(false)),
        ("wrapped-in-use.evt", wrapped),
        ("damaged-secevent-2000.evt", damaged),
    ]
}
