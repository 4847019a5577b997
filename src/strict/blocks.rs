//! Function declarations in blocks. Sloppy code also assigns them to a `var` of the function
//! around; strict code does not, so the name means nothing outside of the block.
//!
//! <https://tc39.es/ecma262/#sec-block-level-function-declarations-web-legacy-compatibility-semantics>

use oxc_ast::{AstKind, ast::Function};
use oxc_semantic::{AstNode, Reference, ScopeId, SymbolFlags, SymbolId};
use oxc_span::{GetSpan, Span};

use crate::strict::{context::Context, duplicates, order};

/// A plain function declaration in a block of sloppy code.
#[derive(Clone, Copy)]
pub(super) struct BlockFunction<'a> {
    function: &'a Function<'a>,
    symbol: SymbolId,
    /// The binding of its name in the function around.
    outer: Option<SymbolId>,
    scope: ScopeId,
    block: Span,
    shape: Shape,
}

/// What the declaration stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Block,
    Case,
    Branch,
}

/// Notes `function` when it is a plain declaration in a block.
pub(super) fn collect<'a>(
    cx: &mut Context<'_, 'a>,
    node: &AstNode<'a>,
    function: &'a Function<'a>,
) {
    let nodes = cx.module.nodes();
    let symbol = function.id.as_ref().and_then(|id| id.symbol_id.get());
    let Some(symbol) = symbol.filter(|_| is_plain(function)) else { return };
    let parent = nodes.parent_node(node.id());
    let (shape, block) = match parent.kind() {
        AstKind::BlockStatement(block) => (Shape::Block, block.span),
        AstKind::SwitchCase(_) => (Shape::Case, nodes.parent_kind(parent.id()).span()),
        AstKind::IfStatement(_) => (Shape::Branch, function.span),
        _ => return,
    };
    let (scope, outer) = (node.scope_id(), outer(cx, node.scope_id(), symbol));
    cx.block_functions.push(BlockFunction { function, symbol, outer, scope, block, shape });
}

fn is_plain(function: &Function<'_>) -> bool {
    function.is_declaration() && !function.r#async && !function.generator
}

/// The variable of the function around that the declaration is assigned to, too.
fn outer(cx: &Context<'_, '_>, scope: ScopeId, symbol: SymbolId) -> Option<SymbolId> {
    let scoping = cx.scoping();
    let around =
        scoping.scope_ancestors(scope).find(|&scope| scoping.scope_flags(scope).is_var())?;
    let outer = scoping.get_binding(around, scoping.symbol_ident(symbol))?;
    let flags = scoping.symbol_flags(outer);
    let mut declarations = scoping.symbol_declarations(outer);
    let parameter = declarations.any(|node| {
        let kind = cx.module.nodes().kind(node);
        matches!(kind, AstKind::FormalParameter(_) | AstKind::FormalParameterRest(_))
    });
    let variable = flags.intersects(SymbolFlags::FunctionScopedVariable | SymbolFlags::Function);
    (variable && !parameter).then_some(outer)
}

/// Turns block functions that are used outside of their block into assignments, or reports them.
pub(super) fn check(cx: &mut Context<'_, '_>) {
    let mut functions = std::mem::take(&mut cx.block_functions);
    functions.sort_by_key(|it| (it.outer, it.block.start, it.block.end, it.function.span.start));
    for group in functions.chunk_by(|a, b| a.outer.is_some() && a.outer == b.outer) {
        if is_used_outside(cx, group) {
            if group.iter().all(|it| is_assignable(cx, it, group)) {
                for it in group {
                    assign(cx, it, group);
                }
            } else {
                report(cx, group);
            }
        } else {
            keep_in_block(cx, group);
        }
    }
}

fn is_used_outside(cx: &Context<'_, '_>, group: &[BlockFunction<'_>]) -> bool {
    let Some(outer) = group[0].outer else { return false };
    let mut blocks: Vec<_> =
        group.iter().filter(|it| it.symbol == outer).map(|it| it.block).collect();
    blocks.dedup();
    cx.scoping().get_resolved_references(outer).any(|reference| {
        let span = cx.reference_span(reference);
        !blocks.iter().any(|block| block.contains_inclusive(span))
    })
}

/// Whether `var f = function f() {…}` in its place does what the declaration does.
///
/// The declaration is there from the start of the block, and what the block sees is a binding of
/// its own: both must be impossible to notice.
fn is_assignable(
    cx: &Context<'_, '_>,
    it: &BlockFunction<'_>,
    group: &[BlockFunction<'_>],
) -> bool {
    let scoping = cx.scoping();
    let own = it.function.span;
    let alone = group.iter().filter(|other| other.block == it.block).count() == 1;
    let inside = |reference: &&Reference| it.block.contains_inclusive(cx.reference_span(reference));
    let mut seen = scoping.get_resolved_references(it.symbol).filter(inside).peekable();
    if !alone || it.outer.is_some_and(|outer| seen.peek().is_some() && is_written(cx, outer)) {
        return false;
    }
    let repeats = order::in_loop(cx, it.function.node_id.get());
    let here = cx.any_function_scope(it.scope);
    seen.all(|reference| {
        let span = cx.reference_span(reference);
        let later = span.start > own.end && it.shape == Shape::Block;
        let direct = cx.any_function_scope(reference.scope_id()) == here;
        !reference.is_write() && (own.contains_inclusive(span) || later && (direct || !repeats))
    })
}

/// Whether something else than the declarations in blocks gives `outer` a value.
fn is_written(cx: &Context<'_, '_>, outer: SymbolId) -> bool {
    let scoping = cx.scoping();
    scoping.symbol_is_mutated(outer)
        || scoping.symbol_declarations(outer).any(|node| {
            let kind = cx.module.nodes().kind(node);
            matches!(kind, AstKind::VariableDeclarator(it) if it.init.is_some())
        })
}

fn assign(cx: &mut Context<'_, '_>, it: &BlockFunction<'_>, group: &[BlockFunction<'_>]) {
    let Some(outer) = it.outer else { return };
    let scoping = cx.scoping();
    let blocks = |node| group.iter().any(|other| other.function.node_id.get() == node);
    let declared = scoping.symbol_declarations(outer).any(|node| !blocks(node));
    let keyword = if declared { "" } else { "var " };
    let name = scoping.symbol_name(it.symbol);
    cx.insert(it.function.span.start, format!("{keyword}{name} = "));
    cx.insert(it.function.span.end, ";");
}

fn report(cx: &mut Context<'_, '_>, group: &[BlockFunction<'_>]) {
    for it in group {
        let name = cx.scoping().symbol_name(it.symbol);
        let message =
            format!("The function `{name}` is used outside of the block that declares it");
        let span = it.function.id.as_ref().map_or(it.function.span, |id| id.span);
        cx.report("strict-block-function", span, message, "Declare it outside of the block");
    }
}

/// Declarations that only their own block sees stay, but strict code allows one per name.
fn keep_in_block(cx: &mut Context<'_, '_>, group: &[BlockFunction<'_>]) {
    for pair in group.windows(2) {
        if pair[0].block == pair[1].block {
            duplicates::remove_function(cx, pair[0].function);
        }
    }
    for it in group.iter().filter(|it| it.shape == Shape::Branch) {
        let message = "Strict code has no function declaration as the branch of an `if`";
        cx.report("strict-block-function", it.function.span, message, "Put braces around it");
    }
}
