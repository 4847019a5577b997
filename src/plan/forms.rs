//! The decisions about one file, ready to be written down by the transforms.

use oxc_span::Span;
use rustc_hash::FxHashMap;

/// What happens to a file.
#[derive(Debug)]
pub enum Verdict {
    /// Becomes an ES module.
    Migrate(Box<FilePlan>),
    /// Stays CommonJS, under this new name; its specifiers still follow renamed files.
    Keep(KeepPlan),
    /// Nothing to do.
    Untouched,
}

/// Who goes on to name a file that got another name.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum StandIn {
    #[default]
    Nobody,
    /// They load what it exports.
    Consumers,
    /// Scripts that run it.
    Runners,
}

#[derive(Debug, Default)]
pub struct KeepPlan {
    /// The new path, when the old name would mean a module.
    pub rename: Option<String>,
    /// For whom an ES module takes the old path.
    pub stand_in: StandIn,
    /// New texts of specifiers, by the span of the literal.
    pub specifiers: Vec<(Span, String)>,
}

/// How a CommonJS file becomes an ES module, or how an ES module is mended.
#[derive(Debug, Default)]
pub struct FilePlan {
    /// By the start of the `require` call.
    pub requires: FxHashMap<u32, RequireForm>,
    pub exports: ExportsForm,
    pub interop: InteropPlan,
    /// `require` is made by `createRequire`.
    pub create_require: bool,
    /// Name of the function that `createRequire` is imported as.
    pub create_require_name: String,
    /// Imports without a statement of their own in the original, in evaluation order.
    pub imports: Vec<NewImport>,
    /// New texts of specifiers, by the span of the literal.
    pub specifiers: Vec<SpecifierEdit>,
    /// Default imports that become imports of the namespace, by the name that they bind.
    pub namespaces: Vec<Span>,
    /// The name of the class of Node's modules, where it is used, and whether it is imported anyway.
    pub module_class: Option<(String, bool)>,
    /// How `require.resolve` goes, where it does.
    pub resolves: Option<ResolvePlan>,
    /// A CommonJS file takes the old path; the names that importers of that find.
    pub stand_in: Option<Vec<String>>,
    /// The name that tells whether this module is the program's entry point.
    pub is_main: Option<String>,
}

/// `require.resolve` becomes `import.meta.resolve`.
#[derive(Debug)]
pub struct ResolvePlan {
    /// What is resolved, by the start of `require.resolve`.
    pub specifiers: FxHashMap<u32, String>,
    /// The name of the function that makes a path of a URL.
    pub converter: String,
    /// The file imports it anyway.
    pub imported: bool,
}

/// What becomes of a transpiler's helpers.
#[derive(Debug, Default)]
pub struct InteropPlan {
    /// Their statements, which go.
    pub helpers: Vec<Span>,
    /// Reads of members, or names of members, that become this name.
    pub reads: Vec<(Span, String)>,
}

#[derive(Debug)]
pub struct SpecifierEdit {
    pub literal: Span,
    pub text: String,
    /// Add `with { type: 'json' }`.
    pub json: bool,
}

/// What a `require` call becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RequireForm {
    /// The declarator or bare statement becomes an import statement.
    Statement(Import),
    /// The call, or the member read of it, becomes `replacement`; the import is among
    /// [`FilePlan::imports`] or another statement's.
    Replaced { span: Span, replacement: String },
    /// The nested declaration goes, as the module's top level binds the same name.
    Removed { declaration: Span },
    /// Its statement goes: the import's binding is exported as it is.
    Absorbed,
    /// Becomes a call of `process.getBuiltinModule`.
    Builtin,
    /// Stays a call; the literal may change.
    Call { specifier: Option<String> },
}

/// An import statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    pub clause: Clause,
    pub specifier: String,
    pub json: bool,
    /// Names that join those of a pattern, which stays as it is written.
    pub more: Vec<(String, String)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clause {
    SideEffect,
    Default(String),
    Namespace(String),
    /// `(imported, local)`
    Named(Vec<(String, String)>),
}

/// An import statement that is new in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewImport {
    pub import: Import,
    /// Before which offset of the original it must evaluate: the place of the call.
    pub order: u32,
}

/// How the exports come out.
#[derive(Debug, Default)]
pub enum ExportsForm {
    #[default]
    Absent,
    Named(NamedForm),
    Value(ValueForm),
    Object(ObjectForm),
    Local(LocalForm),
}

