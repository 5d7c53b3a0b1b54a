//! Attribution by a verb after its subject, the content behind it or before it (English and its like).

use std::ops::Range;

use isnad_model::Stance;
use isnad_text::Span;

use super::content::{self, clause_end, trim};
use super::subjects::Subject;
use super::{Attribution, Reader, Speaker, link_kind};
use crate::document::Found;
use crate::inflect::Tense;
use crate::lexicon::Class;

impl Reader<'_, '_> {
    /// Reads one verb of saying.
    pub(super) fn read_subject_first(&mut self, sentence: &Range<usize>, found: Found) {
        let document = self.document;
        let say = document.lexicon.pack.say[found.entry].clone();
        if self.is_noun_or_infinitive(sentence, &found) {
            return;
        }
        // "is pleading with": a progressive is a finite verb.
        let progressive = found.form.tense == Tense::Participle
            && found.start > sentence.start
            && document.is(found.start - 1, Class::Passive)
            && document.key(found.start).ends_with("ing");
        if found.form.tense == Tense::Participle && !progressive {
            self.read_gerund(sentence, &found);
            return;
        }
        let before = self
            .before_verb(sentence, found.start)
            .checked_sub(1)
            .filter(|&at| at >= sentence.start);
        let (negated, passive) = self.auxiliaries(sentence, found.start);
        if negated && say.stance != Stance::Denied {
            return;
        }
        let subject = self.subject_of(sentence, found.start);
        let subject = if subject.is_none() && (!passive || progressive) && !say.sign {
            self.plain_subject(sentence, found.start)
        } else {
            subject
        };
        // "… but left open a return": the subject of the predicate before.
        let joined = before.is_some_and(|at| {
            document.is_any(at, &[Class::And, Class::Conjunction])
                && (found.form.tense == Tense::Past || document.is(found.end, Class::That))
        });
        let subject = subject.or_else(|| {
            let speaker = if joined {
                self.discourse
                    .in_sentence()
                    .or_else(|| self.opening_subject(sentence, found.start))
                    .or_else(|| self.first_subject(sentence, found.start))
            } else {
                None
            };
            speaker.map(|speaker| Subject {
                speaker,
                start: found.start,
                citing: None,
            })
        });
        if say.relay {
            self.read_quoting(sentence, &found, subject, passive);
            return;
        }
        if passive && !progressive {
            return;
        }
        let quoted_before = before.is_some_and(|at| {
            document.tokens[at].is_quote()
                || document.tokens[at].is_comma() && at > sentence.start && document.tokens[at - 1].is_quote()
        });
        let comma_before = before.is_some_and(|at| document.tokens[at].is_comma());
        match subject {
            Some(subject) => self.read_with_subject(sentence, &found, subject),
            None if quoted_before || comma_before => self.read_inverted(sentence, &found),
            None => {}
        }
    }

    pub(super) fn draft(&self, found: &Found, rule: &'static str, confidence: f32) -> Attribution {
        let say = &self.document.lexicon.pack.say[found.entry];
        Attribution {
            stance: say.stance,
            ..self.cued(found, rule, confidence)
        }
    }

