//! Message files: a queued or exported message (`NTFS_*.EML`, `.eml`), or an mbox of many.
//!
//! Streamed line by line, so that no message is too big: only the header is understood, the body passes by.
//! Never opens an attachment, never follows one message into another, never takes `From:` for the account.

mod facts;
mod fields;
mod likeness;

use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::mask::mask;
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::lines::{Line, Lines, MAX_LINE};
use crate::evidence::source::Source;
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::safe_text::SafeText;
use crate::task::Task;
use facts::Facts;
use fields::{Field, cut, header_name, is_mbox_line, is_typical};
use std::io::{self, Read};

/// Lines of a header that are no header lines, before it is taken for the body.
const MAX_ODD_LINES: u64 = 100;
/// Header fields from which on a header is told to be unusual.
const MANY_FIELDS: u64 = 1_000;
/// Boundary lines from which on a body is told to be unusual.
const MANY_PARTS: u64 = 1_000;
/// Header fields and body lines that are shown of one message.
const SHOWN_FIELDS: usize = 500;
const SHOWN_LINES: usize = 20;
const SHOWN_CHARS: usize = 2_000;

/// The format.
#[derive(Debug)]
pub struct MessageFile;

impl Format for MessageFile {
    fn key(&self) -> &'static str {
        "message-file"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        is_message(head.text).then_some(Recognised { certainty: 60, why: "why-message-file" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let mut reader = Reader::new(out);
        let mut lines = Lines::new(source)?;
        let mut n_lines = 0u64;
        while let Some(line) = lines.next_line()? {
            reader.take(&line);
            n_lines += 1;
            if n_lines.is_multiple_of(4096) {
                task.set_records(reader.out.balance.total);
                if task.is_cancelled() {
                    return Err(ReadError::Cancelled);
                }
            }
        }
        reader.finish(source.position());
        task.set_records(out.balance.total);
        if out.balance.read == 0 {
            return Err(ReadError::NothingReadable);
        }
        Ok(())
    }

    fn raw(&self, source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
        let skip = place.byte.saturating_sub(source.position());
        io::copy(&mut source.by_ref().take(skip), &mut io::sink())?;
        let mut lines = Lines::new(source)?;
        let fields = raw_fields(&mut lines)?;
        if fields.is_empty() {
            return Err(ReadError::NothingReadable);
        }
        let mut text: Vec<String> = fields.iter().map(|(n, v)| format!("{n}: {v}")).collect();
        text.push(String::new());
        text.extend(raw_body(&mut lines)?);
        Ok(RawRecord { text: SafeText::lines(&text.join("\n")), fields, after: Vec::new() })
    }
}

/// Does the text begin with the header of a message: two typical fields and not too much that is no header
/// line (damaged messages are read too), or `Received:` and nothing but header lines?
fn is_message(text: &str) -> bool {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = text.trim_start_matches('\n');
    let (mut typical, mut good, mut odd) = (Vec::new(), 0u32, 0u32);
    let header = text.lines().take(400).take_while(|line| !line.is_empty());
    for (i, line) in header.enumerate() {
        match header_name(line) {
            _ if line.starts_with([' ', '\t']) || (i == 0 && is_mbox_line(line)) => {}
            Some((name, _)) => {
                good += 1;
                if is_typical(name) && !typical.contains(&name) {
                    typical.push(name);
                }
            }
            None => odd += 1,
        }
    }
    let begins = text.starts_with("Received:") && odd == 0;
    begins || (typical.len() >= 2 && odd <= good / 2 + 1)
}

/// Walks the lines of a file; one message at a time.
struct Reader<'o> {
    out: &'o mut Harvest,
    /// The file begins as an mbox does.
    is_mbox: bool,
    after_blank: bool,
    open: Option<Open>,
}

/// A message whose end has not been seen.
struct Open {
    place: Place,
    facts: Facts,
    field: Option<Field>,
    in_body: bool,
    n_fields: u64,
    n_odd: u64,
    n_boundaries: u64,
    holds_message: bool,
    /// Limit at which something was left out.
    cut_at: Option<usize>,
    line_ends: LineEnds,
    bad_encoding: bool,
    zeros: u64,
}

