//! Exported tables: whole, harmless, and read by those they are for.
//!
//! `RELAYSCOPE_BLESS=1` writes `docs/exports.md` anew.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

mod support;

use relayscope::analysis::finding::Flow;
use relayscope::case::Case;
use relayscope::demo::{self, Options};
use relayscope::model::harvest::Harvest;
use relayscope::model::provenance::Place;
use relayscope::model::rows::{Authentication, HeldMessage, MailEvent, Outcome, QueueSample};
use relayscope::model::safe_text::SafeText;
use relayscope::model::store::EventStore;
use relayscope::model::time::UtcTime;
use relayscope::playbook::step::steps;
use relayscope::report::redact::Redactor;
use relayscope::report::tables::column::Kind;
use relayscope::report::tables::indicators::Role;
use relayscope::report::tables::{self, ExportError, Format, Which, indicators, schema};
use relayscope::task::Task;
use relayscope::words::{Language, Words};
use relayscope::workbench::Workbench;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, LazyLock};

/// The demo, read once for all tests.
static DEMO: LazyLock<Case> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    demo::write(folder.path(), &Options::default()).unwrap();
    let bench: Workbench = support::analysed(&[folder.path()]);
    bench.case().clone()
});

fn words() -> Words {
    Words::new(Language::French, chrono_tz::Europe::Paris)
}

fn export(case: &Case, which: Which, format: Format) -> (u64, Vec<u8>) {
    let mut out = Vec::new();
    let rows = tables::write(case, &words(), which, format, None, &Task::detached(), &mut out).unwrap();
    (rows, out)
}

fn offered() -> impl Iterator<Item = (Which, Format)> {
    let all = Which::ALL.into_iter().flat_map(|which| Format::ALL.map(|format| (which, format)));
    all.filter(|(which, format)| format.offers(*which))
}

/// What the case itself says.
fn expected(case: &Case, which: Which) -> u64 {
    let (t, a) = (&case.store.tables, &case.analysis);
    let n = match which {
        Which::Authentications => t.authentications.len(),
        Which::Messages => t.mail.len() + t.held.len(),
        Which::Queues => t.queues.len(),
        Which::Sessions => a.conversations.len(),
        Which::Findings => a.findings.len(),
        Which::Evidence => case.sources.len(),
        Which::Actions => t.actions.len(),
        Which::Suspects => a.suspects.len(),
        Which::Steps => steps().len(),
        Which::Indicators => indicators::of(case).len(),
        Which::Custody => case.custody.len(),
    };
    n as u64
}

/// The lines of a file of JSON lines.
fn objects(bytes: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(bytes).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The records of a CSV file, its names first.
fn records(bytes: &[u8], separator: u8) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(separator).from_reader(bytes);
    let owned = |r: csv::StringRecord| r.iter().map(str::to_owned).collect();
    reader.records().map(|r| owned(r.unwrap())).collect()
}

#[test]
fn every_table_comes_whole_in_each_of_its_formats_and_twice_the_same() {
    let case = &*DEMO;
    for which in Which::ALL.into_iter().filter(|w| *w != Which::Custody) {
        assert!(expected(case, which) > 0, "{which:?}: the demo shows nothing of it");
    }
    for (which, format) in offered() {
        let (rows, bytes) = export(case, which, format);
        let own = indicators::of(case).iter().filter(|x| x.role == Role::ForgedOwn).count() as u64;
        let left_out = if format == Format::Stix { own } else { 0 };
        assert_eq!(rows + left_out, expected(case, which), "{which:?} as {format:?}");
        assert!(export(case, which, format).1 == bytes, "{which:?} as {format:?}: the second run differs");
    }
}

#[test]
fn what_is_not_offered_is_refused_and_what_is_called_off_ends() {
    let (case, words) = (&*DEMO, words());
    let off = Task::detached();
    off.cancel();
    for (which, format) in Which::ALL.into_iter().flat_map(|w| Format::ALL.map(|f| (w, f))) {
        let written = tables::write(case, &words, which, format, None, &off, &mut Vec::new());
        match written {
            Err(ExportError::Cancelled) if format.offers(which) => {}
            Err(ExportError::NotOffered) if !format.offers(which) => {}
            Ok(0) if expected(case, which) == 0 => {}
            other => panic!("{which:?} as {format:?}: {other:?}"),
        }
    }
}

