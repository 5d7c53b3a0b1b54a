//! Groups: noun phrases joined by "and" and commas, with offices, names and origins that stand beside them.

use std::ops::Range;

use isnad_model::EntityKind;

use super::phrases::Noun;
use super::units::{Cutter, Kind, Unit};
use super::verbs::Shape;
use crate::lexicon::Class;

/// Members that a list is looked at for.
const LONGEST: usize = 12;

/// One of those joined.
#[derive(Clone, Debug)]
pub struct Member {
    /// The phrase.
    pub noun: Noun,
    /// Whose or of what: behind "of", "from".
    pub of: Vec<Member>,
    /// The name beside an office, or the leader of a delegation.
    pub named: Vec<Member>,
}

/// Noun phrases that are joined.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// Its members in order.
    pub members: Vec<Member>,
}

impl Group {
    /// The noun of meeting that the group is.
    pub fn meeting(&self) -> Option<&Noun> {
        self.members
            .iter()
            .map(|member| &member.noun)
            .find(|noun| noun.meeting.is_some())
    }
}

/// Joins the noun phrases of a sentence.
pub struct Joiner<'u, 'a, 'b> {
    /// What the units were cut with.
    pub cutter: Cutter<'a, 'b>,
    /// The units.
    pub units: &'u [Unit],
    /// Whether they are a headline's.
    pub headline: bool,
}

