//! What `require` gets of each built module, read from what was built before, or else from the
//! settings of the build.

use std::collections::BTreeSet;

use super::Sources;
use crate::{
    facts::{Facts, TargetKind},
    find::Package,
    graph::{Audience, Graph},
    module::Syntax,
};

/// The sources whose default export takes the place of `module.exports` for those who may require
/// them; the error is a source that exports more than that.
pub(super) fn replaced(
    package: &Package,
    graph: &Graph,
    sources: &Sources,
) -> Result<BTreeSet<String>, String> {
    let mut found = BTreeSet::new();
    let Some(build) = &sources.build else { return Ok(found) };
    for (file, _, left) in sources.turning(package).filter(|it| build.compiles(&it.0.path)) {
        let Some(left) = left else { continue };
        let only_default = left.default.is_some() && !left.named;
        let node = graph.nodes.iter().find(|it| build.writes(&file.path, &it.path));
        let facts = node.and_then(|it| it.facts.as_ref()).filter(|it| it.syntax != Syntax::Module);
        if node.is_some_and(|it| it.audience == Audience::Internal) {
            continue;
        }
        match facts {
            Some(facts) if is_replaced(facts) => {
                found.insert(only_default.then(|| file.path.clone()).ok_or(file.path.clone())?);
            }
            Some(_) => {}
            None if build.replaces && only_default => {
                found.insert(file.path.clone());
            }
            None => {}
        }
    }
    Ok(found)
}

/// `module.exports` itself is assigned.
fn is_replaced(facts: &Facts) -> bool {
    let targets = facts.assignments.iter().flat_map(|it| &it.targets);
    targets.into_iter().any(|it| matches!(it.kind, TargetKind::Object(_)))
}
