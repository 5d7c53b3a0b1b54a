//! Pages of a small graph: all of them are made, every link leads to a page, and nothing hostile gets through.

mod common;

use std::collections::{BTreeMap, BTreeSet};

use common::{Draft, HOSTILE, config, graph};
use isnad_graph::{KnowledgeGraph, Settings};
use isnad_model::{Config, Publish};
use isnad_site::{Site, Theme};

fn render_all(graph: &KnowledgeGraph, config: &Config) -> BTreeMap<String, String> {
    let theme = Theme::builtin().expect("the built-in theme is sound");
    let site = Site::new(graph, config, &theme, "isnad test");
    let render = |path: String| {
        let page = site
            .render(&path)
            .unwrap_or_else(|| panic!("{path} is listed but not made"));
        let page = page.unwrap_or_else(|error| panic!("{path}: {error}"));
        (path, String::from_utf8(page.bytes).expect("text"))
    };
    let pages: BTreeMap<_, _> = site.paths().into_iter().map(render).collect();
    if let Some(folder) = std::env::var_os("ISNAD_SITE_PAGES") {
        for (path, text) in &pages {
            let file = std::path::Path::new(&folder).join(path.trim_start_matches('/'));
            std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder can be made");
            std::fs::write(file, text).expect("a page can be written");
        }
    }
    pages
}

fn html(pages: &BTreeMap<String, String>) -> impl Iterator<Item = (&String, &String)> {
    pages.iter().filter(|(path, _)| path.ends_with(".html"))
}

/// Every value of `attribute` in a page.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let needle = format!(" {attribute}=\"");
    page.match_indices(&needle)
        .filter_map(|(at, _)| page[at + needle.len()..].split('"').next())
        .collect()
}

fn check_links(config: &Config) {
    let pages = render_all(&graph(), config);
    let ids: BTreeMap<&str, BTreeSet<&str>> = html(&pages)
        .map(|(path, page)| (path.as_str(), values(page, "id").into_iter().collect()))
        .collect();
    for (path, page) in html(&pages) {
        for href in values(page, "href") {
            let (address, fragment) = href
                .split_once('#')
                .map_or((href, None), |(address, fragment)| (address, Some(fragment)));
            let target = match address.strip_prefix("/dossier") {
                Some(local) if local.ends_with('/') => format!("{local}index.html"),
                Some(local) => local.to_owned(),
                None if address.is_empty() => path.clone(),
                None => {
                    assert!(
                        address.starts_with("https://"),
                        "{path} has a link outside its base: {href}"
                    );
                    continue;
                }
            };
            assert!(
                pages.contains_key(&target),
                "{path} links to {href}, which is no page"
            );
            if let Some(fragment) = fragment {
                let known = &ids[target.as_str()];
                assert!(
                    known.contains(fragment),
                    "{path} links to {href}, but there is no such place"
                );
            }
        }
    }
}

#[test]
fn every_listed_page_is_made_and_every_link_leads_to_one() {
    check_links(&config());
}

#[test]
fn links_lead_on_where_texts_are_not_shown() {
    for publish in [Publish::Excerpts, Publish::Metadata] {
        check_links(&Config { publish, ..config() });
    }
}

#[test]
fn a_text_is_shown_as_far_as_it_may_be() {
    let page = |publish| {
        let pages = render_all(&graph(), &Config { publish, ..config() });
        pages["/en/articles/third-report/index.html"].clone()
    };
    let (outside, inside) = ("he told reporters in the hall", "<mark class=\"e\"");
    let shown = |page: String| (page.contains(outside), page.contains(inside));
    assert_eq!(shown(page(Publish::Full)), (true, true));
    assert_eq!(shown(page(Publish::Excerpts)), (false, true));
    assert_eq!(shown(page(Publish::Metadata)), (false, false));
}

#[test]
fn ids_are_unique_on_a_page() {
    for (path, page) in html(&render_all(&graph(), &config())) {
        let mut seen = BTreeSet::new();
        for id in values(page, "id") {
            assert!(seen.insert(id), "{path} has the id {id} twice");
        }
    }
}

