//! Sources: the noun phrase that a cue's speaker is, or what it goes back to.

use std::ops::Range;

use isnad_model::{ChainKind, EntityKind};

use super::{Reader, Speaker, link_kind};
use crate::document::Document;
use crate::inflect::Gender;
use crate::lexicon::Class;
use crate::mentions::outlets_bare as bare;
use crate::tokens::Token;

/// Tokens of a noun phrase at most.
const PHRASE: usize = 16;

/// A source found in the text and where its phrase ends.
pub struct Phrase {
    /// Who it is.
    pub speaker: Speaker,
    /// One past its last token.
    pub end: usize,
}

impl Reader<'_, '_> {
    /// The speaker that a mention is, with the words from `start`.
    pub(super) fn speaker(&self, index: usize, tokens: &Range<usize>) -> Speaker {
        let named = &self.mentions.items[index];
        let mut span = self.document.span(tokens);
        if tokens.start == named.tokens.start {
            span.start = named.span.start;
        }
        span.end = span.end.min(named.span.end.max(span.start)).max(named.span.end);
        Speaker {
            span: Some(span),
            mention: Some(index),
            name: named.name.clone(),
            kind: link_kind(self.mentions, index),
        }
    }

    /// The source whose noun phrase begins at `start`, read no further than `limit`.
    pub(super) fn source_at(&mut self, start: usize, limit: usize) -> Option<Phrase> {
        let document = self.document;
        let limit = limit.min(start + PHRASE).min(document.tokens.len());
        let mut start = start;
        while start < limit
            && (document.is_any(start, &[Class::Determiner, Class::Definite])
                && document.lexicon.language.capitals)
        {
            start += 1;
        }
        // Numerals and opening marks before the noun or name.
        while start < limit
            && !document.lexicon.language.capitals
            && (document.is_whole(start, Class::Determiner) || document.tokens[start].is_quote())
        {
            start += 1;
        }
        if start >= limit {
            return None;
        }
        let own = self.mention_phrase(start, limit);
        if own.is_some() {
            return own;
        }
        if let Some(phrase) = self.document_phrase(start, limit) {
            return Some(phrase);
        }
        if document
            .find(start, Class::Source)
            .is_some_and(|found| found.clitic.conjunction.is_none())
            || self.modified_source(start, limit).is_some()
        {
            let noun = self.modified_source(start, limit).unwrap_or(start);
            // A title whose name follows is no unnamed source; a person further on in the phrase tells.
            if let Some(phrase) = self.person_ahead(start, limit) {
                return Some(phrase);
            }
            if let Some(phrase) = self.definite_role(start, limit) {
                return Some(phrase);
            }
            // `وزير الدفاع`: an office in construct, not "a minister".
            if document.is_any(start, &[Class::Title, Class::TitleFeminine])
                && document.is_definite(start + 1)
                && let Some(phrase) = self.office(start, limit)
            {
                return Some(phrase);
            }
            let index = crate::mentions::add_anonymous(document, self.mentions, noun)?;
            let tokens = self.mentions.items[index].tokens.clone();
            let end = tokens.end;
            return Some(Phrase {
                speaker: self.speaker(index, &tokens),
                end,
            });
        }
        self.person_ahead(start, limit)
            .or_else(|| self.definite_role(start, limit))
            .or_else(|| self.office(start, limit))
    }

