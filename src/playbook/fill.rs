//! The lines of a step with the case's facts in them. Pure; what nobody knows stays in angle brackets.

use super::quote::{Reader, Spot, cmd, is_showable, powershell};
use super::slots::{Piece, Slot, pieces};
use super::step::{Line, Platform, Step};
use crate::model::safe_text::SafeText;
use crate::model::time::UtcTime;
use crate::words::{Language, Phrase, Words};
use chrono_tz::Tz;
use std::net::Ipv6Addr;
use std::sync::LazyLock;

/// An abused account under its three names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountNames {
    /// `CONTOSO\scanner`. Raw.
    pub account: String,
    /// `scanner`. Raw.
    pub login: String,
    /// `scanner@contoso.test`; empty where no log writes it. Raw.
    pub upn: String,
}

/// What the case knows for commands. All raw: it is checked and quoted where it enters a line.
#[derive(Clone, Debug, PartialEq)]
pub struct CaseFacts {
    /// Abused accounts, the heaviest first.
    pub accounts: Vec<AccountNames>,
    /// Envelope senders of the spam, the busiest first.
    pub senders: Vec<String>,
    /// Name of the mail server that was used.
    pub server: String,
    /// Its inside address.
    pub server_address: String,
    /// Inside addresses of the other mail servers.
    pub servers: Vec<String>,
    /// Names of all mail servers, that one first.
    pub server_names: Vec<String>,
    /// The mail domain.
    pub domain: String,
    /// Short name of the Windows domain.
    pub netbios: String,
    /// Attacking addresses, the busiest first.
    pub addresses: Vec<String>,
    /// First abuse.
    pub start: Option<UtcTime>,
    /// Last abuse.
    pub end: Option<UtcTime>,
    /// Zone of the site.
    pub zone: Tz,
    /// An outside mail exchanger to test with.
    pub mx: String,
    /// Public addresses of the server.
    pub public: Vec<String>,
    /// Internal networks, `10.0.0.0/8`.
    pub internal: Vec<String>,
    /// Public host name of the server.
    pub host: String,
    /// Are some mailboxes in Exchange Online? Then its lines come along.
    pub hybrid: bool,
}

impl Default for CaseFacts {
    fn default() -> Self {
        Self {
            accounts: Vec::new(),
            senders: Vec::new(),
            server: String::new(),
            server_address: String::new(),
            servers: Vec::new(),
            server_names: Vec::new(),
            domain: String::new(),
            netbios: String::new(),
            addresses: Vec::new(),
            start: None,
            end: None,
            zone: Tz::UTC,
            mx: String::new(),
            public: Vec::new(),
            internal: Vec::new(),
            host: String::new(),
            hybrid: false,
        }
    }
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineKind {
    /// A way through menus.
    Menu,
    /// For cmd.exe.
    Cmd,
    /// For PowerShell.
    PowerShell,
    /// For another device.
    Raw,
    /// A sentence.
    Note,
}

/// A line to show and to copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilledLine {
    /// The platform it is for.
    pub platform: Platform,
    /// What it is.
    pub kind: LineKind,
    /// The line; no control or bidirectional character can be in it.
    pub text: String,
    /// A remark; empty where there is none.
    pub note: String,
    /// Placeholders that nobody knows; they stand as words in angle brackets.
    pub missing: Vec<&'static str>,
    /// A value was left out because no quoting makes it safe here, or it is none.
    pub unsafe_value: bool,
}

/// One value for each of these lines, no more than this many.
const MOST: usize = 20;

static WORDS: LazyLock<[Words; 2]> =
    LazyLock::new(|| [Language::English, Language::French].map(|language| Words::new(language, Tz::UTC)));

fn words(language: Language) -> &'static Words {
    let [english, french] = &*WORDS;
    if language == Language::French { french } else { english }
}

/// The lines of a step on a platform, the case's facts filled in.
#[must_use]
pub fn fill(step: &Step, platform: Platform, facts: &CaseFacts, language: Language) -> Vec<FilledLine> {
    let mut lines = step.lines(platform);
    if facts.hybrid && platform != Platform::ExchangeOnline {
        let cloud = step.lines(Platform::ExchangeOnline).into_iter();
        lines.extend(cloud.filter(|(of, _)| *of == Platform::ExchangeOnline));
    }
    let words = words(language);
    lines.into_iter().flat_map(|(of, line)| Filling { platform: of, line, facts, words }.lines()).collect()
}

