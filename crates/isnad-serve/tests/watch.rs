//! Watching on a real file system: what must be noticed, and what must not.
//!
//! That something is not noticed is shown without waiting: a file written afterwards is noticed, and
//! nothing else was before it.

use isnad_serve::{WatchEvent, WatchOptions, Watcher, watch};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, SystemTime};

/// A watched folder that goes with the test.
struct Bench {
    folder: PathBuf,
    events: Receiver<WatchEvent>,
    _watcher: Watcher,
}

impl Bench {
    /// Watches `content` and `isnad.toml`, but not `content/cache`, with one article there already.
    fn new(name: &str, poll: bool) -> Bench {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("watch-{name}-{poll}"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("content/cache")).expect("folders can be made");
        fs::create_dir_all(folder.join("content/.git")).expect("folders can be made");
        fs::write(folder.join("content/old.md"), "old").expect("files can be written");
        // Polling takes a file that changed just now for one that may change again at the same time stamp.
        let long_ago = SystemTime::now() - Duration::from_secs(3600);
        let old = OpenOptions::new().write(true).open(folder.join("content/old.md"));
        old.and_then(|file| file.set_modified(long_ago))
            .expect("the time can be set");
        let (sender, events) = mpsc::channel();
        let options = WatchOptions {
            roots: vec![folder.join("content"), folder.join("isnad.toml")],
            ignored: vec![folder.join("content/cache")],
            poll,
        };
        let watcher = watch(options, move |event| drop(sender.send(event))).expect("a thread can be started");
        Bench {
            folder,
            events,
            _watcher: watcher,
        }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.path(path), text).expect("the file can be written");
    }

    /// Everything that is noticed up to and with this path.
    fn wait_for(&self, path: &str) -> BTreeSet<PathBuf> {
        let mut seen = BTreeSet::new();
        while !seen.contains(&self.path(path)) {
            match self.next() {
                WatchEvent::Changed(paths) => seen.extend(paths),
                other => panic!("{other:?} instead of a change of {path}"),
            }
        }
        seen
    }

    /// Writes a file, and shows that it alone was noticed.
    fn expect_nothing_before(&self, path: &str) {
        self.write(path, "last");
        assert_eq!(self.wait_for(path), BTreeSet::from([self.path(path)]));
    }

    fn wait_for_rescan(&self) {
        while !matches!(self.next(), WatchEvent::Rescan(_)) {}
    }

    /// Takes what is still to come of earlier steps, up to a file written now; no neighbour is among it.
    fn wait_until_quiet(&self) {
        self.write("content/quiet.md", "quiet");
        let seen = self.wait_for("content/quiet.md");
        assert!(
            seen.iter()
                .all(|path| !path.to_string_lossy().contains("neighbour")),
            "{seen:?}"
        );
    }

    /// Writes a file, once more after each rescan: a rescan covers what was written before it, and then
    /// nothing tells of the file itself.
    fn write_until_noticed(&self, path: &str) {
        self.write(path, "first");
        loop {
            match self.next() {
                WatchEvent::Changed(paths) if paths.contains(&self.path(path)) => return,
                WatchEvent::Rescan(_) => self.write(path, "again"),
                WatchEvent::Changed(_) | WatchEvent::Failed(_) => {}
            }
        }
    }

    fn next(&self) -> WatchEvent {
        self.events
            .recv_timeout(Duration::from_secs(20))
            .expect("an event in time")
    }
}

/// Runs a test by events and by polling.
fn in_both_ways(name: &str, check: impl Fn(&Bench)) {
    for poll in [false, true] {
        let bench = Bench::new(name, poll);
        check(&bench);
        let _ = fs::remove_dir_all(&bench.folder);
    }
}

#[test]
fn a_file_written_in_place_is_noticed() {
    in_both_ways("in-place", |bench| {
        bench.write("content/old.md", "new");
        bench.wait_for("content/old.md");
    });
}

#[test]
fn every_piece_of_a_slow_write_is_noticed() {
    in_both_ways("slow", |bench| {
        let mut file = File::create(bench.path("content/old.md")).expect("the file can be opened");
        for _ in 0..3 {
            bench.wait_for("content/old.md");
            file.write_all("حرف".as_bytes()).expect("the file can be written");
            file.flush().expect("the file can be written");
        }
        bench.wait_for("content/old.md");
    });
}

