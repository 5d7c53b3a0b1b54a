//! From a request to a reply: the pages of the source, our own script, and the headers on everything.

use crate::address::{BasePath, decode, encode};
use crate::events::ReloadHandle;
use crate::guard::{Guard, is_same_origin};
use crate::page::{Page, PageSource};
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::fmt;
use std::sync::Arc;

/// Everything below this path is ours, never the site's, whatever the base path.
const EVENTS: &str = "/_isnad/events";
const SCRIPT: &str = "/_isnad/reload.js";
const STYLE: &str = "/_isnad/reload.css";

const SCRIPT_SOURCE: &str = include_str!("../assets/reload.js");
const STYLE_SOURCE: &str = include_str!("../assets/reload.css");

const TEXT: &str = "text/plain; charset=utf-8";

/// On every reply. `frame-ancestors` works only as a header, so this is stricter than the page's own policy.
const HEADERS: [(HeaderName, &str); 5] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
         connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (header::REFERRER_POLICY, "no-referrer"),
    // The browser keeps a copy but asks each time, and hears 304 when nothing changed.
    (header::CACHE_CONTROL, "no-cache"),
];

/// What the server answers from.
pub(crate) struct Site {
    pub(crate) source: Arc<dyn PageSource>,
    pub(crate) guard: Guard,
    pub(crate) base: BasePath,
    pub(crate) reload: ReloadHandle,
}

impl fmt::Debug for Site {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Site")
            .field("base", &self.base)
            .finish_non_exhaustive()
    }
}

/// What the source has for a path.
enum Found {
    Page(Page),
    /// The path of the page that was meant.
    Redirect(String),
    Missing(Page),
}

/// Answers any request.
pub(crate) async fn answer(State(site): State<Arc<Site>>, request: Request) -> Response {
    let (request, _body) = request.into_parts();
    let mut response = reply(&site, &request).await;
    for (name, value) in HEADERS {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}

async fn reply(site: &Arc<Site>, request: &Parts) -> Response {
    if !site.guard.admits(&request.uri, &request.headers) {
        return text(
            StatusCode::FORBIDDEN,
            "This name is not one that the server answers to. Open it as localhost, or allow the name.\n",
        );
    }
    if request.method != Method::GET && request.method != Method::HEAD {
        let allow = [(header::ALLOW, "GET, HEAD")];
        return (
            allow,
            text(StatusCode::METHOD_NOT_ALLOWED, "Pages can only be read here.\n"),
        )
            .into_response();
    }
    match request.uri.path() {
        EVENTS | SCRIPT | STYLE if !is_same_origin(&request.headers) => text(
            StatusCode::FORBIDDEN,
            "Only pages of this server may ask for this.\n",
        ),
        EVENTS => event_stream(site, request),
        SCRIPT => asset(request, SCRIPT_SOURCE, "text/javascript; charset=utf-8"),
        STYLE => asset(request, STYLE_SOURCE, "text/css; charset=utf-8"),
        path => site_reply(site, request, path).await,
    }
}

fn event_stream(site: &Site, request: &Parts) -> Response {
    if request.method == Method::HEAD {
        return ([(header::CONTENT_TYPE, "text/event-stream")], Body::empty()).into_response();
    }
    site.reload.stream().into_response()
}

fn asset(request: &Parts, content: &'static str, content_type: &'static str) -> Response {
    // Small and near, so sent each time; a tag would have to follow every change of the program.
    bytes_reply(
        request,
        StatusCode::OK,
        Bytes::from_static(content.as_bytes()),
        content_type,
        None,
    )
}

async fn site_reply(site: &Arc<Site>, request: &Parts, path: &str) -> Response {
    // Read before the page: a page that is newer than its name is fetched once more, an older one never.
    let generation = site.reload.generation();
    let finder = Arc::clone(site);
    let raw = path.to_owned();
    // Rendering may take long or, in the worst case, panic: neither may stop the other replies.
    let found = tokio::task::spawn_blocking(move || find(&finder, &raw)).await;
    match found {
        Ok(Found::Page(page)) => page_reply(request, StatusCode::OK, &page, &generation),
        Ok(Found::Missing(page)) => page_reply(request, StatusCode::NOT_FOUND, &page, &generation),
        Ok(Found::Redirect(path)) => redirect(request, &path),
        Err(_) => text(
            StatusCode::INTERNAL_SERVER_ERROR,
            "This page could not be made. That is a fault of the program; the terminal may say more.\n",
        ),
    }
}

/// Looks the path up as an exact key. No part of it ever reaches a file system.
fn find(site: &Site, raw: &str) -> Found {
    let Some(path) = decode(raw) else {
        return Found::Missing(site.source.not_found(raw));
    };
    let Some(key) = site.base.key(&path) else {
        let is_entrance = path == "/" || format!("{path}/") == site.base.as_str();
        return match is_entrance {
            true => Found::Redirect(site.base.as_str().to_owned()),
            false => Found::Missing(site.source.not_found(&path)),
        };
    };
    if let Some(page) = site.source.page(key) {
        return Found::Page(page);
    }
    let folder = format!("{key}/");
    // Two slashes at the start would name another host.
    if !key.ends_with('/') && !key.starts_with("//") && site.source.page(&folder).is_some() {
        return Found::Redirect(site.base.path(&folder));
    }
    Found::Missing(site.source.not_found(key))
}

fn redirect(request: &Parts, path: &str) -> Response {
    let mut location = encode(path);
    if let Some(query) = request.uri.query() {
        location.push('?');
        location.push_str(query);
    }
    (
        [(header::LOCATION, location)],
        text(StatusCode::PERMANENT_REDIRECT, ""),
    )
        .into_response()
}

fn page_reply(request: &Parts, status: StatusCode, page: &Page, generation: &str) -> Response {
    if !page.content_type.starts_with("text/html") {
        let bytes = Bytes::from_owner(Arc::clone(&page.bytes));
        return bytes_reply(request, status, bytes, page.content_type, quote_etag(&page.etag));
    }
    // The generation stands in the page, so it belongs to the tag; else a copy that the browser kept
    // would name an old one, and fetch itself again for nothing.
    let etag = quote_etag(&page.etag).and_then(|_| quote_etag(&format!("{}-{generation}", page.etag)));
    let bytes = Bytes::from(with_script(&page.bytes, generation, status));
    bytes_reply(request, status, bytes, page.content_type, etag)
}

fn bytes_reply(
    request: &Parts,
    status: StatusCode,
    bytes: Bytes,
    content_type: &'static str,
    etag: Option<String>,
) -> Response {
    let mut response = StatusCode::NOT_MODIFIED.into_response();
    let is_known = status == StatusCode::OK && etag.as_ref().is_some_and(|etag| names(request, etag));
    if !is_known {
        let length = bytes.len();
        let body = if request.method == Method::HEAD {
            Body::empty()
        } else {
            Body::from(bytes)
        };
        let headers = [
            (header::CONTENT_TYPE, content_type.to_owned()),
            (header::CONTENT_LENGTH, length.to_string()),
        ];
        response = (status, headers, body).into_response();
    }
    if let Some(value) = etag.and_then(|etag| HeaderValue::from_str(&etag).ok()) {
        response.headers_mut().insert(header::ETAG, value);
    }
    response
}

/// Whether the browser says that it holds this very version.
fn names(request: &Parts, etag: &str) -> bool {
    let values = request.headers.get_all(header::IF_NONE_MATCH).iter();
    values
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|candidate| {
            let candidate = candidate.trim();
            candidate == "*" || candidate.strip_prefix("W/").unwrap_or(candidate) == etag
        })
}

