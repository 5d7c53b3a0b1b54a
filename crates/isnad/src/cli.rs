//! Flags and verbs, read plainly; what they mean is decided by the commands.

use std::{net::IpAddr, path::PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};

/// A graph knowledge base and static-site generator for news: who met whom, who said what, and through which chain.
#[derive(Debug, Parser)]
#[command(name = "isnad", version, arg_required_else_help = true, max_term_width = 100)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
    /// Flags that every verb takes.
    #[command(flatten)]
    pub global: Global,
}

/// Flags that every verb takes, before it or after it.
#[derive(Args, Clone, Debug)]
pub struct Global {
    /// Project folder: the one that holds isnad.toml and content/
    #[arg(short = 'C', long, global = true, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// Folder to write the site to, instead of `output` in isnad.toml
    #[arg(short, long, global = true, value_name = "DIR")]
    pub output_dir: Option<PathBuf>,
    /// Address the site will stand under, instead of `base_url` in isnad.toml
    #[arg(short = 'u', long, global = true, value_name = "URL")]
    pub base_url: Option<String>,
    /// Include articles marked `draft = true`
    #[arg(long, global = true)]
    pub drafts: bool,
    /// Day to take as today (YYYY-MM-DD): planned meetings before it say that no report of them was found
    #[arg(long, global = true, value_name = "DATE")]
    pub clock: Option<String>,
    /// Only what had been published by the end of this day (YYYY-MM-DD), which then counts as today unless --clock says otherwise
    #[arg(long, global = true, value_name = "DATE")]
    pub as_of: Option<String>,
    /// Threads to use; 0 = one a core
    #[arg(short, long, global = true, value_name = "N", default_value_t = 0)]
    pub jobs: usize,
    /// Neither read nor write the cache of earlier runs
    #[arg(long, global = true)]
    pub no_cache: bool,
    /// Start none of the programs that `[[extractor]]` in isnad.toml names
    #[arg(long, global = true)]
    pub no_extractors: bool,
    /// Say only what went wrong
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say more
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// Colours on the terminal
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal that shows them.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How to print findings and figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Human,
    /// For programs: JSON.
    Json,
}

/// Formats of `isnad export`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// Graphviz DOT.
    Dot,
    /// One JSON object: articles, entities, meetings, claims.
    Json,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Start a knowledge base: isnad.toml and content/
    Init(Init),
    /// Build the site
    Build(Build),
    /// Build, serve on this machine, and rebuild while you write
    Serve(Serve),
    /// Report everything that is wrong in the content
    Check(Check),
    /// Print what is read from articles, one JSON record a line
    Extract(Extract),
    /// Print the graph in another program's format
    Export(Export),
    /// Show why a mention, meeting or claim is there: the sentence and the rule
    Explain(Explain),
    /// Count what the knowledge base holds
    Stats(Stats),
    /// Propose pages for names that have none, and persons that may be one
    Suggest(Suggest),
    /// Walk through what is in doubt and decide: accept, reject, correct, same, not the same
    Review(Review),
    /// Score what is read from annotated articles against their annotation
    Eval(Eval),
    /// Delete the built site and the cache, and nothing else
    Clean,
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// Flags of `isnad init`.
#[derive(Args, Debug)]
pub struct Init {
    /// Folder to start in; made when it is missing
    #[arg(default_value = ".")]
    pub folder: PathBuf,
    /// Fill it with the example knowledge base
    #[arg(long)]
    pub sample: bool,
}

/// Flags of `isnad build`.
#[derive(Args, Debug, Default)]
pub struct Build {
    /// Write into a folder that holds files of somebody else (they are left alone unless a page has their name)
    #[arg(long)]
    pub force: bool,
}

/// Flags of `isnad serve`.
#[derive(Args, Debug)]
pub struct Serve {
    /// Port; the next free one is taken when it is in use
    #[arg(short, long, default_value_t = 4747)]
    pub port: u16,
    /// Address to listen on; anything but this machine's own lets others read the drafts
    #[arg(long, default_value = "127.0.0.1", value_name = "IP")]
    pub host: IpAddr,
    /// Look for changes by reading, for network mounts and containers that send no events
    #[arg(long)]
    pub poll: bool,
}

