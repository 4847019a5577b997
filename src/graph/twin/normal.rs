//! Writes code that compilers spell in different ways in one way, so that builds can be compared.

use oxc_allocator::Allocator;
use oxc_ast::{
    AstKind,
    ast::{BinaryExpression, ConditionalExpression, Expression, IdentifierReference, Statement},
};
use oxc_span::{GetSpan, Span};
use oxc_syntax::operator::{BinaryOperator, LogicalOperator, UnaryOperator};

use crate::module::{Module, Syntax};

/// The text with `undefined` as `void 0`, `x == null` for both of its parts, and blocks around all
/// that loops and conditions run; `None` if it does not parse.
pub(super) fn normalized(source: &str, syntax: Syntax) -> Option<String> {
    let allocator = Allocator::default();
    let module = match syntax {
        Syntax::CommonJs => Module::parse(&allocator, source).ok()?,
        Syntax::Module => Module::parse_strict(&allocator, source).ok()?,
    };
    // Marks for bundlers are no part of the code, but of its tree.
    let comments = module.program.comments.iter().map(|it| it.span);
    let marks = comments.filter(|it| module.text(*it).contains("__PURE__"));
    let mut edits: Vec<(Span, String)> = marks.map(|it| (it, String::new())).collect();
    for node in module.nodes().iter() {
        match node.kind() {
            AstKind::IdentifierReference(it) => undefined(&module, it, &mut edits),
            AstKind::BinaryExpression(it) => kind_of(it, &mut edits),
            AstKind::ConditionalExpression(it) => nullish(&module, it, &mut edits),
            AstKind::IfStatement(it) => {
                block(&it.consequent, &mut edits);
                it.alternate.iter().for_each(|it| block(it, &mut edits));
            }
            AstKind::ForStatement(it) => block(&it.body, &mut edits),
            AstKind::ForInStatement(it) => block(&it.body, &mut edits),
            AstKind::ForOfStatement(it) => block(&it.body, &mut edits),
            AstKind::WhileStatement(it) => block(&it.body, &mut edits),
            _ => {}
        }
    }
    Some(applied(source, edits))
}

fn undefined(module: &Module<'_>, it: &IdentifierReference<'_>, edits: &mut Vec<(Span, String)>) {
    let reference = it.reference_id.get().map(|it| module.scoping().get_reference(it));
    let is_free = reference.is_some_and(|it| it.symbol_id().is_none() && !it.is_write());
    // A shorthand property would lose its name.
    let is_shorthand = matches!(module.parent(it.node_id.get()),
        AstKind::ObjectProperty(property) if property.shorthand);
    if it.name == "undefined" && is_free && !is_shorthand {
        edits.push((it.span, "void 0".to_string()));
    }
}

/// `typeof x === 'undefined'`, where `x` is a member: asking for it does not fail.
fn kind_of(it: &BinaryExpression<'_>, edits: &mut Vec<(Span, String)>) {
    let strict =
        [BinaryOperator::StrictEquality, BinaryOperator::StrictInequality].contains(&it.operator);
    let (Expression::UnaryExpression(tested), Expression::StringLiteral(kind)) =
        (&it.left, &it.right)
    else {
        return;
    };
    let is_asked = tested.operator == UnaryOperator::Typeof && kind.value == "undefined";
    if strict && is_asked && tested.argument.is_member_expression() {
        let question = Span::new(tested.span.start, tested.argument.span().start);
        edits.push((question, String::new()));
        edits.push((kind.span, "void 0".to_string()));
    }
}

/// `x === null || x === void 0 ? a : b`
fn nullish(module: &Module<'_>, it: &ConditionalExpression<'_>, edits: &mut Vec<(Span, String)>) {
    let Expression::LogicalExpression(test) = &it.test else { return };
    let (Expression::BinaryExpression(left), Expression::BinaryExpression(right)) =
        (&test.left, &test.right)
    else {
        return;
    };
    let (Expression::Identifier(one), Expression::Identifier(other)) = (&left.left, &right.left)
    else {
        return;
    };
    let equal = |it: &BinaryExpression<'_>| it.operator == BinaryOperator::StrictEquality;
    let absent = matches!(left.right, Expression::NullLiteral(_))
        && matches!(module.text(right.right.span()), "void 0" | "undefined");
    if test.operator == LogicalOperator::Or
        && one.name == other.name
        && [left, right].iter().all(|it| equal(it))
        && absent
    {
        edits.push((test.span, format!("{} == null", one.name)));
    }
}

fn block(body: &Statement<'_>, edits: &mut Vec<(Span, String)>) {
    let declares = matches!(body, Statement::FunctionDeclaration(_));
    if !declares && !matches!(body, Statement::BlockStatement(_)) {
        let span = body.span();
        edits.push((Span::empty(span.start), "{ ".to_string()));
        edits.push((Span::empty(span.end), " }".to_string()));
    }
}

/// Applies the edits, the outermost of those that overlap.
fn applied(source: &str, mut edits: Vec<(Span, String)>) -> String {
    edits.sort_by_key(|(span, _)| (span.start, span.end > span.start, u32::MAX - span.end));
    let mut text = String::with_capacity(source.len());
    let mut end = 0;
    for (span, new) in edits {
        if span.start < end {
            continue;
        }
        text.push_str(&source[end as usize..span.start as usize]);
        text.push_str(&new);
        end = span.end;
    }
    text.push_str(&source[end as usize..]);
    text
}
