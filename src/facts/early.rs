//! What runs while modules of a cycle wait for each other.

use std::collections::BTreeSet;

use oxc_span::Span;

/// A use of what a `require` gave, by code that may run while the module evaluates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlyUse {
    /// The member that is read; `None` where the value itself is.
    pub member: Option<String>,
    pub handling: Handling,
    /// The member expression, where there is one.
    pub span: Option<Span>,
    /// A handler may hide that it fails.
    pub guarded: bool,
}

/// What becomes of a value that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handling {
    /// Called, or constructed with `new`.
    Called,
    /// A class extends it, or its `prototype` becomes the prototype of another object.
    Extended,
    /// A member of it is read or written.
    Entered,
    /// Stored, as it is.
    Kept,
    /// Anything else: compared, passed on.
    Taken,
}

/// A function of which every part of the module has the value before the module evaluates, once it
/// is a declaration.
#[derive(Debug, Clone, Default)]
pub struct Hoisted {
    pub span: Span,
    /// Names of the top level that it, or a function in it, reads or writes.
    pub touches: BTreeSet<String>,
    /// Where code that may run while the module evaluates first sets a member of it, or of its
    /// `prototype`, or the prototype of that.
    pub grown: Option<u32>,
    /// Where such code first does anything else with the function but export it.
    pub handled: Option<u32>,
    /// `function.member = name` at the top level, with the start of the statement.
    pub statics: Vec<(String, String, u32)>,
    /// It asks for `this`.
    pub uses_this: bool,
}
