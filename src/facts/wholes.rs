//! What transpilers print where an ES module takes all of another one.

use oxc_span::Span;

/// One `require` for `export * as name from`, or for `import()`.
#[derive(Debug)]
pub struct Whole {
    /// Where the call of `require` starts.
    pub call: u32,
    /// The expression that has the namespace, or a promise of it.
    pub span: Span,
    /// Where the name of the helper around the call stands.
    pub callee: Option<u32>,
    /// It is a promise; with the quotes in which the specifier stands.
    pub promised: Option<char>,
}
