//! `unfaux facts`, and the documents that have schemas.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::workspace::Selection;

/// A JSON document with a published schema.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Document {
    Plan,
    Facts,
}

#[derive(Debug, Args)]
pub struct Facts {
    /// Packages to look at; the root of a workspace means all packages in it
    #[arg(value_name = "PATH", default_value = ".")]
    pub paths: Vec<PathBuf>,
    /// Only packages of a workspace that these filters of pnpm select
    #[arg(long = "package", value_name = "FILTER", allow_hyphen_values = true)]
    packages: Vec<String>,
}

impl Facts {
    /// Which packages of a workspace are meant.
    pub fn selection(&self) -> Selection {
        Selection { filters: self.packages.clone(), ..Selection::default() }
    }
}
