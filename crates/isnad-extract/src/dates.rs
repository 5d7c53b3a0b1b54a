//! Dates: the words of a text that tell a date, and the date they tell, seen from the article's own date.
//!
//! Words are data (`packs/*/dates.toml`): each phrase has a small meaning such as `day -1` or `month 7`. The engine
//! gathers the parts of one date in any order, then resolves them. A date that the text does not give stays absent;
//! the words are kept all the same.

mod ahead;
mod arithmetic;
mod atoms;
mod calendars;
mod meaning;
mod numbers;
mod parts;
mod periods;
mod resolve;
#[cfg(test)]
mod tests;
mod words;

use std::ops::Range;

use isnad_model::edtf::{Bound, Edtf};
use isnad_text::Span;
use jiff::civil::Date;

use crate::document::{Document, Sentence};
use crate::inflect::Tense;
use crate::lexicon::Class;
use atoms::{Atoms, Value};
pub use meaning::Edge;
use meaning::Meaning;
use parts::{Gathered, Parts};
pub use resolve::Direction;
use resolve::{Context, Resolved};
pub(crate) use words::{DateWords, Ways, is_date_file, is_meaning};

/// Words that tell a date.
#[derive(Clone, Debug)]
pub struct FoundDate {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its words in the original, clitics left out.
    pub span: Span,
    /// The date, where the text and the article's date give it.
    pub edtf: Option<Edtf>,
    /// No exact time is meant (`قبل أيام`, "in the coming days").
    pub vague: bool,
    /// How what is told lies to the date.
    pub edge: Edge,
    parts: Parts,
    is_fixed: bool,
    reference: Option<Date>,
}

/// A sentence's context is looked for this many tokens around a date.
const NEAR: usize = 25;

/// All dates of a document in order.
pub(crate) fn find_dates(document: &Document<'_>, words: &DateWords) -> Vec<FoundDate> {
    let atoms = Atoms { document, words };
    let mut found: Vec<FoundDate> = Vec::new();
    let mut told: Option<(u32, Date)> = None;
    for sentence in &document.sentences {
        let mut at = sentence.first;
        while at < sentence.tokens.end {
            let reference = told
                .filter(|(paragraph, _)| *paragraph == sentence.paragraph)
                .map(|(_, date)| date);
            match find_at(&atoms, at, sentence, reference) {
                Step::Date(date) => {
                    at = date.tokens.end.max(at + 1);
                    if let Some(day) = date.edtf.and_then(|edtf| edtf.as_day()) {
                        told = Some((sentence.paragraph, day));
                    }
                    found.push(date);
                }
                Step::Pass(end) => at = end,
            }
        }
    }
    found
}

enum Step {
    Date(FoundDate),
    /// No date begins here; go on there.
    Pass(usize),
}

fn find_at(atoms: &Atoms<'_>, at: usize, sentence: &Sentence, reference: Option<Date>) -> Step {
    let here = atoms.at(at);
    if here.is_empty() {
        return Step::Pass(at + 1);
    }
    if let Some(blocked) = here
        .iter()
        .find(|atom| atom.value == Value::Word(Meaning::Blocked))
    {
        return Step::Pass(blocked.end);
    }
    let limit = sentence.tokens.end;
    if let Some((start, end, edtf)) = atoms.years_at(at, &here).filter(|(_, end, _)| *end <= limit) {
        return Step::Date(row_of_years(atoms.document, start..end, edtf));
    }
    let opens = |atom: &atoms::Atom| matches!(atom.value, Value::Word(Meaning::From | Meaning::Between));
    let ranged = here.iter().find(|atom| opens(atom));
    let from = ranged.map_or(at, |atom| atom.end);
    let found = find_from(atoms, from, limit, ranged.is_some(), sentence, reference)
        .or_else(|| ranged.and_then(|_| find_from(atoms, at, limit, false, sentence, reference)));
    found.map_or(Step::Pass(at + 1), Step::Date)
}

