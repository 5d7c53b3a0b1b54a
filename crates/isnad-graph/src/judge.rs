//! Judge: what somebody decided about one article, laid over its record before names are resolved.
//!
//! The record that extraction gives is never changed; a judgement whose words no longer stand in the article changes nothing.

use std::{collections::BTreeSet, sync::Arc};

use isnad_model::{
    Article, ChainKind, ChainLink, ClaimReport, Content, Correction, Cue, DateSpan, EntityKind, Judged,
    Judgement, MeetingKind, MeetingReport, Participant, Passage, PlaceName, Record, Source, Span, Stance,
    Status, Verdict, id,
    text::{self, ScalarIndex},
};

use crate::{
    names::{self, Names},
    node::Decided,
    resolve::found_id,
};

/// How ids begin of those who bear a known name and are somebody else.
const APART: &str = "apart";
/// The rule of a telling that somebody added.
const JUDGEMENT: &str = "judgement";

/// A record as judged.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct JudgedRecord {
    pub record: Arc<Record>,
    /// What was decided about each of its meetings.
    pub meetings: Vec<Option<Decided>>,
    /// What was decided about each of its claims.
    pub claims: Vec<Option<Decided>>,
    pub joints: Vec<Joint>,
    pub idle: Vec<Idle>,
}

/// A judgement that a telling is, or is not, what other tellings tell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Joint {
    pub of: Judged,
    /// Index of the telling in the judged record.
    pub index: usize,
    /// What all tellings of the judgement share.
    pub judgement: u64,
    pub same: bool,
}

/// A judgement that changes nothing here.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Idle {
    pub file: String,
    pub offset: u32,
    pub quote: String,
    pub why: Why,
}

/// Why a judgement changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// Its words do not stand in the article, or more than once.
    Unanchored,
    /// Nothing of the sort was read at its words, or several.
    NothingRead,
    /// The words of the corrected content do not stand in the article.
    ContentNotFound,
}

/// Judgements about one telling and others.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Links {
    pub same: BTreeSet<u64>,
    apart: BTreeSet<u64>,
}

impl Links {
    /// The judgements about the telling `index`.
    pub(crate) fn of(joints: &[Joint], of: Judged, index: usize) -> Self {
        let mut links = Self::default();
        for joint in joints.iter().filter(|it| it.of == of && it.index == index) {
            let set = if joint.same {
                &mut links.same
            } else {
                &mut links.apart
            };
            set.insert(joint.judgement);
        }
        links
    }

    /// Whether somebody decided that they are one.
    pub(crate) fn are_same(&self, other: &Self) -> bool {
        !self.same.is_disjoint(&other.same)
    }

    /// Whether somebody decided that they are two.
    pub(crate) fn are_apart(&self, other: &Self) -> bool {
        !self.apart.is_disjoint(&other.apart)
    }
}

/// A judgement with the file that it stands in.
pub(crate) struct Entry<'a> {
    pub file: &'a str,
    pub judgement: &'a Judgement,
}

