//! What ES module syntax says: specifiers, and the names of an ES module.

use oxc_ast::{
    AstKind,
    ast::{
        Argument, CallExpression, ExportDefaultDeclarationKind, ExportSpecifier, Expression,
        ImportDeclaration, ImportDeclarationSpecifier, ImportExpression, Statement, StringLiteral,
        WithClause,
    },
};

use oxc_span::GetSpan;

use crate::{
    facts::{DefaultImport, EsmExports, Returned, Specifier, SpecifierKind},
    graph::external::ME,
    module::{Module, Syntax},
    scan::usage,
};

/// Finds the specifiers of `import`, `export … from` and `import('…')`, in the order of the text.
pub(crate) fn specifiers(module: &Module<'_>) -> Vec<Specifier> {
    let mut found = Vec::new();
    for statement in &module.program.body {
        let (source, attributes, default) = match statement {
            Statement::ImportDeclaration(it) => {
                (&it.source, it.with_clause.as_deref(), imported_default(module, it))
            }
            Statement::ExportFromDeclaration(it) => {
                let default = it.specifiers.iter().find(|it| it.local.name() == "default");
                let default = default
                    .map(|it| DefaultImport { local: it.exported.span(), members_only: false });
                (&it.source, it.with_clause.as_deref(), default)
            }
            Statement::ExportAllDeclaration(it) => (&it.source, it.with_clause.as_deref(), None),
            _ => continue,
        };
        found.push(Specifier { default, ..from_statement(source, attributes) });
    }
    found.extend(module.nodes().iter().filter_map(|node| match node.kind() {
        AstKind::ImportExpression(it) => dynamic(it),
        AstKind::CallExpression(it) if module.syntax == Syntax::Module => required(module, it),
        _ => None,
    }));
    found.sort_by_key(|it| it.literal.start);
    found
}

fn from_statement(source: &StringLiteral<'_>, attributes: Option<&WithClause<'_>>) -> Specifier {
    let attributes = attributes.is_some();
    Specifier {
        value: source.value.to_string(),
        literal: source.span,
        kind: SpecifierKind::Static { attributes },
        default: None,
    }
}

/// The default export that a statement imports.
fn imported_default(module: &Module<'_>, it: &ImportDeclaration<'_>) -> Option<DefaultImport> {
    let list = it.specifiers.as_ref()?;
    let local = list.iter().find_map(|one| match one {
        ImportDeclarationSpecifier::ImportDefaultSpecifier(it) => Some(&it.local),
        ImportDeclarationSpecifier::ImportSpecifier(it) if it.imported.name() == "default" => {
            Some(&it.local)
        }
        _ => None,
    })?;
    let is_alone = matches!(&list[..], [ImportDeclarationSpecifier::ImportDefaultSpecifier(_)]);
    let usage = usage::usage_of(module, local.symbol_id());
    let members_only = is_alone && !usage.whole && !usage.member_assigned;
    Some(DefaultImport { local: local.span, members_only })
}

fn dynamic(import: &ImportExpression<'_>) -> Option<Specifier> {
    let Expression::StringLiteral(source) = &import.source else { return None };
    let value = source.value.to_string();
    Some(Specifier { value, literal: source.span, kind: SpecifierKind::Dynamic, default: None })
}

/// `require('…')`, and `require.resolve('…')`, of `const require = createRequire(import.meta.url)`.
fn required(module: &Module<'_>, call: &CallExpression<'_>) -> Option<Specifier> {
    let callee = match &call.callee {
        Expression::StaticMemberExpression(it) if it.property.name == "resolve" => &it.object,
        callee => callee,
    };
    let Expression::Identifier(function) = callee else { return None };
    let reference = module.scoping().get_reference(function.reference_id.get()?);
    let AstKind::VariableDeclarator(declarator) = module.symbol_node(reference.symbol_id()?) else {
        return None;
    };
    let Expression::CallExpression(made) = declarator.init.as_ref()? else { return None };
    let by_here = module.text(made.arguments.first()?.span()) == "import.meta.url";
    let named = module.text(made.callee.span()).ends_with("createRequire");
    let [Argument::StringLiteral(source)] = call.arguments.as_slice() else { return None };
    let (value, literal) = (source.value.to_string(), source.span);
    let kind = SpecifierKind::Required;
    (by_here && named).then_some(Specifier { value, literal, kind, default: None })
}

