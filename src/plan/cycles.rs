//! Import cycles: which survive, and which components stay CommonJS together.
//!
//! In a cycle some module always evaluates before one that it imports. It may then only use what
//! is initialised early: hoisted functions, or nothing at all (ECMA-262, 16.2.1.6.1.3).

use petgraph::{algo::tarjan_scc, graph::DiGraph};

use crate::graph::FileId;

/// An edge from a file to another file of the package.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    pub from: FileId,
    pub to: FileId,
    pub kind: EdgeKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EdgeKind {
    Import,
    /// A call of `require` while the file evaluates.
    Call,
}

/// The components with more than one file, or with a file that loads itself.
pub(super) fn components(files: usize, edges: &[Edge]) -> Vec<Vec<FileId>> {
    let mut graph = DiGraph::<(), ()>::with_capacity(files, edges.len());
    let nodes: Vec<_> = (0..files).map(|_| graph.add_node(())).collect();
    for edge in edges {
        graph.update_edge(nodes[edge.from], nodes[edge.to], ());
    }
    let loops = |id: FileId| edges.iter().any(|edge| edge.from == id && edge.to == id);
    let mut found: Vec<Vec<FileId>> = tarjan_scc(&graph)
        .into_iter()
        .map(|component| {
            let mut ids: Vec<FileId> =
                component.into_iter().map(petgraph::graph::NodeIndex::index).collect();
            ids.sort_unstable();
            ids
        })
        .filter(|ids| ids.len() > 1 || loops(ids[0]))
        .collect();
    found.sort();
    found
}

/// A call inside the component: `require` takes no ES module that is being evaluated.
pub(super) fn called<'e>(component: &[FileId], edges: &'e [Edge]) -> Option<&'e Edge> {
    let inside = |id: &FileId| component.binary_search(id).is_ok();
    edges.iter().find(|it| it.kind == EdgeKind::Call && inside(&it.from) && inside(&it.to))
}
