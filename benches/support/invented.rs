//! An invented site of any size, the same rows in every run, and the memory of this process.

use relayscope::analysis::{self, finding::SiteSettings};
use relayscope::case::{Case, CaseSource, State};
use relayscope::model::harvest::Harvest;
use relayscope::model::provenance::{Place, SourceId};
use relayscope::model::rows::{Authentication, MailEvent, MailStep, Outcome, QueueSample, Session};
use relayscope::model::store::EventStore;
use relayscope::model::time::UtcTime;
use relayscope::task::Task;
use std::sync::Arc;

/// An invented site: half of the rows sign-ins, the rest mail, conversations and queue readings.
pub fn case(rows: u64) -> Case {
    let mut h = Harvest::new(SourceId(0));
    let name = |h: &mut Harvest, k: u64| h.intern(&format!("CONTOSO\\user{:03}", k % 700));
    let client = |h: &mut Harvest, k: u64| h.intern(&format!("203.0.{}.{}", k % 7 + 1, k % 251 + 1));
    let server = h.intern("EX1");
    let subject: Vec<_> = (0..5_000).map(|k| h.intern(&format!("Invoice {k}"))).collect();
    for i in 0..rows {
        // Scattered without chance: the same rows in every run.
        let k = i.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 33;
        let time = UtcTime::from_unix(1_762_000_000 + i64::try_from(i * 2_592_000 / rows).unwrap_or(0), 0);
        let place = Place::line(i + 1, i * 100);
        let (account, address) = (name(&mut h, k), client(&mut h, k / 3));
        match i % 10 {
            0..=4 => h.tables.authentications.push(Authentication {
                time,
                place,
                account,
                address,
                server,
                outcome: if k % 9 == 0 { Outcome::Success } else { Outcome::Failure },
                ..Authentication::default()
            }),
            5..=7 => h.tables.mail.push(MailEvent {
                time,
                place,
                server,
                step: if k % 3 == 0 { MailStep::Receive } else { MailStep::Deliver },
                sender: account,
                address,
                subject: subject.get((k % 5_000) as usize).copied().unwrap_or_default(),
                n_recipients: 1,
                internal_id: i,
                ..MailEvent::default()
            }),
            8 => h.tables.sessions.push(Session {
                time,
                place,
                address,
                server,
                last: time,
                ..Session::default()
            }),
            _ => h.tables.queues.push(QueueSample {
                time,
                place,
                server,
                n_messages: (k % 900) as u32,
                ..QueueSample::default()
            }),
        }
    }
    let (store, analysis) =
        analysis::run(EventStore::of(h), &SiteSettings::default(), &[], &Task::detached());
    let mut case = Case { store: Arc::new(store), generation: 1, ..Case::default() };
    case.analysis = Arc::new(analysis.unwrap_or_default());
    case.sources = vec![CaseSource { state: State::Done, ..CaseSource::named(SourceId(0), "invented.log") }];
    case
}

/// A line of the system's account of this process, in MiB; 0 where there is none.
pub fn memory(line: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let found = status.lines().find_map(|l| l.strip_prefix(line));
    found.and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}
