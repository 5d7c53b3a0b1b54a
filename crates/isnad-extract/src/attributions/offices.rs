//! Sources without a name: people in general and offices whose holder is not named.

use isnad_model::{ChainKind, EntityKind};

use super::sources::{Phrase, agrees_in_gender};
use super::{Reader, Speaker, link_kind};
use crate::lexicon::Class;
use crate::shapes;

impl Reader<'_, '_> {
    /// `المرأة الخمسينية`, `الصيادون`: people told of before or in general, as the subject of a content clause.
    pub(super) fn people(&self, start: usize, limit: usize) -> Option<Phrase> {
        let document = self.document;
        if document.lexicon.language.capitals
            || document.is_any(
                start,
                &[Class::Adverb, Class::Thing, Class::Relative, Class::Topic],
            )
            || document.is_time(start)
        {
            return None;
        }
        // `خفر السواحل`: a plain noun in construct.
        let construct = !document.is_definite(start)
            && start + 1 < limit
            && shapes::has_article(document.key(start + 1))
            && document.is_definite(start + 1)
            && document.finite_verb(start).is_none()
            && document.key(start).chars().count() > 2
            && !document.is_any(
                start,
                &[
                    Class::Preposition,
                    Class::Negation,
                    Class::NotName,
                    Class::Conjunction,
                    Class::Determiner,
                    Class::Meeting,
                ],
            );
        let definite = shapes::has_article(document.key(start))
            && document.is_definite(start)
            && !document.key(start).strip_prefix("ال").is_some_and(|bare| {
                document.lexicon.has(bare, Class::NotName) || document.lexicon.has(bare, Class::Document)
            });
        if !construct && !definite {
            return None;
        }
        let mut end = start + 1 + usize::from(construct);
        while end < limit
            && document.is_definite(end)
            && (construct || agrees_in_gender(document, start, end))
            && document.tokens[end].is_word()
            && !document.is_any(end, &[Class::Adverb, Class::Relative])
            && end < start + 5
        {
            end += 1;
        }
        let span = document.span(&(start..end));
        let human = document.is(start, Class::Human);
        if human {
            let here = document.tokens[start].span.start;
            let person = self
                .mentions
                .before(here)
                .find(|&index| self.mentions.items[index].kind == EntityKind::Person);
            if let Some(index) = person {
                let named = &self.mentions.items[index];
                let speaker = Speaker {
                    span: Some(span),
                    mention: Some(index),
                    name: named.name.clone(),
                    kind: link_kind(self.mentions, index),
                };
                return Some(Phrase { speaker, end });
            }
        }
        let speaker = Speaker {
            span: Some(span),
            mention: None,
            name: document.slice(span).to_owned(),
            kind: if human {
                ChainKind::Person
            } else {
                ChainKind::Group
            },
        };
        Some(Phrase { speaker, end })
    }

    /// `مكتب رئيس الوزراء`, `وزير الخارجية السعودي`: an office whose holder the text does not name.
    pub(super) fn office(&self, start: usize, limit: usize) -> Option<Phrase> {
        let document = self.document;
        let head = document.found_at(start).iter().find(|it| {
            matches!(
                it.class,
                Class::Title
                    | Class::TitleFeminine
                    | Class::TitlePlural
                    | Class::Institution
                    | Class::InstitutionClass
            ) && it.clitic.conjunction.is_none()
        })?;
        if document.lexicon.language.capitals {
            return None;
        }
        let kind = if matches!(head.class, Class::Institution | Class::InstitutionClass) {
            ChainKind::Organization
        } else {
            ChainKind::Person
        };
        let mut end = head.end;
        let mut closed = false;
        while end < limit
            && document.tokens[end].is_word()
            && !document.is_any(
                end,
                &[
                    Class::That,
                    Class::ThatPronoun,
                    Class::Preposition,
                    Class::Adverb,
                    Class::Relative,
                    Class::RelayFrom,
                ],
            )
            && document
                .finite_verb(end)
                .is_none_or(|_| document.is_definite(end))
        {
            let definite = document.is_definite(end) || self.mentions.index_at(end).is_some();
            if closed && !definite {
                break;
            }
            closed |= definite;
            end += 1;
        }
        if !closed {
            return None;
        }
        let span = document.span(&(start..end));
        Some(Phrase {
            speaker: Speaker {
                span: Some(span),
                mention: None,
                name: document.slice(span).to_owned(),
                kind,
            },
            end,
        })
    }

    /// A noun of a source behind its adjectives ("senior civil servant").
    pub(super) fn modified_source(&self, start: usize, limit: usize) -> Option<usize> {
        let document = self.document;
        if !document.lexicon.language.capitals {
            return None;
        }
        let mut at = start;
        while at < limit && at < start + 5 {
            if document.find(at, Class::Source).is_some() {
                return Some(at);
            }
            let modifies = document.is_any(
                at,
                &[
                    Class::SourceAdjective,
                    Class::TitleWord,
                    Class::Institution,
                    Class::Title,
                ],
            ) || document.demonym(at).is_some();
            if !modifies || self.mentions.index_at(at).is_some() {
                return None;
            }
            at += 1;
        }
        None
    }
}
