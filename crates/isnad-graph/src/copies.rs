//! Copies: which articles are near-copies of which, found through an inverted index over sampled shingles.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use isnad_model::{Article, Edtf};

use crate::{CopyOf, words};

/// Share of the shorter text's shingles from which two articles are near-copies.
const NEAR_COPY: f32 = 0.6;
/// Texts with fewer shingles say too little to be called copies.
const FEWEST_SHINGLES: usize = 20;
/// One shingle in so many is looked up; which ones depends on the shingle alone, so both texts sample alike.
const SAMPLE: u64 = 4;

/// Orders articles by publication; the undated come last.
pub(crate) type Published = (bool, Option<Edtf>, String);

/// When `article` was published, for ordering.
pub(crate) fn published(article: &Article) -> Published {
    (article.date.is_none(), article.date, article.id.clone())
}

#[derive(Clone, Debug)]
struct Sketch {
    published: Published,
    shingles: Vec<u64>,
}

impl Sketch {
    fn samples(&self) -> impl Iterator<Item = u64> {
        self.shingles
            .iter()
            .copied()
            .filter(|shingle| shingle.is_multiple_of(SAMPLE))
    }
}

/// Every article's shingles and every near-copy pair.
#[derive(Clone, Debug, Default)]
pub(crate) struct Copies {
    sketches: BTreeMap<String, Sketch>,
    /// Looked up, never walked: its order does not show.
    by_sample: HashMap<u64, BTreeSet<String>>,
    pairs: BTreeMap<String, BTreeMap<String, f32>>,
}

impl Copies {
    /// Takes an article in.
    pub(crate) fn insert(&mut self, article: &Article) {
        self.remove(&article.id);
        let shingles = words::shingles(&words::word_hashes(&article.text, &article.lang));
        let sketch = Sketch {
            published: published(article),
            shingles,
        };
        for other in self.candidates(&sketch) {
            let containment = words::containment(&sketch.shingles, &self.sketches[&other].shingles);
            if containment >= NEAR_COPY {
                self.pairs
                    .entry(article.id.clone())
                    .or_default()
                    .insert(other.clone(), containment);
                self.pairs
                    .entry(other)
                    .or_default()
                    .insert(article.id.clone(), containment);
            }
        }
        for sample in sketch.samples() {
            self.by_sample
                .entry(sample)
                .or_default()
                .insert(article.id.clone());
        }
        self.sketches.insert(article.id.clone(), sketch);
    }

    /// Forgets an article.
    pub(crate) fn remove(&mut self, id: &str) {
        let Some(sketch) = self.sketches.remove(id) else {
            return;
        };
        for sample in sketch.samples() {
            if let Some(holders) = self.by_sample.get_mut(&sample) {
                holders.remove(id);
                if holders.is_empty() {
                    self.by_sample.remove(&sample);
                }
            }
        }
        for other in self.pairs.remove(id).unwrap_or_default().into_keys() {
            if let Some(partners) = self.pairs.get_mut(&other) {
                partners.remove(id);
            }
        }
    }

    /// Articles that share enough samples to be worth comparing in full.
    fn candidates(&self, sketch: &Sketch) -> Vec<String> {
        if sketch.shingles.len() < FEWEST_SHINGLES {
            return Vec::new();
        }
        let mut shared: BTreeMap<&String, usize> = BTreeMap::new();
        for sample in sketch.samples() {
            for holder in self.by_sample.get(&sample).into_iter().flatten() {
                *shared.entry(holder).or_default() += 1;
            }
        }
        let sampled = sketch.samples().count();
        let worth = |id: &str, count: usize| {
            let other = &self.sketches[id];
            other.shingles.len() >= FEWEST_SHINGLES && count * 4 >= sampled.min(other.samples().count())
        };
        shared
            .into_iter()
            .filter(|&(id, count)| worth(id, count))
            .map(|(id, _)| id.clone())
            .collect()
    }

    /// Near-copies of an article.
    pub(crate) fn partners(&self, id: &str) -> impl Iterator<Item = &String> {
        self.pairs.get(id).into_iter().flat_map(BTreeMap::keys)
    }

    /// The earliest near-copy that was published before the article.
    pub(crate) fn copy_of(&self, id: &str) -> Option<CopyOf> {
        let own = &self.sketches.get(id)?.published;
        let earlier = |(other, _): &(&String, &f32)| self.sketches[*other].published < *own;
        self.pairs
            .get(id)?
            .iter()
            .filter(earlier)
            .min_by_key(|(other, _)| &self.sketches[*other].published)
            .map(|(other, &containment)| CopyOf {
                article: other.clone(),
                containment,
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(id: &str, date: &str, text: &str) -> Article {
        let mut article = Article::new(id, text);
        article.date = date.parse().ok();
        article
    }

    const TEXT: &str = "The envoy arrived in the capital on Monday and met the minister for two hours before he left \
        for the airport without a word to the reporters who had waited since dawn at the gate";

    #[test]
    fn a_later_copy_points_to_the_earlier_text() {
        let mut copies = Copies::default();
        copies.insert(&article(
            "late",
            "2021-07-03",
            &format!("Read also: five recipes. {TEXT}. Follow our channel"),
        ));
        copies.insert(&article("early", "2021-07-02", TEXT));
        copies.insert(&article("other", "2021-07-01", "Farmers in the valley expect a good year for apricots, say traders at the market of the old town near the river"));
        assert_eq!(
            copies.copy_of("late").map(|copy| copy.article),
            Some("early".to_owned())
        );
        assert_eq!(copies.copy_of("early"), None);
        assert_eq!(copies.copy_of("other"), None);
        copies.remove("early");
        assert_eq!(copies.copy_of("late"), None);
    }

    #[test]
    fn short_texts_are_no_copies() {
        let mut copies = Copies::default();
        copies.insert(&article("a", "2021-07-03", "He declined to comment on it"));
        copies.insert(&article("b", "2021-07-02", "He declined to comment on it"));
        assert_eq!(copies.copy_of("a"), None);
    }
}
