//! Noun phrases that no list knows, read by article, agreement and word order: `ثلاثة من جيرانه`, `ملتقى الريف` (Arabic).

use std::ops::Range;

use isnad_model::{ChainKind, EntityKind};

use super::agreement::{phrase_gender, phrase_number};
use super::sources::Phrase;
use super::{Reader, Speaker};
use crate::document::Document;
use crate::inflect::{Gender, Number};
use crate::lexicon::Class;
use crate::mentions::Named;
use crate::shapes::{self, bare};

/// Tokens of such a phrase at most.
const PHRASE: usize = 14;

/// Words that begin or continue no noun phrase.
const SMALL: [Class; 26] = [
    Class::Preposition,
    Class::Negation,
    Class::Conjunction,
    Class::That,
    Class::ThatPronoun,
    Class::Adverb,
    Class::Relative,
    Class::FreeRelative,
    Class::Auxiliary,
    Class::Future,
    Class::Topic,
    Class::According,
    Class::RelayFrom,
    Class::Pronoun,
    Class::Condition,
    Class::Hedge,
    Class::SpokenTo,
    Class::Resumptive,
    Class::Occasion,
    Class::ObjectPronoun,
    Class::RelayNoun,
    Class::BeliefNoun,
    Class::ViewNoun,
    Class::Hidden,
    Class::Itself,
    Class::CueNoun,
];

/// Words that are nouns although a verb is spelt like them.
const NOUNS: [Class; 9] = [
    Class::Title,
    Class::TitleFeminine,
    Class::TitlePlural,
    Class::Institution,
    Class::InstitutionClass,
    Class::Outlet,
    Class::Source,
    Class::GivenName,
    Class::Particle,
];

/// A noun phrase as the text has it.
pub(super) struct NounPhrase {
    /// Its tokens, numerals and determiners included.
    pub tokens: Range<usize>,
    /// Its first noun.
    pub head: usize,
    /// Whether an article, a possessor or a name makes it definite.
    pub closed: bool,
}

impl Reader<'_, '_> {
    /// The noun phrase that begins at `start`; `bounded` where nothing but it and its adjuncts stands before `limit`.
    pub(super) fn noun_phrase(&self, start: usize, limit: usize, bounded: bool) -> Option<NounPhrase> {
        let document = self.document;
        if !document.lexicon.language.proclitics {
            return None;
        }
        let limit = limit.min(start + PHRASE).min(document.tokens.len());
        let mut head = start;
        while head < limit && head < start + 3 && self.counts(head, limit) {
            head += 1;
        }
        let quoted = head < limit && document.tokens[head].is_quote();
        if quoted {
            let quotation = document.quotation_at(head)?;
            return (quotation.close < limit && quotation.close - quotation.open <= 5 && head == start).then(
                || NounPhrase {
                    tokens: start..quotation.close + 1,
                    head: head + 1,
                    closed: true,
                },
            );
        }
        if head >= limit || !self.is_head(head) {
            return None;
        }
        let (mut end, closed) = self.noun_chain(head, limit, bounded);
        // `خبازون في الحي`, `شركتان من مقدمي الخدمة`: what an indefinite noun belongs to.
        let indefinite = !document.is_definite(head) || head > start;
        let participle = document.is_definite(head) && shapes::is_plural(document.key(head));
        if (!closed && indefinite || participle && end == head + 1)
            && end + 1 < limit
            && document.is_any(end, &[Class::Inside])
            && document.tokens[end].is_word()
            && document
                .find(end, Class::Inside)
                .is_some_and(|it| it.end == end + 1)
            && self.is_head(end + 1)
            && (document.is_whole(end, Class::From) || !is_possessed(document, end + 1))
        {
            end = self.noun_chain(end + 1, limit, bounded).0;
        }
        Some(NounPhrase {
            tokens: start..end,
            head,
            closed,
        })
    }

    /// A numeral or `أحد`, `بعض` before its noun.
    fn counts(&self, at: usize, limit: usize) -> bool {
        let document = self.document;
        let number = document.tokens[at].kind == crate::tokens::TokenKind::Number;
        let noun = at + 1 < limit && (self.is_head(at + 1) || document.is_whole(at + 1, Class::From));
        noun && (number || document.is(at, Class::Determiner) && !document.is_definite(at))
            || document.is_whole(at, Class::From)
                && at > 0
                && document.is(at - 1, Class::Determiner)
                && at + 1 < limit
                && self.is_head(at + 1)
    }

