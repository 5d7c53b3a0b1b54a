//! The content behind a verb of saying: marked by "that", a colon or a quotation, or by nothing.

use std::ops::Range;

use super::Reader;
use super::content::{clause_end, trim, words};
use crate::document::Found;
use crate::lexicon::Class;
use crate::tokens::TokenKind;

impl Reader<'_, '_> {
    /// Whether tokens hold a finite verb: they can be a content.
    pub(super) fn is_clause(&self, tokens: Range<usize>) -> bool {
        let document = self.document;
        words(document, &tokens) >= 3
            && tokens.clone().any(|at| {
                document.finite_verb(at).is_some()
                    || document.is(at, Class::Auxiliary)
                    || document.key(at).ends_with("ed")
            })
    }

    /// Whether a sentence opens with a phrase that is set off by a comma and is no content.
    pub(super) fn is_opener(&self, start: usize) -> bool {
        let document = self.document;
        document.is_any(start, &[Class::Topic, Class::Condition])
            || document.is(start, Class::Preposition) && !document.is(start, Class::Determiner)
            || document.is(start, Class::Conjunction) && !document.is(start, Class::Determiner)
    }

    pub(super) fn adjunct_at(&self, at: usize) -> bool {
        self.document.is_any(
            at,
            &[
                Class::Preposition,
                Class::Adverb,
                Class::Conjunction,
                Class::Reporter,
            ],
        )
    }

    /// The content behind a verb.
    pub(super) fn forward(&self, sentence: &Range<usize>, found: &Found) -> Option<Forward> {
        let document = self.document;
        let say = &document.lexicon.pack.say[found.entry];
        let mut at = found.end;
        let limit = sentence.end;
        if say.addressee {
            at = self.after_addressee(at, limit);
        }
        // "dismissed as "baseless" a report": what is judged stands behind the judgment.
        if say
            .skip
            .iter()
            .any(|word| document.key(at.min(limit - 1)) == word)
        {
            at = document
                .quotation_at(at + 1)
                .map_or(at + 2, |quotation| quotation.close + 1)
                .min(limit);
        }
        // A call's quoted words are part of it ("calling it "a blow"").
        let marked = self.marker_after(at, limit).filter(|&start| {
            !(say.call
                && !document.is_any(at, &[Class::Pronoun, Class::ObjectPronoun])
                && start > at
                && document.quotation_at(start).is_some()
                && !document.tokens[start - 1].is_mark(':'))
        });
        let (start, weak) = match marked {
            Some(start) => (start, false),
            None if say.weak && !say.call && !say.deed => return None,
            None => (self.after_adjuncts(at, limit), true),
        };
        let token = document.tokens.get(start).filter(|_| start < limit)?;
        if weak {
            let preposition = document.is(start, Class::Preposition) && !self.takes_preposition(say, start);
            let small = document.is_any(start, &[Class::Conjunction, Class::Adverb]);
            let opens = document.is_any(start, &[Class::Determiner, Class::Pronoun]);
            let fits = opens || token.is_word() && !preposition && !small;
            let infinitive = say.infinitive && document.key(start) == document.lexicon.infinitive_mark();
            if !(fits || say.call || infinitive) {
                return None;
            }
        }
        let nominal = weak && self.takes_preposition(say, start);
        let start = start + usize::from(nominal);
        let end = clause_end(document, sentence, start);
        let end = if weak && !say.call {
            self.circumstance_end(start, end)
        } else {
            end
        };
        let content = trim(document, start..end);
        if !say.needs.is_empty() && !self.has_needed(say, content.clone()) {
            return None;
        }
        // "called the decision "a blow"", "asked the court to …": a call in a verb of other senses.
        if weak && say.weak {
            let called = content.clone().any(|at| document.quotation_at(at).is_some());
            let asked = content
                .clone()
                .any(|at| document.key(at) == document.lexicon.infinitive_mark());
            let deed = say.deed && self.is_deed(content.clone());
            if !called && !asked && !deed || document.is(start, Class::Preposition) {
                return None;
            }
        }
        let clause = self.has_own_verb(content.clone());
        let deed = say.deed && self.is_deed(content.clone());
        let least = if marked.is_some() {
            1
        } else if nominal || say.object || say.call || say.infinitive || deed {
            2
        } else {
            3
        };
        if words(document, &content) < least
            || weak && !clause && !self.can_be_phrase(say, start, nominal || deed)
        {
            return None;
        }
        let direct = document
            .quotation_at(start)
            .is_some_and(|quotation| quotation.close + 2 >= end);
        Some(Forward {
            content,
            direct,
            weak,
        })
    }

