//! Copies: which articles are near-copies of which, found without comparing all with all.
//!
//! One run of three words in three is a *mark*, whatever text it stands in. A text is compared with those earlier ones that share
//! several of its marks, and of each mark only with its earliest holders: words that many articles share (a credit, a "read also")
//! bring few pairs together, and a thousand copies of one text are compared with the first few, never with each other. Which pairs
//! are compared depends on the texts and their dates alone, so the order in which articles come does not show.
//! Compared are the words in their order: near-copies share most of the shorter text in passages that a changed word does not break.

mod holders;
mod passages;
mod wording;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use isnad_model::{Article, Edtf};

use self::{holders::Holders, passages::Runs};
use crate::node::SharedPassage;

/// Share of the shorter text's words in shared passages from which two articles are near-copies.
const NEAR_COPY: f32 = 0.5;
/// Texts with fewer words say too little to be called copies.
const FEWEST_WORDS: usize = 24;
/// Holders of a mark, the earliest, with which later ones are compared.
const HEAD: usize = 16;
/// Common marks from which two texts are compared: so many, and so many in a hundred of the text that has fewer.
const FEWEST_MARKS: usize = 2;
const MARKS_PERCENT: usize = 8;

/// Orders articles by publication; the undated come last.
pub(crate) type Published = (bool, Option<Edtf>, String);

/// When `article` was published, for ordering.
pub(crate) fn published(article: &Article) -> Published {
    (article.date.is_none(), article.date, article.id.clone())
}

/// What is remembered of an article.
#[derive(Clone, Debug)]
struct Text {
    published: Published,
    words: Vec<u32>,
    /// Sorted; none for a text that says too little.
    marks: Vec<u32>,
    /// Earlier near-copies, with the share of common words.
    originals: BTreeMap<u32, f32>,
    /// Later near-copies.
    copies: BTreeSet<u32>,
}

impl Text {
    fn new(article: &Article) -> Self {
        let words = wording::words(&article.text, &article.lang);
        let marks = if words.len() < FEWEST_WORDS {
            Vec::new()
        } else {
            wording::marks(&words)
        };
        Self {
            published: published(article),
            words,
            marks,
            originals: BTreeMap::new(),
            copies: BTreeSet::new(),
        }
    }

    fn id(&self) -> &String {
        &self.published.2
    }
}

/// A pair to look at: the later text and the earlier one, by their numbers.
type Pair = (u32, u32);

/// Every article's words and every near-copy pair.
#[derive(Clone, Debug, Default)]
pub(crate) struct Copies {
    numbers: BTreeMap<Arc<str>, u32>,
    texts: Vec<Option<Text>>,
    free: Vec<u32>,
    holders: Holders,
}

impl Copies {
    /// Takes an article in; gives the articles whose near-copies may be others now.
    pub(crate) fn insert(&mut self, article: &Article) -> BTreeSet<String> {
        let new = Text::new(article);
        let number = self.number(&article.id);
        let mut touched = BTreeSet::new();
        self.part(number, &mut touched);
        let old = self.texts[number as usize].take();
        let (leaving, coming) = match &old {
            Some(old) if old.published == new.published => {
                (without(&old.marks, &new.marks), without(&new.marks, &old.marks))
            }
            Some(old) => (old.marks.clone(), new.marks.clone()),
            None => (Vec::new(), new.marks.clone()),
        };
        let mut unsettled = BTreeSet::new();
        self.leave(number, &leaving, &mut unsettled);
        self.texts[number as usize] = Some(new);
        self.come(number, &coming, &mut unsettled);
        self.pair_up(number, &mut touched);
        self.settle(number, unsettled, &mut touched);
        touched
    }

    /// Forgets an article; gives the articles whose near-copies may be others now.
    pub(crate) fn remove(&mut self, id: &str) -> BTreeSet<String> {
        let mut touched = BTreeSet::new();
        let Some(number) = self.numbers.remove(id) else {
            return touched;
        };
        self.part(number, &mut touched);
        let marks = self.texts[number as usize]
            .take()
            .map_or_else(Vec::new, |text| text.marks);
        let mut unsettled = BTreeSet::new();
        self.leave(number, &marks, &mut unsettled);
        self.free.push(number);
        self.settle(number, unsettled, &mut touched);
        touched
    }

