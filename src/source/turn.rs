//! The edits that make a source mean in an ES module what it meant in CommonJS.
//!
//! An ES module that imports CommonJS gets all of `module.exports` as the default, and only the
//! names that Node's lexer sees (<https://nodejs.org/api/esm.html#commonjs-namespaces>); compilers
//! with `esModuleInterop` looked for a mark and took its `default`.

mod exports;
mod nested;
mod require;

use std::{collections::BTreeSet, path::Path};

use oxc_span::Span;

use super::{
    build::is_test,
    left::{Binding, Dynamic, Import, Left},
    seen::Seen,
    specify::Specify,
    syntax::is_typescript,
    typed::Declared,
};
use crate::{
    edit::Edits,
    graph::{
        builtins,
        external::{External, ExternalFormat, Externals},
        resolve::{Resolved, Resolvers},
    },
};

/// What the sources of a package know of each other and of what they import.
#[expect(clippy::struct_excessive_bools, reason = "independent observations")]
pub(super) struct Turn<'t> {
    pub(super) root: &'t Path,
    pub(super) specify: &'t Specify<'t>,
    pub(super) resolvers: Resolvers,
    pub(super) externals: Externals,
    pub(super) declared: Declared,
    /// The source at a path, relative to the root, ends with `export =`.
    pub(super) assigns: &'t dyn Fn(&str) -> bool,
    /// Paths of sources whose default export `require` gets.
    pub(super) replaced: &'t BTreeSet<String>,
    /// The compiler of the source at a path asks CommonJS whether it was compiled.
    pub(super) interops: &'t dyn Fn(&str) -> bool,
    /// The build took CommonJS for what Node makes of it before, too.
    pub(super) as_node: bool,
    /// The compiler left statements and imports in their order.
    pub(super) in_order: bool,
    /// What Jest loads of the sources: a compiler makes CommonJS of it, which has no `import.meta`.
    pub(super) in_jest: &'t BTreeSet<String>,
    /// Tests still get the default export of marked CommonJS, as their compiler hands it out.
    pub(super) as_compiled: bool,
    /// What is compiled may use nothing newer than ES2019.
    pub(super) is_old: bool,
    /// What TypeScript takes default imports of marked CommonJS for in the source at a path.
    pub(super) seen: &'t dyn Fn(&str) -> Seen,
}

/// A source while it is turned.
pub(super) struct Source<'s> {
    pub(super) path: &'s str,
    pub(super) text: &'s str,
    pub(super) left: &'s Left,
}

/// A place that no edit mends, and why.
pub(super) type Stays = (Span, String);

/// Statements that follow the imports.
type After = Vec<String>;

enum Target {
    Json,
    /// A source of the package that ends with `export =`.
    Assigned,
    CommonJs(std::sync::Arc<External>),
    Other,
}

