//! Timeline: years, months and days, and all that has no date; nothing is left out.

use isnad_graph::NodeKind;
use serde::Serialize;

use super::{
    Draft,
    frame::Crumb,
    parts::{Choice, ClaimCard, MeetingCard},
};
use crate::{
    lists::{Event, Lists, Month},
    page::Page,
    phrase::Phrase,
    reader::Reader,
};

/// Most rows of a month on its year's page, and of undated meetings.
/// Claims of one day that a month shows.
const DAY: usize = 20;

const ROWS: usize = 60;

#[derive(Serialize)]
struct TimelineView {
    title: Phrase,
    years: Vec<YearRow>,
    months: Vec<MonthRow>,
    days: Vec<DayRow>,
    undated: Vec<MeetingCard>,
    undated_count: Phrase,
    has_undated: bool,
    empty: bool,
    previous: Option<Choice>,
    next: Option<Choice>,
}

#[derive(Serialize)]
struct YearRow {
    link: Choice,
    counts: Phrase,
    months: Vec<Choice>,
}

#[derive(Serialize)]
struct MonthRow {
    link: Option<Choice>,
    label: Phrase,
    counts: Phrase,
    meetings: Vec<MeetingCard>,
    more: Phrase,
}

#[derive(Serialize)]
struct DayRow {
    label: Phrase,
    meetings: Vec<MeetingCard>,
    claims: Vec<ClaimCard>,
    claims_count: Phrase,
    /// How many claims more there are than the page shows; empty for none.
    more: Phrase,
    #[serde(skip)]
    total: usize,
}

/// A page of the timeline; `None` where nothing happened in that year or month.
pub fn draft(reader: &Reader<'_>, lists: &Lists, period: Option<(i16, Option<i8>)>) -> Option<Draft> {
    let title = match period {
        None => reader.say("nav.timeline"),
        Some((year, None)) => reader.fill("timeline.of", &[("period", reader.calendar().year(year.into()))]),
        Some((year, Some(month))) => reader.fill(
            "timeline.of",
            &[("period", reader.calendar().month(year.into(), month as u8))],
        ),
    };
    let mut view = TimelineView {
        title: title.clone(),
        years: Vec::new(),
        months: Vec::new(),
        days: Vec::new(),
        undated: Vec::new(),
        undated_count: Phrase::default(),
        has_undated: false,
        empty: lists.timeline().is_empty(),
        previous: None,
        next: None,
    };
    match period {
        None => fill_all(reader, lists, &mut view),
        Some((year, None)) => fill_year(reader, lists, year, &mut view)?,
        Some((year, Some(month))) => fill_month(reader, lists, (year, month), &mut view)?,
    }
    let mut draft = Draft::new("timeline.html", title.clone(), &view);
    draft.description = reader.fill("timeline.description", &[("title", title)]);
    draft.section = "timeline";
    if let Some((year, month)) = period {
        draft.crumbs.push(Crumb {
            label: reader.say("nav.timeline"),
            href: Some(reader.href("timeline/")),
        });
        if month.is_some() {
            draft.crumbs.push(Crumb {
                label: reader.number(year),
                href: Some(reader.href(&Page::Timeline(Some((year, None))).path())),
            });
        }
    }
    Some(draft)
}

/// Every period that has a page of its own.
pub fn periods(lists: &Lists) -> Vec<Option<(i16, Option<i8>)>> {
    let mut periods = vec![None];
    let mut last = None;
    for &(year, month) in lists.timeline().keys() {
        if last != Some(year) {
            periods.push(Some((year, None)));
            last = Some(year);
        }
        if month > 0 {
            periods.push(Some((year, Some(month))));
        }
    }
    periods
}

fn months_of(lists: &Lists, year: i16) -> impl Iterator<Item = (&Month, &Vec<Event>)> {
    lists.timeline().range((year, 0)..=(year, 12))
}

fn fill_all(reader: &Reader<'_>, lists: &Lists, view: &mut TimelineView) {
    let mut years: Vec<i16> = lists.timeline().keys().map(|&(year, _)| year).collect();
    years.dedup();
    for &year in years.iter().rev() {
        let events: Vec<&Event> = months_of(lists, year).flat_map(|(_, events)| events).collect();
        view.years.push(YearRow {
            link: period_choice(reader, (year, None)),
            counts: counts(reader, &events),
            months: months_of(lists, year)
                .filter(|((_, month), _)| *month > 0)
                .map(|(&(year, month), _)| period_choice(reader, (year, Some(month))))
                .collect(),
        });
    }
    // The newest months of the newest year open the page, so that it is more than a table of contents.
    if let Some(&year) = years.last() {
        view.months = month_rows(reader, lists, year);
    }
    let undated = lists.undated();
    view.has_undated = !undated.is_empty();
    view.undated_count = reader.count("count.meetings", undated.len());
    view.undated = undated
        .iter()
        .take(ROWS)
        .filter_map(|id| reader.graph.meeting(id))
        .map(|it| reader.meeting_card(it))
        .collect();
}