    fn read_with_subject(&mut self, sentence: &Range<usize>, found: &Found, subject: Subject) {
        let document = self.document;
        let left = subject.start.checked_sub(1).filter(|&at| at >= sentence.start);
        let quote_left = left.and_then(|at| self.quotation_before(sentence, at));
        // "There was “nothing to negotiate”, he said": the quoted words end a clause that is told as a whole.
        let ends_quoted =
            quote_left.is_none() && left.is_some_and(|at| self.ends_with_quotation(sentence, at));
        let right = document
            .tokens
            .get(found.end)
            .filter(|_| found.end < sentence.end);
        let ends = right.is_none_or(|token| token.is_stop() || token.is_mark(';'));
        let forward = self.forward(sentence, found);
        let comma_left = left.is_some_and(|at| document.tokens[at].is_comma());
        let told = comma_left
            && self.is_clause(sentence.start..subject.start.saturating_sub(1))
            && (!self.is_opener(sentence.start) || ends_quoted);
        // "As X has written, C": the clause only attributes.
        if left.is_some_and(|at| document.is(at, Class::AsSaid))
            && self.read_as_said(sentence, found, &subject)
        {
            return;
        }
        let backward = match (&forward, quote_left) {
            (_, Some(_)) => true,
            (None, None) => told,
            (Some(forward), None) => {
                told && (ends || forward.weak)
                    && right.is_none_or(|token| !token.is_word() || self.adjunct_at(found.end))
            }
        };
        let mut attribution = self.draft(found, "attr.source-verb", 0.9);
        let mut source = subject.speaker;
        let citing = subject
            .citing
            .or_else(|| self.citing_first(sentence, subject.start))
            .or_else(|| self.citing_behind(found.end, forward.as_ref().map(|it| it.content.start)));
        if let Some((cue, inner)) = citing {
            attribution.more_cues.push(cue);
            attribution.carriers.push(source);
            attribution.fresh = true;
            source = inner;
            attribution.rule = "attr.verb-citing";
        }
        // "The keys, she said, were under the mat."
        let unfinished = comma_left
            && subject.start >= sentence.start + 2
            && document.is_any(subject.start - 2, &[Class::Auxiliary, Class::Negation]);
        let told = told && !unfinished;
        let split = comma_left
            && quote_left.is_none()
            && !told
            && self.comma_close_behind(found.end, sentence.end)
            && !self.is_opener(sentence.start);
        let split = split || comma_left && told && self.goes_on_behind(found.end, sentence.end);
        if split {
            let left = subject.start.saturating_sub(1);
            let start = content::clause_start(document, sentence, left);
            let colon = (start..left).rev().find(|&at| document.tokens[at].is_mark(':'));
            let first = trim(document, colon.map_or(start, |at| at + 1)..left);
            let from = self.behind_adjuncts_and_comma(found.end, sentence.end);
            let second = trim(document, from..clause_end(document, sentence, from));
            // "She would, he added, stay": the first part ends with its auxiliary, or the second has the verb.
            let broken = !first.is_empty() && document.is(first.end - 1, Class::Auxiliary);
            let infinitive =
                !second.is_empty() && document.key(second.start) == document.lexicon.infinitive_mark();
            if !first.is_empty() && (broken || infinitive || self.has_own_verb(second.clone())) {
                attribution.content = vec![first, second];
                attribution.rule = "attr.split-content";
            }
        } else if backward {
            self.fill_backward(sentence, &mut attribution, quote_left, subject.start, found.end);
            attribution.rule = if quote_left.is_some() {
                "attr.quote-source-verb"
            } else {
                "attr.content-source-verb"
            };
        } else if let Some(forward) = forward {
            attribution.content = vec![forward.content];
            attribution.direct = forward.direct;
        }
        if attribution.carriers.is_empty() {
            self.add_carrier(sentence, found, &source, &mut attribution);
        }
        attribution.source = Some(source);
        self.push(attribution);
    }

    /// "wrote, quoting officials, that …".
    fn citing_behind(&mut self, after: usize, content: Option<usize>) -> Option<(Span, Speaker)> {
        let document = self.document;
        let content = content.filter(|&content| content > after + 2)?;
        if !document.tokens[after].is_comma() {
            return None;
        }
        let found = document.find(after + 1, Class::According).copied()?;
        if !document.lexicon.pack.according[found.entry].relay || found.end >= content {
            return None;
        }
        let phrase = self.source_at(found.end, content)?;
        Some((document.span(&(found.start..found.end)), phrase.speaker))
    }

    /// "Citing two diplomats, X reported that …".
    fn citing_first(&mut self, sentence: &Range<usize>, subject: usize) -> Option<(Span, Speaker)> {
        let document = self.document;
        let found = document.find(sentence.start, Class::According).copied()?;
        if !document.lexicon.pack.according[found.entry].relay || found.end >= subject {
            return None;
        }
        let phrase = self.source_at(found.end, subject)?;
        document.tokens[subject - 1]
            .is_comma()
            .then(|| (document.span(&(found.start..found.end)), phrase.speaker))
    }

