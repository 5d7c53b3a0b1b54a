//! Clauses: the subject of a verb, the verbs that govern it, and how far its clause goes.

use super::Reading;
use super::units::{Kind, Unit};
use super::verbs::Shape;
use crate::lexicon::Class;

/// Units that one step to the left may pass.
const FAR: usize = 40;

impl Reading<'_, '_, '_, '_> {
    fn kind(&self, at: usize) -> Option<&Kind> {
        self.units.get(at).map(|unit| &unit.kind)
    }

    pub(super) fn is_group(&self, at: usize) -> bool {
        self.units.get(at).is_some_and(|unit| unit.group().is_some())
    }

    /// The word of class at the first token of a unit.
    pub(super) fn opens(&self, at: usize, class: Class) -> bool {
        self.units
            .get(at)
            .is_some_and(|unit| self.document().is(unit.tokens.start, class))
    }

    /// Whether a finite verb stands at a unit.
    pub(super) fn is_finite(&self, at: usize) -> bool {
        self.units
            .get(at)
            .and_then(Unit::verb)
            .is_some_and(|verb| verb.is_finite() && !self.is_reduced(at))
    }

    /// "Talks held in Doha", "a meeting scheduled for Sunday": a participle behind its noun.
    pub(super) fn is_reduced(&self, at: usize) -> bool {
        let Some(verb) = self.units.get(at).and_then(Unit::verb) else {
            return false;
        };
        if verb.shape != Shape::Past || verb.tokens.len() > verb.main.len() {
            return false;
        }
        let document = self.document();
        // With an object of its own it is finite, unless the noun is no doer.
        let object = self.is_group(at + 1);
        let event = document.is_any(
            verb.main.start,
            &[
                Class::Light,
                Class::Catenative,
                Class::Due,
                Class::Planned,
                Class::Cancelled,
            ],
        );
        if !event || object || at == 0 {
            return false;
        }
        let later = self.units[at + 1..].iter().take(FAR).any(|unit| {
            unit.verb().is_some_and(|it| {
                it.shape == Shape::Finite
                    || it.is_finite()
                        && (it.tokens.len() > it.main.len()
                            || (it.main.start..it.main.start + 1).any(|at| document.is(at, Class::Cancelled)))
            })
        });
        let due = document.is(verb.main.start, Class::Due) && self.verb_is_adjective(verb.main.start);
        self.follows_meeting(at) && (due || later || self.units[at - 1].is_comma())
            || self.is_object_group(at)
    }

    /// "Due": no verb by itself.
    fn verb_is_adjective(&self, at: usize) -> bool {
        self.document().finite_verb(at).is_none()
    }

    /// Whether the group before a participle is the object of another verb or preposition ("attended talks held in").
    fn is_object_group(&self, at: usize) -> bool {
        let mut group = at;
        while group > 0
            && (self.is_group(group - 1)
                || self.units[group - 1].is_preposition()
                || matches!(self.units[group - 1].kind, Kind::Date(_)))
        {
            group -= 1;
            let unit = &self.units[group];
            if unit.group().is_some_and(|it| it.meeting().is_some()) {
                return group > 0
                    && (self.units[group - 1].verb().is_some() || self.units[group - 1].is_preposition());
            }
        }
        false
    }

    /// "A meeting between A and B, scheduled for …": the comma stands behind the phrase of a meeting.
    fn follows_meeting(&self, at: usize) -> bool {
        let mut back = at;
        while back > 0 && at - back < 10 {
            back -= 1;
            match &self.units[back].kind {
                Kind::Group(group) if group.meeting().is_some() => return true,
                Kind::Group(_) | Kind::Preposition | Kind::Date(_) | Kind::Adverb | Kind::Comma => {}
                _ => return false,
            }
        }
        false
    }

