//! `package.json` and the files around it: what Node and npm read in them, and how they follow the files.
//!
//! Works on text and lists of paths only; never reads a disk, never decides which file migrates.

mod configs;
mod edit;
mod editor;
mod engines;
mod entry;
mod exports;
mod follow;
mod globs;
mod hosts;
mod jest;
mod json;
mod lies;
mod maps;
mod mentions;
mod model;
mod named;
mod nested;
mod paths;
mod published;
mod runners;
mod scripts;
mod sealed;
mod shared;
mod sync;
mod typed;

pub use configs::{Becomes, ConfigFile, Settings, config_file};
pub use edit::{Edited, ManifestPlan, edit};
pub use engines::{Narrowed, REQUIRED_NODE, narrow};
pub use entry::{EntryKind, EntryPoint};
pub use exports::{Target, matching_key};
pub(crate) use jest::COMPILERS;
pub(crate) use json::indent_of;
pub use lies::lies;
pub use mentions::{Mentions, Moved, OldPaths, mentions, named_in_strings};
pub use model::{Browser, Manifest, ManifestError, PackageType};
pub use nested::{NestedType, nested_type};
pub(crate) use paths::{
    folder as folder_of, join as joined, name as name_of, relative as relative_to,
};
pub use published::Published;
pub use scripts::{Found, found_only, starts};
pub use sealed::{ExportsMap, write_map};
pub(crate) use shared::{as_script, script_words, source_type};
pub use shared::{is_document, is_settings, named_in_script, parsed_as_scripts};
pub use sync::{OldNodes, keep_old, mirror, names_condition};
pub use typed::types_first;
