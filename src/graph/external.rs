//! What the installed dependencies look like from outside.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use oxc_allocator::Allocator;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Stillness,
    resolve::{Resolved, Resolvers},
    wrapper::Wrapper,
};
use crate::{
    facts::{EsmExports, Returned},
    lexer::{self, Dialect},
    module::{Module, Syntax},
    scan::{self, accessors, esm, library},
};

/// The name of the export that `require` returns.
pub const ME: &str = "module.exports";

/// A module outside the package.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct External {
    pub format: ExternalFormat,
    /// The names that ES modules can import under every supported Node, besides `default`.
    pub names: FxHashSet<String>,
    /// CommonJS only: it says that it was an ES module, and nothing replaces what it exports.
    pub marked: bool,
    /// CommonJS only: `import` finds a module that does nothing but pass on what this exports.
    pub wrapper: Option<Wrapper>,
    /// CommonJS only: `import` of it leaves a global variable that `require` of it does not.
    pub leaks: bool,
    /// CommonJS only: it asks which module loads it (`module.parent`), and `import` does not say.
    pub asks_parent: bool,
    /// ES modules only: the names, `default` among them, that hold one value for good.
    pub constant: FxHashSet<String>,
    /// There is a default export; CommonJS has it as a member of `module.exports`.
    pub has_default: bool,
    /// ES modules only: there is an export named `"module.exports"`.
    pub has_me: bool,
    /// ES modules only: that export and the default export are the same value.
    pub returns_default: bool,
    /// ES modules only: `require` refuses it because of a top-level `await` in its graph.
    pub asynchronous: bool,
    /// Whether anybody can see that it is loaded, where its text is not there to tell.
    pub known_stillness: Option<Stillness>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ExternalFormat {
    #[default]
    CommonJs,
    Module,
    Json,
    Addon,
    /// Neither parses nor is known.
    Unknown,
}

impl External {
    /// `require` returns a namespace to which Node adds `__esModule`
    /// (<https://nodejs.org/api/modules.html#loading-ecmascript-modules-using-require>).
    pub fn is_marked_by_node(&self) -> bool {
        let own = self.has_me || self.names.contains("__esModule");
        self.format == ExternalFormat::Module && self.has_default && !own && !self.asynchronous
    }
}

/// Reads modules outside the package, each once.
#[derive(Default)]
pub struct Externals {
    known: FxHashMap<PathBuf, Arc<External>>,
    /// ES modules that are to be written, by their paths.
    texts: FxHashMap<PathBuf, String>,
}

impl Externals {
    /// Sees the ES modules `texts`, and those that are `known`, in place of what is on disk.
    pub fn after(
        texts: FxHashMap<PathBuf, String>,
        known: &FxHashMap<PathBuf, Arc<External>>,
    ) -> Self {
        Self { texts, known: known.clone() }
    }

    /// Describes the module at `path`, following its re-exports.
    pub fn get(&mut self, resolvers: &Resolvers, path: &Path) -> Arc<External> {
        self.read(resolvers, path, &mut Vec::new())
    }

    /// Describes what `import` of `specifier` gives, where it passes on what `require` finds at
    /// `path`, and reading the members that it passes on runs no code.
    pub(super) fn wrapped(
        &mut self,
        resolvers: &Resolvers,
        file: &Path,
        specifier: &str,
        path: &Path,
    ) -> Option<Arc<External>> {
        let text = read_source(path)?;
        let accessors = Module::parse(&Allocator::default(), &text)
            .ok()
            .and_then(|it| accessors::everywhere(&it));
        let names = &self.get(resolvers, path).names;
        let is_plain = |name: &str| {
            library::is_helper(specifier, name)
                || accessors.as_ref().is_some_and(|it| !it.contains(name))
                || names.contains(name)
        };
        self.passed_on(resolvers, (file, specifier), path, &is_plain)
    }

    /// The same, where `is_plain` tells which members may be read while the wrapper loads.
    pub(super) fn passed_on(
        &mut self,
        resolvers: &Resolvers,
        (file, specifier): (&Path, &str),
        path: &Path,
        is_plain: &dyn Fn(&str) -> bool,
    ) -> Option<Arc<External>> {
        let info = self.get(resolvers, path);
        let Resolved::File(around) = resolvers.import(file, specifier) else { return None };
        if info.format != ExternalFormat::CommonJs || around.extension()? == "cjs" {
            return None;
        }
        let found = Wrapper::read(
            &read_source(&around)?,
            &|it| resolvers.import(&around, it) == Resolved::File(path.to_path_buf()),
            is_plain,
        )?;
        Some(Arc::new(External { wrapper: Some(found), ..(*info).clone() }))
    }

    fn read(
        &mut self,
        resolvers: &Resolvers,
        path: &Path,
        stack: &mut Vec<PathBuf>,
    ) -> Arc<External> {
        if let Some(known) = self.known.get(path) {
            return known.clone();
        }
        if stack.iter().any(|it| it == path) || stack.len() > 50 {
            return Arc::default();
        }
        stack.push(path.to_path_buf());
        let external = Arc::new(self.describe(resolvers, path, stack));
        stack.pop();
        self.known.insert(path.to_path_buf(), external.clone());
        external
    }

