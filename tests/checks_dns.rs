//! Blocklists and DNS posture against a name server on loopback: every state, every lie, and nothing outside.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

#[path = "support/dns_server.rs"]
mod dns_server;

use dns_server::{A, AAAA, MX, NXDOMAIN, PTR, REFUSED, Reply, SERVFAIL, Server, TXT, four, text};
use relayscope::checks::answer::{CheckAnswer, Origin, Severity};
use relayscope::checks::around::{DnsLimits, Limits, Surroundings};
use relayscope::checks::consent::{Consent, Permit, Scope};
use relayscope::checks::dns::{self, DnsQuestion};
use relayscope::checks::dnsbl::{self, BlocklistQuestion};
use relayscope::model::time::UtcTime;
use relayscope::task::Task;
use relayscope::words::{Language, Words};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

fn now() -> UtcTime {
    UtcTime::from_unix(1_795_000_000, 0)
}

fn permits(scope: Scope, targets: &[&str]) -> Vec<Permit> {
    let named = targets.iter().map(|t| (*t).to_owned());
    let consent = Consent::new("Contoso", "A. Martin", named, &[scope], now());
    targets.iter().map(|t| consent.permit(scope, t, now()).unwrap()).collect()
}

fn limits() -> Limits {
    let dns = DnsLimits {
        answer: Duration::from_millis(300),
        attempts: 2,
        between: Duration::ZERO,
        ..DnsLimits::default()
    };
    Limits { dns, ..Limits::default() }
}

