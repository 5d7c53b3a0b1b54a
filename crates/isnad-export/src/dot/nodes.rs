//! Nodes: shape, colour and label by kind; shape and word say the kind, colour only helps.

use isnad_graph::{
    ArticleNode, Claim, EntityNode, KnowledgeGraph, Meeting, MeetingStatus, Support, TopicNode,
};
use isnad_model::{EntityKind, Stance};

use super::{SURFACE, WARN, syntax::Attributes};
use crate::{
    label::{line, name_of, push_lines},
    words::{self, Word},
};

const ACTOR: &str = "#0A5C5A";
const ORGANIZATION: &str = "#1F4E8C";
const MEETING: &str = "#854600";
const CLAIM: &str = "#7A2E5D";
const PLACE: &str = "#46600F";
const ARTICLE: &str = "#4A5560";

/// How many participants a meeting's label names.
const PARTICIPANTS: usize = 4;
/// Width of the outline at most, however many origins stand behind a node.
const WIDEST: usize = 6;

pub(super) fn entity(node: &EntityNode, lang: &str) -> Attributes {
    let entity = &node.entity;
    let is_outlet = entity.class.as_deref() == Some("outlet");
    let (shape, style, color) = match entity.kind {
        EntityKind::Person => ("ellipse", "filled", ACTOR),
        EntityKind::Organization if is_outlet => ("tab", "filled", ARTICLE),
        EntityKind::Organization => ("box", "filled,rounded", ORGANIZATION),
        EntityKind::State => ("box", "filled", ORGANIZATION),
        EntityKind::Place => ("hexagon", "filled", PLACE),
        // The nearest that Graphviz has to a stadium.
        EntityKind::Group => ("box", "filled,rounded,bold", ACTOR),
        EntityKind::Anonymous => ("ellipse", "filled,dashed", WARN),
    };
    let (name, _) = entity.display_name(lang);
    let mut attributes = Attributes::default();
    let mut lines = Vec::new();
    push_lines(&mut lines, name);
    attributes.set_text("label", &lines);
    attributes
        .set("shape", shape)
        .set("style", style)
        .set("color", color);
    if entity.kind == EntityKind::State {
        attributes.set("peripheries", "2");
    }
    attributes.set("class", format!("entity kind-{}", entity.kind.as_str()));
    set_tooltip(&mut attributes, words::of_entity(entity.kind), name, lang);
    attributes
}

pub(super) fn meeting(graph: &KnowledgeGraph, meeting: &Meeting, lang: &str) -> Attributes {
    let mut lines = Vec::new();
    let kind = words::of_meeting(meeting.kind).in_lang(lang);
    let became = graph.status(meeting);
    let status = words::of_status(became).map(|word| word.in_lang(lang));
    push_lines(
        &mut lines,
        &status.map_or(kind.to_owned(), |status| format!("{kind} ({status})")),
    );
    push_title(&mut lines, graph, meeting, lang);
    if let Some(date) = meeting.date() {
        push_lines(&mut lines, &date.to_string());
    }
    let is_held = became == MeetingStatus::Held;
    let is_off = matches!(became, MeetingStatus::Cancelled | MeetingStatus::Denied);
    let mut attributes = Attributes::default();
    attributes.set_text("label", &lines).set("shape", "diamond");
    attributes.set("style", if is_off { "filled,dashed" } else { "filled" });
    attributes.set("color", if is_off { WARN } else { MEETING });
    attributes.set("fillcolor", if is_held { MEETING } else { SURFACE });
    if is_held {
        attributes.set("fontcolor", SURFACE);
    }
    attributes.set(
        "class",
        format!(
            "meeting kind-{} status-{}",
            meeting.kind.as_str(),
            became.as_str()
        ),
    );
    set_support(&mut attributes, kind, &meeting.support, lang);
    attributes
}

