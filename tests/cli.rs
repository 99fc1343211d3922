//! Whole commands: arguments, both outputs, exit code, as a user meets them.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use relayscope::demo::{self, Options};
use serde_json::Value;
use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

struct Said {
    out: String,
    err: String,
    code: Option<i32>,
}

fn relayscope<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relayscope"));
    command.args(args).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    let output = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    Said { out: text(&output.stdout), err: text(&output.stderr), code: output.status.code() }
}

fn analyse(path: &Path, more: &[&str]) -> Said {
    let fixed = [OsStr::new("analyse"), path.as_os_str()];
    relayscope(fixed.into_iter().chain(more.iter().map(OsStr::new)))
}

const TRACKED: &str = "#Software: Microsoft Exchange Server\r\n#Log-type: Message Tracking Log\r\n\
    #Fields: date-time,client-ip,server-hostname,source,event-id,internal-message-id,message-id,recipient-address,sender-address\r\n\
    2025-11-03T02:14:55.120Z,10.0.0.5,EX1,SMTP,RECEIVE,1,<a@example.com>,v1@example.net,news@example.com\r\n";

#[test]
fn the_answer_comes_first_in_either_language() {
    let folder = tempfile::tempdir().unwrap();
    let story = demo::write(folder.path(), &Options { seed: 5, ..Options::default() }).unwrap();
    let english = analyse(folder.path(), &[]);
    let first = english.out.lines().next().unwrap();
    assert_eq!(first, format!("{} relays spam through SMTP AUTH from 3 addresses", story.account));
    assert!(english.out.contains("What speaks against it"), "{}", english.out);
    let french = analyse(folder.path(), &["--lang", "fr", "--zone", "Europe/Paris"]);
    assert!(french.out.starts_with(&format!("{} relaie du spam", story.account)), "{}", french.out);
    assert_eq!(english.err, "", "no progress when output is piped");
    assert!(!english.out.contains('\x1b'));
}

#[test]
fn json_has_the_keys_of_the_schema_in_their_order() {
    let folder = tempfile::tempdir().unwrap();
    demo::write(folder.path(), &Options { seed: 5, ..Options::default() }).unwrap();
    let said = analyse(folder.path(), &["--json", "-"]);
    let json: Value = serde_json::from_str(&said.out).unwrap();
    let keys = |v: &Value| v.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!(json["schema"], 1);
    assert_eq!(
        keys(&json),
        "schema tool site sources totals verdicts suspects findings queue noise coverage figures clean_up"
    );
    assert_eq!(
        keys(&json["sources"][0]),
        "path format sha256 bytes read recovered skipped damaged total first last zone zone_basis server warnings event_ids clock"
    );
    assert_eq!(
        keys(&json["verdicts"][0]),
        "kind confidence account accounts addresses first last messages recipients sessions reasons_for reasons_against evidence"
    );
    assert_eq!(
        keys(&json["suspects"][0]),
        "account as_written rank weight first_failure first_success last_success failures successes addresses sessions messages recipients reasons against evidence"
    );
    assert_eq!(keys(&json["findings"][0]), "id kind weight sentence innocent first last evidence");
    for finding in json["findings"].as_array().unwrap() {
        assert!(!finding["innocent"].as_array().unwrap().is_empty(), "{finding}");
        assert!(!finding["evidence"].as_array().unwrap().is_empty(), "{finding}");
    }
    assert!(!json["verdicts"][0]["reasons_against"].as_array().unwrap().is_empty());
}

#[test]
fn a_damaged_record_is_told_with_its_place_and_costs_exit_code_1() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("MSGTRK.LOG");
    std::fs::write(&path, format!("{TRACKED}2025-11-03T02:15:00.000Z,10.0.0.5,\"EX1,SMTP\r\n")).unwrap();
    let said = analyse(&path, &[]);
    assert_eq!(said.code, Some(1), "{}", said.out);
    assert!(said.out.contains("1 read, 0 recovered, 0 skipped, 1 damaged, 2 in all"), "{}", said.out);
    assert!(said.out.contains("line 5: "), "{}", said.out);
}

