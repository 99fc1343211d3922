//! The command line's grammar. Nothing is done here.

use crate::checks::question::Vantage;
use crate::model::address::Network;
use crate::model::time::UtcTime;
use crate::report::sections;
use crate::report::tables::{Format, Which};
use crate::words::Language;
use chrono_tz::Tz;
use clap::{Parser, Subcommand, ValueEnum};
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

/// Says which account relays spam through an Exchange server, from where, since when, and why.
///
/// Without a command it opens the window.
#[derive(Debug, Parser)]
#[command(name = "relayscope", version, args_conflicts_with_subcommands = true)]
pub struct Args {
    /// What to do instead of opening the window.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Open the window on the demo incident; without a display, print its verdict
    #[arg(long)]
    pub demo: bool,
    /// How to draw the window: wgpu is tried first, glow is for machines where it cannot start
    #[arg(long, value_enum)]
    pub renderer: Option<Renderer>,
    /// Files, folders or ZIP archives to open in the window
    pub paths: Vec<PathBuf>,
}

/// Ways to draw the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Renderer {
    /// Direct3D 12, Vulkan or Metal, in software where there is no graphics card.
    Wgpu,
    /// OpenGL.
    Glow,
}

/// What can be done without a window.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read evidence and say what happened
    Analyse(Box<Analyse>),
    /// Write an invented incident as the files a client would bring
    Demo(Demo),
    /// Write the report for the client: PDF, HTML, text, and the evidence annex
    Report(Box<Report>),
    /// Write a table for another program: CSV, JSON lines, Timesketch, Parquet, STIX
    Export(Box<Export>),
    /// Ask blocklists, SMTP ports or the DNS about the client's own servers
    Check(Box<Check>),
    /// Check a case file: its custody chain, its checksums, and the evidence against its hashes
    Verify(Verify),
}

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
pub struct Check {
    /// What to ask.
    #[command(subcommand)]
    pub what: CheckWhat,
}

/// What can be asked.
#[derive(Debug, Subcommand)]
pub enum CheckWhat {
    /// Are addresses or domains on blocklists?
    Dnsbl(Dnsbl),
    /// Ports, greeting, TLS and AUTH of a server; with --relay, whether it would relay (never DATA, never a password)
    Smtp(Smtp),
    /// MX, SPF, DKIM, DMARC, reverse DNS and HELO of a mail domain
    Dns(Dns),
}

/// What all checks take.
#[derive(Debug, clap::Args)]
pub struct Common {
    /// Who authorised it, on the client's side; nothing is contacted without
    #[arg(long = "i-am-authorised-by", value_name = "NAME")]
    pub authorised_by: Option<String>,
    /// Whose servers
    #[arg(long, value_name = "NAME")]
    pub client: Option<String>,
    /// Ask this resolver instead of the system's; blocklists refuse public ones
    #[arg(long, value_name = "IP[:PORT]", value_parser = parse_resolver)]
    pub resolver: Option<SocketAddr>,
    /// Contact nothing: print what to run on another machine
    #[arg(long, conflicts_with = "by_hand")]
    pub offline: bool,
    /// Judge what was run elsewhere: a file with the output, or - for standard input
    #[arg(long = "by-hand", value_name = "FILE|-")]
    pub by_hand: Option<PathBuf>,
    /// Who ran it there
    #[arg(long = "run-by", value_name = "NAME", requires = "by_hand")]
    pub run_by: Option<String>,
    /// Keep consent and answers in this case
    #[arg(long, value_name = "FILE.relaycase")]
    pub case: Option<PathBuf>,
    /// Write the answers as JSON to a file, or to standard output with -
    #[arg(long, value_name = "FILE|-")]
    pub json: Option<PathBuf>,
    /// Print the whole dialogue too
    #[arg(long)]
    pub transcript: bool,
    /// Zone of times
    #[arg(long, value_name = "ZONE", value_parser = parse_zone)]
    pub zone: Option<Tz>,
    /// Language of the sentences
    #[arg(long, value_enum, default_value = "en")]
    pub lang: Lang,
    /// Print nothing but errors
    #[arg(long)]
    pub quiet: bool,
}

