//! What changed and what is not known: pages by month, sections of actors, feeds, silence.

mod common;

use common::{Draft, config, graph};
use isnad_graph::KnowledgeGraph;
use isnad_model::{ChainKind, EntityKind, Stance, Status};
use isnad_site::{Site, Theme};

/// The graph of the tests with what came later: a call that was planned, called off and put off to August, and a denial.
fn later() -> KnowledgeGraph {
    let mut graph = graph();
    let tell = |id: &str, outlet: &str, day: &str, text: &str, trigger: &str, date: (&str, &str), status| {
        Draft::new(id, "en", outlet, day, text)
            .mention("Samira Haddad", EntityKind::Person, Some("samira-haddad"))
            .mention("River Union", EntityKind::Organization, Some("river-union"))
            .meeting(trigger, &[0, 1], None, Some(date), status)
    };
    tell(
        "plan",
        "Harbour Post",
        "2021-07-10",
        "Samira Haddad will see the River Union on Tuesday.",
        "see",
        ("2021-07-20", "on Tuesday"),
        Status::Planned,
    )
    .apply(&mut graph);
    tell(
        "off",
        "River Voice",
        "2021-07-19",
        "The talks of Samira Haddad with the River Union of 20 July are off.",
        "talks",
        ("2021-07-20", "of 20 July"),
        Status::Cancelled,
    )
    .apply(&mut graph);
    Draft::new(
        "denial",
        "en",
        "Hill Times",
        "2021-08-02",
        "The River Union said that Samira Haddad was never asked.",
    )
    .mention("River Union", EntityKind::Organization, Some("river-union"))
    .mention("Samira Haddad", EntityKind::Person, Some("samira-haddad"))
    .claim(
        "said",
        "Samira Haddad was never asked",
        &[("River Union", ChainKind::Person, Some(0))],
        Stance::Denied,
    )
    .apply(&mut graph);
    graph.settle();
    graph
}

fn page(graph: &KnowledgeGraph, path: &str) -> Option<String> {
    let (theme, config) = (Theme::builtin().expect("the built-in theme is sound"), config());
    let site = Site::new(graph, &config, &theme, "isnad test");
    let rendered = site.render(path).map(|page| page.expect("a sound page"));
    assert_eq!(
        site.paths().iter().any(|it| it == path),
        rendered.is_some(),
        "{path}"
    );
    rendered.map(|page| String::from_utf8(page.bytes).expect("text"))
}

#[test]
fn changes_stand_by_month_the_newest_first() {
    let graph = later();
    let newest = page(&graph, "/en/changes/index.html").expect("a page");
    let days = ["2 August 2021", "19 July 2021", "10 July 2021", "5 July 2021"];
    let places: Vec<_> = days
        .iter()
        .map(|day| newest.find(day).unwrap_or_else(|| panic!("{day}")))
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    let july = page(&graph, "/ar/changes/2021-07/index.html").expect("a page");
    assert!(
        july.contains("لقاء جديد: مقرر") && july.contains("الآن: أُلغي (من قبل: مقرر)"),
        "{july}"
    );
    // The meeting in Doha is told on two days that cannot be one.
    let july = page(&graph, "/en/changes/2021-07/index.html").expect("a page");
    assert!(july.contains("A second date is told") && july.contains("href=\"/dossier/en/changes/2021-08/\""));
    for nothing in ["/en/changes/2021-06/index.html", "/en/changes/2021/index.html"] {
        assert!(page(&graph, nothing).is_none(), "{nothing}");
    }
}

#[test]
fn an_actor_has_its_changes_and_a_feed_of_them() {
    let graph = later();
    let union = page(&graph, "/en/actors/river-union/index.html").expect("a page");
    assert!(union.contains("Now cancelled (before: planned)"));
    assert!(union.contains("href=\"/dossier/en/actors/river-union/changes.xml\""));
    let feed = page(&graph, "/en/actors/river-union/changes.xml").expect("a feed");
    assert!(
        feed.starts_with("<?xml") && feed.contains("<updated>2021-08-02T00:00:00Z</updated>"),
        "{feed}"
    );
    assert_eq!(feed.matches("<entry>").count(), 3, "{feed}");
    // A place has none, and neither has one of whom nothing is told on any day.
    for none in ["/en/actors/doha/changes.xml", "/en/actors/hostile/changes.xml"] {
        assert!(page(&graph, none).is_none(), "{none}");
    }
}

#[test]
fn the_feed_of_changes_names_each_entry_once() {
    let graph = later();
    let feed = page(&graph, "/ar/changes.xml").expect("a feed");
    let ids: Vec<&str> = feed
        .split("<id>")
        .skip(2)
        .filter_map(|rest| rest.split("</id>").next())
        .collect();
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "{ids:?}");
    assert_eq!(feed.matches("<entry>").count(), ids.len());
    // New claims of one article are one entry.
    assert!(
        feed.contains("https://example.org/dossier/ar/articles/second-report/#claim-told"),
        "{feed}"
    );
    assert!(
        !page(&graph, "/sitemap.xml")
            .expect("a map")
            .contains(".xml</loc>")
    );
}

#[test]
fn silence_is_told() {
    let silent = page(&later(), "/en/silence/index.html").expect("a page");
    assert!(silent.contains("As of") && silent.contains("2 August 2021"));
    assert!(
        silent.contains("There is none: of every planned meeting"),
        "{silent}"
    );
    // Two outlets hand on what one man said.
    assert!(
        silent.contains("the border crossing will open again within ten days"),
        "{silent}"
    );
    let mut graph = graph();
    Draft::new(
        "plan",
        "en",
        "Harbour Post",
        "2021-07-01",
        "Samira Haddad will see Omar Nasr on Friday.",
    )
    .mention("Samira Haddad", EntityKind::Person, Some("samira-haddad"))
    .mention("Omar Nasr", EntityKind::Person, Some("omar-nasr"))
    .meeting(
        "see",
        &[0, 1],
        None,
        Some(("2021-06-25", "on Friday")),
        Status::Planned,
    )
    .apply(&mut graph);
    graph.settle();
    let silent = page(&graph, "/ar/silence/index.html").expect("a page");
    assert!(
        silent.contains("لم يرد أنه انعقد") && !silent.contains("لا شيء: كل لقاء"),
        "{silent}"
    );
}
