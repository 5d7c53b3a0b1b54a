//! Reality: what the verbs around a trigger make of a meeting: held, to come, called off, denied, or none at all.

use isnad_model::{Stance, Status};

use super::Reading;
use super::units::{Kind, Unit};
use super::verbs::{Shape, VerbGroup};
use crate::lexicon::Class;

/// What words make of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reality {
    /// It took place, or nothing says otherwise.
    Held,
    /// It is to come.
    Planned,
    /// It was called off.
    Cancelled,
    /// It is denied.
    Denied,
    /// Nothing took place: a wish, a condition, a refusal, a negation.
    Void,
}

impl Reality {
    /// Both together: what is said further out governs what is said further in.
    pub fn under(self, outer: Self) -> Self {
        match (self, outer) {
            (inner, Self::Held) => inner,
            (Self::Void, Self::Planned) => Self::Void,
            (_, outer) => outer,
        }
    }

    /// The status of a meeting; none where there is none.
    pub fn status(self) -> Option<Status> {
        match self {
            Self::Held => Some(Status::Held),
            Self::Planned => Some(Status::Planned),
            Self::Cancelled => Some(Status::Cancelled),
            Self::Denied => Some(Status::Denied),
            Self::Void => None,
        }
    }
}

/// What a status in a pack makes of a meeting; without one it is only wished for.
fn of_status(status: Option<Status>) -> Reality {
    match status {
        Some(Status::Held) => Reality::Held,
        Some(Status::Planned) => Reality::Planned,
        Some(Status::Cancelled) => Reality::Cancelled,
        Some(Status::Denied) => Reality::Denied,
        None => Reality::Void,
    }
}

impl Reading<'_, '_, '_, '_> {
    /// What a verb's own auxiliaries and those that govern it make of what it tells.
    pub(super) fn reality(&self, at: usize) -> Reality {
        self.reality_within(at, 0)
    }

    fn reality_within(&self, at: usize, depth: u8) -> Reality {
        let Some(verb) = self.units[at].verb() else {
            return Reality::Held;
        };
        let mut reality = self.own_reality(at, verb);
        if depth > 4 {
            return reality;
        }
        let bare = verb.present && verb.tokens.len() == verb.main.len();
        if matches!(verb.shape, Shape::Infinitive | Shape::Gerund) {
            if let Some(noun) = self.planning_noun(at) {
                reality = reality.under(noun);
            }
            match self.governor(at) {
                // "Shelved the strike, ending a week of talks": what is shelved is told before the comma.
                Some(governor)
                    if verb.shape == Shape::Gerund && at > governor + 1 && self.units[at - 1].is_comma() =>
                {
                    let root = self.units[governor]
                        .verb()
                        .filter(|it| it.shape == Shape::Infinitive)
                        .and_then(|_| self.governor(governor))
                        .unwrap_or(governor);
                    if !self.reports(root) {
                        reality = reality.under(self.reality_within(root, depth + 1));
                    }
                }
                Some(governor) => {
                    let governed = self.governed_by(governor, verb.shape == Shape::Infinitive);
                    reality = reality.under(governed);
                    // What the governor only reports has its own reality.
                    if !self.reports(governor) {
                        reality = reality.under(self.reality_within(governor, depth + 1));
                    }
                }
                None if verb.shape == Shape::Infinitive && self.visit_before(at).is_some() => {
                    reality = reality.under(Reality::Planned).under(self.visit_outcome(at));
                }
                None if verb.shape == Shape::Infinitive
                    && !self
                        .units
                        .iter()
                        .any(|unit| unit.verb().is_some_and(VerbGroup::is_finite)) =>
                {
                    reality = reality.under(Reality::Planned);
                }
                None => {}
            }
        } else if bare
            && self.last_word_is_and(at)
            && let Some(before) = self.verb_before(at)
        {
            // "Will fly to P and hold talks".
            let shared = self.units[before]
                .verb()
                .is_some_and(|it| it.tokens.len() > it.main.len());
            if shared {
                reality = reality.under(self.reality_within(before, depth + 1));
            }
        }
        if reality != Reality::Void && self.is_conditional(at) {
            reality = Reality::Void;
        }
        reality
    }

    fn own_reality(&self, at: usize, verb: &VerbGroup) -> Reality {
        let document = self.document();
        if document.is(verb.main.start, Class::Willing) {
            return Reality::Void;
        }
        if verb.negated || verb.modal {
            return Reality::Void;
        }
        if verb.would {
            return if self.is_reported(at) {
                Reality::Planned
            } else {
                Reality::Void
            };
        }
        if verb.future || verb.is_to || document.is(verb.main.start, Class::Due) {
            return Reality::Planned;
        }
        // "It will be the first time that the three sit down together".
        let told = |it: &Unit| it.verb().is_some_and(|it| it.future && it.is_finite());
        let behind = self.units[..at].iter().rev().take(12);
        if verb.present
            && verb.tokens.len() == verb.main.len()
            && behind
                .take_while(|unit| !matches!(unit.kind, Kind::Stop))
                .any(told)
        {
            return Reality::Planned;
        }
        Reality::Held
    }

