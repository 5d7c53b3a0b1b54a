//! Frames: meetings read clause by clause, for languages whose sentences can be cut into phrases and verb groups.
//!
//! A sentence is cut into units (noun phrases, verb groups, prepositions, dates, small words); noun phrases are joined
//! into groups; each verb and each noun of meeting then looks for its subject, objects and adjuncts among the units.

mod again;
mod clauses;
mod denial;
mod doers;
mod events;
mod groups;
mod guests;
mod later;
mod outcomes;
mod parts;
mod people;
mod phrases;
mod reality;
mod seconds;
mod setting;
mod told;
mod units;
mod verbs;

use std::ops::Range;

use isnad_model::{MeetingKind, Status};

pub(super) use again::join;

use super::{ClaimSpan, Finder, Met};
use crate::document::{Document, LineRole};
use crate::lexicon::Class;
use crate::mentions::Mentions;
use groups::Joiner;
use people::Who;
use units::{Cutter, Unit};

/// A sentence while it is read.
pub struct Reading<'f, 'r, 'a, 'b> {
    finder: &'f Finder<'r, 'a, 'b>,
    units: Vec<Unit>,
    sentence: Range<usize>,
    claims: &'f [ClaimSpan],
    headline: bool,
    /// The parties of the meeting that the sentence told last.
    latest: std::cell::RefCell<Vec<Who>>,
}

/// A meeting as a frame tells it.
struct Told {
    /// Its trigger.
    trigger: Range<usize>,
    /// The unit that holds the trigger.
    unit: usize,
    /// The unit whose clause tells where and when.
    anchor: usize,
    kind: MeetingKind,
    who: Vec<Who>,
    status: Status,
    /// Where, if the frame itself tells it.
    place: Option<usize>,
    /// The land or town that hosts it.
    host: Option<usize>,
    rule: &'static str,
    confidence: f32,
    /// Told as another one than those before.
    another: bool,
}

/// Reads one sentence; what it tells is added to the finder's meetings.
pub(super) fn read(
    finder: &mut Finder<'_, '_, '_>,
    role: LineRole,
    sentence: &Range<usize>,
    claims: &[ClaimSpan],
) {
    let document = finder.document;
    let goes_on = !finder.met.is_empty() && goes_on(document, sentence);
    if !(goes_on || has_trigger(document, sentence)) || super::status::is_fixture(document, sentence) {
        return;
    }
    let mut reading = Reading {
        finder,
        units: Vec::new(),
        sentence: sentence.clone(),
        claims,
        headline: role == LineRole::Headline,
        latest: std::cell::RefCell::default(),
    };
    reading.cut();
    let told = reading.tell();
    let mut news = Vec::new();
    for told in told {
        match told {
            told::News::Meeting(told) => {
                if let Some(met) = reading.complete(&told) {
                    news.push(told::News::Meeting(Box::new(met)));
                }
            }
            told::News::Again(again) => news.push(told::News::Again(again)),
        }
    }
    again::add(finder, news);
}

fn has_trigger(document: &Document<'_>, sentence: &Range<usize>) -> bool {
    sentence
        .clone()
        .any(|at| document.is_any(at, &[Class::Meet, Class::Meeting, Class::AtTable, Class::ByCall]))
}

/// Whether a sentence may tell more of a meeting told before ("it was postponed", "also present was X").
fn goes_on(document: &Document<'_>, sentence: &Range<usize>) -> bool {
    sentence.clone().any(|at| {
        document.is_any(
            at,
            &[Class::Light, Class::Cancelled, Class::Attending, Class::NoShow],
        )
    })
}

impl<'b> Reading<'_, '_, '_, 'b> {
    fn document(&self) -> &Document<'b> {
        self.finder.document
    }

    fn mentions(&self) -> &Mentions {
        self.finder.reader.mentions()
    }

    fn cut(&mut self) {
        let cutter = Cutter {
            document: self.finder.document,
            mentions: self.finder.reader.mentions(),
            dates: self.finder.dates,
            end: self.sentence.end,
        };
        let units = cutter.cut(self.sentence.start);
        let joiner = Joiner {
            cutter,
            units: &units,
            headline: self.headline,
        };
        self.units = joiner.join();
    }

    /// Place, date and status of what a frame told.
    fn complete(&self, told: &Told) -> Option<Met> {
        let document = self.document();
        let mut met = Met {
            place: told.place,
            status: told.status,
            ordinal: super::series::ordinal_of(document, &told.trigger, &self.sentence),
            confidence: told.confidence,
            another: told.another,
            ..Met::told(told.trigger.clone(), 0, told.kind, told.rule, &self.sentence)
        };
        for who in self.distinct(told.who.clone()) {
            match who {
                Who::Mention(index) => met.participants.push(index),
                Who::Name(name) => met.unnamed.push(name),
            }
        }
        self.set_place(&mut met, told);
        self.set_date(&mut met, told);
        self.set_status(&mut met)?;
        Some(met)
    }

    /// Drops repeated people; keeps the order.
    fn distinct(&self, who: Vec<Who>) -> Vec<Who> {
        let mentions = self.mentions();
        let mut kept: Vec<Who> = Vec::new();
        for one in who {
            let known = kept.iter().any(|other| match (&one, other) {
                (Who::Mention(one), Who::Mention(other)) => {
                    one == other
                        || mentions.items[*one].referent == mentions.items[*other].referent
                            && mentions.items[*one].referent != usize::MAX
                }
                (Who::Mention(index), Who::Name(name)) | (Who::Name(name), Who::Mention(index)) => {
                    mentions.items[*index].name == *name
                }
                (one, other) => one == other,
            });
            if !known {
                kept.push(one);
            }
        }
        kept
    }
}
