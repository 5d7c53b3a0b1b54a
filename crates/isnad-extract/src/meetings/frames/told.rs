//! Told: what a sentence's verbs of meeting tell, and who takes part.

use std::ops::Range;

use isnad_model::{EntityKind, MeetingKind};

use super::again::Again;
use super::people::Who;
use super::reality::Reality;
use super::units::{Kind, Unit};
use super::verbs::Shape;
use super::{Reading, Told};
use crate::lexicon::Class;
use crate::meetings::Met;
use crate::pack::Meet;

/// What a sentence brings.
pub enum News<M = Met> {
    /// A meeting.
    Meeting(Box<M>),
    /// More about the one told before.
    Again(Again),
}

impl Reading<'_, '_, '_, '_> {
    /// Every meeting that the sentence tells, in its order.
    pub(super) fn tell(&self) -> Vec<News<Told>> {
        let mut news = Vec::new();
        for at in 0..self.units.len() {
            if self.units[at].verb().is_some() {
                match self.tell_by_verb(at) {
                    Some(told) => self.tell_with(told, &mut news),
                    None => news.extend(self.tell_guests(at, &news)),
                }
            } else if self.units[at].group().is_some() {
                self.tell_by_noun(at, &mut news);
                news.extend(self.tell_it(at, &news));
            }
        }
        news
    }

    /// A meeting by its verb: "A met B", "A and B met", "A was received by B".
    fn tell_by_verb(&self, at: usize) -> Option<Told> {
        let document = self.document();
        let verb = self.units[at].verb()?;
        let found = document
            .find(verb.main.start, Class::Meet)
            .filter(|found| found.end <= verb.main.end);
        let Some(found) = found else {
            return self.tell_by_phone(at).or_else(|| self.tell_at_table(at));
        };
        let entry = &document.lexicon.pack.meet[found.entry];
        if self.is_reduced(at) && !verb.passive {
            return None;
        }
        let reality = self.reality(at).under(self.reality_before_relative(at));
        let end = self.clause_end(at);
        let subject = self.who_all(&self.subject(at));
        let (mut object, object_at) = self.object(at, end, entry);
        if object.is_empty() && entry.object && object_at.is_none() {
            object = self.relative_object(at);
        }
        let ahead = reality == Reality::Planned;
        if entry.purpose
            && !(ahead || verb.shape == Shape::Infinitive && self.is_going(at))
            && !self.is_told_when(at, object_at, &subject, &object)
        {
            return None;
        }
        let mut with = Vec::new();
        if object.is_empty() || entry.needs_with || entry.gathers {
            with = self.with(at + 1..end, &entry.with);
        }
        let by = if verb.passive {
            self.agent(at + 1..end)
        } else {
            Vec::new()
        };
        if verb.passive && by.is_empty() {
            return None;
        }
        // "Called on the government": a longer phrase means something else.
        let longer = document
            .found_at(found.start)
            .iter()
            .any(|other| other.end > found.end && other.class == Class::Say);
        if longer {
            return None;
        }
        // "Called him a liar", "met her with scorn".
        if let Some(object_at) = object_at
            && entry.bare_object
            && (self.has_complement(object_at) || self.is_infinitive(object_at + 1))
        {
            return None;
        }
        // "A and B spoke on Saturday, officials said, in a call".
        let several = entry.by_call && subject.len() > 1 && with.is_empty();
        let by_call = self.is_by_call(at, if several { self.units.len() } else { end });
        // "Talked with X in Cairo on Monday": not by telephone, then in person.
        let in_person = entry.by_call
            && !by_call
            && verb.is_finite()
            && self.is_personal(&with)
            && self.place_within(at, at).is_some();
        if self.is_habit(at, end) {
            return None;
        }
        if entry.by_call && !by_call && !in_person {
            return None;
        }
        let received = object_at.is_some_and(|it| {
            self.units[it]
                .group()
                .is_some_and(|group| group.members.iter().any(|member| member.noun.delegation))
        });
        let personal = self.is_personal(&object)
            || received && !object.is_empty()
            || object_at.is_none_or(|_| entry.needs_with) && self.is_personal(&with);
        let whom = object_at.is_none() && !object.is_empty();
        if entry.person && !verb.passive && !personal && !whom {
            return None;
        }
        if entry.body
            && ![&subject, &object, &with]
                .iter()
                .any(|side| self.is_session_body(side))
        {
            return None;
        }
        // A visit to somebody is one, a visit to a museum is none.
        let mentions = self.mentions();
        let somebody = object.iter().any(|who| match who {
            Who::Mention(index) => mentions.items[*index].kind == EntityKind::Person,
            Who::Name(_) => true,
        });
        if entry.kind == MeetingKind::Visit && !somebody {
            return None;
        }
        // "They discussed the calendar" goes on with what was told.
        let goes_on = self.subject(at).iter().any(|&unit| {
            self.units[unit].group().is_some_and(|group| {
                group.members.iter().any(|member| {
                    member.noun.pronoun.is_some() || member.noun.both && member.named.is_empty()
                })
            })
        });
        if entry.needs_with && !entry.by_call && with.is_empty() && goes_on && object_at.is_some() {
            return None;
        }
        let brought = (entry.gathers && object.len() > 1 || subject.len() > 1) && self.says_together(at, end);
        let sits = entry.alone && subject.len() == 1 && self.is_session_body(&subject);
        if entry.needs_with
            && with.is_empty()
            && !brought
            && !sits
            && (subject.len() < 2 || !self.is_personal(&subject))
        {
            return None;
        }
        let mut who = Vec::new();
        if !entry.gathers || self.is_personal(&subject) {
            who.extend(subject);
        }
        if entry.object || entry.gathers {
            who.extend(object);
        }
        who.extend(with);
        who.extend(by);
        who.extend(self.present_too(end.max(self.units.len())));
        let who = self.distinct(who);
        let kind = match entry.kind {
            MeetingKind::Meeting if by_call => MeetingKind::Call,
            MeetingKind::Call if in_person => MeetingKind::Meeting,
            kind => kind,
        };
        let told = |who, kind, rule, confidence| Told {
            trigger: verb.main.clone(),
            unit: at,
            anchor: at,
            kind,
            who,
            status: isnad_model::Status::Held,
            place: self.place_of_relative(at),
            host: None,
            rule,
            confidence,
            another: self.tells_another(at, end),
        };
        let status = reality.status()?;
        if let [body] = who.as_slice() {
            let body = match body {
                Who::Mention(index) => self.is_body(*index),
                // "The committee met": a body told by its noun.
                Who::Name(_) => self.subject(at).iter().any(|&unit| {
                    self.units[unit].group().is_some_and(|group| {
                        group
                            .members
                            .iter()
                            .any(|member| self.is_body_noun(member.noun.tokens.end - 1))
                    })
                }),
            };
            let session = entry.alone && body && object_at.is_none();
            return session.then(|| Told {
                status,
                ..told(who, MeetingKind::Session, "meet.body", 0.8)
            });
        }
        if who.len() < 2 {
            return None;
        }
        Some(Told {
            status,
            ..told(who, kind, "meet.verb", 0.88)
        })
    }

