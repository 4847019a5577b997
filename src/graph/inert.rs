//! Which dependencies do nothing while they load but define what they export.
//!
//! Loading such a file earlier than its author asked for, or although nobody asks for it in the
//! end, can be seen by nobody: an import may take the place of a lazy or late `require`.

use std::path::{Path, PathBuf};

use oxc_allocator::Allocator;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    FileId, Node, Target, builtins,
    calls::Calls,
    external, is_development,
    loads::{self, Loads},
    package_name,
    resolve::{Resolved, Resolvers},
};
use crate::{
    effects::{Effect, Statement},
    facts::{Facts, Require, When},
    finding::position,
    manifest::Manifest,
    module::Syntax,
    scan,
};

/// How far `require` calls are followed.
const DEEPEST: usize = 60;

/// What loading a module can show to others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stillness {
    /// It may change something that others see, fail, or load what nobody knows.
    Active,
    /// It changes nothing, and every Node can load it, but what it defines may depend on the
    /// environment at that time.
    Quiet,
    /// It changes nothing and depends on nothing.
    Inert,
}

impl Stillness {
    /// What the statements of a file amount to, without what it requires.
    pub fn of(facts: &Facts) -> Self {
        let known = facts.syntax == Syntax::Module || facts.computed_at_load.is_empty();
        let statements = facts.effects.statements.iter().map(Self::of_statement).min();
        if known { statements.unwrap_or(Self::Inert) } else { Self::Active }
    }

    /// The same of one statement.
    pub(crate) fn of_statement(it: &Statement) -> Self {
        match it.effect {
            Effect::Pure if it.may_fail => Self::Active,
            Effect::Pure if it.reads_world => Self::Quiet,
            Effect::Pure => Self::Inert,
            Effect::Foreign | Effect::Prints | Effect::Global => Self::Active,
        }
    }
}

/// Looks into files outside the package, each once.
pub(super) struct Inert<'l> {
    pub calls: Calls<'l>,
    pub resolvers: &'l Resolvers,
    /// Files of the package: a dependency that loads one is in a cycle with it.
    pub own: &'l FxHashMap<PathBuf, FileId>,
    /// Builtins whose members depend on when they are read.
    pub patched: &'l FxHashSet<&'static str>,
    /// The same of globals.
    pub globals: &'l FxHashSet<String>,
    pub manifest: &'l Manifest,
    pub known: FxHashMap<PathBuf, Stillness>,
    /// What others can see of modules that are not inert, for people.
    pub shown: FxHashMap<PathBuf, (Stillness, String)>,
    /// What the manifests of dependencies promise to be there.
    pub promised: FxHashMap<PathBuf, FxHashSet<String>>,
}

