//! How the files of a package hang together: what each specifier leads to, who can load a file.

mod aliases;
mod assigned;
mod audiences;
pub mod builtins;
mod callers;
mod calls;
mod data;
mod development;
pub mod external;
mod inert;
mod joined;
mod loads;
mod parents;
pub mod resolve;
mod scopes;
mod settings;
mod specifier;
mod started;
mod tools;
mod twin;
mod wrapper;

pub(crate) use aliases::Aliases;
pub use data::Data;
pub(crate) use data::{folder, is_below, joined};
pub use development::{is_development, is_story, is_test};
pub use joined::Part;
pub use scopes::Turn;
pub(crate) use specifier::{beside, inside_package, package_name, relative};
pub use started::Asker;
pub use twin::Twin;
pub use wrapper::Wrapper;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use oxc_span::Span;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    facts::{Facts, RequireValueKind, Specifier, SpecifierKind},
    find::{self, Package, SourceFile},
    format::Format,
    manifest::{Manifest, Settings},
    module::Syntax,
};
use assigned::Assigned;
use audiences::Audiences;
use calls::Calls;
use external::{External, ExternalFormat, Externals};
pub use inert::Stillness;
pub(crate) use inert::{first_shown, short, told};
use resolve::{Resolved, Resolvers};
use tools::Tools;
use twin::Twins;

/// Index of a file in [`Graph::nodes`].
pub type FileId = usize;

/// The files of one package and the edges between them.
#[derive(Debug)]
pub struct Graph {
    pub nodes: Vec<Node>,
    /// Builtins of which some file assigns members.
    pub patched_builtins: FxHashSet<&'static str>,
    /// Files of which some other file assigns members.
    pub member_assigned: FxHashSet<FileId>,
    /// Modules outside the package of which some file assigns members.
    pub assigned_outside: FxHashSet<PathBuf>,
    /// Packages that every install has; and those that its development has.
    promised: [FxHashSet<String>; 2],
    /// Some file loads what only run time knows.
    pub computed_requires: bool,
    /// Calls of scripts of the package that have no extension: Node takes them for what the
    /// package's `type` says, and nothing tells them from other files.
    pub nameless: Vec<(FileId, Span)>,
    /// Files that code names by their paths.
    pub data: Data,
    /// What others can see of modules outside the package while they load, for people.
    pub shown: FxHashMap<PathBuf, String>,
    /// Folders whose `package.json` says `module` already; `""` is the root.
    pub modules: FxHashSet<String>,
    /// Settings of tools that need not stay CommonJS.
    pub settings: Settings,
    /// The paths of everything in the package.
    pub taken: FxHashSet<String>,
    /// A package that changes what `require` finds, and no imports.
    pub mapper: Option<&'static str>,
}

/// One file.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "independent observations")]
pub struct Node {
    pub path: String,
    pub format: Format,
    /// `None` for JSON and for what does not parse.
    pub facts: Option<Facts>,
    pub audience: Audience,
    /// Named by the manifest as something to run or load.
    pub entry: bool,
    /// What `require` of the package itself loads.
    pub main: bool,
    /// Named by the manifest only as a command.
    pub bin_only: bool,
    /// Has a `#!` line, or an executable mode and no extension of a script.
    pub executable: bool,
    /// There is no exports map, so that consumers may name the file itself.
    pub reachable: bool,
    /// The first file that what is started loads, or itself, that asks Node which file was started.
    pub asks_main: Option<Asker>,
    /// The folder of the nearest `package.json`, `""` for the root.
    pub scope: String,
    /// What can make an ES module of the file.
    pub turn: Turn,
    /// CommonJS whose text is not known; it can move, but not change.
    pub unread: bool,
    /// It uses globals that some file of the package changes.
    pub uses_patched: bool,
    /// JSON that parses.
    pub is_data: bool,
    /// Targets of `facts.requires`, in the same order.
    pub requires: Vec<Target>,
    /// Targets of `facts.specifiers`, in the same order.
    pub specifiers: Vec<Target>,
    /// Targets of `require.resolve('…')`, by the start of the literal.
    pub resolves: FxHashMap<u32, Target>,
}

/// Who can load a module from outside the package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// Only files of this package.
    Internal,
    /// Any published file, as there is no exports map.
    Deep,
    /// The manifest names it.
    Entry,
}

