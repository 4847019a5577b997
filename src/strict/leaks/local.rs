//! Declares forgotten variables: in the loop that counts with them where nothing else can notice,
//! before the first statement of the file that mentions them otherwise.

use oxc_ast::{
    AstKind,
    ast::{Expression, ForStatement, ForStatementInit},
};
use oxc_semantic::{NodeId, Reference, ScopeId};
use oxc_span::{GetSpan, Span};

use super::{Leak, creates};
use crate::strict::{context::Context, order};

/// Built-in functions that call nothing back.
const FUNCTIONS: &str = "
    Array Boolean Buffer Date Error Number Object RegExp String TypeError Uint8Array isNaN
    parseFloat parseInt
";

/// Names of built-in methods that call nothing back.
const METHODS: &str = "
    abs ceil charAt charCodeAt concat exec floor fromCharCode hasOwnProperty indexOf isArray
    join keys lastIndexOf log match max min pop pow push random round shift slice splice split
    sqrt substr substring test toFixed toLowerCase toString toUpperCase trim unshift
";

/// Declares every name of `leaks`.
pub(super) fn declare(cx: &mut Context<'_, '_>, leaks: &[Leak<'_>]) {
    let mut top: Vec<(u32, &str)> = Vec::new();
    for leak in leaks {
        cx.audit.localized.push(leak.name.to_string());
        match counters(cx, leak) {
            Some(loops) => {
                cx.audit.counters.push(leak.name.to_string());
                for start in loops {
                    cx.insert(start, "var ");
                }
            }
            None => top.extend(statement(cx, leak).map(|at| (at, leak.name))),
        }
    }
    top.sort_by_key(|&(at, _)| at);
    for same in top.chunk_by(|a, b| a.0 == b.0) {
        let names: Vec<_> = same.iter().map(|&(_, name)| name).collect();
        let text = format!("var {};{}", names.join(", "), cx.newline());
        cx.insert(same[0].0, text);
    }
}

/// Where `var` goes when every use is in a `for` loop that begins by assigning the name.
fn counters(cx: &Context<'_, '_>, leak: &Leak<'_>) -> Option<Vec<u32>> {
    let mut loops: Vec<(Option<ScopeId>, NodeId, &ForStatement<'_>)> = Vec::new();
    for reference in leak.references.iter().filter(|it| creates(cx, it)) {
        if let Some((node, counting)) = initialized(cx, reference) {
            loops.push((cx.any_function_scope(reference.scope_id()), node, counting));
        }
    }
    let covered = |reference: &&Reference| {
        let span = cx.reference_span(reference);
        let scope = cx.any_function_scope(reference.scope_id());
        loops.iter().any(|(within, _, it)| *within == scope && it.span.contains_inclusive(span))
    };
    let private = leak.references.iter().all(covered)
        && loops.iter().all(|&(within, node, it)| !can_reenter(cx, within, node, it.span));
    if !private {
        return None;
    }
    loops.sort_by_key(|(_, _, it)| it.span.start);
    let mut declared = Vec::new();
    loops.retain(|(within, _, _)| {
        !declared.contains(within) && {
            declared.push(*within);
            true
        }
    });
    Some(loops.iter().filter_map(|(_, _, it)| it.init.as_ref()).map(|it| it.span().start).collect())
}

/// The loop `for (name = …; …)` that `reference` begins.
fn initialized<'m, 'a>(
    cx: &Context<'m, 'a>,
    reference: &Reference,
) -> Option<(NodeId, &'m ForStatement<'a>)> {
    let nodes = cx.module.nodes();
    let assignment = nodes.parent_node(reference.node_id());
    let parent = nodes.parent_node(assignment.id());
    let AstKind::ForStatement(it) = parent.kind() else { return None };
    let Some(ForStatementInit::AssignmentExpression(init)) = &it.init else { return None };
    let begins = init.left.span() == cx.reference_span(reference);
    begins.then_some((parent.id(), it))
}

/// Whether code in the loop `node` can come back to the loop before it ends, or leave and return.
fn can_reenter(cx: &Context<'_, '_>, within: Option<ScopeId>, node: NodeId, span: Span) -> bool {
    let nodes = cx.module.nodes();
    let suspends =
        within.and_then(|scope| cx.function(scope)).is_none_or(|it| it.r#async || it.generator);
    let inner = nodes.iter().skip(node.index() + 1);
    suspends
        || inner.take_while(|node| span.contains_inclusive(node.kind().span())).any(|node| {
            match node.kind() {
                AstKind::CallExpression(call) => !is_builtin_call(&call.callee),
                AstKind::NewExpression(new) => !is_builtin_call(&new.callee),
                kind => {
                    matches!(kind, AstKind::TaggedTemplateExpression(_)) || order::is_function(kind)
                }
            }
        })
}

/// Whether the callee has the name of a built-in that calls nothing back.
fn is_builtin_call(callee: &Expression<'_>) -> bool {
    match callee {
        Expression::Identifier(name) => lists(FUNCTIONS, &name.name),
        Expression::StaticMemberExpression(it) => lists(METHODS, &it.property.name),
        _ => false,
    }
}

fn lists(names: &str, name: &str) -> bool {
    names.split_whitespace().any(|known| known == name)
}

/// Where the declaration goes: before the first top-level statement that mentions the name, and
/// before the comment right above it.
fn statement(cx: &Context<'_, '_>, leak: &Leak<'_>) -> Option<u32> {
    let body = &cx.module.program.body;
    let first = leak.references.iter().map(|it| cx.reference_span(it).start).min()?;
    let index = body.partition_point(|statement| statement.span().end <= first);
    let start = body.get(index)?.span().start;
    let comments = cx.module.semantic.comments_range(..start);
    let floor =
        index.checked_sub(1).and_then(|before| body.get(before)).map_or(0, |it| it.span().end);
    let mut at = start;
    for comment in comments.rev() {
        let between = Span::new(comment.span.end, at);
        let close = cx.module.text(between);
        let line = cx.module.source[..comment.span.start as usize].trim_end_matches([' ', '\t']);
        let above = comment.span.start > floor && close.trim().is_empty() && line.ends_with('\n');
        if !above || close.matches('\n').count() > 1 || begins_file(cx, comment.span) {
            break;
        }
        at = comment.span.start;
    }
    Some(at)
}

/// Whether the comment is a header of the file rather than of a statement.
fn begins_file(cx: &Context<'_, '_>, comment: Span) -> bool {
    let text = cx.module.text(comment);
    let license = text.starts_with("/*!") || text.contains("@license") || text.contains("opyright");
    license || cx.module.source[..comment.start as usize].trim().is_empty()
}