    /// The comma that opens the aside which a comma closes.
    pub(super) fn aside_opener(&self, comma: usize) -> Option<usize> {
        let floor = comma.saturating_sub(FAR);
        let mut at = comma;
        let mut open = None;
        while at > floor {
            at -= 1;
            match &self.units[at].kind {
                Kind::Comma => {
                    let next = self.kind(at + 1)?;
                    let opens = matches!(
                        next,
                        Kind::Relative
                            | Kind::Preposition
                            | Kind::That
                            | Kind::Adverb
                            | Kind::Date(_)
                            | Kind::Conjunction
                    ) || self.units[at + 1]
                        .verb()
                        .is_some_and(|verb| !matches!(verb.shape, Shape::Finite))
                        || self.is_group(at + 1)
                            && (comma <= at + 4 || self.units[at + 2].is_preposition() && comma <= at + 10);
                    if opens && at > 0 {
                        open = Some(at);
                    }
                    // "X, who met Y, the minister, said": the relative clause goes on.
                    if matches!(next, Kind::Relative) {
                        return open;
                    }
                    if open.is_some() {
                        return open;
                    }
                }
                Kind::Stop => return open,
                _ => {}
            }
        }
        open
    }

    /// The groups that are the subject of a verb.
    pub(super) fn subject(&self, verb: usize) -> Vec<usize> {
        self.subject_within(verb, 0)
    }

    fn subject_within(&self, verb: usize, depth: u8) -> Vec<usize> {
        if depth > 4 {
            return Vec::new();
        }
        let Some(group) = self.units[verb].verb() else {
            return Vec::new();
        };
        match group.shape {
            Shape::Infinitive => {
                if let Some(governor) = self.governor(verb) {
                    return self.controller(governor, verb, depth);
                }
                // "X's trip to P to meet Y has been cancelled".
                if let Some(visit) = self.visit_before(verb) {
                    return vec![visit];
                }
            }
            Shape::Gerund => return self.doer_of_gerund(verb, depth),
            _ => {}
        }
        let floor = verb.saturating_sub(FAR);
        let mut at = verb;
        let mut aside = None;
        while at > floor {
            at -= 1;
            match &self.units[at].kind {
                Kind::Date(_) | Kind::Adverb => {}
                Kind::Group(group) => {
                    if at > 0 && self.units[at - 1].is_preposition() {
                        at -= 1;
                        continue;
                    }
                    // "The two commanders in the east, A and B, met": the names beside it.
                    let unnamed = group.members.iter().all(|member| {
                        member.noun.head.is_none()
                            && member.named.is_empty()
                            && (member.noun.both || member.noun.several)
                    });
                    if let Some(aside) = aside.filter(|_| unnamed) {
                        return vec![aside];
                    }
                    return self.with_parenthetical(at);
                }
                Kind::Comma => {
                    if let Some(open) = self.aside_opener(at) {
                        let names = self.units[at - 1].group().is_some_and(|group| {
                            group.members.len() > 1
                                && group.members.iter().all(|member| member.noun.head.is_some())
                        });
                        if names && at == open + 2 {
                            aside = Some(at - 1);
                        }
                        at = open;
                    }
                }
                Kind::And => return self.shared_subject(at, depth),
                Kind::Relative | Kind::That => return self.antecedent(at),
                Kind::Preposition => {}
                Kind::Verb(other) => {
                    // "The minister who visited Cairo met": the relative clause is closed by no comma.
                    if let Some(relative) = self.relative_before(at) {
                        at = relative;
                        continue;
                    }
                    if other.shape == Shape::Infinitive || self.is_reduced(at) || other.shape == Shape::Gerund
                    {
                        continue;
                    }
                    // "Flew to P on Monday, met X and left".
                    if verb > 0 && self.units[verb - 1].is_comma() && other.is_finite() {
                        return self.subject_within(at, depth + 1);
                    }
                    return Vec::new();
                }
                Kind::Stop | Kind::Conjunction | Kind::Noun(_) => return Vec::new(),
            }
        }
        Vec::new()
    }

    /// The relative pronoun whose clause a verb belongs to, a noun standing before it.
    fn relative_before(&self, verb: usize) -> Option<usize> {
        let at = verb.checked_sub(1)?;
        (matches!(self.units[at].kind, Kind::Relative) && at > 0 && self.is_group(at - 1)).then_some(at)
    }

