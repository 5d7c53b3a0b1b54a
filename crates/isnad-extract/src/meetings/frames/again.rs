//! Again: more about a meeting told before, and one record for what is told more than once.

use std::ops::Range;

use isnad_model::{DateSpan, MeetingKind, Status};

use super::people::Who;
use super::reality::Reality;
use super::told::News;
use crate::document::LineRole;
use crate::lexicon::Class;
use crate::meetings::joining::{dates_agree, kinds_agree};
use crate::meetings::{Finder, Met};

/// What a definite naming says of the meeting told before ("the talks were put off").
#[derive(Clone, Debug)]
pub struct Again {
    /// What becomes of it.
    pub reality: Reality,
    /// Where.
    pub place: Option<usize>,
    /// When.
    pub date: Option<DateSpan>,
    /// The sentence that says so.
    pub sentence: Range<usize>,
    /// Those who took part too.
    pub more: Vec<Who>,
    /// Which sort it must be.
    pub kind: Option<MeetingKind>,
    /// What was called off lies behind, if its day may.
    pub behind: bool,
}

/// Meetings before one that are looked at for another report of it.
const NEAR: usize = 100;

/// Adds what a sentence told.
pub fn add(finder: &mut Finder<'_, '_, '_>, news: Vec<News>) {
    for one in news {
        match one {
            News::Meeting(met) => finder.met.push(*met),
            News::Again(again) => update(finder, &again),
        }
    }
}

fn update(finder: &mut Finder<'_, '_, '_>, again: &Again) {
    let document = finder.document;
    let here = document.tokens[again.sentence.start].sentence;
    let more = newcomers(finder, again);
    let fits = |met: &&mut Met| again.kind.is_none_or(|kind| met.kind == kind);
    let Some(last) = finder.met.iter_mut().rev().take(3).find(fits) else {
        return;
    };
    let there = document.tokens[last.trigger.start].sentence;
    if here.saturating_sub(there) > 3 || document.sentences[there as usize].role != LineRole::Body {
        return;
    }
    match again.reality {
        Reality::Cancelled if last.status == Status::Planned || last.status == Status::Held => {
            last.status = Status::Cancelled;
            if again.behind {
                last.date = last.past.take().or(last.date.take());
            }
        }
        Reality::Denied => last.status = Status::Denied,
        _ => {}
    }
    if matches!(again.reality, Reality::Held | Reality::Planned) {
        if last.place.is_none() {
            let part = again.place.filter(|index| !last.participants.contains(index));
            last.place = part;
        }
        if last.date.is_none() {
            last.date.clone_from(&again.date);
        }
    }
    let same = matches!(
        (again.reality, last.status),
        (Reality::Held, Status::Held) | (Reality::Planned, Status::Planned)
    );
    if same {
        last.guests += more.len();
        last.participants.extend(more);
    }
}

/// Those whom a naming adds to the meeting told last.
fn newcomers(finder: &Finder<'_, '_, '_>, again: &Again) -> Vec<usize> {
    let mentions = finder.reader.mentions();
    let Some(last) = finder.met.last() else {
        return Vec::new();
    };
    let known = parties(finder, last);
    again
        .more
        .iter()
        .filter_map(|who| match who {
            Who::Mention(index) => Some(*index),
            Who::Name(_) => None,
        })
        .filter(|&index| {
            let named = &mentions.items[index];
            let one = (named.referent, isnad_text::fold_name(&named.name));
            !known.iter().any(|other| is_party(&one, other))
        })
        .collect()
}

/// The next sentence denies what a meeting's sentence reports ("Nasr's office denied it").
fn is_denied_next(finder: &Finder<'_, '_, '_>, met: &Met) -> bool {
    let document = finder.document;
    let here = document.tokens[met.trigger.start].sentence as usize;
    let Some(next) = document.sentences.get(here + 1) else {
        return false;
    };
    let reach = next.tokens.start..next.tokens.end.min(next.tokens.start + 16);
    let denial = reach.clone().find(|&at| {
        document.finite_verb(at).is_some()
            && (document.is(at, Class::Denied)
                || document.find(at, Class::Say).is_some_and(|found| {
                    document.lexicon.pack.say[found.entry].stance == isnad_model::Stance::Denied
                }))
    });
    // "I did not meet her," X said.
    let never = reach.clone().any(|at| {
        document.is(at, Class::Negation)
            && document.quotation_of[at].is_some()
            && (at + 1..reach.end.min(at + 3)).any(|it| document.is(it, Class::Meet))
    });
    never
        || denial.is_some_and(|at| {
            let object = at + 1..next.tokens.end.min(at + 4);
            let pronoun = document
                .tokens
                .get(at + 1)
                .is_some_and(crate::tokens::Token::is_word)
                && document.find(at + 1, Class::Pronoun).is_some_and(|found| {
                    document.lexicon.pack.pronoun[found.entry].thing
                        && !document.tokens.get(at + 2).is_some_and(|token| {
                            token.is_word()
                                && !document
                                    .is_any(at + 2, &[Class::Adverb, Class::Preposition, Class::Conjunction])
                        })
                });
            let report = object.clone().any(|it| {
                document.is_any(it, &[Class::ReportNoun, Class::Meeting])
                    && it > at + 1
                    && document.is_any(it - 1, &[Class::Determiner, Class::Definite])
            });
            pronoun || report
        })
}

