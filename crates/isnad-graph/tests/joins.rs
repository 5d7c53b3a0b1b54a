//! Which tellings are one meeting or one claim, which are not, and by which rule.

mod common;

use common::{Told, claim_page, graph, graph_with, held, meeting_page, page, round, story};
use isnad_graph::{KnowledgeGraph, NodeKind, Settings};
use isnad_model::{EntityKind, MeetingKind, Stance, Status};

const RENEWAL: &str = "the crossing stays open for twelve months and needs no second vote";

/// Two articles, a day apart, each telling one meeting.
fn two(first: Told, second: Told) -> KnowledgeGraph {
    graph([
        story("a", "Zenda Post", "2021-07-13").tells(first).contribution(),
        story("b", "Klow Times", "2021-07-14")
            .tells(second)
            .contribution(),
    ])
}

#[track_caller]
fn check_join(first: Told, second: Told, rule: &str) -> KnowledgeGraph {
    let graph = two(first, second);
    let meetings: Vec<_> = graph.meetings().collect();
    assert_eq!(
        meetings.len(),
        1,
        "{:?}",
        meetings.iter().map(|it| &it.id).collect::<Vec<_>>()
    );
    assert_eq!(meetings[0].reports.len(), 2);
    assert_eq!(
        meetings[0].joins.iter().map(|join| join.rule).collect::<Vec<_>>(),
        [rule]
    );
    graph
}

#[track_caller]
fn check_apart(first: Told, second: Told) {
    let graph = two(first, second);
    assert_eq!(graph.meetings().count(), 2);
    assert!(graph.meetings().all(|meeting| meeting.joins.is_empty()));
}

fn plain() -> Told {
    held(&["Rudolf", "Flavia"], "Strelsau", "2021-07-12")
}

#[test]
fn same_participants_and_date_are_one_meeting() {
    let graph = check_join(
        plain(),
        held(&["Flavia", "Rudolf"], "Strelsau", "2021-07-12"),
        "same-participants-same-date",
    );
    let meeting = graph.meetings().next().unwrap();
    assert_eq!(meeting.id, "rudolf-flavia-2021-07-12");
    assert_eq!(
        (
            meeting.support.reports,
            meeting.support.outlets,
            meeting.support.origins.len()
        ),
        (2, 2, 2)
    );
    check_join(
        plain(),
        held(&["Rudolf", "Flavia"], "Strelsau", "2021-07"),
        "same-participants-same-date",
    );
    check_join(
        plain(),
        held(&["Rudolf", "Flavia"], "", "2021-07-12"),
        "same-participants-same-date",
    );
    check_join(
        plain(),
        Told {
            kind: MeetingKind::Visit,
            ..plain()
        },
        "same-participants-same-date",
    );
}

#[test]
fn more_participants_are_the_same_meeting_other_ones_are_not() {
    check_join(
        plain(),
        held(&["Rudolf", "Flavia", "Sapt"], "Strelsau", "2021-07-12"),
        "more-participants-same-date",
    );
    check_apart(plain(), held(&["Rudolf", "Sapt"], "Strelsau", "2021-07-12"));
    check_apart(
        held(&["Rudolf", "Flavia", "Hentzau"], "", "2021-07-12"),
        held(&["Rudolf", "Flavia", "Sapt"], "", "2021-07-12"),
    );
}

#[test]
fn a_call_is_no_meeting_and_another_place_is_another_meeting() {
    check_apart(
        plain(),
        Told {
            kind: MeetingKind::Call,
            ..plain()
        },
    );
    check_apart(plain(), held(&["Rudolf", "Flavia"], "Klow", "2021-07-12"));
    // Klow lies in Syldavia.
    let within = Told {
        place: Some("Syldavia"),
        ..plain()
    };
    check_join(
        held(&["Rudolf", "Flavia"], "Klow", "2021-07-12"),
        within,
        "same-participants-same-date",
    );
}

#[test]
fn two_near_days_for_one_meeting_stand_side_by_side() {
    let later = held(&["Rudolf", "Flavia"], "Strelsau", "2021-07-13");
    let graph = check_join(plain(), later, "same-participants-same-place-near-dates");
    let dates: Vec<String> = graph
        .meetings()
        .next()
        .unwrap()
        .dates
        .iter()
        .map(|it| it.value.to_string())
        .collect();
    assert_eq!(dates, ["2021-07-12", "2021-07-13"]);
    check_apart(plain(), held(&["Rudolf", "Flavia"], "", "2021-07-13"));
    check_apart(plain(), held(&["Rudolf", "Flavia"], "Strelsau", "2021-07-18"));
    check_apart(
        plain(),
        held(&["Rudolf", "Flavia", "Sapt"], "Strelsau", "2021-07-13"),
    );
}