fn find_from(
    atoms: &Atoms<'_>,
    at: usize,
    limit: usize,
    ranged: bool,
    sentence: &Sentence,
    reference: Option<Date>,
) -> Option<FoundDate> {
    let document = atoms.document;
    let grown = atoms.gather(at, limit);
    grown.last()?;
    let context = context(atoms, at, sentence, reference);
    let (first, resolved) = longest(&grown, &context)?;
    let mut found = found_date(document, &first, resolved, reference);
    if let Some((second, edtf)) = second_end(atoms, &first, limit, ranged, &context) {
        found.tokens.end = second.end;
        found.span.end = document.span(&(second.start..second.end)).end;
        found.edtf = Some(edtf);
        found.is_fixed = true;
        return Some(found);
    }
    count_from_event(atoms, &first, &mut found, limit, &context);
    Some(found)
}

fn row_of_years(document: &Document<'_>, tokens: Range<usize>, edtf: Edtf) -> FoundDate {
    FoundDate {
        span: document.span(&tokens),
        tokens,
        edtf: Some(edtf),
        vague: false,
        edge: Edge::At,
        parts: Parts::default(),
        is_fixed: true,
        reference: None,
    }
}

/// The longest of the growing readings that is a date.
fn longest(grown: &[Gathered], context: &Context<'_>) -> Option<(Gathered, Resolved)> {
    grown
        .iter()
        .rev()
        .find_map(|it| context.resolve(&it.parts).map(|resolved| (*it, resolved)))
}

fn found_date(
    document: &Document<'_>,
    it: &Gathered,
    resolved: Resolved,
    reference: Option<Date>,
) -> FoundDate {
    FoundDate {
        tokens: it.start..it.end,
        span: document.span_without(&(it.start..it.end), it.letters),
        edtf: resolved.edtf,
        vague: resolved.vague,
        edge: it.parts.edge.unwrap_or(Edge::At),
        parts: it.parts,
        is_fixed: it.parts.away.is_some(),
        reference,
    }
}

fn context<'a>(atoms: &Atoms<'a>, at: usize, sentence: &Sentence, reference: Option<Date>) -> Context<'a> {
    let date = atoms.document.article.date;
    Context {
        anchor: date.and_then(|date| date.as_day()),
        year: date
            .and_then(|date| date.as_date())
            .and_then(isnad_model::edtf::PartialDate::year),
        direction: direction(atoms.document, at, sentence),
        reference,
        weekend: &atoms.words.ways.weekend,
    }
}

/// Whether the words around tell of the past or of what is to come.
///
/// A word of the future before the date in its clause decides; else the nearest verb before, else the nearest after.
fn direction(document: &Document<'_>, at: usize, sentence: &Sentence) -> Direction {
    let tense = |at: usize| {
        if document.is_any(at, &[Class::Future, Class::Planned]) {
            return Some(Direction::Future);
        }
        match document.finite_verb(at)?.form.tense {
            Tense::Past => Some(Direction::Past),
            Tense::Future => Some(Direction::Future),
            _ => None,
        }
    };
    let first = sentence.tokens.start.max(at.saturating_sub(NEAR));
    let clause = (first..at)
        .rev()
        .take_while(|&at| !document.tokens[at].is_comma());
    if clause
        .filter_map(tense)
        .any(|direction| direction == Direction::Future)
    {
        return Direction::Future;
    }
    let before = (first..at).rev().find_map(tense);
    let after = || (at..sentence.tokens.end.min(at + NEAR)).find_map(tense);
    before.or_else(after).unwrap_or(Direction::Unknown)
}

