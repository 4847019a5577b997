//! The transforms, in the order of their insertions at one offset.

use crate::{edit::Edits, rewrite::File};

mod create_require;
mod dirname_filename;
mod export_list;
mod exports_to_named;
mod exports_to_object;
mod import_text;
mod known_branches;
mod local_exports;
mod main_check;
mod module_exports_to_default;
mod require_resolve;
mod require_to_import;
mod specifiers;
mod strictness;
mod top_level_this;
mod untranspile;
mod use_strict;

pub(crate) use import_text::is_import_statement;

/// The rewrite of one kind of CommonJS code.
///
/// Every transform reads the same facts about the original text and none sees another's edits, so
/// an edit covers only the bytes that must change.
pub trait Transform: Sync {
    /// The name on the command line, in reports and of the snapshot folder.
    fn name(&self) -> &'static str;

    /// The text of its file, whose header is its documentation.
    fn source(&self) -> &'static str;

    /// Makes the edits that the file's plan asks for. Runs only on files that migrate, and cannot
    /// fail.
    fn rewrite(&self, file: &File<'_>, edits: &mut Edits);

    /// Whether a file is a right ES module without these edits, too.
    fn is_optional(&self) -> bool {
        false
    }

    /// Whether the edits mean the same while the file is still CommonJS.
    fn is_neutral(&self) -> bool {
        false
    }
}

/// All transforms.
pub const ALL: &[&dyn Transform] = &[
    &use_strict::UseStrict,
    &require_to_import::RequireToImport,
    &create_require::CreateRequire,
    &main_check::MainCheck,
    &require_resolve::RequireResolve,
    &local_exports::LocalExports,
    &strictness::Strictness,
    &untranspile::Untranspile,
    &exports_to_named::ExportsToNamed,
    &exports_to_object::ExportsToObject,
    &module_exports_to_default::ModuleExportsToDefault,
    &export_list::ExportList,
    &dirname_filename::DirnameFilename,
    &top_level_this::TopLevelThis,
    &specifiers::Specifiers,
    &known_branches::KnownBranches,
];

/// The transform of this name.
pub fn by_name(name: &str) -> Option<&'static dyn Transform> {
    ALL.iter().copied().find(|transform| transform.name() == name)
}

/// The documentation of a transform: the header of its file.
pub fn docs(transform: &dyn Transform) -> String {
    let lines = transform.source().lines().map_while(|line| line.strip_prefix("//!"));
    lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
}

/// The transforms with the first line of their documentation, as a Markdown table.
pub fn table() -> String {
    let row = |transform: &&dyn Transform| {
        let docs = docs(*transform);
        let first = docs.lines().next().unwrap_or_default().trim_end_matches('.');
        format!("| `{}` | {first} |", transform.name())
    };
    let head = ["| transform | what it does |".to_string(), "|---|---|".to_string()];
    head.into_iter().chain(ALL.iter().map(row)).collect::<Vec<_>>().join("\n")
}
