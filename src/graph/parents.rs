//! `!module.parent` in files that only the package's own CommonJS can load: it says there what
//! `require.main === module` says.

use rustc_hash::FxHashSet;

use super::{Audience, FileId, Node, Target, is_test};
use crate::facts::{SpecifierKind, WrapperKind};

/// Reads it so. `import` sets no parent, so nobody may import the file: neither own modules, nor
/// runners of tests, nor consumers, which `closed` rules out.
pub(super) fn read_all(nodes: &mut [Node], closed: bool) {
    let imported: FxHashSet<FileId> = nodes.iter().flat_map(imports).collect();
    for (id, node) in nodes.iter_mut().enumerate() {
        let is_own = closed || node.audience == Audience::Internal;
        if is_own && node.is_common_js() && !is_test(&node.path) && !imported.contains(&id) {
            read(node);
        }
    }
}

fn imports(node: &Node) -> impl Iterator<Item = FileId> {
    let specifiers = node.facts.iter().flat_map(|it| &it.specifiers);
    let imports =
        specifiers.zip(&node.specifiers).filter(|it| it.0.kind != SpecifierKind::Required);
    imports.filter_map(|(_, target)| match target {
        Target::File { id, .. } => Some(*id),
        _ => None,
    })
}

fn read(node: &mut Node) {
    let Some(facts) = &mut node.facts else { return };
    let is_parent = |kind: &WrapperKind| *kind == WrapperKind::ModuleProperty("parent".into());
    let uses = facts.wrapper.iter().filter(|it| is_parent(&it.kind)).count();
    if uses == 0 || uses != facts.parent_tests.len() {
        return;
    }
    let tests = std::mem::take(&mut facts.parent_tests);
    facts.hazards.retain(|it| !tests.iter().any(|test| test.span == it.span));
    facts.wrapper.retain(|it| !is_parent(&it.kind));
    facts.require_values.extend(tests);
    facts.require_values.sort_by_key(|it| it.span.start);
}