/// Widths of the line ends of a header: 1 for LF or CR, 2 for both.
#[derive(Default)]
struct LineEnds {
    /// Where the last line's text ended, if its bytes are its characters.
    text_end: Option<u64>,
    one: bool,
    two: bool,
}

impl LineEnds {
    fn take(&mut self, line: &Line) {
        let width = self.text_end.and_then(|end| line.place.byte.checked_sub(end));
        self.one |= width == Some(1);
        self.two |= width == Some(2);
        let is_plain = line.text.is_ascii() && line.n_zeros == 0 && !line.too_long;
        self.text_end = is_plain.then(|| line.place.byte + line.text.len() as u64);
    }

    fn are_mixed(&self) -> bool {
        self.one && self.two
    }
}

impl Open {
    fn new(place: Place) -> Self {
        Self {
            place,
            facts: Facts::default(),
            field: None,
            in_body: false,
            n_fields: 0,
            n_odd: 0,
            n_boundaries: 0,
            holds_message: false,
            cut_at: None,
            line_ends: LineEnds::default(),
            bad_encoding: false,
            zeros: 0,
        }
    }

    fn header_line(&mut self, line: &Line) {
        let text = line.text.as_str();
        self.bad_encoding |= line.bad_encoding;
        self.cut_at = self.cut_at.or(line.too_long.then_some(MAX_LINE));
        self.line_ends.take(line);
        self.zeros += line.n_zeros + text.bytes().filter(|b| *b == 0).count() as u64;
        match (&mut self.field, header_name(text)) {
            _ if text.trim().is_empty() => {
                self.close_field();
                self.in_body = true;
            }
            (Some(field), _) if text.starts_with([' ', '\t']) => field.fold(text),
            (_, Some((name, value))) => {
                self.close_field();
                self.n_fields += 1;
                self.field = Some(Field::new(name, value));
            }
            // Some mail programs quote an mbox line into the header.
            _ if text.starts_with(">From ") => self.close_field(),
            _ => {
                self.close_field();
                self.n_odd += 1;
                self.in_body = self.n_odd > MAX_ODD_LINES;
            }
        }
    }

    fn close_field(&mut self) {
        if let Some(field) = self.field.take() {
            self.cut_at = self.cut_at.or(field.cut.then(|| field.limit()));
            self.facts.take(&field);
        }
    }

    /// The body is only looked at for what is told about it.
    fn body_line(&mut self, line: &Line) {
        let text = line.text.as_str();
        self.n_boundaries += u64::from(text.starts_with("--"));
        self.holds_message |= header_name(text).is_some_and(|(name, value)| {
            name.eq_ignore_ascii_case("Content-Type")
                && value.trim_start().to_ascii_lowercase().starts_with("message/rfc822")
        });
        self.facts.body_line(text, line.bad_encoding);
    }

    /// What is unusual, in a fixed order.
    fn warnings(&self) -> Vec<Fault> {
        let facts = &self.facts;
        let inside = self.holds_message || facts.is_message || self.n_boundaries > MANY_PARTS;
        let notes = [
            (self.n_odd > 0, "note-message-odd-lines"),
            (self.line_ends.are_mixed(), "note-message-line-ends"),
            (self.n_fields > MANY_FIELDS || facts.lists_nobody(), "note-message-header"),
            (facts.n_from > 1, "note-message-two-from"),
            (facts.recipients_cut(), "note-message-recipients"),
            (facts.date_without_zone, "note-time-without-zone"),
            (inside && !facts.is_report(), "note-message-inside"),
            (facts.body_is_odd(), "note-message-body"),
        ];
        let mut faults: Vec<Fault> =
            notes.into_iter().filter_map(|(is, note)| is.then_some(Fault::Note(note))).collect();
        faults.extend(self.cut_at.map(|limit| Fault::TooLong { limit }));
        if self.bad_encoding {
            faults.push(Fault::Encoding);
        }
        if self.zeros > 0 {
            faults.push(Fault::Zeros { bytes: self.zeros });
        }
        faults
    }
}

impl<'o> Reader<'o> {
    fn new(out: &'o mut Harvest) -> Self {
        Self { out, is_mbox: false, after_blank: true, open: None }
    }

