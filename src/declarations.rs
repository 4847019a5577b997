//! Declarations (`.d.ts`) beside files that become modules: TypeScript takes them for modules, too,
//! where `export =` is an error (TS1203) and relative specifiers need their extensions.
//!
//! TypeScript 5.9 and later type a `require` of a module by its `"module.exports"` export.

use std::collections::BTreeSet;

use oxc_allocator::Allocator;
use oxc_ast::ast::{Declaration, Expression, Program, Statement, TSModuleReference};
use oxc_parser::Parser;
use oxc_span::{SourceType, Span};

use crate::{
    edit::Edits,
    find::SourceFile,
    finding::{Finding, Severity},
};

mod members;
mod specifiers;

/// What surrounds a file of declarations.
#[derive(Debug)]
pub struct Around<'a> {
    /// All paths of the package, before the run.
    pub files: &'a BTreeSet<String>,
    /// Old and new paths of what moves, declarations included.
    pub renames: &'a [(String, String)],
    /// Declarations that say `export =`.
    pub assigned: &'a BTreeSet<String>,
    /// The module that the file describes exports a default.
    pub has_default: bool,
    /// TypeScript may be too old to read exports that are named by strings.
    pub plain_names: bool,
}

/// The new text, if it changes, and what could not be rewritten.
pub fn rewrite(file: &SourceFile, around: &Around) -> (Option<String>, Vec<Finding>) {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, &file.text, SourceType::d_ts()).parse();
    let mut findings = Vec::new();
    if parsed.panicked || !parsed.diagnostics.is_empty() {
        let message = "these declarations do not parse, and are left as they are";
        findings.push(unsure(file, Span::empty(0), message, "Look whether they fit a module"));
        return (None, findings);
    }
    let mut edits = Edits::default();
    specifiers::complete(&parsed.program, file, around, &mut edits, &mut findings);
    let mut assigns = false;
    for body in bodies(&parsed.program) {
        let Some((span, name)) = assignment(body) else { continue };
        assigns |= body.as_ptr() == parsed.program.body.as_ptr();
        if let Some(name) = name {
            let lines = members::exports(body, file, (name, span), around, &mut findings);
            let at_end = file.text[span.start as usize..span.end as usize].ends_with(';');
            let new = written(&file.text, &lines, at_end);
            let line = newline(&file.text);
            edits.replace(span, new.replace(line, &format!("{line}{}", indent(&file.text, span))));
        } else {
            let message = "`export =` is an error in a module, and what it exports has no name";
            findings.push(unsure(file, span, message, "Export a default and \"module.exports\""));
        }
    }
    if !assigns && around.has_default && lacks_default(&parsed.program) {
        let own = crate::manifest::name_of(&file.path).trim_end_matches(".d.ts");
        let quote = quote(&file.text);
        let line = format!("export * as default from {quote}./{own}.js{quote}");
        edits.append(newline(&file.text), written(&file.text, &[line], true));
    }
    let new = edits.apply(&file.text).ok().filter(|new| *new != file.text);
    (new, findings)
}

/// The text of declarations that go on to describe CommonJS, where others of those are.
pub fn moved(file: &SourceFile, around: &Around) -> String {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, &file.text, SourceType::d_ts()).parse();
    let mut edits = Edits::default();
    if !parsed.panicked && parsed.diagnostics.is_empty() {
        specifiers::follow(&parsed.program, file, around, &mut edits);
    }
    edits.apply(&file.text).unwrap_or_else(|_| file.text.clone())
}

/// Whether the file says `export =` at its top level.
pub fn is_assigned(text: &str) -> bool {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, text, SourceType::d_ts()).parse();
    assignment(&parsed.program.body).is_some()
}

/// Whether a module exports a default.
pub fn exports_default(text: &str) -> bool {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, text, SourceType::mjs()).parse();
    let record = parsed.module_record;
    record.exported_bindings.keys().any(|name| name.as_str() == "default")
        || record.local_export_entries.iter().any(|it| it.export_name.is_default())
}

