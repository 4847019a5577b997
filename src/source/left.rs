//! What a source says in the manner of CommonJS, and what it imports.

mod dynamic;
mod exported;
mod order;
mod wrapper;

use oxc_ast::{
    AstKind,
    ast::{
        BindingIdentifier, Expression, ImportDeclaration, ImportDeclarationSpecifier,
        ImportOrExportKind, Statement, TSModuleReference,
    },
};
use oxc_span::{GetSpan, Span};

use crate::module::Module;

/// Observed once; what becomes of it depends on the files that it names.
#[derive(Debug, Default)]
pub(crate) struct Left {
    /// `__dirname` and `__filename`, with what stands for them in a module.
    pub(super) places: Vec<(Span, String)>,
    pub(super) equals: Vec<Equals>,
    pub(super) assignment: Option<Assignment>,
    pub(super) imports: Vec<Import>,
    /// Names and sources of `export … from`.
    pub(super) reexports: Vec<(Span, String, Vec<String>)>,
    /// Sources of `export *`, with the place of each.
    pub(super) stars: Vec<(Span, String)>,
    pub(super) dynamic: Vec<Dynamic>,
    /// The comparisons `require.main === module`.
    pub(super) mains: Vec<Span>,
    /// `require` as a free name, where it is used first.
    pub(super) requires: Option<Span>,
    /// What no edit turns into a module.
    pub(super) stays: Option<(Span, &'static str)>,
    /// Where statements after the imports go.
    pub(super) after_imports: u32,
    pub(super) has_imports: bool,
    /// Something else than imports was there before.
    is_behind: bool,
    /// A statement that does something before a later import is loaded.
    pub(super) before: Option<Span>,
    pub(super) default: Option<Exported>,
    /// Something is exported under a name.
    pub(super) named: bool,
    /// Those of the names that the file itself says.
    pub(super) exported: Vec<String>,
    /// All names of the top level and all free ones.
    pub(super) names: Vec<String>,
}

/// `import('specifier')`.
#[derive(Debug)]
pub(super) struct Dynamic {
    pub(super) span: Span,
    pub(super) specifier: String,
    /// What is read of it, where that is known.
    pub(super) names: Option<Vec<String>>,
}

/// `import local = require('specifier')`.
#[derive(Debug)]
pub(super) struct Equals {
    /// From the name to the end of the call.
    pub(super) inner: Span,
    pub(super) local: String,
    pub(super) literal: Span,
    pub(super) specifier: String,
}

/// `export = expression`.
#[derive(Debug)]
pub(super) struct Assignment {
    pub(super) span: Span,
    pub(super) expression: Span,
    pub(super) identifier: Option<String>,
    /// Keys of an object literal, with the variables that they hold.
    pub(super) keys: Vec<(String, Option<String>)>,
}

/// The default export.
#[derive(Debug, Clone)]
pub(super) struct Exported {
    /// The statement.
    pub(super) span: Span,
    pub(super) kind: ExportedKind,
}

#[derive(Debug, Clone)]
pub(super) enum ExportedKind {
    /// A function or class, by its name.
    Declared(String),
    /// A function or class without a name, which goes to the offset.
    Nameless(u32),
    /// `export default name`, of what keeps its value.
    Name(String),
    /// From the start of the expression.
    Expression(u32),
    /// `name as default` in a list: the name and where it ends.
    Listed(String, u32),
}

/// An import statement of values.
#[derive(Debug, Clone)]
pub(super) struct Import {
    pub(super) span: Span,
    /// From after `import` to before `from`.
    pub(super) clause: Span,
    pub(super) literal: Span,
    pub(super) specifier: String,
    pub(super) attributes: bool,
    pub(super) default: Option<Binding>,
    pub(super) namespace: Option<Binding>,
    pub(super) named: Vec<Binding>,
    /// Written with the word `type`: gone before Node sees it.
    pub(super) only_types: usize,
}

#[derive(Debug, Clone)]
pub(super) struct Binding {
    pub(super) imported: String,
    pub(super) local: String,
    pub(super) span: Span,
    /// Read as a value.
    pub(super) is_value: bool,
    pub(super) is_type: bool,
    /// For a namespace: members that are read; `None` when it is called or passed on.
    pub(super) members: Option<Vec<String>>,
}

/// Looks at one source.
pub(super) fn left(module: &Module<'_>) -> Left {
    let mut left = Left::default();
    for statement in &module.program.body {
        of_statement(module, statement, &mut left);
    }
    wrapper::free(module, &mut left);
    left.dynamic = dynamic::dynamic(module);
    left.before = order::before(&module.program.body);
    let scoping = module.scoping();
    let bound = scoping.symbol_ids().map(|id| scoping.symbol_name(id).to_string());
    let unbound = scoping.root_unresolved_references().keys().map(ToString::to_string);
    left.names = bound.chain(unbound).collect();
    left.names.sort_unstable();
    left
}

impl Left {
    /// What becomes `import.meta`.
    pub(super) fn meta(&self) -> Option<Span> {
        let named = self.places.iter().find(|(_, text)| text.contains("import.meta"));
        named.map(|(span, _)| *span).or(self.mains.first().copied()).or(self.requires)
    }

