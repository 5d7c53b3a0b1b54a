//! Attribution in languages that put source, cue and content in many orders (French, Russian, Persian).

use std::ops::Range;

use isnad_model::Stance;

use super::content::{self, clause_end, trim, words};
use super::{Attribution, Reader};
use crate::document::Found;
use crate::inflect::Tense;
use crate::lexicon::Class;

/// Tokens behind a cue within which its content must begin.
const REACH: usize = 26;
/// Words that a content without a mark must have.
const LEAST: usize = 3;

/// A content and how it was found.
pub(super) struct Told {
    pub parts: Vec<Range<usize>>,
    pub direct: bool,
    /// It stands before its cue.
    pub before: bool,
    /// What marks where it begins, so that a noun phrase before the mark can be the subject.
    pub marker: usize,
    pub rule: &'static str,
}

impl Reader<'_, '_> {
    /// Reads one verb of saying.
    pub(super) fn read_free(&mut self, sentence: &Range<usize>, found: Found) {
        let document = self.document;
        let say = &document.lexicon.pack.say[found.entry];
        if self.read_inside_quotation(&found)
            || self.is_free_noun(sentence, &found)
            || self.inside_told(found.start)
        {
            return;
        }
        let group = self.verb_group(sentence, &found);
        let negated = (group.start..found.start).any(|at| document.is(at, Class::Negation));
        if negated && say.stance != Stance::Denied {
            return;
        }
        if say.relay {
            let subject = self.subject_of(sentence, found.start);
            let (_, passive) = self.auxiliaries(sentence, found.start);
            self.read_quoting(sentence, &found, subject, passive);
            return;
        }
        let Some(told) = self.told(sentence, &found, &group) else {
            return;
        };
        let Some((source, carrier)) = self.free_source(sentence, &found, &group, &told) else {
            return;
        };
        let mut attribution = Attribution {
            content: told.parts,
            stance: if negated { Stance::Hedged } else { say.stance },
            direct: told.direct,
            ..self.cued(&found, told.rule, if source.span.is_some() { 0.85 } else { 0.7 })
        };
        if let Some((cue, outer)) = carrier {
            attribution.more_cues.push(cue);
            attribution.carriers.extend(outer);
            attribution.fresh = true;
        } else {
            self.add_carrier(sentence, &found, &source, &mut attribution);
        }
        attribution.source = Some(source);
        self.push(attribution);
    }

    /// Whether a form is a noun or infinitive where it stands: behind a determiner, a preposition, with a capital.
    fn is_free_noun(&self, sentence: &Range<usize>, found: &Found) -> bool {
        let document = self.document;
        let Some(at) = found.start.checked_sub(1).filter(|&at| at >= sentence.start) else {
            return false;
        };
        if document.tokens[found.start].capital && document.tokens[at].is_word() {
            return true;
        }
        if found.form.tense == Tense::Participle {
            return document.is(at, Class::Determiner) && !document.is(at, Class::Adverb);
        }
        let verbal = document.is_any(at, &[Class::Auxiliary, Class::Adverb, Class::Pronoun])
            || document.is(at, Class::ObjectPronoun);
        let small: &[Class] = if document.lexicon.language.capitals {
            &[Class::Determiner, Class::Preposition]
        } else {
            &[Class::Preposition]
        };
        !verbal && document.is_any(at, small) && self.mentions.index_at(at).is_none()
    }

    /// Whether a token stands inside a quotation that is a content already.
    fn inside_told(&self, at: usize) -> bool {
        self.document.quotation_of[at].is_some_and(|it| {
            let quotation = &self.document.quotations[it as usize];
            self.is_told(quotation.open + 1)
        })
    }

    /// Whether a token belongs to the content of a claim that was read.
    pub(super) fn is_told(&self, at: usize) -> bool {
        self.attributions
            .iter()
            .rev()
            .take(8)
            .any(|it| it.content.iter().any(|part| part.contains(&at)))
    }

    /// The verb with its auxiliaries, negation, small pronouns and adverbs.
    fn verb_group(&self, sentence: &Range<usize>, found: &Found) -> Range<usize> {
        let document = self.document;
        let small = [
            Class::Auxiliary,
            Class::Adverb,
            Class::Negation,
            Class::ObjectPronoun,
            Class::Passive,
        ];
        let mut start = found.start;
        while start > sentence.start && found.start - start < 6 {
            let at = start - 1;
            let glued = document.tokens[start].glued && document.tokens[at].is_word();
            let belongs = document.is_any(at, &small) || glued && document.lexicon.language.capitals;
            if !belongs || self.mentions.index_at(at).is_some() || document.is(at, Class::That) {
                break;
            }
            start = at;
        }
        let mut end = found.end;
        while end < sentence.end
            && end - found.end < 4
            && (document.tokens[end].glued && document.tokens[end].is_word()
                || document.is_any(end, &[Class::Adverb, Class::Negation])
                    && !document.is_any(end, &[Class::That, Class::Preposition]))
        {
            end += 1;
        }
        start..end
    }

