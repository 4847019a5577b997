//! What can be said on the command line.

mod facts;
mod words;

pub use facts::{Document, Facts};
use words::{Color, CommitName, CompatName, FauxName};

use std::{path::PathBuf, time::Duration};

use anstream::ColorChoice;
use clap::{Args, Parser, Subcommand, builder::PossibleValuesParser};

use crate::{
    apply::{Commits, Each},
    engine::{Compat, Faux, Options, Seal},
    manifest::{Narrowed, REQUIRED_NODE, narrow},
    notes, transforms,
    verify::{Base, Node, Settings},
    workspace::Selection,
};

/// Turns CommonJS packages into real ES modules that nobody who requires or imports them can tell
/// apart.
///
/// Exit status: 0 when there is nothing to do, or all was applied and nothing is left for a
/// person; 1 when `diff` or `check` found changes, something stays CommonJS, or `verify` found a
/// difference; 2 when the command line is wrong, or a package could not be read, written or run.
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
    /// Print what would happen to each package of a workspace, and in which order; writes nothing
    ///
    /// Packages come in waves: each needs only packages of earlier waves. Any order works on the
    /// Nodes that load ES modules by require; this one lets every consumer be looked at once.
    Plan(Plan),
    /// Print what packages look like from outside, as JSON; runs nothing of them
    ///
    /// For each module that consumers can load: its format, the names that ES modules can import,
    /// what require returns, and whether anybody can see that it is loaded.
    Facts(Facts),
    /// Print the JSON Schema of the document that `plan --json` or `facts` prints
    Schema {
        #[arg(value_enum, default_value = "plan")]
        document: Document,
    },
    /// Run each package before and after in real Node processes and print what consumers would
    /// see of the change. This executes the code of the packages, with your rights
    ///
    /// Loads main, every subpath of the exports map, and files by their paths where there is no map,
    /// by require and by import; starts every command with --help and with --version; and compares
    /// what they give. This executes the code of the packages, with your rights.
    ///
    /// Exit status: 0 when nobody can tell before from after; 1 when somebody can; 2 when a package
    /// could not be read or run, or nothing of it could be loaded before.
    Verify(Verify),
    /// Print the documentation of a finding or a transform
    Explain {
        /// The word in brackets after the severity of a finding, or the name of a transform
        code: String,
    },
}

/// Headings of the options in the help.
const SELECTION: &str = "Which packages of a workspace";
const RESULT: &str = "What comes out";
const WRITING: &str = "Writing";
const PROOF: &str = "Verifying";
const PRINTING: &str = "Printing";

#[derive(Debug, Args)]
pub struct Plan {
    #[command(flatten)]
    pub run: Run,
    /// Print only the units that would change, as a CI matrix in one line of JSON
    #[arg(long, conflicts_with = "json")]
    pub matrix: bool,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
pub struct Apply {
    #[command(flatten)]
    pub run: Run,
    /// Write even when the package has changes that are not committed
    #[arg(long, help_heading = WRITING)]
    pub allow_dirty: bool,
    /// Write even when git does not keep the package
    #[arg(long, help_heading = WRITING)]
    pub allow_no_vcs: bool,
    /// Commit what was written to git, one commit each; hooks do not run
    #[arg(long, value_enum, value_name = "EACH", conflicts_with_all = ["allow_dirty", "allow_no_vcs"], help_heading = WRITING)]
    commit: Option<CommitName>,
    /// The message of each commit, with {name}, {path}, {wave}, {count} (of packages), {migrated}
    /// and {kept} (files)
    #[arg(long, value_name = "TEMPLATE", requires = "commit", value_parser = template, help_heading = WRITING)]
    message: Option<String>,
    /// Name the commits in .git-blame-ignore-revs at the top of the git tree, in one more commit
    #[arg(long, requires = "commit", help_heading = WRITING)]
    blame_ignore_revs: bool,
    /// Write nothing but a patch, to this file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["commit", "resume", "verify", "changeset"], help_heading = WRITING)]
    pub patch_out: Option<PathBuf>,
    /// Add a file to `.changeset/` that names the packages with the part of their versions to bump
    #[arg(long, help_heading = WRITING)]
    pub changeset: bool,
    /// Write what a pull request and a changelog have to say: what consumers see of the change,
    /// the Nodes that run the packages, the version to choose, and what stays CommonJS
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true, default_missing_value = notes::FILE, help_heading = WRITING)]
    pub release_notes: Option<PathBuf>,
    /// End the run that was killed here, just as it was begun; without one, run as always
    #[arg(long, help_heading = WRITING)]
    pub resume: bool,
    /// Prove the result on a copy first, on every Node that is found and that --node allows, and
    /// write only what holds. This executes the code of the packages, with your rights
    #[arg(long, help_heading = PROOF)]
    pub verify: bool,
    #[command(flatten)]
    pub limits: Limits,
}

