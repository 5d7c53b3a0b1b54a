//! Project: a knowledge base on disk, read into a corpus; the only place that reads content files.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Read,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, Result, bail};
use isnad_corpus::{Corpus, OtherExtractor};
use isnad_model::{Config, Diagnostic, Edtf, ExtractorConfig, Localized, Severity};
use isnad_site::Theme;
use rayon::prelude::*;
use walkdir::WalkDir;

use crate::{cli::Global, console::Console, output, program::Program};

/// Name of the configuration file at the root of a project.
pub const CONFIG: &str = "isnad.toml";
/// Folder of what later runs may reuse.
pub const CACHE: &str = ".isnad-cache";

/// A knowledge base on disk.
pub struct Project {
    /// Root folder as the user gave it.
    pub root: PathBuf,
    /// What `isnad.toml` and the flags say.
    pub config: Config,
    /// Everything that was read.
    pub corpus: Corpus,
    config_diagnostics: Vec<Diagnostic>,
    file_diagnostics: BTreeMap<String, Vec<Diagnostic>>,
    use_cache: bool,
    keeps_last_good: bool,
}

impl Project {
    /// Reads the configuration and every content file, and brings the corpus up to date.
    ///
    /// # Errors
    /// When there is no project at the root, or its files cannot be listed.
    pub fn open(global: &Global, console: &Console) -> Result<Self> {
        let mut project = Self::configure(global)?;
        project.load_cache(console);
        let paths = project.list()?;
        project.read_all(&paths, console);
        project.corpus.update();
        console.detail(format!(
            "{} files read, {} extracted anew",
            paths.len(),
            project.corpus.redone().extracted.len()
        ));
        project.save_cache(console);
        Ok(project)
    }