/// Lays judgements over a record, in the order given: the last one about a telling wins.
pub(crate) fn judge(
    article: &Article,
    record: &Arc<Record>,
    entries: &[Entry<'_>],
    names: &Names,
) -> JudgedRecord {
    let mut bench = Bench {
        names,
        index: ScalarIndex::new(&record.text),
        record: Record::clone(record),
        meetings: vec![Ruling::default(); record.meetings.len()],
        claims: vec![Ruling::default(); record.claims.len()],
        mentions: vec![false; record.mentions.len()],
        joints: Vec::new(),
        idle: Vec::new(),
    };
    for entry in entries {
        for passage in entry.judgement.at.iter().filter(|at| at.article == article.id) {
            if let Err(why) = bench.rule(entry, passage) {
                bench.idle.push(Idle {
                    file: entry.file.to_owned(),
                    offset: entry.judgement.offset,
                    quote: passage.quote.clone(),
                    why,
                });
            }
        }
    }
    bench.close()
}

/// A record that nobody judged.
pub(crate) fn unjudged(record: &Arc<Record>) -> JudgedRecord {
    JudgedRecord {
        record: Arc::clone(record),
        meetings: vec![None; record.meetings.len()],
        claims: vec![None; record.claims.len()],
        joints: Vec::new(),
        idle: Vec::new(),
    }
}

/// Whether an id says that its bearer is not the known one of the same name.
pub(crate) fn is_apart(id: &str) -> bool {
    id.strip_prefix(APART).is_some_and(|rest| rest.starts_with('-'))
}

/// What was decided about one telling so far.
#[derive(Clone, Debug, Default)]
struct Ruling {
    decided: Option<Decided>,
    rejected: bool,
}

struct Bench<'a> {
    names: &'a Names,
    index: ScalarIndex<'a>,
    record: Record,
    meetings: Vec<Ruling>,
    claims: Vec<Ruling>,
    /// Whether each mention is rejected.
    mentions: Vec<bool>,
    joints: Vec<Joint>,
    idle: Vec<Idle>,
}

