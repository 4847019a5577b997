//! How a source has to name a file, so that Node finds what the compiler makes of it.
//!
//! <https://www.typescriptlang.org/docs/handbook/modules/reference.html#node16-node18-node20-nodenext>
//! and <https://nodejs.org/api/esm.html#mandatory-file-extensions>

use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use super::{
    mention::{Mention, MentionKind},
    project::Project,
};
use crate::{
    find::{Package, extension},
    graph::{
        inside_package, relative,
        resolve::{Resolved, Resolvers},
    },
};

/// Writes the specifiers of one package.
pub(super) struct Specify<'p> {
    root: &'p Path,
    name: Option<&'p str>,
    project: &'p Project,
    renames: FxHashMap<&'p str, &'p str>,
    node: Resolvers,
}

impl<'p> Specify<'p> {
    /// For files of `package`, some of which get another name.
    pub(super) fn new(
        package: &'p Package,
        project: &'p Project,
        renames: &'p [(String, String)],
    ) -> Self {
        let renames = renames.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
        let node = Resolvers::default();
        Self { root: &package.root, name: package.name(), project, renames, node }
    }

    /// The new text of `mention` in the file at `from`; `None` where it can stay.
    pub(super) fn text(&self, from: &str, mention: &Mention) -> Option<String> {
        let specifier = mention.value.as_str();
        if specifier.is_empty() || specifier.starts_with('#') || specifier.contains(['?', '!', ':'])
        {
            return None;
        }
        let file = self.root.join(from);
        if !is_relative(specifier) && self.is_own_name(specifier) {
            return None;
        }
        match self.find(&file, specifier) {
            Some(path) => match self.inside(&path) {
                Some(target) => self.of_file(from, mention, &target),
                None if is_relative(specifier) => None,
                None => self.of_package(&file, mention),
            },
            None => self.of_package(&file, mention).filter(|_| !is_relative(specifier)),
        }
    }

    /// The file of the package that `specifier` in the file at `from` means.
    pub(super) fn target(&self, from: &str, specifier: &str) -> Option<String> {
        self.find(&self.root.join(from), specifier).and_then(|path| self.inside(&path))
    }

    /// How an import statement in the file at `from` says `specifier`.
    pub(super) fn import(&self, from: &str, specifier: &str) -> String {
        let (value, span) = (specifier.to_string(), oxc_span::Span::empty(0));
        let mention = Mention { value, span, kind: MentionKind::Import };
        self.text(from, &mention).unwrap_or_else(|| specifier.to_string())
    }

