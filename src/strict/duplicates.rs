//! Functions declared twice, which an ES module refuses at its top level and in blocks.
//!
//! <https://tc39.es/ecma262/#sec-module-semantics-static-semantics-early-errors>

use oxc_ast::{
    AstKind,
    ast::{BindingPattern, Function, VariableDeclaration, VariableDeclarator},
};
use oxc_semantic::{NodeId, SymbolId};
use oxc_span::Span;

use crate::strict::{context::Context, syntax::is_list};

const HELP: &str = "Keep one of the declarations";

/// Leaves one declaration of every top-level name that a function has.
pub(super) fn check(cx: &mut Context<'_, '_>) {
    let scoping = cx.scoping();
    let root = scoping.root_scope_id();
    for symbol in scoping.symbol_ids() {
        if scoping.symbol_scope_id(symbol) == root
            && !scoping.symbol_redeclarations(symbol).is_empty()
        {
            top_level(cx, symbol);
        }
    }
}

fn top_level(cx: &mut Context<'_, '_>, symbol: SymbolId) {
    let (module, mut functions, mut variables) = (cx.module, Vec::new(), Vec::new());
    for node in cx.scoping().symbol_declarations(symbol) {
        match module.nodes().kind(node) {
            AstKind::Function(function) if matches!(module.parent(node), AstKind::Program(_)) => {
                functions.push(function);
            }
            AstKind::VariableDeclarator(declarator) => variables.push((node, declarator)),
            _ => {}
        }
    }
    functions.sort_by_key(|function| function.span.start);
    let Some(dead) = functions.len().checked_sub(1) else { return };
    for function in &functions[..dead] {
        remove_function(cx, function);
    }
    for (node, declarator) in variables {
        if !assign_instead(cx, node, declarator) {
            let name = cx.scoping().symbol_name(symbol);
            let message = format!("An ES module cannot declare `{name}` as function and variable");
            cx.report("strict-duplicate-function", declarator.span, message, HELP);
        }
    }
}

/// Removes a declaration that a later one of the same name overwrites before any code runs.
pub(super) fn remove_function(cx: &mut Context<'_, '_>, function: &Function<'_>) {
    if cx.module.semantic.has_comments_between(function.span) {
        let message = "A later function of the same name replaces this one before any code runs";
        return cx.report("strict-duplicate-function", function.span, message, "Remove it");
    }
    let line = cx.whole_line(function.span);
    cx.replace(line, "");
}

/// Takes the declaring out of a `var` whose name a function declares anyway.
fn assign_instead(
    cx: &mut Context<'_, '_>,
    node: NodeId,
    declarator: &VariableDeclarator<'_>,
) -> bool {
    let AstKind::VariableDeclaration(declaration) = cx.module.parent(node) else { return false };
    if !matches!(declarator.id, BindingPattern::BindingIdentifier(_))
        || cx.module.semantic.has_comments_between(declaration.span)
    {
        return false;
    }
    match (declaration.declarations.len(), &declarator.init) {
        (1, Some(_)) => drop_keyword(cx, declaration, declarator),
        (1, None) => drop_declaration(cx, declaration, declarator),
        (_, Some(_)) => return false,
        (_, None) => drop_declarator(cx, declaration, declarator),
    }
    true
}

fn drop_keyword(
    cx: &mut Context<'_, '_>,
    declaration: &VariableDeclaration<'_>,
    declarator: &VariableDeclarator<'_>,
) {
    cx.replace(Span::new(declaration.span.start, declarator.span.start), "");
}

fn drop_declaration(
    cx: &mut Context<'_, '_>,
    declaration: &VariableDeclaration<'_>,
    declarator: &VariableDeclarator<'_>,
) {
    match cx.module.parent(declaration.node_id.get()) {
        AstKind::ForInStatement(_) | AstKind::ForOfStatement(_) => {
            drop_keyword(cx, declaration, declarator);
        }
        parent if is_list(parent) => {
            let line = cx.whole_line(declaration.span);
            cx.replace(line, "");
        }
        _ => cx.replace(declaration.span, ";"),
    }
}

fn drop_declarator(
    cx: &mut Context<'_, '_>,
    declaration: &VariableDeclaration<'_>,
    declarator: &VariableDeclarator<'_>,
) {
    let all = &declaration.declarations;
    let Some(index) = all.iter().position(|other| other.span == declarator.span) else { return };
    let span = match index.checked_sub(1).and_then(|before| all.get(before)) {
        Some(before) => Span::new(before.span.end, declarator.span.end),
        None => Span::new(declarator.span.start, all[index + 1].span.start),
    };
    cx.replace(span, "");
}
