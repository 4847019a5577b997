//! Settings at the root of a workspace, which hold for packages below it that become ES modules.

use oxc_span::Span;

use super::{
    mentions::{Kind, kind, occurrences, told},
    paths::name,
};
use crate::finding::{Finding, Severity};

/// Whether the file at `path` is one that names others as settings do.
pub fn is_settings(path: &str) -> bool {
    kind(path).is_some()
}

/// Whether readers of the file at `path` are consumers, too.
pub fn is_document(path: &str) -> bool {
    matches!(kind(path), Some(Kind::Document))
}

/// Where `ESLint` is told that files are scripts
/// (<https://eslint.org/docs/latest/use/configure/language-options>).
pub fn parsed_as_scripts(path: &str, text: &str) -> Vec<Finding> {
    let file = name(path);
    let is_lint = match path {
        "package.json" => text.contains("\"eslintConfig\""),
        _ => file.starts_with(".eslintrc") || file.starts_with("eslint.config."),
    };
    if !is_lint {
        return Vec::new();
    }
    script_words(text).into_iter().map(|word| as_script(path, text, word)).collect()
}

/// Tells that `ESLint` is told so at `word`.
pub(crate) fn as_script(path: &str, text: &str, word: Span) -> Finding {
    let message = "ESLint takes files for scripts here and cannot parse what became ES modules";
    let help = "Set `sourceType` to `module` for such files, and to `commonjs` for `.cjs` files";
    source_type(path, text, word, message, help)
}

/// Tells how `ESLint` parses files.
pub(crate) fn source_type(path: &str, text: &str, at: Span, message: &str, help: &str) -> Finding {
    Finding::of_file(Severity::Note, "source-type", path, message, help).at(text, at)
}

/// The words `script` and `commonjs` where they are the `sourceType`.
pub(crate) fn script_words(text: &str) -> Vec<Span> {
    let word = |(at, key): (usize, &str)| {
        let rest = text[at + key.len()..].trim_start_matches(['"', '\'']).trim_start();
        let value = rest.strip_prefix(':')?.trim_start().trim_start_matches(['"', '\'']);
        let word = ["script", "commonjs"].into_iter().find(|it| value.starts_with(it))?;
        Some(Span::sized((text.len() - value.len()) as u32, word.len() as u32))
    };
    text.match_indices("sourceType").filter_map(word).collect()
}

/// Where a script names files that move: nobody knows what it does with the name.
pub fn named_in_script(path: &str, text: &str, renames: &[(String, String)]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (old, new) in renames {
        for start in occurrences(text, old) {
            let span = Span::sized(start as u32, old.len() as u32);
            let message = format!("{old} is {new} now, if this names it");
            findings.push(told(path, text, span, message, "name the file that is there now"));
        }
    }
    findings
}
