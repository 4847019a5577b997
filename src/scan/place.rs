//! Where an expression stands, and so when and how often it runs.

use oxc_ast::{
    AstKind,
    ast::{Expression, Statement},
};
use oxc_semantic::NodeId;
use oxc_span::{GetSpan, Span};
use rustc_hash::FxHashSet;

use crate::{
    facts::{Place, When},
    module::Module,
};

/// Finds the place of `node`. `runs_at_load` holds the starts of functions that the module's
/// evaluation may call.
pub(super) fn place_of(module: &Module<'_>, node: NodeId, runs_at_load: &FxHashSet<u32>) -> Place {
    let mut when = When::Straight;
    let mut guarded = false;
    let mut in_function = false;
    let mut child = module.nodes().kind(node).span();
    for (id, ancestor) in module.nodes().ancestors_enumerated(node) {
        match ancestor.kind() {
            AstKind::Program(program) => {
                let statement = statement_at(&program.body, child);
                return Place { statement, when, guarded };
            }
            AstKind::Function(_) | AstKind::ArrowFunctionExpression(_) => {
                let span = ancestor.kind().span();
                if !is_called_in_place(module, id) {
                    in_function = true;
                    when = if runs_at_load.contains(&span.start) {
                        later(when, When::Load)
                    } else {
                        When::Later
                    };
                }
            }
            AstKind::PropertyDefinition(property) if !property.r#static => {
                when = later(when, When::Load);
            }
            AstKind::TryStatement(statement) => {
                when = later(when, When::Load);
                guarded |= !in_function
                    && statement.handler.is_some()
                    && statement.block.span.contains_inclusive(child);
            }
            kind if is_conditional(kind, child) => when = later(when, When::Load),
            _ => {}
        }
        child = ancestor.kind().span();
    }
    Place { statement: 0, when, guarded }
}

fn later(a: When, b: When) -> When {
    if a == When::Later || b == When::Later { When::Later } else { b }
}

fn statement_at(body: &[Statement<'_>], span: Span) -> usize {
    body.partition_point(|statement| statement.span().end <= span.start)
}

/// The function is the callee of the call around it, so its body runs where it stands.
fn is_called_in_place(module: &Module<'_>, function: NodeId) -> bool {
    let own = module.nodes().kind(function);
    if let AstKind::Function(it) = own
        && (it.r#async || it.generator)
    {
        return false;
    }
    if let AstKind::ArrowFunctionExpression(it) = own
        && it.r#async
    {
        return false;
    }
    let span = own.span();
    let mut ancestors = module.nodes().ancestor_kinds(function);
    match ancestors.next() {
        Some(AstKind::CallExpression(call)) => call.callee.span() == span,
        Some(AstKind::StaticMemberExpression(member)) => {
            matches!(member.property.name.as_str(), "call" | "apply")
                && matches!(ancestors.next(), Some(AstKind::CallExpression(call))
                    if call.callee.span() == member.span)
        }
        _ => false,
    }
}

/// Whether `child` runs only on a condition, or repeatedly, inside `parent`.
fn is_conditional(parent: AstKind<'_>, child: Span) -> bool {
    match parent {
        AstKind::IfStatement(it) => it.test.span() != child,
        AstKind::ConditionalExpression(it) => it.test.span() != child,
        AstKind::LogicalExpression(it) => it.right.span() == child,
        AstKind::AssignmentExpression(it) => it.operator.is_logical() && it.right.span() == child,
        AstKind::ForStatement(it) => it.init.as_ref().is_none_or(|init| init.span() != child),
        AstKind::ForInStatement(it) => it.right.span() != child,
        AstKind::ForOfStatement(it) => it.right.span() != child,
        AstKind::WhileStatement(_)
        | AstKind::DoWhileStatement(_)
        | AstKind::SwitchCase(_)
        | AstKind::CatchClause(_)
        | AstKind::LabeledStatement(_)
        | AstKind::WithStatement(_)
        | AstKind::ChainExpression(_) => true,
        _ => false,
    }
}

/// The identifier that `expression` is, if it is one.
pub(super) fn identifier<'e>(expression: &'e Expression<'_>) -> Option<&'e str> {
    match expression {
        Expression::Identifier(it) => Some(it.name.as_str()),
        _ => None,
    }
}
