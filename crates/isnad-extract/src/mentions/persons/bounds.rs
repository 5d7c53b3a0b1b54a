//! Bounds: where a person's name begins and where it ends, in a script without capitals.

use isnad_model::EntityKind;

use super::looks::{is_common_shape, is_unknown};
use super::parts::{
    binds, closes_name, is_joined_surname, is_joined_verb, is_last_syllable, is_other_word,
    is_surname_behind, is_time, is_title_surname, particles_end,
};
use crate::document::Document;
use crate::lexicon::Class;
use crate::mentions::Mentions;
use crate::shape::Shape;
use crate::shapes;
use crate::tokens::TokenKind;

/// Words that a name has at most.
pub(super) const NAME_WORDS: usize = 4;

/// Words that no name holds.
const STOPS: [Class; 22] = [
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
    Class::Topic,
    Class::RelayNoun,
    Class::Institution,
    Class::Outlet,
    Class::Source,
    Class::Document,
    Class::Title,
    Class::TitleFeminine,
    Class::TitlePlural,
    Class::Meeting,
    Class::Pronoun,
];

pub(super) fn stops(document: &Document<'_>, at: usize) -> bool {
    document.is_any(at, &STOPS)
        && !(document.is_whole(at, Class::GivenName)
            && !document.is(at, Class::Adverb)
            && !reads_as_function(document, at))
        || document.finite_verb(at).is_some() && !document.is_whole(at, Class::GivenName)
        || document.is(at, Class::Say)
            && !document.is_definite(at)
            && !document.is_whole(at, Class::GivenName)
}

/// Whether a name can begin at a token: a word without article that is nothing else.
pub(super) fn is_name_start(document: &Document<'_>, at: usize) -> bool {
    let Some(token) = document.tokens.get(at) else {
        return false;
    };
    if !token.is_word() || token.starts_line || matches!(token.kind, TokenKind::Number) {
        return false;
    }
    if document.is_definite(at) && !is_definite_given(document, at)
        || document.shape(at).has(Shape::TANWIN | Shape::TANWIN_ALIF)
    {
        return false;
    }
    if document.is_whole(at, Class::GivenName) {
        // `السفير غير المقيم`, `لولا الهدف`: a small word unless another name follows it.
        let small = document.is_any(at, &[Class::Negation, Class::Conjunction, Class::Relative]);
        if small && !document.is_any(at + 1, &[Class::GivenName, Class::Particle, Class::Surname]) {
            return false;
        }
        // `صباح صبحي` is a man, `صباح أمس` a time.
        let named_next = document.is(at + 1, Class::GivenName) && !document.is(at + 1, Class::Adverb);
        let time = document.is(at, Class::Adverb) && !named_next;
        return !time && !reads_as_function(document, at);
    }
    // `ولد ابوه`, `أم عدنان`: a particle that is another word too, before a name.
    if document.is_whole(at, Class::Particle)
        && document.letters(at) > 1
        && !document.is(at, Class::Conjunction)
        && (document.is_whole(at + 1, Class::GivenName)
            || is_unknown(document, at + 1)
                && document.finite_verb(at).is_some_and(|it| it.class == Class::Verb))
    {
        return true;
    }
    if document.is_any(at, &[Class::Binding, Class::Particle])
        && document
            .found_at(at)
            .iter()
            .all(|it| matches!(it.class, Class::Binding | Class::Particle))
    {
        return true;
    }
    let surname = document.is(at, Class::Surname);
    let joined = shapes::begins_with_and(document.key(at)) && !surname;
    // `بحي الجمالية`, `لنزع الفتيل`: a particle before a word of the lexicon.
    // `كالين جورجيسكو`: nobody is likened to a given name.
    let likened = |it: &crate::document::Found| {
        it.clitic.preposition == Some('ك') && matches!(it.class, Class::GivenName | Class::GivenNameCommon)
    };
    let behind = document
        .found_at(at)
        .iter()
        .any(|it| (it.clitic.preposition.is_some() || it.clitic.future) && !likened(it));
    let everyday = document.is(at, Class::CommonWord)
        || behind && !surname
        || document.found_at(at).is_empty() && is_common_shape(document, at);
    !everyday
        && !joined
        && !stops(document, at)
        && is_name_word(document, at)
        && document.demonym(at).is_none()
        && document.letters(at) > 1
}

/// `الطاهر الباعور`: a given name that has the article, before another word of a name.
pub(super) fn is_definite_given(document: &Document<'_>, at: usize) -> bool {
    let next = at + 1;
    document.is_whole(at, Class::GivenName)
        && document.is_definite(at)
        && document
            .tokens
            .get(next)
            .is_some_and(|token| token.kind == TokenKind::Word && !token.starts_line)
        && document
            .known
            .demonym(document.key(next).trim_start_matches("ال"))
            .is_none()
        && document.found_at(next).iter().all(|it| {
            matches!(
                it.class,
                Class::GivenName | Class::Surname | Class::Particle | Class::Binding
            )
        })
}

