//! What is left to evaluate of a target, given what has been loaded before the call.

use std::path::Path;

use rustc_hash::FxHashSet;

use super::hoist;
use crate::{
    facts::{Require, When},
    graph::{FileId, Graph, Stillness, Target},
};

/// What is evaluated, or being evaluated, when a call of file `id` runs.
pub(super) struct Loaded<'g> {
    graph: &'g Graph,
    files: FxHashSet<FileId>,
    outside: FxHashSet<&'g Path>,
    /// Files that load the file itself may have only begun: what they load later is not known.
    begun: FxHashSet<FileId>,
}

impl<'g> Loaded<'g> {
    /// For a call in file `id` after `calls`, whose imports come before it.
    pub(super) fn before(graph: &'g Graph, id: FileId, calls: &[usize]) -> Self {
        let (files, outside) = (FxHashSet::from_iter([id]), FxHashSet::default());
        let mut loaded = Self { graph, files, outside, begun: loaders(graph, id) };
        for &index in calls {
            loaded.add(&graph.nodes[id].requires[index]);
        }
        loaded
    }

    fn add(&mut self, target: &'g Target) {
        match target {
            Target::External(it) => {
                self.outside.insert(&it.path);
            }
            Target::File { id, .. } if self.files.insert(*id) && !self.begun.contains(id) => {
                let node = &self.graph.nodes[*id];
                let calls = node.facts.iter().flat_map(|it| &it.requires).zip(&node.requires);
                for (require, target) in calls {
                    if is_sure(require) {
                        self.add(target);
                    }
                }
            }
            _ => {}
        }
    }

    /// What the files that loading `target` still evaluates show to others.
    pub(super) fn rest(&self, target: &Target) -> Stillness {
        let mut seen = self.files.clone();
        let mut queue = vec![target];
        let mut least = Stillness::Inert;
        while let Some(target) = queue.pop() {
            let Target::File { id, .. } = target else {
                if !matches!(target, Target::External(it) if self.outside.contains(&*it.path)) {
                    least = least.min(hoist::of_leaf(self.graph, target));
                }
                continue;
            };
            if seen.insert(*id) {
                let node = &self.graph.nodes[*id];
                least = least.min(hoist::alone(node));
                queue.extend(hoist::followed(node));
            }
        }
        least
    }
}

/// The call runs once whenever its file is evaluated.
pub(super) fn is_sure(require: &Require) -> bool {
    require.place.when == When::Straight && !require.place.guarded
}

/// The files that load file `id` while they are evaluated, directly or not.
fn loaders(graph: &Graph, id: FileId) -> FxHashSet<FileId> {
    let mut users: Vec<Vec<FileId>> = vec![Vec::new(); graph.nodes.len()];
    for (from, node) in graph.nodes.iter().enumerate() {
        for target in hoist::followed(node) {
            if let Target::File { id: to, .. } = target {
                users[*to].push(from);
            }
        }
    }
    let mut found = FxHashSet::default();
    let mut queue = vec![id];
    while let Some(id) = queue.pop() {
        queue.extend(users[id].iter().copied().filter(|&user| found.insert(user)));
    }
    found
}
