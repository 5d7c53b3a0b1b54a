//! Config: what `isnad.toml` says, and texts given by language.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A text by BCP 47 language; the empty language holds a text that was given without one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Localized(pub BTreeMap<String, String>);

impl Localized {
    /// A text without a language.
    pub fn plain(text: impl Into<String>) -> Self {
        Self(BTreeMap::from([(String::new(), text.into())]))
    }

    /// The text for a reader of `lang` with the language it is in: that language's, the one without a language, English, the first.
    pub fn get(&self, lang: &str) -> Option<(&str, &str)> {
        [lang, "", "en"]
            .iter()
            .find_map(|key| self.0.get_key_value(*key))
            .or_else(|| self.0.iter().next())
            .map(|(key, text)| (text.as_str(), key.as_str()))
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Caps against hostile input; over a cap that one article gets a diagnostic and the rest is built.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of one source file.
    pub article_bytes: usize,
    /// Bytes of one front matter.
    pub front_matter_bytes: usize,
    /// Depth of nested elements in a body; deeper ones are flattened.
    pub depth: usize,
    /// Body events of one article.
    pub events: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            article_bytes: 4 << 20,
            front_matter_bytes: 64 << 10,
            depth: 256,
            events: 1 << 20,
        }
    }
}

/// Another program that reads articles, as `[[extractor]]` in `isnad.toml` names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ExtractorConfig {
    /// Its name in rules and findings: small ASCII letters, digits and hyphens.
    pub name: String,
    /// The program and its arguments; no shell reads them.
    pub command: Vec<String>,
    /// What it calls its own version: answers of another version are not used again.
    pub version: String,
    /// Seconds that it may take for one article.
    pub timeout: u32,
    /// Bytes that it may answer for one article.
    pub limit: u64,
    /// BCP 47 languages of the articles it reads; all when empty.
    pub langs: Vec<String>,
}

impl ExtractorConfig {
    /// Whether it reads articles in `lang`; `ar` stands for every `ar-…` too.
    pub fn reads(&self, lang: &str) -> bool {
        let primary = lang.split('-').next().unwrap_or_default();
        self.langs.is_empty() || self.langs.iter().any(|it| it == lang || it == primary)
    }
}

/// What `isnad.toml` says; every field has a default, so an empty or missing file is a valid configuration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Config {
    /// The site's name by language.
    pub title: Localized,
    /// One sentence on what the dossier is about, by language.
    pub description: Localized,
    /// Address that the site will stand under, with a trailing slash; `/` when unknown.
    pub base_url: String,
    /// Languages of the interface, first is the default where `default_language` is not set.
    pub languages: Vec<String>,
    /// Language that `/` leads to.
    pub default_language: String,
    /// Output folder, below the project folder unless absolute.
    pub output: String,
    /// Content folder.
    pub content: String,
    /// Folder of the user's templates.
    pub templates: String,
    /// Folder of the user's static files.
    pub static_folder: String,
    /// Folder of the user's language packs.
    pub packs: String,
    /// Other programs that read articles, in the order of the file.
    pub extractors: Vec<ExtractorConfig>,
    /// Digits: `auto`, `latn`, `arab`, `arabext`.
    pub numerals: String,
    /// Arabic month names: `default`, `levant`, `egypt`, `maghreb`.
    pub month_style: String,
    /// Publishers that belong together, as names or ids: reports of one group count as one origin.
    pub outlets: Vec<Vec<String>>,
    /// How much of an article's text the site shows where the article does not say.
    pub publish: crate::Publish,
    /// Caps against hostile input.
    pub limits: Limits,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: Localized::default(),
            description: Localized::default(),
            base_url: "/".to_owned(),
            languages: vec!["ar".to_owned(), "en".to_owned()],
            default_language: "ar".to_owned(),
            output: "site".to_owned(),
            content: "content".to_owned(),
            templates: "templates".to_owned(),
            static_folder: "static".to_owned(),
            packs: "packs".to_owned(),
            extractors: Vec::new(),
            numerals: "auto".to_owned(),
            month_style: "default".to_owned(),
            outlets: Vec::new(),
            publish: crate::Publish::Full,
            limits: Limits::default(),
        }
    }
}
