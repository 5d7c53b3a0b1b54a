//! Subjects of a verb of saying: behind it, before it or left out (Arabic).

use std::ops::Range;

use isnad_model::EntityKind;

use super::{Reader, Speaker, content};
use crate::document::Found;
use crate::inflect::Tense;
use crate::lexicon::Class;
use crate::tokens::TokenKind;

impl Reader<'_, '_> {
    /// Subject after the verb, before it, or left out; where what follows the subject begins.
    pub(super) fn subject(
        &mut self,
        sentence: &Range<usize>,
        found: &Found,
        limit: usize,
    ) -> Option<(Speaker, usize, &'static str)> {
        let document = self.document;
        let start = self.after_manner(found.end, limit);
        let coordinated = found.clitic.conjunction.is_some() && found.start > sentence.start;
        if found.form.tense == Tense::Participle {
            return self
                .participle_subject(sentence, found)
                .map(|speaker| (speaker, found.end, "participle"));
        }
        // `كان X قد أبلغ Y`: the subject stands before, what follows is told.
        let told = document
            .find(found.end, Class::Outlet)
            .map(|it| it.end)
            .or(Some(found.end))
            .and_then(|at| self.mentions.index_at(at))
            .is_some_and(|index| self.mentions.items[index].outlet);
        let beside = found.start > sentence.start
            && (told
                || document.is(found.start - 1, Class::Auxiliary)
                || self
                    .mentions
                    .index_at(found.start - 1)
                    .is_some_and(|index| self.mentions.items[index].speaks()));
        if document.lexicon.pack.say[found.entry].addressee
            && beside
            && let Some(speaker) = self.subject_before(sentence, found)
        {
            return Some((speaker, found.end, "source-verb"));
        }
        // `وكانت المنظمة قد ذكرت مطلع الشهر أن`: the subject stands between the two.
        if found.start > sentence.start + 1
            && document.is(found.start - 1, Class::Auxiliary)
            && let Some(speaker) = self.subject_before(sentence, found)
        {
            return Some((speaker, found.end, "source-verb"));
        }
        // `X يعلن Y`: the name right before the verb, or the topic that `ف` takes up (`أما X فكذّب`).
        let named = found.clitic.conjunction.is_none()
            && found.start > sentence.start
            && self.mentions.index_at(found.start - 1).is_some_and(|index| {
                let named = &self.mentions.items[index];
                !matches!(named.kind, EntityKind::Place) && named.tokens.end == found.start
            });
        let taken_up = found.clitic.conjunction == Some('ف') && self.topic_opens(sentence, found.start);
        if (named || taken_up)
            && let Some(speaker) = self.subject_before(sentence, found)
        {
            return Some((speaker, found.end, "source-verb"));
        }
        if let Some(speaker) = self.pronoun_before(sentence, found) {
            return Some((speaker, found.end, "source-verb"));
        }
        let free = start < limit && !found.enclitic && !self.is_led(start);
        let after = if free && !super::sources::is_adjunct(document, start) {
            self.source_at(start, limit)
        } else {
            None
        };
        let told = limit < sentence.end;
        let after = after.or_else(|| {
            if told && free {
                self.people(start, limit)
            } else {
                None
            }
        });
        let opens = found.start == sentence.start
            || found.clitic.conjunction.is_some()
            || !document.tokens[found.start - 1].is_word();
        let after = after.or_else(|| {
            if told && free && opens {
                self.somebody(found, start, limit)
            } else {
                None
            }
        });
        // `ويحض المجتمع الدولي على كذا`: behind words of the same sentence a plain body is whom they call on.
        let called = document.lexicon.pack.say[found.entry].call
            && coordinated
            && after.as_ref().is_some_and(|phrase| {
                phrase.speaker.mention.is_none()
                    && matches!(
                        phrase.speaker.kind,
                        isnad_model::ChainKind::Group | isnad_model::ChainKind::Organization
                    )
            });
        if called && let Some(speaker) = self.discourse.in_sentence() {
            return Some((speaker, found.end, "participle"));
        }
        if let Some(phrase) = after {
            return Some((phrase.speaker, phrase.end, "verb-source"));
        }
        // `في مقال أفاد فيه بأن`: a clause that describes a thing; whoever made the thing speaks.
        if self.is_pronominal(found.end)
            && let Some(speaker) = self.nearest_subject(sentence, found.start)
        {
            return Some((speaker, found.end, "elided"));
        }
        let may_lead = !coordinated || document.key(found.start).starts_with('ف');
        if may_lead && let Some(speaker) = self.subject_before(sentence, found) {
            return Some((speaker, found.end, "source-verb"));
        }
        if !coordinated
            && found.start > sentence.start
            && document.tokens[found.start - 1].is_word()
            && !document.is_any(
                found.start - 1,
                &[Class::Auxiliary, Class::Conjunction, Class::Topic],
            )
            && let Some(speaker) = self.main_subject(sentence, found.start)
        {
            return Some((speaker, found.end, "elided"));
        }
        // `X أكثر وضوحاً، إذ رجّح …`: a clause of the same sentence.
        let inside = found.start > sentence.start
            && document.is(found.start - 1, Class::Conjunction)
            && (sentence.start..found.start - 1).len() > 2;
        // `مسؤول في الوزارة يعلن`: a noun phrase stands before the verb, whoever it is; nobody told of before.
        let named_in_marks = found.start > sentence.start
            && document
                .quotation_closing(found.start - 1)
                .is_some_and(|quotation| quotation.close - quotation.open <= 5)
            && document.tokens[found.start - 1].is_quote();
        let headed = !coordinated
            && found.start > sentence.start
            && (document.tokens[found.start - 1].is_word() || named_in_marks)
            && !document.is_any(
                found.start - 1,
                &[
                    Class::Auxiliary,
                    Class::Conjunction,
                    Class::Topic,
                    Class::Adverb,
                    Class::Negation,
                    Class::FreeRelative,
                ],
            );
        let led = headed && self.opens_with_phrase(sentence, found.start);
        if headed && !led {
            return self
                .clause_subject(sentence, found.start)
                .map(|speaker| (speaker, found.end, "source-verb"));
        }
        let elided = if coordinated || inside || led {
            self.discourse
                .in_sentence()
                .or_else(|| self.sentence_topic(sentence, found))
                .or_else(|| self.main_subject(sentence, found.start))
                .or_else(|| self.elided_subject(sentence, found))
        } else {
            self.elided_subject(sentence, found)
        };
        elided
            .or_else(|| self.main_subject(sentence, found.start))
            .map(|speaker| (speaker, found.end, "elided"))
    }

