//! Logs of the SMTP service of Windows and Exchange 2000/2003 (`SMTPSVC1`), in their W3C, IIS and NCSA forms.
//!
//! Rows of one client become one session: they name no session, so address, HELO name and time hold it
//! together, and two at once under one name cannot be told apart. `cs-username` is the HELO name and never
//! an account; who signed in is not in this log. What we sent ourselves gives no session.
//!
//! Source: queue-exports.md section 4.1 (W3C and NCSA seen in samples; AUTH rows and the IIS form described).

use crate::evidence::dates::DateReader;
use crate::evidence::format::{Format, Head, RawRecord, Recognised};
use crate::evidence::hints::Hints;
use crate::evidence::later::{self, Belongs};
use crate::evidence::mask;
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::lines::{Line, Lines, MAX_LINE};
use crate::evidence::shapes::w3c::{self, Header};
use crate::evidence::source::Source;
use crate::model::address::canonical;
use crate::model::columns::{Run, Texts};
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::rows::{Authentication, Outcome, Session, Witness};
use crate::model::safe_text::SafeText;
use crate::model::text::Symbol;
use crate::model::time::UtcTime;
use crate::task::Task;
use rustc_hash::FxHashMap;

const VERBS: [&str; 18] = [
    "HELO", "EHLO", "MAIL", "RCPT", "DATA", "BDAT", "QUIT", "AUTH", "STARTTLS", "RSET", "NOOP", "VRFY",
    "EXPN", "HELP", "ETRN", "TURN", "X-EXPS", "XEXCH50",
];
/// Sessions held open at a time.
const MAX_OPEN: usize = 4096;
/// A client silent for so long has gone: the service closes after ten minutes.
const IDLE_SECONDS: i64 = 600;
/// Recipients kept of a session.
const MAX_RECIPIENTS: usize = 100;
/// Fields of a row in the IIS form.
const IIS_FIELDS: usize = 15;
/// Rows between two looks at the task.
const BATCH: u64 = 1024;

/// How the file is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    W3c,
    Iis,
    Ncsa,
}

/// The format.
#[derive(Debug)]
pub struct SmtpService;

impl Format for SmtpService {
    fn key(&self) -> &'static str {
        "smtpsvc"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let certainty = match form_of(head.text)? {
            Form::W3c => 94,
            Form::Iis | Form::Ncsa => 80,
        };
        Some(Recognised { certainty, why: "why-smtpsvc" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let head = crate::evidence::shapes::lines::decode(source.head()?).0;
        let form = form_of(&head).ok_or(ReadError::Unrecognised)?;
        let mut reader = Reader::new(form, source.hints.clone());
        if form == Form::Iis {
            head.lines().filter_map(iis).for_each(|row| reader.dates.learn(&row.stamp));
        }
        let mut lines = Lines::new(source)?;
        while let Some(line) = lines.next_line()? {
            reader.line(&line, out);
            if out.balance.total.is_multiple_of(BATCH) {
                task.set_records(out.balance.total);
                if task.is_cancelled() {
                    return Err(ReadError::Cancelled);
                }
            }
        }
        reader.close_all(out);
        task.set_records(out.balance.total);
        out.covered = out.span.into_iter().collect();
        let nothing = out.balance.total > 0 && out.balance.read == 0;
        if nothing { Err(ReadError::NothingReadable) } else { Ok(()) }
    }

    fn raw(&self, source: &mut Source, place: Place) -> Result<RawRecord, ReadError> {
        // Far on in a big file the head is not at hand, and without it no column says who the client is.
        let head = match source.position() {
            0 => crate::evidence::shapes::lines::decode(source.head()?).0,
            _ => String::new(),
        };
        let masked = |line: &str| SafeText::new(&without_secret(&mask::mask(line)));
        later::raw(source, place, masked, |cited| conversation(cited, &head))
    }
}

/// Rows of the same client until it greets again.
fn conversation(cited: &str, head: &str) -> Option<Belongs> {
    let (form, header) = (form_of(head)?, w3c::header(head));
    let row = move |line: &str| match form {
        Form::W3c => w3c_row(line, &header).ok(),
        Form::Iis => iis(line),
        Form::Ncsa => ncsa(line),
    };
    let client = row(cited).map(|r| r.client).filter(|c| !c.is_empty())?;
    let mut ended = false;
    Some(Box::new(move |line| {
        let Some(row) = row(line).filter(|r| !ended && r.client == client) else { return false };
        ended = matches!(row.method.as_str(), "EHLO" | "HELO");
        !ended
    }))
}

/// Behind AUTH only the mechanism is shown: the rest is a name or a password in base64.
fn without_secret(line: &str) -> String {
    let mut after = false;
    let hide = |piece: &str| {
        let known = mask::mechanism_of(&format!("AUTH {piece}")).is_some();
        let harmless = known || piece.len() < 4 || piece.bytes().all(|b| !b.is_ascii_alphabetic());
        if harmless || piece == "SMTP" { piece.to_owned() } else { "•••".to_owned() }
    };
    let words = line.split(' ').map(|word| {
        let verb = word.trim_matches(['"', ',']);
        let shown = match after {
            true => word.split('+').map(hide).collect::<Vec<_>>().join("+"),
            false => word.to_owned(),
        };
        after |= verb.eq_ignore_ascii_case("AUTH") || verb.eq_ignore_ascii_case("X-EXPS");
        shown
    });
    words.collect::<Vec<_>>().join(" ")
}

fn form_of(text: &str) -> Option<Form> {
    let header = w3c::header(text);
    let mut rows = text.lines().filter(|l| !l.trim_start_matches('\u{feff}').starts_with('#')).take(50);
    if header.at("c-ip").is_some() && header.at("time").is_some() {
        let is_smtp = |l: &str| l.contains("SMTPSVC") || verb_in(l.split(' ')) || l.contains("OutboundConn");
        return (header.at("cs-method").is_some() && rows.any(is_smtp)).then_some(Form::W3c);
    }
    let of = |l: &str| match () {
        () if ncsa(l).is_some_and(|r| is_verb(&r.method)) => Some(Form::Ncsa),
        () if iis(l).is_some_and(|r| is_verb(&r.method) || l.contains("SMTPSVC")) => Some(Form::Iis),
        () => None,
    };
    rows.find_map(of)
}

fn verb_in<'a>(mut words: impl Iterator<Item = &'a str>) -> bool {
    words.any(is_verb)
}

