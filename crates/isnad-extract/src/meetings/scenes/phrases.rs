//! Phrases: the noun phrase of a party, from its title, delegation or side to the name of the one who takes part.

use std::ops::Range;

use isnad_model::EntityKind;

use super::elements::{Element, What};
use super::ties::Tie;
use crate::lexicon::Class;
use crate::meetings::Finder;
use crate::meetings::participants::can_meet;
use crate::shapes;

/// Tokens that a noun phrase of a title and what belongs to it covers at most.
const PHRASE: usize = 18;

/// Heads of bodies that a definite noun can go back to.
pub(super) const BODIES: [Class; 5] = [
    Class::Institution,
    Class::InstitutionClass,
    Class::OrganizationEnd,
    Class::Body,
    Class::GroupHead,
];

/// An office or delegation and what belongs to it.
#[derive(Default)]
struct Office {
    /// One past its last token.
    end: usize,
    /// The body or land that it is of.
    body: Option<usize>,
    /// The mention of who holds or leads it.
    holder: Option<usize>,
    /// Words of a holder's name that no mention stands on.
    name: Option<Range<usize>>,
}

impl Finder<'_, '_, '_> {
    /// The party, role or place whose noun phrase begins at a token.
    pub(super) fn party_at(&self, at: usize, sentence: &Range<usize>, row: &[Element]) -> Option<Element> {
        let document = self.document;
        let mentions = self.reader.mentions();
        let (mut index, mut end) = (None, at);
        // The mention that stands here, or the one whose title begins here.
        if let Some(here) = mentions.starting_at(at) {
            index = Some(here);
            end = mentions.items[here].tokens.end;
        }
        let reach = sentence.end.min(at + PHRASE);
        for other in mentions.within(at + 1..reach).take(4) {
            let named = &mentions.items[other];
            if named.phrase == at && named.tokens.end > end {
                index = Some(other);
                end = named.tokens.end;
            }
        }
        let person = index.is_some_and(|it| mentions.items[it].kind == EntityKind::Person);
        let titled = document.is_any(at, &[Class::Title, Class::TitleFeminine, Class::TitlePlural]);
        if !person
            && (titled || document.is(at, Class::Delegation) || document.is(at, Class::Side))
            && let Some(element) = self.headed(at, sentence, row)
        {
            return Some(element);
        }
        // `والإستوني “فلان”`: the same with the name in quotation marks.
        let adjective = index.is_none() && self.demonym_at(at).is_some();
        if adjective
            && shapes::begins_with_and(document.key(at))
            && document
                .tokens
                .get(at + 1)
                .is_some_and(crate::tokens::Token::is_quote)
            && row.iter().rev().take(3).any(Element::is_party)
        {
            return self.quoted_name(at, sentence);
        }
        // `والأذربيجاني فلان`: the adjective stands for an office told before.
        if adjective
            && let Some(next) = mentions.starting_at(at + 1)
            && mentions.items[next].kind == EntityKind::Person
            && at + 1 < sentence.end
        {
            index = Some(next);
            end = mentions.items[next].tokens.end;
        }
        if index.is_none() && document.is_definite(at) {
            return self.told_role(at, sentence, row);
        }
        let mut index = index?;
        let first = index;
        // `وإيران فلان`: the land of an office told before, then its holder.
        if matches!(
            mentions.items[index].kind,
            EntityKind::State | EntityKind::Organization
        ) && let Some(next) = mentions.starting_at(end)
            && mentions.items[next].kind == EntityKind::Person
            && mentions.items[next].span.start == document.tokens[end].span.start
            && self.is_joined(at)
        {
            index = next;
            end = mentions.items[next].tokens.end;
        }
        if end > sentence.end {
            return None;
        }
        let named = &mentions.items[index];
        // A body right before the name of its officer (`قائد قوات الدعم السريع فلان`) is told of under the title.
        let tie = self.tie_before(at, sentence.start, Some(first), row);
        let what = if named.outlet {
            What::Name
        } else if named.kind == EntityKind::Place || named.kind == EntityKind::State && tie == Tie::At {
            What::Place
        } else {
            What::Party
        };
        Some(Element::named(at..end, what, tie, index))
    }

    /// A phrase that begins with an office, a delegation or a side: the person who holds or leads it, else its body.
    pub(super) fn headed(&self, at: usize, sentence: &Range<usize>, row: &[Element]) -> Option<Element> {
        let document = self.document;
        let mentions = self.reader.mentions();
        let delegation = !document.is_any(at, &[Class::Title, Class::TitleFeminine]);
        let limit = sentence.end.min(at + PHRASE);
        let mut office = self.office(at, limit);
        // `رئيسي البلدين`: the parties told before.
        if document.is(office.end, Class::Both) && document.is(at, Class::TitlePlural) && office.end == at + 1
        {
            return Some(Element::new(
                at..office.end + 1,
                What::Both,
                self.tie_before(at, sentence.start, None, row),
            ));
        }
        // `رؤساء وفود الدول الضامنة`: the partners told before.
        let partners = (at..office.end + 1).find(|&it| self.names_partners(it));
        let told = |found: usize| {
            office
                .body
                .is_some_and(|it| mentions.items[it].tokens.start > found)
        };
        if let Some(found) = partners.filter(|&it| delegation && office.holder.is_none() && !told(it)) {
            return Some(Element::new(
                at..office.end.max(found + 1),
                What::Both,
                self.tie_before(at, sentence.start, None, row),
            ));
        }
        if delegation
            && office.holder.is_none()
            && let Some(leader) = self.leader_behind(office.end, limit)
        {
            office = leader;
        }
        let tie = self.tie_before(at, sentence.start, None, row);
        if let Some(index) = office.holder.or(office.body.filter(|_| delegation)) {
            return Some(Element::named(at..office.end, What::Party, tie, index));
        }
        let end = office.end;
        // `رئيس البرلمان، فلان،`: the name in apposition.
        let apposed = document
            .tokens
            .get(end)
            .filter(|token| token.is_comma() && end + 1 < limit)
            .and_then(|_| mentions.starting_at(end + 1))
            .filter(|&it| {
                mentions.items[it].kind == EntityKind::Person
                    && mentions.items[it].span.start == document.tokens[end + 1].span.start
                    && (office.body.is_some() || end > at + 1)
            });
        if let Some(index) = apposed {
            return Some(Element::named(
                at..mentions.items[index].tokens.end,
                What::Party,
                tie,
                index,
            ));
        }
        let body_told = delegation
            .then(|| {
                (at + 1..end)
                    .filter(|&it| document.is_any(it, &BODIES))
                    .find_map(|it| self.body_told(it))
            })
            .flatten();
        if let Some(index) = body_told.filter(|_| office.name.is_none()) {
            return Some(Element::named(at..end, What::Party, tie, index));
        }
        if !(document.is_definite(at) || office.body.is_some() || end > at + 1) {
            return None;
        }
        // `والوفد المرافق له`: nobody in particular.
        let nobody = office.body.is_none() && office.name.is_none() && self.demonym_at(end - 1).is_none();
        if document.is(at, Class::Delegation) && document.is_definite(at) && nobody {
            return Some(Element::new(at..end.max(at + 1), What::Word, tie));
        }
        let mut role = Element::new(at..end.max(at + 1), What::Role, tie);
        let lead = self.length_of_delegation(at);
        role.words = match office.name {
            Some(name) => name,
            None if delegation && at + lead < end => at + lead..end,
            None => at..end.max(at + 1),
        };
        if role.words.start == at {
            role.mention = self.reader.role_at(at).filter(|&it| can_meet(mentions, it));
        }
        Some(role)
    }

    /// Whether a word goes back to the partners of a series.
    pub(super) fn names_partners(&self, at: usize) -> bool {
        !self.partners.is_empty() && self.document.is_definite(at) && self.document.is(at, Class::Partner)
    }

    /// Words of a delegation that do not name it (`ممثلين عن`).
    fn length_of_delegation(&self, at: usize) -> usize {
        self.document
            .find(at, Class::Delegation)
            .map_or(0, |it| it.end - it.start)
    }

    /// What belongs to an office from its first word on, and who holds it.
    fn office(&self, at: usize, limit: usize) -> Office {
        let document = self.document;
        let mentions = self.reader.mentions();
        let heads = [
            Class::Title,
            Class::TitleFeminine,
            Class::TitlePlural,
            Class::Delegation,
            Class::Side,
        ];
        let found = document
            .found_at(at)
            .iter()
            .filter(|it| heads.contains(&it.class));
        let mut next = found.map(|it| it.end).max().unwrap_or(at + 1);
        let mut office = Office {
            end: next,
            ..Office::default()
        };
        while next < limit {
            if let Some(index) = mentions.starting_at(next) {
                let named = &mentions.items[index];
                let clitic = named.span.start > document.tokens[named.tokens.start].span.start;
                if named.kind == EntityKind::Person {
                    if !clitic && office.name.is_none() {
                        office.holder = Some(index);
                        office.end = named.tokens.end;
                    }
                    break;
                }
                // `زار وفد من الهيئة المدينة`: a place right behind a body is no part of it.
                let town = office.body.is_some()
                    && !clitic
                    && named.kind == EntityKind::Place
                    && mentions.starting_at(named.tokens.end).is_none();
                if clitic && !shapes::begins_with_for(document.key(next))
                    || named.tokens.end > limit
                    || office.name.is_some()
                    || town
                {
                    break;
                }
                if named.kind != EntityKind::Place && !named.outlet {
                    office.body = office.body.or(Some(index));
                }
                next = named.tokens.end;
                office.end = next;
                continue;
            }
            let quote = document.tokens[next].is_quote();
            // A word that no list knows behind what the office is for: its holder's name.
            let starts = !quote && office.name.is_none() && next > at + 1 && self.starts_name(next, at);
            let goes_on = starts
                || self.belongs_to_title(next, office.end, at)
                || office.name.is_some() && self.is_name_word(next);
            if !goes_on || office.name.is_some() && !self.is_name_word(next) {
                break;
            }
            next += 1;
            if !quote {
                office.end = next;
            }
            if starts {
                office.name = Some(next - 1..next);
            } else if let Some(name) = &mut office.name {
                name.end = office.end;
            }
        }
        // A preposition at the end begins another phrase.
        let small = [Class::Preposition, Class::PlacePreposition, Class::Inside];
        while office.end > at + 1 && document.is_any(office.end - 1, &small) {
            office.end -= 1;
        }
        if office.name.as_ref().is_some_and(|it| it.len() < 2) {
            office.end = office.name.take().map_or(office.end, |it| it.start);
        }
        office
    }

    pub(super) fn is_name_word(&self, at: usize) -> bool {
        let document = self.document;
        let known = document.found_at(at).iter().any(|it| {
            it.clitic.letters > 0 && !it.clitic.article
                || !matches!(
                    it.class,
                    Class::GivenName
                        | Class::GivenNameCommon
                        | Class::Surname
                        | Class::NameSyllable
                        | Class::Particle
                        | Class::Binding
                )
        });
        document.tokens[at].is_word() && !known && self.demonym_at(at).is_none()
    }

    fn starts_name(&self, at: usize, head: usize) -> bool {
        let document = self.document;
        let definite = document.is_definite(at);
        self.is_name_word(at)
            && (!definite || self.demonym_at(at - 1).is_some())
            && (at > head + 2 || document.is_definite(head) || self.demonym_at(at - 1).is_some())
            && (document.tokens[at - 1].is_quote()
                || document.is_definite(at - 1)
                || self.reader.mentions().index_at(at - 1).is_some())
    }

    /// Whether a word can stand between an office and its holder.
    fn belongs_to_title(&self, at: usize, end: usize, head: usize) -> bool {
        let document = self.document;
        let token = &document.tokens[at];
        if token.is_quote() {
            return true;
        }
        if !token.is_word() || token.starts_line {
            return false;
        }
        let stops_title = document.is(at, Class::Delegation) && !document.is_definite(at) && at != head + 1;
        if stops_title
            || document.is_any(
                at,
                &[
                    Class::That,
                    Class::ThatPronoun,
                    Class::Relative,
                    Class::Both,
                    Class::With,
                    Class::Between,
                    Class::Participation,
                    Class::Side,
                    Class::Lead,
                    Class::Meet,
                    Class::Meeting,
                    Class::Adverb,
                    Class::Conjunction,
                ],
            ) && !document.is(at, Class::TitleWord)
        {
            return false;
        }
        // `وزيرا خارجية`: what the office is for.
        let key = document.key(at);
        let unknown = document.found_at(at).is_empty()
            && (shapes::begins_with_conjunction(key) || shapes::begins_with_by(key));
        let governed =
            at == head + 1 && !document.is_definite(head) && !unknown && self.clitics_of_head(at) == 0;
        if document.is_any(at, &[Class::Preposition, Class::PlacePreposition]) {
            // An office is "in", "to" or "at" a land or body; time and place of the event follow a capital or date.
            let next = at + 1;
            return document.is_any(at, &[Class::TitleWord, Class::Inside])
                && end == at
                && (self.office_reaches(next)
                    || document.is_definite(next)
                        && document.is(at, Class::TitleWord)
                        && !document.is(at, Class::PlacePreposition));
        }
        let key = document.key(at);
        let title = document.is_any(at, &[Class::Title, Class::TitleFeminine, Class::TitlePlural]);
        if let Some(found) = document
            .found_at(at)
            .iter()
            .find(|it| matches!(it.class, Class::Title | Class::TitleFeminine | Class::TitlePlural))
        {
            // `العماد`, `الشيخ`: a further title; with a clitic it begins another phrase.
            return found.clitic.conjunction.is_none() && found.clitic.preposition.is_none();
        }
        // `ممثلين عن البلدية وحركة التجار`: another body.
        let heads = [Class::Institution, Class::InstitutionClass, Class::GroupHead];
        let another = !document.is_definite(at)
            && document
                .found_at(at)
                .iter()
                .any(|it| heads.contains(&it.class) && it.clitic.conjunction.is_some());
        if another {
            return false;
        }
        let joined = shapes::begins_with_and(key) && document.is_definite(at);
        let verb = document.finite_verb(at).is_some() && !document.is_definite(at);
        if verb
            && !title
            && !governed
            && !document.is_any(at, &[Class::Institution, Class::InstitutionClass, Class::Body])
        {
            return false;
        }
        if self.demonym_at(at).is_some() {
            return !shapes::begins_with_and(key);
        }
        let clitic = document
            .found_at(at)
            .iter()
            .any(|it| it.clitic.preposition.is_some() && !it.clitic.has_for());
        !clitic
            && (governed
                || document.is_definite(at)
                || document.is_any(
                    at,
                    &[
                        Class::TitleWord,
                        Class::Institution,
                        Class::InstitutionClass,
                        Class::InstitutionAdjective,
                        Class::Body,
                        Class::GroupHead,
                        Class::Binding,
                    ],
                )
                || document.found_at(at).is_empty()
                    && !joined
                    && !shapes::begins_with_by(key)
                    && !shapes::begins_with_then(key))
    }

    /// Whether a land, people or body stands behind the preposition of an office (`السفير لدى ليبيا`).
    fn office_reaches(&self, at: usize) -> bool {
        let mentions = self.reader.mentions();
        mentions.starting_at(at).is_some_and(|index| {
            let named = &mentions.items[index];
            // `في القاهرة`: where it happens, unless a name follows at once.
            named.kind != EntityKind::Place && !self.is_capital(index)
                || mentions
                    .starting_at(named.tokens.end)
                    .is_some_and(|next| mentions.items[next].kind == EntityKind::Person)
        })
    }

    pub(super) fn is_capital(&self, index: usize) -> bool {
        let document = self.document;
        let named = &self.reader.mentions().items[index];
        named.known.is_some()
            && document
                .known
                .named(&isnad_text::fold_name(document.slice(named.span)))
                .any(|known| document.known.entity(known).capital_of.is_some())
    }

    /// Who leads a delegation: `برئاسة فلان`, `يترأسه فلان`.
    fn leader_behind(&self, at: usize, limit: usize) -> Option<Office> {
        let document = self.document;
        let mentions = self.reader.mentions();
        let lead = (at..limit.min(at + 4)).find(|&it| document.is(it, Class::Lead))?;
        let from = document.find(lead, Class::Lead)?.end;
        if let Some(person) = mentions.starting_at(from)
            && mentions.items[person].kind == EntityKind::Person
        {
            return Some(Office {
                end: mentions.items[person].tokens.end,
                holder: Some(person),
                ..Office::default()
            });
        }
        let office = self.office(from, limit);
        let led = office.holder.is_some() || office.name.is_some();
        led.then_some(office)
    }
}
