//! Corpus: all files, what was read from them, and the graph that they make.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use isnad_extract::{Extractor, KnownNames};
use isnad_graph::{Changes, Contribution, KnowledgeGraph, Settings};
use isnad_model::{Article, Config, Diagnostic, Edtf, Position, Record, Severity};
use rayon::prelude::*;

use crate::{
    cache::{Cache, Key, Remembered},
    extraction,
    file::{self, Content, File, Stamp},
    others::{Joined, OtherExtractor, Others},
    packs::Packs,
    shown::Shown,
};

/// Where other extractors are named, as findings show it.
const CONFIG_PATH: &str = "isnad.toml";

/// What the last update did anew, as paths below the content folder, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redone {
    /// Files that were parsed.
    pub parsed: Vec<String>,
    /// Articles that were extracted.
    pub extracted: Vec<String>,
    /// Articles that came from the loaded cache.
    pub remembered: Vec<String>,
}

/// Counts of what the corpus holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Source files, of whatever sort.
    pub files: usize,
    /// Articles in the graph.
    pub articles: usize,
    /// Articles left out as drafts.
    pub drafts: usize,
    /// Entities that an article names or a page describes.
    pub entities: usize,
    /// Joined meetings.
    pub meetings: usize,
    /// Joined claims.
    pub claims: usize,
    /// Topics.
    pub topics: usize,
    /// Scalar values of all articles' texts.
    pub characters: usize,
}

/// Everything that is known of one knowledge base.
pub struct Corpus {
    config: Config,
    pub(crate) clock: Option<Edtf>,
    pub(crate) shown: Shown,
    /// Ids of articles that are left out as later ones.
    pub(crate) withheld: BTreeSet<String>,
    salt: Vec<u8>,
    pub(crate) files: BTreeMap<String, File>,
    /// Files whose contribution has to be looked at again.
    pub(crate) dirty: BTreeSet<String>,
    /// Whether the graph has to be made anew, because what joining rests on changed.
    pub(crate) anew: bool,
    /// Whether a page changed that known names may come from; at first also because nothing was read yet.
    pages_changed: bool,
    known: Arc<KnownNames>,
    /// None before the first update: reading the language packs takes longer than reading a page.
    extractor: Option<Result<Extractor, Diagnostic>>,
    packs: Packs,
    others: Others,
    /// Whether packs or other extractors changed since the last update.
    readers_changed: bool,
    pub(crate) graph: KnowledgeGraph,
    cache: Cache,
    redone: Redone,
}

impl Corpus {
    /// A corpus without files.
    pub fn new(config: Config) -> Self {
        let known = Arc::new(KnownNames::default());
        let mut corpus = Self {
            config,
            clock: None,
            shown: Shown::default(),
            withheld: BTreeSet::new(),
            salt: Vec::new(),
            files: BTreeMap::new(),
            dirty: BTreeSet::new(),
            anew: false,
            pages_changed: true,
            known,
            extractor: None,
            packs: Packs::default(),
            others: Others::default(),
            readers_changed: false,
            graph: KnowledgeGraph::default(),
            cache: Cache::default(),
            redone: Redone::default(),
        };
        corpus.graph = corpus.empty_graph();
        corpus
    }

    fn empty_graph(&self) -> KnowledgeGraph {
        let settings = Settings {
            outlet_groups: self.config.outlets.clone(),
            today: self.today(),
        };
        KnowledgeGraph::new(extraction::starter(), settings)
    }

    /// Hands over a file's bytes; `path` is below the content folder, with `/`. Takes effect with [`Self::update`].
    pub fn set(&mut self, path: &str, bytes: impl Into<Arc<[u8]>>) {
        let file = File::new(path, bytes.into());
        if self.files.get(path).is_some_and(|known| known.hash == file.hash) {
            return;
        }
        self.files.insert(path.to_owned(), file);
        self.dirty.insert(path.to_owned());
    }