fn is_verb(word: &str) -> bool {
    VERBS.iter().any(|v| v.eq_ignore_ascii_case(word))
}

/// What the three forms say in common; empty where they do not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Row {
    stamp: String,
    client: String,
    helo: String,
    server: String,
    local: String,
    port: u16,
    method: String,
    argument: String,
    status: u32,
}

fn stated(text: &str) -> String {
    let text = text.trim();
    if text == "-" { String::new() } else { text.to_owned() }
}

fn w3c_row(line: &str, header: &Header) -> Result<Row, Fault> {
    let fields: Vec<&str> = line.split_whitespace().collect();
    if fields.len() != header.names.len() {
        return Err(Fault::Fields { expected: header.names.len(), found: fields.len() });
    }
    let get = |name| header.get(&fields, name).to_owned();
    Ok(Row {
        stamp: header.stamp(&fields),
        client: get("c-ip"),
        helo: get("cs-username"),
        server: get("s-computername"),
        local: get("s-ip"),
        port: get("s-port").parse().unwrap_or(0),
        method: get("cs-method"),
        argument: get("cs-uri-query"),
        status: get("sc-status").parse().unwrap_or(0),
    })
}

/// `192.0.2.9, User, 11/3/2009, 3:14:55, SMTPSVC1, EX1, 10.0.0.5, 0, 47, 34, 250, 0, MAIL, -, +FROM:<a@b>,`
fn iis(line: &str) -> Option<Row> {
    let fields: Vec<&str> =
        line.trim_end().trim_end_matches(',').splitn(IIS_FIELDS, ',').map(str::trim).collect();
    let [client, helo, date, time, _, server, local, _, _, _, status, _, method, _, argument] = fields[..]
    else {
        return None;
    };
    Some(Row {
        stamp: format!("{date} {time}"),
        client: stated(client),
        helo: stated(helo),
        server: stated(server),
        local: stated(local),
        port: 0,
        method: stated(method),
        argument: stated(argument),
        status: status.parse().ok()?,
    })
}

