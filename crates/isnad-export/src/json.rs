//! JSON: articles as their records with what they copy and cite, entities, joined meetings and claims with every report behind them.
//!
//! One object, written item by item, one item a line, so that neither writing nor comparing needs all of it
//! at once. Offsets count Unicode scalar values of the record's `text`.

use std::{cell::RefCell, collections::BTreeMap, io::Write};

use isnad_graph::{
    ArticleNode, ChainNode, Claim, ClaimTelling, Collapsed, Dispute, EntityNode, Join, KnowledgeGraph,
    Meeting, MeetingTelling, PathLink, Reading, Support, Telling,
};
use isnad_model::{Span, text::ScalarIndex};
use serde_json::{Map, Value, json};

use crate::{ExportError, Filter, select};

/// Writes the selected part of the graph as one JSON object, UTF-8.
///
/// # Errors
/// When it is not clear what to look around, and when the output cannot be written.
pub fn json(graph: &KnowledgeGraph, filter: &Filter, out: &mut impl Write) -> Result<(), ExportError> {
    let selection = select(graph, filter)?;
    let writer = Describer {
        graph,
        lang: &filter.lang,
        texts: RefCell::default(),
    };
    write!(out, "{{\"articles\":[")?;
    write_items(selection.articles.iter().map(|node| article(node)), out)?;
    write!(out, "],\n\"entities\":[")?;
    write_items(selection.entities.iter().map(|node| writer.entity(node)), out)?;
    write!(out, "],\n\"meetings\":[")?;
    write_items(
        selection.meetings.iter().map(|meeting| writer.meeting(meeting)),
        out,
    )?;
    write!(out, "],\n\"claims\":[")?;
    write_items(selection.claims.iter().map(|claim| writer.claim(claim)), out)?;
    writeln!(out, "]}}")?;
    Ok(())
}

fn write_items(items: impl Iterator<Item = Value>, out: &mut impl Write) -> std::io::Result<()> {
    let mut is_first = true;
    for item in items {
        out.write_all(if is_first { b"\n" } else { b",\n" })?;
        is_first = false;
        serde_json::to_writer(&mut *out, &item)?;
    }
    if is_first { Ok(()) } else { out.write_all(b"\n") }
}

/// The article's record, with what the other articles make of it.
fn article(node: &ArticleNode) -> Value {
    let mut record = node.record.to_json();
    if let Some(copy) = &node.copy_of {
        let passages = copy.passages.iter();
        record["copy_of"] = json!({
            "article": copy.article,
            "containment": number(copy.containment),
            "passages": passages.map(|it| json!({
                "start": it.span.start,
                "end": it.span.end,
                "original": it.original,
            })).collect::<Vec<_>>(),
        });
    }
    if !node.cites.is_empty() {
        record["cites"] = json!(node.cites);
    }
    record
}

/// Turns nodes into JSON, looking up names and words as it goes.
struct Describer<'a> {
    graph: &'a KnowledgeGraph,
    lang: &'a str,
    /// Texts of articles that reports quoted so far, by article id.
    texts: RefCell<BTreeMap<&'a str, ScalarIndex<'a>>>,
}

impl<'a> Describer<'a> {
    fn entity(&self, node: &EntityNode) -> Value {
        let entity = &node.entity;
        let mentions = node
            .mentions
            .iter()
            .map(|(article, spans)| json!({"article": article, "spans": spans}));
        object([
            ("id", json!(entity.id)),
            ("kind", json!(entity.kind)),
            ("class", json!(entity.class)),
            ("name", json!(entity.display_name(self.lang).0)),
            ("names", json!(entity.names)),
            (
                "offices",
                Value::Array(
                    entity
                        .offices
                        .iter()
                        .map(|office| pruned(json!(office)))
                        .collect(),
                ),
            ),
            (
                "relations",
                Value::Array(
                    entity
                        .relations
                        .iter()
                        .map(|relation| pruned(json!(relation)))
                        .collect(),
                ),
            ),
            ("coordinates", json!(entity.coordinates)),
            ("external_ids", json!(entity.external_ids)),
            ("curated", json!(entity.curated)),
            ("path", json!(entity.path)),
            ("article", json!(node.article)),
            ("mentions", mentions.collect()),
        ])
    }

