//! Settings of `ESLint` in YAML: they are read as what they say, and written line by line.

use oxc_span::Span;
use serde_json::Value as Read;

use super::{EDITION, Wanted, is_old};
use crate::{
    edit::Edits,
    manifest,
    source::{
        object::{Kind, Object, Property, Value},
        settings::{Held, Settings},
    },
};

/// Options go behind these keys, where they are there.
const BEFORE: [&str; 3] = ["root", "extends", "env"];

/// What the file says, without places; numbers are texts.
pub(super) fn object(text: &str) -> Option<Object> {
    let read: Read = serde_yaml_ng::from_str(text).ok()?;
    match value(&read).kind {
        Kind::Object(it) => Some(it),
        _ => None,
    }
}

fn value(read: &Read) -> Value {
    let span = Span::empty(0);
    let kind = match read {
        Read::Object(it) => {
            let property = |(name, it): (&String, &Read)| Property {
                name: name.clone(),
                span,
                value: value(it),
            };
            Kind::Object(Object { span, properties: it.iter().map(property).collect() })
        }
        Read::Array(it) => Kind::Array(it.iter().map(value).collect()),
        Read::String(it) => Kind::String(it.clone()),
        Read::Number(it) => Kind::String(it.to_string()),
        Read::Bool(_) | Read::Null => Kind::Other,
    };
    Value { span, kind }
}

/// Where `name` is a key of the file itself.
pub(super) fn key(text: &str, name: &str) -> Option<Span> {
    let (at, _) = lines(text).find(|(_, line)| key_of(line) == Some(name))?;
    Some(Span::sized(at as u32, name.len() as u32))
}

/// Writes what is `wanted`, or tells it where the options stand on the line of their key.
pub(super) fn write(settings: &mut Settings<'_>, held: &Held, wanted: &Wanted, edits: &mut Edits) {
    let text = &held.text;
    let own = held.object.object("parserOptions");
    let edition = own.and_then(|it| it.get("ecmaVersion")?.as_str()).filter(|it| is_old(it));
    if let Some((at, old)) = edition.and_then(|it| Some((scalar(text, "ecmaVersion", it)?, it))) {
        edits.replace(Span::sized(at, old.len() as u32), EDITION.to_string());
    }
    if wanted.missing.is_empty() {
        return;
    }
    let pairs = |indent: &str| {
        let line = |(name, it): &(&str, String)| format!("{indent}{name}: {it}\n");
        wanted.missing.iter().map(line).collect::<Vec<_>>().concat()
    };
    let Some(at) = key(text, "parserOptions") else {
        // A mapping in braces has no keys at the start of a line.
        let Some(place) = place(text) else { return tell(settings, held, wanted, 0) };
        let newline = if text[..place].ends_with('\n') { "" } else { "\n" };
        return edits.insert(place as u32, format!("{newline}parserOptions:\n{}", pairs("  ")));
    };
    let mut rest = lines(text).skip_while(|it| it.0 <= at.start as usize);
    match rest.next().filter(|(_, line)| line.starts_with(' ') && line.contains(':')) {
        Some((next, line)) => {
            let indent = &line[..line.len() - line.trim_start().len()];
            edits.insert(next as u32, pairs(indent));
        }
        None => tell(settings, held, wanted, at.start),
    }
}

fn tell(settings: &mut Settings<'_>, held: &Held, wanted: &Wanted, at: u32) {
    let message = "ESLint parses files as older scripts here";
    let pairs: Vec<_> = wanted.missing.iter().map(|(name, it)| format!("{name}: {it}")).collect();
    let help = format!("Set `parserOptions: {{ {} }}`", pairs.join(", "));
    let at = Span::empty(at);
    settings.findings.push(manifest::source_type(&held.path, &held.text, at, message, &help));
}

/// Behind the last of the keys that come first, or else in front of all.
fn place(text: &str) -> Option<usize> {
    let keys: Vec<_> = lines(text).filter_map(|(at, line)| Some((at, key_of(line)?))).collect();
    let first = keys.first()?.0;
    let Some(last) = keys.iter().rfind(|it| BEFORE.contains(&it.1)) else { return Some(first) };
    let next = keys.iter().find(|it| it.0 > last.0).map_or(text.len(), |it| it.0);
    let is_part = |line: &str| !line.trim().is_empty() && !line.starts_with('#');
    let end =
        lines(text).filter(|(at, line)| (last.0..next).contains(at) && is_part(line)).last()?;
    Some((end.0 + end.1.len() + 1).min(text.len()))
}

/// Where the value of a key is `text`, on the same line.
fn scalar(text: &str, name: &str, old: &str) -> Option<u32> {
    let start = key(text, "parserOptions")?.start as usize;
    let name = start + text[start..].find(name)? + name.len();
    let line = text[name..].lines().next()?;
    Some((name + line.find(old)?) as u32)
}

/// Each line with the place where it starts.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split('\n').map(move |line| {
        let at = start;
        start += line.len() + 1;
        (at, line)
    })
}

fn key_of(line: &str) -> Option<&str> {
    let name = line.split_once(':')?.0;
    (!name.is_empty() && name.bytes().all(|it| it.is_ascii_alphanumeric())).then_some(name)
}
