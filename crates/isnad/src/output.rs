//! Output: the site's folder, where only files that isnad wrote are ever replaced or deleted.
//!
//! A manifest in the folder lists what was written. A file whose bytes did not change is not touched, a changed one is
//! replaced by rename, and pages that are gone are deleted last, so that a reader never finds a half-written page.

use std::{
    collections::BTreeSet,
    fs,
    io::{self, Write},
    path::{Component, Path, PathBuf},
};

use anyhow::{Context, Result, bail};

/// Name of the manifest in the output folder.
pub const MANIFEST: &str = ".isnad-manifest";
const HEADER: &str =
    "isnad manifest 1: the files below were written by `isnad build` and may be replaced or deleted by it\n";

/// What a build did to the output folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files written because they are new or differ.
    pub changed: usize,
    /// Files that were already right.
    pub unchanged: usize,
    /// Files deleted because no page has their name any more.
    pub deleted: usize,
}

/// The output folder during one build.
pub struct Output {
    folder: PathBuf,
    owned: BTreeSet<String>,
}

impl Output {
    /// Opens `folder`, making it when it is missing.
    ///
    /// # Errors
    /// A folder that is not empty and has no manifest belongs to somebody else and is refused unless `force` is set.
    pub fn open(folder: &Path, force: bool) -> Result<Self> {
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the output folder {}", folder.display()))?;
        let owned = read_manifest(folder)?;
        if owned.is_none() && !force {
            let foreign = first_foreign(folder)?;
            if let Some(name) = foreign {
                bail!(
                    "{} is not empty and was not written by isnad (it holds `{name}`)\n  \
                     hint: choose another folder with --output-dir, or pass --force to write into this one; \
                     files that isnad did not write are never deleted",
                    folder.display()
                );
            }
        }
        Ok(Self {
            folder: folder.to_owned(),
            owned: owned.unwrap_or_default(),
        })
    }

    /// Writes one file when its bytes differ; returns whether it did. `path` is relative with `/`.
    ///
    /// # Errors
    /// A path that leaves the folder or runs through a symbolic link, and whatever the disk says, with the path.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<bool> {
        let target = self.resolve(path)?;
        if fs::read(&target).is_ok_and(|old| old == bytes) {
            return Ok(false);
        }
        replace(&target, bytes).with_context(|| format!("cannot write {}", target.display()))?;
        Ok(true)
    }

    /// Deletes what an earlier build wrote and this one did not, then writes the manifest of `paths`.
    ///
    /// # Errors
    /// Whatever the disk says, with the path.
    pub fn finish(self, paths: &BTreeSet<String>) -> Result<usize> {
        // The manifest first names old and new files together: if the deletes are cut short, the next build still owns the rest.
        let all: BTreeSet<String> = self.owned.union(paths).cloned().collect();
        self.write_manifest(&all)?;
        let mut deleted = 0;
        for path in self.owned.difference(paths) {
            deleted += usize::from(self.delete(path)?);
        }
        self.write_manifest(paths)?;
        Ok(deleted)
    }

    /// Deletes every file that isnad wrote here, the manifest and the folders that become empty.
    ///
    /// # Errors
    /// Whatever the disk says, with the path.
    pub fn clean(folder: &Path) -> Result<usize> {
        let Some(owned) = read_manifest(folder)? else {
            return Ok(0);
        };
        let output = Self {
            folder: folder.to_owned(),
            owned,
        };
        let mut deleted = 0;
        for path in &output.owned {
            deleted += usize::from(output.delete(path)?);
        }
        fs::remove_file(folder.join(MANIFEST)).ok();
        Ok(deleted)
    }

    fn write_manifest(&self, paths: &BTreeSet<String>) -> Result<()> {
        let mut text = HEADER.to_owned();
        for path in paths {
            text.push_str(path);
            text.push('\n');
        }
        let target = self.folder.join(MANIFEST);
        if fs::read(&target).is_ok_and(|old| old == text.as_bytes()) {
            return Ok(());
        }
        replace(&target, text.as_bytes()).with_context(|| format!("cannot write {}", target.display()))
    }

    fn delete(&self, path: &str) -> Result<bool> {
        let Ok(target) = self.resolve(path) else {
            return Ok(false);
        };
        match fs::symlink_metadata(&target) {
            Ok(metadata) if metadata.is_file() => {}
            _ => return Ok(false),
        }
        fs::remove_file(&target).with_context(|| format!("cannot delete {}", target.display()))?;
        let mut parent = target.parent();
        while let Some(folder) =
            parent.filter(|folder| *folder != self.folder && folder.starts_with(&self.folder))
        {
            // Fails on a folder that still holds something, which is what we want.
            if fs::remove_dir(folder).is_err() {
                break;
            }
            parent = folder.parent();
        }
        Ok(true)
    }

    /// The file for `path`, checked not to leave the folder by `..` or through a symbolic link.
    fn resolve(&self, path: &str) -> Result<PathBuf> {
        let relative = Path::new(path);
        if path.is_empty()
            || !relative
                .components()
                .all(|part| matches!(part, Component::Normal(_)))
        {
            bail!("`{path}` is no path below the output folder");
        }
        let mut folder = self.folder.clone();
        for part in relative.parent().into_iter().flat_map(Path::components) {
            folder.push(part);
            if fs::symlink_metadata(&folder).is_ok_and(|metadata| metadata.is_symlink()) {
                bail!(
                    "{} is a symbolic link; isnad does not write through links",
                    folder.display()
                );
            }
        }
        Ok(self.folder.join(relative))
    }
}