fn with<T>(act: impl FnOnce(&mut Surroundings<'_>) -> T) -> T {
    let task = Task::detached();
    let mut around =
        Surroundings { limits: limits(), task: &task, clock: now, by: "tester", tell: &mut |_| {} };
    act(&mut around)
}

fn listed_as(zone: &str, target: &str, at: SocketAddr, earlier: &[CheckAnswer]) -> CheckAnswer {
    let mut question = BlocklistQuestion {
        resolver: Some(at),
        zones: Some(vec![zone.to_owned()]),
        ..BlocklistQuestion::default()
    };
    match target.parse() {
        Ok(address) => question.addresses.push(address),
        Err(_) => question.domains.push(target.to_owned()),
    }
    let permits = permits(Scope::Blocklists, &[target]);
    let mut answers = with(|around| dnsbl::check(&question, &permits, earlier, around));
    assert_eq!(answers.len(), 1);
    answers.remove(0)
}

const TARGET: &str = "198.51.100.7";

/// A sound list of addresses, but for the reply about the target.
fn list(zone: &'static str, reply: Reply) -> Server {
    Server::start(move |name, kind| match name.strip_suffix(zone).map(|n| n.trim_end_matches('.')) {
        Some("2.0.0.127") => four("127.0.0.2"),
        Some(n) if n.ends_with("7.100.51.198") && (kind == A || matches!(reply, Reply::Raw(_))) => {
            reply.clone()
        }
        Some("7.100.51.198") if kind == TXT => text("https://list.example.net/why"),
        _ => NXDOMAIN,
    })
}

fn code(zone: &'static str, reply: Reply) -> (String, Severity) {
    let server = list(zone, reply);
    let answer = listed_as(zone, TARGET, server.at, &[]);
    let first = answer.results.first().unwrap();
    for language in [Language::English, Language::French] {
        let words = Words::new(language, chrono_tz::UTC);
        for said in [&first.say, &first.advice].into_iter().filter(|p| !p.id.is_empty()) {
            let said = words.say(said);
            assert!(!said.contains(['{', '[']) && !said.contains("dnsbl-"), "{said}");
        }
    }
    assert!(!answer.transcript.is_empty() && !answer.through.is_empty());
    (first.code.clone(), first.severity)
}

#[test]
fn each_answer_of_a_sound_list_has_its_state() {
    let zen = "zen.spamhaus.org";
    for (reply, wanted, severity) in [
        (four("127.0.0.4"), "LISTED", Severity::High),
        (four("127.0.0.10"), "LISTED", Severity::Note),
        (NXDOMAIN, "NOT-LISTED", Severity::Good),
        (four("127.0.0.77"), "TO-INTERPRET", Severity::Unclear),
        (four("127.255.255.252"), "REFUSED", Severity::Unclear),
        (four("127.255.255.254"), "REFUSED", Severity::Unclear),
        (four("127.255.255.255"), "REFUSED", Severity::Unclear),
        (four("203.0.113.80"), "UNRELIABLE", Severity::Unclear),
        (SERVFAIL, "UNRELIABLE", Severity::Unclear),
        (Reply::NoData, "UNRELIABLE", Severity::Unclear),
        (Reply::Silence, "UNRELIABLE", Severity::Unclear),
        (REFUSED, "REFUSED", Severity::Unclear),
    ] {
        assert_eq!(code(zen, reply.clone()), (wanted.to_owned(), severity), "{reply:?}");
    }
    let mixed = Reply::Addresses(["127.0.0.2", "203.0.113.8"].map(|a| a.parse().unwrap()).to_vec());
    assert_eq!(code(zen, mixed).0, "UNRELIABLE");
}

#[test]
fn codes_of_other_lists_are_read_by_their_own_rules() {
    assert_eq!(code("rep.mailspike.net", four("127.0.0.14")).0, "NEUTRAL");
    assert_eq!(code("rep.mailspike.net", four("127.0.0.19")), ("GOOD".to_owned(), Severity::Good));
    assert_eq!(code("rep.mailspike.net", four("127.0.0.10")).0, "LISTED");
    assert_eq!(code("list.dnswl.org", four("127.0.5.2")).0, "GOOD");
    assert_eq!(code("list.dnswl.org", four("127.0.0.255")).0, "REFUSED");
    assert_eq!(code("list.dnswl.org", four("127.0.10.3")).0, "REFUSED");
    assert_eq!(code("hostkarma.junkemailfilter.com", four("127.0.0.1")).0, "GOOD");
}

#[test]
fn the_reason_is_kept_with_the_answer() {
    let server = list("zen.spamhaus.org", four("127.0.0.4"));
    let answer = listed_as("zen.spamhaus.org", TARGET, server.at, &[]);
    assert!(answer.results[0].raw.contains("127.0.0.4") && answer.results[0].raw.contains("/why"));
    assert!(answer.transcript.iter().any(|l| l.text.contains("7.100.51.198.zen.spamhaus.org TXT")));
}

/// The only answer of a list that answers every question the same.
fn always(zone: &str, target: &str, reply: Reply) -> (String, String) {
    let server = Server::start(move |_, _| reply.clone());
    let answer = listed_as(zone, target, server.at, &[]);
    assert!(answer.results.iter().all(|r| r.code != "NOT-LISTED" && r.code != "LISTED"));
    let first = &answer.results[0];
    (first.code.clone(), Words::new(Language::English, chrono_tz::UTC).say(&first.say))
}

#[test]
fn a_list_that_fails_its_test_is_never_believed() {
    for (reply, wanted, says) in [
        (four("127.0.0.2"), "UNRELIABLE", "lists everything"),
        (NXDOMAIN, "UNRELIABLE", "test entry is missing"),
        (four("203.0.113.99"), "UNRELIABLE", "falsified"),
        (SERVFAIL, "UNRELIABLE", "could not answer"),
        (Reply::Silence, "UNRELIABLE", "no answer in time"),
        (REFUSED, "REFUSED", "refused the question"),
        (four("127.255.255.254"), "REFUSED", "public resolvers"),
    ] {
        let (code, said) = always("psbl.surriel.com", TARGET, reply.clone());
        assert!(code == wanted && said.contains(says), "{reply:?}: {code} {said}");
    }
    assert_eq!(always("multi.uribl.com", "contoso.test", four("127.0.0.1")).0, "REFUSED");
    assert_eq!(always("multi.surbl.org", "contoso.test", four("127.0.0.1")).0, "REFUSED");
}

#[test]
fn a_resolver_that_rewrites_missing_names_is_seen() {
    let server = Server::start(|name, _| match name {
        "2.0.0.127.psbl.surriel.com" => four("127.0.0.2"),
        _ => four("203.0.113.99"),
    });
    let answer = listed_as("psbl.surriel.com", TARGET, server.at, &[]);
    assert_eq!(answer.results[0].code, "UNRELIABLE");
}

#[test]
fn domains_and_their_bits() {
    let server = Server::start(|name, _| match name {
        "test.uribl.com.multi.uribl.com" => four("127.0.0.14"),
        "contoso.test.multi.uribl.com" => four("127.0.0.2"),
        _ => NXDOMAIN,
    });
    let answer = listed_as("multi.uribl.com", "contoso.test", server.at, &[]);
    assert_eq!(answer.results[0].code, "LISTED");
    assert_eq!(listed_as("multi.uribl.com", "example.net", server.at, &[]).results[0].code, "NOT-LISTED");
}

#[test]
fn ipv6_is_asked_where_the_list_knows_it() {
    let server = Server::start(|name, _| match name {
        n if n.starts_with("2.0.0.0.0.0.f.7.f.f.f.f.") => four("127.0.0.2"),
        n if n.starts_with("5.2.0.0.") => four("127.0.0.4"),
        _ => NXDOMAIN,
    });
    let asked = |zone| listed_as(zone, "2001:db8::25", server.at, &[]).results[0].code.clone();
    assert_eq!(asked("zen.spamhaus.org"), "LISTED");
    server.asked();
    assert_eq!(asked("bl.spamcop.net"), "NO-IPV6");
    assert!(server.asked().is_empty());
}

#[test]
fn closed_internal_unnamed_and_too_many_are_not_asked() {
    let server = Server::start(|_, _| four("127.0.0.2"));
    let answer = listed_as("relays.ordb.org", TARGET, server.at, &[]);
    assert_eq!(answer.results[0].code, "CLOSED");
    let said = Words::new(Language::French, chrono_tz::UTC).say(&answer.results[0].say);
    assert!(said.contains("25/03/2008"), "{said}");
    let answer = listed_as("authbl.dq.spamhaus.net", TARGET, server.at, &[]);
    assert_eq!(answer.results[0].code, "NO-ACCOUNT");
    assert!(listed_as("zen.spamhaus.org", "192.168.1.5", server.at, &[]).cut_short.is_some());
    let mut question = BlocklistQuestion {
        addresses: vec!["203.0.113.9".parse().unwrap()],
        resolver: Some(server.at),
        sets: vec![1],
        ..BlocklistQuestion::default()
    };
    let permits = permits(Scope::Blocklists, &[TARGET]);
    let refused = with(|around| dnsbl::check(&question, &permits, &[], around));
    assert!(refused[0].cut_short.is_some() && refused[0].results.is_empty());
    question.addresses = (1..=17).map(|n| format!("198.51.100.{n}").parse().unwrap()).collect();
    let refused = with(|around| dnsbl::check(&question, &permits, &[], around));
    assert!(refused.len() == 17 && refused.iter().all(|a| a.cut_short.is_some()));
    assert!(server.asked().is_empty());
}

#[test]
fn nothing_is_asked_twice_in_a_quarter_of_an_hour() {
    let server = list("zen.spamhaus.org", four("127.0.0.4"));
    let first = listed_as("zen.spamhaus.org", TARGET, server.at, &[]);
    assert!(!server.asked().is_empty());
    let mut before = first.clone();
    before.results[0].at = now().plus_seconds(-240);
    let second = listed_as("zen.spamhaus.org", TARGET, server.at, &[before.clone()]);
    assert!(server.asked().is_empty());
    assert_eq!((second.results[0].code.as_str(), second.results[0].at), ("LISTED", before.results[0].at));
    let said = Words::new(Language::English, chrono_tz::UTC).say(&second.results[0].say);
    assert!(said.contains("4 minutes ago") && said.contains("Listed on"), "{said}");
    before.results[0].at = now().plus_seconds(-901);
    listed_as("zen.spamhaus.org", TARGET, server.at, &[before]);
    assert!(!server.asked().is_empty());
}

#[test]
fn a_cancelled_check_asks_nothing_and_says_so() {
    let server = Server::start(|_, _| NXDOMAIN);
    let task = Task::detached();
    task.cancel();
    let mut around =
        Surroundings { limits: limits(), task: &task, clock: now, by: "tester", tell: &mut |_| {} };
    let question = BlocklistQuestion {
        addresses: vec![TARGET.parse().unwrap()],
        resolver: Some(server.at),
        sets: vec![1],
        ..BlocklistQuestion::default()
    };
    let answers = dnsbl::check(&question, &permits(Scope::Blocklists, &[TARGET]), &[], &mut around);
    assert!(answers[0].cut_short.is_some() && server.asked().is_empty());
}

#[test]
fn scripted_replies_end_in_a_state_and_lies_are_not_believed() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let near = [root.join("../shared/samples/bad"), root.join("../../shared/samples/bad")];
    let Some(maker) = near.iter().map(|p| p.join("make_bad.py")).find(|p| p.exists()) else { return };
    let out = tempfile::tempdir().unwrap();
    let made = std::process::Command::new("python3")
        .arg(maker)
        .args(["--only", "script", "--out"])
        .arg(out.path())
        .output();
    if !made.is_ok_and(|m| m.status.success()) {
        return;
    }
    let script = std::fs::read_to_string(out.path().join("script/dns.json")).unwrap();
    let script: serde_json::Value = serde_json::from_str(&script).unwrap();
    for (name, hex) in script["replies"].as_object().unwrap() {
        let hex = hex.as_str().unwrap();
        let bytes =
            (0..hex.len() / 2).map(|i| u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).unwrap()).collect();
        let began = Instant::now();
        let (code, _) = code("bl.example", Reply::Raw(bytes));
        match name.as_str() {
            "listed" | "ttl-max" => assert_eq!(code, "LISTED", "{name}"),
            "nxdomain" => assert_eq!(code, "NOT-LISTED"),
            _ => assert!(code != "LISTED" && code != "NOT-LISTED", "{name} gave {code}"),
        }
        assert!(began.elapsed() < Duration::from_secs(20), "{name}");
    }
}

