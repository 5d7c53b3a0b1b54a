//! Reader: what the graph holds, in the words of one language of the site.
//!
//! Every view is made from these phrases, chips and cards, so that an entity, a date or a chain reads the same everywhere.

use std::fmt;

use isnad_graph::{
    KnowledgeGraph, MeetingStatus, NodeKind, Slot,
    node::{ArticleNode, Claim, EntityNode, Meeting},
};
use isnad_model::{
    Article, Config, Edtf, EntityKind, Localized, MeetingKind, Name, NameRole, Publish, Stance,
};

use crate::{
    address::{Addresses, entity_path},
    calendar::Calendar,
    catalogue::{Catalogue, Digits},
    phrase::Phrase,
    view::parts::{Chip, Tag},
};

/// The graph as one language's reader sees it.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// The graph.
    pub graph: &'a KnowledgeGraph,
    /// What `isnad.toml` says.
    pub config: &'a Config,
    /// The language's words.
    pub catalogue: &'a Catalogue,
    /// Where pages stand.
    pub addresses: &'a Addresses,
}

/// Longest title made from a text, in scalar values.
const TITLE_LENGTH: usize = 90;

impl<'a> Reader<'a> {
    /// Language of the page.
    pub fn lang(&self) -> &'a str {
        &self.catalogue.lang
    }

    /// The digits of the page.
    pub fn digits(&self) -> Digits {
        Digits::of(&self.config.numerals, self.lang())
    }

    /// How the page writes dates.
    pub fn calendar(&self) -> Calendar<'a> {
        Calendar::new(self.catalogue, self.digits(), &self.config.month_style)
    }

    /// Words of the interface.
    pub fn say(&self, key: &str) -> Phrase {
        self.catalogue.say(key)
    }

    /// Words of the interface with slots.
    pub fn fill(&self, key: &str, slots: &[(&str, Phrase)]) -> Phrase {
        self.catalogue.fill(key, slots)
    }

    /// A number of something, in the plural form that the language asks for.
    pub fn count(&self, key: &str, number: usize) -> Phrase {
        self.catalogue.count(key, number, self.digits())
    }

    /// A number alone.
    pub fn number(&self, number: impl fmt::Display) -> Phrase {
        Phrase::data(self.digits().write(number), self.lang())
    }

    /// Address of a page below the language's folder.
    pub fn href(&self, path: &str) -> String {
        self.addresses.href(&format!("{}/{path}", self.lang()))
    }

    /// A text that was given by language.
    pub fn localized(&self, text: &Localized) -> Phrase {
        text.get(self.lang())
            .map_or_else(Phrase::default, |(text, lang)| Phrase::data(text, lang))
    }

    /// The main name among `names` for this reader.
    pub fn best_name<'n>(&self, names: &'n [Name]) -> Option<&'n Name> {
        let main = |lang: &str| {
            names
                .iter()
                .find(|name| name.role == NameRole::Main && name.lang == lang)
        };
        main(self.lang()).or_else(|| main("en")).or_else(|| names.first())
    }

    /// Name of an entity; the id as data where the graph does not know it.
    pub fn name(&self, id: &str) -> Phrase {
        match self.graph.entity(id) {
            Some(node) => self.entity_name(node),
            None => Phrase::data(id, ""),
        }
    }

    /// Name of an entity.
    pub fn entity_name(&self, node: &EntityNode) -> Phrase {
        let (name, lang) = node.entity.display_name(self.lang());
        Phrase::data(name, lang)
    }

    /// Address of an entity's page, where it has one.
    pub fn entity_href(&self, id: &str) -> Option<String> {
        self.graph
            .entity(id)
            .map(|node| self.href(&entity_path(node.entity.kind, id)))
    }

    /// Name of an entity, linked to its page.
    pub fn entity_link(&self, id: &str) -> Phrase {
        let name = self.name(id);
        match (self.graph.entity(id), self.entity_href(id)) {
            (Some(node), Some(href)) => name.linked(&href, kind_class(node.entity.kind)),
            _ => name,
        }
    }

    /// An entity as a chip.
    pub fn chip(&self, id: &str) -> Chip {
        let node = self.graph.entity(id);
        Chip {
            label: self.name(id),
            href: self.entity_href(id),
            class: node.map_or("k-actor", |node| kind_class(node.entity.kind)),
            icon: node.map_or("person", kind_icon),
            note: Phrase::default(),
        }
    }

    /// The word for an entity's kind, or for its class where it has a known one.
    pub fn kind_word(&self, node: &EntityNode) -> Phrase {
        let class = node.entity.class.as_deref().map(|class| format!("class.{class}"));
        match class.as_deref().and_then(|key| self.catalogue.find(key)) {
            Some(word) => Phrase::words(word),
            None => self.say(&format!("kind.{}", node.entity.kind.as_str())),
        }
    }

    /// `phrases` as a list in words: "A, B and C".
    pub fn list(&self, phrases: &[Phrase]) -> Phrase {
        match phrases {
            [] => Phrase::default(),
            [one] => one.clone(),
            [first, last] => self.fill("list.pair", &[("a", first.clone()), ("b", last.clone())]),
            [before @ .., last] => {
                let before = Phrase::join(before.iter().cloned(), self.catalogue.get("list.separator"));
                self.fill("list.last", &[("a", before), ("b", last.clone())])
            }
        }
    }

    /// Title of an article; the first words of its text where it has none.
    pub fn article_title(&self, article: &Article) -> Phrase {
        if let Some(title) = article.title.as_deref().filter(|title| !title.trim().is_empty()) {
            return Phrase::data(title.trim(), &article.lang);
        }
        let first = article
            .text
            .lines()
            .find(|line| !line.trim().is_empty())
            .unwrap_or_default();
        match (first.trim(), self.policy(article)) {
            ("", _) | (_, Publish::Metadata) => Phrase::data(&article.id, ""),
            (line, _) => Phrase::data(shorten(line, TITLE_LENGTH), &article.lang),
        }
    }

    /// How much of an article the site may show.
    pub fn policy(&self, article: &Article) -> Publish {
        article.publish.unwrap_or(self.config.publish)
    }

    /// Address of an article's page.
    pub fn article_href(&self, id: &str) -> String {
        self.href(&format!("articles/{id}/"))
    }

    /// Publisher of an article as a phrase, linked where the graph knows it.
    pub fn publisher(&self, node: &ArticleNode) -> Phrase {
        match (&node.publisher, &node.article.publisher) {
            (Some(id), _) => self.entity_link(id),
            (None, Some(name)) => Phrase::data(name.trim(), &node.article.lang),
            (None, None) => self.say("article.no_publisher"),
        }
    }

    /// Address of a claim: its page, or its anchor on the article that tells it.
    pub fn claim_href(&self, claim: &Claim) -> String {
        match claim.reports.first() {
            Some(report) if !claim.has_page() => {
                self.href(&format!("articles/{}/#c-{}", report.article, claim.id))
            }
            _ => self.href(&format!("claims/{}/", claim.id)),
        }
    }

    /// Address of a meeting's page.
    pub fn meeting_href(&self, id: &str) -> String {
        self.href(&format!("meetings/{id}/"))
    }

    /// What a meeting is called: its page's title, or who met whom where.
    pub fn meeting_title(&self, meeting: &Meeting) -> Phrase {
        if let Some(name) = meeting
            .curated
            .as_ref()
            .and_then(|page| self.best_name(&page.names))
        {
            return Phrase::data(&name.text, &name.lang);
        }
        let title = self.told_title(meeting, None);
        match meeting.place() {
            Some(place) if !matches!(meeting.kind, MeetingKind::Call) && !self.says_place(meeting, place) => {
                self.fill(
                    "meeting.in_place",
                    &[("what", title), ("place", self.name(place))],
                )
            }
            _ => title,
        }
    }

    /// Whether the title of a round names its place already, in the name of its series.
    fn says_place(&self, meeting: &Meeting, place: &str) -> bool {
        if meeting.kind != MeetingKind::Round || meeting.series.is_none() {
            return false;
        }
        let (series, place) = (self.series(meeting).bare(), self.name(place).bare());
        !place.is_empty() && series.contains(&place)
    }

    /// The same in few words, for a picture around `entity`, who need not be named again.
    pub fn meeting_label(&self, meeting: &Meeting, entity: &str) -> Phrase {
        match meeting
            .curated
            .as_ref()
            .and_then(|page| self.best_name(&page.names))
        {
            Some(name) => Phrase::data(&name.text, &name.lang),
            None => self.told_title(meeting, Some(entity)),
        }
    }

    /// Kind and participants, without `left_out` where others remain.
    fn told_title(&self, meeting: &Meeting, left_out: Option<&str>) -> Phrase {
        let all = meeting
            .participants
            .iter()
            .map(|attendee| attendee.entity.as_str());
        let others: Vec<&str> = all.clone().filter(|id| Some(*id) != left_out).collect();
        let named = if others.is_empty() { all.collect() } else { others };
        let names: Vec<Phrase> = named.into_iter().map(|id| self.name(id)).collect();
        let who = self.short_list(&names);
        match (meeting.kind, meeting.ordinal, &meeting.series) {
            (MeetingKind::Round, Some(number), Some(_)) => {
                let series = ("series", self.series(meeting));
                match self.catalogue.find(&format!("round.n{number}")) {
                    Some(ordinal) => self.fill(
                        "meeting.named_round_of",
                        &[("ordinal", Phrase::words(ordinal)), series],
                    ),
                    None => self.fill("meeting.round_of", &[("n", self.number(number)), series]),
                }
            }
            (MeetingKind::Round, None, Some(_)) => {
                self.fill("meeting.a_round_of", &[("series", self.series(meeting))])
            }
            (MeetingKind::Round, Some(number), None) => {
                self.fill("meeting.round", &[("n", self.number(number)), ("who", who)])
            }
            (kind, ..) => {
                let shape = if names.len() > 1 { "many" } else { "one" };
                self.fill(
                    &format!("meeting.title.{}.{shape}", kind.as_str()),
                    &[("who", who)],
                )
            }
        }
    }

    /// The series' name; where an entity or topic bears it, in the reader's language.
    pub fn series(&self, meeting: &Meeting) -> Phrase {
        let Some(series) = meeting.series.as_deref() else {
            return Phrase::default();
        };
        let targets = self.graph.resolve(series, None);
        let topic = targets
            .iter()
            .find(|target| target.kind == NodeKind::Topic)
            .and_then(|it| self.graph.topic(&it.id));
        if let Some(name) = topic.and_then(|node| self.best_name(&node.topic.names)) {
            return Phrase::data(&name.text, &name.lang);
        }
        match targets.iter().find(|target| target.kind == NodeKind::Entity) {
            Some(target) => self.name(&target.id),
            None => Phrase::data(series, ""),
        }
    }

    /// The first names of a list; the rest as a number.
    pub fn short_list(&self, names: &[Phrase]) -> Phrase {
        const SHOWN: usize = 3;
        if names.len() <= SHOWN + 1 {
            return self.list(names);
        }
        let shown = Phrase::join(
            names[..SHOWN].iter().cloned(),
            self.catalogue.get("list.separator"),
        );
        let others = self.count("count.others", names.len() - SHOWN);
        self.fill("list.last", &[("a", shown), ("b", others)])
    }

    /// When a meeting took or takes place.
    pub fn meeting_when(&self, meeting: &Meeting) -> Phrase {
        self.calendar().optional(meeting.date())
    }

    /// What one side of a dispute says.
    pub fn side(&self, slot: Slot, value: &str) -> Phrase {
        match slot {
            Slot::Happening => self.say(&format!("status.{value}")),
            Slot::Date => match value.parse() {
                Ok(date) => self.calendar().date(&date),
                Err(_) => Phrase::data(value, ""),
            },
            Slot::Place | Slot::Participant => self.entity_link(value),
            Slot::Number => Phrase::data(value, ""),
        }
    }

    /// From when until when, where anything is known.
    pub fn period(&self, from: Option<&Edtf>, until: Option<&Edtf>) -> Phrase {
        let date = |date: &Edtf| self.calendar().date(date);
        match (from, until) {
            (Some(from), Some(until)) => {
                self.fill("date.range", &[("from", date(from)), ("until", date(until))])
            }
            (Some(from), None) => self.fill("date.since", &[("date", date(from))]),
            (None, Some(until)) => self.fill("date.until", &[("date", date(until))]),
            (None, None) => Phrase::default(),
        }
    }

    /// A status as a tag.
    pub fn status_tag(&self, status: impl Into<MeetingStatus>) -> Tag {
        let status = status.into();
        let (class, icon) = match status {
            MeetingStatus::Held => ("s-held", "held"),
            MeetingStatus::Planned => ("s-planned", "planned"),
            MeetingStatus::Postponed => ("s-postponed", "clock"),
            MeetingStatus::Cancelled => ("s-cancelled", "cancelled"),
            MeetingStatus::Denied => ("s-denied", "denied"),
            MeetingStatus::Unreported => ("s-unreported", "planned"),
        };
        Tag {
            label: self.say(&format!("status.{}", status.as_str())),
            class,
            icon,
        }
    }

    /// What became of a meeting as far as is known today, as a tag.
    pub fn meeting_status(&self, meeting: &Meeting) -> Tag {
        self.status_tag(self.graph.status(meeting))
    }

    /// A stance as a tag.
    pub fn stance_tag(&self, stance: Stance) -> Tag {
        let (class, icon) = match stance {
            Stance::Asserted => ("st-asserted", ""),
            Stance::Hedged => ("st-hedged", ""),
            Stance::Predicted => ("st-predicted", "clock"),
            Stance::Denied => ("st-denied", "denied"),
        };
        Tag {
            label: self.say(&format!("stance.{}", stance.as_str())),
            class,
            icon,
        }
    }

    /// "in Arabic" where a text is not in the page's language; nothing where it is.
    pub fn language_note(&self, lang: &str) -> Phrase {
        let language = lang.split('-').next().unwrap_or_default();
        if language.is_empty() || language == self.lang() {
            return Phrase::default();
        }
        match self.catalogue.find(&format!("in_language.{language}")) {
            Some(words) => Phrase::words(words),
            None => self.fill("in_language.other", &[("code", Phrase::data(language, "en"))]),
        }
    }
}

