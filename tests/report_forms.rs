//! HTML, plain text and the timeline figure: nothing in them has an effect, references lead somewhere, and what the
//! figure shows is what the screen counts.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

#[path = "support/bench.rs"]
mod bench;
#[path = "support/mod.rs"]
mod support;

use bench::submit;
use chrono_tz::Tz;
use relayscope::case::report_settings::Paper;
use relayscope::case::work::Work;
use relayscope::model::time::{Span, UtcTime};
use relayscope::playbook::progress::ProofKind;
use relayscope::report::desk::{Circumstances, Desk};
use relayscope::report::document::{
    Align, Anchor, Block, Cited, Column, Cover, Document, Fact, Figure, Ink, NoteKind, Section, Shape,
    Signature, Table, Text,
};
use relayscope::report::forms::{html, svg, text};
use relayscope::report::timeline;
use relayscope::words::{Language, Words};
use relayscope::workbench::Workbench;
use relayscope::workbench::command::{Command, StepDeed};
use std::path::Path;

/// Each would like to be more than text, and ends in a word that must come out again.
const HOSTILE: [&str; 9] = [
    "<script>alert(1)</script><img src=x onerror=alert(1)> kept1",
    "</title></style></svg></text>]]>--><b>&amp;&#60; kept2",
    "\" onmouseover=\"alert(1)\" ' x=' kept3",
    "url(https://evil.example.net/x) } @import '//evil.example.net'; kept4",
    "\u{1b}[31mRED\u{1b}]0;owned\u{7} kept5",
    "invoice\u{202e}fdp.exe \u{2066}x\u{2069} kept6",
    "tab\tand\u{0}nul\u{85}next\u{feff} kept7",
    "javascript:alert(1) data:text/html,<x> kept8",
    "日本 العربية 🙂 \u{ffff} kept9",
];

fn texts() -> Vec<Text> {
    HOSTILE.iter().map(|words| Text::from((*words).to_owned())).collect()
}

/// Every kind of block, with hostile texts in every place that holds one, and a subject of 32 KB.
fn hostile() -> Document {
    let all = HOSTILE.join(" ");
    let cited = Text { words: all.clone(), cites: vec![Cited(1), Cited(9)], more: all.clone() };
    let label = |x, text: &str| Shape::Label {
        x,
        y: 5.0,
        text: text.to_owned(),
        size: 7.0,
        ink: Ink::Text,
        anchor: Anchor::Start,
        strong: false,
    };
    let column =
        |align| Column { title: HOSTILE[0].into(), align, share: u16::from(align != Align::Right) * 3 };
    let subject = format!("{} end-of-subject", "A very long subject, x<y. ".repeat(1_260));
    let table = Table {
        caption: all.clone(),
        columns: [Align::Left, Align::Right, Align::Mono].map(column).to_vec(),
        rows: vec![vec![cited.clone(), "12".to_owned().into(), subject.into()], texts()[..3].to_vec()],
        foot: all.clone(),
    };
    let records = Table {
        columns: vec![column(Align::Mono), column(Align::Left)],
        rows: vec![vec!["R1".to_owned().into(), all.clone().into()]],
        ..Table::default()
    };
    let figure = Figure {
        width: 500.0,
        height: 90.0,
        shapes: HOSTILE
            .iter()
            .zip([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0])
            .map(|(t, x)| label(x, t))
            .collect(),
        caption: all.clone(),
        described: all.clone(),
    };
    let fact = Fact {
        id: all.clone(),
        sentence: cited.clone(),
        confidence: all.clone(),
        parts: vec![(all.clone(), texts())],
    };
    let signature = Signature { role: all.clone(), lines: vec![(all.clone(), all.clone())] };
    let blocks = vec![
        Block::Heading(all.clone()),
        Block::Paragraph(cited.clone()),
        Block::Lead(cited.clone()),
        Block::Note(NoteKind::Warning, cited.clone()),
        Block::Points(texts()),
        Block::Numbered(texts()),
        Block::Pairs(vec![(all.clone(), cited)]),
        Block::Table(table),
        Block::Figure(figure),
        Block::Lines(HOSTILE.map(str::to_owned).to_vec()),
        Block::Fact(fact),
        Block::Boxes(texts()),
        Block::Signatures(vec![signature]),
    ];
    let section = |key, blocks| Section { key, title: all.clone(), new_page: true, blocks };
    Document {
        language: Language::French,
        paper: Paper::Letter,
        title: all.clone(),
        author: all.clone(),
        watermark: all.clone(),
        cover: Cover {
            kicker: all.clone(),
            title: all.clone(),
            subtitle: all.clone(),
            logo: None,
            rows: vec![(all.clone(), all.clone())],
            notices: vec![all.clone()],
        },
        head: all.clone(),
        head_right: all.clone(),
        foot: all.clone(),
        page_n_of: "Page {n} sur {of} \"}</style>".into(),
        contents: all.clone(),
        sections: vec![section("summary", blocks), section("records", vec![Block::Table(records)])],
        made_at: 1_790_000_000,
    }
}

