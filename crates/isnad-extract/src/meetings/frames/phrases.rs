//! Phrases: a noun phrase with its owners, its adjectives of nation and its head, which is a name, a role or a meeting.

mod bounds;

use std::ops::Range;

use super::units::Cutter;
use crate::document::Found;
use crate::lexicon::Class;
use crate::tokens::TokenKind;

/// Tokens that a noun phrase holds at most.
const LONGEST: usize = 18;

/// Whose a noun phrase is, or which state's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A mention with a possessive ending, or a name before the head.
    Named(usize),
    /// The known state of an adjective.
    Nation(u32),
    /// A possessive pronoun at this token.
    Pronoun(usize),
    /// A common noun with a possessive ending: its first token and the one behind it.
    Common(usize, usize),
}

/// A noun phrase.
#[derive(Clone, Debug, Default)]
pub struct Noun {
    /// All its tokens, determiner included.
    pub tokens: Range<usize>,
    /// The mention that is its head.
    pub head: Option<usize>,
    /// Whose it is.
    pub owners: Vec<Owner>,
    /// The pronoun that it is.
    pub pronoun: Option<Found>,
    /// The noun of meeting that is its head.
    pub meeting: Option<Found>,
    /// "The two leaders".
    pub both: bool,
    /// Its head names several.
    pub several: bool,
    /// "No meeting".
    pub negated: bool,
    /// "The", "this", "his".
    pub definite: bool,
    /// A word of office in it.
    pub role: Option<usize>,
    /// A word for those who stand for somebody.
    pub delegation: bool,
    /// Dates in it ("Monday's meeting").
    pub dates: Vec<usize>,
}

impl Cutter<'_, '_> {
    /// The noun phrase that begins at a token.
    pub fn noun_at(&self, start: usize) -> Option<Noun> {
        let document = self.document;
        let mut noun = Noun::default();
        let mut at = start;
        if let Some(found) = document.find(start, Class::Both) {
            noun.both = true;
            noun.several = true;
            noun.definite = true;
            at = found.end.min(self.end);
        }
        if let Some(found) = self.pronoun_at(start).filter(|_| !noun.both) {
            noun.pronoun = Some(found);
            noun.several = document.lexicon.pack.pronoun.get(found.entry).is_some_and(|it| {
                it.number == crate::inflect::Number::Plural && found.class == Class::Pronoun
            });
            noun.tokens = start..start + 1;
            return Some(noun);
        }
        let limit = self.end.min(start + LONGEST);
        let mut last: Option<usize> = None;
        while at < limit {
            let possessive = document.tokens[at].glued
                && at > start
                && document.lexicon.is_plural(document.key(at - 1))
                && matches!(document.tokens[at].kind, TokenKind::Mark('\'' | '\u{2019}'));
            if document.tokens[at].is_quote() && !possessive {
                // A name in quotation marks goes on with its phrase.
                let quoted = self.mentions.starting_at(at + 1).filter(|&index| {
                    let end = self.mentions.items[index].tokens.end;
                    end < self.end && document.tokens[end].is_quote()
                });
                let Some(index) = quoted else { break };
                last = Some(index);
                at = self.mentions.items[index].tokens.end + 1;
                continue;
            }
            if let Some(index) = self.mentions.index_at(at) {
                // "On its fringes X held": a plural that is no office does not stand before one person's name.
                let apart = last.is_none()
                    && at > start + 1
                    && self.mentions.items[index].kind == isnad_model::EntityKind::Person
                    && document.is_any(start, &[Class::Determiner, Class::Definite])
                    && document.lexicon.is_plural(document.key(at - 1))
                    && document.tokens[at - 1].kind == TokenKind::Word
                    && !document.tokens[at - 1].capital
                    && document.found_at(at - 1).is_empty();
                if apart {
                    break;
                }
                let end = self.mentions.items[index].tokens.end;
                if let Some(before) = last {
                    if !self.continues(before, at) {
                        break;
                    }
                    noun.owners.push(Owner::Named(before));
                }
                last = Some(index);
                at = end.max(at + 1);
                continue;
            }
            if let Some(index) = self.titled_at(at) {
                noun.owners.extend(last.map(Owner::Named));
                noun.role = Some(at);
                last = Some(index);
                at = self.mentions.items[index].tokens.end;
                continue;
            }
            if !self.take_word(&mut noun, &mut at, &mut last, start) {
                break;
            }
        }
        if at == start {
            return None;
        }
        noun.tokens = start..at;
        noun.head = last;
        self.describe(&mut noun);
        Some(noun)
    }

    /// The name whose title begins at a token, as the mentions know it ("Secretary of State Antony Blinken").
    fn titled_at(&self, at: usize) -> Option<usize> {
        let document = self.document;
        if !document.tokens[at].capital && !document.is_any(at, &[Class::Title, Class::TitleFeminine]) {
            return None;
        }
        let index = (at + 1..self.end.min(at + 8)).find_map(|it| self.mentions.starting_at(it))?;
        let named = &self.mentions.items[index];
        (named.phrase == at && self.mentions.is_free(&(at..named.tokens.start))).then_some(index)
    }

    fn pronoun_at(&self, at: usize) -> Option<Found> {
        let document = self.document;
        let possessive = document.is(at, Class::Determiner) && self.opens_or_names(at + 1);
        if possessive || self.mentions.index_at(at).is_some() {
            return None;
        }
        document
            .find(at, Class::Pronoun)
            .or_else(|| document.find(at, Class::ObjectPronoun))
            .copied()
    }

