//! What the queues looked like: Exchange's own minute log, and the administrator's `Get-Queue` and `Get-Message`.

use super::people::NEXT_HOPS;
use super::plan::{Mail, Plan, millis, seconds};
use super::receive_log::message_id;
use super::story::Snapshot;
use super::text_log::{TextLog, pattern, stamp};
use crate::model::time::UtcTime;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

const HEAD: &str = "#Software: Microsoft Exchange Server\r\n#Version: 15.02.1544.004\r\n\
#Log-type: Transport Queue Log\r\n#Date: {date}\r\n\
#Fields: Timestamp,SequenceNumber,EventId,QueueIdentity,Status,DeliveryType,NextHopDomain,NextHopKey,MessageCount,\
DeferredMessageCount,LockedMessageCount,IncomingRate,OutgoingRate,Velocity,NextHopCategory,RiskLevel,OutboundIPPool,\
NextHopConnector,TlsDomain,LastError,Data,CustomData\r\n";
/// Delivery queues with fewer messages are not logged.
const THRESHOLD: usize = 10;
const CONNECTOR: &str = "137c0a63-0000-0000-0000-000000000000";
const DEFERRED: &str = "451 4.7.0 Temporary server error. Please try again later";
/// Messages that EX1 keeps for EX2: listed by `Get-Queue`, in no total.
const SHADOW: usize = 37;

/// One queue at one time.
pub(super) struct Queue {
    number: u32,
    pub next_hop: String,
    pub depth: usize,
}

/// Queue number of a next hop, the same at all times.
fn number(next_hop: &str) -> u32 {
    let known = (901..).zip(NEXT_HOPS).find(|(_, hop)| *hop == next_hop);
    known.map_or_else(|| 1_000 + crc32fast::hash(next_hop.as_bytes()) % 9_000, |(number, _)| number)
}

/// Queues that are not empty, in the order of their numbers.
pub(super) fn queues_at(mails: &[Mail], at: UtcTime) -> Vec<Queue> {
    let mut depths: BTreeMap<(u32, &str), usize> = BTreeMap::new();
    for mail in mails.iter().filter(|m| m.waits_at(at)) {
        *depths.entry((number(mail.next_hop()), mail.next_hop())).or_default() += 1;
    }
    let queue =
        |((number, hop), depth): ((u32, &str), usize)| Queue { number, next_hop: hop.to_owned(), depth };
    depths.into_iter().map(queue).collect()
}

/// `QueueViewer\TRANSPORTQUEUE….LOG`: a reading every minute.
pub(super) fn write_queue_log(folder: &Path, plan: &Plan) -> io::Result<()> {
    let mut log = TextLog::new(folder, "TRANSPORTQUEUE", HEAD)?;
    let mut at = plan.story.begins;
    let mut sequence = 0;
    while at < plan.story.ends {
        let queues = queues_at(&plan.mails, at);
        for queue in queues.iter().filter(|q| q.depth >= THRESHOLD) {
            sequence += 1;
            log.push(at, &format!(
                "{sequence},QUEUE,EX1\\{},Retry,DnsConnectorDelivery,{},,{},0,0,0.4,0.1,-0.3,External,Normal,0,{CONNECTOR},,{DEFERRED},,",
                queue.number, queue.next_hop, queue.depth
            ));
        }
        let total: usize = queues.iter().map(|q| q.depth).sum();
        log.push(
            at,
            &format!(",SUMMARY,,,,,,,,,,,,,,,,,,TotalMessageCount = {total}; PoisonMessageCount = 0,"),
        );
        log.flush_before(at)?;
        at = seconds(at, 60);
    }
    log.finish().map(|_| ())
}

/// The three snapshots, and the messages at the peak.
pub(super) fn write_snapshots(folder: &Path, plan: &Plan) -> io::Result<()> {
    for snapshot in &plan.story.snapshots {
        write_snapshot(folder, &plan.mails, snapshot)?;
    }
    let at = plan.story.queue_peak_at;
    let file = folder.join(format!("messages_{}.xml", pattern(at, "%Y%m%dT%H%M%SZ")));
    write_messages(&file, plan.mails.iter().filter(|m| m.waits_at(at)))
}

/// One snapshot, by the kind of its file.
pub(super) fn write_snapshot(folder: &Path, mails: &[Mail], snapshot: &Snapshot) -> io::Result<()> {
    let queues = queues_at(mails, snapshot.at);
    let text = match snapshot.file.rsplit_once('.') {
        Some((_, "json")) => json(&queues, snapshot),
        Some((_, "csv")) => csv(&queues, snapshot),
        _ => clixml_queues(&queues, snapshot),
    };
    write_as_powershell(&folder.join(&snapshot.file), &text)
}

