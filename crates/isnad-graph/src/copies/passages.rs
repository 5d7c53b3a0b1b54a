//! Passages: what two texts share, found by lining up the runs of words that both hold.

use std::{collections::HashMap, ops::Range};

use super::wording::{RUN, runs};

/// Words without a common run that a passage bridges: a changed word, a reworded clause.
const GAP: usize = 12;
/// By how many words a bridge may be longer in one text than in the other.
const DRIFT: usize = 6;
/// Words in common runs from which a passage says something; fewer are a name with its title, a set phrase.
const FEWEST_COMMON: usize = 9;
/// Of the words of a passage one in so many stands in common runs, at least.
const DENSEST: usize = 3;
/// Places of one run that are looked at; a text that repeats itself more says nothing new.
const PLACES: usize = 4;
/// Passages that are followed at once.
const OPEN: usize = 12;

/// A passage that two texts share, as words of each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Passage {
    /// In the text that was indexed.
    pub here: Range<usize>,
    /// In the other one.
    pub there: Range<usize>,
    /// Words in common runs.
    common: usize,
}

/// The runs of one text with where they stand, for lining up others with it.
#[derive(Debug)]
pub(super) struct Runs<'a> {
    words: &'a [u32],
    places: HashMap<u64, [u32; PLACES]>,
}

/// No place.
const NOWHERE: u32 = u32::MAX;

impl<'a> Runs<'a> {
    /// The runs of a text.
    pub(super) fn new(words: &'a [u32]) -> Self {
        let mut places: HashMap<u64, [u32; PLACES]> = HashMap::with_capacity(words.len());
        for (at, run) in runs(words).enumerate() {
            let known = places.entry(run).or_insert([NOWHERE; PLACES]);
            if let Some(free) = known.iter_mut().find(|place| **place == NOWHERE) {
                *free = at as u32;
            }
        }
        Self { words, places }
    }

    /// Share of the shorter text's words that stand in shared passages, in [0, 1].
    pub(super) fn containment(&self, other: &[u32]) -> f32 {
        let passages = self.passages(other);
        let here_is_shorter = self.words.len() <= other.len();
        let covered = passages.iter().map(|passage| {
            let side = if here_is_shorter {
                &passage.here
            } else {
                &passage.there
            };
            side.len()
        });
        let shorter = self.words.len().min(other.len()).max(1);
        covered.sum::<usize>() as f32 / shorter as f32
    }

    /// What the text shares with another one, in the order of this text; no word of either is in two passages.
    pub(super) fn passages(&self, other: &[u32]) -> Vec<Passage> {
        let (mut open, mut closed): (Vec<Passage>, Vec<Passage>) = (Vec::new(), Vec::new());
        for (there, run) in runs(other).enumerate() {
            let Some(places) = self.places.get(&run) else {
                continue;
            };
            open.retain(|passage| {
                let follows = there <= passage.there.end + GAP;
                if !follows && passage.says_something() {
                    closed.push(passage.clone());
                }
                follows
            });
            for &here in places.iter().take_while(|&&place| place != NOWHERE) {
                continue_one(&mut open, &mut closed, here as usize, there);
            }
        }
        closed.extend(open.into_iter().filter(Passage::says_something));
        self.apart(closed, other)
    }

    /// The longest first, each only where no longer one has its words; then grown to both sides over equal words.
    fn apart(&self, mut passages: Vec<Passage>, other: &[u32]) -> Vec<Passage> {
        passages.sort_by_key(|passage| {
            (
                std::cmp::Reverse(passage.common),
                passage.here.start,
                passage.there.start,
            )
        });
        let mut here = vec![false; self.words.len()];
        let mut there = vec![false; other.len()];
        let mut kept = Vec::new();
        for mut passage in passages {
            passage.trim(&here, &there);
            if !passage.says_something()
                || here[passage.here.clone()].contains(&true)
                || there[passage.there.clone()].contains(&true)
            {
                continue;
            }
            here[passage.here.clone()].fill(true);
            there[passage.there.clone()].fill(true);
            kept.push(passage);
        }
        kept.sort_by_key(|passage| passage.here.start);
        kept
    }
}

