//! Unfinished: the files that somebody is still writing, told by the order of events.
//!
//! Reading a file between two writes shows half of it, or none where a program empties a file before it writes it anew.
//! Linux tells when a file is closed after writing, so there a finished save need not be waited for; elsewhere a file
//! counts as unfinished until it has rested.

use notify::EventKind;
use notify::event::{AccessKind, AccessMode, CreateKind, Event, ModifyKind};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Files with a write and no close after it.
#[derive(Debug, Default)]
pub(super) struct Unfinished {
    paths: BTreeSet<PathBuf>,
}

impl Unfinished {
    /// Takes notice of one event.
    pub(super) fn note(&mut self, event: &notify::Result<Event>) {
        let Ok(event) = event else { return };
        for path in &event.paths {
            match is_complete(event.kind, path) {
                Some(true) => drop(self.paths.remove(path)),
                Some(false) => drop(self.paths.insert(path.clone())),
                None => {}
            }
        }
    }

    /// Whether every file that was written is complete.
    pub(super) fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }
}

/// Whether the file is complete after an event of this kind; nothing where the event does not tell. An empty file is
/// hardly ever what somebody wanted to save.
fn is_complete(kind: EventKind, path: &Path) -> Option<bool> {
    match kind {
        EventKind::Create(CreateKind::File) | EventKind::Modify(ModifyKind::Data(_) | ModifyKind::Any) => {
            Some(false)
        }
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => {
            Some(fs::metadata(path).map_or(true, |metadata| metadata.len() > 0))
        }
        EventKind::Modify(ModifyKind::Name(_)) | EventKind::Remove(_) => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{DataChange, RenameMode};

    fn after(kinds: &[EventKind], path: &Path) -> bool {
        let mut unfinished = Unfinished::default();
        for &kind in kinds {
            unfinished.note(&Ok(Event::new(kind).add_path(path.to_owned())));
        }
        unfinished.is_empty()
    }

    const WRITE: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));
    const CLOSE: EventKind = EventKind::Access(AccessKind::Close(AccessMode::Write));
    const READ: EventKind = EventKind::Access(AccessKind::Open(AccessMode::Any));
    const RENAME: EventKind = EventKind::Modify(ModifyKind::Name(RenameMode::To));

    #[test]
    fn a_closed_or_renamed_file_is_complete_and_one_being_written_is_not() {
        let path = std::env::temp_dir().join(format!("isnad-unfinished-{}", std::process::id()));
        fs::write(&path, "text").expect("a file can be written");
        assert!(after(&[WRITE, WRITE, CLOSE], &path));
        assert!(after(&[RENAME], &path));
        assert!(!after(&[WRITE], &path));
        assert!(!after(&[CLOSE, WRITE], &path));
        assert!(!after(&[WRITE, READ], &path));
        fs::write(&path, "").expect("a file can be emptied");
        assert!(!after(&[WRITE, CLOSE], &path));
        fs::remove_file(&path).expect("it is there");
        assert!(after(&[WRITE, CLOSE], &path));
    }
}