    /// "Brought A and B together", "talks brought A and B to the table": the words say so, or the subject is a meeting.
    fn says_together(&self, at: usize, end: usize) -> bool {
        let document = self.document();
        let until = self.units[end.max(at + 1) - 1].tokens.end;
        let words = (self.units[at].tokens.end..until)
            .any(|token| document.is_any(token, &[Class::Together, Class::AtTable]));
        words
            || self.subject(at).iter().any(|&group| {
                self.units[group]
                    .group()
                    .is_some_and(|group| group.meeting().is_some())
            })
    }

    /// "Crossed the line to see X": the infinitive tells why somebody goes somewhere.
    fn is_going(&self, at: usize) -> bool {
        let document = self.document();
        self.governor(at)
            .and_then(|governor| self.units[governor].verb())
            .is_some_and(|verb| {
                document.is_any(verb.main.start, &[Class::Motion, Class::PlacePreposition])
                    || document
                        .find(verb.main.start, Class::Catenative)
                        .is_some_and(|found| document.lexicon.pack.catenative[found.entry].neutral)
            })
    }

    /// "Y, whom X met": the object stands before the relative pronoun.
    fn relative_object(&self, at: usize) -> Vec<Who> {
        let Some(subject) = self.subject(at).first().copied() else {
            return Vec::new();
        };
        let Some(relative) = subject
            .checked_sub(1)
            .filter(|&it| matches!(self.units[it].kind, Kind::Relative) && !self.opens(it, Class::Where))
        else {
            return Vec::new();
        };
        let head = (relative.saturating_sub(2)..relative)
            .rev()
            .find(|&it| self.is_group(it));
        head.map_or_else(Vec::new, |it| self.who_all(&[it]))
    }