/// How much `verify` tries.
#[derive(Debug, Args)]
pub struct Limits {
    /// The most files to load by their paths in a package without an exports map
    #[arg(long, value_name = "COUNT", default_value_t = 40, help_heading = PROOF)]
    pub deep: usize,
    /// Seconds that one process may take; tests may take thirty times as long
    #[arg(long, value_name = "SECONDS", default_value_t = 20, help_heading = PROOF)]
    pub timeout: u64,
}

/// What `verify` is told.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
pub struct Verify {
    /// Packages: their folders, or any path inside
    #[arg(default_value = ".", value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// What was before: a git revision; HEAD by default
    #[arg(long, value_name = "REV", conflicts_with = "before")]
    pub base: Option<String>,
    /// What was before: a folder with the package
    #[arg(long, value_name = "DIR")]
    pub before: Option<PathBuf>,
    /// Compare with what `diff` would write instead of the working tree, which is what was before
    /// unless --base or --before says something else; writes nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Let what `diff` would write support Nodes that cannot require ES modules, too
    #[arg(long, requires = "dry_run")]
    pub module_sync: bool,
    /// A Node, or those in a range among the Nodes on the path, in `UNFAUX_NODE` and in the folders
    /// of `UNFAUX_NODES`; may be repeated
    #[arg(long, value_name = "PATH|RANGE")]
    pub node: Vec<String>,
    /// Run `npm test` on both sides, too
    #[arg(long)]
    pub test: bool,
    /// Run this line in the shell on both sides, too
    #[arg(long, value_name = "COMMAND", conflicts_with = "test")]
    pub test_cmd: Option<String>,
    #[command(flatten)]
    pub limits: Limits,
    /// Print one JSON document on stdout, and nothing else
    #[arg(long)]
    pub json: bool,
    /// How many processes run at a time; as many as there are processors by default
    #[arg(short, long, value_name = "COUNT", default_value_t = 0, hide_default_value = true)]
    pub jobs: usize,
    /// Print only what differs or fails
    #[arg(short, long)]
    pub quiet: bool,
    /// When to use colours
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN")]
    color: Color,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
pub struct Run {
    /// Packages: their folders, or any path inside; the root of a workspace means all its packages,
    /// but not itself
    #[arg(default_value = ".", value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Print one JSON document on stdout, and nothing else
    #[arg(long, help_heading = PRINTING)]
    pub json: bool,
    /// Only these packages of the workspace, in pnpm's language: a name or glob, ./folder,
    /// name... (and what it needs), ...name (and what needs it), [REV] (changed since), !name
    #[arg(long = "package", value_name = "FILTER", help_heading = SELECTION)]
    packages: Vec<String>,
    /// Only packages of the workspace with files that differ from this git revision
    #[arg(long, value_name = "REV", help_heading = SELECTION)]
    changed_since: Option<String>,
    /// Only packages of this wave, as `plan` counts them
    #[arg(long, value_name = "NUMBER", help_heading = SELECTION)]
    wave: Option<usize>,
    /// Only this package of the workspace, by its path from the root of the workspace; may be
    /// repeated, and several may be separated by commas
    #[arg(long = "unit", value_name = "ID", value_delimiter = ',', help_heading = SELECTION)]
    units: Vec<String>,
    /// What `unfaux facts` printed of packages; it decides where these are needed and not installed
    #[arg(long, value_name = "FILE", help_heading = RESULT)]
    pub facts: Vec<PathBuf>,
    /// What consumers may notice: nothing at all, or that plain objects became namespaces
    #[arg(long, value_enum, default_value = "exact", help_heading = RESULT)]
    compat: CompatName,
    /// What transpiled modules become: ones in which consumers see what they saw, or the ES modules
    /// that they were before, without the object that `import x from` gives in Node
    ///
    /// `exact` is for packages that strangers load: no consumer can tell. Modules that only the
    /// package itself loads are clean either way. `clean` is for a new major version, or where all
    /// consumers are known: `require` gives a namespace with `__esModule`, and `import x from` gives
    /// the real default export. Each module that Node's importers can tell is named.
    #[arg(long, value_enum, default_value = "exact", help_heading = RESULT)]
    faux: FauxName,
    /// Run only these transforms
    #[arg(long, value_name = "TRANSFORM", value_delimiter = ',', value_parser = transform(), help_heading = RESULT)]
    only: Vec<String>,
    /// Run all but these transforms
    #[arg(long, value_name = "TRANSFORM", value_delimiter = ',', value_parser = transform(), help_heading = RESULT)]
    skip: Vec<String>,
    /// Write an exports map for packages that have none: the main module, the commands, and
    /// package.json. What it closes is told
    #[arg(long, help_heading = RESULT)]
    seal: bool,
    /// Let that map name every path that consumers can load today
    #[arg(long, requires = "seal", help_heading = RESULT)]
    keep_deep: bool,
    /// Support Nodes that cannot require ES modules, too: they get the CommonJS as it is, kept in
    /// a folder of its own, through the exports map
    #[arg(long, help_heading = RESULT)]
    module_sync: bool,
    /// Write declarations that TypeScript before 5.6 reads, too: without the export named
    /// "module.exports", by which TypeScript since 5.9 types what require returns
    #[arg(long, help_heading = RESULT)]
    old_types: bool,
    /// Leave tests CommonJS: they become `.cjs` files, and `require` the ES modules
    #[arg(long, help_heading = RESULT)]
    keep_tests: bool,
    /// Node versions that must run the result; where some of them cannot require ES modules, this
    /// means --module-sync
    #[arg(long, value_name = "RANGE", default_value = "^20.19.0 || >=22.12.0", value_parser = range, help_heading = RESULT)]
    node: String,
    /// How many threads work; as many as there are processors by default
    #[arg(short, long, value_name = "COUNT", default_value_t = 0, hide_default_value = true)]
    pub jobs: usize,
    /// Print no findings and no summary, only errors
    #[arg(short, long, help_heading = PRINTING)]
    pub quiet: bool,
    /// When to use colours
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN", help_heading = PRINTING)]
    color: Color,
}

impl Run {
    /// What the engine is told.
    pub fn options(&self) -> Options {
        let compat = match self.compat {
            CompatName::Exact => Compat::Exact,
            CompatName::Idiomatic => Compat::Idiomatic,
        };
        let faux = match self.faux {
            FauxName::Exact => Faux::Exact,
            FauxName::Clean => Faux::Clean,
        };
        let (only, skip) = (self.only.clone(), self.skip.clone());
        let seal = self.seal.then_some(if self.keep_deep { Seal::Deep } else { Seal::Named });
        let module_sync = self.module_sync || narrow(&self.node, REQUIRED_NODE) != Narrowed::Inside;
        let (node, old_types, keep_tests) = (self.node.clone(), self.old_types, self.keep_tests);
        Options { compat, faux, only, skip, node, seal, module_sync, old_types, keep_tests }
    }

