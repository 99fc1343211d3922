//! From the verbs of a scenario to what happened.
//!
//! | verb | what |
//! |---|---|
//! | `ordinary-day` | a day of mail to us, logons at the web, a few letters out of mailboxes |
//! | `guess` | wrong passwords, each in a conversation of its own (`door = "web"`: at Outlook on the web) |
//! | `sign-in` | accepted SMTP AUTH without mail |
//! | `logon` | accepted logons at another door |
//! | `spam` | strangers to strangers; with `account` signed in |
//! | `newsletter` | one sender of ours to many |
//! | `inbound`, `bounce` | strangers to ours; with the null sender |
//! | `mail` | nothing taken for granted |
//! | `owa` | mail that leaves a mailbox |
//! | `report` | reports of ours on messages that no log has |
//! | `account-change`, `cmdlet`, `queue`, `connector`, `file` | as they say |

use super::format::{Event, Many, Recipients, Scenario};
use super::story::{Attempt, Change, Connector, Dump, Fate, Letter, Logon, Ms, Post, Report, Story, Talk};
use chrono::NaiveDate;

const STRANGE_DOMAINS: [&str; 6] = [
    "example.net",
    "example.org",
    "mail.example.net",
    "post.example.org",
    "web.example.net",
    "box.example.org",
];
const SPAMMERS: [&str; 4] =
    ["news@shop.example", "win@offers.example", "desk@pay.example", "info@bank.example"];

/// What happened.
pub fn story(scenario: &Scenario) -> Story {
    let mut plot = Plot { day: &scenario.day, story: Story::default(), n_talks: 0, n_letters: 0 };
    scenario.event.iter().for_each(|e| plot.tell(e));
    plot.story
}

/// Milliseconds since 1970 of `HH:MM[:SS]`, with `+1d ` in front for the next day.
pub fn moment(day: &str, at: &str) -> Ms {
    let day: NaiveDate = day.parse().unwrap();
    let (days, clock) = match at.strip_prefix('+') {
        Some(rest) => rest.split_once("d ").map(|(d, c)| (d.parse::<i64>().unwrap(), c)).unwrap(),
        None => (0, at),
    };
    let mut parts = clock.split(':').map(|p| p.parse::<i64>().unwrap());
    let mut part = || parts.next().unwrap_or(0);
    let seconds = part() * 3_600 + part() * 60 + part();
    (day.and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp() + days * 86_400 + seconds) * 1_000
}

struct Plot<'a> {
    day: &'a str,
    story: Story,
    n_talks: u64,
    n_letters: u64,
}

/// The `n`-th of a list, over and over.
fn nth(list: &[String], n: usize) -> String {
    list.get(n % list.len().max(1)).cloned().unwrap_or_default()
}

