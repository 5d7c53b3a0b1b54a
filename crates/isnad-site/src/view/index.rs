//! Index: a hundred rows a page, under letters or years, of everything in a section or of one kind.

use isnad_graph::node::EntityNode;
use isnad_model::NameRole;
use serde::Serialize;

use super::{
    Draft,
    frame::Crumb,
    home::Stat,
    parts::{ArticleCard, Chip, Choice, ClaimCard, Group, MeetingCard, Pager},
    topic,
};
use crate::{
    lists::{Entry, Lists, ROWS},
    page::{Page, Section},
    phrase::Phrase,
    reader::Reader,
};

#[derive(Serialize)]
struct IndexView {
    title: Phrase,
    section: &'static str,
    total: Phrase,
    filters: Vec<Choice>,
    heads: Vec<Choice>,
    actors: Vec<Group<ActorRow>>,
    meetings: Vec<Group<MeetingCard>>,
    claims: Vec<Group<ClaimCard>>,
    articles: Vec<Group<ArticleCard>>,
    pager: Pager,
    empty: bool,
    empty_words: Phrase,
    stats: Vec<Stat>,
}

/// An entity or topic in an index.
#[derive(Serialize)]
pub struct ActorRow {
    chip: Chip,
    second: Phrase,
    role: Phrase,
    counts: Phrase,
}

/// A page of an index; `None` where there is no such page.
pub fn draft(
    reader: &Reader<'_>,
    lists: &Lists,
    section: Section,
    kind: Option<&str>,
    number: usize,
) -> Option<Draft> {
    let entries = lists.entries(reader.lang(), section, kind);
    let pages = entries.len().div_ceil(ROWS).max(1);
    if number > pages || (kind.is_some() && entries.is_empty()) {
        return None;
    }
    let shown = entries.page(number);
    let shown = shown.as_slice();
    let title = reader.say(&format!("nav.{}", section.as_str()));
    let graph = reader.graph;
    let view = IndexView {
        section: section.as_str(),
        total: reader.count(&format!("count.{}", section.as_str()), entries.len()),
        filters: filters(reader, lists, section, kind),
        heads: heads(reader, section, shown),
        actors: match section {
            Section::Actors | Section::Places => groups(reader, section, shown, |id| {
                graph.entity(id).map(|node| actor_row(reader, node))
            }),
            Section::Topics => groups(reader, section, shown, |id| {
                graph.topic(id).map(|node| topic_row(reader, node))
            }),
            _ => Vec::new(),
        },
        meetings: if section == Section::Meetings {
            groups(reader, section, shown, |id| {
                graph.meeting(id).map(|it| reader.meeting_card(it))
            })
        } else {
            Vec::new()
        },
        claims: if section == Section::Claims {
            groups(reader, section, shown, |id| {
                graph.claim(id).map(|it| reader.claim_card(it))
            })
        } else {
            Vec::new()
        },
        articles: if section == Section::Articles {
            groups(reader, section, shown, |id| {
                graph.article(id).map(|it| reader.article_card(it))
            })
        } else {
            Vec::new()
        },
        pager: pager(reader, section, kind, number, pages),
        empty: entries.is_empty(),
        empty_words: reader.say(&format!("empty.{}", section.as_str())),
        stats: Vec::new(),
        title: title.clone(),
    };
    let name = match kind {
        Some(kind) => reader.fill(
            "index.of_kind",
            &[
                ("section", title.clone()),
                ("kind", kind_label(reader, section, kind)),
            ],
        ),
        None => title.clone(),
    };
    let mut draft = Draft::new("index.html", name.clone(), &view);
    draft.description = reader.fill(
        "index.description",
        &[("section", name), ("count", view.total.clone())],
    );
    draft.section = section.as_str();
    if kind.is_some() || number > 1 {
        draft.crumbs = vec![Crumb {
            label: title,
            href: Some(reader.href(&format!("{}/", section.as_str()))),
        }];
    }
    Some(draft)
}

