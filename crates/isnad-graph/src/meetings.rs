//! Meetings: when two tellings are of one meeting, and how the tellings become one node.

use std::collections::{BTreeMap, BTreeSet};

use isnad_model::{Judged, MeetingKind, Status, text::ScalarIndex};

use crate::{
    cluster::{Bond, Item, ItemKey, JUDGED_SAME},
    judge::Links,
    names::{self, Names},
    resolve::Resolved,
    time::Window,
    words,
};

/// Tellings without dates are of one meeting only when their articles lie at most so many days apart.
const NEAR_ARTICLES: i64 = 10;
/// Two days for one meeting differ by at most so many days.
const NEAR_DAYS: i64 = 3;
/// A round that is put off is still that round; after so many days it is another one of the same number.
const SAME_ROUND_DAYS: i64 = 180;
/// Pairs of more participants than these are not indexed.
const INDEXED_PARTICIPANTS: usize = 10;

/// A telling, or an author's page, as joining compares it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MeetingItem {
    pub key: ItemKey,
    /// `None` for a page that gives none: it fits any.
    kind: Option<MeetingKind>,
    status: Option<Status>,
    participants: BTreeSet<String>,
    series: Option<String>,
    ordinal: Option<u32>,
    /// The place and what it lies in, innermost first.
    places: Vec<String>,
    date: Option<Window>,
    published: Option<Window>,
    /// Among near-copies the article, or the earlier one that it is a copy of.
    root: Option<String>,
    article: Option<String>,
    /// Hash of the folded sentence.
    sentence: u64,
    /// Pages that quote it, or for a page its own id.
    pages: BTreeSet<String>,
    /// What somebody decided about it and other tellings.
    links: Links,
}

/// What a curated page or a report says about its meeting, before names are resolved.
pub(crate) struct Told<'a> {
    pub key: ItemKey,
    pub kind: Option<MeetingKind>,
    pub status: Option<Status>,
    pub participants: BTreeSet<String>,
    pub place: Option<&'a str>,
    pub date: Option<Window>,
}

impl MeetingItem {
    /// The item of an author's page.
    pub(crate) fn of_page(page: &str, told: Told<'_>, names: &Names) -> Self {
        Self {
            key: told.key,
            kind: told.kind,
            status: told.status,
            participants: told.participants,
            series: None,
            ordinal: None,
            places: enclosing(told.place, names),
            date: told.date,
            published: None,
            root: None,
            article: None,
            sentence: 0,
            pages: BTreeSet::from([page.to_owned()]),
            links: Links::default(),
        }
    }