    /// A left-out subject: who spoke last in this paragraph, else the subject of the sentence before, else who spoke last.
    fn elided_subject(&mut self, sentence: &Range<usize>, found: &Found) -> Option<Speaker> {
        let spoken = self.discourse.elided(found, self.mentions);
        if spoken
            .as_ref()
            .is_some_and(|speaker| self.discourse.spoke_in_paragraph(speaker, self.mentions))
        {
            return spoken;
        }
        self.previous_subject(sentence, found).or(spoken)
    }

    /// The person who is the subject of the sentence before in this paragraph and agrees with a verb.
    fn previous_subject(&mut self, sentence: &Range<usize>, found: &Found) -> Option<Speaker> {
        let document = self.document;
        let here = document.tokens[sentence.start].sentence as usize;
        let paragraph = document.sentences[here].paragraph;
        for at in (here.saturating_sub(2)..here).rev() {
            let before = document.sentences[at].clone();
            if before.paragraph != paragraph || before.tokens.is_empty() {
                return None;
            }
            let subject = self.main_subject(&before.tokens, before.tokens.end);
            let fits = subject.filter(|speaker| {
                speaker.mention.is_some_and(|index| {
                    let named = &self.mentions.items[index];
                    matches!(named.kind, EntityKind::Person | EntityKind::Anonymous)
                        && super::discourse::named_agrees(named, &found.form)
                })
            });
            if fits.is_some() {
                return fits;
            }
        }
        None
    }

