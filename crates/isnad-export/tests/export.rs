//! Exports of small graphs made by hand: what they hold, that hostile text stays text, that Graphviz takes them.

use std::{
    collections::BTreeSet,
    io::Write,
    process::{Command, Stdio},
    sync::Arc,
};

use isnad_export::{ExportError, Filter, NodeKind, dot, json, select};
use isnad_graph::{Contribution, ContributionKind, KnowledgeGraph, Settings};
use isnad_model::{
    Article, ChainKind, ChainLink, ClaimReport, Content, Credit, Cue, DateSpan, Entity, EntityKind,
    MeetingKind, MeetingReport, Mention, Name, NameRole, Participant, PlaceName, Record, Relation,
    RelationKind, Span, Stance, Status, Via,
};
use serde_json::{Value, json};

const TEXT: &str = "التقت هدى سعيد بوزير الخارجية عمر ناصر في الدوحة. وقالت هدى سعيد إن الاتفاق قريب.";

fn entity(id: &str, kind: EntityKind, names: &[(&str, &str)]) -> Entity {
    let name = |&(lang, text): &(&str, &str)| Name {
        text: text.to_owned(),
        lang: lang.to_owned(),
        role: NameRole::Main,
    };
    Entity {
        curated: true,
        ..Entity::new(id, kind, names.iter().map(name).collect())
    }
}

/// The span of words in a text, in scalar values.
fn find(text: &str, words: &str) -> Span {
    let byte = text.find(words).expect("the words stand in the text");
    let start = text[..byte].chars().count() as u32;
    Span::new(start, start + words.chars().count() as u32)
}

fn mention(text: &str, words: &str, entity: &str, kind: EntityKind) -> Mention {
    let span = find(text, words);
    Mention {
        start: span.start,
        end: span.end,
        text: words.to_owned(),
        entity: Some(entity.to_owned()),
        name: words.to_owned(),
        kind,
        via: Via::Gazetteer,
        confidence: 0.9,
    }
}

fn link(name: &str, kind: ChainKind, mention: Option<usize>) -> ChainLink {
    ChainLink {
        name: name.to_owned(),
        kind,
        entity: None,
        mention,
        start: None,
        end: None,
    }
}

/// What the article of this date yields: a meeting in Doha and a claim about it.
fn record(id: &str, date: &str) -> Record {
    let participant = |mention: usize, name: &str| Participant {
        mention: Some(mention),
        name: name.to_owned(),
    };
    let sentence = find(TEXT, "التقت هدى سعيد بوزير الخارجية عمر ناصر في الدوحة.");
    let content = find(TEXT, "الاتفاق قريب");
    let cue = find(TEXT, "وقالت");
    Record {
        id: id.to_owned(),
        lang: "ar".to_owned(),
        date: Some(date.parse().expect("a date")),
        publisher: Some("صحيفة الساحل".to_owned()),
        title: None,
        text: TEXT.to_owned(),
        mentions: vec![
            mention(TEXT, "هدى سعيد", "huda-said", EntityKind::Person),
            mention(TEXT, "عمر ناصر", "omar-nasr", EntityKind::Person),
            mention(TEXT, "الدوحة", "doha", EntityKind::Place),
        ],
        meetings: vec![MeetingReport {
            kind: MeetingKind::Meeting,
            status: Status::Held,
            participants: vec![participant(0, "هدى سعيد"), participant(1, "عمر ناصر")],
            place: Some(PlaceName {
                mention: Some(2),
                name: "الدوحة".to_owned(),
            }),
            date: Some(DateSpan {
                edtf: date.parse().expect("a date"),
                start: 0,
                end: 5,
            }),
            ordinal: None,
            series: None,
            trigger: Span::new(0, 5),
            evidence: sentence,
            claim: None,
            rule: "ar.meet.verb".to_owned(),
            confidence: 0.9,
        }],
        claims: vec![ClaimReport {
            source: None,
            cue: Cue {
                start: cue.start,
                end: cue.end,
                more: Vec::new(),
            },
            content: Content {
                start: content.start,
                end: content.end,
                more: Vec::new(),
            },
            chain: vec![
                link("صحيفة الساحل", ChainKind::Publisher, None),
                link("هدى سعيد", ChainKind::Person, Some(0)),
            ],
            stance: Stance::Hedged,
            direct: false,
            about: Vec::new(),
            date: None,
            evidence: find(TEXT, "وقالت هدى سعيد إن الاتفاق قريب."),
            rule: "ar.attr.verb".to_owned(),
            confidence: 0.8,
        }],
        repairs: Vec::new(),
        credits: Vec::new(),
    }
}