/// `exports.a = …` statements become declarations.
#[derive(Debug, Default)]
pub struct NamedForm {
    /// The statement `exports = module.exports = {}`, which goes.
    pub reset: Option<usize>,
    pub items: Vec<NamedItem>,
    /// Names without an item whose variables are declared at the start, as `(exported, local)`.
    pub lets: Vec<(String, String)>,
    /// Texts that stand in the place of assignments to exports.
    pub lives: Vec<(Span, String)>,
    /// Bindings of items that are declared with `var`.
    pub vars: Vec<String>,
    /// The object that `require` returns, where one is needed.
    pub object: Option<String>,
    /// Statements that only set names to `undefined`, by their index in `Facts::assignments`.
    pub preludes: Vec<usize>,
    /// The names of the object in its order; those without an item stay `undefined`.
    pub keys: Vec<String>,
    /// The statement that marks the object as an ES module's, with the object in it.
    pub mark: Option<(Span, Span)>,
    /// `__esModule` is exported as a constant.
    pub marked: bool,
    /// The object is made where it is marked, and what stands before this offset puts its names on
    /// it itself.
    pub early: Option<u32>,
    /// `export … from` in the place of what transpilers make of it, by the span that it replaces; an
    /// empty span inserts, and an empty text takes the lines away.
    pub passed: Vec<(Span, PassedOut)>,
    pub tail: Tail,
}

impl NamedForm {
    /// The variable that holds the export of this name.
    pub fn variable(&self, name: &str) -> Option<&String> {
        let item = self.items.iter().find(|it| it.names.iter().any(|one| one == name));
        let declared = self.lets.iter().find(|(exported, _)| exported == name);
        item.map(|it| &it.local).or(declared.map(|(_, local)| local))
    }
}

/// What stands for a statement that passes names on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PassedOut {
    Nothing,
    /// `export * from` this specifier.
    Star(String),
    /// `export { imported as exported } from` the specifier.
    Names(Vec<(String, String)>, String),
}

/// One assignment statement.
#[derive(Debug)]
pub struct NamedItem {
    /// Index in `Facts::assignments`.
    pub assignment: usize,
    /// Exported names in the order in which they are assigned.
    pub names: Vec<String>,
    /// The binding that holds the value.
    pub local: String,
    pub how: How,
}

/// How a value gets its binding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It has one: the statement goes.
    Bound,
    /// A function expression becomes a declaration.
    Function,
    /// A class expression becomes a declaration.
    Class,
    /// It has one, which the statement fills.
    Merged,
    /// `const name = value`
    Const,
    /// `let name = value`
    Let,
    /// `export default value`, and nothing else is exported.
    Default,
    /// `module.exports = other = value` goes on without its beginning.
    Chained,
    /// `var name = module.exports = value` loses its middle.
    Declared,
}

/// `module.exports = value`.
#[derive(Debug)]
pub struct ValueForm {
    /// Index in `Facts::assignments`.
    pub assignment: usize,
    /// Later assignments of the same value, which go.
    pub redundant: Vec<usize>,
    pub binding: String,
    pub how: How,
    pub tail: Tail,
    /// The value is another module's, which is exported without a binding here.
    pub reexport: Option<PassedOn>,
}

/// A module whose default export is this module's, too.
#[derive(Debug)]
pub struct PassedOn {
    pub specifier: String,
    pub json: bool,
}

/// The exports object gets a name of its own, and every use of it that name.
#[derive(Debug)]
pub struct ObjectForm {
    /// What `exports` and `this` become.
    pub object: String,
    /// What `module.exports` becomes.
    pub value: String,
    /// New declarations, as `(declared with, name, value)`.
    pub declarations: Vec<(&'static str, String, String)>,
    /// The file's only `const name = exports` declares the object instead.
    pub declared_by_alias: bool,
    /// The statement `module.exports = {}` before all else: it goes, or declares the object.
    pub reset: Option<usize>,
    pub tail: Tail,
}

/// The body stays and a local object takes the place of Node's.
#[derive(Debug)]
pub struct LocalForm {
    /// `const module = { exports: {} }` rather than `const exports = {}`.
    pub module: bool,
    /// Declare `exports`: `None` when the file does or does not need it.
    pub exports: Option<&'static str>,
    /// Binding of the final value, in the `module` form.
    pub value: String,
    pub tail: Tail,
}

/// The export statements.
#[derive(Debug, Default)]
pub struct Tail {
    /// `(local, exported)`, the default and the export for `require` included.
    pub list: Vec<(String, String)>,
    /// `export const { a, b } = object`, as `(property, local)`; exported under `property`.
    pub snapshot: Vec<(String, String)>,
    /// Properties of the snapshot that the object may only inherit.
    pub inherited: Vec<String>,
    /// Specifiers of `export * from`.
    pub stars: Vec<String>,
    /// Object of the snapshot; may be nullish when the flag is set.
    pub object: String,
    pub nullish: bool,
}
