//! `unfaux verify`: which packages, what is before and what after, and on which Nodes.

use std::{
    env, fs,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context as _, Result, anyhow, ensure};
use indicatif::ProgressBar;
use node_semver::Range;
use tempfile::TempDir;

use super::{
    Entries, Node, PackageProof, Pair, Recorder, Sandbox, Scope, sandbox::check_out, suite,
    usable_name,
};
use crate::{
    apply::apply,
    change::{Change, ChangeSet},
    engine::{self, Options},
    find::{self, Package},
    finding::Finding,
    manifest::Manifest,
    workspace::{Selection, Target, targets},
};

/// Where the package before comes from.
#[derive(Debug, Clone)]
pub enum Base {
    /// A git revision.
    Revision(String),
    Folder(PathBuf),
    /// The working tree, before what is about to be written.
    WorkingTree,
}

/// Everything a verification may be told.
#[derive(Debug, Clone)]
pub struct Settings {
    pub base: Base,
    /// Compare with what this would write instead of the working tree.
    pub dry_run: Option<Options>,
    pub nodes: Vec<Node>,
    pub deep: usize,
    pub timeout: Duration,
    /// A line for the shell that runs the tests.
    pub tests: Option<String>,
}

/// A package that another one needs, and what is to be written to it.
pub type Beside<'b> = (Package, Option<&'b ChangeSet>);

/// Verifies the packages that `paths` name, one after the other; their entries run in parallel.
pub fn verify_paths(
    paths: &[PathBuf],
    settings: &Settings,
    bar: &ProgressBar,
) -> Vec<PackageProof> {
    let here = env::current_dir().unwrap_or_default();
    let targets = targets(paths, &Selection::default());
    let proofs = targets.into_iter().map(|target| match target {
        Ok(Target { root, .. }) => {
            let shown = find::shown(&root, &here);
            let proof = settings.verify(&root, shown.clone(), bar);
            proof.unwrap_or_else(|error| PackageProof::failed(shown, &error))
        }
        Err(finding) => nowhere(&finding),
    });
    proofs.collect()
}

fn nowhere(finding: &Finding) -> PackageProof {
    PackageProof::failed(finding.file.clone(), &anyhow!("{}", finding.message))
}

impl Settings {
    fn verify(&self, root: &Path, shown: String, bar: &ProgressBar) -> Result<PackageProof> {
        let aside = TempDir::with_prefix("unfaux-")?;
        let before = match &self.base {
            Base::WorkingTree => root.to_path_buf(),
            Base::Folder(folder) => {
                ensure!(
                    folder.join("package.json").is_file(),
                    "{} is no package",
                    folder.display()
                );
                folder.clone()
            }
            Base::Revision(revision) => {
                let to = aside.path().join("before");
                check_out(root, revision, &to)
                    .context("name what was before with --before or --base, or say --dry-run")?;
                to
            }
        };
        let changes = match &self.dry_run {
            Some(options) => Some(migrated(root, options)?),
            None => None,
        };
        self.compare(
            &before,
            root,
            changes.as_ref().map(|(package, changes)| (package, changes)),
            &[],
            shown,
            bar,
        )
    }

