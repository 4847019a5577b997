//! Runs `observe.cjs`: what consumers see of a package, in real Node processes.

use std::{
    env, fs,
    io::{Write, stderr},
    path::Path,
    process::Command,
};

use serde_json::Value;
use tempfile::NamedTempFile;

/// A Node that can require ES modules.
pub(crate) struct Recorder {
    node: String,
}

impl Recorder {
    /// `UNFAUX_NODE`, or `node` on the path. Without either the tests that need Node say so and
    /// pass, except on CI.
    pub(crate) fn find() -> Option<Self> {
        let node = env::var("UNFAUX_NODE").unwrap_or_else(|_| "node".to_string());
        let supported = "process.exit(process.features.require_module ? 0 : 1)";
        let status = Command::new(&node).args(["-e", supported]).status();
        if status.is_ok_and(|status| status.success()) {
            return Some(Self { node });
        }
        let message = format!(
            "`{node}` is no Node that can require ES modules (20.19, 22.12 or later): \
             nothing was executed. Put one on the path or name it in UNFAUX_NODE; \
             scripts/nodes.sh fetches some."
        );
        assert!(env::var_os("CI").is_none(), "{message}");
        // Written past the capture of the test harness, which hides what passing tests print.
        writeln!(stderr(), "{message}").expect("a stderr");
        None
    }

    /// The record of the package in `root`, with the entries that `root` itself offers.
    pub(crate) fn record(&self, root: &Path, probe: Option<&Path>) -> Value {
        self.run(root, probe, None)
    }

    /// The record of the package in `root`, with the entries of an earlier record.
    pub(crate) fn record_like(&self, before: &Value, root: &Path, probe: Option<&Path>) -> Value {
        let file = NamedTempFile::new().expect("a temporary file");
        fs::write(file.path(), before.to_string()).expect("a writable temporary file");
        self.run(root, probe, Some(file.path()))
    }

    fn run(&self, root: &Path, probe: Option<&Path>, like: Option<&Path>) -> Value {
        let observe = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots/observe.cjs");
        let mut command = Command::new(&self.node);
        command.arg(observe).arg(root);
        for (option, path) in [("--probe", probe), ("--like", like)] {
            if let Some(path) = path {
                command.arg(option).arg(path);
            }
        }
        let output = command.output().expect("Node was there before");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && stderr.is_empty(), "observe.cjs failed: {stderr}");
        serde_json::from_slice(&output.stdout).expect("observe.cjs prints JSON")
    }
}
