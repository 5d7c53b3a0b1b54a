//! Subjects of a verb of saying: behind it, before it or left out (Arabic).

use std::ops::Range;

use isnad_model::{ChainKind, EntityKind};

use super::sources::Phrase;
use super::unlisted::is_tanwin;
use super::{Reader, Speaker};
use crate::document::Found;
use crate::inflect::{Gender, Number, Tense};
use crate::lexicon::Class;
use crate::shapes;

impl Reader<'_, '_> {
    /// Subject after the verb, before it, or left out; where what follows the subject begins.
    pub(super) fn subject(
        &mut self,
        sentence: &Range<usize>,
        found: &Found,
        limit: usize,
    ) -> Option<(Speaker, usize, &'static str)> {
        let document = self.document;
        let coordinated = found.clitic.conjunction.is_some() && found.start > sentence.start;
        if found.form.tense == Tense::Participle {
            return self
                .participle_subject(sentence, found)
                .map(|speaker| (speaker, found.end, "participle"));
        }
        // `خرج X ليقول`: what he is to do.
        if found.clitic.preposition.is_some() {
            return self
                .clause_subject(sentence, found)
                .flatten()
                .map(|speaker| (speaker, found.end, "elided"));
        }
        if let Some(speaker) = self.pronoun_before(sentence, found) {
            return Some((speaker, found.end, "source-verb"));
        }
        // `كان X قد أبلغ Y`, `X يختصر Y`, `أما X فكذّب Y`: the subject stands before, what follows is told.
        if (self.subject_stands_before(sentence, found)
            || self.name_stands_before(sentence, found)
            || self.resumes_topic(sentence, found))
            && let Some(speaker) = self.subject_before(sentence, found)
        {
            return Some((speaker, found.end, "source-verb"));
        }
        if let Some(speaker) = self.joined_pronoun(sentence, found) {
            return Some((speaker, found.end, "elided"));
        }
        let start = self.after_manner(found.end, limit);
        // A verb in the plural or dual has its subject before it.
        let several = matches!(found.form.number, Number::Plural | Number::Dual);
        let behind = start < limit && !found.enclitic && !several;
        if behind
            && let Some(phrase) = self.subject_behind(found, start, limit, sentence.end)
            && !self.is_addressee(sentence, found, &phrase, limit)
        {
            // `ويحض المجتمع الدولي على كذا`: behind words of the same sentence a plain body is whom they call on.
            let plain = phrase.speaker.mention.is_none()
                && matches!(phrase.speaker.kind, ChainKind::Group | ChainKind::Organization);
            if coordinated
                && plain
                && document.lexicon.pack.say[found.entry].call
                && let Some(speaker) = self.discourse.agreeing_in_sentence(found, self.mentions)
            {
                return Some((speaker, found.end, "participle"));
            }
            return Some((phrase.speaker, phrase.end, "verb-source"));
        }
        // `في مقال أفاد فيه بأن`: a clause that describes a thing; whoever made the thing speaks.
        if self.is_pronominal(found.end)
            && !coordinated
            && let Some(speaker) = self.nearest_subject(sentence, found.start)
        {
            return Some((speaker, found.end, "elided"));
        }
        let may_lead = !coordinated || shapes::begins_with_then(document.key(found.start));
        if may_lead && let Some(speaker) = self.subject_before(sentence, found) {
            return Some((speaker, found.end, "source-verb"));
        }
        self.left_out(sentence, found, coordinated)
            .map(|speaker| (speaker, found.end, "elided"))
    }

