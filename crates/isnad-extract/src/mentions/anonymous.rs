//! Unnamed sources: `مصادر روسية مطلعة`, "two diplomats", and later words for the same.

mod phrase;

use std::ops::Range;

use isnad_model::EntityKind;

use super::outlets::clitic_letters;
use super::{Mentions, Named};
use crate::document::{Document, Found};
use crate::lexicon::Class;
use crate::shapes::{self, bare};
use phrase::{after, around};

/// Adds nouns that are sources by themselves, and other nouns for people where they speak.
pub fn find(document: &Document<'_>, mentions: &mut Mentions) {
    let titles = titles(document, mentions);
    let mut at = 0;
    while at < document.tokens.len() {
        // "member states": a longer phrase that names nobody.
        let longer = |end: usize| document.find(at, Class::NotName).is_some_and(|it| it.end > end);
        let found = document
            .find(at, Class::Source)
            .copied()
            .filter(|found| !titles[at] && !longer(found.end));
        let added = found
            .filter(|found| !document.opens_credit(found.start) && speaks(document, mentions, found))
            .and_then(|_| add_at(document, mentions, at));
        at = added.map_or(at + 1, |index| mentions.items[index].tokens.end);
    }
}

/// Which tokens are titles of a person named behind them.
fn titles(document: &Document<'_>, mentions: &Mentions) -> Vec<bool> {
    let mut titles = vec![false; document.tokens.len()];
    for named in mentions
        .items
        .iter()
        .filter(|named| named.kind == EntityKind::Person && named.phrase < named.tokens.start)
    {
        titles[named.phrase..named.tokens.start].fill(true);
    }
    titles
}

/// Whether a noun is a source where it stands.
fn speaks(document: &Document<'_>, mentions: &Mentions, found: &Found) -> bool {
    let listed = document.lexicon.language.verb_last;
    let tokens = phrase(document, mentions, found);
    // `منابع` alone are resources unless they speak.
    let bare = listed && !document.lexicon.language.capitals && tokens.len() == 1;
    if document.lexicon.pack.source[found.entry].always && !bare {
        return !is_of_something(document, found);
    }
    // "The Post reports": the verb.
    if found.start > 0 && document.is(found.start, Class::Say) && mentions.index_at(found.start - 1).is_some()
    {
        return false;
    }
    if found.enclitic || is_inner(document, found) {
        return false;
    }
    if names_follow(document, mentions, &tokens) {
        return false;
    }
    // `به خبرنگاران گفت`: whom it was told.
    let governed = listed
        && !document.lexicon.language.capitals
        && tokens.start > 0
        && document.is(tokens.start - 1, Class::Preposition);
    let reporter = listed && document.is(found.start, Class::Reporter);
    let speaks =
        || !reporter && speaks_next(document, &tokens) || listed && leads(document, mentions, &tokens);
    let beside = is_told_by(document, &tokens) || !governed && speaks();
    // `Bakan`, `وزیر`: the holder of an office who was told before.
    let office = listed
        && tokens.len() == 1
        && document.is(found.start, Class::Title)
        && !(tokens.start > 0 && document.is(tokens.start - 1, Class::Determiner))
        && earlier(document, mentions, found, true, &tokens).is_none();
    if office {
        return false;
    }
    let definite = document.is_definite(found.start) || is_determined(document, tokens.start);
    // A definite noun goes back to somebody; unless he is unnamed too, he is no unnamed source.
    let speaks_for =
        definite && tokens.len() > 2 && tokens.clone().any(|at| document.is_whole(at, Class::OnBehalf));
    beside && (!definite || speaks_for || earlier(document, mentions, found, true, &tokens).is_some())
}

