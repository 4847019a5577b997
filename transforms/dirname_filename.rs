//! Replaces `__dirname` and `__filename` by `import.meta.dirname` and `import.meta.filename`.
//!
//! What bundlers compute from them in place of `import.meta.url` becomes that again.

use super::Transform;
use crate::{edit::Edits, facts::WrapperKind, module::Syntax, rewrite::File};

pub(super) struct DirnameFilename;

impl Transform for DirnameFilename {
    fn name(&self) -> &'static str {
        "dirname-filename"
    }

    fn source(&self) -> &'static str {
        include_str!("dirname_filename.rs")
    }

    fn rewrite(&self, file: &File<'_>, edits: &mut Edits) {
        // What says so in an ES module is compiled to CommonJS before it runs.
        let is_module = file.facts.syntax == Syntax::Module;
        for it in file.facts.wrapper.iter().filter(|_| !is_module) {
            let text = match it.kind {
                WrapperKind::Dirname => "import.meta.dirname",
                WrapperKind::Filename | WrapperKind::ModuleFilename => "import.meta.filename",
                WrapperKind::ModuleUrl => "import.meta.url",
                _ => continue,
            };
            if edits.replaces(it.span) {
                continue;
            }
            if it.shorthand {
                edits.insert(it.span.end, format!(": {text}"));
            } else {
                edits.replace(it.span, text);
            }
        }
    }
}
