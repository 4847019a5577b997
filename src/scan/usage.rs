//! What happens to the value that `require` gives.

use oxc_ast::{
    AstKind,
    ast::{BindingPattern, VariableDeclarator},
};
use oxc_semantic::{NodeId, SymbolId};
use oxc_span::{GetSpan, Span};
use oxc_syntax::operator::UnaryOperator;

use super::{early, place::place_of};
use crate::{
    facts::{Facts, Usage, When},
    module::Module,
};

/// Follows every use of what the declarator declares.
pub(super) fn usage(
    module: &Module<'_>,
    declarator: &VariableDeclarator<'_>,
    member: Option<&str>,
    facts: &Facts,
) -> Usage {
    let mut usage = Usage::default();
    let scoping = module.scoping();
    let whole = declarator.id.is_binding_identifier();
    let taken = early::taken(declarator, member);
    for symbol in declarator.id.get_symbol_ids() {
        let member = taken.get(&symbol).cloned().flatten();
        for reference in scoping.get_resolved_references(symbol) {
            let node = reference.node_id();
            let place = place_of(module, node, &facts.effects.runs_at_load);
            if place.when != When::Later {
                usage.at_load = true;
                usage.early.push(early::use_at(module, node, member.clone(), place.guarded));
            }
            match &member {
                Some(name) => note_member(module, node, name, &mut usage),
                None => usage.uncalled |= !is_called(module, node),
            }
            if whole {
                note_use(module, node, &mut usage);
            }
        }
    }
    usage
}

/// What the file does with the value that `symbol` holds.
pub(super) fn usage_of(module: &Module<'_>, symbol: SymbolId) -> Usage {
    let mut usage = Usage::default();
    for reference in module.scoping().get_resolved_references(symbol) {
        note_use(module, reference.node_id(), &mut usage);
    }
    usage
}

/// Notes what is done with member `name` of what is required, which stands at `node`.
fn note_member(module: &Module<'_>, node: NodeId, name: &str, usage: &mut Usage) {
    if !is_called(module, node) {
        usage.uncalled_members.insert(name.to_string());
    }
    if !is_looked_into(module, node) {
        usage.unlooked_members.insert(name.to_string());
    }
}

/// `x()`, `(0, x)()`, or `x.call(void 0)`, which Sucrase writes
fn is_called(module: &Module<'_>, node: NodeId) -> bool {
    let own = module.nodes().kind(node).span();
    let parent = module.nodes().parent_id(node);
    match module.nodes().kind(parent) {
        AstKind::CallExpression(it) => it.callee.span() == own,
        AstKind::StaticMemberExpression(it) if it.property.name == "call" => {
            matches!(module.parent(parent), AstKind::CallExpression(call)
                if call.callee.span() == it.span
                    && call.arguments.first().is_some_and(|it| module.text(it.span()) == "void 0"))
        }
        AstKind::SequenceExpression(it) => {
            it.expressions.last().is_some_and(|last| last.span() == own)
                && matches!(module.parent(parent), AstKind::CallExpression(call)
                    if call.callee.span() == it.span)
        }
        _ => false,
    }
}

/// Only a member of the value at `node` is read.
fn is_looked_into(module: &Module<'_>, node: NodeId) -> bool {
    let own = module.nodes().kind(node).span();
    let parent = module.nodes().parent_id(node);
    let object = match module.nodes().kind(parent) {
        AstKind::StaticMemberExpression(it) => it.object.span(),
        AstKind::ComputedMemberExpression(it) => it.object.span(),
        _ => return false,
    };
    let span = module.nodes().kind(parent).span();
    object == own && !is_written(module, parent, span) && !is_called(module, parent)
}

fn note_use(module: &Module<'_>, node: NodeId, usage: &mut Usage) {
    let own = module.nodes().kind(node).span();
    let parent = module.nodes().parent_id(node);
    match module.nodes().kind(parent) {
        AstKind::StaticMemberExpression(it) if it.object.span() == own => {
            usage.members.insert(it.property.name.to_string());
            usage.defaults.extend((it.property.name == "default").then_some(it.property.span));
            usage.member_assigned |= is_written(module, parent, it.span);
            note_member(module, parent, &it.property.name, usage);
        }
        AstKind::ComputedMemberExpression(it) if it.object.span() == own => {
            usage.whole = true;
            usage.member_assigned |= is_written(module, parent, it.span);
        }
        AstKind::VariableDeclarator(it) if it.id.is_object_pattern() => {
            let BindingPattern::ObjectPattern(pattern) = &it.id else { return };
            usage.whole |= pattern.rest.is_some();
            for property in &pattern.properties {
                match property.key.static_name() {
                    Some(name) if !property.computed => {
                        usage.members.insert(name.to_string());
                        usage.uncalled_members.insert(name.to_string());
                        usage.unlooked_members.insert(name.to_string());
                    }
                    _ => usage.whole = true,
                }
            }
        }
        _ => usage.whole = true,
    }
}

fn is_written(module: &Module<'_>, member: NodeId, span: Span) -> bool {
    match module.parent(member) {
        AstKind::AssignmentExpression(it) => it.left.span() == span,
        AstKind::UpdateExpression(_) => true,
        AstKind::UnaryExpression(it) => it.operator == UnaryOperator::Delete,
        _ => false,
    }
}