/// The statements of the file, and those of the modules that it declares, to which TypeScript applies the same rule.
fn bodies<'a>(program: &'a Program<'a>) -> impl Iterator<Item = &'a [Statement<'a>]> {
    let declared = program.body.iter().filter_map(|it| match it {
        Statement::TSExternalModuleDeclaration(it) => Some(it.body.as_ref()?.body.as_slice()),
        _ => None,
    });
    [program.body.as_slice()].into_iter().chain(declared)
}

fn assignment<'a>(body: &'a [Statement]) -> Option<(Span, Option<&'a str>)> {
    body.iter().find_map(|it| match it {
        Statement::TSExportAssignment(it) => Some(match &it.expression {
            Expression::Identifier(name) => (it.span, Some(name.name.as_str())),
            _ => (it.span, None),
        }),
        _ => None,
    })
}

/// Named exports, and no default among them.
fn lacks_default(program: &Program) -> bool {
    let default = |it: &Statement| match it {
        Statement::ExportDefaultDeclaration(_) => true,
        Statement::ExportNamedDeclaration(it) => {
            it.specifiers.iter().any(|it| it.exported.name() == "default")
        }
        Statement::ExportFromDeclaration(it) => {
            it.specifiers.iter().any(|it| it.exported.name() == "default")
        }
        Statement::ExportAllDeclaration(it) => {
            it.exported.as_ref().is_some_and(|it| it.name() == "default")
        }
        _ => false,
    };
    let exports = |it: &Statement| {
        it.as_module_declaration().is_some_and(oxc_ast::ast::ModuleDeclaration::is_export)
    };
    program.body.iter().any(exports) && !program.body.iter().any(default)
}

/// The names that `declaration` gives its scope.
fn declared<'a>(declaration: &'a Declaration) -> Vec<&'a str> {
    match declaration {
        Declaration::VariableDeclaration(it) => it
            .declarations
            .iter()
            .filter_map(|it| Some(it.id.get_identifier_name()?.as_str()))
            .collect(),
        Declaration::FunctionDeclaration(it) => it.id.iter().map(|it| it.name.as_str()).collect(),
        Declaration::ClassDeclaration(it) => it.id.iter().map(|it| it.name.as_str()).collect(),
        Declaration::TSTypeAliasDeclaration(it) => vec![it.id.name.as_str()],
        Declaration::TSInterfaceDeclaration(it) => vec![it.id.name.as_str()],
        Declaration::TSEnumDeclaration(it) => vec![it.id.name.as_str()],
        Declaration::TSNamespaceDeclaration(it) => vec![it.id.name.as_str()],
        Declaration::TSImportEqualsDeclaration(it) => vec![it.id.name.as_str()],
        Declaration::TSExternalModuleDeclaration(_) | Declaration::TSGlobalDeclaration(_) => {
            Vec::new()
        }
    }
}

/// What `name` was imported from with `import name = require(…)`.
fn required<'a>(body: &'a [Statement], name: &str) -> Option<&'a str> {
    body.iter().find_map(|it| match it {
        Statement::TSImportEqualsDeclaration(it) if it.id.name == name => {
            match &it.module_reference {
                TSModuleReference::ExternalModuleReference(it) => {
                    Some(it.expression.value.as_str())
                }
                _ => None,
            }
        }
        _ => None,
    })
}

fn written(text: &str, lines: &[String], semicolon: bool) -> String {
    let end = if semicolon { ";" } else { "" };
    let lines: Vec<_> = lines.iter().map(|it| format!("{it}{end}")).collect();
    lines.join(newline(text))
}

/// The white space in front of the line in which `span` starts.
fn indent(text: &str, span: Span) -> &str {
    let before = &text[..span.start as usize];
    let line = before.rsplit('\n').next().unwrap_or_default();
    &line[..line.len() - line.trim_start().len()]
}

fn newline(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// The quotes that the author prefers.
fn quote(text: &str) -> char {
    if text.matches('\'').count() >= text.matches('"').count() && text.contains('\'') {
        '\''
    } else {
        '"'
    }
}

fn unsure(file: &SourceFile, span: Span, message: impl Into<String>, help: &str) -> Finding {
    Finding::of_file(Severity::Note, "declarations", &file.path, message, help).at(&file.text, span)
}
