//! People: whom a noun phrase names or goes back to, as those who take part in a meeting.

use isnad_model::EntityKind;

use super::Reading;
use super::groups::{Group, Member};
use super::phrases::{Noun, Owner};
use crate::document::Found;
use crate::inflect::{Gender, Number};
use crate::lexicon::Class;
use crate::meetings::participants::can_meet;
use crate::mentions::Named;

/// Who takes part: a mention, or words for somebody without a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// Index of a mention.
    Mention(usize),
    /// Common name of a state that only an adjective names, or the words for an unnamed person.
    Name(String),
}

impl Reading<'_, '_, '_, '_> {
    /// Those whom a group names.
    pub fn who(&self, group: &Group) -> Vec<Who> {
        group
            .members
            .iter()
            .flat_map(|member| self.who_of(member))
            .collect()
    }

    pub fn who_of(&self, member: &Member) -> Vec<Who> {
        if !member.named.is_empty() {
            return member.named.iter().flat_map(|named| self.who_of(named)).collect();
        }
        let noun = &member.noun;
        let mentions = self.mentions();
        if let Some(found) = &noun.pronoun {
            return self.who_by_pronoun(found);
        }
        if let Some(index) = noun.head {
            let named = &mentions.items[index];
            if named.kind == EntityKind::Anonymous && !member.of.is_empty() {
                let of = member
                    .of
                    .iter()
                    .flat_map(|of| self.who_of(of))
                    .collect::<Vec<_>>();
                if !of.is_empty() {
                    return of;
                }
            }
            let owned = if noun.delegation {
                self.owners(noun)
            } else {
                Vec::new()
            };
            if named.kind == EntityKind::Anonymous && !owned.is_empty() {
                return owned;
            }
            if named.kind == EntityKind::Anonymous {
                // "The governor, who met": somebody named before.
                let role = noun.tokens.end - 1;
                let office = noun.definite
                    && !noun.several
                    && self
                        .document()
                        .is_any(role, &[Class::Title, Class::TitleFeminine]);
                let titled = Noun {
                    role: Some(role),
                    ..noun.clone()
                };
                let holder = office.then(|| self.holder(&titled, &[])).flatten();
                return holder.map_or_else(|| self.who_of_unnamed(index, noun), |it| vec![Who::Mention(it)]);
            }
            return can_meet(mentions, index)
                .then_some(Who::Mention(index))
                .into_iter()
                .collect();
        }
        if let Some(found) = noun.meeting {
            let visit =
                self.document().lexicon.pack.meeting[found.entry].kind == isnad_model::MeetingKind::Visit;
            return if visit { self.owners(noun) } else { Vec::new() };
        }
        if noun.negated {
            return Vec::new();
        }
        let of: Vec<Who> = member.of.iter().flat_map(|of| self.who_of(of)).collect();
        if noun.both && of.is_empty() {
            return self
                .two_people(noun)
                .unwrap_or_else(|| self.parties(noun.tokens.start));
        }
        let owned = self.owners(noun);
        let stands_for = noun.delegation || noun.several || noun.both;
        if stands_for && !of.is_empty() {
            return of;
        }
        // "The union": a body, though its word may stand in a title.
        let last = noun.tokens.end - 1;
        let office = !self.is_body_noun(last)
            || self
                .document()
                .is_any(last, &[Class::Title, Class::TitleFeminine, Class::TitlePlural]);
        if noun.role.is_some() && office {
            if let Some(index) = self.holder(noun, &of) {
                return vec![Who::Mention(index)];
            }
            // "The president of the Northern Bank": whom nobody names stands for the body.
            let bodies: Vec<Who> = of
                .iter()
                .chain(&owned)
                .filter(|it| self.is_company(it))
                .cloned()
                .collect();
            if !bodies.is_empty() && bodies.len() == of.len() + owned.len() {
                return bodies;
            }
            // "The ministers agreed to meet again": those who met.
            let alone = of.is_empty() && owned.is_empty() && noun.owners.is_empty();
            if noun.several && noun.definite && alone && self.is_met_before() {
                return self.parties(noun.tokens.start);
            }
            if stands_for {
                // "Their Jordanian counterparts".
                let theirs = self.document().is(noun.tokens.end - 1, Class::Counterpart);
                let nations = noun.owners.iter().filter_map(|owner| match *owner {
                    Owner::Nation(known) if theirs => self.nation(known, noun.tokens.start),
                    _ => None,
                });
                return if theirs { nations.collect() } else { owned };
            }
            let nation = !of.is_empty()
                || !owned.is_empty() && !noun.owners.iter().any(|it| matches!(it, Owner::Pronoun(_)));
            return nation
                .then(|| Who::Name(self.words(member)))
                .into_iter()
                .collect();
        }
        let human = self.document().is_any(
            last,
            &[
                Class::Source,
                Class::Body,
                Class::Institution,
                Class::Side,
                Class::Human,
                Class::DelegationNoun,
            ],
        );
        // "The Egyptian and Jordanian ministers": an adjective alone.
        let adjective = noun.owners.len() == 1
            && matches!(noun.owners[0], Owner::Nation(_))
            && self.document().known.demonym(self.document().key(last)).is_some();
        if owned.is_empty() && of.is_empty() && noun.definite && !noun.several && noun.tokens.len() <= 3 {
            let known = self.body_by_noun(noun.tokens.start, noun.tokens.end);
            // "The health ministry", not the ministry alone.
            let ministry = noun.tokens.len() == 3 && self.document().is(last, Class::Institution);
            let body = known
                .or_else(|| (self.is_body_noun(last) || ministry).then(|| Who::Name(self.words(member))));
            return body.into_iter().collect();
        }
        // "Sudan's army", "the council of ministers", "the board of the bank".
        if self.is_body_noun(last) && !noun.delegation && !noun.several {
            return vec![Who::Name(self.words(member))];
        }
        if human && owned.is_empty() {
            return of;
        }
        if human || adjective { owned } else { Vec::new() }
    }

