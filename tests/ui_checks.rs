//! The Checks place as a consultant works through it: consent, questions, answers, mail-flow tests.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may stop where a premise fails")]

#[path = "support/cases.rs"]
#[expect(dead_code, reason = "other tests use the rest")]
mod cases;
#[path = "support/front.rs"]
mod front;
#[path = "support/shell.rs"]
mod shell;

use eframe::egui::accesskit::Role;
use eframe::egui::{Key, Modifiers, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable, by};
use front::Program;
use relayscope::analysis::finding::SiteBasis;
use relayscope::app::panel::{PlaceInApp, Wish};
use relayscope::app::panels::checks::Tab;
use relayscope::app::settings::Settings;
use relayscope::case::work::{Brief, Item, ItemKey};
use relayscope::case::{Case, Checking};
use relayscope::checks::answer::{
    CheckAnswer, CheckKind, CheckResult, Origin, Severity, Speaker, SpokenLine,
};
use relayscope::checks::consent::{Consent, Scope};
use relayscope::checks::question::Question;
use relayscope::model::time::UtcTime;
use relayscope::playbook::flow::{FlowCell, FlowResult};
use relayscope::playbook::plan::RetestPlan;
use relayscope::playbook::progress::ProofKind;
use relayscope::task::Task;
use relayscope::words::{Language, Phrase};
use relayscope::workbench::command::{Command, StepDeed};
use shell::Story;
use std::sync::Arc;

const ADDRESS: &str = "203.0.113.25";

/// Mon 3 Nov 2025 14:02:00 UTC.
fn now() -> UtcTime {
    UtcTime::from_unix(1_762_178_520, 0)
}

fn case() -> Case {
    let mut case = cases::normal();
    let site = &mut Arc::make_mut(&mut case.analysis).site;
    site.own_servers =
        ["EX1.contoso.test", "EX2.contoso.test"].map(|n| (n.to_owned(), SiteBasis::User)).to_vec();
    let brief = Brief {
        host: "mail.contoso.test".into(),
        public: vec![ADDRESS.into()],
        resolver: "192.0.2.53".into(),
        ..Brief::default()
    };
    case.work.put(ItemKey::Brief, Some(Item::Brief(brief)));
    case
}

fn allowed(scopes: &[Scope]) -> Case {
    let mut case = case();
    let targets = ["mail.contoso.test", "contoso.test", ADDRESS].map(str::to_owned);
    let consent = Consent::new("Contoso SA", "A. Martin", targets, scopes, now().plus_seconds(-3600));
    case.work.put(ItemKey::Consent, Some(Item::Consent(consent)));
    case
}

fn result(subject: &str, code: &str, severity: Severity, raw: &str) -> CheckResult {
    CheckResult {
        subject: subject.into(),
        code: code.into(),
        severity,
        say: Phrase::new("chk-given"),
        advice: Phrase::default(),
        raw: raw.into(),
        reference: "RFC 5782".into(),
        at: now(),
    }
}

fn answer(kind: CheckKind, target: &str, minutes: i64, results: Vec<CheckResult>) -> Item {
    let begun = now().plus_seconds(minutes * 60);
    let line = |who, text: &str| SpokenLine { at: begun, who, text: text.into() };
    let smtp = matches!(kind, CheckKind::Smtp | CheckKind::Relay);
    let dialogue = [
        line(Speaker::Server, "220 EX1 Microsoft ESMTP MAIL Service ready"),
        line(Speaker::Client, "EHLO pc7"),
    ];
    Item::Answer(CheckAnswer {
        kind,
        target: target.into(),
        begun,
        ended: begun.plus_seconds(5),
        origin: Origin::Asked,
        by: "consultant@pc7".into(),
        through: "192.0.2.53".into(),
        results,
        transcript: if smtp { dialogue.to_vec() } else { Vec::new() },
        cut_short: None,
    })
}