/// Arguments of `check dnsbl`.
#[derive(Debug, clap::Args)]
pub struct Dnsbl {
    /// Addresses that mail leaves from, or mail domains
    #[arg(required = true, value_name = "ADDRESS|DOMAIN")]
    pub targets: Vec<String>,
    /// Sets of lists: 1 the usual ones, 2 further ones, 3 those that need an account
    #[arg(long = "set", value_name = "N", value_parser = clap::value_parser!(u8).range(1..=3))]
    pub sets: Vec<u8>,
    /// Ask this list alone; may be repeated
    #[arg(long = "list", value_name = "ZONE")]
    pub zones: Vec<String>,
    /// What all checks take.
    #[command(flatten)]
    pub common: Common,
}

/// Arguments of `check smtp`.
#[derive(Debug, clap::Args)]
pub struct Smtp {
    /// Host name or address; without a port 25, 465 and 587
    #[arg(value_name = "HOST[:PORT]")]
    pub host: String,
    /// An address of the host, instead of looking it up; may be repeated
    #[arg(long = "address", value_name = "IP")]
    pub addresses: Vec<IpAddr>,
    /// The name we give; ours where none is named
    #[arg(long, value_name = "NAME")]
    pub helo: Option<String>,
    /// Try AUTH LOGIN and cancel it at once; the server's log will show it
    #[arg(long)]
    pub hidden_auth: bool,
    /// Relay tests up to RCPT
    #[arg(long)]
    pub relay: bool,
    /// A mail domain of the client, for relay tests
    #[arg(long = "local-domain", value_name = "DOMAIN", requires = "relay")]
    pub local_domain: Option<String>,
    /// A mailbox of the client that takes test mail: shows that reception works at all
    #[arg(long, value_name = "ADDRESS", requires = "relay")]
    pub mailbox: Option<String>,
    /// Your domain that test mail would come from; example.com where none is named
    #[arg(long = "test-from", value_name = "DOMAIN", requires = "relay")]
    pub test_from: Option<String>,
    /// Your domain that test mail would go to; example.net where none is named
    #[arg(long = "test-to", value_name = "DOMAIN", requires = "relay")]
    pub test_to: Option<String>,
    /// From where the test is made
    #[arg(long = "from", value_enum, default_value = "outside")]
    pub vantage: Standpoint,
    /// What all checks take.
    #[command(flatten)]
    pub common: Common,
}

/// From where a relay test is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Standpoint {
    /// The Internet.
    Outside,
    /// A machine inside that may not relay.
    InsideUnlisted,
    /// A machine inside that may.
    InsideListed,
}

impl From<Standpoint> for Vantage {
    fn from(from: Standpoint) -> Self {
        match from {
            Standpoint::Outside => Self::Outside,
            Standpoint::InsideUnlisted => Self::InsideUnlisted,
            Standpoint::InsideListed => Self::InsideListed,
        }
    }
}

/// Arguments of `check dns`.
#[derive(Debug, clap::Args)]
pub struct Dns {
    /// Mail domain
    pub domain: String,
    /// An address that mail leaves from; may be repeated
    #[arg(long = "address", value_name = "IP")]
    pub addresses: Vec<IpAddr>,
    /// The name the server gives in HELO
    #[arg(long, value_name = "NAME")]
    pub helo: Option<String>,
    /// A DKIM selector; may be repeated
    #[arg(long = "selector", value_name = "NAME")]
    pub selectors: Vec<String>,
    /// What all checks take.
    #[command(flatten)]
    pub common: Common,
}

/// Arguments of `verify`.
#[derive(Debug, clap::Args)]
pub struct Verify {
    /// The case file
    #[arg(value_name = "CASE")]
    pub case: PathBuf,
    /// Language of the sentences
    #[arg(long, value_enum, default_value = "en")]
    pub lang: Lang,
}

