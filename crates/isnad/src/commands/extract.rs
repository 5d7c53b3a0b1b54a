//! `isnad extract`: articles in, records out, one JSON object a line, in input order.

use std::{
    borrow::Cow,
    fs,
    io::{self, BufRead, BufWriter, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use isnad_corpus::Corpus;
use isnad_model::{Article, Config, Diagnostic, Edtf};
use isnad_parse::Page;
use rayon::prelude::*;
use walkdir::WalkDir;

use crate::{
    cli::{Extract, Global},
    commands::Outcome,
    console::Console,
    project::{CONFIG, Project},
    report::{self, Tally},
};

/// Lines read from standard input before they are extracted together: enough for all cores, little memory.
const BATCH: usize = 256;

/// Runs the verb.
pub fn run(flags: &Extract, global: &Global, console: &Console) -> Result<Outcome> {
    let (corpus, config) = names(global, console)?;
    corpus.extractor().context("no language pack can be read")?;
    let mut job = Job::new(flags, corpus, config, console)?;
    let outcome = if flags.paths.is_empty() {
        job.read_lines()
    } else {
        job.read_files(&flags.paths)
    };
    // The program ends here: taking a million names apart would only take time.
    std::mem::forget(job);
    outcome
}

/// The names to recognise: those of the project at the root where there is one, else the built-in ones alone.
pub fn names(global: &Global, console: &Console) -> Result<(Corpus, Config)> {
    if global.root.join(CONFIG).exists() {
        let project = Project::open_names(global, console)?;
        return Ok((project.corpus, project.config));
    }
    let config = Config::default();
    let mut corpus = Corpus::new(config.clone());
    corpus.update_names();
    Ok((corpus, config))
}

struct Job<'a> {
    flags: &'a Extract,
    date: Option<Edtf>,
    corpus: Corpus,
    config: Config,
    console: &'a Console,
}

impl<'a> Job<'a> {
    fn new(flags: &'a Extract, corpus: Corpus, config: Config, console: &'a Console) -> Result<Self> {
        let date = flags
            .date
            .as_ref()
            .map(|text| text.parse())
            .transpose()
            .context("--date needs a date such as 2021-07-06")?;
        Ok(Self {
            flags,
            date,
            corpus,
            config,
            console,
        })
    }

    fn read_lines(&mut self) -> Result<Outcome> {
        let mut outcome = Outcome::Fine;
        let mut lines = io::stdin().lock().split(b'\n').enumerate();
        loop {
            let batch: Vec<_> = lines.by_ref().take(BATCH).collect();
            if batch.is_empty() {
                return Ok(outcome);
            }
            let mut articles = Vec::new();
            for (number, line) in batch {
                let line = line.context("cannot read standard input")?;
                let line = match std::str::from_utf8(&line) {
                    Ok(line) => Cow::Borrowed(line),
                    Err(_) => String::from_utf8_lossy(&line),
                };
                if line.trim().is_empty() {
                    continue;
                }
                let parsed = isnad_parse::parse_json_line(number + 1, &line);
                outcome = self.tell(&parsed.diagnostics, None, outcome);
                articles.extend(parsed.value);
            }
            outcome = self.print(articles, outcome)?;
        }
    }

    fn read_files(&mut self, paths: &[PathBuf]) -> Result<Outcome> {
        let mut outcome = Outcome::Fine;
        for batch in list(paths)?.chunks(BATCH) {
            let mut articles = Vec::new();
            for (name, path) in batch {
                let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
                let parsed = isnad_parse::parse_page(name, &bytes, &self.config);
                let source = String::from_utf8_lossy(&bytes);
                outcome = self.tell(
                    &parsed.diagnostics,
                    Some((&path.to_string_lossy(), &source)),
                    outcome,
                );
                if let Some(Page::Article(article)) = parsed.value {
                    articles.push(article);
                }
            }
            outcome = self.print(articles, outcome)?;
        }
        Ok(outcome)
    }

    fn print(&mut self, articles: Vec<Article>, outcome: Outcome) -> Result<Outcome> {
        let articles = articles
            .into_iter()
            .map(|article| self.complete(article))
            .collect();
        let (records, findings) = self.corpus.records_of(articles);
        let lines: Vec<Vec<u8>> = records
            .par_iter()
            .map(|record| {
                let mut line = Vec::new();
                record.write_json(&mut line);
                line.push(b'\n');
                line
            })
            .collect();
        let mut out = BufWriter::new(io::stdout().lock());
        for line in lines {
            out.write_all(&line)?;
        }
        out.flush()?;
        Ok(self.tell(&findings, None, outcome))
    }

    /// The article with what the flags say about articles that do not say it themselves.
    fn complete(&self, mut article: Article) -> Article {
        article.publisher = article.publisher.or_else(|| self.flags.publisher.clone());
        article.date = article.date.or(self.date);
        if let Some(lang) = &self.flags.lang {
            article.lang.clone_from(lang);
        }
        article
    }

    fn tell(&self, diagnostics: &[Diagnostic], source: Option<(&str, &str)>, outcome: Outcome) -> Outcome {
        if diagnostics.is_empty() {
            return outcome;
        }
        let mut diagnostics = diagnostics.to_vec();
        let mut sources = std::collections::BTreeMap::new();
        if let Some((path, source)) = source {
            sources.insert(path.to_owned(), source.to_owned());
            diagnostics
                .iter_mut()
                .for_each(|it| path.clone_into(&mut it.path));
        }
        self.console
            .warn(report::draw(&diagnostics, &sources, self.console));
        if outcome == Outcome::Fine {
            Outcome::of(Tally::of(&diagnostics))
        } else {
            outcome
        }
    }
}

/// Files to read with the name that tells the parser what each is; folders are walked in order of name.
fn list(paths: &[PathBuf]) -> Result<Vec<(String, PathBuf)>> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            files.push((format!("articles/{name}"), path.clone()));
            continue;
        }
        for entry in WalkDir::new(path).sort_by_file_name() {
            let entry = entry.with_context(|| format!("cannot list {}", path.display()))?;
            let name = entry
                .path()
                .strip_prefix(path)
                .unwrap_or(entry.path())
                .to_string_lossy()
                .replace('\\', "/");
            let is_text = [".md", ".markdown", ".txt"]
                .iter()
                .any(|ending| name.ends_with(ending));
            if entry.file_type().is_file() && is_text {
                files.push((page_name(path, &name), entry.into_path()));
            }
        }
    }
    Ok(files)
}

/// A folder of a knowledge base keeps its meaning (`content` holds `actors/…`); files of any other folder are articles.
fn page_name(folder: &Path, name: &str) -> String {
    const KNOWN: [&str; 6] = ["articles", "actors", "places", "topics", "meetings", "claims"];
    let first = name.split('/').next().unwrap_or_default();
    let last = folder.file_name().and_then(|it| it.to_str()).unwrap_or_default();
    match (KNOWN.contains(&first), KNOWN.contains(&last)) {
        (true, _) => name.to_owned(),
        (false, true) => format!("{last}/{name}"),
        (false, false) => format!("articles/{name}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_a_knowledge_base_keep_their_meaning() {
        assert_eq!(page_name(Path::new("content"), "actors/x.md"), "actors/x.md");
        assert_eq!(
            page_name(Path::new("kb/content/articles"), "2021/x.md"),
            "articles/2021/x.md"
        );
        assert_eq!(page_name(Path::new("clips"), "x.txt"), "articles/x.txt");
    }
}
