//! What ES module syntax names.

use oxc_span::Span;

/// A specifier in a place that stays as it is.
#[derive(Debug)]
pub struct Specifier {
    pub value: String,
    /// The string literal with its quotes.
    pub literal: Span,
    pub kind: SpecifierKind,
    /// What a statement takes of the default export.
    pub default: Option<DefaultImport>,
}

/// The default export of another module in an `import` or `export … from`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DefaultImport {
    /// The name that it gets.
    pub local: Span,
    /// Only members of it are read, and nothing else is imported, so that the namespace would do.
    pub members_only: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpecifierKind {
    /// `import` or `export … from`; whether it has attributes already.
    Static { attributes: bool },
    /// `import('…')`
    Dynamic,
    /// A call of what `createRequire(import.meta.url)` gave, in an ES module.
    Required,
}