    /// `المرأة الخمسينية`, `الصيادون`: people told of before or in general, as the subject of a content clause.
    pub(super) fn people(&self, start: usize, limit: usize) -> Option<Phrase> {
        let document = self.document;
        if document.lexicon.language.capitals
            || document.is_any(start, &[Class::Adverb, Class::Relative, Class::Topic])
        {
            return None;
        }
        // `خفر السواحل`: a plain noun in construct.
        let construct = !document.is_definite(start)
            && start + 1 < limit
            && document.key(start + 1).starts_with("ال")
            && document.is_definite(start + 1)
            && document.finite_verb(start).is_none()
            && document.key(start).chars().count() > 2
            && !document.is_any(
                start,
                &[
                    Class::Preposition,
                    Class::Negation,
                    Class::NotName,
                    Class::Conjunction,
                    Class::Determiner,
                    Class::Meeting,
                ],
            );
        let definite = document.key(start).starts_with("ال") && document.is_definite(start);
        if !construct && !definite {
            return None;
        }
        let mut end = start + 1 + usize::from(construct);
        while end < limit
            && document.is_definite(end)
            && (construct || agrees_in_gender(document, start, end))
            && document.tokens[end].is_word()
            && !document.is_any(end, &[Class::Adverb, Class::Relative])
            && end < start + 5
        {
            end += 1;
        }
        let span = document.span(&(start..end));
        if document.is(start, Class::Human) {
            let here = document.tokens[start].span.start;
            let person = self
                .mentions
                .before(here)
                .find(|&index| self.mentions.items[index].kind == EntityKind::Person);
            if let Some(index) = person {
                let named = &self.mentions.items[index];
                let speaker = Speaker {
                    span: Some(span),
                    mention: Some(index),
                    name: named.name.clone(),
                    kind: link_kind(self.mentions, index),
                };
                return Some(Phrase { speaker, end });
            }
        }
        let speaker = Speaker {
            span: Some(span),
            mention: None,
            name: document.slice(span).to_owned(),
            kind: ChainKind::Group,
        };
        Some(Phrase { speaker, end })
    }

    /// `مكتب رئيس الوزراء`, `وزير الخارجية السعودي`: an office whose holder the text does not name.
    fn office(&self, start: usize, limit: usize) -> Option<Phrase> {
        let document = self.document;
        let head = document.found_at(start).iter().find(|it| {
            matches!(
                it.class,
                Class::Title
                    | Class::TitleFeminine
                    | Class::TitlePlural
                    | Class::Institution
                    | Class::InstitutionClass
            ) && it.clitic.conjunction.is_none()
        })?;
        if document.lexicon.language.capitals {
            return None;
        }
        let kind = if matches!(head.class, Class::Institution | Class::InstitutionClass) {
            ChainKind::Organization
        } else {
            ChainKind::Person
        };
        let mut end = head.end;
        let mut closed = false;
        while end < limit
            && document.tokens[end].is_word()
            && !document.is_any(
                end,
                &[
                    Class::That,
                    Class::ThatPronoun,
                    Class::Preposition,
                    Class::Adverb,
                    Class::Relative,
                    Class::RelayFrom,
                ],
            )
            && document
                .finite_verb(end)
                .is_none_or(|_| document.is_definite(end))
        {
            let definite = document.is_definite(end) || self.mentions.index_at(end).is_some();
            if closed && !definite {
                break;
            }
            closed |= definite;
            end += 1;
        }
        if !closed {
            return None;
        }
        let span = document.span(&(start..end));
        Some(Phrase {
            speaker: Speaker {
                span: Some(span),
                mention: None,
                name: document.slice(span).to_owned(),
                kind,
            },
            end,
        })
    }

    /// A noun of a source behind its adjectives ("senior civil servant").
    fn modified_source(&self, start: usize, limit: usize) -> Option<usize> {
        let document = self.document;
        if !document.lexicon.language.capitals {
            return None;
        }
        let mut at = start;
        while at < limit && at < start + 5 {
            if document.find(at, Class::Source).is_some() {
                return Some(at);
            }
            let modifies = document.is_any(
                at,
                &[
                    Class::SourceAdjective,
                    Class::TitleWord,
                    Class::Institution,
                    Class::Title,
                ],
            ) || document.known.demonym(document.key(at)).is_some();
            if !modifies || self.mentions.index_at(at).is_some() {
                return None;
            }
            at += 1;
        }
        None
    }

