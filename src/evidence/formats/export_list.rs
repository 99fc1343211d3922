//! "Export List" of the queue views: Exchange System Manager (2000, 2003) and Queue Viewer (2007 and later).
//!
//! The first line has the captions of the visible columns, in their order on screen and in the language of
//! the console; columns are found by their captions, never by position. Fields are not quoted, so surplus
//! pieces of a row are joined again where only one way is possible; else the row is damaged. Sizes are KB or
//! bytes as the caption says. Names of queues are kept as written.
//!
//! Source: queue-exports.md sections 1.1 and 2.4 (captions documented in English, others field knowledge).

use crate::evidence::dates::DateReader;
use crate::evidence::format::{Format, Head, Recognised};
use crate::evidence::hints::Hints;
use crate::evidence::problem::ReadError;
use crate::evidence::shapes::lines::{Line, Lines, MAX_LINE, decode};
use crate::evidence::source::Source;
use crate::model::harvest::{Fault, Harvest};
use crate::model::provenance::Place;
use crate::model::rows::{Held, HeldMessage, QueueReading, QueueSample};
use crate::model::time::{Span, UtcTime};
use crate::task::Task;

/// Queue Viewer shows no more rows than these.
const MOST_SHOWN: u64 = 1_000;
/// Rows between two looks at the task.
const BATCH: u64 = 1024;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Name,
    NextHop,
    Delivery,
    State,
    Count,
    LastError,
    From,
    Subject,
    Recipients,
    Bytes,
    Kilobytes,
    Time,
    Queue,
    Via,
    Scl,
    /// Known, and of no use here.
    Other,
}

/// Captions in lower case: English, French, German, Spanish, Italian, Dutch.
const CAPTIONS: &[(Column, &[&str])] = &[
    (Column::Name, &["name", "nom", "nombre", "nome", "naam", "queue name"]),
    (
        Column::NextHop,
        &[
            "next hop domain",
            "domaine du tronçon suivant",
            "domaine de saut suivant",
            "domäne des nächsten hops",
            "dominio del próximo salto",
            "dominio hop successivo",
            "volgende-hopdomein",
        ],
    ),
    (
        Column::Delivery,
        &[
            "delivery type",
            "type de remise",
            "zustellungstyp",
            "tipo de entrega",
            "tipo di recapito",
            "bezorgingstype",
        ],
    ),
    (
        Column::State,
        &[
            "state",
            "status",
            "connection state",
            "état",
            "statut",
            "état de la connexion",
            "zustand",
            "verbindungsstatus",
            "estado",
            "stato",
            "staat",
        ],
    ),
    (
        Column::Count,
        &[
            "number of messages",
            "total # of msgs",
            "message count",
            "nombre de messages",
            "nombre total de messages",
            "anzahl der nachrichten",
            "anzahl von nachrichten",
            "nachrichtenanzahl",
            "número de mensajes",
            "numero di messaggi",
            "conteggio messaggi",
            "aantal berichten",
        ],
    ),
    (
        Column::LastError,
        &["last error", "dernière erreur", "letzter fehler", "último error", "ultimo errore", "laatste fout"],
    ),
    (
        Column::From,
        &[
            "sent from",
            "from address",
            "sender",
            "expéditeur",
            "adresse d’expéditeur",
            "adresse d'expéditeur",
            "adresse de l'expéditeur",
            "absender",
            "absenderadresse",
            "von adresse",
            "remitente",
            "mittente",
            "afzender",
        ],
    ),
    (
        Column::Subject,
        &[
            "subject",
            "message subject",
            "objet",
            "objet du message",
            "betreff",
            "asunto",
            "oggetto",
            "onderwerp",
        ],
    ),
    (
        Column::Recipients,
        &[
            "# of body recipients",
            "number of recipients",
            "nombre de destinataires",
            "anzahl der empfänger",
            "número de destinatarios",
            "numero di destinatari",
            "aantal geadresseerden",
        ],
    ),
    (
        Column::Bytes,
        &[
            "message size (bytes)",
            "size (bytes)",
            "taille du message (octets)",
            "taille (octets)",
            "nachrichtengröße (bytes)",
            "größe (bytes)",
            "tamaño (bytes)",
            "dimensioni (byte)",
            "grootte (bytes)",
        ],
    ),
    (
        Column::Kilobytes,
        &["size (kb)", "taille (ko)", "größe (kb)", "tamaño (kb)", "dimensioni (kb)", "grootte (kb)"],
    ),
    (
        Column::Time,
        &[
            "time of submission",
            "date received",
            "heure de soumission",
            "date de réception",
            "übermittlungszeit",
            "empfangsdatum",
            "hora de envío",
            "fecha de recepción",
            "ora di invio",
            "data ricezione",
            "ontvangstdatum",
        ],
    ),
    (
        Column::Queue,
        &["queue id", "id de file d'attente", "warteschlangen-id", "id. de cola", "id coda", "wachtrij-id"],
    ),
    (
        Column::Via,
        &[
            "message source name",
            "nom de la source du message",
            "nachrichtenquellname",
            "nombre de origen del mensaje",
            "nome origine messaggio",
            "naam van berichtbron",
        ],
    ),
    (Column::Scl, &["scl"]),
    (
        Column::Other,
        &[
            "protocol",
            "protocole",
            "protokoll",
            "protocolo",
            "protocollo",
            "source",
            "quelle",
            "origen",
            "origine",
            "bron",
            "priority",
            "priorité",
            "priorität",
            "prioridad",
            "priorità",
            "prioriteit",
            "total message size (kb)",
            "total msg size (kb)",
            "next retry time",
            "identity",
        ],
    ),
];

