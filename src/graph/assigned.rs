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

/// Globals that some file changes; notes which files use one.
pub(super) fn globals(nodes: &mut [Node]) -> FxHashSet<String> {
    let names = nodes.iter().filter_map(|it| it.facts.as_ref()).flat_map(|it| &it.names.patched);
    let globals: FxHashSet<String> = names.cloned().collect();
    for node in nodes {
        node.uses_patched = node.facts.as_ref().is_some_and(|it| it.names.uses(&globals));
    }
    globals
}
