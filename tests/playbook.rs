//! The playbook as it ships: nothing missing, both languages, every command filled and safe to paste.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod support;

use relayscope::case::Case;
use relayscope::case::remedy;
use relayscope::demo::{self, Options};
use relayscope::model::safe_text::SafeText;
use relayscope::model::time::UtcTime;
use relayscope::playbook::fill::{AccountNames, CaseFacts, FilledLine, LineKind, fill};
use relayscope::playbook::progress::{Progress, Proof, ProofKind, StepState};
use relayscope::playbook::rules::{order, progress_of, warnings};
use relayscope::playbook::slots::{Piece, Slot, WORDS, pieces};
use relayscope::playbook::step::{Both, Line, Phase, Platform, Priority, Step, step, steps};
use relayscope::playbook::topics::{Emphasis, Topic, applies_now};
use relayscope::words::{Language, Words};
use relayscope::workbench::Workbench;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const LANGUAGES: [Language; 2] = [Language::English, Language::French];

/// All texts of a step, each with the place it stands in.
fn texts(step: &Step) -> Vec<(String, Both)> {
    let at = |what: &str| format!("{} {what}", step.id);
    let skip = Both { en: step.skip.en.clone(), fr: step.skip.fr.clone() };
    let fixed = [
        ("title", &step.title),
        ("action", &step.action),
        ("why", &step.why),
        ("risk", &step.risk),
        ("verify", &step.verify),
        ("rollback", &step.rollback),
        ("skip", &skip),
    ];
    let mut all: Vec<(String, Both)> = fixed.into_iter().map(|(k, b)| (at(k), b.clone())).collect();
    all.extend(step.when.iter().map(|b| (at("when"), b.clone())));
    all.extend(step.proof.iter().map(|b| (at("proof"), b.clone())));
    let lines = step.how.iter().flat_map(|h| &h.lines);
    let notes = lines.filter(|l| !l.en.is_empty() || !l.fr.is_empty());
    all.extend(notes.map(|l| (at("how"), Both { en: l.en.clone(), fr: l.fr.clone() })));
    all
}

fn code(line: &Line) -> Option<&str> {
    [&line.menu, &line.cmd, &line.ps, &line.raw].into_iter().find_map(|l| l.as_deref())
}

#[test]
fn forty_four_steps_with_sound_ids_needs_and_phases() {
    let counts = Phase::ALL.map(|p| steps().iter().filter(|s| s.phase == p).count());
    assert_eq!(counts, [10, 11, 13, 7, 3]);
    let ids: Vec<&str> = steps().iter().map(|s| s.id.as_str()).collect();
    let prefix =
        |p: Phase| ["CON", "ERA", "REC", "VER", "LES"][Phase::ALL.iter().position(|x| *x == p).unwrap()];
    for step in steps() {
        assert!(step.id.starts_with(prefix(step.phase)), "{}", step.id);
        assert!(step.needs.iter().all(|n| ids.contains(&n.as_str()) && *n != step.id), "{}", step.id);
        assert!(!step.applies.is_empty() && !step.how.is_empty() && !step.proof.is_empty(), "{}", step.id);
        assert_eq!(step.when.is_some(), step.priority == Priority::If, "{}", step.id);
    }
    let keys: BTreeSet<&str> = steps().iter().map(|s| s.key.as_str()).collect();
    assert_eq!((ids.iter().collect::<BTreeSet<_>>().len(), keys.len()), (44, 44));
    let seeds: BTreeSet<&str> = steps().iter().flat_map(|s| &s.seed).map(String::as_str).collect();
    let expected: Vec<String> = (1..=23).map(|n| format!("S{n:02}")).collect();
    assert_eq!(
        seeds.into_iter().collect::<Vec<_>>(),
        expected.iter().map(String::as_str).collect::<Vec<_>>()
    );
}

