//! Migrates and verifies real packages and writes `snapshots/ecosystem.md`. Needs npm and the
//! Nodes that `scripts/nodes.sh` fetches; executes the code of the packages.
//!
//! ```sh
//! cargo test --release --test ecosystem                  # all of them; writes the table
//! cargo test --release --test ecosystem -- --slice       # a few; fails where the table is better
//! cargo test --release --test ecosystem -- once semver   # these; the same
//! cargo test --release --test ecosystem -- --slice --write  # writes the table of a few
//! cargo test --release --test ecosystem -- --stable node_modules  # executes nothing, see `stable.rs`
//! ```

mod install;
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
    if env::args().any(|it| it == "--stable") {
        return stable(&named);
    }
    let is_slice = env::args().any(|it| it == "--slice");
    let mut pins: Pins = toml::from_str(include_str!("../ecosystem.toml"))?;
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
    if is_whole || env::args().any(|it| it == "--write") {
        table::write(&nodes, &rows)?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut worse = table::regressions(&rows)?;
    if is_slice {
        worse.extend(table::idle_transforms(&rows).map(|it| format!("no package needs {it}")));
    }
    worse.iter().for_each(|it| say(&format!("worse than snapshots/ecosystem.md: {it}")));
    Ok(if worse.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
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
