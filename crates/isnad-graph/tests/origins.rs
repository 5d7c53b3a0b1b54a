//! How many independent origins stand behind something, by which paths, and why the other reports add none.

mod common;

use std::collections::BTreeSet;

use common::{Story, Told, dump, graph, graph_with, held, starter, story};
use isnad_graph::{Contribution, Grade, KnowledgeGraph, Meeting, Settings, Support};
use isnad_model::Stance;
use proptest::{prelude::*, sample::Index};

const BODY: &str = "Trucks with flour and medicine waited for a second day at the crossing while the drivers of three \
    countries slept in their cabins and the guards argued over the stamps";

/// An article that tells of one meeting, through `chain` where it has links.
fn tells(story: Story, chain: &[&str]) -> Story {
    let meeting = held(&["Rudolf", "Flavia"], "Strelsau", "2021-07-12");
    if chain.is_empty() {
        return story.tells(meeting);
    }
    let claim = Some(0);
    story
        .says(chain, "the two had met on that day", Stance::Asserted, &[])
        .tells(Told { claim, ..meeting })
}

fn meeting(graph: &KnowledgeGraph) -> &Meeting {
    let mut meetings = graph.meetings();
    let found = meetings.next().unwrap();
    assert_eq!(meetings.next().map(|it| &it.id), None);
    found
}

/// The support of the meeting that articles tell: publisher, credited outlet, chain.
fn support(told: &[(&str, &str, &[&str])], settings: Settings) -> Support {
    let articles = told.iter().enumerate().map(|(at, (publisher, credit, chain))| {
        let story = tells(story(&format!("a{at}"), publisher, "2021-07-13"), chain);
        let story = if credit.is_empty() {
            story
        } else {
            story.credits(credit)
        };
        story.contribution()
    });
    meeting(&graph_with(articles, settings)).support.clone()
}

/// Origins, first-hand sources, and why the others collapse: report, reason, with which.
#[track_caller]
fn check(
    told: &[(&str, &str, &[&str])],
    origins: usize,
    first_hand: usize,
    collapsed: &[(usize, &str, usize)],
) {
    let support = support(told, Settings::default());
    assert_eq!((support.origins.len(), support.first_hand), (origins, first_hand));
    let why: Vec<_> = support
        .collapsed
        .iter()
        .map(|it| (it.report, it.why.as_str(), it.with))
        .collect();
    assert_eq!(why, collapsed);
}

#[test]
fn shared_links_collapse_and_say_which() {
    check(
        &[("Zenda Post", "", &["Flavia"]), ("Klow Times", "", &["Flavia"])],
        1,
        1,
        &[(1, "same-source", 0)],
    );
    check(
        &[("Zenda Post", "", &["Flavia"]), ("Zenda Post", "", &["Sapt"])],
        1,
        2,
        &[(1, "same-outlet", 0)],
    );
    check(
        &[
            ("Zenda Post", "Coast Agency", &["Flavia"]),
            ("Klow Times", "Coast Agency", &["Sapt"]),
        ],
        1,
        2,
        &[(1, "credits", 0)],
    );
    check(
        &[
            ("Zenda Post", "", &["Agency", "a source"]),
            ("Klow Times", "", &["Agency", "officials"]),
        ],
        1,
        2,
        &[(1, "cites", 0)],
    );
    check(
        &[
            ("Zenda Post", "", &["Sapt", "a source"]),
            ("Klow Times", "", &["Sapt", "officials"]),
        ],
        1,
        2,
        &[(1, "same-link", 0)],
    );
    // Sources without a name are never taken as one.
    check(
        &[
            ("Zenda Post", "", &["a source"]),
            ("Klow Times", "", &["a source"]),
        ],
        2,
        2,
        &[],
    );
}

#[test]
fn neighbours_that_share_do_not_bring_the_far_ones_together() {
    let told: &[(&str, &str, &[&str])] = &[
        ("Zenda Post", "", &["Flavia"]),
        ("Klow Times", "", &["Flavia"]),
        ("Klow Times", "", &["Sapt"]),
        ("Hill Echo", "", &["Sapt"]),
    ];
    check(told, 2, 2, &[(1, "same-source", 0), (3, "same-source", 2)]);
    let support = support(told, Settings::default());
    assert_eq!(support.grade(), Grade::Two);
    assert_eq!(support.origins, [[0, 1], [2, 3]]);
}

#[test]
fn an_agency_that_is_credited_stands_on_the_path() {
    let graph = graph([tells(story("a", "Zenda Post", "2021-07-13"), &["Flavia"])
        .credits("Coast Agency")
        .contribution()]);
    let meeting = meeting(&graph);
    let names = |path: &Vec<_>| -> Vec<String> {
        let links = path
            .iter()
            .filter_map(|&link| graph.path_link(&meeting.reports, link));
        links.map(|link| link.name).collect()
    };
    let paths: Vec<_> = meeting.support.paths.iter().map(names).collect();
    assert_eq!(paths, [["Zenda Post", "Coast Agency", "Flavia"]]);
    assert_eq!(meeting.support.grade(), Grade::Single);
}

#[test]
fn outlets_of_a_group_are_one_voice() {
    let settings = Settings {
        outlet_groups: vec![vec!["Zenda Post".to_owned(), "klow times".to_owned()]],
        ..Settings::default()
    };
    let support = support(
        &[("Zenda Post", "", &["Flavia"]), ("Klow Times", "", &["Sapt"])],
        settings,
    );
    assert_eq!((support.outlets, support.origins.len()), (2, 1));
    assert_eq!(support.collapsed[0].why.as_str(), "same-outlet-group");
}

