//! The differential test: after any sequence of edits, everything equals a clean build.

use isnad_corpus::Corpus;
use isnad_model::{Config, Edtf};
use isnad_site::Theme;
use isnad_tests::{Files, build, build_as_of, everything, first_difference, read_config, read_files, root};

/// A small random number generator (xorshift), so that a failure's seed says everything.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    fn pick<'a>(&mut self, files: &'a Files, folder: &str) -> Option<&'a String> {
        let paths: Vec<&String> = files.keys().filter(|path| path.starts_with(folder)).collect();
        if paths.is_empty() {
            None
        } else {
            Some(paths[self.below(paths.len())])
        }
    }
}

/// A file of judgements about names and about an article, some of which change nothing there.
fn judgements(article: &str, random: &mut Random) -> String {
    let id = article
        .rsplit('/')
        .next()
        .unwrap_or_default()
        .trim_end_matches(".md");
    let names = [
        "Lavrov",
        "Geir Pedersen",
        "Quiet Harbour",
        "Harbour Post",
        "Russia",
    ];
    let (one, other) = (names[random.below(names.len())], names[random.below(names.len())]);
    let verdict = ["same", "not-same"][random.below(2)];
    let mut text = format!(
        "[[judgement]]\nverdict = \"{verdict}\"\nof = \"entity\"\nnames = [\"{one}\", \"{other}\"]\n"
    );
    let cues = ["said", "قال", "met", "التقى", "told", "talks", "اجتماع"];
    for _ in 0..2 {
        let of = ["meeting", "claim"][random.below(2)];
        let verdict = ["accept", "reject"][random.below(2)];
        let cue = cues[random.below(cues.len())];
        text += &format!(
            "[[judgement]]\nverdict = \"{verdict}\"\nof = \"{of}\"\nat = {{ article = \"{id}\", quote = \"{cue}\" }}\n"
        );
    }
    text
}

/// One edit of the kind that writers make; returns what it did.
fn edit(files: &mut Files, original: &Files, random: &mut Random) -> String {
    let article = random.pick(files, "articles/").cloned().unwrap_or_default();
    let folder = ["actors/", "places/", "topics/"][random.below(3)];
    let page = random.pick(files, folder).cloned().unwrap_or_default();
    let text = |files: &Files, path: &str| {
        String::from_utf8_lossy(files.get(path).map_or(&[][..], |it| it)).into_owned()
    };
    let replaced = |files: &mut Files, path: &str, from: &str, to: &str| {
        if files.contains_key(path) {
            let changed = text(files, path).replacen(from, to, 1);
            files.insert(path.to_owned(), changed.into_bytes());
        }
    };
    match random.below(14) {
        0 => {
            files.remove(&article);
            format!("delete {article}")
        }
        1 => {
            files.remove(&page);
            format!("delete {page}")
        }
        2 => {
            let moved = article.replacen("articles/", "articles/moved/", 1);
            if let Some(bytes) = files.remove(&article) {
                files.insert(moved, bytes);
            }
            format!("move {article}")
        }
        3 => {
            let bytes = files.get(&article).cloned().unwrap_or_default();
            files.insert("articles/copy.md".to_owned(), bytes);
            format!("copy {article}")
        }
        4 => {
            replaced(files, &article, "\ntitle = \"", "\ntitle = \"Changed: ");
            format!("title of {article}")
        }
        5 => {
            replaced(files, &article, "\ndate = \"2021-07", "\ndate = \"2021-08");
            format!("date of {article}")
        }
        6 => {
            replaced(files, &article, "+++\n", "+++\nbroken = = \n");
            format!("break {article}")
        }
        7 => {
            replaced(files, &article, "\n+++\n", "\ndraft = true\n+++\n");
            format!("draft {article}")
        }
        8 => {
            replaced(
                files,
                &page,
                "\nnames = {",
                "\naliases = { en = [\"Quiet Harbour\"] }\nnames = {",
            );
            format!("alias of {page}")
        }
        9 => {
            let end = "\nSergey Lavrov met Geir Pedersen in Geneva on Monday, Quiet Harbour said.\n";
            let changed = text(files, &article) + end;
            files.insert(article.clone(), changed.into_bytes());
            format!("append to {article}")
        }
        10 => {
            let path = format!("articles/new-{}.md", random.below(3));
            let body = "+++\ntitle = \"New\"\npublisher = \"Harbour Post\"\ndate = \"2021-07-09\"\nlang = \"en\"\n+++\n\
                        Russia said on Friday that the talks in Sochi would go on. [[lavrov]]\n";
            files.insert(path.clone(), body.as_bytes().to_vec());
            format!("add {path}")
        }
        11 => {
            let path = format!("judgements/{}.toml", random.below(2));
            files.insert(path.clone(), judgements(&article, random).into_bytes());
            format!("judge {article} in {path}")
        }
        12 => {
            let judged = random.pick(files, "judgements/").cloned().unwrap_or_default();
            files.remove(&judged);
            format!("take back {judged}")
        }
        _ => {
            // Undo: everything back to where it began, at once.
            files.clone_from(original);
            "undo all".to_owned()
        }
    }
}

