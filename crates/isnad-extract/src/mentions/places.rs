//! Places without an entity of their own: listed towns and rivers, and names that a class noun or a direction shows.

use isnad_model::EntityKind;

use super::{Mentions, Named};
use crate::document::Document;
use crate::lexicon::Class;
use crate::shapes;
use crate::tokens::{Token, TokenKind};

/// Adds places.
pub fn find(document: &Document<'_>, mentions: &mut Mentions) {
    let mut at = 0;
    while at < document.tokens.len() {
        at = find_at(document, mentions, at).unwrap_or(at + 1);
    }
}

fn find_at(document: &Document<'_>, mentions: &mut Mentions, at: usize) -> Option<usize> {
    if let Some(end) = listed(document, mentions, at) {
        return Some(end);
    }
    if document.lexicon.language.capitals {
        return None;
    }
    named_after_city(document, mentions, at)
        .or_else(|| after_class_noun(document, mentions, at))
        .or_else(|| headed(document, mentions, at))
        .or_else(|| venue(document, mentions, at))
        .or_else(|| moved_to(document, mentions, at))
        .or_else(|| after_direction(document, mentions, at))
        .or_else(|| before_direction(document, mentions, at))
}

/// A name of the pack's list.
fn listed(document: &Document<'_>, mentions: &mut Mentions, at: usize) -> Option<usize> {
    let found = document.find(at, Class::PlaceName).or_else(|| {
        document.find(at, Class::PlaceNameCommon).filter(|_| {
            at > 0
                && (document.is_any(at - 1, &[Class::PlaceClass, Class::Direction])
                    || document
                        .find(at - 1, Class::PlacePreposition)
                        .is_some_and(|it| it.clitic.letters < 2 && it.end == at)
                        && !document.is_definite(at)
                        && stands_alone(document, at + 1))
        })
    })?;
    // The list writes the article of a name that has one.
    if document.lexicon.language.capitals
        && (!document.tokens[at].capital
            // "NIS" is no town of that name.
            || document.tokens[at].upper && found.end == at + 1 && document.letters(at) < 5
            || super::gazetteer::is_second_half(document, mentions, at)
            || is_first_half(document, found.end))
        || found.clitic.article
        || found.enclitic
    {
        return None;
    }
    // `نادية بنيس`: what follows a given name is its surname.
    if !document.lexicon.language.capitals
        && at > 0
        && document.is(at - 1, Class::GivenName)
        && found.clitic.letters > 0
    {
        return None;
    }
    add(document, mentions, at..found.end, found.clitic.letters, 0.85)
}

/// `Кызыл-Жар`, "Loire-Bretagne": a hyphen joins the name to another capital.
fn is_first_half(document: &Document<'_>, end: usize) -> bool {
    document
        .tokens
        .get(end)
        .is_some_and(|next| next.kind == TokenKind::Word && next.glued && next.capital)
}

/// Whether nothing that would make another phrase of a word follows it: a mark, a relative, a verb or an adverb.
fn stands_alone(document: &Document<'_>, after: usize) -> bool {
    document
        .tokens
        .get(after)
        .is_none_or(|next| !next.is_word() || next.starts_line)
        || document.is_any(after, &[Class::Relative, Class::Adverb, Class::ObjectMark])
        || document.lexicon.language.verb_last && document.finite_verb(after).is_some()
        || document.is(after, Class::Conjunction) && document.is_whole(after, Class::Conjunction)
}

/// `ملعب ميلود هدفي`, `قاعة المملكة أرينا`: a venue named after somebody or something, of one to three words.
fn venue(document: &Document<'_>, mentions: &mut Mentions, noun: usize) -> Option<usize> {
    let found = document
        .find(noun, Class::VenueClass)
        .filter(|found| !found.enclitic && !found.clitic.article)?;
    let start = found.end;
    if !is_name_word(document, mentions, start) || document.is_any(start, &[Class::CommonWord, Class::Title])
    {
        return None;
    }
    let mut end = start + 1;
    while end < start + 3
        && is_name_word(document, mentions, end)
        && (document.is_any(end, &[Class::GivenName, Class::Surname, Class::OutletEnd])
            || document.found_at(end).is_empty() && !document.ends_feminine(end))
        && document.demonym_bare(end).is_none()
    {
        end += 1;
    }
    // `ملعب النادي`: one definite word of the language is whose ground it is.
    let told = end > start + 1
        || document.found_at(start).is_empty()
        || document.is_any(start, &[Class::GivenName, Class::Surname]);
    if !told {
        return None;
    }
    add(document, mentions, start..end, 0, 0.75)
}

