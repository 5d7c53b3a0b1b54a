//! The nearest of some candidates by edit distance, for "did you mean".

/// The candidate nearest to `word` within a third of its letters (at least one, at most three edits); the first
/// of equals. Insert, delete, replace and swap of neighbours count one each.
pub fn nearest<'a, I: IntoIterator<Item = &'a str>>(word: &str, candidates: I) -> Option<&'a str> {
    let letters: Vec<char> = word.chars().collect();
    let limit = (letters.len() / 3).clamp(1, 3);
    let mut best: Option<(usize, &'a str)> = None;
    for candidate in candidates {
        let bound = best.map_or(limit, |(distance, _)| distance.saturating_sub(1));
        if let Some(distance) = distance_within(&letters, candidate, bound) {
            best = Some((distance, candidate));
            if distance == 0 {
                break;
            }
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The edit distance when it is at most `bound`.
fn distance_within(word: &[char], candidate: &str, bound: usize) -> Option<usize> {
    let other: Vec<char> = candidate.chars().take(word.len() + bound + 1).collect();
    if word.len().abs_diff(other.len()) > bound {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for (row, &left) in word.iter().enumerate() {
        let mut line = Vec::with_capacity(other.len() + 1);
        line.push(row + 1);
        for (column, &top) in other.iter().enumerate() {
            let replace = above[column] + usize::from(left != top);
            let mut cost = replace.min(above[column + 1] + 1).min(line[column] + 1);
            if row > 0 && column > 0 && left == other[column - 1] && word[row - 1] == top {
                cost = cost.min(before[column - 1] + 1);
            }
            line.push(cost);
        }
        before = std::mem::replace(&mut above, line);
    }
    above.last().copied().filter(|&distance| distance <= bound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_word_wins_and_far_words_lose() {
        assert_eq!(nearest("titel", ["date", "title", "tile"]), Some("title"));
        assert_eq!(nearest("بيدرسن", ["بوتين", "بيدرسون"]), Some("بيدرسون"));
        assert_eq!(nearest("publisher", ["date", "lang"]), None);
        assert_eq!(nearest("", ["a"]), Some("a"));
        assert_eq!(nearest("abc", []), None);
    }
}
