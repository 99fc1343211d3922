//! Made-up cases as plain data, for tests of the window and for `examples/look.rs`. No file is read.

use relayscope::analysis::accounts::{Account, AccountDirectory, AccountId};
use relayscope::analysis::finding::{
    Analysis, Answer, Confidence, Coverage, SiteBasis, SiteView, Verdict, VerdictKind,
};
use relayscope::case::{Case, CaseSource, State};
use relayscope::model::harvest::{Balance, Damage, Fault};
use relayscope::model::provenance::{Place, SourceId};
use relayscope::model::safe_text::SafeText;
use relayscope::model::time::{Span, UtcTime, ZoneBasis};
use relayscope::task::Task;
use relayscope::words::Phrase;
use std::sync::Arc;

/// Mon 3 Nov 2025 02:14:54 UTC.
const NIGHT: i64 = 1_762_136_094;

/// Nothing yet.
pub fn empty() -> Case {
    Case::default()
}

/// Two sources read, one half read, one in line.
pub fn loading() -> Case {
    let task = Task::detached();
    task.advance(655 << 20);
    task.set_records(1_912_004);
    let mut case = normal();
    case.sources.truncate(4);
    case.analysis = Arc::default();
    case.sources[0].state = State::Reading(task);
    case.sources[0].balance = Balance::default();
    for source in &mut case.sources[..2] {
        (source.sha256, source.span) = (None, None);
        source.covered.clear();
    }
    case.sources[1].state = State::Waiting;
    case.sources[1].balance = Balance::default();
    case
}

/// Six sources, all read, an account established.
pub fn normal() -> Case {
    let mut case = Case {
        sources: vec![
            source(
                0,
                "C:\\IR\\contoso\\DC1\\Security.evtx",
                "evtx",
                (1_024 << 20, 3_104_220),
                (-2_000, 30),
                "DC1.contoso.test",
            ),
            source(
                1,
                "C:\\IR\\contoso\\EX1\\Application.evtx",
                "evtx",
                (68 << 20, 88_410),
                (-1_700, 30),
                "EX1.contoso.test",
            ),
            source(
                2,
                "C:\\IR\\contoso\\EX1\\FrontEnd\\ProtocolLog\\SmtpReceive\\RECV2025110302-1.LOG",
                "smtp-receive",
                (41 << 20, 412_806),
                (-60, 8),
                "EX1",
            ),
            source(
                3,
                "C:\\IR\\contoso\\EX1\\MSGTRK2025110302-1.LOG",
                "message-tracking",
                (22 << 20, 61_440),
                (-60, 8),
                "EX1",
            ),
            source(
                4,
                "C:\\IR\\contoso\\collected.zip!/queues_20251103T042600Z.xml",
                "queue-dump",
                (2 << 20, 412),
                (2, 2),
                "EX1",
            ),
            source(5, "C:\\IR\\contoso\\queues.csv", "queue-dump", (140 << 10, 388), (3, 3), ""),
        ],
        ..Case::default()
    };
    case.sources[5].zone = Some("Europe/Paris".into());
    case.sources[5].zone_basis = ZoneBasis::Assumed;
    let provider = |p: &str, id| (p.to_owned(), id);
    case.sources[0].event_ids = [
        (provider("Microsoft-Windows-Security-Auditing", 4624), 1_902_117),
        (provider("Microsoft-Windows-Security-Auditing", 4625), 88_431),
        (provider("Microsoft-Windows-Security-Auditing", 4776), 904_400),
    ]
    .into();
    case.analysis = Arc::new(analysis());
    case
}

/// As normal, with a damaged source and one that could not be read.
pub fn damaged() -> Case {
    let mut case = normal();
    let bad = &mut case.sources[1];
    bad.balance = Balance { read: 88_290, recovered: 104, skipped: 0, damaged: 16, total: 88_410 };
    bad.damages = vec![
        Damage {
            place: Place::record(48_211, 13_041_664),
            fault: Fault::Checksum { expected: 0x1a2b_3c4d, found: 0x5e6f_7081 },
        },
        Damage { place: Place::record(48_302, 13_107_200), fault: Fault::Chunk("signature") },
        Damage { place: Place::FILE, fault: Fault::NotClosed },
    ];
    let failed = &mut case.sources[5];
    failed.state = State::Failed(Phrase::new("error-unrecognised"));
    (failed.format, failed.why, failed.span, failed.sha256) = (None, None, None, None);
    (failed.balance, failed.zone) = (Balance::default(), None);
    failed.zone_basis = ZoneBasis::Stated;
    failed.covered.clear();
    case
}

fn source(
    id: u16,
    name: &str,
    format: &'static str,
    (bytes, n): (u64, u64),
    (from, to): (i64, i64),
    server: &str,
) -> CaseSource {
    let at = |hours: i64| UtcTime::from_unix(NIGHT, 0).plus_seconds(hours * 3_600);
    let span = Span::between(at(from), at(to));
    CaseSource {
        id: SourceId(id),
        name: name.to_owned(),
        state: State::Done,
        format: Some(format),
        why: None,
        sha256: Some(
            format!("{:064x}", 0x9f3c_51d2_88e0_17abu64.rotate_left(u32::from(id) * 8))
                .chars()
                .rev()
                .collect(),
        ),
        bytes,
        modified: Some(at(9)),
        balance: Balance { read: n, total: n, ..Balance::default() },
        damages: Vec::new(),
        more_damages: 0,
        event_ids: Default::default(),
        span: Some(span),
        covered: vec![span],
        record_gaps: Vec::new(),
        server: server.to_owned(),
        zone: None,
        zone_basis: ZoneBasis::Stated,
        repeats: Vec::new(),
        date_order: Default::default(),
    }
}

fn analysis() -> Analysis {
    let account =
        Account { name: SafeText::new("CONTOSO\\scanner"), as_written: Vec::new(), sids: Vec::new() };
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
            account: Some(AccountId(0)),
            accounts: vec![AccountId(0)],
            addresses: Vec::new(),
            span: None,
            messages: 9_310,
            recipients: 41_322,
            sessions: 11,
            reasons_for: Vec::new(),
            reasons_against: Vec::new(),
            rows: Vec::new(),
        }],
        directory: AccountDirectory { accounts: vec![account], by_symbol: Default::default() },
        site: SiteView {
            local_domains: vec![
                ("contoso.test".into(), SiteBasis::Configuration),
                ("example.com".into(), SiteBasis::Evidence),
            ],
            own_servers: vec![
                ("EX1.contoso.test".into(), SiteBasis::Evidence),
                ("10.0.0.5".into(), SiteBasis::Evidence),
            ],
            internal: vec![
                ("10.0.0.0/8".into(), SiteBasis::Default),
                ("192.168.0.0/16".into(), SiteBasis::Default),
            ],
            ignored_domains: Vec::new(),
            generation: "2013-SE".into(),
            ..SiteView::default()
        },
        coverage: vec![
            coverage("which-account", Answer::Yes, "why-which-account-yes", None),
            coverage("since-when", Answer::Partly, "why-since-when-partly", None),
            coverage("how-many", Answer::No, "why-how-many-no", Some("collect-queues")),
        ],
        ..Analysis::default()
    }
}

fn coverage(
    question: &'static str,
    answer: Answer,
    why: &'static str,
    collect: Option<&'static str>,
) -> Coverage {
    Coverage {
        question,
        answer,
        why: Phrase::new(why),
        collect: collect.map(|id| Phrase::new(id).text("command", "Get-Queue | Export-Clixml queues.xml")),
    }
}
