//! A user's language packs, and other extractors: what they add, what is told of them, what is asked again.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use isnad_corpus::{Corpus, NoAnswer, OtherExtractor};
use isnad_model::{Config, EntityKind, ExtractorConfig, Record, Via};
use serde_json::{Value, json};

const TEXT: &str =
    "Zorba Wendt vouchsafed that the bridge would open. Nadia Haddad said the water was clear.";

/// An extractor made of a function, which notes what it is asked.
struct Made<F> {
    config: ExtractorConfig,
    asked: Mutex<Vec<String>>,
    answer: F,
}

impl<F: Fn(&Value) -> Result<String, NoAnswer> + Send + Sync> OtherExtractor for Made<F> {
    fn config(&self) -> &ExtractorConfig {
        &self.config
    }

    fn answer(&self, lines: &[String]) -> Vec<Result<String, NoAnswer>> {
        let answer = |line: &String| {
            let article: Value = serde_json::from_str(line).unwrap();
            self.asked
                .lock()
                .unwrap()
                .push(article["id"].as_str().unwrap().to_owned());
            (self.answer)(&article)
        };
        lines.iter().map(answer).collect()
    }
}

fn made<F: Fn(&Value) -> Result<String, NoAnswer> + Send + Sync>(version: &str, answer: F) -> Arc<Made<F>> {
    let config = ExtractorConfig {
        name: "made".to_owned(),
        command: vec!["made".to_owned()],
        version: version.to_owned(),
        timeout: 1,
        limit: 1,
        langs: vec!["en".to_owned()],
    };
    Arc::new(Made {
        config,
        asked: Mutex::default(),
        answer,
    })
}

fn corpus(text: &str) -> Corpus {
    let mut corpus = Corpus::new(Config::default());
    let page =
        format!("+++\npublisher = \"River Post\"\ndate = \"2021-07-06\"\nlang = \"en\"\n+++\n\n{text}\n");
    corpus.set("articles/river.md", page.as_bytes());
    corpus
}

fn record(corpus: &Corpus) -> Record {
    let article = corpus
        .graph()
        .articles()
        .next()
        .expect("the article is in the graph");
    (*article.record).clone()
}

/// Where `word` stands in the text, as the contract writes spans.
fn at(article: &Value, word: &str) -> Value {
    let text = article["text"].as_str().unwrap();
    let start = text[..text.find(word).unwrap()].chars().count();
    json!({"start": start, "end": start + word.chars().count()})
}

fn mention(article: &Value, word: &str, kind: &str) -> Value {
    let mut mention = at(article, word);
    mention["kind"] = json!(kind);
    mention
}

#[test]
fn a_verb_of_the_users_makes_a_claim_and_taking_it_away_takes_it_back() {
    let mut corpus = corpus(TEXT);
    corpus.update();
    let before = record(&corpus);
    let cues = |record: &Record| -> Vec<String> {
        let cue = |start: u32, end: u32| {
            record
                .text
                .chars()
                .skip(start as usize)
                .take((end - start) as usize)
                .collect()
        };
        record
            .claims
            .iter()
            .map(|claim| cue(claim.cue.start, claim.cue.end))
            .collect()
    };
    assert!(
        !cues(&before).contains(&"vouchsafed".to_owned()),
        "{:?}",
        before.claims
    );
    let pack = b"[[say]]\nlemma = \"vouchsafe\"\nbare = true\n\n[words]\ngiven_name = [\"Zorba\"]\n".to_vec();
    corpus.set_packs(&BTreeMap::from([("packs/en/own.toml".to_owned(), pack)]));
    corpus.update();
    assert_eq!(corpus.redone().extracted, ["articles/river.md"]);
    assert!(
        cues(&record(&corpus)).contains(&"vouchsafed".to_owned()),
        "{:?}",
        record(&corpus).claims
    );
    assert_eq!(corpus.diagnostics(), []);
    corpus.set_packs(&BTreeMap::new());
    corpus.update();
    assert_eq!(record(&corpus), before);
}

#[test]
fn a_broken_pack_is_told_with_its_line_and_the_built_in_ones_go_on() {
    let mut with = corpus(TEXT);
    let packs = BTreeMap::from([
        (
            "packs/en/own.toml".to_owned(),
            b"[[say]]\nlemma = \"vouchsafe\n".to_vec(),
        ),
        ("packs/lost.toml".to_owned(), b"".to_vec()),
        ("packs/en/latin.toml".to_owned(), b"# caf\xe9".to_vec()),
    ]);
    with.set_packs(&packs);
    with.update();
    let told: Vec<_> = with
        .diagnostics()
        .into_iter()
        .map(|it| (it.path, it.position.map(|at| at.line), it.id))
        .collect();
    let told: Vec<_> = told
        .iter()
        .map(|(path, line, id)| (path.as_str(), *line, id.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("packs/en/latin.toml", None, "not-utf8"),
            ("packs/en/own.toml", Some(2), "bad-pack"),
            ("packs/lost.toml", None, "pack-without-language"),
        ]
    );
    let mut without = corpus(TEXT);
    without.update();
    assert_eq!(record(&with), record(&without));
    assert!(!record(&with).claims.is_empty());
}

