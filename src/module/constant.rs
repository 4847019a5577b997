//! Arguments of `require` that are one text, although they are no string literal.

use oxc_ast::{
    AstKind,
    ast::{Argument, BinaryOperator, CallExpression, Expression, IdentifierReference},
};

use super::Module;

/// What `require(argument)` asks for, when the argument is no string literal and yet the same text
/// wherever the file is: a template, a sum of texts, or a path below `__dirname`, which becomes
/// a relative specifier.
pub(crate) fn specifier(module: &Module<'_>, call: &CallExpression<'_>) -> Option<String> {
    let [argument] = call.arguments.as_slice() else { return None };
    let argument = argument.as_expression()?;
    if matches!(argument, Expression::StringLiteral(_)) {
        return None;
    }
    match text(module, argument)? {
        Text::Plain(text) => (!text.is_empty()).then_some(text),
        Text::Below(path) => path.starts_with('/').then(|| format!(".{path}")),
    }
}

enum Text {
    Plain(String),
    /// What follows `__dirname`.
    Below(String),
}

fn text(module: &Module<'_>, expression: &Expression<'_>) -> Option<Text> {
    match expression {
        Expression::StringLiteral(it) => Some(Text::Plain(it.value.to_string())),
        Expression::TemplateLiteral(it) => {
            let rest: Option<Vec<_>> =
                it.quasis.iter().map(|part| part.value.cooked.as_deref()).collect();
            match (it.expressions.as_slice(), rest?.as_slice()) {
                ([], [whole]) => Some(Text::Plain((*whole).to_string())),
                ([first], ["", rest]) if is_dirname(module, first) => {
                    Some(Text::Below((*rest).to_string()))
                }
                _ => None,
            }
        }
        Expression::BinaryExpression(it) if it.operator == BinaryOperator::Addition => {
            let Text::Plain(right) = text(module, &it.right)? else { return None };
            Some(match text(module, &it.left)? {
                Text::Plain(left) => Text::Plain(left + &right),
                Text::Below(left) => Text::Below(left + &right),
            })
        }
        Expression::CallExpression(it) => joined(module, it),
        _ if is_dirname(module, expression) => Some(Text::Below(String::new())),
        _ => None,
    }
}

/// `path.join(__dirname, 'a', 'b')`, or `resolve` with relative parts.
fn joined(module: &Module<'_>, call: &CallExpression<'_>) -> Option<Text> {
    let Expression::StaticMemberExpression(callee) = &call.callee else { return None };
    let Expression::Identifier(object) = &callee.object else { return None };
    let joins = matches!(callee.property.name.as_str(), "join" | "resolve");
    let (first, parts) = call.arguments.split_first()?;
    let below = first.as_expression().is_some_and(|it| is_dirname(module, it));
    if !joins || !below || !is_path_module(module, object) {
        return None;
    }
    let mut path = String::new();
    for part in parts {
        let Argument::StringLiteral(part) = part else { return None };
        if part.value.starts_with('/') || part.value.is_empty() {
            return None;
        }
        path.push('/');
        path.push_str(&part.value);
    }
    Some(Text::Below(path))
}

fn is_dirname(module: &Module<'_>, expression: &Expression<'_>) -> bool {
    let Expression::Identifier(it) = expression else { return false };
    it.name == "__dirname" && symbol(module, it).is_none()
}

/// `const path = require('path')`
fn is_path_module(module: &Module<'_>, it: &IdentifierReference<'_>) -> bool {
    let Some(symbol) = symbol(module, it) else { return false };
    let scoping = module.scoping();
    let AstKind::VariableDeclarator(declarator) = module.symbol_node(symbol) else { return false };
    let Some(Expression::CallExpression(call)) = &declarator.init else { return false };
    declarator.id.is_binding_identifier()
        && !scoping.symbol_is_mutated(symbol)
        && scoping.symbol_redeclarations(symbol).is_empty()
        && call.common_js_require().is_some_and(|it| matches!(&*it.value, "path" | "node:path"))
}

fn symbol(module: &Module<'_>, it: &IdentifierReference<'_>) -> Option<oxc_semantic::SymbolId> {
    module.scoping().get_reference(it.reference_id.get()?).symbol_id()
}