#[test]
fn a_file_renamed_over_another_is_noticed_each_time() {
    in_both_ways("rename", |bench| {
        for turn in 0..3 {
            let temporary = bench.path("content/.old.md.swp");
            fs::write(&temporary, format!("turn {turn}")).expect("the file can be written");
            fs::rename(&temporary, bench.path("content/old.md")).expect("the file can be renamed");
            let seen = bench.wait_for("content/old.md");
            assert!(!seen.contains(&temporary));
        }
    });
}

#[test]
fn a_single_file_is_noticed_when_made_replaced_and_deleted() {
    in_both_ways("single", |bench| {
        bench.write("isnad.toml", "one");
        bench.wait_for("isnad.toml");
        fs::rename(bench.path("isnad.toml"), bench.path("isnad.toml~")).expect("vim keeps a backup");
        bench.write("isnad.toml", "two");
        bench.wait_for("isnad.toml");
        fs::remove_file(bench.path("isnad.toml~")).expect("the backup goes");
        bench.write("neighbour.toml", "not watched");
        bench.wait_until_quiet();
        fs::remove_file(bench.path("isnad.toml")).expect("the file can be deleted");
        bench.wait_for("isnad.toml");
    });
}

#[test]
fn files_made_together_with_their_folders_are_noticed() {
    in_both_ways("folders", |bench| {
        for turn in 0..8 {
            let folder = format!("content/{turn}/deeper/deepest");
            fs::create_dir_all(bench.path(&folder)).expect("folders can be made");
            let file = format!("{folder}/a.md");
            bench.write(&file, "a");
            bench.wait_for(&file);
        }
        // The new folders are watched from now on.
        bench.write("content/7/deeper/b.md", "b");
        bench.wait_for("content/7/deeper/b.md");
    });
}

#[test]
fn a_folder_moved_into_place_is_noticed_with_its_files() {
    in_both_ways("move", |bench| {
        fs::create_dir_all(bench.path("elsewhere/inner")).expect("folders can be made");
        bench.write("elsewhere/inner/a.md", "a");
        fs::rename(bench.path("elsewhere"), bench.path("content/here")).expect("the folder can be moved");
        bench.wait_for("content/here/inner/a.md");
        fs::rename(bench.path("content/here"), bench.path("content/there")).expect("the folder can be moved");
        bench.wait_for("content/there/inner/a.md");
        bench.write("content/there/inner/a.md", "changed");
        bench.wait_for("content/there/inner/a.md");
    });
}

#[test]
fn deleted_files_are_noticed() {
    in_both_ways("delete", |bench| {
        fs::remove_file(bench.path("content/old.md")).expect("the file can be deleted");
        bench.wait_for("content/old.md");
    });
}

#[test]
fn reading_is_not_noticed() {
    let bench = Bench::new("read", false);
    for _ in 0..3 {
        fs::read(bench.path("content/old.md")).expect("the file can be read");
        fs::read_dir(bench.path("content"))
            .expect("the folder can be read")
            .for_each(drop);
        OpenOptions::new()
            .read(true)
            .open(bench.path("content/old.md"))
            .expect("the file can be opened");
    }
    bench.expect_nothing_before("content/last.md");
}

#[test]
fn ignored_folders_and_files_of_editors_are_not_noticed() {
    in_both_ways("ignored", |bench| {
        bench.write("content/cache/page.html", "page");
        bench.write("content/.git/index", "index");
        for noise in ["4913", "old.md~", ".old.md.swp", ".#old.md", "old.md___jb_tmp___"] {
            bench.write(&format!("content/{noise}"), "noise");
        }
        bench.write("outside.md", "outside");
        bench.expect_nothing_before("content/last.md");
    });
}

#[test]
fn a_root_that_is_made_later_is_watched() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("watch-later");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("folders can be made");
    let (sender, events) = mpsc::channel();
    let options = WatchOptions {
        roots: vec![folder.join("far/content")],
        ..WatchOptions::default()
    };
    let watcher = watch(options, move |event| drop(sender.send(event))).expect("a thread can be started");
    let bench = Bench {
        folder,
        events,
        _watcher: watcher,
    };
    assert!(
        matches!(bench.next(), WatchEvent::Failed(_)),
        "there is nothing to watch, and it says so"
    );
    fs::create_dir_all(bench.path("far/content")).expect("folders can be made");
    bench.wait_for_rescan();
    bench.write("far/content/a.md", "a");
    while !matches!(bench.next(), WatchEvent::Changed(paths) if paths.contains(&bench.path("far/content/a.md")))
    {
    }
}

