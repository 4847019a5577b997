//! What CommonJS has as a global, or of its `module`, and ES modules import.

use rustc_hash::FxHashMap;

use super::{
    Draft,
    forms::{Clause, Import, NewImport, RequireForm},
    names::NewNames,
};
use crate::{
    facts::{Facts, RequireValueKind, WrapperKind},
    format::Format,
    graph::{Node, Turn, is_development},
    manifest::COMPILERS,
};

/// Jest gives `jest` to scripts as a global, and to ES modules as an export
/// (<https://jestjs.io/docs/ecmascript-modules>).
pub(super) fn jest(draft: &Draft<'_>, node: &Node, facts: &Facts) -> Option<NewImport> {
    let has = |package: &str| draft.graph.promises(&node.path, package);
    let runs = is_development(&node.path) && has("jest") && !COMPILERS.iter().any(|it| has(it));
    let turns =
        node.turn != Turn::Never && matches!(node.format, Format::CommonJs | Format::Detect);
    (runs && turns && facts.names.free.contains("jest")).then(|| {
        let clause = Clause::Named(vec![("jest".to_string(), "jest".to_string())]);
        let import = Import {
            clause,
            specifier: "@jest/globals".to_string(),
            json: false,
            more: Vec::new(),
        };
        NewImport { import, order: 0 }
    })
}

/// The name of the class of modules, and whether the file imports it already.
pub(super) fn module_class(
    facts: &Facts,
    forms: &FxHashMap<u32, RequireForm>,
    create_require: bool,
    names: &mut NewNames<'_>,
) -> Option<(String, bool)> {
    let reads_class = facts.wrapper.iter().any(|it| it.kind == WrapperKind::ModuleClass);
    // A `require` that is there anyhow has the same table.
    let reads_table =
        || facts.require_values.iter().any(|it| it.kind == RequireValueKind::Extensions);
    (reads_class || (!create_require && reads_table())).then_some(())?;
    let imported =
        forms.values().find_map(|it| match it {
            RequireForm::Statement(Import {
                clause: Clause::Default(local), specifier, ..
            }) if matches!(specifier.as_str(), "module" | "node:module") => Some(local.clone()),
            _ => None,
        });
    Some(match imported {
        Some(local) => (local, true),
        None => (names.pick(&["Module", "NodeModule"]), false),
    })
}
