//! Mail from strangers through an account.
//!
//! An account is accused only on what it did: mail from strangers to strangers, from outside, in bulk, in
//! sessions that signed in. Without a protocol log the join is by time alone, and the verdict says so.
//!
//! Source: product.md section 3; queue-exports.md section 6 (deciding facts).

use super::reasons::{Deeds, addresses, forged_locals, held_rows, reasons_against, reasons_for, refused};
use super::{blank, doubts_about_domains, seal};
use crate::analysis::attribution::Link;
use crate::analysis::coverage::is_quiet_after;
use crate::analysis::finding::{Confidence, Verdict, VerdictKind};
use crate::analysis::scene::Scene;
use crate::analysis::uses::{Abuse, Abuser, Use};
use crate::model::rows::Witness;
use crate::model::time::Span;
use crate::words::Phrase;
use std::collections::BTreeSet;

/// The verdict over all abused accounts together, if there is one.
#[must_use]
pub fn judge(scene: &Scene<'_>) -> Option<Verdict> {
    let named = scene.abusers.iter().any(|a| a.account.is_some());
    let chosen = scene.abusers.iter().filter(|a| a.account.is_some() || !named);
    let deeds: Vec<Deeds<'_>> = chosen.map(|a| examine(scene, a)).collect();
    let first = deeds.first()?;
    let uses: Vec<&Use> = deeds.iter().flat_map(|d| d.uses.iter().copied()).collect();
    let span = uses.iter().filter_map(|u| u.span).reduce(Span::join);
    let mut verdict = Verdict {
        kind: VerdictKind::AuthenticatedRelay,
        confidence: first.confidence,
        account: first.abuser.account,
        accounts: deeds.iter().filter_map(|d| d.abuser.account).collect(),
        addresses: addresses(scene, &uses),
        span,
        messages: uses.iter().map(|u| u.messages()).sum(),
        recipients: uses.iter().map(|u| u.recipients()).sum(),
        sessions: uses.iter().map(|u| u.sessions).sum(),
        kinds: u8::try_from(first.kinds.len()).unwrap_or(u8::MAX),
        ..blank()
    };
    verdict.reasons_for = deeds.iter().flat_map(|d| reasons_for(scene, d)).collect();
    verdict.reasons_against = deeds.iter().flat_map(|d| reasons_against(scene, d)).collect();
    verdict.reasons_against.extend(doubts_about_domains(scene));
    verdict.headline = headline(scene, &verdict);
    verdict.subline = subline(scene, first, &verdict);
    seal(&mut verdict);
    Some(verdict)
}

fn examine<'a>(scene: &Scene<'a>, abuser: &'a Abuser) -> Deeds<'a> {
    let uses: Vec<&Use> = abuser.uses.iter().filter_map(|&i| scene.uses.get(i)).collect();
    let witness = |u: &Use, w: Witness| {
        u.accepted.iter().any(|&i| scene.ground.store.tables.authentications.row(i as usize).witness == w)
    };
    let any = |test: &dyn Fn(&Use) -> bool| uses.iter().any(|u| test(u));
    let mut kinds = BTreeSet::new();
    let smtp = any(&|u| !u.conversations.is_empty() || witness(u, Witness::Smtp));
    let named = any(&|u| is_named(scene, u) || witness(u, Witness::Smtp) || witness(u, Witness::Transport));
    let facts = [
        ("smtp-log", smtp),
        ("tracking", any(&|u| u.tracked > 0)),
        ("application-log", any(&|u| witness(u, Witness::Transport))),
        ("security-log", any(&|u| witness(u, Witness::Logon) || (u.link == Link::Logon && u.tracked > 0))),
        ("queue-dump", !held_rows(scene, &uses).is_empty()),
    ];
    kinds.extend(facts.iter().filter(|(_, holds)| *holds).map(|(kind, _)| *kind));
    let confidence = confidence(scene, abuser, &uses, named);
    Deeds { abuser, uses, kinds, confidence }
}

/// Does a log name the account of any of its conversations?
fn is_named(scene: &Scene<'_>, u: &Use) -> bool {
    u.conversations.iter().any(|&c| !scene.ground.conversations.is_by_logon(c))
}

fn confidence(scene: &Scene<'_>, abuser: &Abuser, uses: &[&Use], named: bool) -> Confidence {
    let loose = uses.iter().any(|u| u.link == Link::Logon && u.tracked > 0);
    let stray: u64 = scene.uses.iter().filter(|u| u.account.is_none()).map(Use::messages).sum();
    let explained: u64 = uses.iter().map(|u| u.messages()).sum();
    let weak = matches!(abuser.why, Abuse::BulkAfterGuessing | Abuse::ForgedInside);
    match abuser.account {
        None => Confidence::Possible,
        Some(_) if !named && loose && stray > explained => Confidence::Possible,
        Some(_) if !named => Confidence::Likely,
        Some(_) if weak || !scene.ground.site.knows_domains() => Confidence::Likely,
        Some(_) => Confidence::Established,
    }
}

fn headline(scene: &Scene<'_>, v: &Verdict) -> Phrase {
    let name = |id| scene.ground.directory.name(id);
    match (v.account, v.accounts.len()) {
        (None, _) => {
            Phrase::new("verdict-authenticated-relay-unnamed").number("addresses", v.addresses.len())
        }
        (Some(id), 0 | 1) => Phrase::new("verdict-authenticated-relay")
            .text("account", name(id).as_str())
            .number("addresses", v.addresses.len()),
        (Some(_), _) => {
            let names: Vec<String> = v.accounts.iter().take(3).map(|&a| name(a).to_string()).collect();
            Phrase::new("verdict-authenticated-relay-several")
                .list("accounts", names.iter().map(String::as_str))
                .number("n", v.accounts.len())
                .number("addresses", v.addresses.len())
        }
    }
}

fn subline(scene: &Scene<'_>, deeds: &Deeds<'_>, v: &Verdict) -> Phrase {
    let Some(span) = v.span else {
        return Phrase::default();
    };
    let stopped = is_quiet_after(scene, span.last);
    let forged = forged_locals(scene, deeds);
    let id = match (stopped, forged.is_empty()) {
        (true, true) => "subline-stopped",
        (true, false) => "subline-stopped-forged",
        (false, true) => "subline-last",
        (false, false) => "subline-last-forged",
    };
    let phrase = Phrase::new(id)
        .time("first", span.first)
        .number("failures", refused(scene, deeds, span).len())
        .time("last", span.last);
    if forged.is_empty() {
        return phrase;
    }
    let names: Vec<&str> = forged.iter().take(3).map(|(s, _)| scene.ground.store.raw(*s)).collect();
    phrase.list("senders", names)
}
