//! Bounds: where a person's name begins and where it ends, in a script without capitals.

use isnad_model::EntityKind;

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
    let behind = document
        .found_at(at)
        .iter()
        .any(|it| it.clitic.preposition.is_some() || it.clitic.future);
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

/// Whether the lexicon has nothing for a word.
pub(super) fn is_unknown(document: &Document<'_>, at: usize) -> bool {
    document
        .tokens
        .get(at)
        .is_some_and(|token| token.kind == TokenKind::Word && !token.starts_line)
        && document.found_at(at).is_empty()
}

/// Shapes that names hardly have: plurals (`إيضاحات`), imperfects (`يستحق`), accusatives (`مراناً خفيفاً`, marked or not), joined
/// particles (`بإعطائه`, `فأنجبت`) and possessors (`احتجاجه`).
pub(super) fn is_common_shape(document: &Document<'_>, at: usize) -> bool {
    let shape = document.shape(at);
    if shape.has(Shape::COMMON) {
        return true;
    }
    let next = at + 1;
    let imperfect = shape.has(Shape::IMPERFECT) && document.is_definite(next);
    let past = shape.has(Shape::PAST)
        && (document.is_definite(next) || document.is_any(next, &[Class::Preposition, Class::That]));
    let dual = shape.has(Shape::DUAL)
        && next < document.tokens.len()
        && document.shape(next).has(Shape::DUAL)
        && document
            .found_at(next)
            .iter()
            .all(|it| !matches!(it.class, Class::GivenName | Class::Surname));
    imperfect || past || dual || shape.letters > 3 && is_bare_accusative(document, at)
}