#[test]
fn every_platform_of_a_step_has_lines_and_each_way_its_platform() {
    for step in steps() {
        let mut seen = BTreeSet::new();
        for how in &step.how {
            assert!(seen.insert(how.platform), "{} {:?} twice", step.id, how.platform);
            let like = how.like.and_then(|l| step.how.iter().find(|h| h.platform == l));
            assert_eq!(how.like.is_some(), like.is_some(), "{} {:?}", step.id, how.platform);
            assert_eq!(how.lines.is_empty(), how.like.is_some(), "{} {:?}", step.id, how.platform);
        }
        for platform in Platform::SITES.into_iter().filter(|p| step.applies_to(*p)) {
            assert!(!step.lines(platform).is_empty(), "{} has nothing for {platform:?}", step.id);
        }
        for (platform, line) in Platform::SITES.iter().flat_map(|p| step.lines(*p)) {
            let kinds = [&line.menu, &line.cmd, &line.ps, &line.raw].into_iter().flatten().count();
            assert!(kinds <= 1 && (kinds == 1 || !line.en.is_empty()), "{} {platform:?} {line:?}", step.id);
        }
    }
}

/// Replies of servers and values of records keep their own punctuation.
const LITERAL: [&str; 1] = ["5.7.54 SMTP; Unable"];

/// Where French typography is broken: an ordinary space, or none, before a high sign.
fn typography(text: &str) -> Option<String> {
    let plain = LITERAL.iter().fold(text.to_owned(), |t, l| t.replace(l, ""));
    let chars: Vec<char> = plain.chars().collect();
    let no_break = |c: char| matches!(c, '\u{a0}' | '\u{202f}');
    let faulty = |i: usize| {
        let (c, before, after) = (chars[i], i.checked_sub(1).map(|i| chars[i]), chars.get(i + 1).copied());
        let at_end = after.is_none_or(char::is_whitespace);
        match c {
            '»' => !before.is_some_and(no_break),
            '«' => !after.is_some_and(no_break),
            ':' | ';' | '!' | '?' => at_end && !before.is_some_and(no_break),
            _ => false,
        }
    };
    let at = (0..chars.len()).find(|i| faulty(*i))?;
    Some(chars[at.saturating_sub(20)..chars.len().min(at + 10)].iter().collect())
}

#[test]
fn every_text_is_there_in_both_languages_and_french_is_set_as_french() {
    for (at, both) in steps().iter().flat_map(texts) {
        assert!(!both.en.trim().is_empty() && !both.fr.trim().is_empty(), "{at}");
        for text in [&both.en, &both.fr] {
            for mark in ["[verify]", "[doc]", "[field]", ".md"] {
                assert!(!text.contains(mark), "{at}: {mark}");
            }
            assert_eq!(SafeText::new(text).as_str(), text, "{at}");
        }
        assert_eq!(typography(&both.fr), None, "{at}");
    }
}

#[test]
fn every_placeholder_and_every_word_in_angle_brackets_is_known() {
    let mut used = BTreeSet::new();
    for step in steps() {
        for line in step.how.iter().flat_map(|h| &h.lines).filter_map(code) {
            for piece in pieces(line) {
                let text = match piece {
                    Piece::Word(word) => {
                        used.insert(word);
                        continue;
                    }
                    Piece::Slot(_) => continue,
                    Piece::Text(text) => text,
                };
                for brace in text.split('{').skip(1) {
                    let name = brace.split('}').next().unwrap_or("");
                    let slot =
                        brace.contains('}') && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
                    assert!(!slot || name.is_empty(), "{}: {{{name}}} in {line}", step.id);
                }
                for angle in text.split('<').skip(1).filter(|a| a.contains('>')) {
                    let name = angle.split('>').next().unwrap_or("");
                    let literal = ["I", "S", ""].contains(&name) || name.contains(['@', '!']);
                    assert!(literal, "{}: <{name}> in {line}", step.id);
                }
            }
        }
    }
    assert_eq!(used.into_iter().collect::<Vec<_>>(), WORDS, "a word that no line uses");
    for words in LANGUAGES.map(|l| Words::new(l, chrono_tz::Tz::UTC)) {
        let slug = |w: &str| w.to_lowercase().replace([' ', '_'], "-");
        let ids = WORDS.iter().map(|w| format!("fill-word-{}", slug(w)));
        let ids = ids.chain(Slot::ALL.iter().map(|s| format!("fill-slot-{}", slug(s.key()))));
        let ids = ids.chain(Topic::ALL.iter().map(|t| t.say().id.into_owned()));
        let missing: Vec<String> = ids.filter(|id| !words.knows(id)).collect();
        assert_eq!(missing, Vec::<String>::new());
        for slot in Slot::ALL {
            let word = words.word(&format!("fill-slot-{}", slug(slot.key())));
            assert!(!word.contains(['\'', '’', '"']), "{word}: a quote would open a string in PowerShell");
        }
    }
}