/// No control, nothing that turns the direction or hides.
fn is_calm(text: &str) {
    let bad = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{ffff}' | '\u{200b}')
    };
    let at = text.find(bad);
    let around: String = text[at.unwrap_or(text.len())..].chars().take(20).collect();
    assert!(at.is_none(), "a raw control before {around:?}");
}

/// Names of all elements, and every attribute of the page outside of its head.
fn tags(page: &str) -> Vec<&str> {
    page.split('<').skip(1).map(|rest| rest.split('>').next().unwrap()).collect()
}

#[test]
fn hostile_texts_are_text_in_html_and_all_are_there() {
    let page = html::page(&hostile());
    is_calm(&page);
    const KNOWN: [&str; 55] = [
        "!DOCTYPE",
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "div",
        "span",
        "header",
        "h1",
        "h2",
        "h3",
        "p",
        "dl",
        "dt",
        "dd",
        "nav",
        "ol",
        "ul",
        "li",
        "a",
        "main",
        "section",
        "table",
        "caption",
        "colgroup",
        "col",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "figure",
        "figcaption",
        "svg",
        "desc",
        "text",
        "rect",
        "path",
        "polyline",
        "polygon",
        "circle",
        "pre",
        "article",
        "footer",
        "br",
        "wbr",
        "img",
        "aside",
        "strong",
        "em",
        "code",
        "hr",
        "small",
    ];
    for tag in tags(&page) {
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap();
        assert!(KNOWN.contains(&name), "<{tag}>");
        assert!(
            !tag.contains("onerror") && !tag.contains("onmouseover") && !tag.contains("style="),
            "<{tag}>"
        );
        assert!(!tag.contains("alert") && !tag.contains("javascript"), "<{tag}>");
    }
    let style = page.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    assert!(!style.contains("@import") && !style.contains("url("), "the style fetches");
    let body = page.split_once("<body>").unwrap().1;
    for n in 1..=HOSTILE.len() {
        // Twice in each of some thirty places.
        let found = body.matches(&format!("kept{n}")).count();
        assert!(found > 30, "kept{n} stands {found} times");
    }
    assert!(body.contains("end-of-subject") && body.contains("x&lt;y"));
    assert_eq!(page, html::page(&hostile()));
}

