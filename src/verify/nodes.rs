//! The Nodes on this machine: on the search path, in `UNFAUX_NODE`, and below `UNFAUX_NODES`.

use std::{
    collections::BTreeSet,
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context as _, Result, bail};
use node_semver::{Range, Version};

/// A Node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    pub path: PathBuf,
    pub version: Version,
    /// Can require ES modules; others load only what `--module-sync` keeps for them.
    pub is_able: bool,
}

impl Node {
    /// Asks the binary at `path` what it is.
    pub fn at(path: &Path) -> Result<Self> {
        let shown = path.display();
        let question =
            "process.stdout.write(process.version + ' ' + !!process.features.require_module)";
        let mut command = Command::new(path);
        let output = command.args(["-e", question]).stdin(Stdio::null()).output();
        let output = output.with_context(|| format!("cannot run {shown}"))?;
        let answer = String::from_utf8_lossy(&output.stdout).into_owned();
        let answer = answer.split_once(' ').filter(|_| output.status.success());
        let Some((version, able)) = answer else { bail!("{shown} is no Node") };
        let version = Version::parse(version).with_context(|| format!("the version of {shown}"))?;
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        Ok(Self { path, version, is_able: able == "true" })
    }

    /// `UNFAUX_NODE`, or else the first usable Node on the search path.
    pub fn usual() -> Result<Self> {
        if let Some(path) = env::var_os("UNFAUX_NODE") {
            let node = Self::at(Path::new(&path)).context("UNFAUX_NODE")?;
            let needs =
                "UNFAUX_NODE is no Node that can require ES modules (20.19, 22.12 or later)";
            return Some(node).filter(|it| it.is_able).context(needs);
        }
        let able = |path: PathBuf| Self::at(&path).ok().filter(|it| it.is_able);
        let found = on_search_path().find_map(able);
        found.context(
            "there is no Node on the path that can require ES modules (20.19, 22.12 or later); \
             name one with --node or in UNFAUX_NODE",
        )
    }

    /// The Nodes that `wanted` names, each a path or a range of versions; the default one when
    /// nothing is wanted.
    pub fn choose(wanted: &[String]) -> Result<Vec<Self>> {
        if wanted.is_empty() {
            return Ok(vec![Self::usual()?]);
        }
        let mut all = None;
        let mut chosen: Vec<Self> = Vec::new();
        for text in wanted {
            if Path::new(text).is_file() {
                chosen.push(Self::at(Path::new(text))?);
                continue;
            }
            let range = Range::parse(text);
            let range = range.with_context(|| format!("`{text}` is no file and no range"))?;
            let found = all.get_or_insert_with(Self::all);
            let matching: Vec<&Self> =
                found.iter().filter(|it| it.version.satisfies(&range)).collect();
            if matching.is_empty() {
                bail!("none of the Nodes that are there is {text}: {}", listed(found));
            }
            chosen.extend(matching.into_iter().cloned());
        }
        let mut seen = BTreeSet::new();
        chosen.retain(|node| seen.insert(node.path.clone()));
        Ok(chosen)
    }

    /// Every Node that can be found, one of each version, the oldest first.
    pub fn all() -> Vec<Self> {
        let named = env::var_os("UNFAUX_NODE").map(PathBuf::from);
        let places = named.into_iter().chain(below_folders()).chain(on_search_path());
        let mut nodes: Vec<Self> = places.filter_map(|path| Self::at(&path).ok()).collect();
        nodes.sort_by(|a, b| a.version.cmp(&b.version));
        nodes.dedup_by(|a, b| a.version == b.version);
        nodes
    }
}

fn listed(nodes: &[Node]) -> String {
    if nodes.is_empty() {
        return "there is none".to_string();
    }
    nodes.iter().map(|node| node.version.to_string()).collect::<Vec<_>>().join(", ")
}

fn on_search_path() -> impl Iterator<Item = PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    folders.into_iter().map(|folder| folder.join(binary())).filter(|path| path.is_file())
}

/// `bin/node` in each folder of `UNFAUX_NODES`, and in each folder directly in those.
fn below_folders() -> impl Iterator<Item = PathBuf> {
    let path = env::var_os("UNFAUX_NODES").unwrap_or_default();
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    folders.into_iter().flat_map(|folder| {
        let inner = fs::read_dir(&folder).into_iter().flatten().flatten().map(|it| it.path());
        let mut inner: Vec<PathBuf> = inner.collect();
        inner.sort();
        inner.push(folder);
        inner.into_iter().map(|it| it.join("bin").join(binary())).filter(|path| path.is_file())
    })
}

fn binary() -> &'static str {
    if cfg!(windows) { "node.exe" } else { "node" }
}
