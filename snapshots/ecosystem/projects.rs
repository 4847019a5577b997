//! Projects whose tarballs ship their sources: built, migrated with their sources, built again, and
//! compared. `views` says `as told` where all that consumers can tell is what the finding
//! `faux-default` announces.

use std::{
    collections::BTreeMap,
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use anyhow::{Context as _, Result, anyhow, ensure};
use serde::Deserialize;
use unfaux::{
    apply::apply,
    change::Summary,
    engine::{self, Options},
    find::Package,
    verify::{Entries, Found, Node, PackageProof, Pair, Recorder, Sandbox, Scope, usable_name},
};

use super::install;

/// One project.
#[derive(Deserialize)]
pub(super) struct Project {
    pub(super) name: String,
    pub(super) version: String,
    /// A line for the shell.
    build: String,
    /// What the build writes.
    output: String,
    #[serde(default)]
    pub(super) slice: bool,
    tests: Option<String>,
    /// What build and tests need.
    pub(super) tools: toml::Table,
    /// Settings files that the tarball lacks.
    #[serde(default)]
    settings: BTreeMap<String, String>,
}

/// What was found out about one project.
pub(super) struct Row {
    project: String,
    files: usize,
    types: String,
    views: &'static str,
    tests: &'static str,
    pub(super) notes: Vec<String>,
}

impl Row {
    /// As it stands in the table.
    pub(super) fn line(&self) -> String {
        let Self { project, files, types, views, tests, .. } = self;
        format!("| {project} | {files} | {types} | {views} | {tests} |")
    }
}

/// Above the rows.
pub(super) const HEAD: &str = "| project | files | new type errors | views | tests |\n\
                               |---|--:|--:|---|---|";

/// Builds, migrates and builds again.
pub(super) fn prove(project: &Project, nodes: &[Node], deep: usize) -> Result<Row> {
    let name = format!("{}@{}", project.name, project.version);
    run(project, nodes, deep).with_context(|| name)
}

fn run(project: &Project, nodes: &[Node], deep: usize) -> Result<Row> {
    let folder = install::folder(project);
    let shell = Shell::new(&folder, nodes.last().context("a Node")?)?;
    let before = copied(project, &folder, "before")?;
    ensure!(shell.build(project, &before)?, "the build writes nothing");
    let after = folder.join("after");
    copy(&before, &after)?;
    let package = read(&after)?;
    let set = engine::migrate(&package, &Options::default());
    apply(&package, &set)?;
    let Summary { idiomatic, create_require, local_exports, .. } = set.summary;
    let mut notes: Vec<String> =
        set.summary.refused.iter().map(|it| format!("refused: {it}")).collect();
    ensure!(shell.build(project, &after)?, "the second build writes nothing");
    let types = new_errors(&shell.errors(&before)?, &shell.errors(&after)?);
    let mut differences = views(&before, &after, nodes, deep)?;
    // Sources are for the build; some Nodes load them, too.
    let sources = format!("(\"{}/src", project.name);
    differences.retain(|it| !it.contains(&sources));
    let untold = differences.iter().filter(|it| !is_told(it));
    notes.extend(types.iter().cloned().chain(untold.cloned()).take(4));
    let views = match &differences[..] {
        [] => "same",
        all if all.iter().all(|it| is_told(it)) => "as told",
        _ => "differ",
    };
    let tests = match &project.tests {
        None => "–",
        Some(line) => match (shell.passes(line, &before)?, shell.passes(line, &after)?) {
            (true, true) => "pass",
            (false, _) => "fail before, too",
            (true, false) => "differ",
        },
    };
    let files = idiomatic + create_require + local_exports;
    let project = format!("{}@{}", project.name, project.version);
    Ok(Row { project, files, types: types.len().to_string(), views, tests, notes })
}

/// A fresh copy of what npm installed, beside its dependencies.
fn copied(project: &Project, folder: &Path, name: &str) -> Result<PathBuf> {
    let copy_at = folder.join(name);
    copy(&folder.join("node_modules").join(&project.name), &copy_at)?;
    for (path, text) in &project.settings {
        fs::write(copy_at.join(path), text)?;
    }
    Ok(copy_at)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    if to.exists() {
        fs::remove_dir_all(to)?;
    }
    let status = Command::new("cp").arg("-r").args([from, to]).status()?;
    ensure!(status.success(), "cp failed");
    Ok(())
}

fn read(root: &Path) -> Result<Package> {
    Package::read(&fs::canonicalize(root)?).map_err(|finding| anyhow!("{}", finding.message))
}

/// Runs commands of the project with one Node.
struct Shell {
    path: std::ffi::OsString,
}

impl Shell {
    fn new(folder: &Path, node: &Node) -> Result<Self> {
        let mut path = vec![folder.join("node_modules/.bin")];
        path.extend(node.path.parent().map(Path::to_path_buf));
        path.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
        Ok(Self { path: env::join_paths(path)? })
    }

    fn command(&self, line: &str, folder: &Path) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", line]).current_dir(folder).env("PATH", &self.path);
        command
    }

    fn passes(&self, line: &str, folder: &Path) -> Result<bool> {
        Ok(self.command(line, folder).output()?.status.success())
    }

    /// Compilers write in spite of errors, so what is there in the end counts.
    fn build(&self, project: &Project, folder: &Path) -> Result<bool> {
        let output = folder.join(&project.output);
        if output.exists() {
            fs::remove_dir_all(&output)?;
        }
        self.command(&project.build, folder).output()?;
        Ok(output.join("..").read_dir().is_ok() && output.exists())
    }

    /// What TypeScript complains about, without places, which move.
    fn errors(&self, folder: &Path) -> Result<Vec<String>> {
        if !folder.join("tsconfig.json").is_file() {
            return Ok(Vec::new());
        }
        let output = self.command("tsc --noEmit --pretty false", folder).output()?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let line = |line: &str| {
            let (place, message) = line.split_once(": error ")?;
            let file = place.split('(').next().unwrap_or(place);
            Some(format!("{file}: {message}"))
        };
        Ok(text.lines().filter_map(line).collect())
    }
}

