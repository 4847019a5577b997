//! One package fixture, its working copies, and the built command run on them.

use std::{
    collections::BTreeMap,
    env, fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
};

use tempfile::TempDir;

/// A folder below `snapshots/packages`.
pub(crate) struct Case {
    pub(crate) name: String,
    dir: PathBuf,
}

impl Case {
    /// All cases, by name. `UNFAUX_CASE=text` leaves only those whose name has that text.
    pub(crate) fn all() -> Vec<Self> {
        let wanted = env::var("UNFAUX_CASE").unwrap_or_default();
        let mut cases: Vec<Self> = fs::read_dir(Self::folder())
            .expect("the fixtures are part of the repository")
            .map(|entry| entry.expect("a readable folder").path())
            .filter(|path| path.is_dir())
            .map(|dir| Self { name: file_name(&dir), dir })
            .filter(|case| case.name.contains(&wanted))
            .collect();
        cases.sort_by(|a, b| a.name.cmp(&b.name));
        cases
    }

    pub(crate) fn folder() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots/packages")
    }

    /// The file that calls what the package exports, for cases that loading alone does not show.
    pub(crate) fn probe(&self) -> Option<PathBuf> {
        Some(Self::folder().join(format!("{}.probe.cjs", self.name))).filter(|path| path.exists())
    }

    /// What else the command is told, from `<case>.args`.
    fn args(&self) -> Vec<String> {
        self.words("args")
    }

    /// The differences that consumers see and that the arguments ask for, from `<case>.allowed`.
    pub(crate) fn allowed(&self) -> Option<Vec<String>> {
        let path = Self::folder().join(format!("{}.allowed", self.name));
        let text = fs::read_to_string(path).ok()?;
        Some(text.lines().map(str::to_string).collect())
    }

    /// What of the package is made of its sources, from `<case>.build`: pairs of paths.
    pub(crate) fn build(&self) -> Vec<String> {
        self.words("build")
    }

    /// What consumers may notice after that, from `<case>.rebuilt`.
    pub(crate) fn rebuilt(&self) -> Vec<String> {
        let path = Self::folder().join(format!("{}.rebuilt", self.name));
        let text = fs::read_to_string(path).unwrap_or_default();
        text.lines().map(str::to_string).collect()
    }

    fn words(&self, end: &str) -> Vec<String> {
        let path = Self::folder().join(format!("{}.{end}", self.name));
        let text = fs::read_to_string(path).unwrap_or_default();
        text.split_whitespace().map(str::to_string).collect()
    }

    pub(crate) fn copy(&self) -> Package {
        let temp = TempDir::with_prefix("unfaux-").expect("a temporary folder");
        let root = temp.path().join(&self.name);
        copy_folder(&self.dir, &root);
        Package { temp, root, args: self.args() }
    }
}

/// A package in a temporary folder that is removed with it.
pub(crate) struct Package {
    temp: TempDir,
    pub(crate) root: PathBuf,
    args: Vec<String>,
}

/// What a run of the command gave, without the paths of this machine.
pub(crate) struct Run {
    pub(crate) exit: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

/// Contents and permission bits by path below the package.
pub(crate) type Tree = BTreeMap<String, (Vec<u8>, u32)>;

impl Package {
    /// A package of the given files.
    pub(crate) fn of(name: &str, files: &[(&str, &str)]) -> Self {
        let temp = TempDir::with_prefix("unfaux-").expect("a temporary folder");
        let root = temp.path().join(name);
        fs::create_dir(&root).expect("a fresh folder");
        for (path, text) in files {
            fs::write(root.join(path), text).expect("a writable folder");
        }
        Self { temp, root, args: Vec::new() }
    }

    pub(crate) fn diff(&self) -> Run {
        self.unfaux(&["diff", "--color", "never"])
    }

    pub(crate) fn apply(&self) -> Run {
        let run = self.unfaux(&["apply", "--color", "never", "--allow-no-vcs"]);
        assert!((0..=2).contains(&run.exit), "exit {}: {}", run.exit, run.stderr);
        run
    }

    fn unfaux(&self, args: &[&str]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_unfaux"))
            .args(args)
            .args(&self.args)
            .arg(".")
            .current_dir(&self.root)
            .output()
            .expect("the command was built with the tests");
        let masked = |bytes: &[u8]| self.masked(&String::from_utf8_lossy(bytes));
        let exit = output.status.code().unwrap_or(-1);
        Run { exit, stdout: masked(&output.stdout), stderr: masked(&output.stderr) }
    }

    fn masked(&self, text: &str) -> String {
        let temp = self.temp.path().canonicalize().expect("the folder is there");
        let text = text.replace(&*temp.to_string_lossy(), "<temp>");
        text.replace(&*self.temp.path().to_string_lossy(), "<temp>")
    }

    pub(crate) fn tree(&self) -> Tree {
        let mut tree = Tree::new();
        for path in files_below(&self.root) {
            let bytes = fs::read(&path).expect("a file of the copy");
            let mode = fs::metadata(&path).expect("a file of the copy").permissions().mode();
            let relative = path.strip_prefix(&self.root).expect("a path below the root");
            tree.insert(relative.to_string_lossy().into_owned(), (bytes, mode & 0o777));
        }
        tree
    }

    /// Rewrites the author's own source files; `None` leaves a file as it is.
    pub(crate) fn rewrite(&self, change: impl Fn(&str, &str) -> Option<String>) {
        for (path, (bytes, _)) in self.tree() {
            let is_source = [".js", ".cjs", ".mjs", ".json"].iter().any(|end| path.ends_with(end));
            let Ok(text) = String::from_utf8(bytes) else { continue };
            if !is_source || path.split('/').any(|part| part == "node_modules") {
                continue;
            }
            if let Some(changed) = change(&path, &text) {
                fs::write(self.root.join(path), changed).expect("a writable copy");
            }
        }
    }
}

fn copy_folder(from: &Path, to: &Path) {
    for path in files_below(from) {
        let target = to.join(path.strip_prefix(from).expect("a path below the folder"));
        fs::create_dir_all(target.parent().expect("a folder around the file"))
            .expect("a writable temporary folder");
        fs::copy(&path, target).expect("a readable fixture");
    }
}

/// All files below `dir`, sorted, dependencies and hidden ones included.
pub(crate) fn files_below(dir: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = ignore::WalkBuilder::new(dir)
        .standard_filters(false)
        .build()
        .map(|entry| entry.expect("a readable folder").into_path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files
}

fn file_name(path: &Path) -> String {
    path.file_name().expect("an entry of a folder").to_string_lossy().into_owned()
}
