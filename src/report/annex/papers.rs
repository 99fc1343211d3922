//! Hashes of the exhibits, dialogues of checks, the custody log.

use super::Pen;
use super::bundle::{Bundle, hex};
use crate::case::custody::Entry;
use crate::checks::answer::{CheckAnswer, CheckResult, Origin, Speaker, SpokenLine};
use crate::model::safe_text::SafeText;
use serde_json::json;

/// Hashes of the exhibits as `sha256sum` writes them; a line before each tells its number.
pub fn evidence(pen: &Pen<'_>) -> String {
    let mut out = String::new();
    for (source, n) in pen.case.sources.iter().zip(1..) {
        let name = pen.safe(&source.name);
        match &source.sha256 {
            Some(sha256) => out.push_str(&format!("# {n}\n{sha256}  {name}\n")),
            None => out.push_str(&format!("# {n} {}: {name}\n", pen.word("annex-not-hashed"))),
        }
    }
    out
}

/// One text for each answer of a check.
pub fn transcripts(pen: &Pen<'_>) -> Bundle {
    let mut files = Bundle::default();
    for (number, answer) in pen.case.work.answers() {
        files.text(&format!("transcripts/A{number:04}.txt"), &transcript(pen, number, answer));
    }
    files
}

fn transcript(pen: &Pen<'_>, number: u64, answer: &CheckAnswer) -> String {
    let origin = match answer.origin {
        Origin::Asked => "annex-origin-asked",
        Origin::ByHand => "annex-origin-by-hand",
    };
    let mut out = format!("A{number} – {}\n\n", pen.word(&format!("check-{}", answer.kind.key())));
    out.push_str(&pen.pair("annex-label-target", &pen.safe(&answer.target)));
    out.push_str(&pen.pair("annex-label-begun", &answer.begun.rfc3339()));
    out.push_str(&pen.pair("annex-label-ended", &answer.ended.rfc3339()));
    out.push_str(&pen.pair("annex-label-by", &pen.safe(&answer.by)));
    out.push_str(&pen.pair("annex-label-origin", &pen.word(origin)));
    if !answer.through.is_empty() {
        out.push_str(&pen.pair("annex-label-through", &pen.safe(&answer.through)));
    }
    if let Some(why) = &answer.cut_short {
        out.push_str(&format!("\n{}\n", pen.say(why)));
    }
    out.push_str(&format!("\n--- {} ---\n", pen.word("annex-head-results")));
    answer.results.iter().for_each(|r| out.push_str(&result(pen, r)));
    if !answer.transcript.is_empty() {
        out.push_str(&format!("\n--- {} ---\n", pen.word("annex-head-dialogue")));
        answer.transcript.iter().for_each(|line| out.push_str(&spoken(pen, line)));
    }
    out
}

fn result(pen: &Pen<'_>, r: &CheckResult) -> String {
    let severity = pen.word(&format!("severity-{}", r.severity.key()));
    let mut out = format!("{} | {} | {severity} | {}\n", pen.safe(&r.subject), r.code, pen.say(&r.say));
    if !r.raw.is_empty() {
        out.push_str(&format!("    {}\n", pen.record(SafeText::new(&r.raw).as_str())));
    }
    out
}

fn spoken(pen: &Pen<'_>, line: &SpokenLine) -> String {
    let who = match line.who {
        Speaker::Client => "C:",
        Speaker::Server => "S:",
        Speaker::Remark => "--",
    };
    let said = pen.record(SafeText::new(&line.text).as_str());
    format!("{} {who} {said}\n", line.at.rfc3339())
}

/// The custody log in words; and, where nothing is redacted, with all that its hashes cover.
pub fn custody(pen: &Pen<'_>) -> Bundle {
    let mut files = Bundle::default();
    let log = &pen.case.custody;
    files.text("custody.txt", &log.iter().map(|e| entry(pen, e)).collect::<String>());
    if pen.redactor.is_none() {
        files.text("custody.jsonl", &log.iter().map(sealed).collect::<String>());
    }
    files
}

fn entry(pen: &Pen<'_>, e: &Entry) -> String {
    let (who, what) = (pen.safe(&e.who), pen.say(&e.what));
    format!("{}  {}  {who}\n    {what}\n    SHA-256 {}\n", e.number, e.at.rfc3339(), hex(&e.hash))
}

/// What the hash of an entry covers, as one line of JSON.
fn sealed(e: &Entry) -> String {
    let what = serde_json::to_string(&e.what).unwrap_or_default();
    let line = json!({
        "number": e.number, "ticks": e.at.0, "who": e.who, "what": what, "sha256": hex(&e.hash),
    });
    format!("{}\n", calm(&line.to_string()))
}

/// JSON in which characters that move or hide are written as `\u`.
fn calm(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        let mut text = [0; 4];
        let text: &str = c.encode_utf8(&mut text);
        if SafeText::new(text).as_str() == text {
            out.push(c);
        } else {
            c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}")));
        }
    }
    out
}
