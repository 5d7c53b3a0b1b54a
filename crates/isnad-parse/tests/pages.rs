//! Pages and configuration in, the model out; wrong ones with exact findings.

mod common;

use common::{article, lines, page};
use isnad_model::{Config, EntityKind, NameRole, Publish, RelationKind, SourceFormat};
use isnad_parse::{Page, detect_language, nearest_key, parse_config, parse_json_line, parse_page};

const NONE: [String; 0] = [];

/// The id, the place and the rest of each finding about an article.
fn findings(source: &str) -> Vec<String> {
    let prefix = "content/articles/2021/a.md";
    lines(&article(source).diagnostics)
        .iter()
        .map(|line| line.strip_prefix(prefix).expect("its path").to_owned())
        .collect()
}

#[test]
fn front_matter_of_both_kinds_says_the_same() {
    let toml = "+++\nid = \"x-1\"\ntitle = \"عنوان: فرعي\"\npublisher = \"P\"\ndate = 2021-07-06\nlang = \"ar\"\n\
                url = \"https://a.example/?p=1\"\nauthors = [\"A\", \"B\"]\ntopics = \"t\"\ndraft = true\naliases = [\"/old\"]\n\
                publish = \"excerpts\"\n[extra]\nanything = 1\n+++\nنص\n";
    let yaml = "---\nid: x-1\ntitle: \"عنوان: فرعي\"\npublisher: P\ndate: 2021-07-06\nlang: ar\nurl: https://a.example/?p=1\n\
                authors: [A, B]\ntopics: t\ndraft: true\naliases:\n  - /old\npublish: excerpts\nextra: {anything: 1}\n---\nنص\n";
    let (toml, yaml) = (article(toml), article(yaml));
    assert_eq!(
        (lines(&toml.diagnostics), lines(&yaml.diagnostics)),
        (vec![], vec![])
    );
    assert_eq!(toml.value, yaml.value);
    let article = toml.value;
    assert_eq!(article.id, "x-1");
    assert_eq!(article.title.as_deref(), Some("عنوان: فرعي"));
    assert_eq!(article.date.unwrap().to_string(), "2021-07-06");
    assert_eq!(
        (article.authors, article.topics, article.aliases),
        (vec!["A".into(), "B".into()], vec!["t".into()], vec!["old".into()])
    );
    assert_eq!(
        (article.draft, article.publish, article.text.as_str()),
        (true, Some(Publish::Excerpts), "نص")
    );
}

#[test]
fn an_article_needs_nothing() {
    let article = article("مرحبا\n").value;
    assert_eq!(
        (
            article.id.as_str(),
            article.title,
            article.publisher,
            article.date
        ),
        ("a", None, None, None)
    );
    assert_eq!(
        (article.lang.as_str(), article.format),
        ("ar", SourceFormat::Markdown)
    );
}

#[test]
fn ids_come_from_the_key_the_file_or_the_path() {
    let id = |path: &str| match page(path, "x").0 {
        Page::Article(article) => article.id,
        other => panic!("{other:?}"),
    };
    assert_eq!(id("articles/2021-07-06-sputnik.md"), "2021-07-06-sputnik");
    assert_eq!(id("articles/A Tale, told.md"), "a-tale-told");
    assert_eq!(id("articles/Москва.txt"), "moskva");
    assert!(id("articles/مبادرة.md").starts_with("article-"));
    assert_ne!(id("articles/مبادرة.md"), id("articles/مبادرات.md"));
    let long = "x".repeat(100);
    assert_ne!(
        id(&format!("articles/{long}a.md")),
        id(&format!("articles/{long}b.md"))
    );
}

