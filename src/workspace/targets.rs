//! From paths on the command line to the packages that are meant.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    rc::Rc,
    sync::Arc,
};

use super::{Selection, Workspace, waves};
use crate::{find::root_of, finding::Finding};

/// A package to work on.
#[derive(Debug, Clone)]
pub struct Target {
    /// Canonical.
    pub root: PathBuf,
    pub name: String,
    /// It is not published.
    pub private: bool,
    /// It is the root of a workspace that follows its packages.
    pub is_root: bool,
    /// The roots of all packages of its workspace.
    pub members: Arc<[PathBuf]>,
    /// The roots of those that no run over the targets decides about, though what they load decides
    /// how ES modules of all of them load each other.
    pub around: Arc<[PathBuf]>,
    /// The root of its workspace, or of the package itself when it is in none.
    pub home: PathBuf,
    /// Its path from `home`; `.` when it is that itself.
    pub unit: String,
    /// The number of its wave, from 1.
    pub wave: usize,
    /// Other packages of a workspace depend on it, and may name any of its files.
    pub shared: bool,
    /// The names of the packages that it depends on and that depend on it, and their roots.
    pub cycle: Vec<(String, PathBuf)>,
    /// The roots of those of them that it can only migrate with, as files of theirs and of its own load
    /// each other; itself among them.
    pub bundle: BTreeSet<PathBuf>,
    /// Two files of it and of these that load each other, directly or not; empty where the files are
    /// not known.
    pub knot: Option<[String; 2]>,
    /// Why it stays because of that.
    pub tied: Option<Tie>,
    /// The packages that are written in one step, itself among them, by root; none where it is alone.
    pub step: BTreeMap<PathBuf, String>,
    /// Packages of the workspace that it needs at run time; of a root those that it follows.
    pub providers: Vec<String>,
    /// Packages of the workspace that need it at run time.
    pub consumers: Vec<String>,
    /// The roots of these, and of those that need it for development.
    pub needed_by: Vec<PathBuf>,
}

/// Why packages whose files load each other stay as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tie {
    /// Why it is not known what they load of each other, or will be to each other; nothing where one of
    /// them is installed.
    Open(Option<String>),
    /// Some of them take no part in this run.
    Apart,
    /// What stands in the way.
    Stays(String),
    /// This file of another package, which stays CommonJS, passes on its names.
    Passed(String),
}

impl Target {
    /// The root of the workspace, which follows `packages`, once they are done.
    #[must_use]
    pub fn as_root(&self, packages: Vec<String>) -> Self {
        let (members, around) = (self.members.clone(), self.around.clone());
        let (wave, providers) = (self.wave + 1, packages);
        Self { wave, members, around, providers, is_root: true, ..Self::alone(self.home.clone()) }
    }

    /// A package that is in no workspace.
    fn alone(root: PathBuf) -> Self {
        Self {
            home: root.clone(),
            is_root: false,
            members: Arc::from([root.clone()]),
            around: Arc::default(),
            root,
            name: String::new(),
            private: false,
            unit: ".".to_string(),
            wave: 1,
            shared: false,
            cycle: Vec::new(),
            bundle: BTreeSet::new(),
            knot: None,
            tied: None,
            step: BTreeMap::new(),
            providers: Vec::new(),
            consumers: Vec::new(),
            needed_by: Vec::new(),
        }
    }
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

/// Workspaces, each read once.
#[derive(Default)]
struct Workspaces(BTreeMap<PathBuf, Option<Rc<Workspace>>>);

impl Workspaces {
    fn targets(&mut self, path: &Path, selection: &Selection) -> Result<Vec<Target>, Finding> {
        let root = match root_of(path) {
            Ok(root) => root,
            Err(finding) => {
                let bare = self.bare(path)?.ok_or(finding)?;
                return Ok(members(&bare, &selection.of(&bare)?));
            }
        };
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
            None if selection.is_empty() => Ok(vec![Target::alone(root)]),
            None => {
                let message = "there is no workspace here whose packages could be selected";
                Err(named(super::trouble("", message)))
            }
        }
    }

