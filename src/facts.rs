//! What one file says about itself: observed once, owned, free of syntax trees.
//!
//! Facts never decide. Spans are byte offsets of the original text.

mod converted;
mod early;
mod layout;
mod live;
mod passed;
mod paths;
mod requires;
mod roots;
mod specifiers;
mod wholes;
mod wrapper;

use oxc_span::Span;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{edit::Edit, effects::Effects, lexer::Lexed, module::Syntax, strict::Hazard};

pub use converted::Converted;
pub use early::{EarlyUse, Handling, Hoisted};
pub use layout::{DirectiveSpan, Layout};
pub use live::Live;
pub use passed::{Passed, PassedNames};
pub use paths::{NamedPath, PathUse, WrittenPath};
pub use requires::{
    Declared, Helper, Interop, InteropKind, MainReads, PatternProperty, Require, RequireValue,
    RequireValueKind, Shape, Site, Usage,
};
pub use roots::{RootBinding, RootKind};
pub use specifiers::{DefaultImport, Specifier, SpecifierKind};
pub use wholes::Whole;
pub use wrapper::{WrapperKind, WrapperUse};

/// Everything later stages may know about a source file.
#[derive(Debug)]
pub struct Facts {
    pub syntax: Syntax,
    pub layout: Layout,
    pub names: Names,
    pub roots: FxHashMap<String, RootBinding>,
    /// The functions of the top level, and those that export assignments make, by their start.
    pub hoisted: FxHashMap<u32, Hoisted>,
    pub requires: Vec<Require>,
    /// `require(expression)`: nothing is known of the target.
    pub computed_requires: Vec<Span>,
    /// Those of them that may run while the file is evaluated.
    pub computed_at_load: Vec<Span>,
    /// Other uses of `require`, such as `require.resolve` or passing it on.
    pub require_values: Vec<RequireValue>,
    pub main_reads: MainReads,
    pub assignments: Vec<ExportAssignment>,
    pub exports: Vec<ExportsUse>,
    /// Statements `var name = exports`, whose variable counts as the exports object.
    pub aliases: Vec<Alias>,
    /// Questions whether CommonJS is there, whose answer is known.
    pub branches: Vec<Branch>,
    /// The wrapper of a UMD module around everything else, which is read as if it were not there.
    pub unwrapped: Vec<Span>,
    /// `(this && this.__helper) || ` in front of a transpiler's helper: `this` never has one.
    pub guards: Vec<Span>,
    /// The properties of the object literal that `module.exports` is by a variable.
    pub exported: Vec<Entry>,
    /// Statements about the exports object that say nothing any more.
    pub gone: Vec<Span>,
    /// The text says `__esModule` at most where an object is marked that nobody sees.
    pub unmarked: bool,
    /// The module is what esbuild made of an ES module.
    pub converted: Option<Converted>,
    /// Exports that the file assigns again and that can be variables.
    pub lives: Vec<Live>,
    /// What transpilers print of `export … from`.
    pub passed: Vec<Passed>,
    /// Calls of `require` that were `import()` or `export * as name from`.
    pub wholes: Vec<Whole>,
    /// Declarations of helpers that only importing and re-exporting need.
    pub helpers: Vec<Helper>,
    pub wrapper: Vec<WrapperUse>,
    /// Tests of `module.parent` among them, as what they are where nobody imports the file.
    pub parent_tests: Vec<RequireValue>,
    /// Specifiers of `import`, `export … from` and `import('…')`.
    pub specifiers: Vec<Specifier>,
    /// Files and folders that the code names by their paths.
    pub paths: Vec<NamedPath>,
    /// Files that it writes.
    pub written: Vec<WrittenPath>,
    /// It reads which files there are, by its own path.
    pub lists_folders: bool,
    /// Names under which objects have getters or setters that their heirs share.
    pub accessors: FxHashSet<String>,
    /// What an ES module exports; empty for CommonJS.
    pub esm: EsmExports,
    pub effects: Effects,
    pub hazards: Vec<Hazard>,
    /// Where it looks for its own path in stack traces.
    pub own_frames: Option<OwnFrames>,
    /// Where the author asks that the file be left alone, with the reason given there.
    pub ignored: Option<(Span, String)>,
    /// Where a test replaces what modules load, with the name of the function that does.
    pub mocks: Option<(Span, &'static str)>,
    /// Specifiers of files that a tool loads as CommonJS, for itself, with the tool's name.
    pub anew: Vec<(Specifier, &'static str)>,
    /// Globals that a repair made variables of the file.
    pub localized: Vec<String>,
    /// Those of them that never show what others write.
    pub counters: Vec<String>,
    /// Edits that make sloppy code mean the same in strict mode.
    pub repairs: Vec<Edit>,
    /// Names that importers see of the CommonJS text, by cjs-module-lexer and by merve.
    pub lexed: [Lexed; 2],
}

/// A condition that asks whether CommonJS is there, with the part that Node takes.
#[derive(Debug)]
pub struct Branch {
    /// The statement or expression.
    pub span: Span,
    /// What stays of it, if anything.
    pub taken: Option<Span>,
}

impl Branch {
    /// Nothing stays of what is at `span`.
    pub fn gone(span: Span) -> Self {
        Self { span, taken: None }
    }
}

/// Code that looks for its own path in stack traces.
#[derive(Debug, Clone, Copy)]
pub struct OwnFrames {
    /// Where the path is compared.
    pub span: Span,
    /// It looks for the folder, and so for every file in it.
    pub folder: bool,
}

/// A variable of the file that holds the exports object.
#[derive(Debug)]
pub struct Alias {
    /// Its declaration.
    pub span: Span,
    pub name: String,
}

/// Every identifier of the file, by where it is bound.
#[derive(Debug, Default)]
pub struct Names {
    /// Names used but not bound in this file.
    pub free: FxHashSet<String>,
    /// Those of them that the file changes, or members of which it does.
    pub patched: FxHashSet<String>,
    /// How many symbols below the top level have the name.
    pub nested: FxHashMap<String, usize>,
}

impl Names {
    /// Whether the file uses one of these globals.
    pub fn uses(&self, globals: &FxHashSet<String>) -> bool {
        globals.iter().any(|it| self.free.contains(it))
    }
}

/// When a piece of code runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Exactly once, while the module evaluates, at the top level.
    Straight,
    /// While the module evaluates, but perhaps not, or several times.
    Load,
    /// In a function that nothing calls while the module evaluates.
    Later,
}

/// Where a piece of code stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Index of the top-level statement; directives are not counted.
    pub statement: usize,
    pub when: When,
    /// Inside the block of a `try` that has a handler, in the same function.
    pub guarded: bool,
    /// In a function that `statement` only declares: which statement calls it is not known.
    pub called: bool,
}

