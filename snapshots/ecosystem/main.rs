//! Migrates and verifies real packages and writes `snapshots/ecosystem.md`. Needs npm and the
//! Nodes that `scripts/nodes.sh` fetches; executes the code of the packages.
//!
//! ```sh
//! cargo test --release --test ecosystem                  # all of them; writes the table
//! cargo test --release --test ecosystem -- --slice       # a few; fails where the table is better
//! cargo test --release --test ecosystem -- once semver   # these; the same
//! cargo test --release --test ecosystem -- --slice --write  # writes the table of a few
//! cargo test --release --test ecosystem -- --projects   # those that are built; writes their table
//! cargo test --release --test ecosystem -- --stable node_modules  # executes nothing, see `stable.rs`
//! ```

mod install;
mod projects;
mod prove;
mod stable;
mod table;

use std::{
    env,
    io::{Write as _, stderr},
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

use anyhow::{Context as _, Result, ensure};
use rayon::prelude::*;
use serde::Deserialize;
use unfaux::verify::Node;

/// `snapshots/ecosystem.toml`.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Pins {
    nodes: Vec<String>,
    slice_nodes: Vec<String>,
    deep: usize,
    /// For npm: stand-ins for transitive dependencies that the registry no longer has.
    overrides: toml::Table,
    package: Vec<Pin>,
    project: Vec<projects::Project>,
}

/// One package.
#[derive(Deserialize)]
struct Pin {
    name: String,
    version: String,
    kind: String,
    #[serde(default)]
    slice: bool,
    tests: Option<String>,
    /// What its tests need.
    #[serde(default)]
    dev: toml::Table,
}

fn main() -> Result<ExitCode> {
    let named: Vec<String> = env::args().skip(1).filter(|it| !it.starts_with("--")).collect();
    let has = |option: &str| env::args().any(|it| it == option);
    if has("--stable") {
        return stable(&named);
    }
    if let Some((_, script)) = SCRIPTS.iter().find(|it| has(it.0)) {
        return run(script, &named);
    }
    let is_slice = has("--slice");
    let mut pins: Pins = toml::from_str(include_str!("../ecosystem.toml"))?;
    if has("--projects") {
        return build(&pins, &named, &nodes(&pins.nodes)?);
    }
    let is_whole = named.is_empty() && !is_slice;
    pins.package.retain(|it| {
        is_whole || if named.is_empty() { it.slice } else { named.contains(&it.name) }
    });
    ensure!(!pins.package.is_empty(), "no such package in snapshots/ecosystem.toml");
    let nodes = nodes(if is_slice { &pins.slice_nodes } else { &pins.nodes })?;
    let missing = install::install(&pins)?;

    let one = |pin: &Pin| {
        let row = match missing.contains(&install::project(pin)) {
            true => table::Row::not_installed(pin),
            false => prove::prove(pin, &nodes, pins.deep)?,
        };
        say(&row.line());
        Ok(row)
    };
    let rows: Vec<table::Row> = pins.package.par_iter().map(one).collect::<Result<_>>()?;
    if is_whole || has("--write") {
        table::write(&nodes, &rows)?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut worse = table::regressions(&rows)?;
    if is_slice {
        worse.extend(table::idle_transforms(&rows).map(|it| format!("no package needs {it}")));
        worse.extend(table::changed(&built(&pins, |it| it.slice, &nodes)?)?);
    }
    worse.iter().for_each(|it| say(&format!("worse than snapshots/ecosystem.md: {it}")));
    Ok(if worse.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What looks at the packages in `folders` from another side.
const SCRIPTS: [(&str, &str); 4] = [
    ("--linters", "linters.sh"),
    ("--paths", "paths.mjs"),
    ("--starts", "starts.mjs"),
    ("--types", "types.sh"),
];

fn run(script: &str, folders: &[String]) -> Result<ExitCode> {
    let mut command = Command::new(if script.ends_with(".mjs") { "node" } else { "bash" });
    command.arg(repository().join("scripts").join(script));
    if script.ends_with(".mjs") {
        command.arg(env!("CARGO_BIN_EXE_unfaux"));
    }
    let status = command.args(folders).status()?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Builds the projects that are `named`, or all of them, and writes their table.
fn build(pins: &Pins, named: &[String], nodes: &[Node]) -> Result<ExitCode> {
    let rows = built(pins, |it| named.is_empty() || named.contains(&it.name), nodes)?;
    if named.is_empty() {
        table::write_projects(&rows)?;
        return Ok(ExitCode::SUCCESS);
    }
    let changed = table::changed(&rows)?;
    Ok(if changed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn built(
    pins: &Pins,
    is_wanted: impl Fn(&projects::Project) -> bool,
    nodes: &[Node],
) -> Result<Vec<projects::Row>> {
    let wanted: Vec<_> = pins.project.iter().filter(|it| is_wanted(it)).collect();
    let one = |project: &projects::Project| {
        ensure!(install::of_project(project, pins)?, "npm could not install {}", project.name);
        let row = projects::prove(project, nodes, pins.deep)?;
        say(&row.line());
        row.notes.iter().for_each(|it| say(it));
        Ok(row)
    };
    wanted.into_par_iter().map(one).collect()
}

/// Checks what must hold of all packages in `folders`.
fn stable(folders: &[String]) -> Result<ExitCode> {
    ensure!(!folders.is_empty(), "--stable needs a folder of packages, such as node_modules");
    let (mut all, mut failed) = (0, 0);
    for folder in folders {
        let (more, failing) = stable::check(Path::new(folder))?;
        (all, failed) = (all + more, failed + failing);
    }
    say(&format!("{all} packages, {failed} not stable"));
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Fetches what is missing of the Nodes `versions`.
fn nodes(versions: &[String]) -> Result<Vec<Node>> {
    let status = Command::new(repository().join("scripts/nodes.sh")).args(versions).status();
    ensure!(status.context("scripts/nodes.sh")?.success(), "scripts/nodes.sh failed");
    let path = |version: &String| repository().join(format!(".cache/nodes/{version}/bin/node"));
    versions.iter().map(|version| Node::at(&path(version))).collect()
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Where everything is installed.
fn cache() -> PathBuf {
    repository().join(".cache/ecosystem")
}

fn say(line: &str) {
    // Nobody reads along where this fails.
    let _ = writeln!(stderr(), "{line}");
}
