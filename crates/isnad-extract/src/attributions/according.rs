//! Attribution by a phrase: `بحسب X`, "according to X", before or behind what it attributes.

use std::ops::Range;

use isnad_model::{ChainKind, Stance};

use super::content::{self, clause_end, trim, words};
use super::{Attribution, Reader, Speaker};
use crate::document::Found;
use crate::inflect::Tense;
use crate::lexicon::Class;

impl Reader<'_, '_> {
    /// Reads one phrase of attribution.
    pub(super) fn read_according(&mut self, sentence: &Range<usize>, found: Found) {
        let document = self.document;
        let entry = document.lexicon.pack.according[found.entry].clone();
        if entry.closed {
            self.read_closed(sentence, &found);
            return;
        }
        if entry.relay {
            self.read_citing(sentence, &found);
            return;
        }
        if entry.relative {
            self.read_relative_phrase(sentence, &found);
            return;
        }
        let free = document.lexicon.language.order == crate::pack::Order::Free;
        let (start, more) = if entry.noun {
            (Some(found.end - 1), None)
        } else if entry.clause {
            (self.verb_after(found.end, sentence.end), Some(found.end))
        } else {
            (Some(found.end), None)
        };
        let Some(mut start) = start else { return };
        // `وفق ما أفاد به X`, `وفق ما جاء في بيان X`.
        if entry.clause && document.is(start, Class::Preposition) {
            start += 1;
        }
        let phrase = if free {
            self.source_or_words(start, sentence.end)
        } else {
            self.source_at(start, sentence.end)
                .or_else(|| self.according_to_pronoun(start))
        };
        // `به گزارش X، Y گفت`: the outlet only passes on what has a cue of its own.
        if free
            && document.lexicon.language.verb_last
            && self
                .outlet_reporting(sentence, sentence.end)
                .is_some_and(|(_, at)| at == found.start)
        {
            return;
        }
        let general = phrase.is_none() && entry.clause;
        let phrase = phrase.or_else(|| {
            if general {
                self.people(start, sentence.end)
            } else {
                None
            }
        });
        let Some(phrase) = phrase else {
            return;
        };
        // "according to the law": only people, bodies and documents speak.
        if phrase.speaker.mention.is_none()
            && !matches!(phrase.speaker.kind, ChainKind::Document)
            && !(start..phrase.end).any(|at| self.is_role(at))
            && !general
        {
            return;
        }
        let cue_words = entry
            .cue
            .unwrap_or(found.end - found.start - usize::from(entry.noun));
        let cue_end = more.map_or(found.start + cue_words, |_| start);
        let cue = document.span_without(&(found.start..cue_end), found.clitic.letters);
        if let Some(verb) = more {
            // The verb inside the phrase is spent.
            self.used[verb..start].fill(true);
        }
        let clause = content::clause_start(document, sentence, found.start);
        let told = trim(document, clause..found.start);
        // "The bridge, according to X, will hold."
        let middle = document.tokens[found.start.saturating_sub(1)].is_comma()
            && document
                .tokens
                .get(phrase.end)
                .is_some_and(crate::tokens::Token::is_comma)
            && words(document, &told) > 0
            && !document.is_any(told.start, &[Class::Topic, Class::Adverb, Class::Preposition])
            && self.is_unfinished(told.clone());
        let leading = !middle
            && (words(document, &told) < 3
                || told.clone().all(|at| {
                    document.is_any(at, &[Class::Topic, Class::Adverb, Class::Preposition])
                        || document.is_definite(at)
                }));
        let hearsay = self.is_hearsay(start);
        let mut attribution = Attribution {
            stance: if hearsay && phrase.speaker.mention.is_none() {
                Stance::Hedged
            } else {
                Stance::Asserted
            },
            ..Attribution::new(
                found.start,
                cue,
                if leading {
                    "attr.according-content"
                } else {
                    "attr.content-according"
                },
                0.88,
            )
        };
        // `وبحسب ما نقلت A عن B، فإن`: A only passes it on.
        let mut phrase = phrase;
        if entry.clause
            && let Some(from) = document.find(phrase.end, Class::RelayFrom).copied()
            && let Some(inner) = self.source_at(from.end, sentence.end)
        {
            attribution.carriers.push(phrase.speaker);
            attribution.fresh = true;
            phrase = inner;
        }
        if leading {
            let (from, to) = self.content_after_source(sentence, phrase.end);
            // A relative clause between source and content (`مصادر تحدثت لـ…، فإن`) has no content of its own.
            self.used[phrase.end..from.max(phrase.end)].fill(true);
            attribution.content = vec![trim(document, from..to)];
        } else {
            if self.joins_claim(&phrase.speaker, found.start, hearsay) {
                return;
            }
            attribution.content = if middle {
                self.around(sentence, found.start..phrase.end)
            } else {
                vec![self.content_before(clause, found.start)]
            };
        }
        if let Some(outlet) = self.seen_by(phrase.end, sentence.end) {
            attribution.carriers.push(outlet);
            attribution.fresh = true;
        }
        let carriers = match self.spoken_to(phrase.end..sentence.end.min(phrase.end + 10)) {
            Some(outlet) if !leading => vec![outlet],
            _ => self.discourse.carriers_of(&phrase.speaker, self.mentions),
        };
        if attribution.carriers.is_empty() {
            attribution.carriers = carriers;
        }
        // What somebody holds of things to come is a prediction.
        if attribution.stance == Stance::Asserted
            && (found.start..phrase.end).any(|at| document.is_any(at, &[Class::ViewNoun, Class::BeliefNoun]))
            && attribution
                .content
                .first()
                .is_some_and(|part| crate::stance::is_future(document, part))
        {
            attribution.stance = Stance::Predicted;
        }
        attribution.source = Some(phrase.speaker);
        if attribution.stance == Stance::Asserted
            && attribution.content.iter().any(|part| self.is_hearsay_verb(part))
        {
            attribution.stance = Stance::Hedged;
        }
        self.push(attribution);
    }

