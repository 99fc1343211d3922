//! The case's answers on small made-up incidents.

use super::*;
use crate::analysis::finding::{Verdict, VerdictKind};
use crate::case::work::{Brief, Item, ItemKey};
use crate::model::account::join_name;
use crate::model::harvest::Harvest;
use crate::model::provenance::SourceId;
use crate::model::rows::{Action, Authentication, Deed, Outcome, Witness};
use crate::model::store::EventStore;
use crate::model::time::Span;
use crate::playbook::plan::RetestPlan;
use crate::playbook::topics::Topic;
use crate::task::Task;
use chrono_tz::Tz;
use std::sync::Arc;

fn time(seconds: i64) -> UtcTime {
    UtcTime::from_unix(1_762_128_000 + seconds, 0)
}

/// A sign-in of `CONTOSO\name`.
struct SignIn {
    name: &'static str,
    sid: &'static str,
    address: &'static str,
    workstation: &'static str,
    logon_type: u8,
    event: u32,
}

const PLAIN: SignIn =
    SignIn { name: "scanner", sid: "", address: "10.0.0.77", workstation: "PC7", logon_type: 3, event: 4624 };

/// A case of these sign-ins; the first one's account is abused, from its address.
fn case(sign_ins: &[SignIn]) -> Case {
    let mut harvest = Harvest::new(SourceId(0));
    for (i, s) in sign_ins.iter().enumerate() {
        let row = Authentication {
            time: time(i as i64 * 60),
            outcome: Outcome::Success,
            witness: Witness::Logon,
            event_id: s.event,
            logon_type: s.logon_type,
            account: harvest.intern(&join_name("CONTOSO", s.name)),
            sid: harvest.intern(s.sid),
            address: harvest.intern(s.address),
            workstation: harvest.intern(s.workstation),
            server: harvest.intern("EX1.contoso.test"),
            ..Authentication::default()
        };
        harvest.tables.authentications.push(row);
    }
    let target = harvest.intern("CONTOSO\\scanner");
    let deleted = Action { time: time(9000), deed: Deed::AccountDeleted, target, ..Action::default() };
    if sign_ins.len() > 2 {
        harvest.tables.actions.push(deleted);
    }
    of(harvest)
}

fn of(harvest: Harvest) -> Case {
    let (store, analysis) =
        crate::analysis::run(EventStore::of(harvest), &Default::default(), &[], &Task::detached());
    let mut analysis = analysis.unwrap();
    let rows = &store.tables.authentications;
    let account = rows.account.first().and_then(|s| analysis.directory.of(*s));
    analysis.verdicts = vec![Verdict {
        kind: VerdictKind::AuthenticatedRelay,
        confidence: crate::analysis::finding::Confidence::Likely,
        headline: Phrase::default(),
        subline: Phrase::default(),
        pill: Phrase::default(),
        kinds: 1,
        account,
        accounts: account.into_iter().collect(),
        addresses: rows.address.first().copied().into_iter().collect(),
        span: Some(Span::between(time(0), time(60))),
        messages: 1,
        recipients: 1,
        sessions: 1,
        reasons_for: Vec::new(),
        reasons_against: Vec::new(),
        rows: Vec::new(),
    }];
    Case { store: Arc::new(store), analysis: Arc::new(analysis), ..Case::default() }
}

#[test]
fn an_inside_workstation_is_a_machine_and_a_topic_and_no_address_to_block() {
    let case = case(&[PLAIN]);
    assert!(topics(&case).contains(&Topic::FromInside));
    assert_eq!(facts(&case, Tz::UTC).addresses, Vec::<String>::new());
    let machines = machines(&case);
    let pc = machines.iter().find(|m| m.key == "pc7").unwrap();
    assert_eq!((pc.name.as_str(), pc.addresses.as_slice()), ("PC7", &["10.0.0.77".to_owned()][..]));
    assert_eq!((pc.first, pc.last), (time(0), time(0)));
    assert!(machines.iter().any(|m| m.key == "ex1"), "{machines:?}");
}

