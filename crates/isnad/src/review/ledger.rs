//! Ledger: the file that a review writes to. Judgements are added at its end; nothing that stands in it is touched.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use isnad_model::{Correction, Judgement, Passage};
use toml::Value;

use crate::output;

/// What a new file begins with.
const HEADING: &str = "# Judgements made with `isnad review`. Delete a table to take its decision back.\n";

/// A file of judgements that is open for review.
#[derive(Debug)]
pub struct Ledger {
    path: PathBuf,
    /// The file as it was last seen; `None` where there is none.
    text: Option<String>,
    /// The file before each judgement of this session.
    before: Vec<Option<String>>,
}

impl Ledger {
    /// Opens the file, which need not be there yet.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn open(path: &Path) -> Result<Self> {
        Ok(Self {
            path: path.to_owned(),
            text: read(path)?,
            before: Vec::new(),
        })
    }

    /// Adds a judgement at the end.
    ///
    /// # Errors
    /// When the file changed since it was last seen (then nothing is written), or cannot be written.
    pub fn add(&mut self, judgement: &Judgement) -> Result<()> {
        self.refuse_changed()?;
        let mut text = self.text.clone().unwrap_or_else(|| HEADING.to_owned());
        if !text.ends_with('\n') {
            text.push('\n');
        }
        text.push('\n');
        text.push_str(&draw(judgement));
        self.write(Some(&text))?;
        let before = self.text.replace(text);
        self.before.push(before);
        Ok(())
    }

    /// Takes the last judgement of this session back; whether there was one.
    ///
    /// # Errors
    /// As [`Self::add`].
    pub fn undo(&mut self) -> Result<bool> {
        if self.before.is_empty() {
            return Ok(false);
        }
        self.refuse_changed()?;
        let Some(before) = self.before.pop() else {
            return Ok(false);
        };
        self.write(before.as_deref())?;
        self.text = before;
        Ok(true)
    }

    fn refuse_changed(&self) -> Result<()> {
        if read(&self.path)? != self.text {
            bail!(
                "{} changed while it was being reviewed; nothing was written\n  hint: start `isnad review` again",
                self.path.display()
            );
        }
        Ok(())
    }

    fn write(&self, text: Option<&str>) -> Result<()> {
        let done = match text {
            Some(text) => output::replace(&self.path, text.as_bytes()),
            None => fs::remove_file(&self.path),
        };
        done.with_context(|| format!("cannot write {}", self.path.display()))
    }
}

fn read(path: &Path) -> Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

/// A judgement as its file writes it.
pub fn draw(judgement: &Judgement) -> String {
    let mut text = "[[judgement]]\n".to_owned();
    let mut line = |key: &str, value: String| text.push_str(&format!("{key} = {value}\n"));
    line("verdict", quoted(judgement.verdict.as_str()));
    line("of", quoted(judgement.of.as_str()));
    if !judgement.names.is_empty() {
        line("names", list(&judgement.names));
    }
    match &judgement.at[..] {
        [] => {}
        [place] => line("at", passage(place)),
        places => {
            let places: Vec<String> = places
                .iter()
                .map(|place| format!("  {},\n", passage(place)))
                .collect();
            line("at", format!("[\n{}]", places.concat()));
        }
    }
    for (key, value) in corrections(&judgement.correction) {
        line(key, value);
    }
    if let Some(by) = &judgement.by {
        line("by", quoted(by));
    }
    if let Some(on) = judgement.on {
        line("on", quoted(&on.to_string()));
    }
    if let Some(why) = &judgement.why {
        line("why", quoted(why));
    }
    text
}

