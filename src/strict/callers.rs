//! Who calls a function, as far as its own file shows.

use oxc_ast::{
    AstKind,
    ast::{Argument, BindingPattern, CallExpression, Expression, Function, UnaryOperator},
};
use oxc_semantic::{NodeId, Reference, SymbolId};
use oxc_span::{GetSpan, Span};

use crate::strict::context::Context;

/// How the calls of one function pass `this`.
pub(super) enum Callers {
    /// Every use is a call without a receiver.
    Plain,
    /// There is such a call here, and also another use.
    Mixed(Span),
    /// No call without a receiver is in sight.
    Unknown,
}

#[derive(Default)]
struct Uses {
    plain: Option<Span>,
    other: bool,
}

impl Uses {
    fn call(&mut self, span: Span) {
        self.plain.get_or_insert(span);
    }
}

/// What the file shows of the calls of `function`.
pub(super) fn of(cx: &Context<'_, '_>, function: &Function<'_>) -> Callers {
    let mut uses = Uses::default();
    let named = function.id.as_ref().and_then(|id| id.symbol_id.get());
    let stable = named.is_none_or(|symbol| references(cx, symbol, &mut uses))
        && position(cx, function, &mut uses);
    match uses.plain {
        Some(_) if stable && !uses.other => Callers::Plain,
        Some(span) if stable => Callers::Mixed(span),
        _ => Callers::Unknown,
    }
}

/// Whether every reference to `symbol` calls it without a receiver.
pub(super) fn only_called(cx: &Context<'_, '_>, symbol: SymbolId) -> bool {
    let mut uses = Uses::default();
    references(cx, symbol, &mut uses) && !uses.other
}

/// Adds the uses of `symbol`; false when it does not always name the same function.
fn references(cx: &Context<'_, '_>, symbol: SymbolId, uses: &mut Uses) -> bool {
    let scoping = cx.scoping();
    if scoping.symbol_is_mutated(symbol) || !scoping.symbol_redeclarations(symbol).is_empty() {
        return false;
    }
    for reference in scoping.get_resolved_references(symbol) {
        reference_use(cx, reference, uses);
    }
    true
}

fn reference_use(cx: &Context<'_, '_>, reference: &Reference, uses: &mut Uses) {
    let span = cx.reference_span(reference);
    match cx.module.parent(reference.node_id()) {
        AstKind::CallExpression(call) if call.callee.span() == span => uses.call(call.span),
        AstKind::TaggedTemplateExpression(tagged) if tagged.tag.span() == span => {
            uses.call(tagged.span);
        }
        AstKind::UnaryExpression(unary) if unary.operator == UnaryOperator::Typeof => {}
        AstKind::BinaryExpression(binary) if binary.operator.is_equality() => {}
        _ => uses.other = true,
    }
}

/// Adds what happens to a function where it stands; false for declarations in blocks, which are
/// two bindings in sloppy code.
fn position(cx: &Context<'_, '_>, function: &Function<'_>, uses: &mut Uses) -> bool {
    let node = function.node_id.get();
    match cx.module.parent(node) {
        AstKind::Program(_) | AstKind::FunctionBody(_) => {}
        _ if function.is_declaration() => return false,
        AstKind::CallExpression(call) if call.callee.span() == function.span => {
            uses.call(call.span);
        }
        AstKind::StaticMemberExpression(member) => {
            match receiverless(cx, member.node_id.get(), &member.property.name) {
                Some(span) => uses.call(span),
                None => uses.other = true,
            }
        }
        AstKind::VariableDeclarator(declarator) => {
            if let BindingPattern::BindingIdentifier(id) = &declarator.id
                && let Some(symbol) = id.symbol_id.get()
            {
                return references(cx, symbol, uses);
            }
            uses.other = true;
        }
        parent => match called_choice(cx, node, parent) {
            Some(span) => uses.call(span),
            None => uses.other = true,
        },
    }
    true
}

/// The call of `(other || function () {…})(…)`.
fn called_choice(cx: &Context<'_, '_>, node: NodeId, parent: AstKind<'_>) -> Option<Span> {
    let is_choice =
        matches!(parent, AstKind::LogicalExpression(_) | AstKind::ConditionalExpression(_));
    let choice = is_choice.then(|| cx.module.nodes().parent_id(node))?;
    match cx.module.parent(choice) {
        AstKind::CallExpression(call) if call.callee.span() == parent.span() => Some(call.span),
        _ => None,
    }
}

/// The call of `function.call(undefined, …)` or `.apply(null, …)` around the member `node`.
fn receiverless(cx: &Context<'_, '_>, node: NodeId, method: &str) -> Option<Span> {
    let AstKind::CallExpression(call) = cx.module.parent(node) else { return None };
    let calls = matches!(method, "call" | "apply") && call.callee.span() == cx.span(node);
    (calls && is_nothing(call)).then_some(call.span)
}

fn is_nothing(call: &CallExpression<'_>) -> bool {
    match call.arguments.first().map(Argument::as_expression) {
        None => true,
        Some(Some(expression)) => is_nullish(expression),
        Some(None) => false,
    }
}

/// Whether `expression` is `null`, `undefined` or `void 0`.
pub(super) fn is_nullish(expression: &Expression<'_>) -> bool {
    match expression {
        Expression::NullLiteral(_) => true,
        Expression::Identifier(name) => name.name == "undefined",
        Expression::UnaryExpression(unary) => unary.operator == UnaryOperator::Void,
        _ => false,
    }
}
