//! Ties: how a phrase hangs on the words before it, by a letter joined to it or by a preposition.

use isnad_model::EntityKind;

use super::elements::Element;
use super::elements::What;
use crate::document::Found;
use crate::lexicon::Class;
use crate::meetings::Finder;
use crate::shapes;

/// How an element hangs on what stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// By nothing.
    Bare,
    /// A noun before it governs it.
    Of,
    /// "And".
    And,
    /// "With".
    With,
    /// The letter that marks those met with some verbs and where it happens with others (`ب`).
    By,
    /// "Between".
    Between,
    /// "From".
    From,
    /// "To" and "for".
    To,
    /// "On": `حل ضيفا على`.
    On,
    /// "In".
    At,
    /// By whom a passive says that it is done (`من قبل`).
    Agent,
    /// Taking part, attending.
    Attend,
    /// Presiding or leading.
    Chair,
    /// Another preposition.
    Other,
}

impl Finder<'_, '_, '_> {
    /// Whether a conjunction is joined to a word.
    pub(super) fn is_joined(&self, at: usize) -> bool {
        self.clitics_of_head(at) > 0 && shapes::begins_with_conjunction(self.document.key(at))
            || self.reader.mentions().starting_at(at).is_some_and(|index| {
                let named = &self.reader.mentions().items[index];
                named.span.start > self.document.tokens[at].span.start
                    && shapes::begins_with_conjunction(self.document.key(at))
            })
    }

    /// How a phrase that begins at a token hangs on the words before it.
    pub(super) fn tie_before(&self, at: usize, floor: usize, index: Option<usize>, row: &[Element]) -> Tie {
        if let Some(tie) = self.tie_of_letter(at, index) {
            return tie;
        }
        let document = self.document;
        let mut before = at;
        while before > floor && document.tokens[before - 1].is_quote() {
            before -= 1;
        }
        if before == floor {
            return Tie::Bare;
        }
        let mut before = before - 1;
        // `في العاصمة العراقية بغداد`, `بمدينة جدة`: the class noun has the preposition.
        let place = index.is_some_and(|it| {
            matches!(
                self.reader.mentions().items[it].kind,
                EntityKind::Place | EntityKind::State
            )
        });
        while place
            && before > floor
            && (document.is_any(before, &[Class::Venue, Class::PlaceClass, Class::PlaceHead])
                || self.demonym_at(before).is_some() && self.reader.mentions().index_at(before).is_none())
        {
            if shapes::begins_with_by(document.key(before)) && !document.is_whole(before, Class::Venue) {
                return Tie::At;
            }
            before -= 1;
        }
        // `مع كل من`, `في كل من`.
        let every = |at: usize| document.is_any(at, &[Class::Determiner, Class::Every]);
        if before > floor + 1 && document.is_whole(before, Class::From) && every(before - 1) {
            if document
                .find(before - 1, Class::With)
                .is_some_and(|it| it.end == before + 1)
            {
                return Tie::With;
            }
            if before < floor + 2 {
                return Tie::Bare;
            }
            before -= 2;
        } else if before > floor
            && document.is_any(
                before,
                &[
                    Class::Determiner,
                    Class::PlaceClass,
                    Class::InstitutionClass,
                    Class::GroupHead,
                    Class::Definite,
                ],
            )
            && !document.is(before, Class::Preposition)
        {
            if let Some(tie) = self.tie_of_letter(before, None) {
                return tie;
            }
            before -= 1;
        }
        // `استقبل من قبل فلان`: who does what a passive says.
        if before > floor
            && document
                .find(before - 1, Class::By)
                .is_some_and(|it| it.end == before + 1)
        {
            return Tie::Agent;
        }
        if document.is(before, Class::Between) {
            return Tie::Between;
        }
        if let Some(found) = document.find(before, Class::Lead) {
            return if found.form.tense == crate::inflect::Tense::None {
                Tie::Chair
            } else {
                Tie::Bare
            };
        }
        if document.is(before, Class::Participation)
            || document.is(before.saturating_sub(1), Class::Participation)
                && document
                    .find(before - 1, Class::Participation)
                    .is_some_and(|it| it.end == before + 1)
        {
            return Tie::Attend;
        }
        if document.is(before, Class::And) {
            return Tie::And;
        }
        if document.is(before, Class::With) {
            return Tie::With;
        }
        if document.is(before, Class::From) {
            return Tie::From;
        }
        if document.is(before, Class::To) {
            return Tie::To;
        }
        if document.is(before, Class::On) {
            return Tie::On;
        }
        // `قام بها فلان`: the pronoun on it is what the preposition governs.
        if shapes::is_preposition_with_pronoun(document.key(before)) {
            return Tie::Bare;
        }
        if document.is_any(
            before,
            &[Class::Preposition, Class::PlacePreposition, Class::Inside],
        ) {
            let place = document.is(before, Class::PlacePreposition) && !document.is(before, Class::NotAt);
            return if place { Tie::At } else { Tie::Other };
        }
        match row.last() {
            Some(last) if last.what == What::Word && document.tokens[before].is_word() => {
                let opens = row.len() < 2
                    || matches!(
                        row[row.len() - 2].what,
                        What::Comma | What::Stop | What::That(_) | What::Joint | What::Relative
                    );
                if opens || !self.governs(before) {
                    Tie::Bare
                } else {
                    Tie::Of
                }
            }
            _ => Tie::Bare,
        }
    }

    /// Whether a word can be a noun that governs the name behind it.
    fn governs(&self, at: usize) -> bool {
        let document = self.document;
        !document.is_definite(at)
            && !document.is_any(
                at,
                &[
                    Class::Adverb,
                    Class::Auxiliary,
                    Class::Negation,
                    Class::Hedge,
                    Class::Future,
                    Class::FutureNegation,
                    Class::Planned,
                    Class::Cancelled,
                    Class::Motion,
                    Class::ByCall,
                    Class::Topic,
                    Class::Conjunction,
                    Class::Title,
                    Class::TitleFeminine,
                    Class::TitleWord,
                    Class::InstitutionClass,
                ],
            )
            && document.finite_verb(at).is_none()
            && !self.is_closed(at)
    }

    /// Whether a noun can govern nothing behind it: its case ending or a pronoun is on it.
    fn is_closed(&self, at: usize) -> bool {
        let written = self.document.text_of(at);
        shapes::has_accusative_mark(written)
            || shapes::ends_with_his(written)
            || shapes::ends_with_possessor(written)
    }

    /// Letters of conjunction and preposition joined to a head noun: none where the word as it stands is one.
    pub(super) fn clitics_of_head(&self, at: usize) -> usize {
        let found = self.document.found_at(at);
        let head = |it: &&Found| {
            matches!(
                it.class,
                Class::Title
                    | Class::TitleFeminine
                    | Class::TitlePlural
                    | Class::Institution
                    | Class::InstitutionClass
                    | Class::Delegation
                    | Class::GroupHead
                    | Class::Both
                    | Class::Meeting
                    | Class::Source
            )
        };
        if found
            .iter()
            .filter(head)
            .any(|it| it.clitic.letters == 0 && !it.enclitic)
        {
            return 0;
        }
        found
            .iter()
            .map(|it| it.clitic)
            .find(|it| it.conjunction.is_some() || it.preposition.is_some())
            .map_or(0, |it| {
                usize::from(it.conjunction.is_some()) + usize::from(it.preposition.is_some())
            })
    }

    /// The tie of a letter joined to the first word of a phrase.
    pub(super) fn tie_of_letter(&self, at: usize, index: Option<usize>) -> Option<Tie> {
        let document = self.document;
        let mentions = self.reader.mentions();
        let key = document.key(at);
        let index = index.or_else(|| mentions.starting_at(at));
        let letters = match index.map(|it| &mentions.items[it]) {
            Some(named) if named.tokens.start == at => {
                let written = document.tokens[at].span;
                (named.span.start.saturating_sub(written.start)) as usize
            }
            _ => {
                let clitic_letters = self.clitics_of_head(at);
                if clitic_letters == 0 && document.is_definite(at) && !shapes::has_article(key) {
                    key.chars().take_while(|it| !matches!(it, 'ا')).count().min(2)
                } else {
                    clitic_letters
                }
            }
        };
        let mut last = None;
        for letter in key.chars().take(letters.min(2)) {
            last = Some(letter);
        }
        Some(match last? {
            'و' | 'ف' => Tie::And,
            'ب' => {
                let place = index.is_some_and(|it| {
                    matches!(mentions.items[it].kind, EntityKind::Place | EntityKind::State)
                });
                if place { Tie::At } else { Tie::By }
            }
            'ل' => Tie::To,
            _ => Tie::Other,
        })
    }
}
