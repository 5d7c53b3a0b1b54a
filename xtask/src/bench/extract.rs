//! Extract: how fast articles are read into records, with few and with many known names.

use std::{
    fs::{self, File},
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context, Result};

use super::{Scratch, machine, place, program, table::Table};
use crate::{
    corpus::{self, Plan},
    measure::{self, Cost},
    steps::step,
};

/// Entity pages of the larger set of names.
const MANY: usize = 10_000;
const MEBIBYTE: f64 = 1024.0 * 1024.0;

/// Prints MB/s, articles/s and memory.
pub fn bench(articles: usize, runs: usize) -> Result<()> {
    let program = program()?;
    let machine = machine();
    step("writing the articles");
    let scratch = Scratch::new()?;
    let lines = scratch.0.join("articles.jsonl");
    let nothing = scratch.0.join("nothing.jsonl");
    fs::write(&nothing, "").with_context(|| format!("cannot write {}", nothing.display()))?;
    let mut plan = Plan::of(articles);
    let text = corpus::write_lines(&lines, plan)?;
    // Names without articles: what the articles name is among them.
    plan.articles = 0;
    plan.actors = MANY;
    let many = place(0)?.with_file_name("names");
    corpus::write_project(&many, plan)?;
    let none = scratch.0.join("no-project");
    fs::create_dir_all(&none).with_context(|| format!("cannot make {}", none.display()))?;

    let columns = ["MB/s", "articles/s", "wall s", "CPU s", "start s", "peak MiB"];
    let title = format!(
        "isnad extract, {articles} articles, {:.1} MiB of text; {machine}",
        text.bytes as f64 / MEBIBYTE
    );
    let mut table = Table::new(title, &columns);
    for (name, root) in [("starter gazetteer", &none), ("10,000 entity pages", &many)] {
        for jobs in [1, 0] {
            let cores = if jobs == 1 { "one core" } else { "all cores" };
            step(&format!("{name}, {cores}"));
            let start = read(&program, root, &nothing, jobs, runs)?;
            let all = read(&program, root, &lines, jobs, runs)?;
            // Names and packs are read once, however many articles follow.
            let reading = (all.wall - start.wall).max(f64::EPSILON);
            table.push(
                format!("{name}, {cores}"),
                vec![
                    Some(text.bytes as f64 / 1e6 / reading),
                    Some(articles as f64 / reading),
                    Some(all.wall),
                    all.cpu,
                    Some(start.wall),
                    all.peak,
                ],
            );
        }
    }
    println!("{}\n{:#}", table.text(), table.json());
    Ok(())
}

fn read(program: &Path, root: &Path, input: &Path, jobs: usize, times: usize) -> Result<Cost> {
    let mut runs = Vec::new();
    for _ in 0..times {
        let lines = File::open(input).with_context(|| format!("cannot open {}", input.display()))?;
        let mut command = Command::new(program);
        command
            .arg("-C")
            .arg(root)
            .args(["extract", "--no-cache", "--quiet", "--jobs", &jobs.to_string()])
            .stdin(lines)
            .stdout(Stdio::null());
        runs.push(measure::run(&mut command)?);
    }
    Ok(Cost::median(&runs))
}
