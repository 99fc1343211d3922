//! Thinks the incident out.
//!
//! A contractor's password is guessed at night, spam goes out under foreign names until the administrator
//! arrives in the morning, and the queue drains for the rest of the day. All clocks show UTC.

use super::After;
use super::cleanup::{Cleanup, STUCK_SECONDS};
use super::people::{ACCOUNTS, FORGED, GUESSED, INCIDENT_DAY, LOCAL_DOMAIN, NEXT_HOPS, SUBJECTS};
use super::plan::{Attempt, Conversation, Fate, Mail, Outcome, Plan, depth, millis, seconds};
use super::random::Random;
use super::story::{Noise, Snapshot, Story};
use crate::model::time::{TICKS_PER_SECOND, UtcTime};
use std::net::{IpAddr, Ipv4Addr};

/// Thinks the incident out, with the clean-up that will follow it, if one does.
pub(super) fn plan(seed: u64, days_before: i64, after: Option<After>) -> Plan {
    let mut teller = Teller::new(seed, days_before);
    teller.story.after = after.map(|after| Cleanup::after(&teller.story, after));
    teller.guess_names();
    teller.guess_password();
    teller.relay();
    teller.knock_again();
    teller.drain();
    teller.finish()
}

struct Teller {
    random: Random,
    story: Story,
    name: String,
    midnight: UtcTime,
    conversations: Vec<Conversation>,
    mails: Vec<Mail>,
    spam_addresses: Vec<IpAddr>,
    next_id: u64,
}

fn v4(net: [u8; 3], host: i64) -> IpAddr {
    IpAddr::V4(Ipv4Addr::new(net[0], net[1], net[2], u8::try_from(host).unwrap_or(1)))
}

impl Teller {
    fn new(seed: u64, days_before: i64) -> Self {
        let mut random = Random::new(seed ^ 0x5EED);
        let name = (*random.pick(&ACCOUNTS)).to_owned();
        let midnight = UtcTime::from_unix(INCIDENT_DAY, 0);
        let first_success = millis(midnight, random.between(7_200, 8_400) * 1000 + random.between(120, 880));
        let mut guessing: Vec<IpAddr> =
            [([198, 51, 100], 9, 80), ([203, 0, 113], 9, 80), ([192, 0, 2], 9, 80)]
                .iter()
                .map(|&(net, low, high)| v4(net, random.between(low, high)))
                .collect();
        let spam_addresses = vec![
            guessing[1],
            v4([203, 0, 113], random.between(100, 170)),
            v4([198, 51, 100], random.between(180, 250)),
        ];
        guessing.sort_unstable();
        let mut addresses = spam_addresses.clone();
        addresses.sort_unstable();
        let story = blank(&name, addresses, guessing, first_success, midnight, days_before);
        Self {
            random,
            story,
            name,
            midnight,
            conversations: Vec::new(),
            mails: Vec::new(),
            spam_addresses,
            next_id: 0,
        }
    }

    fn converse(&mut self, start: UtcTime, client: IpAddr, attempts: Vec<Attempt>, mails: Vec<Mail>) {
        let helo = *self.random.pick(&["User", "WIN-K7Q2J1", "localhost", "[192.168.1.5]"]);
        let port = u16::try_from(self.random.between(30_000, 60_000)).unwrap_or(30_000);
        self.next_id += 1;
        self.conversations.push(Conversation {
            session: 0x08DE_1A00_4000_0000 + self.next_id,
            start,
            client,
            port,
            helo: helo.to_owned(),
            submission: false,
            attempts,
            mails,
        });
    }

    /// An attempt a second or so after the conversation began.
    fn attempt(&mut self, start: UtcTime, typed: &str, outcome: Outcome) -> Attempt {
        let at = millis(start, self.random.between(700, 1600));
        Attempt { at, typed: typed.to_owned(), outcome }
    }

