//! What the header of one message states, gathered field by field, and the row it becomes.
//!
//! Keeps the few fields that matter, however many there are.

use super::fields::{Field, Hop, addresses, cut, date, lacks_zone, path, text};
use super::likeness::Likeness;
use crate::evidence::mask::mask;
use crate::model::address::{canonical, is_private, parse_address};
use crate::model::columns::{Run, Texts};
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::rows::{Held, HeldMessage};
use crate::model::text::Symbol;
use crate::model::time::UtcTime;

/// Recipients kept of a message; all are counted.
const MAX_RECIPIENTS: usize = 1_000;
/// Senders kept of a message.
const MAX_FROM: usize = 5;
/// Longest text kept in a row, in bytes.
const MAX_TEXT: usize = 1_000;

/// How reports begin their subject, in lower case: Exchange in its languages, then other servers.
const REPORT_SUBJECTS: &[&str] = &[
    "undeliverable",
    "non remis",
    "non distribuable",
    "unzustellbar",
    "onbestelbaar",
    "non recapitabile",
    "no se puede entregar",
    "não é possível entregar",
    "delivery status notification",
    "undelivered mail returned",
    "mail delivery failed",
    "mail system error",
    "returned mail",
    "delivery failure",
    "failure notice",
];
/// Who signs reports, in lower case.
const REPORT_SENDERS: &[&str] = &[
    "postmaster@",
    "mailer-daemon",
    "system administrator",
    "microsoftexchange329e71ec88ae4615bbc36ab6ce41109e",
];
/// Transfer encodings there are.
const TRANSFERS: &[&str] = &["7bit", "8bit", "binary", "quoted-printable", "base64"];

/// What one header states.
#[derive(Debug, Default)]
pub(super) struct Facts {
    n_known: u32,
    /// `From` fields met.
    pub(super) n_from: u32,
    from: Vec<String>,
    from_signs_reports: bool,
    to: List,
    lists_nobody: bool,
    receivers: List,
    subject: Option<String>,
    date: Option<(UtcTime, String)>,
    /// The date states no offset.
    pub(super) date_without_zone: bool,
    message_id: Option<String>,
    return_path: Option<String>,
    replay_sender: Option<String>,
    replay_address: Option<String>,
    /// Something other than a replay header was met.
    past_replay: bool,
    hop: Option<Hop>,
    sender_hop: Option<Hop>,
    originating: Option<String>,
    auth_as: Option<String>,
    scl: Option<i8>,
    says_report: bool,
    /// The message is nothing but another message.
    pub(super) is_message: bool,
    body: Body,
}

/// Addresses kept and counted.
#[derive(Debug, Default)]
struct List {
    kept: Vec<String>,
    n: u64,
}

impl List {
    fn add(&mut self, (kept, n): (Vec<String>, u64)) {
        let room = MAX_RECIPIENTS.saturating_sub(self.kept.len());
        self.kept.extend(kept.into_iter().take(room));
        self.n = self.n.saturating_add(n);
    }
}

/// What the header promises about the body, and what is not so.
#[derive(Debug, Default)]
struct Body {
    is_base64: bool,
    is_utf8: bool,
    is_odd: bool,
    likeness: Likeness,
}

impl Facts {
    /// No known field was met.
    pub(super) fn is_empty(&self) -> bool {
        self.n_known == 0
    }

    /// Takes one field.
    pub(super) fn take(&mut self, field: &Field) {
        let name = field.name.to_ascii_lowercase();
        let value = field.value.trim();
        self.past_replay |= !name.starts_with("x-");
        if value.is_empty() {
            return;
        }
        self.n_known += 1;
        match name.as_str() {
            "received" => self.take_hop(value),
            "from" => self.take_from(value),
            "to" | "cc" => self.take_recipients(value),
            "date" => self.take_date(value),
            "subject" => set(&mut self.subject, || text(value)),
            "message-id" => set(&mut self.message_id, || value.to_owned()),
            "return-path" => set(&mut self.return_path, || path(value)),
            "content-type" => self.take_content_type(value),
            "content-transfer-encoding" => self.take_transfer(value),
            _ if name.starts_with("x-") => self.take_extension(&name, value),
            _ => self.n_known -= 1,
        }
    }

    fn take_extension(&mut self, name: &str, value: &str) {
        let is_replay = !self.past_replay;
        match name {
            "x-sender" if is_replay => set(&mut self.replay_sender, || path(value)),
            "x-receiver" if is_replay => self.receivers.add((vec![path(value)], 1)),
            "x-sourceipaddress" if is_replay => set(&mut self.replay_address, || canonical(value)),
            "x-originating-ip" => set(&mut self.originating, || canonical(value)),
            "x-ms-exchange-organization-authas" => set(&mut self.auth_as, || value.to_owned()),
            "x-ms-exchange-organization-scl" => self.scl = self.scl.or(value.parse().ok()),
            "x-ms-exchange-message-is-ndr" => self.says_report = true,
            _ => {}
        }
    }

    /// The header is read from the top: the last Microsoft hop met is the first on the message's way, but
    /// of those who name an account the topmost is the one least easily forged.
    fn take_hop(&mut self, value: &str) {
        let hop = Hop::parse(value);
        if hop.account.is_some() && self.sender_hop.is_none() {
            self.sender_hop = Some(hop.clone());
        }
        if hop.is_microsoft() {
            self.hop = Some(hop);
        }
    }

    fn take_from(&mut self, value: &str) {
        self.n_from = self.n_from.saturating_add(1);
        let room = MAX_FROM.saturating_sub(self.from.len());
        let (mut found, _) = addresses(value, room);
        if found.is_empty() && room > 0 {
            found.push(text(value));
        }
        self.from.extend(found);
        let lower = cut(value, MAX_TEXT).to_lowercase();
        self.from_signs_reports |= REPORT_SENDERS.iter().any(|s| lower.contains(s));
    }

