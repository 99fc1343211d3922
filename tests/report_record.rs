//! The second half of the report against the demo incident with its clean-up: every deed with its proof, every
//! refusal with its reason, every reference resolved, every balance kept, in both languages.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

#[path = "support/bench.rs"]
mod bench;
#[path = "support/mod.rs"]
mod support;

use bench::{finish, submit};
use relayscope::analysis::finding::Flow;
use relayscope::case::custody::{Entry, Sealed};
use relayscope::case::file::Evidence;
use relayscope::case::report_settings::{Party, ReportSettings};
use relayscope::case::work::Brief;
use relayscope::case::{Case, State};
use relayscope::checks::answer::{
    CheckAnswer, CheckKind, CheckResult, Origin, Severity, Speaker, SpokenLine,
};
use relayscope::checks::consent::Scope;
use relayscope::demo::{self, After, Options};
use relayscope::model::provenance::SourceId;
use relayscope::model::time::UtcTime;
use relayscope::playbook::flow::{FlowCell, FlowResult};
use relayscope::playbook::machines::{Fate, Machine};
use relayscope::playbook::progress::ProofKind;
use relayscope::playbook::step::step;
use relayscope::report::compose::{Composed, compose};
use relayscope::report::desk::Circumstances;
use relayscope::report::document::{Block, NoteKind, Section, Table};
use relayscope::words::{Language, Phrase, Words};
use relayscope::workbench::Workbench;
use relayscope::workbench::command::{Command, StepDeed};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

const MINE: [&str; 13] = [
    "actions",
    "verification",
    "outstanding",
    "recommendations",
    "method",
    "evidence",
    "signatures",
    "tables",
    "headers",
    "transcripts",
    "words",
    "checklist",
    "records",
];

/// Sat 15 Nov 2025, after the story and its clean-up.
fn now() -> UtcTime {
    UtcTime::from_unix(1_763_164_800, 0)
}

fn deed(bench: &mut Workbench, id: &str, deed: StepDeed) {
    submit(bench, Command::Step(id.to_owned(), deed));
}

fn seen(text: &str) -> StepDeed {
    let proof = ProofKind::Observation { text: text.to_owned(), name: "A. Martin".to_owned() };
    StepDeed::Done { proof: Some(proof), overridden: Vec::new(), reason: String::new() }
}

fn result(subject: &str, code: &str, severity: Severity) -> CheckResult {
    CheckResult {
        subject: subject.to_owned(),
        code: code.to_owned(),
        severity,
        say: Phrase::new("chk-listed"),
        advice: Phrase::default(),
        raw: "127.0.0.2".to_owned(),
        reference: String::new(),
        at: now(),
    }
}

fn answer(kind: CheckKind, target: &str, at: i64, results: Vec<CheckResult>) -> Command {
    let line = |n: u32| SpokenLine { at: now(), who: Speaker::Server, text: format!("220 line {n}\u{202e}") };
    Command::EnterAnswer(Box::new(CheckAnswer {
        kind,
        target: target.to_owned(),
        begun: now().plus_seconds(at),
        ended: now().plus_seconds(at + 1),
        origin: Origin::ByHand,
        by: "B. Petit".to_owned(),
        through: String::new(),
        results,
        transcript: (0..405).map(line).collect(),
        cut_short: None,
    }))
}

/// The demo with its clean-up, worked on as a consultant would.
fn worked(after: After) -> Workbench {
    let folder = tempfile::tempdir().unwrap();
    demo::write(folder.path(), &Options { after: Some(after), ..Options::default() }).unwrap();
    let mut bench = support::analysed(&[folder.path()]);
    checked(&mut bench);
    ticked(&mut bench, &folder.path().join("picture.png"));
    let machine = Machine {
        name: "PC7".to_owned(),
        fate: Fate::Rebuild,
        owner: "Ben".to_owned(),
        ..Machine::default()
    };
    submit(&mut bench, Command::Machine("pc7".to_owned(), Some(Box::new(machine))));
    let brief = Brief { aware_at: Some(now().plus_seconds(-3600)), ..Brief::default() };
    submit(&mut bench, Command::Brief(Box::new(brief)));
    let client =
        Party { company: "Contoso".to_owned(), person: "C. Director".to_owned(), ..Party::default() };
    let mut settings = ReportSettings { client, ..ReportSettings::default() };
    for key in ["context", "recommendations", "remarks"] {
        settings.texts.insert(key.to_owned(), format!("typed {key}"));
    }
    submit(&mut bench, Command::Report(Box::new(settings)));
    bench
}

