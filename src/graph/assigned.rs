//! Modules that the package changes from outside.

use std::path::PathBuf;

use rustc_hash::FxHashSet;

use super::{FileId, Node, Target};
use crate::facts::Site;

/// Modules whose members are assigned where they are required.
#[derive(Default)]
pub(super) struct Assigned {
    pub builtins: FxHashSet<&'static str>,
    pub files: FxHashSet<FileId>,
    pub outside: FxHashSet<PathBuf>,
}

impl Assigned {
    pub(super) fn of(nodes: &[Node]) -> Self {
        let mut found = Self::default();
        for node in nodes {
            let Some(facts) = &node.facts else { continue };
            for (require, target) in facts.requires.iter().zip(&node.requires) {
                if !matches!(&require.site, Site::Declared(it) if it.usage.member_assigned) {
                    continue;
                }
                match target {
                    Target::Builtin(name) => {
                        found.builtins.insert(*name);
                    }
                    Target::File { id, .. } => {
                        found.files.insert(*id);
                    }
                    Target::External(it) => {
                        found.outside.insert(it.path.clone());
                    }
                    Target::Missing => {}
                }
            }
        }
        found
    }
}
