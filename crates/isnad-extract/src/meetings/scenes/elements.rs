//! Elements: a sentence as a row of parties, places, dates, verbs, nouns of meeting and joints, each with its tie.

use std::ops::Range;

use isnad_model::EntityKind;

use crate::document::{Document, Found};
use crate::lexicon::Class;
use crate::meetings::Finder;
use crate::meetings::participants::can_meet;

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum What {
    /// Somebody who can meet.
    Party,
    /// A role without a name (`وزير الخارجية الإيراني`); its mention is the one it goes back to, if any.
    Role,
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
    /// Taking part, attending.
    Attend,
    /// Presiding or leading.
    Chair,
    /// Another preposition.
    Other,
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
}

impl Element {
    /// Whether it names somebody who can meet.
    pub fn is_party(&self) -> bool {
        self.what == What::Party || self.what == What::Role
    }

    /// The verb that it is.
    pub fn verb(&self) -> Option<&Found> {
        match &self.what {
            What::Verb(found) => Some(found),
            _ => None,
        }
    }
}

/// Tokens that a noun phrase of a title and what belongs to it covers at most.
const PHRASE: usize = 18;

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
        let plain = |what, end| Element {
            tokens: at..end,
            what,
            tie: Tie::Bare,
            mention: None,
        };
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
        let party = self.party_at(at, sentence, row);
        if let Some(party) = party.filter(|it| it.what != What::Role || !document.is(at, Class::Both)) {
            return party;
        }
        if let Some(end) = self.date_from(at) {
            return plain(What::Date, end.min(sentence.end));
        }
        let what = self.word_at(at);
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
        element.tie = self.tie_before(at, sentence.start, None, row);
        element
    }

    /// The land whose adjective stands at a token, clitics and article left out.
    pub(super) fn demonym_at(&self, at: usize) -> Option<u32> {
        let document = self.document;
        let token = document.tokens.get(at)?;
        if !token.is_word() {
            return None;
        }
        let key = document.key(at);
        let key = key
            .strip_prefix('و')
            .filter(|rest| rest.starts_with("ال"))
            .unwrap_or(key);
        document.known.demonym(crate::mentions::outlets_bare(key))
    }

    fn date_from(&self, at: usize) -> Option<usize> {
        let from = self.dates.partition_point(|date| date.tokens.start < at);
        self.dates
            .get(from)
            .filter(|date| date.tokens.start == at && !date.tokens.is_empty())
            .map(|date| date.tokens.end)
    }

    /// What a word is that stands in no name and no date.
    fn word_at(&self, at: usize) -> What {
        let document = self.document;
        let found = document.found_at(at);
        let meeting = found.iter().find(|it| it.class == Class::Meeting);
        if let Some(noun) = meeting.filter(|it| !self.is_something_else(it)) {
            return What::Noun(*noun);
        }
        if document.is(at, Class::Both) {
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
        if let Some(verb) = verb.filter(|it| {
            !document.is_definite(at) || matches!(it.class, Class::Meet | Class::Light) && !it.clitic.article
        }) {
            return What::Verb(*verb);
        }
        if let Some(joint) = document.find(at, Class::Conjunction)
            && !document.is(at, Class::And)
            // `وذلك في`: an adjunct, no clause.
            && !document.is_any(joint.end, &[Class::Preposition, Class::PlacePreposition, Class::Participation])
        {
            return What::Joint;
        }
        What::Word
    }

    /// The party, role or place whose noun phrase begins at a token.
    fn party_at(&self, at: usize, sentence: &Range<usize>, row: &[Element]) -> Option<Element> {
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

    /// A definite noun for a body that was told before (`المجلس`, `الرابطة`).
    fn told_role(&self, at: usize, sentence: &Range<usize>, row: &[Element]) -> Option<Element> {
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
    fn headed(&self, at: usize, sentence: &Range<usize>, row: &[Element]) -> Option<Element> {
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
        let governed = at == head + 1
            && !document.is_definite(head)
            && !key_of(document, at).starts_with(['و', 'ب', 'ف']);
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

    /// Whether a conjunction is joined to a word.
    fn is_joined(&self, at: usize) -> bool {
        self.clitics_of_head(at) > 0 && self.document.key(at).starts_with(['و', 'ف'])
            || self.reader.mentions().starting_at(at).is_some_and(|index| {
                let named = &self.reader.mentions().items[index];
                named.span.start > self.document.tokens[at].span.start
                    && self.document.key(at).starts_with(['و', 'ف'])
            })
    }

    /// How a phrase that begins at a token hangs on the words before it.
    fn tie_before(&self, at: usize, floor: usize, index: Option<usize>, row: &[Element]) -> Tie {
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
            if document.key(before).starts_with('ب') && !document.is_whole(before, Class::Venue) {
                return Tie::At;
            }
            before -= 1;
        }
        // `مع كل من`, `في كل من`.
        if before > floor + 1 && document.key(before) == "من" && document.is(before - 1, Class::Determiner)
        {
            if document.key(before - 1).trim_start_matches('و') == "بكل" {
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
        let key = document.key(before);
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
        match key {
            "مع" | "ومع" => return Tie::With,
            "من" | "ومن" => return Tie::From,
            "الي" | "والي" | "لدي" => return Tie::To,
            "علي" | "وعلي" => return Tie::On,
            _ => {}
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
        written.contains('\u{64B}')
            || written.ends_with(['ه', 'ً'])
            || written.ends_with("ها")
            || written.ends_with("هم")
    }

    /// Letters of conjunction and preposition joined to a head noun: none where the word as it stands is one.
    fn clitics_of_head(&self, at: usize) -> usize {
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
    fn tie_of_letter(&self, at: usize, index: Option<usize>) -> Option<Tie> {
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
                if clitic_letters == 0 && document.is_definite(at) && !key.starts_with("ال") {
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
                let place = index.is_some_and(|it| mentions.items[it].kind == EntityKind::Place);
                if place { Tie::At } else { Tie::By }
            }
            'ل' => Tie::To,
            _ => Tie::Other,
        })
    }
}

fn key_of<'d>(document: &'d Document<'_>, at: usize) -> &'d str {
    document.key(at)
}
