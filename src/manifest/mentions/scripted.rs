//! Settings that are scripts: strings in them that are paths or patterns.

use oxc_allocator::Allocator;
use oxc_ast::ast::{ArrayExpression, StringLiteral};
use oxc_ast_visit::{Visit, walk};
use oxc_parser::Parser;
use oxc_span::{GetSpan as _, SourceType, Span};

use super::{
    File, Moved,
    settings::{self, Text},
};

/// Follows each string of the file, if it parses.
pub(super) fn read(file: &mut File, moved: Moved) {
    let allocator = Allocator::default();
    let types = [SourceType::mjs(), SourceType::cjs()];
    let mut parsed = types.map(|it| Parser::new(&allocator, file.text, it).parse()).into_iter();
    let Some(parsed) = parsed.find(|it| !it.panicked && it.diagnostics.is_empty()) else { return };
    let mut strings = Strings::default();
    strings.visit_program(&parsed.program);
    for (span, value) in strings.found {
        let raw = &file.text[span.start as usize..span.end as usize];
        let quote = raw.chars().next().unwrap_or('\'');
        // What is written with escapes is none of our paths.
        if raw.len() == value.len() + 2 {
            let listed = strings.listed.contains(&span);
            settings::follow(file, Text { span, value: &value, listed, quote }, moved);
        }
    }
}

#[derive(Default)]
struct Strings {
    found: Vec<(Span, String)>,
    /// Those that are elements of an array.
    listed: Vec<Span>,
}

impl<'a> Visit<'a> for Strings {
    fn visit_array_expression(&mut self, it: &ArrayExpression<'a>) {
        self.listed.extend(it.elements.iter().map(oxc_span::GetSpan::span));
        walk::walk_array_expression(self, it);
    }

    fn visit_string_literal(&mut self, it: &StringLiteral<'a>) {
        self.found.push((it.span(), it.value.to_string()));
    }
}
