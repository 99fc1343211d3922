//! The command line: arguments become commands, then it waits, prints, and ends with a code.
//!
//! Results go to standard output, talk to standard error. Exit codes: 0 done, nothing wrong; 1 done, with
//! damage or warnings; 2 usage; 3 nothing readable; 4 output failed; 5 `verify` found a mismatch.

pub mod args;
mod check;
pub mod json;
mod progress;
mod report;
pub mod site_file;
pub mod text;
mod verify;

pub use check::check;
pub use report::{export, report};
pub use verify::verify;

use crate::analysis::finding::SiteSettings;
use crate::case::saved::Saved;
use crate::case::{Case, CaseSource, State};
use crate::demo::{self, Options, Story};
use crate::words::{Phrase, Words};
use crate::workbench::Workbench;
use crate::workbench::command::Command;
use crate::workbench::keeping::is_case_file;
use args::{Analyse, Demo, Inputs};
use chrono_tz::Tz;
use progress::Progress;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long the end of a run waits for the case file.
const TO_CLOSE: Duration = Duration::from_secs(600);

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done, nothing wrong.
    Clean = 0,
    /// Done, with damage or warnings.
    Warned = 1,
    /// The arguments make no sense together.
    Usage = 2,
    /// Not one record could be read.
    NothingReadable = 3,
    /// The result could not be written.
    OutputFailed = 4,
    /// The case file or its evidence is not what was saved.
    Mismatch = 5,
}

/// Reads evidence and says what happened.
pub fn analyse(args: &Analyse) -> Exit {
    let (mut bench, words) = match read(&args.inputs) {
        Ok(read) => read,
        Err((detail, exit)) => return complain(&detail, exit),
    };
    bench.close(TO_CLOSE);
    let case = bench.case();
    match (print(case, &words, args), &case.home.saved) {
        (Err(error), _) => complain(&error.to_string(), Exit::OutputFailed),
        // The answer was printed all the same.
        (Ok(()), Saved::Failed(why)) => complain(&words.say(why), Exit::OutputFailed),
        (Ok(()), _) => exit_code(case),
    }
}

/// A workbench that has read all that the arguments name, and the words to speak of it.
fn read(args: &Inputs) -> Result<(Workbench, Words), (String, Exit)> {
    let settings = site_settings(args).map_err(|detail| (detail, Exit::Usage))?;
    let words = Words::new(args.language(), settings.zone.unwrap_or(Tz::UTC));
    let mut bench = begin(args, settings, &words)?;
    run_to_end(&mut bench, &words, args.quiet);
    Ok((bench, words))
}

/// A workbench at work on what the arguments name: files, a case file, or files that go into a case file.
fn begin(args: &Inputs, settings: SiteSettings, words: &Words) -> Result<Workbench, (String, Exit)> {
    let mut bench = Workbench::new(|| {});
    let (cases, paths): (Vec<PathBuf>, Vec<PathBuf>) =
        args.paths.iter().cloned().partition(|p| is_case_file(p) && p.is_file());
    let case = match (&args.case, cases.as_slice()) {
        (None, []) => None,
        (Some(path), []) => Some(path),
        (None, [path]) if paths.is_empty() => Some(path),
        _ => {
            return Err((
                "one case file at a time; further files go into it with --case".to_owned(),
                Exit::Usage,
            ));
        }
    };
    if let Some(path) = case {
        bench = bench.kept(None);
        if path.exists() {
            bench.submit(Command::OpenCase(path.clone()));
            run_to_end(&mut bench, words, args.quiet);
        } else {
            bench.begin_file(path);
        }
        if let Some(why) = bench.case().notice.as_ref() {
            return Err((words.say(why), Exit::NothingReadable));
        }
        if let Saved::ReadOnly { holder, .. } = &bench.case().home.saved {
            let why = Phrase::new("case-held-by").text("holder", holder);
            if !paths.is_empty() {
                return Err((words.say(&why), Exit::OutputFailed));
            }
        }
    }
    if settings != SiteSettings::default() {
        bench.set_site(settings);
    }
    if !paths.is_empty() {
        // A case must find its files again from anywhere; without one, names stay as they were typed.
        let lasting = |p: PathBuf| if case.is_some() { std::path::absolute(&p).unwrap_or(p) } else { p };
        bench.submit(Command::AddPaths(paths.into_iter().map(lasting).collect()));
    }
    Ok(bench)
}

/// Writes the demo incident and tells its story.
pub fn write_demo(args: &Demo) -> Exit {
    let words = Words::new(args.lang.into(), Tz::UTC);
    let in_use = std::fs::read_dir(&args.folder).is_ok_and(|mut entries| entries.next().is_some());
    if in_use {
        return complain(&format!("{}: the folder is not empty", args.folder.display()), Exit::OutputFailed);
    }
    let generation = match args.generation {
        args::Generation::Exchange2003 => demo::Generation::Exchange2003,
        args::Generation::Exchange2019 => demo::Generation::Exchange2019,
    };
    let after = match (args.after, args.still_in) {
        (false, _) => None,
        (true, false) => Some(demo::After::Clean),
        (true, true) => Some(demo::After::StillIn),
    };
    if after.is_some() && generation == demo::Generation::Exchange2003 {
        return complain(&words.say(&Phrase::new("aftermath-demo-only-2019")), Exit::OutputFailed);
    }
    match demo::write(&args.folder, &Options { scale: args.scale, seed: args.seed, generation, after }) {
        Ok(story) => match out(&tell(&story, &words)) {
            Ok(()) => Exit::Clean,
            Err(_) => Exit::OutputFailed,
        },
        Err(error) => complain(&format!("{}: {error}", args.folder.display()), Exit::OutputFailed),
    }
}

