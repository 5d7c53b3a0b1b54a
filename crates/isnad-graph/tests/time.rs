//! Two clocks: what was known by a day, and how it changed.

mod common;

use common::{graph, graph_with, held, round, story};
use isnad_graph::{Change, KnowledgeGraph, Meeting, MeetingStatus, News, Settings};
use isnad_model::{Stance, Status, Status::*};

/// One round, told by an article for each (day of publication, status, date told).
fn told(reports: &[(&str, Status, &'static str)]) -> KnowledgeGraph {
    let tell = |(at, (day, status, date)): (usize, &(&str, Status, &'static str))| {
        story(&format!("a{at}"), &format!("Outlet {at}"), day)
            .tells(round("Zenda", 4, *status, date))
            .contribution()
    };
    graph(reports.iter().enumerate().map(tell))
}

fn only(graph: &KnowledgeGraph) -> &Meeting {
    let mut meetings = graph.meetings();
    let meeting = meetings.next().expect("a meeting");
    assert!(meetings.next().is_none(), "one meeting");
    meeting
}

fn steps(graph: &KnowledgeGraph) -> Vec<(String, &'static str)> {
    let step = |step: &isnad_graph::StatusStep| {
        let day = step.day.map_or_else(String::new, |day| day.to_string());
        (day, step.status.as_str())
    };
    only(graph).history.iter().map(step).collect()
}

#[track_caller]
fn check_as_of(graph: &KnowledgeGraph, days: &[(&str, Option<MeetingStatus>)]) {
    for (day, status) in days {
        assert_eq!(only(graph).status_as_of(&day.parse().unwrap()), *status, "{day}");
    }
}

#[test]
fn a_status_is_what_was_told_by_the_day() {
    let graph = told(&[
        ("2021-07-01", Planned, "2021-07-10"),
        ("2021-07-11", Held, "2021-07-10"),
        ("2021-07-12", Denied, ""),
    ]);
    check_as_of(
        &graph,
        &[
            ("2021-06-30", None),
            ("2021-07-01", Some(MeetingStatus::Planned)),
            ("2021-07-10", Some(MeetingStatus::Planned)),
            ("2021-07-11", Some(MeetingStatus::Held)),
            ("2021-07", Some(MeetingStatus::Denied)),
        ],
    );
    assert_eq!(only(&graph).status, MeetingStatus::Denied);
}

#[test]
fn a_plan_whose_day_passed_without_a_report_says_so() {
    let graph = told(&[("2021-07-01", Planned, "2021-07-10")]);
    check_as_of(
        &graph,
        &[
            ("2021-07-10", Some(MeetingStatus::Planned)),
            ("2021-07-11", Some(MeetingStatus::Unreported)),
            // Of a day in the month it is not known that it lies after the tenth.
            ("2021-07", Some(MeetingStatus::Planned)),
        ],
    );
    // The file's own last day is the first of July.
    assert!(!graph.is_overdue(only(&graph)));
    let told_on = |settings: Settings| {
        let plan = story("a", "Zenda Post", "2021-07-01").tells(round("Zenda", 4, Planned, "2021-07-10"));
        let later = story("b", "Zenda Post", "2021-07-20").text("Nothing of it.");
        graph_with([plan.contribution(), later.contribution()], settings)
    };
    let later = told_on(Settings::default());
    assert!(later.is_overdue(only(&later)));
    assert_eq!(later.status(only(&later)), MeetingStatus::Unreported);
    let before = told_on(Settings {
        today: "2021-07-05".parse().ok(),
        ..Settings::default()
    });
    assert!(!before.is_overdue(only(&before)));
}

#[test]
fn what_is_called_off_and_planned_for_a_later_day_is_postponed() {
    let graph = told(&[
        ("2021-07-01", Planned, "2021-07-10"),
        ("2021-07-02", Planned, "2021-07-10"),
        ("2021-07-05", Cancelled, "2021-07-10"),
        ("2021-07-06", Planned, "2021-07-20"),
    ]);
    let [first, second, third] = ["2021-07-01", "2021-07-05", "2021-07-06"].map(str::to_owned);
    assert_eq!(
        steps(&graph),
        [(first, "planned"), (second, "cancelled"), (third, "postponed")]
    );
    let meeting = only(&graph);
    assert_eq!(meeting.status, MeetingStatus::Postponed);
    // The day that holds now counts, though the old one is told more often; the old one is no other telling of it.
    assert_eq!(meeting.date().unwrap().to_string(), "2021-07-20");
    assert_eq!(meeting.disputes, []);
    check_as_of(
        &graph,
        &[
            ("2021-07-05", Some(MeetingStatus::Cancelled)),
            ("2021-07-15", Some(MeetingStatus::Postponed)),
            ("2021-07-21", Some(MeetingStatus::Unreported)),
        ],
    );
}

#[test]
fn what_is_called_off_and_held_on_a_later_day_was_put_off() {
    let graph = told(&[
        ("2021-07-01", Planned, "2021-07-10"),
        ("2021-07-05", Cancelled, ""),
        ("2021-07-21", Held, "2021-07-20"),
    ]);
    let meeting = only(&graph);
    assert_eq!(meeting.status, MeetingStatus::Held);
    let put_off: Vec<bool> = meeting.history.iter().map(|step| step.put_off).collect();
    assert_eq!(put_off, [false, true, false]);
    assert_eq!(meeting.date().unwrap().to_string(), "2021-07-20");
    assert_eq!(meeting.disputes, []);
}

#[test]
fn an_article_that_denies_a_meeting_does_not_tell_it_as_held() {
    let tells = |status| round("Zenda", 4, status, "2021-07-10");
    let graph = graph([
        story("a", "Zenda Post", "2021-07-11")
            .tells(tells(Held))
            .contribution(),
        story("b", "Klow Times", "2021-07-12")
            .tells(tells(Denied))
            .tells(tells(Held))
            .contribution(),
    ]);
    assert_eq!(only(&graph).reports.len(), 3);
    assert_eq!(
        steps(&graph),
        [
            ("2021-07-11".to_owned(), "held"),
            ("2021-07-12".to_owned(), "denied")
        ]
    );
}

#[test]
fn a_plan_for_the_same_day_is_no_postponement_and_an_old_plan_undoes_nothing() {
    let same = told(&[
        ("2021-07-05", Cancelled, "2021-07-10"),
        ("2021-07-06", Planned, "2021-07-10"),
    ]);
    assert_eq!(only(&same).status, MeetingStatus::Planned);
    let old = told(&[
        ("2021-07-11", Held, "2021-07-10"),
        ("2021-07-12", Planned, "2021-07-10"),
    ]);
    assert_eq!(only(&old).status, MeetingStatus::Held);
}

fn changes(graph: &KnowledgeGraph) -> Vec<String> {
    let line = |change: &Change<'_>| format!("{} {}", change.day, change.news.as_str());
    graph.changes().iter().map(line).collect()
}

#[test]
fn changes_of_a_meeting_have_the_day_of_the_article_that_brought_them() {
    let graph = told(&[
        ("2021-07-01", Planned, "2021-07-10"),
        ("2021-07-03", Planned, "2021-07-12"),
        ("2021-07-05", Cancelled, "2021-07-12"),
        ("2021-07-06", Planned, "2021-07-20"),
        ("", Held, "2021-07-20"),
    ]);
    assert_eq!(
        changes(&graph),
        [
            "2021-07-01 meeting-told",
            "2021-07-03 origin-gained",
            "2021-07-05 status-moved",
            "2021-07-06 status-moved",
        ]
    );
    let moved = graph
        .changes()
        .into_iter()
        .rfind(|it| it.news.as_str() == "status-moved")
        .unwrap();
    let (from, to) = (MeetingStatus::Cancelled, MeetingStatus::Postponed);
    assert_eq!(
        (moved.news, moved.article),
        (News::StatusMoved { from, to }, "a3")
    );
    // What has no date changed on no day; it counts all the same.
    assert_eq!(only(&graph).status, MeetingStatus::Held);
    assert_eq!(graph.changes_about("ruritania"), graph.changes());
    assert_eq!(graph.changes_about("nobody"), []);
}

#[test]
fn a_second_day_and_a_second_place_are_disputes() {
    let meeting = |place, date| held(&["Rudolf", "Flavia"], place, date);
    let near = graph([
        story("a", "Zenda Post", "2021-07-13")
            .tells(meeting("Strelsau", "2021-07-12"))
            .contribution(),
        story("b", "Klow Times", "2021-07-14")
            .tells(meeting("Strelsau", "2021-07-11"))
            .contribution(),
        story("c", "Syldavian", "2021-07-15")
            .tells(meeting("Strelsau", "2021-07"))
            .contribution(),
    ]);
    assert_eq!(
        changes(&near)
            .iter()
            .filter(|it| it.contains("disputed"))
            .collect::<Vec<_>>(),
        ["2021-07-14 disputed"]
    );
    let places = graph([
        story("a", "Zenda Post", "2021-07-13")
            .tells(round("Zenda", 4, Held, "2021-07-12"))
            .contribution(),
        story("b", "Klow Times", "2021-07-14")
            .tells(common::Told {
                place: Some("Klow"),
                ..round("Zenda", 4, Held, "2021-07-12")
            })
            .contribution(),
        story("c", "Syldavian", "2021-07-15")
            .tells(common::Told {
                place: Some("Strelsau"),
                ..round("Zenda", 4, Held, "2021-07-12")
            })
            .contribution(),
    ]);
    assert!(
        changes(&places).contains(&"2021-07-15 disputed".to_owned()),
        "{:?}",
        changes(&places)
    );
}

const OPEN: &str = "the crossing stays open for twelve months and needs no second vote";

#[test]
fn a_claim_gains_origins_and_is_contradicted() {
    let says = |id: &str, outlet: &str, day: &str, speaker: &'static str, stance| {
        story(id, outlet, day)
            .says(&[speaker], OPEN, stance, &["Ruritania"])
            .contribution()
    };
    let graph = graph([
        says("a", "Zenda Post", "2021-07-13", "Flavia", Stance::Asserted),
        says("b", "Klow Times", "2021-07-14", "Rudolf", Stance::Denied),
    ]);
    assert_eq!(
        changes(&graph),
        [
            "2021-07-13 claim-told",
            "2021-07-14 contradicts",
            "2021-07-14 claim-told"
        ]
    );
    // Told of both speakers, once.
    assert_eq!(graph.changes_about("ruritania").len(), 3);
    assert!(
        graph
            .changes_about("flavia")
            .iter()
            .any(|it| it.news.as_str() == "contradicts")
    );
}
