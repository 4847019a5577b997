//! Conditions whose outcome is known because the file runs as CommonJS in Node.

use oxc_ast::ast::{BinaryExpression, Expression, MemberExpression};
use oxc_syntax::operator::{BinaryOperator, LogicalOperator, UnaryOperator};

use super::{bindings::symbol_of, walk::Walker};
use crate::module::Syntax;

/// How many operators a condition may nest; real guards have two or three.
const DEEPEST: usize = 6;

impl<'a> Walker<'_, 'a> {
    /// Whether a condition always or never holds.
    pub(super) fn truth(&self, condition: &'a Expression<'a>) -> Option<bool> {
        let wrapped = self.sources.module.syntax == Syntax::CommonJs;
        if wrapped { self.truth_within(condition, DEEPEST) } else { None }
    }

    fn truth_within(&self, condition: &'a Expression<'a>, depth: usize) -> Option<bool> {
        let depth = depth.checked_sub(1)?;
        match condition {
            Expression::BooleanLiteral(literal) => Some(literal.value),
            Expression::UnaryExpression(unary) if unary.operator == UnaryOperator::LogicalNot => {
                self.truth_within(&unary.argument, depth).map(|truth| !truth)
            }
            Expression::LogicalExpression(logical) => {
                // The operand that decides alone.
                let decisive = match logical.operator {
                    LogicalOperator::And => false,
                    LogicalOperator::Or => true,
                    LogicalOperator::Coalesce => return None,
                };
                match (
                    self.truth_within(&logical.left, depth),
                    self.truth_within(&logical.right, depth),
                ) {
                    (Some(side), _) | (_, Some(side)) if side == decisive => Some(decisive),
                    (Some(_), Some(_)) => Some(!decisive),
                    _ => None,
                }
            }
            Expression::BinaryExpression(binary) => self.comparison(binary),
            Expression::Identifier(_) => (self.kind(condition)? != "undefined").then_some(true),
            _ => self.is_own_exports(condition.as_member_expression()?).then_some(true),
        }
    }

    fn comparison(&self, binary: &'a BinaryExpression<'a>) -> Option<bool> {
        let ((Expression::UnaryExpression(tested), Expression::StringLiteral(expected))
        | (Expression::StringLiteral(expected), Expression::UnaryExpression(tested))) =
            (&binary.left, &binary.right)
        else {
            return None;
        };
        if tested.operator != UnaryOperator::Typeof {
            return None;
        }
        let equal = self.kind(&tested.argument)? == expected.value.as_str();
        match binary.operator {
            BinaryOperator::Equality | BinaryOperator::StrictEquality => Some(equal),
            BinaryOperator::Inequality | BinaryOperator::StrictInequality => Some(!equal),
            _ => None,
        }
    }

    /// What `typeof` says of the names that tell module systems apart.
    fn kind(&self, expression: &'a Expression<'a>) -> Option<&'static str> {
        let Expression::Identifier(id) = expression else { return None };
        if symbol_of(self.sources.module, id).is_some() {
            return None;
        }
        match id.name.as_str() {
            "exports" | "module" => Some("object"),
            "require" => Some("function"),
            "define" => Some("undefined"),
            _ => None,
        }
    }

    fn is_own_exports(&self, member: &'a MemberExpression<'a>) -> bool {
        let Expression::Identifier(id) = member.object() else { return false };
        id.name == "module"
            && symbol_of(self.sources.module, id).is_none()
            && member.static_property_name() == Some("exports")
    }
}
