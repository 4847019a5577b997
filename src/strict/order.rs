//! Which of two places of one function runs first.

use oxc_ast::{
    AstKind,
    ast::{Statement, SwitchCase},
};
use oxc_semantic::NodeId;
use oxc_span::{GetSpan, Span};

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
    let target = match nodes.kind(node) {
        AstKind::Function(_) => return 0,
        kind => kind.span(),
    };
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
    let (mut branches, mut left) = (false, false);
    for ancestor in nodes.ancestor_kinds(node).take_while(|kind| kind.node_id() != within) {
        match ancestor {
            kind if is_loop(kind) || is_function(kind) => return false,
            AstKind::IfStatement(it) => {
                branches |= it.consequent.span().contains_inclusive(from)
                    && it.alternate.as_ref().is_some_and(|it| it.span().contains_inclusive(to));
            }
            AstKind::SwitchStatement(it) => {
                branches |= it.span.contains_inclusive(to) && are_cases(&it.cases, from, to);
                left = false;
            }
            // These can be left before the end of a block in them.
            AstKind::TryStatement(_) | AstKind::LabeledStatement(_) => left = false,
            AstKind::BlockStatement(block) => {
                left |= block.body.last().is_some_and(leaves) && !block.span.contains_inclusive(to);
            }
            _ => {}
        }
    }
    branches || left
}

/// Whether `from` stands in a case that does not fall through, and `to` in another one.
fn are_cases(cases: &[SwitchCase<'_>], from: Span, to: Span) -> bool {
    let case = cases.iter().find(|case| case.span.contains_inclusive(from));
    case.is_some_and(|case| {
        let ends =
            |statement| leaves(statement) || matches!(statement, Statement::BreakStatement(_));
        !case.span.contains_inclusive(to) && case.consequent.last().is_some_and(ends)
    })
}

fn leaves(statement: &Statement<'_>) -> bool {
    matches!(statement, Statement::ReturnStatement(_) | Statement::ThrowStatement(_))
}