#[test]
fn a_bad_file_fails_alone() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.evtx"), [0xFF; 4000]).unwrap();
    std::fs::write(folder.path().join("b.log"), TRACKED).unwrap();
    let said = analyse(folder.path(), &["--json", "-"]);
    assert_eq!(said.code, Some(1));
    let json: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(json["sources"][1]["read"], 1);
    assert_eq!(json["sources"][0]["warnings"].as_array().unwrap().len(), 1);
    assert_eq!(json["verdicts"][0]["kind"], "undetermined");
    assert!(json["coverage"].as_array().unwrap().iter().any(|c| c["collect"].is_string()));
}

#[test]
fn exit_codes_say_how_it_ended() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("b.log");
    std::fs::write(&log, TRACKED).unwrap();
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(analyse(&log, &["--quiet"]).code, Some(0));
    assert_eq!(relayscope(["analyse"]).code, Some(2));
    assert_eq!(analyse(&log, &["--zone", "Paris"]).code, Some(2));
    assert_eq!(analyse(&log, &["--site", "no-such-file.toml"]).code, Some(2));
    assert_eq!(analyse(empty.path(), &[]).code, Some(3));
    assert_eq!(analyse(Path::new("no-such-folder"), &[]).code, Some(3));
    let nowhere = empty.path().join("no/such/folder.json");
    assert_eq!(analyse(&log, &["--json", nowhere.to_str().unwrap()]).code, Some(4));
    let used = relayscope([OsStr::new("demo"), folder.path().as_os_str()]);
    assert_eq!(used.code, Some(4), "a folder in use is not written to");
    assert!(used.err.contains("not empty"), "{}", used.err);
}

#[test]
fn the_demo_without_a_display_prints_the_verdict_and_says_so() {
    let said = relayscope(["--demo"]);
    assert!(said.err.contains("No window can be opened"), "{}", said.err);
    assert!(said.out.lines().next().unwrap().contains("relays spam through SMTP AUTH"), "{}", said.out);
}

#[test]
fn the_site_the_user_states_is_believed() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("b.log");
    std::fs::write(&log, TRACKED).unwrap();
    let site = folder.path().join("site.toml");
    std::fs::write(&site, "local_domains = ['example.net']\nzone = 'Europe/Paris'\n").unwrap();
    let said =
        analyse(&log, &["--site", site.to_str().unwrap(), "--local-domain", "Example.org", "--json", "-"]);
    let json: Value = serde_json::from_str(&said.out).unwrap();
    let domains = json["site"]["local_domains"].as_array().unwrap();
    let stated: Vec<&str> =
        domains.iter().filter(|d| d["basis"] == "user").map(|d| d["value"].as_str().unwrap()).collect();
    assert_eq!(stated, ["example.net", "example.org"]);
    assert_eq!(json["site"]["zone"]["value"], "Europe/Paris");
}

#[test]
fn the_demo_is_written_in_the_files_of_either_generation_and_tells_one_story() {
    let folder = tempfile::tempdir().unwrap();
    let write = |generation: &str| {
        let path = folder.path().join(generation);
        let args = ["demo", path.to_str().unwrap(), "--seed", "5", "--generation", generation];
        let said = relayscope(args);
        assert_eq!(said.code, Some(0), "{}", said.err);
        (said.out, path)
    };
    let ((old_story, old), (new_story, new)) = (write("2003"), write("2019"));
    assert_eq!(old_story, new_story);
    assert!(old.join("EX1/SecEvent.Evt").is_file() && new.join("EX1/Security.evtx").is_file());
    let unknown = folder.path().join("2013");
    let said = relayscope(["demo", unknown.to_str().unwrap(), "--generation", "2013"]);
    assert_eq!((said.code, unknown.exists()), (Some(2), false));
}

#[test]
fn the_summary_begins_with_a_page_to_paste_and_ends_with_the_facts() {
    let folder = tempfile::tempdir().unwrap();
    let story = demo::write(folder.path(), &Options { seed: 5, ..Options::default() }).unwrap();
    for (language, heading, which) in [
        ("en", "Facts and references", "Which account? "),
        ("fr", "Faits et références", "Quel compte\u{202f}? "),
    ] {
        let said = analyse(folder.path(), &["--lang", language]);
        let (page, facts) = said.out.split_once(&format!("\n\n{heading}\n")).unwrap();
        assert!(page.lines().count() <= 25, "{page}");
        assert!(page.lines().all(|l| l.chars().count() <= 160), "{page}");
        assert!(page.contains(&format!("{which}{}", story.account)), "{page}");
        assert!(!page.contains(['[', '{']), "{page}");
        assert!(facts.contains("[EX1/Security.evtx "), "{facts}");
        assert!(facts.contains("nslookup "), "{facts}");
    }
}

