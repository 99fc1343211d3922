//! Use of accounts: what each account did from each client, and which of it is abuse.
//!
//! One account can have an honest device and a thief at the same time, so nothing is judged by account
//! alone: each client's use stands by itself, and only clients outside are put together as one abuser.

use super::accounts::AccountId;
use super::attribution::{Attribution, Ground, Link, may_be_authenticated};
use super::finding::Flow;
use super::site::{Origin, Side};
use crate::knowledge::thresholds::Thresholds;
use crate::model::rows::{Outcome, Witness};
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime};
use std::collections::{BTreeMap, BTreeSet};

/// Messages of one moment: a tracked message, or the untracked rest of a conversation.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// When accepted.
    pub time: UtcTime,
    /// Envelope sender.
    pub sender: Symbol,
    /// Messages.
    pub messages: u64,
    /// Envelope recipients.
    pub recipients: u64,
    /// From a stranger, to strangers.
    pub forged: bool,
    /// To any stranger.
    pub outbound: bool,
}

/// What one account did from one client.
#[derive(Clone, Debug, Default)]
pub struct Use {
    /// Account; `None` where no log names it.
    pub account: Option<AccountId>,
    /// Client.
    pub address: Symbol,
    /// Where the client stands.
    pub origin: Origin,
    /// Rows of its accepted and refused sign-ins, in time.
    pub accepted: Vec<u32>,
    /// Refused ones.
    pub refused: Vec<u32>,
    /// Signed-in conversations.
    pub conversations: Vec<u32>,
    /// Tracked messages, as rows of the tracking table.
    pub mail: Vec<u32>,
    /// Messages in order of time.
    pub items: Vec<Item>,
    /// Messages tracking knows, and those the SMTP log knows.
    pub tracked: u64,
    /// See `tracked`.
    pub logged: u64,
    /// Conversations that queued mail.
    pub sessions: u64,
    /// First and last accepted use.
    pub span: Option<Span>,
    /// The weakest join its mail rests on.
    pub link: Link,
}

impl Use {
    /// Messages accepted.
    #[must_use]
    pub fn messages(&self) -> u64 {
        self.items.iter().map(|i| i.messages).sum()
    }

    /// Their recipients.
    #[must_use]
    pub fn recipients(&self) -> u64 {
        self.items.iter().map(|i| i.recipients).sum()
    }

    /// Messages from strangers to strangers.
    #[must_use]
    pub fn forged(&self) -> u64 {
        self.items.iter().filter(|i| i.forged).map(|i| i.messages).sum()
    }
}

/// All uses, by account, then client.
#[must_use]
pub fn gather(g: Ground<'_>, mail: &Attribution) -> Vec<Use> {
    let mut uses = Uses::new();
    collect_signins(g, mail, &mut uses);
    collect_conversations(g, &mut uses);
    collect_mail(g, mail, &mut uses);
    let mut uses: Vec<Use> = uses
        .into_iter()
        .map(|((account, address), u)| Use { account, address, origin: g.site.origin(address), ..u })
        .collect();
    uses.iter_mut().for_each(|u| finish(g, mail, u));
    uses
}

type Uses = BTreeMap<(Option<AccountId>, Symbol), Use>;

/// The client of an authentication, by the row or by a join.
#[must_use]
pub fn client_of(g: Ground<'_>, mail: &Attribution, row: usize) -> Symbol {
    let joined = mail.address_of.get(row).copied().unwrap_or_default();
    joined.or(g.store.tables.authentications.address.get(row).copied().unwrap_or_default())
}

fn collect_signins(g: Ground<'_>, mail: &Attribution, uses: &mut Uses) {
    let rows = g.store.tables.authentications.rows().enumerate();
    for (i, row) in rows.filter(|(i, _)| g.noise_of.get(*i) == Some(&0)) {
        let Some(account) = g.directory.of(row.account) else {
            continue;
        };
        let address = client_of(g, mail, i);
        // Logons over other doors than SMTP say nothing about relaying.
        let joined = mail.address_of.get(i).is_some_and(|a| a.is_some());
        if row.witness != Witness::Smtp
            && !(joined && row.witness == Witness::Logon)
            && row.witness != Witness::Transport
        {
            continue;
        }
        let u = uses.entry((Some(account), address)).or_default();
        let n = u32::try_from(i).unwrap_or(u32::MAX);
        match row.outcome {
            Outcome::Failure => u.refused.push(n),
            _ => u.accepted.push(n),
        }
    }
}