#[test]
fn a_line_that_is_repeated_for_several_values_overwrites_no_file() {
    let repeated = [Slot::Account, Slot::Login, Slot::Upn, Slot::Sender, Slot::Address].map(Piece::Slot);
    for step in steps() {
        for line in step.how.iter().flat_map(|h| &h.lines).filter_map(|l| l.ps.as_ref().or(l.cmd.as_ref())) {
            if pieces(line).iter().any(|p| repeated.contains(p)) {
                let writes = ["Export-Csv", "Export-Clixml", "Out-File", "Set-Content", " > "];
                let fresh = writes.iter().any(|w| line.contains(w)) && !line.contains("-Append");
                assert!(!fresh && !line.contains("$n = 0"), "{}: {line}", step.id);
            }
        }
    }
}

/// The story of the demo, read from a folder of its own: other tests may be writing the shared one.
fn demo_case() -> (tempfile::TempDir, Workbench, demo::story::Story) {
    let folder = tempfile::tempdir().unwrap();
    let story = demo::write(folder.path(), &Options::default()).unwrap();
    let bench = support::analysed(&[folder.path()]);
    (folder, bench, story)
}

fn all_lines(facts: &CaseFacts, platform: Platform) -> Vec<(String, FilledLine)> {
    let of = |s: &'static Step| {
        LANGUAGES.into_iter().flat_map(move |l| fill(s, platform, facts, l)).map(move |f| (s.id.clone(), f))
    };
    steps().iter().flat_map(of).collect()
}

#[test]
fn the_demo_case_fills_every_command_with_what_it_knows() {
    let (_folder, bench, story) = demo_case();
    let case: &Case = bench.case();
    let (platform, basis) = remedy::platform_and_basis(case);
    assert_eq!((platform, basis.key()), (Platform::Exchange2013, "evidence"));
    let facts = remedy::facts(case, story.zone.parse().unwrap());
    let login = story.account.split_once('\\').unwrap().1;
    let names = AccountNames {
        account: story.account.clone(),
        login: login.to_owned(),
        upn: story.account_upn.clone(),
    };
    assert_eq!(facts.accounts, [names]);
    let sorted = |mut list: Vec<String>| {
        list.sort();
        list
    };
    assert_eq!(sorted(facts.senders.clone()), sorted(story.forged_senders.clone()));
    assert_eq!(facts.senders.last(), Some(&story.innocent_sender), "our own person comes last");
    assert_eq!(
        sorted(facts.addresses.clone()),
        sorted(story.addresses.iter().map(ToString::to_string).collect())
    );
    assert_eq!(facts.server, story.servers[0]);
    assert_eq!(facts.server_address, story.server_address.to_string());
    assert_eq!((facts.domain.as_str(), facts.netbios.as_str()), (story.local_domain.as_str(), "CONTOSO"));
    assert_eq!(facts.internal, ["10.0.0.0/8"]);
    assert_eq!(facts.start, Some(story.first_success));
    let end = facts.end.unwrap();
    assert!(end >= story.last_success && end.seconds_since(story.last_success) <= 1);

    let unknown = ["servers", "mx", "public", "host"];
    for (id, line) in all_lines(&facts, platform) {
        assert!(
            line.missing.iter().all(|m| unknown.contains(m)),
            "{id}: {:?} in {}",
            line.missing,
            line.text
        );
        assert!(!line.unsafe_value, "{id}: {}", line.text);
        let slot = Slot::ALL.iter().find(|s| line.text.contains(&format!("{{{}}}", s.key())));
        assert_eq!(slot, None, "{id}: {}", line.text);
    }
    let has = |id: &str, text: &str| {
        let lines = fill(step(id).unwrap(), platform, &facts, Language::English);
        let found = lines.iter().any(|l| l.text == text);
        assert!(found, "{id}: no {text} in {:#?}", lines.iter().map(|l| &l.text).collect::<Vec<_>>());
    };
    has("CON-05", &format!("net user {login} /active:no /domain"));
    has("CON-05", &format!("Disable-ADAccount -Identity {login}"));
    has("CON-06", &format!("net user {login} * /domain"));
    has(
        "ERA-04",
        &format!(
            "Get-MailboxPermission -Identity {} | Where-Object {{-not $_.IsInherited}}",
            story.account_upn
        ),
    );
    for sender in &story.forged_senders {
        has(
            "ERA-09",
            &format!("Remove-Message -Filter \"FromAddress -eq '{sender}'\" -WithNDR $false -Confirm:$true"),
        );
    }
    for address in &story.addresses {
        has("CON-08", &format!("deny tcp host {address} any eq 25 log"));
    }
    has("CON-09", &format!("permit tcp host {} any eq 25", story.server_address));
    has(
        "ERA-07",
        "Set-ReceiveConnector -Identity \"EX1\\Default Frontend EX1\" -AuthMechanism Tls,ExchangeServer",
    );
    has("REC-10", &format!("nslookup -type=mx {}", story.local_domain));
}

