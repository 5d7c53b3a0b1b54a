//! Extract: how fast articles are read into records, with few and with many known names, and how hostile ones are.

use std::{
    fmt::Write as _,
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result};

use super::{Scratch, hostile, machine, place, program, table::Table};
use crate::{
    corpus::{self, Plan},
    measure::{self, Cost},
    steps::step,
};

/// Entity pages of the larger set of names.
const MANY: usize = 10_000;
/// Pages of the largest set of names, and names that each has in each of two languages.
const PAGES: usize = 20_000;
const SPELLINGS: usize = 25;
const MEBIBYTE: f64 = 1024.0 * 1024.0;

/// Prints MB/s, articles/s and memory, then the time of hostile articles and of such twice as long.
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
    let most = million(&many.with_file_name("million"))?;
    let none = scratch.0.join("no-project");
    fs::create_dir_all(&none).with_context(|| format!("cannot make {}", none.display()))?;

    let columns = ["MB/s", "articles/s", "wall s", "CPU s", "start s", "peak MiB"];
    let title = format!(
        "isnad extract, {articles} articles, {:.1} MiB of text; {machine}",
        text.bytes as f64 / MEBIBYTE
    );
    let mut table = Table::new(title, &columns);
    let sets = [
        ("starter gazetteer", &none),
        ("10,000 entity pages", &many),
        ("1,000,000 names", &most),
    ];
    for (name, root) in sets {
        for jobs in [1, 0] {
            let cores = if jobs == 1 { "one core" } else { "all cores" };
            step(&format!("{name}, {cores}"));
            let start = read(&program, root, &nothing, jobs, runs)?;
            let all = read(&program, root, &lines, jobs, runs)?;
            // Names and packs are read once, however many articles follow. On one core its own seconds count, so that what
            // else runs on the machine does not.
            let seconds = |cost: &Cost| {
                if jobs == 1 {
                    cost.cpu.unwrap_or(cost.wall)
                } else {
                    cost.wall
                }
            };
            let reading = (seconds(&all) - seconds(&start)).max(f64::EPSILON);
            table.push(
                format!("{name}, {cores}"),
                vec![
                    Some(text.bytes as f64 / 1e6 / reading),
                    Some(articles as f64 / reading),
                    Some(all.wall),
                    all.cpu,
                    Some(seconds(&start)),
                    all.peak,
                ],
            );
        }
    }
    println!("{}\n{:#}", table.text(), table.json());
    bench_hostile(&program, &none, &scratch.0, runs)
}

/// Articles made to take long: their time, and that of such of twice the length.
fn bench_hostile(program: &Path, root: &Path, scratch: &Path, runs: usize) -> Result<()> {
    let mut table = Table::new(
        "hostile articles".to_owned(),
        &["KiB", "s", "s for twice", "ratio"],
    );
    let nothing = scratch.join("nothing.jsonl");
    let start = read(program, root, &nothing, 1, runs)?.cpu.unwrap_or_default();
    for case in hostile::CASES {
        step(case.name);
        let mut seconds = [0.0; 2];
        for (times, slot) in [1, 2].into_iter().zip(&mut seconds) {
            let path = scratch.join("hostile.jsonl");
            fs::write(&path, hostile::line(case, times))
                .with_context(|| format!("cannot write {}", path.display()))?;
            *slot = (read(program, root, &path, 1, runs)?.cpu.unwrap_or_default() - start).max(0.01);
        }
        let size = hostile::text(case, 1).len() as f64 / 1024.0;
        table.push(
            case.name,
            vec![
                Some(size),
                Some(seconds[0]),
                Some(seconds[1]),
                Some(seconds[1] / seconds[0]),
            ],
        );
    }
    println!("{}\n{:#}", table.text(), table.json());
    Ok(())
}

/// A knowledge base of a million names that no article holds, unless it is there.
fn million(folder: &Path) -> Result<PathBuf> {
    let mark = folder.join("isnad.toml");
    if mark.exists() {
        return Ok(folder.to_owned());
    }
    step("writing a million names");
    let pages = folder.join("content/actors");
    let context = || format!("cannot write {}", folder.display());
    fs::create_dir_all(&pages).with_context(context)?;
    for page in 0..PAGES {
        let name = invented(LATIN, page * SPELLINGS);
        let mut text = format!("+++\nkind = \"person\"\n\n[names]\nen = \"{name}\"\n\n[aliases]\n");
        for (lang, letters) in [("en", LATIN), ("ar", ARABIC)] {
            let names: Vec<String> = (0..SPELLINGS)
                .map(|at| format!("\"{}\"", invented(letters, page * SPELLINGS + at)))
                .collect();
            // Writing to a string cannot fail.
            writeln!(text, "{lang} = [{}]", names.join(", ")).unwrap_or_default();
        }
        text.push_str("+++\n");
        fs::write(pages.join(format!("one-of-many-{page}.md")), text).with_context(context)?;
    }
    // Last, so that what was cut short is written again.
    fs::write(&mark, "title = \"A million names\"\n").with_context(context)?;
    Ok(folder.to_owned())
}

const LATIN: &str = "bdfghklmnprstvwz";
const ARABIC: &str = "بتجدرسشصطعفقكلمن";

/// A name of two words that only this number has.
fn invented(letters: &str, number: usize) -> String {
    let letters: Vec<char> = letters.chars().collect();
    let vowel = if letters[0].is_ascii() { 'a' } else { 'ا' };
    let mut name = String::new();
    for place in 0..6 {
        let letter = letters[number >> (4 * place) & 15];
        name.push(if place % 3 == 0 {
            letter.to_ascii_uppercase()
        } else {
            letter
        });
        name.push(vowel);
        if place == 2 {
            name.push(' ');
        }
    }
    name
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
