//! `Get-Queue` and `Get-Message` as CSV, CLIXML, JSON or a printed list: what waits, where, and why.
//!
//! A dump states no capture time: it is taken from the file's name where our collecting command put it, else
//! from the file's time, and that is told. Shadow queues are redundant copies and marked as such. Counts per
//! priority are never added up, since real dumps contradict their own total.

use crate::evidence::dates::DateReader;
use crate::evidence::dump;
use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::hints::Hints;
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::object::Object;
use crate::evidence::source::Source;
use crate::model::address::canonical;
use crate::model::columns::{Run, Texts};
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::rows::{Held, HeldMessage, QueueReading, QueueSample};
use crate::model::text::Symbol;
use crate::model::time::{Span, UtcTime};
use crate::task::Task;

/// `Get-Queue` and `Get-Message` stop at this many rows unless told otherwise.
const DEFAULT_RESULT_SIZE: u64 = 1_000;
/// Recipients kept of one message.
const MAX_RECIPIENTS: usize = 1_000;

/// Numbers of the status of a queue, as JSON has them.
const STATUS: &[&str] = &["None", "Active", "Ready", "Retry", "Suspended", "Connecting", "Throttled"];
/// Numbers of the delivery type.
const DELIVERY_TYPES: &[&str] = &[
    "Undefined",
    "DnsConnectorDelivery",
    "MapiDelivery",
    "NonSmtpGatewayDelivery",
    "SmartHostConnectorDelivery",
    "SmtpRelayToRemoteAdSite",
    "SmtpRelayToTiRg",
    "SmtpRelayWithinAdSite",
    "SmtpRelayWithinAdSiteToEdge",
    "Unreachable",
    "ShadowRedundancy",
    "Heartbeat",
    "DeliveryAgent",
    "SmtpDeliveryToMailbox",
    "SmtpRelayToDag",
    "SmtpRelayToMailboxDeliveryGroup",
    "SmtpRelayToConnectorSourceServers",
    "SmtpRelayToServers",
    "SmtpRelayToRemoteForest",
    "SmtpDeliveryToExo",
    "HttpDeliveryToMailbox",
];

/// The format.
#[derive(Debug)]
pub struct QueueDump;

impl Format for QueueDump {
    fn key(&self) -> &'static str {
        "queue-dump"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let names = dump::names(head, dump::serialisation(head.text)?);
        let queue = dump::has_all(&names, &["Identity", "MessageCount"])
            && ["NextHopDomain", "DeliveryType", "Status"].iter().any(|n| dump::has_all(&names, &[n]));
        // A caption with a blank is that of a console's list, which is another format.
        let is_caption =
            |n: &String| n.eq_ignore_ascii_case("Next Hop Domain") || n.eq_ignore_ascii_case("From Address");
        if names.iter().any(is_caption) {
            return None;
        }
        let digest = dump::has_all(&names, &["GroupByValue", "MessageCount"]);
        let message = dump::has_all(&names, &["FromAddress", "Status"])
            || dump::has_all(&names, &["Identity", "MessageSourceName"]);
        let why = match () {
            () if queue => "why-get-queue",
            () if digest => "why-queue-digest",
            () if message => "why-get-message",
            () => return None,
        };
        Some(Recognised { certainty: 80, why })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let hints = source.hints.clone();
        let captured = hints.captured_at.unwrap_or(UtcTime::UNKNOWN);
        if hints.captured_by_file_time {
            out.warn(Place::FILE, Fault::Note("note-captured-by-file-time"));
        }
        let mut dates = DateReader::default();
        let mut told_digest = false;
        let result = dump::harvest(source, out, task, &mut |object, out| {
            if object.has("GroupByValue") && !std::mem::replace(&mut told_digest, true) {
                out.warn(Place::FILE, Fault::Note("note-queue-digest"));
            }
            if object.has("MessageCount") {
                take_queue(object, captured, out);
            } else {
                take_message(object, &mut dates, &hints, out);
            }
            true
        });
        if out.balance.read == DEFAULT_RESULT_SIZE {
            out.warn(Place::FILE, Fault::Note("note-result-size"));
        }
        result
    }

    fn raw(&self, source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
        dump::raw(source, place)
    }
}

