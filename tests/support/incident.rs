//! A made-up incident as a finished case: guessing, a stolen password, relayed mail, growing queues.

use relayscope::analysis::accounts::{Account, AccountDirectory, AccountId};
use relayscope::analysis::finding::{
    Analysis, Confidence, Conversation, DepthBasis, DepthCurve, DepthPoint, Finding, Flow, Noise, Reason,
    Suspect, Verdict, VerdictKind,
};
use relayscope::case::{Case, CaseSource, State};
use relayscope::model::harvest::Harvest;
use relayscope::model::provenance::{Place, SourceId};
use relayscope::model::rows::{
    Action, Authentication, Deed, MailEvent, MailStep, Outcome, QueueSample, RowRef, Session, Table, Witness,
};
use relayscope::model::safe_text::SafeText;
use relayscope::model::store::EventStore;
use relayscope::model::text::Symbol;
use relayscope::model::time::{Span, UtcTime};
use relayscope::words::Phrase;
use std::sync::Arc;

/// The night begins: 2025-11-02 21:00 UTC.
pub const START: i64 = 1_762_117_200;
/// Wrong passwords for the account that falls.
pub const FAILURES: i64 = 1_432;

/// Seconds into the night.
pub fn at(seconds: i64) -> UtcTime {
    UtcTime::from_unix(START + seconds, 0)
}

/// The incident, read and analysed.
pub fn incident() -> Case {
    let mut h = Harvest::default();
    guesses(&mut h);
    accepted(&mut h);
    noise(&mut h);
    mail(&mut h);
    queues(&mut h);
    actions(&mut h);
    let store = EventStore::of(h);
    let analysis = analysis(&store);
    Case {
        sources: sources(),
        store: Arc::new(store),
        analysis: Arc::new(analysis),
        generation: 1,
        ..Case::default()
    }
}

fn place(n: i64) -> Place {
    let n = n.unsigned_abs();
    Place::line(n + 1, n * 100)
}

fn authentication(
    h: &mut Harvest,
    seconds: i64,
    account: &str,
    address: &str,
    outcome: Outcome,
) -> Authentication {
    Authentication {
        time: at(seconds),
        place: place(seconds),
        outcome,
        witness: Witness::Smtp,
        account: h.intern(account),
        address: h.intern(address),
        mechanism: h.intern("LOGIN"),
        server: h.intern("EX1"),
        status: if outcome == Outcome::Success { 0 } else { 0xC000_006A },
        ..Authentication::default()
    }
}

fn guesses(h: &mut Harvest) {
    for i in 0..FAILURES {
        let from = ["203.0.113.9", "198.51.100.24", "198.51.100.77"][(i % 3) as usize];
        let row = authentication(h, 3_600 + i * 8 + i * i % 5, "CONTOSO\\scanner", from, Outcome::Failure);
        h.tables.authentications.push(row);
    }
    for (i, name) in ["info", "sales2", "CONTOSO\\m.durand"].into_iter().cycle().take(300).enumerate() {
        let row = authentication(h, 3_700 + i as i64 * 37, name, "198.51.100.24", Outcome::Failure);
        h.tables.authentications.push(row);
    }
}

fn accepted(h: &mut Harvest) {
    for i in 0..11 {
        let row = authentication(h, 15_300 + i * 760, "CONTOSO\\scanner", "203.0.113.9", Outcome::Success);
        h.tables.authentications.push(row);
        let session = Session {
            time: at(15_300 + i * 760),
            last: at(15_900 + i * 760),
            place: place(i),
            session: h.intern("08DE1A0000000042"),
            account: h.intern("CONTOSO\\scanner"),
            address: h.intern("203.0.113.9"),
            helo: h.intern("User"),
            n_queued: 800,
            ..Session::default()
        };
        h.tables.sessions.push(session);
    }
}

