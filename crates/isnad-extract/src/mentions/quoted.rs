//! Quoted names: one to four words in quotation marks after a title or class noun are a name, not a quotation.

use isnad_model::EntityKind;

use super::outlets::{clitic_letters, head_key, is_publisher};
use super::{Mentions, Named};
use crate::document::Document;
use crate::inflect::{Gender, Number};
use crate::lexicon::Class;
use crate::pack::Order;
use crate::shapes;

/// Words that a quoted name has at most.
const WORDS: usize = 5;
/// Tokens back to look for the title's head.
const REACH: usize = 14;

/// Adds quoted names.
pub fn find(document: &Document<'_>, mentions: &mut Mentions) {
    for quotation in &document.quotations {
        let inside = quotation.open + 1..quotation.close;
        if inside.is_empty()
            || inside.len() > WORDS
            || inside.clone().any(|at| !document.tokens[at].is_word())
        {
            continue;
        }
        if inside.clone().any(|at| {
            document.finite_verb(at).is_some_and(|it| it.clitic.letters == 0)
                && !document.is(at, Class::GivenName)
        }) {
            continue;
        }
        // A name begins with a capital where there are capitals.
        let free = document.lexicon.language.order == Order::Free && document.lexicon.language.capitals;
        if free && !document.tokens[inside.start].capital {
            continue;
        }
        if document.is(inside.start, Class::NotEntity)
            || document.lexicon.language.proclitics
                && document.is_any(inside.start, &[Class::SourceAdjective, Class::Reporter])
        {
            continue;
        }
        // `المحطة "لا تزال هشة"`: what is said of it.
        if document.lexicon.language.proclitics
            && inside.clone().any(|at| {
                document.is_any(at, &[Class::Negation, Class::Auxiliary, Class::Pronoun])
                    && !document.is_whole(at, Class::GivenName)
                    || document.text_of(at).ends_with(['\u{64B}', '\u{64D}'])
                    || document.text_of(at).ends_with("اً")
            })
        {
            continue;
        }
        let head = head_before(document, mentions, quotation.open);
        // The whole quotation is a known name already: it only gains its noun phrase.
        if let Some(index) = mentions
            .starting_at(inside.start)
            .filter(|&index| mentions.items[index].tokens.end >= inside.end)
        {
            if let (Some((head, class)), true) = (head, mentions.items[index].tokens == inside) {
                let named = &mut mentions.items[index];
                named.phrase = head;
                named.outlet |= class == Class::Outlet && named.kind == EntityKind::Organization;
                named.heads.push(head_key(document, head));
            }
            continue;
        }
        let text = document.slice(document.span(&inside));
        let named = match head {
            Some((head, class)) => from_head(document, inside, head, class),
            None if free && names_a_body(document, quotation.open, &inside) => {
                Some(Named::pattern(document, inside, 0, EntityKind::Organization, 0.8))
            }
            None if is_publisher(document, text) || is_spoken_to(document, quotation.open) => {
                let mut named = Named::pattern(document, inside, 0, EntityKind::Organization, 0.95);
                named.outlet = true;
                Some(named)
            }
            None => None,
        };
        if let Some(named) = named {
            mentions.add(named);
        }
    }
}

/// `об этом «Деловому миру» рассказали`: two or three words in marks behind a word that says and names nothing.
fn names_a_body(document: &Document<'_>, open: usize, inside: &std::ops::Range<usize>) -> bool {
    let Some(before) = open.checked_sub(1) else {
        return false;
    };
    let small = [
        Class::Preposition,
        Class::Conjunction,
        Class::Adverb,
        Class::Negation,
        Class::Pronoun,
        Class::Relative,
    ];
    (2..=3).contains(&inside.len())
        && document.tokens[before].is_word()
        && !document.is_any(before, &[Class::NotEntity, Class::That])
        && !inside
            .clone()
            .any(|at| document.is_any(at, &small) && !document.tokens[at].capital)
        && document.lexicon.language.surname_endings.len() > 1
        && (document.is_any(before, &[Class::Say, Class::With, Class::Preposition, Class::And])
            || document.is_any(inside.end + 1, &[Class::Say]))
}