/// `یک دیپلمات که …، در گفت‌وگو با X گفت`: a phrase with a determiner or a body leads a clause whose verb, at its end, reports.
fn leads(document: &Document<'_>, mentions: &Mentions, tokens: &Range<usize>) -> bool {
    let determined = tokens.start > 0 && document.is(tokens.start - 1, Class::Determiner);
    if !determined && tokens.len() < 2
        || document.is_any(tokens.end, &[Class::ObjectMark, Class::With])
        || document
            .tokens
            .get(tokens.end)
            .is_some_and(|next| next.kind == crate::tokens::TokenKind::Suffix)
    {
        return false;
    }
    let sentence = document.sentence(tokens.start).tokens.clone();
    let other = mentions
        .within(sentence.start..tokens.start)
        .any(|index| mentions.items[index].kind == EntityKind::Person);
    let cue = (tokens.end..sentence.end.min(tokens.end + 40)).find(|&at| {
        document.finite_verb(at).is_some_and(|it| it.class == Class::Say)
            && document
                .tokens
                .get(document.find(at, Class::Say).map_or(at + 1, |it| it.end))
                .is_none_or(|next| {
                    !next.is_word() || document.is(at + 1, Class::That) || document.lexicon.language.capitals
                })
    });
    let between = |cue: usize| {
        mentions
            .within(tokens.end..cue)
            .any(|index| mentions.items[index].kind == EntityKind::Person)
    };
    !other && cue.is_some_and(|cue| !between(cue))
}

/// `مصادر الدخل`, "sources of income": not people.
fn is_of_something(document: &Document<'_>, found: &Found) -> bool {
    let next = found.end;
    let Some(token) = document
        .tokens
        .get(next)
        .filter(|token| token.is_word() && !token.starts_line)
    else {
        return false;
    };
    if document.lexicon.language.capitals {
        return document.is(next, Class::NameLink)
            && document.is(next, Class::Preposition)
            && !document.is(next, Class::And)
            && token.sentence == document.tokens[found.start].sentence
            && !document.is_any(next + 1, &[Class::Definite])
            && document.key(next) != "for"
            && document.key(next) != "on";
    }
    document.lexicon.language.proclitics
        && !document.is_definite(found.start)
        && document.is_definite(next)
        && !shapes::begins_with_conjunction(document.key(next))
        && !shapes::begins_with_by_or_for(document.key(next))
        && !document.is_any(
            next,
            &[
                Class::Institution,
                Class::Body,
                Class::InstitutionClass,
                Class::SourceAdjective,
                Class::Adverb,
                Class::Outlet,
            ],
        )
}

fn is_determined(document: &Document<'_>, start: usize) -> bool {
    start > 0 && document.is(start - 1, Class::Definite) && document.lexicon.language.capitals
}

/// The second noun of a compound ("crane driver" at "driver", `ضابط` in `بيان ضابط`) begins nothing in a language with capitals.
fn is_inner(document: &Document<'_>, found: &Found) -> bool {
    // `مسؤول الإغاثة`: in construct, a role and no person.
    !document.lexicon.language.capitals
        && document.lexicon.language.proclitics
        && !document.is_definite(found.start)
        && document
            .tokens
            .get(found.end)
            .is_some_and(|token| token.is_word() && !token.starts_line)
        && document.is_definite(found.end)
        && !shapes::begins_with_by_or_for(document.key(found.end))
        && found.form.number != crate::inflect::Number::Plural
}

/// A name right behind the phrase, or in marks, is whom the noun is the title of.
fn names_follow(document: &Document<'_>, mentions: &Mentions, tokens: &Range<usize>) -> bool {
    let Some(next) = document.tokens.get(tokens.end) else {
        return false;
    };
    let person = |at: usize| {
        mentions
            .starting_at(at)
            .is_some_and(|index| mentions.items[index].kind == EntityKind::Person)
    };
    if next.is_comma() && document.lexicon.language.capitals && person(tokens.end + 1) {
        return true;
    }
    if next.starts_line {
        return false;
    }
    if mentions
        .index_at(tokens.end)
        .is_some_and(|index| mentions.items[index].kind == EntityKind::Person)
    {
        return true;
    }
    next.is_quote()
        && document
            .quotation_at(tokens.end)
            .is_some_and(|it| it.close - it.open <= 4)
        && mentions.index_at(tokens.end + 1).is_some()
}