#[test]
fn one_wrong_key_costs_only_itself() {
    let source = "+++\ntitel = \"T\"\ndate = \"06.07.2021\"\nurl = \"javascript:x\"\ndraft = \"yes\"\nauthors = [1, {}]\n\
                  publish = \"half\"\nlang = \"عربي\"\nid = \"a b\"\naliases = [\"../x\"]\npublisher = \"P\"\n+++\nBody\n";
    assert_eq!(article(source).value.publisher.as_deref(), Some("P"));
    assert_eq!(article(source).value.authors, ["1"]);
    let date = "write EDTF: `2021-07-06`, `2021-07`, `2021`, `2021-07~` (about), `2021-07-06?` (uncertain), `2021-07-01/2021-07-02`";
    let found = findings(source);
    assert_eq!(
        found[0],
        ":2:1 warning unknown-key: unknown key `titel` (did you mean `title`?)"
    );
    assert!(
        found[1].starts_with(":3:8 error bad-date: `06.07.2021` is no EDTF date: "),
        "{}",
        found[1]
    );
    assert!(found[1].ends_with(&format!("({date})")), "{}", found[1]);
    assert_eq!(
        found[2..],
        [
            ":4:7 error bad-url: `javascript:x` is no web address (write the whole address, from `https://` on)",
            ":5:9 error wrong-type: `draft` should be true or false, not a text (write `true` or `false` without quotes)",
            ":6:15 error wrong-type: `authors` should be a text, not a table (put the text in quotes)",
            ":7:11 error unknown-value: `half` is no publish that is known (known here: full, excerpts, metadata)",
            ":8:8 error bad-language: `عربي` is no language tag (write a BCP 47 tag such as `ar`, `en` or `pt-BR`)",
            ":9:6 error bad-id: `a b` is no id (write `a-b`, or leave the key out to use the file's name)",
            ":10:11 error bad-alias: `../x` is no old id or path of the site (write an id, or a path such as \
             `ar/articles/old-name` without `..`)",
        ]
    );
}

#[test]
fn findings_in_yaml_have_their_place_too() {
    assert_eq!(
        findings("---\ntitle: عنوان\ntopcis: [x]\ndraft: 7\nid: \"أ\"\n---\nنص\n"),
        [
            ":3:1 warning unknown-key: unknown key `topcis` (did you mean `topics`?)",
            ":4:8 error wrong-type: `draft` should be true or false, not a number or date (write `true` or `false` without quotes)",
            ":5:5 error bad-id: `أ` is no id (use the letters a-z, digits, `-` and `.`, or leave the key out)",
        ]
    );
}

#[test]
fn a_broken_front_matter_leaves_the_body_and_what_can_be_read() {
    let toml = article("+++\ntitle = T\npublisher = \"P\"\n+++\nBody\n");
    assert_eq!(
        (toml.value.text.as_str(), toml.value.publisher.as_deref()),
        ("Body", Some("P"))
    );
    assert_eq!(
        lines(&toml.diagnostics).len(),
        1,
        "{:?}",
        lines(&toml.diagnostics)
    );
    assert_eq!(toml.diagnostics[0].id, "bad-front-matter");
    assert_eq!(toml.diagnostics[0].position.unwrap().line, 2);
    let yaml = article("---\ntitle: [a\n---\nBody\n");
    assert_eq!(yaml.value.text, "Body");
    assert_eq!(
        (yaml.diagnostics.len(), yaml.diagnostics[0].id.as_str()),
        (1, "bad-front-matter")
    );
    assert_eq!(
        findings("---\n- a\n---\nBody\n"),
        [
            ":2:1 error bad-front-matter: the front matter is a list, not a table of keys (write `key: text`, one a line)"
        ]
    );
}

#[test]
fn a_front_matter_without_end_is_reported_and_a_rule_is_none() {
    assert_eq!(
        findings("+++\ntitle = \"T\"\n"),
        [
            ":1:1 error unclosed-front-matter: the front matter that begins with `+++` has no end (write a line `+++` after the last key)"
        ]
    );
    assert_eq!(findings("---\ntitle: T\n").len(), 1);
    assert_eq!(findings("---\nJust a rule above prose\n"), NONE);
}

#[test]
fn dates_may_be_numbers_years_and_times() {
    for (written, date) in [
        ("2021", "2021"),
        ("2021-07-06T10:00:00Z", "2021-07-06"),
        ("\"2021-07-06 10:00\"", "2021-07-06"),
        ("\"2021-07~\"", "2021-07~"),
        ("\"2021-07-01/2021-07-02\"", "2021-07-01/2021-07-02"),
    ] {
        let parsed = article(&format!("+++\ndate = {written}\n+++\n"));
        assert_eq!(
            parsed.value.date.map(|date| date.to_string()).as_deref(),
            Some(date)
        );
        let parsed = article(&format!("---\ndate: {written}\n---\n"));
        assert_eq!(
            parsed.value.date.map(|date| date.to_string()).as_deref(),
            Some(date)
        );
    }
}

