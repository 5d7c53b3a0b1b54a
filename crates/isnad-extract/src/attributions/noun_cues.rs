//! Nouns that attribute with their holder: "X's only reply was that …", "“…” was her verdict", "came the answer from X", `رد X أن`.

use std::ops::Range;

use isnad_model::{EntityKind, Stance};

use super::content::{Complement, clause_end, complement, trim, words};
use super::discourse::named_agrees;
use super::{Attribution, Reader, Speaker};
use crate::document::Found;
use crate::inflect::{Form, Tense};
use crate::lexicon::Class;
use crate::shapes;
use crate::tokens::TokenKind;

/// Words between a noun and the verb or mark that brings its content.
const REACH: usize = 9;

/// Who holds what a noun names, and the tokens of the whole noun phrase.
struct Held {
    speaker: Speaker,
    phrase: Range<usize>,
}

impl Reader<'_, '_> {
    /// Reads one noun that attributes; whether it did.
    pub(super) fn read_noun_cue(&mut self, sentence: &Range<usize>, found: &Found) -> bool {
        if self.in_denied_content(found.start) {
            return false;
        }
        if self.document.lexicon.language.proclitics {
            return self.read_noun_first(sentence, found);
        }
        let Some(held) = self.holder(sentence, found) else {
            return false;
        };
        self.read_noun_behind_quotation(sentence, found, &held)
            || self.read_noun_before_content(sentence, found, held)
    }

    /// What somebody denies has no claims of its own.
    fn in_denied_content(&self, at: usize) -> bool {
        self.attributions
            .iter()
            .rev()
            .take(4)
            .any(|it| it.stance == Stance::Denied && it.content.iter().any(|part| part.contains(&at)))
    }

    /// "X's blunt reply", "her reply", "the reply from X", "X issued a warning".
    fn holder(&mut self, sentence: &Range<usize>, found: &Found) -> Option<Held> {
        let document = self.document;
        let mut start = found.start;
        while start > sentence.start
            && found.start - start < 3
            && document.tokens[start - 1].is_word()
            && document.tokens[start - 1].kind != TokenKind::Suffix
            && document.finite_verb(start - 1).is_none()
            && !document.is_any(
                start - 1,
                &[
                    Class::Possessive,
                    Class::Determiner,
                    Class::Definite,
                    Class::Preposition,
                    Class::Auxiliary,
                    Class::Conjunction,
                    Class::And,
                ],
            )
        {
            start -= 1;
        }
        let before = start.checked_sub(1).filter(|&at| at >= sentence.start)?;
        if let Some(possessive) = document.find(before, Class::Possessive).copied() {
            let speaker = self.possessor(&possessive)?;
            return Some(Held {
                speaker,
                phrase: before..found.end,
            });
        }
        let suffixed = document.tokens[before].kind == TokenKind::Suffix;
        let plural = document.tokens[before].is_quote()
            && document.tokens[before].glued
            && before > sentence.start
            && document.key(before - 1).ends_with('s')
            && document.quotation_closing(before).is_none();
        if suffixed || plural {
            let subject = self.subject_ending(sentence, before, false)?;
            return Some(Held {
                speaker: subject.speaker,
                phrase: subject.start..found.end,
            });
        }
        if !document.is_any(before, &[Class::Determiner, Class::Definite]) {
            return None;
        }
        // "the reply from X", "the view of X".
        if document.is_any(
            found.end,
            &[Class::NameLink, Class::From, Class::Inside, Class::Preposition],
        ) && let Some(phrase) = self.source_at(found.end + 1, sentence.end.min(found.end + REACH))
        {
            return Some(Held {
                speaker: phrase.speaker,
                phrase: before..phrase.end,
            });
        }
        let verb = before.checked_sub(1).filter(|&at| at > sentence.start)?;
        if !document.is(verb, Class::Utter) {
            return None;
        }
        let subject = self.subject_of(sentence, verb)?;
        Some(Held {
            speaker: subject.speaker,
            phrase: before..found.end,
        })
    }

