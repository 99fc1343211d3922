//! The report in pages, as the client's reader and an archive see it: whole words, no text lost, nothing that acts,
//! the standards kept, the same bytes twice. Judged by other programs where they are installed.
//! `RELAYSCOPE_PAGES=folder` keeps the files, to look at them.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

#[path = "support/report_sample.rs"]
mod sample;
#[path = "support/mod.rs"]
mod support;

use relayscope::case::report_settings::{Logo, Paper};
use relayscope::model::safe_text::SafeText;
use relayscope::report::document::{Align, Block, Cited, Document, Figure, NoteKind, Table, Text};
use relayscope::report::forms::pdf::{Typeset, typeset};
use relayscope::report::forms::svg;
use relayscope::task::Task;
use relayscope::words::Language;
use sample::{HASH, cited, column, empty, rich, section};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use support::say;

const LANGUAGES: [Language; 2] = [Language::English, Language::French];

fn set(document: &Document) -> Typeset {
    typeset(document, &Task::detached()).unwrap()
}

/// The PDF as a file that lives as long as its folder.
struct Written {
    _folder: tempfile::TempDir,
    path: PathBuf,
    bytes: Vec<u8>,
}

fn written(name: &str, document: &Document) -> Written {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.pdf");
    let bytes = set(document).pdf().unwrap();
    std::fs::write(&path, &bytes).unwrap();
    if let Ok(kept) = std::env::var("RELAYSCOPE_PAGES") {
        std::fs::write(Path::new(&kept).join(name).with_extension("pdf"), &bytes).unwrap();
    }
    Written { _folder: folder, path, bytes }
}

/// What a program says about a file; none where it is not installed.
fn told(program: &str, before: &[&str], path: &Path, after: &[&str]) -> Option<String> {
    let Ok(out) = Command::new(program).args(before).arg(path).args(after).output() else {
        say(&format!("skipped: {program} is not installed"));
        return None;
    };
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(out.status.success(), "{program}: {said}{}", String::from_utf8_lossy(&out.stderr));
    Some(said)
}

fn text_of(file: &Written) -> Option<String> {
    told("pdftotext", &["-layout", "-enc", "UTF-8"], &file.path, &["-"])
}

/// Text without any white space, for what may be broken over lines.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn archives_and_screen_readers_take_it() {
    for language in LANGUAGES {
        let document = rich(language, Paper::A4);
        let file = written(&format!("rich-{language:?}"), &document);
        if let Some(said) = told("qpdf", &["--check"], &file.path, &[]) {
            assert!(said.contains("No syntax or stream encoding errors"), "{said}");
        }
        if let Some(said) = told("pdffonts", &[], &file.path, &[]) {
            let fonts: Vec<&str> = said.lines().skip(2).collect();
            assert!(fonts.len() >= 4, "{said}");
            assert!(
                fonts.iter().all(|line| line.contains("yes yes yes")),
                "embedded, subset, Unicode: {said}"
            );
        }
        if let Some(said) = told("pdfinfo", &[], &file.path, &[]) {
            let line = |name: &str| said.lines().find(|l| l.starts_with(name)).unwrap_or_default().to_owned();
            assert!(line("Title:").contains(&document.title), "{said}");
            assert!(line("Author:").contains("Atelier Réseau Exemple"), "{said}");
            assert!(line("Tagged:").ends_with("yes"), "{said}");
            assert!(line("Page size:").contains("A4"), "{said}");
            assert!(line("CreationDate:").contains("Nov  5 00:00:00 2025"), "{said}");
        }
        if let Some(said) = told("pdfinfo", &["-meta"], &file.path, &[]) {
            assert!(said.contains("<pdfaid:part>2<") && said.contains("<pdfaid:conformance>A<"), "{said}");
            assert!(said.contains("<pdfuaid:part>1<"), "{said}");
            assert!(said.contains(if language == Language::French { "fr" } else { "en" }), "{said}");
        }
    }
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let document = rich(Language::French, Paper::A4);
    let first = set(&document).pdf().unwrap();
    assert!(first == set(&document).pdf().unwrap(), "two runs differ");
    let later = Document { made_at: document.made_at + 1, ..document };
    assert!(first != set(&later).pdf().unwrap(), "the time is in it");
}

