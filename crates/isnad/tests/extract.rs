//! Extract: JSON Lines and files in, one record a line out, in order, with offsets in scalar values.

mod common;

use std::{
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
};

use common::{Folder, ISNAD, isnad};
use serde_json::{Value, json};

/// The words between two offsets, which count Unicode scalar values.
fn slice(text: &str, part: &Value) -> String {
    let (start, end) = (
        part["start"].as_u64().unwrap() as usize,
        part["end"].as_u64().unwrap() as usize,
    );
    assert!(start < end, "{part}");
    text.chars().skip(start).take(end - start).collect()
}

#[test]
fn records_come_in_order_with_their_ids_and_texts() {
    let texts = [
        "Rain.",
        "مطر في جنيف.",
        "👩‍🚀 Kofi Annan met Ban Ki-moon in Geneva.",
        "",
        "a\tb\u{202e}c",
    ];
    // More than one batch.
    let lines: Vec<Value> = (0..700)
        .map(|at| json!({"id": format!("n{at}"), "text": texts[at % texts.len()], "lang": "en"}))
        .collect();
    let input: String = lines.iter().map(|line| format!("{line}\n")).collect();
    let run = isnad(&["extract"], input.as_bytes());
    let records = run.json_lines();
    let ids: Vec<_> = records
        .iter()
        .map(|it| (it["id"].clone(), it["text"].clone()))
        .collect();
    let given: Vec<_> = lines
        .iter()
        .map(|it| (it["id"].clone(), it["text"].clone()))
        .collect();
    assert_eq!(ids.len(), given.len(), "{}", run.err);
    assert!(ids == given);
    for threads in ["1", "8"] {
        assert!(isnad(&["extract", "-j", threads], input.as_bytes()).out == run.out);
    }
}

#[test]
fn offsets_count_scalar_values_of_the_text() {
    let text = "👩‍🚀🇸🇾 أعلن وزير الخارجية الروسي سيرغي لافروف في جنيف أن روسيا مستعدة.\nوقالت تركيا إن الأمم المتحـ.ـدة موافقة.";
    let line = json!({"id": "a", "text": text, "date": "2021-07-06", "publisher": "بريد النهر"});
    let record = isnad(&["extract"], line.to_string().as_bytes())
        .ends_with(0)
        .json_lines()
        .remove(0);
    assert_eq!(record["text"], json!(text));
    let mentions = record["mentions"].as_array().unwrap();
    assert!(mentions.len() >= 3, "{record}");
    for mention in mentions {
        assert_eq!(json!(slice(text, mention)), mention["text"], "{mention}");
    }
    let words: Vec<String> = mentions.iter().map(|it| slice(text, it)).collect();
    assert!(words.iter().any(|it| it.ends_with("جنيف")), "{words:?}");
    for claim in record["claims"].as_array().unwrap() {
        for part in ["cue", "content", "evidence"] {
            assert!(!slice(text, &claim[part]).trim().is_empty(), "{claim}");
        }
    }
    for repair in record["repairs"].as_array().unwrap() {
        assert!(slice(text, repair).contains('.'), "{repair}");
    }
}

#[test]
fn a_bad_line_is_told_by_its_number_and_the_rest_goes_on() {
    let input = "{\"id\":\"a\",\"text\":\"Rain.\"}\n\nnot json\n[1]\n{\"id\":\"b\"}\n{\"id\":\"c\",\"text\":\"Sun.\"}\n";
    let run = isnad(&["extract"], input.as_bytes()).ends_with(1);
    let ids: Vec<Value> = run.json_lines().iter().map(|it| it["id"].clone()).collect();
    assert_eq!(ids, ["a", "c"]);
    let run = run
        .tells("standard input:3:")
        .tells("standard input:4:")
        .tells("standard input:5:");
    assert_eq!(run.err.matches("error[").count(), 3, "{}", run.err);
    let bytes = b"{\"id\":\"a\",\"text\":\"caf\xe9\"}\n{\"id\":\"b\",\"text\":\"x\"}";
    let run = isnad(&["extract", "-q"], bytes);
    assert_eq!(run.json_lines().last().unwrap()["id"], json!("b"));
}

#[test]
fn nothing_in_gives_nothing_out() {
    for input in ["", "\n\n", "  \n"] {
        let run = isnad(&["extract"], input.as_bytes()).ends_with(0);
        assert_eq!((run.out.as_str(), run.err.as_str()), ("", ""), "{input:?}");
    }
}

#[test]
fn files_and_folders_are_read_in_order_of_name() {
    let folder = Folder::new();
    folder.write("clips/b.txt", "Second\nRain in Geneva.\n");
    folder.write(
        "clips/a.md",
        "+++\ntitle = \"First\"\npublisher = \"River Post\"\ndate = \"2021-07-06\"\n+++\nRain.\n",
    );
    folder.write("clips/deep/c.md", "Sun.\n");
    folder.write("clips/picture.png", "no text");
    folder.write("one.txt", "Alone\nSnow in Moscow.\n");
    let run = folder
        .isnad_inside(&[
            "extract",
            "one.txt",
            "clips",
            "--publisher",
            "Clip Desk",
            "--date",
            "2021-07-09",
        ])
        .ends_with(0);
    let records = run.json_lines();
    let told: Vec<_> = records
        .iter()
        .map(|it| {
            (
                it["id"].as_str().unwrap(),
                it["publisher"].as_str().unwrap(),
                it["date"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("one", "Clip Desk", "2021-07-09"),
            ("a", "River Post", "2021-07-06"),
            ("b", "Clip Desk", "2021-07-09"),
            ("c", "Clip Desk", "2021-07-09"),
        ]
    );
    folder
        .isnad_inside(&["extract", "nowhere.txt"])
        .ends_with(2)
        .tells("cannot read nowhere.txt");
    folder
        .isnad_inside(&["extract", "one.txt", "--date", "yesterday"])
        .ends_with(2)
        .tells("--date needs a date such as 2021-07-06");
}

#[test]
fn names_of_the_project_are_known() {
    let folder = Folder::small();
    let line = json!({"id": "a", "text": "Yesterday the Old Mill was full.", "lang": "en"}).to_string();
    let entity = |run: common::Run| run.ends_with(0).json_lines()[0]["mentions"][0]["entity"].clone();
    let command =
        |root: &str| common::run(Command::new(ISNAD).args(["extract", "-C", root]), line.as_bytes());
    assert_eq!(
        entity(command(folder.path().to_str().unwrap())),
        json!("old-mill")
    );
    let empty = Folder::new();
    assert_eq!(entity(command(empty.path().to_str().unwrap())), Value::Null);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = Command::new(ISNAD)
        .arg("extract")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writing = std::thread::spawn(move || {
        let line =
            json!({"id": "a", "text": "Rain in Geneva. ".repeat(200), "lang": "en"}).to_string() + "\n";
        // Until the program stops reading.
        (0..2_000).all(|_| stdin.write_all(line.as_bytes()).is_ok())
    });
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut first)
        .unwrap();
    assert!(first.starts_with("{\"id\":\"a\""));
    let output = child.wait_with_output().unwrap();
    writing.join().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