/// Collects the export entries of an ES module (ECMA-262, 16.2.3).
pub(crate) fn exports(module: &Module<'_>) -> EsmExports {
    let mut exports = EsmExports::default();
    if module.syntax == Syntax::CommonJs {
        return exports;
    }
    for statement in &module.program.body {
        match statement {
            Statement::ExportDeclaration(it) => {
                for name in bound_names(&it.declaration) {
                    exports.add(&name, is_constant(module, &name));
                }
            }
            Statement::ExportNamedDeclaration(it) => {
                for one in &it.specifiers {
                    let constant = is_constant(module, &one.local.name());
                    exports.add(&one.exported.name(), constant);
                }
            }
            Statement::ExportFromDeclaration(it) => {
                exports
                    .names
                    .extend(it.specifiers.iter().map(|one| one.exported.name().to_string()));
            }
            Statement::ExportDefaultDeclaration(it) => {
                let name = match &it.declaration {
                    ExportDefaultDeclarationKind::FunctionDeclaration(it) => it.id.as_ref(),
                    ExportDefaultDeclarationKind::ClassDeclaration(it) => it.id.as_ref(),
                    _ => None,
                };
                exports.add("default", name.is_none_or(|it| is_constant(module, &it.name)));
            }
            Statement::ExportAllDeclaration(it) => match &it.exported {
                Some(name) => {
                    exports.names.insert(name.name().to_string());
                }
                None => exports.stars.push(it.source.value.to_string()),
            },
            _ => {}
        }
    }
    exports.top_level_await = has_top_level_await(module);
    if exports.names.contains(ME) {
        exports.returned = returned(module);
    }
    exports
}

/// Whether `"module.exports"` and `default` are names of the same value.
fn returned(module: &Module<'_>) -> Returned {
    let mut own = [None, None];
    let mut note = |specifiers: &[ExportSpecifier<'_>], from: Option<&str>| {
        for it in specifiers {
            let exported = it.exported.name();
            let index = usize::from(exported == ME);
            if index == 1 || exported == "default" {
                let from = from.map(ToString::to_string);
                own[index] = Some((it.local.name().to_string(), from));
            }
        }
    };
    let mut value = None;
    for statement in &module.program.body {
        match statement {
            Statement::ExportNamedDeclaration(it) => note(&it.specifiers, None),
            Statement::ExportFromDeclaration(it) => note(&it.specifiers, Some(&it.source.value)),
            Statement::ExportDefaultDeclaration(it) => {
                value = it.declaration.as_expression().and_then(|it| it.get_identifier_reference());
            }
            _ => {}
        }
    }
    match (own, value) {
        ([Some(default), Some(me)], _) if default == me => Returned::Default,
        ([_, Some((me, None))], Some(value)) if value.name == me.as_str() => {
            if is_constant(module, &me) {
                Returned::Default
            } else {
                default_import(module, &me).map_or(Returned::Other, Returned::Imported)
            }
        }
        _ => Returned::Other,
    }
}

/// The specifier of `import name from 'specifier'`.
fn default_import(module: &Module<'_>, name: &str) -> Option<String> {
    module.program.body.iter().find_map(|statement| {
        let Statement::ImportDeclaration(it) = statement else { return None };
        let named = it.specifiers.iter().flatten().any(|one| {
            matches!(one, ImportDeclarationSpecifier::ImportDefaultSpecifier(it) if it.local.name == name)
        });
        named.then(|| it.source.value.to_string())
    })
}

impl EsmExports {
    fn add(&mut self, name: &str, constant: bool) {
        self.names.insert(name.to_string());
        if constant {
            self.constant.insert(name.to_string());
        }
    }
}

/// The top-level binding `name` is the module's own and never assigned.
fn is_constant(module: &Module<'_>, name: &str) -> bool {
    let Some(symbol) = module.scoping().get_root_binding(name.into()) else { return false };
    let flags = module.scoping().symbol_flags(symbol);
    !flags.is_import() && !module.scoping().symbol_is_mutated(symbol)
}

fn bound_names(declaration: &oxc_ast::ast::Declaration<'_>) -> Vec<String> {
    match declaration {
        oxc_ast::ast::Declaration::VariableDeclaration(it) => it
            .declarations
            .iter()
            .flat_map(|one| one.id.get_binding_identifiers())
            .map(|id| id.name.to_string())
            .collect(),
        other => other.id().map(|id| id.name.to_string()).into_iter().collect(),
    }
}

fn has_top_level_await(module: &Module<'_>) -> bool {
    let nodes = module.nodes();
    let is_top = |id| {
        !nodes
            .ancestor_kinds(id)
            .any(|kind| matches!(kind, AstKind::Function(_) | AstKind::ArrowFunctionExpression(_)))
    };
    nodes
        .iter_enumerated()
        .any(|(id, node)| matches!(node.kind(), AstKind::AwaitExpression(_)) && is_top(id))
}
