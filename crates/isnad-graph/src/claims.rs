//! Claims: when two tellings are of one claim, and when two claims say the opposite.

use std::collections::{BTreeMap, BTreeSet};

use isnad_model::{Judged, Stance};

use crate::{
    cluster::{Bond, Item, ItemKey, JUDGED_SAME},
    judge::Links,
    resolve::Resolved,
    time::Window,
    words,
};

/// Share of the shorter content's words from which two contents are alike.
const ALIKE: f32 = 0.8;
/// Below this share two contents are different, whatever lies between them.
const DIFFERENT: f32 = 0.5;
/// Contents with fewer different words say too little to be called alike.
const FEWEST_WORDS: usize = 5;
/// What a speaker says again within so many days counts as one saying.
const NEAR_DAYS: i64 = 7;
/// So many hashes of a content are looked up.
const SKETCH: usize = 6;
/// A denial answers what was said at most so many days before or after it.
const NEAR_DENIAL: i64 = 30;

/// A telling, or an author's page, as joining compares it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ClaimItem {
    pub key: ItemKey,
    /// Named speaker; unnamed ones belong to their article and join nothing.
    speaker: Option<String>,
    /// Entities named in the content.
    pub about: BTreeSet<String>,
    /// Hashes of the folded words of the content, as a set.
    words: Vec<u64>,
    /// The smallest hashes of pairs of words that follow each other: alike contents share one.
    sketch: Vec<u64>,
    /// The numbers in the content.
    numbers: BTreeSet<String>,
    /// The content's words without them, as a set; empty where there are none.
    uncounted: Vec<u64>,
    pub denied: bool,
    published: Option<Window>,
    root: Option<String>,
    article: Option<String>,
    pages: BTreeSet<String>,
    /// What somebody decided about it and other tellings.
    links: Links,
}

impl ClaimItem {
    /// The item of an author's page.
    pub(crate) fn of_page(page: &str, speaker: Option<String>) -> Self {
        Self {
            key: ItemKey::Page(page.to_owned()),
            speaker,
            about: BTreeSet::new(),
            words: Vec::new(),
            sketch: Vec::new(),
            numbers: BTreeSet::new(),
            uncounted: Vec::new(),
            denied: false,
            published: None,
            root: None,
            article: None,
            pages: BTreeSet::from([page.to_owned()]),
            links: Links::default(),
        }
    }

    /// The item of each of an article's tellings.
    pub(crate) fn of_article<'a>(
        resolved: &'a Resolved,
        root: Option<&'a str>,
        pages: &'a BTreeMap<ItemKey, BTreeSet<String>>,
    ) -> impl Iterator<Item = Self> + 'a {
        let article = &resolved.article;
        resolved.claims.iter().map(move |claim| {
            let key = ItemKey::Report(article.id.clone(), claim.telling.index);
            let unnamed = |id: &&String| {
                resolved
                    .found
                    .get(*id)
                    .is_some_and(|found| found.kinds.contains_key(&isnad_model::EntityKind::Anonymous))
            };
            let words = words::word_hashes(&claim.text, &article.lang);
            let numbers = words::numbers(&claim.text, &article.lang);
            let uncounted = if numbers.is_empty() {
                Vec::new()
            } else {
                let counted: BTreeSet<u64> = numbers.iter().map(|it| words::hash(it.bytes())).collect();
                words::as_set(
                    words
                        .iter()
                        .copied()
                        .filter(|word| !counted.contains(word))
                        .collect(),
                )
            };
            Self {
                sketch: words::pairs(&words).into_iter().take(SKETCH).collect(),
                speaker: claim.speaker.as_ref().filter(|id| !unnamed(id)).cloned(),
                about: claim.about.iter().cloned().collect(),
                words: words::as_set(words),
                numbers,
                uncounted,
                denied: claim.telling.stance == Stance::Denied,
                published: article.date.as_ref().and_then(Window::narrow),
                root: root.map(str::to_owned),
                article: Some(article.id.clone()),
                pages: pages.get(&key).cloned().unwrap_or_default(),
                links: Links::of(&resolved.joints, Judged::Claim, claim.telling.index),
                key,
            }
        })
    }

    fn near_copy(&self, other: &Self) -> bool {
        match (&self.root, &other.root, &self.article, &other.article) {
            (Some(root), Some(other_root), Some(article), Some(other_article)) => {
                article != other_article
                    && (root == other_root || root == other_article || other_root == article)
            }
            _ => false,
        }
    }

    fn other_speaker(&self, other: &Self) -> bool {
        self.speaker
            .as_ref()
            .zip(other.speaker.as_ref())
            .is_some_and(|(speaker, other)| speaker != other)
    }

    /// Shared share of the shorter content, where both say enough.
    fn likeness(&self, other: &Self) -> Option<f32> {
        let enough = self.words.len() >= FEWEST_WORDS && other.words.len() >= FEWEST_WORDS;
        let equal = !self.words.is_empty() && self.words == other.words;
        (enough || equal).then(|| words::containment(&self.words, &other.words))
    }

    /// Whether one denies what the other says, of the same thing and within a month.
    pub(crate) fn opposes(&self, other: &Self) -> bool {
        self.denied != other.denied
            && !self.about.is_disjoint(&other.about)
            && self
                .published
                .zip(other.published)
                .is_some_and(|(day, other)| day.gap(other) <= NEAR_DENIAL)
            && self.likeness(other).is_some_and(|likeness| likeness >= ALIKE)
    }

    /// Whether both say the same of the same thing but for the numbers, within a week. One wide figure beside a narrow one cannot be
    /// told from here, so only figures that both give differently count.
    pub(crate) fn counts_otherwise(&self, other: &Self) -> bool {
        self.denied == other.denied
            && self.article != other.article
            && self.near_in_time(other)
            && self.uncounted.len() >= FEWEST_WORDS
            && other.uncounted.len() >= FEWEST_WORDS
            && words::containment(&self.uncounted, &other.uncounted) >= ALIKE
            && differ(&self.numbers, &other.numbers)
    }

    /// Places in an index under which claims that say the same but for the numbers meet.
    pub(crate) fn counted_places(&self) -> Vec<(u64, i64)> {
        let Some(day) = self.published.filter(|_| !self.numbers.is_empty()) else {
            return Vec::new();
        };
        let buckets: Vec<i64> = day.buckets((NEAR_DAYS + 1) / 2).collect();
        let words = self.uncounted.iter().take(SKETCH);
        words
            .flat_map(|&word| buckets.iter().map(move |&bucket| (word, bucket)))
            .collect()
    }

    /// Numbers of the buckets of days in which a denial of it may stand.
    pub(crate) fn denial_buckets(&self) -> impl Iterator<Item = i64> {
        self.published
            .into_iter()
            .flat_map(|day| day.buckets(NEAR_DENIAL / 2))
    }

    fn near_in_time(&self, other: &Self) -> bool {
        self.article == other.article
            || self
                .published
                .zip(other.published)
                .is_some_and(|(day, other)| day.gap(other) <= NEAR_DAYS)
    }
}

