//! Compares what consumers see of two copies of a package, in real Node processes.

use std::{
    env,
    io::{Write, stderr},
    path::Path,
    process::Command,
    time::Duration,
};

use unfaux::verify::{self, Entries, Entry, Node, Order, PackageProof, Pair, Sandbox, Scope};

/// A Node that can require ES modules.
pub(crate) struct Recorder {
    node: Node,
}

/// How much of a package is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    Everything,
    /// The main module in one order, and the commands: enough where nothing has changed.
    Main,
}

impl Recorder {
    /// `UNFAUX_NODE`, or `node` on the path. Without either the tests that need Node say so and
    /// pass, except on CI.
    pub(crate) fn find() -> Option<Self> {
        let error = match Node::usual() {
            Ok(node) => return Some(Self { node }),
            Err(error) => error,
        };
        let message =
            format!("{error:#}: nothing was executed. scripts/nodes.sh fetches some Nodes.");
        assert!(env::var_os("CI").is_none(), "{message}");
        // Written past the capture of the test harness, which hides what passing tests print.
        writeln!(stderr(), "{message}").expect("a stderr");
        None
    }

    /// Its Node, to run something else with.
    pub(crate) fn command(&self) -> Command {
        Command::new(&self.node.path)
    }

    /// What consumers see to differ between two copies, whose dependencies are those of `after`.
    pub(crate) fn differences(
        &self,
        before: &Path,
        after: &Path,
        probe: Option<&Path>,
        extent: Extent,
    ) -> Vec<String> {
        let name = package_name(before);
        let name = verify::usable_name(name.as_deref());
        let sandbox = |root| Sandbox::new(root, name, after).expect("a copy of the package");
        let pair = Pair::new(sandbox(before), sandbox(after)).expect("two copies");
        let scope = Scope { deep: usize::MAX, scripts: true, alternate: true };
        let mut entries = Entries::of(&pair.before, scope).expect("entries").list;
        if extent == Extent::Main {
            only_main(&mut entries);
        }
        assert!(!entries.is_empty(), "nothing of this package is executed");
        let (node, timeout) = (self.node.clone(), Duration::from_mins(1));
        let recorder = verify::Recorder {
            node,
            timeout,
            probe: probe.map(Path::to_path_buf),
            masks: Vec::new(),
        };
        let checked = pair.check(&entries, &recorder, &|| ()).expect("Node was there before");
        let mut proof = PackageProof::new(String::new(), None);
        proof.add("", checked);
        let line = |it: &verify::Found| format!("{} was {}, is {}", it.place(), it.was, it.is);
        proof.differences.iter().map(line).collect()
    }
}

fn only_main(entries: &mut Vec<Entry>) {
    let mut seen = false;
    entries.retain(|entry| match entry {
        Entry::Module { order: Order::RequireFirst, .. } if !seen => {
            seen = true;
            true
        }
        Entry::Module { .. } | Entry::Together { .. } => false,
        _ => true,
    });
}

fn package_name(root: &Path) -> Option<String> {
    let text = std::fs::read_to_string(root.join("package.json")).ok()?;
    let manifest: serde_json::Value = serde_json::from_str(&text).ok()?;
    Some(manifest["name"].as_str()?.to_string())
}
