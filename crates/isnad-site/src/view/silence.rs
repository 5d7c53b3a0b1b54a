//! Silence: what is not known: planned meetings whose day passed without a report, claims that rest on one origin.

use std::cmp::Reverse;

use isnad_graph::node::{Claim, Meeting};
use serde::Serialize;

use super::{
    Draft,
    frame::Crumb,
    home::as_of,
    parts::{ClaimCard, MeetingCard},
};
use crate::{phrase::Phrase, reader::Reader};

/// Rows of each list; how many more there are is said.
const ROWS: usize = 100;

#[derive(Serialize)]
struct SilenceView {
    title: Phrase,
    /// "As of 8 July 2021".
    day: Phrase,
    meetings: Vec<MeetingCard>,
    meetings_count: Phrase,
    meetings_more: Phrase,
    claims: Vec<ClaimCard>,
    claims_count: Phrase,
    claims_more: Phrase,
    /// How many claims a single report tells.
    single: Phrase,
}

/// The page of what is not known.
pub fn draft(reader: &Reader<'_>) -> Draft {
    let graph = reader.graph;
    let mut meetings: Vec<&Meeting> = graph.meetings().filter(|it| graph.is_overdue(it)).collect();
    meetings.sort_by_key(|meeting| (Reverse(meeting.date().copied()), &meeting.id));
    let (mut retold, single): (Vec<&Claim>, Vec<&Claim>) = graph
        .claims()
        .filter(|claim| claim.rests_on_one_origin())
        .partition(|claim| claim.support.reports > 1);
    // What many repeat and one says is what a reader takes for known most easily.
    retold.sort_by_key(|claim| (Reverse(claim.support.reports), &claim.id));
    let more = |total: usize| match total.saturating_sub(ROWS) {
        0 => Phrase::default(),
        more => reader.count("count.more", more),
    };
    let title = reader.say("silence.title");
    let view = SilenceView {
        title: title.clone(),
        day: as_of(reader),
        meetings_count: reader.count("count.meetings", meetings.len()),
        meetings_more: more(meetings.len()),
        meetings: meetings
            .into_iter()
            .take(ROWS)
            .map(|it| reader.meeting_card(it))
            .collect(),
        claims_count: reader.count("count.claims", retold.len()),
        claims_more: more(retold.len()),
        claims: retold
            .into_iter()
            .take(ROWS)
            .map(|it| reader.claim_card(it))
            .collect(),
        single: reader.fill(
            "silence.single",
            &[("claims", reader.count("count.claims", single.len()))],
        ),
    };
    let mut draft = Draft::new("silence.html", title, &view);
    draft.description = reader.say("silence.description");
    draft.section = "timeline";
    draft.crumbs = vec![Crumb {
        label: reader.say("nav.timeline"),
        href: Some(reader.href("timeline/")),
    }];
    draft
}
