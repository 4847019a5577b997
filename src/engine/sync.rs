//! `--module-sync`: Nodes that cannot require ES modules keep the CommonJS that they had.
//!
//! The files that they load are copied, byte for byte, below a folder of their own, each at the
//! path that it had, so that whatever they name is where it was. The exports map leads every Node
//! to one of both.

mod copier;
mod scope;
mod state;

use std::collections::{BTreeMap, BTreeSet};

use super::{Options, seal};
use crate::{
    change::Change,
    find::Package,
    finding::{Finding, Severity},
    graph::Graph,
    manifest::{self, Manifest, OldNodes, joined, mirror},
    plan::{
        ABLE, Plan,
        forms::{ExportsForm, StandIn, Verdict},
    },
};
use copier::Copier;

/// Names for the folder, the best first.
const FOLDERS: [&str; 3] = ["cjs", "commonjs", "cjs-copy"];

/// Whether the run copies anything.
pub(super) fn wanted(package: &Package, options: &Options) -> bool {
    options.module_sync && mirror(&package.fields).is_none()
}

/// Writes the exports map that was asked for. The error says why old Nodes cannot be kept.
pub(super) fn map(
    package: &Package,
    manifest: &Manifest,
    linked: (&Graph, &Plan),
    options: &Options,
    (flips, built): (bool, bool),
    changes: &mut Vec<Change>,
) -> Result<Vec<Finding>, Finding> {
    match (flips && wanted(package, options), built) {
        (true, true) => Err(compiled(package)),
        (true, false) => keep_old(package, manifest, linked, options, changes),
        (false, _) => Ok(seal::write(package, manifest, linked, options.seal, &[], changes)),
    }
}

/// Adds the copies and leads old Nodes to them. The error says why that cannot be right.
fn keep_old(
    package: &Package,
    manifest: &Manifest,
    (graph, plan): (&Graph, &Plan),
    options: &Options,
    changes: &mut Vec<Change>,
) -> Result<Vec<Finding>, Finding> {
    if manifest::names_condition(&package.fields, "module-sync") {
        return Err(own_condition(package));
    }
    if plan.needs_able {
        return Err(unable(package));
    }
    let folder = free_folder(graph)?;
    let mut copier = Copier::new(package, manifest, (graph, plan), folder);
    copier.copy_all()?;
    let seal = options.seal.or(Some(super::Seal::Deep));
    let mut findings =
        seal::write(package, manifest, (graph, plan), seal, &copier.alone(), changes);
    let old = OldNodes {
        folder: folder.to_string(),
        copies: copies(&copier, plan),
        offered: copier.offered().map(|path| now(plan, path)).collect(),
        bundlers: copier.public.iter().all(|path| is_plain(graph, plan, path)),
    };
    lead(package, &old, changes)?;
    findings.extend(state::findings(package, graph, &copier));
    changes.push(scope::manifest(package, &copier));
    changes.extend(copier.changes());
    Ok(findings)
}

/// What is built from sources is built for old Nodes, too, by who builds it.
fn compiled(package: &Package) -> Finding {
    let message =
        "the sources are compiled: only their compiler can make CommonJS for old Nodes of them";
    let help = "Let the build write both formats, or go without --module-sync";
    Finding::of_file(Severity::Keep, "module-sync", &package.manifest.path, message, help)
}

/// What its author leads old Nodes to is not to be guessed.
fn own_condition(package: &Package) -> Finding {
    let message = "the exports map has `module-sync` for files of its own";
    let help = "Go without --module-sync, or take the condition out first";
    Finding::of_file(Severity::Keep, "module-sync", &package.manifest.path, message, help)
}

/// `module-sync` holds on more Nodes than can load these modules.
fn unable(package: &Package) -> Finding {
    let message =
        format!("only the Nodes `{ABLE}` load these modules, and others know `module-sync`");
    let help = "Import what the findings name before the files that require it, or go without";
    Finding::of_file(Severity::Keep, "module-sync", &package.manifest.path, message, help)
}

fn free_folder(graph: &Graph) -> Result<&'static str, Finding> {
    let is_free = |name: &&str| {
        let start = format!("{name}/");
        !graph.taken.iter().any(|it| it == name || it.starts_with(&start))
    };
    FOLDERS.into_iter().find(is_free).ok_or_else(|| {
        let message = format!("the folders {} are there already", FOLDERS.join(", "));
        let help = "Give one of them another name: the CommonJS for old Nodes goes there";
        Finding::of_file(Severity::Keep, "module-sync", "package.json", message, help)
    })
}

/// The path of a file after the migration.
fn now(plan: &Plan, path: &str) -> String {
    let moved = plan.renames.iter().find(|(old, _)| old == path);
    moved.map_or(path, |(_, new)| new).to_string()
}

/// Files where they are now, and their copies. Where a file gave its path to another, which stands
/// in for it, the copy belongs to that path.
fn copies(copier: &Copier<'_>, plan: &Plan) -> BTreeMap<String, String> {
    let stood_in = |path: &str| {
        copier.graph.nodes.iter().zip(&plan.verdicts).any(|(node, verdict)| {
            node.path == path
                && matches!(verdict, Verdict::Keep(keep) if keep.stand_in != StandIn::Nobody)
        })
    };
    let one = |path: &String| {
        let place = if stood_in(path) { path.clone() } else { now(plan, path) };
        (place, format!("{}/{path}", copier.folder))
    };
    copier.paths.iter().map(one).collect()
}

/// Whether a bundler that knows no `"module.exports"` gets what `require` gave from the module.
fn is_plain(graph: &Graph, plan: &Plan, path: &str) -> bool {
    let found = graph.nodes.iter().zip(&plan.verdicts).find(|(node, _)| node.path == path);
    let Some((node, verdict)) = found else { return false };
    match verdict {
        Verdict::Untouched => !node.is_common_js(),
        Verdict::Keep(_) => false,
        Verdict::Migrate(file) => match &file.exports {
            ExportsForm::Absent => true,
            ExportsForm::Named(form) => !form.marked && form.mark.is_none(),
            ExportsForm::Object(form) => {
                form.object == form.value
                    && form.tail.snapshot.iter().all(|(name, _)| name != "__esModule")
            }
            ExportsForm::Value(_) | ExportsForm::Local(_) => false,
        },
    }
}

/// Writes into the manifest what leads to the copies.
fn lead(package: &Package, old: &OldNodes, changes: &mut Vec<Change>) -> Result<(), Finding> {
    let file = &package.manifest;
    let failed = |error: manifest::ManifestError| {
        let help = "Name the files one by one in the exports map";
        let message = error.message;
        Finding::of_file(Severity::Keep, "module-sync", &file.path, message, help)
    };
    let edited = changes.iter_mut().find(|it| it.path() == file.path);
    let Some(Change::Edit { new, .. }) = edited else {
        let new = manifest::keep_old(&file.text, old).map_err(failed)?;
        changes.push(Change::Edit { path: file.path.clone(), old: file.text.clone(), new });
        return Ok(());
    };
    *new = manifest::keep_old(new, old).map_err(failed)?;
    Ok(())
}

/// `path` from the folder of the file `from`; `None` outside the package.
fn from_folder(from: &str, path: &str) -> Option<String> {
    joined(manifest::folder_of(from), path)
}

/// All files of the package that have a place.
fn all_paths(package: &Package) -> BTreeSet<String> {
    super::around::all_files(package)
}
