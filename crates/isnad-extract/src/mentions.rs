//! Mentions: every naming in an article, by known name, by pattern, by short form, each tied to what it refers to.

mod anonymous;
mod bodies;
mod bylines;
mod gazetteer;
mod institutions;
mod kinds;
mod listed;
mod outlets;
mod persons;
mod places;
mod quoted;
mod repeats;
mod runs;
mod short;
mod spelled;

use std::ops::Range;

use isnad_model::{EntityKind, Mention, Via};
use isnad_text::Span;

use crate::document::Document;
use crate::inflect::{Gender, Number};

/// A naming while the stages work on it.
#[derive(Clone, Debug)]
pub struct Named {
    /// The tokens it stands on; the first may carry clitics that the span leaves out.
    pub tokens: Range<usize>,
    /// The name alone.
    pub span: Span,
    /// First token of its noun phrase, title or class noun included.
    pub phrase: usize,
    /// What it names.
    pub kind: EntityKind,
    /// Index among the known names.
    pub known: Option<u32>,
    /// Common name.
    pub name: String,
    /// How it was recognised.
    pub via: Via,
    /// In (0, 1].
    pub confidence: f32,
    /// Gender by which verbs and pronouns agree.
    pub gender: Gender,
    /// Number by which they agree.
    pub number: Number,
    /// Whether it is a newspaper, agency, channel or site.
    pub outlet: bool,
    /// Folded title and class words of its noun phrase, by which later text may go back to it.
    pub heads: Vec<String>,
    /// Which of the article's referents it is; mentions of one referent share it.
    pub referent: usize,
}

/// All mentions of an article, by token.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// In the order of the text once finished.
    pub items: Vec<Named>,
    at: Vec<Option<u32>>,
    n_referents: usize,
    /// How many items stand in the order of the text.
    sorted: usize,
}

impl Mentions {
    fn new(n_tokens: usize) -> Self {
        Self {
            items: Vec::new(),
            at: vec![None; n_tokens],
            n_referents: 0,
            sorted: 0,
        }
    }

    /// The mention that stands on a token.
    pub fn at(&self, token: usize) -> Option<&Named> {
        self.index_at(token).map(|index| &self.items[index])
    }

    /// The index of the mention that stands on a token.
    pub fn index_at(&self, token: usize) -> Option<usize> {
        self.at.get(token).copied().flatten().map(|index| index as usize)
    }

    /// The mention whose first token this is.
    pub fn starting_at(&self, token: usize) -> Option<usize> {
        self.index_at(token)
            .filter(|&index| self.items[index].tokens.start == token)
    }

    /// Whether no mention stands on any of the tokens.
    pub fn is_free(&self, tokens: &Range<usize>) -> bool {
        tokens
            .clone()
            .all(|token| self.at.get(token).is_some_and(Option::is_none))
    }

    /// The indices of mentions that stand within the tokens, in order.
    pub fn within(&self, tokens: Range<usize>) -> impl Iterator<Item = usize> + '_ {
        let mut last = None;
        tokens.filter_map(move |token| {
            let index = self.starting_at(token)?;
            if last == Some(index) {
                return None;
            }
            last = Some(index);
            Some(index)
        })
    }

    /// Adds a mention; those that it covers wholly give way, a partial overlap refuses it.
    pub fn add(&mut self, named: Named) -> Option<usize> {
        if named.tokens.is_empty() || named.tokens.end > self.at.len() || named.span.is_empty() {
            return None;
        }
        for token in named.tokens.clone() {
            if let Some(old) = self.at(token)
                && !(named.tokens.start <= old.tokens.start
                    && old.tokens.end <= named.tokens.end
                    && old.tokens.len() < named.tokens.len())
            {
                return None;
            }
        }
        for token in named.tokens.clone() {
            if let Some(old) = self.index_at(token) {
                let gone = self.items[old].tokens.clone();
                self.at[gone].fill(None);
                self.items[old].tokens = 0..0;
            }
        }
        let index = self.items.len();
        self.at[named.tokens.clone()].fill(Some(index as u32));
        self.items.push(named);
        Some(index)
    }

    /// Adds a mention that holds others inside it (an unnamed source with its body); the inner ones stay.
    pub fn add_around(&mut self, named: Named) -> usize {
        let index = self.items.len();
        for token in named.tokens.clone() {
            if self.at[token].is_none() {
                self.at[token] = Some(index as u32);
            }
        }
        self.items.push(named);
        index
    }

    /// Takes a mention away.
    fn remove(&mut self, index: usize) {
        let tokens = std::mem::replace(&mut self.items[index].tokens, 0..0);
        self.at[tokens].fill(None);
    }

    pub(crate) fn new_referent(&mut self) -> usize {
        self.n_referents += 1;
        self.n_referents - 1
    }

    /// Puts the items in the order of the text and drops those that gave way; indices handed out before are void.
    fn settle(&mut self) {
        self.items.retain(|named| !named.tokens.is_empty());
        self.items.sort_by_key(|named| (named.span.start, named.span.end));
        self.sorted = self.items.len();
        self.at.fill(None);
        // The longer first, so that the inner ones win their tokens.
        let mut order: Vec<usize> = (0..self.items.len()).collect();
        order.sort_by_key(|&index| std::cmp::Reverse(self.items[index].tokens.len()));
        for index in order {
            self.at[self.items[index].tokens.clone()].fill(Some(index as u32));
        }
    }

    /// The nearest mentions that end at or before a scalar, the latest first: a few hundred at most, so that looking back
    /// costs the same in a long article as in a short one.
    pub fn before(&self, scalar: u32) -> impl Iterator<Item = usize> + '_ {
        const REACH: usize = 256;
        let sorted = self.sorted.min(self.items.len());
        let end = self.items[..sorted].partition_point(|named| named.span.start < scalar);
        // Those that reading added stand behind the sorted ones.
        let added = self.items.len().saturating_sub(REACH).max(sorted)..self.items.len();
        let over = move |index: &usize| self.items[*index].span.end <= scalar;
        let mut added: Vec<usize> = added.filter(over).collect();
        added.sort_by_key(|&index| (self.items[index].span.start, index));
        let mut sorted = (end.saturating_sub(REACH)..end).rev().filter(over).peekable();
        std::iter::from_fn(move || {
            let near = |index: usize| (self.items[index].span.start, index);
            match (sorted.peek(), added.last()) {
                (Some(&one), Some(&other)) if near(other) > near(one) => added.pop(),
                (None, _) => added.pop(),
                _ => sorted.next(),
            }
        })
    }

    /// Settles for good; where each mention went, by its index before.
    pub fn finish(&mut self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.items.len()).collect();
        order.sort_by_key(|&index| {
            (
                self.items[index].span.start,
                std::cmp::Reverse(self.items[index].span.end),
                index,
            )
        });
        let mut moved = vec![0; order.len()];
        for (new, &old) in order.iter().enumerate() {
            moved[old] = new;
        }
        let mut items: Vec<Option<Named>> = std::mem::take(&mut self.items).into_iter().map(Some).collect();
        self.items = order.iter().filter_map(|&old| items[old].take()).collect();
        for slot in self.at.iter_mut().flatten() {
            *slot = moved[*slot as usize] as u32;
        }
        moved
    }

    /// The mentions as records hold them.
    pub fn to_records(&self, document: &Document<'_>) -> Vec<Mention> {
        let record = |named: &Named| Mention {
            start: named.span.start,
            end: named.span.end,
            text: document.slice(named.span).to_owned(),
            entity: named.known.map(|known| document.known.entity(known).id.clone()),
            name: named.name.clone(),
            kind: named.kind,
            via: named.via,
            confidence: named.confidence,
        };
        self.items.iter().map(record).collect()
    }
}

