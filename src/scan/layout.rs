//! Where statements and comments are, and how the author writes.

use std::cmp::Ordering;

use oxc_ast::{
    AstKind,
    ast::{Statement, VariableDeclarationKind},
};
use oxc_span::{GetSpan, Span};

use super::umd::line_start;
use crate::{
    facts::{DirectiveSpan, Layout},
    module::Module,
    printed::is_printed,
};

/// Describes the file's outline and style.
pub(super) fn layout(module: &Module<'_>) -> Layout {
    let program = module.program;
    let directives: Vec<_> = program
        .directives
        .iter()
        .map(|it| DirectiveSpan { span: it.span, use_strict: it.directive == "use strict" })
        .collect();
    let comments: Vec<Span> = program.comments.iter().map(|comment| comment.span).collect();
    let printed = comments.iter().copied().filter(|it| is_printed(module.text(*it))).collect();
    let statements: Vec<Span> = program.body.iter().map(GetSpan::span).collect();
    Layout {
        top: top(module, &directives, &comments, &statements),
        statements,
        directives,
        comments,
        printed,
        semicolons: semicolons(module),
        quote: quote(module),
        named_space: named_space(module),
        newline: if module.source.contains("\r\n") { "\r\n" } else { "\n" },
        indent: indent(module.source),
        node_protocol: module.source.contains("'node:") || module.source.contains("\"node:"),
        const_keyword: const_keyword(module),
        len: module.source.len() as u32,
    }
}

/// The offset before which imports of a file without requires at its top are written: the first
/// statement, or the comment that belongs to it.
fn top(
    module: &Module<'_>,
    directives: &[DirectiveSpan],
    comments: &[Span],
    statements: &[Span],
) -> u32 {
    let start = directives
        .last()
        .map(|it| it.span.end)
        .or(module.program.hashbang.as_ref().map(|it| it.span.end))
        .unwrap_or(if module.source.starts_with('\u{feff}') { 3 } else { 0 });
    let Some(first) = statements.first() else { return module.source.len() as u32 };
    let between = comments.iter().filter(|it| it.start >= start && it.end <= first.start);
    let mut top = first.start;
    for comment in paragraphs(module, between).iter().rev() {
        let gap = module.text(Span::new(comment.end, top));
        let header = comment.start == start
            || module.text(Span::new(start, comment.start)).trim().is_empty();
        if gap.bytes().filter(|&byte| byte == b'\n').count() > 1
            || (header && is_header(module.text(*comment)))
        {
            break;
        }
        top = comment.start;
    }
    line_start(module.source, top)
}

/// Line comments that follow each other are one.
fn paragraphs<'c>(module: &Module<'_>, comments: impl Iterator<Item = &'c Span>) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for &comment in comments {
        let joins = |it: &Span| {
            let gap = module.text(Span::new(it.end, comment.start));
            let is_line = |it: Span| module.text(it).starts_with("//");
            let next = gap.trim().is_empty() && gap.bytes().filter(|&it| it == b'\n').count() == 1;
            next && is_line(*it) && is_line(comment)
        };
        match found.last_mut().filter(|it| joins(it)) {
            Some(last) => last.end = comment.end,
            None => found.push(comment),
        }
    }
    found
}

/// Comments about the file rather than about its first statement.
fn is_header(comment: &str) -> bool {
    const MARKS: [&str; 9] = [
        "/*!",
        "@license",
        "icense",
        "opyright",
        "@fileoverview",
        "@module",
        "eslint",
        "jshint",
        "@flow",
    ];
    MARKS.iter().any(|mark| comment.contains(mark)) || comment.starts_with("/* global")
}

