//! Parts: the pieces that pages share: chips, tags, glyphs, cards, pagers.

use serde::Serialize;

use crate::phrase::{Phrase, Plain};

/// An entity, meeting, claim or article as a small link with its icon.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Chip {
    /// What it is called.
    pub label: Phrase,
    /// Its page.
    pub href: Option<String>,
    /// Class of its kind.
    pub class: &'static str,
    /// Icon of its kind.
    pub icon: &'static str,
    /// What it is here; may be empty.
    pub note: Phrase,
}

/// A word with a look: status, stance, kind.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Tag {
    /// The word.
    pub label: Phrase,
    /// Class.
    pub class: &'static str,
    /// Icon; empty for none.
    pub icon: &'static str,
}

/// The small picture of a chain that stands beside every fact.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Glyph {
    /// Classes of the links from the origin to the publisher: `o` for an unnamed one, `n` for a named one.
    pub links: Vec<Link>,
    /// The claim or the words that it opens.
    pub href: String,
    /// What a screen reader says.
    pub label: Plain,
}

/// One link of a glyph.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// `o` or `n`.
    pub class: &'static str,
}

/// A claim in a list.
#[derive(Clone, Debug, Serialize)]
pub struct ClaimCard {
    /// Id.
    pub id: String,
    /// The sentence.
    pub text: Phrase,
    /// Its page or anchor.
    pub href: String,
    /// Its chain.
    pub glyph: Glyph,
    /// The chain in names, origin first.
    pub names: Vec<Chip>,
    /// How firmly; absent where plain.
    pub stance: Option<Tag>,
    /// Who says it.
    pub speaker: Phrase,
    /// When it was said or published.
    pub when: Phrase,
    /// Number of links, unnamed sources, number of reports.
    pub note: Phrase,
    /// "in Arabic" where it is not in the page's language.
    pub language: Phrase,
}

/// A meeting in a list.
#[derive(Clone, Debug, Serialize)]
pub struct MeetingCard {
    /// Id.
    pub id: String,
    /// What it is called.
    pub title: Phrase,
    /// Its page.
    pub href: String,
    /// When.
    pub when: Phrase,
    /// Who and where.
    pub chips: Vec<Chip>,
    /// What became of it.
    pub status: Tag,
    /// The kind's word.
    pub kind: Phrase,
    /// The chain of its first telling.
    pub glyph: Option<Glyph>,
    /// How many articles tell it.
    pub note: Phrase,
    /// Whether the tellings disagree.
    pub disputed: Phrase,
}

/// An article in a list.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleCard {
    /// Id.
    pub id: String,
    /// Its title.
    pub title: Phrase,
    /// Its page.
    pub href: String,
    /// Who published it.
    pub publisher: Phrase,
    /// When.
    pub date: Phrase,
    /// How much was found in it, or why it is listed.
    pub note: Phrase,
    /// "in English" where it is not in the page's language.
    pub language: Phrase,
    /// That it is a near-copy.
    pub copy: Phrase,
}

/// A group of rows under one head: a letter, a year, a day.
#[derive(Clone, Debug, Serialize)]
pub struct Group<T> {
    /// The head.
    pub head: Phrase,
    /// Anchor.
    pub id: String,
    /// The rows.
    pub rows: Vec<T>,
}

/// Links between the pages of one list.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Pager {
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// "page 2 of 5"; empty for a list of one page.
    pub label: Phrase,
    /// Every page.
    pub pages: Vec<Choice>,
}

/// One of several ways to go.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    /// Its name.
    pub label: Phrase,
    /// Where it leads.
    pub href: String,
    /// Whether it is the page at hand.
    pub current: bool,
}

/// Words of an article with their marks.
#[derive(Clone, Debug, Serialize)]
pub struct Quote {
    /// Safe markup; empty where the text may not be shown.
    pub html: String,
    /// Language of the words.
    pub lang: String,
    /// Their direction.
    pub dir: &'static str,
    /// The article.
    pub article: ArticleCard,
    /// The words in the article.
    pub href: String,
}
