//! Batch: what all events that are waiting say together.

use super::roots::Anchor;
use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{ErrorKind, Event, EventKind};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// The sum of some events, as the system spelt their paths.
#[derive(Debug, Default)]
pub(super) struct Batch {
    /// Everything named.
    pub(super) paths: BTreeSet<PathBuf>,
    /// Those that came into being or were moved here, and so may be folders not yet watched.
    pub(super) arrived: BTreeSet<PathBuf>,
    /// Those that were deleted or moved away, even where something has their name again.
    pub(super) departed: BTreeSet<PathBuf>,
    /// Why events are missing, if any are.
    pub(super) loss: Option<String>,
    /// Why the system will not watch further folders, if it will not.
    pub(super) exhaustion: Option<String>,
    /// A watched folder itself was moved or deleted.
    pub(super) has_lost_anchor: bool,
}

impl Batch {
    pub(super) fn add(&mut self, event: notify::Result<Event>, anchors: &BTreeMap<PathBuf, Anchor>) {
        match event {
            // Looked at before the paths: an event that says "rescan" has none.
            Ok(event) if event.need_rescan() => {
                self.loss = Some("the system reported more changes than could be told one by one".to_owned());
            }
            Ok(event) => self.add_paths(event, anchors),
            Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => {
                self.exhaustion = Some(exhaustion(&error));
            }
            Err(error) => self.loss = Some(format!("watching for changes reported an error: {error}")),
        }
    }

    fn add_paths(&mut self, event: Event, anchors: &BTreeMap<PathBuf, Anchor>) {
        let (is_arrival, is_departure) = match event.kind {
            // Our own reading of a file is an access too, and must not set off the next build.
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => (false, false),
            EventKind::Access(_) => return,
            EventKind::Create(_) => (true, false),
            EventKind::Remove(_) => (false, true),
            EventKind::Any | EventKind::Modify(ModifyKind::Name(_) | ModifyKind::Any) => (true, true),
            EventKind::Modify(_) | EventKind::Other => (false, false),
        };
        for path in event.paths {
            self.has_lost_anchor |= is_departure && anchors.contains_key(&path);
            if is_arrival {
                self.arrived.insert(path.clone());
            }
            if is_departure {
                self.departed.insert(path.clone());
            }
            self.paths.insert(path);
        }
    }
}

/// Why watching by events ends, with the setting that would help.
pub(super) fn exhaustion(error: &notify::Error) -> String {
    let cause = match &error.kind {
        ErrorKind::MaxFilesWatch => {
            "the system watches no more folders; raise fs.inotify.max_user_watches".to_owned()
        }
        // EMFILE: each program takes one instance, and this user's are used up.
        ErrorKind::Io(io) if io.raw_os_error() == Some(24) => {
            "the system gives no further watcher; raise fs.inotify.max_user_instances".to_owned()
        }
        _ => format!("the system cannot watch the folders ({error})"),
    };
    format!("{cause}. Until then changes are looked for again and again, which is slower")
}
