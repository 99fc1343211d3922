//! Texts that would like to be markup, formulas or commands, through the report, the tables and the annex: they have
//! no effect, no raw control comes out, and nothing is lost.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

#[path = "support/bench.rs"]
mod bench;
#[path = "support/mod.rs"]
mod support;

use bench::submit;
use relayscope::case::Case;
use relayscope::case::marks::Mark;
use relayscope::case::report_settings::{FIELDS, Party, ReportSettings};
use relayscope::checks::answer::{
    CheckAnswer, CheckKind, CheckResult, Origin, Severity, Speaker, SpokenLine,
};
use relayscope::model::provenance::Provenance;
use relayscope::model::rows::{RowRef, Table};
use relayscope::model::safe_text::SafeText;
use relayscope::model::time::UtcTime;
use relayscope::playbook::progress::ProofKind;
use relayscope::report::forms::Form;
use relayscope::report::tables::{Format, Which};
use relayscope::words::{Language, Phrase};
use relayscope::workbench::Workbench;
use relayscope::workbench::command::{Command, Output, Product, StepDeed};
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command as Process;

/// What people, logs and servers may say; each ends in a word that must come out again.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script><img src=x onerror=alert(1)> kept1",
    "</title></style></svg>]]>--><b>&amp;&#60; kept2",
    "\" onmouseover=\"alert(1)\" ' x=' kept3",
    "#read(\"/etc/passwd\") #panic(\"x\") $x$ *b* _i_ `r` <lab> @ref kept4",
    "= Heading #set page(fill: red) \\ // kept5",
    "=cmd|' /C calc'!A0 kept6",
    "@SUM(1+1)*cmd|' /C calc'!A0 kept7",
    "\t=1+1 kept8",
    "-2+3+cmd|' /C calc'!A0 kept9",
    "\u{ff1d}1+1 kept10",
    "\u{1b}[31mRED\u{1b}[0m\u{1b}]0;owned\u{7} kept11",
    "invoice\u{202e}fdp.exe kept12",
    "a\u{200b}b\u{2066}c\u{2069}d\u{feff} kept13",
    "日本 العربية 🙂 \u{e000}\u{ffff} kept14",
    "line1\r\nline2\u{0}nul kept15",
    "{$account} {\"x\"} %s%n ${jndi:x} kept16",
];

fn all_hostile() -> impl Iterator<Item = &'static str> {
    HOSTILE.iter().copied()
}

/// A case in which people typed and servers said all of it, and, where they are at hand, logs that hold worse.
fn case(folder: &Path) -> Workbench {
    let after = Some(relayscope::demo::After::Clean);
    let options = relayscope::demo::Options { after, ..Default::default() };
    relayscope::demo::write(&folder.join("demo"), &options).unwrap();
    let mut paths = vec![folder.join("demo")];
    paths.extend(bad_inputs(&folder.join("bad")));
    let named: Vec<&Path> = paths.iter().map(PathBuf::as_path).collect();
    let mut bench = support::analysed(&named);
    submit(&mut bench, Command::Report(Box::new(settings())));
    for (text, id) in
        all_hostile().zip(["CON-01", "CON-02", "CON-04", "CON-05", "CON-06", "CON-07", "CON-08"])
    {
        let proof = ProofKind::Observation { text: text.into(), name: text.into() };
        let done = StepDeed::Done { proof: Some(proof), overridden: Vec::new(), reason: text.into() };
        submit(&mut bench, Command::Step(id.into(), done));
    }
    submit(&mut bench, Command::EnterAnswer(Box::new(answer())));
    for at in starred(bench.case()) {
        let mark = Mark { star: true, tags: vec![HOSTILE[0].into()], note: HOSTILE[3].into() };
        submit(&mut bench, Command::Mark(at, mark));
    }
    bench
}

/// Inputs of the generator whose texts are hostile; none where it is not at hand.
fn bad_inputs(folder: &Path) -> Vec<PathBuf> {
    let Some(samples) = support::shared() else { return Vec::new() };
    let made = Process::new("python3").arg(samples.join("bad/make_bad.py")).arg("--out").arg(folder).output();
    if !made.is_ok_and(|m| m.status.success()) {
        support::say("skipped: no python3 to make the inputs");
        return Vec::new();
    }
    let manifest: Value =
        serde_json::from_slice(&std::fs::read(folder.join("manifest.json")).unwrap()).unwrap();
    let hostile = |item: &&Value| {
        let checks = item["checks"].as_array().unwrap();
        checks.iter().any(|c| c == "html-escaped" || c == "csv-neutral" || c == "no-raw-bidi")
    };
    let items = manifest["items"].as_array().unwrap().iter().filter(hostile);
    let files: Vec<&str> =
        items.map(|i| i["file"].as_str().unwrap()).filter(|f| !f.starts_with("script")).collect();
    assert!(files.len() > 200, "only {} hostile inputs", files.len());
    files.into_iter().map(|f| folder.join(f)).collect()
}

