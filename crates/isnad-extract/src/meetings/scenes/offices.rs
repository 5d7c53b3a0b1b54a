//! Offices: what belongs to a title from its first word on, and who holds it.

use std::ops::Range;

use isnad_model::EntityKind;

use crate::lexicon::Class;
use crate::meetings::Finder;
use crate::shapes;

/// An office or delegation and what belongs to it.
#[derive(Default)]
pub(super) struct Office {
    /// One past its last token.
    pub end: usize,
    /// The body or land that it is of.
    pub body: Option<usize>,
    /// The mention of who holds or leads it.
    pub holder: Option<usize>,
    /// Words of a holder's name that no mention stands on.
    pub name: Option<Range<usize>>,
}

impl Finder<'_, '_, '_> {
    /// What belongs to an office from its first word on, and who holds it.
    pub(super) fn office(&self, at: usize, limit: usize) -> Office {
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
            // `رئيسة الحكومة المكلفة من البرلمان فلانة`: by whom, then the name.
            if end == at && document.is_definite(at - 1) && self.name_follows(next) {
                return true;
            }
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

    /// Whether a definite word or a body stands at a token and a person's name right behind it.
    fn name_follows(&self, at: usize) -> bool {
        let document = self.document;
        let mentions = self.reader.mentions();
        let person = |it: usize| {
            mentions.starting_at(it).is_some_and(|index| {
                let named = &mentions.items[index];
                named.kind == EntityKind::Person && named.span.start == document.tokens[it].span.start
            })
        };
        match mentions.starting_at(at) {
            Some(index) => {
                let named = &mentions.items[index];
                named.kind == EntityKind::Organization && person(named.tokens.end)
            }
            None => document.is_definite(at) && !document.is_time(at) && person(at + 1),
        }
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
    pub(super) fn leader_behind(&self, at: usize, limit: usize) -> Option<Office> {
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
