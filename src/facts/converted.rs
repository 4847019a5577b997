//! What esbuild prints around the exports of an ES module.

use oxc_span::Span;

/// `module.exports = __toCommonJS(x_exports)`, which copies the getters of `x_exports`.
#[derive(Debug)]
pub struct Converted {
    /// The variable that the getters are defined on.
    pub object: String,
    /// The statement that assigns `module.exports`.
    pub statement: Span,
    /// The declaration of the variable.
    pub declaration: Span,
    /// `0 && (module.exports = { … })`, which shows the names to lexers.
    pub hint: Option<Span>,
}
