//! Verb groups: a verb with its auxiliaries, adverbs and negation, and what they tell of time and doubt.

use std::ops::Range;

use super::units::{Cutter, Kind, Unit};
use crate::document::Found;
use crate::inflect::Tense;
use crate::lexicon::Class;
use crate::tokens::TokenKind;

/// How a verb group stands in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// With a subject of its own.
    Finite,
    /// "To meet".
    Infinitive,
    /// "Meeting".
    Gerund,
    /// A past form without auxiliary: finite, or a participle behind a noun ("talks held in").
    Past,
}

/// A verb with its auxiliaries.
#[derive(Clone, Debug)]
pub struct VerbGroup {
    /// All its tokens.
    pub tokens: Range<usize>,
    /// Tokens of the main word or phrase; of the copula where there is no other.
    pub main: Range<usize>,
    /// How it stands.
    pub shape: Shape,
    /// "Was held".
    pub passive: bool,
    /// "Will", "shall".
    pub future: bool,
    /// "Would".
    pub would: bool,
    /// "May", "could", "should".
    pub modal: bool,
    /// "Not", "never".
    pub negated: bool,
    /// Present tense without auxiliary, or "is meeting".
    pub present: bool,
    /// "Is to meet", "was to meet".
    pub is_to: bool,
    /// "Is", "was" with nothing that the pack knows as a verb.
    pub copula: bool,
    /// "Have met".
    pub perfect: bool,
}

impl VerbGroup {
    fn new(at: usize) -> Self {
        Self {
            tokens: at..at + 1,
            main: at..at + 1,
            shape: Shape::Finite,
            passive: false,
            future: false,
            would: false,
            modal: false,
            negated: false,
            present: false,
            is_to: false,
            copula: false,
            perfect: false,
        }
    }

    /// Whether it can open a clause of its own.
    pub fn is_finite(&self) -> bool {
        matches!(self.shape, Shape::Finite | Shape::Past)
    }
}

/// Classes whose words are verbs.
const VERBS: [Class; 5] = [
    Class::Say,
    Class::Meet,
    Class::Light,
    Class::Verb,
    Class::Catenative,
];

impl Cutter<'_, '_> {
    /// The form of a verb at a token that `fits`.
    pub fn verb_form(&self, at: usize, fits: impl Fn(Tense) -> bool) -> Option<&Found> {
        let forms = self.document.found_at(at).iter();
        forms
            .filter(|found| VERBS.contains(&found.class) && fits(found.form.tense))
            // "Hold talks" as a phrase is read as its verb and its noun.
            .filter(|found| !(found.start + 1..found.end).any(|at| self.document.is(at, Class::Meeting)))
            .max_by_key(|found| found.end)
    }

    /// The verb group that begins at a token, seen from the unit before it.
    pub fn verb_at(&self, at: usize, before: &[Unit]) -> Option<VerbGroup> {
        let document = self.document;
        if document.tokens[at].kind == TokenKind::Number {
            return None;
        }
        let mut group = VerbGroup::new(at);
        if document.key(at) == document.lexicon.infinitive_mark() && !document.tokens[at].glued {
            return self.infinitive(at, group);
        }
        let auxiliary = document.is_any(
            at,
            &[
                Class::Auxiliary,
                Class::Future,
                Class::Passive,
                Class::Modal,
                Class::Would,
            ],
        );
        let negation = document.is(at, Class::Negation) && !document.is(at, Class::Determiner);
        // "Got together" is no passive.
        let phrase = document
            .find(at, Class::Meet)
            .is_some_and(|found| found.end > at + 1);
        if (auxiliary || negation && self.starts_verb(at + 1)) && !phrase {
            if !auxiliary && before.is_empty() {
                return None;
            }
            return self.with_auxiliaries(at, group);
        }
        self.simple(at, &mut group, before).then_some(group)
    }

    fn starts_verb(&self, at: usize) -> bool {
        at < self.end && self.verb_form(at, |tense| tense != Tense::Noun).is_some()
    }

    fn infinitive(&self, at: usize, mut group: VerbGroup) -> Option<VerbGroup> {
        let document = self.document;
        group.shape = Shape::Infinitive;
        let mut next = at + 1;
        while next < self.end && self.is_adverb(next) {
            next += 1;
        }
        if next >= self.end || self.mentions.index_at(next).is_some() {
            return None;
        }
        if document.is_any(next, &[Class::Auxiliary, Class::Passive]) {
            let verb = self.with_auxiliaries(next, group)?;
            return Some(VerbGroup {
                tokens: at..verb.tokens.end,
                shape: Shape::Infinitive,
                ..verb
            });
        }
        let found = self.verb_form(next, |tense| tense == Tense::Bare);
        let end = match found {
            Some(found) => found.end,
            // "To put", "to cut": bare and past are one.
            None if self
                .verb_form(next, |tense| tense == Tense::Past)
                .is_some_and(|found| !document.key(found.start).ends_with("ed")) =>
            {
                next + 1
            }
            None => return None,
        };
        group.main = next..end.min(self.end);
        group.tokens = at..group.main.end;
        Some(group)
    }

