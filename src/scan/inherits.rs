//! The function by which constructors inherit from another: `util.inherits`, and the package
//! `inherits`, which is that one in Node.

use oxc_ast::{
    AstKind,
    ast::{CallExpression, Expression},
};

use crate::module::Module;

/// `callee` is `inherits`, by whatever name.
pub(super) fn is_inherits(module: &Module<'_>, callee: &Expression<'_>) -> bool {
    match callee {
        Expression::Identifier(_) => holds(module, callee, |value| match value {
            Expression::CallExpression(it) => loads(it, &["inherits"]),
            Expression::StaticMemberExpression(it) => {
                it.property.name == "inherits"
                    && matches!(&it.object, Expression::CallExpression(it) if loads(it, UTIL))
            }
            _ => false,
        }),
        Expression::StaticMemberExpression(it) if it.property.name == "inherits" => holds(
            module,
            &it.object,
            |value| matches!(value, Expression::CallExpression(it) if loads(it, UTIL)),
        ),
        _ => false,
    }
}

const UTIL: &[&str] = &["util", "node:util"];

fn loads(call: &CallExpression<'_>, names: &[&str]) -> bool {
    call.common_js_require().is_some_and(|it| names.contains(&it.value.as_str()))
}

/// The expression is a variable of the file that only ever has a value for which `is` holds.
fn holds(
    module: &Module<'_>,
    expression: &Expression<'_>,
    is: impl Fn(&Expression<'_>) -> bool,
) -> bool {
    let Expression::Identifier(it) = expression else { return false };
    let scoping = module.scoping();
    let Some(symbol) = it.reference_id.get().and_then(|it| scoping.get_reference(it).symbol_id())
    else {
        return false;
    };
    let constant =
        !scoping.symbol_is_mutated(symbol) && scoping.symbol_redeclarations(symbol).is_empty();
    let AstKind::VariableDeclarator(declarator) = module.symbol_node(symbol) else { return false };
    constant && declarator.init.as_ref().is_some_and(is)
}
