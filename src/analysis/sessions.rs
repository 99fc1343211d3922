//! SMTP conversations put together from all logs that saw them, each counted once.
//!
//! One conversation may stand in several rows: cut over two files, or seen by a front end and by the hub it
//! hands the client on to (`XPROXY SID=` names the front end's session). Front end and hub both tell the
//! envelope for some clients, so messages are taken from whichever side saw more, never added.
//!
//! Source: queue-exports.md section 4.2.

use super::accounts::{AccountDirectory, AccountId};
use super::finding::Conversation;
use super::noise;
use super::site::{Origin, Site};
use crate::model::rows::Session;
use crate::model::store::EventStore;
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime};
use rustc_hash::FxHashMap;

/// Conversations and the ways to them.
#[derive(Clone, Debug, Default)]
pub struct Conversations {
    /// In order of time.
    pub list: Vec<Conversation>,
    /// Conversation of each row of the session table.
    pub of_row: Vec<u32>,
    /// Conversation of each session id, front end and hub alike.
    pub of_id: FxHashMap<Symbol, u32>,
    /// When each conversation's AUTH was accepted; unknown if none was.
    pub accepted_at: Vec<UtcTime>,
    /// Is each conversation's account known by the time of a logon alone?
    pub by_logon: Vec<bool>,
}

impl Conversations {
    /// Joins the session table. Linear but for sorting.
    #[must_use]
    pub fn join(store: &EventStore, directory: &AccountDirectory, site: &Site) -> Self {
        let table = &store.tables.sessions;
        let mut groups = group(store);
        groups.sort_by_key(|parts| {
            (parts.iter().filter_map(|&i| table.time.get(i as usize)).min().copied(), parts.first().copied())
        });
        let mut all = Self { of_row: vec![0; table.len()], ..Self::default() };
        for (n, parts) in (0u32..).zip(groups) {
            let parts = front_first(store, parts);
            for &i in &parts {
                if let (Some(slot), Some(&id)) =
                    (all.of_row.get_mut(i as usize), table.session.get(i as usize))
                {
                    *slot = n;
                    all.of_id.entry(id).or_insert(n);
                }
            }
            let (conversation, accepted_at) = describe(store, directory, site, parts);
            all.list.push(conversation);
            all.accepted_at.push(accepted_at);
            all.by_logon.push(false);
        }
        all.of_id.remove(&Symbol::NONE);
        all
    }

    /// Does a logon's time alone name this conversation's account?
    #[must_use]
    pub fn is_by_logon(&self, conversation: u32) -> bool {
        self.by_logon.get(conversation as usize) == Some(&true)
    }

    /// Names a conversation's account, as another log tells it.
    pub fn sign_in(&mut self, i: usize, account: AccountId, time: UtcTime, by_logon: bool) {
        if let Some(c) = self.list.get_mut(i) {
            c.account = Some(account);
        }
        if let (Some(at), Some(by)) = (self.accepted_at.get_mut(i), self.by_logon.get_mut(i)) {
            (*at, *by) = (time, by_logon);
        }
    }

    /// The conversation with this session id.
    #[must_use]
    pub fn of(&self, id: Symbol) -> Option<u32> {
        self.of_id.get(&id).copied()
    }
}

/// Rows that belong together, as lists of row numbers.
fn group(store: &EventStore) -> Vec<Vec<u32>> {
    let table = &store.tables.sessions;
    let mut nodes: Vec<Vec<u32>> = Vec::new();
    let mut by_key: FxHashMap<(Symbol, Symbol), usize> = FxHashMap::default();
    let mut by_id: FxHashMap<Symbol, Vec<usize>> = FxHashMap::default();
    for (i, row) in (0u32..).zip(table.rows()) {
        let known = by_key.get(&(row.server, row.session)).copied().filter(|_| row.session.is_some());
        let node = known.unwrap_or_else(|| {
            nodes.push(Vec::new());
            let node = nodes.len() - 1;
            by_key.insert((row.server, row.session), node);
            by_id.entry(row.session).or_default().push(node);
            node
        });
        if let Some(rows) = nodes.get_mut(node) {
            rows.push(i);
        }
    }
    by_id.remove(&Symbol::NONE);
    hand_over(store, nodes, &by_id)
}