    /// Whether a token can stand inside a noun phrase behind a determiner.
    fn opens_or_names(&self, at: usize) -> bool {
        let document = self.document;
        at < self.end
            && document.tokens[at].is_word()
            && (self.mentions.index_at(at).is_some()
                || !document.is_any(
                    at,
                    &[
                        Class::Preposition,
                        Class::And,
                        Class::Conjunction,
                        Class::Relative,
                        Class::Auxiliary,
                        Class::Determiner,
                        Class::That,
                    ],
                ))
            && self.date_at(at).is_none()
            && document.key(at) != document.lexicon.infinitive_mark()
    }

    /// Whether a second name goes on with the phrase of the first ("Russia's Lavrov", "EU envoy Lena Holm").
    fn continues(&self, before: usize, at: usize) -> bool {
        let one = &self.mentions.items[before];
        let person = one.kind == isnad_model::EntityKind::Person;
        // Two people do not stand side by side, unless a hyphen joins them ("the Putin-Erdogan meeting").
        self.document.tokens[at].glued || !person || at > one.tokens.end
    }

    /// Takes the word at `at` into the phrase; whether the phrase goes on.
    fn take_word(&self, noun: &mut Noun, at: &mut usize, last: &mut Option<usize>, start: usize) -> bool {
        let document = self.document;
        let token = &document.tokens[*at];
        let opens = *at == start;
        if let Some(index) = self.date_at(*at) {
            let end = self.dates[index].tokens.end;
            let owns = end < self.end && document.tokens[end].kind == TokenKind::Suffix;
            if !(owns || end < self.end && document.is(end, Class::Meeting)) {
                return false;
            }
            noun.dates.push(index);
            *at = end + usize::from(owns);
            return true;
        }
        match token.kind {
            // "The miners' union".
            TokenKind::Mark('\'' | '\u{2019}')
                if token.glued
                    && !opens
                    && document.lexicon.is_plural(document.key(*at - 1))
                    && self.opens_or_names(*at + 1) =>
            {
                match last.take() {
                    Some(index) => noun.owners.push(Owner::Named(index)),
                    None => noun.owners.push(Owner::Common(start, *at)),
                }
                noun.definite = true;
                *at += 1;
                return true;
            }
            TokenKind::Mark(_) => return false,
            TokenKind::Suffix => {
                // "Putin's": whose it is.
                match last.take() {
                    Some(index) => noun.owners.push(Owner::Named(index)),
                    None if *at > start => noun.owners.push(Owner::Common(start, *at)),
                    None => {}
                }
                noun.role = None;
                noun.definite = true;
                *at += 1;
                return true;
            }
            TokenKind::Number => {
                *at += 1;
                return last.is_none() || opens;
            }
            // "The UN's envoy": behind two letters the ending is a word of its own.
            TokenKind::Word
                if token.glued
                    && !opens
                    && document.key(*at).len() == 1
                    && document.is(*at, Class::Auxiliary) =>
            {
                noun.owners.extend(last.take().map(Owner::Named));
                noun.definite = true;
                *at += 1;
                return true;
            }
            TokenKind::Word => {}
        }
        // Quotation of an owner without letters behind the apostrophe is no suffix; see tokens.
        if document.is(*at, Class::Negation) && opens && document.is(*at, Class::Determiner) {
            noun.negated = true;
        }
        if document.is_any(*at, &[Class::Determiner, Class::Definite]) {
            let may_stand = opens
                || *at == start + 1 && (noun.negated || self.is_adverb(start))
                || document.is(*at, Class::Ordinal);
            if !may_stand {
                return false;
            }
            noun.definite |= !document.is(*at, Class::Indefinite);
            if document.is(*at, Class::Possessive) {
                noun.owners.push(Owner::Pronoun(*at));
            }
            *at += 1;
            return true;
        }
        if let Some(nation) = document.demonym(*at).filter(|_| token.capital) {
            if let Some(index) = *last {
                if !token.glued {
                    return false;
                }
                noun.owners.push(Owner::Named(index));
                *last = None;
            }
            noun.owners.push(Owner::Nation(nation));
            *at += 1;
            return true;
        }
        if self.ends_phrase(*at, start, *last) {
            return false;
        }
        if document.is_any(
            *at,
            &[
                Class::Title,
                Class::TitleFeminine,
                Class::TitlePlural,
                Class::TitleWord,
                Class::Counterpart,
            ],
        ) {
            noun.role = Some(*at);
        }
        if let Some(index) = *last {
            // A word behind a name: the name goes before the head ("Hamas delegation", "UN envoy").
            noun.owners.push(Owner::Named(index));
            *last = None;
        }
        *at = document
            .find(*at, Class::Meeting)
            .map_or(*at + 1, |found| found.end.min(self.end));
        true
    }

    /// What the head and the words of a phrase tell.
    fn describe(&self, noun: &mut Noun) {
        let document = self.document;
        let tokens = noun.tokens.clone();
        noun.several |= noun
            .head
            .is_some_and(|index| self.mentions.items[index].number == crate::inflect::Number::Plural);
        noun.delegation = tokens.clone().any(|at| document.is(at, Class::DelegationNoun));
        if noun.head.is_some() {
            return;
        }
        let last = tokens.end - 1;
        let floor = tokens.start.max(tokens.end.saturating_sub(4));
        noun.meeting = (floor..tokens.end).find_map(|at| {
            document
                .find(at, Class::Meeting)
                .copied()
                .filter(|found| found.end == tokens.end)
        });
        noun.several |= document.is_any(last, &[Class::TitlePlural])
            || document.lexicon.is_plural(document.key(last))
                && document.tokens[last].kind == TokenKind::Word;
        // An unnamed source is a mention that ends with the phrase.
        if noun.meeting.is_none() {
            let source = self
                .mentions
                .index_at(last)
                .filter(|&index| self.mentions.items[index].tokens.end == tokens.end);
            noun.head = source;
        }
    }
}
