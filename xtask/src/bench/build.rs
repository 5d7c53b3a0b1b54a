//! Build: how long a site takes from nothing, again without a change, and after one edit.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result};

use super::{Scratch, machine, place, program, table::Table};
use crate::{
    corpus::{self, Plan},
    measure::{self, Cost},
    steps::step,
};

const MEBIBYTE: f64 = 1024.0 * 1024.0;

/// Prints time, memory, pages and bytes, beside a plain copy of the output.
pub fn bench(articles: usize, times: usize) -> Result<()> {
    let program = program()?;
    let machine = machine();
    step("writing the corpus");
    let corpus = place(articles)?;
    let source = corpus::write_project(&corpus, Plan::of(articles))?;
    let scratch = Scratch::new()?;
    let bench = Bench {
        program: &program,
        output: scratch.0.join("site"),
        copy: scratch.0.join("copy"),
        corpus: &corpus,
    };
    let title = format!(
        "isnad build, {articles} articles, {} source files, {:.1} MiB; {machine}",
        source.files,
        source.bytes as f64 / MEBIBYTE
    );
    let columns = [
        "wall s",
        "CPU s",
        "peak MiB",
        "pages",
        "files",
        "output MiB",
        "written",
        "written MiB",
    ];
    let mut table = Table::new(title, &columns);
    let mut runs: BTreeMap<&str, Vec<Run>> = BTreeMap::new();
    for number in 1..=times {
        step(&format!("run {number} of {times}"));
        bench.clear()?;
        for (name, run) in [
            (CLEAN, bench.build()?),
            (AGAIN, bench.build()?),
            (EDIT, bench.edit()?),
            (COPY, bench.copy()?),
        ] {
            eprintln!("{name}: {:.2} s", run.cost.wall);
            runs.entry(name).or_default().push(run);
        }
    }
    bench.clear()?;
    for name in [CLEAN, AGAIN, EDIT, COPY] {
        let Some(runs) = runs.get(name) else { continue };
        let cost = Cost::median(&runs.iter().map(|run| run.cost).collect::<Vec<_>>());
        let last = runs.last().map(|run| run.output).unwrap_or_default();
        table.push(
            name,
            vec![
                Some(cost.wall),
                cost.cpu,
                cost.peak,
                Some(last.pages as f64),
                Some(last.files as f64),
                Some(last.bytes as f64 / MEBIBYTE),
                Some(last.written as f64),
                Some(last.written_bytes as f64 / MEBIBYTE),
            ],
        );
    }
    println!("{}\n{:#}", table.text(), table.json());
    Ok(())
}

const CLEAN: &str = "clean build";
const AGAIN: &str = "second build, nothing changed";
const EDIT: &str = "build after one edit";
const COPY: &str = "cp -r of the output";

struct Bench<'a> {
    program: &'a Path,
    corpus: &'a Path,
    output: PathBuf,
    copy: PathBuf,
}

struct Run {
    cost: Cost,
    output: Output,
}

/// What lies in the output folder, and how much of it is newer than the run.
#[derive(Clone, Copy, Debug, Default)]
struct Output {
    pages: usize,
    files: usize,
    bytes: u64,
    written: usize,
    written_bytes: u64,
}

impl Bench<'_> {
    /// Neither output nor cache.
    fn clear(&self) -> Result<()> {
        for folder in [&self.output, &self.copy, &self.corpus.join(".isnad-cache")] {
            if folder.exists() {
                fs::remove_dir_all(folder).with_context(|| format!("cannot delete {}", folder.display()))?;
            }
        }
        Ok(())
    }

    fn build(&self) -> Result<Run> {
        let mut command = Command::new(self.program);
        command
            .arg("-C")
            .arg(self.corpus)
            .arg("-o")
            .arg(&self.output)
            .args(["build", "--quiet"]);
        self.measured(&mut command, &self.output)
    }

    /// A sentence more in one article, a build, and the article as it was.
    fn edit(&self) -> Result<Run> {
        let article = first_article(&self.corpus.join("content/articles"))?;
        let before =
            fs::read_to_string(&article).with_context(|| format!("cannot read {}", article.display()))?;
        let put = |text: &str| {
            fs::write(&article, text).with_context(|| format!("cannot write {}", article.display()))
        };
        put(&format!("{before}\nقال ضياء حراث إن جدول العبّارات سينشر غداً.\n"))?;
        let run = self.build();
        put(&before)?;
        run
    }

    fn copy(&self) -> Result<Run> {
        let mut command = Command::new("cp");
        command.arg("-r").arg(&self.output).arg(&self.copy);
        let run = self.measured(&mut command, &self.copy);
        fs::remove_dir_all(&self.copy).ok();
        run
    }

    fn measured(&self, command: &mut Command, output: &Path) -> Result<Run> {
        // The newest file before the run: what is newer was written by it, whatever resolution the disk has.
        let before = newest(output);
        let cost = measure::run(command.stdout(Stdio::null()))?;
        let mut counted = Output::default();
        count(output, before, &mut counted).with_context(|| format!("cannot read {}", output.display()))?;
        Ok(Run {
            cost,
            output: counted,
        })
    }
}

type Time = std::time::SystemTime;

fn newest(folder: &Path) -> Option<Time> {
    let entries = fs::read_dir(folder).ok()?;
    let times = entries.filter_map(|entry| {
        let entry = entry.ok()?;
        if entry.file_type().ok()?.is_dir() {
            newest(&entry.path())
        } else {
            entry.metadata().ok()?.modified().ok()
        }
    });
    times.max()
}

fn count(folder: &Path, before: Option<Time>, output: &mut Output) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let metadata = entry.metadata()?;
        if metadata.is_dir() {
            count(&entry.path(), before, output)?;
            continue;
        }
        output.files += 1;
        output.bytes += metadata.len();
        output.pages += usize::from(entry.path().extension().is_some_and(|it| it == "html"));
        if before.is_none_or(|before| metadata.modified().is_ok_and(|time| time > before)) {
            output.written += 1;
            output.written_bytes += metadata.len();
        }
    }
    Ok(())
}

/// The first article by path.
fn first_article(folder: &Path) -> Result<PathBuf> {
    let context = || format!("cannot read {}", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).with_context(context)? {
        paths.push(entry.with_context(context)?.path());
    }
    let first = paths
        .into_iter()
        .min()
        .with_context(|| format!("{} is empty", folder.display()))?;
    if first.is_dir() {
        first_article(&first)
    } else {
        Ok(first)
    }
}