/// Flags of `isnad check`.
#[derive(Args, Debug)]
pub struct Check {
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Exit with 1 on warnings too
    #[arg(long)]
    pub strict: bool,
}

/// Flags of `isnad extract`.
#[derive(Args, Debug)]
pub struct Extract {
    /// Articles or folders of articles; without any, JSON Lines are read from standard input
    pub paths: Vec<PathBuf>,
    /// Publisher of articles that name none
    #[arg(long)]
    pub publisher: Option<String>,
    /// Date (EDTF) of articles that name none; anchors "yesterday" and the like
    #[arg(long)]
    pub date: Option<String>,
    /// Language (BCP 47) of articles that name none, instead of detecting it
    #[arg(long)]
    pub lang: Option<String>,
}

/// Flags of `isnad export`.
#[derive(Args, Debug)]
pub struct Export {
    /// Format
    #[arg(short, long, value_enum)]
    pub format: ExportFormat,
    /// Only what lies around this id
    #[arg(long, value_name = "ID")]
    pub around: Option<String>,
    /// How many steps around it
    #[arg(long, default_value_t = 1, requires = "around")]
    pub hops: u32,
    /// Only these kinds of nodes: actor, place, meeting, claim, article, topic
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub kind: Vec<String>,
    /// Only what happened on or after this date (EDTF)
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Only what happened on or before this date (EDTF)
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// Language of labels; the site's default language when not given
    #[arg(long)]
    pub lang: Option<String>,
    /// File to write, instead of standard output
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
}

/// Flags of `isnad explain`.
#[derive(Args, Debug)]
pub struct Explain {
    /// Id of an article, entity, meeting or claim, or the path of an article
    pub id: String,
}

/// What figures are broken down by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Breakdown {
    /// Language of the article
    Lang,
    /// Kind of mention, stance of claim, status of meeting
    Kind,
    /// Rule that fired
    Rule,
}

/// Flags of `isnad eval`.
#[derive(Args, Debug)]
pub struct Eval {
    /// Annotated articles, one JSON object a line (docs/RECORDS.md)
    #[arg(value_name = "GOLD.jsonl")]
    pub gold: PathBuf,
    /// Break the figures down
    #[arg(long, value_enum)]
    pub by: Option<Breakdown>,
    /// List the errors with their words
    #[arg(long)]
    pub errors: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
}

/// Flags of `isnad suggest`.
#[derive(Args, Debug)]
pub struct Suggest {
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
}

/// What `isnad review` asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Doubt {
    /// Pairs of names that may be one
    Names,
    /// Names in articles that can mean several known entities
    Mentions,
    /// Tellings of meetings
    Meetings,
    /// Tellings of claims
    Claims,
}

/// Flags of `isnad review`.
#[derive(Args, Debug)]
pub struct Review {
    /// Only these: names, mentions, meetings, claims
    #[arg(long, value_enum, value_delimiter = ',')]
    pub only: Vec<Doubt>,
    /// Who decides; kept with each judgement
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// File of judgements to write to, below the content folder
    #[arg(long, value_name = "FILE", default_value = "judgements/review.toml")]
    pub file: String,
    /// Show the queue and ask nothing
    #[arg(long)]
    pub list: bool,
}

/// Flags of `isnad stats`.
#[derive(Args, Debug)]
pub struct Stats {
    /// List what came to be known on or after this day (YYYY-MM-DD), by the dates of the articles
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_taken_before_and_after_the_verb() {
        use clap::CommandFactory;
        Cli::command().debug_assert();
        for line in ["isnad -C kb -j 2 build", "isnad build -C kb --jobs 2"] {
            let cli = Cli::try_parse_from(line.split(' ')).unwrap();
            assert_eq!((cli.global.root.to_str(), cli.global.jobs), (Some("kb"), 2));
        }
    }
}
