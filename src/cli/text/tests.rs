//! The page for every kind of verdict, in both languages: short, plain, whole. Invented names only.

use super::{page, summary};
use crate::analysis::accounts::{Account, AccountDirectory, AccountId};
use crate::analysis::finding::{
    Analysis, Answer, Confidence, Coverage, DepthBasis, DepthCurve, Finding, Reason, Verdict, VerdictKind,
};
use crate::analysis::verdicts::blank;
use crate::case::{Case, CaseSource, State};
use crate::knowledge::collecting::{Generation, Kind, how};
use crate::model::harvest::{Balance, DateOrder, Harvest};
use crate::model::provenance::{Place, SourceId};
use crate::model::rows::{Authentication, RowRef, Table};
use crate::model::safe_text::SafeText;
use crate::model::store::EventStore;
use crate::model::time::{Span, UtcTime, ZoneBasis};
use crate::words::{Language, Phrase, Words};
use std::collections::BTreeMap;
use std::sync::Arc;

const KINDS: [VerdictKind; 8] = [
    VerdictKind::AuthenticatedRelay,
    VerdictKind::OpenRelay,
    VerdictKind::InternalRelay,
    VerdictKind::MailboxTakeover,
    VerdictKind::ReverseNdr,
    VerdictKind::Backscatter,
    VerdictKind::NoRelaySeen,
    VerdictKind::Undetermined,
];

/// Numbers of events that people should not need to know.
const EVENTS: [&str; 12] =
    ["4624", "4625", "4776", "4648", "4771", "1708", "1035", "1020", "528", "529", "540", "680"];

fn at(seconds: i64) -> UtcTime {
    UtcTime::from_unix(1_762_128_000 + seconds, 0)
}

fn store() -> EventStore {
    let mut harvest = Harvest::new(SourceId(0));
    for (i, address) in (0u64..).zip(["203.0.113.9", "198.51.100.7", "192.0.2.33", "192.0.2.34"]) {
        let address = harvest.intern(address);
        let seconds = i64::try_from(i).unwrap() * 3600;
        let place = Place::record(4711 + i, 0);
        let row = Authentication { time: at(seconds), address, place, ..Authentication::default() };
        harvest.tables.authentications.push(row);
    }
    EventStore::of(harvest)
}

fn directory() -> AccountDirectory {
    let names = ["CONTOSO\\scanner", "CONTOSO\\m.durand", "CONTOSO\\accueil"];
    let account = |name: &&str| Account { name: SafeText::new(name), ..Account::default() };
    AccountDirectory { accounts: names.iter().map(account).collect(), ..AccountDirectory::default() }
}

/// As much as a verdict of this kind states.
fn verdict(kind: VerdictKind, store: &EventStore) -> Verdict {
    let nothing = matches!(kind, VerdictKind::NoRelaySeen | VerdictKind::Undetermined);
    let named = matches!(kind, VerdictKind::AuthenticatedRelay | VerdictKind::MailboxTakeover);
    let row = RowRef { table: Table::Authentication, row: 0 };
    let guessed = Phrase::new("reason-guessed").text("account", "CONTOSO\\scanner").number("n", 1708_u64);
    let guessed = guessed.time("first", at(0)).time("last", at(50));
    let full = Verdict {
        span: Some(Span::between(at(10_000), at(190_000))),
        addresses: store.tables.authentications.address.clone(),
        messages: 9_310,
        recipients: 41_322,
        sessions: 4_624,
        reasons_for: vec![Reason { phrase: guessed, rows: vec![row; 20], ..Reason::default() }],
        ..blank()
    };
    let accounts = if named { vec![AccountId(0)] } else { Vec::new() };
    let account = accounts.first().copied();
    let base = if nothing { blank() } else { full };
    let headline = headline(kind);
    Verdict { kind, confidence: Confidence::Likely, kinds: 3, headline, account, accounts, ..base }
}

/// The headline with the longest facts that may stand in it.
fn headline(kind: VerdictKind) -> Phrase {
    Phrase::new(format!("verdict-{}", kind.key()))
        .text("account", "CONTOSO\\scanner")
        .number("addresses", 1_204_u64)
        .number("messages", 9_310_u64)
        .list("hosts", ["10.0.0.70", "10.0.0.71", "10.0.0.72"])
        .text("mailbox", "m.durand@contoso.test")
        .number("others", 12_u64)
        .number("n", 1_482_u64)
}

