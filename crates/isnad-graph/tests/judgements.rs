//! What somebody decides wins over what was read, and taking it back gives the first graph again.

mod common;

use common::{dump, graph, held, judgement, judgements, page, starter, story};
use isnad_graph::{Contribution, KnowledgeGraph, Settings};
use isnad_model::{Correction, EntityKind, Judged, Judgement, Stance, Status, Verdict};

const SAYING: &str = "the crossing stays open for twelve months and needs no second vote";
const OTHER_SAYING: &str = "nobody will be asked again about the yard before the harvest is in";

/// Two articles that tell of two meetings and two claims.
fn base() -> Vec<Contribution> {
    vec![
        story("a", "Zenda Post", "2021-07-13")
            .tells(held(&["Rudolf", "Flavia"], "Strelsau", "2021-07-12"))
            .says(&["Sapt"], SAYING, Stance::Asserted, &["Ruritania"])
            .contribution(),
        story("b", "Klow Times", "2021-07-14")
            .tells(held(&["Rudolf", "Black Michael"], "Klow", "2021-06-30"))
            .says(&["Sapt"], OTHER_SAYING, Stance::Asserted, &["Ruritania"])
            .contribution(),
    ]
}

fn with(list: Vec<Judgement>) -> KnowledgeGraph {
    graph(base().into_iter().chain([judgements("file", list)]))
}

/// The graph with the judgements is another one, and without them again the first, byte for byte.
#[track_caller]
fn check(list: Vec<Judgement>) -> KnowledgeGraph {
    let judged = with(list.clone());
    let clean = dump(&graph(base()));
    assert_ne!(dump(&judged), clean);
    let mut taken_back = judged.clone();
    taken_back.retract("content/judgements/file.toml");
    taken_back.settle();
    assert_eq!(dump(&taken_back), clean);
    let mut later = graph(base());
    later.apply(judgements("file", list.clone()));
    later.settle();
    assert_eq!(dump(&later), dump(&judged));
    let mut first = KnowledgeGraph::new(starter(), Settings::default());
    first.apply(judgements("file", list));
    first.settle();
    base().into_iter().for_each(|it| first.apply(it));
    first.settle();
    assert_eq!(dump(&first), dump(&judged));
    judged
}

fn correct(of: Judged, at: (&str, &str), correction: Correction) -> Judgement {
    Judgement {
        correction,
        ..judgement(Verdict::Correct, of, &[], &[at])
    }
}

#[test]
fn what_is_rejected_is_gone() {
    let graph = check(vec![
        judgement(
            Verdict::Reject,
            Judged::Meeting,
            &[],
            &[("a", "Rudolf met Flavia")],
        ),
        judgement(
            Verdict::Reject,
            Judged::Claim,
            &[],
            &[("b", "nobody will be asked")],
        ),
    ]);
    assert_eq!(graph.meetings().count(), 1);
    assert_eq!(
        graph
            .claims()
            .map(|claim| claim.text.as_str())
            .collect::<Vec<_>>(),
        [SAYING]
    );
    assert_eq!(graph.diagnostics(), []);
}

#[test]
fn what_is_accepted_says_who_accepted_it() {
    let graph = check(vec![judgement(
        Verdict::Accept,
        Judged::Meeting,
        &[],
        &[("a", "Rudolf met Flavia")],
    )]);
    let report = graph
        .meetings()
        .flat_map(|it| &it.reports)
        .find(|it| it.article == "a");
    let report = report.expect("the accepted report");
    assert_eq!(report.confidence, 1.0);
    let decided = report.decided.as_ref().expect("who accepted it");
    assert_eq!(
        (decided.verdict, decided.by.as_deref()),
        (Verdict::Accept, Some("ns"))
    );
}

#[test]
fn a_meeting_is_corrected_in_every_part() {
    let correction = Correction {
        participants: Some(vec!["Rudolf".to_owned(), "Hilda Aker".to_owned()]),
        place: Some(Some("Klow".to_owned())),
        date: Some("2021-08".parse().ok()),
        status: Some(Status::Cancelled),
        ..Correction::default()
    };
    let graph = check(vec![correct(
        Judged::Meeting,
        ("a", "Rudolf met Flavia"),
        correction,
    )]);
    let meeting = graph
        .meetings()
        .find(|it| it.reports[0].article == "a")
        .expect("the meeting");
    let names: Vec<&str> = meeting.participants.iter().map(|it| it.entity.as_str()).collect();
    assert_eq!(names, ["hilda-aker", "rudolf"]);
    assert_eq!(
        (
            meeting.place(),
            meeting.status,
            meeting.date().map(ToString::to_string).as_deref()
        ),
        (Some("klow"), Status::Cancelled.into(), Some("2021-08"))
    );
}

