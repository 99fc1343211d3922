//! One run over the lists: test each, then ask it about each target. Judges nothing itself.

use super::judge::{self, Health, Reading};
use super::{BlocklistQuestion, MOST_TARGETS, REST_MINUTES, Target, names, results};
use crate::checks::answer::{CheckAnswer, CheckKind, CheckResult, Origin, SpokenLine};
use crate::checks::around::Surroundings;
use crate::checks::consent::{Permit, Refusal, Scope, normal};
use crate::checks::network::dns::{Asker, Code, Kind, NoAsker, RawAnswer};
use crate::knowledge::dnsbl::{self, List};
use crate::words::Phrase;
use std::net::IpAddr;

/// A target with its permit and what came of it so far.
struct Course<'p> {
    target: Target,
    permit: Option<&'p Permit>,
    answer: CheckAnswer,
}

pub(super) fn run(
    question: &BlocklistQuestion,
    permits: &[Permit],
    earlier: &[CheckAnswer],
    around: &mut Surroundings<'_>,
) -> Vec<CheckAnswer> {
    let mut courses = courses(question, permits, around);
    let Some(permit) = courses.iter().find_map(|c| c.permit) else {
        return finished(courses, around);
    };
    let mut asker = match Asker::new(question.resolver, permit, around) {
        Ok(asker) => asker,
        Err(why) => return without(courses, &why, around),
    };
    greet(&mut courses, &asker, around);
    for list in question.lists() {
        through(&list, &mut courses, earlier, &mut asker, around);
    }
    finished(courses, around)
}

fn courses<'p>(
    question: &BlocklistQuestion,
    permits: &'p [Permit],
    around: &Surroundings<'_>,
) -> Vec<Course<'p>> {
    let too_many = question.addresses.len() > MOST_TARGETS || question.domains.len() > MOST_TARGETS;
    let targets = question.targets();
    targets.into_iter().map(|target| course(target, permits, too_many, around)).collect()
}

fn course<'p>(
    target: Target,
    permits: &'p [Permit],
    too_many: bool,
    around: &Surroundings<'_>,
) -> Course<'p> {
    let now = (around.clock)();
    let name = target.name();
    let permit = permits.iter().find(|p| p.scope() == Scope::Blocklists && p.target() == normal(&name));
    let refused = refusal(&target, permit.is_some(), too_many);
    let answer = CheckAnswer {
        kind: CheckKind::Blocklists,
        target: name,
        begun: now,
        ended: now,
        origin: Origin::Asked,
        by: around.by.to_owned(),
        through: String::new(),
        results: Vec::new(),
        transcript: Vec::new(),
        cut_short: refused,
    };
    let permit = permit.filter(|_| answer.cut_short.is_none());
    Course { target, permit, answer }
}

fn refusal(target: &Target, permitted: bool, too_many: bool) -> Option<Phrase> {
    match target {
        _ if too_many => Some(Phrase::new("dnsbl-too-many").number("most", MOST_TARGETS)),
        Target::Address(a) if names::is_internal(*a) => {
            Some(Phrase::new("dnsbl-internal").text("address", &a.to_string()))
        }
        Target::Domain(d) if names::domain(d).is_none() => {
            Some(Phrase::new("dnsbl-no-domain").text("domain", d))
        }
        _ if !permitted => Some(Refusal::NotNamed(target.name()).phrase()),
        _ => None,
    }
}

fn without(mut courses: Vec<Course<'_>>, why: &NoAsker, around: &Surroundings<'_>) -> Vec<CheckAnswer> {
    for course in courses.iter_mut().filter(|c| c.permit.is_some()) {
        course.answer.cut_short = Some(no_asker(why));
    }
    finished(courses, around)
}

fn no_asker(why: &NoAsker) -> Phrase {
    match why {
        NoAsker::Refused(refusal) => refusal.phrase(),
        NoAsker::NoResolver(why) => Phrase::new("dns-no-resolver").text("why", why),
    }
}

