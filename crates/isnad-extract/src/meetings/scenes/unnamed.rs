//! Unnamed: people and bodies told without a mention of their own: by a noun, a surname, a given name that is a word too, or as
//! told before.

use std::ops::Range;

use isnad_model::EntityKind;

use super::elements::{Element, What};
use super::phrases::BODIES;
use super::ties::Tie;
use crate::lexicon::Class;
use crate::meetings::Finder;
use crate::meetings::participants::can_meet;
use crate::shapes;

impl Finder<'_, '_, '_> {
    /// `بمستثمر`, `مع مسؤولين أمريكيين`: people without a name, where a word marks them as met; `معاليه`: who was told of last.
    pub(super) fn unnamed_at(
        &self,
        at: usize,
        sentence: &Range<usize>,
        row: &[Element],
        tie: &impl Fn() -> Tie,
    ) -> Option<Element> {
        let document = self.document;
        let honorific = document.is(at, Class::Honorific);
        let between = document.is(at.saturating_sub(1), Class::Between) && document.found_at(at).is_empty();
        let classes = [
            Class::Body,
            Class::Institution,
            Class::GroupHead,
            Class::InstitutionClass,
        ];
        // `مع الوسطاء المصريين`.
        let nation = document.is_definite(at + 1) && self.demonym_at(at + 1).is_some();
        let body = document.is_definite(at) && (between || nation || document.is_any(at, &classes));
        if !honorific && !body && (!document.is(at, Class::Source) || document.is_definite(at)) {
            return None;
        }
        let tie = tie();
        if honorific {
            let mentions = self.reader.mentions();
            // `معاليه` is who was told of last before the sentence, `الأخير` in it too.
            let near = document.is_definite(at);
            let before = if near { at } else { sentence.start };
            let mention = mentions
                .before(document.tokens[before].span.start)
                .find(|&it| mentions.items[it].kind == EntityKind::Person)?;
            return Some(Element::named(at..at + 1, What::Role, tie, mention));
        }
        let joined = tie == Tie::And
            && row
                .last()
                .is_some_and(|it| it.is_party() && matches!(it.tie, Tie::With | Tie::By | Tie::Between));
        if !matches!(tie, Tie::With | Tie::By | Tie::Between) && !joined {
            return None;
        }
        let named = body && !nation && document.is_any(at, &classes[1..]);
        let mut end = if named {
            self.adjectives_behind(at, sentence.end)
        } else {
            at + 1
        };
        while end < sentence.end.min(at + 3)
            && document.tokens[end].is_word()
            && (self.demonym_at(end).is_some() || document.is(end, Class::SourceAdjective))
            && document.is_definite(end) == body
            && self.reader.mentions().index_at(end).is_none()
        {
            end += 1;
        }
        Some(Element::new(at..end, What::Unnamed, tie))
    }

    /// An adjective of nation and the name in quotation marks behind it.
    pub(super) fn quoted_name(&self, at: usize, sentence: &Range<usize>) -> Option<Element> {
        let document = self.document;
        let open = at + 1;
        let close = (open + 1..sentence.end.min(open + 6)).find(|&it| document.tokens[it].is_quote())?;
        let mention = self.reader.mentions().starting_at(open + 1);
        let mut element = Element::new(at..close, What::Unnamed, Tie::And);
        element.words = open + 1..close;
        if let Some(index) = mention.filter(|&it| can_meet(self.reader.mentions(), it)) {
            element = Element::named(at..close, What::Party, Tie::And, index);
        }
        (close > open + 1).then_some(element)
    }

    /// A given name that is an everyday word too, and what follows it, where only a person can stand.
    pub(super) fn person_at(
        &self,
        at: usize,
        sentence: &Range<usize>,
        row: &[Element],
        tie: &impl Fn() -> Tie,
    ) -> Option<Element> {
        let document = self.document;
        let given = document
            .found_at(at)
            .iter()
            .find(|it| matches!(it.class, Class::GivenName | Class::GivenNameCommon))?;
        if self.reader.mentions().index_at(at).is_some() || given.clitic.article {
            return None;
        }
        let acts = row.last().and_then(Element::verb).is_some_and(|it| {
            matches!(it.class, Class::Meet | Class::Light) || document.is(it.start, Class::Motion)
        });
        let tie = tie();
        let listed = tie == Tie::And && row.last().is_some_and(Element::is_party);
        if !acts && !listed && !matches!(tie, Tie::With | Tie::By | Tie::Between | Tie::To) {
            return None;
        }
        let mut end = at + 1;
        while end < sentence.end.min(at + 4) && document.tokens[end].is_word() && self.is_name_word(end) {
            end += 1;
        }
        (end > at + 1).then(|| Element::new(at..end, What::Unnamed, tie))
    }

    /// A definite noun for a body that was told before (`المجلس`, `الرابطة`).
    pub(super) fn told_role(&self, at: usize, sentence: &Range<usize>, row: &[Element]) -> Option<Element> {
        let document = self.document;
        let listed = row.last().is_some_and(Element::is_party) && self.is_joined(at);
        if !listed && !document.is_any(at, &BODIES) {
            return None;
        }
        let index = self.body_told(at)?;
        let mut end = at + 1;
        while end < sentence.end
            && document.tokens[end].is_word()
            && document.is_definite(end)
            && end < at + 3
        {
            end += 1;
        }
        Some(Element::named(
            at..end,
            What::Role,
            self.tie_before(at, sentence.start, None, row),
            index,
        ))
    }

    /// A surname or other part of a name told before, right behind or before a verb of meeting or where a word marks those met.
    pub(super) fn short_at(
        &self,
        at: usize,
        sentence: &Range<usize>,
        row: &[Element],
        tie: &impl Fn() -> Tie,
    ) -> Option<Element> {
        let document = self.document;
        let mentions = self.reader.mentions();
        if !document.tokens[at].is_word() || mentions.index_at(at).is_some() {
            return None;
        }
        let act = |at: usize| document.is_any(at, &[Class::Meet, Class::Light]);
        let small = document.found_at(at).iter().any(|it| it.class.is_function_word());
        if small {
            return None;
        }
        let acts = row
            .last()
            .is_some_and(|it| it.verb().is_some_and(|verb| verb.class != Class::Say))
            || at + 1 < sentence.end && act(at + 1);
        if !acts && !matches!(tie(), Tie::With | Tie::Between) {
            return None;
        }
        let key = document.key(at);
        let part = |index: usize| {
            let tokens = mentions.items[index].tokens.clone();
            tokens
                .clone()
                .find(|&it| document.key(it) == key)
                .map(|from| tokens.end - from)
        };
        let index = mentions.before(document.tokens[at].span.start).find(|&index| {
            let named = &mentions.items[index];
            named.kind == EntityKind::Person && named.tokens.len() > 1 && part(index).is_some()
        })?;
        let tie = tie();
        // `عبد السلام`: as much of the name as stands here.
        let named = &mentions.items[index].tokens;
        let from = named.end - part(index)?;
        let length = (0..named.end - from)
            .take_while(|it| at + it < sentence.end && document.key(at + it) == document.key(from + it))
            .count();
        // Half a name is none (`عبد` alone).
        if document.is(at + length - 1, Class::Binding) {
            return None;
        }
        Some(Element::named(at..at + length, What::Party, tie, index))
    }

    /// The body told before that a definite noun goes back to.
    pub(super) fn body_told(&self, at: usize) -> Option<usize> {
        let document = self.document;
        let mentions = self.reader.mentions();
        if !document.is_definite(at) {
            return None;
        }
        let is_body = |index: &usize| {
            let named = &mentions.items[*index];
            can_meet(mentions, *index) && named.kind == EntityKind::Organization && !named.outlet
        };
        let role = self
            .reader
            .role_at(at)
            .filter(|&it| can_meet(mentions, it) && mentions.items[it].kind != EntityKind::Person);
        role.or_else(|| {
            let word = shapes::bare(shapes::after_conjunctions(document.key(at)));
            mentions
                .before(document.tokens[at].span.start)
                .filter(is_body)
                .find(|&index| {
                    let first = mentions.items[index]
                        .phrase
                        .min(mentions.items[index].tokens.start);
                    shapes::bare(document.key(first)) == word
                        || shapes::bare(document.key(mentions.items[index].tokens.start)) == word
                })
        })
    }
}