fn checked(bench: &mut Workbench) {
    let consent = Command::GiveConsent {
        client: "Contoso".to_owned(),
        authorised_by: "C. Director".to_owned(),
        targets: vec!["mail.contoso.test".to_owned()],
        scopes: vec![Scope::Smtp],
    };
    submit(bench, consent);
    let zone = "zen.spamhaus.org";
    submit(
        bench,
        answer(CheckKind::Blocklists, "192.0.2.25", 0, vec![result(zone, "LISTED", Severity::High)]),
    );
    submit(
        bench,
        answer(CheckKind::Smtp, "mail.contoso.test", 5, vec![result("25", "AUTH-CLEAR", Severity::Critical)]),
    );
    let mended = vec![result("587", "AUTH-TLS", Severity::Note), result("25", "AUTH-NONE", Severity::Good)];
    submit(bench, answer(CheckKind::Smtp, "mail.contoso.test", 9, mended));
    let cell = FlowCell { result: FlowResult::Passed, by: "Ben".to_owned(), ..FlowCell::default() };
    submit(bench, Command::Flow("window/DL".to_owned(), Box::new(cell)));
    submit(bench, Command::PlanRetests(vec![0, 7]));
    submit(bench, Command::RetestDone(0, true));
}

fn ticked(bench: &mut Workbench, file: &std::path::Path) {
    let sign =
        bench.case().analysis.aftermath.signs.iter().find(|s| s.kind == "password-reset").unwrap().clone();
    let record = ProofKind::Record {
        sign: "password-reset".to_owned(),
        at: sign.place[0],
        when: sign.at,
        say: sign.say,
    };
    let by_record = StepDeed::Done { proof: Some(record), overridden: Vec::new(), reason: String::new() };
    deed(bench, "CON-05", by_record.clone());
    deed(bench, "CON-06", by_record);
    let by_answer = StepDeed::Done {
        proof: Some(ProofKind::Answer(3)),
        overridden: vec![Phrase::new("rule-needs").text("step", "ERA-06")],
        reason: "agreed by telephone".to_owned(),
    };
    deed(bench, "ERA-07", by_answer);
    deed(bench, "CON-07", seen("all sessions closed"));
    std::fs::write(file, b"not really a picture").unwrap();
    submit(bench, Command::ProveByFile { step: "CON-01".to_owned(), path: file.to_owned(), embed: false });
    let end = Instant::now() + Duration::from_secs(20);
    while bench.case().work.step("CON-01").proofs.is_empty() {
        assert!(Instant::now() < end);
        bench.wait(Duration::from_millis(20));
    }
    finish(bench);
    deed(bench, "CON-01", StepDeed::Done { proof: None, overridden: Vec::new(), reason: String::new() });
    deed(bench, "CON-04", StepDeed::Begin);
    deed(bench, "REC-05", StepDeed::Skip("lockout comes with the new domain".to_owned()));
    deed(bench, "REC-09", StepDeed::NotApplicable("no such gateway here".to_owned()));
    deed(bench, "REC-06", StepDeed::Decide(Some((false, "C. Director".to_owned()))));
    deed(bench, "VER-01", StepDeed::Assign { owner: "D. Dupont".to_owned(), due: "2025-11-30".to_owned() });
}

fn clean() -> &'static Case {
    static CASE: OnceLock<Case> = OnceLock::new();
    CASE.get_or_init(|| worked(After::Clean).case().clone())
}

fn still_in() -> &'static Case {
    static CASE: OnceLock<Case> = OnceLock::new();
    CASE.get_or_init(|| worked(After::StillIn).case().clone())
}

