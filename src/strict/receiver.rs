//! `this` of functions that are called without a receiver: the global object in sloppy code,
//! `undefined` in strict code. And `this` of functions on built-in prototypes, which sloppy code
//! wraps in an object.
//!
//! Functions whose callers are not in sight count as methods: a test of `this` itself is all that
//! can tell there.

use oxc_ast::{
    AstKind,
    ast::{
        Argument, AssignmentTarget, Expression, Function, LogicalOperator, Statement,
        ThisExpression, UnaryOperator,
    },
};
use oxc_semantic::{AstNode, NodeId, ScopeId};
use oxc_span::{GetSpan, Span};

use crate::strict::{
    callers::{self, Callers},
    context::Context,
    sloppy_this::{self, Receiver},
};

/// Notes `this` with the function that it belongs to; the one of the file is not ours.
pub(super) fn collect(cx: &mut Context<'_, '_>, node: &AstNode<'_>, _: &ThisExpression) {
    if let Some(function) = cx.function_scope(node.scope_id()) {
        cx.receivers.entry(function).or_default().push(node.id());
    }
}

/// Judges every function of sloppy code that mentions `this`.
pub(super) fn check(cx: &mut Context<'_, '_>) {
    let mut functions: Vec<_> =
        cx.receivers.iter().map(|(&scope, uses)| (scope, uses.clone())).collect();
    functions.sort_unstable_by_key(|&(scope, _)| scope);
    for (scope, uses) in functions {
        let function = cx.function(scope).filter(|function| !is_given_exports(cx, function));
        if let Some(function) = function {
            judge(cx, scope, function, &uses);
        }
    }
}

fn judge(cx: &mut Context<'_, '_>, scope: ScopeId, function: &Function<'_>, uses: &[NodeId]) {
    let guarded = uses.iter().any(|&this| is_guard(cx, this));
    match callers::of(cx, function) {
        _ if guarded => {}
        Callers::Plain => return name_global(cx, scope, function, uses),
        Callers::Mixed(call) => return name_mixed(cx, scope, uses, call),
        Callers::Unknown => {}
    }
    if is_on_builtin_prototype(cx, function) {
        return wrap(cx, scope, uses);
    }
    let mut answers: Vec<_> = uses.to_vec();
    answers.retain(|&this| is_guard(cx, this));
    let answers: Vec<_> = answers.iter().filter_map(|&this| condition(cx, this)).collect();
    let is_answered = |this| condition(cx, this).is_some_and(|it| answers.contains(&it));
    let tests = uses.iter().copied().filter(|&this| is_test(cx, this) && !is_answered(this));
    let tests: Vec<_> = tests.collect();
    let Some(&first) = tests.first() else { return };
    let unsure = if guarded { &tests } else { uses };
    if !sloppy_this::write(cx, scope, unsure, Receiver::Missing) {
        let message = "This test of `this` comes out otherwise when there is no receiver";
        cx.report("strict-this-test", cx.span(first), message, "Pass the object as a parameter");
    }
}

/// `this` of functions that primitives inherit.
fn wrap(cx: &mut Context<'_, '_>, scope: ScopeId, uses: &[NodeId]) {
    let tests: Vec<_> = uses.iter().copied().filter(|&it| is_test(cx, it)).collect();
    let boxed = uses.iter().copied().filter(|it| !tests.contains(it) && !is_unboxed_use(cx, *it));
    let boxed: Vec<_> = boxed.collect();
    let first = tests.first().or(boxed.first()).map(|&it| cx.span(it));
    let written = sloppy_this::write(cx, scope, &tests, Receiver::Any)
        && sloppy_this::write(cx, scope, &boxed, Receiver::Primitive);
    if let Some(span) = first.filter(|_| !written) {
        let message = "`this` is an object here in sloppy code and a primitive in strict code";
        cx.report("strict-boxed-this", span, message, "Wrap it: `Object(this)`");
    }
}

