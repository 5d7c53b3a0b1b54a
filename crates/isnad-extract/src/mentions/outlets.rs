//! Outlets by class noun: `صحيفة الراي`, `قناة “العربية”`, `تلفزيون المملكة`, and the publisher's own name.

use isnad_model::EntityKind;
use isnad_text::fold_name;

use super::{Mentions, Named};
use crate::document::{Document, Found};
use crate::inflect::Gender;
use crate::lexicon::Class;
use crate::shapes::{self, bare};
use crate::tokens::TokenKind;

/// Words that an outlet's name without quotation marks has at most.
const WORDS: usize = 4;

/// Adds outlets named after a class noun, and the article's publisher wherever it is named.
pub fn find(document: &Document<'_>, mentions: &mut Mentions) {
    for at in 0..document.tokens.len() {
        if let Some(found) = document
            .find(at, Class::Outlet)
            .or_else(|| document.find(at, Class::OutletWeak))
            .copied()
        {
            add_after_class(document, mentions, at, found.end);
        }
        learns(document, mentions, at);
    }
    add_publisher(document, mentions);
}

/// `علمت الهداف بلس من مصادرها`: what learns from somebody is an outlet.
fn learns(document: &Document<'_>, mentions: &mut Mentions, verb: usize) {
    let learns = document.found_at(verb).iter().any(|it| {
        it.class == Class::Say
            && document.lexicon.pack.say[it.entry].learns
            && it.form.gender == Gender::Feminine
    });
    if !learns {
        return;
    }
    let start = verb + 1;
    let mut end = start;
    while end < document.tokens.len()
        && document.tokens[end].is_word()
        && !document.tokens[end].starts_line
        && mentions.index_at(end).is_none()
        && !document.is_any(
            end,
            &[
                Class::Preposition,
                Class::That,
                Class::ThatPronoun,
                Class::LearnsFrom,
            ],
        )
    {
        end += 1;
    }
    let words = end - start;
    let common = document.is_any(
        start,
        &[
            Class::Outlet,
            Class::OutletWeak,
            Class::Source,
            Class::Institution,
            Class::Document,
        ],
    ) || words == 1 && document.is_any(start, &[Class::CommonWord, Class::Title, Class::Body]);
    let told = document.is_any(end, &[Class::Preposition, Class::That, Class::LearnsFrom]);
    if (1..=3).contains(&words) && told && !common {
        let mut named = Named::pattern(document, start..end, 0, EntityKind::Organization, 0.85);
        named.outlet = true;
        named.gender = Gender::Feminine;
        mentions.add(named);
    }
}

/// `التلفزيون السوري`, `الإذاعة الوطنية`, `القناة 12`: a station told by an adjective or a number.
fn definite(document: &Document<'_>, mentions: &mut Mentions, head: usize, after: usize) {
    let Some(token) = document.tokens.get(after).filter(|token| !token.starts_line) else {
        return;
    };
    let number = document.is(head, Class::OutletNumbered)
        && (token.kind == TokenKind::Number || document.is(after, Class::Ordinal));
    let adjective = |at: usize| {
        document
            .tokens
            .get(at)
            .is_some_and(|token| token.kind == TokenKind::Word && !token.starts_line)
            && document.is_definite(at)
            && (document.is_any(at, &[Class::InstitutionAdjective, Class::TitleWord])
                || document.demonym_bare(at).is_some())
    };
    let mut end = after;
    while document.is(head, Class::OutletBroadcast) && end < after + 3 && adjective(end) {
        end += 1;
    }
    if number {
        end = document
            .find(after, Class::Ordinal)
            .map_or(after + 1, |it| it.end);
    }
    let quoted = document
        .tokens
        .get(end)
        .is_some_and(crate::tokens::Token::is_quote);
    if end > after && !quoted && mentions.is_free(&(head..end)) {
        let mut named = Named::pattern(
            document,
            head..end,
            clitic_letters(document, head),
            EntityKind::Organization,
            0.8,
        );
        named.outlet = true;
        named.heads.push(head_key(document, head));
        mentions.add(named);
    }
}

fn add_after_class(document: &Document<'_>, mentions: &mut Mentions, head: usize, after: usize) {
    // Adjectives between class noun and name.
    let mut at = after;
    while at < document.tokens.len() && document.is(at, Class::SourceAdjective) && at < after + 2 {
        at += 1;
    }
    if let Some(index) = mentions.index_at(at).or_else(|| mentions.index_at(at + 1)) {
        let named = &mut mentions.items[index];
        if named.tokens.start <= at + 1 && named.kind == EntityKind::Organization {
            named.outlet = true;
            named.phrase = head;
            named.heads.push(head_key(document, head));
            return;
        }
    }
    let Some(token) = document.tokens.get(at) else {
        return;
    };
    if document.is_definite(head) {
        definite(document, mentions, head, after);
        return;
    }
    if token.is_quote() || !is_outlet_here(document, head, at) {
        return;
    }
    // Without marks: one word, definite or not known to the lexicon, and what belongs to it.
    let mut end = at;
    while end < document.tokens.len() && end - at < WORDS && is_name_word(document, end, end == at) {
        end += 1;
    }
    // `صحيفة بوابة دمشق`: a noun in construct with a known place.
    if end == at + 1
        && !document.is_definite(at)
        && let Some(index) = mentions.starting_at(end)
        && matches!(mentions.items[index].kind, EntityKind::Place | EntityKind::State)
        && mentions.items[index].span.start == document.tokens[end].span.start
        && !document.tokens[end].starts_line
    {
        end = mentions.items[index].tokens.end;
    }
    if end == at || end < document.tokens.len() && document.tokens[end - 1].starts_line {
        return;
    }
    // The class noun is part of an agency's name (`وكالة الأنباء الكويتية`): common words with a nationality.
    let whole = (at..end).any(|it| document.is_definite(it) && document.demonym_bare(it).is_some())
        || (at..end).any(|it| document.is(it, Class::OutletEnd));
    let (start, letters) = if whole {
        (head, clitic_letters(document, head))
    } else {
        (at, 0)
    };
    let mut named = Named::pattern(document, start..end, letters, EntityKind::Organization, 0.85);
    named.outlet = true;
    named.phrase = head;
    named.gender = if document.is(head, Class::Masculine) {
        Gender::Masculine
    } else {
        Gender::Feminine
    };
    named.heads.push(head_key(document, head));
    mentions.add(named);
}