fn words(language: Language) -> Words {
    Words::new(language, chrono_tz::Europe::Paris)
}

const BOTH: [Language; 2] = [Language::English, Language::French];

fn report(case: &Case, language: Language) -> Composed {
    compose(case, &words(language), &Circumstances { now: now(), ..Circumstances::default() })
}

fn section<'a>(report: &'a Composed, key: &str) -> &'a Section {
    report.document.sections.iter().find(|s| s.key == key).unwrap()
}

/// Every text of the sections with this key, in order.
fn texts(report: &Composed, key: &str) -> Vec<String> {
    let mut document = report.document.clone();
    document.sections.retain(|s| s.key == key);
    let mut found = Vec::new();
    document.for_each_text(&mut |text| found.push(text.clone()));
    found
}

fn all(report: &Composed, key: &str) -> String {
    texts(report, key).join("\n")
}

fn tables(section: &Section) -> Vec<&Table> {
    let of = |b: &'_ Block| matches!(b, Block::Table(_));
    section
        .blocks
        .iter()
        .filter(|b| of(b))
        .map(|b| if let Block::Table(t) = b { t } else { unreachable!() })
        .collect()
}

fn facts(section: &Section) -> Vec<(String, String)> {
    let fact = |b: &Block| match b {
        Block::Fact(f) => {
            let points = f.parts.iter().flat_map(|(_, points)| points).map(|p| p.plain()).collect::<Vec<_>>();
            Some((f.id.clone(), format!("{}\n{}", f.confidence, points.join("\n"))))
        }
        _ => None,
    };
    section.blocks.iter().filter_map(fact).collect()
}

#[test]
fn every_step_that_is_done_appears_with_each_of_its_proofs() {
    for language in BOTH {
        let report = report(clean(), language);
        let facts = facts(section(&report, "actions"));
        let of = |id: &str| facts.iter().find(|(known, _)| known == id).unwrap().1.clone();
        let ids: Vec<&str> = facts.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(ids, ["CON-01", "CON-05", "CON-06", "CON-07", "ERA-07"]);
        let file = of("CON-01");
        let sha = "SHA-256 ";
        assert!(file.contains("picture.png") && file.contains(sha), "{file}");
        assert!(!of("CON-01").contains(&std::env::temp_dir().display().to_string()), "no path of the laptop");
        assert!(of("CON-07").contains("all sessions closed") && of("CON-07").contains("A. Martin"));
        assert!(of("CON-06").contains("[R"), "a record is cited: {}", of("CON-06"));
        let answer = of("ERA-07");
        assert!(answer.contains("mail.contoso.test") && answer.contains("agreed by telephone"), "{answer}");
        assert!(answer.contains("ERA-06"), "the warning that was set aside stands there: {answer}");
        let text = all(&report, "actions");
        assert!(text.contains("CON-04"), "in progress");
        assert!(text.contains("PC7"));
    }
}

#[test]
fn what_is_refused_left_out_or_open_stands_with_name_and_reason() {
    for language in BOTH {
        let report = report(clean(), language);
        let rows: Vec<Vec<String>> = tables(section(&report, "outstanding"))
            .iter()
            .flat_map(|t| t.rows.iter().map(|r| r.iter().map(|c| c.words.clone()).collect()))
            .collect();
        let row = |id: &str| {
            rows.iter().find(|r| r[0] == id).unwrap_or_else(|| unreachable!("{id}: {rows:?}")).join(" | ")
        };
        assert!(row("REC-05").contains("lockout comes with the new domain"));
        assert!(row("REC-09").contains("no such gateway here"));
        assert!(row("REC-06").contains("C. Director"));
        assert!(
            row("VER-01").contains("D. Dupont")
                && row("VER-01").contains("2025")
                && row("VER-01").contains("30")
        );
        let by = clean().work.step("REC-05").by;
        assert!(row("REC-05").contains(&by));
        assert!(rows.iter().all(|r| r[0] != "CON-05"), "done and uncontradicted");
        assert!(row("PC7").contains("Ben"));
        let text = all(&report, "outstanding");
        let hours = clean().work.brief().aware_at.unwrap().plus_seconds(72 * 3600);
        assert!(text.contains(&words(language).time(hours)), "the 72 hours: {text}");
        let advice = all(&report, "recommendations");
        assert!(advice.contains("typed recommendations") && advice.contains("typed remarks"));
        assert!(!advice.contains("REC-05") && !advice.contains("REC-06"), "settled or refused");
        assert!(advice.contains("REC-0"), "{advice}");
    }
}