    /// Which packages of a workspace are meant.
    pub fn selection(&self) -> Selection {
        let (filters, changed_since) = (self.packages.clone(), self.changed_since.clone());
        Selection { filters, changed_since, wave: self.wave, units: self.units.clone() }
    }

    /// When to use colours; `NO_COLOR` and terminals are considered by whoever asks for `Auto`.
    pub fn color(&self) -> ColorChoice {
        self.color.choice()
    }
}

impl Verify {
    /// When to use colours.
    pub fn color(&self) -> ColorChoice {
        self.color.choice()
    }

    /// What the verification is told.
    pub fn settings(&self) -> anyhow::Result<Settings> {
        let base = match (&self.before, &self.base) {
            (Some(folder), _) => {
                anyhow::ensure!(self.paths.len() == 1, "--before stands for one package only");
                Base::Folder(folder.clone())
            }
            (None, Some(revision)) => Base::Revision(revision.clone()),
            (None, None) if self.dry_run => Base::WorkingTree,
            (None, None) => Base::Revision("HEAD".to_string()),
        };
        let tests = self.test.then(|| "npm test".to_string()).or_else(|| self.test_cmd.clone());
        Ok(Settings {
            base,
            dry_run: self
                .dry_run
                .then(|| Options { module_sync: self.module_sync, ..Options::default() }),
            nodes: Node::choose(&self.node)?,
            deep: self.limits.deep,
            timeout: self.limits.timeout(),
            tests,
        })
    }
}

impl Apply {
    /// The commits that the run makes.
    pub fn commits(&self) -> Option<Commits> {
        let each = match self.commit? {
            CommitName::Package => Each::Package,
            CommitName::Wave => Each::Wave,
        };
        Some(Commits { each, message: self.message.clone(), blame: self.blame_ignore_revs })
    }

    /// What the verification of a result is told.
    pub fn settings(&self) -> anyhow::Result<Settings> {
        let closes = self.run.options().seal == Some(Seal::Named);
        anyhow::ensure!(!closes, "--verify compares the paths that --seal closes; say --keep-deep");
        Ok(Settings {
            base: Base::WorkingTree,
            dry_run: None,
            nodes: Node::choose(std::slice::from_ref(&self.run.node))?,
            deep: self.limits.deep,
            timeout: self.limits.timeout(),
            tests: None,
        })
    }
}

impl Limits {
    fn timeout(&self) -> Duration {
        Duration::from_secs(self.timeout.max(1))
    }
}

fn template(text: &str) -> Result<String, String> {
    for rest in text.split('{').skip(1) {
        let field = rest.split('}').next().unwrap_or(rest);
        if !Commits::FIELDS.contains(&field) {
            let known = Commits::FIELDS.map(|it| format!("{{{it}}}")).join(", ");
            return Err(format!("`{{{field}}}` is none of {known}"));
        }
    }
    Ok(text.to_string())
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