    /// "X, who runs Y, and Z met": the first of two stands before an aside.
    fn with_parenthetical(&self, group: usize) -> Vec<usize> {
        let joined = group >= 3 && self.units[group - 1].is_and() && self.units[group - 2].is_comma();
        if let Some(open) = joined.then(|| self.aside_opener(group - 2)).flatten()
            && open > 0
            && self.is_group(open - 1)
            && (open < 2 || !self.units[open - 2].is_preposition())
        {
            return vec![open - 1, group];
        }
        vec![group]
    }

    /// "X flew to P and met Y": the subject of the verb before.
    fn shared_subject(&self, and: usize, depth: u8) -> Vec<usize> {
        self.verb_before(and)
            .map_or_else(Vec::new, |verb| self.subject_within(verb, depth + 1))
    }

    /// The verb before a unit in the same clause.
    pub(super) fn verb_before(&self, before: usize) -> Option<usize> {
        let floor = before.saturating_sub(FAR);
        let mut at = before;
        while at > floor {
            at -= 1;
            match &self.units[at].kind {
                Kind::Verb(verb) if !self.is_reduced(at) && verb.shape != Shape::Gerund => return Some(at),
                Kind::Comma => {
                    if let Some(open) = self.aside_opener(at) {
                        at = open;
                    }
                }
                Kind::Stop => return None,
                _ => {}
            }
        }
        None
    }

    /// The group that a relative pronoun goes back to.
    fn antecedent(&self, relative: usize) -> Vec<usize> {
        let mut at = relative;
        while at > 0 && relative - at < 6 {
            at -= 1;
            match &self.units[at].kind {
                Kind::Group(_) => return vec![at],
                Kind::Comma | Kind::Date(_) | Kind::Adverb => {}
                _ => break,
            }
        }
        Vec::new()
    }

    /// The verb that governs an infinitive or a gerund.
    pub(super) fn governor(&self, verb: usize) -> Option<usize> {
        let floor = verb.saturating_sub(FAR);
        for at in (floor..verb).rev() {
            match &self.units[at].kind {
                Kind::Verb(_) if !self.is_reduced(at) => return Some(at),
                Kind::That | Kind::Relative | Kind::Stop | Kind::Conjunction => return None,
                _ => {}
            }
        }
        None
    }

    /// Who does what an infinitive tells: the subject of its governor, or its object ("sent X to meet Y").
    fn controller(&self, governor: usize, verb: usize, depth: u8) -> Vec<usize> {
        let document = self.document();
        let main = self.units[governor].verb().map_or(0, |it| it.main.start);
        let passive = self.units[governor].verb().is_some_and(|it| it.passive);
        let by_object = document
            .find(main, Class::Catenative)
            .is_some_and(|found| document.lexicon.pack.catenative[found.entry].object);
        if by_object
            && !passive
            && let Some(object) = (governor + 1..verb).find(|&at| self.is_group(at))
        {
            return vec![object];
        }
        self.subject_within(governor, depth + 1)
    }

    /// Who does what a gerund tells: the subject of the clause that it belongs to.
    fn doer_of_gerund(&self, verb: usize, depth: u8) -> Vec<usize> {
        // "Putin meeting Erdogan", "X, speaking after".
        let mut at = verb;
        while at > 0 && matches!(self.units[at - 1].kind, Kind::Adverb | Kind::Date(_)) {
            at -= 1;
        }
        if let Some(main) = self.verb_before(verb) {
            return self.subject_within(main, depth + 1);
        }
        self.main_verb_after(verb)
            .map_or_else(Vec::new, |main| self.subject_within(main, depth + 1))
    }

    /// The main verb behind a comma, for what opens the sentence.
    pub(super) fn main_verb_after(&self, from: usize) -> Option<usize> {
        let comma = (from..self.units.len().min(from + FAR)).find(|&at| self.units[at].is_comma())?;
        (comma + 1..self.units.len().min(comma + FAR))
            .find(|&at| self.is_finite(at) && at > 0 && !matches!(self.units[at - 1].kind, Kind::Relative))
    }

