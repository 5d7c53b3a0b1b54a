//! Persons by title and by given name, in a script without capitals.

mod bounds;
mod foreign;
mod listed;
mod looks;
mod parts;
mod untitled;

use std::ops::Range;

use isnad_model::EntityKind;

use super::outlets::head_key;
use super::{Mentions, Named};
use crate::document::Document;
use crate::inflect::{Gender, Number};
use crate::lexicon::Class;
use crate::shapes::{self, bare};
use bounds::{is_definite_given, is_name_start, name_end, stops};
pub(super) use looks::is_only_name;
use untitled::{before_title, by_given_name, by_surname, presiding};

/// Words that a title phrase has at most.
const TITLE_WORDS: usize = 14;

/// Adds persons named after a title, then those whose given name tells.
pub fn find(document: &Document<'_>, mentions: &mut Mentions) {
    if !document.lexicon.language.proclitics {
        listed::find(document, mentions);
        return;
    }
    let mut at = 0;
    while at < document.tokens.len() {
        at = after_title(document, mentions, at).unwrap_or(at + 1);
    }
    let mut at = 0;
    while at < document.tokens.len() {
        at = by_given_name(document, mentions, at).unwrap_or(at + 1);
    }
    for at in 0..document.tokens.len() {
        before_title(document, mentions, at);
        presiding(document, mentions, at);
        by_surname(document, mentions, at);
    }
    foreign::find(document, mentions);
}

fn title_at(document: &Document<'_>, at: usize) -> Option<(usize, Class)> {
    let found = document
        .found_at(at)
        .iter()
        .find(|it| matches!(it.class, Class::Title | Class::TitleFeminine | Class::TitlePlural))?;
    Some((found.end, found.class))
}

/// Reads a title phrase and the name after it; where the name ends.
fn after_title(document: &Document<'_>, mentions: &mut Mentions, head: usize) -> Option<usize> {
    if mentions.index_at(head).is_some() {
        return None;
    }
    let (mut at, mut class) = title_at(document, head)?;
    // A head without article asks for a complement before a name can follow, save short titles of address.
    let mut complete = document.is_definite(head)
        || is_possessed(document, at - 1)
        || document.is(head, Class::TitleHonorific);
    let mut last_head = head;
    while at < document.tokens.len() && at - head < TITLE_WORDS {
        let token = &document.tokens[at];
        // `د. أحمد`
        if token.is_mark('.')
            && token.glued
            && document.key(at - 1).chars().count() <= 2
            && at == last_head + 1
        {
            complete = true;
            at += 1;
            continue;
        }
        // `رئيس شركة «زين» بدر الخرافي`: a quoted name that belongs to the title.
        if let Some(quotation) = document.quotation_at(at)
            && quotation.close - at <= 7
            && mentions
                .index_at(at + 1)
                .is_some_and(|index| mentions.items[index].kind != EntityKind::Person)
        {
            at = quotation.close + 1;
            complete = true;
            continue;
        }
        // `رئيس تنسيقية "تقدم" عبد الله`: the body's name in marks, and the person behind it.
        if let Some(quotation) = document.quotation_at(at)
            && quotation.close - at <= 4
            && at > head + 1
            && document.is_any(quotation.close + 1, &[Class::GivenName, Class::Binding])
            && is_name_start(document, quotation.close + 1)
        {
            at = quotation.close + 1;
            complete = true;
            continue;
        }
        if !token.is_word() || token.starts_line {
            // A quoted name has a stage of its own.
            return None;
        }
        if let Some(index) = mentions.index_at(at) {
            let named = &mentions.items[index];
            if named.kind == EntityKind::Person {
                return enrich(document, mentions, index, head, class);
            }
            at = named.tokens.end;
            complete = true;
            continue;
        }
        if let Some((end, next)) = title_at(document, at)
            && (!is_name_start(document, at) || next == Class::TitleFeminine)
            // `الدكتورة أميرة عوض`
            && !(complete && is_name_start(document, at) && document.is_whole(at + 1, Class::GivenName))
        {
            let coordinated = shapes::begins_with_and(document.key(at))
                && document
                    .found_at(at)
                    .iter()
                    .any(|it| it.clitic.conjunction.is_some());
            if coordinated && complete {
                return None;
            }
            // The last of several titles tells the gender, the first where the phrase begins.
            class = if class == Class::TitlePlural { class } else { next };
            complete = document.is_definite(at) || document.is(at, Class::TitleHonorific);
            last_head = at;
            at = end;
            continue;
        }
        if complete && is_definite_given(document, at) {
            return add_name(document, mentions, head, at, class);
        }
        if document.is_definite(at) && !ends_title(document, at) {
            complete = true;
            at += 1;
            continue;
        }
        // `نظيره القطري علي الكواري`: spelt like a preposition.
        let man = complete
            && document.is(at, Class::Preposition)
            && document.is_whole(at, Class::GivenName)
            && document.tells_final_ya
            && is_name_start(document, at);
        if man {
            return add_name(document, mentions, head, at, class);
        }
        if document.is(at, Class::TitleWord) && title_goes_on(document, mentions, at) {
            complete = complete
                && document.is(at, Class::Preposition)
                && shapes::ends_with_his_or_her(document.key(at));
            at = document
                .find(at, Class::TitleWord)
                .map_or(at + 1, |found| found.end);
            continue;
        }
        // `متحدث باسم «…»`
        let speaks_for = document.is(at, Class::TitleWord)
            && document
                .tokens
                .get(at + 1)
                .is_some_and(crate::tokens::Token::is_quote);
        if document.is(at, Class::GivenName)
            && !speaks_for
            && is_name_start(document, at)
            && (complete || at > last_head + 1 || document.is_definite(last_head))
        {
            return add_name(document, mentions, head, at, class);
        }
        if !complete || shapes::begins_with_for(document.key(at)) && document.is_definite(at + 1) {
            // `مدير شركة تسويق النفط`: the chain goes on until something is definite.
            if stops(document, at)
                && !document.is(at, Class::Institution)
                && !document.is(at, Class::TitleWord)
            {
                return None;
            }
            if !document.is_definite(at)
                && at + 1 < document.tokens.len()
                && document.is(at, Class::GivenName)
                && is_name_start(document, at)
            {
                return add_name(document, mentions, head, at, class);
            }
            at += 1;
            continue;
        }
        // `الرئيس التنفيذي لشركة …`: what the office is of.
        let of_body = document.found_at(at).iter().any(|it| {
            it.clitic.has_for()
                && matches!(
                    it.class,
                    Class::Institution | Class::InstitutionClass | Class::Outlet | Class::OutletWeak
                )
        });
        if of_body {
            complete = false;
            at += 1;
            continue;
        }
        // `القوات متعددة الجنسيات`: a feminine word that no list of names holds, behind a masculine title.
        let feminine =
            document.ends_feminine(at) && class == Class::Title && document.found_at(at).is_empty();
        if !feminine && is_name_start(document, at) || is_name_of_people(document, at) {
            return add_name(document, mentions, head, at, class);
        }
        return None;
    }
    None
}

