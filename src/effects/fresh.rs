//! Values that nobody else holds.

use oxc_ast::ast::{
    Argument, ArrayExpressionElement, CallExpression, Expression, IdentifierReference,
    ObjectPropertyKind,
};

use super::{
    bindings::{Base, enclosing_at, symbol_of},
    sources::Sources,
    value::{Source, Value},
};

/// How many bindings and parts are followed one into the other.
const DEEPEST: usize = 8;

/// Methods that give a new array or object each time.
const COPIES: &[&str] = &["concat", "filter", "map", "slice", "split"];

impl<'a> Sources<'_, 'a> {
    /// True if the value was made where it stands, or is no object. What it holds may be shared,
    /// but for the parts of literals.
    pub(super) fn is_fresh(&self, expression: &'a Expression<'a>) -> bool {
        self.is_fresh_within(expression, DEEPEST)
    }

    fn is_fresh_within(&self, expression: &'a Expression<'a>, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return false };
        let is_fresh = |it: &'a Expression<'a>| self.is_fresh_within(it, depth);
        match expression {
            Expression::ObjectExpression(object) => {
                object.properties.iter().all(|property| match property {
                    ObjectPropertyKind::ObjectProperty(it) => is_fresh(&it.value),
                    ObjectPropertyKind::SpreadProperty(_) => false,
                })
            }
            Expression::ArrayExpression(array) => array.elements.iter().all(|element| {
                matches!(element, ArrayExpressionElement::Elision(_))
                    || element.as_expression().is_some_and(is_fresh)
            }),
            Expression::NewExpression(new) => {
                new.arguments.iter().all(|it| it.as_expression().is_some_and(is_fresh))
            }
            Expression::ConditionalExpression(it) => {
                is_fresh(&it.consequent) && is_fresh(&it.alternate)
            }
            Expression::LogicalExpression(it) => is_fresh(&it.left) && is_fresh(&it.right),
            Expression::CallExpression(call) => copies(call),
            Expression::Identifier(id) => self.is_fresh_name(id, depth),
            Expression::FunctionExpression(_)
            | Expression::ArrowFunctionExpression(_)
            | Expression::ClassExpression(_)
            | Expression::BinaryExpression(_)
            | Expression::UnaryExpression(_)
            | Expression::UpdateExpression(_)
            | Expression::TemplateLiteral(_) => true,
            it => it.is_literal() || self.is_fresh_prototype(it, depth),
        }
    }

    /// `Local.prototype`
    fn is_fresh_prototype(&self, expression: &'a Expression<'a>, depth: usize) -> bool {
        expression.as_member_expression().is_some_and(|member| {
            member.static_property_name() == Some("prototype")
                && self.is_fresh_within(member.object(), depth)
        })
    }

    /// A variable of the function that the name stands in, which only gets such values.
    fn is_fresh_name(&self, id: &'a IdentifierReference<'a>, depth: usize) -> bool {
        let Some(symbol) = symbol_of(self.module, id) else { return id.name == "undefined" };
        let declared = self.module.scoping().symbol_declaration(symbol);
        let writes = self.bindings.writes.get(&symbol);
        self.runs(enclosing_at(self.module, declared))
            && writes.into_iter().flatten().all(|write| match write.base {
                Base::Expression(it) => write.path.is_empty() && self.is_fresh_within(it, depth),
                Base::Plain | Base::Function(_) => true,
                _ => false,
            })
    }

    /// True if each call of the function gives something new, or no object.
    pub(super) fn gives_fresh(&self, function: u32) -> bool {
        let Some(callable) = self.bindings.callables.get(&function) else { return false };
        let returns = &callable.returns;
        callable.superclass.is_none() && returns.iter().all(|it| self.is_fresh(it))
    }
}

fn copies(call: &CallExpression<'_>) -> bool {
    let Some(member) = call.callee.as_member_expression() else { return false };
    let Some(name) = member.static_property_name() else { return false };
    let is_empty = matches!(call.arguments.as_slice(), [Argument::NullLiteral(_)]);
    COPIES.contains(&name)
        || member.object().is_specific_id("Object")
            && (name == "keys" || name == "create" && is_empty)
}

/// True if the file may keep a value of these sources.
pub(super) fn may_be_kept(value: &Value<'_>) -> bool {
    value.any(|source| {
        matches!(
            source,
            Source::Own
                | Source::Object(_)
                | Source::List(..)
                | Source::Plain
                | Source::Function(_)
                | Source::Foreign
        )
    })
}
