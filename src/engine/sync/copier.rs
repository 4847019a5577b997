//! Which files old Nodes load, and what in them has to name another place from there.

use std::collections::{BTreeMap, BTreeSet};

use oxc_span::Span;
use rustc_hash::FxHashMap;

use super::{all_paths, from_folder};
use crate::{
    change::Change,
    facts::{Facts, NamedPath, RequireValueKind, WrapperKind},
    find::{Package, extension},
    finding::{Finding, Severity},
    format::Format,
    graph::{ExternalTarget, FileId, Graph, Target, Turn, is_development},
    manifest::{EntryKind, Manifest, Published, name_of, relative_to},
    module::Syntax,
    plan::{Plan, forms::Verdict},
};

/// Collects the files that are copied.
pub(super) struct Copier<'p> {
    pub(super) package: &'p Package,
    pub(super) graph: &'p Graph,
    pub(super) folder: &'static str,
    manifest: &'p Manifest,
    plan: &'p Plan,
    ids: FxHashMap<&'p str, FileId>,
    all: BTreeSet<String>,
    published: Published,
    /// What is copied, by its path from before.
    pub(super) paths: BTreeSet<String>,
    /// The modules among it that consumers can name.
    pub(super) public: BTreeSet<String>,
    /// Commands.
    pub(super) commands: BTreeSet<String>,
    edits: BTreeMap<String, Vec<(Span, String)>>,
    waiting: Vec<FileId>,
    /// Some file names the package itself, or a `#` name of it.
    pub(super) names_itself: bool,
    pub(super) imports: bool,
    /// Some file loads a folder of the package, and so its `main`.
    pub(super) loads_folder: bool,
}

impl<'p> Copier<'p> {
    pub(super) fn new(
        package: &'p Package,
        manifest: &'p Manifest,
        (graph, plan): (&'p Graph, &'p Plan),
        folder: &'static str,
    ) -> Self {
        let ids = graph.nodes.iter().enumerate().map(|(id, it)| (it.path.as_str(), id)).collect();
        Self {
            package,
            graph,
            folder,
            manifest,
            plan,
            ids,
            all: all_paths(package),
            published: Published::of(manifest),
            paths: BTreeSet::new(),
            public: BTreeSet::new(),
            commands: BTreeSet::new(),
            edits: BTreeMap::new(),
            waiting: Vec::new(),
            names_itself: false,
            imports: false,
            loads_folder: false,
        }
    }

    /// Collects what consumers can load, and what that loads.
    pub(super) fn copy_all(&mut self) -> Result<(), Finding> {
        let points = self.manifest.entry_points(&self.all);
        for point in &points {
            let Some(&id) = self.ids.get(point.target.as_str()) else { continue };
            if self.graph.nodes[id].is_json() || self.is_settled(id) {
                continue;
            }
            match point.kind {
                EntryKind::Main | EntryKind::Export | EntryKind::Browser => {
                    self.public.insert(point.target.clone());
                }
                EntryKind::Bin => drop(self.commands.insert(point.target.clone())),
                EntryKind::Module | EntryKind::Types | EntryKind::ImportsMap => continue,
            }
            self.add(&point.target);
        }
        if !self.manifest.has_exports_map() {
            let deep: Vec<String> = self.offered().filter(|it| self.is_deep(it)).cloned().collect();
            for path in deep {
                self.add(&path);
                self.public.insert(path);
            }
        }
        self.follow_all()?;
        if self.imports {
            let named = points.iter().filter(|it| it.kind == EntryKind::ImportsMap);
            named.for_each(|it| self.add(&it.target));
        }
        self.follow_all()?;
        self.scopes();
        self.declarations();
        Ok(())
    }

    /// Files that consumers may be meant to load.
    pub(super) fn offered(&self) -> impl Iterator<Item = &String> {
        self.all.iter().filter(|path| {
            !is_development(path) && (self.published.has(path) || self.paths.contains(*path))
        })
    }

    fn is_deep(&self, path: &str) -> bool {
        let Some(&id) = self.ids.get(path) else { return false };
        let node = &self.graph.nodes[id];
        // What is written for bundlers alone no Node has ever loaded.
        let foreign = node.facts.as_ref().is_some_and(|it| it.syntax == Syntax::Module)
            && node.format != Format::Module;
        is_script(path) && !node.bin_only && !foreign && !self.is_settled(id)
    }

    /// What a pattern would lead old Nodes to in vain, or to a second instance.
    pub(super) fn alone(&self) -> Vec<String> {
        let is_alone = |path: &&String| {
            if self.paths.contains(*path) {
                extension(path) == "json" && name_of(path) != "package.json"
            } else {
                is_script(path)
            }
        };
        self.offered().filter(is_alone).cloned().collect()
    }

