//! Hostile: names and articles that try to run, to hide or to reorder the page they stand in.

mod common;

use std::path::PathBuf;

use common::{Folder, isnad};

/// One piece of a page, read crudely.
#[derive(Debug)]
enum Piece<'a> {
    Tag {
        name: String,
        attributes: Vec<(String, String)>,
    },
    Text(&'a str),
}

/// The tags and texts of a page. isnad writes every attribute in double quotes; anything else is a failure.
fn pieces(page: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        pieces.push(Piece::Text(&rest[..at]));
        rest = &rest[at + 1..];
        let end = rest
            .find(|c: char| c.is_whitespace() || c == '>')
            .expect("a tag that ends");
        let name = rest[..end].trim_end_matches('/').to_lowercase();
        rest = &rest[end..];
        let mut attributes = Vec::new();
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            if let Some(after) = rest.strip_prefix('>') {
                rest = after;
                break;
            }
            let end = rest
                .find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/'))
                .expect("an attribute that ends");
            let attribute = rest[..end].to_lowercase();
            rest = &rest[end..];
            let mut value = String::new();
            if let Some(after) = rest.strip_prefix('=') {
                let after = after.strip_prefix('"').expect("a quoted attribute");
                let end = after.find('"').expect("a quote that ends");
                value = decode(&after[..end]);
                rest = &after[end + 1..];
            }
            attributes.push((attribute, value));
        }
        pieces.push(Piece::Tag { name, attributes });
    }
    pieces.push(Piece::Text(rest));
    pieces
}

fn decode(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'")
        .replace("&amp;", "&")
}

/// Whether every embedding, override and isolate of `text` is closed in it, in order.
fn is_balanced(text: &str) -> bool {
    let mut open = Vec::new();
    for c in text.chars() {
        match c {
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' => open.push('\u{202c}'),
            '\u{2066}'..='\u{2068}' => open.push('\u{2069}'),
            '\u{202c}' | '\u{2069}' if open.pop() != Some(c) => return false,
            _ => {}
        }
    }
    open.is_empty()
}

/// What is wrong with a page.
fn faults(page: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut in_script = false;
    for piece in pieces(page) {
        match piece {
            // Data for machines, which nobody sees.
            Piece::Text(_) if in_script => {}
            Piece::Text(text) if !is_balanced(&decode(text)) => faults.push(format!("unbalanced: {text:?}")),
            Piece::Text(_) => {}
            Piece::Tag { name, attributes } => {
                in_script = name == "script";
                let get = |wanted: &str| {
                    attributes
                        .iter()
                        .find(|(name, _)| name == wanted)
                        .map(|it| it.1.as_str())
                };
                let is_ours = name != "script"
                    || get("src").is_some_and(|src| src == "/assets/site.js")
                    || get("type") == Some("application/ld+json");
                if !is_ours
                    || ["style", "iframe", "object", "embed", "form", "base", "template"]
                        .contains(&name.as_str())
                {
                    faults.push(format!("<{name}> {attributes:?}"));
                }
                for (attribute, value) in &attributes {
                    let plain: String = value
                        .chars()
                        .filter(|c| !c.is_whitespace() && !c.is_control())
                        .collect();
                    let scheme = plain.to_lowercase();
                    let runs = ["href", "src", "action", "content", "srcset"].contains(&attribute.as_str())
                        && ["javascript:", "data:", "vbscript:"]
                            .iter()
                            .any(|it| scheme.starts_with(it));
                    if attribute.starts_with("on") || attribute == "style" || runs || !is_balanced(value) {
                        faults.push(format!("<{name} {attribute}={value:?}>"));
                    }
                }
            }
        }
    }
    faults
}

#[track_caller]
fn assert_harmless(folder: &Folder, site: &str) -> usize {
    let mut pages = 0;
    for (path, bytes) in folder
        .tree(site)
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
    {
        let faults = faults(std::str::from_utf8(bytes).unwrap());
        assert!(faults.is_empty(), "{path}: {faults:#?}");
        pages += 1;
    }
    pages
}