    /// "“…” was X's verdict", "“…,” came the reply from X".
    fn read_noun_behind_quotation(&mut self, sentence: &Range<usize>, found: &Found, held: &Held) -> bool {
        let document = self.document;
        let Some(verb) = held.phrase.start.checked_sub(1).filter(|&at| at > sentence.start) else {
            return false;
        };
        let linked = document.is(verb, Class::Passive) || document.finite_verb(verb).is_some();
        let mut close = verb - 1;
        while close > sentence.start && document.tokens[close].is_comma() {
            close -= 1;
        }
        let Some(quotation) = document.quotation_closing(close).filter(|_| linked).cloned() else {
            return false;
        };
        let content = trim(document, quotation.open..quotation.close + 1);
        let mut attribution = self.noun_draft(found);
        attribution.direct = true;
        attribution.content = vec![content];
        attribution.carriers = self.discourse.carriers_of(&held.speaker, self.mentions);
        attribution.source = Some(held.speaker.clone());
        self.push(attribution);
        true
    }

    /// "X's reply was that …", "X's answer: “…”", "X's warning that …".
    fn read_noun_before_content(&mut self, sentence: &Range<usize>, found: &Found, held: Held) -> bool {
        let document = self.document;
        let Some((start, clause)) = self.behind_noun(sentence, held.phrase.end.max(found.end)) else {
            return false;
        };
        let end = clause_end(document, sentence, start);
        let end = if clause && self.opens_predicate(sentence, &held) {
            self.subject_clause_end(start, end)
        } else {
            end
        };
        let content = trim(document, start..end);
        if words(document, &content) < 2 {
            return false;
        }
        let mut attribution = self.noun_draft(found);
        attribution.direct = document
            .quotation_at(start)
            .is_some_and(|quotation| quotation.close + 2 >= end);
        attribution.content = vec![content];
        attribution.carriers = self.discourse.carriers_of(&held.speaker, self.mentions);
        attribution.source = Some(held.speaker);
        self.push(attribution);
        true
    }

    /// Where the content begins behind a noun phrase, and whether it is a clause right behind the noun.
    fn behind_noun(&self, sentence: &Range<usize>, after: usize) -> Option<(usize, bool)> {
        let document = self.document;
        if document.tokens.get(after)?.is_mark(':') {
            return Some((after + 1, false));
        }
        if let Some(that) = document.find(after, Class::That).filter(|_| after < sentence.end) {
            return Some((that.end, true));
        }
        let limit = sentence.end.min(after + REACH);
        let link = (after..limit).find(|&at| {
            document.is(at, Class::Passive)
                || document.tokens[at].is_mark(':')
                || !document.tokens[at].is_word()
                || document.finite_verb(at).is_some()
        })?;
        if document.tokens[link].is_mark(':') {
            return Some((link + 1, false));
        }
        if !document.is(link, Class::Passive) {
            return None;
        }
        let mut at = link + 1;
        while at < limit && document.is_any(at, &[Class::Adverb, Class::Passive]) {
            at += 1;
        }
        if let Some(that) = document.find(at, Class::That) {
            return Some((that.end, false));
        }
        if document.quotation_at(at).is_some()
            || document.key(at.min(limit - 1)) == document.lexicon.infinitive_mark()
        {
            return Some((at, false));
        }
        // "was simple: …", "was a shrug: …".
        (at..sentence.end.min(at + 5))
            .take_while(|&at| {
                document.tokens[at].is_word()
                    || document.tokens[at].is_mark(':')
                    || document.tokens[at].is_comma()
            })
            .find(|&at| {
                document.tokens[at].is_mark(':')
                    || document.tokens[at].is_comma() && document.quotation_at(at + 1).is_some()
            })
            .map(|at| (at + 1, false))
    }

    /// Whether the noun phrase is the subject of a predicate further on: nothing but openers stand before it.
    fn opens_predicate(&self, sentence: &Range<usize>, held: &Held) -> bool {
        !(sentence.start..held.phrase.start).any(|at| self.document.finite_verb(at).is_some())
    }

    /// "X's warning that the dam could fail was ignored": the clause ends before the predicate of the sentence.
    fn subject_clause_end(&self, start: usize, end: usize) -> usize {
        let document = self.document;
        let group = |at: usize| {
            document.is_any(at, &[Class::Auxiliary, Class::Passive])
                || document
                    .finite_verb(at)
                    .is_some_and(|it| it.class != Class::Say || document.is(it.end, Class::That))
        };
        let mut seen = false;
        let mut at = start;
        while at < end {
            if !group(at) {
                at += 1;
                continue;
            }
            let joined = document.is_any(
                at.saturating_sub(1),
                &[
                    Class::And,
                    Class::Conjunction,
                    Class::Relative,
                    Class::Determiner,
                    Class::Preposition,
                ],
            );
            if seen && !joined {
                return at;
            }
            seen = true;
            while at < end && (group(at) || document.is_any(at, &[Class::Adverb, Class::Negation])) {
                at += 1;
            }
            // A participle behind an auxiliary belongs to its group.
            at += 1;
        }
        end
    }

