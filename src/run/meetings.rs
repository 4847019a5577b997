//! Where an ES module of one package loads packages of which one requires a module that it imports
//! itself, only later: not every Node can do that, see [`ABLE`].

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use oxc_span::Span;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::decide::Decided;
use crate::{
    engine,
    find::Package,
    finding::{Finding, Severity, position},
    plan::{
        ABLE, Loading,
        waiting::{Loader, Meeting, meetings},
    },
    report::Status,
    workspace::Target,
};

/// Lets the packages whose consumers would meet that ask for Nodes that can do it; `again` decides
/// anew about one.
pub(super) fn settle(all: &mut [Decided], again: &dyn Fn(Target, &[Decided]) -> Decided) {
    let targets = all.iter().filter_map(|it| it.target.as_ref());
    let around: BTreeSet<PathBuf> = targets.flat_map(|it| it.around.iter().cloned()).collect();
    let read: Vec<(PathBuf, Loading)> = around.into_par_iter().filter_map(now).collect();
    let mut union = Union::default();
    for it in all.iter_mut() {
        let loading = std::mem::take(&mut it.outward.loading);
        if let Some(target) = it.target.as_ref().filter(|it| it.members.len() > 1) {
            union.add(&target.root, loading);
        }
    }
    for (root, loading) in read {
        union.add(&root, loading);
    }
    let found = union.across();
    for (index, meeting) in blamed(all, &union, &found) {
        let Some(target) = all[index].target.clone() else { continue };
        let finding = union.finding(&target.root, meeting);
        all[index] = again(target, all);
        all[index].report.findings.push(finding);
    }
}

fn now(root: PathBuf) -> Option<(PathBuf, Loading)> {
    let package = Package::read(&root).ok()?;
    Some((root, engine::loading(&package)))
}

/// The files of several packages.
#[derive(Default)]
struct Union {
    files: Vec<Loader>,
    paths: Vec<PathBuf>,
    ids: FxHashMap<PathBuf, usize>,
    /// The root of the package of each file.
    packages: Vec<PathBuf>,
}

impl Union {
    fn add(&mut self, root: &Path, loading: Loading) {
        let inside = loading.paths.iter().map(|it| root.join(it));
        let ids: Vec<usize> = inside.chain(loading.outside).map(|it| self.id(it)).collect();
        for (at, file) in loading.files.into_iter().enumerate() {
            let mut loads = file.loads;
            for it in &mut loads {
                it.to = ids[it.to];
            }
            self.files[ids[at]] = Loader { loads, ..file };
            self.packages[ids[at]] = root.to_path_buf();
        }
    }

    fn id(&mut self, path: PathBuf) -> usize {
        if let Some(&known) = self.ids.get(&path) {
            return known;
        }
        let id = self.files.len();
        self.files.push(Loader::default());
        self.packages.push(PathBuf::new());
        self.paths.push(path.clone());
        self.ids.insert(path, id);
        id
    }

    /// Meetings that no package sees alone.
    fn across(&self) -> Vec<Meeting> {
        let mut found = meetings(&self.files);
        found.retain(|it| {
            let package = |id: usize| &self.packages[id];
            package(it.root) != package(it.from) || package(it.from) != package(it.to)
        });
        found
    }

    /// The files by which the root comes to what is required, both included.
    fn between(&self, it: &Meeting) -> impl Iterator<Item = usize> {
        let to = it.to;
        self.reached(it.root).into_iter().filter(move |&id| self.reached(id).contains(&to))
    }

    /// What is loaded where `id` is.
    fn reached(&self, id: usize) -> BTreeSet<usize> {
        let mut seen = BTreeSet::new();
        let mut queue = vec![id];
        while let Some(id) = queue.pop() {
            if seen.insert(id) {
                queue.extend(self.files[id].loads.iter().map(|it| it.to));
            }
        }
        seen
    }

    fn finding(&self, root: &Path, Meeting { from, at, to, root: file }: Meeting) -> Finding {
        let path = &self.paths[from];
        let text = fs::read_to_string(path).unwrap_or_default();
        let (line, _) = position(&text, Span::empty(at).start);
        let near = |path: &Path| {
            let home = root.ancestors().find(|it| path.starts_with(it));
            let inside = home.and_then(|it| path.strip_prefix(it).ok()).unwrap_or(path);
            inside.display().to_string()
        };
        let (caller, target) = (near(path), near(&self.paths[to]));
        let message = format!(
            "{target} is required in {caller}, line {line}, before the import of it that waits is evaluated"
        );
        let help =
            format!("Import {target} first, so that Nodes outside `{ABLE}` can load this file");
        let own = self.paths[file]
            .strip_prefix(root)
            .map_or_else(|_| "package.json".to_string(), |it| it.display().to_string());
        Finding::of_file(Severity::Note, "require-before-import", &own, message, help)
    }
}

/// The packages that have to ask for better Nodes, each with the first reason: those whose own ES
/// modules load the rest, where no package that they need is among them; in place of one that does
/// not change, that of the module that is required, or one by which the modules now come to it.
fn blamed(all: &[Decided], union: &Union, found: &[Meeting]) -> BTreeMap<usize, Meeting> {
    let index: BTreeMap<&Path, usize> = (0..all.len())
        .filter_map(|at| Some((all[at].target.as_ref()?.root.as_path(), at)))
        .collect();
    let changes = |id: usize| {
        let at = *index.get(union.packages[id].as_path())?;
        (all[at].report.status == Status::Changed && all[at].report.summary.migrated > 0)
            .then_some(at)
    };
    let mut groups: BTreeMap<(usize, u32, usize), Vec<Meeting>> = BTreeMap::new();
    for it in found {
        groups.entry((it.from, it.at, it.to)).or_default().push(*it);
    }
    let mut blamed = BTreeMap::new();
    for list in groups.into_values() {
        let roots: BTreeSet<&Path> =
            list.iter().map(|it| union.packages[it.root].as_path()).collect();
        for it in list {
            let own = changes(it.root);
            let needs = own.and_then(|at| all[at].target.as_ref()).is_some_and(|target| {
                let provider = |root: &&Path| {
                    let known = index.get(root).and_then(|&at| all[at].target.as_ref());
                    known.is_some_and(|it| target.providers.contains(&it.name))
                };
                roots.iter().any(provider)
            });
            let others = || changes(it.to).or_else(|| union.between(&it).find_map(changes));
            let found = own.map_or_else(others, |at| (!needs).then_some(at));
            if let Some(at) = found {
                blamed.entry(at).or_insert(it);
            }
        }
    }
    blamed
}
