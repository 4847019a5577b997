//! What the top level of a file binds.

use oxc_span::Span;

/// A binding at the top level of the file.
#[derive(Debug, Clone)]
pub struct RootBinding {
    pub kind: RootKind,
    /// Never written after its declaration.
    pub constant: bool,
    /// Offset after which the binding holds its value; 0 for functions, which are hoisted.
    pub ready: u32,
    /// Offset after which nothing assigns the binding any more.
    pub settled: u32,
    /// Where the node that declares it starts.
    pub start: u32,
    /// The keyword of the declaration, if it is one of variables at the top level.
    pub keyword: Option<Span>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RootKind {
    Function,
    Class,
    Variable,
    Import,
}
