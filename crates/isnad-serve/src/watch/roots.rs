//! Roots: what is watched, what of it counts, and how its paths are spelt.

use notify::RecursiveMode;
use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::{Component, Path, PathBuf};

/// The watched paths, with what is ignored below them.
#[derive(Debug)]
pub(super) struct Roots {
    roots: Vec<Root>,
    /// With every link resolved.
    ignored: Vec<PathBuf>,
}

#[derive(Debug)]
struct Root {
    given: PathBuf,
    absolute: PathBuf,
    /// The root as events may spell it, the one with every link resolved first.
    spellings: Vec<PathBuf>,
}

/// A folder that is handed to the system for watching, and which folder it was then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Anchor {
    pub(super) mode: RecursiveMode,
    identity: Option<Identity>,
}

/// Tells a folder from another that took its name: device and inode, or the time of creation.
type Identity = (u64, u128);

impl Roots {
    pub(super) fn new(roots: Vec<PathBuf>, ignored: &[PathBuf]) -> Roots {
        let roots = roots.into_iter().map(Root::new).collect();
        Roots {
            roots,
            ignored: ignored.iter().map(|path| resolve(path)).collect(),
        }
    }

    /// The path as its root is spelt, or nothing when it is of no interest.
    pub(super) fn spell(&self, path: &Path) -> Option<PathBuf> {
        let below = |root: &'_ Root| {
            let rest = root
                .spellings
                .iter()
                .find_map(|spelling| path.strip_prefix(spelling).ok())?;
            Some(rest.to_path_buf())
        };
        // Of roots within each other the inner one knows best.
        let (root, rest) = self
            .roots
            .iter()
            .filter_map(|root| Some((root, below(root)?)))
            .min_by_key(|(_, rest)| rest.components().count())?;
        if is_noise(&rest) || self.is_ignored(&root.spellings[0].join(&rest)) {
            return None;
        }
        // Joining an empty path would add a slash.
        Some(if rest.as_os_str().is_empty() {
            root.given.clone()
        } else {
            root.given.join(rest)
        })
    }

    /// Whether a path, spelt as its root, is a root itself.
    pub(super) fn is_root(&self, spelt: &Path) -> bool {
        self.roots.iter().any(|root| root.given == spelt)
    }

    fn is_ignored(&self, resolved: &Path) -> bool {
        self.ignored.iter().any(|ignored| resolved.starts_with(ignored))
    }

    /// Whether at least one root exists.
    pub(super) fn exist(&self) -> bool {
        self.roots.iter().any(|root| root.absolute.exists())
    }

    /// The folders to watch as things stand: folder roots, and for a file (or what does not exist yet) the
    /// folder around it, since a file that is saved by renaming another over it takes its watch away.
    pub(super) fn anchors(&mut self) -> BTreeMap<PathBuf, Anchor> {
        let mut modes = BTreeMap::new();
        for root in &mut self.roots {
            root.update_spellings();
            if root.absolute.is_dir() {
                modes.insert(root.spellings[0].clone(), RecursiveMode::Recursive);
            } else if let Some(parent) = root.absolute.parent().filter(|parent| parent.is_dir()) {
                modes
                    .entry(resolve(parent))
                    .or_insert(RecursiveMode::NonRecursive);
            }
        }
        let recursive: Vec<PathBuf> = modes
            .iter()
            .filter(|(_, mode)| **mode == RecursiveMode::Recursive)
            .map(|(path, _)| path.clone())
            .collect();
        // A second watch on a folder within a watched one would take the place of the first.
        modes.retain(|path, _| {
            !recursive
                .iter()
                .any(|outer| path != outer && path.starts_with(outer))
        });
        modes
            .into_iter()
            .map(|(path, mode)| {
                let identity = identity(&path);
                (path, Anchor { mode, identity })
            })
            .collect()
    }

    /// Every file of every root.
    pub(super) fn files(&self) -> Vec<(PathBuf, Metadata)> {
        self.roots
            .iter()
            .flat_map(|root| self.files_below(&root.spellings[0]))
            .collect()
    }

    /// Every file at or below a path that is of interest, spelt as its root. What cannot be read is left
    /// out, since it is most often just being deleted.
    pub(super) fn files_below(&self, start: &Path) -> Vec<(PathBuf, Metadata)> {
        let mut files = Vec::new();
        let mut pending = vec![start.to_path_buf()];
        while let Some(path) = pending.pop() {
            let Some(spelt) = self.spell(&path) else { continue };
            // Links to folders are not followed: they may lead out of the root, or in a circle.
            let Ok(metadata) = fs::symlink_metadata(&path) else {
                continue;
            };
            if metadata.is_dir() {
                let entries = fs::read_dir(&path).into_iter().flatten().flatten();
                pending.extend(entries.map(|entry| entry.path()));
            } else {
                // Of a link to a file, the file's own state is what counts.
                files.push((spelt, fs::metadata(&path).unwrap_or(metadata)));
            }
        }
        files
    }
}

