//! Watching: which files may have changed, without fail and without delay.
//!
//! An event is only a hint; whether a file differs is for its reader to say, who compares contents. So a
//! change too many costs little, and one too few is the fault to avoid. No time is waited for further
//! events: the first acts at once, and what queues up while it is handled comes as one set after it.

mod batch;
mod roots;
mod snapshot;
mod unfinished;
mod worker;

use crate::error::ServeError;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::{self, Sender};
use worker::{Message, Worker};

/// What to watch, and how.
#[derive(Debug, Clone, Default)]
pub struct WatchOptions {
    /// Folders, watched with all that is in them, and single files. They may come into being later.
    pub roots: Vec<PathBuf>,
    /// Folders within the roots that are of no interest: output and caches.
    pub ignored: Vec<PathBuf>,
    /// Look again and again instead of waiting for events, which network mounts and some containers do not
    /// deliver.
    pub poll: bool,
}

/// What was noticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WatchEvent {
    /// These files may have changed, each spelt as the root it was found under. One that no longer exists
    /// may have been a folder, and then stands for everything that was below it.
    Changed(BTreeSet<PathBuf>),
    /// Anything may have changed, for this reason; every root is to be read anew.
    Rescan(String),
    /// Nothing can be noticed for now, for this reason; a rescan follows when that is over.
    Failed(String),
}

/// Keeps the watching alive; dropping it ends it.
#[derive(Debug)]
#[must_use = "watching ends when this is dropped"]
pub struct Watcher {
    sender: Sender<Message>,
}

impl Drop for Watcher {
    fn drop(&mut self) {
        // Fails only when the thread is gone already.
        let _ = self.sender.send(Message::Stop);
    }
}

/// Starts watching. Whatever changes after this returns is noticed, so read the files after it.
///
/// `on_event` is called from one thread, never twice at a time; events queue up while it works. Where the
/// system has no more watches to give, watching goes on by polling, and a rescan says so.
///
/// # Errors
/// When no thread can be started.
pub fn watch(
    options: WatchOptions,
    on_event: impl Fn(WatchEvent) + Send + 'static,
) -> Result<Watcher, ServeError> {
    let (sender, receiver) = mpsc::channel();
    let worker = Worker::start(options, sender.clone(), receiver);
    std::thread::Builder::new()
        .name("isnad-watch".to_owned())
        .spawn(move || worker.run(on_event))
        .map_err(ServeError::Watch)?;
    Ok(Watcher { sender })
}
