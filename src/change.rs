//! What a run would write: the only output of the engine besides findings.

use std::{ops::AddAssign, path::PathBuf};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{finding::Finding, plan::Loading, siblings::Turned};

/// A change of one file. Paths are relative to the package root, with `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// New contents for a file that is there.
    Edit { path: String, old: String, new: String },
    /// A file moves; `new` may equal `old`.
    Rename { from: String, to: String, old: String, new: String },
    /// A file moves with all its bytes, whatever they are: the way for files that were not read.
    Move { from: String, to: String },
    /// A copy with all its bytes and its mode, or, where there is one, with the new text of
    /// `edited` in place of the old; whatever else becomes of `from`, it counts as it was.
    Copy { from: String, to: String, edited: Option<(String, String)> },
    /// A file that was not there, or, after a rename away from `path`, takes the free place and
    /// the mode of the file that was there.
    Create { path: String, new: String },
    /// A file goes.
    Delete { path: String, old: String },
}

impl Change {
    /// The same below the folder `folder`.
    #[must_use]
    pub fn below(&self, folder: &str) -> Self {
        let at = |path: &mut String| *path = format!("{folder}/{path}");
        let mut change = self.clone();
        match &mut change {
            Self::Edit { path, .. } | Self::Create { path, .. } | Self::Delete { path, .. } => {
                at(path);
            }
            Self::Rename { from, to, .. }
            | Self::Move { from, to }
            | Self::Copy { from, to, .. } => {
                at(from);
                at(to);
            }
        }
        change
    }

    /// The path that the change is listed under.
    pub fn path(&self) -> &str {
        match self {
            Self::Edit { path, .. } | Self::Create { path, .. } | Self::Delete { path, .. } => path,
            Self::Rename { from, .. } | Self::Move { from, .. } => from,
            Self::Copy { to, .. } => to,
        }
    }

    /// The old and the new path of a file that moves.
    pub fn moves(&self) -> Option<(&str, &str)> {
        match self {
            Self::Rename { from, to, .. } | Self::Move { from, to } => Some((from, to)),
            _ => None,
        }
    }

    /// The place that the change leaves free.
    pub fn vacates(&self) -> Option<&str> {
        match self {
            Self::Rename { from, .. } | Self::Move { from, .. } => Some(from),
            Self::Delete { path, .. } => Some(path),
            Self::Edit { .. } | Self::Create { .. } | Self::Copy { .. } => None,
        }
    }

    /// The place that the change needs free.
    pub fn occupies(&self) -> Option<&str> {
        match self {
            Self::Rename { to, .. } | Self::Move { to, .. } | Self::Copy { to, .. } => Some(to),
            Self::Create { path, .. } => Some(path),
            Self::Edit { .. } | Self::Delete { .. } => None,
        }
    }
}

/// What was decided for a file, and on which rung of the ladder it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rung {
    /// Plain imports and exports.
    Idiomatic,
    /// An ES module that still calls a `require` of its own.
    CreateRequire,
    /// An ES module around a local exports object.
    LocalExports,
    /// Stays CommonJS for a reason that a finding tells.
    Kept,
    /// Needs no change.
    Untouched,
}

/// The decision about one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// The path before the run, relative to the package root.
    pub file: String,
    pub rung: Rung,
    /// The transforms that edited it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub transforms: Vec<&'static str>,
}

/// How many files stand on each rung, or why the whole package was refused.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Summary {
    /// Files that become ES modules: the sum of the three rungs.
    pub migrated: usize,
    pub idiomatic: usize,
    pub create_require: usize,
    pub local_exports: usize,
    /// Files that stay CommonJS.
    pub kept: usize,
    pub untouched: usize,
    /// Nodes that cannot require ES modules keep the CommonJS.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub module_sync: bool,
    /// The range of Nodes that can load the result, where these are not all that can require ES modules.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needs: Option<String>,
    /// What else consumers can notice, as the run was told; each a clause.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub noticed: Vec<String>,
    /// Why nothing of the package was migrated, as a sentence without a full stop.
    pub refused: Option<String>,
}

impl Summary {
    /// Counts `verdicts`.
    pub fn of(verdicts: &[Verdict]) -> Self {
        let mut summary = Self::default();
        for verdict in verdicts {
            summary.count(verdict.rung);
        }
        summary
    }

    fn count(&mut self, rung: Rung) {
        match rung {
            Rung::Idiomatic => self.idiomatic += 1,
            Rung::CreateRequire => self.create_require += 1,
            Rung::LocalExports => self.local_exports += 1,
            Rung::Kept => self.kept += 1,
            Rung::Untouched => self.untouched += 1,
        }
        self.migrated = self.idiomatic + self.create_require + self.local_exports;
    }
}

impl AddAssign<&Self> for Summary {
    /// Adds the counts; reasons of refusals do not add up.
    fn add_assign(&mut self, other: &Self) {
        self.migrated += other.migrated;
        self.idiomatic += other.idiomatic;
        self.create_require += other.create_require;
        self.local_exports += other.local_exports;
        self.kept += other.kept;
        self.untouched += other.untouched;
    }
}

/// All changes of one package, sorted by path, and what a person must know.
#[derive(Debug, Default)]
pub struct ChangeSet {
    pub changes: Vec<Change>,
    pub findings: Vec<Finding>,
    /// Sorted by path.
    pub verdicts: Vec<Verdict>,
    pub summary: Summary,
    pub outward: Outward,
}

/// What a package has to do with others.
#[derive(Debug, Default)]
pub struct Outward {
    /// Where it loads them.
    pub uses: Vec<Use>,
    /// Old and new paths of files that move.
    pub moves: Vec<(String, String)>,
    /// Modules that ES modules will see otherwise.
    pub turned: Turned,
    /// Importers see otherwise what some modules give, as the run was told.
    pub shows: bool,
    /// What its files pass on of others.
    pub passes: Vec<Pass>,
    /// What its files load once all is written.
    pub loading: Loading,
}

/// A place that loads a module of another package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    pub file: String,
    /// 1-based.
    pub line: u32,
    pub specifier: String,
    /// What it becomes is right only when the other package has been written.
    pub follows: bool,
}

/// A file that passes on all names of a module of another package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pass {
    pub file: String,
    pub to: PathBuf,
    /// The file is CommonJS, and stays so.
    pub stays: bool,
}

impl ChangeSet {
    /// A package of which nothing is migrated, because of `reason`.
    pub fn refused(reason: impl Into<String>, findings: Vec<Finding>) -> Self {
        let summary = Summary { refused: Some(reason.into()), ..Summary::default() };
        Self { findings, summary, ..Self::default() }
    }
}
