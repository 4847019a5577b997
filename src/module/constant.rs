//! Arguments of `require` that are one text, although they are no string literal.

use oxc_ast::{
    AstKind,
    ast::{
        Argument, BinaryOperator, BindingPattern, CallExpression, Expression, IdentifierReference,
        ObjectPattern, PropertyKey, VariableDeclarator,
    },
};
use oxc_semantic::SymbolId;

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
    let name = path_function(module, &call.callee)?;
    let (first, parts) = call.arguments.split_first()?;
    let below = first.as_expression().is_some_and(|it| is_dirname(module, it));
    if !matches!(name, "join" | "resolve") || !below {
        return None;
    }
    let mut path = String::new();
    for part in parts {
        let Argument::StringLiteral(part) = part else { return None };
        let part = part.value.as_str();
        if part.is_empty() || (part.starts_with('/') && name == "resolve") {
            return None;
        }
        path.push('/');
        path.push_str(part.trim_start_matches('/'));
    }
    Some(Text::Below(path))
}

/// The function of `path` that `callee` is: `path.join`, or a variable that holds one.
fn path_function<'a>(module: &Module<'a>, callee: &Expression<'a>) -> Option<&'a str> {
    let (variable, member) = match callee {
        Expression::StaticMemberExpression(it) => match &it.object {
            Expression::Identifier(object) => (object, Some(it.property.name.as_str())),
            _ => return None,
        },
        Expression::Identifier(it) => (it, None),
        _ => return None,
    };
    let found = declarator(module, variable)?;
    match (&found.id, found.init.as_ref()?, member) {
        (BindingPattern::BindingIdentifier(_), init, Some(name)) => is_path(init).then_some(name),
        (BindingPattern::BindingIdentifier(_), Expression::StaticMemberExpression(it), None) => {
            is_path(&it.object).then_some(it.property.name.as_str())
        }
        (BindingPattern::ObjectPattern(pattern), init, None) if is_path(init) => {
            taken(pattern, symbol(module, variable)?)
        }
        _ => None,
    }
}

/// The name of the property that `pattern` gives to the variable `symbol`.
fn taken<'a>(pattern: &ObjectPattern<'a>, symbol: SymbolId) -> Option<&'a str> {
    let binds = |value: &BindingPattern<'_>| {
        value.get_binding_identifier().is_some_and(|it| it.symbol_id() == symbol)
    };
    match &pattern.properties.iter().find(|it| binds(&it.value))?.key {
        PropertyKey::StaticIdentifier(it) => Some(it.name.as_str()),
        _ => None,
    }
}

/// `require('path')`
fn is_path(expression: &Expression<'_>) -> bool {
    let Expression::CallExpression(call) = expression else { return false };
    call.common_js_require().is_some_and(|it| matches!(&*it.value, "path" | "node:path"))
}

/// The declarator of a variable that never gets another value.
fn declarator<'a>(
    module: &Module<'a>,
    it: &IdentifierReference<'_>,
) -> Option<&'a VariableDeclarator<'a>> {
    let symbol = symbol(module, it)?;
    let scoping = module.scoping();
    let AstKind::VariableDeclarator(found) = module.symbol_node(symbol) else { return None };
    let fixed =
        !scoping.symbol_is_mutated(symbol) && scoping.symbol_redeclarations(symbol).is_empty();
    fixed.then_some(found)
}

fn is_dirname(module: &Module<'_>, expression: &Expression<'_>) -> bool {
    let Expression::Identifier(it) = expression else { return false };
    it.name == "__dirname" && symbol(module, it).is_none()
}

fn symbol(module: &Module<'_>, it: &IdentifierReference<'_>) -> Option<SymbolId> {
    module.scoping().get_reference(it.reference_id.get()?).symbol_id()
}