#[test]
fn without_a_date_the_articles_have_to_be_near() {
    check_join(
        plain(),
        held(&["Rudolf", "Flavia"], "", ""),
        "same-participants-near-articles",
    );
    let far = graph([
        story("a", "Zenda Post", "2021-07-13")
            .tells(plain())
            .contribution(),
        story("b", "Klow Times", "2021-08-14")
            .tells(held(&["Rudolf", "Flavia"], "", ""))
            .contribution(),
    ]);
    assert_eq!(far.meetings().count(), 2);
    let undated_plan = Told {
        status: Status::Planned,
        ..held(&["Rudolf", "Flavia"], "", "")
    };
    check_apart(held(&["Rudolf", "Flavia"], "", "2021-07-12"), undated_plan);
}

#[test]
fn an_undated_telling_does_not_glue_two_dated_meetings() {
    let graph = graph([
        story("a", "Zenda Post", "2021-07-02")
            .tells(held(&["Rudolf", "Flavia"], "", "2021-07-01"))
            .contribution(),
        story("b", "Klow Times", "2021-07-08")
            .tells(held(&["Rudolf", "Flavia"], "", ""))
            .contribution(),
        story("c", "Klow Times", "2021-07-12")
            .tells(held(&["Rudolf", "Flavia"], "", "2021-07-11"))
            .contribution(),
    ]);
    assert_eq!(graph.meetings().count(), 2);
    let reports: usize = graph.meetings().map(|meeting| meeting.reports.len()).sum();
    assert_eq!(reports, 3);
}

#[test]
fn a_round_is_known_by_series_and_number() {
    let graph = check_join(
        round("Strelsau", 16, Status::Planned, "2021-07-20"),
        round("strelsau", 16, Status::Held, "2021-08-03"),
        "same-series-same-number",
    );
    let meeting = graph.meetings().next().unwrap();
    assert_eq!(
        (meeting.id.as_str(), meeting.status, meeting.ordinal),
        ("strelsau-16", Status::Held.into(), Some(16))
    );
    assert_eq!(
        meeting.statuses.iter().map(|it| it.value).collect::<Vec<_>>(),
        [Status::Planned, Status::Held]
    );
    check_apart(
        round("Strelsau", 15, Status::Held, "2021-07-20"),
        round("Strelsau", 16, Status::Held, "2021-07-20"),
    );
    check_apart(
        round("Strelsau", 0, Status::Held, "2021-07-20"),
        round("Klow", 0, Status::Held, "2021-07-20"),
    );
    check_join(
        round("Strelsau", 16, Status::Held, "2021-07-20"),
        round("Strelsau", 0, Status::Held, "2021-07-20/2021-07-21"),
        "same-series-same-date",
    );
}

#[test]
fn rounds_of_a_series_follow_each_other() {
    let graph = two(
        round("Strelsau", 16, Status::Held, "2021-07-20"),
        round("Strelsau", 15, Status::Held, "2021-02-02"),
    );
    assert_eq!(
        graph.series_of("strelsau-15").next.as_deref(),
        Some("strelsau-16")
    );
    assert_eq!(
        graph.series_of("strelsau-16").previous.as_deref(),
        Some("strelsau-15")
    );
    assert_eq!(graph.series_of("strelsau-16").next, None);
}

#[test]
fn a_session_is_known_by_its_body() {
    let session = |participants: &[&'static str], date| Told {
        kind: MeetingKind::Session,
        ..held(participants, "", date)
    };
    check_join(
        session(&["Council"], "2021-07-12"),
        session(&["Council", "Sapt"], "2021-07-12"),
        "same-body-same-date",
    );
    check_apart(
        session(&["Council"], "2021-07-12"),
        session(&["Council"], "2021-07-14"),
    );
    check_apart(
        session(&["Council"], "2021-07-12"),
        session(&["Board"], "2021-07-12"),
    );
}

