//! Outcomes: what the words around a noun of meeting make of it: held, to come, called off, denied, or none at all.

use isnad_model::Status;

use super::Reading;
use super::phrases::Noun;
use super::reality::Reality;
use super::units::Kind;
use super::verbs::Shape;
use crate::document::Found;
use crate::lexicon::Class;

impl Reading<'_, '_, '_, '_> {
    /// "The April talks will now take place in June": put off.
    pub(super) fn is_moved(&self, verb: usize, noun: &Noun) -> bool {
        let document = self.document();
        let Some(group) = self.units[verb].verb() else {
            return false;
        };
        let until = self.sentence.end.min(group.tokens.end + 2);
        let now = (group.tokens.start..until).any(|at| document.is(at, Class::Moved));
        let other = (verb..self.clause_end(verb)).any(|at| matches!(self.units[at].kind, Kind::Date(_)));
        group.future && now && other && !noun.dates.is_empty()
    }

    /// "A hearing, which was called off": what a relative clause behind the noun makes of it.
    pub(super) fn reality_in_relative(&self, end: usize) -> Reality {
        let relative =
            (end..self.units.len().min(end + 2)).find(|&at| matches!(self.units[at].kind, Kind::Relative));
        let verb = relative
            .map(|at| at + 1)
            .filter(|&at| self.units.get(at).is_some_and(|unit| unit.verb().is_some()));
        match verb.map(|verb| self.reality_as_subject(verb)) {
            Some(Reality::Cancelled) => Reality::Cancelled,
            _ => Reality::Held,
        }
    }

    /// What the words in front of the noun make of it ("a planned meeting", "the cancelled talks").
    pub(super) fn modified(&self, noun: &Noun, found: &Found) -> Reality {
        let document = self.document();
        let mut reality = Reality::Held;
        for at in noun.tokens.start..found.start {
            if document.is(at, Class::CancelledAdjective) {
                return Reality::Cancelled;
            }
            if document.is(at, Class::PlannedAdjective) {
                reality = Reality::Planned;
            }
            if document.is(at, Class::UnrealAdjective) {
                return Reality::Void;
            }
        }
        reality
    }

    /// What the verb whose object it is makes of a meeting.
    pub(super) fn reality_as_object(&self, at: usize) -> Reality {
        let document = self.document();
        let own = self.reality(at);
        let Some(verb) = self.units[at].verb() else {
            return own;
        };
        let main = verb.main.start;
        let by_word = if document.is(main, Class::Cancelled) {
            Reality::Cancelled
        } else if let Some(status) = document
            .find(main, Class::Light)
            .and_then(|found| document.lexicon.pack.light[found.entry].status)
        {
            match status {
                Status::Held => Reality::Held,
                Status::Planned => Reality::Planned,
                Status::Cancelled => Reality::Cancelled,
                Status::Denied => Reality::Denied,
            }
        } else if let Some(found) = document.find(main, Class::Catenative) {
            let entry = &document.lexicon.pack.catenative[found.entry];
            match entry.status {
                _ if entry.neutral => Reality::Held,
                Some(Status::Planned) => Reality::Planned,
                Some(Status::Cancelled) => Reality::Cancelled,
                Some(Status::Denied) => Reality::Denied,
                Some(Status::Held) => Reality::Held,
                None => Reality::Void,
            }
        } else if let Some(found) = document.find(main, Class::Say) {
            let say = &document.lexicon.pack.say[found.entry];
            match say.stance {
                isnad_model::Stance::Denied => Reality::Denied,
                isnad_model::Stance::Predicted if say.object => Reality::Void,
                _ if say.call => Reality::Void,
                _ => Reality::Held,
            }
        } else {
            Reality::Held
        };
        by_word.under(own)
    }

    /// What the verb whose subject it is makes of a meeting.
    pub(super) fn reality_as_subject(&self, at: usize) -> Reality {
        let document = self.document();
        let Some(verb) = self.units[at].verb() else {
            return Reality::Held;
        };
        let main = verb.main.start;
        let status = document
            .find(main, Class::Light)
            .and_then(|found| document.lexicon.pack.light[found.entry].status);
        let cancelled = verb.tokens.clone().any(|at| document.is(at, Class::Cancelled));
        if (cancelled || status == Some(Status::Cancelled)) && !verb.negated {
            return Reality::Cancelled;
        }
        if verb.copula && self.is_untrue(at) || document.is(main, Class::Denied) {
            return Reality::Denied;
        }
        // "Had been pencilled in, only to be scrapped".
        let dropped = self.units[at + 1..].iter().any(|unit| {
            unit.verb().is_some_and(|it| {
                it.shape == Shape::Infinitive && document.is(it.main.start, Class::Cancelled)
            })
        });
        if dropped {
            return Reality::Cancelled;
        }
        if verb.negated {
            return if verb.future || verb.would || document.is(main, Class::Light) && !verb.modal {
                Reality::Cancelled
            } else {
                Reality::Void
            };
        }
        let catenative = document
            .find(main, Class::Catenative)
            .and_then(|found| document.lexicon.pack.catenative[found.entry].status);
        let chained = if status == Some(Status::Planned)
            || catenative == Some(Status::Planned)
            || document.is_any(main, &[Class::Due, Class::Planned])
        {
            Reality::Planned
        } else if verb.passive && document.is(main, Class::Catenative) && catenative.is_none() {
            Reality::Void
        } else {
            Reality::Held
        };
        chained.under(self.reality(at))
    }

