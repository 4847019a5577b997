//! A temporary folder with a package in it.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process,
};

use assert_cmd::Command;
use unfaux::{change::Change, change::ChangeSet, find::Package};

/// A folder that goes when the test ends.
pub(crate) struct Folder(tempfile::TempDir);

/// A package that every version of the engine changes.
pub(crate) const FAUX: &[(&str, &str)] = &[
    ("package.json", "{\n  \"name\": \"faux\",\n  \"main\": \"index.js\"\n}\n"),
    ("index.js", "'use strict'\nconst fs = require('fs')\nmodule.exports = fs.existsSync\n"),
];

impl Folder {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a temporary folder"));
        for (path, text) in files {
            folder.write(path, text);
        }
        folder
    }

    pub(crate) fn root(&self) -> PathBuf {
        fs::canonicalize(self.0.path()).expect("it is there")
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let full = self.path(path);
        fs::create_dir_all(full.parent().expect("below the root")).expect("folders");
        fs::write(full, text).expect("written");
    }

    pub(crate) fn set_mode(&self, path: &str, mode: u32) {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::Permissions::from_mode(mode);
        fs::set_permissions(self.path(path), mode).expect("mode");
    }

    pub(crate) fn link(&self, path: &str, target: &str) {
        std::os::unix::fs::symlink(target, self.path(path)).expect("linked");
    }

    pub(crate) fn git(&self, arguments: &[&str]) {
        let mut git = process::Command::new("git");
        git.current_dir(self.root()).args(["-c", "user.name=a", "-c", "user.email=a@b.c"]);
        let output = git.args(arguments).output().expect("git runs");
        assert!(output.status.success(), "{arguments:?}: {output:?}");
    }

    pub(crate) fn commit_all(&self) {
        self.git(&["init", "--quiet"]);
        self.git(&["add", "--all", "--force"]);
        self.git(&["commit", "--quiet", "--message=all"]);
    }

    pub(crate) fn package(&self) -> Package {
        Package::read(&self.root()).expect("a package")
    }

    /// The command, run in the folder.
    pub(crate) fn unfaux(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_unfaux"));
        command.current_dir(self.root()).env_remove("NO_COLOR").args(arguments);
        command
    }

    /// Path, mode and bytes of everything but `.git`.
    pub(crate) fn contents(&self) -> BTreeMap<String, (u32, Vec<u8>)> {
        let mut contents = BTreeMap::new();
        collect(&self.root(), "", &mut contents);
        contents
    }
}

fn collect(folder: &Path, prefix: &str, contents: &mut BTreeMap<String, (u32, Vec<u8>)>) {
    use std::os::unix::fs::PermissionsExt as _;
    for entry in fs::read_dir(folder).expect("readable") {
        let entry = entry.expect("readable");
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let metadata = entry.metadata().expect("readable");
        if metadata.is_dir() && path != ".git" {
            collect(&entry.path(), &format!("{path}/"), contents);
        } else if metadata.is_file() {
            let bytes = fs::read(entry.path()).expect("readable");
            contents.insert(path, (metadata.permissions().mode() & 0o777, bytes));
        } else if metadata.is_symlink() {
            let target = fs::read_link(entry.path()).expect("a link");
            contents.insert(path, (0, target.to_string_lossy().into_owned().into_bytes()));
        }
    }
}

/// A change set without verdicts.
pub(crate) fn set(changes: Vec<Change>) -> ChangeSet {
    ChangeSet { changes, ..ChangeSet::default() }
}

pub(crate) fn edit(path: &str, old: &str, new: &str) -> Change {
    Change::Edit { path: path.into(), old: old.into(), new: new.into() }
}

pub(crate) fn rename(from: &str, to: &str, old: &str, new: &str) -> Change {
    Change::Rename { from: from.into(), to: to.into(), old: old.into(), new: new.into() }
}

pub(crate) fn create(path: &str, new: &str) -> Change {
    Change::Create { path: path.into(), new: new.into() }
}
