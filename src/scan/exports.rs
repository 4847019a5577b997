//! Uses of the exports object apart from assignment statements of the top level.

use oxc_ast::{AstKind, ast::AssignmentTarget};
use oxc_semantic::NodeId;
use oxc_span::{GetSpan, Span};
use oxc_syntax::operator::UnaryOperator;
use rustc_hash::FxHashSet;

use super::{helpers, place::place_of, wrapper::Wrapper};
use crate::{
    facts::{ExportAssignment, ExportsObject, ExportsUse, Spelling, TargetKind, UseKind},
    module::Module,
};

/// Finds them in the order of the text.
pub(super) fn uses(
    module: &Module<'_>,
    wrapper: &Wrapper,
    assignments: &[ExportAssignment],
    runs_at_load: &FxHashSet<u32>,
) -> Vec<ExportsUse> {
    if module.syntax == crate::module::Syntax::Module {
        return Vec::new();
    }
    let own = assignments.iter().flat_map(|it| &it.targets);
    // In `exports.a.b = …` the exports object is only used.
    let targets: Vec<Span> =
        own.filter(|it| it.kind != TargetKind::Other).map(|it| it.span).collect();
    let is_target = |span: Span| {
        let index = targets.partition_point(|it| it.end <= span.start);
        targets.get(index).is_some_and(|it| it.contains_inclusive(span))
    };
    let aliases = wrapper.alias_statements(module);
    let guards = helpers::guards(module);
    let mut uses: Vec<_> = objects(module, wrapper)
        .into_iter()
        .filter(|&(_, node)| {
            let span = module.nodes().kind(node).span();
            !aliases.iter().any(|it| it.span.contains_inclusive(span))
        })
        .filter(|&(_, node)| !is_target(module.nodes().kind(node).span()))
        .filter(|&(_, node)| {
            let span = module.nodes().kind(node).span();
            !guards.iter().any(|it| it.contains_inclusive(span))
        })
        .map(|(object, node)| ExportsUse {
            object,
            span: module.nodes().kind(node).span(),
            place: place_of(module, node, runs_at_load),
            kind: use_kind(module, node),
            spelling: spelling(module, node),
        })
        .collect();
    uses.sort_by_key(|it| it.span.start);
    uses
}

/// The nodes `exports`, `module.exports` and the top level's `this`.
fn objects(module: &Module<'_>, wrapper: &Wrapper) -> Vec<(ExportsObject, NodeId)> {
    let mut found: Vec<_> =
        wrapper.exports(module).map(|it| (ExportsObject::Exports, it.node_id())).collect();
    for reference in module.free("module") {
        let parent = module.nodes().parent_id(reference.node_id());
        let name = match module.nodes().kind(parent) {
            AstKind::StaticMemberExpression(it) => Some(it.property.name.as_str()),
            AstKind::ComputedMemberExpression(it) => {
                it.static_property_name().map(|name| name.as_str())
            }
            _ => None,
        };
        if name == Some("exports") {
            found.push((ExportsObject::Module, parent));
        }
    }
    let nodes = module.nodes().iter_enumerated();
    let this = nodes.filter(|(_, node)| matches!(node.kind(), AstKind::ThisExpression(_)));
    found.extend(
        this.map(|(id, _)| (ExportsObject::This, id))
            .filter(|&(_, id)| is_top_level_this(module, id)),
    );
    found
}

/// `this` belongs to the module when only arrow functions stand around it.
fn is_top_level_this(module: &Module<'_>, node: NodeId) -> bool {
    let this = module.nodes().kind(node).span();
    !module.nodes().ancestor_kinds(node).any(|kind| match kind {
        AstKind::Function(_) | AstKind::StaticBlock(_) | AstKind::AccessorProperty(_) => true,
        AstKind::PropertyDefinition(it) => {
            it.value.as_ref().is_some_and(|it| it.span().contains_inclusive(this))
        }
        _ => false,
    })
}

