//! Meeting: when, where, who, and every telling beside the others.

use std::collections::BTreeMap;

use isnad_graph::{
    Dispute, MeetingStatus, StatusStep,
    node::{Meeting, MeetingTelling, Reading},
};
use isnad_model::{Edtf, Span};
use serde::Serialize;

use super::{
    Draft,
    frame::Crumb,
    parts::{ArticleCard, Chip, ClaimCard, Glyph, MeetingCard, Quote, Tag},
    prose::{Prose, prose},
};
use crate::{
    cards::is_disputed,
    origins::OriginsView,
    phrase::Phrase,
    picture::{self, Picture},
    reader::Reader,
    sides::Side,
};

#[derive(Serialize)]
struct MeetingView {
    title: Phrase,
    kind: Phrase,
    status: Tag,
    when: Phrase,
    place: Option<Chip>,
    sides: Vec<Seats>,
    table: Option<Picture>,
    readings: Vec<Disagreement>,
    disputed: bool,
    statuses: Vec<StatusRow>,
    tellings: Vec<Telling>,
    claims: Vec<ClaimCard>,
    previous: Option<MeetingCard>,
    next: Option<MeetingCard>,
    articles: Vec<ArticleCard>,
    origins: OriginsView,
    prose: Option<Prose>,
    quotes: Vec<Quote>,
    note: Phrase,
}

/// The participants of one side.
#[derive(Serialize)]
struct Seats {
    /// For whom they sit there; empty where nobody's side is known.
    head: Phrase,
    people: Vec<Chip>,
}

/// A fact that is told in more than one way.
#[derive(Serialize)]
struct Disagreement {
    label: Phrase,
    sides: Vec<Told>,
}

/// One way of telling a fact, with who tells it so.
#[derive(Serialize)]
struct Told {
    value: Phrase,
    /// How many independent origins tell it so, in a word.
    grade: Phrase,
    by: Vec<Witness>,
}

/// A status with the day from which it was told.
#[derive(Serialize)]
struct StatusRow {
    day: Phrase,
    status: Tag,
    /// For which day it is told; empty where no telling says.
    date: Phrase,
    /// How many independent origins tell it so, in a word.
    grade: Phrase,
    by: Vec<Witness>,
}

#[derive(Serialize)]
struct Witness {
    publisher: Phrase,
    glyph: Glyph,
}

/// One article's telling.
#[derive(Serialize)]
struct Telling {
    quote: Option<Quote>,
    glyph: Glyph,
    status: Tag,
    date: Phrase,
    note: Phrase,
    rule: Phrase,
    checked: Phrase,
}

/// The page of a meeting.
pub fn draft(reader: &Reader<'_>, meeting: &Meeting) -> Draft {
    let graph = reader.graph;
    let title = reader.meeting_title(meeting);
    let shown: Vec<&str> = meeting
        .reports
        .iter()
        .map(|report| report.article.as_str())
        .collect();
    let series = graph.series_of(&meeting.id);
    let card = |id: Option<String>| {
        id.and_then(|id| graph.meeting(&id))
            .map(|found| reader.meeting_card(found))
    };
    let claims = meeting_claims(meeting)
        .into_iter()
        .filter_map(|id| graph.claim(id))
        .map(|claim| reader.claim_card(claim));
    let sides = reader.sides(meeting);
    let view = MeetingView {
        kind: reader.say(&format!("meeting.kind.{}", meeting.kind.as_str())),
        status: reader.meeting_status(meeting),
        when: reader.meeting_when(meeting),
        place: meeting.place().map(|id| reader.chip(id)),
        table: picture::table(reader, meeting, &sides),
        sides: seats(reader, meeting, &sides),
        readings: readings(reader, meeting),
        disputed: is_disputed(meeting),
        statuses: meeting
            .history
            .iter()
            .map(|step| status_row(reader, meeting, step))
            .collect(),
        tellings: meeting
            .reports
            .iter()
            .map(|report| telling(reader, meeting, report))
            .collect(),
        claims: claims.collect(),
        previous: card(series.previous),
        next: card(series.next),
        articles: articles(reader, meeting),
        origins: OriginsView {
            grade: reader.meeting_grade(meeting),
            ..reader.origins(&meeting.support, &meeting.reports)
        },
        prose: meeting
            .curated
            .as_deref()
            .and_then(|page| prose(reader, &page.prose)),
        quotes: reader.curated_quotes(&meeting.evidence, &shown, &format!("m-{}", meeting.id)),
        note: note(reader, meeting),
        title: title.clone(),
    };
    let mut draft = Draft::new("meeting.html", title, &view);
    draft.description = reader.fill(
        "meeting.description",
        &[
            ("kind", view.kind.clone()),
            ("status", view.status.label.clone()),
            ("when", view.when.clone()),
        ],
    );
    draft.section = "meetings";
    draft.crumbs = vec![Crumb {
        label: reader.say("nav.meetings"),
        href: Some(reader.href("meetings/")),
    }];
    draft.json = Some(json(reader, meeting));
    draft
}