/// The object that consumers of the module get.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportsObject {
    /// `exports`
    Exports,
    /// `module.exports`
    Module,
    /// `this` at the top level
    This,
}

impl Facts {
    /// The calls of `require` inside `span`. They stand in the order of the text, so that files of
    /// thousands of calls are searched and not read from end to end for each of their statements.
    pub fn requires_in(&self, span: Span) -> impl Iterator<Item = &Require> + use<'_> {
        let first = self.requires.partition_point(|it| it.call.start < span.start);
        let inside = self.requires[first..].iter().take_while(move |it| it.call.start < span.end);
        inside.filter(move |it| it.call.end <= span.end)
    }

    /// Whether some call loads what only run time knows.
    pub fn loads_unknown(&self) -> bool {
        let given = self.wrapper.iter().any(|it| it.kind == WrapperKind::ModuleRequire);
        given || !self.computed_requires.is_empty()
    }

    /// It reads `module.parent`, which only `require` sets.
    pub fn asks_parent(&self) -> bool {
        let is_parent =
            |kind: &WrapperKind| matches!(kind, WrapperKind::ModuleProperty(it) if it == "parent");
        self.wrapper.iter().any(|it| is_parent(&it.kind))
    }

    /// Specifiers whose names importers saw as the file's own. What only the newer lexer follows,
    /// `{ a: require('x') }`, adds names without a value.
    pub fn reexports(&self) -> &[String] {
        &self.lexed[0].reexports
    }
}