/// Whether `function` stands in `(function () {…}).call(this)` at the top of the file, where `this`
/// is `module.exports`.
fn is_given_exports(cx: &Context<'_, '_>, function: &Function<'_>) -> bool {
    let nodes = cx.module.nodes();
    let node = function.node_id.get();
    let AstKind::StaticMemberExpression(member) = nodes.parent_kind(node) else { return false };
    let call = nodes.parent_node(member.node_id.get());
    let AstKind::CallExpression(it) = call.kind() else { return false };
    matches!(member.property.name.as_str(), "call" | "apply")
        && it.callee.span() == member.span
        && matches!(it.arguments.first(), Some(Argument::ThisExpression(_)))
        && function.id.is_none()
        && cx.function_scope(call.scope_id()).is_none()
}

/// Whether `this` is what an `instanceof` of a constructor's guard asks about.
fn is_guard(cx: &Context<'_, '_>, this: NodeId) -> bool {
    matches!(cx.module.parent(this), AstKind::BinaryExpression(binary)
        if binary.operator.is_instance_of() && binary.left.span() == cx.span(this)
            && !binary.right.is_specific_id("Object"))
}

/// The condition that the question about `this` is a part of by `&&`: where an `instanceof` is
/// another part, neither `undefined` nor the global object makes it true.
fn condition(cx: &Context<'_, '_>, this: NodeId) -> Option<NodeId> {
    let nodes = cx.module.nodes();
    let mut part = this;
    if matches!(nodes.parent_kind(this), AstKind::BinaryExpression(_)) {
        part = nodes.parent_id(this);
    }
    while let AstKind::LogicalExpression(logical) = nodes.parent_kind(part)
        && logical.operator == LogicalOperator::And
    {
        part = logical.node_id.get();
    }
    let span = cx.span(part);
    let tested = match nodes.parent_kind(part) {
        AstKind::IfStatement(statement) => statement.test.span() == span,
        AstKind::ConditionalExpression(conditional) => conditional.test.span() == span,
        AstKind::ExpressionStatement(_) => true,
        AstKind::SequenceExpression(sequence) => {
            sequence.expressions.last().is_some_and(|last| last.span() != span)
                || matches!(
                    nodes.parent_kind(sequence.node_id.get()),
                    AstKind::ExpressionStatement(_)
                )
        }
        _ => false,
    };
    tested.then_some(part)
}

/// Writes `globalThis`, which is what `this` is in a function that has no receiver, ever.
fn name_global(cx: &mut Context<'_, '_>, scope: ScopeId, function: &Function<'_>, uses: &[NodeId]) {
    if cx.scoping().find_binding(scope, "globalThis".into()).is_some() {
        let span = cx.span(uses[0]);
        let message = "`this` is the global object here, and the name `globalThis` is taken";
        return cx.report("strict-this", span, message, "Rename the variable `globalThis`");
    }
    if let Some(call) = asks_for_global(cx, function) {
        return cx.replace(call, "globalThis");
    }
    for &this in uses {
        cx.replace(cx.span(this), "globalThis");
    }
}

/// The whole of `(function () { return this })()`.
fn asks_for_global(cx: &Context<'_, '_>, function: &Function<'_>) -> Option<Span> {
    let AstKind::CallExpression(call) = cx.module.parent(function.node_id.get()) else {
        return None;
    };
    let [Statement::ReturnStatement(only)] = &function.body.as_ref()?.statements[..] else {
        return None;
    };
    let asks = matches!(only.argument, Some(Expression::ThisExpression(_)))
        && call.callee.span() == function.span
        && call.arguments.is_empty()
        && !cx.module.semantic.has_comments_between(call.span);
    asks.then_some(call.span)
}

/// Writes what `this` is where some calls have a receiver and others have none.
fn name_mixed(cx: &mut Context<'_, '_>, scope: ScopeId, uses: &[NodeId], call: Span) {
    let extends = sloppy_this::extends_builtins(cx);
    let receiver = if extends { Receiver::Any } else { Receiver::Missing };
    if !sloppy_this::write(cx, scope, uses, receiver) {
        let (line, _) = crate::finding::position(cx.module.source, call.start);
        let message = format!("`this` is the global object when line {line} calls the function");
        let help = "Call it with a receiver: `f.call(object)`";
        cx.report("strict-this", cx.span(uses[0]), message, help);
    }
}