/// What `--demo` does where no window can be opened: the verdict on the demo incident, and why no window.
pub fn demo_without_window(why: &str) -> Exit {
    let words = Words::new(crate::words::Language::English, Tz::UTC);
    let mut bench = Workbench::new(|| {});
    bench.submit(Command::OpenDemo);
    run_to_end(&mut bench, &words, false);
    let note = words.say(&Phrase::new("cli-no-window").text("why", why));
    let _ = writeln!(io::stderr(), "{note}");
    match out(&text::summary(bench.case(), &words)) {
        Ok(()) => exit_code(bench.case()),
        Err(_) => Exit::OutputFailed,
    }
}

/// Says that no window can be opened, and what works without one.
pub fn no_window(why: &str) -> Exit {
    complain(&format!("no window can be opened: {why}; see relayscope analyse --help"), Exit::OutputFailed)
}

fn run_to_end(bench: &mut Workbench, words: &Words, quiet: bool) {
    let mut progress = Progress::new(quiet);
    while !bench.is_idle() {
        bench.wait(Duration::from_millis(100));
        progress.draw(bench.case(), words);
    }
    progress.clear();
}

fn site_settings(args: &Inputs) -> Result<SiteSettings, String> {
    let mut settings = match &args.site {
        Some(path) => site_file::read(path)?,
        None => SiteSettings::default(),
    };
    settings.local_domains.extend(args.local_domains.iter().map(|d| d.to_lowercase()));
    settings.internal.extend(args.internal.iter().copied());
    settings.zone = args.zone.or(settings.zone);
    settings.generation = args.generation.clone().unwrap_or(settings.generation);
    if let Some(hours) = &args.working_hours {
        settings.working_hours = Some(site_file::working_hours(hours, settings.zone)?);
    }
    for known in &args.known_good {
        match crate::model::address::Network::parse(known) {
            Some(network) => settings.known_clients.push(network),
            None => settings.known_accounts.push(known.clone()),
        }
    }
    settings.clocks.extend(args.clocks.iter().cloned());
    settings.day_first = args.dates.map(|order| order == args::DateOrder::DayFirst).or(settings.day_first);
    Ok(settings)
}

fn print(case: &Case, words: &Words, args: &Analyse) -> io::Result<()> {
    let to_stdout = args.json.as_deref() == Some(Path::new("-"));
    if let Some(path) = &args.json {
        let mut bytes = serde_json::to_vec_pretty(&json::document(case, words))?;
        bytes.push(b'\n');
        if to_stdout {
            io::stdout().lock().write_all(&bytes)?;
        } else {
            std::fs::write(path, bytes)?;
        }
    }
    if to_stdout || args.inputs.quiet {
        return Ok(());
    }
    out(&text::summary(case, words))
}

fn out(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    stdout.flush()
}

fn complain(detail: &str, exit: Exit) -> Exit {
    let _ = writeln!(io::stderr(), "relayscope: {}", crate::model::safe_text::SafeText::new(detail));
    exit
}

fn exit_code(case: &Case) -> Exit {
    let read = case.sources.iter().map(|s| s.balance.read + s.balance.recovered).sum::<u64>();
    let opened = case.sources.iter().any(|s| matches!(s.state, State::Done));
    let troubled = case.sources.iter().any(CaseSource::is_troubled);
    match () {
        () if read == 0 && !opened => Exit::NothingReadable,
        () if troubled => Exit::Warned,
        () => Exit::Clean,
    }
}

fn tell(story: &Story, words: &Words) -> String {
    let addresses: Vec<String> = story.addresses.iter().map(ToString::to_string).collect();
    let lines = [
        Phrase::new("story-account").text("account", &story.account),
        Phrase::new("story-addresses").list("list", addresses.iter().map(String::as_str)),
        Phrase::new("story-success").time("first", story.first_success).time("last", story.last_success),
        Phrase::new("cli-counts")
            .number("messages", story.messages)
            .number("recipients", story.recipients)
            .number("sessions", story.sessions),
        Phrase::new("story-queue").number("peak", story.queue_peak).time("at", story.queue_peak_at),
    ];
    let after = story.after.iter().flat_map(tell_after);
    lines.into_iter().chain(after).map(|l| format!("{}\n", words.say(&l))).collect()
}

fn tell_after(after: &demo::story::Cleanup) -> Vec<Phrase> {
    let cleaned = Phrase::new("aftermath-demo-cleaned")
        .time("first", after.audit_raised_at)
        .time("last", after.resumed_at)
        .number("removed", after.removed)
        .number("refused", after.refused);
    let back = after.still_in.iter().map(|back| {
        Phrase::new("aftermath-demo-still-in")
            .time("reset", back.reset_at)
            .time("first", back.first)
            .text("address", &back.address.to_string())
            .number("messages", back.messages)
    });
    std::iter::once(cleaned).chain(back).collect()
}
