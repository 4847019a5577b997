//! What `export = name` let consumers import by name, as exports of a module.

use std::collections::BTreeSet;

use oxc_ast::ast::{
    Declaration, ExportNamedDeclaration, ExportSpecifier, PropertyKey, Statement,
    TSNamespaceDeclarationBody, TSSignature, TSType, VariableDeclarator,
};
use oxc_span::{GetSpan as _, Span};
use oxc_syntax::keyword::is_reserved_keyword;

use super::{Around, declared, quote, required, specifiers, unsure};
use crate::{find::SourceFile, finding::Finding};

/// The lines that stand for `export = name`.
pub(super) fn exports(
    body: &[Statement],
    file: &SourceFile,
    (name, place): (&str, Span),
    around: &Around,
    findings: &mut Vec<Finding>,
) -> Vec<String> {
    let mut taken: BTreeSet<&str> = body.iter().flat_map(names).collect();
    let quote = quote(&file.text);
    let mut lines = Vec::new();
    for (local, exported) in passed_types(body, name, &taken) {
        lines.push(if local == exported {
            format!("export type {{ {local} }}")
        } else {
            format!("export type {{ {local} as {exported} }}")
        });
    }
    let types = namespace(body, name, &taken);
    let values = properties(body, file, name, findings);
    for &member in &types {
        lines.extend(if values.contains(&member) {
            both(&mut taken, name, member)
        } else {
            line(&mut taken, name, member, true)
        });
    }
    for member in values.into_iter().filter(|it| !types.contains(it)) {
        lines.extend(line(&mut taken, name, member, false));
    }
    if let Some(specifier) = required(body, name) {
        match specifiers::resolved(specifier, file, around) {
            Some((new, _)) => lines.push(format!("export * from {quote}{new}{quote}")),
            None if specifier.starts_with('.') => {}
            None => {
                let message = format!("what `{specifier}` exports cannot be listed by name here");
                let help = "List the names that consumers import";
                findings.push(unsure(file, place, message, help));
            }
        }
    }
    lines.push(if around.plain_names {
        format!("export {{ {name} as default }}")
    } else {
        format!("export {{ {name} as default, {name} as {quote}module.exports{quote} }}")
    });
    lines
}

/// Keeps all meanings of a member: value, type and namespace.
fn line<'a>(
    taken: &mut BTreeSet<&'a str>,
    owner: &str,
    member: &'a str,
    is_namespace: bool,
) -> Option<String> {
    if member == "default" {
        return None;
    }
    // An alias cannot name `owner.delete`, but the type of a value can.
    let is_alias = is_namespace && !is_reserved_keyword(member);
    if taken.insert(member) && !is_reserved_keyword(member) {
        return Some(if is_alias {
            format!("export import {member} = {owner}.{member}")
        } else {
            format!("export const {member}: typeof {owner}.{member}")
        });
    }
    let own = free(taken, owner, member);
    let declared = if is_alias {
        format!("import {own} = {owner}.{member}")
    } else {
        format!("declare const {own}: typeof {owner}.{member}")
    };
    Some(format!("{declared}; export {{ {own} as {member} }}"))
}

/// Keeps the type of a namespace and the value of a property that have one name: each alone would be an export
/// of that name.
fn both<'a>(taken: &mut BTreeSet<&'a str>, owner: &str, member: &'a str) -> Option<String> {
    if member == "default" || is_reserved_keyword(member) {
        return line(taken, owner, member, false);
    }
    taken.insert(member);
    let own = free(taken, owner, member);
    let declared =
        format!("import {own} = {owner}.{member}; declare const {own}: typeof {owner}.{member}");
    Some(format!("{declared}; export {{ {own} as {member} }}"))
}

/// A name that nothing else has.
fn free(taken: &BTreeSet<&str>, owner: &str, member: &str) -> String {
    let mut own = format!("{owner}_{member}");
    while taken.contains(own.as_str()) {
        own.push('_');
    }
    own
}

fn names<'a>(statement: &'a Statement) -> Vec<&'a str> {
    match statement {
        Statement::ImportDeclaration(it) => {
            let specifiers = it.specifiers.iter().flatten();
            specifiers.map(|it| it.local().name.as_str()).collect()
        }
        _ => statement.as_declaration().map(declared).unwrap_or_default(),
    }
}

