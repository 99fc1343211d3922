//! `relayscope verify CASE`: does the case file hold what it states, and is the evidence still what was read?
//!
//! Writes nothing, neither into the case nor beside it.

use super::args::Verify;
use super::{Exit, complain, out};
use crate::case::file::{self, CaseFileError, Evidence, Verified};
use crate::task::Task;
use crate::words::{Phrase, Words};
use chrono_tz::Tz;

/// Checks a case file and tells what was found.
pub fn verify(args: &Verify) -> Exit {
    let words = Words::new(args.lang.into(), Tz::UTC);
    match file::verify(&args.case, &Task::detached()) {
        Ok(found) => match out(&tell(&found, &words)) {
            Ok(()) if found.holds() => Exit::Clean,
            Ok(()) => Exit::Mismatch,
            Err(_) => Exit::OutputFailed,
        },
        Err(error) => {
            let exit = exit_of(&error);
            complain(&format!("{}: {}", args.case.display(), words.say(&error.phrase())), exit)
        }
    }
}

/// A case file that is damaged at its door is a mismatch; anything else could not be read as one.
fn exit_of(error: &CaseFileError) -> Exit {
    match error {
        CaseFileError::Damaged { .. } | CaseFileError::TooMuch => Exit::Mismatch,
        _ => Exit::NothingReadable,
    }
}

fn tell(found: &Verified, words: &Words) -> String {
    let mut lines: Vec<String> = found.faults.iter().map(|fault| words.say(fault)).collect();
    if found.faults.is_empty() {
        lines.push(words.say(&Phrase::new("verify-chain").number("n", found.entries)));
        lines.push(words.say(&Phrase::new("verify-checksums").number("n", found.checked)));
    }
    for (name, state) in &found.sources {
        let line = Phrase::new("verify-source").text("name", name).word("state", state.phrase().id);
        lines.push(words.say(&line));
    }
    lines.push(words.word(verdict(found)));
    lines.iter().map(|line| format!("{line}\n")).collect()
}

fn verdict(found: &Verified) -> &'static str {
    let looked_at = found.sources.iter().all(|(_, e)| *e == Evidence::Same);
    match found.holds() {
        true if looked_at => "verify-holds",
        true => "verify-holds-in-part",
        false => "verify-mismatch",
    }
}
