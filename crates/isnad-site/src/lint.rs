//! Lint: what a template may not do, checked before any page is made.
//!
//! A raw `{{ name }}` would print data without its language and direction, so an expression may only be a component,
//! words of the catalogue, or one of a few fields that are never data for readers (addresses, ids, icon names).

/// Fields that hold no words: addresses, ids, class and icon names, coordinates, language tags.
const FIELDS: &[&str] = &[
    "class",
    "d",
    "datetime",
    "dir",
    "end",
    "height",
    "href",
    "icon",
    "id",
    "integrity",
    "key",
    "kind",
    "lang",
    "level",
    "previous",
    "next",
    "home",
    "search",
    "feed",
    "changes_feed",
    "how",
    "about",
    "verb_href",
    "index",
    "points",
    "policy",
    "r",
    "refresh",
    "root",
    "start",
    "url",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
];

/// Fields that hold markup made and escaped by the program; only these may be marked safe.
const MARKUP: &[&str] = &["html", "json", "body"];

/// The template file whose components print data; it is the one place that may.
pub const DATA_COMPONENTS: &str = "components/data.html";

/// Attributes that the page's own content security policy would block, and elements without a place in a template.
const BLOCKED: &[(&str, &str)] = &[
    (
        " style=",
        "inline styles are blocked by the page's content security policy; put a class into assets/site.css",
    ),
    (
        "<style",
        "inline styles are blocked by the page's content security policy; put them into assets/site.css",
    ),
    (
        " onclick=",
        "inline scripts are blocked by the page's content security policy; use assets/site.js",
    ),
    (
        " onload=",
        "inline scripts are blocked by the page's content security policy; use assets/site.js",
    ),
    (
        "<script>",
        "inline scripts are blocked by the page's content security policy; use assets/site.js",
    ),
    ("={{", "an attribute needs quotes around its value"),
    ("={%", "an attribute needs quotes around its value"),
];

/// One thing that a template may not do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Byte offset in the template.
    pub offset: usize,
    /// What is wrong and what to do instead.
    pub message: String,
}

/// Everything in the template `name` that may not be.
pub fn check(name: &str, source: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (needle, message) in BLOCKED {
        let found = source.match_indices(needle).map(|(offset, _)| Fault {
            offset,
            message: (*message).to_owned(),
        });
        faults.extend(found);
    }
    if name != DATA_COMPONENTS {
        faults.extend(expressions(source).filter_map(|(offset, expression)| {
            check_expression(expression).map(|message| Fault { offset, message })
        }));
    }
    faults.sort_by_key(|fault| fault.offset);
    faults
}

/// Every `{{ … }}` outside comments, with its offset.
fn expressions(source: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let open = source[at..].find('{').map(|found| at + found)?;
            let rest = &source[open..];
            if rest.starts_with("{#") {
                at = open + rest.find("#}").map_or(rest.len(), |end| end + 2);
            } else if rest.starts_with("{{") {
                let end = rest.find("}}").unwrap_or(rest.len());
                // `{{ <x of={y}/>}}` ends one brace later.
                let end = if rest[end..].starts_with("}}}") {
                    end + 1
                } else {
                    end
                };
                at = (open + end + 2).min(source.len());
                return Some((
                    open,
                    rest[2..end].trim_matches(|c: char| c == '-' || c.is_whitespace()),
                ));
            } else {
                at = open + 1;
            }
        }
    })
}

fn check_expression(expression: &str) -> Option<String> {
    if expression.starts_with('<')
        || expression == "super()"
        || expression.starts_with("t.") && is_path(expression)
    {
        return None;
    }
    let (path, filter) = match expression.split_once('|') {
        Some((path, filter)) => (path.trim(), Some(filter.trim())),
        None => (expression, None),
    };
    let field = path.rsplit('.').next().unwrap_or_default();
    match filter {
        None if is_path(path) && FIELDS.contains(&field) => None,
        Some("safe") if is_path(path) && MARKUP.contains(&field) => None,
        Some("safe") => Some(format!(
            "`{path}` may not be marked safe; only {} hold markup",
            MARKUP.join(", ")
        )),
        _ => Some(format!(
            "`{{{{ {expression} }}}}` prints data raw; write `{{{{ <data of={{{path}}} /> }}}}`"
        )),
    }
}

fn is_path(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '[' | ']' | '"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(source: &str) -> Vec<usize> {
        check("page.html", source)
            .into_iter()
            .map(|fault| fault.offset)
            .collect()
    }

    #[test]
    fn data_is_printed_by_its_component_only() {
        assert!(
            messages(
                "<a href=\"{{ it.href }}\">{{ <data of={it.name} /> }} {{ t.nav.home }} {{- super() -}}</a>"
            )
            .is_empty()
        );
        assert!(messages("{# {{ name }} #}{{ body | safe }}{{ it.html|safe }}").is_empty());
        for raw in [
            "{{ name }}",
            "{{ it.name }}",
            "{{ it.name | safe }}",
            "{{ t.a ~ name }}",
            "{{ a.href ~ a.name }}",
            "{{ \"x\" if a else b }}",
            "{{ it.text }}",
        ] {
            assert_eq!(messages(raw).len(), 1, "{raw}");
        }
    }

    #[test]
    fn what_the_policy_blocks_is_named() {
        for blocked in [
            "<p style=\"x\">",
            "<a href={{ it.href }}>",
            "<script>x</script>",
            "<p onclick=\"x\">",
        ] {
            assert!(!messages(blocked).is_empty(), "{blocked}");
        }
    }
}
