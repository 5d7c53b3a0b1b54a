//! Headlines: "X: …", "…, says X", "… - sources".

use std::ops::Range;

use isnad_model::{ChainKind, EntityKind};
use isnad_text::Span;

use super::content::{self, trim, words};
use super::{Attribution, Reader, Speaker};
use crate::document::LineRole;
use crate::lexicon::Class;

/// Words of a role without a name at most ("senior defence official").
const ROLE: usize = 5;

impl Reader<'_, '_> {
    /// Reads a headline whose source stands behind or before a mark; nothing where a cue of its own attributes.
    pub(super) fn read_headline(&mut self, sentence: &Range<usize>) {
        let document = self.document;
        if sentence.is_empty() || document.sentence(sentence.start).role != LineRole::Headline {
            return;
        }
        let told = self
            .attributions
            .iter()
            .rev()
            .take(4)
            .any(|it| sentence.contains(&it.at));
        if !told {
            let _ = self.read_source_and_colon(sentence)
                || self.read_says_behind(sentence)
                || self.read_source_behind(sentence);
        }
    }

    /// "Minister: …", `بوتين: …`.
    fn read_source_and_colon(&mut self, sentence: &Range<usize>) -> bool {
        let document = self.document;
        let Some(colon) = (sentence.start + 1..sentence.end.min(sentence.start + ROLE + 4))
            .find(|&at| document.tokens[at].is_mark(':'))
        else {
            return false;
        };
        let Some(source) = self.headline_source(sentence.start..colon) else {
            return false;
        };
        let content = trim(document, colon + 1..sentence.end);
        if words(document, &content) < 2 {
            return false;
        }
        self.push_headline(
            colon,
            document.span(&(colon..colon + 1)),
            source,
            content,
            "attr.headline-colon",
        );
        true
    }

    /// "Rates to rise, says regulator".
    fn read_says_behind(&mut self, sentence: &Range<usize>) -> bool {
        let document = self.document;
        let floor = sentence.start.max(sentence.end.saturating_sub(ROLE + 4));
        let Some(comma) = (floor..sentence.end)
            .rev()
            .find(|&at| document.tokens[at].is_comma() || document.tokens[at].is_dash())
        else {
            return false;
        };
        let first = document
            .find(comma + 1, Class::Say)
            .filter(|it| it.end < sentence.end);
        let last = document.find(sentence.end - 1, Class::Say);
        let (cue, source) = match (first, last) {
            (Some(cue), _) => (cue, cue.end..sentence.end),
            (None, Some(cue)) => (cue, comma + 1..cue.start),
            (None, None) => return false,
        };
        let cue = cue.start..cue.end;
        let Some(source) = self.headline_source(source) else {
            return false;
        };
        let content = trim(document, sentence.start..comma);
        if words(document, &content) < 2 {
            return false;
        }
        self.push_headline(
            cue.start,
            document.span(&cue),
            source,
            content,
            "attr.headline-says",
        );
        true
    }

    /// "Grain deal close - sources".
    fn read_source_behind(&mut self, sentence: &Range<usize>) -> bool {
        let document = self.document;
        let floor = sentence.start.max(sentence.end.saturating_sub(ROLE + 4));
        let Some(mark) = (floor..sentence.end).rev().find(|&at| {
            (document.tokens[at].is_dash() && !document.tokens[at].glued) || document.tokens[at].is_mark(':')
        }) else {
            return false;
        };
        if mark + 1 >= sentence.end || !self.is_role_phrase(mark + 1..sentence.end) {
            return false;
        }
        let Some(source) = self.headline_source(mark + 1..sentence.end) else {
            return false;
        };
        let content = trim(
            document,
            content::clause_start(document, sentence, sentence.start)..mark,
        );
        if words(document, &content) < 2 {
            return false;
        }
        self.push_headline(
            mark,
            document.span(&(mark..mark + 1)),
            source,
            content,
            "attr.headline-source",
        );
        true
    }

    /// A name, or a role as headlines give it, without article.
    fn headline_source(&mut self, tokens: Range<usize>) -> Option<Speaker> {
        if tokens.is_empty() {
            return None;
        }
        let document = self.document;
        let named = self
            .mentions
            .within(tokens.clone())
            .find(|&index| self.mentions.items[index].tokens.end == tokens.end);
        if let Some(index) = named.filter(|&index| self.can_head(index)) {
            let plain = (tokens.start..self.mentions.items[index].tokens.start).all(|at| {
                document.tokens[at].is_word()
                    && document.finite_verb(at).is_none_or(|_| self.is_role_word(at))
            });
            return plain.then(|| Speaker {
                span: Some(document.span(&tokens)),
                ..self.speaker(index, &tokens)
            });
        }
        if tokens.len() > ROLE || !self.is_role_phrase(tokens.clone()) {
            return None;
        }
        let unnamed = tokens.clone().find(|&at| {
            document.is(at, Class::Source) && !document.is_any(at, &[Class::Title, Class::TitleFeminine])
        });
        if let Some(noun) = unnamed
            && let Some(index) = crate::mentions::add_anonymous(document, self.mentions, noun)
        {
            return Some(self.speaker(index, &tokens));
        }
        let span = document.span(&tokens);
        let person = tokens
            .clone()
            .any(|at| document.is_any(at, &[Class::Title, Class::TitleFeminine]));
        Some(Speaker {
            span: Some(span),
            mention: None,
            name: document.slice(span).to_owned(),
            kind: if person {
                ChainKind::Person
            } else {
                ChainKind::Organization
            },
        })
    }

    /// Whether a headline's name is likely to speak: a body that nobody knows may be anything.
    fn can_head(&self, index: usize) -> bool {
        let named = &self.mentions.items[index];
        named.speaks() && (named.kind != EntityKind::Organization || named.outlet || named.known.is_some())
    }

    fn is_role_word(&self, at: usize) -> bool {
        self.document.is_any(
            at,
            &[
                Class::Title,
                Class::TitleFeminine,
                Class::TitlePlural,
                Class::TitleWord,
                Class::Source,
                Class::SourceAdjective,
                Class::Institution,
                Class::InstitutionClass,
                Class::InstitutionDefinite,
                Class::OrganizationEnd,
                Class::Body,
                Class::Outlet,
                Class::Document,
            ],
        )
    }

    /// Whether tokens hold nothing but words of roles, with a noun among them.
    fn is_role_phrase(&self, tokens: Range<usize>) -> bool {
        let document = self.document;
        let adjective = |at: usize| {
            document.is(at, Class::SourceAdjective) && !document.is(at, Class::Source)
                || document.demonym(at).is_some()
        };
        tokens.len() <= ROLE
            && tokens.clone().all(|at| {
                document.tokens[at].is_word()
                    && (self.is_role_word(at)
                        || adjective(at)
                        || document.is_definite(at) && at > tokens.start)
            })
            && tokens.clone().any(|at| self.is_role_word(at) && !adjective(at))
    }

    fn push_headline(
        &mut self,
        at: usize,
        cue: Span,
        source: Speaker,
        content: Range<usize>,
        rule: &'static str,
    ) {
        // A headline that the body repeats says it once.
        let words = self.document.slice(self.document.span(&content));
        let again = self.attributions.iter().take(8).any(|it| {
            it.rule.starts_with("attr.headline")
                && self.document.slice(self.document.span(&it.content[0])) == words
        });
        if again {
            return;
        }
        self.push(Attribution {
            source: Some(source),
            content: vec![content],
            ..Attribution::new(at, cue, rule, 0.6)
        });
    }
}
