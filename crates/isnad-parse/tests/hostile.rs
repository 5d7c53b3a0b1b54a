//! Hostile input: nothing panics, overflows or runs away, and what comes out is sound.

mod common;

use std::time::{Duration, Instant};

use common::check;
use isnad_model::{Article, Config, Limits};
use isnad_parse::{Page, detect_language, parse_article, parse_config, parse_json_line, parse_page};
use proptest::prelude::*;

/// Far more than any of these needs in a debug build, far less than what is quadratic takes.
const PATIENCE: Duration = Duration::from_secs(20);

/// Reads an article within reasonable time and checks it.
fn survive(source: &str) -> Article {
    let begin = Instant::now();
    let parsed = parse_article("articles/a.md", source, &Config::default());
    assert!(
        begin.elapsed() < PATIENCE,
        "{:?} for {:?}…",
        begin.elapsed(),
        source.chars().take(20).collect::<String>()
    );
    assert!(parsed.diagnostics.len() <= 101);
    check(&parsed.value);
    parsed.value
}

/// The ids of the findings about a source.
fn ids(source: &str) -> Vec<String> {
    let parsed = parse_article("articles/a.md", source, &Config::default());
    parsed.diagnostics.into_iter().map(|finding| finding.id).collect()
}

#[test]
fn deep_nesting_is_flattened_not_dropped() {
    let deep = format!("{} word", ">".repeat(50_000));
    assert_eq!(survive(&deep).text, "word");
    assert_eq!(ids(&deep), ["too-deep"]);
    let list: String = (0..2_000)
        .map(|depth| format!("{}- w\n", " ".repeat(depth * 2)))
        .collect();
    assert_eq!(survive(&list).text.matches('w').count(), 2_000);
    assert_eq!(survive(&"<div><b><ul><li>".repeat(20_000)).text, "");
    assert!(
        survive(&format!("{}x", "<b>a".repeat(20_000)))
            .text
            .ends_with('x')
    );
    assert!(
        survive(&format!("{}x", "<ul><li>a".repeat(20_000)))
            .text
            .ends_with('x')
    );
}

#[test]
fn endless_openings_stay_cheap() {
    for piece in [
        "[[",
        "[[a|",
        "[",
        "![",
        "[a](",
        "**a *",
        "`",
        "<",
        "<!--",
        "<a href='",
        "<a ",
        "</",
        "&",
        "&#",
        "|",
        "a|\n",
        "[^",
        "[^a]: ",
        "<script>",
        "<svg>",
        "<a href=x>",
        "[[x]]",
        "# \n",
        "# a\n",
        "- ",
        "1. ",
        "~~~\n",
        "\0",
        "\u{202E}",
        "\r",
        "\\",
        "_*",
        "[x](javascript:y) ",
        "<table><td>",
        "</b>",
        "<p>",
        "<x y=\"",
    ] {
        survive(&piece.repeat(100_000 / piece.len()));
        survive(&format!("<div>\n{}", piece.repeat(100_000 / piece.len())));
    }
}

#[test]
fn one_long_line_is_read_whole() {
    let line = "قال الوزير ".repeat(50_000);
    assert_eq!(survive(&line).text, line.trim_end());
    assert!(survive(&"x".repeat(1_000_000)).text.len() == 1_000_000);
}

#[test]
fn amplification_is_bounded() {
    let definition = format!("[x]: https://a.example/{}\n\n", "y".repeat(50_000));
    let article = survive(&(definition + &"[x] ".repeat(50_000)));
    let kept: usize = article
        .links
        .iter()
        .map(|link| format!("{:?}", link.kind).len())
        .sum();
    assert!(kept < 1 << 20, "{kept}");
    let table = format!(
        "{}\n{}\n{}",
        "|a".repeat(1_000),
        "|-".repeat(1_000),
        "|b\n".repeat(2_000)
    );
    assert!(survive(&table).body.len() <= (1 << 20) + 1_000);
}

#[test]
fn caps_are_kept_and_no_text_is_lost() {
    let limits = Limits {
        events: 50,
        depth: 3,
        ..Limits::default()
    };
    let config = Config {
        limits,
        ..Config::default()
    };
    for path in ["articles/a.md", "articles/a.txt"] {
        let parsed = parse_article(path, &"word\n\n".repeat(100), &config);
        check(&parsed.value);
        assert_eq!(parsed.value.text.matches("word").count(), 100);
        assert!(parsed.value.body.len() <= 55, "{}", parsed.value.body.len());
        assert_eq!(parsed.diagnostics[0].id, "too-large");
    }
    let config = Config {
        limits: Limits {
            article_bytes: 10,
            ..Limits::default()
        },
        ..Config::default()
    };
    let parsed = parse_page("articles/a.md", b"more than ten bytes", &config);
    assert_eq!(
        (parsed.value, parsed.diagnostics[0].id.as_str()),
        (None, "too-large")
    );
    assert_eq!(
        parse_article("articles/a.md", "more than ten bytes", &config)
            .value
            .text,
        ""
    );
}