    /// A mention whose phrase begins here.
    fn mention_phrase(&self, start: usize, limit: usize) -> Option<Phrase> {
        let near = self.mentions.within(start..limit).next();
        let index = self.mentions.starting_at(start).or_else(|| {
            near.filter(|&index| {
                let named = &self.mentions.items[index];
                // Its phrase, or a class noun right before it (`منظمة` `أطباء بلا حدود`).
                let class = self
                    .document
                    .find(start, Class::InstitutionClass)
                    .or_else(|| self.document.find(start, Class::Outlet));
                named.tokens.start >= start
                    && (named.phrase <= start
                        || class.is_some_and(|it| {
                            it.end == named.tokens.start && named.kind == EntityKind::Organization
                        }))
            })
        })?;
        let named = &self.mentions.items[index];
        if named.tokens.start < start {
            return None;
        }
        let end = named.tokens.end;
        let after_quote = self.document.tokens.get(end).is_some_and(Token::is_quote)
            && named.tokens.start > start.min(named.tokens.start)
            && self.document.tokens[named.tokens.start - 1].is_quote();
        let tokens = start..if after_quote { end + 1 } else { end };
        let mut speaker = self.speaker(index, &tokens);
        if after_quote {
            speaker.span = Some(self.document.span(&tokens));
        }
        Some(Phrase {
            speaker,
            end: tokens.end,
        })
    }

    /// A person in apposition to a title phrase that no pattern read to its end.
    fn person_ahead(&self, start: usize, limit: usize) -> Option<Phrase> {
        let document = self.document;
        if document.is_any(
            start,
            &[
                Class::Preposition,
                Class::That,
                Class::ThatPronoun,
                Class::Adverb,
                Class::Conjunction,
            ],
        ) {
            return None;
        }
        for at in start..limit {
            let token = &document.tokens[at];
            if let Some(index) = self.mentions.starting_at(at) {
                let named = &self.mentions.items[index];
                if named.kind == EntityKind::Person {
                    let quoted = at > start && document.tokens[at - 1].is_quote();
                    let tokens = start..named.tokens.end + usize::from(quoted);
                    return Some(Phrase {
                        speaker: Speaker {
                            span: Some(document.span(&tokens)),
                            ..self.speaker(index, &(named.tokens.clone()))
                        },
                        end: tokens.end,
                    });
                }
            }
            let stop = !token.is_word() && !token.is_quote()
                || document
                    .finite_verb(at)
                    .is_some_and(|it| it.clitic.letters == 0 && !document.is_definite(at))
                    && !document.is_any(at, &[Class::Title, Class::TitleFeminine, Class::Institution])
                    && self.mentions.index_at(at).is_none()
                || document.is_any(
                    at,
                    &[Class::That, Class::ThatPronoun, Class::Relative, Class::SpokenTo],
                );
            if stop {
                return None;
            }
        }
        None
    }

    /// `بيان للبعثة الأممية`, `دراسة أعدتها جامعة تشرين`: a document, its author the link.
    fn document_phrase(&mut self, start: usize, limit: usize) -> Option<Phrase> {
        let document = self.document;
        let mut noun = start;
        while noun < limit
            && noun < start + 3
            && !document.is(noun, Class::Document)
            && document.lexicon.language.capitals
            && document.is_any(
                noun,
                &[Class::SourceAdjective, Class::TitleWord, Class::Institution],
            )
        {
            noun += 1;
        }
        let found = document.find(noun, Class::Document)?;
        if found.clitic.conjunction.is_some() {
            return None;
        }
        let after = found.end;
        let stop = (after..limit.min(after + 8)).find(|&at| {
            !document.tokens[at].is_word() && !document.tokens[at].is_quote()
                || document.is_any(at, &[Class::That, Class::ThatPronoun])
        });
        let stop = stop.unwrap_or(limit.min(after + 8));
        let author = self
            .mentions
            .within(after..stop)
            .find(|&index| self.mentions.items[index].speaks());
        if let Some(index) = author {
            let end = self.mentions.items[index].tokens.end;
            let tokens = start..end;
            return Some(Phrase {
                speaker: Speaker {
                    span: Some(document.span(&tokens)),
                    ..self.speaker(index, &tokens)
                },
                end,
            });
        }
        for at in after..stop {
            if document.is_definite(at)
                && let Some(phrase) = self.definite_role(at, stop)
                && phrase.speaker.mention.is_some()
            {
                let span = document.span(&(start..phrase.end));
                return Some(Phrase {
                    speaker: Speaker {
                        span: Some(span),
                        ..phrase.speaker
                    },
                    end: phrase.end,
                });
            }
        }
        let mut end = after;
        while end < stop
            && (document.is_any(end, &[Class::SourceAdjective])
                || document.is_definite(end) && !document.is(end, Class::Adverb)
                || document.known.demonym(bare(document.key(end))).is_some())
        {
            end += 1;
        }
        let span = document.span(&(start..end));
        let name = document.slice(span).to_owned();
        Some(Phrase {
            speaker: Speaker {
                span: Some(span),
                mention: None,
                name,
                kind: ChainKind::Document,
            },
            end,
        })
    }