/// A disk that is full at once.
struct Full;

impl std::io::Write for Full {
    fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
        Err(std::io::ErrorKind::StorageFull.into())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_is_said() {
    for (which, format) in offered().filter(|(which, _)| expected(&DEMO, *which) > 0) {
        let written = tables::write(&DEMO, &words(), which, format, None, &Task::detached(), &mut Full);
        assert!(matches!(written, Err(ExportError::Io(_))), "{which:?} as {format:?}: {written:?}");
    }
}

#[test]
fn a_name_means_one_thing_everywhere_and_the_documentation_says_which() {
    let mut known = BTreeMap::new();
    let reserved =
        ["message", "datetime", "timestamp", "timestamp_desc", "data_type", "tag", "label", "comment"];
    for which in Which::ALL {
        let table = tables::table(which);
        let mut here = BTreeSet::new();
        for c in &table.columns {
            let snake = c.name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
            assert!(snake && !c.name.starts_with('_') && !reserved.contains(&c.name), "{}", c.name);
            assert!(here.insert(c.name), "{which:?}: {} twice", c.name);
            let meaning = (c.kind, c.unit, c.means);
            let before = *known.entry(c.name).or_insert(meaning);
            assert_eq!(before, meaning, "{which:?}: {} means two things", c.name);
        }
        for name in table.headline {
            assert!(here.contains(name), "{which:?}: the headline wants {name}");
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/exports.md");
    if std::env::var_os("RELAYSCOPE_BLESS").is_some() {
        std::fs::write(&path, schema::page()).unwrap();
    }
    assert!(std::fs::read_to_string(&path).unwrap() == schema::page(), "docs/exports.md is not of this code");
}

/// A value as CSV has it, its lists joined and its decimals as the style writes them.
fn flat(value: &Value, decimal: &str) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(|v| flat(v, decimal)).collect::<Vec<_>>().join("; "),
        Value::Number(n) if n.is_f64() => n.as_f64().unwrap().to_string().replace('.', decimal),
        other => other.to_string(),
    }
}

/// Takes away the apostrophes that disarm; evidence of these tests has none of its own at such places.
fn armed(cell: &str) -> String {
    let mut out = String::new();
    let chars: Vec<char> = cell.chars().collect();
    for (i, c) in chars.iter().enumerate() {
        let joined = i >= 2 && chars[i - 1] == ' ' && chars[i - 2] == ';';
        let at_start = i == 0 || matches!(chars[i - 1], ',' | ';' | '|') || joined;
        let rest = chars[i + 1..].iter().find(|c| !c.is_whitespace() && **c != '"');
        let disarms = *c == '\'' && at_start && rest.is_some_and(|c| "=+-@＝＋－＠".contains(*c));
        if !disarms {
            out.push(*c);
        }
    }
    out
}

fn same_in_csv_and_json(case: &Case) {
    for which in Which::ALL {
        let json = objects(&export(case, which, Format::JsonLines).1);
        for (format, separator, decimal) in [(Format::Csv, b',', "."), (Format::CsvExcel, b';', ",")] {
            let bytes = export(case, which, format).1;
            let body = bytes.strip_prefix("\u{feff}".as_bytes());
            assert_eq!(body.is_some(), format == Format::CsvExcel, "only Excel wants a byte order mark");
            let rows = records(body.unwrap_or(&bytes), separator);
            let names: Vec<String> = tables::table(which).columns.iter().map(|c| c.name.to_owned()).collect();
            assert_eq!(rows[0], names);
            assert_eq!(rows.len() - 1, json.len(), "{which:?}");
            for (row, object) in rows[1..].iter().zip(&json) {
                for (cell, name) in row.iter().zip(&names) {
                    assert_eq!(armed(cell), flat(&object[name], decimal), "{which:?} {name}");
                }
            }
        }
    }
}

#[test]
fn a_csv_reader_gets_the_very_values_of_the_json_lines() {
    same_in_csv_and_json(&DEMO);
    let bytes = export(&DEMO, Which::Messages, Format::Csv).1;
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.ends_with("\r\n") && text.matches('\n').count() == text.matches("\r\n").count());
}

