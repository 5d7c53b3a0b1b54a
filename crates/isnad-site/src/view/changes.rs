//! Changes: what came to be known, day by day, the newest first.

use isnad_graph::{Change, News, NodeKind};
use isnad_model::Edtf;
use serde::Serialize;

use super::{
    Draft,
    frame::Crumb,
    parts::{Choice, ClaimCard, Tag},
};
use crate::{changes::Changes, lists::Month, page::Page, phrase::Phrase, reader::Reader};

/// New claims of one day that the page shows.
const CLAIMS: usize = 20;
/// Changes, new claims left aside, from which the first page stops at the end of a day.
const FIRST: usize = 40;
/// Longest claim in a row.
const LENGTH: usize = 160;

#[derive(Serialize)]
struct ChangesView {
    title: Phrase,
    feed: String,
    days: Vec<DayRow>,
    years: Vec<YearRow>,
    empty: bool,
    previous: Option<Choice>,
    next: Option<Choice>,
}

#[derive(Serialize)]
struct YearRow {
    label: Phrase,
    months: Vec<Choice>,
}

#[derive(Serialize)]
struct DayRow {
    label: Phrase,
    rows: Vec<ChangeRow>,
    claims: Vec<ClaimCard>,
    claims_count: Phrase,
    /// How many new claims more there are than the page shows; empty for none.
    more: Phrase,
}

/// A change in a list.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeRow {
    /// What happened.
    pub tag: Tag,
    /// Id of the meeting or claim.
    pub id: String,
    /// What it is about.
    pub title: Phrase,
    /// Its page.
    pub href: String,
    /// The values between which it is; may be empty.
    pub detail: Phrase,
    /// Who brought it.
    pub by: Phrase,
    /// When that was published.
    pub day: Phrase,
}

/// A page of changes: the newest, or those of a month; `None` where nothing changed in that month.
pub fn draft(reader: &Reader<'_>, changes: &Changes<'_>, period: Option<(i16, Option<i8>)>) -> Option<Draft> {
    let month = period.map(|(year, month)| (year, month.unwrap_or(0)));
    if month.is_some_and(|month| changes.of(month).next().is_none()) {
        return None;
    }
    let title = match month {
        None => reader.say("changes.title"),
        Some(month) => reader.fill("changes.of", &[("period", month_name(reader, month))]),
    };
    let around = |other: Option<Month>| other.map(|month| choice(reader, month));
    let view = ChangesView {
        title: title.clone(),
        feed: reader.href(&Page::ChangesFeed(None).path()),
        days: match month {
            None => days(reader, changes.all().iter(), FIRST),
            Some(month) => days(reader, changes.of(month), usize::MAX),
        },
        years: if month.is_none() {
            years(reader, changes)
        } else {
            Vec::new()
        },
        empty: changes.all().is_empty(),
        previous: month.and_then(|month| around(changes.months().rfind(|it| *it < month))),
        next: month.and_then(|month| around(changes.months().find(|it| *it > month))),
    };
    let mut draft = Draft::new("changes.html", title, &view);
    draft.description = reader.say("changes.description");
    draft.section = "timeline";
    draft.crumbs.push(Crumb {
        label: reader.say("nav.timeline"),
        href: Some(reader.href("timeline/")),
    });
    if month.is_some() {
        draft.crumbs.push(Crumb {
            label: reader.say("changes.title"),
            href: Some(reader.href("changes/")),
        });
    }
    Some(draft)
}

/// Every period that has a page of its own.
pub fn periods(changes: &Changes<'_>) -> Vec<Option<(i16, Option<i8>)>> {
    let period = |(year, month): Month| Some((year, (month > 0).then_some(month)));
    std::iter::once(None)
        .chain(changes.months().map(period))
        .collect()
}

