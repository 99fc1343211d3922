//! Confirmed actions: marks and what the user says about the site. Done here, taken back here, done again here.

use super::Workbench;
use super::command::Command;
use super::keeper::Way;
use crate::analysis::finding::SiteSettings;
use crate::case::change::{Change, Part};
use crate::case::marks::Mark;
use crate::model::provenance::{Provenance, SourceId, Unit};
use crate::words::Phrase;

/// Actions that undo remembers.
const MAX_UNDO: usize = 1_000;

/// What can be taken back, and what was.
#[derive(Debug, Default)]
pub struct Actions {
    done: Vec<Change>,
    undone: Vec<Change>,
}

impl Actions {
    /// Nothing done, nothing taken back?
    pub(super) fn is_empty(&self) -> bool {
        self.done.is_empty() && self.undone.is_empty()
    }
}

impl Workbench {
    /// What the operator says about the site; analysis runs again. Says nothing where nothing changes.
    pub(super) fn learn(&mut self, command: Command) {
        let before = self.case.settings.clone();
        let mut after = before.clone();
        let Some(what) = self.told(&mut after, command) else { return };
        let blank = self.case.sources.is_empty() && !self.has_file() && self.actions.is_empty();
        if blank {
            // Nothing has begun yet: how the window reads times is no action.
            self.case.settings = after;
        } else if after != before {
            let part = Part::Site { before: Box::new(before), after: Box::new(after) };
            self.act(Change { what, part });
        }
    }

    fn told(&self, settings: &mut SiteSettings, command: Command) -> Option<Phrase> {
        Some(match command {
            Command::SetSourceClock(id, seconds) => {
                let name = self.case.source(id)?.name.clone();
                settings.clocks.retain(|(known, _)| *known != name);
                let what = Phrase::new("change-clock").text("source", &name);
                settings.clocks.extend(seconds.map(|s| (name, s)));
                what
            }
            Command::MarkAccount(name, good) => {
                settings.known_accounts.retain(|known| !known.eq_ignore_ascii_case(&name));
                let what = Phrase::new(vouched(good)).text("who", &name);
                settings.known_accounts.extend(good.then_some(name));
                what
            }
            Command::MarkClient(network, good) => {
                settings.known_clients.retain(|known| *known != network);
                settings.known_clients.extend(good.then_some(network));
                Phrase::new(vouched(good)).text("who", &format!("{}/{}", network.address, network.prefix))
            }
            Command::SetLocalDomains(domains) => {
                let what = Phrase::new("change-domains").list("list", domains.iter().map(String::as_str));
                settings.local_domains = domains;
                what
            }
            Command::SetOwnServers(servers) => {
                let what = Phrase::new("change-servers").list("list", servers.iter().map(String::as_str));
                settings.own_servers = servers;
                what
            }
            Command::SetInternal(networks) => {
                let names: Vec<String> =
                    networks.iter().map(|n| format!("{}/{}", n.address, n.prefix)).collect();
                settings.internal = networks;
                Phrase::new("change-networks").list("list", names.iter().map(String::as_str))
            }
            Command::SetSiteZone(zone) => {
                settings.zone = Some(zone);
                Phrase::new("change-zone").text("name", zone.name())
            }
            Command::SetWorkingHours(hours) => {
                settings.working_hours = hours;
                Phrase::new("change-hours")
            }
            Command::SetGeneration(generation) => {
                let what = Phrase::new("change-generation").text("name", &generation);
                settings.generation = generation;
                what
            }
            _ => return None,
        })
    }

    /// Puts a mark on a row, or takes it off.
    pub(super) fn mark(&mut self, at: Provenance, after: Mark) {
        let before = self.mark_to_be(at);
        if before != after {
            let name = self.case.source(at.source).map_or("", |s| s.name.as_str());
            let what = Phrase::new(marked(&before, &after)).text("source", name).sentence("place", place(at));
            self.act(Change { what, part: Part::Mark { at, before, after } });
        }
    }

