//! Subjects of clauses that attribute nothing, and of verbs whose subject stands before them (Arabic).

use std::ops::Range;

use isnad_model::EntityKind;

use super::agreement::{phrase_gender, phrase_number};
use super::{Reader, Speaker, content, link_kind};
use crate::document::Found;
use crate::inflect::{Gender, Number, Tense};
use crate::lexicon::Class;
use crate::shapes;

impl Reader<'_, '_> {
    /// The subject of the clause that a verb hangs on: the last one that opens behind a comma, else the sentence's first.
    /// Nothing within it where that clause has a verb whose subject cannot be read.
    pub(super) fn clause_subject(
        &mut self,
        sentence: &Range<usize>,
        found: &Found,
    ) -> Option<Option<Speaker>> {
        let document = self.document;
        let opens = |at: usize| {
            document.tokens[at - 1].is_comma()
                && document.is_any(at, &[Class::Conjunction, Class::Topic])
                && !document.is_any(at, &[Class::Relative, Class::FreeRelative])
                && document
                    .finite_verb(at + 1)
                    .is_none_or(|it| it.start != found.start)
        };
        let last = (sentence.start + 1..found.start).rev().find(|&at| opens(at));
        if let Some(last) = last {
            let clause = last..sentence.end;
            let speaker = self.first_clause_subject(&clause, found.start);
            // `وكانت السفيرة X على الخط، إذ هاتفت Y، ثم غردت`: a gender that is sure comes before one that is not.
            let sure = |reader: &Self, speaker: &Speaker| {
                speaker.mention.is_some_and(|index| {
                    let named = &reader.mentions.items[index];
                    named.kind != EntityKind::Person || named.gender == found.form.gender
                })
            };
            if found.form.gender == Gender::Feminine
                && !speaker.as_ref().is_some_and(|it| sure(self, it))
                && let Some(first) = self.first_clause_subject(sentence, found.start)
                && sure(self, &first)
            {
                return Some(Some(first));
            }
            if speaker.is_some() || (last + 1..found.start).any(|at| self.verb_at(&clause, at).is_some()) {
                return Some(speaker.filter(|speaker| self.speaker_agrees(speaker, found)));
            }
        }
        self.first_clause_subject(sentence, found.start)
            .filter(|speaker| self.speaker_agrees(speaker, found))
            .map(Some)
    }

    fn speaker_agrees(&self, speaker: &Speaker, found: &Found) -> bool {
        let Some(index) = speaker.mention else {
            let feminine = speaker
                .name
                .split(' ')
                .next()
                .is_some_and(|head| head.ends_with('ة'));
            let gender = found.form.gender;
            return gender == Gender::Any || (gender == Gender::Feminine) == feminine;
        };
        super::discourse::named_agrees(&self.mentions.items[index], &found.form)
    }

    /// The subject of the first verb of a clause that stands before `before`.
    pub(super) fn first_clause_subject(&mut self, clause: &Range<usize>, before: usize) -> Option<Speaker> {
        let document = self.document;
        let (verb, end) =
            (clause.start..before).find_map(|at| self.verb_at(clause, at).map(|end| (at, end)))?;
        // `والتقى هناك المحافظ`: whom somebody left out met.
        let met = verb == clause.start
            && document.find(verb, Class::Meet).is_some_and(|it| {
                it.clitic.conjunction.is_some() && document.lexicon.pack.meet[it.entry].object
            });
        if met {
            return None;
        }
        let mut start = end;
        while start < before && document.is(start, Class::Adverb) {
            start += 1;
        }
        let phrase = if super::sources::is_adjunct(document, start) {
            None
        } else {
            self.source_at(start, before)
        };
        let phrase = phrase.or_else(|| {
            let start = content::clause_start(document, clause, verb);
            let start = document
                .find(start, Class::Conjunction)
                .or_else(|| document.find(start, Class::Topic))
                .map_or(start, |it| it.end);
            if start < verb {
                self.source_at(start, verb)
            } else {
                None
            }
        })?;
        let known = phrase.speaker.mention.is_some()
            || !matches!(
                phrase.speaker.kind,
                isnad_model::ChainKind::Document | isnad_model::ChainKind::Group
            );
        known.then_some(Speaker {
            span: None,
            ..phrase.speaker
        })
    }

