//! What a function of a build names, and where.

use std::collections::BTreeMap;

use oxc_ast::{AstKind, ast::AssignmentTarget};
use oxc_semantic::{NodeId, Reference};
use oxc_span::{GetSpan, Span};
use oxc_syntax::operator::UnaryOperator;

use crate::module::{Module, Syntax};

/// Where a name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Position {
    Callee,
    /// A member of it is read.
    Object,
    Other,
}

/// The names of the top level that the code at `span` uses; `None` if the code may depend on more:
/// on its receiver, on the module around it, or on whether it is strict.
pub(super) fn names<'a>(
    module: &Module<'a>,
    span: Span,
) -> Option<BTreeMap<&'a str, Vec<Position>>> {
    let strict = module.syntax == Syntax::Module || is_strict(module);
    let nodes = || module.nodes().iter_enumerated().map(|(id, node)| (id, node.kind()));
    let inside = |kind: &AstKind<'a>| span.contains_inclusive(kind.span());
    if nodes().any(|(_, kind)| inside(&kind) && depends(&kind, strict)) {
        return None;
    }
    let mut names: BTreeMap<&'a str, Vec<Position>> = BTreeMap::new();
    for (id, kind) in nodes().filter(|(_, kind)| inside(kind)) {
        let AstKind::IdentifierReference(it) = kind else { continue };
        let reference = module.scoping().get_reference(it.reference_id.get()?);
        if !is_known(module, reference, it.name.as_str())? {
            continue;
        }
        names.entry(it.name.as_str()).or_default().push(position(module, id, it.span));
    }
    Some(names)
}

/// True for a name of the top level, false for others; `None` for what no function may use.
fn is_known(module: &Module<'_>, reference: &Reference, name: &str) -> Option<bool> {
    let scoping = module.scoping();
    let Some(symbol) = reference.symbol_id() else {
        let around =
            ["require", "module", "exports", "__filename", "__dirname", "eval", "arguments"];
        return (!around.contains(&name) && !reference.is_write()).then_some(false);
    };
    let top = scoping.symbol_scope_id(symbol) == scoping.root_scope_id();
    (!top || !reference.is_write()).then_some(top)
}

/// Nothing assigns the name after its declaration.
pub(super) fn is_constant(module: &Module<'_>, name: &str) -> bool {
    let scoping = module.scoping();
    scoping.get_root_binding(name.into()).is_some_and(|symbol| {
        !scoping.symbol_is_mutated(symbol) && scoping.symbol_redeclarations(symbol).is_empty()
    })
}

fn is_strict(module: &Module<'_>) -> bool {
    module.program.directives.iter().any(|it| it.directive == "use strict")
}

/// What the code depends on besides its arguments and the names that it uses.
fn depends(kind: &AstKind<'_>, strict: bool) -> bool {
    match kind {
        AstKind::ThisExpression(_)
        | AstKind::Super(_)
        | AstKind::ImportMeta(_)
        | AstKind::NewTarget(_)
        | AstKind::ImportExpression(_)
        | AstKind::TaggedTemplateExpression(_)
        | AstKind::WithStatement(_) => true,
        // Assignments that cannot work are errors in strict code only.
        AstKind::AssignmentExpression(it) => {
            !strict && !matches!(it.left, AssignmentTarget::AssignmentTargetIdentifier(_))
        }
        AstKind::UpdateExpression(it) => !strict && it.argument.get_identifier_name().is_none(),
        AstKind::UnaryExpression(it) => !strict && it.operator == UnaryOperator::Delete,
        // Functions in blocks are variables of the function around them in sloppy code only.
        AstKind::BlockStatement(it) => {
            let declares = |it: &oxc_ast::ast::Statement<'_>| {
                matches!(it, oxc_ast::ast::Statement::FunctionDeclaration(_))
            };
            !strict && it.body.iter().any(declares)
        }
        _ => false,
    }
}

fn position(module: &Module<'_>, node: NodeId, own: Span) -> Position {
    let parent = module.nodes().parent_id(node);
    let is_read = || match module.parent(parent) {
        AstKind::AssignmentExpression(it) => it.left.span() != module.nodes().kind(parent).span(),
        AstKind::UnaryExpression(it) => it.operator != UnaryOperator::Delete,
        AstKind::UpdateExpression(_) | AstKind::ForInStatement(_) | AstKind::ForOfStatement(_) => {
            false
        }
        _ => true,
    };
    match module.nodes().kind(parent) {
        AstKind::CallExpression(it) if it.callee.span() == own => Position::Callee,
        AstKind::StaticMemberExpression(it) if it.object.span() == own && is_read() => {
            Position::Object
        }
        AstKind::ComputedMemberExpression(it) if it.object.span() == own && is_read() => {
            Position::Object
        }
        _ => Position::Other,
    }
}
