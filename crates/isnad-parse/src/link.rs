//! Link: where a link of a body leads, and which addresses are safe to keep.

use isnad_model::LinkKind;
use percent_encoding::percent_decode_str;

/// Types that may stand before the colon of a wikilink.
const TYPES: [&str; 6] = ["actor", "place", "topic", "meeting", "claim", "article"];

/// Longest address that is kept, in bytes.
const MAX_ADDRESS: usize = 4096;

/// A web address (http or https with a host) without the control characters and outer white space that browsers ignore.
pub(crate) fn web_address(text: &str) -> Option<String> {
    let address = external_address(text)?;
    (!has_scheme(&address, "mailto")).then_some(address)
}

/// An address that a page may link to: http, https or mailto.
///
/// Browsers drop tabs, line feeds and leading controls before they look at the scheme, so these go first; the scheme is
/// then compared as a whole, never by prefix.
pub(crate) fn external_address(text: &str) -> Option<String> {
    let address: String = text.chars().filter(|c| !c.is_control()).collect();
    let address = address.trim();
    if address.len() > MAX_ADDRESS || address.contains(char::is_whitespace) {
        return None;
    }
    if has_scheme(address, "mailto") {
        return address["mailto:".len()..]
            .contains('@')
            .then(|| address.to_owned());
    }
    let scheme = ["https", "http"]
        .into_iter()
        .find(|scheme| has_scheme(address, scheme))?;
    let host = address[scheme.len() + 1..].strip_prefix("//")?;
    let has_host = host
        .chars()
        .next()
        .is_some_and(|c| !matches!(c, '/' | '\\' | '?' | '#' | '@' | ':'));
    has_host.then(|| address.to_owned())
}

fn has_scheme(address: &str, scheme: &str) -> bool {
    address
        .split_once(':')
        .is_some_and(|(written, _)| written.eq_ignore_ascii_case(scheme))
}

/// What is written between `[[` and `]]` or `|`.
pub(crate) fn wiki(written: &str) -> LinkKind {
    // In a table cell the bar is written `\|`, and the parser leaves the backslash.
    let written = written.strip_suffix('\\').unwrap_or(written).trim();
    let (name, heading) = match written.split_once('#') {
        Some((name, heading)) => (
            name.trim(),
            Some(heading.trim()).filter(|heading| !heading.is_empty()),
        ),
        None => (written, None),
    };
    let (of, target) = match name.split_once(':') {
        Some((of, target)) if TYPES.contains(&of.trim()) => (Some(of.trim().to_owned()), target.trim()),
        _ => (None, name),
    };
    LinkKind::Wiki {
        of,
        target: target.to_owned(),
        heading: heading.map(str::to_owned),
    }
}

/// What a reader sees of a wikilink without words of its own: the name without its type, else the heading.
pub(crate) fn shown_name(kind: &LinkKind) -> String {
    match kind {
        LinkKind::Wiki { target, heading, .. } if target.is_empty() => heading.clone().unwrap_or_default(),
        LinkKind::Wiki { target, .. } => target.clone(),
        LinkKind::File { path, .. } => path.clone(),
        LinkKind::External { url } => url.clone(),
    }
}

/// Where the address of a Markdown or HTML link leads from the page at `path`; an error says why it leads nowhere.
pub(crate) fn resolve(path: &str, address: &str) -> Result<LinkKind, &'static str> {
    if let Some(url) = external_address(address) {
        return Ok(LinkKind::External { url });
    }
    let address: String = address.chars().filter(|c| !c.is_control()).collect();
    let address = address.trim();
    let before_slash = address.split(['/', '?', '#']).next().unwrap_or_default();
    if before_slash.contains(':') || address.starts_with("//") {
        return Err("only http, https and mailto addresses are linked");
    }
    let (file, heading) = match address.split_once('#') {
        Some((file, heading)) => (file, Some(decode(heading)).filter(|heading| !heading.is_empty())),
        None => (address, None),
    };
    if file.is_empty() {
        return match heading {
            Some(_) if !path.is_empty() => Ok(LinkKind::File {
                path: path.to_owned(),
                heading,
            }),
            _ => Err("the address is empty"),
        };
    }
    let file = decode(file.split('?').next().unwrap_or_default());
    if !(file.ends_with(".md") || file.ends_with(".txt")) {
        return Err("a relative link must lead to a `.md` or `.txt` file of the content folder");
    }
    let path = join(path, &file).ok_or("the path leads out of the content folder")?;
    Ok(LinkKind::File { path, heading })
}

fn decode(text: &str) -> String {
    let decoded = percent_decode_str(text).decode_utf8_lossy();
    decoded.chars().filter(|c| !c.is_control()).collect()
}

/// `file` as seen from the page at `path`, or from the content folder when it begins with `/`; `None` above that folder.
fn join(path: &str, file: &str) -> Option<String> {
    let mut parts: Vec<&str> = match file.starts_with('/') {
        true => Vec::new(),
        false => path
            .rsplit_once('/')
            .map_or_else(Vec::new, |(folder, _)| folder.split('/').collect()),
    };
    for part in file.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_and_mail_addresses_are_kept() {
        for good in [
            "https://a.example/x?y=1#z",
            "HTTP://a.example",
            "mailto:desk@a.example",
            "https://مثال.example/خبر",
        ] {
            assert_eq!(external_address(good).as_deref(), Some(good));
        }
        assert_eq!(
            external_address(" ht\ttps://a\n.example ").as_deref(),
            Some("https://a.example")
        );
        for bad in [
            "javascript:alert(1)",
            "java\tscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "JaVaScRiPt:x",
            "data:text/html,x",
            "vbscript:x",
            "https:/a",
            "https://",
            "http://@",
            "httpsx://a",
            "//a.example",
            "ftp://a.example",
            "mailto:",
            "file:///etc/passwd",
            "https://a b",
        ] {
            assert_eq!(external_address(bad), None, "{bad}");
        }
    }

    #[test]
    fn wikilinks_name_a_type_a_name_and_a_heading() {
        let read = |written| match wiki(written) {
            LinkKind::Wiki { of, target, heading } => (of, target, heading),
            other => panic!("{other:?}"),
        };
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(read("Geir Pedersen"), (None, "Geir Pedersen".into(), None));
        assert_eq!(read("place:daraa"), (text("place"), "daraa".into(), None));
        assert_eq!(
            read("غير بيدرسون#المسيرة"),
            (None, "غير بيدرسون".into(), text("المسيرة"))
        );
        assert_eq!(read("عاجل: خبر"), (None, "عاجل: خبر".into(), None));
        assert_eq!(read("name\\"), (None, "name".into(), None));
    }

    #[test]
    fn relative_links_stay_inside_the_content_folder() {
        let file = |path, address| match resolve(path, address) {
            Ok(LinkKind::File { path, heading }) => Some((path, heading)),
            _ => None,
        };
        let page = "articles/2021/07/a.md";
        assert_eq!(
            file(page, "../../../actors/x.md#y"),
            Some(("actors/x.md".into(), Some("y".into())))
        );
        assert_eq!(
            file(page, "/places/d%C3%A9raa.md"),
            Some(("places/déraa.md".into(), None))
        );
        assert_eq!(file(page, "#end"), Some((page.into(), Some("end".into()))));
        assert_eq!(file(page, "../../../../secret.md"), None);
        assert_eq!(file(page, "%2e%2e/%2e%2e/%2e%2e/%2e%2e/secret.md"), None);
        assert_eq!(file(page, "x.html"), None);
        assert_eq!(file("", "#end"), None);
    }
}
