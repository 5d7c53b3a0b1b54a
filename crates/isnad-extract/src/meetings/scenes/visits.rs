//! Visits: who pays the visit at which, or for which, somebody is met.

use isnad_model::MeetingKind;

use super::elements::What;
use super::ties::Tie;
use super::{Scene, Who};
use crate::document::Found;
use crate::lexicon::Class;
use crate::meetings::Finder;
use crate::shapes;

/// Elements between a noun of visit and what happened at it.
const REACH: usize = 26;

impl Finder<'_, '_, '_> {
    /// `زيارة A إلى P … التقى خلالها B`, `زيارة كانت مقررة لـA للقاء B`, `جولة قام بها A`: who visits.
    pub(super) fn visitor(&self, scene: &Scene<'_>, index: usize) -> Vec<Who> {
        let visit = (0..index)
            .rev()
            .take(REACH)
            .take_while(|&at| match scene.row[at].what {
                What::Stop => false,
                // `كان يفترض أن يلتقي`: no other clause.
                What::That(_) => at > 0 && self.document.is(scene.row[at - 1].tokens.start, Class::Planned),
                _ => true,
            })
            .find(|&at| matches!(scene.row[at].what, What::Noun(found) if self.is_visit(&found)));
        let Some(visit) = visit else { return Vec::new() };
        let What::Noun(found) = scene.row[visit].what else {
            return Vec::new();
        };
        if self.in_construct(scene, visit, &found) {
            let behind = self.behind_element(scene, visit, index, &[]);
            return behind.bare.into_iter().next().unwrap_or_default();
        }
        let mut verb = false;
        for at in visit + 1..index {
            let element = &scene.row[at];
            match element.what {
                What::Comma | What::Stop => break,
                // `قام بها`, `أجراها`: what was done is the visit.
                What::Verb(found) => {
                    let next = scene.row.get(at + 1).map(|it| it.tokens.start);
                    verb |= found.enclitic
                        || next.is_some_and(|it| shapes::is_preposition_with_pronoun(self.document.key(it)));
                }
                What::Party | What::Role => {
                    let Some(who) = self.who(element) else { continue };
                    let letter = element.tie == Tie::To && self.is_person(who) && !verb;
                    if letter || verb && element.tie == Tie::Bare {
                        return vec![who];
                    }
                }
                _ => {}
            }
        }
        Vec::new()
    }

    /// `جولة شملت P`: where somebody went, told like a party.
    pub(super) fn is_where_visited(&self, scene: &Scene<'_>, at: usize) -> bool {
        at > 1
            && scene.row[at].tie == Tie::Bare
            && scene.row[at - 1].verb().is_some()
            && self.is_noun_of_visit(scene, at - 2)
    }

    /// Whether an element is a noun of visit.
    pub(super) fn is_noun_of_visit(&self, scene: &Scene<'_>, at: usize) -> bool {
        matches!(scene.row[at].what, What::Noun(found) if self.is_visit(&found))
    }

    fn is_visit(&self, found: &Found) -> bool {
        let entry = &self.document.lexicon.pack.meeting[found.entry];
        entry.kind == MeetingKind::Visit || entry.kind == MeetingKind::Round && entry.weak
    }

    /// Whose home or office is visited (`زار منزل B`, `زار B في منزله` is told by the object).
    pub(super) fn at_home(&self, scene: &Scene<'_>, index: usize) -> Option<Who> {
        let document = self.document;
        (index + 1..scene.row.len().min(index + 8))
            .take_while(|&at| !matches!(scene.row[at].what, What::Stop | What::Verb(_) | What::That(_)))
            .find(|&at| {
                let element = &scene.row[at];
                element.is_party()
                    && matches!(element.tie, Tie::Of | Tie::Bare)
                    && document.is(scene.row[at - 1].tokens.start, Class::Venue)
                    && !document.is_definite(scene.row[at - 1].tokens.start)
            })
            .and_then(|at| self.who(&scene.row[at]))
            .filter(|&who| self.is_person(who))
    }

    /// Whether a word right behind a verb says that it happened at what was told before (`التقى خلالها`).
    pub(super) fn is_at_it(&self, scene: &Scene<'_>, index: usize) -> bool {
        scene.row[index + 1..].iter().take(2).any(|it| {
            let at = it.tokens.start;
            it.what == What::Word
                && shapes::is_preposition_with_pronoun(self.document.key(at))
                && self.document.key(at).len() > 6
                && !self.document.is(at, Class::With)
        })
    }
}