    fn take(&mut self, line: &Line) {
        let is_blank = line.text.trim().is_empty();
        let starts = self.after_blank && is_mbox_line(&line.text) && (self.is_mbox || self.open.is_none());
        match &mut self.open {
            _ if starts => {
                self.finish(line.place.byte);
                self.is_mbox = true;
                self.begin(line.place);
            }
            None if is_blank => {}
            None => self.begin(line.place).header_line(line),
            Some(open) if open.in_body => open.body_line(line),
            Some(open) => open.header_line(line),
        }
        self.after_blank = is_blank;
    }

    fn begin(&mut self, place: Place) -> &mut Open {
        self.out.record();
        self.open.insert(Open::new(place))
    }

    /// The open message ends before `end`.
    fn finish(&mut self, end: u64) {
        let Some(mut open) = self.open.take() else {
            return;
        };
        open.close_field();
        if open.facts.is_empty() {
            let fault = Fault::Record("no header of a message".to_owned());
            return self.out.damaged(open.place, fault);
        }
        for fault in open.warnings() {
            self.out.warn(open.place, fault);
        }
        let size = u32::try_from(end.saturating_sub(open.place.byte)).unwrap_or(u32::MAX);
        open.facts.push_row(self.out, open.place, size);
    }
}

/// The fields of the message that begins here, unfolded, masked and safe; reads on to the body.
fn raw_fields(lines: &mut Lines<'_>) -> io::Result<Vec<(SafeText, SafeText)>> {
    let mut fields: Vec<Field> = Vec::new();
    let (mut n_odd, mut begun) = (0, false);
    while let Some(line) = lines.next_line()? {
        let text = line.text.as_str();
        let is_blank = text.trim().is_empty();
        if (is_blank && begun) || n_odd > MAX_ODD_LINES {
            break;
        }
        begun |= !is_blank;
        match header_name(text) {
            _ if is_blank => {}
            _ if text.starts_with([' ', '\t']) => {
                fields.iter_mut().last().into_iter().for_each(|f| f.fold(text))
            }
            Some(_) if fields.len() >= SHOWN_FIELDS => {}
            Some((name, value)) => fields.push(Field::new(name, value)),
            None => n_odd += 1,
        }
    }
    Ok(fields.iter().map(shown).collect())
}

/// Name and value, masked together: the name may be what tells that the value is a secret.
fn shown(field: &Field) -> (SafeText, SafeText) {
    let line = mask(&format!("{}: {}", field.name, field.value.trim()));
    let (name, value) = line.split_once(": ").unwrap_or((&line, ""));
    let safe = |text: &str| SafeText::new(text).cut(SHOWN_CHARS);
    (safe(name), safe(value))
}