#[test]
fn what_an_outside_client_calls_itself_is_no_machine() {
    let case = case(&[SignIn { address: "203.0.113.9", workstation: "WIN-EVIL", ..PLAIN }]);
    assert!(machines(&case).iter().all(|m| m.key != "win-evil" && m.addresses.is_empty()));
    assert_eq!(facts(&case, Tz::UTC).addresses, ["203.0.113.9"]);
    assert!(!topics(&case).contains(&Topic::FromInside));
}

#[test]
fn built_in_accounts_are_known_by_sid_and_services_by_their_logon() {
    let boss = SignIn { name: "boss", sid: "S-1-5-21-1-2-3-500", ..PLAIN };
    let guest = SignIn { name: "visiteur", sid: "S-1-5-21-1-2-3-501", ..PLAIN };
    let found = topics(&case(&[boss, guest]));
    assert!(found.contains(&Topic::BuiltInAdministrator) && found.contains(&Topic::GuestUsed), "{found:?}");
    let other = SignIn { name: "guest", sid: "S-1-5-21-1-2-3-1104", ..PLAIN };
    assert!(!topics(&case(&[PLAIN, other])).contains(&Topic::GuestUsed), "another account of that name");
    let service = SignIn { logon_type: 5, ..PLAIN };
    let found = topics(&case(&[PLAIN, service, PLAIN]));
    assert!(found.contains(&Topic::ServiceAccount) && found.contains(&Topic::AccountDeleted), "{found:?}");
}

#[test]
fn the_platform_is_the_users_then_the_evidences_then_assumed() {
    let mut case = case(&[SignIn { event: 540, ..PLAIN }]);
    assert_eq!(platform_and_basis(&case), (Platform::Exchange2013, PlatformBasis::Assumed));
    let mut analysis = (*case.analysis).clone();
    analysis.site.generation = "2000-2003".to_owned();
    case.analysis = Arc::new(analysis.clone());
    assert_eq!(platform_and_basis(&case), (Platform::Exchange2003, PlatformBasis::Evidence));
    let brief = Brief { platform: Some(Platform::WindowsSmtp), ..Brief::default() };
    case.work.put(ItemKey::Brief, Some(Item::Brief(brief)));
    assert_eq!(platform_and_basis(&case), (Platform::WindowsSmtp, PlatformBasis::Chosen));
    let mut old = self::case(&[SignIn { event: 681, ..PLAIN }]);
    old.analysis = Arc::new(analysis);
    assert_eq!(platform(&old), Platform::Exchange2000);
}

#[test]
fn the_legal_clock_runs_from_awareness_until_the_step_is_settled() {
    let mut case = Case::default();
    let brief = Brief { aware_at: Some(time(0)), ..Brief::default() };
    case.work.put(ItemKey::Brief, Some(Item::Brief(brief)));
    let plan = RetestPlan { from: time(0), days: vec![0, 1, 7], done: vec![(0, time(10))] };
    case.work.put(ItemKey::Plan, Some(Item::Plan(plan)));
    let list = duties(&case, time(71 * 3600));
    let short: Vec<(&str, bool)> = list.iter().map(|d| (d.say.id.as_ref(), d.overdue)).collect();
    assert_eq!(short, [("duty-retest", true), ("duty-notify", false), ("duty-retest", false)]);
    let words = crate::words::Words::new(crate::words::Language::English, Tz::UTC);
    assert!(words.say(&list[1].say).starts_with("One hour left"), "{}", words.say(&list[1].say));
    assert!(duties(&case, time(73 * 3600)).iter().any(|d| d.say.id == "duty-notify-late" && d.overdue));
    let done = Progress { state: crate::playbook::progress::StepState::Done, ..Progress::default() };
    case.work.put(ItemKey::Step("CON-10".into()), Some(Item::Step(done)));
    assert!(duties(&case, time(73 * 3600)).iter().all(|d| d.say.id == "duty-retest"));
}

#[test]
fn an_empty_case_knows_nothing_and_says_nothing() {
    let case = Case::default();
    let facts = facts(&case, Tz::UTC);
    assert_eq!(facts, crate::playbook::fill::CaseFacts::default());
    assert_eq!(topics(&case), []);
    assert_eq!(machines(&case), []);
    assert_eq!(duties(&case, time(0)), []);
}
