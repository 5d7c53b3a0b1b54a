//! Persons by title and by given name, in a script without capitals.

use std::ops::Range;

use isnad_model::EntityKind;

use super::outlets::{bare, head_key};
use super::{Mentions, Named};
use crate::document::Document;
use crate::inflect::{Gender, Number};
use crate::lexicon::Class;

/// Words that a title phrase has at most.
const TITLE_WORDS: usize = 14;
/// Words that a name has at most.
const NAME_WORDS: usize = 4;

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

/// Adds persons named after a title, then those whose given name tells.
pub fn find(document: &Document<'_>, mentions: &mut Mentions) {
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
    let mut complete = document.is_definite(head) || is_possessed(document, at - 1);
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
            && quotation.close - at <= 4
            && mentions
                .index_at(at + 1)
                .is_some_and(|index| mentions.items[index].kind != EntityKind::Person)
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
        {
            let coordinated = document.key(at).starts_with('و')
                && document
                    .found_at(at)
                    .iter()
                    .any(|it| it.clitic.conjunction.is_some());
            if coordinated && complete {
                return None;
            }
            // The last of several titles tells the gender, the first where the phrase begins.
            class = if class == Class::TitlePlural { class } else { next };
            complete = document.is_definite(at) || complete && document.is_definite(at);
            last_head = at;
            at = end;
            continue;
        }
        if document.is_definite(at) && !ends_title(document, at) {
            complete = true;
            at += 1;
            continue;
        }
        if document.is(at, Class::TitleWord) && title_goes_on(document, mentions, at) {
            complete = false;
            at = document
                .find(at, Class::TitleWord)
                .map_or(at + 1, |found| found.end);
            continue;
        }
        if document.is(at, Class::GivenName)
            && is_name_start(document, at)
            && (complete || at > last_head + 1 || document.is_definite(last_head))
        {
            return add_name(document, mentions, head, at, class);
        }
        if !complete || document.key(at).starts_with('ل') && document.is_definite(at + 1) {
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
            it.clitic.preposition == Some('ل')
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
        if is_name_start(document, at) || is_name_of_people(document, at) {
            return add_name(document, mentions, head, at, class);
        }
        return None;
    }
    None
}

/// `نظيرته`, `وكيل أعماله`: a possessor joined to the title makes it definite.
fn is_possessed(document: &Document<'_>, at: usize) -> bool {
    let written = document.text_of(at);
    written.chars().count() > 4 && ["ه", "ها", "هم", "هما"].iter().any(|end| written.ends_with(end))
}

