//! Attribution by a verb whose subject follows it, stands before it or is left out (Arabic).

use std::ops::Range;

use isnad_model::{ChainKind, EntityKind, Stance};
use isnad_text::Span;

use super::content::{self, Complement, clause_end, complement, trim, words};
use super::{Attribution, Reader, Speaker};
use crate::document::Found;
use crate::inflect::Tense;
use crate::lexicon::Class;

impl Reader<'_, '_> {
    /// Reads one verb of saying.
    pub(super) fn read_verb_first(&mut self, sentence: &Range<usize>, found: Found) {
        let document = self.document;
        let say = &document.lexicon.pack.say[found.entry];
        let participle = found.form.tense == Tense::Participle;
        if participle && !self.participle_fits(sentence, &found) || self.names_role(&found) {
            return;
        }
        let negated = found.start > sentence.start
            && document.is(found.start - 1, Class::Negation)
            && !document.is(found.start - 1, Class::Relative);
        // "Did not deny", "did not rule out" leave it open; any other cue that is negated attributes nothing.
        if negated && !matches!(say.stance, Stance::Predicted | Stance::Denied) {
            return;
        }
        let marker = complement(document, found.end, sentence.end);
        // `داعياً الحكومة إلى “مصارحة الناس”`: the quoted words are part of the call.
        let marker = marker.filter(|marker| {
            !(say.call
                && matches!(marker, Complement::Quote(open) if !document.tokens[open - 1].is_mark(':')))
        });
        let marker = marker.filter(|marker| !self.taken[marker.marker()]);
        if say.relay || say.learns {
            self.read_relay(sentence, &found, marker);
            return;
        }
        if say.document {
            self.read_document(sentence, &found, marker);
            return;
        }
        let read = match marker {
            Some(marker) => self.read_with_complement(sentence, &found, marker),
            None => self.read_after_content(sentence, &found) || self.read_nominal(sentence, &found),
        };
        if read
            && negated
            && let Some(last) = self.attributions.last_mut()
        {
            last.stance = Stance::Hedged;
        }
    }

    /// A participle attributes after a comma, a quotation or `و`, or at once after a subject.
    fn participle_fits(&self, sentence: &Range<usize>, found: &Found) -> bool {
        let document = self.document;
        if found.start == sentence.start
            || found.clitic.article
            || found.clitic.preposition.is_some()
            || document.is_definite(found.start)
        {
            return false;
        }
        // `كان مقرراً أن`: nobody in particular.
        if document.is(found.start - 1, Class::Auxiliary) {
            return false;
        }
        let before = &document.tokens[found.start - 1];
        let written = document.text_of(found.start);
        let accusative = written.ends_with(['ا', '\u{64B}', 'ة', 'ن'])
            || document.key(found.start).ends_with(['ا', 'ه', 'ن']);
        accusative
            && (before.is_comma()
                || before.is_quote()
                || found.clitic.conjunction.is_some()
                || written.ends_with("اً")
                || written.ends_with("ًا"))
    }

    /// `مصدر`, `مسؤول`, `متحدث`: a form that is a noun here.
    fn names_role(&self, found: &Found) -> bool {
        let document = self.document;
        found.form.tense == Tense::Participle
            && !document.text_of(found.start).ends_with("اً")
            && document.is_any(
                found.start,
                &[
                    Class::Title,
                    Class::TitleFeminine,
                    Class::Source,
                    Class::SourceAdjective,
                ],
            )
            && !document.tokens[found.start - 1].is_comma()
    }

    fn cue(&self, found: &Found) -> Span {
        let letters = found.clitic.letters;
        self.document.span_without(&(found.start..found.end), letters)
    }

    fn base(&self, found: &Found, rule: &'static str, confidence: f32) -> Attribution {
        let say = &self.document.lexicon.pack.say[found.entry];
        Attribution {
            at: found.start,
            cue: self.cue(found),
            more_cues: Vec::new(),
            source: None,
            carriers: Vec::new(),
            content: Vec::new(),
            stance: say.stance,
            direct: false,
            rule,
            confidence,
            fresh: false,
        }
    }

