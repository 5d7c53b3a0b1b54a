//! Articles: news put together from patterns, the same for the same seed and number.

use super::{
    entities::{Entities, Entity},
    random::{Random, Zipf},
    sentences::{ARABIC, ENGLISH, Patterns},
    words::MONTH,
};

/// Articles in Arabic in a hundred.
const ARABIC_SHARE: usize = 70;
/// Articles in a hundred that repeat an earlier one, with another headline and a cut ending.
const COPIES: usize = 3;
/// Scalar values of a text, about.
const LENGTH: usize = 2_400;
/// The first year, and over how many years the articles are spread.
const FIRST_YEAR: usize = 2014;
const YEARS: usize = 8;

/// One article.
#[derive(Clone, Debug)]
pub struct Article {
    /// Its id.
    pub id: String,
    /// `ar` or `en`.
    pub lang: &'static str,
    /// Publication.
    pub date: Date,
    /// Name of the outlet.
    pub publisher: String,
    /// Headline.
    pub title: String,
    /// Id of the file that it is about.
    pub topic: String,
    /// Paragraphs in Markdown.
    pub text: String,
}

/// A day; months have 28, so that sums stay simple.
#[derive(Clone, Copy, Debug)]
pub struct Date {
    /// Year.
    pub year: usize,
    /// Month, from 1.
    pub month: usize,
    /// Day, from 1.
    pub day: usize,
}

const DAYS: usize = 28;

impl Date {
    fn of(day: usize) -> Self {
        let months = day / DAYS;
        Self {
            year: FIRST_YEAR + months / 12,
            month: months % 12 + 1,
            day: day % DAYS + 1,
        }
    }

    /// `2014-02-03`.
    pub fn iso(&self) -> String {
        format!("{}-{:02}-{:02}", self.year, self.month, self.day)
    }

    fn spoken(&self, lang: usize) -> String {
        let (english, arabic) = MONTH[self.month - 1];
        let month = if lang == 0 { english } else { arabic };
        format!("{} {month} {}", self.day, self.year)
    }
}

impl Article {
    /// As a file of a knowledge base: path below the content folder and text.
    pub fn page(&self) -> (String, String) {
        let path = format!(
            "articles/{}/{:02}/{}.md",
            self.date.year, self.date.month, self.id
        );
        let page = format!(
            "+++\ntitle = {}\npublisher = {}\ndate = \"{}\"\nlang = \"{}\"\nurl = \"https://news.example.org/{}\"\n\
             topics = [\"{}\"]\n+++\n\n{}",
            quoted(&self.title),
            quoted(&self.publisher),
            self.date.iso(),
            self.lang,
            self.id,
            self.topic,
            self.text
        );
        (path, page)
    }

    /// As a line for `isnad extract`.
    pub fn json_line(&self) -> String {
        let value = serde_json::json!({
            "id": self.id,
            "lang": self.lang,
            "date": self.date.iso(),
            "publisher": self.publisher,
            "title": self.title,
            "text": self.text,
        });
        value.to_string()
    }
}

/// A text in quotation marks, as JSON and TOML both read it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Writes the articles of a corpus.
#[derive(Clone, Debug)]
pub struct Writer<'a> {
    entities: &'a Entities,
    seed: u64,
    actors: Zipf,
    places: Zipf,
    files: Zipf,
}

impl<'a> Writer<'a> {
    /// A writer about these entities.
    pub fn new(entities: &'a Entities, seed: u64) -> Self {
        Self {
            entities,
            seed,
            actors: Zipf::new(entities.actors.len()),
            places: Zipf::new(entities.places.len()),
            files: Zipf::new(entities.files.len()),
        }
    }

    /// The article with this number.
    pub fn article(&self, number: usize) -> Article {
        let mut random = Random::new(self.seed ^ 0xa5a5, number as u64);
        if number > 0 && random.percent(COPIES) {
            return self.copy(number, random.below(number), &mut random);
        }
        self.original(number)
    }

    fn original(&self, number: usize) -> Article {
        let mut random = Random::new(self.seed, number as u64);
        let arabic = random.percent(ARABIC_SHARE);
        let day = random.below(YEARS * 12 * DAYS);
        let entities = self.entities;
        let file = &entities.files[self.files.draw(&mut random)];
        let outlet = random.pick(&entities.outlets);
        let mut story = Story {
            lang: usize::from(arabic),
            patterns: if arabic { &ARABIC } else { &ENGLISH },
            actors: self.cast(&self.actors, &entities.actors, 6, &mut random),
            places: self.cast(&self.places, &entities.places, 3, &mut random),
            named: Vec::new(),
            outlets: &entities.outlets,
            file,
            day,
            random,
        };
        let title = story.headline();
        let text = story.text(outlet);
        let lang = story.lang;
        Article {
            id: format!("n{number:06}"),
            lang: if arabic { "ar" } else { "en" },
            date: Date::of(day),
            publisher: outlet.names[lang].clone(),
            title,
            topic: file.id.clone(),
            text,
        }
    }

    fn cast<'b>(
        &self,
        zipf: &Zipf,
        from: &'b [Entity],
        count: usize,
        random: &mut Random,
    ) -> Vec<&'b Entity> {
        let ranks = zipf.draw_different(random, count);
        ranks.into_iter().map(|rank| &from[rank]).collect()
    }

    /// Another outlet's print of an earlier article.
    fn copy(&self, number: usize, of: usize, random: &mut Random) -> Article {
        let mut article = self.original(of);
        article.id = format!("n{number:06}");
        let lang = usize::from(article.lang == "ar");
        article.publisher = random.pick(&self.entities.outlets).names[lang].clone();
        article.title = format!("{} – {}", article.publisher, article.title);
        if let Some((kept, _)) = article.text.trim_end().rsplit_once("\n\n") {
            article.text = format!("{kept}\n");
        }
        article
    }
}

