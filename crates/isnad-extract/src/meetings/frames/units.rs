//! Units: a sentence cut into noun phrases, verb groups, dates and the small words between them.

use std::ops::Range;

use super::groups::Group;
use super::phrases::Noun;
use super::verbs::VerbGroup;
use crate::document::Document;
use crate::lexicon::Class;
use crate::meetings::DateAt;
use crate::mentions::Mentions;
use crate::tokens::TokenKind;

/// What a unit is.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A noun phrase.
    Noun(Box<Noun>),
    /// Noun phrases that are joined, with what stands in apposition to them.
    Group(Group),
    /// A verb with its auxiliaries.
    Verb(VerbGroup),
    /// A preposition.
    Preposition,
    /// "And".
    And,
    /// A comma, or a dash that stands for one.
    Comma,
    /// A mark that ends a clause.
    Stop,
    /// "Who", "which", "where".
    Relative,
    /// "That".
    That,
    /// A conjunction that opens a clause.
    Conjunction,
    /// An index into the dates.
    Date(usize),
    /// An adverb.
    Adverb,
}

/// A piece of a sentence.
#[derive(Clone, Debug)]
pub struct Unit {
    /// What it is.
    pub kind: Kind,
    /// Its tokens.
    pub tokens: Range<usize>,
}

impl Unit {
    /// The noun phrase that it is.
    pub fn noun(&self) -> Option<&Noun> {
        match &self.kind {
            Kind::Noun(noun) => Some(noun),
            _ => None,
        }
    }

    /// The joined noun phrases that it is.
    pub fn group(&self) -> Option<&Group> {
        match &self.kind {
            Kind::Group(group) => Some(group),
            _ => None,
        }
    }

    /// The verb group that it is.
    pub fn verb(&self) -> Option<&VerbGroup> {
        match &self.kind {
            Kind::Verb(verb) => Some(verb),
            _ => None,
        }
    }

    /// Whether it is a comma.
    pub fn is_comma(&self) -> bool {
        matches!(self.kind, Kind::Comma)
    }

    /// Whether it is a preposition.
    pub fn is_preposition(&self) -> bool {
        matches!(self.kind, Kind::Preposition)
    }

    /// Whether it is "and".
    pub fn is_and(&self) -> bool {
        matches!(self.kind, Kind::And)
    }
}

/// What cutting a sentence needs to look at.
#[derive(Clone, Copy)]
pub struct Cutter<'a, 'b> {
    /// The document.
    pub document: &'a Document<'b>,
    /// Its mentions.
    pub mentions: &'a Mentions,
    /// Its dates in order.
    pub dates: &'a [DateAt],
    /// One past the last token of the sentence.
    pub end: usize,
}

impl Cutter<'_, '_> {
    /// The units of a sentence.
    pub fn cut(&self, start: usize) -> Vec<Unit> {
        let mut units: Vec<Unit> = Vec::new();
        let mut at = start;
        while at < self.end {
            match self.unit_at(at, &units) {
                Some(unit) => {
                    at = unit.tokens.end.max(at + 1);
                    units.push(unit);
                }
                None => at += 1,
            }
        }
        units
    }

    /// The index of the date that begins at a token.
    pub fn date_at(&self, at: usize) -> Option<usize> {
        let index = self.dates.partition_point(|date| date.tokens.start < at);
        self.dates
            .get(index)
            .filter(|date| date.tokens.start == at && date.tokens.end <= self.end)
            .map(|_| index)
    }