/// Four states of blocklists, asked twice; SMTP twice; DNS once.
fn answered() -> Case {
    let mut case = allowed(&Scope::ALL);
    let lists = |first: &str, severity| {
        vec![
            result("zen.spamhaus.org", first, severity, "127.0.0.4"),
            result("psbl.surriel.com", "NOT-LISTED", Severity::Good, "NXDOMAIN"),
            result("b.barracudacentral.org", "REFUSED", Severity::Unclear, "REFUSED"),
            result("bl.mailspike.net", "LISTS-ALL", Severity::Unclear, "127.0.0.2"),
        ]
    };
    let smtp = |code, severity| vec![result("203.0.113.25:25", code, severity, "250-AUTH LOGIN")];
    let all = [
        answer(CheckKind::Blocklists, ADDRESS, 0, lists("LISTED", Severity::High)),
        answer(CheckKind::Blocklists, ADDRESS, 30, lists("LISTED", Severity::High)),
        answer(CheckKind::Smtp, "mail.contoso.test", 1, smtp("AUTH-CLEAR", Severity::Critical)),
        answer(CheckKind::Smtp, "mail.contoso.test", 31, smtp("AUTH-NONE", Severity::Good)),
        answer(CheckKind::Relay, "mail.contoso.test:25", 2, smtp("R01", Severity::Good)),
        answer(CheckKind::Dns, "contoso.test", 3, vec![result("MX", "MX-OK", Severity::Good, "10 mail")]),
    ];
    for (number, item) in (1_u64..).zip(all) {
        case.work.put(ItemKey::Answer(number), Some(item));
    }
    case
}

fn window(case: Case, tab: Tab, language: Language) -> Harness<'static, Story> {
    let settings = Settings { language, place: PlaceInApp::Checks, ..Settings::default() };
    let mut window = shell::window_with(case, settings);
    window.state_mut().shell.now = now();
    window.state_mut().shell.checks.go(tab);
    window.run();
    window
}

fn english(case: Case, tab: Tab) -> Harness<'static, Story> {
    window(case, tab, Language::English)
}

/// All that can be read on the screen.
fn texts(window: &Harness<'_, Story>) -> Vec<String> {
    let told = window.query_all(by()).filter_map(|n| {
        let node = n.accesskit_node();
        node.label().or(node.value())
    });
    told.collect()
}

fn shows(window: &Harness<'_, Story>, text: &str) -> bool {
    texts(window).iter().any(|t| t.contains(text))
}

fn press(window: &mut Harness<'_, Story>, role: Role, name: &str) {
    let found = window
        .query_all_by_role(role)
        .find(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with(name)));
    found.unwrap_or_else(|| panic!("no {role:?} {name}")).click_accesskit();
    window.run();
}

fn commands(window: &Harness<'_, Story>) -> Vec<Command> {
    let done =
        window.state().wishes.iter().filter_map(|w| if let Wish::Do(c) = w { Some(c.clone()) } else { None });
    done.collect()
}

fn questions(window: &Harness<'_, Story>) -> Vec<Question> {
    let all = commands(window).into_iter();
    all.filter_map(|c| if let Command::Check(q) = c { Some(*q) } else { None }).collect()
}

#[test]
fn without_a_consent_nothing_is_ever_asked_and_the_place_says_so() {
    for (tab, button) in [(Tab::Blocklists, "Ask now"), (Tab::Smtp, "Probe"), (Tab::Dns, "Ask now")] {
        let mut window = english(case(), tab);
        assert!(shows(&window, "The network is off: no consent is recorded."), "{tab:?}");
        assert!(shows(&window, "4 Checks, network off"));
        if tab == Tab::Blocklists {
            press(&mut window, Role::CheckBox, ADDRESS);
            assert!(shows(&window, "not yet: no consent is recorded"));
        }
        press(&mut window, Role::Button, button);
        if tab == Tab::Smtp {
            press(&mut window, Role::Button, "Run the relay tests");
        }
        assert_eq!(questions(&window), [], "{tab:?}");
        assert!(shows(&window, "Nothing was contacted: no consent is recorded."), "{tab:?}");
        press(&mut window, Role::Button, "Go to the consent");
        assert_eq!(window.state().shell.checks.tab, Tab::Consent);
        assert!(shows(&window, "whoever runs a blocklist"));
    }
}

