//! What modules outside the package surely load while they are evaluated.
//!
//! What such an import has loaded is there: a lazy `require` of it can be an import below that one.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use oxc_allocator::Allocator;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Node, Stillness, Target, external, is_development,
    resolve::{Resolved, Resolvers},
};
use crate::{
    facts::{Facts, Require, When},
    module::Syntax,
    scan,
};

/// How many files are looked into for one package; what others load is not known.
const MOST: usize = 300;

/// Follows calls that run whenever their file is evaluated.
#[derive(Default)]
pub(super) struct Loads {
    known: FxHashMap<PathBuf, Vec<PathBuf>>,
}

impl Loads {
    /// Notes for each late call among `requires` that is `wanted` which of the modules `sure` have
    /// loaded its target once they are loaded themselves.
    pub(super) fn mark(
        &mut self,
        (resolvers, sure): (&Resolvers, &[PathBuf]),
        facts: &Facts,
        requires: &mut [Target],
        wanted: &dyn Fn(&Require) -> bool,
    ) {
        for (require, target) in facts.requires.iter().zip(requires) {
            if let Target::External(it) = target
                && it.import.is_some()
                && it.stillness != Stillness::Inert
                && require.place.when != When::Straight
                && wanted(require)
            {
                let reach = |from: &&PathBuf| self.reach(resolvers, from, &it.path);
                it.after = sure.iter().filter(reach).cloned().collect();
            }
        }
    }

    fn reach(&mut self, resolvers: &Resolvers, from: &Path, to: &Path) -> bool {
        let mut seen = FxHashSet::default();
        let mut queue = vec![from.to_path_buf()];
        while let Some(path) = queue.pop() {
            if path == to {
                return true;
            }
            if !seen.insert(path.clone()) {
                continue;
            }
            if self.known.len() < MOST && !self.known.contains_key(&path) {
                let loaded = loaded_by(resolvers, &path);
                self.known.insert(path.clone(), loaded);
            }
            queue.extend(self.known.get(&path).into_iter().flatten().cloned());
        }
        false
    }
}

/// The modules that some file of the package loads whenever it is evaluated.
pub(super) fn surely(nodes: &[Node]) -> Vec<PathBuf> {
    let mut found = BTreeSet::new();
    for node in nodes {
        let calls = node.facts.iter().flat_map(|it| &it.requires).zip(&node.requires);
        found.extend(calls.filter(|(it, _)| is_sure(it)).filter_map(|(_, target)| match target {
            Target::External(it) => Some(it.path.clone()),
            _ => None,
        }));
    }
    found.into_iter().collect()
}

/// The file loads what only run time knows, and not for the development alone.
pub(super) fn unknown(node: &Node) -> bool {
    !is_development(&node.path) && node.facts.as_ref().is_some_and(Facts::loads_unknown)
}

fn loaded_by(resolvers: &Resolvers, path: &Path) -> Vec<PathBuf> {
    let read = || {
        let is_script = matches!(path.extension()?.to_str()?, "js" | "cjs");
        let source = external::read_source(path).filter(|_| is_script)?;
        let facts = scan::scan(&Allocator::default(), &source).ok()?;
        (facts.syntax == Syntax::CommonJs).then_some(facts)
    };
    let Some(facts) = read() else { return Vec::new() };
    let found = facts.requires.iter().filter(|it| is_sure(it));
    found
        .filter_map(|it| match resolvers.require(path, &it.specifier) {
            Resolved::File(path) => Some(path),
            _ => None,
        })
        .collect()
}

/// The call runs once whenever its file is evaluated.
fn is_sure(require: &Require) -> bool {
    require.place.when == When::Straight && !require.place.guarded
}