/// An assignment statement or declaration at the top level with exports among its targets.
#[derive(Debug)]
pub struct ExportAssignment {
    pub statement: usize,
    /// The statement, with its semicolon.
    pub span: Span,
    pub targets: Vec<Target>,
    pub value: Value,
    /// `var name = module.exports = value`, alone in its declaration.
    pub declares: Option<String>,
    /// The argument `E || (exports.E = E = {})`, or `E = exports.E || (exports.E = {})`, of the
    /// function that fills an enum or a namespace of TypeScript; the target has its span, too.
    pub merges: Option<Span>,
    /// `Object.defineProperty(module, 'exports', { get })`: the statement is no assignment at all.
    pub getter: Option<Getter>,
}

/// What a getter of `module.exports` gives.
#[derive(Debug)]
pub struct Getter {
    /// The text of the expression.
    pub value: String,
    /// Perhaps another object each time.
    pub fresh: bool,
}

#[derive(Debug)]
pub struct Target {
    pub kind: TargetKind,
    pub span: Span,
    /// The exports object in it: `exports`, `module.exports` or `this`.
    pub object: Span,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TargetKind {
    Object(ExportsObject),
    Member(ExportsObject, String),
    /// A variable of the file.
    Local(String),
    Other,
}

/// The value of an export assignment.
#[derive(Debug)]
pub struct Value {
    pub span: Span,
    pub kind: ValueKind,
}

#[derive(Debug)]
pub enum ValueKind {
    Identifier(String),
    /// A function expression; `keyword_end` is where its name goes.
    Function {
        name: Option<String>,
        keyword_end: u32,
        uses_this: bool,
    },
    Arrow,
    Class {
        name: Option<String>,
        keyword_end: u32,
    },
    Object(Vec<Entry>),
    /// `require('x')`, by the start of the call.
    Require(u32),
    /// `void 0` or `undefined`.
    Undefined,
    /// Literals and other primitives.
    Primitive,
    Other,
}

/// A property of an exported object literal.
#[derive(Debug)]
pub struct Entry {
    /// `None` for spreads and computed keys.
    pub key: Option<String>,
    /// The value, when it is a plain identifier.
    pub identifier: Option<String>,
    /// The value.
    pub span: Span,
}

/// A use of the exports object that is not a target of an [`ExportAssignment`].
#[derive(Debug)]
pub struct ExportsUse {
    pub object: ExportsObject,
    /// `exports`, `module.exports` or `this`.
    pub span: Span,
    pub place: Place,
    pub kind: UseKind,
    pub spelling: Spelling,
}

/// What another name in the place of a use would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// Nothing.
    Free,
    /// The name stands for key and value: `{ exports }`.
    Shorthand,
    /// It would change the program, or a variable cannot stand there.
    Fixed,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UseKind {
    /// `exports.name`, with the span of the member expression. `shows_name` says that the function
    /// there is asked for its own name.
    Read {
        name: String,
        member: Span,
        called: bool,
        shows_name: bool,
    },
    /// `exports.name = …` that is not a statement of the top level, `+=`, `++`, `delete`.
    Mutate {
        name: String,
    },
    /// `module.exports = …` that is not a statement of the top level.
    Reassign,
    /// `exports[expression]`, `Object.defineProperty(exports, …)`, `Object.assign(exports, …)`.
    Dynamic,
    /// The statement `Object.defineProperty(exports, '__esModule', { value: true })` of the top
    /// level, by which transpilers mark what was an ES module.
    Mark {
        statement: Span,
    },
    Typeof,
    /// The object itself is passed on.
    Whole,
}

/// The names that an ES module exports.
#[derive(Debug, Default, Clone)]
pub struct EsmExports {
    pub names: FxHashSet<String>,
    /// Those of `names` that are seen to hold one value for good.
    pub constant: FxHashSet<String>,
    /// Specifiers of `export * from`.
    pub stars: Vec<String>,
    /// There is a top-level `await`: `require` refuses such a module.
    pub top_level_await: bool,
    /// What the export named `"module.exports"` has to do with the default export.
    pub returned: Returned,
}

/// The export named `"module.exports"`, which `require` returns.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub enum Returned {
    /// There is none, or it may be another value than the default export.
    #[default]
    Other,
    /// It is the default export.
    Default,
    /// It is the default export, given that what is imported from here is one value for good.
    Imported(String),
}
