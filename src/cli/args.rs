//! The command line's grammar. Nothing is done here.

use crate::model::address::Network;
use crate::words::Language;
use chrono_tz::Tz;
use clap::{Parser, Subcommand, ValueEnum};
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
    /// Check a case file: its custody chain, its checksums, and the evidence against its hashes
    Verify(Verify),
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

/// Arguments of `analyse`.
#[derive(Debug, clap::Args)]
pub struct Analyse {
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
    /// Write everything as JSON to a file, or to standard output with -
    #[arg(long, value_name = "FILE|-")]
    pub json: Option<PathBuf>,
    /// Language of the sentences
    #[arg(long, value_enum, default_value = "en")]
    pub lang: Lang,
    /// Print no summary and no progress
    #[arg(long)]
    pub quiet: bool,
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

fn parse_clock(text: &str) -> Result<(String, i64), String> {
    let (file, seconds) = text.rsplit_once('=').ok_or("expected FILE=SECONDS")?;
    let seconds = seconds.trim().parse().map_err(|_| "expected whole seconds after =")?;
    Ok((file.to_owned(), seconds))
}

fn parse_zone(text: &str) -> Result<Tz, String> {
    text.parse().map_err(|_| "expected a zone such as Europe/Paris".to_owned())
}