/// One article while it is written.
struct Story<'a> {
    lang: usize,
    patterns: &'static Patterns,
    actors: Vec<&'a Entity>,
    places: Vec<&'a Entity>,
    /// Ids of whom was named in full.
    named: Vec<&'a str>,
    outlets: &'a [Entity],
    file: &'a Entity,
    day: usize,
    random: Random,
}

impl<'a> Story<'a> {
    fn headline(&mut self) -> String {
        let pattern = *self.random.pick(self.patterns.headlines);
        let headline = self.fill(pattern);
        self.named.clear();
        headline
    }

    fn text(&mut self, outlet: &Entity) -> String {
        let mut paragraphs = vec![self.first_paragraph(outlet)];
        let mut length = paragraphs[0].chars().count();
        while length < LENGTH {
            let paragraph = self.paragraph(paragraphs.len());
            length += paragraph.chars().count();
            paragraphs.push(paragraph);
        }
        if self.random.percent(40) {
            let pattern = *self.random.pick(self.patterns.furniture);
            paragraphs.push(self.fill(pattern));
        }
        let mut text = paragraphs.join("\n\n");
        text.push('\n');
        text
    }

    fn first_paragraph(&mut self, outlet: &Entity) -> String {
        let place = self
            .places
            .first()
            .map_or("", |place| place.names[self.lang].as_str());
        let dateline = format!("{place} – {}: ", outlet.names[self.lang]);
        let meeting = *self.random.pick(self.patterns.meetings);
        let saying = *self.random.pick(self.patterns.sayings);
        format!("{dateline}{} {}", self.fill(meeting), self.fill(saying))
    }

    fn paragraph(&mut self, at: usize) -> String {
        if at % 5 == 3 && self.random.percent(50) {
            let heading = *self.random.pick(self.patterns.headings);
            return format!("## {heading}");
        }
        let mut sentences = Vec::new();
        for place in 0..2 + self.random.below(2) {
            let patterns = match (place, self.random.below(10)) {
                (0, 0..2) => self.patterns.meetings,
                (0, 2..8) => self.patterns.sayings,
                (1.., 0..5) => self.patterns.additions,
                _ => self.patterns.tellings,
            };
            let pattern = *self.random.pick(patterns);
            sentences.push(self.fill(pattern));
        }
        sentences.join(" ")
    }

    /// The pattern with every slot filled, as a sentence.
    fn fill(&mut self, pattern: &str) -> String {
        let sentence = self.fill_slots(pattern);
        let mut letters = sentence.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters).collect()
    }

    fn fill_slots(&mut self, pattern: &str) -> String {
        let mut sentence = String::new();
        let mut last = None;
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once('{') {
            sentence.push_str(before);
            let (slot, after) = after.split_once('}').unwrap_or((after, ""));
            match slot {
                "A" | "B" => {
                    let actor = self.other_actor(last);
                    last = Some(actor.id.as_str());
                    let name = self.name(actor);
                    sentence.push_str(&name);
                }
                "P" => sentence.push_str(&self.random.pick(&self.places).names[self.lang]),
                "D" => {
                    let day = self.day.saturating_sub(self.random.below(30));
                    sentence.push_str(&Date::of(day).spoken(self.lang));
                }
                "S" => sentence.push_str(&self.random.pick(self.outlets).names[self.lang]),
                "F" => sentence.push_str(&self.file.names[self.lang]),
                "N" => sentence.push_str(&(3 + self.random.below(95)).to_string()),
                _ => {
                    let content = self.content();
                    sentence.push_str(&content);
                }
            }
            rest = after;
        }
        sentence.push_str(rest);
        sentence
    }

    fn content(&mut self) -> String {
        let patterns = self.patterns;
        let parts = [
            patterns.subjects,
            patterns.verbs,
            patterns.doings,
            patterns.things,
            patterns.qualifiers,
            patterns.adjuncts,
        ];
        let words: Vec<&str> = parts.into_iter().map(|part| *self.random.pick(part)).collect();
        let content = words.join(" ");
        // Adjuncts have slots of their own, none of which is a content.
        self.fill_slots(&content)
    }

    fn other_actor(&mut self, last: Option<&str>) -> &'a Entity {
        let mut actor = *self.random.pick(&self.actors);
        while Some(actor.id.as_str()) == last && self.actors.len() > 1 {
            actor = *self.random.pick(&self.actors);
        }
        actor
    }

    /// The full name first, then mostly a short form.
    fn name(&mut self, actor: &'a Entity) -> String {
        if !self.named.contains(&actor.id.as_str()) {
            self.named.push(&actor.id);
            return actor.names[self.lang].clone();
        }
        if self.random.percent(60) {
            actor.short[self.lang].clone()
        } else {
            actor.names[self.lang].clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_the_same_each_time_and_differ_from_each_other() {
        let entities = Entities::new(60);
        let write = |seed| {
            let writer = Writer::new(&entities, seed);
            (0..40)
                .map(|number| writer.article(number).page())
                .collect::<Vec<_>>()
        };
        let articles = write(7);
        assert_eq!(articles, write(7));
        assert_ne!(articles, write(8));
        let arabic = articles
            .iter()
            .filter(|(_, text)| text.contains("lang = \"ar\""))
            .count();
        assert!((20..=36).contains(&arabic), "{arabic}");
        for (path, text) in &articles {
            assert!(!text.contains(['{', '}']), "{path}: {text}");
            assert!(text.chars().count() > LENGTH / 2, "{path}");
        }
    }
}