/// The title of the author's page, or who met and where.
fn push_title(lines: &mut Vec<String>, graph: &KnowledgeGraph, meeting: &Meeting, lang: &str) {
    if let Some(page) = meeting.curated.as_ref().filter(|page| !page.names.is_empty()) {
        push_lines(lines, name_of(&page.names, &meeting.id, lang));
        return;
    }
    let name = |id: &str| {
        graph
            .entity(id)
            .map_or(id, |node| node.entity.display_name(lang).0)
            .to_owned()
    };
    let attendees = &meeting.participants;
    for attendee in attendees.iter().take(PARTICIPANTS) {
        push_lines(lines, &name(&attendee.entity));
    }
    if attendees.len() > PARTICIPANTS {
        push_lines(lines, &format!("+{}", attendees.len() - PARTICIPANTS));
    }
    if let Some(place) = meeting.place() {
        push_lines(lines, &name(place));
    }
}

pub(super) fn claim(claim: &Claim, lang: &str) -> Attributes {
    let title = claim.curated.as_ref().filter(|page| !page.names.is_empty());
    let text = title.map_or(claim.text.as_str(), |page| name_of(&page.names, &claim.id, lang));
    let mut lines = Vec::new();
    push_lines(&mut lines, text);
    if let Some(stance) = words::of_stance(claim.stance) {
        push_lines(&mut lines, &format!("({})", stance.in_lang(lang)));
    }
    let mut attributes = Attributes::default();
    attributes.set_text("label", &lines).set("shape", "cds");
    attributes.set(
        "style",
        match claim.stance {
            Stance::Asserted => "filled",
            Stance::Hedged => "filled,dotted",
            Stance::Predicted | Stance::Denied => "filled,dashed",
        },
    );
    attributes.set(
        "color",
        if claim.stance == Stance::Denied {
            WARN
        } else {
            CLAIM
        },
    );
    attributes.set("class", format!("claim stance-{}", claim.stance.as_str()));
    // The claim's own words, also where the label shows its title or cuts them.
    let words = format!("{}: {}", words::CLAIM.in_lang(lang), line(&claim.text));
    set_support(&mut attributes, &words, &claim.support, lang);
    attributes
}

pub(super) fn article(node: &ArticleNode, lang: &str) -> Attributes {
    let article = &node.article;
    let title = article.title.as_deref().unwrap_or(&article.text);
    let mut lines = Vec::new();
    push_lines(&mut lines, title);
    if let Some(publisher) = &article.publisher {
        push_lines(&mut lines, publisher);
    }
    if let Some(date) = &article.date {
        push_lines(&mut lines, &date.to_string());
    }
    let mut attributes = Attributes::default();
    attributes
        .set_text("label", &lines)
        .set("shape", "note")
        .set("color", ARTICLE)
        .set("class", "article");
    set_tooltip(&mut attributes, words::ARTICLE, title, lang);
    attributes
}

pub(super) fn topic(node: &TopicNode, lang: &str) -> Attributes {
    let name = name_of(&node.topic.names, &node.topic.id, lang);
    let mut lines = Vec::new();
    push_lines(&mut lines, name);
    let mut attributes = Attributes::default();
    attributes
        .set_text("label", &lines)
        .set("shape", "folder")
        .set("color", ARTICLE)
        .set("class", "topic");
    set_tooltip(&mut attributes, words::TOPIC, name, lang);
    attributes
}

fn set_tooltip(attributes: &mut Attributes, kind: Word, text: &str, lang: &str) {
    attributes.set_text("tooltip", &[format!("{}: {}", kind.in_lang(lang), line(text))]);
}

/// The outline grows with the independent origins: copies are not corroboration.
fn set_support(attributes: &mut Attributes, heading: &str, support: &Support, lang: &str) {
    let origins = support.origins.len();
    attributes.set("penwidth", origins.clamp(1, WIDEST).to_string());
    let count = |word: Word, number: usize| format!("{}: {number}", word.in_lang(lang));
    let lines = [
        heading.to_owned(),
        count(words::REPORTS, support.reports),
        count(words::ORIGINS, origins),
    ];
    attributes.set_text("tooltip", &lines);
}
