//! Which member accesses may read what was started, other than those of `require` itself.

use oxc_ast::{
    AstKind,
    ast::{BindingPattern, Expression, IdentifierReference, StaticMemberExpression},
};
use oxc_span::GetSpan;

use crate::{
    facts::MainReads,
    module::{Module, Syntax},
};

pub(super) fn reads(module: &Module<'_>) -> MainReads {
    let mut reads = MainReads::default();
    if module.syntax != Syntax::CommonJs || !module.source.contains("main") {
        return reads;
    }
    for node in module.nodes().iter() {
        match node.kind() {
            AstKind::StaticMemberExpression(it) if it.property.name == "main" => {
                member(module, it, &mut reads);
            }
            AstKind::StaticMemberExpression(it) if it.property.name == "mainModule" => {
                reads.aliased |= module.text(it.object.span()) == "process";
            }
            AstKind::VariableDeclarator(it) => {
                let BindingPattern::ObjectPattern(pattern) = &it.id else { continue };
                let names = |key: &str| {
                    pattern.properties.iter().any(|it| it.key.is_specific_static_name(key))
                };
                let of = it.init.as_ref().map_or("", |it| module.text(it.span()));
                reads.aliased |=
                    names("main") && of == "require" || names("mainModule") && of == "process";
            }
            _ => {}
        }
    }
    reads
}

fn member(module: &Module<'_>, it: &StaticMemberExpression<'_>, reads: &mut MainReads) {
    match it.object.get_inner_expression() {
        Expression::Identifier(it) => named(module, it, reads),
        other => reads.aliased |= may_be_require(module.text(other.span())),
    }
}

fn named(module: &Module<'_>, it: &IdentifierReference<'_>, reads: &mut MainReads) {
    let symbol = module.scoping().get_reference(it.reference_id()).symbol_id();
    match symbol.map(|it| module.symbol_node(it)) {
        Some(AstKind::FormalParameter(_)) => reads.given.push(it.name.to_string()),
        Some(AstKind::VariableDeclarator(declared)) => {
            let init = declared.init.as_ref().map_or("", |it| module.text(it.span()));
            reads.aliased |= may_be_require(init);
        }
        _ => {}
    }
}

/// `require` stands in `text` for itself, such as in `given || require`.
fn may_be_require(text: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || "_$.".contains(c);
    text.len() < 200
        && text.match_indices("require").any(|(at, found)| {
            let rest = &text[at + found.len()..];
            !text[..at].ends_with(is_part) && !rest.starts_with(is_part) && !rest.starts_with('(')
        })
}