/// One entry for each meeting.
pub fn join(finder: &mut Finder<'_, '_, '_>) {
    let mut told = std::mem::take(&mut finder.met);
    for met in &mut told {
        if met.status == Status::Held && is_denied_next(finder, met) {
            met.status = Status::Denied;
        }
    }
    let mut joined: Vec<Met> = Vec::new();
    for met in told {
        let from = joined.len().saturating_sub(NEAR);
        let same = joined[from..]
            .iter_mut()
            .find(|other| is_same(finder, other, &met));
        match same {
            Some(other) => take_in(finder, other, met),
            None => joined.push(met),
        }
    }
    joined.sort_by_key(|met| met.trigger.start);
    finder.met = joined;
}

fn is_headline(finder: &Finder<'_, '_, '_>, met: &Met) -> bool {
    finder.document.sentence(met.trigger.start).role == LineRole::Headline
}

/// Those who met, by what tells them apart: the number of the referent, and the folded name.
fn parties(finder: &Finder<'_, '_, '_>, met: &Met) -> Vec<(usize, String)> {
    let mentions = finder.reader.mentions();
    let named = met.participants.iter().map(|&index| {
        let named = &mentions.items[index];
        (named.referent, isnad_text::fold_name(&named.name))
    });
    let unnamed = met
        .unnamed
        .iter()
        .map(|name| (usize::MAX, isnad_text::fold_name(name)));
    named.chain(unnamed).collect()
}

/// Whether two are one: the same referent, or one name the end of the other ("Kurti").
fn is_party(one: &(usize, String), next: &(usize, String)) -> bool {
    let ends = |long: &str, short: &str| long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' '));
    one.0 == next.0 && one.0 != usize::MAX
        || one.1 == next.1
        || ends(&one.1, &next.1)
        || ends(&next.1, &one.1)
}

fn covers(all: &[(usize, String)], some: &[(usize, String)]) -> bool {
    some.iter()
        .all(|one| all.iter().any(|other| is_party(one, other)))
}

fn is_same(finder: &Finder<'_, '_, '_>, one: &Met, next: &Met) -> bool {
    let (parties, others) = (parties(finder, one), parties(finder, next));
    let both = covers(&parties, &others) && covers(&others, &parties);
    let covered = both
        || parties.len().min(others.len()) > 1 && (covers(&parties, &others) || covers(&others, &parties));
    let headline = is_headline(finder, one);
    let status = match (one.status, next.status) {
        (one, next) if one == next => true,
        (Status::Planned, Status::Cancelled)
        | (Status::Held, Status::Denied)
        | (Status::Denied, Status::Held) => true,
        (Status::Held, Status::Planned) => headline,
        _ => false,
    };
    let mentions = finder.reader.mentions();
    let places = match (one.place, next.place) {
        (Some(one), Some(next)) => {
            mentions.items[one].referent == mentions.items[next].referent
                || mentions.items[one].name == mentions.items[next].name
        }
        _ => true,
    };
    covered && status && places && dates_agree(one, next) && kinds_agree(one.kind, next.kind) && !next.another
}

fn take_in(finder: &Finder<'_, '_, '_>, one: &mut Met, next: Met) {
    let (before, after) = (parties(finder, one), parties(finder, &next));
    let letters = |parties: &[(usize, String)]| parties.iter().map(|it| it.1.len()).sum::<usize>();
    if after.len() > before.len() || after.len() == before.len() && letters(&after) > letters(&before) {
        one.participants = next.participants;
        one.unnamed = next.unnamed;
    }
    if matches!(next.status, Status::Cancelled | Status::Denied) || is_headline(finder, one) {
        one.status = if one.status == Status::Denied {
            one.status
        } else {
            next.status
        };
    }
    one.place = one.place.or(next.place);
    one.date = one.date.take().or(next.date);
    one.ordinal = one.ordinal.or(next.ordinal);
    one.series = one.series.take().or(next.series);
}
