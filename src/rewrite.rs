//! Takes one migrating file through the transforms and proves the result.

use oxc_allocator::Allocator;
use oxc_span::Span;

use crate::{
    edit::{Edits, Overlap},
    facts::{Branch, Facts},
    module::Module,
    plan::forms::FilePlan,
    printed::is_printed,
    transforms::{Transform, is_import_statement},
};

/// A file that migrates: its text, what is known of it and what was decided.
pub struct File<'f> {
    pub source: &'f str,
    pub facts: &'f Facts,
    pub plan: &'f FilePlan,
}

/// A new text.
#[derive(Debug)]
pub struct Rewritten {
    pub text: String,
    /// The names of the transforms that edited it.
    pub transforms: Vec<&'static str>,
}

/// Why a file could not be rewritten; each is a bug, and the file stays as it was.
#[derive(Debug)]
pub enum RewriteError {
    Overlap(Overlap),
    /// The new text is not a module; the message of the parser with the new text's offset.
    Output(String),
    /// A name of Node's module wrapper is still free in the new text.
    Left(&'static str),
    /// A comment of the author is not in the new text.
    Comment(String),
}

/// Runs `transforms` on `file` and checks that the new text is a module without free names of
/// Node's module wrapper.
///
/// # Errors
/// See [`RewriteError`].
pub fn rewrite(file: &File<'_>, transforms: &[&dyn Transform]) -> Result<Rewritten, RewriteError> {
    let mut edits = Edits::default();
    let mut names = Vec::new();
    for transform in transforms {
        let before = edits.count();
        transform.rewrite(file, &mut edits);
        names.extend((edits.count() > before).then(|| transform.name()));
    }
    separate_top(file, &mut edits);
    edits.revise(|span, text| keep_comments(file, span, text));
    let text = edits.apply(file.source).map_err(RewriteError::Overlap)?;
    let text = without_gap(file.source, text);
    verify(file, &text)?;
    Ok(Rewritten { text, transforms: names })
}

/// Where statements at the top go, the blank line after them goes, too.
fn without_gap(source: &str, text: String) -> String {
    let (mark, body) = match text.strip_prefix('\u{feff}') {
        Some(body) => ("\u{feff}", body),
        None => ("", text.as_str()),
    };
    if source.trim_start_matches('\u{feff}').starts_with(['\r', '\n']) {
        return text;
    }
    match body.trim_start_matches(['\r', '\n']) {
        rest if rest.len() < body.len() => format!("{mark}{rest}"),
        _ => text,
    }
}

/// What is new at the top of the file is a paragraph of its own, unless imports follow.
fn separate_top(file: &File<'_>, edits: &mut Edits) {
    let layout = &file.facts.layout;
    let next = layout.statements.iter().find(|it| !edits.takes_away(**it));
    if let Some(next) = next
        && !is_import_statement(file, *next)
    {
        edits.insert_behind_lines(layout.top, layout.newline);
    }
}

/// Comments between what an edit replaces follow its text.
fn keep_comments(file: &File<'_>, span: Span, text: &mut String) {
    for comment in file.comments_in(span) {
        let comment = file.text(comment);
        if text.contains(comment) || is_printed(comment) {
            continue;
        }
        if !text.is_empty() && !text.ends_with(char::is_whitespace) {
            text.push(' ');
        }
        text.push_str(comment);
        // What follows must not become part of a comment to the end of the line.
        if comment.starts_with("//") {
            text.push_str(file.newline());
        }
    }
    if file.text(span).ends_with('\n') && !text.is_empty() && !text.ends_with('\n') {
        text.push_str(file.newline());
    }
}

fn lost_comment<'f>(file: &File<'f>, text: &str) -> Option<&'f str> {
    let all = Span::new(0, file.source.len() as u32);
    let mut behind = 0;
    file.comments_in(all).map(|it| file.text(it)).filter(|it| !is_printed(it)).find(|comment| {
        // Nearly all comments keep their order, so the search goes on where the last one ended.
        let rest = memchr::memmem::find(&text.as_bytes()[behind..], comment.as_bytes());
        if let Some(at) = rest {
            behind += at + comment.len();
        }
        rest.is_none() && !text.contains(comment)
    })
}

fn verify(file: &File<'_>, text: &str) -> Result<(), RewriteError> {
    let allocator = Allocator::default();
    let module = Module::parse_strict(&allocator, text).map_err(|diagnostics| {
        let first = diagnostics.iter().next().map(ToString::to_string);
        RewriteError::Output(first.unwrap_or_default())
    })?;
    if file.facts.syntax == crate::module::Syntax::Module {
        return Ok(());
    }
    if let Some(comment) = lost_comment(file, text) {
        return Err(RewriteError::Comment(comment.to_string()));
    }
    for name in ["require", "module", "exports", "__dirname", "__filename"] {
        if module.free(name).next().is_some() {
            return Err(RewriteError::Left(name));
        }
    }
    Ok(())
}