impl Joiner<'_, '_, '_> {
    /// The units with groups for noun phrases.
    pub fn join(&self) -> Vec<Unit> {
        let mut joined = Vec::with_capacity(self.units.len());
        let mut at = 0;
        while at < self.units.len() {
            let unit = &self.units[at];
            if unit.noun().is_none() {
                joined.push(unit.clone());
                at += 1;
                continue;
            }
            let (group, next) = self.group(at);
            let end = self.units[next - 1].tokens.end;
            joined.push(Unit {
                kind: Kind::Group(group),
                tokens: unit.tokens.start..end,
            });
            at = next;
        }
        joined
    }

    fn noun(&self, at: usize) -> Option<&Noun> {
        self.units.get(at).and_then(Unit::noun)
    }

    fn is(&self, at: usize, fits: impl Fn(&Unit) -> bool) -> bool {
        self.units.get(at).is_some_and(fits)
    }

    /// A finite verb, or one that reports.
    fn is_verb(&self, at: usize) -> bool {
        self.is(at, |unit| {
            unit.verb().is_some_and(|verb| {
                verb.shape == Shape::Finite
                    || verb.shape == Shape::Past
                        && (verb.tokens.len() > 1
                            || self
                                .cutter
                                .document
                                .is_any(verb.main.start, &[Class::Say, Class::Meet, Class::Verb])
                            || self.cutter.is_unknown_past(verb.main.start))
            })
        })
    }

    fn group(&self, start: usize) -> (Group, usize) {
        // "Said A and B would meet": what follows a verb of saying is a clause.
        let object = start > 0
            && self.is(start - 1, |unit| {
                unit.verb()
                    .is_some_and(|verb| !self.cutter.document.is(verb.main.start, Class::Say))
            });
        let adjunct = start > 0 && self.is(start - 1, Unit::is_preposition);
        let between = start > 0
            && self.is(start - 1, |unit| {
                unit.is_preposition()
                    && self
                        .cutter
                        .document
                        .is_any(unit.tokens.start, &[Class::Between, Class::With])
            });
        let (member, mut next) = self.member(start, 0);
        let mut group = Group {
            members: vec![member],
        };
        while group.members.len() < LONGEST {
            let closed = self.is(next - 1, Unit::is_comma) && next > start + 1;
            let behind = if self.is(next, Unit::is_and) && self.noun(next + 1).is_some() {
                next + 1
            } else if self.is(next, Unit::is_comma)
                && self.is(next + 1, Unit::is_and)
                && self.noun(next + 2).is_some()
                && group.members.len() > 1
            {
                next + 2
            } else if self.is(next, Unit::is_comma) && self.is_list(next + 1) {
                next + 1
            } else if closed && self.is_list(next) {
                next
            } else if self.headline && start == 0 && self.is_headline_pair(next) {
                next + 1
            } else {
                break;
            };
            let (member, end) = self.member(behind, 0);
            let first = &group.members[0].noun;
            if first.meeting.is_some() != member.noun.meeting.is_some() {
                break;
            }
            // "Met A, and B said": another clause begins.
            let differs = adjunct && self.is_place(&group.members[0]) != self.is_place(&member);
            if (object || differs)
                && !between
                && self.is_verb(end)
                && !self.units[end].verb().is_some_and(|it| {
                    it.shape == Shape::Past && self.cutter.document.is(it.main.start, Class::Light)
                })
            {
                break;
            }
            group.members.push(member);
            next = end;
        }
        (group, next)
    }

    /// "Putin, Erdogan meet": a comma for "and" in a headline.
    fn is_headline_pair(&self, comma: usize) -> bool {
        self.is(comma, Unit::is_comma)
            && self.noun(comma + 1).is_some_and(|noun| noun.head.is_some())
            && self.is(comma + 2, |unit| unit.verb().is_some())
    }

    /// Whether a list goes on to "and" from a noun phrase.
    fn is_list(&self, start: usize) -> bool {
        let mut at = start;
        for _ in 0..LONGEST {
            if self.noun(at).is_none_or(|noun| noun.meeting.is_some()) {
                return false;
            }
            let (_, end) = self.member(at, 0);
            if self.is(end, Unit::is_and) && self.noun(end + 1).is_some()
                || self.is(end, Unit::is_comma)
                    && self.is(end + 1, Unit::is_and)
                    && self.noun(end + 2).is_some()
            {
                return true;
            }
            if self.is(end, Unit::is_comma) && self.noun(end + 1).is_some() {
                at = end + 1;
            } else if self.is(end - 1, Unit::is_comma) && self.noun(end).is_some() {
                at = end;
            } else {
                return false;
            }
        }
        false
    }

    /// A noun phrase with what belongs to it, and the unit behind.
    fn member(&self, start: usize, depth: u8) -> (Member, usize) {
        let noun = self.noun(start).cloned().unwrap_or_default();
        let mut member = Member {
            noun,
            of: Vec::new(),
            named: Vec::new(),
        };
        let mut next = start + 1;
        if depth > 2 || member.noun.meeting.is_some() {
            return (member, next);
        }
        self.attach(&mut member, &mut next, depth);
        if depth == 0 {
            self.appose(start, &mut member, &mut next);
        }
        (member, next)
    }

    /// "The president of Finland", "a delegation from the bank", "Samira Haddad of Jordan", "a delegation led by X".
    fn attach(&self, member: &mut Member, next: &mut usize, depth: u8) {
        let document = self.cutter.document;
        for _ in 0..3 {
            // "A delegation, headed by X,".
            let comma = usize::from(self.is(*next, Unit::is_comma) && member.noun.delegation && depth == 0);
            let led = self.is(*next + comma, |unit| {
                unit.verb()
                    .is_some_and(|verb| document.is(verb.main.start, Class::Led))
            }) && self.is(*next + comma + 1, Unit::is_preposition)
                && self.noun(*next + comma + 2).is_some();
            if led && member.noun.delegation {
                let (leader, end) = self.member(*next + comma + 2, depth + 1);
                member.named.push(leader);
                *next = end + usize::from(comma == 1 && self.is(end, Unit::is_comma));
                continue;
            }
            let accredited = document.is(member.noun.tokens.end - 1, Class::Accredited);
            let preposition = self.is(*next, |unit| {
                unit.is_preposition()
                    && (document.is(unit.tokens.start, Class::Of)
                        || accredited && document.is(unit.tokens.start, Class::To))
            });
            if !preposition || self.noun(*next + 1).is_none_or(|noun| noun.meeting.is_some()) {
                return;
            }
            // "Heads of state", "ministers of health": the office goes on.
            let office = member.noun.head.is_none()
                && (member.noun.several || member.noun.delegation)
                && self.noun(*next + 1).is_some_and(|noun| {
                    noun.head.is_none()
                        && noun.tokens.len() == 1
                        && !document.tokens[noun.tokens.start].capital
                        && document.is(noun.tokens.start, Class::TitleWord)
                });
            if office {
                *next += 2;
                continue;
            }
            let head = member.noun.head.map(|index| &self.cutter.mentions.items[index]);
            let strict = self.is(*next, |unit| document.is(unit.tokens.start, Class::OfOnly));
            let holder = head.is_none()
                && (member.noun.role.is_some()
                    || member.noun.delegation
                    || member.noun.both
                    || self.is_human(&member.noun.tokens));
            let from_land = head.is_some_and(|named| named.kind == EntityKind::Person) && strict;
            let unnamed = head.is_some_and(|named| named.kind == EntityKind::Anonymous);
            // "Border guards of Chad and Niger": any people of several.
            let joined = head.is_none()
                && member.noun.several
                && strict
                && self.noun(*next + 1).is_some_and(|noun| noun.head.is_some())
                && (self.is(*next + 2, Unit::is_and)
                    || self.is(*next + 2, Unit::is_comma) && self.is_list(*next + 3))
                && depth == 0;
            if !(holder || from_land || unnamed || joined) {
                return;
            }
            let (one, mut end) = self.member(*next + 1, depth + 1);
            // "Secretary of the Treasury Ray Colburn": the name behind the office.
            if holder && !member.noun.several && self.names_holder(&member.noun, &one) {
                member.named.push(one);
                *next = end;
                continue;
            }
            let mut of = vec![one];
            let joins = (holder || joined) && (member.noun.several || member.noun.delegation) || unnamed;
            while joins && of.len() < LONGEST {
                let goes_on = self.is(end, Unit::is_and) && self.noun(end + 1).is_some()
                    || self.is(end, Unit::is_comma) && self.is_list(end + 1);
                if !goes_on {
                    break;
                }
                let (mut other, mut after) = self.member(end + 1, depth + 1);
                if let Some((listed, behind)) = self.listed_behind(&other, after) {
                    other.named = listed;
                    after = behind;
                }
                if other.noun.meeting.is_some()
                    || other.noun.role.is_some() && other.noun.head.is_some() && self.is_person(&other)
                {
                    break;
                }
                of.push(other);
                end = after;
            }
            member.of.extend(of);
            *next = end;
        }
    }

    /// "Three insurers, A, B and C,": the names of those that a plural counts.
    fn listed_behind(&self, member: &Member, comma: usize) -> Option<(Vec<Member>, usize)> {
        let counts = member.noun.several && member.noun.head.is_none() && member.named.is_empty();
        if !counts || !self.is(comma, Unit::is_comma) || !self.is_list(comma + 1) {
            return None;
        }
        let mut listed = Vec::new();
        let mut at = comma + 1;
        loop {
            self.noun(at)?.head?;
            let (one, end) = self.member(at, 1);
            listed.push(one);
            if self.is(end, Unit::is_and) && self.noun(end + 1).is_some() {
                self.noun(end + 1)?.head?;
                let (last, end) = self.member(end + 1, 1);
                listed.push(last);
                let closed = self.is(end, Unit::is_comma);
                let ends =
                    closed || end >= self.units.len() || self.is(end, |unit| matches!(unit.kind, Kind::Stop));
                return ends.then_some((listed, end + usize::from(closed)));
            }
            if !self.is(end, Unit::is_comma) || listed.len() >= LONGEST {
                return None;
            }
            at = end + 1;
        }
    }

    /// Whether what stands behind "of" ends with the name of the one who holds an office written with a capital.
    fn names_holder(&self, office: &Noun, of: &Member) -> bool {
        let last = &self.cutter.document.tokens[office.tokens.end - 1];
        let Some(head) = of.noun.head.filter(|_| self.is_person(of)) else {
            return false;
        };
        let own = self.cutter.mentions.items[head].tokens.start;
        let possessed =
            self.cutter.document.tokens[own.saturating_sub(1)].kind == crate::tokens::TokenKind::Suffix;
        last.capital && of.noun.tokens.start < own && !possessed
    }

    fn is_place(&self, member: &Member) -> bool {
        member
            .noun
            .head
            .is_some_and(|index| self.cutter.mentions.items[index].kind == EntityKind::Place)
    }

    fn is_person(&self, member: &Member) -> bool {
        member
            .noun
            .head
            .is_some_and(|index| self.cutter.mentions.items[index].kind == EntityKind::Person)
    }

    /// Whether a noun phrase tells where: nobody's name stands beside it.
    fn is_where(&self, start: usize) -> bool {
        start > 0
            && self.is(start - 1, |unit| {
                let document = self.cutter.document;
                unit.is_preposition()
                    && document.is(unit.tokens.start, Class::PlacePreposition)
                    && !document.is(unit.tokens.start, Class::Of)
            })
    }

    /// A common noun for somebody, who may be named beside it.
    fn is_describing(&self, noun: &Noun) -> bool {
        noun.role.is_some()
            || noun
                .owners
                .iter()
                .any(|owner| !matches!(owner, super::phrases::Owner::Pronoun(_)))
            || self
                .cutter
                .document
                .is_any(noun.tokens.start, &[Class::Determiner, Class::Definite])
                && noun.tokens.len() > 1
    }

    fn is_human(&self, tokens: &Range<usize>) -> bool {
        let document = self.cutter.document;
        tokens.end > tokens.start
            && document.is_any(
                tokens.end - 1,
                &[
                    Class::Source,
                    Class::Human,
                    Class::TitlePlural,
                    Class::Body,
                    Class::Institution,
                ],
            )
    }

    /// "Samira Haddad, the minister," and "the minister, Samira Haddad,": two phrases for one.
    fn appose(&self, start: usize, member: &mut Member, next: &mut usize) {
        for _ in 0..2 {
            if !self.is(*next, Unit::is_comma) || self.noun(*next + 1).is_none() {
                return;
            }
            let (other, end) = self.member(*next + 1, 1);
            if self.is_verb(end) || other.noun.meeting.is_some() || other.noun.pronoun.is_some() {
                return;
            }
            let closes = self.is(end, Unit::is_comma);
            let kind = |member: &Member| {
                member
                    .noun
                    .head
                    .map(|index| self.cutter.mentions.items[index].kind)
            };
            let number = other.noun.head.is_none()
                && other.noun.tokens.len() == 1
                && self.cutter.document.tokens[other.noun.tokens.start].kind
                    == crate::tokens::TokenKind::Number;
            let office = kind(&other).is_none()
                && (other.noun.role.is_some() || other.noun.tokens.len() > 1)
                && kind(member).is_some();
            let is_land =
                |kind: Option<EntityKind>| matches!(kind, Some(EntityKind::Place | EntityKind::State));
            let land = kind(member) == Some(EntityKind::Place) && is_land(kind(&other));
            let holder = kind(member).is_none()
                && member.named.is_empty()
                && member.noun.pronoun.is_none()
                && !other.noun.tokens.is_empty()
                && self.is_describing(&member.noun)
                && (member.noun.role.is_some() || !self.is_where(start))
                && kind(&other) == Some(EntityKind::Person);
            // "Its pilots' union, the Iberian Pilots Association".
            let body = kind(member).is_none()
                && member.named.is_empty()
                && !member.noun.several
                && self.cutter.document.is_any(
                    member.noun.tokens.end - 1,
                    &[
                        Class::MeetingBody,
                        Class::OrganizationEnd,
                        Class::Institution,
                        Class::GroupHead,
                    ],
                )
                && !self.is_where(start)
                && matches!(kind(&other), Some(EntityKind::Organization | EntityKind::Group))
                && (closes
                    || end >= self.units.len()
                    || self.is(end, |unit| matches!(unit.kind, Kind::Stop)));
            if let Some((listed, end)) = self.listed_behind(member, *next) {
                member.named = listed;
                *next = end;
                return;
            }
            if holder || body {
                member.named.push(other);
                *next = end + usize::from(closes);
                // "Their foreign ministers, A and B,".
                while member.noun.several && self.is(*next, Unit::is_and) && self.noun(*next + 1).is_some() {
                    let (further, end) = self.member(*next + 1, 1);
                    member.named.push(further);
                    *next = end + usize::from(self.is(end, Unit::is_comma));
                }
            } else if number
                || land
                || office
                    && (closes
                        || end >= self.units.len()
                        || self.is(end, |unit| matches!(unit.kind, Kind::Stop)))
            {
                // A list of offices is no apposition ("A, the minister and B" is rare, "A, the B and C" common).
                *next = end + usize::from(closes);
            } else {
                return;
            }
            if closes && !self.is(*next, Unit::is_comma) {
                return;
            }
        }
    }
}
