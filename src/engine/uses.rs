//! Where a package loads others: the places that follow them.

use crate::{
    change::Use,
    find::Package,
    finding::position,
    graph::{Graph, Target},
    plan::{Plan, forms::Verdict},
};

/// Calls of `require` that other packages answer, in files that migrate.
pub(super) fn uses(package: &Package, graph: &Graph, plan: &Plan) -> Vec<Use> {
    let mut uses = Vec::new();
    for (id, node) in graph.nodes.iter().enumerate() {
        let (Verdict::Migrate(_), Some(facts)) = (&plan.verdicts[id], &node.facts) else {
            continue;
        };
        for (require, target) in facts.requires.iter().zip(&node.requires) {
            if matches!(target, Target::External(_) | Target::Missing) {
                let (line, _) = position(&package.files[id].text, require.call.start);
                let (file, specifier) = (node.path.clone(), require.specifier.clone());
                uses.push(Use { file, line, specifier });
            }
        }
    }
    uses
}