/// Whether a given name is rather a preposition or conjunction: `على`, but not `علي`, which folds to the same.
pub(super) fn reads_as_function(document: &Document<'_>, at: usize) -> bool {
    // `إمام علي` is a man, `أمام علي` before one.
    let name = document.text_of(at).starts_with('إ')
        && document
            .find(at, Class::GivenName)
            .is_some_and(|it| it.end > at + 1);
    !name
        && document.is_any(at, &[Class::Preposition, Class::That])
        && (!shapes::ends_like_nisba(document.text_of(at))
            || document.is_any(at + 1, &NEVER_BEHIND_A_NAME)
            // Egypt's press writes one letter for both: behind a name, only the phrase's end or another name tells the man.
            || !document.tells_final_ya && ends_a_name(document, at))
}

/// Whether a name that goes before is over at a token: a word behind it belongs to no name.
fn ends_a_name(document: &Document<'_>, at: usize) -> bool {
    let names = [Class::GivenName, Class::Surname];
    let behind_a_name = at > 0
        && document.tokens[at - 1].is_word()
        && (document.found_at(at - 1).is_empty() || document.is_any(at - 1, &names));
    behind_a_name
        && document
            .tokens
            .get(at + 1)
            .is_some_and(|next| next.is_word() && !next.starts_line && !document.is_any(at + 1, &names))
}

/// What stands behind a preposition, and not behind a given name that is spelt like one.
const NEVER_BEHIND_A_NAME: [Class; 9] = [
    Class::CommonWord,
    Class::NotName,
    Class::Meeting,
    Class::That,
    Class::ThatPronoun,
    Class::Document,
    Class::Outlet,
    Class::Institution,
    Class::PlaceClass,
];

/// Whether a word can be part of a name: not one with a possessor joined to it (`أراضيها`, `أسفه`).
pub(super) fn is_name_word(document: &Document<'_>, at: usize) -> bool {
    if document.is_any(at, &[Class::GivenName, Class::Surname]) {
        return true;
    }
    !document.shape(at).has(Shape::POSSESSED | Shape::VERBAL_NOUN) && !document.is(at, Class::NotName)
}

/// Where a name that starts at `start` ends.
pub(super) fn name_end(document: &Document<'_>, mentions: &Mentions, start: usize) -> usize {
    let mut at = start + 1;
    let mut bound = document.is_any(start, &[Class::Binding, Class::Particle]);
    let mut words = 1;
    while at < document.tokens.len() && words < NAME_WORDS {
        let token = &document.tokens[at];
        if !token.is_word() || token.starts_line || is_taken(document, mentions, at, words) {
            break;
        }
        // `ونظامه`: from the third word on a `و` begins something else; `وهبة` can be a second.
        if shapes::begins_with_and(document.key(at))
            && !bound
            && !document.is_any(at, &[Class::Particle, Class::Surname])
            && !document.is_whole(at, Class::GivenName)
            && (words > 1 || document.is_definite(at) || is_joined_surname(document, start, at))
        {
            break;
        }
        if is_last_syllable(document, start, at) {
            bound = false;
            words += 1;
            at += 1;
            continue;
        }
        if document.shape(at).has(Shape::TANWIN)
            || matches!(token.kind, TokenKind::Number)
            || document.letters(at) == 1
        {
            break;
        }
        // `حسن نصر الله`
        if shapes::is_god(document.key(at)) && !bound {
            at += 1;
            continue;
        }
        // `مشعل الأحمد الجابر الصباح`: a family's name of several words.
        if let Some(family) = document
            .find(at, Class::Surname)
            .filter(|it| it.end > at + 1 && it.clitic.letters == 0 && !it.enclitic)
        {
            at = family.end;
            bound = false;
            words += 1;
            continue;
        }
        // `فون دير لاين`: a particle of several words.
        if let Some(end) = particles_end(document, at) {
            bound = true;
            at = end;
            continue;
        }
        if bound {
            words += usize::from(at > start + 1);
            bound = document.is_whole(at, Class::Particle) && !document.is_definite(at);
            at += 1;
            continue;
        }
        let plain = document.is_whole(at, Class::GivenName)
            || document.is_any(at, &[Class::Particle, Class::Binding]);
        if !plain {
            // `أمين سلام إن`: a noun without article between a given name and what was said is a surname.
            let closes = words == 1
                && document.is_whole(start, Class::GivenName)
                && document.is_any(at + 1, &[Class::That, Class::ThatPronoun])
                && document.found_at(at).iter().all(|it| {
                    matches!(
                        it.class,
                        Class::NotName | Class::CommonWord | Class::GivenNameCommon
                    ) && it.clitic.letters == 0
                });
            if closes {
                return at + 1;
            }
            if stops(document, at) && !is_title_surname(document, at, words)
                || document.is_any(at, &[Class::TitleWord, Class::SourceAdjective, Class::That])
                    && !document.is_definite(at)
            {
                break;
            }
            if document.is(at, Class::CommonWord) && !document.is_definite(at) {
                break;
            }
            // Conjunction or preposition joined to a known word.
            let surname = words == 1 && is_surname_behind(document, at);
            if clitic_on_name(document, at) && !surname || !is_name_word(document, at) {
                break;
            }
            if is_other_word(document, at) && !is_title_surname(document, at, words) {
                break;
            }
            // `وليد صادي الأنصار بأن`: a name that a family's adjective closed takes no article more.
            let family = words > 1
                && shapes::ends_like_nisba(document.text_of(at - 1))
                && !document.is_whole(at - 1, Class::GivenName);
            if family && document.is_definite(at) && !document.is(at, Class::Surname) {
                break;
            }
            // `بو صعب الصحافيين`: those who are told.
            if words > 1
                && document.is_definite(at)
                && document.text_of(at).ends_with("ين")
                && !document.is(at - 1, Class::Binding)
                && !document.is(at, Class::Surname)
            {
                break;
            }
            // `ولد عبيد الموقف`, `كوريلا التعاون العسكري`: what the verb before is about.
            if words > 1 && document.is_definite(at) && !closes_name(document, at) {
                break;
            }
            // `رائد جمال تراجع الأسعار`, `سامر نور يتابع`: after two words a noun in construct or a verb.
            if words > 1 && !document.is_definite(at) && begins_clause(document, at) {
                break;
            }
            // `مجاهد ليقول`, `بارزاني سيطير`, `هنية الليلة الماضية`.
            if words > 1 && (is_joined_verb(document, at) || is_time(document, at)) {
                break;
            }
            // An adjective of nationality after the name begins something else, unless it is the last of the name.
            if document.is_definite(at) && document.is_any(at, &[Class::InstitutionAdjective, Class::Planned])
            {
                break;
            }
            words += 1;
        } else {
            // `التقى` folds to a name with the article.
            let verb = document.finite_verb(at).is_some_and(|it| it.clitic.letters == 0)
                && !document.is_whole(at, Class::GivenName)
                && !document.is_whole(at, Class::Particle)
                && !document.is_whole(at, Class::Binding);
            // `راشد الغنوشي غير صحيح`
            let small = document.is_any(at, &[Class::Negation, Class::Conjunction, Class::Relative])
                && document
                    .tokens
                    .get(at + 1)
                    .is_some_and(|next| next.is_word() && !next.starts_line)
                && !document.is_any(at + 1, &[Class::Particle, Class::GivenName, Class::Surname]);
            if document.is(at, Class::Adverb) && !document.is(at + 1, Class::GivenName)
                || small
                || reads_as_function(document, at)
                || verb
            {
                break;
            }
            bound = binds(document, at);
            words += usize::from(!bound);
        }
        at += 1;
    }
    // A particle does not end a name.
    while at > start + 1
        && document.is(at - 1, Class::Particle)
        && !document.is(at - 1, Class::GivenName)
        && document.found_at(at - 1).len() == 1
        && document.letters(at - 1) < 3
    {
        at -= 1;
    }
    at
}