    /// The file, and all that it loads, is the same before and after.
    fn is_settled(&self, id: FileId) -> bool {
        let (mut seen, mut next) = (vec![id], 0);
        while let Some(&id) = seen.get(next) {
            next += 1;
            let node = &self.graph.nodes[id];
            let flips = node.turn == Turn::Scope && self.plan.flips.contains(&node.scope);
            let same = matches!(self.plan.verdicts[id], Verdict::Untouched)
                && !(flips && node.is_common_js());
            if !same && !node.is_json() {
                return false;
            }
            for target in node.requires.iter().chain(&node.specifiers) {
                if let Target::File { id: to, .. } = target
                    && !seen.contains(to)
                {
                    seen.push(*to);
                }
            }
        }
        true
    }

    fn add(&mut self, path: &str) {
        if self.paths.insert(path.to_string())
            && let Some(&id) = self.ids.get(path)
        {
            self.waiting.push(id);
        }
    }

    fn add_below(&mut self, folder: &str) {
        let start = format!("{folder}/");
        let below: Vec<String> =
            self.all.iter().filter(|it| it.starts_with(&start)).cloned().collect();
        for path in below {
            self.add(&path);
        }
    }

    fn follow_all(&mut self) -> Result<(), Finding> {
        while let Some(id) = self.waiting.pop() {
            self.follow(id)?;
        }
        Ok(())
    }

    fn follow(&mut self, id: FileId) -> Result<(), Finding> {
        let graph = self.graph;
        let node = &graph.nodes[id];
        let Some(facts) = &node.facts else { return Ok(()) };
        for (it, target) in facts.requires.iter().zip(&node.requires) {
            self.specifier(id, (&it.specifier, it.literal), target)?;
        }
        for (it, target) in facts.specifiers.iter().zip(&node.specifiers) {
            self.specifier(id, (&it.value, it.literal), target)?;
        }
        for value in &facts.require_values {
            if let RequireValueKind::Resolve { specifier, literal, .. } = &value.kind
                && let Some(target) = node.resolves.get(&literal.start)
            {
                self.specifier(id, (specifier, *literal), target)?;
            }
        }
        if facts.loads_unknown() {
            let guessed = |it: &&String| is_script(it) || extension(it) == "json";
            let all: Vec<String> = self.offered().filter(guessed).cloned().collect();
            for path in all {
                self.add(&path);
            }
        }
        self.named_paths(id, facts)
    }

    fn specifier(
        &mut self,
        id: FileId,
        (specifier, literal): (&str, Span),
        target: &Target,
    ) -> Result<(), Finding> {
        let graph = self.graph;
        let from = graph.nodes[id].path.as_str();
        let is_relative = specifier.starts_with('.');
        self.loads_folder |= is_relative && specifier.rsplit('/').next().is_some_and(is_folder);
        match target {
            Target::File { id: to, .. } => {
                self.imports |= specifier.starts_with('#');
                self.names_itself |= !specifier.starts_with(['.', '/', '#']);
                self.add(&graph.nodes[*to].path);
                Ok(())
            }
            Target::External(it) => match inside(self.package, it) {
                Some(path) if path == "package.json" || extension(&path) == "node" => {
                    self.edit(from, literal, &path);
                    Ok(())
                }
                Some(path) => {
                    self.add(&path);
                    Ok(())
                }
                None if is_relative => Err(self.stays(id, literal, "leads out of the package")),
                None => Ok(()),
            },
            Target::Missing if is_relative => match from_folder(from, specifier) {
                Some(path) => {
                    self.edit(from, literal, &path);
                    Ok(())
                }
                None => Err(self.stays(id, literal, "leads out of the package")),
            },
            Target::Missing | Target::Builtin(_) => Ok(()),
        }
    }

    /// The literal names `path`, which is not copied, from the copy of the file `from`.
    fn edit(&mut self, from: &str, literal: Span, path: &str) {
        let copy = format!("{}/{from}", self.folder);
        let text = relative_to(crate::manifest::folder_of(&copy), path);
        self.edits.entry(from.to_string()).or_default().push((literal, text));
    }

