//! Exports that `require` gets in place of a namespace.

use oxc_span::Span;

use super::{Source, semicolon, unused};
use crate::{
    edit::Edits,
    source::left::{Assignment, ExportedKind},
};

/// `export = x` becomes the default, and what `require` returns.
pub(super) fn assignment(source: &Source<'_>, edits: &mut Edits) {
    let Some(it) = &source.left.assignment else { return };
    let end = semicolon(source, it.span);
    match &it.identifier {
        Some(name) if source.left.default.is_some() => {
            edits.replace(it.span, format!("{}{end}", alone(source, name)));
        }
        Some(name) => edits.replace(it.span, both(source, name, end)),
        None => {
            let name = named(source, it.span, it.expression.start, "api", edits);
            keys(source, it, &name, end, edits);
        }
    }
}

/// Importers in Node find keys of the object by their names.
fn keys(source: &Source<'_>, it: &Assignment, object: &str, end: &str, edits: &mut Edits) {
    let left = source.left;
    let is_new = |name: &str| name != "default" && !left.exported.iter().any(|it| it == name);
    let is_bound = |name: &str| left.names.binary_search_by(|one| one.as_str().cmp(name)).is_ok();
    let (mut listed, mut taken) = (Vec::new(), Vec::new());
    for (key, held) in it.keys.iter().filter(|(key, _)| is_new(key)) {
        match held {
            Some(held) if held == key => listed.push(key.clone()),
            Some(held) if is_bound(held) => listed.push(format!("{held} as {key}")),
            _ if !is_bound(key) => taken.push(key.clone()),
            _ => {}
        }
    }
    let newline = newline(source);
    if !listed.is_empty() {
        edits.insert(it.span.end, format!("{newline}export {{ {} }}{end}", listed.join(", ")));
    }
    if !taken.is_empty() {
        let names = taken.join(", ");
        edits.insert(it.span.end, format!("{newline}export const {{ {names} }} = {object}{end}"));
    }
}

/// The default export becomes what `require` returns, too.
pub(super) fn replacement(source: &Source<'_>, edits: &mut Edits) {
    let Some(it) = &source.left.default else { return };
    let end = semicolon(source, it.span);
    let statement =
        |name: &str| format!("{}{}{}", newline(source), alone(source, name), stop(source));
    match &it.kind {
        ExportedKind::Declared(name) => {
            edits.insert(it.span.end, statement(name));
        }
        ExportedKind::Nameless(at) => {
            let name = unused(source.left, "_default".to_string());
            let is_apart = source.text[..*at as usize].ends_with(' ');
            edits.insert(*at, if is_apart { name.clone() } else { format!(" {name}") });
            edits.insert(it.span.end, statement(&name));
        }
        ExportedKind::Name(name) => edits.replace(it.span, both(source, name, end)),
        ExportedKind::Expression(at) => {
            named(source, it.span, *at, "_default", edits);
        }
        ExportedKind::Listed(name, at) => {
            let quote = quote(source);
            edits.insert(*at, format!(", {name} as {quote}module.exports{quote}"));
        }
    }
}

/// The expression at the end of the statement gets a name, under which it is exported.
fn named(
    source: &Source<'_>,
    statement: Span,
    start: u32,
    name: &str,
    edits: &mut Edits,
) -> String {
    let name = unused(source.left, name.to_string());
    let end = semicolon(source, statement);
    edits.replace(Span::new(statement.start, start), format!("const {name} = "));
    edits.insert(statement.end, format!("{}{}", newline(source), both(source, &name, end)));
    name
}

fn both(source: &Source<'_>, name: &str, end: &str) -> String {
    let quote = quote(source);
    format!("export {{ {name} as default, {name} as {quote}module.exports{quote} }}{end}")
}

fn alone(source: &Source<'_>, name: &str) -> String {
    let quote = quote(source);
    format!("export {{ {name} as {quote}module.exports{quote} }}")
}

/// The author's usual quote.
fn quote(source: &Source<'_>) -> char {
    let doubles = source.text.matches('"').count();
    if doubles > source.text.matches('\'').count() { '"' } else { '\'' }
}

pub(super) fn newline(source: &Source<'_>) -> &'static str {
    if source.text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// What ends statements in this file.
fn stop(source: &Source<'_>) -> &'static str {
    let lines = source.text.lines().map(str::trim_end);
    if lines.clone().any(|it| it.ends_with(';')) { ";" } else { "" }
}
