//! Where a package loads others: the places that follow them.

use oxc_span::Span;

use crate::{
    change::{Change, Outward, Pass, Use},
    facts::SpecifierKind,
    find::Package,
    finding::{Finding, Severity, position},
    graph::{
        ExternalTarget, FileId, Graph, Target, external::Externals, is_development,
        resolve::Resolvers,
    },
    plan::{Plan, forms::Verdict},
    siblings::Turned,
};

/// What others may want to know of the package, but for what its files load.
pub(super) fn outward(
    package: &Package,
    graph: &Graph,
    plan: &Plan,
    changes: &[Change],
) -> Outward {
    let moves = changes.iter().filter_map(Change::moves);
    Outward {
        uses: uses(package, graph, plan),
        moves: moves.map(|(from, to)| (from.to_string(), to.to_string())).collect(),
        passes: passes(graph, &|id| !matches!(plan.verdicts[id], Verdict::Migrate(_))),
        shows: !plan.clean.is_empty(),
        turned: turned(package, graph, plan, changes),
        ..Outward::default()
    }
}

/// What CommonJS files pass on of other packages; `stays` says which of them stay CommonJS.
pub(crate) fn passes(graph: &Graph, stays: &dyn Fn(FileId) -> bool) -> Vec<Pass> {
    let mut passes = Vec::new();
    for (id, node) in graph.nodes.iter().enumerate() {
        let Some(facts) = node.facts.as_ref().filter(|_| node.is_common_js()) else { continue };
        if is_development(&node.path) {
            continue;
        }
        let calls = facts.requires.iter().zip(&node.requires);
        for (_, target) in calls.filter(|(it, _)| facts.reexports().contains(&it.specifier)) {
            if let Target::External(it) = target {
                let (file, to) = (node.path.clone(), it.path.clone());
                passes.push(Pass { file, to, stays: stays(id) });
            }
        }
    }
    passes
}

/// Calls of `require` that other packages answer, in files that migrate, and imports that change.
fn uses(package: &Package, graph: &Graph, plan: &Plan) -> Vec<Use> {
    let mut uses = Vec::new();
    for (id, node) in graph.nodes.iter().enumerate() {
        let (Verdict::Migrate(file), Some(facts)) = (&plan.verdicts[id], &node.facts) else {
            continue;
        };
        let text = &package.files[id].text;
        let found = |at: Span, specifier: &str, follows: bool| {
            let (line, _) = position(text, at.start);
            Use { file: node.path.clone(), line, specifier: specifier.to_string(), follows }
        };
        for (require, target) in facts.requires.iter().zip(&node.requires) {
            let follows = match target {
                Target::External(it) => package.siblings.turned(&it.path).is_some(),
                Target::Missing => false,
                _ => continue,
            };
            uses.push(found(require.call, &require.specifier, follows));
        }
        let imports = facts.specifiers.iter().filter_map(|it| Some((it, it.default?)));
        let changed = imports.filter(|(_, default)| file.namespaces.contains(&default.local));
        uses.extend(changed.map(|(it, _)| found(it.literal, &it.value, true)));
    }
    uses
}

/// ES modules that take the object of all exports from a package that will not give it any more,
/// in a way that cannot be rewritten for sure.
pub(super) fn left_behind(package: &Package, graph: &Graph) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (id, node) in graph.nodes.iter().enumerate() {
        let Some(facts) = &node.facts else { continue };
        for (it, target) in facts.specifiers.iter().zip(&node.specifiers) {
            let Target::External(ExternalTarget { path, .. }) = target else { continue };
            let place = match it.kind {
                SpecifierKind::Static { .. } => it.default.filter(|it| !it.members_only),
                SpecifierKind::Dynamic | SpecifierKind::Required => None,
            };
            if let (Some(default), Some(_)) = (place, package.siblings.turned(path)) {
                let message = format!(
                    "`{}` gives its default export here now, where Node gave an object with it as `default`",
                    it.value
                );
                let help = "Import the namespace, `* as`, or what is used of it by name";
                let severity = Severity::Keep;
                let finding = Finding::of_file(severity, "faux-default", &node.path, message, help);
                findings.push(finding.at(&package.files[id].text, default.local));
            }
        }
    }
    findings
}

/// What consumers see otherwise once the new texts are written.
fn turned(package: &Package, graph: &Graph, plan: &Plan, changes: &[Change]) -> Turned {
    if plan.clean.is_empty() || !package.siblings.shared {
        return Turned::default();
    }
    let at = |path: &str| package.root.join(path);
    let new = changes.iter().filter_map(|it| match it {
        Change::Edit { path, new, .. } | Change::Rename { from: path, new, .. } => {
            Some((at(path), new.clone()))
        }
        _ => None,
    });
    let mut externals = Externals::after(new.collect(), &package.siblings.turned);
    let resolvers = Resolvers::default();
    let mut module = |path: &str| (at(path), externals.get(&resolvers, &at(path)));
    plan.clean.iter().map(|&id| module(&graph.nodes[id].path)).collect()
}
