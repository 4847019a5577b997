//! What changes when a sloppy CommonJS file becomes a strict ES module, and the repairs that
//! provably keep its behaviour.
//!
//! Code that is strict already (a `'use strict'` directive, a class body) changes only where the
//! module goal adds early errors. Nothing here looks at `require`, `exports` or the top-level
//! `this`: other stages own the module wrapper.

mod arguments;
mod blocks;
mod callers;
mod comments;
mod context;
mod duplicates;
mod eval;
mod fixed;
mod globals;
mod leaks;
mod literals;
mod names;
mod net;
mod order;
mod parameters;
mod receiver;
mod sloppy_this;
mod syntax;
mod writes;

pub(crate) use globals::exists as is_global;
use oxc_ast::AstKind;
use oxc_semantic::AstNode;
use oxc_span::Span;

use crate::{edit::Edit, module::Module, strict::context::Context};

/// The outcome of [`audit`].
#[derive(Debug, Default)]
pub struct Audit {
    /// Reasons to keep the file CommonJS, in the order of the text.
    pub hazards: Vec<Hazard>,
    /// Disjoint edits that keep the file's behaviour as a module, to be applied when it migrates.
    pub repairs: Vec<Edit>,
    /// Names that were globals created by functions of this file and that a repair made local.
    ///
    /// A caller who sees another file of the package read such a name keeps this file CommonJS.
    pub localized: Vec<String>,
    /// Those of them that only loops use which set them first: what others write is never read.
    pub counters: Vec<String>,
}

/// One place whose behaviour in strict code is different, or may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hazard {
    /// Kebab-case name of the kind of change.
    pub code: &'static str,
    pub span: Span,
    /// What is there, as a sentence without a full stop.
    pub message: String,
    /// What a person can do, as a sentence without a full stop.
    pub help: String,
}

/// Compares what `module`, parsed as CommonJS, means now with what it means as an ES module.
pub fn audit(module: &Module<'_>) -> Audit {
    let mut cx = Context::new(module);
    for node in module.nodes().iter() {
        early_errors(&mut cx, node);
        if cx.is_sloppy(node.scope_id()) {
            run_time(&mut cx, node);
        } else if let AstKind::CallExpression(call) = node.kind() {
            eval::in_strict_code(&mut cx, node, call);
        }
    }
    comments::check(&mut cx);
    names::check(&mut cx);
    duplicates::check(&mut cx);
    blocks::check(&mut cx);
    leaks::check(&mut cx);
    receiver::check(&mut cx);
    arguments::check(&mut cx);
    fixed::check(&mut cx);
    net::finish(cx)
}

/// What the module grammar refuses, also in code that is strict already.
fn early_errors(cx: &mut Context<'_, '_>, node: &AstNode<'_>) {
    match node.kind() {
        AstKind::NumericLiteral(literal) => literals::number(cx, literal),
        AstKind::StringLiteral(literal) => literals::string(cx, literal),
        AstKind::WithStatement(with) => syntax::with(cx, with),
        AstKind::UnaryExpression(unary) => syntax::delete(cx, node, unary),
        AstKind::FormalParameters(parameters) => parameters::duplicates(cx, parameters),
        AstKind::LabeledStatement(labeled) => syntax::labeled(cx, node, labeled),
        AstKind::ForInStatement(statement) => syntax::for_in(cx, statement),
        AstKind::ReturnStatement(statement) => syntax::top_return(cx, node, statement),
        AstKind::NewTarget(target) => syntax::new_target(cx, node, target),
        AstKind::BindingIdentifier(binding) => syntax::binding(cx, binding),
        AstKind::IdentifierReference(reference) => syntax::assigned(cx, reference),
        _ => {}
    }
}

/// What strict code does otherwise than sloppy code, seen from one node of sloppy code.
fn run_time<'a>(cx: &mut Context<'_, 'a>, node: &AstNode<'a>) {
    match node.kind() {
        AstKind::Function(function) => blocks::collect(cx, node, function),
        AstKind::ThisExpression(this) => receiver::collect(cx, node, this),
        AstKind::CallExpression(call) => eval::direct(cx, call),
        AstKind::AssignmentExpression(assignment) => writes::assignment(cx, assignment),
        AstKind::UpdateExpression(update) => writes::update(cx, update),
        AstKind::UnaryExpression(unary) => writes::delete(cx, unary),
        AstKind::StaticMemberExpression(member) => arguments::member(cx, node, member),
        _ => {}
    }
}
