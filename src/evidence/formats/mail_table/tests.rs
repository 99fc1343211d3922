//! Tests of the module beside this file.

use super::*;

const CSV: &str = "timestamp,sender,recipient,client-ip,subject,event-id\r\n\
    2025-11-03T02:14:54Z,news@shop.example,v1@example.net,203.0.113.9,\"Win, big\",RECEIVE\r\n";

fn claims(text: &str) -> bool {
    let head = Head { bytes: text.as_bytes(), text, whole: true };
    MailTable.recognise(&head).is_some()
}

fn read_with(text: &str, hints: Hints) -> Harvest {
    let mut out = Harvest::default();
    let mut source = Source::of_bytes("x", text.as_bytes().to_vec());
    source.hints = hints;
    MailTable.read(&mut source, &mut out, &Task::detached()).unwrap();
    assert!(out.balance.holds());
    out
}

fn read(text: &str) -> Harvest {
    assert!(claims(text), "{text}");
    read_with(text, Hints::default())
}

fn faults(out: &Harvest) -> Vec<Fault> {
    out.damages.iter().map(|d| d.fault.clone()).collect()
}

#[test]
fn a_row_says_when_from_whom_to_whom_and_from_where() {
    let out = read(CSV);
    let row = out.tables.mail.row(0);
    let text = |s: Symbol| out.text.get(s);
    assert_eq!(row.time.rfc3339(), "2025-11-03T02:14:54Z");
    assert_eq!((text(row.sender), text(row.subject)), ("news@shop.example", "Win, big"));
    assert_eq!((text(row.address), row.n_recipients), ("203.0.113.9", 1));
    assert_eq!((row.step, row.place), (MailStep::Receive, Place::line(2, 55)));
    assert_eq!((row.mechanism, out.server), (NO_MECHANISM, Symbol::NONE));
    assert_eq!((faults(&out), out.zone), (vec![], None));
}

#[test]
fn json_objects_say_the_same_by_other_names() {
    let out = read(
        r#"[{"Received":"/Date(1762136094000)/","SenderAddress":"a@example.com","Recipients":["b@example.net","c@example.net"],"FromIP":"198.51.100.7","Status":"Delivered"}]"#,
    );
    let row = out.tables.mail.row(0);
    assert_eq!(row.time.rfc3339(), "2025-11-03T02:14:54Z");
    assert_eq!((row.n_recipients, row.step), (2, MailStep::Other));
    assert_eq!(out.text.get(row.event), "Delivered");
    assert_eq!(row.place, Place::item(1, 1));
}

#[test]
fn dumps_logs_and_other_tables_are_left_to_others() {
    for text in [
        "Identity,Status,MessageCount,Date\nEX1\\1,Ready,4,x\n",
        "\"Identity\",\"FromAddress\",\"Date\",\"Subject\"\n",
        "#Fields: date,sender\n2025-11-03,a@example.com\n",
        "date,value\n2025-11-03,7\n",
        "time,ip\n2025-11-03,192.0.2.1\n",
        "{\"time\":\"2025-11-03\",\"value\":1}",
        "sender,recipient\na@example.com,b@example.net\n",
        "",
        "[]",
    ] {
        assert!(!claims(text), "{text}");
    }
}

#[test]
fn separators_remarks_and_repeated_headers_are_no_records() {
    let text = format!("#TYPE Report\nsep=;\n{}{}", CSV.replace(',', ";"), CSV.replace(',', ";"));
    let text = text.replace("Win; big", "Win").replace("#TYPE Report\n", "");
    let out = read(&text);
    assert_eq!((out.balance.read, out.balance.total), (2, 2));
    let out = read(&format!("#TYPE Report\r\n{CSV}"));
    assert_eq!((out.balance.read, out.balance.total), (1, 1));
}

#[test]
fn a_row_without_a_sound_time_is_kept_and_flagged() {
    let out = read(&format!("{CSV}2026-02-30T10:00:00Z,a@example.com,,,,FAIL\n,b@example.com,,,,FAIL\n"));
    assert_eq!((out.balance.read, out.balance.total), (3, 3));
    assert_eq!(out.tables.mail.row(1).time, UtcTime::UNKNOWN);
    assert_eq!(faults(&out), [Fault::Time("2026-02-30T10:00:00Z".into()), Fault::Time(String::new())]);
}

#[test]
fn broken_and_uneven_rows_cost_at_most_themselves() {
    let row = "2025-11-03T02:15:00Z,a@example.com,b@example.net,192.0.2.1,x,FAIL";
    let text = format!(
        "{CSV}{}\n{row}\n{row},more\n2025-11-03T02:15:00Z,a@example.com\nprose\n{row}\n{}",
        row.replace(",x", ",\"x"),
        &row[..row.len() - 6]
    );
    let out = read(&text);
    assert_eq!((out.balance.read, out.balance.damaged), (5, 3));
    assert!(faults(&out).contains(&Fault::Quote) && faults(&out).contains(&Fault::CutShort));
}

#[test]
fn local_times_are_read_in_the_zone_of_the_hints_unless_the_name_says_utc() {
    let hints = Hints { zone: Some(chrono_tz::Europe::Paris), ..Hints::default() };
    let table = "date,sender\n03/11/2025 03:14,a@example.com\n23/11/2025 03:14,a@example.com\n";
    let out = read_with(table, hints.clone());
    assert_eq!(out.tables.mail.row(0).time.rfc3339(), "2025-11-03T02:14:00Z");
    assert_eq!(out.zone.as_deref(), Some("Europe/Paris"));
    assert_eq!((out.zone_basis, faults(&out)), (ZoneBasis::Assumed, vec![]));
    let out = read_with(&table.replace("date,", "date_time_utc,"), hints);
    assert_eq!(out.tables.mail.row(0).time.rfc3339(), "2025-11-03T03:14:00Z");
    assert_eq!((out.zone, out.zone_basis), (None, ZoneBasis::Stated));
}

#[test]
fn free_text_is_masked_and_lists_lost_to_export_are_missing() {
    let out = read(
        "time,sender,recipients,message\n2025-11-03T02:14Z,a@example.com,System.String[],password=hunter2\n",
    );
    let row = out.tables.mail.row(0);
    assert_eq!(out.text.get(row.status), "password=•••");
    assert_eq!(row.n_recipients, 0);
}

#[test]
fn the_inspector_shows_one_object_of_many() {
    let text = r#"[{"time":"x","sender":"a"},{"time":"y","Password":"hunter2"},{"time":"z"}]"#;
    let mut source = Source::of_bytes("x", text.as_bytes().to_vec());
    let raw = MailTable.raw(&mut source, Place::item(2, 27)).unwrap();
    assert_eq!(raw.text.as_str(), "time: y\nPassword: •••");
    assert_eq!(raw.fields[1].1.as_str(), "•••");
}
