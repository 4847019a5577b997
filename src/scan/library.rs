//! Helpers that transpilers leave in packages of their own: `tslib`, `@babel/runtime` and
//! `@swc/helpers`. They only look at what they are given; of loading them, others may see that `tslib`
//! leaves its helpers among the globals.

use oxc_ast::{
    AstKind,
    ast::{Argument, Expression, IdentifierReference},
};
use oxc_semantic::SymbolId;
use oxc_span::GetSpan;

use crate::module::Module;

const TSLIB: &str = "tslib";

/// The helper that an expression calls.
pub(super) struct Called<'m> {
    /// As its package calls it.
    pub(super) name: &'m str,
    /// Where the variable stands that holds the helper, or its package.
    pub(super) start: u32,
}

/// `_interopRequireDefault`, `tslib_1.__importDefault`, `(0, tslib_1.__importDefault)` or
/// `_interop_require_default._`.
pub(super) fn called<'m>(module: &'m Module<'_>, callee: &'m Expression<'_>) -> Option<Called<'m>> {
    match callee {
        Expression::SequenceExpression(it) => match it.expressions.as_slice() {
            [Expression::NumericLiteral(_), it] => called(module, it),
            _ => None,
        },
        Expression::Identifier(it) => {
            let path = held_by(module, it)?;
            let (library, name) = path.split_once("/helpers/")?;
            let start = it.span.start;
            library.starts_with("@babel/runtime").then_some(Called { name, start })
        }
        Expression::StaticMemberExpression(it) => {
            let Expression::Identifier(object) = &it.object else { return None };
            let start = object.span.start;
            match held_by(module, object)? {
                TSLIB => Some(Called { name: it.property.name.as_str(), start }),
                path if it.property.name == "_" => {
                    Some(Called { name: path.strip_prefix("@swc/helpers/_/")?, start })
                }
                _ => None,
            }
        }
        _ => None,
    }
}

/// The variable holds a package of helpers, or one of them.
pub(super) fn is_library(module: &Module<'_>, symbol: SymbolId) -> bool {
    specifier(module, symbol).is_some_and(|it| {
        it == TSLIB || it.starts_with("@swc/helpers/_/") || it.starts_with("@babel/runtime")
    })
}

/// `name` is a helper of the library at `specifier`, which is set once and is no accessor.
pub(crate) fn is_helper(specifier: &str, name: &str) -> bool {
    specifier == TSLIB && name.starts_with("__")
}

fn held_by<'m>(module: &'m Module<'_>, it: &IdentifierReference<'_>) -> Option<&'m str> {
    specifier(module, module.scoping().get_reference(it.reference_id()).symbol_id()?)
}

/// What `var name = require('specifier')` loads, where nothing else assigns the variable.
fn specifier<'m>(module: &'m Module<'_>, symbol: SymbolId) -> Option<&'m str> {
    let AstKind::VariableDeclarator(it) = module.symbol_node(symbol) else { return None };
    let scoping = module.scoping();
    let once =
        scoping.symbol_redeclarations(symbol).is_empty() && !scoping.symbol_is_mutated(symbol);
    let call = match it.init.as_ref()? {
        // Babel's helpers are their own default.
        Expression::StaticMemberExpression(it) if it.property.name == "default" => &it.object,
        it => it,
    };
    let Expression::CallExpression(call) = call else { return None };
    let [Argument::StringLiteral(specifier)] = call.arguments.as_slice() else { return None };
    let free = scoping.get_root_binding("require".into()).is_none();
    (once && free && module.text(call.callee.span()) == "require")
        .then_some(specifier.value.as_str())
}