    /// What the cue's content is, best marks first.
    fn told(&self, sentence: &Range<usize>, found: &Found, group: &Range<usize>) -> Option<Told> {
        let document = self.document;
        let say = &document.lexicon.pack.say[found.entry];
        if !say.until.is_empty() {
            return self.content_until(sentence, group.end, &say.until);
        }
        let marked = self.marked_content(sentence, group.end);
        if let Some(told) = self.quoted_before(sentence, group, marked.as_ref()) {
            return Some(told);
        }
        if found.form.tense == Tense::Participle
            && document.lexicon.language.verb_last
            && let Some(told) = self.clause_to_comma(sentence, found.end)
        {
            return Some(told);
        }
        if marked.is_some() {
            return marked;
        }
        let beside =
            say.document && document.is(group.end.min(sentence.end - 1), Class::Preposition) || say.learns;
        if let Some(told) = self.clause_before(sentence, group, say.weak, beside) {
            return Some(told);
        }
        let verb_last = document.lexicon.language.verb_last;
        if verb_last && say.object {
            return self.object_before(sentence, group);
        }
        if verb_last
            && !say.prepositions.is_empty()
            && let Some(told) = self.governed_before(sentence, group, &say.prepositions)
        {
            return Some(told);
        }
        // `از X خواست …`: whom it is asked of tells that more than a wish is meant.
        let asked = verb_last
            && say.call
            && (self.after_cue_before(sentence, group.start)..group.start).any(|at| {
                say.from
                    .iter()
                    .any(|word| isnad_text::fold_name(word) == document.key(at))
            });
        if say.weak && !say.infinitive && !asked && (say.prepositions.is_empty() || verb_last) {
            return None;
        }
        let start = self.skip_commas(group.end, sentence.end);
        let infinitive = say.infinitive && self.is_infinitive(start);
        let nominal = start < sentence.end && self.takes_preposition(say, start);
        let start = start + usize::from(nominal);
        let fits = nominal
            || infinitive
            || say.object
            || verb_last && !document.is_any(start, &[Class::And, Class::Conjunction]);
        if !fits {
            return None;
        }
        let content = trim(document, start..clause_end(document, sentence, start));
        let least = if infinitive || nominal || say.object {
            2
        } else {
            LEAST
        };
        (words(document, &content) >= least && start < sentence.end).then(|| Told {
            parts: vec![content],
            direct: false,
            before: false,
            marker: start,
            rule: "attr.source-verb",
        })
    }

    pub(super) fn skip_commas(&self, at: usize, end: usize) -> usize {
        (at..end)
            .find(|&it| !self.document.tokens[it].is_comma())
            .unwrap_or(end)
    }

    /// The mark of an infinitive, or a word with the ending of one.
    fn is_infinitive(&self, at: usize) -> bool {
        let document = self.document;
        if at >= document.tokens.len() {
            return false;
        }
        let language = &document.lexicon.language;
        let key = document.key(at);
        !language.infinitive_mark.is_empty() && key == language.infinitive_mark
            || language
                .infinitive_endings
                .iter()
                .any(|ending| key.ends_with(ending.as_str()))
    }

    /// `that`, a colon or a quotation behind the cue; a subject and adjuncts may stand between.
    fn marked_content(&self, sentence: &Range<usize>, from: usize) -> Option<Told> {
        let document = self.document;
        let mut at = from;
        let limit = sentence.end.min(from + REACH);
        while at < limit {
            let token = &document.tokens[at];
            if let Some(quotation) = document.quotation_at(at) {
                let name = at > from
                    && !document.tokens[at - 1].is_mark(':')
                    && content::is_name_quotation(document, quotation.open, quotation.close);
                if name {
                    at = quotation.close + 1;
                    continue;
                }
                return self.content_from(sentence, at, at, "attr.verb-quote");
            }
            if token.is_mark(':') {
                let start = at + 1;
                return (start < sentence.end)
                    .then(|| self.content_from(sentence, at, start, "attr.verb-colon"))
                    .flatten();
            }
            if token.is_stop() || token.is_mark(';') || token.is_mark('؛') {
                return None;
            }
            if let Some(that) = document.find(at, Class::That) {
                return self.content_from(sentence, at, that.end, "attr.verb-that");
            }
            // Another predicate claims what follows; the subject's relative clause does not.
            let aside = document.tokens[at - 1].is_comma() || document.is(at - 1, Class::Relative);
            if at > from
                && document.finite_verb(at).is_some()
                && !aside
                && self.mentions.index_at(at).is_none()
                && !document.is_any(
                    at,
                    &[
                        Class::Determiner,
                        Class::Title,
                        Class::Source,
                        Class::Document,
                        Class::Preposition,
                        Class::Adverb,
                    ],
                )
                && !document.is_any(at - 1, &[Class::Determiner, Class::Preposition])
            {
                return None;
            }
            at += 1;
        }
        None
    }

