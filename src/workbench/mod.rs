//! The one place where a case changes. Heads send commands and poll; jobs run here.

pub mod command;

use crate::case::Case;
use command::Command;

/// Owns the case and the jobs that work for it.
#[derive(Debug, Default)]
pub struct Workbench {
    case: Case,
}

impl Workbench {
    /// An empty case; `wake` is called from jobs when there is something to poll.
    pub fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        let _ = wake;
        Self::default()
    }

    /// The case as it stands.
    #[must_use]
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// Carries out a command, or starts the job that will. Never waits.
    pub fn submit(&mut self, command: Command) {
        let _ = command;
    }

    /// Takes in what jobs have brought. Never waits. True if something changed.
    pub fn poll(&mut self) -> bool {
        false
    }
}
