//! New names that nothing in a file uses.

use rustc_hash::FxHashSet;
use unicode_ident::{is_xid_continue, is_xid_start};

use crate::facts::Facts;

/// Hands out names that are free in every scope of one file.
pub(super) struct NewNames<'f> {
    facts: &'f Facts,
    taken: FxHashSet<String>,
    /// Names that exported declarations should get.
    reserved: FxHashSet<String>,
}

impl<'f> NewNames<'f> {
    pub(super) fn new(facts: &'f Facts) -> Self {
        Self { facts, taken: FxHashSet::default(), reserved: FxHashSet::default() }
    }

    /// Whether a top-level binding of this name would meet nothing in the whole file.
    pub(super) fn is_free(&self, name: &str) -> bool {
        self.is_free_at_root(name) && !self.facts.names.nested.contains_key(name)
    }

    /// Whether a top-level binding of this name captures no use; scopes below may bind it too.
    pub(super) fn is_free_at_root(&self, name: &str) -> bool {
        is_identifier(name)
            && !self.taken.contains(name)
            && !self.facts.roots.contains_key(name)
            && !self.facts.names.free.contains(name)
    }

    /// Gives none of `names` away, except on demand.
    pub(super) fn reserve(&mut self, names: impl Iterator<Item = String>) {
        self.reserved = names.collect();
    }

    pub(super) fn take(&mut self, name: &str) -> String {
        self.taken.insert(name.to_string());
        name.to_string()
    }

    /// The first of `wishes` that is free, else the last with a number.
    pub(super) fn pick(&mut self, wishes: &[&str]) -> String {
        let free = |it: &&&str| self.is_free(it) && !self.reserved.contains(**it);
        if let Some(name) = wishes.iter().find(free) {
            return self.take(name);
        }
        let last = wishes.last().map_or_else(|| "value".to_string(), |it| identifier(it));
        let numbered = (2..).map(|number| format!("{last}{number}"));
        let name = numbered
            .into_iter()
            .find(|it| self.is_free(it) && !self.reserved.contains(it))
            .unwrap_or_default();
        self.take(&name)
    }

    /// A binding for the exported name `name`, equal to it if that is possible.
    pub(super) fn export(&mut self, name: &str) -> String {
        if self.is_free_at_root(name) {
            return self.take(name);
        }
        let plain = identifier(name);
        self.pick(&[&format!("_{plain}"), &format!("{plain}Export")])
    }

    /// The same where no scope below may bind it.
    pub(super) fn export_free(&mut self, name: &str) -> String {
        if self.is_free(name) {
            return self.take(name);
        }
        let plain = identifier(name);
        self.pick(&[&format!("_{plain}"), &format!("{plain}Export")])
    }
}

/// Words that a module cannot bind (ECMA-262, 12.7.2), `arguments` and `eval` included.
const RESERVED: [&str; 50] = [
    "arguments",
    "await",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "eval",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "implements",
    "import",
    "in",
    "instanceof",
    "interface",
    "let",
    "new",
    "null",
    "package",
    "private",
    "protected",
    "public",
    "return",
    "static",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "undefined",
    "var",
    "void",
    "while",
    "with",
    "yield",
    "NaN",
];

/// Whether strict code can bind `name`.
pub fn is_identifier(name: &str) -> bool {
    is_identifier_name(name) && !RESERVED.contains(&name)
}

/// Whether `name` can stand in an export list without quotes.
pub fn is_identifier_name(name: &str) -> bool {
    let mut characters = name.chars();
    characters.next().is_some_and(|first| first == '$' || first == '_' || is_xid_start(first))
        && characters.all(|it| it == '$' || is_xid_continue(it))
}

/// `name` in camel case, as an identifier.
pub(super) fn identifier(name: &str) -> String {
    let mut out = String::new();
    let mut upper = false;
    for character in name.chars() {
        if is_xid_continue(character) || character == '$' {
            if upper && !out.is_empty() {
                out.extend(character.to_uppercase());
            } else {
                out.push(character);
            }
            upper = false;
        } else {
            upper = true;
        }
    }
    if !out.starts_with(|first: char| first == '$' || first == '_' || is_xid_start(first)) {
        out.insert(0, '_');
    }
    out
}

/// `name` with a capital letter, as classes have.
pub(super) fn capital(name: &str) -> String {
    let mut characters = name.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters).collect()
}

/// The name that people give to what they load from `specifier`.
pub(super) fn of_specifier(specifier: &str) -> String {
    let path = specifier.strip_prefix("node:").unwrap_or(specifier).trim_end_matches('/');
    let mut parts: Vec<&str> =
        path.split('/').filter(|it| !matches!(*it, "." | ".." | "")).collect();
    let mut last = parts.pop().unwrap_or("root");
    for extension in [".js", ".cjs", ".mjs", ".json"] {
        last = last.strip_suffix(extension).unwrap_or(last);
    }
    if last == "index" {
        last = parts.pop().unwrap_or("index");
    }
    identifier(last)
}

/// The name for what the file at `path` exports; `package` names the file at the root.
pub(super) fn of_file(path: &str, package: Option<&str>) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let name = name.trim_start_matches('.');
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    let stem = match (stem, folder) {
        ("index" | "main", "" | "lib" | "src" | "dist") => {
            package.and_then(|it| it.rsplit('/').next()).unwrap_or(stem)
        }
        ("index", _) => folder.rsplit('/').next().unwrap_or(stem),
        _ => stem,
    };
    identifier(stem)
}

#[cfg(test)]
mod tests {
    use super::{identifier, of_file, of_specifier};

    #[test]
    fn names_read_like_their_source() {
        assert_eq!(of_specifier("./lib/some-thing.js"), "someThing");
        assert_eq!(of_specifier("../index.js"), "index");
        assert_eq!(of_specifier("./util/index.js"), "util");
        assert_eq!(of_specifier("@scope/pkg-name"), "pkgName");
        assert_eq!(of_file("index.js", Some("@a/is-odd")), "isOdd");
        assert_eq!(identifier("3d"), "_3d");
    }
}