#[test]
fn a_copy_stays_listed_with_its_original() {
    let copy =
        |id, publisher, date| tells(story(id, publisher, date).text(BODY), &["a source"]).contribution();
    let graph = graph([
        copy("a", "Zenda Post", "2021-07-13"),
        copy("b", "Klow Times", "2021-07-14"),
        tells(story("c", "Hill Echo", "2021-07-14"), &["officials"]).contribution(),
    ]);
    let support = &meeting(&graph).support;
    assert_eq!(
        (
            support.reports,
            support.outlets,
            support.origins.len(),
            support.first_hand
        ),
        (3, 3, 2, 2)
    );
    assert_eq!(support.origins, [vec![0, 1], vec![2]]);
    let collapsed = support.collapsed[0];
    assert_eq!(
        (collapsed.report, collapsed.why.as_str(), collapsed.with),
        (1, "near-copy", 0)
    );
}

/// Invented articles: outlet, credited outlet, chain, and whether it is a copy of the first.
fn stories() -> impl Strategy<Value = Vec<(usize, usize, Vec<usize>)>> {
    prop::collection::vec(
        (0_usize..4, 0_usize..4, prop::collection::vec(0_usize..7, 0..3)),
        1..6,
    )
}

fn written(at: usize, id: &str, (publisher, credit, chain): &(usize, usize, Vec<usize>)) -> Story {
    const OUTLETS: [&str; 4] = ["Zenda Post", "Klow Times", "Hill Echo", "Coast Agency"];
    const LINKS: [&str; 7] = [
        "a source",
        "officials",
        "Coast Agency",
        "Hill Agency",
        "Sapt",
        "Flavia",
        "Fritz",
    ];
    // Words of its own, so that it is no copy of another.
    let words: Vec<String> = (0..24)
        .map(|word| format!("{}w{}", ["ab", "cd", "ef", "gh", "ij", "kl"][at % 6], word * 7))
        .collect();
    let story = story(id, OUTLETS[*publisher], &format!("2021-07-{}", 13 + at)).text(&words.join(" "));
    let chain: Vec<&str> = chain.iter().map(|&link| LINKS[link]).collect();
    let story = tells(story, &chain);
    if *credit == 0 {
        story
    } else {
        story.credits(OUTLETS[*credit])
    }
}

fn contributions(told: &[(usize, usize, Vec<usize>)]) -> Vec<Contribution> {
    let story = |(at, it)| written(at, &format!("a{at}"), it).contribution();
    told.iter().enumerate().map(story).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_copy_changes_only_reports_and_outlets(told in stories(), of in any::<Index>(), outlet in 0_usize..4, credit in 0_usize..4) {
        let of = of.index(told.len());
        let before = graph(contributions(&told));
        // The same words elsewhere, later; with another line of credit or none.
        let (_, _, chain) = &told[of];
        let mut copy = written(of, "copy", &(outlet, 0, chain.clone())).date("2021-07-29");
        if credit > 0 {
            copy = copy.credits(["", "Klow Times", "Hill Echo", "Coast Agency"][credit]);
        }
        let after = graph(contributions(&told).into_iter().chain([copy.contribution()]));
        prop_assert!(after.article("copy").unwrap().copy_of.is_some());
        let (before, after) = (&meeting(&before).support, &meeting(&after).support);
        prop_assert_eq!(before.reports + 1, after.reports);
        prop_assert_eq!(&before.paths, &after.paths);
        prop_assert_eq!(before.first_hand, after.first_hand);
        prop_assert_eq!(before.origins.len(), after.origins.len());
        prop_assert_eq!(after.collapsed.last().map(|it| it.why.as_str()), Some("near-copy"));
    }

    #[test]
    fn every_report_belongs_to_one_origin(told in stories()) {
        let graph = graph(contributions(&told));
        let support = &meeting(&graph).support;
        let origins = support.origins.len();
        prop_assert!(origins >= 1 && origins <= support.reports.min(support.outlets).min(support.first_hand));
        prop_assert_eq!(origins, support.paths.len());
        let mut listed: Vec<usize> = support.origins.iter().flatten().copied().collect();
        listed.sort_unstable();
        prop_assert_eq!(listed, (0..told.len()).collect::<Vec<_>>());
        let carrying: BTreeSet<usize> = support.paths.iter().flatten().map(|link| link.report).collect();
        let collapsed: BTreeSet<usize> = support.collapsed.iter().map(|it| it.report).collect();
        prop_assert!(carrying.is_disjoint(&collapsed));
        prop_assert_eq!(carrying.len() + collapsed.len(), told.len());
    }

    #[test]
    fn the_order_of_files_does_not_matter(told in stories(), turn in any::<Index>()) {
        let files = contributions(&told);
        let clean = dump(&graph(files.clone()));
        let mut turned = files;
        let turn = turn.index(turned.len());
        turned.rotate_left(turn);
        turned.reverse();
        let mut slowly = KnowledgeGraph::new(starter(), Settings::default());
        for file in turned {
            slowly.apply(file);
            slowly.settle();
        }
        prop_assert_eq!(clean, dump(&slowly));
    }

    #[test]
    fn fewer_reports_never_have_more_origins(told in stories(), at in any::<Index>()) {
        let mut files = contributions(&told);
        let all = meeting(&graph(files.clone())).support.origins.len();
        files.remove(at.index(told.len()));
        let fewer = graph(files);
        let fewer = fewer.meetings().next().map_or(0, |meeting| meeting.support.origins.len());
        prop_assert!(fewer <= all);
    }
}
