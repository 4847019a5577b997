//! Which grammar a source is written in.

use oxc_allocator::Allocator;
use oxc_diagnostics::Diagnostics;
use oxc_span::SourceType;

use crate::{find::extension, module::Module};

/// Parses the source at `path`.
pub(super) fn parse<'a>(
    allocator: &'a Allocator,
    path: &str,
    text: &'a str,
) -> Result<Module<'a>, Diagnostics> {
    let kind = match extension(path) {
        "ts" | "mts" | "cts" => SourceType::ts(),
        "tsx" => SourceType::tsx(),
        _ => SourceType::jsx(),
    };
    Module::parse_source(allocator, text, kind)
}

/// A file that TypeScript reads, declarations included.
pub(super) fn is_typescript(path: &str) -> bool {
    matches!(extension(path), "ts" | "tsx" | "mts" | "cts")
}