    /// Whoever a nominal sentence is about, where it agrees with a verb further on.
    fn sentence_topic(&mut self, sentence: &Range<usize>, found: &Found) -> Option<Speaker> {
        let index = self.mentions.within(sentence.start..found.start).next()?;
        let named = &self.mentions.items[index];
        let opens = named.phrase <= sentence.start + 1 || named.tokens.start <= sentence.start + 1;
        let fits = opens
            && matches!(
                named.kind,
                EntityKind::Person | EntityKind::Anonymous | EntityKind::Organization
            )
            && super::discourse::named_agrees(named, &found.form);
        let speaker = self.speaker(index, &named.tokens.clone());
        fits.then_some(Speaker {
            span: None,
            ..speaker
        })
    }

    /// Whether the clause of a verb begins with a phrase of place or occasion: its subject is left out.
    fn opens_with_phrase(&self, sentence: &Range<usize>, verb: usize) -> bool {
        let document = self.document;
        let floor = sentence.start.max(verb.saturating_sub(12));
        let start = (floor..verb)
            .rev()
            .find(|&at| !document.tokens[at].is_word() && !document.tokens[at].is_quote())
            .map_or(floor, |at| at + 1);
        document.is_any(start, &[Class::Preposition, Class::SpokenTo])
    }

    /// The subject of the sentence's main clause, for a participle.
    pub(super) fn participle_subject(&mut self, sentence: &Range<usize>, found: &Found) -> Option<Speaker> {
        if let Some(speaker) = self.discourse.in_sentence() {
            return Some(speaker);
        }
        self.main_subject(sentence, found.start)
            .or_else(|| self.last_person(sentence, found))
            .or_else(|| self.discourse.elided(found, self.mentions))
    }

    /// `رقم لا يقنع X، مؤكداً`: the last person of the sentence before a participle.
    fn last_person(&self, sentence: &Range<usize>, found: &Found) -> Option<Speaker> {
        let near = self
            .mentions
            .within(sentence.start..found.start)
            .filter(|&index| {
                let named = &self.mentions.items[index];
                named.kind == EntityKind::Person && super::discourse::named_agrees(named, &found.form)
            })
            .last()?;
        let speaker = self.speaker(near, &self.mentions.items[near].tokens.clone());
        Some(Speaker {
            span: None,
            ..speaker
        })
    }

    /// Whether a topic phrase opens the clause of a verb (`أما X ف…`).
    fn topic_opens(&self, sentence: &Range<usize>, verb: usize) -> bool {
        let floor = sentence.start.max(verb.saturating_sub(24));
        (floor..verb).any(|at| {
            self.document.is(at, Class::Topic)
                && (at == sentence.start || self.document.tokens[at - 1].is_comma())
        })
    }

    /// Passes adverbs, manner (`ساخراً`) and prepositions with their pronoun (`منه`) between a verb and its subject.
    pub(super) fn after_manner(&self, start: usize, limit: usize) -> usize {
        let document = self.document;
        let mut at = start;
        while at < limit
            && (document.is(at, Class::Adverb) && !document.is_any(at, &[Class::Source, Class::Title])
                || self.is_pronominal(at)
                || is_manner(document.text_of(at)) && at + 1 < limit && document.tokens[at + 1].is_word())
        {
            let time = document.is(at, Class::Adverb) && document.is_time(at + 1) && at + 1 < limit;
            at += 1 + usize::from(time);
        }
        at
    }

    /// `منه`, `لها`: a preposition with its pronoun.
    pub(super) fn is_pronominal(&self, at: usize) -> bool {
        const ENDINGS: [&str; 5] = ["هما", "ها", "هم", "هن", "ه"];
        let document = self.document;
        if !document.is_whole(at, Class::Preposition) || !document.lexicon.language.proclitics {
            return false;
        }
        let key = document.key(at);
        let stem = ENDINGS.iter().find_map(|ending| key.strip_suffix(ending));
        stem.is_some_and(|stem| stem.chars().count() == 1 || document.lexicon.has(stem, Class::Preposition))
    }

