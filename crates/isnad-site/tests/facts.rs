//! What single pages say of a fact: names by language, sides of a table, titles of rounds, indexes with many rows.

mod common;

use common::{Draft, apply_entity, config, entity, graph};
use isnad_graph::KnowledgeGraph;
use isnad_model::{ChainKind, EntityKind, Name, NameRole, Stance, Status};
use isnad_site::{Site, Theme};

fn page(graph: &KnowledgeGraph, path: &str) -> String {
    let (theme, config) = (Theme::builtin().expect("the built-in theme is sound"), config());
    let site = Site::new(graph, &config, &theme, "isnad test");
    let page = site.render(path).unwrap_or_else(|| panic!("no page {path}"));
    String::from_utf8(page.expect("a sound page").bytes).expect("text")
}

/// The text of a page without its markup.
fn words(html: &str) -> String {
    let mut text = String::new();
    let mut is_tag = false;
    for c in html.chars() {
        match c {
            '<' => is_tag = true,
            '>' => is_tag = false,
            c if !is_tag => text.push(c),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn names_of_one_language_stand_together_once() {
    let mut graph = graph();
    let mut minister = entity(
        "lina-aswad",
        EntityKind::Person,
        &[("ar", "لينا أسود"), ("en", "Lina Aswad"), ("fr", "Lina Aswad")],
    );
    minister.names.push(Name {
        text: "Leena Aswad".to_owned(),
        lang: "en".to_owned(),
        role: NameRole::Alias,
    });
    apply_entity(&mut graph, minister);
    Draft::new("named", "en", "River Voice", "2021-08-01", "Lina Aswad spoke.")
        .mention("Lina Aswad", EntityKind::Person, Some("lina-aswad"))
        .apply(&mut graph);
    graph.settle();
    let page = page(&graph, "/en/actors/lina-aswad/index.html");
    let list = page
        .split("<dl class=\"names\">")
        .nth(1)
        .and_then(|rest| rest.split("</dl>").next())
        .expect("a list of names");
    assert_eq!(list.matches("<dt>").count(), 2, "{list}");
    assert_eq!(list.matches("Lina Aswad").count(), 1, "{list}");
    assert!(words(list).starts_with("English, French"), "{}", words(list));
    assert!(list.find("Lina Aswad") < list.find("Leena Aswad"));
}

#[test]
fn participants_stand_by_side_where_it_is_known() {
    let mut graph = graph();
    Draft::new(
        "table",
        "en",
        "River Voice",
        "2021-09-03",
        "The River Union and Samira Haddad met Omar Nasr in Doha on Friday.",
    )
    .mention("River Union", EntityKind::Organization, Some("river-union"))
    .mention("Samira Haddad", EntityKind::Person, Some("samira-haddad"))
    .mention("Omar Nasr", EntityKind::Person, Some("omar-nasr"))
    .mention("Doha", EntityKind::Place, Some("doha"))
    .meeting(
        "met",
        &[0, 1, 2],
        Some(3),
        Some(("2021-09-03", "Friday")),
        Status::Held,
    )
    .apply(&mut graph);
    graph.settle();
    let id = graph
        .meetings()
        .find(|meeting| meeting.participants.len() == 3)
        .map(|meeting| meeting.id.clone())
        .expect("a meeting of three");
    let page = page(&graph, &format!("/en/meetings/{id}/index.html"));
    let heads: Vec<String> = page
        .split("<h3 class=\"side-head\">")
        .skip(1)
        .map(|rest| words(rest.split("</h3>").next().unwrap_or_default()))
        .collect();
    assert_eq!(heads, ["For River Union", "Side not known"]);
}

#[test]
fn a_round_names_its_place_once_and_its_number_in_words() {
    let mut graph = graph();
    Draft::new(
        "round",
        "ar",
        "صوت النهر",
        "2021-07-09",
        "انتهت أمس في الدوحة جولة بمشاركة عمر نصر.",
    )
    .mention("الدوحة", EntityKind::Place, Some("doha"))
    .mention("عمر نصر", EntityKind::Person, Some("omar-nasr"))
    .round("جولة", &[1], 0, 16, "الدوحة")
    .apply(&mut graph);
    graph.settle();
    let id = graph
        .meetings()
        .find(|meeting| meeting.ordinal == Some(16))
        .map(|meeting| meeting.id.clone())
        .expect("a round");
    let title = |lang: &str| {
        let page = page(&graph, &format!("/{lang}/meetings/{id}/index.html"));
        let heading = page.split("<h1 class=\"name\">").nth(1).unwrap_or_default();
        words(heading.split("</h1>").next().unwrap_or_default())
    };
    assert_eq!(title("ar"), "الجولة السادسة عشرة من الدوحة");
    assert_eq!(title("en"), "Sixteenth round of Doha");
}

#[test]
fn an_index_of_many_rows_has_pages_of_each_kind() {
    let mut graph = KnowledgeGraph::new(Vec::new(), isnad_graph::Settings::default());
    apply_entity(
        &mut graph,
        entity("omar-nasr", EntityKind::Person, &[("en", "Omar Nasr")]),
    );
    for number in 1..=130 {
        let stance = if number % 13 == 0 {
            Stance::Denied
        } else {
            Stance::Asserted
        };
        // No word in common, or the claims would be joined.
        let content = format!("ka{number} mo{number} ti{number} su{number}");
        Draft::new(
            &format!("report-{number}"),
            "en",
            &format!("Paper {number}"),
            "2021-07-06",
            &format!("Omar Nasr said that {content}."),
        )
        .mention("Omar Nasr", EntityKind::Person, Some("omar-nasr"))
        .claim(
            "said",
            &content,
            &[("Omar Nasr", ChainKind::Person, Some(0))],
            stance,
        )
        .apply(&mut graph);
    }
    graph.settle();
    let rows = |path: &str| page(&graph, path).matches("class=\"claim-row\"").count();
    let total = graph.claims().count();
    let denied = graph.claims().filter(|it| it.stance == Stance::Denied).count();
    assert!(total > 100 && denied > 1, "{total} {denied}");
    assert_eq!(rows("/en/claims/index.html"), 100);
    assert_eq!(rows("/en/claims/page/2/index.html"), total - 100);
    assert_eq!(rows("/en/claims/kind/denied/index.html"), denied);
    // One day of a month shows some of its claims and says how many there are.
    let month = page(&graph, "/en/timeline/2021-07/index.html");
    assert_eq!(month.matches("class=\"claim-row\"").count(), 20);
    assert!(
        words(&month).contains(&format!("{} more", total - 20)),
        "{}",
        words(&month)
    );
}

#[test]
fn a_page_says_which_chains_are_independent_and_why_others_are_not() {
    let graph = graph();
    let claim = graph
        .claims()
        .find(|claim| claim.reports.len() == 2)
        .map(|claim| claim.id.clone())
        .expect("a claim told twice");
    let meeting = graph
        .meetings()
        .next()
        .map(|meeting| meeting.id.clone())
        .expect("a meeting");
    let text = |path: &str| words(&page(&graph, path));

    let english = text(&format!("/en/claims/{claim}/index.html"));
    for told in [
        "single source",
        "2 reports in 2 outlets, going back to 1 independent origin and 1 first-hand source",
        "told by Harbour Post",
        "River Voice · the same source: Omar Nasr",
    ] {
        assert!(english.contains(told), "{told}: {english}");
    }
    let arabic = text(&format!("/ar/claims/{claim}/index.html"));
    for told in [
        "أصل واحد",
        "يرويه Harbour Post",
        "River Voice · المصدر نفسه: عمر نصر",
    ] {
        assert!(arabic.contains(told), "{told}: {arabic}");
    }

    let two = text(&format!("/en/meetings/{meeting}/index.html"));
    for told in [
        "two independent",
        "origin 1",
        "origin 2",
        "and 2 first-hand sources",
    ] {
        assert!(two.contains(told), "{told}: {two}");
    }
    let list = text("/en/meetings/index.html");
    assert!(list.contains("2 reports · two independent"), "{list}");
}

#[test]
fn each_side_of_a_denial_has_a_grade_of_its_own() {
    let mut graph = graph();
    Draft::new(
        "denial",
        "en",
        "Hill Echo",
        "2021-07-08",
        "Samira Haddad never met Omar Nasr in Doha on 4 July.",
    )
    .mention("Samira Haddad", EntityKind::Person, Some("samira-haddad"))
    .mention("Omar Nasr", EntityKind::Person, Some("omar-nasr"))
    .mention("Doha", EntityKind::Place, Some("doha"))
    .meeting(
        "met",
        &[0, 1],
        Some(2),
        Some(("2021-07-04", "4 July")),
        Status::Denied,
    )
    .apply(&mut graph);
    graph.settle();
    let meeting = graph.meetings().find(|meeting| meeting.reports.len() == 3);
    let id = meeting.map(|meeting| meeting.id.clone()).expect("one meeting");
    let page = page(&graph, &format!("/en/meetings/{id}/index.html"));
    let head = page
        .split("</header>")
        .find(|part| part.contains("class=\"name\""));
    assert!(!words(head.expect("a head")).contains("many independent"));
    let statuses = page.split("id=\"statuses\"").nth(1).expect("a list of statuses");
    let statuses = words(statuses.split("</section>").next().unwrap_or_default());
    let sides = statuses.split_once("denied");
    let (held, denied) = sides.unwrap_or_else(|| panic!("no denial: {statuses}"));
    assert!(held.contains("two independent"), "{statuses}");
    assert!(denied.contains("single source"), "{statuses}");
}
