//! Judge: what somebody decided about one article, laid over its record before names are resolved.
//!
//! The record that extraction gives is never changed; a judgement whose words no longer stand in the article changes nothing.

mod closing;
mod corrections;

use std::{collections::BTreeSet, sync::Arc};

pub(crate) use corrections::chain_kind;

use isnad_model::{Article, Judged, Judgement, Passage, Record, Span, Verdict, id, text::ScalarIndex};

use crate::{
    names::{self, Names},
    node::Decided,
    passages::{find, mention_at, telling_at},
    resolve::found_id,
};

/// How ids begin of those who bear a known name and are somebody else.
const APART: &str = "apart";

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
