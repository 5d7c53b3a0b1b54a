//! Nouns: `عقد A لقاءً مع B`, `لقاء A وB`, `محادثات أجراها A مع B`, `خلال لقائه B`, `اجتماع ضم A وB`, a session of a body.

use std::ops::Range;

use isnad_model::{EntityKind, MeetingKind};

use super::elements::{Tie, What};
use super::subjects::Behind;
use super::{Scene, Who};
use crate::document::Found;
use crate::inflect::Gender;
use crate::lexicon::Class;
use crate::meetings::{Finder, Met, status};
use crate::pack::MeetNoun;

/// The verb that makes an event of a noun, and where it stands.
#[derive(Clone, Copy)]
struct Maker {
    at: usize,
    found: Found,
    behind: bool,
}

/// What the words around a noun tell.
#[derive(Default)]
struct Told {
    people: Vec<Who>,
    /// A word told them: a maker, "between", "with", a possessor.
    marked: bool,
    /// The place that hosts it or that it is named after.
    place: Option<usize>,
    named_after: Option<usize>,
}

impl Finder<'_, '_, '_> {
    /// The meeting that a noun of meeting tells.
    pub(super) fn noun_of_meeting(&mut self, scene: &Scene<'_>, index: usize, found: &Found) -> Option<Met> {
        let document = self.document;
        if status::is_void(document, &scene.tokens, found.start) {
            return None;
        }
        let entry = &document.lexicon.pack.meeting[found.entry];
        let scope = scene.scope(found.start);
        let maker = self.maker(scene, index, &scope);
        let told = self.told(scene, index, found, maker, &scope);
        let mut people = told.people;
        let definite = document.is_definite(found.start) || self.is_pointed_at(found.start);
        if people.is_empty() && definite {
            people = self.taken_up(scene, index, entry, maker);
        }
        let count = people.len();
        // `اجتماعات الصندوق`: a habit, unless somebody holds them.
        let occasion = count == 1
            && entry.kind == MeetingKind::Session
            && !definite
            && !found.enclitic
            && self.is_occasion(scene, index);
        let habit = count == 1 && maker.is_none() && self.is_plural(found);
        if habit || count == 0 || entry.weak && !occasion && !told.marked && maker.is_none() && count < 2 {
            return None;
        }
        let session =
            entry.kind == MeetingKind::Session || entry.kind == MeetingKind::Meeting && !told.marked;
        if count == 1 && !(session && self.is_body(people[0]) && self.is_held(maker, entry, index, scene)) {
            return None;
        }
        let by_call =
            (found.start..scene.tokens.end.min(found.end + 4)).any(|at| document.is(at, Class::ByCall));
        let kind = match entry.kind {
            MeetingKind::Meeting if by_call => MeetingKind::Call,
            MeetingKind::Meeting if count == 1 => MeetingKind::Session,
            MeetingKind::Meeting if told.named_after.is_some() => MeetingKind::Round,
            kind => kind,
        };
        let letters = if found.clitic.article {
            found.clitic.letters.saturating_sub(2)
        } else {
            found.clitic.letters
        };
        let rule = if maker.is_some() {
            "meet.light-noun"
        } else {
            "meet.noun"
        };
        let mut met = Met::told(found.start..found.end, letters, kind, rule, &scene.tokens);
        met.place = told.place;
        met.series = told.named_after.map(|it| {
            let span = self.reader.mentions().items[it].span;
            document.slice(span).to_owned()
        });
        self.fill(&mut met, people);
        (met.participants.len() + met.roles.len() >= count.min(2)).then_some(met)
    }

    fn is_plural(&self, found: &Found) -> bool {
        let entry = &self.document.lexicon.pack.meeting[found.entry];
        let key = self.document.key(found.start);
        key.ends_with("ات") && !entry.talks
    }

    /// `هذا اللقاء`.
    fn is_pointed_at(&self, at: usize) -> bool {
        at > 0 && self.document.is(at - 1, Class::Definite)
    }

    /// Whether one body's noun tells a session that was or is to be: a maker, or the body in construct.
    fn is_held(&self, maker: Option<Maker>, entry: &MeetNoun, index: usize, scene: &Scene<'_>) -> bool {
        maker.is_some() || entry.kind == MeetingKind::Session || self.is_occasion(scene, index)
    }

    /// The light verb of a noun: before it with nothing but its subject and adjuncts between, or behind it.
    fn maker(&self, scene: &Scene<'_>, index: usize, scope: &Range<usize>) -> Option<Maker> {
        if let Some(gathering) = self.gathering(scene, index, scope.end) {
            return Some(gathering);
        }
        if let Some(ahead) = self.maker_ahead(scene, index, scope.start) {
            return Some(ahead);
        }
        self.maker_behind(scene, index, scope.end)
    }

    /// The light verb behind a noun (`محادثات استضافتها`, `أن جولة ستعقد`).
    fn maker_behind(&self, scene: &Scene<'_>, index: usize, end: usize) -> Option<Maker> {
        let document = self.document;
        let mut aside = false;
        for at in index + 1..end.min(index + 16) {
            match scene.row[at].what {
                // `الجولة الثانية من المباحثات ستنطلق`.
                What::Noun(_) if scene.row[at].tie == Tie::From => {}
                What::Stop | What::That(_) | What::Noun(_) | What::Joint => break,
                // Behind a comma only what goes back to the noun makes it.
                What::Comma
                    if !scene.row.get(at + 1).is_some_and(|it| {
                        it.what == What::Relative || it.verb().is_some_and(|verb| verb.enclitic)
                    }) =>
                {
                    break;
                }
                What::Verb(found) => {
                    let light = document.find(found.start, Class::Light).copied();
                    let gathers = document
                        .find(found.start, Class::Meet)
                        .is_some_and(|it| document.lexicon.pack.meet[it.entry].gathers);
                    if light.is_some() || gathers {
                        return Some(Maker {
                            at,
                            found: light.unwrap_or(found),
                            behind: true,
                        });
                    }
                    if !aside {
                        break;
                    }
                }
                What::Comma | What::Relative => aside = true,
                _ => {}
            }
        }
        None
    }

    /// The light verb before a noun, nothing but its subject and adjuncts between.
    fn maker_ahead(&self, scene: &Scene<'_>, index: usize, start: usize) -> Option<Maker> {
        let document = self.document;
        for at in (start..index).rev() {
            match scene.row[at].what {
                What::Stop | What::That(_) | What::Relative | What::Joint => break,
                What::Verb(found) if found.class == Class::Light => {
                    return Some(Maker {
                        at,
                        found,
                        behind: false,
                    });
                }
                What::Verb(found) => {
                    // `جمع لقاء A وB` may be read as a verb of meeting.
                    let light = document.find(found.start, Class::Light).copied();
                    if let Some(found) = light {
                        return Some(Maker {
                            at,
                            found,
                            behind: false,
                        });
                    }
                    break;
                }
                What::Noun(_) => break,
                What::Word if self.is_making_noun(scene.row[at].tokens.start) => {
                    let found = *document.find(scene.row[at].tokens.start, Class::Light)?;
                    return Some(Maker {
                        at,
                        found,
                        behind: false,
                    });
                }
                _ => {}
            }
        }
        None
    }

    /// `اجتماع ضم`, `لقاء مغلق جمع`, `القمة التي جمعت`: the verb of gathering right behind a noun.
    fn gathering(&self, scene: &Scene<'_>, index: usize, end: usize) -> Option<Maker> {
        for at in index + 1..end.min(index + 9) {
            match scene.row[at].what {
                What::Verb(found) => {
                    let maker = Maker {
                        at,
                        found,
                        behind: true,
                    };
                    return self.gathers(&maker).then_some(maker);
                }
                What::Word | What::Relative | What::Comma | What::Date | What::Place => {}
                _ => return None,
            }
        }
        None
    }

    /// `بعقد لقاء`, `لإجراء محادثات`: the verbal noun of a light verb.
    fn is_making_noun(&self, at: usize) -> bool {
        self.document
            .find(at, Class::Light)
            .is_some_and(|it| it.form.tense == crate::inflect::Tense::Noun)
    }

    fn gathers(&self, maker: &Maker) -> bool {
        let document = self.document;
        let at = maker.found.start;
        document
            .find(at, Class::Light)
            .is_some_and(|it| document.lexicon.pack.light[it.entry].gathers)
            || document
                .find(at, Class::Meet)
                .is_some_and(|it| document.lexicon.pack.meet[it.entry].gathers)
    }

    fn hosts(&self, maker: &Maker) -> bool {
        let document = self.document;
        document
            .find(maker.found.start, Class::Light)
            .is_some_and(|it| document.lexicon.pack.light[it.entry].subject_place)
    }

    /// Those told around a noun.
    fn told(
        &self,
        scene: &Scene<'_>,
        index: usize,
        found: &Found,
        maker: Option<Maker>,
        scope: &Range<usize>,
    ) -> Told {
        let entry = &self.document.lexicon.pack.meeting[found.entry];
        let mut ties = vec![Tie::With, Tie::By];
        if entry.kind == MeetingKind::Call {
            ties.push(Tie::From);
        }
        let around = self.behind_element(scene, index, scope.end, &ties);
        let mut told = Told::default();
        let construct = self.in_construct(scene, index, found);
        let of = if construct {
            around.bare.first().cloned().unwrap_or_default()
        } else {
            Vec::new()
        };
        told.marked = !around.with.is_empty() || !around.between.is_empty();
        // `محادثات أستانا`: a place in construct names the series.
        told.named_after = self.named_after(scene, index, found);
        if told.named_after.is_some() {
            told.place = told.named_after;
        }
        let of: Vec<Who> = if told.named_after.is_some() {
            Vec::new()
        } else {
            of
        };
        let gathered = maker.filter(|it| self.gathers(it));
        if let Some(maker) = gathered {
            told.people = self.those_gathered(scene, index, &maker, &around, scope);
            told.marked = true;
        }
        let further = self.maker_behind(scene, index, scope.end);
        let host = maker
            .into_iter()
            .chain(self.maker_ahead(scene, index, scope.start))
            .chain(further)
            .find(|it| self.hosts(it));
        if let Some(maker) = host {
            told.place = told
                .place
                .or_else(|| self.hosting_place(scene, index, &maker, scope));
        }
        if !told.people.is_empty() {
            return told;
        }
        let mut people: Vec<Who> = Vec::new();
        let owned = self.owner(scene, index, found, maker, &around);
        people.extend(owned);
        if found.enclitic && !around.bare.is_empty() && around.with.is_empty() {
            // `لقائه نظيره`: the object of the verbal noun.
            people.extend(&around.bare[0]);
            told.marked = true;
        } else {
            people.extend(&of);
            // `لقاء أردوغان نظيره`.
            if construct
                && around.with.is_empty()
                && around.between.is_empty()
                && entry.kind == MeetingKind::Meeting
                && let Some(list) = around.bare.get(1)
                && maker.is_none()
                && of.len() == 1
            {
                people.extend(list);
            }
        }
        people.extend(&around.with);
        people.extend(&around.between);
        if let Some(maker) = further.filter(|_| people.len() < 2) {
            people.extend(self.made_behind(scene, &maker, scope));
        }
        let session = people.len() == 1 && self.is_body(people[0]);
        if !people.is_empty() && (people.len() > 1 || session) || maker.is_some() && around.attend.len() > 1 {
            people.extend(around.attend.iter().copied());
        }
        if told.named_after.is_some() && !told.marked {
            people.clear();
        }
        if people.is_empty() {
            people = self.attending_before(scene, index, scope);
            if told.named_after.is_some() {
                people.extend(self.partners.iter().copied().map(Who::Named));
                if people.len() < 2 {
                    people.clear();
                }
            }
        }
        told.people = people;
        told
    }

    /// Whether the first name right behind a noun stands in construct with it.
    fn in_construct(&self, scene: &Scene<'_>, index: usize, found: &Found) -> bool {
        let document = self.document;
        !found.enclitic
            && !document.is_definite(found.start)
            && !document.text_of(found.end - 1).contains('\u{64B}')
            && scene.row.get(index + 1).is_some_and(|it| {
                it.is_party() && matches!(it.tie, Tie::Bare | Tie::Of) || it.what == What::Both
            })
    }

    fn named_after(&self, scene: &Scene<'_>, index: usize, found: &Found) -> Option<usize> {
        let mut next = index + 1;
        while scene
            .row
            .get(next)
            .is_some_and(|it| it.what == What::Word && self.document.tokens[it.tokens.start].is_quote())
        {
            next += 1;
        }
        let element = scene.row.get(next)?;
        let index = element.mention?;
        if found.enclitic
            || self.document.is_definite(found.start)
            || !matches!(element.tie, Tie::Bare | Tie::Of)
        {
            return None;
        }
        let named = &self.reader.mentions().items[index];
        let capital = named.kind == EntityKind::State && self.is_capital(index);
        (element.what == What::Place || capital).then_some(index)
    }

    /// Whom a verb of gathering has for its objects, before or behind the noun.
    fn those_gathered(
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
            let dual = self.document.key(maker.found.end - 1).ends_with("هما");
            if dual {
                people.extend(self.two_told(scene, index));
            } else {
                people.extend(self.owner_of_clause(scene, index));
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

    /// The light verb that stands before a noun.
    fn maker_before(&self, scene: &Scene<'_>, index: usize, scope: &Range<usize>) -> Option<Maker> {
        self.maker_ahead(scene, index, scope.start)
    }

    /// The two people that the sentence tells before, else those told last.
    fn two_told(&self, scene: &Scene<'_>, index: usize) -> Vec<Who> {
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

    /// Where a verb of hosting says that it happens: its subject, before or behind it.
    fn hosting_place(
        &self,
        scene: &Scene<'_>,
        index: usize,
        maker: &Maker,
        scope: &Range<usize>,
    ) -> Option<usize> {
        let mentions = self.reader.mentions();
        let is_host = |at: usize| {
            scene.row[at].mention.filter(|&it| {
                matches!(mentions.items[it].kind, EntityKind::Place | EntityKind::State)
                    && matches!(scene.row[at].tie, Tie::Bare | Tie::Of)
            })
        };
        let end = if maker.behind {
            scope.end.min(maker.at + 5)
        } else {
            index
        };
        (maker.at + 1..end)
            .find_map(is_host)
            .or_else(|| (scope.start..maker.at).rev().take(4).find_map(is_host))
    }

    /// Who owns a meeting: the subject of its maker, the possessor joined to it, who did something at it.
    fn owner(
        &self,
        scene: &Scene<'_>,
        index: usize,
        found: &Found,
        maker: Option<Maker>,
        around: &Behind,
    ) -> Vec<Who> {
        if found.enclitic {
            let key = self.document.key(found.end - 1);
            if key.ends_with("هما") {
                return self.two_told(scene, index);
            }
            if key.ends_with("هم") {
                return self
                    .parties_told(found.start)
                    .into_iter()
                    .map(Who::Named)
                    .collect();
            }
            if let Some(maker) = maker.filter(|it| !it.behind) {
                return self.made_before(scene, index, &maker, around);
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
            if self.is_purpose(found) {
                return self.owner_of_clause(scene, index);
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
            && self.is_purpose(found)
            && around.bare[0].len() == 1
        {
            return self.owner_of_clause(scene, index);
        }
        Vec::new()
    }

    fn is_purpose(&self, found: &Found) -> bool {
        found.clitic.preposition == Some('ل') && !found.clitic.article
    }

    /// Whether something was done in, at or after the meeting (`خلال اجتماع`, `في لقاء`).
    fn is_occasion(&self, scene: &Scene<'_>, index: usize) -> bool {
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
    fn owner_of_clause(&self, scene: &Scene<'_>, index: usize) -> Vec<Who> {
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
        // `A، خلال لقائه B، أكد`.
        let mut list = Vec::new();
        for at in (scope.start..index).rev() {
            let element = &scene.row[at];
            match element.what {
                What::Stop | What::Joint | What::That(_) => break,
                What::Party | What::Role if matches!(element.tie, Tie::Bare | Tie::And) => {
                    list.extend(self.who(element));
                    if element.tie == Tie::Bare {
                        list.reverse();
                        return list;
                    }
                }
                _ => {}
            }
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
    fn told_something(&self, scene: &Scene<'_>, index: usize) -> Vec<Who> {
        let verb = (scene.scope(scene.row[index].tokens.start).start..index)
            .rev()
            .take_while(|&at| !matches!(scene.row[at].what, What::Stop | What::That(_) | What::Joint))
            .find(|&at| scene.row[at].verb().is_some());
        let Some(verb) = verb else { return Vec::new() };
        let ahead = self.subject_ahead(scene, verb);
        let behind = self.behind_element(scene, verb, index, &[Tie::To]);
        let object = behind.bare.into_iter().nth(usize::from(ahead.is_empty()));
        let mut told = object.unwrap_or_default();
        told.extend(behind.with);
        told.retain(|&who| self.is_person(who));
        told
    }

    /// The subject of a maker that stands before its noun: between the two, before the verb, or left out.
    fn made_before(&self, scene: &Scene<'_>, index: usize, maker: &Maker, around: &Behind) -> Vec<Who> {
        let between = self.behind_element(scene, maker.at, index, &[]);
        if self.is_making_noun(maker.found.start) {
            return match between.bare.into_iter().next() {
                Some(list) => list,
                None => self.owner_of_clause(scene, maker.at),
            };
        }
        if let Some(list) = between.bare.into_iter().next() {
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
        if let Some(role) = self
            .reader
            .role_before(&scene.tokens, maker.found.start)
            .filter(|_| maker.found.clitic.conjunction.is_none())
        {
            return vec![Who::Named(role)];
        }
        // A verb right before its noun may be passive or have it for its subject: then nobody is left out.
        let others = around.with.len() + around.between.len() + around.attend.len();
        let needs =
            !around.with.is_empty() && around.with.len() + around.between.len() < 2 || others == 0 && !weak;
        if needs && around.between.is_empty() && around.bare.is_empty() {
            self.subject(scene, maker.at, 0)
        } else {
            Vec::new()
        }
    }

    /// `محادثات أجراها A مع B`, `لقاء عقده A مع B`: those whom the verb behind a noun tells.
    fn made_behind(&self, scene: &Scene<'_>, maker: &Maker, scope: &Range<usize>) -> Vec<Who> {
        if self.hosts(maker) {
            let behind = self.behind_element(scene, maker.at, scope.end, &[Tie::With]);
            return behind.between.into_iter().chain(behind.with).collect();
        }
        let behind = self.behind_element(scene, maker.at, scope.end, &[Tie::With, Tie::By]);
        let mut people: Vec<Who> = behind.bare.into_iter().next().unwrap_or_default();
        people.extend(behind.between);
        people.extend(behind.with);
        people
    }

    /// `بمشاركة A وB، انطلقت محادثات`: those told to take part before the noun.
    fn attending_before(&self, scene: &Scene<'_>, index: usize, scope: &Range<usize>) -> Vec<Who> {
        let mut people = Vec::new();
        let mut taking_part = false;
        for element in &scene.row[scope.start..index] {
            match element.what {
                What::Party | What::Role => match element.tie {
                    Tie::Attend => {
                        taking_part = true;
                        people.extend(self.who(element));
                    }
                    Tie::And if taking_part => people.extend(self.who(element)),
                    _ => taking_part = false,
                },
                What::Word => {}
                _ => taking_part = false,
            }
        }
        people
    }
}
