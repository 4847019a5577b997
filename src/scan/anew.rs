//! Calls of tools that load a file of the package for themselves, as CommonJS: with other modules in
//! the place of those that it requires, or once more.

use oxc_ast::{
    AstKind,
    ast::{Argument, CallExpression, Expression},
};

use super::marks;
use crate::{
    facts::{Specifier, SpecifierKind},
    module::Module,
};

/// Packages whose function, or a method of it, loads the file that its first argument names.
const TOOLS: [&str; 12] = [
    "clear-module",
    "clear-require",
    "decache",
    "import-fresh",
    "proxyquire",
    "require-again",
    "require-inject",
    "require-reload",
    "require-uncached",
    "rewire",
    "rewiremock",
    "stealthy-require",
];

/// Names under which what prepares tests makes such a function global.
const GLOBALS: [&str; 4] = ["$require", "proxyquire", "requireUncached", "rewire"];

/// The specifiers in such calls, each with the name of the tool, in the order of the text.
pub(super) fn loaded(module: &Module<'_>) -> Vec<(Specifier, &'static str)> {
    let by_tap = marks::tap_calls(module).filter_map(|(call, name)| Some((named(call)?, name)));
    let mut found: Vec<_> = by_tap.collect();
    if !TOOLS.iter().chain(&GLOBALS).any(|it| module.source.contains(it)) {
        return found;
    }
    let calls = module.nodes().iter().filter_map(|node| match node.kind() {
        AstKind::CallExpression(call) => Some(call),
        _ => None,
    });
    found.extend(calls.filter_map(|call| loads(module, call)));
    found.sort_by_key(|(it, _)| it.literal.start);
    found
}

fn loads(module: &Module<'_>, call: &CallExpression<'_>) -> Option<(Specifier, &'static str)> {
    let named = named(call)?;
    Some((named, tool(module, &call.callee, 0)?))
}

/// The file beside this one that the first argument names.
fn named(call: &CallExpression<'_>) -> Option<Specifier> {
    let Some(Argument::StringLiteral(named)) = call.arguments.first() else { return None };
    let is_own =
        named.value.starts_with("./") || named.value.starts_with("..") || named.value == ".";
    let (value, literal) = (named.value.to_string(), named.span);
    is_own.then_some(Specifier { value, literal, kind: SpecifierKind::Required, default: None })
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
            let Some(symbol) = reference.symbol_id() else {
                return GLOBALS.into_iter().find(|name| *name == it.name);
            };
            match module.symbol_node(symbol) {
                AstKind::VariableDeclarator(it) => tool(module, it.init.as_ref()?, depth + 1),
                _ => None,
            }
        }
        _ => None,
    }
}