#[test]
fn a_value_is_taken_away() {
    let correction = Correction {
        place: Some(None),
        date: Some(None),
        ..Correction::default()
    };
    let graph = check(vec![correct(
        Judged::Meeting,
        ("a", "Rudolf met Flavia"),
        correction,
    )]);
    let meeting = graph
        .meetings()
        .find(|it| it.reports[0].article == "a")
        .expect("the meeting");
    assert_eq!((meeting.place(), meeting.date()), (None, None));
}

#[test]
fn a_claim_is_corrected_in_every_part() {
    let correction = Correction {
        speaker: Some("Fritz".to_owned()),
        stance: Some(Stance::Predicted),
        content: Some("the crossing stays open".to_owned()),
        ..Correction::default()
    };
    let graph = check(vec![correct(
        Judged::Claim,
        ("a", "stays open for twelve"),
        correction,
    )]);
    let claim = graph
        .claims()
        .find(|it| it.reports[0].article == "a")
        .expect("the claim");
    assert_eq!(claim.text, "the crossing stays open");
    assert_eq!(
        (claim.speaker.as_deref(), claim.stance),
        (Some("fritz"), Stance::Predicted)
    );
}

#[test]
fn what_extraction_misses_is_added_and_what_it_lost_stays() {
    let plain = story("c", "Strelsau Wire", "2021-07-20").text("Sapt had coffee with Fritz, who liked it.");
    let correction = Correction {
        participants: Some(vec!["Sapt".to_owned(), "Fritz".to_owned()]),
        ..Correction::default()
    };
    let meeting = correct(Judged::Meeting, ("c", "had coffee"), correction);
    let claim = correct(
        Judged::Claim,
        ("c", "liked"),
        Correction {
            speaker: Some("Fritz".to_owned()),
            content: Some("it".to_owned()),
            ..Correction::default()
        },
    );
    let graph = graph([plain.contribution(), judgements("file", vec![meeting, claim])]);
    let told = graph.meetings().next().expect("the added meeting");
    assert_eq!(told.reports[0].rule, "judgement");
    assert_eq!(told.participants.len(), 2);
    assert_eq!(
        graph.claims().next().and_then(|it| it.speaker.as_deref()),
        Some("fritz")
    );
    assert_eq!(graph.diagnostics(), []);
}

#[test]
fn tellings_are_one_or_two_because_somebody_says_so() {
    let both = [("a", "Rudolf met Flavia"), ("b", "Rudolf met Black Michael")];
    let graph = check(vec![judgement(Verdict::Same, Judged::Meeting, &[], &both)]);
    let meeting = graph.meetings().next().expect("one meeting");
    assert_eq!(meeting.reports.len(), 2);
    assert_eq!(meeting.joins[0].rule, "judged-same");
    let claims = [("a", "the crossing"), ("b", "nobody will")];
    let graph = check(vec![judgement(Verdict::Same, Judged::Claim, &[], &claims)]);
    assert_eq!(graph.claims().count(), 1);
}

#[test]
fn what_joins_by_rule_is_kept_apart() {
    let twice = || {
        ["a", "b"].map(|id| {
            story(id, id, "2021-07-13")
                .tells(held(&["Rudolf", "Flavia"], "Strelsau", "2021-07-12"))
                .contribution()
        })
    };
    assert_eq!(graph(twice()).meetings().count(), 1);
    let places = [("a", "Rudolf met Flavia"), ("b", "Rudolf met Flavia")];
    let apart = judgements(
        "file",
        vec![judgement(Verdict::NotSame, Judged::Meeting, &[], &places)],
    );
    assert_eq!(graph(twice().into_iter().chain([apart])).meetings().count(), 2);
}