/// A verb of saying, a preposition of attribution or a relay's preposition before the phrase.
fn is_told_by(document: &Document<'_>, tokens: &Range<usize>) -> bool {
    let mut at = tokens.start;
    let sentence = document.sentence(tokens.start).tokens.start;
    for _ in 0..3 {
        let Some(before) = at.checked_sub(1).filter(|&before| before >= sentence) else {
            return false;
        };
        if let Some(opener) = (before.saturating_sub(3)..=before).find(|&it| {
            document.found_at(it).iter().any(|found| {
                found.end == at && matches!(found.class, Class::According | Class::Say | Class::RelayFrom)
            })
        }) {
            let participle = crate::inflect::Tense::Participle;
            let say = document.found_at(opener).iter().any(|it| {
                it.end == at
                    && match it.class {
                        Class::According => true,
                        Class::Say => {
                            let say = &document.lexicon.pack.say[it.entry];
                            // `نقل تجار بضائعهم`: a verb with other senses needs what is said beside it.
                            // `"…," said analysts`, but not `said drivers were waiting`.
                            let inverted = !document.lexicon.language.capitals
                                || say.relay
                                || opener > sentence
                                    && !document.tokens[opener - 1].is_word()
                                    && !say.addressee
                                    && document.tokens.get(tokens.end).is_none_or(|next| !next.is_word());
                            let needs = if document.lexicon.language.capitals {
                                say.weak && !say.relay
                            } else {
                                say.weak || say.relay
                            };
                            let plain = inverted && (!needs || has_content(document, tokens.end));
                            plain && (it.form.tense != participle || say.relay)
                        }
                        _ => false,
                    }
            });
            return say
                || (opener.saturating_sub(10).max(sentence)..opener).any(|it| {
                    document.found_at(it).iter().any(|found| match found.class {
                        Class::Say => {
                            document.lexicon.pack.say[found.entry].relay
                                || document.lexicon.pack.say[found.entry].learns
                        }
                        Class::According => true,
                        _ => false,
                    })
                });
        }
        let skip =
            document.tokens[before].is_word() && document.is_any(before, &[Class::Determiner, Class::Adverb]);
        if !skip {
            // `أما ممرض …، فيروي`
            return document.is(before, Class::Topic)
                && document.tokens[before].is_word()
                && !document.lexicon.language.capitals;
        }
        at = before;
    }
    false
}

/// Whether words that open a content follow soon: `أن`, a colon, a quotation, the relay's `عن`.
fn has_content(document: &Document<'_>, from: usize) -> bool {
    let end = document.sentence(from).tokens.end;
    (from..(from + 14).min(end)).any(|at| {
        document.is_any(at, &[Class::That, Class::ThatPronoun, Class::RelayNoun])
            || document.tokens[at].is_mark(':')
            || document.tokens[at].is_quote()
            || document.lexicon.language.proclitics && document.is_whole(at, Class::RelayFrom)
    })
}