#[test]
fn hostile_names_stay_text() {
    let pages = render_all(&graph(), &config());
    let mut shown = 0;
    for (path, page) in &pages {
        if path.starts_with("/assets/") {
            continue;
        }
        for bad in ["<script>", "<img", "onerror=alert(2)>", "javascript:", "\u{1}"] {
            assert!(!page.contains(bad), "{bad} in {path}");
        }
        // JSON-LD is for machines and holds names as they are.
        let page = page.split("</head>").last().unwrap_or_default();
        assert_eq!(
            page.matches("\u{202E}").count(),
            page.matches("\u{202C}").count(),
            "an override leaves its name in {path}"
        );
        shown += page.matches("&lt;script&gt;").count();
    }
    assert!(shown > 10, "the hostile name {HOSTILE} is not shown at all");
    // In a script element an entity is no escape; the angle bracket itself must be gone.
    let entity = &pages["/en/actors/hostile/index.html"];
    let json = entity
        .split("application/ld+json\">")
        .nth(1)
        .and_then(|rest| rest.split("</script>").next())
        .expect("JSON-LD");
    let json: serde_json::Value = serde_json::from_str(json).expect("whole JSON");
    assert!(
        json["name"]
            .as_str()
            .is_some_and(|name| name.contains("</script>")),
        "{json}"
    );
}

#[test]
fn no_page_needs_what_its_policy_blocks() {
    for (path, page) in html(&render_all(&graph(), &config())) {
        assert!(page.contains("Content-Security-Policy"), "{path}");
        for blocked in [" style=\"", "<style", " onclick=", "<form", "http://"] {
            assert!(!page.contains(blocked), "{blocked} in {path}");
        }
        let scripts = page.matches("<script").count();
        let allowed = page
            .matches("<script src=\"/dossier/assets/site.js\" integrity=\"sha384-")
            .count()
            + page.matches("<script type=\"application/ld+json\">").count();
        assert_eq!(scripts, allowed, "{path}");
    }
}

#[test]
fn the_same_graph_gives_the_same_bytes() {
    assert_eq!(render_all(&graph(), &config()), render_all(&graph(), &config()));
}

#[test]
fn a_claim_with_two_reports_has_a_page_with_both_chains() {
    let graph = graph();
    let claim = graph
        .claims()
        .find(|claim| claim.reports.len() == 2)
        .expect("a joined claim");
    let pages = render_all(&graph, &config());
    let page = &pages[&format!("/en/claims/{}/index.html", claim.id)];
    assert_eq!(page.matches("<ol class=\"chain ").count(), 2);
    assert!(
        page.contains("the border crossing will open again within ten days</mark>"),
        "the words are marked in the quotation"
    );
    assert!(page.contains("in one sentence") || page.contains("In one sentence"));
}

#[test]
fn an_article_marks_whole_words_and_tells_repairs() {
    let graph = graph();
    let pages = render_all(&graph, &config());
    let page = &pages["/ar/articles/first-report/index.html"];
    assert!(page.contains("<span class=\"fix\" title=\"كما نُشر: \u{2068}انعقـ.ـاد\u{2069}\">انعقاد</span>"));
    assert!(page.contains("<details id=\"published\">") && page.contains(">انعقـ.ـاد</span>"));
    assert!(
        page.contains("<a class=\"ref k-actor\" href=\"/dossier/ar/actors/samira-haddad/\">سميرة حداد</a>")
    );
    assert!(page.contains("<mark class=\"e e-m\" id=\"m-"));
}

#[test]
fn what_a_copy_shares_is_marked_in_it_alone() {
    let body = "The ministry of farming opened a new market by the old bridge on Monday, where thirty stalls will sell what the \
        villages of the valley grow from dawn until dusk on every day of the week.";
    let mut graph = graph();
    let drafts = [
        Draft::new("market", "en", "Valley Post", "2021-07-02", body),
        Draft::new(
            "market-again",
            "en",
            "Coast Echo",
            "2021-07-04",
            &format!("A market for all\n{body}"),
        ),
    ];
    for draft in drafts {
        draft.apply(&mut graph);
    }
    graph.settle();
    let pages = render_all(&graph, &config());
    let copy = &pages["/en/articles/market-again/index.html"];
    assert!(copy.contains("<span class=\"same\">The ministry") && copy.contains("of the week</span>"));
    assert!(copy.contains("thin line under them"));
    let original = &pages["/en/articles/market/index.html"];
    assert!(!original.contains("class=\"same\"") && !original.contains("thin line under them"));
}

#[test]
fn two_dates_of_one_meeting_stand_side_by_side() {
    let graph = graph();
    let meeting = graph
        .meetings()
        .find(|meeting| meeting.reports.len() == 2)
        .expect("a joined meeting");
    let pages = render_all(&graph, &config());
    let page = &pages[&format!("/ar/meetings/{}/index.html", meeting.id)];
    assert!(page.contains("4 تموز 2021") && page.contains("5 تموز 2021"));
    assert_eq!(page.matches("class=\"side\"").count(), 2);
}