impl Bench<'_> {
    fn rule(&mut self, entry: &Entry<'_>, passage: &Passage) -> Result<(), Why> {
        let span = find(&self.record.text, passage, &self.record.lang).ok_or(Why::Unanchored)?;
        match entry.judgement.of {
            Judged::Mention => self.rule_mention(entry.judgement, passage, span),
            Judged::Meeting | Judged::Claim => self.rule_telling(entry, span),
            Judged::Entity => Ok(()),
        }
    }

    fn rule_mention(&mut self, judgement: &Judgement, passage: &Passage, span: Span) -> Result<(), Why> {
        let at = mention_at(&self.record, span).ok_or(Why::NothingRead)?;
        let name = judgement.names.first();
        let mention = &self.record.mentions[at];
        let (entity, name) = match (judgement.verdict, name) {
            (Verdict::Same, Some(name)) => match self.names.resolve(name, None) {
                Some(known) => (Some(known.id.clone()), known.display_name("en").0.to_owned()),
                None => (None, name.clone()),
            },
            (Verdict::NotSame, Some(name)) if self.is_meant(at, name) => {
                let place = format!("{}\u{1f}{}", passage.article, passage.quote);
                let derived = found_id(self.names, mention.kind, &mention.text);
                let id = crate::ids::join(&[APART, &derived, &format!("{:08x}", id::fingerprint(&place))]);
                (Some(id), mention.text.clone())
            }
            (Verdict::NotSame, _) => return Ok(()),
            _ => {
                self.mentions[at] = true;
                return Ok(());
            }
        };
        self.rename_mention(at, entity, name);
        Ok(())
    }

    /// Whether a mention is read as the entity that `name` means.
    fn is_meant(&self, at: usize, name: &str) -> bool {
        let mention = &self.record.mentions[at];
        let read = mention
            .entity
            .as_deref()
            .and_then(|id| self.names.resolve(id, None))
            .or_else(|| self.names.resolve(&mention.name, Some(mention.kind)));
        match (read, self.names.resolve(name, None)) {
            (Some(read), Some(meant)) => read.id == meant.id,
            _ => names::fold(&mention.name) == names::fold(name),
        }
    }

    /// Gives a mention another entity, and what rests on it its name.
    fn rename_mention(&mut self, at: usize, entity: Option<String>, name: String) {
        for report in &mut self.record.meetings {
            for participant in report.participants.iter_mut().filter(|it| it.mention == Some(at)) {
                participant.name.clone_from(&name);
            }
            for place in report.place.iter_mut().filter(|it| it.mention == Some(at)) {
                place.name.clone_from(&name);
            }
        }
        for claim in &mut self.record.claims {
            for source in claim.source.iter_mut().filter(|it| it.mention == Some(at)) {
                source.name.clone_from(&name);
            }
            for link in claim.chain.iter_mut().filter(|it| it.mention == Some(at)) {
                link.name.clone_from(&name);
                link.entity.clone_from(&entity);
            }
        }
        let mention = &mut self.record.mentions[at];
        mention.entity = entity;
        mention.name = name;
        mention.confidence = 1.0;
    }

    fn rule_telling(&mut self, entry: &Entry<'_>, span: Span) -> Result<(), Why> {
        let Entry { file, judgement } = *entry;
        let is_meeting = judgement.of == Judged::Meeting;
        let found = telling_at(&self.record, judgement.of, span);
        let at = match (found, judgement.verdict) {
            (Some(at), _) => at,
            // What is not read at all is already as the judgement wants it.
            (None, Verdict::Reject) => return Ok(()),
            (None, Verdict::Accept | Verdict::Correct) => {
                self.add(is_meeting, span, &judgement.correction)?
            }
            (None, Verdict::Same | Verdict::NotSame) => return Err(Why::NothingRead),
        };
        if matches!(judgement.verdict, Verdict::Same | Verdict::NotSame) {
            self.joints.push(Joint {
                of: judgement.of,
                index: at,
                judgement: mark_of(judgement),
                same: judgement.verdict == Verdict::Same,
            });
            return Ok(());
        }
        if is_meeting {
            self.correct_meeting(at, &judgement.correction);
        } else {
            self.correct_claim(at, &judgement.correction)?;
        }
        let ruling = if is_meeting {
            &mut self.meetings[at]
        } else {
            &mut self.claims[at]
        };
        ruling.rejected = judgement.verdict == Verdict::Reject;
        ruling.decided = Some(Decided {
            verdict: judgement.verdict,
            by: judgement.by.clone(),
            on: judgement.on,
            why: judgement.why.clone(),
            file: file.to_owned(),
        });
        Ok(())
    }

    /// Adds a telling that extraction does not find (any more), where the judgement says enough of it.
    fn add(&mut self, is_meeting: bool, span: Span, correction: &Correction) -> Result<usize, Why> {
        let evidence = sentence_at(&self.record, span);
        if is_meeting {
            if correction.participants.as_ref().is_none_or(Vec::is_empty) {
                return Err(Why::NothingRead);
            }
            self.record.meetings.push(MeetingReport {
                kind: MeetingKind::Meeting,
                status: Status::Held,
                participants: Vec::new(),
                place: None,
                date: None,
                ordinal: None,
                series: None,
                trigger: span,
                evidence,
                claim: None,
                rule: JUDGEMENT.to_owned(),
                confidence: 1.0,
            });
            self.meetings.push(Ruling::default());
            return Ok(self.meetings.len() - 1);
        }
        let content = correction.content.as_ref().ok_or(Why::NothingRead)?;
        let said = self.content_at(content, span)?;
        let publisher = self.record.publisher.clone().unwrap_or_default();
        self.record.claims.push(ClaimReport {
            source: None,
            cue: Cue {
                start: span.start,
                end: span.end,
                more: Vec::new(),
            },
            content: Content {
                start: said.start,
                end: said.end,
                more: Vec::new(),
            },
            chain: vec![link(publisher, ChainKind::Publisher)],
            stance: Stance::Asserted,
            direct: false,
            about: Vec::new(),
            date: None,
            evidence,
            rule: JUDGEMENT.to_owned(),
            confidence: 1.0,
        });
        self.claims.push(Ruling::default());
        Ok(self.claims.len() - 1)
    }

    fn correct_meeting(&mut self, at: usize, correction: &Correction) {
        let participants = correction.participants.as_ref().map(|names| {
            names
                .iter()
                .map(|name| {
                    let (mention, name) = self.named(name);
                    Participant { mention, name }
                })
                .collect()
        });
        let place = correction.place.as_ref().map(|place| {
            place.as_ref().map(|name| {
                let (mention, name) = self.named(name);
                PlaceName { mention, name }
            })
        });
        let report = &mut self.record.meetings[at];
        if let Some(participants) = participants {
            report.participants = participants;
        }
        if let Some(place) = place {
            report.place = place;
        }
        if let Some(date) = correction.date {
            report.date = date.map(|edtf| corrected_date(edtf, report.date.as_ref(), report.trigger));
        }
        report.status = correction.status.unwrap_or(report.status);
        report.kind = correction.kind.unwrap_or(report.kind);
        report.confidence = 1.0;
    }

    fn correct_claim(&mut self, at: usize, correction: &Correction) -> Result<(), Why> {
        let cue = Span::new(self.record.claims[at].cue.start, self.record.claims[at].cue.end);
        let content = match &correction.content {
            Some(words) => Some(self.content_at(words, cue)?),
            None => None,
        };
        if let Some(span) = content {
            let within = self.record.mentions.iter().enumerate();
            let within = within.filter(|(_, mention)| span.contains(mention.span()));
            let about = within.map(|(index, _)| index).collect();
            let claim = &mut self.record.claims[at];
            claim.about = about;
            claim.content = Content {
                start: span.start,
                end: span.end,
                more: Vec::new(),
            };
            claim.evidence = Span::new(
                claim.evidence.start.min(span.start),
                claim.evidence.end.max(span.end),
            );
        }
        if let Some(speaker) = &correction.speaker {
            self.set_speaker(at, speaker);
        }
        let claim = &mut self.record.claims[at];
        if let Some(date) = correction.date {
            claim.date = date.map(|edtf| corrected_date(edtf, claim.date.as_ref(), cue));
        }
        claim.stance = correction.stance.unwrap_or(claim.stance);
        claim.confidence = 1.0;
        Ok(())
    }

    /// Makes `speaker` the origin of the chain; what passed the words on stays.
    fn set_speaker(&mut self, at: usize, speaker: &str) {
        let (mention, name) = self.named(speaker);
        let kind = mention.map_or_else(
            || {
                self.names
                    .resolve(&name, None)
                    .map_or(EntityKind::Person, |known| known.kind)
            },
            |mention| self.record.mentions[mention].kind,
        );
        let mut origin = link(name.clone(), chain_kind(kind));
        origin.mention = mention;
        if let Some(mention) = mention {
            let span = self.record.mentions[mention].span();
            (origin.start, origin.end) = (Some(span.start), Some(span.end));
        }
        let claim = &mut self.record.claims[at];
        if claim.chain.len() > 1 {
            claim.chain.pop();
        }
        claim.source = Some(Source {
            start: origin.start,
            end: origin.end,
            mention,
            name,
        });
        claim.chain.push(origin);
    }

    /// The mention that bears a name (or is the entity of an id) with its common name; the name itself where the text has none.
    fn named(&self, name: &str) -> (Option<usize>, String) {
        let key = names::fold(name);
        let known = self.names.resolve(name, None);
        let is_it = |mention: &isnad_model::Mention| {
            mention.entity.as_deref() == Some(name)
                || mention.entity.is_some()
                    && mention.entity.as_deref() == known.map(|known| known.id.as_str())
                || names::fold(&mention.text) == key
                || names::fold(&mention.name) == key
        };
        let kept = self.record.mentions.iter().zip(&self.mentions);
        let found = kept
            .enumerate()
            .find(|(_, (mention, rejected))| !**rejected && is_it(mention));
        match found {
            Some((at, (mention, _))) => (Some(at), mention.name.clone()),
            None => (
                None,
                known.map_or_else(|| name.to_owned(), |known| known.display_name("en").0.to_owned()),
            ),
        }
    }

    /// Where the words of a content stand; where several times, the place nearest to the cue.
    fn content_at(&self, words: &str, cue: Span) -> Result<Span, Why> {
        let words = words.trim();
        let places = self
            .record
            .text
            .match_indices(words)
            .map(|(at, _)| self.index.span(at..at + words.len()));
        let distance = |span: &Span| span.start.abs_diff(cue.end).min(cue.start.abs_diff(span.end));
        places
            .filter(|span| !words.is_empty() && span.start < span.end)
            .min_by_key(|span| (distance(span), span.start))
            .ok_or(Why::ContentNotFound)
    }

    /// Takes out what is rejected and numbers the rest anew.
    fn close(self) -> JudgedRecord {
        let Self {
            mut record,
            meetings,
            claims,
            mentions,
            mut joints,
            idle,
            ..
        } = self;
        let claim_numbers = numbers(claims.iter().map(|ruling| ruling.rejected));
        let meeting_numbers = numbers(meetings.iter().map(|ruling| ruling.rejected));
        let mention_numbers = numbers(mentions.iter().copied());
        joints.retain_mut(|joint| {
            let numbers = if joint.of == Judged::Meeting {
                &meeting_numbers
            } else {
                &claim_numbers
            };
            let kept = numbers[joint.index];
            joint.index = kept.unwrap_or_default();
            kept.is_some()
        });
        keep(&mut record.meetings, &meeting_numbers);
        keep(&mut record.claims, &claim_numbers);
        for report in &mut record.meetings {
            report.claim = report
                .claim
                .and_then(|claim| claim_numbers.get(claim).copied().flatten());
        }
        if mentions.contains(&true) {
            forget_mentions(&mut record, &mention_numbers);
        }
        let decided = |rulings: Vec<Ruling>| -> Vec<Option<Decided>> {
            let kept = rulings.into_iter().filter(|ruling| !ruling.rejected);
            kept.map(|ruling| ruling.decided).collect()
        };
        let (meetings, claims) = (decided(meetings), decided(claims));
        JudgedRecord {
            record: Arc::new(record),
            meetings,
            claims,
            joints,
            idle,
        }
    }
}

