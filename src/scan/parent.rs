//! Tests of `module.parent`, by which old code asks whether Node was started with its file
//! (<https://nodejs.org/api/modules.html#moduleparent>).

use oxc_ast::{AstKind, ast::Expression};
use oxc_semantic::NodeId;
use oxc_span::{GetSpan, Span};
use oxc_syntax::operator::{BinaryOperator, UnaryOperator};

use crate::{
    facts::{RequireValue, RequireValueKind},
    module::Module,
};

/// Each as the comparison with `require.main` that says the same of a file that Node starts or that
/// CommonJS loads.
pub(super) fn tests(module: &Module<'_>) -> Vec<RequireValue> {
    let members = module.free("module").map(|it| module.nodes().parent_id(it.node_id()));
    let is_parent = |node: &NodeId| match module.nodes().kind(*node) {
        AstKind::StaticMemberExpression(it) => {
            it.property.name == "parent" && module.text(it.object.span()) == "module"
        }
        _ => false,
    };
    members.filter(is_parent).filter_map(|node| test(module, node)).collect()
}

fn test(module: &Module<'_>, node: NodeId) -> Option<RequireValue> {
    let own = module.nodes().kind(node).span();
    let (comparison, negated) = match module.parent(node) {
        AstKind::UnaryExpression(it) if it.operator == UnaryOperator::LogicalNot => {
            (it.span, false)
        }
        AstKind::BinaryExpression(it) if it.left.span() == own => {
            (it.span, differs(it.operator, &it.right)?)
        }
        it => (own, is_test(it, own).then_some(true)?),
    };
    Some(RequireValue { span: own, kind: RequireValueKind::IsMain { comparison, negated } })
}

/// Whether it holds for what another module loads; the parent of what Node starts is `null`.
fn differs(operator: BinaryOperator, other: &Expression<'_>) -> Option<bool> {
    match operator {
        BinaryOperator::Equality if other.is_null_or_undefined() => Some(false),
        BinaryOperator::Inequality if other.is_null_or_undefined() => Some(true),
        BinaryOperator::StrictEquality if other.is_null() => Some(false),
        BinaryOperator::StrictInequality if other.is_null() => Some(true),
        _ => None,
    }
}

/// Only whether the expression at `own` is true counts there.
fn is_test(parent: AstKind<'_>, own: Span) -> bool {
    match parent {
        AstKind::IfStatement(it) => it.test.span() == own,
        AstKind::ConditionalExpression(it) => it.test.span() == own,
        _ => false,
    }
}
