//! Institutions named by common words: `وزارة الخارجية الروسية`, `القيادة الروسية`, `مجلس النواب`.

use isnad_model::EntityKind;

use super::outlets::{bare, clitic_letters, head_key};
use super::{Mentions, Named};
use crate::document::Document;
use crate::inflect::Gender;
use crate::lexicon::Class;

/// Words that an institution's name has at most.
const WORDS: usize = 8;

/// Words after which no name of an institution goes on.
const STOPS: [Class; 15] = [
    Class::Preposition,
    Class::That,
    Class::ThatPronoun,
    Class::Adverb,
    Class::Conjunction,
    Class::Relative,
    Class::Negation,
    Class::Auxiliary,
    Class::Title,
    Class::TitleFeminine,
    Class::Outlet,
    Class::Say,
    Class::According,
    Class::Hidden,
    Class::Planned,
];

/// Adds institutions.
pub fn find(document: &Document<'_>, mentions: &mut Mentions) {
    let mut at = 0;
    while at < document.tokens.len() {
        at = find_at(document, mentions, at).unwrap_or(at + 1);
    }
}

fn find_at(document: &Document<'_>, mentions: &mut Mentions, at: usize) -> Option<usize> {
    let found = document.found_at(at).iter().find(|it| {
        matches!(
            it.class,
            Class::Institution | Class::InstitutionClass | Class::InstitutionDefinite | Class::GroupHead
        ) && !it.enclitic
    })?;
    let class_only = found.class == Class::InstitutionClass
        || document
            .find(at, Class::InstitutionClass)
            .is_some_and(|it| !it.enclitic);
    if let Some(index) = mentions.starting_at(at) {
        return for_sport(document, mentions, index);
    }
    if mentions.index_at(at).is_some() {
        return None;
    }
    let named = if document.is_definite(at) {
        definite(document, mentions, at, found.end)?
    } else if !document.is_any(
        at,
        &[Class::Institution, Class::InstitutionClass, Class::GroupHead],
    ) {
        return None;
    } else if let Some(region) = states_of(document, mentions, at, found.end) {
        region
    } else {
        construct(document, mentions, at, found.end, class_only)?
    };
    let end = named.tokens.end;
    mentions.add(named).map(|_| end)
}

/// `الاتحاد الإفريقي لكرة القدم` is not the African Union.
fn for_sport(document: &Document<'_>, mentions: &mut Mentions, index: usize) -> Option<usize> {
    let known = mentions.items[index].clone();
    let purpose = document
        .find(known.tokens.end, Class::Purpose)
        .filter(|it| it.clitic.preposition == Some('ل'))?;
    let end = purpose.end;
    let mut named = institution(document, known.tokens.start, known.tokens.start..end, 0.85);
    named.span.start = known.span.start;
    document.slice(named.span).clone_into(&mut named.name);
    mentions.add(named)?;
    Some(end)
}

/// `القيادة الروسية`, `المجلس الأعلى للدولة`: an article, then adjectives that tell which.
fn definite(document: &Document<'_>, mentions: &Mentions, head: usize, after: usize) -> Option<Named> {
    // `وزيرة الخارجية السودانية` is a title.
    if head > 0
        && document.is_any(head - 1, &[Class::Title, Class::TitleFeminine])
        && document.is(head, Class::InstitutionDefinite)
    {
        return None;
    }
    let plain = document.is_any(head, &[Class::Institution, Class::InstitutionClass]);
    let demonym = |at: usize| document.known.demonym(bare(document.key(at))).is_some();
    let mut end = after;
    while end < document.tokens.len()
        && end - head < WORDS
        && (is_adjective(document, end) && (plain || end > after || demonym(end))
            || end > after && is_relational(document, end))
    {
        end += 1;
    }
    if end == after {
        return None;
    }
    // `المكتب الإعلامي` is anybody's, `المكتب التنفيذي للكاف` one body's.
    end = purpose(document, mentions, end, head);
    Some(institution(document, head, head..end, 0.85))
}

