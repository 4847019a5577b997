//! What the parts of the audit share.

use oxc_ast::{AstKind, ast::Function};
use oxc_semantic::{NodeId, Reference, ScopeId, Scoping};
use oxc_span::{GetSpan, Span};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    edit::Edit,
    module::Module,
    strict::{Audit, Hazard, blocks::BlockFunction},
};

/// The file under audit and everything found in it so far.
pub(super) struct Context<'m, 'a> {
    pub(super) module: &'m Module<'a>,
    pub(super) audit: Audit,
    /// Function declarations in blocks of sloppy code.
    pub(super) block_functions: Vec<BlockFunction<'a>>,
    /// Every `this` of sloppy code, by the scope of the function that it belongs to.
    pub(super) receivers: FxHashMap<ScopeId, Vec<NodeId>>,
    names: FxHashSet<String>,
}

impl<'m, 'a> Context<'m, 'a> {
    pub(super) fn new(module: &'m Module<'a>) -> Self {
        let scoping = module.scoping();
        let mut names: FxHashSet<String> = scoping.symbol_names().map(str::to_string).collect();
        let free = scoping.root_unresolved_references().keys();
        names.extend(free.map(ToString::to_string));
        Self {
            module,
            audit: Audit::default(),
            block_functions: Vec::new(),
            receivers: FxHashMap::default(),
            names,
        }
    }

    pub(super) fn scoping(&self) -> &'m Scoping {
        self.module.scoping()
    }

    pub(super) fn is_sloppy(&self, scope: ScopeId) -> bool {
        !self.scoping().scope_flags(scope).is_strict_mode()
    }

    pub(super) fn report(
        &mut self,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.audit.hazards.push(Hazard { code, span, message: message.into(), help: help.into() });
    }

    pub(super) fn replace(&mut self, span: Span, text: impl Into<String>) {
        self.audit.repairs.push(Edit { span, text: text.into() });
    }

    pub(super) fn insert(&mut self, at: u32, text: impl Into<String>) {
        self.replace(Span::empty(at), text);
    }

    /// The first of `candidates` that means nothing anywhere in the file; it is taken from now on.
    pub(super) fn fresh(&mut self, candidates: impl IntoIterator<Item = String>) -> Option<String> {
        let name = candidates.into_iter().find(|name| !self.names.contains(name))?;
        self.names.insert(name.clone());
        Some(name)
    }

    /// The innermost function around `scope` that has its own `this` and `arguments`.
    pub(super) fn function_scope(&self, scope: ScopeId) -> Option<ScopeId> {
        let scoping = self.scoping();
        scoping.scope_ancestors(scope).find(|&scope| {
            let flags = scoping.scope_flags(scope);
            flags.is_function() && !flags.is_arrow()
        })
    }

    /// The innermost function around `scope`, arrows included.
    pub(super) fn any_function_scope(&self, scope: ScopeId) -> Option<ScopeId> {
        let scoping = self.scoping();
        scoping.scope_ancestors(scope).find(|&scope| scoping.scope_flags(scope).is_function())
    }

    /// The function whose parameters and body are `scope`.
    pub(super) fn function(&self, scope: ScopeId) -> Option<&'a Function<'a>> {
        match self.module.nodes().kind(self.scoping().get_node_id(scope)) {
            AstKind::Function(function) => Some(function),
            _ => None,
        }
    }

    pub(super) fn span(&self, node: NodeId) -> Span {
        self.module.nodes().kind(node).span()
    }

    pub(super) fn reference_span(&self, reference: &Reference) -> Span {
        self.module.semantic.reference_span(reference)
    }

    /// Extends `span` to the whole line when nothing else stands on it.
    pub(super) fn whole_line(&self, span: Span) -> Span {
        let source = self.module.source;
        let (start, end) = (span.start as usize, span.end as usize);
        let indent = source[..start].trim_end_matches([' ', '\t']);
        let rest = source[end..].trim_start_matches([' ', '\t']);
        let newline =
            if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with('\n')) };
        if newline == 0 || !(indent.is_empty() || indent.ends_with('\n')) {
            return span;
        }
        Span::new(indent.len() as u32, (source.len() - rest.len() + newline) as u32)
    }

    /// The line break of the file.
    pub(super) fn newline(&self) -> &'static str {
        let first = self.module.source.find('\n').unwrap_or(0);
        if self.module.source[..first].ends_with('\r') { "\r\n" } else { "\n" }
    }
}