/// CLIXML as PowerShell writes it: UTF-16LE with a mark. JSON and CSV were asked for as UTF-8.
fn write_as_powershell(path: &Path, text: &str) -> io::Result<()> {
    if path.extension().is_some_and(|e| e != "xml") {
        return fs::write(path, text);
    }
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(&[0xFF, 0xFE])?;
    put_utf16(&mut out, text)?;
    out.flush()
}

fn put_utf16(out: &mut impl Write, text: &str) -> io::Result<()> {
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    out.write_all(&bytes)
}

fn json(queues: &[Queue], snapshot: &Snapshot) -> String {
    let retry = snapshot.at.seconds_since(UtcTime::from_unix(0, 0)).saturating_add(300).saturating_mul(1000);
    let mut rows: Vec<String> = queues.iter().map(|q| format!(
        r#"  {{"DeliveryType":1,"NextHopDomain":"{}","NextHopConnector":"{CONNECTOR}","Status":3,"MessageCount":{},"LastError":"{DEFERRED}","NextRetryTime":"\/Date({retry})\/","Velocity":-0.3,"NextHopCategory":1,"Identity":{{"Server":"EX1","RowId":{}}}}}"#,
        q.next_hop, q.depth, q.number
    )).collect();
    rows.push(format!(r#"  {{"DeliveryType":10,"NextHopDomain":"ex2.contoso.test","Status":2,"MessageCount":{SHADOW},"LastError":null,"NextRetryTime":null,"Velocity":0,"NextHopCategory":0,"Identity":"EX1\\Shadow\\3"}}"#));
    rows.push(r#"  {"DeliveryType":0,"NextHopDomain":"Submission","Status":2,"MessageCount":0,"LastError":null,"NextRetryTime":null,"Velocity":0,"NextHopCategory":0,"Identity":"EX1\\Submission"}"#.to_owned());
    format!("[\r\n{}\r\n]\r\n", rows.join(",\r\n"))
}

fn csv(queues: &[Queue], snapshot: &Snapshot) -> String {
    let retry = pattern(seconds(snapshot.at, 300), "%-m/%-d/%Y %-I:%M:%S %p");
    let mut text = "\"Identity\",\"DeliveryType\",\"NextHopDomain\",\"Status\",\"MessageCount\",\"LastError\",\"NextRetryTime\"\r\n".to_owned();
    for q in queues {
        text += &format!(
            "\"EX1\\{}\",\"DnsConnectorDelivery\",\"{}\",\"Retry\",\"{}\",\"{DEFERRED}\",\"{retry}\"\r\n",
            q.number, q.next_hop, q.depth
        );
    }
    text += &format!(
        "\"EX1\\Shadow\\3\",\"ShadowRedundancy\",\"ex2.contoso.test\",\"Ready\",\"{SHADOW}\",\"\",\"\"\r\n"
    );
    text + "\"EX1\\Submission\",\"Undefined\",\"Submission\",\"Ready\",\"0\",\"\",\"\"\r\n"
}

const OBJS: &str = "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">\r\n";

/// Numbers the objects and types of one CLIXML file.
#[derive(Default)]
struct Clixml {
    next: usize,
    types: BTreeMap<&'static str, usize>,
}

impl Clixml {
    fn reference(&mut self) -> usize {
        self.next += 1;
        self.next - 1
    }

    /// A type's names at first, a reference to them afterwards.
    fn kind(&mut self, name: &'static str, base: &str) -> String {
        let known = self.types.len();
        if let Some(number) = self.types.get(name) {
            return format!("<TNRef RefId=\"{number}\" />");
        }
        self.types.insert(name, known);
        format!("<TN RefId=\"{known}\"><T>{name}</T><T>{base}</T><T>System.Object</T></TN>")
    }

    fn object(&mut self, name: &'static str, shown: &str, properties: &str) -> String {
        let (number, kind) =
            (self.reference(), self.kind(name, "Microsoft.Exchange.Data.ConfigurableObject"));
        format!(
            "  <Obj RefId=\"{number}\">{kind}<ToString>{shown}</ToString><Props>\r\n{properties}  </Props></Obj>\r\n"
        )
    }

    fn choice(&mut self, property: &str, name: &'static str, shown: &str, value: u32) -> String {
        let (number, kind) = (self.reference(), self.kind(name, "System.Enum"));
        format!(
            "    <Obj N=\"{property}\" RefId=\"{number}\">{kind}<ToString>{shown}</ToString><I32>{value}</I32></Obj>\r\n"
        )
    }

    fn list(&mut self, property: &str, items: &[String]) -> String {
        let (number, kind) =
            (self.reference(), self.kind("System.Collections.ArrayList", "System.Collections.IList"));
        let items: String = items.iter().map(|i| format!("<S>{}</S>", escaped(i))).collect();
        format!("    <Obj N=\"{property}\" RefId=\"{number}\">{kind}<LST>{items}</LST></Obj>\r\n")
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn string(property: &str, value: &str) -> String {
    format!("    <S N=\"{property}\">{}</S>\r\n", escaped(value))
}

fn clixml_queues(queues: &[Queue], snapshot: &Snapshot) -> String {
    let mut xml = Clixml::default();
    let retry = pattern(seconds(snapshot.at, 300), "%Y-%m-%dT%H:%M:%SZ");
    let mut text = OBJS.to_owned();
    let rows = queues.iter().map(|q| {
        (
            format!("EX1\\{}", q.number),
            q.next_hop.as_str(),
            q.depth,
            ("DnsConnectorDelivery", 1),
            ("Retry", 3),
        )
    });
    let own = [
        ("EX1\\Shadow\\3".to_owned(), "ex2.contoso.test", SHADOW, ("ShadowRedundancy", 10), ("Ready", 2)),
        ("EX1\\Submission".to_owned(), "Submission", 0, ("Undefined", 0), ("Ready", 2)),
    ];
    for (identity, hop, depth, delivery, status) in rows.chain(own) {
        let mut props = xml.choice(
            "DeliveryType",
            "Microsoft.Exchange.Data.QueueViewer.DeliveryType",
            delivery.0,
            delivery.1,
        );
        props += &string("NextHopDomain", hop);
        props += &xml.choice("Status", "Microsoft.Exchange.Data.QueueViewer.QueueStatus", status.0, status.1);
        props += &format!("    <I32 N=\"MessageCount\">{depth}</I32>\r\n");
        props += &if status.1 == 3 {
            string("LastError", DEFERRED) + &format!("    <DT N=\"NextRetryTime\">{retry}</DT>\r\n")
        } else {
            "    <Nil N=\"LastError\" />\r\n    <Nil N=\"NextRetryTime\" />\r\n".to_owned()
        };
        props += &string("Identity", &identity);
        text += &xml.object("Microsoft.Exchange.Data.QueueViewer.ExtensibleQueueInfo", &identity, &props);
    }
    text + "</Objs>\r\n"
}

fn write_messages<'a>(path: &Path, mails: impl Iterator<Item = &'a Mail>) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(&[0xFF, 0xFE])?;
    put_utf16(&mut out, OBJS)?;
    let mut xml = Clixml::default();
    for mail in mails {
        let queue = format!("EX1\\{}", number(mail.next_hop()));
        let identity = format!("{queue}\\{}", mail.id);
        let mut props = string("Identity", &identity) + &string("Queue", &queue);
        props += &string("FromAddress", &mail.sender);
        props += &xml.choice("Status", "Microsoft.Exchange.Data.QueueViewer.MessageStatus", "Retry", 3);
        #[expect(clippy::cast_precision_loss, reason = "a size to show, in kilobytes")]
        let kilobytes = mail.bytes as f64 / 1024.0;
        props += &string("Size", &format!("{kilobytes:.3} KB ({} bytes)", thousands(mail.bytes)));
        props += "    <I32 N=\"SCL\">-1</I32>\r\n";
        props += &(string("MessageSourceName", "SMTP:Client Proxy EX1") + &string("Subject", &mail.subject));
        props += &(string("InternetMessageId", &message_id(mail)) + &string("SourceIP", "10.0.0.5"));
        props += &format!("    <DT N=\"DateReceived\">{}</DT>\r\n", stamp(mail.accepted));
        props += &(string("LastError", DEFERRED) + &xml.list("Recipients", &mail.recipients));
        put_utf16(
            &mut out,
            &xml.object("Microsoft.Exchange.Data.QueueViewer.ExtensibleMessageInfo", &identity, &props),
        )?;
    }
    put_utf16(&mut out, "</Objs>\r\n")?;
    out.flush()
}

fn thousands(n: u64) -> String {
    if n < 1000 { n.to_string() } else { format!("{},{:03}", n / 1000, n % 1000) }
}

/// `domains.xml` and `connectors.xml`.
pub(super) fn write_configuration(folder: &Path) -> io::Result<()> {
    let mut xml = Clixml::default();
    let mut props = string("DomainName", "contoso.test");
    props += &xml.choice(
        "DomainType",
        "Microsoft.Exchange.Data.Directory.SystemConfiguration.AcceptedDomainType",
        "Authoritative",
        0,
    );
    props += &("    <B N=\"Default\">true</B>\r\n".to_owned() + &string("Name", "contoso.test"));
    let object = xml.object(
        "Microsoft.Exchange.Data.Directory.SystemConfiguration.AcceptedDomain",
        "contoso.test",
        &props,
    );
    write_as_powershell(&folder.join("domains.xml"), &format!("{OBJS}{object}</Objs>\r\n"))?;
    let mut xml = Clixml::default();
    let connectors = [
        ("Default Frontend EX1", "0.0.0.0:25", "AnonymousUsers, ExchangeServers, ExchangeLegacyServers", 25),
        ("Client Frontend EX1", "0.0.0.0:587", "ExchangeUsers", 2),
        ("Default EX1", "0.0.0.0:2525", "ExchangeUsers, ExchangeServers, ExchangeLegacyServers", 26),
        ("Client Proxy EX1", "0.0.0.0:465", "ExchangeUsers, ExchangeServers", 10),
    ];
    let objects: String =
        connectors.iter().map(|&connector| receive_connector(&mut xml, connector)).collect();
    write_as_powershell(&folder.join("connectors.xml"), &format!("{OBJS}{objects}</Objs>\r\n"))
}

fn receive_connector(xml: &mut Clixml, (name, binding, groups, value): (&str, &str, &str, u32)) -> String {
    let identity = format!("EX1\\{name}");
    let mut props = xml.choice(
        "AuthMechanism",
        "Microsoft.Exchange.Data.Directory.SystemConfiguration.AuthMechanisms",
        "Tls, Integrated, BasicAuth, ExchangeServer",
        23,
    );
    props += &xml.list("Bindings", &[binding.to_owned()]);
    props += &xml.list(
        "RemoteIPRanges",
        &["0.0.0.0-255.255.255.255".to_owned(), "::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff".to_owned()],
    );
    props += &xml.choice(
        "PermissionGroups",
        "Microsoft.Exchange.Data.Directory.SystemConfiguration.PermissionGroups",
        groups,
        value,
    );
    props +=
        &xml.choice("ProtocolLoggingLevel", "Microsoft.Exchange.Data.ProtocolLoggingLevel", "Verbose", 1);
    props += &("    <B N=\"Enabled\">true</B>\r\n".to_owned()
        + &string("Fqdn", "EX1.contoso.test")
        + &string("Name", name));
    props += &(string("Server", "EX1") + &string("Identity", &identity));
    xml.object("Microsoft.Exchange.Data.Directory.SystemConfiguration.ReceiveConnector", &identity, &props)
}

/// A few of the waiting messages, exported.
pub(super) fn write_sample(folder: &Path, plan: &Plan) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for conversation in &plan.conversations {
        let waiting = |m: &&Mail| m.waits_at(plan.story.queue_peak_at);
        let Some(mail) = conversation.mails.iter().find(waiting) else {
            continue;
        };
        if conversation.session % 8 != 0 {
            continue;
        }
        let name = message_id(mail).replace(['<', '>'], "_");
        fs::write(
            folder.join(format!("{name}.eml")),
            eml(mail, &conversation.client.to_string(), &conversation.helo),
        )?;
    }
    Ok(())
}

fn eml(mail: &Mail, client: &str, helo: &str) -> String {
    let day = |at| pattern(at, "%a, %-d %b %Y %H:%M:%S +0000");
    let receivers: String = mail.recipients.iter().map(|r| format!("X-Receiver: {r}\r\n")).collect();
    let first = mail.recipients.first().map_or("", String::as_str);
    format!(
        "X-Sender: {sender}\r\n{receivers}X-EndOfInjectedXHeaders: End\r\n\
         Received: from EX1.contoso.test (10.0.0.5) by EX1.contoso.test (10.0.0.5)\r\n with Microsoft SMTP Server (version=TLS1_2) id 15.2.1544.4; {accepted}\r\n\
         Received: from {helo} ({client}) by EX1.contoso.test (10.0.0.5) with\r\n Microsoft SMTP Server id 15.2.1544.4 via Frontend Transport; {before}\r\n\
         From: <{sender}>\r\nTo: <{first}>\r\nSubject: {subject}\r\nDate: {before}\r\nMessage-ID: {id}\r\n\
         X-Originating-IP: [{client}]\r\nX-MS-Exchange-Organization-AuthMechanism: 06\r\nMIME-Version: 1.0\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\r\nPlease follow the instructions on https://www.example.com/ today.\r\n",
        sender = mail.sender,
        accepted = day(mail.accepted),
        before = day(millis(mail.accepted, -900)),
        subject = mail.subject,
        id = message_id(mail),
    )
}
