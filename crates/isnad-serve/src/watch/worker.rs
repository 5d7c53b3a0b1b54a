//! Worker: the thread that turns events, or the lack of them, into what changed.

use super::batch::{Batch, exhaustion};
use super::roots::{Anchor, Roots};
use super::snapshot::Snapshot;
use super::unfinished::Unfinished;
use super::{WatchEvent, WatchOptions};
use notify::{Config, ErrorKind, RecommendedWatcher, RecursiveMode, Watcher, WatcherKind};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

/// How often it is checked that the watched folders are still the same ones: a folder above them may be
/// moved away, which no event tells.
const CHECK_INTERVAL: Duration = Duration::from_secs(1);
/// The least pause between two looks when polling.
const POLL_INTERVAL: Duration = Duration::from_millis(300);
/// A look that takes long is followed by a pause this many times longer, to leave the machine usable.
const POLL_PAUSE_FACTOR: u32 = 4;
/// How long a file that somebody is still writing is waited for after its last event; one that was closed or renamed
/// is reported at once.
const SETTLE_PAUSE: Duration = Duration::from_millis(25);
/// Files that never rest are reported this long after the first event.
const SETTLE_LIMIT: Duration = Duration::from_millis(250);
/// How many waiting events make one batch at most, so that a storm cannot put off every report.
const BATCH_LIMIT: usize = 100_000;
/// How often watching a folder is tried while others are deleted within it.
const WATCH_ATTEMPTS: usize = 5;

/// What reaches the worker's thread.
#[derive(Debug)]
pub(super) enum Message {
    Event(notify::Result<notify::Event>),
    Stop,
}

/// Watches the roots by whatever means are left.
#[derive(Debug)]
pub(super) struct Worker {
    roots: Roots,
    means: Means,
    receiver: Receiver<Message>,
    /// What is to be told as soon as the thread runs.
    announcements: Vec<WatchEvent>,
    /// Whether any root existed when last checked.
    exists: bool,
    next_check: Instant,
}

#[derive(Debug)]
enum Means {
    Events {
        watcher: RecommendedWatcher,
        anchors: BTreeMap<PathBuf, Anchor>,
    },
    Polling {
        snapshot: Snapshot,
        pause: Duration,
    },
}

impl Worker {
    /// Sets up the watching, so that nothing that happens from now on is missed.
    pub(super) fn start(
        options: WatchOptions,
        sender: Sender<Message>,
        receiver: Receiver<Message>,
    ) -> Worker {
        let mut roots = Roots::new(options.roots, &options.ignored);
        let mut announcements = Vec::new();
        let means = match options.poll {
            true => Means::polling(&roots),
            false => Means::events(&mut roots, sender).unwrap_or_else(|error| {
                announcements.push(WatchEvent::Rescan(exhaustion(&error)));
                Means::polling(&roots)
            }),
        };
        let next_check = Instant::now();
        Worker {
            roots,
            means,
            receiver,
            announcements,
            exists: true,
            next_check,
        }
    }

    /// Reports until told to stop.
    pub(super) fn run(mut self, on_event: impl Fn(WatchEvent)) {
        while let Some(messages) = self.wait() {
            let mut events = std::mem::take(&mut self.announcements);
            events.extend(self.notice_absence());
            events.extend(self.notice_changes(messages));
            // One rescan covers all that is told together with it.
            let rescan = events
                .iter()
                .position(|event| matches!(event, WatchEvent::Rescan(_)));
            if let Some(place) = rescan {
                events.truncate(place + 1);
            }
            for event in events {
                on_event(event);
            }
        }
    }

    /// The next messages, none when it is time to look; nothing at all when it is over.
    fn wait(&self) -> Option<Vec<notify::Result<notify::Event>>> {
        let timeout = match &self.means {
            _ if !self.announcements.is_empty() => Duration::ZERO,
            Means::Events { .. } => self.next_check.saturating_duration_since(Instant::now()),
            Means::Polling { pause, .. } => *pause,
        };
        let mut events = Vec::new();
        let mut unfinished = Unfinished::default();
        match self.receiver.recv_timeout(timeout) {
            Ok(Message::Event(event)) => {
                unfinished.note(&event);
                events.push(event);
            }
            Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return None,
            Err(RecvTimeoutError::Timeout) => {}
        }
        let end = Instant::now() + SETTLE_LIMIT;
        while !events.is_empty() && events.len() < BATCH_LIMIT {
            let rest = end.saturating_duration_since(Instant::now());
            let pause = if unfinished.is_empty() {
                Duration::ZERO
            } else {
                SETTLE_PAUSE.min(rest)
            };
            match self.receiver.recv_timeout(pause) {
                Ok(Message::Event(event)) => {
                    unfinished.note(&event);
                    events.push(event);
                }
                Ok(Message::Stop) => return None,
                Err(_) => break,
            }
        }
        Some(events)
    }

