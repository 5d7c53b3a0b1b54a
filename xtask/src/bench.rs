//! Bench: how fast the program is on invented corpora; docs/BENCHMARKS.md tells how to repeat the figures.

mod build;
mod copies;
mod extract;
mod hostile;
mod table;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use crate::steps::{cargo, root, run, step, target};

/// Runs of each measurement where no number is asked for; their median counts.
const RUNS: usize = 3;
/// Articles where none are asked for.
const ARTICLES: usize = 10_000;

/// `cargo xtask bench WHAT [N [RUNS]]`.
pub fn bench(words: &[String]) -> Result<()> {
    let articles = match words.get(1) {
        Some(word) => word
            .parse()
            .with_context(|| format!("`{word}` is no number of articles"))?,
        None => ARTICLES,
    };
    let runs = match words.get(2) {
        Some(word) => word
            .parse()
            .with_context(|| format!("`{word}` is no number of runs"))?,
        None => RUNS,
    };
    match words.first().map(String::as_str) {
        Some("extract") => extract::bench(articles, runs),
        Some("build") => build::bench(articles, runs),
        Some("copies") => copies::bench(articles),
        Some("corpus") => {
            let folder = crate::corpus::write_project(&place(articles)?, crate::corpus::Plan::of(articles))?;
            eprintln!(
                "{}: {} files, {} bytes",
                place(articles)?.display(),
                folder.files,
                folder.bytes
            );
            Ok(())
        }
        _ => bail!(
            "bench what: `extract [N]`, `build [N]`, `copies [N]` or `corpus [N]`, N articles ({ARTICLES} when not given)"
        ),
    }
}

/// The program as users have it.
fn program() -> Result<PathBuf> {
    step("building the program (release)");
    run(cargo().args(["build", "--release", "--locked", "--package", "isnad"]))?;
    let name = format!("isnad{}", std::env::consts::EXE_SUFFIX);
    Ok(target().join("release").join(name))
}

/// Where a corpus lies; kept between runs.
fn place(articles: usize) -> Result<PathBuf> {
    let folder = target().join("bench");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(folder.join(format!("corpus-{articles}")))
}

/// A folder for what is written, in memory where the system has one there; deleted at the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Self> {
        let memory = Path::new("/dev/shm");
        let parent = if memory.is_dir() {
            memory.to_owned()
        } else {
            target().join("bench")
        };
        let folder = parent.join(format!("isnad-bench-{}", std::process::id()));
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(Self(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

/// What the figures were taken on.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let commit = Command::new("git")
        .args(["rev-parse", "--short", "HEAD"])
        .current_dir(root())
        .output();
    let commit = commit.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or_default();
    format!(
        "{} {}, {cores} cores, load before {load}, commit {}",
        std::env::consts::OS,
        std::env::consts::ARCH,
        commit.unwrap_or_default()
    )
}