fn add(graph: &mut KnowledgeGraph, file: &str, kind: ContributionKind) {
    graph.apply(Contribution {
        file: file.to_owned(),
        kind,
    });
}

fn add_article(graph: &mut KnowledgeGraph, id: &str, date: &str, title: &str) {
    let mut article = Article::new(id, TEXT);
    article.title = Some(title.to_owned());
    article.lang = "ar".to_owned();
    article.date = Some(date.parse().expect("a date"));
    article.publisher = Some("صحيفة الساحل".to_owned());
    let kind = ContributionKind::Article {
        article: Arc::new(article),
        record: Arc::new(record(id, date)),
    };
    add(graph, &format!("articles/{id}.md"), kind);
}

/// Two articles of different months, with pages for those whom they name.
fn graph() -> KnowledgeGraph {
    let mut graph = KnowledgeGraph::new(Vec::new(), Settings::default());
    let mut omar = entity(
        "omar-nasr",
        EntityKind::Person,
        &[("ar", "عمر ناصر"), ("en", "Omar Nasr")],
    );
    omar.relations.push(Relation {
        kind: RelationKind::ActsFor,
        target: "qatar".to_owned(),
        from: Some("2019".parse().expect("a date")),
        until: Some("2020".parse().expect("a date")),
    });
    let pages = [
        omar,
        entity(
            "huda-said",
            EntityKind::Person,
            &[("ar", "هدى سعيد"), ("en", "Huda Said")],
        ),
        entity("doha", EntityKind::Place, &[("ar", "الدوحة"), ("en", "Doha")]),
        entity("qatar", EntityKind::State, &[("ar", "قطر"), ("en", "Qatar")]),
    ];
    for page in pages {
        let file = format!("actors/{}.md", page.id);
        add(&mut graph, &file, ContributionKind::Entity(Arc::new(page)));
    }
    add_article(&mut graph, "first", "2021-03-02", "لقاء في الدوحة");
    add_article(&mut graph, "second", "2021-09-14", "لقاء آخر");
    graph.settle();
    graph
}

fn english() -> Filter {
    Filter {
        lang: "en".to_owned(),
        ..Filter::default()
    }
}

fn dot_of(graph: &KnowledgeGraph, filter: &Filter) -> String {
    let mut out = Vec::new();
    dot(graph, filter, &mut out).expect("memory takes every byte");
    String::from_utf8(out).expect("DOT is UTF-8")
}

fn json_of(graph: &KnowledgeGraph, filter: &Filter) -> Value {
    let mut out = Vec::new();
    json(graph, filter, &mut out).expect("memory takes every byte");
    serde_json::from_slice(&out).expect("one JSON value")
}

fn ids(value: &Value, list: &str) -> Vec<String> {
    let items = value[list].as_array().expect("a list").iter();
    items
        .map(|item| item["id"].as_str().expect("an id").to_owned())
        .collect()
}

/// What Graphviz makes of the text: the SVG. Its complaints fail the test.
fn draw(dot: &str) -> Option<String> {
    let command = Command::new("dot")
        .arg("-Tsvg")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = match command {
        Ok(child) => child,
        Err(error) => {
            assert!(std::env::var_os("CI").is_none(), "Graphviz is needed: {error}");
            let _ = writeln!(std::io::stderr(), "skipped: Graphviz is not installed ({error})");
            return None;
        }
    };
    let mut input = child.stdin.take().expect("a pipe");
    let text = dot.to_owned();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().expect("dot ends");
    writer.join().expect("no panic").expect("dot reads all");
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && complaints.trim().is_empty(),
        "{complaints}\n{dot}"
    );
    Some(String::from_utf8(output.stdout).expect("SVG is UTF-8"))
}

fn count_nodes(svg: &str) -> usize {
    svg.matches("class=\"node").count()
}

#[test]
fn graphviz_draws_every_node() {
    let graph = graph();
    for lang in ["ar", "en"] {
        let filter = Filter {
            lang: lang.to_owned(),
            ..Filter::default()
        };
        let Some(svg) = draw(&dot_of(&graph, &filter)) else {
            return;
        };
        assert_eq!(count_nodes(&svg), select(&graph, &filter).expect("all").len());
    }
}

