//! The manifest and the other files that name moved files.

use std::collections::BTreeSet;

use oxc_span::Span;

use crate::{
    change::Change,
    edit::{Edit, Edits},
    find::{self, Package, SourceFile},
    finding::{Finding, Severity},
    format::Format,
    graph::{FileId, Graph},
    manifest::{self, Manifest, ManifestPlan, Moved},
    plan::{self, ABLE, Plan, forms::Verdict},
};

/// Writes `type`, `main`, `engines` and whatever follows renamed files, in nested manifests too.
pub(super) fn manifest(
    package: &Package,
    manifest: &Manifest,
    plan: &Plan,
    (moved, engines): (&[(String, String)], Option<&str>),
    changes: &mut Vec<Change>,
    findings: &mut Vec<Finding>,
) {
    let files = all_files(package);
    let main = manifest.resolve_main(&|path| files.contains(path));
    let main = main.map(|old| {
        plan.renames.iter().find(|(from, _)| *from == old).map_or(old, |(_, to)| to.clone())
    });
    let mut wanted = ManifestPlan {
        set_type: plan.flips.contains(""),
        runs_modules: false,
        main: main.filter(|it| matches!(find::extension(it), "js" | "cjs")),
        engines: engines.map(|it| if plan.needs_able { ABLE } else { it }.to_string()),
        renames: plan.renames.iter().chain(moved).cloned().collect(),
        stand_ins: stand_ins(changes),
        files,
    };
    edit(&package.manifest, &wanted, changes, findings);
    (wanted.main, wanted.engines) = (None, None);
    for file in &package.files {
        let Some(folder) = file.path.strip_suffix("/package.json") else { continue };
        wanted.set_type = plan.flips.contains(folder);
        if wanted.set_type || !wanted.renames.is_empty() {
            edit(file, &wanted, changes, findings);
        }
    }
}

/// In a map that the run writes or edits, TypeScript comes first.
pub(super) fn types_first(package: &Package, changes: &mut [Change]) {
    let path = package.manifest.path.as_str();
    let taken = changes.iter().filter_map(Change::occupies).map(str::to_string);
    let files: BTreeSet<String> = all_files(package).into_iter().chain(taken).collect();
    let edited = changes.iter_mut().find(|it| it.path() == path);
    let Some(Change::Edit { new, .. }) = edited else { return };
    let fields = find::parse_manifest(new, path).unwrap_or_default();
    if fields.get("exports") != package.fields.get("exports")
        && let Ok(text) = manifest::types_first(new, &files)
    {
        *new = text;
    }
}

/// All paths of the package, but for its manifest.
pub(crate) fn all_files(package: &Package) -> BTreeSet<String> {
    package
        .files
        .iter()
        .map(|it| it.path.clone())
        .chain(package.others.iter().cloned())
        .chain(package.unread.iter().map(|it| it.path.clone()))
        .collect()
}

fn edit(
    file: &SourceFile,
    wanted: &ManifestPlan,
    changes: &mut Vec<Change>,
    findings: &mut Vec<Finding>,
) {
    match manifest::edit(&file.path, &file.text, wanted) {
        Ok(edited) => {
            findings.extend(edited.findings);
            if edited.text != file.text {
                let (path, old) = (file.path.clone(), file.text.clone());
                changes.push(Change::Edit { path, old, new: edited.text });
            }
        }
        Err(error) => findings.push(error.finding(&file.path, &file.text, Severity::Error)),
    }
}

/// The paths of new files.
fn stand_ins(changes: &[Change]) -> BTreeSet<String> {
    let new = |it: &Change| match it {
        Change::Create { path, .. } => Some(path.clone()),
        _ => None,
    };
    changes.iter().filter_map(new).collect()
}

/// Follows renamed files in settings and documents, but not in data of tests.
pub(super) fn mentions(
    package: &Package,
    (graph, plan): (&Graph, &Plan),
    changes: &mut Vec<Change>,
    findings: &mut Vec<Finding>,
) {
    if plan.renames.is_empty() {
        return;
    }
    let files = all_files(package);
    let is_data = |path: &str| {
        let mut folders = graph.data.folders.iter();
        folders.any(|it| path.strip_prefix(it.as_str()).is_some_and(|it| it.starts_with('/')))
    };
    // Consumers may go on to name what has a stand-in.
    let stand_ins = stand_ins(changes);
    let gone: Vec<_> =
        plan.renames.iter().filter(|(old, _)| !stand_ins.contains(old)).cloned().collect();
    let old = manifest::OldPaths::of(&gone);
    for file in package.files.iter().chain(&package.settings).filter(|it| !is_data(&it.path)) {
        let renames = if manifest::is_document(&file.path) { &gone } else { &plan.renames };
        let found = manifest::mentions(&file.path, &file.text, Moved { renames, files: &files });
        findings.extend(found.findings);
        let moved = Moved { renames, files: &files };
        if file.format != Format::Json && !manifest::is_settings(&file.path) {
            let moved = Moved { renames: &gone, files: &files };
            let texts = (file.text.as_str(), text_of(changes, file));
            findings.extend(manifest::named_in_strings(&file.path, texts, moved, &old));
            continue;
        }
        revise(file, changes, &|text| {
            edited(text, manifest::mentions(&file.path, text, moved).edits)
        });
    }
}