#[test]
fn what_is_typed_in_is_judged_alike() {
    let zone = "zen.spamhaus.org";
    let judged = |typed: &str| {
        let answer = dnsbl::judge_by_hand(zone, "192.0.2.25", typed, "A. Martin", now());
        assert_eq!(answer.origin, Origin::ByHand);
        answer.results[0].code.clone()
    };
    assert_eq!(judged("127.0.0.4"), "LISTED");
    assert_eq!(judged("127.255.255.254"), "REFUSED");
    assert_eq!(judged("NXDOMAIN"), "UNPROVED");
    assert_eq!(judged("203.0.113.1"), "UNRELIABLE");
    assert_eq!(judged("anything"), "UNRELIABLE");
    let pasted = "Server:  dns.contoso.test\nAddress:  10.0.0.1\n\nName:    2.0.0.127.zen.spamhaus.org\n\
        Addresses:  127.0.0.2\n\nServer:  dns.contoso.test\nAddress:  10.0.0.1\n\n\
        *** dns.contoso.test can't find 1.0.0.127.zen.spamhaus.org: Non-existent domain\n\
        *** dns.contoso.test can't find 25.2.0.192.zen.spamhaus.org: Non-existent domain\n";
    assert_eq!(judged(pasted), "NOT-LISTED");
    let question = BlocklistQuestion {
        addresses: vec!["192.0.2.25".parse().unwrap()],
        sets: vec![1],
        ..BlocklistQuestion::default()
    };
    let commands = dnsbl::by_hand_commands(&question);
    assert!(commands.contains(&"nslookup -type=A 25.2.0.192.zen.spamhaus.org.".to_owned()), "{commands:?}");
    assert!(commands.iter().all(|c| !c.contains("dbl.spamhaus")));
}