#[test]
fn a_line_about_our_own_person_says_so() {
    let facts = CaseFacts {
        senders: vec!["news@shop.example.com".into(), "julie@contoso.test".into()],
        domain: "contoso.test".into(),
        ..CaseFacts::default()
    };
    let lines = fill(step("ERA-09").unwrap(), Platform::Exchange2013, &facts, Language::French);
    let of = |sender: &str| lines.iter().filter(|l| l.text.contains(sender)).collect::<Vec<_>>();
    assert!(!of("julie").is_empty() && !of("news").is_empty());
    assert!(of("julie").iter().all(|l| l.note.contains("votre propre domaine")));
    assert!(of("news").iter().all(|l| !l.note.contains("votre propre domaine")));
}

#[test]
fn what_the_case_of_the_demo_says_of_steps_and_machines() {
    let (_folder, bench, story) = demo_case();
    let case = bench.case();
    let topics = remedy::topics(case);
    assert!(topics.contains(&Topic::OthersSignIn) && topics.contains(&Topic::LogsCleared), "{topics:?}");
    for absent in [
        Topic::OpenRelay,
        Topic::SeveralAccounts,
        Topic::GuestUsed,
        Topic::OnlyGuessing,
        Topic::SeveralServers,
    ] {
        assert!(!topics.contains(&absent), "{absent:?}");
    }
    let machines = remedy::machines(case);
    let server = machines.iter().find(|m| m.key == "ex1").unwrap();
    assert_eq!(server.addresses, [story.server_address.to_string()]);
    assert!(server.why.iter().any(|w| w.id == "machine-account-logged-on"), "{server:?}");
    for address in story.addresses.iter().chain(&story.guessing_addresses) {
        assert!(machines.iter().all(|m| !m.addresses.contains(&address.to_string())), "{address}");
    }
    assert!(
        machines.iter().all(|m| !["user", "localhost", "win-k7q2j1"].contains(&m.key.as_str())),
        "{machines:#?}"
    );
}

/// A line of PowerShell with what its strings say left out: what is left is what the shell acts on.
fn skeleton(line: &str) -> String {
    let single = ['\'', '\u{2018}', '\u{2019}', '\u{201a}', '\u{201b}'];
    let double = ['"', '\u{201c}', '\u{201d}', '\u{201e}'];
    let mut chars = line.chars().peekable();
    let mut out = String::new();
    while let Some(c) = chars.next() {
        let quotes: &[char] = if single.contains(&c) {
            &single
        } else if double.contains(&c) {
            &double
        } else {
            out.push(c);
            continue;
        };
        out.push('"');
        while let Some(inside) = chars.next() {
            if quotes.contains(&inside) {
                if chars.peek().is_some_and(|next| quotes.contains(next)) {
                    chars.next();
                } else {
                    break;
                }
            } else if quotes == double && inside == '`' {
                chars.next();
            } else if quotes == double && inside == '$' {
                out.push('$');
            }
        }
        out.push('"');
    }
    out
}

const HOSTILE: [&str; 16] = [
    "x\" & del *",
    "'; Remove-Mailbox *; '",
    "$(calc)",
    "a`b",
    "‘ calc ’",
    "“ calc ”",
    "%PATH%",
    "a\nb",
    "x\u{202e}y",
    "-Confirm",
    "@args",
    "x & del y",
    "o'brien",
    "{calc}",
    "!x!^",
    "x) | calc (",
];