    fn guess_names(&mut self) {
        let begin = seconds(self.midnight, -4 * 3600 - self.random.between(0, 1200));
        let span = self.story.first_success.seconds_since(begin) - 1800;
        let real = ["julie.martin", "paul.dubois", "lea.michel", "administrator"];
        let mut names: Vec<String> = GUESSED.iter().map(|n| (*n).to_owned()).collect();
        names.extend((0..40).map(|n| format!("{}{}", GUESSED[n], self.random.between(1, 99))));
        names.extend(real.iter().take(3).map(|n| (*n).to_owned()));
        let rounds = self.random.between(1, 2);
        let total = i64::try_from(names.len()).unwrap_or(1) * rounds;
        for turn in 0..total {
            let name = names[usize::try_from(turn).unwrap_or(0) % names.len()].clone();
            let start = seconds(begin, span * turn / total + self.random.between(0, 40));
            let outcome =
                if real.contains(&name.as_str()) { Outcome::WrongPassword } else { Outcome::NoSuchName };
            let typed = if self.random.chance(50) { format!("{name}@{LOCAL_DOMAIN}") } else { name };
            let attempt = self.attempt(start, &typed, outcome);
            let client = *self.random.pick(&self.story.guessing_addresses.clone());
            self.converse(start, client, vec![attempt], Vec::new());
        }
        self.story.guesses = total.unsigned_abs();
        names.sort_unstable();
        names.dedup();
        self.story.n_guessed_names = u64::try_from(names.len()).unwrap_or(0);
        let mut attacked: Vec<String> = real.iter().map(|n| format!("CONTOSO\\{n}")).collect();
        attacked.sort_unstable();
        self.story.attacked_real_accounts = attacked;
    }

    fn guess_password(&mut self) {
        let success = self.story.first_success;
        let begin = seconds(success, -3 * 3600 - self.random.between(0, 3600));
        let tries = self.random.between(260, 420);
        let span = success.seconds_since(begin) - 60;
        for turn in 0..tries {
            let start = seconds(begin, span * turn / tries);
            let client = *self.random.pick(&self.story.guessing_addresses.clone());
            let typed = self.typed();
            let attempt = self.attempt(start, &typed, Outcome::WrongPassword);
            if turn == 0 {
                self.story.first_failure = attempt.at;
            }
            self.converse(start, client, vec![attempt], Vec::new());
        }
        self.story.failures = tries.unsigned_abs();
        let right = Attempt { at: success, typed: self.name.clone(), outcome: Outcome::Accepted };
        let client = self.spam_addresses[0];
        self.converse(millis(success, -900), client, vec![right], Vec::new());
    }

    fn typed(&mut self) -> String {
        match self.random.between(0, 2) {
            0 => self.name.clone(),
            1 => self.story.account_upn.clone(),
            _ => self.story.account.clone(),
        }
    }

    fn relay(&mut self) {
        let begin = seconds(self.story.first_success, self.random.between(200, 500));
        let sessions = self.random.between(40, 60);
        let span = seconds(self.midnight, 8 * 3600 + 1500).seconds_since(begin);
        for turn in 0..sessions {
            let start = seconds(begin, span * turn / sessions + self.random.between(0, 120));
            let typed = self.typed();
            let right = self.attempt(start, &typed, Outcome::Accepted);
            let count = self.random.between(18, 26);
            let mails: Vec<Mail> = self.batch(right.at, count);
            let client = *self.random.pick(&self.spam_addresses.clone());
            // Each address is used: the first three conversations take them in turn.
            let turn = usize::try_from(turn).unwrap_or(0);
            let client = self.spam_addresses.get(turn).copied().unwrap_or(client);
            self.mails.extend(mails.iter().cloned());
            self.converse(start, client, vec![right], mails);
        }
        self.story.sessions = sessions.unsigned_abs();
        self.story.successes = self.story.sessions + 1;
        self.close_relay();
    }

