//! The files are counted again, by other means than those that wrote them, and must agree with the story.

use crate::demo::{Generation, Options, Story, write};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

fn told(seed: u64) -> (tempfile::TempDir, Story) {
    let dir = tempfile::tempdir().unwrap();
    let options = Options { seed, generation: Generation::Exchange2003, ..Options::default() };
    let story = write(dir.path(), &options).unwrap();
    (dir, story)
}

fn number(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap())
}

/// Id, second and strings of each record, walked by lengths from the oldest to the end record.
fn records(path: &Path) -> Vec<(u32, u32, Vec<String>)> {
    let bytes = fs::read(path).unwrap();
    assert_eq!((bytes.len() % 65_536, bytes.len() as u32), (0, number(&bytes, 32)));
    assert_eq!(
        (number(&bytes, 0), &bytes[4..8], number(&bytes, 36)),
        (48, &b"LfLe"[..], 0),
        "closed cleanly"
    );
    let (mut at, end) = (number(&bytes, 16) as usize, number(&bytes, 20) as usize);
    let mut found = Vec::new();
    while at < end {
        let length = number(&bytes, at) as usize;
        assert_eq!(number(&bytes, at + length - 4) as usize, length);
        assert_eq!(number(&bytes, at + 8) as usize, found.len() + 1);
        let strings = at + number(&bytes, at + 36) as usize;
        let units: Vec<u16> = bytes[strings..at + length - 4]
            .chunks_exact(2)
            .map(|b| u16::from_le_bytes([b[0], b[1]]))
            .collect();
        let n = usize::from(u16::from_le_bytes([bytes[at + 26], bytes[at + 27]]));
        let texts = units.split(|u| *u == 0).take(n).map(String::from_utf16_lossy).collect();
        found.push((number(&bytes, at + 20) & 0xFFFF, number(&bytes, at + 12), texts));
        at += length;
    }
    assert_eq!(number(&bytes, end + 4), 0x1111_1111);
    assert_eq!(number(&bytes, end + 28) as usize, found.len() + 1);
    found
}

/// Data lines of all files of a folder, comments left out, split at `separator`.
fn lines(folder: &Path, separator: char) -> Vec<Vec<String>> {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    let texts: Vec<String> = paths.iter().map(|p| fs::read_to_string(p).unwrap()).collect();
    let lines = texts.iter().flat_map(|t| t.lines()).filter(|l| !l.starts_with('#'));
    lines.map(|l| l.split(separator).map(str::to_owned).collect()).collect()
}

fn second(time: crate::model::time::UtcTime) -> u32 {
    u32::try_from(time.seconds_since(crate::model::time::UtcTime::from_unix(0, 0))).unwrap()
}

#[test]
fn the_event_logs_say_what_the_story_says() {
    for seed in 0..5 {
        let (dir, story) = told(seed);
        let security = records(&dir.path().join("EX1/SecEvent.Evt"));
        assert_eq!(security.len() as u64, story.security_records);
        let n_strings = BTreeMap::from([(529, 13), (531, 13), (540, 15), (528, 15), (680, 4), (538, 4)]);
        assert!(security.iter().all(|r| n_strings.get(&r.0).is_none_or(|n| r.2.len() == *n)));
        let account = crate::demo::security_log::bare_name(&story.account).to_owned();
        let of = |ids: &[u32], name: usize| {
            let ours = |r: &&(u32, u32, Vec<String>)| {
                ids.contains(&r.0) && crate::demo::security_log::bare_name(&r.2[name]) == account
            };
            security.iter().filter(ours).collect::<Vec<_>>()
        };
        assert_eq!(of(&[529, 531], 0).len() as u64, story.failures);
        assert_eq!(of(&[540], 0).len() as u64, story.successes);
        assert_eq!(of(&[680], 1).len() as u64, story.failures + story.successes);
        assert_eq!(of(&[540], 0)[0].1, second(story.first_success));
        assert_eq!((of(&[628], 0).len(), of(&[629], 0).len()), (1, 1));
        let application = records(&dir.path().join("EX1/AppEvent.Evt"));
        assert_eq!(application.len() as u64, story.application_records);
        let named = application.iter().filter(|r| r.0 == 1708 && r.2[2] == story.account);
        let clients: Vec<&str> = named.map(|r| r.2[0].as_str()).collect();
        assert_eq!(clients.len() as u64, story.successes);
        let clients: BTreeSet<String> = clients.into_iter().map(str::to_owned).collect();
        assert_eq!(clients, story.addresses.iter().map(ToString::to_string).collect());
    }
}

