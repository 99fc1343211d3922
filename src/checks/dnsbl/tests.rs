//! Every state of a list, told by a script in the place of the DNS.

use super::*;
use crate::checks::answer::SpokenLine;
use crate::checks::around::Limits;
use crate::checks::lookup::{Outcome, Record};
use crate::model::time::TICKS_PER_SECOND;
use crate::task::Task;

/// Answers by name; "no such name" to anything else.
struct Script {
    answers: Vec<(String, Outcome, Vec<Record>)>,
    asked: Vec<String>,
}

impl Ask for Script {
    fn ask(&mut self, name: &str, kind: RecordKind) -> Lookup {
        self.asked.push(format!("{} {name}", kind.name()));
        let found = self.answers.iter().find(|(known, ..)| known == name || known == "*");
        let (outcome, records) = match found {
            Some((_, outcome, records)) => (outcome.clone(), records.clone()),
            None => (Outcome::NoSuchName, Vec::new()),
        };
        let fits = |r: &Record| matches!(r, Record::Text(_)) == (kind == RecordKind::Txt);
        let records: Vec<Record> = records.into_iter().filter(fits).collect();
        let outcome =
            if outcome == Outcome::Answered && records.is_empty() { Outcome::NoData } else { outcome };
        Lookup { name: name.to_owned(), kind, outcome, records, ttl: None, at: now() }
    }

    fn resolver(&self) -> String {
        "192.0.2.53:53".to_owned()
    }

    fn spoken(&mut self) -> Vec<SpokenLine> {
        Vec::new()
    }
}

fn now() -> UtcTime {
    UtcTime::from_unix(1_762_136_094, 0)
}

fn a(name: &str, address: &str) -> (String, Outcome, Vec<Record>) {
    (name.to_owned(), Outcome::Answered, vec![Record::Address(address.parse().unwrap())])
}

fn gone(name: &str, outcome: Outcome) -> (String, Outcome, Vec<Record>) {
    (name.to_owned(), outcome, Vec::new())
}

fn question(zone: &str, target: &str) -> BlocklistQuestion {
    let address: Option<IpAddr> = target.parse().ok();
    BlocklistQuestion {
        addresses: address.into_iter().collect(),
        domains: address.is_none().then(|| target.to_owned()).into_iter().collect(),
        zones: Some(vec![zone.to_owned()]),
        ..BlocklistQuestion::default()
    }
}

fn run(question: &BlocklistQuestion, script: &mut Script, earlier: &[CheckAnswer]) -> Vec<CheckAnswer> {
    let task = Task::detached();
    let mut tell = |_| {};
    let mut around =
        Surroundings { limits: Limits::default(), task: &task, clock: now, by: "anna", tell: &mut tell };
    check_with(question, script, earlier, &mut around)
}

/// Code and sentence of the one result.
fn said(zone: &str, target: &str, answers: Vec<(String, Outcome, Vec<Record>)>) -> (String, String) {
    let mut script = Script { answers, asked: Vec::new() };
    let answer = run(&question(zone, target), &mut script, &[]).remove(0);
    let result = answer.results.first().unwrap_or_else(|| panic!("{answer:?}"));
    (result.code.clone(), result.say.id.to_string())
}

const SPAMCOP: &str = "bl.spamcop.net";
const T1: &str = "2.0.0.127.bl.spamcop.net";
const T2: &str = "1.0.0.127.bl.spamcop.net";
const OURS: &str = "25.2.0.192.bl.spamcop.net";

fn of_spamcop(answers: Vec<(String, Outcome, Vec<Record>)>) -> (String, String) {
    said(SPAMCOP, "192.0.2.25", answers)
}

