//! Tells which named exports Node sees in a CommonJS file without running it.
//!
//! Node looks at the text, not at a syntax tree: an export in dead code, behind a shadowed `exports` or after
//! `module.exports` was replaced counts like any other. This module is a scanner with the same eyes, and must
//! never be smarter than the original. The grammar is the one documented by cjs-module-lexer
//! (<https://github.com/nodejs/cjs-module-lexer#grammar>); everything the document leaves open was found by
//! comparing outputs.

mod cursor;
mod define;
mod escape;
mod exports;
mod scan;
mod slash;
mod star;
mod top_level;

use std::fmt;

use indexmap::IndexSet;
use rustc_hash::FxHashSet;

/// The two programs that Node has used; they agree on everything but corner cases.
///
/// Where merve differs:
/// - it keeps a name that some `Object.defineProperty` defines in a way it does not understand, while
///   cjs-module-lexer then drops the name altogether;
/// - `get x() {}` in `module.exports = {…}` is not a name `get`;
/// - `{ a: require('x') }` in that place also re-exports all of `x`;
/// - any byte outside ASCII belongs to an identifier, be it a no-break space;
/// - escapes in names: no legacy octals (`'\\101'` is `101`), and a line continuation keeps its line end;
/// - words before a regular expression, a block or a variable are whole words, while the other one also takes
///   `x.catch {`, `x.if(` or `xvar`, and no `return` at the very start of the file;
/// - of two `var x = require(…)` with one name the first counts, not the last;
/// - `import.x` is an error for `meta` only;
/// - `__export(` does not swallow the character after it.
///
/// Known not to be followed, none of it seen in a package: Node 26.10.0 crashes on a division right after a
/// recognised `require('x')`, and takes the `/` after `module.exports = { a }` for a regular expression; here both
/// divide. cjs-module-lexer knows the identifiers (`ID_Start`) of Unicode 13, this one those (`XID_Start`) of
/// today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// cjs-module-lexer 1.4.1 to 2.3.0: all of Node 20 and 22, Node 24 before 24.14.
    Lexer,
    /// Node 24.14 and later.
    Merve,
}

/// What one file offers to an `import` by name.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Lexed {
    /// Names in the order of first sight, each once; some of them may be `undefined` at run time.
    pub exports: Vec<String>,
    /// Specifiers whose names are added to these, each once. Every `module.exports =` forgets the ones before it.
    pub reexports: Vec<String>,
    /// Reading the file leaves a global variable named `ch` in Node: cjs-module-lexer, written in JavaScript,
    /// does not declare it in the function that reads `Object.prototype.hasOwnProperty.call(`. `require` of the
    /// file reads nothing.
    pub leaks: bool,
}

/// Why the original gives up on a file; Node then goes on as if the file had no names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LexError {
    /// An `import` declaration or `import.meta` outside of all brackets.
    Import,
    /// An `export` declaration outside of all brackets.
    Export,
    /// A closing bracket that nothing opened, or an opening one without its end.
    Brackets,
    UnterminatedString,
    UnterminatedTemplate,
    UnterminatedRegex,
}

impl fmt::Display for LexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Import => "an import statement or import.meta in a CommonJS file",
            Self::Export => "an export statement in a CommonJS file",
            Self::Brackets => "brackets that do not match",
            Self::UnterminatedString => "a string without end",
            Self::UnterminatedTemplate => "a template without end",
            Self::UnterminatedRegex => "a regular expression without end",
        })
    }
}

impl std::error::Error for LexError {}

/// Lists the names and re-exports that Node detects in `source`, the text of a CommonJS file.
///
/// An error means that the original throws and Node sees no names at all. Node 24 and later take a byte order mark
/// away before they look, Node 20 and 22 do not; neither does this function.
pub fn lex(source: &str, dialect: Dialect) -> Result<Lexed, LexError> {
    let mut found = Found::default();
    scan::Scanner::new(source, dialect, &mut found).run()?;
    Ok(found.finish(dialect))
}

/// The names as they are met.
#[derive(Default)]
struct Found {
    exports: IndexSet<String>,
    reexports: IndexSet<String>,
    /// Names that some definition gives in a form whose getter cannot be trusted.
    opaque: FxHashSet<String>,
    leaks: bool,
}

impl Found {
    fn finish(self, dialect: Dialect) -> Lexed {
        let visible = |name: &String| dialect == Dialect::Merve || !self.opaque.contains(name);
        Lexed {
            exports: self.exports.into_iter().filter(visible).collect(),
            reexports: self.reexports.into_iter().collect(),
            leaks: self.leaks && dialect == Dialect::Lexer,
        }
    }
}

#[cfg(test)]
mod tests;