#[test]
fn an_actor_page_says_all_that_it_can() {
    let source = "+++\nkind = \"person\"\nclass = \"envoy\"\nnames = { ar = \"غير بيدرسون\", en = \"Geir Pedersen\" }\n\
                  aliases = { ar = [\"بيدرسون\", \"بيدرسون\"], en = \"Geir Pedersen\" }\n[[offices]]\ntitle = \"Envoy\"\nof = \"un\"\n\
                  from = 2018\nuntil = \"2025?\"\n[[relations]]\nkind = \"acts_for\"\ntarget = \"united-nations\"\n[ids]\n\
                  wikidata = \"Q1\"\nviaf = 12\n+++\nFrom [[place:oslo]].\n";
    let (Page::Entity(entity), found) = page("actors/geir-pedersen.md", source) else {
        panic!("no entity")
    };
    assert_eq!(found, NONE);
    assert_eq!(
        (entity.id.as_str(), entity.kind, entity.class.as_deref()),
        ("geir-pedersen", EntityKind::Person, Some("envoy"))
    );
    let names: Vec<_> = entity
        .names
        .iter()
        .map(|name| (name.lang.as_str(), name.text.as_str(), name.role))
        .collect();
    assert_eq!(
        names,
        [
            ("ar", "غير بيدرسون", NameRole::Main),
            ("en", "Geir Pedersen", NameRole::Main),
            ("ar", "بيدرسون", NameRole::Alias)
        ]
    );
    let office = &entity.offices[0];
    assert_eq!(
        (office.title.get("ar"), office.of.as_deref()),
        (Some(("Envoy", "")), Some("un"))
    );
    assert_eq!(
        (
            office.from.unwrap().to_string(),
            office.until.unwrap().to_string()
        ),
        ("2018".into(), "2025?".into())
    );
    assert_eq!(
        (entity.relations[0].kind, entity.relations[0].target.as_str()),
        (RelationKind::ActsFor, "united-nations")
    );
    assert_eq!(
        entity.external_ids.iter().collect::<Vec<_>>(),
        [
            (&"viaf".into(), &"12".into()),
            (&"wikidata".into(), &"Q1".to_string())
        ]
    );
    let prose = entity.prose.unwrap();
    assert_eq!(
        (prose.id.as_str(), prose.text.as_str(), prose.links.len()),
        ("geir-pedersen", "From oslo.", 1)
    );
    assert!(entity.curated);
}

#[test]
fn names_without_a_language_get_it_from_their_script() {
    let (Page::Entity(entity), found) = page(
        "places/d.md",
        "+++\nnames = \"دمشق\"\naliases = [\"Damascus\", \"Дамаск\"]\n+++\n",
    ) else {
        panic!("no entity")
    };
    assert_eq!((found.as_slice(), entity.kind), (&NONE[..], EntityKind::Place));
    let langs: Vec<_> = entity.names.iter().map(|name| name.lang.as_str()).collect();
    assert_eq!(langs, ["ar", "en", "ru"]);
}

#[test]
fn a_wrong_entity_page_says_where_and_what_to_do() {
    let source = "+++\nkind = \"persn\"\n[[relations]]\nkind = \"works_for\"\ntarget = \"x\"\n[[relations]]\nkind = \"part_of\"\n\
                  [[offices]]\nof = \"x\"\n[names]\nen = \"X\"\npart_of = \"y\"\n+++\n";
    let (Page::Entity(entity), found) = page("actors/x.md", source) else {
        panic!("no entity")
    };
    assert_eq!(
        (entity.names.len(), entity.relations.len(), entity.offices.len()),
        (1, 0, 0)
    );
    assert_eq!(
        found,
        [
            "content/actors/x.md:2:8 error unknown-kind: `persn` is no kind that is known (did you mean `person`?)",
            "content/actors/x.md:4:8 error unknown-relation: `works_for` is no kind that is known (known here: holds_office, \
             acts_for, member_of, part_of, located_in)",
            "content/actors/x.md:6:1 error missing-key: the relation has no `target` and is left out (add `target = \"…\"`)",
            "content/actors/x.md:8:1 error missing-key: the office has no `title` and is left out (add `title = \"…\"`)",
            "content/actors/x.md:12:1 warning bad-language: `part_of` is no language (move `part_of` above the first line in \
             square brackets)",
        ]
    );
    let (_, found) = page("actors/y.md", "Prose only.\n");
    assert_eq!(
        found,
        [
            "content/actors/y.md warning missing-kind: the page does not say what it describes, and is taken for a person \
             (write `kind = \"person\"`, or organization, state, group, place)",
            "content/actors/y.md warning missing-names: the page gives no name, so `y` is shown (write `names = { ar = \"…\", \
             en = \"…\" }`)",
        ]
    );
}