/// `192.0.2.9 - User [03/Nov/2009:03:14:55 +0100] "MAIL -?+FROM:<a@b> SMTP" 250 46`
fn ncsa(line: &str) -> Option<Row> {
    let (who, rest) = line.split_once(" [")?;
    let (when, rest) = rest.split_once("] \"")?;
    // Quotes inside the request are not escaped: the last one closes it.
    let (request, numbers) = rest.rsplit_once("\" ")?;
    let mut who = who.splitn(3, ' ');
    let (client, _, helo) = (who.next()?, who.next()?, who.next()?);
    let request = request.strip_suffix(" SMTP").unwrap_or(request);
    let (method, rest) = request.split_once(' ').unwrap_or((request, ""));
    Some(Row {
        stamp: ncsa_stamp(when)?,
        client: stated(client),
        helo: stated(helo),
        method: stated(method),
        argument: stated(rest.split_once('?').map_or(rest, |(_, query)| query)),
        status: numbers.split(' ').next()?.parse().ok()?,
        ..Row::default()
    })
}

/// `03/Nov/2009:03:14:55 +0100` with its month as a number.
fn ncsa_stamp(text: &str) -> Option<String> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (date, time) = text.split_once(':')?;
    let mut parts = date.split('/');
    let (day, name, year) = (parts.next()?, parts.next()?, parts.next()?);
    let month = MONTHS.iter().position(|m| m.eq_ignore_ascii_case(name))? + 1;
    Some(format!("{year}-{month}-{day} {time}"))
}

/// The address between `<` and `>`, else what stands behind the colon. `<>` is kept as such.
fn path_of(argument: &str) -> String {
    match argument.split_once('<').and_then(|(_, rest)| rest.split_once('>')) {
        Some(("", _)) => "<>".to_owned(),
        Some((path, _)) => path.to_owned(),
        None => {
            let (_, rest) = argument.split_once(':').unwrap_or_default();
            rest.trim_start_matches('+').split('+').next().unwrap_or_default().to_owned()
        }
    }
}

/// Client and HELO name; the name may still be missing.
type Key = (Symbol, Symbol);

struct Open {
    session: Session,
    recipients: Vec<Symbol>,
    mechanism: Symbol,
}

struct Reader {
    form: Form,
    hints: Hints,
    header: Header,
    dates: DateReader,
    open: FxHashMap<Key, Open>,
    told_outbound: bool,
}

impl Reader {
    fn new(form: Form, hints: Hints) -> Self {
        Self {
            form,
            hints,
            header: Header::default(),
            dates: DateReader::default(),
            open: FxHashMap::default(),
            told_outbound: false,
        }
    }

    fn line(&mut self, line: &Line, out: &mut Harvest) {
        if line.n_zeros > 0 {
            out.warn(line.place, Fault::Zeros { bytes: line.n_zeros });
        }
        let text = line.text.trim();
        if text.starts_with('#') {
            self.header.take(text);
        } else if !text.is_empty() {
            out.record();
            match self.parse(line).and_then(|row| Ok((self.time(&row, line.place, out)?, row))) {
                Ok((time, row)) => {
                    self.take(&row, time, line.place, out);
                    out.read(time);
                }
                Err(fault) => out.damaged(line.place, fault),
            }
        }
    }

    fn parse(&self, line: &Line) -> Result<Row, Fault> {
        if line.too_long {
            return Err(Fault::TooLong { limit: MAX_LINE });
        }
        let row = match self.form {
            Form::W3c => w3c_row(&line.text, &self.header),
            Form::Iis => iis(&line.text)
                .ok_or(Fault::Fields { expected: IIS_FIELDS, found: line.text.split(',').count() }),
            Form::Ncsa => ncsa(&line.text).ok_or_else(|| Fault::Record("NCSA".to_owned())),
        };
        row.map_err(|fault| if line.unfinished { Fault::CutShort } else { fault })
    }

    fn time(&mut self, row: &Row, place: Place, out: &mut Harvest) -> Result<UtcTime, Fault> {
        let sound = self.dates.read(&row.stamp, &self.hints).filter(|d| d.time.is_plausible());
        sound.ok_or_else(|| Fault::Time(row.stamp.chars().take(40).collect()))?;
        Ok(self.dates.tell(&row.stamp, &self.hints, place, out))
    }

