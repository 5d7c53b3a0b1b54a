//! What a change redoes, and that it leads to what a clean build gives.

use std::{collections::BTreeMap, fmt::Write};

use isnad_corpus::Corpus;
use isnad_graph::NodeKind;
use isnad_model::Config;
use proptest::{prelude::*, sample::Index};

const RUSSIA: &str = "+++\ntitle = \"Envoy in Geneva\"\npublisher = \"Zenda Post\"\ndate = \"2021-07-06\"\nlang = \"en\"\n+++\n\n\
    Russia's envoy met the [[Geir Pedersen]] team in Geneva. Turkey said it had been told.\n";
const IRAN: &str = "+++\npublisher = \"Klow Times\"\ndate = \"2021-07-07\"\nlang = \"en\"\n+++\n\nIran and Russia will talk in Moscow.\n";
const DRAFT: &str = "+++\ndraft = true\ntitle = \"Not yet\"\n+++\n\nTurkey waits.\n";
const PEDERSEN: &str =
    "+++\nkind = \"person\"\n[names]\nen = \"Geir Pedersen\"\n+++\n\nEnvoy. See [[no such thing]].\n";
const TOPIC: &str = "+++\n[names]\nen = \"Aid\"\n+++\n";

fn corpus(files: &[(&str, &str)]) -> Corpus {
    let mut corpus = Corpus::new(Config::default());
    for (path, text) in files {
        corpus.set(path, text.as_bytes());
    }
    corpus.update();
    corpus
}

fn example() -> Corpus {
    corpus(&[
        ("articles/russia.md", RUSSIA),
        ("articles/iran.md", IRAN),
        ("articles/draft.md", DRAFT),
        ("topics/aid.md", TOPIC),
    ])
}

fn dump(corpus: &Corpus) -> String {
    let graph = corpus.graph();
    let mut text = String::new();
    graph
        .articles()
        .for_each(|node| writeln!(text, "{node:?}").unwrap());
    graph
        .entities()
        .for_each(|node| writeln!(text, "{node:?}").unwrap());
    graph
        .meetings()
        .for_each(|node| writeln!(text, "{node:?}").unwrap());
    graph
        .claims()
        .for_each(|node| writeln!(text, "{node:?}").unwrap());
    graph
        .topics()
        .for_each(|node| writeln!(text, "{node:?}").unwrap());
    graph.edges().for_each(|edge| writeln!(text, "{edge:?}").unwrap());
    corpus
        .diagnostics()
        .iter()
        .for_each(|finding| writeln!(text, "{finding:?}").unwrap());
    text
}

#[test]
fn known_names_of_the_starter_gazetteer_are_found_without_any_page() {
    let corpus = example();
    assert_eq!(
        corpus.redone().extracted,
        ["articles/iran.md", "articles/russia.md"]
    );
    for id in ["russia", "turkey", "geneva", "iran"] {
        assert!(corpus.graph().entity(id).is_some(), "{id}");
    }
    assert!(corpus.graph().entity("japan").is_none());
    let stats = corpus.stats();
    assert_eq!(
        (stats.files, stats.articles, stats.drafts, stats.topics),
        (4, 2, 1, 1)
    );
}

#[test]
fn an_edit_redoes_one_article() {
    let mut corpus = example();
    corpus.set("articles/iran.md", IRAN.replace("Moscow", "Ankara").into_bytes());
    let changes = corpus.update();
    assert_eq!(corpus.redone().parsed, ["articles/iran.md"]);
    assert_eq!(corpus.redone().extracted, ["articles/iran.md"]);
    assert_eq!(changes.ids(NodeKind::Article).collect::<Vec<_>>(), ["iran"]);
    assert!(corpus.graph().entity("ankara").is_some());
}

#[test]
fn the_same_bytes_again_redo_nothing() {
    let mut corpus = example();
    corpus.set("articles/iran.md", IRAN.as_bytes());
    assert!(corpus.update().is_empty());
    assert_eq!(corpus.redone(), &isnad_corpus::Redone::default());
}

