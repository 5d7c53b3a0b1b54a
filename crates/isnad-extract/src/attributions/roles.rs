//! Roles: a definite noun that goes back to an earlier mention (`الصحيفة`, "the ministry").

use isnad_model::{ChainKind, EntityKind};

use super::sources::{Phrase, agrees_in_gender};
use super::{Reader, Speaker, link_kind};
use crate::inflect::Gender;
use crate::lexicon::Class;
use crate::shapes::{self, bare};

impl Reader<'_, '_> {
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
                let document_alone = (start..end)
                    .filter(|&at| document.is_any(at, &classes))
                    .all(|at| document.is(at, Class::Document) && !document.is_any(at, &classes[..8]));
                let kind = if person {
                    ChainKind::Person
                } else if document_alone && arabic {
                    ChainKind::Document
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

    /// The mention that a title goes back to, its adjectives left out ("the acting Thai premier").
    pub(super) fn definite_role_of(&self, title: usize) -> Option<usize> {
        let keys = [bare(self.without_clitic(title)).to_owned()];
        self.antecedent(&keys, title, Some(title))
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

    pub(super) fn without_clitic(&self, at: usize) -> &str {
        let key = self.document.key(at);
        if let Some(rest) = shapes::after_contracted_article(key) {
            return rest;
        }
        shapes::from_article(key)
            .filter(|_| self.document.is_definite(at))
            .unwrap_or(key)
    }

    /// The nearest earlier mention that has one of the role's words: in its title, its class noun or its name.
    pub(super) fn antecedent(&self, keys: &[String], before: usize, role: Option<usize>) -> Option<usize> {
        let document = self.document;
        let here = document.tokens[before].span.start;
        let earlier = || self.mentions.before(here);
        // The one of whom most of the role's words were told (`الوزير الياباني`), the nearest of several.
        let shared = |index: usize| {
            let heads = &self.mentions.items[index].heads;
            let told = |key: &&String| heads.iter().any(|head| key.as_str() == bare(head));
            keys.iter().filter(told).count()
        };
        // `الوزير الياباني` is no minister of whom another nation was told.
        let nation = keys
            .iter()
            .skip(1)
            .find(|key| document.lexicon.language.proclitics && document.known.demonym(key).is_some());
        let same_nation = |index: usize| {
            let heads = &self.mentions.items[index].heads;
            nation.is_none_or(|nation| {
                heads.iter().any(|head| bare(head) == nation.as_str())
                    || !heads
                        .iter()
                        .any(|head| document.known.demonym(bare(head)).is_some())
            })
        };
        let by_head = earlier()
            .filter(|&index| self.mentions.items[index].kind != EntityKind::Place && same_nation(index));
        let best = by_head
            .map(|index| (shared(index), self.mentions.items[index].span.start, index))
            .filter(|&(shared, ..)| shared > 0)
            .max();
        if let Some((_, _, index)) = best {
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
        if feminine {
            let near = earlier().take(12).find(|&index| {
                let named = &self.mentions.items[index];
                named.kind == EntityKind::Person && named.gender == Gender::Feminine
            });
            return near;
        }
        if document.is_any(role, &[Class::Title, Class::TitleFeminine])
            || document.lexicon.language.proclitics && document.is(role, Class::Source)
        {
            return self
                .discourse
                .last(
                    |named| {
                        named.kind == EntityKind::Person
                            && (named.gender == Gender::Any || (named.gender == Gender::Feminine) == feminine)
                    },
                    self.mentions,
                )
                .and_then(|speaker| speaker.mention)
                .or_else(|| self.topic_person(before, feminine))
                .filter(|&index| same_nation(index));
        }
        None
    }

    /// The person whom the text so far is about: the only one named, or one named twice as often as any other.
    fn topic_person(&self, before: usize, feminine: bool) -> Option<usize> {
        let here = self.document.tokens[before].span.start;
        if self.document.lexicon.language.capitals {
            return None;
        }
        let mut told: Vec<(usize, usize, usize)> = Vec::new();
        for index in self.mentions.before(here).take(64) {
            let named = &self.mentions.items[index];
            let fits = named.kind == EntityKind::Person
                && (named.gender == Gender::Any || (named.gender == Gender::Feminine) == feminine);
            if !fits {
                continue;
            }
            match told.iter_mut().find(|it| it.0 == named.referent) {
                Some(it) => it.1 += 1,
                None => told.push((named.referent, 1, index)),
            }
        }
        told.sort_by_key(|it| std::cmp::Reverse(it.1));
        let (_, most, index) = *told.first()?;
        let next = told.get(1).map_or(0, |it| it.1);
        (most >= 2 * next).then_some(index)
    }
}