    /// `الصحيفة`, `المستشار`, "the ministry": a role that an earlier mention has.
    pub(super) fn definite_role(&self, start: usize, limit: usize) -> Option<Phrase> {
        let document = self.document;
        let arabic = !document.lexicon.language.capitals;
        let determined = start > 0 && document.is_any(start - 1, &[Class::Definite, Class::Determiner]);
        let definite = if arabic {
            document.is_definite(start)
        } else {
            determined
        };
        if !definite
            || !document.tokens[start].is_word()
            || document.is_any(start, &[Class::Adverb, Class::Relative, Class::Topic])
        {
            return None;
        }
        let mut end = start + 1;
        while end < limit
            && end < start + 4
            && document.tokens[end].is_word()
            && !(arabic
                && document.is_any(
                    end,
                    &[
                        Class::InstitutionClass,
                        Class::Institution,
                        Class::GroupHead,
                        Class::Outlet,
                    ],
                ))
            && if arabic {
                document.is_definite(end)
                    && agrees_in_gender(document, start, end)
                    && !document.is_any(
                        end,
                        &[Class::Adverb, Class::Relative, Class::That, Class::Preposition],
                    )
            } else {
                document.finite_verb(end).is_none()
                    && document.is_any(
                        end,
                        &[
                            Class::Institution,
                            Class::OrganizationEnd,
                            Class::Title,
                            Class::TitleWord,
                            Class::Source,
                            Class::Outlet,
                        ],
                    )
            }
        {
            end += 1;
        }
        let keys: Vec<String> = (start..end)
            .map(|at| bare(self.without_clitic(at)).to_owned())
            .collect();
        let classes = [
            Class::Title,
            Class::TitleFeminine,
            Class::Outlet,
            Class::Institution,
            Class::InstitutionClass,
            Class::OrganizationEnd,
            Class::Body,
            Class::Source,
            Class::Document,
        ];
        let role = (start..end).any(|at| document.is_any(at, &classes));
        let antecedent = self.antecedent(
            &keys,
            start,
            (start..end).find(|&at| document.is_any(at, &classes)),
        );
        let determined_start = if arabic { start } else { start - 1 };
        let mut span = document.span(&(determined_start..end));
        if arabic {
            // `للصحيفة` is given whole, clitic and all, since the article is fused with it.
            span.start = document.tokens[start].span.start;
        }
        match antecedent {
            Some(index) => {
                let named = &self.mentions.items[index];
                Some(Phrase {
                    speaker: Speaker {
                        span: Some(span),
                        mention: Some(index),
                        name: named.name.clone(),
                        kind: link_kind(self.mentions, index),
                    },
                    end,
                })
            }
            None if role => {
                // `المتحدث باسم الحكومة`: what the role is of belongs to it.
                let person =
                    (start..end).any(|at| document.is_any(at, &[Class::Title, Class::TitleFeminine]));
                if let Some(word) = document.find(end, Class::TitleWord).filter(|it| it.end < limit)
                    && let Some(index) = self.mentions.starting_at(word.end)
                    && self.mentions.items[index].tokens.end <= limit
                {
                    end = self.mentions.items[index].tokens.end;
                    span.end = self.mentions.items[index].span.end;
                }
                // The name goes without the article that stands as a word of its own.
                let bare_span = isnad_text::Span::new(document.tokens[start].span.start, span.end);
                let name = document.slice(bare_span).to_owned();
                let kind = if person {
                    ChainKind::Person
                } else {
                    ChainKind::Organization
                };
                Some(Phrase {
                    speaker: Speaker {
                        span: Some(span),
                        mention: None,
                        name,
                        kind,
                    },
                    end,
                })
            }
            None => None,
        }
    }

