//! `isnad init`: starts a knowledge base, empty or with the example.

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};
use include_dir::{Dir, include_dir};

use crate::{cli::Init, commands::Outcome, console::Console, project::CONFIG};

/// The example knowledge base, all of it the project's own writing.
static EXAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../content");
static EXAMPLE_CONFIG: &str = include_str!("../../../../isnad.toml");

const CONFIG_TEXT: &str = r#"# What the site is called, by language.
title = { ar = "ملفي", en = "My dossier" }
description = { ar = "", en = "" }
# Where the site will stand; `isnad build -u URL` overrides it.
base_url = "/"
# Languages of the interface; the first is the default.
languages = ["ar", "en"]
"#;

const ARTICLE: &str = r#"+++
title = "The headline as it was published"
publisher = "Name of the outlet"
date = "2021-07-06"
draft = true
+++
Paste the article here. Russia's foreign minister Sergey Lavrov met the UN envoy Geir Pedersen in Geneva on Monday.
"#;

/// Runs the verb.
pub fn run(flags: &Init, console: &Console) -> Result<Outcome> {
    let folder = &flags.folder;
    for name in [CONFIG, "content"] {
        if folder.join(name).exists() {
            bail!(
                "{} already holds {name}; nothing was written\n  hint: name another folder: `isnad init FOLDER`",
                folder.display()
            );
        }
    }
    if flags.sample {
        write(folder, CONFIG, EXAMPLE_CONFIG.as_bytes())?;
        copy(&EXAMPLE, &folder.join("content"))?;
    } else {
        write(folder, CONFIG, CONFIG_TEXT.as_bytes())?;
        write(folder, "content/articles/first.md", ARTICLE.as_bytes())?;
        for name in ["actors", "places", "topics"] {
            let place = folder.join("content").join(name);
            fs::create_dir_all(&place).with_context(|| format!("cannot make {}", place.display()))?;
        }
    }
    write(folder, ".gitignore", b"/site/\n/.isnad-cache/\n").ok();
    console.say(format!(
        "{}: a knowledge base to write in\n  next: isnad serve -C {}",
        folder.display(),
        folder.display()
    ));
    Ok(Outcome::Fine)
}

fn copy(from: &Dir<'_>, to: &Path) -> Result<()> {
    for file in from.files() {
        write(to, &file.path().to_string_lossy(), file.contents())?;
    }
    from.dirs().try_for_each(|folder| copy(folder, to))
}

/// Writes a new file; an existing one is left as it is.
fn write(folder: &Path, name: &str, bytes: &[u8]) -> Result<()> {
    let path = folder.join(name);
    if path.exists() {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).with_context(|| format!("cannot make {}", parent.display()))?;
    }
    fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
