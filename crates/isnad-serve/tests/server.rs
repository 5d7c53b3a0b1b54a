//! The server as a browser or an attacker meets it: raw requests over a socket, replies as bytes.

use isnad_serve::{
    Page, PageSource, Problem, ReloadHandle, ServeError, ServeOptions, Server, ShutdownHandle,
};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

const HTML: &str = "text/html; charset=utf-8";

struct Pages(BTreeMap<String, Page>);

impl PageSource for Pages {
    fn page(&self, path: &str) -> Option<Page> {
        assert_ne!(path, "/panics/", "this page is broken on purpose");
        self.0.get(path).cloned()
    }

    fn not_found(&self, path: &str) -> Page {
        page(
            &format!("<html><head></head><body>nothing at {path}</body></html>"),
            HTML,
            "missing",
        )
    }
}

fn page(text: &str, content_type: &'static str, etag: &str) -> Page {
    Page {
        bytes: text.as_bytes().into(),
        content_type,
        etag: etag.to_owned(),
    }
}

fn pages() -> Pages {
    let home = "<html><head><title>home</title></head><body><main>home</main></body></html>";
    Pages(BTreeMap::from([
        ("/".to_owned(), page(home, HTML, "home-1")),
        (
            "/ar/دمشق/".to_owned(),
            page("<head></head>دمشق", HTML, "damascus-1"),
        ),
        (
            "/site.css".to_owned(),
            page("a{}/*</head>*/", "text/css", "css-1"),
        ),
        (
            "/etc/passwd".to_owned(),
            page("a page of ours", "text/plain", "ours"),
        ),
    ]))
}

/// A server that ends with the test.
struct Running {
    address: SocketAddr,
    handle: ReloadHandle,
    shutdown: ShutdownHandle,
    thread: Option<JoinHandle<Result<(), ServeError>>>,
}

impl Running {
    fn start(base_path: &str) -> Running {
        let options = ServeOptions {
            port: 0,
            base_path: base_path.to_owned(),
            ..ServeOptions::default()
        };
        let server = Server::bind(options, Arc::new(pages())).expect("an ephemeral port is free");
        let (address, handle, shutdown) = (server.address(), server.handle(), server.shutdown_handle());
        let thread = Some(std::thread::spawn(move || server.run()));
        Running {
            address,
            handle,
            shutdown,
            thread,
        }
    }

    fn connect(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).expect("the server listens");
        stream
            .set_read_timeout(Some(Duration::from_secs(20)))
            .expect("a timeout can be set");
        stream
            .write_all(request.as_bytes())
            .expect("the request can be sent");
        stream
    }

    fn send(&self, method: &str, path: &str, headers: &str) -> Reply {
        let host = if headers.contains("Host:") {
            ""
        } else {
            "Host: localhost\r\n"
        };
        let request = format!("{method} {path} HTTP/1.1\r\n{host}{headers}Connection: close\r\n\r\n");
        let mut text = String::new();
        self.connect(&request)
            .read_to_string(&mut text)
            .expect("the reply is UTF-8");
        Reply::parse(&text)
    }

    fn get(&self, path: &str) -> Reply {
        self.send("GET", path, "")
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.shutdown.shutdown();
        let outcome = self.thread.take().map(JoinHandle::join);
        if !std::thread::panicking() {
            outcome
                .expect("a thread")
                .expect("no panic")
                .expect("the server ends well");
        }
    }
}

struct Reply {
    status: u16,
    headers: BTreeMap<String, String>,
    body: String,
}

impl Reply {
    fn parse(text: &str) -> Reply {
        let (head, body) = text.split_once("\r\n\r\n").expect("a head and a body");
        let mut lines = head.lines();
        let status = lines
            .next()
            .and_then(|line| line.split(' ').nth(1))
            .expect("a status line");
        let headers = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        Reply {
            status: status.parse().expect("a number"),
            headers,
            body: body.to_owned(),
        }
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }
}

