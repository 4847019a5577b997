//! The wrapper of a UMD module whose factory does nothing but fill `exports`.
//!
//! Node calls such a factory at once, with what `exports` is outside of it: its statements mean the
//! same without the wrapper around them.

use oxc_ast::{
    AstKind,
    ast::{Argument, CallExpression, Expression, Function, Statement},
};
use oxc_semantic::NodeId;
use oxc_span::{GetSpan, Span};

use crate::module::{Module, Syntax};

/// A file without its wrapper.
pub(super) struct Unwrapped {
    /// The wrapper: what is before the statements of the factory, and what is after them.
    pub spans: [Span; 2],
    /// The text with blanks in place of the wrapper, so that all offsets stay.
    pub text: String,
}

/// Finds the wrapper, where it is all of the file and can go.
pub(super) fn unwrapped(module: &Module<'_>) -> Option<Unwrapped> {
    let [Statement::ExpressionStatement(statement)] = module.program.body.as_slice() else {
        return None;
    };
    let Expression::CallExpression(call) = &statement.expression else { return None };
    let factory = factory(module, call)?;
    let body = factory.body.as_ref()?;
    let inside = Span::new(body.span.start + 1, body.span.end - 1);
    let commented = module.program.comments.iter().any(|it| {
        statement.span.contains_inclusive(it.span) && !inside.contains_inclusive(it.span)
    });
    if module.syntax != Syntax::CommonJs || commented || !stands_alone(module, factory) {
        return None;
    }
    let directive = match body.directives.as_slice() {
        [] => None,
        [it] if it.directive == "use strict" => Some(it.span),
        _ => return None,
    };
    let spans =
        [Span::new(statement.span.start, inside.start), Span::new(inside.end, statement.span.end)];
    let mut text = module.source.as_bytes().to_vec();
    for span in spans {
        let bytes = &mut text[span.start as usize..span.end as usize];
        bytes.iter_mut().filter(|it| !matches!(it, b'\r' | b'\n')).for_each(|it| *it = b' ');
    }
    let head = Span::new(spans[0].start, directive.map_or(spans[0].end, |it| it.end));
    let text = String::from_utf8(text).ok()?;
    Some(Unwrapped { spans: [to_next_line(module, head), lines(module, spans[1])], text })
}

/// The factory of `(function (global, factory) { … ? factory(exports) : … })(this, function (exports) { … })`.
fn factory<'a>(module: &Module<'a>, call: &'a CallExpression<'a>) -> Option<&'a Function<'a>> {
    let Expression::FunctionExpression(head) = &call.callee else { return None };
    let [Argument::ThisExpression(_), Argument::FunctionExpression(factory)] =
        call.arguments.as_slice()
    else {
        return None;
    };
    let [_, name] = head.params.items.as_slice() else { return None };
    let [Statement::ExpressionStatement(only)] = head.body.as_ref()?.statements.as_slice() else {
        return None;
    };
    let Expression::ConditionalExpression(choice) = &only.expression else { return None };
    let plain = |span: Span| -> String {
        let text = module.text(span).replace('"', "'");
        text.split_whitespace().collect()
    };
    let asks = ["typeofexports==='object'&&typeofmodule!=='undefined'"];
    let fills = format!("{}(exports)", name.pattern.get_identifier_name()?);
    let known = asks.contains(&plain(choice.test.span()).as_str());
    (known && plain(choice.consequent.span()) == fills).then_some(factory)
}

/// Nothing in the factory depends on its being a function, and its names are none of Node's.
fn stands_alone(module: &Module<'_>, factory: &Function<'_>) -> bool {
    let [parameter] = factory.params.items.as_slice() else { return false };
    let Some(exports) = parameter.pattern.get_binding_identifier() else { return false };
    let scoping = module.scoping();
    let declares = |name: &str| scoping.get_binding(factory.scope_id(), name.into()).is_some();
    let wrapper = ["require", "module", "__filename", "__dirname"];
    exports.name == "exports"
        && !scoping.symbol_is_mutated(exports.symbol_id())
        && scoping.symbol_redeclarations(exports.symbol_id()).is_empty()
        && !wrapper.into_iter().any(declares)
        && !(factory.r#async || factory.generator || factory.id.is_some())
        && factory.params.rest.is_none()
        && !module
            .nodes()
            .iter_enumerated()
            .any(|(id, node)| uses(module, id, node.kind(), factory))
}

/// The node is about the factory as a function: its receiver, its arguments or its end.
fn uses(module: &Module<'_>, id: NodeId, kind: AstKind<'_>, factory: &Function<'_>) -> bool {
    let is_end = matches!(kind, AstKind::ReturnStatement(_));
    let is_own = match kind {
        AstKind::ReturnStatement(_) | AstKind::ThisExpression(_) | AstKind::NewTarget(_) => true,
        AstKind::IdentifierReference(it) => it.name == "arguments",
        _ => false,
    };
    if !is_own || !factory.span.contains_inclusive(kind.span()) {
        return false;
    }
    let around = module.nodes().ancestor_kinds(id).find(|it| match it {
        AstKind::Function(_) => true,
        AstKind::ArrowFunctionExpression(_) => is_end,
        _ => false,
    });
    matches!(around, Some(AstKind::Function(it)) if it.span == factory.span)
}

/// `span` with the end of its line, when nothing else follows there.
fn to_next_line(module: &Module<'_>, span: Span) -> Span {
    let rest = &module.source[span.end as usize..];
    let after = rest.trim_start_matches([' ', '\t', '\r']);
    match after.strip_prefix('\n') {
        Some(next) => Span::new(span.start, (module.source.len() - next.len()) as u32),
        None => span,
    }
}

/// `span` with the white space before it on its line, and the end of its last line.
fn lines(module: &Module<'_>, span: Span) -> Span {
    let before = module.source[..span.start as usize].trim_end_matches([' ', '\t']);
    let start = if before.ends_with('\n') { before.len() as u32 } else { span.start };
    to_next_line(module, Span::new(start, span.end))
}

/// The start of the line of `offset`, when only white space is before it.
pub(super) fn line_start(source: &str, offset: u32) -> u32 {
    let before = source[..offset as usize].trim_end_matches([' ', '\t']);
    if before.is_empty() || before.ends_with('\n') { before.len() as u32 } else { offset }
}