    /// Forgets a file. Takes effect with [`Self::update`].
    pub fn remove(&mut self, path: &str) {
        if self.files.remove(path).is_some() {
            self.dirty.insert(path.to_owned());
        }
    }

    /// The configuration in use.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Changes the configuration. Files are read again only when something that parsing rests on changed.
    pub fn set_config(&mut self, config: Config) {
        if parsing_rests_on(&config) != parsing_rests_on(&self.config) {
            self.files.values_mut().for_each(|file| {
                file.reading = None;
                file.record = None;
            });
            self.dirty.extend(self.files.keys().cloned());
            self.anew = true;
        }
        self.anew |= config.outlets != self.config.outlets;
        self.config = config;
    }

    /// The day that counts as today, whatever [`Self::set_as_of`] says; nothing reads a clock.
    pub fn set_today(&mut self, today: Option<Edtf>) {
        let before = self.today();
        self.clock = today;
        self.anew |= before != self.today();
    }

    /// Hands over the user's language packs: TOML files by path as the user knows it, `packs/ar/words.toml`. Takes effect with
    /// [`Self::update`].
    pub fn set_packs(&mut self, files: &BTreeMap<String, Vec<u8>>) {
        let packs = Packs::read(files);
        if packs.overrides != self.packs.overrides {
            // The first update makes one anyway.
            if self.extractor.is_some() {
                self.extractor = Some(extraction::extractor(&self.known, &packs.overrides));
            }
            self.readers_changed = true;
        }
        self.packs = packs;
    }

    /// The other extractors that read articles too, in this order. Takes effect with [`Self::update`].
    pub fn set_extractors(&mut self, extractors: Vec<Arc<dyn OtherExtractor>>) {
        let before = self.others.stamp();
        self.others = Others::new(extractors);
        self.readers_changed |= self.others.stamp() != before;
    }

    /// Whether drafts are articles too; they are not unless asked for.
    pub fn include_drafts(&mut self, drafts: bool) {
        if self.shown.drafts != drafts {
            self.shown.drafts = drafts;
            self.dirty.extend(self.files.keys().cloned());
        }
    }

    /// The graph as of the last update.
    pub fn graph(&self) -> &KnowledgeGraph {
        &self.graph
    }

    /// The names that extraction looks for, as of the last update.
    pub fn known(&self) -> &KnownNames {
        &self.known
    }

    /// The extractor of the last update, for explanations; none where a language pack cannot be read.
    pub fn extractor(&self) -> Option<&Extractor> {
        self.extractor.as_ref()?.as_ref().ok()
    }

    /// What the last update parsed and extracted.
    pub fn redone(&self) -> &Redone {
        &self.redone
    }

    /// Paths of all files, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// A file's bytes.
    pub fn source(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(|file| &*file.bytes)
    }

    /// Applies the noted changes, and says which nodes of the graph changed.
    pub fn update(&mut self) -> Changes {
        self.redone = Redone::default();
        let dirty = std::mem::take(&mut self.dirty);
        // Pages first: the known names that they give are part of what an article's cached record rests on.
        self.read(dirty.iter().filter(|path| !file::is_article_path(path)));
        self.pages_changed |= dirty.iter().any(|path| !file::is_article_path(path));
        let renamed = self.learn_names();
        self.recall(dirty.iter().filter(|path| file::is_article_path(path)));
        self.read(dirty.iter().filter(|path| file::is_article_path(path)));
        let all = renamed | std::mem::take(&mut self.readers_changed);
        let extracted = self.extract(if all { None } else { Some(&dirty) });
        let anew = std::mem::take(&mut self.anew);
        if anew {
            self.graph = self.empty_graph();
        }
        let pages = self.withhold();
        let touched: BTreeSet<String> = if anew {
            self.files.keys().cloned().collect()
        } else {
            dirty.into_iter().chain(extracted).chain(pages).collect()
        };
        for path in touched {
            self.contribute(&path);
        }
        self.redone.parsed.sort();
        self.redone.extracted.sort();
        self.redone.remembered.sort();
        self.graph.settle()
    }