/// The open event stream of one browser.
struct Listener(BufReader<TcpStream>);

impl Listener {
    fn open(server: &Running, headers: &str) -> Listener {
        let request = format!("GET /_isnad/events HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n");
        Listener(BufReader::new(server.connect(&request)))
    }

    /// The data of the next event, which must have this name.
    fn next(&mut self, name: &str) -> serde_json::Value {
        let mut found = None;
        loop {
            let mut line = String::new();
            assert_ne!(
                self.0.read_line(&mut line).expect("an event in time"),
                0,
                "the stream ended"
            );
            if let Some(event) = line.strip_prefix("event: ") {
                found = Some(event.trim().to_owned());
            }
            if let Some(data) = line.strip_prefix("data: ") {
                assert_eq!(found.as_deref(), Some(name), "{data}");
                return serde_json::from_str(data).expect("JSON");
            }
        }
    }
}

#[test]
fn a_page_comes_with_the_script_and_every_header() {
    let server = Running::start("/");
    let reply = server.get("/?query=ignored");
    assert_eq!(reply.status, 200);
    assert_eq!(reply.header("content-type"), HTML);
    assert_eq!(reply.body.matches("<script src=\"/_isnad/reload.js\"").count(), 1);
    assert!(
        reply
            .body
            .contains(" defer></script></head><body><main>home</main></body></html>")
    );
    assert_eq!(reply.header("content-length"), reply.body.len().to_string());
    let damascus = server.get("/ar/%D8%AF%D9%85%D8%B4%D9%82/");
    assert_eq!(damascus.status, 200);
    assert!(damascus.body.ends_with("دمشق"));
}

#[test]
fn every_reply_has_the_protecting_headers() {
    let server = Running::start("/");
    let replies = [
        server.get("/"),
        server.get("/missing/"),
        server.get("/ar/%D8%AF%D9%85%D8%B4%D9%82"),
        server.get("/_isnad/reload.js"),
        server.send("POST", "/", ""),
        server.send("GET", "/", "Host: evil.example\r\n"),
    ];
    for reply in replies {
        let policy = reply.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self'"),
            "{}",
            reply.status
        );
        assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"));
        assert_eq!(reply.header("x-content-type-options"), "nosniff");
        assert_eq!(reply.header("cross-origin-resource-policy"), "same-origin");
        assert_eq!(reply.header("referrer-policy"), "no-referrer");
        assert_eq!(reply.header("cache-control"), "no-cache");
        assert_eq!(reply.header("access-control-allow-origin"), "");
    }
}

#[test]
fn only_pages_get_the_script() {
    let server = Running::start("/");
    let style = server.get("/site.css");
    assert_eq!((style.status, style.body.as_str()), (200, "a{}/*</head>*/"));
    assert_eq!(style.header("content-type"), "text/css");
    assert_eq!(style.header("etag"), "\"css-1\"");
    let script = server.get("/_isnad/reload.js");
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
    assert!(script.body.contains("EventSource"));
    assert_eq!(
        server.get("/_isnad/reload.css").header("content-type"),
        "text/css; charset=utf-8"
    );
}

#[test]
fn a_known_version_is_not_sent_again_until_it_changes() {
    let server = Running::start("/");
    let etag = server.get("/").header("etag").to_owned();
    let known = server.send("GET", "/", &format!("If-None-Match: \"other\", W/{etag}\r\n"));
    assert_eq!((known.status, known.body.as_str()), (304, ""));
    assert_eq!(known.header("etag"), etag);
    assert_eq!(
        server.send("GET", "/", "If-None-Match: \"other\"\r\n").status,
        200
    );
    // After a reload the page names a new state, so an old copy would not do.
    server.handle.reload(&[]);
    assert_eq!(
        server
            .send("GET", "/", &format!("If-None-Match: {etag}\r\n"))
            .status,
        200
    );
    assert_eq!(
        server
            .send("GET", "/site.css", "If-None-Match: \"css-1\"\r\n")
            .status,
        304
    );
    assert_eq!(server.send("GET", "/missing", "If-None-Match: *\r\n").status, 404);
}

