//! What the values of a tracked message mean, wherever they stand: in the server's own log, or in what
//! `Get-MessageTrackingLog` prints.
//!
//! Knows no layout: values come by [`Column`]. The account that signed in is no column of tracking, and
//! neither sender nor return path is ever taken for it.

use crate::model::address::parse_address;
use crate::model::columns::{Run, Texts};
use crate::model::harvest::Harvest;
use crate::model::provenance::Place;
use crate::model::rows::{MailEvent, MailStep};
use crate::model::text::Symbol;
use crate::model::time::UtcTime;

/// `message-info` names no mechanism.
pub const NO_MECHANISM: u8 = 0xFF;
/// Number of [`Column`]s.
pub const COLUMNS: usize = 22;

/// The columns that are read, in the order of [`Column`], as the log names them.
pub const NAMES: [&str; COLUMNS] = [
    "client-ip",
    "client-hostname",
    "server-hostname",
    "source-context",
    "connector-id",
    "source",
    "event-id",
    "internal-message-id",
    "message-id",
    "network-message-id",
    "recipient-address",
    "recipient-status",
    "total-bytes",
    "recipient-count",
    "related-recipient-address",
    "reference",
    "message-subject",
    "sender-address",
    "return-path",
    "message-info",
    "original-client-ip",
    "custom-data",
];

/// A column of tracking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "they are named as in the log; see NAMES")]
pub enum Column {
    ClientIp,
    ClientHostname,
    ServerHostname,
    SourceContext,
    ConnectorId,
    Source,
    EventId,
    InternalMessageId,
    MessageId,
    NetworkMessageId,
    RecipientAddress,
    RecipientStatus,
    TotalBytes,
    RecipientCount,
    RelatedRecipientAddress,
    Reference,
    MessageSubject,
    SenderAddress,
    ReturnPath,
    MessageInfo,
    OriginalClientIp,
    CustomData,
}

/// Turns rows of one source into events.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tracker {
    /// Name of the server that accepts messages in this source.
    own: Symbol,
}

impl Tracker {
    /// The event that a row tells of.
    pub fn event<'a>(
        &mut self,
        get: &dyn Fn(Column) -> &'a str,
        time: UtcTime,
        place: Place,
        out: &mut Harvest,
    ) -> MailEvent {
        let step = step_of(get(Column::EventId));
        let listed = recipients(get(Column::RecipientAddress), out);
        let count = get(Column::RecipientCount).parse().unwrap_or(listed.0.len);
        let (mechanism, auth_as) = match step {
            MailStep::Receive => message_info(get(Column::MessageInfo)),
            _ => (NO_MECHANISM, 0),
        };
        let mut text = |column: Column| out.text.intern(get(column));
        MailEvent {
            time,
            place,
            step,
            event: text(Column::EventId),
            via: text(Column::Source),
            connector: text(Column::ConnectorId),
            internal_id: get(Column::InternalMessageId).parse().unwrap_or(0),
            message_id: text(Column::MessageId),
            network_id: text(Column::NetworkMessageId),
            recipients: listed,
            n_recipients: count,
            status: text(Column::RecipientStatus),
            related: text(Column::RelatedRecipientAddress),
            reference: text(Column::Reference),
            subject: text(Column::MessageSubject),
            sender: text(Column::SenderAddress),
            reverse_path: text(Column::ReturnPath),
            size: size(get(Column::TotalBytes)),
            mechanism,
            auth_as,
            session: session(get(Column::SourceContext), out),
            address: address(get(Column::ClientIp), out),
            original_address: original(get(Column::OriginalClientIp), get(Column::CustomData), out),
            server: self.server(step, get, out),
            source: out.source,
            account: Symbol::NONE,
        }
    }

    /// Whose queue the row is about: the receiver of RECEIVE, the sender of SEND, else whichever of the two
    /// is the server that accepts messages in this source.
    fn server<'a>(&mut self, step: MailStep, get: &dyn Fn(Column) -> &'a str, out: &mut Harvest) -> Symbol {
        let client = out.text.intern(get(Column::ClientHostname));
        let server = out.text.intern(get(Column::ServerHostname));
        let found = match step {
            MailStep::Receive => server,
            MailStep::Send => client.or(server),
            _ if client.is_some() && client == self.own => client,
            _ => server.or(client),
        };
        if step == MailStep::Receive && self.own.is_none() {
            self.own = found;
            out.server = found;
        }
        found
    }
}