impl Inert<'_> {
    /// Notes which calls load such dependencies, where that matters for their place or for the
    /// place of a call that loads the file.
    pub(super) fn mark_all(&mut self, nodes: &mut [Node]) {
        let (early, sure) = (loaded_early(nodes), loads::surely(nodes));
        let mut loads = Loads::default();
        for (id, node) in nodes.iter_mut().enumerate() {
            let Node { path, facts: Some(facts), requires, .. } = node else { continue };
            for (require, target) in facts.requires.iter().zip(&mut *requires) {
                if let Target::External(it) = target
                    && (it.import.is_some() || it.twin.is_some())
                    && (is_held_back(facts, require)
                        || early.contains(&id)
                        || may_go(facts, require))
                    && !require.place.guarded
                    && self.is_promised(path, &require.specifier)
                {
                    // Such builds do nothing but declare.
                    let still = it.twin.is_some().then_some(Stillness::Inert);
                    let known = still.or(it.info.known_stillness);
                    it.stillness = known.unwrap_or_else(|| self.file(&it.path, 0));
                }
            }
            let wanted = |it: &Require| !it.place.guarded && self.is_promised(path, &it.specifier);
            loads.mark((self.resolvers, &sure), facts, requires, &wanted);
        }
    }

    /// Wherever the file `from` runs, the package is installed: its absence is an error of npm, not
    /// one to catch.
    fn is_promised(&self, from: &str, specifier: &str) -> bool {
        let name = package_name(specifier);
        let names = |list: &[String]| list.contains(&name);
        let developing = is_development(from) && names(&self.manifest.dev_dependencies);
        (names(&self.manifest.dependencies) || developing)
            && !names(&self.manifest.optional_dependencies)
            && !names(&self.manifest.peer_dependencies)
    }

    fn file(&mut self, path: &Path, depth: usize) -> Stillness {
        if let Some(&known) = self.known.get(path) {
            return known;
        }
        // What a file of a cycle sees depends on who came first.
        self.known.insert(path.to_path_buf(), Stillness::Active);
        let is_own = depth >= DEEPEST || self.own.contains_key(path);
        let stillness = if is_own { None } else { self.read(path, depth) };
        let stillness = stillness.unwrap_or_else(|| {
            let what = || format!("what `{}` does is not known", short(path));
            self.show(path, Stillness::Active, what);
            Stillness::Active
        });
        self.known.insert(path.to_path_buf(), stillness);
        stillness
    }

    /// Notes what others see of `path`; the first of the worst stands.
    fn show(&mut self, path: &Path, stillness: Stillness, what: impl FnOnce() -> String) {
        if self.shown.get(path).is_none_or(|(known, _)| stillness < *known) {
            self.shown.insert(path.to_path_buf(), (stillness, what()));
        }
    }

    fn read(&mut self, path: &Path, depth: usize) -> Option<Stillness> {
        match path.extension().and_then(|it| it.to_str()) {
            Some("json") => return Some(Stillness::Inert),
            Some("js") if external::in_module_scope(path) => return None,
            Some("js" | "cjs") => {}
            _ => return None,
        }
        let source = external::read_source(path)?;
        let allocator = Allocator::default();
        let mut facts = scan::scan(&allocator, &source).ok()?;
        if facts.syntax != Syntax::CommonJs {
            return None;
        }
        if facts.unwrapped.is_empty() {
            self.calls.refine_one(path, &source, &mut facts);
        }
        let mut stillness = Stillness::of(&facts);
        if stillness == Stillness::Inert && facts.names.uses(self.globals) {
            stillness = Stillness::Quiet;
            let what = || format!("`{}` uses globals that the package changes", short(path));
            self.show(path, stillness, what);
        }
        if let Some(seen) = first_shown(&facts, &source) {
            self.show(path, stillness, || format!("`{}` {seen}", short(path)));
        }
        for require in &facts.requires {
            if stillness == Stillness::Active {
                break;
            }
            stillness = stillness.min(self.call(path, require, depth));
        }
        Some(stillness)
    }

    fn call(&mut self, from: &Path, require: &Require, depth: usize) -> Stillness {
        if require.place.when == When::Later {
            return Stillness::Inert;
        }
        let specifier = require.specifier.as_str();
        if let Some(name) = builtins::builtin(specifier) {
            // Node warns when `punycode` is loaded (DEP0040).
            // Node warns when `punycode` is loaded (DEP0040); each promise and emitter knows of
            // `domain` from when it is loaded.
            if matches!(name, "punycode" | "domain") || self.patched.contains(name) {
                let what = || format!("`{}` loads `{name}`", short(from));
                self.show(from, Stillness::Active, what);
                return Stillness::Active;
            }
            return Stillness::Inert;
        }
        // A call that may or may not run, or whose failure is caught, tells installs apart.
        let sure = require.place.when == When::Straight && !require.place.guarded;
        if !sure && !specifier.starts_with('.') && !self.promises(from, specifier) {
            let what = || format!("`{}` loads `{specifier}` where it is installed", short(from));
            self.show(from, Stillness::Active, what);
            return Stillness::Active;
        }
        let Resolved::File(path) = self.resolvers.require(from, specifier) else {
            let what = || format!("`{}` loads `{specifier}`, which is not there", short(from));
            self.show(from, Stillness::Active, what);
            return Stillness::Active;
        };
        let found = self.file(&path, depth + 1);
        if found != Stillness::Inert {
            let known = self.shown.get(&path).map(|(_, what)| what.clone());
            let cycle = || format!("`{}` is in an import cycle", short(from));
            self.show(from, found, || known.unwrap_or_else(cycle));
        }
        found
    }

    /// The package of the file `from` says that it needs what `specifier` names.
    fn promises(&mut self, from: &Path, specifier: &str) -> bool {
        let Some(folder) = from.ancestors().skip(1).find(|it| it.join("package.json").is_file())
        else {
            return false;
        };
        let promised = self.promised.entry(folder.to_path_buf());
        promised.or_insert_with(|| needs(folder)).contains(&package_name(specifier))
    }
}