#[test]
fn labels_speak_the_readers_language_from_its_side() {
    let graph = graph();
    let arabic = dot_of(
        &graph,
        &Filter {
            lang: "ar".to_owned(),
            ..Filter::default()
        },
    );
    assert!(arabic.contains("rankdir=\"RL\""));
    assert!(arabic.contains("label=\"\u{2068}عمر ناصر\u{2069}\""));
    assert!(arabic.contains("label=\"\u{2068}شارك في\u{2069}\""));
    let english = dot_of(&graph, &english());
    assert!(english.contains("rankdir=\"LR\""));
    assert!(english.contains("label=\"\u{2068}Omar Nasr\u{2069}\""));
    assert!(english.contains("(hedged)"), "a doubt is said, not only dotted");
    assert!(!english.contains("strict"));
}

#[test]
fn shapes_say_the_kind() {
    let text = dot_of(&graph(), &english());
    let check = |id: &str, expected: &str| {
        let start = format!("  \"{id}\" [");
        let line = text
            .lines()
            .find(|line| line.starts_with(&start))
            .unwrap_or_else(|| panic!("no {id} in {text}"));
        assert!(line.contains(expected), "{line}");
    };
    check("entity:omar-nasr", "shape=\"ellipse\"");
    check("entity:doha", "shape=\"hexagon\"");
    check("entity:qatar", "peripheries=\"2\"");
    check("article:first", "shape=\"note\"");
}

#[test]
fn hostile_text_stays_text() {
    let long = "ط".repeat(10_000);
    let names = [
        "\"];}",
        "a \" b",
        "\\",
        "\\\"",
        "a\\N\\G\\l",
        "line\nbreak\r\n",
        "<b>bold</b>",
        "<",
        "&lt;&#60;&amp;",
        "nul\0nul",
        "\u{1b}[31m\u{7f}\u{85}",
        "\u{202e}override",
        "\u{2067}open",
        "\u{2069}closed",
        "👩‍👩‍👧‍👦 🏴",
        "\u{fffe}\u{ffff}\u{feff}",
        "{a|b}",
        "// comment /* */ #",
        long.as_str(),
        "ﷺ",
        "%s%n",
        "",
    ];
    for name in names {
        let mut graph = graph();
        let page = entity("doha", EntityKind::Place, &[("en", name)]);
        add(
            &mut graph,
            "actors/doha.md",
            ContributionKind::Entity(Arc::new(page)),
        );
        add_article(&mut graph, "first", "2021-03-02", name);
        graph.settle();
        let text = dot_of(&graph, &english());
        assert!(!text.contains('\0') && !text.contains("=<"), "{text}");
        // Whatever the names hold, every statement keeps to its line.
        let statements = text
            .lines()
            .filter(|line| line.starts_with("  ") && line.ends_with("];"))
            .count();
        assert_eq!(statements + 2, text.lines().count(), "{text}");
        let Some(svg) = draw(&text) else { return };
        assert_eq!(
            count_nodes(&svg),
            select(&graph, &english()).expect("all").len(),
            "{name:?}"
        );
        // JSON holds it letter by letter.
        let value = json_of(&graph, &english());
        let place = value["entities"]
            .as_array()
            .and_then(|all| all.iter().find(|it| it["id"] == "doha"));
        assert_eq!(place.expect("the place")["names"][0]["text"], name);
    }
}

#[test]
fn a_drawn_label_reads_as_the_name() {
    let mut graph = graph();
    let page = entity("doha", EntityKind::Place, &[("en", "A\\N \"&lt;\" <i>")]);
    add(
        &mut graph,
        "actors/doha.md",
        ContributionKind::Entity(Arc::new(page)),
    );
    graph.settle();
    let Some(svg) = draw(&dot_of(&graph, &english())) else {
        return;
    };
    let text = svg
        .replace("&quot;", "\"")
        .replace("&#45;", "-")
        .replace("&lt;", "<")
        .replace("&gt;", ">");
    assert!(text.replace("&amp;", "&").contains("A\\N \"&lt;\" <i>"), "{svg}");
}

#[test]
fn json_holds_records_joined_things_and_their_evidence() {
    let graph = graph();
    let value = json_of(&graph, &english());
    let keys: Vec<&String> = value.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["articles", "entities", "meetings", "claims"]);
    assert_eq!(ids(&value, "articles"), ["first", "second"]);
    assert_eq!(value["articles"][0]["text"], TEXT);
    assert_eq!(
        value["articles"][0]["mentions"][0]["confidence"].to_string(),
        "0.9"
    );
    assert!(ids(&value, "entities").contains(&"doha".to_owned()));

    let meeting = &value["meetings"][0];
    let participants: Vec<&Value> = meeting["participants"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| &it["name"])
        .collect();
    assert_eq!(participants, ["Huda Said", "Omar Nasr"]);
    assert_eq!(meeting["place"]["id"], "doha");
    assert_eq!(meeting["status"], "held");
    let report = &meeting["reports"][0];
    assert_eq!(
        report["evidence"]["text"],
        "التقت هدى سعيد بوزير الخارجية عمر ناصر في الدوحة."
    );
    assert_eq!(report["evidence"]["start"], 0);
    assert_eq!(report["rule"], "ar.meet.verb");
    assert_eq!(report["confidence"].to_string(), "0.9");

    let claim = &value["claims"][0];
    assert_eq!(claim["stance"], "hedged");
    let report = &claim["reports"][0];
    assert_eq!(report["content"]["text"], "الاتفاق قريب");
    let chain: Vec<&Value> = report["chain"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| &it["kind"])
        .collect();
    assert_eq!(chain, ["publisher", "person"]);
    assert_eq!(claim["speaker"]["id"], "huda-said");
}

