//! Exports that a file assigns again, as variables of an ES module.

use oxc_span::Span;
use rustc_hash::FxHashSet;

use super::{
    forms::{How, NamedForm},
    names::NewNames,
};
use crate::facts::Facts;

/// Exports that the file assigns again become variables.
pub(super) fn add(facts: &Facts, form: &mut NamedForm, names: &mut NewNames<'_>) {
    for it in &facts.lives {
        let item = form.items.iter_mut().find(|item| item.names.contains(&it.name));
        if let Some(variable) = &it.variable {
            form.lives.extend(it.places.iter().map(|span| (*span, String::new())));
            if item.is_none() {
                form.tail.list.push((variable.clone(), it.name.clone()));
            }
            continue;
        }
        let local = match item {
            Some(item) => {
                if item.how == How::Const {
                    item.how = How::Let;
                }
                if facts.names.nested.contains_key(&item.local) {
                    item.local = names.export_free(&it.name);
                }
                item.local.clone()
            }
            None => names.export_free(&it.name),
        };
        form.lives.extend(it.places.iter().map(|span| (*span, local.clone())));
        if !form.items.iter().any(|item| item.names.contains(&it.name)) {
            if local != it.name {
                form.tail.list.push((local.clone(), it.name.clone()));
            }
            form.lets.push((it.name.clone(), local));
        }
    }
    // One statement may give several names their values.
    let spans: Vec<Span> = form.lives.iter().map(|(span, _)| *span).collect();
    let mut seen = FxHashSet::default();
    form.lives.retain(|(span, _)| {
        let around = |it: &Span| it != span && it.contains_inclusive(*span);
        seen.insert((span.start, span.end)) && !spans.iter().any(around)
    });
}