/// `العائلات القادمة من عنجرة وكفرنجة`, `توجه إلى ماروا`: a word of going, a preposition, and a word that nothing knows.
fn moved_to(document: &Document<'_>, mentions: &mut Mentions, preposition: usize) -> Option<usize> {
    let found = document
        .find(preposition, Class::PlacePreposition)
        .filter(|it| it.clitic.letters == 0 && it.end == preposition + 1)?;
    let start = found.end;
    let moves = (preposition.saturating_sub(4)..preposition).any(|at| document.is(at, Class::Motion))
        || document.is(preposition.checked_sub(1)?, Class::Direction);
    if !moves || !is_unknown_place(document, mentions, start) {
        return None;
    }
    let end = add(document, mentions, start..start + 1, 0, 0.7)?;
    // The places that are joined to it.
    let mut at = end;
    while document
        .tokens
        .get(at)
        .is_some_and(|token| token.is_word() && !token.starts_line)
        && shapes::begins_with_and(document.key(at))
        && document.key(at).chars().count() > 4
        && document.found_at(at).is_empty()
        && mentions.index_at(at).is_none()
        && !document.text_of(at).ends_with(['\u{64B}', 'ا'])
        && !document
            .tokens
            .get(at + 1)
            .is_some_and(|next| next.is_word() && document.is_definite(at + 1))
    {
        at = add(document, mentions, at..at + 1, 1, 0.65)?;
    }
    Some(at)
}

/// `جنوب سلوى`: a direction and a word that nothing but names knows.
fn after_direction(document: &Document<'_>, mentions: &mut Mentions, at: usize) -> Option<usize> {
    let found = document
        .find(at, Class::Direction)
        .filter(|it| it.clitic.letters < 2 && !it.clitic.article && it.end == at + 1)?;
    let start = found.end;
    if !is_unknown_place(document, mentions, start) || !stands_alone(document, start + 1) {
        return None;
    }
    add(document, mentions, start..start + 1, 0, 0.7)
}

/// One word without article that the lexicon knows at most as a woman's or man's name, of no shape of a common noun.
fn is_unknown_place(document: &Document<'_>, mentions: &Mentions, at: usize) -> bool {
    is_name_word(document, mentions, at)
        && !document.is_definite(at)
        && document.found_at(at).iter().all(|it| {
            matches!(
                it.class,
                Class::GivenName | Class::GivenNameCommon | Class::Surname
            ) && it.clitic.letters == 0
        })
        && document.demonym(at).is_none()
        && !shapes::is_no_place(document.text_of(at))
        && !document.shape(at).has(crate::shape::Shape::VERBAL_NOUN)
        && !document.is(at + 1, Class::GivenName)
        && !(document
            .tokens
            .get(at + 1)
            .is_some_and(|next| next.is_word() && !next.starts_line)
            && document.is_definite(at + 1)
            && !document.is_any(at + 1, &[Class::Adverb, Class::Relative, Class::Title]))
        && !(document.is(at, Class::GivenName)
            && document
                .tokens
                .get(at + 1)
                .is_some_and(|next| next.is_word() && !next.starts_line)
            && document.found_at(at + 1).is_empty())
}

fn add(
    document: &Document<'_>,
    mentions: &mut Mentions,
    tokens: std::ops::Range<usize>,
    letters: u8,
    confidence: f32,
) -> Option<usize> {
    if !mentions.is_free(&tokens) {
        return None;
    }
    let end = tokens.end;
    mentions.add(Named::pattern(
        document,
        tokens,
        letters,
        EntityKind::Place,
        confidence,
    ))?;
    Some(end)
}

/// `بلدة القدموس`, `معبر بعشيقة`: a class noun of place, then a name.
fn after_class_noun(document: &Document<'_>, mentions: &mut Mentions, noun: usize) -> Option<usize> {
    let found = document
        .find(noun, Class::PlaceClass)
        .filter(|found| !found.enclitic && !found.clitic.article)?;
    // `ميناء الشويخ`: a head that the name keeps.
    if document.is(noun, Class::PlaceHead) && document.is(noun, Class::PlaceClassWeak) {
        return None;
    }
    let start = found.end;
    if !is_name_word(document, mentions, start) || agrees(document, noun, start) {
        return None;
    }
    // `منطقة الجزاء`: with a noun of many senses only a word that nothing knows is a name.
    if document.is(noun, Class::PlaceClassWeak)
        && (document.is_definite(start) && (document.is(noun, Class::NotName) || !is_proper(document, start))
            || !document.is_definite(start) && !document.found_at(start).is_empty())
    {
        return None;
    }
    let demonym = document.demonym_bare(start).is_some();
    if demonym || document.is_any(start, &[Class::InstitutionAdjective, Class::SourceAdjective]) {
        return None;
    }
    let mut end = start + 1;
    // `تل الهوى`, `بيت جن`: a second word only where the first asks for one.
    if document.is_any(start, &[Class::PlaceHead, Class::Particle]) && is_name_word(document, mentions, end) {
        end += 1;
    }
    add(document, mentions, start..end, 0, 0.8)
}

