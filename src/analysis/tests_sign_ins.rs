//! Rows and answers for the tests of detections about sign-ins and accounts. Invented names and addresses only.

use super::finding::{Analysis, Finding};
use super::tests_support::{Scene, at};
use crate::model::provenance::Place;
use crate::model::rows::*;
use crate::model::store::EventStore;
use crate::words::{Language, Words};

/// A day in seconds.
pub const DAY: i64 = 86_400;

/// A site whose SMTP log, Security log and tracking cover `days`.
pub fn covered(days: i64) -> Scene {
    let mut s = Scene::site();
    for format in ["smtp-receive", "evtx", "message-tracking"] {
        s.covers(format, 0, days * DAY);
    }
    s
}

fn push(s: &mut Scene, t: i64, account: &str, row: Authentication) {
    let n = s.harvest.tables.authentications.len() as u64 + 500_000;
    let (account, server) = (s.harvest.intern(account), s.harvest.intern("EX1"));
    let source = s.harvest.source;
    let place = Place::line(n, n * 100);
    s.harvest.tables.authentications.push(Authentication {
        time: at(t),
        source,
        place,
        account,
        server,
        ..row
    });
}

/// An accepted sign-in over SMTP as the SMTP log has it, dialogue and conversation.
pub fn smtp(s: &mut Scene, t: i64, account: &str, address: &str) {
    let id = format!("S{t}{account}");
    s.dialogue(t, account, address, &id, true);
    s.front(t, &id, address, account);
}

/// A logon over another door.
pub fn door(s: &mut Scene, t: i64, account: &str, address: &str, logon_type: u8, process: &str) {
    let (address, process) = (s.harvest.intern(address), s.harvest.intern(process));
    let row = Authentication { event_id: 4624, logon_type, address, process, ..Authentication::default() };
    push(s, t, account, row);
}

/// A refused logon that the transport asked for, with its code.
pub fn refused(s: &mut Scene, t: i64, account: &str, status: u32) {
    let process = s.harvest.intern(super::tests_support::FRONT);
    let outcome = Outcome::Failure;
    let row = Authentication {
        event_id: 4625,
        logon_type: 8,
        process,
        status,
        outcome,
        ..Authentication::default()
    };
    push(s, t, account, row);
}

/// A refused sign-in in the SMTP log with a refused logon that has this code.
pub fn guess(s: &mut Scene, t: i64, account: &str, address: &str, status: u32) {
    refused(s, t, account, status);
    s.dialogue(t, account, address, &format!("G{t}{account}"), false);
}

/// Event 1035 of the transport: a client was refused.
pub fn event_1035(s: &mut Scene, t: i64, address: &str) {
    let (address, outcome, witness) = (s.harvest.intern(address), Outcome::Failure, Witness::Transport);
    let row = Authentication { event_id: 1035, witness, outcome, address, ..Authentication::default() };
    push(s, t, "", row);
}

/// Something done to an account.
pub fn deed(s: &mut Scene, t: i64, deed: Deed, target: &str) {
    let n = s.harvest.tables.actions.len() as u64 + 900_000;
    let (target, source) = (s.harvest.intern(target), s.harvest.source);
    let place = Place::line(n, n * 100);
    s.harvest.tables.actions.push(Action { time: at(t), source, place, deed, target, ..Action::default() });
}

/// The findings of a kind, with what they were found in.
pub fn found(scene: Scene, kind: &str) -> (EventStore, Analysis, Vec<Finding>) {
    let (store, analysis) = scene.analyse();
    let found: Vec<Finding> = analysis.findings.iter().filter(|f| f.kind == kind).cloned().collect();
    (store, analysis, found)
}

/// The one finding of a kind; fails if there are none or several.
pub fn only(scene: Scene, kind: &str) -> (EventStore, Analysis, Finding) {
    let (store, analysis, mut found) = found(scene, kind);
    assert_eq!(found.len(), 1, "{kind}: {found:?}");
    let f = found.remove(0);
    assert!(!f.rows.is_empty() && f.rows.len() <= 50 && f.span.is_some(), "{f:?}");
    (store, analysis, f)
}

/// Nothing of a kind was found.
pub fn silent(scene: Scene, kind: &str) -> bool {
    found(scene, kind).2.is_empty()
}

/// The sentence in English; none of its facts may be missing.
pub fn said(f: &Finding) -> String {
    let words = Words::new(Language::English, chrono_tz::UTC);
    let text = words.say(&f.sentence);
    assert!(!text.contains('{') && !text.contains('['), "{text}");
    text
}

/// The account's name.
pub fn name(a: &Analysis, f: &Finding) -> String {
    f.account.map(|id| a.directory.name(id).to_string()).unwrap_or_default()
}
