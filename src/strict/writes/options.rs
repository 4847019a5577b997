//! Options that are an object, a string, or just `true`.

use oxc_ast::{
    AstKind,
    ast::{
        BinaryExpression, Expression, IdentifierReference, LogicalOperator, MemberExpression,
        UnaryOperator,
    },
};
use oxc_semantic::{NodeId, SymbolId};
use oxc_span::GetSpan;

use super::symbol;
use crate::strict::context::Context;

/// `if (options.flash) { var flash = options.flash; if (typeof flash == 'string') … }`: the option is told by being
/// there, and takes a string as well. Nothing has made an object of `true`.
pub(super) fn may_be_true(cx: &Context<'_, '_>, object: &IdentifierReference<'_>) -> bool {
    let Some(symbol) = symbol(cx, object) else { return false };
    let declaration = cx.scoping().symbol_declaration(symbol);
    let AstKind::VariableDeclarator(it) = cx.module.nodes().kind(declaration) else { return false };
    let Some(option @ Expression::StaticMemberExpression(_)) = &it.init else { return false };
    is_wanted(cx, declaration, cx.module.text(option.span())) && takes_strings(cx, symbol)
}

/// A write to a property of the option becomes one to `Object(option)`, which is the option itself where that is an
/// object, and a new object where it is not.
pub(super) fn write(
    cx: &mut Context<'_, '_>,
    member: &MemberExpression<'_>,
    object: &IdentifierReference<'_>,
) {
    if stays_truthy(cx, object) && cx.scoping().get_root_binding("Object".into()).is_none() {
        cx.insert(object.span.start, "Object(");
        cx.insert(object.span.end, ")");
        return;
    }
    let message = "This write has no effect where the option is `true`, and throws in strict code";
    let help = "Make an object of the option first, then run again";
    cx.report("strict-silent-write", member.span(), message, help);
}

/// Nothing but new objects are assigned to the variable.
fn stays_truthy(cx: &Context<'_, '_>, object: &IdentifierReference<'_>) -> bool {
    let Some(symbol) = symbol(cx, object) else { return false };
    let mut writes = cx.scoping().get_resolved_references(symbol).filter(|it| it.is_write());
    cx.scoping().symbol_redeclarations(symbol).is_empty()
        && writes.all(|it| match cx.module.nodes().parent_kind(it.node_id()) {
            AstKind::AssignmentExpression(it) => {
                matches!(it.right, Expression::ObjectExpression(_) | Expression::ArrayExpression(_))
            }
            _ => false,
        })
}

/// The code runs where `option` is truthy.
fn is_wanted(cx: &Context<'_, '_>, inside: NodeId, option: &str) -> bool {
    cx.module.nodes().ancestors(inside).any(|it| match it.kind() {
        AstKind::IfStatement(it) => is_told(cx, &it.test, option),
        _ => false,
    })
}

fn is_told(cx: &Context<'_, '_>, test: &Expression<'_>, option: &str) -> bool {
    match test.get_inner_expression() {
        Expression::LogicalExpression(it) if it.operator == LogicalOperator::And => {
            is_told(cx, &it.left, option) || is_told(cx, &it.right, option)
        }
        test => cx.module.text(test.span()) == option,
    }
}

/// Somewhere `typeof` of the variable is compared with `'string'`.
fn takes_strings(cx: &Context<'_, '_>, symbol: SymbolId) -> bool {
    cx.scoping().get_resolved_references(symbol).any(|it| {
        let nodes = cx.module.nodes();
        let asked = nodes.parent_id(it.node_id());
        let AstKind::UnaryExpression(unary) = nodes.kind(asked) else { return false };
        let AstKind::BinaryExpression(compared) = nodes.parent_kind(asked) else { return false };
        unary.operator == UnaryOperator::Typeof && has_string(compared)
    })
}

fn has_string(compared: &BinaryExpression<'_>) -> bool {
    compared.operator.is_equality()
        && [&compared.left, &compared.right]
            .into_iter()
            .any(|it| it.is_specific_string_literal("string"))
}
