//! `package.json` as Node and npm understand it.
//!
//! What they ignore is kept out and told as a problem, never an error: Node starts packages whose manifest lies.

use oxc_span::Span;
use serde_json::{Map, Value};

use super::entry::{self, EntryPoint};
use super::exports::{self, Target};
use super::{json, paths};
use crate::finding::{Finding, Severity};

/// `type` (<https://nodejs.org/api/packages.html#type>).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackageType {
    Module,
    CommonJs,
}

/// `browser` (<https://github.com/defunctzombie/package-browser-field-spec>).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Browser {
    /// Instead of `main`.
    Path(String),
    /// Replacements; `None` stands for `false`, an empty module.
    Map(Vec<(String, Option<String>)>),
}

/// One place in a manifest that is not what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManifestError {
    /// In bytes of the text.
    pub offset: u32,
    /// A sentence without a full stop.
    pub message: String,
}

impl ManifestError {
    pub(super) fn new(offset: usize, message: impl Into<String>) -> Self {
        Self { offset: offset as u32, message: message.into() }
    }

    /// The same for a person, about `file` with the contents `text`.
    pub fn finding(&self, file: &str, text: &str, severity: Severity) -> Finding {
        Finding::of_file(severity, "manifest", file, self.message.clone(), "")
            .at(text, Span::empty(self.offset))
    }
}

impl std::fmt::Display for ManifestError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ManifestError {}

/// The fields of one `package.json` that say which files are reachable, how, and by whom.
#[derive(Debug, Clone, Default)]
pub struct Manifest {
    pub name: Option<String>,
    /// `None` when absent or a value that Node ignores.
    pub package_type: Option<PackageType>,
    /// As written.
    pub main: Option<String>,
    pub private: bool,
    /// Has a `workspaces` field.
    pub workspaces: bool,
    /// Subpaths in order, sugar resolved; `None` without an exports map (`null` counts as none).
    pub exports: Option<Vec<(String, Target)>>,
    /// `#` names in order.
    pub imports: Vec<(String, Target)>,
    /// Commands and their files.
    pub bin: Vec<(String, String)>,
    /// `directories.bin`, which npm reads only without `bin`.
    pub bin_folder: Option<String>,
    /// `module` and `jsnext:main`, as written.
    pub module: Vec<String>,
    pub browser: Option<Browser>,
    /// `types` and `typings`, as written.
    pub types: Vec<String>,
    pub files: Option<Vec<String>>,
    /// `engines.node`
    pub node: Option<String>,
    pub scripts: Vec<(String, String)>,
    /// Names in `dependencies`.
    pub dependencies: Vec<String>,
    /// Names in `peerDependencies`.
    pub peer_dependencies: Vec<String>,
    /// Names in `optionalDependencies`.
    pub optional_dependencies: Vec<String>,
    /// Names in `devDependencies`.
    pub dev_dependencies: Vec<String>,
    /// Whether `sideEffects` is `false`.
    pub side_effect_free: bool,
    /// What Node and npm ignore or refuse.
    pub problems: Vec<ManifestError>,
}

impl Manifest {
    /// Reads `text`; fails only where Node fails too (`ERR_INVALID_PACKAGE_CONFIG`).
    pub fn parse(text: &str) -> Result<Self, ManifestError> {
        let value = json::check(text)?;
        let document = json::Document::strict(text)?;
        document.object()?;
        let Value::Object(map) = value else { return Ok(Self::default()) };
        let mut reader = Reader { map: &map, document: &document, problems: Vec::new() };
        let manifest = reader.read();
        reader.problems.sort_by_key(|problem| problem.offset);
        Ok(Self { problems: reader.problems, ..manifest })
    }

    /// Whether only what `exports` names can be reached from outside.
    pub fn has_exports_map(&self) -> bool {
        self.exports.is_some()
    }

    /// The file that `main` leads to, by Node's legacy algorithm
    /// (<https://nodejs.org/api/modules.html#all-together>, `LOAD_AS_DIRECTORY`).
    pub fn resolve_main(&self, exists: &dyn Fn(&str) -> bool) -> Option<String> {
        let named = self.main.as_deref().filter(|main| !main.is_empty());
        let named = named.and_then(|main| paths::resolve(&paths::join("", main)?, exists));
        named.or_else(|| paths::resolve("", exists))
    }

    /// Every file that a consumer, a shell, a bundler or TypeScript is told of; see [`EntryPoint`].
    pub fn entry_points(&self, files: &std::collections::BTreeSet<String>) -> Vec<EntryPoint> {
        entry::entry_points(self, files)
    }
}

struct Reader<'m, 'a> {
    map: &'m Map<String, Value>,
    document: &'m json::Document<'a>,
    problems: Vec<ManifestError>,
}