    /// "The two ministers", where states or bodies met before: the two people of the sentence before.
    fn two_people(&self, noun: &Noun) -> Option<Vec<Who>> {
        let document = self.document();
        let mentions = self.mentions();
        if !document.is(noun.tokens.end - 1, Class::TitlePlural) {
            return None;
        }
        let person = |index: &usize| mentions.items[*index].kind == EntityKind::Person;
        if self
            .finder
            .met
            .last()
            .is_some_and(|met| met.participants.iter().any(&person))
        {
            return None;
        }
        let here = document.tokens[self.sentence.start].sentence as usize;
        let before = document.sentences[here.checked_sub(1)?].tokens.clone();
        let people: Vec<Who> = mentions.within(before).filter(person).map(Who::Mention).collect();
        let people = self.distinct(people);
        (people.len() == 2).then_some(people)
    }

    /// A body that is no state.
    fn is_company(&self, who: &Who) -> bool {
        match who {
            Who::Mention(index) => matches!(
                self.mentions().items[*index].kind,
                EntityKind::Organization | EntityKind::Group
            ),
            Who::Name(_) => false,
        }
    }

    /// Whether a meeting of several was told shortly before.
    fn is_met_before(&self) -> bool {
        let document = self.document();
        let here = document.tokens[self.sentence.start].sentence;
        self.finder.met.last().is_some_and(|met| {
            here.saturating_sub(document.tokens[met.trigger.start].sentence) <= 3
                && met.participants.len() + met.unnamed.len() > 1
        })
    }

    /// A noun for a body that meets.
    pub fn is_body_noun(&self, at: usize) -> bool {
        self.document().is(at, Class::MeetingBody)
    }

    /// "Egyptian officials" stand for their state; "two diplomats" for nobody that is known.
    fn who_of_unnamed(&self, index: usize, noun: &Noun) -> Vec<Who> {
        let owned = self.owners(noun);
        if owned.is_empty() || !noun.several {
            vec![Who::Mention(index)]
        } else {
            owned
        }
    }

