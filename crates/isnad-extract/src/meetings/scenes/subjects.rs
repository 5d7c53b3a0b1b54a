//! Subjects: who does what a verb says, told before it, behind it, in the clause before, or left out.

use isnad_model::EntityKind;

use super::elements::{Element, What};
use super::ties::Tie;
use super::{Scene, Who};
use crate::document::{Found, LineRole};
use crate::inflect::{Gender, Number};
use crate::lexicon::Class;
use crate::meetings::Finder;
use crate::meetings::participants::can_meet;
use crate::shapes;

impl Finder<'_, '_, '_> {
    /// Who an element names.
    pub(super) fn who(&self, element: &Element) -> Option<Who> {
        match (element.what, element.mention) {
            (What::Party | What::Role, Some(index)) => {
                can_meet(self.reader.mentions(), index).then_some(Who::Named(index))
            }
            // A word like `الوزير` alone goes back to somebody; who, nobody can tell.
            (What::Role, None) if element.words.len() < 2 && element.words.start == element.tokens.start => {
                None
            }
            (What::Role | What::Unnamed, None) => Some(Who::Role(element.words.start, element.words.end)),
            _ => None,
        }
    }

    /// The parties told last, to whom `الطرفان` and `الوزيران` go back.
    pub(super) fn parties_told(&self, before: usize) -> Vec<usize> {
        let document = self.document;
        if (before..document.tokens.len().min(before + 4)).any(|at| self.names_partners(at)) {
            return self.partners.clone();
        }
        let paragraph = document.sentence(before).paragraph;
        // `الدول الثلاث` are three; `الوزيران` two of the paragraphs right before.
        let three = (before..document.tokens.len().min(before + 3)).any(|at| document.is(at, Class::Three));
        let dual =
            shapes::ends_like_dual(document.key(before)) || shapes::ends_with_their_two(document.key(before));
        let fits = |met: &&crate::meetings::Met| {
            let near = !dual || paragraph - document.sentence(met.trigger.start).paragraph <= 3;
            let count = met.participants.len();
            let number = if three {
                count == 3
            } else {
                count == 2 || count > 2 && !dual
            };
            number && near && met.trigger.start < before
        };
        let told = self.met.iter().rev().take(12).find(fits);
        match told {
            Some(met) => met.participants.clone(),
            None if three || !dual => Vec::new(),
            None => self.last_two(before),
        }
    }

    fn parties_at(&self, element: &Element) -> Vec<Who> {
        let parties = self.parties_told(element.tokens.start);
        parties.into_iter().map(Who::Named).collect()
    }

    /// Who does what the verb at `index` says, told before it or left out.
    pub(super) fn subject(&self, scene: &Scene<'_>, index: usize, depth: usize) -> Vec<Who> {
        let scope = scene.scope(scene.row[index].tokens.start);
        let mut list: Vec<Who> = Vec::new();
        let coordinated = scene.row[index]
            .verb()
            .is_some_and(|it| it.clitic.conjunction.is_some());
        for at in (scope.start..index).rev() {
            let element = &scene.row[at];
            match element.what {
                What::Stop => break,
                What::That(pronoun) => {
                    if let (true, Some(who)) =
                        (list.is_empty(), self.source_of(scene, index).filter(|_| pronoun))
                    {
                        return vec![who];
                    }
                    return self.doer_before(scene, at, scope.start, depth);
                }
                What::Joint => return self.doer_before(scene, at, scope.start, depth),
                What::Relative => return self.antecedent(scene, at).into_iter().collect(),
                // `أنهى A جولة شملت P، التقى فيها B`: what the visit did.
                What::Verb(_) if at > 0 && self.is_noun_of_visit(scene, at - 1) => {}
                What::Verb(_) if depth < 4 => {
                    if element
                        .verb()
                        .is_some_and(|it| it.enclitic && it.class == Class::Verb)
                    {
                        continue;
                    }
                    return self.doer(scene, at, index, depth + 1);
                }
                What::Both if element.tie == Tie::Bare => {
                    return self.parties_at(element);
                }
                What::Party | What::Role | What::Unnamed => {
                    let Some(who) = self.who(element) else { continue };
                    if element.tie == Tie::Bare && coordinated && !self.opens(scene, at, scope.start) {
                        continue;
                    }
                    if self.is_where_visited(scene, at) {
                        list.clear();
                    } else if told_before(&mut list, who, element.tie) {
                        return list;
                    }
                }
                _ => {}
            }
        }
        self.recalled(scene, index)
    }

    /// Those told right before a verb that stands behind its subject.
    pub(super) fn subject_ahead(&self, scene: &Scene<'_>, index: usize) -> Vec<Who> {
        let scope = scene.scope(scene.row[index].tokens.start);
        let joined = scene.row[index]
            .verb()
            .is_some_and(|it| it.clitic.conjunction.is_some());
        if joined {
            return Vec::new();
        }
        let mut list: Vec<Who> = Vec::new();
        for at in (scope.start..index).rev() {
            let element = &scene.row[at];
            match element.what {
                What::Stop | What::That(_) | What::Joint | What::Relative | What::Verb(_) => break,
                What::Both if element.tie == Tie::Bare => {
                    return self.parties_at(element);
                }
                What::Party | What::Role | What::Unnamed => {
                    let Some(who) = self.who(element) else { continue };
                    if self.is_where_visited(scene, at) {
                        list.clear();
                    } else if told_before(&mut list, who, element.tie) {
                        return list;
                    }
                }
                _ => {}
            }
        }
        Vec::new()
    }

    /// Whether nothing but adjuncts stands before an element in its clause.
    fn opens(&self, scene: &Scene<'_>, index: usize, floor: usize) -> bool {
        (floor..index).rev().all(|at| {
            matches!(
                scene.row[at].what,
                What::Word | What::Comma | What::Date | What::Place
            )
        })
    }

    /// Who does what the last verb before a joint says.
    fn doer_before(&self, scene: &Scene<'_>, joint: usize, floor: usize, depth: usize) -> Vec<Who> {
        if depth >= 4 {
            return Vec::new();
        }
        for at in (floor..joint).rev() {
            match scene.row[at].what {
                What::Stop => break,
                What::Verb(_) => return self.doer(scene, at, joint, depth + 1),
                _ => {}
            }
        }
        // `من المقرر أن يلتقي`, `X يعتزم`: a noun clause; whoever opens the sentence.
        let first = (floor..joint).find(|&at| scene.row[at].is_party() && scene.row[at].tie == Tie::Bare);
        match first.and_then(|at| self.who(&scene.row[at])) {
            Some(who) => vec![who],
            None => self.recalled(scene, joint),
        }
    }

    /// Who does what the verb at `verb` says; behind it no further than `end`.
    pub(super) fn doer(&self, scene: &Scene<'_>, verb: usize, end: usize, depth: usize) -> Vec<Who> {
        let scope = scene.scope(scene.row[verb].tokens.start);
        let behind = self.behind_element(scene, verb, end, &[]);
        let before = (scope.start..verb)
            .rev()
            .take_while(|&at| {
                !matches!(
                    scene.row[at].what,
                    What::Stop | What::That(_) | What::Joint | What::Relative | What::Verb(_)
                )
            })
            .any(|at| scene.row[at].is_party() && scene.row[at].tie == Tie::Bare);
        let joined = scene.row[verb]
            .verb()
            .is_some_and(|it| it.clitic.conjunction.is_some());
        // `أرسلت روسيا مبعوثها إلى دمشق، حيث عقد`: who was sent does the rest.
        let ahead = before && !joined;
        let sent = self.document.is(scene.row[verb].tokens.start, Class::Send);
        if sent && let Some(list) = behind.bare.get(usize::from(!ahead)) {
            return list.clone();
        }
        if ahead || behind.bare.is_empty() {
            return self.subject(scene, verb, depth + 1);
        }
        behind.bare.into_iter().next().unwrap_or_default()
    }

    /// Whom a relative clause is about.
    pub(super) fn antecedent(&self, scene: &Scene<'_>, relative: usize) -> Option<Who> {
        (relative.saturating_sub(6)..relative)
            .rev()
            .take_while(|&at| {
                !matches!(
                    scene.row[at].what,
                    What::Stop | What::Verb(_) | What::That(_) | What::Noun(_)
                )
            })
            .find_map(|at| self.who(&scene.row[at]))
    }

    /// Who is reported to tell what an element says.
    pub(super) fn source_of(&self, scene: &Scene<'_>, index: usize) -> Option<Who> {
        let at = scene.row[index].tokens.start;
        let mentions = self.reader.mentions();
        scene
            .claims
            .iter()
            .filter(|claim| claim.content.contains(&at))
            .min_by_key(|claim| claim.content.len())
            .and_then(|claim| claim.source)
            .and_then(|index| {
                if mentions.items[index].kind == EntityKind::Anonymous {
                    return self.spoken_for(index);
                }
                can_meet(mentions, index).then_some(index)
            })
            .map(Who::Named)
    }

    /// `متحدث باسم الشركة X`: the body that somebody without a name speaks for.
    fn spoken_for(&self, index: usize) -> Option<usize> {
        let document = self.document;
        let mentions = self.reader.mentions();
        let tokens = mentions.items[index].tokens.clone();
        let by = tokens
            .clone()
            .find(|&it| document.is_whole(it, Class::OnBehalf))?;
        let end = document.tokens.len().min(tokens.end.max(by + 6));
        mentions
            .within(by + 1..end)
            .find(|&it| it != index && mentions.items[it].kind == EntityKind::Organization)
            .filter(|&it| can_meet(mentions, it))
    }

    /// A left-out subject that the sentence does not tell: who speaks, else who did what was told before.
    pub(super) fn recalled(&self, scene: &Scene<'_>, index: usize) -> Vec<Who> {
        if let Some(who) = self.source_of(scene, index) {
            return vec![who];
        }
        let form = scene.row[index].verb().map(|it| it.form);
        let feminine = form.map_or(Gender::Any, |it| it.gender);
        if form.is_some_and(|it| it.number == Number::Dual) {
            return self
                .parties_told(scene.tokens.start)
                .into_iter()
                .map(Who::Named)
                .collect();
        }
        self.last_doer(scene.tokens.start, feminine)
            .map(Who::Named)
            .into_iter()
            .collect()
    }

    /// Who did what the sentences before tell: the person, else the body, that opens the nearest.
    pub(super) fn last_doer(&self, before: usize, gender: Gender) -> Option<usize> {
        let document = self.document;
        let mentions = self.reader.mentions();
        let here = document.tokens[before].sentence as usize;
        let paragraph = document.sentences[here].paragraph;
        let fits = |index: usize| {
            let named = &mentions.items[index];
            can_meet(mentions, index)
                && named.kind != EntityKind::Anonymous
                && (gender == Gender::Any || named.gender == Gender::Any || named.gender == gender)
        };
        for near in (0..here).rev().take(4) {
            let sentence = &document.sentences[near];
            if paragraph - sentence.paragraph > 1 {
                break;
            }
            if !matches!(sentence.role, LineRole::Body) {
                continue;
            }
            let row = self.elements(&sentence.tokens);
            let bare = |it: &&Element| it.is_party() && it.tie == Tie::Bare;
            let subject = row
                .iter()
                .filter(bare)
                .filter_map(|it| it.mention)
                .find(|&index| fits(index) && mentions.items[index].kind == EntityKind::Person);
            let subject = subject.or_else(|| {
                row.iter()
                    .filter(bare)
                    .filter_map(|it| it.mention)
                    .find(|&it| fits(it))
            });
            if subject.is_some() {
                return subject;
            }
        }
        None
    }

    /// Whom an object joined to a verb goes back to (`الذي التقاه`, `واستقبله`).
    pub(super) fn joined_object(&self, scene: &Scene<'_>, index: usize, found: &Found) -> Vec<Who> {
        let dual = shapes::ends_with_their_two(self.document.key(found.end - 1));
        if dual {
            return self
                .parties_told(found.start)
                .into_iter()
                .map(Who::Named)
                .collect();
        }
        if let Some(relative) = index
            .checked_sub(1)
            .filter(|&at| scene.row[at].what == What::Relative)
        {
            return self.antecedent(scene, relative).into_iter().collect();
        }
        self.subject(scene, index, 1)
    }
}

/// Adds somebody told before those of a list that is read backwards; whether the list begins there, and is then in the order
/// of the text.
fn told_before(list: &mut Vec<Who>, who: Who, tie: Tie) -> bool {
    match tie {
        Tie::Bare => {
            list.push(who);
            list.reverse();
        }
        Tie::And => list.push(who),
        _ => list.clear(),
    }
    tie == Tie::Bare
}
