//! Copies: which articles are near-copies of which, found without comparing all with all.
//!
//! Of each text the smallest of its shingles is kept under many orders (MinHash): the more two texts share, the more of these are
//! the same. Texts are compared only where two in a row are. Whether a pair is looked at depends on the two texts alone, so the order
//! in which articles come does not show; and words that many articles share (a credit, a "read also") bring few pairs together.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use isnad_model::{Article, Edtf};

use crate::{CopyOf, words};

/// Share of the shorter text's shingles from which two articles are near-copies.
const NEAR_COPY: f32 = 0.6;
/// Texts with fewer shingles say too little to be called copies.
const FEWEST_SHINGLES: usize = 20;
/// Pairs of orders. Texts that share a quarter of all their shingles meet in one with 92 %, those that share 43 % (near-copies of one
/// length) always, those that share a hundredth with 0.4 %.
const BANDS: usize = 40;
/// So many orders must agree before two texts are compared word by word: chance meetings agree in no more than their band.
const FEWEST_AGREEING: usize = 6;

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
    /// The smallest shingle under two orders, band by band; none for a text that says too little.
    smallest: Vec<[u32; 2]>,
}

impl Sketch {
    fn new(article: &Article) -> Self {
        let shingles = words::shingles(&words::word_hashes(&article.text, &article.lang));
        let bands = if shingles.len() < FEWEST_SHINGLES {
            0
        } else {
            BANDS as u64
        };
        let smallest = (0..bands).map(|band| smallest(&shingles, mixed(band))).collect();
        Self {
            published: published(article),
            shingles,
            smallest,
        }
    }

    /// Names of the bands, each with what it holds.
    fn bands(&self) -> impl Iterator<Item = u64> {
        self.smallest
            .iter()
            .enumerate()
            .map(|(band, &[one, other])| mixed(band as u64) ^ mixed(u64::from(one) << 32 | u64::from(other)))
    }

    fn agrees(&self, other: &Self) -> bool {
        let pairs = self.smallest.iter().zip(&other.smallest);
        let agreeing =
            pairs.map(|(one, other)| usize::from(one[0] == other[0]) + usize::from(one[1] == other[1]));
        agreeing.sum::<usize>() >= FEWEST_AGREEING
    }
}

/// The smallest shingle under each of two orders that `order` gives.
fn smallest(shingles: &[u64], order: u64) -> [u32; 2] {
    shingles.iter().fold([u32::MAX; 2], |[one, other], shingle| {
        let hash = mixed(shingle ^ order);
        [one.min(hash as u32), other.min((hash >> 32) as u32)]
    })
}

/// SplitMix64's last step: every bit of the result rests on every bit of `bits`.
fn mixed(bits: u64) -> u64 {
    let bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

/// Every article's shingles and every near-copy pair.
#[derive(Clone, Debug, Default)]
pub(crate) struct Copies {
    sketches: BTreeMap<Arc<str>, Sketch>,
    /// Articles by band. Looked up, never walked: its order does not show.
    by_band: HashMap<u64, Vec<Arc<str>>>,
    pairs: BTreeMap<String, BTreeMap<String, f32>>,
}

impl Copies {
    /// Takes an article in.
    pub(crate) fn insert(&mut self, article: &Article) {
        self.remove(&article.id);
        let sketch = Sketch::new(article);
        for other in self.candidates(&sketch) {
            let containment = words::containment(&sketch.shingles, &self.sketches[&other].shingles);
            if containment >= NEAR_COPY {
                let mut pair = |one: &str, other: &str| {
                    let partners = self.pairs.entry(one.to_owned()).or_default();
                    partners.insert(other.to_owned(), containment);
                };
                pair(&article.id, &other);
                pair(&other, &article.id);
            }
        }
        let id: Arc<str> = article.id.as_str().into();
        for band in sketch.bands() {
            self.by_band.entry(band).or_default().push(Arc::clone(&id));
        }
        self.sketches.insert(id, sketch);
    }

    /// Forgets an article.
    pub(crate) fn remove(&mut self, id: &str) {
        let Some(sketch) = self.sketches.remove(id) else {
            return;
        };
        for band in sketch.bands() {
            if let Some(holders) = self.by_band.get_mut(&band) {
                holders.retain(|holder| **holder != *id);
                if holders.is_empty() {
                    self.by_band.remove(&band);
                }
            }
        }
        for other in self.pairs.remove(id).unwrap_or_default().into_keys() {
            if let Some(partners) = self.pairs.get_mut(&other) {
                partners.remove(id);
            }
        }
    }

    /// Articles that share a band and agree enough to be worth comparing in full.
    fn candidates(&self, sketch: &Sketch) -> BTreeSet<Arc<str>> {
        let holders = sketch
            .bands()
            .filter_map(|band| self.by_band.get(&band))
            .flatten();
        holders
            .filter(|holder| sketch.agrees(&self.sketches[*holder]))
            .cloned()
            .collect()
    }

    /// Near-copies of an article.
    pub(crate) fn partners(&self, id: &str) -> impl Iterator<Item = &String> {
        self.pairs.get(id).into_iter().flat_map(BTreeMap::keys)
    }

    /// The earliest near-copy that was published before the article.
    pub(crate) fn copy_of(&self, id: &str) -> Option<CopyOf> {
        let own = &self.sketches.get(id)?.published;
        let earlier = |(other, _): &(&String, &f32)| self.sketches[other.as_str()].published < *own;
        self.pairs
            .get(id)?
            .iter()
            .filter(earlier)
            .min_by_key(|(other, _)| &self.sketches[other.as_str()].published)
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

    /// Texts of a hundred invented words, the first `same` of them the same.
    fn pair(same: usize, seed: u64) -> [String; 2] {
        let word = |at: usize, side: u64| {
            let side = if at < same { 0 } else { side };
            format!("w{:x}", mixed(seed << 32 | side << 16 | at as u64))
        };
        [1, 2].map(|side| (0..100).map(|at| word(at, side)).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn texts_that_share_two_thirds_always_meet_and_a_common_ending_brings_none_together() {
        for seed in 0..200 {
            let [one, other] = pair(67, seed);
            let mut copies = Copies::default();
            copies.insert(&article("one", "2021-07-01", &one));
            copies.insert(&article("other", "2021-07-02", &other));
            assert!(copies.copy_of("other").is_some(), "{seed}");
        }
        let mut copies = Copies::default();
        let mut compared = 0;
        for seed in 0..200 {
            let [text, _] = pair(0, seed);
            let text = format!("{text} follow the channel of this paper for the news of the hour");
            let new = article(&format!("a{seed}"), "2021-07-01", &text);
            compared += copies.candidates(&Sketch::new(&new)).len();
            copies.insert(&new);
        }
        // Of 19,900 pairs that all share the ending.
        assert!(compared < 200, "{compared}");
    }

    #[test]
    fn short_texts_are_no_copies() {
        let mut copies = Copies::default();
        copies.insert(&article("a", "2021-07-03", "He declined to comment on it"));
        copies.insert(&article("b", "2021-07-02", "He declined to comment on it"));
        assert_eq!(copies.copy_of("a"), None);
    }
}