#[test]
fn each_state_of_a_list_is_told_apart() {
    let code = |answers| of_spamcop(answers).0;
    let sound = || a(T1, "127.0.0.2");
    assert_eq!(code(vec![sound()]), "NOT-LISTED");
    assert_eq!(code(vec![sound(), a(OURS, "127.0.0.2")]), "LISTED");
    assert_eq!(code(vec![]), "UNRELIABLE", "a list without its test entry says nothing");
    assert_eq!(code(vec![sound(), a(T2, "127.0.0.2")]), "UNRELIABLE", "it lists the world");
    assert_eq!(code(vec![a("*", "127.0.0.2")]), "UNRELIABLE", "a wildcard");
    assert_eq!(code(vec![a("*", "198.51.100.1")]), "UNRELIABLE", "a resolver that lies");
    assert_eq!(code(vec![a("*", "127.255.255.254")]), "REFUSED");
    assert_eq!(code(vec![sound(), a(OURS, "127.255.255.255")]), "REFUSED");
    assert_eq!(code(vec![sound(), a(OURS, "127.255.255.252")]), "REFUSED");
    assert_eq!(code(vec![sound(), a(OURS, "127.0.0.99")]), "INTERPRET");
    assert_eq!(code(vec![sound(), a(OURS, "192.168.0.1")]), "UNRELIABLE");
    assert_eq!(code(vec![gone("*", Outcome::Refused)]), "REFUSED");
    for outcome in [Outcome::TimedOut, Outcome::ServerFailure, Outcome::Failed("no route".to_owned())] {
        assert_eq!(code(vec![sound(), gone(OURS, outcome.clone())]), "UNRELIABLE", "{outcome:?}");
        assert_eq!(code(vec![gone("*", outcome.clone())]), "UNRELIABLE", "{outcome:?}");
    }
    let mixed =
        vec![Record::Address("127.0.0.2".parse().unwrap()), Record::Address("8.8.8.8".parse().unwrap())];
    assert_eq!(code(vec![sound(), (OURS.to_owned(), Outcome::Answered, mixed)]), "UNRELIABLE");
}

#[test]
fn the_words_say_which_way_a_list_is_dead() {
    let word = |answers| of_spamcop(answers).1;
    assert_eq!(word(vec![]), "dnsbl-health-empty");
    assert_eq!(word(vec![a("*", "127.0.0.2")]), "dnsbl-health-lists-all");
    assert_eq!(word(vec![a("*", "198.51.100.1")]), "dnsbl-health-lies");
    assert_eq!(word(vec![gone("*", Outcome::TimedOut)]), "dnsbl-silent-timeout");
    assert_eq!(word(vec![gone("*", Outcome::ServerFailure)]), "dnsbl-silent-servfail");
    assert_eq!(word(vec![a("*", "127.255.255.254")]), "dnsbl-refused");
}

#[test]
fn nothing_but_a_believed_no_is_good() {
    let bad = [a(T1, "127.0.0.2"), a(OURS, "127.0.0.2")];
    for answers in [vec![], bad.to_vec(), vec![a("*", "127.0.0.2")], vec![gone("*", Outcome::Refused)]] {
        let mut script = Script { answers, asked: Vec::new() };
        let answer = run(&question(SPAMCOP, "192.0.2.25"), &mut script, &[]).remove(0);
        assert!(answer.results.iter().all(|r| r.severity != Severity::Good), "{answer:?}");
    }
}

#[test]
fn a_list_that_says_yes_is_examined_once_more_and_asked_why() {
    let listed = (
        OURS.to_owned(),
        Outcome::Answered,
        vec![
            Record::Address("127.0.0.2".parse().unwrap()),
            Record::Text("Blocked - see spamcop.net".to_owned()),
        ],
    );
    let mut script = Script { answers: vec![a(T1, "127.0.0.2"), listed], asked: Vec::new() };
    let answer = run(&question(SPAMCOP, "192.0.2.25"), &mut script, &[]).remove(0);
    assert_eq!(answer.results[0].raw, "A 127.0.0.2 · Blocked - see spamcop.net");
    let asked: Vec<String> = [("A", T1), ("A", T2), ("A", OURS), ("A", T2), ("TXT", OURS)]
        .map(|(k, n)| format!("{k} {n}"))
        .to_vec();
    assert_eq!(script.asked, asked);
}

#[test]
fn policy_good_news_and_codes_of_their_own_are_read_as_such() {
    let zen = |answer: &str| {
        said(
            "zen.spamhaus.org",
            "192.0.2.25",
            vec![a("2.0.0.127.zen.spamhaus.org", "127.0.0.2"), a("25.2.0.192.zen.spamhaus.org", answer)],
        )
        .0
    };
    assert_eq!((zen("127.0.0.3"), zen("127.0.0.11")), ("LISTED".to_owned(), "LISTED-POLICY".to_owned()));
    let white = said(
        "list.dnswl.org",
        "192.0.2.25",
        vec![a("2.0.0.127.list.dnswl.org", "127.0.5.1"), a("25.2.0.192.list.dnswl.org", "127.0.5.2")],
    );
    assert_eq!(white.0, "ALLOWED");
    let blocked = said(
        "list.dnswl.org",
        "192.0.2.25",
        vec![a("2.0.0.127.list.dnswl.org", "127.0.5.1"), a("25.2.0.192.list.dnswl.org", "127.0.0.255")],
    );
    assert_eq!(blocked.0, "REFUSED");
    let domain = |answer: &str| {
        said(
            "multi.uribl.com",
            "contoso.test",
            vec![
                a("test.uribl.com.multi.uribl.com", "127.0.0.14"),
                a("contoso.test.multi.uribl.com", answer),
            ],
        )
        .0
    };
    assert_eq!((domain("127.0.0.2"), domain("127.0.0.1")), ("LISTED".to_owned(), "REFUSED".to_owned()));
    let dbl = said("dbl.spamhaus.org", "contoso.test", vec![a("dbltest.com.dbl.spamhaus.org", "127.0.1.2")]);
    assert_eq!(dbl.0, "NOT-LISTED");
}