    /// The words of an unnamed office, determiner left out.
    fn words(&self, member: &Member) -> String {
        let document = self.document();
        let mut tokens = member.noun.tokens.clone();
        // "The county's health committee" is the health committee.
        let owned = (tokens.start..tokens.end.saturating_sub(2))
            .rev()
            .find(|&at| document.tokens[at].kind == crate::tokens::TokenKind::Suffix)
            .filter(|_| self.is_body_noun(tokens.end - 1));
        tokens.start = owned.map_or(tokens.start, |at| at + 1);
        while tokens.len() > 1 && document.is_any(tokens.start, &[Class::Determiner, Class::Definite]) {
            tokens.start += 1;
        }
        if let Some(of) = member.of.last() {
            tokens.end = of.noun.tokens.end;
        }
        document.slice(document.span(&tokens)).to_owned()
    }

    /// The states, bodies and people that own a phrase.
    pub fn owners(&self, noun: &Noun) -> Vec<Who> {
        let mentions = self.mentions();
        let mut owners = Vec::new();
        for owner in &noun.owners {
            match *owner {
                Owner::Named(index) => {
                    owners.extend(can_meet(mentions, index).then_some(Who::Mention(index)));
                }
                Owner::Nation(known) => owners.extend(self.nation(known, noun.tokens.start)),
                Owner::Pronoun(at) => owners.extend(self.who_possesses(at)),
                // "The ministers' next meeting".
                Owner::Common(_, end)
                    if self.document().is(end - 1, Class::TitlePlural) && self.is_met_before() =>
                {
                    owners.extend(self.parties(noun.tokens.start));
                }
                Owner::Common(start, end) => owners.extend(self.body_by_noun(start, end)),
            }
        }
        owners
    }

    /// The body that a definite common noun goes back to, or its words where it was not named ("the committee").
    fn body_by_noun(&self, start: usize, end: usize) -> Option<Who> {
        let document = self.document();
        let mentions = self.mentions();
        let last = end.checked_sub(1).filter(|&at| at >= start)?;
        let referent = self.finder.reader.role_at(last).filter(|&index| {
            can_meet(mentions, index)
                && !matches!(
                    mentions.items[index].kind,
                    EntityKind::Anonymous | EntityKind::Person
                )
        });
        if let Some(index) = referent {
            return Some(Who::Mention(index));
        }
        let body = document.is_any(
            last,
            &[
                Class::Body,
                Class::GroupHead,
                Class::Institution,
                Class::OrganizationEnd,
                Class::InstitutionClass,
            ],
        );
        if !body {
            return None;
        }
        let here = document.tokens[start].span.start;
        let key = document.key(last);
        let near = mentions.before(here).take(40).find(|&index| {
            let named = &mentions.items[index];
            matches!(named.kind, EntityKind::Organization | EntityKind::Group)
                && !named.outlet
                && (named.kind == EntityKind::Group && document.is(last, Class::GroupHead)
                    || isnad_text::fold_name(&named.name)
                        .split(' ')
                        .any(|word| word == key))
        });
        near.map(Who::Mention)
    }

    /// A state by its adjective: its nearest mention where there is one.
    pub fn nation(&self, known: u32, before: usize) -> Option<Who> {
        let document = self.document();
        let mentions = self.mentions();
        if document.known.entity(known).kind != EntityKind::State {
            return None;
        }
        let here = document.tokens[before].span.start;
        let near = mentions
            .before(here)
            .find(|&index| mentions.items[index].known == Some(known) && can_meet(mentions, index));
        Some(near.map_or_else(|| Who::Name(document.known.label(known).to_owned()), Who::Mention))
    }

