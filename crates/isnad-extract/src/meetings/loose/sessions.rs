//! Sessions of bodies that no mention names (`заседание межправительственной комиссии`, "la commission mixte se réunira").

use std::ops::Range;

use isnad_model::EntityKind;

use super::{Finder, Trigger};
use crate::lexicon::Class;
use crate::tokens::TokenKind;

/// Tokens before a verb within which its subject stands.
const SUBJECT: usize = 16;

impl Finder<'_, '_, '_> {
    /// The body that holds a session, by its words in the text.
    pub(super) fn session_body(&self, trigger: &Trigger, clause: &Range<usize>) -> Option<Body> {
        if !self.has_free_order() || !trigger.alone || !self.takes_place(trigger, clause) {
            return None;
        }
        let end = clause.end.min(trigger.tokens.end + 6);
        let behind = trigger
            .noun
            .then(|| {
                (trigger.tokens.end..end)
                    .take_while(|&at| self.in_phrase(at))
                    .find_map(|at| self.holder_at(at))
            })
            .flatten();
        behind.or_else(|| {
            let from = trigger.tokens.start.saturating_sub(SUBJECT).max(clause.start);
            (from..trigger.tokens.start).find_map(|at| {
                let body = self.holder_at(at)?;
                let start = match &body {
                    Body::Words(tokens) => tokens.start,
                    Body::Mention(_) => at,
                };
                (!self.is_behind_preposition(start, clause.start)).then_some(body)
            })
        })
    }

    /// An event: a verb of meeting, or a noun with a light verb or a plan beside it.
    fn takes_place(&self, trigger: &Trigger, clause: &Range<usize>) -> bool {
        let near = clause.start.max(trigger.tokens.start.saturating_sub(14))
            ..clause.end.min(trigger.tokens.end + 20);
        !trigger.noun
            || near
                .clone()
                .any(|at| self.document.is_any(at, &[Class::Light, Class::Planned]))
    }

    /// A word inside the noun phrase behind a noun of session.
    fn in_phrase(&self, at: usize) -> bool {
        let document = self.document;
        let link = document.is_any(at, &[Class::NameLink, Class::Definite]);
        document.tokens[at].kind == TokenKind::Word
            && document.finite_verb(at).is_none()
            && (link
                || !document.is_any(
                    at,
                    &[
                        Class::Preposition,
                        Class::PlacePreposition,
                        Class::And,
                        Class::Relative,
                    ],
                ))
    }

    /// The body whose head noun stands at a token; a bare word for a class of bodies goes back to the last body named.
    fn holder_at(&self, at: usize) -> Option<Body> {
        let document = self.document;
        let mentions = self.reader.mentions();
        let heads = [
            Class::Institution,
            Class::OrganizationEnd,
            Class::InstitutionClass,
        ];
        if mentions.index_at(at).is_some()
            || document.tokens[at].kind != TokenKind::Word
            || !document.is_any(at, &heads)
            || document.is_any(at, &[Class::Meeting, Class::Meet, Class::Title])
        {
            return None;
        }
        let tokens = crate::mentions::body_phrase(document, mentions, at);
        if tokens.len() < 2 {
            if !document.is(at, Class::InstitutionClass) {
                return None;
            }
            let here = document.tokens[at].span.start;
            return mentions
                .before(here)
                .find(|&index| {
                    mentions.items[index].kind == EntityKind::Organization && !mentions.items[index].outlet
                })
                .map(Body::Mention);
        }
        Some(Body::Words(tokens))
    }

    fn is_behind_preposition(&self, start: usize, floor: usize) -> bool {
        let document = self.document;
        let mut at = start;
        while at > floor && document.is_any(at - 1, &[Class::Definite, Class::Determiner]) {
            at -= 1;
        }
        at > floor && document.is_any(at - 1, &[Class::Preposition, Class::PlacePreposition])
    }
}

/// Who holds a session.
pub(super) enum Body {
    /// A mention.
    Mention(usize),
    /// Words that no mention stands on.
    Words(Range<usize>),
}
