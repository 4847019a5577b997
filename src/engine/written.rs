//! Files that code of the package writes, and that Node takes for ES modules from now on.

use crate::{
    facts::Facts,
    find::Package,
    finding::{Finding, Severity},
    graph::{Graph, folder, is_below, joined},
    plan::{Plan, forms::Verdict},
};

/// One note for each file and path, at the first place that writes it.
pub(super) fn notes(package: &Package, graph: &Graph, plan: &Plan) -> Vec<Finding> {
    let mut notes: Vec<Finding> = Vec::new();
    for (id, node) in graph.nodes.iter().enumerate() {
        let Some(facts) = &node.facts else { continue };
        for written in &facts.written {
            let base = if written.beside { folder(&node.path) } else { "" };
            let Some(path) = joined(base, &written.text) else { continue };
            let Some(message) = message(graph, plan, facts, &path) else { continue };
            let help = "Write an ES module there, or give the file the extension `.cjs`";
            let note =
                Finding::of_file(Severity::Note, "written-module", &node.path, message, help);
            if !notes.iter().any(|it| it.file == note.file && it.message == note.message) {
                notes.push(note.at(&package.files[id].text, written.span));
            }
        }
    }
    notes
}

/// What comes of a file that is written at `path`, where that can be told.
fn message(graph: &Graph, plan: &Plan, facts: &Facts, path: &str) -> Option<String> {
    if let Some(there) = graph.nodes.iter().position(|it| it.path == path) {
        let migrates = matches!(plan.verdicts[there], Verdict::Migrate(_));
        return migrates
            .then(|| format!("what is written to {path} takes the place of an ES module"));
    }
    let loads = !facts.computed_requires.is_empty();
    (loads && turns(graph, plan, path))
        .then(|| format!("Node takes what is written to {path} for an ES module now"))
}

/// Whether a file that comes to be at `path` is in the scope of a manifest that gets another `type`.
fn turns(graph: &Graph, plan: &Plan, path: &str) -> bool {
    let holds = |it: &str| it.is_empty() || is_below(path, it);
    let scopes = graph.nodes.iter().map(|it| it.scope.as_str()).filter(|it| holds(it));
    let scope = scopes.max_by_key(|it| it.len()).unwrap_or_default();
    let is_data = graph.data.folders.iter().any(|it| is_below(path, it));
    plan.flips.contains(scope) && !is_data && !path.contains("node_modules/")
}