    /// `به گزارش X، …`: the outlet whose report opens a sentence that has a cue of its own, and where the phrase begins.
    pub(super) fn outlet_reporting(&self, sentence: &Range<usize>, before: usize) -> Option<(usize, usize)> {
        let document = self.document;
        let (at, index) = (sentence.start..before.min(sentence.start + 6)).find_map(|at| {
            let found = document.find(at, Class::According)?;
            let index = self
                .mentions
                .within(found.end..before.min(found.end + 3))
                .next()
                .filter(|&index| self.mentions.items[index].outlet)?;
            Some((at, index))
        })?;
        let end = self.mentions.items[index].tokens.end;
        let comma = document
            .tokens
            .get(end)
            .is_some_and(crate::tokens::Token::is_comma);
        let cue = (end..sentence.end).any(|it| {
            document.find(it, Class::Say).is_some_and(|say| {
                document.finite_verb(it).is_some() && !document.lexicon.pack.say[say.entry].weak
            }) && (document.tokens.get(it + 1).is_some())
        });
        (comma && cue).then_some((index, at))
    }

    /// "according to him".
    fn according_to_pronoun(&self, at: usize) -> Option<super::sources::Phrase> {
        let document = self.document;
        let found = document
            .find(at, Class::Possessive)
            .filter(|_| document.lexicon.language.capitals)?;
        let free = document.tokens.get(found.end).is_none_or(|next| !next.is_word());
        let speaker = if free { self.possessor(found) } else { None }?;
        Some(super::sources::Phrase {
            speaker,
            end: found.end,
        })
    }

    /// "a report seen by Reuters", `تقرير اطلعت عليه رويترز`: the outlet through which a document came.
    fn seen_by(&mut self, after: usize, end: usize) -> Option<Speaker> {
        let at = (after..end.min(after + 2)).find(|&at| self.document.is(at, Class::SeenBy))?;
        let from = self.document.find(at, Class::SeenBy)?.end;
        let phrase = self.source_at(from, end)?;
        (!self.is_own(&phrase.speaker)).then_some(phrase.speaker)
    }

    fn verb_after(&self, at: usize, end: usize) -> Option<usize> {
        (at..end.min(at + 3))
            .find_map(|it| self.document.find(it, Class::Say))
            .map(|verb| verb.end)
    }

