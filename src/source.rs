//! Sources that a compiler reads before Node does: TypeScript, JSX, and module syntax written for a
//! bundler. Nothing is printed anew: a source keeps its language and all bytes outside of edits.

mod build;
mod builds;
mod comments;
mod compiler;
mod flip;
mod hooks;
mod left;
mod lint;
mod mention;
mod needs;
mod object;
pub(crate) mod project;
mod published;
mod resolve;
mod runner;
mod seen;
mod settings;
mod specify;
mod syntax;
mod ts_jest;
mod turn;
mod typed;
mod unbuilt;

use std::collections::{BTreeMap, BTreeSet};

use oxc_allocator::Allocator;
use oxc_span::Span;
use rayon::prelude::*;

use crate::{
    change::Change,
    edit::Edits,
    find::{Package, SourceFile},
    finding::Finding,
    graph::{Graph, Target, external::Externals, resolve::Resolvers},
    module::Syntax,
    plan::{
        Plan,
        forms::{FilePlan, SpecifierEdit, Verdict},
    },
};
use build::Build;
pub(crate) use builds::told as builds;
pub(crate) use flip::{Stays, concerns};
use left::Left;
pub(crate) use lint::lint;
use mention::Mention;
use project::Project;
use settings::Settings;
use specify::Specify;
use turn::Turn;
pub(crate) use unbuilt::{UNBUILT, built_elsewhere, is_unbuilt};

/// What names other files in the sources of one package.
#[derive(Debug)]
pub(crate) struct Sources {
    /// For each of `package.sources`.
    left: Vec<Option<Left>>,
    pub(crate) project: Project,
    /// For each of `package.sources`; `None` for what does not parse.
    files: Vec<Option<Vec<Mention>>>,
    /// For each of `package.files` with module syntax.
    modules: Vec<Vec<Mention>>,
    /// For each of `package.files` that becomes a module as the sources do.
    scripts: Vec<Option<Left>>,
    build: Option<Build>,
    /// A script that the build reads and that is no plain JavaScript.
    unread: Option<String>,
    /// Paths of sources whose default export `require` gets; the error is one that does not fit.
    replaced: Result<BTreeSet<String>, String>,
}

impl Sources {
    /// Reads the sources of `package`, and the modules among its scripts.
    pub(crate) fn scan(package: &Package, graph: &Graph) -> Self {
        let project = Project::read(package);
        let read = |file: &SourceFile| {
            let allocator = Allocator::default();
            let module = syntax::parse(&allocator, &file.path, &file.text).ok()?;
            Some((mention::mentions(&module, &file.path), left::left(&module)))
        };
        let both: Vec<_> = package.sources.par_iter().map(read).collect();
        let (files, left) = both.into_iter().map(Option::unzip).unzip();
        let module = |(id, file): (usize, &SourceFile)| {
            let facts = graph.nodes[id].facts.as_ref();
            let is_module = facts.is_some_and(|it| it.syntax == Syntax::Module);
            if is_module { read(file) } else { None }
        };
        let both: Vec<_> = package.files.par_iter().enumerate().map(module).collect();
        let build = Build::of(package);
        let turns = |path: &str| build.as_ref().is_some_and(|it| it.turns(package, path));
        let (mut modules, mut scripts) = (Vec::new(), Vec::new());
        for (file, read) in package.files.iter().zip(both) {
            let (mentions, left) = read.unzip();
            modules.push(mentions.unwrap_or_default());
            scripts.push(left.filter(|_| turns(&file.path)));
        }
        let replaced = Ok(BTreeSet::new());
        let is_read = |id: usize| graph.nodes[id].facts.is_some();
        let unread = package
            .files
            .iter()
            .enumerate()
            .find(|(id, file)| !is_read(*id) && file.extension() == "js" && turns(&file.path));
        let unread = unread.map(|(_, file)| file.path.clone());
        let mut read = Self { left, project, files, modules, scripts, build, unread, replaced };
        read.replaced = published::replaced(package, graph, &read);
        read
    }

    /// The script number `index` is turned with the sources.
    pub(crate) fn turns_script(&self, index: usize) -> bool {
        self.scripts[index].is_some()
    }

    /// Adds to the plan of each module what its own specifiers need beyond Node's resolution.
    pub(crate) fn complete_modules(&self, package: &Package, graph: &Graph, plan: &mut Plan) {
        let specify = Specify::new(package, &self.project, &plan.renames);
        for (id, mentions) in self.modules.iter().enumerate() {
            let node = &graph.nodes[id];
            let Some(facts) = &node.facts else { continue };
            let known = facts.specifiers.iter().zip(&node.specifiers);
            let known: Vec<u32> = known
                .filter(|(_, target)| !matches!(target, Target::Missing))
                .map(|(it, _)| it.literal.start + 1)
                .collect();
            let open = mentions.iter().filter(|it| !known.contains(&it.span.start));
            let edits: Vec<_> = open.filter_map(|it| edit(&specify, &node.path, it)).collect();
            add(&mut plan.verdicts[id], edits);
        }
    }