    /// Where a finite verb at a token ends; a word that nobody knows is one where a clause begins and a title or name follows.
    fn verb_at(&self, clause: &Range<usize>, at: usize) -> Option<usize> {
        let document = self.document;
        if !document.tokens[at].is_word() {
            return None;
        }
        // `التقى` begins like a word with the article, and is none.
        if let Some(found) = document.finite_verb(at)
            && !document.is_any(at, &[Class::Title, Class::Source, Class::GivenName])
        {
            return Some(found.end);
        }
        if document.is_definite(at) {
            return None;
        }
        let first = at == clause.start || document.is_any(at - 1, &[Class::Negation, Class::Future]);
        let known = document
            .found_at(at)
            .iter()
            .any(|it| it.class != Class::CommonWord && it.class != Class::Auxiliary);
        let followed = || {
            self.mentions
                .index_at(at + 1)
                .is_some_and(|index| self.mentions.items[index].phrase >= at)
                || document.is_any(at + 1, &[Class::Title, Class::TitleFeminine])
                || document.is_definite(at + 1) && shapes::has_article(document.key(at + 1))
        };
        (first && !known && self.mentions.index_at(at).is_none() && followed()).then_some(at + 1)
    }

    /// `أن X فعل، وأنه تعهد`: the pronoun goes back to the subject of the clause before, else to whoever speaks.
    pub(super) fn joined_pronoun(&mut self, sentence: &Range<usize>, found: &Found) -> Option<Speaker> {
        let document = self.document;
        let at = found.start.checked_sub(1).filter(|&at| at >= sentence.start)?;
        let marker = *document.find(at, Class::ThatPronoun)?;
        marker.clitic.conjunction?;
        let that = (sentence.start..at)
            .rev()
            .find_map(|it| document.find(it, Class::That).filter(|it| it.end <= at))?
            .end;
        let phrase = self.source_at(that, at)?;
        self.speaker_agrees(&phrase.speaker, found).then_some(Speaker {
            span: None,
            ..phrase.speaker
        })
    }

    /// `أما X فكذّب Y`: the verb takes up a topic.
    pub(super) fn resumes_topic(&self, sentence: &Range<usize>, found: &Found) -> bool {
        found.clitic.has_then()
            && (sentence.start..found.start)
                .rev()
                .take(24)
                .any(|at| self.document.is(at, Class::AsFor))
    }

    /// `وهو يقول`, `وهي تردد`: the pronoun goes back to the person told last.
    pub(super) fn pronoun_before(&self, sentence: &Range<usize>, found: &Found) -> Option<Speaker> {
        let document = self.document;
        let at = found.start.checked_sub(1).filter(|&at| at >= sentence.start)?;
        let pronoun = *document
            .find(at, Class::Pronoun)
            .filter(|it| it.end == found.start)?;
        let entry = &document.lexicon.pack.pronoun[pronoun.entry];
        let fits = |index: &usize| {
            let named = &self.mentions.items[*index];
            let person = matches!(named.kind, EntityKind::Person | EntityKind::Anonymous);
            let gender = named.gender == Gender::Any || named.gender == entry.gender;
            let plural = entry.number == Number::Plural;
            person && gender && plural == (named.number == Number::Plural)
        };
        let span = Some(document.span_without(&(at..at + 1), pronoun.clitic.letters));
        let Some(index) = self.mentions.within(sentence.start..at).filter(fits).last() else {
            return self.pronoun(&pronoun).map(|speaker| Speaker { span, ..speaker });
        };
        Some(Speaker {
            span,
            mention: Some(index),
            name: self.mentions.items[index].name.clone(),
            kind: link_kind(self.mentions, index),
        })
    }

