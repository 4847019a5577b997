//! Specifiers in comments: types in `JSDoc`, and the references of TypeScript.

use oxc_span::Span;

use super::{
    mention::{Mention, MentionKind},
    syntax::is_typescript,
};

/// Finds `import('…')`, `@import … from '…'` and `<reference path="…" />`.
pub(super) fn mentions(
    source: &str,
    comments: impl Iterator<Item = Span>,
    path: &str,
) -> Vec<Mention> {
    let mut found = Vec::new();
    for comment in comments {
        let text = &source[comment.start as usize..comment.end as usize];
        if text.starts_with("/**") {
            types(text, comment.start, &mut found);
        } else if text.starts_with("///") && is_typescript(path) {
            found.extend(reference(text, comment.start));
        }
    }
    found
}

fn types(text: &str, offset: u32, found: &mut Vec<Mention>) {
    for (at, _) in text.match_indices("import(") {
        let from = at + "import(".len();
        found.extend(quoted(text, from, offset, MentionKind::Import));
    }
    for (at, _) in text.match_indices("@import ") {
        let line = text[at..].find('\n').map_or(text.len(), |end| at + end);
        if let Some(from) = text[at..line].rfind(" from ") {
            found.extend(quoted(text, at + from + " from ".len(), offset, MentionKind::Import));
        }
    }
}

fn reference(text: &str, offset: u32) -> Option<Mention> {
    let start = text.find("<reference")?;
    let path = text[start..].find("path=")? + start + "path=".len();
    quoted(text, path, offset, MentionKind::Reference)
}

/// The string that begins at `from`, after blanks.
fn quoted(text: &str, from: usize, offset: u32, kind: MentionKind) -> Option<Mention> {
    let rest = &text[from..];
    let blanks = rest.len() - rest.trim_start().len();
    let quote = rest.trim_start().chars().next().filter(|it| matches!(it, '\'' | '"'))?;
    let start = from + blanks + 1;
    let end = start + text[start..].find(quote)?;
    let value = text[start..end].to_string();
    let span = Span::new(offset + start as u32, offset + end as u32);
    (!value.contains(char::is_whitespace)).then_some(Mention { value, span, kind })
}
