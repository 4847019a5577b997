//! What a source loads later, and what it takes of it.

use oxc_ast::{
    AstKind,
    ast::{Argument, BindingPattern, Expression},
};
use oxc_semantic::{NodeId, SymbolId};
use oxc_span::GetSpan;

use super::Dynamic;
use crate::module::Module;

/// The calls `import('specifier')`.
pub(super) fn dynamic(module: &Module<'_>) -> Vec<Dynamic> {
    let call = |id: NodeId, kind: AstKind<'_>| match kind {
        AstKind::ImportExpression(it) => match &it.source {
            Expression::StringLiteral(source) => {
                let specifier = source.value.to_string();
                Some(Dynamic { span: it.span, specifier, names: names(module, id) })
            }
            _ => None,
        },
        _ => None,
    };
    module.nodes().iter().filter_map(|node| call(node.id(), node.kind())).collect()
}

/// The names that are read of what the call at `id` promises, where these are all that is.
fn names(module: &Module<'_>, id: NodeId) -> Option<Vec<String>> {
    let outer = outer(module, id);
    match module.nodes().kind(outer) {
        AstKind::AwaitExpression(_) => awaited(module, self::outer(module, outer), outer),
        AstKind::StaticMemberExpression(it) if it.property.name == "then" => {
            let AstKind::CallExpression(call) = module.parent(outer) else { return None };
            let Some(Argument::ArrowFunctionExpression(it)) = call.arguments.first() else {
                return None;
            };
            of_pattern(module, &it.params.items.first()?.pattern)
        }
        _ => None,
    }
}

/// The node around, without brackets.
fn outer(module: &Module<'_>, id: NodeId) -> NodeId {
    let parent = module.nodes().parent_id(id);
    match module.nodes().kind(parent) {
        AstKind::ParenthesizedExpression(_) => outer(module, parent),
        _ => parent,
    }
}

fn awaited(module: &Module<'_>, around: NodeId, value: NodeId) -> Option<Vec<String>> {
    match module.nodes().kind(around) {
        AstKind::StaticMemberExpression(it) => Some(vec![it.property.name.to_string()]),
        AstKind::VariableDeclarator(it) => {
            let value = module.nodes().kind(value).span();
            let is_value = it.init.as_ref().is_some_and(|it| it.span().contains_inclusive(value));
            is_value.then(|| of_pattern(module, &it.id)).flatten()
        }
        AstKind::ExpressionStatement(_) => Some(Vec::new()),
        _ => None,
    }
}

fn of_pattern(module: &Module<'_>, pattern: &BindingPattern<'_>) -> Option<Vec<String>> {
    match pattern {
        BindingPattern::BindingIdentifier(it) => members(module, it.symbol_id()),
        BindingPattern::ObjectPattern(it) if it.rest.is_none() => {
            it.properties.iter().map(|it| Some(it.key.static_name()?.to_string())).collect()
        }
        _ => None,
    }
}

fn members(module: &Module<'_>, symbol: SymbolId) -> Option<Vec<String>> {
    let references = module.scoping().get_resolved_references(symbol);
    let values = references.filter(|it| !it.is_type());
    let member = |node: NodeId| match module.nodes().parent_kind(node) {
        AstKind::StaticMemberExpression(it) => Some(it.property.name.to_string()),
        _ => None,
    };
    values.map(|it| member(it.node_id())).collect()
}
