//! Settings files under a new name that their tool does not look for.

use jsonc_parser::ast::{Object, StringLit};

use super::configs::{Becomes, ConfigFile, config_file};
use super::editor::Editor;
use super::engines::{Narrowed, narrow};
use super::json::property;
use super::paths::{folder, name};
use super::scripts::{Word, words};

/// Lets commands of the tool name the file, or tells that they have to.
pub(super) fn report(editor: &mut Editor, object: &Object) {
    let moves = editor.moves;
    for (old, new) in moves.renames.iter().filter(|(old, _)| folder(old) == moves.base) {
        let Some(config) = config_file(old) else { continue };
        if !matches!(config.becomes, Becomes::Named(_)) {
            unfound(editor, object, &config, name(new));
            continue;
        }
        let scripts = property(object, "scripts").and_then(|it| it.value.as_object());
        let scripts = scripts.into_iter().flat_map(|it| &it.properties);
        let mut named = false;
        for script in scripts.filter_map(|it| it.value.as_string_lit()) {
            named |= script.value.contains(name(old)) || start(editor, script, config.tool, new);
        }
        if !named {
            let message = format!("{} does not look for {}", config.tool, name(new));
            let span = editor.document.span(object);
            editor.tell(span, "config-file", message, "Name the file on its command line");
        }
    }
}

/// Tells of versions that find no `.cjs` and load no ES modules.
fn unfound(editor: &mut Editor, object: &Object, config: &ConfigFile, new: &str) {
    let Becomes::KeepCjs { since: Some(since), .. } = &config.becomes else { return };
    let fields = ["devDependencies", "dependencies"].into_iter();
    let mut asked = fields.filter_map(|it| property(object, it)?.value.as_object());
    let range = asked.find_map(|it| property(it, config.package)?.value.as_string_lit());
    let is_old = |range: &str| narrow(range, &format!(">={since}")) == Narrowed::Empty;
    if let Some(range) = range.filter(|it| config.only_scripts && is_old(&it.value)) {
        let tool = config.package;
        let message = format!("{tool} before {since} does not look for {new}");
        let help = format!("Take {tool} {since} or later");
        editor.tell(editor.document.span(range), "config-file", message, &help);
    }
}

/// Names `file` after each `tool start` that names none.
fn start(editor: &mut Editor, script: &StringLit, tool: &str, file: &str) -> bool {
    let words = words(&script.value);
    let runs = |pair: &[Word]| name(pair[0].text) == tool && pair[1].text == "start";
    let ends =
        words.windows(2).enumerate().filter(|(_, pair)| runs(pair)).filter_map(|(at, it)| {
            let next = words.get(at + 2).filter(|it| !it.first);
            let is_bare = next.is_none_or(|it| it.text.starts_with('-'));
            is_bare.then(|| it[1].start + it[1].text.len())
        });
    let ends: Vec<usize> = ends.collect();
    for end in &ends {
        editor.replace_part(script, (*end, *end), &format!(" {file}"));
    }
    !ends.is_empty()
}
