//! The same Arabic articles without vowel marks, in sloppy letters and with broken words lose less than a point.

use isnad_corpus::Corpus;
use isnad_eval::{Scores, parse, score};
use isnad_model::Config;
use isnad_tests::root;
use serde_json::Value;

/// What a variant makes of one scalar, given the word around it and its place in it.
type Write = fn(&str, usize, char) -> String;

/// A text rewritten, and where each of its scalars went.
struct Rewritten {
    text: String,
    moved: Vec<u64>,
}

fn is_mark(c: char) -> bool {
    ('\u{64B}'..='\u{652}').contains(&c) || c == '\u{670}'
}

fn without_marks(_: &str, _: usize, c: char) -> String {
    if is_mark(c) { String::new() } else { c.to_string() }
}

fn sloppy_letters(word: &str, at: usize, c: char) -> String {
    let last = at + 1 == word.chars().count();
    let instead = match c {
        'أ' | 'إ' | 'آ' => 'ا',
        'ى' if last => 'ي',
        'ة' if last => 'ه',
        _ => c,
    };
    instead.to_string()
}

/// Words of seven letters and more get the marks by which publishers hide them from filters (`انعقـ.ـاد`).
fn broken_words(word: &str, at: usize, c: char) -> String {
    let letters = word.chars().count();
    let plain = word.chars().all(|c| ('ء'..='ي').contains(&c) && c != 'ـ');
    // Only a letter that joins the next one can be drawn out.
    let joins = !matches!(
        c,
        'ا' | 'أ' | 'إ' | 'آ' | 'د' | 'ذ' | 'ر' | 'ز' | 'و' | 'ؤ' | 'ء' | 'ة' | 'ى'
    );
    let middle = word.chars().enumerate().skip(letters / 2).find(|&(_, c)| {
        !matches!(
            c,
            'ا' | 'أ' | 'إ' | 'آ' | 'د' | 'ذ' | 'ر' | 'ز' | 'و' | 'ؤ' | 'ء' | 'ة' | 'ى'
        )
    });
    if plain && letters >= 7 && joins && middle.is_some_and(|(it, _)| it == at) && at + 1 < letters {
        format!("{c}ـ.ـ")
    } else {
        c.to_string()
    }
}

/// Rewrites a text word by word; words that `keep` covers stay as they are.
fn rewrite(text: &str, keep: &[(u64, u64)], write: Write) -> Rewritten {
    let scalars: Vec<char> = text.chars().collect();
    let mut rewritten = Rewritten {
        text: String::new(),
        moved: Vec::with_capacity(scalars.len() + 1),
    };
    let mut written = 0;
    let mut at = 0;
    while at < scalars.len() {
        let word = |c: char| c.is_alphabetic() || is_mark(c) || c == 'ـ';
        let end = (at..scalars.len())
            .find(|&it| !word(scalars[it]))
            .unwrap_or(scalars.len());
        let end = end.max(at + 1);
        let whole: String = scalars[at..end].iter().collect();
        let kept = keep
            .iter()
            .any(|&(start, stop)| (start as usize) < end && at < stop as usize);
        for (place, &c) in scalars[at..end].iter().enumerate() {
            rewritten.moved.push(written);
            let now = if kept {
                c.to_string()
            } else {
                write(&whole, place, c)
            };
            written += now.chars().count() as u64;
            rewritten.text.push_str(&now);
        }
        at = end;
    }
    rewritten.moved.push(written);
    rewritten
}

/// Moves every span of an annotated article.
fn shift(value: &mut Value, rewritten: &Rewritten) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| shift(item, rewritten)),
        Value::Object(fields) => {
            let ends = [fields.get("start"), fields.get("end")].map(|it| it.and_then(Value::as_u64));
            if let [Some(start), Some(end)] = ends {
                let (start, end) = (rewritten.moved[start as usize], rewritten.moved[end as usize]);
                let words: String = rewritten
                    .text
                    .chars()
                    .skip(start as usize)
                    .take((end - start) as usize)
                    .collect();
                fields.insert("start".to_owned(), start.into());
                fields.insert("end".to_owned(), end.into());
                if fields.contains_key("text") {
                    fields.insert("text".to_owned(), words.into());
                }
            }
            fields
                .values_mut()
                .filter(|it| it.is_object() || it.is_array())
                .for_each(|item| shift(item, rewritten));
        }
        _ => {}
    }
}

/// Spans of names and sources, which a variant may leave alone.
fn named(article: &Value) -> Vec<(u64, u64)> {
    let span = |it: &Value| Some((it["start"].as_u64()?, it["end"].as_u64()?));
    let mentions = article["mentions"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(span);
    let sources = article["claims"].as_array().into_iter().flatten();
    mentions
        .chain(sources.filter_map(|claim| span(&claim["source"])))
        .collect()
}

fn variant(lines: &str, write: Write, keep_names: bool) -> String {
    let mut out = String::new();
    for line in lines.lines() {
        let mut article: Value = serde_json::from_str(line).expect("a line is an article");
        if article["lang"] != "ar" {
            continue;
        }
        let keep = if keep_names { named(&article) } else { Vec::new() };
        let text = article["text"].as_str().unwrap_or_default().to_owned();
        let rewritten = rewrite(&text, &keep, write);
        shift(&mut article, &rewritten);
        article["text"] = rewritten.text.into();
        out.push_str(&article.to_string());
        out.push('\n');
    }
    out
}

fn scores(lines: &str) -> Scores {
    let gold = parse(lines).expect("the variant is annotated rightly");
    let mut corpus = Corpus::new(Config::default());
    corpus.update();
    let extractor = corpus.extractor().expect("the language packs can be read");
    let records: Vec<_> = lines
        .lines()
        .enumerate()
        .filter_map(|(at, line)| isnad_parse::parse_json_line(at + 1, line).value)
        .map(|article| extractor.extract(&article))
        .collect();
    score(&gold, &records, None)
}

#[test]
fn spelling_costs_less_than_a_point() {
    let read = |name: &str| {
        let file = root().join("tests/gold").join(name);
        std::fs::read_to_string(file).expect("the gold is there")
    };
    let lines = read("articles.jsonl") + &read("learned.jsonl");
    let same = variant(&lines, |_, _, c| c.to_string(), false);
    let plain = scores(&same);
    let variants: [(&str, Write, bool); 3] = [
        ("without marks", without_marks, false),
        ("sloppy letters", sloppy_letters, false),
        ("broken words", broken_words, true),
    ];
    let mut fallen = Vec::new();
    for (name, write, keep_names) in variants {
        let rewritten = variant(&lines, write, keep_names);
        assert_ne!(rewritten, same, "{name} changes something");
        let spelt = scores(&rewritten);
        for measure in [
            "claims content",
            "claims",
            "claims: stance",
            "mentions overlapping",
        ] {
            let (was, is) = (plain.total(measure).f1(), spelt.total(measure).f1());
            if was - is >= 0.01 {
                fallen.push(format!("{name}: {measure} {was:.3} -> {is:.3}\n{spelt}"));
            }
        }
    }
    assert!(fallen.is_empty(), "{}", fallen.join("\n"));
}