    fn is_role(&self, at: usize) -> bool {
        self.document.is_any(
            at,
            &[
                Class::Title,
                Class::TitleFeminine,
                Class::Outlet,
                Class::Source,
                Class::Institution,
                Class::InstitutionClass,
                Class::OrganizationEnd,
            ],
        )
    }

    /// Reports and rumours without an author.
    fn is_hearsay(&self, at: usize) -> bool {
        self.document.is(at, Class::Hearsay)
    }

    /// Where the content begins behind a leading phrase: after `فإن`, a comma, or at once.
    fn content_after_source(&self, sentence: &Range<usize>, after: usize) -> (usize, usize) {
        let document = self.document;
        let limit = sentence.end.min(after + 14);
        let mut start = after;
        // "… seen by Reuters, C": how the document came.
        if (after..limit.min(after + 2)).any(|at| document.is(at, Class::SeenBy))
            && let Some(comma) = (after..limit).find(|&at| document.tokens[at].is_comma())
        {
            start = comma;
        } else
        // An apposition after a name, closed by a second comma.
        if document
            .tokens
            .get(after)
            .is_some_and(crate::tokens::Token::is_comma)
            && document.is_any(
                after + 1,
                &[Class::Determiner, Class::Title, Class::Relative, Class::TitleWord],
            )
            && (after + 1..limit).all(|at| {
                document.is(after + 1, Class::Relative)
                    || document.finite_verb(at).is_none()
                    || document.tokens[at].is_comma()
                    || document.is(at, Class::Relative)
            })
            && let Some(comma) = (after + 1..limit).find(|&at| document.tokens[at].is_comma())
        {
            start = comma;
        } else if let Some(comma) = (after..limit).find(|&at| document.tokens[at].is_comma())
            && (after..comma).all(|at| {
                document.finite_verb(at).is_none()
                    || document.find(at, Class::Verb).is_some_and(|it| it.enclitic)
            })
            && comma - after <= 6
        {
            // Adverbs and adjectives between source and comma.
            start = comma;
        } else if document.lexicon.language.proclitics
            && document
                .finite_verb(after)
                .is_some_and(|it| it.clitic.letters == 0)
            && !document.is_definite(after.saturating_sub(1))
            && let Some(comma) = (after..limit).find(|&at| document.tokens[at].is_comma())
        {
            // `دبلوماسي حضر جانباً من اللقاء، C`: a clause that describes an indefinite noun.
            start = comma;
        }
        let mut at = start;
        while at < limit && (document.tokens[at].is_comma() || document.is(at, Class::Adverb) && at == start)
        {
            at += 1;
        }
        if let Some(that) = document
            .find(at, Class::ThatPronoun)
            .or_else(|| document.find(at, Class::That))
            .or_else(|| document.find(at, Class::Resumptive))
        {
            at = that.end;
        }
        (at, clause_end(document, sentence, at))
    }

    fn content_before(&self, clause: usize, end: usize) -> Range<usize> {
        let document = self.document;
        // The last full part of the sentence: after a cue's content there was its own claim.
        let mut start = clause;
        while start < end && (document.is_any(start, &[Class::Topic]) || document.tokens[start].is_comma()) {
            start = document
                .find(start, Class::Topic)
                .map_or(start + 1, |found| found.end.max(start + 1));
        }
        trim(document, start..end)
    }

    /// Behind a claim of another source the phrase says through whom it came, or that it is hearsay.
    fn joins_claim(&mut self, speaker: &Speaker, at: usize, hearsay: bool) -> bool {
        let Some(last) = self
            .attributions
            .iter_mut()
            .rev()
            .take(64)
            .find(|it| it.content.iter().any(|part| part.end <= at && at - part.end <= 2))
        else {
            return false;
        };
        if hearsay {
            last.stance = Stance::Hedged;
            return true;
        }
        let outlet = speaker
            .mention
            .is_some_and(|index| self.mentions.items[index].outlet);
        if outlet && last.carriers.is_empty() {
            last.carriers.push(Speaker {
                kind: ChainKind::Outlet,
                ..speaker.clone()
            });
        }
        true
    }

