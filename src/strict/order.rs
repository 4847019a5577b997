//! Which of two places of one function runs first.

use oxc_ast::AstKind;
use oxc_semantic::NodeId;
use oxc_span::GetSpan;

use crate::strict::context::Context;

pub(super) fn is_loop(kind: AstKind<'_>) -> bool {
    matches!(
        kind,
        AstKind::ForStatement(_)
            | AstKind::ForInStatement(_)
            | AstKind::ForOfStatement(_)
            | AstKind::WhileStatement(_)
            | AstKind::DoWhileStatement(_)
    )
}

pub(super) fn is_function(kind: AstKind<'_>) -> bool {
    matches!(kind, AstKind::Function(_) | AstKind::ArrowFunctionExpression(_))
}

/// Whether `node` can run again within one call of the function around it.
pub(super) fn in_loop(cx: &Context<'_, '_>, node: NodeId) -> bool {
    let kinds = cx.module.nodes().ancestor_kinds(node);
    kinds.take_while(|&kind| !is_function(kind)).any(is_loop)
}

/// The offset in the function `within` before which the write at `node` has certainly not
/// happened.
///
/// An assignment happens after its right side; one in a loop happens from the start of the loop
/// on, and one in a closure from the place where the closure comes into being.
pub(super) fn earliest(cx: &Context<'_, '_>, node: NodeId, within: NodeId) -> u32 {
    let nodes = cx.module.nodes();
    let target = nodes.kind(node).span();
    let (mut at, mut assigned) = (target.end, false);
    for ancestor in nodes.ancestor_ids(node).take_while(|&id| id != within) {
        match nodes.kind(ancestor) {
            AstKind::AssignmentExpression(it) if !assigned => {
                assigned = it.left.span().contains_inclusive(target);
                at = if assigned { it.span.end } else { at };
            }
            // A declaration can be called from anywhere.
            AstKind::Function(function) if function.is_declaration() => return 0,
            kind if is_loop(kind) || is_function(kind) => at = kind.span().start,
            _ => {}
        }
    }
    at
}

/// The offset in the function `within` at which `node` runs for the last time, seen from
/// [`earliest`]: loops around both are counted there.
pub(super) fn latest(cx: &Context<'_, '_>, node: NodeId, within: NodeId) -> u32 {
    let nodes = cx.module.nodes();
    let mut between = nodes.ancestor_ids(node).take_while(|&id| id != within);
    if between.any(|id| is_function(nodes.kind(id))) {
        return u32::MAX;
    }
    nodes.kind(node).span().start
}