#[test]
fn values_of_data_stand_in_isolates() {
    let pages = render_all(&graph(), &config());
    let page = &pages["/ar/actors/samira-haddad/index.html"];
    assert!(page.contains("<bdi lang=\"en\" dir=\"ltr\">Samira Haddad</bdi>"));
    assert!(page.contains("<title>\u{2068}سميرة حداد\u{2069} · \u{2068}ملف النهر\u{2069}</title>"));
    let page = &pages["/en/actors/samira-haddad/index.html"];
    assert!(page.contains("<bdi lang=\"ar\" dir=\"rtl\">سميرة حداد</bdi>"));
}

/// Latin words outside data, in the visible text of a page.
fn foreign_words(page: &str) -> Vec<String> {
    let body = page.split("<body>").nth(1).unwrap_or_default();
    let mut words = Vec::new();
    let mut isolate = 0usize;
    for piece in body.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let name = tag
            .split([' ', '/'])
            .find(|part| !part.is_empty())
            .unwrap_or_default();
        let foreign = name == "bdi"
            || name == "code"
            || name == "svg"
            || name == "blockquote"
            || tag.contains("class=\"words");
        if foreign && !tag.ends_with('/') {
            isolate += if tag.starts_with('/') { 0 } else { 1 };
        }
        if tag.starts_with('/') && ["/bdi", "/code", "/svg", "/blockquote"].contains(&tag) {
            isolate = isolate.saturating_sub(1);
        }
        if isolate == 0 {
            let latin = text
                .split(|c: char| !c.is_ascii_alphabetic())
                .filter(|word| word.len() > 1);
            words.extend(
                latin
                    .filter(|word| !["amp", "lt", "gt", "quot"].contains(word))
                    .map(str::to_owned),
            );
        }
    }
    words
}

#[test]
fn an_arabic_page_has_no_english_words_of_ours() {
    let pages = render_all(&graph(), &config());
    for (path, page) in html(&pages).filter(|(path, _)| {
        path.starts_with("/ar/") && !path.ends_with("/404.html") && !path.contains("/articles/")
    }) {
        assert_eq!(foreign_words(page), Vec::<String>::new(), "{path}");
    }
}

#[test]
fn an_empty_site_says_how_to_begin() {
    let graph = KnowledgeGraph::new(Vec::new(), Settings::default());
    let pages = render_all(&graph, &Config::default());
    assert!(pages["/en/index.html"].contains("isnad init --sample"));
    assert!(pages["/ar/index.html"].contains("الملف فارغ"));
    assert!(pages["/ar/timeline/index.html"].contains("لا شيء مؤرخاً بعد"));
}

#[test]
fn old_addresses_lead_on() {
    let pages = render_all(&graph(), &config());
    assert!(pages["/old/first/index.html"].contains("content=\"0; url=/dossier/ar/articles/first-report/\""));
    assert!(pages.keys().all(|path| !path.contains("..")));
}

#[test]
fn what_is_not_there_is_not_made() {
    let (graph, config) = (graph(), config());
    let theme = Theme::builtin().expect("the built-in theme is sound");
    let site = Site::new(&graph, &config, &theme, "isnad test");
    for path in [
        "",
        "/",
        "/xx/index.html",
        "/ar/actors/nobody/index.html",
        "/ar/actors/doha/index.html",
        "/ar/places/omar-nasr/index.html",
        "/ar/actors/page/2/index.html",
        "/ar/actors/kind/moon/index.html",
        "/ar/timeline/1999/index.html",
        "/assets/../site.css",
        "/../x",
    ] {
        assert!(site.render(path).is_none(), "{path}");
    }
}

#[test]
fn feeds_and_maps_are_whole_xml() {
    let pages = render_all(&graph(), &config());
    let feed = &pages["/ar/feed.xml"];
    assert!(feed.starts_with("<?xml") && feed.contains("<updated>2021-07-07T00:00:00Z</updated>"));
    assert_eq!(
        feed.matches("<entry>").count(),
        3,
        "the undated article has no place in a feed"
    );
    assert!(pages["/sitemap.xml"].contains("<loc>https://example.org/dossier/en/actors/omar-nasr/</loc>"));
    assert!(pages["/robots.txt"].contains("Sitemap: https://example.org/dossier/sitemap.xml"));
}
