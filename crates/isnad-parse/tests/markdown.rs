//! Markdown in, text and body out.

mod common;

use common::{article, check, lines, outline};

/// The text and the outline of a Markdown body that has no findings.
fn read(source: &str) -> (String, String) {
    let parsed = article(source);
    assert_eq!(lines(&parsed.diagnostics), Vec::<String>::new());
    check(&parsed.value);
    (parsed.value.text.clone(), outline(&parsed.value))
}

fn body(source: &str) -> String {
    read(source).1
}

#[test]
fn blocks_are_parted_by_one_line_feed_and_soft_breaks_are_spaces() {
    let (text, body) = read("# عنوان\n\nقال الوزير\nإن الوفد *وصل*.\n\n- واحد\n- اثنان\n\n> نقل\n");
    assert_eq!(text, "عنوان\nقال الوزير إن الوفد وصل.\nواحد\nاثنان\nنقل");
    assert_eq!(
        body,
        "<h1>عنوان</h1><p>قال الوزير إن الوفد <em>وصل</em>.</p><ul><li>واحد</li><li>اثنان</li></ul><quote><p>نقل</p></quote>"
    );
}

#[test]
fn hard_breaks_are_line_feeds() {
    assert_eq!(
        read("one  \ntwo\\\nthree\n"),
        ("one\ntwo\nthree".into(), "<p>one<br>two<br>three</p>".into())
    );
}

#[test]
fn line_ends_of_windows_change_nothing() {
    let unix = "# A\n\nb\nc  \nd\n\n```\nx\n\ny\n```\n\n| a |\n|---|\n| b |\n";
    assert_eq!(read(unix), read(&unix.replace('\n', "\r\n")));
    assert!(!read(&unix.replace('\n', "\r\n")).0.contains('\r'));
}

#[test]
fn code_tables_lists_and_rules_keep_their_shape() {
    assert_eq!(
        body("```rust\nlet a;\n\nlet b;\n```\n"),
        "<pre>let a;\n\nlet b;</pre>"
    );
    assert_eq!(
        read("| a | b |\n|---|---|\n| `c` | ~~d~~ |\n"),
        (
            "a\nb\nc\nd".into(),
            "<table><tr><th>a</th><th>b</th></tr><tr><td><code>c</code></td><td><s>d</s></td></tr></table>"
                .into()
        )
    );
    assert_eq!(body("3. a\n4. b\n"), "<ol 3><li>a</li><li>b</li></ol>");
    assert_eq!(body("a\n\n---\n\nb\n"), "<p>a</p><hr><p>b</p>");
}

#[test]
fn footnotes_keep_their_label_at_both_ends() {
    assert_eq!(
        read("Said so.[^1] More.\n\n[^1]: The source.\n"),
        (
            "Said so.[1] More.\n[1] The source.".into(),
            "<p>Said so.[1] More.</p><p>[1] The source.</p>".into()
        )
    );
}

#[test]
fn wikilinks_and_markdown_links_lead_where_they_say() {
    assert_eq!(
        body("[[Geir Pedersen]]"),
        "<p><wiki Geir Pedersen>Geir Pedersen</wiki></p>"
    );
    assert_eq!(
        body("[[place:daraa|Daraa]]"),
        "<p><wiki place:daraa>Daraa</wiki></p>"
    );
    assert_eq!(body("[[عاجل: خبر|خبر]]"), "<p><wiki عاجل: خبر>خبر</wiki></p>");
    assert_eq!(body("[[a#b]]"), "<p><wiki a#b>a</wiki></p>");
    assert_eq!(
        body("| [[مصدر\\|نص]] |\n|---|\n"),
        "<table><tr><th><wiki مصدر>نص</wiki></th></tr></table>"
    );
    assert_eq!(body("`[[x]]` \\[[y]]"), "<p><code>[[x]]</code> [[y]]</p>");
    assert_eq!(
        body("[x](../../actors/%D8%A3.md#y)"),
        "<p><file actors/أ.md#y>x</file></p>"
    );
    assert_eq!(body("[x](b.md)"), "<p><file articles/2021/b.md>x</file></p>");
    assert_eq!(
        body("<https://a.example> <d@a.example>"),
        "<p><a https://a.example>https://a.example</a> <a mailto:d@a.example>d@a.example</a></p>"
    );
}

#[test]
fn a_link_knows_its_words_and_its_place_in_the_file() {
    let source = "+++\ntitle = \"t\"\n+++\nفي [[دمشق|العاصمة]] قال.\n";
    let article = article(source).value;
    let link = &article.links[0];
    assert_eq!((link.span.start, link.span.end), (3, 10));
    assert_eq!(link.offset as usize, source.find("[[").unwrap());
}

