//! Writes and deletions that do nothing in sloppy code and throw in strict code, where this is
//! evident from the file.

mod options;

use oxc_ast::{
    AstKind,
    ast::{
        AssignmentExpression, AssignmentTarget, Expression, IdentifierReference, MemberExpression,
        ObjectPropertyKind, PropertyKind, SimpleAssignmentTarget, UnaryExpression, UnaryOperator,
        UpdateExpression,
    },
};
use oxc_semantic::{SymbolFlags, SymbolId};
use oxc_span::{GetSpan, Span};

use crate::strict::context::Context;

/// Globals that are constants or have a getter alone.
const READ_ONLY: [&str; 5] = ["Infinity", "NaN", "crypto", "navigator", "undefined"];

/// Properties of the requests and responses of HTTP/2 that have a getter alone; those of HTTP/1 can be set.
const HTTP2: [&str; 2] = ["connection", "socket"];

/// Such properties of `process`.
const PROCESS: [&str; 8] =
    ["arch", "platform", "release", "stderr", "stdin", "stdout", "version", "versions"];

pub(super) fn assignment(cx: &mut Context<'_, '_>, assignment: &AssignmentExpression<'_>) {
    match &assignment.left {
        AssignmentTarget::AssignmentTargetIdentifier(name) => variable(cx, name),
        left => {
            if let Some(member) = left.as_member_expression() {
                property(cx, member);
            }
        }
    }
}

pub(super) fn update(cx: &mut Context<'_, '_>, update: &UpdateExpression<'_>) {
    match &update.argument {
        SimpleAssignmentTarget::AssignmentTargetIdentifier(name) => variable(cx, name),
        argument => {
            if let Some(member) = argument.as_member_expression() {
                property(cx, member);
            }
        }
    }
}

pub(super) fn delete(cx: &mut Context<'_, '_>, unary: &UnaryExpression<'_>) {
    let Some(member) = unary.argument.as_member_expression() else { return };
    if unary.operator != UnaryOperator::Delete {
        return;
    }
    let object = member.object().get_inner_expression();
    let fixed = match member.static_property_name() {
        Some("prototype") => is_function(cx, object) || is_builtin_constructor(cx, object),
        Some("length") => {
            matches!(object, Expression::ArrayExpression(_) | Expression::StringLiteral(_))
        }
        _ => false,
    };
    if fixed || is_frozen(cx, object) {
        report(cx, unary.span, "Deleting this property fails, silently until now");
    }
}

fn report(cx: &mut Context<'_, '_>, span: Span, message: &str) {
    cx.report("strict-silent-write", span, message, "Remove it, it never had an effect");
}

fn symbol(cx: &Context<'_, '_>, name: &IdentifierReference<'_>) -> Option<SymbolId> {
    name.reference_id.get().and_then(|id| cx.scoping().get_reference(id).symbol_id())
}

fn variable(cx: &mut Context<'_, '_>, name: &IdentifierReference<'_>) {
    let constant = match symbol(cx, name) {
        None => READ_ONLY.contains(&name.name.as_str()),
        Some(symbol) => {
            let flags = cx.scoping().symbol_flags(symbol);
            flags.contains(SymbolFlags::FunctionExpression)
                && !flags.intersects(SymbolFlags::FunctionScopedVariable)
        }
    };
    if constant {
        let message =
            format!("Assigning to `{}` does nothing now and throws in strict code", name.name);
        report(cx, name.span, &message);
    }
}

fn property(cx: &mut Context<'_, '_>, member: &MemberExpression<'_>) {
    let object = member.object().get_inner_expression();
    let name = member.static_property_name();
    let silent = match object {
        _ if is_primitive(object) || is_getter_only(cx, object, name) => true,
        Expression::Identifier(id) if name == Some("size") && is_collection(cx, id) => true,
        Expression::Identifier(_) if matches!(name, Some("name" | "length")) => {
            is_function(cx, object) || is_frozen(cx, object)
        }
        Expression::Identifier(id) if symbol(cx, id).is_none() => is_fixed(&id.name, name),
        Expression::Identifier(id) if name.is_some_and(|it| HTTP2.contains(&it)) => {
            may_be_http2(cx, id)
        }
        Expression::Identifier(id) if options::may_be_true(cx, id) => {
            return options::write(cx, member, id);
        }
        _ => is_frozen(cx, object),
    };
    if silent {
        report(cx, member.span(), "This write has no effect now and throws in strict code");
    }
}