fn noise(h: &mut Harvest) {
    for i in 0..3_200 {
        let row = authentication(h, i * 11, "CONTOSO\\HealthMailbox1", "10.0.0.5", Outcome::Success);
        h.tables.authentications.push(row);
    }
}

fn mail(h: &mut Harvest) {
    for i in 0..1_400 {
        let row = message(h, i * 25, "m.durand@contoso.test", 2, "Meeting on Tuesday");
        h.tables.mail.push(row);
    }
    for i in 0..9_310 {
        let row = message(
            h,
            15_310 + i * 9 / 10,
            "n.leroy@contoso.test",
            4 + (i % 3) as u32,
            "Your invoice is overdue",
        );
        h.tables.mail.push(row);
    }
}

fn message(h: &mut Harvest, seconds: i64, sender: &str, n_recipients: u32, subject: &str) -> MailEvent {
    MailEvent {
        time: at(seconds),
        source: SourceId(1),
        place: place(seconds),
        step: MailStep::Receive,
        event: h.intern("RECEIVE"),
        sender: h.intern(sender),
        n_recipients,
        subject: h.intern(subject),
        original_address: h.intern(if seconds % 25 == 0 { "10.0.0.31" } else { "203.0.113.9" }),
        ..MailEvent::default()
    }
}

fn queues(h: &mut Harvest) {
    let hops = [
        ("example.net", "Retry", 1_482, "451 4.7.0 Temporary server error"),
        ("example.org", "Retry", 1_120, "421 4.7.0 Too many connections"),
        ("mail.example.com", "Retry", 964, "550 5.7.1 Listed"),
        ("Submission", "Ready", 41, ""),
    ];
    for snapshot in 1..=3u32 {
        for (i, (hop, status, n, error)) in hops.into_iter().enumerate() {
            let row = QueueSample {
                time: at(15_000 + i64::from(snapshot) * 3_000),
                source: SourceId(2),
                place: Place::item(i as u64 + 1, 0),
                server: h.intern("EX1"),
                queue: h.intern(&format!("EX1\\{}", 900 + i)),
                next_hop: h.intern(hop),
                status: h.intern(status),
                n_messages: n * snapshot / 3,
                n_deferred: n / 2,
                last_error: h.intern(error),
                ..QueueSample::default()
            };
            h.tables.queues.push(row);
        }
    }
}

fn actions(h: &mut Harvest) {
    for (seconds, deed) in [(24_000, Deed::AccountDisabled), (24_420, Deed::PasswordReset)] {
        let target = h.intern("CONTOSO\\scanner");
        h.tables.actions.push(Action { time: at(seconds), deed, target, ..Action::default() });
    }
}

fn sources() -> Vec<CaseSource> {
    let names =
        ["C:\\logs\\RECV2025110302-1.LOG", "C:\\logs\\MSGTRK2025110302-1.LOG", "C:\\logs\\queues.xml"];
    (0u16..)
        .zip(names)
        .map(|(i, name)| CaseSource {
            state: State::Done,
            bytes: 1,
            server: "EX1".to_owned(),
            ..CaseSource::named(SourceId(i), name)
        })
        .collect()
}

fn directory(store: &EventStore) -> AccountDirectory {
    let mut directory = AccountDirectory::default();
    for (i, name) in (0u32..).zip(["CONTOSO\\HealthMailbox1", "CONTOSO\\m.durand", "CONTOSO\\scanner"]) {
        let symbol = store.text.find(name).unwrap_or_default();
        directory.accounts.push(Account {
            name: SafeText::new(name),
            as_written: vec![symbol],
            sids: Vec::new(),
        });
        directory.by_symbol.insert(symbol, AccountId(i));
    }
    directory
}