impl<'f> File<'f> {
    /// The source text of `span`.
    pub fn text(&self, span: Span) -> &'f str {
        &self.source[span.start as usize..span.end as usize]
    }

    pub fn newline(&self) -> &'static str {
        self.facts.layout.newline
    }

    /// `;` if the author writes it.
    pub fn semicolon(&self) -> &'static str {
        if self.facts.layout.semicolons { ";" } else { "" }
    }

    /// `value` in the author's quotes.
    pub fn quoted(&self, value: &str) -> String {
        let other = if self.facts.layout.quote() == '"' { '\'' } else { '"' };
        let quote = match self.facts.layout.quote() {
            quote if value.contains(quote) && !value.contains(other) => other,
            quote => quote,
        };
        format!(
            "{quote}{}{quote}",
            value.replace('\\', "\\\\").replace(quote, &format!("\\{quote}"))
        )
    }

    /// Comments that lie inside `span`.
    pub fn comments_in(&self, span: Span) -> impl Iterator<Item = Span> {
        let comments = &self.facts.layout.comments;
        let first = comments.partition_point(|it| it.start < span.start);
        comments[first..].iter().copied().take_while(move |it| it.end <= span.end)
    }

    /// The white space before `offset` on its line, if nothing else stands there.
    pub fn indent_at(&self, offset: u32) -> &'f str {
        let before = &self.source[..offset as usize];
        let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
        &line[..line.len() - line.trim_start().len()]
    }

    /// `span` with its lines' white space and the line break, when nothing else is on the lines;
    /// at the start of the file or a block, or after a blank line, with one following blank line.
    pub fn lines(&self, span: Span) -> Span {
        match self.in_branch(span) {
            Some(branch) if branch.taken == Some(span) => self.lines(branch.span),
            Some(Branch { taken: Some(taken), .. }) => {
                let lines = self.own_lines(span);
                Span::new(lines.start.max(taken.start), lines.end.min(taken.end))
            }
            _ => self.own_lines(span),
        }
    }

    /// The innermost known branch that `span` is taken in.
    pub fn in_branch(&self, span: Span) -> Option<&Branch> {
        let inside = |it: &&Branch| it.taken.is_some_and(|taken| taken.contains_inclusive(span));
        self.facts.branches.iter().filter(inside).min_by_key(|it| it.span.size())
    }

    fn own_lines(&self, span: Span) -> Span {
        let bytes = self.source.as_bytes();
        let mut start = span.start as usize;
        while start > 0 && matches!(bytes[start - 1], b' ' | b'\t') {
            start -= 1;
        }
        let mut end = span.end as usize;
        while matches!(bytes.get(end), Some(b' ' | b'\t')) {
            end += 1;
        }
        let after_break = self.skip_break(end);
        let first = self.source[..start].trim_start_matches('\u{feff}').is_empty();
        if !(first || bytes[start - 1] == b'\n') || (after_break == end && end < bytes.len()) {
            return span;
        }
        let after_blank = self.skip_break(after_break);
        let before = &self.source[..start];
        let breaks = before.len() - before.trim_end_matches(['\r', '\n']).len();
        let opens = first || breaks >= 2 * self.newline().len() || before.trim_end().ends_with('{');
        let end = if opens && after_blank > after_break { after_blank } else { after_break };
        // No blank line is left before the end of a block.
        let closes = self.source[end..].trim_start_matches([' ', '\t']).starts_with('}');
        let newline = self.newline().len();
        let kept = before.trim_end_matches(['\r', '\n']).len() + newline;
        let start = if closes && breaks >= 2 * newline { kept } else { start };
        Span::new(start as u32, end as u32)
    }

    /// The offset after the spaces and tabs that follow `at`.
    pub fn skip_blanks(&self, at: u32) -> u32 {
        let rest = &self.source[at as usize..];
        at + (rest.len() - rest.trim_start_matches([' ', '\t']).len()) as u32
    }

    fn skip_break(&self, at: usize) -> usize {
        let bytes = self.source.as_bytes();
        match bytes.get(at) {
            Some(b'\n') => at + 1,
            Some(b'\r') if bytes.get(at + 1) == Some(&b'\n') => at + 2,
            _ => at,
        }
    }

    /// The end of the line of `offset`, when only white space and comments follow on it.
    pub fn line_end(&self, offset: u32) -> u32 {
        let rest = &self.source[offset as usize..];
        let line = rest.find('\n').map_or(rest, |at| &rest[..at]);
        let line_end = offset + line.trim_end_matches('\r').len() as u32;
        let comments: u32 = self.comments_in(Span::new(offset, line_end)).map(Span::size).sum();
        let text = line.trim_end();
        let visible = text.bytes().filter(|it| !it.is_ascii_whitespace()).count();
        let in_comments: usize = self
            .comments_in(Span::new(offset, line_end))
            .map(|it| self.text(it).bytes().filter(|it| !it.is_ascii_whitespace()).count())
            .sum();
        if visible == in_comments && comments <= line.len() as u32 { line_end } else { offset }
    }

    /// A comment belongs to the statement at `span`: directly above it, or after it on its line; one
    /// above the top is the file's.
    pub fn has_own_comment(&self, span: Span) -> bool {
        let layout = &self.facts.layout;
        let above = layout.comments.iter().rev().find(|it| it.end <= span.start);
        let above = above.filter(|it| it.start >= layout.top);
        let touches = above.is_some_and(|it| {
            let gap = self.text(Span::new(it.end, span.start));
            gap.trim().is_empty() && gap.bytes().filter(|&byte| byte == b'\n').count() <= 1
        });
        let before = self.source[..span.start as usize].trim_end_matches([' ', '\t']);
        let trailing_other = above.is_some_and(|it| {
            let line_start = self.source[..it.start as usize].rfind('\n').map_or(0, |at| at + 1);
            let line = self.source[line_start..it.start as usize].trim_start_matches('\u{feff}');
            !line.trim().is_empty() && before.ends_with('\n')
        });
        (touches && !trailing_other)
            || self.line_end(span.end) > span.end
                && self.comments_in(Span::new(span.end, self.line_end(span.end))).next().is_some()
    }
}