/// The path of a file in an installed package, from the package's name on.
pub(crate) fn short(path: &Path) -> String {
    let shown = path.to_string_lossy().replace('\\', "/");
    if let Some((_, inside)) = shown.rsplit_once("node_modules/") {
        return inside.to_string();
    }
    // A package of the same workspace: where that is does not matter.
    let mut folders = path.ancestors().skip(1);
    let root = folders.find(|it| it.join("package.json").is_file()).and_then(Path::parent);
    let inside = root.and_then(|it| path.strip_prefix(it).ok());
    inside.map_or(shown, |it| it.to_string_lossy().replace('\\', "/"))
}

/// The first statement of a file, with its line, that others can see run.
pub(crate) fn first_shown(facts: &Facts, source: &str) -> Option<String> {
    if let Some(&call) = facts.computed_at_load.first() {
        let (line, _) = position(source, call.start);
        return Some(format!("loads what only run time knows in line {line}"));
    }
    let worst = facts.effects.statements.iter().map(Stillness::of_statement).min()?;
    if worst == Stillness::Inert {
        return None;
    }
    let is_worst = |it: &&Statement| Stillness::of_statement(it) == worst;
    facts.effects.statements.iter().find(is_worst).map(|it| told(it, source))
}

/// What a statement does that others can see, with its line.
pub(crate) fn told(statement: &Statement, source: &str) -> String {
    let place = statement.culprit.unwrap_or(statement.span);
    let (line, _) = position(source, place.start);
    let does = match statement.effect {
        Effect::Global => "may change what other modules see",
        Effect::Prints => "prints or ends the program",
        Effect::Foreign => "calls code of other modules",
        Effect::Pure if statement.may_fail => "reads what may not be there",
        Effect::Pure => "depends on when it runs",
    };
    format!("{does} in line {line}")
}

/// What every install of the package has, and what its development has.
pub(super) fn promised(manifest: &Manifest) -> [FxHashSet<String>; 2] {
    let spared = |name: &String| {
        manifest.optional_dependencies.contains(name) || manifest.peer_dependencies.contains(name)
    };
    [&manifest.dependencies, &manifest.dev_dependencies]
        .map(|list| list.iter().filter(|name| !spared(name)).cloned().collect())
}

/// What the manifest in `folder` asks every install for.
fn needs(folder: &Path) -> FxHashSet<String> {
    let text = std::fs::read_to_string(folder.join("package.json")).unwrap_or_default();
    let Ok(manifest) = Manifest::parse(&text) else { return FxHashSet::default() };
    let [always, _] = promised(&manifest);
    always
}

/// The call runs late, perhaps never, or after something that others could see.
pub(super) fn is_held_back(facts: &Facts, require: &Require) -> bool {
    let before = facts.effects.statements.iter().take(require.place.statement + 1);
    let late = require.place.when != When::Straight;
    late || before.into_iter().any(|it| it.effect >= Effect::Prints)
}

/// The call loads helpers of a transpiler, which nothing may use in the end.
fn may_go(facts: &Facts, require: &Require) -> bool {
    facts.helpers.iter().any(|it| it.statement.contains_inclusive(require.call))
}

/// Files of the package that are loaded by such calls, directly or not.
pub(super) fn loaded_early(nodes: &[Node]) -> FxHashSet<FileId> {
    let mut found = FxHashSet::default();
    let mut queue: Vec<FileId> = (0..nodes.len()).collect();
    while let Some(id) = queue.pop() {
        let Some(facts) = &nodes[id].facts else { continue };
        let loaded = found.contains(&id);
        for (require, target) in facts.requires.iter().zip(&nodes[id].requires) {
            if let Target::File { id: to, .. } = target
                && (loaded || is_held_back(facts, require))
                && found.insert(*to)
            {
                queue.push(*to);
            }
        }
    }
    found
}