/// What all tellings of one judgement share.
fn mark_of(judgement: &Judgement) -> u64 {
    let mut places = judgement.at.clone();
    places.sort();
    let parts = places
        .iter()
        .flat_map(|at| [&at.article, &at.quote, &at.prefix, &at.suffix]);
    let whole: Vec<&str> = parts.map(String::as_str).collect();
    crate::words::hash(whole.join("\u{1f}").bytes())
}

/// The new number of each, `None` for what goes.
fn numbers(gone: impl Iterator<Item = bool>) -> Vec<Option<usize>> {
    let mut next = 0;
    gone.map(|gone| {
        (!gone).then(|| {
            next += 1;
            next - 1
        })
    })
    .collect()
}

fn keep<T>(list: &mut Vec<T>, numbers: &[Option<usize>]) {
    let mut at = 0;
    list.retain(|_| {
        at += 1;
        numbers.get(at - 1).is_none_or(Option::is_some)
    });
}

/// Takes mentions out: who took part by them did not, and a source stays as words.
fn forget_mentions(record: &mut Record, numbers: &[Option<usize>]) {
    let moved = |at: Option<usize>| at.and_then(|at| numbers.get(at).copied().flatten());
    for report in &mut record.meetings {
        report
            .participants
            .retain(|it| it.mention.is_none() || moved(it.mention).is_some());
        report
            .participants
            .iter_mut()
            .for_each(|it| it.mention = moved(it.mention));
        report.place = report
            .place
            .take()
            .filter(|it| it.mention.is_none() || moved(it.mention).is_some());
        report
            .place
            .iter_mut()
            .for_each(|it| it.mention = moved(it.mention));
    }
    for claim in &mut record.claims {
        claim
            .source
            .iter_mut()
            .for_each(|it| it.mention = moved(it.mention));
        for link in &mut claim.chain {
            if link.mention.is_some() && moved(link.mention).is_none() {
                (link.kind, link.entity) = (ChainKind::Document, None);
            }
            link.mention = moved(link.mention);
        }
        claim.about = claim.about.iter().filter_map(|&at| moved(Some(at))).collect();
    }
    record
        .credits
        .retain(|it| it.mention.is_none() || moved(it.mention).is_some());
    record
        .credits
        .iter_mut()
        .for_each(|it| it.mention = moved(it.mention));
    keep(&mut record.mentions, numbers);
}