#[test]
fn a_project_moved_away_and_put_back_is_watched_again() {
    in_both_ways("project", |bench| {
        let aside = bench.folder.with_extension("aside");
        let _ = fs::remove_dir_all(&aside);
        fs::rename(&bench.folder, &aside).expect("the folder can be moved");
        while !matches!(bench.next(), WatchEvent::Failed(_)) {}
        fs::rename(&aside, &bench.folder).expect("the folder can be moved");
        bench.wait_for_rescan();
        bench.write_until_noticed("content/new.md");
    });
}

#[test]
fn a_deleted_root_that_is_made_anew_is_watched_again() {
    in_both_ways("anew", |bench| {
        fs::remove_dir_all(bench.path("content")).expect("the folder can be deleted");
        fs::create_dir_all(bench.path("content")).expect("folders can be made");
        bench.write_until_noticed("content/new.md");
        fs::create_dir_all(bench.path("content/deep")).expect("folders can be made");
        bench.write_until_noticed("content/deep/a.md");
    });
}

/// What a reader of the events knows of the files.
struct Mirror<'a> {
    bench: &'a Bench,
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl Mirror<'_> {
    fn take(&mut self, event: WatchEvent) {
        match event {
            WatchEvent::Changed(paths) => paths.iter().for_each(|path| self.read(path)),
            WatchEvent::Rescan(_) => self.files = files_below(&self.bench.path("content")),
            WatchEvent::Failed(why) => panic!("{why}"),
        }
    }

    fn read(&mut self, path: &Path) {
        match fs::read(path) {
            Ok(bytes) => drop(self.files.insert(path.to_path_buf(), bytes)),
            // Gone, and what was below it too.
            Err(_) => self.files.retain(|known, _| !known.starts_with(path)),
        }
    }
}

fn files_below(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
    {
        if entry.is_dir() {
            files.append(&mut files_below(&entry));
        } else if let Ok(bytes) = fs::read(&entry) {
            files.insert(entry, bytes);
        }
    }
    files
}

/// One edit picked by a number: files and folders made, written, renamed over each other, moved, deleted.
/// Many fail, because what they need is not there; that is as good as any other edit.
fn edit(folder: &Path, number: u64) {
    let name = |digits: u64| match digits % 3 {
        0 => folder.join(format!("a{}", digits / 3 % 4)),
        1 => folder.join(format!("a{}/b{}", digits / 3 % 4, digits / 12 % 3)),
        _ => folder.join(format!(
            "a{}/b{}/c{}.md",
            digits / 3 % 4,
            digits / 12 % 3,
            digits / 36 % 3
        )),
    };
    let (one, other) = (name(number / 8), name(number / 8000));
    let text = format!("{number}");
    let _ = match number % 8 {
        0 | 1 => fs::create_dir_all(&one),
        2 => fs::rename(&one, &other),
        3 => fs::remove_dir_all(&one),
        4 => fs::remove_file(&one),
        5 => one
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&one, text)),
        _ => fs::write(&one, text),
    };
}

#[test]
fn a_mirror_that_follows_random_edits_ends_equal() {
    in_both_ways("random", |bench| {
        let content = bench.path("content");
        let mut mirror = Mirror {
            bench,
            files: files_below(&content),
        };
        let mut number = 20_210_706_u64;
        for round in 0..15 {
            for _ in 0..200 {
                // Knuth's generator: the same edits in every run.
                number = number
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                edit(&content, number >> 20);
            }
            let last = format!("content/round-{round}.md");
            bench.write(&last, "the edits of this round are done");
            while !mirror.files.contains_key(&bench.path(&last)) {
                mirror.take(bench.next());
            }
            assert_eq!(mirror.files, files_below(&content), "round {round}");
        }
    });
}

#[test]
fn many_changes_come_in_few_sets() {
    let bench = Bench::new("many", false);
    let paths: BTreeSet<PathBuf> = (0..500)
        .map(|number| bench.path(&format!("content/{number}.md")))
        .collect();
    for path in &paths {
        fs::write(path, "text").expect("the file can be written");
    }
    let mut seen = BTreeSet::new();
    while !paths.is_subset(&seen) {
        match bench.next() {
            WatchEvent::Changed(paths) => seen.extend(paths),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(seen, paths);
}