    fn batch(&mut self, from: UtcTime, count: i64) -> Vec<Mail> {
        let mut at = from;
        (0..count)
            .map(|_| {
                at = millis(at, self.random.between(1500, 4500));
                self.spam(at)
            })
            .collect()
    }

    fn spam(&mut self, accepted: UtcTime) -> Mail {
        let hop = *self.random.pick(&NEXT_HOPS);
        let forged = self.story.forged_senders.clone();
        let sender = self.random.pick(&forged).clone();
        let count = self.random.between(2, 9);
        let first = self.random.between(1, 9000);
        let recipients = (0..count).map(|n| format!("v{}@{hop}", first + n)).collect();
        self.next_id += 1;
        Mail {
            id: 900_000_000 + self.next_id,
            accepted,
            left: UtcTime(i64::MAX),
            fate: Fate::Sent,
            sender,
            recipients,
            subject: (*self.random.pick(&SUBJECTS)).to_owned(),
            bytes: self.random.between(3_200, 9_800).unsigned_abs(),
            deferred: true,
            is_report: false,
        }
    }

    /// What the end of the relaying decides: the last use, the peak and the administrator's answer.
    fn close_relay(&mut self) {
        let last = self.mails.iter().map(|m| m.accepted).max().unwrap_or(self.story.first_success);
        self.story.last_success = last;
        let minute = 60 * TICKS_PER_SECOND;
        self.story.queue_peak_at = UtcTime((last.0 / minute + 1) * minute);
        self.story.password_reset_at = millis(self.story.queue_peak_at, 70_217);
        self.story.disabled_at = millis(self.story.queue_peak_at, 252_640);
        self.story.messages = u64::try_from(self.mails.len()).unwrap_or(0);
        let recipients = self.mails.iter().map(|m| m.recipients.len()).sum::<usize>();
        self.story.recipients = u64::try_from(recipients).unwrap_or(0);
    }

    /// The abuser comes back after the reset, and after the account was disabled.
    fn knock_again(&mut self) {
        let tries = self.random.between(8, 16);
        let mut start = seconds(self.story.password_reset_at, 40);
        for turn in 0..tries {
            let client = self.spam_addresses[1 + usize::try_from(turn % 2).unwrap_or(0)];
            let typed = self.typed();
            let mut attempt = self.attempt(start, &typed, Outcome::WrongPassword);
            if attempt.at > self.story.disabled_at {
                attempt.outcome = Outcome::Disabled;
            }
            self.converse(start, client, vec![attempt], Vec::new());
            start = seconds(start, self.random.between(45, 400));
        }
        self.story.failures_after = tries.unsigned_abs();
        self.story.failures += self.story.failures_after;
    }

    /// Some messages leave at once; the others wait until after the peak, so that it is where the story says.
    fn drain(&mut self) {
        let (peak_at, last) = (self.story.queue_peak_at, self.story.last_success);
        let mut mails = std::mem::take(&mut self.mails);
        let mut reports = Vec::new();
        for mail in &mut mails {
            if seconds(mail.accepted, 120) < last && self.random.chance(25) {
                mail.deferred = false;
                mail.left = millis(mail.accepted, self.random.between(2_000, 30_000));
                continue;
            }
            let (a, b) = (self.random.between(180, 32_000), self.random.between(180, 32_000));
            mail.left = millis(seconds(peak_at, a.min(b)), self.random.between(0, 999));
            let purged_at = self.story.after.as_ref().map(|after| after.purged_at);
            if let Some(purged_at) = purged_at.filter(|_| a.min(b) > STUCK_SECONDS) {
                (mail.left, mail.fate) = (purged_at, Fate::Removed);
                continue;
            }
            // The first hour only delivers: reports can then never lift the depth over the peak.
            if a.min(b) > 3600 && self.random.chance(15) {
                mail.fate = Fate::Failed;
                reports.push(self.report(mail));
            }
        }
        self.story.non_delivery_reports = u64::try_from(reports.len()).unwrap_or(0);
        mails.extend(reports);
        mails.sort_by_key(|m| (m.accepted, m.id));
        self.story.queue_peak = depth(&mails, peak_at);
        self.mails = mails;
    }