fn link(name: String, kind: ChainKind) -> ChainLink {
    ChainLink {
        name,
        kind,
        entity: None,
        mention: None,
        start: None,
        end: None,
    }
}

fn chain_kind(kind: EntityKind) -> ChainKind {
    match kind {
        EntityKind::Person => ChainKind::Person,
        EntityKind::State | EntityKind::Place => ChainKind::State,
        EntityKind::Group => ChainKind::Group,
        EntityKind::Anonymous => ChainKind::Anonymous,
        EntityKind::Organization => ChainKind::Organization,
    }
}

/// A corrected date keeps the words that it was read from.
fn corrected_date(edtf: isnad_model::Edtf, read: Option<&DateSpan>, otherwise: Span) -> DateSpan {
    let (start, end) = read.map_or((otherwise.start, otherwise.end), |date| (date.start, date.end));
    DateSpan { edtf, start, end }
}

fn sentence_at(record: &Record, span: Span) -> Span {
    let repairs: Vec<text::Repair> = Vec::new();
    let sentences = text::split_sentences(&record.text, &repairs);
    let around = sentences
        .iter()
        .map(|sentence| sentence.span)
        .filter(|it| it.contains(span));
    around.last().unwrap_or(span)
}

/// The mention that stands at `span`.
pub(crate) fn mention_at(record: &Record, span: Span) -> Option<usize> {
    nearest(span, record.mentions.iter().map(|mention| mention.span()))
}

