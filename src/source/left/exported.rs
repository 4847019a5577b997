//! The exports of a source: the default one, and whether there are others.

use oxc_ast::ast::{
    BindingIdentifier, Declaration, ExportDefaultDeclarationKind, ExportSpecifier, Expression,
    ObjectPropertyKind,
};
use oxc_span::{GetSpan, Span};

use super::{Exported, ExportedKind, Left};
use crate::{module::Module, plan::is_identifier};

/// What a declaration exports.
pub(super) fn declared(it: &Declaration<'_>, left: &mut Left) {
    if is_type(it) {
        return;
    }
    left.named = true;
    match it {
        Declaration::VariableDeclaration(it) => {
            let names = it.declarations.iter().filter_map(|it| it.id.get_identifier_name());
            left.exported.extend(names.map(|it| it.to_string()));
        }
        other => left.exported.extend(other.id().map(|it| it.name.to_string())),
    }
}

/// Keys of an object literal: importers in Node may see them as names.
pub(super) fn keys(it: &Expression<'_>) -> Vec<(String, Option<String>)> {
    let Expression::ObjectExpression(it) = it.get_inner_expression() else { return Vec::new() };
    let key = |it: &ObjectPropertyKind<'_>| {
        let ObjectPropertyKind::ObjectProperty(it) = it else { return None };
        let name = it.key.static_name().filter(|name| is_identifier(name))?;
        let held = match &it.value {
            Expression::Identifier(held) => Some(held.name.to_string()),
            _ => None,
        };
        Some((name.to_string(), held))
    };
    it.properties.iter().filter_map(key).collect()
}

/// Nothing is left of it in what runs.
fn is_type(it: &Declaration<'_>) -> bool {
    let vanishes = matches!(
        it,
        Declaration::TSInterfaceDeclaration(_) | Declaration::TSTypeAliasDeclaration(_)
    );
    vanishes || it.declare()
}

pub(super) fn listed(span: Span, specifiers: &[ExportSpecifier<'_>], left: &mut Left) {
    for one in specifiers.iter().filter(|one| !one.export_kind.is_type()) {
        if one.exported.name() == "default" {
            let kind = ExportedKind::Listed(one.local.name().to_string(), one.span.end);
            left.default = Some(Exported { span, kind });
        } else {
            left.named = true;
            left.exported.push(one.exported.name().to_string());
        }
    }
}

pub(super) fn default(
    module: &Module<'_>,
    it: &ExportDefaultDeclarationKind<'_>,
) -> Option<ExportedKind> {
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

pub(super) fn is_constant(module: &Module<'_>, name: &str) -> bool {
    let symbol = module.scoping().get_root_binding(name.into());
    symbol.is_some_and(|it| !module.scoping().symbol_is_mutated(it))
}