/// The real client, where the front end handed its address on.
fn original(stated: &str, custom: &str, out: &mut Harvest) -> Symbol {
    let stated = address(stated, out);
    if stated.is_some() {
        return stated;
    }
    // `S:ProxiedClientIPAddress=…;` in the log, `[ProxiedClientIPAddress, …]` in what cmdlets print.
    let Some((_, rest)) = custom.split_once("ProxiedClientIPAddress") else {
        return Symbol::NONE;
    };
    let rest = rest.trim_start_matches(['=', ',', ' ']);
    address(rest.split([';', ',', ']', '}']).next().unwrap_or(""), out)
}

/// Recipients of the row; the pool takes each address once a row. Braces are what a printed list has.
fn recipients(text: &str, out: &mut Harvest) -> Texts {
    let printed = text.strip_prefix('{').map(|t| t.trim_end_matches('}'));
    let parts = printed.unwrap_or(text).split(|c| c == ';' || (c == ',' && printed.is_some()));
    let listed = parts.map(str::trim).filter(|r| !r.is_empty() && *r != "..." && *r != "…");
    let pool = &mut out.text;
    Texts(Run::push(&mut out.tables.texts, listed.map(|r| pool.intern(r))))
}

/// An address of a client, canonical; not stated where the text is none.
pub fn address(text: &str, out: &mut Harvest) -> Symbol {
    parse_address(text).map_or(Symbol::NONE, |ip| out.text.intern(&ip.to_string()))
}

/// The first part of source-context, where it is a session id: hex digits, then the rest of the trio.
fn session(context: &str, out: &mut Harvest) -> Symbol {
    let id = context.split(';').next().unwrap_or("");
    let hex = (3..=16).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_hexdigit());
    if hex { out.text.intern(id) } else { Symbol::NONE }
}

/// A number of bytes, as far as the column can hold it.
#[must_use]
pub fn size(text: &str) -> u32 {
    text.trim().parse::<u64>().map_or(0, |n| u32::try_from(n).unwrap_or(u32::MAX))
}

/// What an event id does to the queues.
#[must_use]
pub fn step_of(event: &str) -> MailStep {
    match event {
        "RECEIVE" => MailStep::Receive,
        "SEND" | "SENDEXTERNAL" => MailStep::Send,
        "DELIVER" => MailStep::Deliver,
        "DEFER" => MailStep::Defer,
        "FAIL" => MailStep::Fail,
        "DSN" => MailStep::Dsn,
        "EXPAND" => MailStep::Expand,
        "RESOLVE" | "REDIRECT" => MailStep::Rewrite,
        "TRANSFER" => MailStep::Transfer,
        "LOAD" | "RESUBMIT" => MailStep::Load,
        "DROP" | "BADMAIL" | "SUPPRESSED" | "POISONMESSAGE" => MailStep::Drop,
        e if e.starts_with("DUPLICATE") => MailStep::Drop,
        _ => MailStep::Other,
    }
}

/// `06I: ` is mechanism 6 and `I`; one digit is read as well.
fn message_info(info: &str) -> (u8, u8) {
    let code = info.split(':').next().unwrap_or("").trim();
    let none = (NO_MECHANISM, 0);
    let Some(letter) = code.chars().next_back().filter(char::is_ascii_alphabetic) else {
        return none;
    };
    match u8::from_str_radix(&code[..code.len() - 1], 16) {
        Ok(mechanism) if code.len() <= 3 => (mechanism, letter.to_ascii_uppercase() as u8),
        _ => none,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn message_info_is_mechanism_and_trust() {
        assert_eq!(message_info("0cA:"), (12, b'A'));
        assert_eq!(message_info("0I: "), (0, b'I'));
        assert_eq!(message_info("2025-11-03T02:14:55.120Z;LSRV=EX1"), (NO_MECHANISM, 0));
        assert_eq!(message_info("é"), (NO_MECHANISM, 0));
    }

    #[test]
    fn the_proxied_client_is_found_in_the_log_and_in_print() {
        let mut out = Harvest::default();
        for custom in [
            "S:A=1;S:ProxiedClientIPAddress=203.0.113.9;S:B=2",
            "{[ProxiedClientIPAddress, 203.0.113.9], [B, 2]}",
        ] {
            let found = original("", custom, &mut out);
            assert_eq!(out.text.get(found), "203.0.113.9", "{custom}");
        }
    }
}