fn take_queue(object: &Object, captured: UtcTime, out: &mut Harvest) {
    let identity = identity(object);
    let delivery_type = word(object.get(&["DeliveryType"]), DELIVERY_TYPES);
    let is_shadow = delivery_type == "ShadowRedundancy" || identity.to_lowercase().contains("\\shadow\\");
    let server = server_of(&identity, out);
    let row = QueueSample {
        time: captured,
        source: out.source,
        place: object.place,
        reading: QueueReading::Snapshot,
        server,
        queue: out.intern(&identity),
        next_hop: out.intern(object.get(&["NextHopDomain", "GroupByValue"])),
        delivery_type: out.intern(&delivery_type),
        status: out.intern(&word(object.get(&["Status"]), STATUS)),
        n_messages: number(object.get(&["MessageCount"])),
        n_deferred: number(object.get(&["DeferredMessageCount"])),
        incoming: rate(object.get(&["IncomingRate"])),
        outgoing: rate(object.get(&["OutgoingRate"])),
        last_error: out.intern(&one_line(object.get(&["LastError"]))),
        is_shadow,
    };
    out.server = out.server.or(server);
    Span::grow(&mut out.span, captured);
    out.tables.queues.push(row);
}

fn take_message(object: &Object, dates: &mut DateReader, hints: &Hints, out: &mut Harvest) {
    let identity = identity(object);
    let server = server_of(&identity, out);
    let received = object.get(&["DateReceived"]);
    let time = dates.tell(received, hints, object.place, out);
    let recipients = recipients_of(object.get(&["Recipients"]));
    let n_recipients = u32::try_from(recipients.len()).unwrap_or(u32::MAX);
    let symbols: Vec<Symbol> = recipients.iter().take(MAX_RECIPIENTS).map(|r| out.intern(r)).collect();
    let recipients = Texts(Run::push(&mut out.tables.texts, symbols));
    let from = object.get(&["FromAddress"]);
    // Without the column nothing is known of the sender.
    let no_sender = from == "<>" || (from.is_empty() && object.has("FromAddress"));
    let is_report = no_sender || object.get(&["MessageSourceName"]) == "DSN";
    let queue = object.get(&["Queue", "Queue ID"]);
    let row = HeldMessage {
        time,
        source: out.source,
        place: object.place,
        held: Held::Queued,
        server,
        queue: out.intern(if queue.is_empty() { parent(&identity) } else { queue }),
        reverse_path: out.intern(if no_sender { "<>" } else { from }),
        recipients,
        n_recipients,
        subject: out.intern(object.get(&["Subject"])),
        message_id: out.intern(object.get(&["InternetMessageId"])),
        address: out.intern(&canonical(&dump::inner(object.get(&["SourceIP"]), &["IPAddressToString"]))),
        via: out.intern(object.get(&["MessageSourceName"])),
        status: out.intern(object.get(&["Status"])),
        last_error: out.intern(&one_line(object.get(&["LastError"]))),
        scl: scl(object.get(&["SCL"])),
        size: size(object.get(&["Size", "Size (KB)"])),
        is_report,
        ..HeldMessage::default()
    };
    out.server = out.server.or(server);
    Span::grow(&mut out.span, time);
    out.tables.held.push(row);
}

/// `EX1\901`, also where JSON cut the identity into its parts.
fn identity(object: &Object) -> String {
    let text = object.get(&["Identity", "QueueIdentity"]);
    if !text.starts_with('{') {
        return text.to_owned();
    }
    format!("{}\\{}", dump::inner(text, &["Server"]), dump::inner(text, &["RowId"]))
}

fn server_of(identity: &str, out: &mut Harvest) -> Symbol {
    let server = identity.split_once('\\').map_or("", |(server, _)| server);
    out.intern(server)
}

/// `EX1\909` of the message `EX1\909\900000557`.
fn parent(identity: &str) -> &str {
    identity.rsplit_once('\\').map_or("", |(queue, _)| queue)
}

/// The word of an enum that may be written as its number.
fn word(text: &str, words: &[&str]) -> String {
    let named = text.parse::<usize>().ok().and_then(|n| words.get(n));
    named.map_or_else(|| text.to_owned(), |w| (*w).to_owned())
}

/// A count, with whatever separators the locale put in.
fn number(text: &str) -> u32 {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(0)
}

fn rate(text: &str) -> f32 {
    text.replace(',', ".").parse().unwrap_or(f32::NAN)
}

/// Digits inside the brackets of `4.205 KB (4,306 bytes)`; KB where there is no bracket.
fn size(text: &str) -> u32 {
    match text.split_once('(') {
        Some((_, bytes)) => number(bytes),
        None if text.chars().all(|c| c.is_ascii_digit()) => number(text),
        None => number(text.split(['.', ' ']).next().unwrap_or("")).saturating_mul(1024),
    }
}

/// An error breaks at another place in each serialisation, and is one error all the same.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// -1 is trusted, 0 to 9 a rating; `i8::MIN` where none is stated.
fn scl(text: &str) -> u8 {
    let level = text.parse::<i8>().unwrap_or(i8::MIN);
    u8::from_ne_bytes(level.to_ne_bytes())
}