/// An unknown word without article that a definite noun follows, or that has a verb's shape.
fn begins_clause(document: &Document<'_>, at: usize) -> bool {
    let next = document
        .tokens
        .get(at + 1)
        .is_some_and(|next| next.is_word() && !next.starts_line);
    let title = document.is_any(at + 1, &[Class::Title, Class::TitleFeminine, Class::Relative]);
    let construct = next && document.is_definite(at + 1) && !title && !document.is_any(at, &[Class::Surname]);
    let letters = document.letters(at);
    // `بوريل حصيلة جولة`: a feminine noun with what it is of; `مدبولي أرجئ إلى`: a verb with its preposition.
    let written = document.text_of(at);
    let feminine = document.ends_feminine(at) && next && letters > 3;
    let verb = written.starts_with('أ') && letters == 4 && document.is(at + 1, Class::Preposition);
    construct
        || feminine
        || verb
        || shapes::begins_like_present(document.key(at)) && (4..7).contains(&letters) && next
}

/// A known name ends a person's name; a place that is no capital can be its second word (`أحمد حلب`), never its third.
fn is_taken(document: &Document<'_>, mentions: &Mentions, at: usize, words: usize) -> bool {
    mentions.index_at(at).is_some_and(|index| {
        let named = &mentions.items[index];
        let capital = |known| {
            let entity = document.known.entity(known);
            entity.capital_of.is_some() || entity.kind == EntityKind::State
        };
        let place =
            matches!(named.kind, EntityKind::Place | EntityKind::State) && !named.known.is_some_and(capital);
        !place || words > 1
    })
}

/// `وسعد`, `بوزير`, `للرئيس`: a clitic before something the lexicon knows.
fn clitic_on_name(document: &Document<'_>, at: usize) -> bool {
    let key = document.key(at);
    // `نبيه بري`: what a syllable of another's name would leave is no word.
    let cut = document.found_at(at).iter().filter(|it| {
        it.clitic.letters > 0
            && !(it.clitic.article && it.clitic.letters == 2)
            && it.class != Class::NameSyllable
    });
    cut.count() > 0 && !document.is_whole(at, Class::GivenName)
        || shapes::has_clitics_and_article(key)
        || document.known.word(key) == 0
            && key.chars().count() > 4
            && shapes::begins_with_by(key)
            && document
                .known
                .step(0, document.known.word(&key['ب'.len_utf8()..]))
                .is_some()
}
