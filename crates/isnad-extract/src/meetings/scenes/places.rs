//! Places: where a meeting was, told by a location of its own clause and not by one that belongs to its topic.

use isnad_model::EntityKind;

use super::Scene;
use super::elements::What;
use super::ties::Tie;
use crate::lexicon::Class;
use crate::meetings::{Finder, Met};

impl Finder<'_, '_, '_> {
    /// The place of a meeting that the row of its sentence tells.
    pub(super) fn place_in(&self, scene: &Scene<'_>, met: &Met) -> Option<usize> {
        let index = scene.row.partition_point(|it| it.tokens.end <= met.trigger.start);
        let scope = scene.scope(met.trigger.start);
        let behind = self.place_behind(scene, index, scope.end);
        behind
            .or_else(|| self.place_ahead(scene, index, scope.start))
            .filter(|&it| !self.takes_part(met, it))
    }

    fn is_gathering(&self, found: &crate::document::Found) -> bool {
        self.document.lexicon.pack.meet[found.entry].gathers
    }

    fn is_building(&self, mention: Option<usize>) -> bool {
        let known = mention.and_then(|it| self.reader.mentions().items[it].known);
        known.is_some_and(|it| self.document.known.entity(it).stands_for.is_some())
    }

    fn takes_part(&self, met: &Met, place: usize) -> bool {
        let mentions = self.reader.mentions();
        met.participants
            .iter()
            .any(|&other| mentions.items[other].referent == mentions.items[place].referent)
    }

    fn place_behind(&self, scene: &Scene<'_>, index: usize, end: usize) -> Option<usize> {
        for at in index + 1..end {
            let element = &scene.row[at];
            match element.what {
                What::That(false) if self.is_planned_relative(scene, index) => {}
                What::Stop | What::That(_) | What::Joint => return None,
                // What another verb tells has its own place.
                What::Verb(found)
                    if found.clitic.conjunction.is_some() && !found.enclitic
                        || found.class == Class::Meet && !self.is_gathering(&found)
                        || self.document.is(found.start, Class::Motion) =>
                {
                    return None;
                }
                What::Place if element.tie == Tie::At && self.is_free(scene, at, index) => {
                    return element.mention;
                }
                // `تستضيف P قمة تجمع A وB`.
                What::Place
                    if element.tie == Tie::Bare && at <= index + 3 && self.is_hosted_by(scene, at) =>
                {
                    return element.mention;
                }
                // `في البيت الأبيض`: a body that is a building too.
                What::Party if element.tie == Tie::At && self.is_building(element.mention) => {
                    return element.mention;
                }
                // `خلال زيارته إلى P`.
                What::Place if element.tie == Tie::To && self.is_goal(scene, at) => return element.mention,
                _ => {}
            }
        }
        None
    }

    /// Whether a location hangs on the event: what stands before it is no noun that it could belong to.
    fn is_free(&self, scene: &Scene<'_>, at: usize, trigger: usize) -> bool {
        let document = self.document;
        let mut before = at;
        while before > trigger + 1 {
            before -= 1;
            let element = &scene.row[before];
            match element.what {
                What::Word => {
                    let token = element.tokens.start;
                    let small = document.tokens[token].is_quote()
                        || document.is_any(
                            token,
                            &[
                                Class::Preposition,
                                Class::PlacePreposition,
                                Class::PlaceClass,
                                Class::PlaceClassWeak,
                                Class::PlaceHead,
                                Class::Determiner,
                                Class::Adverb,
                                Class::Inside,
                                Class::VenueNoun,
                                Class::Venue,
                            ],
                        )
                        || self.demonym_at(token).is_some();
                    if small {
                        continue;
                    }
                    // `في مقر الأمانة العامة بمدينة P`.
                    let room = (trigger + 1..before).rev().take(5).find(|&it| {
                        scene.row[it].what == What::Word
                            && document.is(scene.row[it].tokens.start, Class::Venue)
                    });
                    if let Some(room) =
                        room.filter(|&it| (it..before).all(|it| scene.row[it].what == What::Word))
                    {
                        before = room;
                        continue;
                    }
                    return self.is_its_own(scene, trigger, before);
                }
                What::Relative | What::Joint => return false,
                _ => return true,
            }
        }
        true
    }

    /// Whether the words behind a trigger are its adjectives and what it is of, not what it is about (`لوقف النار في P`).
    fn is_its_own(&self, scene: &Scene<'_>, trigger: usize, last: usize) -> bool {
        let document = self.document;
        last - trigger <= 5
            && (trigger + 1..=last).all(|it| {
                let element = &scene.row[it];
                let at = element.tokens.start;
                let from = document.is_whole(at, Class::From);
                match element.what {
                    What::Word => {
                        from || !document.is_any(at, &[Class::Preposition, Class::PlacePreposition])
                            && element.tie != Tie::To
                            && element.tie != Tie::On
                    }
                    What::Noun(_) => true,
                    _ => false,
                }
            })
    }

    /// A location before the trigger: where somebody went, or one in front of its clause.
    fn place_ahead(&self, scene: &Scene<'_>, index: usize, start: usize) -> Option<usize> {
        let mentions = self.reader.mentions();
        let mut crossed = 0;
        for at in (start..index).rev() {
            let element = &scene.row[at];
            match element.what {
                What::Stop => return None,
                What::That(_) => crossed += 1,
                // `قابلت A في P، ثم انتقلت إلى Q للاجتماع بB`: somewhere else by now.
                What::Joint if self.goes_on_to(scene, at, index) => return None,
                What::Place if matches!(element.tie, Tie::At | Tie::To) || self.is_goal(scene, at) => {
                    let goal = self.is_goal(scene, at);
                    let opens = element.tie == Tie::At && self.is_free_ahead(scene, at);
                    if (goal || opens) && crossed < 2 {
                        return element.mention;
                    }
                }
                // `تستضيف P قمة تجمع A وB`.
                What::Place if element.tie == Tie::Bare && self.is_hosted_by(scene, at) => {
                    return element.mention;
                }
                What::Party
                    if self.is_goal(scene, at)
                        && element
                            .mention
                            .is_some_and(|it| mentions.items[it].kind == EntityKind::State) =>
                {
                    return element.mention;
                }
                _ => {}
            }
        }
        None
    }

    /// The goal of going or visiting (`وصل إلى P`, `زار P`, `زيارة إلى P`).
    fn is_goal(&self, scene: &Scene<'_>, at: usize) -> bool {
        let document = self.document;
        let element = &scene.row[at];
        let tied = matches!(element.tie, Tie::To | Tie::Bare | Tie::Of | Tie::At);
        tied && (at.saturating_sub(7)..at).rev().any(|it| {
            let token = scene.row[it].tokens.start;
            let motion = document.is(token, Class::Motion);
            let visit = scene.row[it].verb().is_some_and(|found| {
                document
                    .find(found.start, Class::Meet)
                    .is_some_and(|found| document.lexicon.pack.meet[found.entry].object_place)
            });
            let visiting = match scene.row[it].what {
                What::Noun(found) => {
                    document.lexicon.pack.meeting[found.entry].kind == isnad_model::MeetingKind::Visit
                }
                _ => false,
            };
            motion && (element.tie != Tie::Bare || it + 1 == at) || visit || visiting
        })
    }

    /// Whether a verb of hosting stands before a location, nothing but its class noun and adjective between.
    fn is_hosted_by(&self, scene: &Scene<'_>, at: usize) -> bool {
        let light = &self.document.lexicon.pack.light;
        (at.saturating_sub(3)..at)
            .rev()
            .take_while(|&it| matches!(scene.row[it].what, What::Verb(_)) || scene.row[it].what == What::Word)
            .filter_map(|it| scene.row[it].verb())
            .any(|verb| {
                self.document
                    .find(verb.start, Class::Light)
                    .is_some_and(|it| light[it.entry].subject_place)
            })
    }

    /// Whether somebody goes somewhere between two elements.
    fn goes_on_to(&self, scene: &Scene<'_>, from: usize, to: usize) -> bool {
        scene.row[from + 1..to]
            .iter()
            .any(|it| self.document.is(it.tokens.start, Class::Motion))
    }

    fn is_free_ahead(&self, scene: &Scene<'_>, at: usize) -> bool {
        let document = self.document;
        let before = at.checked_sub(1).map(|it| &scene.row[it]);
        let Some(mut element) = before else { return true };
        let mut next = at - 1;
        while element.what == What::Word
            && (self.demonym_at(element.tokens.start).is_some()
                || document.is_any(
                    element.tokens.start,
                    &[
                        Class::Preposition,
                        Class::PlacePreposition,
                        Class::PlaceClass,
                        Class::PlaceHead,
                        Class::Inside,
                        Class::Venue,
                        Class::Conjunction,
                    ],
                ))
        {
            let Some(earlier) = next.checked_sub(1) else {
                return true;
            };
            next = earlier;
            element = &scene.row[next];
        }
        matches!(
            element.what,
            What::Verb(_)
                | What::Party
                | What::Role
                | What::Comma
                | What::Date
                | What::Noun(_)
                | What::Joint
                | What::That(_)
        )
    }
}
