//! `arguments`, which in sloppy functions shares its elements with the parameters and knows the
//! function that runs.
//!
//! <https://tc39.es/ecma262/#sec-arguments-exotic-objects>

mod bounds;
mod callee;
mod share;
mod uses;

pub(super) use callee::member;

use oxc_ast::{
    AstKind,
    ast::{BindingPattern, Function},
};
use oxc_semantic::{NodeId, Reference, ScopeId, SymbolId};

use self::uses::Use;
use crate::strict::{context::Context, order};

/// One parameter: since when it can have another value than the caller gave, by each assignment,
/// and until when it is read.
struct Parameter {
    written: Vec<(u32, NodeId)>,
    read: Option<u32>,
}

/// Judges every sloppy function that mentions its `arguments`.
pub(super) fn check(cx: &mut Context<'_, '_>) {
    let mut mentions: Vec<(ScopeId, NodeId)> = cx
        .module
        .free("arguments")
        .filter_map(|it| Some((cx.function_scope(it.scope_id())?, it.node_id())))
        .filter(|&(scope, _)| cx.is_sloppy(scope))
        .collect();
    mentions.sort_unstable();
    for mentions in mentions.chunk_by(|a, b| a.0 == b.0) {
        let scope = mentions[0].0;
        let nodes: Vec<_> = mentions.iter().map(|&(_, node)| node).collect();
        if let Some(function) = cx.function(scope) {
            callee::repair(cx, scope, function, &nodes);
            alias(cx, scope, function, &nodes);
        }
    }
}

/// Repairs what the sharing can reach in `function`, or reports the first such place.
fn alias(cx: &mut Context<'_, '_>, scope: ScopeId, function: &Function<'_>, nodes: &[NodeId]) {
    let symbols: Option<Vec<_>> =
        function.params.items.iter().map(|item| symbol(&item.pattern)).collect();
    let defaults = function.params.items.iter().any(|item| item.initializer.is_some());
    let Some(symbols) = symbols.filter(|_| function.params.rest.is_none() && !defaults) else {
        return;
    };
    let within = function.node_id.get();
    let uses = uses::all(cx, nodes, within);
    let shared = share::Function { scope, symbols: &symbols, uses: &uses };
    let mut repairs = Vec::new();
    for (index, &symbol) in symbols.iter().enumerate() {
        let parameter = parameter(cx, symbol, within);
        let mut of_index = uses.iter().filter(|it| it.covers(index));
        let found = of_index.find_map(|found| conflict(cx, found, &parameter, within));
        let Some((node, message)) = found else { continue };
        let Some(writes) = shared.writes(cx, index) else {
            let help = "Do not assign the parameter, or copy `arguments` before: `[...arguments]`";
            return cx.report("strict-arguments-alias", cx.span(node), message, help);
        };
        repairs.extend(writes.into_iter().map(|at| (at, format!("arguments[{index}] = "))));
    }
    for (at, text) in repairs {
        cx.insert(at, text);
    }
}

fn symbol(pattern: &BindingPattern<'_>) -> Option<SymbolId> {
    match pattern {
        BindingPattern::BindingIdentifier(binding) => binding.symbol_id.get(),
        _ => None,
    }
}

fn parameter(cx: &Context<'_, '_>, symbol: SymbolId, within: NodeId) -> Parameter {
    let scoping = cx.scoping();
    let references = || scoping.get_resolved_references(symbol);
    let assigned = references().filter(|it| it.is_write()).map(Reference::node_id);
    let declared = scoping.symbol_declarations(symbol).filter(|&node| is_redeclared(cx, node));
    let written =
        assigned.chain(declared).map(|node| (order::earliest(cx, node, within), node)).collect();
    let read = references()
        .filter(|it| it.is_read())
        .map(|it| order::latest(cx, it.node_id(), within))
        .max();
    Parameter { written, read }
}

/// Whether the declaration `node` gives a parameter of the same name another value.
fn is_redeclared(cx: &Context<'_, '_>, node: NodeId) -> bool {
    match cx.module.nodes().kind(node) {
        AstKind::VariableDeclarator(declarator) => {
            let owner = cx.module.parent(cx.module.nodes().parent_id(node));
            declarator.init.is_some()
                || matches!(owner, AstKind::ForInStatement(_) | AstKind::ForOfStatement(_))
        }
        AstKind::Function(function) => function.is_declaration(),
        _ => false,
    }
}

/// The assignment that `found` sees the effect of, or that it makes itself.
fn conflict(
    cx: &Context<'_, '_>,
    found: &Use,
    parameter: &Parameter,
    within: NodeId,
) -> Option<(NodeId, &'static str)> {
    let mut before = parameter.written.iter().filter(|&&(since, node)| {
        since <= found.latest && !order::is_exclusive(cx, node, found.node, within)
    });
    if found.reads
        && let Some(&(_, node)) = before.next()
    {
        return Some((node, "Assigning this parameter also changes `arguments`"));
    }
    let changes =
        found.writes.is_some_and(|since| parameter.read.is_some_and(|until| until >= since));
    changes.then_some((found.node, "Changing `arguments` here also changes the parameters"))
}
