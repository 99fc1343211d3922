//! From files to rows: what a client brings is opened, hashed, recognised and read.
//!
//! Evidence is opened read-only and never written beside. A format is chosen by content. One bad record
//! costs one record, one bad file costs one file. This is the roster: adding a format is a file in
//! `formats/` and a line in [`FORMATS`].

pub mod archive;
pub mod dates;
pub mod dump;
pub mod format;
pub mod formats;
pub mod hints;
pub mod intake;
pub mod later;
pub mod mask;
pub mod mta;
pub mod printed;
pub mod problem;
pub mod shapes;
pub mod smtp_protocol;
pub mod source;
pub mod tracking;
pub mod windows_event;

use crate::model::provenance::Place;
use crate::model::safe_text::SafeText;
use format::{Format, HEAD, Head, RawRecord, Recognised};
use hints::Hints;
use problem::ReadError;
use shapes::lines::{Lines, decode};
use source::Source;
use std::io;

/// Every format we read, the most telling first; ties in certainty go to the first.
pub const FORMATS: &[&dyn Format] = &[
    &formats::evtx::Evtx,
    &formats::evt::Evt,
    &formats::event_xml::EventXmlFile,
    &formats::event_objects::EventObjects,
    &formats::event_viewer_csv::EventViewerCsv,
    &formats::wevtutil_text::WevtutilText,
    &formats::evtxecmd::EvtxECmd,
    &formats::evtx_dump::EvtxDump,
    &formats::log_parser::LogParser,
    &formats::hayabusa::Hayabusa,
    &formats::event_viewer_legacy::EventViewerLegacy,
    &formats::psloglist::PsLogList,
    &formats::receive_log::ReceiveLog,
    &formats::tracking_log::TrackingLog,
    &formats::tracking_export::TrackingExport,
    &formats::message_trace::MessageTrace,
    &formats::historical_search::HistoricalSearch,
    &formats::sign_in_log::SignInLog,
    &formats::transport_queue::TransportQueue,
    &formats::queue_dump::QueueDump,
    &formats::site_dump::SiteDump,
    &formats::tracking_2003::Tracking2003,
    &formats::smtpsvc::SmtpService,
    &formats::performance_csv::PerformanceCsv,
    &formats::queue_folder::QueueFolder,
    &formats::export_list::ExportList,
    &formats::wmic_csv::WmicCsv,
    &formats::badmail::Badmail,
    &formats::send_log::SendLog,
    &formats::connectivity_log::ConnectivityLog,
    &formats::agent_log::AgentLog,
    &formats::other_transport_log::OtherTransportLog,
    &formats::postfix_log::PostfixLog,
    &formats::postfix_queue::PostfixQueue,
    &formats::postfix_queue::PostqueueJson,
    &formats::exim_log::EximLog,
    &formats::exim_queue::EximQueue,
    &formats::sendmail_log::SendmailLog,
    &formats::sendmail_queue::SendmailQueue,
    &formats::kerio_log::KerioLog,
    &formats::hmailserver_log::HmailserverLog,
    &formats::other_mail_log::OtherMailLog,
    &formats::qshape::Qshape,
    &formats::mail_table::MailTable,
    &formats::eml::MessageFile,
    &formats::text_log::TextLog,
];

/// The format of a source and why, by its first bytes; `None` if nothing claims it.
///
/// # Errors
/// What the system says on reading the beginning.
pub fn detect(source: &mut Source) -> io::Result<Option<(&'static dyn Format, Recognised)>> {
    let bytes = source.head()?.to_vec();
    let whole = bytes.len() < HEAD;
    let text = decode_head(&bytes);
    let head = Head { bytes: &bytes, text: &text, whole };
    let claims = FORMATS.iter().filter_map(|f| Some((*f, f.recognise(&head)?)));
    // `max_by_key` takes the last of equals; the roster's first shall win.
    Ok(claims.rev().max_by_key(|(_, r)| r.certainty))
}

/// The format with this key.
#[must_use]
pub fn format_by_key(key: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|f| f.key() == key)
}

fn decode_head(bytes: &[u8]) -> String {
    let zeros = bytes.iter().filter(|b| **b == 0).count();
    let (text, _) = decode(bytes);
    let controls = text.chars().filter(|c| c.is_control() && !c.is_whitespace() && *c != '\0').count();
    // Erased flash and disks read 0xFF; no text does.
    let erased = bytes.iter().filter(|b| **b == 0xFF).count() > bytes.len() / 2;
    let blank = zeros > bytes.len() / 2 && text.trim_matches('\0').is_empty();
    if erased || blank || controls > text.len() / 20 { String::new() } else { text }
}

/// The line at `place`, masked and safe: what most text formats show.
pub(crate) fn raw_line(source: &mut Source, place: Place, _: &Hints) -> Result<RawRecord, ReadError> {
    let mut skip = place.byte.saturating_sub(source.position());
    while skip > 0 {
        let mut buffer = vec![0; usize::try_from(skip.min(1 << 20)).unwrap_or(1 << 20)];
        let n = io::Read::read(source, &mut buffer)?;
        if n == 0 {
            return Err(ReadError::NothingReadable);
        }
        skip -= n as u64;
    }
    let line = Lines::new(source)?.next_line()?.ok_or(ReadError::NothingReadable)?;
    Ok(RawRecord { text: SafeText::lines(&mask::mask(&line.text)), fields: Vec::new(), after: Vec::new() })
}