fn new_errors(before: &[String], after: &[String]) -> Vec<String> {
    let mut left = before.to_vec();
    let is_new = |it: &&String| match left.iter().position(|one| one == *it) {
        Some(at) => {
            left.swap_remove(at);
            false
        }
        None => true,
    };
    after.iter().filter(is_new).cloned().collect()
}

/// What consumers of the two builds can tell, on any of `nodes`.
fn views(before: &Path, after: &Path, nodes: &[Node], deep: usize) -> Result<Vec<String>> {
    let name = read(before)?.name().map(str::to_string);
    let name = usable_name(name.as_deref());
    let sandbox = |root| Sandbox::new(root, name, after);
    let pair = Pair::new(sandbox(before)?, sandbox(after)?)?;
    let scope = Scope { deep, scripts: false, alternate: false };
    let entries = Entries::of(&pair.before, scope)?.list;
    let mut proof = PackageProof::new(String::new(), None);
    for node in nodes {
        let (node, timeout) = (node.clone(), Duration::from_secs(60));
        let version = node.version.to_string();
        let recorder = Recorder { node, timeout, probe: None, masks: Vec::new() };
        proof.add(&version, pair.check(&entries, &recorder, &|| ())?);
    }
    let line = |it: &Found| format!("{} was {}, is {}", it.place(), it.was, it.is);
    Ok(proof.differences.iter().map(line).collect())
}

/// An ES module in place of an object that says it was one, and the default export itself in place
/// of an object around it.
fn is_told(line: &str) -> bool {
    let aspects = [
        ", kind was Object, is namespace",
        ", extensible was",
        "[prototype]",
        "Symbol.toStringTag",
        ", attributes was",
        ", order of keys was",
        ", identity was",
        "__esModule",
        "[\"module.exports\"]",
    ];
    let default = line.starts_with("import(") && line.contains(").default");
    default || aspects.iter().any(|it| line.contains(it))
}
