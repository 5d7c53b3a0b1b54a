//! Theme: the templates, styles, scripts and words that give pages their shape; the built-in one, or a user's over it.

use std::{collections::BTreeMap, fmt};

use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha384};
use tera::{Context, ErrorKind, Tera};

use crate::{catalogue::Catalogue, lint};

static BUILTIN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../templates");

/// Templates, assets and words.
#[derive(Debug)]
pub struct Theme {
    tera: Tera,
    assets: BTreeMap<String, Asset>,
    catalogues: BTreeMap<String, Catalogue>,
}

/// A file that the site serves as it is.
#[derive(Clone, Debug)]
pub struct Asset {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its media type.
    pub content_type: &'static str,
    /// Value of an `integrity` attribute.
    pub integrity: String,
}

/// What is wrong with a theme's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeError {
    /// Path below the templates folder.
    pub file: String,
    /// Line, from 1.
    pub line: Option<usize>,
    /// Column, from 1.
    pub column: Option<usize>,
    /// One sentence, with the fields that there are where a name is not known.
    pub message: String,
}

impl fmt::Display for ThemeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.file)?;
        for number in [self.line, self.column].into_iter().flatten() {
            write!(formatter, ":{number}")?;
        }
        write!(formatter, ": {}", self.message)
    }
}

impl std::error::Error for ThemeError {}

impl Theme {
    /// The theme inside the program.
    ///
    /// # Errors
    /// Never for a program whose tests pass.
    pub fn builtin() -> Result<Self, ThemeError> {
        Self::with_overrides(BTreeMap::new())
    }

    /// The built-in theme with `files` (path below the templates folder → text) in place of its own or added to it.
    ///
    /// # Errors
    /// When a template does not parse, prints data raw or uses what does not exist, or a catalogue is no TOML.
    pub fn with_overrides(files: BTreeMap<String, String>) -> Result<Self, ThemeError> {
        let mut sources = BTreeMap::new();
        collect(&BUILTIN, &mut sources);
        let mut catalogues = load_catalogues(&sources, None)?;
        catalogues = load_catalogues(
            &files
                .iter()
                .map(|(path, text)| (path.clone(), text.clone().into_bytes()))
                .collect(),
            Some(catalogues),
        )?;
        sources.extend(files.into_iter().map(|(path, text)| (path, text.into_bytes())));

        let mut templates = Vec::new();
        let mut assets = BTreeMap::new();
        for (path, bytes) in sources {
            if let Some(name) = path.strip_prefix("assets/") {
                assets.insert(name.to_owned(), Asset::new(name, bytes));
            } else if path.ends_with(".html") || path.ends_with(".xml") {
                templates.push((path, String::from_utf8_lossy(&bytes).into_owned()));
            }
        }
        lint_all(&templates)?;
        Ok(Self {
            tera: compile(templates)?,
            assets,
            catalogues,
        })
    }

    /// The words of `lang`, where the theme has them.
    pub fn catalogue(&self, lang: &str) -> Option<&Catalogue> {
        self.catalogues.get(lang)
    }

    /// Every language that the theme has words for, sorted.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.catalogues.keys().map(String::as_str)
    }

    /// Files that are served as they are, by name below `assets/`.
    pub fn assets(&self) -> &BTreeMap<String, Asset> {
        &self.assets
    }

    /// The template `name` with `context`.
    pub(crate) fn render(&self, name: &str, context: &Context) -> Result<String, ThemeError> {
        self.tera
            .render(name, context)
            .map_err(|error| from_tera(name, &error))
    }
}

impl Asset {
    fn new(name: &str, bytes: Vec<u8>) -> Self {
        let content_type = match name.rsplit('.').next() {
            Some("css") => "text/css; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("svg") => "image/svg+xml",
            Some("json") => "application/json",
            Some("woff2") => "font/woff2",
            Some("png") => "image/png",
            _ => "text/plain; charset=utf-8",
        };
        let integrity = format!("sha384-{}", base64(&Sha384::digest(&bytes)));
        Self {
            bytes,
            content_type,
            integrity,
        }
    }
}