    /// Applies the noted changes as far as they give names, which is all that [`Self::records_of`] rests on: articles are not
    /// read, and the graph stays what it was until [`Self::update`].
    pub fn update_names(&mut self) {
        let pages: Vec<String> = self
            .dirty
            .iter()
            .filter(|path| !file::is_article_path(path))
            .cloned()
            .collect();
        self.read(pages.iter());
        self.pages_changed |= !pages.is_empty();
        self.learn_names();
    }

    fn contribute(&mut self, path: &str) {
        let file = shown(&self.config, path);
        match self.contribution(path) {
            Some(kind) => self.graph.apply(Contribution { file, kind }),
            None => self.graph.retract(&file),
        }
    }

    /// Parses those of the files that have no reading yet, on all cores.
    fn read<'a>(&mut self, paths: impl Iterator<Item = &'a String>) {
        let unread: Vec<(&String, &File)> = paths
            .filter_map(|path| Some((path, self.files.get(path)?)))
            .filter(|(_, it)| it.reading.is_none())
            .collect();
        let config = &self.config;
        let readings: Vec<_> = unread
            .into_par_iter()
            .map(|(path, file)| (path.clone(), file::read(path, &file.bytes, config)))
            .collect();
        for (path, reading) in readings {
            if let Some(file) = self.files.get_mut(&path) {
                file.reading = Some(reading);
            }
            self.redone.parsed.push(path);
        }
    }

    /// Rebuilds the known names from the pages; whether they changed.
    fn learn_names(&mut self) -> bool {
        if !std::mem::take(&mut self.pages_changed) {
            return false;
        }
        // Pages that give the same names as before show the same fingerprint and cost nothing more.
        let known = extraction::known_names(self.files.values().filter_map(File::entity));
        if self.extractor.is_some() && known.fingerprint() == self.known.fingerprint() {
            return false;
        }
        self.known = Arc::new(known);
        self.extractor = Some(extraction::extractor(&self.known, &self.packs.overrides));
        true
    }

    /// Takes articles from the loaded cache where everything that they rest on is the same.
    fn recall<'a>(&mut self, paths: impl Iterator<Item = &'a String>) {
        if self.cache.is_empty() {
            return;
        }
        let stamp = self.stamp();
        let base = self.key_base(&stamp);
        let unread: Vec<(&String, &File)> = paths
            .filter_map(|path| Some((path, self.files.get(path)?)))
            .filter(|(_, it)| it.reading.is_none())
            .collect();
        let found: Vec<_> = unread
            .into_par_iter()
            .filter_map(|(path, file)| Some((path.clone(), self.cache.get(&Self::key(&base, file))?)))
            .collect();
        for (path, found) in found {
            if let Some(file) = self.files.get_mut(&path) {
                let content = Content::Article(found.article);
                file.reading = Some(file::Reading {
                    content,
                    diagnostics: found.diagnostics,
                });
                file.record = Some((stamp, found.record));
                file.findings = found.findings;
                self.redone.remembered.push(path);
            }
        }
    }

    /// Extracts, on all cores, the articles among `paths` (of all files without) whose record is missing or rests on other names,
    /// packs or extractors.
    fn extract(&mut self, paths: Option<&BTreeSet<String>>) -> Vec<String> {
        let stamp = self.stamp();
        let wanted: Vec<_> = match paths {
            Some(paths) => paths
                .iter()
                .filter_map(|path| Some((path, self.files.get(path)?)))
                .collect(),
            None => self.files.iter().collect(),
        };
        let (extracted, articles): (Vec<String>, Vec<Arc<Article>>) = wanted
            .into_iter()
            .filter(|(_, file)| file.record.as_ref().is_none_or(|(known, _)| *known != stamp))
            .filter_map(|(path, file)| Some((path.clone(), Arc::clone(file.article(&self.shown)?))))
            .unzip();
        let shown: Vec<String> = extracted.iter().map(|path| shown(&self.config, path)).collect();
        let (records, joined) = self.read_articles(&shown, &articles);
        for ((path, record), joined) in extracted.iter().zip(records).zip(joined) {
            if let Some(file) = self.files.get_mut(path) {
                file.record = Some((stamp, Arc::new(record)));
                file.findings = joined.findings;
                file.incomplete = joined.incomplete;
            }
        }
        let all = self.files.values().filter_map(|file| file.any_article());
        self.others
            .forget(all.map(|article| &**article), self.files.len());
        self.redone.extracted.clone_from(&extracted);
        extracted
    }

    /// Our own records of articles, on all cores, with what the other extractors find.
    fn read_articles(&mut self, paths: &[String], articles: &[Arc<Article>]) -> (Vec<Record>, Vec<Joined>) {
        let read = |article: &Arc<Article>| match &self.extractor {
            Some(Ok(extractor)) => extractor.extract(article),
            _ => extraction::empty_record(article),
        };
        let mut records: Vec<Record> = articles.par_iter().map(read).collect();
        let joined = self
            .others
            .join(paths, articles, &mut records, &self.known, &self.cache);
        (records, joined)
    }

    /// Records of articles that are no files of this knowledge base, in order, as they would be if they were, with what other
    /// extractors could not say about them (the id stands for a path).
    pub fn records_of(&mut self, articles: Vec<Article>) -> (Vec<Record>, Vec<Diagnostic>) {
        let articles: Vec<Arc<Article>> = articles.into_iter().map(Arc::new).collect();
        let ids: Vec<String> = articles.iter().map(|article| article.id.clone()).collect();
        let (records, joined) = self.read_articles(&ids, &articles);
        let mut findings: Vec<Diagnostic> = joined.into_iter().flat_map(|joined| joined.findings).collect();
        findings.extend(self.others.findings(CONFIG_PATH));
        (records, findings)
    }

    /// Hash of the known names, packs and other extractors.
    fn stamp(&self) -> Stamp {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.known.fingerprint().to_le_bytes());
        for part in [
            &postcard::to_stdvec(&self.packs.overrides).unwrap_or_default(),
            &self.others.stamp(),
        ] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        hasher.finalize().into()
    }

    /// Every finding of parsing and joining, sorted.
    pub fn diagnostics(&self) -> Vec<Diagnostic> {
        let left_out =
            |file: &&File| !matches!(&file.reading, Some(reading) if is_left_out(reading, &self.shown));
        let mut findings: Vec<Diagnostic> = self
            .files
            .values()
            .filter(left_out)
            .filter_map(|file| file.reading.as_ref())
            .flat_map(|reading| reading.diagnostics.iter().cloned())
            .collect();
        findings.extend(self.extractor.as_ref().and_then(|it| it.as_ref().err().cloned()));
        let read = self
            .files
            .values()
            .filter(|file| file.article(&self.shown).is_some());
        findings.extend(read.flat_map(|file| file.findings.iter().cloned()));
        findings.extend(self.packs.findings.iter().cloned());
        findings.extend(self.others.findings(CONFIG_PATH));
        for finding in self.graph.findings() {
            let mut diagnostic = finding.diagnostic;
            let source = self
                .source(below(&self.config, &diagnostic.path))
                .and_then(|bytes| std::str::from_utf8(bytes).ok());
            if let Some((source, offset)) = source.zip(finding.offset) {
                let offset = offset as usize;
                diagnostic.position = Some(Position::of(source, offset, link_end(source, offset)));
            }
            findings.push(diagnostic);
        }
        findings.sort();
        findings.dedup();
        findings
    }

    /// Whether any finding is an error.
    pub fn has_errors(&self) -> bool {
        self.diagnostics()
            .iter()
            .any(|finding| finding.severity == Severity::Error)
    }

    /// Counts.
    pub fn stats(&self) -> Stats {
        let draft = |file: &&File| file.any_article().is_some_and(|article| article.draft);
        let drafts = self.files.values().filter(draft).count();
        let count = |kind| self.graph.count(kind);
        Stats {
            files: self.files.len(),
            articles: count(isnad_graph::NodeKind::Article),
            drafts: if self.shown.drafts { 0 } else { drafts },
            entities: count(isnad_graph::NodeKind::Entity),
            meetings: count(isnad_graph::NodeKind::Meeting),
            claims: count(isnad_graph::NodeKind::Claim),
            topics: count(isnad_graph::NodeKind::Topic),
            characters: self
                .graph
                .articles()
                .map(|node| node.article.text.chars().count())
                .sum(),
        }
    }

    /// What names the program that extracts: a cache made by another one is not used.
    pub fn set_salt(&mut self, salt: &[u8]) {
        self.salt = salt.to_vec();
    }

    /// Loads what [`Self::save_cache`] gave; a damaged or foreign one only makes the next update slower.
    pub fn load_cache(&mut self, bytes: &[u8]) {
        self.cache = Cache::from_bytes(bytes);
    }

    /// The articles and records of now, for the next run.
    pub fn save_cache(&self) -> Vec<u8> {
        let stamp = self.stamp();
        let base = self.key_base(&stamp);
        let mut cache = Cache::default();
        if self.extractor().is_none() {
            return cache.to_bytes();
        }
        for file in self.files.values() {
            let Some(file::Reading {
                content: Content::Article(article),
                diagnostics,
            }) = &file.reading
            else {
                continue;
            };
            let Some((known, record)) = &file.record else {
                continue;
            };
            let key = Self::key(&base, file);
            if *known == stamp && !file.incomplete && !cache.take_over(&key, &self.cache) {
                let (article, record) = (Arc::clone(article), Arc::clone(record));
                cache.insert(
                    key,
                    &Remembered {
                        article,
                        diagnostics: diagnostics.clone(),
                        record,
                        findings: file.findings.clone(),
                    },
                );
            }
        }
        let all = self.files.values().filter_map(|file| file.any_article());
        self.others
            .save(all.map(|article| &**article), &mut cache, &self.cache);
        cache.to_bytes()
    }

    /// Hash of everything that every article's record rests on.
    fn key_base(&self, stamp: &Stamp) -> blake3::Hasher {
        let mut hasher = blake3::Hasher::new();
        for part in [
            env!("CARGO_PKG_VERSION").as_bytes(),
            &self.salt,
            &parsing_rests_on(&self.config),
        ] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        hasher.update(stamp);
        hasher
    }

    /// Hash of everything that an article's record rests on.
    fn key(base: &blake3::Hasher, file: &File) -> Key {
        base.clone().update(&file.hash).finalize().into()
    }
}

/// What of the configuration parsing rests on.
fn parsing_rests_on(config: &Config) -> Vec<u8> {
    postcard::to_stdvec(&(&config.content, &config.limits)).unwrap_or_default()
}

/// A path as the user knows it: with the content folder.
fn shown(config: &Config, path: &str) -> String {
    format!("{}/{path}", config.content.trim_end_matches('/'))
}

/// The path below the content folder.
fn below<'a>(config: &Config, shown: &'a str) -> &'a str {
    shown
        .strip_prefix(config.content.trim_end_matches('/'))
        .map_or(shown, |path| path.trim_start_matches('/'))
}

/// Where a link that begins at `offset` ends, for underlining.
fn link_end(source: &str, offset: usize) -> usize {
    let rest = source.get(offset..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    let close = if line.starts_with("[[") { "]]" } else { ")" };
    offset + line.find(close).map_or(line.len(), |at| at + close.len())
}

fn is_left_out(reading: &file::Reading, shown: &Shown) -> bool {
    matches!(&reading.content, Content::Article(article) if !shown.takes(article))
}