    fn notice_absence(&mut self) -> Option<WatchEvent> {
        let existed = std::mem::replace(&mut self.exists, self.roots.exist());
        match (existed, self.exists) {
            (true, false) => {
                let message = "nothing of what is watched exists; watching goes on when it is there";
                Some(WatchEvent::Failed(message.to_owned()))
            }
            (false, true) => Some(WatchEvent::Rescan("what is watched is there again".to_owned())),
            _ => None,
        }
    }

    fn notice_changes(&mut self, messages: Vec<notify::Result<notify::Event>>) -> Option<WatchEvent> {
        match &mut self.means {
            // Whatever events still wait are of the time before, and the first look covered it.
            Means::Polling { snapshot, pause } => {
                let start = Instant::now();
                let later = Snapshot::take(&self.roots);
                let changes = snapshot.changes_until(&later);
                *snapshot = later;
                *pause = POLL_INTERVAL.max(start.elapsed() * POLL_PAUSE_FACTOR);
                changed(changes)
            }
            Means::Events { watcher, anchors } => {
                let mut batch = Batch::default();
                for message in messages {
                    batch.add(message, anchors);
                }
                let is_due = Instant::now() >= self.next_check;
                if is_due {
                    self.next_check = Instant::now() + CHECK_INTERVAL;
                }
                let outcome = follow(&mut self.roots, watcher, anchors, batch, is_due);
                outcome.unwrap_or_else(|why| {
                    self.means = Means::polling(&self.roots);
                    Some(WatchEvent::Rescan(why))
                })
            }
        }
    }
}

impl Means {
    fn events(roots: &mut Roots, sender: Sender<Message>) -> notify::Result<Means> {
        let handler = move |event| {
            // Fails only when the worker is gone, and then nobody misses the event.
            let _ = sender.send(Message::Event(event));
        };
        let mut watcher = RecommendedWatcher::new(handler, Config::default().with_follow_symlinks(false))?;
        let anchors = roots.anchors();
        for (path, anchor) in &anchors {
            watch_folder(&mut watcher, path, anchor.mode)?;
        }
        Ok(Means::Events { watcher, anchors })
    }

    fn polling(roots: &Roots) -> Means {
        Means::Polling {
            snapshot: Snapshot::take(roots),
            pause: POLL_INTERVAL,
        }
    }
}

/// Sees to it that everything is watched that is there now, and says what changed; the error says why
/// watching by events is over.
fn follow(
    roots: &mut Roots,
    watcher: &mut RecommendedWatcher,
    anchors: &mut BTreeMap<PathBuf, Anchor>,
    batch: Batch,
    is_due: bool,
) -> Result<Option<WatchEvent>, String> {
    if let Some(why) = batch.exhaustion {
        return Err(why);
    }
    let mut rescan = batch.loss;
    // After a loss new folders may have gone unnoticed, so all are watched anew. So they are when one came
    // into being that is a root, or took the place of one.
    let is_root = |path: &PathBuf| roots.spell(path).is_some_and(|spelt| roots.is_root(&spelt));
    if rescan.is_some() || batch.has_lost_anchor {
        for path in std::mem::take(anchors).into_keys() {
            let _ = watcher.unwatch(&path);
        }
    }
    if rescan.is_some() || batch.has_lost_anchor || is_due || batch.arrived.iter().any(is_root) {
        let has_moved = watch_anew(roots, watcher, anchors).map_err(|error| exhaustion(&error))?;
        // Where nothing is left to watch there is nothing to read anew either.
        if has_moved && !anchors.is_empty() && rescan.is_none() {
            rescan = Some("a watched folder was made, moved or deleted".to_owned());
        }
    }
    let mut changes = watch_arrived(roots, watcher, &batch.arrived).map_err(|error| exhaustion(&error))?;
    // A folder as such says nothing; its files do. One that is gone stands for them, and so does one that was gone:
    // what has its name now tells nothing of the files that it held, or of the file that it was.
    let named = batch
        .paths
        .iter()
        .filter(|path| batch.departed.contains(*path) || !is_folder(path));
    changes.extend(named.filter_map(|path| roots.spell(path)));
    Ok(rescan.map(WatchEvent::Rescan).or_else(|| changed(changes)))
}

/// Compares the watched folders with those to watch, and mends the difference. Says whether there was one.
fn watch_anew(
    roots: &mut Roots,
    watcher: &mut RecommendedWatcher,
    anchors: &mut BTreeMap<PathBuf, Anchor>,
) -> notify::Result<bool> {
    let wanted = roots.anchors();
    if wanted == *anchors {
        return Ok(false);
    }
    for (path, _) in anchors
        .iter()
        .filter(|(path, anchor)| wanted.get(*path) != Some(anchor))
    {
        // Fails when the system dropped the watch together with the folder.
        let _ = watcher.unwatch(path);
    }
    for (path, anchor) in wanted
        .iter()
        .filter(|(path, anchor)| anchors.get(*path) != Some(anchor))
    {
        watch_folder(watcher, path, anchor.mode)?;
    }
    *anchors = wanted;
    Ok(true)
}

