//! Passages: where the words that a judgement quotes stand, what was read there, and which words tell a place apart.

use isnad_model::{
    Judged, Passage, Record, Span,
    text::{self, ScalarIndex},
};

/// The mention that stands at `span`.
pub(crate) fn mention_at(record: &Record, span: Span) -> Option<usize> {
    nearest(span, record.mentions.iter().map(isnad_model::Mention::span))
}

/// The telling whose word (of a meeting: what means it, of a claim: its cue, else its content) stands at `span`.
pub(crate) fn telling_at(record: &Record, of: Judged, span: Span) -> Option<usize> {
    if of == Judged::Meeting {
        return nearest(span, record.meetings.iter().map(|report| report.trigger));
    }
    let cues = record
        .claims
        .iter()
        .map(|claim| Span::new(claim.cue.start, claim.cue.end));
    let contents = record
        .claims
        .iter()
        .map(|claim| Span::new(claim.content.start, claim.content.end));
    nearest(span, cues).or_else(|| nearest(span, contents))
}

/// The words at `span` with as much around them as tells their place apart.
pub(crate) fn passage_at(article: &str, text: &str, lang: &str, span: Span) -> Option<Passage> {
    let index = ScalarIndex::new(text);
    let end = index.len();
    let quote = index.slice(span).to_owned();
    [0, 2, 4, 8, 16].into_iter().find_map(|words| {
        let before = index.slice(Span::new(span.start.saturating_sub(words * 12), span.start));
        let after = index.slice(Span::new(span.end, (span.end + words * 12).min(end)));
        let passage = Passage {
            article: article.to_owned(),
            quote: quote.clone(),
            prefix: last_words(before, words as usize),
            suffix: first_words(after, words as usize),
        };
        (find(text, &passage, lang) == Some(span)).then_some(passage)
    })
}

/// At most so many whole words of the end of a line.
fn last_words(text: &str, count: usize) -> String {
    let line = text.rsplit('\n').next().unwrap_or_default().trim_end();
    let start = line
        .rmatch_indices(char::is_whitespace)
        .nth(count.saturating_sub(1));
    let start = start.map_or(0, |(at, space)| at + space.len());
    if count == 0 {
        String::new()
    } else {
        line[start..].to_owned()
    }
}

/// At most so many whole words of the beginning of a line.
fn first_words(text: &str, count: usize) -> String {
    let line = text.split('\n').next().unwrap_or_default().trim_start();
    let end = line
        .match_indices(char::is_whitespace)
        .nth(count.saturating_sub(1));
    let end = end.map_or(line.len(), |(at, _)| at);
    if count == 0 {
        String::new()
    } else {
        line[..end].to_owned()
    }
}

/// The index of the one span that shares most with `wanted`; none where none shares any or several share alike.
fn nearest(wanted: Span, spans: impl Iterator<Item = Span>) -> Option<usize> {
    let common = |span: Span| {
        span.end
            .min(wanted.end)
            .saturating_sub(span.start.max(wanted.start))
    };
    let shares: Vec<(usize, u32, u32)> = spans
        .enumerate()
        .map(|(at, span)| (at, common(span), span.end - span.start))
        .filter(|(_, shared, _)| *shared > 0)
        .collect();
    // Of two that the words cover alike the one that they cover whole is meant.
    let best = shares
        .iter()
        .map(|&(_, shared, length)| (shared, std::cmp::Reverse(length)))
        .max()?;
    let mut bearers = shares
        .iter()
        .filter(|&&(_, shared, length)| (shared, std::cmp::Reverse(length)) == best);
    match (bearers.next(), bearers.next()) {
        (Some((at, ..)), None) => Some(*at),
        _ => None,
    }
}

/// The one place of a passage in `text`: exactly, else with spelling folded.
pub(crate) fn find(text: &str, passage: &Passage, lang: &str) -> Option<Span> {
    let quote = passage.quote.trim();
    if quote.is_empty() {
        return None;
    }
    let index = ScalarIndex::new(text);
    match places(text, quote, &passage.prefix, &passage.suffix)[..] {
        [byte] => return Some(index.span(byte..byte + quote.len())),
        [_, _, ..] => return None,
        [] => {}
    }
    let fold = |words: &str| text::fold(words, text::Level::Match, lang);
    let folded = fold(text);
    let wanted = fold(quote).key().trim().to_owned();
    let (prefix, suffix) = (fold(&passage.prefix), fold(&passage.suffix));
    if wanted.is_empty() {
        return None;
    }
    let [byte] = places(folded.key(), &wanted, prefix.key(), suffix.key())[..] else {
        return None;
    };
    let index = ScalarIndex::new(folded.key());
    Some(folded.source_span(index.span(byte..byte + wanted.len())))
}

/// Byte offsets of at most two places of `quote` with `prefix` before and `suffix` after it, white space aside.
fn places(text: &str, quote: &str, prefix: &str, suffix: &str) -> Vec<usize> {
    let (prefix, suffix) = (prefix.trim(), suffix.trim());
    let fits = |at: &usize| {
        text[..*at].trim_end().ends_with(prefix) && text[at + quote.len()..].trim_start().starts_with(suffix)
    };
    let found = text.match_indices(quote).map(|(at, _)| at);
    found.filter(fits).take(2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(quote: &str, prefix: &str, suffix: &str) -> Passage {
        Passage {
            article: "a".to_owned(),
            quote: quote.to_owned(),
            prefix: prefix.to_owned(),
            suffix: suffix.to_owned(),
        }
    }

    #[test]
    fn words_are_found_by_what_stands_around_them_or_not_at_all() {
        let text = "She met him. Later she met them, and they met.";
        assert_eq!(find(text, &passage("met", "", ""), "en"), None);
        assert_eq!(
            find(text, &passage("met", "Later she", ""), "en"),
            Some(Span::new(23, 26))
        );
        assert_eq!(
            find(text, &passage("met", "", "him"), "en"),
            Some(Span::new(4, 7))
        );
        assert_eq!(find(text, &passage("meets", "", ""), "en"), None);
        assert_eq!(
            find("التقَى الوزير", &passage("التقى", "", ""), "ar"),
            Some(Span::new(0, 6))
        );
    }

    #[test]
    fn the_nearest_is_one_or_none() {
        let spans = [Span::new(0, 4), Span::new(6, 9), Span::new(6, 20)];
        assert_eq!(nearest(Span::new(1, 3), spans.into_iter()), Some(0));
        assert_eq!(nearest(Span::new(6, 9), spans.into_iter()), Some(1));
        assert_eq!(nearest(Span::new(4, 6), spans.into_iter()), None);
        let twice = [Span::new(0, 4), Span::new(0, 4)];
        assert_eq!(nearest(Span::new(0, 4), twice.into_iter()), None);
    }
}