/// Every question open, with the longest thing to collect.
fn coverage(generation: Generation, answer: Answer) -> Vec<Coverage> {
    let kinds = [
        ("which-account", Kind::Receive),
        ("from-where", Kind::Receive),
        ("since-when", Kind::Security),
        ("how-many", Kind::Tracking),
        ("still-going-on", Kind::Queues),
        ("other-accounts", Kind::Security),
        ("how-it-was-possible", Kind::Connectors),
        ("mailbox-read", Kind::MailboxAccess),
        ("listed", Kind::Blocklists),
    ];
    let one = |(question, kind): (&'static str, Kind)| {
        let how = how(generation, kind).unwrap();
        let collect = Phrase::new(how.say.as_str()).text("command", &how.command);
        let collect = collect.text("address", "192.0.2.25");
        let (question, why) = (question, format!("why-{question}-{}", answer.key()));
        let why = match question {
            "mailbox-read" => Phrase::new("why-mailbox-read-no"),
            "listed" => {
                Phrase::new("why-listed-partly").number("n", 27_u64).list("lists", ["Spamhaus", "SpamCop"])
            }
            _ => Phrase::new(why),
        };
        Coverage { question, answer, why, collect: (answer != Answer::Yes).then_some(collect) }
    };
    kinds.map(one).to_vec()
}

fn source() -> CaseSource {
    CaseSource {
        id: SourceId(0),
        name: "/case/EX1/Security.evtx".into(),
        state: State::Done,
        format: Some("evtx"),
        why: None,
        sha256: None,
        bytes: 1,
        modified: None,
        balance: Balance { read: 4, total: 4, ..Balance::default() },
        damages: Vec::new(),
        more_damages: 0,
        event_ids: BTreeMap::new(),
        span: None,
        covered: Vec::new(),
        server: String::new(),
        zone: None,
        zone_basis: ZoneBasis::Stated,
        date_order: DateOrder::default(),
        repeats: Vec::new(),
        record_gaps: Vec::new(),
    }
}

fn case(verdicts: impl FnOnce(&EventStore) -> Vec<Verdict>, coverage: Vec<Coverage>) -> Case {
    let store = store();
    let queue =
        DepthCurve { peak: 12_034, peak_at: at(9), basis: DepthBasis::Rebuilt, ..DepthCurve::default() };
    let row = RowRef { table: Table::Authentication, row: 1 };
    let finding = Finding {
        id: "F1".into(),
        sentence: Phrase::new("finding-password-guessing").text("account", "CONTOSO\\scanner"),
        rows: vec![row],
        ..Finding::default()
    };
    let analysis = Analysis {
        verdicts: verdicts(&store),
        findings: vec![finding],
        coverage,
        queue,
        directory: directory(),
        ..Analysis::default()
    };
    let analysis = Arc::new(analysis);
    Case { sources: vec![source()], store: Arc::new(store), analysis, ..Case::default() }
}

/// Holds a page to its promise.
fn check(lines: &[String], what: &str) {
    let text = lines.join("\n");
    assert!(lines.len() <= 25, "{what}: {} lines\n{text}", lines.len());
    for line in lines {
        assert!(line.chars().count() <= 160, "{what}: {} characters\n{line}", line.chars().count());
    }
    assert!(!text.contains(['{', '[']), "{what}\n{text}");
    let numbers = text.split(|c: char| !c.is_ascii_alphanumeric());
    let events: Vec<&str> = numbers.filter(|n| EVENTS.contains(n)).collect();
    assert!(events.is_empty(), "{what}: {events:?}\n{text}");
}

/// Where the files cannot tell, the line says what to collect.
fn open_lines_say_what_to_collect(lines: &[String], words: &Words) {
    let marker = words.say(&Phrase::new("page-collect").text("what", ""));
    let marker = marker.trim();
    let ids =
        ["page-cannot-tell", "page-others-partly", "page-mailbox-nothing", "page-how-authenticated-relay"];
    let open = ids.map(|id| words.word(id));
    let perhaps = words.say(&Phrase::new("page-still-perhaps").time("last", at(190_000)));
    for line in lines.iter().filter(|l| open.iter().chain([&perhaps]).any(|o| l.contains(o.as_str()))) {
        assert!(line.contains(marker), "{line}");
    }
}

fn languages() -> [Words; 2] {
    [Language::English, Language::French].map(|l| Words::new(l, chrono_tz::America::PortauPrince))
}

#[test]
fn the_page_of_every_verdict_is_short_and_plain_whoever_made_the_server() {
    for words in languages() {
        for kind in KINDS {
            for generation in Generation::ALL {
                for answer in [Answer::Yes, Answer::Partly, Answer::No] {
                    let case = case(|store| vec![verdict(kind, store)], coverage(generation, answer));
                    let lines = page::lines(&case, &words);
                    let what = format!("{words:?} {kind:?} {generation:?} {answer:?}");
                    check(&lines, &what);
                    if answer != Answer::Yes {
                        open_lines_say_what_to_collect(&lines, &words);
                    }
                    assert!(lines.iter().all(|line| !line.ends_with('…')), "{what}\n{}", lines.join("\n"));
                }
            }
        }
    }
}

