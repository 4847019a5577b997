//! Rewrites sloppy code that strict mode would read differently.

use super::Transform;
use crate::{edit::Edits, rewrite::File};

pub(super) struct Strictness;

impl Transform for Strictness {
    fn name(&self) -> &'static str {
        "strictness"
    }

    fn source(&self) -> &'static str {
        include_str!("strictness.rs")
    }

    fn is_neutral(&self) -> bool {
        true
    }

    fn rewrite(&self, file: &File<'_>, edits: &mut Edits) {
        for repair in &file.facts.repairs {
            edits.replace(repair.span, repair.text.clone());
        }
    }
}
