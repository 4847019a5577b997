//! Calls of `require`, and the question for the main module.

use super::{After, Source, exports::newline, semicolon, unused};
use crate::{edit::Edits, source::syntax::is_typescript};

/// Calls of `require` stay, and get one of their own; so does the question for the main module.
pub(super) fn require(source: &Source<'_>, edits: &mut Edits, after: &mut After) {
    let left = source.left;
    if left.requires.is_none() && left.mains.is_empty() {
        return;
    }
    let first = left.imports.first();
    // Some lines end so where no import tells.
    let ends = || source.text.lines().any(|it| it.trim_end().ends_with(';'));
    let plain = || if ends() { ";" } else { "" };
    let end = first.map_or_else(plain, |it| semicolon(source, it.span));
    let quote = first.map_or("'", |it| &source.text[it.literal.start as usize..][..1]);
    let newline = newline(source);
    let mut lines = Vec::new();
    if left.requires.is_some() {
        lines.push(format!("const require = createRequire(import.meta.url){end}"));
    }
    if !left.mains.is_empty() {
        let name = unused(left, "isMain".to_string());
        for span in &left.mains {
            edits.replace(*span, name.clone());
        }
        lines.push(main_check(source, &name, end));
    }
    let import = format!("import {{ createRequire }} from {quote}node:module{quote}{end}");
    if let Some(first) = first {
        edits.insert(first.span.start, format!("{import}{newline}"));
        after.splice(0..0, lines);
    } else {
        let lines = lines.join(newline);
        let text = format!("{import}{newline}{newline}{lines}{newline}{newline}");
        edits.insert(top(source.text), text);
    }
}

/// As `main_check` of the transforms; types of older Nodes know no `import.meta.main`.
fn main_check(source: &Source<'_>, name: &str, end: &str) -> String {
    let typed = is_typescript(source.path);
    let asked = if typed { "" } else { "import.meta.main ?? " };
    let argument = if typed { "process.argv[1] ?? ''" } else { "process.argv[1]" };
    let require =
        if source.left.requires.is_some() { "require" } else { "createRequire(import.meta.url)" };
    let lines = [
        format!("const {name} = {asked}(() => {{"),
        "  try {".to_string(),
        format!("    return {require}.resolve({argument}) === import.meta.filename{end}"),
        "  } catch {".to_string(),
        format!("    return false{end}"),
        "  }".to_string(),
        format!("}})(){end}"),
    ];
    lines.join(newline(source))
}

/// After a `#!` line.
fn top(text: &str) -> u32 {
    if text.starts_with("#!") { text.find('\n').map_or(text.len(), |at| at + 1) as u32 } else { 0 }
}
