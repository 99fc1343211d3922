//! The files are counted again, by other means than those that wrote them, and must agree with the story.

use super::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::Command;

/// A story in a folder of its own.
fn told(seed: u64) -> (tempfile::TempDir, Story) {
    let dir = tempfile::tempdir().unwrap();
    let story = write(dir.path(), &Options { seed, ..Options::default() }).unwrap();
    (dir, story)
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Data rows of the logs in a folder whose names begin so; the part after the prefix is digits.
fn rows(folder: &Path, prefix: &str) -> Vec<Vec<String>> {
    let named = |p: &PathBuf| {
        let name = p.file_name().unwrap().to_str().unwrap();
        name.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('2'))
    };
    let texts = files(folder).into_iter().filter(named).map(|p| fs::read_to_string(p).unwrap());
    let lines = texts.flat_map(|t| t.lines().map(str::to_owned).collect::<Vec<_>>());
    lines.filter(|l| !l.starts_with('#')).map(|l| csv(&l)).collect()
}

fn csv(line: &str) -> Vec<String> {
    let (mut fields, mut quoted) = (vec![String::new()], false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            c => fields.last_mut().unwrap().push(c),
        }
    }
    fields
}

/// Front-end sessions by account name, from the `authenticated` rows: first time and client.
fn authenticated(dir: &Path) -> BTreeMap<String, (String, String, String)> {
    let front_end = rows(&dir.join("EX1/ProtocolLog/FrontEnd"), "RECV");
    let accepted = front_end.iter().filter(|r| r[8] == "authenticated");
    accepted.map(|r| (r[2].clone(), (r[7].clone(), r[0].clone(), r[5].clone()))).collect()
}

