//! One question at a time: the newest is answered, the ones it overtakes are not.
//!
//! Small work is done at once; big work on a thread of its own, while the last answer stays on screen.

use eframe::egui::Context;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// Work below this many rows costs less than a frame and is done at once.
pub const AT_ONCE: usize = 200_000;

/// A lane for one kind of question.
#[derive(Debug)]
pub struct Newest<Q, A> {
    answer: Option<(Q, A)>,
    running: Option<(Q, Receiver<A>)>,
    /// The answer before, until the next question; for what is kept from one to the other.
    before: Option<A>,
    /// Grows with every new answer; caches built on an answer keep it to notice.
    pub version: u64,
}

impl<Q, A> Default for Newest<Q, A> {
    fn default() -> Self {
        Self { answer: None, running: None, before: None, version: 0 }
    }
}

impl<Q: Clone + PartialEq, A: Send + 'static> Newest<Q, A> {
    /// Sees to it that `question` is answered: by `work` here if `rows` are few, else on a thread that
    /// wakes `ctx`. One thread at most: the newest question waits for the running one to end.
    pub fn ask(
        &mut self,
        question: &Q,
        rows: usize,
        ctx: &Context,
        work: impl FnOnce() -> A + Send + 'static,
    ) {
        let_go(self.before.take(), rows);
        self.collect();
        let known = self.answer.as_ref().is_some_and(|(q, _)| q == question);
        if known || self.running.is_some() {
            return;
        }
        if rows < AT_ONCE {
            self.take(question.clone(), work());
        } else {
            self.start(question.clone(), ctx.clone(), work);
        }
    }

    /// The last answer and its question, which may be older than the one asked last.
    #[must_use]
    pub fn answer(&self) -> Option<&(Q, A)> {
        self.answer.as_ref()
    }

    /// The answer that this one replaced, in the frame in which it did.
    #[must_use]
    pub fn before(&self) -> Option<&A> {
        self.before.as_ref()
    }

    /// Is a thread at work?
    #[must_use]
    pub fn is_working(&self) -> bool {
        self.running.is_some()
    }

    fn take(&mut self, question: Q, answer: A) {
        self.before = self.answer.replace((question, answer)).map(|(_, before)| before);
        self.version += 1;
    }

    fn collect(&mut self) {
        let Some((question, receiver)) = self.running.take() else {
            return;
        };
        match receiver.try_recv() {
            Ok(answer) => self.take(question, answer),
            Err(TryRecvError::Empty) => self.running = Some((question, receiver)),
            Err(TryRecvError::Disconnected) => {}
        }
    }

    fn start(&mut self, question: Q, ctx: Context, work: impl FnOnce() -> A + Send + 'static) {
        let (send, receive) = channel();
        let job = move || {
            // Nobody listens any more when the window is gone.
            let _ = send.send(work());
            ctx.request_repaint();
        };
        let thread = std::thread::Builder::new().name("list".to_owned()).spawn(job);
        self.running = thread.is_ok().then_some((question, receive));
    }
}

/// Freeing what was made of many rows takes longer than a frame may: it has a thread of its own.
fn let_go<A: Send + 'static>(answer: Option<A>, rows: usize) {
    if let (Some(answer), true) = (answer, rows >= AT_ONCE) {
        // Without a thread it is freed here, late but freed.
        let _ = std::thread::Builder::new().name("let-go".to_owned()).spawn(move || drop(answer));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_work_is_answered_at_once_and_only_once() {
        let mut lane = Newest::default();
        let ctx = Context::default();
        lane.ask(&1, 10, &ctx, || "one");
        lane.ask(&1, 10, &ctx, || unreachable!("asked twice"));
        assert_eq!(lane.answer(), Some(&(1, "one")));
        assert_eq!(lane.version, 1);
    }

    #[test]
    fn big_work_leaves_the_last_answer_in_place_until_it_is_done() {
        let (go, wait) = channel::<()>();
        let mut lane = Newest::default();
        let ctx = Context::default();
        lane.ask(&1, 10, &ctx, || "one");
        lane.ask(&2, AT_ONCE, &ctx, move || wait.recv().map_or("gone", |()| "two"));
        assert_eq!(lane.answer(), Some(&(1, "one")));
        go.send(()).unwrap();
        let (question, receiver) = lane.running.take().unwrap();
        assert_eq!((question, receiver.recv().unwrap()), (2, "two"));
    }
}
