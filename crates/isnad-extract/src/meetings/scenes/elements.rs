//! Elements: a sentence as a row of parties, places, dates, verbs, nouns of meeting and joints, each with its tie.

use std::cell::OnceCell;
use std::ops::Range;

use super::ties::Tie;

use crate::document::Found;
use crate::lexicon::Class;
use crate::meetings::Finder;
use crate::meetings::status::is_something_else;

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum What {
    /// Somebody who can meet.
    Party,
    /// A role without a name (`وزير الخارجية الإيراني`); its mention is the one it goes back to, if any.
    Role,
    /// People without a name.
    Unnamed,
    /// The parties told before (`الوزيران`, `الجانبان`).
    Both,
    /// A location.
    Place,
    /// A name that neither meets nor hosts: an outlet.
    Name,
    /// A finite verb.
    Verb(Found),
    /// A noun of meeting.
    Noun(Found),
    /// A date.
    Date,
    /// Introduces a content clause; with its subject joined to it or not.
    That(bool),
    /// A relative pronoun.
    Relative,
    /// A conjunction that opens a clause.
    Joint,
    /// A comma.
    Comma,
    /// A mark that parts clauses.
    Stop,
    /// Any other word.
    Word,
}

/// A piece of a sentence.
#[derive(Clone, Debug)]
pub struct Element {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it is.
    pub what: What,
    /// Its tie.
    pub tie: Tie,
    /// The mention that it is or goes back to.
    pub mention: Option<usize>,
    /// The words that name it where it has no mention.
    pub words: Range<usize>,
}

impl Element {
    /// An element without a mention.
    pub fn new(tokens: Range<usize>, what: What, tie: Tie) -> Self {
        Self {
            words: tokens.clone(),
            tokens,
            what,
            tie,
            mention: None,
        }
    }

    /// An element with the mention that it is or goes back to.
    pub fn named(tokens: Range<usize>, what: What, tie: Tie, mention: usize) -> Self {
        Self {
            mention: Some(mention),
            ..Self::new(tokens, what, tie)
        }
    }

    /// Whether it names somebody who can meet.
    pub fn is_party(&self) -> bool {
        matches!(self.what, What::Party | What::Role | What::Unnamed)
    }

    /// The verb that it is.
    pub fn verb(&self) -> Option<&Found> {
        match &self.what {
            What::Verb(found) => Some(found),
            _ => None,
        }
    }
}