#[test]
fn a_consent_that_is_over_allows_nothing_any_more() {
    let mut window = english(allowed(&Scope::ALL), Tab::Smtp);
    window.state_mut().shell.now = now().plus_seconds(15 * 86_400);
    window.run();
    assert!(shows(&window, "The network is off: the consent is over."));
    press(&mut window, Role::Button, "Probe");
    assert_eq!(questions(&window), []);
}

#[test]
fn a_consent_is_recorded_by_keyboard_and_accepts_nothing_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let mut p = Program::start(&folder.path().join("cases"), Settings::default(), Vec::new());
    p.press(Modifiers::COMMAND, Key::Num4);
    assert_eq!(p.front().shell.settings.place, PlaceInApp::Checks);
    assert_eq!(p.focus().unwrap().0, Role::Tab);
    p.tab_to(Role::TextInput, "Client");
    p.key(Key::Escape);
    assert_eq!(p.focus().unwrap().0, Role::Tab, "Escape leads back to the tabs");
    p.tab_to(Role::TextInput, "Client");
    p.type_text("Contoso SA");
    p.tab_to(Role::TextInput, "Authorised by");
    p.type_text("A. Martin");
    p.key(Key::Enter);
    assert!(p.case().work.consent().is_none() && p.shows("No host, address or domain is named."));
    p.tab_to(Role::TextInput, "Add a host");
    p.type_text("203.0.113.0/24");
    assert!(p.shows("is a range"), "{}", p.all());
    p.press(Modifiers::COMMAND, Key::A);
    p.type_text("Mail.Contoso.test 203.0.113.25");
    p.key(Key::Enter);
    assert!(p.shows("Nothing is allowed yet."), "{}", p.all());
    p.tab_to(Role::CheckBox, "connect to the SMTP ports");
    p.key(Key::Space);
    p.tab_to(Role::Button, "Record the consent");
    p.key(Key::Enter);
    let consent = p.case().work.consent().unwrap_or_else(|| panic!("nothing recorded: {}", p.all())).clone();
    assert_eq!((consent.client.as_str(), consent.authorised_by.as_str()), ("Contoso SA", "A. Martin"));
    assert_eq!(consent.targets, [ADDRESS, "mail.contoso.test"]);
    assert_eq!(consent.scopes, [Scope::Smtp]);
    p.tab_to(Role::Button, "Withdraw the consent");
    p.key(Key::Enter);
    assert!(p.case().work.consent().is_none());
}

#[test]
fn proposals_of_the_case_are_accepted_one_by_one() {
    let mut window = english(case(), Tab::Consent);
    press(&mut window, Role::Button, "Accept contoso.test (own domain)");
    press(&mut window, Role::Button, "Accept 203.0.113.25 (outbound address)");
    assert!(shows(&window, "Strike out contoso.test") && !shows(&window, "Strike out mail.contoso.test"));
    press(&mut window, Role::Button, "Strike out contoso.test");
    assert!(shows(&window, "Accept contoso.test (own domain)"));
}

#[test]
fn what_only_people_know_is_read_as_typed_and_goes_into_the_case() {
    let mut window = english(case(), Tab::Consent);
    let field = "Resolver to ask";
    window.get_by_role_and_label(Role::TextInput, field).focus();
    window.run();
    shell::press(&mut window, Modifiers::COMMAND, Key::A);
    shell::type_text(&mut window, "dns.contoso");
    assert!(shows(&window, "is neither an address nor address:port"));
    shell::press(&mut window, Modifiers::COMMAND, Key::A);
    shell::type_text(&mut window, "8.8.8.8");
    assert!(shows(&window, "A public resolver: the large blocklists refuse it"));
    shell::press(&mut window, Modifiers::NONE, Key::Enter);
    let all = commands(&window);
    let Some(Command::Brief(brief)) = all.last() else { panic!("{all:?}") };
    assert_eq!((brief.resolver.as_str(), brief.host.as_str()), ("8.8.8.8", "mail.contoso.test"));
}