/// Hub sessions and the front-end session behind each.
fn proxied(dir: &Path) -> BTreeMap<String, String> {
    let hub = rows(&dir.join("EX1/ProtocolLog/Hub"), "RECV");
    let sid = |data: &str| data.split("SID=").nth(1).map(|s| s[..16].to_owned());
    let joins = hub.iter().filter(|r| r[7].starts_with("XPROXY"));
    joins.filter_map(|r| Some((r[2].clone(), sid(&r[7])?))).collect()
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_another_story() {
    let (a, story) = told(7);
    let (b, _) = told(7);
    let (one, two) = (files(a.path()), files(b.path()));
    assert_eq!(one.len(), two.len());
    for (left, right) in one.iter().zip(&two) {
        assert!(fs::read(left).unwrap() == fs::read(right).unwrap(), "{}", left.display());
    }
    assert_ne!(told(8).1.first_success, story.first_success);
}

#[test]
fn twenty_stories_agree_with_their_files() {
    for seed in 0..20 {
        let (dir, story) = told(seed);
        messages_agree(dir.path(), &story);
        attempts_agree(dir.path(), &story);
        queues_agree(dir.path(), &story);
    }
}

fn messages_agree(dir: &Path, story: &Story) {
    let (front_end, hub) = (authenticated(dir), proxied(dir));
    let tracking = rows(&dir.join("EX1/MessageTracking"), "MSGTRK");
    assert!(tracking.iter().all(|r| r.len() == 30));
    let (mut messages, mut recipients) = (0, 0);
    let (mut sessions, mut senders, mut last) = (BTreeSet::new(), BTreeSet::new(), String::new());
    for row in tracking.iter().filter(|r| r[8] == "RECEIVE") {
        let session = &hub[&row[5][..16]];
        if front_end.get(session).is_none_or(|(account, ..)| *account != story.account) {
            continue;
        }
        messages += 1;
        recipients += row[12].split(';').count() as u64;
        sessions.insert(session.clone());
        senders.insert(row[20].clone());
        last = last.max(row[0].clone());
    }
    let found = (messages, recipients, sessions.len() as u64);
    assert_eq!(found, (story.messages, story.recipients, story.sessions));
    assert_eq!(senders.into_iter().collect::<Vec<_>>(), story.forged_senders);
    assert_eq!(last, text_log::stamp(story.last_success));
}

fn attempts_agree(dir: &Path, story: &Story) {
    let uses: Vec<_> = authenticated(dir).into_values().filter(|u| u.0 == story.account).collect();
    assert_eq!(uses.len() as u64, story.successes);
    let first = uses.iter().map(|u| u.1.as_str()).min().unwrap();
    assert_eq!(first, text_log::stamp(story.first_success));
    assert!(uses.iter().all(|u| u.1 <= text_log::stamp(story.last_success)));
    let addresses: BTreeSet<_> =
        uses.iter().map(|u| u.2.rsplit_once(':').unwrap().0.parse::<std::net::IpAddr>().unwrap()).collect();
    assert_eq!(addresses.into_iter().collect::<Vec<_>>(), story.addresses);

    let front_end = rows(&dir.join("EX1/ProtocolLog/FrontEnd"), "RECV");
    let typed = front_end.iter().filter_map(|r| r[8].strip_prefix("User Name: "));
    let names: Vec<_> = typed.map(|t| security_log::bare_name(t).to_owned()).collect();
    let account = security_log::bare_name(&story.account);
    let on_account = names.iter().filter(|n| *n == account).count();
    assert_eq!(on_account as u64, story.failures);
    assert_eq!(names.len() as u64, story.failures + story.guesses + story.noise.mistyped);
    let others: BTreeSet<_> = names.iter().filter(|n| *n != account && *n != "alice.bernard").collect();
    assert_eq!(others.len() as u64, story.n_guessed_names);
}

fn queues_agree(dir: &Path, story: &Story) {
    let log = rows(&dir.join("EX1/QueueViewer"), "TRANSPORTQUEUE");
    assert!(log.iter().all(|r| r.len() == 22));
    let mut readings = Vec::new();
    for row in log.iter().filter(|r| r[2] == "SUMMARY") {
        let count = row[20].split(['=', ';']).nth(1).unwrap().trim().parse::<u64>().unwrap();
        readings.push((count, row[0].clone()));
    }
    let peak = readings.iter().map(|r| r.0).max().unwrap();
    let at: Vec<_> = readings.iter().filter(|r| r.0 == peak).map(|r| r.1.clone()).collect();
    assert_eq!((peak, at.first()), (story.queue_peak, Some(&text_log::stamp(story.queue_peak_at))));
    for snapshot in &story.snapshots {
        let stamp = text_log::stamp(snapshot.at);
        assert!(readings.contains(&(snapshot.depth, stamp)), "{}", snapshot.file);
    }
    let queues = log.iter().filter(|r| r[2] == "QUEUE" && r[0] == text_log::stamp(story.queue_peak_at));
    let sum: u64 = queues.map(|r| r[8].parse::<u64>().unwrap()).sum();
    assert_eq!(sum, story.queue_peak, "every queue is logged at the peak");
    assert_eq!(rebuilt_peak(dir), story.queue_peak);
}

/// Highest number of messages received and not yet sent, delivered or failed.
fn rebuilt_peak(dir: &Path) -> u64 {
    let (mut waiting, mut peak) = (BTreeSet::new(), 0);
    for row in rows(&dir.join("EX1/MessageTracking"), "MSGTRK") {
        match row[8].as_str() {
            "RECEIVE" | "DSN" => assert!(waiting.insert(row[9].clone())),
            "SEND" | "SENDEXTERNAL" | "FAIL" => assert!(waiting.remove(&row[9]), "{row:?}"),
            other => assert_eq!(other, "DEFER"),
        }
        peak = peak.max(waiting.len() as u64);
    }
    assert!(waiting.is_empty(), "the queue drains by the end of the day");
    peak
}

#[test]
fn the_event_logs_are_sound_and_say_what_the_story_says() {
    let (dir, story) = told(3);
    let path = dir.path().join("EX1/Security.evtx");
    let settings = evtx::ParserSettings::new().validate_checksums(true);
    let mut parser = evtx::EvtxParser::from_path(&path).unwrap().with_configuration(settings);
    let records: Vec<_> = parser.records_json_value().map(|r| r.unwrap().data).collect();
    assert_eq!(records.len() as u64, story.security_records);
    let account = security_log::bare_name(&story.account);
    let of = |id: u64| {
        let system = |r: &&serde_json::Value| r["Event"]["System"]["EventID"] == id;
        records.iter().filter(system).collect::<Vec<_>>()
    };
    let named = |r: &&&serde_json::Value| {
        let typed = r["Event"]["EventData"]["TargetUserName"].as_str().unwrap();
        security_log::bare_name(typed) == account
    };
    assert_eq!(of(4625).iter().filter(named).count() as u64, story.failures);
    let logons = of(4624);
    let ours: Vec<_> = logons.iter().filter(named).collect();
    assert_eq!(ours.len() as u64, story.successes);
    let first = ours[0]["Event"]["System"]["TimeCreated"]["#attributes"]["SystemTime"].as_str().unwrap();
    assert_eq!(first[..19], text_log::stamp(story.first_success)[..19]);
    assert_eq!((of(4724).len(), of(4725).len(), of(1102).len()), (1, 1, 1));
    let noise = &story.noise;
    let expected = story.successes + noise.health_mailbox_logons + noise.computer_logons + noise.user_logons;
    assert_eq!(logons.len() as u64, expected);
}

#[test]
fn one_address_causes_one_event_1035_in_fifteen_minutes() {
    let (dir, story) = told(4);
    let path = dir.path().join("EX1/Application.evtx");
    let mut parser = evtx::EvtxParser::from_path(path).unwrap();
    let records: Vec<_> = parser.records_json_value().map(|r| r.unwrap()).collect();
    assert_eq!(records.len() as u64, story.application_records);
    let mut last = BTreeMap::new();
    for record in &records {
        let event = &record.data["Event"];
        if event["System"]["EventID"]["#text"] != 1035 {
            continue;
        }
        assert_eq!(event["System"]["EventID"]["#attributes"]["Qualifiers"], 32_772);
        let client = event["EventData"]["Data"]["#text"][3].as_str().unwrap().to_owned();
        let second = record.timestamp.as_second();
        let before = last.insert(client, second);
        assert!(before.is_none_or(|before| second - before >= 900));
    }
    assert!(last.len() >= 3);
}

#[test]
fn another_tool_reads_the_event_logs_without_complaint() {
    let (dir, story) = told(5);
    for (name, expected) in [("Security", story.security_records), ("Application", story.application_records)]
    {
        let path = dir.path().join(format!("EX1/{name}.evtx"));
        let Ok(info) = Command::new("evtxinfo").arg(&path).output() else {
            eprintln_skipped();
            return;
        };
        let info = String::from_utf8_lossy(&info.stdout).to_lowercase();
        let recovered = info.lines().find(|l| l.contains("recovered records"));
        assert!(!info.contains("corrupt"), "{info}");
        assert!(recovered.is_some_and(|l| l.trim().ends_with(": 0")), "{info}");
        let export = Command::new("evtxexport").args(["-f", "xml"]).arg(&path).output().unwrap();
        let xml = String::from_utf8_lossy(&export.stdout);
        assert_eq!(xml.matches("<Event xmlns").count() as u64, expected, "{name}");
    }
}

#[expect(clippy::print_stderr, reason = "a test that cannot run says so")]
fn eprintln_skipped() {
    eprintln!("skipped: evtxinfo is not installed");
}

#[test]
fn scale_multiplies_the_noise_and_leaves_the_incident() {
    let dir = tempfile::tempdir().unwrap();
    let large = write(dir.path(), &Options { scale: 4, seed: 3, ..Options::default() }).unwrap();
    let (_, small) = told(3);
    assert_eq!((large.messages, large.first_success), (small.messages, small.first_success));
    let logons = |s: &Story| s.noise.health_mailbox_logons;
    assert!((3 * logons(&small)..5 * logons(&small)).contains(&logons(&large)));
    queues_agree(dir.path(), &large);
}
