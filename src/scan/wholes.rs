//! Finds `exports.name = __importStar(require('x'))`, with the helper or without, which was `export * as name from`, and
//! `Promise.resolve().then(() => __importStar(require('x')))`, which was `import()`.

use oxc_ast::{AstKind, ast::Expression};
use oxc_semantic::NodeId;
use oxc_span::{GetSpan, Span};

use super::interop;
use crate::{
    facts::{InteropKind, Whole},
    module::Module,
};

/// What the `require` at `call` was, where it gives all of a module.
pub(super) fn whole(module: &Module<'_>, call: NodeId, literal: Span) -> Option<Whole> {
    let start = module.nodes().kind(call).span().start;
    let parent = module.nodes().parent_id(call);
    let star = match module.nodes().kind(parent) {
        AstKind::CallExpression(it) if it.arguments.len() == 1 => {
            let found = interop::of_callee(module, &it.callee);
            found.filter(|(kind, _)| *kind == InteropKind::Star).map(|(_, start)| start)
        }
        _ => None,
    };
    let value = if star.is_some() { parent } else { call };
    let own = module.nodes().kind(value).span();
    if let AstKind::AssignmentExpression(it) = module.parent(value) {
        let target = it.left.as_member_expression()?.object();
        let exports = matches!(target, Expression::Identifier(it) if it.name == "exports");
        let exported = exports && it.right.span() == own;
        return exported.then_some(Whole { call: start, span: own, callee: star, promised: None });
    }
    let quote = module.text(literal).chars().next().filter(|it| matches!(it, '"' | '\''))?;
    let span = promise(module, value)?;
    Some(Whole { call: start, span, callee: star, promised: Some(quote) })
}

/// `Promise.resolve().then(() => value)` around the value.
fn promise(module: &Module<'_>, value: NodeId) -> Option<Span> {
    let function = returning(module, value)?;
    let plain = match module.nodes().kind(function) {
        AstKind::ArrowFunctionExpression(it) => it.params.is_empty() && !it.r#async,
        AstKind::Function(it) => it.params.is_empty() && !it.r#async && !it.generator,
        _ => false,
    };
    let AstKind::CallExpression(then) = module.parent(function) else { return None };
    let resolved = module.text(then.callee.span()) == "Promise.resolve().then";
    (plain && resolved && then.arguments.len() == 1).then_some(then.span)
}

/// The function that gives the value, and does nothing else.
fn returning(module: &Module<'_>, value: NodeId) -> Option<NodeId> {
    let parent = module.nodes().parent_id(value);
    let AstKind::ReturnStatement(_) = module.nodes().kind(parent) else { return Some(parent) };
    let body = module.nodes().parent_id(parent);
    let AstKind::FunctionBody(it) = module.nodes().kind(body) else { return None };
    (it.statements.len() == 1).then(|| module.nodes().parent_id(body))
}