    /// A noun phrase as content ends before a participle of circumstance (", flanked by X").
    fn circumstance_end(&self, start: usize, end: usize) -> usize {
        let document = self.document;
        let comma = (start + 1..end.saturating_sub(1)).find(|&at| {
            document.tokens[at].is_comma()
                && (document.key(at + 1).ends_with("ed") || document.key(at + 1).ends_with("ing"))
        });
        match comma {
            Some(comma) if !self.has_own_verb(start..comma) => comma,
            _ => end,
        }
    }

    /// Whether a content without a verb of its own fits its cue.
    fn can_be_phrase(&self, say: &crate::pack::Say, start: usize, fits: bool) -> bool {
        let infinitive = self.document.key(start) == self.document.lexicon.infinitive_mark();
        fits || say.object || say.call || say.infinitive && (infinitive || !say.deed)
    }

    /// Whether a noun phrase names a deed: its head has the ending of such nouns, or is one by the pack ("the evacuation of").
    fn is_deed(&self, tokens: Range<usize>) -> bool {
        const ENDINGS: [&str; 7] = ["tion", "sion", "ment", "ance", "ence", "ing", "al"];
        let document = self.document;
        tokens
            .take(6)
            .take_while(|&at| document.tokens[at].is_word() && !document.is(at, Class::Relative))
            .take_while(|&at| !document.is(at, Class::Preposition))
            .filter(|&at| !document.is_any(at, &[Class::Determiner, Class::SourceAdjective]))
            .any(|at| {
                let key = document.key(at);
                document.is(at, Class::DeedNoun)
                    || key.len() > 6 && ENDINGS.iter().any(|ending| key.ends_with(ending))
            })
    }

    /// Whether a content has one of the words without which its verb attributes nothing ("puts … at", "sees … rising").
    fn has_needed(&self, say: &crate::pack::Say, content: Range<usize>) -> bool {
        let document = self.document;
        content.skip(1).take(12).any(|at| {
            say.needs.iter().any(|needed| match needed.strip_prefix('-') {
                Some(ending) => document
                    .key(at)
                    .strip_suffix(ending)
                    .is_some_and(|stem| stem.len() > 2),
                None => document.key(at) == needed,
            })
        })
    }

    pub(super) fn takes_preposition(&self, say: &crate::pack::Say, at: usize) -> bool {
        say.prepositions
            .iter()
            .any(|preposition| self.document.key(at) == preposition)
    }

    /// A clause has a verb before any relative pronoun.
    pub(super) fn has_own_verb(&self, tokens: Range<usize>) -> bool {
        let document = self.document;
        for at in tokens.start..tokens.end.min(tokens.start + 24) {
            if document.is_any(at, &[Class::Relative]) || document.is(at, Class::That) && at > tokens.start {
                return false;
            }
            if document.finite_verb(at).is_some()
                || document.is(at, Class::Auxiliary)
                || document.key(at).ends_with("ed") && document.key(at).len() > 4
            {
                return true;
            }
        }
        false
    }

    pub(super) fn after_addressee(&self, at: usize, limit: usize) -> usize {
        let document = self.document;
        let mut at = at;
        let start = at;
        while at < limit
            && document.is_any(
                at,
                &[
                    Class::Determiner,
                    Class::Definite,
                    Class::SourceAdjective,
                    Class::Outlet,
                ],
            )
            && !document.is(at, Class::Pronoun)
            && !document.is(at, Class::That)
        {
            at += 1;
        }
        if let Some(found) = document.find(at, Class::Reporter) {
            return found.end;
        }
        // "told Al Nahar television": a name of several words and what it is.
        let run = (at..limit.min(at + 5))
            .find(|&it| !document.tokens[it].capital)
            .unwrap_or(limit);
        if run > at && run < limit && document.is_any(run, &[Class::Outlet, Class::OutletEnd]) {
            return run + 1;
        }
        if let Some(index) = self.mentions.starting_at(at).filter(|_| at < limit) {
            return self.mentions.items[index].tokens.end;
        }
        if at < limit
            && (at > start || document.is(at, Class::ObjectPronoun) || document.is(at, Class::Source))
            && document.tokens[at].is_word()
        {
            return at + 1;
        }
        start
    }

