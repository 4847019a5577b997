//! Which functions run while the file loads.

use oxc_ast::{
    AstKind,
    ast::{BindingPattern, Expression},
};
use oxc_semantic::{NodeId, ScopeId, SymbolId};
use oxc_span::{GetSpan, Span};
use rustc_hash::FxHashMap;

use crate::strict::context::Context;

/// Answers about functions, so that each is asked about once.
#[derive(Default)]
pub(super) struct Load(FxHashMap<ScopeId, bool>);

impl Load {
    /// Whether code in `scope` runs while the file loads, as far as direct calls tell.
    pub(super) fn runs(&mut self, cx: &Context<'_, '_>, scope: ScopeId) -> bool {
        let Some(function) = cx.any_function_scope(scope) else { return true };
        if let Some(&known) = self.0.get(&function) {
            return known;
        }
        // A function that only itself calls does not run.
        self.0.insert(function, false);
        let runs = self.is_called(cx, cx.scoping().get_node_id(function));
        self.0.insert(function, runs);
        runs
    }

    fn is_called(&mut self, cx: &Context<'_, '_>, function: NodeId) -> bool {
        let nodes = cx.module.nodes();
        let outside = nodes.parent_node(function).scope_id();
        let own = match nodes.kind(function) {
            AstKind::Function(it) => it.id.as_ref().and_then(|id| id.symbol_id.get()),
            _ => None,
        };
        is_invoked(cx, function) && self.runs(cx, outside)
            || own.is_some_and(|symbol| self.is_symbol_called(cx, symbol))
            || variable(nodes.parent_kind(function))
                .is_some_and(|symbol| self.is_symbol_called(cx, symbol))
    }

    fn is_symbol_called(&mut self, cx: &Context<'_, '_>, symbol: SymbolId) -> bool {
        cx.scoping().get_resolved_references(symbol).any(|reference| {
            let span = cx.reference_span(reference);
            is_callee(cx.module.parent(reference.node_id()), span)
                && self.runs(cx, reference.scope_id())
        })
    }
}

fn is_callee(parent: AstKind<'_>, span: Span) -> bool {
    match parent {
        AstKind::CallExpression(call) => call.callee.span() == span,
        AstKind::NewExpression(new) => new.callee.span() == span,
        _ => false,
    }
}

/// Whether the expression around `function` calls it, or gives it to a method that does.
fn is_invoked(cx: &Context<'_, '_>, function: NodeId) -> bool {
    let nodes = cx.module.nodes();
    let span = nodes.kind(function).span();
    match nodes.parent_kind(function) {
        AstKind::StaticMemberExpression(member) => {
            matches!(member.property.name.as_str(), "call" | "apply")
                && is_callee(nodes.parent_kind(member.node_id.get()), member.span)
        }
        AstKind::CallExpression(call) if call.callee.span() != span => iterates(&call.callee),
        parent => is_callee(parent, span),
    }
}

fn iterates(callee: &Expression<'_>) -> bool {
    let methods =
        ["each", "every", "filter", "find", "forEach", "map", "reduce", "replace", "some"];
    matches!(callee, Expression::StaticMemberExpression(member)
        if methods.contains(&member.property.name.as_str()))
}

fn variable(parent: AstKind<'_>) -> Option<SymbolId> {
    let AstKind::VariableDeclarator(declarator) = parent else { return None };
    match &declarator.id {
        BindingPattern::BindingIdentifier(id) => id.symbol_id.get(),
        _ => None,
    }
}
