//! Writes to properties that a call defines with a getter alone, or as read-only: they do nothing
//! in sloppy code and throw in strict code.

use oxc_ast::{
    AstKind,
    ast::{
        Argument, AssignmentExpression, AssignmentTarget, CallExpression, Expression,
        ObjectExpression, ObjectPropertyKind, PropertyKey,
    },
};
use oxc_semantic::SymbolId;
use oxc_span::{GetSpan, Span};
use oxc_syntax::operator::AssignmentOperator;

use crate::strict::context::Context;

/// A property that cannot be written once it is defined.
struct Fixed<'a> {
    /// The variable that holds the object, or the name of a free one.
    of: (Option<SymbolId>, &'a str),
    name: &'a str,
    descriptor: Span,
    at: u32,
}

/// Takes the write away where it is the getter's own, so that only its value is left.
pub(super) fn check(cx: &mut Context<'_, '_>) {
    let source = cx.module.source;
    if !source.contains("defineProperty") && !source.contains("defineProperties") {
        return;
    }
    let nodes = cx.module.nodes();
    let calls = nodes.iter().filter_map(|node| match node.kind() {
        AstKind::CallExpression(call) => Some(call),
        _ => None,
    });
    let fixed: Vec<_> = calls.flat_map(|call| defined(cx, call)).collect();
    if fixed.is_empty() {
        return;
    }
    let written = nodes.iter().filter_map(|node| match node.kind() {
        AstKind::AssignmentExpression(it) if cx.is_sloppy(node.scope_id()) => {
            let place = cx.any_function_scope(node.scope_id());
            let (of, name) = target(cx, it)?;
            let hit = fixed.iter().find(|fixed| {
                (fixed.of, fixed.name) == (of, name)
                    && (it.span.start > fixed.at || place.is_some())
            });
            Some((it, hit?.descriptor, of.0.is_some()))
        }
        _ => None,
    });
    for (it, descriptor, is_local) in written.collect::<Vec<_>>() {
        let head = Span::new(it.span.start, it.right.span().start);
        let is_plain = it.operator == AssignmentOperator::Assign
            && !cx.module.text(head).contains("//")
            && !cx.module.text(head).contains("/*");
        if is_local && is_plain && descriptor.contains_inclusive(it.span) {
            cx.replace(head, "");
        } else {
            let message = "This write has no effect now and throws in strict code";
            cx.report("strict-silent-write", head, message, "Remove it, it never had an effect");
        }
    }
}

/// What is written, where that is a member of a variable.
fn target<'a>(
    cx: &Context<'_, 'a>,
    it: &AssignmentExpression<'a>,
) -> Option<((Option<SymbolId>, &'a str), &'a str)> {
    let AssignmentTarget::StaticMemberExpression(member) = &it.left else { return None };
    Some((variable(cx, &member.object)?, member.property.name.as_str()))
}

fn variable<'a>(cx: &Context<'_, '_>, it: &Expression<'a>) -> Option<(Option<SymbolId>, &'a str)> {
    let Expression::Identifier(it) = it else { return None };
    let symbol = it.reference_id.get().and_then(|id| cx.scoping().get_reference(id).symbol_id());
    Some((symbol, it.name.as_str()))
}

/// `Object.defineProperty(x, 'name', { … })` and `Object.defineProperties(x, { name: { … } })`
fn defined<'a>(cx: &Context<'_, 'a>, call: &'a CallExpression<'a>) -> Vec<Fixed<'a>> {
    let Some(of) = call.arguments.first().and_then(Argument::as_expression) else {
        return Vec::new();
    };
    let Some(of) = variable(cx, of) else { return Vec::new() };
    let at = call.span.end;
    let fixed = |name, it: &ObjectExpression<'_>| Fixed { of, name, descriptor: it.span, at };
    match (cx.module.text(call.callee.span()), &call.arguments[1..]) {
        (
            "Object.defineProperty",
            [Argument::StringLiteral(name), Argument::ObjectExpression(it)],
        ) if cannot_be_written(it) => {
            vec![fixed(name.value.as_str(), it)]
        }
        ("Object.defineProperties", [Argument::ObjectExpression(all)]) => {
            let each = all.properties.iter().filter_map(|property| {
                let ObjectPropertyKind::ObjectProperty(it) = property else { return None };
                let Expression::ObjectExpression(descriptor) = &it.value else { return None };
                let name = static_name(&it.key)?;
                cannot_be_written(descriptor).then(|| fixed(name, descriptor))
            });
            each.collect()
        }
        _ => Vec::new(),
    }
}

fn static_name<'a>(key: &'a PropertyKey<'a>) -> Option<&'a str> {
    match key {
        PropertyKey::StaticIdentifier(it) => Some(it.name.as_str()),
        PropertyKey::StringLiteral(it) => Some(it.value.as_str()),
        _ => None,
    }
}

/// There is a getter and no setter, or the value is said to stay.
fn cannot_be_written(descriptor: &ObjectExpression<'_>) -> bool {
    let (mut gets, mut sets, mut fixed) = (false, false, false);
    for property in &descriptor.properties {
        let ObjectPropertyKind::ObjectProperty(it) = property else { return false };
        match static_name(&it.key) {
            Some("get") => gets = true,
            Some("set") => sets = true,
            Some("writable") => {
                fixed = matches!(&it.value, Expression::BooleanLiteral(it) if !it.value);
            }
            Some(_) => {}
            None => return false,
        }
    }
    (gets && !sets) || fixed
}
