//! Conditions whose outcome is known because the file runs as CommonJS in Node.

use oxc_ast::ast::{BinaryExpression, Expression, MemberExpression};
use oxc_span::GetSpan;
use oxc_syntax::operator::{BinaryOperator, LogicalOperator, UnaryOperator};

use super::{bindings::symbol_of, sources::Sources, walk::Walker};
use crate::module::{Syntax, platform};

/// How many operators a condition may nest; real guards have two or three.
const DEEPEST: usize = 6;

impl<'a> Sources<'_, 'a> {
    /// Whether a condition always or never holds.
    pub(super) fn truth(&self, condition: &'a Expression<'a>) -> Option<bool> {
        let wrapped = self.module.syntax == Syntax::CommonJs;
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
            _ if self.is_everywhere(condition) => Some(true),
            Expression::Identifier(_) => (self.kind(condition)? != "undefined").then_some(true),
            _ => self.is_own_exports(condition.as_member_expression()?).then_some(true),
        }
    }

    fn comparison(&self, binary: &'a BinaryExpression<'a>) -> Option<bool> {
        if let (Expression::StringLiteral(left), Expression::StringLiteral(right)) =
            (&binary.left, &binary.right)
        {
            return Some((left.value == right.value) == asks_for_equality(binary.operator)?);
        }
        let (tested, expected, equal) = typeof_comparison(binary)?;
        Some((self.kind(tested)? == expected) == equal)
    }

    /// A function that every Node has.
    fn is_everywhere(&self, expression: &'a Expression<'a>) -> bool {
        platform::function(self.module, expression).is_some()
    }

    /// What `typeof` says of the names that tell module systems apart, and of what is everywhere.
    fn kind(&self, expression: &'a Expression<'a>) -> Option<&'static str> {
        if self.is_everywhere(expression) {
            return Some("function");
        }
        let Expression::Identifier(id) = expression else { return None };
        if symbol_of(self.module, id).is_some() {
            return None;
        }
        match id.name.as_str() {
            "exports" | "module" | "global" | "globalThis" | "process" => Some("object"),
            "require" => Some("function"),
            "define" => Some("undefined"),
            _ => None,
        }
    }

    fn is_own_exports(&self, member: &'a MemberExpression<'a>) -> bool {
        let Expression::Identifier(id) = member.object() else { return false };
        id.name == "module"
            && symbol_of(self.module, id).is_none()
            && member.static_property_name() == Some("exports")
    }
}

impl<'a> Walker<'_, 'a> {
    /// Whether a condition always or never holds.
    pub(super) fn truth(&self, condition: &'a Expression<'a>) -> Option<bool> {
        self.sources.truth(condition)
    }

    /// Notes which globals, or members of them, are there when `condition` has this outcome.
    pub(super) fn ask(&mut self, condition: &'a Expression<'a>, outcome: bool) {
        match condition {
            Expression::UnaryExpression(it) if it.operator == UnaryOperator::LogicalNot => {
                self.ask(&it.argument, !outcome);
            }
            Expression::LogicalExpression(it) => {
                let holds_for_both = match it.operator {
                    LogicalOperator::And => outcome,
                    LogicalOperator::Or => !outcome,
                    LogicalOperator::Coalesce => false,
                };
                if holds_for_both {
                    self.ask(&it.left, outcome);
                    self.ask(&it.right, outcome);
                }
            }
            Expression::BinaryExpression(it) => {
                if let Some((tested, kind, equal)) = typeof_comparison(it)
                    && (equal != (kind == "undefined")) == outcome
                {
                    self.ask(tested, true);
                }
            }
            Expression::Identifier(id) if outcome => self.asked.push(id.name.as_str()),
            _ if outcome && condition.is_member_expression() => {
                self.asked.push(self.sources.module.text(condition.span()));
            }
            _ => {}
        }
    }
}

/// `typeof tested === 'kind'`, either way round, with whether it asks for equality.
fn typeof_comparison<'a>(
    binary: &'a BinaryExpression<'a>,
) -> Option<(&'a Expression<'a>, &'a str, bool)> {
    let ((Expression::UnaryExpression(tested), Expression::StringLiteral(kind))
    | (Expression::StringLiteral(kind), Expression::UnaryExpression(tested))) =
        (&binary.left, &binary.right)
    else {
        return None;
    };
    if tested.operator != UnaryOperator::Typeof {
        return None;
    }
    let equal = asks_for_equality(binary.operator)?;
    Some((&tested.argument, kind.value.as_str(), equal))
}

fn asks_for_equality(operator: BinaryOperator) -> Option<bool> {
    match operator {
        BinaryOperator::Equality | BinaryOperator::StrictEquality => Some(true),
        BinaryOperator::Inequality | BinaryOperator::StrictInequality => Some(false),
        _ => None,
    }
}