    /// `على حد قوله`: the last speaker; a claim only where nothing else attributes the sentence.
    fn read_closed(&mut self, sentence: &Range<usize>, found: &Found) {
        let document = self.document;
        // What cues of this sentence have told already.
        let told = self
            .attributions
            .iter()
            .rev()
            .take(64)
            .filter(|it| sentence.contains(&it.at))
            .map(|it| it.content.last().map_or(it.at, |part| part.end).max(it.at + 1))
            .max();
        if told
            .is_some_and(|told| told > found.start || words(document, &trim(document, told..found.start)) < 3)
        {
            return;
        }
        // A verb of saying at the sentence's start that found no content has this one.
        let verb = (sentence.start..found.start.min(sentence.start + 4))
            .filter(|_| told.is_none())
            .find_map(|at| document.find(at, Class::Say).copied())
            .filter(|it| matches!(it.form.tense, Tense::Past | Tense::Present));
        if let Some(verb) = verb
            && let Some(phrase) = self.source_at(verb.end, found.start)
        {
            let content = trim(document, phrase.end..found.start);
            let carriers = self.discourse.carriers_of(&phrase.speaker, self.mentions);
            self.push(Attribution {
                at: verb.start,
                cue: document.span_without(&(verb.start..verb.end), verb.clitic.letters),
                more_cues: vec![document.span(&(found.start..found.end))],
                source: Some(phrase.speaker),
                carriers,
                content: vec![content],
                stance: document.lexicon.pack.say[verb.entry].stance,
                direct: false,
                rule: "attr.verb-closed",
                confidence: 0.7,
                fresh: false,
            });
            return;
        }
        let source = self
            .enclitic_holder(found.end - 1)
            .or_else(|| self.discourse.elided(found, self.mentions));
        let Some(source) = source else {
            return;
        };
        let content = match told {
            Some(told) => vec![trim(document, told..found.start)],
            None => self.around(sentence, found.start..found.end),
        };
        let carriers = self.discourse.carriers_of(&source, self.mentions);
        self.push(Attribution {
            source: Some(source),
            carriers,
            content,
            ..self.cued(found, "attr.closed", 0.7)
        });
    }

    /// `…، نقلاً عن X` behind a content.
    fn read_citing(&mut self, sentence: &Range<usize>, found: &Found) {
        let document = self.document;
        if self.attributions.iter().rev().take(64).any(|it| {
            sentence.contains(&it.at)
                && it.more_cues.iter().any(|cue| {
                    cue.start >= document.tokens[found.start].span.start
                        && cue.start < document.tokens[found.end - 1].span.end
                })
        }) {
            return;
        }
        // Before a verb of saying it is that verb's business.
        if (found.end..sentence.end.min(found.end + 14)).any(|at| {
            document
                .find(at, Class::Say)
                .is_some_and(|it| it.form.tense == Tense::Past && it.clitic.letters == 0)
                || document.is(at, Class::That)
        }) {
            return;
        }
        let Some(phrase) = self.source_at(found.end, sentence.end) else {
            return;
        };
        // The cue right before ("…, Axios reported, citing X"), else the content right before.
        let beside = |it: &Attribution| it.at < found.start && found.start - it.at <= 3;
        let behind = |it: &Attribution| {
            it.content
                .iter()
                .any(|part| part.end <= found.start && found.start - part.end <= 2)
        };
        let near = self.attributions.iter().rev().take(64).position(beside);
        let near = near.or_else(|| self.attributions.iter().rev().take(64).position(behind));
        let last = near.map(|back| self.attributions.len() - 1 - back);
        if let Some(last) = last.and_then(|at| self.attributions.get_mut(at)) {
            // `ذكرت الوكالة أن …، نقلاً عن X`: X is the origin.
            if let Some(outer) = last.source.replace(phrase.speaker) {
                last.carriers.push(outer);
            }
            last.more_cues.push(document.span(&(found.start..found.end)));
            return;
        }
        let clause = content::clause_start(document, sentence, found.start);
        let content = self.content_before(clause, found.start);
        if words(document, &content) < 3 {
            return;
        }
        self.push(Attribution {
            source: Some(phrase.speaker),
            content: vec![content],
            fresh: true,
            ..Attribution::new(
                found.start,
                document.span_without(&(found.start..found.start + 1), found.clitic.letters),
                "attr.content-citing",
                0.75,
            )
        });
    }
}
