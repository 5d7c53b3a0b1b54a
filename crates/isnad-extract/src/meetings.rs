//! Meetings: who met whom, where and when, and what became of it; by verb or by noun.

mod clauses;
mod frames;
mod joining;
mod loose;
mod participants;
mod place;
mod scenes;
mod series;
mod status;
mod ties;

use std::collections::BTreeSet;
use std::ops::Range;

use isnad_model::{ClaimReport, DateSpan, Edtf, MeetingKind, MeetingReport, Participant, PlaceName, Status};
use isnad_text::Span;

use crate::attributions::Reader;
use crate::document::{Document, LineRole};
use crate::mentions::Mentions;

/// A date in the text as meetings use it.
#[derive(Clone, Debug)]
pub struct DateAt {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its words.
    pub span: Span,
    /// What it says; none for words that fix no time.
    pub edtf: Option<Edtf>,
    /// The date where it tells of the past: a bare weekday is the last one.
    pub past: Option<Edtf>,
    /// The date where it tells of what is to come.
    pub future: Option<Edtf>,
}

/// A meeting while its parts are put together.
#[derive(Clone, Debug)]
pub struct Met {
    /// The word that means it.
    pub trigger: Range<usize>,
    /// Letters of the trigger's first word that are clitics.
    pub letters: u8,
    /// Which sort.
    pub kind: MeetingKind,
    /// Mentions of those who met.
    pub participants: Vec<usize>,
    /// Whether it lies ahead, where the clause tells.
    pub to_come: Option<bool>,
    /// Whether only the headline tells it.
    pub headline: bool,
    /// Whether the sentence denies it further on.
    pub denied: bool,
    /// How many of the last participants were told to have joined the others.
    pub guests: usize,
    /// Names of those who met without a mention: a state by its adjective, an unnamed holder of an office.
    pub unnamed: Vec<String>,
    /// Mention of where.
    pub place: Option<usize>,
    /// What became of it.
    pub status: Status,
    /// When.
    pub date: Option<DateSpan>,
    /// When, where the day that the words tell lies behind.
    pub past: Option<DateSpan>,
    /// Number in a series.
    pub ordinal: Option<u32>,
    /// Name of the series.
    pub series: Option<String>,
    /// Which pattern fired, without the language.
    pub rule: &'static str,
    /// In (0, 1].
    pub confidence: f32,
    /// Its sentence's tokens.
    pub sentence: Range<usize>,
    /// The words say that it is another one than those told before.
    pub another: bool,
}

/// The state while a document is read for meetings.
pub struct Finder<'r, 'a, 'b> {
    reader: Reader<'r, 'b>,
    document: &'a Document<'b>,
    dates: &'a [DateAt],
    met: Vec<Met>,
    /// States or bodies told as the partners or parties of a series.
    partners: Vec<usize>,
}

/// Finds the meetings of a document; role nouns that take part may add mentions.
pub fn find_meetings<'b>(
    document: &'b Document<'b>,
    mentions: &'b mut Mentions,
    dates: &[DateAt],
    claims: &[ClaimSpan],
) -> Vec<Met> {
    let mut finder = Finder {
        reader: Reader::new(document, mentions),
        document,
        dates,
        met: Vec::new(),
        partners: Vec::new(),
    };
    if document.lexicon.language.is_verb_first() {
        finder.find_partners();
    }
    let mut claims = claims.to_vec();
    claims.sort_by_key(|claim| (claim.content.start, claim.content.end));
    for sentence in &document.sentences {
        let mut start = sentence.tokens.start;
        while start < sentence.tokens.end {
            // A "sentence" without an end is read in pieces, so that looking around costs the same everywhere.
            let end = if sentence.tokens.end - start > 2 * PIECE {
                start + PIECE
            } else {
                sentence.tokens.end
            };
            finder.read_line(
                sentence.role,
                &(start..end),
                &claims_around(&claims, &(start..end)),
            );
            start = end;
        }
    }
    if document.lexicon.language.frames {
        frames::join(&mut finder);
    } else {
        finder.join_reports();
    }
    finder.met
}

/// A claim as far as meetings told in it need it.
#[derive(Clone, Debug)]
pub struct ClaimSpan {
    /// Tokens of its content.
    pub content: Range<usize>,
    /// Whether it denies.
    pub denied: bool,
    /// The mention of its source.
    pub source: Option<usize>,
}

/// Tokens of a piece of an endless sentence.
const PIECE: usize = 300;

