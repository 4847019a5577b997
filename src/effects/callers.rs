//! Functions of which all calls are known: those that are only ever called by their names.

use oxc_ast::{AstKind, ast::Argument};
use oxc_semantic::{NodeId, SymbolId};
use oxc_span::GetSpan;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    graph::ANY_PLACE,
    sources::Sources,
    value::{Source, Value},
};
use crate::module::{Module, Syntax};

/// What each call of such a function gives it, by the start of the function.
pub(super) fn collect<'a>(
    module: &Module<'a>,
    found: &mut FxHashMap<u32, Vec<&'a [Argument<'a>]>>,
) {
    // What a module exports may be called from anywhere.
    if module.syntax != Syntax::CommonJs {
        return;
    }
    let hidden = with_arguments(module);
    for (id, node) in module.nodes().iter_enumerated() {
        let (start, own) = match node.kind() {
            AstKind::Function(it) => (it.span.start, it.id.as_ref().map(|id| (it, id))),
            AstKind::ArrowFunctionExpression(it) => (it.span.start, None),
            _ => continue,
        };
        let symbol = match own {
            Some((function, id)) if function.is_declaration() => id.symbol_id.get(),
            Some(_) => None,
            None => declared(module, id),
        };
        if !hidden.contains(&start)
            && let Some(calls) = symbol.and_then(|it| calls(module, it))
        {
            found.insert(start, calls);
        }
    }
}

/// The functions around each `arguments`, which is another way to the parameters.
fn with_arguments(module: &Module<'_>) -> FxHashSet<u32> {
    let around = |node: NodeId| module.nodes().ancestor_kinds(node);
    let functions = module.free("arguments").flat_map(|it| around(it.node_id()));
    let starts = functions.filter_map(|kind| match kind {
        AstKind::Function(it) => Some(it.span.start),
        AstKind::ArrowFunctionExpression(it) => Some(it.span.start),
        _ => None,
    });
    starts.collect()
}

/// The name that a declarator gives the function.
fn declared(module: &Module<'_>, function: NodeId) -> Option<SymbolId> {
    match module.parent(function) {
        AstKind::VariableDeclarator(it) => it.id.get_binding_identifier()?.symbol_id.get(),
        _ => None,
    }
}

/// `None` if anything but calls is done with the name.
fn calls<'a>(module: &Module<'a>, symbol: SymbolId) -> Option<Vec<&'a [Argument<'a>]>> {
    let scoping = module.scoping();
    if scoping.symbol_is_mutated(symbol) || !scoping.symbol_redeclarations(symbol).is_empty() {
        return None;
    }
    let call = |reference: &oxc_semantic::Reference| {
        let own = module.nodes().kind(reference.node_id()).span();
        let (callee, arguments) = match module.parent(reference.node_id()) {
            AstKind::CallExpression(it) => (it.callee.span(), it.arguments.as_slice()),
            AstKind::NewExpression(it) => (it.callee.span(), it.arguments.as_slice()),
            _ => return None,
        };
        let known = callee == own && !arguments.iter().any(Argument::is_spread);
        known.then_some(arguments)
    };
    scoping.get_resolved_references(symbol).map(call).collect()
}

impl<'a> Sources<'_, 'a> {
    /// What a parameter holds: what the file itself gives it, if all of that is its own data. Each
    /// call follows the functions that it gives by itself.
    pub(super) fn parameter(&mut self, owner: u32, place: u8) -> Value<'a> {
        let unknown = Source::Parameter(owner, place);
        let calls = self.bindings.callers.get(&owner).map_or(0, Vec::len);
        if place == ANY_PLACE || calls == 0 {
            return unknown.into();
        }
        let mut value = Value::default();
        for index in 0..calls {
            let given = self.bindings.callers[&owner][index].get(usize::from(place)..);
            let given = given.and_then(|it| it.get(..1)).unwrap_or_default();
            let given = self.all(given);
            let is_absent = given.sources().is_empty();
            value = value.join(if is_absent { Source::Plain.into() } else { given });
        }
        if value.all(Source::is_own_data) { value } else { unknown.into() }
    }
}
