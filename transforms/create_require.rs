//! Keeps calls of `require` that cannot become imports, with a `require` made by `createRequire`.

use oxc_span::Span;

use super::{Transform, import_text};
use crate::{
    edit::{Edits, is_literal},
    facts::{RequireValueKind, WrapperKind},
    plan::forms::{Clause, Import, RequireForm},
    rewrite::File,
};

pub(super) struct CreateRequire;

impl Transform for CreateRequire {
    fn name(&self) -> &'static str {
        "create-require"
    }

    fn source(&self) -> &'static str {
        include_str!("create_require.rs")
    }

    fn rewrite(&self, file: &File<'_>, edits: &mut Edits) {
        for require in &file.facts.requires {
            if file.plan.requires.get(&require.call.start) == Some(&RequireForm::Builtin) {
                let callee = Span::sized(require.call.start, "require".len() as u32);
                edits.replace(callee, "process.getBuiltinModule");
            }
            if let Some(RequireForm::Call { specifier: Some(text) }) =
                file.plan.requires.get(&require.call.start)
            {
                if is_literal(file.text(require.literal)) {
                    edits.replace(require.literal.shrink(1), text.clone());
                } else {
                    edits.replace(require.literal, file.quoted(text));
                }
            }
        }
        module_class(file, edits);
        for it in file.facts.wrapper.iter().filter(|it| it.kind == WrapperKind::ModuleRequire) {
            edits.replace(it.span, "{ require }");
        }
        if !file.plan.create_require && file.plan.is_main.is_none() {
            return;
        }
        let local = &file.plan.create_require_name;
        let specifier = specifier(file);
        let import = Import {
            clause: Clause::Named(vec![("createRequire".to_string(), local.clone())]),
            specifier: specifier.to_string(),
            json: false,
            more: Vec::new(),
        };
        import_text::insert_first(file, edits, &import_text::statement(file, &import, None));
        if file.plan.create_require {
            let end = file.semicolon();
            import_text::prologue(
                file,
                edits,
                &format!("const require = {local}(import.meta.url){end}"),
            );
        }
    }
}

fn specifier(file: &File<'_>) -> &'static str {
    if file.facts.layout.node_protocol { "node:module" } else { "module" }
}

/// `module.constructor` is what the builtin `module` exports, and `require.extensions` its table.
fn module_class(file: &File<'_>, edits: &mut Edits) {
    let Some((name, imported)) = &file.plan.module_class else { return };
    let import = Import {
        clause: Clause::Default(name.clone()),
        specifier: specifier(file).to_string(),
        json: false,
        more: Vec::new(),
    };
    if !imported {
        import_text::insert_first(file, edits, &import_text::statement(file, &import, None));
    }
    for it in file.facts.wrapper.iter().filter(|it| it.kind == WrapperKind::ModuleClass) {
        edits.replace(it.span, name.clone());
    }
    let tables = file.facts.require_values.iter();
    for it in tables.filter(|it| it.kind == RequireValueKind::Extensions) {
        if !file.plan.create_require {
            edits.replace(it.span, format!("{name}._extensions"));
        }
    }
}