    /// Whether a word can be the first noun of a phrase that is no object of a preposition.
    fn is_head(&self, at: usize) -> bool {
        let document = self.document;
        let Some(token) = document.tokens.get(at) else {
            return false;
        };
        if !token.is_word()
            || token.starts_line && at > 0 && document.tokens[at - 1].sentence == token.sentence
        {
            return false;
        }
        if let Some(index) = self.mentions.index_at(at) {
            return self.mentions.items[index].phrase <= at;
        }
        let key = document.key(at);
        // `لكن مسؤولاً فيها قال`: the accusative behind `لكن`.
        let led = at > 0 && document.is_any(at - 1, &[Class::Conjunction, Class::That]);
        if key.chars().count() < 3 || is_tanwin(document, at) && !led || document.is_any(at, &SMALL) {
            return false;
        }
        // `للوكالة`, `بالقول`: behind a preposition.
        if document.is_definite(at) && !shapes::has_article(shapes::after_conjunctions(key)) {
            return false;
        }
        let found = document.found_at(at);
        let glued = !found.is_empty() && found.iter().all(|it| it.clitic.preposition.is_some());
        let verb = document.finite_verb(at).is_some_and(|it| {
            it.class != Class::Say || it.clitic.letters == 0 || it.clitic.conjunction.is_some()
        }) && !document.is_definite(at)
            && !document.is_any(at, &NOUNS);
        !glued && !verb
    }

    /// Where a chain of nouns and adjectives ends, and whether it is definite.
    fn noun_chain(&self, head: usize, limit: usize, bounded: bool) -> (usize, bool) {
        let document = self.document;
        let mut end = head + 1;
        let mut closed = document.is_definite(head) || is_possessed(document, head);
        if let Some(index) = self.mentions.index_at(head) {
            end = self.mentions.items[index].tokens.end;
            closed = self.mentions.items[index].kind != EntityKind::Anonymous;
        }
        let mut described = false;
        let titled = document.is_any(head, &[Class::Title, Class::TitleFeminine]);
        while end < limit {
            if let Some(quotation) = document.quotation_at(end) {
                if quotation.close >= limit || quotation.close - quotation.open > 5 {
                    break;
                }
                end = quotation.close + 1;
                closed = true;
                continue;
            }
            if let Some(index) = self.mentions.starting_at(end)
                && !document.is(end, Class::Preposition)
            {
                let named = &self.mentions.items[index];
                if closed && named.kind != EntityKind::Person || named.tokens.end > limit {
                    break;
                }
                end = named.tokens.end;
                closed = true;
                continue;
            }
            // `الجهاز القومي لتنظيم الاتصالات`: what a body is for.
            if document.is_definite(head) && self.is_purpose(end, limit) {
                end += 2;
                continue;
            }
            // `فريق المدينة للدراجات`
            if closed
                && shapes::has_contracted_article(document.key(end))
                && document.is_definite(end)
                && self.mentions.index_at(end).is_none()
                && !document.is_any(
                    end,
                    &[
                        Class::Reporter,
                        Class::Outlet,
                        Class::Human,
                        Class::Source,
                        Class::Title,
                    ],
                )
            {
                end += 1;
                continue;
            }
            if !self.continues(end, bounded) {
                break;
            }
            let definite = document.is_definite(end);
            if closed && !definite {
                // `وزير الخارجية يسرائيل كاتس`: a name that nobody knows behind its title.
                if !(titled && self.is_unknown_name(end)) {
                    break;
                }
                end += 1;
                continue;
            }
            if !closed && !definite {
                let adjective = is_adjective(document, end);
                if described && !adjective {
                    break;
                }
                described |= adjective;
                if !bounded && !adjective && end > head + 2 {
                    break;
                }
            }
            closed |= definite || is_possessed(document, end);
            end += 1;
        }
        (end, closed)
    }

    /// `لتنظيم الاتصالات`: a joined `ل`, a noun and what makes it definite.
    fn is_purpose(&self, at: usize, limit: usize) -> bool {
        let document = self.document;
        at + 1 < limit
            && shapes::begins_with_for(document.key(at))
            && !document.is_definite(at)
            && document.key(at).chars().count() > 4
            && document.find(at, Class::Say).is_none()
            && self.mentions.index_at(at).is_none()
            && document.is_definite(at + 1)
            && shapes::has_article(document.key(at + 1))
            && !document.is_any(at + 1, &[Class::Reporter, Class::Adverb])
    }

