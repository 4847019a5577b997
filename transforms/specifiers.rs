//! Completes specifiers that only CommonJS resolves, and adds the attribute that JSON needs.
//!
//! Where another package of the workspace gave the object of all its exports by default, and in the
//! same run becomes the ES module that it was compiled from, the import takes its namespace instead.

use super::Transform;
use crate::{edit::Edits, rewrite::File};

pub(super) struct Specifiers;

impl Transform for Specifiers {
    fn name(&self) -> &'static str {
        "specifiers"
    }

    fn source(&self) -> &'static str {
        include_str!("specifiers.rs")
    }

    fn is_neutral(&self) -> bool {
        true
    }

    fn rewrite(&self, file: &File<'_>, edits: &mut Edits) {
        for it in &file.plan.specifiers {
            edits.replace(it.literal.shrink(1), it.text.clone());
            if it.json {
                edits.insert(it.literal.end, super::import_text::json_attribute(file));
            }
        }
        for it in &file.plan.namespaces {
            edits.insert(it.start, "* as ".to_string());
        }
    }
}