    /// Whether an article has near-copies, earlier or later.
    pub(crate) fn has_copies(&self, id: &str) -> bool {
        let text = self.numbers.get(id).and_then(|&number| self.text(number));
        text.is_some_and(|text| !text.originals.is_empty() || !text.copies.is_empty())
    }

    /// The earliest near-copy that was published before the article, with the share of common words.
    pub(crate) fn original(&self, id: &str) -> Option<(&str, f32)> {
        let text = self.text(*self.numbers.get(id)?)?;
        let originals = text.originals.iter();
        originals
            .filter_map(|(&number, &containment)| Some((self.text(number)?, containment)))
            .min_by_key(|(original, _)| &original.published)
            .map(|(original, containment)| (original.id().as_str(), containment))
    }

    fn text(&self, number: u32) -> Option<&Text> {
        self.texts.get(number as usize)?.as_ref()
    }

    fn text_mut(&mut self, number: u32) -> Option<&mut Text> {
        self.texts.get_mut(number as usize)?.as_mut()
    }

    /// The number of an article, a new one where it has none.
    fn number(&mut self, id: &str) -> u32 {
        if let Some(&number) = self.numbers.get(id) {
            return number;
        }
        let number = self.free.pop().unwrap_or_else(|| {
            self.texts.push(None);
            self.texts.len() as u32 - 1
        });
        self.numbers.insert(id.into(), number);
        number
    }

    /// Undoes every pair of a text.
    fn part(&mut self, number: u32, touched: &mut BTreeSet<String>) {
        let Some(text) = self.text_mut(number) else {
            return;
        };
        let (originals, copies) = (
            std::mem::take(&mut text.originals),
            std::mem::take(&mut text.copies),
        );
        for original in originals.into_keys() {
            if let Some(other) = self.text_mut(original) {
                other.copies.remove(&number);
                touched.insert(other.id().clone());
            }
        }
        for copy in copies {
            if let Some(other) = self.text_mut(copy) {
                other.originals.remove(&number);
                touched.insert(other.id().clone());
            }
        }
    }

    /// Takes a text from the holders of marks. Who moves up to the earliest ones may be what later ones are copies of.
    fn leave(&mut self, number: u32, marks: &[u32], unsettled: &mut BTreeSet<Pair>) {
        for &mark in marks {
            let left_head = self
                .holders
                .remove(mark, number)
                .is_some_and(|place| place < HEAD);
            let holders = self.holders.of(mark);
            if left_head
                && let Some((earlier, later)) = holders.get(HEAD - 1..).and_then(<[u32]>::split_first)
            {
                unsettled.extend(later.iter().map(|&later| (later, *earlier)));
            }
        }
    }

    /// Puts a text among the holders of marks. Who no longer is one of the earliest may have been what later ones are copies of.
    fn come(&mut self, number: u32, marks: &[u32], unsettled: &mut BTreeSet<Pair>) {
        let texts = &self.texts;
        let when = |number: u32| texts[number as usize].as_ref().map(|text| &text.published);
        for &mark in marks {
            let place = self
                .holders
                .insert(mark, number, |&other| when(other) < when(number));
            if place < HEAD
                && let Some(&pushed) = self.holders.of(mark).get(HEAD)
                && let Some(text) = self.texts[pushed as usize].as_ref()
            {
                unsettled.extend(text.copies.iter().map(|&copy| (copy, pushed)));
            }
        }
    }

    /// Finds the near-copies of a text, earlier and later.
    fn pair_up(&mut self, number: u32, touched: &mut BTreeSet<String>) {
        let Some(text) = self.text(number) else {
            return;
        };
        let (mut earlier, mut later) = (Vec::new(), Vec::new());
        for &mark in &text.marks {
            let holders = self.holders.of(mark);
            let head = &holders[..holders.len().min(HEAD)];
            match head.iter().position(|&holder| holder == number) {
                Some(place) => {
                    earlier.extend_from_slice(&head[..place]);
                    later.extend_from_slice(&holders[place + 1..]);
                }
                None => earlier.extend_from_slice(head),
            }
        }
        let earlier: Vec<u32> = self.often(number, earlier);
        let later: Vec<u32> = self.often(number, later);
        let runs = Runs::new(if earlier.is_empty() { &[] } else { &text.words });
        let mut pairs = Vec::new();
        for other in earlier {
            let containment = self.text(other).map_or(0.0, |it| runs.containment(&it.words));
            pairs.push((number, other, containment));
        }
        for other in later {
            pairs.push((other, number, self.containment((other, number))));
        }
        for (later, earlier, containment) in pairs {
            self.join((later, earlier), containment, touched);
        }
    }

