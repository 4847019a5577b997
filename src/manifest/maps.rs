//! `exports` and `imports` after files moved: every subpath keeps its name and finds its file.

use std::collections::BTreeSet;

use jsonc_parser::ast::{Object, StringLit, Value};
use oxc_span::Span;

use super::editor::{Editor, Place};
use super::exports::{matching_key, star_in};
use super::json::quoted;
use super::paths::join;

/// Makes the targets in `value` follow.
pub(super) fn follow(editor: &mut Editor, value: &Value) {
    let subpaths = value.as_object().filter(|map| {
        map.properties.iter().all(|field| field.name.as_str().starts_with(['.', '#']))
    });
    if let Some(map) = subpaths {
        for at in 0..map.properties.len() {
            pattern(editor, map, at);
        }
    }
    for literal in literals(value) {
        if !literal.value.contains('*')
            && literal.value.starts_with("./")
            && let Some(new) = editor.moves.exact(&literal.value)
        {
            editor.replace_string(literal, &new);
        }
    }
}

/// Where only `import` was answered, `default` answers `require`, too: it loads ES modules now, and without a
/// condition that holds it fails (`ERR_PACKAGE_PATH_NOT_EXPORTED`). Below other conditions and in arrays what comes
/// next may be the answer.
pub(super) fn open(editor: &mut Editor, value: &Value) {
    let Some(map) = value.as_object() else { return };
    for field in map.properties.iter().filter(|field| field.name.as_str().starts_with('.')) {
        open(editor, &field.value);
    }
    let has = |name: &str| map.properties.iter().any(|field| field.name.as_str() == name);
    let answered = ["require", "node", "module-sync", "default"].into_iter().any(has);
    let import = map.properties.iter().find(|field| field.name.as_str() == "import");
    if let Some(import) = import.filter(|_| !answered) {
        let target = instance(editor, &import.value, "*");
        editor.insert_property(map, Place::After(map.properties.len() - 1), "default", &target);
    }
}

/// A pattern whose files all move gets a new ending; where some stay, those that move get entries of their own,
/// which go before patterns (<https://nodejs.org/api/packages.html#subpath-patterns>).
fn pattern(editor: &mut Editor, map: &Object, at: usize) {
    let field = &map.properties[at];
    let key = field.name.as_str();
    let patterns: Vec<_> =
        literals(&field.value).into_iter().filter(|text| text.value.contains('*')).collect();
    let keys = || map.properties.iter().map(|field| field.name.as_str());
    let answers = |star: &&str| {
        matching_key(keys(), &key.replacen('*', star, 1)).is_some_and(|(best, _)| best == key)
    };
    let mut stars = BTreeSet::new();
    for literal in &patterns {
        let Some(path) = join(editor.moves.base, &literal.value) else { continue };
        let moved = editor.moves.renames.iter().filter_map(|(old, _)| star_in(&path, old));
        stars.extend(moved.filter(|star| key.contains('*') && answers(star)));
    }
    if stars.is_empty() {
        return;
    }
    let patterns: Vec<_> = patterns.into_iter().filter(|it| moves(editor, it)).collect();
    let moved: Option<Vec<_>> = patterns.iter().map(|it| moves_whole(editor, it)).collect();
    if let Some(moved) = moved {
        for (literal, new) in patterns.into_iter().zip(moved) {
            editor.replace_string(literal, &new);
        }
        return;
    }
    for star in stars {
        let value = instance(editor, &field.value, star);
        editor.insert_property(map, Place::Before(at), &key.replacen('*', star, 1), &value);
    }
}

/// Whether some file that the pattern reaches gets another name.
fn moves(editor: &Editor, literal: &StringLit) -> bool {
    let path = join(editor.moves.base, &literal.value);
    let mut old = editor.moves.renames.iter().map(|(old, _)| old);
    path.is_some_and(|path| old.any(|old| star_in(&path, old).is_some()))
}

/// The pattern with another extension, if each file that it reaches gets that one.
fn moves_whole(editor: &Editor, literal: &StringLit) -> Option<String> {
    let path = join(editor.moves.base, &literal.value)?;
    let (stem, old) = extension(&literal.value)?;
    let mut reached =
        editor.moves.files.iter().filter(|file| star_in(&path, file).is_some()).map(|file| {
            let (stem, new) = extension(editor.moves.of(file)?)?;
            (file.strip_suffix(old)?.strip_suffix('.')? == stem).then_some(new)
        });
    let new = reached.next()??;
    reached.all(|it| it == Some(new)).then(|| format!("{stem}.{new}"))
}

fn extension(path: &str) -> Option<(&str, &str)> {
    path.rsplit_once('.').filter(|(stem, extension)| !stem.is_empty() && !extension.contains('/'))
}

/// The text of `value` with `star` for `*`, its targets moved.
fn instance(editor: &Editor, value: &Value, star: &str) -> String {
    let span = editor.document.span(value);
    let (mut text, mut copied) = (String::new(), span.start);
    for literal in literals(value) {
        let place = editor.document.span(literal);
        text.push_str(editor.document.slice(Span::new(copied, place.start)));
        let target = literal.value.replace('*', star);
        text.push_str(&quoted(&editor.moves.exact(&target).unwrap_or(target)));
        copied = place.end;
    }
    text.push_str(editor.document.slice(Span::new(copied, span.end)));
    text
}

/// The strings among the values of a tree, in order.
fn literals<'o, 'a>(value: &'o Value<'a>) -> Vec<&'o StringLit<'a>> {
    match value {
        Value::StringLit(literal) => vec![literal],
        Value::Object(map) => {
            map.properties.iter().flat_map(|field| literals(&field.value)).collect()
        }
        Value::Array(list) => list.elements.iter().flat_map(literals).collect(),
        _ => Vec::new(),
    }
}
