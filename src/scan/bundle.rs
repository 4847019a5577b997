//! Bundles of browserify, which ask for Node's `require` only to load what they do not hold.
//!
//! A bundle is a call `prelude({ id: [function (require, module, exports) {…}, { './x': id }] },
//! {}, [entries])`.

use oxc_ast::{
    AstKind,
    ast::{
        Argument, ArrayExpression, ArrayExpressionElement, CallExpression, Expression,
        FormalParameters, LogicalOperator, ObjectExpression, ObjectPropertyKind,
    },
};
use oxc_semantic::{NodeId, SymbolId};
use oxc_span::{GetSpan, Span};
use rustc_hash::FxHashMap;

use crate::module::Module;

/// The expressions `typeof require == 'function' && require` of bundles that hold every module which
/// they can ask for: there it makes no difference whether Node's `require` is there.
pub(super) fn unasked(module: &Module<'_>) -> Vec<Span> {
    if !module.source.contains("typeof require") {
        return Vec::new();
    }
    let calls = module.nodes().iter_enumerated().filter_map(|(id, node)| match node.kind() {
        AstKind::CallExpression(call) => Some((id, call)),
        _ => None,
    });
    let preludes: Vec<Span> =
        calls.filter_map(|(id, call)| closed_prelude(module, id, call)).collect();
    preludes.iter().filter_map(|it| guards(module, *it)).flatten().collect()
}

/// The guarded uses of `require` in a prelude; `None` when there are others.
fn guards(module: &Module<'_>, prelude: Span) -> Option<Vec<Span>> {
    let uses = || {
        let nodes = module.free("require").map(oxc_semantic::Reference::node_id);
        nodes.filter(|&it| prelude.contains_inclusive(module.nodes().kind(it).span()))
    };
    let guards: Vec<Span> = uses().filter_map(|it| guard(module, it)).collect();
    let all = uses().all(|it| {
        let own = module.nodes().kind(it).span();
        guards.iter().any(|guard| guard.contains_inclusive(own))
    });
    all.then_some(guards)
}

/// `typeof require == 'function' && require`
fn guard(module: &Module<'_>, reference: NodeId) -> Option<Span> {
    let own = module.nodes().kind(reference).span();
    let AstKind::LogicalExpression(it) = module.parent(reference) else { return None };
    let asks = module.text(it.left.span()).contains("typeof require");
    (it.operator == LogicalOperator::And && it.right.span() == own && asks).then_some(it.span)
}

/// Modules of a bundle are given its tables, too, which only their `arguments` have.
fn takes_tables(module: &Module<'_>, held: &Held<'_>) -> bool {
    module.free("arguments").any(|reference| {
        let mut around = module.nodes().ancestor_kinds(reference.node_id());
        let own = around.find_map(|it| match it {
            AstKind::Function(function) => Some(function.span),
            _ => None,
        });
        own == Some(held.span)
    })
}

fn closed_prelude(module: &Module<'_>, id: NodeId, call: &CallExpression<'_>) -> Option<Span> {
    let [
        Argument::ObjectExpression(table),
        Argument::ObjectExpression(_) | Argument::NullLiteral(_),
        Argument::ArrayExpression(entries),
    ] = call.arguments.as_slice()
    else {
        return None;
    };
    let modules = modules(table)?;
    let holds = |id: &str| modules.contains_key(id);
    let started = ids(entries)?.iter().all(|id| holds(id));
    let closed = modules.values().all(|it| asks_only_for(module, it, &holds));
    let result = match module.parent(id) {
        AstKind::ExpressionStatement(_) => true,
        // `!function () {…}(…)`
        AstKind::UnaryExpression(_) => {
            matches!(module.parent(module.nodes().parent_id(id)), AstKind::ExpressionStatement(_))
        }
        AstKind::CallExpression(outer) => {
            outer.callee.span() == call.span
                && matches!(outer.arguments.as_slice(), [it]
                    if it.as_expression().and_then(literal).is_some_and(|id| holds(&id)))
        }
        _ => false,
    };
    (started && closed && result).then(|| call.callee.span())
}

