//! Verbs: `التقى A B`, `A يستقبل B`, `اجتمع A مع B`, `زار A P والتقى B`, `الذي التقاه B`.

use isnad_model::{EntityKind, MeetingKind};

use super::behind::Behind;
use super::elements::What;
use super::ties::Tie;
use super::{Scene, Who};
use crate::document::Found;
use crate::inflect::Number;
use crate::lexicon::Class;
use crate::meetings::{Finder, Met};
use crate::pack::Meet;

/// The ties that a verb's words before those met make.
pub(super) fn ties_of(with: &[String]) -> Vec<Tie> {
    let tie = |word: &String| match word.as_str() {
        "مع" => Some(Tie::With),
        "ب" => Some(Tie::By),
        "إلى" | "ل" => Some(Tie::To),
        "على" => Some(Tie::On),
        "من" => Some(Tie::From),
        _ => None,
    };
    with.iter().filter_map(tie).chain([Tie::Agent]).collect()
}

impl Finder<'_, '_, '_> {
    /// The meeting that a verb of meeting tells.
    pub(super) fn verb_of_meeting(&self, scene: &Scene<'_>, index: usize, found: &Found) -> Option<Met> {
        let document = self.document;
        let entry = &document.lexicon.pack.meet[found.entry];
        if entry.gathers
            || found.clitic.article
            || document.is(found.end, Class::FalseFriend)
            || self.is_voided(scene, index)
            || entry.joined && !found.enclitic
            || !self.is_beside(entry, found.end, scene.tokens.end)
        {
            return None;
        }
        let scope = scene.scope(found.start);
        let behind = self.behind_element(scene, index, scope.end, &ties_of(&entry.with));
        let (people, objects) = self.people_of_verb(scene, index, found, entry, &behind);
        let by_call =
            (found.start..scene.tokens.end.min(found.end + 20)).any(|at| document.is(at, Class::ByCall));
        if entry.by_call && !by_call || entry.person && !self.ends_in_person(&people) {
            return None;
        }
        let alone = people.len() == 1 && objects == 0 && behind.with.is_empty();
        let session = alone && entry.alone && self.is_body(people[0]);
        if people.len() < 2 && !session {
            return None;
        }
        let kind = match entry.kind {
            _ if session => MeetingKind::Session,
            MeetingKind::Meeting if by_call => MeetingKind::Call,
            kind => kind,
        };
        let rule = if session { "meet.body" } else { "meet.verb" };
        let letters = found.clitic.letters - u8::from(found.clitic.future);
        let mut met = Met::told(found.start..found.end, letters, kind, rule, &scene.tokens);
        met.confidence = if session { 0.8 } else { 0.88 };
        met.to_come = Some(self.lies_ahead(scene, index, None));
        self.fill(&mut met, people);
        let several = met.participants.len() + met.unnamed.len() > 1;
        (several || session).then_some(met)
    }

    /// Whether the word stands behind a verb that it needs.
    fn is_beside(&self, entry: &Meet, start: usize, end: usize) -> bool {
        let document = self.document;
        entry.beside.is_empty()
            || (start..end.min(start + 16)).any(|at| {
                let key = document.key(at);
                entry.beside.iter().any(|word| isnad_text::fold_name(word) == key)
            })
    }

    /// Those whom a verb tells to meet, and how many of them are its objects.
    fn people_of_verb(
        &self,
        scene: &Scene<'_>,
        index: usize,
        found: &Found,
        entry: &Meet,
        behind: &Behind,
    ) -> (Vec<Who>, usize) {
        let bare = &behind.bare;
        let several = matches!(found.form.number, Number::Dual | Number::Plural);
        let mut told_before = self.subject_ahead(scene, index);
        // `زيارة A إلى P، التقى خلالها B`.
        if told_before.is_empty() && self.is_at_it(scene, index) {
            told_before = self.visitor(scene, index);
        }
        let object = entry.object && behind.with.is_empty();
        // `زار A منزل B`.
        let home = (entry.object_place && bare.len() == 1)
            .then(|| self.at_home(scene, index))
            .flatten();
        let mut people: Vec<Who>;
        let mut objects = behind.with.len() + behind.between.len();
        if found.enclitic {
            people = self.joined_object(scene, index, found);
            objects += people.len();
            let subject = bare.first().cloned().unwrap_or(told_before);
            people.splice(0..0, subject);
        } else if !told_before.is_empty() {
            people = told_before;
            if object && let Some(list) = bare.first() {
                objects += list.len();
                people.extend(list);
            }
        } else if let [subject, met, ..] = bare.as_slice()
            && object
        {
            people = subject.clone();
            objects += met.len();
            people.extend(met);
        } else if let (Some(list), Some(host)) = (bare.first(), home) {
            people = list.clone();
            people.push(host);
            objects += 1;
        } else if let Some(list) = bare.first() {
            let mutual = list.len() > 1 && !self.goes_on_from(scene, index);
            let left_out = object && if entry.object_place { objects == 0 } else { !mutual };
            people = if left_out && self.opens_clause(scene, index) {
                self.subject(scene, index, 0)
            } else {
                Vec::new()
            };
            objects += if left_out { list.len() } else { 0 };
            people.extend(list);
        } else if (several && objects == 0 && !entry.alone || objects > behind.between.len())
            && self.opens_clause(scene, index)
        {
            people = self.subject(scene, index, 0);
        } else {
            people = Vec::new();
        }
        // `تلتئم اللجنة المشتركة بين A وB`: those between whom it is.
        if entry.alone && behind.with.is_empty() && behind.between.len() > 1 {
            people.retain(|&who| !self.is_body(who));
        }
        people.extend(&behind.with);
        people.extend(&behind.between);
        let coordinated = entry.together
            && people.len() > 1
            && self.are_people(&people)
            && (!self.is_resumed(scene, index) || found.form.tense == crate::inflect::Tense::Future);
        if entry.needs_with && behind.with.is_empty() && !coordinated {
            return (Vec::new(), 0);
        }
        people.extend(&behind.attend);
        (people, objects)
    }

    /// Whether `الوزيران` and its like are the subject: what they did goes back to a meeting told before.
    fn is_resumed(&self, scene: &Scene<'_>, index: usize) -> bool {
        let both = |at: usize| {
            scene.row.get(at).is_some_and(|it| it.what == What::Both)
                && !self.is_apposed(scene, at, scene.row.len())
        };
        both(index + 1) || index > 0 && both(index - 1)
    }

    /// Whether a left-out subject can be meant: the verb opens its clause.
    fn opens_clause(&self, scene: &Scene<'_>, index: usize) -> bool {
        let Some(before) = index.checked_sub(1).map(|at| &scene.row[at]) else {
            return true;
        };
        let joined = scene.row[index]
            .verb()
            .is_some_and(|it| it.clitic.conjunction.is_some() || it.clitic.future);
        let document = self.document;
        let at = before.tokens.start;
        joined
            || before.what != What::Word
            || document.tokens[at].is_quote()
            || document.is_any(
                at,
                &[
                    Class::Adverb,
                    Class::Auxiliary,
                    Class::Future,
                    Class::Planned,
                    Class::Hedge,
                    Class::And,
                    Class::Conjunction,
                    Class::Negation,
                    Class::FutureNegation,
                    Class::That,
                ],
            )
    }

    /// Whether a verb takes up who was told before (`والتقى`, `كما التقى`, `حيث التقى`).
    fn goes_on_from(&self, scene: &Scene<'_>, index: usize) -> bool {
        let joined = scene.row[index]
            .verb()
            .is_some_and(|it| it.clitic.conjunction.is_some());
        let before = index.checked_sub(1).map(|at| &scene.row[at]);
        joined && index > 0
            || before.is_some_and(|it| {
                matches!(it.what, What::Joint | What::Relative)
                    || self.document.is(it.tokens.start, Class::And)
            })
    }

    fn ends_in_person(&self, people: &[Who]) -> bool {
        people.len() > 1
            && people.last().is_some_and(|who| match who {
                Who::Named(index) => matches!(
                    self.reader.mentions().items[*index].kind,
                    EntityKind::Person | EntityKind::Anonymous
                ),
                Who::Role(..) => true,
                Who::Land(_) => false,
            })
    }

    pub(super) fn is_body(&self, who: Who) -> bool {
        match who {
            Who::Named(index) => {
                let named = &self.reader.mentions().items[index];
                named.kind == EntityKind::Organization && !named.outlet
            }
            Who::Role(start, _) => {
                let document = self.document;
                document.is_any(
                    start,
                    &[Class::Institution, Class::InstitutionClass, Class::GroupHead],
                ) && !document.is_any(start, &[Class::Title, Class::TitleFeminine, Class::TitlePlural])
            }
            Who::Land(_) => false,
        }
    }

    pub(super) fn is_person(&self, who: Who) -> bool {
        match who {
            Who::Named(index) => self.reader.mentions().items[index].kind == EntityKind::Person,
            Who::Role(..) => !self.is_body(who),
            Who::Land(_) => false,
        }
    }

    fn are_people(&self, people: &[Who]) -> bool {
        people.iter().all(|&who| self.is_person(who))
    }
}
