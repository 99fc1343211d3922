//! The whole report of the demo: its figures are those of the analysis and the JSON, its references lead to records,
//! its aliases leave no name in, and the same case gives the same bytes in every form.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

#[path = "support/bench.rs"]
mod bench;
#[path = "support/mod.rs"]
mod support;

use bench::submit;
use chrono_tz::Tz;
use relayscope::case::report_settings::{Party, ReportSettings};
use relayscope::case::{Case, file};
use relayscope::cli::json;
use relayscope::evidence::intake;
use relayscope::model::provenance::Place;
use relayscope::model::time::UtcTime;
use relayscope::playbook::progress::ProofKind;
use relayscope::report::compose::{Composed, compose};
use relayscope::report::desk::Circumstances;
use relayscope::report::document::{Block, Document, Text};
use relayscope::report::forms::{Form, html, text};
use relayscope::report::redact::Redactor;
use relayscope::task::Task;
use relayscope::words::{Language, Words};
use relayscope::workbench::Workbench;
use relayscope::workbench::command::{Command, Output, Product, StepDeed};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The demo incident and its next days, with a step done, one skipped and one refused.
fn demo(folder: &Path) -> Workbench {
    let after = Some(relayscope::demo::After::Clean);
    let options = relayscope::demo::Options { after, ..Default::default() };
    relayscope::demo::write(folder, &options).unwrap();
    let mut bench = support::analysed(&[folder]);
    submit(&mut bench, Command::SetSiteZone(Tz::Europe__Paris));
    let seen = ProofKind::Observation { text: "Enabled = False".into(), name: "A. Martin".into() };
    let done = StepDeed::Done { proof: Some(seen), overridden: Vec::new(), reason: String::new() };
    for (id, deed) in [
        ("CON-05", done),
        ("CON-03", StepDeed::Skip("No proxy in this site".into())),
        ("ERA-02", StepDeed::Decide(Some((false, "B. Client".into())))),
    ] {
        submit(&mut bench, Command::Step(id.into(), deed));
    }
    let settings = ReportSettings {
        client: Party { company: "Contoso SA".into(), ..Party::default() },
        consultant: Party {
            company: "Fabrikam Conseil".into(),
            person: "A. Martin".into(),
            ..Party::default()
        },
        ..ReportSettings::default()
    };
    submit(&mut bench, Command::Report(Box::new(settings)));
    bench
}

fn around(case: &Case) -> Circumstances {
    let now = UtcTime::from_unix(1_790_000_000, 0);
    Circumstances { now, evidence: file::hash_again(None, &case.sources, &Task::detached()) }
}

fn composed(case: &Case, language: Language) -> Composed {
    compose(case, &Words::new(language, Tz::Europe__Paris), &around(case))
}

/// Every text with what it cites.
fn texts(document: &Document) -> Vec<(&'static str, Text)> {
    let mut found = Vec::new();
    for section in &document.sections {
        let mut add = |text: &Text| found.push((section.key, text.clone()));
        for block in &section.blocks {
            match block {
                Block::Paragraph(t) | Block::Lead(t) | Block::Note(_, t) => add(t),
                Block::Points(all) | Block::Numbered(all) | Block::Boxes(all) => {
                    all.iter().for_each(&mut add)
                }
                Block::Pairs(pairs) => {
                    pairs.iter().for_each(|(label, t)| {
                        add(&Text { words: format!("{label} {}", t.words), ..t.clone() })
                    });
                }
                Block::Table(table) => table.rows.iter().for_each(|row| {
                    let words = row.iter().map(|c| c.words.as_str()).collect::<Vec<_>>().join(" | ");
                    let cites = row.iter().flat_map(|c| c.cites.iter().copied()).collect();
                    add(&Text { words, cites, more: String::new() });
                }),
                Block::Fact(fact) => {
                    add(&fact.sentence);
                    fact.parts.iter().flat_map(|(_, points)| points).for_each(&mut add);
                }
                Block::Lines(lines) => lines.iter().for_each(|l| add(&l.clone().into())),
                Block::Heading(words) => add(&words.clone().into()),
                Block::Figure(_) | Block::Signatures(_) => {}
            }
        }
    }
    found
}