impl Reader<'_, '_> {
    fn read(&mut self) -> Manifest {
        let name = self.string("name");
        let bin = self.bin(name.as_deref());
        Manifest {
            package_type: self.package_type(),
            main: self.string("main"),
            private: self.map.get("private") == Some(&Value::Bool(true)),
            workspaces: self.map.contains_key("workspaces"),
            exports: self.exports(),
            imports: self.imports(),
            bin,
            bin_folder: self.inner("directories", "bin"),
            module: ["module", "jsnext:main"]
                .into_iter()
                .filter_map(|key| self.string(key))
                .collect(),
            browser: self.browser(),
            types: ["types", "typings"].into_iter().filter_map(|key| self.string(key)).collect(),
            files: self.files(),
            node: self.inner("engines", "node"),
            scripts: self.string_map("scripts"),
            dependencies: self.names("dependencies"),
            peer_dependencies: self.names("peerDependencies"),
            optional_dependencies: self.names("optionalDependencies"),
            dev_dependencies: self.names("devDependencies"),
            side_effect_free: self.map.get("sideEffects") == Some(&Value::Bool(false)),
            name,
            problems: Vec::new(),
        }
    }

    fn package_type(&mut self) -> Option<PackageType> {
        match self.map.get("type")? {
            Value::String(text) if text == "module" => Some(PackageType::Module),
            Value::String(text) if text == "commonjs" => Some(PackageType::CommonJs),
            _ => self
                .ignored("type", "Node ignores this `type`: it is neither `module` nor `commonjs`"),
        }
    }

    fn string(&mut self, key: &str) -> Option<String> {
        match self.map.get(key)? {
            Value::String(text) => Some(text.clone()),
            _ => self.ignored(key, &format!("`{key}` is ignored: it is not a string")),
        }
    }

    fn inner(&mut self, key: &str, inner: &str) -> Option<String> {
        match self.map.get(key)? {
            Value::Object(map) => map.get(inner)?.as_str().map(str::to_string),
            _ => self.ignored(key, &format!("`{key}` is ignored: it is not an object")),
        }
    }

    fn string_map(&mut self, key: &str) -> Vec<(String, String)> {
        let pair =
            |(name, value): (&String, &Value)| Some((name.clone(), value.as_str()?.to_string()));
        match self.map.get(key) {
            Some(Value::Object(map)) => map.iter().filter_map(pair).collect(),
            Some(_) => self
                .ignored(key, &format!("`{key}` is ignored: it is not an object"))
                .unwrap_or_default(),
            None => Vec::new(),
        }
    }

    fn names(&mut self, key: &str) -> Vec<String> {
        match self.map.get(key) {
            Some(Value::Object(map)) => map.keys().cloned().collect(),
            Some(_) => self
                .ignored(key, &format!("`{key}` is ignored: it is not an object"))
                .unwrap_or_default(),
            None => Vec::new(),
        }
    }

    /// A string is the file of the command that is called like the package, without its scope.
    fn bin(&mut self, name: Option<&str>) -> Vec<(String, String)> {
        match self.map.get("bin") {
            Some(Value::String(path)) => {
                vec![(paths::name(name.unwrap_or_default()).to_string(), path.clone())]
            }
            _ => self.string_map("bin"),
        }
    }

    fn files(&mut self) -> Option<Vec<String>> {
        match self.map.get("files")? {
            Value::Array(list) => {
                Some(list.iter().filter_map(|item| item.as_str().map(str::to_string)).collect())
            }
            _ => self.ignored("files", "`files` is ignored: it is not an array"),
        }
    }

    fn browser(&mut self) -> Option<Browser> {
        match self.map.get("browser")? {
            Value::String(path) => Some(Browser::Path(path.clone())),
            Value::Object(map) => {
                let pair = |(key, value): (&String, &Value)| {
                    (key.clone(), value.as_str().map(str::to_string))
                };
                Some(Browser::Map(map.iter().map(pair).collect()))
            }
            _ => self.ignored("browser", "`browser` is ignored: it is neither a path nor a map"),
        }
    }

    fn exports(&mut self) -> Option<Vec<(String, Target)>> {
        let value = self.map.get("exports").filter(|value| !value.is_null())?;
        if let Value::Object(map) = value
            && map.keys().any(|key| key.starts_with('.'))
                != map.keys().all(|key| key.starts_with('.'))
        {
            self.problem(
                "exports",
                "`exports` mixes subpaths and conditions: Node throws ERR_INVALID_PACKAGE_CONFIG",
            );
        }
        Some(exports::subpaths(value))
    }

    fn imports(&mut self) -> Vec<(String, Target)> {
        match self.map.get("imports") {
            Some(Value::Object(map)) => {
                map.iter().map(|(key, value)| (key.clone(), Target::of(value))).collect()
            }
            Some(_) => self
                .ignored("imports", "`imports` is ignored: it is not an object")
                .unwrap_or_default(),
            None => Vec::new(),
        }
    }

    fn ignored<T>(&mut self, key: &str, message: &str) -> Option<T> {
        self.problem(key, message);
        None
    }

    fn problem(&mut self, key: &str, message: &str) {
        let object = self.document.value.as_object();
        let property = object.and_then(|object| json::property(object, key));
        let offset = property.map_or(0, |property| self.document.span(&property.value).start);
        self.problems.push(ManifestError { offset, message: message.to_string() });
    }
}
