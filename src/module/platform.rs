//! What every supported Node has: code that asks for it before it loads a substitute never does.

use oxc_ast::{
    AstKind,
    ast::{CallExpression, Expression, IdentifierReference, StaticMemberExpression},
};
use oxc_span::{GetSpan, Span};

use super::Module;
use crate::graph::builtins;

/// Globals that are functions.
const FUNCTIONS: &[&str] = &[
    "Array",
    "ArrayBuffer",
    "BigInt",
    "Buffer",
    "DataView",
    "Float32Array",
    "Float64Array",
    "Int16Array",
    "Int32Array",
    "Int8Array",
    "Map",
    "Object",
    "Promise",
    "Proxy",
    "Set",
    "Symbol",
    "TextDecoder",
    "TextEncoder",
    "URL",
    "URLSearchParams",
    "Uint16Array",
    "Uint32Array",
    "Uint8Array",
    "Uint8ClampedArray",
    "WeakMap",
    "WeakSet",
];

/// Functions that are members of such globals.
const MEMBERS: &[(&str, &[&str])] = &[
    ("Array", &["from", "isArray", "of"]),
    ("Buffer", &["alloc", "allocUnsafe", "from"]),
    ("Object", &["assign", "create", "defineProperty", "entries", "freeze", "keys", "values"]),
];

/// What some of Node's modules have that is no function.
const VALUES: &[(&str, &[&str])] = &[
    ("crypto", &["constants", "subtle", "webcrypto"]),
    ("fs", &["constants", "lchmod", "lchmodSync", "promises"]),
    ("os", &["EOL", "constants", "devNull"]),
    ("path", &["delimiter", "posix", "sep", "win32"]),
    ("stream", &["promises"]),
    ("util", &["types"]),
    ("zlib", &["codes", "constants"]),
];

/// Methods of the classes that such modules have.
const METHODS: &[(&str, &str, &[&str])] = &[
    ("events", "EventEmitter", &["emit", "on", "once", "removeListener"]),
    ("stream", "Readable", &["on", "pipe", "read", "setEncoding"]),
    ("string_decoder", "StringDecoder", &["end", "write"]),
];

/// The name of the global or of the member, when `expression` is such a function.
pub(crate) fn function<'a>(module: &Module<'a>, expression: &Expression<'a>) -> Option<&'a str> {
    match expression.without_parentheses() {
        Expression::Identifier(it) => match variable(module, it)? {
            Bound::Free(name) => FUNCTIONS.contains(&name).then_some(name),
            Bound::To(value) => function(module, value),
        },
        Expression::StaticMemberExpression(it) => member(module, it),
        _ => None,
    }
}

fn member<'a>(module: &Module<'a>, it: &StaticMemberExpression<'a>) -> Option<&'a str> {
    let name = it.property.name.as_str();
    if let Expression::Identifier(object) = it.object.without_parentheses()
        && let Bound::Free(global) = variable(module, object)?
    {
        return has(MEMBERS, global, name).then_some(name);
    }
    if let Some(builtin) = builtin(module, &it.object) {
        let known = VALUES.iter().any(|(module, _)| *module == builtin);
        let there = known && builtins::has_name(builtin, name) && !has(VALUES, builtin, name);
        return there.then_some(name);
    }
    let Expression::StaticMemberExpression(prototype) = &it.object else { return None };
    let (builtin, class) = class(module, &prototype.object)?;
    let methods = METHODS.iter().find(|(module, of, _)| (*module, *of) == (builtin, class));
    let known = methods.is_some_and(|(.., names)| names.contains(&name));
    (prototype.property.name == "prototype" && known).then_some(name)
}

fn has(table: &[(&str, &[&str])], of: &str, name: &str) -> bool {
    table.iter().any(|(owner, names)| *owner == of && names.contains(&name))
}

/// The builtin that an expression gives.
fn builtin<'a>(module: &Module<'a>, expression: &Expression<'a>) -> Option<&'static str> {
    match expression.without_parentheses() {
        Expression::CallExpression(call) => required(module, call),
        Expression::Identifier(it) => match variable(module, it)? {
            Bound::To(value) => builtin(module, value),
            Bound::Free(_) => None,
        },
        _ => None,
    }
}

/// The builtin and its member that an expression gives.
fn class<'a>(module: &Module<'a>, expression: &Expression<'a>) -> Option<(&'static str, &'a str)> {
    match expression.without_parentheses() {
        Expression::StaticMemberExpression(it) => {
            Some((builtin(module, &it.object)?, it.property.name.as_str()))
        }
        Expression::Identifier(it) => match variable(module, it)? {
            Bound::To(value) => class(module, value),
            Bound::Free(_) => None,
        },
        _ => None,
    }
}

/// The builtin that `require('builtin')` gives.
fn required(module: &Module<'_>, call: &CallExpression<'_>) -> Option<&'static str> {
    let specifier = &call.common_js_require()?.value;
    let Expression::Identifier(callee) = &call.callee else { return None };
    matches!(variable(module, callee)?, Bound::Free(_)).then(|| builtins::builtin(specifier))?
}

/// What a name stands for.
enum Bound<'m, 'a> {
    /// A global, which the file never assigns.
    Free(&'a str),
    /// A variable of the top level, which holds this from the start.
    To(&'m Expression<'a>),
}

fn variable<'a>(module: &Module<'a>, it: &IdentifierReference<'a>) -> Option<Bound<'a, 'a>> {
    let scoping = module.scoping();
    let reference = scoping.get_reference(it.reference_id.get()?);
    let Some(symbol) = reference.symbol_id() else {
        let name = it.name.as_str();
        let is_written = module.free(name).any(oxc_semantic::Reference::is_write);
        return (!is_written).then_some(Bound::Free(name));
    };
    let fixed =
        !scoping.symbol_is_mutated(symbol) && scoping.symbol_redeclarations(symbol).is_empty();
    let node = scoping.symbol_declaration(symbol);
    let AstKind::VariableDeclarator(declarator) = module.nodes().kind(node) else { return None };
    let declaration = module.nodes().parent_id(node);
    let is_top = matches!(module.parent(declaration), AstKind::Program(_));
    let named = declarator.id.is_binding_identifier();
    let init = declarator.init.as_ref()?;
    (fixed && is_top && named && init.span().end <= it.span.start).then_some(Bound::To(init))
}

/// `dead` makes `name`, or a global: the file is about what is there or not.
pub(crate) fn provides(module: &Module<'_>, dead: Span, name: &str) -> bool {
    let text = module.text(dead);
    let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    let assigned = text.match_indices(name).any(|(at, _)| {
        let after = text[at + name.len()..].trim_start();
        !text[..at].ends_with(is_name) && after.starts_with('=') && !after.starts_with("==")
    });
    assigned || text.contains("global")
}