/// All that a section says, one text a line.
fn section(document: &Document, key: &str) -> String {
    let of = texts(document).into_iter().filter(|(k, _)| *k == key);
    of.map(|(_, t)| t.words + "\n").collect()
}

fn n(value: &Value, key: &str) -> u64 {
    value[key].as_u64().unwrap()
}

#[test]
fn every_figure_is_that_of_the_analysis_and_of_the_json() {
    let folder = tempfile::tempdir().unwrap();
    let bench = demo(folder.path());
    for language in [Language::English, Language::French] {
        let words = Words::new(language, Tz::Europe__Paris);
        let report = composed(bench.case(), language).document;
        let said = json::document(bench.case(), &words);
        let verdict = &said["verdicts"][0];
        let time = |value: &Value| {
            let time = chrono::DateTime::parse_from_rfc3339(value.as_str().unwrap()).unwrap();
            words.time(UtcTime::from_unix(time.timestamp(), 0))
        };
        let summary = section(&report, "summary");
        for figure in ["messages", "recipients"].map(|key| words.number(n(verdict, key))) {
            assert!(summary.contains(&figure), "{figure} is not in\n{summary}");
        }
        let account = verdict["account"].as_str().unwrap();
        assert!(summary.contains(account) && summary.contains(&time(&verdict["first"])), "{summary}");
        let impact = section(&report, "impact");
        let figures = ["messages", "recipients", "sessions"].map(|key| words.number(n(verdict, key)));
        let peak = words.number(n(&said["queue"], "peak"));
        for figure in figures.iter().chain([&peak]) {
            assert!(impact.contains(figure), "{figure} is not in\n{impact}");
        }
        let accounts = section(&report, "accounts");
        let guilty = &said["suspects"][0];
        for key in ["failures", "successes", "sessions", "messages", "recipients"] {
            let figure = words.number(n(guilty, key));
            assert!(accounts.contains(&figure), "{key} {figure} is not in\n{accounts}");
        }
        let evidence = section(&report, "evidence");
        for source in said["sources"].as_array().unwrap() {
            let name = source["path"].as_str().unwrap().rsplit('/').next().unwrap();
            let hash = source["sha256"].as_str().unwrap();
            let rows: Vec<&str> = evidence.lines().filter(|l| l.contains(name)).collect();
            let total = words.number(n(source, "total"));
            let read = words.number(n(source, "read"));
            let balance = rows.iter().any(|row| row.contains(&total) && row.contains(&read));
            assert!(balance, "{name}: {read} of {total} is not in\n{}", rows.join("\n"));
            let plain = evidence.replace([' ', '\u{200b}'], "");
            assert!(plain.contains(hash), "the hash of {name} is missing");
        }
    }
}

#[test]
fn every_reference_leads_to_a_record_that_can_be_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let bench = demo(folder.path());
    let case = bench.case();
    let report = composed(case, Language::English);
    let listed: BTreeSet<String> = section(&report.document, "records")
        .lines()
        .filter_map(|row| Some(row.split(" | ").next()?.trim().to_owned()))
        .collect();
    let mut cited = BTreeSet::new();
    for (_, text) in texts(&report.document) {
        cited.extend(text.cites.iter().copied());
    }
    assert!(cited.len() > 20, "only {} records are cited", cited.len());
    assert!(cited.iter().all(|c| listed.contains(&format!("R{}", c.0))), "{cited:?} {listed:?}");
    for record in &report.cited {
        let source = case.source(record.at.source).unwrap();
        if record.at.place == Place::FILE {
            continue;
        }
        let candidate = intake::find_again(&source.name, &Task::detached()).unwrap();
        let raw = intake::raw(&candidate, source.format.unwrap(), record.at.place, &Task::detached());
        let raw = raw.map_err(|e| e.phrase().id);
        assert!(raw.is_ok(), "R{}: {:?}", record.number.0, raw.err());
        let raw = raw.unwrap();
        assert!(!raw.text.as_str().is_empty(), "R{} is empty", record.number.0);
    }
    // What is claimed is not left without its records.
    let facts = report.document.sections.iter().find(|s| s.key == "facts").unwrap();
    let claims = facts.blocks.iter().filter_map(|b| if let Block::Fact(f) = b { Some(f) } else { None });
    for fact in claims {
        let all = fact.parts.iter().flat_map(|(_, points)| points).chain([&fact.sentence]);
        assert!(all.map(|t| t.cites.len()).sum::<usize>() > 0, "{} cites nothing", fact.id);
    }
}

