//! The system's own dialogs for files and folders, on a thread of their own: the window never waits.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};

/// At most one dialog at a time.
#[derive(Debug, Default)]
pub struct Dialogs {
    open: Option<Receiver<Vec<PathBuf>>>,
}

impl Dialogs {
    /// Asks for files; does nothing while another dialog is open.
    pub fn ask_files(&mut self, title: String, wake: impl Fn() + Send + 'static) {
        self.ask(move || rfd::FileDialog::new().set_title(title).pick_files(), wake);
    }

    /// Asks for folders.
    pub fn ask_folder(&mut self, title: String, wake: impl Fn() + Send + 'static) {
        self.ask(move || rfd::FileDialog::new().set_title(title).pick_folders(), wake);
    }

    /// What was chosen since; empty while the dialog is open or when it was closed without a choice.
    pub fn take(&mut self) -> Vec<PathBuf> {
        use std::sync::mpsc::TryRecvError;
        match self.open.as_ref().map(Receiver::try_recv) {
            None | Some(Err(TryRecvError::Empty)) => Vec::new(),
            Some(Err(TryRecvError::Disconnected)) => {
                self.open = None;
                Vec::new()
            }
            Some(Ok(paths)) => {
                self.open = None;
                paths
            }
        }
    }

    fn ask(
        &mut self,
        choose: impl FnOnce() -> Option<Vec<PathBuf>> + Send + 'static,
        wake: impl Fn() + Send + 'static,
    ) {
        if self.open.is_some() {
            return;
        }
        let (send, receive) = channel();
        let thread = std::thread::Builder::new().name("dialog".into()).spawn(move || {
            // The window may have closed meanwhile.
            let _ = send.send(choose().unwrap_or_default());
            wake();
        });
        self.open = thread.is_ok().then_some(receive);
    }
}