/// The text of `file` as it will be so far.
fn text_of<'c>(changes: &'c [Change], file: &'c SourceFile) -> &'c str {
    match changes.iter().find(|it| it.path() == file.path) {
        Some(Change::Edit { new, .. } | Change::Rename { new, .. }) => new,
        _ => &file.text,
    }
}

/// Edits the text of `file` as it will be.
fn revise(file: &SourceFile, changes: &mut Vec<Change>, edit: &dyn Fn(&str) -> String) {
    match changes.iter_mut().find(|it| it.path() == file.path) {
        Some(Change::Edit { new, .. } | Change::Rename { new, .. }) => *new = edit(new),
        Some(_) => {}
        None => {
            let (path, old) = (file.path.clone(), file.text.clone());
            let new = edit(&old);
            if new != old {
                changes.push(Change::Edit { path, old, new });
            }
        }
    }
}

/// The files that stay CommonJS, as they are called from now on.
pub(super) fn scripts<'g>(graph: &'g Graph, plan: &'g Plan) -> Vec<&'g str> {
    let both = graph.nodes.iter().zip(&plan.verdicts);
    let stays = both.filter_map(|(node, verdict)| match verdict {
        Verdict::Keep(keep) => Some(keep.rename.as_deref().unwrap_or(&node.path)),
        Verdict::Untouched if node.is_common_js() => Some(&node.path),
        _ => None,
    });
    stays.collect()
}

fn edited(text: &str, all: Vec<Edit>) -> String {
    let mut edits = Edits::default();
    for edit in all {
        edits.replace(edit.span, edit.text);
    }
    edits.apply(text).unwrap_or_else(|_| text.to_string())
}

/// Keeps folders of data CommonJS.
pub(super) fn data(
    package: &Package,
    (graph, plan): (&Graph, &Plan),
    changes: &mut Vec<Change>,
    findings: &mut Vec<Finding>,
) {
    let migrates = |id: FileId| matches!(plan.verdicts[id], Verdict::Migrate(_));
    let shown = plan::shown_scripts(graph, migrates);
    findings.extend(shown.map(|(id, place)| shown_note(package, id, place)));
    for folder in data_folders(package, graph, plan) {
        changes.push(data_manifest(package, folder));
        findings.push(match graph.data.traced.get(folder) {
            Some(&(file, span)) => traced_note(&package.files[file], span),
            None => data_note(folder),
        });
    }
}

/// The folders of data whose files would become modules with those around them.
fn data_folders<'g>(package: &Package, graph: &'g Graph, plan: &Plan) -> Vec<&'g String> {
    let flips = |folder: &&String| {
        let start = format!("{folder}/");
        let inside = graph.nodes.iter().find(|it| it.path.starts_with(&start));
        let has_manifest = package.file(&format!("{start}package.json")).is_some();
        !has_manifest && inside.is_some_and(|it| plan.flips.contains(&it.scope))
    };
    graph.data.folders.iter().filter(flips).collect()
}

/// The manifest that keeps a folder of data CommonJS, written like that of the package.
fn data_manifest(package: &Package, folder: &str) -> Change {
    let (indent, newline) = manifest::indent_of(&package.manifest.text);
    let new = format!("{{{newline}{indent}\"type\": \"commonjs\"{newline}}}{newline}");
    Change::Create { path: format!("{folder}/package.json"), new }
}

/// A script that consumers find by its path became a module, which has to export something.
fn shown_note(package: &Package, id: FileId, (from, span): (FileId, Span)) -> Finding {
    let (shown, by) = (&package.files[id].path, &package.files[from]);
    let message = format!("consumers see the path of {shown}, which is an ES module now");
    let help = "Nothing is to be done, unless they run or parse the file as a script";
    Finding::of_file(Severity::Note, "handed-on", &by.path, message, help).at(&by.text, span)
}

fn traced_note(file: &SourceFile, span: Span) -> Finding {
    let message = "tests look for their folder in stack traces, where an ES module has its URL: they stay as they are";
    let help = "To migrate them, look for `import.meta.url`, too, then run again";
    Finding::of_file(Severity::Note, "own-frames", &file.path, message, help).at(&file.text, span)
}

fn data_note(folder: &str) -> Finding {
    let message =
        "other files read this folder's files or hand on their paths: they stay as they are";
    let help = "Nothing is to be done, unless Node loads them";
    Finding::of_file(Severity::Note, "data-folder", folder, message, help)
}