    /// The subject of the nearest verb before a token.
    pub(super) fn nearest_subject(&mut self, sentence: &Range<usize>, before: usize) -> Option<Speaker> {
        let document = self.document;
        let floor = sentence.start.max(before.saturating_sub(16));
        let verb = (floor..before).rev().find_map(|at| {
            document
                .finite_verb(at)
                .filter(|_| {
                    !document.is_definite(at) && !document.is_any(at, &[Class::Preposition, Class::CueNoun])
                })
                .copied()
        });
        // `ومضى X إلى القول`: a verb that the pack does not know has its subject behind it.
        let beside = self
            .mentions
            .within(floor..before)
            .filter(|&index| {
                let named = &self.mentions.items[index];
                named.speaks() && named.tokens.end <= before && before - named.tokens.end <= 1
            })
            .last();
        if let Some(index) = beside {
            let speaker = self.speaker(index, &self.mentions.items[index].tokens.clone());
            return Some(Speaker {
                span: None,
                ..speaker
            });
        }
        let Some(verb) = verb else {
            return self.first_clause_subject(sentence, before);
        };
        let behind = self.after_manner(verb.end, before);
        let subject = self
            .source_at(behind, before)
            .map(|phrase| phrase.speaker)
            .filter(|speaker| speaker.kind != isnad_model::ChainKind::Document)
            .or_else(|| self.subject_before(sentence, &verb))
            .or_else(|| self.first_clause_subject(sentence, before));
        subject.map(|speaker| Speaker {
            span: None,
            ..speaker
        })
    }

    /// A subject before the verb: after a topic word, `كان`, or at the clause's start.
    pub(super) fn subject_before(&mut self, sentence: &Range<usize>, found: &Found) -> Option<Speaker> {
        let mut starts = self.clause_openings(sentence, found.start);
        starts.dedup();
        starts
            .into_iter()
            .find_map(|start| self.subject_from(start, found))
    }

    /// Where the clause of a verb can begin, the nearest first.
    fn clause_openings(&self, sentence: &Range<usize>, verb: usize) -> Vec<usize> {
        let document = self.document;
        let base = content::clause_start(document, sentence, verb);
        // Inside a content clause the subject stands behind its marker.
        let marker = (base..verb)
            .rev()
            .find_map(|at| document.find(at, Class::That).filter(|it| it.end <= verb))
            .map_or(base, |it| it.end);
        let mut starts = Vec::new();
        for at in (marker + 1..verb).rev() {
            let before = &document.tokens[at - 1];
            let comma = before.is_comma();
            // A conjunction behind a comma opens the clause: `…، لكن X كذّب`, `…، ونواب يهمسون`.
            let joined = comma
                && (document.is(at, Class::Conjunction)
                    && !document.is_any(at, &[Class::Relative, Class::FreeRelative])
                    || shapes::begins_with_and(document.key(at)) && document.finite_verb(at).is_none());
            // `14:00 || رام الله: مكتب رئيس الوزراء يعلن`
            let label = before.is_mark(':') || before.is_mark('|');
            if joined || label {
                starts.push(at);
            }
            if starts.len() > 2 {
                break;
            }
        }
        starts.push(marker);
        starts
    }

