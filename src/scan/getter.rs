//! `Object.defineProperty(module, 'exports', { get })`: every `require` calls the getter.

use oxc_ast::ast::{
    Argument, ArrowFunctionBody, CallExpression, Expression, FunctionBody, ObjectExpression,
    ObjectPropertyKind, Statement,
};
use oxc_span::GetSpan;

use crate::{
    facts::{ExportAssignment, ExportsObject, Getter, Target, TargetKind, Value, ValueKind},
    module::Module,
};

/// The last statement, as an assignment of what the getter gives.
pub(super) fn assignment(module: &Module<'_>) -> Option<ExportAssignment> {
    let body = &module.program.body;
    let last = body.last()?;
    let Statement::ExpressionStatement(statement) = last else { return None };
    let Expression::CallExpression(call) = &statement.expression else { return None };
    let getter = getter(module, descriptor(module, call)?)?;
    let value = Value { span: call.span, kind: ValueKind::Other };
    let span = call.span;
    let kind = TargetKind::Object(ExportsObject::Module);
    Some(ExportAssignment {
        statement: body.len() - 1,
        span: last.span(),
        targets: vec![Target { kind, span, object: span }],
        value,
        declares: None,
        merges: None,
        getter: Some(getter),
    })
}

fn descriptor<'c, 'a>(
    module: &Module<'_>,
    call: &'c CallExpression<'a>,
) -> Option<&'c ObjectExpression<'a>> {
    let is_free = |name: &str| module.scoping().get_root_binding(name.into()).is_none();
    let defines = module.text(call.callee.span()) == "Object.defineProperty";
    let [
        Argument::Identifier(object),
        Argument::StringLiteral(name),
        Argument::ObjectExpression(it),
    ] = call.arguments.as_slice()
    else {
        return None;
    };
    let exports = object.name == "module" && name.value == "exports";
    (defines && exports && is_free("module") && is_free("Object")).then_some(it)
}

fn getter(module: &Module<'_>, descriptor: &ObjectExpression<'_>) -> Option<Getter> {
    let mut found = None;
    for property in &descriptor.properties {
        let ObjectPropertyKind::ObjectProperty(it) = property else { return None };
        match it.key.static_name()?.as_ref() {
            "get" => found = Some(&it.value),
            "enumerable" | "configurable" if it.value.is_literal() => {}
            _ => return None,
        }
    }
    match found? {
        Expression::Identifier(it) => {
            let text = declared(module, &it.name)?;
            is_plain(text).then(|| Getter { value: format!("{}()", it.name), fresh: true })
        }
        Expression::FunctionExpression(it) => returned(module, it.body.as_deref()?),
        Expression::ArrowFunctionExpression(it) if !it.r#async => match &it.body {
            ArrowFunctionBody::FunctionBody(body) => returned(module, body),
            body => given(module, body.as_expression()?),
        },
        _ => None,
    }
}

/// The text of the function declaration of this name, if that is all that the name ever means.
fn declared<'m>(module: &'m Module<'_>, name: &str) -> Option<&'m str> {
    let functions = module.program.body.iter().filter_map(|it| match it {
        Statement::FunctionDeclaration(it) => Some(it),
        _ => None,
    });
    let mut named = functions.filter(|it| it.name().is_some_and(|own| own == name));
    let function = named.next().filter(|it| !it.r#async && !it.generator)?;
    let symbol = function.id.as_ref()?.symbol_id.get()?;
    let scoping = module.scoping();
    let once =
        !scoping.symbol_is_mutated(symbol) && scoping.symbol_redeclarations(symbol).is_empty();
    once.then(|| module.text(function.span))
}

/// `{ return value }`, or `{ return kept || (kept = value) }`, which gives the same each time.
fn returned(module: &Module<'_>, body: &FunctionBody<'_>) -> Option<Getter> {
    let [Statement::ReturnStatement(it)] = body.statements.as_slice() else { return None };
    given(module, it.argument.as_ref()?)
}

/// The same for the value of an arrow function.
fn given(module: &Module<'_>, value: &Expression<'_>) -> Option<Getter> {
    let text = module.text(value.span());
    is_plain(text).then(|| Getter { value: text.to_string(), fresh: !keeps(module, value) })
}

/// `kept || (kept = value)` and `kept ? kept : (kept = value)`.
fn keeps(module: &Module<'_>, value: &Expression<'_>) -> bool {
    let (kept, otherwise) = match value {
        Expression::LogicalExpression(it) if it.operator.is_or() => (&it.left, &it.right),
        Expression::ConditionalExpression(it)
            if module.text(it.test.span()) == module.text(it.consequent.span()) =>
        {
            (&it.test, &it.alternate)
        }
        _ => return false,
    };
    let Expression::Identifier(kept) = kept else { return false };
    match otherwise.without_parentheses() {
        Expression::AssignmentExpression(it) => module.text(it.left.span()) == kept.name,
        _ => false,
    }
}

/// The code needs nothing that it has only in the getter, and nothing of Node's module wrapper.
fn is_plain(text: &str) -> bool {
    let words = text.split(|it: char| !it.is_alphanumeric() && it != '_' && it != '$');
    let bound = ["this", "arguments", "module", "exports", "require", "__dirname", "__filename"];
    !words.into_iter().any(|it| bound.contains(&it))
}
