//! Ids: ASCII names of things, stable across builds, safe in paths, DOT and XML.

/// Longest id that isnad makes or takes, in bytes.
pub const MAX_ID: usize = 80;

/// Whether `id` is made of `[0-9A-Za-z.-]`, begins and ends alphanumeric, and is at most [`MAX_ID`] long.
///
/// An id names a folder of the site, so it does not end as pages do: `index.html` would stand in the way of one.
pub fn is_valid(id: &str) -> bool {
    let bytes = id.as_bytes();
    let edge = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    bytes.len() <= MAX_ID
        && edge(bytes.first())
        && edge(bytes.last())
        && !id.contains("..")
        && !id.to_ascii_lowercase().ends_with(".html")
        && bytes
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
}

/// An id for `name`: its slug where it is Latin or Cyrillic, otherwise `prefix-` and eight hex digits of a hash of the
/// name's match key, so that the same name always gets the same id, on any machine.
pub fn derive(prefix: &str, name: &str) -> String {
    isnad_text::slugify(name)
        .filter(|slug| is_valid(slug))
        .unwrap_or_else(|| format!("{prefix}-{:08x}", fingerprint(&isnad_text::fold_name(name))))
}

/// A 32-bit FNV-1a hash: stable across platforms and versions, which `std`'s hashers do not promise.
pub fn fingerprint(key: &str) -> u32 {
    key.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_safe_names() {
        for id in ["a", "2021-07-06-initiative", "un-security-council", "v1.2"] {
            assert!(is_valid(id), "{id}");
        }
        for id in ["", "-a", "a-", "a/b", "a..b", "ا", "a b", ".a", "index.HTML"] {
            assert!(!is_valid(id), "{id}");
        }
    }
}
