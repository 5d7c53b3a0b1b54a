//! Institutions named by common words: `وزارة الخارجية الروسية`, `القيادة الروسية`, `مجلس النواب`.

mod chains;
mod known;
mod parts;

use isnad_model::EntityKind;

use super::outlets::{clitic_letters, head_key};
use super::{Mentions, Named};
use crate::document::Document;
use crate::inflect::Gender;
use crate::lexicon::Class;
use crate::shapes;
use crate::tokens::TokenKind;
use known::{for_sport, longer, of_nation};
use parts::{
    WORDS, agrees, class_takes_name, is_bare_unknown, is_definite_adjective, is_of_people, is_told, joins,
    mission, noun_like, purpose,
};

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
    if !document.lexicon.language.proclitics {
        while at < document.tokens.len() {
            at = chains::find_at(document, mentions, at)
                .or_else(|| chains::outlet_at(document, mentions, at))
                .unwrap_or(at + 1);
        }
        return;
    }
    while at < document.tokens.len() {
        at = find_at(document, mentions, at).unwrap_or(at + 1);
    }
}

fn find_at(document: &Document<'_>, mentions: &mut Mentions, at: usize) -> Option<usize> {
    if let Some(end) = company(document, mentions, at) {
        return Some(end);
    }
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
        return for_sport(document, mentions, index)
            .or_else(|| of_nation(document, mentions, index))
            .or_else(|| longer(document, mentions, index, found.end));
    }
    if let Some(common) = document.find(at, Class::InstitutionCommon) {
        return Some(common.end);
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

/// `طيران الإمارات`, `كهرباء لبنان`: a branch of trade and whose it is.
fn company(document: &Document<'_>, mentions: &mut Mentions, at: usize) -> Option<usize> {
    let found = *document
        .find(at, Class::CompanyHead)
        .filter(|it| !it.clitic.article && !it.enclitic)?;
    let index = mentions.starting_at(found.end)?;
    let of = &mentions.items[index];
    if !matches!(of.kind, EntityKind::State | EntityKind::Place)
        || of.span.start != document.tokens[found.end].span.start
        || document.tokens[found.end].starts_line
        || mentions.index_at(at).is_some()
    {
        return None;
    }
    let end = of.tokens.end;
    let mut named = institution(document, at, at..end, 0.75);
    named.gender = Gender::Any;
    mentions.add(named)?;
    Some(end)
}

/// `القيادة الروسية`, `المجلس الأعلى للدولة`: an article, then adjectives that tell which.
fn definite(document: &Document<'_>, mentions: &Mentions, head: usize, after: usize) -> Option<Named> {
    let plain = document.is_any(head, &[Class::Institution, Class::InstitutionClass]);
    // `وزيرة الخارجية السودانية` is a title.
    if head > 0
        && document.is_any(head - 1, &[Class::Title, Class::TitleFeminine])
        && document.is(head, Class::InstitutionDefinite)
        && !plain
    {
        return None;
    }
    // `الجوازات الدبلوماسية العمانية`: an adjective of the noun before it.
    if !plain
        && head > 0
        && document.is_definite(head - 1)
        && !document.is(head, Class::GroupHead)
        && document.tokens[head - 1].kind == TokenKind::Word
        && !document.is_any(head - 1, &[Class::Institution, Class::Title])
        && document.tokens[head].sentence == document.tokens[head - 1].sentence
        && shapes::has_article(document.key(head))
    {
        return None;
    }
    let demonym = |at: usize| document.demonym_bare(at).is_some();
    // `وزيرا الخارجية القطري …`: a masculine adjective behind a feminine head is the minister's.
    if !plain && document.ends_feminine(head) && demonym(after) && !document.ends_feminine(after) {
        return None;
    }
    let mut end = after;
    while end < document.tokens.len()
        && end - head < WORDS
        && (is_adjective(document, end) && (plain || end > after || demonym(end))
            || (plain || end > after) && is_relational(document, end))
    {
        end += 1;
    }
    // `القوات المسلحة الأردنية`
    if end == after
        && plain
        && agrees(document, head, end)
        && demonym(end + 1)
        && document.is_definite(end + 1)
    {
        end += 2;
    }
    let told = (after..end).any(|at| is_adjective(document, at));
    // `اللجنة المختلطة للذاكرة`: any adjective that agrees, where the purpose follows.
    if end == after
        && plain
        && agrees(document, head, end)
        && purpose(document, mentions, end + 1, head) > end + 1
    {
        end += 1;
    }
    if end == after {
        return None;
    }
    // `المكتب الإعلامي` is anybody's, `المكتب التنفيذي للكاف` one body's.
    let adjectives = end;
    end = purpose(document, mentions, end, head);
    // `المنتدى الروسي الأفريقي` is an event, `المنتدى التونسي للحقوق` a body.
    if end == adjectives && document.is(head, Class::VenueNoun) && !plain {
        return None;
    }
    (told || end > adjectives).then(|| institution(document, head, head..end, 0.85))
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
        && shapes::has_article(key)
        && (shapes::ends_like_nisba(key) || shapes::ends_like_feminine_nisba(key))
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
        && !document.is_whole(at, Class::NotName)
}

/// `وزارة الخارجية الروسية`: a noun in construct with what it is of.
fn construct(
    document: &Document<'_>,
    mentions: &Mentions,
    head: usize,
    after: usize,
    class_only: bool,
) -> Option<Named> {
    // `منتخب غينيا`: the state plays.
    if document.is(head, Class::NationalTeam) {
        return None;
    }
    let mut end = after;
    let mut definite_seen = false;
    let mut unknown = 0;
    // `مكتب رئيس الوزراء`
    if document.is(head, Class::OfficeHead)
        && document.is_definite(after + 1)
        && document
            .find(after, Class::Title)
            .is_some_and(|it| it.clitic.letters == 0)
        && !document.is_any(after + 1, &[Class::Adverb, Class::TimeAdjective])
    {
        end = after + 2;
        definite_seen = true;
    }
    let office = definite_seen;
    while end < document.tokens.len() && end - head < WORDS {
        let token = &document.tokens[end];
        // `حركة 23 مارس`
        if end == after
            && token.kind == TokenKind::Number
            && document
                .tokens
                .get(end + 1)
                .is_some_and(|next| next.kind == TokenKind::Word && !next.starts_line)
            && document.may_date(end + 1)
        {
            end += 2;
            definite_seen = true;
            break;
        }
        // `هيئة قناة السويس`: a known name tells, whatever its first word is.
        let town = document
            .find(end, Class::PlaceName)
            .filter(|it| !definite_seen && it.clitic.letters == 0 && !it.enclitic);
        let named = !definite_seen && (town.is_some() || mentions.starting_at(end).is_some());
        if !token.is_word()
            || token.starts_line
            || !named && closes(document, mentions, end, end == after, definite_seen)
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
        // `غرفة تجارة غواياكيل`: a listed town tells as a known one does.
        if let Some(town) = town {
            end = town.end;
            definite_seen = true;
            continue;
        }
        // `سلطة وادي الأردن`: a `و` of the word itself joins nothing.
        let coordinated = shapes::begins_with_and(document.key(end))
            && document.found_at(end).iter().all(|it| it.clitic.letters > 0);
        if document.is_definite(end) {
            // `النفط والغاز`, but `وزارة النفط ووزارة …` is two.
            let goes_on = is_adjective(document, end)
                || is_relational(document, end)
                || coordinated && joins(document, end)
                || shapes::has_contracted_article(document.key(end));
            if definite_seen && !goes_on {
                break;
            }
            definite_seen = true;
        } else {
            let people = is_of_people(document, mentions, end);
            if definite_seen || coordinated || unknown == 2 || !people && !noun_like(document, end) {
                break;
            }
            unknown += 1;
        }
        end += 1;
    }
    let words = end - after;
    let weak = document
        .find(head, Class::InstitutionWeak)
        .is_some_and(|it| it.end >= after);
    if words == 0 || weak && !office && !is_told(document, mentions, after..end) {
        return None;
    }
    if !definite_seen {
        // `حزب تواصل المعارض`: behind a strong class noun any word is a name that no noun with the article follows, but for adjectives.
        let strong = words == 1
            && class_only
            && document.is(head, Class::InstitutionClass)
            && document.finite_verb(end).is_none()
            && is_definite_adjective(document, head, end)
            && !document.is_any(
                after,
                &[Class::SourceAdjective, Class::NotName, Class::Institution],
            )
            && document.finite_verb(after).is_none()
            && !shapes::ends_like_nisba(document.text_of(after));
        if strong {
            let mut named = institution(document, head, after..end, 0.75);
            named.phrase = head;
            return Some(named);
        }
        // `جمعية نساء راسون`: a noun and a name.
        let of_name = words == 2
            && class_takes_name(document, head, class_only)
            && is_bare_unknown(document, after + 1)
            && !shapes::is_verbal_noun(document.key(after));
        if of_name {
            let mut named = institution(document, head, head..end, 0.7);
            named.phrase = head;
            return Some(named);
        }
        // One word that no lexicon knows: a proper name, which needs a head that takes one.
        let proper = words == 1
            && !shapes::is_verbal_noun(document.key(after))
            && document.found_at(after).is_empty()
            && class_takes_name(document, head, class_only)
            && !shapes::ends_like_feminine_nisba(document.key(after))
            && !shapes::ends_in_alif(document.key(after));
        if !proper {
            return None;
        }
        let start = if class_only { after } else { head };
        let mut named = institution(document, head, start..end, 0.75);
        named.phrase = head;
        return Some(named);
    }
    end = purpose(document, mentions, end, head);
    end = mission(document, mentions, head, end);
    // `هيئة الإذاعة الكينية كيه بي سي`: the letters are the name.
    if mentions
        .starting_at(end)
        .is_some_and(|index| document.is(mentions.items[index].tokens.start, Class::LetterName))
    {
        return None;
    }
    Some(institution(document, head, head..end, 0.85))
}

/// A word that no name of a body goes on with, unless it tells what the body is made of (`نقابة أطباء`, `وزارة الإعلام`).
fn closes(document: &Document<'_>, mentions: &Mentions, at: usize, first: bool, definite_seen: bool) -> bool {
    let of_office = first && document.is_any(at, &[Class::Title, Class::Outlet]) && document.is_definite(at);
    let told = definite_seen && is_adjective(document, at);
    stops(document, at) && !of_office && !told && !is_of_people(document, mentions, at)
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
        && (document.is(at, Class::InstitutionAdjective) || document.demonym_bare(at).is_some())
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
    // `القوات المسلحة السودانية` is an army.
    let army = document.is_definite(head) && document.is(head, Class::Institution);
    let group = document.is(head, Class::GroupHead) && !document.is(head, Class::InstitutionClass) && !army;
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
    let folded = isnad_text::fold_name(&named.name);
    if let Some(known) = document.known.named(&folded).next() {
        return named.with_known(document, known);
    }
    named
}
