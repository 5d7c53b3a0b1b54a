//! Known names that go on: bodies of the same name as a known one, told by what they are for or whose they are.

use isnad_model::EntityKind;

use super::{definite, institution, is_adjective};
use crate::document::Document;
use crate::lexicon::Class;
use crate::mentions::Mentions;
use crate::shapes;

/// `الاتحاد الإفريقي لكرة القدم` is not the African Union.
pub(super) fn for_sport(document: &Document<'_>, mentions: &mut Mentions, index: usize) -> Option<usize> {
    let known = mentions.items[index].clone();
    let purpose = document
        .find(known.tokens.end, Class::Purpose)
        .filter(|it| it.clitic.has_for())?;
    let end = purpose.end;
    let mut named = institution(document, known.tokens.start, known.tokens.start..end, 0.85);
    named.span.start = known.span.start;
    document.slice(named.span).clone_into(&mut named.name);
    mentions.add(named)?;
    Some(end)
}

/// `الاتحاد المصري لكرة القدم`: no club of that name.
pub(super) fn longer(
    document: &Document<'_>,
    mentions: &mut Mentions,
    index: usize,
    after: usize,
) -> Option<usize> {
    let head = mentions.items[index].tokens.start;
    if mentions.items[index].tokens.end != head + 1
        || after != head + 1
        || mentions.items[index].kind != EntityKind::Organization
        || !document.is_definite(head)
        || !document.is(head, Class::Institution)
    {
        return None;
    }
    let named = definite(document, mentions, head, after)?;
    let end = named.tokens.end;
    if document.find(end - 1, Class::Purpose).is_none()
        && !shapes::begins_with_for(document.key(end - 1))
        && end < after + 3
    {
        return None;
    }
    mentions.add(named).map(|_| end)
}

/// `مجلس الأمن القومي الكوري`, `صندوق النقد العربي`: a state's or region's body of the same name as a known one.
pub(super) fn of_nation(document: &Document<'_>, mentions: &mut Mentions, index: usize) -> Option<usize> {
    let known = mentions.items[index].clone();
    let (head, end) = (known.tokens.start, known.tokens.end);
    if known.tokens.len() < 2
        || known.kind != EntityKind::Organization
        || known.outlet
        || document.is_definite(head)
        || document.is_any(
            head,
            &[Class::InstitutionClass, Class::GroupHead, Class::TakesName],
        )
        || !document.is(head, Class::Institution)
        || !is_adjective(document, end)
        || document.is(end, Class::International)
        || document.ends_feminine(head) != document.ends_feminine(end)
    {
        return None;
    }
    let mut stop = end + 1;
    if is_adjective(document, stop) && document.ends_feminine(stop) == document.ends_feminine(end) {
        stop += 1;
    }
    let mut named = institution(document, head, head..stop, 0.85);
    named.span.start = known.span.start;
    document.slice(named.span).clone_into(&mut named.name);
    mentions.add(named)?;
    Some(stop)
}