    fn meeting(&self, meeting: &'a Meeting) -> Value {
        let participants = meeting.participants.iter().map(|attendee| {
            let mut participant = self.named(&attendee.entity);
            participant["reports"] = json!(attendee.reports);
            participant
        });
        let places = meeting.places.iter().map(|place| {
            let mut told = self.named(&place.value);
            told["reports"] = json!(place.reports);
            told
        });
        let title = meeting
            .curated
            .as_ref()
            .map(|page| &page.names)
            .filter(|names| !names.is_empty());
        object([
            ("id", json!(meeting.id)),
            ("kind", json!(meeting.kind)),
            ("status", json!(meeting.status)),
            ("overdue", json!(self.graph.is_overdue(meeting).then_some(true))),
            ("names", json!(title)),
            ("participants", participants.collect()),
            ("place", json!(meeting.place().map(|place| self.named(place)))),
            ("places", places.collect()),
            ("date", json!(meeting.date())),
            ("dates", readings(&meeting.dates, "edtf")),
            ("statuses", readings(&meeting.statuses, "status")),
            ("disputes", disputes(&meeting.disputes)),
            ("history", json!(meeting.history)),
            ("ordinal", json!(meeting.ordinal)),
            ("series", json!(meeting.series)),
            ("topics", json!(meeting.topics)),
            ("curated", json!(meeting.curated.is_some())),
            ("support", self.support(&meeting.support, &meeting.reports)),
            ("joins", joins(&meeting.joins)),
            (
                "reports",
                meeting
                    .reports
                    .iter()
                    .map(|report| self.meeting_report(report))
                    .collect(),
            ),
        ])
    }

    fn meeting_report(&self, report: &'a MeetingTelling) -> Value {
        let article = report.article.as_str();
        object([
            ("article", json!(article)),
            ("index", json!(report.index)),
            ("kind", json!(report.kind)),
            ("status", json!(report.status)),
            ("participants", json!(report.participants)),
            ("place", json!(report.place)),
            ("date", json!(report.date)),
            ("trigger", self.quoted(article, report.trigger)),
            ("evidence", self.quoted(article, report.evidence)),
            ("chain", report.chain.iter().map(link).collect()),
            ("claim", json!(report.claim)),
            ("rule", json!(report.rule)),
            ("confidence", number(report.confidence)),
            ("decided", json!(report.decided)),
        ])
    }

    fn claim(&self, claim: &'a Claim) -> Value {
        let contradicts = claim
            .contradicts
            .iter()
            .map(|(id, why)| json!({"id": id, "why": why}));
        let title = claim
            .curated
            .as_ref()
            .map(|page| &page.names)
            .filter(|names| !names.is_empty());
        object([
            ("id", json!(claim.id)),
            ("names", json!(title)),
            (
                "speaker",
                json!(claim.speaker.as_ref().map(|speaker| self.named(speaker))),
            ),
            ("text", json!(claim.text)),
            ("lang", json!(claim.lang)),
            ("stance", json!(claim.stance)),
            ("direct", json!(claim.direct)),
            (
                "about",
                claim.about.iter().map(|entity| self.named(entity)).collect(),
            ),
            ("meetings", json!(claim.meetings)),
            ("topics", json!(claim.topics)),
            ("disputes", disputes(&claim.disputes)),
            ("contradicts", contradicts.collect()),
            ("curated", json!(claim.curated.is_some())),
            ("support", self.support(&claim.support, &claim.reports)),
            ("joins", joins(&claim.joins)),
            (
                "reports",
                claim
                    .reports
                    .iter()
                    .map(|report| self.claim_report(report))
                    .collect(),
            ),
        ])
    }

    fn claim_report(&self, report: &'a ClaimTelling) -> Value {
        let article = report.article.as_str();
        let with_more = |span: Span, more: &[Span]| {
            let mut quoted = self.quoted(article, span);
            if !more.is_empty() {
                quoted["more"] = more.iter().map(|&span| self.quoted(article, span)).collect();
            }
            quoted
        };
        let (cue, content) = (&report.cue, &report.content);
        object([
            ("article", json!(article)),
            ("index", json!(report.index)),
            ("cue", with_more(Span::new(cue.start, cue.end), &cue.more)),
            (
                "content",
                with_more(Span::new(content.start, content.end), &content.more),
            ),
            ("evidence", self.quoted(article, report.evidence)),
            ("chain", report.chain.iter().map(link).collect()),
            ("stance", json!(report.stance)),
            ("direct", json!(report.direct)),
            ("said", json!(report.said)),
            ("rule", json!(report.rule)),
            ("confidence", number(report.confidence)),
            ("decided", json!(report.decided)),
        ])
    }

