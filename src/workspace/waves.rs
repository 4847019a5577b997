//! In which order packages can move: providers before their consumers.

use petgraph::{
    algo::{has_path_connecting, tarjan_scc},
    graph::{DiGraph, NodeIndex},
};

use super::Workspace;

/// The order of the members of a workspace.
#[derive(Debug)]
pub struct Waves {
    /// For each member the number of its wave, from 1: one more than the latest of those that it
    /// needs.
    pub of: Vec<usize>,
    /// For each member those that need it and that it needs, itself among them; alone when it is
    /// in no cycle.
    pub component: Vec<Vec<usize>>,
}

/// Condenses cycles of packages and counts the waves.
pub fn waves(workspace: &Workspace) -> Waves {
    let count = workspace.members.len();
    let mut graph = DiGraph::<(), ()>::with_capacity(count, count);
    let nodes: Vec<_> = (0..count).map(|_| graph.add_node(())).collect();
    for (from, member) in workspace.members.iter().enumerate() {
        for &to in &member.dependencies {
            graph.update_edge(nodes[from], nodes[to], ());
        }
    }
    // What TypeScript's settings say decides the order where it can, and makes no cycles.
    for (from, member) in workspace.members.iter().enumerate() {
        for &to in &member.referred {
            if !has_path_connecting(&graph, nodes[to], nodes[from], None) {
                graph.update_edge(nodes[from], nodes[to], ());
            }
        }
    }
    let mut waves = Waves { of: vec![0; count], component: vec![Vec::new(); count] };
    // Tarjan's algorithm gives what others need first.
    for component in tarjan_scc(&graph) {
        let mut ids: Vec<usize> = component.into_iter().map(NodeIndex::index).collect();
        ids.sort_unstable();
        let needed = ids.iter().flat_map(|&it| graph.neighbors(nodes[it]));
        let wave = 1 + needed.map(|it| waves.of[it.index()]).max().unwrap_or_default();
        for &id in &ids {
            waves.of[id] = wave;
            waves.component[id].clone_from(&ids);
        }
    }
    waves
}
