//! What transpilers print of `export … from`, and of exports that show later values.

use oxc_span::Span;

/// A statement, or a part of one, that puts getters on the exports object.
#[derive(Debug)]
pub struct Passed {
    pub statement: Span,
    pub names: PassedNames,
    /// The variable that holds the other module.
    pub local: Option<String>,
    /// All that reads the variable are such statements.
    pub alone: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PassedNames {
    /// All of what the `require` that starts here gives.
    Star(u32),
    /// All of what the variable holds.
    All,
    One {
        exported: String,
        imported: String,
    },
    /// Another export of the file, as it is when it is read.
    Same {
        exported: String,
        name: String,
    },
    /// A variable of the file's own, as it is when it is read.
    Own {
        exported: String,
        binding: String,
    },
}
