//! Article: one published text with its front matter, its plain text and the structure of its body.

use serde::{Deserialize, Serialize};

use crate::{Edtf, Span};

/// How the source was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SourceFormat {
    /// Markdown with optional front matter.
    Markdown,
    /// Plain text as copied from a page.
    Plain,
    /// One object of JSON Lines.
    Json,
}

/// How much of an article's text the site may show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Publish {
    /// The whole text.
    #[default]
    Full,
    /// Only the sentences that facts rest on.
    Excerpts,
    /// Title, publisher, date and address only.
    Metadata,
}

/// Where a link in a body leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkKind {
    /// `[[target]]`, `[[type:target]]`; the heading is kept apart.
    Wiki {
        /// The type before the colon: `actor`, `place`, `topic`, `meeting`, `claim`, `article`.
        of: Option<String>,
        /// The name or id that was written.
        target: String,
        /// The heading after `#`.
        heading: Option<String>,
    },
    /// A relative path to another source file, resolved against the content folder (`actors/x.md`).
    File {
        /// Path below the content folder, with `/`.
        path: String,
        /// The fragment after `#`.
        heading: Option<String>,
    },
    /// An absolute address; only http, https and mailto are kept by the parser.
    External {
        /// The address as written.
        url: String,
    },
}

/// A link in a body: the words that carry it and where they lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The linked words in the article's text.
    pub span: Span,
    /// Where the link leads.
    pub kind: LinkKind,
    /// Byte offset of the link in the source file, for diagnostics.
    pub offset: u32,
}

/// An element of a body. Only these exist: whatever else a source holds is flattened to its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BodyTag {
    /// A paragraph.
    Paragraph,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A block quotation.
    BlockQuote,
    /// A list; the number it starts from where it is ordered.
    List(Option<u32>),
    /// A list item.
    Item,
    /// A block of code.
    CodeBlock,
    /// A table.
    Table,
    /// A table row.
    Row,
    /// A table cell; true in the head row.
    Cell(bool),
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Struck text.
    Strike,
    /// Inline code.
    Code,
    /// A link: index into [`Article::links`].
    Link(u32),
}

/// One step through a body, in reading order. Text is never held twice: it is spans of [`Article::text`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BodyEvent {
    /// An element begins.
    Start(BodyTag),
    /// The innermost open element ends.
    End,
    /// Text of the article.
    Text(Span),
    /// A line break inside a block (a line feed in the text).
    Break,
    /// A thematic break.
    Rule,
    /// A piece of raw HTML as the source wrote it, not yet sanitised; its text, if any, follows as text events.
    Html(String),
}

/// One published text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// ASCII id, unique in the knowledge base.
    pub id: String,
    /// Path below the content folder with `/`; empty for JSON Lines.
    pub path: String,
    /// How the source was written.
    pub format: SourceFormat,
    /// Title, where the source gives one.
    pub title: Option<String>,
    /// Publisher as written: the first link of every chain.
    pub publisher: Option<String>,
    /// Date of publication.
    pub date: Option<Edtf>,
    /// BCP 47 language, declared or detected.
    pub lang: String,
    /// Address of the live page; http or https.
    pub url: Option<String>,
    /// Address of an archived copy; http or https.
    pub archive_url: Option<String>,
    /// Authors as written.
    pub authors: Vec<String>,
    /// Topics as written: ids or names.
    pub topics: Vec<String>,
    /// Whether the article is left out unless drafts are asked for.
    pub draft: bool,
    /// Old ids or site paths that lead here.
    pub aliases: Vec<String>,
    /// How much of the text the site may show.
    pub publish: Option<Publish>,
    /// The text that all spans point into: for Markdown the text content of the body, one line feed between blocks.
    pub text: String,
    /// The structure of the body over `text`.
    pub body: Vec<BodyEvent>,
    /// Links of the body.
    pub links: Vec<Link>,
    /// Headings' slugs, in the order of the heading events; ASCII or percent-encodable, unique.
    pub heading_ids: Vec<String>,
}

impl Article {
    /// An article with nothing but an id and a text.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            path: String::new(),
            format: SourceFormat::Plain,
            title: None,
            publisher: None,
            date: None,
            lang: String::new(),
            url: None,
            archive_url: None,
            authors: Vec::new(),
            topics: Vec::new(),
            draft: false,
            aliases: Vec::new(),
            publish: None,
            text: text.into(),
            body: Vec::new(),
            links: Vec::new(),
            heading_ids: Vec::new(),
        }
    }
}
