//! The demo incident through the whole core: the answer must be the story, whatever the seed.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use relayscope::cli::json;
use relayscope::demo::{self, Generation, Options, Story};
use relayscope::words::{Language, Words};
use serde_json::Value;
use support::analysed;

fn answer(seed: u64, generation: Generation) -> (Story, Value) {
    let folder = tempfile::tempdir().unwrap();
    let options = Options { seed, generation, ..Options::default() };
    let story = demo::write(folder.path(), &options).unwrap();
    let bench = analysed(&[folder.path()]);
    let words = Words::new(Language::English, chrono_tz::Tz::UTC);
    (story, json::document(bench.case(), &words))
}

/// To the second, as the field reads it off a log.
fn second(time: &str) -> &str {
    time.get(..19).unwrap_or(time)
}

/// Checks one story; gives its first verdict's facts, which do not depend on the generation.
fn check(seed: u64, generation: Generation) -> Value {
    let (story, json) = answer(seed, generation);
    let verdict = &json["verdicts"][0];
    let at = |key: &str| verdict[key].clone();
    assert_eq!(at("kind"), "authenticated-relay", "seed {seed}");
    assert_eq!(at("confidence"), "established", "seed {seed}");
    assert_eq!(at("account"), story.account.as_str(), "seed {seed}");
    let mut addresses: Vec<String> = serde_json::from_value(at("addresses")).unwrap();
    addresses.sort();
    let mut expected: Vec<String> = story.addresses.iter().map(ToString::to_string).collect();
    expected.sort();
    assert_eq!(addresses, expected, "seed {seed}");
    let time = |key: &str| second(verdict[key].as_str().unwrap()).to_owned();
    assert_eq!(time("first"), second(&story.first_success.rfc3339()), "seed {seed}");
    assert_eq!(time("last"), second(&story.last_success.rfc3339()), "seed {seed}");
    assert_eq!(at("messages"), story.messages, "seed {seed}");
    assert_eq!(at("recipients"), story.recipients, "seed {seed}");
    assert_eq!(at("sessions"), story.sessions, "seed {seed}");
    assert_eq!(json["queue"]["peak"], story.queue_peak, "seed {seed}");
    let peak_at = json["queue"]["peak_at"].as_str().unwrap();
    assert_eq!(second(peak_at), second(&story.queue_peak_at.rfc3339()), "seed {seed}");
    let suspect = &json["suspects"][0];
    assert_eq!(suspect["account"], story.account.as_str(), "seed {seed}");
    assert_eq!(suspect["failures"], story.failures, "seed {seed}");
    let first_failure = suspect["first_failure"].as_str().unwrap();
    assert_eq!(second(first_failure), second(&story.first_failure.rfc3339()), "seed {seed}");
    balances(&json, seed);
    innocent_are_not_accused(&story, &json, seed);
    let times = ["first", "last"].map(&time);
    let facts = ["kind", "account", "messages", "recipients", "sessions"].map(at);
    serde_json::json!([facts, times, addresses])
}

fn balances(json: &Value, seed: u64) {
    for source in json["sources"].as_array().unwrap() {
        let n = |key: &str| source[key].as_u64().unwrap();
        let parts = n("read") + n("recovered") + n("skipped") + n("damaged");
        assert_eq!(parts, n("total"), "seed {seed}: {}", source["path"]);
        assert_eq!(n("damaged"), 0, "seed {seed}: {} {}", source["path"], source["warnings"]);
        assert!(source["format"] != "text", "seed {seed}: nobody knows {}", source["path"]);
    }
}

fn innocent_are_not_accused(story: &Story, json: &Value, seed: u64) {
    let accused = json["verdicts"].as_array().unwrap().iter().flat_map(|v| v["accounts"].as_array().unwrap());
    for account in accused {
        assert_eq!(account, story.account.as_str(), "seed {seed}: somebody innocent is accused");
    }
}

#[test]
fn the_answer_is_the_story() {
    check(1, Generation::Exchange2019);
}

