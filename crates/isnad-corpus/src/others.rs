//! Others: programs of the user's that read articles too; what they find joins our own record, which wins.
//!
//! Nothing here starts a program: whoever owns the corpus hands over something that answers lines with lines.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use isnad_extract::KnownNames;
use isnad_model::{Article, Diagnostic, ExtractorConfig, Record, Severity};
use serde_json::{Map, Value};

use crate::{
    answer,
    cache::{Cache, Key},
    merge,
};

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NoAnswer {
    /// One sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
    /// Whether it concerns the extractor as a whole, not one article.
    pub general: bool,
}

/// Another extractor: answers an article's line (docs/RECORDS.md) with a line.
pub trait OtherExtractor: Send + Sync {
    /// What `isnad.toml` says of it.
    fn config(&self) -> &ExtractorConfig;

    /// One answer for each line, in order.
    fn answer(&self, lines: &[String]) -> Vec<Result<String, NoAnswer>>;
}

/// What became of one article.
#[derive(Debug, Default)]
pub(crate) struct Joined {
    pub findings: Vec<Diagnostic>,
    /// Whether an answer is missing that another run may get.
    pub incomplete: bool,
}

/// The other extractors and what they answered.
#[derive(Default)]
pub(crate) struct Others {
    extractors: Vec<Arc<dyn OtherExtractor>>,
    answers: BTreeMap<Key, String>,
    /// What is wrong with an extractor as a whole, as of the last time it was asked.
    general: BTreeMap<String, BTreeSet<NoAnswer>>,
}

impl Others {
    pub(crate) fn new(extractors: Vec<Arc<dyn OtherExtractor>>) -> Self {
        Self {
            extractors,
            ..Self::default()
        }
    }

    /// What names the extractors and their versions; empty without any.
    pub(crate) fn stamp(&self) -> Vec<u8> {
        self.extractors.iter().flat_map(|it| stamp(it.config())).collect()
    }

    /// Findings about the extractors as wholes.
    pub(crate) fn findings(&self, config_path: &str) -> Vec<Diagnostic> {
        let all = self.general.values().flatten();
        all.map(|it| {
            Diagnostic::new(config_path, Severity::Error, "extractor", &it.message).remedy(&it.remedy)
        })
        .collect()
    }

    /// Joins what the others find to `records`, our own of `articles`; `paths` are those that findings show.
    pub(crate) fn join(
        &mut self,
        paths: &[String],
        articles: &[Arc<Article>],
        records: &mut [Record],
        known: &KnownNames,
        cache: &Cache,
    ) -> Vec<Joined> {
        let mut joined: Vec<Joined> = articles.iter().map(|_| Joined::default()).collect();
        for extractor in self.extractors.clone() {
            let config = extractor.config();
            let wanted: Vec<usize> = (0..articles.len())
                .filter(|&at| config.reads(&articles[at].lang))
                .collect();
            let lines: Vec<String> = wanted.iter().map(|&at| input_line(&articles[at])).collect();
            let answers = self.answers_of(&*extractor, &lines, cache);
            for (&at, answer) in wanted.iter().zip(answers) {
                let found = match answer {
                    Ok(line) => {
                        let answer = answer::read(&config.name, &line, &articles[at], &records[at], known);
                        let findings = answer
                            .faults
                            .iter()
                            .map(|fault| wrong(&paths[at], &config.name, fault))
                            .collect();
                        merge::merge(&mut records[at], answer);
                        Joined {
                            findings,
                            incomplete: false,
                        }
                    }
                    Err(reason) => Joined {
                        findings: missing(&paths[at], &reason),
                        incomplete: true,
                    },
                };
                joined[at].findings.extend(found.findings);
                joined[at].incomplete |= found.incomplete;
            }
        }
        joined
    }

