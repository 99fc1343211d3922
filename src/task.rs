//! A long job's handle: is it cancelled, how far is it, whom to wake.
//!
//! Knows no domain. The head that started the job installs the wake-up: repaint for the window, nothing
//! for the command line.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Shared by a job and whoever waits for it; cheap to clone.
#[derive(Clone)]
pub struct Task {
    state: Arc<State>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

#[derive(Default)]
struct State {
    cancelled: AtomicBool,
    done: AtomicU64,
    records: AtomicU64,
}

impl Task {
    /// A task that wakes its listener through `wake`.
    pub fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        Self { state: Arc::default(), wake: Arc::new(wake) }
    }

    /// A task nobody watches, for tests and short work.
    #[must_use]
    pub fn detached() -> Self {
        Self::new(|| {})
    }

    /// Another task that wakes the same listener.
    #[must_use]
    pub fn sibling(&self) -> Self {
        Self { state: Arc::default(), wake: Arc::clone(&self.wake) }
    }

    /// Asks the job to stop soon.
    pub fn cancel(&self) {
        self.state.cancelled.store(true, Ordering::Relaxed);
    }

    /// Should the job stop? Asked at least once a batch.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.state.cancelled.load(Ordering::Relaxed)
    }

    /// Adds to the bytes worked through.
    pub fn advance(&self, bytes: u64) {
        self.state.done.fetch_add(bytes, Ordering::Relaxed);
    }

    /// States the records met so far.
    pub fn set_records(&self, records: u64) {
        self.state.records.store(records, Ordering::Relaxed);
    }

    /// Bytes worked through so far.
    #[must_use]
    pub fn bytes_done(&self) -> u64 {
        self.state.done.load(Ordering::Relaxed)
    }

    /// Records met so far.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.state.records.load(Ordering::Relaxed)
    }

    /// Tells the listener that something changed.
    pub fn wake(&self) {
        (self.wake)();
    }
}

impl fmt::Debug for Task {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Task({} bytes, cancelled: {})", self.bytes_done(), self.is_cancelled())
    }
}