#[test]
fn a_postfix_server_is_advised_as_one() {
    let log = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/postfix-log/incident.log");
    let said = analyse(&log, &["--json", "-"]);
    let json: Value = serde_json::from_str(&said.out).unwrap();
    let coverage = json["coverage"].as_array().unwrap();
    let questions: Vec<&str> = coverage.iter().map(|c| c["question"].as_str().unwrap()).collect();
    assert_eq!(questions[..2], ["which-account", "from-where"]);
    assert_eq!(questions[7..], ["mailbox-read", "listed"]);
    let said: String = coverage.iter().filter_map(|c| c["collect"].as_str()).collect();
    assert!(said.contains("postqueue -j"), "{said}");
    assert!(!said.contains("Get-") && !said.contains("RECV"), "{said}");
}

#[test]
fn a_case_answers_again_without_its_evidence_and_verify_tells_what_changed() {
    let folder = tempfile::tempdir().unwrap();
    let (logs, case) = (folder.path().join("logs"), folder.path().join("kept.relaycase"));
    demo::write(&logs, &Options { seed: 5, ..Options::default() }).unwrap();
    let kept = analyse(&logs, &["--case", case.to_str().unwrap()]);
    assert_eq!(kept.code, Some(0), "{}", kept.err);
    let sound = relayscope([OsStr::new("verify"), case.as_os_str()]);
    assert_eq!(sound.code, Some(0), "{}", sound.out);
    std::fs::write(logs.join("domains.xml"), "other bytes").unwrap();
    let changed = relayscope([OsStr::new("verify"), case.as_os_str()]);
    assert_eq!(changed.code, Some(5), "{}", changed.out);
    assert!(
        changed.out.lines().any(|l| l.contains("domains.xml") && !l.contains("the same")),
        "{}",
        changed.out
    );
    std::fs::remove_dir_all(&logs).unwrap();
    let again = analyse(&case, &[]);
    assert_eq!((again.out, again.code), (kept.out, Some(0)));
}

#[test]
fn a_case_grows_by_further_files_and_keeps_what_is_said_of_the_site() {
    let folder = tempfile::tempdir().unwrap();
    let (logs, case) = (folder.path().join("logs"), folder.path().join("kept.relaycase"));
    demo::write(&logs, &Options { seed: 5, ..Options::default() }).unwrap();
    let case_of = ["--case", case.to_str().unwrap(), "--known-good", "198.51.100.9"];
    analyse(&logs.join("EX1"), &case_of);
    let sources = |said: &Said| {
        let json: Value = serde_json::from_str(&said.out).unwrap();
        json["sources"].as_array().unwrap().len()
    };
    let before = sources(&analyse(&case, &["--json", "-"]));
    analyse(&logs.join("domains.xml"), &["--case", case.to_str().unwrap()]);
    assert_eq!(sources(&analyse(&case, &["--json", "-"])), before + 1);
    let file = relayscope::case::file::CaseFile::open(
        &case,
        "tester",
        relayscope::model::time::UtcTime::from_unix(1_762_136_094, 0),
        &relayscope::task::Task::detached(),
    );
    assert_eq!(file.unwrap().0.face().unwrap().settings.known_clients.len(), 1);
}

#[test]
fn what_is_no_case_is_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let fake = folder.path().join("fake.relaycase");
    std::fs::write(&fake, "text").unwrap();
    for command in ["analyse", "verify"] {
        let said = relayscope([OsStr::new(command), fake.as_os_str()]);
        assert_eq!(said.code, Some(3), "{command}: {} {}", said.out, said.err);
        assert!(
            said.err.contains("no case file") || said.out.contains("no case file"),
            "{command}: {}",
            said.err
        );
    }
    assert_eq!(relayscope(["analyse", "x", fake.to_str().unwrap()]).code, Some(2));
}