    fn noun_draft(&self, found: &Found) -> Attribution {
        let document = self.document;
        Attribution {
            stance: document.lexicon.pack.cue_noun[found.entry].stance,
            ..Attribution::new(
                found.start,
                document.span_without(&(found.start..found.end), found.clitic.letters),
                "attr.noun",
                0.75,
            )
        }
    }

    /// `رد الشركة أن …`, `جواب X كان: «…»`, `رأيها أن …` (Arabic).
    fn read_noun_first(&mut self, sentence: &Range<usize>, found: &Found) -> bool {
        let document = self.document;
        if self.read_behind_light_verb(sentence, found) {
            return true;
        }
        if found.clitic.article || document.is_definite(found.start) {
            return false;
        }
        let (speaker, after) = if found.enclitic {
            let Some(speaker) = self.enclitic_holder(found.start) else {
                return false;
            };
            (speaker, found.end)
        } else {
            match self.source_at(found.end, sentence.end.min(found.end + 14)) {
                Some(phrase) => (phrase.speaker, phrase.end),
                None => return false,
            }
        };
        let Some(marker) = complement(document, after, sentence.end) else {
            return false;
        };
        // Only a copula, an adjective or a few adjuncts stand between.
        let between = after..marker.marker();
        let plain = between.len() <= 6
            && between.clone().all(|at| {
                document.tokens[at].is_word()
                    && (document.finite_verb(at).is_none_or(|it| it.class == Class::Verb)
                        || document.is_any(at, &[Class::Auxiliary, Class::Adverb, Class::Preposition]))
            });
        if !plain || self.taken[marker.marker()] {
            return false;
        }
        let (start, direct) = match marker {
            Complement::That(_, start) => (start, false),
            Complement::Quote(open) => (open, true),
            Complement::Colon(at) => (at + 1, false),
        };
        let Some(content) = self.content_opening(sentence, start, direct) else {
            return false;
        };
        self.taken[marker.marker()] = true;
        let mut attribution = self.noun_draft(found);
        attribution.direct = direct;
        attribution.content = vec![content];
        attribution.carriers = self.discourse.carriers_of(&speaker, self.mentions);
        attribution.source = Some(speaker);
        self.push(attribution);
        true
    }

    /// The content that begins at a token: a quotation to its end, a clause to its own; none of a single word.
    fn content_opening(&self, sentence: &Range<usize>, start: usize, direct: bool) -> Option<Range<usize>> {
        let document = self.document;
        let end = if direct {
            self.quotation_end(sentence, start)
        } else {
            clause_end(document, sentence, start)
        };
        let content = trim(document, start..end);
        (words(document, &content) >= 2).then_some(content)
    }

