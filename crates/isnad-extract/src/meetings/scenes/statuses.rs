//! To come: whether a meeting lies ahead, by its verb, its maker, a plan that governs it, or the verb before it in a row.

use super::Scene;
use super::elements::What;
use crate::document::Found;
use crate::inflect::Tense;
use crate::lexicon::Class;
use crate::meetings::Finder;
use crate::shapes;

/// Tokens before a trigger within which a plan governs it.
const REACH: usize = 18;

impl Finder<'_, '_, '_> {
    /// Whether the meeting of a trigger lies ahead.
    pub(super) fn lies_ahead(&self, scene: &Scene<'_>, index: usize, maker: Option<&Found>) -> bool {
        let own = match scene.row[index].what {
            What::Verb(found) => Some(found.form.tense),
            _ => maker.map(|it| it.form.tense),
        };
        match own {
            Some(Tense::Future) => return true,
            // `عقد X لقاءً`: done, whatever is told around it; but `كان سيعقد`.
            Some(Tense::Past) if !self.is_planned_before(scene, index, 4) => {
                return self.is_planned_behind(scene, index);
            }
            _ => {}
        }
        if own == Some(Tense::Present) && self.is_announced(scene, index) {
            return true;
        }
        self.is_planned_before(scene, index, REACH)
            || self.is_planned_behind(scene, index)
            || self.is_aim(scene, index)
    }

    /// `يصل الاثنين حيث يلتقي`: in the present, with a day, and nothing past before it.
    fn is_announced(&self, scene: &Scene<'_>, index: usize) -> bool {
        let document = self.document;
        let scope = scene.scope(scene.row[index].tokens.start);
        let row = &scene.row[scope.start..scope.end];
        let dated = row.iter().any(|it| it.what == What::Date);
        dated
            && !scene.row[scope.start..index].iter().any(|it| {
                it.verb().is_some_and(|verb| verb.form.tense == Tense::Past)
                    || document.is(it.tokens.start, Class::Auxiliary)
                    || document.is(it.tokens.start, Class::Negation)
            })
    }

    fn is_plan(&self, token: usize) -> bool {
        let document = self.document;
        document.is_any(token, &[Class::Planned, Class::Future, Class::FutureNegation])
            || document
                .finite_verb(token)
                .is_some_and(|it| it.form.tense == Tense::Future)
            || self.is_future_shape(token)
    }

    /// `سيطير`: the particle of the future on a verb that no list knows.
    fn is_future_shape(&self, token: usize) -> bool {
        let document = self.document;
        let key = document.key(token);
        let bare = shapes::without_conjunction(key);
        document.lexicon.language.proclitics
            && shapes::begins_like_future(bare)
            && bare.chars().count() > 4
            && document.found_at(token).is_empty()
            && self.reader.mentions().index_at(token).is_none()
    }

    /// A plan before the trigger, no verb of saying or past event between.
    fn is_planned_before(&self, scene: &Scene<'_>, index: usize, reach: usize) -> bool {
        let document = self.document;
        let trigger = scene.row[index].tokens.start;
        for at in (0..index).rev() {
            let element = &scene.row[at];
            let token = element.tokens.start;
            if trigger - token > reach || element.what == What::Stop {
                return false;
            }
            if matches!(element.what, What::Party | What::Date | What::Place | What::Name) {
                continue;
            }
            if self.is_plan(token) {
                return true;
            }
            if let What::Verb(found) = element.what {
                let past = found.form.tense == Tense::Past && !document.is(token, Class::Auxiliary);
                if found.class == Class::Say || past {
                    return false;
                }
            }
        }
        false
    }

    /// A plan among the adjectives right behind a noun, or in its relative clause.
    fn is_planned_behind(&self, scene: &Scene<'_>, index: usize) -> bool {
        let document = self.document;
        let noun = matches!(scene.row[index].what, What::Noun(_));
        let mut relative = false;
        noun && scene.row[index + 1..]
            .iter()
            .take(7)
            .take_while(|it| !matches!(it.what, What::Comma | What::Stop | What::That(_) | What::Joint))
            .any(|it| {
                relative |= it.what == What::Relative;
                let token = it.tokens.start;
                match it.what {
                    What::Word => {
                        document.is_any(token, &[Class::Planned, Class::Future])
                            || self.is_future_shape(token)
                    }
                    What::Verb(found) => found.form.tense == Tense::Future,
                    _ => false,
                }
            })
    }

    /// `وصل … للقاء B`, `توجه … لعقد`: what somebody has set out for.
    fn is_aim(&self, scene: &Scene<'_>, index: usize) -> bool {
        let document = self.document;
        let start = scene.row[index].tokens.start;
        let purpose = |at: usize| {
            document
                .found_at(at)
                .iter()
                .any(|it| it.clitic.has_for() && !it.clitic.article)
        };
        // `للاجتماع بفلان`.
        let noun = document
            .found_at(start)
            .iter()
            .any(|it| it.class == Class::Meeting && it.clitic.has_for());
        let aims = purpose(start)
            || noun
            || (index.saturating_sub(3)..index).any(|at| {
                let token = scene.row[at].tokens.start;
                self.is_making_noun(token) && purpose(token)
            });
        aims && (0..index)
            .rev()
            .take(16)
            .take_while(|&at| scene.row[at].what != What::Stop)
            .any(|at| document.is(scene.row[at].tokens.start, Class::Motion))
    }

    /// Whether words behind the trigger deny what was told (`وهو ما كذبته الشركة`, `لكن الوزارة نفت ذلك`).
    pub(super) fn is_denied_behind(&self, scene: &Scene<'_>, index: usize) -> bool {
        let document = self.document;
        let mut comma = false;
        for at in index + 1..scene.row.len() {
            let element = &scene.row[at];
            comma |= matches!(element.what, What::Comma | What::Stop | What::Joint);
            let token = element.tokens.start;
            let verb = document
                .found_at(token)
                .iter()
                .any(|it| it.class == Class::Denied && !it.clitic.article);
            let denies = comma && (verb || self.denies_it(token));
            // `خبر لقاء A بB مفبرك`.
            let untrue =
                document.found_at(token).iter().any(|it| {
                    it.class == Class::Denied && it.form.tense == Tense::None && !it.clitic.article
                }) && document.finite_verb(token).is_none()
                    && !document.is(token, Class::Say);
            if untrue && element.what == What::Word && token - scene.row[index].tokens.start <= 24 {
                return true;
            }
            if !denies {
                continue;
            }
            let relative = at > 0
                && document.is_any(
                    scene.row[at - 1].tokens.start,
                    &[Class::Relative, Class::FreeRelative],
                );
            let rumour =
                (token + 1..document.tokens.len().min(token + 5)).any(|it| document.is(it, Class::Rumour));
            if relative || rumour || self.denies_it(token) {
                return true;
            }
        }
        false
    }

    /// A verb of denying with its object joined to it (`نفاه`, `كذبته`).
    fn denies_it(&self, token: usize) -> bool {
        self.document.is(token, Class::DeniesIt)
    }
}
