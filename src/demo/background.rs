//! The ordinary days around the incident: services, people, a printer, and mail that should be there.
//!
//! Told in slots of ten minutes, so that any scale needs the memory of one slot.

use super::people::{LOCAL_DOMAIN, PEOPLE};
use super::plan::{Attempt, Conversation, Fate, Mail, Outcome, millis, seconds};
use super::random::Random;
use super::security_log::{Logon, WEB};
use super::story::Story;
use crate::model::time::UtcTime;
use std::net::{IpAddr, Ipv4Addr};

/// Seconds in a slot.
pub(super) const SLOT: i64 = 600;
/// Logons in a slot at scale 1 over three days.
const LOGONS: u64 = 6;

/// Where the numbers of the days after begin.
const FOLLOWING: u64 = 10_000_000;

/// Tells the noise of one story.
pub(super) struct Background {
    random: Random,
    scale: u64,
    days: u64,
    next: u64,
}

impl Background {
    pub(super) fn new(seed: u64, scale: u32, days: u64) -> Self {
        Self { random: Random::new(seed ^ 0xB0B), scale: u64::from(scale.max(1)), days: days.max(1), next: 0 }
    }

    /// The same noise on days that follow, under numbers that no earlier day used.
    pub(super) fn following(seed: u64, scale: u32, days: u64) -> Self {
        Self { next: FOLLOWING, ..Self::new(seed ^ 0xAF7E, scale, days) }
    }

