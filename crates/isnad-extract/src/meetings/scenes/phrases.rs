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
}
