//! Serve: pages over HTTP that follow the files, and stay good while a file is broken.

mod common;

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use common::{Folder, ISNAD};

/// How long a change may take to be seen; slow machines are given time, a miss is a failure.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running server, ended at the end.
struct Served {
    child: Child,
    address: String,
    talk: Arc<Mutex<String>>,
}

impl Served {
    fn start(folder: &Folder, flags: &[&str]) -> Self {
        let mut child = Command::new(ISNAD)
            .arg("-C")
            .arg(folder.path())
            .args(["serve", "-p", "0"])
            .args(flags)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let talk = Arc::new(Mutex::new(String::new()));
        let (stderr, heard) = (child.stderr.take().unwrap(), Arc::clone(&talk));
        std::thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                heard.lock().unwrap().push_str(&(line + "\n"));
            }
        });
        let mut served = Self {
            child,
            address: String::new(),
            talk,
        };
        let line = served.hears("http://");
        served.address = line
            .split("http://")
            .nth(1)
            .unwrap()
            .split('/')
            .next()
            .unwrap()
            .to_owned();
        served
    }

    /// Status and body of a page.
    fn get(&self, path: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        )
        .unwrap();
        let mut reply = String::new();
        stream.read_to_string(&mut reply).unwrap();
        let (head, body) = reply.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, body.to_owned())
    }

    /// The page once it is as wanted.
    #[track_caller]
    fn sees(&self, path: &str, wanted: impl Fn(u16, &str) -> bool) -> String {
        let start = Instant::now();
        loop {
            let (status, body) = self.get(path);
            if wanted(status, &body) {
                return body;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "{path} is {status}: {body}\n{}",
                self.talk.lock().unwrap()
            );
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// The first line of standard error with `words`, once it is there.
    #[track_caller]
    fn hears(&self, words: &str) -> String {
        let start = Instant::now();
        loop {
            let talk = self.talk.lock().unwrap().clone();
            if let Some(line) = talk.lines().find(|line| line.contains(words)) {
                return line.to_owned();
            }
            assert!(start.elapsed() < PATIENCE, "`{words}` is missing in: {talk}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

const ARTICLE: &str = "/en/articles/river-talks/";
const FILE: &str = "content/articles/2021/07/river-talks.md";

#[test]
fn pages_follow_the_files() {
    let folder = Folder::small();
    let served = Served::start(&folder, &[]);
    assert_eq!(served.get("/").0, 200);
    assert_eq!(served.get("/assets/site.css").0, 200);
    assert_eq!(served.get("/data/graph.json").0, 200);
    assert_eq!(served.get("/en/articles/new/").0, 404);
    assert_eq!(served.get("/../isnad.toml").0, 404);
    assert!(served.get(ARTICLE).1.contains("the water was clear"));

    folder.write(FILE, common::RIVER.replace("clear", "murky"));
    served.sees(ARTICLE, |_, page| page.contains("the water was murky"));
    // An editor that writes beside and renames.
    folder.write(
        "content/articles/2021/07/.river.swp",
        common::RIVER.replace("clear", "green"),
    );
    fs::rename(folder.at("content/articles/2021/07/.river.swp"), folder.at(FILE)).unwrap();
    served.sees(ARTICLE, |_, page| page.contains("the water was green"));

    folder.write(
        "content/articles/2022/01/deep/new.md",
        "Nadia Haddad came back.\n",
    );
    served.sees("/en/articles/new/", |status, page| {
        status == 200 && page.contains("came back")
    });
    fs::remove_dir_all(folder.at("content/articles/2022")).unwrap();
    served.sees("/en/articles/new/", |status, _| status == 404);

    fs::write(folder.at("content/actors/nadia-haddad.md"), "+++\nkind = \"person\"\nnames = { en = \"Nadia al-Haddad\" }\naliases = { en = [\"Nadia Haddad\"] }\n+++\n").unwrap();
    served.sees("/en/actors/nadia-haddad/", |_, page| {
        page.contains("Nadia al-Haddad")
    });
    // Nothing was built on disk.
    assert!(!folder.has("site"));
}

#[test]
fn a_broken_article_is_told_and_its_last_good_page_stays() {
    let folder = Folder::small();
    let served = Served::start(&folder, &[]);
    let good = served.get(ARTICLE).1;
    folder.write(FILE, common::RIVER.replace("\"Talks on the river\"", "\"Talks"));
    assert!(served.hears("river-talks.md:2:").contains("error"));
    assert_eq!(served.get(ARTICLE), (200, good.clone()));
    assert_eq!(served.get("/en/articles/dam/").0, 200);
    folder.write(FILE, common::RIVER.replace("clear", "murky"));
    served.sees(ARTICLE, |_, page| page.contains("the water was murky"));
}

#[test]
fn an_article_that_is_broken_at_the_start_does_not_stop_the_server() {
    let folder = Folder::small();
    folder.write(FILE, "+++\ntitle = \"open\n+++\nText.\n");
    let served = Served::start(&folder, &[]);
    served.hears("river-talks.md:2:");
    assert_eq!(served.get("/en/articles/dam/").0, 200);
    folder.write(FILE, common::RIVER);
    served.sees(ARTICLE, |_, page| page.contains("Talks on the river"));
}

#[test]
fn templates_follow_and_a_broken_one_keeps_the_last_good() {
    let folder = Folder::small();
    folder.write("templates/404.html", "<p>first way</p>\n");
    let served = Served::start(&folder, &[]);
    assert!(served.get("/en/404.html").1.starts_with("<p>first way</p>\n"));
    folder.write("templates/404.html", "<p>second way</p>\n");
    served.sees("/en/404.html", |_, page| page.contains("second way"));
    folder.write("templates/404.html", "<p>\n{% if %}third way</p>\n");
    served.hears("templates/404.html:2:");
    let kept = served.get("/en/404.html").1;
    assert!(kept.contains("second way"), "{kept}");
    fs::remove_file(folder.at("templates/404.html")).unwrap();
    served.sees("/en/404.html", |_, page| page.contains("<html"));
}

#[test]
fn the_configuration_and_static_files_follow() {
    let folder = Folder::small();
    fs::create_dir(folder.at("static")).unwrap();
    let served = Served::start(&folder, &["-u", "https://river.example/files/"]);
    // On this machine the site stands at the root, wherever it will stand.
    let home = served.get("/en/").1;
    assert!(home.contains("River file") && home.contains("href=\"/assets/site.css\""));
    folder.write(
        "isnad.toml",
        folder.read("isnad.toml").replace("River file", "Flood file"),
    );
    served.sees("/en/", |_, page| page.contains("Flood file"));
    folder.write("static/map.txt", "a map");
    served.sees("/map.txt", |status, body| status == 200 && body == "a map");
}

#[cfg(unix)]
#[test]
fn a_signal_ends_it() {
    let folder = Folder::small();
    let mut served = Served::start(&folder, &[]);
    let pid = served.child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-TERM", &pid])
            .status()
            .unwrap()
            .success()
    );
    let start = Instant::now();
    while served.child.try_wait().unwrap().is_none() {
        assert!(start.elapsed() < PATIENCE, "still there");
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(TcpStream::connect(&served.address).is_err());
}

#[test]
fn language_packs_are_followed() {
    let folder = Folder::small();
    folder.write(
        "content/articles/dam-opens.md",
        "+++\ntitle = \"Dam\"\npublisher = \"River Post\"\ndate = \"2021-07-09\"\nlang = \"en\"\n+++\nNadia Haddad vouchsafed that the sluice gates would open.\n",
    );
    let served = Served::start(&folder, &[]);
    let actor = "/en/actors/nadia-haddad/";
    served.sees(actor, |status, body| {
        status == 200 && !body.contains("sluice gates would open")
    });
    folder.write("packs/en/own.toml", "[[say]]\nlemma = \"vouchsafe\"\n");
    served.sees(actor, |_, body| body.contains("sluice gates would open"));
    folder.write("packs/en/own.toml", "[[say]]\nlemma = \"vouchsafe\n");
    served.hears("packs/en/own.toml");
    served.sees(actor, |_, body| !body.contains("sluice gates would open"));
}
