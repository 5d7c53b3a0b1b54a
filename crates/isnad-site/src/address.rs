//! Addresses: where each page stands, percent-encoded in this one place.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use isnad_model::EntityKind;

/// What a path segment may not hold as it is.
const SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'\\')
    .add(b'^')
    .add(b'|')
    .add(b'[')
    .add(b']')
    .add(b'\'');

/// Addresses of a site that stands under a base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addresses {
    /// Path of the site's root, with a slash at both ends.
    root: String,
    /// Scheme and host, empty when unknown.
    origin: String,
}

impl Addresses {
    /// Addresses under `base_url`: a whole URL or only a path.
    pub fn new(base_url: &str) -> Self {
        let (origin, path) = match base_url.split_once("://") {
            Some((scheme, rest)) => {
                let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
                (format!("{scheme}://{host}"), path)
            }
            None => (String::new(), base_url),
        };
        let path = path.trim_matches('/');
        let root = if path.is_empty() {
            "/".to_owned()
        } else {
            format!("/{}/", encode_path(path))
        };
        Self { root, origin }
    }

    /// Path of the site's root.
    pub fn root(&self) -> &str {
        &self.root
    }

    /// The reference to `path` (below the root, without a slash in front) from any page.
    pub fn href(&self, path: &str) -> String {
        format!("{}{}", self.root, encode_path(path))
    }

    /// The whole address of `path`, for feeds and `canonical`; only a path when the host is unknown.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{}{}", self.origin, self.root, encode_path(path))
    }

    /// The whole address of a reference that [`Self::href`] gave.
    pub fn whole(&self, href: &str) -> String {
        format!("{}{href}", self.origin)
    }

    /// Whether the host is known.
    pub fn has_origin(&self) -> bool {
        !self.origin.is_empty()
    }
}

/// `path` percent-encoded, its slashes and one fragment kept.
fn encode_path(path: &str) -> String {
    let (path, fragment) = path
        .split_once('#')
        .map_or((path, None), |(path, fragment)| (path, Some(fragment)));
    let encoded: Vec<String> = path
        .split('/')
        .map(|segment| utf8_percent_encode(segment, SEGMENT).to_string())
        .collect();
    match fragment {
        Some(fragment) => format!("{}#{}", encoded.join("/"), utf8_percent_encode(fragment, SEGMENT)),
        None => encoded.join("/"),
    }
}

/// A fragment percent-encoded.
pub fn encode_fragment(fragment: &str) -> String {
    utf8_percent_encode(fragment, SEGMENT).to_string()
}

/// Folder of an entity's page below a language's folder.
pub fn entity_path(kind: EntityKind, id: &str) -> String {
    let section = if kind == EntityKind::Place {
        "places"
    } else {
        "actors"
    };
    format!("{section}/{id}/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_may_stand_under_a_path() {
        let addresses = Addresses::new("https://example.org/dossier");
        assert_eq!(addresses.href("ar/actors/x/"), "/dossier/ar/actors/x/");
        assert_eq!(addresses.absolute("ar/"), "https://example.org/dossier/ar/");
        assert_eq!(Addresses::new("/").href(""), "/");
    }

    #[test]
    fn encoding_happens_once_and_everywhere() {
        let addresses = Addresses::new("/");
        assert_eq!(
            addresses.href("ar/topics/عن/#h ن"),
            "/ar/topics/%D8%B9%D9%86/#h%20%D9%86"
        );
        assert_eq!(addresses.href("a\"><b>/"), "/a%22%3E%3Cb%3E/");
    }
}