/// The claims whose content lies in or around some tokens; `claims` are in the order of their contents.
fn claims_around(claims: &[ClaimSpan], tokens: &Range<usize>) -> Vec<ClaimSpan> {
    let from = claims.partition_point(|claim| claim.content.start + 10 * PIECE < tokens.start);
    let until = claims.partition_point(|claim| claim.content.start < tokens.end);
    claims[from..until.max(from)]
        .iter()
        .filter(|claim| claim.content.end > tokens.start)
        .cloned()
        .collect()
}

impl Finder<'_, '_, '_> {
    fn read_line(&mut self, role: LineRole, tokens: &Range<usize>, claims: &[ClaimSpan]) {
        if self.document.lexicon.language.frames {
            if matches!(role, LineRole::Body | LineRole::Headline) {
                frames::read(self, role, tokens, claims);
            }
            return;
        }
        let first = self.met.len();
        match role {
            LineRole::Body => self.read_sentence(tokens, claims),
            // A headline cuts words short; two people who meet in it are told all the same.
            LineRole::Headline => {
                self.read_sentence(tokens, claims);
                let mut told = self.met.split_off(first);
                told.iter_mut().for_each(|met| met.headline = true);
                let mentions = self.reader.mentions();
                let people = |met: &Met| {
                    met.participants
                        .iter()
                        .all(|&index| mentions.items[index].kind == isnad_model::EntityKind::Person)
                };
                let kept: Vec<Met> = told
                    .into_iter()
                    .filter(|met| {
                        met.participants.len() > 1 && people(met)
                            || self.document.lexicon.language.is_verb_first()
                                && met.participants.len() + met.unnamed.len() > 1
                    })
                    .collect();
                self.met.extend(kept);
            }
            _ => {}
        }
    }

    fn read_sentence(&mut self, sentence: &Range<usize>, claims: &[ClaimSpan]) {
        let first = self.met.len();
        if self.document.lexicon.language.is_verb_first() {
            self.read_scenes(sentence, claims);
        } else {
            self.read_loose(sentence, claims);
        }
        for at in first..self.met.len() {
            let mut met = self.met[at].clone();
            self.complete(&mut met, claims);
            self.met[at] = met;
        }
        // A request, an offer or a plain wish is no meeting unless its day is fixed.
        let document = self.document;
        let kept = self.met.split_off(first);
        let kept: Vec<Met> = kept
            .into_iter()
            .filter(|met| met.date.is_some() || !status::is_requested(document, met))
            .collect();
        self.met.extend(kept);
    }

    /// Place, date, status and number of a meeting whose trigger and participants are known.
    fn complete(&mut self, met: &mut Met, claims: &[ClaimSpan]) {
        // What is told inside a report has its place and day inside the report.
        let report = claims
            .iter()
            .filter(|claim| claim.content.contains(&met.trigger.start))
            .min_by_key(|claim| claim.content.len());
        let within = report.map_or(met.sentence.clone(), |claim| claim.content.clone());
        if met.place.is_none() && !self.document.lexicon.language.is_verb_first() {
            met.place = place::place_of(self.document, self.reader.mentions(), met, &within);
        }
        let part = |index: usize| {
            let mentions = self.reader.mentions();
            met.participants
                .iter()
                .any(|&other| mentions.items[other].referent == mentions.items[index].referent)
        };
        met.place = met.place.filter(|&index| !part(index) || met.series.is_some());
        met.date = self.date_of(met, &within);
        met.ordinal = series::ordinal_of(self.document, &met.trigger, &met.sentence);
        met.status = if self.document.lexicon.language.is_verb_first() {
            let denied = met.denied
                || claims
                    .iter()
                    .any(|claim| claim.denied && claim.content.contains(&met.trigger.start));
            status::status_of(self.document, met, denied, self.document.article.date.as_ref())
        } else {
            self.loose_status(met, claims)
        };
    }

    /// The date nearest to the trigger in its sentence, unless another trigger is nearer.
    fn date_of(&self, met: &Met, within: &Range<usize>) -> Option<DateSpan> {
        let distance = |date: &DateAt| {
            let (start, end) = (met.trigger.start, met.trigger.end);
            if date.tokens.start >= end {
                date.tokens.start - end
            } else {
                start.saturating_sub(date.tokens.end) + 2
            }
        };
        let from = self
            .dates
            .partition_point(|date| date.tokens.start < within.start);
        let near = self.dates[from..]
            .iter()
            .take_while(|date| date.tokens.start < within.end)
            .filter(|date| self.same_clause(&date.tokens, &met.trigger))
            .min_by_key(|date| distance(date))?;
        // A more exact date told in apposition wins ("yesterday, 26 January").
        let edtf = if status::is_to_come(self.document, met) {
            near.future
        } else {
            near.past
        };
        Some(DateSpan {
            edtf: edtf.or(near.edtf)?,
            start: near.span.start,
            end: near.span.end,
        })
    }

    /// Whether no other verb of meeting or saying parts a date from a trigger.
    fn same_clause(&self, date: &Range<usize>, trigger: &Range<usize>) -> bool {
        let between = if date.start >= trigger.end {
            trigger.end..date.start
        } else {
            date.end.min(trigger.start)..trigger.start
        };
        if between.len() > 34 {
            return false;
        }
        let document = self.document;
        // `قابلت A، ثم انتقلت اليوم`: the day of what followed.
        let next = document.lexicon.language.is_verb_first()
            && date.start >= trigger.end
            && between.clone().any(|at| {
                document.is(at, crate::lexicon::Class::Conjunction) && document.finite_verb(at + 1).is_some()
            });
        !next
            && !between.clone().any(|at| {
                let cue = document
                    .find(at, crate::lexicon::Class::Say)
                    .is_some_and(|found| {
                        found.clitic.conjunction.is_some()
                            && document.finite_verb(at).is_some()
                            && !document.lexicon.pack.say[found.entry].weak
                    });
                cue || document.tokens[at].is_mark('؛') || document.tokens[at].is_mark(';')
            })
    }

    fn people(&self, met: &Met) -> BTreeSet<usize> {
        people_of(self.reader.mentions(), met)
    }
}