#[test]
fn bombs_in_front_matter_cost_their_keys_only() {
    let body = "\nBody\n";
    let mut aliases = "a0: &a0 [x, x]\n".to_owned();
    for level in 1..40 {
        aliases.push_str(&format!(
            "a{level}: &a{level} [*a{}, *a{}]\n",
            level - 1,
            level - 1
        ));
    }
    let yaml = [
        aliases,
        format!("a: {}", "[".repeat(20_000)),
        format!("a: {}", "{a: ".repeat(10_000)),
        "- ".repeat(20_000),
        "? ".repeat(20_000),
        format!("a: {}", "!".repeat(20_000)),
        format!("a: \"{}", "\\".repeat(20_000)),
        "a: |\n".repeat(5_000),
        "<<: *x".to_owned(),
        "\0\u{1}: \u{7}".to_owned(),
        "a: 1\na: 2".to_owned(),
    ];
    for source in &yaml {
        let source = format!("---\n{source}\n---\n{body}");
        assert_eq!(survive(&source).text, "Body");
        assert!(
            !ids(&source).is_empty(),
            "{}",
            source.chars().take(40).collect::<String>()
        );
    }
    let toml = [
        format!("a = {}", "[".repeat(20_000)),
        format!("a = {}", "{a=".repeat(20_000)),
        format!("{}a = 1", "a.".repeat(30_000)),
        format!("[{}a]", "a.".repeat(30_000)),
        format!("a = '{}", "\"".repeat(20_000)),
        "a = 1\n".repeat(5_000),
        "=\n".repeat(30_000),
        "[[a]]\n[a]\n".repeat(5_000),
        "a = 99999999999999999999999\ndate = 9999-99-99".to_owned(),
        format!("\"\"\"\n{}a = 1", "a.".repeat(30_000)),
        format!("'\n{}a = 1", "a.".repeat(30_000)),
        format!("{}a = 1", "\" \" . ".repeat(10_000)),
        format!("{}1", "a.a.a.a.a.a.a.a={".repeat(3_000)),
        format!("a = {{{}a = 1", "a.\n".repeat(20_000)),
    ];
    for source in &toml {
        let source = format!("+++\n{source}\n+++\n{body}");
        assert_eq!(survive(&source).text, "Body");
        assert!(
            !ids(&source).is_empty(),
            "{}",
            source.chars().take(40).collect::<String>()
        );
    }
    let large = format!("+++\ntitle = \"{}\"\n+++\n{body}", "x".repeat(70_000));
    assert_eq!(
        (survive(&large).text.as_str(), ids(&large)),
        ("Body", vec!["too-large".to_owned()])
    );
}

#[test]
fn a_file_of_mistakes_gets_a_bounded_list() {
    let parsed = parse_article(
        "articles/a.md",
        &"[x](javascript:y) ".repeat(5_000),
        &Config::default(),
    );
    assert_eq!(parsed.diagnostics.len(), 101);
    let last = parsed.diagnostics.last().unwrap();
    assert_eq!(
        (last.id.as_str(), last.message.as_str()),
        ("more-findings", "4900 more findings are left out")
    );
}

/// Pieces that sources are made of, so that random ones go deep.
fn source() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "+++\n",
            "---\n",
            "title = ",
            "title: ",
            "date: 2021-07-06\n",
            "\"",
            "'",
            "[",
            "]",
            "{",
            "}",
            "[[",
            "]]",
            "|",
            "#",
            "# ",
            "\n",
            "\n\n",
            "\r\n",
            "- ",
            "> ",
            "1. ",
            "```\n",
            "`",
            "*",
            "**",
            "~~",
            "\\",
            "<b>",
            "</b>",
            "<p>",
            "<ul>",
            "<li>",
            "<table>",
            "<tr>",
            "<td>",
            "<a href='",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "<div>\n",
            "</div>",
            "&amp;",
            "&#x",
            ";",
            "](",
            ")",
            "https://a.example",
            "javascript:",
            "../",
            ".md",
            "[^1]",
            "[^1]: ",
            "|---|\n",
            "  \n",
            "place:",
            "قال",
            "الوزير",
            " ",
            "\u{FEFF}",
            "\u{202E}",
            "😀",
            "e\u{301}",
            "names = ",
            "kind = \"person\"\n",
            "[names]\n",
            "en = \"x\"\n",
            "[[relations]]\n",
            "<pre>",
            "<h1>",
            "<blockquote>",
            "<br>",
            "<hr>",
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(String::from),
        "[a-z0-9.=: \n]{0,8}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, ..ProptestConfig::default() })]

    #[test]
    fn every_source_gives_a_sound_article(source in source(), depth in 1usize..6, events in 1usize..40) {
        let limits = Limits { depth, events, ..Limits::default() };
        for config in [Config::default(), Config { limits, ..Config::default() }] {
            for path in ["articles/a.md", "articles/é/a.txt", "قديم.md"] {
                let parsed = parse_article(path, &source, &config);
                check(&parsed.value);
                for finding in &parsed.diagnostics {
                    let Some(at) = finding.position else { continue };
                    prop_assert!(source.get(at.start as usize..at.end as usize).is_some());
                }
            }
        }
    }

    #[test]
    fn every_page_is_read(source in source(), noise in prop::collection::vec(any::<u8>(), 0..40)) {
        let mut bytes = source.clone().into_bytes();
        bytes.extend(noise);
        for folder in ["articles", "actors", "places", "topics", "meetings", "claims"] {
            let parsed = parse_page(&format!("{folder}/x.md"), &bytes, &Config::default());
            match parsed.value {
                Some(Page::Article(article)) => check(&article),
                Some(Page::Entity(entity)) => check(&entity.prose.expect("a page has prose")),
                Some(Page::Meeting(meeting)) => check(&meeting.prose),
                Some(Page::Claim(claim)) => check(&claim.prose),
                Some(Page::Topic(topic)) => check(&topic.prose.expect("a page has prose")),
                other => prop_assert!(false, "{other:?}"),
            }
        }
        parse_config("isnad.toml", &source);
        parse_json_line(1, &source);
        detect_language(&source);
    }

    #[test]
    fn plain_text_keeps_every_character(text in any::<String>()) {
        let line = serde_json::json!({ "id": "x", "text": text }).to_string();
        let article = parse_json_line(1, &line).value.expect("a text");
        prop_assert_eq!(&article.text, &text);
        check(&article);
    }
}
