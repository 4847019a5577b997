//! Where a module is required while an import of it waits.
//!
//! Node before 20.19.5, 22.17 and 24.1 takes that for a cycle: all modules of a graph are linked
//! before the first one evaluates, and `require` of one that is linked and not evaluated throws
//! `ERR_REQUIRE_CYCLE_MODULE`, or finds its names uninitialised. Newer Nodes evaluate it at once.

use oxc_span::Span;
use rustc_hash::FxHashSet;

use super::{Draft, Reason, hoist};
use crate::{
    facts::{SpecifierKind, When},
    graph::{Audience, FileId, Target, is_development},
};

/// The Nodes that can `require` a module for which an import waits.
pub const ABLE: &str = "^20.19.5 || ^22.17.0 || >=24.1.0";

/// Something that a file loads while it loads.
#[derive(Clone, Copy)]
struct Load {
    to: FileId,
    /// The call of `require`; imports have none, and come first.
    call: Option<Span>,
}

/// For each file with calls that meet a waiting import, the first one and why it matters.
pub(super) fn meetings(draft: &Draft<'_>) -> Vec<(FileId, Reason)> {
    let files = Files::of(draft);
    let mut found: Vec<(FileId, Span, FileId)> = Vec::new();
    for root in files.roots(draft) {
        found.extend(Run::of(&files, root));
    }
    found.sort_by_key(|it| (it.0, it.1.start, it.2));
    found.dedup_by_key(|it| it.0);
    found.into_iter().map(|(from, span, to)| (from, reason(draft, span, to))).collect()
}

fn reason(draft: &Draft<'_>, span: Span, to: FileId) -> Reason {
    let to = &draft.graph.nodes[to].path;
    Reason {
        code: "require-before-import",
        span: Some(span),
        message: format!("{to} is required here before the import of it that waits is evaluated"),
        help: format!("Import {to} before this file, so that Nodes outside `{ABLE}` can load it"),
        expected: true,
    }
}

struct Files {
    loads: Vec<Vec<Load>>,
    is_module: Vec<bool>,
}

impl Files {
    fn of(draft: &Draft<'_>) -> Self {
        let all = 0..draft.graph.nodes.len();
        let is_module = |id| draft.migrates(id) || hoist::is_module(&draft.graph.nodes[id]);
        Self {
            loads: all.clone().map(|id| loads(draft, id)).collect(),
            is_module: all.map(is_module).collect(),
        }
    }

    /// The modules that consumers can load and that come to a call which loads a module.
    fn roots(&self, draft: &Draft<'_>) -> Vec<FileId> {
        let mut loaders: Vec<Vec<FileId>> = vec![Vec::new(); self.loads.len()];
        let mut queue = Vec::new();
        for (from, loads) in self.loads.iter().enumerate() {
            for it in loads {
                loaders[it.to].push(from);
                queue.extend((it.call.is_some() && self.is_module[it.to]).then_some(from));
            }
        }
        let mut seen = FxHashSet::default();
        while let Some(id) = queue.pop() {
            if seen.insert(id) {
                queue.extend(&loaders[id]);
            }
        }
        let is_public = |id: &FileId| {
            let node = &draft.graph.nodes[*id];
            node.audience != Audience::Internal && !is_development(&node.path)
        };
        let roots = seen.into_iter().filter(|id| self.is_module[*id]).filter(is_public);
        let mut roots: Vec<FileId> = roots.collect();
        roots.sort_unstable();
        roots
    }
}

/// What `id` loads, in the order in which Node comes to it.
fn loads(draft: &Draft<'_>, id: FileId) -> Vec<Load> {
    let node = &draft.graph.nodes[id];
    let Some(facts) = &node.facts else { return Vec::new() };
    let required = facts.requires.iter().zip(&node.requires).enumerate();
    let required = required.filter_map(|(index, (require, target))| {
        let Target::File { id: to, .. } = target else { return None };
        let is_import = draft.migrates(id) && draft.imports[id][index];
        let runs = is_import || require.place.when != When::Later;
        runs.then_some(Load { to: *to, call: (!is_import).then_some(require.call) })
    });
    let written = facts.specifiers.iter().zip(&node.specifiers);
    let written = written.filter_map(|(specifier, target)| match target {
        Target::File { id: to, .. } if matches!(specifier.kind, SpecifierKind::Static { .. }) => {
            Some(Load { to: *to, call: None })
        }
        _ => None,
    });
    let mut loads: Vec<Load> = written.chain(required).collect();
    loads.sort_by_key(|it| it.call.is_some());
    loads
}

/// One consumer's first load of a module of the package.
struct Run<'f> {
    files: &'f Files,
    linked: FxHashSet<FileId>,
    begun: FxHashSet<FileId>,
}

impl<'f> Run<'f> {
    /// The calls that meet a waiting import while `root` loads.
    fn of(files: &'f Files, root: FileId) -> Vec<(FileId, Span, FileId)> {
        let mut run =
            Self { files, linked: FxHashSet::default(), begun: FxHashSet::from_iter([root]) };
        run.link(root);
        let (mut found, mut stack) = (Vec::new(), vec![(root, 0)]);
        while let Some((file, at)) = stack.last_mut() {
            let (file, next) = (*file, files.loads[*file].get(*at).copied());
            *at += 1;
            match next {
                None => _ = stack.pop(),
                Some(load) => {
                    let is_first = run.begun.insert(load.to);
                    found.extend(run.meets(load, is_first).map(|span| (file, span, load.to)));
                    stack.extend(is_first.then_some((load.to, 0)));
                }
            }
        }
        found
    }

    /// The call, where it comes before the import; otherwise it links what it loads.
    fn meets(&mut self, load: Load, is_first: bool) -> Option<Span> {
        let call = load.call.filter(|_| is_first && self.files.is_module[load.to])?;
        if self.linked.contains(&load.to) {
            return Some(call);
        }
        self.link(load.to);
        None
    }

    /// Links everything that `module` imports.
    fn link(&mut self, module: FileId) {
        let mut queue = vec![module];
        while let Some(id) = queue.pop() {
            if self.files.is_module[id] && self.linked.insert(id) {
                let imports = self.files.loads[id].iter().filter(|it| it.call.is_none());
                queue.extend(imports.map(|it| it.to));
            }
        }
    }
}
