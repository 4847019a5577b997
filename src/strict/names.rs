//! Names that strict code or the module grammar reserves: `package`, `static`, `await`, …

use oxc_ast::{
    AstKind,
    ast::{BindingIdentifier, Expression, IdentifierReference, LabeledStatement},
};
use oxc_semantic::{AstNode, NodeId, SymbolId};
use oxc_span::{GetSpan, Span};
use rustc_hash::FxHashMap;

use crate::strict::{callers, context::Context};

const RESERVED: [&str; 10] = [
    "await",
    "implements",
    "interface",
    "let",
    "package",
    "private",
    "protected",
    "public",
    "static",
    "yield",
];

/// Renames every reserved name, or reports it.
pub(super) fn check(cx: &mut Context<'_, '_>) {
    report_free(cx);
    let renames = choose(cx);
    if renames.is_empty() {
        return;
    }
    let module = cx.module;
    for node in module.nodes().iter() {
        match node.kind() {
            AstKind::BindingIdentifier(binding) => rename_binding(cx, &renames, node, binding),
            AstKind::IdentifierReference(reference) => {
                rename_reference(cx, &renames, node, reference);
            }
            _ => {}
        }
    }
}

/// Reports a reserved label.
pub(super) fn label(cx: &mut Context<'_, '_>, labeled: &LabeledStatement<'_>) {
    let name = labeled.label.name.as_str();
    if RESERVED.contains(&name) {
        report(cx, labeled.label.span, name, "Rename the label");
    }
}

fn report_free(cx: &mut Context<'_, '_>) {
    let module = cx.module;
    for name in RESERVED {
        for reference in module.free(name) {
            let help = format!("Read it as `globalThis.{name}`, or declare it under another name");
            report(cx, cx.reference_span(reference), name, &help);
        }
    }
}

fn report(cx: &mut Context<'_, '_>, span: Span, name: &str, help: &str) {
    let message = format!("`{name}` is a reserved word in an ES module");
    cx.report("strict-reserved-name", span, message, help);
}

/// A new name for every symbol that has a reserved one; the same for the same, which keeps
/// shadowing as it is.
fn choose(cx: &mut Context<'_, '_>) -> FxHashMap<SymbolId, String> {
    let mut renames = FxHashMap::default();
    let mut chosen: FxHashMap<&str, String> = FxHashMap::default();
    let scoping = cx.scoping();
    for symbol in scoping.symbol_ids() {
        let name = scoping.symbol_name(symbol);
        if !RESERVED.contains(&name) {
            continue;
        }
        if names_a_value(cx, symbol) {
            report(cx, scoping.symbol_span(symbol), name, "Rename it");
        } else if let Some(new) = chosen.get(name).cloned().or_else(|| cx.fresh(candidates(name))) {
            chosen.insert(name, new.clone());
            renames.insert(symbol, new);
        }
    }
    renames
}

fn candidates(name: &str) -> impl Iterator<Item = String> {
    let short = (name == "package").then(|| "pkg".to_string());
    let plain = [format!("_{name}"), format!("{name}_")];
    let numbered = (2..).map({
        let name = name.to_string();
        move |number| format!("_{name}{number}")
    });
    short.into_iter().chain(plain).chain(numbered)
}

/// Whether a function or class carries the name of the symbol where somebody could read it.
fn names_a_value(cx: &Context<'_, '_>, symbol: SymbolId) -> bool {
    let scoping = cx.scoping();
    scoping.symbol_declarations(symbol).any(|node| declares_named(cx, symbol, node))
        || scoping.get_resolved_references(symbol).any(|reference| {
            let parent = cx.module.parent(reference.node_id());
            reference.is_write()
                && match parent {
                    AstKind::AssignmentExpression(assignment) => is_anonymous(&assignment.right),
                    _ => false,
                }
        })
}

fn declares_named(cx: &Context<'_, '_>, symbol: SymbolId, node: NodeId) -> bool {
    match cx.module.nodes().kind(node) {
        AstKind::Function(function) => {
            // A function in a block is two bindings in sloppy code.
            let parent = cx.module.parent(node);
            !matches!(parent, AstKind::Program(_) | AstKind::FunctionBody(_))
                || !function.is_declaration()
                || !callers::only_called(cx, symbol)
        }
        AstKind::Class(_) => true,
        AstKind::VariableDeclarator(declarator) => {
            declarator.init.as_ref().is_some_and(is_anonymous)
        }
        _ => false,
    }
}

/// Whether evaluating `expression` gives a function that takes the name it is assigned to.
///
/// <https://tc39.es/ecma262/#sec-isanonymousfunctiondefinition>
pub(super) fn is_anonymous(expression: &Expression<'_>) -> bool {
    match expression {
        Expression::FunctionExpression(function) => function.id.is_none(),
        Expression::ClassExpression(class) => class.id.is_none(),
        Expression::ArrowFunctionExpression(_) => true,
        _ => false,
    }
}

fn rename_binding(
    cx: &mut Context<'_, '_>,
    renames: &FxHashMap<SymbolId, String>,
    node: &AstNode<'_>,
    binding: &BindingIdentifier<'_>,
) {
    let Some(new) = binding.symbol_id.get().and_then(|symbol| renames.get(&symbol)) else { return };
    let nodes = cx.module.nodes();
    let owner = match nodes.parent_kind(node.id()) {
        AstKind::AssignmentPattern(pattern) => nodes.parent_kind(pattern.node_id.get()),
        parent => parent,
    };
    let shorthand = matches!(owner, AstKind::BindingProperty(property)
        if property.shorthand && property.key.span().start == binding.span.start);
    replace(cx, binding.span, &binding.name, new, shorthand);
}

fn rename_reference(
    cx: &mut Context<'_, '_>,
    renames: &FxHashMap<SymbolId, String>,
    node: &AstNode<'_>,
    reference: &IdentifierReference<'_>,
) {
    let Some(id) = reference.reference_id.get() else { return };
    let symbol = cx.scoping().get_reference(id).symbol_id();
    let Some(new) = symbol.and_then(|symbol| renames.get(&symbol)) else { return };
    let shorthand = is_shorthand(cx.module.parent(node.id()));
    replace(cx, reference.span, &reference.name, new, shorthand);
}

/// Whether a reference directly in `parent` stands for a property name, too.
pub(super) fn is_shorthand(parent: AstKind<'_>) -> bool {
    match parent {
        AstKind::ObjectProperty(property) => property.shorthand,
        AstKind::AssignmentTargetPropertyIdentifier(_) => true,
        _ => false,
    }
}

fn replace(cx: &mut Context<'_, '_>, span: Span, old: &str, new: &str, shorthand: bool) {
    let text = if shorthand { format!("{old}: {new}") } else { new.to_string() };
    cx.replace(span, text);
}
