//! Declarations that follow the files which they describe.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::{Options, around::all_files};
use crate::{
    change::Change,
    declarations::{self, Around, exports_default, is_assigned, rewrite},
    find::{Package, SourceFile},
    finding::Finding,
    manifest::{Manifest, folder_of},
    plan::Plan,
};

/// Edits the declarations of all that becomes a module, and gives those of files that stay
/// CommonJS the name that says so; returns what moved.
pub(super) fn declarations(
    package: &Package,
    manifest: &Manifest,
    plan: &Plan,
    options: &Options,
    changes: &mut Vec<Change>,
    findings: &mut Vec<Finding>,
) -> Vec<(String, String)> {
    let mut files = all_files(package);
    files.extend(package.sources.iter().map(|it| it.path.clone()));
    let moved: Vec<_> =
        package.declarations.iter().filter_map(|it| kept(plan, it, &files)).collect();
    let renames: Vec<_> = plan.renames.iter().chain(&moved).cloned().collect();
    let becomes: Vec<&SourceFile> = package
        .declarations
        .iter()
        .filter(|it| plan.flips.contains(scope(package, &it.path)))
        .filter(|it| moved.iter().all(|(from, _)| *from != it.path))
        .collect();
    // What stays CommonJS gives importers what it assigns as their default, too.
    let stays =
        package.declarations.iter().filter(|it| moved.iter().any(|(from, _)| *from == it.path));
    let all: Vec<&SourceFile> = becomes.iter().copied().chain(stays).collect();
    let assigned: BTreeSet<String> = all
        .par_iter()
        .filter(|it| it.text.contains("export") && is_assigned(&it.text))
        .map(|it| it.path.clone())
        .collect();
    let main = manifest.resolve_main(&|path| files.contains(path));
    let texts: Vec<_> = becomes
        .par_iter()
        .map(|file| {
            let described = described(package, file, main.as_deref());
            let has_default = described.is_some_and(|path| has_default(changes, &path));
            let (renames, assigned, plain_names) = (&renames, &assigned, options.old_types);
            let around = Around { files: &files, renames, assigned, has_default, plain_names };
            rewrite(file, &around)
        })
        .collect();
    for (file, (new, told)) in becomes.into_iter().zip(texts) {
        findings.extend(told);
        if let Some(new) = new {
            changes.push(Change::Edit { path: file.path.clone(), old: file.text.clone(), new });
        }
    }
    let (renames, plain_names) = (&renames, options.old_types);
    let around =
        Around { files: &files, renames, assigned: &assigned, has_default: false, plain_names };
    let file = |path: &str| package.declarations.iter().find(|it| it.path == path);
    changes.extend(moved.iter().map(|(from, to)| {
        let texts = file(from).map(|it| (it.text.clone(), declarations::moved(it, &around)));
        let (from, to) = (from.clone(), to.clone());
        match texts.filter(|(old, new)| old != new) {
            Some((old, new)) => Change::Rename { from, to, old, new },
            None => Change::Move { from, to },
        }
    }));
    moved
}

/// `x.d.ts` beside an `x.js` that is `x.cjs` now describes that file as `x.d.cts`.
fn kept(plan: &Plan, file: &SourceFile, files: &BTreeSet<String>) -> Option<(String, String)> {
    let stem = file.path.strip_suffix(".d.ts")?;
    let (from, to) = (format!("{stem}.js"), format!("{stem}.cjs"));
    let new = format!("{stem}.d.cts");
    let moves = plan.renames.iter().any(|it| *it == (from.clone(), to.clone()));
    (moves && !files.contains(&new)).then(|| (file.path.clone(), new))
}

/// The folder of the manifest that says what the file is.
fn scope<'p>(package: &Package, path: &'p str) -> &'p str {
    let mut folder = folder_of(path);
    while !folder.is_empty() && package.file(&format!("{folder}/package.json")).is_none() {
        folder = folder_of(folder);
    }
    folder
}

/// The script whose exports the declarations are: their neighbour, or else the main module.
fn described(package: &Package, file: &SourceFile, main: Option<&str>) -> Option<String> {
    let beside = format!("{}.js", file.path.strip_suffix(".d.ts")?);
    if package.file(&beside).is_some() {
        return Some(beside);
    }
    let types = ["types", "typings"].iter().find_map(|it| package.fields.get(*it)?.as_str());
    let named = types.unwrap_or("index.d.ts").trim_start_matches("./");
    let is_entry = file.path.strip_suffix(".d.ts") == Some(named.trim_end_matches(".d.ts"));
    main.filter(|_| is_entry).map(str::to_string)
}

fn has_default(changes: &[Change], path: &str) -> bool {
    changes.iter().any(|it| match it {
        Change::Edit { path: edited, new, .. } => edited == path && exports_default(new),
        _ => false,
    })
}
