//! Dependencies that look at the file names of their callers: an ES module has a URL there.

use std::path::{Path, PathBuf};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::{
    facts::Require,
    find::Package,
    finding::{Finding, Severity},
    graph::{FileId, Graph, Target, external::ExternalFormat, short},
    plan::{Plan, forms::Verdict},
};

/// The method of a call site that tells its file (<https://v8.dev/docs/stack-trace-api>).
const NAME: &str = ".getFileName(";

/// What has one of these knows that a name may be a URL, or only prints names.
const HARMLESS: [&str; 5] =
    ["file:", "fileURLToPath", "getScriptNameOrSourceURL", "stderr", "console."];

/// How many files of a dependency are looked into.
const MOST: usize = 40;

/// Tells of each dependency that does, where the first file that migrates loads it.
pub(super) fn told(package: &Package, graph: &Graph, plan: &Plan) -> Vec<Finding> {
    let mut known: FxHashMap<&Path, Option<PathBuf>> = FxHashMap::default();
    let mut findings = Vec::new();
    for (id, node) in graph.nodes.iter().enumerate() {
        let (Verdict::Migrate(_), Some(facts)) = (&plan.verdicts[id], &node.facts) else {
            continue;
        };
        for (require, target) in facts.requires.iter().zip(&node.requires) {
            let Target::External(it) = target else { continue };
            let is_new = !known.contains_key(it.path.as_path());
            if !is_new || it.info.format != ExternalFormat::CommonJs {
                continue;
            }
            let asker = asker(&it.path);
            findings.extend(asker.as_ref().map(|asker| note(package, id, require, asker)));
            known.insert(&it.path, asker);
        }
    }
    findings
}

fn note(package: &Package, id: FileId, require: &Require, asker: &Path) -> Finding {
    let (file, name) = (&package.files[id], &require.specifier);
    let message = format!(
        "`{name}` looks at the file names of its callers, by {}: those of ES modules are URLs",
        short(asker)
    );
    let help = "Where it finds files by them, tell it the folder, such as `import.meta.dirname`";
    Finding::of_file(Severity::Note, "caller-file", &file.path, message, help)
        .at(&file.text, require.call)
}

/// The file that does, among those that `path` loads of its own package.
fn asker(path: &Path) -> Option<PathBuf> {
    let mut queue = vec![path.to_path_buf()];
    let mut seen: FxHashSet<PathBuf> = queue.iter().cloned().collect();
    let mut next = 0;
    while let Some(path) = queue.get(next).cloned() {
        next += 1;
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        if text.contains(NAME) && !HARMLESS.iter().any(|it| text.contains(it)) {
            return Some(path);
        }
        let loaded = required(&text).filter_map(|it| found(&path, it));
        queue.extend(loaded.filter(|it| seen.len() < MOST && seen.insert(it.clone())));
    }
    None
}

/// The relative specifiers of `require` calls. Text is enough: what is no call leads nowhere, or to a file that is
/// looked at for nothing.
fn required(text: &str) -> impl Iterator<Item = &str> {
    text.split("require(").skip(1).filter_map(|it| {
        let quote = it.chars().next().filter(|it| matches!(it, '\'' | '"'))?;
        it[1..].split(quote).next().filter(|it| it.starts_with('.'))
    })
}

fn found(from: &Path, specifier: &str) -> Option<PathBuf> {
    let path = from.parent()?.join(specifier);
    let mut names = ["", ".js", ".cjs", "/index.js"].into_iter();
    names.find_map(|end| {
        let mut name = path.clone().into_os_string();
        name.push(end);
        PathBuf::from(name).canonicalize().ok().filter(|it| it.is_file())
    })
}
