//! Turns `require` calls into import statements.
//!
//! A declaration at the top level becomes an import statement in its place; its name, pattern,
//! specifier, quotes and comments stay. A declaration of several modules is split. Calls inside
//! expressions are replaced by the name of a new import, written after the imports before it.

use oxc_span::Span;

use super::{
    Transform,
    import_text::{block, clause, goes, insert_imports, is_import_statement, names, tail},
};
use crate::{
    edit::Edits,
    facts::{Declared, Require, Shape, Site},
    plan::forms::{Clause, Import, RequireForm},
    rewrite::File,
};

pub(super) struct RequireToImport;

impl Transform for RequireToImport {
    fn name(&self) -> &'static str {
        "require-to-import"
    }

    fn source(&self) -> &'static str {
        include_str!("require_to_import.rs")
    }

    fn rewrite(&self, file: &File<'_>, edits: &mut Edits) {
        for require in &file.facts.requires {
            call(file, edits, require);
        }
        let mut declarations: Vec<&Declared> = declared(file).collect();
        declarations.dedup_by_key(|it| it.declaration);
        for it in declarations {
            declaration(file, edits, it);
        }
        insert_imports(file, edits, file.plan.imports.iter().collect());
        sink(file, edits);
    }
}

/// Declarators that become import statements.
fn declared<'f>(file: &File<'f>) -> impl Iterator<Item = &'f Declared> {
    let plan = file.plan;
    file.facts.requires.iter().filter_map(move |require| {
        match (plan.requires.get(&require.call.start), &require.site) {
            (Some(RequireForm::Statement(_)), Site::Declared(it)) => Some(it),
            _ => None,
        }
    })
}

/// A call that is no declarator of the top level.
fn call(file: &File<'_>, edits: &mut Edits, require: &Require) {
    match (file.plan.requires.get(&require.call.start), &require.site) {
        (Some(RequireForm::Statement(import)), Site::Bare { .. }) => {
            bare(file, edits, require, import);
        }
        (Some(RequireForm::Replaced { span, replacement }), _) => {
            edits.replace(with_parentheses(file, *span), replacement.clone());
        }
        (Some(RequireForm::Removed { declaration }), _) => edits.delete(file.lines(*declaration)),
        _ => {}
    }
}

/// `new (require('x'))()` needs parentheses, `new x()` does not.
fn with_parentheses(file: &File<'_>, span: Span) -> Span {
    let before = &file.source[..span.start as usize];
    let after = &file.source[span.end as usize..];
    if before.ends_with("new (") && after.starts_with(')') { span.expand(1) } else { span }
}

fn bare(file: &File<'_>, edits: &mut Edits, require: &Require, import: &Import) {
    let text =
        format!("{}{}", clause(file, &import.clause), tail(file, import, Some(require.literal)));
    edits.replace(require.call, text);
}

/// One declarator of a declaration that has imports among its declarators.
struct Part<'f> {
    span: Span,
    require: Option<(&'f Require, &'f Import, &'f Shape)>,
}

impl Part<'_> {
    fn is_import(&self) -> bool {
        self.require.is_some()
    }
}

fn declaration(file: &File<'_>, edits: &mut Edits, it: &Declared) {
    let parts = parts(file, it);
    let indent = file.indent_at(it.declaration.start);
    let end = file.text(it.declaration).ends_with(';');
    for (index, part) in parts.iter().enumerate() {
        if let Some((require, import, shape)) = part.require {
            import_declarator(file, edits, part.span, require, import, shape);
        }
        let before = before_part(it, &parts, index);
        match index.checked_sub(1) {
            None => edits.replace(
                Span::new(it.declaration.start, part.span.start),
                before.unwrap_or_default(),
            ),
            Some(previous) => {
                let gap = Span::new(parts[previous].span.end, part.span.start);
                if let Some(before) = before {
                    edits.replace(gap, split(file, gap, indent, end, &before));
                }
            }
        }
    }
}