    /// `مضى X إلى القول إن`, `سارع X إلى نفي …`, `أطلق X تحذيراً من أن`: a noun that attributes what the subject of its verb says.
    fn read_behind_light_verb(&mut self, sentence: &Range<usize>, found: &Found) -> bool {
        let document = self.document;
        let Some(before) = found.start.checked_sub(1).filter(|&at| at >= sentence.start) else {
            return false;
        };
        // `إلى حد القول`: a noun of degree may stand between.
        let degree = found.clitic.article
            && before > sentence.start
            && document.tokens[before].is_word()
            && document.is_whole(before - 1, Class::Preposition);
        let led = document.is_whole(before, Class::Preposition) || degree || found.clitic.has_by();
        // A form that may be a verb needs its light verb near (`تعهدا`).
        let verbal = document.is(found.start, Class::Say)
            && !shapes::has_accusative_mark(document.text_of(found.start));
        let floor = sentence
            .start
            .max(found.start.saturating_sub(if verbal { 3 } else { 9 }));
        let uttered = (floor..found.start)
            .rev()
            .find_map(|at| document.find(at, Class::Utter).copied());
        if !led && uttered.is_none() || document.is_any(found.start, &[Class::Source, Class::Title]) {
            return false;
        }
        let Some((start, marker)) = self.behind_saying_noun(sentence, found, uttered.is_some()) else {
            return false;
        };
        let source = match uttered {
            Some(verb) => {
                let behind = self.after_manner(verb.end, found.start);
                self.source_at(behind, found.start)
                    .map(|phrase| phrase.speaker)
                    .or_else(|| self.subject_before(sentence, &verb))
                    .or_else(|| self.discourse.elided(&verb, self.mentions))
            }
            None => self.nearest_subject(sentence, before + 1 - usize::from(degree)),
        };
        let Some(source) = source.filter(|source| source.kind != isnad_model::ChainKind::Document) else {
            return false;
        };
        let direct = document.quotation_at(start).is_some();
        let Some(content) = self.content_opening(sentence, start, direct) else {
            return false;
        };
        if let Some(marker) = marker {
            self.taken[marker] = true;
        }
        let mut attribution = self.noun_draft(found);
        attribution.rule = "attr.light-noun";
        if found.clitic.article {
            attribution.cue = document.span(&(found.start..found.end));
        }
        attribution.direct = direct;
        attribution.content = vec![content];
        attribution.carriers = self.discourse.carriers_of(&source, self.mentions);
        attribution.source = Some(source);
        self.push(attribution);
        true
    }

    /// Where the content of a noun of saying begins: behind a marker at once or after whom it is told, or at a verbal noun.
    fn behind_saying_noun(
        &self,
        sentence: &Range<usize>,
        found: &Found,
        uttered: bool,
    ) -> Option<(usize, Option<usize>)> {
        let document = self.document;
        if let Some(marker) = complement(document, found.end, sentence.end) {
            let between = found.end..marker.marker();
            let plain = between.len() <= 5
                && between.clone().all(|at| {
                    document.tokens[at].is_word()
                        && document.finite_verb(at).is_none_or(|_| document.is_definite(at))
                });
            let start = match marker {
                Complement::That(_, start) => start,
                Complement::Quote(open) => open,
                Complement::Colon(at) => at + 1,
            };
            let near = !matches!(marker, Complement::Quote(_)) || between.is_empty();
            if plain && near && !self.taken[marker.marker()] {
                return Some((start, Some(marker.marker())));
            }
        }
        let denies = document.lexicon.pack.cue_noun[found.entry].stance == Stance::Denied;
        if denies
            && (self.names_deed(found.end)
                || document.is_any(found.end, &[Class::NotName, Class::FreeRelative]))
        {
            return Some((found.end, None));
        }
        // `وعداً بإعادة فتح المدرسة`.
        let key = document.key(found.end.min(sentence.end - 1));
        let deed = key.strip_prefix('ب').is_some_and(|rest| {
            shapes::is_derived_verbal_noun(rest) || document.lexicon.has(rest, Class::DeedNoun)
        });
        (uttered && deed).then_some((found.end, None))
    }

    /// Whom a pronoun joined to a noun goes back to (`رأيها`, `ردهم`): the last speaker who agrees, else somebody near.
    pub(super) fn enclitic_holder(&self, at: usize) -> Option<Speaker> {
        let document = self.document;
        let key = document.key(at);
        let entry = document
            .lexicon
            .pack
            .possessive
            .iter()
            .find(|it| key.ends_with(isnad_text::fold_name(&it.word).as_str()))?;
        let form = Form {
            tense: Tense::None,
            gender: entry.gender,
            number: entry.number,
        };
        let found = Found {
            form,
            ..*document.found_at(at).first()?
        };
        let spoken = self.discourse.elided(&found, self.mentions);
        spoken.or_else(|| {
            let here = document.tokens[at].span.start;
            let sentence = document.tokens[at].sentence;
            let near = self
                .mentions
                .before(here)
                .take_while(|&index| {
                    sentence - document.tokens[self.mentions.items[index].tokens.start].sentence <= 1
                })
                .find(|&index| {
                    let named = &self.mentions.items[index];
                    matches!(named.kind, EntityKind::Person | EntityKind::Anonymous)
                        && named_agrees(named, &form)
                })?;
            let tokens = self.mentions.items[near].tokens.clone();
            let speaker = self.speaker(near, &tokens);
            Some(Speaker {
                span: None,
                ..speaker
            })
        })
    }
}
