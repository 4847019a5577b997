//! Writes what `this` is in sloppy code: the global object where there is no receiver, and an object
//! around a primitive (ECMA-262, 10.2.1.2).

use oxc_ast::{
    AstKind,
    ast::{Argument, Expression, MemberExpression},
};
use oxc_semantic::{NodeId, ScopeId};
use oxc_span::{GetSpan, Span};

use crate::strict::{context::Context, receiver::is_builtin_prototype};

/// What the receiver may be that strict code takes otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Receiver {
    /// Nothing.
    Missing,
    /// A primitive.
    Primitive,
    /// Either of them.
    Any,
}

/// Writes each of `uses` as what sloppy code has there; false when a place or a name is in the way,
/// and nothing was written.
pub(super) fn write(
    cx: &mut Context<'_, '_>,
    scope: ScopeId,
    uses: &[NodeId],
    receiver: Receiver,
) -> bool {
    let taken: Vec<_> = ["globalThis", "Object"]
        .into_iter()
        .filter(|name| cx.scoping().find_binding(scope, (*name).into()).is_some())
        .collect();
    let free = |text: &&str| !taken.iter().any(|name| text.contains(name));
    let edit = |&this: &NodeId| Some((cx.span(this), text(cx, this, receiver).filter(free)?));
    let edits: Option<Vec<_>> = uses.iter().map(edit).collect();
    let Some(edits) = edits else { return false };
    for (span, text) in edits {
        cx.replace(span, text);
    }
    true
}

fn text(cx: &Context<'_, '_>, this: NodeId, receiver: Receiver) -> Option<&'static str> {
    let asks_type = matches!(cx.module.parent(this), AstKind::UnaryExpression(it)
        if it.operator.is_typeof());
    match receiver {
        _ if is_constructed(cx, this) => None,
        Receiver::Primitive => Some("Object(this)"),
        Receiver::Missing if !asks_type => {
            if stands_alone(cx, this) {
                return Some("this ?? globalThis");
            }
            (!goes_on(cx, cx.span(this))).then_some("(this ?? globalThis)")
        }
        Receiver::Missing | Receiver::Any => Some("Object(this ?? globalThis)"),
    }
}

/// Whether an operator of low precedence needs no parentheses in the place of `this`.
fn stands_alone(cx: &Context<'_, '_>, this: NodeId) -> bool {
    let span = cx.span(this);
    match cx.module.parent(this) {
        AstKind::AssignmentExpression(it) => it.right.span() == span,
        AstKind::CallExpression(it) => it.callee.span() != span,
        AstKind::VariableDeclarator(_)
        | AstKind::ReturnStatement(_)
        | AstKind::ObjectProperty(_)
        | AstKind::ArrayExpression(_)
        | AstKind::IfStatement(_)
        | AstKind::ParenthesizedExpression(_) => true,
        _ => false,
    }
}

/// Whether `this` begins what `new` constructs: a call in its place would be the constructor.
fn is_constructed(cx: &Context<'_, '_>, this: NodeId) -> bool {
    let start = cx.span(this).start;
    let ancestors = cx.module.nodes().ancestor_kinds(this);
    let mut around = ancestors.skip_while(AstKind::is_member_expression_kind);
    matches!(around.next(), Some(AstKind::NewExpression(it)) if it.callee.span().start == start)
}

/// Whether a parenthesis in the place of `this` could be taken for the arguments of a call. A slash may
/// end a regular expression.
fn goes_on(cx: &Context<'_, '_>, this: Span) -> bool {
    let before = code_before(cx, this.start);
    let is_open = before.ends_with(|it: char| ";{(,=:?&|![+-*%<>~^".contains(it));
    let word = before.rsplit(|it: char| !it.is_alphanumeric()).next().unwrap_or_default();
    let keywords = ["return", "typeof", "in", "instanceof", "delete", "void", "throw", "case"];
    !is_open && !keywords.contains(&word)
}

/// The text before `at` without the white space and the comments at its end.
fn code_before<'m>(cx: &Context<'m, '_>, at: u32) -> &'m str {
    let mut before = cx.module.source[..at as usize].trim_end();
    for comment in cx.module.program.comments.iter().rev() {
        if comment.span.end as usize == before.len() {
            before = before[..comment.span.start as usize].trim_end();
        }
    }
    before
}

/// Whether the file puts something on what primitives inherit from.
pub(super) fn extends_builtins(cx: &Context<'_, '_>) -> bool {
    let mut kinds = cx.module.nodes().iter().map(oxc_semantic::AstNode::kind);
    kinds.any(|kind| match kind {
        AstKind::AssignmentExpression(it) => it
            .left
            .as_member_expression()
            .is_some_and(|member| is_builtin_prototype(cx, member.object())),
        AstKind::CallExpression(it) => {
            let defines = it.callee.as_member_expression().is_some_and(|member| {
                member.static_property_name().is_some_and(|name| name.starts_with("__define"))
                    && is_builtin_prototype(cx, member.object())
            });
            let handed = |it: &Argument<'_>| {
                it.as_expression().is_some_and(|it| is_builtin_prototype(cx, it))
            };
            defines || (is_definition(&it.callee) && it.arguments.iter().any(handed))
        }
        _ => false,
    })
}

fn is_definition(callee: &Expression<'_>) -> bool {
    callee
        .as_member_expression()
        .and_then(MemberExpression::static_property_name)
        .is_some_and(|name| name.starts_with("defineProp") || name == "assign")
}