#[test]
fn contradictions_come_before_ticks_and_signs_and_make_the_step_unproven() {
    for language in BOTH {
        let report = report(still_in(), language);
        let blocks = &section(&report, "actions").blocks;
        let warning = |b: &Block| matches!(b, Block::Note(NoteKind::Warning, _));
        let n = still_in().analysis.aftermath.contradictions.len();
        assert!(n > 0);
        assert!(blocks.iter().take(n).all(warning));
        let first = blocks.iter().position(|b| matches!(b, Block::Fact(_))).unwrap();
        let signs = blocks.iter().position(|b| matches!(b, Block::Table(_))).unwrap();
        assert!(n <= first && first < signs);
        let tick = facts(section(&report, "actions")).into_iter().find(|(id, _)| id == "CON-06").unwrap().1;
        let contradicted = words(language).word("report-record-done-contradicted");
        assert!(tick.starts_with(&contradicted), "{tick}");
        let outstanding = &section(&report, "outstanding").blocks;
        let Block::Note(NoteKind::Warning, text) = &outstanding[0] else {
            unreachable!("{:?}", outstanding[0])
        };
        assert!(text.words.contains("CON-06") && !text.cites.is_empty(), "{text:?}");
        let said = words(language).say(&still_in().analysis.aftermath.contradictions[0].say);
        let again = outstanding.iter().filter(|b| matches!(b, Block::Note(_, t) if t.words.contains(&said)));
        assert_eq!(again.count(), 1, "said once, whichever steps it concerns");
        assert!(all(&report, "checklist").contains(&contradicted));
    }
}

#[test]
fn checks_show_before_and_after_the_worst_first_with_their_dialogue() {
    for language in BOTH {
        let report = report(clean(), language);
        let verification = section(&report, "verification");
        let smtp = tables(verification)
            .into_iter()
            .find(|t| t.rows.iter().any(|r| r[1].words == "AUTH-NONE"))
            .unwrap();
        let codes: Vec<&str> = smtp.rows.iter().map(|r| r[1].words.as_str()).collect();
        assert_eq!(codes, ["AUTH-TLS", "AUTH-NONE"]);
        assert!(smtp.rows[1][4].words.contains("AUTH-CLEAR"), "before the fix: {:?}", smtp.rows[1]);
        let text = all(&report, "verification");
        assert!(text.contains("C. Director") && text.contains("https://check.spamhaus.org/"), "{text}");
        let dialogue = all(&report, "transcripts");
        assert!(dialogue.contains("S: 220 line 399‹U+202E›") && !dialogue.contains("line 400"), "cut at 400");
        let five = words(language).say(&Phrase::new("report-record-more-lines").number("n", 5_u64));
        assert_eq!(texts(&report, "transcripts").iter().filter(|t| **t == five).count(), 3);
    }
}

/// The digits of a text: separators differ by language.
fn number(text: &str) -> u64 {
    text.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap()
}

