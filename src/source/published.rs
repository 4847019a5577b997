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
        let Some(left) = left.filter(|it| it.assignment.is_none()) else { continue };
        let only_default = left.default.is_some() && !left.named;
        let node = graph.nodes.iter().find(|it| build.writes(&file.path, &it.path));
        let facts = node.and_then(|it| it.facts.as_ref()).filter(|it| it.syntax != Syntax::Module);
        let node_path = node.map_or(String::new(), |it| it.path.clone());
        if node.is_some_and(|it| it.audience == Audience::Internal) {
            continue;
        }
        match facts {
            Some(facts) if is_replaced(package, &node_path, facts) => {
                found.insert(only_default.then(|| file.path.clone()).ok_or(file.path.clone())?);
            }
            None if build.replaces && only_default => {
                found.insert(file.path.clone());
            }
            _ => {}
        }
    }
    Ok(found)
}

/// `module.exports` itself is assigned, and not what esbuild makes of a namespace.
fn is_replaced(package: &Package, path: &str, facts: &Facts) -> bool {
    let text = package.file(path).map_or("", |it| it.text.as_str());
    facts.assignments.iter().any(|it| {
        let value = &text[it.value.span.start as usize..it.value.span.end as usize];
        let whole = it.targets.iter().any(|it| matches!(it.kind, TargetKind::Object(_)));
        whole && !value.starts_with("__toCommonJS(")
    })
}
