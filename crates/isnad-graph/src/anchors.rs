//! Anchors: where the words that an author's page quotes stand, and which telling they belong to.

use std::collections::BTreeSet;

use isnad_model::{Quotation, Span, text};

use crate::{Anchor, KnowledgeGraph, NodeKind, NodeRef, cluster::ItemKey, resolve::Resolved};

/// The quotations of one page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PageAnchors {
    /// Quotations that were found.
    pub found: Vec<Anchor>,
    /// Tellings that they belong to.
    pub items: BTreeSet<ItemKey>,
    /// Quotations that were not found.
    pub lost: Vec<Quotation>,
    /// Articles that the page quotes, found or not.
    pub articles: BTreeSet<String>,
}

impl KnowledgeGraph {
    /// Looks for the quotations of a meeting's or a claim's page.
    pub(crate) fn anchor(&self, page: &NodeRef, quotations: &[Quotation]) -> PageAnchors {
        let mut anchors = PageAnchors::default();
        for quotation in quotations {
            anchors.articles.insert(quotation.article.clone());
            let resolved = self.resolved.get(&quotation.article);
            let span = resolved.and_then(|resolved| {
                find_quote(&resolved.article.text, &quotation.quote, &resolved.article.lang)
            });
            let Some((resolved, span)) = resolved.zip(span) else {
                anchors.lost.push(quotation.clone());
                continue;
            };
            anchors.found.push(Anchor {
                article: quotation.article.clone(),
                span,
            });
            anchors.items.extend(telling_at(resolved, page.kind, span));
        }
        anchors
    }
}

/// The one place of `quote` in `text`: exactly, else with spelling folded. `None` also where it stands twice when folded.
fn find_quote(text: &str, quote: &str, lang: &str) -> Option<Span> {
    let quote = quote.trim();
    if quote.is_empty() {
        return None;
    }
    if let Some(byte) = text.find(quote) {
        let index = text::ScalarIndex::new(text);
        return Some(index.span(byte..byte + quote.len()));
    }
    let folded = text::fold(text, text::Level::Match, lang);
    let wanted = text::fold(quote, text::Level::Match, lang);
    let wanted = wanted.key().trim();
    let mut places = folded.key().match_indices(wanted);
    let (byte, _) = places.next().filter(|_| !wanted.is_empty())?;
    if places.next().is_some() {
        return None;
    }
    let index = text::ScalarIndex::new(folded.key());
    Some(folded.source_span(index.span(byte..byte + wanted.len())))
}

/// The telling of the wanted kind that shares most with `span`; the first of equals.
fn telling_at(resolved: &Resolved, kind: NodeKind, span: Span) -> Option<ItemKey> {
    let common = |other: Span| {
        other
            .end
            .min(span.end)
            .saturating_sub(other.start.max(span.start))
    };
    let overlaps: Vec<u32> = match kind {
        NodeKind::Meeting => resolved
            .meetings
            .iter()
            .map(|telling| common(telling.evidence) * 2 + u32::from(span.contains(telling.trigger)))
            .collect(),
        NodeKind::Claim => resolved
            .claims
            .iter()
            .map(|claim| {
                let content = &claim.telling.content;
                let more: u32 = content.more.iter().map(|&part| common(part)).sum();
                common(Span::new(content.start, content.end)) + more
            })
            .collect(),
        NodeKind::Article | NodeKind::Entity | NodeKind::Topic => Vec::new(),
    };
    let best = overlaps.iter().copied().max().filter(|&most| most > 0)?;
    let index = overlaps.iter().position(|&overlap| overlap == best)?;
    Some(ItemKey::Report(resolved.article.id.clone(), index))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_found_exactly_or_folded_and_never_guessed() {
        let text = "قال المُصدر إن اللقاء تم. ثم غادر.";
        assert_eq!(find_quote(text, "اللقاء تم", "ar"), Some(Span::new(15, 24)));
        assert!(find_quote(text, "قال المصدر", "ar").is_some());
        assert_eq!(find_quote(text, "لم يتم اللقاء", "ar"), None);
        assert_eq!(find_quote(text, " ", "ar"), None);
        assert_eq!(
            find_quote("He LEFT. He left early, and he Left.", "he Left early", "en").map(|span| span.start),
            Some(9)
        );
        assert_eq!(
            find_quote("Yes, HE said. Yes, He said.", "yes, he said", "en"),
            None
        );
    }
}