/// A module of a bundle.
struct Held<'a> {
    span: Span,
    parameters: &'a FormalParameters<'a>,
    /// The ids by what the module calls them.
    names: FxHashMap<String, String>,
}

fn modules<'a>(table: &'a ObjectExpression<'a>) -> Option<FxHashMap<String, Held<'a>>> {
    table
        .properties
        .iter()
        .map(|property| {
            let ObjectPropertyKind::ObjectProperty(it) = property else { return None };
            let Expression::ArrayExpression(pair) = &it.value else { return None };
            let [
                ArrayExpressionElement::FunctionExpression(function),
                ArrayExpressionElement::ObjectExpression(names),
            ] = pair.elements.as_slice()
            else {
                return None;
            };
            let names = named_ids(names)?;
            let held = Held { span: function.span, parameters: &function.params, names };
            Some((it.key.static_name()?.to_string(), held))
        })
        .collect()
}

fn named_ids(names: &ObjectExpression<'_>) -> Option<FxHashMap<String, String>> {
    let mut ids = FxHashMap::default();
    for property in &names.properties {
        let ObjectPropertyKind::ObjectProperty(it) = property else { return None };
        let name = it.key.static_name()?.to_string();
        // What was left out of the bundle has no id.
        if let Some(id) = literal(&it.value) {
            ids.insert(name, id);
        }
    }
    Some(ids)
}

/// The module only calls its `require`, and only for what the bundle holds.
fn asks_only_for(module: &Module<'_>, held: &Held<'_>, holds: &dyn Fn(&str) -> bool) -> bool {
    let many = held.parameters.items.len() > 3 || held.parameters.rest.is_some();
    if many || takes_tables(module, held) {
        return false;
    }
    let Some(first) = held.parameters.items.first() else { return true };
    let Some(name) = first.pattern.get_binding_identifier() else { return false };
    if is_reused(module, held, name.symbol_id()) {
        return true;
    }
    module.scoping().get_resolved_references(name.symbol_id()).all(|reference| {
        let own = module.nodes().kind(reference.node_id()).span();
        let AstKind::CallExpression(call) = module.parent(reference.node_id()) else {
            return false;
        };
        let [wanted] = call.arguments.as_slice() else { return false };
        let Some(wanted) = wanted.as_expression().and_then(literal) else { return false };
        call.callee.span() == own && holds(held.names.get(&wanted).unwrap_or(&wanted))
    })
}

/// Minifiers take the parameter for another value where the module asks for nothing: a statement of
/// the body writes it before all else that the body itself does with it, and no other function does.
fn is_reused(module: &Module<'_>, held: &Held<'_>, parameter: SymbolId) -> bool {
    let references = || {
        module.scoping().get_resolved_references(parameter).map(oxc_semantic::Reference::node_id)
    };
    let span = |node: NodeId| module.nodes().kind(node).span();
    let Some(first) = references().min_by_key(|&it| span(it).start) else { return true };
    let AstKind::AssignmentExpression(write) = module.parent(first) else { return false };
    let mut around = module.nodes().ancestor_kinds(first).skip(1);
    let in_body = matches!(around.next(), Some(AstKind::ExpressionStatement(_)))
        && matches!(around.next(), Some(AstKind::FunctionBody(_)))
        && around.next().is_some_and(|it| it.span() == held.span);
    let is_own = |node: NodeId| {
        let function = module.nodes().ancestor_kinds(node).find(|it| it.is_function_like());
        function.is_some_and(|it| it.span() == held.span)
    };
    let is_later = |node: NodeId| node == first || !write.span.contains_inclusive(span(node));
    let is_first = write.left.span() == span(first) && write.operator.is_assign();
    in_body && is_first && references().all(|it| is_own(it) && is_later(it))
}

fn ids(entries: &ArrayExpression<'_>) -> Option<Vec<String>> {
    entries.elements.iter().map(|it| it.as_expression().and_then(literal)).collect()
}

/// The property name that a number or text stands for.
fn literal(expression: &Expression<'_>) -> Option<String> {
    match expression {
        Expression::StringLiteral(it) => Some(it.value.to_string()),
        Expression::NumericLiteral(it) => Some(it.value.to_string()),
        _ => None,
    }
}