fn corrections(correction: &Correction) -> Vec<(&'static str, String)> {
    let or_none = |value: Option<String>| quoted(value.as_deref().unwrap_or("none"));
    let lines = [
        ("participants", correction.participants.as_deref().map(list)),
        ("place", correction.place.clone().map(or_none)),
        (
            "date",
            correction
                .date
                .map(|date| or_none(date.map(|date| date.to_string()))),
        ),
        ("status", correction.status.map(|status| quoted(status.as_str()))),
        ("kind", correction.kind.map(|kind| quoted(kind.as_str()))),
        ("speaker", correction.speaker.as_deref().map(quoted)),
        ("content", correction.content.as_deref().map(quoted)),
        ("stance", correction.stance.map(|stance| quoted(stance.as_str()))),
    ];
    lines
        .into_iter()
        .filter_map(|(key, value)| Some((key, value?)))
        .collect()
}

fn passage(place: &Passage) -> String {
    let mut parts = vec![
        format!("article = {}", quoted(&place.article)),
        format!("quote = {}", quoted(&place.quote)),
    ];
    for (key, words) in [("prefix", &place.prefix), ("suffix", &place.suffix)] {
        if !words.is_empty() {
            parts.push(format!("{key} = {}", quoted(words)));
        }
    }
    format!("{{ {} }}", parts.join(", "))
}

fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", texts.join(", "))
}

/// A text on one line, whatever it holds.
fn quoted(text: &str) -> String {
    let mut quoted = Value::from(text).to_string();
    if quoted.contains('\n') {
        // The crate writes a text of several lines over several lines; within `{ … }` that is no TOML.
        quoted = format!("\"{}\"", text.escape_debug().to_string().replace("\\'", "'"));
    }
    quoted
}

#[cfg(test)]
mod tests {
    use isnad_model::{Config, Judged, Verdict};

    use super::*;

    fn judgement(words: &str) -> Judgement {
        Judgement {
            verdict: Verdict::Correct,
            of: Judged::Meeting,
            names: Vec::new(),
            at: vec![Passage {
                article: "a".to_owned(),
                quote: words.to_owned(),
                prefix: "\"so\" they".to_owned(),
                suffix: String::new(),
            }],
            correction: Correction {
                participants: Some(vec!["هيلدا آكر".to_owned(), "O'Neil \\ \"Bo\"".to_owned()]),
                place: Some(None),
                date: Some("2024-03~".parse().ok()),
                ..Correction::default()
            },
            by: Some("ns".to_owned()),
            on: "2024-04-01".parse().ok(),
            why: Some("seen\nin two lines".to_owned()),
            offset: 0,
        }
    }

    #[test]
    fn what_is_drawn_is_read_as_it_was() {
        let mut written = judgement("met 'them'");
        let source = draw(&written);
        let parsed = isnad_parse::parse_page("judgements/a.toml", source.as_bytes(), &Config::default());
        assert_eq!(parsed.diagnostics, [], "{source}");
        let Some(isnad_parse::Page::Judgements(read)) = parsed.value else {
            panic!("{source}");
        };
        written.offset = read.list[0].offset;
        assert_eq!(read.list, [written]);
    }

    #[test]
    fn a_file_that_changed_underneath_is_left_alone() {
        let folder = std::env::temp_dir().join(format!("isnad-ledger-{}", std::process::id()));
        let path = folder.join("review.toml");
        let mut ledger = Ledger::open(&path).expect("no file is fine");
        ledger.add(&judgement("met")).expect("a new file");
        let first = fs::read_to_string(&path).expect("the file");
        ledger.add(&judgement("talked")).expect("one more");
        assert!(fs::read_to_string(&path).expect("the file").starts_with(&first));
        assert!(ledger.undo().expect("undone"));
        assert_eq!(fs::read_to_string(&path).expect("the file"), first);
        fs::write(&path, "# mine\n").expect("written by somebody else");
        assert!(ledger.add(&judgement("met")).is_err());
        assert!(ledger.undo().is_err());
        assert_eq!(fs::read_to_string(&path).expect("the file"), "# mine\n");
        fs::remove_dir_all(&folder).ok();
    }
}