#[test]
fn a_page_joins_what_it_quotes_and_wins() {
    let graph = graph([
        story("a", "Zenda Post", "2021-07-13")
            .tells(plain())
            .contribution(),
        story("b", "Klow Times", "2021-07-14")
            .tells(held(&["Rudolf", "Sapt"], "Klow", "2021-07-20"))
            .contribution(),
        page("rudolf", EntityKind::Person, "Rudolf", None),
        meeting_page(
            "talks",
            &["rudolf"],
            Some("2021-07-12"),
            &[
                ("a", "Rudolf met Flavia"),
                ("b", "Rudolf met Sapt"),
                ("b", "no such words"),
            ],
        ),
    ]);
    let meeting = graph.meeting("talks").unwrap();
    assert_eq!(
        (
            graph.meetings().count(),
            meeting.reports.len(),
            meeting.evidence.len()
        ),
        (1, 2, 2)
    );
    assert!(meeting.joins.iter().all(|join| join.rule == "page-quotes-it"));
    assert_eq!(meeting.participants[0].entity, "rudolf");
    let findings = graph.diagnostics();
    assert_eq!(
        findings.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(),
        ["unanchored"]
    );
    assert_eq!(findings[0].path, "content/meetings/talks.md");
}

#[test]
fn a_page_without_reports_stands_by_itself() {
    let graph = graph([meeting_page(
        "talks",
        &["ruritania", "borduria"],
        Some("2021-07-12"),
        &[],
    )]);
    let meeting = graph.meeting("talks").unwrap();
    assert_eq!(meeting.participants.len(), 2);
    assert!(graph.entity("ruritania").is_some(), "what a page names is a node");
    assert_eq!(graph.meetings_of("ruritania").len(), 1);
    assert!(graph.entity("syldavia").is_none(), "what nothing names is not");
}

#[track_caller]
fn check_claims(first: (&[&str], &str, &str), second: (&[&str], &str, &str), expected: &[&str]) {
    let say = |id, (chain, words, date): (&[&str], &str, &str)| {
        story(id, id, date)
            .says(chain, words, Stance::Asserted, &[])
            .contribution()
    };
    let graph = graph([say("a", first), say("b", second)]);
    let rules: Vec<&str> = graph
        .claims()
        .flat_map(|claim| claim.joins.iter().map(|join| join.rule))
        .collect();
    assert_eq!(rules, expected);
    assert_eq!(graph.claims().count(), 2 - expected.len());
}

#[test]
fn one_speaker_with_the_same_words_in_a_week_is_one_claim() {
    let longer = "The crossing stays open for twelve months, and needs no second vote in the council";
    check_claims(
        (&["Flavia"], RENEWAL, "2021-07-10"),
        (&["Flavia"], longer, "2021-07-12"),
        &["same-speaker-same-words"],
    );
    check_claims(
        (&["Flavia"], RENEWAL, "2021-07-10"),
        (&["Flavia"], RENEWAL, "2021-07-30"),
        &[],
    );
    check_claims(
        (&["Flavia"], RENEWAL, "2021-07-10"),
        (&["Sapt"], RENEWAL, "2021-07-10"),
        &[],
    );
    check_claims(
        (&["Flavia"], "it is so", "2021-07-10"),
        (&["Flavia"], "it is so and will stay so", "2021-07-10"),
        &[],
    );
}

#[test]
fn unnamed_sources_join_in_near_copies_only_and_stay_apart_themselves() {
    check_claims(
        (&["a source"], RENEWAL, "2021-07-10"),
        (&["a source"], RENEWAL, "2021-07-10"),
        &[],
    );
    let body = "Trucks with flour and medicine waited for a second day at the crossing while the drivers of three \
        countries slept in their cabins and the guards argued over the stamps";
    let copy = |id, date| {
        story(id, id, date)
            .text(body)
            .says(&["a source"], RENEWAL, Stance::Asserted, &[])
            .contribution()
    };
    let graph = graph([copy("late", "2021-07-11"), copy("early", "2021-07-10")]);
    let claim = graph.claims().next().unwrap();
    assert_eq!(
        (
            graph.claims().count(),
            claim.reports.len(),
            claim.support.origins.len()
        ),
        (1, 2, 1)
    );
    assert_eq!(
        graph
            .article("late")
            .unwrap()
            .copy_of
            .as_ref()
            .map(|copy| copy.article.as_str()),
        Some("early")
    );
    assert_eq!(graph.copies_of("early").len(), 1);
    let unnamed = graph
        .entities()
        .filter(|node| node.entity.kind == EntityKind::Anonymous)
        .map(|node| node.article.clone());
    assert_eq!(
        unnamed.collect::<Vec<_>>(),
        [Some("early".to_owned()), Some("late".to_owned())]
    );
}

