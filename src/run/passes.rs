//! CommonJS files that pass on what modules of other packages export. For `import`, Node finds names
//! behind CommonJS in CommonJS files only, so these modules stay as long as such a file does, and both
//! packages are written in one step.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use super::decide::Decided;
use crate::{
    change::{Pass, Rung},
    engine,
    find::Package,
    report::Status,
    workspace::{Target, Tie},
};

/// What packages pass on, by their roots, where they do not change.
type Now = BTreeMap<PathBuf, Vec<Pass>>;

/// Refuses packages whose names would be gone; `again` decides anew. Whether there were some.
pub(super) fn settle(all: &mut [Decided], again: &dyn Fn(Target, &[Decided]) -> Decided) -> bool {
    let now = now(all);
    let mut refused = BTreeMap::new();
    for (by, pass) in passes(all, &now).into_iter().filter(|(_, it)| it.stays) {
        if let Some(at) = owner(all, by, &pass.to) {
            let name = by.strip_prefix(home(&all[at])).unwrap_or(by).display();
            refused.entry(at).or_insert(format!("{name}/{}", pass.file));
        }
    }
    for (&at, by) in &refused {
        let Some(target) = all[at].target.clone() else { continue };
        let tied = Some(Tie::Passed(by.clone()));
        all[at] = again(Target { tied, ..target }, all);
    }
    !refused.is_empty()
}

/// Packages of which one passes on what the other exports change in one step.
pub(super) fn join(all: &mut [Decided]) {
    let now = Now::new();
    let pairs = passes(all, &now).into_iter().filter_map(|(by, pass)| {
        let of = all.iter().position(|it| it.target.as_ref().is_some_and(|it| it.root == *by))?;
        Some((of, owner(all, by, &pass.to)?))
    });
    let pairs: BTreeSet<(usize, usize)> = pairs.collect();
    for (one, other) in pairs {
        let targets = [one, other].map(|at| all[at].target.clone());
        let steps = targets.into_iter().flatten().flat_map(|it| {
            let own = (it.root.clone(), it.name.clone());
            it.step.into_iter().chain([own])
        });
        let step: BTreeMap<PathBuf, String> = steps.collect();
        for it in all.iter_mut().filter_map(|it| it.target.as_mut()) {
            if step.contains_key(&it.root) {
                it.step.clone_from(&step);
            }
        }
    }
}

fn home(decided: &Decided) -> &Path {
    decided.target.as_ref().map_or(Path::new(""), |it| &it.home)
}

/// All that is passed on from one package to another.
fn passes<'d>(all: &'d [Decided], now: &'d Now) -> Vec<(&'d PathBuf, &'d Pass)> {
    let changing = all.iter().filter(|it| it.report.status == Status::Changed);
    let then = changing.filter_map(|it| Some((&it.target.as_ref()?.root, &it.outward.passes)));
    then.chain(now).flat_map(|(root, list)| list.iter().map(move |it| (root, it))).collect()
}

/// The package that changes the module at `path`; not the one at `by`.
fn owner(all: &[Decided], by: &Path, path: &Path) -> Option<usize> {
    let changes = |it: &Decided| {
        let Some(target) = &it.target else { return false };
        let file = path.strip_prefix(&target.root).ok().and_then(Path::to_str);
        let becomes = |rung| !matches!(rung, Rung::Kept | Rung::Untouched);
        let migrates = |file| it.report.files.iter().any(|it| it.file == file && becomes(it.rung));
        it.report.status == Status::Changed && target.root != by && file.is_some_and(migrates)
    };
    all.iter().position(changes)
}

/// What packages that need some that change pass on, while they do not change themselves.
fn now(all: &[Decided]) -> Now {
    let targets = |it: &'_ &Decided| it.report.status == Status::Changed;
    let changing: BTreeSet<&PathBuf> =
        all.iter().filter(targets).filter_map(|it| Some(&it.target.as_ref()?.root)).collect();
    let changed = all.iter().filter(targets).filter_map(|it| it.target.as_ref());
    let needing: BTreeSet<&PathBuf> =
        changed.flat_map(|it| &it.needed_by).filter(|it| !changing.contains(it)).collect();
    let read = |root: &PathBuf| {
        let (_, graph) = engine::linked(&Package::read(root).ok()?).ok()?;
        Some((root.clone(), engine::passes(&graph, &|_| true)))
    };
    needing.into_iter().filter_map(read).collect()
}
