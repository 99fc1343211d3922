//! What the page rests on: reasons and findings with the places that bear them, suspects, queues, coverage
//! with the commands, and what was read.

use crate::analysis::finding::{Answer, Reason, Suspect, Verdict};
use crate::case::{Case, CaseSource, State};
use crate::evidence::problem::{fault_phrase, place_phrase};
use crate::knowledge::signs;
use crate::model::provenance::Unit;
use crate::model::rows::RowRef;
use crate::model::safe_text::SafeText;
use crate::model::time::ZoneBasis;
use crate::report::desk::short_name;
use crate::words::{Phrase, Words};
use std::collections::BTreeMap;

/// Damages listed for one source; the JSON has all.
const LISTED: usize = 3;
/// Suspects listed.
const SUSPECTS: usize = 5;

/// Places named behind a reason or a finding.
const PLACES: usize = 2;

/// The facts, with a line end after each line.
#[must_use]
pub fn text(case: &Case, words: &Words) -> String {
    let mut facts = Facts { case, words, text: String::new() };
    for (n, verdict) in case.analysis.verdicts.iter().enumerate() {
        facts.verdict(n, verdict);
    }
    facts.suspects(case);
    facts.findings(case);
    facts.clean_up(case);
    facts.queue(case);
    facts.noise(case);
    facts.coverage(case);
    facts.sources(case);
    facts.text
}

struct Facts<'a> {
    case: &'a Case,
    words: &'a Words,
    text: String,
}

