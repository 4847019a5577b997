//! What a source does before its imports are loaded.

use oxc_ast::ast::{
    ArrowFunctionExpression, AwaitExpression, CallExpression, Declaration, Expression, Function,
    NewExpression, Statement, TaggedTemplateExpression,
};
use oxc_ast_visit::{Visit, walk};
use oxc_span::{GetSpan, Span};
use oxc_syntax::scope::ScopeFlags;

/// The first statement that does something, with an import after it: compilers that write calls of
/// `require` leave these in their order, and modules are loaded first.
pub(super) fn before(statements: &[Statement<'_>]) -> Option<Span> {
    let is_import = |it: &Statement<'_>| match it {
        Statement::ImportDeclaration(it) => it.import_kind.is_value(),
        Statement::TSImportEqualsDeclaration(it) => it.import_kind.is_value(),
        Statement::ExportFromDeclaration(it) => it.export_kind.is_value(),
        Statement::ExportAllDeclaration(it) => it.export_kind.is_value(),
        _ => false,
    };
    let last = statements.iter().rposition(is_import)?;
    let acts = |it: &&Statement<'_>| match it {
        // Marks such as `'use strict'` that stand too late to be one.
        Statement::ExpressionStatement(it) if it.expression.is_literal() => false,
        Statement::ExpressionStatement(it) => !is_mock(&it.expression),
        Statement::VariableDeclaration(it) => {
            it.declarations.iter().any(|it| calls(it.init.as_ref()))
        }
        Statement::ExportDeclaration(it) => match &it.declaration {
            Declaration::VariableDeclaration(it) => {
                it.declarations.iter().any(|it| calls(it.init.as_ref()))
            }
            _ => false,
        },
        other => runs(other) && other.as_declaration().is_none(),
    };
    statements[..last].iter().find(acts).map(GetSpan::span)
}

/// The value needs a call of something else than `require`, made at once.
fn calls(value: Option<&Expression<'_>>) -> bool {
    let mut calls = Calls(false);
    if let Some(value) = value {
        calls.visit_expression(value);
    }
    calls.0
}

struct Calls(bool);

impl<'a> Visit<'a> for Calls {
    fn visit_call_expression(&mut self, it: &CallExpression<'a>) {
        self.0 |= it.common_js_require().is_none();
        walk::walk_call_expression(self, it);
    }

    fn visit_new_expression(&mut self, _: &NewExpression<'a>) {
        self.0 = true;
    }

    fn visit_await_expression(&mut self, _: &AwaitExpression<'a>) {
        self.0 = true;
    }

    fn visit_tagged_template_expression(&mut self, _: &TaggedTemplateExpression<'a>) {
        self.0 = true;
    }

    // They run later.
    fn visit_function(&mut self, _: &Function<'a>, _: ScopeFlags) {}

    fn visit_arrow_function_expression(&mut self, _: &ArrowFunctionExpression<'a>) {}
}

/// The statement is more than an import, a re-export or a type.
pub(super) fn runs(statement: &Statement<'_>) -> bool {
    match statement {
        Statement::ImportDeclaration(_)
        | Statement::TSImportEqualsDeclaration(_)
        | Statement::ExportFromDeclaration(_)
        | Statement::ExportAllDeclaration(_)
        | Statement::ExportNamedDeclaration(_)
        | Statement::ExportDefaultDeclaration(_)
        | Statement::EmptyStatement(_)
        | Statement::TSInterfaceDeclaration(_)
        | Statement::TSTypeAliasDeclaration(_) => false,
        Statement::ExportDeclaration(it) => !matches!(
            it.declaration,
            Declaration::TSInterfaceDeclaration(_) | Declaration::TSTypeAliasDeclaration(_)
        ),
        _ => true,
    }
}

/// Test runners bring these before the imports by themselves.
fn is_mock(expression: &Expression<'_>) -> bool {
    let Expression::CallExpression(call) = expression else { return false };
    let Expression::StaticMemberExpression(member) = &call.callee else { return false };
    match &member.object {
        Expression::Identifier(it) => matches!(it.name.as_str(), "jest" | "vi"),
        inner => is_mock(inner),
    }
}

#[cfg(test)]
mod tests {
    use oxc_allocator::Allocator;

    use super::before;
    use crate::module::Module;

    /// The text of the statement that runs before the import which follows `statement`.
    fn found(statement: &str) -> Option<String> {
        let source = format!("import {{ one }} from './one'\n{statement}\nimport './two'\n");
        let allocator = Allocator::default();
        let module = Module::parse(&allocator, &source).expect("it parses");
        before(&module.program.body).map(|it| it.source_text(&source).to_string())
    }

    #[test]
    fn calls_count_wherever_they_run_at_once() {
        for statement in [
            "one()",
            "const a = one()",
            "const a = [one()]",
            "export const a = 1 + (b || one())",
            "let a = new Map([])",
            "const a = one`x`",
            "if (one) { one() }",
        ] {
            assert_eq!(found(statement).as_deref(), Some(statement));
        }
    }

    #[test]
    fn what_runs_later_or_brings_itself_up_does_not() {
        for statement in [
            "const a = () => one()",
            "function a() { one() }",
            "const a = { b: [1, 'two'] }",
            "jest.mock('./two')",
            "vi.mock('./two').mock('./three')",
            "const a = require('./a')",
        ] {
            assert_eq!(found(statement), None, "{statement}");
        }
        let (allocator, source) = (Allocator::default(), "import './one'\none()\n");
        let module = Module::parse(&allocator, source).expect("it parses");
        assert_eq!(before(&module.program.body), None);
    }
}