impl Plot<'_> {
    fn tell(&mut self, e: &Event) {
        match e.does.as_str() {
            "ordinary-day" => self.ordinary_day(e),
            "guess" if e.door.as_deref() == Some("web") => self.logons(e, false),
            "guess" => self.sign_ins(e, false),
            "sign-in" => self.sign_ins(e, true),
            "logon" => self.logons(e, true),
            "spam" | "newsletter" | "inbound" | "bounce" | "mail" => self.mail(e),
            "owa" => self.posts(e),
            "report" => self.reports(e),
            "account-change" => self.changes(e),
            "cmdlet" => {
                let cmdlet =
                    (self.at(e), e.line.clone().unwrap(), e.by.clone().unwrap_or("Administrator".into()));
                self.story.cmdlets.push(cmdlet);
            }
            "queue" => self.dump(e),
            "connector" => self.connector(e),
            "file" => {
                let letter = self.letter(e, 0, self.at(e));
                self.story.files.push(letter);
            }
            other => assert_eq!(other, "", "no such verb"),
        }
    }

    fn at(&self, e: &Event) -> Ms {
        moment(self.day, &e.at)
    }

    /// When each of the times is.
    fn moments(&self, e: &Event, times: usize, every: f64) -> Vec<Ms> {
        let every = (e.every.unwrap_or(every) * 1_000.0) as i64;
        (0..e.times.unwrap_or(times)).map(|i| self.at(e) + i as i64 * every).collect()
    }

    fn talk(&mut self, e: &Event, at: Ms, n: usize) -> Talk {
        self.n_talks += 1;
        let helo = e.helo.clone().unwrap_or_else(|| "User".into());
        Talk {
            at,
            number: self.n_talks,
            client: nth(&e.from.list(), n),
            helo,
            attempts: Vec::new(),
            letters: Vec::new(),
            open: e.open,
            connector: e.connector.clone(),
        }
    }

    fn sign_ins(&mut self, e: &Event, accepted: bool) {
        let (accounts, n_clients) = (e.account.list(), e.from.list().len().max(1));
        for (i, at) in self.moments(e, 1, 10.0).into_iter().enumerate() {
            // All accounts in turn, then the next client: every pair occurs.
            let client = if accounts.len() > 1 { i / accounts.len() } else { i };
            let mut talk = self.talk(e, at, client % n_clients);
            talk.attempts.push(Attempt {
                at: at + 1_000,
                account: nth(&accounts, i),
                accepted,
                unknown: e.unknown,
            });
            self.story.talks.push(talk);
        }
    }

    fn logons(&mut self, e: &Event, accepted: bool) {
        let door = e.door.clone().unwrap_or_else(|| "web".into());
        for (i, at) in self.moments(e, 1, 10.0).into_iter().enumerate() {
            let (account, client) = (nth(&e.account.list(), i), nth(&e.from.list(), i));
            let (door, unknown) = (door.clone(), e.unknown);
            self.story.logons.push(Logon { at, account, client, door, accepted, unknown });
        }
    }

    fn mail(&mut self, e: &Event) {
        let per_session = e.per_session.unwrap_or(if e.does == "spam" { 40 } else { 1_000 });
        let single = matches!(e.does.as_str(), "inbound" | "bounce");
        let per_session = if single { e.per_session.unwrap_or(1) } else { per_session };
        let moments = self.moments(e, 1, 2.0);
        for (n, chunk) in moments.chunks(per_session.max(1)).enumerate() {
            // A pause between conversations, so that the next opens after the last has ended.
            let pause = if single { 0 } else { n as i64 * 60_000 };
            let start = chunk.first().copied().unwrap() + pause;
            let mut talk = self.talk(e, start, n);
            let accounts = e.account.list();
            if !accounts.is_empty() {
                let account = nth(&accounts, n);
                talk.attempts.push(Attempt { at: start + 1_000, account, accepted: true, unknown: false });
            }
            for (i, at) in chunk.iter().enumerate() {
                let letter = self.letter(e, n * per_session + i, at + pause + 3_000);
                talk.letters.push(Letter { client: talk.client.clone(), ..letter });
            }
            self.report_on(e, &talk.letters);
            self.story.talks.push(talk);
        }
    }

    /// Our server's reports on letters that failed.
    fn report_on(&mut self, e: &Event, letters: &[Letter]) {
        for letter in letters.iter().filter(|l| l.sender != "<>") {
            let by_us = letter.fate == Fate::Unknown;
            let wanted = e.report.unwrap_or(by_us) && matches!(letter.fate, Fate::Unknown | Fate::Rejected);
            if wanted {
                let about = Some(letter.id());
                let report = self.report_to(vec![letter.sender.clone()], letter.at + 2_000, &letter.subject);
                self.story.reports.push(Report { letter: report, about });
            }
        }
    }

    fn report_to(&mut self, recipients: Vec<String>, at: Ms, subject: &str) -> Letter {
        self.n_letters += 1;
        Letter {
            at,
            number: self.n_letters,
            sender: "<>".into(),
            recipients,
            subject: format!("Undeliverable: {subject}"),
            fate: Fate::Sent,
            client: String::new(),
        }
    }

    fn letter(&mut self, e: &Event, i: usize, at: Ms) -> Letter {
        self.n_letters += 1;
        let recipients = recipients(e, self.n_letters as usize);
        let local = recipients.iter().all(|r| r.ends_with("@contoso.test"));
        let fate = match e.fate.as_deref() {
            None if local => Fate::Delivered,
            None | Some("sent") => Fate::Sent,
            Some("delivered") => Fate::Delivered,
            Some("deferred") => Fate::Deferred,
            Some("rejected") => Fate::Rejected,
            Some("unknown") => Fate::Unknown,
            Some("refused") => Fate::Refused,
            Some(other) => {
                assert_eq!(other, "", "no such fate");
                Fate::Sent
            }
        };
        let (sender, subject) = (nth(&senders(e), i), subject(e));
        Letter {
            at,
            number: self.n_letters,
            sender,
            recipients,
            subject,
            fate,
            client: nth(&e.from.list(), i),
        }
    }

    fn posts(&mut self, e: &Event) {
        for (i, at) in self.moments(e, 1, 2.0).into_iter().enumerate() {
            let letter = self.letter(e, i, at);
            self.report_on(e, std::slice::from_ref(&letter));
            self.story.posts.push(Post { letter });
        }
    }

    fn reports(&mut self, e: &Event) {
        for at in self.moments(e, 1, 2.0) {
            let to = recipients(e, self.n_letters as usize);
            let letter = self.report_to(to, at, &subject(e));
            self.story.reports.push(Report { letter, about: None });
        }
    }

    fn ordinary_day(&mut self, e: &Event) {
        let hourly = |does: &str, times: usize, every: f64| Event {
            does: does.into(),
            at: e.at.clone(),
            times: Some(times),
            every: Some(every),
            ..Event::default()
        };
        let many = |list: &[&str]| Many::Several(list.iter().map(|t| (*t).to_owned()).collect());
        self.mail(&Event {
            from: many(&["198.51.100.30", "198.51.100.31"]),
            ..hourly("inbound", 72, 1_200.0)
        });
        let (people, places) = (many(&["m.durand", "n.leroy"]), many(&["10.0.0.31", "10.0.0.32"]));
        self.logons(&Event { account: people, from: places, ..hourly("logon", 24, 3_600.0) }, true);
        let senders = many(&["m.durand@contoso.test", "n.leroy@contoso.test"]);
        self.posts(&Event { sender: senders, to: Recipients::Strangers(1), ..hourly("owa", 12, 7_200.0) });
    }

    fn changes(&mut self, e: &Event) {
        let (at, what) = (self.at(e), e.what.clone().unwrap());
        let by = e.by.clone().unwrap_or_else(|| "Administrator".into());
        let change = |account| Change { at, account, what: what.clone(), by: by.clone() };
        self.story.changes.extend(e.account.list().into_iter().map(change));
    }

    fn dump(&mut self, e: &Event) {
        let queues = e.queues.iter().map(|(hop, n)| (hop.clone(), *n)).collect();
        let clixml = e.shape.as_deref() == Some("clixml");
        self.story.dumps.push(Dump { at: self.at(e), queues, messages: e.messages, clixml });
    }

    fn connector(&mut self, e: &Event) {
        self.story.connectors.push(Connector {
            name: e.connector.clone().unwrap(),
            permissions: e.permissions.clone().unwrap_or_else(|| "AnonymousUsers".into()),
            ranges: e.ranges.clone().unwrap_or_else(|| "{0.0.0.0-255.255.255.255}".into()),
        });
    }
}

