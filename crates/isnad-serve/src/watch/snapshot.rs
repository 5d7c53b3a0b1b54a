//! Snapshot: how every watched file stood at one moment, for looking again without events.
//!
//! Own, since the poller that comes with notify compares times in whole seconds, and so either misses the
//! second save within one or has to read every file each time.

use super::roots::Roots;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

/// Within this time of a change another one may leave the same stamp: file systems keep time coarsely, some
/// to two seconds.
const COARSENESS: Duration = Duration::from_secs(2);

/// The files of all roots and what the file system says of each.
#[derive(Debug, Default)]
pub(super) struct Snapshot(BTreeMap<PathBuf, Stamp>);

#[derive(Debug)]
struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
    inode: u64,
    /// Changed so shortly before the look that the stamp may hide a further change.
    is_fresh: bool,
}

impl Snapshot {
    /// Looks at every file of the roots.
    pub(super) fn take(roots: &Roots) -> Snapshot {
        let now = SystemTime::now();
        let files = roots.files().into_iter();
        Snapshot(
            files
                .map(|(path, metadata)| (path, Stamp::of(&metadata, now)))
                .collect(),
        )
    }

    /// The files that may differ between this look and a later one.
    pub(super) fn changes_until(&self, later: &Snapshot) -> BTreeSet<PathBuf> {
        let gone = self.0.keys().filter(|path| !later.0.contains_key(*path));
        let new_or_changed = later
            .0
            .iter()
            .filter(|(path, stamp)| self.0.get(*path).is_none_or(|before| before.may_hide(stamp)))
            .map(|(path, _)| path);
        gone.chain(new_or_changed).cloned().collect()
    }
}

impl Stamp {
    fn of(metadata: &Metadata, now: SystemTime) -> Stamp {
        let modified = metadata.modified().ok();
        let is_fresh = modified.is_none_or(|time| now.duration_since(time).is_ok_and(|age| age < COARSENESS));
        Stamp {
            modified,
            length: metadata.len(),
            inode: inode(metadata),
            is_fresh,
        }
    }

    fn may_hide(&self, later: &Stamp) -> bool {
        self.is_fresh
            || (self.modified, self.length, self.inode) != (later.modified, later.length, later.inode)
    }
}

#[cfg(unix)]
fn inode(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(metadata)
}

#[cfg(not(unix))]
fn inode(_metadata: &Metadata) -> u64 {
    0
}