/// The telling whose word (of a meeting: what means it, of a claim: its cue, else its content) stands at `span`.
pub(crate) fn telling_at(record: &Record, of: Judged, span: Span) -> Option<usize> {
    if of == Judged::Meeting {
        return nearest(span, record.meetings.iter().map(|report| report.trigger));
    }
    let cues = record
        .claims
        .iter()
        .map(|claim| Span::new(claim.cue.start, claim.cue.end));
    let contents = record
        .claims
        .iter()
        .map(|claim| Span::new(claim.content.start, claim.content.end));
    nearest(span, cues).or_else(|| nearest(span, contents))
}

/// The words at `span` with as much around them as tells their place apart.
pub(crate) fn passage_at(article: &str, text: &str, lang: &str, span: Span) -> Option<Passage> {
    let index = ScalarIndex::new(text);
    let end = index.len();
    let quote = index.slice(span).to_owned();
    [0, 2, 4, 8, 16].into_iter().find_map(|words| {
        let before = index.slice(Span::new(span.start.saturating_sub(words * 12), span.start));
        let after = index.slice(Span::new(span.end, (span.end + words * 12).min(end)));
        let passage = Passage {
            article: article.to_owned(),
            quote: quote.clone(),
            prefix: last_words(before, words as usize),
            suffix: first_words(after, words as usize),
        };
        (find(text, &passage, lang) == Some(span)).then_some(passage)
    })
}

/// At most so many whole words of the end of a line.
fn last_words(text: &str, count: usize) -> String {
    let line = text.rsplit('\n').next().unwrap_or_default().trim_end();
    let start = line
        .rmatch_indices(char::is_whitespace)
        .nth(count.saturating_sub(1));
    let start = start.map_or(0, |(at, space)| at + space.len());
    if count == 0 {
        String::new()
    } else {
        line[start..].to_owned()
    }
}

/// At most so many whole words of the beginning of a line.
fn first_words(text: &str, count: usize) -> String {
    let line = text.split('\n').next().unwrap_or_default().trim_start();
    let end = line
        .match_indices(char::is_whitespace)
        .nth(count.saturating_sub(1));
    let end = end.map_or(line.len(), |(at, _)| at);
    if count == 0 {
        String::new()
    } else {
        line[..end].to_owned()
    }
}

