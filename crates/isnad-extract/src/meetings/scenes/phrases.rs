//! Phrases: the noun phrase of a party, from its title, delegation or side to the name of the one who takes part.

use std::ops::Range;

use isnad_model::EntityKind;

use super::elements::{Element, What};
use super::ties::Tie;
use crate::lexicon::Class;
use crate::meetings::Finder;
use crate::meetings::participants::can_meet;

/// Tokens that a noun phrase of a title and what belongs to it covers at most.
const PHRASE: usize = 18;

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
        // `والأذربيجاني فلان`: the adjective stands for an office told before.
        if index.is_none()
            && self.demonym_at(at).is_some()
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
        let tie = self.tie_before(at, sentence.start, Some(index), row);
        let what = if named.outlet {
            What::Name
        } else if named.kind == EntityKind::Place || named.kind == EntityKind::State && tie == Tie::At {
            What::Place
        } else {
            What::Party
        };
        Some(Element {
            tokens: at..end,
            what,
            tie,
            mention: Some(index),
        })
    }

    /// `بمستثمر`, `مع مسؤولين أمريكيين`: people without a name, where a word marks them as met; `معاليه`: who was told of last.
    pub(super) fn unnamed_at(&self, at: usize, sentence: &Range<usize>, row: &[Element]) -> Option<Element> {
        let document = self.document;
        let honorific = document.is(at, Class::Honorific);
        if !honorific && (!document.is(at, Class::Source) || document.is_definite(at)) {
            return None;
        }
        let tie = self.tie_before(at, sentence.start, None, row);
        if honorific {
            let mention = self.last_doer(sentence.start, crate::inflect::Gender::Any)?;
            return Some(Element {
                tokens: at..at + 1,
                what: What::Role,
                tie,
                mention: Some(mention),
            });
        }
        let joined = tie == Tie::And && row.last().is_some_and(|it| it.is_party());
        if !matches!(tie, Tie::With | Tie::By | Tie::Between) && !joined {
            return None;
        }
        let mut end = at + 1;
        while end < sentence.end.min(at + 3)
            && document.tokens[end].is_word()
            && (self.demonym_at(end).is_some() || document.is(end, Class::SourceAdjective))
            && self.reader.mentions().index_at(end).is_none()
        {
            end += 1;
        }
        Some(Element {
            tokens: at..end,
            what: What::Unnamed,
            tie,
            mention: None,
        })
    }

    /// A definite noun for a body that was told before (`المجلس`, `الرابطة`).
    pub(super) fn told_role(&self, at: usize, sentence: &Range<usize>, row: &[Element]) -> Option<Element> {
        let document = self.document;
        let body = document.is_any(
            at,
            &[
                Class::Institution,
                Class::InstitutionClass,
                Class::OrganizationEnd,
                Class::Body,
            ],
        );
        if !body {
            return None;
        }
        let mention = self
            .reader
            .role_at(at)
            .filter(|&it| can_meet(self.reader.mentions(), it))?;
        let mut end = at + 1;
        while end < sentence.end
            && document.tokens[end].is_word()
            && document.is_definite(end)
            && end < at + 3
        {
            end += 1;
        }
        Some(Element {
            tokens: at..end,
            what: What::Role,
            tie: self.tie_before(at, sentence.start, None, row),
            mention: Some(mention),
        })
    }

    /// A phrase that begins with an office, a delegation or a side: the person who holds or leads it, else its body.
    pub(super) fn headed(&self, at: usize, sentence: &Range<usize>, row: &[Element]) -> Option<Element> {
        let document = self.document;
        let mentions = self.reader.mentions();
        let delegation = !document.is_any(at, &[Class::Title, Class::TitleFeminine]);
        let limit = sentence.end.min(at + PHRASE);
        let mut next = document
            .found_at(at)
            .iter()
            .filter(|it| {
                matches!(
                    it.class,
                    Class::Title
                        | Class::TitleFeminine
                        | Class::TitlePlural
                        | Class::Delegation
                        | Class::Side
                )
            })
            .map(|it| it.end)
            .max()
            .unwrap_or(at + 1);
        let mut body: Option<usize> = None;
        let mut end = next;
        let mut holder = None;
        while next < limit {
            if let Some(index) = mentions.starting_at(next) {
                let named = &mentions.items[index];
                let clitic = named.span.start > document.tokens[named.tokens.start].span.start;
                if named.kind == EntityKind::Person {
                    if !clitic {
                        holder = Some(index);
                        end = named.tokens.end;
                    }
                    break;
                }
                let key = document.key(next);
                if clitic && !key.starts_with('ل') || named.tokens.end > limit {
                    break;
                }
                if named.kind != EntityKind::Place && !named.outlet {
                    body = body.or(Some(index));
                }
                next = named.tokens.end;
                end = next;
                continue;
            }
            if !self.belongs_to_title(next, end, at) {
                break;
            }
            let quote = document.tokens[next].is_quote();
            next += 1;
            if !quote {
                end = next;
            }
        }
        // A preposition at the end begins another phrase.
        while end > at + 1
            && document.is_any(
                end - 1,
                &[Class::Preposition, Class::PlacePreposition, Class::Inside],
            )
        {
            end -= 1;
        }
        if delegation
            && holder.is_none()
            && let Some((leader, after)) = self.leader_behind(end, limit)
        {
            holder = Some(leader);
            end = after;
        }
        let tie = self.tie_before(at, sentence.start, None, row);
        if let Some(index) = holder.or(body.filter(|_| delegation)) {
            return Some(Element {
                tokens: at..end,
                what: What::Party,
                tie,
                mention: Some(index),
            });
        }
        // `رئيس البرلمان، فلان،`: the name in apposition.
        let apposed = document
            .tokens
            .get(end)
            .filter(|token| token.is_comma() && end + 1 < limit)
            .and_then(|_| mentions.starting_at(end + 1))
            .filter(|&it| {
                mentions.items[it].kind == EntityKind::Person
                    && mentions.items[it].span.start == document.tokens[end + 1].span.start
                    && (body.is_some() || end > at + 1)
            });
        if let Some(index) = apposed {
            return Some(Element {
                tokens: at..mentions.items[index].tokens.end,
                what: What::Party,
                tie,
                mention: Some(index),
            });
        }
        let body_told = (delegation && holder.is_none())
            .then(|| (at + 1..end).find_map(|it| self.reader.role_at(it).filter(|_| document.is_definite(it))))
            .flatten()
            .filter(|&it| can_meet(mentions, it) && mentions.items[it].kind != EntityKind::Person);
        if let Some(index) = body_told {
            return Some(Element {
                tokens: at..end,
                what: What::Party,
                tie,
                mention: Some(index),
            });
        }
        let definite = document.is_definite(at) || body.is_some() || end > at + 1;
        if !definite {
            return None;
        }
        Some(Element {
            tokens: at..end.max(at + 1),
            what: What::Role,
            tie,
            mention: self.reader.role_at(at).filter(|&it| can_meet(mentions, it)),
        })
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
        if document.is_any(
            at,
            &[
                Class::That,
                Class::ThatPronoun,
                Class::Relative,
                Class::Both,
                Class::With,
                Class::Between,
                Class::Participation,
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
        let governed =
            at == head + 1 && !document.is_definite(head) && !document.key(at).starts_with(['و', 'ب', 'ف']);
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
        let joined = key.starts_with('و') && document.is_definite(at);
        let verb = document.finite_verb(at).is_some() && !document.is_definite(at);
        if verb
            && !title
            && !governed
            && !document.is_any(at, &[Class::Institution, Class::InstitutionClass, Class::Body])
        {
            return false;
        }
        if self.demonym_at(at).is_some() {
            return !key.starts_with('و');
        }
        let clitic = document
            .found_at(at)
            .iter()
            .any(|it| it.clitic.preposition.is_some() && it.clitic.preposition != Some('ل'));
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
                || document.found_at(at).is_empty() && !joined && !key.starts_with(['ب', 'ف']))
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
                .iter()
                .any(|&known| document.known.entity(known).capital_of.is_some())
    }

    /// Who leads a delegation: `برئاسة فلان`, `يترأسه فلان`.
    fn leader_behind(&self, at: usize, limit: usize) -> Option<(usize, usize)> {
        let document = self.document;
        let mentions = self.reader.mentions();
        let lead = (at..limit.min(at + 4)).find(|&it| document.is(it, Class::Lead))?;
        let from = document.find(lead, Class::Lead)?.end;
        let person = mentions
            .within(from..limit)
            .find(|&it| mentions.items[it].kind == EntityKind::Person)?;
        let named = &mentions.items[person];
        let phrase = named.phrase.min(named.tokens.start);
        let close = (from..phrase).all(|it| {
            document.tokens[it].is_quote()
                || document.tokens[it].is_word() && document.finite_verb(it).is_none()
        });
        close.then_some((person, named.tokens.end))
    }
}