impl Facts<'_> {
    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn say(&mut self, indent: &str, phrase: &Phrase) {
        let text = format!("{indent}{}", self.words.say(phrase));
        self.line(&text);
    }

    fn heading(&mut self, id: &str) {
        let text = format!("\n{}", self.words.word(id));
        self.line(&text);
    }

    /// The first verdict stands on the page already; the others begin with their headline.
    fn verdict(&mut self, n: usize, v: &Verdict) {
        if n > 0 {
            self.line("");
            self.say("", &v.headline);
        }
        let sure =
            Phrase::new("cli-how-sure").word("confidence", format!("confidence-{}", v.confidence.key()));
        self.say("  ", &sure);
        if v.subline != Phrase::default() {
            self.say("  ", &v.subline);
        }
        if v.messages > 0 {
            let counts = Phrase::new("cli-counts")
                .number("messages", v.messages)
                .number("recipients", v.recipients)
                .number("sessions", v.sessions);
            self.say("  ", &counts);
        }
        self.reasons("cli-why", &v.reasons_for);
        self.reasons("cli-against", &v.reasons_against);
    }

    fn reasons(&mut self, heading: &str, reasons: &[Reason]) {
        if reasons.is_empty() {
            return;
        }
        self.heading(heading);
        for reason in reasons {
            let (said, places) = (self.words.say(&reason.phrase), self.places(&reason.rows));
            self.line(&format!("  - {said}{places}"));
        }
    }

    /// ` [EX1/Security.evtx record 4711, … and 18 more]`; empty without rows.
    fn places(&self, rows: &[RowRef]) -> String {
        let shown: Vec<String> = rows.iter().take(PLACES).map(|row| self.place(*row)).collect();
        let more = rows.len().saturating_sub(PLACES);
        let rest = Phrase::new("cli-places-more").number("n", more);
        let rest = if more > 0 { format!(" {}", self.words.say(&rest)) } else { String::new() };
        if shown.is_empty() { String::new() } else { format!(" [{}{rest}]", shown.join(", ")) }
    }

    fn place(&self, row: RowRef) -> String {
        let at = self.case.store.tables.provenance(row);
        let name = self.case.source(at.source).map_or("", |s| s.name.as_str());
        let id = match at.place.unit {
            Unit::File => "cli-place-file",
            Unit::Record => "cli-place-record",
            Unit::Line => "cli-place-line",
            Unit::Item => "cli-place-item",
        };
        // A number to look up is written as the log's own viewer shows it, without separators.
        let number = at.place.number.to_string();
        self.words.say(&Phrase::new(id).text("file", short_name(name)).text("n", &number))
    }

    /// What the evidence shows of the clean-up, what contradicts it first.
    fn clean_up(&mut self, case: &Case) {
        let after = &case.analysis.aftermath;
        if after.signs.is_empty() && after.contradictions.is_empty() {
            return;
        }
        self.heading("cli-clean-up");
        for against in &after.contradictions {
            let said = Phrase::new("cli-contradiction").sentence("what", against.say.clone());
            let (said, places) = (self.words.say(&said), self.places(&against.rows));
            self.line(&format!("  ! {said}{places}"));
        }
        for sign in &after.signs {
            let (said, places) = (self.words.say(&sign.say), self.places(&sign.rows));
            let steps = signs::kind(sign.kind).map(|k| k.steps.join(", ")).unwrap_or_default();
            let steps = if steps.is_empty() { steps } else { format!("{steps}: ") };
            self.line(&format!("  - {steps}{said}{places}"));
            for limit in &sign.but {
                self.say("      ", limit);
            }
        }
    }

    fn suspects(&mut self, case: &Case) {
        let suspects = &case.analysis.suspects;
        if suspects.is_empty() {
            return;
        }
        self.heading("cli-suspects");
        for (suspect, rank) in suspects.iter().zip(1..=SUSPECTS) {
            self.suspect(case, suspect, rank);
        }
        if suspects.len() > SUSPECTS {
            self.say("  ", &Phrase::new("cli-more").number("n", suspects.len() - SUSPECTS));
        }
    }

    fn suspect(&mut self, case: &Case, suspect: &Suspect, rank: usize) {
        let addresses = suspect.addresses.iter().map(|a| case.store.raw(*a));
        let line = Phrase::new("cli-suspect")
            .number("rank", rank)
            .text("account", case.analysis.directory.name(suspect.account).as_str())
            .number("weight", suspect.weight)
            .number("failures", suspect.failures)
            .number("successes", suspect.successes)
            .number("addresses", suspect.addresses.len())
            .list("list", addresses.take(5));
        self.say("  ", &line);
    }

    fn findings(&mut self, case: &Case) {
        if case.analysis.findings.is_empty() {
            return;
        }
        self.heading("cli-findings");
        for finding in &case.analysis.findings {
            let (said, places) = (self.words.say(&finding.sentence), self.places(&finding.rows));
            let text = format!("  {:<4}{said}{places}", finding.id);
            self.line(&text);
        }
    }

    fn queue(&mut self, case: &Case) {
        let queue = &case.analysis.queue;
        if queue.curve.is_empty() && queue.snapshots.is_empty() {
            return;
        }
        let line = Phrase::new("cli-queue")
            .number("peak", queue.peak)
            .time("at", queue.peak_at)
            .word("basis", format!("depth-{}", queue.basis.key()));
        self.line("");
        self.say("", &line);
    }

    fn noise(&mut self, case: &Case) {
        let total: u64 = case.analysis.noise.iter().map(|n| n.count).sum();
        if total > 0 {
            let reasons: Vec<String> =
                case.analysis.noise.iter().map(|n| self.words.word(&format!("noise-{}", n.reason))).collect();
            let line = Phrase::new("cli-noise")
                .number("n", total)
                .list("reasons", reasons.iter().map(String::as_str));
            self.say("", &line);
        }
    }

    fn coverage(&mut self, case: &Case) {
        let open: Vec<_> = case.analysis.coverage.iter().filter(|c| c.answer != Answer::Yes).collect();
        if open.is_empty() {
            return;
        }
        self.heading("cli-coverage");
        let mut said: Vec<&Phrase> = Vec::new();
        for c in open {
            let question = self.words.word(&format!("question-{}", c.question));
            let answer = self.words.word(&format!("answer-{}", c.answer.key()));
            let why = self.words.say(&c.why);
            self.line(&format!("  - {question} {answer}. {why}"));
            let Some(collect) = &c.collect else { continue };
            if said.contains(&collect) {
                let what = self.words.word(&format!("{}-short", collect.id));
                self.say("    ", &Phrase::new("cli-as-above").text("what", &what));
            } else {
                self.say("    ", collect);
                said.push(collect);
            }
        }
    }

    /// Files without damage by format, the others one by one.
    fn sources(&mut self, case: &Case) {
        self.heading("cli-sources");
        let is_sound = |s: &&CaseSource| !s.is_troubled();
        let mut groups: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
        for source in case.sources.iter().filter(is_sound) {
            let (files, read) = groups.entry(source.format.unwrap_or("unknown")).or_default();
            *files += 1;
            *read += source.balance.read;
        }
        for (format, (files, read)) in groups {
            let line = Phrase::new("cli-source-group")
                .number("files", files)
                .word("format", format!("format-{format}"))
                .number("read", read);
            self.say("  ", &line);
        }
        case.sources.iter().filter(|s| !is_sound(s)).for_each(|s| self.source(s));
        if case.sources.is_empty() {
            self.say("  ", &Phrase::new("cli-no-file"));
        }
        self.assumed(case);
    }

    /// What no file states: zones that were assumed, and rows that stand in two files.
    fn assumed(&mut self, case: &Case) {
        let mut zones: BTreeMap<&str, u64> = BTreeMap::new();
        let assumed = case.sources.iter().filter(|s| s.zone_basis == ZoneBasis::Assumed);
        for zone in assumed.filter_map(|s| s.zone.as_deref()) {
            *zones.entry(zone).or_default() += 1;
        }
        for (zone, files) in zones {
            self.say("  ", &Phrase::new("cli-zone-assumed").number("files", files).text("zone", zone));
        }
        let repeated: u64 = case.sources.iter().flat_map(|s| &s.repeats).map(|(_, rows)| rows).sum();
        if repeated > 0 {
            self.say("  ", &Phrase::new("cli-repeated").number("rows", repeated));
        }
    }

    fn source(&mut self, source: &CaseSource) {
        let name = SafeText::new(&source.name);
        if let State::Failed(phrase) = &source.state {
            let why = self.words.say(phrase);
            self.line(&format!("  {name}: {why}"));
            return;
        }
        let b = source.balance;
        let line = Phrase::new("cli-source")
            .text("name", &source.name)
            .word("format", format!("format-{}", source.format.unwrap_or("unknown")))
            .number("read", b.read)
            .number("recovered", b.recovered)
            .number("skipped", b.skipped)
            .number("damaged", b.damaged)
            .number("total", b.total);
        self.say("  ", &line);
        for damage in source.damages.iter().take(LISTED) {
            let what = self.words.say(&fault_phrase(&damage.fault));
            let place = self.words.say(&place_phrase(damage.place));
            self.line(&format!("      {place}: {what}"));
        }
        let more = (source.damages.len().saturating_sub(LISTED)) as u64 + source.more_damages;
        if more > 0 {
            self.say("      ", &Phrase::new("more-warnings").number("n", more));
        }
    }
}