    /// The sources as ES modules; the error is why the package cannot become one of modules.
    pub(crate) fn turn(
        &self,
        package: &Package,
        renames: &[(String, String)],
    ) -> Result<Vec<Change>, Stays> {
        flip::recognize(package, self)?;
        if let Some(path) = &self.unread {
            return Err(cannot_be_read(path));
        }
        let specify = Specify::new(package, &self.project, renames);
        let assigns = |path: &str| {
            let mut found = self.turning(package).filter(|(file, ..)| file.path == path);
            found.any(|(_, _, left)| left.is_some_and(|it| it.assignment.is_some()))
        };
        if let Some(path) = self.unreadable(package) {
            let message = "The build is too old to read `export { name as \"module.exports\" }`";
            let help = "Take a newer version of Babel or Rollup, then run again";
            return Err(Stays::new(path, "source-build", message, help));
        }
        if let Some(stays) = self.too_old(package) {
            return Err(stays);
        }
        let in_jest = self.in_jest(package, &specify);
        let replaced = match &self.replaced {
            Ok(replaced) => replaced,
            Err(path) => {
                let message = "What was built gives `require` something else than its source says";
                let help = "Build the package again, or export what `require` shall give";
                return Err(Stays::new(path, "source-commonjs", message, help));
            }
        };
        let mut turn = Turn {
            root: &package.root,
            specify: &specify,
            resolvers: Resolvers::default(),
            externals: Externals::default(),
            assigns: &assigns,
            as_node: self.build.as_ref().is_some_and(|it| it.as_node),
            declared: typed::Declared::default(),
            // Others bring all imports to the top of what they write.
            in_order: self.build.is_none(),
            in_jest: &in_jest,
            as_compiled: runner::keeps_interop(package),
            is_old: self.build.as_ref().is_some_and(Build::is_old),
            seen: &|path| self.seen(package, path),
            replaced,
            interops: &|path| self.interops(package, path),
        };
        let mut changes = Vec::new();
        for (file, mentions, left) in self.turning(package) {
            let (Some(mentions), Some(left)) = (mentions, left) else {
                return Err(cannot_be_read(&file.path));
            };
            let new = turned(&mut turn, &specify, file, mentions, left)?;
            if new != file.text {
                changes.push(Change::Edit { path: file.path.clone(), old: file.text.clone(), new });
            }
        }
        Ok(changes)
    }