#[test]
fn a_new_name_redoes_every_article_and_new_prose_does_not() {
    let mut corpus = example();
    corpus.set("actors/geir-pedersen.md", PEDERSEN.as_bytes());
    corpus.update();
    assert_eq!(corpus.redone().parsed, ["actors/geir-pedersen.md"]);
    assert_eq!(
        corpus.redone().extracted,
        ["articles/iran.md", "articles/russia.md"]
    );
    assert_eq!(corpus.graph().articles_naming("geir-pedersen").len(), 1);
    corpus.set(
        "actors/geir-pedersen.md",
        PEDERSEN.replace("Envoy.", "An envoy.").into_bytes(),
    );
    corpus.update();
    assert!(corpus.redone().extracted.is_empty());
}

#[test]
fn drafts_are_articles_only_when_asked_for() {
    let mut corpus = example();
    assert!(corpus.graph().article("draft").is_none());
    corpus.include_drafts(true);
    corpus.update();
    assert_eq!(corpus.redone().extracted, ["articles/draft.md"]);
    assert!(corpus.graph().article("draft").is_some());
    corpus.include_drafts(false);
    corpus.update();
    assert_eq!(dump(&corpus), dump(&example()));
}

const UNDATED: &str = "+++\npublisher = \"Klow Times\"\nlang = \"en\"\n+++\n\nIran waits. See [[iran]].\n";
const MEETING: &str = "+++\n[names]\nen = \"Talks\"\n[[evidence]]\narticle = \"iran\"\n\
    quote = \"Iran and Russia will talk\"\n+++\n\nTold in [[article:iran]].\n";

fn as_of(day: Option<&str>) -> Corpus {
    let mut corpus = corpus(&[
        ("articles/russia.md", RUSSIA),
        ("articles/iran.md", IRAN),
        ("articles/undated.md", UNDATED),
        ("meetings/talks.md", MEETING),
        (
            "actors/geir-pedersen.md",
            &PEDERSEN.replace("[[no such thing]]", "[[article:iran]] and [[meeting:talks]]"),
        ),
    ]);
    corpus.set_as_of(day.map(|day| day.parse().unwrap()));
    corpus.update();
    corpus
}

#[test]
fn as_of_a_day_what_was_published_later_is_left_out() {
    let full = as_of(None);
    assert!(full.graph().meeting("talks").is_some());
    // Without a clock, the last day of publication counts as today.
    assert_eq!(full.graph().today(), "2021-07-07".parse().ok());
    assert_eq!(as_of(Some("2021-08")).graph().today(), "2021-08-31".parse().ok());
    for (day, articles) in [
        ("2021-07-05", vec!["undated"]),
        ("2021-07-06", vec!["russia", "undated"]),
        // Of the month it is not known that either came later.
        ("2021-07", vec!["iran", "russia", "undated"]),
        ("2021-07-07", vec!["iran", "russia", "undated"]),
    ] {
        let corpus = as_of(Some(day));
        let found: Vec<&str> = corpus
            .graph()
            .articles()
            .map(|it| it.article.id.as_str())
            .collect();
        assert_eq!(found, articles, "{day}");
        // The page rests on the article alone, so it comes with it.
        assert_eq!(
            corpus.graph().meeting("talks").is_some(),
            articles.contains(&"iran"),
            "{day}"
        );
        assert_eq!(corpus.diagnostics(), [], "{day}");
    }
}

#[test]
fn going_back_and_forth_in_time_is_a_clean_build() {
    let mut corpus = as_of(Some("2021-07-06"));
    corpus.set("articles/iran.md", IRAN.replace("07-07", "07-06").into_bytes());
    corpus.update();
    assert!(corpus.graph().meeting("talks").is_some());
    corpus.set("articles/iran.md", IRAN.as_bytes());
    corpus.update();
    assert_eq!(dump(&corpus), dump(&as_of(Some("2021-07-06"))));
    corpus.set_as_of(None);
    corpus.update();
    assert!(corpus.redone().parsed.is_empty(), "{:?}", corpus.redone());
    assert_eq!(dump(&corpus), dump(&as_of(None)));
}