#[test]
fn every_record_of_every_exhibit_is_accounted_for_and_hashes_are_whole() {
    for language in BOTH {
        let report = report(clean(), language);
        let evidence = tables(section(&report, "evidence"));
        let (exhibits, hashes) = (evidence[0], evidence[1]);
        assert_eq!(exhibits.rows.len(), clean().sources.len());
        for (source, row) in clean().sources.iter().zip(&exhibits.rows) {
            let (parts, total) = row[5].words.split_once('=').unwrap();
            let parts: Vec<u64> = parts.split('+').map(number).collect();
            let b = &source.balance;
            assert_eq!(
                (parts.clone(), number(total)),
                (vec![b.read, b.recovered, b.skipped, b.damaged], b.total)
            );
            assert_eq!(parts.iter().sum::<u64>(), number(total));
        }
        for (source, row) in clean().sources.iter().zip(&hashes.rows) {
            assert_eq!(Some(&row[1].words), source.sha256.as_ref());
        }
        let unfinished = |b: &Block| matches!(b, Block::Note(NoteKind::Unfinished, _));
        assert!(section(&report, "evidence").blocks.iter().any(unfinished), "nobody hashed again");
    }
}

#[test]
fn evidence_that_changed_is_a_warning() {
    let around = Circumstances {
        now: now(),
        evidence: clean()
            .sources
            .iter()
            .map(|s| (s.id, if s.id == SourceId(0) { Evidence::Changed } else { Evidence::Same }))
            .collect(),
    };
    let report = compose(clean(), &words(Language::English), &around);
    let blocks = &section(&report, "evidence").blocks;
    assert!(
        blocks
            .iter()
            .any(|b| matches!(b, Block::Note(NoteKind::Warning, t) if t.words.contains("one has changed")))
    );
    let unhashed = words(Language::English).word("report-record-not-hashed-again");
    assert!(!texts(&report, "evidence").contains(&unhashed));
}

/// A sound log of so many entries, as the keeper writes it.
fn log(n: u64) -> Vec<Entry> {
    let mut log: Vec<Entry> = Vec::new();
    for number in 1..=n {
        let what = Phrase::new("change-vouched").text("who", &format!("CONTOSO\\u{number}"));
        let (at, who) = (now(), "anna@PC7".to_owned());
        let said = serde_json::to_string(&what).unwrap();
        let previous = log.last().map_or([0; 32], |e| e.hash);
        let hash = Sealed { previous: &previous, number, at, who: &who, what: &said }.hash();
        log.push(Entry { number, at, who, what, hash });
    }
    log
}

#[test]
fn a_long_custody_log_shows_both_ends_and_a_broken_one_is_a_warning() {
    let mut case = Case { custody: log(250), ..Case::default() };
    let whole = report(&case, Language::English);
    let entries: Vec<u64> = tables(section(&whole, "evidence"))
        .iter()
        .flat_map(|t| &t.rows)
        .map(|r| number(&r[0].words))
        .collect();
    let ends: Vec<u64> = (1..=100).chain(151..=250).collect();
    assert_eq!(entries, ends);
    let last: String = case.custody[249].hash.iter().map(|b| format!("{b:02x}")).collect();
    let text = all(&whole, "evidence");
    assert!(text.contains(&last) && text.contains("50 entries"), "{text}");
    case.custody[120].who = "somebody else".to_owned();
    let broken = report(&case, Language::French);
    let blocks = &section(&broken, "evidence").blocks;
    assert!(blocks.iter().any(|b| matches!(b, Block::Note(NoteKind::Warning, t) if t.words.contains("121"))));
}

#[test]
fn every_reference_has_its_row_and_every_row_leads_to_an_exhibit() {
    for (case, language) in [(clean(), Language::English), (still_in(), Language::French)] {
        let report = report(case, language);
        let records = tables(section(&report, "records"))[0];
        let numbers: Vec<String> = records.rows.iter().map(|r| r[0].words.clone()).collect();
        let wanted: Vec<String> = (1..=report.cited.len()).map(|n| format!("R{n}")).collect();
        assert!(!wanted.is_empty());
        assert_eq!(numbers, wanted);
        for (cited, row) in report.cited.iter().zip(&records.rows) {
            let source = case.source(cited.at.source).unwrap();
            assert!(matches!(source.state, State::Done));
            assert!(row[2].words.contains(&cited.at.place.number.to_string()), "{row:?}");
            assert!(cited.row.is_some() && row[3].words != "–", "the row is known: {row:?}");
        }
    }
}