fn collect_conversations(g: Ground<'_>, uses: &mut Uses) {
    for (n, c) in (0u32..).zip(&g.conversations.list) {
        if c.account.is_some() {
            uses.entry((c.account, c.address)).or_default().conversations.push(n);
        }
    }
}

fn collect_mail(g: Ground<'_>, mail: &Attribution, uses: &mut Uses) {
    for (i, flow) in mail.flow_of.iter().enumerate().filter(|(_, f)| **f != Flow::None) {
        let account = mail.account_of.get(i).copied().flatten();
        let row = g.store.tables.mail.row(i);
        let by_auth = matches!(row.mechanism, 0x06 | 0x07 | 0x0A | 0x0B) && may_be_authenticated(&row);
        if account.is_none() && !(by_auth && *flow == Flow::Relayed) {
            continue;
        }
        let client = mail.client_of.get(i).copied().unwrap_or_default();
        uses.entry((account, client)).or_default().mail.push(u32::try_from(i).unwrap_or(u32::MAX));
    }
}

fn finish(g: Ground<'_>, mail: &Attribution, u: &mut Use) {
    let tables = &g.store.tables;
    let mut sessions: BTreeSet<(Option<u32>, Symbol, u32)> = BTreeSet::new();
    u.link = Link::Session;
    for &i in &u.mail {
        let (row, i) = (tables.mail.row(i as usize), i as usize);
        let flow = mail.flow_of.get(i).copied().unwrap_or_default();
        let conversation = mail.conversation_of.get(i).copied().flatten();
        let visit = mail.visit_of.get(i).copied().unwrap_or(0);
        sessions.insert((
            conversation,
            if conversation.is_some() { Symbol::NONE } else { row.session },
            visit,
        ));
        u.link = u.link.min(mail.link_of.get(i).copied().unwrap_or_default());
        u.items.push(Item {
            time: row.time,
            sender: row.reverse_path.or(row.sender),
            messages: 1,
            recipients: u64::from(row.n_recipients),
            forged: flow == Flow::Relayed,
            outbound: matches!(flow, Flow::Relayed | Flow::Outbound),
        });
        Span::grow(&mut u.span, row.time);
    }
    u.tracked = u.mail.len() as u64;
    add_untracked(g, u, &mut sessions);
    u.sessions = sessions.len() as u64;
    let smtp = u.accepted.iter().map(|&i| tables.authentications.row(i as usize));
    let (named, other): (Vec<_>, Vec<_>) = smtp.partition(|r| r.witness == Witness::Smtp);
    let taken = if named.is_empty() { &other } else { &named };
    taken.iter().for_each(|r| Span::grow(&mut u.span, r.time));
    for &c in &u.conversations {
        Span::grow(&mut u.span, g.conversations.accepted_at.get(c as usize).copied().unwrap_or_default());
    }
    u.items.sort_by_key(|i| i.time);
}

/// What the SMTP log queued beyond what tracking knows.
fn add_untracked(g: Ground<'_>, u: &mut Use, sessions: &mut BTreeSet<(Option<u32>, Symbol, u32)>) {
    let of = |c: &u32| g.conversations.list.get(*c as usize);
    u.logged = u.conversations.iter().filter_map(of).map(|c| c.messages).sum();
    let tracked_recipients = u.recipients();
    let logged_recipients: u64 = u.conversations.iter().filter_map(of).map(|c| c.recipients).sum();
    let queued: Vec<u32> =
        u.conversations.iter().copied().filter(|c| of(c).is_some_and(|c| c.messages > 0)).collect();
    sessions.extend(queued.iter().map(|&c| (Some(c), Symbol::NONE, 0)));
    let (mut rest, mut rest_recipients) =
        (u.logged.saturating_sub(u.tracked), logged_recipients.saturating_sub(tracked_recipients));
    let tracked_any = u.tracked > 0;
    for (k, &n) in queued.iter().enumerate() {
        let Some(c) = of(&n) else { continue };
        if rest == 0 {
            break;
        }
        let messages = c.messages.min(rest);
        let last = k + 1 == queued.len() || messages == rest;
        let recipients = if last { rest_recipients } else { c.recipients.min(rest_recipients) };
        (rest, rest_recipients) = (rest - messages, rest_recipients - recipients);
        let (sender, forged, outbound) = envelope(g, &c.parts);
        let time = c.span.map(|s| s.last).unwrap_or_default();
        // Beside tracked mail the rest is a few lost rows; it is like the mail it came with.
        let like = u.items.last().copied().filter(|_| tracked_any);
        let (forged, outbound) = like.map_or((forged, outbound), |i| (i.forged, i.outbound));
        u.items.push(Item { time, sender, messages, recipients, forged, outbound });
        Span::grow(&mut u.span, time);
    }
}

