//! Redaction: the same value has the same alias everywhere, in both languages; no value is left; figures, versions
//! and hashes stay.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

#[path = "support/bench.rs"]
mod bench;
#[path = "support/mod.rs"]
mod support;

use bench::submit;
use chrono_tz::Tz;
use relayscope::case::Case;
use relayscope::case::report_settings::{Party, ReportSettings};
use relayscope::demo;
use relayscope::model::harvest::Harvest;
use relayscope::model::provenance::{Place, SourceId};
use relayscope::model::rows::{Authentication, MailEvent};
use relayscope::model::store::EventStore;
use relayscope::model::time::UtcTime;
use relayscope::report::compose::compose;
use relayscope::report::desk::Circumstances;
use relayscope::report::document::{Anchor, Block, Document, Figure, Ink, Section, Shape, Table};
use relayscope::report::redact::Redactor;
use relayscope::words::{Language, Words};
use relayscope::workbench::Workbench;
use relayscope::workbench::command::Command;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

fn analysed(folder: &Path) -> Workbench {
    let after = Some(demo::After::Clean);
    demo::write(folder, &demo::Options { after, ..Default::default() }).unwrap();
    let mut bench = support::analysed(&[folder]);
    let settings = ReportSettings {
        redact: true,
        client: Party { company: "Contoso SA".into(), person: "Berthe Dupuis".into(), ..Party::default() },
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

fn account(case: &Case) -> String {
    let id = case.analysis.verdicts[0].account.unwrap();
    case.analysis.directory.name(id).to_string()
}

/// A case whose logs name these accounts, senders and subjects.
fn of(accounts: &[&str], senders: &[&str], subjects: &[&str]) -> Case {
    let mut harvest = Harvest::new(SourceId(0));
    let time = UtcTime::from_unix(1_762_136_094, 0);
    for (name, n) in accounts.iter().zip(1..) {
        let account = harvest.text.intern(name);
        let row = Authentication { time, place: Place::line(n, 0), account, ..Authentication::default() };
        harvest.tables.authentications.push(row);
    }
    let many = senders.len().max(subjects.len());
    for i in 0..many {
        let mut text = |list: &[&str]| list.get(i).map(|t| harvest.text.intern(t)).unwrap_or_default();
        let (sender, subject) = (text(senders), text(subjects));
        harvest.tables.mail.push(MailEvent { time, sender, subject, ..MailEvent::default() });
    }
    let store = EventStore::of(harvest);
    let task = relayscope::task::Task::detached();
    let (store, analysis) = relayscope::analysis::run(store, &Default::default(), &[], &task);
    Case { store: Arc::new(store), analysis: Arc::new(analysis.unwrap()), ..Case::default() }
}

fn every_text(document: &mut Document) -> Vec<String> {
    let mut texts = Vec::new();
    document.for_each_text(&mut |text| texts.push(text.clone()));
    texts
}

#[test]
fn no_value_of_the_demo_is_left_in_a_report_in_either_language() {
    let folder = tempfile::tempdir().unwrap();
    let bench = analysed(folder.path());
    let case = bench.case();
    let redactor = Redactor::of(case);
    let key: BTreeMap<String, String> = redactor.key().into_iter().collect();
    assert_eq!(key["account-1"].to_lowercase(), account(case).to_lowercase());
    assert_eq!(redactor.limit(), None);
    for language in [Language::English, Language::French] {
        let words = Words::new(language, Tz::Europe__Paris);
        let mut report = compose(case, &words, &Circumstances::default()).document;
        let short = account(case).rsplit('\\').next().unwrap().to_lowercase();
        for text in every_text(&mut report) {
            let lower = text.to_lowercase();
            assert!(!lower.contains("contoso") && !lower.contains("203.0.113."), "{language:?}: {text}");
            assert!(!lower.split(|c: char| !c.is_alphanumeric()).any(|w| w == short), "{language:?}: {text}");
            assert_eq!(redactor.remains(&text), [] as [String; 0], "{language:?}: {text}");
        }
    }
}

#[test]
fn one_person_has_one_alias_under_every_spelling_and_defanged_addresses_are_seen() {
    let folder = tempfile::tempdir().unwrap();
    let bench = analysed(folder.path());
    let case = bench.case();
    let redactor = Redactor::of(case);
    let full = account(case);
    let name = full.rsplit('\\').next().unwrap();
    for spelling in [full.clone(), full.to_uppercase(), format!("{name}@contoso.test"), name.to_owned()] {
        assert_eq!(redactor.text(&spelling), "account-1", "{spelling}");
    }
    assert_eq!(redactor.text(&format!("{name}[@]contoso[.]test")), "account-1");
    let address = case.store.raw(case.analysis.verdicts[0].addresses[0]).to_owned();
    let defanged = address.replace('.', "[.]");
    let mapped = format!("::ffff:{address}");
    for spelling in [address.as_str(), &defanged, &mapped] {
        assert_eq!(redactor.text(&format!("from {spelling}, twice")), "from address-1, twice");
    }
    assert_eq!(redactor.text(&format!("[{address}]:25")), "[address-1]:25");
    let json = format!("{{\"user\": \"{}\"}}", full.replace('\\', "\\\\"));
    assert_eq!(redactor.record(&json), "{\"user\": \"account-1\"}");
    assert_eq!(redactor.text("Contoso SA, Berthe Dupuis"), "company-1, person-1");
    assert_eq!(redactor.text("A. Martin, Fabrikam Conseil"), "A. Martin, Fabrikam Conseil");
}

#[test]
fn what_names_nobody_stays() {
    let folder = tempfile::tempdir().unwrap();
    let bench = analysed(folder.path());
    let redactor = Redactor::of(bench.case());
    let hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    let kept = [
        "Exchange 15.1.2507.6 and Version 8.3.83.6",
        "NT AUTHORITY\\SYSTEM, Administrator and Guest",
        "S-1-5-18, event 4625, 550 5.7.1, port 587",
        "127.0.0.1, localhost, 10.0.0.0/8",
        "Mon 3 Nov 2025 02:14:54",
        "https://www.spamhaus.org/lookup",
        "C:\\Program Files\\Microsoft\\Exchange Server\\V15\\Logging",
        "The mail to all accounts was read: 1,482 messages",
        hash,
    ];
    for text in kept {
        assert_eq!(redactor.text(text), text);
    }
}

#[test]
fn what_no_log_states_has_an_alias_too_and_always_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let bench = analysed(folder.path());
    let redactor = Redactor::of(bench.case());
    let again = Redactor::of(bench.case());
    for text in
        ["8.8.4.4", "2001:db8:9::1", "nobody.knows@elsewhere.example", "FARAWAY\\jdoe", "S-1-5-21-9-9-9-1104"]
    {
        let alias = redactor.text(text);
        assert!(alias.contains("-x") && !alias.contains(text), "{text} became {alias}");
        assert_eq!(redactor.text(&format!("see {text}.")), format!("see {alias}."));
        assert_eq!(again.text(text), alias);
    }
    let own = redactor.text("unknown.person@contoso.test");
    assert!(own.starts_with("mailbox-x"), "{own}");
    assert_ne!(redactor.text("8.8.4.4"), redactor.text("8.8.4.5"));
    let other = Redactor::of(&of(&["X\\y"], &[], &[]));
    assert_ne!(other.text("8.8.4.4"), redactor.text("8.8.4.4"), "the salt is that of the case");
}

#[test]
fn hostile_names_neither_break_it_nor_stay() {
    let long = "n".repeat(40_000);
    let subject = format!("Facture : urgent ! {}", "é".repeat(9_000));
    let names =
        ["CORP\\.*", "CORP\\(a+)+$", "a", "\u{202e}evil\u{7}", "CORP\\x|y", "{$n}", "1234", "mail", &long];
    let case = of(&names, &["<>", "@", "anna@corp.example"], &[&subject, "a \"quoted\" one, really", "?"]);
    let redactor = Redactor::of(&case);
    assert!(!redactor.text("by CORP\\(a+)+$ then").contains("(a+)+"));
    for name in ["CORP\\.*", "CORP\\x|y", "\u{202e}evil\u{7}", long.as_str()] {
        let text = redactor.text(&format!("by {name} then"));
        assert!(text.starts_with("by account-") && text.ends_with(" then") && text.len() < 40, "{text}");
    }
    assert_eq!(redactor.text("a letter and a mail, port 1234"), "a letter and a mail, port 1234");
    assert_eq!(redactor.record("x,mail,y").matches("account-").count(), 1);
    let shown = redactor.text(&format!("« {subject} »"));
    assert!(shown.starts_with("« subject-") && shown.len() < 30, "{shown}");
    let cut: String = subject.chars().take(60).collect();
    let french = cut.replace(" :", "\u{a0}:").replace(" !", "\u{202f}!");
    assert_eq!(redactor.text(&format!("{french}…")), format!("{}…", redactor.text(&subject)));
    assert!(redactor.record("x,\"a \"\"quoted\"\" one, really\",y").starts_with("x,\"subject-"));
    assert_eq!(Redactor::of(&of(&[], &[], &[])).text("nothing"), "nothing");
}

#[test]
fn figure_table_and_record_show_the_same_alias() {
    let case = of(&["CORP\\anna", "CORP\\bert", "fax"], &["anna@corp.example"], &[]);
    let text = "CORP\\anna".to_owned();
    let label = Shape::Label {
        x: 0.0,
        y: 0.0,
        text: text.clone(),
        size: 9.0,
        ink: Ink::Text,
        anchor: Anchor::Start,
        strong: false,
    };
    let figure = Figure { shapes: vec![label], caption: text.clone(), ..Figure::default() };
    let table = Table { rows: vec![vec![text.clone().into()]], ..Table::default() };
    let lines = vec![format!("user={text} fax")];
    let blocks = vec![Block::Figure(figure), Block::Table(table), Block::Lines(lines)];
    let words = Words::new(Language::French, Tz::UTC);
    let mut document = compose(&Case::default(), &words, &Circumstances::default()).document;
    document.sections = vec![Section { key: "facts", title: String::new(), new_page: false, blocks }];
    let redactor = Redactor::of(&case);
    redactor.document(&mut document);
    let alias = redactor.text("CORP\\anna");
    let shown: Vec<String> =
        every_text(&mut document).into_iter().filter(|t| t.contains("account-")).collect();
    assert_eq!(shown.len(), 4, "{shown:?}");
    assert!(shown.iter().all(|t| t.contains(&alias)), "{shown:?}");
}

#[test]
fn a_hundred_thousand_values_are_no_burden() {
    let senders: Vec<String> =
        (0..100_000).map(|i| format!("person.{i}@domain-{}.example", i % 20_000)).collect();
    let subjects: Vec<String> = (0..50_000).map(|i| format!("Subject number {i} of a campaign")).collect();
    let refs = |list: &'static [String]| list.iter().map(String::as_str).collect::<Vec<&str>>();
    let (senders, subjects) = (Vec::leak(senders), Vec::leak(subjects));
    let case = of(&["CORP\\anna"], &refs(senders), &refs(subjects));
    let begun = std::time::Instant::now();
    let redactor = Redactor::of(&case);
    let built = begun.elapsed();
    let text =
        format!("person.7@domain-7.example wrote {} to CORP\\anna; ", "Subject number 77 of a campaign")
            .repeat(2_000);
    let begun = std::time::Instant::now();
    let shown = redactor.text(&text);
    support::say(&format!(
        "100,000 senders, 50,000 subjects: built in {built:?}, {} bytes in {:?}",
        text.len(),
        begun.elapsed()
    ));
    assert_eq!(shown.matches("mailbox-").count(), 2_000);
    assert_eq!(shown.matches("subject-").count(), 2_000);
    assert_eq!(redactor.limit(), None);
    assert!(redactor.remains(&shown).is_empty());
}