/// The first lines of the body, masked.
fn raw_body(lines: &mut Lines<'_>) -> io::Result<Vec<String>> {
    let mut body = Vec::new();
    while body.len() < SHOWN_LINES {
        let Some(line) = lines.next_line()? else {
            break;
        };
        let start = cut(&line.text, SHOWN_CHARS * 4);
        body.push(SafeText::new(&mask(start)).cut(SHOWN_CHARS).into());
    }
    Ok(body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rows::HeldMessage;
    use crate::model::text::Symbol;

    const QUEUED: &str = "Received: from scanner ([203.0.113.9]) by EX1.contoso.test with Microsoft SMTPSVC(6.0.3790.3959);\r\n\
        \t Mon, 3 Nov 2025 03:14:54 +0100\r\n\
        From: =?utf-8?Q?J=C3=A9r=C3=B4me?= <news@example.com>\r\n\
        To: \"a, b\" <a@example.net>,\r\n b@example.org\r\n\
        Subject: =?utf-8?B?w6l0w6k=?=\r\n\
        Date: Mon, 3 Nov 2025 03:14:54 +0100\r\n\
        Message-ID: <1@example.com>\r\n\
        X-Auth: AUTH PLAIN\r\n AGEAaHVudGVyMg==\r\n\
        \r\n\
        Hello\r\npassword: hunter2\r\n";

    fn read(text: &str) -> Harvest {
        let mut out = Harvest::default();
        let mut source = Source::of_bytes("x.eml", text.as_bytes().to_vec());
        MessageFile.read(&mut source, &mut out, &Task::detached()).unwrap();
        assert!(out.balance.holds());
        out
    }

    fn only(out: &Harvest) -> HeldMessage {
        assert_eq!(out.tables.held.len(), 1);
        out.tables.held.row(0)
    }

    fn is_ours(text: &str) -> bool {
        let head = Head { bytes: text.as_bytes(), text, whole: true };
        MessageFile.recognise(&head).is_some()
    }

    fn notes(out: &Harvest) -> Vec<&Fault> {
        out.damages.iter().map(|d| &d.fault).collect()
    }

    #[test]
    fn a_queued_message_says_who_wrote_to_whom_and_from_where_whatever_its_line_ends() {
        for text in [QUEUED.to_owned(), QUEUED.replace("\r\n", "\n"), QUEUED.replace("\r\n", "\r")] {
            assert!(is_ours(&text));
            let out = read(&text);
            let row = only(&out);
            let of = |s: Symbol| out.text.get(s);
            assert_eq!(row.time.rfc3339(), "2025-11-03T02:14:54Z");
            assert_eq!(of(row.header_from), "news@example.com");
            assert_eq!(of(row.subject), "été");
            assert_eq!(of(row.message_id), "<1@example.com>");
            assert_eq!(of(row.address), "203.0.113.9");
            assert_eq!(of(row.via), "Microsoft SMTPSVC(6.0.3790.3959)");
            assert_eq!(row.account, Symbol::NONE);
            assert_eq!(row.reverse_path, Symbol::NONE);
            let recipients: Vec<&str> =
                row.recipients.0.of(&out.tables.texts).iter().map(|s| of(*s)).collect();
            assert_eq!(recipients, ["a@example.net", "b@example.org"]);
            assert_eq!((row.n_recipients, row.size as usize), (2, text.len()));
            assert!(!row.is_report && out.damages.is_empty());
        }
    }

    #[test]
    fn the_envelope_of_an_exported_message_comes_first() {
        let text = format!(
            "X-Sender: <>\r\nX-Receiver: c@example.net\r\nX-SourceIPAddress: 198.51.100.7\r\n{QUEUED}"
        );
        let out = read(&text);
        let row = only(&out);
        assert_eq!(out.text.get(row.reverse_path), "<>");
        assert_eq!(out.text.get(row.address), "198.51.100.7");
        assert_eq!(row.n_recipients, 1);
        // Further down it is a mail program's own idea of the sender.
        let late = QUEUED.replace("Subject:", "X-Sender: me@example.com\r\nSubject:");
        assert_eq!(only(&read(&late)).reverse_path, Symbol::NONE);
    }

    #[test]
    fn an_account_is_taken_only_where_a_server_names_it() {
        let hop = "Received: from x (x [192.0.2.8])\n (Authenticated sender: scanner)\n by mx (Postfix) with ESMTPSA id 1; x\n";
        let text = format!(
            "{hop}From: boss@contoso.test\nSubject: x\nDate: Mon, 3 Nov 2025 03:14:54 +0100\nX-MS-Exchange-Organization-AuthAs: Internal\nX-MS-Exchange-Organization-SCL: -1\n"
        );
        let out = read(&text);
        let row = only(&out);
        assert_eq!(out.text.get(row.account), "scanner");
        assert_eq!(out.text.get(row.address), "192.0.2.8");
        assert_eq!(out.text.get(row.auth_as), "Internal");
        assert_eq!(row.scl, 0xFF);
    }

    #[test]
    fn a_report_is_known_by_two_of_three_signs_or_by_its_own_word() {
        let is_report = |text: &str| only(&read(text)).is_report;
        assert!(is_report("Return-Path: <>\nFrom: Postmaster@contoso.test\nSubject: E\n\nx"));
        assert!(is_report("From: Postmaster@contoso.test\nSubject: Undeliverable: x\n\nx"));
        assert!(is_report(
            "From: a@b.test\nContent-Type: multipart/report;\n\treport-type=delivery-status; boundary=b\n\nx"
        ));
        assert!(!is_report("From: Postmaster@contoso.test\nSubject: New rules\n\nx"));
        assert!(!is_report(
            "From: a@b.test\nSubject: x\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b\n\nx"
        ));
    }

    #[test]
    fn each_message_of_an_mbox_is_one_record_and_a_body_that_says_from_is_none() {
        let one = |n: u32| {
            format!(
                "From a@example.net Mon Nov  3 03:14:54 2025\nFrom: a@example.net\nTo: b@example.net\nSubject: {n}\n\nbody\nFrom here: 1:2\n\n"
            )
        };
        let text = one(1) + &one(2) + "From c@example.net Mon Nov  3 03:14:54 2025\n\n" + &one(3);
        assert!(is_ours(&text));
        let out = read(&text);
        assert_eq!((out.balance.read, out.balance.damaged, out.balance.total), (3, 1, 4));
        let second = out.tables.held.row(1);
        assert_eq!(out.text.get(second.subject), "2");
        assert_eq!(second.size as usize, one(2).len());
        let mut source = Source::of_bytes("x", text.into_bytes());
        let raw = MessageFile.raw(&mut source, second.place).unwrap();
        assert!(raw.text.as_str().contains("Subject: 2"), "{}", raw.text);
        // Not an mbox: one message, whatever its body holds.
        assert_eq!(read(&format!("{QUEUED}\r\n{}", one(1))).balance.total, 1);
    }

    #[test]
    fn what_is_wrong_is_told_and_costs_nothing_else() {
        let text = "no header\nFrom: a@example.net\r\nFrom: b@example.net\nSubject: x\0y\nDate: Mon, 30 Feb 2026 25:00:00 +0100\nContent-Type: message/rfc822\nContent-Transfer-Encoding: uue\n\nx";
        assert!(is_ours(text));
        let out = read(text);
        let row = only(&out);
        assert_eq!(out.text.get(row.header_from), "a@example.net, b@example.net");
        assert!(!row.time.is_plausible());
        let expected = [
            &Fault::Note("note-message-odd-lines"),
            &Fault::Note("note-message-line-ends"),
            &Fault::Note("note-message-two-from"),
            &Fault::Note("note-message-inside"),
            &Fault::Note("note-message-body"),
            &Fault::Zeros { bytes: 1 },
            &Fault::Time("Mon, 30 Feb 2026 25:00:00 +0100".to_owned()),
        ];
        assert_eq!(notes(&out), expected);
    }

    #[test]
    fn recipients_are_all_counted_and_kept_in_part() {
        let many: Vec<String> = (0..5_000).map(|i| format!("u{i}@example.net")).collect();
        let out = read(&format!("From: a@example.net\nTo: {}\nCc: x@example.net\n\nx", many.join(",\n ")));
        let row = only(&out);
        assert_eq!((row.n_recipients, row.recipients.0.len), (5_001, 1_000));
        assert_eq!(notes(&out), [&Fault::Note("note-message-recipients")]);
    }

    #[test]
    fn the_raw_record_is_unfolded_and_shows_no_password() {
        let mut source = Source::of_bytes("x", QUEUED.as_bytes().to_vec());
        let raw = MessageFile.raw(&mut source, Place::line(1, 0)).unwrap();
        let all = format!("{raw:?}");
        assert!(!all.contains("hunter2") && !all.contains("AGEAaHVudGVyMg"), "{all}");
        assert_eq!(raw.fields[2].1.as_str(), "\"a, b\" <a@example.net>, b@example.org");
        assert!(raw.text.as_str().contains("X-Auth: AUTH PLAIN •••"), "{}", raw.text);
        assert!(raw.text.as_str().ends_with("Hello\npassword: •••"), "{}", raw.text);
    }

    #[test]
    fn other_texts_are_left_to_others() {
        for text in [
            "",
            "Identity       : EX1\\1\nSubject        : x\nFromAddress    : a@b.test\n",
            "date-time,connector-id\n2025-11-03T02:14:54Z,x\n",
            "<Objs><Obj>From: a To: b</Obj></Objs>",
            "{\"From\": \"a\",\n\"To\": \"b\"}",
            "Mar  1 08:00:00 mx postfix/smtpd[77]: connect\n",
            "To: whom it may concern\nthis is a letter\nof many lines\nand no header\n",
            "From now on 1:2:3\nnothing\n",
        ] {
            assert!(!is_ours(text), "{text}");
        }
    }
}
