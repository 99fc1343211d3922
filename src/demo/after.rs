//! The logs of the days after, in a folder of their own: ordinary days, the administrator's clean-up, and an abuser
//! who goes on knocking, and in one story gets in again.

use super::background::Background;
use super::people::{FORGED, NEXT_HOPS, SUBJECTS};
use super::plan::{Attempt, Conversation, Fate, Mail, Outcome, Plan, millis, seconds};
use super::random::Random;
use super::security_log::Logon;
use super::story::{Cleanup, Snapshot, Story};
use super::{Logs, Options, Writers, queue_dumps, tell};
use crate::model::time::UtcTime;
use std::fs;
use std::io;
use std::net::IpAddr;
use std::path::Path;

/// Numbers of these conversations and messages, which no earlier one has.
const FIRST_NUMBER: u64 = 5_000_000;

/// Writes the days after, and tells the story what came of them.
pub(super) fn write(dir: &Path, plan: &mut Plan, options: &Options) -> io::Result<()> {
    let Some(mut cleanup) = plan.story.after.clone() else { return Ok(()) };
    let server = dir.join("EX1-after");
    fs::create_dir_all(&server)?;
    let mut days = days(plan, &mut cleanup, options.seed);
    let background = Background::following(options.seed, options.scale, 2);
    tell(AfterLogs { logs: Logs::create(&server)?, cleanup: cleanup.clone() }, &mut days, background)?;
    queue_dumps::write_queue_log(&server.join("QueueViewer"), &days)?;
    for snapshot in &days.story.snapshots {
        queue_dumps::write_snapshot(&server, &days.mails, snapshot)?;
    }
    plan.story.after = Some(cleanup);
    Ok(())
}

/// The same plan, told from where the incident ends.
fn days(plan: &Plan, cleanup: &mut Cleanup, seed: u64) -> Plan {
    let mut story = Story { begins: cleanup.begins, ends: cleanup.ends, ..plan.story.clone() };
    let at = cleanup.snapshot_at;
    let file = format!("queues_{}.csv", super::text_log::pattern(at, "%Y%m%dT%H%M%SZ"));
    story.snapshots = vec![Snapshot { file, at, depth: 0 }];
    let stuck: Vec<Mail> = plan.mails.iter().filter(|m| m.fate == Fate::Removed).cloned().collect();
    cleanup.removed = u64::try_from(stuck.len()).unwrap_or(0);
    let mut knocking = Knocking {
        random: Random::new(seed ^ 0xAF7E_5EED),
        name: plan.account_name.clone(),
        clients: story.addresses.clone(),
        next: FIRST_NUMBER,
        told: Vec::new(),
        sent: Vec::new(),
    };
    knocking.knock(cleanup);
    knocking.return_in(cleanup);
    knocking.told.sort_by_key(|c| (c.start, c.session));
    let mails = stuck.into_iter().chain(knocking.sent).collect();
    Plan { story, conversations: knocking.told, mails, account_name: plan.account_name.clone() }
}

/// The abuser at the door.
struct Knocking {
    random: Random,
    name: String,
    clients: Vec<IpAddr>,
    next: u64,
    told: Vec<Conversation>,
    sent: Vec<Mail>,
}

impl Knocking {
    /// Every few hours, until he is let in: on port 25, and on 587 once 25 offers no authentication.
    fn knock(&mut self, cleanup: &mut Cleanup) {
        let let_in = cleanup.still_in.as_ref().map(|back| back.enabled_at);
        let mut start = seconds(cleanup.begins, self.random.between(900, 2_400));
        while start < seconds(cleanup.ends, -900) && let_in.is_none_or(|at| start < seconds(at, -600)) {
            let client = *self.random.pick(&self.clients.clone());
            let submission = start > cleanup.auth_off_at;
            self.converse((start, client, submission), Outcome::Disabled, Vec::new());
            cleanup.refused += 1;
            start = seconds(start, self.random.between(3_000, 9_000));
        }
    }

    /// The new password is guessed in a handful of tries, and a small burst goes out.
    fn return_in(&mut self, cleanup: &mut Cleanup) {
        let Some(back) = &mut cleanup.still_in else { return };
        let tries = self.random.between(4, 7);
        let mut start = seconds(back.first, self.random.between(60, 900));
        for _ in 0..tries {
            self.converse((start, back.address, true), Outcome::WrongPassword, Vec::new());
            cleanup.refused += 1;
            start = seconds(start, self.random.between(25, 90));
        }
        for turn in 0..2 {
            let count = self.random.between(18, 26);
            let opened = millis(start, 900);
            let mails: Vec<Mail> = (0..count).map(|n| self.spam(millis(opened, 2_000 + n * 3_000))).collect();
            if turn == 0 {
                back.first = opened;
            }
            back.last = mails.iter().map(|m| m.accepted).max().unwrap_or(opened);
            back.messages += u64::try_from(mails.len()).unwrap_or(0);
            back.recipients += mails.iter().map(|m| m.recipients.len()).sum::<usize>() as u64;
            self.sent.extend(mails.iter().cloned());
            self.converse((start, back.address, true), Outcome::Accepted, mails);
            start = seconds(start, 600);
        }
    }

