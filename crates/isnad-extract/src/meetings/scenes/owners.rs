//! Owners: whose meeting a noun is, by its maker's subject, by a possessor joined to it, or by the clause that it is told in.

use super::behind::Behind;
use super::elements::What;
use super::makers::Maker;
use super::ties::Tie;
use super::{Scene, Who};
use crate::document::Found;
use crate::inflect::Gender;
use crate::lexicon::Class;
use crate::meetings::Finder;
use crate::shapes;

impl Finder<'_, '_, '_> {
    /// Who owns a meeting: the subject of its maker, the possessor joined to it, who did something at it.
    pub(super) fn owner(
        &self,
        scene: &Scene<'_>,
        index: usize,
        found: &Found,
        maker: Option<Maker>,
        around: &Behind,
    ) -> Vec<Who> {
        if found.enclitic {
            let key = self.document.key(found.end - 1);
            let made = maker.filter(|it| {
                !it.behind && (shapes::ends_with_their(key) || shapes::ends_with_their_two(key))
            });
            if let Some(maker) = made {
                let list = self.made_before(scene, index, &maker, around);
                if list.len() > 1 {
                    return list;
                }
            }
            if shapes::ends_with_their_two(key) {
                return self.two_told(scene, index);
            }
            if shapes::ends_with_their(key) {
                return self
                    .parties_told(found.start)
                    .into_iter()
                    .map(Who::Named)
                    .collect();
            }
            if let Some(maker) = maker.filter(|it| !it.behind) {
                return self.made_before(scene, index, &maker, around);
            }
            // `عرضه على المجلس في اجتماعه`: the body right before.
            let nobody = around.with.is_empty() && around.between.is_empty() && around.bare.is_empty();
            if nobody && let Some(body) = self.body_before(scene, index) {
                return vec![body];
            }
            return self.owner_of_clause(scene, index);
        }
        if let Some(maker) = maker.filter(|it| !it.behind && !self.hosts(it) && !self.gathers(it)) {
            let others = !around.with.is_empty();
            if self.is_making_noun(maker.found.start) && maker.at + 1 == index {
                return if others || around.between.is_empty() {
                    self.owner_of_clause(scene, maker.at)
                } else {
                    Vec::new()
                };
            }
            return self.made_before(scene, index, &maker, around);
        }
        let others = around.with.len() + usize::from(around.between.len() == 1);
        let construct = self.in_construct(scene, index, found) && !around.bare.is_empty();
        let made = maker.is_some_and(|it| !self.hosts(&it));
        if !made && !construct && around.between.is_empty() {
            let means = found.clitic.has_by() && !found.clitic.article && others > 0;
            let aim = found.clitic.has_for() && others > 0;
            if self.is_purpose(found) || means || aim {
                return self.visitor_or_owner(scene, index);
            }
            if self.is_occasion(scene, index) {
                let mut people = self.owner_of_clause(scene, index);
                if others == 0 {
                    people.extend(self.told_something(scene, index));
                }
                return people;
            }
            if others > 0 && !self.document.is_definite(found.start) {
                return self.source_of(scene, index).into_iter().collect();
            }
        }
        // `للقاء B`: whoever does what the sentence tells does it to meet B.
        if maker.is_none()
            && construct
            && around.with.is_empty()
            && (self.is_purpose(found) || found.clitic.has_by() && !found.clitic.article)
            && around.bare[0].len() == 1
        {
            return self.visitor_or_owner(scene, index);
        }
        Vec::new()
    }

    /// Who does something to meet somebody: who pays the visit told before, else who does what the clause tells.
    fn visitor_or_owner(&self, scene: &Scene<'_>, index: usize) -> Vec<Who> {
        let visitor = self.visitor(scene, index);
        if visitor.is_empty() {
            return self.owner_of_clause(scene, index);
        }
        visitor
    }

    pub(super) fn is_purpose(&self, found: &Found) -> bool {
        found.clitic.has_for() && !found.clitic.article
    }

    /// Whether something was done in, at or after the meeting (`خلال اجتماع`, `في لقاء`).
    pub(super) fn is_occasion(&self, scene: &Scene<'_>, index: usize) -> bool {
        let document = self.document;
        let at = scene.row[index].tokens.start;
        let floor = scene.tokens.start.max(at.saturating_sub(4));
        (floor..at).rev().any(|it| {
            document.find(it, Class::During).is_some_and(|found| {
                (found.end..at).all(|word| {
                    document.tokens[word].is_word()
                        && document.finite_verb(word).is_none()
                        && self.reader.mentions().index_at(word).is_none()
                })
            })
        })
    }

    /// Who does what the clause of an element tells: its verb's subject, before it or behind its comma.
    pub(super) fn owner_of_clause(&self, scene: &Scene<'_>, index: usize) -> Vec<Who> {
        let scope = scene.scope(scene.row[index].tokens.start);
        for at in (scope.start..index).rev() {
            match scene.row[at].what {
                What::Stop | What::Joint => break,
                What::That(pronoun) => {
                    if pronoun && let Some(who) = self.source_of(scene, index) {
                        return vec![who];
                    }
                    break;
                }
                What::Relative => return self.antecedent(scene, at).into_iter().collect(),
                What::Verb(_) => return self.doer(scene, at, index, 0),
                _ => {}
            }
        }
        // `A، خلال لقائه B، أكد`: whoever opens the clause.
        let mut list: Vec<Who> = Vec::new();
        for at in scope.start..index {
            let element = &scene.row[at];
            match element.what {
                What::Stop | What::Joint | What::That(_) => list.clear(),
                What::Party | What::Role | What::Unnamed => match element.tie {
                    Tie::Bare if list.is_empty() => list.extend(self.who(element)),
                    Tie::And if !list.is_empty() && at > 0 && scene.row[at - 1].is_party() => {
                        list.extend(self.who(element));
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        if !list.is_empty() {
            return list;
        }
        // `خلال لقائه B، أكد A`.
        let mut comma = false;
        for at in index + 1..scope.end {
            match scene.row[at].what {
                What::Comma => comma = true,
                What::Stop => break,
                What::Verb(_) if comma => {
                    let behind = self.behind_element(scene, at, scope.end, &[]);
                    if let Some(list) = behind.bare.into_iter().next() {
                        return list.into_iter().take(1).collect();
                    }
                    break;
                }
                _ => {}
            }
        }
        if let Some(who) = self.source_of(scene, index) {
            return vec![who];
        }
        self.last_doer(scene.tokens.start, Gender::Any)
            .map(Who::Named)
            .into_iter()
            .collect()
    }

    /// `أبلغ A B في مكالمة`: whom the subject of the clause told something.
    pub(super) fn told_something(&self, scene: &Scene<'_>, index: usize) -> Vec<Who> {
        let verb = (scene.scope(scene.row[index].tokens.start).start..index)
            .rev()
            .take_while(|&at| !matches!(scene.row[at].what, What::Stop | What::That(_) | What::Joint))
            .find(|&at| scene.row[at].verb().is_some());
        let Some(verb) = verb else { return Vec::new() };
        let ahead = self.subject_ahead(scene, verb);
        let behind = self.behind_element(scene, verb, index, &[Tie::To, Tie::With]);
        let object = behind.bare.into_iter().nth(usize::from(ahead.is_empty()));
        let mut told = object.unwrap_or_default();
        told.extend(behind.with);
        told.retain(|&who| self.is_person(who));
        told
    }

    /// The body told last before an element in its clause.
    fn body_before(&self, scene: &Scene<'_>, index: usize) -> Option<Who> {
        let scope = scene.scope(scene.row[index].tokens.start);
        (scope.start..index)
            .rev()
            .take(8)
            .take_while(|&at| !matches!(scene.row[at].what, What::Stop | What::That(_)))
            .find_map(|at| self.who(&scene.row[at]))
            .filter(|&who| self.is_body(who))
    }

    /// The subject of a maker that stands before its noun: between the two, before the verb, or left out.
    pub(super) fn made_before(
        &self,
        scene: &Scene<'_>,
        index: usize,
        maker: &Maker,
        around: &Behind,
    ) -> Vec<Who> {
        let between = self.behind_element(scene, maker.at, index, &[Tie::With, Tie::By]);
        if self.is_making_noun(maker.found.start) {
            return match between.bare.into_iter().next() {
                Some(list) => list,
                None => self.owner_of_clause(scene, maker.at),
            };
        }
        // `أجرى A بنظيره B اتصالاً`.
        let others_between = between.with;
        if let Some(mut list) = between.bare.into_iter().next() {
            list.extend(others_between);
            return list;
        }
        // `الرئيسان عقدا`, `عقد الوزيران`.
        let light = &self.document.lexicon.pack.light;
        let weak = self
            .document
            .find(maker.found.start, Class::Light)
            .is_some_and(|it| light[it.entry].weak);
        let before = self.subject_ahead(scene, maker.at);
        if !before.is_empty() {
            return before;
        }
        // A verb right before its noun may be passive or have it for its subject: then nobody is left out.
        let others = around.with.len() + around.between.len() + around.attend.len();
        // `وعقد جلسة`: the body told before; `عقد لقاءات` alone tells nobody.
        let session = matches!(scene.row[index].what, What::Noun(found)
            if self.document.lexicon.pack.meeting[found.entry].kind == isnad_model::MeetingKind::Session);
        let needs = !around.with.is_empty() && around.with.len() + around.between.len() < 2
            || others == 0 && !weak && session;
        if needs && around.between.is_empty() && around.bare.is_empty() {
            self.subject(scene, maker.at, 0)
        } else {
            Vec::new()
        }
    }
}
