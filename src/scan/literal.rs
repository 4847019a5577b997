//! The object literal behind the variable that `module.exports` is.

use oxc_ast::{
    AstKind,
    ast::{Expression, ObjectExpression, ObjectPropertyKind, PropertyKind},
};
use oxc_semantic::Reference;
use oxc_span::GetSpan;

use super::{assignments::entries, place::place_of};
use crate::{
    facts::{Entry, ExportAssignment, Facts, TargetKind, ValueKind, When},
    module::Module,
};

/// The literal that the variable `name` of the top level holds for good, where to read a member of it
/// does nothing else.
pub(super) fn held<'a>(module: &Module<'a>, name: &str) -> Option<&'a ObjectExpression<'a>> {
    let scoping = module.scoping();
    let symbol = scoping.get_root_binding(name.into())?;
    if scoping.symbol_is_mutated(symbol) {
        return None;
    }
    let AstKind::VariableDeclarator(it) = module.symbol_node(symbol) else { return None };
    let Expression::ObjectExpression(literal) = it.init.as_ref()? else { return None };
    let plain = |it: &ObjectPropertyKind<'_>| matches!(it, ObjectPropertyKind::ObjectProperty(it) if it.kind == PropertyKind::Init);
    literal.properties.iter().all(plain).then_some(literal)
}

/// The properties of the literal that `module.exports` is when the module is evaluated, by the
/// variable that holds it.
pub(super) fn exported(module: &Module<'_>, facts: &Facts) -> Vec<Entry> {
    let replaces = |it: &&ExportAssignment| {
        it.targets.iter().any(|it| matches!(it.kind, TargetKind::Object(_)))
    };
    let mut found = facts.assignments.iter().filter(replaces);
    let (Some(main), None) = (found.next(), found.next()) else { return Vec::new() };
    let ValueKind::Identifier(name) = &main.value.kind else { return Vec::new() };
    let Some(literal) = held(module, name) else { return Vec::new() };
    let scoping = module.scoping();
    let symbol = scoping.get_root_binding(name.as_str().into());
    let mut uses = symbol.into_iter().flat_map(|it| scoping.get_resolved_references(it));
    if uses.all(|it| is_left_alone(module, facts, main, it)) {
        entries(literal)
    } else {
        Vec::new()
    }
}

/// The use reads a member, runs later, or exports the whole: the literal stays as it is written.
fn is_left_alone(
    module: &Module<'_>,
    facts: &Facts,
    main: &ExportAssignment,
    it: &Reference,
) -> bool {
    let node = it.node_id();
    let own = module.semantic.reference_span(it);
    let is_read = || match module.parent(node) {
        AstKind::StaticMemberExpression(member) => {
            let outer = module.parent(module.nodes().parent_id(node));
            member.object.span() == own
                && matches!(outer, AstKind::AssignmentExpression(it) if it.right.span() == member.span)
        }
        _ => false,
    };
    let when = place_of(module, node, &facts.effects.runs_at_load).when;
    main.span.contains_inclusive(own) || when == When::Later || is_read()
}