/// A posture, `change` standing above a sound one.
fn posture(change: impl Fn(&str, u16) -> Option<Reply> + Send + 'static) -> CheckAnswer {
    let key = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
    let server = Server::start(move |name, kind| {
        change(name, kind).unwrap_or_else(|| match (name, kind) {
            ("contoso.test", MX) => Reply::Exchangers(vec![(10, "mail.contoso.test".to_owned())]),
            ("mail.contoso.test", A) => four("192.0.2.25"),
            ("mail.contoso.test" | "contoso.test", AAAA | A) => Reply::NoData,
            ("25.2.0.192.in-addr.arpa", PTR) => Reply::Pointers(vec!["mail.contoso.test".to_owned()]),
            ("contoso.test", TXT) => text("v=spf1 ip4:192.0.2.25 -all"),
            ("s1._domainkey.contoso.test", TXT) => text(key),
            ("_dmarc.contoso.test", TXT) => text("v=DMARC1; p=reject; rua=mailto:d@contoso.test"),
            _ => NXDOMAIN,
        })
    });
    let question = DnsQuestion {
        domain: "contoso.test".to_owned(),
        addresses: vec!["192.0.2.25".parse().unwrap()],
        helo: "mail.contoso.test".to_owned(),
        selectors: vec!["s1".to_owned()],
        resolver: Some(server.at),
    };
    let permits = permits(Scope::Dns, &["contoso.test"]);
    with(|around| dns::check(&question, &permits[0], around))
}

