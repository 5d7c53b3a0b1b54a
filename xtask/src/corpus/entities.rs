//! Entities: invented persons, bodies, outlets and towns with their pages, and cities that need none.

use std::fmt::Write as _;

use super::words::{BODY, CITY, FAMILY, FIELD, FILE, GIVEN, OFFICE, OUTLET, Pair, TOWN};

/// One thing with its names in two languages.
#[derive(Clone, Debug)]
pub struct Entity {
    /// Its id, which is also the name of its page.
    pub id: String,
    /// Full names: English, Arabic.
    pub names: [String; 2],
    /// What it is called once it was named in full: English, Arabic.
    pub short: [String; 2],
    /// Path of its page below the content folder, with the page; nothing where it has none.
    pub page: Option<(String, String)>,
}

/// Every entity of a corpus, the most named first.
#[derive(Clone, Debug)]
pub struct Entities {
    /// Persons and bodies.
    pub actors: Vec<Entity>,
    /// Towns and cities.
    pub places: Vec<Entity>,
    /// Outlets.
    pub outlets: Vec<Entity>,
    /// Files that the news follows.
    pub files: Vec<Entity>,
}

/// One actor in so many is a body; the persons that follow it hold offices in it.
const BODY_EVERY: usize = 4;

impl Entities {
    /// The entities of a corpus with so many actors.
    pub fn new(actors: usize) -> Self {
        let towns = TOWN.iter().map(|&names| town(names));
        let cities = CITY.iter().map(|&names| plain("", names));
        // Alternating, so that invented towns and real cities are both named often.
        let places = towns.zip(cities).flat_map(|(town, city)| [city, town]).collect();
        Self {
            actors: (0..actors).map(actor).collect(),
            places,
            outlets: OUTLET.iter().map(|&names| outlet(names)).collect(),
            files: FILE.iter().map(|&names| file(names)).collect(),
        }
    }

    /// Every page: path below the content folder and text.
    pub fn pages(&self) -> impl Iterator<Item = &(String, String)> {
        let all = [&self.actors, &self.places, &self.outlets, &self.files];
        all.into_iter()
            .flatten()
            .filter_map(|entity| entity.page.as_ref())
    }
}

fn actor(number: usize) -> Entity {
    if number.is_multiple_of(BODY_EVERY) {
        body(number / BODY_EVERY)
    } else {
        person(number)
    }
}

fn person(number: usize) -> Entity {
    // Steps without a common divisor walk through all pairs before one comes again.
    let given = GIVEN[number * 7 % GIVEN.len()];
    let family = FAMILY[(number + number / GIVEN.len()) % FAMILY.len()];
    let round = number / (GIVEN.len() * FAMILY.len());
    let middle = (number * 3 + round) % GIVEN.len();
    let between = |at: usize| match (round, at) {
        (0, _) => String::new(),
        (_, 0) => format!(" {}", GIVEN[middle].0),
        _ => format!(" {}", GIVEN[middle].1),
    };
    let names = [
        format!("{}{} {}", given.0, between(0), family.0),
        format!("{}{} {}", given.1, between(1), family.1),
    ];
    let office = OFFICE[number % OFFICE.len()];
    let employer = body(number / BODY_EVERY);
    let id = numbered(&names[0], number);
    let page = format!(
        "+++\nkind = \"person\"\n\n[names]\nen = \"{}\"\nar = \"{}\"\n\n[[offices]]\n\
         title = {{ en = \"{}\", ar = \"{}\" }}\nof = \"{}\"\nfrom = \"{}\"\n+++\n\nSpeaks for [[{}]].\n",
        names[0],
        names[1],
        office.0,
        office.1,
        employer.id,
        2005 + number % 15,
        employer.id
    );
    let short = [
        family.0.to_owned(),
        format!("{} {}", office.1, bare(&employer.names[1])),
    ];
    Entity {
        page: Some((format!("actors/{id}.md"), page)),
        id,
        names,
        short,
    }
}

fn bare(name: &str) -> &str {
    name.split(" في ").next().unwrap_or(name)
}

fn body(number: usize) -> Entity {
    let kind = BODY[number % BODY.len()];
    let field = FIELD[(number + number / BODY.len()) % FIELD.len()];
    let round = number / (BODY.len() * FIELD.len());
    let town = TOWN[(number + round) % TOWN.len()];
    let mut names = [
        format!("{} {} {}", town.0, field.0, kind.0),
        format!("{} {} في {}", kind.1, field.1, town.1),
    ];
    if round >= TOWN.len() {
        let numeral = round / TOWN.len() + 1;
        names.iter_mut().for_each(|name| write_number(name, numeral));
    }
    let id = numbered(&names[0], number * BODY_EVERY);
    let seat = slug(town.0);
    let page = format!(
        "+++\nkind = \"organization\"\n\n[names]\nen = \"{}\"\nar = \"{}\"\n\n[[relations]]\n\
         kind = \"located_in\"\ntarget = \"{seat}\"\n+++\n\nHas its seat in [[{seat}]].\n",
        names[0], names[1]
    );
    let short = [
        format!("the {}", kind.0.to_lowercase()),
        format!("{} {}", kind.1, field.1),
    ];
    Entity {
        page: Some((format!("actors/{id}.md"), page)),
        id,
        names,
        short,
    }
}

fn write_number(name: &mut String, numeral: usize) {
    // Writing to a string cannot fail.
    write!(name, " {numeral}").unwrap_or_default();
}

fn plain(id: &str, names: Pair) -> Entity {
    let names = [names.0.to_owned(), names.1.to_owned()];
    Entity {
        id: id.to_owned(),
        short: names.clone(),
        names,
        page: None,
    }
}

fn with_page(folder: &str, names: Pair, head: &str) -> Entity {
    let id = slug(names.0);
    let page = format!(
        "+++\n{head}\n[names]\nen = \"{}\"\nar = \"{}\"\n+++\n\nInvented for measurements.\n",
        names.0, names.1
    );
    Entity {
        page: Some((format!("{folder}/{id}.md"), page)),
        ..plain(&id, names)
    }
}

fn town(names: Pair) -> Entity {
    with_page("places", names, "")
}

fn outlet(names: Pair) -> Entity {
    with_page("actors", names, "kind = \"organization\"\nclass = \"outlet\"\n")
}

fn file(names: Pair) -> Entity {
    with_page("topics", names, "")
}

/// A name as an id.
pub fn slug(name: &str) -> String {
    let letters = name.to_lowercase();
    let words: Vec<&str> = letters
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join("-")
}

/// An id that no namesake has.
fn numbered(name: &str, number: usize) -> String {
    format!("{}-{number}", slug(name))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_name_is_borne_once() {
        let entities = Entities::new(10_000);
        for lang in 0..2 {
            let names: BTreeSet<&String> = entities.actors.iter().map(|actor| &actor.names[lang]).collect();
            assert_eq!(names.len(), 10_000);
        }
        let paths: BTreeSet<&String> = entities.pages().map(|(path, _)| path).collect();
        assert_eq!(paths.len(), 10_000 + TOWN.len() + OUTLET.len() + FILE.len());
    }
}