/// First sender of a conversation, and whether strangers write to strangers in it.
fn envelope(g: Ground<'_>, parts: &[u32]) -> (Symbol, bool, bool) {
    let table = &g.store.tables.sessions;
    let rows = || parts.iter().map(|&i| table.row(i as usize));
    let sender = rows().map(|r| r.reverse_path).find(|s| s.is_some()).unwrap_or_default();
    let outbound = rows()
        .any(|r| r.recipients.0.of(&g.store.tables.texts).iter().any(|&a| g.site.side(a) == Side::Foreign));
    (sender, outbound && g.site.side(sender) == Side::Foreign, outbound)
}

/// Figures of several uses together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Messages from strangers to strangers.
    pub forged: u64,
    /// Most of them within an hour.
    pub forged_in_hour: u64,
    /// Most recipients of them within an hour.
    pub forged_recipients_in_hour: u64,
    /// Most messages to strangers within an hour.
    pub outbound_in_hour: u64,
    /// Most recipients of mail to strangers within an hour.
    pub outbound_recipients_in_hour: u64,
    /// Different envelope senders.
    pub senders: u64,
    /// Their domains.
    pub sender_domains: u64,
}

/// Adds up uses.
#[must_use]
pub fn figures(g: Ground<'_>, uses: &[&Use]) -> Figures {
    let mut items: Vec<Item> = uses.iter().flat_map(|u| u.items.iter().copied()).collect();
    items.sort_by_key(|i| i.time);
    let senders: BTreeSet<Symbol> = items.iter().map(|i| i.sender).filter(|s| s.is_some()).collect();
    let domains: BTreeSet<u32> = senders.iter().map(|&s| g.site.domain_number(s)).collect();
    let forged = |i: &Item| i.forged;
    let outbound = |i: &Item| i.outbound;
    Figures {
        forged: items.iter().filter(|i| i.forged).map(|i| i.messages).sum(),
        forged_in_hour: busiest_hour(&items, forged, |i| i.messages),
        forged_recipients_in_hour: busiest_hour(&items, forged, |i| i.recipients),
        outbound_in_hour: busiest_hour(&items, outbound, |i| i.messages),
        outbound_recipients_in_hour: busiest_hour(&items, outbound, |i| i.recipients),
        senders: senders.len() as u64,
        sender_domains: domains.len() as u64,
    }
}

fn busiest_hour(items: &[Item], which: fn(&Item) -> bool, value: fn(&Item) -> u64) -> u64 {
    let chosen: Vec<&Item> = items.iter().filter(|i| which(i)).collect();
    let (mut from, mut sum, mut best) = (0, 0u64, 0);
    for item in &chosen {
        sum += value(item);
        while let Some(old) = chosen.get(from).filter(|o| item.time.seconds_since(o.time) > 3600) {
            sum = sum.saturating_sub(value(old));
            from += 1;
        }
        best = best.max(sum);
    }
    best
}

/// Why uses are abuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Abuse {
    /// Strangers write to strangers, from inside.
    ForgedInside,
    /// Our own sender in bulk, after a guessed password.
    BulkAfterGuessing,
    /// Many senders share one account.
    ManySenders,
    /// Strangers write to strangers.
    Forged,
}

/// One account's abuse: indices into the uses.
#[derive(Clone, Debug)]
pub struct Abuser {
    /// Account; `None` where no log names it.
    pub account: Option<AccountId>,
    /// Its abused uses, the busiest first.
    pub uses: Vec<usize>,
    /// Its other uses.
    pub honest: Vec<usize>,
    /// Why.
    pub why: Abuse,
    /// Figures of the abuse.
    pub figures: Figures,
}