impl Root {
    fn new(given: PathBuf) -> Root {
        let absolute = std::path::absolute(&given).unwrap_or_else(|_| given.clone());
        let mut root = Root {
            given,
            absolute,
            spellings: Vec::new(),
        };
        root.update_spellings();
        root
    }

    fn update_spellings(&mut self) {
        self.spellings = vec![resolve(&self.absolute), self.absolute.clone()];
        // A file that is a link is renamed and replaced under its own name, not its target's.
        if let (Some(parent), Some(name)) = (self.absolute.parent(), self.absolute.file_name()) {
            self.spellings.push(resolve(parent).join(name));
        }
    }
}

/// The path with every link resolved, as far as it exists.
fn resolve(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let resolved = absolute.ancestors().find_map(|ancestor| {
        let known = fs::canonicalize(ancestor).ok()?;
        let rest = absolute.strip_prefix(ancestor).ok()?;
        Some(if rest.as_os_str().is_empty() {
            known
        } else {
            known.join(rest)
        })
    });
    resolved.unwrap_or(absolute)
}

/// Whether a path below a root belongs to an editor or to version control.
fn is_noise(rest: &Path) -> bool {
    let is_version_control = |component: Component<'_>| {
        [".git", ".hg", ".svn", ".jj"]
            .iter()
            .any(|name| component.as_os_str() == *name)
    };
    let Some(name) = rest.file_name() else {
        return false;
    };
    rest.components().any(is_version_control) || is_editor_file(&name.to_string_lossy())
}

/// Backup, swap, lock and probe files: vim (`.x.swp`, `4913`), emacs (`.#x`, `#x#`), JetBrains, GLib.
fn is_editor_file(name: &str) -> bool {
    let is_swap = || {
        let ending = name
            .strip_prefix('.')
            .and_then(|name| name.rsplit_once('.'))
            .map(|(_, ending)| ending);
        ending.is_some_and(|ending| ["swp", "swo", "swn", "swx", "swpx"].contains(&ending))
    };
    name == "4913"
        || name == ".DS_Store"
        || name.ends_with('~')
        || name.starts_with(".#")
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'))
        || name.contains("___jb_")
        || name.starts_with(".goutputstream-")
        || is_swap()
}

#[cfg(unix)]
fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.dev(), u128::from(metadata.ino())))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<Identity> {
    let created = fs::metadata(path).ok()?.created().ok();
    let age = created.and_then(|created| created.duration_since(std::time::UNIX_EPOCH).ok());
    Some((0, age.map_or(0, |age| age.as_nanos())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_editors_and_version_control_are_noise() {
        let noise = [
            "4913",
            "a/4913",
            "خبر.md~",
            ".خبر.md.swp",
            ".a.swx",
            ".#a.md",
            "#a.md#",
            "a.md___jb_tmp___",
            ".git",
            ".git/index",
            "a/.git/objects/ab/cd",
        ];
        for path in noise {
            assert!(is_noise(Path::new(path)), "{path}");
        }
    }

    #[test]
    fn articles_are_not_noise() {
        for path in [
            "",
            "a.md",
            "4913/a.md",
            "خبر.md",
            "a.swp.md",
            "swp",
            "#",
            ".hidden.md",
            "git/a",
            "a~b",
        ] {
            assert!(!is_noise(Path::new(path)), "{path}");
        }
    }

    #[test]
    fn paths_are_spelt_as_their_innermost_root() {
        let roots = vec![
            PathBuf::from("outer"),
            PathBuf::from("outer/inner"),
            PathBuf::from("alone.toml"),
        ];
        let roots = Roots::new(roots, &[PathBuf::from("outer/cache")]);
        let here = std::env::current_dir().expect("a current folder");
        let check = |path: &str, expected: Option<&str>| {
            assert_eq!(
                roots.spell(&here.join(path)).as_deref(),
                expected.map(Path::new),
                "{path}"
            );
        };
        check("outer/a.md", Some("outer/a.md"));
        check("outer/inner/a.md", Some("outer/inner/a.md"));
        check("outer", Some("outer"));
        check("alone.toml", Some("alone.toml"));
        check("alone.toml.new", None);
        check("outside.md", None);
        check("outermost/a.md", None);
        check("outer/cache/a.md", None);
        check("outer/cache", None);
        check("outer/cached/a.md", Some("outer/cached/a.md"));
    }
}