#[test]
fn json_lines_hold_every_column_with_its_type_and_say_null_for_what_is_not_known() {
    for which in Which::ALL {
        let table = tables::table(which);
        for object in objects(&export(&DEMO, which, Format::JsonLines).1) {
            let object = object.as_object().unwrap();
            let names: Vec<&str> = object.keys().map(String::as_str).collect();
            assert_eq!(names, table.columns.iter().map(|c| c.name).collect::<Vec<_>>(), "{which:?}");
            for column in &table.columns {
                let value = &object[column.name];
                let fits = value.is_null()
                    || match column.kind {
                        Kind::Text => value.is_string(),
                        Kind::Integer => value.is_i64(),
                        Kind::Real => value.is_f64(),
                        Kind::Boolean => value.is_boolean(),
                        Kind::Texts => value.as_array().unwrap().iter().all(Value::is_string),
                        Kind::Time => chrono::DateTime::parse_from_rfc3339(value.as_str().unwrap()).is_ok(),
                    };
                assert!(fits, "{which:?} {}: {value}", column.name);
            }
        }
    }
}

#[test]
fn figures_of_the_tables_are_those_of_the_analysis() {
    let case = &*DEMO;
    let rows = |which| objects(&export(case, which, Format::JsonLines).1);
    let counted: Vec<Value> =
        rows(Which::Authentications).into_iter().filter(|r| r["counts"] == true).collect();
    let successes = counted.iter().filter(|r| r["result"] == "success").count() as u64;
    let totals = &case.analysis.totals;
    assert_eq!((successes, counted.len() as u64 - successes), (totals.successes, totals.failures));
    let messages = rows(Which::Messages).iter().filter(|r| r["counts"] == true).count() as u64;
    assert_eq!(messages, totals.messages);
    for (row, suspect) in rows(Which::Suspects).iter().zip(&case.analysis.suspects) {
        assert_eq!(row["n_failures"], suspect.failures);
        assert_eq!(row["first_success_time"], suspect.first_success.unwrap().rfc3339());
        assert_eq!(row["addresses"].as_array().unwrap().len(), suspect.addresses.len());
    }
    let noise = case.analysis.noise.iter().map(|n| n.count).sum::<u64>();
    let aside = rows(Which::Authentications).iter().filter(|r| !r["noise_reason"].is_null()).count() as u64;
    assert!(noise > 0 && aside == noise);
    for (row, source) in rows(Which::Evidence).iter().zip(&case.sources) {
        assert_eq!(row["sha256"].as_str(), source.sha256.as_deref());
        let n = |name: &str| row[name].as_u64().unwrap();
        assert_eq!(n("n_read") + n("n_recovered") + n("n_skipped") + n("n_damaged"), n("n_total"));
    }
    let first = &rows(Which::Authentications)[0];
    let (utc, local) = (first["time"].as_str().unwrap(), first["local_time"].as_str().unwrap());
    let local = chrono::DateTime::parse_from_str(local, "%Y-%m-%d %H:%M:%S%.f%:z").unwrap();
    assert_eq!(local, chrono::DateTime::parse_from_rfc3339(utc).unwrap());
    assert!(first["source_file"].is_string() && first["place_byte"].is_u64());
}

#[test]
fn timesketch_takes_every_line_of_a_timeline() {
    for which in Which::ALL.into_iter().filter(|w| Format::Timesketch.offers(*w)) {
        let mut last = i64::MIN;
        for event in objects(&export(&DEMO, which, Format::Timesketch).1) {
            // What its importer asks for, and what it takes away.
            for wanted in ["message", "datetime", "timestamp_desc"] {
                assert!(event[wanted].as_str().is_some_and(|t| !t.is_empty()), "{which:?} {wanted}: {event}");
            }
            for gone in ["_id", "_type", "_index", "_source", "__ts_timeline_id", "tag"] {
                assert!(event.get(gone).is_none());
            }
            let datetime = event["datetime"].as_str().unwrap();
            let parsed = chrono::DateTime::parse_from_rfc3339(datetime).unwrap();
            assert!(datetime.ends_with("+00:00") && datetime.len() == 32, "{datetime}");
            let micros = event["timestamp"].as_i64().unwrap();
            assert_eq!(parsed.timestamp_micros(), micros);
            assert!(which == Which::Findings || micros >= last, "{which:?} is not in order of time");
            last = micros;
            assert!(event.as_object().unwrap().values().all(|v| !v.is_null() && !v.is_object()));
        }
    }
}