#[test]
fn a_place_lies_somewhere_on_earth() {
    let place = |coordinates: &str| {
        let source = format!("+++\nnames = \"X\"\npart_of = \"syria\"\ncoordinates = {coordinates}\n+++\n");
        let (Page::Entity(entity), found) = page("places/x.md", &source) else {
            panic!("no entity")
        };
        assert_eq!(
            (entity.relations[0].kind, entity.relations[0].target.as_str()),
            (RelationKind::PartOf, "syria")
        );
        (entity.coordinates, found.len())
    };
    assert_eq!(place("[33.5, -36]"), (Some((33.5, -36.0)), 0));
    for wrong in [
        "[91, 0]",
        "[0, 181.0]",
        "[1]",
        "\"1, 2\"",
        "[nan, 0]",
        "[\"1\", \"2\"]",
    ] {
        assert_eq!(place(wrong), (None, 1), "{wrong}");
    }
}

#[test]
fn curated_pages_carry_their_quotations() {
    let source = "+++\nkind = \"visit\"\nstatus = \"denied\"\nparticipants = [\"a\", \"b\"]\nplace = \"geneva\"\ndate = \"2021-07\"\n\
                  names = { en = \"M\" }\nevidence = [{ article = \"x\", quote = \"two\\n words\" }, { article = \"y\" }]\n+++\nProse.\n";
    let (Page::Meeting(meeting), found) = page("meetings/m.md", source) else {
        panic!("no meeting")
    };
    assert_eq!(
        (meeting.kind.unwrap().as_str(), meeting.status.unwrap().as_str()),
        ("visit", "denied")
    );
    assert_eq!(
        (
            meeting.participants.len(),
            meeting.place.as_deref(),
            meeting.evidence.len()
        ),
        (2, Some("geneva"), 1)
    );
    assert_eq!(meeting.evidence[0].quote, "two words");
    assert_eq!(
        found,
        [
            "content/meetings/m.md:8:55 error missing-key: the quotation has no `quote` and is left out (add `quote = \"…\"`)"
        ]
    );
    let (Page::Claim(claim), found) = page("claims/c.md", "+++\nnames = \"C\"\nspeaker = \"s\"\n+++\n")
    else {
        panic!("no claim")
    };
    assert_eq!(
        (claim.id.as_str(), claim.speaker.as_deref(), found),
        ("c", Some("s"), NONE.to_vec())
    );
    let (Page::Topic(topic), found) = page("topics/t.md", "---\nnames: {en: T}\n---\nWords.\n") else {
        panic!("no topic")
    };
    assert_eq!(
        (
            topic.names[0].text.as_str(),
            topic.prose.unwrap().text.as_str(),
            found
        ),
        ("T", "Words.", NONE.to_vec())
    );
}

#[test]
fn folders_and_names_choose_what_a_file_is() {
    for ignored in [
        "README.md",
        "about.md",
        "articles/x.html",
        "articles/.x.md",
        "articles/_x/y.md",
        "articles/readme.md",
        "articles/.md",
    ] {
        assert_eq!(page(ignored, "x"), (Page::Ignored, vec![]), "{ignored}");
    }
    assert_eq!(
        page("actor/x.md", "x"),
        (Page::Ignored, vec!["content/actor/x.md warning unknown-folder: files of `actor` are not read (did you mean `actors`?)".into()])
    );
}

