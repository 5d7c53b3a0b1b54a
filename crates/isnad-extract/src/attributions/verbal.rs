//! Attribution by a verb whose subject follows it, stands before it or is left out (Arabic).

use std::ops::Range;

use isnad_model::{EntityKind, Stance};
use isnad_text::Span;

use super::content::{self, Complement, clause_end, complement, trim, words};
use super::sources::Phrase;
use super::{Attribution, Reader, Speaker};
use crate::document::Found;
use crate::inflect::{Number, Tense};
use crate::lexicon::Class;
use crate::shapes;

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
                || shapes::ends_in_marked_alif(written))
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

    /// An attribution whose cue is all that was found, clitics and all.
    pub(super) fn cued(&self, found: &Found, rule: &'static str, confidence: f32) -> Attribution {
        let cue = self.document.span(&(found.start..found.end));
        Attribution::new(found.start, cue, rule, confidence)
    }

    /// Those who passed on what a source said before.
    pub(super) fn carriers(&self, source: Option<&Speaker>) -> Vec<Speaker> {
        source.map_or_else(Vec::new, |speaker| {
            self.discourse.carriers_of(speaker, self.mentions)
        })
    }

    pub(super) fn base(&self, found: &Found, rule: &'static str, confidence: f32) -> Attribution {
        let say = &self.document.lexicon.pack.say[found.entry];
        Attribution {
            stance: say.stance,
            ..Attribution::new(found.start, self.cue(found), rule, confidence)
        }
    }

    pub(super) fn read_with_complement(
        &mut self,
        sentence: &Range<usize>,
        found: &Found,
        marker: Complement,
    ) -> bool {
        let document = self.document;
        let Some((source, after, rule)) = self.subject(sentence, found, marker.marker()) else {
            return self.read_they_say(sentence, found, marker);
        };
        // `معتبراً هذه الأخبار «من صنع الخيال»`: the quoted words judge an object.
        if let Complement::Quote(open) = marker
            && self.judges_object(found, after, open)
        {
            return self.read_nominal(sentence, found);
        }
        // `لم يستبعد X زيادة الأسعار، فـ«…»`: the object is what is said.
        if let Complement::Quote(open) = marker
            && after < open
            && document.lexicon.pack.say[found.entry].object
            && self.names_deed(after)
        {
            return self.read_nominal(sentence, found);
        }
        let mut attribution = self.base(
            found,
            rule_name(rule, marker),
            if source.span.is_some() { 0.9 } else { 0.75 },
        );
        let mut source = source;
        // `اكتفى X بالقول إن`: the noun is what attributes.
        let noun = marker
            .marker()
            .checked_sub(1)
            .filter(|&at| at >= after && self.is_saying_noun(at));
        if let Some(at) = noun {
            let letters = document
                .found_at(at)
                .iter()
                .find(|it| matches!(it.class, Class::CueNoun | Class::RelayNoun))
                .map_or(0, |it| if it.clitic.article { 0 } else { it.clitic.letters });
            let verb = std::mem::replace(
                &mut attribution.cue,
                document.span_without(&(at..at + 1), letters),
            );
            attribution.more_cues.push(verb);
        }
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
            .or_else(|| self.written_in(after..marker.marker()))
            .or_else(|| self.spoken_to_first(sentence, found.start))
        {
            attribution.carriers = vec![outlet];
            attribution.fresh = true;
        }
        self.finish(sentence, attribution, source, marker);
        true
    }

    /// `يقولون إن …` where nobody was told of: the source stays hidden.
    fn read_they_say(&mut self, sentence: &Range<usize>, found: &Found, marker: Complement) -> bool {
        let document = self.document;
        let Complement::That(_, start) = marker else {
            return false;
        };
        let plural = found.form.number == Number::Plural && found.form.tense == Tense::Present;
        if !plural || document.lexicon.pack.say[found.entry].weak {
            return false;
        }
        self.taken[marker.marker()] = true;
        let mut attribution = self.base(found, "attr.hidden", 0.7);
        attribution.stance = Stance::Hedged;
        attribution.content = vec![trim(document, start..clause_end(document, sentence, start))];
        self.push(attribution);
        true
    }

    /// A noun of saying right before a content (`القول`, `التأكيد`).
    fn is_saying_noun(&self, at: usize) -> bool {
        let document = self.document;
        document.is_definite(at)
            && document.is_any(at, &[Class::CueNoun, Class::RelayNoun])
            && !document.is_any(at, &[Class::Source, Class::Title])
    }

    /// Whether an object stands between a verb that takes one and a quotation without a colon.
    fn judges_object(&self, found: &Found, after: usize, open: usize) -> bool {
        let document = self.document;
        let between = after..open;
        document.lexicon.pack.say[found.entry].object
            && !document.tokens[open - 1].is_mark(':')
            && !between.is_empty()
            && between.clone().all(|at| {
                document.tokens[at].is_word()
                    && document.finite_verb(at).is_none_or(|_| document.is_definite(at))
            })
            && !super::sources::is_adjunct(document, between.start)
            && !document.is_any(
                between.start,
                &[Class::Reporter, Class::RelayNoun, Class::Occasion],
            )
            && document
                .quotation_at(open)
                .is_some_and(|quotation| quotation.close - open <= 9)
    }

    /// Content from a marker on; carriers taken over; stance left to its own stage.
    pub(super) fn finish(
        &mut self,
        sentence: &Range<usize>,
        mut attribution: Attribution,
        source: Speaker,
        marker: Complement,
    ) {
        let document = self.document;
        self.taken[marker.marker()] = true;
        if let Complement::That(at, end) = marker {
            // `بالقول إن`: a marker of several words.
            self.taken[at..end].fill(true);
            self.used[at..end].fill(true);
        }
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
        // `«…»، قال X، «و…»`: the cue stands between two parts of a quotation.
        if direct && let Some(first) = self.quotation_ahead_of(sentence, attribution.at) {
            attribution.content.insert(0, first);
            attribution.rule = "attr.split-content";
        }
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

    /// The quotation right before a cue, where nothing has attributed it yet.
    fn quotation_ahead_of(&self, sentence: &Range<usize>, cue: usize) -> Option<Range<usize>> {
        let document = self.document;
        let close = [1, 2]
            .into_iter()
            .filter_map(|back| cue.checked_sub(back))
            .filter(|&at| at > sentence.start)
            .find(|&at| document.tokens[at].is_quote())
            .filter(|&at| at + 1 == cue || document.tokens[at + 1].is_comma())?;
        let quotation = document.quotation_closing(close)?;
        let told = self.attributions.iter().rev().take(4).any(|it| {
            it.content
                .iter()
                .any(|part| part.start <= close && quotation.open <= part.end)
        });
        let content = trim(document, quotation.open..close + 1);
        (!told && quotation.open >= sentence.start && words(document, &content) > 1).then_some(content)
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

    /// `“…”، قال لـX`: the subject that a cue behind its quotation leaves out.
    fn elided_behind(
        &self,
        sentence: &Range<usize>,
        found: &Found,
        after: usize,
        quoted: bool,
    ) -> Option<Phrase> {
        let document = self.document;
        let free = after >= sentence.end
            || !document.tokens[after].is_word()
            || super::sources::is_adjunct(document, after)
            || document.is(after, Class::Pronoun)
            || self.is_led(after)
            || shapes::begins_with_for(document.key(after));
        if !quoted || !free {
            return None;
        }
        let here = self.mentions.within(sentence.start..found.start).find(|&index| {
            let named = &self.mentions.items[index];
            matches!(named.kind, EntityKind::Person | EntityKind::Anonymous)
                && super::discourse::named_agrees(named, &found.form)
                && document.quotation_of[named.tokens.start].is_none()
        });
        let speaker = match here {
            Some(index) => Some(self.speaker(index, &self.mentions.items[index].tokens.clone())),
            None => self.discourse.elided(found, self.mentions),
        }?;
        Some(Phrase {
            speaker: Speaker {
                span: None,
                ..speaker
            },
            end: after,
        })
    }

    /// Whether words are nothing but a phrase with a preposition: they tell where, and are no content.
    fn is_only_phrase(&self, tokens: Range<usize>) -> bool {
        let document = self.document;
        document.is_any(tokens.start, &[Class::Preposition, Class::Adverb])
            && !tokens
                .clone()
                .any(|at| document.finite_verb(at).is_some() || document.tokens[at].is_comma())
    }

    /// Content first: `…، تضيف المنظمة.`, `«…»، يقول X`.
    fn read_after_content(&mut self, sentence: &Range<usize>, found: &Found) -> bool {
        let document = self.document;
        // `«…؟» يتساءل X`: the quotation's own mark ends a sentence.
        let begins = found.start == sentence.start;
        if found.start == 0
            || begins
                && (document.tokens[found.start].starts_line || !document.tokens[found.start - 1].is_quote())
            || found.clitic.conjunction.is_some()
            || found.form.tense == Tense::Participle
        {
            return false;
        }
        // "Thus", "in these words", between a quotation and its cue.
        let thus = (sentence.start + 1..found.start).rev().take(3).find(|&at| {
            document
                .find(at, Class::Thus)
                .is_some_and(|it| it.end == found.start)
        });
        let adverb = document.is(found.start - 1, Class::Adverb) && found.start > sentence.start + 1;
        let edge = thus.unwrap_or(found.start - usize::from(adverb));
        let before = &document.tokens[edge - 1];
        let quoted_before =
            before.is_quote() || before.is_comma() && edge >= 2 && document.tokens[edge - 2].is_quote();
        if !(before.is_comma() || quoted_before) {
            return false;
        }
        let from = self.after_manner(found.end, sentence.end);
        let behind = if self.is_led(from) {
            None
        } else {
            self.phrase_behind(from, sentence.end)
        };
        let Some(phrase) = behind.or_else(|| self.elided_behind(sentence, found, from, quoted_before)) else {
            return false;
        };
        let goes_on = phrase.end < sentence.end
            && document.tokens[phrase.end].is_word()
            && !super::sources::is_adjunct(document, phrase.end)
            && !super::unlisted::is_tanwin(document, phrase.end)
            && !shapes::begins_with_for(document.key(phrase.end));
        // `ومن مقر المنظمة، حذّر X من كذا`: what it takes stands behind it.
        let takes = !quoted_before
            && phrase.end < sentence.end
            && document.lexicon.pack.say[found.entry]
                .prepositions
                .iter()
                .any(|it| self.preposition_at(phrase.end, it).is_some());
        if goes_on && !(quoted_before && thus.is_some()) || takes {
            return false;
        }
        // What is quoted is the content, whatever stands before the quotation.
        let quotation = [edge - 1, edge.saturating_sub(2)]
            .into_iter()
            .filter(|_| quoted_before)
            .find_map(|close| document.quotation_closing(close).map(|it| it.open));
        let start = quotation.unwrap_or_else(|| content::clause_start(document, sentence, found.start));
        let content = trim(document, start..edge);
        if begins && quotation.is_none() {
            return false;
        }
        if words(document, &content) < if quoted_before { 2 } else { 3 }
            || !quoted_before
                && (document.is(content.start, Class::Topic) || self.is_only_phrase(content.clone()))
        {
            return false;
        }
        let mut attribution = self.base(found, "attr.content-verb-source", 0.85);
        attribution.direct = quoted_before;
        let told = phrase.end..sentence.end.min(phrase.end + 8);
        if let Some(outlet) = self.spoken_to(told.clone()).or_else(|| self.written_in(told)) {
            attribution.carriers = vec![outlet];
            attribution.fresh = true;
        }
        attribution.source = Some(phrase.speaker);
        attribution.content = vec![content];
        self.push(attribution);
        true
    }
}

impl Reader<'_, '_> {
    /// The source behind a verb whose content stands before it, to the end of its phrase.
    fn phrase_behind(&mut self, start: usize, limit: usize) -> Option<Phrase> {
        if let Some(phrase) = self.source_at(start, limit) {
            let longer = self
                .noun_phrase(start, limit, false)
                .map_or(0, |it| it.tokens.end);
            let end = phrase.end.max(longer);
            return Some(Phrase { end, ..phrase });
        }
        let phrase = self.noun_phrase(start, limit, false)?;
        self.can_speak(&phrase).then(|| self.unlisted(&phrase))
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
