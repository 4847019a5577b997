//! The files at the root of a workspace that all its packages share: they follow files that move,
//! and are told of where they need other settings for ES modules.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use super::{Mode, decide::Decided};
use crate::{
    change::{Change, ChangeSet, Outward, Rung},
    diff,
    edit::Edits,
    engine,
    find::{self, Package, extension},
    finding::Severity,
    manifest::{self, ManifestPlan, Moved},
    notes::Release,
    report::{PackageReport, Status},
    source,
    workspace::Target,
};

/// One more package to write for each workspace whose root has to follow: the root itself.
pub(super) fn follow(
    all: &[Decided],
    mode: Mode,
    here: &Path,
    prefix: &dyn Fn(&Path) -> String,
) -> Vec<Decided> {
    let mut homes: BTreeMap<&PathBuf, Vec<(&Target, &Decided)>> = BTreeMap::new();
    for it in all {
        let target = it.target.as_ref().filter(|it| it.members.len() > 1 && it.root != it.home);
        if let Some(target) = target.filter(|_| it.report.summary.migrated > 0) {
            homes.entry(&target.home).or_default().push((target, it));
        }
    }
    let root = |(home, packages): (&PathBuf, Vec<(&Target, &Decided)>)| {
        let package = Package::read_home(home).ok()?;
        let moved = packages.iter().flat_map(|(target, it)| {
            let at = |path: &String| format!("{}/{path}", target.unit);
            it.outward.moves.iter().map(move |(from, to)| (at(from), at(to)))
        });
        let roots = packages.iter().flat_map(|(target, _)| target.members.iter());
        let members: BTreeSet<&PathBuf> = roots.filter(|it| *it != home).collect();
        let moved: Vec<_> = moved.collect();
        let files = if moved.is_empty() { BTreeSet::new() } else { files(home, &packages) };
        let done: BTreeSet<&PathBuf> = packages.iter().map(|(target, _)| &target.root).collect();
        let modules = members.difference(&done).all(|root| is_of_modules(root));
        let scripts = modules.then(|| scripts(&packages));
        let set = changes(&package, &moved, files, scripts.as_deref());
        if set.changes.is_empty() && set.findings.is_empty() {
            return None;
        }
        let names = packages.iter().map(|(target, _)| target.name.clone()).collect();
        let target = packages.iter().map(|it| it.0).max_by_key(|it| it.wave)?.as_root(names);
        let patch = (mode == Mode::Diff).then(|| diff::patch(&package, &set, &prefix(home)));
        Some(decided(target, &package, set, patch, find::shown(home, here)))
    };
    homes.into_iter().filter_map(root).collect()
}

fn decided(
    target: Target,
    package: &Package,
    mut set: ChangeSet,
    patch: Option<String>,
    path: String,
) -> Decided {
    let changed = !set.changes.is_empty();
    let report = PackageReport {
        path,
        name: package.name().map(str::to_string),
        status: if changed { Status::Changed } else { Status::Unchanged },
        files: Vec::new(),
        findings: std::mem::take(&mut set.findings),
        summary: set.summary.clone(),
        patch,
    };
    let changes = Some(set).filter(|_| changed);
    Decided {
        report,
        target: Some(target),
        outward: Outward::default(),
        changes,
        release: Release::default(),
    }
}

/// A package that is done already, or that has no scripts.
fn is_of_modules(root: &Path) -> bool {
    let Ok(package) = Package::read(root) else { return false };
    let is_module = package.fields.get("type").is_some_and(|it| it == "module");
    is_module || package.files.iter().all(|it| extension(&it.path) != "js")
}

/// The files that stay CommonJS, by their paths from the root from now on.
fn scripts(packages: &[(&Target, &Decided)]) -> Vec<String> {
    let of = |(target, it): &(&Target, &Decided)| {
        let kept = it.report.files.iter().filter(|it| it.rung == Rung::Kept);
        let moves = &it.outward.moves;
        let now = |path: &String| {
            moves.iter().find(|(from, _)| from == path).map_or(path, |(_, to)| to).clone()
        };
        kept.map(|it| format!("{}/{}", target.unit, now(&it.file))).collect::<Vec<_>>()
    };
    packages.iter().flat_map(of).collect()
}

/// The files of all packages, by their paths from the root: patterns there match all of them.
fn files(home: &Path, packages: &[(&Target, &Decided)]) -> BTreeSet<String> {
    let members = packages.first().map_or(&[][..], |(target, _)| &target.members);
    let below = |root: &PathBuf| {
        let inside = root.strip_prefix(home).ok()?.to_str()?.replace('\\', "/");
        let package = Package::read(root).ok().filter(|_| !inside.is_empty())?;
        let files = engine::all_files(&package).into_iter();
        Some(files.map(|it| format!("{inside}/{it}")).collect::<Vec<_>>())
    };
    members.iter().filter_map(below).flatten().collect()
}

/// What becomes of the root when files below it move, where its packages have the files `below`;
/// `scripts` are those that stay CommonJS there, where all other files are modules now.
fn changes(
    package: &Package,
    moved: &[(String, String)],
    below: BTreeSet<String>,
    scripts: Option<&[String]>,
) -> ChangeSet {
    let mut set = ChangeSet::default();
    let file = &package.manifest;
    let mut files = engine::all_files(package);
    files.extend(moved.iter().map(|(from, _)| from.clone()).chain(below));
    let renames = moved.to_vec();
    let wanted = ManifestPlan { runs_modules: true, renames, files, ..ManifestPlan::default() };
    if let Ok(edited) = manifest::edit(&file.path, &file.text, &wanted) {
        set.findings.extend(edited.findings);
        edit(&mut set, &file.path, &file.text, edited.text);
    }
    let modules = scripts.is_some();
    if !modules {
        set.findings.extend(manifest::parsed_as_scripts(&file.path, &file.text));
    }
    let moved = Moved { renames: moved, files: &wanted.files };
    for it in package.files.iter().chain(&package.settings) {
        other(&mut set, (&it.path, &it.text), moved, modules);
    }
    if let Some(scripts) = scripts {
        let scripts: Vec<&str> = scripts.iter().map(String::as_str).collect();
        source::lint(package, &scripts, &mut set.changes, &mut set.findings);
    }
    set.findings.retain(|it| it.severity < Severity::Error);
    set
}

fn other(set: &mut ChangeSet, (path, text): (&str, &str), moved: Moved, modules: bool) {
    if !modules {
        set.findings.extend(manifest::parsed_as_scripts(path, text));
    }
    let is_script = matches!(extension(path), "js" | "cjs" | "mjs");
    if is_script && !manifest::is_settings(path) {
        set.findings.extend(manifest::named_in_script(path, text, moved.renames));
    }
    let found = manifest::mentions(path, text, moved);
    set.findings.extend(found.findings);
    let mut edits = Edits::default();
    for it in found.edits {
        edits.replace(it.span, it.text);
    }
    if let Ok(new) = edits.apply(text) {
        edit(set, path, text, new);
    }
}

fn edit(set: &mut ChangeSet, path: &str, old: &str, new: String) {
    if new != old {
        let (path, old) = (path.to_string(), old.to_string());
        set.changes.push(Change::Edit { path, old, new });
    }
}
