//! Dependencies that come twice: one build for `require`, and one for `import`.
//!
//! An import in place of a `require` uses the other build. Nobody can tell them apart where both
//! consist of the same functions and constants, keep no state, and no function itself is seen, but
//! what it gives. Whatever is not understood is taken for a difference.

mod body;
mod normal;
mod same;
mod side;

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use oxc_allocator::Allocator;
use rustc_hash::FxHashMap;

use self::{same::Pair, side::Side};
use super::{
    external::{self, ExternalFormat, Externals},
    resolve::{Resolved, Resolvers},
};
use crate::{
    facts::{Declared, Require, Shape, Site, Usage},
    module::{Module, Syntax},
};

/// Builds of more code than this are not compared.
const CAP: usize = 200_000;

/// What the two builds of a dependency have in common.
#[derive(Debug, Clone)]
pub struct Twin {
    /// The specifier by which `import` finds the other build.
    pub specifier: String,
    /// What is the same of what both export.
    names: FxHashMap<String, Sameness>,
    /// The default export of the one and what `require` gives of the other are such functions.
    pub whole: bool,
}

/// Compares builds, each pair once.
#[derive(Default)]
pub(super) struct Twins {
    known: FxHashMap<(PathBuf, PathBuf), Option<Arc<Twin>>>,
}

impl Twins {
    /// What `import` of `specifier` finds from `file`, where `require` finds the CommonJS at `path`
    /// and both are the same code.
    pub(super) fn get(
        &mut self,
        resolvers: &Resolvers,
        externals: &mut Externals,
        [file, path]: [&Path; 2],
        specifier: &str,
    ) -> Option<Arc<Twin>> {
        let Resolved::File(other) = resolvers.import(file, specifier) else { return None };
        let known =
            self.known.entry((path.to_path_buf(), other)).or_insert_with_key(|(_, other)| {
                let formats = [path, other.as_path()].map(|it| externals.get(resolvers, it).format);
                let builds = formats == [ExternalFormat::CommonJs, ExternalFormat::Module];
                let texts = [path, other.as_path()].map(external::read_source);
                match texts {
                    [Some(one), Some(other)] if builds => {
                        Twin::read(specifier, &one, &other).map(Arc::new)
                    }
                    _ => None,
                }
            });
        known.clone()
    }
}

/// In which way a value is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sameness {
    /// It is the same value.
    Value,
    /// A function that does the same.
    Function,
    /// An object whose members are the same values.
    Table,
}

impl Twin {
    /// Compares the texts of both builds.
    pub(super) fn read(specifier: &str, script: &str, module: &str) -> Option<Self> {
        if script.len() > CAP || module.len() > CAP {
            return None;
        }
        let script = normal::normalized(script, Syntax::CommonJs)?;
        let module = normal::normalized(module, Syntax::Module)?;
        let allocator = Allocator::default();
        let script = Module::parse(&allocator, &script).ok()?;
        let module = Module::parse_strict(&allocator, &module).ok()?;
        if script.syntax != Syntax::CommonJs {
            return None;
        }
        let (one, other) = (Side::read(&script)?, Side::read(&module)?);
        let mut pair = Pair::new(&one, &other);
        let (names, whole) = (pair.names(), pair.whole());
        (whole || !names.is_empty()).then(|| Self {
            specifier: specifier.to_string(),
            names,
            whole,
        })
    }

    /// The names whose values the call needs and whose other values would do, `None` if there are
    /// others. For what is exported as a whole there are no names.
    pub fn serves(&self, require: &Require) -> Option<Vec<String>> {
        match &require.site {
            Site::Bare { .. } => None,
            Site::Declared(it) => self.serves_declared(it),
            Site::Expression { member: Some((name, _)), called, .. } => {
                let serves = match self.names.get(name)? {
                    Sameness::Value => true,
                    Sameness::Function => *called,
                    Sameness::Table => false,
                };
                serves.then(|| vec![name.clone()])
            }
            Site::Expression { member: None, called, .. } => (self.whole && *called).then(Vec::new),
        }
    }

    fn serves_declared(&self, it: &Declared) -> Option<Vec<String>> {
        let names: Vec<String> = match &it.shape {
            Shape::Name { declarations: 1, written: false, .. } if it.usage.whole => {
                let called = self.whole && it.interop.is_none() && !it.usage.uncalled;
                return (called && it.usage.members.is_empty()).then(Vec::new);
            }
            Shape::Name { declarations: 1, written: false, .. } if !it.usage.member_assigned => {
                it.usage.members.iter().cloned().collect()
            }
            Shape::Member { member, reassigned: false, .. } => vec![member.clone()],
            Shape::Pattern { properties, .. } if properties.iter().all(|it| !it.reassigned) => {
                properties.iter().map(|it| it.key.clone()).collect()
            }
            _ => return None,
        };
        let serves =
            !names.is_empty() && names.iter().all(|name| self.serves_name(name, &it.usage));
        serves.then_some(names)
    }

