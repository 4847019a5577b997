//! JSON settings: strings that are paths or patterns.

use jsonc_parser::ast::Value;
use oxc_span::Span;

use super::super::{
    globs::{Reach, is_glob, reach},
    json::{Document, quoted},
    paths::join,
};
use super::{File, Moved, words};

/// What editors put before a path from the root.
const ROOTS: [&str; 2] = ["${workspaceFolder}/", "${workspaceRoot}/"];

/// A string as it stands in a file.
pub(super) struct Text<'t> {
    /// With its quotes.
    pub(super) span: Span,
    pub(super) value: &'t str,
    /// An element of a list.
    pub(super) listed: bool,
    pub(super) quote: char,
}

/// Follows each string of the file.
pub(super) fn read(file: &mut File, moved: Moved) {
    let Ok(document) = Document::lenient(file.text) else { return words::read(file, moved) };
    let mut pending = vec![(&document.value, false)];
    while let Some((value, listed)) = pending.pop() {
        match value {
            Value::StringLit(it) => {
                let (span, value) = (document.span(it), it.value.as_ref());
                follow(file, &Text { span, value, listed, quote: '"' }, moved);
            }
            Value::Array(list) => pending.extend(list.elements.iter().map(|it| (it, true))),
            Value::Object(map) => {
                pending.extend(map.properties.iter().map(|field| (&field.value, false)));
            }
            _ => {}
        }
    }
}

/// Follows one string.
pub(super) fn follow(file: &mut File, text: &Text, moved: Moved) {
    let new = file.moves(moved).setting(text.value).or_else(|| from_root(text.value, moved));
    if let Some(new) = new {
        file.replace(text.span, text.quoted(&new));
    } else if is_glob(text.value) && !text.value.contains(char::is_whitespace) {
        glob(file, text, moved);
    }
}

fn from_root(value: &str, moved: Moved) -> Option<String> {
    let root = ROOTS.iter().find(|root| value.starts_with(**root))?;
    let (_, new) = moved.renames.iter().find(|(old, _)| *old == value[root.len()..])?;
    Some(format!("{root}{new}"))
}

/// In a list, the pattern of the new names comes after that of the old ones.
fn glob(file: &mut File, text: &Text, moved: Moved) {
    let base = super::folder(file.path);
    let plain = text.value.strip_prefix('!').unwrap_or(text.value);
    let plain = plain.strip_prefix("<rootDir>/").unwrap_or(plain);
    let Some(local) = join(base, plain) else { return };
    let stem = text.value.strip_suffix(".js");
    match (stem, reach(&local, moved.renames, moved.files)) {
        (_, Reach::Same) => {}
        (Some(stem), Reach::Moved(_)) => {
            file.replace(text.span, text.quoted(&format!("{stem}.cjs")));
        }
        (Some(stem), Reach::Lost(lost))
            if text.listed && lost.iter().all(|(_, new)| new.strip_suffix(".cjs").is_some()) =>
        {
            let more = text.quoted(&format!("{stem}.cjs"));
            file.replace(Span::empty(text.span.end), format!(", {more}"));
        }
        _ => {
            let message = format!("`{}` no longer matches files that moved", text.value);
            file.tell(text.span, message, "widen the pattern");
        }
    }
}

impl Text<'_> {
    fn quoted(&self, path: &str) -> String {
        let text = quoted(path);
        let quote = self.quote;
        if quote == '"' { text } else { format!("{quote}{}{quote}", &text[1..text.len() - 1]) }
    }
}
