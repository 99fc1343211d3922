//! The caption of the figure, and what it shows in words with the figures: for those who cannot see it.

use super::heads::{Lane, peak, sum};
use super::lanes::{Act, Lanes, What, highest};
use crate::model::time::UtcTime;
use crate::report::desk::Desk;
use crate::words::Phrase;

/// Stretches and acts named one by one at most.
const NAMED: usize = 6;

/// Stretch, zone, and what bars, band and hatching mean.
pub fn caption(desk: &Desk<'_>, lanes: &Lanes) -> String {
    let mut said = vec![desk.say(&stretch(desk, lanes)), desk.say(&bars(lanes))];
    if desk.case.analysis.verdicts.first().is_some_and(|v| v.span.is_some()) {
        said.push(desk.word("report-figure-band"));
    }
    let shown = lanes.shown.span;
    let uncovered = |lane: Lane| {
        lane.uncovered(desk).iter().any(|span| span.last >= shown.first && span.first <= shown.last)
    };
    if Lane::ALL.into_iter().any(|(lane, _)| uncovered(lane)) {
        said.push(desk.word("report-figure-hatched"));
    }
    said.join(" ")
}

fn stretch(desk: &Desk<'_>, lanes: &Lanes) -> Phrase {
    let shown = lanes.shown.span;
    let zone = desk.words.zone().name();
    match desk.case.store.span().filter(|_| !lanes.shown.whole) {
        None => Phrase::new("report-figure-whole"),
        Some(all) => Phrase::new("report-figure-part").time("begin", all.first).time("end", all.last),
    }
    .time("first", shown.first)
    .time("last", shown.last)
    .text("zone", zone)
}

fn bars(lanes: &Lanes) -> Phrase {
    let (id, unit) = match lanes.shown.bar {
        s if s % 86_400 == 0 => ("report-figure-days", 86_400),
        s if s % 3_600 == 0 => ("report-figure-hours", 3_600),
        s if s % 60 == 0 => ("report-figure-minutes", 60),
        _ => ("report-figure-seconds", 1),
    };
    Phrase::new("report-figure-bars").sentence("length", Phrase::new(id).number("n", lanes.shown.bar / unit))
}

/// The same in sentences.
pub fn described(desk: &Desk<'_>, lanes: &Lanes) -> String {
    let mut said = vec![stretch(desk, lanes), bars(lanes)];
    if let Some(abuse) = desk.case.analysis.verdicts.first().and_then(|v| v.span) {
        said.push(Phrase::new("report-figure-told-band").time("first", abuse.first).time("last", abuse.last));
    }
    said.push(counted(lanes, Lane::Failed, &lanes.failed));
    said.push(counted(lanes, Lane::Accepted, &lanes.accepted));
    said.push(messages(lanes));
    said.extend(depth(desk, lanes));
    said.extend(acts(desk, lanes));
    said.extend(Lane::ALL.into_iter().filter_map(|(lane, _)| uncovered(desk, lanes, lane)));
    let said: Vec<String> = said.iter().map(|phrase| desk.say(phrase)).collect();
    said.join(" ")
}

/// When the highest bar begins; of several alike, the first.
fn when(lanes: &Lanes, n: impl Fn(usize) -> u32) -> UtcTime {
    let bar = (0..lanes.shown.n).max_by_key(|k| (n(*k), std::cmp::Reverse(*k)));
    lanes.shown.begin(bar.unwrap_or(0))
}

fn counted(lanes: &Lanes, lane: Lane, counts: &[u32]) -> Phrase {
    let n = sum(counts);
    if n == 0 {
        return Phrase::new("report-figure-told-none").word("lane", lane.name());
    }
    Phrase::new("report-figure-told-lane")
        .word("lane", lane.name())
        .number("n", n)
        .number("peak", peak(lanes, lane).unwrap_or(0))
        .time("at", when(lanes, |k| counts.get(k).copied().unwrap_or(0)))
}

fn messages(lanes: &Lanes) -> Phrase {
    let counts: Vec<u32> =
        lanes.own.iter().zip(&lanes.relayed).map(|(own, relayed)| own.saturating_add(*relayed)).collect();
    let phrase = counted(lanes, Lane::Messages, &counts);
    if sum(&counts) == 0 {
        return phrase;
    }
    Phrase { id: "report-figure-told-messages".into(), ..phrase }
        .sentence("relayed", Phrase::new("timeline-relayed").number("n", sum(&lanes.relayed)))
        .sentence("own", Phrase::new("timeline-local").number("n", sum(&lanes.own)))
}

fn depth(desk: &Desk<'_>, lanes: &Lanes) -> Option<Phrase> {
    let top = highest(&desk.case.analysis, lanes.shown.span)?;
    let phrase = Phrase::new("report-figure-told-depth")
        .word("lane", Lane::Depth.name())
        .number("n", top.depth)
        .time("at", top.time)
        .word("basis", format!("depth-{}", top.basis.key()));
    Some(phrase)
}

fn acts(desk: &Desk<'_>, lanes: &Lanes) -> Option<Phrase> {
    named(Lane::Acts, "report-figure-told-acts", &tallied(desk, lanes.acts.iter()))
}

/// Each kind of act once, in order of the first, with how often where that is more than once.
pub fn tallied<'a>(desk: &Desk<'_>, acts: impl Iterator<Item = &'a Act>) -> Vec<String> {
    let mut kinds: Vec<(&What, usize)> = Vec::new();
    for act in acts {
        match kinds.iter_mut().find(|(what, _)| **what == act.what) {
            Some((_, n)) => *n += 1,
            None => kinds.push((&act.what, 1)),
        }
    }
    let name = |what: &What| match what {
        What::Logged(deed) => desk.word(deed.word()),
        What::Step(id) => id.clone(),
    };
    let said = |(what, n): &(&What, usize)| match n {
        1 => name(what),
        n => format!("{} × {}", name(what), desk.number_of(*n)),
    };
    kinds.iter().map(said).collect()
}

fn uncovered(desk: &Desk<'_>, lanes: &Lanes, lane: Lane) -> Option<Phrase> {
    let shown = lanes.shown.span;
    let seen = lane.uncovered(desk).iter().filter(|s| s.last >= shown.first && s.first <= shown.last);
    let span = |first, last| desk.say(&Phrase::new("timeline-span").time("first", first).time("last", last));
    let said: Vec<String> = seen.map(|s| span(s.first, s.last)).collect();
    named(lane, "report-figure-told-uncovered", &said)
}

/// The first ones by name, the rest by number.
fn named(lane: Lane, id: &'static str, said: &[String]) -> Option<Phrase> {
    let more = said.len().saturating_sub(NAMED);
    let list = said.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    let phrase = Phrase::new(id).word("lane", lane.name()).text("list", &list).number("more", more);
    (!said.is_empty()).then_some(phrase)
}
