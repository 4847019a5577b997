//! Which of two places of one function runs first.

use oxc_ast::{AstKind, ast::Statement};
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

/// Whether no run of the function `within` comes from `node` to `other`: they stand in two
/// branches, or the block of `node` leaves the function.
pub(super) fn is_exclusive(
    cx: &Context<'_, '_>,
    node: NodeId,
    other: NodeId,
    within: NodeId,
) -> bool {
    let nodes = cx.module.nodes();
    let (from, to) = (nodes.kind(node).span(), nodes.kind(other).span());
    let mut exclusive = false;
    for ancestor in nodes.ancestor_kinds(node).take_while(|kind| kind.node_id() != within) {
        if is_loop(ancestor) || is_function(ancestor) || is_left_early(ancestor) {
            return false;
        }
        exclusive |= match ancestor {
            AstKind::IfStatement(it) => it.alternate.as_ref().is_some_and(|alternate| {
                it.consequent.span().contains_inclusive(from)
                    && alternate.span().contains_inclusive(to)
            }),
            AstKind::BlockStatement(block) => {
                block.body.last().is_some_and(leaves) && !block.span.contains_inclusive(to)
            }
            _ => false,
        };
    }
    exclusive
}

/// Whether code in `kind` may go on behind it before reaching the end of a block.
fn is_left_early(kind: AstKind<'_>) -> bool {
    matches!(
        kind,
        AstKind::TryStatement(_) | AstKind::SwitchStatement(_) | AstKind::LabeledStatement(_)
    )
}

fn leaves(statement: &Statement<'_>) -> bool {
    matches!(statement, Statement::ReturnStatement(_) | Statement::ThrowStatement(_))
}
