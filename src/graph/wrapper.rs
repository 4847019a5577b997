//! ES modules that pass on what a CommonJS module exports, and do nothing else.
//!
//! Where `import` finds such a wrapper and `require` what it wraps, both get the same values.

use oxc_allocator::Allocator;
use oxc_ast::ast::{
    BindingPattern, Declaration, ExportDefaultDeclarationKind, Expression, IdentifierReference,
    ImportDeclaration, ImportDeclarationSpecifier, Statement, VariableDeclaration,
};
use rustc_hash::{FxHashMap, FxHashSet};

use super::external::ME;
use crate::module::Module;

/// What a wrapper exports.
#[derive(Debug, Default, Clone)]
pub struct Wrapper {
    /// Members of what it wraps, under their own names.
    pub names: FxHashSet<String>,
    /// What it wraps, by default.
    pub default: bool,
    /// It is another build that says the same, with an instance of its own.
    pub twice: bool,
}

impl Wrapper {
    /// Reads `source`, in which `wraps` tells the specifiers of what may be wrapped. `plain` says
    /// that reading a member of it runs no code.
    pub(super) fn read(
        source: &str,
        wraps: &dyn Fn(&str) -> bool,
        plain: &dyn Fn(&str) -> bool,
    ) -> Option<Self> {
        let allocator = Allocator::default();
        let module = Module::parse_strict(&allocator, source).ok()?;
        let (bound, found) = (FxHashMap::default(), Self::default());
        let mut reader = Reader { wraps, plain, bound, found };
        module.program.body.iter().try_for_each(|it| reader.statement(it))?;
        (reader.found.default || !reader.found.names.is_empty()).then_some(reader.found)
    }
}

/// What a name of a wrapper holds.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Held {
    All,
    Member(String),
}

struct Reader<'r> {
    wraps: &'r dyn Fn(&str) -> bool,
    plain: &'r dyn Fn(&str) -> bool,
    bound: FxHashMap<String, Held>,
    found: Wrapper,
}

impl Reader<'_> {
    /// `None` for a statement that no wrapper has.
    fn statement(&mut self, statement: &Statement<'_>) -> Option<()> {
        match statement {
            Statement::ImportDeclaration(it) => self.import(it),
            Statement::VariableDeclaration(it) => self.variables(it, false),
            Statement::ExportDeclaration(it) => match &it.declaration {
                Declaration::VariableDeclaration(it) => self.variables(it, true),
                _ => None,
            },
            Statement::ExportNamedDeclaration(it) => {
                for one in &it.specifiers {
                    let held = self.bound.get(one.local.name().as_str())?.clone();
                    self.export(&one.exported.name(), held);
                }
                Some(())
            }
            Statement::ExportFromDeclaration(it) => {
                (self.wraps)(&it.source.value).then_some(())?;
                for one in &it.specifiers {
                    let held = self.imported(&one.local.name())?;
                    self.export(&one.exported.name(), held);
                }
                Some(())
            }
            Statement::ExportDefaultDeclaration(it) => {
                let ExportDefaultDeclarationKind::Identifier(name) = &it.declaration else {
                    return None;
                };
                let held = self.bound.get(name.name.as_str())?.clone();
                self.export("default", held);
                Some(())
            }
            _ => None,
        }
    }

    fn import(&mut self, it: &ImportDeclaration<'_>) -> Option<()> {
        (self.wraps)(&it.source.value).then_some(())?;
        for one in it.specifiers.iter().flatten() {
            let (name, held) = match one {
                ImportDeclarationSpecifier::ImportDefaultSpecifier(it) => (&it.local, Held::All),
                ImportDeclarationSpecifier::ImportSpecifier(it) => {
                    (&it.local, self.imported(&it.imported.name())?)
                }
                ImportDeclarationSpecifier::ImportNamespaceSpecifier(_) => return None,
            };
            self.bound.insert(name.name.to_string(), held);
        }
        Some(())
    }

    fn imported(&self, name: &str) -> Option<Held> {
        match name {
            "default" | ME => Some(Held::All),
            _ => (self.plain)(name).then(|| Held::Member(name.to_string())),
        }
    }

    /// `const a = all.a`, `const { a, b: c } = all`
    fn variables(&mut self, it: &VariableDeclaration<'_>, exported: bool) -> Option<()> {
        it.kind.is_const().then_some(())?;
        for declarator in &it.declarations {
            let names = match &declarator.id {
                BindingPattern::BindingIdentifier(id) => {
                    vec![(id.name.to_string(), self.value(declarator.init.as_ref()?)?)]
                }
                BindingPattern::ObjectPattern(pattern) if pattern.rest.is_none() => {
                    self.is_all(declarator.init.as_ref()?).then_some(())?;
                    let properties = pattern.properties.iter().map(|it| {
                        let name = it.key.static_name().filter(|_| !it.computed)?;
                        Some((it.value.get_identifier_name()?.to_string(), self.imported(&name)?))
                    });
                    properties.collect::<Option<_>>()?
                }
                _ => return None,
            };
            for (name, held) in names {
                if exported {
                    self.export(&name, held.clone());
                }
                self.bound.insert(name, held);
            }
        }
        Some(())
    }

    fn value(&self, expression: &Expression<'_>) -> Option<Held> {
        match expression {
            Expression::Identifier(it) => self.held(it).cloned(),
            Expression::StaticMemberExpression(it) if self.is_all(&it.object) => {
                let name = it.property.name.as_str();
                (self.plain)(name).then(|| Held::Member(name.to_string()))
            }
            _ => None,
        }
    }

    fn is_all(&self, expression: &Expression<'_>) -> bool {
        matches!(expression, Expression::Identifier(it) if self.held(it) == Some(&Held::All))
    }

    fn held(&self, name: &IdentifierReference<'_>) -> Option<&Held> {
        self.bound.get(name.name.as_str())
    }

    fn export(&mut self, name: &str, held: Held) {
        match held {
            Held::All if name == "default" => self.found.default = true,
            Held::Member(member) if member == name && name != "default" => {
                self.found.names.insert(member);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Wrapper;

    fn names(source: &str) -> Option<(Vec<String>, bool)> {
        let found = Wrapper::read(source, &|it| it == "./x.js", &|it| it != "lazy")?;
        let mut names: Vec<String> = found.names.into_iter().collect();
        names.sort_unstable();
        Some((names, found.default))
    }

    #[test]
    fn wrappers_pass_on_what_they_wrap() {
        let all = "import x from './x.js'; export const a = x.a; export default x";
        assert_eq!(names(all), Some((vec!["a".to_string()], true)));
        let pattern = "import x from './x.js'; const { a, b: c } = x; export { a, c as b, c as d }";
        assert_eq!(names(pattern), Some((vec!["a".to_string(), "b".to_string()], false)));
        let from = "export { default, a as e } from './x.js'";
        assert_eq!(names(from), Some((vec![], true)));
    }

    #[test]
    fn other_modules_are_none() {
        assert_eq!(names("import x from './y.js'; export default x"), None);
        assert_eq!(names("import x from './x.js'; export default x; f()"), None);
        assert_eq!(names("import x from './x.js'; export const a = x.lazy"), None);
        assert_eq!(names("import x from './x.js'; export let a = x.a"), None);
        assert_eq!(names("export default 1"), None);
    }
}
