//! What is served, and where it comes from.

use std::sync::Arc;

/// One reply body with what the browser must know of it.
#[derive(Debug, Clone)]
pub struct Page {
    /// The bytes as they would be written to disk; the reload script is added at serving time only.
    pub bytes: Arc<[u8]>,
    /// The media type, for example `text/html; charset=utf-8`.
    pub content_type: &'static str,
    /// A value that changes whenever the bytes do; quotes around it are optional.
    pub etag: String,
}

/// Where pages come from: a map, or something that renders when asked.
///
/// Calls come from several threads, and may take their time: no other reply waits for them.
pub trait PageSource: Send + Sync + 'static {
    /// The page of exactly this key, for example `/ar/actors/x/` or `/assets/site.css`.
    ///
    /// The key starts with a slash, is percent-decoded, and holds neither the base path nor the query.
    fn page(&self, path: &str) -> Option<Page>;

    /// What is shown, with status 404, where no page has this key.
    fn not_found(&self, path: &str) -> Page;
}
