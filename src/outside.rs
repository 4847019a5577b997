//! What `unfaux facts` prints: how packages look from outside, without running them.

mod known;

pub use known::Known;

use std::{
    collections::BTreeMap,
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::Result;
use rayon::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::{
    engine,
    facts::{Facts, RootKind, TargetKind, ValueKind},
    find::{self, Package},
    finding::Finding,
    graph::{
        Audience, Graph, Node, Stillness,
        external::{External, ExternalFormat, Externals},
        is_development,
        resolve::Resolvers,
    },
    manifest::{EntryKind, Manifest},
    module::Syntax,
    plan,
    workspace::{Selection, targets},
};

/// Version of the JSON document; grows when a field changes its meaning or goes.
const SCHEMA: u32 = 1;

/// The packages in the order in which they were named.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "unfaux facts")]
pub struct Outside {
    /// Grows when a field changes its meaning or goes.
    schema: u32,
    packages: Vec<PackageFacts>,
}

/// One package.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct PackageFacts {
    name: Option<String>,
    version: Option<String>,
    /// Its path from the working directory.
    path: String,
    /// SHA-256 over the paths and texts of the manifest and of all scripts and JSON files, in
    /// hexadecimal digits: the same files have the same facts.
    hash: String,
    /// What `"type"` means for its `.js` files.
    r#type: ModuleFormat,
    /// `exports` closes all paths that it does not name.
    has_exports_map: bool,
    /// `engines.node`
    #[serde(skip_serializing_if = "Option::is_none")]
    node: Option<String>,
    /// The modules that consumers can load.
    modules: Vec<ModuleFacts>,
}

/// One way to load a module of a package.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct ModuleFacts {
    /// `.`, or `./path` as it follows the name of the package.
    subpath: String,
    /// The conditions of the exports map on the way to the file, outermost first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    conditions: Vec<String>,
    /// Relative to the package.
    file: String,
    format: ModuleFormat,
    /// What `require` returns.
    returns: Returns,
    /// The names that ES modules can import on every supported Node, sorted.
    names: Vec<String>,
    /// Those of an ES module, `default` among them, that hold one value for good, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    constant: Vec<String>,
    /// `require` returns what an ES module exports by default.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    returns_default: bool,
    /// CommonJS that was written as an ES module: it says `__esModule`.
    faux: bool,
    /// A module in its graph awaits at the top level, so that `require` refuses it.
    top_level_await: bool,
    /// What loading it shows to others.
    loading: Loading,
}

/// How Node reads a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum ModuleFormat {
    CommonJs,
    Module,
    Json,
    Addon,
    /// It does not parse.
    Unknown,
}

/// What `require` returns, as far as the text of the module itself says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Returns {
    Function,
    Class,
    /// An object that is not a module namespace.
    Object,
    Primitive,
    /// The namespace of an ES module.
    Namespace,
    /// Only run time, or another module, knows.
    Unknown,
}

/// What loading a module shows to others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Loading {
    /// It changes nothing and depends on nothing.
    Inert,
    /// It changes nothing, but what it defines may depend on the environment at that time.
    Quiet,
    /// It may change something that others see, fail, or load what nobody knows.
    Active,
}

impl Outside {
    /// Looks at all packages that `paths` and `selection` mean; what cannot be read is a finding.
    pub fn of(paths: &[PathBuf], selection: &Selection, here: &Path) -> (Self, Vec<Finding>) {
        let one = |target: Result<crate::workspace::Target, Finding>| {
            let root = target?.root;
            package(&root, find::shown(&root, here))
        };
        let all: Vec<_> = targets(paths, selection).into_par_iter().map(one).collect();
        let (mut packages, mut findings) = (Vec::new(), Vec::new());
        for it in all {
            match it {
                Ok(facts) => packages.push(facts),
                Err(finding) => findings.push(finding),
            }
        }
        (Self { schema: SCHEMA, packages }, findings)
    }

    /// Prints the JSON document.
    pub fn json(&self, out: &mut dyn Write) -> Result<()> {
        serde_json::to_writer_pretty(&mut *out, self)?;
        Ok(writeln!(out)?)
    }

    /// The JSON Schema of the JSON document.
    pub fn schema() -> String {
        format!("{:#}\n", schemars::schema_for!(Self).to_value())
    }
}

fn package(root: &Path, path: String) -> Result<PackageFacts, Finding> {
    let named = |it: Finding| Finding { file: format!("{path}/{}", it.file), ..it };
    let package = Package::read(root).map_err(named)?;
    let (manifest, graph) = engine::linked(&package).map_err(named)?;
    let field = |name: &str| package.fields.get(name).and_then(Value::as_str).map(str::to_string);
    let is_module = field("type").as_deref() == Some("module");
    Ok(PackageFacts {
        name: package.name().map(str::to_string),
        version: field("version"),
        path,
        hash: hash(&package),
        r#type: if is_module { ModuleFormat::Module } else { ModuleFormat::CommonJs },
        has_exports_map: manifest.exports.is_some(),
        node: manifest.node.clone(),
        modules: modules(&package, &manifest, &graph),
    })
}

