//! Modules that hold data and nothing else.

use oxc_ast::ast::{Expression, ObjectPropertyKind, Statement};

use crate::module::Module;

/// How deep literals nest.
const DEEPEST: usize = 16;

/// `module.exports = { name: ['a', 'b'] }` and the like is all that there is.
pub(super) fn is_data(module: &Module<'_>) -> bool {
    let [Statement::ExpressionStatement(statement)] = module.program.body.as_slice() else {
        return false;
    };
    let Expression::AssignmentExpression(it) = &statement.expression else { return false };
    let target = it.left.as_member_expression();
    let is_whole = target.is_some_and(|target| {
        target.object().is_specific_id("module") && target.static_property_name() == Some("exports")
    });
    is_whole && it.operator.is_assign() && is_literal(&it.right, DEEPEST)
}

fn is_literal(expression: &Expression<'_>, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return false };
    match expression {
        Expression::ArrayExpression(array) => array
            .elements
            .iter()
            .all(|it| it.as_expression().is_some_and(|it| is_literal(it, depth))),
        Expression::ObjectExpression(object) => object.properties.iter().all(|it| match it {
            ObjectPropertyKind::ObjectProperty(it) => !it.computed && is_literal(&it.value, depth),
            ObjectPropertyKind::SpreadProperty(_) => false,
        }),
        Expression::UnaryExpression(it) => is_literal(&it.argument, depth),
        it => it.is_literal(),
    }
}