/// The index of the one span that shares most with `wanted`; none where none shares any or several share alike.
fn nearest(wanted: Span, spans: impl Iterator<Item = Span>) -> Option<usize> {
    let common = |span: Span| {
        span.end
            .min(wanted.end)
            .saturating_sub(span.start.max(wanted.start))
    };
    let shares: Vec<(usize, u32, u32)> = spans
        .enumerate()
        .map(|(at, span)| (at, common(span), span.end - span.start))
        .filter(|(_, shared, _)| *shared > 0)
        .collect();
    // Of two that the words cover alike the one that they cover whole is meant.
    let best = shares
        .iter()
        .map(|&(_, shared, length)| (shared, std::cmp::Reverse(length)))
        .max()?;
    let mut bearers = shares
        .iter()
        .filter(|&&(_, shared, length)| (shared, std::cmp::Reverse(length)) == best);
    match (bearers.next(), bearers.next()) {
        (Some((at, ..)), None) => Some(*at),
        _ => None,
    }
}

/// The one place of a passage in `text`: exactly, else with spelling folded.
fn find(text: &str, passage: &Passage, lang: &str) -> Option<Span> {
    let quote = passage.quote.trim();
    if quote.is_empty() {
        return None;
    }
    let index = ScalarIndex::new(text);
    match places(text, quote, &passage.prefix, &passage.suffix)[..] {
        [byte] => return Some(index.span(byte..byte + quote.len())),
        [_, _, ..] => return None,
        [] => {}
    }
    let fold = |words: &str| text::fold(words, text::Level::Match, lang);
    let folded = fold(text);
    let wanted = fold(quote).key().trim().to_owned();
    let (prefix, suffix) = (fold(&passage.prefix), fold(&passage.suffix));
    if wanted.is_empty() {
        return None;
    }
    let [byte] = places(folded.key(), &wanted, prefix.key(), suffix.key())[..] else {
        return None;
    };
    let index = ScalarIndex::new(folded.key());
    Some(folded.source_span(index.span(byte..byte + wanted.len())))
}

/// Byte offsets of at most two places of `quote` with `prefix` before and `suffix` after it, white space aside.
fn places(text: &str, quote: &str, prefix: &str, suffix: &str) -> Vec<usize> {
    let (prefix, suffix) = (prefix.trim(), suffix.trim());
    let fits = |at: &usize| {
        text[..*at].trim_end().ends_with(prefix) && text[at + quote.len()..].trim_start().starts_with(suffix)
    };
    let found = text.match_indices(quote).map(|(at, _)| at);
    found.filter(fits).take(2).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(quote: &str, prefix: &str, suffix: &str) -> Passage {
        Passage {
            article: "a".to_owned(),
            quote: quote.to_owned(),
            prefix: prefix.to_owned(),
            suffix: suffix.to_owned(),
        }
    }

    #[test]
    fn words_are_found_by_what_stands_around_them_or_not_at_all() {
        let text = "She met him. Later she met them, and they met.";
        assert_eq!(find(text, &passage("met", "", ""), "en"), None);
        assert_eq!(
            find(text, &passage("met", "Later she", ""), "en"),
            Some(Span::new(23, 26))
        );
        assert_eq!(
            find(text, &passage("met", "", "him"), "en"),
            Some(Span::new(4, 7))
        );
        assert_eq!(find(text, &passage("meets", "", ""), "en"), None);
        assert_eq!(
            find("التقَى الوزير", &passage("التقى", "", ""), "ar"),
            Some(Span::new(0, 6))
        );
    }

    #[test]
    fn the_nearest_is_one_or_none() {
        let spans = [Span::new(0, 4), Span::new(6, 9), Span::new(6, 20)];
        assert_eq!(nearest(Span::new(1, 3), spans.into_iter()), Some(0));
        assert_eq!(nearest(Span::new(6, 9), spans.into_iter()), Some(1));
        assert_eq!(nearest(Span::new(4, 6), spans.into_iter()), None);
        let twice = [Span::new(0, 4), Span::new(0, 4)];
        assert_eq!(nearest(Span::new(0, 4), twice.into_iter()), None);
    }
}
