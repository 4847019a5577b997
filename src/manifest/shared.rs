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
    let message =
        "ESLint takes files for scripts here and cannot parse the packages that became ES modules";
    let help = "Set `sourceType` to `module` for their folders, and to `commonjs` for `.cjs` files";
    let finding = |at: usize| {
        let span = Span::sized(at as u32, KEY.len() as u32);
        source_type(path, message, help).at(text, span)
    };
    let starts = text.match_indices(KEY).filter(|(at, _)| is_script(&text[at + KEY.len()..]));
    starts.map(|(at, _)| finding(at)).collect()
}

pub(super) fn source_type(path: &str, message: &str, help: &str) -> Finding {
    Finding::of_file(Severity::Note, "source-type", path, message, help)
}

const KEY: &str = "sourceType";

/// What follows the key is a colon and one of the two words for scripts.
fn is_script(rest: &str) -> bool {
    let value = rest.trim_start_matches(['"', '\'']).trim_start().strip_prefix(':');
    let value = value.map(|it| it.trim_start().trim_start_matches(['"', '\'']));
    value.is_some_and(|it| it.starts_with("script") || it.starts_with("commonjs"))
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