#[test]
fn words_come_out_whole_with_their_accents_and_in_their_order() {
    let file = written("words", &rich(Language::French, Paper::A4));
    let Some(text) = text_of(&file) else { return };
    let order = [
        "Rapport d’incident",
        "Sommaire",
        "1. Synthèse",
        "salariée dont le mot de passe a été deviné",
        "Ce qui a été fait",
        "2. Faits établis",
        "établi",
        "Repose sur",
        "3. Chronologie",
        "4. Comptes",
        "Pour le client",
        "Annexe F – Enregistrements cités",
    ];
    let mut from = text.find("Sommaire").unwrap();
    assert!(text.find(order[0]).unwrap() < from, "the cover comes first");
    for wanted in &order[1..] {
        let at = text[from..].find(wanted);
        assert!(at.is_some(), "{wanted} is not there in its order:\n{text}");
        from += at.unwrap();
    }
    for word in ["Œuvrard", "authentification", "désactivé", "Événements", "-> != <= www 0O"] {
        assert!(text.contains(word), "{word}");
    }
    assert!(squeezed(&text).contains(HASH), "a hash is broken over lines, and nothing is put into it");
    assert!(!text.contains(['\u{200b}', '\u{ad}']), "places to break leave no character behind");
    assert!(text.contains("Page 2 sur"), "pages are numbered");
    assert!(!text.split('\u{c}').next().unwrap().contains("Page 1 sur"), "but the cover");
    assert!(squeezed(&text).contains("[R1,R2,R3et18autres]"), "references stand behind their sentence");
}

#[test]
fn both_papers_and_the_outline_are_as_asked() {
    for (paper, size) in [(Paper::A4, (595.28, 841.89)), (Paper::Letter, (612.0, 792.0))] {
        let document = rich(Language::English, paper);
        let file = written(&format!("paper-{paper:?}"), &document);
        let pages = set(&document);
        assert!(pages.pages().iter().all(|(w, h)| (w - size.0).abs() < 0.1 && (h - size.1).abs() < 0.1));
        let outline = pages.outline();
        let keys: Vec<&str> = outline.iter().map(|(key, ..)| key.as_str()).collect();
        let wanted: Vec<&str> = document.sections.iter().map(|s| s.key).collect();
        assert_eq!(keys, wanted);
        assert!(outline.windows(2).all(|pair| pair[0].2 <= pair[1].2), "{outline:?}");
        assert!(outline.last().unwrap().2 < pages.pages().len());
        let Some(text) = text_of(&file) else { continue };
        let page: Vec<&str> = text.split('\u{c}').collect();
        for (_, title, at) in &outline {
            assert!(page[*at].contains(title.as_str()), "{title} on page {}", at + 1);
        }
    }
}

#[test]
fn the_summary_fits_one_page() {
    for (language, paper) in [(Language::French, Paper::Letter), (Language::English, Paper::A4)] {
        let mut document = rich(language, paper);
        let more = document.sections[0].blocks[2..4].to_vec();
        document.sections[0].blocks.extend([more.clone(), more].concat());
        let outline = set(&document).outline();
        assert_eq!(outline[1].2, outline[0].2 + 1, "{outline:?}");
    }
}

#[test]
fn a_draft_says_so_across_every_page() {
    let mut document = rich(Language::English, Paper::A4);
    let of_every_page = |document: &Document| {
        let text = told("pdftotext", &["-raw"], &written("draft", document).path, &["-"])?;
        Some(text.split('\u{c}').filter(|p| !p.trim().is_empty()).all(|p| squeezed(p).contains("DRAFT")))
    };
    assert_ne!(of_every_page(&document), Some(false));
    document.watermark.clear();
    let file = written("final", &document);
    assert!(text_of(&file).is_none_or(|text| !squeezed(&text).contains("DRAFT")));
}