#[test]
fn a_claim_keeps_its_id_when_its_article_changes_elsewhere() {
    let say = |story: common::Story| {
        story
            .says(&["Flavia"], RENEWAL, Stance::Asserted, &[])
            .contribution()
    };
    let before = graph([say(story("a", "Zenda Post", "2021-07-10"))]);
    let after = graph([say(story("a", "Zenda Post", "2021-07-10")
        .text("A sentence more.")
        .says(
            &["Sapt"],
            "something else was said before it",
            Stance::Hedged,
            &[],
        ))]);
    let id = &before.claims().next().unwrap().id;
    assert!(id.starts_with("flavia-"));
    assert!(after.claim(id).is_some());
}

#[test]
fn a_denial_stands_beside_what_it_denies() {
    let graph = graph([
        story("a", "Zenda Post", "2021-07-10")
            .says(&["Flavia"], RENEWAL, Stance::Asserted, &["Ruritania"])
            .contribution(),
        story("b", "Klow Times", "2021-07-12")
            .says(&["Sapt"], RENEWAL, Stance::Denied, &["Ruritania"])
            .contribution(),
        story("c", "Klow Times", "2021-07-12")
            .says(
                &["Sapt"],
                "snow fell on all of the hills",
                Stance::Denied,
                &["Ruritania"],
            )
            .contribution(),
    ]);
    let of = |speaker: &str| graph.claims_by(speaker)[0];
    assert_eq!(
        of("flavia").contradicts,
        [(of("sapt").id.clone(), "same-words-denied".to_owned())]
    );
    assert_eq!(
        graph
            .claims()
            .filter(|claim| claim.contradicts.is_empty())
            .count(),
        1
    );
}

#[test]
fn a_denied_meeting_sets_the_claims_that_tell_it_against_each_other() {
    let told = |status, claim| Told {
        status,
        claim: Some(claim),
        ..plain()
    };
    let graph = graph([
        story("a", "Zenda Post", "2021-07-13")
            .says(&["Flavia"], "they had met for an hour", Stance::Asserted, &[])
            .tells(told(Status::Held, 0))
            .contribution(),
        story("b", "Klow Times", "2021-07-14")
            .says(
                &["Sapt"],
                "no meeting of that kind took place",
                Stance::Denied,
                &[],
            )
            .tells(told(Status::Denied, 0))
            .contribution(),
    ]);
    let meeting = graph.meetings().next().unwrap();
    assert_eq!(
        (graph.meetings().count(), meeting.status),
        (1, Status::Denied.into())
    );
    assert!(
        graph
            .claims()
            .all(|claim| claim.contradicts.len() == 1 && claim.contradicts[0].1 == "meeting-denied")
    );
    assert_eq!(
        graph
            .edges()
            .filter(|view| view.edge.kind.as_str() == "contradicts")
            .count(),
        1
    );
}

#[test]
fn a_page_brings_claims_together_across_languages() {
    let graph = graph([
        story("a", "Zenda Post", "2021-07-10")
            .says(&["Flavia"], RENEWAL, Stance::Asserted, &[])
            .contribution(),
        story("b", "Klow Times", "2021-07-10")
            .says(&["Flavia"], "يبقى المعبر مفتوحا لعام كامل", Stance::Asserted, &[])
            .contribution(),
        claim_page(
            "one-year",
            None,
            &[("a", "needs no second vote"), ("b", "يبقى المعبر مفتوحاً")],
        ),
    ]);
    let claim = graph.claim("one-year").unwrap();
    assert_eq!(
        (claim.reports.len(), claim.speaker.as_deref()),
        (2, Some("flavia"))
    );
    assert!(claim.has_page());
}

/// Reports, outlets and origins of the one meeting that the articles tell in their claims' chains.
#[track_caller]
fn check_support(chains: &[(&str, &[&str])], settings: Settings, expected: (usize, usize, usize)) {
    let articles = chains.iter().enumerate().map(|(at, (publisher, chain))| {
        let story = story(&format!("a{at}"), publisher, "2021-07-13");
        let story = if chain.is_empty() {
            story.tells(plain())
        } else {
            story
                .says(chain, "the two had met on that day", Stance::Asserted, &[])
                .tells(Told {
                    claim: Some(0),
                    ..plain()
                })
        };
        story.contribution()
    });
    let graph = graph_with(articles, settings);
    let support = &graph.meetings().next().unwrap().support;
    assert_eq!(
        (support.reports, support.outlets, support.origins.len()),
        expected
    );
}