/// The participants by side, each with the number of articles that name him there.
fn seats(reader: &Reader<'_>, meeting: &Meeting, sides: &[Side]) -> Vec<Seats> {
    let reports: BTreeMap<&str, u32> = meeting
        .participants
        .iter()
        .map(|attendee| (attendee.entity.as_str(), attendee.reports))
        .collect();
    let chip = |id: &String| Chip {
        note: reader.count(
            "count.reports",
            reports.get(id.as_str()).copied().unwrap_or_default() as usize,
        ),
        ..reader.chip(id)
    };
    let head = |side: &Side| match &side.of {
        Some(of) => reader.fill("meeting.side", &[("who", reader.entity_link(of))]),
        None if sides.len() > 1 => reader.say("meeting.no_side"),
        None => Phrase::default(),
    };
    sides
        .iter()
        .map(|side| Seats {
            head: head(side),
            people: side.members.iter().map(chip).collect(),
        })
        .collect()
}

/// What a reader should know of its date.
fn note(reader: &Reader<'_>, meeting: &Meeting) -> Phrase {
    if meeting.date().is_none() {
        reader.say("meeting.undated_note")
    } else if reader.graph.is_overdue(meeting) {
        reader.say("meeting.overdue")
    } else {
        Phrase::default()
    }
}

fn meeting_claims(meeting: &Meeting) -> Vec<&str> {
    let mut seen = std::collections::BTreeSet::new();
    meeting
        .reports
        .iter()
        .filter_map(|report| report.claim.as_deref())
        .filter(|id| seen.insert(*id))
        .collect()
}

/// The facts on which the tellings differ, side by side.
fn readings(reader: &Reader<'_>, meeting: &Meeting) -> Vec<Disagreement> {
    let disagreement = |dispute: &Dispute| {
        let sides: Vec<Reading<String>> = dispute
            .sides
            .iter()
            .map(|side| Reading {
                value: side.value.clone(),
                reports: side.reports.clone(),
            })
            .collect();
        let write = |value: &String| reader.side(dispute.slot, value);
        Disagreement {
            label: reader.say(&format!("meeting.slot.{}", dispute.slot.as_str())),
            sides: told(reader, meeting, &sides, write),
        }
    };
    meeting.disputes.iter().map(disagreement).collect()
}

fn told<T>(
    reader: &Reader<'_>,
    meeting: &Meeting,
    readings: &[Reading<T>],
    write: impl Fn(&T) -> Phrase,
) -> Vec<Told> {
    let side = |reading: &Reading<T>| Told {
        value: write(&reading.value),
        grade: grade(reader, meeting, &reading.reports),
        by: witnesses(reader, meeting, &reading.reports),
    };
    readings.iter().map(side).collect()
}