#[test]
fn pictures_of_pages_are_pictures_of_pages() {
    let pages = set(&rich(Language::English, Paper::A4));
    let image = pages.image(2, 1.5).unwrap();
    assert_eq!((image.width, image.height), (893, 1263));
    assert_eq!(image.rgba.len(), image.width * image.height * 4);
    let dark = image.rgba.chunks(4).filter(|p| p[0] < 100).count();
    assert!(dark > 2_000, "there is text on it: {dark}");
    assert!(image.rgba.chunks(4).all(|p| p[3] == 255), "paper is opaque");
    assert!(pages.image(9_999, 1.0).is_none());
    assert!(pages.image(0, f32::NAN).is_none());
    assert!(pages.image(0, -3.0).is_some_and(|i| i.width > 0));
}

#[test]
fn no_text_acts_and_none_is_lost() {
    let file = written("hostile", &hostile());
    if let Some(said) = told("qpdf", &["--check"], &file.path, &[]) {
        assert!(said.contains("No syntax or stream encoding errors"), "{said}");
    }
    let Some(text) = text_of(&file) else { return };
    let text = squeezed(&text);
    for raw in HOSTILE {
        let shown = squeezed(&marked(raw));
        // Once in each kind of block, headings and heads aside.
        let times = text.matches(&shown).count();
        assert!(times >= 8, "{times} times: {shown}\n{text}");
    }
    let x = text.chars().filter(|c| *c == 'ŵ').count();
    assert_eq!(x, 3 * 32_768, "a long text is whole wherever it stands");
    assert!(text.contains("Endofthereport"));
}

const HOSTILE: [&str; 10] = [
    "#panic(\"x\") $x$ *b* #read(\"/etc/passwd\") <lab> @ref",
    "= Heading\\ _e_ `raw` // comment /* */ --- ~ #let",
    "<script>alert(1)</script>&amp;]]></svg>",
    "invoice\u{202e}fdp.exe\u{200d}",
    "\x1b[31mred\x1b[0m\u{7}\u{0}\t",
    "日本語 العربية שלום ไทย",
    "🙂🇫🇷👩🏽\u{200d}💻",
    "\u{e0a0}\u{f8ff}\u{ffff}\u{fdd0}\u{fffc}\u{fffd}\u{10ffff}",
    "Z\u{336}a\u{336}l\u{489}g\u{20dd}o →\u{336} e\u{301}",
    "=cmd|' /C calc'!A0",
];

/// A text as the report has to show it: what no font has is marked.
fn marked(raw: &str) -> String {
    let mut out = String::new();
    for c in SafeText::new(raw).as_str().chars() {
        let foreign = matches!(c as u32, 0x590..=0x6FF | 0xE00..=0xE7F | 0x3000..=0x9FFF | 0x1F000..=0x1FFFF | 0x20DD | 0xFFFC)
            || (c == '\u{336}' && out.ends_with('→'));
        if foreign { out.push_str(&format!("‹U+{:04X}›", c as u32)) } else { out.push(c) }
    }
    out
}

fn hostile() -> Document {
    let text = |raw: &str| cited(raw, &[1, 77, u32::MAX], raw);
    let table = |raw: &str| Table {
        caption: raw.into(),
        columns: vec![column(raw, Align::Mono, 0), column("", Align::Left, 0), column("n", Align::Right, 3)],
        rows: vec![vec![text(raw)], vec![text(raw), text(raw), text(raw), text("too many")]],
        foot: raw.into(),
    };
    let fact = |raw: &str| relayscope::report::document::Fact {
        id: raw.into(),
        sentence: text(raw),
        confidence: raw.into(),
        parts: vec![(raw.into(), vec![text(raw)]), (raw.into(), Vec::new())],
    };
    let one = |raw: &str| {
        vec![
            Block::Heading(raw.into()),
            Block::Paragraph(text(raw)),
            Block::Lead(text(raw)),
            Block::Note(NoteKind::Warning, text(raw)),
            Block::Points(vec![text(raw)]),
            Block::Numbered(vec![text(raw)]),
            Block::Pairs(vec![(raw.into(), text(raw))]),
            Block::Table(table(raw)),
            Block::Lines(vec![raw.into(), String::new()]),
            Block::Fact(fact(raw)),
            Block::Boxes(vec![text(raw)]),
            Block::Figure(Figure { width: 10.0, height: f32::NAN, caption: raw.into(), ..Figure::default() }),
            Block::Points(Vec::new()),
            Block::Table(Table::default()),
        ]
    };
    let long = "ŵ".repeat(32_768);
    let mut document = rich(Language::English, Paper::A4);
    document.for_each_text(&mut |text| text.push_str(HOSTILE[0]));
    document.page_n_of = "{n}{of}{x}".into();
    document.sections.truncate(1);
    document.sections.extend(HOSTILE.iter().map(|raw| section("x", *raw, true, one(raw))));
    let cell =
        Table { columns: vec![column("a", Align::Mono, 0), column("b", Align::Left, 1)], ..Table::default() };
    let cell = Table { rows: vec![vec![long.clone().into(), "b".to_owned().into()]], ..cell };
    let last = vec![
        Block::Paragraph(long.clone().into()),
        Block::Table(cell),
        Block::Lines(vec![long]),
        Block::Paragraph("End of the report".to_owned().into()),
    ];
    document.sections.push(section("y", "Long", true, last));
    document
}

