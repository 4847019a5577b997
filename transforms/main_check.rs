//! Replaces `require.main === module` by a check that holds for symlinked commands, too.
//!
//! `!module.parent` says the same where only CommonJS of the package itself loads the file.

use super::{Transform, import_text};
use crate::{edit::Edits, facts::RequireValueKind, rewrite::File};

pub(super) struct MainCheck;

impl Transform for MainCheck {
    fn name(&self) -> &'static str {
        "main-check"
    }

    fn source(&self) -> &'static str {
        include_str!("main_check.rs")
    }

    fn rewrite(&self, file: &File<'_>, edits: &mut Edits) {
        let Some(name) = &file.plan.is_main else { return };
        for it in &file.facts.require_values {
            if let RequireValueKind::IsMain { comparison, negated } = it.kind {
                let not = if negated { "!" } else { "" };
                edits.replace(comparison, format!("{not}{name}"));
            }
        }
        let require = if file.plan.create_require {
            "require".to_string()
        } else {
            format!("{}(import.meta.url)", file.plan.create_require_name)
        };
        import_text::prologue(file, edits, &declaration(file, name, &require));
    }
}

/// Older Nodes have no `import.meta.main`; resolving the argument as `node` does finds the file
/// behind links and without extension.
fn declaration(file: &File<'_>, name: &str, require: &str) -> String {
    let (newline, indent, end) = (file.newline(), file.facts.layout.indent, file.semicolon());
    let lines = [
        format!("const {name} = import.meta.main ?? (() => {{"),
        format!("{indent}try {{"),
        format!(
            "{indent}{indent}return {require}.resolve(process.argv[1]) === import.meta.filename{end}"
        ),
        format!("{indent}}} catch {{"),
        format!("{indent}{indent}return false{end}"),
        format!("{indent}}}"),
        format!("}})(){end}"),
    ];
    lines.join(newline)
}
