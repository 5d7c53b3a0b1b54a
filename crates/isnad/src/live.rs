//! Live: the site in memory while you write; pages are rendered when asked for and brought up to date on a change.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    path::PathBuf,
    sync::{Mutex, PoisonError, RwLock},
};

use anyhow::Result;
use isnad_model::{Diagnostic, Severity, diagnostic::Position};
use isnad_serve::{Page, PageSource, Problem};
use isnad_site::{Theme, ThemeError};
use rayon::prelude::*;

use crate::{
    cli::Global,
    console::Console,
    project::{CONFIG, Project},
    website::Website,
};

/// The site in memory.
pub struct Live {
    global: Global,
    console: Console,
    state: RwLock<State>,
    /// Pages that somebody asked for, by path; the only ones that a change renders again.
    pages: Mutex<HashMap<String, Page>>,
    /// Paths that were asked for in vain; an open page that says so is told when its page is there.
    missing: Mutex<BTreeSet<String>>,
}

/// Missing paths that are remembered at most: enough for every open tab, no gift to a scanner.
const MISSING: usize = 64;

struct State {
    project: Project,
    theme: Theme,
    statics: BTreeMap<String, Vec<u8>>,
    /// What is wrong outside the content: templates, configuration, files that cannot be read.
    trouble: Vec<Diagnostic>,
}

/// What a change did.
pub struct Update {
    /// Paths of pages that somebody asked for and whose bytes changed, and those asked for in vain that are there now.
    pub changed: Vec<String>,
    /// Everything that is wrong now.
    pub problems: Vec<Problem>,
}

impl Live {
    /// Reads the project; broken templates are trouble to be shown, not a reason to stop.
    ///
    /// # Errors
    /// When there is no project at the root, or the built-in theme is broken.
    pub fn open(global: &Global, console: Console) -> Result<Self> {
        let project = open_project(global, &console)?;
        let mut state = State {
            theme: Theme::builtin()?,
            statics: BTreeMap::new(),
            trouble: Vec::new(),
            project,
        };
        state.load_theme();
        state.load_statics();
        Ok(Self {
            global: global.clone(),
            console,
            state: RwLock::new(state),
            pages: Mutex::default(),
            missing: Mutex::default(),
        })
    }

    /// Files and folders whose changes matter.
    pub fn roots(&self) -> Vec<PathBuf> {
        let state = self.read();
        let project = &state.project;
        let folder = |name: &String| project.root.join(name);
        vec![
            project.content(),
            folder(&project.config.templates),
            folder(&project.config.static_folder),
            project.packs(),
            project.root.join(CONFIG),
        ]
    }

    /// Brings the site up to date with the files at `paths`, or with everything when `None`.
    pub fn update(&self, paths: Option<&BTreeSet<PathBuf>>) -> Update {
        let problems = {
            let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
            state.refresh(paths, &self.global, &self.console);
            state.problems()
        };
        Update {
            changed: self.renew_pages(),
            problems,
        }
    }

    /// Renders every page that somebody asked for again; those that are gone are forgotten.
    fn renew_pages(&self) -> Vec<String> {
        let state = self.read();
        let site = state.site();
        let old: Vec<(String, Page)> = self.lock_pages().drain().collect();
        let renewed: Vec<_> = old
            .into_par_iter()
            .map(|(path, page)| {
                let new = state.render(&site, &path);
                let changed = new.as_ref().is_none_or(|new| new.etag != page.etag);
                (path, new, changed)
            })
            .collect();
        let mut changed = Vec::new();
        let mut pages = self.lock_pages();
        for (path, page, is_changed) in renewed {
            if is_changed {
                changed.push(path.clone());
            }
            if let Some(page) = page {
                pages.insert(path, page);
            }
        }
        let mut missing = self.missing.lock().unwrap_or_else(PoisonError::into_inner);
        changed.extend(missing.extract_if(.., |path| state.render(&site, path).is_some()));
        changed.sort();
        changed
    }

    fn read(&self) -> std::sync::RwLockReadGuard<'_, State> {
        // A panic elsewhere must not take the server down; the state is replaced whole, so it is never half-made.
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn lock_pages(&self) -> std::sync::MutexGuard<'_, HashMap<String, Page>> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl PageSource for Live {
    fn page(&self, path: &str) -> Option<Page> {
        if let Some(page) = self.lock_pages().get(path) {
            return Some(page.clone());
        }
        let state = self.read();
        let Some(page) = state.render(&state.site(), path) else {
            let mut missing = self.missing.lock().unwrap_or_else(PoisonError::into_inner);
            if missing.len() < MISSING {
                missing.insert(path.to_owned());
            }
            return None;
        };
        // Inserted under the same read lock, so that a change in between cannot leave an old page behind.
        self.lock_pages().insert(path.to_owned(), page.clone());
        Some(page)
    }

