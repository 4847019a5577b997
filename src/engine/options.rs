//! What a run may be told.

use crate::{
    manifest::REQUIRED_NODE,
    transforms::{ALL, Transform},
};

/// How much of the consumers' view must survive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compat {
    /// `require` and `import` both see what they saw.
    Exact,
    /// Named exports and a default; `require` gets `module.exports` only where it was replaced.
    Idiomatic,
}

/// What becomes of modules that were ES modules before a transpiler printed them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Faux {
    /// `require` and `import` both see what they saw.
    Exact,
    /// The ES modules that they were.
    Clean,
}

/// Everything a run may be told.
#[derive(Debug, Clone)]
pub struct Options {
    pub compat: Compat,
    pub faux: Faux,
    /// Only these transforms; all when empty.
    pub only: Vec<String>,
    /// All but these transforms.
    pub skip: Vec<String>,
    /// The Nodes that the package will support.
    pub node: String,
    /// Write an exports map for a package that has none.
    pub seal: Option<Seal>,
    /// Keep the CommonJS as it is for Nodes that cannot require ES modules.
    pub module_sync: bool,
    /// Declarations must be read by TypeScript that knows no export named by a string.
    pub old_types: bool,
    /// Tests stay CommonJS.
    pub keep_tests: bool,
}

/// What an exports map that is written names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seal {
    /// The main module and the commands.
    Named,
    /// Every path that consumers can name today.
    Deep,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            compat: Compat::Exact,
            faux: Faux::Exact,
            only: Vec::new(),
            skip: Vec::new(),
            node: REQUIRED_NODE.to_string(),
            seal: None,
            module_sync: false,
            old_types: false,
            keep_tests: false,
        }
    }
}

impl Options {
    pub(super) fn enabled(&self) -> Vec<&'static dyn Transform> {
        let named = |list: &[String], name: &str| list.iter().any(|it| it == name);
        let wanted = |it: &&dyn Transform| {
            (self.only.is_empty() || named(&self.only, it.name())) && !named(&self.skip, it.name())
        };
        ALL.iter().copied().filter(wanted).collect()
    }
}
