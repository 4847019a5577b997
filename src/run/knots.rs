//! Packages that depend on each other. They can migrate one by one as long as no file of one is in
//! a cycle with a file of another: while one is CommonJS and the other is not, Node refuses to
//! load such a cycle (`ERR_REQUIRE_CYCLE_MODULE`). Where there is such a cycle, they migrate together
//! or stay together.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use petgraph::{
    algo::tarjan_scc,
    graph::{DiGraph, NodeIndex},
    unionfind::UnionFind,
};

use super::installed;
use crate::{
    change::ChangeSet,
    engine::{self, Faux},
    find::Package,
    finding::{Finding, Severity},
    graph::{Graph, Target as Loaded},
    workspace::{Target, Tie},
};

/// Two files that load each other.
pub(super) type Knot = [String; 2];

/// Finds which targets can only migrate with others, and those that have to stay.
pub(super) fn tie(mut targets: Vec<&mut Target>, faux: Faux) {
    let meant: BTreeSet<PathBuf> = targets.iter().map(|it| it.root.clone()).collect();
    let mut known: BTreeMap<BTreeSet<PathBuf>, Result<Vec<Bundle>, String>> = BTreeMap::new();
    for target in &mut targets {
        if target.cycle.is_empty() {
            installed::tie(target);
            continue;
        }
        let others = target.cycle.iter().map(|(_, root)| root.clone());
        let roots: BTreeSet<PathBuf> = others.chain([target.root.clone()]).collect();
        let home = &target.home;
        let bundles = known.entry(roots).or_insert_with_key(|roots| bundles(roots, home, faux));
        let bundles = match bundles {
            Ok(bundles) => bundles,
            Err(reason) => {
                target.tied = Some(Tie::Open(Some(reason.clone())));
                continue;
            }
        };
        let Some(own) = bundles.iter().find(|it| it.roots.contains(&target.root)) else { continue };
        target.cycle.retain(|(_, root)| own.roots.contains(root));
        target.knot = Some(own.knot.clone());
        target.bundle.clone_from(&own.roots);
        let others = target.cycle.iter().map(|(name, root)| (root.clone(), name.clone()));
        target.step = others.chain([(target.root.clone(), target.name.clone())]).collect();
        target.tied = (!own.roots.is_subset(&meant)).then_some(Tie::Apart);
    }
}

/// A package that stays because of its knot.
pub(super) fn refused(target: &Target, tie: &Tie, package: &Package) -> ChangeSet {
    if let Tie::Passed(by) = tie {
        return passed(by, package);
    }
    let names: Vec<&str> = target.cycle.iter().map(|(name, _)| name.as_str()).collect();
    let mut message = format!("this package and {} depend on each other", names.join(", "));
    if let Some([from, to]) = &target.knot {
        message.extend([": ", from, " loads ", to, ", which leads back to it"]);
    }
    let help = match tie {
        Tie::Apart => {
            let all = target.cycle.iter().map(|it| &it.0).chain([&target.name]);
            let mut all: Vec<_> = all.map(|it| format!("--package {it}")).collect();
            all.sort();
            format!("migrate them in one run, {}", all.join(" "))
        }
        _ => "take one of the dependencies out of package.json, or move what both need to a third package".to_string(),
    };
    match tie {
        Tie::Stays(reason) | Tie::Open(Some(reason)) => {
            message.extend(["; they stay as they are: ", reason]);
        }
        Tie::Apart => message += ", so that one cannot migrate without the other",
        _ => {}
    }
    let finding = Finding::of_file(Severity::Keep, "package-cycle", "package.json", &message, help);
    let mut set = ChangeSet::refused(message, vec![finding]);
    set.outward.loading = engine::loading(package);
    set
}

/// A package that stays because of `by`, which passes on its names.
fn passed(by: &str, package: &Package) -> ChangeSet {
    let message = format!("{by}, which stays CommonJS, passes on the names of this package");
    let help = format!("let {by} become an ES module before, or in the same run");
    let code = "names-passed-on";
    let finding = Finding::of_file(Severity::Keep, code, "package.json", &message, help);
    let mut set = ChangeSet::refused(message, vec![finding]);
    set.outward.loading = engine::loading(package);
    set
}

/// Packages that can only migrate together, and two files because of which.
#[derive(Debug, Clone)]
pub(super) struct Bundle {
    pub roots: BTreeSet<PathBuf>,
    pub knot: Knot,
}

/// The bundles among the packages at `roots`; the error is why what files load is not known, or what
/// they will be to each other. What only run time loads may be part of a cycle, too.
fn bundles(roots: &BTreeSet<PathBuf>, home: &Path, faux: Faux) -> Result<Vec<Bundle>, String> {
    if faux == Faux::Clean {
        return Err("with --faux clean each would have to follow the others".to_string());
    }
    let mut files = Files::default();
    for root in roots {
        let package = Package::read(root).map_err(|it| it.message)?;
        let (_, graph) = engine::linked(&package).map_err(|it| it.message)?;
        let shown = |path: &str| shown(&root.join(path), home);
        if let Some(path) = graph.loads_unknown() {
            return Err(format!("{} loads what only run time knows", shown(path)));
        }
        if let Some(source) = package.sources.first() {
            let path = shown(&source.path);
            return Err(format!("{path} is a source that a build turns into what the others load"));
        }
        files.add(root, &graph);
    }
    Ok(files.bundles(roots, home))
}

fn shown(path: &Path, home: &Path) -> String {
    path.strip_prefix(home).unwrap_or(path).display().to_string()
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

    /// The packages at `roots` with files in one cycle, in their order.
    pub(super) fn bundles(&self, roots: &BTreeSet<PathBuf>, home: &Path) -> Vec<Bundle> {
        let list: Vec<&PathBuf> = roots.iter().collect();
        let package = |path: &Path| {
            let around = list.iter().enumerate().filter(|(_, root)| path.starts_with(root));
            around.max_by_key(|(_, it)| it.as_os_str().len()).map(|(index, _)| index)
        };
        let mut component = vec![0; self.edges.node_count()];
        for (number, ids) in tarjan_scc(&self.edges).into_iter().enumerate() {
            for id in ids {
                component[id.index()] = number;
            }
        }
        let mut together = UnionFind::new(list.len());
        let mut knots = Vec::new();
        for edge in self.edges.raw_edges() {
            let (from, to) = (edge.source(), edge.target());
            let ends = [&self.edges[from], &self.edges[to]];
            if component[from.index()] == component[to.index()]
                && let [Some(one), Some(other)] = ends.map(|it| package(it))
                && one != other
            {
                together.union(one, other);
                knots.push((one, ends));
            }
        }
        let mut bundles: BTreeMap<usize, Bundle> = BTreeMap::new();
        for (one, ends) in knots {
            let roots = || (0..list.len()).filter(|&it| together.equiv(it, one));
            bundles.entry(together.find(one)).or_insert_with(|| Bundle {
                roots: roots().map(|it| list[it].clone()).collect(),
                knot: ends.map(|it| shown(it, home)),
            });
        }
        bundles.into_values().collect()
    }

    fn id(&mut self, path: PathBuf) -> NodeIndex {
        let edges = &mut self.edges;
        *self.ids.entry(path).or_insert_with_key(|path| edges.add_node(path.clone()))
    }
}