    /// What stands in front of "for talks", "of a meeting", "ahead of talks" makes of it.
    pub(super) fn reality_as_adjunct(&self, preposition: usize, at: usize) -> Reality {
        let document = self.document();
        // "No date yet for a meeting".
        let adverb = preposition > 1 && matches!(self.units[preposition - 1].kind, Kind::Adverb);
        let before = preposition.checked_sub(1 + usize::from(adverb));
        if let Some(group) = before.and_then(|it| self.units[it].group())
            && let Some(last) = group.members.last().map(|it| it.noun.tokens.end - 1)
        {
            if let Some(mut reality) = self.noun_reality(last) {
                if group.members.last().is_some_and(|it| it.noun.negated) {
                    return Reality::Void;
                }
                // "Scrapped plans for a meeting", "plans for a meeting were dropped".
                let noun = preposition - 1;
                if let Some(verb) = noun.checked_sub(1).filter(|&it| self.units[it].verb().is_some()) {
                    reality = reality.under(self.reality_as_object(verb));
                } else if let Some(verb) = self.verb_of_subject(preposition) {
                    reality = reality.under(self.reality_as_subject(verb));
                }
                return reality;
            }
            if document.is(last, Class::ReportNoun) {
                let denied = self.is_refuted_report(preposition - 1);
                return if denied { Reality::Denied } else { Reality::Void };
            }
        }
        let token = self.units[preposition].tokens.start;
        if document.is(token, Class::AheadOf) {
            return Reality::Planned;
        }
        // What belongs to a verb shares its reality; "agreed to reopen it, following talks": to the verb that is told.
        let verb = self.verb_before(preposition).or_else(|| self.main_verb_after(at));
        let verb = verb.map(|verb| self.told_verb(verb, preposition));
        let Some(verb) = verb else {
            return Reality::Held;
        };
        let group = self.units[verb].verb();
        let main = group.map_or(0, |it| it.main.start);
        if let Some(found) = document.find(main, Class::Catenative)
            && verb < preposition
        {
            let entry = &document.lexicon.pack.catenative[found.entry];
            if !entry.neutral && document.is(token, Class::PurposePreposition) {
                return entry.status.map_or(Reality::Void, |status| match status {
                    Status::Planned => Reality::Planned,
                    Status::Cancelled => Reality::Cancelled,
                    Status::Denied => Reality::Denied,
                    Status::Held => Reality::Held,
                });
            }
        }
        if document.is_any(main, &[Class::Cancelled]) && verb + 1 == preposition {
            return Reality::Cancelled;
        }
        if document.is(main, Class::Say) {
            // "Called for talks": the phrase asks for them.
            let asks = document.is(main, Class::Requested) && verb + 1 == preposition;
            let to_come = self.reality(verb) == Reality::Planned && verb < preposition;
            return match (asks, to_come) {
                (true, _) => Reality::Void,
                (_, true) => Reality::Planned,
                _ => Reality::Held,
            };
        }
        self.reality(verb)
    }

    /// The verb that words behind a comma, or behind what somebody promised, belong to.
    fn told_verb(&self, verb: usize, preposition: usize) -> usize {
        let document = self.document();
        let infinitive = self.units[verb]
            .verb()
            .is_some_and(|it| it.shape == Shape::Infinitive);
        let during = document.is(self.units[preposition].tokens.start, Class::During);
        if !infinitive || verb > preposition || !during {
            return verb;
        }
        let Some(governor) = self.governor(verb).filter(|&it| self.is_finite(it)) else {
            return verb;
        };
        let says = self.units[governor]
            .verb()
            .is_some_and(|it| it.shape == Shape::Past && document.is(it.main.start, Class::Say) && !it.is_to);
        let parted = preposition > 0 && self.units[preposition - 1].is_comma();
        if says || parted { governor } else { verb }
    }
}