    /// Where a content with a marker begins: `that`, a quotation, a colon, adjuncts passed over.
    pub(super) fn marker_after(&self, at: usize, limit: usize) -> Option<usize> {
        let document = self.document;
        for it in at..limit.min(at + 16) {
            let token = &document.tokens[it];
            if document.quotation_at(it).is_some() {
                // "called it “a blow”", "declared it, in the hall, “a blow”".
                let judged = document.is(at, Class::Pronoun) || document.is(at, Class::ObjectPronoun);
                let near = it == at
                    || judged && it == at + 1
                    || document.tokens[it - 1].is_comma()
                    || document.tokens[it - 1].is_mark(':')
                    || self.only_adjuncts(at, it);
                return near.then_some(it);
            }
            if token.is_mark(':') {
                return Some(it + 1);
            }
            if document.is(it, Class::That)
                && (it == at || self.only_adjuncts(at, it))
                && !document.is(it, Class::Relative)
            {
                return document.find(it, Class::That).map(|found| found.end);
            }
            if token.is_stop()
                || token.is_mark(';')
                || document.finite_verb(it).is_some()
                    && it > at
                    && !document.is(it, Class::Determiner)
                    && self.mentions.index_at(it).is_none()
                    && !document.is_any(it - 1, &[Class::Determiner, Class::Preposition])
                || document.is(it, Class::Auxiliary)
            {
                return None;
            }
        }
        None
    }

    /// Between a verb and its marker stand only phrases of time, place and manner.
    pub(super) fn only_adjuncts(&self, from: usize, to: usize) -> bool {
        let document = self.document;
        if (from..to).any(|at| {
            document.is_any(at, &[Class::Conjunction, Class::And]) && !document.is(at, Class::Preposition)
        }) || to - from > 10
            || from < to
                && document.key(from) == document.lexicon.infinitive_mark()
                && !document.is_any(
                    from + 1,
                    &[
                        Class::Reporter,
                        Class::Determiner,
                        Class::Outlet,
                        Class::ObjectPronoun,
                    ],
                )
                && self.mentions.index_at(from + 1).is_none()
        {
            return false;
        }
        from == to
            || self.adjunct_at(from)
            || document.tokens[from].is_comma()
            || document.is(from, Class::SpokenTo)
            || document.tokens[from].kind == TokenKind::Number
            || document.tokens[to].is_mark(':')
    }

    /// Passes "on Wednesday", "in a statement", "only" between a verb and a bare content.
    pub(super) fn after_adjuncts(&self, at: usize, limit: usize) -> usize {
        let document = self.document;
        let mut at = at;
        while at < limit {
            if let Some(found) = document
                .find(at, Class::Adverb)
                .filter(|_| !document.is(at, Class::Both))
            {
                at = found.end;
            } else if let Some(found) = document
                .find(at, Class::Preposition)
                .filter(|_| !document.is(at, Class::With))
            {
                let mut next = found.end;
                while next < limit && document.is_any(next, &[Class::Determiner, Class::SourceAdjective]) {
                    next += 1;
                }
                let known = self
                    .mentions
                    .starting_at(next)
                    .map(|index| self.mentions.items[index].tokens.end);
                if !(document.is_any(next, &[Class::Adverb, Class::Document, Class::Reporter])
                    || known.is_some())
                {
                    return at;
                }
                at = known.unwrap_or(next + 1);
            } else {
                return at;
            }
        }
        at
    }
}

/// A content behind a verb.
pub(super) struct Forward {
    pub content: Range<usize>,
    pub direct: bool,
    /// Nothing marks where it begins.
    pub weak: bool,
}