/// Whether the value of `this` itself decides something.
fn is_test(cx: &Context<'_, '_>, this: NodeId) -> bool {
    let span = cx.span(this);
    match cx.module.parent(this) {
        AstKind::UnaryExpression(unary) => {
            matches!(unary.operator, UnaryOperator::Typeof | UnaryOperator::LogicalNot)
        }
        AstKind::BinaryExpression(binary) if binary.operator.is_equality() => {
            let other = if binary.left.span() == span { &binary.right } else { &binary.left };
            is_absence_or_global(other)
        }
        // An assertion: `equal(this, global)`.
        AstKind::CallExpression(call) => {
            let mut others = call.arguments.iter().filter_map(|it| it.as_expression());
            call.callee.span() != span
                && call.arguments.len() > 1
                && others.any(|it| it.span() != span && is_global(it))
        }
        AstKind::LogicalExpression(logical) => logical.left.span() == span,
        AstKind::ConditionalExpression(conditional) => conditional.test.span() == span,
        AstKind::IfStatement(statement) => statement.test.span() == span,
        _ => false,
    }
}

fn is_absence_or_global(expression: &Expression<'_>) -> bool {
    callers::is_nullish(expression) || is_global(expression)
}

fn is_global(expression: &Expression<'_>) -> bool {
    let global = ["global", "globalThis", "window", "self", "root"];
    matches!(expression, Expression::Identifier(name) if global.contains(&name.name.as_str()))
}

/// Whether `function` is put on the prototype of something that primitives inherit from.
fn is_on_builtin_prototype(cx: &Context<'_, '_>, function: &Function<'_>) -> bool {
    let nodes = cx.module.nodes();
    for ancestor in nodes.ancestor_ids(function.node_id.get()) {
        match nodes.kind(ancestor) {
            AstKind::AssignmentExpression(assignment) => {
                return assigns_builtin(cx, &assignment.left);
            }
            AstKind::CallExpression(call) => {
                let mut arguments = call.arguments.iter().filter_map(|it| it.as_expression());
                return arguments.any(|argument| is_builtin_prototype(cx, argument));
            }
            AstKind::ObjectProperty(_) | AstKind::ObjectExpression(_) => {}
            _ => return false,
        }
    }
    false
}

fn assigns_builtin(cx: &Context<'_, '_>, target: &AssignmentTarget<'_>) -> bool {
    target.as_member_expression().is_some_and(|member| is_builtin_prototype(cx, member.object()))
}

pub(super) fn is_builtin_prototype(cx: &Context<'_, '_>, expression: &Expression<'_>) -> bool {
    let builtin = ["BigInt", "Boolean", "Number", "Object", "String", "Symbol"];
    let Expression::StaticMemberExpression(member) = expression else { return false };
    let Expression::Identifier(object) = &member.object else { return false };
    let free = object.reference_id.get().is_some_and(|id| !cx.scoping().has_binding(id));
    member.property.name == "prototype" && free && builtin.contains(&object.name.as_str())
}

/// Whether a primitive serves as well as the object around it in the place of `this`.
fn is_unboxed_use(cx: &Context<'_, '_>, this: NodeId) -> bool {
    let span = cx.span(this);
    match cx.module.parent(this) {
        AstKind::StaticMemberExpression(member) => !is_written(cx, member.node_id.get()),
        AstKind::ComputedMemberExpression(member) => {
            member.object.span() != span || !is_written(cx, member.node_id.get())
        }
        AstKind::BinaryExpression(binary) => !binary.operator.is_equality(),
        AstKind::TemplateLiteral(_) => true,
        AstKind::CallExpression(call) => converts(&call.callee),
        _ => false,
    }
}

fn converts(callee: &Expression<'_>) -> bool {
    match callee {
        Expression::Identifier(name) => {
            matches!(name.name.as_str(), "String" | "Number" | "parseInt" | "parseFloat" | "isNaN")
        }
        Expression::StaticMemberExpression(member) => {
            member.object.is_specific_id("Object")
                || matches!(member.property.name.as_str(), "call" | "apply" | "test" | "exec")
        }
        _ => false,
    }
}

fn is_written(cx: &Context<'_, '_>, member: NodeId) -> bool {
    match cx.module.parent(member) {
        AstKind::AssignmentExpression(assignment) => assignment.left.span() == cx.span(member),
        AstKind::UpdateExpression(_) => true,
        _ => false,
    }
}
