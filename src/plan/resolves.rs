//! Which uses of `require.resolve` `import.meta.resolve` can answer.
//!
//! It resolves as `import` does and gives a URL, so it must find the same file; and what may not be
//! installed fails with another code.

use rustc_hash::FxHashMap;

use super::{
    Draft, Specifiers,
    forms::{Clause, Import, RequireForm, ResolvePlan},
    names::NewNames,
    write::needs_require,
};
use crate::{
    facts::{Facts, RequireValueKind},
    graph::{FileId, Target},
};

const CONVERTER: &str = "fileURLToPath";

/// Decides for file `id`, whose calls become `forms`: all uses go, or none. None go where something
/// else needs what `createRequire` makes; `spared` says that what this does not know does not.
pub(super) fn decide(
    draft: &Draft<'_>,
    id: FileId,
    facts: &Facts,
    forms: &FxHashMap<u32, RequireForm>,
    spared: bool,
    names: &mut NewNames<'_>,
) -> Option<ResolvePlan> {
    if !spared || needs_require(facts, forms, false) {
        return None;
    }
    let mut specifiers = Specifiers::default();
    for it in &facts.require_values {
        if let RequireValueKind::Resolve { literal, .. } = &it.kind {
            let target = draft.graph.nodes[id].resolves.get(&literal.start)?;
            specifiers.insert(it.span.start, specifier(draft, id, target)?);
        }
    }
    if specifiers.is_empty() {
        return None;
    }
    let (converter, imported) = match imported(forms) {
        Some(local) => (local, true),
        None => (names.pick(&[CONVERTER, "urlToPath"]), false),
    };
    Some(ResolvePlan { specifiers, converter, imported })
}

/// By which `import` finds the target, too.
fn specifier(draft: &Draft<'_>, id: FileId, target: &Target) -> Option<String> {
    match target {
        Target::File { id: to, specifier } => Some(draft.specifier(id, *to, specifier)),
        Target::External(it) => {
            let specifier = it.import.clone()?;
            let from = &draft.graph.nodes[id].path;
            let is_there = is_inside(from, &specifier) || draft.graph.promises(from, &specifier);
            is_there.then_some(specifier)
        }
        Target::Builtin(_) | Target::Missing => None,
    }
}

/// A file of the package itself that is no module, such as `package.json`.
fn is_inside(from: &str, specifier: &str) -> bool {
    let ups = specifier.split('/').take_while(|it| *it == "..").count();
    let is_own = specifier.starts_with('.') && !specifier.contains("node_modules");
    is_own && ups <= from.matches('/').count()
}

/// The name by which the file imports the converter anyway.
fn imported(forms: &FxHashMap<u32, RequireForm>) -> Option<String> {
    let local = |form: &RequireForm| match form {
        RequireForm::Statement(Import { clause: Clause::Named(list), specifier, .. })
            if matches!(specifier.as_str(), "url" | "node:url") =>
        {
            list.iter().find(|(name, _)| name == CONVERTER).map(|(_, local)| local.clone())
        }
        _ => None,
    };
    forms.values().filter_map(local).min()
}
