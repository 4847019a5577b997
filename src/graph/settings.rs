//! Settings whose tools know them under one name only, by what is asked for and what is installed.

use std::collections::BTreeSet;

use crate::{
    find::{self, Package},
    manifest::old_settings,
};

/// The names of such files in `package`.
pub(super) fn old(package: &Package) -> BTreeSet<&'static str> {
    let files: Vec<&str> = package.files.iter().map(|it| it.path.as_str()).collect();
    let installed = |name: &str| find::installed_version(&package.root, name);
    old_settings(&package.fields, &files, &installed)
}