fn column_of(caption: &str) -> Option<Column> {
    let caption = caption.trim().trim_matches('"').to_lowercase().replace('\u{a0}', " ");
    CAPTIONS.iter().find(|(_, names)| names.contains(&caption.as_str())).map(|(column, _)| *column)
}

/// The columns on screen.
struct Layout {
    columns: Vec<Option<Column>>,
    delimiter: char,
}

impl Layout {
    /// Out of the line of captions; `None` where it is no such list.
    fn of(line: &str) -> Option<Self> {
        let line = line.trim_start_matches('\u{feff}').trim_end_matches(['\t', '\r']);
        let delimiter = if line.contains('\t') { '\t' } else { ',' };
        let columns: Vec<Option<Column>> = line.split(delimiter).map(column_of).collect();
        let layout = Self { columns, delimiter };
        let has = |column| layout.at(column).is_some();
        let known = layout.columns.iter().flatten().count() >= 3;
        let queues = has(Column::Count) && (has(Column::Name) || has(Column::NextHop));
        // The cmdlets write `Subject` and `Size` as well, yet never a sender with a blank in its name.
        let sizes = has(Column::Bytes) || has(Column::Kilobytes);
        let spaced = line.to_lowercase().contains("from address") || sizes || has(Column::Recipients);
        let messages = has(Column::From) && spaced;
        (known && (queues || messages)).then_some(layout)
    }

    fn at(&self, column: Column) -> Option<usize> {
        self.columns.iter().position(|c| *c == Some(column))
    }

    fn is_queues(&self) -> bool {
        self.at(Column::Count).is_some()
    }