#[test]
fn the_policy_lets_in_this_style_and_nothing_else() {
    use sha2::{Digest, Sha256};
    let page = html::page(&hostile());
    let style = page.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    let hash = Sha256::digest(style.as_bytes());
    let policy =
        page.split_once("Content-Security-Policy\" content=\"").unwrap().1.split_once('"').unwrap().0;
    let said = policy.split_once("style-src 'sha256-").unwrap().1.split_once('\'').unwrap().0;
    let digit = |c: u8| {
        let all = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        u32::try_from(all.iter().position(|d| *d == c).unwrap()).unwrap()
    };
    let bytes: Vec<u8> = said
        .trim_end_matches('=')
        .as_bytes()
        .chunks(4)
        .flat_map(|four| {
            let group = four.iter().fold(0, |sum, c| (sum << 6) | digit(*c)) << (6 * (4 - four.len()));
            group.to_be_bytes()[1..four.len()].to_vec()
        })
        .collect();
    assert_eq!(bytes, hash.as_slice());
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
}

#[test]
fn references_lead_to_the_row_of_their_record_and_only_to_rows_that_exist() {
    let page = html::page(&hostile());
    let mut links = 0;
    for tag in tags(&page) {
        if let Some(to) = tag.strip_prefix("a href=\"#") {
            let id = format!(" id=\"{}\"", to.trim_end_matches('"'));
            assert_eq!(page.matches(&id).count(), 1, "{tag}");
            links += 1;
        }
    }
    assert!(links > 6, "only {links} links");
    assert!(page.contains("[<a href=\"#R1\">R1</a>, R9 "), "R9 has no row and must be no link");
}

#[test]
fn plain_text_is_calm_narrow_and_whole() {
    let page = text::page(&hostile());
    is_calm(&page);
    for n in 1..=HOSTILE.len() {
        assert!(page.matches(&format!("kept{n}")).count() > 30, "kept{n}");
    }
    assert!(page.contains("end-of-subject"));
    let words: usize = page.matches("A very long subject,").count() + page.matches("subject,\n").count();
    assert!(words > 1_000, "the subject was cut: {words}");
    assert_eq!(page, text::page(&hostile()));
    for line in page.lines() {
        assert!(line.chars().count() <= 100 || !line.trim().contains(' '), "{line:?}");
    }
}

#[test]
fn tables_stand_in_columns_where_they_fit_and_row_by_row_where_not() {
    let column = |title: &str, align| Column { title: title.into(), align, share: 1 };
    let row = |cells: [&str; 3]| cells.map(|c| Text::from(c.to_owned())).to_vec();
    let hash = "0123456789abcdef".repeat(4);
    let mut table = Table {
        columns: vec![
            column("File", Align::Left),
            column("Records", Align::Right),
            column("SHA", Align::Mono),
        ],
        rows: vec![row(["a.evtx", "12", "ab12"]), row(["mail.log", "1,482", "cd34"])],
        ..Table::default()
    };
    let write = |table: &Table| {
        let blocks = vec![Block::Table(table.clone())];
        let sections = vec![Section { key: "evidence", title: "Evidence".into(), new_page: false, blocks }];
        text::page(&Document { sections, cover: Cover::default(), ..hostile() })
    };
    let narrow = write(&table);
    assert!(
        narrow.contains("\nFile      Records  SHA\n--------  -------  ----\na.evtx         12  ab12\n"),
        "{narrow}"
    );
    table.rows[0] =
        row(["a long name of a file, with blanks, that goes on and on for many words", "12", &hash]);
    table.rows[1] = row([&hash, "1", &hash]);
    let wide = write(&table);
    assert!(wide.contains(&format!("\nFile     {hash}\nRecords  1\nSHA      {hash}\n")), "{wide}");
}

/// The demo and its next days, with a step ticked.
fn demo(folder: &Path) -> Workbench {
    let after = Some(relayscope::demo::After::Clean);
    relayscope::demo::write(folder, &relayscope::demo::Options { after, ..Default::default() }).unwrap();
    let mut bench = support::analysed(&[folder]);
    submit(&mut bench, Command::SetSiteZone(Tz::Europe__Paris));
    let seen = ProofKind::Observation { text: "Enabled = False".into(), name: "A. Martin".into() };
    let done = StepDeed::Done { proof: Some(seen), overridden: Vec::new(), reason: String::new() };
    submit(&mut bench, Command::Step("CON-05".into(), done));
    bench
}

