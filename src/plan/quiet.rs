//! Functions that do the same before their module has been evaluated as they did in its middle.

use oxc_span::Span;
use rustc_hash::FxHashSet;

use super::Draft;
use crate::{
    facts::{Facts, RootBinding, RootKind, Shape, Site},
    graph::{FileId, Target},
};

/// The function of `id` that starts at `start` uses nothing that its module had when it had come
/// to `come`, and would not have before it is evaluated.
pub(super) fn is_quiet(
    draft: &Draft<'_>,
    component: &[FileId],
    id: FileId,
    start: u32,
    come: u32,
) -> bool {
    let Some(facts) = &draft.graph.nodes[id].facts else { return false };
    let mut seen = FxHashSet::from_iter([start]);
    let mut queue = vec![start];
    while let Some(start) = queue.pop() {
        let Some(it) = facts.hoisted.get(&start) else { return false };
        if uses_wrapper(facts, it.span) {
            return false;
        }
        for name in &it.touches {
            let Some(root) = facts.roots.get(name) else { return false };
            if root.kind == RootKind::Function && root.constant {
                queue.extend(Some(root.start).filter(|start| seen.insert(*start)));
            } else if !is_same(draft, component, id, facts, name, root, come) {
                return false;
            }
        }
    }
    true
}

/// What the module wrapper gives is read inside `span`.
fn uses_wrapper(facts: &Facts, span: Span) -> bool {
    facts.exports.iter().any(|it| span.contains_inclusive(it.span))
        || facts.wrapper.iter().any(|it| span.contains_inclusive(it.span))
        || facts.require_values.iter().any(|it| span.contains_inclusive(it.span))
        || facts.computed_requires.iter().any(|it| span.contains_inclusive(*it))
        || facts.requires_in(span).next().is_some()
}

/// The variable had no value in the middle of its module either, or has one from an import that
/// comes before.
fn is_same(
    draft: &Draft<'_>,
    component: &[FileId],
    id: FileId,
    facts: &Facts,
    name: &str,
    root: &RootBinding,
    come: u32,
) -> bool {
    if root.ready == u32::MAX {
        return false;
    }
    root.ready > come || is_imported(draft, component, id, facts, name)
}

/// An import binds the name to what no member of the cycle exports.
fn is_imported(
    draft: &Draft<'_>,
    component: &[FileId],
    id: FileId,
    facts: &Facts,
    name: &str,
) -> bool {
    let targets = facts.requires.iter().zip(&draft.graph.nodes[id].requires).enumerate();
    targets.into_iter().any(|(index, (require, target))| {
        let Site::Declared(it) = &require.site else { return false };
        let outside =
            !matches!(target, Target::File { id, .. } if component.binary_search(id).is_ok());
        let binds = || {
            let importable = draft.importable(id, index, &[]);
            let has = |name: &str| importable.as_ref().is_some_and(|it| it.has_name(name));
            match &it.shape {
                Shape::Name { name: own, declarations: 1, written: false, .. } => own == name,
                Shape::Member { name: own, reassigned: false, member, .. } => {
                    own == name && has(member)
                }
                Shape::Pattern { properties, .. } => {
                    properties.iter().any(|it| it.local == name)
                        && properties.iter().all(|it| !it.reassigned && has(&it.key))
                }
                _ => false,
            }
        };
        it.top && draft.imports[id][index] && outside && !draft.is_wrapped(id, index) && binds()
    })
}