    fn content_from(
        &self,
        sentence: &Range<usize>,
        marker: usize,
        start: usize,
        rule: &'static str,
    ) -> Option<Told> {
        let document = self.document;
        let quoted = document.quotation_at(start).is_some();
        let end = if quoted {
            self.quotation_end(sentence, start)
        } else {
            self.before_colon_quotation(start, clause_end(document, sentence, start))
        };
        let content = trim(document, start..end);
        if words(document, &content) == 0 || self.is_told(content.start) {
            return None;
        }
        Some(Told {
            parts: vec![content],
            direct: quoted,
            before: false,
            marker,
            rule,
        })
    }

    /// A quotation that closes right before the cue; marks may stand between, in a verb-final language the subject too.
    fn quoted_before(
        &self,
        sentence: &Range<usize>,
        group: &Range<usize>,
        marked: Option<&Told>,
    ) -> Option<Told> {
        let document = self.document;
        let mut at = group.start;
        let floor = if document.lexicon.language.verb_last {
            group.start.saturating_sub(18)
        } else {
            group.start.saturating_sub(4)
        };
        let close = loop {
            at = at.checked_sub(1).filter(|&at| at >= sentence.start.max(floor))?;
            let token = &document.tokens[at];
            if token.is_quote() && document.quotation_closing(at).is_some() {
                break at;
            }
            let passes = !token.is_word() && !token.is_stop() || document.lexicon.language.verb_last;
            if !passes {
                return None;
            }
        };
        let quotation = document.quotation_closing(close)?;
        let marks = (close + 1..group.start).any(|at| !document.tokens[at].is_word())
            || document.tokens[close - 1].is_comma();
        let open = quotation.open;
        if self.is_told(open + 1) || !marks && !document.lexicon.language.verb_last {
            return None;
        }
        // `«…», сказал он, «…»`: the quotation goes on behind.
        let last_mark = document.tokens[close - 1].is_stop() && !document.tokens[close - 1].is_mark('?');
        // Quoted words inside a clause of the same speaker (`Le M23 « campe sur ses collines », juge X`).
        let inner = open > sentence.start && document.tokens[open - 1].is_word();
        if inner && content::is_name_quotation(document, open, close) && words(document, &(open..close)) <= 2
        {
            return None;
        }
        let start = if inner {
            content::clause_start(document, sentence, open)
        } else {
            open
        };
        let first = trim(document, start..close + 1);
        if words(document, &first) == 0 || inner && document.lexicon.language.verb_last {
            return None;
        }
        let mut parts = vec![first];
        if let Some(marked) = marked.filter(|it| it.direct && !last_mark) {
            parts.extend(marked.parts.iter().cloned());
        }
        Some(Told {
            parts,
            direct: !inner,
            before: true,
            marker: sentence.end,
            rule: "attr.quote-verb",
        })
    }

    /// `La route rouvrira lundi, a glissé le préfet`: an inverted cue behind a comma, the content before it.
    fn clause_before(
        &self,
        sentence: &Range<usize>,
        group: &Range<usize>,
        weak: bool,
        beside: bool,
    ) -> Option<Told> {
        let document = self.document;
        let language = &document.lexicon.language;
        if language.verb_last || group.start <= sentence.start + LEAST {
            return None;
        }
        let mut edge = group.start - 1;
        while edge > sentence.start && document.tokens[edge].is_dash() {
            edge -= 1;
        }
        if !document.tokens[edge].is_comma() && edge == group.start - 1 {
            return None;
        }
        let inverted = group.end < sentence.end
            && (beside
                || self.speaks_at(group.end)
                || self
                    .first_candidate(group.end, self.clause_stop(group.end, sentence.end))
                    .is_some()
                || document.tokens[group.end - 1].glued && document.is(group.end - 1, Class::Pronoun)
                || document.is(group.end, Class::Pronoun));
        if !inverted {
            return None;
        }
        let start = content::clause_start(document, sentence, edge);
        let content = trim(document, start..edge);
        let opener = document.is_any(
            content.start,
            &[Class::Topic, Class::Condition, Class::Preposition],
        ) && words(document, &content) < 7;
        if words(document, &content) < if weak { 4 } else { LEAST } || opener || self.is_told(content.start) {
            return None;
        }
        let mut parts = vec![content];
        // "A, dit X, B."
        if let Some(comma) =
            (group.end..sentence.end.min(group.end + 12)).find(|&at| document.tokens[at].is_comma())
            && self.speaks_at(group.end)
            && sentence.end - comma > 4
        {
            let rest = trim(document, comma + 1..clause_end(document, sentence, comma + 1));
            if self.goes_on(&rest) {
                parts.push(rest);
            }
        }
        Some(Told {
            parts,
            direct: false,
            before: true,
            marker: sentence.end,
            rule: "attr.content-verb-source",
        })
    }