impl Turn<'_> {
    /// Makes the edits of one source.
    pub(super) fn edit(&mut self, source: &Source<'_>, edits: &mut Edits) -> Result<(), Stays> {
        let left = source.left;
        let is_required = self.in_jest.contains(source.path);
        let is_test = is_required && is_test(source.path);
        if let Some((span, name)) = left.stays.filter(|_| !is_test) {
            return Err((span, format!("`{name}` of CommonJS is used here")));
        }
        if let Some(span) = left.meta().filter(|_| is_required && !is_test) {
            let message = "Jest makes CommonJS of this, which knows no `import.meta`";
            return Err((span, message.to_string()));
        }
        if let Some(span) = left.before.filter(|_| self.in_order && !is_test) {
            let message = "this runs before an import, and modules load what they import first";
            return Err((span, message.to_string()));
        }
        let stays = |text: &str| is_test && text.contains("import.meta");
        for (span, text) in left.places.iter().filter(|(_, text)| !stays(text)) {
            edits.replace(*span, text.clone());
        }
        let mut after = After::new();
        for it in &left.imports {
            self.import(source, it, edits, &mut after)?;
        }
        self.passes_on(source)?;
        self.equals(source, edits);
        exports::assignment(source, edits);
        if self.replaced.contains(source.path) {
            exports::replacement(source, edits);
        }
        if !is_test {
            require::require(source, edits, &mut after);
        }
        if !after.is_empty() {
            let newline = if source.text.contains("\r\n") { "\r\n" } else { "\n" };
            let lines = after.join(newline);
            if left.has_imports {
                edits.insert(left.after_imports, format!("{newline}{newline}{lines}"));
            }
        }
        Ok(())
    }

    fn target(&mut self, from: &str, specifier: &str) -> Target {
        if builtins::builtin(specifier).is_some() {
            return Target::Other;
        }
        if let Some(path) = self.specify.target(from, specifier) {
            return match path.rsplit_once('.') {
                Some((_, "json")) => Target::Json,
                _ if (self.assigns)(&path) => Target::Assigned,
                _ => Target::Other,
            };
        }
        let file = self.root.join(from);
        let found = match self.resolvers.import(&file, specifier) {
            Resolved::Missing => self.resolvers.require(&file, specifier),
            found => found,
        };
        let Resolved::File(path) = found else { return Target::Other };
        let info = self.externals.get(&self.resolvers, &path);
        if info.format == ExternalFormat::CommonJs { Target::CommonJs(info) } else { Target::Other }
    }

    fn import(
        &mut self,
        source: &Source<'_>,
        it: &Import,
        edits: &mut Edits,
        after: &mut After,
    ) -> Result<(), Stays> {
        match self.target(source.path, &it.specifier) {
            Target::Other => Ok(()),
            Target::Json => {
                if !it.attributes {
                    let quote = &source.text[it.literal.start as usize..][..1];
                    edits.insert(it.literal.end, format!(" with {{ type: {quote}json{quote} }}"));
                }
                whole(source, it, &|_| false, edits, after)
            }
            Target::Assigned => whole(source, it, &|_| false, edits, after),
            Target::CommonJs(info) => {
                let it = &self.without_types(source, it, &info);
                let nests = self.nests(source, &info);
                if nests {
                    let seen = (self.seen)(source.path);
                    let readers = nested::Readers {
                        seen,
                        as_compiled: self.as_compiled,
                        is_old: self.is_old,
                    };
                    nested::double_default(source, it, readers, edits, after)?;
                }
                // A namespace has all of `module.exports` as its default.
                let is_whole = it.namespace.is_some() && nests;
                let is_seen = |name: &str| is_seen(&info, name) && !(is_whole && name == "default");
                let lost = it.named.iter().find(|one| one.is_value && !is_seen(&one.imported));
                if let Some(one) = lost.filter(|_| nests && self.as_compiled) {
                    let message = format!("only tests see `{}` in {}", one.imported, it.specifier);
                    return Err((one.span, message));
                }
                whole(source, it, &is_seen, edits, after)
            }
        }
    }

    /// Names that only look like values go with what is compiled.
    fn without_types(&self, source: &Source<'_>, it: &Import, info: &External) -> Import {
        let mut import = it.clone();
        if !is_typescript(source.path) {
            return import;
        }
        let file = self.root.join(source.path);
        for one in import.named.iter_mut().filter(|one| one.is_value) {
            let is_hidden = !is_seen(info, &one.imported);
            one.is_value =
                !(is_hidden && self.declared.is_type(&file, &it.specifier, &one.imported));
        }
        import
    }

    /// Fails where what is passed on, or loaded later, would be something else.
    fn passes_on(&mut self, source: &Source<'_>) -> Result<(), Stays> {
        let left = source.left;
        for (span, specifier, names) in &left.reexports {
            let Target::CommonJs(info) = self.target(source.path, specifier) else { continue };
            let nests = self.nests(source, &info);
            let file = self.root.join(source.path);
            let is_type = |name: &str| {
                is_typescript(source.path) && self.declared.is_type(&file, specifier, name)
            };
            let is_lost =
                |it: &&String| (!is_seen(&info, it) || (nests && *it == "default")) && !is_type(it);
            if let Some(name) = names.iter().find(is_lost) {
                return Err((*span, format!("Node sees no `{name}` in {specifier}")));
            }
        }
        for (span, specifier) in &left.stars {
            if let Target::CommonJs(_) = self.target(source.path, specifier) {
                let message = format!("`require` would get all of {specifier} in place of this");
                return Err((*span, message));
            }
        }
        self.loads_later(source)
    }

    /// Fails where `import()` gives less than it did, or another default.
    fn loads_later(&mut self, source: &Source<'_>) -> Result<(), Stays> {
        for Dynamic { span, specifier, names } in &source.left.dynamic {
            let Target::CommonJs(info) = self.target(source.path, specifier) else { continue };
            let nests = self.nests(source, &info);
            let takes_default = names.as_ref().map(|it| it.iter().any(|name| name == "default"));
            if nests && takes_default.unwrap_or(info.has_default) {
                let message = format!("`default` of {specifier} is another in a module");
                return Err((*span, message));
            }
            let hidden = names.iter().flatten().find(|name| !is_seen(&info, name));
            if let Some(name) = hidden {
                return Err((*span, format!("Node sees no `{name}` in {specifier}")));
            }
        }
        Ok(())
    }

    /// Node puts the default export of compiled CommonJS into its default export. Compilers that know
    /// no interop read it from everything.
    fn nests(&self, source: &Source<'_>, info: &External) -> bool {
        // Node's lexers may not see the default export of what is marked.
        let reads_member = info.marked || (!(self.interops)(source.path) && info.has_default);
        reads_member && !self.as_node
    }

    fn equals(&mut self, source: &Source<'_>, edits: &mut Edits) {
        for it in &source.left.equals {
            let builtin = builtins::builtin(&it.specifier).is_some();
            let own = self.specify.target(source.path, &it.specifier);
            let clause = match self.target(source.path, &it.specifier) {
                _ if builtin => it.local.clone(),
                Target::CommonJs(_) | Target::Assigned => it.local.clone(),
                Target::Other if own.is_some() => format!("* as {}", it.local),
                _ => continue,
            };
            let specifier = self.specify.import(source.path, &it.specifier);
            let quote = &source.text[it.literal.start as usize..][..1];
            edits.replace(it.inner, format!("{clause} from {quote}{specifier}{quote}"));
        }
    }
}