/// `مدينة ساحلية`: an adjective agrees with its feminine noun, a name rarely does.
fn agrees(document: &Document<'_>, noun: usize, word: usize) -> bool {
    !document.is_definite(word)
        && shapes::ends_like_feminine(document.key(noun))
        && document.ends_feminine(word)
        && document.key(word).chars().count() > 4
}

/// `قصر المؤتمرات`, `جبل قاسيون`: a head that belongs to the name.
fn headed(document: &Document<'_>, mentions: &mut Mentions, head: usize) -> Option<usize> {
    let found = document
        .find(head, Class::PlaceHead)
        .filter(|found| !found.enclitic && !found.clitic.article)?;
    let letters = found.clitic.letters;
    let next = found.end;
    if let Some(index) = mentions.starting_at(next)
        && mentions.items[index].kind == EntityKind::Place
        && mentions.items[index].span.start == document.tokens[next].span.start
    {
        let tokens = head..mentions.items[index].tokens.end;
        let end = tokens.end;
        mentions.add(Named::pattern(document, tokens, letters, EntityKind::Place, 0.8))?;
        return Some(end);
    }
    if !is_name_word(document, mentions, next)
        || document.is_any(next, &[Class::InstitutionAdjective, Class::SourceAdjective])
    {
        return None;
    }
    let demonym = document.demonym_bare(next).is_some();
    if demonym || !document.is_definite(next) && !document.found_at(next).is_empty() {
        return None;
    }
    // `حوض السباحة`, `حقل التعليم`
    if document.is(head, Class::PlaceClassWeak) && document.is_definite(next) && !is_proper(document, next) {
        return None;
    }
    add(document, mentions, head..next + 1, letters, 0.75)
}

/// `في عكار شمالي لبنان`: a preposition of place, a word that no lexicon knows, a direction or an adjoining place.
fn before_direction(document: &Document<'_>, mentions: &mut Mentions, preposition: usize) -> Option<usize> {
    let found = document.find(preposition, Class::PlacePreposition)?;
    let start = found.end;
    if !is_name_word(document, mentions, start)
        || document.is_definite(start)
        || !document.found_at(start).is_empty()
    {
        return None;
    }
    let after = start + 1;
    let direction = document.is(after, Class::Direction)
        && document.tokens[after].is_word()
        && (mentions.index_at(after + 1).is_some()
            || document.is(after + 1, Class::PlaceName)
            || document.is_definite(after + 1));
    if !direction {
        return None;
    }
    add(document, mentions, start..after, 0, 0.7)
}

/// A definite word that nothing knows but as a name.
fn is_proper(document: &Document<'_>, at: usize) -> bool {
    super::persons::is_only_name(document, at)
        && !document.text_of(at).ends_with("ين")
        && document.key(at).starts_with("ال")
}

/// A word that can be a place's name: free, of letters, nothing that the lexicon knows as a function word.
fn is_name_word(document: &Document<'_>, mentions: &Mentions, at: usize) -> bool {
    const STOPS: [Class; 16] = [
        Class::Preposition,
        Class::That,
        Class::ThatPronoun,
        Class::Adverb,
        Class::Conjunction,
        Class::Relative,
        Class::Negation,
        Class::Auxiliary,
        Class::NotName,
        Class::According,
        Class::Hidden,
        Class::TimeAdjective,
        Class::Say,
        Class::Institution,
        Class::PlaceClass,
        Class::Ordinal,
    ];
    let Some(token) = document.tokens.get(at) else {
        return false;
    };
    token.kind == TokenKind::Word
        && !token.starts_line
        && mentions.index_at(at).is_none()
        && document.key(at).chars().count() > 2
        && !(document.is_any(at, &STOPS) && !(document.is(at, Class::PlaceClass) && document.is_definite(at)))
        && document.finite_verb(at).is_none()
        && !shapes::has_accusative_mark(document.text_of(at))
        && !document.tokens.get(at + 1).is_some_and(Token::is_bracket)
}

/// `مطار دمشق الدولي`: a class noun, a known place and an adjective are one name.
fn named_after_city(document: &Document<'_>, mentions: &mut Mentions, noun: usize) -> Option<usize> {
    let found = document
        .find(noun, Class::PlaceClass)
        .or_else(|| document.find(noun, Class::PlaceClassWeak))
        .filter(|found| !found.enclitic && !found.clitic.article)?;
    let letters = found.clitic.letters;
    let index = mentions.starting_at(found.end)?;
    let city = &mentions.items[index];
    let end = city.tokens.end;
    let place = matches!(city.kind, EntityKind::Place | EntityKind::State);
    let adjective = document
        .tokens
        .get(end)
        .is_some_and(|token| token.is_word() && !token.starts_line)
        && document.is_definite(end)
        && document.is(end, Class::InstitutionAdjective);
    if !place || !adjective {
        return None;
    }
    mentions.add(Named::pattern(
        document,
        noun..end + 1,
        letters,
        EntityKind::Place,
        0.85,
    ))?;
    Some(end + 1)
}