fn with_desk<T>(bench: &Workbench, language: Language, f: impl FnOnce(&Desk<'_>) -> T) -> T {
    let words = Words::new(language, Tz::Europe__Paris);
    let (settings, around) = (bench.case().work.report(), Circumstances::default());
    f(&Desk::new(bench.case(), &words, &settings, &around))
}

fn figure(bench: &Workbench, language: Language) -> Figure {
    with_desk(bench, language, |desk| timeline::figure(desk).unwrap())
}

fn sum(lane: &[u32]) -> u64 {
    lane.iter().map(|n| u64::from(*n)).sum()
}

/// Left, top, right, bottom of a label, its width estimated by its characters.
fn place(shape: &Shape) -> Option<(f32, f32, f32, f32, &str)> {
    let Shape::Label { x, y, text, size, anchor, .. } = shape else { return None };
    #[expect(clippy::cast_precision_loss, reason = "an estimate")]
    let width = text.chars().count() as f32 * size * 0.52;
    let left = match anchor {
        Anchor::Start => *x,
        Anchor::Middle => x - width / 2.0,
        Anchor::End => x - width,
    };
    Some((left, y - size * 0.75, left + width, y + size * 0.22, text))
}

fn labels_stand_apart(figure: &Figure) {
    let places: Vec<_> = figure.shapes.iter().filter_map(place).collect();
    assert!(places.len() > 15, "only {} labels", places.len());
    for (k, a) in places.iter().enumerate() {
        assert!(a.0 >= -1.0 && a.2 <= figure.width + 1.0, "{:?} leaves the figure", a.4);
        assert!(a.1 >= 0.0 && a.3 <= figure.height, "{:?} leaves the figure", a.4);
        for b in &places[k + 1..] {
            let apart = a.2 <= b.0 || b.2 <= a.0 || a.3 <= b.1 || b.3 <= a.1;
            assert!(apart, "{:?} and {:?} overlap", a.4, b.4);
        }
    }
}

#[test]
fn the_lanes_of_the_demo_count_what_the_analysis_counts() {
    let folder = tempfile::tempdir().unwrap();
    let bench = demo(folder.path());
    let lanes = with_desk(&bench, Language::English, |desk| timeline::lanes(desk).unwrap());
    let analysis = &bench.case().analysis;
    assert!(lanes.shown.whole, "{:?}", lanes.shown);
    assert_eq!(sum(&lanes.failed), analysis.totals.failures);
    assert_eq!(sum(&lanes.accepted), analysis.totals.successes);
    assert_eq!(sum(&lanes.own) + sum(&lanes.relayed), analysis.totals.messages);
    assert!(sum(&lanes.relayed) >= analysis.verdicts[0].messages);
    assert!(lanes.acts.len() > 1, "{:?}", lanes.acts);
    for language in [Language::English, Language::French] {
        let figure = figure(&bench, language);
        look(&figure, language);
        labels_stand_apart(&figure);
        let words = Words::new(language, Tz::Europe__Paris);
        for n in [analysis.totals.failures, analysis.totals.successes, u64::from(analysis.queue.peak)] {
            assert!(figure.described.contains(&words.number(n)), "{n} is not in {}", figure.described);
        }
        assert!(
            figure.caption.contains("Europe/Paris") && !figure.caption.contains('['),
            "{}",
            figure.caption
        );
        assert!(!figure.described.contains("[report"), "{}", figure.described);
        assert_eq!(svg::figure(&figure), svg::figure(&self::figure(&bench, language)));
    }
}

/// Where the band and its ends are drawn.
fn band(figure: &Figure) -> (f32, f32) {
    let found = figure.shapes.iter().find_map(|s| match s {
        Shape::Rect { x, width, ink: Ink::Band, .. } => Some((*x, x + width)),
        _ => None,
    });
    found.unwrap()
}

#[test]
fn the_band_lies_where_the_first_and_the_last_relayed_messages_are() {
    let folder = tempfile::tempdir().unwrap();
    let bench = demo(folder.path());
    let (from, to) = band(&figure(&bench, Language::English));
    let span = bench.case().analysis.verdicts[0].span.unwrap();
    let shown = with_desk(&bench, Language::English, |desk| timeline::lanes(desk).unwrap().shown);
    let plot = baseline(&figure(&bench, Language::English));
    let x = |t: UtcTime| plot.0 + (plot.1 - plot.0) * shown.part(t);
    assert!((x(span.first) - from).abs() < 0.1 && (x(span.last) - to).abs() < 0.9, "{from} {to}");
    // Bars of relayed messages stand within it, but for the width of a bar.
    let bar = (plot.1 - plot.0) / f32::from(u16::try_from(shown.n).unwrap());
    for shape in &figure(&bench, Language::English).shapes {
        if let Shape::Rect { x, ink: Ink::Abuse, .. } = shape
            && *x >= plot.0
        {
            assert!(*x >= from - bar && *x <= to + 0.1, "{x} is not between {from} and {to}");
        }
    }
}

/// Left and right end of the lanes.
fn baseline(figure: &Figure) -> (f32, f32) {
    let lines = figure.shapes.iter().filter_map(|s| match s {
        Shape::Line { points, ink: Ink::Muted, .. } if points.len() == 2 => Some((points[0].0, points[1].0)),
        _ => None,
    });
    lines.max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0))).unwrap()
}

