//! The graph depends on the contributions alone: any sequence of changes gives what a clean build gives.

mod common;

use std::collections::BTreeMap;

use common::{
    claim_page, dump, graph, held, judgement, judgements, meeting_page, page, round, starter, story,
};
use isnad_graph::{Contribution, KnowledgeGraph, Settings};
use isnad_model::{Correction, EntityKind, Judged, Judgement, MeetingKind, Stance, Status, Verdict};
use proptest::{prelude::*, sample::Index};

const SAYING: &str = "the crossing will stay open for a whole year and needs no second vote";
const DENIAL: &str = "the crossing will stay open for a whole year and needs no second vote at all";
const REPORT: &str = "Trucks with flour and medicine waited for a second day at the crossing while officials of three \
    countries argued over the stamps that a convoy needs before it may leave the yard";

/// A file of judgements about what the other files tell.
fn judgement_versions() -> Vec<Contribution> {
    let meetings = [("a", "Rudolf met"), ("b", "Rudolf met")];
    let sayings = [("a", "the crossing will"), ("c", "the crossing will")];
    let correction = Correction {
        participants: Some(vec!["Flavia".to_owned(), "Sapt".to_owned()]),
        status: Some(Status::Planned),
        ..Correction::default()
    };
    let corrected = Judgement {
        correction,
        ..judgement(Verdict::Correct, Judged::Meeting, &[], &[("a", "Rudolf met")])
    };
    vec![
        judgements(
            "j",
            vec![
                judgement(Verdict::Same, Judged::Entity, &["Flavia", "Sapt"], &[]),
                judgement(Verdict::NotSame, Judged::Meeting, &[], &meetings),
                judgement(Verdict::Same, Judged::Claim, &[], &sayings),
            ],
        ),
        judgements(
            "j",
            vec![
                judgement(Verdict::Reject, Judged::Claim, &[], &[("b", "the crossing will")]),
                judgement(Verdict::Same, Judged::Meeting, &[], &meetings),
                judgement(Verdict::NotSame, Judged::Entity, &["Flavia", "Sapt"], &[]),
            ],
        ),
        judgements("j", vec![corrected]),
    ]
}