    /// How many stand behind something, by which paths, and why the other reports add no origin.
    fn support<T: Telling>(&self, support: &Support, reports: &[T]) -> Value {
        let told = |at: PathLink| {
            let mut told = self.graph.path_link(reports, at).as_ref().map(link)?;
            told["report"] = json!(at.report);
            if at.credit {
                told["credit"] = json!(true);
            }
            Some(told)
        };
        let collapsed = |collapsed: &Collapsed| {
            object([
                ("report", json!(collapsed.report)),
                ("why", json!(collapsed.why)),
                ("with", json!(collapsed.with)),
                ("link", json!(collapsed.link.and_then(told))),
            ])
        };
        let path = |path: &Vec<PathLink>| path.iter().filter_map(|&at| told(at)).collect::<Value>();
        object([
            ("reports", json!(support.reports)),
            ("outlets", json!(support.outlets)),
            ("independent_origins", json!(support.origins.len())),
            ("first_hand", json!(support.first_hand)),
            ("grade", json!(support.grade())),
            ("origins", json!(support.origins)),
            ("paths", support.paths.iter().map(path).collect()),
            ("collapsed", support.collapsed.iter().map(collapsed).collect()),
        ])
    }

    /// An entity by id, with the name that a reader of the language knows it by.
    fn named(&self, id: &str) -> Value {
        let name = self
            .graph
            .entity(id)
            .map(|node| node.entity.display_name(self.lang).0);
        object([("id", json!(id)), ("name", json!(name))])
    }

    /// Offsets with the words that stand there.
    fn quoted(&self, article: &'a str, span: Span) -> Value {
        let mut texts = self.texts.borrow_mut();
        if !texts.contains_key(article) {
            let text = self
                .graph
                .article(article)
                .map_or("", |node| node.record.text.as_str());
            texts.insert(article, ScalarIndex::new(text));
        }
        let words = texts.get(article).map(|text| text.slice(span));
        json!({"start": span.start, "end": span.end, "text": words})
    }
}

fn link(link: &ChainNode) -> Value {
    object([
        ("name", json!(link.name)),
        ("kind", json!(link.kind)),
        ("entity", json!(link.entity)),
        ("start", json!(link.span.map(|span| span.start))),
        ("end", json!(link.span.map(|span| span.end))),
    ])
}

fn readings<T: serde::Serialize>(readings: &[Reading<T>], name: &'static str) -> Value {
    readings
        .iter()
        .map(|reading| object([(name, json!(reading.value)), ("reports", json!(reading.reports))]))
        .collect()
}

fn disputes(disputes: &[Dispute]) -> Value {
    if disputes.is_empty() {
        return Value::Null;
    }
    json!(disputes)
}

fn joins(joins: &[Join]) -> Value {
    let join = |join: &Join| {
        object([
            ("left", json!(join.left)),
            ("right", json!(join.right)),
            ("rule", json!(join.rule)),
        ])
    };
    joins.iter().map(join).collect()
}

/// A confidence as it was written: 0.9, not the 0.8999999761581421 that a wider float makes of it.
fn number(confidence: f32) -> Value {
    confidence
        .to_string()
        .parse::<f64>()
        .map_or(Value::Null, Value::from)
}

/// An object without the fields that hold nothing.
fn object<const N: usize>(fields: [(&'static str, Value); N]) -> Value {
    let told = fields.into_iter().filter(|(_, value)| !value.is_null());
    Value::Object(
        told.map(|(name, value)| (name.to_owned(), value))
            .collect::<Map<_, _>>(),
    )
}

fn pruned(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            Value::Object(fields.into_iter().filter(|(_, value)| !value.is_null()).collect())
        }
        other => other,
    }
}