/// Puts a common run at the end of the passage that it goes on with, or begins one.
fn continue_one(open: &mut Vec<Passage>, closed: &mut Vec<Passage>, here: usize, there: usize) {
    let best = open
        .iter_mut()
        .filter(|passage| passage.goes_on_at(here, there))
        .max_by_key(|passage| passage.common);
    if let Some(passage) = best {
        passage.common += RUN
            .min(there + RUN - passage.there.end)
            .min(here + RUN - passage.here.end);
        (passage.here.end, passage.there.end) = (here + RUN, there + RUN);
        return;
    }
    if open.len() == OPEN
        && let Some(least) = (0..OPEN).min_by_key(|&at| open[at].common)
    {
        let passage = open.swap_remove(least);
        if passage.says_something() {
            closed.push(passage);
        }
    }
    open.push(Passage {
        here: here..here + RUN,
        there: there..there + RUN,
        common: RUN,
    });
}

impl Passage {
    /// Whether a common run that begins at these words belongs to it.
    fn goes_on_at(&self, here: usize, there: usize) -> bool {
        let (after_here, after_there) = (here + RUN, there + RUN);
        after_here > self.here.end
            && after_there > self.there.end
            && here <= self.here.end + GAP
            && there <= self.there.end + GAP
            && (after_here - self.here.end).abs_diff(after_there - self.there.end) <= DRIFT
    }

    fn says_something(&self) -> bool {
        let longer = self.here.len().max(self.there.len());
        self.common >= FEWEST_COMMON && self.common * DENSEST >= longer
    }

    /// Gives up words at its ends that are taken.
    fn trim(&mut self, here: &[bool], there: &[bool]) {
        let taken_at = |at_here: usize, at_there: usize| here[at_here] || there[at_there];
        while !self.here.is_empty() && !self.there.is_empty() && taken_at(self.here.start, self.there.start) {
            self.here.start += 1;
            self.there.start += 1;
            self.common = self.common.saturating_sub(1);
        }
        while !self.here.is_empty()
            && !self.there.is_empty()
            && taken_at(self.here.end - 1, self.there.end - 1)
        {
            self.here.end -= 1;
            self.there.end -= 1;
            self.common = self.common.saturating_sub(1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(seed: u32, length: u32) -> Vec<u32> {
        (0..length).map(|at| seed * 1000 + at).collect()
    }

    fn passages(one: &[u32], other: &[u32]) -> Vec<(Range<usize>, Range<usize>)> {
        let found = Runs::new(one).passages(other);
        found.into_iter().map(|it| (it.here, it.there)).collect()
    }

    #[test]
    fn equal_texts_are_one_passage() {
        let text = texts(1, 50);
        assert_eq!(passages(&text, &text), [(0..50, 0..50)]);
        assert!((Runs::new(&text).containment(&text) - 1.0).abs() < f32::EPSILON);
    }

    #[test]
    fn paragraphs_in_another_order_are_passages_of_their_own() {
        let (one, two) = (texts(1, 30), texts(2, 40));
        let found = passages(&[one.clone(), two.clone()].concat(), &[two, one].concat());
        assert_eq!(found, [(0..30, 40..70), (30..70, 0..40)]);
    }

    #[test]
    fn changed_words_are_bridged_and_a_set_phrase_is_no_passage() {
        let text = texts(1, 60);
        let mut changed = text.clone();
        changed.iter_mut().step_by(7).for_each(|word| *word += 500_000);
        let found = passages(&text, &changed);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].0.len() > 50, "{found:?}");
        let phrase = [texts(3, 40), text[..6].to_vec(), texts(4, 40)].concat();
        assert_eq!(passages(&text, &phrase), []);
    }

    #[test]
    fn a_text_that_repeats_itself_is_read_once() {
        let text = [texts(1, 4).as_slice(); 5000].concat();
        assert!(Runs::new(&text).containment(&text) > 0.0);
    }
}
