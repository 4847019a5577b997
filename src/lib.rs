//! unfaux turns CommonJS packages into real ES modules.

pub mod apply;
pub mod change;
pub mod cli;
pub mod depth;
pub mod diff;
pub mod edit;
pub mod effects;
pub mod engine;
pub mod explain;
pub mod facts;
pub mod find;
pub mod finding;
pub mod format;
pub mod graph;
pub mod lexer;
pub mod manifest;
pub mod module;
pub mod plan;
pub mod progress;
pub mod report;
pub mod rewrite;
pub mod run;
pub mod scan;
pub mod strict;
pub mod vcs;
pub mod verify;

#[path = "../transforms/mod.rs"]
pub mod transforms;