#[test]
fn head_sends_everything_but_the_body() {
    let server = Running::start("/");
    let (head, get) = (server.send("HEAD", "/", ""), server.get("/"));
    assert_eq!((head.status, head.body.as_str()), (200, ""));
    for name in ["content-length", "content-type", "etag"] {
        assert_eq!(head.header(name), get.header(name), "{name}");
    }
    assert_eq!(server.send("HEAD", "/_isnad/events", "").status, 200);
}

#[test]
fn what_is_not_there_is_the_page_for_it() {
    let server = Running::start("/");
    let reply = server.get("/missing/");
    assert_eq!(reply.status, 404);
    assert!(reply.body.contains("nothing at /missing/"));
    assert!(
        reply.body.contains("/_isnad/reload.js"),
        "so that the page appears once it is made"
    );
    assert_eq!(server.get("/%ff").status, 404);
}

#[test]
fn no_path_leaves_the_map() {
    let server = Running::start("/");
    let paths = [
        "/../etc/passwd",
        "/ar/../etc/passwd",
        "/%2e%2e/etc/passwd",
        "/..%2fetc%2fpasswd",
        "/%2e%2e%5cetc/passwd",
        "//etc/passwd",
        "/etc/passwd%00",
        "/./etc/passwd",
        "/etc/passwd/",
        "/%252e%252e/etc/passwd",
        "/_isnad/../etc/passwd",
        "/_isnad/",
        "//evil.example/..",
    ];
    for path in paths {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
    assert_eq!(server.get("/etc/passwd").body, "a page of ours");
}

#[test]
fn a_folder_without_its_slash_redirects() {
    let server = Running::start("/");
    let reply = server.get("/ar/%D8%AF%D9%85%D8%B4%D9%82?a=b");
    assert_eq!(reply.status, 308);
    assert_eq!(reply.header("location"), "/ar/%D8%AF%D9%85%D8%B4%D9%82/?a=b");
}

#[test]
fn a_site_below_a_folder_is_served_there() {
    let server = Running::start("/news/");
    assert_eq!(server.get("/news/").status, 200);
    for entrance in ["/", "/news"] {
        let reply = server.get(entrance);
        assert_eq!((reply.status, reply.header("location")), (308, "/news/"));
    }
    assert_eq!(server.get("/site.css").status, 404);
    assert_eq!(
        server.get("/news/ar/%D8%AF%D9%85%D8%B4%D9%82").header("location"),
        "/news/ar/%D8%AF%D9%85%D8%B4%D9%82/"
    );
    let mut listener = Listener::open(&server, "");
    listener.next("hello");
    server.handle.reload(&["/ar/".to_owned()]);
    assert_eq!(
        listener.next("reload")["changed"],
        serde_json::json!(["/news/ar/"])
    );
}

#[test]
fn foreign_names_are_refused() {
    let server = Running::start("/");
    for path in ["/", "/_isnad/events", "/_isnad/reload.js"] {
        assert_eq!(
            server.send("GET", path, "Host: evil.example\r\n").status,
            403,
            "{path}"
        );
    }
    let forwarded = "Host: evil.example\r\nX-Forwarded-Host: localhost\r\n";
    assert_eq!(server.send("GET", "/", forwarded).status, 403);
    assert_eq!(
        server
            .send("GET", "/", "Host: localhost\r\nHost: localhost\r\n")
            .status,
        403
    );
    assert_eq!(server.send("GET", "http://evil.example/", "").status, 403);
    let own = format!("Host: {}\r\n", server.address);
    assert_eq!(server.send("GET", "/", &own).status, 200);
}

#[test]
fn only_reading_is_allowed() {
    let server = Running::start("/");
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"] {
        let reply = server.send(method, "/", "");
        assert_eq!(
            (reply.status, reply.header("allow")),
            (405, "GET, HEAD"),
            "{method}"
        );
    }
}

