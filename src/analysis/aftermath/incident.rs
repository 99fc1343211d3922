//! The abuse that a clean-up answers: which accounts, from when to when, and each use of them by the abuser.
//!
//! Takes over what `uses` decided; judges nothing anew.

use crate::analysis::accounts::AccountId;
use crate::analysis::finding::{Verdict, VerdictKind};
use crate::analysis::scene::Scene;
use crate::analysis::uses::{Abuser, Use};
use crate::model::rows::{RowRef, Table};
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime};

/// One use of an account by its abuser, as one row has it.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// When.
    pub time: UtcTime,
    /// When its session was signed in; the same for a sign-in.
    pub opened: UtcTime,
    /// Client.
    pub address: Symbol,
    /// Row.
    pub row: RowRef,
}

impl Seen {
    /// Is it a message?
    #[must_use]
    pub fn is_mail(&self) -> bool {
        self.row.table == Table::MailEvent
    }
}

/// An account that was abused.
#[derive(Clone, Debug)]
pub struct Abused {
    /// Account.
    pub id: AccountId,
    /// First and last use by the abuser.
    pub span: Span,
    /// All of them, in order of time.
    pub seen: Vec<Seen>,
    /// The abuser's conversations.
    pub conversations: Vec<u32>,
}

/// What a clean-up answers.
#[derive(Clone, Debug, Default)]
pub struct Incident {
    /// First use in any abuse.
    pub first: Option<UtcTime>,
    /// Last use in any abuse.
    pub last: Option<UtcTime>,
    /// Abused accounts, the most mail first.
    pub accounts: Vec<Abused>,
    /// Seconds that servers need to learn of a change.
    pub grace: i64,
}

impl Incident {
    /// From what is known of uses, and from verdicts that name no account.
    #[must_use]
    pub fn of(scene: &Scene<'_>, verdicts: &[Verdict]) -> Self {
        let happened = |v: &&Verdict| {
            !matches!(v.kind, VerdictKind::NoRelaySeen | VerdictKind::Undetermined | VerdictKind::Backscatter)
        };
        let told = verdicts.iter().filter(happened).filter_map(|v| v.span);
        let whole = scene.abuse_spans().into_iter().chain(told).reduce(Span::join);
        Self {
            first: whole.map(|s| s.first),
            last: whole.map(|s| s.last),
            accounts: scene.abusers.iter().filter_map(|a| abused(scene, a)).collect(),
            grace: i64::from(scene.limits.clean_up.grace_minutes) * 60,
        }
    }

    /// Can something at this time be an answer to the abuse? Clocks of one second are forgiven.
    #[must_use]
    pub fn is_after(&self, time: UtcTime) -> bool {
        self.first.is_none_or(|first| time >= first.plus_seconds(-1))
    }
}

fn abused(scene: &Scene<'_>, abuser: &Abuser) -> Option<Abused> {
    let id = abuser.account?;
    let uses = || abuser.uses.iter().filter_map(|&i| scene.uses.get(i));
    let span = uses().filter_map(|u| u.span).reduce(Span::join)?;
    let mut seen: Vec<Seen> =
        uses().flat_map(|u| seen_in(scene, u)).filter(|s| s.time.is_plausible()).collect();
    seen.sort_by_key(|s| (s.time, s.row));
    let conversations = uses().flat_map(|u| u.conversations.iter().copied()).collect();
    Some(Abused { id, span, seen, conversations })
}

fn seen_in(scene: &Scene<'_>, u: &Use) -> Vec<Seen> {
    let (g, tables) = (scene.ground, &scene.ground.store.tables);
    let address = u.address;
    let accepted = |c: u32| g.conversations.accepted_at.get(c as usize).copied().filter(|t| t.is_plausible());
    let sign_in = |row: u32| {
        let time = tables.authentications.time.get(row as usize).copied().unwrap_or_default();
        Seen { time, opened: time, address, row: RowRef { table: Table::Authentication, row } }
    };
    let conversation = |c: u32| {
        let time = accepted(c)?;
        let row = *g.conversations.list.get(c as usize)?.parts.first()?;
        Some(Seen { time, opened: time, address, row: RowRef { table: Table::Session, row } })
    };
    let mail = |row: u32| {
        let time = tables.mail.time.get(row as usize).copied().unwrap_or_default();
        let of = scene.mail.conversation_of.get(row as usize).copied().flatten();
        let opened = of.and_then(accepted).unwrap_or(time);
        Seen { time, opened, address, row: RowRef { table: Table::MailEvent, row } }
    };
    let sign_ins = u.accepted.iter().map(|&i| sign_in(i));
    let talks = u.conversations.iter().filter_map(|&c| conversation(c));
    sign_ins.chain(talks).chain(u.mail.iter().map(|&i| mail(i))).collect()
}

/// What an abuser did after an act.
#[derive(Clone, Debug, Default)]
pub struct Later<'a> {
    /// Signed in anew, and what came of it.
    pub fresh: Vec<&'a Seen>,
    /// In sessions that were open before.
    pub old: Vec<&'a Seen>,
    /// Anew, but so soon that servers may not have learnt of the act.
    pub soon: Vec<&'a Seen>,
}

impl Abused {
    /// What the abuser did after `act`.
    #[must_use]
    pub fn after(&self, act: UtcTime, grace: i64) -> Later<'_> {
        let mut later = Later::default();
        let from = self.seen.partition_point(|s| s.time <= act.plus_seconds(1));
        for seen in self.seen.iter().skip(from) {
            match () {
                () if seen.opened <= act => later.old.push(seen),
                () if seen.opened < act.plus_seconds(grace) => later.soon.push(seen),
                () => later.fresh.push(seen),
            }
        }
        later
    }
}
