//! Exports that code assigns again.

use oxc_span::Span;

/// An export whose assignments can all become those of a variable.
#[derive(Debug)]
pub struct Live {
    pub name: String,
    /// The variable of the file that has the same value all along; the export becomes one where
    /// there is none.
    pub variable: Option<String>,
    /// Where there is a variable, `exports.name = ` before it is assigned or read; else
    /// `exports.name` where it is assigned.
    pub places: Vec<Span>,
}