#[test]
fn a_page_that_panics_does_not_end_the_server() {
    let server = Running::start("/");
    assert_eq!(server.get("/panics/").status, 500);
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn browsers_hear_of_reloads_and_problems() {
    let server = Running::start("/");
    let mut listener = Listener::open(&server, "Origin: http://localhost\r\n");
    let hello = listener.next("hello");
    assert_eq!(hello["problems"], serde_json::json!([]));
    let tag = format!("data-generation={}", hello["generation"]);
    assert!(
        server.get("/").body.contains(&tag),
        "the page names the state that it shows"
    );

    server.handle.reload(&["/ar/دمشق/".to_owned()]);
    let reload = listener.next("reload");
    assert_eq!(reload["changed"], serde_json::json!(["/ar/دمشق/"]));
    assert_ne!(reload["generation"], hello["generation"]);

    let problem = Problem {
        file: "content/خبر.md".to_owned(),
        line: Some(3),
        column: None,
        severity: "error".to_owned(),
        message: "a <b>line</b>\nand \"another\"".to_owned(),
        remedy: None,
    };
    server.handle.problems(vec![problem]);
    let problems = listener.next("problems");
    assert_eq!(
        problems["problems"][0]["message"],
        "a <b>line</b>\nand \"another\""
    );
    assert_eq!(problems["problems"][0]["line"], 3);

    // One that comes later hears what stands.
    let late = Listener::open(&server, "").next("hello");
    assert_eq!(late["generation"], reload["generation"]);
    assert_eq!(late["problems"], problems["problems"]);
    server.handle.problems(Vec::new());
    assert_eq!(listener.next("problems")["problems"], serde_json::json!([]));
    assert_eq!(
        Listener::open(&server, "").next("hello")["problems"],
        serde_json::json!([])
    );
}

#[test]
fn a_browser_that_lags_behind_is_told_the_newest_state() {
    let server = Running::start("/");
    let mut listener = Listener::open(&server, "");
    listener.next("hello");
    // Without a pause between, so that the server's thread cannot keep up with all of them.
    let path = vec![format!("/{}/", "x".repeat(4000))];
    for _ in 0..5000 {
        server.handle.reload(&path);
    }
    let newest = Listener::open(&server, "").next("hello")["generation"].clone();
    let mut line = String::new();
    while !line.contains(newest.as_str().expect("text")) {
        line.clear();
        assert_ne!(
            listener.0.read_line(&mut line).expect("the newest state in time"),
            0
        );
    }
}

#[test]
fn foreign_pages_may_not_listen() {
    let server = Running::start("/");
    for origin in [
        "Origin: http://evil.example\r\n",
        "Origin: null\r\n",
        "Origin: http://localhost:1\r\n",
    ] {
        assert_eq!(
            server.send("GET", "/_isnad/events", origin).status,
            403,
            "{origin}"
        );
    }
    assert_eq!(
        server
            .send("GET", "/_isnad/reload.js", "Sec-Fetch-Site: cross-site\r\n")
            .status,
        403
    );
}

#[test]
fn a_taken_port_gives_the_next_or_a_remedy() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("an ephemeral port is free");
    let port = taken.local_addr().expect("an address").port();
    let options = |fallback_ports| ServeOptions {
        port,
        fallback_ports,
        ..ServeOptions::default()
    };
    let error = Server::bind(options(false), Arc::new(pages())).expect_err("the port is taken");
    assert!(
        error.to_string().contains(&port.to_string()) && error.to_string().contains("--port"),
        "{error}"
    );
    let server = Server::bind(options(true), Arc::new(pages())).expect("one of the next is free");
    assert_ne!(server.address().port(), port);
}