#[test]
fn a_link_to_nothing_is_told_with_its_place() {
    let corpus = corpus(&[
        ("actors/geir-pedersen.md", PEDERSEN),
        ("articles/x.md", "See [[Geir Pederson]].\n"),
    ]);
    let findings = corpus.diagnostics();
    let told: Vec<_> = findings
        .iter()
        .filter(|it| it.id == "unknown-entity")
        .map(|it| {
            (
                it.path.as_str(),
                it.position.map(|at| (at.line, at.column)),
                it.remedy.as_deref().unwrap_or_default(),
            )
        })
        .collect();
    assert_eq!(told.len(), 1, "{findings:?}");
    assert_eq!(
        (told[0].0, told[0].1),
        ("content/actors/geir-pedersen.md", Some((7, 12)))
    );
}

const KLOW: &str = "+++\npublisher = \"Klow Times\"\ndate = \"2021-07-07\"\nlang = \"en\"\n+++\n\n\
    Turkey was absent. Foreign Minister Hilda Aker met Sergey Lavrov in Geneva on Tuesday. \
    Aker said that the crossing would stay open for a year.\n";

fn judged(judgement: &str) -> Corpus {
    corpus(&[("articles/klow.md", KLOW), ("judgements/a.toml", judgement)])
}

#[test]
fn a_judgement_about_a_name_in_one_place_holds_there() {
    let unjudged = judged("");
    let aker = unjudged
        .graph()
        .meetings()
        .next()
        .expect("the meeting")
        .participants[0]
        .clone();
    assert!(unjudged.graph().entity(&aker.entity).is_some(), "{aker:?}");
    let of_mention = |verdict: &str, names: &str, quote: &str| {
        judged(&format!(
            "[[judgement]]\nverdict = \"{verdict}\"\nof = \"mention\"\nat = {{ article = \"klow\", quote = \"{quote}\" }}\n{names}\n"
        ))
    };
    let is = of_mention("same", "names = [\"Turkey\"]", "Sergey Lavrov");
    assert_eq!(is.diagnostics(), []);
    assert!(
        is.graph()
            .meetings()
            .any(|it| it.participants.iter().any(|it| it.entity == "turkey"))
    );
    let is_not = of_mention("not-same", "names = [\"turkey\"]", "Turkey");
    assert!(is_not.graph().entity("turkey").is_none());
    let none = of_mention("reject", "", "Sergey Lavrov");
    assert!(none.graph().meetings().all(|it| it.participants.len() < 2));
}

#[test]
fn a_judgement_that_changes_nothing_is_told_with_its_line() {
    let corpus = judged(
        "# the talks\n\n[[judgement]]\nverdict = \"reject\"\nof = \"meeting\"\nat = { article = \"klow\", quote = \"kissed\" }\n\n\
         [[judgement]]\nverdict = \"reject\"\nof = \"meeting\"\nat = { article = \"klow\", quote = \"met\" }\n",
    );
    let findings = corpus.diagnostics();
    let told: Vec<_> = findings
        .iter()
        .map(|it| (it.path.as_str(), it.id.as_str(), it.position.map(|at| at.line)))
        .collect();
    assert_eq!(told, [("content/judgements/a.toml", "unanchored", Some(3))]);
    assert_eq!(corpus.graph().meetings().count(), 0);
}

#[test]
fn two_files_with_one_id_are_told_and_the_first_path_holds_it() {
    let corpus = corpus(&[
        ("articles/b/x.md", "Turkey waits.\n"),
        ("articles/a/x.md", "Russia waits.\n"),
    ]);
    let findings = corpus.diagnostics();
    let told: Vec<_> = findings
        .iter()
        .filter(|it| it.id == "duplicate-id")
        .map(|it| it.path.as_str())
        .collect();
    assert_eq!(told, ["content/articles/b/x.md"]);
    assert!(
        corpus
            .graph()
            .article("x")
            .unwrap()
            .article
            .text
            .contains("Russia")
    );
}