/// Files in several versions each; two of them claim one id.
fn versions() -> Vec<Vec<Contribution>> {
    let a = story("a", "Zenda Post", "2021-07-05").topic("Aid");
    let b = story("b", "Klow Times", "2021-07-06").title("What Flavia said");
    let c = story("c", "Strelsau Wire", "2021-07-08")
        .topic("aid")
        .topic("Talks");
    let late = held(&["Rudolf", "Black Michael"], "Strelsau", "2021-07-14");
    let in_claim = common::Told {
        claim: Some(0),
        status: Status::Denied,
        ..held(&["Rudolf", "Black Michael"], "", "")
    };
    let call = common::Told {
        kind: MeetingKind::Call,
        ..held(&["Rudolf", "Black Michael"], "", "2021-07-12")
    };
    vec![
        vec![
            a.clone()
                .tells(held(&["Rudolf", "Black Michael"], "Strelsau", "2021-07-12"))
                .text(REPORT)
                .contribution(),
            a.clone()
                .text(REPORT)
                .says(&["Flavia"], SAYING, Stance::Asserted, &["Ruritania"])
                .contribution(),
            a.tells(held(&["Rudolf", "Black Michael"], "", ""))
                .tells(call)
                .contribution(),
        ],
        vec![
            b.clone()
                .tells(late)
                .says(
                    &["Zenda Agency", "Flavia"],
                    SAYING,
                    Stance::Asserted,
                    &["Ruritania"],
                )
                .contribution(),
            b.clone()
                .tells(held(&["Rudolf", "Black Michael", "Flavia"], "", "2021-07-12"))
                .text(REPORT)
                .contribution(),
            b.says(&["a source"], SAYING, Stance::Asserted, &["Ruritania"])
                .text(REPORT)
                .contribution(),
        ],
        vec![
            c.clone()
                .says(&["Sapt"], DENIAL, Stance::Denied, &["Ruritania"])
                .tells(in_claim)
                .contribution(),
            c.clone()
                .tells(round("Strelsau", 16, Status::Planned, "2021-07-20"))
                .text(REPORT)
                .contribution(),
            c.tells(round("Strelsau", 15, Status::Held, "2021-07-01"))
                .contribution(),
        ],
        vec![
            story("d", "Zenda Post", "2021-07-21")
                .tells(round("Strelsau", 16, Status::Held, "2021-07-21"))
                .contribution(),
            story("d", "Zenda Post", "2021-07-21")
                .tells(round("Strelsau", 0, Status::Cancelled, "2021-07-20"))
                .contribution(),
        ],
        judgement_versions(),
        vec![
            story("a", "Borrowed Id", "2021-07-01")
                .text(REPORT)
                .at("content/articles/0-first.md"),
        ],
        vec![
            page("rudolf", EntityKind::Person, "Rudolf", Some("ruritania")),
            page("rudolf", EntityKind::Person, "Flavia", None),
        ],
        vec![page(
            "strelsau-talks",
            EntityKind::Organization,
            "Zenda Post",
            Some("nowhere"),
        )],
        vec![
            meeting_page(
                "the-meeting",
                &["Rudolf"],
                None,
                &[("a", "Rudolf met Black Michael")],
            ),
            meeting_page(
                "the-meeting",
                &["ruritania", "borduria"],
                Some("2021-07-20"),
                &[("b", "nothing of that sort")],
            ),
        ],
        vec![claim_page(
            "one-year",
            Some("rudolf"),
            &[("b", SAYING), ("c", "the crossing will stay open")],
        )],
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_changes_gives_a_clean_build(
        steps in proptest::collection::vec((any::<Index>(), any::<Index>(), 0..4u8, any::<bool>()), 1..24),
        shuffle in any::<u64>(),
    ) {
        let versions = versions();
        let mut edited = KnowledgeGraph::new(starter(), Settings::default());
        let mut files: BTreeMap<String, Contribution> = BTreeMap::new();
        for (file, version, action, settle) in steps {
            let contribution = version.get(file.get(versions.as_slice()).as_slice()).clone();
            if action == 0 {
                edited.retract(&contribution.file);
                files.remove(&contribution.file);
            } else {
                files.insert(contribution.file.clone(), contribution.clone());
                edited.apply(contribution);
            }
            if settle {
                edited.settle();
            }
        }
        edited.settle();
        let mut order: Vec<Contribution> = files.into_values().collect();
        let turn = (shuffle as usize) % order.len().max(1);
        order.rotate_left(turn);
        if shuffle % 2 == 0 {
            order.reverse();
        }
        prop_assert_eq!(dump(&edited), dump(&graph(order)));
    }
}

#[test]
fn settling_says_what_changed_and_nothing_else() {
    let mut graph = graph(versions().into_iter().map(|versions| versions[0].clone()));
    assert!(graph.settle().is_empty());
    graph.apply(versions()[0][0].clone());
    assert!(
        graph.settle().is_empty(),
        "the same contribution again changes nothing"
    );
    let before = dump(&graph);
    graph.apply(
        story("z", "Zenda Post", "2021-09-01")
            .says(&["Hentzau"], "nothing of note", Stance::Asserted, &[])
            .contribution(),
    );
    let changes = graph.settle();
    let changed: Vec<&str> = changes.nodes.iter().map(|node| node.id.as_str()).collect();
    assert!(changed.contains(&"z") && changed.contains(&"hentzau"));
    assert!(
        changed
            .iter()
            .all(|id| !["b", "c", "d", "the-meeting", "one-year"].contains(id)),
        "{changed:?}"
    );
    graph.retract("content/articles/z.md");
    graph.settle();
    assert_eq!(dump(&graph), before);
}