#[test]
fn a_question_carries_exactly_what_is_ticked() {
    let mut window = english(allowed(&[Scope::Blocklists, Scope::Smtp]), Tab::Blocklists);
    press(&mut window, Role::Button, "Ask now");
    assert_eq!(questions(&window), [], "nothing is ticked beforehand");
    press(&mut window, Role::CheckBox, ADDRESS);
    press(&mut window, Role::CheckBox, "contoso.test");
    press(&mut window, Role::CheckBox, "Set 2");
    press(&mut window, Role::Button, "Ask now");
    let all = questions(&window);
    let [Question::Blocklists(asked)] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!(asked.addresses, [ADDRESS.parse::<std::net::IpAddr>().unwrap()]);
    assert_eq!(asked.domains, ["contoso.test"]);
    assert_eq!(asked.sets, [1, 2]);
    assert_eq!(asked.resolver.unwrap().to_string(), "192.0.2.53:53");
}

#[test]
fn a_target_that_is_not_named_says_why_and_spoils_the_question() {
    let mut window = english(allowed(&Scope::ALL), Tab::Blocklists);
    press(&mut window, Role::CheckBox, "example.com");
    press(&mut window, Role::CheckBox, ADDRESS);
    assert!(shows(&window, "not allowed: the consent does not name it"));
    press(&mut window, Role::Button, "Ask now");
    assert_eq!(questions(&window), []);
    assert!(shows(&window, "the consent does not name example.com"));
}

#[test]
fn probe_and_relay_tests_ask_for_what_stands_in_the_fields() {
    let mut window = english(allowed(&Scope::ALL), Tab::Smtp);
    press(&mut window, Role::CheckBox, "465");
    press(&mut window, Role::Button, "Probe");
    press(&mut window, Role::Button, "Run the relay tests");
    let all = questions(&window);
    let [Question::Smtp(probe), Question::Relay(relay)] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!((probe.host.as_str(), probe.ports.as_slice()), ("mail.contoso.test", [25, 587].as_slice()));
    assert!(!probe.hidden_auth);
    assert_eq!((relay.local_domain.as_str(), relay.from_domain.as_str()), ("contoso.test", "example.com"));
    assert!(shows(&window, "Without a test mailbox the control is missing"));
}

#[test]
fn an_address_that_the_consent_does_not_name_is_not_contacted() {
    let mut window = english(allowed(&Scope::ALL), Tab::Smtp);
    window.get_by_role_and_label(Role::TextInput, "Addresses").focus();
    window.run();
    shell::type_text(&mut window, "198.51.100.7");
    press(&mut window, Role::Button, "Probe");
    assert_eq!(questions(&window), []);
    assert!(shows(&window, "the consent does not name 198.51.100.7"));
}

#[test]
fn four_states_are_said_in_words_with_the_answer_as_it_came() {
    for (language, words) in [
        (Language::English, ["listed", "not listed", "refused", "unreliable"]),
        (Language::French, ["inscrit", "non inscrit", "refusé", "non fiable"]),
    ] {
        let window = window(answered(), Tab::Blocklists, language);
        let all = texts(&window);
        for word in words {
            assert!(all.iter().any(|t| t == word), "{word}: {all:?}");
        }
        assert!(shows(&window, "127.0.0.4") && shows(&window, "NXDOMAIN") && shows(&window, "192.0.2.53"));
    }
}

#[test]
fn a_request_for_removal_is_filled_in_and_warned_against_while_containment_is_not_proven() {
    let mut window = english(answered(), Tab::Blocklists);
    assert!(shows(
        &window,
        "Too early: containment is not proven (CON-05, CON-06, CON-07, VER-01 and VER-02)"
    ));
    press(&mut window, Role::Button, "zen.spamhaus.org · 203.0.113.25");
    assert!(shows(&window, "203.0.113.25"), "{:?}", texts(&window));
    press(&mut window, Role::Button, "Français");
    press(&mut window, Role::Button, "Copy the request");
    let copied =
        window.state().wishes.iter().find_map(|w| if let Wish::Copy(t) = w { Some(t.clone()) } else { None });
    let copied = copied.unwrap();
    assert!(
        copied.contains("203.0.113.25")
            && copied.contains("mail.contoso.test")
            && copied.contains("courrier indésirable"),
        "{copied}"
    );
    press(&mut window, Role::Button, "Go to CON-05");
    assert_eq!(window.state().shell.settings.place, PlaceInApp::Remediate);
}

