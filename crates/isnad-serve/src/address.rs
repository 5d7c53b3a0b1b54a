//! Addresses in requests: from the raw path to a page key and back.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What stays readable in a path (RFC 3986, `pchar` and the slash); everything else is encoded.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');

/// The path under which the site lies: `/`, or `/name/` when it will be published below a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BasePath(String);

impl BasePath {
    /// Takes `""`, `/`, `name`, `/name` and `/name/` alike.
    pub(crate) fn new(given: &str) -> BasePath {
        let inner = given.trim_matches('/');
        BasePath(if inner.is_empty() {
            "/".to_owned()
        } else {
            format!("/{inner}/")
        })
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// The key of a decoded request path, or nothing when it lies outside the site.
    pub(crate) fn key<'a>(&self, path: &'a str) -> Option<&'a str> {
        // One slash stays: every key starts with it.
        let rest = path.strip_prefix(&self.0[..self.0.len() - 1])?;
        rest.starts_with('/').then_some(rest)
    }

    /// The decoded request path of a key.
    pub(crate) fn path(&self, key: &str) -> String {
        format!("{}{}", self.0, key.strip_prefix('/').unwrap_or(key))
    }
}

/// Undoes percent-encoding; nothing when the result is not UTF-8, which no key of ours is.
pub(crate) fn decode(raw: &str) -> Option<String> {
    Some(percent_decode_str(raw).decode_utf8().ok()?.into_owned())
}

/// A decoded path as it may stand in a `Location` header.
pub(crate) fn encode(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_base_path_is_taken_in_any_spelling() {
        for given in ["name", "/name", "name/", "/name/"] {
            assert_eq!(BasePath::new(given).as_str(), "/name/");
        }
        assert_eq!(BasePath::new("").as_str(), "/");
    }

    #[test]
    fn a_key_is_what_follows_the_base_path() {
        let base = BasePath::new("/name/");
        assert_eq!(base.key("/name/ar/"), Some("/ar/"));
        assert_eq!(base.key("/name/"), Some("/"));
        assert_eq!(base.key("/name"), None);
        assert_eq!(base.key("/names/ar/"), None);
        assert_eq!(base.path("/ar/"), "/name/ar/");
        assert_eq!(BasePath::new("/").key("/ar/"), Some("/ar/"));
        assert_eq!(BasePath::new("/").path("/ar/"), "/ar/");
    }

    #[test]
    fn encoding_is_undone_by_decoding() {
        let path = "/ar/actors/دمشق %2F?#/";
        assert_eq!(decode(&encode(path)).as_deref(), Some(path));
        assert!(encode(path).is_ascii());
        assert_eq!(decode("/%ff"), None);
    }
}
