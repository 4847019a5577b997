//! Every place of a source that names another file.

use oxc_ast::{
    AstKind,
    ast::{Argument, CallExpression, Expression, NewExpression, StringLiteral},
};
use oxc_span::Span;

use super::comments;
use crate::module::Module;

/// A specifier, wherever it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mention {
    pub(crate) value: String,
    /// The text between the quotes.
    pub(crate) span: Span,
    pub(crate) kind: MentionKind,
}

/// Who reads the specifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MentionKind {
    /// The loader, or the compiler in the manner of the loader.
    Import,
    /// `require` in its ways.
    Require,
    /// A test runner that replaces modules, which resolves as its tests do.
    Mock,
    /// `new URL('…', import.meta.url)`: the name of a file.
    Url,
    /// `/// <reference path="…" />`: the name of a file.
    Reference,
}

/// Functions of Jest and Vitest whose first argument is a specifier.
const MOCKS: [&str; 16] = [
    "mock",
    "unmock",
    "doMock",
    "dontMock",
    "doUnmock",
    "deepUnmock",
    "setMock",
    "requireActual",
    "requireMock",
    "createMockFromModule",
    "genMockFromModule",
    "importActual",
    "importMock",
    "unstable_mockModule",
    "unstable_unmockModule",
    "isMockedModule",
];

/// Finds them in the order of the text.
pub(super) fn mentions(module: &Module<'_>, path: &str) -> Vec<Mention> {
    let mut found: Vec<Mention> =
        module.nodes().iter().filter_map(|node| of_node(module, node.kind())).collect();
    let comments = module.program.comments.iter().map(|it| it.span);
    found.extend(comments::mentions(module.source, comments, path));
    found.sort_by_key(|it| it.span.start);
    found
}

fn of_node(module: &Module<'_>, kind: AstKind<'_>) -> Option<Mention> {
    let (literal, kind) = match kind {
        AstKind::ImportDeclaration(it) => (&it.source, MentionKind::Import),
        AstKind::ExportFromDeclaration(it) => (&it.source, MentionKind::Import),
        AstKind::ExportAllDeclaration(it) => (&it.source, MentionKind::Import),
        AstKind::TSImportType(it) => (&it.source, MentionKind::Import),
        AstKind::TSExternalModuleReference(it) => (&it.expression, MentionKind::Require),
        // A relative name augments a module that is there; others declare one.
        AstKind::TSExternalModuleDeclaration(it) if it.id.value.starts_with('.') => {
            (&it.id, MentionKind::Import)
        }
        AstKind::ImportExpression(it) => match &it.source {
            Expression::StringLiteral(source) => (&**source, MentionKind::Import),
            Expression::TemplateLiteral(it) => return template(module, it),
            _ => return None,
        },
        AstKind::CallExpression(it) => return call(module, it),
        AstKind::NewExpression(it) => return url(module, it),
        _ => return None,
    };
    Some(of_literal(literal, kind))
}

fn of_literal(literal: &StringLiteral<'_>, kind: MentionKind) -> Mention {
    Mention { value: literal.value.to_string(), span: literal.span.shrink(1), kind }
}

/// A template without placeholders.
fn template(module: &Module<'_>, it: &oxc_ast::ast::TemplateLiteral<'_>) -> Option<Mention> {
    let span = it.span.shrink(1);
    it.expressions.is_empty().then(|| Mention {
        value: module.text(span).to_string(),
        span,
        kind: MentionKind::Import,
    })
}

fn call(module: &Module<'_>, it: &CallExpression<'_>) -> Option<Mention> {
    let kind = match &it.callee {
        Expression::Identifier(callee) if callee.name == "require" => {
            is_free(module, "require").then_some(MentionKind::Require)?
        }
        Expression::StaticMemberExpression(member) => {
            let Expression::Identifier(object) = &member.object else { return None };
            let name = member.property.name.as_str();
            match object.name.as_str() {
                "jest" | "vi" | "vitest" if MOCKS.contains(&name) => MentionKind::Mock,
                "require" if name == "resolve" && is_free(module, "require") => {
                    MentionKind::Require
                }
                _ => return None,
            }
        }
        _ => return None,
    };
    match it.arguments.first()? {
        Argument::StringLiteral(literal) => Some(of_literal(literal, kind)),
        // `vi.mock(import('./a'))` has its specifier in the import.
        _ => None,
    }
}

fn is_free(module: &Module<'_>, name: &str) -> bool {
    module.scoping().get_root_binding(name.into()).is_none()
}

fn url(module: &Module<'_>, it: &NewExpression<'_>) -> Option<Mention> {
    let Expression::Identifier(callee) = &it.callee else { return None };
    let [Argument::StringLiteral(path), base] = it.arguments.as_slice() else { return None };
    let base = module.text(oxc_span::GetSpan::span(base));
    (callee.name == "URL" && base == "import.meta.url" && path.value.starts_with('.'))
        .then(|| of_literal(path, MentionKind::Url))
}