#[test]
fn findings_of_another_join_ours_and_ours_win() {
    let mut plain = corpus(TEXT);
    plain.update();
    let ours = record(&plain);
    let own_claim = ours
        .claims
        .iter()
        .position(|claim| claim.cue.start > 51)
        .expect("our own claim");
    let mut corpus = corpus(TEXT);
    corpus.set_extractors(vec![made("1", |article| {
        Ok(json!({
            "mentions": [mention(article, "Nadia Haddad", "person"), mention(article, "Zorba", "person"), mention(article, "bridge", "place")],
            "claims": [
                {"cue": at(article, "vouchsafed"), "content": at(article, "the bridge would open"), "source": {"mention": 1}, "about": [2], "rule": "verb", "confidence": 0.75},
                {"cue": at(article, "said"), "content": at(article, "the water was clear"), "source": {"mention": 0}},
            ],
            "meetings": [{"trigger": at(article, "open"), "participants": [{"mention": 1}, {"name": "Somebody"}], "claim": 0, "place": {"mention": 2}}],
        })
        .to_string())
    })]);
    corpus.update();
    assert_eq!(corpus.diagnostics(), []);
    let joined = record(&corpus);
    let theirs: Vec<_> = joined
        .mentions
        .iter()
        .filter(|it| it.via == Via::External)
        .map(|it| it.text.as_str())
        .collect();
    assert!(theirs.contains(&"bridge"), "{theirs:?}");
    assert!(joined.mentions.is_sorted_by_key(|mention| mention.start));
    let nadia: Vec<_> = joined
        .mentions
        .iter()
        .filter(|it| it.text == "Nadia Haddad")
        .collect();
    assert_eq!(nadia.len(), 1);
    assert_ne!(nadia[0].via, Via::External);
    let claim = joined
        .claims
        .iter()
        .find(|claim| claim.rule == "external.made.verb")
        .expect("their claim");
    assert_eq!((claim.confidence, claim.chain.len()), (0.75, 2));
    assert_eq!(claim.chain[0].name, "River Post");
    let source = joined.mention(claim.source.as_ref().unwrap().mention).unwrap();
    assert_eq!((source.text.as_str(), source.kind), ("Zorba", EntityKind::Person));
    assert_eq!(
        joined.mention(claim.about.first().copied()).unwrap().text,
        "bridge"
    );
    // The sentence is found by itself.
    assert_eq!(
        joined.text.chars().nth(claim.evidence.end as usize - 1),
        Some('.')
    );
    assert_eq!(joined.claims.len(), ours.claims.len() + 1);
    let same = joined
        .claims
        .iter()
        .find(|claim| claim.cue == ours.claims[own_claim].cue)
        .unwrap();
    assert_eq!(same.rule, ours.claims[own_claim].rule);
    let source = joined.mention(same.source.as_ref().unwrap().mention).unwrap();
    assert_eq!(source.text, "Nadia Haddad");
    let meeting = joined
        .meetings
        .iter()
        .find(|it| it.rule == "external.made")
        .expect("their meeting");
    assert_eq!(joined.claims[meeting.claim.unwrap()].rule, "external.made.verb");
    assert_eq!(
        joined
            .mention(meeting.place.as_ref().unwrap().mention)
            .unwrap()
            .text,
        "bridge"
    );
}

#[test]
fn what_is_wrong_in_an_answer_is_told_by_its_field_and_the_rest_is_kept() {
    let mut corpus = corpus(TEXT);
    corpus.set_extractors(vec![made("1", |article| {
        let mut shifted = mention(article, "clear", "place");
        shifted["text"] = json!("muddy");
        Ok(json!({
            "mentions": [
                {"start": 5, "end": 5000, "kind": "person"},
                mention(article, "bridge", "planet"),
                shifted,
                mention(article, "water", "place"),
                {"start": 0, "end": 5, "kind": "person", "entity": "no-such", "confidence": 7},
            ],
            "claims": [
                {"cue": at(article, "vouchsafed"), "content": at(article, "bridge"), "stance": "sung"},
                {"cue": at(article, "vouchsafed"), "content": at(article, "bridge"), "source": {"mention": 9}},
                {"cue": at(article, "vouchsafed")},
                {"cue": at(article, "vouchsafed"), "content": at(article, "bridge"), "chain": [{"kind": "person", "name": "x"}]},
                3,
            ],
            "meetings": [
                {"trigger": at(article, "open"), "participants": []},
                {"trigger": at(article, "open"), "participants": [{"mention": 3}], "status": "dreamt"},
                {"trigger": at(article, "open"), "participants": [{"mention": 3}], "claim": 0, "date": {"start": 0, "end": 3, "edtf": "soon"}},
            ],
        })
        .to_string())
    })]);
    corpus.update();
    let told: Vec<String> = corpus
        .diagnostics()
        .into_iter()
        .map(|it| format!("{} {}", it.path, it.message))
        .collect();
    for field in [
        "`mentions[0]`",
        "`mentions[1].kind`",
        "`mentions[2].text`",
        "`mentions[4].entity`",
        "`mentions[4].confidence`",
        "`claims[0].stance`",
        "`claims[1].source.mention`",
        "`claims[2].content`",
        "`claims[3].chain`",
        "`claims[4]`",
        "`meetings[0]`",
        "`meetings[1].status`",
        "`meetings[2].date.edtf`",
    ] {
        let is_told = |line: &String| {
            line.starts_with("content/articles/river.md extractor `made`: ") && line.contains(field)
        };
        assert!(told.iter().any(is_told), "{field} in {told:#?}");
    }
    let record = record(&corpus);
    let theirs: Vec<_> = record
        .mentions
        .iter()
        .filter(|it| it.via == Via::External)
        .map(|it| it.text.as_str())
        .collect();
    assert!(theirs.contains(&"water"), "{theirs:?}");
    assert!(
        record
            .claims
            .iter()
            .all(|claim| !claim.rule.starts_with("external"))
    );
    assert_eq!(
        record
            .meetings
            .iter()
            .filter(|it| it.rule == "external.made")
            .count(),
        1
    );
}