    /// Imports stand at the top, or are loaded as if they did.
    fn follow(&mut self, import: Span) {
        if !self.is_behind {
            self.after_imports = import.end;
        }
        self.has_imports = true;
    }
}

fn of_statement(module: &Module<'_>, statement: &Statement<'_>, left: &mut Left) {
    left.is_behind |= order::runs(statement);
    match statement {
        Statement::ImportDeclaration(it) => {
            left.follow(it.span);
            if it.import_kind == ImportOrExportKind::Value {
                left.imports.push(import(module, it));
            }
        }
        Statement::TSImportEqualsDeclaration(it) => {
            if let TSModuleReference::ExternalModuleReference(from) = &it.module_reference {
                left.follow(it.span);
                if it.import_kind == ImportOrExportKind::Value {
                    left.equals.push(Equals {
                        inner: Span::new(it.id.span.start, from.span.end),
                        local: it.id.name.to_string(),
                        literal: from.expression.span,
                        specifier: from.expression.value.to_string(),
                    });
                }
            }
        }
        Statement::TSExportAssignment(it) => {
            let identifier = match &it.expression {
                Expression::Identifier(name) => Some(name.name.to_string()),
                _ => None,
            };
            let (expression, keys) = (it.expression.span(), exported::keys(&it.expression));
            left.assignment = Some(Assignment { span: it.span, expression, identifier, keys });
        }
        Statement::ExportFromDeclaration(it) if it.export_kind == ImportOrExportKind::Value => {
            let values = it.specifiers.iter().filter(|one| !one.export_kind.is_type());
            let names = values.map(|one| one.local.name().to_string()).collect();
            exported::listed(it.span, &it.specifiers, left);
            left.reexports.push((it.span, it.source.value.to_string(), names));
        }
        Statement::ExportAllDeclaration(it) if it.export_kind == ImportOrExportKind::Value => {
            left.named = true;
            if it.exported.is_none() {
                left.stars.push((it.span, it.source.value.to_string()));
            }
        }
        Statement::ExportDeclaration(it) => exported::declared(&it.declaration, left),
        Statement::ExportDefaultDeclaration(it) => {
            let kind = exported::default(module, &it.declaration);
            left.default = kind.map(|kind| Exported { span: it.span, kind });
        }
        Statement::ExportNamedDeclaration(it) => exported::listed(it.span, &it.specifiers, left),
        _ => {}
    }
}

fn import(module: &Module<'_>, it: &ImportDeclaration<'_>) -> Import {
    let mut found = Import {
        span: it.span,
        clause: Span::empty(it.span.start),
        literal: it.source.span,
        specifier: it.source.value.to_string(),
        attributes: it.with_clause.is_some(),
        default: None,
        namespace: None,
        named: Vec::new(),
        only_types: 0,
    };
    let Some(specifiers) = &it.specifiers else { return found };
    for one in specifiers {
        match one {
            ImportDeclarationSpecifier::ImportDefaultSpecifier(it) => {
                found.default = Some(binding(module, "default", &it.local, it.span));
            }
            ImportDeclarationSpecifier::ImportNamespaceSpecifier(it) => {
                found.namespace = Some(binding(module, "*", &it.local, it.span));
            }
            ImportDeclarationSpecifier::ImportSpecifier(it) if it.import_kind.is_type() => {
                found.only_types += 1;
            }
            ImportDeclarationSpecifier::ImportSpecifier(it) => {
                found.named.push(binding(module, &it.imported.name(), &it.local, it.span));
            }
        }
    }
    let clause = module.text(Span::new(it.span.start, it.source.span.start));
    let (word, end) = ("import".len(), clause.rfind("from").unwrap_or(clause.len()));
    let inner = clause[word..end].trim();
    let start = it.span.start + (clause[word..].find(inner).unwrap_or(0) + word) as u32;
    found.clause = Span::new(start, start + inner.len() as u32);
    found
}

fn binding(
    module: &Module<'_>,
    imported: &str,
    local: &BindingIdentifier<'_>,
    span: Span,
) -> Binding {
    let symbol = local.symbol_id();
    let (mut is_value, mut is_type, mut members) = (false, false, Some(Vec::new()));
    for reference in module.scoping().get_resolved_references(symbol) {
        let parent = module.nodes().parent_kind(reference.node_id());
        if reference.is_type() && !reference.is_value() {
            is_type = true;
            continue;
        }
        is_value = true;
        match parent {
            AstKind::StaticMemberExpression(it) => {
                if let Some(members) = &mut members {
                    members.push(it.property.name.to_string());
                }
            }
            _ => members = None,
        }
    }
    let (imported, local) = (imported.to_string(), local.name.to_string());
    Binding { imported, local, span, is_value, is_type, members }
}
