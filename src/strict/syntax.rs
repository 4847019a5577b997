//! Statements and expressions that strict code or the module grammar refuses.

use oxc_ast::{
    AstKind,
    ast::{
        BindingIdentifier, Expression, ForInStatement, ForStatementLeft, IdentifierReference,
        LabeledStatement, NewTarget, ReturnStatement, Statement, UnaryExpression, UnaryOperator,
        WithStatement,
    },
};
use oxc_semantic::AstNode;
use oxc_span::{GetSpan, Span};

use crate::strict::{context::Context, names};

pub(super) fn with(cx: &mut Context<'_, '_>, with: &WithStatement<'_>) {
    let head = Span::sized(with.span.start, 4);
    let help = "Name the object and read its properties";
    cx.report("strict-with", head, "An ES module has no `with` statement", help);
}

/// `delete name` does nothing to a variable and gives `false`; it can delete a global.
pub(super) fn delete(cx: &mut Context<'_, '_>, node: &AstNode<'_>, unary: &UnaryExpression<'_>) {
    let Expression::Identifier(name) = &unary.argument else { return };
    if unary.operator != UnaryOperator::Delete {
        return;
    }
    let bound = name.reference_id.get().is_some_and(|id| cx.scoping().has_binding(id));
    let AstKind::ExpressionStatement(statement) = cx.module.parent(node.id()) else {
        return if bound { cx.replace(unary.span, "false") } else { report_delete(cx, unary) };
    };
    let list = cx.module.parent(statement.node_id.get());
    if bound && is_list(list) && !cx.module.semantic.has_comments_between(statement.span) {
        let line = cx.whole_line(statement.span);
        cx.replace(line, "");
    } else {
        report_delete(cx, unary);
    }
}

fn report_delete(cx: &mut Context<'_, '_>, unary: &UnaryExpression<'_>) {
    let message = "Strict code cannot delete a variable";
    cx.report("strict-delete-name", unary.span, message, "Delete the property of `globalThis`");
}

/// Whether statements directly in `parent` can come and go.
pub(super) fn is_list(parent: AstKind<'_>) -> bool {
    matches!(
        parent,
        AstKind::Program(_)
            | AstKind::FunctionBody(_)
            | AstKind::BlockStatement(_)
            | AstKind::SwitchCase(_)
    )
}

/// Drops the label of a labelled function, which nothing can jump to.
pub(super) fn labeled(
    cx: &mut Context<'_, '_>,
    node: &AstNode<'_>,
    labeled: &LabeledStatement<'_>,
) {
    names::label(cx, labeled);
    let Statement::FunctionDeclaration(function) = &labeled.body else { return };
    let parent = cx.module.parent(node.id());
    let removed = Span::new(labeled.span.start, function.span.start);
    let hoisted = matches!(parent, AstKind::Program(_) | AstKind::FunctionBody(_));
    if hoisted && !cx.module.semantic.has_comments_between(removed) {
        cx.replace(removed, "");
    } else {
        let message = "Strict code has no labelled functions";
        cx.report("strict-labeled-function", labeled.label.span, message, "Remove the label");
    }
}

pub(super) fn for_in(cx: &mut Context<'_, '_>, statement: &ForInStatement<'_>) {
    let ForStatementLeft::VariableDeclaration(declaration) = &statement.left else { return };
    let Some(init) = declaration.declarations.first().and_then(|first| first.init.as_ref()) else {
        return;
    };
    let message = "The variable of a `for-in` loop has an initializer, which strict code refuses";
    cx.report("strict-for-in-initializer", init.span(), message, "Assign it before the loop");
}

/// A `return` that ends the file does nothing and goes; any other decides what the file runs.
pub(super) fn top_return(
    cx: &mut Context<'_, '_>,
    node: &AstNode<'_>,
    statement: &ReturnStatement<'_>,
) {
    if cx.any_function_scope(node.scope_id()).is_some() {
        return;
    }
    let last = cx.module.program.body.last().map(GetSpan::span);
    if last == Some(statement.span) && statement.argument.is_none() {
        let line = cx.whole_line(statement.span);
        return cx.replace(line, "");
    }
    let head = Span::sized(statement.span.start, 6);
    let message = "An ES module cannot return before its end";
    cx.report(
        "top-level-return",
        head,
        message,
        "Put the rest of the file into a function or `if`",
    );
}

pub(super) fn new_target(cx: &mut Context<'_, '_>, node: &AstNode<'_>, target: &NewTarget) {
    if cx.function_scope(node.scope_id()).is_none() {
        let message = "`new.target` has no meaning at the top of an ES module";
        cx.report("strict-new-target", target.span, message, "Write `undefined`");
    }
}

pub(super) fn binding(cx: &mut Context<'_, '_>, binding: &BindingIdentifier<'_>) {
    if matches!(binding.name.as_str(), "eval" | "arguments") {
        let message = format!("Strict code cannot declare `{}`", binding.name);
        cx.report("strict-eval-arguments", binding.span, message, "Rename it");
    }
}

pub(super) fn assigned(cx: &mut Context<'_, '_>, reference: &IdentifierReference<'_>) {
    let written =
        reference.reference_id.get().is_some_and(|id| cx.scoping().get_reference(id).is_write());
    if written && matches!(reference.name.as_str(), "eval" | "arguments") {
        let message = format!("Strict code cannot assign to `{}`", reference.name);
        cx.report("strict-eval-arguments", reference.span, message, "Use another variable");
    }
}
