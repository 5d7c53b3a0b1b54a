//! Sides: who sits with whom at a meeting, as far as offices and relations tell.

use std::collections::BTreeSet;

use isnad_graph::{EdgeKind, node::Meeting};

use crate::reader::Reader;

/// Participants of a meeting who act for the same state or body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// For whom they act; `None` for those of whom it is not known.
    pub of: Option<String>,
    /// Entity ids, the side's own first, then in the order of the meeting.
    pub members: Vec<String>,
}

impl Reader<'_> {
    /// The sides of a meeting in the order of its participants; those without a side last, and everyone on one
    /// side without a name where nobody's side is known.
    pub fn sides(&self, meeting: &Meeting) -> Vec<Side> {
        let present: BTreeSet<&str> = meeting
            .participants
            .iter()
            .map(|attendee| attendee.entity.as_str())
            .collect();
        let mut sides: Vec<Side> = Vec::new();
        for attendee in &meeting.participants {
            let of = self.side_of(&attendee.entity, &present);
            let at = sides.iter().position(|side| side.of == of);
            let at = at.unwrap_or_else(|| {
                sides.push(Side {
                    of: of.clone(),
                    members: Vec::new(),
                });
                sides.len() - 1
            });
            if of.as_deref() == Some(attendee.entity.as_str()) {
                sides[at].members.insert(0, attendee.entity.clone());
            } else {
                sides[at].members.push(attendee.entity.clone());
            }
        }
        // A side of one who only stands for himself is no side.
        let (mut known, lone): (Vec<Side>, Vec<Side>) = sides.into_iter().partition(|side| {
            side.of.is_some() && (side.members.len() > 1 || side.of.as_ref() != side.members.first())
        });
        let rest: Vec<String> = lone.into_iter().flat_map(|side| side.members).collect();
        if !rest.is_empty() {
            known.push(Side {
                of: None,
                members: rest,
            });
        }
        known
    }

    /// The state or body that an entity acts for: one that is present itself if there is such a one.
    fn side_of(&self, id: &str, present: &BTreeSet<&str>) -> Option<String> {
        let relations = self.graph.relations_of(id);
        let sent = relations.iter().filter(|relation| {
            relation.outgoing
                && relation.until.is_none()
                && matches!(
                    relation.kind,
                    EdgeKind::ActsFor | EdgeKind::HoldsOffice | EdgeKind::MemberOf | EdgeKind::PartOf
                )
        });
        let mut targets: Vec<(bool, u8, &str)> = sent
            .map(|relation| {
                let rank = match relation.kind {
                    EdgeKind::ActsFor => 0,
                    EdgeKind::HoldsOffice => 1,
                    _ => 2,
                };
                let other = relation.other.as_str();
                (!present.contains(other), rank, other)
            })
            // To be a member or part of a body is no mandate from it, unless the body sits at the table.
            .filter(|(absent, rank, _)| !*absent || *rank < 2)
            .collect();
        targets.sort_unstable();
        match targets.first() {
            Some((_, _, other)) => Some((*other).to_owned()),
            None => self.graph.entity(id).and_then(|node| {
                matches!(
                    node.entity.kind,
                    isnad_model::EntityKind::State | isnad_model::EntityKind::Organization
                )
                .then(|| id.to_owned())
            }),
        }
    }
}
