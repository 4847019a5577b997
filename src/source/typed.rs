//! Whether a name that a source imports is only a type, of which nothing is left in what runs.
//!
//! Compilers leave such names out of `import { a, B } from 'x'` and `export { B }`; only the
//! declarations of the dependency tell which they are.

use std::{
    fs,
    path::{Path, PathBuf},
};

use oxc_allocator::Allocator;
use oxc_ast::ast::{BindingPattern, Declaration, ImportDeclarationSpecifier, Statement};
use oxc_resolver::{ResolveOptions, Resolver};

use super::syntax;
use crate::module::Module;

/// How far names are followed.
const DEPTH: usize = 8;

/// Finds the declarations of dependencies.
pub(super) struct Declared {
    resolver: Resolver,
}

impl Default for Declared {
    fn default() -> Self {
        let list = |names: &[&str]| names.iter().map(ToString::to_string).collect();
        let alias = |from: &str, to: &[&str]| (from.to_string(), list(to));
        let resolver = Resolver::new(ResolveOptions {
            condition_names: list(&["types", "node", "require", "import"]),
            extensions: list(&[".d.ts", ".ts"]),
            extension_alias: vec![
                alias(".js", &[".d.ts", ".ts"]),
                alias(".mjs", &[".d.mts"]),
                alias(".cjs", &[".d.cts"]),
            ],
            main_fields: list(&["types", "typings", "main"]),
            ..ResolveOptions::default()
        });
        Self { resolver }
    }
}

impl Declared {
    /// `name` of what `specifier` in the file at `from` means is declared, and no value.
    pub(super) fn is_type(&self, from: &Path, specifier: &str, name: &str) -> bool {
        let found = self.find(from, specifier);
        found.is_some_and(|path| self.kind(&path, name, 0) == Some(Kind::Type))
    }

    fn find(&self, from: &Path, specifier: &str) -> Option<PathBuf> {
        let typed = format!("@types/{}", specifier.trim_start_matches('@').replace('/', "__"));
        [specifier, &typed].into_iter().find_map(|it| {
            let found = self.resolver.resolve_file(from, it).ok()?.into_path_buf();
            found.to_str().is_some_and(is_declaration).then_some(found)
        })
    }

    fn kind(&self, path: &Path, name: &str, depth: usize) -> Option<Kind> {
        let text = fs::read_to_string(path).ok().filter(|_| depth < DEPTH)?;
        let allocator = Allocator::default();
        let module = syntax::parse(&allocator, "types.ts", &text).ok()?;
        let next =
            |specifier: &str, name: &str| self.kind(&self.find(path, specifier)?, name, depth + 1);
        let mut stars = Vec::new();
        for statement in &module.program.body {
            match statement {
                Statement::ExportFromDeclaration(it) => {
                    let one = it.specifiers.iter().find(|one| one.exported.name() == name);
                    let Some(one) = one else { continue };
                    let is_type = it.export_kind.is_type() || one.export_kind.is_type();
                    let behind = || next(&it.source.value, &one.local.name());
                    return if is_type { Some(Kind::Type) } else { behind() };
                }
                Statement::ExportAllDeclaration(it) if it.exported.is_none() => {
                    stars.push(it.source.value.as_str());
                }
                Statement::ExportNamedDeclaration(it) => {
                    let one = it.specifiers.iter().find(|one| one.exported.name() == name);
                    let Some(one) = one else { continue };
                    return own(&module, &one.local.name(), &next);
                }
                Statement::ExportDeclaration(it) if declares(&it.declaration, name) => {
                    return own(&module, name, &next);
                }
                _ => {}
            }
        }
        stars.into_iter().find_map(|it| next(it, name))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Type,
    Value,
}

/// What is declared as `local` in a file, or imported there.
fn own(
    module: &Module<'_>,
    local: &str,
    next: &dyn Fn(&str, &str) -> Option<Kind>,
) -> Option<Kind> {
    let mut found = None;
    for statement in &module.program.body {
        let declaration = match statement {
            Statement::ImportDeclaration(it) => {
                for one in it.specifiers.iter().flatten() {
                    if let ImportDeclarationSpecifier::ImportSpecifier(one) = one
                        && one.local.name == local
                    {
                        let is_type = it.import_kind.is_type() || one.import_kind.is_type();
                        let behind = || next(&it.source.value, &one.imported.name());
                        return if is_type { Some(Kind::Type) } else { behind() };
                    }
                }
                continue;
            }
            Statement::ExportDeclaration(it) => &it.declaration,
            other => match other.as_declaration() {
                Some(it) => it,
                None => continue,
            },
        };
        if declares(declaration, local) {
            match declaration {
                Declaration::TSInterfaceDeclaration(_) | Declaration::TSTypeAliasDeclaration(_) => {
                    found = found.or(Some(Kind::Type));
                }
                // A value of the same name beside the type.
                _ => found = Some(Kind::Value),
            }
        }
    }
    found
}

fn declares(declaration: &Declaration<'_>, name: &str) -> bool {
    match declaration {
        Declaration::VariableDeclaration(it) => it.declarations.iter().any(|it| match &it.id {
            BindingPattern::BindingIdentifier(id) => id.name == name,
            _ => false,
        }),
        other => other.id().is_some_and(|id| id.name == name),
    }
}

fn is_declaration(path: &str) -> bool {
    [".d.ts", ".d.mts", ".d.cts"].iter().any(|end| path.ends_with(end))
}
