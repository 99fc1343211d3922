//! Reports through the workbench: what people say about them is kept and can be taken back, what was written is in the
//! custody log, and what cannot be written says so and leaves nothing behind.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

#[path = "support/bench.rs"]
mod bench;

use bench::{finish, submit};
use relayscope::case::report_settings::{Paper, Party, ReportSettings};
use relayscope::report::forms::Form;
use relayscope::report::tables::{Format, Which};
use relayscope::words::{Fact, Language};
use relayscope::workbench::Workbench;
use relayscope::workbench::command::{Command, Output, Product};
use sha2::{Digest, Sha256};
use std::path::Path;
use std::time::Duration;

fn kept_demo(folder: &Path) -> Workbench {
    relayscope::demo::write(&folder.join("demo"), &relayscope::demo::Options::default()).unwrap();
    let mut bench = Workbench::new(|| {}).kept(Some(folder.join("cases")));
    submit(&mut bench, Command::AddPaths(vec![folder.join("demo")]));
    bench
}

fn settings(company: &str) -> ReportSettings {
    let client = Party { company: company.into(), ..Party::default() };
    ReportSettings { client, paper: Paper::Letter, ..ReportSettings::default() }
}

fn output(product: Product, path: &Path) -> Command {
    let (path, language) = (path.to_owned(), Language::English);
    Command::Produce(Box::new(Output { product, path, language, open: false, settings: None, at: None }))
}

fn custody(bench: &Workbench, id: &str) -> Vec<String> {
    let of = bench.case().custody.iter().filter(|e| e.what.id == id);
    let texts = of.flat_map(|e| e.what.facts.iter()).filter_map(|(_, fact)| match fact {
        Fact::Text(text) => Some(text.to_string()),
        _ => None,
    });
    texts.collect()
}

#[test]
fn what_people_say_about_the_report_survives_and_can_be_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut bench = kept_demo(folder.path());
    submit(&mut bench, Command::Report(Box::new(settings("Contoso"))));
    submit(&mut bench, Command::Report(Box::new(settings("Fabrikam"))));
    submit(&mut bench, Command::Undo);
    assert_eq!(bench.case().work.report(), settings("Contoso"));
    submit(&mut bench, Command::Redo);
    assert_eq!(bench.case().work.report(), settings("Fabrikam"));
    let home = bench.case().home.path.clone().unwrap();
    bench.close(Duration::from_secs(30));
    let mut again = Workbench::new(|| {}).kept(None);
    submit(&mut again, Command::OpenCase(home));
    assert_eq!(again.case().work.report(), settings("Fabrikam"));
}

#[test]
fn what_was_written_is_in_the_custody_log_with_its_hash() {
    let folder = tempfile::tempdir().unwrap();
    let mut bench = kept_demo(folder.path());
    let path = folder.path().join("report.html");
    submit(&mut bench, output(Product::Report(Form::Html), &path));
    assert_eq!(bench.case().notice, None);
    assert_eq!(bench.case().preview.written.as_ref().map(|(_, p)| p.clone()), Some(path.clone()));
    let hash: String =
        Sha256::digest(std::fs::read(&path).unwrap()).iter().map(|b| format!("{b:02x}")).collect();
    assert!(custody(&bench, "change-produced").contains(&hash));
    let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(!names.iter().any(|n| n.to_string_lossy().ends_with(".part")), "{names:?}");
}

#[test]
fn what_cannot_be_written_says_so_and_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let mut bench = kept_demo(folder.path());
    let nowhere = folder.path().join("no-such-folder/report.pdf");
    submit(&mut bench, output(Product::Report(Form::Pdf), &nowhere));
    assert_eq!(bench.case().notice.as_ref().unwrap().id, "report-not-written");
    assert!(!nowhere.parent().unwrap().exists() && !bench.case().preview.writing);
    submit(&mut bench, Command::Dismiss);
    let refused = folder.path().join("x.json");
    submit(&mut bench, output(Product::Table(Which::Findings, Format::Stix), &refused));
    assert_eq!(bench.case().notice.as_ref().unwrap().id, "export-not-offered");
    assert!(!refused.exists());
}

#[test]
fn a_logo_is_a_small_picture_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let mut bench = kept_demo(folder.path());
    let path = folder.path().join("logo.png");
    std::fs::write(&path, b"<svg onload='x'/>").unwrap();
    let take = |bench: &mut Workbench, path| {
        bench.submit(Command::TakeLogo(path));
        // Reading it is a job that nobody waits for.
        for _ in 0..50 {
            bench.wait(Duration::from_millis(20));
        }
        finish(bench);
    };
    take(&mut bench, Some(path.clone()));
    assert_eq!(bench.case().notice.as_ref().unwrap().id, "report-logo-refused");
    std::fs::write(&path, b"\x89PNG\r\n\x1a\nand so on").unwrap();
    take(&mut bench, Some(path));
    assert_eq!(bench.case().work.report().logo.map(|l| l.name), Some("logo.png".to_owned()));
    take(&mut bench, None);
    assert_eq!(bench.case().work.report().logo, None);
}

#[test]
fn a_case_that_another_window_holds_can_still_be_printed() {
    let folder = tempfile::tempdir().unwrap();
    let bench = kept_demo(folder.path());
    let home = bench.case().home.path.clone().unwrap();
    let mut second = Workbench::new(|| {}).kept(None);
    submit(&mut second, Command::OpenCase(home));
    let path = folder.path().join("report.txt");
    submit(&mut second, output(Product::Report(Form::Text), &path));
    assert!(path.exists());
    submit(&mut second, Command::Dismiss);
    submit(&mut second, Command::Report(Box::new(settings("Contoso"))));
    assert_eq!(second.case().notice.as_ref().unwrap().id, "case-read-only");
}

#[test]
fn the_preview_is_set_and_only_the_pages_in_view_are_drawn() {
    let folder = tempfile::tempdir().unwrap();
    let mut bench = kept_demo(folder.path());
    submit(&mut bench, Command::SetPages(Language::French));
    let preview = &bench.case().preview;
    assert_eq!((preview.number, preview.language, preview.failed.clone()), (1, Language::French, None));
    assert!(preview.pages.len() > 8, "{} pages", preview.pages.len());
    assert_eq!(preview.outline.first().map(|(key, ..)| key.as_str()), Some("summary"));
    bench.submit(Command::ShowPages { pages: vec![0, 1], scale: 50 });
    for _ in 0..200 {
        bench.wait(Duration::from_millis(20));
        if bench.case().preview.images.len() == 2 {
            break;
        }
    }
    let images = &bench.case().preview.images;
    assert_eq!(images.keys().copied().collect::<Vec<_>>(), [0, 1]);
    let page = &images[&0];
    assert_eq!(page.rgba.len(), page.width * page.height * 4);
    // Another report, other pictures.
    submit(&mut bench, Command::SetPages(Language::English));
    assert!(bench.case().preview.images.is_empty() && bench.case().preview.number == 2);
}