    /// The holder of an office who was named before.
    fn holder(&self, noun: &Noun, of: &[Who]) -> Option<usize> {
        let document = self.document();
        let mentions = self.mentions();
        let here = document.tokens[noun.tokens.start].span.start;
        let role = noun.role?;
        if document.is(role, Class::Counterpart) || noun.several {
            return None;
        }
        let head = document.key(noun.tokens.end - 1);
        let nations: Vec<&Owner> = noun
            .owners
            .iter()
            .filter(|it| !matches!(it, Owner::Pronoun(_)))
            .collect();
        let fits = |named: &Named| {
            let words = named.phrase.min(named.tokens.start)..named.tokens.start;
            let office = named.heads.iter().any(|word| word == head)
                || words.clone().any(|at| document.key(at) == head);
            let nation = |owner: &&Owner| match **owner {
                Owner::Nation(known) => words.clone().any(|at| document.demonym(at) == Some(known)),
                Owner::Named(index) => {
                    let key = isnad_text::fold_name(&mentions.items[index].name);
                    words.clone().any(|at| {
                        mentions
                            .at(at)
                            .is_some_and(|it| isnad_text::fold_name(&it.name) == key)
                            || document
                                .demonym(at)
                                .is_some_and(|known| mentions.items[index].known == Some(known))
                    })
                }
                Owner::Pronoun(_) | Owner::Common(..) => true,
            };
            named.kind == EntityKind::Person && office && nations.iter().all(nation)
        };
        let earlier = mentions.before(here).find(|&index| fits(&mentions.items[index]));
        if earlier.is_some() || !of.is_empty() || !noun.definite {
            return earlier;
        }
        if !nations.is_empty() {
            return self.untitled_before(noun.tokens.start);
        }
        if let Some(own) = self.untitled_here(noun.tokens.start) {
            return Some(own);
        }
        self.finder.reader.role_at(noun.tokens.end - 1)
    }

    /// "Penny Wong came. The Australian foreign minister spent an hour …": the one person of the sentence before, told
    /// without an office.
    fn untitled_before(&self, at: usize) -> Option<usize> {
        let document = self.document();
        let mentions = self.mentions();
        let here = document.tokens[at].sentence as usize;
        let before = &document.sentences[here.checked_sub(1)?];
        if before.paragraph != document.sentences[here].paragraph {
            return None;
        }
        let person = |index: &usize| mentions.items[*index].kind == EntityKind::Person;
        let mut people = mentions.within(before.tokens.clone()).filter(person);
        let first = people.next()?;
        let named = &mentions.items[first];
        let one = people.all(|index| mentions.items[index].referent == named.referent);
        (one && named.phrase >= named.tokens.start).then_some(first)
    }

    /// "Fatou Diallo's office denied that the minister had met": the one person that the sentence told before.
    fn untitled_here(&self, at: usize) -> Option<usize> {
        let mentions = self.mentions();
        let mut people = mentions
            .within(self.sentence.start..at)
            .filter(|&index| mentions.items[index].kind == EntityKind::Person);
        let first = people.next()?;
        let named = &mentions.items[first];
        let one = people.all(|index| mentions.items[index].referent == named.referent);
        (one && named.phrase >= named.tokens.start).then_some(first)
    }

    fn who_by_pronoun(&self, found: &Found) -> Vec<Who> {
        let document = self.document();
        let object = found.class == Class::ObjectPronoun;
        let plural = if object {
            document.is(found.start, Class::ObjectPlural)
        } else {
            let entry = &document.lexicon.pack.pronoun[found.entry];
            if entry.thing {
                return self
                    .body_before(found.start)
                    .map(Who::Mention)
                    .into_iter()
                    .collect();
            }
            entry.number == Number::Plural
        };
        if plural {
            return self.parties(found.start);
        }
        let gender = if object {
            Gender::Any
        } else {
            document.lexicon.pack.pronoun[found.entry].gender
        };
        self.person_before(found.start, gender, object)
            .map(Who::Mention)
            .into_iter()
            .collect()
    }

    fn who_possesses(&self, at: usize) -> Vec<Who> {
        let document = self.document();
        let Some(found) = document.find(at, Class::Possessive) else {
            return Vec::new();
        };
        let entry = &document.lexicon.pack.possessive[found.entry];
        let one = if entry.number == Number::Plural {
            return self.parties(at);
        } else if entry.thing {
            self.body_before(at)
        } else {
            self.person_before(at, entry.gender, false)
        };
        one.map(Who::Mention).into_iter().collect()
    }