    fn serves_name(&self, name: &str, usage: &Usage) -> bool {
        match self.names.get(name) {
            Some(Sameness::Value) => true,
            Some(Sameness::Function) => !usage.uncalled_members.contains(name),
            Some(Sameness::Table) => !usage.unlooked_members.contains(name),
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Twin;

    fn names(script: &str, module: &str) -> Vec<String> {
        let twin = Twin::read("twin", script, module);
        let mut names: Vec<String> = twin.into_iter().flat_map(|it| it.names.into_keys()).collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn the_same_functions_and_constants() {
        let script = "'use strict'; const path = require('path'); const size = 3;
            function pad (x) { return path.join(x, String(size)) } exports.pad = pad; exports.size = size;";
        let module = "import path from 'node:path'; const size = 3;
            export function pad (x) { return path.join(x, String(size)) } export { size }";
        assert_eq!(names(script, module), ["pad", "size"]);
        let enumeration = "(function (Kind) { Kind['A'] = 'a'; })(Kind";
        let script = format!(
            "'use strict'; exports.a = exports.Kind = void 0; var Kind;
            {enumeration} = exports.Kind || (exports.Kind = {{}})); exports.a = Kind.A;"
        );
        let module =
            format!("export var Kind; {enumeration} || (Kind = {{}})); export const a = Kind.A;");
        assert_eq!(names(&script, &module), ["Kind", "a"]);
    }

    #[test]
    fn what_each_build_has_of_its_own() {
        for text in [
            "let f = 1; function g () { f = 2 }",
            "class A {} function f () { return new A() }",
            "class f {}",
        ] {
            let script = format!("'use strict'; {text} exports.f = f;");
            let none: [&str; 0] = [];
            assert_eq!(names(&script, &format!("{text} export {{ f }};")), none, "{text}");
        }
    }

    #[test]
    fn names_that_esbuild_lists() {
        let script = "var __export = (target, all) => {}; var __toCommonJS = (mod) => mod;
            var all = {}; __export(all, { f: () => f, Own: () => Own }); module.exports = __toCommonJS(all);
            function f (x) { return typeof x === 'string' } class Own extends Error {}
            0 && (module.exports = { f, Own });";
        let module = "function f (x) { return typeof x === 'string' }
            class Own extends Error {} export { f, Own };";
        assert_eq!(names(script, module), ["f"]);
    }

    #[test]
    fn code_that_compilers_spell_in_two_ways() {
        let script = "'use strict'; const key = Symbol.iterator;
            exports.f = function (x) { if (typeof x[key] !== 'undefined') return undefined;
                return x === null || x === void 0 ? 0 : new Map() }";
        let module = "const key = Symbol.iterator;
            const f = function (x) { if (x[key] !== void 0) { return void 0 }
                return x == null ? 0 : /* @__PURE__ */ new Map() };
            export { f };";
        assert_eq!(names(script, module), ["f"]);
    }

    #[test]
    fn differences() {
        let none: [&str; 0] = [];
        let script = |text: &str| format!("'use strict'; {text}; exports.f = f;");
        for [one, other] in [
            ["function f () { return 1 }", "export function f () { return 2 }"],
            [
                "let n = 0; function f () { return n++ }",
                "let n = 0; export function f () { return n++ }",
            ],
            [
                "const m = new Map(); function f (x) { return m }",
                "const m = new Map(); export function f (x) { return m }",
            ],
            [
                "function g () {} function f () { return g }",
                "function g () {} export function f () { return g }",
            ],
            [
                "const n = 1; function f () { return n }",
                "const n = 2; export function f () { return n }",
            ],
            ["function f () { return this }", "export function f () { return this }"],
            [
                "function f () { return typeof absent !== 'undefined' }",
                "export function f () { return absent !== undefined }",
            ],
            [
                "function f (x, y) { return x === null || y === void 0 ? 1 : 2 }",
                "export function f (x, y) { return x == null ? 1 : 2 }",
            ],
            [
                "function f () { return { undefined } }",
                "export function f () { return { void: 0 } }",
            ],
            [
                "const key = Symbol('key'); function f (x) { return x[key] }",
                "const key = Symbol('key'); export function f (x) { return x[key] }",
            ],
            [
                "function f () { return g() }",
                "function g () {} export function f () { return g() }",
            ],
            [
                "const { join } = require('path'); function f (x) { return join(x) }",
                "import { join } from 'path'; export function f (x) { return join(x) }",
            ],
            [
                "const r = /a/g; function f (x) { return r.test(x) }",
                "const r = /a/g; export function f (x) { return r.test(x) }",
            ],
        ] {
            assert_eq!(names(&script(one), other), none, "{one}");
        }
        let lost = "'use strict'; function f () {} exports.f = f; module.exports = { g: f }";
        assert_eq!(names(lost, "export function f () {} export { f as g }"), none);
        let sloppy = "function f (x) { x.y = 1 } exports.f = f";
        assert_eq!(names(sloppy, "export function f (x) { x.y = 1 }"), none);
    }
}
