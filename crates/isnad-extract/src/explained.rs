//! Explanations: which words of a sentence the packs know, and as what.

use isnad_model::{Article, Span};

use crate::document::Document;
use crate::extractor::Extractor;
use crate::lexicon::Class;

/// Classes whose words decide whether a rule fires and what it makes of a sentence; the others only tell where phrases end.
const DECIDING: [Class; 19] = [
    Class::Say,
    Class::According,
    Class::Hidden,
    Class::Hearsay,
    Class::RelayFrom,
    Class::Meet,
    Class::Meeting,
    Class::Light,
    Class::ByCall,
    Class::Planned,
    Class::Cancelled,
    Class::Denied,
    Class::Requested,
    Class::Condition,
    Class::Negation,
    Class::FutureNegation,
    Class::Future,
    Class::Hedge,
    Class::FalseFriend,
];

/// A word or phrase of a language pack in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecidingWord {
    /// The table or key of the pack that holds it (`say`, `planned`).
    pub class: &'static str,
    /// In scalars of the article's text.
    pub span: Span,
}

impl Extractor {
    /// The words within a span of an article that decide what its rules make of it, in order.
    pub fn deciding_words(&self, article: &Article, within: Span) -> Vec<DecidingWord> {
        let Some(lexicon) = self.lexicon(&article.lang, &article.text) else {
            return Vec::new();
        };
        self.read(article, lexicon, |document| deciding_words(document, within))
    }
}

fn deciding_words(document: &Document<'_>, within: Span) -> Vec<DecidingWord> {
    let first = document
        .tokens
        .partition_point(|token| token.span.start < within.start);
    let mut words = Vec::new();
    for at in first..document.tokens.len() {
        if document.tokens[at].span.end > within.end {
            break;
        }
        for found in document
            .found_at(at)
            .iter()
            .filter(|it| DECIDING.contains(&it.class))
        {
            words.push(DecidingWord {
                class: found.class.name(),
                span: document.span_without(&(found.start..found.end), found.clitic.letters),
            });
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::KnownNames;
    use std::sync::Arc;

    #[test]
    fn words_that_decide_are_named_with_their_class() {
        let known = KnownNames::new(std::iter::empty());
        let extractor = Extractor::new(Arc::new(known)).expect("the packs are whole");
        let text = "The talks were postponed, the mayor said.";
        let mut article = Article::new("a".to_owned(), text.to_owned());
        article.lang = "en".to_owned();
        let words = extractor.deciding_words(&article, Span::new(0, text.len() as u32));
        let told: Vec<_> = words
            .iter()
            .map(|it| (it.class, &text[it.span.start as usize..it.span.end as usize]))
            .collect();
        assert!(told.contains(&("meeting", "talks")), "{told:?}");
        assert!(told.contains(&("cancelled", "postponed")), "{told:?}");
        assert!(told.contains(&("say", "said")), "{told:?}");
        assert!(extractor.deciding_words(&article, Span::new(0, 3)).is_empty());
    }
}
