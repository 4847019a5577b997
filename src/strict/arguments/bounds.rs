//! The smallest value that an index can have.

use oxc_ast::{
    AstKind,
    ast::{AssignmentOperator, BinaryOperator, Expression, UpdateOperator},
};
use oxc_semantic::{NodeId, Reference, SymbolId};

use crate::strict::context::Context;

/// A whole number that `index` is never below; 0 when nothing is known.
///
/// Loops over the rest of `arguments` begin after the parameters, and matter to none of them.
pub(super) fn lower(cx: &Context<'_, '_>, index: &Expression<'_>) -> usize {
    match index {
        Expression::NumericLiteral(number) => whole(number.value),
        Expression::Identifier(_) => counted(cx, index).unwrap_or(0),
        Expression::BinaryExpression(sum) if sum.operator == BinaryOperator::Addition => {
            match (counted(cx, &sum.left), &sum.right) {
                (Some(from), Expression::NumericLiteral(number)) => from + whole(number.value),
                _ => 0,
            }
        }
        _ => 0,
    }
}

fn counted(cx: &Context<'_, '_>, name: &Expression<'_>) -> Option<usize> {
    let Expression::Identifier(name) = name else { return None };
    let symbol = cx.scoping().get_reference(name.reference_id.get()?).symbol_id()?;
    counter(cx, symbol)
}

/// Stands for a write that sets no start.
const GROWS: usize = usize::MAX;

/// What a variable starts with that only ever gets literals and grows.
fn counter(cx: &Context<'_, '_>, symbol: SymbolId) -> Option<usize> {
    let scoping = cx.scoping();
    let declared = scoping.symbol_declarations(symbol).map(|node| start(cx, node));
    let written = scoping
        .get_resolved_references(symbol)
        .filter(|reference| reference.is_write())
        .map(|reference| step(cx, reference));
    let starts: Option<Vec<_>> = declared.chain(written).collect();
    starts?.into_iter().min().filter(|&start| start != GROWS)
}

/// What the declaration `node` starts with, when that is a literal or nothing.
fn start(cx: &Context<'_, '_>, node: NodeId) -> Option<usize> {
    let AstKind::VariableDeclarator(declarator) = cx.module.nodes().kind(node) else { return None };
    let owner = cx.module.parent(cx.module.nodes().parent_id(node));
    match &declarator.init {
        Some(Expression::NumericLiteral(number)) => Some(whole(number.value)),
        None if !matches!(owner, AstKind::ForInStatement(_) | AstKind::ForOfStatement(_)) => {
            Some(GROWS)
        }
        _ => None,
    }
}

/// The same for an assignment.
fn step(cx: &Context<'_, '_>, reference: &Reference) -> Option<usize> {
    match cx.module.parent(reference.node_id()) {
        AstKind::UpdateExpression(update) => {
            (update.operator == UpdateOperator::Increment).then_some(GROWS)
        }
        AstKind::AssignmentExpression(assignment) => {
            let Expression::NumericLiteral(number) = &assignment.right else { return None };
            match assignment.operator {
                AssignmentOperator::Assign => Some(whole(number.value)),
                AssignmentOperator::Addition => Some(GROWS),
                _ => None,
            }
        }
        _ => None,
    }
}

/// `value` when it is a small whole number, as the counts of parameters are.
pub(super) fn whole(value: f64) -> usize {
    let small = (0..=u8::MAX).find(|&number| f64::from(number).total_cmp(&value).is_eq());
    small.map_or(0, usize::from)
}