    /// Whether a name stands behind a joined preposition (`لرويترز`): whom the source tells, never the source.
    pub(super) fn is_led(&self, at: usize) -> bool {
        let document = self.document;
        self.mentions.starting_at(at).is_some_and(|index| {
            self.mentions.items[index].span.start > document.tokens[at].span.start
                && document.key(at).starts_with(['ل', 'ب', 'ك'])
        })
    }

    /// `وهو يقول`: whom a pronoun right before the verb goes back to.
    fn pronoun_before(&self, sentence: &Range<usize>, found: &Found) -> Option<Speaker> {
        let document = self.document;
        let at = found.start.checked_sub(1).filter(|&at| at >= sentence.start)?;
        let pronoun = document.find(at, Class::Pronoun)?;
        let near = self
            .mentions
            .within(sentence.start..at)
            .filter(|&index| {
                let named = &self.mentions.items[index];
                named.speaks() && super::discourse::named_agrees(named, &pronoun.form)
            })
            .last();
        let speaker = near.map(|index| self.speaker(index, &self.mentions.items[index].tokens.clone()));
        speaker
            .or_else(|| self.discourse.elided(pronoun, self.mentions))
            .map(|speaker| Speaker {
                span: None,
                ..speaker
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
            return self.main_subject(sentence, before);
        };
        let behind = self.after_manner(verb.end, before);
        let subject = self
            .source_at(behind, before)
            .map(|phrase| phrase.speaker)
            .filter(|speaker| speaker.kind != isnad_model::ChainKind::Document)
            .or_else(|| self.subject_before(sentence, &verb))
            .or_else(|| self.main_subject(sentence, before));
        subject.map(|speaker| Speaker {
            span: None,
            ..speaker
        })
    }

    /// The subject of the first verb of a sentence that stands before `before`.
    pub(super) fn main_subject(&mut self, sentence: &Range<usize>, before: usize) -> Option<Speaker> {
        let document = self.document;
        let verb = (sentence.start..before)
            .find(|&at| document.finite_verb(at).is_some() && !document.is_definite(at))?;
        let end = self.after_manner(document.finite_verb(verb)?.end, before);
        let phrase = self.source_at(end, before);
        let phrase = phrase.or_else(|| {
            let start = content::clause_start(document, sentence, verb);
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

    /// A subject before the verb: after a topic word, `كان`, or at the clause's start.
    pub(super) fn subject_before(&mut self, sentence: &Range<usize>, found: &Found) -> Option<Speaker> {
        let document = self.document;
        let verb = found.start;
        let mut start = content::clause_start(document, sentence, verb);
        // Inside a content clause the subject stands behind its marker.
        let marker = (start..verb)
            .rev()
            .find_map(|at| document.find(at, Class::That).filter(|it| it.end <= verb));
        start = start.max(marker.map_or(0, |it| it.end));
        // A conjunction behind a comma opens the clause: `…، لكن X كذّب`.
        let joined = (start + 1..verb).rev().find(|&at| {
            document.tokens[at - 1].is_comma()
                && document.find(at, Class::Conjunction).is_some_and(|it| {
                    it.end <= verb && !document.is_any(at, &[Class::Relative, Class::FreeRelative])
                })
        });
        start = start.max(joined.unwrap_or(0));
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
                        && !document.is_any(start, &[Class::Title])
                })
                .map(|it| it.end)
                .max();
            if let Some(end) = skip {
                start = end;
            } else if !document.tokens[start].is_word() && !document.tokens[start].is_quote()
                || document.tokens[start].kind == TokenKind::Number
            {
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
        // `رام الله: مكتب X يعلن`: a place opens the line.
        if let Some(colon) = (start..verb.min(start + 4)).find(|&at| document.tokens[at].is_mark(':'))
            && colon + 1 < verb
        {
            start = colon + 1;
        }
        let Some(phrase) = self.source_at(start, verb).filter(|phrase| phrase.end <= verb) else {
            return self.subject_behind_comma(start, verb);
        };
        let between = phrase.end..verb;
        let mut covered = between.start;
        let closed = between.clone().all(|at| {
            let small = document
                .found_at(at)
                .iter()
                .filter(|it| matches!(it.class, Class::Auxiliary | Class::Negation | Class::Adverb))
                .map(|it| it.end)
                .max();
            covered = covered.max(small.unwrap_or(0));
            at < covered
                || !document.tokens[at].is_word()
                || self
                    .mentions
                    .index_at(at)
                    .is_some_and(|index| self.mentions.items[index].kind == EntityKind::Person)
        });
        let aside = between.len() >= 2
            && (document.tokens[between.start].is_comma() && document.tokens[between.end - 1].is_comma()
                || found.clitic.conjunction == Some('ف')
                || document.tokens[between.start].is_bracket());
        let unnamed = phrase.speaker.kind == isnad_model::ChainKind::Anonymous;
        let attached = (document.is(between.start.min(verb), Class::Preposition)
            || unnamed && document.is((between.start + 1).min(verb), Class::Preposition))
            && between.len() <= 7
            && between
                .clone()
                .all(|at| document.finite_verb(at).is_none() && document.tokens[at].is_word());
        if closed || aside || attached {
            Some(phrase.speaker)
        } else {
            self.subject_behind_comma(start, verb)
        }
    }

    /// Whatever noun phrase stands between the clause's start and a verb: a body or people that nothing else makes a source
    /// (`غير أن الجهاز الوطني لكذا نفى`), or the person named within it.
    fn clause_subject(&mut self, sentence: &Range<usize>, verb: usize) -> Option<Speaker> {
        let document = self.document;
        let floor = sentence.start.max(verb.saturating_sub(10));
        let mut start = verb;
        while start > floor {
            let at = start - 1;
            let small = document.found_at(at).iter().any(|it| {
                it.end > at
                    && matches!(
                        it.class,
                        Class::Topic
                            | Class::Conjunction
                            | Class::That
                            | Class::Relative
                            | Class::FreeRelative
                    )
            });
            let verbal = document.finite_verb(at).is_some_and(|it| it.clitic.letters == 0)
                && !document.is_definite(at)
                && self.mentions.index_at(at).is_none();
            if !document.tokens[at].is_word() && !document.tokens[at].is_quote() || small || verbal {
                break;
            }
            start = at;
        }
        // A content marker or conjunction of several words ends right before the phrase.
        let phrase = start..verb;
        let opens = document.tokens.get(start)?;
        if phrase.len() < 2
            || !opens.is_word()
            || document.is_any(
                start,
                &[
                    Class::Preposition,
                    Class::Negation,
                    Class::Pronoun,
                    Class::NotName,
                    Class::Adverb,
                    Class::Auxiliary,
                ],
            )
        {
            return None;
        }
        let person = self
            .mentions
            .within(phrase.clone())
            .filter(|&index| {
                let named = &self.mentions.items[index];
                matches!(named.kind, EntityKind::Person | EntityKind::Anonymous) && named.tokens.end <= verb
            })
            .last();
        if let Some(index) = person {
            return Some(Speaker {
                span: Some(document.span(&phrase)),
                ..self.speaker(index, &self.mentions.items[index].tokens.clone())
            });
        }
        let end = (start + 1..verb)
            .find(|&at| document.is(at, Class::Preposition))
            .unwrap_or(verb);
        let span = document.span_without(&(start..end), u8::from(document.key(start).starts_with('ف')));
        (end > start).then(|| Speaker {
            span: Some(span),
            mention: None,
            name: document.slice(span).to_owned(),
            kind: isnad_model::ChainKind::Group,
        })
    }

    /// `…، ونواب من الأغلبية يهمسون`: the subject of a second clause, right before its verb.
    fn subject_behind_comma(&mut self, start: usize, verb: usize) -> Option<Speaker> {
        let document = self.document;
        let floor = start.max(verb.saturating_sub(10));
        let comma = (floor..verb).rev().find(|&at| document.tokens[at].is_comma())?;
        let phrase = self.source_at(comma + 1, verb)?;
        (phrase.end == verb).then_some(phrase.speaker)
    }
}

/// An indefinite accusative of manner (`ساخراً`), told by its mark.
fn is_manner(word: &str) -> bool {
    word.ends_with("اً") || word.ends_with("ًا")
}