/// What `analyse`, `report` and `export` read, and what is known of the site.
#[derive(Debug, clap::Args)]
pub struct Inputs {
    /// Files, folders or ZIP archives; or one case file
    #[arg(required_unless_present = "case")]
    pub paths: Vec<PathBuf>,
    /// Keep the case in this file: begun if it is not there, else read further files into it
    #[arg(long, value_name = "FILE.relaycase")]
    pub case: Option<PathBuf>,
    /// What is known of the site: local_domains, own_servers, internal, zone, generation, working_hours,
    /// known_accounts, known_clients, clocks, figures
    #[arg(long, value_name = "FILE.toml")]
    pub site: Option<PathBuf>,
    /// A mail domain of the site; may be repeated
    #[arg(long = "local-domain", value_name = "DOMAIN")]
    pub local_domains: Vec<String>,
    /// A network of the site; may be repeated
    #[arg(long, value_name = "CIDR", value_parser = parse_network)]
    pub internal: Vec<Network>,
    /// Zone of the site, and of files that do not state one, e.g. Europe/Paris
    #[arg(long, value_name = "ZONE", value_parser = parse_zone)]
    pub zone: Option<Tz>,
    /// An account or an address that is known and in order, and not to be suspected; may be repeated
    #[arg(long = "known-good", value_name = "ACCOUNT|ADDRESS")]
    pub known_good: Vec<String>,
    /// Exchange generation: 2000-2003, 2007-2010 or 2013-SE
    #[arg(long, value_parser = super::site_file::generation)]
    pub generation: Option<String>,
    /// When people work, e.g. "8-18 1-5": hours in the site's zone, days from Monday
    #[arg(long, value_name = "HOURS")]
    pub working_hours: Option<String>,
    /// How many seconds the clock of a file is ahead, e.g. DC1/Security.evtx=420; may be repeated
    #[arg(long = "clock", value_name = "FILE=SECONDS", value_parser = parse_clock)]
    pub clocks: Vec<(String, i64)>,
    /// How files write 03/04/2026 where nothing in them tells
    #[arg(long, value_enum, value_name = "ORDER")]
    pub dates: Option<DateOrder>,
    /// Language of the sentences
    #[arg(long, value_enum)]
    pub lang: Option<Lang>,
    /// Print no summary and no progress
    #[arg(long)]
    pub quiet: bool,
}

impl Inputs {
    /// Language of the sentences: English unless another is named.
    #[must_use]
    pub fn language(&self) -> Language {
        self.lang.map_or(Language::English, Language::from)
    }
}

/// Arguments of `analyse`.
#[derive(Debug, clap::Args)]
pub struct Analyse {
    /// What to read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// Write everything as JSON to a file, or to standard output with -
    #[arg(long, value_name = "FILE|-")]
    pub json: Option<PathBuf>,
}

/// Arguments of `report`.
#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("form").required(true).multiple(true)))]
pub struct Report {
    /// What to read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// Write the report as an archival PDF
    #[arg(long, value_name = "FILE", group = "form")]
    pub pdf: Option<PathBuf>,
    /// Write it as one HTML page without scripts
    #[arg(long, value_name = "FILE", group = "form")]
    pub html: Option<PathBuf>,
    /// Write it as plain text
    #[arg(long, value_name = "FILE", group = "form")]
    pub text: Option<PathBuf>,
    /// Write the evidence annex: a ZIP where the name ends in .zip, else a new folder
    #[arg(long, value_name = "FILE.zip|FOLDER", group = "form")]
    pub annex: Option<PathBuf>,
    /// Give names and addresses aliases, the same ones everywhere
    #[arg(long)]
    pub redact: bool,
    /// It is final: no "draft" across the pages
    #[arg(long = "final")]
    pub finished: bool,
    /// Size of the pages
    #[arg(long, value_enum)]
    pub paper: Option<PaperSize>,
    /// Whose servers
    #[arg(long, value_name = "NAME")]
    pub client: Option<String>,
    /// Who writes the report
    #[arg(long, value_name = "NAME")]
    pub consultant: Option<String>,
    /// Number or name of the engagement
    #[arg(long, value_name = "TEXT")]
    pub reference: Option<String>,
    /// Leave a section out, by its key; may be repeated
    #[arg(long = "without", value_name = "SECTION", value_parser = parse_section)]
    pub without: Vec<String>,
    /// The time to print as that of the report, e.g. 2026-11-24T10:00:00Z; the same time gives the same bytes
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    pub at: Option<UtcTime>,
}

/// Sizes of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PaperSize {
    /// 210 by 297 millimetres.
    A4,
    /// 8.5 by 11 inches.
    Letter,
}