fn facts_with(value: &str) -> CaseFacts {
    let long = "y".repeat(300);
    let value = if value.is_empty() { &long } else { value };
    CaseFacts {
        accounts: vec![AccountNames {
            account: format!("CONTOSO\\{value}"),
            login: value.to_owned(),
            upn: format!("{value}@contoso.test"),
        }],
        senders: vec![format!("{value}@contoso.test")],
        server: value.to_owned(),
        server_address: value.to_owned(),
        servers: vec![value.to_owned(), "10.0.0.7".into()],
        domain: value.to_owned(),
        netbios: value.to_owned(),
        addresses: vec![value.to_owned(), "203.0.113.9".into()],
        mx: value.to_owned(),
        public: vec![value.to_owned()],
        internal: vec![value.to_owned(), "10.0.0.0/8".into()],
        host: value.to_owned(),
        start: Some(UtcTime::from_unix(1_762_136_094, 0)),
        end: Some(UtcTime::from_unix(1_762_139_094, 0)),
        ..CaseFacts::default()
    }
}

#[test]
fn hostile_names_change_no_command() {
    // A name that must be quoted wherever quoting is needed at all.
    let tame = |platform| -> BTreeSet<String> {
        let login = facts_with("a b");
        let mail = CaseFacts {
            senders: vec!["a'b@contoso.test".into()],
            accounts: vec![AccountNames { upn: "a'b@contoso.test".into(), ..login.accounts[0].clone() }],
            ..login
        };
        let unknown = CaseFacts { accounts: Vec::new(), senders: Vec::new(), ..mail.clone() };
        let lines = all_lines(&mail, platform).into_iter().chain(all_lines(&unknown, platform));
        lines.map(|(_, l)| skeleton(&l.text)).collect()
    };
    for platform in Platform::SITES {
        let tame = tame(platform);
        for value in HOSTILE.into_iter().chain([""]) {
            for (id, line) in all_lines(&facts_with(value), platform) {
                assert_eq!(SafeText::new(&line.text).as_str(), line.text, "{id}");
                assert!(!line.text.contains(&"y".repeat(300)), "{id}: {}", line.text);
                if line.kind == LineKind::PowerShell {
                    assert!(tame.contains(&skeleton(&line.text)), "{id} {value}: {}", line.text);
                }
                let named = !value.is_empty() && line.text.contains(value);
                if line.kind == LineKind::Cmd && named {
                    let plain = |c: char| c.is_alphanumeric() || " .-_@'#$+=,;~".contains(c);
                    assert!(value.chars().all(plain) && !value.starts_with('-'), "{id}: {}", line.text);
                }
            }
        }
    }
}

#[test]
fn lists_stay_lists_and_many_values_end_in_a_number() {
    let facts = CaseFacts {
        server: "EX1".into(),
        server_address: "10.0.0.5".into(),
        servers: vec!["10.0.0.6".into(), "2001:db8::7".into()],
        internal: vec!["10.0.0.0/8".into(), "fd00::/8".into()],
        addresses: (1..=30).map(|n| format!("203.0.113.{n}")).collect(),
        ..CaseFacts::default()
    };
    let text = |id: &str| {
        let lines = fill(step(id).unwrap(), Platform::Exchange2013, &facts, Language::English);
        lines.into_iter().map(|l| l.text).collect::<Vec<_>>().join("\n")
    };
    assert!(text("ERA-06").contains("-RemoteIPRanges 10.0.0.6,'2001:db8::7'"), "{}", text("ERA-06"));
    assert!(text("REC-02").contains("-RemoteIPRanges '10.0.0.0/8','fd00::/8'"), "{}", text("REC-02"));
    let blocked = text("CON-08");
    assert!(blocked.contains("deny tcp host 203.0.113.20 any eq 25 log"));
    assert!(!blocked.contains("203.0.113.21") && blocked.contains("10 more values"), "{blocked}");
}