#[test]
fn what_no_source_covers_is_hatched_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let bench = demo(folder.path());
    let mut case = bench.case().clone();
    let all = case.store.span().unwrap();
    let part = |n: i64| UtcTime(all.first.0 + all.ticks() / 10 * n);
    let mut analysis = (*case.analysis).clone();
    analysis.uncovered_authentications = Vec::new();
    analysis.uncovered_mail = Vec::new();
    analysis.uncovered_depth = vec![
        Span { first: part(1), last: part(3) },
        Span { first: part(2), last: part(4) },
        Span { first: part(7), last: part(8) },
    ];
    case.analysis = analysis.into();
    case.work = Work::default();
    let words = Words::new(Language::English, Tz::Europe__Paris);
    let (settings, around) = (case.work.report(), Circumstances::default());
    let figure = timeline::figure(&Desk::new(&case, &words, &settings, &around)).unwrap();
    let hatched: Vec<(f32, f32)> = figure
        .shapes
        .iter()
        .filter_map(|s| match s {
            Shape::Hatched { x, width, .. } => Some((*x, x + width)),
            _ => None,
        })
        .collect();
    assert_eq!(hatched.len(), 3, "{hatched:?}");
    assert!(hatched.windows(2).all(|w| w[0].1 <= w[1].0 + 0.01), "hatching on hatching: {hatched:?}");
    let plot = baseline(&figure);
    let width: f32 = hatched.iter().map(|(a, b)| b - a).sum();
    let share = width / (plot.1 - plot.0);
    assert!((0.35..0.41).contains(&share), "{share}");
    assert!(svg::figure(&figure).matches("<path d=\"M").count() >= 3);
    assert!(figure.described.contains("Queue depth: no source covers"), "{}", figure.described);
    assert!(figure.caption.contains("Hatched"), "{}", figure.caption);
}

/// Writes the picture where somebody wants to look at it.
fn look(figure: &Figure, language: Language) {
    if let Some(folder) = std::env::var_os("RELAYSCOPE_LOOK") {
        let path = Path::new(&folder).join(format!("figure-{language:?}.svg"));
        std::fs::write(path, svg::figure(figure)).unwrap();
        let path = Path::new(&folder).join(format!("figure-{language:?}.txt"));
        std::fs::write(path, format!("{}\n\n{}\n", figure.caption, figure.described)).unwrap();
    }
}
