//! `arguments.callee`, `f.caller` and `f.arguments`, which throw in strict code.

use oxc_ast::{
    AstKind,
    ast::{
        BindingPattern, Expression, Function, PropertyKey, PropertyKind, StaticMemberExpression,
        UnaryOperator,
    },
};
use oxc_semantic::{AstNode, NodeId, ScopeId, SymbolFlags, SymbolId};
use oxc_span::{GetSpan, Span};

use crate::strict::context::Context;

/// Reports `f.caller` and `f.arguments` where `f` is a function of the file.
pub(in crate::strict) fn member(
    cx: &mut Context<'_, '_>,
    _: &AstNode<'_>,
    member: &StaticMemberExpression<'_>,
) {
    let property = member.property.name.as_str();
    let function = match &member.object {
        Expression::Identifier(name) => name.reference_id.get().is_some_and(|id| {
            let scoping = cx.scoping();
            let symbol = scoping.get_reference(id).symbol_id();
            symbol.is_some_and(|it| scoping.symbol_flags(it).contains(SymbolFlags::Function))
        }),
        object => object.is_specific_member_access("arguments", "callee"),
    };
    if function && matches!(property, "caller" | "arguments") {
        let message = format!("Reading `{property}` of a function throws in strict code");
        cx.report("strict-caller", member.span, message, "Pass what is needed as a parameter");
    }
}

/// Writes the name of `function` for every `arguments.callee` among `mentions`.
pub(super) fn repair(
    cx: &mut Context<'_, '_>,
    scope: ScopeId,
    function: &Function<'_>,
    mentions: &[NodeId],
) {
    let found: Vec<_> = mentions.iter().filter_map(|&node| callee(cx, node)).collect();
    let Some(&(_, first)) = found.first() else { return };
    let receiver = cx.receivers.contains_key(&scope);
    let plain = found.iter().all(|&(node, _)| is_repairable(cx, node, receiver));
    let scopes: Vec<_> =
        found.iter().map(|&(node, _)| cx.module.nodes().get_node(node).scope_id()).collect();
    if let Some(name) = plain.then(|| name(cx, function, &scopes)).flatten() {
        for &(_, span) in &found {
            cx.replace(span, name.clone());
        }
    } else {
        let message = "`arguments.callee` throws in strict code";
        cx.report("strict-arguments-callee", first, message, "Name the function and use its name");
    }
}

/// The node and span of `arguments.callee`.
fn callee(cx: &Context<'_, '_>, mention: NodeId) -> Option<(NodeId, Span)> {
    let AstKind::StaticMemberExpression(member) = cx.module.parent(mention) else { return None };
    (member.property.name == "callee").then(|| (member.node_id.get(), member.span))
}

/// Whether nothing assigns to `callee`, and no call through it lends `arguments` as `this`.
fn is_repairable(cx: &Context<'_, '_>, node: NodeId, receiver: bool) -> bool {
    let span = cx.span(node);
    match cx.module.parent(node) {
        AstKind::CallExpression(call) => !receiver || call.callee.span() != span,
        AstKind::AssignmentExpression(assignment) => assignment.left.span() != span,
        AstKind::UpdateExpression(_) => false,
        AstKind::UnaryExpression(unary) => unary.operator != UnaryOperator::Delete,
        _ => true,
    }
}

/// A name that means `function` in all of `scopes`.
fn name(cx: &mut Context<'_, '_>, function: &Function<'_>, scopes: &[ScopeId]) -> Option<String> {
    let own = function.id.as_ref().and_then(|id| id.symbol_id.get());
    if let Some(symbol) = own.or_else(|| variable(cx, function)) {
        return is_visible(cx, symbol, scopes)
            .then(|| cx.scoping().symbol_name(symbol).to_string());
    }
    let name = match cx.module.parent(function.node_id.get()) {
        AstKind::ObjectProperty(property) => {
            let PropertyKey::StaticIdentifier(key) = &property.key else { return None };
            if property.method || property.kind != PropertyKind::Init {
                return None;
            }
            cx.fresh([key.name.to_string()])?
        }
        // The name of the function is taken from what it is assigned to.
        AstKind::VariableDeclarator(_)
        | AstKind::MethodDefinition(_)
        | AstKind::PropertyDefinition(_)
        | AstKind::AssignmentPattern(_)
        | AstKind::FormalParameter(_) => return None,
        AstKind::AssignmentExpression(it) if it.left.as_member_expression().is_none() => {
            return None;
        }
        _ => cx.fresh(["callee", "self", "again"].map(String::from))?,
    };
    let head = function.params.span.start;
    let space = if cx.module.source[..head as usize].ends_with(' ') { "" } else { " " };
    cx.insert(head, format!("{space}{name}"));
    Some(name)
}

/// The variable that `function` initializes.
fn variable(cx: &Context<'_, '_>, function: &Function<'_>) -> Option<SymbolId> {
    let AstKind::VariableDeclarator(declarator) = cx.module.parent(function.node_id.get()) else {
        return None;
    };
    match &declarator.id {
        BindingPattern::BindingIdentifier(id) => id.symbol_id.get(),
        _ => None,
    }
}

/// Whether `symbol` always holds its first value and is what its name means in all of `scopes`.
fn is_visible(cx: &Context<'_, '_>, symbol: SymbolId, scopes: &[ScopeId]) -> bool {
    let scoping = cx.scoping();
    let name = scoping.symbol_ident(symbol);
    !scoping.symbol_is_mutated(symbol)
        && scoping.symbol_redeclarations(symbol).is_empty()
        && scopes.iter().all(|&scope| scoping.find_binding(scope, name) == Some(symbol))
}