    fn not_found(&self, path: &str) -> Page {
        let state = self.read();
        let lang = path
            .split('/')
            .nth(1)
            .filter(|lang| state.project.config.languages.iter().any(|it| it == lang));
        let own = lang.and_then(|lang| state.render(&state.site(), &format!("/{lang}/404.html")));
        own.or_else(|| state.render(&state.site(), "/404.html"))
            .unwrap_or_else(|| page(b"no such page".to_vec(), "text/plain; charset=utf-8"))
    }
}

impl State {
    fn site(&self) -> Website<'_> {
        Website::new(&self.project, &self.theme)
    }

    fn render(&self, site: &Website<'_>, path: &str) -> Option<Page> {
        let path = path.trim_start_matches('/');
        let file = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        };
        match site.render(&file) {
            Some(Ok(rendered)) => Some(page(rendered.bytes, rendered.content_type)),
            Some(Err(error)) => Some(page(
                format!("{error:#}\n").into_bytes(),
                "text/plain; charset=utf-8",
            )),
            None => {
                let bytes = self.statics.get(&file)?;
                Some(page(bytes.clone(), content_type(&file)))
            }
        }
    }

    fn refresh(&mut self, paths: Option<&BTreeSet<PathBuf>>, global: &Global, console: &Console) {
        let root = &self.project.root;
        let templates = root.join(&self.project.config.templates);
        let statics = root.join(&self.project.config.static_folder);
        let config = root.join(CONFIG);
        let touches =
            |folder: &PathBuf| paths.is_none_or(|paths| paths.iter().any(|path| path.starts_with(folder)));
        let (theme_touched, statics_touched) = (touches(&templates), touches(&statics));
        self.trouble.retain(|it| it.id != "project");
        let refreshed = if touches(&config) {
            open_project(global, console).map(|project| self.project = project)
        } else if let Some(paths) = paths {
            self.project.refresh(paths)
        } else {
            self.project.rescan()
        };
        if let Err(error) = refreshed {
            self.trouble.push(Diagnostic::new(
                CONFIG,
                Severity::Error,
                "project",
                format!("{error:#}"),
            ));
        }
        if theme_touched {
            self.load_theme();
        }
        if statics_touched {
            self.load_statics();
        }
    }

    /// Loads the user's templates; while they are broken the last good ones stay.
    fn load_theme(&mut self) {
        self.trouble.retain(|it| it.id != "template");
        match self.project.theme() {
            Ok(theme) => self.theme = theme,
            Err(error) => self.trouble.push(template_trouble(&error, &self.project)),
        }
    }

    fn load_statics(&mut self) {
        self.trouble.retain(|it| it.id != "static");
        match self.project.static_files() {
            Ok(files) => self.statics = files,
            Err(error) => {
                let path = &self.project.config.static_folder;
                self.trouble.push(Diagnostic::new(
                    path,
                    Severity::Error,
                    "static",
                    format!("{error:#}"),
                ));
            }
        }
    }

    /// Errors only: a warning is no reason to stand in the way of reading.
    fn problems(&self) -> Vec<Problem> {
        let diagnostics = self.trouble.iter().cloned().chain(self.project.diagnostics());
        diagnostics
            .filter(|it| it.severity == Severity::Error)
            .map(problem)
            .collect()
    }
}

fn open_project(global: &Global, console: &Console) -> Result<Project> {
    // Links of the served site stay on this machine, whatever address the site will stand under.
    let local = Global {
        base_url: Some("/".to_owned()),
        ..global.clone()
    };
    let mut project = Project::open(&local, console)?;
    project.keep_last_good();
    Ok(project)
}

fn template_trouble(error: &anyhow::Error, project: &Project) -> Diagnostic {
    let Some(place) = error.downcast_ref::<ThemeError>() else {
        return Diagnostic::new(
            &project.config.templates,
            Severity::Error,
            "template",
            format!("{error:#}"),
        );
    };
    let mut diagnostic = Diagnostic::new(&place.file, Severity::Error, "template", &place.message);
    diagnostic.position = place.line.map(|line| Position {
        line: line as u32,
        column: place.column.unwrap_or(1) as u32,
        start: 0,
        end: 0,
    });
    diagnostic
}

fn problem(diagnostic: Diagnostic) -> Problem {
    Problem {
        file: diagnostic.path,
        line: diagnostic.position.map(|it| it.line),
        column: diagnostic.position.map(|it| it.column),
        severity: diagnostic.severity.as_str().to_owned(),
        message: diagnostic.message,
        remedy: diagnostic.remedy,
    }
}

fn page(bytes: Vec<u8>, content_type: &'static str) -> Page {
    let etag = blake3::hash(&bytes).to_hex()[..16].to_owned();
    Page {
        bytes: bytes.into(),
        content_type,
        etag,
    }
}

/// Media types of files that a user may put into the static folder; anything else is handed out as bytes.
fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}