#[test]
fn ipv6_is_asked_for_in_full_and_a_list_without_it_says_so() {
    let listed = names::of_address("2001:db8::25".parse().unwrap(), "zen.spamhaus.org");
    let t1 = "2.0.0.0.0.0.f.7.f.f.f.f.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.zen.spamhaus.org";
    assert_eq!(
        said("zen.spamhaus.org", "2001:db8::25", vec![a(t1, "127.0.0.2"), a(&listed, "127.0.0.3")]).0,
        "LISTED"
    );
    assert_eq!(said("zen.spamhaus.org", "2001:db8::25", vec![]).0, "NO-DATA");
}

#[test]
fn the_dead_and_those_that_need_an_account_are_not_asked() {
    for (zone, code) in
        [("relays.ordb.org", "DEAD"), ("dnsbl.sorbs.net", "DEAD"), ("authbl.dq.spamhaus.net", "NO-ACCOUNT")]
    {
        let mut script = Script { answers: Vec::new(), asked: Vec::new() };
        let answer = run(&question(zone, "192.0.2.25"), &mut script, &[]).remove(0);
        assert_eq!((answer.results[0].code.as_str(), script.asked.len()), (code, 0), "{zone}");
    }
}

#[test]
fn who_asks_again_too_soon_or_about_the_inside_gets_no_question() {
    let mut script = Script { answers: vec![a(T1, "127.0.0.2")], asked: Vec::new() };
    let first = run(&question(SPAMCOP, "192.0.2.25"), &mut script, &[]);
    let n = script.asked.len();
    let again = run(&question(SPAMCOP, "192.0.2.25"), &mut script, &first).remove(0);
    assert_eq!((script.asked.len(), again.results[0].code.as_str()), (n, "NOT-LISTED"));
    assert_eq!(again.results[0].advice.id, "dnsbl-asked-lately");
    let mut old = first;
    old[0].results[0].at = UtcTime(now().0 - 901 * TICKS_PER_SECOND);
    run(&question(SPAMCOP, "192.0.2.25"), &mut script, &old);
    assert!(script.asked.len() > n, "a quarter of an hour has passed");
    let n = script.asked.len();
    let inside = run(&question(SPAMCOP, "10.1.1.1"), &mut script, &[]).remove(0);
    assert_eq!(inside.cut_short.map(|p| p.id.to_string()).as_deref(), Some("dnsbl-inside"));
    let many = BlocklistQuestion {
        addresses: (1..30).map(|n| IpAddr::from([192, 0, 2, n])).collect(),
        ..question(SPAMCOP, "192.0.2.25")
    };
    assert!(run(&many, &mut script, &[])[0].cut_short.is_some());
    assert_eq!(script.asked.len(), n);
}

#[test]
fn a_list_is_examined_once_for_all_targets_and_the_sets_are_as_told() {
    let two = BlocklistQuestion {
        addresses: ["192.0.2.25", "192.0.2.26"].map(|a| a.parse().unwrap()).to_vec(),
        ..question(SPAMCOP, "192.0.2.25")
    };
    let mut script = Script { answers: vec![a(T1, "127.0.0.2")], asked: Vec::new() };
    let answers = run(&two, &mut script, &[]);
    assert_eq!((answers.len(), script.asked.len()), (2, 4));
    let usual = BlocklistQuestion { sets: vec![1], zones: None, ..question("", "192.0.2.25") };
    let mut script = Script { answers: Vec::new(), asked: Vec::new() };
    let answers = run(&usual, &mut script, &[]);
    assert_eq!(answers[0].results.len(), 7, "the seven lists of addresses of the first set");
    let by_hand = by_hand(&usual);
    assert!(
        by_hand.contains(&format!("nslookup -type=A {T1}."))
            && by_hand.contains(&format!("nslookup -type=TXT {OURS}.")),
        "{by_hand:?}"
    );
}