fn codes(answer: &CheckAnswer) -> Vec<&str> {
    answer.results.iter().map(|r| r.code.as_str()).collect()
}

#[test]
fn a_sound_posture_is_good() {
    let answer = posture(|_, _| None);
    let found = codes(&answer);
    let wanted = ["MX-OK", "PTR-OK", "HELO-OK", "SPF-RECORD-OK", "SPF-PASS", "DKIM-OK", "DMARC-OK"];
    assert_eq!(found[..7], wanted, "{found:?}");
    assert_eq!(answer.worst(), Severity::Good);
    assert!(answer.results.iter().all(|r| r.reference.starts_with("RFC ")));
}

#[test]
fn each_fault_of_a_posture_is_named() {
    type Fault = (&'static str, u16, Reply, &'static str);
    let spf = |t: &str, code| ("contoso.test", TXT, text(t), code);
    let key = |t: &str, code| ("s1._domainkey.contoso.test", TXT, text(t), code);
    let dmarc = |t: &str, code| ("_dmarc.contoso.test", TXT, text(t), code);
    let mx = |n: &str, code| ("contoso.test", MX, Reply::Exchangers(vec![(0, n.to_owned())]), code);
    let twice = |t: &str| Reply::Texts(vec![t.to_owned(), t.to_owned()]);
    let faults: Vec<Fault> = vec![
        mx(".", "MX-NULL"),
        mx("192.0.2.25", "MX-ADDRESS"),
        mx("gone.contoso.test", "MX-DEAD"),
        ("contoso.test", MX, NXDOMAIN, "NO-SUCH-DOMAIN"),
        ("contoso.test", MX, Reply::NoData, "MX-NONE"),
        ("contoso.test", MX, SERVFAIL, "NO-ANSWER"),
        (
            "mail.contoso.test",
            A,
            Reply::Alias("x.contoso.test".to_owned(), [192, 0, 2, 25].into()),
            "MX-ALIAS",
        ),
        ("mail.contoso.test", A, four("10.0.0.5"), "MX-INTERNAL"),
        ("mail.contoso.test", A, four("192.0.2.77"), "PTR-MISMATCH"),
        ("mail.contoso.test", A, four("192.0.2.77"), "HELO-OTHER"),
        ("mail.contoso.test", A, NXDOMAIN, "HELO-UNRESOLVED"),
        ("25.2.0.192.in-addr.arpa", PTR, NXDOMAIN, "PTR-NONE"),
        ("contoso.test", TXT, NXDOMAIN, "SPF-NONE"),
        ("contoso.test", TXT, twice("v=spf1 -all"), "SPF-SEVERAL"),
        spf("v=spf1 +all", "SPF-ALL-OPEN"),
        spf("v=spf1 mx ?all", "SPF-ALL-NEUTRAL"),
        spf("v=spf1 mx", "SPF-NO-ALL"),
        spf("v=spf1 ptr -all", "SPF-PTR"),
        spf("v=spf1 a:a.x a:b.x a:c.x a:d.x a:e.x a:f.x a:g.x a:h.x a:i.x a:j.x a:k.x -all", "SPF-LOOKUPS"),
        spf("v=spf1 include:contoso.test -all", "SPF-LOOKUPS"),
        spf("v=spf1 ip4:203.0.113.1 -all", "SPF-FAIL"),
        spf("v=spf1 ip4:203.0.113.1 ~all", "SPF-SOFTFAIL"),
        spf("v=spf1 ip4:203.0.113.1 ?all", "SPF-NEUTRAL"),
        spf("v=spf1 nonsense:x -all", "SPF-PERMERROR"),
        ("s1._domainkey.contoso.test", TXT, NXDOMAIN, "DKIM-NONE"),
        key("v=DKIM1; p=", "DKIM-REVOKED"),
        key("v=DKIM1; p=AAAA", "DKIM-BROKEN"),
        key("v=DKIM1; k=ed25519; t=y; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=", "DKIM-TEST"),
        ("_dmarc.contoso.test", TXT, NXDOMAIN, "DMARC-NONE"),
        ("_dmarc.contoso.test", TXT, twice("v=DMARC1; p=none"), "DMARC-SEVERAL"),
        dmarc("v=DMARC1; p=none", "DMARC-WATCH"),
        dmarc("v=DMARC1; rua=mailto:a@contoso.test", "DMARC-BROKEN"),
        dmarc("v=DMARC1; p=reject; pct=50", "DMARC-OLD-TAGS"),
        dmarc("v=DMARC1; p=reject; rua=mailto:a@example.net", "DMARC-REPORTS-REFUSED"),
    ];
    for (name, kind, reply, wanted) in faults {
        let answer = posture(move |n, k| (n == name && k == kind).then(|| reply.clone()));
        assert!(codes(&answer).contains(&wanted), "{wanted}: {:?}", codes(&answer));
    }
}

#[test]
fn posture_and_addresses_need_a_permit_for_their_own_target() {
    let server = Server::start(|_, _| four("192.0.2.25"));
    let permits = permits(Scope::Smtp, &["mail.contoso.test"]);
    let of = |host| with(|around| dns::resolve(host, Some(server.at), &permits[0], around));
    assert!(of("other.contoso.test").is_empty() && server.asked().is_empty());
    assert_eq!(of("mail.contoso.test"), ["192.0.2.25".parse::<std::net::IpAddr>().unwrap()]);
    server.asked();
    let question = DnsQuestion {
        domain: "mail.contoso.test".to_owned(),
        resolver: Some(server.at),
        ..DnsQuestion::default()
    };
    let refused = with(|around| dns::check(&question, &permits[0], around));
    assert!(refused.cut_short.is_some() && server.asked().is_empty());
}