#[test]
fn every_character_of_the_first_plane_can_stand_in_a_report() {
    let all: Vec<char> =
        (0x20..0x3000).chain(0xA000..0xAC00).chain(0xD7B0..0x1_0400).filter_map(char::from_u32).collect();
    let lines: Vec<String> =
        all.chunks(64).map(|chunk| chunk.iter().flat_map(|c| [*c, 'x']).collect()).collect();
    let on = |mark: char| {
        all.chunks(64).map(move |chunk| chunk.iter().flat_map(|c| [*c, mark]).collect::<String>())
    };
    let mut document = empty(Language::English, Paper::A4);
    document.title = "t".into();
    let of = |lines: Vec<String>| lines.into_iter().map(|l| Block::Paragraph(l.into())).collect::<Vec<_>>();
    document.sections.push(section("a", "Sans", true, of(lines.clone())));
    document.sections.push(section("b", "Accents", true, of(on('\u{301}').chain(on('\u{20dd}')).collect())));
    document.sections.push(section(
        "c",
        "Mono",
        true,
        vec![Block::Lines(lines), Block::Lines(on('\u{336}').collect())],
    ));
    let file = written("characters", &document);
    if let Some(said) = told("qpdf", &["--check"], &file.path, &[]) {
        assert!(said.contains("No syntax or stream encoding errors"), "{said}");
    }
}

#[test]
fn a_long_annex_is_set_in_seconds_and_repeats_its_head() {
    let row = |n: usize| -> Vec<Text> {
        vec![
            format!("2025-11-03 03:14:{:02}", n % 60).into(),
            format!("user{n}@contoso.test").into(),
            format!("203.0.113.{}", n % 250).into(),
            "Sign-in accepted after refusals".to_owned().into(),
            n.to_string().into(),
        ]
    };
    let columns = vec![
        column("Time", Align::Mono, 0),
        column("Account", Align::Mono, 2),
        column("Address", Align::Mono, 0),
        column("What", Align::Left, 2),
        column("Row-of-log", Align::Right, 0),
    ];
    let table = Table { columns, rows: (0..2_000).map(row).collect(), ..Table::default() };
    let mut document = rich(Language::English, Paper::A4);
    document.sections.push(section("tables", "Annex A", true, vec![Block::Table(table)]));
    let begun = Instant::now();
    let pages = set(&document);
    let set_in = begun.elapsed();
    let bytes = pages.pdf().unwrap();
    let (n, all) = (pages.pages().len(), begun.elapsed());
    say(&format!(
        "2,000 rows on {n} pages: set in {set_in:?}, with the PDF {all:?}, {} KiB",
        bytes.len() >> 10
    ));
    let file = written("annex", &document);
    let Some(text) = text_of(&file) else { return };
    let from = pages.outline().last().unwrap().2;
    let reached: Vec<&str> = text.split('\u{c}').skip(from).filter(|p| p.contains("@contoso")).collect();
    assert!(reached.len() > 20, "{}", reached.len());
    assert!(reached.iter().all(|page| page.contains("Row-of-log")), "its head stands on every page");
    assert!((0..2_000).all(|n| text.contains(&format!("user{n}@"))), "every row is there");
}

