//! Nouns: `عقد A لقاءً مع B`, `لقاء A وB`, `محادثات أجراها A مع B`, `خلال لقائه B`, `اجتماع ضم A وB`, a session of a body.

use std::ops::Range;

use isnad_model::{EntityKind, MeetingKind};

use super::elements::What;
use super::makers::Maker;
use super::ties::Tie;
use super::{Scene, Who};
use crate::document::Found;
use crate::lexicon::Class;
use crate::meetings::{Finder, Met};
use crate::pack::MeetNoun;
use crate::shapes;

/// What the words around a noun tell.
#[derive(Default)]
struct Told {
    people: Vec<Who>,
    /// A word told them: a maker, "between", "with", a possessor.
    marked: bool,
    /// A possessor joined to the noun is the body that holds it.
    own: bool,
    /// The place that hosts it or that it is named after.
    place: Option<usize>,
    named_after: Option<usize>,
}

impl Finder<'_, '_, '_> {
    /// The meeting that a noun of meeting tells.
    pub(super) fn noun_of_meeting(&mut self, scene: &Scene<'_>, index: usize, found: &Found) -> Option<Met> {
        let document = self.document;
        if self.is_voided(scene, index) || self.is_interview(scene, index) {
            return None;
        }
        let entry = &document.lexicon.pack.meeting[found.entry];
        let scope = scene.scope(found.start);
        let maker = self.maker(scene, index, &scope);
        let told = self.told(scene, index, found, maker, &scope);
        let mut people = told.people;
        if people.len() < 2 {
            let lands = self.lands_of(index, scene);
            if lands.len() > 1 {
                people = lands;
            }
        }
        let definite = document.is_definite(found.start) || self.is_pointed_at(found.start);
        let between = scene.row[index + 1..]
            .iter()
            .take(6)
            .any(|it| it.tie == Tie::Between);
        let ahead = self.lies_ahead(scene, index, maker.as_ref().map(|it| &it.found));
        let hosted = maker.is_some_and(|it| it.behind && it.found.enclitic && self.hosts(&it));
        if people.len() < 2 && hosted && !definite {
            let told = self.met_last(found.start);
            people = if told.is_empty() { people } else { told };
        }
        if people.is_empty()
            && definite
            && !between
            && (ahead || self.is_another_at(&(found.start..found.end)))
        {
            people = self.taken_up(scene, index, entry, maker);
        }
        // `هذا اللقاء الثاني بين الرجلين`: the one told before.
        if self.is_pointed_at(found.start) && !ahead && self.is_told(&people) {
            return None;
        }
        let count = people.len();
        // `اجتماعات الصندوق`: a habit, unless somebody holds them.
        let occasion = count == 1
            && entry.kind == MeetingKind::Session
            && !definite
            && !found.enclitic
            && (self.is_occasion(scene, index) || self.does_something(scene, index, found));
        let habit = count == 1 && maker.is_none() && self.is_plural(found)
            // `كما في الجولات السابقة`.
            || definite && self.is_plural(found) && !told.marked
            // `إن اللقاء لم يعد ممكناً`: goes back to one told before.
            || definite && count == 1 && !told.own && entry.kind != MeetingKind::Session;
        if habit
            || count == 0
            || entry.weak && !occasion && !told.own && !told.marked && maker.is_none() && count < 2
        {
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
        met.to_come = Some(self.lies_ahead(scene, index, maker.as_ref().map(|it| &it.found)));
        self.fill(&mut met, people);
        (met.participants.len() + met.unnamed.len() >= count.min(2)).then_some(met)
    }

    /// `ناقشت جلسة المجلس أمس الموازنة`: the session of a body, with its day, is the subject of what it did.
    fn does_something(&self, scene: &Scene<'_>, index: usize, found: &Found) -> bool {
        let verb = index > 0
            && scene.row[index - 1]
                .verb()
                .is_some_and(|it| it.form.tense == crate::inflect::Tense::Past);
        verb && self.in_construct(scene, index, found)
            && scene.row[index + 1..]
                .iter()
                .take(8)
                .any(|it| it.what == What::Date)
    }

    /// Whether a meeting of these people was told before.
    fn is_told(&self, people: &[Who]) -> bool {
        let mentions = self.reader.mentions();
        let referents: Vec<usize> = people
            .iter()
            .filter_map(|who| match who {
                Who::Named(index) => Some(mentions.items[*index].referent),
                Who::Role(..) | Who::Land(_) => None,
            })
            .collect();
        referents.len() == people.len()
            && self.met.iter().rev().take(8).any(|met| {
                let told = self.people(met);
                referents.iter().all(|it| told.contains(it))
            })
    }

    fn is_plural(&self, found: &Found) -> bool {
        let entry = &self.document.lexicon.pack.meeting[found.entry];
        let key = self.document.key(found.start);
        shapes::ends_like_feminine_plural(key) && !entry.talks
    }

    /// `مقابلة مع قناة`, `حوار مع وكالة`: nobody meets.
    fn is_interview(&self, scene: &Scene<'_>, index: usize) -> bool {
        let outlet = |at: usize| self.document.is_any(at, &[Class::Outlet, Class::OutletWeak]);
        scene.row[index + 1..]
            .iter()
            .take(5)
            .take_while(|it| !it.is_party() && it.what != What::Comma)
            .any(|it| {
                matches!(it.tie, Tie::With | Tie::On | Tie::At | Tie::By)
                    && (it.what == What::Name || outlet(it.tokens.start))
            })
    }

    /// `هذا اللقاء`.
    fn is_pointed_at(&self, at: usize) -> bool {
        at > 0 && self.document.is(at - 1, Class::Definite)
    }

    /// Whether one body's noun tells a session that was or is to be: a maker, or the body in construct.
    fn is_held(&self, maker: Option<Maker>, entry: &MeetNoun, index: usize, scene: &Scene<'_>) -> bool {
        maker.is_some() || entry.kind == MeetingKind::Session || self.is_occasion(scene, index)
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
        let mut ties = vec![Tie::With, Tie::By, Tie::Agent];
        if entry.kind == MeetingKind::Call {
            ties.push(Tie::From);
        }
        // `باستقبال من نظيره`.
        let means = found.clitic.has_by() && !found.clitic.article;
        if means {
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
        // `لقاء لفلان مع B`.
        let with = around.between.is_empty() && around.with.len() == 1;
        let of = if of.is_empty() && !found.enclitic && (!told.marked || with) {
            self.belonging(scene, index, with)
        } else {
            of
        };
        let of: Vec<Who> = if told.named_after.is_some() {
            Vec::new()
        } else {
            of
        };
        let gathered = maker.filter(|it| self.gathers(it));
        if let Some(maker) = gathered {
            told.people = self.those_gathered(scene, index, &maker, &around, scope);
            // `ترأس A اجتماعا للجنة ضم B`.
            if !told.people.is_empty() && of.len() == 1 && of.iter().all(|&it| self.is_body(it)) {
                told.people.extend(&of);
            }
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
        // A session of a body is its own, whoever presides.
        let session =
            of.len() == 1 && self.is_body(of[0]) && !told.marked && entry.kind != MeetingKind::Visit;
        if !session {
            people.extend(self.owner(scene, index, found, maker, &around));
        }
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
        told.own = session && found.enclitic;
        if !people.is_empty() && (people.len() > 1 || session) || maker.is_some() && around.attend.len() > 1 {
            people.extend(around.attend.iter().copied());
        }
        if people.len() < 2 {
            let list = self.listed_behind(scene, index, scope.end);
            if list.len() > 1 {
                people = list;
            }
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

    /// `جلسة طارئة لمجلس الوزراء`, `اجتماع المكتبين السياسيين لـA وB`: the body or bodies that a noun belongs to by `ل`.
    fn belonging(&self, scene: &Scene<'_>, index: usize, with: bool) -> Vec<Who> {
        let document = self.document;
        let mut list: Vec<Who> = Vec::new();
        let mut people = with;
        for element in scene.row.iter().skip(index + 1).take(7) {
            match element.what {
                What::Word if list.is_empty() && element.tie != Tie::To => {}
                // `اللقاء الذي حدد غداً لـA وB`.
                What::Relative => people = true,
                What::Verb(_) | What::Date if people && list.is_empty() => {}
                What::Party
                    if list.is_empty() && element.tie == Tie::To
                        || !list.is_empty() && element.tie == Tie::And =>
                {
                    // `اجتماع لوزراء الطاقة في A وB`: those of several lands.
                    people |= document.is_any(element.tokens.start, &[Class::TitlePlural, Class::Delegation])
                        && scene
                            .row
                            .get(index + 1)
                            .is_some_and(|it| it.tokens.start == element.tokens.start);
                    let body = self.who(element).filter(|&it| people || self.is_body(it));
                    match body {
                        Some(who) => list.push(who),
                        None => break,
                    }
                }
                _ => break,
            }
        }
        if people && !with && list.len() < 2 && !list.iter().all(|&it| self.is_body(it)) {
            list.clear();
        }
        list
    }

    /// `محادثات دول الحوض الأربع: A وB وC`: the parties listed behind a colon.
    fn listed_behind(&self, scene: &Scene<'_>, index: usize, end: usize) -> Vec<Who> {
        let colon = (index + 1..end.min(index + 7)).find(|&at| {
            scene.row[at].what == What::Stop && self.document.tokens[scene.row[at].tokens.start].is_mark(':')
        });
        let Some(colon) = colon
            .filter(|&at| (index + 1..at).all(|it| matches!(scene.row[it].what, What::Word | What::Party)))
        else {
            return Vec::new();
        };
        let behind = self.behind_element(scene, colon, end, &[]);
        behind.bare.into_iter().next().unwrap_or_default()
    }

    /// `محادثات أمريكية روسية`: the lands of the adjectives right behind a noun.
    fn lands_of(&self, index: usize, scene: &Scene<'_>) -> Vec<Who> {
        let mut lands: Vec<Who> = Vec::new();
        for element in &scene.row[index + 1..] {
            let at = element.tokens.start;
            let Some(known) = self.demonym_at(at).filter(|_| element.what == What::Word) else {
                // `محادثات سلام روسية أوكرانية`.
                if lands.is_empty() && element.what == What::Word && at < scene.row[index].tokens.end + 2 {
                    continue;
                }
                break;
            };
            let mentions = self.reader.mentions();
            let told = mentions
                .items
                .iter()
                .position(|it| it.known == Some(known) && it.kind == EntityKind::State);
            let who = told.map_or(Who::Land(known), Who::Named);
            if !lands.contains(&who) {
                lands.push(who);
            }
        }
        lands
    }

    /// Whether the first name right behind a noun stands in construct with it.
    pub(super) fn in_construct(&self, scene: &Scene<'_>, index: usize, found: &Found) -> bool {
        let document = self.document;
        !found.enclitic
            && !document.is_definite(found.start)
            && !shapes::has_accusative_mark(document.text_of(found.end - 1))
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

    /// `محادثات أجراها A مع B`, `لقاء عقده A مع B`: those whom the verb behind a noun tells.
    fn made_behind(&self, scene: &Scene<'_>, maker: &Maker, scope: &Range<usize>) -> Vec<Who> {
        if self.hosts(maker) {
            let behind = self.behind_element(scene, maker.at, scope.end, &[Tie::With]);
            return behind.between.into_iter().chain(behind.with).collect();
        }
        let behind = self.behind_element(scene, maker.at, scope.end, &[Tie::With, Tie::By]);
        let mut people: Vec<Who> = match behind.bare.into_iter().next() {
            Some(list) => list,
            // `لقاء عقد بين A وB`: the noun itself is its subject.
            None if behind.between.len() > 1 => Vec::new(),
            // `المحادثات التي كان X سيجريها مع Y`.
            None => self.subject_ahead(scene, maker.at),
        };
        // `تحدث A عن محادثات أجراها مع B`.
        if people.is_empty() && maker.found.enclitic && !behind.with.is_empty() {
            people.extend(self.source_of(scene, maker.at));
        }
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
                What::Party | What::Role | What::Unnamed => match element.tie {
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