/// Base64 with padding (RFC 4648).
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let encode = |chunk: &[u8]| {
        let group = chunk
            .iter()
            .fold(0u32, |group, &byte| group << 8 | u32::from(byte))
            << (8 * (3 - chunk.len()));
        let digit = |index: usize| char::from(ALPHABET[(group >> (18 - 6 * index) & 63) as usize]);
        (0..4)
            .map(|index| if index <= chunk.len() { digit(index) } else { '=' })
            .collect::<String>()
    };
    bytes.chunks(3).map(encode).collect()
}

fn collect(dir: &Dir<'_>, sources: &mut BTreeMap<String, Vec<u8>>) {
    for file in dir.files() {
        let path: Vec<_> = file.path().iter().map(|part| part.to_string_lossy()).collect();
        sources.insert(path.join("/"), file.contents().to_vec());
    }
    dir.dirs().for_each(|inner| collect(inner, sources));
}

/// Catalogues in `sources`, over `base`. A language that is new falls back to English key by key.
fn load_catalogues(
    sources: &BTreeMap<String, Vec<u8>>,
    base: Option<BTreeMap<String, Catalogue>>,
) -> Result<BTreeMap<String, Catalogue>, ThemeError> {
    let mut catalogues = base.unwrap_or_default();
    for (path, bytes) in sources {
        let Some(lang) = path
            .strip_prefix("i18n/")
            .and_then(|name| name.strip_suffix(".toml"))
        else {
            continue;
        };
        let text = String::from_utf8_lossy(bytes);
        let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
            let (line, column) = error
                .span()
                .map_or((None, None), |span| position(&text, span.start));
            ThemeError {
                file: path.clone(),
                line,
                column,
                message: error.message().to_owned(),
            }
        })?;
        let fallback = catalogues.get(lang).or_else(|| catalogues.get("en"));
        catalogues.insert(lang.to_owned(), Catalogue::new(lang, &table, fallback));
    }
    Ok(catalogues)
}

fn lint_all(templates: &[(String, String)]) -> Result<(), ThemeError> {
    for (name, source) in templates {
        if let Some(fault) = lint::check(name, source).into_iter().next() {
            let (line, column) = position(source, fault.offset);
            return Err(ThemeError {
                file: name.clone(),
                line,
                column,
                message: fault.message,
            });
        }
    }
    Ok(())
}

/// Line and column, both from 1, of a byte offset.
fn position(text: &str, offset: usize) -> (Option<usize>, Option<usize>) {
    let before = &text[..text.floor_char_boundary(offset)];
    let column = before.chars().rev().take_while(|&c| c != '\n').count() + 1;
    (Some(before.matches('\n').count() + 1), Some(column))
}

fn compile(templates: Vec<(String, String)>) -> Result<Tera, ThemeError> {
    let mut tera = Tera::new();
    // Every template escapes, whatever its name ends with.
    tera.autoescape_on([""]);
    tera.set_escape_fn(escape);
    tera.add_raw_templates(templates)
        .map_err(|error| from_tera("templates", &error))?;
    Ok(tera)
}

/// Escapes for element content and quoted attributes of HTML and XML.
fn escape(input: &str, output: &mut dyn std::io::Write) -> std::io::Result<()> {
    output.write_all(crate::markup::escape(input).as_bytes())
}

fn from_tera(name: &str, error: &tera::Error) -> ThemeError {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => ThemeError {
            file: report.filename().to_owned(),
            line: Some(report.span().start_line),
            column: Some(report.span().start_col + 1),
            message: report.message().to_owned(),
        },
        kind => ThemeError {
            file: name.to_owned(),
            line: None,
            column: None,
            message: kind.to_string(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_rfc() {
        for (plain, encoded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(plain.as_bytes()), encoded);
        }
    }

    #[test]
    fn a_broken_override_names_its_place() {
        let broken = |path: &str, text: &str| {
            Theme::with_overrides(BTreeMap::from([(path.to_owned(), text.to_owned())])).expect_err(text)
        };
        let error = broken("about.html", "<p>\n{{ page.title }}</p>");
        assert_eq!(
            (error.file.as_str(), error.line, error.column),
            ("about.html", Some(2), Some(1))
        );
        let error = broken("about.html", "<p>\n{% if %}</p>");
        assert_eq!((error.file.as_str(), error.line), ("about.html", Some(2)));
        assert_eq!(broken("i18n/en.toml", "a = ").file, "i18n/en.toml");
        assert!(
            broken("about.html", "{{ <nothing /> }}")
                .message
                .contains("nothing")
        );
    }
}
