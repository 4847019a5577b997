//! From paths on the command line to the packages that are meant.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    rc::Rc,
};

use super::{Member, Selection, Workspace, waves};
use crate::{find::root_of, finding::Finding};

/// A package to work on.
#[derive(Debug)]
pub struct Target {
    /// Canonical.
    pub root: PathBuf,
    /// Other packages of a workspace depend on it, and may name any of its files.
    pub shared: bool,
    /// The names of the packages that it depends on and that depend on it.
    pub cycle: Vec<String>,
}

/// The packages that `paths` mean, in order and each once: the root of a workspace means all
/// packages in it that `selection` selects, any other path the package that it lies in.
pub fn targets(paths: &[PathBuf], selection: &Selection) -> Vec<Result<Target, Finding>> {
    let mut workspaces = Workspaces::default();
    let mut seen = BTreeSet::new();
    let mut list = Vec::new();
    for path in paths {
        match workspaces.targets(path, selection) {
            Ok(found) => {
                list.extend(found.into_iter().filter(|it| seen.insert(it.root.clone())).map(Ok));
            }
            Err(finding) => list.push(Err(finding)),
        }
    }
    list
}

/// The nearest workspace that the package at `root` is a member of, or the root of.
pub fn around(root: &Path) -> Result<Option<Rc<Workspace>>, Finding> {
    Workspaces::default().around(root)
}

/// Workspaces, each read once.
#[derive(Default)]
struct Workspaces(BTreeMap<PathBuf, Option<Rc<Workspace>>>);

impl Workspaces {
    fn targets(&mut self, path: &Path, selection: &Selection) -> Result<Vec<Target>, Finding> {
        let root = root_of(path)?;
        let named = |finding: Finding| {
            let file = if finding.file.is_empty() { path.into() } else { path.join(&finding.file) };
            let file = file.display().to_string();
            Finding { file, ..finding }
        };
        match self.around(&root).map_err(named)? {
            Some(workspace) => {
                let is_root = root == workspace.root && is_same(path, &root);
                let indices = match workspace.member_at(&root) {
                    _ if is_root || !selection.is_empty() => {
                        selection.of(&workspace).map_err(named)?
                    }
                    member => member.into_iter().collect(),
                };
                Ok(members(&workspace, &indices))
            }
            None if selection.is_empty() => {
                Ok(vec![Target { root, shared: false, cycle: Vec::new() }])
            }
            None => {
                let message = "there is no workspace here whose packages could be selected";
                Err(named(super::trouble("", message)))
            }
        }
    }

    /// The search ends at `node_modules` and at the top of a git tree.
    fn around(&mut self, root: &Path) -> Result<Option<Rc<Workspace>>, Finding> {
        for folder in root.ancestors() {
            if folder.file_name().is_some_and(|it| it == "node_modules") {
                break;
            }
            let known = self.at(folder)?;
            if let Some(workspace) = known.filter(|it| it.member_at(root).is_some()) {
                return Ok(Some(workspace));
            }
            if folder.join(".git").exists() {
                break;
            }
        }
        Ok(None)
    }

    fn at(&mut self, folder: &Path) -> Result<Option<Rc<Workspace>>, Finding> {
        if let Some(known) = self.0.get(folder) {
            return Ok(known.clone());
        }
        let workspace = Workspace::read(folder)?.map(Rc::new);
        self.0.insert(folder.to_path_buf(), workspace.clone());
        Ok(workspace)
    }
}

fn is_same(path: &Path, root: &Path) -> bool {
    fs::canonicalize(path).is_ok_and(|it| it == root)
}

fn members(workspace: &Workspace, indices: &[usize]) -> Vec<Target> {
    let waves = waves(workspace);
    let target = |&index: &usize| {
        let needs =
            |it: &Member| it.dependencies.contains(&index) || it.development.contains(&index);
        let others = waves.component[index].iter().filter(|&&it| it != index);
        Target {
            root: workspace.members[index].root.clone(),
            shared: workspace.members.iter().any(needs),
            cycle: others.map(|&it| workspace.members[it].name.clone()).collect(),
        }
    };
    indices.iter().map(target).collect()
}