    /// Those of `others` that share enough marks with a text; each stands there once for a common mark.
    fn often(&self, number: u32, mut others: Vec<u32>) -> Vec<u32> {
        others.sort_unstable();
        let same = others.chunk_by(|one, other| one == other);
        let enough = same.filter(|same| same.len() >= self.needed(number, same[0]));
        enough.map(|same| same[0]).collect()
    }

    /// How many marks two texts must share to be compared.
    fn needed(&self, one: u32, other: u32) -> usize {
        let count = |number| self.text(number).map_or(0, |text| text.marks.len());
        let fewer = count(one).min(count(other));
        (fewer * MARKS_PERCENT / 100).max(FEWEST_MARKS)
    }

    /// Share of common words; the later text is the one that is indexed, so that a pair always gives the same.
    fn containment(&self, (later, earlier): Pair) -> f32 {
        match (self.text(later), self.text(earlier)) {
            (Some(later), Some(earlier)) => Runs::new(&later.words).containment(&earlier.words),
            _ => 0.0,
        }
    }

    fn join(&mut self, (later, earlier): Pair, containment: f32, touched: &mut BTreeSet<String>) {
        if containment < NEAR_COPY {
            return;
        }
        if let Some(text) = self.text_mut(later) {
            text.originals.insert(earlier, containment);
            touched.insert(text.id().clone());
        }
        if let Some(text) = self.text_mut(earlier) {
            text.copies.insert(later);
            touched.insert(text.id().clone());
        }
    }

    /// Looks again at pairs of other texts for which the earliest holders of a mark changed.
    fn settle(&mut self, number: u32, unsettled: BTreeSet<Pair>, touched: &mut BTreeSet<String>) {
        for (later, earlier) in unsettled {
            if later == number || earlier == number {
                continue;
            }
            let (Some(text), Some(original)) = (self.text(later), self.text(earlier)) else {
                continue;
            };
            let common = shared(&text.marks, &original.marks);
            let is_head = |mark: &&u32| {
                let holders = self.holders.of(**mark);
                holders.iter().take(HEAD).any(|&holder| holder == earlier)
            };
            let paired = text.originals.contains_key(&earlier);
            let compared = common.filter(is_head).count() >= self.needed(later, earlier);
            if compared && !paired {
                self.join((later, earlier), self.containment((later, earlier)), touched);
            } else if paired && !compared {
                let ids = [text.id().clone(), original.id().clone()];
                touched.extend(ids);
                if let Some(text) = self.text_mut(later) {
                    text.originals.remove(&earlier);
                }
                if let Some(text) = self.text_mut(earlier) {
                    text.copies.remove(&later);
                }
            }
        }
    }
}

/// The members that two sorted lists share.
fn shared<'a>(one: &'a [u32], other: &'a [u32]) -> impl Iterator<Item = &'a u32> {
    let mut rest = other;
    one.iter().filter(move |member| {
        rest = &rest[rest.partition_point(|it| it < *member)..];
        rest.first() == Some(*member)
    })
}

/// The members of one sorted list that another one has not.
fn without(one: &[u32], other: &[u32]) -> Vec<u32> {
    let missing = |member: &&u32| other.binary_search(member).is_err();
    one.iter().filter(missing).copied().collect()
}

/// The passages that an article shares with the one that it is a copy of, in the order of the copy.
pub(crate) fn shared_passages(copy: &Article, original: &Article) -> Vec<SharedPassage> {
    let (words, spans) = wording::located(&copy.text, &copy.lang);
    let (other_words, other_spans) = wording::located(&original.text, &original.lang);
    let found = Runs::new(&words).passages(&other_words);
    let cover = |spans: &[isnad_model::Span], words: std::ops::Range<usize>| {
        spans[words.start].cover(spans[words.end - 1])
    };
    found
        .into_iter()
        .map(|passage| SharedPassage {
            span: cover(&spans, passage.here),
            original: cover(&other_spans, passage.there),
        })
        .collect()
}

#[cfg(test)]
mod tests;
