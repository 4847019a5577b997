//! What the plan has to tell a person.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use oxc_span::Span;

use super::{Compat, Options, bundled, callers, written};
use crate::{
    change::{self, Change, Rung},
    find::Package,
    finding::{Finding, Severity},
    graph::{FileId, Graph, Target, package_name},
    manifest::COMPILERS,
    plan::{
        Plan, Reason,
        forms::{RequireForm, Verdict},
        unfound,
    },
    source::project::depends,
};

/// What is to be said where the package migrates.
pub(super) fn all(package: &Package, graph: &Graph, plan: &Plan) -> Vec<Finding> {
    let mut findings = reasons(package, graph, plan);
    findings.extend(missing(package, graph, plan));
    findings.extend(differing(package, graph));
    findings.extend(bundled::shapes(package, graph, plan));
    findings.extend(callers::told(package, graph, plan));
    findings.extend(written::notes(package, graph, plan));
    findings
}

/// Why files stay CommonJS.
pub(super) fn reasons(package: &Package, graph: &Graph, plan: &Plan) -> Vec<Finding> {
    let finding = |(id, reason): &(FileId, Reason)| {
        let severity = if reason.expected { Severity::Note } else { Severity::Keep };
        let path = &graph.nodes[*id].path;
        let finding = Finding::of_file(severity, reason.code, path, &reason.message, &reason.help);
        match reason.span {
            Some(span) => finding.at(&package.files[*id].text, span),
            None => finding,
        }
    };
    plan.reasons.iter().map(finding).collect()
}

/// Dependencies that are not installed: how they are to be imported is a guess. One note for each
/// package, at its first import; one for each place that leads to no file.
fn missing(package: &Package, graph: &Graph, plan: &Plan) -> Vec<Finding> {
    let mut packages: IndexMap<String, Vec<(FileId, Span)>> = IndexMap::new();
    let mut findings = Vec::new();
    for (id, specifier, span) in unknown(graph, plan) {
        if specifier.starts_with('.') {
            let path = unfound(specifier).unwrap_or_else(|| specifier.to_string());
            let message =
                format!("`{specifier}` leads to no file; it is imported as CommonJS at `{path}`");
            let help = "Build the package first if the file is generated";
            findings.push(note(package, graph, (id, span), message, help));
        } else {
            packages.entry(package_name(specifier)).or_default().push((id, span));
        }
    }
    let absent = packages.into_iter().map(|(name, places)| {
        let files: BTreeSet<FileId> = places.iter().map(|(id, _)| *id).collect();
        let also = match files.len() - 1 {
            0 => String::new(),
            1 => ", here and in 1 more file".to_string(),
            more => format!(", here and in {more} more files"),
        };
        let message = format!("`{name}` is not installed; it is imported as CommonJS is{also}");
        note(package, graph, places[0], message, "Install the dependencies and run again")
    });
    findings.extend(absent);
    findings
}

/// What becomes an import although nobody knows what it leads to.
fn unknown<'a>(graph: &'a Graph, plan: &'a Plan) -> impl Iterator<Item = (FileId, &'a str, Span)> {
    graph.nodes.iter().enumerate().flat_map(|(id, node)| {
        let (Verdict::Migrate(file), Some(facts)) = (&plan.verdicts[id], &node.facts) else {
            return Vec::new();
        };
        let form = |start| file.requires.get(&start);
        let imported = |start| !matches!(form(start), None | Some(RequireForm::Call { .. }));
        let requires = facts.requires.iter().zip(&node.requires);
        requires
            .filter(|(it, target)| matches!(target, Target::Missing) && imported(it.call.start))
            .map(|(it, _)| (id, it.specifier.as_str(), it.call))
            .collect()
    })
}

/// A note of a dependency that is missing.
fn note(
    package: &Package,
    graph: &Graph,
    (id, span): (FileId, Span),
    message: String,
    help: &str,
) -> Finding {
    let path = &graph.nodes[id].path;
    Finding::of_file(Severity::Note, "missing-dependency", path, message, help)
        .at(&package.files[id].text, span)
}

