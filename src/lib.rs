//! unfaux turns CommonJS packages into real ES modules.

pub mod change;
pub mod edit;
pub mod effects;
pub mod finding;
pub mod module;
