//! The case as JSON: the contract other programs rely on (`"schema": 1`).
//!
//! Keys come in a fixed order, lists in the order of the analysis, times in RFC 3339 UTC with the precision of
//! their source. All text from evidence goes through safe text. Same case, same bytes.

use crate::analysis::accounts::{AccountDirectory, AccountId};
use crate::analysis::aftermath::{Contradiction, Sign};
use crate::analysis::finding::{
    Analysis, Coverage, Finding, Reason, SiteBasis, Suspect, Verdict, WorkingHours,
};
use crate::case::{Case, CaseSource, State};
use crate::evidence::problem::fault_phrase;
use crate::knowledge::signs;
use crate::knowledge::thresholds::Thresholds;
use crate::model::rows::RowRef;
use crate::model::safe_text::SafeText;
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime, ZoneBasis};
use crate::words::{Phrase, Words};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Everything known of the case, ready to be written.
#[must_use]
pub fn document(case: &Case, words: &Words) -> Value {
    let writer = Writer { case, analysis: &case.analysis, words };
    let a = writer.analysis;
    json!({
        "schema": 1,
        "tool": { "name": "relayscope", "version": env!("CARGO_PKG_VERSION") },
        "site": writer.site(),
        "sources": case.sources.iter().map(|s| writer.source(s)).collect::<Vec<_>>(),
        "totals": {
            "authentications": { "success": a.totals.successes, "failure": a.totals.failures },
            "sessions": a.totals.sessions,
            "messages": a.totals.messages,
            "queue_samples": a.totals.queue_samples,
        },
        "verdicts": a.verdicts.iter().map(|v| writer.verdict(v)).collect::<Vec<_>>(),
        "suspects": a.suspects.iter().zip(1u32..).map(|(s, rank)| writer.suspect(s, rank)).collect::<Vec<_>>(),
        "findings": a.findings.iter().map(|f| writer.finding(f)).collect::<Vec<_>>(),
        "queue": writer.queue(),
        "noise": a.noise.iter().map(|n| json!({ "reason": n.reason, "count": n.count })).collect::<Vec<_>>(),
        "coverage": a.coverage.iter().map(|c| writer.coverage(c)).collect::<Vec<_>>(),
        "figures": figures(&a.figures),
        "clean_up": writer.clean_up(),
    })
}

struct Writer<'a> {
    case: &'a Case,
    analysis: &'a Analysis,
    words: &'a Words,
}

