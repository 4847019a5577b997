//! unfaux turns CommonJS packages into real ES modules.

pub mod apply;
pub mod change;
pub mod cli;
pub mod depth;
pub mod diff;
pub mod edit;
pub mod engine;
pub mod explain;
pub mod find;
pub mod finding;
pub mod format;
pub mod manifest;
pub mod module;
pub mod progress;
pub mod report;
pub mod run;
pub mod vcs;