/// Watches folders that came into being, and lists the files in them: those that were there before the
/// watch took hold are told by no event.
fn watch_arrived(
    roots: &Roots,
    watcher: &mut RecommendedWatcher,
    arrived: &BTreeSet<PathBuf>,
) -> notify::Result<BTreeSet<PathBuf>> {
    let mut files = BTreeSet::new();
    let mut outer: Option<&Path> = None;
    for path in arrived {
        // Paths come in order, so that what is within a folder follows it, and was listed with it.
        let is_listed = outer.is_some_and(|outer| path.starts_with(outer));
        if is_listed || !is_folder(path) || roots.spell(path).is_none() {
            continue;
        }
        outer = Some(path);
        // Other systems watch whole trees by themselves.
        if RecommendedWatcher::kind() == WatcherKind::Inotify {
            watch_folder(watcher, path, RecursiveMode::Recursive)?;
        }
        files.extend(roots.files_below(path).into_iter().map(|(path, _)| path));
    }
    Ok(files)
}

/// Watches a folder; that it is gone meanwhile is no error.
fn watch_folder(watcher: &mut RecommendedWatcher, path: &Path, mode: RecursiveMode) -> notify::Result<()> {
    for _ in 0..WATCH_ATTEMPTS {
        match watcher.watch(path, mode) {
            Ok(()) => return Ok(()),
            // One folder that vanishes on the way leaves the rest of the tree unwatched, so try again.
            Err(error) if is_absence(&error) => {}
            Err(error) => return Err(error),
        }
        if !path.exists() {
            return Ok(());
        }
    }
    Err(notify::Error::generic("its folders come and go too fast"))
}

fn is_absence(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
        _ => false,
    }
}

fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir())
}

fn changed(changes: BTreeSet<PathBuf>) -> Option<WatchEvent> {
    (!changes.is_empty()).then_some(WatchEvent::Changed(changes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::Flag;
    use notify::{Event, EventKind};
    use std::sync::mpsc;

    /// A worker on a folder of its own, with both ends of its channels.
    struct Bench {
        folder: PathBuf,
        messages: Sender<Message>,
        events: Receiver<WatchEvent>,
    }

    impl Bench {
        fn new(name: &str) -> Bench {
            let folder = std::env::temp_dir().join(format!("isnad-worker-{}-{name}", std::process::id()));
            fs::create_dir_all(&folder).expect("a folder can be made");
            let (messages, receiver) = mpsc::channel();
            let options = WatchOptions {
                roots: vec![folder.clone()],
                ..WatchOptions::default()
            };
            let worker = Worker::start(options, messages.clone(), receiver);
            let (sender, events) = mpsc::channel();
            std::thread::spawn(move || worker.run(move |event| drop(sender.send(event))));
            Bench {
                folder,
                messages,
                events,
            }
        }

        fn send(&self, event: notify::Result<Event>) {
            self.messages
                .send(Message::Event(event))
                .expect("the worker runs");
        }

        fn rescan(&self) -> String {
            loop {
                if let WatchEvent::Rescan(why) = self.next() {
                    return why;
                }
            }
        }

        fn wait_for(&self, path: &Path) {
            while !matches!(self.next(), WatchEvent::Changed(paths) if paths.contains(path)) {}
        }

        fn next(&self) -> WatchEvent {
            self.events
                .recv_timeout(Duration::from_secs(20))
                .expect("an event in time")
        }
    }

    impl Drop for Bench {
        fn drop(&mut self) {
            let _ = self.messages.send(Message::Stop);
            let _ = fs::remove_dir_all(&self.folder);
        }
    }

    #[test]
    fn used_up_watches_lead_to_polling() {
        let bench = Bench::new("limit");
        bench.send(Err(notify::Error::new(ErrorKind::MaxFilesWatch)));
        assert!(bench.rescan().contains("fs.inotify.max_user_watches"));
        let file = bench.folder.join("a.md");
        fs::write(&file, "a").expect("a file can be written");
        bench.wait_for(&file);
    }

    #[test]
    fn lost_events_lead_to_a_rescan_and_watching_goes_on() {
        let bench = Bench::new("overflow");
        let lost = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert!(lost.paths.is_empty(), "such an event names no path");
        bench.send(Ok(lost));
        bench.rescan();
        let file = bench.folder.join("a.md");
        fs::write(&file, "a").expect("a file can be written");
        bench.wait_for(&file);
    }

    #[test]
    fn an_error_of_the_watcher_leads_to_a_rescan() {
        let bench = Bench::new("error");
        bench.send(Err(notify::Error::generic("out of order")));
        assert!(bench.rescan().contains("out of order"));
    }
}