/// Names that are not seen, and namespaces that are more than names, are read from the default.
fn whole(
    source: &Source<'_>,
    it: &Import,
    is_seen: &dyn Fn(&str) -> bool,
    edits: &mut Edits,
    after: &mut After,
) -> Result<(), Stays> {
    if let Some(namespace) = &it.namespace {
        let all_seen = || {
            let members = namespace.members.as_ref();
            members.is_some_and(|all| all.iter().all(|name| is_seen(name)))
        };
        if namespace.is_value && it.default.is_none() && !all_seen() {
            edits.replace(namespace.span, namespace.local.clone());
        }
        return Ok(());
    }
    let hidden =
        |one: &&Binding| one.is_value && one.imported != "default" && !is_seen(&one.imported);
    let lost: Vec<&Binding> = it.named.iter().filter(hidden).collect();
    if lost.is_empty() {
        return Ok(());
    }
    if let Some(one) = lost.iter().find(|one| one.is_type) {
        let message = format!("`{}` is a value that Node does not see, and a type", one.local);
        return Err((one.span, message));
    }
    let name = match &it.default {
        Some(default) => default.local.clone(),
        None => free_name(source.left, &it.specifier),
    };
    let kept: Vec<&str> =
        it.named.iter().filter(|one| !hidden(one)).map(|one| slice(source, one.span)).collect();
    if it.only_types > 0 {
        return Err((it.span, "types and hidden values share this import".to_string()));
    }
    let named =
        if kept.is_empty() { String::new() } else { format!(", {{ {} }}", kept.join(", ")) };
    edits.replace(it.clause, format!("{name}{named}"));
    let pairs: Vec<String> = lost
        .iter()
        .map(|one| {
            if one.imported == one.local {
                one.local.clone()
            } else {
                format!("{}: {}", one.imported, one.local)
            }
        })
        .collect();
    let end = semicolon(source, it.span);
    after.push(format!("const {{ {} }} = {name}{end}", pairs.join(", ")));
    Ok(())
}

fn is_seen(info: &External, name: &str) -> bool {
    name == "default" || info.names.contains(name)
}

fn slice<'s>(source: &Source<'s>, span: Span) -> &'s str {
    &source.text[span.start as usize..span.end as usize]
}

fn semicolon(source: &Source<'_>, span: Span) -> &'static str {
    if slice(source, span).ends_with(';') { ";" } else { "" }
}

fn free_name(left: &Left, specifier: &str) -> String {
    let stem = specifier.rsplit('/').next().unwrap_or(specifier);
    let stem = stem.split('.').next().unwrap_or(stem);
    let mut name = String::new();
    for part in stem.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()) {
        let mut letters = part.chars();
        let Some(first) = letters.next() else { continue };
        let first =
            if name.is_empty() { first.to_string() } else { first.to_uppercase().to_string() };
        name.push_str(&first);
        name.extend(letters);
    }
    let usable = crate::plan::is_identifier(&name);
    unused(left, if usable { name } else { format!("{name}Module") })
}

fn unused(left: &Left, name: String) -> String {
    let is_used = |it: &str| left.names.binary_search_by(|one| one.as_str().cmp(it)).is_ok();
    if is_used(&name) { unused(left, format!("{name}Module")) } else { name }
}