#[test]
fn the_text_logs_say_what_the_story_says() {
    for seed in 0..5 {
        let (dir, story) = told(seed);
        let spammers: BTreeSet<String> = story.addresses.iter().map(ToString::to_string).collect();
        let tracking = lines(&dir.path().join("EX1/EX1.log"), '\t');
        assert!(tracking.iter().all(|r| r.len() == 20));
        let spam: Vec<_> = tracking.iter().filter(|r| r[8] == "1019" && spammers.contains(&r[2])).collect();
        assert_eq!(spam.len() as u64, story.recipients);
        let messages: BTreeSet<&str> = spam.iter().map(|r| r[9].as_str()).collect();
        assert_eq!(messages.len() as u64, story.messages);
        let smtp = lines(&dir.path().join("EX1/SMTPSVC1"), ' ');
        assert!(smtp.iter().all(|r| r.len() == 21));
        let (mut sessions, mut queued) = (0, BTreeMap::new());
        for row in smtp.iter().filter(|r| spammers.contains(&r[2])) {
            let open: &mut u64 = queued.entry((row[2].clone(), row[3].clone())).or_default();
            match (row[8].as_str(), row[11].as_str()) {
                ("DATA", "250") => *open += 1,
                ("QUIT", "240") => sessions += u64::from(std::mem::take(open) > 0),
                _ => {}
            }
        }
        assert_eq!(sessions, story.sessions);
    }
}

#[test]
fn the_counters_and_dumps_say_what_the_story_says() {
    let (dir, story) = told(3);
    let counters = lines(&dir.path().join("EX1/PerfLogs"), ',');
    let value = |text: &str| text.trim_matches('"').parse::<f64>().unwrap();
    let depths: Vec<(f64, &str)> =
        counters[1..].iter().map(|r| (r[1..].iter().map(|c| value(c)).sum(), r[0].as_str())).collect();
    let peak = depths.iter().map(|d| d.0).fold(0.0, f64::max);
    assert!((peak - story.queue_peak as f64).abs() < 0.5);
    let at = depths.iter().find(|d| (d.0 - peak).abs() < 0.5).unwrap().1;
    let expected = story.queue_peak_at.to_utc().unwrap().format("\"%m/%d/%Y %H:%M:%S.000\"").to_string();
    assert_eq!(at, expected);
    for snapshot in &story.snapshots {
        let bytes = fs::read(dir.path().join(&snapshot.file)).unwrap();
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]])).collect();
        let text = String::from_utf16(&units).unwrap();
        let (separator, column) = if snapshot.file.ends_with(".csv") { (',', 2) } else { ('\t', 5) };
        let counts = text.lines().filter_map(|l| l.split(separator).nth(column)?.parse::<u64>().ok());
        assert_eq!(counts.sum::<u64>(), snapshot.depth, "{}", snapshot.file);
    }
}

#[test]
fn both_generations_tell_one_story_and_the_same_seed_gives_the_same_bytes() {
    let ((a, old), (b, _)) = (told(7), told(7));
    let new = write(tempfile::tempdir().unwrap().path(), &Options { seed: 7, ..Options::default() }).unwrap();
    let facts = |s: &Story| {
        let counts = (s.messages, s.recipients, s.sessions, s.successes, s.failures, s.queue_peak);
        (s.account.clone(), s.addresses.clone(), s.first_success, s.last_success, counts)
    };
    assert_eq!(facts(&old), facts(&new));
    for file in
        ["EX1/SecEvent.Evt", "EX1/AppEvent.Evt", "EX1/EX1.log/20251103.log", "EX1/SMTPSVC1/ex251103.log"]
    {
        assert!(fs::read(a.path().join(file)).unwrap() == fs::read(b.path().join(file)).unwrap(), "{file}");
    }
}
