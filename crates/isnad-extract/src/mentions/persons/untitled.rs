//! Persons without a title: by given name, by surname, by whom a title follows.

use super::bounds::{NAME_WORDS, is_name_start, is_name_word, name_end, reads_as_function};
use super::{heads, person, title_at};
use crate::document::Document;
use crate::lexicon::Class;
use crate::mentions::Mentions;
use crate::shapes;

/// A given name and what follows it, without a title.
pub(super) fn by_given_name(document: &Document<'_>, mentions: &mut Mentions, at: usize) -> Option<usize> {
    let found = document
        .find(at, Class::GivenName)
        .copied()
        .or_else(|| document.find(at, Class::Binding).copied())?;
    if mentions.index_at(at).is_some() || found.clitic.article || found.clitic.letters > 1 {
        return None;
    }
    let other = document.found_at(at).iter().any(|it| {
        !matches!(
            it.class,
            Class::GivenName
                | Class::GivenNameCommon
                | Class::Surname
                | Class::Particle
                | Class::Binding
                | Class::PlaceName
                | Class::PlaceNameCommon
        ) && it.clitic.letters <= found.clitic.letters
    });
    if other && (reads_as_function(document, at) || !document.is(at, Class::Preposition)) {
        return None;
    }
    let end = name_end(document, mentions, at);
    let words = end - at;
    let single = words == 2 && (found.class == Class::Binding || shapes::is_servant(document.key(at)));
    let spoken = at > 0 && document.is(at - 1, Class::Say) && !document.is_definite(at - 1);
    if words < 2 || single && !spoken && found.end == at + 1 {
        return None;
    }
    // The second word must look like a name: given, definite, or nothing the lexicon knows.
    let next = at + 1;
    // `عبد المعطي`, `علي أكبر`: a name of two words.
    let given = shapes::is_servant(document.key(at)) && document.is_definite(next)
        || found.end > next
        || document.is_whole(next, Class::GivenName)
        || document.is_any(next, &[Class::Binding, Class::Particle, Class::Surname]);
    let given = given || is_maghreb_surname(document, next);
    let told = at > 0 && document.is_any(at - 1, &[Class::Say, Class::Title, Class::TitleFeminine]);
    // `كامل أراضيها`, `علي جانب`: a given name that is another word needs a second one, or somebody who speaks.
    let common = document.is_any(at, &[Class::GivenNameCommon, Class::Preposition]);
    // `أما كامل الراوي رئيس الاتحاد`, `سمير داغر، أستاذ التاريخ`: an apposition or a change of speaker tells too.
    let comma = document
        .tokens
        .get(end)
        .is_some_and(crate::tokens::Token::is_comma);
    let opened = at > 0 && (document.is(at - 1, Class::Topic) || document.text_of(at - 1) == "برئاسة");
    let apposed = opened
        || title_at(document, end + usize::from(comma)).is_some()
            && document.tokens[end].sentence == document.tokens[at].sentence;
    if common && !(given || told && !document.is_definite(next) || apposed) || !is_name_word(document, next) {
        return None;
    }
    let like_name = given || document.found_at(next).is_empty() || document.is_definite(next);
    if !like_name {
        return None;
    }
    let confidence = if common { 0.75 } else { 0.82 };
    mentions.add(person(
        document,
        at..end,
        found.clitic.letters,
        Class::GivenName,
        confidence,
    ));
    Some(end)
}

/// `بنزيمة`, `بلعيد`, `بوتفليقة`: "son of" and "father of" grown into the name.
fn is_maghreb_surname(document: &Document<'_>, at: usize) -> bool {
    let key = document.key(at);
    shapes::begins_like_patronymic(key)
        && document.found_at(at).is_empty()
        && document.finite_verb(at).is_none()
}

/// `برئاسة شيركو بارزنجي`: whoever presides is named, with or without a title.
pub(super) fn presiding(document: &Document<'_>, mentions: &mut Mentions, at: usize) {
    let start = at + 1;
    let unknown = |at: usize| {
        document.is(at, Class::GivenName) || document.found_at(at).is_empty() && !document.ends_feminine(at)
    };
    if !matches!(document.text_of(at), "برئاسة" | "برئاسه")
        || !is_name_start(document, start)
        || !unknown(start)
    {
        return;
    }
    let end = name_end(document, mentions, start);
    if end - start >= 2
        && (start + 1..end)
            .all(|at| unknown(at) || document.is_definite(at) || document.is(at, Class::Surname))
        && mentions.is_free(&(start..end))
    {
        mentions.add(person(document, start..end, 0, Class::GivenName, 0.75));
    }
}

/// A surname of somebody whom news names without more.
pub(super) fn by_surname(document: &Document<'_>, mentions: &mut Mentions, at: usize) {
    let Some(found) = document
        .find(at, Class::Surname)
        .filter(|it| !it.enclitic && !it.clitic.article)
    else {
        return;
    };
    let tokens = at..found.end;
    if mentions.is_free(&tokens) {
        mentions.add(person(
            document,
            tokens,
            found.clitic.letters,
            Class::GivenName,
            0.75,
        ));
    }
}

/// A verb of saying, two or three words that no lexicon knows, a comma and a title: the words are a name.
pub(super) fn before_title(document: &Document<'_>, mentions: &mut Mentions, verb: usize) {
    if !document.found_at(verb).iter().any(|it| it.class == Class::Say) {
        return;
    }
    let start = verb + 1;
    let mut end = start;
    while end < document.tokens.len()
        && end - start < NAME_WORDS
        && document.tokens[end].is_word()
        && mentions.index_at(end).is_none()
        && (is_name_start(document, end) || end > start && document.is_definite(end))
    {
        end += 1;
    }
    let comma = document
        .tokens
        .get(end)
        .is_some_and(crate::tokens::Token::is_comma);
    if end - start >= 2 && comma && title_at(document, end + 1).is_some() {
        let (_, class) = title_at(document, end + 1).unwrap_or((0, Class::Title));
        let mut named = person(document, start..end, 0, class, 0.75);
        named.heads = heads(document, end + 1..end + 2);
        mentions.add(named);
    }
}