    fn take_recipients(&mut self, value: &str) {
        let found = addresses(value, MAX_RECIPIENTS);
        self.lists_nobody |= found.1 == 0 && value.len() > MAX_TEXT;
        self.to.add(found);
    }

    fn take_date(&mut self, value: &str) {
        if self.date.is_none() {
            let time = date(value).unwrap_or(UtcTime::UNKNOWN);
            self.date_without_zone = time != UtcTime::UNKNOWN && lacks_zone(value);
            self.date = Some((time, cut(value, 100).to_owned()));
        }
    }

    fn take_content_type(&mut self, value: &str) {
        let lower = cut(value, MAX_TEXT).to_lowercase();
        self.says_report |= lower.starts_with("multipart/report")
            && (lower.contains("delivery-status") || !lower.contains("report-type"));
        self.is_message = lower.starts_with("message/");
        self.body.is_utf8 = lower.contains("utf-8");
        let boundary = lower.split("boundary=").nth(1).unwrap_or_default();
        let names_none = boundary.trim_matches(['"', ' ']).is_empty();
        self.body.is_odd |= lower.starts_with("multipart/") && names_none;
    }

    fn take_transfer(&mut self, value: &str) {
        let lower = value.to_ascii_lowercase();
        self.body.is_base64 = lower == "base64";
        self.body.is_odd |= !TRANSFERS.contains(&lower.as_str());
    }

    /// Looks at a line of the body, without decoding it.
    pub(super) fn body_line(&mut self, line: &str, bad_encoding: bool) {
        self.body.likeness.line(line);
        let alphabet = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=' | b' ' | b'\t');
        self.body.is_odd |= self.body.is_utf8 && bad_encoding;
        // One look at each line's beginning is enough to see that it is no base64.
        self.body.is_odd |= self.body.is_base64 && !line.bytes().take(100).all(alphabet);
    }

    /// The body is not what the header says.
    pub(super) fn body_is_odd(&self) -> bool {
        self.body.is_odd
    }

    /// The envelope's recipients where the file has them, else the header's.
    fn recipients(&self) -> &List {
        if self.receivers.n > 0 { &self.receivers } else { &self.to }
    }

    /// A long list without one address.
    pub(super) fn lists_nobody(&self) -> bool {
        self.lists_nobody
    }

    /// More recipients than are kept.
    pub(super) fn recipients_cut(&self) -> bool {
        self.recipients().n > self.recipients().kept.len() as u64
    }

    /// A delivery report: it says so, or two of three signs agree, since older servers write no report part.
    pub(super) fn is_report(&self) -> bool {
        let subject = self.subject.as_deref().unwrap_or_default();
        let subject = cut(subject, MAX_TEXT).to_lowercase();
        let signs = [
            self.reverse_path() == Some("<>"),
            self.from_signs_reports,
            REPORT_SUBJECTS.iter().any(|s| subject.starts_with(s)),
        ];
        self.says_report || signs.iter().filter(|s| **s).count() >= 2
    }

    fn reverse_path(&self) -> Option<&str> {
        self.replay_sender.as_deref().or(self.return_path.as_deref())
    }

    /// Where it came from: what the server noted beside the message, else the client of the first Microsoft
    /// hop; a mail program's own note where that client is inside.
    fn address(&self) -> Option<String> {
        let hop = self.hop.as_ref().or(self.sender_hop.as_ref()).and_then(|h| h.address);
        let outside = hop.filter(|ip| !is_private(*ip)).map(|ip| ip.to_string());
        let originating = self.originating.clone().filter(|text| parse_address(text).is_some());
        self.replay_address.clone().or(outside).or(originating).or(hop.map(|ip| ip.to_string()))
    }

    /// Ends the record as read, with its row.
    pub(super) fn push_row(&self, out: &mut Harvest, place: Place, size: u32) {
        let (time, written) = self.date.clone().unwrap_or_default();
        if time == UtcTime::UNKNOWN && !written.is_empty() {
            out.warn(place, Fault::Time(mask(&written)));
        }
        let recipients = self.recipients();
        let symbols: Vec<Symbol> = recipients.kept.iter().map(|r| intern(out, r)).collect();
        let mut of = |text: Option<&str>| intern(out, text.unwrap_or_default());
        let account = self.sender_hop.as_ref().and_then(|h| h.account.as_deref());
        let row = HeldMessage {
            time,
            place,
            held: Held::File,
            reverse_path: of(self.reverse_path()),
            header_from: of(Some(&self.from.join(", "))),
            n_recipients: u32::try_from(recipients.n).unwrap_or(u32::MAX),
            subject: of(self.subject.as_deref()),
            message_id: of(self.message_id.as_deref()),
            address: of(self.address().as_deref()),
            via: of(self.hop.as_ref().map(|h| h.with.as_str())),
            auth_as: of(self.auth_as.as_deref()),
            account: of(account),
            scl: self.scl.unwrap_or(i8::MIN).cast_unsigned(),
            size,
            is_report: self.is_report(),
            body: self.body.likeness.bits(),
            source: out.source,
            recipients: Texts(Run::push(&mut out.tables.texts, symbols)),
            ..HeldMessage::default()
        };
        out.tables.held.push(row);
        out.read(time);
    }
}

/// Keeps the first value of a field.
fn set(place: &mut Option<String>, value: impl FnOnce() -> String) {
    if place.is_none() {
        *place = Some(value());
    }
}

fn intern(out: &mut Harvest, text: &str) -> Symbol {
    let masked = mask(text.trim());
    out.intern(cut(&masked, MAX_TEXT))
}
