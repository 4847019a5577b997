//! What calls of the functions that other modules export do, found in their texts.
//!
//! A file that calls such functions while it loads changes nothing if they change nothing.

use std::{
    cell::RefCell,
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use oxc_allocator::Allocator;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    FileId, Node, Target,
    assigned::Assigned,
    external, inert,
    resolve::{Resolved, Resolvers},
};
use crate::{
    effects::{self, Callee, Callees, Effect, Effects},
    facts::{Facts, Require},
    find::Package,
    module::{Module, Syntax},
};

/// Looks into the functions that modules export, each once.
pub(super) struct Calls<'l> {
    resolvers: &'l Resolvers,
    /// Modules of which some file of the package assigns members.
    assigned: FxHashSet<PathBuf>,
    callees: RefCell<FxHashMap<(PathBuf, String), Callee>>,
    data: RefCell<FxHashMap<PathBuf, bool>>,
}

/// The same as seen from one file.
struct Seen<'c, 'l> {
    calls: &'c Calls<'l>,
    file: &'c Path,
}

impl<'l> Calls<'l> {
    /// Looks again at the files of the package for whose calls it matters what they do.
    pub(super) fn refine_all(
        resolvers: &'l Resolvers,
        package: &Package,
        nodes: &mut [Node],
        assigned: &Assigned,
    ) -> Self {
        let files = assigned.files.iter().map(|&id| package.root.join(&nodes[id].path));
        let assigned = files.chain(assigned.outside.iter().cloned()).collect();
        let (callees, data) = (RefCell::default(), RefCell::default());
        let calls = Self { resolvers, assigned, callees, data };
        calls.refine(&package.root, nodes);
        calls
    }

    fn refine(&self, root: &Path, nodes: &mut [Node]) {
        for id in mattering(nodes) {
            let Node { path, facts: Some(facts), .. } = &mut nodes[id] else { continue };
            let path = root.join(path);
            if let Some(source) =
                external::read_source(&path).filter(|_| facts.unwrapped.is_empty())
            {
                self.refine_one(&path, &source, facts);
            }
        }
    }

    /// Looks again at what the statements of a file do.
    pub(super) fn refine_one(&self, path: &Path, source: &str, facts: &mut Facts) {
        let is_open = facts.effects.statements.iter().any(|it| is_open(it.effect));
        if facts.syntax != Syntax::CommonJs || !is_open {
            return;
        }
        let allocator = Allocator::default();
        let Ok(module) = Module::parse(&allocator, source) else { return };
        let seen = Seen { calls: self, file: path };
        let found = effects::effects_with(&module, &seen, &facts.effects);
        let Effects { statements, before_call, .. } = found;
        if statements.len() == facts.effects.statements.len() {
            facts.effects.statements = statements;
            facts.effects.before_call = before_call;
        }
    }

    fn callee(&self, path: &Path, members: &[&str]) -> Callee {
        let key = (path.to_path_buf(), members.join("."));
        if let Some(known) = self.callees.borrow().get(&key) {
            return *known;
        }
        // What a function of a cycle does is not known on the way around.
        self.callees.borrow_mut().insert(key.clone(), Callee::Unknown);
        let callee = self.read(path, members).unwrap_or(Callee::Unknown);
        self.callees.borrow_mut().insert(key, callee);
        callee
    }

    fn read(&self, path: &Path, members: &[&str]) -> Option<Callee> {
        let is_script = match path.extension()?.to_str()? {
            "cjs" => true,
            "js" => !external::in_module_scope(path),
            _ => false,
        };
        let source = external::read_source(path).filter(|_| is_script)?;
        let allocator = Allocator::default();
        let module = Module::parse(&allocator, &source).ok()?;
        Some(effects::callee(&module, members, &Seen { calls: self, file: path }))
    }

    fn is_data(&self, path: &Path) -> bool {
        if let Some(&known) = self.data.borrow().get(path) {
            return known;
        }
        let is_data = external::read_source(path).is_some_and(|source| {
            let allocator = Allocator::default();
            path.extension().is_some_and(|it| it == "json")
                || Module::parse(&allocator, &source).is_ok_and(|it| effects::is_data(&it))
        });
        self.data.borrow_mut().insert(path.to_path_buf(), is_data);
        is_data
    }
}

impl Seen<'_, '_> {
    fn find(&self, specifier: &str) -> Option<PathBuf> {
        let Resolved::File(path) = self.calls.resolvers.require(self.file, specifier) else {
            return None;
        };
        (!self.calls.assigned.contains(&path)).then_some(path)
    }
}

impl Callees for Seen<'_, '_> {
    fn callee(&self, specifier: &str, members: &[&str]) -> Callee {
        self.find(specifier).map_or(Callee::Unknown, |it| self.calls.callee(&it, members))
    }

    fn is_data(&self, specifier: &str) -> bool {
        self.find(specifier).is_some_and(|it| self.calls.is_data(&it))
    }
}

/// More may be known of it.
fn is_open(effect: Effect) -> bool {
    matches!(effect, Effect::Foreign | Effect::Global)
}

/// Code of other modules runs before it, which may change globals.
fn comes_after_calls(facts: &Facts, require: &Require) -> bool {
    let mut before = facts.effects.statements.iter().take(require.place.statement);
    before.any(|it| it.effect == Effect::Foreign)
}

/// Files with a `require` that is held back, and what they load early.
fn mattering(nodes: &[Node]) -> BTreeSet<FileId> {
    let mut found = BTreeSet::from_iter(inert::loaded_early(nodes));
    for (id, node) in nodes.iter().enumerate() {
        let Some(facts) = &node.facts else { continue };
        let mut calls = facts.requires.iter().zip(&node.requires);
        if calls.any(|(it, target)| {
            !matches!(target, Target::Builtin(_))
                && (inert::is_held_back(facts, it) || comes_after_calls(facts, it))
        }) {
            found.insert(id);
        }
    }
    found
}
