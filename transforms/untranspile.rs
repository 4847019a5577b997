//! Takes away what transpilers print around imports: helpers, and the objects that they make.
//!
//! A helper goes when no call of it is left: what it was given is marked as an ES module, so that
//! it would give it back, or is one of Node's own modules, whose `default` is the module itself.
//! Exports of transpiled modules are the business of `exports-to-named`.

use super::Transform;
use crate::{edit::Edits, rewrite::File};

pub(super) struct Untranspile;

impl Transform for Untranspile {
    fn name(&self) -> &'static str {
        "untranspile"
    }

    fn source(&self) -> &'static str {
        include_str!("untranspile.rs")
    }

    fn rewrite(&self, file: &File<'_>, edits: &mut Edits) {
        let plan = &file.plan.interop;
        for statement in &plan.helpers {
            edits.delete(file.lines(*statement));
        }
        for statement in &file.facts.gone {
            edits.delete(file.lines(*statement));
        }
        for guard in &file.facts.guards {
            if !plan.helpers.iter().any(|it| it.contains_inclusive(*guard)) {
                edits.delete(*guard);
            }
        }
        for (span, name) in &plan.reads {
            edits.replace(*span, name.clone());
        }
    }
}