    /// The answer for each line, remembered or asked for.
    fn answers_of(
        &mut self,
        extractor: &dyn OtherExtractor,
        lines: &[String],
        cache: &Cache,
    ) -> Vec<Result<String, NoAnswer>> {
        let keys: Vec<Key> = lines.iter().map(|line| key(extractor.config(), line)).collect();
        let mut asked = Vec::new();
        let mut seen = BTreeSet::new();
        for (key, line) in keys.iter().zip(lines) {
            if seen.insert(*key) && !self.answers.contains_key(key) {
                match cache.text(key) {
                    Some(answer) => drop(self.answers.insert(*key, answer)),
                    None => asked.push((*key, line.clone())),
                }
            }
        }
        let mut failed: BTreeMap<Key, NoAnswer> = BTreeMap::new();
        if !asked.is_empty() {
            let questions: Vec<String> = asked.iter().map(|(_, line)| line.clone()).collect();
            let general = self.general.entry(extractor.config().name.clone()).or_default();
            general.clear();
            for ((key, _), answer) in asked.iter().zip(extractor.answer(&questions)) {
                match answer {
                    Ok(line) => drop(self.answers.insert(*key, line)),
                    Err(reason) => {
                        general.extend(reason.general.then(|| reason.clone()));
                        failed.insert(*key, reason);
                    }
                }
            }
        }
        let unasked = || NoAnswer {
            message: format!("the extractor `{}` gave no answer", extractor.config().name),
            remedy: "run again".to_owned(),
            general: false,
        };
        let answer = |key: &Key| match self.answers.get(key) {
            Some(line) => Ok(line.clone()),
            None => Err(failed.get(key).cloned().unwrap_or_else(unasked)),
        };
        keys.iter().map(answer).collect()
    }

    /// Puts the answers about `articles` into a cache, and forgets all others.
    pub(crate) fn save<'a>(
        &self,
        articles: impl Iterator<Item = &'a Article>,
        cache: &mut Cache,
        old: &Cache,
    ) {
        for article in articles {
            let line = input_line(article);
            for extractor in self
                .extractors
                .iter()
                .filter(|it| it.config().reads(&article.lang))
            {
                let key = key(extractor.config(), &line);
                if let Some(answer) = self.answers.get(&key) {
                    cache.insert_text(key, answer);
                } else {
                    cache.take_over(&key, old);
                }
            }
        }
    }

    /// Forgets answers about articles that are gone, once they are more than those that are there.
    pub(crate) fn forget<'a>(&mut self, articles: impl Iterator<Item = &'a Article>, count: usize) {
        if self.answers.len() <= 2 * (count + 32) * self.extractors.len() {
            return;
        }
        let lines: Vec<String> = articles.map(input_line).collect();
        let keys = self
            .extractors
            .iter()
            .flat_map(|it| lines.iter().map(|line| key(it.config(), line)));
        let wanted: BTreeSet<Key> = keys.collect();
        self.answers.retain(|key, _| wanted.contains(key));
    }
}

fn stamp(config: &ExtractorConfig) -> Vec<u8> {
    // What it may take and answer is no part: an answer within the bounds is the same whatever they are.
    postcard::to_stdvec(&(&config.name, &config.command, &config.version, &config.langs)).unwrap_or_default()
}

/// Hash of everything that an answer rests on.
fn key(config: &ExtractorConfig, line: &str) -> Key {
    let mut hasher = blake3::Hasher::new();
    let command = postcard::to_stdvec(&(&config.command, &config.version)).unwrap_or_default();
    for part in [b"answer".as_slice(), &command, line.as_bytes()] {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().into()
}

/// An article as the contract's input has it, on one line.
pub(crate) fn input_line(article: &Article) -> String {
    let mut fields = Map::new();
    let mut put = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            fields.insert(key.to_owned(), Value::String(value));
        }
    };
    put("id", Some(article.id.clone()));
    put("text", Some(article.text.clone()));
    put("title", article.title.clone());
    put("lang", Some(article.lang.clone()));
    put("date", article.date.map(|date| date.to_string()));
    put("publisher", article.publisher.clone());
    put("url", article.url.clone());
    Value::Object(fields).to_string()
}

fn wrong(path: &str, name: &str, fault: &str) -> Diagnostic {
    let message = format!("extractor `{name}`: {fault}");
    Diagnostic::new(path, Severity::Warning, "extractor-answer", message)
        .remedy("this item is left out, the rest of the answer is used; docs/EXTRACTORS.md has the contract")
}

fn missing(path: &str, reason: &NoAnswer) -> Vec<Diagnostic> {
    // What concerns all articles is told once.
    if reason.general {
        return Vec::new();
    }
    vec![Diagnostic::new(path, Severity::Error, "extractor", &reason.message).remedy(&reason.remedy)]
}