/// Texts that would do harm in some program.
const HOSTILE: &[&str] = &[
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1",
    "-2+3+cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "  =1+1",
    "\"=1+1",
    "＝1+1",
    "a;=1+1",
    "a,@SUM(1)",
    "=HYPERLINK(\"http://127.0.0.1:9/\"&A1,\"open\")",
    "invoice\u{202e}fdp.exe",
    "\x1b[31mRED\x1b[0m\x1b]0;owned\x07",
    "ok\r\n2026-01-01T00:00:00Z INFO forged line",
    "say \"hello\", and \"bye\"",
    "pay\u{200b}pal\u{ad}x",
    "<script>alert(1)</script>",
    "{\"a\":1}\u{2028}\\",
    "é 日本 \u{1f600}",
];

/// A case whose every text is hostile.
fn hostile() -> Case {
    let mut harvest = Harvest::default();
    let long = format!("={}", "x".repeat(32 << 10));
    for (i, text) in HOSTILE.iter().copied().chain([long.as_str()]).enumerate() {
        let text = harvest.intern(text);
        let time = UtcTime::from_unix(1_762_136_094 + i as i64, 1_234_567);
        let place = Place::line(i as u64 + 1, 0);
        let (account, server) = (text, text);
        let tables = &mut harvest.tables;
        tables.authentications.push(Authentication {
            time,
            place,
            account,
            server,
            workstation: text,
            address: text,
            outcome: Outcome::Failure,
            ..Default::default()
        });
        tables.mail.push(MailEvent {
            time,
            place,
            subject: text,
            sender: text,
            server,
            ..Default::default()
        });
        tables.held.push(HeldMessage {
            place,
            subject: text,
            header_from: text,
            scl: 0xFF,
            ..Default::default()
        });
        tables.queues.push(QueueSample {
            time,
            place,
            next_hop: text,
            incoming: 0.1,
            outgoing: f32::NAN,
            ..Default::default()
        });
    }
    Case { store: Arc::new(EventStore::of(harvest)), ..Case::default() }
}

/// No program may compute, move a cursor or reorder a line because of these bytes.
fn harmless(bytes: &[u8], what: &str) {
    let text = std::str::from_utf8(bytes).unwrap();
    let moves = |c: char| {
        (c.is_control() && c != '\n' && c != '\r')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}')
    };
    assert_eq!(text.chars().find(|c| moves(*c)), None, "{what}");
}

fn computes_nothing(bytes: &[u8], what: &str) {
    // However a spreadsheet cuts: at either separator. A space before a formula keeps it a text.
    for separator in [b',', b';'] {
        let mut reader = csv::ReaderBuilder::new();
        let mut reader = reader.has_headers(false).flexible(true).delimiter(separator).from_reader(bytes);
        for cell in reader.records().flat_map(|r| r.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()) {
            let first = cell.trim_start_matches(['"', '\u{feff}']).chars().next();
            let number = cell.replace(',', ".").parse::<f64>().is_ok() && !cell.starts_with('+');
            let computes = first.is_some_and(|c| "=+-@\t\r＝＋－＠".contains(c));
            assert!(number || !computes, "{what}: {cell:?}");
        }
    }
}

