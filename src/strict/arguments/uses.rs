//! What each mention of `arguments` reads and writes.

use oxc_ast::{
    AstKind,
    ast::{
        AssignmentTarget, BinaryOperator, BindingPattern, CallExpression, ComputedMemberExpression,
        Expression,
    },
};
use oxc_semantic::{NodeId, SymbolId};
use oxc_span::{GetSpan, Span};

use super::bounds;
use crate::strict::{context::Context, order};

/// Elements that a use of `arguments` touches.
#[derive(Clone, Copy)]
enum Elements {
    One(usize),
    From(usize),
}

/// One use of the elements of `arguments`.
pub(super) struct Use {
    pub(super) node: NodeId,
    pub(super) reads: bool,
    /// The offset from which on the elements may be written.
    pub(super) writes: Option<u32>,
    /// The offset at which the elements are read for the last time.
    pub(super) latest: u32,
    /// Elements beyond the length of `arguments` are not looked at.
    pub(super) minds_length: bool,
    elements: Elements,
}

impl Use {
    /// Whether it touches the parameter at `index`.
    pub(super) fn covers(&self, index: usize) -> bool {
        match self.elements {
            Elements::One(only) => only == index,
            Elements::From(first) => first <= index,
        }
    }
}

/// What happens at one mention.
#[derive(Clone, Copy)]
enum Effect {
    Nothing,
    Read(Elements),
    Write(Elements),
    ReadWrite,
    /// The object is stored, and read at any time.
    Kept,
    /// The object gets another name.
    Renamed(SymbolId),
}

const ALL: Elements = Elements::From(0);

/// Every use at or through `mentions`, within the function `within`.
pub(super) fn all(cx: &Context<'_, '_>, mentions: &[NodeId], within: NodeId) -> Vec<Use> {
    let mut uses = Vec::new();
    for &mention in mentions {
        match effect(cx, mention) {
            Effect::Renamed(symbol) => {
                for reference in cx.scoping().get_resolved_references(symbol) {
                    if reference.is_read() {
                        let node = reference.node_id();
                        uses.extend(to_use(cx, node, within, effect(cx, node)));
                    }
                }
            }
            effect => uses.extend(to_use(cx, mention, within, effect)),
        }
    }
    uses
}

fn to_use(cx: &Context<'_, '_>, node: NodeId, within: NodeId, effect: Effect) -> Option<Use> {
    let (elements, reads, writes) = match effect {
        Effect::Nothing => return None,
        Effect::Read(elements) => (elements, true, false),
        Effect::Write(elements) => (elements, false, true),
        Effect::ReadWrite => (ALL, true, true),
        Effect::Kept | Effect::Renamed(_) => (ALL, true, false),
    };
    let latest = match effect {
        Effect::Kept | Effect::Renamed(_) => u32::MAX,
        _ => order::latest(cx, node, within),
    };
    let writes = writes.then(|| order::earliest(cx, node, within));
    let minds_length = minds_length(cx, node);
    Some(Use { node, reads, writes, latest, minds_length, elements })
}

/// The mention `node` goes to `apply`, to an array method, into a list, or is read from its end.
fn minds_length(cx: &Context<'_, '_>, node: NodeId) -> bool {
    let span = cx.span(node);
    match cx.module.nodes().parent_kind(node) {
        AstKind::SpreadElement(_) | AstKind::ForOfStatement(_) => true,
        AstKind::CallExpression(call) => {
            let Expression::StaticMemberExpression(callee) = &call.callee else { return false };
            let is_at = |index: usize| {
                call.arguments.get(index).is_some_and(|argument| argument.span() == span)
            };
            match callee.property.name.as_str() {
                "apply" => is_at(1),
                "call" => {
                    is_at(0) && matches!(method(&callee.object), Some("slice" | "map" | "join"))
                }
                _ => false,
            }
        }
        AstKind::ComputedMemberExpression(member) => {
            let Expression::BinaryExpression(index) = &member.expression else { return false };
            index.operator == BinaryOperator::Subtraction
                && index.left.is_specific_member_access("arguments", "length")
        }
        _ => false,
    }
}