    fn named_paths(&mut self, id: FileId, facts: &Facts) -> Result<(), Finding> {
        for it in &facts.paths {
            self.named_path(id, it)?;
        }
        let is_place = |it: &WrapperKind| it.is_place() || *it == WrapperKind::ModuleFilename;
        let places = facts.wrapper.iter().filter(|it| is_place(&it.kind));
        let known = |span: Span| facts.paths.iter().any(|it| it.span.contains_inclusive(span));
        match places.map(|it| it.span).find(|it| !known(*it)) {
            Some(span) => Err(self.stays(id, span, "becomes a path of which nothing is known")),
            None => Ok(()),
        }
    }

    /// What is there is copied, too; the manifest, and what is only made at run time, keeps its
    /// place and is named there.
    fn named_path(&mut self, id: FileId, path: &NamedPath) -> Result<(), Finding> {
        let from = self.graph.nodes[id].path.as_str();
        let named = from_folder(from, &posix(&path.text));
        let Some(named) = named.filter(|it| !it.is_empty()) else {
            return Err(self.stays(id, path.span, "may be any file of the package, or none of it"));
        };
        let tails = ["", ".js", ".json", "/index.js"].map(|tail| format!("{named}{tail}"));
        let known = tails.into_iter().find(|it| self.all.contains(it.as_str()));
        let start = format!("{named}/");
        match (path.tail, known) {
            (Some(_), Some(known)) => self.add(&known),
            _ if self.all.iter().any(|it| it.starts_with(&start)) => self.add_below(&named),
            (Some(tail), None) => match self.end_in_copy(from, path, &named) {
                Some(text) => self.edits.entry(from.to_string()).or_default().push((tail, text)),
                None => return Err(self.stays(id, path.span, "is no file of the package")),
            },
            (None, _) => return Err(self.stays(id, path.span, "is no folder of the package")),
        }
        Ok(())
    }

    /// The end of `path`, so that it leads from the copy of `from` to the place of `named` itself.
    /// What stands before must be a folder that is there for the copy, too.
    fn end_in_copy(&self, from: &str, path: &NamedPath, named: &str) -> Option<String> {
        let text = posix(&path.text);
        let before = text.strip_suffix(posix(&path.end).as_str())?;
        if !before.split('/').all(|part| matches!(part, "" | "." | "..")) {
            return None;
        }
        let folder = from_folder(&format!("{}/{from}", self.folder), before)?;
        let slash = if path.end.starts_with('/') { "/" } else { "" };
        Some(format!("{slash}{}", relative_to(&folder, named)))
    }

    /// The nested manifests around what is copied.
    fn scopes(&mut self) {
        let mut found = BTreeSet::new();
        for path in &self.paths {
            let folders =
                path.match_indices('/').map(|(at, _)| format!("{}/package.json", &path[..at]));
            found.extend(folders.filter(|it| self.all.contains(it)));
        }
        self.paths.extend(found);
    }

    /// TypeScript knows no `module-sync`: it takes what old Nodes take.
    fn declarations(&mut self) {
        let found: Vec<String> =
            self.offered().filter(|it| it.ends_with(".d.ts")).cloned().collect();
        let declares = |it: &String| self.package.declarations.iter().any(|file| file.path == *it);
        self.paths.extend(found.into_iter().filter(declares));
    }

    fn stays(&self, id: FileId, span: Span, what: &str) -> Finding {
        let file = &self.package.files[id];
        let message =
            format!("a copy of this file for old Nodes would not do the same: this {what}");
        let help = "Name a file of the package here, or go without --module-sync";
        let finding = Finding::of_file(Severity::Keep, "module-sync", &file.path, message, help);
        finding.at(&file.text, span)
    }

    /// The copies.
    pub(super) fn changes(&self) -> impl Iterator<Item = Change> {
        self.paths.iter().map(|path| {
            let edited = self.edits.get(path).and_then(|specifiers| {
                let old = &self.package.file(path)?.text;
                Some((old.clone(), crate::engine::respecified(old, specifiers)))
            });
            let to = format!("{}/{path}", self.folder);
            Change::Copy { from: path.clone(), to, edited }
        })
    }
}

fn is_script(path: &str) -> bool {
    matches!(extension(path), "js" | "cjs" | "mjs")
}

fn posix(path: &str) -> String {
    path.replace('\\', "/").trim_start_matches('/').to_string()
}

fn is_folder(part: &str) -> bool {
    matches!(part, "" | "." | "..")
}

/// The path of a file of the package that is no script of it.
fn inside(package: &Package, target: &ExternalTarget) -> Option<String> {
    let parts = target.path.strip_prefix(&package.root).ok()?;
    let parts: Option<Vec<&str>> = parts.iter().map(|it| it.to_str()).collect();
    parts.filter(|it| !it.contains(&"node_modules")).map(|it| it.join("/"))
}
