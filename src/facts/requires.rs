//! Every use of `require`.

use oxc_span::Span;
use rustc_hash::FxHashSet;

use super::{EarlyUse, PathUse, Place};

/// A call `require('literal')`.
#[derive(Debug)]
pub struct Require {
    pub call: Span,
    pub specifier: String,
    /// The argument: the string literal with its quotes, or what stands for it.
    pub literal: Span,
    pub place: Place,
    pub site: Site,
}

/// What surrounds a `require` call.
#[derive(Debug)]
pub enum Site {
    /// A statement of its own.
    Bare {
        statement: Span,
        /// It stands in a list of statements, so that it can go.
        in_list: bool,
    },
    /// The initialiser of a declarator, whole or a member of it.
    Declared(Declared),
    /// `exports.a = require('x')` and `module.exports = require('x')` are found by their span.
    Expression {
        /// `require('x').member`, when the call is read that way.
        member: Option<(String, Span)>,
        /// The result, or its member, is called at once: `require('x')(…)`.
        called: bool,
        /// The whole object property when it reads `key: require('x')`.
        property: Option<(String, Span)>,
    },
}

#[derive(Debug)]
pub struct Declared {
    pub declaration: Span,
    pub declarator: Span,
    /// All declarators of the declaration, in order.
    pub declarators: Vec<Span>,
    pub keyword: &'static str,
    /// The declaration is a statement of the module's top level.
    pub top: bool,
    pub shape: Shape,
    /// Below the top level: taking the declarator away lets every use see the module's top level.
    pub removable: bool,
    pub usage: Box<Usage>,
    /// The call is the argument of a transpiler's helper: `__importDefault(require('t'))`.
    pub interop: Option<Interop>,
}

/// A helper gives back what is marked as an ES module, and a new object around anything else.
#[derive(Debug, Clone)]
pub struct Interop {
    pub kind: InteropKind,
    /// Where the helper's name stands.
    pub callee: u32,
    /// Where members `default` of the variable are read; with `(0, x.default)` around them.
    pub defaults: Vec<Span>,
    /// It gives a copy of what is marked.
    pub copies: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InteropKind {
    /// The object has the module as its `default`.
    Default,
    /// The object has the module's own members, too.
    Star,
}

/// The declaration of a transpiler's helper.
#[derive(Debug)]
pub struct Helper {
    pub statement: Span,
    /// Where its name stands elsewhere.
    pub uses: Vec<u32>,
}

/// What a declaration makes of the value of `require`.
#[derive(Debug)]
pub enum Shape {
    /// `x = require('t')`; `declarations` counts those of `x`, `written` says that it is assigned.
    Name { name: String, span: Span, declarations: usize, written: bool },
    /// `x = require('t').member`
    Member { name: String, span: Span, reassigned: bool, member: String },
    /// `{ a, b: c } = require('t')`
    Pattern { span: Span, properties: Vec<PatternProperty> },
    /// Any other pattern, or a longer expression: the call alone is replaced.
    Other,
}

/// `key: local` in an object pattern without default or nesting.
#[derive(Debug)]
pub struct PatternProperty {
    pub key: String,
    pub key_span: Span,
    pub local: String,
    pub local_span: Span,
    pub reassigned: bool,
}

/// What happens to a required value.
#[derive(Debug, Default, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "independent observations")]
pub struct Usage {
    /// The binding is read while the module evaluates.
    pub at_load: bool,
    /// A member of the value is assigned or deleted.
    pub member_assigned: bool,
    /// The value itself is used as a whole: called, passed on, compared.
    pub whole: bool,
    /// The value itself is used otherwise than called.
    pub uncalled: bool,
    pub members: FxHashSet<String>,
    /// Where `default` stands in reads of that member.
    pub defaults: Vec<Span>,
    /// What code that may run while the module evaluates does with it.
    pub early: Vec<EarlyUse>,
    /// Members that are used otherwise than called.
    pub uncalled_members: FxHashSet<String>,
    /// Members that are used otherwise than to read members of theirs.
    pub unlooked_members: FxHashSet<String>,
}

#[derive(Debug)]
pub struct RequireValue {
    pub span: Span,
    pub kind: RequireValueKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequireValueKind {
    /// `require.main === module`, with the span of the comparison and whether it is negated.
    IsMain {
        comparison: Span,
        negated: bool,
    },
    /// `require.resolve('literal')`.
    Resolve {
        specifier: String,
        literal: Span,
        used: PathUse,
    },
    /// `typeof require`.
    Typeof,
    /// `require.cache`; with the literal, `require.cache[require.resolve('literal')]`.
    Cache {
        literal: Option<Span>,
    },
    /// `require.extensions`, read: the table of the class of modules.
    Extensions,
    /// `typeof require == 'function' && require` in a bundle that never calls it.
    Unasked,
    /// `require.main` for what it is: there only where a CommonJS file was started.
    Main,
    Other,
}

/// Where the file may read which file was started, other than by `require.main` itself.
#[derive(Debug, Default)]
pub struct MainReads {
    /// By another name of `require`, or by `process`.
    pub aliased: bool,
    /// As a member of these parameters.
    pub given: Vec<String>,
}
