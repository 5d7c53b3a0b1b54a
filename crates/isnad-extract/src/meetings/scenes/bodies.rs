//! Bodies that no mention names: the noun phrase of a council, committee or union where only somebody who meets can stand.

use std::ops::Range;

use isnad_model::EntityKind;

use super::elements::{Element, What};
use super::ties::Tie;
use crate::lexicon::Class;
use crate::meetings::Finder;
use crate::shapes;

/// Heads of a body's name.
const HEADS: [Class; 3] = [Class::Institution, Class::InstitutionClass, Class::GroupHead];

/// Words that such a name holds at most.
const LENGTH: usize = 8;

impl Finder<'_, '_, '_> {
    /// `مجلس محافظي البنك`, `لجنة التحكيم`: a body without a mention, with those met, behind a verb that makes a meeting or the
    /// noun of one.
    pub(super) fn body_at(&self, at: usize, sentence: &Range<usize>, row: &[Element]) -> Option<Element> {
        let document = self.document;
        let definite = document.is_definite(at);
        if !(document.is_any(at, &HEADS) || definite && document.is(at, Class::Body))
            || self.reader.mentions().index_at(at).is_some()
            || document.is_any(at, &[Class::Meet, Class::Meeting, Class::Light])
        {
            return None;
        }
        let tie = self.tie_before(at, sentence.start, None, row);
        let last = row.last();
        let listed = tie == Tie::And && last.is_some_and(Element::is_party);
        let made = last.is_some_and(|it| match &it.what {
            What::Verb(found) => matches!(found.class, Class::Meet | Class::Light),
            What::Noun(_) => tie == Tie::Bare || tie == Tie::Of,
            _ => false,
        });
        if definite {
            return self.definite_body(at, sentence, tie, made);
        }
        if !listed && !made && !matches!(tie, Tie::With | Tie::By | Tie::Between) {
            return None;
        }
        let end = self.body_phrase(at, sentence.end)?;
        Some(Element::new(at..end, What::Unnamed, tie))
    }

    /// `المكتب القيادي للتحالف`, before or behind its verb.
    fn definite_body(&self, at: usize, sentence: &Range<usize>, tie: Tie, made: bool) -> Option<Element> {
        let document = self.document;
        let end = self.adjectives_behind(at, sentence.end);
        let place = [
            Class::Venue,
            Class::PlaceClass,
            Class::PlaceClassWeak,
            Class::PlaceHead,
        ];
        // `مؤتمر النقابة السنوي`: the adjective is another noun's.
        let agrees =
            shapes::ends_like_feminine(document.key(at)) == shapes::ends_like_feminine(document.key(at + 1));
        if document.is_any(at, &place) || !agrees {
            return None;
        }
        let next = if document.is(end, Class::Auxiliary) {
            end + 1
        } else {
            end
        };
        let acts = next < sentence.end
            && document.is_any(next, &[Class::Meet, Class::Light])
            && document.finite_verb(next).is_some();
        (end > at + 1 && tie == Tie::Bare && (made || acts))
            .then(|| Element::new(at..end, What::Unnamed, tie))
    }

    /// One past the last word of a body's noun phrase: indefinite words up to one with the article, and its adjectives.
    fn body_phrase(&self, at: usize, limit: usize) -> Option<usize> {
        let document = self.document;
        let mentions = self.reader.mentions();
        let limit = limit.min(at + LENGTH);
        let (mut next, mut closed) = (at + 1, false);
        // `حركة 23 مارس`: a day as a name.
        if next + 1 < limit && self.is_day(next) {
            return Some(next + 2);
        }
        // `جماعة X`, `شركة X`: the mention is the party.
        let class = document.is_any(at, &[Class::InstitutionClass, Class::GroupHead]);
        if class && mentions.starting_at(next).is_some() {
            return None;
        }
        while next < limit && document.tokens[next].is_word() {
            if let Some(index) = mentions.starting_at(next) {
                let named = &mentions.items[index];
                let joined = named.span.start > document.tokens[next].span.start;
                let part = if closed {
                    shapes::has_contracted_article(document.key(next))
                } else {
                    !joined
                };
                if part && named.kind != EntityKind::Person && named.tokens.end <= limit {
                    closed = true;
                    next = named.tokens.end;
                    continue;
                }
                break;
            }
            if !self.goes_on(next, closed) {
                break;
            }
            closed |= document.is_definite(next);
            next += 1;
        }
        closed.then_some(next)
    }

    fn is_day(&self, at: usize) -> bool {
        let document = self.document;
        let number = document.slice(document.tokens[at].span);
        number.chars().all(char::is_numeric) && document.tokens[at + 1].is_word()
    }

    /// Whether a word belongs to a body's noun phrase; `closed` where one with the article stands before it.
    fn goes_on(&self, at: usize, closed: bool) -> bool {
        let document = self.document;
        let key = document.key(at);
        let ends = document.is_any(
            at,
            &[
                Class::Adverb,
                Class::Preposition,
                Class::PlacePreposition,
                Class::Meeting,
                Class::Meet,
                Class::Relative,
                Class::That,
                Class::Both,
                Class::Venue,
            ],
        );
        if ends || document.is_time(at) {
            return false;
        }
        if document.is_definite(at) {
            let governed = shapes::begins_with_preposition(key) && !shapes::has_contracted_article(key);
            let another = shapes::begins_with_and(key)
                && document.is_any(at, &[Class::Title, Class::TitleFeminine, Class::Body]);
            return !closed || !governed && !another;
        }
        let written = document.text_of(at);
        !closed
            && !shapes::has_accusative_mark(written)
            && !shapes::begins_with_conjunction(key)
            && document.finite_verb(at).is_none()
    }

    /// One past the last adjective or `لل…` of a definite noun for a body (`النقابة الأساسية للموانئ`).
    pub(super) fn adjectives_behind(&self, at: usize, limit: usize) -> usize {
        let document = self.document;
        let mut end = at + 1;
        while end < limit.min(at + 5)
            && document.tokens[end].is_word()
            && document.is_definite(end)
            && !shapes::begins_with_conjunction(document.key(end))
            && self.reader.mentions().index_at(end).is_none()
            && !document.is_any(end, &[Class::Title, Class::TitleFeminine])
            && self.goes_on(end, true)
        {
            end += 1;
        }
        end
    }
}
