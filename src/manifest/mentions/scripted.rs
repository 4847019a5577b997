//! Settings that are scripts: strings in them that are paths or patterns.

use std::collections::BTreeSet;

use aho_corasick::AhoCorasick;
use oxc_allocator::Allocator;
use oxc_ast::ast::{ArrayExpression, StringLiteral};
use oxc_ast_visit::{Visit, walk};
use oxc_parser::Parser;
use oxc_span::{GetSpan as _, SourceType, Span};

use super::{
    File, Mentions, Moved,
    settings::{self, Text},
};
use crate::finding::Finding;

/// The old paths of renames, looked for together: a package may have thousands.
#[derive(Debug)]
pub struct OldPaths(Option<AhoCorasick>);

impl OldPaths {
    /// Those of `renames`.
    pub fn of(renames: &[(String, String)]) -> Self {
        Self(AhoCorasick::new(renames.iter().map(|(old, _)| old)).ok())
    }

    /// The numbers of the renames whose old paths `text` may hold, in order.
    fn within(&self, text: &str, count: usize) -> BTreeSet<usize> {
        match &self.0 {
            Some(it) => it.find_overlapping_iter(text).map(|it| it.pattern().as_usize()).collect(),
            None => (0..count).collect(),
        }
    }
}

/// Strings of the script at `path` that are paths from the root of what moved, and still are in its `new` text:
/// nobody knows what the script does with them. `old` holds the old paths of `moved`.
pub fn named_in_strings(
    path: &str,
    (text, new): (&str, &str),
    moved: Moved,
    old: &OldPaths,
) -> Vec<Finding> {
    let within = old.within(new, moved.renames.len()).into_iter().map(|it| &moved.renames[it]);
    let renames: Vec<_> = within.filter(|it| it.0.contains('/')).collect();
    if renames.is_empty() {
        return Vec::new();
    }
    let mut file = File { path, text, found: Mentions::default() };
    for (span, value) in strings(text).found {
        let plain = value.strip_prefix("./").unwrap_or(&value);
        let (before, raw) = text[..span.end as usize].split_at(span.start as usize);
        // What is found from the folder of the script has followed.
        if before.trim_end().ends_with("__dirname,") {
            continue;
        }
        if let Some((old, moved)) = renames.iter().find(|it| it.0 == plain && new.contains(raw)) {
            file.tell_rename(span, old, moved);
        }
    }
    file.found.findings
}

fn strings(text: &str) -> Strings {
    let allocator = Allocator::default();
    let types = [SourceType::mjs(), SourceType::cjs()];
    let mut parsed = types.map(|it| Parser::new(&allocator, text, it).parse()).into_iter();
    let mut strings = Strings::default();
    if let Some(parsed) = parsed.find(|it| !it.panicked && it.diagnostics.is_empty()) {
        strings.visit_program(&parsed.program);
    }
    strings
}

/// Follows each string of the file, if it parses.
pub(super) fn read(file: &mut File, moved: Moved) {
    let strings = strings(file.text);
    for (span, value) in strings.found {
        let raw = &file.text[span.start as usize..span.end as usize];
        let quote = raw.chars().next().unwrap_or('\'');
        // What is written with other escapes than those of expressions is none of our paths.
        if raw.len() == value.len() + 2 + value.matches('\\').count() {
            let listed = strings.listed.contains(&span);
            settings::follow(file, &Text { span, value: &value, listed, quote }, moved);
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
