//! States between the steps of a migration, in workspaces that a script makes up.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

/// Old and new Nodes of `scripts/nodes.sh` that can require ES modules, as far as they are there.
fn nodes() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(".cache/nodes");
    let wanted = ["20.19.5", "22.12.0", "22.20.0"];
    wanted.iter().map(|it| folder.join(it).join("bin/node")).filter(|it| it.exists()).collect()
}

/// `UNFAUX_SEEDS=1..100 cargo test --test cli mixed` looks at as many workspaces.
#[test]
fn after_each_step_consumers_see_what_they_saw() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let seeds = env::var("UNFAUX_SEEDS").unwrap_or_else(|_| "4..5".to_string());
    let node = env::var("UNFAUX_NODE").unwrap_or_else(|_| "node".to_string());
    let mut command = Command::new(&node);
    command.arg(root.join("scripts/waves.mjs")).arg(env!("CARGO_BIN_EXE_unfaux"));
    command.args(["--seeds", &seeds]).args(nodes());
    let run = command.output();
    let output = run.unwrap_or_else(|error| panic!("this test needs Node, {node} fails: {error}"));
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains(", 0 failed"), "{said}");
}