/// `text` cut at a word after at most `length` scalar values, with an ellipsis where it was cut.
pub fn shorten(text: &str, length: usize) -> String {
    let Some((cut, _)) = text.char_indices().nth(length) else {
        return text.to_owned();
    };
    let head = &text[..cut];
    let head = head
        .rfind(char::is_whitespace)
        .map_or(head, |space| &head[..space]);
    format!(
        "{}…",
        head.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '،' | ',' | ':' | '؛' | ';' | '.'))
    )
}

/// Class that colours a kind.
pub fn kind_class(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person | EntityKind::Group => "k-actor",
        EntityKind::Organization | EntityKind::State => "k-org",
        EntityKind::Place => "k-place",
        EntityKind::Anonymous => "k-anon",
    }
}

/// Icon of an entity.
pub fn kind_icon(node: &EntityNode) -> &'static str {
    match (node.entity.kind, node.entity.class.as_deref()) {
        (EntityKind::Person, _) => "person",
        (EntityKind::Organization, Some("outlet" | "agency" | "newspaper" | "channel" | "news-agency")) => {
            "news"
        }
        (EntityKind::Organization, _) => "org",
        (EntityKind::State, _) => "state",
        (EntityKind::Place, _) => "place",
        (EntityKind::Group, _) => "group",
        (EntityKind::Anonymous, _) => "anon",
    }
}