/// Which accounts are abused; the most mail first.
#[must_use]
pub fn abusers(
    g: Ground<'_>,
    limits: &Thresholds,
    uses: &[Use],
    refused_before: &dyn Fn(AccountId, UtcTime) -> u64,
) -> Vec<Abuser> {
    let mut by_account: BTreeMap<Option<AccountId>, Vec<usize>> = BTreeMap::new();
    let vouched = |u: &Use| g.known.has_account(u.account) || g.known.has_client(g.store, u.address);
    for (i, u) in uses.iter().enumerate().filter(|(_, u)| !vouched(u)) {
        by_account.entry(u.account).or_default().push(i);
    }
    let judged = by_account
        .into_iter()
        .filter_map(|(account, own)| judge(g, limits, uses, account, &own, refused_before));
    let mut found: Vec<Abuser> = judged.collect();
    let messages = |a: &Abuser| a.uses.iter().filter_map(|&i| uses.get(i)).map(Use::messages).sum::<u64>();
    found.sort_by_key(|a| (std::cmp::Reverse(messages(a)), a.account));
    found
}

fn judge(
    g: Ground<'_>,
    limits: &Thresholds,
    uses: &[Use],
    account: Option<AccountId>,
    own: &[usize],
    refused_before: &dyn Fn(AccountId, UtcTime) -> u64,
) -> Option<Abuser> {
    let sent = |u: &Use| matches!(u.origin, Origin::Outside | Origin::Unstated) && u.messages() > 0;
    let all_outside = pick(uses, own, sent);
    let forging = pick(uses, own, |u| sent(u) && u.forged() > 0);
    let of = |list: &[usize]| figures(g, &list.iter().filter_map(|&i| uses.get(i)).collect::<Vec<_>>());
    let (f, all) = (of(&forging), of(&all_outside));
    let refused = account.zip(begin(uses, &all_outside)).map_or(0, |(a, t)| refused_before(a, t));
    let guessed = refused >= u64::from(limits.guessing.failures_before_success);
    let bulk = all.outbound_recipients_in_hour >= u64::from(limits.relay.bulk_recipients_in_1_hour);
    let inside = pick(uses, own, |u| u.origin == Origin::Internal && u.forged() > 0);
    let within = of(&inside);
    let (why, mut chosen, figures) = match () {
        () if is_forging(g, limits, &f) => (Abuse::Forged, forging, f),
        () if has_many_senders(limits, &all) => (Abuse::ManySenders, all_outside, all),
        () if guessed && bulk => (Abuse::BulkAfterGuessing, all_outside, all),
        () if is_forging(g, limits, &within) => (Abuse::ForgedInside, inside, within),
        () => return None,
    };
    chosen.extend(silent_visits(uses, own, &chosen));
    let taken: BTreeSet<usize> = chosen.iter().copied().collect();
    let weight = |i: &usize| uses.get(*i).map(|u| (u.messages(), u.accepted.len()));
    chosen.sort_by_key(|i| (std::cmp::Reverse(weight(i)), *i));
    Some(Abuser {
        account,
        uses: chosen,
        honest: own.iter().copied().filter(|i| !taken.contains(i)).collect(),
        why,
        figures,
    })
}

fn pick(uses: &[Use], own: &[usize], wanted: impl Fn(&Use) -> bool) -> Vec<usize> {
    own.iter().copied().filter(|&i| uses.get(i).is_some_and(&wanted)).collect()
}

/// First accepted use among several.
fn begin(uses: &[Use], list: &[usize]) -> Option<UtcTime> {
    list.iter().filter_map(|&i| uses.get(i)?.span).map(|s| s.first).min()
}

fn is_forging(g: Ground<'_>, limits: &Thresholds, f: &Figures) -> bool {
    let r = &limits.relay;
    let much = f.forged_in_hour >= u64::from(r.forged_messages_in_1_hour)
        || (f.forged > 1 && f.forged_recipients_in_hour >= u64::from(r.forged_recipients_in_1_hour))
        || f.forged >= u64::from(r.forged_messages_in_all);
    let told = g.site.knows_domains() || f.sender_domains >= u64::from(r.sender_domains_without_list);
    much && told
}

fn has_many_senders(limits: &Thresholds, f: &Figures) -> bool {
    f.senders >= u64::from(limits.relay.senders_of_one_account)
        && f.outbound_in_hour >= u64::from(limits.relay.outbound_messages_in_1_hour)
}

/// Clients outside that signed in without sending, after guessing or once the abuse had begun: the same hand.
fn silent_visits(uses: &[Use], own: &[usize], chosen: &[usize]) -> Vec<usize> {
    let begun = begin(uses, chosen);
    pick(uses, own, |u| {
        let signed_in = u.origin == Origin::Outside && u.messages() == 0 && !u.accepted.is_empty();
        let later = u.span.zip(begun).is_some_and(|(s, b)| s.first >= b);
        signed_in && (later || !u.refused.is_empty())
    })
}
