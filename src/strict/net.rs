//! The safety net: the repaired text must be a module.

use oxc_allocator::Allocator;
use oxc_diagnostics::OxcDiagnostic;
use oxc_span::Span;

use crate::{
    edit::{Edit, Edits, Overlap},
    module::Module,
    strict::{Audit, Hazard, context::Context},
};

/// Puts the findings in order and adds what the module grammar still refuses.
pub(super) fn finish(cx: Context<'_, '_>) -> Audit {
    let was_strict = !cx.is_sloppy(cx.scoping().root_scope_id());
    let Context { module, mut audit, .. } = cx;
    audit.repairs = without_removed(std::mem::take(&mut audit.repairs));
    if was_strict && audit.repairs.is_empty() && audit.hazards.is_empty() && !is_odd(module) {
        return audit;
    }
    match apply(module.source, &audit.repairs) {
        Ok(text) => add_errors(&mut audit, module, &text),
        Err(Overlap(a, _)) => {
            let message = "Two repairs of strict mode meet here";
            push(&mut audit, a.span, message.to_string());
        }
    }
    audit.hazards.sort_by_key(|hazard| (hazard.span.start, hazard.span.end, hazard.code));
    audit.hazards.dedup();
    audit
}

/// Whether strict code may read otherwise in a module: only `await` and HTML-like comments do that
/// besides what this audit looks for on its own.
fn is_odd(module: &Module<'_>) -> bool {
    ["await", "<!--", "-->"].iter().any(|text| module.source.contains(text))
}

/// Sorts the edits and drops those inside text that another one removes.
fn without_removed(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|edit| (edit.span.start, std::cmp::Reverse(edit.span.end)));
    let mut removed = Span::empty(0);
    edits.retain(|edit| {
        let gone = removed.size() > edit.span.size() && removed.contains_inclusive(edit.span);
        if edit.text.is_empty() && !gone {
            removed = edit.span;
        }
        !gone
    });
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    edits
}

fn apply(source: &str, repairs: &[Edit]) -> Result<String, Overlap> {
    let mut edits = Edits::default();
    for edit in repairs {
        edits.replace(edit.span, edit.text.clone());
    }
    edits.apply(source)
}

fn add_errors(audit: &mut Audit, module: &Module<'_>, text: &str) {
    let allocator = Allocator::default();
    let Err(diagnostics) = Module::parse_strict(&allocator, text) else { return };
    for diagnostic in diagnostics.errors() {
        let spans: Vec<_> = labels(diagnostic).map(|span| original(&audit.repairs, span)).collect();
        let known = |span: &Span| {
            let bytes = span.start as usize..span.end as usize;
            let found = module.source.get(bytes).unwrap_or_default();
            let mut hazards = audit.hazards.iter().map(|hazard| hazard.span);
            hazards.any(|it| touches(it, *span) || module.text(it) == found)
        };
        if !spans.iter().any(known) {
            let span = spans.first().copied().unwrap_or_default();
            push(audit, span, diagnostic.message.to_string());
        }
    }
}

fn labels(diagnostic: &OxcDiagnostic) -> impl Iterator<Item = Span> {
    diagnostic.labels.iter().map(|label| {
        let (offset, length) = (label.offset(), label.len());
        Span::sized(offset, length)
    })
}

fn touches(a: Span, b: Span) -> bool {
    a.start <= b.end && b.start <= a.end
}

fn push(audit: &mut Audit, span: Span, message: String) {
    let help = "Rewrite it as strict code".to_string();
    audit.hazards.push(Hazard { code: "strict-syntax", span, message, help });
}

/// Where `span` of the repaired text was before the sorted `repairs`.
fn original(repairs: &[Edit], span: Span) -> Span {
    let start = original_offset(repairs, span.start);
    Span::new(start, original_offset(repairs, span.end).max(start))
}

fn original_offset(repairs: &[Edit], offset: u32) -> u32 {
    let (mut before, mut after) = (0, 0);
    for Edit { span, text } in repairs {
        let start = after + (span.start - before);
        if start >= offset {
            break;
        }
        let end = start + text.len() as u32;
        if end > offset {
            return span.start;
        }
        (before, after) = (span.end, end);
    }
    before + (offset - after)
}