/// Addresses of `a@x;b@y`, of the flat form `a@x;2;2;status;16;connector;0` one after the other, and of
/// the objects JSON makes of it.
fn recipients_of(text: &str) -> Vec<&str> {
    let parts = text.split([';', '{', '}', ',', '"']).map(str::trim);
    parts.filter(|p| p.contains('@') && !p.contains(' ')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLIXML: &str = r#"<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"><Obj RefId="0"><Props><Obj N="DeliveryType" RefId="1"><ToString>DnsConnectorDelivery</ToString><I32>1</I32></Obj><S N="NextHopDomain">example.net</S><Obj N="Status" RefId="2"><ToString>Retry</ToString><I32>3</I32></Obj><I32 N="MessageCount">1482</I32><S N="LastError">451 4.7.0_x000D__x000A_later</S><S N="Identity">EX1\901</S></Props></Obj><Obj RefId="3"><Props><Obj N="DeliveryType" RefId="4"><ToString>ShadowRedundancy</ToString><I32>10</I32></Obj><S N="NextHopDomain">ex2</S><Obj N="Status" RefId="5"><ToString>Ready</ToString><I32>2</I32></Obj><I32 N="MessageCount">37</I32><S N="LastError"></S><S N="Identity">EX1\Shadow\3</S></Props></Obj></Objs>"#;
    const CSV: &str = "#TYPE Microsoft.Exchange.Data.QueueViewer.ExtensibleQueueInfo\r\n\"Identity\",\"DeliveryType\",\"NextHopDomain\",\"Status\",\"MessageCount\",\"LastError\"\r\n\"EX1\\901\",\"DnsConnectorDelivery\",\"example.net\",\"Retry\",\"1482\",\"451 4.7.0\r\nlater\"\r\n\"EX1\\Shadow\\3\",\"ShadowRedundancy\",\"ex2\",\"Ready\",\"37\",\"\"\r\n";
    const JSON: &str = r#"[{"Identity":"EX1\\901","DeliveryType":1,"NextHopDomain":"example.net","Status":3,"MessageCount":1482,"LastError":"451 4.7.0\nlater"},{"Identity":"EX1\\Shadow\\3","DeliveryType":10,"NextHopDomain":"ex2","Status":2,"MessageCount":37,"LastError":""}]"#;
    const LIST: &str = "\r\nIdentity      : EX1\\901\r\nDeliveryType  : DnsConnectorDelivery\r\nNextHopDomain : example.net\r\nStatus        : Retry\r\nMessageCount  : 1,482\r\nLastError     : 451 4.7.0\r\n                later\r\n\r\nIdentity      : EX1\\Shadow\\3\r\nDeliveryType  : ShadowRedundancy\r\nNextHopDomain : ex2\r\nStatus        : Ready\r\nMessageCount  : 37\r\nLastError     :\r\n";

    fn harvest(text: &str) -> Harvest {
        let head = Head { bytes: text.as_bytes(), text, whole: true };
        assert_eq!(QueueDump.recognise(&head).map(|r| r.certainty), Some(80), "{text}");
        let mut source = Source::of_bytes("queues_20251103T021454Z.xml", text.as_bytes().to_vec());
        source.hints = Hints { captured_at: Some(UtcTime::from_unix(1_762_136_094, 0)), ..Hints::default() };
        let mut out = Harvest::default();
        QueueDump.read(&mut source, &mut out, &Task::detached()).unwrap();
        assert!(out.balance.holds());
        out
    }

    #[test]
    fn four_serialisations_give_the_same_queues() {
        let say = |text: &str| {
            let out = harvest(text);
            let rows: Vec<_> = out.tables.queues.rows().collect();
            let tell = |r: &QueueSample| {
                let text = |s| out.text.get(s).to_owned();
                (
                    text(r.queue),
                    text(r.delivery_type),
                    text(r.next_hop),
                    text(r.status),
                    r.n_messages,
                    text(r.last_error),
                    r.is_shadow,
                )
            };
            rows.iter().map(tell).collect::<Vec<_>>()
        };
        let expected = say(CLIXML);
        assert_eq!(expected[0].4, 1482);
        assert!(!expected[0].6 && expected[1].6, "shadow queues are copies");
        for text in [CSV, JSON, LIST] {
            assert_eq!(say(text), expected, "{text}");
        }
    }

    #[test]
    fn json_of_a_local_console_gives_addresses_and_recipients_too() {
        let out = harvest(
            r#"[{"Identity":"EX1\\901\\1","FromAddress":"a@shop.example","MessageSourceName":"SMTP:Default EX1","SourceIP":{"Address":151587081,"IPAddressToString":"203.0.113.9"},"Recipients":[{"Address":"v1@example.net","Type":2},{"Address":"v2@example.net","Type":2}],"Subject":"x","Status":4,"Size":"1 KB (1,024 bytes)"}]"#,
        );
        let row = out.tables.held.row(0);
        assert_eq!(out.text.get(row.address), "203.0.113.9");
        let names: Vec<_> = row.recipients.0.of(&out.tables.texts).iter().map(|s| out.text.get(*s)).collect();
        assert_eq!(names, ["v1@example.net", "v2@example.net"]);
        assert!(!row.is_report);
    }

    #[test]
    fn without_a_sender_column_no_message_passes_for_a_report() {
        let out = harvest(
            "\"Identity\",\"Status\",\"Size\",\"Subject\",\"MessageSourceName\",\"DateReceived\"\r\n\"EX1\\901\\1\",\"Ready\",\"1 KB (1,024 bytes)\",\"x\",\"SMTP:Default EX1\",\"2025-11-03 03:14:55\"\r\n",
        );
        assert!(!out.tables.held.row(0).is_report);
        assert!(out.tables.held.row(0).reverse_path.is_none());
    }

    #[test]
    fn four_serialisations_give_the_same_messages() {
        let clixml = r#"<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"><Obj RefId="0"><Props><Obj N="Identity" RefId="1"><ToString>EX1\901\90071</ToString></Obj><S N="FromAddress">&lt;&gt;</S><Obj N="Status" RefId="2"><ToString>Ready</ToString><I32>4</I32></Obj><Obj N="Size" RefId="3"><ToString>4.205 KB (4,306 bytes)</ToString></Obj><I32 N="SCL">-1</I32><S N="Subject">Undeliverable: Win big</S><S N="SourceIP">203.0.113.9</S><S N="MessageSourceName">DSN</S><DT N="DateReceived">2025-11-13T03:14:55+01:00</DT></Props></Obj></Objs>"#;
        let csv = "\"Identity\",\"FromAddress\",\"Status\",\"Size\",\"SCL\",\"Subject\",\"SourceIP\",\"MessageSourceName\",\"DateReceived\"\r\n\"EX1\\901\\90071\",\"<>\",\"Ready\",\"4.205 KB (4,306 bytes)\",\"-1\",\"Undeliverable: Win big\",\"203.0.113.9\",\"DSN\",\"13-11-2025 02:14:55\"\r\n";
        let json = r#"{"Identity":"EX1\\901\\90071","FromAddress":"<>","Status":"Ready","Size":"4.205 KB (4,306 bytes)","SCL":-1,"Subject":"Undeliverable: Win big","SourceIP":"203.0.113.9","MessageSourceName":"DSN","DateReceived":"\/Date(1763000095000)\/"}"#;
        let list = "Identity          : EX1\\901\\90071\r\nFromAddress       : <>\r\nStatus            : Ready\r\nSize              : 4.205 KB (4,306 bytes)\r\nSCL               : -1\r\nSubject           : Undeliverable: Win\r\n                    big\r\nSourceIP          : 203.0.113.9\r\nMessageSourceName : DSN\r\nDateReceived      : 13-11-2025 02:14:55\r\n";
        let say = |text: &str| {
            let out = harvest(text);
            let row = out.tables.held.row(0);
            let texts =
                [row.server, row.queue, row.reverse_path, row.status, row.subject, row.address, row.via];
            let texts = texts.map(|s| out.text.get(s).to_owned());
            (out.tables.held.len(), row.time.rfc3339(), texts, row.size, row.scl, row.is_report)
        };
        let expected = say(clixml);
        assert_eq!(expected.1, "2025-11-13T02:14:55Z");
        assert_eq!(
            expected.2,
            ["EX1", "EX1\\901", "<>", "Ready", "Undeliverable: Win big", "203.0.113.9", "DSN"]
        );
        assert_eq!((expected.0, expected.3, expected.4, expected.5), (1, 4306, 0xFF, true));
        for text in [csv, json, list] {
            assert_eq!(say(text), expected, "{text}");
        }
    }

    #[test]
    fn a_waiting_message_keeps_its_sender_size_and_recipients() {
        let out = harvest(
            "\"Identity\",\"FromAddress\",\"Status\",\"Size\",\"SCL\",\"Subject\",\"SourceIP\",\"MessageSourceName\",\"DateReceived\",\"Recipients\"\r\n\"EX1\\901\\90071\",\"news@shop.example\",\"Ready\",\"4.205 KB (4,306 bytes)\",\"-1\",\"Win big\",\"203.0.113.9\",\"SMTP:Client Proxy EX1\",\"2025-11-03 03:14:55\",\"a@example.net;2;2;A matching connector;16;<No Matching Connector>;0\"\r\n",
        );
        let row = out.tables.held.row(0);
        assert_eq!((row.size, row.scl, row.n_recipients), (4306, 0xFF, 1));
        assert_eq!(out.text.get(row.queue), "EX1\\901");
        assert_eq!(row.time.rfc3339(), "2025-11-03T03:14:55Z");
        assert!(!row.is_report);
    }
}