fn from_head(
    document: &Document<'_>,
    inside: std::ops::Range<usize>,
    head: usize,
    class: Class,
) -> Option<Named> {
    // `رئيس تنسيقية "وئام" عبد الله`: the person stands behind the marks.
    let person_behind = document.lexicon.language.proclitics
        && document.is_any(inside.end + 1, &[Class::GivenName, Class::Binding])
        && document
            .tokens
            .get(inside.end + 1)
            .is_some_and(|token| token.is_word() && !token.starts_line)
        && inside.start > head + 2;
    let (kind, outlet) = match class {
        // `глава «Газпрома»`: what the office is of.
        Class::Title | Class::TitleFeminine
            if person_behind
                || document.lexicon.language.order == Order::Free && document.lexicon.language.capitals =>
        {
            (EntityKind::Organization, false)
        }
        Class::Title | Class::TitleFeminine => (EntityKind::Person, false),
        Class::Outlet | Class::OutletWeak => (EntityKind::Organization, true),
        Class::GroupHead => (EntityKind::Group, false),
        Class::InstitutionClass | Class::Institution => (EntityKind::Organization, false),
        Class::PlaceClass | Class::PlaceHead => (EntityKind::Place, false),
        _ => return None,
    };
    // `الرد على "التهديد الحقيقي"`, `«متساوية مع فرص الفشل»`: words of everyday language, and no name.
    if kind == EntityKind::Person && document.lexicon.language.proclitics {
        // `نجوى وهيبة`: a second name that looks like `و` and a word.
        let joined = |at: usize| {
            at > inside.start
                && document.is_whole(at - 1, Class::GivenName)
                && document.found_at(at).iter().all(|it| it.clitic.letters > 0)
        };
        let common = |at: usize| {
            document.is_any(
                at,
                &[
                    Class::Preposition,
                    Class::NotName,
                    Class::CommonWord,
                    Class::That,
                    Class::Negation,
                ],
            ) && !document.is_whole(at, Class::GivenName)
                && !joined(at)
        };
        let asked = inside.start > 1 && document.is(inside.start - 2, Class::Preposition);
        if asked || inside.clone().any(common) || shapes::has_contracted_article(document.key(inside.start)) {
            return None;
        }
    }
    // A person's name has two words or one that no lexicon knows.
    if kind == EntityKind::Person
        && inside.len() == 1
        && !document.found_at(inside.start).is_empty()
        && !document.is(inside.start, Class::GivenName)
        && !document.is_definite(inside.start)
    {
        return None;
    }
    let mut named = Named::pattern(document, inside, 0, kind, 0.9);
    named.phrase = head;
    named.outlet = outlet;
    named.gender = match class {
        Class::TitleFeminine => Gender::Feminine,
        Class::Title => Gender::Masculine,
        _ if document.is(head, Class::Masculine) => Gender::Masculine,
        _ => Gender::Any,
    };
    named.number = Number::Singular;
    named.heads.push(head_key(document, head));
    Some(named)
}

/// The title or class noun that the words before a quotation belong to: the first of its noun phrase.
fn head_before(document: &Document<'_>, mentions: &Mentions, open: usize) -> Option<(usize, Class)> {
    let start = document.sentence(open).tokens.start;
    let mut at = open;
    let mut head = None;
    while at > start && open - at < REACH {
        at -= 1;
        let token = &document.tokens[at];
        if !token.is_word() || token.starts_line && at + 1 < open && document.tokens[at + 1].starts_line {
            break;
        }
        // A particle before the marks (`لـ“ركنية”`) begins a phrase of its own.
        if at + 1 == open && document.tokens[open].glued && document.key(at).chars().count() == 1 {
            break;
        }
        let found = document.found_at(at).iter().find(|it| {
            // `الخبير المصرفي`: an adjective, not whose bank it is.
            if it.enclitic && document.is_definite(at) {
                return false;
            }
            matches!(
                it.class,
                Class::Title
                    | Class::TitleFeminine
                    | Class::Outlet
                    | Class::OutletWeak
                    | Class::InstitutionClass
                    | Class::GroupHead
                    | Class::Institution
                    | Class::PlaceClass
                    | Class::PlaceHead
            )
        });
        if let Some(found) = found {
            let titled = matches!(found.class, Class::Title | Class::TitleFeminine);
            // A class noun names what stands right after it.
            let adjectives = (found.end..open)
                .all(|it| document.is_definite(it) || document.is(it, Class::SourceAdjective));
            let body = matches!(
                found.class,
                Class::Institution | Class::InstitutionClass | Class::GroupHead
            );
            if titled
                || head.is_none()
                    && adjectives
                    && open - found.end <= if body { 0 } else { 2 }
                    && !(body && document.is_definite(at))
            {
                head = Some((at, found.class));
            }
            // `رئيس النادي "…"` names the president, `رئيس نادي "…"` the club.
            let of_title = !titled
                && document.is_definite(at)
                && at > start
                && document.is_any(at - 1, &[Class::Title, Class::TitleFeminine]);
            if of_title {
                head = None;
                continue;
            }
            // A body inside the title (`المستشار لدى وزارة … “…”`) is passed over.
            if !titled && mentions.index_at(at).is_none() {
                break;
            }
            continue;
        }
        let ends = document
            .finite_verb(at)
            .is_some_and(|it| it.clitic.letters == 0 || it.class == Class::Say)
            && !document.is_definite(at)
            || document.is_any(
                at,
                &[
                    Class::That,
                    Class::ThatPronoun,
                    Class::Relative,
                    Class::According,
                    Class::Conjunction,
                ],
            )
            || document.is(at, Class::Preposition)
                && !document.is(at, Class::TitleWord)
                && mentions.index_at(at).is_none();
        if ends {
            break;
        }
    }
    // The clitic of the head decides nothing here, but an enclitic ("his envoy") is still a title.
    head.filter(|(at, _)| clitic_letters(document, *at) <= 3)
}

/// `لـ«بيروت الآن»`, `علمت "أخبار وادي النيل"`: a name in marks that somebody speaks to or that learns something is an outlet.
fn is_spoken_to(document: &Document<'_>, open: usize) -> bool {
    let Some(before) = open.checked_sub(1) else {
        return false;
    };
    let glued_to = document.tokens[before].is_word() && document.tokens[open].glued;
    let preposition =
        glued_to && shapes::is_lone_for(document.key(before)) && document.lexicon.language.proclitics;
    let told = |at: usize| {
        document.found_at(at).iter().any(|it| {
            it.class == Class::Say && {
                let say = &document.lexicon.pack.say[it.entry];
                say.learns || say.addressee
            }
        })
    };
    let spoken =
        (before.saturating_sub(9)..before).any(|at| document.is_any(at, &[Class::Say, Class::SpokenTo]));
    preposition && spoken || told(before)
}
