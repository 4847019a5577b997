//! Takes the branch that Node takes where code asks whether CommonJS or AMD is there.
//!
//! `if (typeof module !== 'undefined') { … } else { … }` becomes the statements of its first block,
//! a conditional expression the value that is chosen. Variables that only hold such an answer go with the
//! last question, and so does a comment above that only names them. So does `if (typeof Uint8Array === 'undefined')`
//! and its like, where it loads a substitute for what every Node has. Comments stay. Bundles of browserify that hold
//! all they ask for get no `require`: `typeof require == 'function' && require` becomes `false`. The
//! wrapper of a UMD module goes where its factory only fills `exports`.

use std::collections::BTreeMap;

use oxc_span::Span;

use super::Transform;
use crate::{
    edit::Edits,
    facts::{Branch, RequireValue, RequireValueKind},
    rewrite::File,
};

pub(super) struct KnownBranches;

impl Transform for KnownBranches {
    fn name(&self) -> &'static str {
        "known-branches"
    }

    fn source(&self) -> &'static str {
        include_str!("known_branches.rs")
    }

    fn rewrite(&self, file: &File<'_>, edits: &mut Edits) {
        for it in &file.facts.unwrapped {
            edits.delete(*it);
        }
        let unasked = |it: &&RequireValue| it.kind == RequireValueKind::Unasked;
        for it in file.facts.require_values.iter().filter(unasked) {
            edits.replace(it.span, "false");
        }
        let gone = |it: &Branch| edits.replaces(it.span);
        let left: Vec<_> = file.facts.branches.iter().filter(|it| !gone(it)).collect();
        let mut outdented = BTreeMap::new();
        for it in left {
            let Some(taken) = it.taken else {
                match follower(file, it.span) {
                    Follower::GoesOn => edits.replace(it.span, ";"),
                    _ => edits.delete(file.lines(it.span)),
                }
                continue;
            };
            let indent = indent(file, outermost(file, it.span).start).unwrap_or_default();
            let gap = format!("{}{indent}", file.newline());
            let (head, tail) =
                (Span::new(it.span.start, taken.start), Span::new(taken.end, it.span.end));
            let above: Vec<_> = comments(file, head).flat_map(|it| [it, &gap]).collect();
            let below: Vec<_> = comments(file, tail).flat_map(|it| [&gap, it]).collect();
            edits.replace(head, format!("{}{}", gap_before(file, head, taken), above.concat()));
            edits.replace(tail, format!("{}{}", end(file, it.span, taken), below.concat()));
            outdent(file, &mut outdented, it, taken);
        }
        for (start, extra) in outdented {
            let span = Span::sized(start, extra);
            if file.text(span).trim().is_empty() && !edits.replaces(span) {
                edits.delete(span);
            }
        }
    }
}

/// What comes after a statement.
enum Follower {
    /// Nothing, a brace, or a line of its own.
    Ended,
    /// Another statement on the same line.
    SameLine,
    /// What reads as the rest of a statement without a semicolon.
    GoesOn,
}

fn follower(file: &File<'_>, statement: Span) -> Follower {
    let mut rest = &file.source[statement.end as usize..];
    let mut same_line = true;
    loop {
        let next = rest.trim_start();
        same_line &= !rest[..rest.len() - next.len()].contains('\n');
        let comment = if next.starts_with("//") {
            next.find('\n')
        } else if next.starts_with("/*") {
            next.find("*/").map(|at| at + 2)
        } else {
            break match next.chars().next() {
                None | Some('}') => Follower::Ended,
                Some('(' | '[' | '`' | '/' | '+' | '-') => Follower::GoesOn,
                Some(_) if same_line => Follower::SameLine,
                Some(_) => Follower::Ended,
            };
        };
        rest = &next[comment.unwrap_or(next.len())..];
    }
}

/// The space between a keyword and the word that comes to stand after it.
fn gap_before(file: &File<'_>, head: Span, taken: Span) -> &'static str {
    let before = file.source[..head.start as usize].ends_with(is_word);
    if before && file.text(taken).starts_with(is_word) { " " } else { "" }
}

fn is_word(it: char) -> bool {
    it.is_alphanumeric() || it == '_' || it == '$'
}

/// The semicolon that the last statement of a block needs where the block ended it.
fn end(file: &File<'_>, branch: Span, taken: Span) -> &'static str {
    let text = file.text(taken);
    let is_statement =
        file.text(branch).strip_prefix("if").is_some_and(|rest| !rest.starts_with(is_word));
    let is_ended = text.ends_with(';') || text.starts_with('{') || text.starts_with("if");
    let ends = matches!(follower(file, branch), Follower::Ended);
    if is_statement && !is_ended && !ends { ";" } else { "" }
}

fn comments<'f>(file: &'f File<'_>, span: Span) -> impl Iterator<Item = &'f str> {
    file.comments_in(span).map(|it| file.text(it))
}

/// The statement that a chain of `else if` begins with.
fn outermost(file: &File<'_>, mut span: Span) -> Span {
    while let Some(around) = file.facts.branches.iter().find(|it| it.taken == Some(span)) {
        span = around.span;
    }
    span
}

/// The white space before `at`, when nothing else is before it on its line.
fn indent<'f>(file: &'f File<'_>, at: u32) -> Option<&'f str> {
    let line = &file.source[..at as usize];
    let line = &line[line.rfind('\n').map_or(0, |at| at + 1)..];
    line.trim().is_empty().then_some(line)
}

/// Lines of what leaves its block lose the white space that the first line loses, once for each
/// block around them that goes.
fn outdent(file: &File<'_>, lines: &mut BTreeMap<u32, u32>, branch: &Branch, taken: Span) {
    let text = file.text(taken);
    let outer = indent(file, branch.span.start)
        .or_else(|| indent(file, outermost(file, branch.span).start));
    let (Some(outer), Some(inner)) = (outer, indent(file, taken.start)) else { return };
    let Some(extra) = inner.strip_prefix(outer).map(str::len).filter(|it| *it > 0) else { return };
    if text.contains('`') || text.contains("/*") {
        return;
    }
    for (at, _) in text.match_indices('\n') {
        let start = taken.start + at as u32 + 1;
        if file.source[start as usize..taken.end as usize].starts_with(inner) {
            *lines.entry(start).or_default() += extra as u32;
        }
    }
}