    /// The item of each of an article's tellings.
    pub(crate) fn of_article<'a>(
        resolved: &'a Resolved,
        root: Option<&'a str>,
        names: &'a Names,
        pages: &'a BTreeMap<ItemKey, BTreeSet<String>>,
    ) -> impl Iterator<Item = Self> + 'a {
        let article = &resolved.article;
        let text = ScalarIndex::new(&resolved.record.text);
        resolved
            .meetings
            .iter()
            .zip(&resolved.record.meetings)
            .map(move |(telling, report)| {
                let key = ItemKey::Report(article.id.clone(), telling.index);
                let sentence = words::word_hashes(text.slice(telling.evidence), &article.lang);
                Self {
                    kind: Some(telling.kind),
                    status: Some(telling.status),
                    participants: telling.participants.iter().cloned().collect(),
                    series: report.series.as_deref().map(|series| series_key(series, names)),
                    ordinal: report.ordinal,
                    places: enclosing(telling.place.as_deref(), names),
                    date: telling.date.as_ref().and_then(|date| Window::narrow(&date.edtf)),
                    published: article.date.as_ref().and_then(Window::narrow),
                    root: root.map(str::to_owned),
                    article: Some(article.id.clone()),
                    sentence: words::hash(sentence.iter().flat_map(|word| word.to_le_bytes())),
                    pages: pages.get(&key).cloned().unwrap_or_default(),
                    links: Links::of(&resolved.joints, Judged::Meeting, telling.index),
                    key,
                }
            })
    }

    fn near_copy(&self, other: &Self) -> bool {
        match (&self.root, &other.root, &self.article, &other.article) {
            (Some(root), Some(other_root), Some(article), Some(other_article)) => {
                article != other_article
                    && (root == other_root || root == other_article || other_root == article)
            }
            _ => false,
        }
    }

    fn same_sort(&self, other: &Self) -> bool {
        let group = |kind| {
            if kind == MeetingKind::Visit {
                MeetingKind::Meeting
            } else {
                kind
            }
        };
        self.kind
            .zip(other.kind)
            .is_none_or(|(kind, other)| group(kind) == group(other))
    }

    fn same_place(&self, other: &Self) -> Option<bool> {
        let (place, other_place) = (self.places.first()?, other.places.first()?);
        Some(other.places.contains(place) || self.places.contains(other_place))
    }

    fn other_ordinal(&self, other: &Self) -> bool {
        self.ordinal
            .zip(other.ordinal)
            .is_some_and(|(ordinal, other)| ordinal != other)
    }

    fn dates(&self, other: &Self) -> Dates {
        match (self.date, other.date) {
            (Some(date), Some(other)) => match date.gap(other) {
                0 => Dates::Compatible,
                gap if gap <= NEAR_DAYS => Dates::Near,
                _ => Dates::Apart,
            },
            _ if self
                .published
                .zip(other.published)
                .is_some_and(|(day, other)| day.gap(other) <= NEAR_ARTICLES) =>
            {
                Dates::Untold
            }
            _ => Dates::Unknown,
        }
    }

    /// Whether one announces, without a date, a meeting when the other had already told it as held.
    fn announces_after(&self, other: &Self) -> bool {
        let later = |plan: &Self, held: &Self| {
            plan.status == Some(Status::Planned)
                && plan.date.is_none()
                && held.status == Some(Status::Held)
                && plan
                    .published
                    .zip(held.published)
                    .is_some_and(|(plan, held)| plan.first > held.last)
        };
        later(self, other) || later(other, self)
    }

    fn days_apart(&self, other: &Self) -> Option<i64> {
        let day = |item: &Self| item.date.or(item.published);
        Some(day(self)?.gap(day(other)?))
    }

    fn bond_of_round(&self, other: &Self) -> Option<Bond> {
        let (Some(series), Some(other_series)) = (&self.series, &other.series) else {
            return None;
        };
        if series != other_series {
            return None;
        }
        let numbered = self.ordinal.is_some() && self.ordinal == other.ordinal;
        if numbered && self.days_apart(other).is_none_or(|days| days <= SAME_ROUND_DAYS) {
            return bond(80, "same-series-same-number");
        }
        match self.dates(other) {
            Dates::Compatible => bond(60, "same-series-same-date"),
            Dates::Untold => bond(40, "same-series-near-articles"),
            Dates::Near | Dates::Apart | Dates::Unknown => None,
        }
    }

    fn bond_of_session(&self, other: &Self) -> Option<Bond> {
        if self.participants.is_disjoint(&other.participants) {
            return None;
        }
        match self.dates(other) {
            Dates::Compatible => bond(60, "same-body-same-date"),
            Dates::Untold => bond(40, "same-body-near-articles"),
            Dates::Near | Dates::Apart | Dates::Unknown => None,
        }
    }

    fn bond_of_participants(&self, other: &Self) -> Option<Bond> {
        let equal = self.participants == other.participants;
        let nested = self.participants.is_subset(&other.participants)
            || other.participants.is_subset(&self.participants);
        if !nested || self.participants.intersection(&other.participants).count() < 2 {
            return None;
        }
        let place = self.same_place(other);
        match self.dates(other) {
            Dates::Compatible if place == Some(false) => {
                let told_alike =
                    self.near_copy(other) || (self.ordinal.is_some() && self.ordinal == other.ordinal);
                if equal && told_alike {
                    bond(45, "same-participants-same-date-two-places")
                } else {
                    None
                }
            }
            _ if place == Some(false) => None,
            Dates::Compatible if equal => bond(70, "same-participants-same-date"),
            Dates::Compatible => bond(65, "more-participants-same-date"),
            Dates::Near if equal && place == Some(true) => {
                bond(50, "same-participants-same-place-near-dates")
            }
            Dates::Untold => bond(35, "same-participants-near-articles"),
            Dates::Near | Dates::Apart | Dates::Unknown => None,
        }
    }
}

/// How the dates of two tellings stand to each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Dates {
    /// Both told; they can be the same day.
    Compatible,
    /// Both told; a few days apart.
    Near,
    /// Both told; not the same.
    Apart,
    /// One is not told, but the articles are near.
    Untold,
    /// One is not told, and the articles do not help.
    Unknown,
}

fn bond(strength: u32, rule: &'static str) -> Option<Bond> {
    Some(Bond {
        strength,
        decided: false,
        rule,
    })
}