#[test]
fn support_tells_the_independent_paths_and_what_the_others_share() {
    let mut graph = graph();
    let mut record = record("third", "2021-03-03");
    record.publisher = Some("بريد التل".to_owned());
    record.meetings[0].date = Some(DateSpan {
        edtf: "2021-03-02".parse().expect("a date"),
        start: 0,
        end: 5,
    });
    let agency = mention(TEXT, "الاتفاق", "coast-agency", EntityKind::Organization);
    record.mentions.push(agency);
    record.credits = vec![Credit {
        mention: Some(3),
        name: "وكالة الساحل".to_owned(),
    }];
    let mut article = Article::new("third", TEXT);
    "ar".clone_into(&mut article.lang);
    article.date = record.date;
    article.publisher.clone_from(&record.publisher);
    let (article, record) = (Arc::new(article), Arc::new(record));
    add(
        &mut graph,
        "articles/third.md",
        ContributionKind::Article { article, record },
    );
    graph.settle();
    let value = json_of(&graph, &english());
    let supports = |list: &str| -> Vec<Value> {
        let things = value[list].as_array().expect("a list").iter();
        let told = things.filter(|it| it["reports"].as_array().map(Vec::len) == Some(2));
        told.map(|it| it["support"].clone()).collect()
    };

    let meetings = supports("meetings");
    assert_eq!(meetings.len(), 1, "{meetings:?}");
    let support = &meetings[0];
    assert_eq!(support["independent_origins"], 2);
    assert_eq!(support["first_hand"], 2);
    assert_eq!(support["grade"], "two");
    assert_eq!(support["origins"], json!([[0], [1]]));
    let credited = &support["paths"][1][1];
    assert_eq!(
        (&credited["name"], &credited["credit"], &credited["report"]),
        (&json!("وكالة الساحل"), &json!(true), &json!(1))
    );

    let claims = supports("claims");
    assert_eq!(claims.len(), 1, "{claims:?}");
    let support = &claims[0];
    assert_eq!(support["independent_origins"], 1);
    assert_eq!(support["grade"], "single");
    let collapsed = &support["collapsed"][0];
    assert_eq!(
        (&collapsed["report"], &collapsed["why"], &collapsed["with"]),
        (&json!(1), &json!("same-source"), &json!(0))
    );
    assert_eq!(collapsed["link"]["entity"], "huda-said");
}

#[test]
fn a_copy_tells_what_it_shares_with_the_earlier_article() {
    let mut graph = graph();
    let body = "افتتحت وزارة الزراعة أمس سوقاً جديدة للمزارعين قرب الجسر القديم في المدينة وقال مدير السوق إن الدكاكين \
        الثلاثين فيها تعمل كل يوم من الفجر حتى المساء وتبيع ما تنتجه قرى الوادي";
    for (id, date, text) in [
        ("market", "2021-03-01", body.to_owned()),
        ("market-again", "2021-03-05", format!("سوق للجميع\n{body}")),
    ] {
        let mut article = Article::new(id, text.clone());
        "ar".clone_into(&mut article.lang);
        article.date = date.parse().ok();
        let record = Record {
            id: id.to_owned(),
            lang: "ar".to_owned(),
            text,
            ..Record::default()
        };
        let (article, record) = (Arc::new(article), Arc::new(record));
        add(
            &mut graph,
            &format!("articles/{id}.md"),
            ContributionKind::Article { article, record },
        );
    }
    graph.settle();
    let value = json_of(&graph, &english());
    let at = ids(&value, "articles").iter().position(|id| id == "market-again");
    let copy = &value["articles"][at.expect("it is exported")]["copy_of"];
    let length = body.chars().count();
    assert_eq!(
        copy.to_string(),
        format!(
            "{{\"article\":\"market\",\"containment\":1.0,\"passages\":[{{\"start\":11,\"end\":{},\
             \"original\":{{\"start\":0,\"end\":{length}}}}}]}}",
            length + 11
        )
    );
}

