//! Removes `'use strict'` at the top of a file: modules are strict.

use super::Transform;
use crate::{edit::Edits, rewrite::File};

pub(super) struct UseStrict;

impl Transform for UseStrict {
    fn name(&self) -> &'static str {
        "use-strict"
    }

    fn source(&self) -> &'static str {
        include_str!("use_strict.rs")
    }

    fn is_optional(&self) -> bool {
        true
    }

    fn rewrite(&self, file: &File<'_>, edits: &mut Edits) {
        for directive in file.facts.layout.directives.iter().filter(|it| it.use_strict) {
            let mut span = file.lines(directive.span);
            if span == directive.span {
                span.end = file.skip_blanks(span.end);
            }
            edits.delete(span);
        }
    }
}