    /// The mention that a role noun at a token goes back to (`الوزير الكويتي`).
    pub fn role_at(&self, at: usize) -> Option<usize> {
        let limit = self.document.tokens.len().min(at + 4);
        if at >= limit {
            None
        } else {
            self.definite_role(at, limit)?.speaker.mention
        }
    }

    /// The same for a role noun whose phrase ends right before a verb.
    pub fn role_before(&self, sentence: &Range<usize>, verb: usize) -> Option<usize> {
        let document = self.document;
        let mut end = verb;
        while end > sentence.start
            && document.is_any(end - 1, &[Class::Auxiliary, Class::Future, Class::Adverb])
        {
            end -= 1;
        }
        let floor = sentence.start.max(end.saturating_sub(3));
        (floor..end)
            .find_map(|at| self.definite_role(at, end).filter(|phrase| phrase.end == end))
            .and_then(|phrase| phrase.speaker.mention)
    }

    fn without_clitic(&self, at: usize) -> &str {
        let key = self.document.key(at);
        if let Some(rest) = key.strip_prefix("لل") {
            return rest;
        }
        match key.find("ال") {
            Some(from) if from <= 'و'.len_utf8() * 2 && self.document.is_definite(at) => &key[from..],
            _ => key,
        }
    }

    /// The nearest earlier mention that has one of the role's words: in its title, its class noun or its name.
    fn antecedent(&self, keys: &[String], before: usize, role: Option<usize>) -> Option<usize> {
        let document = self.document;
        let here = document.tokens[before].span.start;
        let earlier = || self.mentions.before(here);
        let by_head = earlier().filter(|&index| {
            let named = &self.mentions.items[index];
            named.kind != EntityKind::Place
                && named
                    .heads
                    .iter()
                    .any(|head| keys.iter().any(|key| key == bare(head)))
        });
        if let Some(index) = by_head.max_by_key(|&index| self.mentions.items[index].span.start) {
            return Some(index);
        }
        let role = role?;
        // A word for a class of bodies goes back to the nearest body, one for a person to the last person who spoke.
        if document.is_any(role, &[Class::Outlet]) {
            return earlier()
                .filter(|&index| self.mentions.items[index].outlet)
                .max_by_key(|&index| self.mentions.items[index].span.start);
        }
        if document.is_any(
            role,
            &[
                Class::Institution,
                Class::InstitutionClass,
                Class::OrganizationEnd,
            ],
        ) {
            let body = earlier().filter(|&index| {
                self.mentions.items[index].kind == EntityKind::Organization
                    && !self.mentions.items[index].outlet
            });
            return body
                .max_by_key(|&index| self.mentions.items[index].span.start)
                .filter(|_| document.is_any(role, &[Class::InstitutionClass, Class::OrganizationEnd]));
        }
        let feminine = document.is(role, Class::TitleFeminine);
        if document.is_any(role, &[Class::Title, Class::TitleFeminine]) {
            return self
                .discourse
                .last(
                    |named| {
                        named.kind == EntityKind::Person
                            && (named.gender == Gender::Any || (named.gender == Gender::Feminine) == feminine)
                    },
                    self.mentions,
                )
                .and_then(|speaker| speaker.mention);
        }
        None
    }
}

/// Whether a definite word can be the adjective of a definite noun: the feminine ending is on both or on neither.
fn agrees_in_gender(document: &Document<'_>, noun: usize, adjective: usize) -> bool {
    document.key(noun).ends_with('ه') == document.key(adjective).ends_with('ه')
}

/// Whether a phrase ends with a left-out subject: nothing stands between a cue and its content but adjuncts.
pub(super) fn is_adjunct(document: &Document<'_>, at: usize) -> bool {
    document.is_any(
        at,
        &[
            Class::Preposition,
            Class::Adverb,
            Class::SpokenTo,
            Class::That,
            Class::ThatPronoun,
            Class::According,
        ],
    )
}
