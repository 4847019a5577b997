//! One parsed source file. Lives only inside the stage that parsed it.

pub(crate) mod constant;
pub(crate) mod platform;

use oxc_allocator::Allocator;
use oxc_ast::{AstKind, ast::Program};
use oxc_diagnostics::Diagnostics;
use oxc_parser::{ParseOptions, Parser};
use oxc_semantic::{AstNodes, NodeId, Reference, Scoping, Semantic, SemanticBuilder, SymbolId};
use oxc_span::{SourceType, Span};

/// Which grammar a file is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// A script inside Node's module wrapper.
    CommonJs,
    /// Has `import`, `export` or `import.meta`.
    Module,
}

/// A source text with its syntax tree, scopes and the grammar it parsed under.
pub struct Module<'a> {
    pub source: &'a str,
    pub syntax: Syntax,
    pub program: &'a Program<'a>,
    pub semantic: Semantic<'a>,
}

impl<'a> Module<'a> {
    /// Parses `source` as an ES module when it has module syntax and as CommonJS otherwise, as
    /// Node's syntax detection does.
    pub fn parse(allocator: &'a Allocator, source: &'a str) -> Result<Self, Diagnostics> {
        let script = Self::parser(allocator, source, SourceType::cjs()).parse();
        if !script.panicked && !script.module_record.has_module_syntax {
            return Self::analyze(allocator, source, script, Syntax::CommonJs);
        }
        let module = Self::module(allocator, source);
        if module.panicked && script.panicked {
            return Err(script.diagnostics);
        }
        Self::analyze(allocator, source, module, Syntax::Module)
    }

    /// Parses a source that a compiler reads before Node does; what its checker would say about
    /// names and types is no error here.
    pub fn parse_source(
        allocator: &'a Allocator,
        source: &'a str,
        kind: SourceType,
    ) -> Result<Self, Diagnostics> {
        let parsed = Self::parser(allocator, source, kind).parse();
        if parsed.panicked || parsed.diagnostics.has_errors() {
            return Err(parsed.diagnostics);
        }
        let program = &*allocator.alloc(parsed.program);
        let built = SemanticBuilder::new().with_build_nodes(true).build(program);
        Ok(Self { source, syntax: Syntax::Module, program, semantic: built.semantic })
    }

    /// An ES module, with JSX where it has some: bundlers and Babel read that in `.js`, too.
    fn module(allocator: &'a Allocator, source: &'a str) -> oxc_parser::ParserReturn<'a> {
        let module = Self::parser(allocator, source, SourceType::mjs()).parse();
        if module.panicked && (source.contains("</") || source.contains("/>")) {
            let jsx = Self::parser(allocator, source, SourceType::mjs().with_jsx(true)).parse();
            return if jsx.panicked { module } else { jsx };
        }
        module
    }

    /// Parses `source` as an ES module, whatever it looks like; errors are those of strict code.
    pub fn parse_strict(allocator: &'a Allocator, source: &'a str) -> Result<Self, Diagnostics> {
        let module = Self::module(allocator, source);
        Self::analyze(allocator, source, module, Syntax::Module)
    }

    fn parser(allocator: &'a Allocator, source: &'a str, kind: SourceType) -> Parser<'a> {
        let options = ParseOptions { preserve_parens: false, ..ParseOptions::default() };
        Parser::new(allocator, source, kind).with_options(options)
    }

    fn analyze(
        allocator: &'a Allocator,
        source: &'a str,
        parsed: oxc_parser::ParserReturn<'a>,
        syntax: Syntax,
    ) -> Result<Self, Diagnostics> {
        let program = &*allocator.alloc(parsed.program);
        let mut diagnostics = parsed.diagnostics;
        if parsed.panicked {
            return Err(diagnostics);
        }
        let built = SemanticBuilder::new()
            .with_build_nodes(true)
            .with_check_syntax_error(true)
            .build(program);
        diagnostics.extend(built.diagnostics);
        if diagnostics.has_errors() {
            return Err(diagnostics);
        }
        Ok(Self { source, syntax, program, semantic: built.semantic })
    }

    pub fn scoping(&self) -> &Scoping {
        self.semantic.scoping()
    }

    pub fn nodes(&self) -> &AstNodes<'a> {
        self.semantic.nodes()
    }

    /// The node around `node`.
    pub fn parent(&self, node: NodeId) -> AstKind<'a> {
        self.nodes().parent_kind(node)
    }

    /// The node that declares `symbol`.
    pub fn symbol_node(&self, symbol: SymbolId) -> AstKind<'a> {
        self.nodes().kind(self.scoping().symbol_declaration(symbol))
    }

    /// The source text of `span`.
    pub fn text(&self, span: Span) -> &'a str {
        &self.source[span.start as usize..span.end as usize]
    }

    /// References to `name` that no declaration in this file binds.
    pub fn free(&self, name: &str) -> impl Iterator<Item = &Reference> {
        let scoping = self.scoping();
        let ids = scoping.root_unresolved_references().get(name);
        ids.into_iter().flatten().map(|&id| scoping.get_reference(id))
    }
}