impl Item for MeetingItem {
    fn key(&self) -> &ItemKey {
        &self.key
    }

    fn blocks(&self) -> Vec<u64> {
        let mut blocks = Vec::new();
        let mut block = |parts: &[&str]| blocks.push(words::hash(parts.join("\u{1f}").bytes()));
        for page in &self.pages {
            block(&["page", page]);
        }
        for judgement in &self.links.same {
            block(&["judgement", &judgement.to_string()]);
        }
        if let Some(root) = &self.root {
            block(&["copy", root, &self.sentence.to_string()]);
        }
        let mut times: Vec<String> = Vec::new();
        times.extend(
            self.date
                .into_iter()
                .flat_map(|date| date.buckets(2))
                .map(|bucket| format!("d{bucket}")),
        );
        times.extend(
            self.published
                .into_iter()
                .flat_map(|day| day.buckets(5))
                .map(|bucket| format!("p{bucket}")),
        );
        if let Some(series) = &self.series {
            if let Some(ordinal) = self.ordinal {
                block(&["round", series, &ordinal.to_string()]);
            }
            times.iter().for_each(|time| block(&["series", series, time]));
        }
        let indexed: Vec<&String> = self.participants.iter().take(INDEXED_PARTICIPANTS).collect();
        for (at, first) in indexed.iter().enumerate() {
            if self.kind == Some(MeetingKind::Session) {
                times.iter().for_each(|time| block(&["body", first, time]));
            }
            for second in &indexed[at + 1..] {
                times
                    .iter()
                    .for_each(|time| block(&["pair", first, second, time]));
            }
        }
        blocks
    }

    fn bond(&self, other: &Self) -> Option<Bond> {
        if self.links.are_same(&other.links) {
            return Some(JUDGED_SAME);
        }
        if (self.is_page() || other.is_page()) && !self.pages.is_disjoint(&other.pages) {
            return Some(Bond {
                strength: 100,
                decided: true,
                rule: "page-quotes-it",
            });
        }
        if !self.same_sort(other) || self.other_ordinal(other) || self.announces_after(other) {
            return None;
        }
        if self.near_copy(other) && self.sentence == other.sentence && self.participants == other.participants
        {
            return bond(90, "same-sentence-in-near-copy");
        }
        let special = match self.kind.or(other.kind) {
            Some(MeetingKind::Round) => self.bond_of_round(other),
            Some(MeetingKind::Session) => self.bond_of_session(other),
            _ => None,
        };
        // Two named series are told apart by their names, whoever takes part.
        let other_series = self.series.is_some() && other.series.is_some() && self.series != other.series;
        special.or_else(|| {
            if other_series {
                None
            } else {
                self.bond_of_participants(other)
            }
        })
    }

    fn apart(&self, other: &Self) -> bool {
        self.links.are_apart(&other.links)
    }

    fn conflicts(&self, other: &Self) -> bool {
        if !self.same_sort(other) || self.other_ordinal(other) || self.announces_after(other) {
            return true;
        }
        let numbered = self.series.is_some() && self.series == other.series && self.ordinal.is_some();
        if numbered && self.ordinal == other.ordinal {
            return false;
        }
        match self.dates(other) {
            Dates::Apart => !self.near_copy(other),
            _ if self.same_place(other) == Some(false) => {
                !self.near_copy(other) && self.bond(other).is_none()
            }
            _ => false,
        }
    }
}

/// The place with what it lies in; a cycle or a long way ends it.
pub(crate) fn enclosing(place: Option<&str>, names: &Names) -> Vec<String> {
    let mut places: Vec<String> = place.map(str::to_owned).into_iter().collect();
    let mut at = 0;
    while let Some(place) = places.get(at).cloned() {
        at += 1;
        let Some(entity) = names.get(&place).filter(|_| at <= 5) else {
            continue;
        };
        for relation in &entity.relations {
            let lies_in = matches!(
                relation.kind,
                isnad_model::RelationKind::PartOf | isnad_model::RelationKind::LocatedIn
            );
            if lies_in && !places.contains(&relation.target) {
                places.push(relation.target.clone());
            }
        }
    }
    places
}

/// A series by the entity that it is named after, so that "Astana" is one series in every language.
pub(crate) fn series_key(series: &str, names: &Names) -> String {
    names
        .resolve(series, Some(isnad_model::EntityKind::Place))
        .map_or_else(|| names::fold(series), |known| known.id.clone())
}
