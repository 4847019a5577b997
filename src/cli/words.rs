//! The words that options take.

use anstream::ColorChoice;
use clap::ValueEnum;

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum CompatName {
    Exact,
    Idiomatic,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum FauxName {
    Exact,
    Clean,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum CommitName {
    Package,
    Wave,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    pub(super) fn choice(self) -> ColorChoice {
        match self {
            Self::Auto => ColorChoice::Auto,
            Self::Always => ColorChoice::Always,
            Self::Never => ColorChoice::Never,
        }
    }
}
