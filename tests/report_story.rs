//! What the report tells, from the cover to the sheet on personal data: the same figures as analysis, every reference
//! resolved, page one whole, nobody accused who only stands as a sender.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test may fail")]

mod support;

use relayscope::analysis::finding::{Analysis, VerdictKind};
use relayscope::case::Case;
use relayscope::case::marks::Mark;
use relayscope::case::report_settings::{Party, ReportSettings};
use relayscope::case::work::Brief;
use relayscope::demo::{self, After, Generation, Options, Story};
use relayscope::model::provenance::Provenance;
use relayscope::model::rows::{RowRef, Table};
use relayscope::model::time::UtcTime;
use relayscope::playbook::progress::ProofKind;
use relayscope::report::compose::{Composed, compose};
use relayscope::report::desk::Circumstances;
use relayscope::report::document::{Block, Document, Fact, NoteKind, Section, Table as Grid};
use relayscope::words::{Language, Words};
use relayscope::workbench::Workbench;
use relayscope::workbench::command::{Command, StepDeed};
use std::sync::Arc;
use std::time::Duration;
use support::analysed;

/// The sections this file is about.
const OURS: [&str; 8] =
    ["summary", "facts", "timeline", "accounts", "how", "indicators", "impact", "personal-data"];

fn demo(options: Options) -> (Story, Workbench) {
    let folder = tempfile::tempdir().unwrap();
    let story = demo::write(folder.path(), &options).unwrap();
    let bench = analysed(&[folder.path()]);
    (story, bench)
}

fn submit(bench: &mut Workbench, command: Command) {
    bench.submit(command);
    while !bench.is_idle() {
        bench.wait(Duration::from_millis(20));
    }
}

fn words(language: Language) -> Words {
    Words::new(language, chrono_tz::Europe::Paris)
}

fn now() -> UtcTime {
    UtcTime::from_unix(1_762_500_000, 0)
}

fn report(case: &Case, language: Language) -> Composed {
    let around = Circumstances { now: now(), ..Circumstances::default() };
    compose(case, &words(language), &around)
}

/// An incident half-way through the clean-up: steps done, one refused, rows starred, fields filled in.
fn half_way() -> (Story, Workbench) {
    let (story, mut bench) = demo(Options { seed: 3, after: Some(After::StillIn), ..Options::default() });
    for id in ["CON-01", "CON-05", "CON-06", "CON-07"] {
        let proof = ProofKind::Observation { text: "seen".to_owned(), name: "A. Martin".to_owned() };
        let deed = StepDeed::Done { proof: Some(proof), overridden: Vec::new(), reason: String::new() };
        submit(&mut bench, Command::Step(id.to_owned(), deed));
    }
    submit(&mut bench, Command::Step("ERA-07".into(), StepDeed::Decide(Some((false, "M. Durand".into())))));
    let brief = Brief { aware_at: Some(UtcTime::from_unix(1_762_250_000, 0)), ..Brief::default() };
    submit(&mut bench, Command::Brief(Box::new(brief)));
    for row in 0..30 {
        let at = place(bench.case(), row * 7);
        let note = if row == 3 { "the copier’s password".to_owned() } else { String::new() };
        submit(&mut bench, Command::Mark(at, Mark { star: true, tags: vec![format!("tag{row}")], note }));
    }
    let client = Party { company: "Contoso".into(), person: "M. Durand".into(), ..Party::default() };
    let text = |key: &str, text: &str| (key.to_owned(), text.to_owned());
    let texts = [text("data-contact", "dpo@contoso.test"), text("how", "The password was on a label.")];
    let settings = ReportSettings { client, texts: texts.into(), ..ReportSettings::default() };
    submit(&mut bench, Command::Report(Box::new(settings)));
    (story, bench)
}

fn place(case: &Case, row: u32) -> Provenance {
    case.store.tables.provenance(RowRef { table: Table::Authentication, row })
}

fn section<'a>(document: &'a Document, key: &str) -> &'a Section {
    document.sections.iter().find(|s| s.key == key).unwrap_or_else(|| panic!("no section {key}"))
}

/// All texts of a section as lines.
fn lines(section: &Section) -> Vec<String> {
    section.blocks.iter().flat_map(block_lines).collect()
}

fn block_lines(block: &Block) -> Vec<String> {
    match block {
        Block::Heading(text) => vec![format!("## {text}")],
        Block::Lead(text) => vec![format!("# {}", text.plain())],
        Block::Paragraph(text) => vec![text.plain()],
        Block::Note(kind, text) => vec![format!("({kind:?}) {}", text.plain())],
        Block::Points(texts) | Block::Numbered(texts) | Block::Boxes(texts) => {
            texts.iter().map(|t| format!("- {}", t.plain())).collect()
        }
        Block::Pairs(pairs) => pairs.iter().map(|(l, t)| format!("{l} | {}", t.plain())).collect(),
        Block::Table(table) => grid(table),
        Block::Fact(fact) => fact_lines(fact),
        Block::Figure(_) | Block::Lines(_) | Block::Signatures(_) => Vec::new(),
    }
}