#[test]
fn unsafe_links_keep_their_words_and_are_reported() {
    for address in [
        "javascript:alert(1)",
        "&#106;avascript:x",
        "JAVASCRIPT:x",
        "data:text/html,x",
        "//a.example",
        "x.html",
    ] {
        let parsed = article(&format!("Read [this]({address}) now"));
        assert_eq!(outline(&parsed.value), "<p>Read this now</p>");
        let found = lines(&parsed.diagnostics);
        assert!(
            found[0].starts_with("content/articles/2021/a.md:1:6 warning bad-url: the link to `"),
            "{found:?}"
        );
        assert_eq!(parsed.value.links, []);
    }
    let found = lines(&article("[up](../../../x.md)").diagnostics);
    assert_eq!(
        found,
        [
            "content/articles/2021/a.md:1:1 warning bad-url: the link to `../../../x.md` is left out: the path leads out of the \
          content folder (link to a web address, to a file of the content folder, or to a name as `[[name]]`)"
        ]
    );
}

#[test]
fn images_give_their_description() {
    assert_eq!(
        body("a ![the *hall*](https://a.example/x.png) b"),
        "<p>a the <em>hall</em> b</p>"
    );
    assert_eq!(body("![[x]]"), "<p>x</p>");
}

#[test]
fn heading_ids_are_unique_ascii() {
    let article = article("# Geneva\n\n## Geneva\n\n## جنيف\n\n## دمشق\n\n## Женева\n").value;
    assert_eq!(
        article.heading_ids,
        ["geneva", "geneva-2", "section", "section-2", "zheneva"]
    );
    assert_eq!(article.title.as_deref(), Some("Geneva"));
}

#[test]
fn html_within_a_line_becomes_elements_or_text() {
    assert_eq!(body("a <b>x <i>y</b> z</i>"), "<p>a <b>x <em>y</em></b> z</p>");
    assert_eq!(body("a<br>b<span style=x onclick=y>c</span>"), "<p>a<br>bc</p>");
    assert_eq!(
        body("<a href='https://a.example/?x&amp;y' onclick=z>w</a>"),
        "<p><a https://a.example/?x&y>w</a></p>"
    );
    assert_eq!(body("<a name=x>w</a>"), "<p>w</p>");
    assert_eq!(body("a <script>alert(*1*)</script> b"), "<p>a  b</p>");
    assert_eq!(body("a <script>lost\n\nkept"), "<p>a </p><p>kept</p>");
    assert_eq!(body("a <!-- c --> b &lt;script&gt;"), "<p>a  b <script></p>");
    assert_eq!(
        body("x <img src=y alt='the &quot;hall&quot;'>"),
        "<p>x the \"hall\"</p>"
    );
    let parsed = article("<a href=\"java&#10;script:x\">w</a>");
    assert_eq!(outline(&parsed.value), "<p>w</p>");
    assert_eq!(parsed.diagnostics[0].id, "bad-url");
}

#[test]
fn html_blocks_become_elements_or_text() {
    assert_eq!(
        read("<div class=x>\n<p>قال <b>الوزير</b>\n<p>ثانٍ</div>\n"),
        (
            "قال الوزير \nثانٍ".into(),
            "<p>قال <b>الوزير</b> </p><p>ثانٍ</p>".into()
        )
    );
    assert_eq!(
        body("<ul><li>a<ul><li>b</ul><li>c</ul>\n"),
        "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"
    );
    assert_eq!(
        body("<table><tr><th>a<td>b<tr><td>c</table>\n"),
        "<table><tr><th>a</th><td>b</td></tr><tr><td>c</td></tr></table>"
    );
    assert_eq!(body("<ol start=4><li>x</ol>\n"), "<ol 4><li>x</li></ol>");
    assert_eq!(body("<pre>\n a\n  b</pre>\n"), "<pre>\n a\n  b</pre>");
    assert_eq!(body("<style>p { color: red }</style>\n\na\n"), "<p>a</p>");
    assert_eq!(
        body("<svg><script>x</script><text>y</text></svg>\n\na\n"),
        "<p>a</p>"
    );
    assert_eq!(body("<div>\n\n*in*\n\n</div>\n"), "<p><em>in</em></p>");
    assert_eq!(
        body("<blockquote>a<h2>b<p>c</h2></blockquote>\n"),
        "<quote><p>a</p><h2>b\nc</h2></quote>"
    );
}

#[test]
fn plain_text_is_kept_exactly() {
    let source = "العنوان\r\n\r\n  أول سطر \u{200F}\r\nثاني ‏سطر\n";
    let article = isnad_parse::parse_article("articles/a.txt", source, &isnad_model::Config::default()).value;
    check(&article);
    assert_eq!(article.text, source);
    assert_eq!(article.title.as_deref(), Some("العنوان"));
    assert_eq!(
        outline(&article),
        "<p>العنوان</p><p>أول سطر \u{200F}</p><p>ثاني ‏سطر</p>"
    );
    assert_eq!(article.lang, "ar");
}

#[test]
fn plain_text_with_front_matter_begins_after_it() {
    let source = "\u{FEFF}+++\ntitle = \"T\"\n+++\nأول\nثان\n";
    let article = isnad_parse::parse_article("articles/a.txt", source, &isnad_model::Config::default()).value;
    assert_eq!(
        (article.title.as_deref(), article.text.as_str()),
        (Some("T"), "أول\nثان\n")
    );
}
