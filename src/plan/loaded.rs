//! What is left to evaluate of a target, given what has been loaded before the call.

use std::path::Path;

use rustc_hash::FxHashSet;

use super::hoist;
use crate::{
    facts::{ExportsUse, Require, Shape, Site, UseKind, When},
    graph::{FileId, Graph, Node, Stillness, Target},
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

    /// Another module has loaded `target`, which lies outside the package.
    pub(super) fn has(&self, target: &Target) -> bool {
        matches!(target, Target::External(it) if it.after.iter().any(|it| self.outside.contains(&**it)))
    }

    /// What the files that loading `target` still evaluates show to others. Those that look into
    /// what is there already see it as it is at that time.
    pub(super) fn rest(&self, target: &'g Target) -> Stillness {
        let mut least = Stillness::Inert;
        self.visit(target, &mut |target| match target {
            Visited::Leaf(target) => least = least.min(hoist::of_leaf(self.graph, target)),
            Visited::File(node) => {
                least = least.min(hoist::alone(node));
                let looks = self.known(node).any(|(it, target)| self.looks_into(it, target));
                least = least.min(if looks { Stillness::Quiet } else { Stillness::Inert });
            }
        });
        least
    }

    /// Loading `target` evaluates a file that looks into what is there already, and of which this
    /// package assigns members.
    pub(super) fn looks_into_assigned(&self, target: &'g Target) -> bool {
        let mut found = false;
        self.visit(target, &mut |target| {
            if let Visited::File(node) = target {
                found |= self
                    .known(node)
                    .any(|(it, target)| self.looks_into(it, target) && self.is_assigned(target));
            }
        });
        found
    }

    /// Everything that loading `target` evaluates and that is not there.
    fn visit(&self, target: &'g Target, on: &mut dyn FnMut(Visited<'g>)) {
        let mut seen = self.files.clone();
        let mut queue = vec![target];
        while let Some(target) = queue.pop() {
            match target {
                Target::File { id, .. } => {
                    if seen.insert(*id) {
                        let node = &self.graph.nodes[*id];
                        on(Visited::File(node));
                        queue.extend(hoist::followed(node));
                    }
                }
                _ if self.is_there(target) => {}
                _ => on(Visited::Leaf(target)),
            }
        }
    }

    /// The calls of `node` for what is there already.
    fn known(&self, node: &'g Node) -> impl Iterator<Item = (&'g Require, &'g Target)> {
        let calls = node.facts.iter().flat_map(|it| &it.requires).zip(&node.requires);
        calls.filter(|(it, target)| it.place.when != When::Later && self.is_there(target))
    }

    fn is_there(&self, target: &Target) -> bool {
        match target {
            Target::File { id, .. } => self.files.contains(id),
            Target::External(it) => self.outside.contains(&*it.path),
            _ => false,
        }
    }

    /// What the call gives is read at once, and may be something else at another time.
    fn looks_into(&self, require: &Require, target: &Target) -> bool {
        match &require.site {
            Site::Bare { .. } => false,
            Site::Expression { member, property, .. } => member.is_some() || property.is_none(),
            Site::Declared(it) => {
                let settled = match &it.shape {
                    Shape::Name { .. } => true,
                    Shape::Member { member, .. } => self.is_settled(target, member),
                    Shape::Pattern { properties, .. } => {
                        properties.iter().all(|it| self.is_settled(target, &it.key))
                    }
                    Shape::Other => false,
                };
                it.usage.at_load || !settled
            }
        }
    }

    /// Once `target` has been evaluated, nothing here changes its member `name`.
    fn is_settled(&self, target: &Target, name: &str) -> bool {
        let Target::File { id, .. } = target else { return !self.is_assigned(target) };
        let changes = |it: &ExportsUse| match &it.kind {
            UseKind::Mutate { name: changed } => changed == name,
            UseKind::Reassign | UseKind::Dynamic | UseKind::Whole => true,
            UseKind::Read { .. } | UseKind::Mark { .. } | UseKind::Typeof => false,
        };
        let facts = self.graph.nodes[*id].facts.as_ref();
        !self.begun.contains(id)
            && !self.is_assigned(target)
            && !facts.is_some_and(|it| it.exports.iter().any(changes))
    }

    fn is_assigned(&self, target: &Target) -> bool {
        match target {
            Target::File { id, .. } => self.graph.member_assigned.contains(id),
            Target::External(it) => self.graph.assigned_outside.contains(&it.path),
            _ => false,
        }
    }
}

/// What is met on the way through what loads.
enum Visited<'g> {
    File(&'g Node),
    /// Something else than a file of the package.
    Leaf(&'g Target),
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