impl Named {
    /// A naming found by a pattern on `tokens`, name and agreement as yet unknown.
    pub fn pattern(
        document: &Document<'_>,
        tokens: Range<usize>,
        letters: u8,
        kind: EntityKind,
        confidence: f32,
    ) -> Self {
        let span = document.span_without(&tokens, letters);
        Self {
            phrase: tokens.start,
            tokens,
            span,
            kind,
            known: None,
            name: document.slice(span).to_owned(),
            via: Via::Pattern,
            confidence,
            gender: Gender::Any,
            number: Number::Singular,
            outlet: false,
            heads: Vec::new(),
            referent: usize::MAX,
        }
    }

    /// Ties it to a known entity.
    pub fn with_known(mut self, document: &Document<'_>, known: u32) -> Self {
        let entity = document.known.entity(known);
        self.known = Some(known);
        self.kind = entity.kind;
        document.known.label(known).clone_into(&mut self.name);
        self.outlet = entity.class.as_deref() == Some("outlet");
        self
    }

    /// Whether it can speak: not a mere place.
    pub fn speaks(&self) -> bool {
        self.kind != EntityKind::Place
    }
}

/// Finds all mentions of a document.
pub fn find_mentions(document: &Document<'_>) -> Mentions {
    let mut mentions = Mentions::new(document.tokens.len());
    gazetteer::find(document, &mut mentions);
    gazetteer::add_links(document, &mut mentions);
    if document.lexicon.language.capitals {
        listed::find(document, &mut mentions);
        bylines::find(document, &mut mentions);
        quoted::find(document, &mut mentions);
        places::find(document, &mut mentions);
        bodies::find(document, &mut mentions);
        runs::find(document, &mut mentions);
    } else {
        bylines::find(document, &mut mentions);
        listed::find(document, &mut mentions);
        spelled::find(document, &mut mentions);
        outlets::find(document, &mut mentions);
        institutions::find(document, &mut mentions);
        quoted::find(document, &mut mentions);
        places::find(document, &mut mentions);
        persons::find(document, &mut mentions);
    }
    repeats::find(document, &mut mentions);
    mentions.settle();
    if document.lexicon.language.capitals {
        kinds::vote(document, &mut mentions);
    }
    short::join(document, &mut mentions);
    short::find(document, &mut mentions);
    anonymous::find(document, &mut mentions);
    mentions.settle();
    mentions
}

/// Adds the unnamed source whose noun stands at a token; the mention's index.
pub(crate) fn add_anonymous(document: &Document<'_>, mentions: &mut Mentions, noun: usize) -> Option<usize> {
    anonymous::add_at(document, mentions, noun)
}

/// The tokens that an unnamed source would stand on, were it added.
pub(crate) fn anonymous_range(
    document: &Document<'_>,
    mentions: &Mentions,
    noun: usize,
) -> Option<Range<usize>> {
    anonymous::range_at(document, mentions, noun)
}

pub(crate) use bodies::phrase_at as body_phrase;
pub(crate) use outlets::is_publisher;
