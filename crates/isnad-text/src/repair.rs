//! Repairs of words that were broken up on purpose: their records, the readable view, the way back to the original.

use crate::{ScalarIndex, Span};

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
    let mut sorted: Vec<&Repair> = repairs.iter().filter(|r| r.span.end <= len && !r.span.is_empty()).collect();
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

/// For each scalar of the readable word the offset of the scalar of the original that it stands for.
///
/// Never decreases, always within the original (which holds at least one scalar).
pub(crate) fn align(original: &str, repaired: &str) -> Vec<u32> {
    let source: Vec<char> = original.chars().collect();
    let target: Vec<char> = repaired.chars().collect();
    let last = source.len().saturating_sub(1) as u32;
    if source.len() == target.len() {
        return (0..target.len() as u32).collect();
    }
    let mut at = 0;
    let mut map = Vec::with_capacity(target.len());
    for &wanted in &target {
        match source[at..].iter().position(|&c| c == wanted) {
            Some(ahead) => {
                map.push((at + ahead) as u32);
                at += ahead + 1;
            }
            None => {
                // Written by hand with other letters: keep to the order and stay inside.
                map.push((at as u32).min(last));
                at = (at + 1).min(source.len());
            }
        }
    }
    map
}