fn actor_row(reader: &Reader<'_>, node: &EntityNode) -> ActorRow {
    let entity = &node.entity;
    let graph = reader.graph;
    let shown = reader.entity_name(node);
    // The same name in the other script is how many readers know it.
    let other = if reader.catalogue.dir == "rtl" { "en" } else { "ar" };
    let mains = || entity.names.iter().filter(|name| name.role == NameRole::Main);
    let second = mains()
        .find(|name| name.lang == other)
        .map_or_else(Phrase::default, |name| Phrase::data(&name.text, &name.lang));
    let counts = [
        (
            "count.meetings",
            graph.meetings_of(&entity.id).len() + graph.meetings_at(&entity.id).len(),
        ),
        ("count.claims", graph.claims_by(&entity.id).len()),
        ("count.articles", node.mentions.len()),
    ];
    let counts = counts
        .into_iter()
        .filter(|(_, number)| *number > 0)
        .map(|(key, number)| reader.count(key, number));
    ActorRow {
        chip: reader.chip(&entity.id),
        second: if second.bare() == shown.bare() {
            Phrase::default()
        } else {
            second
        },
        role: super::entity::role(reader, node),
        counts: Phrase::join(counts, reader.catalogue.get("list.dot")),
    }
}

fn topic_row(reader: &Reader<'_>, node: &isnad_graph::node::TopicNode) -> ActorRow {
    let chip = topic::chip(reader, node);
    ActorRow {
        counts: chip.note.clone(),
        role: Phrase::default(),
        second: Phrase::default(),
        chip,
    }
}

fn groups<T>(
    reader: &Reader<'_>,
    section: Section,
    entries: &[&Entry],
    row: impl Fn(&str) -> Option<T>,
) -> Vec<Group<T>> {
    let mut groups: Vec<(&str, Group<T>)> = Vec::new();
    for entry in entries {
        let Some(row) = row(&entry.id) else { continue };
        match groups.last_mut() {
            Some((head, group)) if *head == entry.head => group.rows.push(row),
            _ => {
                let id = format!("g-{}", groups.len() + 1);
                groups.push((
                    &entry.head,
                    Group {
                        head: head_label(reader, section, &entry.head),
                        id,
                        rows: vec![row],
                    },
                ));
            }
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn heads(reader: &Reader<'_>, section: Section, entries: &[&Entry]) -> Vec<Choice> {
    let mut heads: Vec<&str> = entries.iter().map(|entry| entry.head.as_str()).collect();
    heads.dedup();
    let choice = |(index, head): (usize, &&str)| Choice {
        label: head_label(reader, section, head),
        href: format!("#g-{}", index + 1),
        current: false,
    };
    heads.iter().enumerate().map(choice).collect()
}

fn head_label(reader: &Reader<'_>, section: Section, head: &str) -> Phrase {
    match section {
        _ if head.is_empty() => reader.say("date.none"),
        Section::Meetings | Section::Claims | Section::Articles => reader.number(head),
        _ => Phrase::data(head, ""),
    }
}

fn kind_label(reader: &Reader<'_>, section: Section, kind: &str) -> Phrase {
    let key = match section {
        Section::Meetings => "meeting.kinds",
        Section::Claims => "stances",
        Section::Articles => "language",
        _ => "kinds",
    };
    match reader.catalogue.find(&format!("{key}.{kind}")) {
        Some(words) => Phrase::words(words),
        None => Phrase::data(kind, ""),
    }
}

fn filters(reader: &Reader<'_>, lists: &Lists, section: Section, kind: Option<&str>) -> Vec<Choice> {
    let kinds = lists.kinds(reader.lang(), section);
    if kinds.len() < 2 {
        return Vec::new();
    }
    let href = |kind: Option<&str>| reader.href(&Page::Index(section, kind.map(str::to_owned), 1).path());
    let all = Choice {
        label: reader.say("index.all"),
        href: href(None),
        current: kind.is_none(),
    };
    let one = |(name, count): (&str, usize)| Choice {
        label: reader.fill(
            "index.choice",
            &[
                ("name", kind_label(reader, section, name)),
                ("n", reader.number(count)),
            ],
        ),
        href: href(Some(name)),
        current: kind == Some(name),
    };
    std::iter::once(all).chain(kinds.into_iter().map(one)).collect()
}

fn pager(reader: &Reader<'_>, section: Section, kind: Option<&str>, number: usize, pages: usize) -> Pager {
    if pages < 2 {
        return Pager::default();
    }
    let href = |number: usize| reader.href(&Page::Index(section, kind.map(str::to_owned), number).path());
    let choice = |page: usize| Choice {
        label: reader.number(page),
        href: href(page),
        current: page == number,
    };
    // Near pages, and the ends.
    let near = |page: &usize| *page == 1 || *page == pages || page.abs_diff(number) <= 3;
    Pager {
        previous: (number > 1).then(|| href(number - 1)),
        next: (number < pages).then(|| href(number + 1)),
        label: reader.fill(
            "index.page",
            &[("n", reader.number(number)), ("total", reader.number(pages))],
        ),
        pages: (1..=pages).filter(near).map(choice).collect(),
    }
}