/// Arguments of `export`.
#[derive(Debug, clap::Args)]
pub struct Export {
    /// What to read.
    #[command(flatten)]
    pub inputs: Inputs,
    /// Which table
    #[arg(long, value_name = "TABLE", value_parser = parse_table)]
    pub table: Which,
    /// How to write it
    #[arg(long, value_name = "FORMAT", value_parser = parse_format, default_value = "csv")]
    pub format: Format,
    /// Where to, or - for standard output
    #[arg(long, value_name = "FILE|-")]
    pub out: PathBuf,
    /// Give names and addresses aliases, the same ones everywhere
    #[arg(long)]
    pub redact: bool,
}

/// Arguments of `demo`.
#[derive(Debug, clap::Args)]
pub struct Demo {
    /// Folder to write to; it is made
    pub folder: PathBuf,
    /// Multiplies the harmless records
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..))]
    pub scale: u32,
    /// Tells another story
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Whose files: Exchange 2003 or Exchange 2019; the story is the same
    #[arg(long, value_enum, default_value = "2019")]
    pub generation: Generation,
    /// Adds the logs of the next two days, on which the administrator cleans up (Exchange 2019 only)
    #[arg(long)]
    pub after: bool,
    /// The abuser gets in again on those days
    #[arg(long, requires = "after")]
    pub still_in: bool,
    /// Language of the sentences
    #[arg(long, value_enum, default_value = "en")]
    pub lang: Lang,
}

/// Which number of a date comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DateOrder {
    /// 03/04/2026 is the 3rd of April.
    DayFirst,
    /// 03/04/2026 is the 4th of March.
    MonthFirst,
}

/// Generations of servers by the year of their Exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Generation {
    /// Exchange 2003 on Windows Server 2003.
    #[value(name = "2003")]
    Exchange2003,
    /// Exchange 2019.
    #[value(name = "2019")]
    Exchange2019,
}

/// Languages by their codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// English.
    En,
    /// French.
    Fr,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::En => Self::English,
            Lang::Fr => Self::French,
        }
    }
}

fn parse_network(text: &str) -> Result<Network, String> {
    Network::parse(text).ok_or_else(|| "expected a network such as 10.0.0.0/8".to_owned())
}

/// `192.0.2.53`, `192.0.2.53:5353`, `[2001:db8::53]:53`.
fn parse_resolver(text: &str) -> Result<SocketAddr, String> {
    let alone = |_| text.parse::<IpAddr>().map(|address| SocketAddr::new(address, 53));
    text.parse()
        .or_else(alone)
        .map_err(|_| "expected an address such as 192.0.2.53 or 192.0.2.53:53".to_owned())
}

fn parse_clock(text: &str) -> Result<(String, i64), String> {
    let (file, seconds) = text.rsplit_once('=').ok_or("expected FILE=SECONDS")?;
    let seconds = seconds.trim().parse().map_err(|_| "expected whole seconds after =")?;
    Ok((file.to_owned(), seconds))
}

/// One of a list by its name; the error lists them all.
fn named<T: Copy>(all: &[T], key: impl Fn(T) -> &'static str, text: &str) -> Result<T, String> {
    let names: Vec<&str> = all.iter().map(|one| key(*one)).collect();
    let found = all.iter().copied().find(|one| key(*one) == text);
    found.ok_or_else(|| format!("expected one of {}", names.join(", ")))
}

fn parse_table(text: &str) -> Result<Which, String> {
    named(&Which::ALL, Which::key, text)
}

fn parse_format(text: &str) -> Result<Format, String> {
    named(&Format::ALL, Format::key, text)
}

fn parse_section(text: &str) -> Result<String, String> {
    let keys: Vec<&'static str> = sections::ALL.iter().filter(|s| s.may_be_left_out).map(|s| s.key).collect();
    named(&keys, |key| key, text).map(str::to_owned)
}

fn parse_time(text: &str) -> Result<UtcTime, String> {
    let time = chrono::DateTime::parse_from_rfc3339(text);
    let time = time.map_err(|_| "expected a time such as 2026-11-24T10:00:00Z".to_owned())?;
    Ok(UtcTime::from_unix(time.timestamp(), 0))
}

fn parse_zone(text: &str) -> Result<Tz, String> {
    text.parse().map_err(|_| "expected a zone such as Europe/Paris".to_owned())
}