    fn is_own_name(&self, specifier: &str) -> bool {
        let rest = self.name.and_then(|name| specifier.strip_prefix(name));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    fn find(&self, file: &Path, specifier: &str) -> Option<PathBuf> {
        let found = self.project.resolver.resolve_file(file, specifier).ok().or_else(|| {
            let folder = file.parent()?;
            self.project.fallback.as_ref()?.resolve(folder, specifier).ok()
        });
        found.map(oxc_resolver::Resolution::into_path_buf)
    }

    /// `path` below the root of the package.
    fn inside(&self, path: &Path) -> Option<String> {
        let inside: Option<Vec<&str>> =
            path.strip_prefix(self.root).ok()?.iter().map(|it| it.to_str()).collect();
        inside.filter(|it| !it.contains(&"node_modules")).map(|it| it.join("/"))
    }

    fn of_file(&self, from: &str, mention: &Mention, target: &str) -> Option<String> {
        let specifier = mention.value.as_str();
        let wanted = match mention.kind {
            MentionKind::Require => return self.of_required(from, specifier, target),
            MentionKind::Import | MentionKind::Mock if extension(from) == "cts" => {
                return self.of_required(from, specifier, target);
            }
            MentionKind::Import | MentionKind::Mock | MentionKind::Url => {
                self.emitted(from, target)
            }
            MentionKind::Reference => target.to_string(),
        };
        if !is_relative(specifier) {
            return match mention.kind {
                MentionKind::Url => None,
                _ if self.project.bundles => None,
                // Jest maps them by rules of its own, which know no extensions.
                _ if self.project.maps_aliases && !self.project.has_jest => {
                    self.alias(from, specifier, target)
                }
                _ => Some(relative(from, &wanted)),
            };
        }
        let named = join(from, specifier)?;
        let exact = named == target && !specifier.ends_with('/') && !self.moves(target);
        if exact || named == wanted || named == self.compiled(target) {
            return None;
        }
        Some(completed(specifier, &named, &wanted).unwrap_or_else(|| relative(from, &wanted)))
    }

    /// An alias that the build maps says which file it means, as relative names do.
    fn alias(&self, from: &str, specifier: &str, target: &str) -> Option<String> {
        // Of aliases, the compiler rewrites no extensions.
        let (file, wanted) = (self.root.join(from), self.compiled(&self.emitted(from, target)));
        if specifier.ends_with(&format!(".{}", extension(&wanted))) {
            return None;
        }
        let ends = [format!(".{}", extension(&wanted)), format!("/index.{}", extension(&wanted))];
        let mut full = ends.iter().map(|end| format!("{}{end}", specifier.trim_end_matches('/')));
        let means = |it: &String| {
            let found = self.find(&file, it).and_then(|path| self.inside(&path));
            found.as_deref() == Some(target)
        };
        full.find(means)
    }

    /// `require` completes names by itself, but knows no aliases.
    fn of_required(&self, from: &str, specifier: &str, target: &str) -> Option<String> {
        let stays = is_relative(specifier) || self.project.maps_aliases;
        (!stays).then(|| relative(from, &self.emitted(from, target)))
    }

    fn moves(&self, target: &str) -> bool {
        self.renames.contains_key(target)
    }

    /// The name under which the loader of the file at `from` finds what becomes of `target`.
    fn emitted(&self, from: &str, target: &str) -> String {
        let target = self.renames.get(target).copied().unwrap_or(target);
        let declares = [(".d.ts", ".js"), (".d.mts", ".mjs"), (".d.cts", ".cjs")];
        match swapped(target, &declares) {
            Some(path) => path,
            None if self.project.names_sources(from) => target.to_string(),
            None => self.compiled(target),
        }
    }

    /// The name of what a compiler makes of `target`.
    fn compiled(&self, target: &str) -> String {
        let jsx = if self.project.keeps_jsx(target) { ".jsx" } else { ".js" };
        let plain = if self.project.bundles { ".jsx" } else { jsx };
        let compiles =
            [(".ts", ".js"), (".tsx", jsx), (".mts", ".mjs"), (".cts", ".cjs"), (".jsx", plain)];
        swapped(target, &compiles).unwrap_or_else(|| target.to_string())
    }

    /// A file inside of a dependency, which ES modules have to name in full.
    fn of_package(&self, file: &Path, mention: &Mention) -> Option<String> {
        let specifier = mention.value.as_str();
        let deep = specifier.trim_start_matches('@').matches('/').count();
        let is_import = mention.kind == MentionKind::Import && extension(&mention.value) != "css";
        if deep == 0 || !is_import || self.node.import(file, specifier) != Resolved::Missing {
            return None;
        }
        let found @ Resolved::File(path) = &self.node.require(file, specifier) else {
            return None;
        };
        if self.node.has_exports_map(file, specifier) {
            return None;
        }
        inside_package(specifier, path, &|it| self.node.import(file, it) == *found)
    }
}

/// `path` with the second of the first pair of extensions that fits.
fn swapped(path: &str, pairs: &[(&str, &str)]) -> Option<String> {
    let mut stems = pairs.iter().filter_map(|(old, new)| Some((path.strip_suffix(old)?, new)));
    stems.next().map(|(stem, new)| format!("{stem}{new}"))
}

fn is_relative(specifier: &str) -> bool {
    matches!(specifier, "." | "..") || specifier.starts_with("./") || specifier.starts_with("../")
}

/// The path that a relative `specifier` in the file at `from` spells, if it is inside the root.
fn join(from: &str, specifier: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in specifier.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The author's spelling with what is missing at its end.
fn completed(specifier: &str, named: &str, wanted: &str) -> Option<String> {
    let rest = if named.is_empty() { wanted } else { wanted.strip_prefix(named)? };
    let slash = if named.is_empty() { "/" } else { "" };
    let fits = named.is_empty() || rest.starts_with('.') || rest.starts_with('/');
    fits.then(|| format!("{}{slash}{rest}", specifier.trim_end_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::{completed, join};

    #[test]
    fn names_keep_the_spelling_of_the_author() {
        let complete = |from: &str, specifier: &str, wanted: &str| {
            completed(specifier, &join(from, specifier).expect("inside"), wanted)
        };
        let text = |text: &str| Some(text.to_string());
        assert_eq!(complete("src/a.ts", "./b", "src/b.js"), text("./b.js"));
        assert_eq!(complete("src/a.ts", ".", "src/index.js"), text("./index.js"));
        assert_eq!(complete("src/x/a.ts", "../", "src/index.js"), text("../index.js"));
        assert_eq!(complete("test/a.ts", "..", "index.js"), text("../index.js"));
        assert_eq!(complete("src/a.ts", "../lib/b.json/", "lib/b.json"), None);
        assert_eq!(complete("test/a.ts", "..", "dist/index.js"), text("../dist/index.js"));
    }
}
