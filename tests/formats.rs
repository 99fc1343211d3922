//! Every format has fixtures of ours: `tests/fixtures/KEY/NAME` with the rows it must give beside it, in
//! `NAME.rows`. `RELAYSCOPE_BLESS=1 cargo test --test formats` writes them anew; then read each against its fixture.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use relayscope::evidence::format::{HEAD, Head};
use relayscope::evidence::hints::Hints;
use relayscope::evidence::intake::{self, Loaded};
use relayscope::evidence::shapes::lines::decode;
use relayscope::evidence::{FORMATS, format_by_key};
use relayscope::knowledge::formats::{Sure, sure};
use relayscope::model::columns::Pools;
use relayscope::model::harvest::Harvest;
use relayscope::model::provenance::SourceId;
use relayscope::model::time::{UtcTime, ZoneBasis};
use relayscope::task::Task;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// What every fixture is read with: the site is in Paris, and files were saved on 3 Nov 2025, 12:00 UTC.
fn hints() -> Hints {
    Hints {
        zone: Some(chrono_tz::Europe::Paris),
        zone_basis: ZoneBasis::Assumed,
        day_first: None,
        captured_at: Some(UtcTime::from_unix(1_762_171_200, 0)),
        captured_by_file_time: true,
    }
}

fn fixtures(key: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(key);
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<_> = entries.map(|e| e.unwrap().path()).collect();
    files.retain(|f| f.extension().is_none_or(|e| e != "rows"));
    files.sort();
    files
}

fn read(file: &Path) -> Loaded {
    let task = Task::detached();
    let found = intake::find(&[file.to_owned()], &task);
    assert_eq!(found.len(), 1, "{} is not one file", file.display());
    intake::load(found[0].as_ref().unwrap(), SourceId(0), hints(), &task)
}

/// Everything a harvest says, a line each.
fn told(loaded: &Loaded) -> String {
    let out = &loaded.harvest;
    let b = out.balance;
    let mut lines = String::new();
    let mut say = |line: &str| writeln!(lines, "{line}").unwrap();
    say(&format!("{}, because {}", loaded.format.unwrap_or("?"), loaded.why.unwrap_or("?")));
    if let Err(error) = &loaded.result {
        say(&format!("refused: {error}"));
    }
    say(&format!(
        "read {} + recovered {} + skipped {} + damaged {} = {}",
        b.read, b.recovered, b.skipped, b.damaged, b.total
    ));
    say(&format!("zone {} ({:?})", out.zone.as_deref().unwrap_or("-"), out.zone_basis));
    say(&format!("server {}", out.text.get(out.server)));
    out.event_ids.iter().for_each(|((provider, id), n)| say(&format!("event {provider} {id}: {n}")));
    rows(out).iter().for_each(|row| say(row));
    out.damages.iter().for_each(|d| say(&format!("! {}: {:?}", d.place, d.fault)));
    lines
}

fn rows(out: &Harvest) -> Vec<String> {
    let pools = Pools { text: &out.text, texts: &out.tables.texts, numbers: &out.tables.numbers };
    let line = |table: &str, fields: Vec<(&'static str, String)>| {
        let stated = fields.iter().filter(|(name, value)| *name != "source" && !value.is_empty());
        let stated: Vec<_> = stated.map(|(name, value)| format!("{name}={value}")).collect();
        format!("{table}: {}", stated.join(" | ").replace(['\r', '\n'], "⏎"))
    };
    let t = &out.tables;
    let mut all = Vec::new();
    all.extend(t.authentications.rows().map(|r| line("authentication", r.fields(&pools))));
    all.extend(t.sessions.rows().map(|r| line("session", r.fields(&pools))));
    all.extend(t.mail.rows().map(|r| line("mail", r.fields(&pools))));
    all.extend(t.queues.rows().map(|r| line("queue", r.fields(&pools))));
    all.extend(t.held.rows().map(|r| line("held", r.fields(&pools))));
    all.extend(t.actions.rows().map(|r| line("action", r.fields(&pools))));
    all.extend(t.site.rows().map(|r| line("site", r.fields(&pools))));
    all
}

