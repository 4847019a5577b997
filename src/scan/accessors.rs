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

/// The names of everything that runs code when it is read, whatever object has it; `None` when not
/// all of these are known.
pub(crate) fn everywhere(module: &Module<'_>) -> Option<FxHashSet<String>> {
    let mut names = FxHashSet::default();
    for node in module.nodes().iter() {
        match node.kind() {
            AstKind::MethodDefinition(it)
                if matches!(it.kind, MethodDefinitionKind::Get | MethodDefinitionKind::Set) =>
            {
                names.insert(it.key.static_name()?.to_string());
            }
            AstKind::ObjectProperty(it) if it.kind != PropertyKind::Init => {
                names.insert(it.key.static_name()?.to_string());
            }
            AstKind::StaticMemberExpression(it) if defines_many(&it.property.name) => return None,
            AstKind::StaticMemberExpression(it) if defines_one(&it.property.name) => {
                let AstKind::CallExpression(call) = module.parent(node.id()) else { return None };
                (call.callee.span() == it.span).then_some(())?;
                let at = usize::from(it.property.name == "defineProperty");
                let Argument::StringLiteral(name) = call.arguments.get(at)? else { return None };
                names.insert(name.value.to_string());
            }
            AstKind::StringLiteral(it) if defines_one(&it.value) || defines_many(&it.value) => {
                return None;
            }
            AstKind::IdentifierReference(it) if it.name == "Proxy" => return None,
            AstKind::BindingProperty(it) => {
                let name = it.key.static_name()?;
                if defines_one(&name) || defines_many(&name) {
                    return None;
                }
            }
            _ => {}
        }
    }
    Some(names)
}

fn defines_one(name: &str) -> bool {
    matches!(name, "defineProperty" | "__defineGetter__" | "__defineSetter__")
}

/// What gives an object accessors of names that do not stand there.
fn defines_many(name: &str) -> bool {
    matches!(name, "defineProperties" | "getOwnPropertyDescriptors" | "Proxy" | "setPrototypeOf")
}