fn settings() -> ReportSettings {
    let party = |i: usize| Party {
        company: HOSTILE[i].into(),
        person: HOSTILE[i + 1].into(),
        position: HOSTILE[i + 2].into(),
    };
    let texts = FIELDS.iter().zip(all_hostile()).map(|(key, text)| ((*key).to_owned(), text.to_owned()));
    ReportSettings {
        client: party(0),
        consultant: party(3),
        reference: HOSTILE[5].into(),
        texts: texts.collect(),
        ..ReportSettings::default()
    }
}

fn answer() -> CheckAnswer {
    let at = UtcTime::from_unix(1_790_000_000, 0);
    let result = |text: &str| CheckResult {
        subject: text.into(),
        code: "LISTED".into(),
        severity: Severity::High,
        say: Phrase::new("aftermath-from").text("address", text),
        advice: Phrase::default(),
        raw: text.into(),
        reference: String::new(),
        at,
    };
    let line = |text: &str| SpokenLine { at, who: Speaker::Server, text: text.into() };
    CheckAnswer {
        kind: CheckKind::Smtp,
        target: HOSTILE[0].into(),
        begun: at,
        ended: at,
        origin: Origin::ByHand,
        by: HOSTILE[4].into(),
        through: HOSTILE[5].into(),
        results: all_hostile().map(result).collect(),
        transcript: all_hostile().map(line).collect(),
        cut_short: None,
    }
}

/// The first row of each table of each source.
fn starred(case: &Case) -> Vec<Provenance> {
    let t = &case.store.tables;
    let lengths = [
        (Table::Authentication, t.authentications.len()),
        (Table::Session, t.sessions.len()),
        (Table::MailEvent, t.mail.len()),
        (Table::HeldMessage, t.held.len()),
        (Table::QueueSample, t.queues.len()),
        (Table::Action, t.actions.len()),
    ];
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for (table, n) in lengths {
        for row in 0..u32::try_from(n).unwrap() {
            let at = t.provenance(RowRef { table, row });
            if seen.insert((table, at.source)) {
                found.push(at);
            }
        }
    }
    found
}

fn produce(bench: &mut Workbench, path: &Path, product: Product) {
    let at = Some(UtcTime::from_unix(1_790_000_000, 0));
    let (path, language) = (path.to_owned(), Language::English);
    let output = Output { product, path, language, open: false, settings: None, at };
    submit(bench, Command::Produce(Box::new(output)));
    assert_eq!(bench.case().notice, None, "{product:?}");
}

fn is_forbidden(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\r')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{feff}')
}

fn is_calm(name: &str, text: &str) {
    let at = text.find(is_forbidden);
    let around: String = text[at.unwrap_or(text.len())..].chars().take(30).collect();
    assert!(at.is_none(), "{name}: raw control before {around:?}");
}

/// A text without the blanks and breaks that a page puts in.
fn solid(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{200b}' && *c != '\u{ad}').collect()
}

#[test]
fn hostile_texts_have_no_effect_anywhere_and_are_all_there() {
    let folder = tempfile::tempdir().unwrap();
    let mut bench = case(folder.path());
    let out = folder.path().join("out");
    std::fs::create_dir(&out).unwrap();
    html_is_inert(&mut bench, &out);
    text_is_calm(&mut bench, &out);
    pdf_is_literal(&mut bench, &out);
    tables_are_harmless(&mut bench, &out);
    annex_stays_in_its_place(&mut bench, &out);
}

fn html_is_inert(bench: &mut Workbench, out: &Path) {
    let path = out.join("report.html");
    produce(bench, &path, Product::Report(Form::Html));
    let html = std::fs::read_to_string(path).unwrap();
    is_calm("html", &html);
    let mut names = BTreeSet::new();
    for tag in html.split('<').skip(1) {
        let name: String =
            tag.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/' || *c == '!').collect();
        let inside = tag.split('>').next().unwrap().to_lowercase();
        assert!(!inside.contains(" on") || !inside.contains("onerror"), "{inside}");
        assert!(!inside.contains("onmouseover=\"") && !inside.contains("javascript:"), "{inside}");
        assert!(!inside.contains("src=\"http") && !inside.contains("href=\"http"), "{inside}");
        names.insert(name.trim_start_matches('/').to_lowercase());
    }
    for bad in ["script", "iframe", "form", "object", "embed", "base", "input", "b"] {
        assert!(!names.contains(bad), "the page holds a <{bad}>");
    }
    assert!(html.contains("Content-Security-Policy"));
    let plain = solid(&html.replace("<wbr>", ""));
    for n in 1..=16 {
        assert!(plain.contains(&format!("kept{n}")), "kept{n} is lost in HTML");
    }
}