/// How many independent origins tell something of a meeting, in a word.
fn grade(reader: &Reader<'_>, meeting: &Meeting, reports: &[usize]) -> Phrase {
    let told: Vec<_> = reports
        .iter()
        .filter_map(|&index| meeting.reports.get(index))
        .collect();
    reader.grade(&reader.graph.support_of(&told))
}

/// Who tells something of a meeting, by index of report.
fn witnesses(reader: &Reader<'_>, meeting: &Meeting, reports: &[usize]) -> Vec<Witness> {
    let publisher = |report: &MeetingTelling| {
        let node = reader.graph.article(&report.article)?;
        let href = reader.article_href(&report.article);
        Some(reader.publisher_name(node).linked(&href, "k-article"))
    };
    let witness = |report: &MeetingTelling| Witness {
        publisher: publisher(report).unwrap_or_default(),
        glyph: reader.glyph(&report.chain, reader.meeting_telling_href(meeting, report)),
    };
    let told = reports.iter().filter_map(|&index| meeting.reports.get(index));
    told.map(witness).collect()
}

fn status_row(reader: &Reader<'_>, meeting: &Meeting, step: &StatusStep) -> StatusRow {
    let status = if step.put_off {
        MeetingStatus::Postponed
    } else {
        step.status
    };
    let date = step.date.as_ref().map(|date| {
        let date = ("date", reader.calendar().date(date));
        reader.fill(&format!("meeting.step.{}", step.status.as_str()), &[date])
    });
    StatusRow {
        grade: grade(reader, meeting, &step.reports),
        day: step.day.as_ref().map_or_else(
            || reader.say("article.no_date"),
            |day| reader.calendar().date(day),
        ),
        status: reader.status_tag(status),
        date: date.unwrap_or_default(),
        by: witnesses(reader, meeting, &step.reports),
    }
}

fn telling(reader: &Reader<'_>, meeting: &Meeting, report: &MeetingTelling) -> Telling {
    let marked: Vec<Span> = vec![report.trigger];
    Telling {
        quote: reader.quote(
            &report.article,
            report.evidence,
            &marked,
            &format!("m-{}", meeting.id),
        ),
        glyph: reader.glyph(&report.chain, reader.meeting_telling_href(meeting, report)),
        status: reader.status_tag(report.status),
        date: report.date.as_ref().map_or_else(
            || reader.say("date.not_given"),
            |date| reader.calendar().date(&date.edtf),
        ),
        note: reader.chain_note(&report.chain),
        rule: Phrase::data(&report.rule, "en"),
        checked: reader.checked(report.decided.as_ref()),
    }
}

/// Every article that tells it, once.
fn articles(reader: &Reader<'_>, meeting: &Meeting) -> Vec<ArticleCard> {
    let by_id: BTreeMap<&str, ()> = meeting
        .reports
        .iter()
        .map(|report| (report.article.as_str(), ()))
        .collect();
    by_id
        .keys()
        .filter_map(|id| reader.graph.article(id))
        .map(|node| reader.article_card(node))
        .collect()
}

fn json(reader: &Reader<'_>, meeting: &Meeting) -> serde_json::Value {
    let status = match meeting.status {
        MeetingStatus::Cancelled => "https://schema.org/EventCancelled",
        MeetingStatus::Postponed => "https://schema.org/EventRescheduled",
        _ => "https://schema.org/EventScheduled",
    };
    let day = |date: &Edtf| date.as_day().map(|day| day.to_string());
    serde_json::json!({
        "@context": "https://schema.org", "@type": "Event", "name": reader.meeting_title(meeting).bare(),
        "startDate": meeting.date().and_then(day), "eventStatus": status,
        "location": meeting.place().map(|id| serde_json::json!({"@type": "Place", "name": reader.name(id).bare()})),
        "attendee": meeting.participants.iter().map(|it| serde_json::json!({"@type": "Thing", "name": reader.name(&it.entity).bare()})).collect::<Vec<_>>(),
    })
}