#[test]
fn figures_of_the_annex_are_those_of_the_analysis() {
    let report = report(clean(), Language::English);
    let analysis = &clean().analysis;
    let annex = tables(section(&report, "tables"));
    let caption = |id: &str| words(Language::English).word(id);
    let of = |id: &str| *annex.iter().find(|t| t.caption == caption(id)).unwrap();
    let suspects = of("investigate-ranked");
    assert_eq!(suspects.rows.len(), analysis.suspects.len().min(50));
    let first = &analysis.suspects[0];
    let cells: Vec<u64> = [1, 2, 5, 6, 7].map(|c| number(&suspects.rows[0][c].words)).to_vec();
    let its = [first.failures, first.successes, first.messages, first.recipients, first.sessions];
    assert_eq!(cells, its);
    let relayed = analysis.flow_of.iter().filter(|f| **f == Flow::Relayed).count();
    let table = of("report-record-relayed");
    assert_eq!(table.rows.len(), 50);
    assert_eq!(number(&table.foot), relayed as u64 - 50, "{}", table.foot);
    let addresses = of("report-record-by-address");
    if addresses.foot.is_empty() {
        let refused: u64 = addresses.rows.iter().map(|r| number(&r[1].words)).sum();
        assert_eq!(refused, analysis.totals.failures);
    }
}

/// Is there a word's id in brackets, as for a word that no file has? A HELO may be an address in brackets.
fn lacks_a_word(text: &str) -> bool {
    let mut ids = text.split('[').skip(1).filter_map(|rest| rest.split_once(']')).map(|(id, _)| id);
    let is_id = |id: &str| {
        id.contains('-') && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    ids.any(is_id)
}

#[test]
fn no_word_is_missing_and_two_runs_give_the_same() {
    for (case, language) in [
        (clean(), Language::English),
        (clean(), Language::French),
        (still_in(), Language::English),
        (still_in(), Language::French),
    ] {
        let first = report(case, language);
        assert_eq!(first.document, report(case, language).document);
        let present: Vec<&str> = first.document.sections.iter().map(|s| s.key).collect();
        for key in MINE {
            assert!(present.contains(&key), "{key}");
            for text in texts(&first, key) {
                assert!(!lacks_a_word(&text), "{key}: {text}");
                assert!(!text.contains('\u{202e}') && !text.contains('\u{1b}'), "{key}: {text}");
            }
        }
    }
}

#[test]
fn tables_are_even_and_nothing_is_blank() {
    for language in BOTH {
        for s in &report(still_in(), language).document.sections {
            for table in tables(s) {
                assert!(
                    table.rows.iter().all(|r| r.len() == table.columns.len()),
                    "{}: {}",
                    s.key,
                    table.caption
                );
            }
            assert!(!s.blocks.iter().any(|b| matches!(b, Block::Points(p) if p.is_empty())), "{}", s.key);
        }
    }
}

#[test]
fn an_empty_case_says_that_it_is_unfinished() {
    for language in BOTH {
        let report = report(&Case::default(), language);
        for key in ["actions", "verification", "outstanding", "evidence"] {
            let blocks = &section(&report, key).blocks;
            assert!(blocks.iter().any(|b| matches!(b, Block::Note(NoteKind::Unfinished, _))), "{key}");
        }
        let present: Vec<&str> = report.document.sections.iter().map(|s| s.key).collect();
        for key in ["recommendations", "tables", "headers", "transcripts", "records"] {
            assert!(!present.contains(&key), "{key} has nothing to say");
        }
        for key in MINE {
            assert!(!texts(&report, key).iter().any(|t| lacks_a_word(t)), "{key}");
        }
    }
}

#[test]
fn the_checklist_names_every_step_that_somebody_spoke_about() {
    let report = report(clean(), Language::French);
    let text = all(&report, "checklist");
    for id in ["CON-01", "CON-05", "REC-05", "REC-06", "REC-09", "VER-01"] {
        assert!(text.contains(id), "{id}");
        assert!(
            text.contains(
                &words(Language::French)
                    .say(&Phrase::new("report-record-as-is").text("text", &step(id).unwrap().title.fr))
            )
        );
    }
}
