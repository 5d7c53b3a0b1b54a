//! Voids: negations, conditions, requests and offers around a trigger, by which nothing took place or is to.

use super::Scene;
use super::elements::What;
use crate::lexicon::Class;
use crate::meetings::Finder;

/// Tokens before a trigger within which a negation can be its own.
const NEAR: usize = 7;

impl Finder<'_, '_, '_> {
    /// Whether the words around a trigger say that it tells no meeting.
    pub(super) fn is_voided(&self, scene: &Scene<'_>, index: usize) -> bool {
        self.is_negated(scene, index) || self.is_conditional(scene, index) || self.is_possible(scene, index)
    }

    fn is_negated(&self, scene: &Scene<'_>, index: usize) -> bool {
        let document = self.document;
        let trigger = scene.row[index].tokens.start;
        let noun = matches!(scene.row[index].what, What::Noun(_));
        for at in (0..index).rev() {
            let element = &scene.row[at];
            let token = element.tokens.start;
            if trigger - token > NEAR {
                return false;
            }
            match element.what {
                What::Stop | What::Joint | What::That(_) | What::Relative => return false,
                What::Comma if trigger - token > 2 => return false,
                What::Party | What::Place | What::Date | What::Role if !noun => return false,
                _ => {}
            }
            let negation = document.find(token, Class::Negation).is_some_and(|it| {
                it.clitic.letters == 0 || it.clitic.preposition.is_none() && !it.clitic.article
            });
            // `غير مسمى`: negates only what stands right behind.
            let near = document.is(token, Class::NegationNear)
                && !document.is_any(
                    token + 1,
                    &[
                        Class::Light,
                        Class::Meeting,
                        Class::Meet,
                        Class::Determiner,
                        Class::NotName,
                    ],
                );
            if !negation || near {
                continue;
            }
            // `لا صحة`: the report is denied, which is told.
            if document.is(token, Class::Denied)
                || token > 0
                    && document
                        .find(token - 1, Class::Denied)
                        .is_some_and(|it| it.end > token)
            {
                continue;
            }
            // `لم تنعقد القمة التي كان يفترض أن`: called off.
            if noun && document.is(token, Class::Cancelled) && self.is_planned_relative(scene, index) {
                continue;
            }
            // `لم يدم الاجتماع`: it was held all the same.
            return !(noun && document.is(token + 1, Class::Lasting));
        }
        false
    }

    /// Whether the relative clause behind a noun tells a plan (`التي كان مقررا`).
    pub(super) fn is_planned_relative(&self, scene: &Scene<'_>, index: usize) -> bool {
        let document = self.document;
        let row = &scene.row;
        row.get(index + 1).is_some_and(|it| {
            it.what == What::Relative || document.is_any(it.tokens.start, &[Class::Auxiliary, Class::Planned])
        }) && row[index + 1..].iter().take(5).any(|it| {
            let at = it.tokens.start;
            document.is_any(at, &[Class::Planned, Class::Future])
                || it
                    .verb()
                    .is_some_and(|verb| verb.form.tense == crate::inflect::Tense::Future)
        })
    }

    /// `قد يلتقي`: what may be is no meeting.
    fn is_possible(&self, scene: &Scene<'_>, index: usize) -> bool {
        let present = scene.row[index]
            .verb()
            .is_some_and(|it| it.form.tense == crate::inflect::Tense::Present);
        let document = self.document;
        present
            && index > 0
            && document.is(scene.row[index - 1].tokens.start, Class::Hedge)
            && document.is(scene.row[index - 1].tokens.start, Class::Auxiliary)
    }

    fn is_conditional(&self, scene: &Scene<'_>, index: usize) -> bool {
        let document = self.document;
        let opens =
            |at: usize| at == 0 || matches!(scene.row[at - 1].what, What::Comma | What::Stop | What::That(_));
        (0..index)
            .rev()
            .take(40)
            .take_while(|&at| scene.row[at].what != What::Stop)
            .any(|at| {
                let token = scene.row[at].tokens.start;
                document.is(token, Class::Condition)
                    && !document.is(token, Class::Auxiliary)
                    && (opens(at) || index - at < 5)
            })
    }
}