    /// Where the clause behind a unit ends.
    pub(super) fn clause_end(&self, from: usize) -> usize {
        let limit = self.units.len();
        let mut at = from + 1;
        while at < limit {
            match &self.units[at].kind {
                Kind::That | Kind::Relative | Kind::Stop => return at,
                Kind::Conjunction if !self.is_finite(at) => return at,
                Kind::Verb(verb) => {
                    let adjunct = at > 0 && self.units[at - 1].is_preposition();
                    let reduced = self.is_reduced(at);
                    // "Before flying to P": what follows is another event.
                    if verb.shape == Shape::Gerund && adjunct && at > from + 2 {
                        return at - 1;
                    }
                    if verb.shape == Shape::Gerund && !adjunct && at > 0 && self.units[at - 1].is_comma() {
                        return at - 1;
                    }
                    if verb.is_finite() && !reduced {
                        return self.clause_start_before(at, from);
                    }
                }
                Kind::And if matches!(self.kind(at + 1), Some(Kind::Verb(_))) => return at,
                _ => {}
            }
            at += 1;
        }
        limit
    }

    /// Where the subject of a later verb begins, so that it does not count with the clause before.
    fn clause_start_before(&self, verb: usize, floor: usize) -> usize {
        let comma = (floor + 1..verb).rev().find(|&at| self.units[at].is_comma());
        // "Claims that A met B are false": what stands right behind a verb is its object.
        let says = self.units[floor]
            .verb()
            .is_none_or(|it| self.document().is(it.main.start, Class::Say));
        let subject = self
            .subject(verb)
            .first()
            .copied()
            .filter(|&at| at > floor + usize::from(!says));
        // "And on Tuesday he met": what stands behind "and" opens the next clause.
        if let Some(subject) = subject
            && let Some(and) = (floor + 1..subject).rev().find(|&at| self.units[at].is_and())
            && (and + 1..subject).all(|at| {
                matches!(
                    self.units[at].kind,
                    Kind::Date(_) | Kind::Adverb | Kind::Preposition | Kind::Comma | Kind::Group(_)
                )
            })
        {
            return and;
        }
        match (comma, subject) {
            (Some(comma), Some(subject)) if comma < subject => comma,
            (_, Some(subject)) => subject,
            _ => verb,
        }
    }

    /// Where the clause of a verb begins: its subject and what opens the clause before it.
    pub(super) fn clause_start(&self, verb: usize) -> usize {
        let mut top = verb;
        for _ in 0..4 {
            let above = if self.units[top]
                .verb()
                .is_some_and(|it| matches!(it.shape, Shape::Infinitive | Shape::Gerund))
            {
                self.governor(top).or_else(|| self.verb_before(top))
            } else if top > 0 && self.last_word_is_and(top) {
                // What was told of another meeting stays there.
                self.verb_before(top).filter(|&above| {
                    self.units[above].verb().is_none_or(|verb| {
                        let document = self.document();
                        document
                            .find(verb.main.start, Class::Meet)
                            .is_none_or(|found| document.lexicon.pack.meet[found.entry].object_place)
                    })
                })
            } else {
                None
            };
            match above {
                Some(above) if above < top => top = above,
                _ => break,
            }
        }
        let shares = self.last_word_is_and(top);
        let subject = self
            .subject(top)
            .first()
            .copied()
            .filter(|&at| at < top && !shares);
        if shares {
            // "Met in P on Monday and will meet again on Sunday": what is told before "and" belongs there.
            return (0..top).rev().find(|&at| self.units[at].is_and()).unwrap_or(top);
        }
        let mut start = subject.unwrap_or(top).min(top);
        while start > 0 {
            match &self.units[start - 1].kind {
                Kind::Date(_) | Kind::Adverb | Kind::Comma | Kind::Group(_) | Kind::Preposition => start -= 1,
                // A report's own words stay with the report.
                Kind::Verb(_) => return subject.unwrap_or(top).min(top),
                _ => break,
            }
        }
        start
    }

    /// Whether a verb is joined to one before it.
    pub(super) fn last_word_is_and(&self, verb: usize) -> bool {
        let mut at = verb;
        while at > 0 && matches!(self.units[at - 1].kind, Kind::Adverb | Kind::Date(_)) {
            at -= 1;
        }
        at > 0 && self.units[at - 1].is_and()
    }
}