    /// Whether a clause ends with a quotation that does not open it.
    fn ends_with_quotation(&self, sentence: &Range<usize>, at: usize) -> bool {
        let document = self.document;
        let close = if document.tokens[at].is_comma() && at > sentence.start {
            at - 1
        } else {
            at
        };
        document
            .quotation_closing(close)
            .is_some_and(|quotation| quotation.open > sentence.start + 1)
    }

    /// Whether a comma follows a cue, at once or behind a short phrase of time or place ("said on Tuesday,").
    fn comma_close_behind(&self, after: usize, end: usize) -> bool {
        let from = self.behind_adjuncts_and_comma(after, end);
        from > after
    }

    /// Behind the comma that follows a cue and its adjuncts; the cue's end where there is none.
    fn behind_adjuncts_and_comma(&self, after: usize, end: usize) -> usize {
        let document = self.document;
        let plain = |&at: &usize| {
            document.tokens[at].is_comma()
                || document.tokens[at].is_word()
                    && (at > after || self.adjunct_at(at))
                    && document.finite_verb(at).is_none()
        };
        (after..end.min(after + 7))
            .take_while(plain)
            .find(|&at| document.tokens[at].is_comma())
            .map_or(after, |comma| comma + 1)
    }

    /// "It would be wrong, he went on, to start again": an infinitive goes on behind the cue.
    fn goes_on_behind(&self, after: usize, end: usize) -> bool {
        let document = self.document;
        after + 2 < end
            && document.tokens[after].is_comma()
            && document.key(after + 1) == document.lexicon.infinitive_mark()
    }

    /// "As X has written, C" and "C, as X put it".
    fn read_as_said(&mut self, sentence: &Range<usize>, found: &Found, subject: &Subject) -> bool {
        let document = self.document;
        let at = subject.start - 1;
        let content = if at <= sentence.start + 1 {
            let Some(comma) =
                (found.end..sentence.end.min(found.end + 8)).find(|&at| document.tokens[at].is_comma())
            else {
                return false;
            };
            trim(document, comma + 1..clause_end(document, sentence, comma + 1))
        } else if document.tokens[at - 1].is_comma() {
            trim(document, content::clause_start(document, sentence, at)..at)
        } else {
            return false;
        };
        let mut attribution = self.draft(found, "attr.as-said", 0.8);
        attribution.content = vec![content];
        attribution.carriers = self.discourse.carriers_of(&subject.speaker, self.mentions);
        attribution.source = Some(subject.speaker.clone());
        self.push(attribution);
        true
    }

    /// The quotation that closes right before a token (a comma may stand between).
    fn quotation_before(&self, sentence: &Range<usize>, at: usize) -> Option<(usize, usize)> {
        let document = self.document;
        let close = if document.tokens[at].is_quote() {
            at
        } else if document.tokens[at].is_comma() && at > sentence.start && document.tokens[at - 1].is_quote()
        {
            at - 1
        } else {
            return None;
        };
        let quotation = document.quotation_closing(close)?;
        let name = quotation.close - quotation.open <= 4
            && !document.tokens[at].is_comma()
            && !document.tokens[close - 1].is_comma();
        let opens = quotation.open <= sentence.start + 1
            || document.tokens[quotation.open - 1].is_comma()
            || document.tokens[quotation.open - 1].is_mark(':');
        (!name && opens).then_some((quotation.open, quotation.close))
    }

    fn fill_backward(
        &mut self,
        sentence: &Range<usize>,
        attribution: &mut Attribution,
        quote: Option<(usize, usize)>,
        subject: usize,
        after: usize,
    ) {
        let document = self.document;
        match quote {
            Some((open, close)) => {
                attribution.direct = true;
                attribution.content = vec![trim(document, open..close + 1)];
                // "…," said X, "and …": the quotation goes on.
                let mut at = after;
                let limit = sentence.end.min(after + 24);
                while at < limit {
                    if let Some(next) = document.quotation_at(at)
                        && document.tokens[at - 1].is_comma()
                    {
                        attribution
                            .content
                            .push(trim(document, next.open..next.close + 1));
                        break;
                    }
                    // An aside behind the source may have a verb ("said X, who runs it, “…”").
                    if document.finite_verb(at).is_some() && at > after && !document.tokens[after].is_comma()
                    {
                        break;
                    }
                    at += 1;
                }
            }
            None => {
                let start = content::clause_start(document, sentence, subject);
                attribution.content = vec![trim(document, start..subject)];
            }
        }
    }