#[test]
fn a_credited_agency_is_cited_and_is_one_origin() {
    let told = |id, publisher, credited| {
        let story = story(id, publisher, "2021-07-13").tells(plain());
        story.credits(credited).contribution()
    };
    let graph = graph([
        told("a", "Zenda Post", "Coast Agency"),
        told("b", "Klow Times", "Coast Agency"),
        told("c", "Hill Echo", "Hill Echo"),
    ]);
    let cites = |id: &str| graph.article(id).unwrap().cites.clone();
    assert_eq!(cites("a"), cites("b"));
    assert_eq!((cites("a").len(), cites("c").len()), (1, 0));
    assert_eq!(graph.articles_citing(&cites("a")[0]).len(), 2);
    let support = &graph.meetings().next().unwrap().support;
    assert_eq!((support.outlets, support.origins.len()), (3, 2));
}

#[test]
fn what_goes_back_to_one_origin_counts_once() {
    let none = Settings::default;
    check_support(&[("Zenda Post", &[]), ("Klow Times", &[])], none(), (2, 2, 2));
    check_support(&[("Zenda Post", &[]), ("Zenda Post", &[])], none(), (2, 1, 1));
    check_support(
        &[("Zenda Post", &["Flavia"]), ("Klow Times", &["Flavia"])],
        none(),
        (2, 2, 1),
    );
    check_support(
        &[("Zenda Post", &["a source"]), ("Klow Times", &["a source"])],
        none(),
        (2, 2, 2),
    );
    check_support(
        &[
            ("Zenda Post", &["Agency", "a source"]),
            ("Klow Times", &["Agency", "officials"]),
        ],
        none(),
        (2, 2, 1),
    );
    check_support(
        &[("Agency", &[]), ("Klow Times", &["Agency", "officials"])],
        none(),
        (2, 2, 1),
    );
    let together = Settings {
        outlet_groups: vec![vec!["Zenda Post".to_owned(), "klow times".to_owned()]],
        today: None,
    };
    check_support(&[("Zenda Post", &[]), ("Klow Times", &[])], together, (2, 2, 1));
}

#[test]
fn queries_follow_the_edges() {
    let graph = graph([
        story("a", "Zenda Post", "2021-07-13")
            .topic("Aid")
            .tells(plain())
            .says(&["Agency", "Flavia"], RENEWAL, Stance::Asserted, &["Ruritania"])
            .contribution(),
        page("flavia", EntityKind::Person, "Flavia", Some("ruritania")),
    ]);
    let ids = |claims: Vec<&isnad_graph::Claim>| claims.len();
    assert_eq!(graph.articles_naming("flavia").len(), 1);
    assert_eq!(graph.articles_of_publisher("zenda-post").len(), 1);
    assert_eq!(graph.articles_citing("agency").len(), 1);
    assert_eq!(
        (
            graph.meetings_of("flavia").len(),
            graph.meetings_at("strelsau").len()
        ),
        (1, 1)
    );
    assert_eq!(
        (
            ids(graph.claims_by("flavia")),
            ids(graph.claims_about("ruritania"))
        ),
        (1, 1)
    );
    assert_eq!(
        (
            ids(graph.claims_relayed_by("agency")),
            ids(graph.claims_relayed_by("zenda-post"))
        ),
        (1, 0)
    );
    let relations = graph.relations_of("ruritania");
    assert_eq!(
        (
            relations.len(),
            relations[0].other.as_str(),
            relations[0].outgoing
        ),
        (1, "flavia", false)
    );
    assert_eq!(graph.met_with("flavia")[0].0.entity.id, "rudolf");
    let neighbours: Vec<String> = graph.neighbours("flavia").into_iter().map(|it| it.id).collect();
    assert_eq!(neighbours, ["agency", "ruritania", "rudolf-flavia-2021-07-12"]);
    assert_eq!(
        graph.topics().map(|node| node.articles.len()).collect::<Vec<_>>(),
        [1]
    );
    assert_eq!(graph.count(NodeKind::Article), 1);
}

fn slots(graph: &KnowledgeGraph) -> Vec<&'static str> {
    let meetings = graph.meetings().flat_map(|meeting| &meeting.disputes);
    meetings.map(|dispute| dispute.slot.as_str()).collect()
}

