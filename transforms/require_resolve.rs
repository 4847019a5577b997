//! Turns `require.resolve` into `import.meta.resolve` where both find the same file.
//!
//! `import.meta.resolve` gives a URL: `fileURLToPath(import.meta.resolve('./worker.js'))`.

use super::{Transform, import_text};
use crate::{
    edit::{Edits, is_literal},
    facts::RequireValueKind,
    plan::forms::{Clause, Import},
    rewrite::File,
};

pub(super) struct RequireResolve;

impl Transform for RequireResolve {
    fn name(&self) -> &'static str {
        "require-resolve"
    }

    fn source(&self) -> &'static str {
        include_str!("require_resolve.rs")
    }

    fn rewrite(&self, file: &File<'_>, edits: &mut Edits) {
        let Some(plan) = &file.plan.resolves else { return };
        for it in &file.facts.require_values {
            let RequireValueKind::Resolve { literal, specifier, .. } = &it.kind else { continue };
            edits.replace(it.span, format!("{}(import.meta.resolve", plan.converter));
            edits.insert(literal.end, ")");
            let Some(text) = plan.specifiers.get(&it.span.start) else { continue };
            if text != specifier {
                if is_literal(file.text(*literal)) {
                    edits.replace(literal.shrink(1), text.clone());
                } else {
                    edits.replace(*literal, file.quoted(text));
                }
            }
        }
        if !plan.imported {
            let protocol = if file.facts.layout.node_protocol { "node:" } else { "" };
            let import = Import {
                clause: Clause::Named(vec![("fileURLToPath".to_string(), plan.converter.clone())]),
                specifier: format!("{protocol}url"),
                json: false,
                more: Vec::new(),
            };
            import_text::insert_first(file, edits, &import_text::statement(file, &import, None));
        }
    }
}
