//! What a source says in the manner of CommonJS, and what it imports.

use oxc_ast::{
    AstKind,
    ast::{
        AssignmentTarget, BindingIdentifier, Declaration, ExportDefaultDeclarationKind,
        ExportSpecifier, Expression, ImportDeclaration, ImportDeclarationSpecifier,
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
    /// Sources of `export *` and of `import()`, with the place of each.
    pub(super) stars: Vec<(Span, String)>,
    pub(super) dynamic: Vec<(Span, String)>,
    /// The comparisons `require.main === module`.
    pub(super) mains: Vec<Span>,
    /// `require` as a free name.
    pub(super) requires: bool,
    /// What no edit turns into a module.
    pub(super) stays: Option<(Span, &'static str)>,
    /// Where statements after the imports go.
    pub(super) after_imports: u32,
    pub(super) has_imports: bool,
    /// The first statement with an import after it.
    pub(super) between: Option<Span>,
    pub(super) default: Option<Exported>,
    /// Something is exported under a name.
    pub(super) named: bool,
    /// All names of the top level and all free ones.
    pub(super) names: Vec<String>,
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
    let first = module.program.body.iter().map(GetSpan::span);
    left.between = first.zip(&module.program.body).find_map(|(span, statement)| {
        let is_import = matches!(
            statement,
            Statement::ImportDeclaration(_) | Statement::TSImportEqualsDeclaration(_)
        );
        (!is_import && span.end <= left.after_imports).then_some(span)
    });
    free(module, &mut left);
    left.dynamic = dynamic(module);
    let scoping = module.scoping();
    let bound = scoping.symbol_ids().map(|id| scoping.symbol_name(id).to_string());
    let unbound = scoping.root_unresolved_references().keys().map(ToString::to_string);
    left.names = bound.chain(unbound).collect();
    left.names.sort_unstable();
    left
}

fn of_statement(module: &Module<'_>, statement: &Statement<'_>, left: &mut Left) {
    match statement {
        Statement::ImportDeclaration(it) => {
            left.after_imports = it.span.end;
            left.has_imports = true;
            if it.import_kind == ImportOrExportKind::Value {
                left.imports.push(import(module, it));
            }
        }
        Statement::TSImportEqualsDeclaration(it) => {
            if let TSModuleReference::ExternalModuleReference(from) = &it.module_reference {
                left.after_imports = it.span.end;
                left.has_imports = true;
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
            let expression = it.expression.span();
            left.assignment = Some(Assignment { span: it.span, expression, identifier });
        }
        Statement::ExportFromDeclaration(it) if it.export_kind == ImportOrExportKind::Value => {
            let values = it.specifiers.iter().filter(|one| !one.export_kind.is_type());
            let names = values.map(|one| one.local.name().to_string()).collect();
            listed(it.span, &it.specifiers, left);
            left.reexports.push((it.span, it.source.value.to_string(), names));
        }
        Statement::ExportAllDeclaration(it) if it.export_kind == ImportOrExportKind::Value => {
            left.named = true;
            if it.exported.is_none() {
                left.stars.push((it.span, it.source.value.to_string()));
            }
        }
        Statement::ExportDeclaration(it) => left.named |= !is_type(&it.declaration),
        Statement::ExportDefaultDeclaration(it) => {
            let kind = default(module, &it.declaration);
            left.default = kind.map(|kind| Exported { span: it.span, kind });
        }
        Statement::ExportNamedDeclaration(it) => listed(it.span, &it.specifiers, left),
        _ => {}
    }
}

/// Nothing is left of it in what runs.
fn is_type(it: &Declaration<'_>) -> bool {
    let vanishes = matches!(
        it,
        Declaration::TSInterfaceDeclaration(_) | Declaration::TSTypeAliasDeclaration(_)
    );
    vanishes || it.declare()
}

fn listed(span: Span, specifiers: &[ExportSpecifier<'_>], left: &mut Left) {
    for one in specifiers.iter().filter(|one| !one.export_kind.is_type()) {
        if one.exported.name() == "default" {
            let kind = ExportedKind::Listed(one.local.name().to_string(), one.span.end);
            left.default = Some(Exported { span, kind });
        } else {
            left.named = true;
        }
    }
}

fn default(module: &Module<'_>, it: &ExportDefaultDeclarationKind<'_>) -> Option<ExportedKind> {
    let name = |id: &BindingIdentifier<'_>| ExportedKind::Declared(id.name.to_string());
    Some(match it {
        ExportDefaultDeclarationKind::FunctionDeclaration(it) => it.id.as_ref().map_or_else(
            || {
                let generics = it.type_parameters.as_ref().map(|it| it.span.start);
                ExportedKind::Nameless(generics.unwrap_or(it.params.span.start))
            },
            name,
        ),
        ExportDefaultDeclarationKind::ClassDeclaration(it) => {
            if let Some(id) = &it.id {
                return Some(name(id));
            }
            let word = module.text(it.span).find("class")?;
            ExportedKind::Nameless(it.span.start + (word + "class".len()) as u32)
        }
        ExportDefaultDeclarationKind::TSInterfaceDeclaration(_) => return None,
        ExportDefaultDeclarationKind::Identifier(it) if is_constant(module, &it.name) => {
            ExportedKind::Name(it.name.to_string())
        }
        other => ExportedKind::Expression(other.span().start),
    })
}

fn is_constant(module: &Module<'_>, name: &str) -> bool {
    let symbol = module.scoping().get_root_binding(name.into());
    symbol.is_some_and(|it| !module.scoping().symbol_is_mutated(it))
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

/// The calls `import('specifier')`.
fn dynamic(module: &Module<'_>) -> Vec<(Span, String)> {
    let call = |kind: AstKind<'_>| match kind {
        AstKind::ImportExpression(it) => match &it.source {
            Expression::StringLiteral(source) => Some((it.span, source.value.to_string())),
            _ => None,
        },
        _ => None,
    };
    module.nodes().iter().filter_map(|node| call(node.kind())).collect()
}

/// `module.exports = value`, once and at the top level, is `export =` under another name, and what is
/// set on it goes to the value; anything else about `module` and `exports` stays.
fn exports(module: &Module<'_>, left: &mut Left) {
    let free = |name: &'static str| {
        let nodes = module.free(name).map(|it| module.nodes().kind(it.node_id()).span());
        nodes.map(move |span| (span, name))
    };
    // Those in `require.main === module` are another matter.
    let compared = mains(module);
    let is_compared = |span: Span| compared.iter().any(|it| it.contains_inclusive(span));
    let mut all: Vec<_> = free("module").chain(free("exports")).collect();
    all.retain(|(span, _)| !is_compared(*span));
    left.stays = all.first().copied();
    let found = module.program.body.iter().find_map(assigned);
    let Some((object, it)) = found.filter(|_| left.assignment.is_none()) else { return };
    let name = it.identifier.clone().filter(|name| is_constant(module, name));
    let same = left.default.as_ref().is_none_or(|default| match &default.kind {
        ExportedKind::Name(one) | ExportedKind::Declared(one) => name.as_ref() == Some(one),
        _ => false,
    });
    let members: Vec<(Span, Span)> = module.program.body.iter().filter_map(member).collect();
    let is_known = |span: Span| span == object || members.iter().any(|(it, _)| *it == span);
    if !same || !all.iter().all(|(span, _)| is_known(*span)) || (name.is_none() && all.len() > 1) {
        return;
    }
    let name = name.unwrap_or_default();
    left.places.extend(members.into_iter().map(|(_, exports)| (exports, name.clone())));
    left.stays = None;
    left.assignment = Some(it);
}

/// `module` and `module.exports` of the statement `module.exports.name = value`.
fn member(statement: &Statement<'_>) -> Option<(Span, Span)> {
    let Statement::ExpressionStatement(statement) = statement else { return None };
    let Expression::AssignmentExpression(it) = &statement.expression else { return None };
    let AssignmentTarget::StaticMemberExpression(target) = &it.left else { return None };
    let Expression::StaticMemberExpression(exports) = &target.object else { return None };
    let Expression::Identifier(object) = &exports.object else { return None };
    let is_exports = object.name == "module" && exports.property.name == "exports";
    is_exports.then_some((object.span, exports.span))
}

/// `module.exports = expression`, with the place of `module`.
fn assigned(statement: &Statement<'_>) -> Option<(Span, Assignment)> {
    let Statement::ExpressionStatement(statement) = statement else { return None };
    let Expression::AssignmentExpression(it) = &statement.expression else { return None };
    let AssignmentTarget::StaticMemberExpression(member) = &it.left else { return None };
    let Expression::Identifier(object) = &member.object else { return None };
    if object.name != "module" || member.property.name != "exports" || !it.operator.is_assign() {
        return None;
    }
    let identifier = match &it.right {
        Expression::Identifier(name) => Some(name.name.to_string()),
        _ => None,
    };
    let (span, expression) = (statement.span, it.right.span());
    Some((object.span, Assignment { span, expression, identifier }))
}

/// The comparisons `require.main === module`.
fn mains(module: &Module<'_>) -> Vec<Span> {
    let compares = |kind: AstKind<'_>| match kind {
        AstKind::BinaryExpression(it) if it.operator.is_equality() => {
            let sides = [module.text(it.left.span()), module.text(it.right.span())];
            let is_main =
                sides == ["require.main", "module"] || sides == ["module", "require.main"];
            let is_free = |name: &str| module.scoping().get_root_binding(name.into()).is_none();
            let positive = matches!(it.operator.as_str(), "===" | "==");
            (is_main && positive && is_free("module") && is_free("require")).then_some(it.span)
        }
        _ => None,
    };
    module.nodes().iter().filter_map(|node| compares(node.kind())).collect()
}

/// The names of Node's module wrapper.
fn free(module: &Module<'_>, left: &mut Left) {
    for (name, text) in
        [("__dirname", "import.meta.dirname"), ("__filename", "import.meta.filename")]
    {
        for reference in module.free(name) {
            let node = module.nodes().kind(reference.node_id());
            let shorthand = matches!(
                module.nodes().parent_kind(reference.node_id()),
                AstKind::ObjectProperty(it) if it.shorthand
            );
            if shorthand {
                let after = Span::empty(node.span().end);
                left.places.push((after, format!(": {text}")));
            } else {
                left.places.push((node.span(), text.to_string()));
            }
        }
    }
    left.places.sort_by_key(|(span, _)| span.start);
    exports(module, left);
    left.mains = mains(module);
    let is_compared = |span: Span| left.mains.iter().any(|it| it.contains_inclusive(span));
    let mut requires = module.free("require").map(|it| module.nodes().kind(it.node_id()).span());
    left.requires = requires.any(|it| !is_compared(it));
}
