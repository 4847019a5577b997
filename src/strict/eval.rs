//! Direct `eval`, whose code becomes strict with the file and no longer declares outside of it.

use oxc_allocator::Allocator;
use oxc_ast::{
    AstKind,
    ast::{Argument, CallExpression, Expression},
};

use crate::{module::Module, strict::context::Context};

/// Reports a direct `eval` of sloppy code, unless its code is known and harmless.
pub(super) fn direct(cx: &mut Context<'_, '_>, call: &CallExpression<'_>) {
    let Expression::Identifier(callee) = &call.callee else { return };
    let bound = callee.reference_id.get().is_some_and(|id| cx.scoping().has_binding(id));
    if callee.name != "eval" || bound || call.optional {
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