    /// Reads the configuration and the pages that give names; articles and the graph are left out.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_names(global: &Global, console: &Console) -> Result<Self> {
        let mut project = Self::configure(global)?;
        project.load_cache(console);
        let mut paths = project.list()?;
        paths.retain(|path| !isnad_corpus::is_article_path(path));
        project.read_all(&paths, console);
        project.corpus.update_names();
        Ok(project)
    }

    fn read_all(&mut self, paths: &[String], console: &Console) {
        let bar = console.progress("reading", paths.len());
        let files: Vec<_> = paths
            .par_iter()
            .map(|path| {
                let bytes = self.read(path);
                bar.inc(1);
                (path, bytes)
            })
            .collect();
        for (path, bytes) in files {
            self.hand_over(path, bytes);
        }
        bar.finish_and_clear();
    }

    fn configure(global: &Global) -> Result<Self> {
        let root = global.root.clone();
        let path = root.join(CONFIG);
        let (mut config, config_diagnostics) = match fs::read(&path) {
            Ok(bytes) => {
                let parsed = isnad_parse::parse_config(CONFIG, &String::from_utf8_lossy(&bytes));
                (parsed.value, parsed.diagnostics)
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => (Config::default(), Vec::new()),
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", path.display())),
        };
        if !path.exists() && !root.join(&config.content).is_dir() {
            bail!(
                "{} holds no knowledge base: there is neither {CONFIG} nor a folder {}\n  \
                 hint: start one with `isnad init --sample {}`, or name its folder with -C",
                root.display(),
                config.content,
                root.display()
            );
        }
        if let Some(base_url) = &global.base_url {
            config.base_url = if base_url.ends_with('/') {
                base_url.clone()
            } else {
                format!("{base_url}/")
            };
        }
        if config.title.is_empty() {
            config.title = Localized::plain("isnad");
        }
        let mut corpus = Corpus::new(config.clone());
        corpus.set_salt(&program_identity());
        corpus.include_drafts(global.drafts);
        let day = |flag: &str, text: &Option<String>| -> Result<Option<Edtf>> {
            let day = text.as_ref().map(|text| text.parse::<Edtf>()).transpose();
            let day = day.with_context(|| format!("--{flag} needs a date such as 2021-07-08"))?;
            if day.is_some_and(|day| day.as_date().is_none()) {
                bail!("--{flag} needs one date such as 2021-07-08, not a time between two");
            }
            Ok(day)
        };
        corpus.set_today(day("clock", &global.clock)?);
        corpus.set_as_of(day("as-of", &global.as_of)?);
        if !global.no_extractors {
            let program = |it: &ExtractorConfig| -> Arc<dyn OtherExtractor> {
                Arc::new(Program::new(it.clone(), root.clone()))
            };
            corpus.set_extractors(config.extractors.iter().map(program).collect());
        }
        let use_cache = !global.no_cache;
        let mut project = Self {
            root,
            config,
            corpus,
            config_diagnostics,
            file_diagnostics: BTreeMap::new(),
            use_cache,
            keeps_last_good: false,
        };
        project.load_packs()?;
        Ok(project)
    }

    /// The content folder.
    pub fn content(&self) -> PathBuf {
        self.root.join(&self.config.content)
    }

    /// The folder that the site is written to.
    pub fn output(&self, global: &Global) -> PathBuf {
        output_of(&self.config, global)
    }

    /// The folder that the site of the project at the root is written to, without reading its content.
    ///
    /// # Errors
    /// When there is no project at the root.
    pub fn output_folder(global: &Global) -> Result<PathBuf> {
        Ok(output_of(&Self::configure(global)?.config, global))
    }

    /// The user's own files, to be copied as they are: path below the output folder and bytes.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn static_files(&self) -> Result<BTreeMap<String, Vec<u8>>> {
        read_tree(&self.root.join(&self.config.static_folder))
    }

    /// The folder of the user's language packs.
    pub fn packs(&self) -> PathBuf {
        self.root.join(&self.config.packs)
    }

    /// Reads the user's language packs; takes effect with the next update of the corpus.
    fn load_packs(&mut self) -> Result<()> {
        let mut files = BTreeMap::new();
        for (name, bytes) in read_tree(&self.packs())? {
            if name.ends_with(".toml") {
                files.insert(
                    format!("{}/{name}", self.config.packs.trim_end_matches('/')),
                    bytes,
                );
            }
        }
        self.corpus.set_packs(&files);
        Ok(())
    }

    /// From now on a file that breaks is told, and what it last said without errors stays.
    pub fn keep_last_good(&mut self) {
        self.keeps_last_good = true;
    }

    /// Brings the corpus up to date with the files at `paths`; folders and deleted files are fine.
    ///
    /// # Errors
    /// When the content folder cannot be listed.
    pub fn refresh(&mut self, paths: &BTreeSet<PathBuf>) -> Result<()> {
        let (content, packs) = (self.content(), self.packs());
        if paths.iter().any(|path| path.starts_with(&packs)) {
            self.load_packs()?;
        }
        let mut files = BTreeSet::new();
        for path in paths {
            let Ok(relative) = path.strip_prefix(&content) else {
                continue;
            };
            match relative.to_str() {
                Some(name) if !path.is_dir() && !self.has_below(name) => {
                    files.insert(slashed(name));
                }
                // A folder came, went or was renamed: everything is looked at again.
                _ => return self.rescan(),
            }
        }
        for path in files {
            self.look_at(&path);
        }
        self.corpus.update();
        Ok(())
    }

    /// Brings the corpus up to date with the whole content folder.
    ///
    /// # Errors
    /// When the content folder cannot be listed.
    pub fn rescan(&mut self) -> Result<()> {
        let now: BTreeSet<String> = self.list()?.into_iter().collect();
        let gone: Vec<String> = self
            .corpus
            .paths()
            .filter(|path| !now.contains(*path))
            .map(str::to_owned)
            .collect();
        for path in gone.iter().chain(&now) {
            self.look_at(path);
        }
        self.load_packs()?;
        self.corpus.update();
        Ok(())
    }

    fn has_below(&self, folder: &str) -> bool {
        let prefix = format!("{}/", slashed(folder));
        self.corpus.paths().any(|path| path.starts_with(&prefix))
    }

    fn look_at(&mut self, path: &str) {
        let read = self.read(path);
        self.hand_over(path, read);
    }

    fn hand_over(&mut self, path: &str, read: std::io::Result<Vec<u8>>) {
        self.file_diagnostics.remove(path);
        let diagnostics = match read {
            Ok(bytes) => {
                let faults = self.faults_of_a_good_file(path, &bytes);
                if faults.is_empty() {
                    self.corpus.set(path, bytes);
                }
                faults
            }
            Err(error) => {
                self.corpus.remove(path);
                self.unreadable(path, &error).into_iter().collect()
            }
        };
        if !diagnostics.is_empty() {
            self.file_diagnostics.insert(path.to_owned(), diagnostics);
        }
    }

    fn unreadable(&self, path: &str, error: &std::io::Error) -> Option<Diagnostic> {
        let shown = format!("{}/{path}", self.config.content);
        let message = format!("cannot read it: {error}");
        (error.kind() != std::io::ErrorKind::NotFound).then(|| {
            Diagnostic::new(&shown, Severity::Error, "unreadable", message)
                .remedy("check the file's permissions; the rest of the knowledge base was read")
        })
    }

    /// What is wrong with the new `bytes` of a file that was good until now, where its last good state is to stay.
    fn faults_of_a_good_file(&self, path: &str, bytes: &[u8]) -> Vec<Diagnostic> {
        let parse = |bytes| isnad_parse::parse_page(path, bytes, &self.config).diagnostics;
        let is_broken = |found: &[Diagnostic]| found.iter().any(|it| it.severity == Severity::Error);
        let Some(old) = self.corpus.source(path).filter(|_| self.keeps_last_good) else {
            return Vec::new();
        };
        let faults = parse(bytes);
        if is_broken(&faults) && !is_broken(&parse(old)) {
            faults
        } else {
            Vec::new()
        }
    }

    /// Reads a content file, but never more of it than the limit and one byte: the parser then says that it is too large.
    fn read(&self, path: &str) -> std::io::Result<Vec<u8>> {
        let full = self.content().join(path);
        // Links are not followed: a knowledge base from elsewhere could point them at private files.
        if !is_content(path) || !fs::symlink_metadata(&full)?.is_file() {
            return Err(std::io::ErrorKind::NotFound.into());
        }
        let mut bytes = Vec::new();
        fs::File::open(full)?
            .take(self.config.limits.article_bytes as u64 + 1)
            .read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Content files below the content folder, sorted, with `/`.
    fn list(&self) -> Result<Vec<String>> {
        let content = self.content();
        if !content.is_dir() {
            return Ok(Vec::new());
        }
        let mut paths = Vec::new();
        for entry in WalkDir::new(&content).sort_by_file_name() {
            let entry = entry.with_context(|| format!("cannot list {}", content.display()))?;
            let relative = entry.path().strip_prefix(&content).ok().and_then(Path::to_str);
            if let Some(path) = relative.filter(|path| entry.file_type().is_file() && is_content(path)) {
                paths.push(slashed(path));
            }
        }
        Ok(paths)
    }

    /// Every finding, with paths as the user knows them, sorted.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let mut all = self.corpus.diagnostics();
        all.extend(
            self.config_diagnostics
                .iter()
                .chain(self.file_diagnostics.values().flatten())
                .cloned(),
        );
        all.sort();
        all.dedup();
        all
    }

    /// The sources of the files that `diagnostics` are about, by path.
    pub fn sources(&self, diagnostics: &[Diagnostic]) -> BTreeMap<String, String> {
        let paths: BTreeSet<&String> = diagnostics
            .iter()
            .filter(|it| it.position.is_some())
            .map(|it| &it.path)
            .collect();
        // Positions of a file that is not UTF-8 count its text with replacement characters, as the parser read it.
        let read = |path: &String| {
            let bytes = fs::read(self.root.join(path)).ok()?;
            Some((path.clone(), String::from_utf8_lossy(&bytes).into_owned()))
        };
        paths.into_iter().filter_map(read).collect()
    }

    /// The built-in theme with the user's own files on top.
    ///
    /// # Errors
    /// A template that does not parse, with file, line and column.
    pub fn theme(&self) -> Result<Theme> {
        let files = read_tree(&self.root.join(&self.config.templates))?
            .into_iter()
            .map(|(name, bytes)| (name, String::from_utf8_lossy(&bytes).into_owned()))
            .collect();
        let theme = Theme::with_overrides(files).map_err(|mut error| {
            error.file = format!("{}/{}", self.config.templates, error.file);
            error
        });
        Ok(theme?)
    }

    fn cache_file(&self) -> PathBuf {
        self.root.join(CACHE).join("records")
    }

    fn load_cache(&mut self, console: &Console) {
        if self.use_cache
            && let Ok(bytes) = fs::read(self.cache_file())
        {
            console.detail(format!("cache: {} KiB", bytes.len() / 1024));
            self.corpus.load_cache(&bytes);
        }
    }

    /// Keeps what was extracted for the next run; a cache that cannot be written costs only time.
    fn save_cache(&self, console: &Console) {
        if !self.use_cache || self.corpus.redone().extracted.is_empty() {
            return;
        }
        if let Err(error) = output::replace(&self.cache_file(), &self.corpus.save_cache()) {
            console.detail(format!("the cache was not kept: {error}"));
        }
    }
}