/// Formats that claim a file with at least half certainty, surest first.
fn claims(file: &Path) -> Vec<(&'static str, u8)> {
    let mut bytes = fs::read(file).unwrap();
    bytes.truncate(HEAD);
    let text = decode(&bytes).0;
    let head = Head { bytes: &bytes, text: &text, whole: bytes.len() < HEAD };
    let claims = FORMATS.iter().filter_map(|f| Some((f.key(), f.recognise(&head)?.certainty)));
    let mut claims: Vec<_> = claims.filter(|(_, certainty)| *certainty >= 50).collect();
    claims.sort_by_key(|(key, certainty)| (std::cmp::Reverse(*certainty), *key));
    claims
}

#[test]
fn every_fixture_gives_the_rows_beside_it() {
    let bless = std::env::var_os("RELAYSCOPE_BLESS").is_some();
    let mut faults = Vec::new();
    for (key, file) in FORMATS.iter().flat_map(|f| fixtures(f.key()).into_iter().map(|file| (f.key(), file)))
    {
        let beside = PathBuf::from(format!("{}.rows", file.display()));
        let loaded = read(&file);
        let found = told(&loaded);
        if bless {
            fs::write(&beside, &found).unwrap();
        }
        let expected = fs::read_to_string(&beside).unwrap_or_default();
        let name = format!("{key}/{}", file.file_name().unwrap().to_string_lossy());
        if expected != found {
            let differs = |(a, b): &(&str, &str)| a != b;
            let pairs = expected.lines().chain(std::iter::repeat("(nothing)")).zip(found.lines());
            let first = pairs.into_iter().find(differs).unwrap_or(("more lines", "fewer lines"));
            faults.push(format!("{name}\n  expected {}\n  found    {}", first.0, first.1));
        }
        if loaded.format != Some(key) {
            faults.push(format!("{name} is taken for {:?}", loaded.format));
        }
        if !loaded.harvest.balance.holds() {
            faults.push(format!("{name}: the balance does not hold"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_other_format_claims_a_fixture() {
    let mut faults = Vec::new();
    for (key, file) in FORMATS.iter().flat_map(|f| fixtures(f.key()).into_iter().map(|file| (f.key(), file)))
    {
        let others: Vec<_> = claims(&file).into_iter().filter(|(other, _)| *other != key).collect();
        if !others.is_empty() {
            faults.push(format!("{} is claimed by {others:?} too", file.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_format_has_a_fixture_and_a_damaged_one() {
    let mut missing = Vec::new();
    for format in FORMATS {
        let files = fixtures(format.key());
        let damaged =
            files.iter().filter(|f| f.file_name().unwrap().to_string_lossy().starts_with("damaged"));
        let hurt = damaged.filter(|f| {
            let loaded = read(f);
            let told = loaded.harvest.damages.iter().any(|d| !d.fault.is_remark());
            loaded.result.is_err() || loaded.harvest.balance.damaged > 0 || told
        });
        if files.len() < 2 || hurt.count() == 0 {
            missing.push(format.key());
        }
    }
    assert!(missing.is_empty(), "no fixture, or no damaged one: {missing:?}");
    assert!(format_by_key("no such format").is_none());
}

#[test]
fn the_readme_lists_every_format_and_how_sure_its_reading_is() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let listed: Vec<(&str, &str)> = readme
        .lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split(" | ").collect();
            let key = cells.first()?.trim().strip_prefix('`')?.split('`').next()?;
            (cells.len() == 4).then(|| (key, cells[3].trim()))
        })
        .collect();
    let expected: Vec<(&str, &str)> = FORMATS
        .iter()
        .map(|f| match sure(f.key()) {
            Some(Sure::Sample) => (f.key(), "real"),
            Some(Sure::Description) => (f.key(), "described"),
            None => (f.key(), "not in assets/knowledge/formats.toml"),
        })
        .collect();
    let missing: Vec<_> = expected.iter().filter(|e| !listed.contains(e)).collect();
    assert!(missing.is_empty(), "not in the README's table: {missing:?}");
    assert_eq!(listed.len(), expected.len(), "a format the program does not have is listed");
}
