//! Globals that the file changes, or members of them: `Promise.any = …`, `Array.prototype.flat = …`.

use oxc_ast::{
    AstKind,
    ast::{Argument, AssignmentTarget, CallExpression, Expression},
};
use rustc_hash::FxHashSet;

use crate::module::Module;

/// Names of the global object.
const GLOBAL: [&str; 5] = ["global", "globalThis", "root", "self", "window"];

/// Functions of `Object` and `Reflect` that change their first argument.
const CHANGES: [&str; 5] =
    ["assign", "defineProperties", "defineProperty", "deleteProperty", "set"];

/// The names of such globals.
pub(super) fn globals(module: &Module<'_>) -> FxHashSet<String> {
    let changed = |kind: AstKind<'_>| match kind {
        AstKind::AssignmentExpression(it) => match &it.left {
            AssignmentTarget::AssignmentTargetIdentifier(it) => {
                is_free(module, &it.name).then(|| it.name.to_string())
            }
            left => {
                let member = left.as_member_expression()?;
                root(module, member.object(), member.static_property_name())
            }
        },
        AstKind::UnaryExpression(it) if it.operator == oxc_ast::ast::UnaryOperator::Delete => {
            let member = it.argument.as_member_expression()?;
            root(module, member.object(), member.static_property_name())
        }
        AstKind::CallExpression(it) => defined(module, it),
        _ => None,
    };
    module.nodes().iter().filter_map(|node| changed(node.kind())).collect()
}

/// `Object.defineProperty(Promise, …)`
fn defined(module: &Module<'_>, call: &CallExpression<'_>) -> Option<String> {
    let Expression::StaticMemberExpression(callee) = &call.callee else { return None };
    let Expression::Identifier(object) = &callee.object else { return None };
    let changes = matches!(object.name.as_str(), "Object" | "Reflect")
        && CHANGES.contains(&callee.property.name.as_str());
    let [target, rest @ ..] = call.arguments.as_slice() else { return None };
    let name = match rest.first() {
        Some(Argument::StringLiteral(name)) => Some(name.value.as_str()),
        _ => None,
    };
    root(module, target.as_expression().filter(|_| changes)?, name)
}

/// The global that is changed with a member `name` of `object`.
fn root(module: &Module<'_>, object: &Expression<'_>, name: Option<&str>) -> Option<String> {
    match object.get_inner_expression() {
        Expression::Identifier(it) if is_free(module, &it.name) => {
            let own = it.name.as_str();
            if GLOBAL.contains(&own) { name.map(str::to_string) } else { Some(own.to_string()) }
        }
        other => {
            let member = other.as_member_expression()?;
            root(module, member.object(), member.static_property_name())
        }
    }
}

fn is_free(module: &Module<'_>, name: &str) -> bool {
    let wrapper = ["arguments", "exports", "module", "require"];
    !wrapper.contains(&name) && module.free(name).next().is_some()
}