fn text_is_calm(bench: &mut Workbench, out: &Path) {
    let path = out.join("report.txt");
    produce(bench, &path, Product::Report(Form::Text));
    let text = std::fs::read_to_string(path).unwrap();
    is_calm("text", &text);
    let plain = solid(&text);
    for (n, hostile) in all_hostile().enumerate() {
        let whole = solid(SafeText::new(hostile).as_str());
        assert!(plain.contains(&format!("kept{}", n + 1)), "kept{} is lost", n + 1);
        // Wrapping may part it; its beginning stands as it is.
        let start: String = whole.chars().take(12).collect();
        assert!(plain.contains(&start), "{start:?} is lost");
    }
}

fn pdf_is_literal(bench: &mut Workbench, out: &Path) {
    let path = out.join("report.pdf");
    produce(bench, &path, Product::Report(Form::Pdf));
    let bytes = std::fs::read(&path).unwrap();
    assert!(bytes.starts_with(b"%PDF-"));
    for banned in [&b"/JavaScript"[..], b"/Launch", b"/EmbeddedFile", b"root:x:0:0", b"/URI"] {
        assert!(!bytes.windows(banned.len()).any(|w| w == banned), "{}", String::from_utf8_lossy(banned));
    }
    let Ok(read) = Process::new("pdftotext").arg("-layout").arg(&path).arg("-").output() else {
        return support::say("skipped: no pdftotext");
    };
    let text = String::from_utf8(read.stdout).unwrap();
    assert!(!text.contains("root:x:0:0"));
    let plain = solid(&text);
    for n in 1..=16 {
        assert!(plain.contains(&format!("kept{n}")), "kept{n} is lost in the PDF");
    }
    assert!(plain.contains("#read(\"/etc/passwd\")"), "typst markup is not literal");
}

fn tables_are_harmless(bench: &mut Workbench, out: &Path) {
    for which in Which::ALL {
        for format in Format::ALL.into_iter().filter(|f| f.offers(which)) {
            let path = out.join(format!("{}.{}.{}", which.key(), format.key(), format.ending()));
            produce(bench, &path, Product::Table(which, format));
            let mut bytes = Vec::new();
            std::fs::File::open(&path).unwrap().read_to_end(&mut bytes).unwrap();
            match format {
                Format::Parquet => assert!(bytes.starts_with(b"PAR1") && bytes.ends_with(b"PAR1")),
                Format::Csv | Format::CsvExcel => {
                    cells_are_no_formulas(&bytes, format == Format::CsvExcel, which)
                }
                Format::JsonLines | Format::Timesketch => {
                    let text = String::from_utf8(bytes).unwrap();
                    is_calm(which.key(), &text);
                    text.lines().for_each(|line| drop(serde_json::from_str::<Value>(line).unwrap()));
                }
                Format::Stix => drop(serde_json::from_slice::<Value>(&bytes).unwrap()),
            }
        }
    }
}

fn cells_are_no_formulas(bytes: &[u8], excel: bool, which: Which) {
    let text = std::str::from_utf8(bytes).unwrap();
    let text = text.strip_prefix('\u{feff}').filter(|_| excel).unwrap_or(text);
    is_calm(which.key(), text);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(if excel { b';' } else { b',' })
        .has_headers(false)
        .from_reader(text.as_bytes());
    for record in reader.records() {
        for cell in &record.unwrap() {
            let first = cell.trim_start().chars().next().unwrap_or('x');
            let number = cell.replace(',', ".").parse::<f64>().is_ok();
            assert!(
                number || !"=+-@\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}".contains(first),
                "{}: {cell:?}",
                which.key()
            );
        }
    }
}

fn annex_stays_in_its_place(bench: &mut Workbench, out: &Path) {
    let path = out.join("annex.zip");
    produce(bench, &path, Product::Annex);
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    assert!(zip.len() > 20);
    for i in 0..zip.len() {
        let mut entry = zip.by_index(i).unwrap();
        let name = entry.name().unwrap().into_owned();
        let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || "/._-".contains(c));
        assert!(plain && !name.contains("..") && !name.starts_with('/'), "{name:?}");
        if !name.starts_with("proofs/") {
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            is_calm(&name, text.strip_prefix('\u{feff}').unwrap_or(&text));
        }
    }
}