/// Hands the differences between two states over to the corpus, as a watcher would.
fn apply(corpus: &mut Corpus, before: &Files, after: &Files) {
    for path in before.keys().filter(|path| !after.contains_key(*path)) {
        corpus.remove(path);
    }
    for (path, bytes) in after
        .iter()
        .filter(|(path, bytes)| before.get(*path) != Some(bytes))
    {
        corpus.set(path, bytes.clone());
    }
    corpus.update();
}

fn run(config: &Config, original: &Files, seed: u64, steps: usize) {
    let theme = Theme::builtin().expect("the built-in theme is whole");
    let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut files = original.clone();
    let mut corpus = build(config, &files);
    let mut story = Vec::new();
    let mut day: Option<Edtf> = None;
    for _ in 0..steps {
        let before = files.clone();
        // Now and then several edits within one save.
        for _ in 0..1 + random.below(3) / 2 {
            story.push(edit(&mut files, original, &mut random));
        }
        if random.below(3) == 0 {
            day = ["2021-07-05", "2021-07-08", ""][random.below(3)].parse().ok();
            corpus.set_as_of(day);
            story.push(format!("as of {day:?}"));
        }
        apply(&mut corpus, &before, &files);
        let difference = first_difference(
            &everything(config, &corpus, &theme),
            &everything(config, &build_as_of(config, &files, day), &theme),
        );
        if let Some(difference) = difference {
            panic!("seed {seed}, after: {}\n{difference}", story.join("; "));
        }
    }
}

#[test]
fn edits_end_where_a_clean_build_ends() {
    let config = read_config(&root());
    let mut files = read_files(&root().join("content"));
    // A part of the example is enough here, and keeps the test short.
    let articles: Vec<String> = files
        .keys()
        .filter(|path| path.starts_with("articles/"))
        .skip(8)
        .cloned()
        .collect();
    articles.iter().for_each(|path| drop(files.remove(path)));
    for seed in 1..=4 {
        run(&config, &files, seed, 5);
    }
}

#[test]
fn one_thread_and_eight_give_the_same_bytes() {
    let config = read_config(&root());
    let files = read_files(&root().join("content"));
    let theme = Theme::builtin().expect("the built-in theme is whole");
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("threads can be started");
        pool.install(|| everything(&config, &build(&config, &files), &theme))
    };
    assert_eq!(first_difference(&with(1), &with(8)), None);
}

#[test]
fn the_cache_changes_nothing_but_time() {
    let config = read_config(&root());
    let files = read_files(&root().join("content"));
    let theme = Theme::builtin().expect("the built-in theme is whole");
    let clean = build(&config, &files);
    let expected = everything(&config, &clean, &theme);
    let kept = clean.save_cache();
    let mut broken = kept.clone();
    for at in (0..broken.len()).step_by(997) {
        broken[at] ^= 0x20;
    }
    for cache in [
        &kept[..],
        &broken,
        &kept[..kept.len() / 2],
        b"somebody else's file",
    ] {
        let mut corpus = Corpus::new(config.clone());
        corpus.load_cache(cache);
        files
            .iter()
            .for_each(|(path, bytes)| corpus.set(path, bytes.clone()));
        corpus.update();
        assert_eq!(
            first_difference(&everything(&config, &corpus, &theme), &expected),
            None
        );
    }
}