    /// "A told B by phone that": any verb of telling somebody, with words for a call.
    fn tell_by_phone(&self, at: usize) -> Option<Told> {
        let document = self.document();
        let verb = self.units[at].verb()?;
        let found = document.find(verb.main.start, Class::Say)?;
        if !document.lexicon.pack.say[found.entry].addressee || !verb.is_finite() {
            return None;
        }
        let end = self.clause_end(at);
        let until = self.units[end.max(at + 1) - 1].tokens.end;
        let call = (verb.main.end..until).find_map(|token| document.find(token, Class::ByCall))?;
        let mut who = self.who_all(&self.subject(at));
        who.extend(self.who_all(&[at + 1]));
        let who = self.distinct(who);
        if who.len() < 2 || !self.is_personal(&who) || document.is(call.start, Class::Meeting) {
            return None;
        }
        Some(Told {
            trigger: call.start..call.end,
            unit: at,
            anchor: at,
            kind: MeetingKind::Call,
            who,
            status: self.reality(at).status()?,
            place: None,
            host: None,
            rule: "meet.by-phone",
            confidence: 0.7,
            another: false,
        })
    }

    /// "A faced B across a table", "A spent an hour in the company of B": any verb, with words that put people at one table.
    fn tell_at_table(&self, at: usize) -> Option<Told> {
        let document = self.document();
        let verb = self.units[at].verb()?;
        // "Invited X to his office".
        let wished = document
            .find(verb.main.start, Class::Catenative)
            .is_some_and(|found| {
                let entry = &document.lexicon.pack.catenative[found.entry];
                !entry.neutral && entry.status.is_none()
            });
        if wished {
            return None;
        }
        let end = self.clause_end(at);
        let until = self.units[end.max(at + 1) - 1].tokens.end;
        let (from, table) =
            (verb.main.end..until).find_map(|token| Some((token, document.find(token, Class::AtTable)?)))?;
        let mut who = self.who_all(&self.subject(at));
        who.extend(self.relative_object(at));
        for unit in at + 1..end {
            let Some(group) = self.units[unit].group() else {
                continue;
            };
            if self.opens(unit - 1, Class::AtTable) {
                // "In the company of X".
                let of = group.members.iter().flat_map(|member| member.of.iter());
                who.extend(of.flat_map(|member| self.who_of(member)));
            }
            let direct = unit == at + 1;
            let with = self.units[unit - 1].is_preposition()
                && (self.opens(unit - 1, Class::WithOnly)
                    || self.opens(unit - 1, Class::AtTable)
                    || self.opens(unit - 1, Class::OfOnly)
                        && self.units[unit - 1].tokens.start == table.end - 1);
            if direct || with {
                who.extend(self.who(group));
            }
        }
        let who = self.distinct(who);
        if who.len() < 2 || !self.is_personal(&who) {
            return None;
        }
        Some(Told {
            trigger: from..table.end,
            unit: at,
            anchor: at,
            kind: MeetingKind::Meeting,
            who,
            status: self.reality(at).status()?,
            place: self.place_of_relative(at),
            host: None,
            rule: "meet.at-table",
            confidence: 0.7,
            another: self.tells_another(at, end),
        })
    }

    /// "Met again", "another meeting": not the one told before.
    fn tells_another(&self, at: usize, end: usize) -> bool {
        let document = self.document();
        let from = self.units[at].tokens.start;
        let until = self.units[end - 1].tokens.end.min(self.units[at].tokens.end + 3);
        (from..until).any(|token| document.is(token, Class::Again))
    }

    /// Those whom several groups name.
    pub(super) fn who_all(&self, groups: &[usize]) -> Vec<Who> {
        groups
            .iter()
            .filter_map(|&at| self.units[at].group())
            .flat_map(|group| self.who(group))
            .collect()
    }

    /// The direct object behind a verb.
    fn object(&self, verb: usize, end: usize, entry: &Meet) -> (Vec<Who>, Option<usize>) {
        let mut at = verb + 1;
        while at < end && matches!(self.units[at].kind, Kind::Adverb | Kind::Date(_)) {
            at += 1;
        }
        // "Received at his office in P a delegation of X".
        let mut far = at;
        while entry.person
            && far < at + 6
            && far + 2 < end
            && self.units[far].is_preposition()
            && self.is_group(far + 1)
            && !self.opens(far, Class::By)
        {
            far += 2;
        }
        if far > at && self.is_group(far) {
            at = far;
        }
        // "Met on Monday with": a preposition; "met in Doha Omar Nasr" is no English.
        let Some(group) = self.units.get(at).filter(|_| at < end).and_then(Unit::group) else {
            return (Vec::new(), None);
        };
        if group.meeting().is_some() {
            return (Vec::new(), Some(at));
        }
        let who = if entry.object || entry.gathers {
            self.who(group)
        } else {
            Vec::new()
        };
        (who, Some(at))
    }

