//! Common: temporary knowledge bases and runs of the built program.
#![allow(dead_code)] // every test file uses its own part

use std::{
    collections::BTreeMap,
    fs,
    io::{Read, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    time::SystemTime,
};

/// The built program.
pub const ISNAD: &str = env!("CARGO_BIN_EXE_isnad");

/// A temporary folder, deleted with everything in it at the end.
pub struct Folder(PathBuf);

impl Folder {
    /// A new, empty folder.
    pub fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!(
            "isnad-program-{}-{}",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        let path = std::env::temp_dir().join(name);
        fs::remove_dir_all(&path).ok();
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// A small knowledge base without findings: two articles, an actor, a place.
    pub fn small() -> Self {
        let folder = Self::new();
        folder.write(
            "isnad.toml",
            "title = { en = \"River file\", ar = \"ملف النهر\" }\nbase_url = \"/\"\nlanguages = [\"en\", \"ar\"]\ndefault_language = \"en\"\n",
        );
        folder.write(
            "content/actors/nadia-haddad.md",
            "+++\nkind = \"person\"\nnames = { en = \"Nadia Haddad\", ar = \"نادية حداد\" }\n+++\nShe knows the river.\n",
        );
        folder.write(
            "content/places/old-mill.md",
            "+++\nnames = { en = \"Old Mill\", ar = \"الطاحونة القديمة\" }\n+++\n",
        );
        folder.write("content/articles/2021/07/river-talks.md", RIVER);
        folder.write(
            "content/articles/2021/07/dam.md",
            "+++\ntitle = \"سد على النهر\"\npublisher = \"بريد النهر\"\ndate = \"2021-07-07\"\nlang = \"ar\"\n+++\nقالت نادية حداد إن السد مفتوح.\n",
        );
        folder
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// A file below the folder.
    pub fn at(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Writes a file and the folders above it.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.at(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// A file's text.
    pub fn read(&self, name: &str) -> String {
        let path = self.at(name);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Whether there is such a file or folder.
    pub fn has(&self, name: &str) -> bool {
        self.at(name).exists()
    }

    /// Runs the program on this knowledge base.
    pub fn isnad(&self, arguments: &[&str]) -> Run {
        run(Command::new(ISNAD).arg("-C").arg(&self.0).args(arguments), b"")
    }

    /// Runs the program in this folder.
    pub fn isnad_inside(&self, arguments: &[&str]) -> Run {
        run(Command::new(ISNAD).current_dir(&self.0).args(arguments), b"")
    }

    /// Every file below `name`, by path with `/`.
    pub fn tree(&self, name: &str) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        walk(&self.at(name), "", &mut |path, name| {
            files.insert(name, fs::read(path).unwrap());
        });
        files
    }

    /// When every file below `name` was last written.
    pub fn times(&self, name: &str) -> BTreeMap<String, SystemTime> {
        let mut times = BTreeMap::new();
        walk(&self.at(name), "", &mut |path, name| {
            times.insert(name, fs::metadata(path).unwrap().modified().unwrap());
        });
        times
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
    }
}

/// An article of the small knowledge base.
pub const RIVER: &str = "+++\ntitle = \"Talks on the river\"\npublisher = \"River Post\"\ndate = \"2021-07-06\"\nlang = \"en\"\n+++\nNadia Haddad said the water was clear. She spoke at the Old Mill.\n";

/// What a run left behind.
#[derive(Debug)]
pub struct Run {
    /// Exit code; -1 when a signal ended it.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Run {
    /// The run, checked to have ended with `code`.
    #[track_caller]
    pub fn ends_with(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{self:#?}");
        self
    }

    /// The run, checked to hold `words` on standard error.
    #[track_caller]
    pub fn tells(self, words: &str) -> Self {
        assert!(self.err.contains(words), "`{words}` is missing: {self:#?}");
        self
    }

    /// Every line of standard output as JSON.
    #[track_caller]
    pub fn json_lines(&self) -> Vec<serde_json::Value> {
        let line = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        self.out.lines().map(line).collect()
    }
}

/// Runs `command` with `input` on standard input.
pub fn run(command: &mut Command, input: &[u8]) -> Run {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // From a thread: the program answers before it has read everything.
    let writing = std::thread::spawn(move || stdin.write_all(&input).ok());
    let mut stderr = child.stderr.take().unwrap();
    let listening = std::thread::spawn(move || {
        let mut bytes = Vec::new();
        stderr.read_to_end(&mut bytes).unwrap();
        bytes
    });
    let output = child.wait_with_output().unwrap();
    writing.join().unwrap();
    Run {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(listening.join().unwrap()).unwrap(),
    }
}

/// Runs the program anywhere.
pub fn isnad(arguments: &[&str], input: &[u8]) -> Run {
    run(Command::new(ISNAD).args(arguments), input)
}

fn walk(folder: &Path, prefix: &str, visit: &mut dyn FnMut(&Path, String)) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type().unwrap().is_dir() {
            walk(&entry.path(), &format!("{name}/"), visit);
        } else {
            visit(&entry.path(), name);
        }
    }
}

/// Whether this process may read everything, so that permissions cannot be tested.
#[cfg(unix)]
pub fn is_root(folder: &Folder) -> bool {
    use std::os::unix::fs::PermissionsExt;
    folder.write("probe", "");
    fs::set_permissions(folder.at("probe"), fs::Permissions::from_mode(0o0)).unwrap();
    let is_root = fs::read(folder.at("probe")).is_ok();
    fs::remove_file(folder.at("probe")).unwrap();
    is_root
}

/// Values of the attributes called one of `names` in a page, read crudely: isnad quotes every attribute.
pub fn attributes<'a>(page: &'a str, names: &[&str]) -> Vec<&'a str> {
    let mut values = Vec::new();
    for name in names {
        let opening = format!(" {name}=\"");
        for (at, _) in page.match_indices(&opening) {
            let value = &page[at + opening.len()..];
            values.push(value.split('"').next().unwrap_or_default());
        }
    }
    values
}
