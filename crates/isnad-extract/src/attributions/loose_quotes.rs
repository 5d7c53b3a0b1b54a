//! Quotations whose cue no pack lists: any verb beside a quotation that a comma closes, "is how X sums it up".

use std::ops::Range;

use isnad_model::ChainKind;

use super::content::trim;
use super::{Attribution, Reader, Speaker};
use crate::document::Quotation;
use crate::lexicon::Class;

/// Words of a quotation at least.
const LEAST: usize = 3;

impl Reader<'_, '_> {
    /// Reads the quotations of a sentence that nothing has attributed yet.
    pub(super) fn read_loose_quotations(&mut self, sentence: &Range<usize>) {
        let document = self.document;
        if !document.lexicon.language.capitals {
            return;
        }
        let first = document
            .quotations
            .partition_point(|quotation| quotation.open < sentence.start);
        let quotations: Vec<Quotation> = document.quotations[first..]
            .iter()
            .take_while(|quotation| quotation.open < sentence.end)
            .cloned()
            .collect();
        for quotation in quotations {
            let told = self.attributions.iter().rev().take(8).any(|it| {
                it.content
                    .iter()
                    .any(|part| part.start <= quotation.open + 1 && quotation.open < part.end)
            });
            if !told && quotation.close < sentence.end {
                self.read_loose_quotation(sentence, &quotation);
            }
        }
    }

    fn read_loose_quotation(&mut self, sentence: &Range<usize>, quotation: &Quotation) {
        let document = self.document;
        let after = quotation.close + 1;
        let comma_inside = document.tokens[quotation.close - 1].is_comma();
        let comma_behind = document
            .tokens
            .get(after)
            .is_some_and(crate::tokens::Token::is_comma);
        let asked = document.tokens[quotation.close - 1].is_mark('?')
            || document.tokens[quotation.close - 1].is_mark('!');
        if quotation.close - quotation.open <= LEAST || !(comma_inside || comma_behind || asked) {
            return;
        }
        let from = after + usize::from(comma_behind);
        if from + 1 >= sentence.end {
            return;
        }
        let found = self
            .how_cue(from, sentence.end)
            .or_else(|| self.verb_then_source(from, sentence.end))
            .or_else(|| self.source_then_verb(from, sentence.end));
        let Some((cue, source)) = found else { return };
        let at = cue.start;
        let attribution = Attribution {
            carriers: self.discourse.carriers_of(&source, self.mentions),
            source: Some(source),
            content: vec![trim(document, quotation.open..quotation.close + 1)],
            direct: true,
            ..Attribution::new(at, document.span(&cue), "attr.loose-quote", 0.6)
        };
        self.push(attribution);
    }

    /// "“…,” is how X sums up the autumn."
    fn how_cue(&mut self, from: usize, end: usize) -> Option<(Range<usize>, Speaker)> {
        let found = *self.document.find(from, Class::How)?;
        let phrase = self.source_or_pronoun(found.end, end)?;
        Some((found.start..found.end, phrase.0))
    }

    /// "“…,” offers a woman selling betel nut."
    fn verb_then_source(&mut self, from: usize, end: usize) -> Option<(Range<usize>, Speaker)> {
        if !self.is_verb_like(from) {
            return None;
        }
        let (speaker, _) = self.source_or_pronoun(from + 1, end)?;
        speaks(&speaker).then_some((from..from + 1, speaker))
    }

    /// "“…,” X grins."
    fn source_then_verb(&mut self, from: usize, end: usize) -> Option<(Range<usize>, Speaker)> {
        let (speaker, after) = self.source_or_pronoun(from, end)?;
        let mut verb = after;
        while verb < end && verb < after + 2 && self.document.is(verb, Class::Adverb) {
            verb += 1;
        }
        (verb < end && self.is_verb_like(verb) && speaks(&speaker)).then_some((verb..verb + 1, speaker))
    }

    fn source_or_pronoun(&mut self, at: usize, end: usize) -> Option<(Speaker, usize)> {
        if at >= end {
            return None;
        }
        if let Some(pronoun) = self.document.find(at, Class::Pronoun).copied() {
            return self.pronoun(&pronoun).map(|speaker| (speaker, pronoun.end));
        }
        let phrase = self.source_at(at, end)?;
        let mut speaker = phrase.speaker;
        // The determiner belongs to the phrase.
        if let Some(span) = speaker.span.as_mut() {
            span.start = span.start.min(self.document.tokens[at].span.start);
        }
        Some((speaker, phrase.end))
    }

    /// A finite verb of the pack, or a small word with the ending of one.
    fn is_verb_like(&self, at: usize) -> bool {
        let document = self.document;
        let token = &document.tokens[at];
        let key = document.key(at);
        token.is_word()
            && !token.capital
            && self.mentions.index_at(at).is_none()
            && !document.is_any(
                at,
                &[
                    Class::Preposition,
                    Class::Conjunction,
                    Class::And,
                    Class::Determiner,
                    Class::Pronoun,
                    Class::Auxiliary,
                    Class::Passive,
                    Class::Relative,
                    Class::Source,
                    Class::Title,
                ],
            )
            && (document.finite_verb(at).is_some()
                || key.len() > 4 && (key.ends_with("ed") || key.ends_with('s') && !key.ends_with("ss")))
    }
}

/// Whether a speaker is somebody and no thing.
fn speaks(speaker: &Speaker) -> bool {
    speaker.mention.is_some() && speaker.kind != ChainKind::Document || speaker.kind == ChainKind::Person
}
