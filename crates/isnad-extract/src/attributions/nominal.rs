//! Contents that are noun phrases: `أعلن X افتتاح …`, `دعا X Y إلى …`, `نفى X ما …`.

use std::ops::Range;

use isnad_model::Stance;

use super::Reader;
use super::content::{clause_end, trim, words};
use crate::document::Found;
use crate::inflect::{Gender, Tense};
use crate::lexicon::Class;
use crate::shapes;
use crate::tokens::TokenKind;

impl Reader<'_, '_> {
    /// A noun phrase or infinitive as content: `أعلن X افتتاح …`, `دعا X Y إلى …`, `نفى X ما …`.
    pub(super) fn read_nominal(&mut self, sentence: &Range<usize>, found: &Found) -> bool {
        let document = self.document;
        let say = document.lexicon.pack.say[found.entry].clone();
        if found.start > sentence.start && document.is(found.start - 1, Class::Relative) {
            return false;
        }
        let believed = self.believes(sentence, found);
        let takes =
            say.object || say.call || say.deed || !say.prepositions.is_empty() || !say.needs.is_empty();
        let shy = say.weak && !say.call && !say.deed && say.prepositions.is_empty() && say.needs.is_empty();
        if (shy || !takes) && !believed || found.enclitic && !say.call {
            return false;
        }
        let subject = match self.general_subject(sentence, found, &say) {
            Some(subject) => Some(subject),
            None => self.subject(sentence, found, sentence.end),
        };
        let Some((source, mut after, rule)) = subject else {
            return false;
        };
        let was_after = rule == "verb-source";
        // Adverbs and times between subject and object.
        while after < sentence.end
            && (document.is(after, Class::Adverb) || document.tokens[after].is_comma() && was_after)
        {
            after += 1 + usize::from(document.is(after, Class::Adverb) && document.is_time(after + 1));
        }
        // `بياناً نفت فيه وقوع إصابات`.
        while after < sentence.end && self.is_pronominal(after) {
            after += 1;
        }
        // `كشفت مصادر لوكالة X عن …`: the outlet that is told.
        let addressed = if after < sentence.end && shapes::begins_with_for(document.key(after)) {
            self.spoken_to(after..sentence.end.min(after + 5))
        } else {
            None
        };
        if let Some(index) = addressed.as_ref().and_then(|outlet| outlet.mention) {
            after = self.mentions.items[index].tokens.end.max(after);
            after += usize::from(
                document
                    .tokens
                    .get(after)
                    .is_some_and(crate::tokens::Token::is_quote),
            );
        }
        // `ونفت الوزارة، في بيان، وجود …`: an aside in commas.
        if was_after
            && after > found.end
            && after < sentence.end
            && document.tokens[after - 1].is_comma()
            && document.is_any(after, &[Class::Preposition, Class::SpokenTo])
            && let Some(comma) =
                (after..sentence.end.min(after + 10)).find(|&at| document.tokens[at].is_comma())
            && (self.names_deed(comma + 1)
                || document.is_any(comma + 1, &[Class::NotName, Class::FreeRelative]))
        {
            after = comma + 1;
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
        let behind = self.behind_adjunct(sentence, after, &say);
        let firm =
            by_preposition.is_some() || behind.is_some() || !say.needs.is_empty() || say.deed || believed;
        let participle = found.form.tense == Tense::Participle;
        if say.weak && !say.call && (!firm || source.span.is_none() && !believed && !participle) {
            return false;
        }
        let start = match (by_preposition, behind) {
            (Some((start, _)), _) => start,
            (None, Some(start)) => start,
            (None, None)
                if (say.object || say.call || say.deed || !say.needs.is_empty() || believed)
                    && !super::sources::is_adjunct(document, after)
                    && (source.span.is_some() || self.is_safe_object(found, after, &say)) =>
            {
                after
            }
            (None, None) => return false,
        };
        // A document judges nobody (`ووصف الخبر بالملفق`).
        if say.call && source.kind == isnad_model::ChainKind::Document {
            return false;
        }
        let deed = !(say.deed && say.weak && by_preposition.is_none()) || self.names_deed(start);
        if !deed {
            return false;
        }
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
        // `طلب عدم ذكر اسمه`: how the source stays unnamed.
        if document.is(start, Class::Anonymity) {
            return false;
        }
        let told = say.stance == Stance::Denied && source.span.is_some() && document.is_definite(start);
        if words(document, &content) < 2 - usize::from(told)
            || !say.needs.is_empty() && !self.has_amount(&say, content.clone())
        {
            return false;
        }
        let mut attribution = self.base(found, "attr.verb-noun", 0.7);
        if let Some(outlet) = addressed {
            attribution.carriers.push(outlet);
            attribution.fresh = true;
        }
        if attribution.carriers.is_empty() {
            attribution.carriers = self.discourse.carriers_of(&source, self.mentions);
        }
        attribution.source = Some(source);
        attribution.content = vec![content];
        self.push(attribution);
        true
    }

    /// A plain noun phrase right behind a verb that opens its clause (`توقعت مكاتب المراهنات فوز …`): nobody was told of before.
    fn general_subject(
        &mut self,
        sentence: &Range<usize>,
        found: &Found,
        say: &crate::pack::Say,
    ) -> Option<(super::Speaker, usize, &'static str)> {
        let document = self.document;
        let opens = found.start == sentence.start
            || found.clitic.conjunction.is_some()
            || !document.tokens[found.start - 1].is_word()
            || document.is_any(found.start - 1, &[Class::Conjunction, Class::Topic]);
        let at = found.end;
        if !opens
            || found.enclitic
            || matches!(found.form.tense, Tense::Participle | Tense::Noun)
            || at >= sentence.end
            || self.names_deed(at)
            || document.is_any(at, &[Class::NotName, Class::Determiner, Class::BeliefNoun])
            || self.source_at(at, sentence.end).is_some()
            || !agrees(document, found, at)
        {
            return None;
        }
        let phrase = self
            .people(at, sentence.end)
            .or_else(|| self.somebody(found, at, sentence.end))?;
        if self.is_called_on(found, &phrase) {
            return None;
        }
        // Something must be left to be said.
        let left = phrase.end < sentence.end
            && document.tokens[phrase.end].is_word()
            && (self.names_deed(phrase.end)
                || document.is_any(phrase.end, &[Class::NotName, Class::FreeRelative])
                || say
                    .prepositions
                    .iter()
                    .any(|it| self.preposition_at(phrase.end, it).is_some())
                || !say.needs.is_empty());
        left.then_some((phrase.speaker, phrase.end, "verb-source"))
    }

    /// `شركتان من مقدمي الخدمة`, `صاحب مكتب في المدينة`: an indefinite noun phrase right behind a verb that opens its clause.
    pub(super) fn somebody(
        &self,
        found: &Found,
        start: usize,
        limit: usize,
    ) -> Option<super::sources::Phrase> {
        let document = self.document;
        let small = [
            Class::Preposition,
            Class::Negation,
            Class::NotName,
            Class::Conjunction,
            Class::Determiner,
            Class::Meeting,
            Class::Adverb,
            Class::Pronoun,
            Class::Relative,
            Class::FreeRelative,
            Class::Auxiliary,
            Class::RelayNoun,
            Class::BeliefNoun,
            Class::Reporter,
            Class::Document,
        ];
        // `أحد مرافقيه`: the numeral opens the phrase.
        let counted = document.is_whole(start, Class::Determiner)
            && start + 1 < limit
            && document.tokens[start + 1].is_word()
            && document.finite_verb(start + 1).is_none();
        let noun = counted
            || start < limit
                && document.tokens[start].is_word()
                && document.tokens[start].kind != TokenKind::Number
                && !document.is_definite(start)
                && !document.is_any(start, &small)
                && document.found_at(start).iter().all(|it| it.clitic.letters == 0)
                && document.key(start).chars().count() > 2
                && self.mentions.index_at(start).is_none()
                && !self.names_deed(start)
                && agrees(document, found, start);
        if !noun || document.lexicon.language.capitals {
            return None;
        }
        let say = &document.lexicon.pack.say[found.entry];
        let mut end = start + 1;
        while end < limit.min(start + 9)
            && document.tokens[end].is_word()
            && !self.names_deed(end)
            && !document.is_any(
                end,
                &[
                    Class::That,
                    Class::ThatPronoun,
                    Class::Adverb,
                    Class::FreeRelative,
                ],
            )
            && document
                .finite_verb(end)
                .is_none_or(|_| document.is_definite(end))
            && !say
                .prepositions
                .iter()
                .any(|it| self.preposition_at(end, it).is_some())
        {
            end += 1;
        }
        while end > start + 1 && document.is(end - 1, Class::Preposition) {
            end -= 1;
        }
        let span = document.span(&(start..end));
        Some(super::sources::Phrase {
            speaker: super::Speaker {
                span: Some(span),
                mention: None,
                name: document.slice(span).to_owned(),
                kind: isnad_model::ChainKind::Anonymous,
            },
            end,
        })
    }

    /// `أبدى X ثقته بقدرة …`: a noun of belief with its holder close behind the verb.
    fn believes(&self, sentence: &Range<usize>, found: &Found) -> bool {
        let document = self.document;
        (found.end..sentence.end.min(found.end + 8))
            .take_while(|&at| {
                document.tokens[at].is_word()
                    && document.finite_verb(at).is_none_or(|it| it.start == found.start)
            })
            .any(|at| document.is(at, Class::BeliefNoun))
    }

    /// `رجّح عبر حسابه عودة اللاعب`, `نفى في رده وجود أزمة`: the object behind a phrase that tells where or how it was said.
    fn behind_adjunct(&self, sentence: &Range<usize>, after: usize, say: &crate::pack::Say) -> Option<usize> {
        let document = self.document;
        if !document.is_any(after, &[Class::Preposition, Class::SpokenTo]) || after >= sentence.end {
            return None;
        }
        let plain = |&at: &usize| {
            document.tokens[at].is_word() && (document.finite_verb(at).is_none() || document.is_definite(at))
        };
        (after + 1..sentence.end.min(after + 9))
            .take_while(plain)
            .find_map(|at| {
                let own = say
                    .prepositions
                    .iter()
                    .filter(|it| it.chars().count() > 1)
                    .find_map(|it| self.preposition_at(at, it));
                if let Some((start, _)) = own {
                    return Some(start);
                }
                let fits = say.object && document.found_at(at).iter().all(|it| it.clitic.letters == 0);
                (fits
                    && at > after + 1
                    && (self.names_deed(at)
                        || document.is_whole(at, Class::NotName) && !document.is_definite(at)))
                .then_some(at)
            })
    }

    /// Whether a word is a verbal noun, by its pattern or by the pack.
    pub(super) fn names_deed(&self, at: usize) -> bool {
        let document = self.document;
        at < document.tokens.len()
            && !document.is_definite(at)
            && (document.is(at, Class::DeedNoun)
                || document.lexicon.language.proclitics
                    && document.tokens[at].is_word()
                    && shapes::is_derived_verbal_noun(document.key(at)))
    }

    /// Whether a content tells an amount behind one of the words that its verb needs (`بنحو`, `ب0`: the letter and a number).
    fn has_amount(&self, say: &crate::pack::Say, content: Range<usize>) -> bool {
        let document = self.document;
        let number = |at: usize, rest: &str| {
            rest.chars().any(|c| c.is_ascii_digit())
                || document
                    .tokens
                    .get(at + 1)
                    .is_some_and(|next| next.kind == TokenKind::Number && rest.is_empty())
                || document.lexicon.has(rest, Class::Determiner)
        };
        content.skip(1).take(20).any(|at| {
            say.needs.iter().any(|needed| match needed.strip_suffix('0') {
                Some(letter) => document
                    .key(at)
                    .strip_prefix(letter)
                    .is_some_and(|rest| number(at, rest)),
                None => document.key(at) == isnad_text::fold_name(needed),
            })
        })
    }

    /// An object right after a verb whose subject is left out must not be that subject.
    fn is_safe_object(&self, found: &Found, after: usize, say: &crate::pack::Say) -> bool {
        let document = self.document;
        if found.form.tense == Tense::Participle || after > found.end {
            return true;
        }
        if found.start > 0 && self.mentions.index_at(found.start - 1).is_some() {
            return true;
        }
        let plain = document
            .tokens
            .get(after)
            .is_some_and(crate::tokens::Token::is_word)
            && !document.is_definite(after)
            && self.mentions.index_at(after).is_none();
        plain
            && !say.call
            && (self.names_deed(after)
                || document.is_any(after, &[Class::NotName, Class::FreeRelative, Class::BeliefNoun]))
    }

    /// A preposition at a token, as a word or as a clitic: where its noun begins.
    pub(super) fn preposition_at(&self, at: usize, preposition: &str) -> Option<(usize, u8)> {
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
    pub(super) fn nominal_end(&self, start: usize, end: usize) -> usize {
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

/// Whether a plain noun can be the subject of a verb by its ending: a masculine verb has no feminine noun right behind it.
fn agrees(document: &crate::document::Document<'_>, found: &Found, at: usize) -> bool {
    let feminine = shapes::ends_like_feminine(document.key(at));
    match found.form.gender {
        Gender::Masculine => !feminine,
        _ => true,
    }
}
