//! One line on a terminal while files are read; nothing when output is piped or quiet.

use crate::case::{Case, State};
use crate::words::{Phrase, Words};
use std::io::{IsTerminal, Write, stderr};

/// Rewrites its line in place.
#[derive(Debug)]
pub struct Progress {
    shown: bool,
    width: usize,
}

impl Progress {
    /// Shows nothing unless standard error is a terminal.
    #[must_use]
    pub fn new(quiet: bool) -> Self {
        Self { shown: !quiet && stderr().is_terminal(), width: 0 }
    }

    /// Draws how far reading is.
    pub fn draw(&mut self, case: &Case, words: &Words) {
        if !self.shown {
            return;
        }
        let line = words.say(&line(case));
        let width = line.chars().count();
        // A terminal that is gone takes nothing from the result.
        let _ = write!(stderr(), "\r{line}{}", " ".repeat(self.width.saturating_sub(width)));
        let _ = stderr().flush();
        self.width = width;
    }

    /// Takes the line away.
    pub fn clear(&mut self) {
        if self.shown && self.width > 0 {
            let _ = write!(stderr(), "\r{}\r", " ".repeat(self.width));
            self.width = 0;
        }
    }
}

fn line(case: &Case) -> Phrase {
    if case.analysing {
        return Phrase::new("cli-analysing");
    }
    let total: u64 = case.sources.iter().map(|s| s.bytes).sum();
    let done: u64 = case
        .sources
        .iter()
        .map(|s| match &s.state {
            State::Reading(task) => task.bytes_done().min(s.bytes),
            State::Waiting => 0,
            _ => s.bytes,
        })
        .sum();
    Phrase::new("cli-reading").number("done", done >> 20).number("total", total >> 20)
}
