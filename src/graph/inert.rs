//! Which dependencies do nothing while they load but define what they export.
//!
//! Loading such a file earlier than its author asked for, or although nobody asks for it in the
//! end, can be seen by nobody: an import may take the place of a lazy or late `require`.

use std::path::{Path, PathBuf};

use oxc_allocator::Allocator;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    FileId, Target, builtins, external,
    resolve::{Resolved, Resolvers},
};
use crate::{
    effects::Effect,
    facts::{Facts, Require, When},
    manifest::Manifest,
    module::Syntax,
    scan,
};

/// How far `require` calls are followed.
const DEEPEST: usize = 60;

/// Looks into files outside the package, each once.
pub(super) struct Inert<'l> {
    pub resolvers: &'l Resolvers,
    /// Files of the package: a dependency that loads one is in a cycle with it.
    pub own: &'l FxHashMap<PathBuf, FileId>,
    /// Builtins whose members depend on when they are read.
    pub patched: &'l FxHashSet<&'static str>,
    pub manifest: &'l Manifest,
    pub known: FxHashMap<PathBuf, bool>,
}

impl Inert<'_> {
    /// Notes which calls of a file load such dependencies, where that matters for their place.
    pub(super) fn mark(&mut self, facts: &Facts, targets: &mut [Target]) {
        for (require, target) in facts.requires.iter().zip(targets) {
            if let Target::External(it) = target {
                it.inert = it.import.is_some()
                    && is_held_back(facts, require)
                    && self.is_promised(&require.specifier)
                    && self.file(&it.path, 0);
            }
        }
    }

    /// Every install has the package: its absence is an error of npm, not one to catch.
    fn is_promised(&self, specifier: &str) -> bool {
        let parts = if specifier.starts_with('@') { 2 } else { 1 };
        let name = specifier.split('/').take(parts).collect::<Vec<_>>().join("/");
        let names = |list: &[String]| list.contains(&name);
        names(&self.manifest.dependencies)
            && !names(&self.manifest.optional_dependencies)
            && !names(&self.manifest.peer_dependencies)
    }

    fn file(&mut self, path: &Path, depth: usize) -> bool {
        if let Some(&known) = self.known.get(path) {
            return known;
        }
        // What a file of a cycle sees depends on who came first.
        self.known.insert(path.to_path_buf(), false);
        let inert = depth < DEEPEST && !self.own.contains_key(path) && self.read(path, depth);
        self.known.insert(path.to_path_buf(), inert);
        inert
    }

    fn read(&mut self, path: &Path, depth: usize) -> bool {
        match path.extension().and_then(|it| it.to_str()) {
            Some("js") if external::in_module_scope(path) => return false,
            Some("js" | "cjs") => {}
            _ => return false,
        }
        let Some(source) = external::read_source(path) else { return false };
        let allocator = Allocator::default();
        scan::scan(&allocator, &source).is_ok_and(|facts| self.defines_only(path, &facts, depth))
    }

    fn defines_only(&mut self, path: &Path, facts: &Facts, depth: usize) -> bool {
        let pure = |it: &crate::effects::Statement| it.effect == Effect::Pure && !it.reads_world;
        facts.syntax == Syntax::CommonJs
            && facts.computed_requires.is_empty()
            && facts.effects.statements.iter().all(pure)
            && facts.requires.iter().all(|it| self.is_inert_call(path, it, depth))
    }

    /// A call that may or may not run, or whose failure is caught, tells installs apart.
    fn is_inert_call(&mut self, from: &Path, require: &Require, depth: usize) -> bool {
        if require.place.when == When::Later {
            return true;
        }
        if require.place.when == When::Load || require.place.guarded {
            return false;
        }
        if let Some(name) = builtins::builtin(&require.specifier) {
            // Node warns when `punycode` is loaded (DEP0040).
            return name != "punycode" && !self.patched.contains(name);
        }
        match self.resolvers.require(from, &require.specifier) {
            Resolved::File(path) => self.file(&path, depth + 1),
            _ => false,
        }
    }
}

/// The call runs late, perhaps never, or after something that others could see.
fn is_held_back(facts: &Facts, require: &Require) -> bool {
    let before = facts.effects.statements.iter().take(require.place.statement + 1);
    let late = require.place.when != When::Straight;
    !require.place.guarded && (late || before.into_iter().any(|it| it.effect == Effect::Global))
}