/// `نظيرته`, `وكيل أعماله`: a possessor joined to the title makes it definite.
fn is_possessed(document: &Document<'_>, at: usize) -> bool {
    let written = document.text_of(at);
    let possessor = shapes::ends_with_his(written) || shapes::ends_with_possessor(written);
    possessor && written.chars().count() > 4 && !document.ends_feminine(at)
}

/// `مدرب الفريق جورجي سيلفا`: behind a definite title an adjective without article cannot be its adjective; before a name it is one.
fn is_name_of_people(document: &Document<'_>, at: usize) -> bool {
    document.demonym(at).is_some()
        && document.found_at(at).is_empty()
        && shapes::ends_like_nisba(document.text_of(at))
        && document.found_at(at + 1).is_empty()
        && is_name_start(document, at + 1)
}

/// A preposition inside a title (`في الاتحاد`, `باسم الوزارة`) must be followed by what it can be of.
fn title_goes_on(document: &Document<'_>, mentions: &Mentions, at: usize) -> bool {
    let next = document
        .find(at, Class::TitleWord)
        .map_or(at + 1, |found| found.end);
    if next >= document.tokens.len() || !document.tokens[next].is_word() {
        return false;
    }
    if !document.is(at, Class::Preposition) {
        return true;
    }
    // `الباحثة فيها فرشتة`: the body stands as a pronoun.
    if is_name_start(document, next) && shapes::ends_with_his_or_her(document.key(at)) {
        return true;
    }
    // `الباحث في مكافحة النواقل`: a subject of two nouns.
    let subject = !document.is_definite(next)
        && document.is_definite(next + 1)
        && document
            .tokens
            .get(next + 1)
            .is_some_and(|after| after.is_word() && !after.starts_line)
        && !document.is_any(next, &[Class::GivenName, Class::Adverb, Class::Determiner])
        && (document.is_any(next, &[Class::CommonWord, Class::NotName])
            || document.found_at(next).is_empty());
    if subject {
        return true;
    }
    mentions
        .index_at(next)
        .is_some_and(|index| mentions.items[index].kind != EntityKind::Person)
        || document.is_any(
            next,
            &[Class::Institution, Class::InstitutionClass, Class::TitleWord],
        )
        || document.is_definite(next) && !document.is_any(next, &[Class::Adverb, Class::NotName])
}

