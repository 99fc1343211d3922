//! Message tracking logs of Exchange 2007 and later (`MSGTRK*.LOG`): what became of each message.
//!
//! Columns go by the names in `#Fields`, which may come again with others; without a header, by their
//! number. The account that signed in is no column of this log: neither `sender-address` nor
//! `return-path` is ever taken for it.

use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::csv::Row;
use crate::evidence::shapes::csv::headed::{self, Columns, Rows};
use crate::evidence::source::Source;
use crate::evidence::tracking::{COLUMNS, Column, NAMES, Tracker};
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::time::UtcTime;
use crate::task::Task;

/// Columns of 2007; later versions add to them.
const COLUMNS_2007: &str = "date-time,client-ip,client-hostname,server-ip,server-hostname,source-context,connector-id,source,event-id,internal-message-id,message-id,recipient-address,recipient-status,total-bytes,recipient-count,related-recipient-address,reference,message-subject,sender-address,return-path,message-info";
/// Behind those since 2010.
const SINCE_2010: &str = "directionality,tenant-id,original-client-ip,original-server-ip,custom-data";
/// Behind those since 2013, in the order in which builds brought them.
/// Longest name of a field that is taken for one, in bytes.
const MAX_NAME: usize = 256;
const SINCE_2013: &str = "transport-traffic-type,log-id,schema-version";
/// Number of columns of the shortest 2013 layout.
const FIRST_2013: usize = 27;

/// The format.
#[derive(Debug)]
pub struct TrackingLog;

impl Format for TrackingLog {
    fn key(&self) -> &'static str {
        "message-tracking"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let stated = headed::stated(head.text, "Log-type");
        if stated.is_some_and(|t| t.eq_ignore_ascii_case("Message Tracking Log")) {
            return Some(Recognised { certainty: 95, why: "why-message-tracking-header" });
        }
        let named = headed::stated(head.text, "Fields").is_some_and(|f| {
            ["internal-message-id", "event-id", "recipient-address"].iter().all(|n| f.contains(n))
        });
        if named {
            return Some(Recognised { certainty: 90, why: "why-message-tracking-header" });
        }
        // A historical search of Exchange Online has the same columns by other names.
        if head.text.lines().next().is_some_and(|l| l.contains("date_time_utc")) {
            return None;
        }
        let rows = headed::first_rows(head.text, 20);
        let ours = rows.iter().filter(|r| looks_ours(r)).count();
        (ours > 0 && ours * 2 > rows.len())
            .then_some(Recognised { certainty: 75, why: "why-message-tracking-columns" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let mut reader = Reader::default();
        headed::read(source, out, task, &mut reader)
    }

    fn raw(&self, source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
        headed::raw(source, place, |n| schema(n).unwrap_or_default(), |_| None)
    }
}

/// Column names by their number; `None` where no version has so many.
fn schema(count: usize) -> Option<Vec<&'static str>> {
    let mut names: Vec<&str> = COLUMNS_2007.split(',').collect();
    if count >= FIRST_2013 {
        names.insert(11, "network-message-id");
    }
    names.extend(SINCE_2010.split(',').chain(SINCE_2013.split(',')));
    names.truncate(count);
    matches!(count, 21 | 26..=30).then_some(names)
}

/// A row without header: the right number of columns, and an event id where it belongs.
fn looks_ours(row: &Row) -> bool {
    let event = row.get(8);
    schema(row.len()).is_some()
        && !event.is_empty()
        && event.bytes().all(|b| b.is_ascii_uppercase())
        && row.get(9).bytes().all(|b| b.is_ascii_digit())
}

#[derive(Default)]
struct Reader {
    columns: Option<Columns<COLUMNS>>,
    /// Where the subject stands.
    subject: Option<usize>,
    tracker: Tracker,
}

impl Rows for Reader {
    fn header(&mut self, line: &str, place: Place, out: &mut Harvest) {
        let Some(mut names) = headed::field_names(line) else {
            return;
        };
        let n = names.len();
        names.retain(|name| name.len() <= MAX_NAME);
        if names.len() < n {
            out.warn(place, Fault::Header("a field name"));
        }
        if NAMES.iter().any(|w| names.iter().filter(|n| n.eq_ignore_ascii_case(w)).count() > 1) {
            out.warn(place, Fault::Header("#Fields"));
        }
        self.set(&names);
    }

    fn width(&mut self, first: &Row) -> usize {
        if self.columns.is_none()
            && let Some(names) = schema(first.len())
        {
            self.set(&names);
        }
        self.columns.as_ref().map_or(FIRST_2013, |c| c.count)
    }

    /// A subject is the one column that holds commas; it takes what is too much where all others then fit.
    fn mended(&self, row: &Row) -> Option<Row> {
        let columns = self.columns.as_ref()?;
        let mended = row.with_joined(self.subject?, row.len().checked_sub(columns.count)?);
        let get = |column: Column| columns.get(&mended, column as usize);
        let number = |c| get(c).bytes().all(|b| b.is_ascii_digit());
        let path = |c| get(c).is_empty() || get(c) == "<>" || (get(c).contains('@') && !get(c).contains(' '));
        let event = get(Column::EventId);
        let fits = !event.is_empty()
            && event.bytes().all(|b| b.is_ascii_uppercase())
            && [Column::InternalMessageId, Column::TotalBytes, Column::RecipientCount]
                .into_iter()
                .all(number)
            && [Column::RecipientAddress, Column::SenderAddress, Column::ReturnPath].into_iter().all(path);
        fits.then_some(mended)
    }