/// A line of the asset that is being filled.
struct Filling<'a> {
    platform: Platform,
    line: &'a Line,
    facts: &'a CaseFacts,
    words: &'a Words,
}

impl Filling<'_> {
    fn lines(&self) -> Vec<FilledLine> {
        let (kind, template) = self.template();
        let Some(template) = template else {
            return vec![self.note(self.remark().to_owned())];
        };
        let pieces = pieces(template);
        let many = self.repeats(&pieces);
        let mut lines: Vec<FilledLine> = Vec::new();
        for row in 0..many.clamp(1, MOST) {
            let mut line = self.row(kind, &pieces, row);
            if lines.iter().all(|l| l.text != line.text) {
                line.note = self.remark_of(row, &pieces, lines.is_empty());
                lines.push(line);
            }
        }
        if many > MOST {
            let more = Phrase::new("fill-more").number("n", many - MOST);
            lines.push(self.note(self.words.say(&more)));
        }
        lines
    }

    fn template(&self) -> (LineKind, Option<&str>) {
        match self.line {
            Line { menu: Some(text), .. } => (LineKind::Menu, Some(text)),
            Line { cmd: Some(text), .. } => (LineKind::Cmd, Some(text)),
            Line { ps: Some(text), .. } => (LineKind::PowerShell, Some(text)),
            Line { raw: Some(text), .. } => (LineKind::Raw, Some(text)),
            _ => (LineKind::Note, None),
        }
    }

    fn remark(&self) -> &str {
        if self.words.language() == Language::French { &self.line.fr } else { &self.line.en }
    }

    fn note(&self, text: String) -> FilledLine {
        let (platform, kind) = (self.platform, LineKind::Note);
        FilledLine { platform, kind, text, note: String::new(), missing: Vec::new(), unsafe_value: false }
    }

    /// How many values there are of what the line is repeated for.
    fn repeats(&self, pieces: &[Piece<'_>]) -> usize {
        let count = |slot: Slot| match slot {
            Slot::Account | Slot::Login | Slot::Upn => Some(self.facts.accounts.len()),
            Slot::Sender => Some(self.facts.senders.len()),
            Slot::Address => Some(self.facts.addresses.len()),
            _ => None,
        };
        let slots = pieces.iter().filter_map(|p| if let Piece::Slot(slot) = p { Some(*slot) } else { None });
        slots.filter_map(count).max().unwrap_or(1)
    }

    /// The remark of the asset once, and a caution beside a sender of our own.
    fn remark_of(&self, row: usize, pieces: &[Piece<'_>], first: bool) -> String {
        let remark = if first { self.remark() } else { "" };
        let sender = self.facts.senders.get(row).filter(|_| pieces.contains(&Piece::Slot(Slot::Sender)));
        if !sender.is_some_and(|s| self.is_ours(s)) {
            return remark.to_owned();
        }
        let caution = self.words.word("fill-own-sender");
        let stop = if remark.ends_with('.') { " " } else { ". " };
        if remark.is_empty() { caution } else { format!("{remark}{stop}{caution}") }
    }

    fn is_ours(&self, sender: &str) -> bool {
        let domain = sender.rsplit_once('@').map_or("", |(_, domain)| domain);
        !domain.is_empty() && domain.eq_ignore_ascii_case(&self.facts.domain)
    }

    fn row(&self, kind: LineKind, pieces: &[Piece<'_>], row: usize) -> FilledLine {
        let mut line = FilledLine { kind, ..self.note(String::new()) };
        let mut reader = Reader::default();
        for (i, piece) in pieces.iter().enumerate() {
            let next = match pieces.get(i + 1) {
                Some(Piece::Text(text)) => text.chars().next(),
                Some(_) => Some('<'),
                None => None,
            };
            match piece {
                Piece::Text(text) => {
                    line.text.push_str(text);
                    reader.read(text);
                }
                Piece::Word(word) => {
                    line.text.push_str(&self.unknown(&format!("fill-word-{}", slug(word))));
                    reader.pass();
                }
                Piece::Slot(slot) => {
                    let place = Place { kind, spot: reader.spot(next), next };
                    self.put(&mut line, *slot, row, place);
                    reader.pass();
                }
            }
        }
        line.text = SafeText::new(&line.text).as_str().to_owned();
        line
    }

    fn unknown(&self, id: &str) -> String {
        format!("<{}>", self.words.word(id))
    }

    /// Puts the value in; what is unknown or unsafe stays as a word in angle brackets.
    fn put(&self, line: &mut FilledLine, slot: Slot, row: usize, place: Place) {
        let values = values(slot, self.facts, row);
        let fitting = values.iter().filter(|v| slot.is_plausible(v));
        let safe: Vec<String> = fitting.filter_map(|v| place.quoted(v)).collect();
        line.unsafe_value |= safe.len() < values.len();
        if values.is_empty() {
            line.missing.push(slot.key());
        }
        let separator = if place.kind == LineKind::PowerShell { "," } else { ", " };
        let unknown = || self.unknown(&format!("fill-slot-{}", slug(slot.key())));
        line.text += &if safe.is_empty() { unknown() } else { safe.join(separator) };
    }
}

/// Where a value is to stand.
#[derive(Clone, Copy)]
struct Place {
    kind: LineKind,
    spot: Spot,
    next: Option<char>,
}

impl Place {
    fn quoted(self, value: &str) -> Option<String> {
        let port_follows = self.next == Some(':') && value.parse::<Ipv6Addr>().is_ok();
        let value = if port_follows { format!("[{value}]") } else { value.to_owned() };
        match self.kind {
            LineKind::PowerShell => powershell(&value, self.spot),
            LineKind::Cmd => cmd(&value, matches!(self.spot, Spot::Double | Spot::SingleInDouble)),
            LineKind::Menu | LineKind::Raw | LineKind::Note => is_showable(&value).then_some(value),
        }
    }
}

/// `server address` and `server_address` as part of an id.
fn slug(word: &str) -> String {
    word.to_lowercase().replace([' ', '_'], "-")
}

/// The values of a placeholder in this row; none where nobody knows, several for a list.
fn values(slot: Slot, facts: &CaseFacts, row: usize) -> Vec<String> {
    let account = facts.accounts.get(row).or(facts.accounts.first());
    let one = |text: Option<&String>| text.filter(|t| !t.is_empty()).cloned();
    let time = |time: Option<UtcTime>, pattern| time.map(|t| t.in_zone(facts.zone, pattern));
    let value = match slot {
        Slot::Servers => return facts.servers.clone(),
        Slot::Addresses => return facts.addresses.clone(),
        Slot::Internal => return facts.internal.clone(),
        Slot::Account => one(account.map(|a| &a.account)),
        Slot::Login => one(account.map(|a| &a.login)),
        Slot::Upn => account.and_then(|a| upn(a, &facts.domain)),
        Slot::Sender => one(facts.senders.get(row).or(facts.senders.first())),
        Slot::Address => one(facts.addresses.get(row).or(facts.addresses.first())),
        Slot::Server => one(Some(&facts.server)),
        Slot::ServerAddress => one(Some(&facts.server_address)),
        Slot::Domain => one(Some(&facts.domain)),
        Slot::Netbios => one(Some(&facts.netbios)),
        Slot::Mx => one(Some(&facts.mx)),
        Slot::Public => one(facts.public.first()),
        Slot::Host => one(Some(&facts.host)),
        Slot::Start => time(facts.start, "%Y-%m-%d %H:%M:%S"),
        Slot::End => time(facts.end, "%Y-%m-%d %H:%M:%S"),
        Slot::StartDay => time(facts.start, "%Y-%m-%d"),
        Slot::EndDay => time(facts.end, "%Y-%m-%d"),
    };
    value.into_iter().collect()
}

fn upn(account: &AccountNames, domain: &str) -> Option<String> {
    let made =
        || (!domain.is_empty() && !account.login.is_empty()).then(|| format!("{}@{domain}", account.login));
    if account.upn.is_empty() { made() } else { Some(account.upn.clone()) }
}