/// A class noun with other senses (`قناة الاتصال`) needs somebody speaking, or the origin of news, beside it.
fn is_outlet_here(document: &Document<'_>, head: usize, name: usize) -> bool {
    if !document.is(head, Class::OutletWeak) || document.is(name, Class::OutletEnd) {
        return true;
    }
    let speaks = |at: usize| {
        document.is_any(
            at,
            &[Class::Say, Class::RelayFrom, Class::According, Class::SpokenTo],
        )
    };
    let before = head > 0 && (speaks(head - 1) || head > 1 && speaks(head - 2));
    before
        || speaks(name + 1)
        || document
            .find(head, Class::OutletWeak)
            .is_some_and(|it| it.clitic.has_for())
}

fn is_name_word(document: &Document<'_>, at: usize, first: bool) -> bool {
    let token = &document.tokens[at];
    if !token.is_word() || token.starts_line {
        return false;
    }
    let stops = [
        Class::Preposition,
        Class::That,
        Class::ThatPronoun,
        Class::Adverb,
        Class::Conjunction,
        Class::Relative,
        Class::RelayFrom,
        Class::NotName,
        Class::Say,
        Class::Negation,
        Class::Auxiliary,
        Class::Document,
        Class::Topic,
        Class::According,
    ];
    // `جريدة الخبر`: with the article an everyday word is a name.
    let everyday = first
        && document.is_definite(at)
        && shapes::has_article(document.key(at))
        && ends_phrase(document, at + 1);
    if !everyday && (document.is_any(at, &stops) || document.finite_verb(at).is_some()) {
        return false;
    }
    if first {
        true
    } else {
        document.is_definite(at) || document.is(at, Class::OutletEnd)
    }
}

/// Whether nothing that belongs to a noun follows: a mark, a verb, a small word.
fn ends_phrase(document: &Document<'_>, at: usize) -> bool {
    document
        .tokens
        .get(at)
        .is_none_or(|next| !next.is_word() || next.starts_line)
        || document.finite_verb(at).is_some()
        || document.is_any(
            at,
            &[
                Class::Preposition,
                Class::That,
                Class::ThatPronoun,
                Class::RelayFrom,
            ],
        )
}

fn add_publisher(document: &Document<'_>, mentions: &mut Mentions) {
    let Some(publisher) = document.article.publisher.as_deref() else {
        return;
    };
    let words = crate::tokens::phrase_keys(publisher);
    if words.is_empty() {
        return;
    }
    let tail = crate::tails::Tail::of(&words[0]);
    for at in 0..document.tokens.len().saturating_sub(words.len() - 1) {
        if document.tail(at) != tail {
            continue;
        }
        let end = at + words.len();
        let same = (at..end).all(|it| document.tokens[it].is_word() && document.key(it) == words[it - at]);
        if same && mentions.is_free(&(at..end)) {
            let mut named = Named::pattern(document, at..end, 0, EntityKind::Organization, 0.95);
            named.outlet = true;
            mentions.add(named);
        }
    }
}

/// Whether words are the publisher's own name.
pub fn is_publisher(document: &Document<'_>, words: &str) -> bool {
    document.publisher().is_some_and(|publisher| {
        if !document.lexicon.language.verb_last {
            return isnad_text::may_fold_to(words, publisher) && publisher == fold_name(words);
        }
        let words = fold_name(words);
        publisher == words
            || publisher
                .strip_suffix(words.as_str())
                .is_some_and(|class| is_class_noun(document, class.trim()))
    })
}

/// Whether a word is a class noun of outlets (`روزنامه` of `روزنامه پامیر`).
fn is_class_noun(document: &Document<'_>, word: &str) -> bool {
    let lexicon = document.lexicon;
    lexicon.step(0, lexicon.word(word)).is_some_and(|node| {
        lexicon
            .senses(node)
            .iter()
            .any(|sense| sense.class == Class::Outlet)
    })
}

/// The folded class noun at a token, clitics cut.
pub fn head_key(document: &Document<'_>, at: usize) -> String {
    let letters = usize::from(clitic_letters(document, at));
    bare(&document.key(at).chars().skip(letters).collect::<String>()).to_owned()
}

/// How many letters of clitics the lexicon cut from a token, the article not among them.
pub fn clitic_letters(document: &Document<'_>, at: usize) -> u8 {
    let contracted = shapes::has_contracted_article(shapes::after_conjunctions(document.key(at)));
    let article = if contracted { 1 } else { 2 };
    let letters = |found: &Found| {
        if found.clitic.article {
            found.clitic.letters.saturating_sub(article)
        } else {
            found.clitic.letters
        }
    };
    document.found_at(at).iter().map(letters).min().unwrap_or(0)
}