#[test]
fn a_cache_saves_extraction_and_changes_nothing() {
    let cache = example().save_cache();
    let mut second = Corpus::new(Config::default());
    second.load_cache(&cache);
    for (path, text) in [
        ("articles/russia.md", RUSSIA),
        ("articles/iran.md", IRAN),
        ("articles/draft.md", DRAFT),
        ("topics/aid.md", TOPIC),
    ] {
        second.set(path, text.as_bytes());
    }
    second.update();
    assert_eq!(
        second.redone().remembered,
        ["articles/iran.md", "articles/russia.md"]
    );
    assert!(second.redone().extracted.is_empty());
    assert_eq!(dump(&second), dump(&example()));
    assert_eq!(second.save_cache(), cache);
}

#[test]
fn a_cache_of_other_names_or_of_another_program_is_not_used() {
    let cache = example().save_cache();
    let open = |salt: &[u8], page: Option<&str>| {
        let mut corpus = Corpus::new(Config::default());
        corpus.set_salt(salt);
        corpus.load_cache(&cache);
        corpus.set("articles/iran.md", IRAN.as_bytes());
        page.into_iter()
            .for_each(|page| corpus.set("actors/geir-pedersen.md", page.as_bytes()));
        corpus.update();
        corpus.redone().remembered.len()
    };
    assert_eq!(
        (open(b"", None), open(b"other", None), open(b"", Some(PEDERSEN))),
        (1, 0, 0)
    );
}

#[test]
fn configuration_that_joining_rests_on_takes_effect() {
    let mut corpus = example();
    let before = dump(&corpus);
    let config = Config {
        outlets: vec![vec!["Zenda Post".to_owned(), "Klow Times".to_owned()]],
        ..Config::default()
    };
    corpus.set_config(config);
    corpus.update();
    assert!(
        corpus.redone().parsed.is_empty(),
        "groups of outlets are no reason to read again"
    );
    corpus.set_config(Config::default());
    corpus.update();
    assert_eq!(dump(&corpus), before);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_edits_gives_a_clean_build(
        steps in proptest::collection::vec((any::<Index>(), any::<Index>(), any::<bool>()), 1..10),
        days in proptest::collection::vec(any::<Index>(), 11),
    ) {
        let paths = ["articles/a.md", "articles/b.md", "articles/c.txt", "actors/geir-pedersen.md", "topics/aid.md", "notes/x.md", "meetings/talks.md"];
        let texts = [RUSSIA, IRAN, DRAFT, MEETING, PEDERSEN, TOPIC, "", "+++\nbroken", "\u{feff}---\ntopics: [Aid]\n---\nروسيا وتركيا وإيران."];
        let mut edited = Corpus::new(Config::default());
        let mut files = BTreeMap::new();
        let clocks = [None, Some("2021-07-06"), Some("2021-07-01"), Some("2021-07-08")];
        let day = |at: usize| days[at].get(&clocks).map(|day| day.parse().unwrap());
        for (at, (path, text, settle)) in steps.into_iter().enumerate() {
            edited.set_as_of(day(at));
            let (path, text) = (path.get(&paths), text.get(&texts));
            if text.is_empty() {
                edited.remove(path);
                files.remove(path);
            } else {
                edited.set(path, text.as_bytes());
                files.insert(*path, *text);
            }
            if settle {
                edited.update();
            }
        }
        edited.set_as_of(day(10));
        edited.update();
        let mut clean = Corpus::new(Config::default());
        clean.set_as_of(day(10));
        files.iter().for_each(|(path, text)| clean.set(path, text.as_bytes()));
        clean.update();
        prop_assert_eq!(dump(&edited), dump(&clean));
    }
}