    /// Whether words behind an inserted cue go on with a content: they are no apposition and open no new clause.
    fn goes_on(&self, tokens: &Range<usize>) -> bool {
        let document = self.document;
        words(document, tokens) >= 3
            && !document.is_any(
                tokens.start,
                &[
                    Class::Title,
                    Class::Relative,
                    Class::Conjunction,
                    Class::Say,
                    Class::Source,
                    Class::Preposition,
                    Class::Determiner,
                ],
            )
    }

    /// Whether a noun phrase that can speak begins here.
    fn speaks_at(&self, at: usize) -> bool {
        let document = self.document;
        let mut at = at;
        while document.is_any(at, &[Class::Determiner, Class::Definite]) && !document.is(at, Class::Pronoun) {
            at += 1;
        }
        self.mentions
            .starting_at(at)
            .is_some_and(|index| self.mentions.items[index].speaks())
            || document.is_any(
                at,
                &[
                    Class::Title,
                    Class::TitleFeminine,
                    Class::TitlePlural,
                    Class::Source,
                    Class::SourceAdjective,
                    Class::Outlet,
                    Class::Institution,
                    Class::InstitutionClass,
                    Class::Document,
                    Class::Human,
                ],
            )
    }

    /// `X Y را رد کرد`: the object between subject and verb, its predicate included.
    fn object_before(&self, sentence: &Range<usize>, group: &Range<usize>) -> Option<Told> {
        let document = self.document;
        let from = self.after_cue_before(sentence, group.start);
        let mark = (from..group.start)
            .rev()
            .find(|&at| document.is(at, Class::ObjectMark))?;
        let subject = self.first_candidate(from, mark)?;
        let mut start = self.candidate_end(subject, mark);
        while start < mark
            && (document.tokens[start].is_comma()
                || document.is_any(start, &[Class::Adverb, Class::Conjunction, Class::Topic]))
        {
            start += 1;
        }
        // `X، مسئول Y، …`: an apposition of the subject.
        if document.tokens[start.saturating_sub(1)].is_comma()
            && document.is_any(start, &[Class::Title, Class::Source, Class::TitleFeminine])
            && let Some(comma) = (start..mark.min(start + 10)).find(|&at| document.tokens[at].is_comma())
        {
            start = comma + 1;
        }
        // `در پیامی در تلگرام`: where it was said.
        while start + 1 < mark
            && document.is(start, Class::Preposition)
            && document.is_any(start + 1, &[Class::Document, Class::NotEntity])
        {
            start += 2;
        }
        // `در گفت‌وگو با X`: to whom it was said.
        if let Some(spoken) = document.find(start, Class::SpokenTo)
            && let Some(index) = self.mentions.within(spoken.end..mark.min(spoken.end + 4)).next()
        {
            start = self.mentions.items[index].tokens.end;
        }
        let content = trim(document, start..group.start);
        // `آن را «بی‌اساس» دانست`: what is quoted of it is what was said.
        if let Some(quotation) = document.quotation_at(mark + 1)
            && quotation.close + 1 == group.start
        {
            return Some(Told {
                parts: vec![trim(document, mark + 1..group.start)],
                direct: true,
                before: true,
                marker: mark,
                rule: "attr.source-object-verb",
            });
        }
        (words(document, &content) >= 2).then(|| Told {
            parts: vec![content],
            direct: false,
            before: true,
            marker: mark,
            rule: "attr.source-object-verb",
        })
    }

    /// Where the clause of a cue begins: behind the cue before it in the sentence.
    pub(super) fn after_cue_before(&self, sentence: &Range<usize>, cue: usize) -> usize {
        self.last_cue(sentence, cue).map_or(sentence.start, |at| at + 1)
    }

    /// The cue before another in a sentence.
    pub(super) fn last_cue(&self, sentence: &Range<usize>, cue: usize) -> Option<usize> {
        self.attributions
            .iter()
            .rev()
            .take(8)
            .map(|it| it.at)
            .filter(|&at| at >= sentence.start && at < cue)
            .max()
    }
}
