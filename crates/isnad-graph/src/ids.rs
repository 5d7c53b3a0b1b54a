//! Ids of what the graph itself makes: found entities, unnamed sources, meetings, claims.

use isnad_model::id;

/// `parts` joined by hyphens, kept within the longest id: what is too long is cut and told apart by a hash of the whole.
pub(crate) fn join(parts: &[&str]) -> String {
    let whole = parts
        .iter()
        .filter(|part| !part.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join("-");
    if id::is_valid(&whole) {
        return whole;
    }
    let hash = format!("{:08x}", id::fingerprint(&whole));
    let head: String = whole
        .chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-')
        .take(id::MAX_ID - 9)
        .collect();
    let head = head.trim_matches('-');
    if head.is_empty() {
        format!("x{hash}")
    } else {
        format!("{head}-{hash}")
    }
}

/// `id` cut to `length` bytes at the end of a word, for use as a part of a longer id.
pub(crate) fn shorten(id: &str, length: usize) -> &str {
    if id.len() <= length || !id.is_ascii() {
        return id;
    }
    let cut = &id[..length];
    cut.rfind('-')
        .map_or(cut, |at| &cut[..at])
        .trim_end_matches(['-', '.'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn made_ids_are_valid_ids() {
        for parts in [
            &["a", "b"][..],
            &["a".repeat(70).as_str(), "b".repeat(70).as_str()],
            &["..", ""],
            &["-"],
            &["سوريا", "1"],
        ] {
            let made = join(parts);
            assert!(id::is_valid(&made), "{made}");
        }
        assert_ne!(
            join(&["a".repeat(79).as_str(), "bc"]),
            join(&["a".repeat(79).as_str(), "bd"])
        );
    }

    #[test]
    fn parts_end_at_a_word() {
        assert_eq!(shorten("alexander-lavrentiev", 12), "alexander");
        assert_eq!(shorten("short", 12), "short");
    }
}
