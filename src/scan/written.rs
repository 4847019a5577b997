//! Paths of `.js` files that code writes: Node reads them as what the manifest says, not as their writer means.

use oxc_ast::{
    AstKind,
    ast::{Argument, CallExpression, Expression, IdentifierReference},
};
use oxc_span::GetSpan;
use oxc_syntax::operator::BinaryOperator;

use super::paths::callee;
use crate::{facts::WrittenPath, find::extension, module::Module};

/// Calls that write the file that their first argument names.
const WRITERS: [&str; 6] =
    ["createWriteStream", "outputFile", "outputFileSync", "write", "writeFile", "writeFileSync"];

/// How many variables are followed for one path.
const DEPTH: usize = 4;

/// In the order of the text.
pub(super) fn paths(module: &Module<'_>) -> Vec<WrittenPath> {
    let calls = module.nodes().iter().filter_map(|node| match node.kind() {
        AstKind::CallExpression(call) => written(module, call),
        _ => None,
    });
    calls.collect()
}

fn written(module: &Module<'_>, call: &CallExpression<'_>) -> Option<WrittenPath> {
    if !WRITERS.contains(&callee(&call.callee)?) {
        return None;
    }
    let path = path(module, call.arguments.first()?.as_expression()?, DEPTH)?;
    let span = call.span;
    (extension(&path.text) == "js").then_some(WrittenPath { span, ..path })
}

/// The path that the expression surely gives.
fn path(module: &Module<'_>, expression: &Expression<'_>, depth: usize) -> Option<WrittenPath> {
    let span = expression.span();
    match expression.get_inner_expression() {
        Expression::StringLiteral(it) => {
            let text = it.value.to_string();
            (!text.starts_with('/')).then_some(WrittenPath { span, text, beside: false })
        }
        Expression::Identifier(it) if module.free("__dirname").any(|own| is_it(own, it)) => {
            Some(WrittenPath { span, text: String::new(), beside: true })
        }
        Expression::Identifier(it) => path(module, value(module, it)?, depth.checked_sub(1)?),
        Expression::StaticMemberExpression(it)
            if it.property.name == "dirname" && matches!(it.object, Expression::ImportMeta(_)) =>
        {
            Some(WrittenPath { span, text: String::new(), beside: true })
        }
        Expression::BinaryExpression(it) if it.operator == BinaryOperator::Addition => {
            let Expression::StringLiteral(end) = &it.right else { return None };
            let start = path(module, &it.left, depth)?;
            Some(WrittenPath { text: start.text + &end.value, ..start })
        }
        Expression::TemplateLiteral(it) => {
            let [first] = it.expressions.as_slice() else { return None };
            let [before, end] = it.quasis.as_slice() else { return None };
            let start = path(module, first, depth).filter(|_| before.span.is_empty())?;
            Some(WrittenPath { text: start.text + end.value.cooked.as_deref()?, ..start })
        }
        Expression::CallExpression(call) => joined(module, call, depth),
        _ => None,
    }
}

/// `path.join(…)` and its like.
fn joined(module: &Module<'_>, call: &CallExpression<'_>, depth: usize) -> Option<WrittenPath> {
    if !["join", "resolve", "normalize"].contains(&callee(&call.callee)?) {
        return None;
    }
    let mut parts =
        call.arguments.iter().map(|it| path(module, Argument::as_expression(it)?, depth));
    let mut whole = parts.next()??;
    for part in parts {
        let part = part.filter(|it| !it.beside)?;
        whole.text = whole.text + "/" + &part.text;
    }
    Some(whole)
}

fn is_it(own: &oxc_semantic::Reference, name: &IdentifierReference<'_>) -> bool {
    own.node_id() == name.node_id.get()
}

/// What the variable always holds.
fn value<'m>(module: &'m Module<'_>, name: &IdentifierReference<'_>) -> Option<&'m Expression<'m>> {
    let scoping = module.scoping();
    let symbol = scoping.get_reference(name.reference_id.get()?).symbol_id()?;
    let AstKind::VariableDeclarator(it) = module.symbol_node(symbol) else { return None };
    let is_fixed = it.id.is_binding_identifier()
        && !scoping.symbol_is_mutated(symbol)
        && scoping.symbol_redeclarations(symbol).is_empty();
    it.init.as_ref().filter(|_| is_fixed)
}
