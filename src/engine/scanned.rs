//! The facts of all files of a package.

use std::panic::{AssertUnwindSafe, catch_unwind};

use oxc_allocator::Allocator;
use oxc_span::Span;
use rayon::prelude::*;

use crate::{
    facts::Facts,
    find::{Package, SourceFile},
    finding::{Finding, Severity},
    format::Format,
    scan::{scan, share_habits},
};

/// Scans every file, in their order; `None` for JSON and for what cannot be parsed, of which
/// `findings` tell.
pub(super) fn scan_all(package: &Package, findings: &mut Vec<Finding>) -> Vec<Option<Facts>> {
    let scanned: Vec<_> = package
        .files
        .par_iter()
        .map(|file| {
            if file.format == Format::Json {
                return (None, None);
            }
            match catch_unwind(AssertUnwindSafe(|| scan(&Allocator::default(), &file.text))) {
                Ok(Ok(facts)) => (Some(facts), None),
                Ok(Err(diagnostics)) => (None, Some(syntax_error(file, &diagnostics))),
                Err(_) => (None, Some(internal_error(&file.path))),
            }
        })
        .collect();
    let (mut facts, errors): (Vec<_>, Vec<_>) = scanned.into_iter().unzip();
    findings.extend(errors.into_iter().flatten());
    share_habits(facts.iter_mut().flatten().map(|it: &mut Facts| &mut it.layout));
    facts
}

fn syntax_error(file: &SourceFile, diagnostics: &oxc_diagnostics::Diagnostics) -> Finding {
    let first = diagnostics.iter().next();
    let message = first.map_or_else(String::new, ToString::to_string);
    let help = "The file is left as it is; if nothing loads it, name it in `.unfauxignore`";
    let finding = Finding::of_file(Severity::Error, "syntax-error", &file.path, message, help);
    let offset = first.and_then(|it| it.labels.first().map(oxc_span::LabeledSpan::offset));
    match offset {
        Some(offset) => finding.at(&file.text, Span::empty(offset)),
        None => finding,
    }
}

fn internal_error(path: &str) -> Finding {
    let message = "unfaux failed on this file and left it as it was";
    let help = "This is a bug: please report it with the file";
    Finding::of_file(Severity::Error, "internal-error", path, message, help)
}