/// Moves the rows of a hub's session to the front end's session that it names.
fn hand_over(
    store: &EventStore,
    mut nodes: Vec<Vec<u32>>,
    by_id: &FxHashMap<Symbol, Vec<usize>>,
) -> Vec<Vec<u32>> {
    let table = &store.tables.sessions;
    for hub in 0..nodes.len() {
        let rows: Vec<Session> =
            nodes.get(hub).into_iter().flatten().map(|&i| table.row(i as usize)).collect();
        let Some(row) = rows.iter().find(|r| r.proxied_session.is_some() && r.proxied_session != r.session)
        else {
            continue;
        };
        let fronts = by_id.get(&row.proxied_session).map_or(&[][..], Vec::as_slice);
        let server = |n: &usize| nodes.get(*n).and_then(|p| p.first()).map(|&i| table.row(i as usize).server);
        let front = fronts.iter().find(|n| server(n) == Some(row.server)).or(fronts.first()).copied();
        if let Some(front) = front.filter(|&f| f != hub) {
            let moved = nodes.get_mut(hub).map(std::mem::take).unwrap_or_default();
            if let Some(rows) = nodes.get_mut(front) {
                rows.extend(moved);
            }
        }
    }
    nodes.retain(|n| !n.is_empty());
    nodes
}

fn front_first(store: &EventStore, mut parts: Vec<u32>) -> Vec<u32> {
    let table = &store.tables.sessions;
    parts.sort_by_key(|&i| (is_hub(&table.row(i as usize)), i));
    parts
}

fn is_hub(row: &Session) -> bool {
    row.proxied_session.is_some() || row.proxied_address.is_some()
}

fn describe(
    store: &EventStore,
    directory: &AccountDirectory,
    site: &Site,
    parts: Vec<u32>,
) -> (Conversation, UtcTime) {
    let table = &store.tables.sessions;
    let rows: Vec<Session> = parts.iter().map(|&i| table.row(i as usize)).collect();
    // On the hub side a server signs in for its client; that is not who sends.
    let person = |r: &&Session| r.account.is_some() && noise::by_name(store.raw(r.account)).is_none();
    let named = rows.iter().find(person);
    let (hub, front): (Vec<&Session>, Vec<&Session>) = rows.iter().partition(|r| is_hub(r));
    let (messages, recipients) = queued(store, &hub).max(queued(store, &front));
    let times = rows.iter().flat_map(|r| [r.time, r.last]);
    let mut span = None;
    times.for_each(|t| Span::grow(&mut span, t));
    let accepted = |r: &Session| {
        if r.accepted_at.is_plausible() { r.accepted_at } else { r.time }
    };
    let conversation = Conversation {
        parts,
        span,
        address: client(site, &rows),
        account: named.and_then(|r| directory.of(r.account)),
        messages,
        recipients,
        refused: rows.iter().map(|r| u64::from(r.n_refused)).sum(),
    };
    (conversation, named.map(accepted).unwrap_or_default())
}

/// The real client: the first address that is not a server of ours.
fn client(site: &Site, rows: &[Session]) -> Symbol {
    let all = || rows.iter().flat_map(|r| [r.proxied_address, r.address]).filter(|a| a.is_some());
    let outside = all().find(|&a| site.origin(a) != Origin::Own);
    outside.or_else(|| all().next()).unwrap_or_default()
}

/// Messages queued and recipients accepted on one side; an id logged twice counts once.
fn queued(store: &EventStore, rows: &[&Session]) -> (u64, u64) {
    let mut ids: Vec<u64> = rows.iter().flat_map(|r| r.queued.0.of(&store.tables.numbers)).copied().collect();
    let listed = ids.len();
    ids.sort_unstable();
    ids.dedup();
    let all: u64 = rows.iter().map(|r| u64::from(r.n_queued)).sum();
    let repeated = (listed - ids.len()) as u64;
    (all.saturating_sub(repeated), rows.iter().map(|r| u64::from(r.n_recipients)).sum())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::finding::SiteSettings;
    use crate::analysis::tests_support::Scene;

    fn join(scene: Scene) -> Conversations {
        let store = scene.store();
        let site = Site::of(&store, &SiteSettings::default());
        let directory = AccountDirectory::build(&store, &site);
        Conversations::join(&store, &directory, &site)
    }

    #[test]
    fn front_end_and_hub_are_one_conversation_with_the_real_client() {
        let mut s = Scene::default();
        s.front(0, "FE01", "203.0.113.9", "CONTOSO\\scanner");
        s.hub(1, "HUB1", "FE01", "203.0.113.9", 30, 90);
        let all = join(s);
        assert_eq!(all.list.len(), 1);
        let c = &all.list[0];
        assert_eq!((c.messages, c.recipients), (30, 90));
        assert!(c.account.is_some());
        assert_eq!(c.parts.len(), 2);
    }

    #[test]
    fn a_conversation_cut_over_two_files_is_counted_once() {
        let mut s = Scene::default();
        s.front(0, "FE01", "203.0.113.9", "CONTOSO\\scanner");
        s.next_source();
        s.front(600, "FE01", "203.0.113.9", "");
        s.front(700, "FE02", "203.0.113.9", "");
        assert_eq!(join(s).list.len(), 2);
    }
}
