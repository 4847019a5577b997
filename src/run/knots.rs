//! Packages that depend on each other. They can migrate one by one as long as no file of one is in
//! a cycle with a file of another: while one is CommonJS and the other is not, Node refuses to
//! load such a cycle (`ERR_REQUIRE_CYCLE_MODULE`).

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use petgraph::{
    algo::tarjan_scc,
    graph::{DiGraph, NodeIndex},
};

use super::installed;
use crate::{
    change::ChangeSet,
    engine::{self, Faux},
    find::Package,
    finding::{Finding, Severity},
    graph::{Graph, Target as Loaded},
    workspace::Target,
};

/// Two files that load each other.
pub(super) type Knot = [String; 2];

/// Finds the files because of which targets have to stay.
pub(super) fn tie(targets: Vec<&mut Target>, faux: Faux) {
    let mut known: BTreeMap<BTreeSet<PathBuf>, Option<Knot>> = BTreeMap::new();
    for target in targets {
        if target.cycle.is_empty() {
            installed::tie(target);
            continue;
        }
        let others = target.cycle.iter().map(|(_, root)| root.clone());
        let roots: BTreeSet<PathBuf> = others.chain([target.root.clone()]).collect();
        let home = &target.home;
        let knot = known.entry(roots).or_insert_with_key(|roots| knot(roots, home, faux));
        target.knot.clone_from(knot);
    }
}

/// A package that stays because of its knot.
pub(super) fn refused(target: &Target, package: &Package) -> ChangeSet {
    let names: Vec<&str> = target.cycle.iter().map(|(name, _)| name.as_str()).collect();
    let message = format!("this package and {} depend on each other", names.join(", "));
    let message = match target.knot.as_ref().filter(|it| !it[0].is_empty()) {
        Some([from, to]) => format!("{message}: {from} loads {to}, which leads back to it"),
        None => message,
    };
    let help = "take one of the dependencies out of package.json, or move what both need to a third package";
    let finding = Finding::of_file(Severity::Keep, "package-cycle", "package.json", &message, help);
    let mut set = ChangeSet::refused(message, vec![finding]);
    set.outward.loading = engine::loading(package);
    set
}

/// The first knot among the packages at `roots`. What only run time loads may be one, and so may
/// files of packages that wait for what others become.
fn knot(roots: &BTreeSet<PathBuf>, home: &Path, faux: Faux) -> Option<Knot> {
    let unknown = || Some(Knot::default());
    if faux == Faux::Clean {
        return unknown();
    }
    let mut files = Files::default();
    for root in roots {
        let Ok(package) = Package::read(root) else { return unknown() };
        let Ok((_, graph)) = engine::linked(&package) else { return unknown() };
        if graph.computed_requires || !package.sources.is_empty() {
            return unknown();
        }
        files.add(root, &graph);
    }
    files.knot(roots, None, home)
}

/// The files of several packages, and what each may ever load.
#[derive(Default)]
pub(super) struct Files {
    edges: DiGraph<PathBuf, ()>,
    ids: BTreeMap<PathBuf, NodeIndex>,
}

impl Files {
    fn add(&mut self, root: &Path, graph: &Graph) {
        for node in &graph.nodes {
            let from = root.join(&node.path);
            let loaded = node.requires.iter().chain(&node.specifiers);
            for target in loaded.chain(node.resolves.values()) {
                let to = match target {
                    Loaded::File { id, .. } => root.join(&graph.nodes[*id].path),
                    Loaded::External(it) => it.path.clone(),
                    Loaded::Builtin(_) | Loaded::Missing => continue,
                };
                self.edge(from.clone(), to);
            }
        }
    }

    pub(super) fn edge(&mut self, from: PathBuf, to: PathBuf) {
        let (from, to) = (self.id(from), self.id(to));
        self.edges.update_edge(from, to, ());
    }

    /// The first two files of different packages at `roots` that load each other, and a file of the
    /// package `of`, too.
    pub(super) fn knot(
        &self,
        roots: &BTreeSet<PathBuf>,
        of: Option<&PathBuf>,
        home: &Path,
    ) -> Option<Knot> {
        let package = |path: &Path| {
            let around = roots.iter().filter(|root| path.starts_with(root));
            around.max_by_key(|it| it.as_os_str().len())
        };
        let mut component = vec![0; self.edges.node_count()];
        for (number, ids) in tarjan_scc(&self.edges).into_iter().enumerate() {
            for id in ids {
                component[id.index()] = number;
            }
        }
        let with_own: BTreeSet<usize> = self
            .edges
            .node_indices()
            .filter(|id| of.is_none_or(|of| package(&self.edges[*id]) == Some(of)))
            .map(|id| component[id.index()])
            .collect();
        let mut knots = self.edges.raw_edges().iter().filter_map(|edge| {
            let (from, to) = (edge.source(), edge.target());
            let ends = [&self.edges[from], &self.edges[to]];
            let inside = component[from.index()] == component[to.index()]
                && with_own.contains(&component[from.index()]);
            (inside && package(ends[0]) != package(ends[1])).then_some(ends)
        });
        let shown = |path: &PathBuf| path.strip_prefix(home).unwrap_or(path).display().to_string();
        knots.next().map(|ends| ends.map(shown))
    }

    fn id(&mut self, path: PathBuf) -> NodeIndex {
        let edges = &mut self.edges;
        *self.ids.entry(path).or_insert_with_key(|path| edges.add_node(path.clone()))
    }
}