/// Whole days, the newest first, until `least` changes other than new claims are told.
fn days<'a>(
    reader: &Reader<'_>,
    changes: impl DoubleEndedIterator<Item = &'a Change<'a>>,
    least: usize,
) -> Vec<DayRow> {
    let mut days: Vec<(Edtf, Vec<&Change<'_>>)> = Vec::new();
    let mut told = 0;
    for change in changes.rev() {
        if days.last().is_none_or(|(day, _)| *day != change.day) {
            if told >= least {
                break;
            }
            days.push((change.day, Vec::new()));
        }
        told += usize::from(change.news != News::ClaimTold);
        if let Some((_, changes)) = days.last_mut() {
            changes.push(change);
        }
    }
    days.into_iter()
        .map(|(day, changes)| day_row(reader, &day, changes))
        .collect()
}

/// The changes of a day, which come the last first.
fn day_row(reader: &Reader<'_>, day: &Edtf, changes: Vec<&Change<'_>>) -> DayRow {
    let (new, others): (Vec<&Change<'_>>, Vec<_>) = changes
        .into_iter()
        .rev()
        .partition(|change| change.news == News::ClaimTold);
    let claims = new
        .iter()
        .take(CLAIMS)
        .filter_map(|change| reader.graph.claim(change.id));
    DayRow {
        label: reader.calendar().date(day),
        rows: others
            .into_iter()
            .filter_map(|change| row(reader, change))
            .collect(),
        claims: claims.map(|claim| reader.claim_card(claim)).collect(),
        claims_count: if new.is_empty() {
            Phrase::default()
        } else {
            reader.count("count.new_claims", new.len())
        },
        more: match new.len().saturating_sub(CLAIMS) {
            0 => Phrase::default(),
            more => reader.count("count.more", more),
        },
    }
}

/// A change as a row.
pub fn row(reader: &Reader<'_>, change: &Change<'_>) -> Option<ChangeRow> {
    let article = reader.graph.article(change.article)?;
    let by = reader.publisher_name(article);
    let (title, href) = subject(reader, change)?;
    Some(ChangeRow {
        tag: tag(reader, change),
        id: change.id.to_owned(),
        title,
        href,
        detail: detail(reader, change),
        by: by.linked(&reader.article_href(change.article), "k-article"),
        day: reader.calendar().date(&change.day),
    })
}

/// What a change is about, with its page.
fn subject(reader: &Reader<'_>, change: &Change<'_>) -> Option<(Phrase, String)> {
    if change.node == NodeKind::Meeting {
        let meeting = reader.graph.meeting(change.id)?;
        return Some((reader.meeting_title(meeting), reader.meeting_href(change.id)));
    }
    let claim = reader.graph.claim(change.id)?;
    Some((reader.claim_text(claim, LENGTH), reader.claim_href(claim)))
}

/// What happened, in words.
pub fn what(reader: &Reader<'_>, news: News<'_>) -> Phrase {
    let status = |status| reader.status_tag(status).label;
    match news {
        News::StatusMoved { from, to } => reader.fill(
            "changes.status-moved",
            &[("from", status(from)), ("to", status(to))],
        ),
        News::MeetingTold { status: told } => {
            reader.fill("changes.meeting-told", &[("status", status(told))])
        }
        News::OriginGained { origins } => {
            let origins = reader.count("count.origins", origins);
            reader.fill("changes.origin-gained", &[("origins", origins)])
        }
        News::Disputed { slot } => reader.say(&format!("changes.disputed.{}", slot.as_str())),
        News::Contradicts { .. } | News::ClaimTold => reader.say(&format!("changes.{}", news.as_str())),
    }
}

fn tag(reader: &Reader<'_>, change: &Change<'_>) -> Tag {
    let is_meeting = change.node == NodeKind::Meeting;
    let (class, icon) = match change.news {
        News::StatusMoved { to, .. } => {
            let tag = reader.status_tag(to);
            (tag.class, tag.icon)
        }
        News::Contradicts { .. } | News::Disputed { .. } => ("warn", "alert"),
        News::OriginGained { .. } => ("k-article", "news"),
        News::MeetingTold { .. } | News::ClaimTold if is_meeting => ("k-meeting", "meeting"),
        News::MeetingTold { .. } | News::ClaimTold => ("k-claim", "claim"),
    };
    Tag {
        label: what(reader, change.news),
        class,
        icon,
    }
}

/// The values between which a change is, and when a meeting is to be or was.
fn detail(reader: &Reader<'_>, change: &Change<'_>) -> Phrase {
    if let News::Contradicts { other } = change.news {
        return reader.graph.claim(other).map_or_else(Phrase::default, |other| {
            let text = reader.claim_text(other, LENGTH);
            let text = text.linked(&reader.claim_href(other), "k-claim");
            reader.fill("changes.against", &[("claim", text)])
        });
    }
    let Some(meeting) = reader
        .graph
        .meeting(change.id)
        .filter(|_| change.node == NodeKind::Meeting)
    else {
        return Phrase::default();
    };
    match change.news {
        News::Disputed { slot } => {
            let sides = meeting
                .disputes
                .iter()
                .filter(|it| it.slot == slot)
                .flat_map(|it| &it.sides);
            let values: Vec<Phrase> = sides.map(|side| reader.side(slot, &side.value)).collect();
            reader.list(&values)
        }
        _ => meeting
            .date()
            .map_or_else(Phrase::default, |date| reader.calendar().date(date)),
    }
}

fn years(reader: &Reader<'_>, changes: &Changes<'_>) -> Vec<YearRow> {
    let mut years: Vec<(i16, Vec<Choice>)> = Vec::new();
    for month in changes.months().rev() {
        if years.last().is_none_or(|(year, _)| *year != month.0) {
            years.push((month.0, Vec::new()));
        }
        if let Some((_, months)) = years.last_mut() {
            months.push(choice(reader, month));
        }
    }
    let row = |(year, months): (i16, Vec<Choice>)| YearRow {
        label: reader.calendar().year(year.into()),
        months,
    };
    years.into_iter().map(row).collect()
}

fn month_name(reader: &Reader<'_>, (year, month): Month) -> Phrase {
    if month > 0 {
        reader.calendar().month(year.into(), month as u8)
    } else {
        reader.calendar().year(year.into())
    }
}

fn choice(reader: &Reader<'_>, month: Month) -> Choice {
    let period = (month.0, (month.1 > 0).then_some(month.1));
    Choice {
        label: month_name(reader, month),
        href: reader.href(&Page::Changes(Some(period)).path()),
        current: false,
    }
}
