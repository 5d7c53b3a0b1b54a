//! Two clocks: what was known by a day, and how it changed.

mod common;

use common::{graph, graph_with, round, story};
use isnad_graph::{KnowledgeGraph, Meeting, MeetingStatus, Settings};
use isnad_model::{Status, Status::*};

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
    assert!(!meeting.is_date_disputed());
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
    assert!(!meeting.is_date_disputed());
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
    let two = told(&[
        ("2021-07-01", Planned, "2021-07-10"),
        ("2021-07-02", Planned, "2021-07-12"),
    ]);
    assert!(only(&two).is_date_disputed());
}