/// Writes `bytes` beside `target` and renames, so that `target` is old or new at every instant.
///
/// # Errors
/// Whatever the disk says; the temporary file is removed.
pub fn replace(target: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut name = target.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.isnad-new", std::process::id()));
    let temporary = target.with_file_name(name);
    let written = fs::File::create(&temporary)
        .and_then(|mut file| file.write_all(bytes))
        .and_then(|()| fs::rename(&temporary, target));
    if written.is_err() {
        fs::remove_file(&temporary).ok();
    }
    written
}

fn read_manifest(folder: &Path) -> Result<Option<BTreeSet<String>>> {
    let path = folder.join(MANIFEST);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
    };
    let Some(body) = text.strip_prefix(HEADER) else {
        bail!(
            "{} was not written by this version of isnad\n  hint: delete the folder by hand, or choose another with --output-dir",
            path.display()
        );
    };
    Ok(Some(body.lines().map(str::to_owned).collect()))
}

/// A file that somebody else put there; hidden files such as `.gitkeep` or `.git` do not count.
fn first_foreign(folder: &Path) -> Result<Option<String>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    Ok(entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| !name.starts_with('.'))
        .min())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("isnad-output-{}-{name}", std::process::id()));
        fs::remove_dir_all(&folder).ok();
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn build(folder: &Path, files: &[(&str, &str)]) -> Result<(usize, usize)> {
        let output = Output::open(folder, false)?;
        let mut changed = 0;
        for (path, text) in files {
            changed += usize::from(output.write(path, text.as_bytes())?);
        }
        let deleted = output.finish(&files.iter().map(|(path, _)| (*path).to_owned()).collect())?;
        Ok((changed, deleted))
    }

    #[test]
    fn only_changed_pages_are_written_and_only_own_ones_deleted() {
        let folder = folder("own");
        assert_eq!(
            build(&folder, &[("a/index.html", "1"), ("b.html", "2")]).unwrap(),
            (2, 0)
        );
        fs::write(folder.join("mine.txt"), "keep").unwrap();
        assert_eq!(build(&folder, &[("b.html", "2")]).unwrap(), (0, 1));
        assert!(!folder.join("a").exists());
        assert_eq!(Output::clean(&folder).unwrap(), 1);
        assert_eq!(fs::read_to_string(folder.join("mine.txt")).unwrap(), "keep");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_folder_of_somebody_else_is_refused() {
        let folder = folder("foreign");
        fs::write(folder.join("thesis.doc"), "years of work").unwrap();
        let error = build(&folder, &[("index.html", "")]).unwrap_err().to_string();
        assert!(
            error.contains("thesis.doc") && error.contains("--force"),
            "{error}"
        );
        fs::remove_dir_all(folder).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_or_deleted_through_links_or_out_of_the_folder() {
        let (inside, outside) = (folder("inside"), folder("outside"));
        fs::write(outside.join("x.html"), "theirs").unwrap();
        std::os::unix::fs::symlink(&outside, inside.join("link")).unwrap();
        let output = Output::open(&inside, true).unwrap();
        assert!(output.write("link/x.html", b"ours").is_err());
        assert!(output.write("../x.html", b"ours").is_err());
        assert!(output.write("/etc/x.html", b"ours").is_err());
        assert!(!output.delete("link/x.html").unwrap());
        assert_eq!(fs::read_to_string(outside.join("x.html")).unwrap(), "theirs");
        fs::remove_dir_all(inside).unwrap();
        fs::remove_dir_all(outside).unwrap();
    }
}
