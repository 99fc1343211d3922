//! Named threads that do the work: readers, one analysis, small errands.
//!
//! A job gets frozen input and a [`Task`], and sends back one [`Outcome`]. It knows neither case nor window.
//! A job that panics becomes an outcome too.

use super::keeper::Kept;
use super::outcome::{Errand, Outcome};
use crate::task::Task;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};

/// Readers at most: more files at once only make the disk seek.
const MAX_READERS: usize = 4;

type Work = Box<dyn FnOnce() -> Outcome + Send>;

/// The page of outcomes that hold for any case: those of the keeper.
const ANY_PAGE: u64 = u64::MAX;

/// Where outcomes arrive, and the threads that make them.
#[derive(Debug)]
pub struct Jobs {
    outcomes: Receiver<(u64, Outcome)>,
    send: Sender<(u64, Outcome)>,
    /// Grows with every new case; outcomes of an older one come to nothing.
    page: u64,
    readers: Sender<WorkItem>,
    wake: Task,
}

/// A closure that can be told apart from data in debug output.
struct WorkItem(u64, Errand, Work);

impl std::fmt::Debug for WorkItem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("WorkItem")
    }
}

impl Jobs {
    /// Starts the readers; `wake` tells the head that there is something to poll.
    #[must_use]
    pub fn new(wake: Task) -> Self {
        let (send, outcomes) = channel();
        let (readers, work) = channel::<WorkItem>();
        let work = Arc::new(Mutex::new(work));
        let n = std::thread::available_parallelism().map_or(2, usize::from).clamp(1, MAX_READERS);
        for i in 0..n {
            let (work, send, wake) = (Arc::clone(&work), send.clone(), wake.clone());
            let body = move || serve(&work, &send, &wake);
            // A system out of threads may refuse some; without any, `read` says so for each source.
            let _ = std::thread::Builder::new().name(format!("load:{i}")).spawn(body);
        }
        Self { outcomes, send, page: 0, readers, wake }
    }

    /// Puts the reading of a source in the readers' line.
    pub fn read(&self, errand: Errand, work: impl FnOnce() -> Outcome + Send + 'static) {
        if self.readers.send(WorkItem(self.page, errand, Box::new(work))).is_err() {
            self.fail(errand);
        }
    }

    /// Does work on a thread of its own.
    pub fn spawn(&self, errand: Errand, work: impl FnOnce() -> Outcome + Send + 'static) {
        let (send, wake, page) = (self.send.clone(), self.wake.clone(), self.page);
        let body = move || deliver(&send, &wake, page, errand, Box::new(work));
        if std::thread::Builder::new().name(errand.name().to_owned()).spawn(body).is_err() {
            self.fail(errand);
        }
    }

    /// Drops something big away from the caller's thread: freeing a store of many rows takes longer than a frame.
    pub fn let_go(&self, thing: impl Send + 'static) {
        // Where no thread can be had, the closure is dropped here, and the thing with it.
        let _ = std::thread::Builder::new().name("let-go".to_owned()).spawn(move || drop(thing));
    }

    fn fail(&self, errand: Errand) {
        // Both ends are ours: this cannot fail while we live.
        let _ = self.send.send((self.page, Outcome::Failed(errand)));
        self.wake.wake();
    }

    /// What has arrived, without waiting.
    pub fn arrived(&self) -> Vec<Outcome> {
        self.outcomes.try_iter().filter_map(|o| self.of_this_page(o)).collect()
    }

    /// Waits for the next outcome, for heads without a window; `None` after `timeout`.
    #[must_use]
    pub fn wait(&self, timeout: std::time::Duration) -> Option<Outcome> {
        self.outcomes.recv_timeout(timeout).ok().and_then(|o| self.of_this_page(o))
    }

    fn of_this_page(&self, (page, outcome): (u64, Outcome)) -> Option<Outcome> {
        (page == self.page || page == ANY_PAGE).then_some(outcome)
    }

    /// Another case begins: what jobs of the old one bring is dropped.
    pub fn turn_page(&mut self) {
        self.page += 1;
    }

    /// How a reader tells something before its end.
    pub fn telling(&self) -> impl Fn(Outcome) + Send + Sync + 'static {
        let (send, wake, page) = (self.send.clone(), self.wake.clone(), self.page);
        move |outcome| {
            // The workbench may be gone already; then nobody wants to hear it.
            let _ = send.send((page, outcome));
            wake.wake();
        }
    }

    /// How the keeper's thread answers.
    pub fn answering(&self) -> impl Fn(u64, Kept) + Send + 'static {
        let (send, wake) = (self.send.clone(), self.wake.clone());
        move |number, kept| {
            // The workbench may be gone already; then nobody wants the answer.
            let _ = send.send((ANY_PAGE, Outcome::Kept(number, Box::new(kept))));
            wake.wake();
        }
    }
}

fn serve(work: &Mutex<Receiver<WorkItem>>, send: &Sender<(u64, Outcome)>, wake: &Task) {
    loop {
        let next = work.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(WorkItem(page, errand, work)) = next else { return };
        deliver(send, wake, page, errand, work);
    }
}

fn deliver(send: &Sender<(u64, Outcome)>, wake: &Task, page: u64, errand: Errand, work: Work) {
    let outcome = catch_unwind(AssertUnwindSafe(work)).unwrap_or(Outcome::Failed(errand));
    // The workbench may be gone already; then nobody wants the outcome.
    let _ = send.send((page, outcome));
    wake.wake();
}