/// What a specifier leads to.
#[derive(Debug, Clone)]
pub enum Target {
    Builtin(&'static str),
    File { id: FileId, specifier: String },
    External(ExternalTarget),
    Missing,
}

/// A module outside the package.
#[derive(Debug, Clone)]
pub struct ExternalTarget {
    pub path: PathBuf,
    pub info: Arc<External>,
    /// The specifier by which `import` finds the same file; `None` when `import` finds another or none.
    pub import: Option<String>,
    /// What `import` finds instead has the same functions and constants.
    pub twin: Option<Arc<Twin>>,
    /// Whether anybody can see when, or whether, this call loads the module.
    pub stillness: Stillness,
    /// Modules that surely load this one, among those that files of the package surely load.
    pub after: Vec<PathBuf>,
}

impl Node {
    /// CommonJS that a flip of the package's `type` would turn into a module.
    pub fn is_common_js(&self) -> bool {
        matches!(self.format, Format::CommonJs | Format::Detect)
            && self.facts.as_ref().is_some_and(|it| it.syntax == Syntax::CommonJs)
    }

    pub fn is_json(&self) -> bool {
        self.format == Format::Json
    }

    /// The file's name ends in `.cjs`, whatever its scope says.
    pub fn is_explicit(&self) -> bool {
        find::extension(&self.path) == "cjs"
    }
}

impl Graph {
    /// Resolves every specifier of `facts` on disk. `facts` are in the order of `package.files`.
    pub fn link(package: &Package, manifest: &Manifest, facts: Vec<Option<Facts>>) -> Self {
        let mut linker = Linker::new(package, manifest);
        let (mapper, audiences) = (linker.aliases.mapper(), Audiences::of(package, manifest));
        let files = package.files.iter().zip(facts);
        let mut nodes: Vec<Node> =
            files.map(|(file, facts)| linker.node(file, facts, &audiences)).collect();
        nodes.extend(package.unread.iter().map(|it| Node {
            unread: it.format == Format::CommonJs,
            ..audiences.node(&it.path, it.format)
        }));
        parents::read_all(&mut nodes, manifest.private && !package.siblings.shared);
        scopes::by_name(package, &mut nodes, audiences.open);
        started::Started::new(package, manifest, &linker.resolvers).mark_all(&mut nodes);
        let data = Data::mark(&mut nodes);
        let patched_globals = assigned::globals(&mut nodes);
        let assigned = Assigned::of(&nodes);
        let calls = Calls::refine_all(&linker.resolvers, package, &mut nodes, &assigned);
        let Assigned { builtins: patched_builtins, files: member_assigned, outside } = assigned;
        let mut inert = inert::Inert {
            calls,
            resolvers: &linker.resolvers,
            own: &linker.ids,
            patched: &patched_builtins,
            globals: &patched_globals,
            manifest,
            known: FxHashMap::default(),
            shown: FxHashMap::default(),
            promised: FxHashMap::default(),
        };
        inert.mark_all(&mut nodes);
        let shown = inert.shown.into_iter().map(|(path, (_, what))| (path, what)).collect();
        let taken = nodes.iter().map(|it| &it.path).chain(&package.others).cloned().collect();
        Self {
            patched_builtins,
            member_assigned,
            assigned_outside: outside,
            computed_requires: nodes.iter().any(loads::unknown),
            nameless: scopes::nameless(package, &nodes),
            data,
            shown,
            modules: audiences.scopes.modules(),
            settings: settings::of(package),
            taken,
            promised: inert::promised(manifest),
            mapper,
            nodes,
        }
    }

    /// A file that loads what only run time knows; those that only development needs do not count.
    pub fn loads_unknown(&self) -> Option<&str> {
        self.nodes.iter().find(|it| loads::unknown(it)).map(|it| it.path.as_str())
    }

    /// The package that `specifier` names is there wherever the file `from` is used.
    pub fn promises(&self, from: &str, specifier: &str) -> bool {
        let name = package_name(specifier);
        let [always, developing] = &self.promised;
        always.contains(&name) || (is_development(from) && developing.contains(&name))
    }
}

struct Linker<'p> {
    package: &'p Package,
    ids: FxHashMap<PathBuf, FileId>,
    resolvers: Resolvers,
    externals: Externals,
    twins: Twins,
    tools: Tools,
    aliases: Aliases<'p>,
}

impl<'p> Linker<'p> {
    fn new(package: &'p Package, manifest: &Manifest) -> Self {
        let resolvers = Resolvers::default();
        let paths = package.files.iter().map(|it| &it.path);
        let paths = paths.chain(package.unread.iter().map(|it| &it.path)).enumerate();
        Self {
            package,
            ids: paths.map(|(id, path)| (package.root.join(path), id)).collect(),
            resolvers,
            externals: Externals::default(),
            twins: Twins::default(),
            tools: Tools::of(manifest),
            aliases: Aliases::of(package),
        }
    }