fn effect(cx: &Context<'_, '_>, node: NodeId) -> Effect {
    let nodes = cx.module.nodes();
    let span = cx.span(node);
    match nodes.parent_kind(node) {
        // `length` and `callee` are not shared, and there is nothing else.
        AstKind::StaticMemberExpression(_)
        | AstKind::UnaryExpression(_)
        | AstKind::BinaryExpression(_)
        | AstKind::ExpressionStatement(_)
        | AstKind::IfStatement(_)
        | AstKind::ForInStatement(_) => Effect::Nothing,
        AstKind::ComputedMemberExpression(member) if member.object.span() == span => {
            element(cx, member)
        }
        AstKind::CallExpression(call) => passed(cx, call, span),
        AstKind::SpreadElement(_) | AstKind::ReturnStatement(_) | AstKind::ForOfStatement(_) => {
            Effect::Read(ALL)
        }
        AstKind::VariableDeclarator(declarator) => match &declarator.id {
            BindingPattern::BindingIdentifier(id) => {
                id.symbol_id.get().map_or(Effect::Kept, Effect::Renamed)
            }
            _ => Effect::Read(ALL),
        },
        AstKind::AssignmentExpression(assignment) => match &assignment.left {
            AssignmentTarget::AssignmentTargetIdentifier(name) => {
                let id = name.reference_id.get();
                let symbol = id.and_then(|id| cx.scoping().get_reference(id).symbol_id());
                symbol.map_or(Effect::Kept, Effect::Renamed)
            }
            _ => Effect::Kept,
        },
        _ => Effect::Kept,
    }
}

/// `arguments[…]`, read or written.
fn element(cx: &Context<'_, '_>, member: &ComputedMemberExpression<'_>) -> Effect {
    let elements = match &member.expression {
        Expression::StringLiteral(_) => return Effect::Nothing,
        Expression::NumericLiteral(number) => Elements::One(bounds::whole(number.value)),
        index => Elements::From(bounds::lower(cx, index)),
    };
    match cx.module.parent(member.node_id.get()) {
        AstKind::AssignmentExpression(it) if it.left.span() == member.span => {
            if it.operator.is_assign() { Effect::Write(elements) } else { Effect::ReadWrite }
        }
        AstKind::UpdateExpression(_) | AstKind::ForInStatement(_) | AstKind::ForOfStatement(_) => {
            Effect::ReadWrite
        }
        _ => Effect::Read(elements),
    }
}

/// `arguments` as an argument of `call`.
fn passed(cx: &Context<'_, '_>, call: &CallExpression<'_>, span: Span) -> Effect {
    let Expression::StaticMemberExpression(callee) = &call.callee else { return Effect::Read(ALL) };
    let first = call.arguments.first().is_some_and(|argument| argument.span() == span);
    match callee.property.name.as_str() {
        "call" | "apply" if first => borrowed(cx, call, method(&callee.object)),
        // The list keeps the object itself.
        "push" | "unshift" | "set" | "add" => Effect::Kept,
        _ => Effect::Read(ALL),
    }
}

/// `arguments` as the receiver of an array method.
fn borrowed(cx: &Context<'_, '_>, call: &CallExpression<'_>, method: Option<&str>) -> Effect {
    match method {
        Some("shift" | "unshift" | "splice" | "sort" | "reverse" | "fill" | "copyWithin") => {
            Effect::ReadWrite
        }
        Some("slice") => {
            let from = call.arguments.get(1).and_then(|argument| argument.as_expression());
            Effect::Read(from.map_or(ALL, |from| Elements::From(bounds::lower(cx, from))))
        }
        _ => Effect::Read(ALL),
    }
}

fn method<'a>(object: &Expression<'a>) -> Option<&'a str> {
    match object {
        Expression::StaticMemberExpression(member) => Some(member.property.name.as_str()),
        Expression::Identifier(name) => Some(name.name.as_str()),
        _ => None,
    }
}
