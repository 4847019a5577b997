//! What a run would write: the only output of the engine besides findings.

use crate::finding::Finding;

/// A change of one file. Paths are relative to the package root, with `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// New contents for a file that is there.
    Edit { path: String, old: String, new: String },
    /// A file moves; `new` may equal `old`.
    Rename { from: String, to: String, old: String, new: String },
    /// A file that was not there, or, after a rename away from `path`, takes the free place.
    Create { path: String, new: String },
}

impl Change {
    /// The path that the change is listed under.
    pub fn path(&self) -> &str {
        match self {
            Self::Edit { path, .. } | Self::Create { path, .. } => path,
            Self::Rename { from, .. } => from,
        }
    }
}

/// All changes of one package, sorted by path, and what a person must know.
#[derive(Debug, Default)]
pub struct ChangeSet {
    pub changes: Vec<Change>,
    pub findings: Vec<Finding>,
}
