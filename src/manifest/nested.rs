//! Manifests below the root: the nearest one decides what `.js` means
//! (<https://nodejs.org/api/packages.html#type>), and one without `type` makes its folder CommonJS again.

use super::ManifestError;
use super::model::{Manifest, PackageType};

/// What a nested manifest makes of the `.js` files under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NestedType {
    /// `"type": "module"`
    Module,
    /// `"type": "commonjs"`: its author meant it.
    CommonJs,
    /// No `type`: CommonJS, whatever the root says. [`super::edit`] can say `module` here too.
    Unsaid,
}

/// What the manifest `text` says of its folder.
pub fn nested_type(text: &str) -> Result<NestedType, ManifestError> {
    Ok(match Manifest::parse(text)?.package_type {
        Some(PackageType::Module) => NestedType::Module,
        Some(PackageType::CommonJs) => NestedType::CommonJs,
        None => NestedType::Unsaid,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_without_type_says_nothing() {
        assert_eq!(nested_type("{\"sideEffects\": false}"), Ok(NestedType::Unsaid));
        assert_eq!(nested_type("\u{feff}{\"type\":\"commonjs\"}"), Ok(NestedType::CommonJs));
        assert!(nested_type("[]").is_err());
    }
}