/// What consumers can notice because the run was told so; each asks for a new major version.
pub(super) fn noticed(findings: &[Finding], options: &Options) -> Vec<String> {
    let has = |code: &str| findings.iter().any(|it| it.code == code);
    let all = [
        (has("sealed"), "paths that consumers could load are closed"),
        (options.compat == Compat::Idiomatic, "`require` gives namespaces"),
        (
            has("faux-default"),
            "`import x from` a compiled module gives its own default export in Node",
        ),
    ];
    all.iter().filter(|it| it.0).map(|it| it.1.to_string()).collect()
}

/// Dependencies that are installed with other contents than facts tell of, each at its first call.
fn differing(package: &Package, graph: &Graph) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    let mut findings = Vec::new();
    for (id, node) in graph.nodes.iter().enumerate() {
        let Some(facts) = &node.facts else { continue };
        for (require, target) in facts.requires.iter().zip(&node.requires) {
            let (Target::External(it), specifier) = (target, &require.specifier) else { continue };
            if !package.known.differs(specifier, &it.path) || !seen.insert(package_name(specifier))
            {
                continue;
            }
            let message = format!(
                "`{}` is installed with other contents than --facts tells of",
                package_name(specifier)
            );
            let help =
                "What is installed decides; print the facts anew, or install what they tell of";
            let finding =
                Finding::of_file(Severity::Note, "facts-differ", &node.path, message, help);
            findings.push(finding.at(&package.files[id].text, require.call));
        }
    }
    findings
}

/// What the new texts mean for what is made of them, and was.
pub(super) fn changed(package: &Package, changes: &[Change]) -> impl Iterator<Item = Finding> {
    maps(package, changes).into_iter().chain(compiled(package, changes))
}

/// Source maps of files whose text changes: they tell where the old text came from.
fn maps(package: &Package, changes: &[Change]) -> Option<Finding> {
    let mut stale = changes.iter().filter_map(|it| {
        let (Change::Edit { path, old, new } | Change::Rename { from: path, old, new, .. }) = it
        else {
            return None;
        };
        let map = joined(path, old.rsplit_once("//# sourceMappingURL=")?.1.trim());
        (old != new && package.others.contains(&map)).then_some(map)
    });
    let first = stale.next()?;
    let others = match stale.count() {
        0 => "this source map tells".to_string(),
        1 => "this source map and another tell".to_string(),
        count => format!("this source map and {count} others tell"),
    };
    let message = format!("{others} where the text before the migration came from");
    let help = "Build again, or leave the maps out of what is published";
    Some(Finding::of_file(Severity::Note, "source-map", &first, message, help))
}

/// Jest loads files with `import.meta`, which no script may have, and something that may make scripts of them for it.
fn compiled(package: &Package, changes: &[Change]) -> Option<Finding> {
    const META: &str = "import.meta";
    // That of TypeScript leaves JavaScript as it is.
    let mut compilers = COMPILERS.into_iter().filter(|it| *it != "ts-jest");
    let compiler = compilers.find(|it| depends(package, it))?;
    let mut files = changes.iter().filter_map(|it| match it {
        Change::Edit { path, old, new } => {
            (new.contains(META) && !old.contains(META)).then_some(path)
        }
        _ => None,
    });
    let first = files.next().filter(|_| depends(package, "jest"))?;
    let others = match files.count() {
        0 => String::new(),
        count => format!(" and {count} more"),
    };
    let message = format!(
        "where `{compiler}` makes scripts of this file{others} for Jest, `import.meta` is an error"
    );
    let help = "Let it leave modules as they are, and give Node `--experimental-vm-modules`; or take a plugin for `import.meta`";
    Some(Finding::of_file(Severity::Note, "runner", first, message, help))
}

/// The path of what a file names beside it.
fn joined(path: &str, name: &str) -> String {
    path.rsplit_once('/').map_or(name.to_string(), |(folder, _)| format!("{folder}/{name}"))
}

/// Sources become modules, and so do the scripts that are compiled with them.
pub(super) fn turned(package: &Package, changes: &[Change], verdicts: &mut Vec<change::Verdict>) {
    let rung = Rung::Idiomatic;
    for it in verdicts.iter_mut().filter(|it| changes.iter().any(|one| one.path() == it.file)) {
        it.rung = rung;
    }
    let source = |file: String| change::Verdict { file, rung, transforms: Vec::new() };
    verdicts.extend(package.sources.iter().map(|it| source(it.path.clone())));
    verdicts.sort_by(|a, b| a.file.cmp(&b.file));
}
