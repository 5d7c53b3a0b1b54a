//! The project's own annotated articles keep the figures of extraction from falling: the floors are what was reached.

use isnad_corpus::Corpus;
use isnad_eval::{Scores, parse, score};
use isnad_model::Config;
use isnad_tests::root;

fn scores(name: &str) -> Scores {
    let lines = std::fs::read_to_string(root().join("tests/gold").join(name)).expect("the gold is there");
    let gold = parse(&lines).expect("the gold is annotated rightly");
    let mut corpus = Corpus::new(Config::default());
    corpus.update();
    let extractor = corpus.extractor().expect("the language packs can be read");
    let articles = lines
        .lines()
        .enumerate()
        .filter_map(|(at, line)| isnad_parse::parse_json_line(at + 1, line).value);
    let records: Vec<_> = articles.map(|article| extractor.extract(&article)).collect();
    assert_eq!(records.len(), gold.len(), "every gold article is an article");
    score(&gold, &records, None)
}

/// Fails with every figure of `name` that has fallen under its floor.
fn check_floors(name: &str, floors: &[(&str, f64)]) {
    let scores = scores(name);
    let fallen: Vec<String> = floors
        .iter()
        .map(|&(measure, floor)| (measure, floor, scores.total(measure).f1()))
        .filter(|(_, floor, reached)| reached < floor)
        .map(|(measure, floor, reached)| format!("{measure}: F1 {reached:.3}, was at least {floor}"))
        .collect();
    assert!(fallen.is_empty(), "{name}: {}\n{scores}", fallen.join("\n"));
}

#[test]
fn extraction_is_as_good_as_it_was() {
    let floors = [
        ("mentions exact", 0.95),
        ("mentions overlapping", 0.97),
        ("claims", 0.99),
        ("claims: chain", 0.98),
        ("claims: stance", 0.98),
        ("meetings", 0.96),
        ("meetings: place", 0.99),
        ("meetings: date", 0.99),
    ];
    check_floors("articles.jsonl", &floors);
    check_floors(
        "learned.jsonl",
        &[
            ("mentions overlapping", 0.91),
            ("claims", 0.89),
            ("claims: chain", 0.95),
            ("claims: stance", 0.97),
            ("meetings", 0.78),
            ("meetings: date", 0.90),
        ],
    );
}

#[test]
fn extraction_is_as_good_on_articles_that_no_rule_was_written_for() {
    check_floors(
        "held-out.jsonl",
        &[
            ("mentions overlapping", 0.84),
            ("claims", 0.74),
            ("claims: chain", 0.95),
            ("claims: stance", 0.92),
            ("meetings", 0.40),
        ],
    );
    check_floors(
        "plain-held-out.jsonl",
        &[
            ("mentions overlapping", 0.89),
            ("claims", 0.86),
            ("claims: chain", 0.95),
            ("claims: stance", 0.95),
            ("meetings", 0.67),
            ("meetings: place", 0.86),
            ("meetings: date", 0.92),
        ],
    );
}

#[test]
fn meetings_of_briefs_are_read_as_well_as_they_were() {
    check_floors("briefs-learned.jsonl", &[("meetings", 0.65)]);
    check_floors(
        "briefs-held-out.jsonl",
        &[
            ("meetings", 0.60),
            ("meetings: place", 0.87),
            ("meetings: date", 0.88),
        ],
    );
}