    /// What a governing verb makes of an infinitive or a gerund.
    fn governed_by(&self, governor: usize, infinitive: bool) -> Reality {
        let document = self.document();
        let Some(verb) = self.units[governor].verb() else {
            return Reality::Held;
        };
        let main = verb.main.start;
        if let Some(found) = document.find(main, Class::Catenative) {
            let entry = &document.lexicon.pack.catenative[found.entry];
            return if entry.neutral {
                Reality::Held
            } else {
                of_status(entry.status)
            };
        }
        if document.is(main, Class::Due) {
            return Reality::Planned;
        }
        if document.is(main, Class::Willing) {
            return Reality::Void;
        }
        if let Some(status) = document
            .find(main, Class::Light)
            .and_then(|found| document.lexicon.pack.light[found.entry].status)
        {
            return of_status(Some(status));
        }
        if document.is(main, Class::Cancelled) {
            return Reality::Cancelled;
        }
        if let Some(found) = document.find(main, Class::Say) {
            let say = &document.lexicon.pack.say[found.entry];
            return match (say.stance, infinitive) {
                (Stance::Denied, false) => Reality::Denied,
                (Stance::Denied, true) => Reality::Void,
                (_, true) if say.infinitive => Reality::Planned,
                (_, true) if say.call || say.addressee => Reality::Void,
                _ if say.object && say.stance == Stance::Predicted && !infinitive => Reality::Void,
                _ => Reality::Held,
            };
        }
        Reality::Held
    }

    /// Whether a verb reports, so that what it reports has a reality of its own.
    fn reports(&self, at: usize) -> bool {
        let verb = self.units[at].verb();
        verb.is_some_and(|verb| self.document().is(verb.main.start, Class::Say))
            && verb.is_some_and(|verb| !verb.negated && !verb.modal)
    }

    /// "Plans to meet", "an offer to meet": the noun before an infinitive.
    fn planning_noun(&self, at: usize) -> Option<Reality> {
        let group = self.units.get(at.checked_sub(1)?)?.group()?;
        let last = group.members.last()?.noun.tokens.end - 1;
        // "On the way to meet X" is no way to do it.
        if self.document().is(last, Class::Motion) && at > 1 && self.units[at - 2].is_preposition() {
            return None;
        }
        self.noun_reality(last)
    }

    /// What a noun before "to meet" or "for a meeting" makes of it.
    pub(super) fn noun_reality(&self, last: usize) -> Option<Reality> {
        let document = self.document();
        if document.is(last, Class::PlanNoun) {
            Some(Reality::Planned)
        } else if document.is(last, Class::UnrealNoun) {
            Some(Reality::Void)
        } else if document.is(last, Class::CancelNoun) {
            Some(Reality::Cancelled)
        } else {
            None
        }
    }

    /// Whether what stands at a unit is told by somebody, so that "would" tells of what is to come.
    fn is_reported(&self, at: usize) -> bool {
        let document = self.document();
        let token = self.units[at].tokens.start;
        self.claims.iter().any(|claim| claim.content.contains(&token))
            || (0..at).any(|before| {
                self.units[before]
                    .verb()
                    .is_some_and(|verb| document.is(verb.main.start, Class::Say))
            })
            || self.units[at..].iter().any(|unit| {
                unit.verb()
                    .is_some_and(|verb| document.is(verb.main.start, Class::Say) && verb.is_finite())
            })
    }

    /// A condition opens the verb's clause, or hangs on what is only to come.
    fn is_conditional(&self, at: usize) -> bool {
        let document = self.document();
        let condition = |unit: &Unit| {
            matches!(unit.kind, Kind::Conjunction) && document.is(unit.tokens.start, Class::Condition)
        };
        let verb = self.units[at].verb();
        let to_come = verb.is_some_and(|verb| verb.future || verb.would || verb.modal);
        let before = self.units[..at].iter().rposition(condition);
        if let Some(before) = before {
            // The condition's own clause, or the main clause behind it.
            let closed = self.units[before..at].iter().any(Unit::is_comma);
            return !closed || to_come;
        }
        let end = self.units.len();
        to_come && self.units[at + 1..end].iter().take(20).any(condition)
            || self
                .units
                .last()
                .is_some_and(|unit| document.tokens[unit.tokens.start].is_mark('?'))
                && self.units.first().is_some_and(|unit| unit.verb().is_some())
    }
}