fn senders(e: &Event) -> Vec<String> {
    let given = e.sender.list();
    let usual = match e.does.as_str() {
        _ if !given.is_empty() => return given,
        "bounce" => vec!["<>"],
        "newsletter" => vec!["news@contoso.test"],
        "inbound" => vec!["desk@partner.example"],
        _ => SPAMMERS.to_vec(),
    };
    usual.into_iter().map(str::to_owned).collect()
}

fn subject(e: &Event) -> String {
    let usual = match e.does.as_str() {
        "bounce" => "Undeliverable: Win big",
        "newsletter" => "News of the month",
        "inbound" | "mail" => "Your order of Tuesday",
        _ => "Win big tonight",
    };
    e.subject.clone().unwrap_or_else(|| usual.to_owned())
}

fn recipients(e: &Event, number: usize) -> Vec<String> {
    let stranger = |k: usize| {
        let n = number * 7 + k;
        format!("v{n}@{}", STRANGE_DOMAINS[n % STRANGE_DOMAINS.len()])
    };
    match &e.to {
        Recipients::Named(list) if e.does == "bounce" => vec![nth(list, number)],
        Recipients::Named(list) => list.clone(),
        Recipients::Strangers(n) => (0..*n).map(stranger).collect(),
        Recipients::Default if matches!(e.does.as_str(), "inbound" | "bounce") => {
            vec!["m.durand@contoso.test".to_owned()]
        }
        Recipients::Default => (0..2).map(stranger).collect(),
    }
}