#[test]
fn the_same_graph_gives_the_same_bytes() {
    let (one, other) = (graph(), graph());
    assert_eq!(dot_of(&one, &english()), dot_of(&other, &english()));
    assert_eq!(
        json_of(&one, &english()).to_string(),
        json_of(&other, &english()).to_string()
    );
}

#[test]
fn kinds_are_filtered() {
    let graph = graph();
    let filter = Filter {
        kinds: BTreeSet::from([NodeKind::Actor, NodeKind::Meeting]),
        ..english()
    };
    let selection = select(&graph, &filter).expect("no centre");
    assert!(selection.articles.is_empty() && selection.claims.is_empty() && selection.topics.is_empty());
    assert!(!selection.meetings.is_empty());
    assert!(
        selection
            .entities
            .iter()
            .all(|node| node.entity.kind != EntityKind::Place)
    );
    assert!(
        selection
            .edges
            .iter()
            .all(|edge| edge.edge.kind.as_str() != "held_at")
    );
    for kind in NodeKind::ALL {
        assert_eq!(NodeKind::parse(kind.as_str()), Some(kind));
    }
    assert_eq!(NodeKind::parse("entity"), None);
}

#[test]
fn time_keeps_what_can_have_happened_then() {
    let graph = graph();
    let within = |from: Option<&str>, to: Option<&str>| {
        let date = |text: Option<&str>| text.map(|text| text.parse().expect("a date"));
        select(
            &graph,
            &Filter {
                from: date(from),
                to: date(to),
                ..english()
            },
        )
        .expect("no centre")
    };
    let spring = within(Some("2021-03"), Some("2021-03"));
    assert_eq!(
        spring
            .articles
            .iter()
            .map(|node| node.article.id.as_str())
            .collect::<Vec<_>>(),
        ["first"]
    );
    assert!(
        spring
            .meetings
            .iter()
            .all(|meeting| meeting.reports.iter().any(|report| report.article == "first"))
    );
    assert!(spring.entities.iter().any(|node| node.entity.id == "huda-said"));
    assert!(
        spring.entities.iter().all(|node| node.entity.id != "qatar"),
        "nothing of it happened then"
    );
    assert!(within(Some("2022"), None).is_empty());
    assert_eq!(within(None, Some("2021")).articles.len(), 2);
    // The relation ended before.
    let all = |selection: &isnad_export::Selection<'_>| {
        selection
            .edges
            .iter()
            .filter(|edge| edge.edge.kind.is_relation())
            .count()
    };
    assert_eq!(all(&select(&graph, &english()).expect("all")), 1);
    assert_eq!(all(&within(Some("2021"), None)), 0);
}

#[test]
fn around_goes_so_many_steps() {
    let graph = graph();
    let around = |id: &str, hops: u32| Filter {
        around: Some(id.to_owned()),
        hops,
        ..english()
    };
    let ids = |filter: &Filter| -> Vec<String> {
        select(&graph, filter)
            .expect("it is there")
            .entities
            .iter()
            .map(|node| node.entity.id.clone())
            .collect()
    };
    assert_eq!(ids(&around("qatar", 0)), ["qatar"]);
    assert_eq!(ids(&around("qatar", 1)), ["omar-nasr", "qatar"]);
    assert!(ids(&around("qatar", 3)).contains(&"huda-said".to_owned()));
    assert_eq!(
        ids(&around("Qatar", 1)),
        ids(&around("qatar", 1)),
        "a name will do"
    );
    assert_eq!(ids(&around("قطر", 1)), ids(&around("qatar", 1)));
}

#[test]
fn an_unknown_id_is_answered_with_the_nearest() {
    let graph = graph();
    let filter = Filter {
        around: Some("omar-naser".to_owned()),
        ..english()
    };
    let error = dot(&graph, &filter, &mut Vec::new()).expect_err("nobody has this id");
    assert!(error.to_string().contains("did you mean omar-nasr"), "{error}");
    let far = Filter {
        around: Some("\"\0".to_owned()),
        ..english()
    };
    assert!(
        matches!(select(&graph, &far), Err(ExportError::UnknownId { nearest, .. }) if nearest.is_empty())
    );
}

#[test]
fn an_output_that_breaks_off_is_an_error() {
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    assert!(matches!(
        dot(&graph(), &english(), &mut Full),
        Err(ExportError::Write(_))
    ));
    assert!(matches!(
        json(&graph(), &english(), &mut Full),
        Err(ExportError::Write(_))
    ));
}