    /// Logons of the slot that begins at `at`, of which the share of Security.evtx grows with the scale.
    pub(super) fn logons(&mut self, at: UtcTime, log: &mut dyn FnMut(&Logon<'_>), story: &mut Story) {
        let wanted = LOGONS * self.scale * 3;
        let left_over = u64::from(self.random.bits() % self.days < wanted % self.days);
        for _ in 0..wanted / self.days + left_over {
            let at = millis(at, self.random.between(0, SLOT * 1000 - 1));
            match self.random.between(0, 99) {
                0..40 => {
                    story.noise.health_mailbox_logons += 1;
                    self.health_mailbox(at, log);
                }
                40..65 => {
                    story.noise.computer_logons += 1;
                    let name = *self.random.pick(&["EX1$", "EX2$", "DC1$"]);
                    let client = Some(IpAddr::V4(Ipv4Addr::new(10, 0, 0, 6)));
                    log(&Logon {
                        at,
                        name,
                        logon_type: 3,
                        package: "Kerberos",
                        process_name: "-",
                        client,
                        lasts: 12,
                    });
                }
                _ => {
                    story.noise.user_logons += 1;
                    self.person(at, log);
                }
            }
        }
    }

    fn health_mailbox(&mut self, at: UtcTime, log: &mut dyn FnMut(&Logon<'_>)) {
        let name =
            *self.random.pick(&["HealthMailbox6a1f0c2", "HealthMailbox93be41d", "HealthMailboxc07715e"]);
        let client = Some(IpAddr::V4(Ipv4Addr::LOCALHOST));
        log(&Logon { at, name, logon_type: 8, package: "Negotiate", process_name: WEB, client, lasts: 2 });
    }

    fn person(&mut self, at: UtcTime, log: &mut dyn FnMut(&Logon<'_>)) {
        let crowd = self.scale.saturating_mul(6).min(2_000);
        let extra = usize::try_from(self.random.bits() % crowd).unwrap_or(0);
        let numbered = format!("user{extra:04}");
        let name = PEOPLE.get(extra).copied().unwrap_or(&numbered);
        let desk = u8::try_from(10 + extra % 240).unwrap_or(10);
        let client = Some(IpAddr::V4(Ipv4Addr::new(10, 0, 1, desk)));
        let web = self.random.chance(60);
        let (logon_type, package, process_name) = if web { (8, "Negotiate", WEB) } else { (3, "NTLM", "-") };
        let lasts = self.random.between(3, 900);
        log(&Logon { at, name, logon_type, package, process_name, client, lasts });
    }

    /// Conversations of the slot: people submitting, the printer, the Internet writing to us.
    pub(super) fn conversations(&mut self, at: UtcTime, story: &mut Story) -> Vec<Conversation> {
        let second_of_day = at.seconds_since(story.begins) % 86_400;
        let working = (7 * 3600..18 * 3600).contains(&second_of_day);
        let mut told = Vec::new();
        for _ in 0..self.scale.min(8) {
            if working && self.random.chance(55) {
                told.push(self.submission(at));
            }
            if self.random.chance(if working { 60 } else { 20 }) {
                told.push(self.inbound(at));
            }
        }
        if working && second_of_day % 3600 < SLOT {
            told.push(self.printer(at));
        }
        if (9 * 3600..9 * 3600 + SLOT).contains(&second_of_day) {
            told.push(self.mistyped(at));
        }
        told.retain(|c| is_away_from_the_peak(c, story));
        told.iter().for_each(|c| count(c, &mut story.noise));
        told
    }

    fn conversation(&mut self, start: UtcTime, client: IpAddr, helo: &str) -> Conversation {
        self.next += 1;
        Conversation {
            session: 0x08DE_1A00_0000_0000 + self.next,
            start,
            client,
            port: u16::try_from(self.random.between(30_000, 60_000)).unwrap_or(30_000),
            helo: helo.to_owned(),
            submission: true,
            attempts: Vec::new(),
            mails: Vec::new(),
        }
    }

    /// A start that keeps the message clear of the full minute at which the queue log reads.
    fn start(&mut self, slot: UtcTime) -> UtcTime {
        let minute = seconds(slot, 60 * self.random.between(0, SLOT / 60 - 1));
        millis(minute, self.random.between(2_000, 40_000))
    }

    fn submission(&mut self, slot: UtcTime) -> Conversation {
        let person = self.random.index(PEOPLE.len());
        let desk = u8::try_from(10 + person).unwrap_or(10);
        let start = self.start(slot);
        let mut c =
            self.conversation(start, IpAddr::V4(Ipv4Addr::new(10, 0, 1, desk)), &format!("PC-{desk}"));
        c.attempts.push(accepted(millis(start, 700), PEOPLE[person]));
        let recipient = if self.random.chance(50) {
            format!("{}@{LOCAL_DOMAIN}", self.random.pick(&PEOPLE))
        } else {
            format!("orders@{}", self.random.pick(&["partner.example.org", "supplier.example.com"]))
        };
        let sender = format!("{}@{LOCAL_DOMAIN}", PEOPLE[person]);
        c.mails.push(self.mail(millis(start, 2_600), &sender, recipient));
        c
    }

    fn printer(&mut self, slot: UtcTime) -> Conversation {
        let start = self.start(slot);
        let mut c = self.conversation(start, IpAddr::V4(Ipv4Addr::new(10, 0, 0, 61)), "MFP-2F");
        c.attempts.push(accepted(millis(start, 500), "svc-print"));
        let recipient = format!("{}@{LOCAL_DOMAIN}", self.random.pick(&PEOPLE));
        c.mails.push(self.mail(millis(start, 2_100), &format!("svc-print@{LOCAL_DOMAIN}"), recipient));
        c
    }

    /// Wrong twice, right the third time, all from her own desk.
    fn mistyped(&mut self, slot: UtcTime) -> Conversation {
        let start = self.start(slot);
        let mut c = self.conversation(start, IpAddr::V4(Ipv4Addr::new(10, 0, 1, 11)), "PC-11");
        for turn in 0..2 {
            let wrong = Attempt {
                outcome: Outcome::WrongPassword,
                ..accepted(millis(start, 700 + turn * 6_000), "alice.bernard")
            };
            c.attempts.push(wrong);
        }
        c.attempts.push(accepted(millis(start, 13_400), "alice.bernard"));
        c
    }

    fn inbound(&mut self, slot: UtcTime) -> Conversation {
        let start = self.start(slot);
        let (domain, host) = *self.random.pick(&[
            ("partner.example.org", 21),
            ("supplier.example.com", 22),
            ("paper.example.net", 23),
        ]);
        let client = IpAddr::V4(Ipv4Addr::new(192, 0, 2, 200 + host));
        let mut c = self.conversation(start, client, &format!("mx.{domain}"));
        c.submission = false;
        let recipient = format!("{}@{LOCAL_DOMAIN}", self.random.pick(&PEOPLE));
        c.mails.push(self.mail(millis(start, 2_200), &format!("desk@{domain}"), recipient));
        c
    }

    fn mail(&mut self, accepted: UtcTime, sender: &str, recipient: String) -> Mail {
        self.next += 1;
        let local = recipient.ends_with(LOCAL_DOMAIN);
        Mail {
            id: 100_000_000 + self.next,
            accepted,
            left: millis(accepted, self.random.between(300, 2_500)),
            fate: if local { Fate::Delivered } else { Fate::Sent },
            sender: sender.to_owned(),
            recipients: vec![recipient],
            subject: (*self.random.pick(&[
                "Minutes of Monday",
                "Offer 2025-114",
                "Re: delivery date",
                "Scan from MFP-2F",
            ]))
            .to_owned(),
            bytes: self.random.between(4_000, 90_000).unsigned_abs(),
            deferred: false,
            is_report: false,
        }
    }
}

fn accepted(at: UtcTime, typed: &str) -> Attempt {
    Attempt { at, typed: typed.to_owned(), outcome: Outcome::Accepted }
}

/// Around the peak nobody else writes, so that the rebuilt depth peaks where the queue log does.
fn is_away_from_the_peak(c: &Conversation, story: &Story) -> bool {
    let quiet = seconds(story.last_success, -60)..seconds(story.queue_peak_at, 180);
    !quiet.contains(&c.start)
}

fn count(c: &Conversation, noise: &mut super::story::Noise) {
    let wrong = c.attempts.iter().filter(|a| a.outcome != Outcome::Accepted).count();
    noise.mistyped += u64::try_from(wrong).unwrap_or(0);
    if c.attempts.is_empty() {
        noise.inbound_messages += 1;
    } else {
        noise.legitimate_submissions += 1;
        noise.user_logons += 1;
    }
}
