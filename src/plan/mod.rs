//! Decides what happens to every file of a package. The only stage that decides.

mod alone;
mod answer;
mod clean;
mod contract;
mod cycles;
mod early;
mod exports;
pub mod forms;
mod globals;
mod hoist;
mod importable;
mod imports;
mod interop;
mod joint;
mod keep;
mod lives;
mod loaded;
mod local;
mod meet;
mod moves;
mod names;
mod neighbours;
mod object;
mod order;
mod partial;
mod passed;
mod paths;
mod quiet;
mod requires;
mod resolves;
mod run;
mod shape;
mod stays;
mod texts;
mod transpiled;
mod value;
pub mod waiting;
mod wholes;
mod write;

pub(crate) use hoist::stillness;
pub(crate) use importable::unfound;
pub use joint::{Joint, Member, together};
pub use keep::Reason;
pub use meet::{ABLE, Loading};
pub use names::{is_identifier, is_identifier_name};
pub(crate) use neighbours::{is_idle, shown_scripts};

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    engine::Options,
    find::Package,
    graph::{FileId, Graph, Target},
    manifest::Manifest,
    siblings::Siblings,
};
use forms::Verdict;
use shape::Shape;

/// The decisions about one package.
#[derive(Debug)]
pub struct Plan {
    /// For each file of the graph.
    pub verdicts: Vec<Verdict>,
    /// Why files stay CommonJS: the first reason of each file, and every other.
    pub reasons: Vec<(FileId, Reason)>,
    /// Old and new paths of files that get another name.
    pub renames: Vec<(String, String)>,
    /// The folders whose `package.json` has to say `module`; `""` is the root.
    pub flips: BTreeSet<String>,
    /// An entry point cannot migrate, so nothing does.
    pub refused: Option<FileId>,
    /// Modules are required while imports of them wait, which only [`ABLE`] Nodes can do.
    pub needs_able: bool,
    /// Modules that give importers their default export instead of the object of all exports.
    pub clean: Vec<FileId>,
    /// What the files load once all is written.
    pub loading: Loading,
}

/// What earlier attempts at rewriting ruled out.
#[derive(Debug, Default, Clone)]
pub struct Forced {
    /// Files that need the most general form, with the message.
    local: FxHashMap<FileId, String>,
    /// Files that cannot be rewritten at all.
    kept: FxHashMap<FileId, Failure>,
    /// No file gets another name, whatever becomes of it.
    nothing_moves: bool,
    /// The package becomes one of modules with its sources, whatever becomes of its scripts.
    turns: bool,
}

/// Why a file cannot be rewritten.
#[derive(Debug, Clone)]
enum Failure {
    /// The result would not be right, with the message.
    Rewrite(String),
    /// Consumers have seen a difference, told by the message.
    Difference(String),
}

impl Forced {
    /// For a run in which every file keeps its name and its format.
    pub fn in_place() -> Self {
        Self { nothing_moves: true, ..Self::default() }
    }

    /// The same for a package whose sources become modules.
    #[must_use]
    pub fn turning(self) -> Self {
        Self { turns: true, ..self }
    }

    pub fn len(&self) -> usize {
        self.local.len() + self.kept.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Notes that rewriting the file failed: the next attempt stands a rung lower.
    pub fn add(&mut self, id: FileId, message: &str) {
        if self.local.insert(id, message.to_string()).is_some() {
            self.kept.insert(id, Failure::Rewrite(message.to_string()));
        }
    }

    /// Notes that consumers can tell the file from what it was; when it `is_local` already, it
    /// cannot be rewritten.
    pub fn fall_back(&mut self, id: FileId, is_local: bool, message: &str) {
        if self.local.insert(id, message.to_string()).is_some() || is_local {
            self.kept.insert(id, Failure::Difference(message.to_string()));
        }
    }
}

/// What is known while deciding.
pub(crate) struct Draft<'g> {
    pub graph: &'g Graph,
    /// The name of the package.
    pub package: Option<&'g str>,
    pub siblings: &'g Siblings,
    pub options: &'g Options,
    /// The shape of the exports, for files that may migrate.
    pub shapes: Vec<Option<Shape>>,
    /// Files that stay CommonJS.
    pub kept: Vec<bool>,
    /// For each `require` of each file, whether it becomes an import.
    pub imports: Vec<Vec<bool>>,
    /// Names under which objects of the package have accessors.
    pub accessors: FxHashSet<String>,
    /// What the import cycles need.
    pub early: early::Early,
    /// What loading each file shows to others.
    pub stillness: Vec<crate::graph::Stillness>,
    pub reasons: Vec<(FileId, Reason)>,
    /// Nested scopes that stay CommonJS because of a file that cannot get another name.
    pub stays: FxHashSet<String>,
    /// New paths of files, once all is decided.
    pub paths: Vec<Option<String>>,
}

