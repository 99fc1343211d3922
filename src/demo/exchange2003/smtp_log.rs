//! `SMTPSVC1\exYYMMDD.log`: commands and answers of the SMTP service in W3C form, all columns.
//!
//! `cs-username` is the name of the greeting, never an account. No public sample shows AUTH; the rows with
//! 334, 235 and 535 are how the other commands' rows suggest it.

use super::super::plan::{Conversation, Mail, Outcome, millis, seconds};
use super::super::receive_log::message_id;
use super::super::text_log::pattern;
use super::daily_log::DailyLog;
use crate::model::time::UtcTime;
use std::io;
use std::path::Path;

const HEAD: &str = "#Software: Microsoft Internet Information Services 6.0\r\n#Version: 1.0\r\n\
#Date: %Y-%m-%d %H:%M:%S\r\n\
#Fields: date time c-ip cs-username s-sitename s-computername s-ip s-port cs-method cs-uri-stem cs-uri-query \
sc-status sc-win32-status sc-bytes cs-bytes time-taken cs-version cs-host cs(User-Agent) cs(Cookie) cs(Referer) \r\n";

/// The log being written.
pub(super) struct SmtpLog(DailyLog);

impl SmtpLog {
    pub(super) fn create(folder: &Path) -> io::Result<Self> {
        Ok(Self(DailyLog::new(folder, "ex%y%m%d.log", HEAD)?))
    }

    pub(super) fn conversation(&mut self, c: &Conversation) {
        self.row(c, millis(c.start, 40), "EHLO", &format!("+{}", c.helo), 250);
        for attempt in &c.attempts {
            let answer = if attempt.outcome == Outcome::Accepted { 235 } else { 535 };
            self.row(c, millis(attempt.at, -109), "AUTH", "-", 334);
            self.row(c, attempt.at, "AUTH", "-", answer);
        }
        c.mails.iter().for_each(|m| self.mail(c, m));
        let last = c.attempts.iter().map(|a| a.at).chain(c.mails.iter().map(|m| m.accepted)).max();
        let end = seconds(last.unwrap_or(c.start), 1);
        self.row(c, end, "QUIT", &c.helo, 240);
    }

    fn mail(&mut self, c: &Conversation, mail: &Mail) {
        let begin = millis(mail.accepted, -900);
        self.row(c, begin, "MAIL", &format!("+FROM:<{}>+SIZE={}", mail.sender, mail.bytes), 250);
        for recipient in &mail.recipients {
            self.row(c, millis(begin, 21), "RCPT", &format!("+TO:<{recipient}>"), 250);
        }
        self.row(c, mail.accepted, "DATA", &format!("+{}", message_id(mail)), 250);
    }

    fn row(&mut self, c: &Conversation, at: UtcTime, method: &str, query: &str, status: u32) {
        let time = pattern(at, "%Y-%m-%d %H:%M:%S");
        let taken = if method == "QUIT" { at.seconds_since(c.start) * 1000 } else { 0 };
        let row = format!(
            "{time} {} {} SMTPSVC1 EX1 10.0.0.5 0 {method} - {query} {status} 0 47 {} {taken} SMTP - - - -",
            c.client,
            c.helo,
            query.len() + method.len()
        );
        self.0.push(at, row);
    }

    pub(super) fn flush_before(&mut self, limit: UtcTime) -> io::Result<()> {
        self.0.flush_before(limit)
    }

    pub(super) fn finish(self) -> io::Result<()> {
        self.0.finish()
    }
}