    /// The workspace whose root is `path` and has no manifest, as with Rush.
    fn bare(&mut self, path: &Path) -> Result<Option<Rc<Workspace>>, Finding> {
        fs::canonicalize(path).map_or(Ok(None), |folder| self.at(&folder))
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
        // A published package may still name the packages that it was developed with.
        let has_others = |it: &Workspace| it.members.iter().any(|it| !it.path.is_empty());
        let workspace = Workspace::read(folder)?.filter(has_others).map(Rc::new);
        self.0.insert(folder.to_path_buf(), workspace.clone());
        Ok(workspace)
    }
}

fn is_same(path: &Path, root: &Path) -> bool {
    fs::canonicalize(path).is_ok_and(|it| it == root)
}

fn members(workspace: &Workspace, indices: &[usize]) -> Vec<Target> {
    let waves = waves(workspace);
    let mut consumers = vec![Vec::new(); workspace.members.len()];
    let mut shared = vec![false; workspace.members.len()];
    for (from, member) in workspace.members.iter().enumerate() {
        for to in member.needed() {
            consumers[to].push(from);
        }
        for to in member.needed().chain(member.development.iter().copied()) {
            shared[to] = true;
        }
        // Siblings find it where it is linked, whatever their manifests say.
        shared[from] |= member.private && workspace.packages().count() > 1;
    }
    let names = |indices: &[usize]| -> Vec<String> {
        indices.iter().map(|&it| workspace.members[it].name.clone()).collect()
    };
    let named = |index: usize| {
        let it = &workspace.members[index];
        (it.name.clone(), it.root.clone())
    };
    let roots: Arc<[PathBuf]> = workspace.members.iter().map(|it| it.root.clone()).collect();
    let around: Arc<[PathBuf]> =
        around(workspace, indices, &consumers).into_iter().map(|it| roots[it].clone()).collect();
    let needed_by = |index: usize| {
        let developing = |it: &&super::Member| it.development.contains(&index);
        let more = workspace.members.iter().filter(developing).map(|it| it.root.clone());
        consumers[index].iter().map(|&it| roots[it].clone()).chain(more).collect()
    };
    let target = |&index: &usize| {
        let member = &workspace.members[index];
        let component = waves.component[index].iter().copied();
        Target {
            root: member.root.clone(),
            name: member.name.clone(),
            private: member.private,
            is_root: false,
            members: roots.clone(),
            around: around.clone(),
            home: workspace.root.clone(),
            unit: if member.path.is_empty() { "." } else { &member.path }.to_string(),
            wave: waves.of[index],
            shared: shared[index],
            cycle: component.filter(|&it| it != index).map(named).collect(),
            bundle: BTreeSet::new(),
            knot: None,
            tied: None,
            step: BTreeMap::new(),
            providers: names(&member.needed().collect::<Vec<_>>()),
            consumers: names(&consumers[index]),
            needed_by: needed_by(index),
        }
    };
    indices.iter().map(target).collect()
}

/// Packages besides `meant` with ES modules from which they can be reached, or whose ES modules they
/// can reach, and what these need; without such, those through which one that is meant reaches another.
fn around(workspace: &Workspace, meant: &[usize], consumers: &[Vec<usize>]) -> BTreeSet<usize> {
    let of = |edges: &dyn Fn(usize) -> Vec<usize>, from: &BTreeSet<usize>| {
        let (mut seen, mut queue) = (from.clone(), from.iter().copied().collect::<Vec<_>>());
        while let Some(index) = queue.pop() {
            queue.extend(edges(index).into_iter().filter(|it| seen.insert(*it)));
        }
        seen
    };
    let meant: BTreeSet<usize> = meant.iter().copied().collect();
    let is_module = |it: &usize| workspace.members[*it].module && !meant.contains(it);
    let needing = of(&|it| consumers[it].clone(), &meant);
    let mut roots = needing.clone();
    roots.retain(|it| meant.contains(it) || is_module(it));
    let all = of(&|it| workspace.members[it].needed().collect(), &roots);
    let any = all.iter().any(is_module);
    all.into_iter().filter(|it| (any || needing.contains(it)) && !meant.contains(it)).collect()
}