    fn converse(
        &mut self,
        (start, client, submission): (UtcTime, IpAddr, bool),
        outcome: Outcome,
        mails: Vec<Mail>,
    ) {
        self.next += 1;
        self.told.push(Conversation {
            session: 0x08DE_1A00_4000_0000 + self.next,
            start,
            client,
            port: u16::try_from(self.random.between(30_000, 60_000)).unwrap_or(30_000),
            helo: "User".to_owned(),
            submission,
            attempts: vec![Attempt { at: millis(start, 900), typed: self.name.clone(), outcome }],
            mails,
        });
    }

    fn spam(&mut self, accepted: UtcTime) -> Mail {
        let hop = *self.random.pick(&NEXT_HOPS);
        let first = self.random.between(1, 9_000);
        self.next += 1;
        Mail {
            id: 900_000_000 + self.next,
            accepted,
            left: millis(accepted, self.random.between(800, 2_500)),
            fate: Fate::Sent,
            sender: (*self.random.pick(&FORGED)).to_owned(),
            recipients: (0..3).map(|n| format!("v{}@{hop}", first + n)).collect(),
            subject: (*self.random.pick(&SUBJECTS)).to_owned(),
            bytes: self.random.between(3_200, 9_800).unsigned_abs(),
            deferred: false,
            is_report: false,
        }
    }
}

/// The logs of Exchange 2019 on the days after.
struct AfterLogs {
    logs: Logs,
    cleanup: Cleanup,
}

impl AfterLogs {
    fn security(&mut self, account: &str) {
        let (log, cleanup) = (&mut self.logs.security, &self.cleanup);
        log.audit_raised(cleanup.audit_raised_at);
        log.account_changed(cleanup.guest_disabled_at, 4725, "Guest");
        log.lockout_set(cleanup.lockout_at);
        if let Some(back) = &cleanup.still_in {
            log.account_changed(back.reset_at, 4724, account);
            log.account_changed(back.enabled_at, 4722, account);
        }
    }

    fn cmdlets(&mut self) {
        let (log, c) = (&mut self.logs.management, &self.cleanup);
        let calls = [
            (
                c.logging_raised_at,
                "Set-ReceiveConnector",
                r#"-Identity "EX1\Default Frontend EX1" -ProtocolLoggingLevel "Verbose""#,
            ),
            (
                c.event_level_raised_at,
                "Set-EventLogLevel",
                r#"-Identity "EX1\MSExchangeFrontEndTransport\SmtpReceive" -Level "High""#,
            ),
            (
                c.frozen_at,
                "Suspend-Queue",
                r#"-Server "EX1" -Filter "DeliveryType -eq 'DnsConnectorDelivery'""#,
            ),
            (
                c.purged_at,
                "Remove-Message",
                r#"-Server "EX1" -Filter "Status -eq 'Suspended'" -WithNDR "False""#,
            ),
            (
                c.auth_off_at,
                "Set-ReceiveConnector",
                r#"-Identity "EX1\Default Frontend EX1" -AuthMechanism "Tls""#,
            ),
            (
                c.relay_restricted_at,
                "New-ReceiveConnector",
                r#"-Name "Relay inside" -Server "EX1" -TransportRole "FrontendTransport" -Bindings "0.0.0.0:25" -RemoteIPRanges "10.0.0.61" -PermissionGroups "AnonymousUsers""#,
            ),
            (
                c.resumed_at,
                "Resume-Queue",
                r#"-Server "EX1" -Filter "DeliveryType -eq 'DnsConnectorDelivery'""#,
            ),
            (c.snapshot_at, "Get-Queue", r#"-Server "EX1" -ResultSize "Unlimited""#),
        ];
        calls.iter().for_each(|(at, name, parameters)| log.cmdlet(*at, name, parameters));
    }
}

impl Writers for AfterLogs {
    fn open(&mut self, plan: &Plan) {
        self.security(&plan.account_name);
        self.cmdlets();
        let mut hour = seconds(plan.story.begins, 77);
        while hour < plan.story.ends {
            self.logs.application.hourly(hour);
            hour = seconds(hour, 3600);
        }
        for mail in plan.mails.iter().filter(|m| m.fate == Fate::Removed) {
            self.logs.tracking.loaded(self.cleanup.restarted_at, mail);
            self.logs.tracking.removed(mail);
        }
    }

    fn logon(&mut self, logon: &Logon<'_>) {
        self.logs.logon(logon);
    }

    fn conversation(&mut self, conversation: &Conversation) {
        self.logs.conversation(conversation);
    }

    fn flush_before(&mut self, limit: UtcTime) -> io::Result<()> {
        self.logs.flush_before(limit)
    }

    fn finish(self, story: &mut Story) -> io::Result<()> {
        self.logs.finish(story)
    }
}