impl Writer<'_> {
    fn site(&self) -> Value {
        let site = &self.analysis.site;
        let zone = self.case.settings.zone;
        let zone_basis = if zone.is_some() { SiteBasis::User } else { SiteBasis::Default };
        let generation_basis = site.generation_basis.unwrap_or(SiteBasis::Default);
        json!({
            "local_domains": with_basis(&site.local_domains),
            "own_servers": with_basis(&site.own_servers),
            "internal": with_basis(&site.internal),
            "zone": { "value": zone.map_or("UTC", |z| z.name()), "basis": zone_basis.key() },
            "generation": { "value": none_if_empty(&site.generation), "basis": generation_basis.key() },
            "working_hours": site.working_hours.map(hours),
        })
    }

    fn source(&self, source: &CaseSource) -> Value {
        let b = source.balance;
        json!({
            "path": safe(&source.name),
            "format": source.format,
            "sha256": source.sha256,
            "bytes": source.bytes,
            "read": b.read,
            "recovered": b.recovered,
            "skipped": b.skipped,
            "damaged": b.damaged,
            "total": b.total,
            "first": source.span.map(|s| s.first.rfc3339()),
            "last": source.span.map(|s| s.last.rfc3339()),
            "zone": source.zone.as_deref().unwrap_or("UTC"),
            "zone_basis": zone_basis(source.zone_basis),
            "server": none_if_empty(&source.server),
            "warnings": self.warnings(source),
            "event_ids": event_ids(source),
            "clock": self.clock(source),
        })
    }

    /// How far the source's clock is ahead; its times in this document are already put right.
    fn clock(&self, source: &CaseSource) -> Option<Value> {
        let clock = self.analysis.clocks.iter().find(|c| c.source == source.id)?;
        Some(json!({
            "seconds_ahead": clock.seconds_ahead(),
            "basis": clock.basis.key(),
            "matches": clock.matches,
            "compared": clock.compared,
        }))
    }

    fn warnings(&self, source: &CaseSource) -> Vec<Value> {
        let whole = |what: String| json!({ "place": "whole file", "what": what });
        let failure = match &source.state {
            State::Failed(phrase) => Some(whole(self.words.say(phrase))),
            State::Cancelled => Some(whole(self.words.word("error-cancelled"))),
            _ => None,
        };
        let listed = source.damages.iter().map(
            |d| json!({ "place": d.place.to_string(), "what": self.words.say(&fault_phrase(&d.fault)) }),
        );
        let more = Phrase::new("more-warnings").number("n", source.more_damages);
        let more = (source.more_damages > 0).then(|| whole(self.words.say(&more)));
        let repeats = self.case.repeats_of(source).map(|phrase| whole(self.words.say(&phrase)));
        failure.into_iter().chain(listed).chain(more).chain(repeats).collect()
    }

    fn verdict(&self, v: &Verdict) -> Value {
        json!({
            "kind": v.kind.key(),
            "confidence": v.confidence.key(),
            "account": v.account.map(|a| self.account(a)),
            "accounts": v.accounts.iter().map(|a| self.account(*a)).collect::<Vec<_>>(),
            "addresses": self.texts(&v.addresses),
            "first": first(v.span),
            "last": last(v.span),
            "messages": v.messages,
            "recipients": v.recipients,
            "sessions": v.sessions,
            "reasons_for": self.reasons(&v.reasons_for),
            "reasons_against": self.reasons(&v.reasons_against),
            "evidence": self.evidence(&v.rows),
        })
    }

    fn suspect(&self, s: &Suspect, rank: u32) -> Value {
        let rows: Vec<RowRef> = s.reasons.iter().flat_map(|r| r.rows.iter().copied()).collect();
        json!({
            "account": self.account(s.account),
            "as_written": self.as_written(s.account),
            "rank": rank,
            "weight": s.weight,
            "first_failure": s.first_failure.map(UtcTime::rfc3339),
            "first_success": s.first_success.map(UtcTime::rfc3339),
            "last_success": s.last_success.map(UtcTime::rfc3339),
            "failures": s.failures,
            "successes": s.successes,
            "addresses": self.texts(&s.addresses),
            "sessions": s.sessions,
            "messages": s.messages,
            "recipients": s.recipients,
            "reasons": self.reasons(&s.reasons),
            "against": self.reasons(&s.against),
            "evidence": self.evidence(&rows),
        })
    }

    fn finding(&self, f: &Finding) -> Value {
        json!({
            "id": f.id,
            "kind": f.kind,
            "weight": f.weight,
            "sentence": self.words.say(&f.sentence),
            "innocent": f.innocent.iter().map(|p| self.words.say(p)).collect::<Vec<_>>(),
            "first": first(f.span),
            "last": last(f.span),
            "evidence": self.evidence(&f.rows),
        })
    }

    fn queue(&self) -> Value {
        let q = &self.analysis.queue;
        let known = q.peak_at != UtcTime::UNKNOWN;
        let mut points: Vec<_> = q.curve.iter().chain(&q.snapshots).collect();
        points.sort_by_key(|p| (p.time, p.depth));
        json!({
            "peak": known.then_some(q.peak),
            "peak_at": known.then(|| q.peak_at.rfc3339()),
            "basis": q.basis.key(),
            "curve": points.iter().map(|p| json!({ "at": p.time.rfc3339(), "depth": p.depth })).collect::<Vec<_>>(),
        })
    }

    fn coverage(&self, c: &Coverage) -> Value {
        json!({
            "question": c.question,
            "answer": c.answer.key(),
            "why": self.words.say(&c.why),
            "collect": c.collect.as_ref().map(|p| self.words.say(p)),
        })
    }

    /// What the evidence shows of the clean-up, with the steps it proves, and what speaks against it.
    fn clean_up(&self) -> Value {
        let after = &self.analysis.aftermath;
        let steps = |kind: &str| signs::kind(kind).map(|k| k.steps.clone()).unwrap_or_default();
        let sign = |s: &Sign| {
            json!({
                "kind": s.kind,
                "account": s.account.map(|a| self.account(a)),
                "at": s.at.rfc3339(),
                "sentence": self.words.say(&s.say),
                "strength": s.strength.key(),
                "limits": s.but.iter().map(|p| self.words.say(p)).collect::<Vec<_>>(),
                "steps": steps(s.kind),
                "evidence": self.evidence(&s.rows),
            })
        };
        let contradiction = |c: &Contradiction| {
            json!({
                "kind": c.kind,
                "against": c.against,
                "account": c.account.map(|a| self.account(a)),
                "at": c.at.rfc3339(),
                "sentence": self.words.say(&c.say),
                "evidence": self.evidence(&c.rows),
            })
        };
        json!({
            "signs": after.signs.iter().map(sign).collect::<Vec<_>>(),
            "contradictions": after.contradictions.iter().map(contradiction).collect::<Vec<_>>(),
            "last_abuse": after.last_abuse.map(UtcTime::rfc3339),
            "covered_until": after.covered_until.map(UtcTime::rfc3339),
        })
    }

    fn reasons(&self, reasons: &[Reason]) -> Vec<String> {
        reasons.iter().map(|r| self.words.say(&r.phrase)).collect()
    }

    fn evidence(&self, rows: &[RowRef]) -> Vec<Value> {
        let at = |row: &RowRef| {
            let at = self.case.store.tables.provenance(*row);
            let source = self.case.source(at.source).map(|s| safe(&s.name));
            json!({ "source": source, "place": at.place.to_string() })
        };
        rows.iter().map(at).collect()
    }

    fn directory(&self) -> &AccountDirectory {
        &self.analysis.directory
    }

    fn account(&self, id: AccountId) -> String {
        self.directory().name(id).into()
    }

    fn as_written(&self, id: AccountId) -> Vec<String> {
        self.directory().get(id).map(|a| self.texts(&a.as_written)).unwrap_or_default()
    }

    fn texts(&self, symbols: &[Symbol]) -> Vec<String> {
        symbols.iter().map(|s| self.case.store.show(*s).into()).collect()
    }
}