impl Finder<'_, '_, '_> {
    /// The elements of some tokens of one sentence.
    pub(super) fn elements(&self, tokens: &Range<usize>) -> Vec<Element> {
        let mut row = Vec::with_capacity(tokens.len());
        let mut at = tokens.start;
        while at < tokens.end {
            let element = self.element_at(at, tokens, &row);
            at = element.tokens.end.max(at + 1);
            row.push(element);
        }
        row
    }

    fn element_at(&self, at: usize, sentence: &Range<usize>, row: &[Element]) -> Element {
        let document = self.document;
        let plain = |what, end| Element::new(at..end, what, Tie::Bare);
        let token = &document.tokens[at];
        if token.is_mark('؛') || token.is_mark(';') || token.is_mark(':') {
            return plain(What::Stop, at + 1);
        }
        if token.is_comma() {
            return plain(What::Comma, at + 1);
        }
        if !token.is_word() {
            return self
                .date_from(at)
                .map_or_else(|| plain(What::Word, at + 1), |end| plain(What::Date, end));
        }
        let found_out = OnceCell::new();
        let tie = &|| *found_out.get_or_init(|| self.tie_before(at, sentence.start, None, row));
        let both = document.is(at, Class::Both) || self.names_partners(at);
        let party = self.party_at(at, sentence, row);
        if let Some(mut party) = party.filter(|it| !both || !matches!(it.what, What::Role | What::Word)) {
            // `سالم العوفي وزير الطاقة`: the title behind the name.
            let behind = row
                .last()
                .filter(|it| it.what == What::Party && party.what == What::Role && party.tie == Tie::Bare);
            let person = behind
                .and_then(|it| it.mention)
                .is_some_and(|it| self.reader.mentions().items[it].kind == isnad_model::EntityKind::Person);
            if person {
                party.what = What::Word;
                party.mention = None;
            }
            return party;
        }
        if !both
            && let Some(role) = self
                .unnamed_at(at, sentence, row, tie)
                .or_else(|| self.short_at(at, sentence, row, tie))
                .or_else(|| self.person_at(at, sentence, row, tie))
                .or_else(|| self.body_at(at, sentence, row))
        {
            return role;
        }
        if let Some(end) = self.date_from(at) {
            return plain(What::Date, end.min(sentence.end));
        }
        let what = self.word_at(at, row);
        let end = match &what {
            What::Verb(found) | What::Noun(found) => found.end,
            What::Joint => document.find(at, Class::Conjunction).map_or(at + 1, |it| it.end),
            What::That(_) => document
                .found_at(at)
                .iter()
                .filter(|it| matches!(it.class, Class::That | Class::ThatPronoun))
                .map(|it| it.end)
                .max()
                .unwrap_or(at + 1),
            _ => at + 1,
        };
        let mut element = plain(what, end);
        element.tie = tie();
        element
    }

    /// The land whose adjective stands at a token, clitics and article left out.
    pub(super) fn demonym_at(&self, at: usize) -> Option<u32> {
        let document = self.document;
        let token = document.tokens.get(at)?;
        if !token.is_word() {
            return None;
        }
        document.demonym_joined(at)
    }

    fn date_from(&self, at: usize) -> Option<usize> {
        let from = self.dates.partition_point(|date| date.tokens.start < at);
        self.dates
            .get(from)
            .filter(|date| date.tokens.start == at && !date.tokens.is_empty())
            .map(|date| date.tokens.end)
    }

    /// What a word is that stands in no name and no date.
    fn word_at(&self, at: usize, row: &[Element]) -> What {
        let document = self.document;
        let found = document.found_at(at);
        let meeting = found.iter().find(|it| it.class == Class::Meeting);
        // `تباحث` is a verb, `التباحث` and `للتباحث` are nouns.
        let acts = |noun: &Found| {
            !noun.clitic.article
                && noun.clitic.preposition.is_none()
                && found.iter().any(|it| {
                    it.class == Class::Meet
                        && it.start == noun.start
                        && it.form.tense == crate::inflect::Tense::Past
                })
        };
        if let Some(noun) = meeting.filter(|it| !is_something_else(document, it) && !acts(it)) {
            return What::Noun(*noun);
        }
        if document.is(at, Class::Both) || self.names_partners(at) {
            return What::Both;
        }
        if document.is(at, Class::That) {
            return What::That(false);
        }
        if document.is(at, Class::ThatPronoun) {
            return What::That(true);
        }
        if document.is(at, Class::Relative) {
            return What::Relative;
        }
        let small = [
            Class::Title,
            Class::TitleFeminine,
            Class::Institution,
            Class::Preposition,
            Class::Adverb,
            Class::Determiner,
            Class::Auxiliary,
        ];
        // `خلال` and `بين` are verbs of other texts; a verb of meeting or making stays one.
        let verb = found.iter().find(|it| {
            matches!(it.class, Class::Meet | Class::Light)
                && matches!(
                    it.form.tense,
                    crate::inflect::Tense::Past
                        | crate::inflect::Tense::Present
                        | crate::inflect::Tense::Future
                )
        });
        let verb = verb.or_else(|| document.finite_verb(at).filter(|_| !document.is_any(at, &small)));
        // `التقيا` begins like an article and has none.
        // `إلى أجل`: behind a preposition no verb is finite.
        let governed = row.last().is_some_and(|it| {
            it.what == What::Word
                && document.is_any(
                    it.tokens.start,
                    &[Class::PlacePreposition, Class::With, Class::Between],
                )
        });
        let verb = verb.filter(|_| !governed);
        if let Some(verb) = verb.filter(|it| {
            !document.is_definite(at) || matches!(it.class, Class::Meet | Class::Light) && !it.clitic.article
        }) {
            return What::Verb(*verb);
        }
        if let Some(joint) = document.find(at, Class::Conjunction)
            && !document.is_any(at, &[Class::And, Class::Occasion])
            // `في وقت سابق`: a time.
            && !found.iter().any(|it| it.class == Class::Adverb && it.end > joint.end)
            // `وذلك في`: an adjunct, no clause.
            && !document.is_any(joint.end, &[Class::Preposition, Class::PlacePreposition, Class::Participation])
        {
            return What::Joint;
        }
        What::Word
    }
}
