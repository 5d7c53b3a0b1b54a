//! The noun phrase of an unnamed source: its adjectives, and what it belongs to.

use std::ops::Range;

use isnad_model::EntityKind;

use crate::document::{Document, Found};
use crate::lexicon::Class;
use crate::mentions::Mentions;
use crate::shapes;

/// Words that an unnamed source has at most.
const WORDS: usize = 9;

/// Arabic: the noun, its adjectives, then at most one phrase that says where it sits.
pub(super) fn after(document: &Document<'_>, mentions: &Mentions, found: &Found) -> Range<usize> {
    let start = found.start;
    let definite = document.is_definite(start);
    let mut end = found.end;
    // `عضو في الوفد الأفغاني`: the adjectives are of the last noun.
    let last = end > start + 1 && document.is_definite(end - 1);
    while end < document.tokens.len() && end - start < WORDS && is_adjective(document, end, definite || last)
    {
        end += 1;
    }
    // `متابعة للملف`: what the adjective governs.
    if end > found.end
        && document
            .tokens
            .get(end)
            .is_some_and(|token| token.is_word() && !token.starts_line)
        && shapes::has_contracted_article(document.key(end))
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
            && document.is_whole(end, Class::OnBehalf);
        return start..if speaks_for {
            inside_of(document, mentions, end).unwrap_or(end)
        } else {
            end
        };
    }
    // `مقربة من اللاعب`: what the adjective asks for.
    if end > found.end
        && document.is(end, Class::Inside)
        && document.is_whole(end, Class::From)
        && document.is_definite(end + 1)
        && document.key(end - 1).starts_with("مقرب")
    {
        return start..end + 2;
    }
    // `سخنگوی پلیس`, `باشندگان حیرتان`: whose they are, without a word between.
    if !document.lexicon.language.proclitics {
        let whose = mentions
            .starting_at(end)
            .map(|index| &mentions.items[index])
            .filter(|of| of.kind != EntityKind::Person && !document.tokens[end].starts_line);
        if let Some(of) = whose {
            return start..of.tokens.end;
        }
        if let Some(body) = document
            .find(end, Class::Body)
            .filter(|_| !document.is(end, Class::Preposition))
        {
            return start..body.end;
        }
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
        || document.demonym_bare(at).is_some()
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
    let shape = document.ends_feminine(at) && key.chars().count() > 4
        || shapes::ends_like_nisba(written) && key.chars().count() > 3;
    shape
        && document.found_at(at).is_empty()
        && !shapes::begins_with_by_or_for(key)
        && !shapes::begins_like_present(key)
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
        && shapes::begins_with_by(document.key(at))
        && document
            .found_at(at)
            .iter()
            .any(|it| it.class == Class::Institution && it.clitic.has_by());
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
            || document.is_definite(at) && document.is_whole(at - 1, Class::OnBehalf))
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
        && (document.is_definite(end)
            && shapes::has_article(document.key(end))
            && !document.is_any(end, &[Class::Adverb, Class::Relative])
            || document.is(end, Class::Itself))
    {
        end += 1;
    }
    Some(end)
}

/// English and its like: adjectives before the noun, a phrase with a preposition behind it.
pub(super) fn around(document: &Document<'_>, mentions: &Mentions, found: &Found) -> Range<usize> {
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
                || document.demonym(at).is_some()
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