#[test]
fn the_list_of_the_first_article_is_explained() {
    let mut window = english(allowed(&Scope::ALL), Tab::Blocklists);
    press(&mut window, Role::Button, "Lists that are dead");
    assert!(shows(&window, "ORDB") || shows(&window, "ordb"), "{:?}", texts(&window));
    assert!(shows(&window, "2008"));
}

#[test]
fn a_dialogue_can_be_read_copied_and_held_against_the_one_before() {
    let mut window = english(answered(), Tab::Smtp);
    press(&mut window, Role::Button, "Dialogue with mail.contoso.test");
    assert!(shows(&window, "S: 220 EX1 Microsoft ESMTP"));
    press(&mut window, Role::Button, "Copy the dialogue");
    let copied =
        window.state().wishes.iter().any(|w| matches!(w, Wish::Copy(t) if t.contains("C: EHLO pc7")));
    assert!(copied);
    press(&mut window, Role::Button, "Before and after: mail.contoso.test");
    assert!(shows(&window, "AUTH-CLEAR") && shows(&window, "AUTH-NONE"));
}

#[test]
fn an_answer_becomes_proof_of_a_step() {
    let mut window = english(answered(), Tab::Answers);
    let rows = window.query_all_by_role(Role::ListItem).count();
    assert_eq!(rows, 6);
    press(&mut window, Role::Button, "Use as proof of…");
    press(&mut window, Role::Button, "VER-01");
    let prove = Command::Step("VER-01".into(), StepDeed::Prove(ProofKind::Answer(4)));
    assert_eq!(commands(&window), [prove]);
    assert_eq!(window.state().shell.remediate.open, "VER-01");
}

#[test]
fn an_answer_in_the_case_is_read_and_made_a_proof_by_keyboard() {
    let folder = tempfile::tempdir().unwrap();
    let mut p = Program::start(&folder.path().join("cases"), Settings::default(), Vec::new());
    let all = [
        Severity::Good,
        Severity::Note,
        Severity::Unclear,
        Severity::Medium,
        Severity::High,
        Severity::Critical,
    ];
    let results = all.map(|severity| result("203.0.113.25:25", "AUTH", severity, "250-AUTH \u{202e}LOGIN"));
    let item = answer(CheckKind::Smtp, "mail.contoso.test", 0, results.to_vec());
    let Item::Answer(answer) = item else { panic!("no answer") };
    let ctx = p.h.ctx.clone();
    p.h.state_mut().wish(&ctx, Wish::Do(Command::EnterAnswer(Box::new(answer))));
    p.settle();
    p.press(Modifiers::COMMAND, Key::Num4);
    assert!(p.whole_name("4 Checks").ends_with("one answer · critical (1)"), "{}", p.all());
    for _ in 0..6 {
        p.key(Key::ArrowRight);
    }
    assert_eq!(p.front().shell.checks.tab, Tab::Answers);
    for word in ["good", "note", "unclear", "medium", "high", "critical"] {
        assert!(p.h.query_all_by_label(word).next().is_some(), "{word}: {}", p.all());
    }
    assert!(!p.all().contains('\u{202e}'), "what came from the network turns no text around");
    p.tab_to(Role::Button, "Use as proof of…");
    p.key(Key::Enter);
    p.tab_to(Role::Button, "VER-01");
    p.key(Key::Enter);
    let step = p.case().work.step("VER-01");
    assert_eq!(step.proofs.first().map(|proof| &proof.kind), Some(&ProofKind::Answer(1)));
    assert_eq!(p.front().shell.settings.place, PlaceInApp::Remediate);
}

