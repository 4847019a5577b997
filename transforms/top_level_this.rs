//! Replaces `typeof module` and its like, and `this` at the top level, by what they are in CommonJS.

use super::Transform;
use crate::{
    edit::Edits,
    facts::{ExportsObject, RequireValueKind, UseKind, WrapperKind},
    plan::forms::ExportsForm,
    rewrite::File,
};

pub(super) struct TopLevelThis;

impl Transform for TopLevelThis {
    fn name(&self) -> &'static str {
        "top-level-this"
    }

    fn source(&self) -> &'static str {
        include_str!("top_level_this.rs")
    }

    fn rewrite(&self, file: &File<'_>, edits: &mut Edits) {
        let has_module = matches!(&file.plan.exports, ExportsForm::Local(form) if form.module);
        if !has_module {
            for it in file.facts.wrapper.iter().filter(|it| it.kind == WrapperKind::TypeofModule) {
                edits.replace(it.span, file.quoted("object"));
            }
        }
        if !file.plan.create_require {
            let values = &file.facts.require_values;
            for it in values.iter().filter(|it| it.kind == RequireValueKind::Typeof) {
                edits.replace(it.span, file.quoted("function"));
            }
        }
        if let ExportsForm::Local(form) = &file.plan.exports {
            let object =
                if form.module && form.exports.is_none() { "module.exports" } else { "exports" };
            let this = file.facts.exports.iter().filter(|it| it.object == ExportsObject::This);
            for it in this.filter(|it| it.kind != UseKind::Typeof) {
                edits.replace(it.span, object);
            }
        }
    }
}