fn use_kind(module: &Module<'_>, node: NodeId) -> UseKind {
    let own = module.nodes().kind(node).span();
    let parent_id = module.nodes().parent_id(node);
    match module.nodes().kind(parent_id) {
        AstKind::StaticMemberExpression(it) if it.object.span() == own => {
            member_use(module, parent_id, it.property.name.to_string())
        }
        AstKind::ComputedMemberExpression(it) if it.object.span() == own => {
            match it.static_property_name() {
                Some(name) => member_use(module, parent_id, name.to_string()),
                None => UseKind::Dynamic,
            }
        }
        AstKind::AssignmentExpression(it) if it.left.span() == own => UseKind::Reassign,
        AstKind::UnaryExpression(it) if it.operator == UnaryOperator::Typeof => UseKind::Typeof,
        AstKind::CallExpression(it) if is_definition(module.text(it.callee.span())) => {
            match module.parent(parent_id) {
                AstKind::ExpressionStatement(statement) if helpers::is_mark(module, it, own) => {
                    UseKind::Mark { statement: statement.span }
                }
                _ => UseKind::Dynamic,
            }
        }
        AstKind::AssignmentTargetPropertyIdentifier(_) | AstKind::ArrayAssignmentTarget(_) => {
            UseKind::Reassign
        }
        _ => UseKind::Whole,
    }
}

/// `delete exports` is an error in strict code, and `exports = function () {}` names the function.
fn spelling(module: &Module<'_>, node: NodeId) -> Spelling {
    let own = module.nodes().kind(node).span();
    match module.parent(node) {
        AstKind::ObjectProperty(it) if it.shorthand => Spelling::Shorthand,
        AstKind::AssignmentTargetPropertyIdentifier(_)
        | AstKind::ExportSpecifier(_)
        | AstKind::ChainExpression(_) => Spelling::Fixed,
        AstKind::UnaryExpression(it) if it.operator == UnaryOperator::Delete => Spelling::Fixed,
        AstKind::AssignmentExpression(it) if it.left.span() == own => {
            let names = it.right.is_anonymous_function_definition()
                && matches!(it.left, AssignmentTarget::AssignmentTargetIdentifier(_));
            if names { Spelling::Fixed } else { Spelling::Free }
        }
        _ => Spelling::Free,
    }
}

/// Functions of `Object` and `Reflect` that put properties on their first argument.
fn is_definition(callee: &str) -> bool {
    matches!(
        callee,
        "Object.defineProperty"
            | "Object.defineProperties"
            | "Object.assign"
            | "Reflect.defineProperty"
            | "Object.setPrototypeOf"
            | "Object.freeze"
            | "Object.seal"
            | "Object.preventExtensions"
    )
}

/// The members of the exports object that get another value, by their names; a member that is
/// deleted is none.
pub(super) fn changed(module: &Module<'_>, wrapper: &Wrapper) -> Vec<(String, NodeId)> {
    let members = wrapper.exports(module).filter_map(|it| {
        let member = module.nodes().parent_id(it.node_id());
        let AstKind::StaticMemberExpression(read) = module.nodes().kind(member) else {
            return None;
        };
        let own = module.nodes().kind(it.node_id()).span() == read.object.span();
        own.then(|| (read.property.name.to_string(), member))
    });
    let is_changed = |member: NodeId| {
        let deleted = matches!(module.parent(member), AstKind::UnaryExpression(_));
        let kind = member_use(module, member, String::new());
        matches!(kind, UseKind::Mutate { .. }) && !deleted
    };
    members.filter(|(_, member)| is_changed(*member)).collect()
}

fn member_use(module: &Module<'_>, member: NodeId, name: String) -> UseKind {
    let span = module.nodes().kind(member).span();
    match module.parent(member) {
        AstKind::AssignmentExpression(it) if it.left.span() == span => UseKind::Mutate { name },
        AstKind::UpdateExpression(_)
        | AstKind::ArrayAssignmentTarget(_)
        | AstKind::AssignmentTargetWithDefault(_)
        | AstKind::AssignmentTargetPropertyProperty(_)
        | AstKind::AssignmentTargetRest(_) => UseKind::Mutate { name },
        AstKind::ForInStatement(it) if it.left.span() == span => UseKind::Mutate { name },
        AstKind::ForOfStatement(it) if it.left.span() == span => UseKind::Mutate { name },
        AstKind::UnaryExpression(it) if it.operator == UnaryOperator::Delete => {
            UseKind::Mutate { name }
        }
        parent => {
            let called = match parent {
                AstKind::CallExpression(it) => it.callee.span() == span,
                AstKind::TaggedTemplateExpression(_) => true,
                _ => false,
            };
            let shows_name =
                matches!(parent, AstKind::StaticMemberExpression(it) if it.property.name == "name");
            UseKind::Read { name, member: span, called, shows_name }
        }
    }
}