#[test]
fn bytes_that_are_no_text_are_reported_and_read_around() {
    let parsed = parse_page("articles/a.txt", b"one\ntwo \xFF three\n", &Config::default());
    assert_eq!(
        lines(&parsed.diagnostics),
        [
            "content/articles/a.txt:2:5 error not-utf8: byte 8 (0xFF) is no UTF-8, and is read as \u{FFFD} (save the file as UTF-8)"
        ]
    );
    let Some(Page::Article(article)) = parsed.value else {
        panic!("no article")
    };
    assert_eq!(article.text, "one\ntwo \u{FFFD} three\n");
    let parsed = parse_page("articles/a.txt", b"\xFF\xFEa\0", &Config::default());
    assert_eq!(
        parsed.diagnostics[0].remedy.as_deref(),
        Some("save the file as UTF-8; it seems to be UTF-16")
    );
}

#[test]
fn configuration_keeps_its_defaults_where_a_key_is_wrong() {
    assert_eq!(parse_config("isnad.toml", "").value, Config::default());
    let source = "title = \"T\"\nlanguages = [\"fr\", \"x\"]\nbase_url = \"https://a.example/b\"\noutput = \"../x\"\n\
                  numerals = \"arabic\"\ndefault_language = \"ar\"\noutlets = [[\"a\", \"b\"], \"c\"]\nbase = 1\n\
                  [limits]\ndepth = 12\nevents = -1\n[description]\nar = \"و\"\n[extra]\nx = 1\n";
    let parsed = parse_config("isnad.toml", source);
    let config = parsed.value;
    assert_eq!(
        (config.title.get("ar"), config.description.get("ar")),
        (Some(("T", "")), Some(("و", "ar")))
    );
    assert_eq!(
        (config.languages, config.default_language.as_str()),
        (vec!["fr".to_owned()], "fr")
    );
    assert_eq!(
        (
            config.base_url.as_str(),
            config.output.as_str(),
            config.limits.depth
        ),
        ("https://a.example/b/", "site", 12)
    );
    assert_eq!(config.outlets, [["a", "b"]]);
    let found: Vec<_> = lines(&parsed.diagnostics)
        .iter()
        .map(|line| line.split(": ").next().unwrap().to_owned())
        .collect();
    assert_eq!(
        found,
        [
            "isnad.toml:2:13 error bad-language",
            "isnad.toml:4:10 error bad-path",
            "isnad.toml:5:12 error unknown-value",
            "isnad.toml:6:20 error bad-language",
            "isnad.toml:7:24 error wrong-type",
            "isnad.toml:8:1 warning unknown-key",
            "isnad.toml:11:10 error wrong-type",
        ]
    );
}

#[test]
fn json_lines_keep_id_and_text_as_given() {
    let line = r#"{"id": "مقال 1", "text": "سطر\r\nسطر", "date": "2021-07-06T10:00Z", "publisher": "P", "url": null}"#;
    let parsed = parse_json_line(3, line);
    assert_eq!(parsed.diagnostics, []);
    let article = parsed.value.unwrap();
    assert_eq!(
        (article.id.as_str(), article.text.as_str(), article.lang.as_str()),
        ("مقال 1", "سطر\r\nسطر", "ar")
    );
    assert_eq!(
        (article.date.unwrap().to_string().as_str(), article.title),
        ("2021-07-06", None)
    );
    assert_eq!(parse_json_line(1, "  \n").value, None);
    let wrong = parse_json_line(7, r#"{"id": 5, "text": "x", "date": "soon"}"#);
    assert_eq!(wrong.value.unwrap().id, "5");
    assert!(
        lines(&wrong.diagnostics)[0]
            .starts_with("standard input:7:24 error bad-date: `soon` is no EDTF date")
    );
    assert_eq!(
        parse_json_line(2, r#"{"id": "x"}"#).diagnostics[0].id,
        "missing-text"
    );
    let broken = parse_json_line(9, r#"{"id": "أ"; }"#);
    assert_eq!(
        (broken.value, lines(&broken.diagnostics)[0].split(": ").next()),
        (None, Some("standard input:9:11 error bad-json"))
    );
}

#[test]
fn near_words_are_found_and_far_ones_not() {
    assert_eq!(
        nearest_key("publsher", ["publisher", "publish"]),
        Some("publisher")
    );
    assert_eq!(nearest_key("Title", ["title"]), Some("title"));
    assert_eq!(nearest_key("colour", ["title", "date"]), None);
    assert_eq!(detect_language("غير بيدرسون"), "ar");
}