    /// Passes adverbs, manner (`ساخراً`) and prepositions with their pronoun (`منه`) between a verb and its subject.
    pub(super) fn after_manner(&self, start: usize, limit: usize) -> usize {
        let document = self.document;
        let mut at = start;
        while at < limit
            && (document.is(at, Class::Adverb) && !document.is_any(at, &[Class::Source, Class::Title])
                || self.is_pronominal(at)
                || shapes::ends_in_marked_alif(document.text_of(at))
                    && at + 1 < limit
                    && document.tokens[at + 1].is_word())
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
                && shapes::begins_with_preposition(document.key(at))
        })
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

    /// `X أبلغ Y`, `كان X قد أبلغ Y`: somebody or an auxiliary stands right before a verb that takes whom it tells.
    fn subject_stands_before(&self, sentence: &Range<usize>, found: &Found) -> bool {
        let document = self.document;
        if !document.lexicon.pack.say[found.entry].addressee || found.start == sentence.start {
            return false;
        }
        let told = document
            .find(found.end, Class::Outlet)
            .map(|it| it.end)
            .or(Some(found.end))
            .and_then(|at| self.mentions.index_at(at))
            .is_some_and(|index| self.mentions.items[index].outlet);
        told || document.is(found.start - 1, Class::Auxiliary)
            || self
                .mentions
                .index_at(found.start - 1)
                .is_some_and(|index| self.mentions.items[index].speaks())
    }

    /// `X يختصر Y`: a name or an auxiliary stands right before the verb.
    fn name_stands_before(&self, sentence: &Range<usize>, found: &Found) -> bool {
        let document = self.document;
        if found.start <= sentence.start + 1 && found.clitic.conjunction.is_some() {
            return false;
        }
        let named = |before: usize| {
            self.mentions.index_at(before).is_some_and(|index| {
                let named = &self.mentions.items[index];
                named.kind != EntityKind::Place && named.tokens.end == found.start
            })
        };
        found.clitic.conjunction.is_none()
            && found.start > sentence.start
            && (named(found.start - 1)
                || found.start > sentence.start + 1 && document.is(found.start - 1, Class::Auxiliary))
    }

    /// The subject behind the verb: a known phrase, else any noun phrase that can be one.
    fn subject_behind(&mut self, found: &Found, start: usize, limit: usize, end: usize) -> Option<Phrase> {
        let document = self.document;
        // `ويقول من حضروا الجلسة إن`: whoever did something.
        let who = start + usize::from(document.is_whole(start, Class::Determiner));
        if limit < end
            && who + 1 < limit
            && document.is_whole(who, Class::From)
            && document
                .finite_verb(who + 1)
                .is_some_and(|it| it.clitic.letters == 0)
            && !document.is_any(who + 1, &[Class::Title, Class::Source, Class::Institution])
        {
            return Some(self.whoever(start, limit));
        }
        let start = if limit < end {
            self.past_places(start, limit)
        } else {
            start
        };
        if start >= limit || super::sources::is_adjunct(document, start) || self.is_led(start) {
            return None;
        }
        let known = self.source_at(start, limit);
        if let Some(phrase) = known {
            let told = document.lexicon.pack.say[found.entry].addressee;
            return (!told || self.agrees_with(&phrase.speaker, found)).then_some(phrase);
        }
        let bounded = limit < end;
        if bounded && let Some(phrase) = self.people(start, limit) {
            return Some(phrase);
        }
        let phrase = self.noun_phrase(start, limit, bounded)?;
        let speaks = self.can_speak(&phrase)
            && (bounded || phrase.closed && self.has_object(phrase.tokens.end, limit));
        speaks.then(|| self.unlisted(&phrase))
    }

    /// `من حضروا الجلسة`: a relative clause that is a source by itself.
    fn whoever(&self, start: usize, limit: usize) -> Phrase {
        let document = self.document;
        let mut end = limit;
        while end > start + 2
            && (document.is(end - 1, Class::Preposition) || !document.tokens[end - 1].is_word())
        {
            end -= 1;
        }
        let span = document.span(&(start..end));
        let speaker = Speaker {
            span: Some(span),
            mention: None,
            name: document.slice(span).to_owned(),
            kind: ChainKind::Group,
        };
        Phrase { speaker, end }
    }

    /// `قال اليوم في العاصمة وزير المالية`, `قال لصحيفة كذا مصدر`: past phrases that tell where, when or to whom.
    fn past_places(&self, start: usize, limit: usize) -> usize {
        let document = self.document;
        let mut at = start;
        for _ in 0..3 {
            let from = at;
            if at < limit
                && (self.is_led(at)
                    || shapes::begins_with_for(document.key(at)) && document.is(at, Class::Outlet))
            {
                let name = self.mentions.within(at..limit.min(at + 3)).next();
                at = name.map_or(at + 1, |index| self.mentions.items[index].tokens.end.max(at + 1));
                if document
                    .tokens
                    .get(at)
                    .is_some_and(crate::tokens::Token::is_quote)
                {
                    at += 1;
                }
            } else if at < limit && document.is(at, Class::Reporter) {
                at = document.find(at, Class::Reporter).map_or(at + 1, |it| it.end);
            } else if at < limit
                && document.is_any(at, &[Class::Preposition, Class::SpokenTo])
                && !document.is_any(at, &[Class::That, Class::ThatPronoun])
            {
                let inner = document
                    .find(at, Class::SpokenTo)
                    .or_else(|| document.find(at, Class::Preposition))
                    .map_or(at + 1, |it| it.end);
                at = match self.noun_phrase(inner, limit, false) {
                    Some(phrase) => phrase.tokens.end,
                    None => (inner + 1).min(limit),
                };
            }
            at = self.after_manner(at, limit);
            if at == from {
                break;
            }
        }
        at
    }

    /// Whether an object stands right behind a subject.
    fn has_object(&self, at: usize, limit: usize) -> bool {
        let document = self.document;
        let at = self.after_manner(at, limit);
        at < limit
            && document.tokens[at].is_word()
            && !super::sources::is_adjunct(document, at)
            && document.find(at, Class::Conjunction).is_none()
            && self.noun_phrase(at, limit, false).is_some()
            && !document
                .found_at(at)
                .iter()
                .any(|it| it.clitic.conjunction.is_some())
    }

    /// Whether a person's gender lets a verb in the singular have them as its subject.
    fn agrees_with(&self, speaker: &Speaker, found: &Found) -> bool {
        let Some(named) = speaker.mention.map(|index| &self.mentions.items[index]) else {
            return true;
        };
        named.kind != EntityKind::Person
            || named.gender == Gender::Any
            || found.form.gender == Gender::Any
            || named.gender == found.form.gender
    }

    /// `وأبلغ الصحفيين أن`: the only noun phrase behind a verb that takes whom it tells, while somebody is left out.
    fn is_addressee(
        &mut self,
        sentence: &Range<usize>,
        found: &Found,
        phrase: &Phrase,
        limit: usize,
    ) -> bool {
        let document = self.document;
        let say = &document.lexicon.pack.say[found.entry];
        // `ودعا الأهالي إلى البقاء`: people in general, called on by whoever is left out.
        let called = say.call && limit == sentence.end && self.is_called_on(found, phrase);
        if called {
            return true;
        }
        if !say.addressee || limit == sentence.end {
            return false;
        }
        let alone = (phrase.end..limit).all(|at| {
            !document.tokens[at].is_word()
                || document.is_any(at, &[Class::Preposition, Class::Adverb])
                || is_tanwin(document, at)
        });
        alone && self.discourse.elided(found, self.mentions).is_some()
    }

    /// Whether several people in general stand between a verb of calling and what they are called to.
    pub(super) fn is_called_on(&self, found: &Found, phrase: &Phrase) -> bool {
        let document = self.document;
        let say = &document.lexicon.pack.say[found.entry];
        let Some(span) = phrase.speaker.span.filter(|_| phrase.speaker.mention.is_none()) else {
            return false;
        };
        let start = document
            .tokens
            .partition_point(|token| token.span.end <= span.start);
        say.call
            && start < phrase.end
            && super::agreement::words_form(document, start..phrase.end).1 == Number::Plural
            && say
                .prepositions
                .iter()
                .any(|it| self.preposition_at(phrase.end, it).is_some())
    }

    /// The subject that a verb leaves out.
    fn left_out(&mut self, sentence: &Range<usize>, found: &Found, coordinated: bool) -> Option<Speaker> {
        let document = self.document;
        let before = found.start.checked_sub(1).filter(|&at| at >= sentence.start);
        let hangs = before.is_some_and(|at| {
            document.tokens[at].is_word()
                && !document.is_any(at, &[Class::Auxiliary, Class::Conjunction, Class::Topic])
        });
        if !coordinated && hangs {
            if let Some(speaker) = self.described(found) {
                return Some(speaker);
            }
            if let Some(clause) = self.clause_subject(sentence, found) {
                return clause;
            }
            // Words before the verb that are no adjunct are a subject that could not be read.
            if !self.opens_with_adjunct(sentence, found.start) {
                return None;
            }
        }
        if coordinated || before.is_some_and(|at| document.is_any(at, &[Class::Conjunction, Class::Topic])) {
            let here = self.discourse.agreeing_in_sentence(found, self.mentions);
            if let Some(speaker) = here.or_else(|| self.sentence_topic(sentence, found)) {
                return Some(speaker);
            }
            if let Some(clause) = self.clause_subject(sentence, found) {
                return clause;
            }
        }
        self.salient(found)
            .or_else(|| self.clause_subject(sentence, found).flatten())
    }

    /// `دبلوماسي غربي قال إن`, wherever the phrase stands: an indefinite noun is described by the verb behind it.
    fn described(&self, found: &Found) -> Option<Speaker> {
        let index = self.mentions.index_at(found.start.checked_sub(1)?)?;
        let named = &self.mentions.items[index];
        let fits = named.kind == EntityKind::Anonymous
            && named.tokens.end == found.start
            && super::discourse::named_agrees(named, &found.form);
        fits.then(|| self.speaker(index, &named.tokens.clone()))
    }

    /// `وفي مقابلة مع الإذاعة قال إن`: what stands between the clause's beginning and its verb says where or when.
    fn opens_with_adjunct(&self, sentence: &Range<usize>, verb: usize) -> bool {
        let document = self.document;
        let start = (sentence.start..verb)
            .rev()
            .find(|&at| !document.tokens[at].is_word() && !document.tokens[at].is_quote())
            .map_or(sentence.start, |at| at + 1);
        document.is_any(
            start,
            &[
                Class::Preposition,
                Class::Adverb,
                Class::SpokenTo,
                Class::Topic,
                Class::Conjunction,
                Class::Negation,
                Class::Auxiliary,
            ],
        ) || is_tanwin(document, start)
            || document
                .found_at(start)
                .iter()
                .any(|it| it.clitic.preposition.is_some())
            || document.is_definite(start)
                && shapes::begins_with_by_or_for(shapes::after_conjunctions(document.key(start)))
    }

    /// The subject of the sentence before in this paragraph, unless somebody spoke since then.
    fn salient(&mut self, found: &Found) -> Option<Speaker> {
        let last = self.discourse.elided(found, self.mentions);
        let here = self.document.tokens[found.start].sentence as usize;
        let paragraph = self.document.sentences[here].paragraph;
        for before in (here.saturating_sub(3)..here).rev() {
            let sentence = &self.document.sentences[before];
            let near = sentence.paragraph == paragraph || last.is_none() && before + 1 == here;
            if !near || self.discourse.spoke_since(before) {
                break;
            }
            let tokens = sentence.tokens.clone();
            let subject = self.first_clause_subject(&tokens, tokens.end).filter(|speaker| {
                speaker.mention.is_some_and(|index| {
                    let named = &self.mentions.items[index];
                    named.speaks() && super::discourse::named_agrees(named, &found.form)
                })
            });
            if subject.is_some() {
                return subject;
            }
        }
        last
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

    /// The subject of the sentence's main clause, for a participle.
    pub(super) fn participle_subject(&mut self, sentence: &Range<usize>, found: &Found) -> Option<Speaker> {
        self.discourse
            .agreeing_in_sentence(found, self.mentions)
            .or_else(|| match self.clause_subject(sentence, found) {
                Some(clause) => clause,
                None => self
                    .last_person(sentence, found)
                    .or_else(|| self.discourse.elided(found, self.mentions)),
            })
    }
}