/// The other end of an interval (`from 5 July to 7 August`, `Monday and Tuesday`).
fn second_end(
    atoms: &Atoms<'_>,
    first: &Gathered,
    limit: usize,
    ranged: bool,
    context: &Context<'_>,
) -> Option<(Gathered, Edtf)> {
    if first.parts.edge.is_some() || first.parts.day_until.is_some() {
        return None;
    }
    let token = atoms
        .document
        .tokens
        .get(first.end)
        .filter(|_| first.end < limit)?;
    let joined = |atom: &atoms::Atom| match atom.value {
        Value::Word(Meaning::To) => true,
        Value::Word(Meaning::And) => ranged || first.parts.weekday.is_some(),
        _ => false,
    };
    let (next, and) = if token.is_dash() {
        (first.end + 1, false)
    } else if let Some(atom) = atoms.is(first.end, joined) {
        (atom.end, matches!(atom.value, Value::Word(Meaning::And)))
    } else {
        let glued = |atom: &atoms::Atom| {
            atom.cut.and && matches!(atom.value, Value::Word(Meaning::Weekday(_) | Meaning::Month(..)))
        };
        atoms
            .is(first.end, glued)
            .filter(|_| ranged || first.parts.weekday.is_some())?;
        (first.end, true)
    };
    let grown = atoms.gather(next, limit);
    let start = context.resolve(&first.parts)?.edtf?;
    // The second end lies after the first.
    let context = Context {
        anchor: start.as_day().or(context.anchor),
        direction: Direction::Future,
        ..*context
    };
    let (second, resolved) = longest(&grown, &context).filter(|(it, _)| it.start == next)?;
    if second.parts.edge.is_some() || second.parts.relative.is_some() != first.parts.relative.is_some() {
        return None;
    }
    let mut parts = first.parts;
    parts.year = parts.year.or(second.parts.year);
    let start = context
        .resolve(&parts)?
        .edtf
        .filter(|_| parts.weekday.is_none())
        .unwrap_or(start);
    let end = resolved.edtf?;
    // `Monday and Tuesday` is one meeting of two days, `Monday and Friday` are two days.
    let near = start.latest().tomorrow().is_ok_and(|day| day == end.earliest());
    if start.latest() >= end.earliest() || (and && !ranged && !near) {
        return None;
    }
    Some((second, interval(start, end)?))
}

fn interval(start: Edtf, end: Edtf) -> Option<Edtf> {
    let first = match start {
        Edtf::Date(date) => Bound::Date(date),
        Edtf::Interval(first, _) => first,
    };
    let last = match end {
        Edtf::Date(date) => Bound::Date(date),
        Edtf::Interval(_, last) => last,
    };
    Some(Edtf::Interval(first, last))
}

/// `قبل يومين من الاجتماع`: the event's day is not told here; `قبل يومين من 14 تموز` can be counted.
fn count_from_event(
    atoms: &Atoms<'_>,
    first: &Gathered,
    found: &mut FoundDate,
    limit: usize,
    context: &Context<'_>,
) {
    if first.parts.away.is_none() {
        return;
    }
    let from = |atom: &atoms::Atom| matches!(atom.value, Value::Word(Meaning::From)) && atom.cut.letters == 0;
    let next = match atoms.is(first.end, from).filter(|_| first.parts.prefixed) {
        Some(atom) => atom.end,
        None if first.parts.object => first.end,
        None => return,
    };
    let grown = atoms.gather(next, limit);
    if let Some((event, resolved)) = longest(&grown, context).filter(|(it, _)| it.parts.away.is_none()) {
        let mut parts = first.parts;
        parts.away = parts.away.map(|away| match away {
            meaning::Away::Ago | meaning::Away::Earlier => meaning::Away::Earlier,
            _ => meaning::Away::Later,
        });
        let reference = resolved.edtf.and_then(|edtf| edtf.as_day());
        let resolved = Context {
            reference,
            ..*context
        }
        .resolve(&parts);
        found.edtf = resolved.and_then(|it| it.edtf).filter(|_| reference.is_some());
        found.tokens.end = event.end;
        found.span.end = atoms.document.span(&(event.start..event.end)).end;
    } else if first.parts.prefixed
        || atoms
            .document
            .tokens
            .get(next)
            .is_some_and(|token| token.is_word() && next < limit)
    {
        found.edtf = None;
    }
}

impl FoundDate {
    /// The date if what is told is of the past or to come, whatever the words around it seemed to say.
    pub(crate) fn toward(&self, direction: Direction, document: &Document<'_>) -> Option<Edtf> {
        // Both ends of an interval, and what is counted from somewhere, stay as they are.
        if self.is_fixed {
            return self.edtf;
        }
        let date = document.article.date;
        let context = Context {
            anchor: date.and_then(|date| date.as_day()),
            year: date
                .and_then(|date| date.as_date())
                .and_then(isnad_model::edtf::PartialDate::year),
            direction,
            reference: self.reference,
            weekend: &document.lexicon.pack.dates.ways.weekend,
        };
        context.resolve(&self.parts).and_then(|it| it.edtf)
    }
}