#[test]
fn references_lead_to_their_record_where_it_is_listed() {
    let links = |document: &Document| {
        let file = written("links", document);
        told("qpdf", &["--qdf", "--object-streams=disable"], &file.path, &["-"])
            .map(|text| text.matches("/Subtype /Link").count())
    };
    let mut document = rich(Language::English, Paper::A4);
    let with = links(&document);
    document.sections.retain(|s| s.key != "records");
    let without = links(&document);
    // One fewer is the line in the contents.
    assert!(with.zip(without).is_none_or(|(with, without)| with > without + 10), "{with:?} {without:?}");
    let twice = vec![vec![Text::from("R1".to_owned())], vec![Text::from("R1".to_owned())]];
    let table = Table { columns: vec![column("a", Align::Left, 0)], rows: twice, ..Table::default() };
    document.sections.push(section("records", "Twice", true, vec![Block::Table(table)]));
    assert!(links(&document) > without);
}

#[test]
fn nothing_at_all_makes_a_report_too() {
    let bytes = written("empty", &empty(Language::French, Paper::Letter)).bytes;
    assert!(bytes.starts_with(b"%PDF-1.7"));
    let mut bare = empty(Language::English, Paper::A4);
    bare.made_at = i64::MAX;
    bare.sections = vec![
        section("summary", "", false, Vec::new()),
        section("records", "", false, vec![Block::Heading(String::new())]),
    ];
    assert_eq!(set(&bare).outline().len(), 2);
    bare.made_at = i64::MIN;
    assert!(set(&bare).pdf().is_ok());
    let cancelled = Task::detached();
    cancelled.cancel();
    assert!(typeset(&bare, &cancelled).is_err());
}

#[test]
fn a_drawing_stands_with_its_caption() {
    let document = rich(Language::English, Paper::A4);
    let drawn = document.sections.iter().flat_map(|s| &s.blocks).any(|block| match block {
        Block::Figure(figure) => !svg::figure(figure).is_empty(),
        _ => false,
    });
    let Some(text) = text_of(&written("figure", &document)) else { return };
    assert_eq!(drawn, text.contains("Hatched: no log covers these hours"));
    assert_eq!(drawn, text.contains("3 Nov 00:00"), "its labels are text");
}

#[test]
fn a_logo_stands_on_the_cover_and_a_broken_one_stops_nothing() {
    let mut document = rich(Language::English, Paper::A4);
    let plain = set(&document).image(0, 1.0).unwrap();
    document.cover.logo = Logo::new("logo.png", LOGO.to_vec());
    assert!(set(&document).image(0, 1.0).unwrap() != plain, "it is seen");
    written("logo", &document);
    document.cover.logo = Logo::new("broken.png", b"\x89PNG\r\n\x1a\nnothing".to_vec());
    assert!(set(&document).image(0, 1.0).unwrap() == plain, "the cover does without it");
    document.cover.logo = Logo::new("broken.jpg", b"\xff\xd8\xff\xe0nothing".to_vec());
    assert!(set(&document).pdf().is_ok());
}

#[test]
fn many_records_are_cited_by_number() {
    let mut document = empty(Language::English, Paper::A4);
    document.title = "t".into();
    let text = Text { words: "Words".into(), cites: (1..=400).map(Cited).collect(), more: String::new() };
    document.sections.push(section("a", "A", true, vec![Block::Paragraph(text)]));
    let Some(text) = text_of(&written("cites", &document)) else { return };
    assert!(text.contains("R400]") && text.contains("Words [R1, R2,"), "{text}");
}

/// A blue square of 2 by 2 pixels.
const LOGO: &[u8] = &[
    137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 2, 0, 0, 0, 2, 8, 2, 0, 0, 0, 253,
    212, 154, 115, 0, 0, 0, 16, 73, 68, 65, 84, 120, 156, 99, 224, 174, 63, 4, 68, 12, 16, 10, 0, 33, 130, 5,
    49, 80, 205, 230, 31, 0, 0, 0, 0, 73, 69, 78, 68, 174, 66, 96, 130,
];