#[test]
fn what_was_asked_elsewhere_is_judged_and_kept_with_who_ran_it_and_when() {
    let mut window = english(case(), Tab::Dns);
    press(&mut window, Role::Button, "Elsewhere, by hand");
    assert!(shows(&window, "nslookup -type=MX contoso.test"), "{:?}", texts(&window));
    window.get_by_role_and_label(Role::TextInput, "Output of the commands").focus();
    window.run();
    shell::type_text(&mut window, "contoso.test\tMX preference = 10, mail exchanger = mail.contoso.test\n");
    press(&mut window, Role::Button, "Judge and keep");
    assert!(commands(&window).is_empty(), "nobody is named yet");
    for (field, text) in [("Who ran it, and where", "A. Martin, PC7"), ("When", "2025-11-03 10:05")] {
        window.get_by_role_and_label(Role::TextInput, field).focus();
        window.run();
        shell::type_text(&mut window, text);
    }
    press(&mut window, Role::Button, "Judge and keep");
    let all = commands(&window);
    let [Command::EnterAnswer(kept)] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!((kept.kind, kept.origin), (CheckKind::Dns, Origin::ByHand));
    assert_eq!((kept.by.as_str(), kept.target.as_str()), ("A. Martin, PC7", "contoso.test"));
    assert_eq!(kept.begun.rfc3339(), "2025-11-03T10:05:00Z");
    assert!(!kept.results.is_empty());
}

/// What the workbench would do with results of tests.
fn keep_tests(window: &mut Harness<'_, Story>) {
    for command in commands(window) {
        if let Command::Flow(key, cell) = command {
            window.state_mut().case.work.put(ItemKey::Flow(key), Some(Item::Flow(*cell)));
        }
    }
    window.run();
}

#[test]
fn the_matrix_is_filled_in_by_keyboard() {
    let mut window = english(case(), Tab::Flow);
    press(&mut window, Role::Grid, "Mail-flow tests");
    window.get_by_role(Role::Grid).focus();
    window.run();
    for key in [Key::P, Key::ArrowRight, Key::F, Key::ArrowDown, Key::ArrowRight, Key::N] {
        shell::press(&mut window, Modifiers::NONE, key);
    }
    let cell =
        |key: &str, result| Command::Flow(key.into(), Box::new(FlowCell { result, ..FlowCell::default() }));
    let wanted = [
        cell("before/IN-EX1", FlowResult::Passed),
        cell("before/OUT-EX1", FlowResult::Failed),
        cell("before/INT-EX2-EX1", FlowResult::NotApplicable),
    ];
    assert_eq!(commands(&window), wanted);
    keep_tests(&mut window);
    shell::press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(window.get_by_role_and_label(Role::TextInput, "Message-ID").accesskit_node().is_focused());
    shell::type_text(&mut window, "<a1@contoso.test>");
    shell::press(&mut window, Modifiers::NONE, Key::Enter);
    let all = commands(&window);
    let Some(Command::Flow(key, cell)) = all.last() else { panic!("{all:?}") };
    assert_eq!((key.as_str(), cell.message_id.as_str()), ("before/INT-EX2-EX1", "<a1@contoso.test>"));
    assert_eq!(cell.result, FlowResult::NotApplicable);
    assert!(window.get_by_role(Role::Grid).accesskit_node().is_focused(), "Enter leads back to the matrix");
}

#[test]
fn the_plan_says_what_is_due_and_the_questions_can_be_asked_again() {
    let mut case = answered();
    let plan = RetestPlan { from: now().plus_seconds(-86_400), days: vec![0, 1, 7], done: vec![(0, now())] };
    case.work.put(ItemKey::Plan, Some(Item::Plan(plan)));
    let mut window = english(case, Tab::Retests);
    assert!(shows(&window, "4 Checks, a re-test is due"), "the rail says it before anything else");
    assert!(shows(&window, "Re-tests of day 1") && !shows(&window, "First round of re-tests"));
    press(&mut window, Role::CheckBox, "Day 1");
    assert_eq!(commands(&window), [Command::RetestDone(1, true)]);
    press(&mut window, Role::Button, "Check again");
    let kinds: Vec<CheckKind> = questions(&window).iter().map(Question::kind).collect();
    assert_eq!(kinds.len(), 4);
    assert!(CheckKind::ALL.iter().all(|kind| kinds.contains(kind)), "{kinds:?}");
}