    /// The person whom a pronoun goes back to: the subject told before it in its sentence, else of a sentence before.
    pub fn person_before(&self, at: usize, gender: Gender, object: bool) -> Option<usize> {
        let mentions = self.mentions();
        let document = self.document();
        let fits = |index: &usize| {
            let named = &mentions.items[*index];
            named.kind == EntityKind::Person
                && (gender == Gender::Any || named.gender == Gender::Any || named.gender == gender)
        };
        let mut own = mentions
            .within(self.sentence.start..at)
            .filter(|index| fits(index) && mentions.items[*index].tokens.end <= at);
        let subjects = if object { self.subjects_at(at) } else { Vec::new() };
        let is_subject = |index: usize| {
            subjects.iter().any(|&other| {
                other == index
                    || mentions.items[other].referent == mentions.items[index].referent
                        && mentions.items[index].referent != usize::MAX
            })
        };
        if let Some(index) = own.find(|index| !is_subject(*index)) {
            return Some(index);
        }
        let here = document.tokens[at].sentence as usize;
        (0..here).rev().take(4).find_map(|sentence| {
            let tokens = document.sentences[sentence].tokens.clone();
            crate::meetings::participants::heads(document, mentions, tokens)
                .into_iter()
                .find(|index| fits(index) && !is_subject(*index))
        })
    }

    /// The mentions that are the subject of the clause of a token.
    fn subjects_at(&self, at: usize) -> Vec<usize> {
        let unit = self
            .units
            .iter()
            .position(|unit| unit.tokens.end > at)
            .unwrap_or(0);
        let verb = (0..unit).rev().find(|&it| self.units[it].verb().is_some());
        let groups = verb.map_or_else(Vec::new, |verb| self.subject(verb));
        groups
            .iter()
            .filter_map(|&group| self.units[group].group())
            .flat_map(|group| group.members.iter().filter_map(|member| member.noun.head))
            .collect()
    }

    /// The body or state that "it" goes back to.
    fn body_before(&self, at: usize) -> Option<usize> {
        let mentions = self.mentions();
        let document = self.document();
        let fits = |index: &usize| {
            matches!(
                mentions.items[*index].kind,
                EntityKind::Organization | EntityKind::State | EntityKind::Group
            ) && can_meet(mentions, *index)
        };
        let own: Vec<usize> = mentions.within(self.sentence.start..at).collect();
        if let Some(&index) = own.iter().find(|index| fits(index)) {
            return Some(index);
        }
        let here = document.tokens[at].sentence as usize;
        (0..here).rev().take(3).find_map(|sentence| {
            mentions
                .within(document.sentences[sentence].tokens.clone())
                .find(|index| fits(index))
        })
    }

    /// "They", "the two": the parties of the last meeting told, else the last two of one kind.
    pub fn parties(&self, before: usize) -> Vec<Who> {
        let document = self.document();
        let here = document.tokens[before].sentence;
        // "Their foreign ministers": those that the sentence joins.
        let joined = self
            .units
            .iter()
            .filter(|unit| unit.tokens.end <= before)
            .find_map(|unit| {
                let group = unit.group().filter(|group| group.members.len() == 2)?;
                let direct = group
                    .members
                    .iter()
                    .all(|member| member.noun.pronoun.is_none() && !member.noun.both);
                let who = if direct { self.who(group) } else { Vec::new() };
                (who.len() == 2).then_some(who)
            });
        if let Some(joined) = joined {
            return joined;
        }
        let latest = self.latest.borrow();
        if latest.len() > 1 {
            return latest.clone();
        }
        let last = self.finder.met.last().filter(|met| {
            let there = document.tokens[met.trigger.start].sentence;
            here.saturating_sub(there) <= 6 && met.participants.len() + met.unnamed.len() >= 2
        });
        if let Some(met) = last {
            return met.participants[..met.participants.len() - met.guests]
                .iter()
                .map(|&index| Who::Mention(index))
                .chain(met.unnamed.iter().cloned().map(Who::Name))
                .collect();
        }
        self.finder
            .last_two(before)
            .into_iter()
            .map(Who::Mention)
            .collect()
    }
}