    fn with_auxiliaries(&self, at: usize, mut group: VerbGroup) -> Option<VerbGroup> {
        let document = self.document;
        let mut next = at;
        let (mut be, mut have, mut bare) = (false, false, group.shape == Shape::Infinitive);
        let mut present_be = false;
        while next < self.end {
            if self.mentions.index_at(next).is_some() {
                break;
            }
            if document.is(next, Class::Passive) {
                present_be |= document.is(next, Class::Present);
                be = true;
            } else if document.is(next, Class::Modal) {
                group.modal = true;
                bare = true;
            } else if document.is(next, Class::Would) {
                group.would = true;
                bare = true;
            } else if let Some(found) = document.find(next, Class::Future) {
                // "Is going to": the phrase holds its mark.
                group.future = true;
                bare = true;
                next = found.end;
                continue;
            } else if document.is(next, Class::Negation) && !document.is(next, Class::Determiner) {
                group.negated = true;
            } else if document.is(next, Class::Auxiliary) {
                have = true;
            } else if self.is_adverb(next) && self.goes_on(next + 1) {
                next += document
                    .find(next, Class::Adverb)
                    .map_or(1, |found| found.end - next);
                continue;
            } else {
                break;
            }
            next += 1;
        }
        // "Was on Monday received by": a date between.
        if let Some(date) = (be || have).then(|| self.date_at(next)).flatten() {
            let behind = self.dates[date].tokens.end;
            if behind < self.end
                && self.verb_form(behind, |tense| tense == Tense::Past).is_some()
                && self.mentions.index_at(behind).is_none()
            {
                next = behind;
            }
        }
        if group.shape == Shape::Finite && document.lexicon.is_gerund(document.key(at)) {
            group.shape = Shape::Gerund;
        }
        group.tokens = at..next;
        group.main = next - 1..next;
        group.perfect = have;
        if next >= self.end || self.mentions.index_at(next).is_some() {
            group.copula = be;
            return Some(group);
        }
        // "Had been on the phone with".
        if let Some(phrase) = document
            .find(next - 1, Class::Meet)
            .filter(|found| be && found.end > next)
        {
            group.main = next - 1..phrase.end.min(self.end);
            group.tokens = at..group.main.end;
            return Some(group);
        }
        if be && document.key(next) == document.lexicon.infinitive_mark() {
            let inner = self.infinitive(next, VerbGroup::new(next));
            if let Some(inner) = inner {
                return Some(VerbGroup {
                    tokens: at..inner.tokens.end,
                    shape: group.shape,
                    is_to: true,
                    negated: group.negated,
                    perfect: inner.perfect,
                    ..inner
                });
            }
        }
        let fits = |tense: Tense| match tense {
            // "Never took place": a negation alone.
            Tense::Past => be || have || bare || group.negated,
            Tense::Present => group.negated && !be && !have && !bare,
            Tense::Participle => be,
            Tense::Bare => bare || have && !be,
            _ => false,
        };
        let due = document.is_any(next, &[Class::Due, Class::Willing]) && (be || have);
        let word = &document.tokens[next];
        let unknown = !due
            && self.verb_form(next, |_| true).is_none()
            && word.kind == TokenKind::Word
            && !word.capital
            && document.found_at(next).is_empty()
            && (bare && !be
                || (be || have) && document.lexicon.is_past(document.key(next))
                || be && document.lexicon.is_gerund(document.key(next)));
        let found = self
            .verb_form(next, fits)
            .map(|found| (found.form.tense, found.end));
        match found {
            Some((tense, end)) if !due || tense != Tense::Bare => {
                group.main = next..end.min(self.end);
                group.passive = be && tense == Tense::Past;
                group.present = be && tense == Tense::Participle && present_be;
            }
            _ if due || unknown => {
                group.main = next..next + 1;
                group.passive = be && unknown && document.lexicon.is_past(document.key(next));
            }
            _ => {
                group.copula = be;
                group.present = present_be;
                return Some(group);
            }
        }
        group.tokens = at..group.main.end;
        Some(group)
    }

    /// Whether a verb group goes on at a token.
    fn goes_on(&self, at: usize) -> bool {
        at < self.end
            && (self.document.is_any(
                at,
                &[
                    Class::Auxiliary,
                    Class::Passive,
                    Class::Due,
                    Class::Willing,
                    Class::Negation,
                ],
            ) || self.starts_verb(at)
                || self.is_adverb(at) && at + 1 < self.end && self.starts_verb(at + 1))
    }