fn people_of(mentions: &Mentions, met: &Met) -> BTreeSet<usize> {
    met.participants
        .iter()
        .map(|&index| mentions.items[index].referent)
        .collect()
}

/// Meetings as records hold them, in the order of their triggers.
pub fn to_reports(
    document: &Document<'_>,
    mentions: &Mentions,
    met: &[Met],
    claims: &[ClaimReport],
) -> Vec<MeetingReport> {
    met.iter()
        .map(|met| {
            let trigger = document.span_without(&met.trigger, met.letters);
            let named = |index: usize| mentions.items[index].name.clone();
            let innermost = claims
                .iter()
                .enumerate()
                .filter(|(_, claim)| {
                    let parts = std::iter::once(Span::new(claim.content.start, claim.content.end))
                        .chain(claim.content.more.iter().copied());
                    parts.into_iter().any(|part| part.contains(trigger))
                })
                .min_by_key(|(_, claim)| claim.content.end - claim.content.start)
                .map(|(index, _)| index);
            MeetingReport {
                kind: met.kind,
                status: met.status,
                participants: met
                    .participants
                    .iter()
                    .map(|&index| Participant {
                        mention: Some(index),
                        name: named(index),
                    })
                    .chain(met.unnamed.iter().map(|name| Participant {
                        mention: None,
                        name: name.clone(),
                    }))
                    .collect(),
                place: met.place.map(|index| PlaceName {
                    mention: Some(index),
                    name: place::name_of(document, mentions, index),
                }),
                date: met.date.clone(),
                ordinal: met.ordinal,
                series: met.series.clone(),
                trigger,
                evidence: document.sentence(met.trigger.start).span,
                claim: innermost,
                rule: format!("{}.{}", document.lexicon.pack.lang, met.rule),
                confidence: met.confidence,
            }
        })
        .collect()
}

impl Met {
    /// A meeting that a trigger tells, nothing else known.
    fn told(
        trigger: Range<usize>,
        letters: u8,
        kind: MeetingKind,
        rule: &'static str,
        sentence: &Range<usize>,
    ) -> Self {
        Self {
            trigger,
            letters,
            kind,
            participants: Vec::new(),
            guests: 0,
            to_come: None,
            headline: false,
            denied: false,
            unnamed: Vec::new(),
            another: false,
            place: None,
            status: Status::Held,
            date: None,
            past: None,
            ordinal: None,
            series: None,
            rule,
            confidence: 0.8,
            sentence: sentence.clone(),
        }
    }

    /// Follows mentions to their final indices.
    pub fn renumber(&mut self, moved: &[usize]) {
        for index in self.participants.iter_mut().chain(&mut self.place) {
            *index = moved[*index];
        }
    }
}