    /// Subject after the verb, before it, or left out; where what follows the subject begins.
    fn subject(
        &mut self,
        sentence: &Range<usize>,
        found: &Found,
        limit: usize,
    ) -> Option<(Speaker, usize, &'static str)> {
        let document = self.document;
        let mut start = found.end;
        while start < limit
            && document.is(start, Class::Adverb)
            && !document.is_any(start, &[Class::Source, Class::Title])
        {
            start += 1;
        }
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
        let after = if start < limit && !super::sources::is_adjunct(document, start) && !found.enclitic {
            self.source_at(start, limit)
        } else {
            None
        };
        let after = after.or_else(|| {
            let told = limit < sentence.end && start < limit && !found.enclitic;
            if told { self.people(start, limit) } else { None }
        });
        if let Some(phrase) = after {
            return Some((phrase.speaker, phrase.end, "verb-source"));
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
        let elided = if coordinated {
            self.discourse
                .in_sentence()
                .or_else(|| self.main_subject(sentence, found.start))
                .or_else(|| self.discourse.elided(found, self.mentions))
        } else {
            self.discourse.elided(found, self.mentions)
        };
        elided
            .or_else(|| self.main_subject(sentence, found.start))
            .map(|speaker| (speaker, found.end, "elided"))
    }

    /// The subject of the sentence's main clause, for a participle.
    fn participle_subject(&mut self, sentence: &Range<usize>, found: &Found) -> Option<Speaker> {
        if let Some(speaker) = self.discourse.in_sentence() {
            return Some(speaker);
        }
        self.main_subject(sentence, found.start)
            .or_else(|| self.discourse.elided(found, self.mentions))
    }

    /// The subject of the first verb of a sentence that stands before `before`.
    pub(super) fn main_subject(&mut self, sentence: &Range<usize>, before: usize) -> Option<Speaker> {
        let document = self.document;
        let verb = (sentence.start..before)
            .find(|&at| document.finite_verb(at).is_some() && !document.is_definite(at))?;
        let end = document.finite_verb(verb)?.end;
        let phrase = self.source_at(end, before);
        let phrase = phrase.or_else(|| {
            let start = content::clause_start(document, sentence, verb);
            if start < verb {
                self.source_at(start, verb)
            } else {
                None
            }
        })?;
        phrase.speaker.mention.is_some().then_some(Speaker {
            span: None,
            ..phrase.speaker
        })
    }

    /// A subject before the verb: after a topic word, `كان`, or at the clause's start.
    fn subject_before(&mut self, sentence: &Range<usize>, found: &Found) -> Option<Speaker> {
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
        let phrase = self.source_at(start, verb)?;
        if phrase.end > verb {
            return None;
        }
        let between = phrase.end..verb;
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
                || found.clitic.conjunction == Some('ف')
                || document.tokens[between.start].is_bracket());
        let attached = document.is(between.start.min(verb), Class::Preposition)
            && between.len() <= 6
            && between
                .clone()
                .all(|at| document.finite_verb(at).is_none() && document.tokens[at].is_word());
        (closed || aside || attached).then_some(phrase.speaker)
    }

    fn read_with_complement(&mut self, sentence: &Range<usize>, found: &Found, marker: Complement) -> bool {
        let document = self.document;
        let Some((source, after, rule)) = self.subject(sentence, found, marker.marker()) else {
            return false;
        };
        let mut attribution = self.base(
            found,
            rule_name(rule, marker),
            if source.span.is_some() { 0.9 } else { 0.75 },
        );
        let mut source = source;
        // `ذكرت الوكالة، نقلاً عن X، أن`: the subject only passes it on.
        let relay = (after..marker.marker()).find_map(|at| {
            document
                .find(at, Class::According)
                .filter(|it| document.lexicon.pack.according[it.entry].relay)
                .copied()
        });
        if let Some(relay) = relay
            && let Some(inner) = self.source_at(relay.end, marker.marker())
        {
            attribution
                .more_cues
                .push(document.span_without(&(relay.start..relay.start + 1), relay.clitic.letters));
            attribution.carriers.push(source);
            attribution.fresh = true;
            source = inner.speaker;
            attribution.rule = "attr.verb-citing";
        } else if let Some(outlet) = self
            .outlet_addressed(found, rule)
            .or_else(|| self.spoken_to(after..marker.marker()))
            .or_else(|| self.spoken_to_first(sentence, found.start))
        {
            attribution.carriers = vec![outlet];
            attribution.fresh = true;
        }
        self.finish(sentence, attribution, source, marker);
        true
    }

