//! What shows the queues of an Exchange 2003 server: performance counters, a dump by `wmic`, lists exported
//! from the System Manager, and the files of the queue folder.

use super::super::plan::{Conversation, Mail, Plan, seconds};
use super::super::queue_dumps::queues_at;
use super::super::receive_log::message_id;
use super::super::story::{Snapshot, Story};
use super::super::text_log::pattern;
use crate::model::time::{TICKS_PER_SECOND, UtcTime};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// The clock shows UTC, so the bias is none.
const COUNTERS: &str = "\"(PDH-CSV 4.0) (UTC)(0)\",\
\"\\\\EX1\\SMTP Server(_Total)\\Local Queue Length\",\
\"\\\\EX1\\SMTP Server(_Total)\\Categorizer Queue Length\",\
\"\\\\EX1\\SMTP Server(_Total)\\Remote Queue Length\",\
\"\\\\EX1\\SMTP Server(_Total)\\Remote Retry Queue Length\"\r\n";
const ESM: &str = "Name\tProtocol\tSource\tState\tTime Oldest Message Submitted\tNumber of Messages\tTotal Message Size (KB)\tTime Next Connection Retry\r\n";
/// Queues that are always there, and empty here.
const SYSTEM_QUEUES: [&str; 3] =
    ["DSN messages pending submission", "Local delivery", "Messages awaiting directory lookup"];

/// Gives the snapshots the names of this generation's files: lists exported before and after, a dump at the peak.
pub(super) fn name_snapshots(story: &mut Story) {
    let peak_at = story.queue_peak_at;
    for snapshot in &mut story.snapshots {
        let kind = if snapshot.at == peak_at { "csv" } else { "txt" };
        snapshot.file = format!("queues_{}.{kind}", pattern(snapshot.at, "%Y%m%dT%H%M%SZ"));
    }
}

/// Counters of every minute, as perfmon logs them.
pub(super) fn write_counters(folder: &Path, plan: &Plan) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let mut out = BufWriter::new(File::create(folder.join("SMTP_000001.csv"))?);
    out.write_all(COUNTERS.as_bytes())?;
    let mut at = plan.story.begins;
    while at < plan.story.ends {
        let waiting = plan.mails.iter().filter(|m| m.waits_at(at));
        let (retry, first): (Vec<&Mail>, Vec<&Mail>) = waiting.partition(|m| m.deferred);
        let time = pattern(at, "%m/%d/%Y %H:%M:%S.000");
        write!(
            out,
            "\"{time}\",\"0.000000\",\"0.000000\",\"{}.000000\",\"{}.000000\"\r\n",
            first.len(),
            retry.len()
        )?;
        at = seconds(at, 60);
    }
    out.flush()
}

/// The snapshots, in the folder where the administrator kept them.
pub(super) fn write_snapshots(folder: &Path, plan: &Plan) -> io::Result<()> {
    for snapshot in &plan.story.snapshots {
        let dump = snapshot.file.ends_with(".csv");
        let text = if dump { wmic(plan, snapshot) } else { export_list(plan, snapshot) };
        let bytes: Vec<u8> =
            "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        fs::write(folder.join(&snapshot.file), bytes)?;
    }
    Ok(())
}

fn oldest(plan: &Plan, hop: &str, at: UtcTime) -> UtcTime {
    let waiting = plan.mails.iter().filter(|m| m.waits_at(at) && m.next_hop() == hop);
    waiting.map(|m| m.accepted).min().unwrap_or(at)
}

fn size(plan: &Plan, hop: &str, at: UtcTime) -> u64 {
    plan.mails.iter().filter(|m| m.waits_at(at) && m.next_hop() == hop).map(|m| m.bytes).sum()
}

/// `wmic path Exchange_SMTPLink get … /format:csv`: lines end in CR CR LF, the first is empty.
fn wmic(plan: &Plan, snapshot: &Snapshot) -> String {
    let mut text =
        "\r\r\nNode,LinkName,MessageCount,OldestMessage,ProtocolName,Size,StateRetry,VirtualServerName\r\r\n"
            .to_owned();
    for queue in queues_at(&plan.mails, snapshot.at) {
        let hop = &queue.next_hop;
        let oldest = pattern(oldest(plan, hop, snapshot.at), "%Y%m%d%H%M%S.000000+000");
        let size = size(plan, hop, snapshot.at);
        let _ = write!(text, "EX1,{hop},{},{oldest},SMTP,{size},TRUE,1\r\r\n", queue.depth);
    }
    text
}

/// The queue view's "Export List", tabs and Unicode.
fn export_list(plan: &Plan, snapshot: &Snapshot) -> String {
    let mut text = ESM.to_owned();
    let retry = pattern(seconds(snapshot.at, 300), "%-m/%-d/%Y %-I:%M %p");
    for queue in queues_at(&plan.mails, snapshot.at) {
        let hop = &queue.next_hop;
        let oldest = pattern(oldest(plan, hop, snapshot.at), "%-m/%-d/%Y %-I:%M %p");
        let kilobytes = size(plan, hop, snapshot.at) / 1024;
        let _ = write!(
            text,
            "{hop}\tSMTP\tDefault SMTP Virtual Server\tRetry\t{oldest}\t{}\t{kilobytes}\t{retry}\r\n",
            queue.depth
        );
    }
    for name in SYSTEM_QUEUES {
        let _ = write!(text, "{name}\tSMTP\tDefault SMTP Virtual Server\tReady\t\t0\t0\t\r\n");
    }
    text
}

/// A few of the waiting messages, as the queue folder holds them: their envelope is lost in copying.
pub(super) fn write_sample(folder: &Path, plan: &Plan) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for conversation in plan.conversations.iter().filter(|c| c.session % 8 == 0) {
        let Some(mail) = conversation.mails.iter().find(|m| m.waits_at(plan.story.queue_peak_at)) else {
            continue;
        };
        let name =
            format!("NTFS_{:08x}01dc4c9f{:08x}.EML", mail.id & 0xFFFF_FFFF, conversation.session & 0xFFFF);
        fs::write(folder.join(name), eml(mail, conversation))?;
    }
    Ok(())
}

fn eml(mail: &Mail, c: &Conversation) -> String {
    let day = pattern(mail.accepted, "%a, %-d %b %Y %H:%M:%S +0000");
    let arrival = pattern(mail.accepted, "%d %b %Y %H:%M:%S.0000 (UTC)");
    // Ticks since 1601.
    let ticks = mail.accepted.seconds_since(UtcTime::from_unix(0, 0)).saturating_add(11_644_473_600);
    let ticks = ticks.saturating_mul(TICKS_PER_SECOND);
    let first = mail.recipients.first().map_or("", String::as_str);
    format!(
        "Received: from {} ([{}]) by EX1.contoso.test with Microsoft SMTPSVC(6.0.3790.3959);\r\n\t {day}\r\n\
         From: <{sender}>\r\nTo: <{first}>\r\nSubject: {}\r\nDate: {day}\r\nMessage-ID: {}\r\nMIME-Version: 1.0\r\n\
         Content-Type: text/plain; charset=utf-8\r\nReturn-Path: {sender}\r\n\
         X-OriginalArrivalTime: {arrival} FILETIME=[{:08X}:{:08X}]\r\n\r\n\
         Please follow the instructions on https://www.example.com/ today.\r\n",
        c.helo,
        c.client,
        mail.subject,
        message_id(mail),
        ticks & 0xFFFF_FFFF,
        ticks >> 32,
        sender = mail.sender,
    )
}
