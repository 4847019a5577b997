//! Where a module is required while an import of it waits.
//!
//! Node before 20.19.5, 22.17 and 24.1 takes that for a cycle: all modules of a graph are linked
//! before the first one evaluates, and `require` of one that is linked and not evaluated throws
//! `ERR_REQUIRE_CYCLE_MODULE`, or finds its names uninitialised. Newer Nodes evaluate it at once.

use std::path::PathBuf;

use oxc_span::Span;

use super::{
    Draft, Reason, hoist,
    waiting::{self, Load, Loader},
};
use crate::{
    facts::{SpecifierKind, When},
    graph::{Audience, FileId, Graph, Target, is_development},
};

/// The Nodes that can `require` a module for which an import waits.
pub const ABLE: &str = "^20.19.5 || ^22.17.0 || >=24.1.0";

/// What the files of a package load.
#[derive(Debug, Default)]
pub struct Loading {
    /// In the order of the graph.
    pub files: Vec<Loader>,
    /// Their paths from the root of the package.
    pub paths: Vec<String>,
    /// Files of other packages; their numbers follow those of `files`.
    pub outside: Vec<PathBuf>,
}

impl Loading {
    /// While nothing of the package migrates.
    pub fn now(graph: &Graph) -> Self {
        Self::of(graph, &|_| false, &|_, _| false)
    }

    pub(super) fn then(draft: &Draft<'_>) -> Self {
        let imports = |id: FileId, index: usize| draft.migrates(id) && draft.imports[id][index];
        Self::of(draft.graph, &|id| draft.migrates(id), &imports)
    }

    fn of(
        graph: &Graph,
        migrates: &dyn Fn(FileId) -> bool,
        imports: &dyn Fn(FileId, usize) -> bool,
    ) -> Self {
        let mut loading = Self::default();
        for (id, node) in graph.nodes.iter().enumerate() {
            let loads = loads(graph, id, imports, &mut loading.outside);
            let is_module = migrates(id) || hoist::is_module(node);
            let public = node.audience != Audience::Internal && !is_development(&node.path);
            loading.files.push(Loader { loads, is_module, public });
            loading.paths.push(node.path.clone());
        }
        loading
    }
}

/// What `id` loads, in the order in which Node comes to it.
fn loads(
    graph: &Graph,
    id: FileId,
    imports: &dyn Fn(FileId, usize) -> bool,
    outside: &mut Vec<PathBuf>,
) -> Vec<Load> {
    let node = &graph.nodes[id];
    let Some(facts) = &node.facts else { return Vec::new() };
    let mut number = |target: &Target| match target {
        Target::File { id, .. } => Some(*id),
        Target::External(it) => {
            let known = outside.iter().position(|path| *path == it.path);
            let at = known.unwrap_or_else(|| {
                outside.push(it.path.clone());
                outside.len() - 1
            });
            Some(graph.nodes.len() + at)
        }
        Target::Builtin(_) | Target::Missing => None,
    };
    let mut loads = Vec::new();
    for (specifier, target) in facts.specifiers.iter().zip(&node.specifiers) {
        if matches!(specifier.kind, SpecifierKind::Static { .. }) {
            loads.extend(number(target).map(|to| Load { to, call: None }));
        }
    }
    for (index, (require, target)) in facts.requires.iter().zip(&node.requires).enumerate() {
        let is_import = imports(id, index);
        if is_import || require.place.when != When::Later {
            let call = (!is_import).then_some(require.call);
            loads.extend(number(target).map(|to| Load { to, call }));
        }
    }
    loads.sort_by_key(|it| it.call.is_some());
    loads
}

/// For each file with calls that meet a waiting import, the first one and why it matters.
pub(super) fn meetings(draft: &Draft<'_>, loading: &Loading) -> Vec<(FileId, Reason)> {
    let outside = loading.outside.iter().map(|_| Loader::default());
    let files: Vec<Loader> = loading.files.iter().cloned().chain(outside).collect();
    let mut found = waiting::meetings(&files);
    found.dedup_by_key(|it| it.from);
    found.into_iter().map(|it| (it.from, reason(draft, it.at, it.to))).collect()
}

fn reason(draft: &Draft<'_>, at: u32, to: FileId) -> Reason {
    let to = &draft.graph.nodes[to].path;
    Reason {
        code: "require-before-import",
        span: Some(Span::empty(at)),
        message: format!("{to} is required here before the import of it that waits is evaluated"),
        help: format!("Import {to} before this file, so that Nodes outside `{ABLE}` can load it"),
        expected: true,
    }
}