#[test]
fn the_crude_reader_sees_what_it_looks_for() {
    for bad in [
        "<p><script>alert(1)</script>",
        "<img src=\"x\" onerror=\"alert(1)\">",
        "<a href=\" java\nscript:alert(1)\">x</a>",
        "<a href=\"JAVASCRIPT&#39;\">x</a><iframe>",
        "<p title=\"\u{202e}x\">y</p>",
        "<p>\u{2067}x</p>",
        "<p>x\u{202c}</p>",
    ] {
        assert_ne!(faults(bad), Vec::<String>::new(), "{bad}");
    }
    assert_eq!(
        faults("<p class=\"x\" hidden>&lt;script&gt; \u{2068}a\u{202e}b\u{202c}\u{2069}<br/></p>"),
        Vec::<String>::new()
    );
}

#[test]
fn hostile_names_stay_names() {
    let suite = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/suite/hostile-names");
    let folder = Folder::new();
    let (suite, site) = (suite.to_str().unwrap(), folder.at("site"));
    let run = isnad(
        &[
            "build",
            "--no-cache",
            "-q",
            "-C",
            suite,
            "-o",
            site.to_str().unwrap(),
        ],
        b"",
    )
    .ends_with(1);
    assert!(!run.err.contains('\u{202e}'), "{:?}", run.err);
    assert!(assert_harmless(&folder, "site") > 40);
    let page = folder.read("site/en/actors/ampersand-sons/index.html");
    assert!(page.contains("Ampersand &amp; Sons &lt;Ltd&gt;"), "{page}");
    assert!(folder.read("site/en/actors/reversed/index.html").contains("Ada "));
}

#[test]
fn hostile_articles_and_settings_stay_text() {
    let folder = Folder::small();
    let evil = "\\\"><script>alert(1)</script><img src=x onerror=alert(1)>\u{202e}";
    folder.write(
        "isnad.toml",
        format!("title = \"{evil}\"\ndescription = \"{evil}\"\nlanguages = [\"en\", \"ar\"]\n"),
    );
    let front = format!(
        "+++\ntitle = \"{evil}\"\npublisher = \"{evil}\"\nauthors = [\"{evil}\"]\ntopics = [\"{evil}\"]\nurl = \"javascript:alert(1)\"\ndate = \"2021-07-06\"\n+++\n"
    );
    let body = "
<script>alert(1)</script> <ScRiPt src=//evil.example/x.js></sCrIpT>
<svg onload=alert(1)><style>*{color:red}</style></svg> <math><mtext></mtext></math>
[a](JaVaScRiPt:alert(1)) [b](java&#115;cript:alert(1)) [c](data:text/html,x) ![d](javascript:alert(1)) <javascript:alert(1)>
<a href=\"java\tscript:alert(1)\" onclick=alert(1)>e</a> <iframe src=//evil.example></iframe> <form action=//evil.example><input></form>
<div style=\"position:fixed\">f</div> <p id=\"main\">g</p> \u{202e}never closed \u{2066}nor this
```\"><script>alert(1)</script>
code
```
[[<script>alert(1)</script>]] [[nadia-haddad|\"><img src=x onerror=alert(1)>]]
\u{2068}Nadia Haddad\u{2068} said \"</p><script>alert(1)</script>\" was said.
";
    folder.write("content/articles/evil.md", front.clone() + body);
    folder.write(
        "content/articles/plain.txt",
        format!("<script>alert(1)</script>\n{body}"),
    );
    folder.write(
        "content/actors/evil.md",
        format!("+++\nkind = \"person\"\nnames = {{ en = \"{evil}\", ar = \"{evil}\" }}\naliases = {{ en = [\"{evil} x\"] }}\n[ids]\nwikidata = \"{evil}\"\n+++\n{body}"),
    );
    let run = folder.isnad(&["build", "-q", "--color", "never"]);
    assert!(run.code < 2, "{run:#?}");
    assert!(assert_harmless(&folder, "site") > 40);
    let json = folder.isnad(&["export", "-f", "json"]);
    assert!(serde_json::from_str::<serde_json::Value>(&json.out).is_ok());
    let dot = folder.isnad(&["export", "-f", "dot"]);
    assert!(dot.out.lines().all(is_balanced), "{}", dot.out);
}