/// Whether most statements that end their line, and may end in a semicolon, do.
fn semicolons(module: &Module<'_>) -> bool {
    if !module.source.trim().contains('\n') {
        return module.source.contains(';');
    }
    let (mut with, mut without) = (0, 0);
    let directives = module.program.directives.iter().map(GetSpan::span);
    let statements = module.nodes().iter_enumerated().filter_map(|(id, node)| match node.kind() {
        AstKind::VariableDeclaration(it) => {
            // The head of a loop ends with it for another reason.
            let is_head = module.parent(id).is_iteration_statement();
            (!is_head).then_some(it.span)
        }
        kind @ (AstKind::ExpressionStatement(_)
        | AstKind::ReturnStatement(_)
        | AstKind::ThrowStatement(_)) => Some(kind.span()),
        _ => None,
    });
    for span in statements.chain(directives) {
        let behind = module.source[span.end as usize..].trim_start_matches([' ', '\t']);
        // Between statements on one line it is no habit, but the only way.
        if behind.is_empty() || behind.starts_with(['\n', '\r', '/']) {
            if module.text(span).ends_with(';') { with += 1 } else { without += 1 }
        }
    }
    if with + without > 0 { with >= without } else { module.source.contains(';') }
}

/// The quotes of most of the author's strings; one with a quote inside says nothing of the habit.
fn quote(module: &Module<'_>) -> Option<char> {
    let strings = module.nodes().iter().filter_map(|node| match node.kind() {
        AstKind::StringLiteral(it) if !it.value.contains(['\'', '"']) => Some(it.span),
        _ => None,
    });
    let (double, single): (Vec<_>, Vec<_>) =
        strings.partition(|span| module.text(*span).starts_with('"'));
    most(double.len(), single.len()).map(|it| if it { '"' } else { '\'' })
}

/// Whether a space stands behind the names of most functions.
fn named_space(module: &Module<'_>) -> Option<bool> {
    let gaps = module.nodes().iter().filter_map(|node| match node.kind() {
        AstKind::Function(it) if it.type_parameters.is_none() => {
            Some(module.text(Span::new(it.id.as_ref()?.span.end, it.params.span.start)))
        }
        _ => None,
    });
    let (with, without): (Vec<_>, Vec<_>) = gaps.partition(|gap| gap.starts_with(' '));
    most(with.len(), without.len())
}

/// What more are for than against.
fn most(with: usize, without: usize) -> Option<bool> {
    match with.cmp(&without) {
        Ordering::Greater => Some(true),
        Ordering::Less => Some(false),
        Ordering::Equal => None,
    }
}

/// Files that do not show a habit of the author get that of most others.
pub(crate) fn share_habits<'f>(files: impl IntoIterator<Item = &'f mut Layout>) {
    let files: Vec<_> = files.into_iter().collect();
    let count = |test: &dyn Fn(&Layout) -> bool| files.iter().filter(|it| test(it)).count();
    let quotes = |quote| count(&|it: &Layout| it.quote == Some(quote));
    let most_quotes = if quotes('"') > quotes('\'') { '"' } else { '\'' };
    let spaces = |space| count(&|it: &Layout| it.named_space == Some(space));
    let most_spaces = most(spaces(true), spaces(false));
    for layout in files {
        layout.quote.get_or_insert(most_quotes);
        layout.named_space = layout.named_space.or(most_spaces);
    }
}

/// One step of indentation: that of the first line in a block of the top level, or else of the first
/// indented line, which may only be aligned with something.
pub(super) fn indent(source: &str) -> &'static str {
    let is_indented = |line: &&str| line.starts_with(['\t', ' ']) && !line.trim().is_empty();
    let opens = |line: &str| line.trim_end().ends_with(['{', '(', '[']) && !line.starts_with(' ');
    let mut lines = source.lines().zip(source.lines().skip(1));
    let inside = lines.find(|(before, line)| opens(before) && is_indented(line)).map(|it| it.1);
    let mut all = inside.into_iter().chain(source.lines().filter(is_indented));
    let step = |line: &str| match line.len() - line.trim_start_matches(' ').len() {
        0 => Some("\t"),
        1 => None,
        2 | 3 => Some("  "),
        _ => Some("    "),
    };
    all.find_map(step).unwrap_or("  ")
}

/// The author's keyword for a binding that never changes.
fn const_keyword(module: &Module<'_>) -> &'static str {
    let mut kinds = module.program.body.iter().filter_map(|statement| match statement {
        Statement::VariableDeclaration(it) => Some(it.kind),
        _ => None,
    });
    let only_var =
        kinds.clone().all(|kind| kind == VariableDeclarationKind::Var) && kinds.next().is_some();
    if only_var { "var" } else { "const" }
}