    /// The subject of a verb whose clause begins at `start`.
    fn subject_from(&mut self, start: usize, found: &Found) -> Option<Speaker> {
        let document = self.document;
        let verb = found.start;
        let mut start = start;
        loop {
            if start >= verb {
                return None;
            }
            let skip = document
                .found_at(start)
                .iter()
                .filter(|it| {
                    matches!(
                        it.class,
                        Class::Topic | Class::Auxiliary | Class::Adverb | Class::Conjunction
                    ) && it.end <= verb
                        && !document.is_any(start, &[Class::Title, Class::Source])
                })
                .map(|it| it.end)
                .max();
            if let Some(end) = skip {
                start = end;
            } else if document.tokens[start].is_comma() || document.tokens[start].is_dash() {
                start += 1;
            } else {
                break;
            }
        }
        // "In Geneva, X said": a phrase with a preposition, then a comma.
        if document.is(start, Class::Preposition) {
            let comma = (start..verb.min(start + 8)).find(|&at| document.tokens[at].is_comma())?;
            start = comma + 1;
            if start >= verb {
                return None;
            }
        }
        let known = self.source_at(start, verb).filter(|phrase| phrase.end <= verb);
        if let Some(phrase) = &known
            && self.reaches(phrase.end..verb, found)
        {
            return known.map(|phrase| phrase.speaker);
        }
        let phrase = self.noun_phrase(start, verb, false)?;
        // A source whose phrase goes on further than its pattern.
        if let Some(known) = known {
            let longer = phrase.tokens.end > known.end && self.reaches(phrase.tokens.end..verb, found);
            if longer && document.tokens[phrase.tokens.end - 1].is_quote() {
                return Some(self.unlisted(&phrase).speaker);
            }
            return longer.then_some(known.speaker);
        }
        let fits = self.can_speak(&phrase)
            && self.reaches(phrase.tokens.end..verb, found)
            && self.agrees_before(&phrase, found);
        fits.then(|| self.unlisted(&phrase).speaker)
    }

    /// Whether a verb behind a noun phrase that no list knows agrees with it, and is one that people do.
    fn agrees_before(&self, phrase: &super::unlisted::NounPhrase, found: &Found) -> bool {
        let document = self.document;
        let number = phrase_number(document, phrase);
        let gender = phrase_gender(document, phrase);
        let form = &found.form;
        let genders = gender == Gender::Any || form.gender == Gender::Any || gender == form.gender;
        let weak = document.lexicon.pack.say[found.entry].weak;
        match (number, form.number) {
            (Number::Plural, Number::Plural) | (Number::Dual, Number::Dual) => true,
            // A broken plural shows in the verb alone (`سكان الحي يقولون`).
            (Number::Singular, Number::Plural) => phrase.closed || phrase.tokens.len() > 1,
            (Number::Singular, Number::Singular | Number::Any) | (_, Number::Any) => {
                genders
                    && (!weak || phrase.head > phrase.tokens.start || document.is(phrase.head, Class::Source))
            }
            _ => false,
        }
    }

    /// Whether nothing but what can stand between a subject and its verb does.
    fn reaches(&self, between: Range<usize>, found: &Found) -> bool {
        let document = self.document;
        let verb = between.end;
        let closed = between.clone().all(|at| {
            document.is_any(at, &[Class::Auxiliary, Class::Negation, Class::Adverb])
                || !document.tokens[at].is_word()
                || self
                    .mentions
                    .index_at(at)
                    .is_some_and(|index| self.mentions.items[index].kind == EntityKind::Person)
        });
        let aside = between.len() >= 2
            && (document.tokens[between.start].is_comma() && document.tokens[between.end - 1].is_comma()
                || found.clitic.has_then()
                || document.tokens[between.start].is_bracket());
        let plain = |at: usize| document.finite_verb(at).is_none() && document.tokens[at].is_word();
        let attached = document.is(between.start.min(verb), Class::Preposition)
            && between.len() <= 6
            && between.clone().all(plain);
        // `X الذي زار القرية قال`: a relative clause with one verb of its own, or with this one.
        let relative = document.is(between.start.min(verb), Class::Relative)
            && (between.len() == 1
                || between.len() <= 12
                    && between
                        .clone()
                        .filter(|&at| document.finite_verb(at).is_some() && !document.is_definite(at))
                        .count()
                        == 1
                    && between.clone().all(|at| document.tokens[at].is_word())
                    && found.form.tense != Tense::Noun);
        closed || aside || attached || relative
    }
}