/// `مدرب الفريق جورجي سيلفا`: behind a definite title an adjective without article cannot be its adjective; before a name it is one.
fn is_name_of_people(document: &Document<'_>, at: usize) -> bool {
    document.known.demonym(document.key(at)).is_some()
        && document.found_at(at).is_empty()
        && document.text_of(at).ends_with('ي')
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

fn stops(document: &Document<'_>, at: usize) -> bool {
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
fn is_name_start(document: &Document<'_>, at: usize) -> bool {
    let Some(token) = document.tokens.get(at) else {
        return false;
    };
    if !token.is_word() || token.starts_line || matches!(token.kind, crate::tokens::TokenKind::Number) {
        return false;
    }
    if document.is_definite(at)
        || document.text_of(at).ends_with(['\u{64B}', '\u{64D}'])
        || document.text_of(at).ends_with("ًا")
        || document.text_of(at).ends_with("اً")
    {
        return false;
    }
    if document.is_whole(at, Class::GivenName) {
        // `صباح صبحي` is a man, `صباح أمس` a time.
        let named_next = document.is(at + 1, Class::GivenName) && !document.is(at + 1, Class::Adverb);
        let time = document.is(at, Class::Adverb) && !named_next;
        return !time && !reads_as_function(document, at);
    }
    if document.is_any(at, &[Class::Binding, Class::Particle])
        && document
            .found_at(at)
            .iter()
            .all(|it| matches!(it.class, Class::Binding | Class::Particle))
    {
        return true;
    }
    let joined = document.key(at).starts_with('و') && !document.is(at, Class::Surname);
    !stops(document, at)
        && !joined
        && is_name_word(document, at)
        && document.known.demonym(document.key(at)).is_none()
        && document.key(at).chars().count() > 1
}

/// Whether a given name is rather a preposition or conjunction: `على`, but not `علي`, which folds to the same.
fn reads_as_function(document: &Document<'_>, at: usize) -> bool {
    document.is_any(at, &[Class::Preposition, Class::That]) && !document.text_of(at).ends_with('ي')
}

/// Whether a word can be part of a name: not one with a possessor joined to it (`أراضيها`, `أسفه`).
fn is_name_word(document: &Document<'_>, at: usize) -> bool {
    if document.is_any(at, &[Class::GivenName, Class::Surname]) {
        return true;
    }
    let written = document.text_of(at);
    let letters = written.chars().count();
    let possessed = letters > 3
        && (written.ends_with("ها")
            || written.ends_with("هم")
            || written.ends_with("هما")
            || written.ends_with('ه') && letters < 7);
    !possessed && !document.is_any(at, &[Class::NotName]) && !is_verbal_noun(document.key(at))
}

/// The shapes of verbal nouns (`تمديد`, `إدخال`, `استقبال`, `انسحاب`, `اجتماع`), behind one-letter particles too: what is done, never who.
pub(super) fn is_verbal_noun(key: &str) -> bool {
    let letters: Vec<char> = key.chars().collect();
    let shape = |word: &[char]| {
        matches!(
            word,
            ['ت', _, _, 'ي', _]
                | [
                    'ت',
                    _,
                    'ا',
                    _,
                    'ب' | 'ت'
                        | 'ج'
                        | 'ح'
                        | 'د'
                        | 'ر'
                        | 'ز'
                        | 'س'
                        | 'ش'
                        | 'ص'
                        | 'ط'
                        | 'ع'
                        | 'ف'
                        | 'ق'
                        | 'ك'
                        | 'ل'
                        | 'م'
                        | 'ن'
                        | 'ه'
                ]
                | ['ت', _, _, 'ي', _, 'ه']
                | ['ا', _, _, 'ا', _]
                | ['ا', 'س', 'ت', _, _, 'ا', _]
                | ['ا', _, 'ت', _, 'ا', _]
                | ['ا', 'ن', _, _, 'ا', _]
        )
    };
    let rest = |word: &[char], particles: &[char]| {
        word.first()
            .is_some_and(|first| particles.contains(first))
            .then(|| word[1..].to_vec())
    };
    if shape(&letters) {
        return true;
    }
    let bare = rest(&letters, &['و', 'ف']).unwrap_or_else(|| letters.clone());
    shape(&bare) || rest(&bare, &['ب', 'ل', 'ك']).is_some_and(|word| shape(&word))
}

/// Where a name that starts at `start` ends.
fn name_end(document: &Document<'_>, mentions: &Mentions, start: usize) -> usize {
    let mut at = start + 1;
    let mut bound = document.is(start, Class::Binding) || document.is(start, Class::Particle);
    let mut words = 1;
    while at < document.tokens.len() && words < NAME_WORDS {
        let token = &document.tokens[at];
        if !token.is_word() || token.starts_line || is_taken(mentions, at, words) {
            break;
        }
        // `ونظامه`: from the third word on a `و` begins something else; `وهبة` can be a second.
        if document.key(at).starts_with('و')
            && !bound
            && !document.is_whole(at, Class::GivenName)
            && (words > 1 || document.is_definite(at))
        {
            break;
        }
        if document.text_of(at).ends_with(['\u{64B}', '\u{64D}'])
            || matches!(token.kind, crate::tokens::TokenKind::Number)
            || document.key(at).chars().count() == 1
        {
            break;
        }
        if bound {
            bound = document.is(at, Class::Particle) && !document.is_definite(at);
            at += 1;
            continue;
        }
        let plain = document.is_whole(at, Class::GivenName)
            || document.is_any(at, &[Class::Particle, Class::Binding]);
        if !plain {
            if stops(document, at) && !is_title_surname(document, at, words)
                || document.is_any(at, &[Class::TitleWord, Class::SourceAdjective, Class::That])
                    && !document.is_definite(at)
            {
                break;
            }
            // Conjunction or preposition joined to a known word.
            let surname = words == 1 && is_surname_behind(document, at);
            if clitic_on_name(document, at) && !surname || !is_name_word(document, at) {
                break;
            }
            // `وليد صادي الأنصار بأن`: a name that a family's adjective closed takes no article more.
            let family = words > 1
                && document.text_of(at - 1).ends_with('ي')
                && !document.is_whole(at - 1, Class::GivenName);
            if family && document.is_definite(at) && !document.is(at, Class::Surname) {
                break;
            }
            // `رائد جمال تراجع الأسعار`, `سامر نور يتابع`: after two words a noun in construct or a verb.
            if words > 1 && !document.is_definite(at) && begins_clause(document, at) {
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
            bound = document.is_any(at, &[Class::Binding, Class::Particle])
                && !document.is_whole(at, Class::GivenName);
            words += usize::from(!bound);
        }
        at += 1;
    }
    // A particle does not end a name.
    while at > start + 1
        && document.is(at - 1, Class::Particle)
        && !document.is(at - 1, Class::GivenName)
        && document.found_at(at - 1).len() == 1
        && document.key(at - 1).chars().count() < 3
    {
        at -= 1;
    }
    at
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
    let letters = document.key(at).chars().count();
    // `بوريل حصيلة جولة`: a feminine noun with what it is of; `مدبولي أرجئ إلى`: a verb with its preposition.
    let written = document.text_of(at);
    let feminine = written.ends_with('ة') && next && letters > 3;
    let verb = written.starts_with('أ') && letters == 4 && document.is(at + 1, Class::Preposition);
    construct
        || feminine
        || verb
        || document.key(at).starts_with(['ي', 'ت']) && (4..7).contains(&letters) && next
}

/// `نيد برايس`: a first letter of a surname that looks like a preposition, right behind a first name that nothing else reads.
fn is_surname_behind(document: &Document<'_>, at: usize) -> bool {
    let found = document.found_at(at);
    document.key(at).starts_with('ب')
        && document.found_at(at - 1).is_empty()
        && !found.is_empty()
        && found
            .iter()
            .all(|it| matches!(it.class, Class::Surname | Class::GivenName) && !it.clitic.article)
}

/// A known name ends a person's name; a place can be its second word (`أحمد حلب`), never its third.
fn is_taken(mentions: &Mentions, at: usize, words: usize) -> bool {
    mentions.index_at(at).is_some_and(|index| {
        let place = matches!(mentions.items[index].kind, EntityKind::Place | EntityKind::State);
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
        || key.starts_with("بال") && key.chars().count() > 5
        || key.starts_with("وال") && key.chars().count() > 5
        || key.starts_with("لل") && key.chars().count() > 4
        || document.known.word(key) == 0
            && key.chars().count() > 4
            && key.starts_with('ب')
            && document
                .known
                .step(0, document.known.word(&key['ب'.len_utf8()..]))
                .is_some()
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
    if single
        && (!document.found_at(start).is_empty()
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
        || document.key(head).starts_with('و');
    if !subject_first {
        return !document.key(name).ends_with("ا")
            || document.known.word(document.key(name)) != 0
            || document.key(name).chars().count() < 6;
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
        || !document.key(end).starts_with('و')
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

/// A given name and what follows it, without a title.
fn by_given_name(document: &Document<'_>, mentions: &mut Mentions, at: usize) -> Option<usize> {
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
    if words < 2 || words == 2 && found.class == Class::Binding {
        return None;
    }
    // The second word must look like a name: given, definite, or nothing the lexicon knows.
    let next = at + 1;
    let given = document.is_any(
        next,
        &[Class::GivenName, Class::Binding, Class::Particle, Class::Surname],
    );
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
    ["بن", "بل", "بو"].iter().any(|start| key.starts_with(start))
        && key.chars().count() > 4
        && document.found_at(at).is_empty()
        && document.finite_verb(at).is_none()
}

/// `برئاسة شيركو بارزنجي`: whoever presides is named, with or without a title.
fn presiding(document: &Document<'_>, mentions: &mut Mentions, at: usize) {
    let start = at + 1;
    let unknown = |at: usize| {
        document.is(at, Class::GivenName)
            || document.found_at(at).is_empty() && !document.text_of(at).ends_with('ة')
    };
    if document.text_of(at) != "برئاسة" || !is_name_start(document, start) || !unknown(start) {
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
fn by_surname(document: &Document<'_>, mentions: &mut Mentions, at: usize) {
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
fn before_title(document: &Document<'_>, mentions: &mut Mentions, verb: usize) {
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