fn finished(courses: Vec<Course<'_>>, around: &Surroundings<'_>) -> Vec<CheckAnswer> {
    let ended = (around.clock)();
    courses.into_iter().map(|c| CheckAnswer { ended, ..c.answer }).collect()
}

fn greet(courses: &mut [Course<'_>], asker: &Asker, around: &mut Surroundings<'_>) {
    let public = asker.servers().iter().find(|s| dnsbl::is_public_resolver(s.ip())).copied();
    for course in courses.iter_mut().filter(|c| c.permit.is_some()) {
        course.answer.through = asker.through();
        if let Some(server) = public {
            note(course, results::public_resolver(&server.ip().to_string()), around);
        }
    }
}

fn note(course: &mut Course<'_>, mut result: CheckResult, around: &mut Surroundings<'_>) {
    if result.at == crate::model::time::UtcTime::UNKNOWN {
        result.at = (around.clock)();
    }
    (around.tell)(result.clone());
    course.answer.results.push(result);
}

/// One list: what needs no question first, then its tests, then each target.
fn through(
    list: &List,
    courses: &mut [Course<'_>],
    earlier: &[CheckAnswer],
    asker: &mut Asker,
    around: &mut Surroundings<'_>,
) {
    let mut health: [Option<(Health, Vec<SpokenLine>)>; 3] = [None, None, None];
    for course in courses.iter_mut() {
        let Some(permit) = course.permit.filter(|_| course.target.is_for(list)) else { continue };
        if let Some(known) = unasked(list, course, earlier, around) {
            note(course, known, around);
            continue;
        }
        if asker.is_spent(around) {
            course.answer.cut_short = Some(Phrase::new("dns-stopped"));
            continue;
        }
        let sort = sort(&course.target);
        let place = &mut health[sort.place()];
        let (healthy, lines) = place.get_or_insert_with(|| tested(list, sort, permit, asker, around));
        course.answer.transcript.append(lines);
        ask(list, healthy, sort, (course, permit), asker, around);
    }
}

/// What is asked decides how the list is tested.
#[derive(Clone, Copy)]
enum Sort {
    Four,
    Six,
    Domain,
}

impl Sort {
    fn place(self) -> usize {
        match self {
            Self::Four => 0,
            Self::Six => 1,
            Self::Domain => 2,
        }
    }
}

fn sort(target: &Target) -> Sort {
    match target {
        Target::Address(IpAddr::V4(_)) => Sort::Four,
        Target::Address(IpAddr::V6(_)) => Sort::Six,
        Target::Domain(_) => Sort::Domain,
    }
}

fn unasked(
    list: &List,
    course: &Course<'_>,
    earlier: &[CheckAnswer],
    around: &Surroundings<'_>,
) -> Option<CheckResult> {
    if let Some(closed) = dnsbl::closed_of(&list.zone) {
        return Some(results::closed(&list.zone, closed));
    }
    if list.needs_key {
        return Some(results::needs_key(list));
    }
    if matches!(course.target, Target::Address(IpAddr::V6(_))) && !list.ipv6 {
        return Some(results::no_six(&list.zone));
    }
    before(list, course, earlier, around)
}

/// What was found less than [`REST_MINUTES`] ago; what was worth nothing may be asked of another resolver.
fn before(
    list: &List,
    course: &Course<'_>,
    earlier: &[CheckAnswer],
    around: &Surroundings<'_>,
) -> Option<CheckResult> {
    let now = (around.clock)();
    let same = |a: &&CheckAnswer| a.kind == CheckKind::Blocklists && a.target == course.answer.target;
    let answers = earlier.iter().filter(same).filter(|a| a.origin == Origin::Asked);
    let found = answers.flat_map(|a| a.results.iter().map(move |r| (a, r))).filter(|(a, r)| {
        let worth = !matches!(r.code.as_str(), "REFUSED" | "UNRELIABLE");
        let asked = !matches!(r.code.as_str(), "CLOSED" | "NO-ACCOUNT" | "NO-IPV6" | "ODD");
        let age = now.seconds_since(r.at);
        let recent = (0..REST_MINUTES * 60).contains(&age);
        r.subject == list.zone && asked && recent && (worth || a.through == course.answer.through)
    });
    let (_, last) = found.max_by_key(|(_, r)| r.at)?;
    Some(results::earlier(last, now.seconds_since(last.at) / 60))
}

fn tested(
    list: &List,
    sort: Sort,
    permit: &Permit,
    asker: &mut Asker,
    around: &Surroundings<'_>,
) -> (Health, Vec<SpokenLine>) {
    let zone = &list.zone;
    let mut put = |name: String| asker.ask(&format!("{name}.{zone}"), Kind::A, permit, around);
    let health = match sort {
        Sort::Four => {
            let (must, must_not) = (put("2.0.0.127".to_owned()), put("1.0.0.127".to_owned()));
            let number = (around.clock)().0.rem_euclid(200) + 30;
            let random = put(format!("{number}.2.0.192"));
            judge::health(list, &must, &must_not, Some(&random))
        }
        Sort::Six => {
            let mapped = |last| std::net::Ipv4Addr::new(127, 0, 0, last).to_ipv6_mapped().octets();
            let must = put(names::nibbles(mapped(2)));
            let must_not = put(names::nibbles(mapped(1)));
            judge::health(list, &must, &must_not, None)
        }
        Sort::Domain => {
            let must = put(list.test_listed.clone());
            let must_not = put(list.test_unlisted.clone());
            judge::health(list, &must, &must_not, None)
        }
    };
    (health, asker.take_transcript())
}

fn ask(
    list: &List,
    health: &mut Health,
    sort: Sort,
    (course, permit): (&mut Course<'_>, &Permit),
    asker: &mut Asker,
    around: &mut Surroundings<'_>,
) {
    let odd = match health {
        Health::Works { odd } => *odd,
        Health::Refuses(cause) => return note(course, results::refused(&list.zone, cause), around),
        Health::Broken(fault) => return note(course, results::broken(&list.zone, fault), around),
    };
    let name = course.target.name_below(&list.zone);
    let answer = asker.ask(&name, Kind::A, permit, around);
    let mut reading = judge::read(list, &answer);
    if matches!(reading, Reading::Listed(..)) {
        (*health, _) = again(list, sort, permit, asker, around, course);
        reading = match &*health {
            Health::Works { .. } => reading,
            Health::Refuses(cause) => Reading::Refused(cause.clone()),
            Health::Broken(fault) => Reading::Faulty(fault),
        };
    }
    let raw = raw(&name, &answer, permit, asker, around);
    course.answer.transcript.append(&mut asker.take_transcript());
    note(course, CheckResult { raw, at: answer.at, ..results::of(list, &reading, true) }, around);
    if odd {
        note(course, results::odd(list), around);
    }
}

/// A listing is believed only of a list that is still healthy.
fn again(
    list: &List,
    sort: Sort,
    permit: &Permit,
    asker: &mut Asker,
    around: &Surroundings<'_>,
    course: &mut Course<'_>,
) -> (Health, ()) {
    course.answer.transcript.append(&mut asker.take_transcript());
    let (health, mut lines) = tested(list, sort, permit, asker, around);
    course.answer.transcript.append(&mut lines);
    (health, ())
}

/// The answer as it came, with the reason the list gives.
fn raw(
    name: &str,
    answer: &RawAnswer,
    permit: &Permit,
    asker: &mut Asker,
    around: &Surroundings<'_>,
) -> String {
    if answer.code != Code::Answered {
        return answer.line();
    }
    let reason = asker.ask(name, Kind::Txt, permit, around);
    match reason.texts().is_empty() {
        true => answer.line(),
        false => format!("{} | {}", answer.line(), reason.line()),
    }
}