    /// A verb without auxiliaries.
    fn simple(&self, at: usize, group: &mut VerbGroup, units: &[Unit]) -> bool {
        let document = self.document;
        let before = units.last();
        // "Talks due to open", "a hearing set for Monday".
        let due = document.is(at, Class::Due)
            && before.is_some()
            && (document.key(at + 1) == document.lexicon.infinitive_mark()
                || document.is(at + 1, Class::Preposition))
            && at + 1 < self.end;
        if due && self.verb_form(at, |tense| tense == Tense::Past).is_none() {
            group.shape = Shape::Past;
            return true;
        }
        let Some(found) = self.verb_form(at, |tense| tense != Tense::Noun) else {
            // A name is followed by a verb that no list knows ("Nasr slammed", "Nasr, the minister, slammed the").
            let aside = before.is_some_and(Unit::is_comma)
                && units.len() > 1
                && units[units.len() - 2].noun().is_some()
                && (self.opens_noun(at + 1)
                    || units.len() > 2
                        && units[units.len() - 3].is_comma()
                        && document.is(at + 1, Class::Preposition)
                        && !document.is_any(at + 1, &[Class::By, Class::OfOnly]));
            let relative = before.is_some_and(|unit| matches!(unit.kind, Kind::Relative));
            let name = aside || relative || before.and_then(Unit::noun).is_some();
            let unknown = name && self.is_unknown_past(at);
            if unknown {
                group.shape = Shape::Past;
            }
            return unknown;
        };
        let end = found.end.min(self.end);
        group.main = at..end;
        group.tokens = at..end;
        let tenses = |wanted: Tense| self.verb_form(at, |tense| tense == wanted).is_some();
        let meeting = document.is(at, Class::Meeting);
        let kind = before.map(|unit| &unit.kind);
        let open = matches!(
            kind,
            Some(Kind::Relative | Kind::Adverb | Kind::Date(_) | Kind::Comma | Kind::And | Kind::That)
        ) || before.and_then(Unit::noun).is_some();
        let object_follows = self.opens_noun(end);
        if tenses(Tense::Past) {
            group.shape = Shape::Past;
            // "The planned talks" is read with its noun; after a preposition a past form is an adjective.
            return !matches!(kind, Some(Kind::Preposition));
        }
        // "Confidence-building talks", "heads of state".
        let joined = tenses(Tense::Participle) && document.tokens[at].glued;
        let heads = tenses(Tense::Present)
            && document.is_any(at, &[Class::DelegationNoun, Class::TitlePlural])
            && document.is(end, Class::OfOnly);
        if joined || heads {
            return false;
        }
        if tenses(Tense::Participle) {
            group.shape = Shape::Gerund;
            // "Following the talks".
            if document.is(at, Class::Preposition) {
                return false;
            }
            // "Managing director".
            if document.is(at, Class::TitleWord)
                && document.is_any(end, &[Class::Title, Class::TitleFeminine, Class::TitlePlural])
            {
                return false;
            }
            return !meeting || object_follows && !matches!(kind, Some(Kind::Noun(_)));
        }
        if tenses(Tense::Present) {
            group.present = true;
            // "Branded as lies reports that": a noun behind a noun that is nobody.
            let report = document.is(at, Class::ReportNoun)
                && before
                    .and_then(Unit::noun)
                    .is_some_and(|noun| noun.head.is_none() && !noun.definite);
            if report {
                return false;
            }
            let subject = before
                .and_then(Unit::noun)
                .is_some_and(|noun| noun.meeting.is_none());
            return open && (!meeting || subject && (object_follows || document.is_any(end, &[Class::With])));
        }
        // A bare form: behind several, or joined to an infinitive or a modal.
        group.present = true;
        let joined =
            units.len() > 1 && (units[units.len() - 2].is_and() || units[units.len() - 2].is_comma());
        let several = before
            .and_then(Unit::noun)
            .is_some_and(|noun| noun.several || joined && noun.meeting.is_none());
        let noun = self.document.is(at, Class::Light)
            && !document.is(at, Class::Meet)
            && !object_follows
            && !document.is(end, Class::Meeting);
        several && !noun && !meeting
            || matches!(kind, Some(Kind::Relative | Kind::Adverb)) && !meeting
            || matches!(kind, Some(Kind::And))
                && document.is_any(at, &[Class::Meet, Class::Light])
                && (object_follows || document.is(end, Class::With))
                && !meeting
            || matches!(kind, Some(Kind::Noun(_)))
                && meeting
                && several
                && object_follows
                && document.is(at, Class::Meet)
    }

    /// A word that no list knows and that ends like a past form.
    pub fn is_unknown_past(&self, at: usize) -> bool {
        let document = self.document;
        let token = &document.tokens[at];
        token.kind == TokenKind::Word
            && !token.capital
            && document.found_at(at).is_empty()
            && document.lexicon.is_past(document.key(at))
    }

    /// Whether a noun phrase begins at a token.
    pub fn opens_noun(&self, at: usize) -> bool {
        if at >= self.end {
            return false;
        }
        let document = self.document;
        self.mentions.index_at(at).is_some()
            || document.is_any(
                at,
                &[
                    Class::Determiner,
                    Class::Definite,
                    Class::Title,
                    Class::TitleFeminine,
                    Class::TitlePlural,
                    Class::TitleWord,
                    Class::ObjectPronoun,
                    Class::Both,
                ],
            ) && !document.is(at, Class::Preposition)
            || document.tokens[at].capital && document.tokens[at].kind == TokenKind::Word
            || document.demonym(at).is_some()
    }
}
