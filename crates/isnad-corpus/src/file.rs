//! File: one source file with what was read from it.

use std::sync::Arc;

use isnad_graph::ContributionKind;
use isnad_model::{
    Article, Config, CuratedClaim, CuratedMeeting, Diagnostic, Entity, Judgements, Record, Topic,
};
use isnad_parse::{Page, parse_page};

use crate::shown::Shown;

/// What a file was read as.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    Article(Arc<Article>),
    Entity(Arc<Entity>),
    Meeting(Arc<CuratedMeeting>),
    Claim(Arc<CuratedClaim>),
    Topic(Arc<Topic>),
    Judgements(Arc<Judgements>),
    /// Nothing of the knowledge base.
    Other,
}

/// A reading of a file.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    pub content: Content,
    pub diagnostics: Vec<Diagnostic>,
}

/// One source file.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub bytes: Arc<[u8]>,
    /// BLAKE3 of the path and the bytes.
    pub hash: [u8; 32],
    /// Absent until the next update reads it.
    pub reading: Option<Reading>,
    /// What extraction found, with the stamp of what it rested on.
    pub record: Option<(Stamp, Arc<Record>)>,
    /// What was wrong in other extractors' answers, or that there was none.
    pub findings: Vec<Diagnostic>,
    /// Whether an answer is missing that another run may get.
    pub incomplete: bool,
}

/// Hash of the known names, packs and other extractors that a record rests on.
pub(crate) type Stamp = [u8; 32];

impl File {
    pub(crate) fn new(path: &str, bytes: Arc<[u8]>) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&(path.len() as u64).to_le_bytes());
        hasher.update(path.as_bytes());
        hasher.update(&bytes);
        Self {
            bytes,
            hash: hasher.finalize().into(),
            reading: None,
            record: None,
            findings: Vec::new(),
            incomplete: false,
        }
    }

    /// The article, whether it counts or not.
    pub(crate) fn any_article(&self) -> Option<&Arc<Article>> {
        match &self.reading.as_ref()?.content {
            Content::Article(article) => Some(article),
            _ => None,
        }
    }

    /// The article, unless it is left out.
    pub(crate) fn article(&self, shown: &Shown) -> Option<&Arc<Article>> {
        self.any_article().filter(|article| shown.takes(article))
    }

    /// The page of an entity.
    pub(crate) fn entity(&self) -> Option<&Arc<Entity>> {
        if let Content::Entity(entity) = &self.reading.as_ref()?.content {
            Some(entity)
        } else {
            None
        }
    }

    /// What the file gives to the graph.
    pub(crate) fn contribution(&self, shown: &Shown) -> Option<ContributionKind> {
        match &self.reading.as_ref()?.content {
            Content::Article(article) if shown.takes(article) => {
                let (_, record) = self.record.as_ref()?;
                Some(ContributionKind::Article {
                    article: Arc::clone(article),
                    record: Arc::clone(record),
                })
            }
            Content::Entity(entity) => Some(ContributionKind::Entity(Arc::clone(entity))),
            Content::Meeting(page) => Some(ContributionKind::Meeting(Arc::clone(page))),
            Content::Claim(page) => Some(ContributionKind::Claim(Arc::clone(page))),
            Content::Topic(topic) => Some(ContributionKind::Topic(Arc::clone(topic))),
            Content::Judgements(list) => Some(ContributionKind::Judgements(Arc::clone(list))),
            Content::Article(_) | Content::Other => None,
        }
    }
}

/// Reads a file; total, whatever its bytes are.
pub(crate) fn read(path: &str, bytes: &[u8], config: &Config) -> Reading {
    let parsed = parse_page(path, bytes, config);
    let content = match parsed.value {
        Some(Page::Article(article)) => Content::Article(Arc::new(article)),
        Some(Page::Entity(entity)) => Content::Entity(Arc::new(entity)),
        Some(Page::Meeting(page)) => Content::Meeting(Arc::new(page)),
        Some(Page::Claim(page)) => Content::Claim(Arc::new(page)),
        Some(Page::Topic(topic)) => Content::Topic(Arc::new(topic)),
        Some(Page::Judgements(list)) => Content::Judgements(Arc::new(list)),
        Some(Page::Ignored) | None => Content::Other,
    };
    Reading {
        content,
        diagnostics: parsed.diagnostics,
    }
}

/// Whether a path can hold an article; everything else is read first, because articles rest on it.
pub fn is_article_path(path: &str) -> bool {
    path.starts_with("articles/")
}
