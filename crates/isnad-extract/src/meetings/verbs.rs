//! Meetings by verb: `التقى A B`, `اجتمع A مع B`, "A met B", "A and B met".

use std::ops::Range;

use isnad_model::MeetingKind;

use super::clauses::scope_of;
use super::participants::{can_meet, heads};
use super::ties::{Tie, tie_of};
use super::{ClaimSpan, Finder, Met, status};
use crate::document::Found;
use crate::inflect::Number;
use crate::lexicon::Class;
use crate::pack::Meet;

impl Finder<'_, '_, '_> {
    /// Reads the verbs of meeting of a sentence.
    pub(super) fn read_verbs(&mut self, sentence: &Range<usize>, claims: &[ClaimSpan]) {
        if status::is_fixture(self.document, sentence) {
            return;
        }
        let mut next = sentence.start;
        for at in sentence.clone() {
            let document = self.document;
            let Some(found) = document.find(at, Class::Meet).copied().filter(|_| at >= next) else {
                continue;
            };
            next = found.end;
            // `التقيا` begins like an article and has none.
            if found.clitic.article
                || self.reader.mentions().index_at(at).is_some()
                || status::is_void(document, sentence, at)
                || self.is_noun(sentence, &found)
            {
                continue;
            }
            let entry = document.lexicon.pack.meet[found.entry].clone();
            let scope = scope_of(sentence, claims, at);
            if let Some(mut met) = self.read_verb(&scope, &found, &entry) {
                met.sentence = sentence.clone();
                self.met.push(met);
            }
        }
    }

    /// "the visit", "a host": the form is a noun here.
    fn is_noun(&self, sentence: &Range<usize>, found: &Found) -> bool {
        let document = self.document;
        document.lexicon.language.capitals
            && found.start > sentence.start
            && document.is_any(
                found.start - 1,
                &[Class::Determiner, Class::SourceAdjective, Class::Ordinal],
            )
            && !document.is_any(found.start - 1, &[Class::Pronoun, Class::Adverb])
            || document.is(found.end, Class::FalseFriend)
            || document.is_any(found.end, &[Class::Determiner, Class::SourceAdjective])
                && document.is(found.end + 1, Class::FalseFriend)
    }

    fn read_verb(&mut self, sentence: &Range<usize>, found: &Found, entry: &Meet) -> Option<Met> {
        let end = self.clause_limit(sentence, found.end);
        let (mut bare, with, mut place) = self.behind(found.end, end, entry);
        let document = self.document;
        let before = self.list_before(self.clause_from(sentence, found.start), found.start);
        let both = (sentence.start..found.start)
            .rev()
            .take(5)
            .any(|at| document.is(at, Class::Both));
        let mut people: Vec<usize> = Vec::new();
        // `جمع لقاء A وB`: the meeting itself gathers them.
        let by_meeting = entry.gathers && document.is(found.end, Class::Meeting) && bare.len() > 1;
        let (mut with, mut people_before) = (with, Vec::new());
        if document.lexicon.language.verb_last {
            (people_before, with) = self.told_before(sentence, found.start, &entry.with);
        }
        if document.lexicon.language.verb_last {
            people.append(&mut people_before);
        } else if entry.gathers {
            people.extend(bare);
        } else {
            let subject = if before.is_empty() {
                self.subject_of_chain(sentence, found.start)
            } else {
                before
            };
            let subject = if subject.is_empty() {
                self.pronoun_subject(sentence, found.start)
            } else {
                subject
            };
            let subject = if subject.is_empty() && both {
                self.last_two(found.start)
            } else {
                subject
            };
            if !entry.object {
                bare.clear();
            }
            people.extend(subject);
            people.extend(
                bare.first()
                    .copied()
                    .into_iter()
                    .chain(bare.iter().skip(1).copied()),
            );
        }
        if entry.needs_with && with.is_empty() && !by_meeting {
            return None;
        }
        let objects = people.len();
        people.extend(with);
        let people = self.distinct(people);
        let by_call = (found.end..end.min(found.end + 20)).any(|at| document.is(at, Class::ByCall));
        if entry.by_call && !by_call || entry.person && !self.is_personal(&people, objects) {
            return None;
        }
        let letters = found.clitic.letters - u8::from(found.clitic.future);
        if let ([body], true) = (people.as_slice(), entry.alone)
            && self.is_session_of(*body, found, end)
        {
            let kind = MeetingKind::Session;
            return Some(Met {
                participants: people,
                place,
                ..Met::told(found.start..found.end, letters, kind, "meet.body", sentence)
            });
        }
        if people.len() < 2 && !self.is_several(&people) {
            return None;
        }
        if entry.object_place && place.is_none() {
            place = self.visited_place(found.end, end);
        }
        // A visit needs somebody who is visited.
        if entry.kind == MeetingKind::Visit && people.len() < 2 {
            return None;
        }
        let kind = if entry.kind == MeetingKind::Meeting && by_call {
            MeetingKind::Call
        } else {
            entry.kind
        };
        Some(Met {
            participants: people,
            place,
            confidence: 0.88,
            ..Met::told(found.start..found.end, letters, kind, "meet.verb", sentence)
        })
    }

    /// Those told before a verb that stands last: the first without a mark, and those marked as met.
    fn told_before(&self, sentence: &Range<usize>, verb: usize, with: &[String]) -> (Vec<usize>, Vec<usize>) {
        let document = self.document;
        let mentions = self.reader.mentions();
        let from = self.clause_from(sentence, verb);
        let marked_behind = |end: usize| {
            document
                .tokens
                .get(end)
                .is_some_and(crate::tokens::Token::is_word)
                && with
                    .iter()
                    .any(|word| isnad_text::fold_name(word) == isnad_text::fold_name(document.key(end)))
        };
        let (mut subject, mut met): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
        let mut floor = from;
        for index in heads(document, mentions, from..verb) {
            if !can_meet(mentions, index) {
                continue;
            }
            let named = &mentions.items[index];
            let tie = tie_of(document, mentions, index, with, floor);
            floor = named.tokens.end;
            match tie {
                _ if marked_behind(named.tokens.end) => met.push(index),
                Tie::With => met.push(index),
                // `با وزیر خارجه هند N`: the name behind the office's land.
                _ if !met.is_empty() => {
                    if let Some(last) = met.last_mut()
                        && mentions.items[*last].tokens.end == named.phrase.min(named.tokens.start)
                        && mentions.items[*last].kind != isnad_model::EntityKind::Person
                    {
                        *last = index;
                    } else if tie == Tie::And {
                        met.push(index);
                    }
                }
                Tie::Other | Tie::From => {}
                _ => {
                    // The office's land in front of the name is no subject of its own.
                    let person = named.kind == isnad_model::EntityKind::Person;
                    if person {
                        subject
                            .retain(|&other| mentions.items[other].kind == isnad_model::EntityKind::Person);
                    }
                    subject.push(index);
                }
            }
        }
        (subject, met)
    }

    /// Somebody is met, not something: the last one told is a person or speaks for one.
    fn is_personal(&self, people: &[usize], objects: usize) -> bool {
        let mentions = self.reader.mentions();
        objects >= 2
            && people.last().is_some_and(|&index| {
                matches!(
                    mentions.items[index].kind,
                    isnad_model::EntityKind::Person | isnad_model::EntityKind::Anonymous
                )
            })
    }

    /// `يجتمع مجلس الأمن غداً`, "the council will meet on Friday": a body alone, and no object behind the verb.
    fn is_session_of(&self, body: usize, found: &Found, end: usize) -> bool {
        let document = self.document;
        let named = &self.reader.mentions().items[body];
        if named.kind != isnad_model::EntityKind::Organization || named.outlet {
            return false;
        }
        let next = found.end.max(if named.tokens.start >= found.end {
            named.tokens.end
        } else {
            found.end
        });
        next >= end
            || !document.tokens[next].is_word()
            || document.is_any(
                next,
                &[Class::Preposition, Class::PlacePreposition, Class::Adverb],
            )
            || self.dates.iter().any(|date| date.tokens.start == next)
    }

    /// "X is due to meet Y", "X will fly to P to meet Y", "X flew to P and met Y": the subject of the verb before.
    pub(super) fn subject_of_chain(&self, sentence: &Range<usize>, verb: usize) -> Vec<usize> {
        let document = self.document;
        let mut mark = verb;
        while mark > sentence.start
            && document.is_any(mark - 1, &[Class::Adverb, Class::Auxiliary, Class::Future])
        {
            mark -= 1;
        }
        let mark = mark.checked_sub(1).filter(|&at| {
            at > sentence.start
                && (document.key(at) == document.lexicon.infinitive_mark() || document.is(at, Class::And))
        });
        let Some(mark) = mark.filter(|_| document.lexicon.language.capitals) else {
            return Vec::new();
        };
        let from = self.clause_from(sentence, mark).min(mark);
        let from = if from == mark { sentence.start } else { from };
        let is_verb = |at: usize| {
            (document.is_any(at, &[Class::Auxiliary, Class::Future, Class::Planned])
                || document.finite_verb(at).is_some())
                && self.reader.mentions().index_at(at).is_none()
        };
        for at in (from.max(mark.saturating_sub(24))..mark).filter(|&at| is_verb(at)) {
            let people = self.list_before(from, at);
            if !people.is_empty() {
                return people;
            }
            let pronoun = self.pronoun_subject(sentence, at);
            if !pronoun.is_empty() {
                return pronoun;
            }
        }
        // "A and B to meet": a headline leaves the verb out.
        if (from..mark).any(is_verb) {
            Vec::new()
        } else {
            self.list_before(from, mark)
        }
    }

    /// "He met X": the pronoun's antecedent.
    fn pronoun_subject(&self, sentence: &Range<usize>, verb: usize) -> Vec<usize> {
        let document = self.document;
        let mut at = verb;
        while at > sentence.start && document.is_any(at - 1, &[Class::Auxiliary, Class::Adverb]) {
            at -= 1;
        }
        let Some(found) = at
            .checked_sub(1)
            .filter(|&at| at >= sentence.start)
            .and_then(|at| document.find(at, Class::Pronoun))
        else {
            return Vec::new();
        };
        let entry = &document.lexicon.pack.pronoun[found.entry];
        if entry.number == Number::Plural {
            return self.last_two(found.start);
        }
        self.reader.pronoun_mention(found).into_iter().collect()
    }

    /// Those told behind a verb: without a preposition and with one; and a place.
    fn behind(&self, start: usize, end: usize, entry: &Meet) -> (Vec<usize>, Vec<usize>, Option<usize>) {
        let document = self.document;
        let mentions = self.reader.mentions();
        let (mut bare, mut with): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
        let mut last = Tie::Other;
        let mut floor = start;
        for index in heads(document, mentions, start..end) {
            let mut tie = tie_of(document, mentions, index, &entry.with, floor);
            floor = mentions.items[index].tokens.end;
            if !can_meet(mentions, index) {
                if tie == Tie::Other {
                    last = Tie::Other;
                }
                continue;
            }
            if tie == Tie::And && bare.is_empty() && with.is_empty() {
                tie = Tie::Bare;
            }
            // After a comma, time or place a bare noun phrase may still be the object.
            if tie == Tie::And
                && document.tokens[mentions.items[index].phrase.saturating_sub(1)].is_comma()
                && last != Tie::With
                && entry.object
                && bare.len() == 1
            {
                tie = Tie::Bare;
            }
            match tie {
                // Behind those met nothing without a preposition takes part; nor a second object.
                Tie::Bare if !with.is_empty() || !entry.object && !bare.is_empty() => {
                    last = Tie::Other;
                    continue;
                }
                Tie::Bare => bare.push(index),
                Tie::With | Tie::Between => with.push(index),
                Tie::And => match last {
                    Tie::Bare => bare.push(index),
                    Tie::With => with.push(index),
                    _ => continue,
                },
                Tie::From | Tie::Other => {
                    last = Tie::Other;
                    continue;
                }
            }
            if tie != Tie::And {
                last = tie;
            }
        }
        (bare, with, None)
    }

    fn visited_place(&self, start: usize, end: usize) -> Option<usize> {
        let mentions = self.reader.mentions();
        mentions.within(start..end).find(|&index| {
            let kind = mentions.items[index].kind;
            kind == isnad_model::EntityKind::Place
        })
    }
}