#[test]
fn a_denial_and_a_report_are_two_sides() {
    let denied = Told {
        status: Status::Denied,
        ..held(&["Rudolf", "Flavia"], "", "2021-07-12")
    };
    let graph = two(plain(), denied);
    let meeting = graph.meetings().next().unwrap();
    let dispute = &meeting.disputes[0];
    assert_eq!(dispute.slot.as_str(), "happening");
    let sides: Vec<_> = dispute
        .sides
        .iter()
        .map(|side| (side.value.as_str(), &side.reports[..]))
        .collect();
    assert_eq!(sides, [("held", &[0][..]), ("denied", &[1])]);
}

#[test]
fn two_days_are_a_dispute_and_a_wider_date_is_none() {
    let met = |date| held(&["Rudolf", "Flavia"], "Strelsau", date);
    assert_eq!(slots(&two(met("2021-07-12"), met("2021-07-13"))), ["date"]);
    assert_eq!(slots(&two(met("2021-07-12"), met("2021-07"))), [""; 0]);
    assert_eq!(slots(&two(met("2021-07-12"), met("2021-07-12"))), [""; 0]);
}

#[test]
fn a_plan_that_was_moved_is_no_dispute() {
    let graph = graph([
        story("a", "Zenda Post", "2021-07-10")
            .tells(round("Strelsau", 16, Status::Planned, "2021-07-12"))
            .contribution(),
        story("b", "Klow Times", "2021-07-12")
            .tells(round("Strelsau", 16, Status::Planned, "2021-07-20"))
            .contribution(),
    ]);
    assert_eq!(graph.meetings().count(), 1);
    assert_eq!(slots(&graph), [""; 0]);
}

#[test]
fn a_town_and_its_country_are_no_two_places() {
    let told = |place: &'static str| Told {
        place: Some(place),
        ..round("Strelsau", 16, Status::Held, "2021-07-12")
    };
    assert_eq!(slots(&two(told("Klow"), told("Strelsau"))), ["place"]);
    assert_eq!(slots(&two(told("Klow"), told("Syldavia"))), [""; 0]);
}

#[test]
fn another_partner_is_a_dispute_unless_he_acts_for_the_first() {
    let told = |partner: &'static str| Told {
        participants: vec!["Rudolf", partner],
        ..round("Strelsau", 16, Status::Held, "2021-07-12")
    };
    let tell = |first, second, pages: Vec<isnad_graph::Contribution>| {
        graph(
            pages.into_iter().chain([
                story("a", "Zenda Post", "2021-07-13")
                    .tells(told(first))
                    .contribution(),
                story("b", "Klow Times", "2021-07-14")
                    .tells(told(second))
                    .contribution(),
            ]),
        )
    };
    assert_eq!(slots(&tell("Flavia", "Sapt", Vec::new())), ["participant"]);
    let envoy = page("sapt", EntityKind::Person, "Sapt", Some("borduria"));
    assert_eq!(slots(&tell("Borduria", "Sapt", vec![envoy])), [""; 0]);
}

#[test]
fn another_number_in_the_same_words_is_a_contradiction_and_not_settled() {
    let said = |id: &str, date: &str, speaker: &str, number: &str| {
        let words = format!("the flood took {number} houses of the lower town during the second night");
        story(id, id, date)
            .says(&[speaker], &words, Stance::Asserted, &["Ruritania"])
            .contribution()
    };
    let two_speakers = graph([
        said("a", "2021-07-13", "Sapt", "12"),
        said("b", "2021-07-14", "Flavia", "15"),
        said("c", "2021-07-14", "Fritz", "12"),
        said("d", "2021-09-14", "Hentzau", "20"),
    ]);
    let whys: Vec<_> = two_speakers
        .claims()
        .map(|claim| (claim.speaker.as_deref().unwrap(), claim.contradicts.len()))
        .collect();
    assert_eq!(
        whys.iter().copied().collect::<std::collections::BTreeMap<_, _>>(),
        [("flavia", 2), ("fritz", 1), ("hentzau", 0), ("sapt", 1)]
            .into_iter()
            .collect()
    );
    let one_speaker = graph([
        said("a", "2021-07-13", "Sapt", "12"),
        said("b", "2021-07-14", "Sapt", "15"),
    ]);
    let claim = one_speaker.claims().next().unwrap();
    assert_eq!(claim.reports.len(), 2);
    let sides: Vec<_> = claim.disputes[0]
        .sides
        .iter()
        .map(|side| side.value.as_str())
        .collect();
    assert_eq!(sides, ["12", "15"]);
}