    /// "…," said Marta Solheim, chief executive of Vantage.
    /// Where a verb begins with its auxiliaries and a dash after a quotation («…», a déclaré X; «…», — сказал X).
    fn before_verb(&self, sentence: &Range<usize>, verb: usize) -> usize {
        let document = self.document;
        let mut start = verb;
        while start > sentence.start
            && verb - start < 4
            && (document.is_any(start - 1, &[Class::Auxiliary, Class::Adverb])
                && self.mentions.index_at(start - 1).is_none()
                || document.tokens[start - 1].is_dash())
        {
            start -= 1;
        }
        start
    }

    fn read_inverted(&mut self, sentence: &Range<usize>, found: &Found) {
        let document = self.document;
        let Some(before) = self.before_verb(sentence, found.start).checked_sub(1) else {
            return;
        };
        let quote = self.quotation_before(sentence, before);
        let long =
            content::words(document, &(sentence.start..before)) >= 5 && !self.is_opener(sentence.start);
        if quote.is_none()
            && !(document.tokens[before].is_comma() && (self.is_clause(sentence.start..before) || long))
        {
            return;
        }
        let mut start = found.end;
        while start < sentence.end && document.is(start, Class::Adverb) {
            start += 1;
        }
        let Some(phrase) = self.source_at(start, sentence.end) else {
            return;
        };
        let mut speaker = phrase.speaker;
        if let (Some(span), true) = (speaker.span.as_mut(), start < phrase.end) {
            span.start = span.start.min(document.tokens[start].span.start);
        }
        let mut attribution = self.draft(found, "attr.quote-verb-source", 0.9);
        self.fill_backward(sentence, &mut attribution, quote, found.start, phrase.end);
        attribution.carriers = match self.outlet_spoken_to(phrase.end..sentence.end.min(phrase.end + 12)) {
            Some(outlet) => vec![outlet],
            None => self.discourse.carriers_of(&speaker, self.mentions),
        };
        attribution.source = Some(speaker);
        self.push(attribution);
    }

    /// ", adding that …", ", noting …": the subject of the main clause goes on.
    fn read_gerund(&mut self, sentence: &Range<usize>, found: &Found) {
        let document = self.document;
        let Some(before) = found.start.checked_sub(1).filter(|&at| at >= sentence.start) else {
            return;
        };
        if !(document.tokens[before].is_comma()
            || document.tokens[before].is_quote()
            || document.is(before, Class::And))
            || document.lexicon.pack.say[found.entry].relay
        {
            return;
        }
        let source = self
            .discourse
            .in_sentence()
            .or_else(|| self.first_subject(sentence, found.start));
        let (Some(source), Some(forward)) = (source, self.forward(sentence, found)) else {
            return;
        };
        let mut attribution = self.draft(found, "attr.participle", 0.85);
        attribution.content = vec![forward.content];
        attribution.direct = forward.direct;
        attribution.carriers = self.discourse.carriers_of(&source, self.mentions);
        attribution.source = Some(source);
        self.push(attribution);
    }

    /// The noun phrase that opens a sentence, for its second predicate ("The diplomat praised X and said …").
    fn opening_subject(&mut self, sentence: &Range<usize>, before: usize) -> Option<Speaker> {
        let phrase = self.source_at(sentence.start, before)?;
        let follows =
            self.document.finite_verb(phrase.end).is_some() || self.document.is(phrase.end, Class::Auxiliary);
        follows.then_some(Speaker {
            span: None,
            ..phrase.speaker
        })
    }

    fn first_subject(&mut self, sentence: &Range<usize>, before: usize) -> Option<Speaker> {
        let index = self
            .mentions
            .within(sentence.start..before)
            .find(|&index| self.mentions.items[index].speaks())?;
        Some(Speaker {
            span: None,
            mention: Some(index),
            name: self.mentions.items[index].name.clone(),
            kind: link_kind(self.mentions, index),
        })
    }
}