    fn unit_at(&self, at: usize, before: &[Unit]) -> Option<Unit> {
        let document = self.document;
        let token = &document.tokens[at];
        let unit = |kind, end| {
            Some(Unit {
                kind,
                tokens: at..end,
            })
        };
        if let TokenKind::Mark(mark) = token.kind {
            return match mark {
                ',' | '،' => unit(Kind::Comma, at + 1),
                '(' | ')' | '[' | ']' => unit(Kind::Comma, at + 1),
                ';' | ':' | '.' | '?' | '!' => unit(Kind::Stop, at + 1),
                _ if token.is_dash() => unit(Kind::Comma, at + 1),
                _ if token.is_quote() => self.noun_unit(at).filter(|it| it.tokens.start == at),
                _ => None,
            };
        }
        if let Some(index) = self.date_at(at) {
            let end = self.dates[index].tokens.end;
            let owns = end < self.end && document.tokens[end].kind == TokenKind::Suffix;
            let names_meeting = document.is(end, Class::Meeting) && end < self.end;
            if !owns && !names_meeting {
                return unit(Kind::Date(index), end);
            }
            return self.noun_unit(at);
        }
        if self.mentions.index_at(at).is_some() {
            return self.noun_unit(at);
        }
        if let Some(verb) = self.verb_at(at, before) {
            let end = verb.tokens.end;
            return unit(Kind::Verb(verb), end);
        }
        self.small_word(at, before.last()).or_else(|| self.noun_unit(at))
    }

    fn noun_unit(&self, at: usize) -> Option<Unit> {
        let noun = self.noun_at(at)?;
        let tokens = noun.tokens.clone();
        Some(Unit {
            kind: Kind::Noun(Box::new(noun)),
            tokens,
        })
    }

    fn small_word(&self, at: usize, before: Option<&Unit>) -> Option<Unit> {
        let document = self.document;
        let longest = |class| document.find(at, class).map_or(at + 1, |found| found.end);
        let unit = |kind, end: usize| {
            Some(Unit {
                kind,
                tokens: at..end.min(self.end),
            })
        };
        // "Last met", "first met": no part of a noun phrase.
        let order = document.is(at, Class::OrderAdverb)
            && before.is_some_and(|unit| unit.noun().is_some())
            && self
                .verb_form(at + 1, |tense| {
                    matches!(
                        tense,
                        crate::inflect::Tense::Past | crate::inflect::Tense::Present
                    )
                })
                .is_some_and(|found| {
                    found.class == Class::Meet || found.form.tense == crate::inflect::Tense::Past
                });
        if order {
            return unit(Kind::Adverb, at + 1);
        }
        // "The two leaders", "both sides" begin like other phrases.
        if document.is(at, Class::Both) {
            return None;
        }
        if document.is(at, Class::And) {
            return unit(Kind::And, longest(Class::And));
        }
        if document.is(at, Class::Relative) {
            return unit(Kind::Relative, at + 1);
        }
        if document.is(at, Class::That) {
            return unit(Kind::That, at + 1);
        }
        // "In turn", "in private".
        let preposition = longest(Class::Preposition).max(longest(Class::Between));
        if document.is(at, Class::Adverb) && longest(Class::Adverb) > preposition {
            return unit(Kind::Adverb, longest(Class::Adverb));
        }
        if document.is_any(at, &[Class::Preposition, Class::Between]) {
            let end = longest(Class::Preposition)
                .max(longest(Class::Between))
                .max(longest(Class::With));
            return unit(Kind::Preposition, end);
        }
        if document.is_any(at, &[Class::Conjunction, Class::Condition]) {
            return unit(Kind::Conjunction, longest(Class::Conjunction));
        }
        let pronoun = document.is_any(at, &[Class::Pronoun, Class::ObjectPronoun]);
        if self.is_adverb(at) && !document.is_any(at, &[Class::Determiner, Class::Ordinal]) && !pronoun {
            return unit(Kind::Adverb, longest(Class::Adverb));
        }
        None
    }

    /// An adverb by the list or by its ending, where no noun phrase goes on.
    pub fn is_adverb(&self, at: usize) -> bool {
        let document = self.document;
        let token = &document.tokens[at];
        document.is_any(at, &[Class::Adverb, Class::Hedge])
            || token.kind == TokenKind::Word
                && !token.capital
                && document.lexicon.is_adverb(document.key(at))
                && document.found_at(at).is_empty()
    }
}