/// `دول آسيا الوسطى`, `دول الخليج`: the states of a region as a group.
fn states_of(document: &Document<'_>, mentions: &Mentions, head: usize, after: usize) -> Option<Named> {
    if !document.is(head, Class::GroupHead)
        || document.is_any(head, &[Class::Institution, Class::InstitutionClass])
    {
        return None;
    }
    let index = mentions.starting_at(after)?;
    let region = &mentions.items[index];
    if region.kind != EntityKind::Place {
        return None;
    }
    Some(institution(document, head, head..region.tokens.end, 0.8))
}

/// A relational adjective (`الجمركي`, `الطبيعية`), which goes on with the name of a body; not one of time or order.
fn is_relational(document: &Document<'_>, at: usize) -> bool {
    let Some(token) = document.tokens.get(at) else {
        return false;
    };
    let key = document.key(at);
    token.is_word()
        && !token.starts_line
        && document.is_definite(at)
        && key.starts_with("ال")
        && (key.ends_with('ي') || key.ends_with("يه"))
        && key.chars().count() > 5
        && !document.is_any(
            at,
            &[
                Class::TimeAdjective,
                Class::Adverb,
                Class::Ordinal,
                Class::Planned,
                Class::GivenName,
                Class::Title,
                Class::TitleFeminine,
                Class::Relative,
            ],
        )
}

/// `وزارة الخارجية الروسية`: a noun in construct with what it is of.
fn construct(
    document: &Document<'_>,
    mentions: &Mentions,
    head: usize,
    after: usize,
    class_only: bool,
) -> Option<Named> {
    let mut end = after;
    let mut definite_seen = false;
    let mut unknown = 0;
    while end < document.tokens.len() && end - head < WORDS {
        let token = &document.tokens[end];
        if !token.is_word()
            || token.starts_line
            || (stops(document, end)
                && !(definite_seen && is_adjective(document, end))
                && !(end == after && document.is(end, Class::Title) && document.is_definite(end)))
        {
            break;
        }
        if let Some(index) = mentions.starting_at(end)
            && !definite_seen
        {
            let inner = &mentions.items[index];
            // The name says it all: `منظمة الصحة العالمية` is known as such.
            let named_so = class_only || document.is(head, Class::GroupHead);
            if named_so && matches!(inner.kind, EntityKind::Organization | EntityKind::Group) && end == after
            {
                return None;
            }
            end = inner.tokens.end;
            definite_seen = true;
            continue;
        }
        let coordinated = document.key(end).starts_with('و');
        if document.is_definite(end) {
            // `النفط والغاز`, but `وزارة النفط ووزارة …` is two.
            let goes_on = is_adjective(document, end)
                || is_relational(document, end)
                || coordinated && joins(document, end)
                || document.key(end).starts_with("لل");
            if definite_seen && !goes_on {
                break;
            }
            definite_seen = true;
        } else {
            if definite_seen || coordinated || unknown == 2 || !noun_like(document, end) {
                break;
            }
            unknown += 1;
        }
        end += 1;
    }
    let words = end - after;
    if words == 0 || document.is(head, Class::InstitutionWeak) && !is_told(document, mentions, after..end) {
        return None;
    }
    if !definite_seen {
        // One word that no lexicon knows: a proper name, which needs a head that takes one.
        let proper = words == 1
            && !super::persons::is_verbal_noun(document.key(after))
            && document.found_at(after).is_empty()
            && class_takes_name(document, head, class_only)
            && !document.key(after).ends_with("يه")
            && !document.key(after).ends_with('ا');
        if !proper {
            return None;
        }
        let start = if class_only { after } else { head };
        let mut named = institution(document, head, start..end, 0.75);
        named.phrase = head;
        return Some(named);
    }
    end = purpose(document, mentions, end, head);
    Some(institution(document, head, head..end, 0.85))
}

/// Whether words after a head of many senses (`حركة السير`) tell a body: a known name, a people's or a body's adjective, an unknown name.
fn is_told(document: &Document<'_>, mentions: &Mentions, words: std::ops::Range<usize>) -> bool {
    let alone =
        words.len() == 1 && !document.is_definite(words.start) && document.found_at(words.start).is_empty();
    alone
        || words.clone().any(|at| {
            mentions.index_at(at).is_some()
                || is_adjective(document, at)
                || document.is_any(at, &[Class::Institution, Class::InstitutionClass])
        })
        || document.key(words.end).starts_with("لل") && document.is_definite(words.end)
}

