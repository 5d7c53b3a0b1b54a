//! Helpers shared by the end-to-end tests: a knowledge base from a folder or from memory, and everything that comes out of it.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use isnad_corpus::Corpus;
use isnad_export::Filter;
use isnad_model::{Config, Edtf};
use isnad_site::{Site, Theme};

/// Files of a knowledge base by path below its content folder.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The repository's root.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map_or_else(PathBuf::new, Path::to_owned)
}

/// Every Markdown and text file below `folder`.
pub fn read_files(folder: &Path) -> Files {
    let mut files = Files::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        let Ok(entries) = fs::read_dir(&at) else { continue };
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            let name = path
                .strip_prefix(folder)
                .unwrap_or(&path)
                .to_string_lossy()
                .replace('\\', "/");
            if path.is_dir() {
                folders.push(path);
            } else if [".md", ".txt", ".toml"].iter().any(|it| name.ends_with(it)) {
                files.insert(name, fs::read(&path).unwrap_or_default());
            }
        }
    }
    files
}

/// The configuration in `folder`, or the default one.
pub fn read_config(folder: &Path) -> Config {
    match fs::read_to_string(folder.join("isnad.toml")) {
        Ok(source) => isnad_parse::parse_config("isnad.toml", &source).value,
        Err(_) => Config::default(),
    }
}

/// A corpus of `files`, built at once.
pub fn build(config: &Config, files: &Files) -> Corpus {
    build_as_of(config, files, None)
}

/// A corpus of `files` as of a day, built at once.
pub fn build_as_of(config: &Config, files: &Files, day: Option<Edtf>) -> Corpus {
    let mut corpus = Corpus::new(config.clone());
    corpus.set_as_of(day);
    for (path, bytes) in files {
        corpus.set(path, bytes.clone());
    }
    corpus.update();
    corpus
}

/// Every page of the site, by path.
///
/// # Panics
/// When a page cannot be rendered: no content may do that.
pub fn render(config: &Config, corpus: &Corpus, theme: &Theme) -> BTreeMap<String, Vec<u8>> {
    let site = Site::new(corpus.graph(), config, theme, "isnad");
    let pages = site.paths().into_iter().map(|path| {
        let rendered = site
            .render(&path)
            .unwrap_or_else(|| panic!("{path} is listed and not there"));
        let bytes = rendered.unwrap_or_else(|error| panic!("{path}: {error}")).bytes;
        (path, bytes)
    });
    pages.collect()
}

/// The graph as DOT.
///
/// # Panics
/// Never: memory takes every byte.
pub fn dot(corpus: &Corpus) -> String {
    let mut out = Vec::new();
    let filter = Filter {
        lang: "en".to_owned(),
        ..Filter::default()
    };
    isnad_export::dot(corpus.graph(), &filter, &mut out).expect("memory takes every byte");
    String::from_utf8(out).expect("DOT is UTF-8")
}

/// The graph as JSON.
///
/// # Panics
/// Never: memory takes every byte.
pub fn json(corpus: &Corpus) -> String {
    let mut out = Vec::new();
    let filter = Filter {
        lang: "en".to_owned(),
        ..Filter::default()
    };
    isnad_export::json(corpus.graph(), &filter, &mut out).expect("memory takes every byte");
    String::from_utf8(out).expect("JSON is UTF-8")
}

/// Everything that comes out of a knowledge base, by name: pages, exports and findings.
///
/// # Panics
/// When a page cannot be rendered.
pub fn everything(config: &Config, corpus: &Corpus, theme: &Theme) -> BTreeMap<String, Vec<u8>> {
    let mut all = render(config, corpus, theme);
    all.insert("graph.dot".to_owned(), dot(corpus).into_bytes());
    all.insert("graph.json".to_owned(), json(corpus).into_bytes());
    let findings: Vec<String> = corpus.diagnostics().iter().map(|it| format!("{it:?}")).collect();
    all.insert("findings".to_owned(), findings.join("\n").into_bytes());
    all
}

/// The first difference between two outcomes, shown by its surroundings.
pub fn first_difference(
    left: &BTreeMap<String, Vec<u8>>,
    right: &BTreeMap<String, Vec<u8>>,
) -> Option<String> {
    let names: std::collections::BTreeSet<&String> = left.keys().chain(right.keys()).collect();
    names
        .into_iter()
        .find_map(|name| match (left.get(name), right.get(name)) {
            (Some(a), Some(b)) if a == b => None,
            (Some(a), Some(b)) => {
                let at = a
                    .iter()
                    .zip(b)
                    .position(|(a, b)| a != b)
                    .unwrap_or(a.len().min(b.len()));
                let around = |bytes: &[u8]| {
                    let range = at.saturating_sub(120)..(at + 120).min(bytes.len());
                    String::from_utf8_lossy(&bytes[range]).into_owned()
                };
                Some(format!(
                    "{name} differs at byte {at}:\n--- {}\n+++ {}",
                    around(a),
                    around(b)
                ))
            }
            (Some(_), None) => Some(format!("{name} is only in the first")),
            _ => Some(format!("{name} is only in the second")),
        })
}
