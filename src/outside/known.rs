//! Dependencies that are not installed, known by what `unfaux facts` printed of them.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use super::{Loading, ModuleFacts, Outside, PackageFacts, SCHEMA};
use crate::graph::{
    ExternalTarget, Stillness,
    external::{External, ME},
    package_name,
};

/// The conditions under which Node's `require` and `import` find files
/// (<https://nodejs.org/api/packages.html#conditional-exports>).
const CONDITIONS: [&[&str]; 2] =
    [&["require", "node", "module-sync", "default"], &["import", "node", "module-sync", "default"]];

/// Packages by name.
#[derive(Debug, Default)]
pub struct Known(BTreeMap<String, PackageFacts>);

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
        Ok(Self(packages))
    }

    /// What `require(specifier)` would load if the package were there.
    pub(crate) fn target(&self, specifier: &str) -> Option<ExternalTarget> {
        let name = package_name(specifier);
        let package = self.0.get(&name)?;
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
        })
    }
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