/// The tag in the form of the header; nothing when no permitted character is left.
fn quote_etag(etag: &str) -> Option<String> {
    let inner: String = etag
        .chars()
        .filter(|character| character.is_ascii_graphic() && !"\",".contains(*character))
        .collect();
    (!inner.is_empty()).then(|| format!("\"{inner}\""))
}

/// The page with our script in its head, or at the end of its body, or at its very end. One that stands for a
/// missing page says so, since no reload will name it until it is there.
fn with_script(html: &[u8], generation: &str, status: StatusCode) -> Vec<u8> {
    let missing = if status == StatusCode::NOT_FOUND {
        " data-missing"
    } else {
        ""
    };
    let tag = format!("<script src=\"{SCRIPT}\" data-generation=\"{generation}\"{missing} defer></script>");
    let place = find_tag(html, b"</head>")
        .or_else(|| find_tag(html, b"</body>"))
        .unwrap_or(html.len());
    [&html[..place], tag.as_bytes(), &html[place..]].concat()
}

fn find_tag(html: &[u8], tag: &[u8]) -> Option<usize> {
    html.windows(tag.len())
        .position(|window| window.eq_ignore_ascii_case(tag))
}

fn text(status: StatusCode, content: &'static str) -> Response {
    (status, [(header::CONTENT_TYPE, TEXT)], content).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_goes_into_the_head_or_where_it_can() {
        let check = |html: &str, expected: &str| {
            let tag = "<script src=\"/_isnad/reload.js\" data-generation=\"g\" defer></script>";
            let found = String::from_utf8(with_script(html.as_bytes(), "g", StatusCode::OK)).expect("UTF-8");
            assert_eq!(found, expected.replace('@', tag));
        };
        check("<head>x</HEAD><body>y</body>", "<head>x@</HEAD><body>y</body>");
        check("<body>y</body>", "<body>y@</body>");
        check("خبر", "خبر@");
        check("", "@");
    }

    #[test]
    fn tags_are_quoted_once_and_hold_nothing_odd() {
        assert_eq!(quote_etag("\"abc\"").as_deref(), Some("\"abc\""));
        assert_eq!(quote_etag("a b\r\nc").as_deref(), Some("\"abc\""));
        assert_eq!(quote_etag("\u{62e}"), None);
    }
}