    /// The tests that Jest runs, and what they load, by their paths.
    fn in_jest(&self, package: &Package, specify: &Specify<'_>) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        if !runner::in_jest(package) {
            return found;
        }
        let sources = self.turning(package).map(|(file, mentions, _)| (&*file.path, mentions));
        let sources: BTreeMap<&str, Option<&Vec<Mention>>> = sources.collect();
        let tests = sources.keys().filter(|path| build::is_test(path));
        let mut queue: Vec<String> = tests.map(ToString::to_string).collect();
        while let Some(path) = queue.pop() {
            let Some(mentions) = sources.get(&*path) else { continue };
            if found.insert(path.clone()) {
                let loaded = mentions.iter().flat_map(|it| it.iter());
                queue.extend(loaded.filter_map(|it| specify.target(&path, &it.value)));
            }
        }
        found
    }

    /// The settings of the build can be edited.
    pub(crate) fn has_build(&self) -> bool {
        self.build.is_some()
    }

    /// All sources, and the scripts that are compiled with them.
    fn turning<'s>(
        &'s self,
        package: &'s Package,
    ) -> impl Iterator<Item = (&'s SourceFile, Option<&'s Vec<Mention>>, Option<&'s Left>)> {
        let sources = package.sources.iter().zip(&self.files).zip(&self.left);
        let sources =
            sources.map(|((file, mentions), left)| (file, mentions.as_ref(), left.as_ref()));
        let scripts = package.files.iter().zip(&self.modules).zip(&self.scripts);
        let scripts = scripts.filter_map(|((file, mentions), left)| {
            Some((file, Some(mentions), Some(left.as_ref()?)))
        });
        sources.chain(scripts)
    }

    /// Writes the settings around turned sources, and tells what follows.
    pub(crate) fn settle(
        &self,
        package: &Package,
        changes: &mut Vec<Change>,
        findings: &mut Vec<Finding>,
    ) {
        let mut settings = Settings { package, changes, findings };
        flip::configure(&mut settings, self);
        if let Some(pair) = builds::Pair::of(package).filter(|_| self.build.is_none()) {
            settings.findings.push(pair.tell(package));
        }
        if package.sources.iter().any(|it| self.compiles(&it.path)) {
            runner::follow(&mut settings);
        }
        hooks::follow(&mut settings, self.project.maps_aliases);
        let compiled = self.build.as_ref().is_some_and(|it| it.compiles_tests(package));
        let by_swc = !package.sources.is_empty() && project::depends(package, "@swc/jest");
        if compiled || by_swc || project::depends(package, "ts-jest") {
            let is_needless = |it: &Finding| it.code == "runner" && it.message.starts_with("Jest ");
            settings.findings.retain(|it| !is_needless(it));
        }
        let (mut assigned, mut has_default) = (false, false);
        for (file, _, left) in self.turning(package).filter(|it| self.is_entry(package, &it.0.path))
        {
            let is_replaced = self.replaced.as_ref().is_ok_and(|it| it.contains(&file.path));
            assigned |= is_replaced || left.is_some_and(|it| it.assignment.is_some());
            has_default |= left.is_some_and(|it| it.default.is_some());
        }
        // Importers of a package that had both find in the same module what they found.
        let same = assigned || self.build.as_ref().is_some_and(|it| it.both);
        flip::tell((!same).then_some(has_default), settings.findings);
    }

    /// Gives the sources specifiers as Node's loader needs them, and tells those who resolve in
    /// another way.
    pub(crate) fn specify(
        &self,
        package: &Package,
        plan: &Plan,
        changes: &mut Vec<Change>,
        findings: &mut Vec<Finding>,
    ) {
        let before = changes.len();
        changes.extend(self.specified(package, plan));
        let compiled = changes[before..].iter().any(|it| self.compiles(it.path()));
        if compiled {
            runner::follow(&mut Settings { package, changes, findings });
        }
    }

    /// What becomes of the source at `path` is what the manifest names first.
    fn is_entry(&self, package: &Package, path: &str) -> bool {
        let main = package.fields.get("main").and_then(serde_json::Value::as_str);
        let main = main.map_or("index", |it| it.trim_start_matches("./"));
        let index = format!("{}/index", main.trim_end_matches('/'));
        let writes = |it: &Build| it.writes(path, main) || it.writes(path, &index);
        self.build.as_ref().map_or_else(|| inner(path) == inner(main), writes)
    }

    /// The specifiers of the source at `path` name files under another extension than they have.
    fn compiles(&self, path: &str) -> bool {
        !self.project.names_sources(path)
    }

    fn specified(&self, package: &Package, plan: &Plan) -> Vec<Change> {
        let specify = Specify::new(package, &self.project, &plan.renames);
        let one = |(file, mentions): (&SourceFile, &Option<Vec<Mention>>)| {
            let mut edits = Edits::default();
            for it in mentions.as_ref()? {
                if let Some(text) = specify.text(&file.path, it) {
                    edits.replace(it.span, text);
                }
            }
            let new = edits.apply(&file.text).ok().filter(|new| *new != file.text)?;
            Some(Change::Edit { path: file.path.clone(), old: file.text.clone(), new })
        };
        package.sources.iter().zip(&self.files).filter_map(one).collect()
    }
}

fn cannot_be_read(path: &str) -> Stays {
    Stays::new(path, "source-commonjs", "This source cannot be read", "Mend its syntax")
}

/// The path without its first folder and its extension.
fn inner(path: &str) -> &str {
    let path = path.split_once('/').map_or(path, |(_, rest)| rest);
    path.split_once('.').map_or(path, |(stem, _)| stem)
}

fn turned(
    turn: &mut Turn<'_>,
    specify: &Specify<'_>,
    file: &SourceFile,
    mentions: &[Mention],
    left: &Left,
) -> Result<String, Stays> {
    let mut edits = Edits::default();
    let path = file.path.as_str();
    let stays = |(span, message): (Span, String)| {
        let help = "Write it as ES modules do, then run again".to_string();
        Stays { file: path.to_string(), span, code: "source-commonjs", message, help }
    };
    // `.cts` stays CommonJS.
    let is_module = crate::find::extension(path) != "cts";
    if is_module {
        let source = turn::Source { path, text: &file.text, left };
        turn.edit(&source, &mut edits).map_err(stays)?;
    }
    let equals = |span: Span| left.equals.iter().any(|it| it.inner.contains_inclusive(span));
    for it in mentions.iter().filter(|it| !(is_module && equals(it.span))) {
        if let Some(text) = specify.text(path, it) {
            edits.replace(it.span, text);
        }
    }
    edits
        .apply(&file.text)
        .map_err(|overlap| stays((overlap.0.span, "two edits overlap".to_string())))
}

fn edit(specify: &Specify<'_>, path: &str, it: &Mention) -> Option<SpecifierEdit> {
    let text = specify.text(path, it)?;
    Some(SpecifierEdit {
        literal: Span::new(it.span.start - 1, it.span.end + 1),
        text,
        json: false,
    })
}

fn add(verdict: &mut Verdict, edits: Vec<SpecifierEdit>) {
    match verdict {
        Verdict::Migrate(plan) => plan.specifiers.extend(edits),
        Verdict::Untouched if !edits.is_empty() => {
            let plan = FilePlan { specifiers: edits, ..FilePlan::default() };
            *verdict = Verdict::Migrate(Box::new(plan));
        }
        _ => {}
    }
}