#[test]
fn a_server_of_2003_leads_to_the_same_answer_as_one_of_2019() {
    for seed in [1, 2, 3, 5, 8, 13, 21, 34] {
        let old = check(seed, Generation::Exchange2003);
        assert_eq!(old, check(seed, Generation::Exchange2019), "seed {seed}");
    }
}

#[test]
fn event_1708_and_tracking_are_enough_where_a_server_of_2003_logged_no_smtp() {
    let folder = tempfile::tempdir().unwrap();
    let options = Options { seed: 6, generation: Generation::Exchange2003, ..Options::default() };
    let story = demo::write(folder.path(), &options).unwrap();
    std::fs::remove_dir_all(folder.path().join("EX1/SMTPSVC1")).unwrap();
    let bench = analysed(&[folder.path()]);
    let json = json::document(bench.case(), &Words::new(Language::English, chrono_tz::Tz::UTC));
    let verdict = &json["verdicts"][0];
    assert_eq!(verdict["confidence"], "established");
    assert_eq!(verdict["account"], story.account.as_str());
    let counts = ["messages", "recipients", "sessions"].map(|key| verdict[key].as_u64().unwrap());
    assert_eq!(counts, [story.messages, story.recipients, story.sessions]);
    innocent_are_not_accused(&story, &json, 6);
}

#[test]
fn without_event_1708_a_server_of_2003_still_names_the_account_though_less_surely() {
    for seed in 40..43 {
        let folder = tempfile::tempdir().unwrap();
        let options = Options { seed, generation: Generation::Exchange2003, ..Options::default() };
        let story = demo::write(folder.path(), &options).unwrap();
        std::fs::remove_file(folder.path().join("EX1/AppEvent.Evt")).unwrap();
        let bench = analysed(&[folder.path()]);
        let json = json::document(bench.case(), &Words::new(Language::English, chrono_tz::Tz::UTC));
        let verdict = &json["verdicts"][0];
        assert_eq!(verdict["kind"], "authenticated-relay", "seed {seed}");
        assert_eq!(verdict["confidence"], "likely", "seed {seed}");
        assert_eq!(verdict["account"], story.account.as_str(), "seed {seed}");
        assert_eq!(verdict["messages"], story.messages, "seed {seed}");
        assert_eq!(verdict["sessions"], story.sessions, "seed {seed}");
        innocent_are_not_accused(&story, &json, seed);
    }
}

#[test]
fn the_answer_is_the_story_for_twenty_other_seeds() {
    for seed in 100..120 {
        check(seed, Generation::Exchange2019);
    }
}

#[test]
fn two_runs_give_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    demo::write(folder.path(), &Options { seed: 7, ..Options::default() }).unwrap();
    let words = Words::new(Language::French, chrono_tz::Europe::Paris);
    let run = || {
        let bench = analysed(&[folder.path()]);
        let document = json::document(bench.case(), &words);
        (serde_json::to_vec_pretty(&document).unwrap(), relayscope::cli::text::summary(bench.case(), &words))
    };
    assert!(run() == run(), "the second run differs");
}

/// An id that has no words stands in brackets as it is: `[verdict-none]`. Places stand in brackets too, with a
/// file and a number.
fn wordless(text: &str) -> Option<String> {
    let inside = text.split('[').skip(1).filter_map(|part| part.split_once(']')).map(|(inside, _)| inside);
    let is_id = |t: &&str| {
        t.contains('-') && t.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    inside.into_iter().find(is_id).map(str::to_owned)
}

#[test]
fn every_sentence_has_its_words_in_both_languages() {
    assert_eq!(wordless("so [verdict-none] and [EX1/a.log line 3]").as_deref(), Some("verdict-none"));
    let folder = tempfile::tempdir().unwrap();
    demo::write(folder.path(), &Options { seed: 2, ..Options::default() }).unwrap();
    let bench = analysed(&[folder.path()]);
    for language in [Language::English, Language::French] {
        let words = Words::new(language, chrono_tz::Europe::Paris);
        let text = relayscope::cli::text::summary(bench.case(), &words);
        let json = json::document(bench.case(), &words).to_string();
        assert_eq!(wordless(&text).or_else(|| wordless(&json)), None, "{language:?}");
    }
}