impl Draft<'_> {
    /// The file is CommonJS now and an ES module afterwards.
    pub(crate) fn migrates(&self, id: FileId) -> bool {
        self.shapes[id].is_some() && !self.kept[id]
    }

    /// What the helper around `require` number `index` gives is known: what is required, or for
    /// builtins an object around it of which only known members are read.
    pub(crate) fn unwraps(&self, id: FileId, index: usize) -> bool {
        let node = &self.graph.nodes[id];
        let Some(require) = node.facts.as_ref().map(|facts| &facts.requires[index]) else {
            return false;
        };
        let crate::facts::Site::Declared(it) = &require.site else { return false };
        let Some(interop) = &it.interop else { return false };
        match &node.requires[index] {
            Target::Builtin(name) => {
                !self.is_patched(name) && requires::reads_builtin(name, it, interop)
            }
            _ if interop.copies && !requires::reads_inside(require) => false,
            Target::External(it) => it.info.marked || it.info.is_marked_by_node(),
            Target::File { id: to, .. } if self.is_default(id, index, *to) => true,
            Target::File { id: to, .. } => self.graph.nodes[*to].facts.as_ref().is_some_and(|it| {
                let replaced = matches!(self.shapes.get(*to), Some(Some(Shape::Value { .. })));
                // Of one that is still being loaded, only esbuild's own shows all of its names.
                it.converted.is_some()
                    || (transpiled::is_marked(it) && !replaced && !interop.copies)
            }),
            Target::Missing => false,
        }
    }

    /// The call is wrapped in a helper that gives what `to` exports under the name `default`, and
    /// nothing else of that is read.
    pub(crate) fn is_default(&self, id: FileId, index: usize, to: FileId) -> bool {
        let facts = self.graph.nodes[id].facts.as_ref();
        facts.is_some_and(|it| requires::reads_default(&it.requires[index]))
            && interop::is_unmarked(self, to)
            && !interop::leads_to(self, to, id)
    }

    /// The call is wrapped in a helper that has to stay.
    pub(crate) fn is_wrapped(&self, id: FileId, index: usize) -> bool {
        let facts = self.graph.nodes[id].facts.as_ref();
        facts.is_some_and(|it| requires::interop(&it.requires[index]).is_some())
            && !self.unwraps(id, index)
    }

    /// Consumers may name the file, and see from its exports where it is.
    fn shows_its_path(&self, id: FileId) -> bool {
        let shown = |(of, reason): &(FileId, Reason)| *of == id && reason.code == "module-object";
        let node = &self.graph.nodes[id];
        // No module takes the old path of a command.
        let told = node.reachable && !node.bin_only && !node.executable;
        told && self.reasons.iter().any(shown)
    }

    /// The new path of a file that cannot keep its name.
    pub(crate) fn new_path(&self, id: FileId) -> Option<String> {
        self.paths[id].clone()
    }
}

/// Decides everything about one package.
pub fn plan(
    package: &Package,
    manifest: &Manifest,
    graph: &Graph,
    options: &Options,
    forced: &Forced,
) -> Plan {
    let name = package.name().or(manifest.name.as_deref());
    let (mut draft, refused) = settled(graph, (name, &package.siblings), options, forced);
    if refused.is_some() && !forced.nothing_moves {
        let verdicts = graph.nodes.iter().map(|_| Verdict::Untouched).collect();
        return Plan {
            verdicts,
            reasons: draft.reasons,
            renames: Vec::new(),
            flips: BTreeSet::new(),
            refused,
            needs_able: false,
            clean: Vec::new(),
            loading: Loading::now(graph),
        };
    }
    let mut flips = moves::flips(&draft);
    if forced.turns {
        flips.insert(String::new());
    }
    if !forced.nothing_moves {
        draft.paths = moves::paths(&draft, &flips);
    }
    let mut renames = (0..graph.nodes.len())
        .filter_map(|id| Some((graph.nodes[id].path.clone(), draft.new_path(id)?)))
        .collect();
    let mut contracts = contract::contracts(&draft);
    let told = clean::settle(&draft, &mut contracts);
    let mut verdicts: Vec<Verdict> =
        (0..graph.nodes.len()).map(|id| write::verdict(&draft, &contracts, id)).collect();
    run::stand_ins(manifest, &draft, &mut verdicts, &mut renames);
    let stays = stays::told(package, &draft, &verdicts);
    draft.reasons.extend(told.into_iter().chain(stays));
    let loading = Loading::then(&draft);
    let meetings = meet::meetings(&draft, &loading);
    let needs_able = package.siblings.meets || !meetings.is_empty();
    draft.reasons.extend(meetings);
    let is_clean = |&id: &FileId| contracts[id] == exports::Contract::Clean;
    let clean = (0..graph.nodes.len()).filter(is_clean).collect();
    let reasons = draft.reasons;
    Plan { verdicts, reasons, renames, flips, refused: None, needs_able, clean, loading }
}

/// What becomes of each file, and the first because of which nothing becomes of any.
fn settled<'g>(
    graph: &'g Graph,
    named: (Option<&'g str>, &'g Siblings),
    options: &'g Options,
    forced: &Forced,
) -> (Draft<'g>, Option<FileId>) {
    let mut draft = keep::draft(graph, named, options, forced);
    keep::settle(&mut draft);
    while moves::stay(&mut draft) {
        keep::settle(&mut draft);
    }
    let stuck = keep::nameless(&mut draft).or_else(|| neighbours::shown_idle(&mut draft));
    let held = |&id: &FileId| graph.nodes[id].scope.is_empty() && moves::is_held(&draft, id);
    let refused = stuck.or_else(|| (0..graph.nodes.len()).find(held));
    (draft, refused)
}

/// The replacement of specifiers by the start of their literal.
pub(crate) type Specifiers = FxHashMap<u32, String>;
