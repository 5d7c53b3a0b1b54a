//! Corpus: an invented knowledge base of any size, for measurements: 70 % Arabic, 30 % English, few actors named often.

mod articles;
mod entities;
mod random;
mod sentences;
#[rustfmt::skip]
mod words;

use std::{
    fs::{self, File},
    io::{BufWriter, Write},
    path::Path,
};

use anyhow::{Context, Result};

use self::{articles::Writer, entities::Entities};

/// What a corpus is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Number of articles.
    pub articles: usize,
    /// Number of persons and bodies with pages.
    pub actors: usize,
    /// Another seed is another corpus.
    pub seed: u64,
}

impl Plan {
    /// A corpus of so many articles, with an actor for each twenty.
    pub fn of(articles: usize) -> Self {
        Self {
            articles,
            actors: (articles / 20).max(50),
            seed: 1,
        }
    }

    /// The first line of `isnad.toml`, by which a corpus on disk is known again.
    fn mark(&self) -> String {
        // The number goes up when other texts are written for the same plan.
        format!(
            "# corpus 2: {} articles, {} actors, seed {}\n",
            self.articles, self.actors, self.seed
        )
    }
}

/// How much was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Files of any sort.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
}

impl Size {
    fn add(&mut self, bytes: usize) {
        self.files += 1;
        self.bytes += bytes as u64;
    }
}

/// Writes a knowledge base into `folder`, unless the same one is there; gives its size.
///
/// # Errors
/// Whatever the disk says.
pub fn write_project(folder: &Path, plan: Plan) -> Result<Size> {
    let config = folder.join("isnad.toml");
    let size_file = folder.join("size");
    let text = format!(
        "{}title = {{ ar = \"قياس\", en = \"Measurement\" }}\nbase_url = \"https://example.org/\"\nlanguages = [\"ar\", \"en\"]\n\
         default_language = \"ar\"\n",
        plan.mark()
    );
    if fs::read_to_string(&config).is_ok_and(|there| there == text)
        && let Some(size) = fs::read_to_string(&size_file)
            .ok()
            .and_then(|text| read_size(&text))
    {
        return Ok(size);
    }
    let context = || format!("cannot write the corpus in {}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(context)?;
    }
    let content = folder.join("content");
    let entities = Entities::new(plan.actors);
    let mut size = Size::default();
    let mut put = |path: &str, text: &str| {
        let target = content.join(path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent)?;
        }
        size.add(text.len());
        fs::write(target, text)
    };
    for (path, text) in entities.pages() {
        put(path, text).with_context(context)?;
    }
    let writer = Writer::new(&entities, plan.seed);
    for number in 0..plan.articles {
        let (path, text) = writer.article(number).page();
        put(&path, &text).with_context(context)?;
    }
    fs::write(size_file, format!("{} {}", size.files, size.bytes)).with_context(context)?;
    // Last, so that a corpus that was cut short is written again.
    fs::write(config, text).with_context(context)?;
    Ok(size)
}

fn read_size(text: &str) -> Option<Size> {
    let (files, bytes) = text.split_once(' ')?;
    Some(Size {
        files: files.parse().ok()?,
        bytes: bytes.parse().ok()?,
    })
}

/// Writes the same articles as lines for `isnad extract`; gives the size of their texts alone.
///
/// # Errors
/// Whatever the disk says.
pub fn write_lines(path: &Path, plan: Plan) -> Result<Size> {
    let context = || format!("cannot write {}", path.display());
    let mut out = BufWriter::new(File::create(path).with_context(context)?);
    let entities = Entities::new(plan.actors);
    let writer = Writer::new(&entities, plan.seed);
    let mut size = Size::default();
    for number in 0..plan.articles {
        let article = writer.article(number);
        size.add(article.text.len());
        writeln!(out, "{}", article.json_line()).with_context(context)?;
    }
    out.flush().with_context(context)?;
    Ok(size)
}