    /// Compares the package in `before` with that in `root`, after `changes` in a copy of it, and in
    /// copies of the packages `beside` it.
    pub(crate) fn compare(
        &self,
        before: &Path,
        root: &Path,
        changes: Option<(&Package, &ChangeSet)>,
        beside: &[Beside<'_>],
        shown: String,
        bar: &ProgressBar,
    ) -> Result<PackageProof> {
        let name = package_name(before)?;
        let usable = usable_name(name.as_deref());
        let mut after = Sandbox::new(root, usable, root)?;
        if let Some((package, changes)) = changes {
            let package = package.at(after.package.clone());
            apply(&package, changes)?;
        }
        let mut untouched = Sandbox::new(before, usable, root)?;
        for (package, changes) in beside {
            let (name, from) = (usable_name(package.name()), &package.root);
            untouched.put_beside(name, from, from)?;
            let copy = package.at(after.put_beside(name, from, from)?);
            changes.map_or(Ok(()), |it| apply(&copy, it))?;
        }
        let pair = Pair::new(untouched, after)?;
        let scope = Scope { deep: self.deep, scripts: false, alternate: false };
        let entries = Entries::of(&pair.before, scope)?;
        let mut proof = PackageProof::new(shown, name);
        proof.left_out = entries.left_out;
        let dropped = Dropped::of(&pair)?;
        for node in &self.nodes {
            if dropped.has(node) {
                proof.dropped.push(node.version.to_string());
                continue;
            }
            self.on_node(&pair, &entries, node, &mut proof, bar)?;
        }
        let versions = proof.dropped.join(", ");
        let is_left_out = proof.dropped.len() == self.nodes.len();
        ensure!(
            !is_left_out,
            "`engines.node` leaves out Node {versions} now, and no other is named"
        );
        if let Some((_, changes)) = changes {
            proof.attribute(changes);
        } else if !proof.differences.is_empty()
            && let Ok((_, changes)) = migrated(before, &Options::default())
        {
            proof.attribute(&written(changes, &pair.after.package));
        }
        Ok(proof)
    }

    fn on_node(
        &self,
        pair: &Pair,
        entries: &Entries,
        node: &Node,
        proof: &mut PackageProof,
        bar: &ProgressBar,
    ) -> Result<()> {
        let (node, timeout) = (node.clone(), self.timeout);
        let version = node.version.to_string();
        let recorder = Recorder { node, timeout, probe: None, masks: Vec::new() };
        bar.inc_length(entries.list.len() as u64);
        proof.add(&version, pair.check(&entries.list, &recorder, &|| bar.inc(1))?);
        if let Some(command) = &self.tests {
            proof.tests.push(suite::run(pair, command, &recorder.node, timeout)?);
            proof.settle();
        }
        Ok(())
    }
}

/// `changes` without the files that `root` does not hold as they would be written.
fn written(mut changes: ChangeSet, root: &Path) -> ChangeSet {
    let is_there = |path: &str| {
        let text = fs::read_to_string(root.join(path)).ok();
        changes.changes.iter().any(|it| {
            matches!(it, Change::Edit { path: edited, new, .. } if edited == path && Some(new) == text.as_ref())
        })
    };
    changes.verdicts.retain(|it| is_there(&it.file));
    changes
}

/// The Nodes that a package allowed before and does not after.
struct Dropped {
    before: Option<Range>,
    after: Option<Range>,
}

impl Dropped {
    fn of(pair: &Pair) -> Result<Self> {
        let range = |root: &Path| -> Result<Option<Range>> {
            let text = fs::read_to_string(root.join("package.json")).context("package.json")?;
            let node = Manifest::parse(&text).context("package.json")?.node;
            Ok(node.and_then(|it| Range::parse(it).ok()))
        };
        Ok(Self { before: range(&pair.before.package)?, after: range(&pair.after.package)? })
    }

    fn has(&self, node: &Node) -> bool {
        let allows =
            |range: &Option<Range>| range.as_ref().is_none_or(|it| node.version.satisfies(it));
        // A Node that cannot require ES modules loads only what is kept for it.
        (allows(&self.before) || !node.is_able) && !allows(&self.after)
    }
}

fn package_name(root: &Path) -> Result<Option<String>> {
    let text = fs::read_to_string(root.join("package.json")).context("package.json")?;
    Ok(Manifest::parse(&text).context("package.json")?.name)
}

fn migrated(root: &Path, options: &Options) -> Result<(Package, ChangeSet)> {
    let package = Package::read(root).map_err(|finding| anyhow!("{}", finding.message))?;
    let changes = engine::migrate(&package, options);
    Ok((package, changes))
}