fn hash(package: &Package) -> String {
    let mut hasher = Sha256::new();
    let files: BTreeMap<&str, &str> =
        package.files.iter().map(|it| (it.path.as_str(), it.text.as_str())).collect();
    let manifest = (package.manifest.path.as_str(), package.manifest.text.as_str());
    for (path, text) in std::iter::once(manifest).chain(files) {
        for part in [path, text] {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
    }
    format!("{:x}", hasher.finalize())
}

fn modules(package: &Package, manifest: &Manifest, graph: &Graph) -> Vec<ModuleFacts> {
    let mut look = Look {
        root: &package.root,
        graph,
        stillness: plan::stillness(graph),
        resolvers: Resolvers::default(),
        externals: Externals::default(),
    };
    let files = engine::all_files(package);
    let points = manifest.entry_points(&files).into_iter();
    let points = points.filter(|it| matches!(it.kind, EntryKind::Main | EntryKind::Export));
    let mut list: Vec<ModuleFacts> =
        points.filter_map(|it| look.module(it.subpath, it.conditions, &it.target)).collect();
    let is_deep = |node: &&Node| {
        node.reachable && node.audience != Audience::Internal && !is_development(&node.path)
    };
    let deep = graph.nodes.iter().filter(is_deep);
    list.extend(deep.filter_map(|it| look.module(format!("./{}", it.path), Vec::new(), &it.path)));
    // Of one subpath the order of the map decides.
    list.sort_by(|a, b| a.subpath.cmp(&b.subpath));
    list
}

/// What is needed to look at the modules of one package.
struct Look<'g> {
    root: &'g Path,
    graph: &'g Graph,
    stillness: Vec<Stillness>,
    resolvers: Resolvers,
    externals: Externals,
}

impl Look<'_> {
    /// `None` for what is no module, such as types or styles.
    fn module(
        &mut self,
        subpath: String,
        conditions: Vec<String>,
        file: &str,
    ) -> Option<ModuleFacts> {
        let id = self.graph.nodes.iter().position(|it| it.path == file)?;
        let info = self.externals.get(&self.resolvers, &self.root.join(file));
        let mut names: Vec<String> = info.names.iter().cloned().collect();
        names.extend(info.has_default.then(|| "default".to_string()));
        names.extend(info.has_me.then(|| crate::graph::external::ME.to_string()));
        names.sort();
        let mut constant: Vec<String> = info.constant.iter().cloned().collect();
        constant.sort();
        Some(ModuleFacts {
            subpath,
            conditions,
            file: file.to_string(),
            format: info.format.into(),
            returns: returns(&info, self.graph.nodes[id].facts.as_ref()),
            names,
            constant,
            returns_default: info.returns_default,
            faux: info.marked,
            top_level_await: info.asynchronous,
            loading: match self.stillness[id] {
                Stillness::Inert => Loading::Inert,
                Stillness::Quiet => Loading::Quiet,
                Stillness::Active => Loading::Active,
            },
        })
    }
}

impl From<ExternalFormat> for ModuleFormat {
    fn from(it: ExternalFormat) -> Self {
        match it {
            ExternalFormat::CommonJs => Self::CommonJs,
            ExternalFormat::Module => Self::Module,
            ExternalFormat::Json => Self::Json,
            ExternalFormat::Addon => Self::Addon,
            ExternalFormat::Unknown => Self::Unknown,
        }
    }
}

impl From<ModuleFormat> for ExternalFormat {
    fn from(it: ModuleFormat) -> Self {
        match it {
            ModuleFormat::CommonJs => Self::CommonJs,
            ModuleFormat::Module => Self::Module,
            ModuleFormat::Json => Self::Json,
            ModuleFormat::Addon => Self::Addon,
            ModuleFormat::Unknown => Self::Unknown,
        }
    }
}

fn returns(info: &External, facts: Option<&Facts>) -> Returns {
    match (info.format, facts) {
        (ExternalFormat::Module, _) if !info.has_me => Returns::Namespace,
        (ExternalFormat::CommonJs, Some(facts)) if facts.syntax == Syntax::CommonJs => {
            returned(facts)
        }
        _ => Returns::Unknown,
    }
}

/// What CommonJS assigns to `module.exports`; without that, `require` returns the object that Node made.
fn returned(facts: &Facts) -> Returns {
    let replaces = |kind: &TargetKind| matches!(kind, TargetKind::Object(_));
    let mut values =
        facts.assignments.iter().filter(|it| it.targets.iter().any(|to| replaces(&to.kind)));
    match (values.next(), values.next()) {
        (None, _) if facts.exports.iter().any(|it| it.kind == crate::facts::UseKind::Reassign) => {
            Returns::Unknown
        }
        (None, _) => Returns::Object,
        (Some(_), Some(_)) => Returns::Unknown,
        (Some(only), None) => match &only.value.kind {
            ValueKind::Function { .. } | ValueKind::Arrow => Returns::Function,
            ValueKind::Class { .. } => Returns::Class,
            ValueKind::Object(_) => Returns::Object,
            ValueKind::Primitive | ValueKind::Undefined => Returns::Primitive,
            ValueKind::Identifier(name) => match facts.roots.get(name).map(|root| root.kind) {
                Some(RootKind::Function) => Returns::Function,
                Some(RootKind::Class) => Returns::Class,
                _ => Returns::Unknown,
            },
            ValueKind::Require(_) | ValueKind::Other => Returns::Unknown,
        },
    }
}
