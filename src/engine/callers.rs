//! What is to be said of dependencies that look at the file names of their callers.

use std::path::Path;

use rustc_hash::FxHashSet;

use crate::{
    facts::Require,
    find::{Package, SourceFile},
    finding::{Finding, Severity},
    graph::{Graph, Target, short},
    plan::{Plan, forms::Verdict},
};

/// Tells of each where the first file that migrates loads it.
pub(super) fn told(package: &Package, graph: &Graph, plan: &Plan) -> Vec<Finding> {
    let mut seen: FxHashSet<&Path> = FxHashSet::default();
    let mut findings = Vec::new();
    for (id, node) in graph.nodes.iter().enumerate() {
        let (Verdict::Migrate(_), Some(facts)) = (&plan.verdicts[id], &node.facts) else {
            continue;
        };
        for (require, target) in facts.requires.iter().zip(&node.requires) {
            if let Target::External(it) = target
                && let Some(asker) = graph.data.callers.get(&it.path)
                && seen.insert(&it.path)
            {
                findings.push(note(&package.files[id], require, asker));
            }
        }
    }
    findings
}

fn note(file: &SourceFile, require: &Require, asker: &Path) -> Finding {
    let name = &require.specifier;
    let message = format!(
        "`{name}` looks at the file names of its callers, by {}: those of ES modules are URLs",
        short(asker)
    );
    let help = "Where it finds files by them, tell it the folder, such as `import.meta.dirname`";
    Finding::of_file(Severity::Note, "caller-file", &file.path, message, help)
        .at(&file.text, require.call)
}
