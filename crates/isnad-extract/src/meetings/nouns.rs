//! Meetings by noun: `عقد A لقاءً مع B`, `جولة محادثات بين A وB`, "talks between A and B", a session of a body.

use std::ops::Range;

use isnad_model::{EntityKind, MeetingKind};

use super::participants::{can_meet, heads};
use super::ties::{Tie, tie_of};
use super::{ClaimSpan, Finder, Met, status};
use crate::document::{Document, Found};
use crate::lexicon::Class;

/// What the words around a noun tell of those who met.
#[derive(Default)]
struct Around {
    /// Behind "with", "between", "from".
    told: Vec<usize>,
    /// In construct with the noun (`جلسة مجلس الأمن`).
    of: Vec<usize>,
    /// A place in construct (`محادثات أستانا`).
    named_after: Option<usize>,
    marked: bool,
}

impl Finder<'_, '_, '_> {
    /// Reads the nouns of meeting of a sentence.
    pub(super) fn read_nouns(&mut self, sentence: &Range<usize>, claims: &[ClaimSpan]) {
        if status::is_fixture(self.document, sentence) {
            return;
        }
        let mut at = sentence.start;
        while at < sentence.end {
            let document = self.document;
            let Some(found) = document.find(at, Class::Meeting).copied() else {
                at += 1;
                continue;
            };
            at = found.end;
            if self.reader.mentions().index_at(found.start).is_some()
                || self.is_something_else(&found)
                || status::is_void(document, sentence, found.start)
            {
                continue;
            }
            let scope = super::clauses::scope_of(sentence, claims, found.start);
            if let Some(mut met) = self.read_noun(&scope, &found, claims) {
                met.sentence = sentence.clone();
                let people = self.people(&met);
                let verb_told = self.met.iter().any(|other| {
                    other.sentence == *sentence
                        && (people.is_subset(&self.people(other))
                            || self.people(other).is_subset(&people) && other.rule == "meet.verb")
                });
                if !verb_told
                    || self.is_another(&found)
                    || met.kind == MeetingKind::Round
                        && !self
                            .met
                            .iter()
                            .any(|other| other.sentence == *sentence && other.kind == MeetingKind::Round)
                {
                    self.met.push(met);
                } else if let Some(other) = self.met.iter_mut().find(|other| other.sentence == *sentence) {
                    other.series = other.series.take().or(met.series);
                }
            }
        }
    }

    /// `جولة أخرى`, "another round": not the one told before.
    fn is_another(&self, found: &Found) -> bool {
        let document = self.document;
        let before = found.start.saturating_sub(3)..found.start;
        document.is(found.end, Class::Another)
            || document.lexicon.language.capitals
                && before.into_iter().any(|at| document.is(at, Class::Another))
    }

    pub(super) fn is_something_else(&self, found: &Found) -> bool {
        let document = self.document;
        let entry = &document.lexicon.pack.meeting[found.entry];
        let next = if found.end < document.tokens.len() {
            document.key(found.end)
        } else {
            ""
        };
        let before = found.start.checked_sub(1).map_or("", |at| document.key(at));
        entry
            .not_after
            .iter()
            .any(|word| isnad_text::fold_name(word) == before)
            || entry
                .not_before
                .iter()
                .any(|word| isnad_text::fold_name(word) == next)
            || document.lexicon.language.capitals
                && document.tokens[found.start].capital
                && self.document.sentence(found.start).tokens.start != found.start
            || document.lexicon.language.capitals
                && document.finite_verb(found.start).is_some()
                && found.start > 0
                && (document.is_any(found.start - 1, &[Class::Auxiliary, Class::Pronoun])
                    || document.key(found.start - 1) == document.lexicon.infinitive_mark())
    }

    fn read_noun(&mut self, sentence: &Range<usize>, found: &Found, claims: &[ClaimSpan]) -> Option<Met> {
        let document = self.document;
        let entry = document.lexicon.pack.meeting[found.entry].clone();
        let limit = self.clause_limit(sentence, found.end);
        // What stands behind a further noun of meeting belongs to that one.
        let further = (found.end + 4..limit)
            .find(|&at| document.is(at, Class::Meeting))
            .unwrap_or(limit);
        let around = self.around(found, further);
        let light = self.light_before(sentence, found.start);
        let behind = self.light_behind(found.end, sentence);
        let gathered = self.gathered(found.end, sentence);
        let mut people: Vec<usize> = Vec::new();
        // `قبل انعقاد جلسة مجلس الأمن`: the body in construct is all there is.
        let own = session_kind(entry.kind) && !around.of.is_empty();
        if let (Some(light), false) = (light, own) {
            people.extend(self.light_subject(
                sentence,
                &light,
                found.start,
                claims,
                (around.marked || !around.told.is_empty()) && around.told.len() < 2,
            ));
        }
        // `لقاء A مع B`, `встреча A с B`.
        if around.told.len() == 1 && people.is_empty() && !around.marked {
            people.extend(around.of.iter().copied());
        }
        if let ([_], true) = (around.told.as_slice(), people.is_empty()) {
            people.extend(self.role_between(found.end, limit));
            people.extend(self.speaker_of(found, claims).filter(|_| !around.marked));
        }
        people.extend(around.told.iter().copied());
        people.extend(gathered.iter().copied());
        let session = session_kind(entry.kind);
        let several = around.of.len() > 1;
        if session || people.is_empty() && (light.is_some() || behind.is_some() || several) {
            people.extend(around.of.iter().copied());
        }
        // `للقاء X`: whoever does what the sentence tells does it to meet X.
        let purpose = found.clitic.preposition == Some('ل') && !found.clitic.article && people.is_empty();
        if purpose && !around.of.is_empty() && light.is_none() {
            people.extend(self.main_people(sentence, found.start));
            people.truncate(1);
            people.extend(around.of.iter().copied());
        }
        let during = people.is_empty() && self.is_during(sentence, found.start);
        if during {
            people.extend(self.main_people(sentence, found.start));
            if people.is_empty() {
                people.extend(self.subject_behind(sentence, found.end));
            }
        }
        let again = people.is_empty() && self.goes_on(found, light.as_ref(), behind.as_ref());
        if again {
            people.extend(
                self.met
                    .iter()
                    .rev()
                    .find(|met| met.rule != "meet.verb")
                    .map(|met| met.participants.clone())
                    .unwrap_or_default(),
            );
        }
        if people.is_empty() && (light.is_some() || behind.is_some()) {
            people.extend(self.parties_before(sentence, found));
        }
        let mut people = self.distinct(people);
        let round = entry.kind == MeetingKind::Round || around.named_after.is_some();
        if round && people.len() < 2 && around.named_after.is_some() {
            people.extend(self.participation(sentence, found.start));
            people.extend(self.partners.iter().copied());
            people = self.distinct(people);
            if people.len() < 2 {
                return None;
            }
        }
        let event = during
            || again
            || light.is_some()
            || behind.is_some()
            || around.marked
            || !gathered.is_empty()
            || !around.of.is_empty()
            || !around.told.is_empty();
        if people.is_empty() || !event || entry.weak && !session && people.len() < 2 {
            return None;
        }
        let body = people.len() == 1
            && self.reader.mentions().items[people[0]].kind == EntityKind::Organization
            && !self.reader.mentions().items[people[0]].outlet;
        if people.len() == 1
            && !(body
                && (light.is_some()
                    || behind.is_some()
                    || session
                    || during && !document.is_definite(found.start))
                && entry.kind != MeetingKind::Call
                && entry.kind != MeetingKind::Visit
                && !around.marked)
        {
            return None;
        }
        let by_call = (found.start..limit.min(found.end + 4)).any(|at| document.is(at, Class::ByCall));
        let kind = match entry.kind {
            MeetingKind::Meeting if by_call => MeetingKind::Call,
            MeetingKind::Meeting if people.len() == 1 => MeetingKind::Session,
            MeetingKind::Meeting if around.named_after.is_some() => MeetingKind::Round,
            kind => kind,
        };
        let place = around
            .named_after
            .filter(|&index| self.reader.mentions().items[index].kind == EntityKind::Place || round)
            .or_else(|| self.host(light.as_ref(), behind.as_ref(), sentence));
        let rule = if light.is_some() || behind.is_some() {
            "meet.light-noun"
        } else {
            "meet.noun"
        };
        let mut met = Met {
            participants: people,
            place,
            ..Met::told(found.start..found.end, self.clitics(found), kind, rule, sentence)
        };
        met.series = around.named_after.map(|index| {
            self.document
                .slice(self.reader.mentions().items[index].span)
                .to_owned()
        });
        Some(met)
    }

    /// "At a summit in Abuja, ECOWAS lifted …": the subject behind the comma.
    fn subject_behind(&self, sentence: &Range<usize>, noun: usize) -> Option<usize> {
        let document = self.document;
        let comma = (noun..sentence.end.min(noun + 12)).find(|&at| document.tokens[at].is_comma())?;
        let mentions = self.reader.mentions();
        let index = *heads(document, mentions, comma + 1..sentence.end.min(comma + 12)).first()?;
        let start = mentions.items[index]
            .phrase
            .min(mentions.items[index].tokens.start);
        let bare = tie_of(document, mentions, index, &[], comma + 1) == Tie::Bare;
        (can_meet(mentions, index) && bare && start <= comma + 3).then_some(index)
    }

    /// Whether something was done in, at or after the talks.
    fn is_during(&self, sentence: &Range<usize>, noun: usize) -> bool {
        let document = self.document;
        let floor = sentence.start.max(noun.saturating_sub(4));
        (floor..noun).rev().any(|at| {
            document.find(at, Class::During).is_some_and(|found| {
                (found.end..noun).all(|it| {
                    document.tokens[it].is_word()
                        && (document
                            .is_any(it, &[Class::NameLink, Class::Determiner, Class::SourceAdjective])
                            || document.tokens[it].kind == crate::tokens::TokenKind::Number
                            || document.found_at(it).is_empty()
                            || document.is(it, Class::NotName))
                })
            })
        })
    }

    /// `الجولة الثانية من المباحثات ستنطلق`: the talks told before go on.
    fn goes_on(&self, found: &Found, light: Option<&Found>, behind: Option<&Found>) -> bool {
        let document = self.document;
        let definite = document.is_definite(found.start)
            || found.start > 0 && document.is(found.start - 1, Class::Definite);
        let entry = &document.lexicon.pack.meeting[found.entry];
        definite
            && (entry.talks || entry.kind == MeetingKind::Round)
            && (light.is_some_and(|it| found.start - it.end <= 1)
                || behind.is_some_and(|it| it.start - found.end <= 6))
    }

    /// `الدول الثلاث`, "the two sides" as those who hold it: the parties of the last talks, else the last two named.
    fn parties_before(&self, sentence: &Range<usize>, found: &Found) -> Vec<usize> {
        let document = self.document;
        let from = self
            .clause_from(sentence, found.start)
            .max(found.start.saturating_sub(12));
        let near = from..sentence.end.min(found.end + 3);
        if !near.into_iter().any(|at| document.is(at, Class::Both)) {
            return Vec::new();
        }
        let told = self
            .met
            .iter()
            .rev()
            .map(|met| &met.participants)
            .find(|list| list.len() >= 2);
        told.cloned().unwrap_or_else(|| self.last_two(found.start))
    }

    /// Who is reported to tell of a meeting of its own ("X confirmed a meeting with Y").
    fn speaker_of(&self, found: &Found, claims: &[ClaimSpan]) -> Option<usize> {
        let near =
            |claim: &&ClaimSpan| claim.content.start <= found.start && found.start - claim.content.start <= 2;
        claims.iter().find(near).and_then(|claim| claim.source)
    }

    fn clitics(&self, found: &Found) -> u8 {
        if found.clitic.article {
            found.clitic.letters.saturating_sub(2)
        } else {
            found.clitic.letters
        }
    }

    /// Those told behind the noun.
    fn around(&self, found: &Found, limit: usize) -> Around {
        let document = self.document;
        let mentions = self.reader.mentions();
        let mut around = Around::default();
        let mut last = Tie::Other;
        let mut floor = found.end;
        around.marked = (found.end..limit.min(found.end + 10)).any(|at| document.is(at, Class::Between));
        for index in heads(document, mentions, found.end..limit) {
            let named = &mentions.items[index];
            let start = named.phrase.min(named.tokens.start);
            let tie = tie_of(document, mentions, index, &[], floor);
            let tie = if tie == Tie::Other
                && document.lexicon.language.proclitics
                && (document.key(start).starts_with('ب') || document.key(start).starts_with("وب"))
                && can_meet(mentions, index)
                && start == found.end
            {
                Tie::With
            } else {
                tie
            };
            let near = start <= found.end + 1;
            floor = named.tokens.end;
            if !can_meet(mentions, index) {
                if near
                    && matches!(named.kind, EntityKind::Place)
                    && tie == Tie::Bare
                    && document.lexicon.language.proclitics
                {
                    around.named_after = Some(index);
                }
                last = if tie == Tie::And { last } else { Tie::Other };
                continue;
            }
            match tie {
                Tie::With | Tie::Between | Tie::From => {
                    around.told.push(index);
                    last = tie;
                }
                Tie::And if matches!(last, Tie::With | Tie::Between | Tie::From) => around.told.push(index),
                // "between the union and X": the first is a role.
                Tie::And if around.marked && around.told.is_empty() && last == Tie::Other => {
                    around.told.push(index);
                    last = Tie::Between;
                }
                Tie::Bare if near && around.told.is_empty() => {
                    // `محادثات أستانا`: a capital in construct with talks is where they are held.
                    let capital = named.known.is_some()
                        && named.kind == EntityKind::State
                        && document
                            .known
                            .named(&isnad_text::fold_name(document.slice(named.span)))
                            .iter()
                            .any(|&known| document.known.entity(known).capital_of.is_some());
                    if capital && document.lexicon.language.proclitics {
                        around.named_after = Some(index);
                        last = Tie::Other;
                    } else {
                        around.of.push(index);
                        last = Tie::Bare;
                    }
                }
                Tie::Other
                    if document.is(start.saturating_sub(1), Class::NameLink)
                        && named.kind == EntityKind::Organization
                        && around.told.is_empty()
                        || tie == Tie::Other && document.key(start).starts_with("لل") && near =>
                {
                    around.of.push(index);
                    last = Tie::Other;
                }
                // `لقاء A وB`: both in construct with the noun.
                Tie::And if last == Tie::Bare && named.kind == EntityKind::Person => around.of.push(index),
                Tie::And | Tie::Bare | Tie::Other => {
                    if tie != Tie::And {
                        last = Tie::Other;
                    }
                }
            }
        }
        around
    }
}

fn session_kind(kind: MeetingKind) -> bool {
    kind == MeetingKind::Session
}

/// The number of a round or session: an ordinal word beside the noun.
pub fn ordinal_of(document: &Document<'_>, trigger: &Range<usize>, sentence: &Range<usize>) -> Option<u32> {
    let near = trigger.start.saturating_sub(2).max(sentence.start)..sentence.end.min(trigger.end + 3);
    for at in near {
        if let Some(found) = document.find(at, Class::Ordinal) {
            // The list has them in order, with as many forms each as the language needs.
            let forms = document
                .lexicon
                .pack
                .words
                .get("ordinal")
                .map_or(10, Vec::len)
                .max(10)
                / 10;
            let unit = found.entry as u32 / forms as u32 + 1;
            let teen = document
                .tokens
                .get(at + 1)
                .is_some_and(crate::tokens::Token::is_word)
                && document.is(at + 1, Class::Ten);
            return Some(unit + if teen { 10 } else { 0 });
        }
    }
    None
}
