//! What an administrator exports: queues and their messages, accepted domains, connectors, single messages.

use super::log::utc;
use super::story::{Dump, Fate, Letter, Story};
use super::write::File;

/// `Get-Queue`, and `Get-Message` where the scenario wants messages.
pub fn queues(story: &Story) -> Vec<File> {
    let mut files = Vec::new();
    for dump in &story.dumps {
        let stamp = utc(dump.at, "%Y%m%dT%H%M%SZ");
        let (bytes, kind) = if dump.clixml { (clixml(dump), "xml") } else { (csv(dump), "csv") };
        files.push((format!("queues_{stamp}.{kind}"), bytes));
        if dump.messages > 0 {
            files.push((format!("messages_{stamp}.csv"), messages_csv(story, dump)));
        }
    }
    files
}

fn csv(dump: &Dump) -> Vec<u8> {
    let mut text =
        "\"Identity\",\"DeliveryType\",\"NextHopDomain\",\"Status\",\"MessageCount\",\"LastError\"\r\n"
            .to_owned();
    for ((hop, n), i) in dump.queues.iter().zip(901..) {
        text += &format!(
            "\"EX1\\{i}\",\"DnsConnectorDelivery\",\"{hop}\",\"Retry\",\"{n}\",\"451 4.7.0 Temporary server error\"\r\n"
        );
    }
    text.into_bytes()
}

fn clixml(dump: &Dump) -> Vec<u8> {
    let mut text =
        "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">\r\n".to_owned();
    for ((hop, n), i) in dump.queues.iter().zip(0..) {
        text += &format!(
            "<Obj RefId=\"{}\"><TN RefId=\"{i}\"><T>Microsoft.Exchange.Data.QueueViewer.ExtensibleQueueInfo</T></TN><Props>\
             <S N=\"Identity\">EX1\\{}</S><S N=\"DeliveryType\">DnsConnectorDelivery</S><S N=\"NextHopDomain\">{hop}</S>\
             <S N=\"Status\">Retry</S><I32 N=\"MessageCount\">{n}</I32><S N=\"LastError\">451 4.7.0 Temporary server error</S>\
             </Props></Obj>\r\n",
            i * 4,
            901 + i
        );
    }
    (text + "</Objs>\r\n").into_bytes()
}

/// The last messages that wait for their next hop.
fn messages_csv(story: &Story, dump: &Dump) -> Vec<u8> {
    let mut text = "\"Identity\",\"FromAddress\",\"Status\",\"Size\",\"SCL\",\"Subject\",\"SourceIP\",\"MessageSourceName\",\"DateReceived\",\"Recipients\"\r\n".to_owned();
    let sent = story.talks.iter().flat_map(|t| t.accepted().map(move |l| (l, t.account().is_some())));
    let waiting: Vec<(&Letter, bool)> =
        sent.filter(|(l, _)| l.at < dump.at && l.fate == Fate::Deferred).collect();
    for (letter, signed_in) in waiting.iter().rev().take(dump.messages) {
        let via = if *signed_in { "SMTP:Client Proxy EX1" } else { "SMTP:Default EX1" };
        let recipients: Vec<String> =
            letter.recipients.iter().map(|r| format!("{r};2;2;;0;Internet;0")).collect();
        text += &format!(
            "\"EX1\\901\\{}\",\"{}\",\"Retry\",\"4.2 KB ({} bytes)\",\"-1\",\"{}\",\"{}\",\"{via}\",\"{}\",\"{}\"\r\n",
            70_000 + letter.number,
            letter.sender,
            letter.bytes(),
            letter.subject,
            letter.client,
            utc(letter.at, "%Y-%m-%d %H:%M:%S"),
            recipients.join(" ")
        );
    }
    text.into_bytes()
}

/// `Get-AcceptedDomain`.
pub fn domains(domains: &[String]) -> Vec<u8> {
    let mut text = "\"Name\",\"DomainName\",\"DomainType\",\"Default\"\r\n".to_owned();
    for (domain, n) in domains.iter().zip(0..) {
        let first = if n == 0 { "True" } else { "False" };
        text += &format!("\"Domain {n}\",\"{domain}\",\"Authoritative\",\"{first}\"\r\n");
    }
    text.into_bytes()
}

/// `Get-ReceiveConnector | Format-List`.
pub fn connectors(story: &Story) -> Vec<u8> {
    let one = |c: &super::story::Connector| {
        format!(
            "Identity             : EX1\\{}\r\nBindings             : {{[::]:25, 0.0.0.0:25}}\r\nPermissionGroups     : {}\r\n\
             ProtocolLoggingLevel : Verbose\r\nRemoteIPRanges       : {}\r\n\r\n",
            c.name, c.permissions, c.ranges
        )
    };
    story.connectors.iter().map(one).collect::<String>().into_bytes()
}

/// Messages as files, with the hop by which they came in.
pub fn messages(story: &Story) -> Vec<File> {
    let one = |(letter, n): (&Letter, usize)| {
        let text = format!(
            "X-Sender: {0}\r\nX-Receiver: {1}\r\nX-EndOfInjectedXHeaders: 1\r\nReceived: from User ({2}) by EX1.contoso.test (10.0.0.5) \
             with Microsoft SMTP Server (TLS) id 15.2.1544.4; {3}\r\nFrom: <{0}>\r\nTo: {1}\r\nSubject: {4}\r\nDate: {3}\r\n\
             Message-ID: {5}\r\nX-MS-Exchange-Organization-AuthAs: Internal\r\nMIME-Version: 1.0\r\n\
             Content-Type: text/plain; charset=utf-8\r\n\r\nWin big tonight.\r\n",
            letter.sender,
            letter.recipients.join(", "),
            letter.client,
            utc(letter.at, "%a, %-d %b %Y %H:%M:%S +0000"),
            letter.subject,
            letter.id()
        );
        (format!("mail-{n}.eml"), text.into_bytes())
    };
    story.files.iter().zip(1..).map(one).collect()
}