/// An accusative without its mark: a word of the lexicon with an alif behind it, or one that such an adjective follows.
fn is_bare_accusative(document: &Document<'_>, at: usize) -> bool {
    let unknown = |at: usize| {
        shapes::ends_in_alif(document.key(at))
            && document.tokens[at].kind == TokenKind::Word
            && document.found_at(at).is_empty()
    };
    let shape = document.shape(at);
    unknown(at)
        && (shape.has(Shape::ACCUSATIVE | Shape::ACCUSATIVE_VERBAL)
            || at + 1 < document.tokens.len()
                && !document.tokens[at + 1].starts_line
                && document.shape(at + 1).has(Shape::ACCUSATIVE)
                && unknown(at + 1))
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
    document.is_any(at, &[Class::Preposition, Class::That])
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
            && (words > 1 || document.is_definite(at))
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
        if bound {
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
            // `وليد صادي الأنصار بأن`: a name that a family's adjective closed takes no article more.
            let family = words > 1
                && shapes::ends_like_nisba(document.text_of(at - 1))
                && !document.is_whole(at - 1, Class::GivenName);
            if family && document.is_definite(at) && !document.is(at, Class::Surname) {
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
            if document.is(at, Class::Adverb) && !document.is(at + 1, Class::GivenName)
                || reads_as_function(document, at)
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

/// A verb behind a particle that tells purpose or future, by its shape.
fn is_joined_verb(document: &Document<'_>, at: usize) -> bool {
    let key = document.key(at);
    key.chars().count() > 4
        && shapes::begins_like_joined_verb(key)
        && document.found_at(at).is_empty()
        && !super::foreign::has_surname_ending(document, at)
}

/// `الليلة الماضية`: a definite noun with an adjective of time.
fn is_time(document: &Document<'_>, at: usize) -> bool {
    document.is_definite(at) && document.is_definite(at + 1) && document.is(at + 1, Class::TimeAdjective)
}

/// Whether a word with the article can be a name's third or fourth: no word of the lexicon but names, and no adjective behind it.
fn closes_name(document: &Document<'_>, at: usize) -> bool {
    if document.is(at, Class::Surname) {
        return true;
    }
    let goes_on = document.is_definite(at + 1)
        && document.tokens.get(at + 1).is_some_and(|next| !next.starts_line)
        && shapes::has_article(document.key(at + 1))
        && !document.is_any(
            at + 1,
            &[Class::Title, Class::TitleFeminine, Class::Relative, Class::Adverb],
        );
    // `شياع السوداني`: a family's adjective, which may be a people's too.
    let family = shapes::ends_like_nisba(document.text_of(at)) && document.demonym_bare(at).is_some();
    family && !goes_on || is_only_name(document, at) && (!goes_on || is_only_name(document, at + 1))
}

/// A word with the article that no lexicon knows as anything but a name, with or without the article.
fn is_only_name(document: &Document<'_>, at: usize) -> bool {
    let name = |class: Class| {
        matches!(
            class,
            Class::GivenName
                | Class::GivenNameCommon
                | Class::Surname
                | Class::PlaceName
                | Class::PlaceNameCommon
        )
    };
    let bare = shapes::bare(document.key(at));
    let lexicon = document.lexicon;
    let stem = lexicon.step(0, lexicon.word(bare));
    document.found_at(at).iter().all(|it| name(it.class))
        && stem.is_none_or(|node| lexicon.senses(node).iter().all(|it| name(it.class)))
        && !document.shape(at).has(Shape::VERBAL_NOUN_BARE)
        && document.demonym_bare(at).is_none()
        && !shapes::ends_like_feminine_plural(document.text_of(at))
}

/// Whether a word binds the next to it: `عبد` `الله` always, `نور` and `سيف` only where they are no name by themselves.
fn binds(document: &Document<'_>, at: usize) -> bool {
    let name = document.is_whole(at, Class::GivenName);
    document.is_whole(at, Class::Particle) && !name
        || document.is(at, Class::Binding)
            && (!name || document.is_definite(at + 1) && shapes::is_servant(document.key(at)))
}

/// `مون جاي إن`, `كانغ كيونغ وا`: a syllable that goes on with a name of such syllables, though it is another word too.
fn is_last_syllable(document: &Document<'_>, start: usize, at: usize) -> bool {
    if !document.is_whole(at, Class::NameSyllable)
        || !document.is_whole(start, Class::NameSyllable)
        || document.is_any(
            start,
            &[Class::That, Class::NotName, Class::Pronoun, Class::Conjunction],
        )
    {
        return false;
    }
    if at > start + 2 || !(start..at).all(|it| document.is_whole(it, Class::NameSyllable)) {
        return false;
    }
    // `قال الرئيس مون جاي إن …`: what was said begins, unless the word stands twice.
    if !document.is_any(at, &[Class::That, Class::ThatPronoun]) {
        return at == start + 1 || !document.is_any(at, &[Class::Preposition, Class::Conjunction]);
    }
    let from = document.sentence(at).tokens.start.max(start.saturating_sub(14));
    at == start + 2
        && (document.is(at + 1, Class::That) || !(from..start).any(|it| document.is(it, Class::Say)))
}

/// `هاني الشاعر`: a title right behind a given name is its surname unless another name follows it.
fn is_title_surname(document: &Document<'_>, at: usize, words: usize) -> bool {
    // `أحمد معلم فقي`, `حسن شيخ محمود`: between two names a noun of people is a name.
    let noun = words == 1 && !document.is_definite(at) && document.is_any(at, &[Class::Source, Class::Title]);
    let named = document.is_whole(at + 1, Class::GivenName)
        || is_name_start(document, at + 1) && document.found_at(at + 1).is_empty();
    if noun
        && document.is(at - 1, Class::GivenName)
        && named
        && document.find(at, Class::Source).is_none_or(|it| it.end == at + 1)
    {
        return true;
    }
    let title = document.is(at, Class::Title)
        && document.is_definite(at)
        && words == 1
        && !document.is(at - 1, Class::Particle)
        && at > 1
        && !document.is(at - 2, Class::Particle)
        && document.find(at, Class::Title).is_some_and(|it| it.end == at + 1);
    let closed = document
        .tokens
        .get(at + 1)
        .is_none_or(|next| !next.is_word() || next.starts_line)
        || document.finite_verb(at + 1).is_some()
        || document.is_any(at + 1, &[Class::That, Class::ThatPronoun, Class::Say]);
    title && document.finite_verb(at).is_none() && closed
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

/// `نيد برايس`: a first letter of a surname that looks like a preposition, right behind a first name that nothing else reads.
fn is_surname_behind(document: &Document<'_>, at: usize) -> bool {
    let found = document.found_at(at);
    shapes::begins_with_by(document.key(at))
        && (document.found_at(at - 1).is_empty() || document.is_whole(at - 1, Class::GivenName))
        && !found.is_empty()
        && found
            .iter()
            .all(|it| matches!(it.class, Class::Surname | Class::GivenName) && !it.clitic.article)
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
    let cut = document
        .found_at(at)
        .iter()
        .filter(|it| it.clitic.letters > 0 && !(it.clitic.article && it.clitic.letters == 2));
    let key = document.key(at);
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