    fn take(&mut self, row: &Row, time: UtcTime, place: Place, out: &mut Harvest) {
        if row.helo.starts_with("OutboundConnection") {
            if !std::mem::replace(&mut self.told_outbound, true) {
                out.warn(place, Fault::Note("note-smtpsvc-outbound"));
            }
            return;
        }
        let key = (out.text.intern(&canonical(&row.client)), out.text.intern(&row.helo));
        self.settle(key, row, time, out);
        let mut open = self.open.remove(&key).unwrap_or_else(|| begin(row, key, time, place, out));
        open.row(row, time, place, out);
        if row.method.eq_ignore_ascii_case("QUIT") {
            open.close(out);
        } else {
            self.open.insert(key, open);
        }
    }

    /// Ends what cannot go on, and gives a session its HELO name once the client says it.
    fn settle(&mut self, key: Key, row: &Row, time: UtcTime, out: &mut Harvest) {
        let greets = row.method.eq_ignore_ascii_case("HELO") || row.method.eq_ignore_ascii_case("EHLO");
        let over =
            |o: &Open| time.seconds_since(o.session.last) > IDLE_SECONDS || (greets && o.session.n_mail > 0);
        for old in [key, (key.0, Symbol::NONE)] {
            if self.open.get(&old).is_some_and(over)
                && let Some(open) = self.open.remove(&old)
            {
                open.close(out);
            }
        }
        if !self.open.contains_key(&key)
            && let Some(unnamed) = self.open.remove(&(key.0, Symbol::NONE))
        {
            self.open.insert(key, unnamed);
        }
        if self.open.len() >= MAX_OPEN && !self.open.contains_key(&key) {
            self.close_all(out);
        }
    }

    fn close_all(&mut self, out: &mut Harvest) {
        let mut left: Vec<Open> = self.open.drain().map(|(_, open)| open).collect();
        left.sort_by_key(|o| (o.session.time, o.session.place));
        left.into_iter().for_each(|open| open.close(out));
    }
}

fn begin(row: &Row, key: Key, time: UtcTime, place: Place, out: &mut Harvest) -> Open {
    let server = out.text.intern(&row.server);
    out.server = out.server.or(server);
    let session = Session {
        time,
        last: time,
        source: out.source,
        place,
        server,
        address: key.0,
        local_address: out.text.intern(&row.local),
        local_port: row.port,
        ..Session::default()
    };
    Open { session, recipients: Vec::new(), mechanism: Symbol::NONE }
}

impl Open {
    fn row(&mut self, row: &Row, time: UtcTime, place: Place, out: &mut Harvest) {
        let session = &mut self.session;
        session.last = session.last.max(time);
        session.n_rows = session.n_rows.saturating_add(1);
        session.helo = session.helo.or(out.text.intern(&row.helo));
        let good = (200..300).contains(&row.status);
        match row.method.to_ascii_uppercase().as_str() {
            "MAIL" => {
                session.n_mail = session.n_mail.saturating_add(1);
                session.reverse_path = session.reverse_path.or(out.text.intern(&path_of(&row.argument)));
            }
            "RCPT" if good || row.status == 0 => self.recipient(&path_of(&row.argument), out),
            "RCPT" => session.n_recipients_refused = session.n_recipients_refused.saturating_add(1),
            "DATA" | "BDAT" if good => session.n_queued = session.n_queued.saturating_add(1),
            "STARTTLS" => session.tls |= good,
            "AUTH" | "X-EXPS" => self.attempt(row, time, place, out),
            _ => {}
        }
    }

    fn recipient(&mut self, path: &str, out: &mut Harvest) {
        self.session.n_recipients = self.session.n_recipients.saturating_add(1);
        if self.recipients.len() < MAX_RECIPIENTS {
            self.recipients.push(out.text.intern(path));
        }
    }

    /// 235 accepted, 5xx refused; 334 is a step on the way and 504 a mechanism that is not offered.
    fn attempt(&mut self, row: &Row, time: UtcTime, place: Place, out: &mut Harvest) {
        let command = format!("AUTH {}", row.argument.trim_start_matches('+').replace('+', " "));
        let mechanism = out.text.intern(mask::mechanism_of(&command).unwrap_or(""));
        self.mechanism = mechanism.or(self.mechanism);
        let outcome = match row.status {
            235 => Outcome::Success,
            500..=503 | 505..=599 => Outcome::Failure,
            _ => return,
        };
        let session = &mut self.session;
        if outcome == Outcome::Failure {
            session.n_refused = session.n_refused.saturating_add(1);
        } else if session.accepted_at == UtcTime::UNKNOWN {
            (session.accepted_at, session.mechanism) = (time, self.mechanism);
        }
        out.tables.authentications.push(Authentication {
            time,
            source: out.source,
            place,
            outcome,
            witness: Witness::Smtp,
            address: session.address,
            workstation: session.helo,
            mechanism: self.mechanism,
            server: session.server,
            ..Authentication::default()
        });
    }