fn ends_title(document: &Document<'_>, at: usize) -> bool {
    document.is_any(
        at,
        &[
            Class::Adverb,
            Class::Relative,
            Class::That,
            Class::ThatPronoun,
            Class::Topic,
            Class::Hidden,
            Class::RelayNoun,
        ],
    ) || document.finite_verb(at).is_some_and(|it| it.clitic.letters == 0)
}

fn add_name(
    document: &Document<'_>,
    mentions: &mut Mentions,
    head: usize,
    start: usize,
    class: Class,
) -> Option<usize> {
    let end = name_end(document, mentions, start);
    let mut named = person(document, start..end, 0, class, 0.85);
    named.phrase = head;
    named.heads = heads(document, head..start);
    let single = end == start + 1 && !document.is(start, Class::GivenName);
    let of_names = |it: &crate::document::Found| {
        matches!(it.class, Class::Surname | Class::NameSyllable) && it.clitic.letters == 0
    };
    if single
        && (!document.found_at(start).iter().all(of_names)
            || class == Class::TitlePlural
            || !is_named_alone(document, head, start))
    {
        return None;
    }
    mentions.add(named)?;
    Some(coordinated(document, mentions, end, class))
}

/// `الوزير لافروف`, but not `أن اللاعب مرتاح`: one unknown word is a name where no predicate can stand, or where one follows.
fn is_named_alone(document: &Document<'_>, head: usize, name: usize) -> bool {
    let sentence = document.sentence(head).tokens.start;
    let subject_first = head <= sentence
        || document.is_any(
            head - 1,
            &[Class::That, Class::ThatPronoun, Class::Topic, Class::Conjunction],
        )
        || !document.tokens[head - 1].is_word()
        || shapes::begins_with_and(document.key(head));
    if !subject_first {
        return !shapes::ends_in_alif(document.key(name))
            || document.known.word(document.key(name)) != 0
            || document.is(name, Class::Surname)
            || document.key(name).chars().count() < 5;
    }
    let after = name + 1;
    document.finite_verb(after).is_some()
        || document.is_any(after, &[Class::Say, Class::Auxiliary, Class::Future])
}

/// `حمزة بلخياط وسعد الدومة`, `الأردني صالح الخرابشة والسوري غسان الزامل`: more names under one title.
fn coordinated(document: &Document<'_>, mentions: &mut Mentions, end: usize, class: Class) -> usize {
    let Some(token) = document.tokens.get(end) else {
        return end;
    };
    if !token.is_word()
        || token.starts_line
        || !shapes::begins_with_and(document.key(end))
        || class != Class::TitlePlural
    {
        return end;
    }
    let demonym = document.is_definite(end)
        && document
            .known
            .demonym(bare(&document.key(end)['و'.len_utf8()..]))
            .is_some()
        && is_name_start(document, end + 1);
    if demonym {
        let stop = name_end(document, mentions, end + 1);
        let mut named = person(document, end + 1..stop, 0, class, 0.85);
        named.phrase = end;
        mentions.add(named);
        return stop;
    }
    let given = document
        .find(end, Class::GivenName)
        .is_some_and(|it| it.clitic.conjunction.is_some());
    if given && mentions.index_at(end).is_none() {
        let stop = name_end(document, mentions, end);
        let named = person(document, end..stop, 1, class, 0.85);
        mentions.add(named);
        return stop;
    }
    end
}

/// A person who is known already gains title and phrase.
fn enrich(
    document: &Document<'_>,
    mentions: &mut Mentions,
    index: usize,
    head: usize,
    class: Class,
) -> Option<usize> {
    let heads = heads(document, head..mentions.items[index].tokens.start);
    let named = &mut mentions.items[index];
    named.phrase = head;
    named.gender = gender(class, named.gender);
    named.heads.extend(heads);
    Some(named.tokens.end)
}

fn gender(class: Class, otherwise: Gender) -> Gender {
    match class {
        Class::TitleFeminine => Gender::Feminine,
        Class::Title => Gender::Masculine,
        _ => otherwise,
    }
}

fn heads(document: &Document<'_>, tokens: Range<usize>) -> Vec<String> {
    tokens
        .filter(|&at| title_at(document, at).is_some())
        .map(|at| head_key(document, at))
        .collect()
}

fn person(
    document: &Document<'_>,
    tokens: Range<usize>,
    letters: u8,
    class: Class,
    confidence: f32,
) -> Named {
    let mut named = Named::pattern(document, tokens, letters, EntityKind::Person, confidence);
    named.gender = gender(class, Gender::Any);
    named.number = Number::Singular;
    named
}