    fn row(&mut self, row: &Row, time: UtcTime, out: &mut Harvest) {
        let Some(columns) = self.columns else {
            out.damaged(row.place, Fault::Header("#Fields"));
            return;
        };
        let get = |column: Column| columns.get(row, column as usize);
        let event = self.tracker.event(&get, time, row.place, out);
        out.tables.mail.push(event);
        out.read(time);
    }
}

impl Reader {
    fn set(&mut self, names: &[&str]) {
        self.columns = Some(Columns::named(&NAMES, names));
        self.subject = names.iter().position(|n| n.eq_ignore_ascii_case("message-subject"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rows::MailStep;
    use crate::model::text::Symbol;

    const ROW: &str = "2025-11-03T02:14:55.120Z,10.0.0.5,ex1.contoso.test,10.0.0.5,EX1,08DE1A0000000042;2025-11-03T02:14:54.900Z;0,EX1\\Client Proxy EX1,SMTP,RECEIVE,90071,<a@x>,0f,v1@example.net;v2@example.org,,4306,2,,,\"Win, big\",news@shop.example,news@shop.example,06I: ,Originating,,203.0.113.9,10.0.0.5,S:ProxiedClientIPAddress=203.0.113.9,Email,6c,15.02.1544.004\r\n";

    fn read(text: &str) -> Harvest {
        let mut out = Harvest::default();
        let mut source = Source::of_bytes("x", text.as_bytes().to_vec());
        TrackingLog.read(&mut source, &mut out, &Task::detached()).unwrap();
        assert!(out.balance.holds());
        out
    }

    fn certainty(text: &str) -> Option<u8> {
        let head = Head { bytes: text.as_bytes(), text, whole: true };
        TrackingLog.recognise(&head).map(|r| r.certainty)
    }

    #[test]
    fn a_row_without_header_is_read_by_its_number_of_columns() {
        assert_eq!(certainty(ROW), Some(75));
        let out = read(ROW);
        let row = out.tables.mail.row(0);
        let text = |s: Symbol| out.text.get(s);
        assert_eq!(row.time.rfc3339(), "2025-11-03T02:14:55.120Z");
        assert_eq!((row.step, row.internal_id, row.n_recipients), (MailStep::Receive, 90071, 2));
        assert_eq!((row.mechanism, row.auth_as), (6, b'I'));
        assert_eq!(text(row.original_address), "203.0.113.9");
        assert_eq!(text(row.session), "08DE1A0000000042");
        assert_eq!((text(row.server), text(row.subject)), ("EX1", "Win, big"));
        assert!(row.account.is_none());
        let listed: Vec<_> = row.recipients.0.of(&out.tables.texts).iter().map(|s| text(*s)).collect();
        assert_eq!(listed, ["v1@example.net", "v2@example.org"]);
    }

    #[test]
    fn columns_follow_the_latest_header() {
        let text = format!(
            "\u{feff}#Log-Type: Message Tracking Log\r\n{ROW}#Fields: date-time,event-id,client-hostname,server-hostname\r\n2025-11-03T02:15:00.000Z,SEND,EX1,mx.example.net\r\n2025-11-03T02:15:01.000Z,NEWEVENT,,EX1\r\n"
        );
        assert_eq!(certainty(&text), Some(95));
        let out = read(&text);
        assert_eq!(out.balance.read, 3);
        let rows: Vec<_> = out.tables.mail.rows().collect();
        assert_eq!((rows[1].step, out.text.get(rows[1].server)), (MailStep::Send, "EX1"));
        assert_eq!((rows[2].step, out.text.get(rows[2].event)), (MailStep::Other, "NEWEVENT"));
    }

    #[test]
    fn a_bad_row_costs_itself() {
        let out = read(&format!(
            "{ROW}2025-11-03T02:1\r\n{}{}",
            ROW.replace("\"Win", "Win"),
            &ROW[..ROW.len() - 30]
        ));
        assert_eq!((out.balance.read, out.balance.damaged), (2, 2));
        assert_eq!(out.text.get(out.tables.mail.row(1).subject), "Win, big\"");
        assert_eq!(out.damages[2].fault, Fault::CutShort);
    }

    #[test]
    fn the_inspector_names_the_columns() {
        let mut source = Source::of_bytes("x", format!("{ROW}{ROW}").into_bytes());
        let place = Place::line(2, ROW.len() as u64);
        let raw = TrackingLog.raw(&mut source, place).unwrap();
        let field = raw.fields.iter().find(|f| f.0.as_str() == "message-subject").unwrap();
        assert_eq!(field.1.as_str(), "Win, big");
    }
}
