//! Packages whose files load each other migrate in one step, or none of them does.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    sync::Arc,
};

use super::decide::{Decided, Rules};
use crate::{
    engine,
    find::Package,
    plan::Joint,
    report::Status,
    workspace::{Target, Tie},
};

/// What each package of the bundles among `targets` has to mind, by root; those that cannot migrate
/// are told why.
pub(super) fn judge(targets: Vec<&mut Target>, rules: &Rules<'_>) -> BTreeMap<PathBuf, Arc<Joint>> {
    let mut bundles: BTreeMap<BTreeSet<PathBuf>, Vec<&mut Target>> = BTreeMap::new();
    for it in targets {
        if !it.bundle.is_empty() && it.tied.is_none() {
            bundles.entry(it.bundle.clone()).or_default().push(it);
        }
    }
    let mut joints = BTreeMap::new();
    for targets in bundles.into_values() {
        match together(&targets, rules) {
            Ok(found) => {
                let roots = targets.iter().map(|it| it.root.clone());
                joints.extend(roots.zip(found.into_iter().map(Arc::new)));
            }
            Err(reason) => {
                for it in targets {
                    it.tied = Some(Tie::Stays(reason.clone()));
                }
            }
        }
    }
    joints
}

fn together(targets: &[&mut Target], rules: &Rules<'_>) -> Result<Vec<Joint>, String> {
    let package = |target: &&mut Target| {
        let package = Package::read(&target.root).map_err(|it| it.message)?;
        let (siblings, known) = (rules.siblings(target), rules.known.clone());
        Ok(Package { siblings, known, ..package })
    };
    let packages: Result<Vec<Package>, String> = targets.iter().map(package).collect();
    engine::together(&packages?, &rules.options)
}

/// Where one package of a bundle does not migrate, neither do the others; `again` decides anew.
pub(super) fn settle(all: &mut [Decided], again: &dyn Fn(Target) -> Decided) {
    let mut stays: BTreeMap<BTreeSet<PathBuf>, String> = BTreeMap::new();
    for it in all.iter() {
        let Some(target) = it.target.as_ref().filter(|it| is_bundled(it)) else { continue };
        if it.report.status != Status::Changed {
            let why = it.report.summary.refused.as_deref().unwrap_or("it cannot be migrated");
            stays.insert(target.bundle.clone(), format!("{}: {why}", target.name));
        }
    }
    for it in all.iter_mut().filter(|it| it.report.status == Status::Changed) {
        let Some(target) = it.target.as_ref().filter(|it| is_bundled(it)) else { continue };
        if let Some(reason) = stays.get(&target.bundle) {
            let tied = Some(Tie::Stays(reason.clone()));
            *it = again(Target { tied, ..target.clone() });
        }
    }
}

fn is_bundled(target: &Target) -> bool {
    !target.bundle.is_empty() && target.tied.is_none()
}
