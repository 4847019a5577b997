//! Dependencies that are not installed, known by what `unfaux facts` printed of them.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use super::{Loading, ModuleFacts, Outside, PackageFacts, SCHEMA, hash};
use crate::{
    find::Package,
    graph::{
        ExternalTarget, Stillness,
        external::{External, ME},
        package_name,
    },
};

/// The conditions under which Node's `require` and `import` find files
/// (<https://nodejs.org/api/packages.html#conditional-exports>).
const CONDITIONS: [&[&str]; 2] =
    [&["require", "node", "module-sync", "default"], &["import", "node", "module-sync", "default"]];

/// Packages by name.
#[derive(Debug, Default)]
pub struct Known {
    packages: BTreeMap<String, PackageFacts>,
    /// Folders of installed packages that were compared, and whether they are what is known.
    compared: Mutex<BTreeMap<PathBuf, bool>>,
}

impl Known {
    /// Reads documents; where several describe a package, the last one counts.
    ///
    /// # Errors
    /// A file that cannot be read, is not JSON, or is no document of this version.
    pub fn read(files: &[PathBuf]) -> Result<Self> {
        let mut packages = BTreeMap::new();
        for file in files {
            let document = document(file)?;
            let named = document.packages.into_iter();
            packages.extend(named.filter_map(|it| Some((it.name.clone()?, it))));
        }
        Ok(Self { packages, ..Self::default() })
    }

    /// The package that `specifier` names is known, and `file`, which is installed, is part of one
    /// of that name with other contents.
    pub(crate) fn differs(&self, specifier: &str, file: &Path) -> bool {
        let name = package_name(specifier);
        let Some(package) = self.packages.get(&name) else { return false };
        let named = |folder: &&Path| named(folder).as_ref() == Some(&name);
        let Some(folder) = file.ancestors().skip(1).find(named) else { return false };
        // Not while others are locked out: reading is work that threads share.
        let compared = || self.compared.lock().unwrap_or_else(PoisonError::into_inner);
        let known = compared().get(folder).copied();
        let same = known
            .unwrap_or_else(|| Package::read(folder).is_ok_and(|it| hash(&it) == package.hash));
        compared().insert(folder.to_path_buf(), same);
        !same
    }

    /// What `require(specifier)` would load if the package were there.
    pub(crate) fn target(&self, specifier: &str) -> Option<ExternalTarget> {
        let name = package_name(specifier);
        let package = self.packages.get(&name)?;
        let subpath = format!(".{}", specifier.strip_prefix(name.as_str())?);
        let [required, imported] = CONDITIONS.map(|it| package.module(&subpath, it));
        let module = required?;
        let same = imported.is_some_and(|it| it.file == module.file);
        let exact = module.subpath == subpath;
        let import =
            if exact { specifier.to_string() } else { format!("{name}{}", &module.subpath[1..]) };
        Some(ExternalTarget {
            path: Path::new(&name).join(&module.file),
            info: Arc::new(module.external()),
            import: same.then_some(import),
            twin: None,
            stillness: Stillness::Active,
            after: Vec::new(),
        })
    }
}

/// The name in the manifest of a folder.
fn named(folder: &Path) -> Option<String> {
    let text = fs::read_to_string(folder.join("package.json")).ok()?;
    let fields: Value = serde_json::from_str(&text).ok()?;
    Some(fields["name"].as_str()?.to_string())
}

fn document(file: &Path) -> Result<Outside> {
    let shown = file.display();
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {shown}"))?;
    let value: Value = serde_json::from_str(&text)
        .map_err(|it| anyhow::anyhow!("{shown}:{}:{}: {it}", it.line(), it.column()))?;
    if value["schema"] != SCHEMA {
        bail!("{shown} is no output of `unfaux facts` of version {SCHEMA}; print it anew");
    }
    serde_json::from_str(&text)
        .map_err(|it| anyhow::anyhow!("{shown}:{}:{}: {it}; print it anew", it.line(), it.column()))
}

impl PackageFacts {
    /// The module that Node finds for `subpath` under these conditions, in the order of the map.
    fn module(&self, subpath: &str, conditions: &[&str]) -> Option<&ModuleFacts> {
        let tails: &[&str] =
            if self.has_exports_map { &[""] } else { &["", ".js", ".json", "/index.js"] };
        tails.iter().find_map(|tail| {
            let is_it = |it: &&ModuleFacts| {
                it.subpath.strip_suffix(tail) == Some(subpath)
                    && it.conditions.iter().all(|one| conditions.contains(&one.as_str()))
            };
            self.modules.iter().find(is_it)
        })
    }
}

impl ModuleFacts {
    fn external(&self) -> External {
        let has = |name: &str| self.names.iter().any(|it| it == name);
        let own = self.names.iter().filter(|it| *it != "default" && *it != ME);
        External {
            format: self.format.into(),
            names: own.cloned().collect(),
            constant: self.constant.iter().cloned().collect(),
            returns_default: self.returns_default,
            marked: self.faux,
            has_default: has("default"),
            has_me: has(ME),
            asynchronous: self.top_level_await,
            known_stillness: Some(match self.loading {
                Loading::Inert => Stillness::Inert,
                Loading::Quiet => Stillness::Quiet,
                Loading::Active => Stillness::Active,
            }),
            ..External::default()
        }
    }
}