    fn close(mut self, out: &mut Harvest) {
        self.session.recipients = Texts(Run::push(&mut out.tables.texts, self.recipients));
        out.tables.sessions.push(self.session);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Harvest {
        let mut out = Harvest::default();
        let mut source = Source::of_bytes("x", text.as_bytes().to_vec());
        SmtpService.read(&mut source, &mut out, &Task::detached()).unwrap();
        assert!(out.balance.holds());
        out
    }

    #[test]
    fn quotes_inside_an_ncsa_request_do_not_end_it() {
        let row = ncsa(
            "192.0.2.9 - me [03/Nov/2009:03:14:55 +0100] \"MAIL -?+FROM:+<\"a b\"@example.net> SMTP\" 250 46",
        );
        let row = row.unwrap();
        assert_eq!((row.stamp.as_str(), row.status), ("2009-11-03 03:14:55 +0100", 250));
        assert_eq!(path_of(&row.argument), "\"a b\"@example.net");
    }

    #[test]
    fn a_row_is_shown_with_later_ones_of_its_client_until_it_greets_again() {
        let row = |client: &str, said: &str| format!("2009-11-03 02:14:55 {client} User {said}");
        let text = [
            "#Fields: date time c-ip cs-username cs-method cs-uri-query sc-status".to_owned(),
            row("203.0.113.9", "EHLO +User 250"),
            row("198.51.100.7", "MAIL +FROM:<b@example.net> 250"),
            row("203.0.113.9", "AUTH +LOGIN+aHVudGVyMg== 235"),
            row("203.0.113.9", "EHLO +User 250"),
            row("203.0.113.9", "QUIT - 240"),
        ];
        let mut source = Source::of_bytes("x", text.join("\n").into_bytes());
        let raw = SmtpService.raw(&mut source, Place::line(2, text[0].len() as u64 + 1)).unwrap();
        let after: Vec<&str> = raw.after.iter().map(SafeText::as_str).collect();
        assert_eq!(after, [text[3].replace("aHVudGVyMg==", "•••")]);
    }

    #[test]
    fn the_secret_behind_auth_is_in_no_row_and_not_shown() {
        let line = "2009-11-03 02:14:55 203.0.113.9 User SMTPSVC1 EX1 10.0.0.5 0 AUTH - +LOGIN+aHVudGVyMg== 235 0 SMTP";
        assert_eq!(without_secret(line), line.replace("aHVudGVyMg==", "•••"));
        let out = read(&format!(
            "#Fields: date time c-ip cs-username s-sitename s-computername s-ip s-port cs-method cs-uri-stem cs-uri-query sc-status sc-win32-status cs-version\n{line}\n"
        ));
        assert!(out.text.symbols().all(|s| !out.text.get(s).contains("aHVud")));
        let row = out.tables.authentications.row(0);
        assert_eq!((row.outcome, row.account), (Outcome::Success, Symbol::NONE));
        assert_eq!(out.text.get(row.mechanism), "LOGIN");
        assert!(out.tables.sessions.row(0).account.is_none());
    }

    #[test]
    fn a_client_that_names_itself_late_or_greets_again_is_counted_right() {
        let row = |time: &str, helo: &str, rest: &str| format!("{time} 192.0.2.9 {helo} {rest} 250\n");
        let text = [
            "#Date: 2009-11-03 00:00:00\n#Fields: time c-ip cs-username cs-method cs-uri-query sc-status\n"
                .to_owned(),
            row("02:00:00", "-", "xxxx +rr.com"),
            row("02:00:01", "me", "HELO +me"),
            row("02:00:02", "me", "MAIL +FROM:<a@example.net>"),
            row("02:00:03", "me", "EHLO +me"),
            row("02:20:00", "me", "RSET -"),
        ];
        let out = read(&text.concat());
        let rows: Vec<u32> = out.tables.sessions.rows().map(|s| s.n_rows).collect();
        assert_eq!(rows, [3, 1, 1]);
    }
}
