//! The outline of a file and the habits of its author.

use oxc_span::Span;

/// Where statements, directives and comments are, and how the author writes.
#[derive(Debug, Default)]
pub struct Layout {
    pub statements: Vec<Span>,
    pub directives: Vec<DirectiveSpan>,
    pub comments: Vec<Span>,
    /// Those of them that a transpiler printed.
    pub printed: Vec<Span>,
    /// Where a first import statement goes: after hashbang, file header and directives.
    pub top: u32,
    pub semicolons: bool,
    /// Unknown where the file has no strings.
    pub quote: Option<char>,
    /// A space stands between the names of functions and their parameters; unknown where no function
    /// has a name.
    pub named_space: Option<bool>,
    pub newline: &'static str,
    pub indent: &'static str,
    /// Whether the file names builtins as `node:fs`.
    pub node_protocol: bool,
    pub const_keyword: &'static str,
    pub len: u32,
}

impl Layout {
    /// What to write strings with.
    pub fn quote(&self) -> char {
        self.quote.unwrap_or('\'')
    }
}

#[derive(Debug)]
pub struct DirectiveSpan {
    pub span: Span,
    pub use_strict: bool,
}