    /// A source got another number: what was put on its rows goes along.
    pub(super) fn marks_follow(&mut self, from: SourceId, to: SourceId) {
        let of_source = self.case.marks.iter().filter(|(at, _)| at.source == from);
        let moved: Vec<(Provenance, Mark)> = of_source.map(|(at, mark)| (*at, mark.clone())).collect();
        for (at, mark) in moved {
            let what = Phrase::new("change-followed").sentence("place", place(at));
            let off = Part::Mark { at, before: mark.clone(), after: Mark::default() };
            let on = Part::Mark { at: Provenance { source: to, ..at }, before: Mark::default(), after: mark };
            for part in [on, off] {
                self.confirm(Way::Follow, Change { what: what.clone(), part });
            }
        }
    }

    /// The mark of a row once all is done that was asked for.
    fn mark_to_be(&self, at: Provenance) -> Mark {
        let asked = self.keeping.asked.iter().rev().find_map(|c| match &c.part {
            Part::Mark { at: place, after, .. } if *place == at => Some(after.clone()),
            _ => None,
        });
        asked.or_else(|| self.case.marks.get(&at).cloned()).unwrap_or_default()
    }

    /// Asks for a new action; what was taken back before cannot be done again after it.
    pub(super) fn act(&mut self, change: Change) {
        if self.may_change() {
            self.actions.undone.clear();
            self.tell_undo();
            self.confirm(Way::Do, change);
        }
    }

    /// Takes the last action back.
    pub(super) fn undo(&mut self) {
        if let (true, Some(change)) = (self.may_change(), self.actions.done.pop()) {
            self.tell_undo();
            self.confirm(Way::Undo, change);
        }
    }

    /// Does the action again that was taken back last.
    pub(super) fn redo(&mut self) {
        if let (true, Some(change)) = (self.may_change(), self.actions.undone.pop()) {
            self.tell_undo();
            self.confirm(Way::Redo, change);
        }
    }

    /// An action is in the file: now it holds.
    pub(super) fn done(&mut self, way: Way, change: Change) {
        match way {
            Way::Undo => {
                self.apply(&change.inverse());
                self.actions.undone.push(change);
            }
            Way::Do | Way::Redo => {
                self.apply(&change);
                if way == Way::Do {
                    // What was on its way to being taken back when this was asked for.
                    self.actions.undone.clear();
                }
                self.actions.done.push(change);
            }
            Way::Follow => self.apply(&change),
        }
        let excess = self.actions.done.len().saturating_sub(MAX_UNDO);
        self.actions.done.drain(..excess);
        self.tell_undo();
    }

    /// An action could not be kept: nothing has changed, and it can be asked for again.
    pub(super) fn not_done(&mut self, way: Way, change: Change) {
        match way {
            Way::Do | Way::Follow => {}
            Way::Undo => self.actions.done.push(change),
            Way::Redo => self.actions.undone.push(change),
        }
        self.tell_undo();
    }

    fn tell_undo(&mut self) {
        self.case.can_undo = self.actions.done.last().map(|c| c.what.clone());
        self.case.can_redo = self.actions.undone.last().map(|c| c.what.clone());
    }

    fn apply(&mut self, change: &Change) {
        match &change.part {
            Part::Mark { at, after, .. } if after.is_empty() => {
                self.case.marks.remove(at);
            }
            Part::Mark { at, after, .. } => {
                self.case.marks.insert(*at, after.clone());
            }
            Part::Item { key, after, .. } | Part::Proof { key, after, .. } => {
                self.case.work.put(key.clone(), after.as_deref().cloned());
            }
            Part::Noted => {}
            Part::Site { after, .. } => {
                let zone = self.case.settings.zone;
                self.case.settings = (**after).clone();
                if self.case.settings.zone != zone {
                    self.zone_changed();
                }
                self.reanalyse();
            }
        }
    }
}

fn vouched(good: bool) -> &'static str {
    if good { "change-vouched" } else { "change-doubted" }
}

/// The place of a row in its source, in words.
fn place(at: Provenance) -> Phrase {
    let id = match at.place.unit {
        Unit::File => return Phrase::new("change-place-file"),
        Unit::Record => "change-place-record",
        Unit::Line => "change-place-line",
        Unit::Item => "change-place-item",
    };
    // No separators: one looks for the number in other programs.
    Phrase::new(id).text("n", &at.place.number.to_string())
}

/// Which sentence tells of a changed mark.
fn marked(before: &Mark, after: &Mark) -> &'static str {
    match () {
        () if after.star && !before.star => "change-starred",
        () if before.star && !after.star => "change-unstarred",
        () if before.tags != after.tags => "change-tagged",
        () => "change-noted",
    }
}