    /// Content from a marker on; carriers taken over; stance left to its own stage.
    fn finish(
        &mut self,
        sentence: &Range<usize>,
        mut attribution: Attribution,
        source: Speaker,
        marker: Complement,
    ) {
        let document = self.document;
        self.taken[marker.marker()] = true;
        let (start, direct) = match marker {
            Complement::That(_, start) => (start, false),
            Complement::Quote(open) => (open, true),
            // `تشكيكه في …`: the preposition belongs to the noun.
            Complement::Colon(at)
                if document.is(at, Class::RelayNoun) && document.is(at + 1, Class::Preposition) =>
            {
                (at + 2, false)
            }
            Complement::Colon(at) => (at + 1, false),
        };
        let end = if direct {
            self.quotation_end(sentence, start)
        } else {
            clause_end(document, sentence, start)
        };
        attribution.content = vec![trim(document, start..end)];
        attribution.direct = direct
            || document
                .quotation_at(start)
                .is_some_and(|quotation| quotation.close + 2 >= end);
        if attribution.carriers.is_empty() {
            attribution.carriers = self.discourse.carriers_of(&source, self.mentions);
        }
        attribution.source = Some(source);
        self.push(attribution);
    }

    /// One past a quotation and further quotations that go on at once.
    pub(super) fn quotation_end(&self, sentence: &Range<usize>, open: usize) -> usize {
        let document = self.document;
        let Some(quotation) = document.quotation_at(open) else {
            return clause_end(document, sentence, open);
        };
        let close = quotation.close + 1;
        // "rings" and so on: a clause that goes on after a few quoted words.
        if quotation.close - quotation.open <= 8 && close < sentence.end && document.tokens[close].is_word() {
            return clause_end(document, sentence, close.saturating_sub(1).max(open));
        }
        close
    }

    /// The outlet that a source speaks to, between its phrase and the content.
    pub(super) fn spoken_to(&self, tokens: Range<usize>) -> Option<Speaker> {
        let document = self.document;
        let mut opened = false;
        for at in tokens.clone() {
            opened |= document.is(at, Class::SpokenTo);
            let Some(index) = self.mentions.starting_at(at) else {
                continue;
            };
            let named = &self.mentions.items[index];
            let body =
                named.kind == EntityKind::Organization && (named.outlet || opened && named.known.is_none());
            let letter = named.phrase >= 1
                && (document.key(named.phrase).starts_with('ل') && named.phrase >= tokens.start
                    || document.key(named.phrase - 1) == "ل"
                    || document.key(named.tokens.start.saturating_sub(2)) == "ل");
            let mut speaker = self.speaker(index, &named.tokens.clone());
            if body && (opened || letter) && !self.is_own(&speaker) {
                speaker.kind = ChainKind::Outlet;
                return Some(speaker);
            }
        }
        None
    }

    /// `أبلغ X صحيفة Y أن`: the outlet that is told.
    fn outlet_addressed(&self, found: &Found, rule: &str) -> Option<Speaker> {
        let document = self.document;
        if rule != "source-verb" || !document.lexicon.pack.say[found.entry].addressee {
            return None;
        }
        let at = document
            .find(found.end, Class::Outlet)
            .map_or(found.end, |it| it.end);
        let index = self
            .mentions
            .index_at(at)
            .filter(|&index| self.mentions.items[index].outlet)?;
        let speaker = self.speaker(index, &self.mentions.items[index].tokens.clone());
        (!self.is_own(&speaker)).then_some(Speaker {
            kind: ChainKind::Outlet,
            ..speaker
        })
    }

    /// `وفي تصريح لقناة …، قال X`: the outlet told before the verb.
    fn spoken_to_first(&self, sentence: &Range<usize>, verb: usize) -> Option<Speaker> {
        let opens =
            (sentence.start..verb.min(sentence.start + 3)).any(|at| self.document.is(at, Class::SpokenTo));
        if opens {
            self.spoken_to(sentence.start..verb)
        } else {
            None
        }
    }

