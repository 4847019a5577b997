//! Removes `'use strict'` at the top of a file: modules are strict.

use oxc_span::Span;

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
        let goes = |span: Span| file.facts.unwrapped.iter().any(|it| it.contains_inclusive(span));
        let directives = file.facts.layout.directives.iter();
        for directive in directives.filter(|it| it.use_strict && !goes(it.span)) {
            let mut span = file.lines(directive.span);
            if span == directive.span {
                span.end = file.skip_blanks(span.end);
            }
            edits.delete(span);
        }
    }
}