fn hours((hours, basis): (WorkingHours, SiteBasis)) -> Value {
    let days: Vec<u8> = (0..7).filter(|d| hours.days & (1 << d) != 0).map(|d| d + 1).collect();
    let (from, to, zone) = (hours.from, hours.to, hours.zone.name());
    json!({ "from": from, "to": to, "days": days, "zone": zone, "basis": basis.key() })
}

/// Every figure that decided, by its name.
fn figures(thresholds: &Thresholds) -> Map<String, Value> {
    let all = thresholds.figures().into_iter();
    all.map(|(name, value)| (name, Value::from(value))).collect()
}

fn with_basis(entries: &[(String, SiteBasis)]) -> Vec<Value> {
    entries.iter().map(|(value, basis)| json!({ "value": safe(value), "basis": basis.key() })).collect()
}

fn event_ids(source: &CaseSource) -> Map<String, Value> {
    let mut by_id: BTreeMap<u32, u64> = BTreeMap::new();
    for ((_, id), n) in &source.event_ids {
        *by_id.entry(*id).or_default() += n;
    }
    by_id.into_iter().map(|(id, n)| (id.to_string(), Value::from(n))).collect()
}

fn zone_basis(basis: ZoneBasis) -> &'static str {
    match basis {
        ZoneBasis::Stated => "stated",
        ZoneBasis::Derived => "derived",
        ZoneBasis::Assumed => "assumed",
        ZoneBasis::Set => "set",
    }
}

fn first(span: Option<Span>) -> Option<String> {
    span.map(|s| s.first.rfc3339())
}

fn last(span: Option<Span>) -> Option<String> {
    span.map(|s| s.last.rfc3339())
}

fn safe(text: &str) -> String {
    SafeText::new(text).into()
}

fn none_if_empty(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| safe(text))
}