    /// The fields of a line, as many as there are columns.
    fn split(&self, line: &str) -> Result<Vec<String>, Fault> {
        let delimiter = self.delimiter;
        let mut fields: Vec<String> = line.split(delimiter).map(str::to_owned).collect();
        let expected = self.columns.len();
        // A tab at the end of a row is no column.
        let ends_in_tab = delimiter == '\t' && fields.last().is_some_and(|f| f.trim().is_empty());
        if fields.len() == expected + 1 && ends_in_tab {
            fields.pop();
        }
        let found = fields.len();
        let Some(surplus) = found.checked_sub(expected) else {
            return Err(Fault::Fields { expected, found });
        };
        let fault = || Fault::Fields { expected, found };
        match (surplus, groups(&fields)) {
            (0, _) => {}
            // `1,482` of an English console, in a list between commas.
            (n, pairs) if delimiter == ',' && pairs.len() == n => {
                for at in pairs.into_iter().rev() {
                    join(&mut fields, at, 1, "");
                }
            }
            (n, pairs) if delimiter == '\t' || pairs.is_empty() => {
                let text = [Column::Subject, Column::Name, Column::NextHop, Column::LastError];
                let at = text.into_iter().find_map(|c| self.at(c)).ok_or_else(fault)?;
                join(&mut fields, at, n, &delimiter.to_string());
            }
            _ => return Err(fault()),
        }
        Ok(fields.into_iter().map(|f| f.trim().trim_matches('"').to_owned()).collect())
    }
}

/// Where a number in groups may have been cut: one to three digits, then three.
fn groups(fields: &[String]) -> Vec<usize> {
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let cut =
        |pair: &[String]| matches!(pair, [a, b] if digits(a) && a.len() <= 3 && digits(b) && b.len() == 3);
    fields.windows(2).enumerate().filter(|(_, pair)| cut(pair)).map(|(i, _)| i).collect()
}

/// Joins a field with the `n` behind it.
fn join(fields: &mut Vec<String>, at: usize, n: usize, between: &str) {
    let end = (at + n + 1).min(fields.len());
    if at < end {
        let joined = fields[at..end].join(between);
        fields.splice(at..end, [joined]);
    }
}

/// The format.
#[derive(Debug)]
pub struct ExportList;

impl Format for ExportList {
    fn key(&self) -> &'static str {
        "export-list"
    }

    fn recognise(&self, head: &Head<'_>) -> Option<Recognised> {
        let line = head.text.lines().find(|l| !l.trim().is_empty())?;
        Layout::of(line).map(|_| Recognised { certainty: 82, why: "why-export-list" })
    }

    fn read(&self, source: &mut Source, out: &mut Harvest, task: &Task) -> Result<(), ReadError> {
        let hints = source.hints.clone();
        let head = decode(source.head()?).0;
        let mut lines = Lines::new(source)?;
        let mut layout = None;
        let mut dates = DateReader::default();
        if hints.captured_by_file_time {
            out.warn(Place::FILE, Fault::Note("note-captured-by-file-time"));
        }
        while let Some(line) = lines.next_line()? {
            if line.text.trim().is_empty() {
                continue;
            }
            let Some(layout) = &layout else {
                let found = Layout::of(&line.text).ok_or(ReadError::Unrecognised)?;
                head.lines().flat_map(|l| l.split(found.delimiter)).for_each(|field| dates.learn(field));
                layout = Some(found);
                continue;
            };
            out.record();
            match row(&line, layout, &mut dates, &hints, out) {
                Ok(time) => out.read(time),
                Err(fault) => out.damaged(line.place, fault),
            }
            if out.balance.total.is_multiple_of(BATCH) && task.is_cancelled() {
                return Err(ReadError::Cancelled);
            }
        }
        task.set_records(out.balance.total);
        if out.balance.total == MOST_SHOWN {
            out.warn(Place::FILE, Fault::Note("note-result-size"));
        }
        Ok(())
    }
}

fn row(
    line: &Line,
    layout: &Layout,
    dates: &mut DateReader,
    hints: &Hints,
    out: &mut Harvest,
) -> Result<UtcTime, Fault> {
    if line.too_long {
        return Err(Fault::TooLong { limit: MAX_LINE });
    }
    let fields = layout.split(&line.text)?;
    let get = |column| layout.at(column).and_then(|i| fields.get(i)).map_or("", String::as_str);
    if layout.is_queues() {
        let n = number(get(Column::Count)).ok_or_else(|| Fault::Record(get(Column::Count).to_owned()))?;
        let time = hints.captured_at.unwrap_or(UtcTime::UNKNOWN);
        queue(&get, n, time, line.place, out);
        return Ok(time);
    }
    let time = dates.tell(get(Column::Time), hints, line.place, out);
    message(&get, time, line.place, out);
    Ok(time)
}

