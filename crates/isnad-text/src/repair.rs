//! Repairs of words that were broken up on purpose: their records, the readable view, the way back to the original.

use crate::{ScalarIndex, Span, table};

/// One word that a publisher broke up, and what matching reads instead. The text itself is never changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Repair {
    /// The whole word in the original.
    pub span: Span,
    /// The readable word.
    pub repaired: String,
    /// Which rule found it, as `ar.tatweel-symbol`.
    pub rule: &'static str,
}

/// The text with every repair applied: the readable view.
pub fn apply_repairs(text: &str, repairs: &[Repair]) -> String {
    let index = ScalarIndex::new(text);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for repair in usable(repairs, index.len()) {
        out.push_str(index.slice(Span::new(at, repair.span.start)));
        out.push_str(&repair.repaired);
        at = repair.span.end;
    }
    out.push_str(index.slice(Span::new(at, index.len())));
    out
}

/// The repairs in text order that lie in a text of `len` scalars, cover something and do not overlap an earlier one.
pub(crate) fn usable(repairs: &[Repair], len: u32) -> Vec<&Repair> {
    let mut sorted: Vec<&Repair> = repairs
        .iter()
        .filter(|r| r.span.end <= len && !r.span.is_empty())
        .collect();
    sorted.sort_by_key(|repair| repair.span);
    let mut at = 0;
    sorted.retain(|repair| {
        let keep = repair.span.start >= at;
        if keep {
            at = repair.span.end;
        }
        keep
    });
    sorted
}

/// Above so many pairs of scalars a repair is no word, and its scalars are spread in order instead of aligned.
const MOST_PAIRS: usize = 1 << 16;

/// For each scalar of the readable word the offset of the scalar of the original that it stands for.
///
/// Never decreases, always within the original (which holds at least one scalar).
pub(crate) fn align(original: &str, repaired: &str) -> Vec<u32> {
    let source: Vec<char> = original.chars().collect();
    let target: Vec<char> = repaired.chars().collect();
    if source.len() == target.len() || source.len() * target.len() > MOST_PAIRS {
        let last = source.len().saturating_sub(1) as u32;
        return (0..target.len() as u32).map(|offset| offset.min(last)).collect();
    }
    trace(&source, &target, &costs(&source, &target))
}

/// What it costs to put another letter; to leave one out costs 2 and an added one 2, so that equal letters pair first.
fn change(from: char, to: char) -> u32 {
    if from == to {
        return 0;
    }
    // Only signs of the far blocks have another form; asking for each letter would cost an allocation.
    if from < '\u{FB50}' {
        return 3;
    }
    let mut forms = Vec::new();
    table::compatible_form(from, &mut forms);
    if forms == [to] { 0 } else { 3 }
}

/// `costs[i * (target + 1) + j]`: the least cost to read `target[j..]` in `source[i..]`.
fn costs(source: &[char], target: &[char]) -> Vec<u32> {
    let width = target.len() + 1;
    let mut costs = vec![0; (source.len() + 1) * width];
    for i in (0..=source.len()).rev() {
        for j in (0..=target.len()).rev() {
            let skip = (i < source.len()).then(|| costs[(i + 1) * width + j] + 2);
            let add = (j < target.len()).then(|| costs[i * width + j + 1] + 2);
            let pair = (i < source.len() && j < target.len())
                .then(|| costs[(i + 1) * width + j + 1] + change(source[i], target[j]));
            costs[i * width + j] = [skip, add, pair].into_iter().flatten().min().unwrap_or(0);
        }
    }
    costs
}

fn trace(source: &[char], target: &[char], costs: &[u32]) -> Vec<u32> {
    let width = target.len() + 1;
    let last = source.len().saturating_sub(1) as u32;
    let mut map = Vec::with_capacity(target.len());
    let mut i = 0;
    while map.len() < target.len() {
        let j = map.len();
        let here = costs[i * width + j];
        if i < source.len() && here == costs[(i + 1) * width + j + 1] + change(source[i], target[j]) {
            map.push(i as u32);
            i += 1;
        } else if i < source.len() && here == costs[(i + 1) * width + j] + 2 {
            i += 1;
        } else {
            map.push((i as u32).min(last));
        }
    }
    map
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_stand_for_themselves_and_signs_for_nothing() {
        assert_eq!(align("قـ.ـتل", "قتل"), [0, 4, 5]);
        assert_eq!(align("انفج1ر", "انفجار"), [0, 1, 2, 3, 4, 5]);
        assert_eq!(align("انـفج1ر", "انفجار"), [0, 1, 3, 4, 5, 6]);
        assert_eq!(align("\u{1EE0D}نـا", "ننا"), [0, 1, 3]);
    }

    #[test]
    fn any_pair_of_words_aligns_inside_the_original() {
        assert_eq!(align("x", "قتل"), [0, 0, 0]);
        let long = "ق".repeat(400);
        let map = align(&long, &"تل".repeat(300));
        assert!(map.is_sorted() && map.iter().all(|&offset| offset < 400));
    }

    #[test]
    fn overlapping_and_outside_repairs_are_passed_over() {
        let repair = |start, end| Repair {
            span: Span::new(start, end),
            repaired: "X".to_owned(),
            rule: "author",
        };
        let repairs = [repair(2, 4), repair(0, 3), repair(1, 1), repair(5, 9)];
        assert_eq!(apply_repairs("abcdef", &repairs), "Xdef");
    }
}
