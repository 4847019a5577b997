//! What can be said on the command line.

use std::path::PathBuf;

use anstream::ColorChoice;
use clap::{Args, Parser, Subcommand, ValueEnum, builder::PossibleValuesParser};

use crate::{
    engine::{Compat, Options},
    transforms,
};

/// Turns CommonJS packages into real ES modules that nobody who requires or imports them can tell
/// apart.
///
/// Exit status: 0 when there is nothing to do, or all was applied and nothing is left for a
/// person; 1 when `diff` or `check` found changes, or something stays CommonJS; 2 when the command
/// line is wrong, or a package could not be read or written.
#[derive(Debug, Parser)]
#[command(version, disable_help_subcommand = true, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print what would change, as a patch that `git apply` takes; writes nothing
    Diff(Run),
    /// Change the files of each package, all of them or none
    Apply(Apply),
    /// Print findings only; writes nothing
    Check(Run),
    /// Print the documentation of a finding or a transform
    Explain {
        /// The word in brackets after the severity of a finding, or the name of a transform
        code: String,
    },
}

#[derive(Debug, Args)]
pub struct Apply {
    #[command(flatten)]
    pub run: Run,
    /// Write even when the package has changes that are not committed
    #[arg(long)]
    pub allow_dirty: bool,
    /// Write even when git does not keep the package
    #[arg(long)]
    pub allow_no_vcs: bool,
}

#[derive(Debug, Args)]
pub struct Run {
    /// Packages: their folders, or any path inside
    #[arg(default_value = ".", value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Print one JSON document on stdout, and nothing else
    #[arg(long)]
    pub json: bool,
    /// What consumers may notice: nothing at all, or that plain objects became namespaces
    #[arg(long, value_enum, default_value = "exact")]
    compat: CompatName,
    /// Run only these transforms
    #[arg(long, value_name = "TRANSFORM", value_delimiter = ',', value_parser = transform())]
    only: Vec<String>,
    /// Run all but these transforms
    #[arg(long, value_name = "TRANSFORM", value_delimiter = ',', value_parser = transform())]
    skip: Vec<String>,
    /// Node versions that must run the result
    #[arg(long, value_name = "RANGE", default_value = "^20.19.0 || >=22.12.0", value_parser = range)]
    node: String,
    /// How many threads work; as many as there are processors by default
    #[arg(short, long, value_name = "COUNT", default_value_t = 0, hide_default_value = true)]
    pub jobs: usize,
    /// Print no findings and no summary, only errors
    #[arg(short, long)]
    pub quiet: bool,
    /// When to use colours
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN")]
    color: Color,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum CompatName {
    Exact,
    Idiomatic,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

impl Run {
    /// What the engine is told.
    pub fn options(&self) -> Options {
        let compat = match self.compat {
            CompatName::Exact => Compat::Exact,
            CompatName::Idiomatic => Compat::Idiomatic,
        };
        let (only, skip) = (self.only.clone(), self.skip.clone());
        Options { compat, only, skip, node: self.node.clone() }
    }

    /// When to use colours; `NO_COLOR` and terminals are considered by whoever asks for `Auto`.
    pub fn color(&self) -> ColorChoice {
        match self.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        }
    }
}

fn transform() -> PossibleValuesParser {
    PossibleValuesParser::new(transforms::ALL.iter().map(|it| it.name()))
}

fn range(text: &str) -> Result<String, String> {
    match node_semver::Range::parse(text) {
        Ok(_) => Ok(text.to_string()),
        Err(error) => Err(format!("not a range of versions: {error}")),
    }
}