fn grid(table: &Grid) -> Vec<String> {
    let titles: Vec<&str> = table.columns.iter().map(|c| c.title.as_str()).collect();
    let rows = table.rows.iter().map(|r| r.iter().map(|t| t.plain()).collect::<Vec<_>>().join(" | "));
    [format!("[{}]", table.caption), titles.join(" | ")]
        .into_iter()
        .chain(rows)
        .chain([table.foot.clone()])
        .collect()
}

fn fact_lines(fact: &Fact) -> Vec<String> {
    let head = format!("{} {} ({})", fact.id, fact.sentence.plain(), fact.confidence);
    let parts = fact.parts.iter().flat_map(|(label, texts)| {
        std::iter::once(format!("   {label}")).chain(texts.iter().map(|t| format!("     - {}", t.plain())))
    });
    std::iter::once(head).chain(parts).collect()
}

fn facts(document: &Document) -> Vec<&Fact> {
    let blocks = section(document, "facts").blocks.iter();
    blocks.filter_map(|b| if let Block::Fact(fact) = b { Some(fact) } else { None }).collect()
}

/// An id that has no words stands in brackets as it is: `[verdict-none]`.
fn wordless(text: &str) -> Option<&str> {
    let inside = text.split('[').skip(1).filter_map(|part| part.split_once(']')).map(|(inside, _)| inside);
    let is_id = |t: &&str| {
        t.contains('-') && t.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    };
    inside.into_iter().find(is_id)
}

/// Holds for every report, whatever the case: words for all, references that resolve, tables that are even.
fn check(case: &Case, language: Language) -> Composed {
    let composed = report(case, language);
    let (mut document, numbers) = (composed.document.clone(), composed.cited.len());
    document.sections.retain(|s| OURS.contains(&s.key));
    if std::env::var_os("RELAYSCOPE_SHOW").is_some() {
        let sections = document.sections.iter();
        let text: Vec<String> =
            sections.flat_map(|s| [vec![format!("\n=== {}", s.title)], lines(s)].concat()).collect();
        support::say(&format!("{:#?}\n{}", document.cover, text.join("\n")));
    }
    document.for_each_text(&mut |text| {
        assert_eq!(wordless(text), None, "{language:?}: {text}");
        assert!(!text.contains("{ $") && !text.contains("{$"), "{text}");
    });
    for section in &document.sections {
        for block in &section.blocks {
            if let Block::Table(table) = block {
                assert!(table.rows.iter().all(|r| r.len() == table.columns.len()), "{}", section.key);
            }
        }
        let text = lines(section).join("\n");
        for part in text.split("[R").skip(1) {
            let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
            let Ok(number) = digits.parse::<usize>() else { continue };
            assert!((1..=numbers).contains(&number), "R{number} of {numbers}");
        }
    }
    for (record, n) in composed.cited.iter().zip(1u32..) {
        assert_eq!(record.number.0, n);
        assert!(case.source(record.at.source).is_some(), "{record:?}");
        if let Some(row) = record.row {
            assert_eq!(case.store.tables.provenance(row), record.at);
        }
    }
    composed
}

/// Every finding has what it rests on, what speaks against it, and an innocent explanation.
fn findings_are_fair(case: &Case, document: &Document) {
    let facts = facts(document);
    let ids: Vec<&str> = facts.iter().map(|f| f.id.as_str()).collect();
    let verdicts = case.analysis.verdicts.len();
    let expected: Vec<&str> = case.analysis.findings.iter().map(|f| f.id.as_str()).collect();
    assert_eq!(&ids[verdicts..], expected, "the numbers of the screen");
    for fact in &facts[verdicts..] {
        assert_eq!(fact.parts.len(), 3, "{fact:?}");
        assert!(fact.parts.iter().all(|(label, texts)| !label.is_empty() && !texts.is_empty()), "{fact:?}");
        assert!(!fact.sentence.cites.is_empty(), "{fact:?}");
    }
    for (fact, verdict) in facts.iter().zip(&case.analysis.verdicts) {
        let quiet = matches!(verdict.kind, VerdictKind::NoRelaySeen | VerdictKind::Undetermined);
        assert!(quiet || fact.parts.len() == 4, "{fact:?}");
    }
}