fn analysis(store: &EventStore) -> Analysis {
    let t = &store.tables;
    let symbol = |s: &str| store.text.find(s).unwrap_or_default();
    let (scanner, health, forged) =
        (AccountId(2), symbol("CONTOSO\\HealthMailbox1"), symbol("n.leroy@contoso.test"));
    let span = Some(Span { first: at(15_300), last: at(23_700) });
    let rows = (0u32..)
        .zip(&t.authentications.account)
        .filter(|(_, a)| **a == symbol("CONTOSO\\scanner"))
        .take(20)
        .map(|(row, _)| RowRef { table: Table::Authentication, row })
        .collect::<Vec<_>>();
    let relayed = |s: &Symbol| {
        if *s == forged { Flow::Relayed } else { Flow::Internal }
    };
    let reason = |id: &'static str| Reason::plain(Phrase::new(id));
    Analysis {
        verdicts: vec![Verdict {
            kind: VerdictKind::AuthenticatedRelay,
            confidence: Confidence::Established,
            headline: Phrase::new("verdict-authenticated-relay")
                .text("account", "CONTOSO\\scanner")
                .number("addresses", 3_u64),
            subline: Phrase::default(),
            pill: Phrase::new("confidence-established"),
            kinds: 3,
            account: Some(scanner),
            accounts: vec![scanner],
            addresses: vec![symbol("203.0.113.9"), symbol("198.51.100.24"), symbol("198.51.100.77")],
            span,
            messages: 9_310,
            recipients: 41_322,
            sessions: 11,
            reasons_for: Vec::new(),
            reasons_against: Vec::new(),
            rows: rows.clone(),
        }],
        suspects: vec![
            Suspect {
                account: scanner,
                weight: 94,
                failures: 1_432,
                successes: 11,
                sessions: 11,
                messages: 9_310,
                recipients: 41_322,
                reasons: vec![reason("confidence-established")],
                against: vec![reason("confidence-possible")],
                ..Suspect::default()
            },
            Suspect { account: AccountId(1), weight: 20, failures: 100, ..Suspect::default() },
        ],
        findings: vec![Finding {
            id: "F1".into(),
            kind: "password-guessing",
            weight: 90,
            sentence: Phrase::new("verdict-authenticated-relay-unnamed").number("addresses", 3_u64),
            innocent: vec![Phrase::new("confidence-possible")],
            span,
            rows,
            ..Finding::default()
        }],
        queue: depth(),
        noise: vec![Noise { reason: "health-mailbox", count: 3_200 }],
        directory: directory(store),
        conversations: (0..11)
            .map(|i| Conversation {
                parts: vec![i],
                span: Some(Span {
                    first: at(15_300 + i64::from(i) * 760),
                    last: at(15_900 + i64::from(i) * 760),
                }),
                address: symbol("203.0.113.9"),
                account: Some(scanner),
                messages: 846,
                recipients: 3_756,
                refused: 0,
            })
            .collect(),
        noise_of: t.authentications.account.iter().map(|a| u8::from(*a == health)).collect(),
        flow_of: t.mail.sender.iter().map(relayed).collect(),
        account_of_mail: t.mail.sender.iter().map(|s| (*s == forged).then_some(scanner)).collect(),
        uncovered_authentications: vec![Span { first: at(30_000), last: at(32_400) }],
        ..Analysis::default()
    }
}

fn depth() -> DepthCurve {
    let curve: Vec<DepthPoint> = (0..240u32)
        .map(|i| DepthPoint {
            time: at(15_300 + i64::from(i) * 84),
            depth: if i < 100 { i * 84 } else { 8_412u32.saturating_sub((i - 100) * 55) },
            basis: DepthBasis::Rebuilt,
        })
        .collect();
    let snapshots = [18_000, 21_000, 24_000].map(|s| DepthPoint {
        time: at(s),
        depth: 3_607,
        basis: DepthBasis::Snapshot,
    });
    DepthCurve {
        peak: 8_412,
        peak_at: at(23_700),
        basis: DepthBasis::Rebuilt,
        curve,
        snapshots: snapshots.to_vec(),
    }
}