#[test]
fn no_word_is_missing_and_both_languages_have_the_same_sections() {
    let folder = tempfile::tempdir().unwrap();
    let bench = demo(folder.path());
    let reports = [Language::English, Language::French].map(|l| composed(bench.case(), l).document);
    let keys = |d: &Document| d.sections.iter().map(|s| s.key).collect::<Vec<_>>();
    assert_eq!(keys(&reports[0]), keys(&reports[1]));
    for mut report in reports {
        let missing = regex_free_ids(&mut report);
        assert!(missing.is_empty(), "{missing:?}");
    }
}

/// Texts that hold `[some-id]`, as a missing word is shown.
fn regex_free_ids(report: &mut Document) -> Vec<String> {
    let mut found = Vec::new();
    report.for_each_text(&mut |text| {
        let inside = text.split('[').skip(1).filter_map(|rest| rest.split(']').next());
        let is_id = |t: &str| {
            t.contains('-')
                && t.starts_with(|c: char| c.is_ascii_lowercase())
                && t.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        };
        found.extend(inside.filter(|t| is_id(t)).map(str::to_owned));
    });
    found
}

#[test]
fn aliases_leave_no_name_in_and_change_no_figure() {
    let folder = tempfile::tempdir().unwrap();
    let mut bench = demo(folder.path());
    let open = composed(bench.case(), Language::English).document;
    let settings = ReportSettings { redact: true, ..bench.case().work.report() };
    submit(&mut bench, Command::Report(Box::new(settings)));
    let mut redacted = composed(bench.case(), Language::English).document;
    let names = Redactor::of(bench.case()).key();
    assert!(names.len() > 10, "only {} names", names.len());
    let account = bench.case().analysis.verdicts[0].account.unwrap();
    let account = bench.case().analysis.directory.name(account).to_string();
    let short = account.rsplit('\\').next().unwrap().to_lowercase();
    let mut left = Vec::new();
    redacted.for_each_text(&mut |text| {
        let lower = text.to_lowercase();
        if lower.contains(&short) || lower.contains("contoso") || lower.contains("203.0.113.") {
            left.push(text.clone());
        }
    });
    assert!(left.is_empty(), "{left:#?}");
    let words = Words::new(Language::English, Tz::Europe__Paris);
    let messages = words.number(bench.case().analysis.verdicts[0].messages);
    assert!(section(&redacted, "impact").contains(&messages) && section(&open, "impact").contains(&messages));
}

#[test]
fn the_same_case_gives_the_same_bytes_in_every_form() {
    let folder = tempfile::tempdir().unwrap();
    let mut bench = demo(&folder.path().join("demo"));
    let report = composed(bench.case(), Language::French).document;
    assert_eq!(html::page(&report), html::page(&composed(bench.case(), Language::French).document));
    assert!(text::page(&report).lines().count() > 100);
    let write = |bench: &mut Workbench, name: &str, product| -> PathBuf {
        let path = folder.path().join(name);
        let at = Some(UtcTime::from_unix(1_790_000_000, 0));
        let output = Output {
            product,
            path: path.clone(),
            language: Language::French,
            open: false,
            settings: None,
            at,
        };
        submit(bench, Command::Produce(Box::new(output)));
        assert_eq!(bench.case().notice, None);
        path
    };
    for (product, ending) in [(Product::Report(Form::Pdf), "pdf"), (Product::Annex, "zip")] {
        let first = write(&mut bench, &format!("1.{ending}"), product);
        let second = write(&mut bench, &format!("2.{ending}"), product);
        let (first, second) = (std::fs::read(first).unwrap(), std::fs::read(second).unwrap());
        assert!(
            first.len() > 10_000 && first == second,
            "{ending}: {} and {} bytes",
            first.len(),
            second.len()
        );
    }
}