#[test]
fn several_verdicts_with_several_accounts_keep_within_the_page() {
    let two = |store: &EventStore| {
        let mut all: Vec<Verdict> = KINDS[..4].iter().map(|kind| verdict(*kind, store)).collect();
        all[0].accounts = vec![AccountId(0), AccountId(1), AccountId(2)];
        all
    };
    for words in languages() {
        let case = case(two, coverage(Generation::Exchange2013, Answer::Partly));
        let lines = page::lines(&case, &words);
        check(&lines, "several");
        let text = lines.join("\n");
        for name in ["scanner", "m.durand", "accueil"] {
            assert!(text.contains(name), "{text}");
        }
        assert!(text.contains(&words.say(&headline(VerdictKind::OpenRelay))), "{text}");
        let closing = words.word("page-do-open-relay-1");
        assert!(lines.last().unwrap().ends_with(&closing), "{text}");
    }
}

#[test]
fn names_without_end_are_cut_and_the_page_stands() {
    let long = "x".repeat(300);
    let mut directory = directory();
    directory.accounts[0].name = SafeText::new(&long);
    for words in languages() {
        let mut case = case(
            |store| vec![verdict(VerdictKind::AuthenticatedRelay, store)],
            coverage(Generation::Exchange2003, Answer::No),
        );
        let mut analysis = (*case.analysis).clone();
        analysis.directory = directory.clone();
        analysis.verdicts[0].headline =
            Phrase::new("verdict-authenticated-relay").text("account", &long).number("addresses", 4_u64);
        case.analysis = Arc::new(analysis);
        check(&page::lines(&case, &words), "long");
    }
}

#[test]
fn each_question_is_answered_once_and_the_facts_name_their_places() {
    let [words, _] = languages();
    let case = case(
        |store| vec![verdict(VerdictKind::AuthenticatedRelay, store)],
        coverage(Generation::Exchange2013, Answer::Partly),
    );
    let said = summary(&case, &words);
    for question in ["Which account? CONTOSO\\scanner", "From where? 203.0.113.9, ", "and 1 more"] {
        assert!(said.contains(question), "{question}\n{said}");
    }
    let counts = "9,310 messages to 41,322 recipients in 4,624 sessions; up to 12,034 waited in the queues";
    assert!(said.contains(counts), "{said}");
    let (page, facts) = said.split_once("\n\nFacts and references\n").unwrap();
    assert_eq!(page.lines().filter(|l| l.contains('?')).count(), 10, "nine questions and a step\n{page}");
    let places = "[EX1/Security.evtx record 4711, EX1/Security.evtx record 4711 and 18 more]";
    assert!(facts.contains(places), "{facts}");
    assert!(facts.contains("F1") && facts.contains("[EX1/Security.evtx record 4712]"), "{facts}");
    assert_eq!(facts.matches("Set-ReceiveConnector").count(), 1, "said once\n{facts}");
    assert!(facts.contains("As above: the SMTP receive log"), "{facts}");
}

#[test]
fn nobody_is_told_to_reset_a_password_where_none_was_used() {
    let [words, _] = languages();
    let says = |kind: VerdictKind| {
        let case = case(|s| vec![verdict(kind, s)], coverage(Generation::Exchange2013, Answer::Partly));
        page::lines(&case, &words).join("\n")
    };
    for kind in [VerdictKind::Backscatter, VerdictKind::ReverseNdr] {
        assert!(says(kind).contains("No password needs a reset for this"), "{}", says(kind));
    }
    for kind in [VerdictKind::OpenRelay, VerdictKind::InternalRelay, VerdictKind::NoRelaySeen] {
        assert!(!says(kind).contains("Reset the password"), "{}", says(kind));
    }
    assert!(says(VerdictKind::AuthenticatedRelay).contains("Reset the password of CONTOSO\\scanner"));
    assert!(says(VerdictKind::InternalRelay).contains("Take 203.0.113.9, 198.51.100.7, … off the network"));
    assert!(says(VerdictKind::Undetermined).contains("1. Collect the SMTP receive log."));
}

#[test]
fn nothing_analysed_gives_no_page() {
    let [words, _] = languages();
    assert!(page::lines(&Case::default(), &words).is_empty());
    assert!(!summary(&Case::default(), &words).contains("Facts"));
}
