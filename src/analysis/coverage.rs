//! What these sources can and cannot answer, and what to collect next, with its command.
//!
//! Silence means something only where a source that would speak covers the time.

use super::finding::{Answer, Coverage, SourceFact};
use super::scene::Scene;
use crate::knowledge::formats::{Shows, shows};
use crate::model::rows::{Deed, SiteFact, Witness};
use crate::model::time::{Span, UtcTime};
use crate::words::Phrase;

/// What to collect: the sentence, and the command or the place it names.
type Advice = (&'static str, &'static str);

/// How each kind of source is had.
struct Collecting {
    receive: Advice,
    tracking: Advice,
    security: Advice,
    queues: Advice,
    connectors: Advice,
}

const SINCE_2007: Collecting = Collecting {
    receive: (
        "collect-receive-log",
        "Get-ReceiveConnector | Set-ReceiveConnector -ProtocolLoggingLevel Verbose",
    ),
    tracking: ("collect-tracking", "Get-TransportService | Format-List Name,MessageTrackingLogPath"),
    security: ("collect-security", "wevtutil epl Security Security.evtx"),
    queues: (
        "collect-queues",
        "Get-TransportService | % { Get-Queue -Server $_.Name -ResultSize Unlimited } | Export-Clixml queues.xml",
    ),
    connectors: (
        "collect-connectors",
        "Get-AcceptedDomain | Export-Clixml domains.xml; Get-ReceiveConnector | Export-Clixml connectors.xml",
    ),
};

const BEFORE_2007: Collecting = Collecting {
    receive: ("collect-receive-2003", r"dir %windir%\system32\LogFiles\SMTPSVC1"),
    tracking: ("collect-tracking-2003", r#"dir "%ProgramFiles%\Exchsrvr\%COMPUTERNAME%.log""#),
    security: ("collect-security-2003", "eventvwr.msc"),
    queues: (
        "collect-queues",
        r"wmic /namespace:\\root\MicrosoftExchangeV2 path Exchange_SMTPLink get /format:csv > links.csv",
    ),
    connectors: (
        "collect-connectors-2003",
        "Protocols > SMTP > Default SMTP Virtual Server > Properties > Access",
    ),
};

/// Spans of the sources that can show all of something, joined where they touch, in order.
fn spans(sources: &[SourceFact], what: &[Shows]) -> Vec<Span> {
    let mut spans: Vec<Span> =
        sources.iter().filter(|s| what.iter().all(|w| shows(s.format, *w))).filter_map(|s| s.span).collect();
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
    let of = |what| gaps(whole, &spans(scene.sources, &[what]), least);
    [of(Shows::SignIns), of(Shows::Mail), of(Shows::Depth)]
}

/// Per cent of the case's time that sources which show this cover; 0 without any.
fn share(scene: &Scene<'_>, what: &[Shows]) -> u64 {
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
        receive: share(scene, &[Shows::Client]) >= enough,
        tracking: share(scene, &[Shows::Tracking]) >= enough,
    }
}

/// Do sources go on in silence after `last`, so that the abuse may be called stopped?
#[must_use]
pub fn is_quiet_after(scene: &Scene<'_>, last: UtcTime) -> bool {
    let end = spans(scene.sources, &[Shows::Mail]).last().map(|s| s.last);
    let quiet = i64::from(scene.limits.coverage.stopped_after_minutes) * 60;
    end.is_some_and(|end| end.seconds_since(last) >= quiet)
}

/// Answers the key questions, in the order people ask them. `abuse` is the time of the first verdict.
#[must_use]
pub fn answer(scene: &Scene<'_>, abuse: Option<Span>) -> Vec<Coverage> {
    let has = |what| !spans(scene.sources, &[what]).is_empty();
    let enough = u64::from(scene.limits.coverage.covering_percent);
    let receive = share(scene, &[Shows::Client]) >= enough;
    let tracking = share(scene, &[Shows::Tracking]) >= enough;
    let before = |s: &Span| abuse.is_none_or(|a| a.first.seconds_since(s.first) >= 3600);
    let early = spans(scene.sources, &[Shows::SignIns]).first().is_some_and(before);
    let quiet = abuse.map_or_else(|| receive || tracking, |a| is_quiet_after(scene, a.last));
    let by_event = receive && names_clients_by_event(scene);
    let named = by_event || share(scene, &[Shows::Client, Shows::SignIns]) >= enough;
    let connectors = knows_connectors(scene);
    let (mail, sign_ins, events) = (has(Shows::Mail), has(Shows::SignIns), has(Shows::Events));
    let client = has(Shows::Client) || has(Shows::Tracking);
    let questions = [
        ("which-account", named, sign_ins),
        ("from-where", receive, client),
        ("since-when", early, sign_ins || mail),
        ("how-many", tracking, mail || has(Shows::Queues)),
        ("still-going-on", quiet, mail),
        ("other-accounts", named && events, sign_ins),
        ("how-it-was-possible", connectors && events, connectors || sign_ins),
    ];
    let old = scene.ground.site.view.generation == "2000-2003";
    let how = if old { &BEFORE_2007 } else { &SINCE_2007 };
    let next = |question| collect(question, how, named, events, connectors);
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
fn collect(question: &str, how: &Collecting, named: bool, events: bool, connectors: bool) -> Phrase {
    let (id, command) = match question {
        "which-account" | "from-where" if !named => how.receive,
        "other-accounts" if events => how.receive,
        "still-going-on" => how.queues,
        "how-it-was-possible" if !connectors => how.connectors,
        "since-when" | "other-accounts" | "how-it-was-possible" => how.security,
        _ => how.tracking,
    };
    Phrase::new(id).text("command", command)
}

/// Event 1708 of Exchange 2000/2003 names account and client of a conversation, which its SMTP log does not.
fn names_clients_by_event(scene: &Scene<'_>) -> bool {
    let a = &scene.ground.store.tables.authentications;
    a.event_id.iter().zip(&a.witness).any(|(id, witness)| *id == 1708 && *witness == Witness::Transport)
}

fn knows_connectors(scene: &Scene<'_>) -> bool {
    let tables = &scene.ground.store.tables;
    tables.site.fact.contains(&SiteFact::ReceiveConnector) || tables.actions.deed.contains(&Deed::Cmdlet)
}