/// A verb of saying right behind the phrase, or behind a clause between commas that tells more of it.
fn speaks_next(document: &Document<'_>, tokens: &Range<usize>) -> bool {
    let sentence = document.sentence(tokens.start).tokens.end;
    let says = |at: usize| {
        at < sentence
            && document.found_at(at).iter().any(|it| {
                it.class == Class::Say
                    && (!document.lexicon.pack.say[it.entry].weak || has_content(document, at + 1))
                    && matches!(
                        it.form.tense,
                        crate::inflect::Tense::Past
                            | crate::inflect::Tense::Present
                            | crate::inflect::Tense::Future
                    )
            })
    };
    let says_soon = |at: usize| {
        says(at)
            || document.is_any(at, &[Class::Adverb, Class::Auxiliary])
                && !document.is(at, Class::Passive)
                && (says(at + 1) || document.is_any(at + 1, &[Class::Adverb]) && says(at + 2))
    };
    let end = tokens.end;
    if says_soon(end) || document.is(end, Class::RelayNoun) && end < sentence {
        return true;
    }
    let opens = document
        .tokens
        .get(end)
        .is_some_and(crate::tokens::Token::is_comma);
    opens
        && (end + 1..(end + 18).min(sentence))
            .find(|&at| document.tokens[at].is_comma())
            .is_some_and(|close| says_soon(close + 1))
}

fn phrase(document: &Document<'_>, mentions: &Mentions, found: &Found) -> Range<usize> {
    if document.lexicon.language.capitals {
        around(document, mentions, found)
    } else {
        after(document, mentions, found)
    }
}

/// The tokens that an unnamed source at a noun would take.
pub fn range_at(document: &Document<'_>, mentions: &Mentions, noun: usize) -> Option<Range<usize>> {
    let found = *document.find(noun, Class::Source)?;
    Some(phrase(document, mentions, &found))
}

/// Adds the unnamed source whose noun phrase stands at or around a noun; the mention's index.
pub fn add_at(document: &Document<'_>, mentions: &mut Mentions, noun: usize) -> Option<usize> {
    let found = *document.find(noun, Class::Source)?;
    if mentions.index_at(noun).is_some() {
        return None;
    }
    let tokens = phrase(document, mentions, &found);
    let letters = if tokens.start == found.start {
        clitic_letters(document, noun)
    } else {
        0
    };
    let mut named = Named::pattern(document, tokens.clone(), letters, EntityKind::Anonymous, 0.85);
    named.gender = found.form.gender;
    named.number = found.form.number;
    named.heads.push(bare(document.key(noun)).to_owned());
    let definite =
        document.is_definite(noun) || tokens.start > 0 && document.is(tokens.start - 1, Class::Definite);
    let short = tokens.len() <= 2;
    let before = earlier(document, mentions, &found, definite && short, &tokens);
    named.referent = match before {
        Some(index) => {
            mentions.items[index].name.clone_into(&mut named.name);
            mentions.items[index].referent
        }
        None => mentions.new_referent(),
    };
    Some(mentions.add_around(named))
}

/// The last unnamed source of the same noun, which a definite phrase goes back to.
fn earlier(
    document: &Document<'_>,
    mentions: &Mentions,
    found: &Found,
    definite: bool,
    tokens: &Range<usize>,
) -> Option<usize> {
    let here = document.slice(document.span(tokens)).to_owned();
    let same = |named: &&Named| {
        named.kind == EntityKind::Anonymous
            && named.tokens.start < tokens.start
            && (named.tokens.clone().any(|at| {
                document
                    .find(at, Class::Source)
                    .is_some_and(|it| it.entry == found.entry)
            }))
    };
    let candidates: Vec<usize> = (0..mentions.items.len())
        .rev()
        .take(2000)
        .filter(|&index| same(&&mentions.items[index]))
        .take(8)
        .collect();
    // The same words, the adjectives of the phrase, or a bare definite noun.
    let words: Vec<&str> = tokens.clone().map(|at| bare(document.key(at))).collect();
    let fits = |index: usize| {
        let other: Vec<&str> = mentions.items[index]
            .tokens
            .clone()
            .map(|at| bare(document.key(at)))
            .collect();
        words.iter().skip(1).all(|word| other.contains(word))
    };
    let by_words = candidates
        .iter()
        .copied()
        .find(|&index| document.slice(mentions.items[index].span) == here || definite && fits(index));
    if definite {
        by_words
    } else {
        candidates
            .into_iter()
            .find(|&index| document.slice(mentions.items[index].span) == here)
    }
}