    /// `نقلت A عن B [قوله] أن C`, `نُقل عن B`, `علمت A من B أن`.
    fn read_relay(&mut self, sentence: &Range<usize>, found: &Found, marker: Option<Complement>) {
        let document = self.document;
        let learns = document.lexicon.pack.say[found.entry].learns;
        let limit = marker.map_or(sentence.end, Complement::marker);
        let own_words = &document.lexicon.pack.say[found.entry].from;
        let is_from = |at: usize| {
            if !own_words.is_empty() {
                own_words
                    .iter()
                    .any(|word| isnad_text::fold_name(word) == document.key(at))
            } else if learns {
                document.is(at, Class::LearnsFrom)
            } else {
                document.is_whole(at, Class::RelayFrom)
            }
        };
        let Some(from) = (found.end..limit.min(found.end + 22)).find(|&at| is_from(at)) else {
            if let (false, Some(marker)) = (learns, marker)
                && !document.lexicon.pack.say[found.entry].weak
                && document.tokens.get(found.end).is_some()
                && !matches!(marker, Complement::Quote(_))
            {
                self.read_with_complement(sentence, found, marker);
            }
            return;
        };
        let relay_noun =
            (from + 1..sentence.end.min(from + 24)).find(|&at| document.is(at, Class::RelayNoun));
        let marker = marker.filter(|marker| marker.marker() > from).or_else(|| {
            // `قوله امس «…»`, or the words themselves without any marker.
            relay_noun
                .map(|at| Complement::Colon(document.find(at, Class::RelayNoun).map_or(at, |it| it.end - 1)))
        });
        let Some(marker) = marker else { return };
        let inner_limit = relay_noun
            .filter(|&at| at < marker.marker() || matches!(marker, Complement::Colon(_)))
            .unwrap_or(marker.marker());
        let Some(inner) = self.source_at(from + 1, inner_limit) else {
            return;
        };
        // An outlet in the phrase wins over the role noun before it (`الموقع الإلكتروني لصحيفة X`).
        let within = self
            .mentions
            .within(found.end..from)
            .filter(|&index| self.mentions.items[index].outlet)
            .last();
        let outer = if let Some(index) = within {
            Some(self.speaker(index, &self.mentions.items[index].tokens.clone()))
        } else if from > found.end {
            self.source_at(found.end, from).map(|phrase| phrase.speaker)
        } else {
            None
        };
        let outer = outer.or_else(|| {
            if learns {
                None
            } else {
                self.subject_before(sentence, found)
            }
        });
        // An unreadable outlet (`الصحيةة`) or a left-out one is the last outlet that was told.
        let outer = outer.or_else(|| {
            if learns {
                None
            } else if from > found.end || found.clitic.conjunction.is_some() {
                self.last_outlet(found)
            } else {
                None
            }
        });
        let mut attribution = self.base(
            found,
            if learns { "attr.learned-from" } else { "attr.relay" },
            0.9,
        );
        attribution.fresh = true;
        if let Some(at) = relay_noun.filter(|&at| at <= marker.marker()) {
            attribution
                .more_cues
                .push(document.span_without(&(at..at + 1), 0));
        }
        // Who learns something from a source is nearly always the paper itself.
        let own = |outer: &Speaker| {
            self.is_own(outer)
                || learns
                    && outer
                        .mention
                        .is_none_or(|index| self.mentions.items[index].known.is_none())
        };
        if let Some(outer) = outer.filter(|outer| !own(outer)) {
            attribution.carriers.push(outer);
        }
        if attribution.carriers.is_empty()
            && !learns
            && let Some(outlet) = self.spoken_to(inner.end..marker.marker().max(inner.end))
        {
            attribution.carriers.push(outlet);
        }
        self.finish(sentence, attribution, inner.speaker, marker);
    }