/// Figures as the words write them.
fn figures_are_those_of_analysis(case: &Case, composed: &Composed, language: Language) {
    let words = words(language);
    let verdict = &case.analysis.verdicts[0];
    let queue = &case.analysis.queue;
    for key in ["summary", "impact"] {
        let text = lines(section(&composed.document, key)).join("\n");
        for n in [verdict.messages, verdict.recipients, verdict.sessions, u64::from(queue.peak)] {
            assert!(text.contains(&words.number(n)), "{key}: {n}\n{text}");
        }
    }
    let text = lines(section(&composed.document, "timeline")).join("\n");
    let span = verdict.span.unwrap();
    for time in [span.first, span.last, queue.peak_at] {
        assert!(text.contains(&words.time(time)), "{time:?}\n{text}");
    }
    let text = lines(section(&composed.document, "accounts")).join("\n");
    let suspect = &case.analysis.suspects[0];
    for n in [suspect.failures, suspect.successes, suspect.messages, suspect.recipients, suspect.sessions] {
        assert!(text.contains(&words.number(n)), "{n}\n{text}");
    }
}

fn key_events(document: &Document) -> &Grid {
    let blocks = section(document, "timeline").blocks.iter();
    blocks.filter_map(|b| if let Block::Table(table) = b { Some(table) } else { None }).next().unwrap()
}

/// Forged senders stand as senders, never where accounts stand.
fn no_sender_is_an_account(case: &Case, story: &Story, document: &Document) {
    let sender_of = |row: u32| {
        let mail = case.store.tables.mail.row(row as usize);
        mail.reverse_path.or(mail.sender)
    };
    let relayed = (0u32..).zip(&case.analysis.flow_of);
    let relayed = relayed.filter(|(_, f)| **f == relayscope::analysis::finding::Flow::Relayed);
    let senders: std::collections::BTreeSet<&str> =
        relayed.map(|(row, _)| case.store.raw(sender_of(row))).filter(|s| s.contains('@')).collect();
    assert!(senders.len() > 3);
    let accounts = lines(section(document, "accounts")).join("\n");
    assert!(senders.iter().all(|s| !accounts.contains(*s)), "{accounts}");
    let table = section(document, "indicators").blocks.iter();
    let table = table.filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None }).next().unwrap();
    let words = words(document.language);
    let of = |kind: &str| words.word(&format!("report-story-indicator-{kind}"));
    let named: Vec<&str> =
        table.rows.iter().filter(|r| r[0].words == of("account")).map(|r| r[1].words.as_str()).collect();
    assert_eq!(named, [story.account.as_str()]);
    assert!(table.rows.iter().any(|r| r[0].words == of("sender")));
    for address in &story.addresses {
        let defanged = address.to_string().replace('.', "[.]");
        assert!(table.rows.iter().any(|r| r[1].words == defanged), "{defanged}");
    }
}

#[test]
fn an_incident_half_way_through_the_clean_up_is_told_whole_in_both_languages() {
    let (story, bench) = half_way();
    let case = bench.case();
    for language in [Language::English, Language::French] {
        let composed = check(case, language);
        let document = &composed.document;
        findings_are_fair(case, document);
        figures_are_those_of_analysis(case, &composed, language);
        no_sender_is_an_account(case, &story, document);
        let again = report(case, language);
        assert!(document == &again.document && composed.cited == again.cited, "two runs differ");
        every_star_is_told(document);
        let events = key_events(document);
        assert!((10..=20).contains(&events.rows.len()), "{}", events.rows.len());
        page_one(case, document, &words(language));
        let data = lines(section(document, "personal-data")).join("\n");
        let end = UtcTime::from_unix(1_762_250_000 + 72 * 3600, 0);
        assert!(data.contains(&words(language).time(end)), "{data}");
        assert!(data.contains("dpo@contoso.test"), "{data}");
        let label = words(language).word("report-field-data-consequences");
        assert!(data.contains(&label), "{data}");
        assert!(lines(section(document, "how")).contains(&"The password was on a label.".to_owned()));
    }
}

fn every_star_is_told(document: &Document) {
    let text = lines(section(document, "timeline")).join("\n");
    for row in 0..30 {
        let tag = format!("tag{row}");
        let told = text
            .match_indices(&tag)
            .any(|(at, _)| !text[at + tag.len()..].starts_with(|c: char| c.is_ascii_digit()));
        assert!(told, "{tag}\n{text}");
    }
    assert!(text.contains("the copier’s password"), "{text}");
}

