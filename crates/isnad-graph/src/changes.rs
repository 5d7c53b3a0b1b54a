//! Changes: what came to be known on which day, by the days on which the reports of joined meetings and claims were published.
//!
//! A change has the day of the article that brought it. Articles without a date bring none: nothing says when they did.

use std::collections::BTreeSet;

use isnad_model::Edtf;
use serde::Serialize;

use crate::{
    Claim, EdgeKind, KnowledgeGraph, Meeting, MeetingStatus, NodeKind, Slot,
    network::{Node, Way},
    support,
};

/// Something that came to be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Change<'a> {
    /// The day.
    pub day: Edtf,
    /// What it is.
    #[serde(flatten)]
    pub news: News<'a>,
    /// Meeting or claim.
    pub node: NodeKind,
    /// Its id.
    pub id: &'a str,
    /// The article that brought it.
    pub article: &'a str,
}

/// The sorts of changes, in the order in which a day tells them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "change", rename_all = "kebab-case")]
pub enum News<'a> {
    /// A claim stands against an earlier one.
    Contradicts {
        /// The earlier claim.
        other: &'a str,
    },
    /// What became of a meeting is told anew.
    StatusMoved {
        /// What was known before.
        from: MeetingStatus,
        /// What is known now.
        to: MeetingStatus,
    },
    /// A report gives a fact of a meeting so that an earlier one cannot be true too.
    Disputed {
        /// Which fact; that it took place at all is told by its status.
        slot: Slot,
    },
    /// A further independent origin tells it.
    OriginGained {
        /// How many there are now.
        origins: usize,
    },
    /// A meeting is told for the first time.
    MeetingTold {
        /// As what.
        status: MeetingStatus,
    },
    /// A claim is told for the first time.
    ClaimTold,
}

impl News<'_> {
    /// The sort's word.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Contradicts { .. } => "contradicts",
            Self::StatusMoved { .. } => "status-moved",
            Self::Disputed { .. } => "disputed",
            Self::OriginGained { .. } => "origin-gained",
            Self::MeetingTold { .. } => "meeting-told",
            Self::ClaimTold => "claim-told",
        }
    }
}