#[test]
fn what_runs_is_said_with_its_results_and_can_be_stopped() {
    let mut case = allowed(&Scope::ALL);
    for number in [1, 2] {
        case.checking.push(Checking {
            number,
            kind: CheckKind::Smtp,
            target: "mail.contoso.test".into(),
            task: Task::detached(),
            results: vec![result("203.0.113.25:25", "AUTH-CLEAR", Severity::Critical, "250-AUTH LOGIN")],
        });
    }
    let mut window = english(case, Tab::Smtp);
    assert!(
        shows(&window, "SMTP · mail.contoso.test: one result so far") && shows(&window, "one more waits")
    );
    assert!(shows(&window, "203.0.113.25:25: critical"));
    press(&mut window, Role::Button, "Stop");
    assert_eq!(commands(&window), [Command::CancelChecks]);
}

/// Ids of words begin so; one that is missing is shown as itself, in brackets.
const AREAS: [&str; 7] = ["chk-", "check-", "severity-", "flow-", "scope-", "dnsbl-", "round-"];

#[test]
fn no_word_is_missing_in_either_language() {
    let folds = |language| match language {
        Language::English => ["Lists that are dead", "Dialogue with mail", "Elsewhere, by hand"],
        Language::French => ["Listes hors service", "Dialogue avec mail", "Ailleurs, à la main"],
    };
    for language in [Language::English, Language::French] {
        for (case, tab) in [case(), answered()].iter().flat_map(|c| Tab::ALL.map(|tab| (c, tab))) {
            let mut window = window(case.clone(), tab, language);
            for name in folds(language) {
                let is_it = |n: &egui_kittest::Node<'_>| {
                    n.accesskit_node().label().is_some_and(|l| l.starts_with(name))
                };
                if let Some(fold) = window.query_all_by_role(Role::Button).find(is_it) {
                    fold.click_accesskit();
                }
                window.run();
            }
            let is_bare = |text: &&String| {
                AREAS.iter().any(|area| text.contains(&format!("[{area}"))) || text.contains("{$")
            };
            let all = texts(&window);
            let missing: Vec<&String> = all.iter().filter(is_bare).collect();
            assert!(missing.is_empty(), "{tab:?} {language:?}: {missing:?}");
        }
    }
}

#[test]
fn small_windows_and_large_text_keep_their_buttons() {
    let wanted: [(Tab, &[&str]); 6] = [
        (Tab::Consent, &["Enregistrer un autre", "Retirer l’accord"]),
        (Tab::Blocklists, &["Interroger maintenant", "Ailleurs"]),
        (Tab::Smtp, &["Sonder", "Lancer les tests de relais"]),
        (Tab::Dns, &["Interroger maintenant"]),
        (Tab::Retests, &["Planifier", "Contrôler de nouveau"]),
        (Tab::Answers, &["Utiliser comme preuve de"]),
    ];
    for (size, zoom) in [(vec2(1280.0, 800.0), 1.0), (vec2(1000.0, 700.0), 1.0), (vec2(1280.0, 800.0), 1.5)] {
        for (tab, buttons) in wanted {
            let mut window = window(answered(), tab, Language::French);
            resize(&mut window, size, zoom);
            let right = (size.x / zoom).max(720.0 + 70.0);
            for name in buttons {
                let found = window
                    .query_all_by_role(Role::Button)
                    .find(|n| n.accesskit_node().label().is_some_and(|l| l.starts_with(name)));
                let rect = found.unwrap_or_else(|| panic!("{tab:?}: no {name} at {size} × {zoom}")).rect();
                assert!(rect.right() <= right && rect.width() > 20.0, "{tab:?} {name}: {rect} of {right}");
            }
        }
    }
}

fn resize(window: &mut Harness<'_, Story>, size: Vec2, zoom: f32) {
    window.set_size(size / zoom);
    window.run();
}
