//! Settings whose tools know them under one name only, or import them, by what is asked for and what is installed.

use crate::{
    find::{self, Package},
    manifest::Settings,
};

/// The settings in `package`.
pub(super) fn of(package: &Package) -> Settings {
    let files: Vec<&str> = package.files.iter().map(|it| it.path.as_str()).collect();
    let installed = |name: &str| find::installed_version(&package.root, name);
    Settings::of(&package.fields, &files, &installed)
}