/// Whether each of two gives a number that the other does not.
pub(crate) fn differ(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    one.difference(other).next().is_some() && other.difference(one).next().is_some()
}

impl Item for ClaimItem {
    fn key(&self) -> &ItemKey {
        &self.key
    }

    fn blocks(&self) -> Vec<u64> {
        let mut blocks = Vec::new();
        let mut block = |parts: &[&str]| blocks.push(words::hash(parts.join("\u{1f}").bytes()));
        for page in &self.pages {
            block(&["page", page]);
        }
        for judgement in &self.links.same {
            block(&["judgement", &judgement.to_string()]);
        }
        // Articles that are near one another in time meet in a bucket; one without a narrow date is near itself alone.
        let mut times: Vec<String> = Vec::new();
        match (self.published, &self.article) {
            (Some(day), _) => times.extend(day.buckets((NEAR_DAYS + 1) / 2).map(|bucket| bucket.to_string())),
            (None, Some(article)) => times.push(article.clone()),
            (None, None) => {}
        }
        for pair in self.sketch.iter().map(u64::to_string) {
            if let Some(root) = &self.root {
                block(&["copy", root, &pair]);
            }
            if let Some(speaker) = &self.speaker {
                times
                    .iter()
                    .for_each(|time| block(&["speaker", speaker, time, &pair]));
            }
        }
        blocks
    }

    fn bond(&self, other: &Self) -> Option<Bond> {
        if self.links.are_same(&other.links) {
            return Some(JUDGED_SAME);
        }
        if (self.is_page() || other.is_page()) && !self.pages.is_disjoint(&other.pages) {
            return Some(Bond {
                strength: 100,
                decided: true,
                rule: "page-quotes-it",
            });
        }
        if self.denied != other.denied || self.other_speaker(other) {
            return None;
        }
        let likeness = self.likeness(other).filter(|&likeness| likeness >= ALIKE)?;
        let (more, rule) = if self.near_copy(other) {
            (70, "same-words-in-near-copy")
        } else if self.speaker.is_some() && self.speaker == other.speaker && self.near_in_time(other) {
            (50, "same-speaker-same-words")
        } else {
            return None;
        };
        Some(Bond {
            strength: more + (likeness * 10.0) as u32,
            decided: false,
            rule,
        })
    }

    fn apart(&self, other: &Self) -> bool {
        self.links.are_apart(&other.links)
    }

    fn conflicts(&self, other: &Self) -> bool {
        if self.is_page() || other.is_page() {
            return false;
        }
        // What a page or a judgement brings together may be worded differently, in another language above all.
        let brought_together = [self, other]
            .iter()
            .any(|item| !item.pages.is_empty() || !item.links.same.is_empty());
        let different = words::containment(&self.words, &other.words) < DIFFERENT;
        self.denied != other.denied || self.other_speaker(other) || (different && !brought_together)
    }
}
