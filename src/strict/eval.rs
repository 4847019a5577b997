//! Direct `eval`, whose code becomes strict with the file and no longer declares outside of it, and
//! finds other names around it.

use oxc_allocator::Allocator;
use oxc_ast::{
    AstKind,
    ast::{Argument, CallExpression, Expression, Statement},
};
use oxc_semantic::AstNode;
use oxc_span::GetSpan;

use crate::{module::Module, strict::context::Context};

/// Reports a direct `eval` of sloppy code, unless its code is known and harmless.
pub(super) fn direct(cx: &mut Context<'_, '_>, call: &CallExpression<'_>) {
    if !is_direct(cx, call) {
        return;
    }
    let harmless = match call.arguments.first() {
        None => true,
        Some(Argument::StringLiteral(code)) => is_closed(&code.value),
        Some(_) => false,
    };
    if !harmless {
        let message = "The code of a direct `eval` becomes strict and sees the module's scope";
        cx.report("strict-eval", call.span, message, "Write the code out, or use `(0, eval)(…)`");
    }
}

/// Reports a direct `eval` of strict code that may name what Node's module wrapper has, or what the
/// file declares: that can get another name.
pub(super) fn in_strict_code(
    cx: &mut Context<'_, '_>,
    node: &AstNode<'_>,
    call: &CallExpression<'_>,
) {
    if !is_direct(cx, call) || is_unreachable(cx, node) {
        return;
    }
    let harmless = match call.arguments.first() {
        None => true,
        Some(Argument::StringLiteral(code)) => is_apart(cx, &code.value),
        Some(_) => false,
    };
    if !harmless {
        let message = "The code of a direct `eval` sees the module's scope";
        cx.report("strict-eval", call.span, message, "Write the code out, or use `(0, eval)(…)`");
    }
}

/// A `return` before it in its function, as where engines are to be kept from optimizing.
fn is_unreachable(cx: &Context<'_, '_>, node: &AstNode<'_>) -> bool {
    let own = node.kind().span();
    let ends = |it: &Statement<'_>| {
        matches!(it, Statement::ReturnStatement(_) | Statement::ThrowStatement(_))
            && it.span().end <= own.start
    };
    let around = cx.module.nodes().ancestor_kinds(node.id());
    let mut bodies = around.filter_map(|it| match it {
        AstKind::FunctionBody(body) => Some(body),
        _ => None,
    });
    bodies.next().is_some_and(|body| body.statements.iter().any(ends))
}

fn is_direct(cx: &Context<'_, '_>, call: &CallExpression<'_>) -> bool {
    let Expression::Identifier(callee) = &call.callee else { return false };
    let bound = callee.reference_id.get().is_some_and(|id| cx.scoping().has_binding(id));
    callee.name == "eval" && !bound && !call.optional
}

/// Whether strict `code` names nothing that changes with the module around it.
fn is_apart(cx: &Context<'_, '_>, code: &str) -> bool {
    let allocator = Allocator::default();
    // Code that does not parse fails as before.
    let Ok(module) = Module::parse_strict(&allocator, code) else { return true };
    let around = ["require", "module", "exports", "__filename", "__dirname", "arguments"];
    let scoping = cx.scoping();
    !module.nodes().iter().any(|node| match node.kind() {
        AstKind::ThisExpression(_) => true,
        AstKind::IdentifierReference(it) => {
            let name = it.name.as_str();
            around.contains(&name) || scoping.get_root_binding(it.name).is_some()
        }
        _ => false,
    })
}

/// Whether `code` is strict code already, declares nothing and needs nothing from around it.
fn is_closed(code: &str) -> bool {
    let allocator = Allocator::default();
    let Ok(module) = Module::parse_strict(&allocator, code) else { return false };
    let open = |kind| {
        matches!(
            kind,
            AstKind::ThisExpression(_)
                | AstKind::Function(_)
                | AstKind::VariableDeclaration(_)
                | AstKind::IdentifierReference(_)
                | AstKind::ImportDeclaration(_)
        )
    };
    !module.nodes().iter().any(|node| open(node.kind()))
}
