//! Packages whose files load each other migrate in one step, or none of them does.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    sync::Arc,
};

use anyhow::anyhow;
use indicatif::ProgressBar;

use super::decide::{Decided, Rules, providers};
use crate::{
    engine,
    find::Package,
    plan::Joint,
    report::Status,
    verify::Settings,
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
pub(super) fn settle(
    all: &mut [Decided],
    rules: &Rules<'_>,
    again: &dyn Fn(Target, &[Decided]) -> Decided,
) {
    let mut stays: BTreeMap<BTreeSet<PathBuf>, String> = BTreeMap::new();
    for it in all.iter() {
        let Some(target) = it.target.as_ref().filter(|it| is_bundled(it)) else { continue };
        let why = if it.report.status == Status::Changed {
            rules.prover.and_then(|settings| differs(it, target, all, settings))
        } else {
            let known = it.report.summary.refused.as_deref();
            Some(known.unwrap_or("it cannot be migrated").to_string())
        };
        if let Some(why) = why {
            stays.entry(target.bundle.clone()).or_insert(format!("{}: {why}", target.name));
        }
    }
    for index in 0..all.len() {
        let it = &all[index];
        let Some(target) = it.target.as_ref().filter(|it| is_bundled(it)) else { continue };
        let reason = stays.get(&target.bundle).filter(|_| it.report.status == Status::Changed);
        if let Some(reason) = reason {
            let tied = Some(Tie::Stays(reason.clone()));
            all[index] = again(Target { tied, ..target.clone() }, all);
        }
    }
}

fn is_bundled(target: &Target) -> bool {
    !target.bundle.is_empty() && target.tied.is_none()
}

/// What consumers would see of the package when it is run with the others.
fn differs(
    decided: &Decided,
    target: &Target,
    all: &[Decided],
    settings: &Settings,
) -> Option<String> {
    let changes = decided.changes.as_ref()?;
    let (root, hidden) = (&target.root, ProgressBar::hidden());
    let beside = providers(target, &all.iter().collect::<Vec<_>>());
    let proof = Package::read(root).map_err(|it| anyhow!("{}", it.message)).and_then(|package| {
        let changes = Some((&package, changes));
        settings.compare(root, root, changes, &beside, decided.report.path.clone(), &hidden)
    });
    match proof {
        Ok(proof) => proof.differences.first().map(|it| {
            format!("consumers would see that {} was {}, is {}", it.place(), it.was, it.is)
        }),
        Err(error) => Some(format!("{error:#}")),
    }
}
