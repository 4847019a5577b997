//! Relative specifiers of declarations, completed as Node needs them in modules.

use oxc_ast::ast::{
    ExportAllDeclaration, ExportFromDeclaration, ImportDeclaration, Program, Statement,
    StringLiteral, TSExternalModuleDeclaration, TSExternalModuleReference, TSImportType,
    TSModuleReference,
};
use oxc_ast_visit::{Visit, walk};
use oxc_span::{GetSpan as _, Span};

use super::{Around, unsure};
use crate::{
    edit::Edits,
    find::SourceFile,
    finding::Finding,
    manifest::{folder_of, joined, relative_to},
};

/// Completes all specifiers of `program`, and imports what it requires of its neighbours.
pub(super) fn complete(
    program: &Program,
    file: &SourceFile,
    around: &Around,
    edits: &mut Edits,
    findings: &mut Vec<Finding>,
) {
    let mut found = Found::default();
    found.visit_program(program);
    // `import("./x")` was what `export =` gave; a module has it under its default.
    for (end, specifier) in found.whole {
        let target = resolved(&specifier, file, around).and_then(|(_, target)| target);
        if target.is_some_and(|it| around.assigned.contains(&it)) {
            edits.insert(end, ".default");
        }
    }
    for (span, specifier) in found.specifiers {
        match resolved(&specifier, file, around) {
            Some((new, _)) if new != specifier => {
                edits.replace(Span::new(span.start + 1, span.end - 1), new);
            }
            None if specifier.starts_with('.') => {
                let message = format!("nothing is found for `{specifier}`");
                findings.push(unsure(file, span, message, "Name the file with its extension"));
            }
            _ => {}
        }
    }
    if !around.plain_names {
        attributes(program, file, edits);
    }
    for statement in &program.body {
        let Statement::TSImportEqualsDeclaration(it) = statement else { continue };
        let TSModuleReference::ExternalModuleReference(reference) = &it.module_reference else {
            continue;
        };
        let Some((_, target)) = resolved(&reference.expression.value, file, around) else {
            continue;
        };
        let Some(target) = target else { continue };
        let star = if around.assigned.contains(&target) { "" } else { "* as " };
        edits.insert(it.id.span.start, star);
        let from = Span::new(it.id.span.end, reference.expression.span.start);
        edits.replace(from, " from ");
        edits.delete(Span::new(reference.expression.span.end, reference.span.end));
    }
}

/// Names what moves with the extension that it has then: TypeScript looks for no `.cts` by itself.
pub(super) fn follow(program: &Program, file: &SourceFile, around: &Around, edits: &mut Edits) {
    let mut found = Found::default();
    found.visit_program(program);
    for (span, specifier) in found.specifiers {
        let Some((new, Some(target))) = resolved(&specifier, file, around) else { continue };
        if target != of(around, &target) {
            edits.replace(Span::new(span.start + 1, span.end - 1), new);
        }
    }
}

/// A module says of JSON that it is some (TS1543).
fn attributes(program: &Program, file: &SourceFile, edits: &mut Edits) {
    for statement in &program.body {
        let Statement::ImportDeclaration(it) = statement else { continue };
        if it.source.value.ends_with(".json") && it.with_clause.is_none() {
            let quote = super::quote(&file.text);
            edits.insert(it.source.span.end, format!(" with {{ type: {quote}json{quote} }}"));
        }
    }
}

/// The specifier of the file that TypeScript took `specifier` for, and its declarations.
pub(super) fn resolved(
    specifier: &str,
    file: &SourceFile,
    around: &Around,
) -> Option<(String, Option<String>)> {
    if !specifier.starts_with('.') {
        return None;
    }
    let folder = folder_of(&file.path);
    let path = joined(folder, specifier)?;
    let stem = path.strip_suffix(".js").unwrap_or(&path);
    let index = if path.is_empty() { "index".to_string() } else { format!("{path}/index") };
    for stem in [stem, &path, &index] {
        for (declared, run) in
            [(".d.ts", ".js"), (".ts", ".js"), (".d.cts", ".cjs"), (".d.mts", ".mjs")]
        {
            let types = format!("{stem}{declared}");
            if around.files.contains(&types) {
                let moved = of(around, &types);
                let run = if moved.ends_with(".d.cts") { ".cjs" } else { run };
                return Some((dotted(&relative_to(folder, &format!("{stem}{run}"))), Some(types)));
            }
        }
    }
    let tails = ["", ".js", ".cjs", ".mjs", ".json", "/index.js"];
    let found =
        tails.iter().map(|tail| format!("{path}{tail}")).find(|it| around.files.contains(it))?;
    Some((dotted(&relative_to(folder, of(around, &found))), None))
}

fn of<'a>(around: &'a Around, path: &'a str) -> &'a str {
    around.renames.iter().find(|(from, _)| from == path).map_or(path, |(_, to)| to)
}

fn dotted(path: &str) -> String {
    if path.starts_with("../") { path.to_string() } else { format!("./{path}") }
}

#[derive(Default)]
struct Found {
    specifiers: Vec<(Span, String)>,
    /// The ends of `import("x")` types that name all of a module.
    whole: Vec<(u32, String)>,
}

impl Found {
    fn add(&mut self, literal: &StringLiteral) {
        self.specifiers.push((literal.span(), literal.value.to_string()));
    }
}

impl<'a> Visit<'a> for Found {
    fn visit_import_declaration(&mut self, it: &ImportDeclaration<'a>) {
        self.add(&it.source);
    }

    fn visit_export_from_declaration(&mut self, it: &ExportFromDeclaration<'a>) {
        self.add(&it.source);
    }

    fn visit_export_all_declaration(&mut self, it: &ExportAllDeclaration<'a>) {
        self.add(&it.source);
    }

    fn visit_ts_external_module_reference(&mut self, it: &TSExternalModuleReference<'a>) {
        self.add(&it.expression);
    }

    fn visit_ts_import_type(&mut self, it: &TSImportType<'a>) {
        self.add(&it.source);
        if it.qualifier.is_none() {
            let end = it.type_arguments.as_ref().map_or(it.span.end, |it| it.span.start);
            self.whole.push((end, it.source.value.to_string()));
        }
        walk::walk_ts_import_type(self, it);
    }

    /// The text of a block stays; its name is a specifier when it augments a neighbour.
    fn visit_ts_external_module_declaration(&mut self, it: &TSExternalModuleDeclaration<'a>) {
        self.add(&it.id);
    }
}