#[test]
fn what_nobody_knows_is_said_in_the_language() {
    let lines =
        fill(step("CON-05").unwrap(), Platform::Exchange2013, &CaseFacts::default(), Language::French);
    let line = lines.iter().find(|l| l.text.starts_with("net user")).unwrap();
    assert!(line.text.contains("<identifiant du compte détourné>"), "{}", line.text);
    assert_eq!(line.missing, ["login"]);
    let known = CaseFacts {
        accounts: vec![AccountNames { login: "scanner".into(), ..AccountNames::default() }],
        domain: "contoso.test".into(),
        hybrid: true,
        ..CaseFacts::default()
    };
    let lines = fill(step("CON-07").unwrap(), Platform::Exchange2013, &known, Language::English);
    let cloud = lines.iter().find(|l| l.text.starts_with("Revoke-Mg")).unwrap();
    assert_eq!(cloud.text, "Revoke-MgUserSignInSession -UserId scanner@contoso.test");
}

fn at(state: StepState, proven: bool) -> Progress {
    let kind = ProofKind::Observation { text: "seen".into(), name: "A".into() };
    let proof = Proof { kind, at: UtcTime::default(), by: String::new() };
    Progress { state, proofs: proven.then_some(proof).into_iter().collect(), ..Progress::default() }
}

fn loud(id: &str, all: &BTreeMap<String, Progress>, topics: &[Topic]) -> Vec<&'static str> {
    let found = warnings(step(id).unwrap(), all, topics, Platform::Exchange2013);
    found.into_iter().filter(|w| w.loud).filter_map(|w| w.step).collect()
}

#[test]
fn the_hard_rules_are_loud_until_they_are_met() {
    let none = BTreeMap::new();
    assert_eq!(loud("ERA-07", &none, &[Topic::SeveralServers]), ["ERA-06"]);
    assert_eq!(loud("ERA-07", &none, &[]), Vec::<&str>::new());
    assert_eq!(loud("ERA-09", &none, &[]), ["CON-01"]);
    assert_eq!(loud("REC-05", &none, &[]), ["ERA-07"]);
    assert_eq!(loud("REC-12", &none, &[]), ["CON-05", "CON-06", "CON-07", "VER-01", "VER-02"]);
    let ids = ["CON-05", "CON-06", "CON-07", "VER-01", "VER-02"];
    let ticked: BTreeMap<_, _> =
        ids.iter().map(|id| ((*id).to_owned(), at(StepState::Done, false))).collect();
    assert_eq!(loud("REC-12", &ticked, &[]).len(), 5, "a tick without proof proves nothing");
    let proven: BTreeMap<_, _> = ids.iter().map(|id| ((*id).to_owned(), at(StepState::Done, true))).collect();
    assert_eq!(loud("REC-12", &proven, &[]), Vec::<&str>::new());
    let skipped = BTreeMap::from([("VER-01".to_owned(), at(StepState::Skipped, false))]);
    let found = warnings(step("VER-01").unwrap(), &skipped, &[], Platform::Exchange2013);
    assert!(found.iter().any(|w| w.loud && w.say.id == "rule-not-to-skip"), "{found:?}");
    let found = warnings(step("LES-02").unwrap(), &none, &[], Platform::Exchange2013);
    assert!(found.iter().any(|w| w.loud && w.say.id == "rule-must-open"), "{found:?}");
    let quiet = warnings(step("CON-07").unwrap(), &none, &[], Platform::Exchange2013);
    assert_eq!(
        quiet.iter().map(|w| (w.loud, w.step)).collect::<Vec<_>>(),
        [(false, Some("CON-05")), (false, Some("CON-06"))]
    );
    let all: BTreeMap<_, _> = steps().iter().map(|s| (s.id.clone(), at(StepState::Done, true))).collect();
    for step in steps() {
        assert_eq!(warnings(step, &all, &[Topic::SeveralServers], Platform::Exchange2013), [], "{}", step.id);
    }
}

#[test]
fn every_order_holds_every_step_once_and_the_usual_one_what_steps_need() {
    for emergency in [false, true] {
        let ids: BTreeSet<&str> = order(emergency).into_iter().collect();
        assert_eq!((ids.len(), order(emergency).len()), (44, 44));
        assert!(ids.iter().all(|id| step(id).is_some()));
    }
    assert_eq!(order(true)[..4], ["CON-01", "CON-05", "CON-07", "CON-04"]);
    let usual = order(false);
    let place = |id: &str| usual.iter().position(|x| *x == id).unwrap();
    for step in steps() {
        for need in &step.needs {
            assert!(place(need) < place(&step.id), "{} needs {need}", step.id);
        }
    }
}

