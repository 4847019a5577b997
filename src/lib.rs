//! unfaux turns CommonJS packages into real ES modules.

pub mod change;
pub mod edit;
pub mod engine;
pub mod find;
pub mod finding;
pub mod format;
pub mod module;