impl KnowledgeGraph {
    /// Every change, the first first; those of one day by sort, then by id.
    pub fn changes(&self) -> Vec<Change<'_>> {
        let of_meetings = self
            .meetings()
            .flat_map(|meeting| self.changes_of_meeting(meeting));
        let of_claims = self.claims().flat_map(|claim| self.changes_of_claim(claim));
        sorted(of_meetings.chain(of_claims).collect())
    }

    /// Changes of the meetings in which an entity took part or that were held there, and of the claims that it made or that are
    /// about it; in the order of [`Self::changes`].
    pub fn changes_about(&self, entity: &str) -> Vec<Change<'_>> {
        let meetings = self
            .meetings_of(entity)
            .into_iter()
            .chain(self.meetings_at(entity));
        let claims = self
            .claims_by(entity)
            .into_iter()
            .chain(self.claims_about(entity));
        let of_meetings = meetings.flat_map(|meeting| self.changes_of_meeting(meeting));
        let of_claims = claims.flat_map(|claim| self.changes_of_claim(claim));
        sorted(of_meetings.chain(of_claims).collect())
    }

    /// Whether [`Self::changes_about`] an entity are any; looks no further than the first.
    pub fn has_changes_about(&self, entity: &str) -> bool {
        let ways = [
            (Way::Out, [EdgeKind::ParticipatedIn, EdgeKind::Said]),
            (Way::In, [EdgeKind::HeldAt, EdgeKind::About]),
        ];
        ways.into_iter().any(|(way, kinds)| {
            let wanted = move |kind| kinds.contains(&kind);
            let mut nodes = self.network.adjacent(NodeKind::Entity, entity, way, wanted);
            nodes.any(|(node, _)| self.is_dated(node))
        })
    }

    /// Whether something of a meeting or a claim is told by an article with a date.
    fn is_dated(&self, node: &Node) -> bool {
        let article = match node {
            Node::Meeting(meeting) => meeting.reports.first().map(|report| &report.article),
            Node::Claim(claim) => claim.reports.first().map(|report| &report.article),
            _ => None,
        };
        article.is_some_and(|article| self.day_of(article).is_some())
    }

    fn day_of(&self, article: &str) -> Option<Edtf> {
        self.resolved.get(article)?.article.date
    }

    fn changes_of_meeting<'a>(&'a self, meeting: &'a Meeting) -> Vec<Change<'a>> {
        let mut changes = Vec::new();
        let mut add = |news, at: usize| {
            let article = meeting.reports.get(at).map(|report| report.article.as_str());
            let change = article.and_then(|article| {
                Some(Change {
                    day: self.day_of(article)?,
                    news,
                    node: NodeKind::Meeting,
                    id: &meeting.id,
                    article,
                })
            });
            changes.extend(change);
        };
        if let Some(first) = meeting.history.first() {
            add(News::MeetingTold { status: first.status }, 0);
        }
        for pair in meeting.history.windows(2) {
            if let ([before, after], Some(&at)) = (pair, pair[1].reports.first()) {
                add(
                    News::StatusMoved {
                        from: before.status,
                        to: after.status,
                    },
                    at,
                );
            }
        }
        for dispute in meeting.disputes.iter().filter(|it| it.slot != Slot::Happening) {
            // Sides stand in the order of publication: the second one opens the dispute.
            if let Some(&at) = dispute.sides.get(1).and_then(|side| side.reports.first()) {
                add(News::Disputed { slot: dispute.slot }, at);
            }
        }
        let dated = self.dated(meeting.reports.iter().map(|report| report.article.as_str()));
        let origins = |count: usize| support::of_meeting(self, &meeting.reports[..count]).origins.len();
        if meeting.support.reports > 1 {
            // A report that moves the status bears nothing out, least of all a denial.
            let moves = |at: usize| {
                meeting
                    .history
                    .iter()
                    .any(|step| step.reports.first() == Some(&at))
            };
            for (at, origins) in rises(dated, &origins) {
                if !moves(at) {
                    add(News::OriginGained { origins }, at);
                }
            }
        }
        changes
    }

    fn changes_of_claim<'a>(&'a self, claim: &'a Claim) -> Vec<Change<'a>> {
        let change = |news, id: &'a str, article: &'a str| {
            Some(Change {
                day: self.day_of(article)?,
                news,
                node: NodeKind::Claim,
                id,
                article,
            })
        };
        let Some(first) = claim.reports.first() else {
            return Vec::new();
        };
        let mut changes: Vec<Change<'a>> = Vec::new();
        changes.extend(change(News::ClaimTold, &claim.id, &first.article));
        if claim.support.reports > 1 {
            let dated = self.dated(claim.reports.iter().map(|report| report.article.as_str()));
            let origins = |count: usize| support::of_claim(self, &claim.reports[..count]).origins.len();
            for (at, origins) in rises(dated, &origins) {
                changes.extend(change(
                    News::OriginGained { origins },
                    &claim.id,
                    &claim.reports[at].article,
                ));
            }
        }
        for (other, _) in &claim.contradicts {
            changes.extend(self.contradiction(claim, other));
        }
        changes
    }

    /// That two claims stand against each other, from the day on which the later one was told; the same from both.
    fn contradiction<'a>(&'a self, claim: &'a Claim, other: &str) -> Option<Change<'a>> {
        let other = self.claim(other)?;
        let told = |claim: &'a Claim| {
            let article = claim.reports.first()?.article.as_str();
            Some((self.day_of(article)?, claim.id.as_str(), article))
        };
        let (one, two) = (told(claim)?, told(other)?);
        let ((_, earlier, _), (day, id, article)) = if one < two { (one, two) } else { (two, one) };
        Some(Change {
            day,
            news: News::Contradicts { other: earlier },
            node: NodeKind::Claim,
            id,
            article,
        })
    }

    /// How many of the articles have a date; those without come last.
    fn dated<'a>(&self, articles: impl Iterator<Item = &'a str>) -> usize {
        articles
            .take_while(|article| self.day_of(article).is_some())
            .count()
    }
}

fn sorted(changes: Vec<Change<'_>>) -> Vec<Change<'_>> {
    let each: BTreeSet<Change<'_>> = changes.into_iter().collect();
    each.into_iter().collect()
}

/// The reports with which `origins` of the first so many reports rises, with what it rises to. More reports never have fewer
/// origins, so stretches that end as they begin are not looked at.
fn rises(reports: usize, origins: &impl Fn(usize) -> usize) -> Vec<(usize, usize)> {
    fn look(
        low: (usize, usize),
        high: (usize, usize),
        origins: &impl Fn(usize) -> usize,
        found: &mut Vec<(usize, usize)>,
    ) {
        if high.1 <= low.1 {
            return;
        }
        if high.0 - low.0 == 1 {
            found.push((high.0 - 1, high.1));
            return;
        }
        let middle = low.0.midpoint(high.0);
        let middle = (middle, origins(middle));
        look(low, middle, origins, found);
        look(middle, high, origins, found);
    }
    let mut found = Vec::new();
    if reports > 1 {
        look((1, origins(1)), (reports, origins(reports)), origins, &mut found);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rises_are_found_where_they_are() {
        let counts = [1, 1, 2, 2, 2, 5, 5];
        assert_eq!(rises(counts.len(), &|count| counts[count - 1]), [(2, 2), (5, 5)]);
        assert_eq!(rises(1, &|_| 1), []);
        assert_eq!(rises(0, &|_| 0), []);
    }
}
