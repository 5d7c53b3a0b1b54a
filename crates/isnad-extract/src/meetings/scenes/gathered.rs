//! Gathered: whom a verb of gathering brings together (`اجتماع ضم A وB`, `اللقاء الذي جمعه بـB`).

use std::ops::Range;

use super::behind::Behind;
use super::elements::What;
use super::makers::Maker;
use super::ties::Tie;
use super::{Scene, Who};
use crate::meetings::Finder;
use crate::shapes;

impl Finder<'_, '_, '_> {
    /// Whom a verb of gathering has for its objects, before or behind the noun.
    pub(super) fn those_gathered(
        &self,
        scene: &Scene<'_>,
        index: usize,
        maker: &Maker,
        around: &Behind,
        scope: &Range<usize>,
    ) -> Vec<Who> {
        let ties = [Tie::With, Tie::By];
        let mut people: Vec<Who> = Vec::new();
        let behind = if maker.behind {
            self.behind_element(scene, maker.at, scope.end, &ties)
        } else {
            // `جمع الاجتماع A وB`.
            self.behind_element(scene, index, scope.end, &ties)
        };
        let joined = scene.row[maker.at].verb().is_some_and(|it| it.enclitic);
        if joined {
            let dual = shapes::ends_with_their_two(self.document.key(maker.found.end - 1));
            if dual {
                people.extend(self.two_told(scene, index));
            } else {
                people.extend(self.gathered_object(scene, index));
            }
        }
        for list in &behind.bare {
            people.extend(list);
        }
        people.extend(&behind.with);
        people.extend(&behind.between);
        people.extend(&behind.attend);
        // `ترأس A اجتماعاً ضم B`: whoever led it was there.
        if maker.behind
            && let Some(light) = self.maker_before(scene, index, scope)
            && !self.hosts(&light)
            && !self.gathers(&light)
        {
            let subject = self.made_before(scene, index, &light, around);
            people.splice(0..0, subject);
        }
        people
    }

    /// `الاجتماع الذي جمعه بفلان`: whom the pronoun goes back to: who does what the clause around tells, else who opens the
    /// sentence.
    fn gathered_object(&self, scene: &Scene<'_>, index: usize) -> Vec<Who> {
        let opens = index > 0 && matches!(scene.row[index - 1].what, What::That(_) | What::Joint);
        let first = scene.row[..index]
            .iter()
            .filter(|it| it.tie == Tie::Bare)
            .find_map(|it| self.who(it));
        match first.filter(|_| opens) {
            Some(who) => vec![who],
            None => self.owner_of_clause(scene, index),
        }
    }

    /// The light verb that stands before a noun.
    fn maker_before(&self, scene: &Scene<'_>, index: usize, scope: &Range<usize>) -> Option<Maker> {
        self.maker_ahead(scene, index, scope.start)
    }

    /// The two people that the sentence tells before, else those told last.
    pub(super) fn two_told(&self, scene: &Scene<'_>, index: usize) -> Vec<Who> {
        let mut two: Vec<Who> = Vec::new();
        for element in scene.row[..index].iter().rev().filter(|it| it.is_party()) {
            if let Some(who) = self
                .who(element)
                .filter(|who| !two.contains(who) && self.is_person(*who))
            {
                two.push(who);
            }
            if two.len() == 2 {
                two.reverse();
                return two;
            }
        }
        let before = scene.row[index].tokens.start;
        self.parties_told(before).into_iter().map(Who::Named).collect()
    }
}