/// What tells this build of the program from another: records that another one extracted are not used again.
fn program_identity() -> Vec<u8> {
    let identity = std::env::current_exe()
        .and_then(fs::metadata)
        .ok()
        .map(|metadata| {
            let modified = metadata
                .modified()
                .ok()
                .and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
            format!("{} {} {modified:?}", env!("CARGO_PKG_VERSION"), metadata.len())
        });
    identity.unwrap_or_default().into_bytes()
}

fn output_of(config: &Config, global: &Global) -> PathBuf {
    global
        .output_dir
        .clone()
        .unwrap_or_else(|| global.root.join(&config.output))
}

/// Every file below `folder` that is not hidden, by path with `/`; nothing when there is no such folder.
fn read_tree(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    if !folder.is_dir() {
        return Ok(files);
    }
    for entry in WalkDir::new(folder) {
        let entry = entry.with_context(|| format!("cannot list {}", folder.display()))?;
        let relative = entry.path().strip_prefix(folder).ok().and_then(Path::to_str);
        if let Some(name) = relative.filter(|name| entry.file_type().is_file() && !is_hidden(name)) {
            let bytes =
                fs::read(entry.path()).with_context(|| format!("cannot read {}", entry.path().display()))?;
            files.insert(slashed(name), bytes);
        }
    }
    Ok(files)
}

/// Whether a path below the content folder is read: Markdown and plain text, the TOML of judgements, nothing hidden.
fn is_content(path: &str) -> bool {
    let extension = Path::new(path).extension().and_then(|it| it.to_str());
    let read: &[&str] = if slashed(path).starts_with("judgements/") {
        &["toml"]
    } else {
        &["md", "markdown", "txt"]
    };
    extension.is_some_and(|it| read.contains(&it)) && !is_hidden(path)
}

fn is_hidden(path: &str) -> bool {
    path.split(['/', '\\'])
        .any(|part| part.starts_with('.') || part.ends_with('~'))
}

fn slashed(path: &str) -> String {
    if cfg!(windows) {
        path.replace('\\', "/")
    } else {
        path.to_owned()
    }
}