    fn node(&mut self, file: &SourceFile, facts: Option<Facts>, audiences: &Audiences) -> Node {
        let path = file.path.as_str();
        let mut node = Node {
            // Packing may give any script a mode; only the line says what runs it.
            executable: file.executable && find::extension(path) != "js"
                || file.text.trim_start_matches('\u{feff}').starts_with("#!"),
            is_data: file.format == Format::Json && data::is_json(&file.text),
            ..audiences.node(path, file.format)
        };
        let Some(facts) = facts else { return node };
        node.requires =
            facts.requires.iter().map(|it| self.required(path, &it.specifier)).collect();
        let specifier = |it: &Specifier| match it.kind {
            SpecifierKind::Required => self.required(path, &it.value),
            _ => self.imported(path, &it.value),
        };
        node.specifiers = facts.specifiers.iter().map(specifier).collect();
        for value in &facts.require_values {
            if let RequireValueKind::Resolve { specifier, literal, .. } = &value.kind {
                node.resolves.insert(literal.start, self.required(path, specifier));
            }
        }
        for (it, _) in &facts.anew {
            node.resolves.insert(it.literal.start, self.required(path, &it.value));
        }
        let exports = !facts.assignments.is_empty() || !facts.exports.is_empty();
        if exports && development::may_be_test(path) {
            audiences.offer(&mut node);
        }
        node.facts = Some(facts);
        node
    }

    /// The target of `require(specifier)`.
    fn required(&mut self, from: &str, specifier: &str) -> Target {
        if let Some(name) = builtins::builtin(specifier) {
            return Target::Builtin(name);
        }
        let file = self.package.root.join(from);
        let found = match self.aliases.path(specifier) {
            Some(path) => self.resolvers.require(&self.package.root.join("package.json"), &path),
            None => self.resolvers.require(&file, specifier),
        };
        match found {
            Resolved::Builtin => Target::Builtin(""),
            Resolved::Missing => {
                self.package.known.target(specifier).map_or(Target::Missing, Target::External)
            }
            Resolved::File(path) => match self.ids.get(&path) {
                Some(&id) => Target::File { id, specifier: self.internal(from, id, specifier) },
                None => self.external(&file, specifier, &path),
            },
        }
    }

    /// The target of `import 'specifier'` in a file that may still be written for a bundler.
    fn imported(&mut self, from: &str, specifier: &str) -> Target {
        let file = self.package.root.join(from);
        match self.resolvers.import(&file, specifier) {
            Resolved::File(path) => match self.ids.get(&path) {
                Some(&id) => Target::File { id, specifier: self.internal(from, id, specifier) },
                None => self.external(&file, specifier, &path),
            },
            _ => self.required(from, specifier),
        }
    }

    /// How an ES module at `from` names the file `id`.
    fn internal(&self, from: &str, id: FileId, specifier: &str) -> String {
        let package = self.package;
        let target = match package.files.get(id) {
            Some(file) => &file.path,
            None => &package.unread[id - package.files.len()].path,
        };
        let bare = !specifier.starts_with('.') && !specifier.starts_with('/');
        let found = Resolved::File(package.root.join(target));
        // The package's maps may give `import` another file than `require`.
        if bare && self.resolvers.import(&package.root.join(from), specifier) == found {
            return specifier.to_string();
        }
        relative(from, target)
    }

    fn external(&mut self, file: &Path, specifier: &str, path: &Path) -> Target {
        let turned = self.package.siblings.turned(path);
        let info = turned.unwrap_or_else(|| self.externals.get(&self.resolvers, path));
        let same = self.resolvers.import(file, specifier) == Resolved::File(path.to_path_buf());
        let import = match info.format {
            ExternalFormat::Addon => None,
            _ if same && !specifier.contains('#') && !specifier.ends_with('/') => {
                Some(specifier.to_string())
            }
            // A path leads past the map of the package that it leads into.
            _ if specifier.starts_with('.') => beside(file, path)
                .filter(|it| self.resolvers.import(file, it) == Resolved::File(path.to_path_buf())),
            _ if self.resolvers.has_exports_map(file, specifier) => None,
            _ => {
                let found = Resolved::File(path.to_path_buf());
                let finds = |it: &str| self.resolvers.import(file, it) == found;
                inside_package(specifier, path, &finds)
            }
        };
        let (path, stillness) = (path.to_path_buf(), Stillness::Active);
        let Self { package, resolvers, externals, twins, tools, .. } = self;
        let (mut other, mut twin) = (None, None);
        if import.is_none() {
            other = externals.wrapped(resolvers, file, specifier, &path);
        }
        if import.is_none() && other.is_none() {
            twin = twins.get(resolvers, externals, [file, &path], specifier);
        }
        if import.is_none() && other.is_none() && twin.is_none() {
            other = tools.build((package, resolvers, externals), file, specifier, &path);
        }
        let import = import.or_else(|| other.as_ref().map(|_| specifier.to_string()));
        Target::External(ExternalTarget {
            path,
            info: other.unwrap_or(info),
            import,
            twin,
            stillness,
            after: Vec::new(),
        })
    }
}