#[test]
fn names_are_one_because_somebody_says_so() {
    let graph = check(vec![judgement(
        Verdict::Same,
        Judged::Entity,
        &["Flavia", "Black Michael"],
        &[],
    )]);
    let entity = graph.entity("flavia").expect("the one who stays");
    assert_eq!(entity.mentions.len(), 2);
    let mut texts: Vec<&str> = entity
        .entity
        .names
        .iter()
        .map(|name| name.text.as_str())
        .collect();
    texts.sort_unstable();
    assert_eq!(texts, ["Black Michael", "Flavia"]);
    assert!(graph.entity("black-michael").is_none());
}

#[test]
fn a_name_joins_the_page_of_the_one_that_it_means() {
    let flavia = page("princess", EntityKind::Person, "Princess Flavia", None);
    let list = vec![judgement(
        Verdict::Same,
        Judged::Entity,
        &["Flavia", "princess"],
        &[],
    )];
    let graph = graph(base().into_iter().chain([flavia, judgements("file", list)]));
    assert!(graph.entity("flavia").is_none());
    assert_eq!(graph.entity("princess").expect("her page").mentions.len(), 1);
}

#[test]
fn two_pages_or_a_contrary_judgement_join_nothing_and_say_so() {
    let pages = || {
        [
            page("flavia", EntityKind::Person, "Flavia", None),
            page("michael", EntityKind::Person, "Black Michael", None),
        ]
    };
    let same = judgement(Verdict::Same, Judged::Entity, &["flavia", "michael"], &[]);
    let joined = graph(
        base()
            .into_iter()
            .chain(pages())
            .chain([judgements("file", vec![same])]),
    );
    assert_eq!(joined.diagnostics()[0].id, "judgement-refused");
    assert!(joined.entity("michael").is_some_and(|it| it.mentions.len() == 1));
    let list = vec![
        judgement(Verdict::Same, Judged::Entity, &["Flavia", "Sapt"], &[]),
        judgement(Verdict::NotSame, Judged::Entity, &["Sapt", "Flavia"], &[]),
    ];
    let apart = with(list);
    assert_eq!(apart.diagnostics()[0].id, "judgement-refused");
    assert!(apart.entity("sapt").is_some());
    assert!(apart.is_decided_apart("flavia", "sapt") || apart.is_decided_apart("Flavia", "Sapt"));
}

#[test]
fn one_mention_is_somebody_else() {
    let is = judgement(
        Verdict::Same,
        Judged::Mention,
        &["Hentzau"],
        &[("a", "Rudolf met Flavia")],
    );
    // The test's mentions cover their whole sentence, so the words point at several.
    let graph = with(vec![is]);
    assert_eq!(graph.diagnostics()[0].id, "judgement-idle");
}

#[test]
fn what_no_longer_stands_is_told_and_changes_nothing() {
    let list = vec![
        judgement(
            Verdict::Reject,
            Judged::Meeting,
            &[],
            &[("a", "Rudolf kissed Flavia")],
        ),
        judgement(
            Verdict::Reject,
            Judged::Meeting,
            &[],
            &[("zz", "Rudolf met Flavia")],
        ),
        judgement(Verdict::Accept, Judged::Claim, &[], &[("a", "Rudolf met Flavia")]),
    ];
    let graph = with(list);
    let told: Vec<&str> = graph
        .diagnostics()
        .iter()
        .map(|it| it.id.as_str())
        .collect::<Vec<_>>()
        .into_iter()
        .map(|id| match id {
            "unanchored" => "unanchored",
            "judgement-idle" => "judgement-idle",
            _ => "another",
        })
        .collect();
    assert_eq!(told, ["judgement-idle", "unanchored", "unanchored"]);
    assert_eq!(graph.meetings().count(), 2);
}

#[test]
fn a_judgement_survives_an_edit_elsewhere_in_the_article() {
    let reject = judgement(
        Verdict::Reject,
        Judged::Meeting,
        &[],
        &[("a", "Rudolf met Flavia")],
    );
    let mut graph = with(vec![reject]);
    assert_eq!(graph.meetings().count(), 1);
    let edited = story("a", "Zenda Post", "2021-07-13")
        .text("A new first paragraph moves everything.")
        .tells(held(&["Rudolf", "Flavia"], "Strelsau", "2021-07-12"));
    graph.apply(edited.contribution());
    graph.settle();
    assert_eq!(graph.meetings().count(), 1);
    assert_eq!(graph.diagnostics(), []);
}