#[test]
fn garbage_and_silence_leave_our_own_record() {
    let mut plain = corpus(TEXT);
    plain.update();
    let answers: [fn() -> Result<String, NoAnswer>; 5] = [
        || Ok(String::new()),
        || Ok("Traceback (most recent call last):".to_owned()),
        || Ok("[1]".to_owned()),
        || Ok(json!({"id": "another"}).to_string()),
        || {
            Err(NoAnswer {
                message: "it fell".to_owned(),
                remedy: "mend it".to_owned(),
                general: false,
            })
        },
    ];
    for answer in answers {
        let mut corpus = corpus(TEXT);
        corpus.set_extractors(vec![made("1", move |_| answer())]);
        corpus.update();
        assert_eq!(corpus.diagnostics().len(), 1);
        assert_eq!(record(&corpus), record(&plain));
    }
}

#[test]
fn only_what_an_answer_rests_on_asks_again() {
    let answer = |article: &Value| Ok(json!({"mentions": [mention(article, "bridge", "place")]}).to_string());
    let first = made("1", answer);
    let mut corpus = corpus(TEXT);
    corpus.set_extractors(vec![first.clone()]);
    corpus.update();
    assert_eq!(first.asked.lock().unwrap().len(), 1);
    // Another name is known: our own reading is made anew, theirs is remembered.
    let page = "+++\nkind = \"person\"\n[names]\nen = \"Zorba Wendt\"\n+++\n";
    corpus.set("actors/zorba-wendt.md", page.as_bytes());
    corpus.update();
    assert_eq!(corpus.redone().extracted, ["articles/river.md"]);
    assert_eq!(first.asked.lock().unwrap().len(), 1);
    let kept = record(&corpus);
    assert!(kept.mentions.iter().any(|it| it.via == Via::External));

    let bytes = corpus.save_cache();
    let again = |version: &str, pages: bool| {
        let extractor = made(version, answer);
        let mut corpus = self::corpus(TEXT);
        if pages {
            corpus.set("actors/zorba-wendt.md", page.as_bytes());
        }
        corpus.load_cache(&bytes);
        corpus.set_extractors(vec![extractor.clone()]);
        corpus.update();
        let asked = extractor.asked.lock().unwrap().len();
        (asked, record(&corpus))
    };
    assert_eq!(again("1", true), (0, kept.clone()));
    assert_eq!(again("1", false).0, 0);
    assert_eq!(again("2", true), (1, kept));
}

#[test]
fn a_missing_answer_is_asked_for_in_the_next_run() {
    let silent = made("1", |_| {
        Err(NoAnswer {
            message: "it fell".to_owned(),
            remedy: "mend it".to_owned(),
            general: true,
        })
    });
    let mut corpus = corpus(TEXT);
    corpus.set_extractors(vec![silent]);
    corpus.update();
    assert_eq!(corpus.diagnostics()[0].path, "isnad.toml");
    let bytes = corpus.save_cache();
    let answering = made("1", |_| Ok("{}".to_owned()));
    let mut corpus = self::corpus(TEXT);
    corpus.load_cache(&bytes);
    corpus.set_extractors(vec![answering.clone()]);
    corpus.update();
    assert_eq!(answering.asked.lock().unwrap().len(), 1);
    assert_eq!(corpus.diagnostics(), []);
}

#[test]
fn other_languages_are_not_asked_about() {
    let extractor = made("1", |_| Ok("{}".to_owned()));
    let mut corpus = Corpus::new(Config::default());
    corpus.set(
        "articles/nahr.md",
        "+++\nlang = \"ar\"\n+++\n\nقالت نادية حداد إن السد مفتوح.\n".as_bytes(),
    );
    corpus.set_extractors(vec![extractor.clone()]);
    corpus.update();
    assert_eq!(extractor.asked.lock().unwrap().len(), 0);
}