fn queue<'f>(get: &impl Fn(Column) -> &'f str, n: u32, time: UtcTime, place: Place, out: &mut Harvest) {
    let mut text = |column| out.text.intern(get(column));
    let sample = QueueSample {
        time,
        place,
        reading: QueueReading::Snapshot,
        queue: text(Column::Name),
        next_hop: text(Column::NextHop),
        delivery_type: text(Column::Delivery),
        status: text(Column::State),
        last_error: text(Column::LastError),
        n_messages: n,
        incoming: f32::NAN,
        outgoing: f32::NAN,
        is_shadow: get(Column::Delivery).to_lowercase().contains("shadow"),
        source: out.source,
        ..QueueSample::default()
    };
    Span::grow(&mut out.span, time);
    out.tables.queues.push(sample);
}

fn message<'f>(get: &impl Fn(Column) -> &'f str, time: UtcTime, place: Place, out: &mut Harvest) {
    let from = get(Column::From);
    let kilobytes = number(get(Column::Kilobytes)).unwrap_or(0).saturating_mul(1024);
    let scl = get(Column::Scl).parse::<i8>().unwrap_or(i8::MIN);
    let mut text = |column| out.text.intern(get(column));
    let held = HeldMessage {
        time,
        place,
        held: Held::Queued,
        reverse_path: text(Column::From),
        subject: text(Column::Subject),
        queue: text(Column::Queue),
        via: text(Column::Via),
        status: text(Column::State),
        last_error: text(Column::LastError),
        n_recipients: number(get(Column::Recipients)).unwrap_or(0),
        size: number(get(Column::Bytes)).unwrap_or(kilobytes),
        scl: scl as u8,
        is_report: from == "<>" || get(Column::Via) == "DSN",
        source: out.source,
        ..HeldMessage::default()
    };
    out.tables.held.push(held);
}

/// A whole number, whatever the groups are separated by; decimals behind the last mark are left out.
fn number(text: &str) -> Option<u32> {
    let text = text.trim();
    let fits = |c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, ',' | '.' | '\'' | '’');
    if !text.chars().all(fits) {
        return None;
    }
    let groups: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|g| !g.is_empty()).collect();
    let whole = match &groups[..] {
        [first, .., last] if last.len() != 3 => &groups[..groups.len() - usize::from(!first.is_empty())],
        all => all,
    };
    whole.concat().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_groups_of_every_kind() {
        for text in ["1482", "1,482", "1.482", "1\u{a0}482", "1\u{202f}482", "1'482", "1,482.5"] {
            assert_eq!(number(text), Some(1482), "{text}");
        }
        assert_eq!(number("Retry"), None);
    }

    #[test]
    fn surplus_pieces_are_joined_only_where_one_way_is_possible() {
        let layout = Layout::of("Name,State,Number of Messages,Total Message Size (KB)").unwrap();
        assert_eq!(
            layout.split("example.net,Retry,1,482,5,928").unwrap(),
            ["example.net", "Retry", "1482", "5928"]
        );
        assert_eq!(layout.split("a, b,Retry,7,9").unwrap(), ["a, b", "Retry", "7", "9"]);
        assert!(layout.split("example.net,Retry,1,482,928").is_err());
    }

    #[test]
    fn dumps_of_cmdlets_are_left_to_others() {
        assert!(Layout::of("Identity,NextHopDomain,Status,MessageCount").is_none());
        assert!(Layout::of("Identity,FromAddress,Status,Size,Subject").is_none());
        assert!(Layout::of("From Address,Status,Size (KB),Subject").is_some());
        assert!(Layout::of("Nom\tProtocole\tÉtat\tNombre de messages").is_some());
    }
}