    fn last_outlet(&self, found: &Found) -> Option<Speaker> {
        let here = self.document.tokens[found.start].span.start;
        let index = self
            .mentions
            .before(here)
            .filter(|&index| self.mentions.items[index].outlet)
            .find(|&index| !self.is_own(&self.speaker(index, &self.mentions.items[index].tokens.clone())))?;
        Some(Speaker {
            span: None,
            mention: Some(index),
            name: self.mentions.items[index].name.clone(),
            kind: ChainKind::Outlet,
        })
    }

    /// `جاء في بيان X أن`, `بيان للوزارة جاء فيه أن`.
    fn read_document(&mut self, sentence: &Range<usize>, found: &Found, marker: Option<Complement>) {
        let document = self.document;
        let Some(marker) = marker else { return };
        let inside =
            (found.end..marker.marker().min(found.end + 4)).find(|&at| document.is(at, Class::Preposition));
        let Some(inside) = inside else { return };
        let after = self.source_at(inside + 1, marker.marker());
        let source = match after {
            Some(phrase) => Some(phrase.speaker),
            None => {
                let noun = (sentence.start.max(found.start.saturating_sub(8))..found.start)
                    .rev()
                    .find(|&at| document.is(at, Class::Document));
                noun.and_then(|noun| self.source_at(noun, found.start))
                    .map(|phrase| phrase.speaker)
            }
        };
        let Some(source) = source else { return };
        let attribution = self.base(found, "attr.document", 0.85);
        self.finish(sentence, attribution, source, marker);
    }

    /// Content first: `…، تضيف المنظمة.`, `«…»، يقول X`.
    fn read_after_content(&mut self, sentence: &Range<usize>, found: &Found) -> bool {
        let document = self.document;
        if found.start == sentence.start
            || found.clitic.conjunction.is_some()
            || found.form.tense == Tense::Participle
        {
            return false;
        }
        // "Thus", between a quotation and its cue.
        let edge = found.start
            - usize::from(document.is(found.start - 1, Class::Adverb) && found.start > sentence.start + 1);
        let before = &document.tokens[edge - 1];
        let quoted_before =
            before.is_quote() || before.is_comma() && edge >= 2 && document.tokens[edge - 2].is_quote();
        if !(before.is_comma() || quoted_before) {
            return false;
        }
        let Some(phrase) = self.source_at(found.end, sentence.end) else {
            return false;
        };
        let goes_on = phrase.end < sentence.end
            && document.tokens[phrase.end].is_word()
            && !super::sources::is_adjunct(document, phrase.end)
            && !document.key(phrase.end).starts_with('ل');
        if goes_on {
            return false;
        }
        // What is quoted is the content, whatever stands before the quotation.
        let quotation = [edge - 1, edge.saturating_sub(2)]
            .into_iter()
            .filter(|_| quoted_before)
            .find_map(|close| document.quotation_closing(close).map(|it| it.open));
        let start = quotation.unwrap_or_else(|| content::clause_start(document, sentence, found.start));
        let content = trim(document, start..edge);
        if words(document, &content) < if quoted_before { 2 } else { 3 }
            || !quoted_before && document.is(content.start, Class::Topic)
        {
            return false;
        }
        let mut attribution = self.base(found, "attr.content-verb-source", 0.85);
        attribution.direct = quoted_before;
        if let Some(outlet) = self.spoken_to(phrase.end..sentence.end.min(phrase.end + 8)) {
            attribution.carriers = vec![outlet];
            attribution.fresh = true;
        }
        attribution.source = Some(phrase.speaker);
        attribution.content = vec![content];
        self.push(attribution);
        true
    }

