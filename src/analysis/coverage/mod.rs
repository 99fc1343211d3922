//! What these sources can and cannot answer, and what to collect next, with its command.
//!
//! Silence means something only where a source that would speak covers the time. Answers are about the
//! sources, not about what happened: a question may be answered yes where nothing happened at all.

mod advice;
mod listed;
mod mailbox;
mod spans;
#[cfg(test)]
mod tests;

use super::finding::{Answer, Coverage, Verdict};
use super::scene::Scene;
use crate::knowledge::collecting::{Generation, Kind};
use crate::knowledge::formats::Shows;
use crate::model::rows::{Deed, SiteFact, Witness};
use crate::model::time::{Span, UtcTime};
use crate::words::Phrase;
pub(in crate::analysis) use spans::{gaps, spans};

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

/// Do such sources cover so much of the time that their silence means something?
fn covers(scene: &Scene<'_>, what: &[Shows]) -> bool {
    share(scene, what) >= u64::from(scene.limits.coverage.covering_percent)
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
    Reach { receive: covers(scene, &[Shows::Client]), tracking: covers(scene, &[Shows::Tracking]) }
}

/// Do sources go on in silence after `last`, so that the abuse may be called stopped?
#[must_use]
pub fn is_quiet_after(scene: &Scene<'_>, last: UtcTime) -> bool {
    let end = spans(scene.sources, &[Shows::Mail]).last().map(|s| s.last);
    let quiet = i64::from(scene.limits.coverage.stopped_after_minutes) * 60;
    end.is_some_and(|end| end.seconds_since(last) >= quiet)
}

/// Answers the key questions, in the order people ask them, about the first verdict.
#[must_use]
pub fn answer(scene: &Scene<'_>, verdict: Option<&Verdict>) -> Vec<Coverage> {
    let generation = advice::generation(scene);
    let facts = Facts::of(scene, generation, verdict.and_then(|v| v.span));
    let next = |kind| advice::collect(scene, generation, kind, verdict);
    let mut answers: Vec<Coverage> = facts
        .questions(generation)
        .map(|(question, yes, partly)| {
            let answer = of(yes, partly);
            let why = Phrase::new(format!("why-{question}-{}", answer.key()));
            say(question, answer, why, next(facts.missing(question, generation)))
        })
        .to_vec();
    let (answer, why) = mailbox::answer(scene, generation, verdict);
    answers.push(say("mailbox-read", answer, why, next(Kind::MailboxAccess)));
    let named = listed::why(scene);
    let answer = of(false, named.is_some());
    let why = named.unwrap_or_else(|| Phrase::new("why-listed-no"));
    answers.push(say("listed", answer, why, next(Kind::Blocklists)));
    answers
}

fn of(yes: bool, partly: bool) -> Answer {
    match (yes, partly) {
        (true, _) => Answer::Yes,
        (false, true) => Answer::Partly,
        (false, false) => Answer::No,
    }
}

fn say(question: &'static str, answer: Answer, why: Phrase, next: Option<Phrase>) -> Coverage {
    let collect = next.filter(|_| answer != Answer::Yes);
    Coverage { question, answer, why, collect }
}

/// What the sources at hand show.
struct Facts {
    /// Who signed in, for most of the time.
    named: bool,
    /// Clients, for most of the time.
    receive: bool,
    /// Each message, for most of the time.
    tracking: bool,
    /// Sign-ins from an hour before the abuse on.
    early: bool,
    /// Long enough after the abuse.
    quiet: bool,
    connectors: bool,
    sign_ins: bool,
    /// Sign-ins in event logs.
    logons: bool,
    events: bool,
    mail: bool,
    client: bool,
    queues: bool,
}

impl Facts {
    fn of(scene: &Scene<'_>, generation: Generation, abuse: Option<Span>) -> Self {
        let has = |what| !spans(scene.sources, &[what]).is_empty();
        // A log of sign-ins in the cloud names the clients as well, and there is no other.
        let in_cloud = generation == Generation::ExchangeOnline;
        let client = if in_cloud { Shows::SignIns } else { Shows::Client };
        let (receive, tracking) = (covers(scene, &[client]), covers(scene, &[Shows::Tracking]));
        let by_event = receive && names_clients_by_event(scene);
        let before = |s: &Span| abuse.is_none_or(|a| a.first.seconds_since(s.first) >= 3600);
        Self {
            named: by_event || covers(scene, &[client, Shows::SignIns]),
            receive,
            tracking,
            early: spans(scene.sources, &[Shows::SignIns]).first().is_some_and(before),
            quiet: abuse.map_or(receive || tracking, |a| is_quiet_after(scene, a.last)),
            connectors: knows_connectors(scene),
            sign_ins: has(Shows::SignIns),
            logons: knows_logons(scene),
            events: has(Shows::Events),
            mail: has(Shows::Mail),
            client: has(client) || has(Shows::Tracking),
            queues: has(Shows::Queues),
        }
    }

    /// The question, and whether it is answered whole, or at least in part.
    fn questions(&self, generation: Generation) -> [(&'static str, bool, bool); 7] {
        // Where Windows checks no password, its Security log has nothing to add.
        let events = self.events || !generation.is_on_windows();
        [
            ("which-account", self.named, self.sign_ins),
            ("from-where", self.receive, self.client),
            ("since-when", self.early, self.sign_ins || self.mail),
            ("how-many", self.tracking, self.mail || self.queues),
            ("still-going-on", self.quiet, self.mail),
            ("other-accounts", self.named && events, self.sign_ins),
            (
                "how-it-was-possible",
                self.connectors && (self.events || self.named),
                self.connectors || self.sign_ins,
            ),
        ]
    }

    /// What would help most with a question.
    fn missing(&self, question: &str, generation: Generation) -> Kind {
        let windows = generation.is_on_windows();
        let sign_ins = if self.events && !self.logons && windows { Kind::Audit } else { Kind::Security };
        match question {
            "which-account" | "from-where" => Kind::Receive,
            "how-many" => Kind::Tracking,
            "still-going-on" => Kind::Queues,
            "other-accounts" if self.events || !windows => Kind::Receive,
            "how-it-was-possible" if !self.connectors => Kind::Connectors,
            _ => sign_ins,
        }
    }
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

/// Did Windows log any sign-in at all? Its audit policy may be off.
fn knows_logons(scene: &Scene<'_>) -> bool {
    let a = &scene.ground.store.tables.authentications;
    a.witness.iter().any(|w| matches!(w, Witness::Logon | Witness::Credential | Witness::Kerberos))
}