#[test]
fn only_what_applies_counts() {
    let none = BTreeMap::new();
    let totals = |all: &BTreeMap<String, Progress>, topics: &[Topic], platform| {
        progress_of(steps(), all, topics, platform)
    };
    let base = totals(&none, &[], Platform::Exchange2013);
    assert_eq!((base.settled, base.all), (0, 38), "six steps are only for their condition");
    assert_eq!(totals(&none, &[Topic::SeveralAccounts], Platform::Exchange2013).all, 39);
    let begun = BTreeMap::from([("REC-13".to_owned(), at(StepState::Doing, false))]);
    assert_eq!(totals(&begun, &[], Platform::Exchange2013).all, 39);
    let one = BTreeMap::from([("CON-01".to_owned(), at(StepState::Done, true))]);
    let after = totals(&one, &[], Platform::Exchange2013);
    assert_eq!((after.settled, after.open_must), (1, base.open_must - 1));
    assert!(totals(&none, &[], Platform::ExchangeOnline).all < base.all);
    assert_eq!(applies_now(step("ERA-02").unwrap(), &[Topic::GuestUsed]), Emphasis::First);
    assert_eq!(applies_now(step("ERA-01").unwrap(), &[]), Emphasis::Dormant);
    assert_eq!(applies_now(step("CON-06").unwrap(), &[Topic::OpenRelay]), Emphasis::Beside);
}

/// A value of the reference: after `key: `, to the end of the line.
fn value<'a>(block: &'a str, key: &str) -> Option<&'a str> {
    block.lines().find_map(|l| l.strip_prefix(key)?.strip_prefix(": "))
}

/// The text after `lang: ` in `{en: "…", fr: "…"}`.
fn quoted(value: &str, language: &str) -> String {
    let (_, rest) = value.split_once(&format!("{language}: \"")).unwrap();
    let mut out = String::new();
    let mut chars = rest.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' => out.extend(chars.next()),
            c => out.push(c),
        }
    }
    out
}

fn list(value: &str) -> Vec<&str> {
    let inside = value.trim().trim_start_matches('[').split(']').next().unwrap();
    inside.split(',').map(str::trim).filter(|s| !s.is_empty()).collect()
}

#[test]
fn the_asset_says_what_the_reference_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/reference/remediation.md");
    let Ok(reference) = std::fs::read_to_string(path) else {
        support::say("skipped: no reference beside the checkout");
        return;
    };
    let blocks: Vec<&str> =
        reference.split("```yaml\n").skip(1).map(|b| b.split("\n```").next().unwrap()).collect();
    assert_eq!(blocks.len(), 44);
    for block in blocks {
        let id = value(block, "id").unwrap();
        let step = step(id).unwrap();
        let of = |key: &str| value(block, key).unwrap();
        assert_eq!(step.key, of("key"), "{id}");
        assert_eq!(format!("{:?}", step.phase).to_lowercase(), of("phase"), "{id}");
        assert_eq!(format!("{:?}", step.priority).to_lowercase(), of("prio"), "{id}");
        assert_eq!(step.applies.iter().map(|p| p.key()).collect::<Vec<_>>(), list(of("applies")), "{id}");
        assert_eq!(step.needs, list(of("needs")), "{id}");
        assert_eq!(step.seed, list(of("seed")), "{id}");
        assert_eq!(step.sources, list(of("src")), "{id}");
        assert_eq!(step.window, of("window") == "true", "{id}");
        assert_eq!(step.skip.allowed, of("skip").contains("ok: true"), "{id}");
        let skip = Both { en: step.skip.en.clone(), fr: step.skip.fr.clone() };
        let same = [
            ("title", &step.title),
            ("action", &step.action),
            ("why", &step.why),
            ("risk", &step.risk),
            ("skip", &skip),
        ];
        // A file of ours that the reference names is none that the client has.
        let ours = |key: &str| of(key).contains(".md");
        for (key, both) in same.into_iter().filter(|(key, _)| !ours(key)) {
            assert_eq!(both.en, quoted(of(key), "en"), "{id} {key}");
            assert_eq!(both.fr, quoted(of(key), "fr"), "{id} {key}");
        }
    }
}