#[test]
fn hostile_texts_do_nothing_and_lose_nothing() {
    let case = hostile();
    for (which, format) in offered().filter(|(_, format)| *format != Format::Parquet) {
        let (_, bytes) = export(&case, which, format);
        let what = format!("{which:?} as {format:?}");
        harmless(&bytes, &what);
        if matches!(format, Format::Csv | Format::CsvExcel) {
            computes_nothing(&bytes, &what);
        }
    }
    let subjects: BTreeSet<String> = objects(&export(&case, Which::Messages, Format::JsonLines).1)
        .iter()
        .map(|row| row["subject"].as_str().unwrap().to_owned())
        .collect();
    let long = format!("={}", "x".repeat(32 << 10));
    for text in HOSTILE.iter().copied().chain([long.as_str()]) {
        assert!(subjects.contains(SafeText::new(text).as_str()), "{text:?} is lost");
    }
    let spam = &objects(&export(&case, Which::Messages, Format::JsonLines).1)[0];
    assert_eq!((spam["scl"].as_i64(), spam["time"].is_null()), (Some(-1), true));
    let queue = &objects(&export(&case, Which::Queues, Format::JsonLines).1)[0];
    assert_eq!((queue["incoming_rate"].as_f64(), queue["outgoing_rate"].is_null()), (Some(0.1), true));
    let timed = export(&case, Which::Messages, Format::Timesketch).0;
    assert_eq!(timed * 2, expected(&case, Which::Messages), "messages at rest have no time here");
}

#[test]
fn hostile_files_do_nothing_in_exports_either() {
    let Some(samples) = support::shared() else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut maker = Command::new("python3");
    maker
        .arg(samples.join("bad/make_bad.py"))
        .args(["--only", "csv,eml,track,text", "--out"])
        .arg(folder.path());
    let Ok(made) = maker.output() else { return support::say("skipped: no python3 to make the inputs") };
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let manifest: Value =
        serde_json::from_slice(&std::fs::read(folder.path().join("manifest.json")).unwrap()).unwrap();
    let items = manifest["items"].as_array().unwrap();
    let neutral = |i: &&Value| i["checks"].as_array().is_some_and(|c| c.iter().any(|c| c == "csv-neutral"));
    let files: Vec<PathBuf> =
        items.iter().filter(neutral).map(|i| folder.path().join(i["file"].as_str().unwrap())).collect();
    assert!(files.len() > 10);
    let bench = support::analysed(&files.iter().map(PathBuf::as_path).collect::<Vec<_>>());
    for (which, format) in offered().filter(|(_, format)| *format != Format::Parquet) {
        let (_, bytes) = export(bench.case(), which, format);
        harmless(&bytes, &format!("{which:?}"));
        if matches!(format, Format::Csv | Format::CsvExcel) {
            computes_nothing(&bytes, &format!("{which:?}"));
        }
    }
}

#[test]
fn a_redacted_table_names_neither_the_account_nor_its_abusers() {
    let case = &*DEMO;
    let redactor = Redactor::of(case);
    let verdict = &case.analysis.verdicts[0];
    let mut names: Vec<String> = verdict.addresses.iter().map(|s| case.store.show(*s).to_string()).collect();
    names.push(case.analysis.directory.name(verdict.account.unwrap()).into());
    names.retain(|name| redactor.text(name) != *name);
    for which in Which::ALL {
        let mut out = Vec::new();
        let task = Task::detached();
        let format = Format::JsonLines;
        tables::write(case, &words(), which, format, Some(&redactor), &task, &mut out).unwrap();
        let told = |v: &Value| flat(v, ".").split("; ").any(|text| names.iter().any(|name| name == text));
        let rows = objects(&out);
        let found = rows.iter().find(|row| row.as_object().unwrap().values().any(told));
        assert_eq!(found, None, "{which:?}");
    }
    let mut out = Vec::new();
    let (words, task) = (words(), Task::detached());
    tables::write(case, &words, Which::Indicators, Format::Stix, Some(&redactor), &task, &mut out).unwrap();
    let stix = String::from_utf8(out).unwrap();
    assert!(names.iter().all(|name| !stix.contains(&format!("\"{}\"", name.replace('\\', "\\\\")))));
}

/// A row that was read back from Parquet, as JSON.
fn from_parquet(bytes: Vec<u8>) -> Vec<Vec<(String, parquet::record::Field)>> {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("table.parquet");
    std::fs::write(&path, bytes).unwrap();
    let reader = SerializedFileReader::new(std::fs::File::open(&path).unwrap()).unwrap();
    let maker = reader.metadata().file_metadata().created_by();
    assert_eq!(maker, Some("relayscope version 1"));
    reader.get_row_iter(None).unwrap().map(|row| row.unwrap().into_columns()).collect()
}