    /// A word that nothing but a list of names holds, if anything.
    pub(super) fn is_unknown_name(&self, at: usize) -> bool {
        let document = self.document;
        document.tokens[at].kind == crate::tokens::TokenKind::Word
            && document.found_at(at).iter().all(|it| {
                matches!(
                    it.class,
                    Class::CommonWord | Class::GivenName | Class::Surname | Class::Particle | Class::Binding
                )
            })
            && document.key(at).chars().count() > 2
    }

    /// Whether a word can go on with a noun phrase.
    fn continues(&self, at: usize, bounded: bool) -> bool {
        let document = self.document;
        let token = &document.tokens[at];
        if !token.is_word() || token.starts_line || is_tanwin(document, at) {
            return false;
        }
        let key = document.key(at);
        let definite = document.is_definite(at);
        if definite {
            // `التخطيط والمتابعة`, `لتنظيم الطاقة`
            return shapes::has_article(shapes::after_and(key))
                && !document.is_any(at, &[Class::Adverb, Class::Relative, Class::Topic]);
        }
        if document.is_any(at, &SMALL) && !document.is_any(at, &[Class::GivenName]) {
            return false;
        }
        if document
            .finite_verb(at)
            .is_some_and(|it| it.clitic.letters == 0 || it.clitic.conjunction.is_some())
            && !document.is_any(at, &NOUNS)
        {
            return false;
        }
        // A deed is an object of its own (`شركات الطيران تسيير رحلات`).
        (bounded || !shapes::is_deed(key))
            && !document
                .found_at(at)
                .iter()
                .any(|it| it.clitic.preposition.is_some() && it.clitic.letters > 0)
    }

    /// A noun phrase as a source: an unnamed one is kept among the mentions.
    pub(super) fn unlisted(&mut self, phrase: &NounPhrase) -> Phrase {
        let document = self.document;
        let letters = conjunction_letters(document, phrase.tokens.start);
        let span = document.span_without(&phrase.tokens, letters);
        let head = phrase.head;
        let index = self
            .mentions
            .within(phrase.tokens.clone())
            .filter(|&index| self.mentions.items[index].kind == EntityKind::Person)
            .last()
            .or_else(|| self.mentions.starting_at(head).filter(|_| phrase.closed));
        let end = phrase.tokens.end;
        let person = index.filter(|&index| self.mentions.items[index].kind == EntityKind::Person);
        if let Some(index) = person.or_else(|| self.add_quoted(phrase)).or(index) {
            let speaker = Speaker {
                span: Some(span),
                ..self.speaker(index, &phrase.tokens)
            };
            return Phrase { speaker, end };
        }
        if let Some(index) = self.add_unnamed(phrase, letters) {
            let speaker = Speaker {
                span: Some(span),
                ..self.speaker(index, &phrase.tokens)
            };
            return Phrase { speaker, end };
        }
        let kind = if document.is_any(
            head,
            &[
                Class::Institution,
                Class::InstitutionClass,
                Class::OrganizationEnd,
            ],
        ) || document.tokens[head - usize::from(head > 0)].is_quote()
        {
            ChainKind::Organization
        } else if phrase_number(document, phrase) != Number::Singular
            || phrase.closed && !is_possessed(document, head) && document.is_definite(head)
        {
            ChainKind::Group
        } else {
            ChainKind::Person
        };
        // `ليكيب الفرنسية`: the adjective of nation is no part of a foreign name.
        let last = end - 1;
        let foreign = last == head + 1
            && !document.is_definite(head)
            && document.found_at(head).is_empty()
            && document.is_definite(last)
            && document.demonym_bare(last).is_some();
        let name = if foreign {
            document.span_without(&(phrase.tokens.start..last), letters)
        } else {
            span
        };
        let speaker = Speaker {
            span: Some(span),
            mention: None,
            name: document.slice(name).to_owned(),
            kind,
        };
        Phrase { speaker, end }
    }

