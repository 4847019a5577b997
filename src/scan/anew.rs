//! Calls of tools that load a file of the package for themselves, as CommonJS: with other modules in
//! the place of those that it requires, or once more.

use oxc_ast::{
    AstKind,
    ast::{Argument, CallExpression, Expression},
};

use crate::{
    facts::{Specifier, SpecifierKind},
    module::Module,
};

/// Packages whose function, or a method of it, loads the file that its first argument names.
const TOOLS: [&str; 11] = [
    "clear-module",
    "clear-require",
    "decache",
    "import-fresh",
    "proxyquire",
    "require-again",
    "require-reload",
    "require-uncached",
    "rewire",
    "rewiremock",
    "stealthy-require",
];

/// The specifiers in such calls, each with the name of the tool, in the order of the text.
pub(super) fn loaded(module: &Module<'_>) -> Vec<(Specifier, &'static str)> {
    if !TOOLS.iter().any(|it| module.source.contains(it)) {
        return Vec::new();
    }
    let calls = module.nodes().iter().filter_map(|node| match node.kind() {
        AstKind::CallExpression(call) => Some(call),
        _ => None,
    });
    let mut found: Vec<_> = calls.filter_map(|call| loads(module, call)).collect();
    found.sort_by_key(|(it, _)| it.literal.start);
    found
}

fn loads(module: &Module<'_>, call: &CallExpression<'_>) -> Option<(Specifier, &'static str)> {
    let Some(Argument::StringLiteral(named)) = call.arguments.first() else { return None };
    let is_own =
        named.value.starts_with("./") || named.value.starts_with("..") || named.value == ".";
    let tool = tool(module, &call.callee, 0).filter(|_| is_own)?;
    let (value, literal) = (named.value.to_string(), named.span);
    Some((Specifier { value, literal, kind: SpecifierKind::Required, default: None }, tool))
}

/// The tool that `callee` is, or is made of: `tool`, `tool.load`, `tool.noCallThru()`.
fn tool(module: &Module<'_>, callee: &Expression<'_>, depth: u8) -> Option<&'static str> {
    match callee {
        _ if depth > 8 => None,
        Expression::StaticMemberExpression(it) => tool(module, &it.object, depth + 1),
        Expression::CallExpression(it) => match it.common_js_require() {
            Some(required) => TOOLS.into_iter().find(|tool| *tool == required.value),
            None => tool(module, &it.callee, depth + 1),
        },
        Expression::Identifier(it) => {
            let reference = module.scoping().get_reference(it.reference_id.get()?);
            match module.symbol_node(reference.symbol_id()?) {
                AstKind::VariableDeclarator(it) => tool(module, it.init.as_ref()?, depth + 1),
                _ => None,
            }
        }
        _ => None,
    }
}
