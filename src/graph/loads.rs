//! What modules outside the package surely load while they are evaluated.
//!
//! What such an import has loaded is there: a lazy `require` of it can be an import below that one.

use std::path::{Path, PathBuf};

use oxc_allocator::Allocator;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Stillness, Target, external,
    resolve::{Resolved, Resolvers},
};
use crate::{
    facts::{Facts, Require, When},
    module::Syntax,
    scan,
};

/// How many files are looked into for one answer.
const MOST: usize = 300;

/// Follows calls that run whenever their file is evaluated.
#[derive(Default)]
pub(super) struct Loads {
    known: FxHashMap<PathBuf, Vec<PathBuf>>,
}

impl Loads {
    /// Notes for each late call among `requires` that is `wanted` the modules that have loaded its
    /// target once they are loaded themselves.
    pub(super) fn mark(
        &mut self,
        resolvers: &Resolvers,
        facts: &Facts,
        requires: &mut [Target],
        wanted: &dyn Fn(&Require) -> bool,
    ) {
        let calls = facts.requires.iter().zip(&*requires);
        let sure: Vec<(u32, PathBuf)> = calls
            .filter(|(it, _)| is_sure(it))
            .filter_map(|(it, target)| match target {
                Target::External(target) => Some((it.call.start, target.path.clone())),
                _ => None,
            })
            .collect();
        for (require, target) in facts.requires.iter().zip(requires) {
            if let Target::External(it) = target
                && it.import.is_some()
                && it.stillness != Stillness::Inert
                && require.place.when != When::Straight
                && wanted(require)
            {
                let before = sure.iter().filter(|(start, _)| *start < require.call.start);
                let paths = before.map(|(_, path)| path);
                it.after =
                    paths.filter(|from| self.reach(resolvers, from, &it.path)).cloned().collect();
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
            if seen.len() < MOST && seen.insert(path.clone()) {
                let loaded = self.known.entry(path);
                let loaded = loaded.or_insert_with_key(|path| loaded_by(resolvers, path));
                queue.extend(loaded.iter().cloned());
            }
        }
        false
    }
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