/// Who, what, since when, still going on, how many, how sure, what was done, what is left; no codes.
fn page_one(case: &Case, document: &Document, words: &Words) {
    let section = section(document, "summary");
    let all = lines(section);
    let text = all.join("\n");
    let verdict = &case.analysis.verdicts[0];
    let questions = ["which-account", "from-where", "since-when", "how-many", "still-going-on"];
    for question in questions {
        assert!(text.contains(&words.word(&format!("question-{question}"))), "{question}\n{text}");
    }
    assert!(text.starts_with(&format!("# {}", words.say(&verdict.headline))), "{text}");
    assert!(text.contains(&words.word("confidence-established")), "{text}");
    let title =
        |id: &str| relayscope::playbook::step::step(id).unwrap().title.get(words.language()).to_owned();
    assert!(text.contains(&title("CON-05")), "done\n{text}");
    assert!(text.contains(&title("ERA-07")), "refused\n{text}");
    assert!(text.contains(&title("CON-03")), "open\n{text}");
    let warned = section.blocks.iter().any(|b| matches!(b, Block::Note(NoteKind::Warning, _)));
    assert!(warned, "the evidence contradicts\n{text}");
    let set: usize = all.iter().map(|line| line.chars().count().div_ceil(95)).sum();
    assert!(set <= 46, "{set} lines\n{text}");
    let codes = ["4624", "4625", "4776", "1708", "CON-", "ERA-", "[R", "0x", "Set-"];
    assert!(codes.iter().all(|code| !text.contains(code)), "{text}");
}

#[test]
fn a_server_of_2003_is_told_too() {
    let (story, bench) =
        demo(Options { seed: 2, generation: Generation::Exchange2003, ..Options::default() });
    for language in [Language::English, Language::French] {
        let composed = check(bench.case(), language);
        findings_are_fair(bench.case(), &composed.document);
        figures_are_those_of_analysis(bench.case(), &composed, language);
        no_sender_is_an_account(bench.case(), &story, &composed.document);
        let text = lines(section(&composed.document, "summary")).join("\n");
        assert!(text.contains(&words(language).word("report-story-nothing-done")), "{text}");
        assert!(text.contains(&words(language).word("page-first")), "{text}");
    }
}

#[test]
fn an_empty_case_says_that_it_states_nothing() {
    for language in [Language::English, Language::French] {
        let composed = check(&Case::default(), language);
        let says = words(language).word("report-story-no-verdict");
        for key in ["summary", "facts"] {
            assert!(lines(section(&composed.document, key)).join("\n").contains(&says));
        }
        assert_eq!(composed.document.cover.subtitle, says);
        for key in ["accounts", "how", "indicators", "impact", "personal-data"] {
            assert!(composed.document.sections.iter().all(|s| s.key != key), "{key} is noise");
        }
    }
}

#[test]
fn files_that_cannot_tell_are_not_made_to_tell() {
    let folder = tempfile::tempdir().unwrap();
    demo::write(folder.path(), &Options { seed: 4, ..Options::default() }).unwrap();
    let logs = tempfile::tempdir().unwrap();
    std::fs::copy(folder.path().join("EX1/Security.evtx"), logs.path().join("Security.evtx")).unwrap();
    let bench = analysed(&[logs.path()]);
    let verdict = bench.case().analysis.verdicts.first().map(|v| v.kind);
    assert_eq!(verdict, Some(VerdictKind::Undetermined));
    for language in [Language::English, Language::French] {
        let composed = check(bench.case(), language);
        findings_are_fair(bench.case(), &composed.document);
        let text = lines(section(&composed.document, "summary")).join("\n");
        assert!(text.contains(&words(language).word("page-sure-undetermined")), "{text}");
        let how = lines(section(&composed.document, "how")).join("\n");
        assert!(how.contains(&words(language).word("report-story-how-open")), "{how}");
        let look = words(language).word("report-story-nothing-to-look-for");
        assert!(lines(section(&composed.document, "indicators")).contains(&look));
    }
}

#[test]
fn every_kind_of_verdict_has_its_words() {
    let (_, bench) = demo(Options { seed: 5, ..Options::default() });
    let kinds = [
        VerdictKind::OpenRelay,
        VerdictKind::InternalRelay,
        VerdictKind::MailboxTakeover,
        VerdictKind::ReverseNdr,
        VerdictKind::Backscatter,
        VerdictKind::NoRelaySeen,
    ];
    let mut case =
        Case { sources: bench.case().sources.clone(), store: bench.case().store.clone(), ..Case::default() };
    for kind in kinds {
        let mut analysis: Analysis = (*bench.case().analysis).clone();
        analysis.verdicts[0].kind = kind;
        analysis.verdicts[0].accounts.clear();
        analysis.verdicts[0].account = None;
        case.analysis = Arc::new(analysis);
        for language in [Language::English, Language::French] {
            check(&case, language);
        }
    }
}
