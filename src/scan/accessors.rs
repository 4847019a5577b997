//! Names under which objects of the file have getters or setters that their heirs share.

use oxc_ast::{
    AstKind,
    ast::{Argument, MethodDefinitionKind, PropertyKind},
};
use oxc_span::GetSpan;
use rustc_hash::FxHashSet;

use crate::module::Module;

/// The names of accessors in classes and literals, and of what is defined by call.
pub(super) fn accessors(module: &Module<'_>) -> FxHashSet<String> {
    let names = module.nodes().iter().filter_map(|node| match node.kind() {
        AstKind::MethodDefinition(it)
            if matches!(it.kind, MethodDefinitionKind::Get | MethodDefinitionKind::Set) =>
        {
            Some(it.key.static_name()?.to_string())
        }
        AstKind::ObjectProperty(it) if it.kind != PropertyKind::Init => {
            Some(it.key.static_name()?.to_string())
        }
        AstKind::CallExpression(it) => {
            let (at, of) = match it.callee.as_member_expression()?.static_property_name()? {
                "defineProperty" => (1, it.arguments.first()?.span()),
                "__defineGetter__" | "__defineSetter__" => (0, it.callee.span()),
                _ => return None,
            };
            let Argument::StringLiteral(name) = it.arguments.get(at)? else { return None };
            module.text(of).contains("prototype").then(|| name.value.to_string())
        }
        _ => None,
    });
    names.collect()
}