fn fill_year(reader: &Reader<'_>, lists: &Lists, year: i16, view: &mut TimelineView) -> Option<()> {
    view.months = month_rows(reader, lists, year);
    let before = lists
        .timeline()
        .range(..(year, 0))
        .next_back()
        .map(|(&(year, _), _)| period_choice(reader, (year, None)));
    let after = lists
        .timeline()
        .range((year.checked_add(1)?, 0)..)
        .next()
        .map(|(&(year, _), _)| period_choice(reader, (year, None)));
    (view.previous, view.next) = (before, after);
    (!view.months.is_empty()).then_some(())
}

fn fill_month(reader: &Reader<'_>, lists: &Lists, month: Month, view: &mut TimelineView) -> Option<()> {
    let events = lists.timeline().get(&month)?;
    for event in events {
        let label = reader.calendar().date(&event.date);
        if view.days.last().is_none_or(|day| day.label != label) {
            view.days.push(DayRow {
                label,
                meetings: Vec::new(),
                claims: Vec::new(),
                claims_count: Phrase::default(),
                more: Phrase::default(),
                total: 0,
            });
        }
        let Some(day) = view.days.last_mut() else { continue };
        match event.kind {
            NodeKind::Meeting => day
                .meetings
                .extend(reader.graph.meeting(&event.id).map(|it| reader.meeting_card(it))),
            _ => {
                day.total += 1;
                if day.claims.len() < DAY {
                    day.claims
                        .extend(reader.graph.claim(&event.id).map(|it| reader.claim_card(it)));
                }
            }
        }
    }
    for day in &mut view.days {
        day.claims_count = reader.count("count.claims", day.total);
        if day.total > day.claims.len() {
            day.more = reader.count("count.more", day.total - day.claims.len());
        }
    }
    let neighbour = |found: Option<(&Month, &Vec<Event>)>| {
        found.map(|(&(year, month), _)| period_choice(reader, (year, (month > 0).then_some(month))))
    };
    view.previous = neighbour(lists.timeline().range(..month).next_back());
    view.next = neighbour(lists.timeline().range((month.0, month.1 + 1)..).next());
    Some(())
}

fn month_rows(reader: &Reader<'_>, lists: &Lists, year: i16) -> Vec<MonthRow> {
    let row = |(&(year, month), events): (&Month, &Vec<Event>)| {
        let all: Vec<&Event> = events.iter().collect();
        let meetings: Vec<_> = events
            .iter()
            .filter(|event| event.kind == NodeKind::Meeting)
            .collect();
        let label = if month > 0 {
            reader.calendar().month(year.into(), month as u8)
        } else {
            reader.say("timeline.year_only")
        };
        MonthRow {
            link: (month > 0).then(|| period_choice(reader, (year, Some(month)))),
            label,
            counts: counts(reader, &all),
            more: match meetings.len().saturating_sub(ROWS) {
                0 => Phrase::default(),
                more => reader.count("count.more", more),
            },
            meetings: meetings
                .into_iter()
                .take(ROWS)
                .filter_map(|event| reader.graph.meeting(&event.id))
                .map(|it| reader.meeting_card(it))
                .collect(),
        }
    };
    months_of(lists, year).map(row).collect()
}

fn counts(reader: &Reader<'_>, events: &[&Event]) -> Phrase {
    let of = |kind: NodeKind| events.iter().filter(|event| event.kind == kind).count();
    let parts = [
        ("count.meetings", of(NodeKind::Meeting)),
        ("count.claims", of(NodeKind::Claim)),
    ];
    Phrase::join(
        parts.into_iter().map(|(key, number)| reader.count(key, number)),
        reader.catalogue.get("list.dot"),
    )
}

fn period_choice(reader: &Reader<'_>, period: (i16, Option<i8>)) -> Choice {
    let label = match period {
        (year, None) => reader.calendar().year(year.into()),
        (year, Some(month)) => reader.calendar().month(year.into(), month as u8),
    };
    Choice {
        label,
        href: reader.href(&Page::Timeline(Some(period)).path()),
        current: false,
    }
}
