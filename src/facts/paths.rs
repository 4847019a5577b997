//! Files and folders that code names by their paths.

use oxc_span::Span;

/// A path that starts at the folder of the file.
#[derive(Debug)]
pub struct NamedPath {
    /// From that folder, with `/`; it may start with `/` and hold `..`. The folder, where run time
    /// decides about the rest.
    pub text: String,
    /// The expression.
    pub span: Span,
    /// The literal with the end of the path, with its quotes.
    pub tail: Option<Span>,
    /// What stands in that literal.
    pub end: String,
    pub used: PathUse,
}

/// What becomes of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathUse {
    /// Node loads the file as a module or a program.
    Loaded,
    /// The file is read as bytes or text.
    Read,
    /// Consumers see the path.
    Shown,
    Unknown,
}

impl PathUse {
    /// It goes to somebody who may do anything with it.
    pub fn hands_on(self) -> bool {
        matches!(self, Self::Shown | Self::Unknown)
    }
}

/// A file that code writes.
#[derive(Debug)]
pub struct WrittenPath {
    /// The call.
    pub span: Span,
    /// From the folder of the file or from where the program is started, which is the root for what
    /// developers run; it may start with `/` and hold `..`.
    pub text: String,
    /// It starts at the folder of the file.
    pub beside: bool,
}