/// What the namespaces called `name` export; all that they declare, unless they list it
/// (<https://www.typescriptlang.org/docs/handbook/namespaces.html>).
fn namespace<'a>(body: &'a [Statement<'a>], name: &str, outer: &BTreeSet<&str>) -> Vec<&'a str> {
    let mut found = Vec::new();
    for statement in body {
        let Statement::TSNamespaceDeclaration(it) = statement else { continue };
        if it.id.name != name {
            continue;
        }
        match &it.body {
            TSNamespaceDeclarationBody::TSNamespaceDeclaration(it) => {
                found.push(it.id.name.as_str());
            }
            TSNamespaceDeclarationBody::TSModuleBlock(block) => {
                found.extend(listed(&block.body, outer));
            }
        }
    }
    let mut seen = BTreeSet::new();
    found.retain(|it| seen.insert(*it));
    found
}

fn listed<'a>(body: &'a [Statement], outer: &BTreeSet<&str>) -> Vec<&'a str> {
    let lists = body.iter().any(|it| matches!(it, Statement::ExportNamedDeclaration(_)));
    let mut found = Vec::new();
    for statement in body {
        match statement {
            Statement::ExportDeclaration(it) => found.extend(declared(&it.declaration)),
            Statement::ExportNamedDeclaration(it) => {
                let own = it.specifiers.iter().filter(|one| !passes(it, one, body, outer));
                found.extend(own.map(|it| it.exported.name().as_str()));
            }
            Statement::TSImportEqualsDeclaration(_) => {}
            _ if !lists => {
                found.extend(statement.as_declaration().map(declared).unwrap_or_default());
            }
            _ => {}
        }
    }
    found
}

/// Types from outside of them that the namespaces called `name` export as nothing but types: no alias
/// can name those (TS1379).
fn passed_types<'a>(
    body: &'a [Statement<'a>],
    name: &str,
    outer: &BTreeSet<&str>,
) -> Vec<(&'a str, &'a str)> {
    let mut found = Vec::new();
    for statement in body {
        let Statement::TSNamespaceDeclaration(it) = statement else { continue };
        let TSNamespaceDeclarationBody::TSModuleBlock(block) = &it.body else { continue };
        for list in block.body.iter().filter(|_| it.id.name == name) {
            let Statement::ExportNamedDeclaration(list) = list else { continue };
            let passed = list.specifiers.iter().filter(|it| passes(list, it, &block.body, outer));
            found.extend(passed.map(|it| (it.local.name().as_str(), it.exported.name().as_str())));
        }
    }
    found
}

/// `export type { name }`, where the name is one of the file and not of the namespace.
fn passes(
    list: &ExportNamedDeclaration,
    one: &ExportSpecifier,
    body: &[Statement],
    outer: &BTreeSet<&str>,
) -> bool {
    let local = one.local.name();
    let is_own = || body.iter().flat_map(names).any(|it| it == local);
    (list.export_kind.is_type() || one.export_kind.is_type())
        && outer.contains(local.as_str())
        && !is_own()
}

/// The properties of the variable called `name`, which TypeScript lets consumers import by name.
fn properties<'a>(
    body: &'a [Statement<'a>],
    file: &SourceFile,
    name: &str,
    findings: &mut Vec<Finding>,
) -> Vec<&'a str> {
    let Some(variable) = variable(body, name) else { return Vec::new() };
    let known = match variable.type_annotation.as_ref().map(|it| &it.type_annotation) {
        Some(TSType::TSTypeLiteral(it)) => Some(keys(&it.members)),
        Some(TSType::TSTypeReference(it)) => interface(
            body,
            &file.text[it.type_name.span().start as usize..it.type_name.span().end as usize],
        ),
        Some(TSType::TSFunctionType(_) | TSType::TSConstructorType(_)) => Some(Vec::new()),
        _ => None,
    };
    known.unwrap_or_else(|| {
        let message = format!("the properties of `{name}` cannot be listed as named exports here");
        let help = "List the names that consumers import";
        findings.push(unsure(file, variable.span, message, help));
        Vec::new()
    })
}

fn variable<'a>(body: &'a [Statement<'a>], name: &str) -> Option<&'a VariableDeclarator<'a>> {
    body.iter().find_map(|it| match it.as_declaration()? {
        Declaration::VariableDeclaration(it) => it
            .declarations
            .iter()
            .find(|it| it.id.get_identifier_name().is_some_and(|it| it == name)),
        _ => None,
    })
}

/// The keys of the only interface with this name, if it inherits none.
fn interface<'a>(body: &'a [Statement<'a>], name: &str) -> Option<Vec<&'a str>> {
    let mut found = body.iter().filter_map(|it| match it.as_declaration()? {
        Declaration::TSInterfaceDeclaration(it) if it.id.name == name => Some(it),
        _ => None,
    });
    let only = found.next().filter(|it| it.extends.is_empty())?;
    found.next().is_none().then(|| keys(&only.body.body))
}

fn keys<'a>(members: &'a [TSSignature]) -> Vec<&'a str> {
    let key = |it: &'a TSSignature| match it {
        TSSignature::TSPropertySignature(it) if !it.computed => Some(&it.key),
        TSSignature::TSMethodSignature(it) if !it.computed => Some(&it.key),
        _ => None,
    };
    let mut found: Vec<_> = members
        .iter()
        .filter_map(key)
        .filter_map(|it| match it {
            PropertyKey::StaticIdentifier(it) => Some(it.name.as_str()),
            _ => None,
        })
        .collect();
    let mut seen = BTreeSet::new();
    found.retain(|it| seen.insert(*it));
    found
}
