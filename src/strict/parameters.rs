//! Parameters that share a name: only the last one can be read.

use oxc_ast::ast::{BindingIdentifier, BindingPattern, FormalParameters};

use crate::strict::context::Context;

/// Renames every parameter that a later one of the same name hides.
pub(super) fn duplicates(cx: &mut Context<'_, '_>, parameters: &FormalParameters<'_>) {
    let names: Vec<_> = parameters.items.iter().map(|item| name(&item.pattern)).collect();
    for (index, binding) in names.iter().enumerate() {
        let Some(binding) = binding else { continue };
        let hidden = names[index + 1..].iter().flatten().any(|later| later.name == binding.name);
        if let Some(new) = hidden.then(|| cx.fresh(candidates(&binding.name))).flatten() {
            cx.replace(binding.span, new);
        }
    }
}

fn name<'b, 'a>(pattern: &'b BindingPattern<'a>) -> Option<&'b BindingIdentifier<'a>> {
    match pattern {
        BindingPattern::BindingIdentifier(binding) => Some(binding),
        _ => None,
    }
}

fn candidates(name: &str) -> impl Iterator<Item = String> {
    let (plain, name) = (format!("_{name}"), name.to_string());
    std::iter::once(plain).chain((1..).map(move |number| format!("{name}{number}")))
}