fn parts<'f>(file: &File<'f>, it: &Declared) -> Vec<Part<'f>> {
    let of = |span: &Span| {
        let require = file.facts.requires_in(*span).find_map(|require| match &require.site {
            Site::Declared(one) if one.declarator == *span => {
                match file.plan.requires.get(&require.call.start) {
                    Some(RequireForm::Statement(import)) => Some((require, import, &one.shape)),
                    _ => None,
                }
            }
            _ => None,
        });
        Part { span: *span, require }
    };
    it.declarators.iter().map(of).collect()
}

/// What stands before a declarator in the new text: nothing for an import, the keyword where a
/// declaration begins, `None` where it goes on as it was.
fn before_part(it: &Declared, parts: &[Part<'_>], index: usize) -> Option<String> {
    if parts[index].is_import() {
        return Some(String::new());
    }
    let goes_on = index > 0 && !parts[index - 1].is_import();
    (!goes_on).then(|| format!("{} ", it.keyword))
}

/// Ends a statement in the gap between two declarators; comments in it stay.
fn split(file: &File<'_>, gap: Span, indent: &str, end: bool, before: &str) -> String {
    let newline = file.newline();
    let mut text = if end { ";".to_string() } else { String::new() };
    let mut at = gap.start;
    for comment in file.comments_in(gap) {
        let space = file.text(Span::new(at, comment.start));
        if space.contains('\n') {
            text.push_str(newline);
            text.push_str(indent);
        } else {
            text.push(' ');
        }
        text.push_str(file.text(comment));
        at = comment.end;
    }
    text + &format!("{newline}{indent}{before}")
}

fn import_declarator(
    file: &File<'_>,
    edits: &mut Edits,
    declarator: Span,
    require: &Require,
    import: &Import,
    shape: &Shape,
) {
    let literal = require.literal;
    if let (Shape::Pattern { span, properties }, Clause::Named(_)) = (shape, &import.clause) {
        edits.insert(declarator.start, "import ");
        if let Some(last) = properties.last().filter(|_| !import.more.is_empty()) {
            edits.insert(last.local_span.end, format!(", {}", names(file, &import.more)));
        }
        for property in properties {
            if property.key_span != property.local_span
                && property.key_span.end <= property.local_span.start
            {
                edits.replace(Span::new(property.key_span.end, property.local_span.start), " as ");
            }
        }
        edits.replace(
            Span::new(span.end, literal.start),
            glue(file, span.end, literal.start, " from "),
        );
    } else {
        let text = clause(file, &import.clause);
        edits.replace(
            Span::new(declarator.start, literal.start),
            glue(file, declarator.start, literal.start, &text),
        );
    }
    edits.replace(Span::new(literal.start, declarator.end), tail(file, import, Some(literal)));
}

/// `text` with the comments of the span that it replaces.
fn glue(file: &File<'_>, start: u32, end: u32, text: &str) -> String {
    let comments: Vec<&str> =
        file.comments_in(Span::new(start, end)).map(|it| file.text(it)).collect();
    let lines = comments.iter().any(|it| it.starts_with("//"));
    let after = if lines { file.newline() } else { " " };
    if comments.is_empty() {
        text.to_string()
    } else {
        format!("{text}{}{after}", comments.join(file.newline()))
    }
}

/// Statements that stand between import statements of one block move below it, since imports
/// evaluate first wherever they stand.
fn sink(file: &File<'_>, edits: &mut Edits) {
    let statements = &file.facts.layout.statements;
    let mut at = 0;
    while at < statements.len() {
        let block = block(file, at);
        if let Some(last) = block.iter().rposition(|it| is_import_statement(file, *it)) {
            let to = file.line_end(block[last].end);
            let stays = |it: Span| is_import_statement(file, it) || goes(file, it);
            let moving = block[..last].iter().filter(|it| !stays(**it));
            for (index, it) in moving.enumerate() {
                let lead = file.newline().repeat(if index == 0 { 2 } else { 1 });
                move_below(file, edits, *it, to, &lead);
            }
        }
        at += block.len().max(1);
    }
}

fn move_below(file: &File<'_>, edits: &mut Edits, statement: Span, to: u32, lead: &str) {
    let from = Span::new(statement.start, file.line_end(statement.end));
    let lines = file.lines(from);
    // What is inserted before the statement stays.
    let hole = if lines.start < from.start { from } else { lines };
    edits.relocate(from, hole, to, lead, "");
}
