//! Unnamed sources: `مصادر روسية مطلعة`, "two diplomats", and later words for the same.

use std::ops::Range;

use isnad_model::EntityKind;

use super::outlets::{bare, clitic_letters};
use super::{Mentions, Named};
use crate::document::{Document, Found};
use crate::lexicon::Class;

/// Words that an unnamed source has at most.
const WORDS: usize = 9;

/// Adds nouns that are sources by themselves, and other nouns for people where they speak.
pub fn find(document: &Document<'_>, mentions: &mut Mentions) {
    let titles = titles(document, mentions);
    let mut at = 0;
    while at < document.tokens.len() {
        let found = document.find(at, Class::Source).copied().filter(|_| !titles[at]);
        let added = found
            .filter(|found| speaks(document, mentions, found))
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
    if document.lexicon.pack.source[found.entry].always {
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
    let tokens = phrase(document, mentions, found);
    if names_follow(document, mentions, &tokens) {
        return false;
    }
    let beside = is_told_by(document, &tokens) || speaks_next(document, &tokens);
    let definite = document.is_definite(found.start) || is_determined(document, tokens.start);
    // A definite noun goes back to somebody; unless he is unnamed too, he is no unnamed source.
    let speaks_for = definite && tokens.len() > 2 && tokens.clone().any(|at| document.key(at) == "باسم");
    beside && (!definite || speaks_for || earlier(document, mentions, found, true, &tokens).is_some())
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
        && !document.key(next).starts_with(['و', 'ف', 'ل', 'ب'])
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
        && !document.key(found.end).starts_with(['ل', 'ب'])
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
            || document.is(at, Class::RelayFrom) && document.key(at) == "عن"
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

/// Arabic: the noun, its adjectives, then at most one phrase that says where it sits.
fn after(document: &Document<'_>, mentions: &Mentions, found: &Found) -> Range<usize> {
    let start = found.start;
    let definite = document.is_definite(start);
    let mut end = found.end;
    while end < document.tokens.len() && end - start < WORDS && is_adjective(document, end, definite) {
        end += 1;
    }
    // `متابعة للملف`: what the adjective governs.
    if end > found.end
        && document
            .tokens
            .get(end)
            .is_some_and(|token| token.is_word() && !token.starts_line)
        && document.key(end).starts_with("لل")
        && document.is_definite(end)
        && document.find(end, Class::Outlet).is_none()
        && document.find(end, Class::Reporter).is_none()
    {
        return start..end + 1;
    }
    if definite {
        // `الناطقة باسم البلدية`: who an unnamed spokesperson speaks for.
        let speaks_for = document
            .tokens
            .get(end)
            .is_some_and(crate::tokens::Token::is_word)
            && document.key(end) == "باسم";
        return start..if speaks_for {
            inside_of(document, mentions, end).unwrap_or(end)
        } else {
            end
        };
    }
    // `مقربة من اللاعب`: what the adjective asks for.
    if end > found.end
        && document.is(end, Class::Inside)
        && document.key(end) == "من"
        && document.is_definite(end + 1)
        && document.key(end - 1).starts_with("مقرب")
    {
        return start..end + 2;
    }
    start..inside_of(document, mentions, end).unwrap_or(end)
}

fn is_adjective(document: &Document<'_>, at: usize, definite: bool) -> bool {
    let token = &document.tokens[at];
    if !token.is_word() || token.starts_line || document.is_definite(at) != definite {
        return false;
    }
    if document.finite_verb(at).is_some_and(|it| it.clitic.letters == 0)
        && !document.is(at, Class::SourceAdjective)
    {
        return false;
    }
    if document.lexicon.language.proclitics && is_dual_adjective(document, at) {
        return true;
    }
    document
        .find(at, Class::SourceAdjective)
        .is_some_and(|it| it.clitic.preposition.is_none() && it.clitic.conjunction.is_none())
        || document.known.demonym(bare(document.key(at))).is_some()
        || document.lexicon.language.proclitics && is_relational(document, at)
}

/// `مطلعان`, `محليين`: the dual or plural of a listed adjective.
fn is_dual_adjective(document: &Document<'_>, at: usize) -> bool {
    let key = document.key(at);
    let stem = ["ان", "ين", "ون"]
        .iter()
        .find_map(|ending| key.strip_suffix(ending))
        .filter(|stem| stem.chars().count() > 2);
    let lexicon = document.lexicon;
    let node = stem.and_then(|stem| lexicon.step(0, lexicon.word(stem)));
    node.is_some_and(|node| {
        lexicon
            .senses(node)
            .iter()
            .any(|sense| sense.class == Class::SourceAdjective)
    })
}

/// `مصادر وزارية`, `مصدر ملاحي`: a relational adjective that no list holds.
fn is_relational(document: &Document<'_>, at: usize) -> bool {
    let (key, written) = (document.key(at), document.text_of(at));
    let shape = written.ends_with('ة') && key.chars().count() > 4
        || written.ends_with('ي') && key.chars().count() > 3;
    shape && document.found_at(at).is_empty() && !key.starts_with(['ب', 'ل', 'ي', 'ت'])
}

/// `في وزارة الري`, `من داخل الجامعة`: a body that the source belongs to.
fn inside_of(document: &Document<'_>, mentions: &Mentions, after: usize) -> Option<usize> {
    let mut at = after;
    while at < document.tokens.len() && at < after + 3 && document.is_any(at, &[Class::Inside]) {
        at = document.find(at, Class::Inside)?.end;
    }
    let glued = at == after
        && document
            .tokens
            .get(at)
            .is_some_and(|token| token.is_word() && !token.starts_line)
        && document.key(at).starts_with('ب')
        && document
            .found_at(at)
            .iter()
            .any(|it| it.class == Class::Institution && it.clitic.preposition == Some('ب'));
    if at == after && !glued {
        return None;
    }
    if let Some(index) = mentions.index_at(at) {
        let inner = &mentions.items[index];
        return (matches!(
            inner.kind,
            EntityKind::Organization | EntityKind::State | EntityKind::Group | EntityKind::Place
        ))
        .then_some(inner.tokens.end);
    }
    let token = document.tokens.get(at)?;
    // `تجار في ماندرا`: a name that nothing knows.
    let unknown = token.kind == crate::tokens::TokenKind::Word
        && !token.starts_line
        && !document.is_definite(at)
        && document.found_at(at).is_empty()
        && at > after
        && document.is(after, Class::PlacePreposition);
    if unknown {
        return Some(at + 1);
    }
    if !token.is_word()
        || token.starts_line
        || !(document.is_any(at, &[Class::Institution, Class::InstitutionClass, Class::Body])
            || document.is_definite(at) && document.key(at - 1) == "باسم")
    {
        return None;
    }
    let mut end = at + 1;
    // `في شركة توزيع`: what an indefinite body is of.
    let plain = !document.is_definite(at)
        && document
            .tokens
            .get(end)
            .is_some_and(|token| token.kind == crate::tokens::TokenKind::Word && !token.starts_line)
        && !document.is_definite(end)
        && document.finite_verb(end).is_none()
        && !document.is_any(
            end,
            &[
                Class::Preposition,
                Class::That,
                Class::ThatPronoun,
                Class::Adverb,
                Class::Conjunction,
                Class::Relative,
                Class::Say,
                Class::RelayNoun,
                Class::Negation,
            ],
        );
    if plain {
        end += 1;
    }
    while end < document.tokens.len()
        && end < at + 3
        && document.tokens[end].is_word()
        && !document.tokens[end].starts_line
        && (document.is_definite(end) && !document.is_any(end, &[Class::Adverb, Class::Relative])
            || document.is(end, Class::Itself))
    {
        end += 1;
    }
    Some(end)
}

/// English and its like: adjectives before the noun, a phrase with a preposition behind it.
fn around(document: &Document<'_>, mentions: &Mentions, found: &Found) -> Range<usize> {
    let sentence = document.sentence(found.start).tokens.clone();
    let mut start = found.start;
    while start > sentence.start && found.start - start < 5 {
        let at = start - 1;
        let token = &document.tokens[at];
        // "UN official", "Kremlin aide".
        if let Some(index) = mentions.index_at(at)
            && mentions.items[index].kind == EntityKind::Organization
            && mentions.items[index].tokens.start >= sentence.start
            && token.kind == crate::tokens::TokenKind::Word
        {
            start = mentions.items[index].tokens.start;
            break;
        }
        let modifies = token.is_word()
            && token.kind != crate::tokens::TokenKind::Suffix
            && mentions.index_at(at).is_none()
            && (document.is_whole(at, Class::SourceAdjective)
                || document.is(at, Class::RegionAdjective)
                || document.known.demonym(document.key(at)).is_some()
                || document.is_any(at, &[Class::Institution, Class::TitleWord])
                    && !document.is(at, Class::Determiner));
        if !modifies {
            break;
        }
        start = at;
    }
    start = compound_start(document, mentions, sentence.start, start);
    let mut end = found.end;
    // Adjectives behind the noun (`une source diplomatique`).
    while end < document.tokens.len()
        && end - found.end < 3
        && document.is_whole(end, Class::SourceAdjective)
        && !document.is_any(end, &[Class::Inside])
        && document.finite_verb(end).is_none()
    {
        end += 1;
    }
    while let Some(stop) = attached(document, mentions, end) {
        end = stop;
        if end - start > 12 {
            break;
        }
    }
    start..end
}

/// "two border officials", "one crane driver": nouns that a determiner or number opens belong to the compound.
fn compound_start(document: &Document<'_>, mentions: &Mentions, sentence: usize, start: usize) -> usize {
    const STOPS: [Class; 14] = [
        Class::Preposition,
        Class::That,
        Class::Adverb,
        Class::Conjunction,
        Class::Relative,
        Class::Negation,
        Class::Auxiliary,
        Class::According,
        Class::Pronoun,
        Class::Say,
        Class::Hidden,
        Class::And,
        Class::Topic,
        Class::Title,
    ];
    let modifier = |at: usize| {
        let token = &document.tokens[at];
        token.kind == crate::tokens::TokenKind::Word
            && !token.capital
            && mentions.index_at(at).is_none()
            && !document.is_any(at, &STOPS)
            && document.finite_verb(at).is_none()
            && !document.is(at, Class::Determiner)
    };
    let mut at = start;
    while at > sentence && start - at < 2 && modifier(at - 1) {
        at -= 1;
    }
    if at == start || at == sentence && !document.tokens[at].capital {
        return with_partitive(document, sentence, start);
    }
    let Some(before) = at.checked_sub(1).filter(|&before| before >= sentence) else {
        return start;
    };
    let quantity = document.is_whole(before, Class::SourceAdjective) && !document.is(before, Class::Say);
    if quantity && !document.is(before, Class::Determiner) {
        before
    } else if document.is_any(before, &[Class::Determiner, Class::Definite]) {
        at
    } else {
        start
    }
}

/// "two of the older hands": the number that takes its part of a group.
fn with_partitive(document: &Document<'_>, sentence: usize, start: usize) -> usize {
    let Some(number) = start.checked_sub(3).filter(|&number| number >= sentence) else {
        return start;
    };
    let partitive = document.key(number + 1) == "of"
        && document.is(number + 2, Class::Definite)
        && document.is_any(number, &[Class::SourceAdjective, Class::Determiner]);
    if partitive { number } else { start }
}

/// "in Constanta", "close to the negotiations", "for Kite Holdings": what a noun of a source takes behind it.
fn attached(document: &Document<'_>, mentions: &Mentions, at: usize) -> Option<usize> {
    let opener = document.find(at, Class::Inside)?;
    let mut next = opener.end;
    while document
        .tokens
        .get(next)
        .is_some_and(crate::tokens::Token::is_word)
        && document.is_any(next, &[Class::Determiner, Class::SourceAdjective])
    {
        next += 1;
    }
    if let Some(index) = mentions.index_at(next) {
        return Some(mentions.items[index].tokens.end);
    }
    let token = document.tokens.get(next)?;
    let determined = next > opener.end;
    let verb = document.finite_verb(next).is_some() && !determined && !document.is(next, Class::Source);
    if !token.is_word() || verb || document.is(next, Class::Adverb) {
        return None;
    }
    if !determined {
        return document
            .is_any(next, &[Class::Source, Class::Institution, Class::Body])
            .then_some(next + 1);
    }
    // "from an island state": the noun and what stands before it, to the next verb or small word.
    let mut end = next + 1;
    while end < next + 3
        && document
            .tokens
            .get(end)
            .is_some_and(|token| token.kind == crate::tokens::TokenKind::Word && !token.starts_line)
        && document.finite_verb(end).is_none()
        && mentions.index_at(end).is_none()
        && !document.is_any(
            end,
            &[
                Class::Preposition,
                Class::Adverb,
                Class::Auxiliary,
                Class::Conjunction,
                Class::And,
                Class::Relative,
                Class::That,
                Class::Say,
                Class::Determiner,
            ],
        )
    {
        end += 1;
    }
    Some(end)
}