fn json_of(field: &parquet::record::Field) -> Value {
    use parquet::record::Field;
    match field {
        Field::Null => Value::Null,
        Field::Bool(yes) => (*yes).into(),
        Field::Long(n) => (*n).into(),
        Field::Double(n) => (*n).into(),
        Field::Str(text) => text.as_str().into(),
        Field::TimestampMicros(n) => {
            let time = UtcTime(UtcTime::from_unix(0, 0).0 + n * 10);
            time.rfc3339().into()
        }
        Field::ListInternal(list) => list.elements().iter().map(json_of).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn parquet_holds_what_the_json_lines_hold() {
    let hostile = hostile();
    for (case, which) in Which::ALL.into_iter().flat_map(|which| [(&*DEMO, which), (&hostile, which)]) {
        let json = objects(&export(case, which, Format::JsonLines).1);
        let rows = from_parquet(export(case, which, Format::Parquet).1);
        assert_eq!(rows.len(), json.len(), "{which:?}");
        for (row, object) in rows.iter().zip(&json) {
            for (name, field) in row {
                let (found, wanted) = (json_of(field), &object[name]);
                let kind = tables::table(which).columns.iter().find(|c| c.name == name).unwrap().kind;
                let same = match (kind, wanted.as_str()) {
                    // Parquet has microseconds, the source may have had more.
                    (Kind::Time, Some(time)) => {
                        found.as_str().unwrap().get(..23) == time.get(..23) || found == time
                    }
                    _ => found == *wanted,
                };
                assert!(same, "{which:?} {name}: {found} is not {wanted}");
            }
        }
    }
}

#[test]
fn stix_has_the_shape_that_the_standard_wants() {
    let (written, bytes) = export(&DEMO, Which::Indicators, Format::Stix);
    let bundle: Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(bundle["type"], "bundle");
    assert!(bundle.get("spec_version").is_none(), "version 2.1 has none in the bundle");
    let objects = bundle["objects"].as_array().unwrap();
    let ids: BTreeSet<&str> = objects.iter().map(|o| o["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), objects.len(), "an identifier is given twice");
    let mut kinds: BTreeMap<&str, u64> = BTreeMap::new();
    for object in objects {
        let kind = object["type"].as_str().unwrap();
        *kinds.entry(kind).or_default() += 1;
        assert_eq!(object["spec_version"], "2.1");
        is_identifier(object["id"].as_str().unwrap(), kind);
        let refs = object.as_object().unwrap().iter().filter(|(name, _)| name.ends_with("_ref"));
        let more = object["object_refs"].as_array().into_iter().flatten();
        for named in refs.map(|(_, v)| v).chain(more) {
            assert!(ids.contains(named.as_str().unwrap()), "{named} is nowhere");
        }
        let wanted: &[&str] = match kind {
            "indicator" => &["created", "modified", "pattern", "pattern_type", "valid_from"],
            "observed-data" => {
                &["created", "modified", "first_observed", "last_observed", "number_observed", "object_refs"]
            }
            "relationship" => &["created", "modified", "relationship_type", "source_ref", "target_ref"],
            "identity" => &["created", "modified", "name"],
            "user-account" => &["account_login"],
            _ => &["value"],
        };
        assert!(wanted.iter().all(|name| !object[*name].is_null()), "{object}");
        for name in ["created", "modified", "valid_from", "first_observed", "last_observed"] {
            if let Some(time) = object[name].as_str() {
                assert!(
                    time.len() == 24
                        && time.ends_with('Z')
                        && chrono::DateTime::parse_from_rfc3339(time).is_ok()
                );
            }
        }
    }
    assert_eq!((kinds["indicator"], kinds["observed-data"]), (written, written));
    let patterns: Vec<&str> = objects.iter().filter_map(|o| o["pattern"].as_str()).collect();
    let story_account = DEMO.analysis.directory.name(DEMO.analysis.verdicts[0].account.unwrap());
    let account =
        format!("[user-account:account_login = '{}']", story_account.as_str().replace('\\', "\\\\"));
    assert!(patterns.contains(&account.as_str()), "{account} is not in {patterns:?}");
    for address in &DEMO.analysis.verdicts[0].addresses {
        let pattern = format!("[ipv4-addr:value = '{}']", DEMO.store.show(*address));
        assert!(patterns.contains(&pattern.as_str()), "{pattern}");
    }
}

fn is_identifier(id: &str, kind: &str) {
    let (named, uuid) = id.split_once("--").unwrap();
    let parts: Vec<&str> = uuid.split('-').collect();
    assert_eq!((named, parts.iter().map(|p| p.len()).collect::<Vec<_>>()), (kind, vec![8, 4, 4, 4, 12]));
    assert!(parts[2].starts_with('5') && "89ab".contains(&parts[3][..1]), "{id} is no UUID of version 5");
}

#[test]
fn indicators_are_the_attackers_and_never_the_clients_own_machines() {
    let list = indicators::of(&DEMO);
    let folder = tempfile::tempdir().unwrap();
    let story = demo::write(folder.path(), &Options::default()).unwrap();
    let of =
        |role: Role| list.iter().filter(|x| x.role == role).map(|x| x.value.clone()).collect::<BTreeSet<_>>();
    let from: BTreeSet<String> = story.addresses.iter().map(ToString::to_string).collect();
    assert_eq!(of(Role::Relayed), from);
    assert_eq!(of(Role::Abused), BTreeSet::from([story.account.clone()]));
    let forged: BTreeSet<String> = story.forged_senders.iter().map(|s| s.to_lowercase()).collect();
    assert_eq!(&of(Role::Forged) | &of(Role::ForgedOwn), forged);
    assert!(of(Role::ForgedOwn).iter().all(|sender| sender.ends_with("@contoso.test")));
    assert!(of(Role::Forged).iter().all(|sender| !sender.ends_with("@contoso.test")));
    let guessing: BTreeSet<String> = story.guessing_addresses.iter().map(ToString::to_string).collect();
    assert!(of(Role::Guessed).is_subset(&guessing) && !of(Role::Guessed).is_empty());
    let rows = objects(&export(&DEMO, Which::Indicators, Format::JsonLines).1);
    assert!(
        rows.iter().all(|r| r["indicator"] != "ipv4-addr" || r["defanged"].as_str().unwrap().contains("[.]"))
    );
}

/// A Python that knows DuckDB: the system's, or one in a folder of the build; none where there is no network.
fn python() -> Option<PathBuf> {
    let knows = |python: &Path| {
        Command::new(python).args(["-c", "import duckdb"]).output().is_ok_and(|out| out.status.success())
    };
    let system = PathBuf::from("python3");
    if knows(&system) {
        return Some(system);
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("duckdb");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if !knows(&python) {
        let made = Command::new(&system).args(["-m", "venv"]).arg(&folder).output();
        made.ok().filter(|out| out.status.success())?;
        let pip = ["-m", "pip", "install", "--quiet", "--timeout", "10", "--retries", "1", "duckdb"];
        let _ = Command::new(&python).args(pip).output();
    }
    knows(&python).then_some(python)
}

/// Runs each statement of a page, by name; answers are lists of rows.
const ASK: &str = r"
import duckdb, json, sys
con, answers = duckdb.connect(), {}
def plain(v):
    if hasattr(v, 'timestamp'):
        return round(v.timestamp() * 1_000_000)
    return v
for name, sql in json.load(sys.stdin).items():
    answers[name] = [[plain(v) for v in row] for row in con.execute(sql).fetchall()]
print(json.dumps(answers))
";

/// Statements of the page by the name in their first line.
fn statements(page: &str) -> BTreeMap<&str, &str> {
    let blocks = page.split("```sql\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    blocks.map(|block| block.strip_prefix("-- name: ").unwrap().split_once('\n').unwrap()).collect()
}

fn micros(time: UtcTime) -> Value {
    ((time.0 - UtcTime::from_unix(0, 0).0).div_euclid(10)).into()
}

#[test]
fn duckdb_answers_the_questions_of_the_page_as_the_program_does() {
    use std::io::Write;
    let Some(python) = python() else { return support::say("skipped: no DuckDB, and none to be had") };
    let folder = tempfile::tempdir().unwrap();
    for which in Which::ALL {
        let path = folder.path().join(format!("{}.parquet", which.key()));
        std::fs::write(path, export(&DEMO, which, Format::Parquet).1).unwrap();
    }
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/duckdb.md")).unwrap();
    let mut asked: serde_json::Map<String, Value> = serde_json::Map::new();
    let found = statements(&page);
    asked.insert("zone".to_owned(), found["zone"].into());
    asked.extend(found.iter().map(|(name, sql)| ((*name).to_owned(), Value::from(*sql))));
    for which in Which::ALL {
        let sql = format!("SELECT count(*) FROM '{}.parquet'", which.key());
        asked.insert(format!("rows of {}", which.key()), sql.into());
    }
    let mut child = Command::new(python);
    let child = child.args(["-c", ASK]).current_dir(folder.path());
    let mut child =
        child.stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(Value::Object(asked).to_string().as_bytes()).unwrap();
    let out = child.wait_with_output().unwrap();
    assert!(out.status.success(), "DuckDB refuses a statement of the page");
    let answers: BTreeMap<String, Vec<Vec<Value>>> = serde_json::from_slice(&out.stdout).unwrap();
    for which in Which::ALL {
        assert_eq!(answers[&format!("rows of {}", which.key())][0][0], expected(&DEMO, which), "{which:?}");
    }
    compare(&DEMO, &answers);
}

fn compare(case: &Case, answers: &BTreeMap<String, Vec<Vec<Value>>>) {
    let (a, t) = (&case.analysis, &case.store.tables);
    let suspect = &a.suspects[0];
    let name = Value::from(a.directory.name(suspect.account).as_str());
    let row = |question: &str| answers[question].iter().find(|r| r[0] == name).unwrap().clone();
    assert_eq!(answers["ranking"][0], row("ranking"), "the suspect leads the ranking");
    assert_eq!(row("ranking")[1..3], [Value::from(suspect.failures), Value::from(suspect.successes)]);
    let used = [micros(suspect.first_success.unwrap()), micros(suspect.last_success.unwrap())];
    assert_eq!(row("first-and-last-use")[1..], used);
    assert_eq!(row("mail-by-account")[1..], [Value::from(suspect.messages), Value::from(suspect.recipients)]);
    assert_eq!(answers["queue-peak"], [[micros(a.queue.peak_at), Value::from(a.queue.peak)]]);
    let from: BTreeSet<String> = answers["relayed-from"]
        .iter()
        .filter(|r| r[1] == name)
        .map(|r| r[0].as_str().unwrap().to_owned())
        .collect();
    let known: BTreeSet<String> =
        a.verdicts[0].addresses.iter().map(|s| case.store.show(*s).to_string()).collect();
    assert!(!from.is_empty() && from.is_subset(&known), "{from:?} {known:?}");
    let relayed = a.flow_of.iter().filter(|f| **f == Flow::Relayed).count() as u64;
    let sum: u64 = answers["relayed-from"].iter().map(|r| r[2].as_u64().unwrap()).sum();
    assert_eq!(sum, relayed);
    let mut hours: BTreeMap<(i64, String), u64> = BTreeMap::new();
    for (i, row) in t.authentications.rows().enumerate() {
        let address = a.address_of[i].or(row.address);
        if row.outcome == Outcome::Failure && a.noise_of[i] == 0 && !a.is_echo[i] && address.is_some() {
            let hour = micros(row.time).as_i64().unwrap().div_euclid(3_600_000_000) * 3_600_000_000;
            *hours.entry((hour, case.store.show(address).to_string())).or_default() += 1;
        }
    }
    let found: BTreeMap<(i64, String), u64> = answers["failures-by-address-and-hour"]
        .iter()
        .map(|r| ((r[0].as_i64().unwrap(), r[1].as_str().unwrap().to_owned()), r[2].as_u64().unwrap()))
        .collect();
    assert!(!found.is_empty() && found == hours, "failures by address and hour");
    assert!(!answers["queues-in-dumps"].is_empty() && !answers["recipients-of-account"].is_empty());
}