    /// Our server tells the forged sender that the message failed.
    fn report(&mut self, failed: &Mail) -> Mail {
        let accepted = millis(failed.left, 40);
        self.next_id += 1;
        Mail {
            id: 950_000_000 + self.next_id,
            accepted,
            left: millis(accepted, self.random.between(800, 3_000)),
            fate: if failed.sender.ends_with(LOCAL_DOMAIN) { Fate::Delivered } else { Fate::Sent },
            sender: format!("postmaster@{LOCAL_DOMAIN}"),
            recipients: vec![failed.sender.clone()],
            subject: format!("Undeliverable: {}", failed.subject),
            bytes: failed.bytes + 5_120,
            deferred: false,
            is_report: true,
        }
    }

    fn finish(mut self) -> Plan {
        // A conversation carries its messages as they were at first; their ends are known now.
        let ends: std::collections::BTreeMap<u64, &Mail> = self.mails.iter().map(|m| (m.id, m)).collect();
        for mail in self.conversations.iter_mut().flat_map(|c| &mut c.mails) {
            if let Some(known) = ends.get(&mail.id) {
                *mail = (*known).clone();
            }
        }
        self.conversations.sort_by_key(|c| (c.start, c.session));
        let peak_at = self.story.queue_peak_at;
        let minute = 60 * TICKS_PER_SECOND;
        let early = UtcTime((seconds(peak_at, -2700).0 / minute) * minute);
        let shots = [(early, "json"), (peak_at, "xml"), (seconds(peak_at, 4 * 3600), "csv")];
        self.story.snapshots = shots
            .iter()
            .map(|&(at, kind)| Snapshot {
                file: format!("queues_{}.{kind}", super::text_log::pattern(at, "%Y%m%dT%H%M%SZ")),
                at,
                depth: depth(&self.mails, at),
            })
            .collect();
        Plan {
            story: self.story,
            conversations: self.conversations,
            mails: self.mails,
            account_name: self.name,
        }
    }
}

fn blank(
    name: &str,
    addresses: Vec<IpAddr>,
    guessing_addresses: Vec<IpAddr>,
    first_success: UtcTime,
    midnight: UtcTime,
    days_before: i64,
) -> Story {
    let innocent = format!("julie.martin@{LOCAL_DOMAIN}");
    let mut forged: Vec<String> = FORGED.iter().map(|s| (*s).to_owned()).collect();
    forged.push(innocent.clone());
    forged.sort_unstable();
    Story {
        account: format!("CONTOSO\\{name}"),
        account_upn: format!("{name}@{LOCAL_DOMAIN}"),
        addresses,
        guessing_addresses,
        first_failure: first_success,
        first_success,
        last_success: first_success,
        failures: 0,
        failures_after: 0,
        successes: 0,
        sessions: 0,
        messages: 0,
        recipients: 0,
        queue_peak: 0,
        queue_peak_at: first_success,
        guesses: 0,
        n_guessed_names: 0,
        attacked_real_accounts: Vec::new(),
        forged_senders: forged,
        innocent_sender: innocent,
        mistyping_account: "CONTOSO\\alice.bernard".to_owned(),
        password_reset_at: first_success,
        disabled_at: first_success,
        local_domain: LOCAL_DOMAIN.to_owned(),
        servers: vec!["EX1".to_owned(), "EX2".to_owned(), "DC1".to_owned()],
        server_address: v4([10, 0, 0], 5),
        zone: "UTC".to_owned(),
        snapshots: Vec::new(),
        non_delivery_reports: 0,
        noise: Noise::default(),
        begins: seconds(midnight, -days_before * 86_400),
        ends: seconds(midnight, 86_400),
        security_records: 0,
        application_records: 0,
        after: None,
    }
}
