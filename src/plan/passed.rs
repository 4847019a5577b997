//! `export … from` in the place of what transpilers print for it.

use oxc_span::Span;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    forms::{Clause, How, Import, PassedOn, PassedOut, RequireForm, ValueForm},
    imports,
    requires::Importable,
};
use crate::facts::{Facts, Passed, PassedNames, Require, Shape, Site, ValueKind};

/// The module exports `name` of another one.
pub(super) fn exports(facts: &Facts, name: &str) -> bool {
    facts.passed.iter().any(|it| match &it.names {
        PassedNames::One { exported, .. }
        | PassedNames::Own { exported, .. }
        | PassedNames::Same { exported, .. } => exported == name,
        PassedNames::Star(_) | PassedNames::All => false,
    })
}

/// The place is part of such a statement.
pub(super) fn is_part(facts: &Facts, span: Span) -> bool {
    facts.passed.iter().any(|it| it.statement.contains_inclusive(span))
}

/// The call that loads what `it` passes on, by its index.
pub(super) fn require(facts: &Facts, it: &Passed) -> Option<usize> {
    let gives = |require: &Require| match (&it.names, &it.local) {
        (PassedNames::Star(call), _) => require.call.start == *call,
        (_, Some(local)) => variable(require) == Some(local),
        (_, None) => false,
    };
    facts.requires.iter().position(gives)
}

/// `var x = require('y')` alone at the top level; a helper around the call gives back what is
/// marked as an ES module, as all are whose names are passed on.
fn variable(require: &Require) -> Option<&String> {
    let Site::Declared(it) = &require.site else { return None };
    match &it.shape {
        Shape::Name { name, declarations: 1, written: false, .. }
            if it.top && it.declarators.len() == 1 =>
        {
            Some(name)
        }
        _ => None,
    }
}

/// The statement can become `export … from` at the place of call number `index`.
pub(super) fn is_placed(facts: &Facts, it: &Passed, index: usize) -> bool {
    matches!(it.names, PassedNames::Star(_)) || variable(&facts.requires[index]).is_some()
}

/// All that call number `index` gives is passed on.
pub(super) fn only_passes(facts: &Facts, index: usize) -> bool {
    let mut all = facts.passed.iter().filter(|it| require(facts, it) == Some(index)).peekable();
    all.peek().is_some() && all.all(|it| it.alone)
}

/// Exports that are variables of the file, as `(variable, exported)`; `variable` tells that of
/// another export.
pub(super) fn own(
    facts: &Facts,
    variable: impl Fn(&str) -> Option<String>,
) -> Vec<(String, String)> {
    let one = |it: &Passed| match &it.names {
        PassedNames::Own { exported, binding } => Some((binding.clone(), exported.clone())),
        PassedNames::Same { exported, name } => Some((variable(name)?, exported.clone())),
        _ => None,
    };
    facts.passed.iter().filter_map(one).collect()
}

/// It passes on what the file itself has.
pub(super) fn is_own(it: &Passed) -> bool {
    matches!(it.names, PassedNames::Own { .. } | PassedNames::Same { .. })
}

/// What becomes of the calls that are only passed on, where `clean` says that they are.
pub(super) fn absorbed(facts: &Facts, clean: bool) -> FxHashMap<u32, RequireForm> {
    let calls = facts.requires.iter().enumerate();
    calls
        .filter(|(index, _)| clean && only_passes(facts, *index))
        .map(|(_, it)| (it.call.start, RequireForm::Absorbed))
        .collect()
}

/// The statements that take the place of those that pass names on.
pub(super) fn out(facts: &Facts, importable: &[Option<Importable>]) -> Vec<(Span, PassedOut)> {
    let declaration = facts.converted.as_ref().map(|it| it.declaration);
    let mut out: Vec<(Span, PassedOut)> = Vec::new();
    out.extend(declaration.map(|it| (it, PassedOut::Nothing)));
    out.extend(
        facts.passed.iter().filter(|it| is_own(it)).map(|it| (it.statement, PassedOut::Nothing)),
    );
    for (index, importable) in importable.iter().enumerate() {
        let all = || facts.passed.iter().filter(|it| require(facts, it) == Some(index));
        let Some(Importable { specifier, .. }) = importable else { continue };
        let Site::Declared(declared) = &facts.requires[index].site else {
            out.extend(all().map(|it| (it.statement, PassedOut::Star(specifier.clone()))));
            continue;
        };
        out.extend(all().map(|it| (it.statement, PassedOut::Nothing)));
        let mut place = declared.declaration;
        if !only_passes(facts, index) {
            place = Span::empty(place.end);
        }
        let names: Vec<(String, String)> = all()
            .filter_map(|it| match &it.names {
                PassedNames::One { exported, imported } => {
                    Some((imported.clone(), exported.clone()))
                }
                _ => None,
            })
            .collect();
        let star = all().any(|it| it.names == PassedNames::All);
        if star {
            out.push((place, PassedOut::Star(specifier.clone())));
        }
        if !names.is_empty() {
            let place = if star { Span::empty(place.end) } else { place };
            out.push((place, PassedOut::Names(names, specifier.clone())));
        }
    }
    // A table of getters is one statement.
    let mut seen = FxHashSet::default();
    out.retain(|(span, it)| *it != PassedOut::Nothing || seen.insert((span.start, span.end)));
    out
}

/// `module.exports = require('x')` and nothing else needs no binding.
pub(super) fn whole(facts: &Facts, form: &mut ValueForm, decided: &mut imports::Decided) {
    let it = &facts.assignments[form.assignment];
    let replaces = |form: &RequireForm, local: &str| matches!(form, RequireForm::Replaced { replacement, .. } if replacement == local);
    let alone = form.how == How::Bound
        && matches!(it.value.kind, ValueKind::Require(_))
        && it.declares.is_none()
        && facts.assignments.len() == 1
        && facts.exports.is_empty()
        && form.tail.snapshot.is_empty()
        && !decided.forms.values().any(|it| replaces(it, &form.binding));
    let import = decided.imports.iter().position(
        |it| matches!(&it.import.clause, Clause::Default(local) if *local == form.binding),
    );
    if let Some(index) = import.filter(|_| alone) {
        let Import { specifier, json, .. } = decided.imports.remove(index).import;
        form.reexport = Some(PassedOn { specifier, json });
        for (local, _) in &mut form.tail.list {
            *local = "default".to_string();
        }
    }
}