    /// Those behind one of the words that introduce who is met.
    pub(super) fn with(&self, units: Range<usize>, words: &[String]) -> Vec<Who> {
        let document = self.document();
        let mut who = Vec::new();
        for at in units.clone() {
            if at + 1 >= units.end || !self.units[at].is_preposition() {
                continue;
            }
            let Some(group) = self.units[at + 1].group() else {
                continue;
            };
            if self.takes_with(at) && !self.is_personal(&self.who(group)) {
                continue;
            }
            let tokens = &self.units[at].tokens;
            let last = document.key(tokens.end - 1);
            let between = document.is(tokens.start, Class::Between);
            if between
                || words.iter().any(|word| {
                    word.rsplit(' ')
                        .next()
                        .is_some_and(|word| isnad_text::fold_name(word) == last)
                })
            {
                who.extend(self.who(group));
            }
        }
        who
    }

    /// "Meet every week": no meeting of its own.
    pub(super) fn is_habit(&self, at: usize, end: usize) -> bool {
        let document = self.document();
        let until = self.units[end.max(at + 1) - 1].tokens.end;
        // "Used to meet".
        let from = at
            .checked_sub(1)
            .filter(|&it| self.units[it].verb().is_some())
            .unwrap_or(at);
        (self.units[from].tokens.start..until).any(|token| document.is(token, Class::Habit))
    }

    /// "The dispute with Iran": the preposition belongs to the noun before it.
    pub(super) fn takes_with(&self, preposition: usize) -> bool {
        let before = preposition.checked_sub(1).and_then(|at| self.units[at].group());
        before
            .and_then(|group| group.members.last())
            .is_some_and(|member| {
                member.noun.head.is_none() && self.document().is(member.noun.tokens.end - 1, Class::TakesWith)
            })
    }

    /// Who does what a passive tells.
    pub(super) fn agent(&self, units: Range<usize>) -> Vec<Who> {
        for at in units.clone() {
            if self.opens(at, Class::By)
                && self.units[at].is_preposition()
                && let Some(group) = self.units.get(at + 1).and_then(Unit::group)
            {
                return self.who(group);
            }
        }
        Vec::new()
    }

    /// Something is said of the object: another noun phrase, an adjective or a quotation right behind it.
    fn has_complement(&self, object: usize) -> bool {
        let document = self.document();
        let end = self.units[object].tokens.end;
        self.is_group(object + 1)
            || end < self.sentence.end && document.tokens[end].is_quote()
            || self.units.get(object + 1).is_some_and(|unit| {
                document.is(unit.tokens.start, Class::AsSaid)
                    || unit.is_preposition()
                        && document.is(unit.tokens.start, Class::To)
                        && self.place_in_group(object + 2, true).is_none()
            })
    }

    fn is_infinitive(&self, at: usize) -> bool {
        let verb = self.units.get(at).and_then(Unit::verb);
        verb.is_some_and(|verb| verb.shape == Shape::Infinitive)
    }

    /// Whether the words say that it was by telephone or video.
    pub(super) fn is_by_call(&self, at: usize, end: usize) -> bool {
        let document = self.document();
        let until = self.units[end.max(at + 1) - 1].tokens.end;
        (self.units[at].tokens.start..until).any(|token| document.is(token, Class::ByCall))
    }

    /// Whether somebody is met, not something.
    pub(super) fn is_personal(&self, who: &[Who]) -> bool {
        let mentions = self.mentions();
        !who.is_empty()
            && who.iter().all(|one| match one {
                Who::Mention(index) => {
                    let named = &mentions.items[*index];
                    let surname = named.kind == EntityKind::Organization
                        && named.known.is_none()
                        && named.tokens.len() == 1
                        && !self.document().tokens[named.tokens.start].upper;
                    surname || matches!(named.kind, EntityKind::Person | EntityKind::Anonymous)
                }
                Who::Name(_) => true,
            })
    }

    /// Whether a mention is a body that holds sessions.
    pub(super) fn is_body(&self, index: usize) -> bool {
        let named = &self.mentions().items[index];
        !named.outlet
            && (named.kind == EntityKind::Organization
                || named.kind == EntityKind::Group
                    && (named.known.is_some() || self.document().tokens[named.tokens.start].upper))
    }
}
