//! Decides and rewrites one package.

use crate::{change::ChangeSet, find::Package};

/// How much of the consumers' view must survive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compat {
    Exact,
    Idiomatic,
}

/// Everything a run may be told.
#[derive(Debug, Clone)]
pub struct Options {
    pub compat: Compat,
    pub only: Vec<String>,
    pub skip: Vec<String>,
    pub node: String,
}

/// Decides and rewrites one package.
pub fn migrate(_package: &Package, _options: &Options) -> ChangeSet {
    ChangeSet::default()
}
