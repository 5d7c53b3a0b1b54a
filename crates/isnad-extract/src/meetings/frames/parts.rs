//! Parts: what the phrase of a meeting and the prepositions behind it tell of those who met.

use isnad_model::{EntityKind, MeetingKind};

use super::Reading;
use super::people::Who;
use super::phrases::{Noun, Owner};
use super::units::{Kind, Unit};
use crate::lexicon::Class;

/// What the phrase of a meeting and its adjuncts tell.
#[derive(Default)]
pub(super) struct Parts {
    /// Behind "with".
    pub with: Vec<Who>,
    /// Behind "between".
    pub between: Vec<Who>,
    /// Behind "of", "by" and in front of the noun.
    pub own: Vec<Who>,
    /// By whom it was held or attended.
    pub agents: Vec<Who>,
    /// One past the last unit that belongs to the phrase.
    pub end: usize,
    /// A place in front of the noun.
    pub place: Option<usize>,
}

impl Reading<'_, '_, '_, '_> {
    /// Those told in the phrase and behind it.
    pub(super) fn parts(&self, at: usize, noun: &Noun, kind: MeetingKind) -> Parts {
        let document = self.document();
        let mentions = self.mentions();
        let mut parts = Parts::default();
        for owner in &noun.owners {
            match *owner {
                Owner::Named(index) => {
                    let named = &mentions.items[index];
                    let capital = named
                        .known
                        .is_some_and(|known| document.known.entity(known).capital_of.is_some());
                    if named.kind == EntityKind::Place
                        || capital && noun.owners.len() == 1 && named.kind == EntityKind::State
                    {
                        parts.place = parts.place.or(Some(index));
                    } else if crate::meetings::participants::can_meet(mentions, index) {
                        parts.own.push(Who::Mention(index));
                    }
                }
                Owner::Nation(known) => parts.own.extend(self.nation(known, noun.tokens.start)),
                Owner::Common(start, end) => {
                    let one = Noun {
                        owners: vec![*owner],
                        tokens: noun.tokens.clone(),
                        ..Noun::default()
                    };
                    let mut own = self.owners(&one);
                    if own.is_empty() && self.is_body_noun(end - 1) {
                        let from = start
                            + usize::from(document.is_any(start, &[Class::Determiner, Class::Definite]));
                        let words = document.slice(document.span(&(from.min(end - 1)..end)));
                        own.push(Who::Name(words.to_owned()));
                    }
                    parts.own.extend(own);
                }
                Owner::Pronoun(_) => {}
            }
        }
        if noun.owners.iter().any(|owner| matches!(owner, Owner::Pronoun(_))) {
            let pronoun = Noun {
                owners: noun
                    .owners
                    .iter()
                    .copied()
                    .filter(|owner| matches!(owner, Owner::Pronoun(_)))
                    .collect(),
                tokens: noun.tokens.clone(),
                ..Noun::default()
            };
            parts.own.extend(self.owners(&pronoun));
        }
        let mut next = at + 1;
        while next < self.units.len() {
            match &self.units[next].kind {
                Kind::Preposition => {
                    let Some(group) = self.units.get(next + 1).and_then(Unit::group) else {
                        // "On Monday", "for Sunday".
                        if self
                            .units
                            .get(next + 1)
                            .is_some_and(|unit| matches!(unit.kind, Kind::Date(_)))
                        {
                            next += 2;
                            continue;
                        }
                        break;
                    };
                    let token = self.units[next].tokens.start;
                    let first = next == at + 1;
                    if document.is(token, Class::Between) {
                        parts.between.extend(self.who(group));
                    } else if document.is(token, Class::WithOnly) {
                        // "A call over the dispute with Iran".
                        if !self.takes_with(next) {
                            parts.with.extend(self.who(group));
                        }
                    } else if (first || kind == MeetingKind::Call && document.is(token, Class::From))
                        && document.is(token, Class::OfOnly)
                        && group.meeting().is_none()
                    {
                        let call = document.is(token, Class::From);
                        if !call || kind == MeetingKind::Call {
                            let who = self.who(group);
                            parts.own.extend(who);
                        }
                    } else if document.is(token, Class::By)
                        && matches!(kind, MeetingKind::Visit | MeetingKind::Call)
                    {
                        parts.own.extend(self.who(group));
                    } else if document.is(token, Class::To)
                        && matches!(kind, MeetingKind::Visit | MeetingKind::Call)
                    {
                        let who = self.who(group);
                        if kind == MeetingKind::Call || self.is_personal(&who) {
                            parts.with.extend(who);
                        }
                    } else if document.is(token, Class::PurposePreposition)
                        && first
                        && group.meeting().is_none()
                        && self.is_personal(&self.who(group))
                        && kind == MeetingKind::Meeting
                    {
                        // "A dinner for A and B".
                        parts.with.extend(self.who(group));
                    } else if group.meeting().is_some() && !(first && document.is(token, Class::OfOnly)) {
                        break;
                    }
                    next += 2;
                }
                Kind::Date(_) | Kind::Adverb => next += 1,
                // "A meeting planned for Monday between A and B".
                Kind::Verb(_) if self.is_reduced(next) && parts.between.is_empty() => next += 1,
                _ => break,
            }
        }
        // "The joint commission between A and B": the two meet.
        if parts.between.len() > 1 {
            parts.own.clear();
        }
        self.add_agents(&mut parts, next);
        parts.end = next;
        parts
    }

    /// "The meeting was led by A and B", "the round, co-chaired by A and B": those by whom it was held.
    pub(super) fn add_agents(&self, parts: &mut Parts, end: usize) {
        let document = self.document();
        let mut at = end;
        while at < self.units.len().min(end + 12) {
            match &self.units[at].kind {
                Kind::Verb(verb) => {
                    let held =
                        (verb.passive || self.is_reduced(at)) && document.is(verb.main.start, Class::Light);
                    let by = (at + 1..self.units.len().min(at + 4)).find(|&it| self.opens(it, Class::By));
                    if held
                        && let Some(group) = by.and_then(|by| self.units.get(by + 1)).and_then(Unit::group)
                    {
                        let who = self.who(group);
                        if self.is_personal(&who) {
                            parts.agents.extend(who);
                        }
                    }
                    return;
                }
                // "The meeting, attended by X,": the aside itself may tell it.
                Kind::Comma if self.is_reduced(at + 1) => at += 1,
                Kind::Comma => at = self.aside_end(at).unwrap_or(at) + 1,
                Kind::Date(_) | Kind::Adverb => at += 1,
                _ => return,
            }
        }
    }

    /// A span of time or a number of meetings.
    pub(super) fn is_measure(&self, at: usize) -> bool {
        let unit = &self.units[at];
        matches!(unit.kind, Kind::Date(_))
            || unit.group().is_some_and(|group| {
                group
                    .members
                    .last()
                    .is_some_and(|it| self.document().is(it.noun.tokens.end - 1, Class::Measure))
            })
    }
}