    fn describe(
        &mut self,
        resolvers: &Resolvers,
        path: &Path,
        stack: &mut Vec<PathBuf>,
    ) -> External {
        if let Some(text) = self.texts.remove(path) {
            return self.module(resolvers, path, &text, stack);
        }
        let of = |format| External { format, ..External::default() };
        let extension = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
        match extension {
            "json" => return of(ExternalFormat::Json),
            "node" => return of(ExternalFormat::Addon),
            _ => {}
        }
        let Some(source) = read_source(path) else { return of(ExternalFormat::Unknown) };
        if extension != "mjs" && !in_module_scope(path) || extension == "cjs" {
            if extension != "cjs" && has_module_syntax(&source) {
                return self.module(resolvers, path, &source, stack);
            }
            return self.common_js(resolvers, path, &source, stack);
        }
        self.module(resolvers, path, &source, stack)
    }

    fn common_js(
        &mut self,
        resolvers: &Resolvers,
        path: &Path,
        source: &str,
        stack: &mut Vec<PathBuf>,
    ) -> External {
        let [first, second] = [Dialect::Lexer, Dialect::Merve]
            .map(|dialect| self.lexed_names(resolvers, path, source, dialect, stack));
        let names: FxHashSet<String> = first.intersection(&second).cloned().collect();
        let lexer::Lexed { exports: own, reexports, leaks } =
            lexer::lex(source, Dialect::Lexer).unwrap_or_default();
        let leaks = leaks || self.any_leaks(resolvers, path, &reexports, stack);
        let marked =
            own.iter().any(|name| name == "__esModule") && !source.contains("module.exports");
        let has_default = own.iter().any(|name| name == "default");
        let asks_parent = asks_parent(source);
        External { names, marked, leaks, asks_parent, has_default, ..External::default() }
    }

    /// Whether one of the modules whose names are looked for leaks.
    fn any_leaks(
        &mut self,
        resolvers: &Resolvers,
        path: &Path,
        reexports: &[String],
        stack: &mut Vec<PathBuf>,
    ) -> bool {
        reexports.iter().any(|it| match resolvers.require(path, it) {
            Resolved::File(target) => self.read(resolvers, &target, stack).leaks,
            _ => false,
        })
    }

    fn lexed_names(
        &mut self,
        resolvers: &Resolvers,
        path: &Path,
        source: &str,
        dialect: Dialect,
        stack: &mut Vec<PathBuf>,
    ) -> FxHashSet<String> {
        let lexed = lexer::lex(source, dialect).unwrap_or_default();
        let mut names: FxHashSet<String> = lexed.exports.into_iter().collect();
        for specifier in lexed.reexports {
            if let Resolved::File(target) = resolvers.require(path, &specifier) {
                let target = self.read(resolvers, &target, stack);
                if target.format == ExternalFormat::CommonJs {
                    names.extend(target.names.iter().cloned());
                }
            }
        }
        names.remove("default");
        names
    }

    fn module(
        &mut self,
        resolvers: &Resolvers,
        path: &Path,
        source: &str,
        stack: &mut Vec<PathBuf>,
    ) -> External {
        let allocator = Allocator::default();
        let Ok(module) = Module::parse_strict(&allocator, source) else {
            return External { format: ExternalFormat::Unknown, ..External::default() };
        };
        let EsmExports { mut names, mut constant, stars, top_level_await, returned } =
            esm::exports(&module);
        let mut asynchronous = top_level_await;
        for specifier in esm::specifiers(&module) {
            let crate::facts::SpecifierKind::Static { .. } = specifier.kind else { continue };
            let Resolved::File(target) = resolvers.import(path, &specifier.value) else { continue };
            let target = self.read(resolvers, &target, stack);
            asynchronous |= target.asynchronous;
            if stars.contains(&specifier.value) {
                names.extend(target.names.iter().cloned());
                constant.extend(target.constant.iter().cloned());
                if target.has_me {
                    names.insert(ME.to_string());
                }
            }
        }
        let returns_default = match returned {
            Returned::Other => false,
            Returned::Default => true,
            // What a CommonJS module exports by default is read once.
            Returned::Imported(specifier) => match resolvers.import(path, &specifier) {
                Resolved::File(target) => {
                    self.read(resolvers, &target, stack).format == ExternalFormat::CommonJs
                }
                _ => false,
            },
        };
        let (has_default, has_me) = (names.remove("default"), names.remove(ME));
        External {
            wrapper: None,
            format: ExternalFormat::Module,
            names,
            constant,
            has_default,
            has_me,
            returns_default,
            asynchronous,
            marked: false,
            leaks: false,
            asks_parent: false,
            known_stillness: None,
        }
    }
}

pub(super) fn read_source(path: &Path) -> Option<String> {
    const CAP: u64 = 8 << 20;
    let small = std::fs::metadata(path).is_ok_and(|it| it.len() <= CAP);
    small.then(|| std::fs::read_to_string(path).ok()).flatten()
}

fn asks_parent(source: &str) -> bool {
    let observed = || scan::scan(&Allocator::default(), source);
    source.contains("module.parent") && observed().is_ok_and(|it| it.asks_parent())
}

fn has_module_syntax(source: &str) -> bool {
    let mentions =
        source.contains("import") || source.contains("export ") || source.contains("export{");
    mentions
        && Module::parse(&Allocator::default(), source).is_ok_and(|it| it.syntax == Syntax::Module)
}

/// The nearest `package.json` says `"type": "module"`.
pub(super) fn in_module_scope(path: &Path) -> bool {
    for folder in path.ancestors().skip(1) {
        if folder.file_name().is_some_and(|name| name == "node_modules") {
            return false;
        }
        if let Ok(text) = std::fs::read_to_string(folder.join("package.json")) {
            let fields: Result<serde_json::Value, _> = serde_json::from_str(&text);
            return fields.is_ok_and(|it| it["type"] == "module");
        }
    }
    false
}