/// Whether the global `object` has a property `name` that cannot be written.
fn is_fixed(object: &str, name: Option<&str>) -> bool {
    let Some(name) = name else { return false };
    match object {
        "process" => PROCESS.contains(&name),
        "global" | "globalThis" => READ_ONLY.contains(&name),
        _ => name == "prototype" && is_builtin(object),
    }
}

fn is_builtin(name: &str) -> bool {
    let all =
        ["Array", "Boolean", "Date", "Error", "Function", "Number", "Object", "RegExp", "String"];
    all.contains(&name)
}

fn is_builtin_constructor(cx: &Context<'_, '_>, object: &Expression<'_>) -> bool {
    matches!(object, Expression::Identifier(id) if symbol(cx, id).is_none() && is_builtin(&id.name))
}

/// Whether `object` names a function declaration that nothing replaces.
fn is_function(cx: &Context<'_, '_>, object: &Expression<'_>) -> bool {
    let Expression::Identifier(id) = object else { return false };
    symbol(cx, id).is_some_and(|symbol| {
        let scoping = cx.scoping();
        let node = scoping.symbol_declaration(symbol);
        matches!(cx.module.nodes().kind(node), AstKind::Function(_))
            && scoping.symbol_redeclarations(symbol).is_empty()
            && !scoping.symbol_is_mutated(symbol)
    })
}

/// Whether `object` names a variable that always holds a frozen object or a primitive.
fn is_frozen(cx: &Context<'_, '_>, object: &Expression<'_>) -> bool {
    value(cx, object).is_some_and(|value| match value {
        Expression::CallExpression(call) => {
            call.callee.is_specific_member_access("Object", "freeze")
                || call.callee.is_specific_id("Symbol")
        }
        value => is_primitive(value),
    })
}

fn is_primitive(expression: &Expression<'_>) -> bool {
    matches!(
        expression,
        Expression::StringLiteral(_)
            | Expression::NumericLiteral(_)
            | Expression::BooleanLiteral(_)
            | Expression::TemplateLiteral(_)
    )
}

/// Whether the object literal that `object` names has a getter for `name` and no setter.
fn is_getter_only(cx: &Context<'_, '_>, object: &Expression<'_>, name: Option<&str>) -> bool {
    let (Some(Expression::ObjectExpression(literal)), Some(name)) = (value(cx, object), name)
    else {
        return false;
    };
    let mut kinds = literal.properties.iter().filter_map(|property| match property {
        ObjectPropertyKind::ObjectProperty(it) if it.key.is_specific_static_name(name) => {
            Some(it.kind)
        }
        _ => None,
    });
    kinds.next() == Some(PropertyKind::Get) && kinds.next().is_none()
}

/// Whether the variable starts as a map or set, or as one of a class that the function is given.
fn is_collection(cx: &Context<'_, '_>, object: &IdentifierReference<'_>) -> bool {
    let nodes = cx.module.nodes();
    let declared = symbol(cx, object).map(|it| nodes.kind(cx.scoping().symbol_declaration(it)));
    let Some(AstKind::VariableDeclarator(it)) = declared else { return false };
    let Some(Expression::NewExpression(made)) = &it.init else { return false };
    let Expression::Identifier(class) = &made.callee else { return false };
    match symbol(cx, class) {
        None => matches!(class.name.as_str(), "Map" | "Set"),
        Some(class) => {
            let node = cx.scoping().symbol_declaration(class);
            matches!(nodes.kind(node), AstKind::FormalParameter(_))
        }
    }
}

/// Whether a function is given `object` in a file that knows of HTTP/2.
fn may_be_http2(cx: &Context<'_, '_>, object: &IdentifierReference<'_>) -> bool {
    let declared = symbol(cx, object).map(|it| cx.scoping().symbol_declaration(it));
    let is_given = declared
        .is_some_and(|it| matches!(cx.module.nodes().kind(it), AstKind::FormalParameter(_)));
    is_given && ["http2", "HTTP2", "Http2"].iter().any(|it| cx.module.source.contains(it))
}

/// What the variable that `object` names is initialized with, when nothing else assigns to it.
fn value<'m>(cx: &Context<'m, '_>, object: &Expression<'_>) -> Option<&'m Expression<'m>> {
    let Expression::Identifier(id) = object else { return None };
    let (scoping, symbol) = (cx.scoping(), symbol(cx, id)?);
    let node = scoping.symbol_declaration(symbol);
    let AstKind::VariableDeclarator(declarator) = cx.module.nodes().kind(node) else { return None };
    let constant = declarator.id.is_binding_identifier()
        && !scoping.symbol_is_mutated(symbol)
        && scoping.symbol_redeclarations(symbol).is_empty();
    declarator.init.as_ref().filter(|_| constant)
}