    /// Keeps a name in quotation marks that closes a phrase (`بنك الاستثمار «نماء»`).
    fn add_quoted(&mut self, phrase: &NounPhrase) -> Option<usize> {
        let document = self.document;
        let close = phrase.tokens.end - 1;
        let open = document.quotation_closing(close)?.open;
        let name = open + 1..close;
        let words = name.clone().all(|at| document.tokens[at].is_word());
        if !words || name.is_empty() || !self.mentions.is_free(&name) {
            return None;
        }
        let mut named = Named::pattern(document, name, 0, EntityKind::Organization, 0.6);
        named.phrase = phrase.tokens.start;
        // A class noun without a feminine ending is masculine.
        named.gender = match phrase_gender(document, phrase) {
            Gender::Any if phrase.head < open => Gender::Masculine,
            gender => gender,
        };
        named.referent = self.mentions.new_referent();
        self.mentions.add(named)
    }

    /// Keeps an indefinite noun phrase for people as an unnamed source.
    fn add_unnamed(&mut self, phrase: &NounPhrase, letters: u8) -> Option<usize> {
        let document = self.document;
        let head = phrase.head;
        let human = shapes::is_plural(document.key(head))
            || shapes::is_feminine_dual(document.key(head))
            || document.is_any(head, &[Class::Source]);
        let described = phrase.tokens.end > head + 1 || document.is(head, Class::Source);
        if document.is_definite(head)
            || is_possessed(document, head)
            || !human
            || !described && !shapes::is_plural(document.key(head))
            || !self.mentions.is_free(&(head..head + 1))
        {
            return None;
        }
        let tokens = head..phrase.tokens.end;
        let letters = if head == phrase.tokens.start { letters } else { 0 };
        let mut named = Named::pattern(document, tokens, letters, EntityKind::Anonymous, 0.7);
        named.number = phrase_number(document, phrase);
        named.gender = phrase_gender(document, phrase);
        named.heads.push(bare(document.key(head)).to_owned());
        named.referent = self.mentions.new_referent();
        Some(self.mentions.add_around(named))
    }

    /// Whether a phrase can be somebody who says something, as far as its first noun tells.
    pub(super) fn can_speak(&self, phrase: &NounPhrase) -> bool {
        let document = self.document;
        let head = phrase.head;
        if self
            .mentions
            .index_at(head)
            .is_some_and(|index| !self.mentions.items[index].speaks())
        {
            return false;
        }
        let named = self.mentions.starting_at(head).is_some()
            || head > 0 && document.tokens[head - 1].is_quote()
            || head > phrase.tokens.start
            || document.is_any(head, &[Class::GroupHead, Class::Delegation, Class::Body]);
        named
            || !document.is_any(
                head,
                &[
                    Class::Meeting,
                    Class::PlaceClass,
                    Class::NotName,
                    Class::VenueNoun,
                    Class::Side,
                    Class::Motion,
                    Class::Direction,
                    Class::Thing,
                ],
            ) && !shapes::is_deed(document.key(head))
    }
}

/// How many letters of the first word are a conjunction.
fn conjunction_letters(document: &Document<'_>, at: usize) -> u8 {
    let key = document.key(at);
    let found = document.found_at(at);
    if found.iter().any(|it| it.clitic.letters == 0) {
        return 0;
    }
    let article = shapes::has_conjunction_and_article(key);
    let cut = found.iter().any(|it| it.clitic.conjunction.is_some());
    u8::from(cut || article && document.is_definite(at))
}

/// An accusative that its mark shows: an object, a circumstance or an adverb.
pub(super) fn is_tanwin(document: &Document<'_>, at: usize) -> bool {
    shapes::has_accusative_mark(document.text_of(at))
}

/// A noun with a possessor joined to it (`زوجته`, `جيرانها`).
fn is_possessed(document: &Document<'_>, at: usize) -> bool {
    let (key, written) = (document.key(at), document.text_of(at));
    let letters = key.chars().count();
    letters > 4 && shapes::ends_with_possessor(written)
        || letters > 3
            && shapes::ends_with_his(written)
            && !document.ends_feminine(at)
            && document.find(at, Class::GivenName).is_none()
}

/// Whether an indefinite word looks like an adjective: a listed one, or a relational ending.
fn is_adjective(document: &Document<'_>, at: usize) -> bool {
    let written = document.text_of(at);
    let long = document.key(at).chars().count() > 3;
    document.is(at, Class::SourceAdjective)
        || document.demonym(at).is_some()
        || long
            && (shapes::ends_like_nisba(written)
                || document.ends_feminine(at) && shapes::ends_like_feminine_nisba(document.key(at))
                || shapes::ends_like_plural_nisba(written))
}