    /// A noun phrase or infinitive as content: `أعلن X افتتاح …`, `دعا X Y إلى …`, `نفى X ما …`.
    fn read_nominal(&mut self, sentence: &Range<usize>, found: &Found) -> bool {
        let document = self.document;
        let say = document.lexicon.pack.say[found.entry].clone();
        if found.start > sentence.start && document.is(found.start - 1, Class::Relative) {
            return false;
        }
        if say.weak && !say.call && say.prepositions.is_empty()
            || !(say.object || say.call || !say.prepositions.is_empty())
            || found.enclitic && !say.call
        {
            return false;
        }
        let Some((source, mut after, rule)) = self.subject(sentence, found, sentence.end) else {
            return false;
        };
        let was_after = rule == "verb-source";
        // Adverbs and times between subject and object.
        while after < sentence.end
            && (document.is(after, Class::Adverb) || document.tokens[after].is_comma() && was_after)
        {
            after += 1;
        }
        let preposition = |at: usize| {
            say.prepositions
                .iter()
                .find_map(|preposition| self.preposition_at(at, preposition))
        };
        let by_preposition = preposition(after).or_else(|| {
            // `وأعرب X، لدى افتتاح الجولة أمس، عن …`: behind an aside.
            let aside = was_after && after > found.end && document.tokens[after - 1].is_comma();
            (after..sentence.end.min(after + 12))
                .filter(|&at| aside && document.tokens[at - 1].is_comma())
                .find_map(preposition)
        });
        if say.weak && !say.call && (by_preposition.is_none() || source.span.is_none()) {
            return false;
        }
        let start = match by_preposition {
            Some((start, _)) => start,
            None if (say.object || say.call)
                && !super::sources::is_adjunct(document, after)
                && (source.span.is_some() || self.is_safe_object(found, after)) =>
            {
                after
            }
            None => return false,
        };
        // `عن اعتقاده بوجود …`: what is believed.
        let start = match document.find(start, Class::BeliefNoun) {
            Some(noun) => noun.end + usize::from(document.is(noun.end, Class::Preposition)),
            None => start,
        };
        let end = clause_end(document, sentence, start);
        let end = if say.call {
            end
        } else {
            self.nominal_end(start, end)
        };
        let content = trim(document, start..end);
        if words(document, &content) < 2 {
            return false;
        }
        let mut attribution = self.base(found, "attr.verb-noun", 0.7);
        if attribution.carriers.is_empty() {
            attribution.carriers = self.discourse.carriers_of(&source, self.mentions);
        }
        attribution.source = Some(source);
        attribution.content = vec![content];
        self.push(attribution);
        true
    }

    /// An object right after a verb whose subject is left out must not be that subject.
    fn is_safe_object(&self, found: &Found, after: usize) -> bool {
        let document = self.document;
        found.form.tense == Tense::Participle
            || after > found.end
            || found.start > 0 && self.mentions.index_at(found.start - 1).is_some()
            || document
                .tokens
                .get(after)
                .is_some_and(crate::tokens::Token::is_word)
                && !document.is_definite(after)
                && self.mentions.index_at(after).is_none()
    }

    /// A preposition at a token, as a word or as a clitic: where its noun begins.
    fn preposition_at(&self, at: usize, preposition: &str) -> Option<(usize, u8)> {
        let document = self.document;
        let token = document.tokens.get(at)?;
        if !token.is_word() {
            return None;
        }
        let folded = isnad_text::fold_name(preposition);
        if document.key(at) == folded {
            return Some((at + 1, 0));
        }
        (folded.chars().count() == 1
            && document.key(at).starts_with(&folded)
            && document.key(at).chars().count() > 3)
            .then_some((at, 1))
    }

    /// A nominal content ends where a new main clause begins.
    fn nominal_end(&self, start: usize, end: usize) -> usize {
        let document = self.document;
        for at in start + 1..end {
            let verb = document
                .finite_verb(at)
                .is_some_and(|it| it.clitic.conjunction.is_some() && !document.is_definite(at));
            let comma = document.tokens[at - 1].is_comma();
            if comma && (verb || document.is(at, Class::Conjunction)) {
                return at;
            }
        }
        end
    }
}

fn rule_name(subject: &str, marker: Complement) -> &'static str {
    match (subject, marker) {
        ("verb-source", Complement::That(..)) => "attr.verb-source-that",
        ("verb-source", Complement::Quote(_)) => "attr.verb-source-quote",
        ("verb-source", Complement::Colon(_)) => "attr.verb-source-colon",
        ("source-verb", Complement::That(..)) => "attr.source-verb-that",
        ("source-verb", _) => "attr.source-verb-quote",
        ("participle", _) => "attr.participle",
        (_, Complement::That(..)) => "attr.verb-elided-that",
        _ => "attr.verb-elided-quote",
    }
}
