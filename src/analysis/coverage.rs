//! What these sources can and cannot answer, and what to collect next, with its command.
//!
//! Silence means something only where a source that would speak covers the time.

use super::finding::{Answer, Coverage, SourceFact};
use super::scene::Scene;
use crate::knowledge::formats::{Shows, shows};
use crate::model::rows::{Deed, SiteFact};
use crate::model::time::{Span, UtcTime};
use crate::words::Phrase;

const RECEIVE_COMMAND: &str = "Get-ReceiveConnector | Set-ReceiveConnector -ProtocolLoggingLevel Verbose";
const TRACKING_COMMAND: &str = "Get-TransportService | Format-List Name,MessageTrackingLogPath";
const SECURITY_COMMAND: &str = "wevtutil epl Security Security.evtx";
const QUEUE_COMMAND: &str =
    "Get-TransportService | % { Get-Queue -Server $_.Name -ResultSize Unlimited } | Export-Clixml queues.xml";
const CONNECTOR_COMMAND: &str =
    "Get-AcceptedDomain | Export-Clixml domains.xml; Get-ReceiveConnector | Export-Clixml connectors.xml";

/// Spans of the sources that can show something, joined where they touch, in order.
fn spans(sources: &[SourceFact], what: Shows) -> Vec<Span> {
    let mut spans: Vec<Span> =
        sources.iter().filter(|s| shows(s.format, what)).filter_map(|s| s.span).collect();
    spans.sort_by_key(|s| (s.first, s.last));
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut().filter(|last| span.first <= last.last) {
            Some(last) => *last = last.join(span),
            None => joined.push(span),
        }
    }
    joined
}

/// Stretches of `whole` that none of `covered` holds and that last longer than `least` seconds.
fn gaps(whole: Span, covered: &[Span], least: i64) -> Vec<Span> {
    let mut gaps = Vec::new();
    let mut from = whole.first;
    for span in covered {
        if span.first > from {
            gaps.push(Span::between(from, span.first.min(whole.last)));
        }
        from = from.max(span.last);
    }
    if from < whole.last {
        gaps.push(Span::between(from, whole.last));
    }
    gaps.retain(|g| g.last.seconds_since(g.first) > least);
    gaps
}

/// Stretches without a source of sign-ins, without a source of mail, and without one of queue depth.
#[must_use]
pub fn uncovered(scene: &Scene<'_>) -> [Vec<Span>; 3] {
    let Some(whole) = scene.ground.store.span() else {
        return Default::default();
    };
    let least = i64::from(scene.limits.coverage.gap_minutes) * 60;
    let of = |what| gaps(whole, &spans(scene.sources, what), least);
    [of(Shows::SignIns), of(Shows::Mail), of(Shows::Depth)]
}

/// Per cent of the case's time that sources which show this cover; 0 without any.
fn share(scene: &Scene<'_>, what: Shows) -> u64 {
    let covered = spans(scene.sources, what);
    let Some(whole) = scene.ground.store.span().filter(|_| !covered.is_empty()) else {
        return 0;
    };
    let missing: i64 = gaps(whole, &covered, 0).iter().map(|g| g.ticks()).sum();
    let total = whole.ticks().max(1);
    u64::try_from(i128::from(total.saturating_sub(missing)) * 100 / i128::from(total)).unwrap_or(0)
}

/// Which sources that would show relaying cover the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The SMTP receive log covers the time.
    pub receive: bool,
    /// Tracking covers the time.
    pub tracking: bool,
}

/// Which sources that would show relaying cover the case.
#[must_use]
pub fn reach(scene: &Scene<'_>) -> Reach {
    let enough = u64::from(scene.limits.coverage.covering_percent);
    Reach {
        receive: share(scene, Shows::Client) >= enough,
        tracking: share(scene, Shows::Tracking) >= enough,
    }
}

/// Do sources go on in silence after `last`, so that the abuse may be called stopped?
#[must_use]
pub fn is_quiet_after(scene: &Scene<'_>, last: UtcTime) -> bool {
    let end = spans(scene.sources, Shows::Mail).last().map(|s| s.last);
    let quiet = i64::from(scene.limits.coverage.stopped_after_minutes) * 60;
    end.is_some_and(|end| end.seconds_since(last) >= quiet)
}

/// Answers the key questions, in the order people ask them. `abuse` is the time of the first verdict.
#[must_use]
pub fn answer(scene: &Scene<'_>, abuse: Option<Span>) -> Vec<Coverage> {
    let has = |what| !spans(scene.sources, what).is_empty();
    let enough = u64::from(scene.limits.coverage.covering_percent);
    let receive = share(scene, Shows::Client) >= enough;
    let tracking = share(scene, Shows::Tracking) >= enough;
    let before = |s: &Span| abuse.is_none_or(|a| a.first.seconds_since(s.first) >= 3600);
    let early = spans(scene.sources, Shows::SignIns).first().is_some_and(before);
    let quiet = abuse.map_or_else(|| receive || tracking, |a| is_quiet_after(scene, a.last));
    let connectors = knows_connectors(scene);
    let (mail, sign_ins, events) = (has(Shows::Mail), has(Shows::SignIns), has(Shows::Events));
    let client = has(Shows::Client) || has(Shows::Tracking);
    let questions = [
        ("which-account", receive, sign_ins),
        ("from-where", receive, client),
        ("since-when", early, sign_ins || mail),
        ("how-many", tracking, mail || has(Shows::Queues)),
        ("still-going-on", quiet, mail),
        ("other-accounts", receive && events, sign_ins),
        ("how-it-was-possible", connectors && events, connectors || sign_ins),
    ];
    let next = |question| collect(question, receive, events, connectors);
    questions.map(|(q, yes, partly)| say(q, yes, partly, next(q))).to_vec()
}

fn say(question: &'static str, yes: bool, partly: bool, next: Phrase) -> Coverage {
    let answer = match (yes, partly) {
        (true, _) => Answer::Yes,
        (false, true) => Answer::Partly,
        (false, false) => Answer::No,
    };
    let why = Phrase::new(format!("why-{question}-{}", answer.key()));
    Coverage { question, answer, why, collect: (answer != Answer::Yes).then_some(next) }
}

/// What would help most with a question.
fn collect(question: &str, receive: bool, events: bool, connectors: bool) -> Phrase {
    let (id, command) = match question {
        "which-account" | "from-where" if !receive => return collect_receive(),
        "other-accounts" if events => return collect_receive(),
        "still-going-on" => ("collect-queues", QUEUE_COMMAND),
        "how-it-was-possible" if !connectors => ("collect-connectors", CONNECTOR_COMMAND),
        "since-when" | "other-accounts" | "how-it-was-possible" => ("collect-security", SECURITY_COMMAND),
        _ => ("collect-tracking", TRACKING_COMMAND),
    };
    Phrase::new(id).text("command", command)
}

fn knows_connectors(scene: &Scene<'_>) -> bool {
    let tables = &scene.ground.store.tables;
    tables.site.fact.contains(&SiteFact::ReceiveConnector) || tables.actions.deed.contains(&Deed::Cmdlet)
}

/// The receive log, which has to be switched on first on some connectors.
fn collect_receive() -> Phrase {
    Phrase::new("collect-receive-log").text("command", RECEIVE_COMMAND)
}