fn class_takes_name(document: &Document<'_>, head: usize, class_only: bool) -> bool {
    class_only || document.is(head, Class::TakesName)
}

fn noun_like(document: &Document<'_>, at: usize) -> bool {
    !document.is_any(
        at,
        &[
            Class::SourceAdjective,
            Class::NotName,
            Class::Source,
            Class::GivenName,
        ],
    ) && document.finite_verb(at).is_none()
        && !document.text_of(at).contains('\u{64B}')
}

fn joins(document: &Document<'_>, at: usize) -> bool {
    // A new head or title after `و` begins a name of its own.
    !document.is_any(
        at,
        &[
            Class::Institution,
            Class::InstitutionClass,
            Class::Title,
            Class::TitleFeminine,
            Class::TitlePlural,
            Class::Outlet,
            Class::Source,
        ],
    )
}

fn stops(document: &Document<'_>, at: usize) -> bool {
    document.is_any(at, &STOPS)
        || document
            .finite_verb(at)
            .is_some_and(|found| !document.is_definite(found.start))
}

fn is_adjective(document: &Document<'_>, at: usize) -> bool {
    let Some(token) = document.tokens.get(at) else {
        return false;
    };
    token.is_word()
        && !token.starts_line
        && document.is_definite(at)
        && (document.is(at, Class::InstitutionAdjective)
            || document.known.demonym(bare(document.key(at))).is_some())
}

/// `للدولة`, `لكرة القدم`, `للكاف`: what the body is for, as part of its name.
fn purpose(document: &Document<'_>, mentions: &Mentions, end: usize, head: usize) -> usize {
    let Some(token) = document.tokens.get(end) else {
        return end;
    };
    if !token.is_word()
        || token.starts_line
        || end - head >= WORDS
        || !document.key(end).starts_with('ل')
        || document.finite_verb(end).is_some()
    {
        return end;
    }
    if let Some(sport) = document
        .find(end, Class::Purpose)
        .filter(|it| it.clitic.preposition == Some('ل'))
    {
        return sport.end;
    }
    if let Some(index) = mentions.starting_at(end)
        && mentions.items[index].span.start > token.span.start
        && matches!(
            mentions.items[index].kind,
            EntityKind::Organization | EntityKind::State | EntityKind::Place
        )
    {
        return mentions.items[index].tokens.end;
    }
    if document.key(end).starts_with("لل")
        && document.is_definite(end)
        && !document.is_any(end, &[Class::Reporter, Class::Outlet])
    {
        let next = end + 1;
        return if is_adjective(document, next) || is_relational(document, next) {
            next + 1
        } else {
            next
        };
    }
    let next_definite = document
        .tokens
        .get(end + 1)
        .is_some_and(|next| next.is_word() && !next.starts_line)
        && document.is_definite(end + 1);
    let plain = document.found_at(end).is_empty() && document.key(end).chars().count() > 3;
    if next_definite && plain && !document.is_definite(end) {
        end + 2
    } else {
        end
    }
}

fn institution(
    document: &Document<'_>,
    head: usize,
    tokens: std::ops::Range<usize>,
    confidence: f32,
) -> Named {
    let letters = if tokens.start == head {
        clitic_letters(document, head)
    } else {
        0
    };
    let group = document.is(head, Class::GroupHead) && !document.is(head, Class::InstitutionClass);
    let kind = if group {
        EntityKind::Group
    } else {
        EntityKind::Organization
    };
    let mut named = Named::pattern(document, tokens, letters, kind, confidence);
    named.phrase = head;
    named.outlet = document.is(head, Class::Outlet);
    let key = head_key(document, head);
    named.gender = if document.is(head, Class::Masculine) || !key.ends_with(['ه', 'ت']) {
        Gender::Masculine
    } else {
        Gender::Feminine
    };
    named.heads.push(key);
    if let [known, ..] = document.known.named(&isnad_text::fold_name(&named.name)) {
        return named.with_known(document, *known);
    }
    named
}
