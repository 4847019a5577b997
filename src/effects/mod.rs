//! Says what the evaluation of each top-level statement does, so that others can tell whether an
//! import may move before it. Where something cannot be told, it says the worse.

mod bindings;
mod call;
mod callers;
mod change;
mod data;
mod expression;
mod fresh;
mod function;
mod graph;
mod guard;
mod invoke;
mod marks;
mod members;
#[rustfmt::skip]
mod names;
mod outline;
mod outlined;
mod results;
mod rules;
mod sources;
mod state;
mod targets;
mod value;
mod walk;

use oxc_span::Span;
use rustc_hash::{FxHashMap, FxHashSet};

pub use self::outline::{Callee, Callees};
use self::{outline::Known, walk::Walker};
use crate::module::Module;

/// How far the consequences of running something reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Effect {
    /// Touches only values made in this file: declarations, literals, local objects, own exports.
    #[default]
    Pure,
    /// Calls code of other modules (or unknown local values) to compute a value or to change a
    /// local value; touches nothing global by itself.
    Foreign,
    /// Prints, or ends the program: others can see when it happens, but nothing that they read is
    /// another afterwards.
    Prints,
    /// May change something other modules can observe: globals, `process.env`, builtins' members or
    /// prototypes, timers, listeners, files; or calls foreign code for its effect alone.
    Global,
}

/// What evaluating one top-level statement does.
#[derive(Debug, Clone)]
pub struct Statement {
    pub span: Span,
    pub effect: Effect,
    /// Its value depends on when it runs: environment, arguments, time, files, globals of others.
    pub reads_world: bool,
    /// It reads what may not be there, such as a global of browsers, and would fail without it.
    pub may_fail: bool,
    /// The expression that made it more than pure.
    pub culprit: Option<Span>,
}

/// What evaluating a file does.
#[derive(Debug, Clone, Default)]
pub struct Effects {
    /// Each top-level statement of the program body in order.
    pub statements: Vec<Statement>,
    /// For each `require('literal')` that a statement runs, by the start of the call: the effect
    /// of what runs before it within that statement. Calls in functions called in place count.
    pub before_call: Vec<(u32, Effect)>,
    /// The starts of the functions whose bodies may run while the file is evaluated.
    pub runs_at_load: FxHashSet<u32>,
    /// Something in the file, functions that never run at load included, can write globals,
    /// `process.env`, prototypes or members of builtins.
    pub writes_world_somewhere: bool,
    /// For each function, by its start, where its first `return` or `throw` is; `u32::MAX` is the
    /// file itself.
    pub first_exits: FxHashMap<u32, u32>,
}

/// Finds what evaluating `module` does.
pub fn effects(module: &Module<'_>) -> Effects {
    Walker::new(module, None).finish()
}

/// The same, where `callees` tells what calls of other modules' exports do; `before` is what is known
/// without that.
pub fn effects_with(module: &Module<'_>, callees: &dyn Callees, before: &Effects) -> Effects {
    let running = before.runs_at_load.clone();
    Walker::new(module, Some(Known::new(module, callees, running))).finish()
}

/// All that `module` does is to export literals.
pub fn is_data(module: &Module<'_>) -> bool {
    data::is_data(module)
}

/// What a call of an export of `module` does; no members: of all that it exports.
pub fn callee(module: &Module<'_>, members: &[&str], callees: &dyn Callees) -> Callee {
    outline::callee(module, members, callees)
}
